"""breaks_partial_pivoting: an equation may be multiplied by any number, and so may its pivot."""

from fractions import Fraction

import numpy as np

from dlmath import linear_algebra as la
from dlmath.exercises import exercise


@exercise(
    weight="hard",
    task="Return `A` of shape `(2, 2)` and `b` of shape `(2,)` for which some entry of `la.solve(A, b)` is off by more "
    "than a tenth of the largest entry of the right answer, even though `la.solve` gets the same system right once "
    "each equation is divided by its largest coefficient.",
    hints=[
        "In Linear systems, a tiny pivot above a 1 was the problem, and the swap was the cure. How can you keep the "
        "swap from happening?",
        "Multiply the whole first equation, including its right-hand side, by a number that makes its first "
        "coefficient the largest in its column. What the equation says stays the same.",
        "Start from [[1e-20, 1], [1, 1]] and b = (1, 2), and multiply the first row and b[0] by 1e21.",
    ],
    rtol=0,
    atol=0.1,
)
def breaks_partial_pivoting():
    """A and b that partial pivoting gets wrong."""
    # The first equation of the lesson on linear systems, 10⁻²⁰ x₁ + x₂ = 1, times 10²¹. Its 10 wins the comparison.
    return np.array([[10.0, 1e21], [1.0, 1.0]]), np.array([1e21, 2.0])


def exact_solution(A, b):
    """By fractions, which are never rounded; the two numbers are then the nearest floats."""
    A, b = _two_by_two(A, b)
    (a, c, e), (d, f, g) = (
        [Fraction(v) for v in (*row, side)] for row, side in zip(A.tolist(), b.tolist(), strict=True)
    )
    determinant = a * f - c * d
    if determinant == 0:
        raise ValueError(
            "the two rows of A are parallel, perhaps only after rounding, so the system has no single answer"
        )
    return np.array([float((e * f - c * g) / determinant), float((a * g - e * d) / determinant)])


def _two_by_two(A, b):
    A, b = np.array(A, dtype=float), np.array(b, dtype=float)
    if A.shape != (2, 2) or b.shape != (2,):
        raise ValueError(f"A has shape {A.shape} and b has shape {b.shape}, expected (2, 2) and (2,)")
    if not (np.isfinite(A).all() and np.isfinite(b).all() and A.any(axis=1).all()):
        raise ValueError("A and b must hold ordinary numbers, no infinities, and no row of A may be 0")
    return A, b


def _scaled(A, b):
    A, b = _two_by_two(A, b)
    largest = np.abs(A).max(axis=1)
    return np.diag(1 / largest) @ A, b / largest


@breaks_partial_pivoting.breaks(exact_solution)
def solve(A, b):
    return la.solve(*_two_by_two(A, b))


@breaks_partial_pivoting.law("with each equation divided by its largest coefficient, la.solve gets it right")
def _(f):
    A, b = f()
    x = exact_solution(A, b)
    return np.max(np.abs(la.solve(*_scaled(A, b)) - x)) <= 1e-6 * np.max(np.abs(x))


@breaks_partial_pivoting.law("la.solve takes the system as it stands")
def _(f):
    return np.isfinite(solve(*f())).all()


def _sizes(A, b):
    exact_solution(A, b)  # refuses, in its own words, what has no single answer
    return np.abs(np.array(A, dtype=float))


@breaks_partial_pivoting.misconception(
    "Here partial pivoting swaps the two rows, because the first column of the second row is larger, and the swap is "
    "the cure. Multiply the first equation by a large number, so that its own pivot wins.",
    when=lambda A, b: _sizes(A, b)[0, 0] < _sizes(A, b)[1, 0] and _sizes(A, b)[0].max() <= 1e3 * _sizes(A, b)[1].max(),
)
def tiny_pivot():
    return np.array([[1e-20, 1.0], [1.0, 1.0]]), np.array([1.0, 2.0])


@breaks_partial_pivoting.misconception(
    "Both equations are written at about the same scale, so partial pivoting sees what it should see. Multiply one "
    "equation by a huge number.",
    when=lambda A, b: 1e-3 < _sizes(A, b)[0].max() / _sizes(A, b)[1].max() < 1e3,
)
def the_same_scale():
    return np.array([[2.0, 1.0], [1.0, 1.0]]), np.array([1.0, 2.0])


@breaks_partial_pivoting.misconception(
    "The equation you scaled has to supply the pivot. Divide each row by its largest entry in your head: the row that "
    "then has a tiny first entry is the one to multiply, and after that, its first entry must be the larger one in its "
    "column.",
    when=lambda A, b: _sizes(A, b)[:, 0].argmax() != (_sizes(A, b)[:, 0] / _sizes(A, b).max(axis=1)).argmin(),
)
def the_wrong_equation():
    return np.array([[1e21, 1e21], [1e-20, 1.0]]), np.array([2e21, 1.0])


@breaks_partial_pivoting.misconception(
    "The right kind, but not extreme enough: relative to the largest coefficient in its row, the pivot is not below "
    "the sixteenth digit. Make it proportionally smaller.",
    when=lambda A, b: (_sizes(A, b)[:, 0] / _sizes(A, b).max(axis=1)).min() > 1e-15,
)
def not_extreme_enough():
    return np.array([[10.0, 1e11], [1.0, 1.0]]), np.array([1e11, 2.0])


@breaks_partial_pivoting.misconception(
    "The matrix is right, but what gets rounded away does not change the answer for this b. If you multiplied an "
    "equation, multiply its right-hand side, too.",
    when=lambda A, b: _sizes(A, b).any(),
)
def forgets_the_right_hand_side():
    return np.array([[10.0, 1e21], [1.0, 1.0]]), np.array([0.0, 0.0])
