"""max_pool: the largest number of each window."""

import numpy as np

from dlmath import cnn
from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="Return one channel, the matrix `X`, after max pooling with windows of `k` × `k` and stride `s`. There is no "
    "padding. Windows that would hang over the edge are left out.",
    hints=[
        "How many windows are there along the rows? At which row does the window at place i start?",
        "There are (X.shape[0] - k) // s + 1 windows along the rows. The one at place (i, j) is X[i * s : i * s + k, "
        "j * s : j * s + k].",
        "Make Y = np.zeros((rows, columns)), and in two loops set Y[i, j] = np.max(…) of that window.",
    ],
    also=("large", "small"),
)
def max_pool(X, k, s):
    """The largest number of each window."""
    rows = (X.shape[0] - k) // s + 1
    columns = (X.shape[1] - k) // s + 1
    Y = np.zeros((rows, columns))
    for i in range(rows):
        for j in range(columns):
            # The window at place (i, j) starts after i · s rows and j · s columns.
            Y[i, j] = np.max(X[i * s : i * s + k, j * s : j * s + k])
    return Y


@max_pool.cases
def cases(rng):
    return [
        (np.array([[1.0, 2.0, 5.0, 0.0], [4.0, 3.0, 1.0, 2.0]]), 2, 2),
        (np.array([[1.0, 2.0, 5.0], [4.0, 3.0, 6.0], [9.0, 8.0, 7.0]]), 2, 1),
        (-np.arange(1.0, 25.0).reshape(4, 6), 2, 2),
        (rng.normal(size=(6, 4)), 2, 2),
        (rng.normal(size=(7, 9)), 3, 2),
        (rng.normal(size=(5, 8)), 2, 2),
        (rng.normal(size=(8, 6)), 2, 3),
        (-1 - rng.uniform(size=(9, 7)), 3, 3),
        (rng.normal(size=(6, 7)), 3, 1),
    ]


@max_pool.edge_cases
def edge_cases(rng):
    return [
        (np.zeros((4, 4)), 2, 2),
        (rng.normal(size=(3, 3)), 3, 2),
        (rng.normal(size=(4, 5)), 1, 1),
        (rng.normal(size=(5, 7)), 1, 3),
        (-np.ones((2, 3)), 2, 1),
        (rng.normal(size=(1, 6)), 1, 2),
        (rng.normal(size=(41, 60)), 4, 3),
    ]


@max_pool.law("it agrees with dlmath.cnn.max_pool2d")
def _(f, X, k, s):
    return np.array_equal(f(X, k, s), cnn.max_pool2d(X[None, None], k, stride=s)[0, 0])


@max_pool.law("a constant that is added to X is added to the result")
def _(f, X, k, s):
    size = np.max(np.abs(X)) + 1
    return np.allclose(f(X + size, k, s), np.asarray(f(X, k, s)) + size, rtol=0, atol=1e-9 * size)


