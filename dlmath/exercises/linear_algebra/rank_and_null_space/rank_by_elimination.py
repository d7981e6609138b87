"""rank_by_elimination: the number of pivots."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="hard",
    task="Use elimination with partial pivoting to find the rank of the matrix `A`, of any shape. Return it as a whole "
    "number. An entry counts as 0 if its size is at most $10^{-9}$ times the size of the largest entry of `A`. Do not "
    "change `A`, and do not use `np.linalg`.",
    hints=[
        "Walk through the columns with a for loop, and keep the current row in a variable of its own, row = 0. When "
        "does the row move on, and when does it stay?",
        "In each column, look for the largest entry in U[row:, column]. If it counts as 0, go on to the next column. "
        "Otherwise swap it up, clear below it, and add 1 to row. Stop when row reaches the number of rows.",
        "At the end, row is the number of pivots. The tolerance is 1e-9 * np.abs(A).max(), and the row of the pivot is "
        "p = row + np.argmax(np.abs(U[row:, column])).",
    ],
    forbids=("np.linalg",),
)
def rank_by_elimination(A):
    """The number of pivots that elimination finds in A."""
    # The row moves on only if its column had a pivot, so at the end it is the number of pivots.
    U = np.array(A, dtype=float)
    m, n = U.shape
    tolerance = 1e-9 * np.abs(U).max()
    row = 0
    for column in range(n):
        if row == m:
            break
        p = row + np.argmax(np.abs(U[row:, column]))
        if np.abs(U[p, column]) > tolerance:
            U[[row, p]] = U[[p, row]]
            for i in range(row + 1, m):
                U[i] = U[i] - U[i, column] / U[row, column] * U[row]
            row = row + 1
    return row


@rank_by_elimination.cases
def cases(rng):
    return [
        (np.array([[1.0, 2.0], [2.0, 3.0]]),),
        (np.array([[1.0, 2.0], [2.0, 4.0]]),),
        (np.array([[0.0, 2.0], [0.0, 3.0]]),),
        (np.array([[-1.0, -2.0], [-2.0, -4.0]]),),
        (np.array([[1.0, 2.0, 3.0], [2.0, 4.0, 6.0], [1.0, 0.0, 1.0]]),),
        (np.array([[0.0, 0.0, 1.0, 2.0], [0.0, 0.0, 2.0, 4.0], [0.0, 3.0, 1.0, 1.0]]),),
        (np.array([[1.0, 2.0, 3.0], [-2.0, -4.0, 1.0]]),),
        (np.array([[-1.0, -2.0], [-3.0, -5.0], [-2.0, -4.0]]),),
        (np.array([[1.0, 0.0, 2.0, 5.0], [0.0, 1.0, 3.0, 7.0]]),),
        (np.array([[0.0, 1.0], [1.0, 0.0], [1.0, 1.0]]),),
        (np.array([[0.1, 0.3, 0.4], [0.7, 2.1, 2.8], [0.3, 0.9, 1.3]]),),
        (np.outer([0.1, 0.7, 1.3], [0.3, 0.9, 0.2, 0.4]),),
        (rng.normal(size=(5, 2)) @ rng.normal(size=(2, 4)),),
        (rng.normal(size=(4, 3)) @ rng.normal(size=(3, 7)),),
        (1e-12 * rng.normal(size=(3, 3)),),
        (np.array([[1.0, 1.0], [1.0, 1.00001]]),),
        (np.array([[1.0, 1.0], [1.0, 1.0 + 1e-10]]),),
        (np.array([[1e-12, 1.0], [0.0, 1.0]]),),
        (np.array([[1e-12, 1e-10], [1.0, 1.0]]),),
        (np.array([[1.0, 1.0], [1.0, 1.0 + 2e-9]]),),
    ]


@rank_by_elimination.edge_cases
def edge_cases(rng):
    return [
        (np.zeros((2, 3)),),
        (np.array([[0.0]]),),
        (np.array([[1, 2, 3], [3, 4, 5], [5, 7, 9]]),),
        (np.array([[1, 3, 5], [2, 4, 7], [3, 5, 9]]),),
        (1e9 * (rng.normal(size=(6, 2)) @ rng.normal(size=(2, 6))),),
        (rng.normal(size=(8, 12)),),
    ]


@rank_by_elimination.law("the transpose has the same rank")
def _(f, A):
    return f(A.T) == f(A)


@rank_by_elimination.law("a copy of a column changes nothing")
def _(f, A):
    return f(np.column_stack([A, A[:, 0]])) == f(A)


rank_by_elimination.instead_of(
    "np.abs(U[p, column]) > tolerance",
    {
        "np.abs(U[p, column]) > 0": "You counted what rounding left over as a pivot. An entry counts as 0 if it is at "
        "most 1e-9 times the largest entry of A.",
        "np.abs(U[p, column]) > 1e-9": "You compared with 1e-9 itself. Even if all entries of A are tiny, they are not "
        "0: compare with 1e-9 times the largest entry of A.",
        "np.abs(U[p, column]) > 1e-12": "You compared with a fixed number. What counts as 0 depends on how large the "
        "entries of A are: compare with 1e-9 times the largest entry of A.",
        "np.abs(U[p, column]) > 1e-16": "You compared with a fixed number. Rounding errors grow with the entries of A: "
        "compare with 1e-9 times the largest entry of A.",
        "np.abs(U[p, column]) > 1e-9 * np.abs(U[:, column]).max()": "You compared with the largest entry of one "
        "column. A column of rounding errors then has a pivot: compare with the largest entry of the whole of A.",
        "U[p, column] > tolerance": "You compared the entry with its sign, so negative pivots are passed over. Take "
        "its size: np.abs.",
        "True": "You counted a pivot in each column without looking whether anything is left in it.",
    },
)
rank_by_elimination.instead_of(
    "row + np.argmax(np.abs(U[row:, column]))",
    {
        "row": "You looked at U[row, column] only. If it is 0, there may be something else further down the column: "
        "search, and swap it up.",
        "np.argmax(np.abs(U[row:, column]))": "np.argmax counts from the start of U[row:, column]: add row to it.",
        "np.argmax(np.abs(U[:, column]))": "You searched the whole column. The rows above are finished: search in "
        "U[row:, column], and add row.",
        "row + np.argmax(U[row:, column])": "You looked for the largest entry with its sign. Where all of them are "
        "negative or 0, that finds a 0 or the smallest: take np.abs first.",
    },
)
rank_by_elimination.instead_of(
    "1e-9 * np.abs(U).max()",
    {
        "1e-3 * np.abs(U).max()": "Your tolerance is so large that real pivots are taken for 0. It is 1e-9 times the "
        "largest entry of A.",
        "1e-13 * np.abs(U).max()": "Your tolerance is smaller than the one in the task, 1e-9 times the largest entry "
        "of A.",
        "1e-9 * np.abs(U[0, 0])": "You compared with the first entry of A, which may be small or 0. Compare with the "
        "largest one: np.abs(A).max().",
        "1e-9 * U.max()": "You took the largest entry with its sign. If all entries of A are negative, so is your "
        "tolerance, and even 0 is above it: np.abs(A).max().",
        "1e-9 * np.abs(U).sum()": "You compared with the sum of all entries. Compare with the largest one: "
        "np.abs(A).max().",
    },
)
rank_by_elimination.instead_of(
    "row == m",
    {
        "False": "Once every row has its pivot, no row is left to search: leave the loop as soon as the number of "
        "pivots is the number of rows.",
    },
)
rank_by_elimination.instead_of(
    "return row",
    {
        "return n - row": "You returned the dimension of the null space, n − r. The task asks for the rank.",
        "return m - row": "You returned the number of rows without a pivot. The task asks for the rank, the number "
        "with one.",
        "return row + 1": "One too many: row counts from 0 and has already moved on after the last pivot.",
        "return row - 1": "One too few: row has moved on after each pivot, so it is the number of pivots.",
        "return min(m, n)": "That is the largest rank this shape could have. Count the pivots that are really there.",
        "return U": "You returned the matrix after elimination. Return the number of its pivots.",
    },
)
rank_by_elimination.instead_of(
    "range(row + 1, m)",
    {
        "range(row + 1, n)": "You ran i up to the number of columns. It runs over rows: up to m, the first number in "
        "A.shape.",
        "range(row + 2, m)": "The row right below the pivot is never cleared: start at row + 1.",
        "range(row + 1, m - 1)": "The last row is never cleared. range(row + 1, m) already ends at m − 1.",
        "range(row, m)": "You started at the row of the pivot itself, which wipes it out. Start below it: row + 1.",
        "range(column + 1, m)": "You started clearing at row column + 1. Where a column had no pivot, row and column "
        "part company: start at row + 1.",
    },
)


@rank_by_elimination.misconception(
    "Row and column moved on together, so a column without a pivot costs you a row, too. If a column has nothing left, "
    "go on to the next column but stay in the same row: keep the row in a variable of its own."
)
def walks_down_the_diagonal(A):
    U = np.array(A, dtype=float)
    m, n = U.shape
    tolerance, rank = 1e-9 * np.abs(U).max(), 0
    for k in range(min(m, n)):
        p = k + np.argmax(np.abs(U[k:, k]))
        if np.abs(U[p, k]) > tolerance:
            U[[k, p]] = U[[p, k]]
            for i in range(k + 1, m):
                U[i] = U[i] - U[i, k] / U[k, k] * U[k]
            rank = rank + 1
    return rank


@rank_by_elimination.misconception(
    "Your tolerance is 1e-9 times the largest entry still left. When only rounding errors are left, the largest of "
    "them counts as a pivot. Compare with the largest entry of A, computed once before the loop."
)
def compares_with_what_is_left(A):
    U = np.array(A, dtype=float)
    m, n = U.shape
    row = 0
    for column in range(n):
        if row == m:
            break
        p = row + np.argmax(np.abs(U[row:, column]))
        if np.abs(U[p, column]) > 1e-9 * np.abs(U[row:]).max():
            U[[row, p]] = U[[p, row]]
            for i in range(row + 1, m):
                U[i] = U[i] - U[i, column] / U[row, column] * U[row]
            row = row + 1
    return row


@rank_by_elimination.misconception(
    "You counted the columns that are not all 0, without eliminating. A column may be full of numbers and still be a "
    "mixture of the others."
)
def counts_columns_that_are_not_zero(A):
    return int(np.sum(np.abs(A).max(axis=0) > 0))


@rank_by_elimination.misconception(
    "You counted the rows that are not all 0, without eliminating. A row may be full of numbers and still be a mixture "
    "of the others."
)
def counts_rows_that_are_not_zero(A):
    return int(np.sum(np.abs(A).max(axis=1) > 0))


@rank_by_elimination.misconception(
    "When all rows have a pivot, nothing is left to search, and np.argmax of nothing is an error. Stop as soon as row "
    "reaches the number of rows."
)
def searches_below_the_last_row(A):
    if rank_by_elimination(A[:, :-1]) == len(A):
        raise ValueError
    return rank_by_elimination(A)


@rank_by_elimination.misconception(
    "The rank is right, but A was changed: U = A just gives the same array a second name. U = np.array(A, dtype=float)."
)
def works_on_A_itself(A):
    rank = rank_by_elimination(A)
    A[:] = np.triu(A) - 1
    return rank


@rank_by_elimination.misconception(
    "You counted the pivots only up to the first column without one. Either the loop stops there: go on to the next "
    "column, with continue instead of break. Or you counted the diagonal: later pivots stand to the right of it, so "
    "count the rows that got one."
)
def stops_at_the_first_gap(A):
    U = np.array(A, dtype=float)
    m, n = U.shape
    row = 0
    for column in range(n):
        if row == m:
            break
        p = row + np.argmax(np.abs(U[row:, column]))
        if np.abs(U[p, column]) <= 1e-9 * np.abs(A).max():
            break
        U[[row, p]] = U[[p, row]]
        for i in range(row + 1, m):
            U[i] = U[i] - U[i, column] / U[row, column] * U[row]
        row = row + 1
    return row


rank_by_elimination.instead_of(
    "U[[row, p]] = U[[p, row]]",
    {
        "pass": "You found the row of the pivot but did not swap it up, so you cleared with the wrong row, or divided "
        "by 0."
    },
)
rank_by_elimination.instead_of(
    "U[i, column] / U[row, column]",
    {
        "U[i, column] / U[row, row]": "The pivot is U[row, column]. U[row, row] is the same entry only as long as "
        "every "
        "column has had a pivot.",
    },
)
