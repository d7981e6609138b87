"""low_rank: the first k terms of the singular value decomposition."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="Return $A_k$, with the same shape as `A`, for a `k` between 1 and the shorter side of `A`. `U, s, Vt = "
    "np.linalg.svd(A, full_matrices=False)` gives you $U$, an array of the $\\sigma_i$, largest first, and $V^\\top$. "
    "Look closely: $V$ comes *transposed*. (`full_matrices=False` leaves out columns of $U$ or $V$ that no $\\sigma$ "
    "belongs to.)",
    hints=[
        "Which columns of U, which entries of s and which rows of Vt make up the first k terms?",
        "Either add up s[i] * np.outer(U[:, i], Vt[i]) in a loop, or use blocks: U[:, :k] are the first k columns, "
        "Vt[:k] the first k rows, and U[:, :k] * s[:k] multiplies each column by its own σ.",
        "U, s, Vt = np.linalg.svd(A, full_matrices=False), and then (U[:, :k] * s[:k]) @ Vt[:k].",
    ],
)
def low_rank(A, k):
    """A matrix of rank k or less that is nearest to A."""
    # The first k columns of U, each times its singular value, and the first k rows of Vt.
    U, s, Vt = np.linalg.svd(A, full_matrices=False)
    return (U[:, :k] * s[:k]) @ Vt[:k]


@low_rank.cases
def cases(rng):
    return [
        (np.array([[3.0, 0.0], [0.0, 1.0]]), 1),
        (np.array([[2.0]]), 1),
        (np.array([[1.0, 2.0], [2.0, 4.0]]), 1),
        (np.array([[0.0, 2.0, 0.0], [5.0, 0.0, 0.0]]), 1),
        (np.array([[0.0, 2.0, 0.0], [5.0, 0.0, 0.0]]), 2),
        (np.array([[1.0, 0.0], [0.0, -4.0], [0.0, 0.0]]), 1),
        (np.array([[1.0, 2.0], [3.0, 4.0]]), 1),
        (rng.normal(size=(6, 4)), 2),
        (rng.normal(size=(4, 6)), 3),
        (rng.normal(size=(5, 5)), 5),
    ]


@low_rank.law("the result has at most rank k")
def _(f, A, k):
    return np.linalg.matrix_rank(f(A, k)) <= k


@low_rank.law("the norm of what is left is no larger than that of A")
def _(f, A, k):
    return np.linalg.norm(A - f(A, k)) <= np.linalg.norm(A)


@low_rank.law("transposing A transposes the result")
def _(f, A, k):
    return np.allclose(f(A.T, k), f(A, k).T)


def _from(A, how):
    return how(*np.linalg.svd(A, full_matrices=False))


@low_rank.misconception(
    "That works for square matrices. For others np.linalg.svd returns more columns of U or rows of Vt than there are "
    "singular values: write full_matrices=False."
)
def asks_for_the_full_matrices(A, k):
    U, s, Vt = np.linalg.svd(A)
    s[k:] = 0
    return U @ np.diag(s) @ Vt


@low_rank.misconception(
    "You kept k columns of A itself. That has rank k, but it is not the nearest such matrix: use columns of U instead."
)
def keeps_columns_of_a(A, k):
    B = np.zeros_like(A)
    B[:, :k] = A[:, :k]
    return B


@low_rank.misconception(
    "You cut A itself and kept its upper left corner. Aₖ is the sum of the first k terms of the singular value "
    "decomposition: cut U, s, and Vt."
)
def keeps_the_corner_of_a(A, k):
    B = np.zeros_like(A)
    B[:k, :k] = A[:k, :k]
    return B


low_rank.instead_of(
    "(U[:, :k] * s[:k]) @ Vt[:k]",
    {
        "_from(A, lambda U, s, Vt: (U[:, -k:] * s[-k:]) @ Vt[-k:])": "You kept the last k terms, which are the "
        "weakest. The singular values come largest first: [:k].",
        "_from(A, lambda U, s, Vt: U[:, :k] @ Vt[:k])": "All your terms are equally strong. Each must be multiplied by "
        "its σ: U[:, :k] * s[:k].",
        "_from(A, lambda U, s, Vt: (U[:, : k - 1] * s[: k - 1]) @ Vt[: k - 1])": "You took k − 1 terms. [:k] stops "
        "before k, so it already holds k entries.",
        "_from(A, lambda U, s, Vt: (U[:, : k + 1] * s[: k + 1]) @ Vt[: k + 1])": "You took k + 1 terms. [:k] holds k "
        "entries: 0, 1, …, k − 1.",
        "_from(A, lambda U, s, Vt: sum(s[i] * np.outer(U[:, i], Vt[i]) for i in range(1, k + 1)))": "You left out the "
        "strongest term. In NumPy σ₁ is s[0], so the first k terms are those with i in range(k).",
        "_from(A, lambda U, s, Vt: s[k - 1] * np.outer(U[:, k - 1], Vt[k - 1]))": "That is term k alone. Add up all "
        "the terms from the first to the k-th.",
        "_from(A, lambda U, s, Vt: (U[:, :k] * s[:k]) @ Vt[:, :k].T)": "You took columns of Vt. NumPy returns V "
        "transposed already, so the vᵢ are its rows: Vt[:k].",
        "_from(A, lambda U, s, Vt: U[:, :k] @ np.diag(s[:k]) @ Vt[:k].T)": "One transpose too many: NumPy returns V "
        "transposed already, so the last factor is Vt[:k], without .T.",
        "_from(A, lambda U, s, Vt: U[:, :k] @ (s[:k] * Vt[:k]))": "s[:k] * Vt[:k] lines the σᵢ up with the columns of "
        "Vt[:k]. They belong to its rows: write U[:, :k] * s[:k], or np.diag(s[:k]) between the two.",
        "_from(A, lambda U, s, Vt: U[:, :k] @ np.diag(s[:k]) @ Vt[:, :k])": "You cut Vt to its first k columns. The vᵢ "
        "are the rows of Vt, so the first k of them are Vt[:k].",
        "_from(A, lambda U, s, Vt: sum(s[i] * np.outer(U[i], Vt[i]) for i in range(k)))": "U[i] is row i. The uᵢ are "
        "the columns of U: U[:, i]. (The vᵢ are the rows of Vt.)",
        "(U[:, :k] * np.sqrt(s[:k])) @ Vt[:k]": "You took square roots of the singular values. A is built from the σᵢ "
        "themselves.",
        "_from(A, lambda U, s, Vt: sum(s[i] * (U[:, i] @ Vt[i]) for i in range(k)) if U.shape[0] == Vt.shape[1] else "
        "None)": "uᵢ @ vᵢ is the dot product, a single number. The matrix of all products is np.outer(U[:, i], Vt[i]).",
        "_from(A, lambda U, s, Vt: np.zeros(A.shape) + sum(s[i] * U[:, i] @ Vt[i] for i in range(k)))": "U[:, i] @ "
        "Vt[i] is the dot product, a single number. The matrix of all products is np.outer(U[:, i], Vt[i]).",
        "_from(A, lambda U, s, Vt: sum(s[i] * U[:, i] * Vt[i] for i in range(k)) if U.shape[0] == Vt.shape[1] else "
        "None)": "uᵢ * vᵢ multiplies entry by entry and gives a vector. The matrix of all products is "
        "np.outer(U[:, i], Vt[i]).",
        "A[:k, :k]": "You cut k rows and k columns out of A. The matrix must keep its shape. Cut the number of terms "
        "instead.",
        "_from(A, lambda U, s, Vt: (U[:, :k] * s[:k] ** 2) @ Vt[:k])": "You multiplied by σ². The squares tell how "
        "much energy a term holds; the term itself has σ.",
        "_from(A, lambda U, s, Vt: (U[:k] * s) @ Vt)": "U[:k] takes rows of U. The uᵢ are its columns: U[:, :k]. And "
        "take s[:k] and Vt[:k] with them.",
        "_from(A, lambda U, s, Vt: (U * s) @ Vt)": "Nothing was left out: that is A again. Use the first k columns, "
        "values, and rows.",
        "_from(A, lambda U, s, Vt: (U[:, :k], s[:k], Vt[:k]))": "Those are the three parts. Multiply them: (U[:, :k] * "
        "s[:k]) @ Vt[:k].",
        "_from(A, lambda U, s, Vt: U[:, :k] @ (Vt[:k] * s))": "Vt[:k] * s multiplies the columns of Vt. The σᵢ belong "
        "to its rows: s[:k, None] * Vt[:k], or U[:, :k] * s[:k].",
        "_from(A, lambda U, s, Vt: U[:, :k] @ s[:k] @ Vt[:k])": "NumPy returns the σᵢ as a vector, not as a matrix. "
        "Write np.diag(s[:k]) between the two, or U[:, :k] * s[:k].",
        "A - ((U[:, :k] * s[:k]) @ Vt[:k])": "That is what is missing, A − Aₖ. Return the sum of the terms itself.",
    },
)
