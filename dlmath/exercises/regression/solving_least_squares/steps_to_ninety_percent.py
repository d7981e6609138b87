"""steps_to_ninety_percent: how long gradient descent takes to learn the slowest direction."""

import numpy as np

from dlmath.exercises import number


@number(
    weight="standard",
    tolerance=12,
    task="The columns of `X` have the condition number $\\kappa = \\sigma_1/\\sigma_d = 20$, and the learning rate "
    "is $\\eta = n / (2\\sigma_1^2)$. After how many steps has descent gone 90% of the way in the slowest "
    "direction? Answer to within 12 steps.",
    hints=[
        "Put η into 1 − 2ησ²/n, for the smallest singular value.",
        "The factor is 1 − 1/κ² = 0.9975. A share of 0.1 must be left: 0.9975^t = 0.1.",
        "Take logarithms: t = log(0.1) / log(0.9975).",
    ],
)
def steps_to_ninety_percent():
    # The factor of the slowest direction is 1 − 1/κ², and a tenth is to be left.
    return np.log(0.1) / np.log(1 - 1 / 20**2)


steps_to_ninety_percent.misconception(
    np.log(0.9) / np.log(1 - 1 / 20**2), "After that many steps, 90% is still *left*. Solve for a tenth."
)
steps_to_ninety_percent.misconception(
    np.log(0.1) / np.log(1 - 1 / 20), "The factor has the *square* of the condition number in it: 1 − 1/κ²."
)
steps_to_ninety_percent.misconception(
    1, "That is the fastest direction, which arrives in one step.", when=lambda answer: answer == 1
)
steps_to_ninety_percent.misconception(
    20, "That is κ itself. The factor of the slowest direction is 1 − 1/κ².", when=lambda answer: 19 <= answer <= 21
)
steps_to_ninety_percent.misconception(
    np.log(0.5) / np.log(1 - 1 / 20**2), "After so many steps, half of the way is left. Solve for a tenth."
)
steps_to_ninety_percent.misconception(
    1 - 1 / 20**2,
    "That is the factor of a single step. How many such factors does it take to leave a tenth?",
    when=lambda answer: 0.99 <= answer < 1,
)
steps_to_ninety_percent.misconception(
    2.3, "That is log 10. Divide it by −log(1 − 1/κ²).", when=lambda answer: 2.2 <= answer <= 2.4
)
steps_to_ninety_percent.misconception(
    400, "That is κ². After κ² steps about 1/e = 37% is left; 10% takes log 10 = 2.3 times as long."
)
steps_to_ninety_percent.misconception(
    360, "The steps get shorter as the goal comes nearer: each one takes 1/400 of what is left, not of the whole way."
)
steps_to_ninety_percent.misconception(
    np.log10(0.1) / np.log(1 - 1 / 20**2), "You mixed base-10 and natural logarithms. Use the same for both."
)
steps_to_ninety_percent.misconception(np.log(0.01) / np.log(1 - 1 / 20**2), "That is for 99%. Here a tenth is left.")
steps_to_ninety_percent.misconception(
    np.log(0.1) / np.log(1 - 1 / 20**2) / 2, "The 2 from the gradient is already in η: 2ησ²/n is exactly (σ/σ₁)²."
)
steps_to_ninety_percent.misconception(
    np.log(0.1) / np.log(1 - 1 / 20**2) * -1, "The number of steps must be positive.", when=lambda answer: answer < 0
)
