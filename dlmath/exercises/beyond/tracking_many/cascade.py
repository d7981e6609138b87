"""cascade: the most recently seen tracks choose first."""

import numpy as np

from dlmath import tracking
from dlmath.exercises import exercise


@exercise(
    weight="hard",
    task="`cost[i, j]` is what it costs to give detection `j` to track `i`, `np.inf` where that is forbidden, and "
    "`ages[i]` says how many frames ago track `i` was last seen (1 or more). Assign in turns: the tracks of the "
    "smallest age first, all of them together by `tracking.assign`; then those of the next age, from the detections "
    "that are left; and so on. Return for each track its detection, or −1 if it gets none. There is at least one "
    "track and one detection; the detections may be used up before the last turn. `tracking.assign(cost)` returns two "
    "arrays, the rows and the columns of the pairs, and leaves forbidden pairs out. It also takes a table without "
    "columns.",
    hints=[
        "np.unique(ages) has each age once, the smallest first. Keep an array of the detections that are free, "
        "np.arange(m) at first.",
        "In a turn, the tracks are np.flatnonzero(ages == age), and their costs for what is free are "
        "cost[np.ix_(tracks, free)]. assign counts rows and columns of this small table: look up which tracks and "
        "detections they stand for.",
        "partner[tracks[rows]] = free[columns], and then free = np.delete(free, columns).",
    ],
    forbids=["tracking.matching_cascade"],
    also=(),
)
def cascade(cost, ages):
    """The detection of each track, −1 for none."""
    partner, free = np.full(len(ages), -1), np.arange(cost.shape[1])
    for age in np.unique(ages):
        tracks = np.flatnonzero(ages == age)
        # Rows and columns of the small table stand for some tracks, and for what is free.
        rows, columns = tracking.assign(cost[np.ix_(tracks, free)])
        partner[tracks[rows]] = free[columns]
        free = np.delete(free, columns)
    return partner


@cascade.cases
def cases(rng):
    inf = np.inf
    return [
        (np.array([[0.1], [0.2]]), np.array([3, 1])),
        (np.array([[0.1, 0.5], [0.2, 0.9]]), np.array([1, 1])),
        (np.array([[0.1, 0.5], [0.2, 0.9]]), np.array([2, 1])),
        (np.array([[0.3, inf, 0.1], [0.2, 0.4, inf], [0.15, 0.6, 0.05]]), np.array([4, 1, 2])),
        (np.array([[inf, 0.2], [inf, 0.1], [0.3, 0.4]]), np.array([2, 5, 2])),
        (rng.uniform(0.1, 1, size=(5, 4)), np.array([7, 2, 7, 1, 2])),
        (rng.uniform(0.1, 1, size=(4, 6)), np.array([1, 3, 1, 1])),
    ]


@cascade.edge_cases
def edge_cases(rng):
    return [
        (np.array([[0.5]]), np.array([30])),
        (np.array([[np.inf, np.inf]]), np.array([1])),
        (np.array([[0.5, 0.2], [0.1, 0.9], [0.3, 0.4]]), np.array([2, 1, 1])),
    ]


@cascade.law("no detection is given twice")
def _(f, cost, ages):
    taken = [j for j in np.asarray(f(cost, ages)).tolist() if j >= 0]
    return len(set(taken)) == len(taken)


