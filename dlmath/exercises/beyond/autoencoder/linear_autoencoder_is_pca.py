"""linear_autoencoder_is_pca: the best linear autoencoder, as one matrix and one vector."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="Together, encoder and decoder compute $\\hat{\\mathbf x} = P\\mathbf x + \\mathbf c'$. Take the linear "
    "autoencoder with `k` numbers in the middle whose squared error on `X` is smallest. Return its `P`, of shape "
    "`(d, d)`, and its $\\mathbf c'$, of shape `(d,)`, as a pair. `X` has one example in each row, `k` is at least 1 "
    "and less than `d`, and the variances of the principal components are all different. You may use `np.linalg.svd` "
    "or `np.linalg.eigh`.",
    hints=[
        "The best k numbers are the scores on the first k principal components.",
        "With the components in the columns of V, the code is Vᵀ(x − μ), and the drawing is V Vᵀ(x − μ) + μ.",
        "So P = V Vᵀ, and c′ is the rest, without x: μ − P μ.",
    ],
    forbids=["la.pca"],
    also=(),
)
def linear_autoencoder_is_pca(X, k):
    """P and c' of the best linear autoencoder with k numbers."""
    mean = np.mean(X, axis=0)
    # The rows of Vt are the components, the longest direction first.
    _, _, Vt = np.linalg.svd(X - mean)
    P = Vt[:k].T @ Vt[:k]
    return P, mean - P @ mean


def _cloud(rng, n, d):
    spread = 2.0 ** -np.arange(d)
    turn, _ = np.linalg.qr(rng.normal(size=(d, d)))
    return 3 * (rng.normal(size=(n, d)) * spread) @ turn + rng.normal(size=d) + 1


@linear_autoencoder_is_pca.cases
def cases(rng):
    return [
        (np.array([[0.0, 0.5], [2.0, 0.5], [4.0, 0.5], [2.0, 1.5], [2.0, -0.5]]), 1),
        (np.array([[1.0, 1.5], [4.0, 5.5], [7.0, 9.5]]), 1),
        (_cloud(rng, 12, 3), 1),
        (_cloud(rng, 12, 3), 2),
        (_cloud(rng, 30, 5), 3),
    ]


@linear_autoencoder_is_pca.edge_cases
def edge_cases(rng):
    return [(np.array([[0, 0, 1], [6, 0, 1], [0, 2, 1], [6, 2, 1]]), 2), (_cloud(rng, 40, 6) + 100, 2)]


@linear_autoencoder_is_pca.law("the mean is drawn as it is")
def _(f, X, k):
    P, c = f(X, k)
    mean = np.mean(X, axis=0)
    return np.allclose(np.asarray(P) @ mean + np.asarray(c), mean, rtol=1e-8, atol=1e-8)


linear_autoencoder_is_pca.instead_of(
    "X - mean",
    {"X": "You didn't subtract the mean before you looked for the directions. Center the examples first: X - mean."},
)
linear_autoencoder_is_pca.instead_of(
    "mean - P @ mean",
    {
        "mean": "Your c′ is the mean, as if P were applied to x − μ. But P is applied to x itself, so c′ is μ − P μ.",
        "P @ mean - mean": "Your c′ has the wrong sign: multiply out P(x − μ) + μ.",
        "np.zeros(X.shape[1])": "Your c′ is 0, which is right for centered examples only. Here it is μ − P μ.",
        "-P @ mean": "The mean isn't added back. In P(x − μ) + μ, the part without x is μ − P μ.",
        "mean + P @ mean": "One sign in c′ is wrong: multiply out P(x − μ) + μ.",
    },
)
linear_autoencoder_is_pca.instead_of(
    "Vt[:k].T @ Vt[:k]",
    {
        "Vt[-k:].T @ Vt[-k:]": "You kept the directions of least variance. svd puts the largest first; eigh puts it "
        "last.",
        "Vt[: k - 1].T @ Vt[: k - 1]": "You kept one direction too few.",
        "Vt[:, :k] @ Vt[:, :k].T": "svd returns Vᵀ, whose rows are the components. You took its columns.",
        "Vt[:k + 1].T @ Vt[:k + 1]": "You kept one direction too many.",
        "np.eye(X.shape[1]) - Vt[:k].T @ Vt[:k]": "That keeps what the code leaves out, and leaves out what it keeps.",
    },
)


@linear_autoencoder_is_pca.misconception(
    "You divided by the standard deviations. The squared error is in the units of X: only center the examples."
)
def standardized(X, k):
    mean, spread = np.mean(X, axis=0), np.std(X, axis=0)
    _, _, Vt = np.linalg.svd((X - mean) / np.where(spread > 0, spread, 1.0), full_matrices=False)
    P = Vt[:k].T @ Vt[:k]
    return P, mean - P @ mean


linear_autoencoder_is_pca.instead_of(
    "np.mean(X, axis=0)",
    {"np.full(X.shape[1], np.mean(X))": "You took one mean of all the numbers. Each column has its own: axis=0."},
)


@linear_autoencoder_is_pca.misconception("You returned P alone. Return a pair: P and c′, which is μ − P μ.")
def without_the_shift(X, k):
    _, _, Vt = np.linalg.svd(X - np.mean(X, axis=0))
    return Vt[:k].T @ Vt[:k]
