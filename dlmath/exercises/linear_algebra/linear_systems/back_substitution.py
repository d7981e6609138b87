"""back_substitution: The x that solves U x = b, from the last entry up."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="Return the solution of $U\\mathbf x = \\mathbf b$. `U` is an upper triangular matrix without zeros on its "
    "diagonal, `b` an array with one entry for each of its rows.",
    hints=[
        "Which of the equations can be solved at once, without knowing anything else? And which is the next?",
        "Begin with x = np.zeros(n) and let i run from n − 1 down to 0. When it comes to row i, x[i+1:] is known.",
        "In the loop: x[i] = (b[i] - U[i, i + 1 :] @ x[i + 1 :]) / U[i, i]. For i = n − 1 the product is empty: 0.",
    ],
)
def back_substitution(U, b):
    """The x that solves U x = b, from the last entry up."""
    # The last equation has one unknown. Each equation above it has one more, and all others are known by then.
    n = len(b)
    x = np.zeros(n)
    for i in reversed(range(n)):
        x[i] = (b[i] - U[i, i + 1 :] @ x[i + 1 :]) / U[i, i]
    return x


@back_substitution.cases
def cases(rng):
    U = np.triu(rng.normal(size=(5, 5))) + np.diag([3.0, -3.0, 3.0, -3.0, 3.0])
    return [
        (np.array([[4.0]]), np.array([2.0])),
        (np.array([[2.0, 1.0], [0.0, 4.0]]), np.array([5.0, 8.0])),
        (np.array([[2.0, 0.0], [0.0, -4.0]]), np.array([6.0, 4.0])),
        (np.array([[1.0, 2.0, 3.0], [0.0, 4.0, 5.0], [0.0, 0.0, 2.0]]), np.array([4.0, 1.0, 2.0])),
        (np.array([[1.0, 0.0, -2.0], [0.0, 2.0, 1.0], [0.0, 0.0, 0.5]]), np.array([0.0, 0.0, 0.0])),
        (U, rng.normal(size=5)),
    ]


@back_substitution.law("U x gives b back")
def _(f, U, b):
    return np.allclose(U @ f(U, b), b)


@back_substitution.law("twice the right-hand side, twice the solution")
def _(f, U, b):
    return np.allclose(f(U, 2 * b), 2 * f(U, b))


@back_substitution.misconception(
    "Your x is b divided by the diagonal, as if in each row all other unknowns were 0. Going from the first "
    "row down they still are: begin with the last row, which has a single unknown. If you do so already, look "
    "at the slices: in row i they are U[i, i + 1:] and x[i + 1:], right of the diagonal."
)
def begins_at_the_top(U, b):
    x = np.zeros(len(b))
    for i in range(len(b)):
        x[i] = (b[i] - U[i, i + 1 :] @ x[i + 1 :]) / U[i, i]
    return x


@back_substitution.misconception("What is left of row i is U[i, i] x[i], not x[i] itself: divide by U[i, i].")
def forgets_to_divide(U, b):
    x = np.zeros(len(b))
    for i in reversed(range(len(b))):
        x[i] = b[i] - U[i, i + 1 :] @ x[i + 1 :]
    return x


@back_substitution.misconception(
    "What is known goes to the other side of the equation, and changes its sign there: subtract it from b[i]."
)
def adds_what_is_known(U, b):
    x = np.zeros(len(b))
    for i in reversed(range(len(b))):
        x[i] = (b[i] + U[i, i + 1 :] @ x[i + 1 :]) / U[i, i]
    return x


@back_substitution.misconception(
    "Only the sum was divided by U[i, i], since / comes before −. Put brackets around the difference."
)
def forgets_the_brackets(U, b):
    x = np.zeros(len(b))
    for i in reversed(range(len(b))):
        x[i] = b[i] - U[i, i + 1 :] @ x[i + 1 :] / U[i, i]
    return x


@back_substitution.misconception(
    "x[0] is still 0. range(n − 1, 0, −1) stops before it comes to 0: use range(n − 1, −1, −1), or reversed(range(n))."
)
def leaves_out_the_first_row(U, b):
    x = np.zeros(len(b))
    for i in range(len(b) - 1, 0, -1):
        x[i] = (b[i] - U[i, i + 1 :] @ x[i + 1 :]) / U[i, i]
    return x


@back_substitution.misconception(
    "x[0] is still 0. range(n − 2, 0, −1) stops before it comes to 0: use range(n − 2, −1, −1)."
)
def stops_before_the_first_row(U, b):
    n = len(b)
    x = np.zeros(n)
    x[n - 1] = b[n - 1] / U[n - 1, n - 1]
    for i in range(n - 2, 0, -1):
        x[i] = (b[i] - U[i, i + 1 :] @ x[i + 1 :]) / U[i, i]
    return x


@back_substitution.misconception(
    "Your sum begins at the diagonal, so x[i] is subtracted from itself before it is known. "
    "Only what stands right of the diagonal goes to the other side: j from i + 1 on."
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
    "You subtracted U[i, i + 1] x[i + 1] alone. Every entry right of the diagonal has its unknown: "
    "U[i, i + 1:] @ x[i + 1:]."
)
def looks_at_the_next_unknown_only(U, b):
    n = len(b)
    x = np.zeros(n)
    for i in reversed(range(n)):
        known = U[i, i + 1] * x[i + 1] if i + 1 < n else 0.0
        x[i] = (b[i] - known) / U[i, i]
    return x


@back_substitution.misconception(
    "Right of the diagonal you multiplied with entries of b. The unknowns found so far stand in x."
)
def multiplies_with_b(U, b):
    x = np.zeros(len(b))
    for i in reversed(range(len(b))):
        x[i] = (b[i] - U[i, i + 1 :] @ b[i + 1 :]) / U[i, i]
    return x


@back_substitution.misconception(
    "The solution is right, but it has been written over b, which whoever called still needs. "
    "Begin with x = np.zeros(len(b))."
)
def writes_into_b(U, b):
    for i in reversed(range(len(b))):
        b[i] = (b[i] - U[i, i + 1 :] @ b[i + 1 :]) / U[i, i]
    return b


@back_substitution.misconception(
    "The last unknown is missing in your sums. range(i + 1, n) ends at n − 1 already: no “− 1” is needed."
)
def leaves_the_last_unknown_out(U, b):
    n = len(b)
    x = np.zeros(n)
    for i in reversed(range(n)):
        x[i] = (b[i] - U[i, i + 1 : n - 1] @ x[i + 1 : n - 1]) / U[i, i]
    return x


@back_substitution.misconception(
    "Only the last entry is filled. Is the return indented so far that it is part of the loop? Then the loop "
    "ends in its first round: move it to the left."
)
def returns_in_the_loop(U, b):
    x = np.zeros(len(b))
    x[-1] = b[-1] / U[-1, -1]
    return x


@back_substitution.misconception(
    "Your list of unknowns is in the order in which they were found, the last one first, but U[i, i + 1:] "
    "begins with the next one. Begin with x = np.zeros(n), and write each to its place."
)
def pairs_the_unknowns_the_wrong_way_round(U, b):
    x = []
    for i in reversed(range(len(b))):
        x.append((b[i] - sum(u * found for u, found in zip(U[i, i + 1 :], x, strict=True))) / U[i, i])
    return np.array(x[::-1])


back_substitution.instead_of(
    "return x",
    {
        "return x[::-1]": "All entries are right, but in the order in which they were found. Write each to its "
        "place, x[i].",
    },
)
back_substitution.instead_of(
    "(b[i] - U[i, i + 1 :] @ x[i + 1 :]) / U[i, i]",
    {
        "(b[i] - U[i, i + 1 :] @ x[i + 1 :]) * U[i, i]": "You multiplied by U[i, i] at the end. U[i, i] x[i] is "
        "what is left of row i: divide by it.",
    },
)
back_substitution.instead_of(
    "U[i, i + 1 :] @ x[i + 1 :]",
    {
        "np.sum(U[i, i + 1 :])": "You subtracted the entries of U alone. Each belongs to an unknown that is known "
        "by now: U[i, j] times x[j].",
    },
)
back_substitution.instead_of(
    "reversed(range(n))",
    {
        "range(n, 0, -1)": "There is no row n: Python counts from 0, and the last row is n − 1. From there down to "
        "0: range(n − 1, −1, −1), or reversed(range(n)).",
    },
)
