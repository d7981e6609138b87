"""breaks_fixed_cutoff: a matrix whose rank is counted wrong with a fixed limit."""

import numpy as np

from dlmath.exercises import exercise

TASK = """This function counts the singular values that are not 0, up to rounding
(`compute_uv=False` asks for them alone):

```python
def count_rank(A):
    s = np.linalg.svd(A, compute_uv=False)
    return np.sum(s > 1e-12)
```

The cutoff should be $10^{-12}$ times the largest singular value. Return a two-dimensional array for which that makes a
difference."""


@exercise(
    weight="standard",
    task=TASK,
    atol=0.0,
    hints=[
        "Units should not matter for a rank. What happens to the singular values when you change the units?",
        "Multiply a matrix whose rank you know by a very small number. What do all of its singular values do?",
        "1e-13 * np.eye(2) has rank 2.",
    ],
)
def breaks_fixed_cutoff():
    """An array whose rank count_rank gets wrong."""
    # Two singular values of 1e-13: tiny, but equally large, so the rank is 2.
    return 1e-13 * np.eye(2)


def rank_by_share(A):
    s = np.linalg.svd(A, compute_uv=False)
    return np.sum(s > 1e-12 * s[0])


@breaks_fixed_cutoff.breaks(rank_by_share)
def count_rank(A):
    s = np.linalg.svd(A, compute_uv=False)
    return np.sum(s > 1e-12)


def _values(A):
    return np.linalg.svd(A, compute_uv=False)


@breaks_fixed_cutoff.law("it is a matrix, a two-dimensional array such as [[1e-13]]", form=True)
def _(answer):
    return np.ndim(answer()) == 2


@breaks_fixed_cutoff.misconception(
    "A zero matrix has rank 0 with either cutoff. Take a matrix that is not zero, and make it very small as a whole.",
    when=lambda A: not np.any(A),
)
def nothing():
    return np.zeros((2, 2))


@breaks_fixed_cutoff.misconception(
    "Every singular value is above both cutoffs, 1e-12 and 1e-12 times the largest, so all of them count. Rescale the "
    "whole matrix until one of the cutoffs takes effect.",
    when=lambda A: np.all(_values(A) > 1e-12 * max(1, _values(A)[0])),
)
def one_to_four():
    return np.array([[1.0, 2.0], [3.0, 4.0]])


@breaks_fixed_cutoff.misconception(
    "The small singular values are below both cutoffs, so neither counts them. The farther the largest singular value "
    "is from 1, the more the cutoffs differ: make the whole matrix a million times larger, or very small.",
    when=lambda A: True,
)
def one_small_value():
    return np.diag([1.0, 1e-13])
