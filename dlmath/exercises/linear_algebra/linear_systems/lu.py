"""lu: P, L, U with P A = L U."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="hard",
    task="Return the three matrices $P$, $L$, $U$ of elimination with partial pivoting, $PA = LU$. Before column $k$ "
    "is eliminated, the row with the largest $|u_{ik}|$, $i \\ge k$, is swapped to place $k$. "
    "`A` is square and invertible; leave it as it is.",
    hints=[
        "Write elimination without swaps first: P and L begin as np.eye(n), U as A.astype(float). In column k, what "
        "must be subtracted from row i so that U[i, k] becomes 0? That factor is L[i, k].",
        "The row of the pivot is p = k + np.argmax(np.abs(U[k:, k])). U[[k, p]] = U[[p, k]] swaps two rows; "
        "do the same to P.",
        "The multipliers found so far belong to their rows: L[[k, p], :k] = L[[p, k], :k]. Then, for each i below k: "
        "L[i, k] = U[i, k] / U[k, k] and U[i] = U[i] - L[i, k] * U[k].",
    ],
)
def lu(A):
    """P, L, U with P A = L U."""
    # P and L begin as identities, U as a copy of A. Whatever is swapped in U is swapped in P as well, and in that
    # part of L which is filled already.
    n = len(A)
    P, L, U = np.eye(n), np.eye(n), A.astype(float)
    for k in range(n):
        p = k + np.argmax(np.abs(U[k:, k]))
        P[[k, p]] = P[[p, k]]
        U[[k, p]] = U[[p, k]]
        L[[k, p], :k] = L[[p, k], :k]
        for i in range(k + 1, n):
            L[i, k] = U[i, k] / U[k, k]
            U[i] = U[i] - L[i, k] * U[k]
    return P, L, U


@lu.cases
def cases(rng):
    return [
        (np.array([[3.0]]),),
        (np.array([[4.0, 3.0], [2.0, 5.0]]),),
        (np.array([[0.0, 1.0], [2.0, 3.0]]),),
        (np.array([[1.0, 3.0], [-2.0, 4.0]]),),
        (np.array([[1.0, 2.0], [4.0, 9.0]]),),
        (np.array([[1e-20, 1.0], [1.0, 1.0]]),),
        (np.array([[4.0, 2.0, 1.0], [1.0, 0.5, 3.0], [2.0, 5.0, 1.0]]),),
        (np.array([[1.0, 2.0, 4.0], [2.0, 1.0, 3.0], [4.0, 3.0, 1.0]]),),
        (np.array([[0.0, 0.0, 3.0], [2.0, 1.0, 0.0], [1.0, 5.0, 1.0]]),),
        (rng.normal(size=(4, 4)),),
        (rng.normal(size=(6, 6)),),
    ]


@lu.law("P A = L U")
def _(f, A):
    return np.allclose(f(A)[0] @ A, f(A)[1] @ f(A)[2])


@lu.law("no entry of L is larger than 1")
def _(f, A):
    return bool(np.all(np.abs(f(A)[1]) <= 1 + 1e-9))


@lu.law("multiplied by 8, A has the same P and L")
def _(f, A):
    return np.allclose(f(8 * A)[:2], f(A)[:2])


def _lu(A, pivot, swap_in_L=True, whole_rows_of_L=False):
    """Elimination with another choice of pivots, or with L's rows swapped otherwise."""
    n = len(A)
    P, L, U = np.eye(n), np.eye(n), A.copy()
    for k in range(n):
        p = pivot(U, k)
        P[[k, p]] = P[[p, k]]
        U[[k, p]] = U[[p, k]]
        if whole_rows_of_L:
            L[[k, p]] = L[[p, k]]
        elif swap_in_L:
            L[[k, p], :k] = L[[p, k], :k]
        for i in range(k + 1, n):
            L[i, k] = U[i, k] / U[k, k]
            U[i] = U[i] - L[i, k] * U[k]
    return P, L, U


