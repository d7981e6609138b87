"""back_substitution: the x that solves U x = b, from the last entry up."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="Return the solution $\\mathbf x$ of $U\\mathbf x = \\mathbf b$. `U` is an upper triangular matrix with no "
    "zero on its diagonal, and `b` has one entry for each row of `U`. Do not change either of them.",
    hints=[
        "Which equation can you solve right away, without knowing anything else? And which one is next?",
        "Start with x = np.zeros(n) and let i run from n − 1 down to 0. By the time you reach row i, x[i + 1:] is "
        "known.",
        "In the loop: x[i] = (b[i] - U[i, i + 1:] @ x[i + 1:]) / U[i, i]. For i = n − 1, the product is empty and "
        "gives 0.",
    ],
)
def back_substitution(U, b):
    """The x that solves U x = b, from the last entry up."""
    # The last equation has one unknown. Each equation above it has one more, and all others are known by then.
    n = len(b)
    x = np.zeros(n)
    for i in reversed(range(n)):
        known = U[i, i + 1 :] @ x[i + 1 :]
        x[i] = (b[i] - known) / U[i, i]
    return x


@back_substitution.cases
def cases(rng):
    U = np.triu(rng.normal(size=(5, 5))) + np.diag([3.0, -3.0, 3.0, -3.0, 3.0])
    return [
        (np.array([[4.0]]), np.array([2.0])),
        (np.array([[2.0, 1.0], [0.0, 4.0]]), np.array([5.0, 8.0])),
        (np.array([[1.0, 2.0, 3.0], [0.0, 4.0, 5.0], [0.0, 0.0, 2.0]]), np.array([4.0, 1.0, 2.0])),
        (np.array([[2.0, 1.0, -1.0], [0.0, -4.0, 2.0], [0.0, 0.0, 0.5]]), np.array([3.0, -2.0, 5.0])),
        (U, rng.normal(size=5)),
    ]


@back_substitution.edge_cases
def edge_cases(rng):
    return [
        (np.array([[2.0, 0.0], [0.0, -4.0]]), np.array([6.0, 4.0])),
        (np.array([[1.0, 0.0, -2.0], [0.0, 2.0, 1.0], [0.0, 0.0, 0.5]]), np.zeros(3)),
        (np.array([[2, 1], [0, 4]]), np.array([2, 2])),
        (np.triu(rng.normal(size=(30, 30))) / 30 + np.eye(30), rng.normal(size=30)),
    ]


@back_substitution.law("U x gives b back")
def _(f, U, b):
    return np.allclose(U @ f(U, b), b)


@back_substitution.law("twice the right-hand side, twice the solution")
def _(f, U, b):
    return np.allclose(f(U, 2 * b), 2 * f(U, b))


back_substitution.instead_of(
    "reversed(range(n))",
    {
        "range(n)": "Each x[i] came out as b[i] / U[i, i], as if all other unknowns were 0. If you go from the first "
        "row down, they still are: start with the last row. If you already do, look at the slices: in row i you need "
        "U[i, i + 1:] and x[i + 1:], to the right of the diagonal.",
        "range(n - 1, 0, -1)": "x[0] is still 0. range(n - 1, 0, -1) stops before it gets to 0: use range(n - 1, -1, "
        "-1) or reversed(range(n)).",
        "range(n - 1, -1)": "x is still all zeros. range(n - 1, -1) counts up, so it is empty. A third number, range(n "
        "- 1, -1, -1), makes it count down.",
        "range(n - 2, -1, -1)": "The last unknown is still 0, and everything above it builds on it. Start at n − 1, or "
        "fill in x[n - 1] = b[n - 1] / U[n - 1, n - 1] before the loop.",
        "range(n, 0, -1)": "There is no row n: Python counts from 0, so the last row is n − 1. From there down to 0 is "
        "range(n - 1, -1, -1) or reversed(range(n)).",
    },
)
back_substitution.instead_of(
    "U[i, i + 1 :] @ x[i + 1 :]",
    {
        "U[i, i + 1 :] @ b[i + 1 :]": "To the right of the diagonal you multiplied by entries of b. The unknowns found "
        "so far are in x.",
        "np.sum(U[i, i + 1 :])": "You subtracted the entries of U by themselves. Each of them belongs to an unknown "
        "that you already know: subtract U[i, j] times x[j].",
        "np.sum(x[i + 1 :])": "You subtracted the unknowns by themselves. Each of them has a factor in row i: subtract "
        "U[i, j] times x[j].",
        "U[i, i + 1 : n - 1] @ x[i + 1 : n - 1]": "The last unknown is missing from your sums. range(i + 1, n) already "
        "ends at n − 1, so no extra “− 1” is needed.",
        "U[i, i + 2 :] @ x[i + 2 :]": "The unknown right after the diagonal is missing from your sums. In row i the "
        "known part starts at i + 1.",
        "(U[i, i + 1] * x[i + 1] if i + 1 < n else 0.0)": "You subtracted U[i, i + 1] x[i + 1] only. Every entry to "
        "the right of the diagonal has its own unknown: U[i, i + 1:] @ x[i + 1:].",
        "(U[i, -1] * x[-1] if i + 1 < n else 0.0)": "You subtracted the term of the last unknown only. Every entry to "
        "the right of the diagonal has its own unknown: U[i, i + 1:] @ x[i + 1:].",
        "U[i, i:] @ b[i:]": "You multiplied the row by entries of b. The unknowns found so far are in x, and the known "
        "part of row i starts at i + 1.",
        "U[i, i + 1 :] * x[i + 1 :]": "What you subtract is a vector, but x[i] has room for one number. Multiply row "
        "i, U[i, i + 1:], by x[i + 1:] with @, which adds up the products.",
    },
)
back_substitution.instead_of(
    "(b[i] - known) / U[i, i]",
    {
        "b[i] - known": "What is left of row i is U[i, i] x[i], not x[i] itself: divide by U[i, i].",
        "(b[i] + known) / U[i, i]": "What is known moves to the other side of the equation and changes its sign: "
        "subtract it from b[i].",
        "(known - b[i]) / U[i, i]": "Your difference is the wrong way around: it is b[i] minus what is known.",
        "b[i] - known / U[i, i]": "Only the sum was divided by U[i, i], because / comes before −. Put parentheses "
        "around the difference.",
        "b[i] / U[i, i] - known": "You divided b[i] by U[i, i] first and subtracted after that. What is known belongs "
        "on the same side as b[i]: subtract it first, then divide the difference.",
        "(b[i] - known) * U[i, i]": "You multiplied by U[i, i] at the end. What is left of row i is U[i, i] x[i]: "
        "divide by U[i, i].",
        "(b[i] - known) / U[n - 1, n - 1]": "You divided every row by the last pivot. Row i has its own: U[i, i].",
        "(b[i] - known) / U[0, 0]": "You divided every row by the first pivot. Row i has its own: U[i, i].",
    },
)


@back_substitution.misconception(
    "Your sum starts at the diagonal, so U[i, i] times b[i] or an unfinished x[i] is subtracted, too. Only what is to "
    "the right of the diagonal moves to the other side: j starts at i + 1."
)
def subtracts_the_unknown_itself(U, b):
    n = len(b)
    x = np.zeros(n)
    for i in reversed(range(n)):
        x[i] = b[i]
        for j in range(i, n):
            x[i] = x[i] - U[i, j] * x[j]
        x[i] = x[i] / U[i, i]
    return x


@back_substitution.misconception(
    "You divided by U[i, i] inside the loop over j, once for each term. Subtract all the terms first; divide once, "
    "after that loop."
)
def divides_in_the_inner_loop(U, b):
    n = len(b)
    x = np.zeros(n)
    for i in reversed(range(n)):
        x[i] = b[i] if i < n - 1 else b[i] / U[i, i]
        for j in range(i + 1, n):
            x[i] = (x[i] - U[i, j] * x[j]) / U[i, i]
    return x


@back_substitution.misconception(
    "All the entries are right, but they are in the order in which they were found. Write each one to its place, x[i]."
)
def returns_it_backward(U, b):
    return back_substitution(U, b)[::-1]


@back_substitution.misconception(
    "The solution is right, but it overwrites b, which the caller still needs. Start with x = np.zeros(len(b))."
)
def writes_into_b(U, b):
    b[:] = back_substitution(U, b)
    return b


@back_substitution.misconception(
    "Only the last entry is filled in. Is the return indented so far that it is inside the loop? Then the loop ends in "
    "its first round: move the return to the left."
)
def returns_in_the_loop(U, b):
    x = np.zeros(len(b))
    x[-1] = b[-1] / U[-1, -1]
    return x


@back_substitution.misconception(
    "Your list of unknowns is in the order in which they were found, the last one first, but U[i, i + 1:] starts with "
    "the next one. Start with x = np.zeros(n), and write each one to its place."
)
def pairs_the_unknowns_the_wrong_way_round(U, b):
    x = []
    for i in reversed(range(len(b))):
        x.append((b[i] - sum(u * found for u, found in zip(U[i, i + 1 :], x, strict=True))) / U[i, i])
    return np.array(x[::-1])


@back_substitution.misconception(
    "That is the forward direction, for a lower triangular matrix. In U the row with a single unknown is the last one: "
    "start there, and use the entries to the right of the diagonal."
)
def solves_the_transposed_system(U, b):
    return np.linalg.solve(U.T, b)
