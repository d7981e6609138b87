"""winner: the unit at the smallest distance."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="warm-up",
    task="Return the index of the unit that wins the example `x`: the one at the smallest Euclidean distance. "
    "`units` has shape `(m, d)`, one unit in each row, with at least one row; `x` has shape `(d,)`. Indices "
    "start at 0. If several units are equally near, the first wins. Nothing from `competitive` is allowed.",
    forbids=["competitive.winner", "competitive.hits"],
    hints=[
        "units - x subtracts x from every row. How long is each of these differences?",
        "The squared distances are np.sum((units - x) ** 2, axis=1). np.argmin gives the index of the smallest.",
    ],
)
def winner(units, x):
    """The index of the unit nearest to x."""
    # The smallest square belongs to the smallest distance.
    return np.argmin(np.sum((units - x) ** 2, axis=1))


@winner.cases
def cases(rng):
    return [
        (np.array([[0.0, 0.0], [3.0, 1.0]]), np.array([2.0, 1.0])),
        (np.array([[0.0, 5.0], [3.0, 3.0], [-6.0, 0.5]]), np.array([0.0, 0.0])),
        (np.array([[1.0, 2.0], [9.0, 8.0], [5.0, 5.5]]), np.array([6.0, 6.0])),
        (np.array([[-2.0, 5.0], [2.5, 2.5], [-1.0, -1.0]]), np.array([0.0, 0.5])),
        (np.array([[2.0, 0.0], [0.0, 2.0], [9.0, 9.0]]), np.array([1.0, 1.0])),
        (np.array([[3.5, 3.5], [4.5, 0.5]]), np.array([0.5, 0.5])),  # the largest difference would choose the first
        *[(rng.normal(size=(7, 3)), rng.normal(size=3)) for _ in range(4)],
    ]


@winner.edge_cases
def edge_cases(rng):
    return [(np.array([[3.0, 4.0]]), np.zeros(2)), (np.ones((4, 2)), np.ones(2))]


@winner.law("moving everything by the same vector changes nothing")
def _(f, units, x):
    return f(units + 8, x + 8) == f(units, x)


winner.instead_of(
    "np.argmin(np.sum((units - x) ** 2, axis=1))",
    {
        "np.argmax(np.sum((units - x) ** 2, axis=1))": "That is the unit farthest away. The nearest one wins: "
        "np.argmin.",
        "np.argmax(units @ x)": "A large dot product can come from a long vector that points roughly the same way. "
        "Compare distances: units - x.",
        "np.argmin(np.sum(units - x, axis=1))": "Differences of opposite sign cancel. Square them before adding up.",
        "np.argmin(np.sum((units - x) ** 2, axis=0))": "axis=0 adds up over the units. Add up over the entries of "
        "each unit: axis=1.",
        "np.argmin((units - x) ** 2)": "Without axis, you look for the smallest single difference. Add up the squares "
        "of each row first.",
        "np.argmin(np.sum(units - x, axis=1) ** 2)": "Differences of opposite sign cancel in the sum. Square each one "
        "first, then add.",
        "np.argmin(np.max(np.abs(units - x), axis=1))": "You compared the largest difference in each row. The "
        "Euclidean distance uses all of them: add up their squares.",
        "np.argmin(np.linalg.norm(units - x))": "Without axis=1, np.linalg.norm returns a single number for the whole "
        "matrix, so the answer is always 0.",
        "np.argmin(np.sum(np.abs(units - x), axis=1))": "You added up absolute values. The Euclidean distance needs "
        "squares.",
        "np.argmin(np.sum(units**2, axis=1))": "That is the unit nearest to the origin. Subtract x first.",
        "np.min(np.sum((units - x) ** 2, axis=1))": "That is how far away the winner is (squared). Return its index: "
        "np.argmin.",
        "units[np.argmin(np.sum((units - x) ** 2, axis=1))]": "These are the winner's weights. Return its index.",
        "len(units) - 1 - np.argmin(np.sum((units - x) ** 2, axis=1)[::-1])": "Of equally near units, you took the "
        "last. Take the first, as np.argmin does.",
    },
)


@winner.misconception(
    "You compared directions (cosines). A unit can point the same way as x and still be far away: compare distances, "
    "units - x."
)
def cosine(units, x):
    lengths = np.sqrt(np.sum(units**2, axis=1)) * np.sqrt(np.sum(x**2))
    return np.argmax(units @ x / np.maximum(lengths, 1e-12))
