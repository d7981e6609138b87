"""train_test_split: the same rows of X and of y, and no row on both sides."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="warm-up",
    task="Row $i$ of `X` belongs to entry $i$ of `y`. `order` holds the row numbers $0$ to $n - 1$ in random order. "
    "The first `n_test` row numbers in `order` go into the test set, and the others, in that order, into the training "
    "set. Return `X_train, X_test, y_train, y_test`.",
    hints=[
        "Cut `order` in two: order[:n_test] and the rest.",
        "With an array of row numbers in the brackets, X[rows] picks those rows, in that order.",
        "test, train = order[:n_test], order[n_test:], and then X[train], X[test], y[train], y[test].",
    ],
    also=("whole",),
)
def train_test_split(X, y, order, n_test):
    """Rows of X and entries of y, for training and for testing."""
    # The same row numbers pick from X and from y.
    test, train = order[:n_test], order[n_test:]
    return X[train], X[test], y[train], y[test]


@train_test_split.cases
def cases(rng):
    X = np.array([[1.0, 10.0], [2.0, 20.0], [3.0, 30.0]])
    return [
        (X, np.array([5.0, 6.0, 7.0]), np.array([2, 0, 1]), 1),
        (X, np.array([5.0, 6.0, 7.0]), np.array([1, 2, 0]), 2),
        (rng.normal(size=(5, 2)), rng.normal(size=5), np.array([3, 0, 4, 1, 2]), 2),
        (rng.normal(size=(10, 3)), rng.normal(size=10), rng.permutation(10), 3),
        (rng.normal(size=(40, 2)), rng.normal(size=40), rng.permutation(40), 13),
    ]


@train_test_split.edge_cases
def edge_cases(rng):
    return [
        (np.array([[1.0], [2.0], [3.0]]), np.array([0.0, 1.0, 0.0]), np.array([1, 0, 2]), 1),
    ]


@train_test_split.law("every row is in exactly one of the two parts")
def _(f, X, y, order, n_test):
    X_train, X_test, _, _ = f(X, y, order, n_test)
    both = np.concatenate([X_train, X_test])
    return both.shape == X.shape and np.allclose(np.sort(both, axis=0), np.sort(X, axis=0))


@train_test_split.law("rows keep their own targets")
def _(f, X, y, order, n_test):
    y = X @ np.arange(1.0, X.shape[1] + 1)
    X_train, X_test, y_train, y_test = f(X, y, order, n_test)
    w = np.arange(1.0, X.shape[1] + 1)
    return np.allclose(X_train @ w, y_train) and np.allclose(X_test @ w, y_test)


train_test_split.instead_of(
    "test, train = order[:n_test], order[n_test:]",
    {
        "train, test = order[:n_test], order[n_test:]": "Training and test are swapped: the first n_test row numbers "
        "are the *test* rows. Among the four results, the training part comes first.",
        "train, test = order[:-n_test], order[-n_test:]": "You tested on the last row numbers of order. The task takes "
        "the first n_test of them. (And for n_test = 0, order[-0:] is everything.)",
        "test, train = order[:n_test], order[n_test + 1:]": "One row is lost: order[n_test] is in neither part. A "
        "slice up to n_test stops before it, so the other begins at n_test.",
        "test, train = order[:n_test + 1], order[n_test + 1:]": "The test set has one row too many. order[:n_test] "
        "already holds n_test row numbers.",
        "test, train = order[:n_test + 1], order[n_test:]": "One row is in both parts, so the model is tested on "
        "something it was trained on. Cut both slices at n_test.",
        "test, train = order[1:n_test], order[n_test:]": "The first entry of order is lost. Python counts from 0: "
        "order[:n_test].",
        "test, train = order[:n_test], order": "You trained on all rows, including the test rows. A model tested on "
        "what it was trained on looks too good.",
        "test, train = np.arange(n_test), np.arange(n_test, len(order))": "You cut the rows in the order they have in "
        "X, and never used order. If the data are sorted, the two parts differ. Take the row numbers from order.",
        "test, train = np.sort(order[:n_test]), np.sort(order[n_test:])": "These are the right rows, but sorted. Keep "
        "them in the order that order gives.",
        "test, train = order[:n_test], np.setdiff1d(order, order[:n_test])": "The training rows are right, but sorted: "
        "np.setdiff1d sorts. order[n_test:] keeps the order.",
        "test, train = order[:n_test], order[n_test:][::-1]": "The training rows are in the wrong order.",
        "test, train = order[::2], order[1::2]": "You took every other row. The first n_test entries of order are the "
        "test rows.",
    },
)
train_test_split.instead_of(
    "return X[train], X[test], y[train], y[test]",
    {
        "return X[train], y[train], X[test], y[test]": "The four parts are right, but not in the order asked for: "
        "X_train, X_test, y_train, y_test.",
        "return X[train], X[test], y[n_test:], y[:n_test]": "You used order for X but not for y, so the rows have "
        "lost their targets. Use the same row numbers for both.",
        "return X[n_test:], X[:n_test], y[train], y[test]": "You used order for y but not for X, so the rows have "
        "lost their targets. Use the same row numbers for both.",
        "return X[train], X[test], y[train]": "The targets of the test set are missing.",
        "return X[train], X[test]": "The targets are missing: y[train], y[test].",
        "return train, test": "Those are the row numbers. Return the rows of X and the entries of y that they pick.",
        "return X[train], X[test], y[train], y[train]": "The last part holds the targets of the training set again. It "
        "should be y[test].",
        "return X[:, train], X[:, test], y[train], y[test]": "You picked columns of X. Examples are rows: X[train].",
    },
)


@train_test_split.misconception(
    "You compared the row numbers themselves with n_test. What counts is their *place* in order: the first n_test "
    "entries of order are the test rows."
)
def compares_row_numbers(X, y, order, n_test):
    return X[order >= n_test], X[order < n_test], y[order >= n_test], y[order < n_test]


@train_test_split.misconception(
    "You compared the row numbers themselves with n_test. What counts is their *place* in order: order[:n_test]."
)
def compares_row_numbers_too_far(X, y, order, n_test):
    return X[order > n_test], X[order <= n_test], y[order > n_test], y[order <= n_test]


@train_test_split.misconception(
    "You picked row numbers from order by their size. The first n_test entries of order are the test rows, whatever "
    "their size."
)
def rows_by_size(X, y, order, n_test):
    train, test = order[order >= n_test], order[order < n_test]
    return X[train], X[test], y[train], y[test]


@train_test_split.misconception(
    "You shuffled X and y separately, so the rows have lost their targets. Pick from both with the same row numbers."
)
def shuffles_apart(X, y, order, n_test):
    other = order[::-1]
    return X[order[n_test:]], X[order[:n_test]], y[other[n_test:]], y[other[:n_test]]


@train_test_split.misconception(
    "You used order the other way around, as the place where each row goes. order[0] is the number of the row that "
    "comes first: X[order]."
)
def the_inverse_order(X, y, order, n_test):
    back = np.argsort(order)
    return X[back[n_test:]], X[back[:n_test]], y[back[n_test:]], y[back[:n_test]]
