"""Exercises for testing the machinery: one of each kind."""

import numpy as np

from dlmath.exercises import exercise, number


@exercise(
    weight="warm-up",
    task="Multiply the array `x` by `factor`.",
    hints=["Which operation repeats an addition?", "Use `*`.", "x * factor"],
)
def scale(x, factor):
    """Multiply."""
    # Every entry is multiplied.
    return x * factor


@scale.cases
def _(rng):
    return [(np.array([1.0, 2.0, 3.0]), 2.0), (np.zeros(3), 1.0), (rng.normal(size=(2, 3)), rng.normal())]


@scale.law("a factor of 1 changes nothing")
def _(f, x, factor):
    return np.array_equal(f(x, 1.0), x)


scale.instead_of("x * factor", {"x + factor": "You added the factor.", "x / factor": "You divided by the factor."})


@exercise(
    weight="standard",
    task="The root of a number; a `ValueError` below zero.",
    hints=["Which power?", "x ** 0.5"],
)
def square_root(x):
    # Below zero there is no real root.
    if x < 0:
        raise ValueError("x is negative")
    return x**0.5


@square_root.cases
def _(rng):
    return [(4.0,), (9.0,), (rng.uniform(0, 9),)]


@square_root.edge_cases
def _(rng):
    return [(0.0,), (-1.0,)]


@square_root.misconception("You halved x.")
def halves(x):
    return square_root(x) ** 2 / 2


@square_root.misconception("Below zero NumPy only warns: raise a ValueError.")
def lets_numpy_warn(x):
    return float(np.sqrt(x))


@number(
    weight="warm-up",
    task="How likely is a six?",
    hints=["How many sides?", "One of them counts."],
    tolerance=0.001,
)
def one_in_six():
    # One side of six.
    return 1 / 6


one_in_six.misconception(100 / 6, "That is in percent: a probability lies between 0 and 1.")


@exercise(
    weight="standard",
    task="Find the mistake in the mean and mend it.",
    hints=["Try it on four numbers.", "Which number does it divide by?"],
)
def mean(x):
    # The number of entries is not always 2.
    return np.sum(x) / len(x)


@mean.cases
def _(rng):
    return [(np.array([1.0, 3.0]),), (np.array([1.0, 2.0, 6.0]),), (rng.normal(size=5),)]


@mean.start("It still divides by 2, however many numbers there are.")
def mean_to_mend(x):
    """The mean of the entries of x."""
    return np.sum(x) / 2


@exercise(
    weight="hard",
    task="Return an array on which `naive_mean` is wrong.",
    hints=["How many numbers does it think there are?", "Three will do."],
)
def breaks_naive_mean():
    """An array that naive_mean gets wrong."""
    # Any array but one of two entries, or one whose sum is 0.
    return np.array([1.0, 2.0, 6.0])


@breaks_naive_mean.breaks(mean)
def naive_mean(x):
    return np.sum(x) / 2


@breaks_naive_mean.law("it has at most ten entries")
def _(answer):
    return len(answer()) <= 10


@breaks_naive_mean.misconception("With a sum of 0 every mean is 0, right or wrong.", when=lambda x: np.sum(x) == 0)
def zeros():
    return np.zeros(3)


EXAMPLES = {e.name: e for e in (scale, square_root, one_in_six, mean, breaks_naive_mean)}
