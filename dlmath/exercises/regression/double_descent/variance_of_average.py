"""variance_of_average: what a crowd removes, and what its members share."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="hard",
    kind="derive",
    task="Each of `m` models makes a prediction with variance `sigma**2`, and any two of the predictions have "
    "correlation `rho`, that is, covariance `rho * sigma**2`. Return the variance of the average of the `m` "
    "predictions. (The variance of a sum is the sum of all variances plus all covariances, each pair counted twice.)",
    hints=[
        "The sum of m predictions has m variances and m(m − 1) covariances.",
        "Dividing by m divides a variance by m².",
        "(m σ² + m(m − 1) ρσ²) / m².",
    ],
    also=(),
)
def variance_of_average(rho, sigma, m):
    """Variance of the mean of m equally correlated predictions."""
    # (mσ² + m(m − 1)ρσ²) / m²
    return rho * sigma**2 + (1 - rho) * sigma**2 / m


@variance_of_average.cases
def cases(rng):
    return [
        (0.5, 2.0, 2),
        (0.25, 3.0, 4),
        (0.8, 0.5, 5),
        (0.1, 1.5, 20),
        (float(rng.uniform(0.2, 0.7)), float(rng.uniform(1.0, 4.0)), 7),
        (float(rng.uniform(0.2, 0.7)), float(rng.uniform(1.0, 4.0)), 300),
    ]


@variance_of_average.edge_cases
def edge_cases(rng):
    return [(0.5, 2.0, 1), (0.0, 3.0, 6), (1.0, 2.0, 9), (0.3, 0.0, 4), (-0.25, 2.0, 4), (1, 2, 3)]


@variance_of_average.law("a single model has variance σ²")
def _(f, rho, sigma, m):
    return np.isclose(f(rho, sigma, 1), sigma**2)


@variance_of_average.law("models that agree completely gain nothing")
def _(f, rho, sigma, m):
    return np.isclose(f(1.0, sigma, m), sigma**2)


variance_of_average.instead_of(
    "rho * sigma**2 + (1 - rho) * sigma**2 / m",
    {
        "sigma**2 / m": "That is right for independent models. Correlated ones also have covariances: m(m − 1) of "
        "them.",
        "rho * sigma**2": "That is what is left of a very large crowd. For m models, (1 − ρ)σ²/m is added.",
        "rho * sigma**2 / m": "Only the covariances appear here, and too few. There are m variances and m(m − 1) "
        "covariances, all divided by m².",
        "(1 - rho) * sigma**2 / m": "That part goes away as m grows. What the models share, ρσ², remains.",
        "sigma**2 / m + rho * sigma**2": "There are m(m − 1) pairs, not m²: a prediction is not paired with itself. "
        "So ρσ² gets the factor (m − 1)/m.",
        "sigma**2 / m + (m - 1) * rho * sigma**2": "The sum of the covariances, m(m − 1)ρσ², is divided by m², which "
        "leaves (m − 1)/m.",
        "sigma**2 / m + rho * sigma**2 / m": "There are m(m − 1) covariances, not m.",
        "sigma**2 / m + (m - 1) / (2 * m) * rho * sigma**2": "Each pair counts twice, as (i, j) and as (j, i), so "
        "there are m(m − 1) covariances.",
        "m * sigma**2 + m * (m - 1) * rho * sigma**2": "That is the variance of the *sum*. For the average, divide by "
        "m².",
        "sigma**2 + (m - 1) * rho * sigma**2": "You divided by m once. The variance of an average is that of the sum, "
        "divided by m².",
        "rho * sigma + (1 - rho) * sigma / m": "sigma is the standard deviation: square it.",
        "np.sqrt(rho * sigma**2 + (1 - rho) * sigma**2 / m)": "That is the standard deviation of the average. Return "
        "the variance.",
        "(1 - rho) * sigma**2 + rho * sigma**2 / m": "ρ and 1 − ρ are swapped: what the models *share* cannot be "
        "averaged away.",
        "rho**2 * sigma**2 + (1 - rho**2) * sigma**2 / m": "The covariance is ρσ²: ρ is not squared.",
        "rho * sigma**2 + (1 - rho) * sigma**2 / m**2": "m variances divided by m² leave 1/m.",
        "rho * sigma**2 + (1 - rho) * sigma**2 / np.sqrt(m)": "The square root belongs to the standard error. A "
        "variance is divided by m.",
        "rho * sigma**2 + (1 - rho) * sigma**2 / (m - 1)": "The divisor is m, the number of models.",
        "rho * sigma**2 + (1 + rho) * sigma**2 / m": "σ²/m + ρσ²(m − 1)/m = ρσ² + (1 − ρ)σ²/m: a sign is wrong.",
        "rho * sigma**2 + sigma**2 / m**2": "The m variances, divided by m², leave σ²/m, and the covariances "
        "ρσ²(m − 1)/m.",
        "sigma**2": "An average of models that do not always agree varies less than one of them.",
        "sigma**2 / m + 2 * (m - 1) / m * rho * sigma**2": "m(m − 1) already counts each pair twice. There are only "
        "m(m − 1)/2 different pairs.",
        "sigma**2 / m + (m - 1) / m * rho": "The covariance of two predictions is ρσ², not ρ.",
        "sigma**2 / m + (m - 1) / m * rho * sigma": "The covariance of two predictions is ρσ², not ρσ: each of the "
        "two has standard deviation σ.",
        "sigma**2 / m + 2 * rho * sigma**2 / m**2": "That counts a single pair. There are m(m − 1)/2 of them, each "
        "counted twice.",
        "sigma**2 / m - (m - 1) / m * rho * sigma**2": "Covariances are added. Predictions that rise together make the "
        "average vary more, not less.",
        "sigma**2 + (m - 1) / m * rho * sigma**2": "There are m variances, not m². Divided by m², they leave σ²/m.",
        "(m - 1) / m * rho * sigma**2": "The m variances are missing. Divided by m², they leave σ²/m.",
        "rho + (1 - rho) / m": "That is the factor. Multiply it by σ².",
        "(1 - rho) * sigma**2": "Part of the variance goes away as m grows, and part remains: ρσ² remains.",
        "rho * sigma**2 - (1 - rho) * sigma**2 / m": "The two parts are added.",
    },
)
