"""dropout_penalty: the variance that dropout adds to a linear prediction."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="hard",
    kind="derive",
    task="The masks $m_j$ are independent, and each is $1/(1 - p)$ with probability $1 - p$, and 0 otherwise. "
    "Averaged over the masks, the squared error $\\bigl(y - \\sum_j w_j m_j x_j\\bigr)^2$ is $\\bigl(y - \\mathbf "
    "w^\\top\\mathbf x\\bigr)^2$ plus something. Return that something.",
    hints=[
        "What is added is the variance of the prediction Σ w_j m_j x_j. Begin with the variance of a single m_j.",
        "The mean of m² is (1 − p) · 1/(1 − p)² = 1/(1 − p). Subtract the square of the mean, 1, to get p/(1 − p).",
        "The factors w_j x_j come out squared, and independent variances add up: p/(1 − p) times the sum of w² x².",
    ],
)
def dropout_penalty(w, x, p):
    """What dropout adds to the squared error, on average."""
    # Each term has the variance w² x² Var[m], and Var[m] = 1/(1 − p) − 1.
    return p / (1 - p) * np.sum(w**2 * x**2)


@dropout_penalty.cases
def cases(rng):
    return [
        (np.array([2.0]), np.array([3.0]), 0.5),
        (np.array([2.0]), np.array([3.0]), 0.2),
        (np.array([1.0, -2.0]), np.array([3.0, 0.5]), 0.75),
        (np.array([1.0, -2.0, 4.0]), np.array([3.0, 5.0, -1.0]), 0.6),
        (rng.normal(size=5), rng.normal(size=5), 0.3),
        (rng.normal(size=9), rng.normal(size=9), 0.85),
    ]


@dropout_penalty.edge_cases
def edge_cases(rng):
    return [
        (np.array([2.0, 3.0]), np.array([1.0, 4.0]), 0.0),
        (np.zeros(3), np.ones(3), 0.5),
        (np.array([1, -2]), np.array([3, 4]), 0.5),
        (rng.normal(size=200), rng.normal(size=200), 0.99),
    ]


@dropout_penalty.law("without dropout, nothing is added")
def _(f, w, x, p):
    return np.isclose(f(w, x, 0.0), 0)


@dropout_penalty.law("twice the weights, four times the price")
def _(f, w, x, p):
    return np.isclose(f(2 * w, x, p), 4 * f(w, x, p))


dropout_penalty.instead_of(
    "p / (1 - p)",
    {
        "p * (1 - p)": "p (1 − p) is the variance of a mask of zeros and *ones*. Ours has 1/(1 − p) instead of 1, so "
        "divide it by (1 − p)².",
        "1 / (1 - p)": "That is the mean of m². Subtract the square of the mean, 1, for the variance.",
        "(1 - p) / p": "Upside down. The more is dropped, the larger the variance: p/(1 − p).",
        "p": "The mask is scaled up, so its variance is larger: the mean of m² is 1/(1 − p); subtract 1.",
        "(1 - p)": "Without dropout, p = 0, nothing should be added. The variance of m is p/(1 − p).",
        "p / (1 - p) ** 2": "You divided p by (1 − p)². The variance p (1 − p) of zeros and ones is divided by (1 − "
        "p)²: p/(1 − p) is left.",
        "np.sqrt(p / (1 - p))": "That is the standard deviation of the mask. The squared error gets the variance.",
        "(p / (1 - p)) ** 2": "p/(1 − p) is a variance, a square, already. Don't square it again.",
        "1 / (1 - p) ** 2": "That is the square of the mask where it is not 0. Its mean is (1 − p) times that, and "
        "the variance is the mean minus 1.",
        "-p / (1 - p)": "A variance is added, and it is never negative. Leave out the minus.",
        "2 * p / (1 - p)": "The factor 2 has no place here: (mean)² plus variance.",
        "p / 1 - p": "Mind the parentheses: p / (1 - p).",
        "p / (1 + p)": "The mean of m² is 1/(1 − p). Minus 1, that is p/(1 − p).",
        "0.5 * p / (1 - p)": "The factor ½ has no place here: (mean)² plus variance.",
    },
)
dropout_penalty.instead_of(
    "np.sum(w**2 * x**2)",
    {
        "np.var(w * x)": "That is how much the terms differ from one another. What is random is the mask: each term "
        "adds w² x² times the variance of its m.",
        "np.sum(w * x) ** 2": "You squared the sum. The masks are independent, so the *variances* add up: the sum of "
        "squares.",
        "np.sum(w**2)": "Each weight pays by the size of its input: w² x².",
        "np.sum(w * x)": "A factor in front of a random variable comes out of the variance *squared*: w² x².",
        "np.sum(x**2)": "The weights are missing: each term is w m x, so w² x².",
        "np.sum(w**2 * x)": "The input comes out squared as well: w² x².",
        "np.sum(w * x**2)": "The weight comes out squared as well: w² x².",
        "np.sum(w**2) * np.sum(x**2)": "Each weight meets only its own input: multiply first, then add up.",
        "np.mean(w**2 * x**2)": "Variances of independent terms add up. Take the sum, not the mean.",
        "w**2 * x**2": "Those are the terms. Add them up: the answer is one number.",
        "np.sum(np.abs(w * x))": "The variance has squares, not absolute values: w² x².",
        "np.sqrt(np.sum(w**2 * x**2))": "The squared error gets the variance itself. Leave out the root.",
    },
)
