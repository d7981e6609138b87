"""When does A x = b have an answer, and what if not? The exercises of the lesson on linear systems."""

import numpy as np

from dlmath.exercises import Exercise, Law, Misconception

# ---------------------------------------------------------------- back_substitution


def back_substitution(U, b):
    # The last equation has one unknown. Each equation above it has one more, and all others are known by then.
    n = len(b)
    x = np.zeros(n)
    for i in reversed(range(n)):
        x[i] = (b[i] - U[i, i + 1 :] @ x[i + 1 :]) / U[i, i]
    return x


def back_substitution_cases(rng):
    U = np.triu(rng.normal(size=(5, 5))) + np.diag([3.0, -3.0, 3.0, -3.0, 3.0])
    return [
        (np.array([[4.0]]), np.array([2.0])),
        (np.array([[2.0, 1.0], [0.0, 4.0]]), np.array([5.0, 8.0])),
        (np.array([[2.0, 0.0], [0.0, -4.0]]), np.array([6.0, 4.0])),
        (np.array([[1.0, 2.0, 3.0], [0.0, 4.0, 5.0], [0.0, 0.0, 2.0]]), np.array([4.0, 1.0, 2.0])),
        (np.array([[1.0, 0.0, -2.0], [0.0, 2.0, 1.0], [0.0, 0.0, 0.5]]), np.array([0.0, 0.0, 0.0])),
        (U, rng.normal(size=5)),
    ]


def back_substitution_from_the_top(U, b):
    x = np.zeros(len(b))
    for i in range(len(b)):
        x[i] = (b[i] - U[i, i + 1 :] @ x[i + 1 :]) / U[i, i]
    return x


def back_substitution_undivided(U, b):
    x = np.zeros(len(b))
    for i in reversed(range(len(b))):
        x[i] = b[i] - U[i, i + 1 :] @ x[i + 1 :]
    return x


def back_substitution_adds(U, b):
    x = np.zeros(len(b))
    for i in reversed(range(len(b))):
        x[i] = (b[i] + U[i, i + 1 :] @ x[i + 1 :]) / U[i, i]
    return x


def back_substitution_without_brackets(U, b):
    x = np.zeros(len(b))
    for i in reversed(range(len(b))):
        x[i] = b[i] - U[i, i + 1 :] @ x[i + 1 :] / U[i, i]
    return x


def back_substitution_leaves_the_first(U, b):
    x = np.zeros(len(b))
    for i in range(len(b) - 1, 0, -1):
        x[i] = (b[i] - U[i, i + 1 :] @ x[i + 1 :]) / U[i, i]
    return x


def back_substitution_last_one_apart(U, b):
    n = len(b)
    x = np.zeros(n)
    x[n - 1] = b[n - 1] / U[n - 1, n - 1]
    for i in range(n - 2, 0, -1):
        x[i] = (b[i] - U[i, i + 1 :] @ x[i + 1 :]) / U[i, i]
    return x


def back_substitution_with_itself(U, b):
    n = len(b)
    x = np.zeros(n)
    for i in reversed(range(n)):
        x[i] = b[i]
        for j in range(i, n):
            x[i] = x[i] - U[i, j] * x[j]
        x[i] = x[i] / U[i, i]
    return x


def back_substitution_next_only(U, b):
    n = len(b)
    x = np.zeros(n)
    for i in reversed(range(n)):
        known = U[i, i + 1] * x[i + 1] if i + 1 < n else 0.0
        x[i] = (b[i] - known) / U[i, i]
    return x


def back_substitution_uses_b(U, b):
    x = np.zeros(len(b))
    for i in reversed(range(len(b))):
        x[i] = (b[i] - U[i, i + 1 :] @ b[i + 1 :]) / U[i, i]
    return x


def back_substitution_backwards(U, b):
    return back_substitution(U, b)[::-1]


def back_substitution_in_b(U, b):
    for i in reversed(range(len(b))):
        b[i] = (b[i] - U[i, i + 1 :] @ b[i + 1 :]) / U[i, i]
    return b


def back_substitution_multiplies(U, b):
    n = len(b)
    x = np.zeros(n)
    for i in reversed(range(n)):
        x[i] = (b[i] - U[i, i + 1 :] @ x[i + 1 :]) * U[i, i]
    return x


def back_substitution_without_x(U, b):
    n = len(b)
    x = np.zeros(n)
    for i in reversed(range(n)):
        x[i] = (b[i] - np.sum(U[i, i + 1 :])) / U[i, i]
    return x


def back_substitution_without_the_last(U, b):
    n = len(b)
    x = np.zeros(n)
    for i in reversed(range(n)):
        x[i] = (b[i] - U[i, i + 1 : n - 1] @ x[i + 1 : n - 1]) / U[i, i]
    return x


