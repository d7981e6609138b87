"""breaks_pairwise_test: dependent columns, no two of which are parallel."""

import numpy as np

from dlmath import linear_algebra as la
from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="Show that the test is not enough. Return a matrix `A` with dependent columns, none of them $\\mathbf 0$, for "
    "which `two_are_parallel(A)` is `False`.",
    hints=[
        "How many columns do you need at least? With two, dependent and parallel mean the same.",
        "Take two columns that are not parallel. Which third column would add nothing new?",
        "Their sum, for example: (1, 0), (0, 1) and (1, 1). Make them the columns: np.array([[…], […]]).",
    ],
)
def breaks_pairwise_test():
    """A matrix with dependent columns, no two of them parallel."""
    # The third column is the sum of the first two.
    return np.array([[1.0, 0.0, 1.0], [0.0, 1.0, 1.0]])


def columns_are_dependent(A):
    """Whether the rank is smaller than the number of columns."""
    A = np.array(A, dtype=float)
    if A.ndim != 2 or A.size == 0:
        raise ValueError(f"A has shape {A.shape}, expected a matrix")
    if not A.any(axis=0).all():
        raise ValueError("a column of A is 0")
    return bool(np.linalg.matrix_rank(A) < A.shape[1])


@breaks_pairwise_test.breaks(columns_are_dependent)
def two_are_parallel(A):
    A = np.array(A, dtype=float)
    for i in range(A.shape[1]):
        for j in range(i):
            angle = la.angle(A[:, i], A[:, j])
            if min(angle, np.pi - angle) < 1e-9:
                return True
    return False


@breaks_pairwise_test.law("its columns are dependent, and two_are_parallel does not see it")
def _(f):
    return columns_are_dependent(f()) and not two_are_parallel(f())


@breaks_pairwise_test.misconception(
    "With one or two columns the test is right: two vectors are dependent if and only if one is a multiple of the "
    "other. Take three.",
    when=lambda A: np.shape(A)[1] < 3,
)
def two_columns():
    return np.array([[1.0, 2.0], [2.0, 4.0]])


@breaks_pairwise_test.misconception(
    "Two of your columns are parallel: one is a multiple of the other, and the test notices that. Columns can depend "
    "on each other in another way: one can be the sum of two others.",
    when=two_are_parallel,
)
def parallel_columns():
    return np.array([[1.0, 2.0, 0.0], [1.0, 2.0, 1.0]])


@breaks_pairwise_test.misconception(
    "Your columns are independent, so the test is right about them. Make one column a mixture of the others. (If you "
    "meant the vectors to be the rows: they must be the columns.)",
    when=lambda A: not columns_are_dependent(A),
)
def independent_columns():
    return np.eye(3)
