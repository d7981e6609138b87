"""breaks_the_watchdog: a run that rises on the way and arrives all the same."""

import numpy as np

from dlmath.exercises import exercise

TASK = """A friend's `predicts_arrival` says that a run arrives if and only if its loss never rises on the way. Return
a number `beta` between 0 and 0.99 for which he is wrong. The valley is $f(x) = \\tfrac12 x^2$, the start is $x = 1$ at
rest, and $\\eta = 0.1$. The loss must rise on the way, and yet after 200 steps the run must be within 0.001 of the
minimum."""


def losses(beta):
    """f at each of 200 steps, and the last distance."""
    beta = _number(beta)
    x, v, heights = 1.0, 0.0, [0.5]
    for _ in range(200):
        v = beta * v + x
        x = x - 0.1 * v
        heights.append(0.5 * x**2)
    return np.array(heights), abs(x)


def _number(beta):
    beta = np.asarray(beta)
    if beta.shape != () or beta.dtype.kind not in "iuf":
        raise ValueError("beta must be a single number")
    return float(beta)


def truly_arrives(beta):
    return bool(losses(beta)[1] < 0.001)


@exercise(
    weight="hard",
    task=TASK,
    hints=[
        "When does the loss rise although nothing is wrong? Think of the ball after it has rolled through the lowest "
        "point.",
        "It must swing, so β must be above (1 − √0.1)² = 0.47. And the swing must be small after 200 steps: what is "
        "its size?",
        "Each step shrinks the swing by √β. With β = 0.8, that leaves 0.8 to the power 100.",
    ],
)
def breaks_the_watchdog():
    """A momentum with which the loss rises, and the run arrives."""
    # It swings through the minimum and up the other side, but the swing shrinks by √0.8 at each step.
    return 0.8


@breaks_the_watchdog.breaks(truly_arrives)
def predicts_arrival(beta):
    heights, _ = losses(beta)
    return bool(np.all(np.diff(heights) <= 0))


@breaks_the_watchdog.law("it is a number between 0 and 0.99", form=True)
def _(answer):
    return bool(0 <= _number(answer()) <= 0.99)


@breaks_the_watchdog.law("the loss rises on the way")
def _(answer):
    return bool(np.any(np.diff(losses(answer())[0]) > 0))


@breaks_the_watchdog.law("the run ends within 0.001 of the minimum")
def _(answer):
    return truly_arrives(answer())


@breaks_the_watchdog.misconception(
    "Without momentum the loss falls at every step here, and he is right. The ball needs enough momentum to roll "
    "through the lowest point.",
    when=lambda beta: _number(beta) == 0,
)
def none():
    return 0.0


@breaks_the_watchdog.misconception(
    "With so little momentum the run creeps down one side and never rises. It swings only above β = (1 − √0.1)² = "
    "0.47.",
    when=lambda beta: 0 < _number(beta) < 0.4675,
)
def too_little():
    return 0.3


@breaks_the_watchdog.misconception(
    "With so much momentum it is still swinging after 200 steps: the swing shrinks by √β at each. Choose a smaller "
    "beta.",
    when=lambda beta: 0.5 < _number(beta) <= 0.99 and not truly_arrives(beta),
)
def too_much():
    return 0.99