def back_substitution_returns_in_the_loop(U, b):
    x = np.zeros(len(b))
    x[-1] = b[-1] / U[-1, -1]
    return x


def back_substitution_begins_after_the_end(U, b):
    n = len(b)
    x = np.zeros(n)
    for i in range(n, 0, -1):
        x[i] = (b[i] - U[i, i + 1 :] @ x[i + 1 :]) / U[i, i]
    return x


def back_substitution_found_first(U, b):
    x = []
    for i in reversed(range(len(b))):
        x.append((b[i] - sum(u * found for u, found in zip(U[i, i + 1 :], x, strict=True))) / U[i, i])
    return np.array(x[::-1])


BACK_SUBSTITUTION = Exercise(
    name="back_substitution",
    task="Return the solution of $U\\mathbf x = \\mathbf b$. `U` is an upper triangular matrix without zeros on its "
    "diagonal, `b` an array with one entry for each of its rows.",
    stub='def back_substitution(U, b):\n    """The x that solves U x = b, from the last entry up."""\n    ...\n',
    reference=back_substitution,
    cases=back_substitution_cases,
    laws=[
        Law("U x gives b back", lambda f, U, b: np.allclose(U @ f(U, b), b)),
        Law("twice the right-hand side, twice the solution", lambda f, U, b: np.allclose(f(U, 2 * b), 2 * f(U, b))),
    ],
    hints=[
        "Which of the equations can be solved at once, without knowing anything else? And which is the next?",
        "Begin with x = np.zeros(n) and let i run from n − 1 down to 0. When it comes to row i, x[i+1:] is known.",
        "In the loop: x[i] = (b[i] - U[i, i + 1 :] @ x[i + 1 :]) / U[i, i]. For i = n − 1 the product is empty: 0.",
    ],
    misconceptions=[
        Misconception(
            "begins at the top",
            back_substitution_from_the_top,
            "Your x is b divided by the diagonal, as if in each row all other unknowns were 0. Going from the first "
            "row down they still are: begin with the last row, which has a single unknown. If you do so already, look "
            "at the slices: in row i they are U[i, i + 1:] and x[i + 1:], right of the diagonal.",
        ),
        Misconception(
            "forgets to divide",
            back_substitution_undivided,
            "What is left of row i is U[i, i] x[i], not x[i] itself: divide by U[i, i].",
        ),
        Misconception(
            "adds what is known",
            back_substitution_adds,
            "What is known goes to the other side of the equation, and changes its sign there: subtract it from b[i].",
        ),
        Misconception(
            "forgets the brackets",
            back_substitution_without_brackets,
            "Only the sum was divided by U[i, i], since / comes before −. Put brackets around the difference.",
        ),
        Misconception(
            "leaves out the first row",
            back_substitution_leaves_the_first,
            "x[0] is still 0. range(n − 1, 0, −1) stops before it comes to 0: "
            "use range(n − 1, −1, −1), or reversed(range(n)).",
        ),
        Misconception(
            "stops before the first row",
            back_substitution_last_one_apart,
            "x[0] is still 0. range(n − 2, 0, −1) stops before it comes to 0: use range(n − 2, −1, −1).",
        ),
        Misconception(
            "subtracts the unknown itself",
            back_substitution_with_itself,
            "Your sum begins at the diagonal, so x[i] is subtracted from itself before it is known. "
            "Only what stands right of the diagonal goes to the other side: j from i + 1 on.",
        ),
        Misconception(
            "looks at the next unknown only",
            back_substitution_next_only,
            "You subtracted U[i, i + 1] x[i + 1] alone. Every entry right of the diagonal has its unknown: "
            "U[i, i + 1:] @ x[i + 1:].",
        ),
        Misconception(
            "multiplies with b",
            back_substitution_uses_b,
            "Right of the diagonal you multiplied with entries of b. The unknowns found so far stand in x.",
        ),
        Misconception(
            "returns it backwards",
            back_substitution_backwards,
            "All entries are right, but in the order in which they were found. Write each to its place, x[i].",
        ),
        Misconception(
            "writes into b",
            back_substitution_in_b,
            "The solution is right, but it has been written over b, which whoever called still needs. "
            "Begin with x = np.zeros(len(b)).",
        ),
        Misconception(
            "multiplies by the pivot",
            back_substitution_multiplies,
            "You multiplied by U[i, i] at the end. U[i, i] x[i] is what is left of row i: divide by it.",
        ),
        Misconception(
            "subtracts the entries without the unknowns",
            back_substitution_without_x,
            "You subtracted the entries of U alone. Each belongs to an unknown that is known by now: U[i, j] times "
            "x[j].",
        ),
        Misconception(
            "leaves the last unknown out",
            back_substitution_without_the_last,
            "The last unknown is missing in your sums. range(i + 1, n) ends at n − 1 already: no “− 1” is needed.",
        ),
        Misconception(
            "returns in the loop",
            back_substitution_returns_in_the_loop,
            "Only the last entry is filled. Is the return indented so far that it is part of the loop? Then the loop "
            "ends in its first round: move it to the left.",
        ),
        Misconception(
            "begins after the end",
            back_substitution_begins_after_the_end,
            "There is no row n: Python counts from 0, and the last row is n − 1. From there down to 0: range(n − 1, "
            "−1, −1), or reversed(range(n)).",
        ),
        Misconception(
            "pairs the unknowns the wrong way round",
            back_substitution_found_first,
            "Your list of unknowns is in the order in which they were found, the last one first, but U[i, i + 1:] "
            "begins with the next one. Begin with x = np.zeros(n), and write each to its place.",
        ),
    ],
)