def _largest(U, k):
    return k + np.argmax(np.abs(U[k:, k]))


@lu.misconception(
    "You swapped columns, which are the unknowns. Partial pivoting swaps rows, the equations: look down the "
    "column k, np.abs(U[k:, k]), and swap rows of U and P."
)
def swaps_columns(A):
    n = len(A)
    P, L, U = np.eye(n), np.eye(n), A.copy()
    for k in range(n):
        p = _largest(U.T, k)
        P[:, [k, p]] = P[:, [p, k]]
        U[:, [k, p]] = U[:, [p, k]]
        for i in range(k + 1, n):
            L[i, k] = U[i, k] / U[k, k]
            U[i] = U[i] - L[i, k] * U[k]
    return P, L, U


@lu.misconception(
    "L is the identity: U[i, k] was 0 already when you divided it by the pivot. Write the multiplier into "
    "L[i, k] first, and subtract then."
)
def computes_the_multiplier_too_late(A):
    P, _, U = lu(A)
    return P, np.eye(len(A)), U


@lu.misconception(
    "U[k], U[p] = U[p], U[k] copies one row over the other: both names look into the same array, and the first "
    "assignment has changed what the second reads. Write U[[k, p]] = U[[p, k]]."
)
def swaps_with_a_comma(A):
    n = len(A)
    P, L, U = np.eye(n), np.eye(n), A.copy()
    for k in range(n):
        p = _largest(U, k)
        P[k], P[p] = P[p], P[k]
        U[k], U[p] = U[p], U[k]
        L[k, :k], L[p, :k] = L[p, :k], L[k, :k]
        for i in range(k + 1, n):
            L[i, k] = U[i, k] / U[k, k]
            U[i] = U[i] - L[i, k] * U[k]
    return P, L, U


@lu.misconception(
    "Your three matrices give A = P L U. Here P stands on the other side, P A = L U: return its transpose."
)
def transposes_p(A):
    P, L, U = lu(A)
    return P.T, L, U


@lu.misconception(
    "The multipliers in L have the wrong sign. Elimination subtracts L[i, k] times row k; L puts it back, with a plus."
)
def turns_the_signs_of_l(A):
    P, L, U = lu(A)
    return P, 2 * np.eye(len(A)) - L, U


@lu.misconception("The diagonal of L is 0: every row also contains itself once. Begin with L = np.eye(n).")
def has_zeros_on_l_s_diagonal(A):
    P, L, U = lu(A)
    return P, L - np.eye(len(A)), U


@lu.misconception(
    "You returned the order of the rows. P is the matrix that puts them so: begin with np.eye(n), "
    "and swap its rows as those of U."
)
def gives_the_order_instead_of_p(A):
    P, L, U = lu(A)
    return np.argmax(P, axis=1), L, U


@lu.misconception(
    "The factors are right, but A has been changed: U = A gives the same array a second name. "
    "U = A.astype(float) makes a copy."
)
def works_on_a_itself(A):
    P, L, U = lu(A)
    A[:] = U
    return P, L, A


@lu.misconception(
    "L and U are right, but P is still the identity. Whatever is swapped in U is swapped in P as well: P[[k, "
    "p]] = P[[p, k]]."
)
def never_writes_into_p(A):
    _, L, U = lu(A)
    return np.eye(len(A)), L, U


@lu.misconception(
    "You eliminated above the diagonal as well, and U is no longer what L belongs to. Only the rows below "
    "the pivot: i from k + 1 on."
)
def clears_the_column_above_too(A):
    n = len(A)
    P, L, U = np.eye(n), np.eye(n), A.copy()
    for k in range(n):
        p = _largest(U, k)
        P[[k, p]] = P[[p, k]]
        U[[k, p]] = U[[p, k]]
        L[[k, p], :k] = L[[p, k], :k]
        for i in (i for i in range(n) if i != k):
            L[i, k] = U[i, k] / U[k, k]
            U[i] = U[i] - L[i, k] * U[k]
    return P, L, U


