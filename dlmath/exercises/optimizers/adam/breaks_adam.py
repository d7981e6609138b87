"""breaks_adam: a round of gradients with a positive sum, on which Adam walks up."""

import numpy as np

from dlmath.exercises import exercise


def should_move_up(gradients):
    """Where the sum of a round says that the weight should go."""
    return bool(np.sum(np.asarray(gradients, dtype=float)) < 0)


@exercise(
    weight="hard",
    task="Return a list of at most 100 gradients whose sum is at least 1, for which `moves_up` is `True`.",
    hints=[
        "In the lesson's problem, β₂ was 0.1, so v forgot within a step. Here it remembers about ten. How long must "
        "the wait between two large gradients be?",
        "One large gradient and many small negative ones, well over ten of them. Choose the large one so that the sum "
        "is just 1.",
        "For instance 40 times −1, and one 41.",
    ],
)
def breaks_adam():
    """A round of gradients with a positive sum that fools Adam."""
    # After 41, v needs more than ten steps to forget. Most of the 40 small steps come after that, and outweigh it.
    return [41.0] + 40 * [-1.0]


@breaks_adam.breaks(should_move_up)
def moves_up(gradients):
    w = v = 0.0
    for t in range(20 * len(gradients)):  # twenty rounds
        g = gradients[t % len(gradients)]
        v = 0.9 * v + 0.1 * g**2
        v_hat = v / (1 - 0.9 ** (t + 1))
        w = w - 0.01 * g / (np.sqrt(v_hat) + 1e-8)
    return bool(w > 0)


def _round(answer):
    return np.asarray(answer(), dtype=float)


@breaks_adam.law("the list holds 1 to 100 finite numbers", form=True)
def _(answer):
    g = _round(answer)
    return g.ndim == 1 and 1 <= len(g) <= 100 and np.all(np.isfinite(g))


@breaks_adam.law("the sum of the gradients is at least 1")
def _(answer):
    return np.sum(_round(answer)) >= 1 - 1e-9


def fits(gradients):
    return np.ndim(gradients) == 1 and 1 <= len(gradients) <= 100


def goes_down(gradients):
    return fits(gradients) and np.sum(gradients) >= 1 and not moves_up(gradients)


@breaks_adam.misconception(
    "All of these gradients have the same sign, so every step goes down, as it should. Let a few large ones be "
    "positive and many small ones negative.",
    when=lambda g: goes_down(g) and np.min(g) >= 0,
)
def all_positive():
    return [1.0, 2.0, 3.0]


@breaks_adam.misconception(
    "The memory is ten steps long, so here v holds the whole round, and the large gradient keeps most of its size. Let "
    "many more small gradients come between two large ones.",
    when=lambda g: goes_down(g) and np.min(g) < 0 and len(g) < 10,
)
def too_short():
    return [3.0, -1.0, -1.0]


@breaks_adam.misconception(
    "Adam still goes down here. The large gradient must be rare and large, and the others small and negative: make the "
    "wait longer, and choose the large one so that the sum is not much above 1.",
    when=lambda g: goes_down(g) and np.min(g) < 0 and len(g) >= 10,
)
def not_rare_enough():
    return [100.0] + 20 * [-1.0]


@breaks_adam.misconception(
    "The sum of these gradients is not positive, so going up is no mistake. Make the large gradient larger, until the "
    "sum is at least 1.",
    when=lambda g: fits(g) and np.sum(g) <= 0,
)
def negative_sum():
    return [3.0] + 20 * [-1.0]


@breaks_adam.misconception(
    "The sum is positive, but below 1. Multiply all the gradients by a number: that changes nothing for Adam.",
    when=lambda g: fits(g) and 0 < np.sum(g) < 1 - 1e-9,
)
def sum_too_small():
    return [4.05] + 40 * [-0.1]
