"""breaks_fixed_step: a wave so short that a step of 0.001 is long."""

import numpy as np

from dlmath.exercises import exercise


def exact(k):
    """The slope of sin(kx) at 0, by the chain rule."""
    return k


@exercise(
    weight="standard",
    task="`fixed_step` estimates the slope of $\\sin(kx)$ at $x = 0$ from a secant with $h = 0.001$. By the chain "
    "rule, the slope is $k\\cos 0 = k$. Return a number $k$, from 1 to a million, for which `fixed_step` is off by "
    "more than half the right answer.",
    hints=[
        "How long is a wave of sin(kx)? The sine repeats after 2π, so kx has to grow by 2π.",
        "The wave is 2π/k long. A step of 0.001 is short only if it is much shorter than that.",
        "If the wave is as long as the step, both ends of the secant are at the same height. Which k is that?",
    ],
)
def breaks_fixed_step():
    """A k for which h = 0.001 is too long."""
    # The wave is 2π/k long. For k = 3000 that is 0.0021, so the step spans half a wave.
    return 3000.0


@breaks_fixed_step.breaks(exact)
def fixed_step(k):
    h = 0.001
    return (np.sin(k * h) - np.sin(0.0)) / h


@breaks_fixed_step.law("k is a number from 1 to a million", form=True)
def _(answer):
    return 1 <= answer() <= 1e6


@breaks_fixed_step.law("the secant is off by more than half of the right slope")
def _(answer):
    return abs(fixed_step(answer()) - answer()) > 0.5 * answer()


@breaks_fixed_step.misconception(
    "For this k a wave is hundreds of steps long or more, and the secant is good. Make the wave shorter: a larger k.",
    when=lambda k: 1 <= k <= 20,
)
def hardly_off():
    return 2.0


@breaks_fixed_step.misconception(
    "A wave is 2π/k long, and for this k the step of 0.001 is still a small part of it. Make k larger.",
    when=lambda k: 20 < k <= 700,
)
def still_short():
    return 100.0


@breaks_fixed_step.misconception(
    "Now the secant is clearly off, but by less than half. Make the wave a little shorter: a larger k.",
    when=lambda k: k > 700 and abs(fixed_step(k) - k) <= 0.5 * k,
)
def not_half():
    return 1500.0
