"""score_divisor: what brings the scores back to variance 1."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    kind="derive",
    task="The entries of a query have mean 0 and variance `variance_q`, those of a key have mean 0 and variance "
    "`variance_k`, and all of them are independent. Each vector has `d` entries. By what number must you divide the "
    "score $\\mathbf q^\\top \\mathbf k$, so that it has variance 1? Return that number, which is positive.",
    hints=[
        "A score is a sum of d products. What is the variance of one product of two independent numbers with mean 0?",
        "E[(q k)²] = E[q²] E[k²], and the variances of independent summands add up.",
        "The variance of the score is d · variance_q · variance_k. Dividing a number by c divides its variance by c².",
    ],
    also=("whole",),
)
def score_divisor(d, variance_q, variance_k):
    """The number that brings scores to variance 1."""
    # The variance of the score; dividing by c divides it by c².
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
        "return variance": "That is the variance of the score. Dividing a number by c divides its variance by c²: take "
        "the root.",
        "return 1 / np.sqrt(variance)": "That is what to multiply by. To divide, take one over it.",
        "return variance**2": "You squared where a root belongs: dividing by c divides the variance by c².",
        "return 1 / variance": "That is one over the variance of the score. The divisor is the root of the variance.",
        "return variance / 2": "Dividing by c divides the variance by c², not by 2c: take the root.",
    },
)
score_divisor.instead_of(
    "variance = d * variance_q * variance_k",
    {
        "variance = d": "That is right if both variances are 1. Here, each product has the variance variance_q · "
        "variance_k.",
        "variance = d * (variance_q + variance_k)": "You added the variances. That is for a sum q + k; the score sums "
        "products, and E[(q k)²] = E[q²] E[k²].",
        "variance = variance_q * variance_k": "That is the variance of one product. A score sums d of them.",
        "variance = d * variance_q": "The keys matter, too: the variance of a product is variance_q · variance_k.",
        "variance = d * variance_k": "The queries matter, too: the variance of a product is variance_q · variance_k.",
        "variance = d * variance_q**2 * variance_k**2": "You squared the variances. They are expectations of squares "
        "already.",
        "variance = d**2 * variance_q * variance_k": "Variances of independent summands add up: d times, not d² times.",
        "variance = d * np.sqrt(variance_q * variance_k)": "You took standard deviations inside. The variance of a "
        "product is the product of the variances.",
    },
)
