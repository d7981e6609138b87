"""heard_three_times: what naive Bayes makes of the same clue in three columns."""

from dlmath.exercises import number


@number(
    weight="standard",
    kind="derive",
    task="A bird is as likely to be a Gentoo as an Adélie. Then you measure its flipper. That length is three times "
    "as probable for a Gentoo. By mistake the table has the same measurement in three columns: in millimeters, in "
    "centimeters, and in inches. What probability does naive Bayes give for a Gentoo? Answer to within 0.001.",
    hints=[
        "Without the mistake, the odds for a Gentoo become 3 to 1, which is 3/4. What does each further column do?",
        "Naive Bayes multiplies by the factor 3 for each column: three times.",
        "The odds are 27 to 1. Turn them into a probability: 27 / (27 + 1).",
    ],
    tolerance=0.001,
)
def heard_three_times():
    # Each column multiplies the odds by 3.
    odds = 3 * 3 * 3
    return odds / (odds + 1)


for answer, message in {
    0.75: "That is the right answer for the bird itself. But naive Bayes does not notice that the three columns are "
    "one clue: it multiplies the odds by 3 for each.",
    0.9: "That is 9 / 10: odds of 9 to 1, from two columns, or from 3 + 3 + 3. Factors are multiplied: 3 · 3 · 3.",
    27.0: "Those are the odds, 27 to 1. As a probability: 27 / (27 + 1).",
    9.0: "Those are odds, and three factors of 3 make 27. As a probability: odds / (odds + 1).",
    3.0: "That is the factor of one column. Three of them multiply the odds to 27 to 1. Turn that into a probability.",
    26 / 27: "Close. Odds of 27 to 1 mean 27 of 28. Give at least three decimals.",
    0.421875: "That is 0.75³. Probabilities are not multiplied like this: divide 0.75³ by 0.75³ + 0.25³, so that the "
    "two species add up to 1.",
    0.984375: "That is 1 − 0.25³, the chance that at least one of three *independent* tests says Gentoo. Naive Bayes "
    "multiplies the odds by 3 for each column.",
    0.25: "That is the probability of the other species, and for one column. The clue speaks for a Gentoo, three "
    "times.",
    1 / 28: "That is the probability of an Adélie.",
    0.5: "The clue counts: a Gentoo is three times as likely to have this flipper. Multiply the odds by 3 for each "
    "column.",
    1.0: "It is nearly certain, but not quite: the odds are 27 to 1.",
    2.25: "A probability is at most 1. You added 0.75 three times. Multiply the odds instead.",
    1 / 27: "A probability of 1/27 for a Gentoo would mean that the clue speaks against it.",
    0.3333: "That is 1/3. The clue speaks for a Gentoo, so the probability is above one half.",
    96.4: "That is in percent. Give a number between 0 and 1.",
    0.9878: "Those are odds of 81 to 1, from four factors of 3. There are three columns.",
    0.875: "Those are odds of 7 to 1. Each column multiplies the odds by 3.",
    0.8571: "Those are odds of 6 to 1. Each column multiplies the odds by 3: 3 · 3 · 3.",
    0.6923: "Those are odds of 9 to 4. They start at 1 to 1, and each column multiplies them by 3.",
    0.015625: "That is 0.25³. Probabilities of the same bird being an Adelie are not multiplied: multiply the odds by "
    "3 for each column.",
    0.125: "That is 0.5³. The prior counts once, not for each column: the odds start at 1 to 1, and each column "
    "multiplies them by 3.",
    1 / 9: "The clue speaks for a Gentoo, so the probability is above one half. Each column multiplies the odds by 3.",
}.items():
    heard_three_times.misconception(answer, message)

heard_three_times.misconception(
    120.0, "A probability is at most 1. Odds of a to 1 mean the probability a / (a + 1).", when=lambda a: a > 1
)
heard_three_times.misconception(
    -1.0, "A probability is at least 0. Odds of a to 1 mean the probability a / (a + 1).", when=lambda a: a < 0
)

heard_three_times.misconception(
    0.3,
    "The clue speaks for a Gentoo, so the probability is above one half. Each column multiplies the odds by 3.",
    when=lambda a: 0 <= a < 0.5,
)
heard_three_times.misconception(
    0.6,
    "Odds first: they start at 1 to 1, and each of the three columns multiplies them by 3. Then turn the odds into a "
    "probability.",
    when=lambda a: 0.5 < a < 0.96 or 0.97 < a < 1,
)
