"""confused_pairs: which two classes are taken for one another, most confused first."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="`C` is a confusion matrix: `C[i, j]` examples of class `i` were taken for class `j`. Return a list of tuples "
    "`(i, j, count)` with `i < j`, where `count` is how often one of the two was taken for the other, in either "
    "direction. Leave out pairs that were never confused. The pair that was confused most comes first; among pairs "
    "with the same count, the smaller `i` comes first, then the smaller `j`.",
    hints=[
        "Go through all pairs with i < j, in two loops. What do you add up for a pair?",
        "The count is C[i, j] + C[j, i]. Append (i, j, count) where it is larger than 0, and sort at the end.",
        "sorted(pairs, key=lambda pair: -pair[2]) sorts by the count, largest first, and keeps the order of pairs with "
        "the same count.",
    ],
    also=("whole",),
)
def confused_pairs(C):
    """Pairs of classes that were confused, most confused first."""
    pairs = []
    for i in range(len(C)):
        for j in range(i + 1, len(C)):
            count = C[i, j] + C[j, i]  # either may be taken for the other
            if count > 0:
                pairs.append((i, j, count))
    # Pairs with the same count keep their order: sorted is stable.
    return sorted(pairs, key=lambda pair: -pair[2])


@confused_pairs.cases
def cases(rng):
    small = np.array([[9, 2, 0], [1, 8, 4], [0, 5, 7]])
    ties = np.array([[5, 1, 2, 0], [1, 6, 0, 3], [0, 0, 7, 1], [2, 0, 1, 8]])
    return [
        (small,),
        (ties,),
        (np.array([[4, 0, 3], [0, 4, 3], [0, 0, 4]]),),
        (np.array([[4, 0, 0], [3, 4, 0], [3, 9, 4]]),),
        (rng.integers(0, 4, size=(6, 6)),),
        (rng.integers(0, 3, size=(10, 10)) * rng.integers(0, 2, size=(10, 10)),),
        (1000 * rng.integers(0, 5, size=(5, 5)),),
    ]


@confused_pairs.edge_cases
def edge_cases(rng):
    return [(np.diag([3, 4, 5]),), (np.array([[7]]),), (np.array([[0, 1], [0, 0]]),)]


@confused_pairs.law("the transposed matrix gives the same pairs")
def _(f, C):
    return list(f(C)) == list(f(C.T))


@confused_pairs.law("the counts add up to all mistakes")
def _(f, C):
    return sum(count for _, _, count in f(C)) == C.sum() - np.trace(C)


confused_pairs.instead_of(
    "C[i, j] + C[j, i]",
    {
        "C[i, j]": "You counted one direction: i taken for j. Add those of class j that were taken for i, C[j, i].",
        "C[j, i]": "You counted one direction: j taken for i. Add those of class i that were taken for j, C[i, j].",
        "C[i, j] - C[j, i]": "You took the difference. Add the two directions.",
        "max(C[i, j], C[j, i])": "You took the larger of the two directions. Add them.",
        "(C[i, j] + C[j, i]) / 2": "That is the mean of the two directions. Add them.",
        "C[i, j] + C[i, j]": "You added the same entry twice. The other direction is C[j, i].",
        "C[i, i] + C[j, j]": "The diagonal holds the right answers. The mistakes of the pair are C[i, j] and C[j, i].",
        "C[i, j] * C[j, i]": "You multiplied. Add the two directions.",
    },
)
confused_pairs.instead_of(
    "range(i + 1, len(C))",
    {
        "range(len(C))": "Each pair comes twice, and each class with itself. Let j start at i + 1.",
        "range(i, len(C))": "You paired each class with itself: the diagonal holds the right answers. Let j start at "
        "i + 1.",
        "range(i)": "Your pairs have i > j. The smaller class comes first.",
        "range(i + 1, len(C) - 1)": "The last class is missing: range already stops one short.",
        "range(i + 2, len(C))": "Neighbors are missing: j starts at i + 1.",
    },
)
confused_pairs.instead_of(
    "count > 0",
    {
        "count >= 0": "Pairs that were never confused should be left out: count > 0.",
        "count > 1": "Pairs that were confused once are missing: count > 0.",
        "C[i, j] > 0 and C[j, i] > 0": "You left out pairs that were confused in one direction only.",
        "C[i, j] > 0": "You left out pairs where only j was taken for i.",
    },
)
confused_pairs.instead_of(
    "sorted(pairs, key=lambda pair: -pair[2])",
    {
        "sorted(pairs, key=lambda pair: pair[2])": "The least confused pair comes first. Sort by minus the count.",
        "pairs": "The pairs are in the order of their classes. Sort by the count, the largest first.",
        "sorted(pairs)[::-1]": "You sorted by the classes, in reverse. Sort by the count: key=lambda pair: -pair[2].",
        "sorted(pairs, key=lambda pair: pair[2])[::-1]": "Pairs with the same count come in the wrong order: "
        "reversing the list puts the larger classes first. Sort by minus the count: key=lambda pair: -pair[2].",
        "sorted(pairs, key=lambda pair: -pair[2])[:1]": "You returned only the first pair. Return all of them.",
        "sorted(pairs, key=lambda pair: -pair[2])[0] if pairs else []": "You returned one pair. Return a list of all "
        "of them.",
    },
)
confused_pairs.instead_of(
    "(i, j, count)",
    {
        "(i, j)": "The count is missing: (i, j, count).",
        "(i + 1, j + 1, count)": "The classes count from 0, like the rows of C.",
        "(count, i, j)": "The count comes last: (i, j, count).",
        "(j, i, count)": "The smaller class comes first: (i, j, count) with i < j.",
    },
)


@confused_pairs.misconception(
    "Your list has pairs in both orders, one for each direction. Add the two directions, with i < j."
)
def both_directions(C):
    n = len(C)
    found = [(i, j, C[i, j]) for i in range(n) for j in range(n) if i != j and C[i, j] > 0]
    return sorted(found, key=lambda pair: -pair[2])


@confused_pairs.misconception("The count comes last: (i, j, count).")
def count_first(C):
    return [(count, i, j) for i, j, count in confused_pairs.reference(C)]


@confused_pairs.misconception("Each pair comes twice, as (i, j) and as (j, i). Let j start at i + 1.")
def each_pair_twice(C):
    both = C + C.T
    n = len(C)
    found = [(i, j, both[i, j]) for i in range(n) for j in range(n) if i != j and both[i, j] > 0]
    return sorted(found, key=lambda pair: -pair[2])


@confused_pairs.misconception("A pair has two entries, one for each direction. Add the two counts into one.")
def an_entry_for_each_direction(C):
    n = len(C)
    pairs = [(i, j) for i in range(n) for j in range(i + 1, n)]
    found = [(i, j, count) for i, j in pairs for count in (C[i, j], C[j, i]) if count > 0]
    return sorted(found, key=lambda pair: -pair[2])


@confused_pairs.misconception(
    "You returned None. If your last line is return pairs.sort(…), note that sort changes the list itself and returns "
    "None. Sort first and then return pairs, or use sorted."
)
def returns_what_sort_returns(C):
    return None
