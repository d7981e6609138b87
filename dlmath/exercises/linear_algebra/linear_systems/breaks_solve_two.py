"""breaks_solve_two: a system on which elimination without a good pivot fails."""

from fractions import Fraction

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="hard",
    task="`solve_two` can fail badly even when no pivot is 0. Return a matrix `A` of shape `(2, 2)` and a right-hand "
    "side `b` of shape `(2,)` for which at least one entry of `solve_two(A, b)` is off by more than a tenth of the "
    "largest entry of the right answer, while `solve_two(A[::-1], b[::-1])`, the same system with its rows swapped, is "
    "right.",
    hints=[
        "solve_two computes m = A[1, 0] / A[0, 0] and then A[1, 1] - m * A[0, 1]. When does A[1, 1] get lost in that?",
        "If m is larger than 10¹⁶, the second equation is rounded away. Which entry of A makes m that large?",
        "Put a number like 1e-20 where the pivot is, and ordinary numbers everywhere else. return np.array([[…, …], "
        "[…, …]]), np.array([…, …])",
    ],
    rtol=0,
    atol=0.1,
)
def breaks_solve_two():
    """A and b that solve_two gets wrong."""
    # The multiplier is 10²⁰. Next to it the second equation is less than the last digit.
    return np.array([[1e-20, 1.0], [1.0, 1.0]]), np.array([1.0, 2.0])


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
    if A.shape == b.shape == (2,):
        raise ValueError("A and b are vectors, or the two rows of a single matrix; return a matrix and a vector: A, b")
    if A.shape != (2, 2) or b.shape != (2,):
        raise ValueError(f"A has shape {A.shape} and b has shape {b.shape}, expected (2, 2) and (2,)")
    if not (np.isfinite(A).all() and np.isfinite(b).all()):
        raise ValueError("A and b must hold ordinary numbers, no infinities")
    return A, b


@breaks_solve_two.breaks(exact_solution)
def solve_two(A, b):
    A, b = _two_by_two(A, b)
    if A[0, 0] == 0:
        A, b = A[::-1], b[::-1]
    m = A[1, 0] / A[0, 0]
    x2 = (b[1] - m * b[0]) / (A[1, 1] - m * A[0, 1])
    return np.array([(b[0] - A[0, 1] * x2) / A[0, 0], x2])


@breaks_solve_two.law("with its rows swapped, solve_two gets the same system right")
def _(f):
    A, b = _two_by_two(*f())
    x = exact_solution(A, b)
    return np.max(np.abs(solve_two(A[::-1], b[::-1]) - x)) <= 1e-6 * np.max(np.abs(x))


def _multiplier(A, b):
    exact_solution(A, b)  # refuses, in its own words, what has no single answer
    A = np.array(A, dtype=float)
    return abs(A[1, 0] / A[0, 0])


@breaks_solve_two.misconception(
    "A pivot of 0 is the one case solve_two takes care of: it swaps. Make the pivot tiny, not 0.",
    when=lambda A, b: np.array(A)[0, 0] == 0,
)
def pivot_of_zero():
    return np.array([[0.0, 1.0], [1.0, 1.0]]), np.array([1.0, 2.0])


@breaks_solve_two.misconception(
    "With 0 on the right-hand side, the answer is 0, and nothing can get lost. Choose another b.",
    when=lambda A, b: not np.any(b),
)
def nothing_on_the_right():
    return np.array([[1e-20, 1.0], [1.0, 1.0]]), np.array([0.0, 0.0])


@breaks_solve_two.misconception(
    "The multiplier A[1, 0] / A[0, 0] is small here, so neither equation is drowned out. The pivot of solve_two is "
    "A[0, 0], in the upper left corner. Make it tiny compared with the entry below it.",
    when=lambda A, b: _multiplier(A, b) < 1e3,
)
def tiny_number_elsewhere():
    return np.array([[1.0, 1.0], [1e-20, 1.0]]), np.array([1.0, 2.0])


@breaks_solve_two.misconception(
    "The multiplier A[1, 0] / A[0, 0] is large, but not large enough. A multiplier of 10¹⁰ costs about ten digits, "
    "which leaves six. Make the pivot smaller still.",
    when=lambda A, b: _multiplier(A, b) < 1e15,
)
def pivot_too_large():
    return np.array([[1e-10, 1.0], [1.0, 1.0]]), np.array([1.0, 2.0])


@breaks_solve_two.misconception(
    "The multiplier is huge, but with these numbers what it rounds away does not change the answer. Choose other "
    "numbers for the second row, or another b.",
    when=lambda A, b: _multiplier(A, b) >= 1e15,
)
def nothing_to_lose():
    return np.array([[1e-20, 1.0], [1.0, 1.0]]), np.array([0.0, 1.0])
