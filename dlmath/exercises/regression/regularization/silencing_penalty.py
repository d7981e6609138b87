"""silencing_penalty: the price at which the lasso buys nothing."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    kind="derive",
    task="The lasso minimizes $\\frac{1}{2n}\\lVert\\mathbf y - X\\mathbf w\\rVert^2 + \\lambda \\sum_j |w_j|$. "
    "Return the smallest λ at which *all* its weights are 0. There is no intercept, and the columns of `X` need not "
    "be scaled. (At $\\mathbf w = \\mathbf 0$, how steep is the error along each weight?)",
    hints=[
        "A weight stays at 0 if the error's slope there is between −λ and λ.",
        "At w = 0, the residual is y, and the slope along weight j is −(xⱼ · y)/n.",
        "All of them must be at most λ in absolute value: np.max(np.abs(X.T @ y)) / len(y).",
    ],
)
def silencing_penalty(X, y):
    """The smallest penalty that makes all weights 0."""
    # At w = 0, the error has the gradient −Xᵀy/n. The penalty must outweigh its largest entry.
    return np.max(np.abs(X.T @ y)) / len(y)


@silencing_penalty.cases
def cases(rng):
    return [
        (np.array([[2.0], [1.0]]), np.array([3.0, 5.0])),
        (np.array([[2.0, -1.0], [0.0, -3.0], [1.0, -1.0]]), np.array([1.0, 4.0, 2.0])),
        (
            np.array([[1.0, 0.0, 4.0], [-1.0, 3.0, 0.0], [2.0, 1.0, -2.0], [0.0, 5.0, 1.0]]),
            np.array([1.0, -2.0, 3.0, -1.0]),
        ),
        (np.array([[1.0, 2.0], [3.0, 1.0]]), np.array([-2.0, -2.0])),
        (rng.normal(size=(7, 3)) + 2, rng.normal(size=7) + 1),
        (rng.normal(size=(9, 4)), -rng.random(9)),
        (3 * rng.normal(size=(5, 6)), rng.normal(size=5)),
    ]


@silencing_penalty.edge_cases
def edge_cases(rng):
    return [
        (np.array([[1, 2], [3, -4]]), np.array([1, 2])),
        (rng.normal(size=(4, 2)), np.zeros(4)),
        (np.array([[0.0, 1.0], [0.0, 1.0]]), np.array([2.0, 3.0])),
        (np.array([[1.0, -1.0]]), np.array([-7.0])),
    ]


@silencing_penalty.law("the sign of y does not matter")
def _(f, X, y):
    return np.isclose(f(X, -y), f(X, y))


@silencing_penalty.law("writing every example twice changes nothing")
def _(f, X, y):
    return np.isclose(f(np.vstack([X, X]), np.concatenate([y, y])), f(X, y))


silencing_penalty.instead_of(
    "np.max(np.abs(X.T @ y)) / len(y)",
    {
        "np.max(X.T @ y) / len(y)": "A steep slope counts in either direction. Take the absolute values of the slopes "
        "first: np.abs.",
        "np.abs(np.max(X.T @ y)) / len(y)": "First take the absolute value of each slope, then the largest: "
        "np.max(np.abs(…)).",
        "np.max(np.abs(X.T @ y))": "The error is divided by 2n, so its slope is xⱼ · y divided by n.",
        "np.max(np.abs(X.T @ y)) / (2 * len(y))": "The slope of a square brings a factor of 2, which cancels the 2 in "
        "2n: divide by n.",
        "2 * np.max(np.abs(X.T @ y)) / len(y)": "The slope of a square brings a factor of 2, but the error is divided "
        "by 2n: what is left is 1/n.",
        "np.min(np.abs(X.T @ y)) / len(y)": "That is the smallest of the slopes. λ must be at least as large as every "
        "one of them: take the largest.",
        "np.sum(np.abs(X.T @ y)) / len(y)": "Each weight faces λ on its own. It is enough that the largest slope is "
        "at most λ.",
        "np.mean(np.abs(X.T @ y)) / len(y)": "With a mean, some weights would not be 0. All slopes must be at most λ: "
        "take the largest.",
        "np.linalg.norm(X.T @ y) / len(y)": "That is the length of the gradient. Each weight is on its own: take the "
        "largest entry.",
        "np.abs(X.T @ y) / len(y)": "These are the slopes, one for each weight. The question asks for one λ: the "
        "largest of them.",
        "np.max(np.abs(X.T @ y)) / X.shape[1]": "n is the number of examples, len(y), not of features.",
        "np.max(np.abs(X.T @ y)) / X.size": "n is the number of examples, len(y), not of entries of X.",
        "np.max(np.abs(X.T @ y) / np.sum(X**2, axis=0))": "That is the largest weight that one feature alone would "
        "get. λ is compared with the slope of the error, |xⱼ · y|/n.",
        "np.max(np.abs(X.T @ y) / np.linalg.norm(X, axis=0)) / len(y)": "The columns are not scaled for you: λ is "
        "compared with the slope |xⱼ · y|/n as it is.",
        "np.max(np.abs(X.T @ y) / (np.linalg.norm(X, axis=0) * np.linalg.norm(y)))": "That is the largest cosine. λ "
        "is compared with the slope |xⱼ · y|/n.",
        "np.max(np.abs(X * y[:, None])) / len(y)": "You took the largest single product. The slope along weight j is "
        "the sum of the products in column j: X.T @ y.",
        "np.max(np.abs(X.T @ (y - y.mean()))) / len(y)": "You centered y. There is no intercept here, so the residual "
        "at w = 0 is y itself.",
        "np.max(np.abs((X - X.mean(axis=0)).T @ y)) / len(y)": "You centered the columns. There is no intercept here, "
        "and X is used as it is.",
        "np.argmax(np.abs(X.T @ y))": "That is the index of the first weight to leave 0. The question asks at which λ.",
        "np.max(np.abs(X)) / len(y)": "The target is missing: the slope along weight j is −(xⱼ · y)/n.",
        "np.max(np.abs(y)) / len(y)": "X is missing: the slope along weight j is −(xⱼ · y)/n.",
        "(np.max(np.abs(X.T @ y)) / len(y))**2": "λ is compared with the slope itself, not with its square.",
    },
)


@silencing_penalty.misconception(
    "That is the largest least-squares weight. All weights are 0 when λ outweighs the slopes at w = 0, |xⱼ · y|/n."
)
def largest_weight(X, y):
    return np.max(np.abs(np.linalg.lstsq(X, y)[0]))