cascade.instead_of(
    "np.unique(ages)",
    {
        "np.unique(ages)[::-1]": "You begin with the tracks that were lost longest ago. The most recently seen choose "
        "first: begin with the smallest age.",
        "ages": "You go through the tracks in the order of the list. Begin with the smallest age, and take each age "
        "once.",
        "range(ages.max())": "range stops one short: the tracks of the greatest age never get their turn.",
        "[1]": "Only the tracks of age 1 get a turn. The others choose from what is left.",
    },
)
cascade.instead_of(
    "partner[tracks[rows]] = free[columns]",
    {
        "partner[tracks[rows]] = columns": "assign counts the columns of the small table. Look up which detections "
        "they are: free[columns].",
        "partner[rows] = free[columns]": "assign counts the rows of the small table. Look up which tracks they are: "
        "tracks[rows].",
        "partner[rows] = columns": "assign counts rows and columns of the small table. Look up what they stand for: "
        "tracks[rows] and free[columns].",
    },
)
cascade.instead_of(
    "free = np.delete(free, columns)",
    {
        "free = free": "What is taken is never taken out, so a detection can be given twice.",
        "free = np.delete(np.arange(cost.shape[1]), columns)": "You delete from all detections, so those taken in "
        "earlier turns come back. Delete from what is free.",
        "free = np.setdiff1d(free, columns)": "columns are places in the small table, and you delete them by value. "
        "Delete what stands at these places: np.delete(free, columns).",
        "free = np.setdiff1d(np.arange(cost.shape[1]), partner[tracks])": "You delete only what was taken this turn. "
        "Detections taken in earlier turns come back: delete from what is free.",
        "free = free[len(columns):]": "You take out the first ones. Take out those that were given away.",
    },
)
cascade.instead_of(
    "np.full(len(ages), -1)",
    {"np.zeros(len(ages), dtype=int)": "A track without a detection should get −1, not 0: begin with −1 everywhere."},
)


@cascade.misconception(
    "You assign all tracks at once. Then one that was lost long ago can take a detection from one that has just been "
    "seen: go by age."
)
def all_at_once(cost, ages):
    partner = np.full(len(ages), -1)
    rows, columns = tracking.assign(cost)
    partner[rows] = columns
    return partner


@cascade.misconception(
    "Within an age, you let one track after another take its cheapest detection. Tracks of the same age are assigned "
    "together."
)
def one_by_one(cost, ages):
    cost, partner = np.array(cost, dtype=float), np.full(len(ages), -1)
    for i in np.argsort(ages, kind="stable"):
        j = np.argmin(cost[i])
        if np.isfinite(cost[i, j]):
            partner[i] = j
            cost[:, j] = np.inf
    return partner


@cascade.misconception("Those are the pairs. Return the detection of each track, and −1 for none.")
def returns_pairs(cost, ages):
    return tracking.matching_cascade(cost, ages)


@cascade.misconception(
    "You add a price for age and assign all tracks at once. To form as many pairs as possible, that can still move "
    "the most recently seen track to another detection: assign one age after another."
)
def a_price_for_age(cost, ages):
    return all_at_once(cost + 1000 * ages[:, None], ages)


@cascade.misconception(
    "In each turn, you assign all tracks up to this age, so a track that has its detection gets another. Only the "
    "tracks of exactly this age take part: ages == age."
)
def up_to_this_age(cost, ages):
    partner, free = np.full(len(ages), -1), np.arange(cost.shape[1])
    for age in np.unique(ages):
        tracks = np.flatnonzero(ages <= age)
        rows, columns = tracking.assign(cost[np.ix_(tracks, free)])
        partner[tracks[rows]] = free[columns]
        free = np.delete(free, columns)
    return partner


@cascade.misconception(
    "You let one track after another take its cheapest detection, even where every cost in its row is infinite: there, "
    "np.argmin returns 0, but the track should get −1. And tracks of the same age are assigned together."
)
def takes_what_is_forbidden(cost, ages):
    cost, partner = np.array(cost, dtype=float), np.full(len(ages), -1)
    for i in np.argsort(ages, kind="stable"):
        partner[i] = np.argmin(cost[i])
        cost[:, partner[i]] = np.inf
    return partner


@cascade.misconception(
    "You multiply each cost by the age and assign all tracks at once. A track lost long ago can still take a detection "
    "from one that has just been seen: assign one age after another."
)
def age_times_cost(cost, ages):
    return all_at_once(cost * ages[:, None], ages)
