"""breaks_the_copy_test: two units alike on one side, and told apart on the other."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="Two inputs, two hidden tanh units, one output, no biases: $\\hat y = \\mathbf w_2^\\top \\tanh(W_1\\mathbf "
    "x)$. The friend's `stay_copies` only asks whether the rows of $W_1$ are equal. Return arrays `W1` of shape (2, 2) "
    "and `w2` of shape (2,) for which she is wrong.",
    hints=[
        "She looks at the weights that come in. What else decides a unit's share of the error?",
        "δ of a hidden unit is its slope times its weight to the output, times the error. Give two units with equal "
        "rows different δ.",
        "Let the rows of W1 be equal, and the two entries of w2 different.",
    ],
)
def breaks_the_copy_test():
    """Weights for which the friend's test is wrong."""
    # The units begin as copies, but the output tells them apart: their shares in the error are 1 : 2.
    return np.array([[0.5, -0.5], [0.5, -0.5]]), np.array([1.0, 2.0])


def stay_copies_on_both_sides(W1, w2):
    return bool(np.all(W1[0] == W1[1]) and w2[0] == w2[1])


@breaks_the_copy_test.breaks(stay_copies_on_both_sides)
def stay_copies(W1, w2):
    return bool(np.all(W1[0] == W1[1]))


@breaks_the_copy_test.law("W1 is an array of shape (2, 2), and w2 one of shape (2,)", form=True)
def _(answer):
    W1, w2 = answer()
    return all(isinstance(A, np.ndarray) for A in (W1, w2)) and W1.shape == (2, 2) and w2.shape == (2,)


@breaks_the_copy_test.law("all numbers are finite", form=True)
def _(answer):
    return all(bool(np.isfinite(A).all()) for A in answer())


@breaks_the_copy_test.misconception(
    "These two units are copies on both sides, coming in and going out, and will stay that way forever. Here she "
    "is right. Change one side.",
    when=lambda W1, w2: bool(np.all(W1[0] == W1[1]) and w2[0] == w2[1]),
)
def alike_on_both_sides():
    return np.array([[1.0, 2.0], [1.0, 2.0]]), np.array([1.0, 1.0])


@breaks_the_copy_test.misconception(
    "The two *columns* of W1 are equal: both inputs count the same. A hidden unit is a row, and these rows differ, "
    "so the units aren't copies to begin with.",
    when=lambda W1, w2: bool(np.all(W1[:, 0] == W1[:, 1]) and np.any(W1[0] != W1[1])),
)
def equal_columns():
    return np.array([[1.0, 1.0], [2.0, 2.0]]), np.array([1.0, 3.0])


@breaks_the_copy_test.misconception(
    "The rows of W1 differ, so these units aren't copies to begin with, as she says. Make the rows equal, and tell "
    "the units apart in another way.",
    when=lambda W1, w2: bool(np.any(W1[0] != W1[1])),
)
def different_rows():
    return np.array([[1.0, 2.0], [3.0, 4.0]]), np.array([1.0, 1.0])
