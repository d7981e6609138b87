"""invisible_change: the null vector of a matrix with one column more than it has rows."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="`A` has $m$ rows and $m + 1$ columns, and its first $m$ columns are independent. Return the vector $\\mathbf "
    "n$ with $A\\mathbf n = \\mathbf 0$ whose *last* entry is 1. You may use `np.linalg.solve(M, c)`, which solves "
    "$M\\mathbf x = \\mathbf c$ for a square matrix.",
    hints=[
        "Write A n as a mixture of columns. You know how much to take of the last column. What must the others add up "
        "to?",
        "The first m columns, mixed with the unknown entries, must add up to minus the last column. That is a square "
        "system.",
        "x = np.linalg.solve(A[:, :-1], -A[:, -1]), and then append the 1.",
    ],
)
def invisible_change(A):
    """The n with A n = 0 and a last entry of 1."""
    # The last unknown is set to 1. The other columns must make up for the last one.
    x = np.linalg.solve(A[:, :-1], -A[:, -1])
    return np.append(x, 1.0)


@invisible_change.cases
def cases(rng):
    return [
        (np.array([[2.0, 3.0]]),),
        (np.array([[1.0, 0.0, 2.0], [0.0, 1.0, -3.0]]),),
        (np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 9.5]]),),
        (rng.normal(size=(3, 4)),),
        (rng.normal(size=(5, 6)),),
    ]


@invisible_change.edge_cases
def edge_cases(rng):
    return [
        (np.array([[1, 1]]),),
        (np.array([[2.0, 1.0, 0.0], [1.0, 1.0, 0.0]]),),
        (np.array([[0.0, 1.0, 2.0], [1.0, 0.0, 5.0]]),),
        (1e-6 * rng.normal(size=(3, 4)),),
        (rng.normal(size=(20, 21)),),
    ]


@invisible_change.law("A cannot see it: A n = 0")
def _(f, A):
    return np.allclose(A @ f(A), 0, atol=1e-9 * np.abs(A).max())


invisible_change.instead_of(
    "-A[:, -1]",
    {
        "A[:, -1]": "A sign is missing. The first m columns have to cancel the last one, so they must add up to minus "
        "the last column.",
        "np.zeros(len(A))": "You solved with 0 on the right-hand side, so none of the first columns is used, and the "
        "last one is left over. Move the last column to the other side: −A[:, −1].",
        "np.ones(len(A))": "You solved with ones on the right-hand side. The last column moves to the other side: "
        "−A[:, −1].",
        "-A[-1]": "A[-1] is the last row. The last column is A[:, -1].",
    },
)
invisible_change.instead_of(
    "A[:, :-1]",
    {
        "A[:, :-1].T": "You solved with the transpose, so your x mixes rows. A n mixes columns: no .T is needed.",
        "A": "np.linalg.solve takes square matrices only. Leave out the last column, A[:, :-1] (A[:-1] would leave out "
        "the last row), and move it to the other side.",
        "A[:, 1:]": "You left out the first column. The entry that is set to 1 is the last one, so leave out the last "
        "column: A[:, :-1].",
    },
)
invisible_change.instead_of(
    "np.append(x, 1.0)",
    {
        "x": "The last entry is missing. A has m + 1 columns, so n has m + 1 entries: append the 1.",
        "np.append(1.0, x)": "The 1 is at the beginning. It belongs at the end: np.append(x, 1.0).",
        "np.append(x, -1.0)": "The last entry is −1, so the last column is subtracted, but your x cancels it with a "
        "plus sign.",
        "np.append(-x, -1.0)": "A cannot see your vector, but its last entry is −1. The task asks for 1: multiply by "
        "−1.",
        "np.append(x, 0.0)": "The last entry is 0, so the last column is not used, and nothing cancels the others.",
        "np.append(x, 1.0) / np.linalg.norm(np.append(x, 1.0))": "A cannot see your vector, but it has length 1. The "
        "task asks for the one whose last entry is 1: do not divide by the length.",
        "np.append(x, 1.0)[:, None]": "That is a matrix with one column. Return a vector, of shape (m + 1,).",
    },
)


@invisible_change.misconception(
    "Your vector is right up to a factor, but it is the first entry that is 1. The task asks for the one whose last "
    "entry is 1."
)
def first_entry_is_one(A):
    n = invisible_change(A)
    return n / n[0]


@invisible_change.misconception(
    "Your vector is right up to a factor: it has length 1, in one of two directions. Divide it by its last entry."
)
def from_the_svd(A):
    return np.linalg.svd(A)[2][-1]


@invisible_change.misconception(
    "That is the least-squares solution for a right-hand side of zeros, which is 0. Set the last unknown to 1 first, "
    "and solve for the others."
)
def asks_lstsq(A):
    return np.linalg.lstsq(A, np.zeros(len(A)), rcond=None)[0]


@invisible_change.misconception(
    "You multiplied by the matrix. The unknown entries are in A[:, :-1] @ x = −A[:, −1], so solve for x: "
    "np.linalg.solve."
)
def multiplies(A):
    return np.append(A[:, :-1] @ -A[:, -1], 1.0)


@invisible_change.misconception(
    "You moved the first column to the other side. Move the last one: its unknown is the 1."
)
def moves_the_first_column(A):
    return np.append(np.linalg.solve(A[:, 1:], -A[:, 0]), 1.0)
