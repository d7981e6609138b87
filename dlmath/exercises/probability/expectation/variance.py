"""variance: of data, in code that divides by the wrong number and loses its digits."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="`variance` should return the variance of the data in `x`, with $n - 1$; there are at least two numbers. For "
    "1, 2, and 6 that is 7, but the code returns 4.667. And for $10^9 + 1$, $10^9 + 2$, and $10^9 + 6$, which are the "
    "same distances apart, it returns a number that has nothing to do with 7. Fix both (without `np.var` and its "
    "relatives).",
    hints=[
        "Two faults. One is a divisor. The other comes from subtracting two huge numbers that agree in almost all "
        "their digits. How could you subtract before you square?",
        "Take the distances from the mean first, x - np.mean(x). They are small even if x is not.",
        "return np.sum((x - np.mean(x)) ** 2) / (len(x) - 1)",
    ],
    forbids=["np.var", "np.std", "np.cov", ".var", ".std"],
)
def variance(x):
    """The variance of the data in x, with n - 1."""
    # First the distances from the mean, then the squares.
    distances = x - np.mean(x)
    return np.sum(distances**2) / (len(x) - 1)


@variance.start(
    "The code is still as it was. It divides by n, because np.mean does, and it squares huge numbers before it "
    "subtracts them. Take the distances from the mean first, then square, and divide the sum by n − 1."
)
def unmended(x):
    """The variance of the data in x, with n - 1."""
    return np.mean(x**2) - np.mean(x) ** 2


@variance.cases
def cases(rng):
    return [
        (np.array([1.0, 3.0]),),
        (np.array([1.0, 2.0, 6.0]),),
        (np.array([2.0, -1.0, 4.0, 4.0]),),
        (rng.normal(3, 2, size=7),),
        (np.array([1.0, 2.0, 6.0, 2.0, 9.0]) + 10.0,),
    ]


@variance.edge_cases
def edge_cases(rng):
    return [
        (1e9 + np.array([1.0, 2.0, 6.0]),),
        (-1e9 + np.array([0.0, 1.0, 1.0, 0.0]),),
        (np.array([5.0, 5.0, 5.0]),),
        (np.array([1, 2, 6, 4]),),
        (1e6 + rng.normal(size=1000),),
        (1e-9 * rng.normal(size=5),),
    ]


@variance.law("adding a constant to all numbers does not change the variance")
def _(f, x):
    return np.isclose(f(x * 1.0 + 3.0), f(x * 1.0), rtol=1e-5, atol=0)


@variance.law("doubled numbers have four times the variance")
def _(f, x):
    return np.isclose(f(2 * x), 4 * f(x))


variance.instead_of(
    "np.sum(distances**2) / (len(x) - 1)",
    {
        "np.sum(distances**2) / len(x)": "The second fault is fixed, the first is not: you still divide by n. Data "
        "from which the mean is taken as well need n − 1.",
        "np.mean(distances**2) / (len(x) - 1)": "You divided twice: np.mean has already divided by n. Use np.sum.",
        "np.mean(distances**2) * (len(x) - 1) / len(x)": "The correction goes the other way around: times n, divided "
        "by n − 1.",
        "np.sum(distances) ** 2 / (len(x) - 1)": "You squared the sum of the distances, and they add up to 0. Square "
        "each of them first.",
        "np.sum(distances**2)": "That is the sum of the squares. Divide it by n − 1.",
        "np.sqrt(np.sum(distances**2) / (len(x) - 1))": "That is the standard deviation. The variance is its square: "
        "no root.",
        "np.sum(np.abs(distances)) / (len(x) - 1)": "You took the distances themselves. The variance takes their "
        "squares.",
        "np.sum(distances) / (len(x) - 1)": "The distances are not squared, and they add up to 0.",
        "np.sum(distances**2) / (len(x) + 1)": "You added 1 to n. Subtract it.",
        "np.sum(distances**2) / len(x) - 1": "Parentheses are missing: (len(x) - 1). You divided by n, and then "
        "subtracted 1.",
        "distances**2 / (len(x) - 1)": "Add up the squares: the variance is a single number.",
        "np.sum(distances**2) / (len(x) - 2)": "Only one is subtracted: n − 1.",
    },
)
variance.instead_of(
    "x - np.mean(x)",
    {
        "x": "You squared the numbers themselves. Take their distances from the mean first.",
        "x - np.median(x)": "The variance is measured from the mean, not from the median.",
        "x - np.sum(x) / (len(x) - 1)": "The mean itself divides by n. Only the sum of the squared distances is "
        "divided by n − 1.",
        "x - x[0]": "The variance is measured from the mean, not from the first number.",
        "x**2 - np.mean(x) ** 2": "You squared before you subtracted. Take the distances first: x - np.mean(x).",
        "x + np.mean(x)": "You added the mean. The distances come from subtracting it.",
        "np.diff(x)": "These are the distances between neighbors. The variance is measured from the mean: x - "
        "np.mean(x).",
    },
)


@variance.misconception(
    "The divisor is right now. But you still subtract two squares that are huge if x is: for 10⁹ + 1, 10⁹ + 2, 10⁹ + 6 "
    "no correct digit is left. Take the distances from the mean first, then square."
)
def squares_first(x):
    n = len(x)
    return (np.mean(x**2) - np.mean(x) ** 2) * n / (n - 1)


@variance.misconception(
    "The two terms do not match: one is divided by n − 1, and in the other the mean is divided by n. And the squares "
    "of huge numbers lose all their digits. Take the distances from the mean first, then square."
)
def half_corrected(x):
    return np.sum(x**2) / (len(x) - 1) - np.mean(x) ** 2


@variance.misconception(
    "You replaced both means by sums over n − 1. The mean itself divides by n. Take the distances from the mean, "
    "square them, and divide their sum by n − 1."
)
def both_corrected(x):
    n = len(x)
    return np.sum(x**2) / (n - 1) - (np.sum(x) / (n - 1)) ** 2


@variance.misconception(
    "The two are the wrong way around, so your variance is negative. And squares of huge numbers lose all their "
    "digits. Take the distances from the mean first, then square."
)
def wrong_way(x):
    return np.mean(x) ** 2 - np.mean(x**2)


@variance.misconception(
    "The divisor is right now, and so is the formula, on paper. But the sum of the squares and the square of the sum "
    "are huge if x is, and agree in all the digits that a float keeps. Take the distances from the mean first, then "
    "square."
)
def sum_of_squares_first(x):
    n = len(x)
    return (np.sum(x**2) - np.sum(x) ** 2 / n) / (n - 1)


@variance.misconception(
    "Subtracting 10⁹ helps that one example, and loses the digits of small numbers. Subtract the mean of the data: it "
    "fits all of them."
)
def subtracts_a_fixed_number(x):
    n, y = len(x), x - 1e9
    return (np.mean(y**2) - np.mean(y) ** 2) * n / (n - 1)


@variance.misconception(
    "You divided by the largest number, so you have the variance in other units. Subtract the mean instead of dividing."
)
def in_other_units(x):
    n, y = len(x), x / np.max(x)
    return (np.mean(y**2) - np.mean(y) ** 2) * n / (n - 1)


@variance.misconception(
    "The square of the mean has to be subtracted once for each of the n numbers. And the squares of huge numbers lose "
    "all their digits. Take the distances from the mean first, then square."
)
def subtracts_one_square(x):
    return (np.sum(x**2) - np.mean(x) ** 2) / (len(x) - 1)


@variance.misconception(
    "The divisor is right now, and so is the formula, on paper. But you square before you subtract, and huge squares "
    "agree in all the digits that a float keeps. Take the distances from the mean first, then square."
)
def squares_before_it_subtracts(x):
    return np.sum(x**2 - np.mean(x) ** 2) / (len(x) - 1)


@variance.misconception(
    "On paper this is right. But only one of the two factors is a distance from the mean; the other is huge if x is, "
    "and digits are lost when the products are added. Square the distance: both factors are x − mean."
)
def one_factor_not_centered(x):
    return np.sum(x * (x - np.mean(x))) / (len(x) - 1)
