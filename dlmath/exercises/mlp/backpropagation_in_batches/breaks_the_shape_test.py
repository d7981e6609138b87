"""breaks_the_shape_test: a transposed gradient in a square layer."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="A colleague wrote `transposed(delta, A)`, which returns `A.T @ delta` for the gradient of $W$. Her test "
    "checks only the shape, which must be `(m, d)`. Return `delta` and `A`, as a pair of arrays, that pass her test "
    "even though the gradient is wrong. Use whole numbers from $-9$ to $9$.",
    hints=[
        "A.T @ delta has the shape (d, m). When is that equal to (m, d)?",
        "Take two inputs and two units. One example is enough. For which tables does transposing change nothing? Avoid "
        "those.",
        "return np.array([[1, 0]]), np.array([[1, 2]])",
    ],
)
def breaks_the_shape_test():
    """A pair (delta, A) for which only the shape is right."""
    # Two inputs and two units: the layer is square. The table [[1, 2], [0, 0]] is not symmetric.
    return np.array([[1, 0]]), np.array([[1, 2]])


def weight_gradient(delta, A):
    delta, A = np.asarray(delta), np.asarray(A)
    return delta.T @ A


@breaks_the_shape_test.breaks(weight_gradient)
def transposed(delta, A):
    delta, A = np.asarray(delta), np.asarray(A)
    return A.T @ delta


def _pair(answer):
    delta, A = answer()
    return np.asarray(delta), np.asarray(A)


@breaks_the_shape_test.law(
    "delta and A are matrices with one example a row, as many rows in one as in the other", form=True
)
def _(answer):
    delta, A = _pair(answer)
    return delta.ndim == 2 and A.ndim == 2 and len(delta) == len(A) > 0 and min(delta.shape[1], A.shape[1]) > 0


@breaks_the_shape_test.law("all entries are whole numbers from −9 to 9", form=True)
def _(answer):
    return all(np.all(part == np.rint(part)) and np.all(np.abs(part) <= 9) for part in _pair(answer))


@breaks_the_shape_test.law("it passes the shape test: the layer has as many units as inputs")
def _(answer):
    delta, A = _pair(answer)
    return delta.shape[1] == A.shape[1]


@breaks_the_shape_test.misconception(
    "The numbers of units and inputs differ, so A.T @ delta has the wrong shape, and her test sees it. Make the "
    "layer square: as many columns in delta as in A.",
    when=lambda delta, A: np.shape(delta)[1] != np.shape(A)[1],
)
def not_square():
    return np.array([[1, 0, 2]]), np.array([[1, 2]])


@breaks_the_shape_test.misconception(
    "With one input and one unit, W is a single number, and transposing changes nothing. Take at least two of each.",
    when=lambda delta, A: np.shape(delta)[1] == np.shape(A)[1] == 1,
)
def a_single_weight():
    return np.array([[2], [1]]), np.array([[3], [4]])


@breaks_the_shape_test.misconception(
    "delta and A are the same here, so the gradient is symmetric, and transposing changes nothing. Make them differ.",
    when=lambda delta, A: np.array_equal(delta, A) and np.any(delta),
)
def equal_parts():
    return np.array([[1, 2], [3, 4]]), np.array([[1, 2], [3, 4]])


@breaks_the_shape_test.misconception(
    "The gradient is all zeros here, and so is its transpose. Change an entry.",
    when=lambda delta, A: not np.any(weight_gradient(delta, A)),
)
def nothing_flows():
    return np.array([[0, 0]]), np.array([[1, 2]])


@breaks_the_shape_test.misconception(
    "The gradient happens to be symmetric here, so transposing changes nothing. Change one entry.",
    when=lambda delta, A: np.array_equal(weight_gradient(delta, A), transposed(delta, A)),
)
def symmetric():
    return np.array([[1, 2]]), np.array([[2, 4]])
