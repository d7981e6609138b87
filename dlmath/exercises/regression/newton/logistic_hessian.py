"""logistic_hessian: how the gradient of the cross-entropy moves with the weights."""

import numpy as np

from dlmath import calculus
from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="Return the Hessian at `w` of the mean binary cross-entropy, of shape `(d, d)`. `X` has shape `(n, d)`, and "
    "the logits are `X @ w`. How does the gradient change when `w` moves by a small $\\mathbf d$? And why are the "
    "labels not needed?",
    hints=[
        "The gradient is Xᵀ(p − y)/n. Move w by d. By how much does p_i change?",
        "The logit of example i moves by x⁽ⁱ⁾ᵀd, and p_i by p_i(1 − p_i) times that. So each example has a weight s_i "
        "= p_i(1 − p_i).",
        "With s = p * (1 - p): (X.T * s) @ X / len(X).",
    ],
)
def logistic_hessian(X, w):
    """The Hessian of the mean cross-entropy at w."""
    p = 1 / (1 + np.exp(-(X @ w)))
    # The slope of the sigmoid says how fast each example's error changes.
    s = p * (1 - p)
    return (X.T * s) @ X / len(X)


@logistic_hessian.cases
def cases(rng):
    return [
        (np.array([[2.0]]), np.array([0.5])),
        (np.array([[1.0, 2.0], [1.0, -1.0], [1.0, 0.0]]), np.array([0.5, 1.0])),
        (np.array([[1.0, 3.0], [1.0, -1.0]]), np.array([-1.0, 1.0])),
        (rng.normal(size=(3, 3)), rng.normal(size=3)),
        (rng.normal(size=(6, 2)), rng.normal(size=2)),
        (rng.normal(size=(9, 4)), rng.normal(size=4)),
    ]


@logistic_hessian.edge_cases
def edge_cases(rng):
    X = rng.normal(size=(5, 3))
    return [
        (X, np.zeros(3)),
        (4 * X, rng.normal(size=3)),
        (np.array([[1, 2], [1, 0], [1, 1]]), np.array([1, -1])),
        (rng.normal(size=(400, 6)), rng.normal(size=6)),
        (np.ones((4, 1)), np.array([3.0])),
        (rng.normal(size=(2, 5)), rng.normal(size=5)),
    ]


@logistic_hessian.law("it is symmetric, and no eigenvalue is negative")
def _(f, X, w):
    H = f(X, w)
    return np.allclose(H, H.T) and np.linalg.eigvalsh(H)[0] >= -1e-12 * np.abs(H).max()


@logistic_hessian.law("flipping the sign of w changes nothing, since p(1 − p) is the same at −z")
def _(f, X, w):
    return np.allclose(f(X, -w), f(X, w))


@logistic_hessian.law("it is the Jacobian of the gradient")
def _(f, X, w):
    if np.abs(X).max() > 1e3 or np.abs(X).max() < 1e-3 or len(w) > 20:
        return True  # differences are too coarse, or too slow, there
    J = calculus.jacobian(lambda v: X.T @ (1 / (1 + np.exp(-(X @ v)))) / len(X), 1.0 * w)
    return np.allclose(f(X, w), J, atol=1e-6)


