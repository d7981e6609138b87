"""breaks_two_steps: a direction without curvature."""

import numpy as np

from dlmath.exercises import exercise


def _system(A, b):
    A, b = np.asarray(A, dtype=float), np.asarray(b, dtype=float)
    if A.shape != (2, 2) or b.shape != (2,) or not np.all(np.isfinite(A)) or not np.all(np.isfinite(b)):
        raise ValueError("A has shape (2, 2), b has shape (2,), and all entries are finite")
    return A, b


def solve(A, b):
    return np.linalg.solve(*_system(A, b))


TASK = """`solve_in_two`, conjugate gradients with at most two steps, is used for any symmetric, invertible 2 × 2
matrix. Return `A, b` for which it fails. The entries of $A$ and $\\mathbf b$ lie between −10 and 10, and
$A$ is symmetric with a determinant of size at least 1."""


@exercise(
    weight="standard",
    task=TASK,
    hints=[
        "What does the first step divide by? When is that 0?",
        "The first direction is b, so it divides by bᵀAb. For which A can that be 0, although b is not?",
        "With A = diag(1, −1), bᵀAb = b₁² − b₂². Choose b.",
    ],
)
def breaks_two_steps():
    """A symmetric matrix A and a vector b."""
    # One positive and one negative eigenvalue: along (1, 1) there is no curvature at all.
    return np.array([[1.0, 0.0], [0.0, -1.0]]), np.array([1.0, 1.0])


@breaks_two_steps.breaks(solve)
def solve_in_two(A, b):
    A, b = _system(A, b)
    x, r, p = 0 * b, b, b
    with np.errstate(all="ignore"):
        for _ in range(2):
            if not np.any(r):
                break
            alpha = (r @ r) / (p @ A @ p)
            x, r_new = x + alpha * p, r - alpha * A @ p
            p = r_new + (r_new @ r_new) / (r @ r) * p
            r = r_new
    return x


@breaks_two_steps.law("A is a 2 × 2 matrix and b has two entries, all finite numbers", form=True)
def _(answer):
    _system(*answer())
    return True


@breaks_two_steps.law("A is symmetric")
def _(answer):
    A, _ = _system(*answer())
    return np.allclose(A, A.T, rtol=0, atol=1e-12)


@breaks_two_steps.law("the entries of A and b lie between −10 and 10")
def _(answer):
    A, b = _system(*answer())
    return bool(max(np.max(np.abs(A)), np.max(np.abs(b))) <= 10)


@breaks_two_steps.law("the determinant of A has a size of at least 1")
def _(answer):
    return bool(abs(np.linalg.det(_system(*answer())[0])) >= 1 - 1e-9)


@breaks_two_steps.law("b is not the zero vector")
def _(answer):
    return bool(np.any(_system(*answer())[1]))


@breaks_two_steps.misconception(
    "b is the zero vector, so there is nothing to solve. Take another b.",
    when=lambda A, b: not np.any(b),
)
def zero_right_side():
    return np.diag([1.0, -1.0]), np.zeros(2)


@breaks_two_steps.misconception(
    "A is not symmetric: its two entries off the diagonal must be the same number.",
    when=lambda A, b: not np.allclose(A, np.transpose(A)),
)
def not_symmetric():
    return np.array([[0.0, 1.0], [-1.0, 0.0]]), np.array([1.0, 1.0])


@breaks_two_steps.misconception(
    "An entry is larger than 10 or smaller than −10. Smaller numbers will do.",
    when=lambda A, b: max(np.max(np.abs(A)), np.max(np.abs(b))) > 10,
)
def too_large():
    return np.diag([100.0, -100.0]), np.array([1.0, 1.0])


@breaks_two_steps.misconception(
    "This matrix is singular, or close to it: no method can solve such a system for every b. Keep the determinant at a "
    "size of at least 1.",
    when=lambda A, b: abs(np.linalg.det(A)) < 1 - 1e-9,
)
def singular():
    return np.array([[1.0, -1.0], [-1.0, 1.0]]), np.array([1.0, 1.0])


@breaks_two_steps.misconception(
    "This A is positive definite, so conjugate gradients works. Give it a positive and a negative eigenvalue.",
    when=lambda A, b: bool(np.linalg.eigvalsh(np.asarray(A, dtype=float))[0] > 0),
)
def positive_definite():
    return np.array([[2.0, 1.0], [1.0, 3.0]]), np.array([1.0, 1.0])


@breaks_two_steps.misconception(
    "Both eigenvalues are negative. Then bᵀAb is negative, never 0, and the two steps still work. Give A a positive "
    "and a negative eigenvalue.",
    when=lambda A, b: bool(np.linalg.eigvalsh(np.asarray(A, dtype=float))[1] < 0),
)
def negative_definite():
    return -np.array([[2.0, 1.0], [1.0, 3.0]]), np.array([1.0, 1.0])


@breaks_two_steps.misconception(
    "A has a positive and a negative eigenvalue, as it should. But bᵀAb is not 0 for this b, and two steps happen to "
    "work. Choose b so that bᵀAb = 0.",
    when=lambda A, b: bool(abs(np.asarray(b) @ np.asarray(A) @ np.asarray(b)) > 1e-9),
)
def wrong_right_side():
    return np.diag([1.0, -1.0]), np.array([1.0, 2.0])
