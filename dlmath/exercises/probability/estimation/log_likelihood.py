"""log_likelihood: how well a normal distribution explains some draws."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="Return the log-likelihood of a normal distribution with mean `mu` and standard deviation `sigma` for the "
    "independent draws in the array `x`. Its density is $p(x) = \\frac{1}{\\sqrt{2\\pi}\\,\\sigma}\\, e^{-(x - "
    "\\mu)^2 / (2\\sigma^2)}$. Your function must also work for draws a hundred standard deviations away, whose "
    "density is too small for a float.",
    hints=[
        "The logarithm of a product is a sum of logarithms. And what is the logarithm of e to some power?",
        "log p(x) = −log σ − ½ log(2π) − (x − μ)² / (2σ²). Add that up over all draws: the first two parts occur n "
        "times.",
        "return np.sum(-np.log(sigma) - np.log(2 * np.pi) / 2 - (x - mu) ** 2 / (2 * sigma**2))",
    ],
    rtol=1e-9,
)
def log_likelihood(x, mu, sigma):
    """The logarithm of the density of all draws together."""
    # Take the logarithm by hand, so that no tiny density is ever computed.
    n = len(x)
    constant = -n * np.log(sigma) - n / 2 * np.log(2 * np.pi)
    return constant - np.sum((x - mu) ** 2) / (2 * sigma**2)


@log_likelihood.cases
def cases(rng):
    return [
        (np.array([0.0]), 0.0, 2.0),
        (np.array([3.0]), 1.0, 2.0),
        (np.array([1.0, 4.0, -2.0]), 0.5, 3.0),
        (np.array([2.0, 5.0]), 3.0, 0.25),
        (rng.normal(2, 3, size=7), 1.2, 2.6),
        (rng.normal(-1, 0.5, size=12), -0.8, 0.7),
    ]


@log_likelihood.edge_cases
def edge_cases(rng):
    return [
        (np.array([100.0, 0.0]), 0.0, 1.0),
        (np.array([1, 2, 4]), 2, 1),
        (1e6 + rng.normal(size=5), 1e6, 1e-3),
        (rng.normal(size=2000), 0.0, 1.0),
        (np.array([1e-20, 3e-20]), 0.0, 1e-20),
    ]


@log_likelihood.law("doubling the data doubles the log-likelihood")
def _(f, x, mu, sigma):
    return np.isclose(f(np.concatenate([x, x]), mu, sigma), 2 * f(x, mu, sigma), rtol=1e-9)


@log_likelihood.law("the order of the draws does not matter")
def _(f, x, mu, sigma):
    return np.isclose(f(x[::-1], mu, sigma), f(x, mu, sigma), rtol=1e-9)


log_likelihood.instead_of(
    "-n * np.log(sigma) - n / 2 * np.log(2 * np.pi)",
    {
        "0.0": "The factor in front of the exponential is missing: its logarithm, −log σ − ½ log(2π), belongs to every "
        "draw.",
        "-n / 2 * np.log(2 * np.pi)": "The factor 1/σ is missing. Its logarithm is −log σ, once for each draw.",
        "-n * np.log(sigma)": "The factor 1/√(2π) is missing. Its logarithm is −½ log(2π), once for each draw.",
        "n * np.log(sigma) - n / 2 * np.log(2 * np.pi)": "σ is in the denominator, so its logarithm gets a minus sign.",
        "-n * np.log(2 * np.pi * sigma**2)": "The factor is 1/√(2πσ²). Its root becomes a ½, which is missing: −½ "
        "log(2πσ²) for "
        "each draw.",
        "n * np.log(sigma) + n / 2 * np.log(2 * np.pi)": "The factor is in the denominator, so both logarithms get "
        "a minus sign.",
        "-n * np.log(sigma) + n / 2 * np.log(2 * np.pi)": "√(2π) is in the denominator, so its logarithm gets a "
        "minus sign.",
        "-n * np.log(sigma) - n * np.log(2 * np.pi)": "The logarithm of the root of 2π is ½ log(2π): the ½ is missing.",
        "-np.log(sigma) - np.log(2 * np.pi) / 2": "Every draw contributes the factor 1/(√(2π) σ), so its logarithm "
        "counts n times. You have it once.",
        "-n * np.log(sigma) - np.log(2 * np.pi) / 2": "−½ log(2π) belongs to every draw. You have it once: multiply it "
        "by n, too.",
        "-np.log(sigma) - n / 2 * np.log(2 * np.pi)": "−log σ belongs to every draw. You have it once: multiply it by "
        "n, too.",
        "-n * np.log(sigma**2) - n / 2 * np.log(2 * np.pi)": "The factor is 1/σ, not 1/σ²: log σ² is twice log σ.",
        "-n / 2 * np.log(sigma) - n / 2 * np.log(2 * np.pi)": "The ½ belongs to log(2π), which comes from a root. σ "
        "is outside the root.",
        "-n * np.log(sigma) - n / 2 * np.log(np.pi)": "A 2 is missing: it is the root of 2π.",
        "-n * np.log2(sigma) - n / 2 * np.log2(2 * np.pi)": "Use the natural logarithm: np.log.",
        "-n * np.log10(sigma) - n / 2 * np.log10(2 * np.pi)": "Use the natural logarithm: np.log.",
        "-n * sigma - n / 2 * np.log(2 * np.pi)": "Take the logarithm of σ, too: −log σ.",
        "-n * np.log(sigma) - n * np.sqrt(2 * np.pi)": "Take the logarithm of √(2π), too: ½ log(2π).",
        "-n * np.log(1 / sigma) - n / 2 * np.log(2 * np.pi)": "log(1/σ) is already −log σ. With another minus it "
        "becomes "
        "+ log σ.",
    },
)
log_likelihood.instead_of(
    "np.sum((x - mu) ** 2) / (2 * sigma**2)",
    {
        "np.sum((x - mu) ** 2) / (2 * sigma)": "The exponent is divided by 2σ², not by 2σ.",
        "np.sum((x - mu) ** 2) / sigma**2": "A 2 is missing in the exponent: it is divided by 2σ².",
        "np.sum((x - mu) ** 2) / 2": "The exponent is divided by 2σ². You left out σ².",
        "np.sum((x - mu) ** 2) / (4 * sigma**2)": "You squared the 2 as well: the exponent is divided by 2σ², where "
        "only σ is squared.",
        "np.sum((x - mu) ** 2) / 2 * sigma**2": "/ 2 * sigma**2 divides by 2 and then *multiplies* by σ². Add "
        "parentheses: / (2 * sigma**2).",
        "np.sum(x - mu) ** 2 / (2 * sigma**2)": "You squared the sum of the distances. Square each distance first, "
        "then "
        "add.",
        "np.sum(np.abs(x - mu)) / (2 * sigma**2)": "The distances in the exponent are squared: (x − μ)².",
        "np.sum(x - mu) / (2 * sigma**2)": "The distances in the exponent are squared: (x − μ)².",
        "np.sum(x**2 - mu**2) / (2 * sigma**2)": "(x − μ)² is not x² − μ². Subtract first, then square.",
        "np.sum(x**2) / (2 * sigma**2)": "You squared the draws themselves. Square their distances from μ.",
        "np.sum((x + mu) ** 2) / (2 * sigma**2)": "The distance from μ is x − μ.",
        "np.sum((x - np.mean(x)) ** 2) / (2 * sigma**2)": "You measured the distances from the mean of the draws. "
        "The function must work for any μ: x − mu.",
        "np.mean((x - mu) ** 2) / (2 * sigma**2)": "You took the mean of the squares. The log-likelihood is a sum over "
        "all draws.",
        "n * (np.mean(x) - mu) ** 2 / (2 * sigma**2)": "You squared the mean's distance from μ. Each draw has its "
        "own distance: square them one by one, then add.",
        "(x - mu) ** 2 / (2 * sigma**2)": "That is one number for each draw. Add up the squares over all draws: the "
        "log-likelihood is one number.",
        "(-np.sum((x - mu) ** 2) / (2 * sigma**2))": "The exponent has a minus. You have two of them, which makes a "
        "plus.",
    },
)


@log_likelihood.misconception(
    "That is the mean over the draws. The log-likelihood is the sum: it grows with the number of draws."
)
def the_mean(x, mu, sigma):
    return np.mean(-np.log(sigma) - np.log(2 * np.pi) / 2 - (x - mu) ** 2 / (2 * sigma**2))


@log_likelihood.misconception(
    "That is one logarithm for each draw. Add them up: the log-likelihood is a single number."
)
def no_sum(x, mu, sigma):
    return -np.log(sigma) - np.log(2 * np.pi) / 2 - (x - mu) ** 2 / (2 * sigma**2)


@log_likelihood.misconception(
    "That is the negative of the log-likelihood, which training makes small. Here, return the log-likelihood itself."
)
def negative(x, mu, sigma):
    return np.sum(np.log(sigma) + np.log(2 * np.pi) / 2 + (x - mu) ** 2 / (2 * sigma**2))


@log_likelihood.misconception("That is the likelihood, a product of densities. Take its logarithm on paper.")
def the_product(x, mu, sigma):
    return np.prod(np.exp(-((x - mu) ** 2) / (2 * sigma**2)) / (np.sqrt(2 * np.pi) * sigma))


@log_likelihood.misconception("That is the sum of the densities. Multiply them, that is, add up their logarithms.")
def sum_of_densities(x, mu, sigma):
    return np.sum(np.exp(-((x - mu) ** 2) / (2 * sigma**2)) / (np.sqrt(2 * np.pi) * sigma))


@log_likelihood.misconception(
    "You took the logarithm of the sum (or mean) of the densities. The densities are multiplied, so take the sum of "
    "the "
    "logarithms."
)
def log_of_the_sum(x, mu, sigma):
    return np.log(np.sum(np.exp(-((x - mu) ** 2) / (2 * sigma**2)) / (np.sqrt(2 * np.pi) * sigma)))


@log_likelihood.misconception(
    "The density of a faraway draw underflows to 0, and its logarithm is −∞. Take the logarithm on paper: the "
    "exponential and the logarithm cancel."
)
def by_densities(x, mu, sigma):
    with np.errstate(divide="ignore"):
        return np.sum(np.log(np.exp(-((x - mu) ** 2) / (2 * sigma**2)) / (np.sqrt(2 * np.pi) * sigma)))


@log_likelihood.misconception("You treated sigma as the variance. It is the standard deviation, so σ² is sigma**2.")
def takes_the_variance(x, mu, sigma):
    return np.sum(-np.log(sigma) / 2 - np.log(2 * np.pi) / 2 - (x - mu) ** 2 / (2 * sigma))


@log_likelihood.misconception(
    "The product of many densities, or the density of one faraway draw, underflows to 0, and its logarithm is −∞. "
    "Take the logarithm on paper first: a sum of logarithms, in which no exponential is left."
)
def log_of_the_product(x, mu, sigma):
    with np.errstate(divide="ignore"):
        return np.log(np.prod(np.exp(-((x - mu) ** 2) / (2 * sigma**2)) / (np.sqrt(2 * np.pi) * sigma)))


@log_likelihood.misconception(
    "Adding a tiny number avoids −∞, but what you get for a faraway draw is the logarithm of that number. Take the "
    "logarithm on paper."
)
def with_a_tiny_number(x, mu, sigma):
    return np.sum(np.log(np.exp(-((x - mu) ** 2) / (2 * sigma**2)) / (np.sqrt(2 * np.pi) * sigma) + 1e-300))


@log_likelihood.misconception(
    "You multiplied the logarithms. The densities are multiplied, so their logarithms are added."
)
def product_of_logarithms(x, mu, sigma):
    return np.prod(-np.log(sigma) - np.log(2 * np.pi) / 2 - (x - mu) ** 2 / (2 * sigma**2))


@log_likelihood.misconception("That is the logarithm for the last draw only. Add up those of all draws.")
def only_the_last(x, mu, sigma):
    return -np.log(sigma) - np.log(2 * np.pi) / 2 - (x[-1] - mu) ** 2 / (2 * sigma**2)


log_likelihood.instead_of(
    "np.log(2 * np.pi)", {"np.log(2) * np.pi": "π belongs inside the logarithm: np.log(2 * np.pi)."}
)


@log_likelihood.misconception("Use natural logarithms throughout: np.log.")
def base_10(x, mu, sigma):
    return log_likelihood(x, mu, sigma) / np.log(10)


@log_likelihood.misconception("Use natural logarithms throughout: np.log.")
def base_2(x, mu, sigma):
    return log_likelihood(x, mu, sigma) / np.log(2)


@log_likelihood.misconception(
    "You took the standard deviation of the draws. The function must work for any σ: use the argument sigma."
)
def spread_of_the_draws(x, mu, sigma):
    with np.errstate(all="ignore"):
        return log_likelihood(x, mu, np.std(x))