@lu.misconception(
    "The multiplier stands on its head. L[i, k] times the pivot U[k, k] must be U[i, k]: divide by the pivot."
)
def turns_the_multiplier_over(A):
    n = len(A)
    P, L, U = np.eye(n), np.eye(n), A.copy()
    for k in range(n):
        p = _largest(U, k)
        P[[k, p]] = P[[p, k]]
        U[[k, p]] = U[[p, k]]
        L[[k, p], :k] = L[[p, k], :k]
        for i in range(k + 1, n):
            L[i, k] = U[k, k] / U[i, k]
            U[i] = U[i] - L[i, k] * U[k]
    return P, L, U


@lu.misconception("You subtracted a row of A. Swaps and elimination have changed the rows since: subtract U[k].")
def subtracts_rows_of_a(A):
    n = len(A)
    P, L, U = np.eye(n), np.eye(n), A.copy()
    for k in range(n):
        p = _largest(U, k)
        P[[k, p]] = P[[p, k]]
        U[[k, p]] = U[[p, k]]
        L[[k, p], :k] = L[[p, k], :k]
        for i in range(k + 1, n):
            L[i, k] = U[i, k] / U[k, k]
            U[i] = U[i] - L[i, k] * A[k]
    return P, L, U


@lu.misconception("The three matrices are right, but in another order. Return P, L, U.")
def changes_the_order_of_the_three(A):
    P, L, U = lu(A)
    return L, U, P


@lu.misconception(
    "Your multipliers stand above the diagonal. The one that frees row i of unknown k belongs to row i: L[i, k]."
)
def writes_l_as_an_upper_triangle(A):
    P, L, U = lu(A)
    return P, L.T, U


lu.instead_of(
    "return P, L, U",
    {
        "return _lu(A, lambda U, k: k)": "You took each pivot as it came. When it is 0 the multiplier is infinite, "
        "and when it is tiny the multiplier is huge and drowns the other numbers. Swap the row with the largest "
        "|U[i, k]| up first.",
        "return _lu(A, lambda U, k: k + np.argmax(U[k:, k] != 0))": "You swapped only where the pivot was 0. A tiny "
        "one is almost as bad: always swap up the row with the largest |U[i, k]|.",
        "return _lu(A, lambda U, k: k + np.argmax(U[k:, k]))": "You looked for the largest entry and so passed over "
        "−2 for 1. It is the size that matters: np.argmax(np.abs(…)).",
        "return _lu(A, lambda U, k: np.argmax(np.abs(U[k:, k])))": "np.argmax(np.abs(U[k:, k])) counts from row k, "
        "not from row 0: add k to it.",
        "return _lu(A, lambda U, k: np.argmax(np.abs(U[:, k])))": "You looked for the pivot in the whole column. "
        "The rows above k are finished: search in U[k:, k].",
        "return _lu(A, lambda U, k: _largest(A, k))": "You looked for the pivots in A. Elimination has changed the "
        "numbers since: search in U.",
        "return _lu(A, _largest, swap_in_L=False)": "U and P were swapped, but the multipliers in L stayed behind. "
        "They belong to their rows: L[[k, p], :k] = L[[p, k], :k].",
        "return _lu(A, _largest, whole_rows_of_L=True)": "You swapped whole rows of L, and with them the ones of "
        "its diagonal. Only the columns before k hold multipliers yet: L[[k, p], :k] = L[[p, k], :k].",
        "return (P, L, U)[1:]": "You returned L and U. Without P nobody knows which row is which: return P, L, U.",
        "return _lu(A, lambda U, k: k + np.argmin(np.abs(U[k:, k])))": "You swapped the smallest entry up, and the "
        "multipliers become as large as they can. Take the largest: np.argmax.",
    },
)
