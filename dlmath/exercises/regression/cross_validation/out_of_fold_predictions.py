"""out_of_fold_predictions: a choice is part of the fit."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="This function keeps the `n_kept` columns that are most correlated with the target, fits least squares to "
    "them, and predicts each example with a model that was fitted to the other folds. `fold` holds the number of each "
    "example's fold. It runs, but something it uses has seen the examples it is tested on. Fix it.",
    hints=[
        "Which lines use X and y of *all* examples?",
        "The columns are chosen before the loop, with the correlations of all examples, including those in the fold.",
        "Move the four lines that choose into the loop, and use X[train] and y[train] in them.",
    ],
    also=("whole",),
)
def out_of_fold_predictions(X, y, fold, n_kept):
    """For each example, the prediction of a model that has not seen it."""
    y_hat = np.zeros(len(y))
    for i in np.unique(fold):
        train, test = fold != i, fold == i
        # Choosing is part of the fit, so it sees the training part only.
        C = X[train] - X[train].mean(axis=0)
        t = y[train] - y[train].mean()
        r = np.abs(C.T @ t) / np.linalg.norm(C, axis=0)
        keep = np.argsort(-r)[:n_kept]
        A = np.column_stack([np.ones(len(y)), X[:, keep]])
        w = np.linalg.lstsq(A[train], y[train])[0]
        y_hat[test] = A[test] @ w
    return y_hat


@out_of_fold_predictions.start(
    "The columns are still chosen with the help of the examples that are tested on. Move the lines that choose into "
    "the loop, and let them see only X[train] and y[train]."
)
def leaks(X, y, fold, n_kept):
    """For each example, the prediction of a model that has not seen it."""
    C = X - X.mean(axis=0)
    t = y - y.mean()
    r = np.abs(C.T @ t) / np.linalg.norm(C, axis=0)
    keep = np.argsort(-r)[:n_kept]  # the most correlated columns
    A = np.column_stack([np.ones(len(y)), X[:, keep]])
    y_hat = np.zeros(len(y))
    for i in np.unique(fold):
        train, test = fold != i, fold == i
        w = np.linalg.lstsq(A[train], y[train])[0]
        y_hat[test] = A[test] @ w
    return y_hat


@out_of_fold_predictions.cases
def cases(rng):
    X = np.array([[1.0, 0.0, 2.0], [2.0, 1.0, 0.0], [3.0, 5.0, 1.0], [4.0, 2.0, 7.0], [6.0, 2.0, 1.0], [9.0, 4.0, 3.0]])
    y = np.array([1.0, 4.0, 2.0, 8.0, 3.0, 5.0])
    return [
        (X, y, np.array([0, 1, 2, 0, 1, 2]), 1),
        (X, y, np.array([1, 1, 1, 0, 2, 2]), 1),
        (rng.normal(size=(10, 8)) + 2, rng.normal(size=10), rng.permutation(10) % 5, 2),
        (3 * rng.normal(size=(14, 20)), rng.normal(size=14) + 5, rng.permutation(14) % 4, 3),
        (rng.normal(size=(16, 30)) - 1, 4 * rng.normal(size=16), rng.permutation(16) % 3, 2),
        (rng.normal(size=(12, 9)) * np.arange(1.0, 10.0), rng.normal(size=12), rng.permutation(12) % 3, 2),
    ]


@out_of_fold_predictions.edge_cases
def edge_cases(rng):
    X, y = rng.normal(size=(8, 5)), rng.normal(size=8)
    return [(X, y, np.arange(8), 1), (X, y, np.arange(8) % 2, 1), (X[:, :2], y, np.arange(8) // 2, 2)]


@out_of_fold_predictions.law("a prediction does not change when the targets of its own fold do")
def _(f, X, y, fold, n_kept):
    before = np.asarray(f(X, y, fold, n_kept))
    for i in np.unique(fold)[:2]:
        test = fold == i
        other = np.where(test, 100.0 - 3 * y, y)
        if not np.allclose(np.asarray(f(X, other, fold, n_kept))[test], before[test]):
            return False
    return True


def _strength(X, y):
    C = X - X.mean(axis=0)
    return C.T @ (y - y.mean()) / np.linalg.norm(C, axis=0)


def _predict(X, y, fold, choose, fit=lambda train, test: train):
    """With the columns that ``choose`` gives for the training part, and a fit to the part that ``fit`` gives."""
    y_hat = np.zeros(len(y))
    for i in np.unique(fold):
        train, test = fold != i, fold == i
        A = np.column_stack([np.ones(len(y)), X[:, choose(train)]])
        part = fit(train, test)
        y_hat[test] = A[test] @ np.linalg.lstsq(A[part], y[part])[0]
    return y_hat


def _honest(X, y, n_kept):
    return lambda train: np.argsort(-np.abs(_strength(X[train], y[train])))[:n_kept]


@out_of_fold_predictions.misconception(
    "Nothing is left out: columns and weights are learned from all examples, including those that are tested on. Both "
    "must see only X[train] and y[train]."
)
def learns_from_all(X, y, fold, n_kept):
    keep = np.argsort(-np.abs(_strength(X, y)))[:n_kept]
    return _predict(X, y, fold, lambda train: keep, lambda train, test: train | test)


@out_of_fold_predictions.misconception(
    "Now the choice is honest, but the weights are fitted to all examples, including those that are tested on. Fit to "
    "A[train] and y[train]."
)
def fits_to_all(X, y, fold, n_kept):
    return _predict(X, y, fold, _honest(X, y, n_kept), lambda train, test: train | test)


@out_of_fold_predictions.misconception(
    "The columns are chosen with the *test* part. The fold is what you predict; everything is learned from the others."
)
def chooses_with_the_test_part(X, y, fold, n_kept):
    def choose(train):
        part = ~train if np.sum(~train) > 1 else train
        return _honest(X, y, n_kept)(part)

    return _predict(X, y, fold, choose)


@out_of_fold_predictions.misconception(
    "The columns are chosen once, with the training part of the first fold. For the other folds, that part holds what "
    "they are tested on. Choose anew in each round."
)
def chooses_in_the_first_fold(X, y, fold, n_kept):
    keep = _honest(X, y, n_kept)(fold != np.min(fold))
    return _predict(X, y, fold, lambda train: keep)


@out_of_fold_predictions.misconception(
    "You keep the columns that are *least* correlated with the target. argsort puts the smallest first: sort −r."
)
def keeps_the_worst(X, y, fold, n_kept):
    return _predict(X, y, fold, lambda train: np.argsort(np.abs(_strength(X[train], y[train])))[:n_kept])


@out_of_fold_predictions.misconception("A strong negative correlation is as useful as a positive one. Keep the np.abs.")
def forgets_the_sign(X, y, fold, n_kept):
    return _predict(X, y, fold, lambda train: np.argsort(-_strength(X[train], y[train]))[:n_kept])


@out_of_fold_predictions.misconception(
    "Without the length of each centered column, a column in large units always wins. The correlation needs / "
    "np.linalg.norm(C, axis=0)."
)
def covariance(X, y, fold, n_kept):
    def choose(train):
        C = X[train] - X[train].mean(axis=0)
        return np.argsort(-np.abs(C.T @ (y[train] - y[train].mean())))[:n_kept]

    return _predict(X, y, fold, choose)


@out_of_fold_predictions.misconception(
    "You center with the means of all examples. The test part must have no say in that, either: X[train].mean(axis=0) "
    "and y[train].mean()."
)
def centers_with_all(X, y, fold, n_kept):
    def choose(train):
        C = (X - X.mean(axis=0))[train]
        return np.argsort(-np.abs(C.T @ (y - y.mean())[train]) / np.linalg.norm(C, axis=0))[:n_kept]

    return _predict(X, y, fold, choose)


@out_of_fold_predictions.misconception(
    "The products are taken over the training part, but the columns are centered and measured with all examples. All "
    "four lines that choose belong in the loop: C, t, r, and keep, from X[train] and y[train]."
)
def measures_with_all(X, y, fold, n_kept):
    C, t = X - X.mean(axis=0), y - y.mean()

    def choose(train):
        return np.argsort(-np.abs(C[train].T @ t[train]) / np.linalg.norm(C, axis=0))[:n_kept]

    return _predict(X, y, fold, choose)


@out_of_fold_predictions.misconception(
    "The leak is gone because nothing is chosen anymore: all columns are used. Keep the n_kept columns that are most "
    "correlated with the target in the training part."
)
def keeps_all(X, y, fold, n_kept):
    return _predict(X, y, fold, lambda train: np.arange(X.shape[1]))


@out_of_fold_predictions.misconception(
    "You always keep the first columns. Choose those that are most correlated with the target in the training part."
)
def keeps_the_first(X, y, fold, n_kept):
    return _predict(X, y, fold, lambda train: np.arange(n_kept))


@out_of_fold_predictions.misconception(
    "Only the first fold has predictions; the others are still 0. Is the return inside the loop?"
)
def first_fold_only(X, y, fold, n_kept):
    return np.where(fold == np.min(fold), _predict(X, y, fold, _honest(X, y, n_kept)), 0.0)


@out_of_fold_predictions.misconception(
    "Only the last fold has predictions: y_hat = np.zeros(…) belongs before the loop, or it starts over in each round."
)
def last_fold_only(X, y, fold, n_kept):
    return np.where(fold == np.max(fold), _predict(X, y, fold, _honest(X, y, n_kept)), 0.0)


@out_of_fold_predictions.misconception("Those are the residuals. Return the predictions.")
def residuals(X, y, fold, n_kept):
    return y - _predict(X, y, fold, _honest(X, y, n_kept))


@out_of_fold_predictions.misconception("The intercept is missing. Keep the column of ones in A.")
def no_intercept(X, y, fold, n_kept):
    y_hat = np.zeros(len(y))
    for i in np.unique(fold):
        train, test = fold != i, fold == i
        keep = _honest(X, y, n_kept)(train)
        y_hat[test] = X[test][:, keep] @ np.linalg.lstsq(X[train][:, keep], y[train])[0]
    return y_hat


@out_of_fold_predictions.misconception(
    "train and test are swapped: you learn from the fold and predict all others. Learn from the others, fold != i."
)
def swaps(X, y, fold, n_kept):
    y_hat = np.zeros(len(y))
    for i in np.unique(fold):
        train, test = fold == i, fold != i
        if np.sum(train) < 2:
            continue
        A = np.column_stack([np.ones(len(y)), X[:, _honest(X, y, n_kept)(train)]])
        y_hat[test] = A[test] @ np.linalg.lstsq(A[train], y[train])[0]
    return y_hat


@out_of_fold_predictions.misconception(
    "Each round overwrites the predictions of all examples, so the last model predicts every example, including those "
    "it was fitted to. Write only to y_hat[test]."
)
def overwrites(X, y, fold, n_kept):
    train = fold != np.max(fold)
    A = np.column_stack([np.ones(len(y)), X[:, _honest(X, y, n_kept)(train)]])
    return A @ np.linalg.lstsq(A[train], y[train])[0]
