"""from_eigenvectors: a symmetric matrix from its directions and their weights. A mistake to find and mend."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="This function is meant to build the matrix $A = \\lambda_1\\,\\mathbf q_1\\mathbf q_1^\\top + \\dots + "
    "\\lambda_n\\,\\mathbf q_n\\mathbf q_n^\\top$. It takes the eigenvalues as an array and the orthogonal matrix `Q` "
    "whose *columns* are the eigenvectors, in the same order. It runs, and its result is symmetric and has the right "
    "eigenvalues. Yet it is wrong for most matrices `Q`. Find the mistake and fix it.",
    hints=[
        "Try it on paper with n = 2 and a rotation for Q. Which vectors does the loop use?",
        "Q[i] is row i of Q. Where are the eigenvectors?",
        "Column i is Q[:, i].",
    ],
)
def from_eigenvectors(values, Q):
    """The symmetric matrix with these eigenvectors."""
    A = np.zeros((len(values), len(values)))
    for i in range(len(values)):
        # The eigenvectors are the columns of Q.
        q = Q[:, i]
        A = A + values[i] * np.outer(q, q)
    return A


def _turn(theta):
    return np.array([[np.cos(theta), -np.sin(theta)], [np.sin(theta), np.cos(theta)]])


@from_eigenvectors.cases
def cases(rng):
    Q, _ = np.linalg.qr(rng.normal(size=(4, 4)))
    return [
        (np.array([2.0, 1.0]), np.array([[0.8, -0.6], [0.6, 0.8]])),
        (np.array([5.0]), np.array([[-1.0]])),
        (np.array([3.0, -2.0]), np.array([[0.0, -1.0], [1.0, 0.0]])),
        (np.array([1.0, 4.0]), _turn(1.0)),
        (np.array([2.0, 2.0]), _turn(0.5)),
        (np.array([1.0, 2.0, 3.0]), np.array([[0.0, 0.0, 1.0], [1.0, 0.0, 0.0], [0.0, 1.0, 0.0]])),
        (rng.normal(size=4), Q),
        (100 * rng.normal(size=4), Q.T),
    ]


@from_eigenvectors.law("every column of Q is only stretched")
def _(f, values, Q):
    return np.allclose(f(values, Q) @ Q, Q * values)


@from_eigenvectors.law("the result is symmetric")
def _(f, values, Q):
    return np.allclose(f(values, Q), np.transpose(f(values, Q)))


@from_eigenvectors.start(
    "The rows of Q are used, as Q[i] or as Qᵀ diag(λ) Q. The eigenvectors are its columns: Q[:, i], or Q diag(λ) Qᵀ."
)
def takes_rows(values, Q):
    """The symmetric matrix with these eigenvectors."""
    A = np.zeros((len(values), len(values)))
    for i in range(len(values)):
        q = Q[i]
        A = A + values[i] * np.outer(q, q)
    return A


@from_eigenvectors.misconception(
    "That is Q diag(λ) Q: one factor is a column of Q and the other a row. Take the same column twice, np.outer(Q[:, "
    "i], Q[:, i]); as matrices, Q diag(λ) Qᵀ."
)
def column_times_row(values, Q):
    return sum(values[i] * np.outer(Q[:, i], Q[i]) for i in range(len(values)))


@from_eigenvectors.misconception(
    "One factor is a row of Q and the other a column. Take the same vector twice: np.outer(Q[:, i], Q[:, i])."
)
def row_times_column(values, Q):
    return sum(values[i] * np.outer(Q[i], Q[:, i]) for i in range(len(values)))


@from_eigenvectors.misconception(
    "That is half of it, the eigenvectors stretched by their eigenvalues. Multiply by Q.T, or use outer products."
)
def stops_halfway(values, Q):
    return Q @ np.diag(values)


@from_eigenvectors.misconception(
    "That is the diagonal matrix of the eigenvalues. It belongs between the eigenvectors, Q diag(λ) Qᵀ: the "
    "eigenvalues scale the columns of Q, as in Q * values, and not its rows."
)
def diagonal_alone(values, Q):
    return np.diag(values)


@from_eigenvectors.misconception(
    "You gave every eigenvector the same weight 1, which always gives the identity. Multiply by values[i]."
)
def forgets_the_weights(values, Q):
    return sum(np.outer(Q[:, i], Q[:, i]) for i in range(len(values)))


@from_eigenvectors.misconception(
    "Q[:, i] @ Q[:, i] is the dot product, a single number. The matrix of all products is np.outer(q, q)."
)
def dot_for_outer(values, Q):
    A = np.zeros((len(values), len(values)))
    for i in range(len(values)):
        A = A + values[i] * (Q[:, i] @ Q[:, i])
    return A


@from_eigenvectors.misconception(
    "You squared the eigenvalues. That gives A·A; A itself has the eigenvalues as they are."
)
def squares_the_weights(values, Q):
    return (Q * values**2) @ Q.T


@from_eigenvectors.misconception("You divided by the eigenvalues, which gives the inverse of A. Multiply by them.")
def builds_the_inverse(values, Q):
    return (Q / values) @ Q.T


@from_eigenvectors.misconception("Only the last term is left: each step replaces A. Add to it: A = A + …")
def keeps_the_last_term(values, Q):
    return values[-1] * np.outer(Q[:, -1], Q[:, -1])


@from_eigenvectors.misconception("Only the first term is in the sum. The return belongs after the loop, not inside it.")
def returns_in_the_loop(values, Q):
    return values[0] * np.outer(Q[:, 0], Q[:, 0])


@from_eigenvectors.misconception("The first term is missing. Python counts from 0: range(len(values)).")
def starts_at_one(values, Q):
    A = np.zeros((len(values), len(values)))
    for i in range(1, len(values)):
        A = A + values[i] * np.outer(Q[:, i], Q[:, i])
    return A


@from_eigenvectors.misconception("The last term is missing. range(n) already stops before n: range(len(values)).")
def stops_one_short(values, Q):
    A = np.zeros((len(values), len(values)))
    for i in range(len(values) - 1):
        A = A + values[i] * np.outer(Q[:, i], Q[:, i])
    return A


@from_eigenvectors.misconception(
    "The columns are taken in the opposite order from the weights. Weight i belongs to column i: leave their order "
    "alone."
)
def reversed_columns(values, Q):
    return (Q[:, ::-1] * values) @ Q[:, ::-1].T


@from_eigenvectors.misconception(
    "A column times itself, entry by entry, gives only the diagonal of qqᵀ. np.outer(q, q) has all the products."
)
def entry_by_entry(values, Q):
    A = np.zeros((len(values), len(values)))
    for i in range(len(values)):
        A = A + values[i] * (Q[:, i] * Q[:, i])
    return A


from_eigenvectors.instead_of(
    "q = Q[:, i]", {"q = Q[:, 0]": "Every term has the same eigenvector, column 0. Term i needs column i: Q[:, i]."}
)
from_eigenvectors.instead_of(
    "np.zeros((len(values), len(values)))",
    {
        "np.eye(len(values))": "Your sum starts from the identity, which stays in it. Start with zeros.",
        "np.ones((len(values), len(values)))": "Your sum starts from ones, which stay in it. Start with zeros.",
    },
)
from_eigenvectors.instead_of(
    "A = A + values[i]", {"A = A - values[i]": "The terms are subtracted, so all signs are flipped. Add them."}
)
from_eigenvectors.instead_of(
    "values[i] * np.outer",
    {
        "values[0] * np.outer": "Every term has the same weight, the first. Term i needs values[i].",
        "np.sqrt(np.abs(values[i])) * np.outer": "You took square roots of the eigenvalues. The weights are the "
        "eigenvalues themselves.",
    },
)
