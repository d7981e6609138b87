"""determinant_by_elimination: each swap of two rows flips the sign."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="This function should return the determinant of an invertible matrix `A`: eliminate with partial pivoting, "
    "then multiply the pivots. Find the mistake and fix it.",
    hints=[
        "Try it on [[0, 1], [1, 0]], whose determinant is 0 · 0 − 1 · 1. What does the function say?",
        "Subtracting a multiple of one row from another keeps the determinant. Swapping two rows flips its sign.",
        "Start with sign = 1.0 and flip it, sign = -sign, each time two different rows are swapped (p != k). Multiply "
        "by it at the end.",
    ],
    forbids=("np.linalg",),
)
def determinant_by_elimination(A):
    """The determinant of A, from the pivots."""
    # A swap mirrors the volume, so it flips the sign; where the pivot is already in place, nothing is swapped.
    U = np.array(A, dtype=float)
    n, sign = len(U), 1.0
    for k in range(n):
        p = k + np.argmax(np.abs(U[k:, k]))
        if p != k:
            U[[k, p]] = U[[p, k]]
            sign = -sign
        for i in range(k + 1, n):
            U[i] = U[i] - U[i, k] / U[k, k] * U[k]
    return sign * np.prod(np.diag(U))


@determinant_by_elimination.cases
def cases(rng):
    return [
        (np.array([[-3.0]]),),
        (np.array([[0.0, 1.0], [1.0, 0.0]]),),
        (np.array([[4.0, 3.0], [2.0, 5.0]]),),
        (np.array([[1.0, 2.0], [3.0, 4.0]]),),
        (np.array([[2.0, 4.0, 1.0], [4.0, 4.0, 4.0], [1.0, 5.0, 2.0]]),),
        (np.array([[5.0, 1.0, 2.0], [1.0, 2.0, 3.0], [1.0, 4.0, 1.0]]),),
        (np.array([[5.0, 1.0, 2.0], [1.0, 4.0, 1.0], [1.0, 2.0, 3.0]]),),
        (np.array([[0.0, 0.0, 2.0], [3.0, 0.0, 0.0], [0.0, 4.0, 0.0]]),),
        (np.array([[1.0, 1.0, 0.0], [2.0, 0.0, 1.0], [0.0, 3.0, 1.0]]),),
        (rng.normal(size=(4, 4)),),
        (rng.normal(size=(5, 5)),),
    ]


@determinant_by_elimination.edge_cases
def edge_cases(rng):
    return [(np.eye(3),), (np.array([[1, 2], [3, 4]]),), (1e-3 * rng.normal(size=(6, 6)),)]


@determinant_by_elimination.law("swapping the first two rows flips the sign")
def _(f, A):
    order = np.arange(len(A))
    order[:2] = order[:2][::-1]
    return np.isclose(f(A[order]), -f(A) if len(A) > 1 else f(A))


@determinant_by_elimination.law("the transpose has the same determinant")
def _(f, A):
    return np.isclose(f(A.T), f(A))


@determinant_by_elimination.start(
    "It still gives the wrong sign whenever the number of swaps is odd, as for [[0, 1], [1, 0]]. What does a swap of "
    "two rows do to the determinant?"
)
def determinant_to_mend(A):
    """The determinant of A, from the pivots."""
    U = np.array(A, dtype=float)
    n = len(U)
    for k in range(n):
        p = k + np.argmax(np.abs(U[k:, k]))
        U[[k, p]] = U[[p, k]]
        for i in range(k + 1, n):
            U[i] = U[i] - U[i, k] / U[k, k] * U[k]
    return np.prod(np.diag(U))


determinant_by_elimination.instead_of(
    "sign * np.prod(np.diag(U))",
    {
        "np.sum(np.diag(U))": "You added the pivots. The determinant is their product, times the sign of the swaps.",
        "sign * np.sum(np.diag(U))": "You added the pivots. The determinant is their product.",
        "abs(np.prod(np.diag(U)))": "You took the size of the product, so the sign is lost for good. Count the swaps: "
        "each one flips the sign.",
        "-np.prod(np.diag(U))": "You flipped the sign once and for all. It flips with each swap, so two swaps bring it "
        "back.",
        "sign + np.prod(np.diag(U))": "You added the sign. Multiply by it.",
        "sign * np.prod(U)": "np.prod(U) multiplies all entries, and the zeros below the diagonal make it 0. Only the "
        "diagonal counts: np.diag(U).",
        "sign * np.prod(np.diag(A))": "You multiplied the diagonal of A. The pivots are on the diagonal of U.",
        "sign": "That is the sign alone. Multiply it by the product of the pivots.",
    },
)


def _with_sign(A, turn, swap=True, size=np.abs):
    U = np.array(A, dtype=float)
    n, sign = len(U), 1.0
    for k in range(n):
        p = k + np.argmax(size(U[k:, k]))
        sign = turn(sign, k, p)
        if swap:
            U[[k, p]] = U[[p, k]]
        for i in range(k + 1, n):
            U[i] = U[i] - U[i, k] / U[k, k] * U[k]
    return sign * np.prod(np.diag(U))


@determinant_by_elimination.misconception(
    "You flipped the sign in every round, even where the pivot was already in place (p == k). Nothing is swapped then: "
    "flip it only if p != k."
)
def turns_in_every_round(A):
    return _with_sign(A, lambda sign, k, p: -sign)


@determinant_by_elimination.misconception(
    "You flipped the sign in every round but the last. In some of them the pivot is already in place (p == k), and "
    "nothing is swapped: flip it only if p != k."
)
def turns_in_all_rounds_but_the_last(A):
    return _with_sign(A, lambda sign, k, p: -sign if k < len(A) - 1 else sign)


@determinant_by_elimination.misconception(
    "Your sign becomes −1 at the first swap and stays that way. A second swap flips it back: sign = -sign."
)
def turns_once(A):
    return _with_sign(A, lambda sign, k, p: -1.0 if p != k else sign)


@determinant_by_elimination.misconception(
    "You flipped the sign where nothing is swapped, p == k. It is the other way around: p != k."
)
def turns_where_nothing_is_swapped(A):
    return _with_sign(A, lambda sign, k, p: -sign if p == k else sign)


@determinant_by_elimination.misconception(
    "You dropped the swaps, which was not the mistake: without them the pivot may be 0 or tiny. Keep the swap, and "
    "flip the sign each time."
)
def drops_the_swaps(A):
    return _with_sign(A, lambda sign, k, p: 1.0, swap=False)


@determinant_by_elimination.misconception(
    "You flipped the sign but no longer swap the rows. Do both, each time p is not k."
)
def turns_without_swapping(A):
    return _with_sign(A, lambda sign, k, p: -sign if p != k else sign, swap=False)


@determinant_by_elimination.misconception(
    "You flipped the sign whenever p is not 0. Compare p with k instead: nothing is swapped if p == k. Flip it if p != "
    "k."
)
def compares_with_zero(A):
    return _with_sign(A, lambda sign, k, p: -sign if p else sign)


@determinant_by_elimination.misconception(
    "You flipped the sign once for each row between k and p. One swap flips it once, however far apart the two rows "
    "are."
)
def turns_once_for_each_row_between(A):
    return _with_sign(A, lambda sign, k, p: sign * (-1.0) ** (p - k))


@determinant_by_elimination.misconception(
    "You multiplied by the number of swaps. Each swap multiplies by −1, so after s swaps the sign is (−1)**s."
)
def multiplies_by_the_number_of_swaps(A):
    number = 1 - _with_sign(np.array(A), lambda s, k, p: s - 1.0 if p != k else s) / _with_sign(A, lambda s, k, p: 1.0)
    return -number * _with_sign(A, lambda sign, k, p: 1.0)


@determinant_by_elimination.misconception(
    "You counted the swaps but started at 1, or flipped the sign once too often: without any swap the sign is +1."
)
def starts_with_minus(A):
    return -_with_sign(A, lambda sign, k, p: -sign if p != k else sign)


@determinant_by_elimination.misconception(
    "You added −1 to the sign: after one swap it is 0. A swap multiplies it by −1: sign = -sign."
)
def adds_minus_one(A):
    return _with_sign(A, lambda sign, k, p: sign - 1 if p != k else sign)


@determinant_by_elimination.misconception(
    "Your sign flips once for each row below the pivot. If the flip is inside the loop over these rows, move it out: "
    "one "
    "swap flips the sign once."
)
def turns_once_for_each_row_below(A):
    return _with_sign(A, lambda sign, k, p: sign * (-1.0) ** (len(A) - k - 1) if p != k else sign)
