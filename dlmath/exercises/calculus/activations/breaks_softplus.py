"""breaks_softplus: a number next to 1 that rounding swallows."""

import numpy as np

from dlmath.exercises import exercise


def softplus(x):
    """log(1 + eˣ), exact to the last digits."""
    return float(np.logaddexp(0.0, x))


@exercise(
    weight="standard",
    task="`plain_softplus` computes $\\log(1 + e^x)$ exactly as written. At $x = 1000$ it returns infinity instead "
    "of 1000. It is also wrong on the other side. Return a *negative* number, not below $-700$ (near $-745$, $e^x$ "
    "itself becomes 0), for which its result "
    "is off by more than half the right value.",
    hints=[
        "For negative x, eˣ is small. What does a float64 make of 1 + 10⁻¹⁷?",
        "A float64 keeps about 16 digits, so 1 + eˣ is 1 if eˣ is below 10⁻¹⁶. The right value is about eˣ.",
        "e⁻³⁷ is about 10⁻¹⁶. Go a little farther.",
    ],
    atol=0.0,
)
def breaks_softplus():
    """A negative number for which log(1 + eˣ) loses its digits."""
    # e⁻⁴⁰ is 4·10⁻¹⁸. Added to 1 it disappears, and the logarithm of 1 is 0.
    return -40.0


@breaks_softplus.breaks(softplus)
def plain_softplus(x):
    return float(np.log(1 + np.exp(x)))


@breaks_softplus.law("the number is negative and not below −700", form=True)
def _(answer):
    return -700 <= answer() < 0


@breaks_softplus.law("the result is off by more than half of the right value")
def _(answer):
    return abs(plain_softplus(answer()) - softplus(answer())) > 0.5 * softplus(answer())


@breaks_softplus.misconception(
    "Here eˣ is large enough for 1 + eˣ to keep many of its digits. Go farther left, until eˣ is below 10⁻¹⁶.",
    when=lambda x: -20 < x < 0,
)
def not_far_enough():
    return -5.0


@breaks_softplus.misconception(
    "Some digits are lost here already, but not half of the value. eˣ has to fall below about 10⁻¹⁶.",
    when=lambda x: x <= -20 and abs(plain_softplus(x) - softplus(x)) <= 0.5 * softplus(x),
)
def only_some_digits():
    return -33.0
