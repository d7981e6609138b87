"""monte_carlo: an estimate from random points, and how far off it is likely to be."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="`y` holds the values of a function at $n$ random points of a box with the given `volume`. Return two "
    "numbers: the estimate of the integral, $V \\bar y$, and its standard error, $V s / \\sqrt n$. Here $s^2 = \\sum_i "
    "(y_i - \\bar y)^2 / (n - 1)$.",
    hints=[
        "The integral is the volume times the mean of the values. What is left is the spread s, divided by a root.",
        "np.std(y, ddof=1) is s: with ddof=1 it divides by n − 1.",
        "return volume * np.mean(y), volume * np.std(y, ddof=1) / np.sqrt(len(y))",
    ],
    also=("whole", "long"),
)
def monte_carlo(y, volume):
    """The estimate of the integral, and its standard error."""
    # The spread of the values, divided by √n, is how far their mean is likely to be off.
    n = len(y)
    s = np.sqrt(np.sum((y - np.mean(y)) ** 2) / (n - 1))
    return volume * np.mean(y), volume * s / np.sqrt(n)


@monte_carlo.cases
def cases(rng):
    return [
        (np.array([1.0, 3.0]), 1.0),
        (np.array([1.0, 3.0, 8.0]), 1.0),
        (np.array([1.0, 3.0, 8.0, 4.0]), 5.0),
        ((rng.random(12) < 0.7).astype(float), 4.0),
        (rng.normal(size=9), 0.25),
    ]


@monte_carlo.edge_cases
def edge_cases(rng):
    return [
        (np.zeros(5), 4.0),
        (np.full(4, 0.5), 2.0),
        (rng.random(1000) < 0.8, 4.0),
        (np.array([1, 0, 0, 1, 1]), 4),
        (1e6 + rng.normal(size=50), 1.0),
    ]


@monte_carlo.law("twice the volume doubles the estimate and the error")
def _(f, y, volume):
    return np.allclose(f(y, 2 * volume), 2 * np.array(f(y, volume)))


@monte_carlo.law("adding a constant to all values does not change the standard error")
def _(f, y, volume):
    return np.isclose(f(y + 1.0, volume)[1], f(y * 1.0, volume)[1], rtol=1e-6, atol=1e-9)


monte_carlo.instead_of(
    "volume * np.mean(y), volume * s / np.sqrt(n)",
    {
        "volume * np.mean(y), volume * s": "Your second number is the spread of single values. The mean of n values is "
        "off by less: divide by √n.",
        "volume * np.mean(y), volume * s / n": "You divided the spread by n. Variances are divided by n, so the "
        "standard error is divided by √n.",
        "volume * np.mean(y), s / np.sqrt(n)": "The standard error belongs to the integral, so it carries the volume, "
        "too.",
        "np.mean(y), s / np.sqrt(n)": "The volume is missing: the integral is the volume times the mean value, and the "
        "error carries it, too.",
        "np.mean(y), volume * s / np.sqrt(n)": "The estimate is the mean value only. Multiply it by the volume.",
        "volume * np.sum(y), volume * s / np.sqrt(n)": "You added up the values. The integral is the volume times "
        "their *mean*.",
        "volume * np.mean(y), volume * s**2 / n": "That is the volume times the variance of the mean. Take the root.",
        "volume * np.mean(y), volume * s**2 / np.sqrt(n)": "You used s², the variance, where its root s belongs.",
        "volume * np.mean(y), np.sqrt(volume) * s / np.sqrt(n)": "The volume is not a variance: don't take its root.",
        "volume * np.mean(y), volume**2 * s / np.sqrt(n)": "Variances carry the volume squared. The standard error "
        "carries the volume itself.",
        "volume * s / np.sqrt(n), volume * np.mean(y)": "Both numbers are right, but in the wrong order: first the "
        "estimate, then its standard error.",
        "np.mean(y) / volume, s / np.sqrt(n) / volume": "You divided by the volume. The mean value is the integral "
        "divided by the volume, so the integral is the mean value *times* the volume.",
        "volume * np.mean(y), volume * s / np.sqrt(n - 1)": "The n − 1 belongs to s only. The mean of n values has the "
        "error s/√n.",
        "volume * np.mean(y), volume * s * np.sqrt(n)": "You multiplied by √n. More values make the mean *less* "
        "uncertain.",
        "volume * np.mean(y), 1 / np.sqrt(n)": "1/√n says how the error falls, not how large it is. Multiply by the "
        "volume and the spread s.",
        "volume * np.mean(y), volume / np.sqrt(n)": "The spread s of the values is missing in the standard error.",
        "volume * np.mean(y), 2 * volume * s / np.sqrt(n)": "You took two standard errors. Return one.",
        "volume * np.mean(y)": "That is the estimate. Return its standard error, too, after a comma.",
        "volume * np.median(y), volume * s / np.sqrt(n)": "You took the median. The integral is the volume times the "
        "mean.",
    },
)
monte_carlo.instead_of(
    "np.sqrt(np.sum((y - np.mean(y)) ** 2) / (n - 1))",
    {
        "np.sqrt(np.sum((y - np.mean(y)) ** 2) / n)": "Your s divides by n. With n − 1 it makes up for measuring from "
        "the values' own mean: np.std(y, ddof=1).",
        "np.sum((y - np.mean(y)) ** 2) / n": "That is a variance, and with n in place of n − 1. Take the root of the "
        "sum of squares divided by n − 1.",
        "np.sqrt(np.sum((y - np.mean(y)) ** 2)) / (n - 1)": "The root comes last: divide the sum of squares by n − 1, "
        "then take the root.",
        "np.sqrt(np.sum(y - np.mean(y)) ** 2 / (n - 1))": "You squared the sum of the distances, and they add up to 0. "
        "Square each of them first, then add.",
        "np.sqrt(np.sum((y - np.mean(y)) ** 2))": "The division by n − 1 is missing in s.",
        "np.sqrt(np.sum(y**2) / (n - 1))": "You squared the values themselves. The spread is measured from their mean.",
        "np.sum(np.abs(y - np.mean(y))) / n": "You took the mean distance from the mean. s is the root of the mean "
        "*square*.",
        "np.sqrt(np.sum((y - volume * np.mean(y)) ** 2) / (n - 1))": "You measured the spread from the estimate of the "
        "integral. Measure it from the mean of the values, without the volume.",
        "np.sqrt(np.sum((y - np.median(y)) ** 2) / (n - 1))": "Measure the spread from the mean, not from the median.",
    },
)
