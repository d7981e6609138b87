"""mse_gradient: the gradient of the mean squared error, for all examples at once."""

import numpy as np

from dlmath import calculus
from dlmath.exercises import exercise


@exercise(
    weight="standard",
    also=("whole", "long"),
    task="Return the gradient of $L(\\mathbf w) = \\frac1n \\lVert X\\mathbf w - \\mathbf y \\rVert^2$ at `w`. `X` "
    "has shape (n, d), `y` shape (n,), and `w` shape (d,). Start with one partial derivative, then write all of "
    "them without a loop.",
    hints=[
        "Example i contributes (Σⱼ xᵢⱼ wⱼ − yᵢ)². What is its slope along wⱼ? It has two factors.",
        "Entry j is (2/n) Σᵢ rᵢ xᵢⱼ with the residuals r = X w − y: the dot product of r with column j of X.",
        "All columns at once: 2 / n * X.T @ (X @ w - y).",
    ],
)
def mse_gradient(X, y, w):
    """The gradient of the mean squared error at w."""
    # Entry j is the dot product of column j with the errors; the rows of X.T are the columns of X.
    return 2 / len(y) * X.T @ (X @ w - y)


@mse_gradient.cases
def cases(rng):
    sizes = (3, 2), (4, 4), (6, 3), (2, 5)
    return [
        (np.array([[2.0]]), np.array([3.0]), np.array([1.0])),
        (np.array([[1.0], [2.0]]), np.array([0.0, 1.0]), np.array([2.0])),
        (np.array([[1.0, 0.0], [2.0, 1.0], [0.0, 3.0]]), np.array([1.0, -1.0, 2.0]), np.array([1.0, 2.0])),
        *((rng.normal(size=(n, d)), rng.normal(size=n), rng.normal(size=d)) for n, d in sizes),
    ]


@mse_gradient.edge_cases
def edge_cases(rng):
    X, w = rng.normal(size=(5, 2)), rng.normal(size=2)
    return [(X, X @ w, w), (X, rng.normal(size=5), np.zeros(2)), (np.zeros((3, 2)), np.ones(3), w)]


@mse_gradient.law("it passes a gradient check")
def _(f, X, y, w):
    numerical = calculus.gradient(lambda w: np.mean((X @ w - y) ** 2), 1.0 * w)
    return np.allclose(f(X, y, w), numerical, rtol=1e-5, atol=1e-6 * (1 + np.max(np.abs(numerical))))


@mse_gradient.law("writing every example twice changes nothing")
def _(f, X, y, w):
    return np.allclose(f(np.concatenate([X, X]), np.concatenate([y, y]), w), f(X, y, w))