# ---------------------------------------------------------------- lu


def lu(A):
    # P and L begin as identities, U as a copy of A. Whatever is swapped in U is swapped in P as well, and in that
    # part of L which is filled already.
    n = len(A)
    P, L, U = np.eye(n), np.eye(n), A.copy()
    for k in range(n):
        p = k + np.argmax(np.abs(U[k:, k]))
        P[[k, p]] = P[[p, k]]
        U[[k, p]] = U[[p, k]]
        L[[k, p], :k] = L[[p, k], :k]
        for i in range(k + 1, n):
            L[i, k] = U[i, k] / U[k, k]
            U[i] = U[i] - L[i, k] * U[k]
    return P, L, U


def lu_cases(rng):
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


def lu_without_pivoting(A):
    return _lu(A, lambda U, k: k)


def lu_swaps_at_zero_only(A):
    return _lu(A, lambda U, k: k + np.argmax(U[k:, k] != 0))


def lu_largest_with_sign(A):
    return _lu(A, lambda U, k: k + np.argmax(U[k:, k]))


def lu_forgets_the_offset(A):
    return _lu(A, lambda U, k: np.argmax(np.abs(U[k:, k])))


def lu_looks_at_the_whole_column(A):
    return _lu(A, lambda U, k: np.argmax(np.abs(U[:, k])))


def lu_keeps_L(A):
    return _lu(A, _largest, swap_in_L=False)


def lu_swaps_whole_rows_of_L(A):
    return _lu(A, _largest, whole_rows_of_L=True)


def lu_pivots_of_A(A):
    return _lu(A, lambda U, k: _largest(A, k))


def lu_swaps_columns(A):
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


def lu_multiplier_too_late(A):
    P, _, U = lu(A)
    return P, np.eye(len(A)), U


def lu_transposed_P(A):
    P, L, U = lu(A)
    return P.T, L, U


def lu_negative_multipliers(A):
    P, L, U = lu(A)
    return P, 2 * np.eye(len(A)) - L, U


def lu_without_ones(A):
    P, L, U = lu(A)
    return P, L - np.eye(len(A)), U


def lu_order_as_P(A):
    P, L, U = lu(A)
    return np.argmax(P, axis=1), L, U


def lu_forgets_P(A):
    return lu(A)[1:]


def lu_in_place(A):
    P, L, U = lu(A)
    A[:] = U
    return P, L, A


def lu_swaps_by_views(A):
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


def lu_leaves_P(A):
    _, L, U = lu(A)
    return np.eye(len(A)), L, U


def lu_eliminates_above(A):
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


def lu_multiplier_upside_down(A):
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


def lu_subtracts_rows_of_A(A):
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


def lu_smallest(A):
    return _lu(A, lambda U, k: k + np.argmin(np.abs(U[k:, k])))


def lu_in_another_order(A):
    P, L, U = lu(A)
    return L, U, P


def lu_transposed_L(A):
    P, L, U = lu(A)
    return P, L.T, U


