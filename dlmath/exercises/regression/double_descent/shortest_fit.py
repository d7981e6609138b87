"""shortest_fit: of all weights that fit every example, those with no component in the null space."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="`A` has at most as many rows as columns, and its rows are independent. So there are weights with $A\\mathbf "
    "w = \\mathbf y$. Return the shortest. They are a combination of the rows: $\\mathbf w = A^\\top\\mathbf c$. "
    "Which $\\mathbf c$? Use `np.linalg.solve`, not `np.linalg.lstsq` or `np.linalg.pinv`.",
    hints=[
        "Put w = Aᵀc into A w = y. What are the equations for c?",
        "A Aᵀ c = y. The matrix has one row and one column for each example.",
        "c = np.linalg.solve(A @ A.T, y), and then w = A.T @ c.",
    ],
    forbids=["np.linalg.lstsq", "np.linalg.pinv"],
)
def shortest_fit(A, y):
    """The shortest w with A w = y."""
    # w = Aᵀc has no part in the null space, and A Aᵀ c = y makes it fit.
    c = np.linalg.solve(A @ A.T, y)
    return A.T @ c


@shortest_fit.cases
def cases(rng):
    return [
        (np.array([[1.0, 2.0]]), np.array([5.0])),
        (np.array([[3.0, 4.0, 0.0]]), np.array([2.0])),
        (np.array([[1.0, 0.0, 1.0], [0.0, 1.0, 1.0]]), np.array([1.0, 5.0])),
        (np.array([[1.0, 2.0, 0.0, -1.0], [3.0, 1.0, 1.0, 2.0]]), np.array([4.0, -2.0])),
        (rng.normal(size=(3, 7)), rng.normal(size=3)),
        (rng.normal(size=(5, 20)), rng.normal(size=5)),
    ]


@shortest_fit.edge_cases
def edge_cases(rng):
    return [
        (np.array([[2.0, 1.0], [1.0, 3.0]]), np.array([3.0, 4.0])),
        (np.array([[1, 2, 2]]), np.array([4])),
        (np.array([[1.0, 2.0, 3.0]]), np.array([0.0])),
    ]


@shortest_fit.law("it fits every example")
def _(f, A, y):
    return np.allclose(A @ f(A, y), y, rtol=1e-6, atol=1e-9 * np.abs(y).max())


@shortest_fit.law("a step in the null space makes the weights longer")
def _(f, A, y):
    w = f(A, y)
    step = np.ones(A.shape[1])
    step = step - A.T @ np.linalg.solve(A @ A.T, A @ step)
    return np.linalg.norm(w + step) >= np.linalg.norm(w) * (1 - 1e-9)


shortest_fit.instead_of(
    "np.linalg.solve(A @ A.T, y)",
    {
        "y": "Aᵀy is a combination of the rows, but it does not fit yet. Which combination does? Solve A Aᵀ c = y.",
        "y / np.sum(A * A, axis=1)": "You treated the rows one at a time. That is right only if they are "
        "perpendicular. Solve A Aᵀ c = y for all of them together.",
        "(A @ A.T) @ y": "You multiplied by A Aᵀ, but you need to undo it: solve A Aᵀ c = y.",
        "y / np.linalg.norm(A) ** 2": "That divides by the sum of all squared entries, which is right for a single "
        "row. Solve A Aᵀ c = y.",
        "y / np.linalg.norm(A, axis=1)": "Even for a single row, the divisor is its *squared* length. For several "
        "rows, solve A Aᵀ c = y.",
        "y / len(y)": "There is no average here. Solve A Aᵀ c = y.",
        "np.linalg.solve(A @ A.T + np.eye(len(A)), y)": "With λI on the diagonal it is a ridge, and the fit is no "
        "longer perfect. Leave it out.",
        "np.linalg.solve(A @ A.T + 1e-3 * np.eye(len(A)), y)": "With a small λI on the diagonal it is a ridge, and the "
        "fit is not perfect. The rows are independent, so A Aᵀ needs no help.",
        "np.linalg.solve(np.diag(np.diag(A @ A.T)), y)": "You kept only the diagonal of A Aᵀ. That is right if the "
        "rows are perpendicular.",
        "-np.linalg.solve(A @ A.T, y)": "The sign is wrong: A w is −y.",
        "2 * np.linalg.solve(A @ A.T, y)": "A w is 2y now. Where does the 2 come from?",
        "y @ np.linalg.inv(A @ A.T) / len(y)": "Dividing by the number of examples spoils the fit: A w = y exactly.",
    },
)
shortest_fit.instead_of(
    "return A.T @ c",
    {
        "return c": "c has one entry for each example. The weights are w = Aᵀc.",
        "return A @ (A.T @ c)": "That is A w, the predictions. Return w.",
        "return A.T @ c / np.linalg.norm(A.T @ c)": "Don't scale w to length 1: then A w is no longer y.",
    },
)


@shortest_fit.misconception(
    "That is a perfect fit, but not the shortest: you let the first columns do all the work and set the other weights "
    "to 0. Spread the work: w = Aᵀc."
)
def first_columns_only(A, y):
    w = np.zeros(A.shape[1])
    w[: len(y)] = np.linalg.solve(A[:, : len(y)], y)
    return w


@shortest_fit.misconception(
    "That is a perfect fit, but not the shortest: the last columns do all the work. Spread it: w = Aᵀc."
)
def last_columns_only(A, y):
    w = np.zeros(A.shape[1])
    w[-len(y) :] = np.linalg.solve(A[:, -len(y) :], y)
    return w


@shortest_fit.misconception(
    "Those are the normal equations of a tall A, made solvable with a little λ. For a wide A, AᵀA is singular. Use "
    "A Aᵀ, which has one row for each example."
)
def normal_equations_with_a_little_help(A, y):
    size = np.trace(A.T @ A)
    return np.linalg.solve(A.T @ A + 0.01 * size * np.eye(A.shape[1]), A.T @ y)


@shortest_fit.misconception(
    "Those are the normal equations of a tall A. For a wide A, AᵀA is singular: it has no more independent columns "
    "than A has rows. Put w = Aᵀc into A w = y instead, and use A Aᵀ."
)
def normal_equations(A, y):
    return np.linalg.solve(A.T @ A, A.T @ y)


@shortest_fit.misconception(
    "np.linalg.solve wants a square matrix, and A is wide: there are more unknowns than equations. Put w = Aᵀc into "
    "A w = y. Then the matrix is A Aᵀ, which is square."
)
def solves_with_a_wide_matrix(A, y):
    return np.linalg.solve(A, y)


@shortest_fit.misconception(
    "You divided entry by entry and averaged. A matrix cannot be undone that way: put w = Aᵀc into A w = y, and solve "
    "for c."
)
def entry_by_entry(A, y):
    return np.mean(y[:, None] / np.where(A == 0, np.inf, A), axis=0)


@shortest_fit.misconception(
    "You went through the examples once and corrected w for each in turn. A later correction spoils an earlier fit, "
    "unless the rows are perpendicular. Solve A Aᵀ c = y for all of them together."
)
def one_after_the_other(A, y):
    w = np.zeros(A.shape[1])
    for a, target in zip(A, y, strict=True):
        w = w + (target - a @ w) / (a @ a) * a
    return w
