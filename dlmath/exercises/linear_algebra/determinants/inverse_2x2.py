"""inverse_2x2: swap the diagonal, turn two signs, divide by the determinant."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="Return the inverse of the 2 × 2 matrix `A`, an array of shape `(2, 2)`, without `np.linalg`. If its "
    "determinant is "
    '0, `raise ValueError("…")` with a message that says so.',
    forbids=["np.linalg"],
    hints=[
        "(ad − bc) x₁ = d y₁ − b y₂ gives the first row of A⁻¹: the factors of y₁ and y₂. What is the second row?",
        "Multiply the second equation by a and the first by c, and subtract: (ad − bc) x₂ = −c y₁ + a y₂.",
        "return np.array([[d, -b], [-c, a]]) / (a * d - b * c), after asking whether the determinant is 0.",
    ],
)
def inverse_2x2(A):
    """The matrix that undoes A."""
    (a, b), (c, d) = A
    # The factor for areas; a matrix that makes it 0 cannot be undone.
    det = a * d - b * c
    if det == 0:
        raise ValueError("the determinant is 0: A has no inverse")
    return np.array([[d, -b], [-c, a]]) / det


@inverse_2x2.cases
def cases(rng):
    return [
        (np.array([[2.0, 0.0], [0.0, 4.0]]),),
        (np.array([[1.0, 0.5], [0.0, 1.0]]),),
        (np.array([[1.0, 0.0], [3.0, 1.0]]),),
        (np.array([[1, 2], [3, 4]]),),
        (np.array([[3.0, 1.0], [2.0, 4.0]]),),
        (np.array([[0.0, 2.0], [-3.0, 0.0]]),),
        (rng.normal(size=(2, 2)),),
        (100 * rng.normal(size=(2, 2)),),
        (np.array([[1.0, 2.0], [2.0, 4.0]]),),
        (np.zeros((2, 2)),),
        (1e-6 * np.array([[1.0, 2.0], [3.0, 5.0]]),),
    ]


@inverse_2x2.edge_cases
def edge_cases(rng):
    return [
        (np.eye(2),),
        (np.array([[0.0, 1.0], [1.0, 0.0]]),),
        (np.array([[1.0, 0.0], [0.0, 0.0]]),),
    ]


@inverse_2x2.law("first A, then its inverse: nothing has moved")
def _(f, A):
    return np.allclose(np.asarray(f(A)) @ A, np.eye(2))


inverse_2x2.instead_of(
    "np.array([[d, -b], [-c, a]])",
    {
        "np.array([[a, -b], [-c, d]])": "a and d have to trade places: the first row of A⁻¹ comes from d y₁ − b y₂.",
        "np.array([[d, b], [c, a]])": "The minus signs on b and c are missing.",
        "np.array([[-d, b], [c, -a]])": "All signs are reversed: the determinant is ad − bc, not bc − ad, and b and c "
        "get the minus, not a and d.",
        "np.array([[d, -c], [-b, a]])": "b and c have traded places, too. Only a and d do; b and c stay and change "
        "sign.",
        "np.array([[a, b], [c, d]])": "You divided A by its determinant. a and d have to trade places, and b and c "
        "change sign.",
        "np.array([[d, b], [-c, a]])": "b needs a minus sign as well: the first row comes from d y₁ − b y₂.",
        "np.array([[d, -b], [c, a]])": "c needs a minus sign as well: the second row comes from −c y₁ + a y₂.",
        "np.array([[a, c], [b, d]])": "That is the transpose over the determinant. a and d trade places, and b and c "
        "stay and change sign.",
        "np.array([[-a, b], [c, -d]])": "b and c get the minus sign, and a and d have to trade places.",
        "np.array([d, -b, -c, a])": "The four numbers are right, but they are all in one row. A matrix is a list of "
        "rows: [[d, -b], [-c, a]].",
        "np.array([[d, -b], [a, -c]])": "The second row is in the wrong order: −c y₁ + a y₂.",
    },
)
inverse_2x2.instead_of(
    "np.array([[d, -b], [-c, a]]) / det",
    {
        "np.array([[d, -b], [-c, a]])": "The division by the determinant is missing.",
        "np.array([[d, -b], [-c, a]]) * det": "You multiplied by the determinant. Divide by it.",
        "np.array([[d, -b], [-c, a]]) // det": "// rounds down. Write /.",
        "np.array([[d, -b], [-c, a]]) / abs(det)": "You divided by the size of the determinant. Its sign matters.",
        "np.array([[d / det, -b / det], [-c, a]])": "Only the first row is divided by the determinant. Divide all.",
        "1 / A": "1 / A inverts every entry separately. The inverse matrix has a formula of its own.",
        "A.T": "That is the transpose. It undoes A only if A is orthogonal.",
        "1 / det": "That is the factor in front. The matrix with d, −b, −c and a is missing.",
        "np.array([[d, -b], [-c, a]]) / det**2": "Divide by the determinant once, not twice.",
    },
)
inverse_2x2.instead_of(
    "a * d - b * c",
    {
        "a * d + b * c": "The determinant is ad minus bc.",
        "a * c - b * d": "The determinant multiplies across: a with d, and b with c.",
        "a * b - c * d": "The determinant multiplies across: a with d, and b with c.",
        "a * d": "The determinant is ad − bc; the second product is missing.",
    },
)
NO_ERROR = "For determinant 0 there is no inverse. Say so with raise ValueError(…) before you divide."
inverse_2x2.instead_of(
    "det == 0",
    {
        "False": "You divide without asking whether the determinant is 0. " + NO_ERROR,
        "np.isclose(det, 0)": "A small determinant is not 0: the matrix may simply have small entries. Ask whether det "
        "== 0.",
        "abs(det) < 1e-8": "A small determinant is not 0: the matrix may simply have small entries. Ask whether det == "
        "0.",
        "abs(det) < 1e-10": "A small determinant is not 0: the matrix may simply have small entries. Ask whether det "
        "== 0.",
        "det <= 0": "A negative determinant is fine: the plane is flipped, and can be flipped back. Reject only 0.",
        "0 in A": "A zero among the entries does no harm. Ask whether the determinant is 0.",
        "not A.any()": "You reject only the matrix of zeros. Others squash the plane as well: ask whether det == 0.",
        "det != 0": "The question is reversed: raise the error when the determinant is 0.",
    },
)
inverse_2x2.instead_of(
    'raise ValueError("the determinant is 0: A has no inverse")',
    {
        "return None": "For determinant 0 you return None, and the caller finds out much later. Raise ValueError.",
        "return np.zeros((2, 2))": "For determinant 0 you return zeros, which undo nothing. Raise ValueError.",
        'return "no inverse"': "For determinant 0 you return a string. Raise ValueError, so no caller can overlook it.",
        "return 0": "For determinant 0 you return 0, which is not a matrix. Raise ValueError.",
        "return A": "For determinant 0 you return A itself, which undoes nothing. Raise ValueError.",
        "return np.full((2, 2), np.nan)": "For determinant 0 you return NaN, which spreads silently. Raise ValueError.",
        'raise ZeroDivisionError("no inverse")': "The task asks for a ValueError: raise ValueError(…).",
    },
)


@inverse_2x2.misconception(
    "np.zeros_like(A) copies A's type, so with whole numbers in A your fractions are cut off. Build the inverse with "
    "np.array([[…, …], […, …]]) / det."
)
def zeros_like_a(A):
    (a, b), (c, d) = A
    det = a * d - b * c
    if det == 0:
        raise ValueError("the determinant is 0: A has no inverse")
    B = np.zeros_like(A)
    B[0, 0], B[0, 1], B[1, 0], B[1, 1] = d / det, -b / det, -c / det, a / det
    return B