LU = Exercise(
    name="lu",
    task="Return the three matrices $P$, $L$, $U$ of elimination with partial pivoting, $PA = LU$. Before column $k$ "
    "is eliminated, the row with the largest $|u_{ik}|$, $i \\ge k$, is swapped to place $k$. "
    "`A` is square and invertible; leave it as it is.",
    stub='def lu(A):\n    """P, L, U with P A = L U."""\n    ...\n',
    reference=lu,
    cases=lu_cases,
    laws=[
        Law("P A = L U", lambda f, A: np.allclose(f(A)[0] @ A, f(A)[1] @ f(A)[2])),
        Law("no entry of L is larger than 1", lambda f, A: bool(np.all(np.abs(f(A)[1]) <= 1 + 1e-9))),
        Law("multiplied by 8, A has the same P and L", lambda f, A: np.allclose(f(8 * A)[:2], f(A)[:2])),
    ],
    hints=[
        "Write elimination without swaps first: P and L begin as np.eye(n), U as A.copy(). In column k, what must be "
        "subtracted from row i so that U[i, k] becomes 0? That factor is L[i, k].",
        "The row of the pivot is p = k + np.argmax(np.abs(U[k:, k])). U[[k, p]] = U[[p, k]] swaps two rows; "
        "do the same to P.",
        "The multipliers found so far belong to their rows: L[[k, p], :k] = L[[p, k], :k]. Then, for each i below k: "
        "L[i, k] = U[i, k] / U[k, k] and U[i] = U[i] - L[i, k] * U[k].",
    ],
    misconceptions=[
        Misconception(
            "never swaps",
            lu_without_pivoting,
            "You took each pivot as it came. When it is 0 the multiplier is infinite, and when it is tiny the "
            "multiplier is huge and drowns the other numbers. Swap the row with the largest |U[i, k]| up first.",
        ),
        Misconception(
            "swaps only where there is a zero",
            lu_swaps_at_zero_only,
            "You swapped only where the pivot was 0. A tiny one is almost as bad: always swap up the row with the "
            "largest |U[i, k]|.",
        ),
        Misconception(
            "takes the largest with its sign",
            lu_largest_with_sign,
            "You looked for the largest entry and so passed over −2 for 1. It is the size that matters: "
            "np.argmax(np.abs(…)).",
        ),
        Misconception(
            "forgets where the search began",
            lu_forgets_the_offset,
            "np.argmax(np.abs(U[k:, k])) counts from row k, not from row 0: add k to it.",
        ),
        Misconception(
            "looks above the diagonal",
            lu_looks_at_the_whole_column,
            "You looked for the pivot in the whole column. The rows above k are finished: search in U[k:, k].",
        ),
        Misconception(
            "chooses the pivots in A",
            lu_pivots_of_A,
            "You looked for the pivots in A. Elimination has changed the numbers since: search in U.",
        ),
        Misconception(
            "swaps columns",
            lu_swaps_columns,
            "You swapped columns, which are the unknowns. Partial pivoting swaps rows, the equations: look down the "
            "column k, np.abs(U[k:, k]), and swap rows of U and P.",
        ),
        Misconception(
            "computes the multiplier too late",
            lu_multiplier_too_late,
            "L is the identity: U[i, k] was 0 already when you divided it by the pivot. Write the multiplier into "
            "L[i, k] first, and subtract then.",
        ),
        Misconception(
            "leaves L as it is",
            lu_keeps_L,
            "U and P were swapped, but the multipliers in L stayed behind. They belong to their rows: "
            "L[[k, p], :k] = L[[p, k], :k].",
        ),
        Misconception(
            "swaps whole rows of L",
            lu_swaps_whole_rows_of_L,
            "You swapped whole rows of L, and with them the ones of its diagonal. Only the columns before k hold "
            "multipliers yet: L[[k, p], :k] = L[[p, k], :k].",
        ),
        Misconception(
            "swaps with a comma",
            lu_swaps_by_views,
            "U[k], U[p] = U[p], U[k] copies one row over the other: both names look into the same array, and the first "
            "assignment has changed what the second reads. Write U[[k, p]] = U[[p, k]].",
        ),
        Misconception(
            "transposes P",
            lu_transposed_P,
            "Your three matrices give A = P L U. Here P stands on the other side, P A = L U: return its transpose.",
        ),
        Misconception(
            "turns the signs of L",
            lu_negative_multipliers,
            "The multipliers in L have the wrong sign. Elimination subtracts L[i, k] times row k; L puts it back, "
            "with a plus.",
        ),
        Misconception(
            "has zeros on L's diagonal",
            lu_without_ones,
            "The diagonal of L is 0: every row also contains itself once. Begin with L = np.eye(n).",
        ),
        Misconception(
            "gives the order instead of P",
            lu_order_as_P,
            "You returned the order of the rows. P is the matrix that puts them so: begin with np.eye(n), "
            "and swap its rows as those of U.",
        ),
        Misconception(
            "forgets P",
            lu_forgets_P,
            "You returned L and U. Without P nobody knows which row is which: return P, L, U.",
        ),
        Misconception(
            "works on A itself",
            lu_in_place,
            "The factors are right, but A has been changed: U = A gives the same array a second name. U = A.copy().",
        ),
        Misconception(
            "never writes into P",
            lu_leaves_P,
            "L and U are right, but P is still the identity. Whatever is swapped in U is swapped in P as well: P[[k, "
            "p]] = P[[p, k]].",
        ),
        Misconception(
            "clears the column above, too",
            lu_eliminates_above,
            "You eliminated above the diagonal as well, and U is no longer what L belongs to. Only the rows below "
            "the pivot: i from k + 1 on.",
        ),
        Misconception(
            "turns the multiplier over",
            lu_multiplier_upside_down,
            "The multiplier stands on its head. L[i, k] times the pivot U[k, k] must be U[i, k]: divide by the pivot.",
        ),
        Misconception(
            "subtracts rows of A",
            lu_subtracts_rows_of_A,
            "You subtracted a row of A. Swaps and elimination have changed the rows since: subtract U[k].",
        ),
        Misconception(
            "takes the smallest pivot",
            lu_smallest,
            "You swapped the smallest entry up, and the multipliers become as large as they can. Take the largest: "
            "np.argmax.",
        ),
        Misconception(
            "changes the order of the three",
            lu_in_another_order,
            "The three matrices are right, but in another order. Return P, L, U.",
        ),
        Misconception(
            "writes L as an upper triangle",
            lu_transposed_L,
            "Your multipliers stand above the diagonal. The one that frees row i of unknown k belongs to row i: L[i, "
            "k].",
        ),
    ],
)


