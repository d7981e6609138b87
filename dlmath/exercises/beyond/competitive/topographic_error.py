"""topographic_error: how often the two nearest units are not neighbors."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="hard",
    task="Return the topographic error of a map: the share of examples, from 0 to 1, whose nearest and second "
    "nearest units are *not* neighbors on the grid. `units` has shape `(m, d)` with at least two rows, `grid` "
    "has shape `(m, 2)` and holds whole numbers, and the examples are the rows of `X`, at least one. Two "
    "units are neighbors if their places differ by at most 1 in each coordinate, so diagonal neighbors count. "
    "Units at the same distance rank in the order of their rows. Nothing from `competitive` is allowed.",
    forbids=["competitive.topographic_error"],
    hints=[
        "For one example: which two units are nearest? By how much do their places differ, row and column?",
        'np.argsort(…, kind="stable")[:2] gives the two nearest units, and keeps the order of equally near ones.',
        "They are neighbors if np.max(np.abs(grid[first] - grid[second])) <= 1. Count the others, and divide by "
        "len(X).",
    ],
    also=("whole", "large", "small"),  # a "long" input would have a grid of more than two columns
)
def topographic_error(units, grid, X):
    """The share of examples whose two nearest units are not neighbors."""
    torn = 0
    for x in X:
        squares = np.sum((units - x) ** 2, axis=1)
        first, second = np.argsort(squares, kind="stable")[:2]
        # A diagonal step changes both coordinates by 1, so the larger difference counts.
        if np.max(np.abs(grid[first] - grid[second])) > 1:
            torn += 1
    return torn / len(X)


def _grid(rows, columns):
    return np.array([[i, j] for i in range(rows) for j in range(columns)], dtype=float)


@topographic_error.cases
def cases(rng):
    line = np.array([[0.0, 0.0], [4.0, 0.0], [1.0, 0.5]])
    square = np.array([[0.0, 0.0], [1.0, 0.0], [0.0, 1.5], [1.0, 1.0]])
    return [
        (line, _grid(1, 3), np.array([[0.1, 0.0]])),
        (line, _grid(1, 3), np.array([[0.1, 0.0], [3.0, 0.0], [9.0, 1.0], [3.5, 0.5]])),
        (square[[0, 3, 1, 2]], _grid(2, 2), np.array([[0.1, 0.2], [0.9, 0.8]])),
        (np.array([[0.0, 0.0], [2.0, 2.0], [0.0, 2.0]]), _grid(3, 1), np.array([[1.0, 1.0], [0.5, 1.5], [0.0, 0.9]])),
        (np.array([[0.0], [5.0], [2.0], [9.0]]), _grid(4, 1), np.array([[0.5], [3.0], [4.0]])),
        (rng.normal(size=(9, 2)), _grid(3, 3), rng.normal(size=(14, 2))),
        (rng.normal(size=(12, 3)), _grid(3, 4), rng.normal(size=(15, 3))),
    ]


@topographic_error.edge_cases
def edge_cases(rng):
    return [
        (np.array([[0.0, 1.0], [2.0, 2.0]]), _grid(1, 2), rng.normal(size=(3, 2))),
        (np.ones((4, 2)), _grid(4, 1), np.ones((2, 2))),
    ]


@topographic_error.law("the order of the examples does not matter")
def _(f, units, grid, X):
    return np.isclose(f(units, grid, X[::-1]), f(units, grid, X))


topographic_error.instead_of(
    "np.max(np.abs(grid[first] - grid[second])) > 1",
    {
        "np.max(np.abs(grid[first] - grid[second])) <= 1": "You counted the examples whose two units *are* neighbors. "
        "Count the others.",
        "np.sum(np.abs(grid[first] - grid[second])) > 1": "You counted diagonal neighbors as torn. Compare the larger "
        "of the two differences with 1.",
        "np.sum((grid[first] - grid[second]) ** 2) > 1": "You counted diagonal neighbors as torn. Compare the larger "
        "of the two differences with 1.",
        "np.max(grid[first] - grid[second]) > 1": "A difference can be negative. Take np.abs first.",
        "np.max(np.abs(grid[first] - grid[second])) >= 1": "A difference of 1 is a neighbor. Count differences above "
        "1.",
        "np.max(np.abs(grid[first] - grid[second])) > 2": "A difference of 2 already skips a place on the grid. Count "
        "differences above 1.",
        "np.max(np.abs(units[first] - units[second])) > 1": "You compared weights. Neighbors are neighbors on the "
        "grid: grid[first] - grid[second].",
        "abs(first - second) > 1": "You compared the numbers of the units. On a grid with several rows, neighbors can "
        "be far apart in the list: compare their places in grid.",
        "np.min(np.abs(grid[first] - grid[second])) > 1": "Neighbors differ by at most 1 in *each* coordinate, so the "
        "larger difference decides: np.max.",
    },
)
topographic_error.instead_of(
    "return torn / len(X)",
    {
        "return torn": "That is a count. Divide by the number of examples.",
        "return torn / len(units)": "You divided by the number of units. Divide by the number of examples, len(X).",
        "return 1 - torn / len(X)": "That is the share of examples whose two units are neighbors. "
        "Return the share of the others.",
        "return 100 * torn / len(X)": "That is a percentage. Return the share, from 0 to 1.",
    },
)
topographic_error.instead_of(
    "[:2]",
    {
        "[-2:]": "These are the two units farthest away. The nearest come first: [:2].",
        "[1:3]": "These are the second and the third unit. Counting starts at 0: [:2].",
    },
)


@topographic_error.misconception(
    "After the nearest unit is deleted, the rows behind it move up, so your second index is one too small there."
)
def index_after_deletion(units, grid, X):
    torn = 0
    for x in X:
        squares = np.sum((units - x) ** 2, axis=1)
        first = np.argmin(squares)
        second = np.argmin(np.delete(squares, first))
        torn += np.max(np.abs(grid[first] - grid[second])) > 1
    return torn / len(X)