max_pool.instead_of(
    "np.max(X[i * s : i * s + k, j * s : j * s + k])",
    {
        "np.mean(X[i * s : i * s + k, j * s : j * s + k])": "That is average pooling. Max pooling keeps the largest "
        "number.",
        "np.min(X[i * s : i * s + k, j * s : j * s + k])": "You kept the smallest number of each window. Keep the "
        "largest.",
        "np.sum(X[i * s : i * s + k, j * s : j * s + k])": "You added up each window. Keep its largest number.",
        "np.max(np.abs(X[i * s : i * s + k, j * s : j * s + k]))": "You took absolute values. Max pooling keeps the "
        "largest *number*: of −5 and 1, that is 1.",
        "max(0, np.max(X[i * s : i * s + k, j * s : j * s + k]))": "Your maximum is never below 0, as after a ReLU. "
        "In a window of negative numbers, the largest is negative.",
        "np.argmax(X[i * s : i * s + k, j * s : j * s + k])": "np.argmax says *where* the largest number is. np.max "
        "says what it is.",
        "np.max(X[i : i + k, j : j + k])": "Your windows start at row i and column j. With stride s, the window at "
        "place (i, j) starts at row i * s and column j * s.",
        "np.max(X[i * k : i * k + k, j * k : j * k + k])": "Your windows are k pixels apart. They move by the stride, "
        "s.",
        "np.max(X[i * s : i * s + s, j * s : j * s + s])": "Your windows have s rows and columns. They are k × k; s "
        "is how far they move.",
        "np.max(X[i * s : k, j * s : k])": "The second number of a slice is its *end*, not its length: i * s : i * s "
        "+ k.",
        "np.max(X[i * s : (i + 1) * k, j * s : (j + 1) * k])": "Your windows end at (i + 1) * k. They start at i * s, "
        "so they end at i * s + k.",
        "np.max(X[i * s : i * s + k - 1, j * s : j * s + k - 1])": "Your windows lack their last row and column. A "
        "slice leaves out its end, so write i * s + k.",
        "np.max(X[i * s : i * s + k + 1, j * s : j * s + k + 1])": "Your windows have one row and one column too "
        "many. A slice leaves out its end: i * s + k is right.",
        "np.max(X[j * s : j * s + k, i * s : i * s + k])": "Rows and columns are swapped in your window: place (i, j) "
        "starts at row i * s and column j * s.",
        "X[i * s, j * s]": "You keep the first pixel of each window. Keep the largest.",
        "np.max(X[i * s : i * s + k, :])": "Your window has k rows, but all columns. Cut out both.",
        "np.median(X[i * s : i * s + k, j * s : j * s + k])": "You took the median. Keep the largest number.",
    },
)
max_pool.instead_of(
    "(X.shape[0] - k) // s + 1",
    {
        "(X.shape[0] - k) // s": "Place 0 counts, too: there are (X.shape[0] - k) // s + 1 windows along the rows.",
        "X.shape[0] // s": "That counts a window at each s-th row, even if it hangs over the edge. There are "
        "(X.shape[0] - k) // s + 1.",
        "X.shape[0] // k": "That is right for s = k only. There are (X.shape[0] - k) // s + 1 windows along the rows.",
        "X.shape[0] - k + 1": "The stride is missing in the number of rows.",
        "-(-(X.shape[0] - k) // s) + 1": "You rounded up, so there is a window that hangs over the edge. It is left "
        "out: round down.",
        "(X.shape[1] - k) // s + 1": "You used the columns for the rows: X.shape[0] is the number of rows.",
        "(X.shape[0] - k + 1) // s": "The 1 is place 0, which is no step. Divide first, and then add 1.",
    },
)
max_pool.instead_of(
    "(X.shape[1] - k) // s + 1",
    {
        "(X.shape[1] - k) // s": "Place 0 counts, too: there are (X.shape[1] - k) // s + 1 windows along the columns.",
        "X.shape[1] // s": "That counts a window at each s-th column, even if it hangs over the edge. There are "
        "(X.shape[1] - k) // s + 1.",
        "X.shape[1] // k": "That is right for s = k only. There are (X.shape[1] - k) // s + 1 windows along the "
        "columns.",
        "X.shape[1] - k + 1": "The stride is missing in the number of columns.",
        "-(-(X.shape[1] - k) // s) + 1": "You rounded up, so there is a window that hangs over the edge. It is left "
        "out: round down.",
        "(X.shape[0] - k) // s + 1": "You used the rows for the columns: X.shape[1] is the number of columns.",
        "(X.shape[1] - k + 1) // s": "The 1 is place 0, which is no step. Divide first, and then add 1.",
    },
)


def _pooled(X, k, s, rows, columns):
    windows = [[X[i * s : i * s + k, j * s : j * s + k] for j in range(columns)] for i in range(rows)]
    return np.array([[np.max(window) if window.size else 0.0 for window in row] for row in windows])