# ---------------------------------------------------------------- gram_schmidt


def gram_schmidt(A):
    # As soon as a direction is known, its part is taken out of all columns that are still to come, so each
    # coefficient is measured on what is left of a column, rounding errors included.
    Q = A.copy()
    n = Q.shape[1]
    for i in range(n):
        Q[:, i] = Q[:, i] / np.linalg.norm(Q[:, i])
        for j in range(i + 1, n):
            Q[:, j] = Q[:, j] - (Q[:, i] @ Q[:, j]) * Q[:, i]
    return Q


def nearly_parallel(d):
    return np.vstack([np.ones(3), d * np.eye(3)])


def gram_schmidt_cases(rng):
    return [
        (np.array([[3.0], [4.0]]),),
        (np.array([[2.0, 0.0], [0.0, -3.0]]),),
        (np.array([[3.0, 1.0], [4.0, 2.0]]),),
        (np.array([[1.0, 1.0], [1.0, 2.0], [1.0, 3.0]]),),
        (np.array([[1.0, 1.0, 1.0], [0.0, 2.0, 1.0], [0.0, 0.0, 3.0]]),),
        (np.array([[2.0, 1.0, 0.0], [1.0, 3.0, 1.0], [0.0, 1.0, 2.0], [2.0, 0.0, 1.0]]),),
        (rng.normal(size=(6, 4)),),
        (nearly_parallel(1e-8),),
    ]


def gram_schmidt_classical(A):
    Q = np.zeros(A.shape)
    for j in range(A.shape[1]):
        v = A[:, j] - Q[:, :j] @ (Q[:, :j].T @ A[:, j])
        Q[:, j] = v / np.linalg.norm(v)
    return Q


def gram_schmidt_keeps_lengths(A):
    V = A.copy()
    for i in range(V.shape[1]):
        for j in range(i + 1, V.shape[1]):
            V[:, j] = V[:, j] - (V[:, i] @ V[:, j]) / (V[:, i] @ V[:, i]) * V[:, i]
    return V


def gram_schmidt_normalises_too_late(A):
    V = A.copy()
    for i in range(V.shape[1]):
        for j in range(i + 1, V.shape[1]):
            V[:, j] = V[:, j] - (V[:, i] @ V[:, j]) * V[:, i]
    return V / np.linalg.norm(V, axis=0)


def gram_schmidt_only_normalises(A):
    return A / np.linalg.norm(A, axis=0)


def gram_schmidt_subtracts_a_number(A):
    Q = A.copy()
    for i in range(Q.shape[1]):
        Q[:, i] = Q[:, i] / np.linalg.norm(Q[:, i])
        for j in range(i + 1, Q.shape[1]):
            Q[:, j] = Q[:, j] - Q[:, i] @ Q[:, j]
    return Q


def gram_schmidt_previous_only(A):
    Q = np.zeros(A.shape)
    for j in range(A.shape[1]):
        v = A[:, j]
        if j > 0:
            v = v - (Q[:, j - 1] @ v) * Q[:, j - 1]
        Q[:, j] = v / np.linalg.norm(v)
    return Q


def gram_schmidt_old_columns(A):
    directions = A / np.linalg.norm(A, axis=0)
    Q = np.zeros(A.shape)
    for j in range(A.shape[1]):
        v = A[:, j] - directions[:, :j] @ (directions[:, :j].T @ A[:, j])
        Q[:, j] = v / np.linalg.norm(v)
    return Q


def gram_schmidt_adds(A):
    Q = A.copy()
    for i in range(Q.shape[1]):
        Q[:, i] = Q[:, i] / np.linalg.norm(Q[:, i])
        for j in range(i + 1, Q.shape[1]):
            Q[:, j] = Q[:, j] + (Q[:, i] @ Q[:, j]) * Q[:, i]
    return Q


