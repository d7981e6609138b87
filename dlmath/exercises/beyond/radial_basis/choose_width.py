"""choose_width: what is left out is not fitted."""

import numpy as np

from dlmath import radial_basis
from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="This function should return the best of the `widths` and its error, by cross-validation: each fold is "
    "predicted by kernel ridge regression fitted to the other folds, and the error is the root mean square "
    "over all examples. If several widths are equally good, the first one wins. `fold` holds the number of "
    "each example's fold. The function runs, but it has two mistakes. Fix them.",
    forbids=["radial_basis.choose_by_leave_one_out", "radial_basis.leave_one_out"],
    hints=[
        "In which line does the left-out fold take part in the fit? And where in the matrix should λ be added?",
        "Inside the loop over the folds, the heights have to come from K[train][:, train] and y[train] alone.",
        "A = K[train][:, train] + penalty * np.eye(np.sum(train)), alpha = np.linalg.solve(A, y[train]), and "
        "y_hat[test] = K[test][:, train] @ alpha.",
    ],
    also=("whole",),
)
def choose_width(X, y, widths, penalty, fold):
    """The best width by cross-validation, and its error."""
    errors = []
    for width in widths:
        K = radial_basis.gaussian_kernel(X, X, width)
        y_hat = np.zeros(len(y))
        for i in np.unique(fold):
            train, test = fold != i, fold == i
            # Bumps stand at the examples of the other folds only, and λ is added on the diagonal.
            A = K[train][:, train] + penalty * np.eye(np.sum(train))
            alpha = np.linalg.solve(A, y[train])
            y_hat[test] = K[test][:, train] @ alpha
        errors.append(np.sqrt(np.mean((y - y_hat) ** 2)))
    best = np.argmin(errors)
    return widths[best], errors[best]


@choose_width.start(
    "Look at the system that gives the heights: the examples of the fold must not take part in it, and λ belongs on "
    "the diagonal only."
)
def leaks(X, y, widths, penalty, fold):
    """The best width by cross-validation, and its error."""
    errors = []
    for width in widths:
        K = radial_basis.gaussian_kernel(X, X, width)
        y_hat = np.zeros(len(y))
        for i in np.unique(fold):
            test = fold == i
            alpha = np.linalg.solve(K + penalty, y)
            y_hat[test] = K[test] @ alpha
        errors.append(np.sqrt(np.mean((y - y_hat) ** 2)))
    best = np.argmin(errors)
    return widths[best], errors[best]


@choose_width.cases
def cases(rng):
    x = np.array([[0.0], [1.0], [2.5], [3.0], [4.5], [6.0]])
    y = np.array([0.5, 2.0, 1.0, -1.0, 0.5, 3.0])
    fold = np.array([0, 1, 2, 0, 1, 2])
    return [
        (x, y, np.array([1.0]), 0.5, fold),
        (x, y, np.array([0.3, 0.8, 2.0]), 0.2, fold),
        (x, y, np.array([2.0, 0.8, 0.3]), 0.2, np.array([1, 1, 1, 0, 0, 0])),
        (x, np.array([0.5, 2.0, 2.4, 2.0, 0.5, -1.0]), np.array([0.8, 2.0, 0.3]), 0.2, fold),
        (rng.normal(size=(9, 2)), rng.normal(size=9) + 2, np.array([0.4, 0.9, 1.7]), 1.3, rng.permutation(9) % 3),
        (rng.normal(size=(8, 3)), 3 * rng.normal(size=8), np.array([2.5, 1.2]), 0.1, rng.permutation(8) % 4),
    ]


@choose_width.edge_cases
def edge_cases(rng):
    x = np.arange(5.0)[:, None]
    return [(x, np.array([1.0, 0.5, 2.0, 1.5, 3.0]), np.array([0.6, 1.1]), 0.3, np.arange(5)),
            (x, np.zeros(5), np.array([2.0, 1.0]), 0.1, np.arange(5) % 2)]  # fmt: skip


def _one_example_left_out(f):
    """The error for two far examples in two folds: an honest fit to the other one misses by 1."""
    return float(f(np.array([[0.0], [90.0]]), np.array([1.0, 1.0]), np.array([1.0]), 1e-6, np.array([0, 1]))[1])


@choose_width.symptom("The left-out fold still takes part in the fit: its own bumps predict it.")
def fold_is_fitted(f):
    return _one_example_left_out(f) < 0.9


@choose_width.symptom("λ is added to every entry of the matrix. It belongs on the diagonal.")
def everywhere(f):
    # Two pairs, far apart. Mirroring the targets of one pair changes no error, unless λ stands between the pairs.
    X, y, fold = np.array([[0.0], [1.0], [90.0], [91.0]]), np.array([1.0, 1.0, 5.0, 5.0]), np.array([0, 1, 0, 1])
    first = f(X, y, np.array([1.0]), 2.0, fold)[1]
    return not np.isclose(first, f(X, np.array([1.0, 1.0, -5.0, -5.0]), np.array([1.0]), 2.0, fold)[1])


