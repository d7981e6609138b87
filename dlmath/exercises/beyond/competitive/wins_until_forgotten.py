"""wins_until_forgotten: each win leaves 1 − η of what was there."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    kind="derive",
    task="A unit starts at $\\mathbf{w}_0$ and learns with a constant rate η, `learning_rate`, between 0 and 1. "
    "After $k$ wins, its weights are a weighted mean of $\\mathbf{w}_0$ and the examples it has won. For "
    "which $k$ is the weight of $\\mathbf{w}_0$ equal to `share`, a number between 0 and 1? Return one "
    "expression in `learning_rate` and `share`; do not round it.",
    hints=[
        "Write the update as w ← (1 − η) w + η x. What does one win leave of the old w?",
        "After k wins, (1 − η)ᵏ of the start is left. Set this equal to the share, and take logarithms.",
        "k log(1 − η) = log(share).",
    ],
    also=(),
)
def wins_until_forgotten(learning_rate, share):
    """The number of wins after which the start has this share."""
    # (1 − η)^k = share
    return np.log(share) / np.log(1 - learning_rate)


@wins_until_forgotten.cases
def cases(rng):
    drawn = [(float(rng.uniform(0.02, 0.6)), float(rng.uniform(0.05, 0.8))) for _ in range(3)]
    return [(0.5, 0.25), (0.1, 0.5), (0.2, 0.01), *drawn]


@wins_until_forgotten.edge_cases
def edge_cases(rng):
    return [(0.001, 0.5), (0.9, 0.99)]


@wins_until_forgotten.law("the square of a share takes twice as many wins")
def _(f, learning_rate, share):
    return np.isclose(f(learning_rate, share**2), 2 * f(learning_rate, share))


wins_until_forgotten.instead_of(
    "np.log(share) / np.log(1 - learning_rate)",
    {
        "np.log(share) / np.log(learning_rate)": "One win leaves 1 − η of the old weights; η is the part that is new.",
        "np.log(1 - learning_rate) / np.log(share)": "That is upside down: divide log(share) by log(1 − η).",
        "np.log(1 - share) / np.log(1 - learning_rate)": "That is when the examples together have the weight `share`. "
        "Here, the start should have it.",
        "-np.log(share) / learning_rate": "That is an approximation for small η, where log(1 − η) ≈ −η. Keep the "
        "logarithm.",
        "(1 - share) / learning_rate": "Each win takes η of what is *left*, so the share shrinks by a factor: "
        "(1 − η)ᵏ.",
        "share / (1 - learning_rate)": "k is in the exponent: (1 − η)ᵏ = share. Take logarithms.",
        "np.log(share / (1 - learning_rate))": "The logarithm of a ratio isn't the ratio of logarithms: "
        "k log(1 − η) = log(share).",
        "np.log(share) - np.log(1 - learning_rate)": "k multiplies log(1 − η). Divide by it.",
        "np.ceil(np.log(share) / np.log(1 - learning_rate))": "Do not round: return the number at which both are "
        "equal.",
        "(1 - learning_rate) ** share": "That is how much is left after `share` wins. The task asks for the number "
        "of wins.",
    },
)
