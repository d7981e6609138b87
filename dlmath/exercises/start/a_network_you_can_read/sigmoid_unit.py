"""sigmoid_unit: the activation of a unit, between 0 and 1."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="Return the activation of a unit, $\\sigma(z)$, where $z$ is what goes into it: each entry of `x` times its "
    "weight in `w`, all added up, plus `b`. NumPy writes $e^{-z}$ as `np.exp(-z)`.",
    hints=[
        "First compute z; you have already written that. Then put z into the formula of the sigmoid.",
        "Watch the parentheses: 1 is divided by everything that follows, by (1 + np.exp(-z)).",
        "Two lines: z = np.sum(w * x) + b, then return 1 / (1 + np.exp(…)), with −z in place of the dots.",
    ],
    also=("whole",),  # very large sums overflow in every plain way of writing it
)
def sigmoid_unit(x, w, b):
    """The activation of a unit, between 0 and 1."""
    # What goes in, as before …
    z = np.sum(w * x) + b
    # … and what comes out: near 0 if z is far below 0, near 1 if it is far above, one half at z = 0.
    return 1 / (1 + np.exp(-z))


@sigmoid_unit.cases
def cases(rng):
    middle = np.array([0.0, 2.0, 0.0, 0.0, 4.0, 0.0, 0.0, 4.0, 0.0, 0.0, 2.0, 0.0])
    one = np.array([0.0, 1.0, 0.0] * 4)
    return [
        (np.array([1.0, 1.0]), np.array([2.0, -1.0]), 0.5),
        (np.array([1.0, 1.0]), np.array([2.0, -3.0]), 0.5),
        (np.array([1.0, 0.5, 1.0]), np.array([-1.0, 3.0, 0.4]), -0.7),
        (one, middle, -7.0),
        (1 - one, middle, -7.0),
        (rng.random(size=12), rng.normal(size=12), 0.3),
        (rng.random(size=3), rng.normal(size=3), -0.4),
    ]


@sigmoid_unit.edge_cases
def edge_cases(rng):
    return [
        (np.array([0.0, 0.0]), np.array([3.0, 5.0]), 0.0),
        (np.array([1, 0, 1]), np.array([2, 4, 4]), -7),
        (np.ones(40), np.ones(40), -10.0),
    ]


@sigmoid_unit.law("if all weights and the bias change sign, a becomes 1 − a")
def _(f, x, w, b):
    return np.isclose(f(x, -w, -b), 1 - f(x, w, b))


sigmoid_unit.instead_of(
    "np.sum(w * x) + b",
    {
        "np.sum(w * x)": "The sigmoid is right, but the bias is missing from z: np.sum(w * x) + b.",
        "np.sum(w * x) - b": "The bias has the wrong sign. Either you subtracted it in z, or the minus in the exponent "
        "reaches only the sum, as in -np.sum(w * x) + b. First z = np.sum(w * x) + b, then np.exp(-z).",
        "np.sum(w * x + b)": "The bias is inside the sum, so it was added once for every pixel. Add it once: np.sum(w "
        "* x) + b.",
        "w * x + b": "You returned one number for each pixel. Add up the products first; a unit has one activation.",
        "np.mean(w * x) + b": "You took the mean of the products. A unit adds them up: z = np.sum(w * x) + b.",
        "np.sum(w + x) + b": "You added each weight to its pixel. Multiply them: z = np.sum(w * x) + b.",
        "np.sum(w) + b": "x isn't used in your z. Multiply each pixel by its weight: z = np.sum(w * x) + b.",
        "np.sum(x) + b": "The weights aren't used in your z. Multiply each pixel by its weight: z = np.sum(w * x) + b.",
        "np.sum(w) * np.sum(x) + b": "You added up first and multiplied afterwards. Multiply each pixel by its own "
        "weight, then add up: z = np.sum(w * x) + b.",
        "x": "You put the pixels into the sigmoid. What goes in is one number, z = np.sum(w * x) + b.",
        "np.sum(w * x) * b": "You multiplied by the bias. It is added: z = np.sum(w * x) + b.",
        "np.sum(w * x) - 7": "−7 is the bias of the unit in the lesson. Other units have other biases: add b.",
        "(w * x)[0] + b": "Only the first pixel counts in your answer. If you wrote a loop, move the return below it.",
        "(w * x)[-1] + b": "Only the last pixel counts in your answer. In a loop, write z = z + …, or use np.sum.",
    },
)
sigmoid_unit.instead_of(
    "1 / (1 + np.exp(-z))",
    {
        "z": "That is what goes in, z. Put it into the sigmoid: 1 / (1 + np.exp(-z)).",
        "1 / (1 + np.exp(z))": "Your unit is on when it should be off, and off when it should be on. Either the "
        "exponent has lost its minus sign, or np.exp(-z) is on top of the fraction: it is 1 / (1 + np.exp(-z)).",
        "1 / (1 - np.exp(-z))": "The sum below the fraction bar is 1 + np.exp(-z), with a plus. The minus sign belongs "
        "only to the exponent.",
        "1 / (1 - np.exp(z))": "Two signs are wrong. Below the fraction bar is 1 + np.exp(-z): plus in the sum, minus "
        "in the exponent.",
        "1 / (np.exp(-z))": "The 1 below the fraction bar is missing: 1 / (1 + np.exp(-z)).",
        "1 / 1 + np.exp(-z)": "That is 1 plus np.exp(-z). It belongs below the fraction bar, in parentheses: 1 / (1 + "
        "np.exp(-z)). Python divides before it adds.",
        "1 - np.exp(-z)": "The fraction is missing: 1 / (1 + np.exp(-z)).",
        "(1 / 1 + np.exp(z))": "Python divides before it adds, and the exponent needs a minus sign: 1 / (1 + "
        "np.exp(-z)).",
        "1 / (1 + np.exp(-np.sum(w * x))) + b": "You added the bias to the activation. It belongs in z, before the "
        "sigmoid.",
        "1 / (1 + np.exp(-z)) + b": "You added the bias again at the end. It is already in z.",
        "np.sum(1 / (1 + np.exp(-(w * x + b))))": "You took a sigmoid for each pixel and added them up. Add up first, "
        "then take one sigmoid of the sum.",
        "np.sum(1 / (1 + np.exp(-w * x))) + b": "You took a sigmoid for each pixel and added them up. Add up first, "
        "with the bias, then take one sigmoid of the sum.",
        "z / (1 + np.exp(-z))": "On top of the fraction there is a 1, not z: 1 / (1 + np.exp(-z)).",
        "np.exp(-z)": "That is only the power, and it can be huge. Add 1 to it, then divide 1 by the sum: 1 / (1 + "
        "np.exp(-z)).",
        "np.tanh(z)": "That is tanh, which runs from −1 to 1. The sigmoid runs from 0 to 1: 1 / (1 + np.exp(-z)).",
        "np.maximum(z, 0)": "You cut off what is below 0. The sigmoid squeezes every z between 0 and 1: 1 / (1 + "
        "np.exp(-z)).",
        "float(z > 0)": "Your unit knows only on and off. The sigmoid takes all values in between: 1 / (1 + "
        "np.exp(-z)).",
        "float(z >= 0)": "Your unit knows only on and off. The sigmoid takes all values in between: 1 / (1 + "
        "np.exp(-z)).",
        "1 / (1 + 2.718 ** -z)": "Close: 2.718 is e cut off after three decimals. np.exp(-z) uses all of them.",
        "1 / (1 + 10.0 ** -z)": "You took powers of 10. The sigmoid uses e = 2.718…: np.exp(-z).",
        "1 / (1 + 2.0 ** -z)": "You took powers of 2. The sigmoid uses e = 2.718…: np.exp(-z).",
        "1 / (1 + -np.e * z)": "You multiplied e by −z. It is a power: np.exp(-z).",
        "1 / (1 + 2.718 * -z)": "* multiplies. e⁻ᶻ is a power: np.exp(-z).",
        "1 / (1 + np.abs(z))": "The power of e is missing: below the fraction bar is 1 + np.exp(-z).",
        "1 / (1 + np.exp(-np.abs(z)))": "You made z positive. If z is below 0, the unit must be off: np.exp(-z).",
        "1 / (1 + np.exp(-z)) ** 2": "You squared the fraction. The sigmoid is 1 / (1 + np.exp(-z)).",
        "1 / (1 + np.log(-z))": "np.log is the logarithm. The formula has the power of e: np.exp(-z).",
        "np.round(1 / (1 + np.exp(-z)), 2)": "The activation is right but rounded. Return all its digits.",
        "np.round(1 / (1 + np.exp(-z)), 3)": "The activation is right, but rounded. Return all its digits.",
    },
)

sigmoid_unit.instead_of(
    "return 1 / (1 + np.exp(-z))",
    {
        "return min(max(z, 0.0), 1.0)": "You cut z off at 0 and 1. The sigmoid bends smoothly: 1 / (1 + np.exp(-z)).",
        "return np.exp(z) / (1 - np.exp(z))": "Below the fraction bar the sign is wrong. With np.exp(z) on top it is "
        "np.exp(z) / (1 + np.exp(z)).",
        "return 1 / (1 + np.exp(-2 * z))": "Your exponent is twice as large as it should be. It is −z.",
        "return 1 / (1 + z)": "The power of e is missing: below the fraction bar is 1 + np.exp(-z).",
        "return -1 / (1 + np.exp(-z))": "The sign is wrong: an activation lies between 0 and 1.",
        "return 1 / (1 + np.exp(-z)) - 1": "You subtracted 1 at the end. The fraction is already the activation.",
    },
)

sigmoid_unit.instead_of(
    "return 1 / (1 + np.exp(-z))",
    {
        "return np.mean(1 / (1 + np.exp(-(w * x + b))))": "You took a sigmoid for each pixel and averaged them. Add up "
        "first, then take one sigmoid of the sum.",
        "return 1 / (1 + np.exp(-np.sum(w * x)) + b)": "The bias is outside the exponent. It belongs in z: first z = "
        "np.sum(w * x) + b, then np.exp(-z).",
    },
)

sigmoid_unit.instead_of(
    "return 1 / (1 + np.exp(-z))",
    {
        "return 1 / np.exp(1 + z)": "You put the 1 into the exponent. Below the fraction bar is 1 + np.exp(-z).",
        "return 1 / (1 + np.exp(-z) + b)": "The bias is already in z. Below the fraction bar is just 1 + np.exp(-z).",
    },
)