@max_pool.misconception(
    "Windows that hang over the edge are left out. You kept them, with whatever pixels they still have. There are "
    "(X.shape[0] - k) // s + 1 windows along the rows, and as many along the columns with X.shape[1]."
)
def keeps_what_hangs_over(X, k, s):
    return _pooled(X, k, s, -(-X.shape[0] // s), -(-X.shape[1] // s))


@max_pool.misconception(
    "You rounded the numbers of windows up, so the last ones hang over the edge. They are left out: round down."
)
def rounds_both_up(X, k, s):
    return _pooled(X, k, s, -(-(X.shape[0] - k) // s) + 1, -(-(X.shape[1] - k) // s) + 1)


@max_pool.misconception(
    "The last row and column of windows are missing. Place 0 counts, too, so add 1 after the division; a range has to "
    "end one after the last start."
)
def without_the_last(X, k, s):
    return _pooled(X, k, s, (X.shape[0] - k) // s, (X.shape[1] - k) // s)


@max_pool.misconception(
    "The stride is not used for the windows' starts: your result has one for every pixel. They move by s pixels."
)
def stride_one(X, k, s):
    return _pooled(X, k, 1, X.shape[0] - k + 1, X.shape[1] - k + 1)


@max_pool.misconception("Your windows don't overlap, whatever the stride: they are k pixels apart. They move by s.")
def stride_k(X, k, s):
    return _pooled(X, k, k, X.shape[0] // k, X.shape[1] // k)


@max_pool.misconception(
    "You kept the largest number of each row of a window. Keep one number for the whole window: np.max without an axis."
)
def of_each_row(X, k, s):
    rows, columns = (X.shape[0] - k) // s + 1, (X.shape[1] - k) // s + 1
    return np.array(
        [[np.max(X[i * s : i * s + k, j * s : j * s + k], axis=1) for j in range(columns)] for i in range(rows)]
    )


@max_pool.misconception(
    "Your result is one long list. Arrange the numbers in a matrix, with a row for each row of windows."
)
def one_long_list(X, k, s):
    return np.ravel(max_pool(X, k, s))


@max_pool.misconception(
    "You count a window at each s-th row and column, even where it hangs over the edge. Those are left out: there are "
    "(X.shape[0] - k) // s + 1 windows along the rows, and as many along the columns with X.shape[1]."
)
def counts_by_the_stride(X, k, s):
    return _pooled(X, k, s, X.shape[0] // s, X.shape[1] // s)


@max_pool.misconception(
    "You skip s pixels, but write each maximum where its window starts, so zeros are left in between. Place (i, j) of "
    "the result belongs to the window that starts at row i * s and column j * s."
)
def zeros_between(X, k, s):
    Y = np.zeros((X.shape[0] - k + 1, X.shape[1] - k + 1))
    Y[::s, ::s] = max_pool(X, k, s)
    return Y


@max_pool.misconception(
    "You took steps of s in the *result*, and left zeros between them. Go through all places (i, j) of the result; "
    "the window of each starts at row i * s and column j * s of X."
)
def steps_in_the_result(X, k, s):
    Y = np.zeros(np.shape(max_pool(X, k, s)))
    for i in range(0, Y.shape[0], s):
        for j in range(0, Y.shape[1], s):
            Y[i, j] = np.max(X[i : i + k, j : j + k])
    return Y


@max_pool.misconception(
    "reshape cuts the image into blocks that don't overlap and leave nothing out. That is right only if s = k and k "
    "divides both sides. In general, cut out each window."
)
def blocks(X, k, s):
    return X.reshape(X.shape[0] // k, k, X.shape[1] // k, k).max(axis=(1, 3))


@max_pool.misconception("Python's max can't compare the rows of a matrix. np.max finds the largest of all entries.")
def compares_rows(X, k, s):
    rows, columns = (X.shape[0] - k) // s + 1, (X.shape[1] - k) // s + 1
    return np.array([[max(X[i * s : i * s + k, j * s : j * s + k]) for j in range(columns)] for i in range(rows)])