logistic_hessian.instead_of(
    "p * (1 - p)",
    {
        "p": "Each example's weight is the *slope* of the sigmoid, p(1 − p). You used p.",
        "1 - p": "Each example's weight is the slope of the sigmoid, p(1 − p). You used 1 − p.",
        "p * (1 + p)": "The slope of the sigmoid is p(1 − p), with a minus.",
        "p**2": "The slope of the sigmoid is p(1 − p). You squared p.",
        "p - 1": "The slope of the sigmoid is p(1 − p).",
        "1 - p**2": "1 − p² is the slope of tanh. That of the sigmoid is p(1 − p).",
        "(p * (1 - p)) ** 2": "The slope p(1 − p) comes in once, not squared.",
        "np.sqrt(p * (1 - p))": "The square root would go with each of the two X. With a single factor, it is p(1 − "
        "p).",
        "np.ones(len(X))": "That is XᵀX/n, the Hessian of squares (without its 2). Each example has the weight p(1 − "
        "p).",
        "1 / (p * (1 - p))": "You divided by the slope p(1 − p). Multiply by it.",
        "p * (1 - p) * (1 - 2 * p)": "That is the third derivative's factor. The Hessian has p(1 − p).",
        "0.25": "p(1 − p) is 1/4 only at p = 1/2. Compute it for each example.",
        "np.mean(p * (1 - p))": "Each example has its own weight p(1 − p). You gave all of them the mean.",
        "np.mean(p) * (1 - np.mean(p))": "Each example has its own weight p(1 − p). You averaged p first.",
    },
)
logistic_hessian.instead_of(
    "(X.T * s) @ X / len(X)",
    {
        "np.outer(X.T @ s, X.T @ s) / len(X) ** 2": "That is a product of two averages. Each example contributes an "
        "outer product of its own: (X.T * s) @ X.",
        "X.T @ (s * np.ones((len(s), len(s)))) @ X / len(X)": "That matrix has s in every row. S has the entries of "
        "s on its diagonal and zeros elsewhere: X.T * s scales the columns as it does.",
        "(X.T * s) @ X": "The loss is a *mean*: divide by n = len(X).",
        "2 * (X.T * s) @ X / len(X)": "There is an extra 2. It comes from a square, and the cross-entropy has none.",
        "(X.T * s) @ X / len(w)": "You divided by the number of weights. The loss is a mean over the examples: len(X).",
        "(X.T * s) @ X / X.size": "You divided by n · d. The loss is a mean over the n examples: len(X).",
        "-(X.T * s) @ X / len(X)": "The sign is wrong. The cross-entropy bends upward. (The log-likelihood bends "
        "downward.)",
        "X.T @ s / len(X)": "That is a vector. Each example contributes the outer product of its features: (X.T * s) "
        "@ X.",
        "(X * s[:, None]) @ X.T / len(X)": "That has shape (n, n). The Hessian has a row and a column for each "
        "weight: (X.T * s) @ X.",
        "(X.T * s) @ (X * s[:, None]) / len(X)": "The factor s came in twice. Once is enough.",
        "np.diag(np.diag((X.T * s) @ X / len(X)))": "You kept the diagonal only. The mixed second derivatives are not "
        "0.",
        "np.diag((X.T * s) @ X / len(X))": "You returned the diagonal. The Hessian is the whole matrix.",
        "np.linalg.inv((X.T * s) @ X / len(X))": "That is the inverse. Return the Hessian itself.",
        "np.diag(s) / len(X)": "That is S alone, with a row for each example. Put Xᵀ and X around it.",
        "np.outer(X.T @ (p - 0.5), X.T @ (p - 0.5)) / len(X)": "That is a product of gradients. Ask how the gradient "
        "changes: Xᵀ S X / n.",
        "(X.T * s).T @ X / len(X)": "A transpose is wrong: X.T * s has shape (d, n), which fits on the left of X.",
    },
)
logistic_hessian.instead_of(
    "1 / (1 + np.exp(-(X @ w)))",
    {
        "X @ w": "Those are the logits. The slope needs the probabilities, p = σ(X w).",
        "np.exp(X @ w)": "That is the odds. The probability is the sigmoid, 1/(1 + e⁻ᶻ).",
        "np.tanh(X @ w)": "The probability is the sigmoid of the logit, not its tanh.",
    },
)


@logistic_hessian.misconception(
    "s * X lines up s with the *columns* of X. Each s belongs to a row of X: s[:, None] * X, or X.T * s."
)
def scales_the_columns(X, w):
    p = 1 / (1 + np.exp(-(X @ w)))
    return X.T @ (p * (1 - p) * X) / len(X)


@logistic_hessian.misconception(
    "X.T @ s is a vector: it has already added up the examples before X gets its turn. Scale first, then multiply: "
    "(X.T * s) @ X."
)
def adds_up_too_soon(X, w):
    p = 1 / (1 + np.exp(-(X @ w)))
    return X.T @ (p * (1 - p)) @ X / len(X)


@logistic_hessian.misconception(
    "X[i] @ X[i] is one number. Each example contributes a matrix, the outer product np.outer(X[i], X[i])."
)
def inner_products(X, w):
    p = 1 / (1 + np.exp(-(X @ w)))
    return sum(p[i] * (1 - p[i]) * (X[i] @ X[i]) for i in range(len(X))) / len(X)
