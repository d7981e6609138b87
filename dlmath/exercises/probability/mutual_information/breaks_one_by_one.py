"""breaks_one_by_one: two features that tell you nothing alone and something together."""

import numpy as np

from dlmath import information
from dlmath.exercises import exercise


def _checked(X, y):
    X, y = np.asarray(X), np.asarray(y)
    fine = X.ndim == 2 and X.shape[1] == 2 and y.shape == (len(X),) and 2 <= len(X) <= 10_000
    if not fine or not np.all(np.isin(X, (0, 1))) or not np.all(np.isin(y, (0, 1))):
        raise ValueError("X must have two columns, y as many entries as X has rows, and all must be 0 or 1")
    return X.astype(int), y.astype(int)


def _tells(x, y):
    counts = np.zeros((4, 2))
    np.add.at(counts, (x, y), 1)
    return float(information.mutual_information(counts / counts.sum(), base=2))


def _bits(X, y):
    """What the first column tells, what the second does, and what both do together."""
    X, y = _checked(X, y)
    return _tells(X[:, 0], y), _tells(X[:, 1], y), _tells(2 * X[:, 0] + X[:, 1], y)


def together(X, y):
    """Whether both columns together tell anything."""
    return _bits(X, y)[2] > 1e-9


@exercise(
    weight="hard",
    task="`useful(X, y)` scores features one by one: it says whether any single column of `X` tells you anything "
    "about `y`. Return `X, y` for which it says `False`, even though both columns together tell you something. `X` "
    "is an array of zeros and ones with two columns, and `y` is an array of zeros and ones, one for each row.",
    hints=[
        "Neither column may help alone: among the rows with x₁ = 0, zeros and ones of y must be in the same "
        "proportion as among those with x₁ = 1. The same goes for x₂.",
        "Four rows are enough: 00, 01, 10, 11. Which y depends on whether the two are *equal*?",
        "y is 1 if exactly one of the two is 1: [0, 1, 1, 0].",
    ],
)
def breaks_one_by_one():
    """Two features that are useless alone."""
    # Each column alone leaves y a fair coin. Whether the two differ decides it.
    X = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
    return X, np.array([0, 1, 1, 0])


@breaks_one_by_one.breaks(together, beside="together they do")
def useful(X, y):
    first, second, _ = _bits(X, y)
    return first > 1e-9 or second > 1e-9


@breaks_one_by_one.law("X has two columns, y has an entry for each row, and all entries are 0 or 1", form=True)
def _(answer):
    try:
        _checked(*answer())
    except (ValueError, TypeError):
        return False
    return True


@breaks_one_by_one.misconception(
    "Your y is always the same, so there is nothing to learn about it. Let y be 0 in some rows and 1 in others.",
    when=lambda X, y: len(set(np.asarray(y).tolist())) < 2,
)
def nothing_to_tell():
    return np.array([[0, 0], [0, 1], [1, 0], [1, 1]]), np.zeros(4, dtype=int)


@breaks_one_by_one.misconception(
    "One column is y itself, or its opposite, so it tells you everything alone.",
    when=lambda X, y: any(np.array_equal(c, y) or np.array_equal(1 - c, y) for c in np.asarray(X).T),
)
def a_copy():
    return np.array([[0, 0], [0, 1], [1, 0], [1, 1]]), np.array([0, 0, 1, 1])


@breaks_one_by_one.misconception(
    "Each column alone tells you something about y. That happens if y is 1 where both are 1 (and), or where either "
    "is (or), and by chance in random data. Each column alone must leave y exactly as uncertain as before.",
    when=lambda X, y: min(_bits(X, y)[:2]) > 1e-9,
)
def an_and():
    return np.array([[0, 0], [0, 1], [1, 0], [1, 1]]), np.array([0, 0, 0, 1])


@breaks_one_by_one.misconception(
    "One of the columns alone tells you something about y: y is 1 more often, or less often, in its rows with 1 "
    "than in its rows with 0. Make the two shares equal.",
    when=lambda X, y: max(_bits(X, y)[:2]) > 1e-9,
)
def one_tells():
    return np.array([[0, 0], [0, 1], [1, 0], [1, 1], [1, 0], [1, 1]]), np.array([0, 0, 1, 1, 0, 0])


@breaks_one_by_one.misconception(
    "The columns tell you nothing alone, but nothing together, either: every combination of them leaves y as "
    "uncertain as before. Let y depend on whether the two are equal.",
    when=lambda X, y: max(_bits(X, y)) <= 1e-9,
)
def no_help_at_all():
    return np.array([[0, 0], [0, 0], [1, 1], [1, 1]]), np.array([0, 1, 0, 1])
