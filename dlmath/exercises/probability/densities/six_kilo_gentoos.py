"""six_kilo_gentoos: a share beyond a limit, from a mean and a standard deviation."""

from dlmath import probability
from dlmath.exercises import number


@number(
    weight="standard",
    task="Suppose that the masses of Gentoos are normally distributed, with mean 5,076 g and standard deviation 502 g. "
    "What share weighs more than 6,000 g? Use `probability.Normal(0, 1).cdf`, and answer to within 0.001.",
    hints=[
        "How many standard deviations above the mean is 6,000 g?",
        "z = (6000 − 5076) / 502 = 1.84. What share lies below that?",
        "1 - probability.Normal(0, 1).cdf(1.84)",
    ],
    tolerance=0.001,
)
def six_kilo_gentoos():
    # 6,000 g is 1.84 standard deviations above the mean. What is not below is above.
    z = (6000 - 5076) / 502
    return 1 - float(probability.Normal(0.0, 1.0).cdf(z))


for answer, message in {
    0.9672: "That is the share *below* 6,000 g. Subtract it from 1.",
    1.8406: "That is z, the distance in standard deviations. What share lies beyond it?",
    -1.8406: "That is z with the wrong sign. What share lies beyond 1.84 standard deviations?",
    0.0657: "You counted both tails. The question is only about birds above 6,000 g, not about those below 4,152 g.",
    0.9343: "That is the share within 1.84 standard deviations on both sides. The question is only about birds above "
    "6,000 g.",
    0.4672: "That is the share between the mean and 6,000 g. What is left of the upper half?",
    0.0733: "That is the height of the bell at z = 1.84, a density. The share is an area: 1 − Φ(1.84).",
    0.000146: "That is the density at 6,000 g, per gram. The share is the area to the right of it.",
    0.4985: "You divided by the variance, 502². Divide by the standard deviation.",
    0.5015: "You divided by the variance, 502², and took what lies below. z is (6000 − 5076) / 502, and the question "
    "asks for what lies above.",
    0.0163: "That is what the table of 123 birds says: 2 of them. The question is what the normal distribution says.",
    0.1587: "That is the share beyond *one* standard deviation. 6,000 g is 1.84 of them above the mean.",
    0.0228: "That is the share beyond two standard deviations. 6,000 g is 1.84 of them above the mean.",
    0.025: "That is about the share beyond two standard deviations. 6,000 g is 1.84 of them above the mean.",
    0.5: "Half of them weigh more than the mean. 6,000 g is 1.84 standard deviations above it.",
    0.0: "The probability of *exactly* 6,000 g is 0. The question is about all masses above it.",
}.items():
    six_kilo_gentoos.misconception(answer, message)

for answer, low, high, message in [
    (3.29, 3.1, 3.5, "Right in percent. Give it as a fraction of 1."),
    (96.7, 96, 98, "That is the share *below* 6,000 g, in percent. Subtract it from 1."),
    (4.04, 3.9, 4.2, "That is how many of 123 birds you would expect. Give the share."),
    (
        0.25,
        0.17,
        0.44,
        "Too many: 16% lie beyond one standard deviation already, and 6,000 g is 1.84 of them above the mean.",
    ),
    (0.05, 0.0366, 0.06, "Too many, but not by much. z is 924 / 502 = 1.84. What share lies beyond it?"),
    (0.027, 0.0229, 0.0289, "Too few, but not by much. z is 924 / 502 = 1.84. What share lies beyond it?"),
    (0.036, 0.0339, 0.0365, "Nearly: keep two decimals of z. 924 / 502 is 1.84."),
    (0.0307, 0.029, 0.0319, "Nearly: keep two decimals of z. 924 / 502 is 1.84."),
    (-0.5, -1e9, -1e-9, "A share is not negative."),
    (200.0, 100, 1e9, "A share is at most 1."),
]:
    six_kilo_gentoos.misconception(answer, message, when=lambda x, low=low, high=high: low <= x <= high)
