"""long_flipper_share: one point, two bells, by hand."""

import numpy as np

from dlmath.exercises import number


@number(
    weight="warm-up",
    task="The first component has weight 0.6 and mean 190; the second has weight 0.4 and mean 216. Both have "
    "variance 49. What is the responsibility of the second component for a flipper of 207 mm? Answer to within "
    "0.005.",
    hints=[
        "Write down weight times density for each of the two. Since the variances are the same, a factor cancels.",
        "Without the common factor: 0.6 · exp(−17²/98) for the first, 0.4 · exp(−9²/98) for the second.",
        "These are 0.0314 and 0.175. Divide the second by their sum.",
    ],
    tolerance=0.005,
)
def long_flipper_share():
    # The factor 1/√(2π·49) cancels.
    first = 0.6 * np.exp(-(17**2) / 98)
    second = 0.4 * np.exp(-(9**2) / 98)
    return second / (first + second)


BELLS = np.exp(-(np.array([17.0, 9.0]) ** 2) / 98)


def _share(first, second):
    return float(second / (first + second))


for answer, message in {
    _share(0.4 * BELLS[1], 0.6 * BELLS[0]): "That is the responsibility of the *first* component.",
    _share(*BELLS): "You left out the weights. Multiply the densities by 0.6 and 0.4 before you divide.",
    _share(0.4 * BELLS[0], 0.6 * BELLS[1]): "The weights are swapped: 0.6 belongs to the first component, 0.4 to the "
    "second.",
    _share(0.6 * BELLS[0] ** 2, 0.4 * BELLS[1] ** 2): "The ½ is missing: the exponent is −(x − μ)²/(2σ²), and 2σ² is "
    "98.",
    _share(0.6 * np.exp(-17 / 14), 0.4 * np.exp(-9 / 14)): "The distances must be squared and divided by 2σ² = 98.",
    _share(0.6 * np.exp(-17 / 98), 0.4 * np.exp(-9 / 98)): "The distances must be squared: 17² and 9².",
    _share(0.6 * np.exp(-(17**2) / 49**2 / 2), 0.4 * np.exp(-(9**2) / 49**2 / 2)): "49 is the variance, which is "
    "already a square: the exponent is −(x − μ)²/(2 · 49).",
    _share(0.6 * np.exp(-(17**2) / 14), 0.4 * np.exp(-(9**2) / 14)): "You divided by 2σ = 14. The exponent is "
    "−(x − μ)²/(2σ²), and 2σ² is 98.",
    0.4 * BELLS[1] / np.sqrt(2 * np.pi * 49): "That is weight times density of the second component. Divide it by the "
    "sum over both components.",
    0.4 * BELLS[1]: "That is the second numerator, without the common factor. Divide it by the sum over both "
    "components.",
    BELLS[1]: "That is the second component's bell. Multiply by its weight and divide by the sum over both.",
    0.4: "That is the weight, which you know before you look at the flipper. The flipper is 17 mm from one mean and "
    "9 mm from the other.",
    17 / 26: "You compared the distances themselves. The bells fall with the *square* of the distance: "
    "exp(−17²/98) and exp(−9²/98).",
    17**2 / (17**2 + 9**2): "You compared squared distances. They belong in an exponent: exp(−17²/98) and exp(−9²/98).",
    1.0: "The nearer mean does not take all: the first component could have made this bird, too.",
    0.5: "207 is not halfway. It is 17 mm from the first mean and 9 mm from the second.",
    0.4 * BELLS[1] / (0.6 * BELLS[0]): "These are the odds. Odds of a to 1 are a probability of a / (a + 1).",
    100 * _share(0.6 * BELLS[0], 0.4 * BELLS[1]): "That is in percent. Give a number between 0 and 1.",
}.items():
    long_flipper_share.misconception(float(answer), message)

long_flipper_share.misconception(
    -1.0, "A responsibility lies between 0 and 1. Divide one product by the sum of both.", when=lambda a: a < 0
)
long_flipper_share.misconception(84.8, "That is in percent. Give a number between 0 and 1.", when=lambda a: 80 < a < 90)
