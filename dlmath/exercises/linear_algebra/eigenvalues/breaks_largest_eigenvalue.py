"""breaks_largest_eigenvalue: a matrix on which a careless power iteration fails."""

import numpy as np

from dlmath.exercises import exercise

TASK = """A colleague wants the largest eigenvalue of a symmetric matrix, without its sign. She always starts with the
same vector:

```python
def largest_eigenvalue(A):
    v = np.ones(len(A))
    for _ in range(1000):
        v = A @ v
        v = v / np.linalg.norm(v)
    return abs(v @ A @ v)
```

"A thousand steps are plenty," she says. Return a symmetric 2 × 2 array for which her answer is not the largest
$|\\lambda|$."""


@exercise(
    weight="hard",
    task=TASK,
    hints=[
        "Power iteration needs two things: one eigenvalue larger in size than the other, and a start that is not "
        "perpendicular to its eigenvector. You only have to break one of them.",
        "The start points along (1, 1). Build a matrix for which (1, 1) is an eigenvector, with the smaller "
        "eigenvalue.",
        "With a on the diagonal and b beside it, (1, 1) has the eigenvalue a + b, and (1, −1) has a − b. Let b "
        "be negative.",
    ],
)
def breaks_largest_eigenvalue():
    """A symmetric 2 × 2 array that largest_eigenvalue gets wrong."""
    # The start (1, 1) is an eigenvector for 1, and (1, −1) is one for 3.
    return np.array([[2.0, -1.0], [-1.0, 2.0]])


def largest_size(A):
    A = np.asarray(A, dtype=float)
    if A.shape != (2, 2) or not np.array_equal(A, A.T):
        raise ValueError("expected a symmetric 2 × 2 array")
    return np.max(np.abs(np.linalg.eigvalsh(A)))


@breaks_largest_eigenvalue.breaks(largest_size)
def largest_eigenvalue(A):
    A = np.asarray(A, dtype=float)
    v = np.ones(len(A))
    for _ in range(1000):
        v = A @ v
        v = v / np.linalg.norm(v)
    return abs(v @ A @ v)


@breaks_largest_eigenvalue.law("the matrix is symmetric, with two rows")
def _(answer):
    A = np.asarray(answer())
    return A.shape == (2, 2) and bool(np.array_equal(A, A.T))


@breaks_largest_eigenvalue.law("the matrix has an entry that is not 0")
def _(answer):
    return bool(np.any(answer()))


breaks = breaks_largest_eigenvalue.misconception


@breaks(
    "The identity leaves every vector alone, so any start is an eigenvector for its largest eigenvalue, 1. "
    "Make the two eigenvalues differ."
)
def the_identity():
    return np.eye(2)


@breaks(
    "Here (1, 1) is the eigenvector for the *larger* eigenvalue, 3: the start is perfect. You want it to be "
    "the other one."
)
def ones_is_the_answer():
    return np.array([[2.0, 1.0], [1.0, 2.0]])


@breaks(
    "That is the matrix from the lesson. The start (1, 1) is its strongest direction; you want it to be the other one."
)
def the_lesson():
    return np.array([[1.5, 0.5], [0.5, 1.5]])


@breaks(
    "The eigenvectors lie on the axes, and (1, 1) has a part along both. So the larger eigenvalue, 2, wins. "
    "Turn the directions."
)
def a_diagonal():
    return np.diag([2.0, 1.0])


@breaks(
    "The eigenvectors lie on the axes, and (1, 1) has a part along both. So the larger eigenvalue, 2, wins. "
    "Turn the directions."
)
def another_diagonal():
    return np.diag([1.0, 2.0])


@breaks(
    "The sign alone does no harm: −2 wins over 1, and abs takes the sign away. Two eigenvalues of the *same* "
    "size would be something else."
)
def a_negative_eigenvalue():
    return np.diag([-2.0, 1.0])


@breaks(
    "Its eigenvalues are 1 and −1, of equal size, but (1, 1) happens to be an eigenvector for 1, so the "
    "answer is right."
)
def a_swap():
    return np.array([[0.0, 1.0], [1.0, 0.0]])


@breaks(
    "All entries equal: (1, 1) is the eigenvector for 2, the larger eigenvalue. Give the off-diagonal "
    "entries the other sign?"
)
def all_ones():
    return np.ones((2, 2))


@breaks(
    "Flipping all signs keeps the eigenvectors, and abs takes the sign away. Flip only the entries off the diagonal."
)
def all_negative():
    return np.array([[-2.0, -1.0], [-1.0, -2.0]])


@breaks("One eigenvalue is 0 and the other wins at once. Make (1, 1) perpendicular to the winner.")
def one_direction_lost():
    return np.diag([1.0, 0.0])
