"""breaks_the_determinant_test: a rule for two variables that fails in three."""

import numpy as np

from dlmath.exercises import exercise

TASK = """For two variables, textbooks have a rule without eigenvalues: a flat place is a minimum if
$\\det H > 0$ and the diagonal of $H$ is positive. A colleague uses it for any number of variables:

```python
def looks_like_a_minimum(H):
    return np.linalg.det(H) > 0 and np.all(np.diag(H) > 0)
```

Return a symmetric 3 × 3 matrix, with entries between −10 and 10, for which it returns True although $H$ belongs to a
saddle: some eigenvalue is at most −0.01."""


@exercise(
    weight="hard",
    task=TASK,
    hints=[
        "The determinant is the product of the eigenvalues. How can that be positive with negative eigenvalues?",
        "Two of the three eigenvalues must be negative. The sum of all three, the trace, must stay positive, since "
        "the diagonal "
        "is. So the third must be large.",
        "Try ones on the diagonal and the same number b everywhere else: (1, 1, 1) has the eigenvalue 1 + 2 b, and all "
        "directions perpendicular to it have 1 − b.",
    ],
)
def breaks_the_determinant_test():
    """A saddle that passes for a minimum."""
    # With 1 on the diagonal and 2 elsewhere the eigenvalues are 5, −1 and −1: their product is 5.
    return np.array([[1.0, 2.0, 2.0], [2.0, 1.0, 2.0], [2.0, 2.0, 1.0]])


def all_positive(H):
    return bool(np.linalg.eigvalsh(np.asarray(H, dtype=float))[0] > 1e-9)


@breaks_the_determinant_test.breaks(all_positive)
def looks_like_a_minimum(H):
    H = np.asarray(H, dtype=float)
    return bool(np.linalg.det(H) > 1e-9 and np.all(np.diag(H) > 0))


@breaks_the_determinant_test.law("the matrix is 3 × 3 and symmetric", form=True)
def _(answer):
    H = np.asarray(answer(), dtype=float)
    return H.shape == (3, 3) and bool(np.allclose(H, H.T, rtol=0, atol=1e-12))


@breaks_the_determinant_test.law("all entries lie between −10 and 10", form=True)
def _(answer):
    return bool(np.all(np.abs(answer()) <= 10))


@breaks_the_determinant_test.law("some eigenvalue is at most −0.01")
def _(answer):
    return np.linalg.eigvalsh(np.asarray(answer(), dtype=float))[0] <= -0.01 + 1e-12


def values(H):
    return np.linalg.eigvalsh(np.asarray(H, dtype=float))


@breaks_the_determinant_test.misconception(
    "All eigenvalues are positive: this is a minimum, and the test is right. Two of the eigenvalues must be negative.",
    when=lambda H: values(H)[0] > 1e-9,
)
def a_minimum():
    return np.eye(3)


@breaks_the_determinant_test.misconception(
    "The diagonal has an entry that is not positive, so the test says False. Hide the negative curvatures off the "
    "axes: use the entries off the diagonal.",
    when=lambda H: np.any(np.diag(H) <= 0),
)
def on_the_diagonal():
    return np.diag([5.0, -1.0, -1.0])


@breaks_the_determinant_test.misconception(
    "One eigenvalue is negative, so the determinant is, too, and the test says False. You need two negative ones.",
    when=lambda H: np.sum(values(H) < -1e-9) == 1 and np.sum(values(H) > 1e-9) == 2,
)
def one_negative():
    return np.array([[1.0, 2.0, 0.0], [2.0, 1.0, 0.0], [0.0, 0.0, 1.0]])


@breaks_the_determinant_test.misconception(
    "The determinant is 0, and the test asks for more than 0. Two eigenvalues must be negative and the third positive.",
    when=lambda H: abs(np.linalg.det(np.asarray(H, dtype=float))) <= 1e-9,
)
def determinant_zero():
    return np.ones((3, 3))
