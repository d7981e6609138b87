"""ridge_with_intercept: the prior is about the weights, not about the level of y."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="This function should return the `weights` and the `intercept` that make the sum of "
    "$(y_i - \\mathbf w^\\top\\mathbf x^{(i)} - b)^2$ plus $\\lambda\\,\\lVert\\mathbf w\\rVert^2$ smallest, with "
    "`penalty` for $\\lambda > 0$. It runs, but it shrinks something that the task does not mention. (If all targets "
    "grow by 1000, how should the answer change? How does it?) Fix it.",
    hints=[
        "Which entry of theta is the intercept? What does the penalty do to it?",
        "The first diagonal entry of the penalty matrix belongs to the column of ones. It has to be 0.",
        "P = penalty * np.eye(A.shape[1]), then P[0, 0] = 0, and P in place of penalty * np.eye(…).",
    ],
    also=("whole", "long"),
)
def ridge_with_intercept(X, y, penalty):
    """Weights and intercept; only the weights are penalized."""
    A = np.column_stack([np.ones(len(X)), X])
    # Nothing is believed in advance about the level of y, so the first entry has no penalty.
    P = penalty * np.eye(A.shape[1])
    P[0, 0] = 0
    theta = np.linalg.solve(A.T @ A + P, A.T @ y)
    return theta[1:], theta[0]


@ridge_with_intercept.cases
def cases(rng):
    return [
        (np.array([[0.0], [1.0], [2.0]]), np.array([1.0, 3.0, 5.0]), 2.0),
        (np.array([[1.0], [2.0]]), np.array([2.0, 6.0]), 0.5),
        (np.array([[1.0, 0.0], [0.0, 2.0], [1.0, 1.0], [3.0, -1.0]]), np.array([10.0, 12.0, 7.0, 9.0]), 3.0),
        (np.array([[2.0, 1.0, 0.5], [0.0, 1.0, 3.0]]), np.array([1.0, 4.0]), 1.5),
        (rng.normal(size=(9, 3)) + 1, rng.normal(size=9) + 5, 1.2),
        (rng.normal(size=(12, 4)) - 2, 3 * rng.normal(size=12), 4.0),
    ]


@ridge_with_intercept.edge_cases
def edge_cases(rng):
    return [
        (np.array([[1.0, 1.0], [2.0, 2.0]]), np.array([1.0, 3.0]), 1.0),
        (np.array([[0], [1], [5]]), np.array([1, 3, 2]), 2),
        (rng.normal(size=(6, 2)), np.full(6, 7.0), 10.0),
    ]


@ridge_with_intercept.law("if all targets grow by 10, the intercept grows by 10 and no weight changes")
def _(f, X, y, penalty):
    w, b = f(X, y, penalty)
    shifted_w, shifted_b = f(X, y + 10, penalty)
    return np.allclose(shifted_w, w) and np.isclose(shifted_b, b + 10)


@ridge_with_intercept.law("the residuals add up to 0")
def _(f, X, y, penalty):
    w, b = f(X, y, penalty)
    return np.isclose(np.sum(y - X @ w - b), 0, atol=1e-7 * (1 + np.abs(y).max()))


@ridge_with_intercept.start(
    "The intercept is still penalized: theta[0] is pulled toward 0, too. Set the first diagonal entry of the "
    "penalty matrix to 0."
)
def penalizes_everything(X, y, penalty):
    """Weights and intercept; only the weights are penalized."""
    A = np.column_stack([np.ones(len(X)), X])
    theta = np.linalg.solve(A.T @ A + penalty * np.eye(A.shape[1]), A.T @ y)
    return theta[1:], theta[0]


ridge_with_intercept.instead_of(
    "P[0, 0] = 0",
    {
        "P[0, 0] = 1": "The first diagonal entry is now 1, which is still a penalty on the intercept. It has to be 0.",
        "P[-1, -1] = 0": "You freed the last weight. The column of ones is the first one: P[0, 0] = 0.",
        "P[1, 1] = 0": "Python counts from 0: P[1, 1] belongs to the first weight, P[0, 0] to the intercept.",
        "P[0, 0] = -penalty": "A negative penalty pushes the intercept away from 0. It has to be 0.",
        "P[1:, 1:] = 0": "That is the wrong way around: now only the intercept is penalized.",
        "P[:] = 0": "Now nothing is penalized. Only the first diagonal entry has to be 0.",
    },
)
ridge_with_intercept.instead_of(
    "return theta[1:], theta[0]",
    {
        "return theta[:-1], theta[-1]": "The column of ones is the first one in A, so the intercept is theta[0].",
        "return theta[0], theta[1:]": "The two are swapped: first the weights, then the intercept.",
        "return theta": "Return the two parts: theta[1:], theta[0].",
        "return theta[1:], 0.0": "The intercept is missing: return theta[0] as well.",
        "return theta[1:], np.mean(y)": "The mean of y is the intercept only if every column of X has the mean 0. "
        "In general, it is ȳ − x̄ · w.",
    },
)


def _centered(X, y, penalty):
    x_mean, y_mean = X.mean(axis=0), np.mean(y)
    C = X - x_mean
    w = np.linalg.solve(C.T @ C + penalty * np.eye(X.shape[1]), C.T @ (y - y_mean))
    return w, x_mean, y_mean


@ridge_with_intercept.misconception(
    "The weights are right, since you centered the data. But the intercept is for the original data: ȳ − x̄ · w, not ȳ."
)
def intercept_of_the_centered(X, y, penalty):
    w, _, y_mean = _centered(X, y, penalty)
    return w, y_mean


@ridge_with_intercept.misconception(
    "The weights are right, since you centered the data. But the intercept is for the original data: ȳ − x̄ · w, not 0."
)
def no_intercept_of_the_centered(X, y, penalty):
    return _centered(X, y, penalty)[0], 0.0


@ridge_with_intercept.misconception("Check the sign: the line passes through the means, so the intercept is ȳ − x̄ · w.")
def adds_the_mean(X, y, penalty):
    w, x_mean, y_mean = _centered(X, y, penalty)
    return w, y_mean + x_mean @ w


@ridge_with_intercept.misconception(
    "You centered y but not X. The weights then have to explain the level of X as well. Center both, or leave the "
    "intercept free of the penalty."
)
def centers_y_only(X, y, penalty):
    y_mean = np.mean(y)
    w = np.linalg.solve(X.T @ X + penalty * np.eye(X.shape[1]), X.T @ (y - y_mean))
    return w, y_mean - X.mean(axis=0) @ w


@ridge_with_intercept.misconception(
    "You left out the intercept while solving and added it afterward. By then, the weights have already been bent "
    "to explain the level of y. Keep the column of ones, without a penalty."
)
def intercept_afterward(X, y, penalty):
    w = np.linalg.solve(X.T @ X + penalty * np.eye(X.shape[1]), X.T @ y)
    return w, np.mean(y - X @ w)


@ridge_with_intercept.misconception(
    "You kept the penalized weights and only moved the intercept. The weights change, too, once the intercept is free."
)
def moves_the_intercept_only(X, y, penalty):
    w, _ = penalizes_everything(X, y, penalty)
    return w, np.mean(y - X @ w)


@ridge_with_intercept.misconception(
    "λ appears twice in your equations. The penalty matrix has λ on its diagonal, once."
)
def twice_the_penalty(X, y, penalty):
    w, x_mean, y_mean = _centered(X, y, 2 * penalty)
    return w, y_mean - x_mean @ w


@ridge_with_intercept.misconception(
    "The error is a sum over the examples here, so λ is not multiplied by their number."
)
def n_times_the_penalty(X, y, penalty):
    w, x_mean, y_mean = _centered(X, y, len(y) * penalty)
    return w, y_mean - x_mean @ w


ridge_with_intercept.instead_of(
    "penalty * np.eye(A.shape[1])",
    {
        "penalty**2 * np.eye(A.shape[1])": "The penalty is λ itself, not λ².",
        "np.sqrt(penalty) * np.eye(A.shape[1])": "The penalty is λ itself, not its root.",
        "penalty / 2 * np.eye(A.shape[1])": "Both terms have the same factor here, so λ goes on the diagonal as it is.",
        "penalty * np.ones((A.shape[1], A.shape[1]))": "λ belongs only on the diagonal. With λ everywhere, you "
        "penalize the square of the *sum* of the weights.",
    },
)


@ridge_with_intercept.misconception(
    "λ belongs only on the diagonal. With λ everywhere, you penalize the square of the *sum* of the weights."
)
def penalizes_the_sum(X, y, penalty):
    A = np.column_stack([np.ones(len(X)), X])
    P = penalty * np.ones((A.shape[1], A.shape[1]))
    P[0, :] = P[:, 0] = 0
    theta = np.linalg.lstsq(A.T @ A + P, A.T @ y)[0]
    return theta[1:], theta[0]


@ridge_with_intercept.misconception(
    "There is no intercept while you solve, so the weights have to explain the level of y. Keep the column of ones, "
    "without a penalty."
)
def leaves_it_out(X, y, penalty):
    return np.linalg.solve(X.T @ X + penalty * np.eye(X.shape[1]), X.T @ y), 0.0


@ridge_with_intercept.misconception(
    "The weights were found without an intercept, so they had to explain the level of y. Keep the column of ones, "
    "without a penalty (or center X and y first)."
)
def leaves_it_out_and_takes_the_mean(X, y, penalty):
    return np.linalg.solve(X.T @ X + penalty * np.eye(X.shape[1]), X.T @ y), np.mean(y)


@ridge_with_intercept.misconception(
    "You subtracted the mean of y and added it back, but the intercept of what is left is still penalized. It is 0 "
    "only if the columns of X are centered, too."
)
def centers_y_and_penalizes(X, y, penalty):
    w, b = penalizes_everything(X, y - np.mean(y), penalty)
    return w, b + np.mean(y)


@ridge_with_intercept.misconception(
    "The column of ones is last in your matrix, but you return the first entry as the intercept."
)
def ones_last(X, y, penalty):
    w, b = ridge_with_intercept(X, y, penalty)
    return np.append(w[1:], b), w[0]


ridge_with_intercept.instead_of(
    "P[0, 0] = 0",
    {"P[0, 0] = penalty - 1": "The intercept still has the penalty λ − 1. Its entry of P has to be 0."},
)


@ridge_with_intercept.misconception(
    "You centered y but not X. The weights then have to explain the level of X as well, and the intercept is not ȳ. "
    "Center both, or leave the intercept free of the penalty."
)
def centers_y_and_returns_its_mean(X, y, penalty):
    return np.linalg.solve(X.T @ X + penalty * np.eye(X.shape[1]), X.T @ (y - np.mean(y))), np.mean(y)


@ridge_with_intercept.misconception(
    "You set the first entry of AᵀA + P to 0. In AᵀA it is the number of examples, and that stays: only P[0, 0] is 0."
)
def clears_the_sum(X, y, penalty):
    A = np.column_stack([np.ones(len(X)), X])
    M = A.T @ A + penalty * np.eye(A.shape[1])
    M[0, 0] = 0
    theta = np.linalg.solve(M, A.T @ y)
    return theta[1:], theta[0]


@ridge_with_intercept.misconception(
    "You divided the columns by their spread, so λ penalizes different weights: those of the standardized columns. "
    "Centering is enough."
)
def standardizes(X, y, penalty):
    spread = np.std(X, axis=0)
    w, x_mean, y_mean = _centered(X / spread, y, penalty)
    return w / spread, y_mean - x_mean @ w


@ridge_with_intercept.misconception(
    "X.mean() is one number for the whole table. Each column has its own mean: X.mean(axis=0)."
)
def one_mean_for_all_columns(X, y, penalty):
    C, y_mean = X - np.mean(X), np.mean(y)
    w = np.linalg.solve(C.T @ C + penalty * np.eye(X.shape[1]), C.T @ (y - y_mean))
    return w, y_mean - np.mean(X) * np.sum(w)
