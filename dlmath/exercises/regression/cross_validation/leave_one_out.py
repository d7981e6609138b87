"""leave_one_out: n fits for the price of one."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="hard",
    task="Return the `n` left-out residuals $y_i - \\hat y_{-i}$ of ridge regression with an unpenalized intercept: "
    "$\\hat y_{-i}$ is the prediction for example $i$ by the model fitted to all others. `X` is not centered, and "
    "`penalty` is λ > 0, for the sum $\\lVert\\mathbf y - X\\mathbf w - b\\rVert^2 + \\lambda\\lVert\\mathbf "
    "w\\rVert^2$. Do not fit `n` models: find the matrix $H$ with $\\hat{\\mathbf y} = H\\mathbf y$ for the fit to "
    "*all* examples, intercept included, and use its diagonal. (`np.diag(H)` returns it.)",
    hints=[
        "Put a column of ones in front: A = [1, X]. The fit is θ = (AᵀA + P)⁻¹ Aᵀy. Which P leaves the intercept free?",
        "P is λ on the diagonal, but 0 for the intercept. Then ŷ = Aθ = Hy with H = A (AᵀA + P)⁻¹ Aᵀ.",
        "H = A @ np.linalg.solve(A.T @ A + P, A.T), and then (y - H @ y) / (1 - np.diag(H)).",
    ],
    also=("whole", "long"),
)
def leave_one_out(X, y, penalty):
    """The residual of each example under the fit to all others."""
    A = np.column_stack([np.ones(len(X)), X])
    P = penalty * np.eye(A.shape[1])
    P[0, 0] = 0  # the intercept is free
    H = A @ np.linalg.solve(A.T @ A + P, A.T)
    # A left-out residual is larger, the more an example pulls the fit toward itself.
    return (y - H @ y) / (1 - np.diag(H))


@leave_one_out.cases
def cases(rng):
    return [
        (np.array([[0.0], [1.0], [2.0]]), np.array([1.0, 3.0, 8.0]), 2.0),
        (np.array([[1.0], [2.0], [4.0], [5.0]]), np.array([2.0, 6.0, 1.0, 3.0]), 0.5),
        (np.array([[1.0, 0.0], [0.0, 2.0], [1.0, 1.0], [3.0, -1.0]]), np.array([10.0, 12.0, 7.0, 9.0]), 3.0),
        (rng.normal(size=(8, 3)) + 1, rng.normal(size=8) + 5, 1.2),
        (rng.normal(size=(5, 6)) - 1, 3 * rng.normal(size=5), 0.7),
        (rng.normal(size=(12, 4)) - 2, 3 * rng.normal(size=12) + 20, 4.0),
    ]


@leave_one_out.edge_cases
def edge_cases(rng):
    return [
        (np.array([[0], [1], [5]]), np.array([1, 3, 2]), 2),
        (np.array([[1.0], [3.0]]), np.array([2.0, 6.0]), 1.0),
        (rng.normal(size=(6, 2)), rng.normal(size=6), 1e6),
    ]


@leave_one_out.law("adding 10 to all targets changes no left-out residual")
def _(f, X, y, penalty):
    return np.allclose(f(X, y + 10, penalty), f(X, y, penalty))


def _fit(X, y, penalty):
    x_mean = X.mean(axis=0)
    C = X - x_mean
    w = np.linalg.solve(C.T @ C + penalty * np.eye(X.shape[1]), C.T @ (y - y.mean()))
    return w, y.mean() - x_mean @ w


@leave_one_out.law("each residual is that of a model fitted to all other examples")
def _(f, X, y, penalty):
    residuals = np.asarray(f(X, y, penalty))
    for i in range(min(len(y), 12)):
        w, b = _fit(np.delete(X, i, axis=0), np.delete(y, i), penalty)
        if not np.isclose(residuals[i], y[i] - X[i] @ w - b, rtol=1e-6, atol=1e-8 * (1 + np.abs(y).max())):
            return False
    return True


leave_one_out.instead_of(
    "(y - H @ y) / (1 - np.diag(H))",
    {
        "y - H @ y": "These are the residuals of the fit that has seen every example. Divide each by 1 − hᵢᵢ.",
        "H @ y": "These are the predictions of the fit to all examples. The question asks for the left-out residuals.",
        "H @ y / (1 - np.diag(H))": "You divided the prediction. Divide the residual, y − ŷ, by 1 − hᵢᵢ.",
        "(y - H @ y) * (1 - np.diag(H))": "A left-out residual is *larger*: divide by 1 − hᵢᵢ.",
        "(y - H @ y) / np.diag(H)": "Divide by 1 − hᵢᵢ, not by hᵢᵢ.",
        "(y - H @ y) / (1 + np.diag(H))": "Check the sign: a left-out residual is larger, so divide by 1 − hᵢᵢ.",
        "(H @ y - y) / (1 - np.diag(H))": "The sign is reversed: the residual is target minus prediction.",
        "((y - H @ y) / (1 - np.diag(H)))**2": "Return the residuals themselves, not their squares.",
        "np.abs((y - H @ y) / (1 - np.diag(H)))": "Keep the signs of the residuals.",
        "np.mean(((y - H @ y) / (1 - np.diag(H)))**2)": "That is the mean of their squares. Return the n residuals.",
        "(y - H @ y) / (1 - np.diag(H))**2": "Divide by 1 − hᵢᵢ once. (The square belongs to the squared residual.)",
        "(y - H @ y) / np.sqrt(1 - np.diag(H))": "Divide by 1 − hᵢᵢ itself, not by its square root.",
        "(y - H @ y) / (1 - np.trace(H) / len(y))": "You divided every residual by the same number, 1 minus the mean "
        "of the hᵢᵢ. Each example has its own hᵢᵢ. (With the mean, it is known as generalized cross-validation.)",
        "y - (H @ y) / (1 - np.diag(H))": "The parentheses are missing: divide the whole residual y − ŷ.",
        "(y - H @ y) / (1 - H)": "You divided by a whole matrix. Only its diagonal is needed: np.diag(H).",
        "y - (H - np.diag(np.diag(H))) @ y": "You left out hᵢᵢ yᵢ, but the rest of the fit changes, too, when you "
        "remove the example. Start from ŷ₋ᵢ = ŷᵢ + hᵢᵢ (ŷ₋ᵢ − yᵢ), and solve for ŷ₋ᵢ.",
        "H @ y + (y - H @ y) / (1 - np.diag(H))": "Return only the left-out residuals.",
        "y - (y - H @ y) / (1 - np.diag(H))": "These are the left-out predictions. Return the residuals yᵢ − ŷ₋ᵢ.",
    },
)
leave_one_out.instead_of(
    "P[0, 0] = 0",
    {
        "P[0, 0] = penalty": "The intercept is penalized, too. Its diagonal entry of P has to be 0.",
        "P[-1, -1] = 0": "You freed the last weight. The column of ones is the first one: P[0, 0] = 0.",
        "P[0, 0] = 1": "The intercept still has a penalty, of 1. Its diagonal entry has to be 0.",
        "P[:] = 0": "Nothing is penalized now. Only the entry of the intercept has to be 0.",
        "P[1:, 1:] = 0": "That is the wrong way around: now only the intercept is penalized.",
        "P = np.diag(np.append(0.0, np.full(X.shape[1], len(y) * penalty)))": "The error is a sum here, so λ is not "
        "multiplied by n.",
    },
)


@leave_one_out.misconception(
    "There is no intercept in your fit, so the weights have to explain the level of y. Put a column of ones in front, "
    "without a penalty."
)
def no_intercept(X, y, penalty):
    H = X @ np.linalg.solve(X.T @ X + penalty * np.eye(X.shape[1]), X.T)
    return (y - H @ y) / (1 - np.diag(H))


def _centered(X, y, penalty):
    C = X - X.mean(axis=0)
    H = C @ np.linalg.solve(C.T @ C + penalty * np.eye(X.shape[1]), C.T)
    return H, y - y.mean()


@leave_one_out.misconception(
    "You centered X and y, so the residuals of the fit are right. But the mean of y is part of the fit as well: an "
    "example "
    "pulls it along by 1/n. Add 1/n to every hᵢᵢ."
)
def forgets_the_mean(X, y, penalty):
    H, c = _centered(X, y, penalty)
    return (c - H @ c) / (1 - np.diag(H))


@leave_one_out.misconception(
    "Your fit leaves out the mean of y: with centered columns, the intercept is ȳ, which adds 1/n to every entry of H."
)
def centers_x_only(X, y, penalty):
    H = _centered(X, y, penalty)[0]
    return (y - H @ y) / (1 - np.diag(H))


@leave_one_out.misconception(
    "The column of ones is last in your A, but you freed the first entry of P. The intercept's entry is then P[-1, -1]."
)
def ones_last(X, y, penalty):
    A = np.column_stack([X, np.ones(len(X))])
    P = penalty * np.eye(A.shape[1])
    P[0, 0] = 0
    H = A @ np.linalg.solve(A.T @ A + P, A.T)
    return (y - H @ y) / (1 - np.diag(H))


@leave_one_out.misconception(
    "The mean of y takes 1/n of *every* target. So 1/n is added to every entry of H, not only to its diagonal."
)
def mean_on_the_diagonal(X, y, penalty):
    H = _centered(X, y, penalty)[0] + np.eye(len(y)) / len(y)
    return (y - H @ y) / (1 - np.diag(H))


@leave_one_out.misconception(
    "The 1/n stands for an intercept ȳ, and that is the intercept only if the columns of X have mean 0. Center them "
    "first: C = X − X.mean(axis=0). Or put a column of ones in front, without a penalty."
)
def mean_without_centering(X, y, penalty):
    H = 1 / len(y) + X @ np.linalg.solve(X.T @ X + penalty * np.eye(X.shape[1]), X.T)
    return (y - H @ y) / (1 - np.diag(H))


@leave_one_out.misconception(
    "You divided the columns by their standard deviations. The penalty is for the weights of X as it is: only center."
)
def standardizes(X, y, penalty):
    C = (X - X.mean(axis=0)) / X.std(axis=0)
    H = 1 / len(y) + C @ np.linalg.solve(C.T @ C + penalty * np.eye(X.shape[1]), C.T)
    return (y - H @ y) / (1 - np.diag(H))


@leave_one_out.misconception("The penalty is missing: λ stands on the diagonal, for every weight but the intercept.")
def without_the_penalty(X, y, penalty):
    C = X - X.mean(axis=0)
    H = 1 / len(y) + C @ np.linalg.solve(C.T @ C, C.T)
    return (y - H @ y) / (1 - np.diag(H))
