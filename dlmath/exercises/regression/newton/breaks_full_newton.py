"""breaks_full_newton: a convex loss, and a Newton step that raises it."""

import numpy as np

from dlmath.exercises import exercise

TASK = """"The loss is convex, so Newton's step can't raise it," says a colleague. Take the model with one number
again, in which three out of four birds are male. Its loss is
$-\\tfrac34 \\log\\sigma(b) - \\tfrac14 \\log(1 - \\sigma(b))$, with the slope $\\sigma(b) - \\tfrac34$ and the
curvature $\\sigma(b)(1 - \\sigma(b))$. Return a start $b$ between −10 and 10 from which one step raises the loss by at
least 0.1."""


@exercise(
    weight="standard",
    task=TASK,
    hints=[
        "The step is −slope/curvature. Where is the curvature tiny while the slope is not?",
        "Far from the minimum at 1.1, the loss is nearly straight: its slope is close to −3/4 or 1/4, and its "
        "curvature is close to 0.",
        "return -4.0",
    ],
)
def breaks_full_newton():
    """A start from which Newton's step raises the loss."""
    # At −4 the curvature is 0.018, so the step is 41 units long.
    return -4.0


def _number(b):
    b = np.asarray(b)
    if b.shape != () or b.dtype.kind not in "iuf":
        raise ValueError("the start must be a single number")
    return float(b)


def _loss(b):
    return 0.75 * np.logaddexp(0, -b) + 0.25 * np.logaddexp(0, b)


def _rise(b):
    """By how much one Newton step from b raises the loss."""
    b = _number(b)
    p = 1 / (1 + np.exp(-b))
    return float(_loss(b - (p - 0.75) / (p * (1 - p))) - _loss(b))


def falls_in_truth(b):
    return bool(_rise(b) <= 0)


@breaks_full_newton.breaks(falls_in_truth)
def falls(b):
    _number(b)
    return True


@breaks_full_newton.law("it is a number between −10 and 10", form=True)
def _(answer):
    return bool(abs(_number(answer())) <= 10)


@breaks_full_newton.law("the step raises the loss by at least 0.1")
def _(answer):
    return _rise(answer()) >= 0.1


@breaks_full_newton.misconception(
    "Here the curvature is 1/4, and the step leads to b = 1, close to the minimum. Go farther out, where the loss is "
    "nearly straight.",
    when=lambda b: abs(_number(b)) < 1e-9,
)
def at_zero():
    return 0.0


@breaks_full_newton.misconception(
    "That is the minimum, log 3, or very close to it: the step hardly moves. Go far away from it.",
    when=lambda b: abs(_number(b) - np.log(3)) < 0.1,
)
def at_the_minimum():
    return 1.0986


@breaks_full_newton.misconception(
    "From here the step lowers the loss. The parabola is still a good guide: go farther out, where the curvature is "
    "much smaller than the slope.",
    when=lambda b: abs(_number(b)) >= 1e-9 and abs(_number(b) - np.log(3)) >= 0.1 and _rise(b) <= 0,
)
def too_close():
    return 2.0


@breaks_full_newton.misconception(
    "The step raises the loss, but by less than 0.1. Go a little farther out.",
    when=lambda b: 0 < _rise(b) < 0.1,
)
def hardly_higher():
    return 2.55
