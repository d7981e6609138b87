"""breaks_telling_apart: layer norm forgets the level and the size of an example."""

import numpy as np

from dlmath import layers
from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task='A colleague says: "My two inputs are different, so the layer after layer norm can tell them apart." Return '
    "two examples, a pair of arrays of length 3, that differ by at least 1 in some entry, and that layer norm (with "
    "$\\gamma = 1$, $\\beta = 0$) sends to the same result, within 0.001. Each should have a standard deviation of at "
    "least 1, and all entries should lie between $-100$ and $100$.",
    hints=[
        "What does layer norm subtract, and what does it divide by? What is lost about an example with these two "
        "numbers?",
        "Add the same number to all three entries, or multiply all three by the same positive number.",
        "return np.array([0.0, 2.0, 4.0]), np.array([10.0, 12.0, 14.0])",
    ],
)
def breaks_telling_apart():
    """Two different examples that layer norm makes equal."""
    # The second is the first plus 10. The mean takes the 10 away.
    return np.array([0.0, 2.0, 4.0]), np.array([10.0, 12.0, 14.0])


def _rows(first, second):
    return np.array([np.asarray(first, dtype=float), np.asarray(second, dtype=float)])


def _gap(first, second):
    one, two = layers.layer_norm(_rows(first, second), np.ones(3), np.zeros(3))
    return np.abs(one - two).max()


def told_apart(first, second):
    return bool(_gap(first, second) > 1e-3)


@breaks_telling_apart.breaks(told_apart)
def different(first, second):
    return bool(np.any(_rows(first, second)[0] != _rows(first, second)[1]))


@breaks_telling_apart.law("they are two lists or arrays of three numbers between −100 and 100", form=True)
def _(answer):
    rows = _rows(*answer())
    return rows.shape == (2, 3) and bool(np.all(np.isfinite(rows)) and np.all(np.abs(rows) <= 100))


@breaks_telling_apart.law("they differ by at least 1 in some entry")
def _(answer):
    rows = _rows(*answer())
    return np.abs(rows[0] - rows[1]).max() >= 1


@breaks_telling_apart.law("each has a standard deviation of at least 1")
def _(answer):
    return _rows(*answer()).std(axis=1).min() >= 1


@breaks_telling_apart.misconception(
    "The two are equal. She speaks of inputs that differ: by at least 1 in some entry.",
    when=lambda first, second: np.array_equal(*_rows(first, second)),
)
def equal():
    return np.array([0.0, 2.0, 4.0]), np.array([0.0, 2.0, 4.0])


@breaks_telling_apart.misconception(
    "One of them has a standard deviation below 1. Even 1, 2, 3 has only 0.82. Let the entries lie further apart.",
    when=lambda first, second: _rows(first, second).std(axis=1).min() < 1,
)
def constant():
    return np.array([1.0, 1.0, 1.0]), np.array([5.0, 5.0, 5.0])


@breaks_telling_apart.misconception(
    "Apart from its level, one is a negative multiple of the other. Layer norm forgets the level and the size, but it "
    "keeps the sign: multiply by a positive number.",
    when=lambda first, second: not _gap(first, -np.asarray(second, dtype=float)) > 1e-3,
)
def negative_multiple():
    return np.array([0.0, 2.0, 4.0]), np.array([0.0, -2.0, -4.0])


@breaks_telling_apart.misconception(
    "These hold the same three numbers in a different order. Layer norm keeps the order. Change the level, or the "
    "size, of all three alike.",
    when=lambda first, second: np.array_equal(*np.sort(_rows(first, second), axis=1)),
)
def another_order():
    return np.array([0.0, 2.0, 5.0]), np.array([5.0, 0.0, 2.0])


@breaks_telling_apart.misconception(
    "They differ by too little. Let them differ by at least 1 in some entry.",
    when=lambda first, second: np.abs(np.subtract(*_rows(first, second))).max() < 1,
)
def too_close():
    return np.array([0.0, 2.0, 4.0]), np.array([0.5, 2.5, 4.5])


@breaks_telling_apart.misconception(
    "Layer norm sends these to different results, so she is right about them. Add one number to all three entries, "
    "or multiply all three by one positive number.",
    when=lambda first, second: told_apart(first, second),
)
def still_told_apart():
    return np.array([0.0, 2.0, 4.0]), np.array([0.0, 2.0, 8.0])
