"""eigenvalues_2x2: the quadratic equation of a 2 × 2 matrix."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="Return both eigenvalues of the 2 × 2 matrix `A` as an array, the larger one first (if they are equal, the "
    "same number twice). If the number under the square root is negative, `raise ValueError(...)` with a message that "
    "says so. Use a formula from above, not `np.linalg`.",
    hints=[
        "Name the four entries: (a, b), (c, d) = A. Which two numbers does the formula need?",
        "T = a + d. Under the root, ((a - d) / 2)**2 + b * c is the safer form. Look at it before you take its square "
        "root.",
        "radicand = ((a - d) / 2)**2 + b * c. If it is < 0: raise ValueError(...). Otherwise root = np.sqrt(radicand), "
        "and the answer is np.array([T / 2 + root, T / 2 - root]).",
    ],
    forbids=["np.linalg"],
)
def eigenvalues_2x2(A):
    """Both real eigenvalues of a 2 × 2 matrix, the larger first."""
    (a, b), (c, d) = A
    trace = a + d
    # Equal to T²/4 − D on paper. For a symmetric A, this form cannot become negative by rounding.
    radicand = ((a - d) / 2) ** 2 + b * c
    # The root of a negative number is not real: such a matrix turns every direction.
    if radicand < 0:
        raise ValueError("no direction is left alone: A has no real eigenvalues")
    root = np.sqrt(radicand)
    return np.array([trace / 2 + root, trace / 2 - root])


@eigenvalues_2x2.cases
def cases(rng):
    S = rng.normal(size=(2, 2))
    return [
        (np.array([[3.0, 0.0], [0.0, 1.0]]),),
        (np.array([[4.0, 1.0], [2.0, 3.0]]),),
        (np.array([[1.0, 2.0], [3.0, -4.0]]),),
        (np.array([[-3.0, 1.0], [1.0, -3.0]]),),
        (np.array([[0.0, 2.0], [2.0, 0.0]]),),
        (np.array([[2.0, 5.0], [0.0, 3.0]]),),
        (np.array([[-1.0, 4.0], [0.5, -3.0]]),),
        (S + S.T,),
        (1000 * (S + S.T),),
    ]


@eigenvalues_2x2.edge_cases
def edge_cases(rng):
    return [
        (np.array([[1.0, 1.0], [0.0, 1.0]]),),
        (np.zeros((2, 2)),),
        (np.array([[0.0, -1.0], [1.0, 0.0]]),),
        (np.array([[1.0, -5.0], [1.0, 1.0]]),),
    ]


@eigenvalues_2x2.law("the two add up to the trace")
def _(f, A):
    return np.isclose(np.sum(f(A)), np.trace(A))


@eigenvalues_2x2.law("their product is the determinant")
def _(f, A):
    return np.isclose(np.prod(f(A)), np.linalg.det(A), atol=1e-6 * np.sum(A**2))


@eigenvalues_2x2.misconception("Both numbers are right, but the larger one comes first: plus the root, then minus.")
def smaller_first(A):
    return eigenvalues_2x2(A)[::-1]


@eigenvalues_2x2.misconception("They are sorted by absolute value. −4 is smaller than −2: put the larger number first.")
def sorted_by_absolute_value(A):
    values = eigenvalues_2x2(A)
    return values[np.argsort(-np.abs(values), kind="stable")]


def _with(A, half=2.0, quarter=4.0, sign=1.0, cross=-1.0):
    """The formula with its numbers and signs changed."""
    (a, b), (c, d) = A
    T, D = a + d, a * d + cross * b * c
    root = np.sqrt(T**2 / quarter - sign * D)
    return np.array([T / half + root, T / half - root])


@eigenvalues_2x2.misconception(
    "You added the root to the whole trace. Add it to half of the trace, T / 2. If you wrote T ± √(T² − 4D) / 2, check "
    "the parentheses: both parts are halved."
)
def whole_trace(A):
    return _with(A, half=1.0)


@eigenvalues_2x2.misconception("m is half of the trace: in m ± √(m² − D), use T / 2 in both places.")
def trace_for_half_of_it(A):
    return _with(A, half=1.0, quarter=1.0)


@eigenvalues_2x2.misconception("Under the root you need T²/4, the square of T/2. You have T² there.")
def trace_squared_not_quartered(A):
    return _with(A, quarter=1.0)


@eigenvalues_2x2.misconception("Under the root you divided T² by 2. You need the square of T/2, so divide by 4.")
def trace_squared_halved(A):
    return _with(A, quarter=2.0)


@eigenvalues_2x2.misconception("Under the root, subtract the determinant: T²/4 − D.")
def adds_the_determinant(A):
    return _with(A, sign=-1.0)


@eigenvalues_2x2.misconception("The determinant is a·d minus b·c. You added the two products.")
def determinant_with_plus(A):
    return _with(A, cross=1.0)


@eigenvalues_2x2.misconception(
    "That is the school formula without its last division: (T ± √(T² − 4D)) has to be divided by 2."
)
def forgets_to_halve(A):
    return 2 * eigenvalues_2x2(A)


@eigenvalues_2x2.misconception(
    "You divided only the trace by 2. √(T² − 4D) must be halved, too, or write √(T²/4 − D) instead."
)
def halves_the_trace_alone(A):
    T, D = np.trace(A), np.linalg.det(A)
    root = np.sqrt(T**2 - 4 * D)
    return np.array([T / 2 + root, T / 2 - root])


@eigenvalues_2x2.misconception("You left out the square root: it is T/2 ± √(T²/4 − D).")
def no_root(A):
    T, D = np.trace(A), np.linalg.det(A)
    return np.array([T / 2 + T**2 / 4 - D, T / 2 - T**2 / 4 + D])


@eigenvalues_2x2.misconception(
    "The signs of both are flipped. In λ² − Tλ + D = 0, the trace has a minus sign, so the roots lie around +T/2."
)
def sign_of_the_trace(A):
    return -eigenvalues_2x2(A)[::-1]


@eigenvalues_2x2.misconception("The trace is a + d, along the diagonal that starts at the top left. You added b + c.")
def other_diagonal(A):
    (a, b), (c, d) = A
    radicand = (b + c) ** 2 / 4 - (a * d - b * c)
    return np.array([(b + c) / 2 + np.sqrt(radicand), (b + c) / 2 - np.sqrt(radicand)])


@eigenvalues_2x2.misconception("The trace is the sum a + d. You subtracted.")
def difference_for_trace(A):
    (a, b), (c, d) = A
    radicand = (a - d) ** 2 / 4 - (a * d - b * c)
    return np.array([(a - d) / 2 + np.sqrt(radicand), (a - d) / 2 - np.sqrt(radicand)])


@eigenvalues_2x2.misconception(
    "Those are the entries on the diagonal. They are the eigenvalues only if b or c is 0; in general, you have to "
    "solve the quadratic equation."
)
def takes_the_diagonal(A):
    return np.sort(np.diag(A))[::-1]


@eigenvalues_2x2.misconception("That is the trace and the determinant. The eigenvalues are T/2 ± √(T²/4 − D).")
def trace_and_determinant(A):
    return np.array([np.trace(A), np.linalg.det(A)])


@eigenvalues_2x2.misconception("That is one of the two. Return both in an array, with plus and with minus the root.")
def the_larger_alone(A):
    return eigenvalues_2x2(A)[0]


@eigenvalues_2x2.misconception(
    "Those are the singular values, the square roots of the eigenvalues of AᵀA, which are never negative."
)
def singular_values(A):
    return np.linalg.svd(A, compute_uv=False)


@eigenvalues_2x2.misconception(
    "You took the absolute value under the root. If T²/4 − D is negative, there is no real eigenvalue: raise "
    "ValueError."
)
def absolute_radicand(A):
    T, D = np.trace(A), np.linalg.det(A)
    root = np.sqrt(np.abs(T**2 / 4 - D))
    return np.array([T / 2 + root, T / 2 - root])


@eigenvalues_2x2.misconception(
    "You replaced a negative number under the root by 0. That reports eigenvalues that do not exist: raise ValueError "
    "instead."
)
def clipped_radicand(A):
    T, D = np.trace(A), np.linalg.det(A)
    root = np.sqrt(max(T**2 / 4 - D, 0))
    return np.array([T / 2 + root, T / 2 - root])


@eigenvalues_2x2.misconception(
    "np.sqrt of a negative number is nan, with a warning. Look at T²/4 − D first, and raise ValueError if it is "
    "negative."
)
def nan_for_none(A):
    T, D = np.trace(A), np.linalg.det(A)
    with np.errstate(invalid="ignore"):
        root = np.sqrt(T**2 / 4 - D)
    return np.array([T / 2 + root, T / 2 - root])


@eigenvalues_2x2.misconception(
    "When there are no real eigenvalues, you return None. Use raise ValueError(...) instead."
)
def none_for_none(A):
    T, D = np.trace(A), np.linalg.det(A)
    return eigenvalues_2x2(A) if T**2 / 4 >= D else None


@eigenvalues_2x2.misconception(
    "Two equal eigenvalues are allowed: with 0 under the root, return the number twice. Raise only if it is negative, "
    "< 0."
)
def refuses_a_double_root(A):
    T, D = np.trace(A), np.linalg.det(A)
    if T**2 / 4 - D <= 0:
        raise ValueError("no real eigenvalues")
    return eigenvalues_2x2(A)


@eigenvalues_2x2.misconception(
    "The determinant is a·d − b·c. You took the same entry off the diagonal twice, which is right only if b = c."
)
def takes_b_twice(A):
    return eigenvalues_2x2(np.array([[A[0, 0], A[0, 1]], [A[0, 1], A[1, 1]]]))


@eigenvalues_2x2.misconception("You forgot the square under the root: it is (T/2)² − D.")
def forgets_to_square(A):
    T, D = np.trace(A), np.linalg.det(A)
    with np.errstate(invalid="ignore"):
        root = np.sqrt(T / 2 - D)
    return np.array([T / 2 + root, T / 2 - root])


@eigenvalues_2x2.misconception(
    "The root √(T²/4 − D) is halved once too often. Write either T/2 ± √(T²/4 − D), or (T ± √(T² − 4D)) / 2."
)
def halves_the_root_again(A):
    values = eigenvalues_2x2(A)
    return (values + np.trace(A) / 2) / 2


@eigenvalues_2x2.misconception(
    "A negative determinant is fine: it means one positive and one negative eigenvalue. Raise only if T²/4 − D is "
    "negative."
)
def refuses_a_negative_determinant(A):
    if np.linalg.det(A) < 0:
        raise ValueError("negative determinant")
    return eigenvalues_2x2(A)
