"""breaks_one_norm: a gradient whose large entry starves the small one."""

import numpy as np

from dlmath.exercises import exercise


def own_norms(g):
    """AdaGrad's first step with η = 0.1: every weight divides by its own gradient."""
    g = np.asarray(g, dtype=float)
    return 0.1 * g / np.sqrt(g**2)


@exercise(
    weight="hard",
    task="Return a gradient of two numbers, neither of them 0, for which the step that `one_norm_for_all` takes for "
    "the first weight is less than a thousandth of AdaGrad's.",
    hints=[
        "Whatever the first number is, AdaGrad moves the first weight by 0.1. What makes her step for it small?",
        "She divides by the length of the whole gradient. So the second number can make the divisor as large as you "
        "like.",
        "Her step is 0.1 |g₁|/√(g₁² + g₂²). Make g₂ more than 1,000 times g₁.",
    ],
)
def breaks_one_norm():
    """A gradient for which one norm starves the first weight."""
    # Her first step is 0.1 · 1/√(1 + 10⁸), which is about 0.00001. AdaGrad's is 0.1.
    return np.array([1.0, 10000.0])


@breaks_one_norm.breaks(own_norms)
def one_norm_for_all(g):
    g = np.asarray(g, dtype=float)
    return 0.1 * g / np.sqrt(np.sum(g**2))


def _two(answer):
    return np.asarray(answer(), dtype=float)


@breaks_one_norm.law("the gradient holds two finite numbers", form=True)
def _(answer):
    g = _two(answer)
    return g.shape == (2,) and np.all(np.isfinite(g))


@breaks_one_norm.law("neither of the two numbers is 0", form=True)
def _(answer):
    return np.all(_two(answer) != 0)


@breaks_one_norm.law("her step for the first weight is less than a thousandth of AdaGrad's")
def _(answer):
    g = _two(answer)
    return abs(one_norm(g)) < 1e-4


def one_norm(g):
    """Her step of the first weight."""
    return 0.1 * (g[0] / np.max(np.abs(g))) / np.sqrt(np.sum((g / np.max(np.abs(g))) ** 2))


@breaks_one_norm.misconception(
    "It is the other way around: here her step for the second weight is the shorter one. Let the second number be the "
    "large one.",
    when=lambda g: np.shape(g) == (2,) and 0 < 1.5 * abs(g[1]) < abs(g[0]),
)
def wrong_way_around():
    return np.array([10000.0, 1.0])


@breaks_one_norm.misconception(
    "Her step for the first weight is smaller than AdaGrad's, but not a thousand times smaller. She divides by √(g₁² + "
    "g₂²): make the second number more than 1,000 times as large as the first.",
    when=lambda g: np.shape(g) == (2,) and 0 < abs(g[0]) < abs(g[1]) <= 1000 * abs(g[0]),
)
def not_enough():
    return np.array([1.0, 100.0])


@breaks_one_norm.misconception(
    "Both numbers are about the same size, so neither of her two steps is much shorter than AdaGrad's. The second "
    "number must make the norm large for the first.",
    when=lambda g: np.shape(g) == (2,) and 0 < abs(g[1]) <= abs(g[0]) <= 1.5 * abs(g[1]),
)
def equally_large():
    return np.array([0.001, 0.001])
