"""breaks_guarded_slope: a point where a careful repair has the wrong slope."""

import numpy as np

from dlmath import calculus
from dlmath.exercises import exercise


def slope_of_growth(x):
    """The derivative of (eˣ − 1)/x, filled with its limit at 0."""
    x = float(x)
    if abs(x) < 0.01:
        return 1 / 2 + x / 3 + x**2 / 8 + x**3 / 30 + x**4 / 144
    return (x * np.exp(x) - np.expm1(x)) / x**2


@exercise(
    weight="standard",
    task="`guarded_slope` runs `growth` on $x + \\varepsilon$. Return an $x$ from −1 to 1 for which its slope is off "
    "by more than "
    "0.1.",
    hints=[
        "Follow the program on x + ε. For which x does it take the other branch?",
        "The other branch returns 1.0, a constant. What is the slope of a constant? And what is the slope of the "
        "function "
        "there?",
        "return 0.0: there the slope of the program is 0, and that of the function is ½.",
    ],
)
def breaks_guarded_slope():
    """An x at which the slope of growth is badly wrong."""
    # At 0 the program returns the constant 1.0, whose slope is 0. The function has slope ½ there.
    # (Some x below about 10⁻⁸ will do, too: there eˣ − 1 has lost nearly all its digits.)
    return 0.0


@breaks_guarded_slope.breaks(slope_of_growth)
def guarded_slope(x):
    def growth(x):
        if x == 0:
            return 1.0
        return (np.exp(x) - 1) / x

    return float(calculus.derivative(growth, float(x)))


@breaks_guarded_slope.law("x is one number from −1 to 1", form=True)
def _(answer):
    return np.ndim(answer()) == 0 and np.asarray(answer()).dtype.kind in "iuf" and bool(-1 <= answer() <= 1)


@breaks_guarded_slope.law("the slope is off by more than 0.1")
def _(answer):
    return abs(guarded_slope(answer()) - slope_of_growth(answer())) > 0.1


@breaks_guarded_slope.misconception(
    "Here the program takes the branch with the formula, far from where it divides 0 by 0, and its slope is right to "
    "many "
    "digits. For which x does it take the other branch?",
    when=lambda x: abs(x) > 1e-5,
)
def plain_point():
    return 0.5


@breaks_guarded_slope.misconception(
    "Good thought: this close to 0 the formula loses digits, and the slope is a little off. But it is off by less "
    "than 0.1. "
    "For which x does the program not use the formula at all?",
    when=lambda x: 0 < abs(x) <= 1e-5,
)
def nearly_zero():
    return 1e-7