def gram_schmidt_of_rows(A):
    Q = A.copy()
    for i in range(len(Q)):
        Q[i] = Q[i] / np.linalg.norm(Q[i])
        for j in range(i + 1, len(Q)):
            Q[j] = Q[j] - (Q[i] @ Q[j]) * Q[i]
    return Q


def gram_schmidt_transposed(A):
    return gram_schmidt(A).T


def gram_schmidt_in_place(A):
    A[:] = gram_schmidt(A)
    return A


def gram_schmidt_by_numpy(A):
    return np.linalg.qr(A)[0]


def gram_schmidt_root_of_length(A):
    Q = np.zeros(A.shape)
    for j in range(A.shape[1]):
        v = A[:, j]
        for i in range(j):
            v = v - (Q[:, i] @ v) * Q[:, i]
        Q[:, j] = v / np.sqrt(np.linalg.norm(v))
    return Q


def gram_schmidt_never_normalises(A):
    Q = np.zeros(A.shape)
    for j in range(A.shape[1]):
        v = A[:, j]
        for i in range(j):
            v = v - (Q[:, i] @ v) * Q[:, i]
        Q[:, j] = v
    return Q


def gram_schmidt_multiples_of_v(A):
    Q = np.zeros(A.shape)
    for j in range(A.shape[1]):
        v = A[:, j]
        for i in range(j):
            v = v - (Q[:, i] @ v) * v
        Q[:, j] = v / np.linalg.norm(v)
    return Q


def gram_schmidt_stops_too_early(A):
    Q = np.zeros(A.shape)
    for j in range(A.shape[1]):
        v = A[:, j]
        for i in range(j - 1):
            v = v - (Q[:, i] @ v) * Q[:, i]
        Q[:, j] = v / np.linalg.norm(v)
    return Q


def gram_schmidt_columns_with_length(A):
    Q = np.zeros(A.shape)
    for j in range(A.shape[1]):
        v = A[:, j]
        for i in range(j):
            v = v - (A[:, i] @ v) * A[:, i]
        Q[:, j] = v / np.linalg.norm(v)
    return Q


def gram_schmidt_with_R(A):
    Q = gram_schmidt(A)
    return Q, Q.T @ A


def gram_schmidt_counts_rows(A):
    Q = np.zeros(A.shape)
    for j in range(len(A)):
        v = A[:, j] - Q[:, :j] @ (Q[:, :j].T @ A[:, j])
        Q[:, j] = v / np.linalg.norm(v)
    return Q


def _upper_triangular(f, A):
    R = f(A).T @ A
    return np.allclose(R, np.triu(R), atol=1e-6) and bool(np.all(np.diag(R) > 0))


