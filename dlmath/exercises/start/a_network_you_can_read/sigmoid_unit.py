"""sigmoid_unit: The activation of a unit, between 0 and 1."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="Return the activation of a unit: the sigmoid $\\sigma(z) = 1 / (1 + e^{-z})$ of what goes in, which is "
    "again $z = w_1 x_1 + \\dots + w_n x_n + b$. In NumPy $e^{-z}$ is written `np.exp(-z)`.",
    hints=[
        "First compute z; you have written that already. Then put z into the formula of the sigmoid.",
        "Mind the brackets: 1 is divided by everything that follows, by (1 + np.exp(-z)).",
        "Two lines: z = np.sum(w * x) + b, then return 1 / (1 + np.exp(…)), with −z in place of the dots.",
    ],
)
def sigmoid_unit(x, w, b):
    """The activation of a unit, between 0 and 1."""
    # What goes in, as before …
    z = np.sum(w * x) + b
    # … and what comes out: near 0 where z is far below 0, near 1 where it is far above, ½ at z = 0.
    return 1 / (1 + np.exp(-z))


@sigmoid_unit.cases
def cases(rng):
    middle = np.array([0.0, 2.0, 0.0, 0.0, 4.0, 0.0, 0.0, 4.0, 0.0, 0.0, 2.0, 0.0])
    one = np.array([0.0, 1.0, 0.0] * 4)
    return [
        (np.array([0.0, 0.0]), np.array([3.0, 5.0]), 0.0),
        (np.array([1.0, 0.0]), np.array([2.0, 5.0]), 0.0),
        (np.array([1.0, 1.0]), np.array([2.0, -3.0]), 0.5),
        (one, middle, -7.0),
        (1 - one, middle, -7.0),
        (rng.integers(0, 2, size=12).astype(float), rng.normal(size=12), 0.3),
        (rng.random(size=3), rng.normal(size=3), -0.4),
    ]


@sigmoid_unit.law("the activation lies between 0 and 1")
def _(f, x, w, b):
    return 0 < f(x, w, b) < 1


@sigmoid_unit.law("with all signs turned round, what was the activation is now missing from 1")
def _(f, x, w, b):
    return np.isclose(f(x, -w, -b), 1 - f(x, w, b))


sigmoid_unit.instead_of(
    "-z",
    {
        "z": "Your unit is awake when it should sleep: the exponent has lost its minus sign. Write np.exp(-z).",
    },
)
sigmoid_unit.instead_of(
    "1 / (1 + np.exp(-z))",
    {
        "np.sum(w * x) + b": "That is what goes in, z. Put it into the sigmoid: 1 / (1 + np.exp(-z)).",
        "1 / (1 + np.exp(-np.sum(w * x)))": "The sigmoid is right, but the bias is missing from z.",
        "float(np.sum(w * x) + b > 0)": "Your unit knows only asleep and awake. The sigmoid has all values between: "
        "1 / (1 + np.exp(-z)).",
        "1 / (1 + np.exp(-(w * x + b)))": "You returned one number for each pixel. Add the products up first; a "
        "unit has one activation.",
        "1 / 1 + np.exp(-z)": "1 / 1 + np.exp(-z) is 1 plus np.exp(-z): the division comes before the sum. Put "
        "brackets around (1 + np.exp(-z)).",
        "1 / (1 + np.exp(-np.sum(w * x) + b))": "In your exponent the minus sign reaches the weighted sum but not "
        "the bias. Compute z first, with its bias, and write np.exp(-z).",
        "1 / (1 + np.exp(-np.sum(w * x))) + b": "You added the bias to the activation. It belongs into z, before "
        "the sigmoid.",
        "np.sum(1 / (1 + np.exp(-(w * x + b))))": "You took a sigmoid for each pixel and added them up. Add up "
        "first, then take one sigmoid of the sum.",
        "z / (1 + np.exp(-z))": "You divided z instead of 1. On top of the fraction stands a 1: 1 / (1 + np.exp(-z)).",
        "np.tanh(np.sum(w * x) + b)": "That is tanh, which runs from −1 to 1. The sigmoid runs from 0 to 1: 1 / (1 "
        "+ np.exp(-z)).",
        "np.exp(-(np.sum(w * x) + b))": "That is the power alone, which grows without end where z is below 0. Add 1 "
        "to it, then divide 1 by the sum: 1 / (1 + np.exp(-z)).",
        "1 / (1 + np.exp(-np.sum(w * x + b)))": "The bias stands inside the sum, so it was added for every pixel. "
        "Add it once: np.sum(w * x) + b.",
        "1 / (1 + 2.718 ** -(np.sum(w * x) + b))": "Nearly: 2.718 is e cut off after three decimals. np.exp(-z) "
        "knows all of them.",
        "1 / (1 + np.exp(-np.mean(w * x) - b))": "You took the mean of the products. A unit adds them up: z = "
        "np.sum(w * x) + b.",
        "1 / (1 + np.exp(-x))": "You put the pixels into the sigmoid. What goes in is one number, z = np.sum(w * x) "
        "+ b.",
        "np.round((1 / (1 + np.exp(-z))), 2)": "The activation is right but rounded. Return all its digits; whoever "
        "shows it can round it.",
        "(1 / (1 + np.exp(-z))) + b": "The bias is in z already, and you added it again at the end. What the "
        "sigmoid gives is the answer.",
        "np.round((1 / (1 + np.exp(-z))), 3)": "The activation is right but rounded. Return all its digits; whoever "
        "shows it can round it.",
    },
)
sigmoid_unit.instead_of(
    "1 + np.exp(-z)",
    {
        "1 - np.exp(-z)": "Below the fraction line stands 1 + np.exp(-z), with a plus. The minus sign belongs to "
        "the exponent alone.",
    },
)
