"""peak_of_a_bootstrap: a sample with replacement usually holds fewer distinct examples than it has draws."""

from dlmath.exercises import number


@number(
    weight="standard",
    task="A bootstrap sample draws 100 times from 100 examples, with replacement. A repeated example asks for nothing "
    "new, so only distinct examples count. If a model is fitted to such a sample, near what number of features does "
    "its error peak? Give the expected number of distinct examples, to within 0.5.",
    hints=[
        "How likely is it that one given example is missed by all 100 draws?",
        "One draw misses it with probability 0.99, and all of them with 0.99¹⁰⁰.",
        "100 · (1 − 0.99¹⁰⁰)",
    ],
    tolerance=0.5,
)
def peak_of_a_bootstrap():
    # Each of the 100 examples is missed by all draws with probability 0.99¹⁰⁰.
    return 100 * (1 - 0.99**100)


for answer, message in {
    100: "That is the number of draws. Some examples are drawn more than once, and others not at all.",
    36.6: "That is the expected number of examples that are *missed*: 100 · 0.99¹⁰⁰. The others are in the sample.",
    50: "It is not a coin toss for each example: it has 100 chances to be drawn, each 1 in 100.",
    0.634: "That is the share. How many of 100 examples is it?",
    0.366: "That is the probability that an example is missed. How many of 100 are not?",
    99: "One draw misses a given example with probability 0.99. All 100 draws have to miss it.",
    1: "That is how often an example is drawn on average. Some are drawn twice or more, so others are missed.",
    67: "The probability of being missed by all draws is 0.99¹⁰⁰ ≈ 0.366, a bit more than a third.",
    37: "That is the expected number of examples that are *missed*. The others are in the sample.",
    36.8: "That is 100/e, the expected number of examples that are *missed*. The others are in the sample.",
    75: "75 would be right if there were two examples and two draws. With 100 draws, 0.99¹⁰⁰ of the examples are "
    "missed.",
}.items():
    peak_of_a_bootstrap.misconception(answer, message)

peak_of_a_bootstrap.misconception(
    120, "A sample of 100 draws holds at most 100 distinct examples.", when=lambda answer: answer > 100
)
peak_of_a_bootstrap.misconception(-5, "A number of examples cannot be negative.", when=lambda answer: answer < 0)
peak_of_a_bootstrap.misconception(
    20,
    "More than that: each example is missed by all 100 draws with probability 0.99¹⁰⁰, about 0.37.",
    when=lambda answer: 1.5 < answer < 36 or 37.6 < answer < 62.8,
)
peak_of_a_bootstrap.misconception(
    80,
    "Fewer than that: each example is missed by all 100 draws with probability 0.99¹⁰⁰, about 0.37.",
    when=lambda answer: 63.9 < answer < 98.5,
)