mse_gradient.instead_of(
    "2 / len(y) * X.T @ (X @ w - y)",
    {
        "2 / len(y) * X.T @ X @ w - X.T @ y": "The factor 2/n belongs to both terms: put parentheses around the "
        "difference.",
        "np.linalg.solve(X.T @ X, X.T @ y)": "Those are the weights at which the gradient is 0. Return the gradient "
        "at w.",
        "2 / len(y) ** 2 * X.T @ (X @ w - y)": "You divided by n twice. The mean divides once: 2/n.",
        "2 / len(y) * np.sum(X @ w - y) * X": "You added up the errors before you multiplied. Each error goes with "
        "its own row of X, and the products are added: X.T @ (X @ w - y).",
        "X.T @ (X @ w - y)": "The factor 2/n is missing: 2 from the square, 1/n from the mean.",
        "2 * X.T @ (X @ w - y)": "That is the gradient of the *sum* of squares. The mean has the factor 1/n as well.",
        "X.T @ (X @ w - y) / len(y)": "The 2 from the square is missing.",
        "2 / X.shape[1] * X.T @ (X @ w - y)": "The mean is over the n examples: len(y), not the number of columns.",
        "2 / X.size * X.T @ (X @ w - y)": "X.size is n · d. The mean is over the n examples: len(y).",
        "2 / len(y) * X.T @ (y - X @ w)": "The sign is wrong: inside the square is X w − y, whose slope along wⱼ is "
        "+xᵢⱼ. You have the direction *downhill*.",
        "X.T @ (y - X @ w)": "The sign is wrong, and the factor 2/n is missing.",
        "2 / len(y) * X.T @ X @ w - y": "The parentheses are missing: X.T multiplies the whole error, X.T @ (X @ w "
        "- y).",
        "2 / len(y) * X.T @ (w - y)": "The errors compare the *outputs* with the targets: X @ w - y.",
        "X.T @ X @ w - X.T @ y / len(y) * 2": "The factor 2/n belongs to both terms: put parentheses around the "
        "difference.",
        "2 * X.T @ X @ w - X.T @ y / len(y)": "The factor 2/n belongs to both terms: put parentheses around the "
        "difference.",
        "2 * np.mean(X * (X @ w - y)[:, None])": "You averaged over everything. The gradient has an entry for each "
        "weight: take the mean over the rows alone, axis=0.",
        "2 / (len(y) - 1) * X.T @ (X @ w - y)": "The mean divides by n, not by n − 1.",
        "1 / len(y) * X.T @ (X @ w - y) ** 2": "The slope of a square is 2 times what is squared, without a square.",
        "2 / len(y) * X.T @ (X @ w)": "You left out the targets: the errors are X @ w - y.",
        "2 / len(y) * (X.T @ (X @ w - y)) ** 2": "The slope of a square is 2 times what is squared, without a square.",
        "2 / len(y) * X.T @ (X @ w - y) ** 2": "The slope of a square is 2 times what is squared, without a square.",
        "2 / len(y) * X.T @ np.abs(X @ w - y)": "The errors keep their signs.",
        "np.mean((X @ w - y) ** 2)": "That is the loss. The gradient has an entry for each weight.",
        "2 * np.mean(X @ w - y)": "That is the slope along a bias. Along wⱼ each error gets the factor xᵢⱼ.",
        "2 * np.mean(X @ w - y) * np.mean(X, axis=0)": "You multiplied two means. The mean is taken over the "
        "*products*, error times xᵢⱼ.",
        "2 * np.mean(X, axis=0) * np.sum(X @ w - y)": "You multiplied a mean and a sum. Add up the products, error "
        "times xᵢⱼ.",
        "2 / len(y) * (X @ w - y)": "The second factor of the chain rule is missing: the error of example i has the "
        "slope xᵢⱼ along wⱼ.",
        "2 * (X @ w - y)[:, None] * X": "That is one gradient for each example. Take their mean over the rows.",
        "2 * np.mean((X @ w - y)[:, None] * X, axis=1)": "You averaged over the columns. Average over the examples, "
        "which are the rows: axis=0.",
        "2 * np.sum((X @ w - y)[:, None] * X, axis=0)": "You added the examples up. The loss is the mean, so divide by "
        "len(y).",
        "2 / len(y) * np.sum(X.T @ (X @ w - y))": "You added up all entries. The gradient has one entry for each "
        "weight.",
        "2 / len(y) * X.T @ X @ w": "You left out the targets: the errors are X @ w - y.",
        "np.linalg.norm(X.T @ (X @ w - y)) * 2 / len(y)": "That is the length of the gradient. Return the gradient "
        "itself.",
        "X.T @ (X @ w - y) / np.linalg.norm(X @ w - y)": "That is the gradient of the distance. The loss is the mean "
        "of the squares.",
    },
)


@mse_gradient.misconception(
    "Without its transpose, X multiplies from the wrong side: X has shape (n, d) and the errors shape (n,). For them "
    "to fit, X must be (d, n): X.T @ (X @ w - y)."
)
def forgets_the_transpose(X, y, w):
    return 2 / len(y) * X @ (X @ w - y)


@mse_gradient.misconception(
    "X.T @ w does not fit: w has an entry for each *column* of X. The outputs are X @ w, and the errors X @ w - y."
)
def transposes_both(X, y, w):
    return 2 / len(y) * X @ (X.T @ w - y)
