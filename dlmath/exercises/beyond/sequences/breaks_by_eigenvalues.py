"""breaks_by_eigenvalues: small eigenvalues promise something about the long run only."""

import numpy as np

from dlmath.exercises import exercise

TASK = """A friend looks at the eigenvalues alone:

```python
def growth_by_eigenvalues(U):
    return np.max(np.abs(np.linalg.eigvals(U))) ** 3
```

and claims that in a linear network, no gradient grows by more than this factor on its way back over three steps. Prove
the claim wrong: return a matrix `U` of shape (2, 2) whose eigenvalues are both at most 0.9 in size, but for which some
gradient becomes more than 100 times as long over three steps."""


@exercise(
    weight="standard",
    task=TASK,
    hints=[
        "If U is symmetric, its eigenvalues tell the whole story. What if it is triangular?",
        "The eigenvalues of a triangular matrix are the numbers on its diagonal. The corner above the diagonal "
        "doesn't change them.",
        "Put 0.5 on the diagonal, twice, and a large number in the corner.",
    ],
)
def breaks_by_eigenvalues():
    """A matrix with small eigenvalues that stretches a gradient a lot."""
    # The eigenvalues of a triangular matrix are on its diagonal, whatever is in the corner.
    return np.array([[0.5, 1000.0], [0.0, 0.5]])


def _cubed(U):
    U = np.asarray(U, dtype=float)
    return float(np.linalg.norm(U @ U @ U, 2))


def _triangular(U):
    U = np.asarray(U)
    return U.shape == (2, 2) and (U[0, 1] == 0 or U[1, 0] == 0)


@breaks_by_eigenvalues.breaks(_cubed, beside="the largest factor is")
def growth_by_eigenvalues(U):
    return float(np.max(np.abs(np.linalg.eigvals(np.asarray(U, dtype=float)))) ** 3)


@breaks_by_eigenvalues.law("it is an array of 2 × 2 finite numbers", form=True)
def _(answer):
    U = np.asarray(answer())
    return U.shape == (2, 2) and U.dtype.kind in "iuf" and bool(np.isfinite(U).all())


@breaks_by_eigenvalues.law("both eigenvalues are at most 0.9 in size", form=True)
def _(answer):
    return growth_by_eigenvalues(answer()) <= 0.9**3 * (1 + 1e-9)


@breaks_by_eigenvalues.law("some gradient becomes more than 100 times as long")
def _(answer):
    return _cubed(answer()) > 100


@breaks_by_eigenvalues.misconception(
    "With zeros on the diagonal, U² is already 0, so after three steps nothing is left of any gradient. Put numbers up "
    "to 0.9 on the diagonal, too.",
    when=lambda U: _triangular(U) and _cubed(U) == 0 and np.abs(U).max() > 1,
)
def zeros_on_the_diagonal():
    return np.array([[0.0, 1000.0], [0.0, 0.0]])


@breaks_by_eigenvalues.misconception(
    "For this matrix the eigenvalues do give the largest factor. Try a triangular matrix: the corner doesn't change "
    "its eigenvalues.",
    when=lambda U: _cubed(U) <= 1.01 * max(growth_by_eigenvalues(U), 1e-12),
)
def a_diagonal():
    return np.diag([0.9, 0.5])


@breaks_by_eigenvalues.misconception(
    "Some gradient does become longer than the eigenvalues say, but not 100 times as long. Make the corner larger.",
    when=lambda U: 1.01 * max(growth_by_eigenvalues(U), 1e-12) < _cubed(U) <= 100,
)
def too_small_a_corner():
    return np.array([[0.5, 3.0], [0.0, 0.5]])
