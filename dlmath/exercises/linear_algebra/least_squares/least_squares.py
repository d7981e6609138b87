"""least_squares: by A = Q R."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="Put $A = QR$ into the normal equations and simplify. Then write the code: return the $\\mathbf x$ that makes "
    "$\\lVert A\\mathbf x - \\mathbf b\\rVert$ smallest. The columns of `A` are independent, but may be nearly "
    "parallel, so do not form $A^\\top\\! A$. `np.linalg.qr(A)` returns $Q$ and $R$, and `np.linalg.solve(M, c)` "
    "solves a square system.",
    hints=[
        "Write RᵀQᵀQR x = RᵀQᵀb. What is the product in the middle?",
        "QᵀQ = I, and Rᵀ is invertible, so it can be canceled on both sides. What is left?",
        "Q, R = np.linalg.qr(A), and x solves R x = Qᵀ b: np.linalg.solve(R, Q.T @ b).",
    ],
    rtol=1e-5,
)
def least_squares(A, b):
    """The x whose A x comes nearest to b."""
    # The columns of Q are an orthonormal basis of the column space, and Qᵀb holds the coordinates of the nearest point
    # in it. R translates them into coordinates along the columns of A.
    Q, R = np.linalg.qr(A)
    return np.linalg.solve(R, Q.T @ b)


def nearly_parallel(d):
    return np.vstack([np.ones(3), d * np.eye(3)])


@least_squares.cases
def cases(rng):
    A, b = rng.normal(size=(8, 3)), rng.normal(size=8)
    return [
        (np.array([[1.0], [1.0]]), np.array([2.0, 4.0])),
        (np.array([[1.0, 0.0], [1.0, 1.0], [1.0, 2.0]]), np.array([1.0, 2.0, 6.0])),
        (np.array([[1.0, 1.0], [1.0, 2.0], [1.0, 3.0], [1.0, 4.0]]), np.array([1.0, 0.0, 0.0, 1.0])),
        (A, b),
        (nearly_parallel(1e-8), nearly_parallel(1e-8) @ np.array([1.0, 2.0, 3.0])),
    ]


@least_squares.edge_cases
def edge_cases(rng):
    return [
        (np.array([[2.0, 1.0], [1.0, 3.0]]), np.array([4.0, 7.0])),
        (np.array([[1.0, 0.0], [0.0, 2.0], [0.0, 0.0]]), np.array([3.0, 4.0, 5.0])),
        (np.array([[1, 0], [1, 1], [1, 2]]), np.array([1, 2, 6])),
        (1e-4 * rng.normal(size=(20, 5)), 1e4 * rng.normal(size=20)),
    ]


@least_squares.law("what is left, b − A x, is perpendicular to every column of A")
def _(f, A, b):
    return np.allclose(A.T @ (b - A @ f(A, b)), 0, atol=1e-6)


@least_squares.law("a b that can be reached is reached")
def _(f, A, b):
    return np.allclose(f(A, A @ np.ones(A.shape[1])), 1, atol=1e-5)


least_squares.instead_of(
    "np.linalg.solve(R, Q.T @ b)",
    {
        "np.linalg.solve(A.T @ A, A.T @ b)": "You solved AᵀA x = Aᵀb. On paper, that is right. But it squares what is "
        "small in A, and for nearly parallel columns rounding makes AᵀA singular. Use QR: R x = Qᵀb.",
        "np.linalg.solve(A, b)": "np.linalg.solve takes square matrices only, and yours is not. A has more rows than "
        "columns, so in general no x solves all equations: solve R x = Qᵀb. And if it was R that you gave it: with "
        'mode="complete" R is as tall as A, so leave the mode out.',
        "np.linalg.solve(R.T @ R, R.T @ (Q.T @ b))": "Cancel Rᵀ before you compute: RᵀR is AᵀA again, with everything "
        "small squared. What is left is R x = Qᵀb.",
        "np.linalg.solve(R.T @ R, A.T @ b)": "RᵀR is AᵀA again, with everything small squared. Cancel Rᵀ before you "
        "compute: R x = Qᵀb.",
        "Q.T @ b": "Qᵀb are the coordinates of the nearest point along the columns of Q. The task asks for those along "
        "the columns of A: solve R x = Qᵀb.",
        "Q @ (Q.T @ b)": "You returned the nearest point, Q Qᵀ b. The task asks for the x with A x equal to it.",
        "b - Q @ (Q.T @ b)": "You returned the residual, the part that cannot be reached. The task asks for x.",
        "R @ (Q.T @ b)": "You multiplied by R. It is on the left, R x = Qᵀb: solve for x.",
        "np.linalg.solve(R.T, Q.T @ b)": "You solved with Rᵀ. A x = Q R x, so it is R itself: R x = Qᵀb.",
        "Q.T @ b / np.diag(R)": "You divided by the diagonal of R only. What is above it counts, too: R x = Qᵀb is a "
        "triangular system. Solve it with np.linalg.solve, or by back substitution.",
        "A.T @ b": "Aᵀb is only one side of the normal equations. The columns are not orthonormal, and that has to be "
        "undone.",
        "A.T @ b / np.sum(A**2, axis=0)": "You projected b onto each column as if the others were not there. That is "
        "right only for perpendicular columns. QR makes them perpendicular first.",
        "np.linalg.lstsq(A, b)": "np.linalg.lstsq returns four things; x is the first one.",
        "np.linalg.solve(R, Q @ b)": "The shapes do not fit. You need as many numbers as there are unknowns: Qᵀ b, one "
        "dot product for each column of Q.",
        "np.linalg.solve(A.T @ A, Q.T @ b)": "You mixed up two methods: AᵀA x = Aᵀb, and R x = Qᵀb. Use the second, on "
        "both sides.",
        "np.linalg.solve(R, A.T @ b)": "You mixed up two methods: AᵀA x = Aᵀb, and R x = Qᵀb. Use the second, on both "
        "sides.",
        "np.linalg.norm(b - Q @ (Q.T @ b))": "That is how close A x comes to b. The task asks for x.",
        "np.linalg.solve(A[: A.shape[1]], b[: A.shape[1]])": "You solved the first equations exactly and never looked "
        "at the others. All of them count alike.",
        "Q, R": "You returned the factors. Use them: x solves R x = Qᵀb.",
    },
)


@least_squares.misconception(
    "np.linalg.qr returns Q first and R second; you took them the other way around. Q, R = np.linalg.qr(A)."
)
def swaps_the_factors(A, b):
    R, Q = np.linalg.qr(A)
    return np.linalg.solve(R, Q.T @ b)
