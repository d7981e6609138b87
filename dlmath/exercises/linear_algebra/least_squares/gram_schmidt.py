"""gram_schmidt: orthonormal columns that survive rounding."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="Return the matrix $Q$ whose orthonormal columns come from the columns of `A`, in order: each $\\mathbf q_j$ "
    "is what is left of column $j$ after the directions of the earlier columns have been taken out, divided by its "
    "length. `A` has independent columns, and some may be nearly parallel. Do not change `A`, and write the loop "
    "yourself.",
    hints=[
        "Start from the formula in the text, with v on both sides of the minus: which quantity in it has to change?",
        "For each column j: v = A[:, j]; for each earlier i: take the part of v along Q[:, i] out of v; then Q[:, j] = "
        "v / np.linalg.norm(v).",
        "The part to take out is (Q[:, i] @ v) * Q[:, i]: measured on v, what is left so far, and not on A[:, j].",
    ],
    forbids=("np.linalg.qr", "la.qr", "la.modified_gram_schmidt"),
    atol=1e-6,
)
def gram_schmidt(A):
    """Orthonormal columns, one for each column of A."""
    # Each part is measured on what is left of the column, so that rounding errors of earlier steps go out with it.
    Q = np.zeros(A.shape)
    for j in range(A.shape[1]):
        v = A[:, j]
        for i in range(j):
            v = v - (Q[:, i] @ v) * Q[:, i]
        Q[:, j] = v / np.linalg.norm(v)
    return Q


def nearly_parallel(d):
    return np.vstack([np.ones(3), d * np.eye(3)])


@gram_schmidt.cases
def cases(rng):
    return [
        (np.array([[3.0, 1.0], [4.0, 2.0]]),),
        (np.array([[1.0, 1.0], [1.0, 2.0], [1.0, 3.0]]),),
        (np.array([[1.0, 1.0, 1.0], [0.0, 2.0, 1.0], [0.0, 0.0, 3.0]]),),
        (np.array([[2.0, 1.0, 0.0], [1.0, 3.0, 1.0], [0.0, 1.0, 2.0], [2.0, 0.0, 1.0]]),),
        (rng.normal(size=(6, 4)),),
        (nearly_parallel(1e-8),),
    ]


@gram_schmidt.edge_cases
def edge_cases(rng):
    return [
        (np.array([[3.0], [4.0]]),),
        (np.array([[2.0, 0.0], [0.0, -3.0]]),),
        (np.array([[3, 1], [4, 2]]),),
        (1e-5 * rng.normal(size=(8, 8)),),
    ]


@gram_schmidt.law("all columns have length 1 and are perpendicular to each other: QᵀQ = I")
def _(f, A):
    return np.allclose(f(A).T @ f(A), np.eye(A.shape[1]), atol=1e-6)


@gram_schmidt.law("R = QᵀA is upper triangular with a positive diagonal")
def _upper_triangular(f, A):
    R = f(A).T @ A
    return np.allclose(R, np.triu(R), atol=1e-6) and bool(np.all(np.diag(R) > 0))


@gram_schmidt.law("Q R gives A back")
def _(f, A):
    return np.allclose(f(A) @ (f(A).T @ A), A, atol=1e-6)


@gram_schmidt.law("columns three times as long have the same Q")
def _(f, A):
    return np.allclose(f(3 * A), f(A), atol=1e-6)


gram_schmidt.instead_of(
    "(Q[:, i] @ v) * Q[:, i]",
    {
        "(Q[:, i] @ A[:, j]) * Q[:, i]": "This is the classical version: every part is measured on the original "
        "column, qᵢ · aⱼ. On paper, that is right. Where columns are nearly parallel, rounding leaves vectors that are "
        "far from perpendicular. Measure it on what is left of the column so far, qᵢ · v.",
        "Q[:, i] @ v": "You subtracted the number q · v from every entry. That number says how much of q is in v. What "
        "has to go is that much of q, the vector (q · v) q.",
        "(Q[:, i] @ v) * v": "You subtracted a multiple of v itself, which leaves its direction as it was. What has to "
        "go points along q: (q · v) q.",
        "(A[:, i] @ v) * A[:, i]": "You took out the parts along the columns of A, which neither have length 1 nor are "
        "perpendicular. Use the new directions, the columns of Q.",
        "(A[:, i] @ v) / (A[:, i] @ A[:, i]) * A[:, i]": "You took out the parts along the columns of A. They are not "
        "perpendicular to each other, so some of v is taken out twice. Use the new directions, the columns of Q.",
        "Q[:, i]": "You subtracted q itself. What has to go is as much of it as v contains: (q · v) q.",
        "(Q[:, i] @ v) * A[:, i]": "The part was measured along q but subtracted along a column of A. Subtract it "
        "along q: (q · v) q.",
        "(Q[i] @ v[: len(Q[i])]) * Q[:, i]": "Q[i] is a row. The direction q is the column Q[:, i].",
        "(Q[:, i] @ A[:, i]) * Q[:, i]": "You measured the part on column i. It has to come out of column j: (qᵢ · v) "
        "qᵢ.",
        "(Q[:, i] @ v) ** 2 * Q[:, i]": "You squared the dot product. The part of v along q is (q · v) q.",
    },
)
gram_schmidt.instead_of(
    "v - ",
    {
        "v + ": "You added the part along the earlier direction, which turns the column toward it. Subtract it.",
        "A[:, j] - ": "Only the direction just before was taken out. Either the loop covers only that one, or each "
        "round starts from A[:, j] again. Loop over all earlier directions, and subtract from v, which has lost some "
        "already.",
        "-v + ": "The difference is the wrong way around: it is v minus its part along q.",
    },
)
gram_schmidt.instead_of(
    "v / np.linalg.norm(v)",
    {
        "v": "You never divided by a length. The part of v along q is (q · v) q only if q has length 1: divide each "
        "column by its length before it goes into Q.",
        "v / np.sqrt(np.linalg.norm(v))": "np.linalg.norm is already the length, with the root taken. Leave out your "
        "np.sqrt.",
        "v / np.linalg.norm(v) ** 2": "You divided by the squared length, v · v. Divide by the length, "
        "np.linalg.norm(v).",
        "v / np.linalg.norm(A[:, j])": "You divided by the length of the original column. What is left of it is "
        "shorter: divide v by its own length.",
        "v / np.sum(np.abs(v))": "You divided by the sum of the sizes, the 1-norm. Length here is the root of the sum "
        "of the squares: np.linalg.norm(v).",
        "v / np.max(np.abs(v))": "You divided by the largest entry. Length here is the root of the sum of the squares: "
        "np.linalg.norm(v).",
        "v * np.linalg.norm(v)": "You multiplied by the length. Divide by it.",
        "-v / np.linalg.norm(v)": "Your columns point the other way. Each q must point along what is left of its "
        "column.",
    },
)
gram_schmidt.instead_of(
    "range(j)",
    {
        "range(j - 1)": "The direction just before is left out. range(j) already ends at j − 1, so no “− 1” is needed.",
        "range(max(j - 1, 0), j)": "Only the direction just before was taken out. Loop over all earlier directions: "
        "range(j).",
        "range(1, j)": "The first direction is never taken out. Python counts from 0: range(j).",
        "range(0)": "Every column has length 1 but still points where it did. First take out the parts along the "
        "earlier directions.",
        "range(min(j, 1))": "Only the first direction was taken out. The third column must lose the first and the "
        "second: loop over all earlier ones.",
    },
)
gram_schmidt.instead_of(
    "return Q",
    {
        "return Q.T": "Your new vectors are the rows. Put each one in the column it came from.",
        "return Q, Q.T @ A": "You returned two things, Q and R. The task asks for Q alone.",
        "return Q.T @ A": "You returned R. The task asks for Q.",
        "return v / np.linalg.norm(v)": "You returned the last vector only. Return Q, with all of them as columns.",
    },
)


@gram_schmidt.misconception("Your columns are perpendicular, but they do not have length 1. Divide each by its length.")
def forgets_the_length(A):
    V = np.array(A, dtype=float)
    for i in range(V.shape[1]):
        for j in range(i + 1, V.shape[1]):
            V[:, j] = V[:, j] - (V[:, i] @ V[:, j]) / (V[:, i] @ V[:, i]) * V[:, i]
    return V


@gram_schmidt.misconception(
    "You divided by the lengths at the very end. The part of v along q is (q · v) q only if q has length 1: divide "
    "each column by its length before you use it."
)
def divides_by_the_length_too_late(A):
    V = np.array(A, dtype=float)
    for i in range(V.shape[1]):
        for j in range(i + 1, V.shape[1]):
            V[:, j] = V[:, j] - (V[:, i] @ V[:, j]) * V[:, i]
    return V / np.linalg.norm(V, axis=0)


@gram_schmidt.misconception("You made the rows orthonormal. The vectors are the columns, A[:, j].")
def works_on_rows(A):
    Q = np.array(A, dtype=float)
    for i in range(len(Q)):
        Q[i] = Q[i] / np.linalg.norm(Q[i])
        for j in range(i + 1, len(Q)):
            Q[j] = Q[j] - (Q[i] @ Q[j]) * Q[i]
    return Q


@gram_schmidt.misconception(
    "Q is right, but A was changed. Q = A, or v = A[:, j], only gives the same numbers a second name, and v -= … then "
    "writes into A. Start with Q = np.zeros(A.shape), and write v = v - …"
)
def works_on_A_itself(A):
    A[:] = gram_schmidt(A)
    return A


@gram_schmidt.misconception(
    "np.linalg.qr uses reflections and turns some columns around: its q may point against what is left of the column. "
    "Here q points along it, and the loop is yours to write."
)
def uses_numpy(A):
    return np.linalg.qr(A)[0]


@gram_schmidt.misconception("len(A) is the number of rows. There is one direction for each column: A.shape[1].")
def counts_the_rows(A):
    if len(A) > A.shape[1]:
        raise IndexError
    return gram_schmidt(A)


@gram_schmidt.misconception(
    "Q[:, j] is written inside the loop over i, which never runs for the first column, so its direction stays 0. Move "
    "that line to the left, after the loop."
)
def writes_inside_the_inner_loop(A):
    Q = np.zeros(A.shape)
    for j in range(A.shape[1]):
        v = A[:, j]
        for i in range(j):
            v = v - (Q[:, i] @ v) * Q[:, i]
            Q[:, j] = v / np.linalg.norm(v)
    return Q


@gram_schmidt.misconception(
    "np.linalg.norm of a whole matrix is a single number. Each column is divided by its own length, before it is used."
)
def divides_by_the_norm_of_the_matrix(A):
    V = np.zeros(A.shape)
    for j in range(A.shape[1]):
        v = A[:, j]
        for i in range(j):
            v = v - (V[:, i] @ v) * V[:, i]
        V[:, j] = v
    return V / np.linalg.norm(V)
