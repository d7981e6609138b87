"""mle_gaussian: the mean and the spread that explain the draws best."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="Return $\\hat\\mu$ and $\\hat\\sigma$, the mean and standard deviation of the normal distribution with "
    "the greatest likelihood for the draws in `x`. Set the derivatives of $\\ell$ with respect to $\\mu$ and to "
    "$\\sigma$ to zero, and solve. `x` contains at least two different values.",
    hints=[
        "The derivative with respect to μ is the sum of (x − μ) / σ². Where is it zero, whatever σ is?",
        "At the mean of the draws. The derivative with respect to σ is −n/σ + S/σ³, where S is the sum of the squared "
        "distances from that mean.",
        "It is zero at σ² = S/n. So: mu = np.mean(x), sigma = np.sqrt(np.mean((x - mu) ** 2)).",
    ],
)
def mle_gaussian(x):
    """The mean and the standard deviation of greatest likelihood."""
    # The derivative with respect to σ vanishes where σ² is the mean squared distance.
    mu = np.mean(x)
    sigma = np.sqrt(np.mean((x - mu) ** 2))
    return mu, sigma


@mle_gaussian.cases
def cases(rng):
    return [
        (np.array([1.0, 3.0]),),
        (np.array([1.0, 2.0, 6.0]),),
        (np.array([-4.0, 0.0, 1.0, 9.0]),),
        (rng.normal(2, 3, size=5),),
        (rng.normal(-1, 0.5, size=9),),
    ]


@mle_gaussian.edge_cases
def edge_cases(rng):
    return [
        (np.array([1, 2, 6, 6]),),
        (1e3 + rng.normal(size=50),),
        (np.array([0.0, 0.0, 0.0, 1.0]),),
    ]


@mle_gaussian.law("adding a constant to the draws shifts the mean but not the spread")
def _(f, x):
    (m, s), (moved, spread) = f(x * 1.0), f(x + 5.0)
    return np.allclose([moved, spread], [m + 5, s], rtol=1e-6)


@mle_gaussian.law("repeating every draw does not change the estimates")
def _(f, x):
    return np.allclose(f(np.concatenate([x, x])), f(x), rtol=1e-9)


mle_gaussian.instead_of(
    "np.sqrt(np.mean((x - mu) ** 2))",
    {
        "np.sqrt(np.sum((x - mu) ** 2) / (len(x) - 1))": "You divided by n − 1. Maximum likelihood divides by n: "
        "the derivative −n/σ + S/σ³ is zero at σ² = S/n. (Later in this lesson you will see why many people use n − "
        "1 anyway.)",
        "np.mean((x - mu) ** 2)": "That is σ̂², the variance. The standard deviation is its root.",
        "np.sum((x - mu) ** 2) / (len(x) - 1)": "That is a variance, with n − 1. Return its root, with n.",
        "np.sqrt(np.sum((x - mu) ** 2))": "The division by n is missing under the root.",
        "np.sum((x - mu) ** 2) / len(x) ** 2": "You divided by n². Divide the sum of squares by n once, then take "
        "the root.",
        "np.sum((x - mu) ** 2)": "That is the sum of squares S. The estimate is the root of S/n.",
        "np.sqrt(np.sum((x - mu) ** 2)) / len(x)": "You divided by n outside the root, or twice inside. "
        "Divide the sum of squares by n once (np.mean does that), then take the root.",
        "np.mean(np.abs(x - mu))": "That is the mean distance from the mean. σ̂² is the mean *squared* distance.",
        "np.sqrt(np.mean(np.abs(x - mu)))": "The distances under the root are squared: (x − μ)².",
        "np.sqrt(np.mean(x**2))": "You squared the draws themselves. Square their distances from the mean.",
        "np.sqrt(np.abs(np.mean(x - mu)))": "The distances from the mean add up to 0. Square them first.",
        "np.sqrt(np.mean((x - mu) ** 2) / 2)": "The 2 of the density cancels: the derivative of 1/(2σ²) is −1/σ³. So "
        "σ̂² "
        "is the mean squared distance itself.",
        "np.sqrt(2 * np.mean((x - mu) ** 2))": "The 2 of the density cancels: the derivative of 1/(2σ²) is −1/σ³. So "
        "σ̂² "
        "is the mean squared distance itself.",
        "np.sqrt(np.sum((x - mu) ** 2) / (len(x) + 1))": "You divided by n + 1. The derivative −n/σ + S/σ³ is zero "
        "at σ² = "
        "S/n.",
        "np.sqrt(np.mean(x**2) - mu)": "The square is missing: the variance is the mean of the squares minus the "
        "square "
        "of the mean.",
        "np.sqrt(np.mean((x - np.median(x)) ** 2))": "Measure the distances from the mean, not from the median.",
        "(np.max(x) - np.min(x)) / 2": "Half the range uses only two draws. σ̂² is the mean squared distance of all "
        "of them.",
        "np.sqrt(np.sum((x - mu) ** 2) / (len(x) - 2))": "Two parameters are estimated, but maximum likelihood "
        "divides by "
        "n: −n/σ + S/σ³ is zero at σ² = S/n.",
        "1 / np.sqrt(np.mean((x - mu) ** 2))": "That is 1/σ̂. Check the sides of the equation n/σ = S/σ³.",
    },
)
mle_gaussian.instead_of(
    "np.mean(x)",
    {
        "np.median(x)": "That is the median. The squares in the exponent lead to the mean: the distances from it add "
        "up "
        "to 0.",
        "np.sum(x)": "You added up the draws. Divide by their number: μ̂ is the mean.",
        "(np.max(x) + np.min(x)) / 2": "That is the middle of the range. All draws count: μ̂ is their mean.",
        "x[0]": "That is the first draw. μ̂ is the mean of all of them.",
        "np.sum(x) / (len(x) - 1)": "The mean divides by n. (The n − 1 that you may have seen belongs to the "
        "variance.)",
        "0.0": "The mean is not known to be 0. The derivative with respect to μ is zero at the mean of the draws.",
    },
)


@mle_gaussian.misconception("Both are right, but in the wrong order: first the mean, then the standard deviation.")
def swapped(x):
    return np.std(x), np.mean(x)


@mle_gaussian.misconception("That is μ̂. Return σ̂, too: two numbers with a comma.")
def only_the_mean(x):
    return np.mean(x)


@mle_gaussian.misconception("That is σ̂. Return μ̂ before it: two numbers with a comma.")
def only_the_spread(x):
    return np.std(x)


@mle_gaussian.misconception(
    "That is the median. The squares in the exponent lead to the mean: the distances from it add up to 0."
)
def median_and_spread(x):
    return np.median(x), np.std(x)


@mle_gaussian.misconception("The spread is measured from the sum of the draws. Measure it from their mean.")
def spread_around_the_sum(x):
    return np.mean(x), np.sqrt(np.mean((x - np.sum(x)) ** 2))


@mle_gaussian.misconception(
    "σ̂ is wrong. Is the mean complete before you measure the distances from it? The distances need a second loop."
)
def one_loop(x):
    mu = np.cumsum(x) / len(x)
    return np.mean(x), np.sqrt(np.mean((x - mu) ** 2))


@mle_gaussian.misconception("Squaring undoes the root. σ̂² is the mean squared distance: take its root, once.")
def squared_again(x):
    return np.mean(x), np.var(x) ** 2
