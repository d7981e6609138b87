"""is_orthogonal: Whether Q leaves all lengths and angles as they are."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="Return `True` if the square matrix `Q` is orthogonal up to rounding, and `False` if it is not.",
    hints=[
        "What does entry (i, j) of QᵀQ say about the columns i and j of Q?",
        "Compare Q.T @ Q with the identity np.eye(len(Q)). Computed numbers carry rounding errors of about 1e-16.",
        "np.allclose(X, Y) says whether all entries of two arrays agree up to rounding.",
    ],
)
def is_orthogonal(Q):
    """Whether Q leaves all lengths and angles as they are."""
    # Entry (i, j) of QᵀQ is the dot product of columns i and j: 1 for a column with itself, 0 for two different ones.
    # Computed numbers carry rounding errors, so we compare up to a small tolerance.
    return np.allclose(Q.T @ Q, np.eye(len(Q)))


def rotation(theta):
    # The columns are the places where e₁ and e₂ go: e₁ = (1, 0) to (cos θ, sin θ),
    # and e₂, a quarter turn ahead of e₁, to (−sin θ, cos θ).
    c, s = np.cos(theta), np.sin(theta)
    return np.array([[c, -s], [s, c]])


@is_orthogonal.cases
def cases(rng):
    Q = np.linalg.qr(rng.normal(size=(4, 4)))[0]
    return [
        (np.eye(2),),
        (np.array([[1.0, 1.0], [0.0, 1.0]]),),
        (np.array([[0.0, -1.0], [1.0, 0.0]]),),
        (np.array([[0.0, 1.0], [1.0, 0.0]]),),
        (np.array([[1.0, 1.0], [1.0, -1.0]]),),
        (np.array([[2.0, 0.0], [0.0, 0.5]]),),
        (np.array([[1.0, 0.6], [0.0, 0.8]]),),
        (np.array([[1.0, 1.0], [0.0, 0.0]]),),
        (np.array([[1.0, 0.0], [1.0, 0.0]]),),
        (np.zeros((2, 2)),),
        (np.array([[1.0, 2.0], [0.0, -1.0]]),),
        (np.array([[0.6, -0.8], [0.8, 0.6]]),),
        (np.array([[0.0, 0.0, 1.0], [1.0, 0.0, 0.0], [0.0, 1.0, 0.0]]),),
        (np.array([[1.0, 0.0, 0.6], [0.0, 1.0, 0.0], [0.0, 0.0, 0.8]]),),
        (rotation(0.1) @ rotation(0.2),),
        (np.array([[1.0, 0.0, 0.6, 0.0], [0.0, 1.0, 0.0, 0.0], [0.0, 0.0, 0.8, 0.0], [0.0, 0.0, 0.0, 1.0]]),),
        (np.linalg.cholesky([[1.0, 0.3, -0.2], [0.3, 1.0, 0.0], [-0.2, 0.0, 1.0]]).T,),
        (Q,),
        (Q + 1e-3,),
        (Q + 1e-4,),
    ]


@is_orthogonal.edge_cases
def edge_cases(rng):
    return [(np.eye(1),), (np.array([[2.0]]),), (np.array([[-1.0]]),), (np.eye(3, dtype=int),)]


@is_orthogonal.law("the transpose of an orthogonal matrix is orthogonal")
def _(f, Q):
    return bool(f(Q.T)) == bool(f(Q))


@is_orthogonal.law("−Q is orthogonal if Q is")
def _(f, Q):
    return bool(f(-Q)) == bool(f(Q))


@is_orthogonal.law("twice an orthogonal matrix is not orthogonal")
def _(f, Q):
    return not (f(Q) and f(2 * Q))


@is_orthogonal.misconception(
    "You checked that the columns are at right angles. They must also have length 1: the diagonal of QᵀQ must be 1."
)
def looks_at_angles_alone(Q):
    G = Q.T @ Q
    return np.allclose(G, np.diag(np.diag(G)))


is_orthogonal.instead_of(
    "np.allclose(Q.T @ Q, np.eye(len(Q)))",
    {
        "bool(np.isclose(np.linalg.det(Q), 1))": "A determinant of 1 says that areas stay the same, not lengths: "
        "leaning has it, too. And a mirror is orthogonal with determinant −1. Compare Q.T @ Q with the identity.",
        "bool(np.isclose(abs(np.linalg.det(Q)), 1))": "A determinant of ±1 says that areas stay the same, not lengths: "
        "leaning has it, too. Compare Q.T @ Q with the identity.",
        "bool(np.linalg.det(Q) == 1)": "A determinant of 1 says that areas stay the same, not lengths: leaning has it, "
        "too. And a mirror is orthogonal with determinant −1. Compare Q.T @ Q with the identity, up to rounding.",
        "np.allclose(Q.T, np.linalg.inv(Q))": "The idea is right: Qᵀ must be the inverse. But a matrix that squashes "
        "the plane has no inverse, and np.linalg.inv raises an error. Q.T @ Q always works.",
        "np.allclose(np.linalg.norm(Q, axis=0), 1)": "You checked that the columns have length 1. They must also be at "
        "right angles: the dot product of two different columns is 0.",
        "np.allclose(Q.T, 1 / Q)": "1 / Q divides entry by entry. The inverse is another matrix. Compare Q.T @ Q with "
        "the identity.",
        "np.allclose(Q, np.linalg.inv(Q))": "You compared Q itself with its inverse: that says whether doing it twice "
        "undoes it. The transpose has to be the inverse: compare Q.T @ Q with the identity.",
        "np.allclose(np.sum(Q, axis=0), 1)": "You added the entries of each column. Its length needs their squares, "
        "and "
        "the columns must be at right angles: compare Q.T @ Q with the identity.",
        "np.allclose(Q.T @ Q, np.diag(Q))": "np.diag(Q) takes the diagonal out of Q. The identity is np.eye(len(Q)).",
        "np.allclose(Q.T + Q, np.eye(len(Q)))": "+ adds entry by entry. The matrix product is Q.T @ Q.",
        "np.allclose(Q.T @ Q, np.linalg.inv(Q))": "Compare QᵀQ with the identity, or Qᵀ with the inverse. You mixed "
        "the "
        "two.",
        "bool(np.isclose(Q[:, 0] @ Q[:, -1], 0))": "You looked at the angle between two columns alone. All columns "
        "must "
        "be at right angles and have length 1: compare Q.T @ Q with the identity.",
        "bool(len(Q) > 1 and np.isclose(Q[:, 0] @ Q[:, 1], 0))": "You looked at the angle between two columns alone. "
        "All "
        "columns must be at right angles and have length 1: compare Q.T @ Q with the identity.",
        "np.allclose(Q @ Q.T, np.eye(len(Q)), atol=0.5)": "Your tolerance is far too wide. Rounding errors are about "
        "1e-16: use np.allclose as it is.",
        "np.allclose(Q, Q.T)": "You compared Q with its transpose: that says whether it is symmetric. Compare Q.T @ Q "
        "with the identity.",
        "bool(np.isclose(np.sum(Q.T @ Q), len(Q)))": "You compared sums, or the length of one single vector: in both, "
        "errors of different sign cancel. Compare Q.T @ Q with the identity entry by entry, with np.allclose.",
        "not np.allclose(Q.T @ Q, np.eye(len(Q)))": "True and False are swapped.",
        "bool(np.all(Q.T @ Q - np.eye(len(Q)) < 1e-9))": "You asked whether QᵀQ − I is below a small number, but so is "
        "−5. Its size must be small: np.abs, or np.allclose.",
        "bool(np.isclose(np.linalg.norm(Q), 1))": "np.linalg.norm of a matrix is one length for all entries together. "
        "Each column must have length 1, and any two must be at right angles.",
        "True if np.allclose(Q.T @ Q, np.eye(len(Q))) else None": "When the answer is no, your function returns "
        "nothing, which is None. Return the comparison itself: return np.allclose(…).",
    },
)
is_orthogonal.instead_of(
    "np.eye(len(Q))",
    {
        "1": "You compared every entry of QᵀQ with 1. Only the diagonal must be 1, the rest 0: np.eye(len(Q)).",
        "0": "You compared all of QᵀQ with 0. On its diagonal each column meets itself, and that must be 1: "
        "np.eye(len(Q)).",
    },
)
is_orthogonal.instead_of(
    "np.allclose",
    {
        "np.array_equal": "You compared without a tolerance. A computed rotation misses the identity by about 1e-16, "
        "and that is only rounding: use np.allclose.",
        "np.isclose": "You answer for each entry separately. The task asks for one answer: np.allclose, or np.all "
        "around yours.",
    },
)
is_orthogonal.instead_of(
    "Q.T",
    {
        "Q": "You compared Q Q with the identity: that says whether doing it twice undoes it. A transpose is missing: "
        "Q.T @ Q.",
    },
)
is_orthogonal.instead_of(
    "Q.T @ Q",
    {
        "Q.T * Q": "* multiplies entry by entry. For the matrix product write Q.T @ Q.",
    },
)
is_orthogonal.instead_of(
    "len(Q)",
    {
        "2": "Your identity is 2 × 2. Q may have any size: np.eye(len(Q)).",
    },
)
is_orthogonal.instead_of(
    "np.eye(len(Q)))",
    {
        "np.eye(len(Q)), atol=1e-2)": "Your tolerance is so wide that a matrix with errors of 0.001 passes. Rounding "
        "errors are about 1e-16: leave np.allclose as it is.",
        "np.eye(len(Q)), atol=0.5)": "Your tolerance is far too wide (rounding to whole numbers is a tolerance of "
        "0.5). "
        "Rounding errors are about 1e-16: use np.allclose as it is.",
        "np.eye(len(Q)), atol=1e-4)": "Your tolerance is too wide. Rounding errors are about 1e-16: leave np.allclose "
        "as it is.",
    },
)


@is_orthogonal.misconception(
    "You checked angles only, and without a tolerance. The columns must also have length 1, and computed numbers carry "
    "rounding errors: compare Q.T @ Q with the identity by np.allclose."
)
def exact_angles_alone(Q):
    G = Q.T @ Q
    return bool(np.all(G[~np.eye(len(Q), dtype=bool)] == 0))


@is_orthogonal.misconception(
    "You compared only neighboring columns. Any two columns must be at right angles, and each must have length 1: "
    "compare all of Q.T @ Q with the identity."
)
def neighbors_only(Q):
    G = Q.T @ Q
    return np.allclose(np.diag(G), 1) and np.allclose(np.diag(G, 1), 0)


@is_orthogonal.misconception(
    "You compared only neighboring columns, and the last column's length was never checked. Compare all of Q.T @ Q "
    "with the identity."
)
def neighbors_without_the_last_length(Q):
    G = Q.T @ Q
    return np.allclose(np.diag(G)[:-1], 1) and np.allclose(np.diag(G, 1), 0)


@is_orthogonal.misconception(
    "You compared each column only with the one before it, from the last one on to the first. Any two columns must be "
    "at right angles: compare all of Q.T @ Q with the identity."
)
def neighbors_in_a_ring(Q):
    G = Q.T @ Q
    return all(np.isclose(G[i, i], 1) and (len(Q) < 2 or np.isclose(G[i, i - 1], 0)) for i in range(len(Q)))


ONE_VECTOR = (
    "One vector that keeps its length proves nothing about the others. Compare Q.T @ Q with the identity, which speaks "
    "of all of them."
)
TOO_NARROW = (
    "Your tolerance is too narrow. Rounding errors are about 1e-16, sometimes a few times that: use np.allclose."
)
is_orthogonal.instead_of(
    "np.allclose(Q.T @ Q, np.eye(len(Q)))",
    {
        "bool(np.isclose(np.linalg.norm(Q @ np.ones(len(Q))), len(Q) ** 0.5))": ONE_VECTOR,
        "(lambda x: bool(np.isclose(np.linalg.norm(Q @ x), np.linalg.norm(x))))(1.0 + np.arange(len(Q)))": ONE_VECTOR,
        "(lambda x: bool(np.allclose(np.linalg.norm(Q, axis=0), 1) and np.isclose(np.linalg.norm(Q @ x), "
        "np.linalg.norm(x))))(1.0 + np.arange(len(Q)))": ONE_VECTOR,
        "bool(np.isclose(np.linalg.norm(Q), len(Q) ** 0.5))": "The sum of all squares may be right without each column "
        "having length 1 and all angles being right. Compare Q.T @ Q with the identity.",
        "bool(np.isclose(Q.T @ Q, np.eye(len(Q))).any())": "any is True as soon as one entry fits. All have to: "
        "np.all, or np.allclose.",
        "bool(np.abs(Q.T @ Q - np.eye(len(Q))).max() < 1e-16)": TOO_NARROW,
    },
)
