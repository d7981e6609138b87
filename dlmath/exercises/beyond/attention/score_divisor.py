"""score_divisor: what to divide by, so that scores have variance 1."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    kind="derive",
    task="The entries of a query have mean 0 and variance `variance_q`, those of a key have mean 0 and variance "
    "`variance_k`, and all of them are independent. Each vector has `d` entries. By what "
    "positive number must you divide the dot product $\\mathbf q^\\top \\mathbf k$ so that the result has variance 1? "
    "Return that number.",
    hints=[
        "The dot product is a sum of d products. What is the variance of a single product, of two independent numbers "
        "with mean 0?",
        "E[(q k)²] = E[q²] E[k²], and the variances of independent summands add up.",
        "The variance of the sum is d · variance_q · variance_k. Dividing a random number by c divides its variance by "
        "c².",
    ],
    also=("whole",),
)
def score_divisor(d, variance_q, variance_k):
    """The number to divide by, so that scores have variance 1."""
    # The variance of the dot product; dividing by c divides it by c².
    variance = d * variance_q * variance_k
    return np.sqrt(variance)


@score_divisor.cases
def cases(rng):
    drawn = [(int(rng.integers(2, 200)), *rng.uniform(0.2, 5, 2)) for _ in range(3)]
    return [(4, 1.0, 1.0), (16, 1.0, 1.0), (9, 4.0, 1.0), (25, 1.0, 9.0), (1, 0.25, 0.5), *drawn]


@score_divisor.edge_cases
def edge_cases(rng):
    return [(1, 1.0, 1.0), (100, 0.01, 1.0)]


score_divisor.instead_of(
    "return np.sqrt(variance)",
    {
        "return variance": "That is the variance of the dot product. Dividing by c divides the variance by c², so take "
        "the square root.",
        "return 1 / np.sqrt(variance)": "That is the number to multiply by. Return the one to divide by: its "
        "reciprocal.",
        "return variance**2": "You squared where a square root belongs: dividing by c divides the variance by c².",
        "return 1 / variance": "That is one over the variance. The divisor is the square root of the variance.",
        "return variance / 2": "Dividing by c divides the variance by c². So c is the square root of the variance, not "
        "half of it.",
        "return np.sqrt(d) * (np.sqrt(variance_q) + np.sqrt(variance_k))": "You added the standard deviations. The "
        "variance of a product is the *product* of the variances, and so with the standard deviations.",
    },
)
score_divisor.instead_of(
    "variance = d * variance_q * variance_k",
    {
        "variance = d": "That is right if both variances are 1. In general, each product has variance "
        "variance_q · variance_k.",
        "variance = d * (variance_q + variance_k)": "You added the two variances, as for a sum q + k. Here, they "
        "belong to a product, and E[(q k)²] = E[q²] E[k²].",
        "variance = variance_q * variance_k": "That is the variance of one product. The dot product adds up d of them.",
        "variance = d * variance_q": "The keys matter, too: the variance of a product is variance_q · variance_k.",
        "variance = d * variance_k": "The queries matter, too: the variance of a product is variance_q · variance_k.",
        "variance = d * variance_q**2 * variance_k**2": "You squared the variances, but they are already means of "
        "squares: E[q²] = variance_q.",
        "variance = d**2 * variance_q * variance_k": "Variances of independent summands add up: d times, not d² times.",
        "variance = d * np.sqrt(variance_q * variance_k)": "You multiplied standard deviations. The variance of a "
        "product is the product of the variances.",
    },
)
