"""rate_of_the_average: which step turns the mean of four numbers into the mean of five."""

from dlmath.exercises import number


@number(
    weight="warm-up",
    task="So far, $w$ is the mean of the first four draws. The fifth draw is $x$. For which $\\eta$ does the step "
    "$w \\leftarrow w - \\eta\\,(w - x)$ give the mean of all five, whatever $x$ is?",
    tolerance=1e-6,
    hints=[
        "The step gives (1 − η) w + η x. How much does the fifth number count in a mean of five?",
        "The mean of all five is (4w + x) / 5.",
        "Compare the factors of x: η = 1/5.",
    ],
)
def rate_of_the_average():
    # (4 w + x) / 5 = (1 − η) w + η x: the newcomer counts as one of five.
    return 1 / 5


for value, message in {
    0.25: "With ¼ the new draw counts as one of four. But w already stands for four draws, and the new one makes five.",
    0.8: "0.8 is what the old mean keeps, 1 − η. The question is about η, the factor of the new draw.",
    0.5: "With ½ the newest draw counts as much as the four before it together. In a mean, each of the five counts "
    "the same.",
    1: "With η = 1 the step forgets the first four draws: w becomes x.",
    5: "That is how many draws there are. How much does one of them count in their mean?",
    4: "That is how many draws w stands for. Solve (1 − η) w + η x = (4w + x) / 5.",
    0: "With η = 0 the new draw has no say.",
    -0.2: "Check the sign. w − η(w − x) is (1 − η) w + η x, so η is the factor of x, and positive.",
    1 / 6: "One too many: with the new draw there are five, so each counts a fifth.",
    20: "Give a share, not a percentage.",
    1.25: "That is 5/4. Solve (1 − η) w + η x = (4w + x) / 5: compare the factors of x on both sides.",
    0.75: "Solve (1 − η) w + η x = (4w + x) / 5: compare the factors of x on both sides.",
    1 / 3: "There are five draws in all, and each counts the same in their mean.",
    0.1: "With 0.1 the new draw counts only half as much as it should: each of the five counts a fifth.",
    0.4: "That is twice too much. Compare the factors of x in (1 − η) w + η x and (4w + x) / 5.",
    5**0.5 / 5: "No root is needed: compare the factors of x in (1 − η) w + η x and (4w + x) / 5.",
}.items():
    rate_of_the_average.misconception(value, message)

rate_of_the_average.misconception(
    0.22,
    "With this η the new draw counts more than one of five. Compare the factors of x in (1 − η) w + η x and "
    "(4w + x) / 5.",
    when=lambda answer: 0.2 < answer < 1,
)
rate_of_the_average.misconception(
    0.15,
    "With this η the new draw counts less than one of five. Compare the factors of x in (1 − η) w + η x and "
    "(4w + x) / 5.",
    when=lambda answer: 0 < answer < 0.2,
)
rate_of_the_average.misconception(
    7,
    "η is the share of the new draw in the mean, so it lies between 0 and 1. Compare the factors of x in "
    "(1 − η) w + η x and (4w + x) / 5.",
    when=lambda answer: answer > 1 or answer < 0,
)
