"""wilkinson: a harmless matrix that elimination blows up."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="Return Wilkinson's matrix of shape $n \\times n$, for any $n \\ge 1$: ones on the diagonal, $-1$ everywhere "
    "below it, ones in the last column, and 0 elsewhere.",
    hints=[
        "Start with np.eye(n), and fill in the rest: two loops, or two array operations.",
        "W[i, j] = -1 for every j < i. The last column is W[:, -1].",
        "np.tril(np.ones((n, n)), -1) has ones below the diagonal and 0 elsewhere. Subtract it, then set W[:, -1] = 1.",
    ],
)
def wilkinson(n):
    """Ones on the diagonal and in the last column, −1 below."""
    # The last column is written last: no −1 belongs in it.
    W = np.eye(n) - np.tril(np.ones((n, n)), -1)
    W[:, -1] = 1
    return W


@wilkinson.cases
def cases(rng):
    return [(3,), (4,), (5,), (8,)]


@wilkinson.edge_cases
def edge_cases(rng):
    return [(1,), (2,), (60,)]


@wilkinson.law("the row sums are 2, 1, 0, −1, …, and one less in the last row")
def _(f, n):
    return n == 1 or np.allclose(f(n).sum(axis=1), [2 - i - (i == n - 1) for i in range(n)])


wilkinson.instead_of(
    "np.tril(np.ones((n, n)), -1)",
    {
        "np.triu(np.ones((n, n)), 1)": "Your −1s are above the diagonal. They belong below it, where the row number is "
        "larger than the column number.",
        "np.tril(np.ones((n, n)))": "The diagonal is 0. Start with np.eye(n), and fill only what is below it: "
        "np.tril(…, -1).",
        "np.tril(np.ones((n, n)), -2)": "Right below the diagonal, you have zeros. The −1s start right there: "
        "np.tril(…, -1).",
        "np.eye(n, k=-1)": "You filled only the line right below the diagonal. Every entry below it is −1.",
        "0": "The −1s below the diagonal are missing.",
        "np.tril(np.ones((n, n)), -1) + 2 * np.eye(n)": "Your diagonal is −1. It should be 1; only the entries below "
        "it are −1.",
        "(np.ones((n, n)) - np.eye(n))": "You put −1 above the diagonal, too. The entries there are 0, except in the "
        "last column.",
        "np.tril(np.ones((n, n)), -1) * np.arange(1, n + 1)": "All entries below the diagonal are −1, not growing "
        "numbers.",
        "(np.tril(np.ones((n, n)), -1) * (np.arange(n)[:, None] < n - 1))": "The last row is not filled. range(n) "
        "already ends at n − 1.",
    },
)
wilkinson.instead_of(
    "np.eye(n) - np.tril(np.ones((n, n)), -1)",
    {
        "-np.tril(np.ones((n, n)))": "Your diagonal is −1. It should be 1: fill only what is below it with −1, "
        "np.tril(…, -1), and begin with np.eye(n).",
    },
)
wilkinson.instead_of(
    "np.eye(n) - ",
    {
        "np.eye(n) + ": "Below the diagonal you have 1. It should be −1.",
        "2 * np.eye(n) - ": "Your diagonal is 2. It should be 1.",
    },
)
wilkinson.instead_of(
    "W[:, -1] = 1",
    {
        "pass": "The last column is not filled with ones: W[:, -1] = 1.",
        "W[:, -1] += 1": "You added 1 to the last column, so its corner, which already had a 1, is 2. Set it: W[:, -1] "
        "= 1.",
        "W[-1] = 1": "You filled the last row. W[-1] is a row; the last column is W[:, -1].",
        "W[:, 0] = 1": "You filled the first column. The last one is W[:, -1].",
        "W[0] = 1": "You filled the first row. The last column is W[:, -1].",
        "W[:, -1] = -1": "Your last column is −1. It should be 1.",
        "W[:, n - 2] = 1": "You filled the second-to-last column. Python counts from 0: the last one is n − 1, or -1.",
    },
)


@wilkinson.misconception(
    "Your last column was overwritten, or rows and columns got mixed up: you returned the transpose. W[i, j] is row i, "
    "column j, and the −1s are where j < i."
)
def transposed(n):
    return wilkinson(n).T


@wilkinson.misconception(
    "[[0] * n] * n is one row, n times: change it once, and it changes everywhere. Use np.zeros((n, n)) or np.eye(n)."
)
def the_same_row_n_times(n):
    row = [0.0] * n
    for i in range(n):
        for j in range(n):
            row[j] = 1.0 if j in (i, n - 1) else -1.0 if j < i else 0.0
    return np.array([row] * n)


@wilkinson.misconception("You have one row and one column too many or too few: the shape is (n, n).")
def one_too_large(n):
    return wilkinson(n + 1)


@wilkinson.misconception("One row and one column are missing: range(n) has n numbers, from 0 to n − 1.")
def one_too_small(n):
    return wilkinson(max(n - 1, 1))


@wilkinson.misconception(
    "The diagonal was lost, corner included: np.tril(np.ones((n, n))) includes the diagonal, and you subtracted it "
    "after setting the ones. np.tril(…, -1) starts below it."
)
def subtracts_the_diagonal_last(n):
    W = np.eye(n)
    W[:, -1] = 1
    return W - np.tril(np.ones((n, n)))


@wilkinson.misconception(
    "Above the diagonal you have ones. The entries there are 0, except in the last column: start with np.eye(n), not "
    "np.ones."
)
def ones_above_the_diagonal(n):
    return np.ones((n, n)) - 2 * np.tril(np.ones((n, n)), -1)
