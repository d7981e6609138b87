"""batch_norm_backward: each example moves the mean and spread of all."""

import numpy as np

from dlmath import layers
from dlmath.exercises import exercise


@exercise(
    weight="hard",
    task="Finish the derivation. `G`, of shape `(n, d)`, holds the slopes of the loss with respect to the output "
    "$Y$ of batch norm. Return the gradients with respect to `X`, `gamma`, and `beta`, in that order. The input `X` "
    "of shape `(n, d)` and `gamma` of shape `(d,)` are those of the forward pass.",
    hints=[
        "y = γ x̂ + β. So the slope with respect to x̂ is γ g, that of γ collects g x̂ from all examples, and that of "
        "β collects g.",
        "For one column: x_j collects Σ_i ĝ_i ∂x̂_i/∂x_j, with ĝ = γ g. Insert the Jacobian and look at its three "
        "terms one by one. The second gives the mean of ĝ.",
        "dX = (G_hat - np.mean(G_hat, axis=0) - X_hat * np.mean(G_hat * X_hat, axis=0)) / s",
    ],
    also=(),
)
def batch_norm_backward(G, X, gamma, epsilon=1e-5):
    """The gradients of X (n, d), gamma (d,) and beta (d,)."""
    s = np.sqrt(np.var(X, axis=0) + epsilon)
    X_hat = (X - np.mean(X, axis=0)) / s
    G_hat = G * gamma
    # The three terms of the Jacobian: the entry itself, its share in the mean, its share in the spread.
    dX = (G_hat - np.mean(G_hat, axis=0) - X_hat * np.mean(G_hat * X_hat, axis=0)) / s
    return dX, np.sum(G * X_hat, axis=0), np.sum(G, axis=0)


@batch_norm_backward.cases
def cases(rng):
    return [
        (np.array([[1.0], [0.0], [0.0]]), np.array([[1.0], [2.0], [6.0]]), np.array([1.0])),
        (
            np.array([[2.0, 1.0], [0.0, -1.0], [1.0, 1.0]]),
            np.array([[1.0, 0.0], [2.0, 4.0], [4.0, 1.0]]),
            np.array([2.0, 3.0]),
            1e-5,
        ),
        (np.array([[1.0, 2.0], [0.0, 1.0], [3.0, -1.0]]), np.array([[1, 4], [2, 0], [6, 1]]), np.array([1, 2]), 0.5),
        (rng.normal(size=(4, 3)), rng.normal(2.0, 1.5, size=(4, 3)), rng.normal(size=3), 0.1),
        (rng.normal(size=(3, 3)), rng.normal(size=(3, 3)), rng.normal(size=3), 1e-5),
        (rng.normal(size=(6, 2)), rng.normal(size=(6, 2)), rng.normal(size=2), 0.3),
    ]


@batch_norm_backward.edge_cases
def edge_cases(rng):
    return [
        (np.zeros((3, 2)), rng.normal(size=(3, 2)), np.ones(2), 1e-5),
        (np.ones((3, 2)), rng.normal(size=(3, 2)), np.ones(2), 1e-5),
        (rng.normal(size=(3, 2)), rng.normal(size=(3, 2)), np.zeros(2), 1e-5),
        (1e6 * rng.normal(size=(4, 2)), rng.normal(size=(4, 2)), rng.normal(size=2), 1e-5),
        (rng.normal(size=(4, 2)), 100 * rng.normal(size=(4, 2)), rng.normal(size=2), 1e-5),
        (rng.normal(size=(200, 3)), rng.normal(size=(200, 3)), rng.normal(size=3), 1e-5),
    ]


@batch_norm_backward.law("each column of the gradient of X adds up to 0")
def _(f, G, X, gamma, epsilon=1e-5):
    size = 1e-9 * len(X) * (1 + np.abs(G * gamma).max()) / np.sqrt(np.var(X, axis=0).min() + epsilon)
    return np.all(np.abs(np.sum(f(G, X, gamma, epsilon)[0], axis=0)) <= size)


@batch_norm_backward.law("it agrees with dlmath.layers")
def _(f, G, X, gamma, epsilon=1e-5):
    right = layers.batch_norm_backward(G, X, gamma, epsilon=epsilon)
    size = 1e-7 * (1 + np.abs(G).max())
    return all(
        np.allclose(mine, theirs, rtol=1e-6, atol=size)
        for mine, theirs in zip(f(G, X, gamma, epsilon), right, strict=True)
    )


