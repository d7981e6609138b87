"""matmul: The matrix product A B."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="Return the product $AB$ of `A`, of shape `(m, r)`, and `B`, of shape `(r, n)`, without using `@`, `np.dot`, "
    "`np.matmul`, `np.einsum` or any other product of NumPy's. Use loops over rows and columns.",
    forbids=["@", "np.dot", "np.matmul", "np.einsum", "np.tensordot", "np.inner"],
    hints=[
        "How many rows and columns must the result have, if it takes in what B takes in and puts out what A puts out?",
        "Entry (i, j) is the dot product of row i of A, A[i], with column j of B, B[:, j].",
        "Start with C = np.zeros((A.shape[0], B.shape[1])) and fill C[i, j] in two nested loops.",
    ],
)
def matmul(A, B):
    """The matrix product A B."""
    # Entry (i, j) is the dot product of row i of A and column j of B.
    m, n = A.shape[0], B.shape[1]
    C = np.zeros((m, n))
    for i in range(m):
        for j in range(n):
            C[i, j] = np.sum(A[i] * B[:, j])
    return C


@matmul.cases
def cases(rng):
    return [
        (np.array([[2.0]]), np.array([[3.0]])),
        (np.array([[1, 2], [3, 4]]), np.array([[2.5, 0.0], [1.0, 0.5]])),
        (np.array([[1.0, 2.0], [3.0, 4.0]]), np.array([[0.0, 1.0], [1.0, 0.0]])),
        (np.array([[1.0, 2.0], [3.0, 4.0]]), np.array([[5.0, 6.0], [7.0, 8.0]])),
        (np.array([[1.0, 2.0, 3.0]]), np.array([[4.0], [5.0], [6.0]])),
        (np.array([[1.0], [2.0]]), np.array([[3.0, 4.0, 5.0]])),
        (np.array([[1.0, 0.0, 2.0], [0.0, 3.0, -1.0]]), np.array([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])),
        (rng.normal(size=(2, 4)), rng.normal(size=(4, 3))),
        (rng.normal(size=(3, 3)), rng.normal(size=(3, 3))),
    ]


@matmul.edge_cases
def edge_cases(rng):
    return [
        (np.array([[1.0, 2.0], [3.0, 4.0]]), np.eye(2)),
        (np.array([[2, 1], [0, 3]]), np.array([[0.5, 1.5], [1.0, 0.25]])),
        (1e6 * rng.normal(size=(3, 5)), 1e-3 * rng.normal(size=(5, 2))),
    ]


@matmul.law("first B and then A is the same as AB at once")
def _(f, A, B):
    return np.allclose(np.asarray(f(A, B)) @ np.arange(B.shape[1]), A @ (B @ np.arange(B.shape[1])))


@matmul.law("the transpose of a product is the product of the transposes, in the other order")
def _(f, A, B):
    return np.allclose(f(B.T, A.T), np.transpose(f(A, B)))


@matmul.misconception("B[j] is row j of B. Row i of A is multiplied by column j: B[:, j].")
def takes_rows_of_b_in_its_loops(A, B):
    C = np.zeros((A.shape[0], B.shape[1]))
    for i in range(A.shape[0]):
        for j in range(B.shape[1]):
            C[i, j] = np.sum(A[i] * B[j])
    return C


@matmul.misconception("A[:, i] is column i of A. A gives its rows, A[i], and B its columns, B[:, j].")
def takes_columns_of_a_in_its_loops(A, B):
    C = np.zeros((A.shape[0], B.shape[1]))
    for i in range(A.shape[0]):
        for j in range(B.shape[1]):
            C[i, j] = np.sum(A[:, i] * B[:, j])
    return C


@matmul.misconception("Only the last product of each sum is left: = replaces what was in C[i, j]. Use += to add up.")
def overwrites_instead_of_adding(A, B):
    C = np.zeros((len(A), B.shape[1]))
    for i in range(len(A)):
        for j in range(B.shape[1]):
            for k in range(A.shape[1]):
                C[i, j] = A[i, k] * B[k, j]
    return C


@matmul.misconception(
    "You used the number of rows of A for everything. There are three sizes: the result has as many rows as A and as "
    "many columns as B, and the sum runs over the columns of A."
)
def knows_square_matrices_only(A, B):
    n = len(A)
    C = np.zeros((n, n))
    for i in range(n):
        for j in range(n):
            for k in range(n):
                C[i, j] += A[i, k] * B[k, j]
    return C


@matmul.misconception("Your result has the shape of A. It has as many rows as A, but as many columns as B.")
def gives_the_result_the_shape_of_a(A, B):
    C = np.zeros(A.shape)
    for i in range(A.shape[0]):
        for j in range(B.shape[1]):
            C[i, j] = np.sum(A[i] * B[:, j])
    return C


@matmul.misconception("len(B) is the number of rows of B. The result has as many columns as B: B.shape[1].")
def takes_the_number_of_columns_from_the_rows_of_b(A, B):
    C = np.zeros((len(A), len(B)))
    for i in range(len(A)):
        for j in range(len(B)):
            C[i, j] = np.sum(A[i] * B[:, j])
    return C


@matmul.misconception(
    "Only the first entry is filled. Is the return indented so far that it is part of a loop? Then it ends the loop on "
    "its first pass: move it to the left."
)
def returns_in_the_loop(A, B):
    C = np.zeros((A.shape[0], B.shape[1]))
    C[0, 0] = A[0] @ B[:, 0]
    return C


@matmul.misconception(
    "Only the first row is filled. Is the return indented so far that it is part of the outer loop? Move it to the "
    "left."
)
def returns_after_the_first_row(A, B):
    C = np.zeros((A.shape[0], B.shape[1]))
    C[0] = A[0] @ B
    return C


@matmul.misconception("You added A[i, k] and B[k, j]. Multiply them, and add up the products over k.")
def adds_the_partners(A, B):
    C = np.zeros((A.shape[0], B.shape[1]))
    for i in range(A.shape[0]):
        for j in range(B.shape[1]):
            C[i, j] = np.sum(A[i] + B[:, j])
    return C


@matmul.misconception(
    "The last row and the last column are still 0. range(m) already ends at m − 1: no “− 1” is needed."
)
def leaves_out_the_last_row_and_column(A, B):
    C = np.zeros((A.shape[0], B.shape[1]))
    C[:-1, :-1] = A[:-1] @ B[:, :-1]
    return C


matmul.instead_of(
    "return C",
    {
        "return A * B": "You multiplied entry by entry, A * B. In the matrix product entry (i, j) is the dot product "
        "of row i of A and column j of B.",
        "return B @ A": "That is B A. The order matters: in A B the rows come from A and the columns from B.",
        "return A @ B.T": "You took dot products of rows of A with rows of B, which is A Bᵀ. B gives its columns: B[:, "
        "j].",
        "return A.T @ B": "You took dot products of columns of A with columns of B, which is Aᵀ B. A gives its rows: "
        "A[i].",
        "return (A @ B).T": "Rows and columns of the result have traded places: row i of A and column j of B belong to "
        "C[i, j].",
        "return A[:, :-1] @ B[:-1]": "The last product of each sum is missing. range(r) already counts from 0 to r − "
        "1.",
        "return (A @ B).ravel()": "The entries are right, but they are in one long row. Fill C = np.zeros((m, n)), or "
        "reshape at the end.",
        "return sum(A[:, k] * B[k] for k in range(len(B)))": "A[:, k] * B[k] multiplies two vectors entry by entry. A "
        "column times a row is a whole matrix: np.outer(A[:, k], B[k]).",
        "return (A @ B).astype(int)": "The entries have become whole numbers. np.zeros((m, n)) makes an array for "
        "floats; leave out dtype=int.",
        "return np.cumsum(A @ B).reshape(A.shape[0], B.shape[1])": "Your sum runs on from one entry to the next. Each "
        "entry is a sum of its own: set it to 0 again before its loop over k.",
        "return (B @ A).T": "You took the columns of A and the rows of B. It is the other way around: rows of A with "
        "columns of B, or, for outer products, column k of A with row k of B.",
        "return np.array([np.outer(A[:, k], B[k]) for k in range(len(B))])": "These are the outer products, one table "
        "for each k. The product is their sum: add them up.",
    },
)


@matmul.misconception(
    "Your result holds whole numbers only, so every fraction was cut off on the way. Leave out dtype=int: np.zeros((m, "
    "n)) makes room for floats."
)
def fills_whole_numbers(A, B):
    C = np.zeros((A.shape[0], B.shape[1]), dtype=int)
    for i in range(A.shape[0]):
        for j in range(B.shape[1]):
            for k in range(A.shape[1]):
                C[i, j] = C[i, j] + A[i, k] * B[k, j]
    return C


@matmul.misconception(
    "np.zeros_like(A) copies the shape of A and its type, so whole numbers in A cut off your fractions. Use "
    "np.zeros((A.shape[0], B.shape[1]))."
)
def zeros_like_a(A, B):
    C = np.zeros_like(A)
    for i in range(A.shape[0]):
        for j in range(B.shape[1]):
            C[i, j] = np.sum(A[i] * B[:, j])
    return C


@matmul.misconception(
    "All rows of your result are the same list: [[0] * n] * m repeats one row m times, and what you add to one row is "
    "added to all. Use np.zeros((m, n))."
)
def repeats_one_row(A, B):
    C = [[0] * B.shape[1]] * A.shape[0]
    for i in range(A.shape[0]):
        for j in range(B.shape[1]):
            for k in range(B.shape[0]):
                C[i][j] += A[i, k] * B[k, j]
    return np.array(C)


@matmul.misconception("B[j, k] reads row j of B. Row i of A meets column j of B, so write B[k, j].")
def swaps_the_indices_of_b(A, B):
    C = np.zeros((A.shape[0], B.shape[1]))
    for i in range(A.shape[0]):
        for j in range(B.shape[1]):
            for k in range(A.shape[1]):
                C[i, j] += A[i, k] * B[j, k]
    return C


@matmul.misconception(
    "The first row and the first column are still 0. Formulas count from 1, but Python counts from 0: range(m), not "
    "range(1, m)."
)
def starts_at_one(A, B):
    C = np.zeros((A.shape[0], B.shape[1]))
    C[1:, 1:] = A[1:] @ B[:, 1:]
    return C


@matmul.misconception(
    "Only the last row came back. The line that appends a row has to be indented into the outer loop."
)
def appends_the_last_row_only(A, B):
    return A[-1:] @ B


matmul.instead_of(
    "np.sum(A[i] * B[:, j])",
    {
        "A[i] * B[j]": "A[i] * B[j] is a whole row. An entry is one number: the sum over k of A[i, k] * B[k, j].",
        "A[i, j] * B[i, j]": "You multiplied entry by entry. Entry (i, j) is the dot product of row i of A and column "
        "j of "
        "B.",
        "np.sum(A[i]) * np.sum(B[:, j])": "You added first and multiplied afterward. Multiply partners, then add.",
        "sum(B[i, k] * A[k, j] for k in range(A.shape[1]))": "That is B A: rows of B with columns of A. In A B the "
        "rows "
        "come from A.",
    },
)
matmul.instead_of(
    "np.zeros((m, n))",
    {"np.zeros(m, n)": "np.zeros takes the shape as one thing, in parentheses of its own: np.zeros((m, n))."},
)