GRAM_SCHMIDT = Exercise(
    name="gram_schmidt",
    task="Return the matrix $Q$ whose columns are orthonormal and span what the columns of `A` span: each "
    "$\\mathbf q_j$ is what is left of column $j$ without the directions of the columns before it, divided by its "
    "length. `A` has independent columns, and some of them may be nearly parallel.",
    stub='def gram_schmidt(A):\n    """Orthonormal columns, one for each column of A."""\n    ...\n',
    reference=gram_schmidt,
    cases=gram_schmidt_cases,
    atol=1e-6,
    laws=[
        Law(
            "all columns have length 1 and stand at right angles: QᵀQ = I",
            lambda f, A: np.allclose(f(A).T @ f(A), np.eye(A.shape[1]), atol=1e-6),
        ),
        Law("R = QᵀA is upper triangular with a positive diagonal", _upper_triangular),
        Law("Q R gives A back", lambda f, A: np.allclose(f(A) @ (f(A).T @ A), A, atol=1e-6)),
        Law("columns three times as long have the same Q", lambda f, A: np.allclose(f(3 * A), f(A), atol=1e-6)),
    ],
    hints=[
        "You know how to project a vector on a direction. What is left of it when that projection is taken away, "
        "and which angle does the rest make with the direction?",
        "Let Q begin as a copy of A. For i = 0, 1, …: divide column i by its length; then take its part out of every "
        "later column j.",
        "The part of column j along column i is (Q[:, i] @ Q[:, j]) * Q[:, i]. Take Q[:, j] in it, what is left of the "
        "column by now, and not A[:, j].",
    ],
    misconceptions=[
        Misconception(
            "classical Gram–Schmidt",
            gram_schmidt_classical,
            "This is the classical order: every coefficient is measured on the column as it came, qᵢ · aⱼ. "
            "On paper that is right; where columns are nearly parallel, rounding leaves vectors that are far from "
            "right angles. Measure it on what is left of the column by now, qᵢ · vⱼ.",
        ),
        Misconception(
            "forgets the length",
            gram_schmidt_keeps_lengths,
            "Your columns stand at right angles, but they are not 1 long. Divide each by its length.",
        ),
        Misconception(
            "divides by the length too late",
            gram_schmidt_normalises_too_late,
            "You divided by the lengths at the very end. The part of v along q is (q · v) q only if q has length 1: "
            "divide column i by its length before you use it.",
        ),
        Misconception(
            "only divides by the length",
            gram_schmidt_only_normalises,
            "Every column is 1 long, but they still point where they did. Take the parts along the earlier "
            "directions out first.",
        ),
        Misconception(
            "subtracts a number",
            gram_schmidt_subtracts_a_number,
            "You subtracted the number q · v from every entry. How much of q is in v is that number; what has to go is "
            "that much of q, the vector (q · v) q.",
        ),
        Misconception(
            "looks at the previous direction only",
            gram_schmidt_previous_only,
            "You took out the part along the previous direction alone. The third column must be freed of the first "
            "and of the second: a loop over all earlier ones.",
        ),
        Misconception(
            "projects on the old columns",
            gram_schmidt_old_columns,
            "You took out the parts along the columns of A. They are not at right angles to each other, so some "
            "of it is taken out twice. Use the new directions, the columns of Q.",
        ),
        Misconception(
            "adds the parts",
            gram_schmidt_adds,
            "You added the part along the earlier direction, which turns the column towards it. Subtract it.",
        ),
        Misconception(
            "works on rows",
            gram_schmidt_of_rows,
            "You made the rows orthonormal. The vectors are the columns: A[:, j].",
        ),
        Misconception(
            "returns the transpose",
            gram_schmidt_transposed,
            "Your new vectors stand in the rows. Put each into the column from which it came.",
        ),
        Misconception(
            "works on A itself",
            gram_schmidt_in_place,
            "Q is right, but A has been changed: Q = A gives the same array a second name. Q = A.copy().",
        ),
        Misconception(
            "takes NumPy's",
            gram_schmidt_by_numpy,
            "np.linalg.qr works with reflections, and turns some columns round: its q may point against what is left "
            "of the column. Here it points along it; the loop takes four lines.",
        ),
        Misconception(
            "takes the root of the length",
            gram_schmidt_root_of_length,
            "np.linalg.norm is the length, its root has been taken already. Leave out your np.sqrt.",
        ),
        Misconception(
            "never divides by the length",
            gram_schmidt_never_normalises,
            "You never divided by a length. The part of v along q is (q · v) q only if q has length 1: divide each "
            "column by its length before it goes into Q.",
        ),
        Misconception(
            "subtracts multiples of v",
            gram_schmidt_multiples_of_v,
            "You subtracted a multiple of v itself, which leaves its direction as it was. What has to go points "
            "along q: (q · v) q.",
        ),
        Misconception(
            "leaves out the direction before",
            gram_schmidt_stops_too_early,
            "The direction just before is left out. range(j) ends at j − 1 already: no “− 1” is needed.",
        ),
        Misconception(
            "projects on columns of A with their length",
            gram_schmidt_columns_with_length,
            "You took out the parts along the columns of A, which are neither 1 long nor at right angles. Use the "
            "new directions, the columns of Q.",
        ),
        Misconception(
            "returns R as well",
            gram_schmidt_with_R,
            "You returned two things, Q and R. It is Q alone that is asked for.",
        ),
        Misconception(
            "counts the rows",
            gram_schmidt_counts_rows,
            "len(A) is the number of rows. There is one direction for each column: A.shape[1].",
        ),
    ],
)


# ---------------------------------------------------------------- least_squares


def least_squares(A, b):
    # The columns of Q are an orthonormal basis of all that A x can reach, and Qᵀb holds the coordinates of the
    # nearest point in it. R translates them into coordinates with respect to the columns of A.
    Q, R = np.linalg.qr(A)
    return np.linalg.solve(R, Q.T @ b)


def least_squares_cases(rng):
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


def least_squares_by_normal_equations(A, b):
    return np.linalg.solve(A.T @ A, A.T @ b)


def least_squares_by_solve(A, b):
    return np.linalg.solve(A, b)


def least_squares_coordinates(A, b):
    return np.linalg.qr(A)[0].T @ b


def least_squares_the_point(A, b):
    return A @ least_squares(A, b)


def least_squares_what_is_left(A, b):
    return b - A @ least_squares(A, b)


def least_squares_first_rows(A, b):
    n = A.shape[1]
    return np.linalg.solve(A[:n], b[:n])


def least_squares_multiplies_by_R(A, b):
    Q, R = np.linalg.qr(A)
    return R @ (Q.T @ b)


def least_squares_transposed_R(A, b):
    Q, R = np.linalg.qr(A)
    return np.linalg.solve(R.T, Q.T @ b)


def least_squares_right_side_only(A, b):
    return A.T @ b


def least_squares_each_column_alone(A, b):
    return A.T @ b / np.sum(A**2, axis=0)