batch_norm_backward.instead_of(
    "(G_hat - np.mean(G_hat, axis=0) - X_hat * np.mean(G_hat * X_hat, axis=0)) / s",
    {
        "G_hat / s": "You treated mean and spread as constants. But every entry moves them, and through them all the "
        "outputs: two more terms are missing.",
        "G / s": "You treated mean and spread as constants, and γ is missing. Every entry moves mean and spread, and "
        "through them all the outputs.",
        "G_hat * (1 - 1 / len(X) - X_hat**2 / len(X)) / s": "That is the diagonal of the Jacobian alone: the effect of "
        "each entry on its own output. Every entry moves all the outputs: add up over i.",
        "(G_hat - 1 / len(X) - X_hat**2 / len(X)) / s": "In the second and third term the slopes ĝ are missing: each "
        "output i contributes ĝᵢ times its entry of the Jacobian.",
        "(G_hat - np.mean(G_hat, axis=0) - X_hat * np.mean(G_hat, axis=0)) / s": "The last mean lacks the factor x̂ᵢ: "
        "it is the mean of ĝ ⊙ x̂.",
        "gamma * (G_hat - np.mean(G_hat, axis=0) - X_hat * np.mean(G_hat * X_hat, axis=0)) / s": "There is one γ "
        "too many: it is already in ĝ.",
        "(G_hat - np.mean(G_hat, axis=0)) / s": "The effect through the spread is missing: the third term of the "
        "Jacobian, −x̂ᵢ x̂ⱼ/n.",
        "(G_hat - X_hat * np.mean(G_hat * X_hat, axis=0)) / s": "The effect through the mean is missing: the "
        "second term of the Jacobian, −1/n.",
        "(G_hat - np.sum(G_hat, axis=0) - X_hat * np.sum(G_hat * X_hat, axis=0)) / s": "The 1/n of both terms is "
        "missing: they are means over the examples, not sums.",
        "(G_hat - np.mean(G_hat, axis=0) - X_hat * np.sum(G_hat * X_hat, axis=0)) / s": "The 1/n of the last term is "
        "missing: it is a mean over the examples.",
        "(G_hat - np.sum(G_hat, axis=0) - X_hat * np.mean(G_hat * X_hat, axis=0)) / s": "The 1/n of the second term is "
        "missing: it is a mean over the examples.",
        "(G_hat - np.mean(G_hat, axis=0) + X_hat * np.mean(G_hat * X_hat, axis=0)) / s": "The sign of the last term is "
        "wrong: it is subtracted.",
        "(G_hat + np.mean(G_hat, axis=0) - X_hat * np.mean(G_hat * X_hat, axis=0)) / s": "The sign of the second term "
        "is wrong: the mean is subtracted.",
        "(G_hat - np.mean(G_hat, axis=0) - np.mean(G_hat * X_hat, axis=0)) / s": "The last term lacks a factor x̂ⱼ: "
        "the mean is the same for all, and each entry multiplies it by its own x̂.",
        "(G_hat - np.mean(G_hat, axis=0) - X_hat * np.mean(G_hat, axis=0) * np.mean(X_hat, axis=0)) / s": "The mean of "
        "a product is not the product of the means: np.mean(G_hat * X_hat, axis=0).",
        "(G_hat - np.mean(G_hat, axis=0) - X_hat * np.mean(G_hat * X_hat, axis=0)) * s": "You multiplied by s. The "
        "Jacobian has 1/s.",
        "(G_hat - np.mean(G_hat, axis=0) - X_hat * np.mean(G_hat * X_hat, axis=0)) / s**2": "You divided by the "
        "variance. The Jacobian has 1/s.",
        "G_hat - np.mean(G_hat, axis=0) - X_hat * np.mean(G_hat * X_hat, axis=0)": "The factor 1/s is missing.",
        "(G_hat - np.mean(G_hat, axis=1)[:, None] - X_hat * np.mean(G_hat * X_hat, axis=1)[:, None]) / s": "The "
        "means are taken along the rows. Batch norm works on each feature: axis=0.",
        "(G_hat - np.mean(G_hat) - X_hat * np.mean(G_hat * X_hat)) / s": "The means are those of the whole table. Each "
        "feature has its own: axis=0.",
        "(G_hat - np.mean(G_hat, axis=0) - X_hat * np.mean(G_hat * X_hat)) / s": "The last mean is that of the whole "
        "table. Each feature has its own: axis=0.",
        "(G_hat - np.mean(G_hat) - X_hat * np.mean(G_hat * X_hat, axis=0)) / s": "The first mean is that of the whole "
        "table. Each feature has its own: axis=0.",
        "(G - np.mean(G, axis=0) - X_hat * np.mean(G * X_hat, axis=0)) / s": "gamma is missing: on its way to x̂, each "
        "slope is multiplied by γ.",
        "(G_hat - np.mean(G_hat, axis=0) - X * np.mean(G_hat * X, axis=0)) / s": "The last term uses X itself. It "
        "needs the standardized X_hat.",
        "(G_hat - np.mean(G_hat, axis=0) - X_hat * np.mean(G_hat * X, axis=0)) / s": "The mean in the last term "
        "uses X itself. It needs the standardized X_hat.",
        "(G_hat - np.mean(G_hat, axis=0) - X_hat**2 * np.mean(G_hat, axis=0)) / s": "The last term is x̂ⱼ times the "
        "mean of ĝ ⊙ x̂, not x̂² times the mean of ĝ.",
        "(G_hat - np.mean(G_hat, axis=0) - 2 * X_hat * np.mean(G_hat * X_hat, axis=0)) / s": "There is an extra 2. It "
        "cancels when s² becomes s.",
    },
)
batch_norm_backward.instead_of(
    "np.sum(G * X_hat, axis=0)",
    {
        "np.mean(G * X_hat, axis=0)": "γ is used by every example, so its gradient is a sum, not a mean.",
        "np.sum(G * X, axis=0)": "γ multiplies the standardized X_hat, not X.",
        "np.sum(G_hat * X_hat, axis=0)": "There is one γ too many: the slope of γ x̂ with respect to γ is x̂.",
        "np.sum(G, axis=0)": "That is the gradient of β. γ multiplies x̂: np.sum(G * X_hat, axis=0).",
        "np.sum(G_hat, axis=0)": "γ multiplies x̂: its slope is np.sum(G * X_hat, axis=0), without a γ.",
        "np.sum(G * X_hat, axis=1)": "You added up the features of each example. Each feature has its own γ: axis=0.",
        "np.sum(G * X_hat)": "You added up everything. Each feature has its own γ: axis=0.",
        "G * X_hat": "γ is used by every example: add up over the rows, axis=0.",
    },
)
batch_norm_backward.instead_of(
    "np.sum(G, axis=0)",
    {
        "np.mean(G, axis=0)": "β is used by every example, so its gradient is a sum, not a mean.",
        "np.sum(G_hat, axis=0)": "β is added after γ, so its gradient has no γ in it.",
        "np.sum(G, axis=1)": "You added up the features of each example. Each feature has its own β: axis=0.",
        "np.sum(G)": "You added up everything. Each feature has its own β: axis=0.",
        "G": "β is used by every example: add up over the rows, axis=0.",
    },
)
batch_norm_backward.instead_of(
    "return dX, np.sum(G * X_hat, axis=0), np.sum(G, axis=0)",
    {
        "return dX": "The gradients of gamma and beta are missing. Return all three.",
        "return dX, np.sum(G, axis=0), np.sum(G * X_hat, axis=0)": "The gradients of gamma and beta are swapped.",
        "return np.sum(G * X_hat, axis=0), np.sum(G, axis=0), dX": "The order is X, gamma, beta.",
    },
)
batch_norm_backward.instead_of(
    "np.sqrt(np.var(X, axis=0) + epsilon)",
    {
        "np.var(X, axis=0) + epsilon": "s is the root of the variance plus epsilon.",
        "np.sqrt(np.var(X, axis=1, keepdims=True) + epsilon)": "The spread is taken along the rows. Batch norm works "
        "on each feature: axis=0.",
        "np.std(X, axis=0) + epsilon": "epsilon is added to the variance, before the root.",
        "np.sqrt(np.var(X, axis=0) + 1e-5)": "Use the epsilon that is handed in.",
    },
)
