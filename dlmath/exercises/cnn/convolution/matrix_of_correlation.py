"""matrix_of_correlation: a kernel in every row, one step further on; in code that has two mistakes at first."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="This function should return the matrix $T$ for which `T @ x` is the correlation of `x` with the kernel `w`, "
    "for every `x` with `n` entries. The code runs, but it has two mistakes. Fix them.",
    hints=[
        "Take w = [−1, 1] and n = 3. Write the two outputs as sums, and their weights in a matrix of two rows.",
        "How many windows of len(w) entries fit on n? That is the number of rows. And which weight meets x[i]?",
        "T has n - len(w) + 1 rows, and row i holds w as it is, not reversed.",
    ],
)
def matrix_of_correlation(w, n):
    """The matrix T with which T @ x slides the kernel w along x."""
    w = np.asarray(w)
    # One row for each window, and in it the kernel where the window lies.
    T = np.zeros((n - len(w) + 1, n))
    for i in range(len(T)):
        T[i, i : i + len(w)] = w
    return T


@matrix_of_correlation.start(
    "Two things: a row is missing, the one for the last window. And w[::-1] flips the kernel, which makes it a "
    "convolution. A correlation takes w as it is."
)
def flips_and_is_short(w, n):
    """The matrix T with which T @ x slides the kernel w along x."""
    w = np.asarray(w)
    T = np.zeros((n - len(w), n))
    for i in range(len(T)):
        T[i, i : i + len(w)] = w[::-1]
    return T


@matrix_of_correlation.cases
def cases(rng):
    return [
        (np.array([-1.0, 1.0]), 3),
        (np.array([1.0, 2.0, 4.0]), 4),
        (np.array([1.0, 2.0, 4.0]), 6),
        (rng.normal(size=4), 9),
        (rng.normal(size=2), 8),
    ]


@matrix_of_correlation.edge_cases
def edge_cases(rng):
    return [(np.array([3.0, 5.0]), 2), (np.array([3.0]), 4), (np.array([2, -1, 7]), 5), (rng.normal(size=7), 20)]


@matrix_of_correlation.law("T @ x is the correlation of x with w")
def _(f, w, n):
    x = np.cos(np.arange(n) ** 2)
    return np.allclose(f(w, n) @ x, np.correlate(x, w, "valid"))


matrix_of_correlation.instead_of(
    "n - len(w) + 1, n",
    {
        "n - len(w), n": "The kernel is right, but the last row is missing: n - len(w) + 1 windows fit on n entries.",
        "n, n": "There are too many rows: in the last ones, the kernel would hang over the edge. Only n - len(w) + 1 "
        "windows fit.",
        "n - len(w) + 2, n": "One row too many: n - len(w) + 1 windows fit on n entries.",
        "n - 1, n": "There are n - 1 rows for a kernel of two weights. In general n - len(w) + 1 windows fit.",
    },
)
matrix_of_correlation.instead_of(
    "= w\n",
    {
        "= w[::-1]\n": "The number of rows is right, but the kernel is still flipped: T @ x is a convolution. Write w "
        "as it is.",
        "= 1\n": "The weights are missing: row i holds w, not ones.",
        "= -w\n": "The signs are reversed. A flip reverses the order of the weights; here they stay as they are.",
        "= w[0]\n": "Only the first weight is used. Row i holds all of w, side by side.",
    },
)
matrix_of_correlation.instead_of(
    "i : i + len(w)",
    {
        ": len(w)": "The kernel stands at the left end of every row. In row i, it starts at column i.",
        "i : len(w)": "The place for the kernel gets smaller: i : len(w) ends at len(w). It has len(w) columns from i "
        "on, i : i + len(w).",
        "i * len(w) : (i + 1) * len(w)": "The kernel jumps by its own length from row to row. In row i, it starts at "
        "column i.",
        "n - len(w) - i : n - i": "The kernel moves to the left from row to row. In row i, it starts at column i.",
    },
)
matrix_of_correlation.instead_of(
    "return T",
    {
        "return T.T": "That is the transpose: T needs a row for each output and a column for each entry of x.",
        "return T[:1]": "Only one row comes back: your return is inside the loop. Move it to the left.",
        "return T @ np.ones(n)": "You returned a product. Return the matrix T itself.",
    },
)


@matrix_of_correlation.misconception(
    "Only the first row is filled: your return is inside the loop. Move it to the left, below the loop."
)
def returns_early(w, n):
    T = np.zeros((n - len(w) + 1, n))
    T[0, : len(w)] = w
    return T


@matrix_of_correlation.misconception(
    "T is square, and its last rows are empty. Only n - len(w) + 1 windows fit, and T has a row for each of them."
)
def empty_rows(w, n):
    T = np.zeros((n, n))
    T[: n - len(w) + 1] = matrix_of_correlation.reference(w, n)
    return T
