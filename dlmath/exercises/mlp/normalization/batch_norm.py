"""batch_norm: each feature standardized over the batch."""

import numpy as np

from dlmath import layers
from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="Return the batch as batch norm normalizes it during training. `X` has shape `(n, d)`, one example a row, "
    "and `gamma` and `beta` have shape `(d,)`. Divide by the square root of the variance plus `epsilon`. (The "
    "variance divides by $n$, as `np.var` does.)",
    hints=[
        "Each feature is a column. Along which axis do you average to get one mean for each column?",
        "Three steps: subtract the means, divide by np.sqrt(variance + epsilon), then multiply by gamma and add beta.",
        "X_hat = (X - np.mean(X, axis=0)) / np.sqrt(np.var(X, axis=0) + epsilon)",
    ],
    also=(),
)
def batch_norm(X, gamma, beta, epsilon=1e-5):
    """γ times the standardized features, plus β: of shape (n, d)."""
    # One mean and one variance for each feature, over the examples of the batch.
    X_hat = (X - np.mean(X, axis=0)) / np.sqrt(np.var(X, axis=0) + epsilon)
    return gamma * X_hat + beta


@batch_norm.cases
def cases(rng):
    return [
        (np.array([[1.0], [3.0]]), np.array([1.0]), np.array([0.0])),
        (np.array([[1.0, 10.0], [3.0, 30.0]]), np.array([2.0, 1.0]), np.array([0.0, 5.0]), 1e-5),
        (np.array([[1, 4], [2, 4], [6, 1]]), np.array([1, 2]), np.array([3, 0]), 0.5),
        (rng.normal(size=(4, 3)), rng.normal(size=3), rng.normal(size=3), 0.1),
        (rng.normal(2.0, 3.0, size=(3, 3)), rng.normal(size=3), rng.normal(size=3), 1e-5),
        (rng.normal(size=(5, 2)), rng.normal(size=2), rng.normal(size=2), 0.3),
    ]


@batch_norm.edge_cases
def edge_cases(rng):
    return [
        (np.array([[2.0, 1.0]]), np.array([3.0, 1.0]), np.array([5.0, -1.0]), 1e-5),
        (np.array([[7.0], [7.0], [7.0]]), np.array([2.0]), np.array([1.0]), 1e-5),
        (1e-3 * rng.normal(size=(4, 2)), rng.normal(size=2), rng.normal(size=2), 1e-5),
        (1e6 * rng.normal(size=(4, 2)), rng.normal(size=2), rng.normal(size=2), 1e-5),
        (rng.normal(size=(6, 2)), np.zeros(2), rng.normal(size=2), 1e-5),
        (rng.normal(size=(200, 3)), rng.normal(size=3), rng.normal(size=3), 1e-5),
    ]


@batch_norm.law("the mean of each feature becomes its β")
def _(f, X, gamma, beta, epsilon=1e-5):
    return np.allclose(np.mean(f(X, gamma, beta, epsilon), axis=0), beta, atol=1e-7 * (1 + np.abs(gamma).max()))


@batch_norm.law("it agrees with dlmath.layers")
def _(f, X, gamma, beta, epsilon=1e-5):
    if len(X) < 2:
        return True
    right, _ = layers.batch_norm(X, gamma, beta, layers.batch_norm_state(X.shape[1]), epsilon=epsilon)
    return np.allclose(f(X, gamma, beta, epsilon), right, rtol=1e-6, atol=1e-8)


