"""breaks_greedy: taking the cheapest pair first can cost a lot."""

import itertools

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="`greedy_total` takes the cheapest pair first, then the cheapest of what is left, and so on (of equal "
    "costs, it takes the first in reading order). Return a 2 × 2 array `cost` with numbers from 1 to 10 for which its "
    "pairs cost at least 4 times as much as the best ones.",
    hints=[
        "There are only two ways: the two entries of the diagonal, or the other two. Let greedy take one of the "
        "diagonal. What does it have to take next?",
        "The cheapest entry lures greedy onto a diagonal whose other entry is as expensive as possible.",
        "The cheapest entry is 1, and the one diagonally across is 10. How expensive may the other two be?",
    ],
)
def breaks_greedy():
    """Costs for which the cheapest pair is a trap."""
    # 1 + 10 against 1.2 + 1.2
    return np.array([[1.0, 1.2], [1.2, 10.0]])


def best_total(cost):
    """The cost of the best pairs."""
    cost = np.asarray(cost)
    n = len(cost)
    return min(sum(cost[i, j] for i, j in enumerate(columns)) for columns in itertools.permutations(range(n)))


@breaks_greedy.breaks(best_total)
def greedy_total(cost):
    cost, total = np.array(cost, dtype=float), 0.0
    for _ in range(len(cost)):
        i, j = np.unravel_index(np.argmin(cost), cost.shape)
        total += cost[i, j]
        cost[i, :], cost[:, j] = np.inf, np.inf
    return total


def _costs(cost):
    cost = np.asarray(cost)
    return cost if cost.shape == (2, 2) and cost.dtype.kind in "iuf" else None


@breaks_greedy.law("the costs are a 2 × 2 array of numbers", form=True)
def _(answer):
    return _costs(answer()) is not None


@breaks_greedy.law("every cost is from 1 to 10", form=True)
def _(answer):
    cost = _costs(answer())
    return cost is not None and bool((cost >= 1).all() and (cost <= 10).all())


@breaks_greedy.law("greedy pays at least 4 times as much as the best pairs")
def _(answer):
    cost = answer()
    return greedy_total(cost) >= 4 * best_total(cost)


def _ratio(cost):
    return greedy_total(cost) / best_total(cost)


@breaks_greedy.misconception(
    "Several entries are equally cheap, and greedy takes the first of them in reading order. Here that leads to the "
    "best pairs: put the lure first, or make it cheaper than all others.",
    when=lambda cost: np.isclose(_ratio(cost), 1) and np.sum(np.asarray(cost) == np.min(cost)) > 1,
)
def a_tie_the_other_way():
    return np.array([[10.0, 1.0], [1.0, 1.0]])


@breaks_greedy.misconception(
    "Here greedy finds the best pairs. The cheapest entry should be on the wrong diagonal: the one with the larger "
    "sum.",
    when=lambda cost: np.isclose(_ratio(cost), 1),
)
def no_trap():
    return np.array([[1.0, 5.0], [5.0, 2.0]])


@breaks_greedy.misconception(
    "Greedy pays more than it must, but not 4 times as much. Make the trap worse: let what it takes last cost 10, and "
    "the two good pairs little more than the lure.",
    when=lambda cost: 1.0001 < _ratio(cost) < 4,
)
def a_mild_trap():
    return np.array([[1.0, 2.0], [2.0, 10.0]])
