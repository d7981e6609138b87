"""density_above_one: how high a density is, from its area alone."""

from dlmath.exercises import number


@number(
    weight="warm-up",
    kind="derive",
    task="$X$ is some number between 0.3 and 0.5, with none preferred, so its density is a constant there and 0 "
    "elsewhere. What is the constant?",
    hints=["What is the whole area under a density?", "The area is a rectangle of width 0.2. How high must it be?"],
    tolerance=0.005,
)
def density_above_one():
    # The area, height times width, is 1, and the width is 0.5 − 0.3.
    return 1 / (0.5 - 0.3)


for answer, message in {
    1.0: "With the height 1, the area is only 0.2. A density may exceed 1; its area may not.",
    0.2: "That is the width, and the probability that a density of 1 would give. The area has to be 1: which height "
    "does that take?",
    0.04: "That is 0.2 · 0.2. Height times 0.2 has to be 1.",
    0.0: "0 is the probability of each single number. The density is the height that makes the area 1.",
    0.5: "That is the right end. The density is a height: height times width has to be 1.",
    0.3: "That is the left end. The density is a height: height times width has to be 1.",
    0.4: "That is the middle of the interval, the mean of X. The density is a height.",
    2.0: "That is 1 / 0.5. The rectangle does not begin at 0: its width is 0.5 − 0.3.",
    3.3333: "That is 1 / 0.3. The width of the rectangle is 0.5 − 0.3.",
    1.25: "You divided by 0.3 + 0.5. The width of the rectangle is the difference of its ends.",
    10.0: "That is twice too high: a rectangle of height 10 and width 0.2 has area 2.",
    2.5: "That is 1 / 0.4, one over the midpoint. Divide by the width, 0.5 − 0.3.",
    0.8: "You added the ends. The width is their difference, and height times width has to be 1.",
    20.0: "That looks like the width in percent. The density is a height: height times width has to be 1.",
    500.0: "Right in percent, but a density is not a share, so give the plain number.",
    -5.0: "Check the sign: a density is never negative.",
}.items():
    density_above_one.misconception(answer, message)

density_above_one.misconception(
    25.0, "With a height of more than 5, the area is more than 1.", when=lambda answer: answer > 5
)
density_above_one.misconception(
    4.0, "With a height of less than 5, the area is less than 1.", when=lambda answer: 0 < answer < 5
)
density_above_one.misconception(-1.0, "A density is never negative.", when=lambda answer: answer < 0)