def _errors(X, y, widths, penalty, fold, predict):
    errors = []
    for width in widths:
        K = radial_basis.gaussian_kernel(X, X, width)
        y_hat = np.zeros(len(y))
        for i in np.unique(fold):
            train, test = fold != i, fold == i
            y_hat[test] = predict(K, y, penalty, train, test)
        errors.append(np.sqrt(np.mean((y - y_hat) ** 2)))
    return errors


def _best(widths, errors):
    return widths[np.argmin(errors)], errors[np.argmin(errors)]


@choose_width.misconception(
    "λ stands on the diagonal now, but the heights still come from all examples, including the fold that is predicted. "
    "Fit to K[train][:, train] and y[train], and predict with K[test][:, train]."
)
def still_leaks(X, y, widths, penalty, fold):
    def predict(K, y, penalty, train, test):
        return K[test] @ np.linalg.solve(K + penalty * np.eye(len(y)), y)

    return _best(widths, _errors(X, y, widths, penalty, fold, predict))


@choose_width.misconception(
    "The leak is fixed, but λ is still added to every entry. On the diagonal alone, it is penalty * "
    "np.eye(np.sum(train))."
)
def still_everywhere(X, y, widths, penalty, fold):
    def predict(K, y, penalty, train, test):
        return K[test][:, train] @ np.linalg.solve(K[train][:, train] + penalty, y[train])

    return _best(widths, _errors(X, y, widths, penalty, fold, predict))


@choose_width.misconception(
    "You solve with all examples and then use only the heights of the training part. They still depend on the fold: "
    "solve with K[train][:, train] and y[train]."
)
def drops_heights_afterward(X, y, widths, penalty, fold):
    def predict(K, y, penalty, train, test):
        return K[test][:, train] @ np.linalg.solve(K + penalty * np.eye(len(y)), y)[train]

    return _best(widths, _errors(X, y, widths, penalty, fold, predict))


@choose_width.misconception(
    "You fit to the fold and predict the others with it, or the fold itself. Fit to the other folds: train = fold != i."
)
def fits_the_fold(X, y, widths, penalty, fold):
    def predict(K, y, penalty, train, test):
        return K[test][:, test] @ np.linalg.solve(K[test][:, test] + penalty * np.eye(np.sum(test)), y[test])

    return _best(widths, _errors(X, y, widths, penalty, fold, predict))


@choose_width.misconception(
    "You set the targets of the fold to 0 and kept its bumps. They still take part: the fit is pulled to 0 there. "
    "Leave out their rows and columns: K[train][:, train]."
)
def targets_set_to_zero(X, y, widths, penalty, fold):
    def predict(K, y, penalty, train, test):
        return K[test] @ np.linalg.solve(K + penalty * np.eye(len(y)), np.where(test, 0, y))

    return _best(widths, _errors(X, y, widths, penalty, fold, predict))


@choose_width.misconception(
    "You took an error for each fold and averaged these. Here, the error is one root mean square over all examples."
)
def mean_over_folds(X, y, widths, penalty, fold):
    errors = []
    for width in widths:
        K = radial_basis.gaussian_kernel(X, X, width)
        of_folds = []
        for i in np.unique(fold):
            train, test = fold != i, fold == i
            alpha = np.linalg.solve(K[train][:, train] + penalty * np.eye(np.sum(train)), y[train])
            of_folds.append(np.sqrt(np.mean((y[test] - K[test][:, train] @ alpha) ** 2)))
        errors.append(np.mean(of_folds))
    return _best(widths, errors)


choose_width.instead_of(
    "penalty * np.eye(np.sum(train))",
    {
        "0": "λ isn't used anymore. Add it on the diagonal: penalty * np.eye(np.sum(train)).",
        "np.eye(np.sum(train))": "You added 1 on the diagonal. Multiply np.eye(…) by the penalty.",
    },
)
choose_width.instead_of(
    "np.sqrt(np.mean((y - y_hat) ** 2))",
    {
        "np.mean((y - y_hat) ** 2)": "The root is missing: the error is the root mean square.",
        "np.sum((y - y_hat) ** 2)": "That is the sum of the squares. Take the root of their mean.",
        "np.mean(np.abs(y - y_hat))": "That is the mean absolute error. Take the root of the mean square.",
    },
)
choose_width.instead_of(
    "return widths[best], errors[best]",
    {
        "return widths[best]": "Return the error of the best width, too: two numbers.",
        "return errors[best]": "Return the best width, too: two numbers.",
        "return best, errors[best]": "That is the index of the best width. Return the width itself.",
        "return errors[best], widths[best]": "The width comes first, then its error.",
    },
)
choose_width.instead_of(
    "np.argmin(errors)",
    {
        "np.argmax(errors)": "That is the worst width. Take the smallest error.",
        "0": "You always return the first width. Take the one with the smallest error.",
        "-1": "You always return the last width. Take the one with the smallest error.",
    },
)
