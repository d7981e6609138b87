"""lu: P, L, U with P A = L U."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="hard",
    task="Return the three matrices $P$, $L$, $U$ of elimination with partial pivoting, $PA = LU$, in that order. "
    "Before column $k$ is cleared, the row with the largest $|u_{ik}|$, $i \\ge k$, is swapped into place $k$. `A` is "
    "square and invertible. Do not change it.",
    hints=[
        "Write elimination without swaps first: P and L start as np.eye(n), U as a copy of A. In column k, what must "
        "be subtracted from row i so that U[i, k] becomes 0? That factor is L[i, k].",
        "The row of the pivot is p = k + np.argmax(np.abs(U[k:, k])). U[[k, p]] = U[[p, k]] swaps two rows. Do the "
        "same to P.",
        "The multipliers found so far belong to their rows: L[[k, p], :k] = L[[p, k], :k]. Then, for each i below k: "
        "L[i, k] = U[i, k] / U[k, k] and U[i] = U[i] - L[i, k] * U[k].",
    ],
)
def lu(A):
    """P, L, U with P A = L U."""
    # P and L start as identities, U as a copy of A. Whatever is swapped in U is swapped in P as well, and in the part
    # of L that is filled already.
    n = len(A)
    P, L, U = np.eye(n), np.eye(n), np.array(A, dtype=float)
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
        (np.array([[4.0, 3.0], [2.0, 5.0]]),),
        (np.array([[1.0, 2.0], [4.0, 9.0]]),),
        (np.array([[1.0, 3.0], [-2.0, 4.0]]),),
        (np.array([[0.0, 1.0], [2.0, 3.0]]),),
        (np.array([[1e-20, 1.0], [1.0, 1.0]]),),
        (np.array([[4.0, 2.0, 1.0], [1.0, 0.5, 3.0], [2.0, 5.0, 1.0]]),),
        (np.array([[2.0, 4.0, 1.0], [4.0, 4.0, 4.0], [1.0, 5.0, 2.0]]),),
        (np.array([[1.0, 2.0, 4.0], [2.0, 1.0, 3.0], [4.0, 3.0, 1.0]]),),
        (rng.normal(size=(4, 4)),),
        (rng.normal(size=(6, 6)),),
    ]


@lu.edge_cases
def edge_cases(rng):
    return [
        (np.array([[3.0]]),),
        (np.array([[0.0, 0.0, 3.0], [2.0, 1.0, 0.0], [1.0, 5.0, 1.0]]),),
        (np.array([[2, 1], [3, 4]]),),
        (1e-8 * rng.normal(size=(12, 12)),),
    ]


@lu.law("P A = L U")
def _(f, A):
    P, L, U = f(A)
    return np.allclose(P @ A, L @ U)


@lu.law("no entry of L is larger than 1 in size")
def _(f, A):
    return bool(np.all(np.abs(f(A)[1]) <= 1 + 1e-9))


@lu.law("multiplied by 8, A has the same P and L")
def _(f, A):
    return np.allclose(f(8 * A)[:2], f(A)[:2])


lu.instead_of(
    "k + np.argmax(np.abs(U[k:, k]))",
    {
        "k": "You took each pivot as it came. If it is 0, the multiplier is infinite. If it is tiny, the multiplier is "
        "huge and drowns out the other numbers. Swap the row with the largest |U[i, k]| up first.",
        "k + np.argmax(U[k:, k] != 0)": "You swapped only where the pivot was 0. A tiny one is almost as bad: always "
        "swap up the row with the largest |U[i, k]|.",
        "k + np.argmax(U[k:, k])": "You looked for the largest entry with its sign, so you passed over −2 for 1. It is "
        "the size that matters: np.argmax(np.abs(…)).",
        "np.argmax(np.abs(U[k:, k]))": "np.argmax(np.abs(U[k:, k])) counts from row k, not from row 0: add k to it.",
        "np.argmax(np.abs(U[:, k]))": "You looked for the pivot in the whole column. The rows above k are finished: "
        "search in U[k:, k], and add k to the position you find.",
        "k + np.argmax(np.abs(A[k:, k]))": "You looked for the pivots in A. Elimination has changed the numbers since: "
        "search in U.",
        "k + np.argmin(np.abs(U[k:, k]))": "You swapped the smallest entry up, which makes the multipliers as large as "
        "they can get. Take the largest: np.argmax.",
        "k + np.argmax(np.abs(U[k, k:]))": "You looked along row k. Partial pivoting looks down column k, from the "
        "diagonal: U[k:, k].",
        "k + 1 + np.argmax(np.abs(U[k + 1 :, k])) if k + 1 < n else k": "You left row k itself out of the search. If "
        "its entry is the largest, it must stay: search in U[k:, k].",
        "np.abs(U[k:, k]).max()": "max gives the largest entry itself. You need the row it is in: np.argmax, plus k.",
    },
)
lu.instead_of(
    "L[[k, p], :k] = L[[p, k], :k]",
    {
        "pass": "U and P were swapped, but the multipliers in L stayed behind. They belong to their rows: L[[k, p], "
        ":k] = L[[p, k], :k].",
        "L[[k, p]] = L[[p, k]]": "You swapped whole rows of L, and with them the ones on its diagonal. So far only the "
        "columns before k hold multipliers: L[[k, p], :k] = L[[p, k], :k].",
        "L[[k, p], : k + 1] = L[[p, k], : k + 1]": "You swapped one column of L too many: the one that holds the 1 of "
        "row k. Only the columns before k: L[[k, p], :k].",
    },
)
lu.instead_of(
    "L[i, k] = U[i, k] / U[k, k]",
    {
        "L[i, k] = U[k, k] / U[i, k]": "The multiplier is upside down. L[i, k] times the pivot U[k, k] must be U[i, "
        "k]: divide by the pivot.",
        "L[k, i] = U[i, k] / U[k, k]": "Your multipliers are above the diagonal, or were lost. The one that clears row "
        "i in column k belongs in row i: L[i, k].",
        "L[i, k] = A[i, k] / A[k, k]": "You computed the multiplier from A. Swaps and elimination have changed the "
        "rows since: use U.",
        "L[i, k] = U[k, i] / U[k, k]": "You divided an entry of row k. What has to go is U[i, k], in row i below the "
        "pivot.",
        "L[i, k] = -U[i, k] / U[k, k]": "The multiplier has the wrong sign, so row i grows instead of losing its "
        "entry. With U[i] - L[i, k] * U[k], it is U[i, k] / U[k, k].",
    },
)
lu.instead_of(
    "U[i] = U[i] - L[i, k] * U[k]",
    {
        "U[i] = U[i] - L[i, k] * A[k]": "You subtracted a row of A. Swaps and elimination have changed the rows since: "
        "subtract U[k].",
        "U[i] = U[i] + L[i, k] * U[k]": "You added the multiple of row k. Subtract it, so that U[i, k] becomes 0.",
        "U[i, k] = U[i, k] - L[i, k] * U[k, k]": "You cleared U[i, k] alone. The rest of row i changes with it: U[i] = "
        "U[i] - L[i, k] * U[k].",
        "U[i, k + 1 :] = U[i, k + 1 :] - L[i, k] * U[k, k + 1 :]": "Everything to the right is correct, but the "
        "entries below the diagonal of U are still there. Subtract the whole row, or set U[i, k] = 0.",
        "U[k] = U[k] - L[i, k] * U[i]": "You changed row k, the row of the pivot. It stays; row i is the one to clear.",
        "U[i] = U[i] - U[k]": "You subtracted row k once. Subtract L[i, k] times row k, so that U[i, k] becomes 0.",
    },
)
lu.instead_of(
    "return P, L, U",
    {
        "return P.T, L, U": "Your P is the transpose of the right one: with it, A = P L U, but here P is on the other "
        "side, P A = L U. If you swap the rows of P, not the columns, just like those of U, it comes out right.",
        "return P, 2 * np.eye(n) - L, U": "The multipliers in L have the wrong sign. Elimination subtracts L[i, k] "
        "times row k, and L puts it back, with a plus.",
        "return P, L - np.eye(n), U": "The diagonal of L is 0, but every row also contains itself once. Start with L = "
        "np.eye(n).",
        "return np.argmax(P, axis=1), L, U": "You returned the order of the rows. P is the matrix that puts them in "
        "that order: start with np.eye(n), and swap its rows like those of U.",
        "return L, U": "You returned L and U. Without P, nobody knows which row is which: return P, L, U.",
        "return L, U, P": "The three matrices are right, but in another order. Return P, L, U.",
        "return P, U, L": "The three matrices are right, but in another order. Return P, L, U.",
        "return np.eye(n), L, U": "L and U are right, but P is still the identity. Whatever is swapped in U is swapped "
        "in P as well: P[[k, p]] = P[[p, k]].",
        "return P, L.T, U": "Your multipliers are above the diagonal. The one that clears row i in column k belongs in "
        "row i: L[i, k].",
        "return P, np.eye(n), U": "L is the identity: U[i, k] was already 0 when you divided it by the pivot. Write "
        "the multiplier into L[i, k] first, and subtract after that.",
    },
)


@lu.misconception(
    "You swapped columns, which are the unknowns. Partial pivoting swaps rows, the equations: look down column k, "
    "np.abs(U[k:, k]), and swap rows of U and P."
)
def swaps_columns(A):
    n = len(A)
    P, L, U = np.eye(n), np.eye(n), np.array(A, dtype=float)
    for k in range(n):
        p = k + np.argmax(np.abs(U[k, k:]))
        P[:, [k, p]] = P[:, [p, k]]
        U[:, [k, p]] = U[:, [p, k]]
        for i in range(k + 1, n):
            L[i, k] = U[i, k] / U[k, k]
            U[i] = U[i] - L[i, k] * U[k]
    return P, L, U


@lu.misconception(
    "U[k], U[p] = U[p], U[k] copies one row over the other: both names look into the same array, and the first "
    "assignment has changed what the second one reads. Write U[[k, p]] = U[[p, k]]."
)
def swaps_with_a_comma(A):
    n = len(A)
    P, L, U = np.eye(n), np.eye(n), np.array(A, dtype=float)
    for k in range(n):
        p = k + np.argmax(np.abs(U[k:, k]))
        P[k], P[p] = P[p], P[k]
        U[k], U[p] = U[p], U[k]
        L[k, :k], L[p, :k] = L[p, :k], L[k, :k]
        for i in range(k + 1, n):
            L[i, k] = U[i, k] / U[k, k]
            U[i] = U[i] - L[i, k] * U[k]
    return P, L, U


@lu.misconception(
    "The factors are right, but A was changed: U = A just gives the same array a second name. U = A.copy()."
)
def works_on_A_itself(A):
    P, L, U = lu(A)
    A[:] = U
    return P, L, A


@lu.misconception(
    "You eliminated above the diagonal as well, and U no longer fits L. Clear only the rows below the pivot: i starts "
    "at k + 1."
)
def clears_the_column_above(A):
    n = len(A)
    P, L, U = np.eye(n), np.eye(n), np.array(A, dtype=float)
    for k in range(n):
        p = k + np.argmax(np.abs(U[k:, k]))
        P[[k, p]] = P[[p, k]]
        U[[k, p]] = U[[p, k]]
        L[[k, p], :k] = L[[p, k], :k]
        for i in (i for i in range(n) if i != k):
            L[i, k] = U[i, k] / U[k, k]
            U[i] = U[i] - L[i, k] * U[k]
    return P, L, U


lu.instead_of(
    "range(k + 1, n)",
    {
        "range(k, n)": "You started at row k itself, which subtracts the row of the pivot from itself. Start below it: "
        "range(k + 1, n).",
        "range(k + 1, n - 1)": "The last row is never cleared. range(k + 1, n) already ends at n − 1.",
        "range(k + 2, n)": "The row right below the pivot is never cleared: start at k + 1.",
        "range(1, n)": "Your inner loop always starts at row 1. Rows above and at the pivot are finished: start at k + "
        "1.",
    },
)


@lu.misconception(
    "tmp = U[k] is not a copy, just a second name for row k: when row k is overwritten, tmp changes with it. Write "
    "U[[k, p]] = U[[p, k]], or tmp = U[k].copy()."
)
def swaps_by_way_of_a_view(A):
    n = len(A)
    P, L, U = np.eye(n), np.eye(n), np.array(A, dtype=float)
    for k in range(n):
        p = k + np.argmax(np.abs(U[k:, k]))
        P[[k, p]] = P[[p, k]]
        U[k] = U[p]
        L[[k, p], :k] = L[[p, k], :k]
        for i in range(k + 1, n):
            L[i, k] = U[i, k] / U[k, k]
            U[i] = U[i] - L[i, k] * U[k]
    return P, L, U


@lu.misconception(
    "You cleared the column first and swapped afterward, when the damage was done. Choose the pivot and swap before "
    "you clear column k."
)
def swaps_after_clearing(A):
    n = len(A)
    P, L, U = np.eye(n), np.eye(n), np.array(A, dtype=float)
    for k in range(n):
        for i in range(k + 1, n):
            L[i, k] = U[i, k] / U[k, k]
            U[i] = U[i] - L[i, k] * U[k]
        p = k + np.argmax(np.abs(U[k:, k]))
        P[[k, p]] = P[[p, k]]
        U[[k, p]] = U[[p, k]]
    return P, L, U
