"""breaks_largest_eigenvalue: a matrix on which a careless power iteration fails."""

import numpy as np

from dlmath.exercises import exercise

TASK = """A colleague wants the largest absolute value among the eigenvalues of a symmetric matrix. She always starts
with the same vector:

```python
def largest_eigenvalue(A):
    v = np.ones(len(A))
    for _ in range(1000):
        v = A @ v
        v = v / np.linalg.norm(v)
    return abs(v @ A @ v)
```

"A thousand steps are plenty," she says. Return a symmetric 2 × 2 array, not all zeros, for which her answer is not
the largest $|\\lambda|$."""


@exercise(
    weight="hard",
    task=TASK,
    hints=[
        "Power iteration needs three things: one eigenvalue larger in absolute value than the other, a starting vector "
        "that is not perpendicular to its eigenvector, and enough steps. You only have to break one of them.",
        "The starting vector points along (1, 1). Build a matrix for which (1, 1) is an eigenvector, with the smaller "
        "eigenvalue.",
        "With a on the diagonal and b off it, (1, 1) has the eigenvalue a + b, and (1, −1) has a − b. Let b be "
        "negative.",
    ],
)
def breaks_largest_eigenvalue():
    """A symmetric 2 × 2 array that largest_eigenvalue gets wrong."""
    # The start (1, 1) is an eigenvector for 1, and (1, −1) is one for 3. There are two more ways: eigenvalues of equal
    # size and opposite sign, or so close in size that a thousand steps are too few.
    return np.array([[2.0, -1.0], [-1.0, 2.0]])


def largest_size(A):
    return np.max(np.abs(np.linalg.eigvals(A)))


@breaks_largest_eigenvalue.breaks(largest_size)
def largest_eigenvalue(A):
    A = np.asarray(A, dtype=float)
    v = np.ones(len(A))
    for _ in range(1000):
        v = A @ v
        v = v / np.linalg.norm(v)
    return abs(v @ A @ v)


@breaks_largest_eigenvalue.law("the array is 2 × 2 and symmetric", form=True)
def _(answer):
    A = np.asarray(answer())
    return A.shape == (2, 2) and bool(np.array_equal(A, A.T))


@breaks_largest_eigenvalue.law("the array has an entry that is not 0", form=True)
def _(answer):
    return bool(np.any(answer()))


@breaks_largest_eigenvalue.misconception(
    "This matrix only scales: every vector is an eigenvector, for the same eigenvalue, so any start is fine. Make the "
    "two eigenvalues differ.",
    when=lambda A: np.array_equal(A, np.eye(len(A)) * A[0][0]),
)
def the_identity():
    return np.eye(2)


@breaks_largest_eigenvalue.misconception(
    "The eigenvectors lie on the axes, and the start (1, 1) has a part along both. So the eigenvalue with the larger "
    "absolute value wins, and a thousand steps are enough here. Turn the eigenvectors away from the axes, or make the "
    "eigenvalues equal in absolute value and opposite in sign.",
    when=lambda A: A[0][1] == A[1][0] == 0,
)
def a_diagonal():
    return np.diag([2.0, 1.0])


@breaks_largest_eigenvalue.misconception(
    "Its eigenvalues are equal in absolute value and opposite in sign. But the start (1, 1) happens to be an "
    "eigenvector, so its direction never changes, and the absolute value comes out right. Try other eigenvectors.",
    when=lambda A: A[0][0] == A[1][1] == 0,
)
def a_swap():
    return np.array([[0.0, 1.0], [1.0, 0.0]])


@breaks_largest_eigenvalue.misconception(
    "Here the start (1, 1) is an eigenvector, and it belongs to the eigenvalue with the *larger* absolute value: a "
    "perfect start. You want it to belong to the other one. What happens if you flip the sign of the entries off the "
    "diagonal?",
    when=lambda A: A[0][0] == A[1][1],
)
def ones_is_the_answer():
    return np.array([[2.0, 1.0], [1.0, 2.0]])


@breaks_largest_eigenvalue.misconception(
    "The start (1, 1) has a part along the stronger eigenvector, and a thousand steps were enough to find it. Build a "
    "matrix whose stronger eigenvector is perpendicular to (1, 1).",
    when=lambda A: True,
)
def enough_steps():
    return np.array([[1.0, 2.0], [2.0, 5.0]])
