"""vjp_matmul: what a product of matrices hands back to its factors."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    kind="derive",
    task="Let `Y = X @ W`, and let `G` be the adjoint of `Y`. Return the adjoints of `X` and `W`, as two arrays.",
    hints=[
        "The adjoint of X has entry (i, k) equal to the sum over j of G[i, j] * W[k, j]. Which matrix product is that?",
        "W[k, j] with the sum over its second index is the transpose of W on the right: G @ W.T. For the adjoint of "
        "W, ask who "
        "uses W[k, j].",
        "W[k, j] is used in every row i, with the slope X[i, k]: the sum over i of X[i, k] * G[i, j] is X.T @ G.",
    ],
)
def vjp_matmul(G, X, W):
    """The adjoints of X and W, where Y = X @ W."""
    # X_ik is used in Y_ij for every j, with the slope W_kj; W_kj in Y_ij for every i, with the slope X_ik.
    return G @ W.T, X.T @ G


@vjp_matmul.cases
def cases(rng):
    return [
        (np.array([[1.0, 2.0], [3.0, 5.0]]), np.array([[7.0, 11.0], [13.0, 17.0]]), np.array([[2.0, 3.0], [5.0, 9.0]])),
        (rng.normal(size=(3, 3)), rng.normal(size=(3, 3)), rng.normal(size=(3, 3))),
        (np.array([[2.0, 3.0]]), np.array([[5.0]]), np.array([[7.0, 11.0]])),
        (rng.normal(size=(4, 2)), rng.normal(size=(4, 3)), rng.normal(size=(3, 2))),
        (rng.normal(size=(2, 5)), rng.normal(size=(2, 3)), rng.normal(size=(3, 5))),
    ]


@vjp_matmul.edge_cases
def edge_cases(rng):
    return [
        (np.array([[2.0]]), np.array([[3.0]]), np.array([[4.0]])),
        (np.zeros((2, 3)), np.ones((2, 4)), np.ones((4, 3))),
        (np.array([[1.0], [2.0], [3.0]]), np.array([[1.0, 4.0], [2.0, 5.0], [3.0, 6.0]]), np.array([[1.0], [2.0]])),
    ]


@vjp_matmul.law("an adjoint has the shape of its value")
def _(f, G, X, W):
    X_bar, W_bar = f(G, X, W)
    return np.shape(X_bar) == X.shape and np.shape(W_bar) == W.shape


@vjp_matmul.law("a small change of X and W changes the loss as the adjoints say")
def _(f, G, X, W):
    X_bar, W_bar = f(G, X, W)
    dX, dW = np.cos(np.arange(X.size)).reshape(X.shape), np.sin(1 + np.arange(W.size)).reshape(W.shape)
    return np.isclose(np.sum(X_bar * dX) + np.sum(W_bar * dW), np.sum(G * (dX @ W + X @ dW)))


vjp_matmul.instead_of(
    "G @ W.T, X.T @ G",
    {
        "G @ W, X.T @ G": "For the adjoint of X the sum runs over the columns j of W: transpose it, G @ W.T.",
        "G @ W.T, X @ G": "For the adjoint of W the sum runs over the rows i of X: transpose it, X.T @ G.",
        "G @ W, X @ G": "Both transposes are missing: G @ W.T and X.T @ G. Check the shapes with matrices that are "
        "not square.",
        "W.T @ G, X.T @ G": "The factors of the first product are in the wrong order: X is on the left of W, and "
        "G takes the "
        "place of Y = X W, so it is G @ W.T.",
        "G @ W.T, G @ X.T": "The factors of the second product are in the wrong order: the sum over i pairs the rows "
        "of X and of "
        "G, X.T @ G.",
        "W.T @ G, G @ X.T": "In both products the factors are in the wrong order: G @ W.T and X.T @ G.",
        "G @ W.T, G.T @ X": "Your adjoint of W is transposed: entry (k, j) is the sum of X[i, k] * G[i, j], which is "
        "X.T @ G.",
        "W @ G.T, X.T @ G": "Your adjoint of X is transposed: entry (i, k) is the sum of G[i, j] * W[k, j], which is "
        "G @ W.T.",
        "X.T @ G, G @ W.T": "Both are right, but swapped: first the adjoint of X, then the adjoint of W.",
        "W @ G, G @ X": "In both products the factors are in the wrong order, and both transposes are missing: G @ "
        "W.T and X.T @ G.",
        "W, X": "Those are the other factors themselves. Multiply by what arrives, transposed as the shapes demand: "
        "G @ W.T and X.T @ G.",
        "G * W.T, X.T * G": "* multiplies entry by entry. Each entry of X goes into a whole row of Y, so you need "
        "sums: @ instead of *.",
        "W.T @ G.T, G.T @ X.T": "Only one factor is transposed in each product, and it keeps its side: G @ W.T and "
        "X.T @ G.",
        "(G @ W.T).T, (X.T @ G).T": "Both are transposed. An adjoint has the shape of its value: leave out the outer "
        ".T.",
        "X @ W @ W.T, X.T @ X @ W": "You sent Y itself back. What arrives is its adjoint, G.",
        "G @ np.linalg.pinv(W), np.linalg.pinv(X) @ G": "Walking back doesn't undo the product; it transposes: W.T "
        "and X.T, not "
        "inverses.",
        "G @ W.T": "The adjoint of X is right. Return the adjoint of W as well, after a comma.",
        "X.T @ G": "The adjoint of W is right. Return the adjoint of X as well, before it.",
        "W.T, X.T": "Those are the slopes, without what arrives. Multiply by G: G @ W.T and X.T @ G.",
        "G.T @ W.T, X.T @ G": "G is not transposed: its row i belongs to row i of X. Write G @ W.T.",
        "G @ W.T, X.T @ G.T": "G is not transposed: its column j belongs to column j of W. Write X.T @ G.",
        "-G @ W.T, -X.T @ G": "The signs are wrong. The slopes of a product are the other factor, with a plus.",
        "G @ W.T / len(X), X.T @ G / len(X)": "You divided by the number of rows. If the loss is a mean, that factor "
        "is already in G.",
        "G @ W.T, X.T @ G / len(X)": "You divided by the number of rows. If the loss is a mean, that factor is already "
        "in G.",
        "2 * G @ W.T, 2 * X.T @ G": "There is no factor 2: a product is linear in each of its factors.",
        "G @ X.T, W.T @ G": "X and W are swapped. Each adjoint takes the *other* factor: G @ W.T for X, and "
        "X.T @ G for W.",
        "G.T @ X, W.T @ G": "An adjoint has the shape of its value: for X of shape (n, k) only G @ W.T fits, and for W "
        "only X.T @ G.",
        "np.ones_like(G) @ W.T, X.T @ np.ones_like(G)": "That would be right if the loss were the sum of all of Y. "
        "G says how fast it changes with each of them: put G in place of the ones.",
        "X @ G.T, W @ G.T": "Each adjoint takes the *other* factor: G @ W.T for X, and X.T @ G for W.",
    },
)
