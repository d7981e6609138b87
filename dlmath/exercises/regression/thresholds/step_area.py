"""step_area: average precision, from code that draws straight lines and forgets where the curve begins."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="`precision` and `recall` belong to the same thresholds, from the highest score to the lowest, so recall "
    "never falls. `step_area` should return the average precision: each rise in recall, *counted from 0*, times the "
    "precision at the threshold that brings it. The code runs, but it contains two mistakes. Find them with "
    "`step_area([0.5], [1.0])`, which should be 0.5, and with two thresholds, then fix it.",
    hints=[
        "With one threshold, the loop never runs. Recall rises to recall[0], but from what value?",
        "A step has only one height, the precision at its end. What does the division by 2 do?",
        "Start with before = 0.0, add (recall[k] - before) * precision[k] for every k, and then set before = "
        "recall[k].",
    ],
    also=("whole",),
)
def step_area(precision, recall):
    """The average precision."""
    area, before = 0.0, 0.0
    for k in range(len(recall)):
        # The rise in recall, at the precision of the threshold that brings it.
        area += (recall[k] - before) * precision[k]
        before = recall[k]
    return area


@step_area.start(
    "Both mistakes are still there. The first step, from recall 0 to recall[0], is missing, and each step is counted "
    "at the mean of two precisions instead of at its own."
)
def trapezoids(precision, recall):
    """The average precision."""
    area = 0.0
    for k in range(1, len(recall)):
        rise = recall[k] - recall[k - 1]
        area += rise * (precision[k] + precision[k - 1]) / 2
    return area


def _curve(rng, n):
    target = rng.random(n) < 0.4
    target[-1] = True
    hits = np.cumsum(target)
    return hits / np.arange(1, n + 1), hits / hits[-1]


@step_area.cases
def cases(rng):
    return [
        (np.array([0.5]), np.array([1.0])),
        (np.array([1.0, 0.5]), np.array([0.5, 1.0])),
        (np.array([1.0, 0.25, 0.5]), np.array([0.25, 0.25, 1.0])),
        _curve(rng, 7),
        _curve(rng, 12),
    ]


@step_area.edge_cases
def edge_cases(rng):
    return [
        (np.array([0.0, 0.0, 0.25]), np.array([0.0, 0.0, 1.0])),
        (np.array([1.0, 0.02]), np.array([0.5, 1.0])),
        (np.array([1, 1]), np.array([0, 1])),
        (np.array([0.75]), np.array([0.5])),
        _curve(rng, 300),
    ]


@step_area.law("if the precision is the same everywhere, the area is that precision times the last recall")
def _(f, precision, recall):
    return np.isclose(f(np.full(len(recall), 0.25), recall), 0.25 * recall[-1])


step_area.instead_of(
    "(recall[k] - before) * precision[k]",
    {
        "(recall[k] - before) * precision[k - 1]": "Each rise is counted at the precision of the threshold before it. "
        "It belongs to the threshold that brings it, precision[k].",
        "(recall[k] - before) * (precision[k] + precision[k - 1]) / 2": "Each rise is still counted at the mean of two "
        "precisions, and with k = 0, precision[-1] is the last entry. A step has one height: precision[k].",
        "recall[k] * precision[k]": "You multiplied by the recall itself. Only its *rise* counts, recall[k] minus the "
        "previous recall.",
        "(recall[k] - before) * precision[k] / 2": "A step is a rectangle, not a triangle: no division by 2.",
        "(before - recall[k]) * precision[k]": "Your steps are negative. Subtract the previous recall from the new "
        "one.",
        "(precision[k] - before) * recall[k]": "Recall and precision are swapped: it is recall that rises.",
        "precision[k] / len(recall)": "That is the plain mean of the precisions. Thresholds that find nothing new do "
        "not count: weight each precision by the rise in recall.",
        "(recall[k] - before) + precision[k]": "You added width and height. Multiply them.",
    },
)
step_area.instead_of(
    "range(len(recall))",
    {
        "range(1, len(recall))": "The first step is missing: recall rises from 0 to recall[0], at precision[0].",
        "range(len(recall) - 1)": "The last step is missing.",
    },
)


@step_area.misconception(
    "The trapezoids are gone, but the first step is still missing: recall rises from 0 to recall[0], at precision[0]."
)
def first_step_missing(precision, recall):
    return sum((recall[k] - recall[k - 1]) * precision[k] for k in range(1, len(recall)))


@step_area.misconception(
    "The first step is there now, but the others are still trapezoids. Count each rise at its own precision, "
    "precision[k], without averaging."
)
def trapezoids_after_the_first(precision, recall):
    area = recall[0] * precision[0]
    for k in range(1, len(recall)):
        area += (recall[k] - recall[k - 1]) * (precision[k] + precision[k - 1]) / 2
    return area


@step_area.misconception(
    "The curve now begins at recall 0 with precision 1, but you still draw straight lines between the points. Count "
    "each rise at its own precision, precision[k]."
)
def trapezoids_from_one(precision, recall):
    p, r = np.append(1.0, precision), np.append(0.0, recall)
    return np.sum(np.diff(r) * (p[1:] + p[:-1]) / 2)


@step_area.misconception(
    "You still draw straight lines, now from the point (0, 0). Count each rise at its own precision, precision[k]."
)
def trapezoids_from_zero(precision, recall):
    p, r = np.append(0.0, precision), np.append(0.0, recall)
    return np.sum(np.diff(r) * (p[1:] + p[:-1]) / 2)


@step_area.misconception(
    "With k = 0, recall[k - 1] is recall[-1], the *last* entry: in Python, negative indices count from the end. Start "
    "from recall 0."
)
def wraps_around(precision, recall):
    return sum((recall[k] - recall[k - 1]) * precision[k] for k in range(len(recall)))


@step_area.misconception(
    "With k = 0, recall[k - 1] is the last entry, and your steps are still trapezoids. Start from recall 0, and count "
    "each rise at precision[k]."
)
def wraps_around_with_trapezoids(precision, recall):
    return sum((recall[k] - recall[k - 1]) * (precision[k] + precision[k - 1]) / 2 for k in range(len(recall)))


@step_area.misconception("You never move on: each rise is counted from 0 again. After a step, set before = recall[k].")
def never_moves_on(precision, recall):
    return np.sum(recall * precision)


@step_area.misconception(
    "That counts each rise at the precision where it *begins*. The threshold that brings the new hits is the one at "
    "its end, precision[k]."
)
def from_the_left(precision, recall):
    return recall[0] * precision[0] + np.sum(np.diff(recall) * precision[:-1])


@step_area.misconception(
    "The first step is recall[0] wide, but it counts at precision[0], not at 1: begin with recall[0] * precision[0]."
)
def first_step_at_one(precision, recall):
    return recall[0] + np.sum(np.diff(recall) * precision[1:])


@step_area.misconception(
    "The first step is precision[0] tall, but only recall[0] wide: begin with recall[0] * precision[0]."
)
def first_step_of_width_one(precision, recall):
    return precision[0] + np.sum(np.diff(recall) * precision[1:])


@step_area.misconception(
    "Two things: the first step, recall[0] wide, is missing, and each rise belongs to the threshold at its end, "
    "precision[k], not precision[k - 1]."
)
def from_the_left_without_the_first(precision, recall):
    return np.sum(np.diff(recall) * precision[:-1])


@step_area.misconception(
    "You measured each rise from the first recall. It is measured from the recall just before: recall[k] - recall[k - "
    "1], and recall[0] - 0 for the first."
)
def rises_from_the_first(precision, recall):
    return sum(precision[k] * (recall[k] - recall[0]) for k in range(len(recall)))


@step_area.misconception(
    "Precision and recall have changed places: it is the *recall* that rises, and each rise is multiplied by the "
    "precision."
)
def precision_rises(precision, recall):
    return sum((precision[k] - precision[k - 1]) * recall[k] for k in range(1, len(recall)))
