"""assign: the cheapest way to give each track a detection of its own."""

from itertools import permutations

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="hard",
    task="`cost[i, j]` is what it costs to give detection `j` to track `i`. There are `n` tracks and `m` detections, "
    "with $1 \\le n \\le m \\le 6$. Each track gets one detection, and no two tracks get the same one. Return the "
    "detection of each track, an array of `n` whole numbers, such that the total cost is as small as possible. There "
    "are no ties: one way is cheaper than all others. You may try all ways: `permutations(range(m), n)` runs through "
    "all of them, as tuples of `n` different numbers below `m`.",
    hints=[
        "Taking the smallest entry of each row can give a detection twice, and greedy is not always best. Which ways "
        "are there?",
        "Go through all tuples. For each, add up cost[i, j] over the pairs, and remember the cheapest tuple so far.",
        "min(permutations(range(m), n), key=total) returns the tuple for which your function total is smallest.",
    ],
    forbids=["tracking.assign", "tracking.matching_cascade"],
    also=(),
)
def assign(cost):
    """The column of each row in the cheapest assignment."""
    n, m = cost.shape

    def total(columns):
        return sum(cost[i, j] for i, j in enumerate(columns))

    # All ways to give the rows different columns, and the cheapest of them.
    return np.array(min(permutations(range(m), n), key=total))


@assign.cases
def cases(rng):
    return [
        (np.array([[1.0, 2.0], [1.5, 4.0]]),),
        (np.array([[7.0, 2.0, 3.0]]),),
        (np.array([[1.0, 6.0], [5.5, 9.0]]),),
        (np.array([[1.0, 2.0, 6.0], [1.2, 9.0, 3.0], [5.0, 2.5, 8.0]]),),
        (np.array([[4.0, 1.0, 3.5, 9.0], [2.0, 0.5, 5.0, 1.1]]),),
        (np.array([[1.0, 2.0, 4.0], [3.0, 5.0, 7.5], [2.0, 6.0, 9.5]]),),
        (rng.uniform(1, 9, size=(4, 5)),),
        (rng.uniform(1, 9, size=(5, 5)),),
    ]


@assign.edge_cases
def edge_cases(rng):
    return [
        (np.array([[3.0]]),),
        (np.array([[-1.0, -5.0], [0.0, -4.5]]),),
        (np.array([[5, 1], [2, 7]]),),
        (np.array([[0.9, 0.1], [0.2, 0.15]]),),
    ]


@assign.law("no detection is given twice")
def _(f, cost):
    return len(set(np.asarray(f(cost)).tolist())) == len(cost)


def _greedy(cost, pick=np.argmin):
    cost, columns = np.array(cost, dtype=float), np.zeros(len(cost), dtype=int)
    out = np.inf if pick is np.argmin else -np.inf
    for _ in range(len(cost)):
        i, j = np.unravel_index(pick(cost), cost.shape)
        columns[i] = j
        cost[i, :], cost[:, j] = out, out
    return columns


@assign.misconception(
    "That is the cheapest detection of each track on its own, and some are given twice. Try whole assignments."
)
def cheapest_of_each(cost):
    return np.argmin(cost, axis=1)


@assign.misconception(
    "You take the cheapest pair first, then the cheapest of what is left. The first pair can be a trap: compare the "
    "totals of whole assignments."
)
def greedy(cost):
    return _greedy(cost)


@assign.misconception(
    "You go through the tracks in order, and give each the cheapest detection that is left. The first track may take "
    "what a later one needs more: compare the totals of whole assignments."
)
def row_by_row(cost):
    cost, columns = np.array(cost, dtype=float), []
    for row in cost:
        columns.append(int(np.argmin(row)))
        cost[:, columns[-1]] = np.inf
    return np.array(columns)


assign.instead_of(
    "min(permutations(range(m), n), key=total)",
    {
        "max(permutations(range(m), n), key=total)": "That is the most expensive assignment. Look for the cheapest.",
        "min(permutations(range(n)), key=total)": "You use only the first n detections. The tuples come from all m of "
        "them: permutations(range(m), n).",
        "min(permutations(range(m), n))": "min without a key compares the tuples themselves. It needs key=total.",
    },
)
assign.instead_of(
    "return np.array(min(permutations(range(m), n), key=total))",
    {
        "return min(total(columns) for columns in permutations(range(m), n))": "That is the smallest total. Return the "
        "assignment that has it.",
        "return np.array(list(enumerate(min(permutations(range(m), n), key=total))))": "Those are pairs. Return only "
        "the detection of each track.",
        "return np.argsort(min(permutations(range(m), n), key=total))": "That is the track of each detection. Return "
        "the detection of each track.",
    },
)
assign.instead_of(
    "sum(cost[i, j] for i, j in enumerate(columns))",
    {
        "max(cost[i, j] for i, j in enumerate(columns))": "You compare the most expensive pair of each way. The sum "
        "should be small.",
        "sum(cost[j, i] for i, j in enumerate(columns))": "Rows and columns are swapped: tracks are rows, cost[i, j].",
    },
)


@assign.misconception(
    "A name never got a value. If your search begins with best = 0, no total is smaller, and no way is ever stored: "
    "begin with best = np.inf."
)
def begins_with_zero(cost):
    n, m = cost.shape
    best = 0
    for columns in permutations(range(m), n):
        total = sum(cost[i, j] for i, j in enumerate(columns))
        if total < best:
            best, found = total, columns
    return np.array(found)


@assign.misconception(
    "That is the cheapest track of each detection. The answer has a detection for each track, and no two may be the "
    "same: try whole assignments."
)
def cheapest_of_each_detection(cost):
    return np.argmin(cost, axis=0)
