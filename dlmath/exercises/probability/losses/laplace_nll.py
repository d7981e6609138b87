"""laplace_nll: the loss that goes with noise of the form exp(−|ε|/b)."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="The noise has the density $p(\\varepsilon) = \\frac{1}{2b}\\,e^{-|\\varepsilon|/b}$. Return the loss that "
    "goes with it, the mean of $-\\log p(y_i - \\hat y_i)$. `y` and `y_hat` are arrays of the same length, and `b` "
    "is a positive number. Simplify on paper first: for a residual of $1000\\,b$, the density itself is 0 on a "
    "computer, but its logarithm is not $-\\infty$.",
    hints=[
        "The logarithm of a product is a sum: log p = log(1/2b) + log(e^…). What is left of each?",
        "−log p(ε) = log(2b) + |ε|/b. No exponential is left. Take the mean over all residuals.",
        "return np.log(2 * b) + np.mean(np.abs(y - y_hat)) / b",
    ],
)
def laplace_nll(y, y_hat, b):
    """The mean negative log-likelihood under Laplace noise."""
    # The logarithm undoes the exponential: -log p = |residual| / b + log(2b).
    return np.mean(np.abs(y - y_hat)) / b + np.log(2 * b)


@laplace_nll.cases
def cases(rng):
    return [
        (np.array([3.0]), np.array([1.0]), 0.5),
        (np.array([3.0, 0.0, -4.0]), np.array([1.0, 1.0, 1.0]), 2.0),
        (np.array([0.0, 2000.0]), np.array([0.0, 1.0]), 1.0),
        (np.array([0.2, 0.1, 0.5, -0.3]), np.array([0.25, 0.4, 0.0, 0.0]), 0.1),
        (rng.normal(size=7), rng.normal(size=7), 3.0),
        (rng.normal(size=12), rng.normal(size=12), 0.7),
    ]


@laplace_nll.edge_cases
def edge_cases(rng):
    return [
        (np.array([1.0, 2.0]), np.array([1.0, 2.0]), 0.5),
        (np.array([1.0, 2.0, 4.0]), np.array([1.0, 1.0, 1.0]), 1),
        (1e6 * rng.normal(size=5), np.zeros(5), 1e-3),
    ]


@laplace_nll.law("only the sizes of the residuals matter, not their signs")
def _(f, y, y_hat, b):
    return np.isclose(f(y_hat, y, b), f(y, y_hat, b), rtol=1e-9)


@laplace_nll.law("in units k times as small, every number is k times as large, and the loss grows by log k")
def _(f, y, y_hat, b):
    return np.isclose(f(4 * y, 4 * y_hat, 4 * b), f(y, y_hat, b) + np.log(4), rtol=1e-9, atol=1e-9)


CONSTANT = "It has no effect on the best prediction, but it does affect the best b, and the task asks for all of "
"−log p."
laplace_nll.instead_of(
    "np.log(2 * b)",
    {
        "np.log(b)": "The density is divided by 2b, not by b. So take the logarithm of 2b.",
        "np.log(1 / (2 * b))": "log(1/2b) is a part of log p. The loss is −log p, and its part is +log(2b).",
        "2 * np.log(b)": "The 2 belongs inside the logarithm: log(2b) = log 2 + log b. And 2 log b is log b².",
        "2 * b": "The logarithm is missing: dividing the density by 2b adds log(2b) to −log p.",
        "1 / (2 * b)": "The factor of the density became a term without its logarithm: −log(1/2b) is log(2b).",
        "0": f"log(2b) is missing. {CONSTANT}",
        "len(y) * np.log(2 * b)": "log(2b) belongs to each example, so it appears once in the mean. You counted it "
        "n times.",
        "np.log(2 * b) / len(y)": "log(2b) belongs to each example, so it appears undivided in the mean. You "
        "divided it by n.",
        "np.log(2 * np.pi * b**2) / 2": "½ log(2πσ²) belongs to the normal density. The density here is divided by 2b.",
        "np.log2(2 * b)": "np.log2 is the logarithm to base 2. Use the natural logarithm: np.log.",
        "np.log10(2 * b)": "np.log10 is the logarithm to base 10. Use the natural logarithm: np.log.",
        "np.log(b / 2)": "1/2*b is half of b: Python works from left to right. Write 1 / (2 * b). And −log(1/2b) is "
        "+log(2b).",
        "-np.log(b / 2)": "1/2*b is half of b: Python works from left to right. Write 1 / (2 * b). And −log(1/2b) "
        "is +log(2b).",
        "(np.log(2) + b)": "The logarithm of a product is a sum of logarithms: log(2b) = log 2 + log b.",
        "np.log(2) * np.log(b)": "The logarithm of a product is a sum, not a product: log(2b) = log 2 + log b.",
        "np.log(2) * b": "log(2b) is log 2 + log b. You have b log 2: the b belongs inside the parentheses.",
        "np.exp(2 * b)": "The factor 1/2b contributes log(2b). You took the exponential of that.",
    },
)
laplace_nll.instead_of(
    "np.mean(np.abs(y - y_hat)) / b",
    {
        "np.sum(np.abs(y - y_hat)) / b": "That adds up |ε|/b over all examples. The loss takes the mean.",
        "np.abs(np.mean(y - y_hat)) / b": "Positive and negative residuals cancel before their size is taken. First "
        "np.abs, then np.mean.",
        "np.mean(y - y_hat) / b": "The absolute value is missing: errors in both directions count.",
        "np.mean(y_hat - y) / b": "The absolute value is missing: errors in both directions count.",
        "np.mean((y - y_hat) ** 2) / b": "You squared the residuals. The exponent of this density is −|ε|/b.",
        "np.mean((y - y_hat) ** 2) / (2 * b**2)": "That is the term of the normal density. The exponent here is "
        "−|ε|/b.",
        "np.sqrt(np.mean((y - y_hat) ** 2)) / b": "The root of a mean of squares is not a mean of sizes. Take "
        "np.mean(np.abs(…)).",
        "np.median(np.abs(y - y_hat)) / b": "The median belongs to the best prediction. The loss itself is a mean over "
        "all examples.",
        "np.abs(y - y_hat) / b": "That is one loss for each example. Return their mean, a single number.",
        "np.mean(np.abs(y - y_hat)) / (2 * b)": "The exponent is −|ε|/b. The 2 belongs in the factor 1/2b, not there.",
        "np.mean(np.abs(y - y_hat)) / b**2": "The exponent is −|ε|/b, and its b is not squared.",
        "np.mean(np.abs(y - y_hat)) * b": "You multiplied the residuals by b. The exponent divides: −|ε|/b.",
        "np.mean(np.abs(y - y_hat))": "The residuals are not divided by b. The exponent is −|ε|/b.",
        "-np.mean(np.abs(y - y_hat)) / b": "The exponent has a minus sign, and so does −log p. The two cancel: + "
        "|ε|/b.",
        "np.mean(np.abs(y) - np.abs(y_hat)) / b": "Take the absolute value of the difference: np.abs(y - y_hat).",
        "np.mean(np.sqrt(np.abs(y - y_hat))) / b": "There is no root in the exponent of this density: −|ε|/b.",
        "np.mean(np.abs(y - y_hat)) / b / len(y)": "np.mean already divides by the number of examples. You divided "
        "twice.",
        "np.mean(np.abs(y - y_hat) / y) / b": "You took relative errors. The density is a function of the residual "
        "y − ŷ.",
    },
)


@laplace_nll.misconception("The sign is wrong: this is the log-likelihood. The loss is its negative.")
def log_likelihood(y, y_hat, b):
    return -np.mean(np.abs(y - y_hat)) / b - np.log(2 * b)


@laplace_nll.misconception(
    "You compute the density first. For a large residual, it is 0 on a computer, and its logarithm is −∞. Simplify "
    "on paper: −log p = |ε|/b + log(2b)."
)
def through_the_density(y, y_hat, b):
    with np.errstate(all="ignore"):
        return -np.mean(np.log(np.exp(-np.abs(y - y_hat) / b) / (2 * b)))


@laplace_nll.misconception(
    "That is the logarithm of a mean of densities. Densities of independent examples are multiplied, so their "
    "logarithms are averaged: first −log p, then the mean."
)
def log_of_the_mean(y, y_hat, b):
    with np.errstate(all="ignore"):
        return -np.log(np.mean(np.exp(-np.abs(y - y_hat) / b) / (2 * b)))


@laplace_nll.misconception("That is the mean density. The loss is the mean of −log p.")
def mean_density(y, y_hat, b):
    return np.mean(np.exp(-np.abs(y - y_hat) / b) / (2 * b))


@laplace_nll.misconception("That is minus the mean density. The loss is the mean of −log p: a logarithm is missing.")
def minus_the_density(y, y_hat, b):
    return -np.mean(np.exp(-np.abs(y - y_hat) / b) / (2 * b))


@laplace_nll.misconception("That is the sum over all examples. The loss is the mean: divide by their number.")
def sum_of_all(y, y_hat, b):
    return np.sum(np.abs(y - y_hat) / b + np.log(2 * b))


@laplace_nll.misconception("That is one loss for each example. Return their mean, a single number.")
def each_alone(y, y_hat, b):
    return np.abs(y - y_hat) / b + np.log(2 * b)


@laplace_nll.misconception(
    "1/2*b is half of b, since Python works from left to right: write 1 / (2 * b), or … / (2 * b). And simplify on "
    "paper, so that no exponential is left."
)
def half_times_b(y, y_hat, b):
    with np.errstate(all="ignore"):
        return -np.mean(np.log(np.exp(-np.abs(y - y_hat) / b) / 2 * b))


@laplace_nll.misconception("The two parts are multiplied. The logarithm of a product is a sum: |ε|/b + log(2b).")
def multiplies_the_parts(y, y_hat, b):
    return np.mean(np.abs(y - y_hat)) / b * np.log(2 * b)


@laplace_nll.misconception(
    "That is the density of the mean error. The loss is the mean of −log p: |ε|/b + log(2b), averaged."
)
def density_of_the_mean(y, y_hat, b):
    return np.exp(-np.mean(np.abs(y - y_hat)) / b) / (2 * b)
