"""update_by_wins: with the rate 1/wins, a unit is the mean of what it has won."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="Give each unit its own learning rate, such that its weights are always the plain mean of the examples it "
    "has won so far. `units`, of shape `(m, d)`, holds the weights, which may be whole numbers, and `wins`, "
    "of shape `(m,)`, says how often each unit has won before. Show them the example `x`, of shape `(d,)`, "
    "and return the new units and the new wins, as two new arrays. If several units are equally near, the "
    "first wins. A unit with no wins so far forgets its start when it wins: it goes to `x`. Do not change the "
    "arrays you are given. Nothing from `competitive` is allowed.",
    forbids=["competitive.competitive_update", "competitive.som_update"],
    hints=[
        "After k − 1 wins, the mean is the sum of the examples divided by k − 1. How does it change when x joins?",
        "new mean = old mean + (x − old mean) / k, where k counts this win, too.",
        "Copy both arrays, the units with np.array(units, dtype=float). Add 1 to the wins of unit c, and then move it "
        "by (x - units[c]) / wins[c].",
    ],
    also=("whole",),
)
def update_by_wins(units, wins, x):
    """The units and their wins after one more example."""
    moved, k = np.array(units, dtype=float), np.array(wins)
    c = np.argmin(np.sum((units - x) ** 2, axis=1))
    # This win counts, too: at its first, a unit goes all the way to x.
    k[c] = k[c] + 1
    moved[c] = moved[c] + (x - moved[c]) / k[c]
    return moved, k


@update_by_wins.cases
def cases(rng):
    return [
        (np.array([[0.0, 0.0], [8.0, 6.0]]), np.array([1, 2]), np.array([2.0, 1.0])),
        (np.array([[0.5, 1.5], [4.0, 4.0], [9.0, 0.0]]), np.array([3, 1, 7]), np.array([7.0, 1.0])),
        (np.array([[2.0, 0.0], [0.0, 2.0]]), np.array([4, 2]), np.array([1.0, 1.0])),
        (np.array([[1.5, 0.0], [6.0, 6.0]]), np.array([0, 3]), np.array([0.0, 2.5])),
        (rng.normal(size=(5, 3)), rng.integers(1, 9, size=5), rng.normal(size=3)),
        (3 * rng.normal(size=(4, 2)), rng.integers(1, 9, size=4), rng.normal(size=2)),
    ]


@update_by_wins.edge_cases
def edge_cases(rng):
    return [
        (np.array([[5.0, 2.0]]), np.array([0]), np.array([-1.0, 3.0])),
        (np.array([[1, 2], [7, 8]]), np.array([2, 3]), np.array([2, 4])),
    ]


@update_by_wins.law("all wins together grow by 1")
def _(f, units, wins, x):
    return np.sum(f(units, wins, x)[1]) == np.sum(wins) + 1


update_by_wins.instead_of(
    "k[c] = k[c] + 1",
    {
        "k[c] = k[c]": "You did not count this win. Add 1 to wins[c] first.",
        "k = k + 1": "You gave every unit a win. Only the winner gets one.",
    },
)
update_by_wins.instead_of(
    "moved[c] = moved[c] + (x - moved[c]) / k[c]",
    {
        "moved[c] = moved[c] + (x - moved[c]) / (k[c] - 1)": "You divided by the number of wins before this one. "
        "The new example counts, too: k = wins before + 1.",
        "moved[c] = moved[c] + (x - moved[c]) / (k[c] + 1)": "You counted this win twice: after adding 1 to "
        "wins[c], divide by wins[c].",
        "moved[c] = (moved[c] + x) / k[c]": "The old mean stands for k − 1 examples, so it counts k − 1 times: "
        "((k − 1) w + x) / k.",
        "moved[c] = (moved[c] + x) / 2": "That gives the new example half of the weight. It is one of k: move by "
        "(x − w) / k.",
        "moved[c] = moved[c] + (x - moved[c]) / max(k[c] - 1, 1)": "You divided by the number of wins before this "
        "one. The new example counts, too: k = wins before + 1.",
        "moved[c] = moved[c] + (x - moved[c]) / np.sqrt(k[c])": "For a plain mean, the rate is 1/k, without a root.",
        "moved[c] = x": "You moved the unit all the way to x, which forgets what it won before. Move by (x − w) / k.",
        "moved = moved + (x - moved) / k[c]": "You moved all units. Only the winner moves.",
        "moved = moved + (x - moved) / k[:, None]": "You moved all units. Only the winner moves.",
        "moved[c] = moved[c] - (x - moved[c]) / k[c]": "You moved away from x. Add the difference x − w.",
        "moved[c] = moved[c] + (x - moved[c]) / np.sum(k)": "You divided by the wins of all units. Each unit has "
        "its own rate: 1 over its own wins.",
        "moved[c] = moved[c] + x / k[c]": "Move toward x: add (x − w) / k, the difference.",
    },
)
update_by_wins.instead_of(
    "return moved, k",
    {"return moved": "The new wins are missing: return both.", "return k, moved": "First the units, then the wins."},
)
update_by_wins.instead_of("np.argmin", {"np.argmax": "You moved the unit farthest away. The nearest one wins."})
