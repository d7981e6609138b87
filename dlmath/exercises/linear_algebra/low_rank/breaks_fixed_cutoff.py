"""breaks_fixed_cutoff: a matrix whose rank is counted wrong with a fixed limit."""

import numpy as np

from dlmath.exercises import exercise

TASK = """This function counts the singular values that are not 0 up to rounding:

```python
def count_rank(A):
    s = np.linalg.svd(A, compute_uv=False)
    return np.sum(s > 1e-12)
```

The limit should be $10^{-12}$ times the largest singular value. Return a two-dimensional array for which that makes a
difference."""


@exercise(
    weight="standard",
    task=TASK,
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


breaks = breaks_fixed_cutoff.misconception
NOT_SMALL = (
    "Both singular values are far above 1e-12 and above 1e-12 times the largest. Change the size of the whole matrix."
)


@breaks(NOT_SMALL)
def the_identity():
    return np.eye(2)


@breaks(NOT_SMALL)
def one_to_four():
    return np.array([[1.0, 2.0], [3.0, 4.0]])


@breaks(
    "Its smallest singular value is about 1e-16, below both limits. What if the whole matrix were a million "
    "times larger?"
)
def one_to_nine():
    return np.arange(1.0, 10.0).reshape(3, 3)


@breaks(
    "Its second singular value is nothing but rounding and below both limits. What if the whole matrix were "
    "a million times larger?"
)
def dependent_rows():
    return np.array([[1.0, 1.0], [2.0, 2.0]])


@breaks(
    "A zero matrix has rank 0 with either limit. Take a matrix with directions in it, and make it very small "
    "as a whole."
)
def nothing():
    return np.zeros((2, 2))


@breaks(
    "Beside the 1 a value that small counts as 0 with either limit. The limits agree as long as the largest "
    "singular value is 1: change that one."
)
def one_small_value():
    return np.diag([1.0, 1e-13])


@breaks(
    "Large is the right idea, but both singular values are equally large and count with either limit. Let a "
    "rounding error grow, or make all small."
)
def a_large_identity():
    return 1e15 * np.eye(2)


@breaks(
    "One singular value is 0 exactly, below either limit, however large the others are. Try a very small "
    "matrix instead."
)
def large_with_a_zero():
    return np.diag([1e20, 0.0])