def least_squares_everything(A, b):
    return np.linalg.lstsq(A, b)


def least_squares_without_transpose(A, b):
    Q, R = np.linalg.qr(A)
    return np.linalg.solve(R, Q @ b)


def least_squares_mixes(A, b):
    return np.linalg.solve(A.T @ A, np.linalg.qr(A)[0].T @ b)


def least_squares_distance(A, b):
    return np.linalg.norm(b - A @ least_squares(A, b))


def _stands_at_right_angles(f, A, b):
    return np.allclose(A.T @ (b - A @ f(A, b)), 0, atol=1e-6)


LEAST_SQUARES = Exercise(
    name="least_squares",
    task="Return the $\\mathbf x$ that makes $\\lVert A\\mathbf x - \\mathbf b\\rVert$ smallest. `A` has at least as "
    "many rows as columns; the columns are independent, and some may be nearly parallel. "
    "`np.linalg.qr` and `np.linalg.solve` may help.",
    stub='def least_squares(A, b):\n    """The x whose A x comes nearest to b."""\n    ...\n',
    reference=least_squares,
    cases=least_squares_cases,
    rtol=1e-5,
    laws=[
        Law("what is left, b − A x, is at right angles to every column of A", _stands_at_right_angles),
        Law(
            "a b that can be reached is reached",
            lambda f, A, b: np.allclose(f(A, A @ np.ones(A.shape[1])), 1, atol=1e-5),
        ),
    ],
    hints=[
        "A x cannot leave the space of the columns. Which point of that space is nearest to b, and what do you "
        "know about b − A x there?",
        "With A = Q R the nearest point is Q Qᵀ b. It must be A x = Q R x; compare the two.",
        "Q, R = np.linalg.qr(A), and then x solves R x = Qᵀ b: np.linalg.solve(R, Q.T @ b).",
    ],
    misconceptions=[
        Misconception(
            "normal equations",
            least_squares_by_normal_equations,
            "You solved AᵀA x = Aᵀb. On paper that is right, but AᵀA has the condition number of A squared, and here "
            "rounding has made it singular. Go by QR: R x = Qᵀb.",
        ),
        Misconception(
            "solves A x = b",
            least_squares_by_solve,
            "There are more equations than unknowns, so in general no x solves them all, and np.linalg.solve takes "
            "square matrices only. Look for the x whose A x comes nearest to b.",
        ),
        Misconception(
            "stops at Qᵀb",
            least_squares_coordinates,
            "Qᵀb are the coordinates of the nearest point along the columns of Q. Those along the columns of A are "
            "asked for: solve R x = Qᵀb.",
        ),
        Misconception(
            "returns the nearest point",
            least_squares_the_point,
            "You returned A x, the point nearest to b. It is x that is asked for.",
        ),
        Misconception(
            "returns what is left",
            least_squares_what_is_left,
            "You returned b − A x, the part that cannot be reached. It is x that is asked for.",
        ),
        Misconception(
            "uses the first rows only",
            least_squares_first_rows,
            "You solved the first equations exactly and never looked at the others. All of them count alike.",
        ),
        Misconception(
            "multiplies by R",
            least_squares_multiplies_by_R,
            "You multiplied by R. It stands on the left, R x = Qᵀb: solve for x.",
        ),
        Misconception(
            "transposes R",
            least_squares_transposed_R,
            "You solved with Rᵀ. A x = Q R x, so it is R itself: R x = Qᵀb.",
        ),
        Misconception(
            "forgets AᵀA",
            least_squares_right_side_only,
            "Aᵀb is only one side of the normal equations: how much of b lies along each column. The columns are not "
            "at right angles and not 1 long, and that has to be undone.",
        ),
        Misconception(
            "takes each column alone",
            least_squares_each_column_alone,
            "You projected b on each column as if the others were not there. That is right only if the columns stand "
            "at right angles; make them so first, with QR.",
        ),
        Misconception(
            "returns all that lstsq says",
            least_squares_everything,
            "np.linalg.lstsq returns four things; x is the first.",
        ),
        Misconception(
            "forgets to transpose Q",
            least_squares_without_transpose,
            "The shapes do not fit. As many numbers are needed as there are unknowns: Qᵀ b, one dot product for each "
            "column of Q, and R x = Qᵀ b.",
        ),
        Misconception(
            "mixes QR and the normal equations",
            least_squares_mixes,
            "Two ways have been mixed: AᵀA x = Aᵀb, and R x = Qᵀb. Take the second, on both sides.",
        ),
        Misconception(
            "returns how far it is",
            least_squares_distance,
            "That is how near A x comes to b. It is x that is asked for.",
        ),
    ],
)

EXERCISES = [BACK_SUBSTITUTION, LU, GRAM_SCHMIDT, LEAST_SQUARES]
