"""least_squares: The x whose A x comes nearest to b."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="Return the $\\mathbf x$ that makes $\\lVert A\\mathbf x - \\mathbf b\\rVert$ smallest. `A` has at least as "
    "many rows as columns; the columns are independent, and some may be nearly parallel. "
    "`np.linalg.qr` and `np.linalg.solve` may help.",
    hints=[
        "A x cannot leave the space of the columns. Which point of that space is nearest to b, and what do you "
        "know about b − A x there?",
        "With A = Q R the nearest point is Q Qᵀ b. It must be A x = Q R x; compare the two.",
        "Q, R = np.linalg.qr(A), and then x solves R x = Qᵀ b: np.linalg.solve(R, Q.T @ b).",
    ],
    rtol=1e-5,
)
def least_squares(A, b):
    """The x whose A x comes nearest to b."""
    # The columns of Q are an orthonormal basis of all that A x can reach, and Qᵀb holds the coordinates of the
    # nearest point in it. R translates them into coordinates with respect to the columns of A.
    Q, R = np.linalg.qr(A)
    return np.linalg.solve(R, Q.T @ b)


def nearly_parallel(d):
    return np.vstack([np.ones(3), d * np.eye(3)])


@least_squares.cases
def cases(rng):
    A, b = rng.normal(size=(8, 3)), rng.normal(size=8)
    return [
        (np.array([[1.0], [1.0]]), np.array([2.0, 4.0])),
        (np.array([[2.0, 1.0], [1.0, 3.0]]), np.array([4.0, 7.0])),
        (np.array([[1.0, 0.0], [1.0, 1.0], [1.0, 2.0]]), np.array([1.0, 2.0, 6.0])),
        (np.array([[1.0, 0.0], [0.0, 2.0], [0.0, 0.0]]), np.array([3.0, 4.0, 5.0])),
        (np.array([[1.0, 1.0], [1.0, 2.0], [1.0, 3.0], [1.0, 4.0]]), np.array([1.0, 0.0, 0.0, 1.0])),
        (A, b),
        (nearly_parallel(1e-8), nearly_parallel(1e-8) @ np.array([1.0, 2.0, 3.0])),
    ]


@least_squares.law("what is left, b − A x, is at right angles to every column of A")
def _stands_at_right_angles(f, A, b):
    return np.allclose(A.T @ (b - A @ f(A, b)), 0, atol=1e-6)


@least_squares.law("a b that can be reached is reached")
def _(f, A, b):
    return np.allclose(f(A, A @ np.ones(A.shape[1])), 1, atol=1e-5)


@least_squares.misconception(
    "You solved the first equations exactly and never looked at the others. All of them count alike."
)
def uses_the_first_rows_only(A, b):
    n = A.shape[1]
    return np.linalg.solve(A[:n], b[:n])


least_squares.instead_of(
    "np.linalg.solve(R, Q.T @ b)",
    {
        "np.linalg.solve(A.T @ A, A.T @ b)": "You solved AᵀA x = Aᵀb. On paper that is right, but AᵀA has the "
        "condition number of A squared, and here rounding has made it singular. Go by QR: R x = Qᵀb.",
        "np.linalg.solve(A, b)": "There are more equations than unknowns, so in general no x solves them all, and "
        "np.linalg.solve takes square matrices only. Look for the x whose A x comes nearest to b.",
        "np.linalg.qr(A)[0].T @ b": "Qᵀb are the coordinates of the nearest point along the columns of Q. Those "
        "along the columns of A are asked for: solve R x = Qᵀb.",
        "R @ (Q.T @ b)": "You multiplied by R. It stands on the left, R x = Qᵀb: solve for x.",
        "np.linalg.solve(R.T, Q.T @ b)": "You solved with Rᵀ. A x = Q R x, so it is R itself: R x = Qᵀb.",
        "A.T @ b": "Aᵀb is only one side of the normal equations: how much of b lies along each column. The columns "
        "are not at right angles and not 1 long, and that has to be undone.",
        "A.T @ b / np.sum(A**2, axis=0)": "You projected b on each column as if the others were not there. That is "
        "right only if the columns stand at right angles; make them so first, with QR.",
        "np.linalg.lstsq(A, b)": "np.linalg.lstsq returns four things; x is the first.",
        "np.linalg.solve(A.T @ A, np.linalg.qr(A)[0].T @ b)": "Two ways have been mixed: AᵀA x = Aᵀb, and R x = "
        "Qᵀb. Take the second, on both sides.",
        "A @ np.linalg.solve(R, Q.T @ b)": "You returned A x, the point nearest to b. It is x that is asked for.",
        "b - A @ np.linalg.solve(R, Q.T @ b)": "You returned b − A x, the part that cannot be reached. It is x that "
        "is asked for.",
        "np.linalg.norm(b - A @ np.linalg.solve(R, Q.T @ b))": "That is how near A x comes to b. It is x that is "
        "asked for.",
    },
)
least_squares.instead_of(
    "Q.T",
    {
        "Q": "The shapes do not fit. As many numbers are needed as there are unknowns: Qᵀ b, one dot product for "
        "each column of Q, and R x = Qᵀ b.",
    },
)
