"""gram_schmidt: Orthonormal columns, one for each column of A."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="hard",
    task="Return the matrix $Q$ whose columns are orthonormal and span what the columns of `A` span: each "
    "$\\mathbf q_j$ is what is left of column $j$ without the directions of the columns before it, divided by its "
    "length. `A` has independent columns, and some of them may be nearly parallel.",
    hints=[
        "You know how to project a vector on a direction. What is left of it when that projection is taken away, "
        "and which angle does the rest make with the direction?",
        "Let Q begin as a copy of A, A.astype(float). For i = 0, 1, …: divide column i by its length; then take its "
        "part out of every later column j.",
        "The part of column j along column i is (Q[:, i] @ Q[:, j]) * Q[:, i]. Take Q[:, j] in it, what is left of the "
        "column by now, and not A[:, j].",
    ],
    atol=1e-6,
)
def gram_schmidt(A):
    """Orthonormal columns, one for each column of A."""
    # As soon as a direction is known, its part is taken out of all columns that are still to come, so each
    # coefficient is measured on what is left of a column, rounding errors included.
    Q = A.astype(float)
    n = Q.shape[1]
    for i in range(n):
        Q[:, i] = Q[:, i] / np.linalg.norm(Q[:, i])
        for j in range(i + 1, n):
            Q[:, j] = Q[:, j] - (Q[:, i] @ Q[:, j]) * Q[:, i]
    return Q


def nearly_parallel(d):
    return np.vstack([np.ones(3), d * np.eye(3)])


@gram_schmidt.cases
def cases(rng):
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


@gram_schmidt.law("all columns have length 1 and stand at right angles: QᵀQ = I")
def _(f, A):
    return np.allclose(f(A).T @ f(A), np.eye(A.shape[1]), atol=1e-6)


@gram_schmidt.law("R = QᵀA is upper triangular with a positive diagonal")
def _upper_triangular(f, A):
    R = f(A).T @ A
    return np.allclose(R, np.triu(R), atol=1e-6) and bool(np.all(np.diag(R) > 0))


@gram_schmidt.law("Q R gives A back")
def _(f, A):
    return np.allclose(f(A) @ (f(A).T @ A), A, atol=1e-6)


@gram_schmidt.law("columns three times as long have the same Q")
def _(f, A):
    return np.allclose(f(3 * A), f(A), atol=1e-6)


@gram_schmidt.misconception(
    "This is the classical order: every coefficient is measured on the column as it came, qᵢ · aⱼ. "
    "On paper that is right; where columns are nearly parallel, rounding leaves vectors that are far from "
    "right angles. Measure it on what is left of the column by now, qᵢ · vⱼ."
)
def classical_gramschmidt(A):
    Q = np.zeros(A.shape)
    for j in range(A.shape[1]):
        v = A[:, j] - Q[:, :j] @ (Q[:, :j].T @ A[:, j])
        Q[:, j] = v / np.linalg.norm(v)
    return Q


@gram_schmidt.misconception("Your columns stand at right angles, but they are not 1 long. Divide each by its length.")
def forgets_the_length(A):
    V = A.copy()
    for i in range(V.shape[1]):
        for j in range(i + 1, V.shape[1]):
            V[:, j] = V[:, j] - (V[:, i] @ V[:, j]) / (V[:, i] @ V[:, i]) * V[:, i]
    return V


@gram_schmidt.misconception(
    "You divided by the lengths at the very end. The part of v along q is (q · v) q only if q has length 1: "
    "divide column i by its length before you use it."
)
def divides_by_the_length_too_late(A):
    V = A.copy()
    for i in range(V.shape[1]):
        for j in range(i + 1, V.shape[1]):
            V[:, j] = V[:, j] - (V[:, i] @ V[:, j]) * V[:, i]
    return V / np.linalg.norm(V, axis=0)


@gram_schmidt.misconception(
    "You subtracted the number q · v from every entry. How much of q is in v is that number; what has to go is "
    "that much of q, the vector (q · v) q."
)
def subtracts_a_number(A):
    Q = A.copy()
    for i in range(Q.shape[1]):
        Q[:, i] = Q[:, i] / np.linalg.norm(Q[:, i])
        for j in range(i + 1, Q.shape[1]):
            Q[:, j] = Q[:, j] - Q[:, i] @ Q[:, j]
    return Q


@gram_schmidt.misconception(
    "You took out the part along the previous direction alone. The third column must be freed of the first "
    "and of the second: a loop over all earlier ones."
)
def looks_at_the_previous_direction_only(A):
    Q = np.zeros(A.shape)
    for j in range(A.shape[1]):
        v = A[:, j]
        if j > 0:
            v = v - (Q[:, j - 1] @ v) * Q[:, j - 1]
        Q[:, j] = v / np.linalg.norm(v)
    return Q


@gram_schmidt.misconception(
    "You took out the parts along the columns of A. They are not at right angles to each other, so some "
    "of it is taken out twice. Use the new directions, the columns of Q."
)
def projects_on_the_old_columns(A):
    directions = A / np.linalg.norm(A, axis=0)
    Q = np.zeros(A.shape)
    for j in range(A.shape[1]):
        v = A[:, j] - directions[:, :j] @ (directions[:, :j].T @ A[:, j])
        Q[:, j] = v / np.linalg.norm(v)
    return Q


@gram_schmidt.misconception(
    "You added the part along the earlier direction, which turns the column towards it. Subtract it."
)
def adds_the_parts(A):
    Q = A.copy()
    for i in range(Q.shape[1]):
        Q[:, i] = Q[:, i] / np.linalg.norm(Q[:, i])
        for j in range(i + 1, Q.shape[1]):
            Q[:, j] = Q[:, j] + (Q[:, i] @ Q[:, j]) * Q[:, i]
    return Q


@gram_schmidt.misconception("You made the rows orthonormal. The vectors are the columns: A[:, j].")
def works_on_rows(A):
    Q = A.copy()
    for i in range(len(Q)):
        Q[i] = Q[i] / np.linalg.norm(Q[i])
        for j in range(i + 1, len(Q)):
            Q[j] = Q[j] - (Q[i] @ Q[j]) * Q[i]
    return Q


@gram_schmidt.misconception(
    "Q is right, but A has been changed: Q = A gives the same array a second name. Q = A.astype(float) makes a copy."
)
def works_on_a_itself(A):
    A[:] = gram_schmidt(A)
    return A


@gram_schmidt.misconception("np.linalg.norm is the length, its root has been taken already. Leave out your np.sqrt.")
def takes_the_root_of_the_length(A):
    Q = np.zeros(A.shape)
    for j in range(A.shape[1]):
        v = A[:, j]
        for i in range(j):
            v = v - (Q[:, i] @ v) * Q[:, i]
        Q[:, j] = v / np.sqrt(np.linalg.norm(v))
    return Q


@gram_schmidt.misconception(
    "You never divided by a length. The part of v along q is (q · v) q only if q has length 1: divide each "
    "column by its length before it goes into Q."
)
def never_divides_by_the_length(A):
    Q = np.zeros(A.shape)
    for j in range(A.shape[1]):
        v = A[:, j]
        for i in range(j):
            v = v - (Q[:, i] @ v) * Q[:, i]
        Q[:, j] = v
    return Q


@gram_schmidt.misconception(
    "You subtracted a multiple of v itself, which leaves its direction as it was. What has to go points "
    "along q: (q · v) q."
)
def subtracts_multiples_of_v(A):
    Q = np.zeros(A.shape)
    for j in range(A.shape[1]):
        v = A[:, j]
        for i in range(j):
            v = v - (Q[:, i] @ v) * v
        Q[:, j] = v / np.linalg.norm(v)
    return Q


@gram_schmidt.misconception(
    "The direction just before is left out. range(j) ends at j − 1 already: no “− 1” is needed."
)
def leaves_out_the_direction_before(A):
    Q = np.zeros(A.shape)
    for j in range(A.shape[1]):
        v = A[:, j]
        for i in range(j - 1):
            v = v - (Q[:, i] @ v) * Q[:, i]
        Q[:, j] = v / np.linalg.norm(v)
    return Q


@gram_schmidt.misconception(
    "You took out the parts along the columns of A, which are neither 1 long nor at right angles. Use the "
    "new directions, the columns of Q."
)
def projects_on_columns_of_a_with_their_length(A):
    Q = np.zeros(A.shape)
    for j in range(A.shape[1]):
        v = A[:, j]
        for i in range(j):
            v = v - (A[:, i] @ v) * A[:, i]
        Q[:, j] = v / np.linalg.norm(v)
    return Q


@gram_schmidt.misconception("You returned two things, Q and R. It is Q alone that is asked for.")
def returns_r_as_well(A):
    Q = gram_schmidt(A)
    return Q, Q.T @ A


@gram_schmidt.misconception("len(A) is the number of rows. There is one direction for each column: A.shape[1].")
def counts_the_rows(A):
    Q = np.zeros(A.shape)
    for j in range(len(A)):
        v = A[:, j] - Q[:, :j] @ (Q[:, :j].T @ A[:, j])
        Q[:, j] = v / np.linalg.norm(v)
    return Q


gram_schmidt.instead_of(
    "return Q",
    {
        "return A / np.linalg.norm(A, axis=0)": "Every column is 1 long, but they still point where they did. Take "
        "the parts along the earlier directions out first.",
        "return Q.T": "Your new vectors stand in the rows. Put each into the column from which it came.",
        "return np.linalg.qr(A)[0]": "np.linalg.qr works with reflections, and turns some columns round: its q may "
        "point against what is left of the column. Here it points along it; the loop takes four lines.",
    },
)