batch_norm.instead_of(
    "(X - np.mean(X, axis=0)) / np.sqrt(np.var(X, axis=0) + epsilon)",
    {
        "(X - np.mean(X, axis=1, keepdims=True)) / np.sqrt(np.var(X, axis=1, keepdims=True) + epsilon)": "You "
        "standardized each *row*: that is layer norm. Batch norm standardizes each feature over the batch: axis=0.",
        "(X - np.mean(X)) / np.sqrt(np.var(X) + epsilon)": "You used one mean and one variance for the whole table. "
        "Each feature has its own: axis=0.",
        "(X - np.mean(X, axis=0)) / np.sqrt(np.var(X) + epsilon)": "The variance is that of the whole table. Each "
        "feature has its own: np.var(X, axis=0).",
        "(X - np.mean(X)) / np.sqrt(np.var(X, axis=0) + epsilon)": "The mean is that of the whole table. Each feature "
        "has its own: np.mean(X, axis=0).",
        "(X - np.mean(X, axis=0)) / (np.var(X, axis=0) + epsilon)": "You divided by the variance. Divide by its root: "
        "np.sqrt(… + epsilon).",
        "(X - np.mean(X, axis=0)) / (np.std(X, axis=0) + epsilon)": "epsilon is outside the root here. It is added "
        "to the variance, before the root is taken.",
        "(X - np.mean(X, axis=0)) / (np.sqrt(np.var(X, axis=0)) + epsilon)": "epsilon is outside the root here. It "
        "is added to the variance, before the root is taken.",
        "(X - np.mean(X, axis=0)) / np.sqrt(np.var(X, axis=0) + epsilon**2)": "epsilon is added as it is, not squared.",
        "(X - np.mean(X, axis=0)) / np.sqrt(np.var(X, axis=0) + 1e-5)": "Your epsilon is always 0.00001. Use the one "
        "that is handed in.",
        "(X - np.mean(X, axis=0)) / np.sqrt(np.maximum(np.var(X, axis=0), 1e-30))": "epsilon is missing. Without it, a "
        "feature whose entries are all equal is divided by 0.",
        "(X - np.mean(X, axis=0)) / np.sqrt(np.maximum(np.var(X, axis=0), epsilon))": "You took the larger of variance "
        "and epsilon. They are added.",
        "(X - np.mean(X, axis=0)) / np.sqrt(np.abs(np.var(X, axis=0) - epsilon) + 1e-30)": "epsilon is "
        "added to the variance, not subtracted.",
        "(X - np.mean(X, axis=0)) / np.sqrt(np.var(X, axis=0) * len(X) / max(len(X) - 1, 1) + epsilon)": "You divided "
        "the squares by n − 1. Within a batch, batch norm divides by n, as np.var does.",
        "X / np.sqrt(np.var(X, axis=0) + epsilon)": "The mean is not subtracted.",
        "X - np.mean(X, axis=0)": "You centered, but didn't scale: divide by np.sqrt(np.var(X, axis=0) + epsilon).",
        "(X - np.median(X, axis=0)) / np.sqrt(np.var(X, axis=0) + epsilon)": "You subtracted the median. Subtract the "
        "mean.",
        "X - np.mean(X, axis=0) / np.sqrt(np.var(X, axis=0) + epsilon)": "Parentheses are missing: first subtract the "
        "mean, then divide the difference.",
        "(X + np.mean(X, axis=0)) / np.sqrt(np.var(X, axis=0) + epsilon)": "You added the mean. Subtract it.",
        "(X - np.min(X, axis=0)) / (np.max(X, axis=0) - np.min(X, axis=0) + epsilon)": "That scales each feature to "
        "the range from 0 to 1. Batch norm uses the mean and the standard deviation.",
        "(X - np.mean(X, axis=0)) / np.sqrt(np.mean(X**2, axis=0) + epsilon)": "You divided by the root of the mean "
        "*square*. The variance is taken around the mean: np.var(X, axis=0).",
        "(X - np.mean(X, axis=0)) * np.sqrt(np.var(X, axis=0) + epsilon)": "You multiplied by the spread. Divide by "
        "it.",
    },
)
batch_norm.instead_of(
    "gamma * X_hat + beta",
    {
        "X_hat": "gamma and beta are missing: gamma * X_hat + beta.",
        "gamma * X_hat": "beta is missing: gamma * X_hat + beta.",
        "X_hat + beta": "gamma is missing: gamma * X_hat + beta.",
        "gamma * (X_hat + beta)": "beta is multiplied by gamma here. It is added last: gamma * X_hat + beta.",
        "beta * X_hat + gamma": "gamma and beta are swapped: gamma is the spread, beta the mean.",
        "X_hat / gamma + beta": "You divided by gamma. Multiply by it: it is the new spread.",
        "gamma * X_hat - beta": "beta is added, not subtracted.",
        "gamma**2 * X_hat + beta": "gamma is the new standard deviation, not its root: without a square.",
        "gamma * X + beta": "You scaled X itself. Use the standardized X_hat.",
    },
)


@batch_norm.misconception(
    "You used one mean and one spread for the whole table, and left epsilon out. Each feature has its own: axis=0, and "
    "epsilon is added to the variance."
)
def the_whole_table_without_epsilon(X, gamma, beta, epsilon=1e-5):
    return gamma * (X - np.mean(X)) / np.sqrt(np.maximum(np.var(X), 1e-30)) + beta


@batch_norm.misconception(
    "beta is divided by the spread, too. Standardize first, then multiply by gamma, and add beta last."
)
def divides_beta(X, gamma, beta, epsilon=1e-5):
    return (gamma * (X - np.mean(X, axis=0)) + beta) / np.sqrt(np.var(X, axis=0) + epsilon)


@batch_norm.misconception(
    "You divided by the *length* of the column, which is √n times too large. The variance is a mean: np.var(X, axis=0)."
)
def divides_by_the_length(X, gamma, beta, epsilon=1e-5):
    centered = X - np.mean(X, axis=0)
    return gamma * centered / np.sqrt(np.sum(centered**2, axis=0) + epsilon) + beta


@batch_norm.misconception(
    "You subtracted beta instead of the mean. First subtract the mean of each feature; beta is added at the end."
)
def subtracts_beta(X, gamma, beta, epsilon=1e-5):
    return gamma * (X - beta) / np.sqrt(np.var(X, axis=0) + epsilon)


@batch_norm.misconception(
    "The mean is taken along one axis, the variance along the other. Both belong to the features: axis=0."
)
def two_axes(X, gamma, beta, epsilon=1e-5):
    return gamma * (X - np.mean(X, axis=0)) / np.sqrt(np.var(X, axis=1, keepdims=True) + epsilon) + beta


@batch_norm.misconception("gamma and beta are returned as well. Return the normalized batch alone.")
def returns_three(X, gamma, beta, epsilon=1e-5):
    return batch_norm.reference(X, gamma, beta, epsilon), gamma, beta
