"""d_tanh: the derivative of tanh, by the quotient rule."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="$\\tanh x = \\frac{e^x - e^{-x}}{e^x + e^{-x}}$. Differentiate it with the quotient rule, and simplify "
    "until only $\\tanh x$ is left. Return the derivative at each entry of the array `x`, with `np.tanh`. (It knows "
    "what to do at $x = 1000$, where $e^x$ overflows.)",
    hints=[
        "The derivative of eˣ − e⁻ˣ is eˣ + e⁻ˣ, and the other way around. Put that into the quotient rule.",
        "You get ((eˣ + e⁻ˣ)² − (eˣ − e⁻ˣ)²) / (eˣ + e⁻ˣ)². Divide each square separately.",
        "The first part is 1, and the second is tanh² x.",
    ],
    also=("whole", "long"),
    rtol=1e-12,
    atol=1e-12,
)
def d_tanh(x):
    """The slope of tanh at each entry of x."""
    # ((eˣ + e⁻ˣ)² − (eˣ − e⁻ˣ)²) / (eˣ + e⁻ˣ)²: the first square divided by itself is 1, the second is tanh².
    return 1 - np.tanh(x) ** 2


@d_tanh.cases
def cases(rng):
    return [
        (np.array([0.0, 1.0]),),
        (np.array([-2.0, 0.5, 3.0]),),
        (rng.normal(size=4),),
        (2 * rng.normal(size=(2, 3)),),
    ]


@d_tanh.edge_cases
def edge_cases(rng):
    return [(np.array([0.0]),), (np.array([-1, 0, 2]),), (np.array([-1000.0, 1000.0]),)]


@d_tanh.law("it is the same at x and at −x")
def _(f, x):
    return np.allclose(f(-x), f(x))


d_tanh.instead_of(
    "1 - np.tanh(x) ** 2",
    {
        "1 - np.tanh(x)": "The square is missing: both parts of the quotient rule are squares, so it is 1 − tanh² x.",
        "np.tanh(x) ** 2": "That is only what is subtracted. The first square, divided by itself, is 1.",
        "1 + np.tanh(x) ** 2": "The quotient rule has a minus: f′g − fg′.",
        "np.tanh(x) ** 2 - 1": "The two parts of the quotient rule are swapped: first f′g, then minus fg′. tanh "
        "rises everywhere, so its slope is positive.",
        "np.tanh(x) * (1 - np.tanh(x))": "That is the pattern of the sigmoid, σ(1 − σ). For tanh it is 1 − tanh² x, "
        "which is "
        "(1 − tanh x)(1 + tanh x).",
        "(1 - np.tanh(x)) ** 2": "Only tanh is squared: 1 − tanh² x.",
        "1 - x**2": "You squared x. What is squared is tanh x.",
        "1 - np.tanh(x**2)": "The square is outside: tanh(x) squared, not the tanh of x squared.",
        "1 - np.tanh(2 * x)": "tanh² x is tanh x times itself, not tanh(2x).",
        "2 * (1 - np.tanh(x) ** 2)": "There is an extra factor of 2: the slope at 0 is 1.",
        "-2 * np.tanh(x) * (1 - np.tanh(x) ** 2)": "You differentiated one time too many: that is the slope of the "
        "slope.",
        "2 * np.tanh(x)": "You used the power rule on tanh². Differentiate the fraction.",
        "1 / (1 + x**2)": "That is the slope of the arc tangent, another function.",
        "1 / np.tanh(x)": "That is one over the function. Its slope is 1 − tanh² x.",
        "1 / np.cosh(np.clip(x, -300, 300))": "Close: it is one over the *square* of cosh x, and with np.tanh "
        "nothing overflows: "
        "1 − tanh² x.",
        "np.exp(x) / (1 + np.exp(x)) ** 2": "That is the slope of the sigmoid. Here the function is tanh.",
        "np.tanh(x)": "That is tanh itself, not its slope.",
        "0.25 * (1 - np.tanh(x) ** 2)": "The factor 1/4 belongs to the sigmoid. tanh has slope 1 at 0.",
        "(1 - np.tanh(x)) / 2": "That is 1 − σ(2x). The slope of tanh is 1 − tanh² x.",
        "1 - np.sinh(x) ** 2": "tanh, not sinh, is what is squared.",
        "1 - np.tan(x) ** 2": "You took the tangent of an angle. Here it is the hyperbolic one: np.tanh.",
        "np.ones(x.shape)": "The slope is 1 only at 0. Farther out the curve gets flatter.",
        "4 * np.exp(-2 * x)": "That is what the slope is close to for large x. Keep all of it: 1 − tanh² x.",
        "np.cosh(x) ** 2": "You need one over that; and with np.tanh nothing overflows: 1 − tanh² x.",
    },
)


@d_tanh.misconception(
    "Right as long as e to the x fits in a float. At 1000 it does not, and infinity over infinity is NaN. Simplify: "
    "the fraction is 1 − tanh² x."
)
def overflows(x):
    a, b = np.exp(x) + np.exp(-x), np.exp(x) - np.exp(-x)
    return (a**2 - b**2) / a**2
