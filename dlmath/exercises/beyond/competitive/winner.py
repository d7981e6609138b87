"""winner: the unit at the smallest distance."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="warm-up",
    task="Return the index of the unit that wins the example `x`: the one at the smallest Euclidean distance. `units` "
    "has shape `(m, d)`, one unit in each row, with at least one row; `x` has shape `(d,)`. Indices count from 0. Of "
    "equally near units, the first wins.",
    forbids=["competitive.winner", "competitive.hits"],
    hints=[
        "units - x subtracts x from every row. How long is each of these differences?",
        "The squared distances are np.sum((units - x) ** 2, axis=1). np.argmin says where the smallest one stands.",
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
        "np.argmin(np.sum(np.abs(units - x), axis=1))": "You added up absolute values. The Euclidean distance needs "
        "squares.",
        "np.argmin(np.sum(units**2, axis=1))": "That is the unit nearest to the origin. Subtract x first.",
        "np.min(np.sum((units - x) ** 2, axis=1))": "That is how far away the winner is (squared). Return where it "
        "stands: np.argmin.",
        "units[np.argmin(np.sum((units - x) ** 2, axis=1))]": "These are the winner's weights. Return its index.",
        "len(units) - 1 - np.argmin(np.sum((units - x) ** 2, axis=1)[::-1])": "Of equally near units, you took the "
        "last. Take the first, as np.argmin does.",
    },
)
