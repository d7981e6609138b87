"""average_precision: of a detector, where missed boxes count, too."""

import numpy as np

from dlmath import detection
from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="Return the average precision of a class. `hits` is an array of True and False, one for each detection, "
    "*in order of decreasing score* (no two scores are equal). `n_truths` is the number of true boxes, at least 1 "
    "and at least the number of hits. Without detections, or without hits, the answer is 0.",
    hints=[
        "Recall rises only at a hit. By how much, if there are n_truths true boxes?",
        "By 1 / n_truths each time. What is the precision at that place, the k-th detection?",
        "Add up, over the hits, the precision at their place, np.cumsum(hits) / np.arange(1, len(hits) + 1), and "
        "divide by n_truths.",
    ],
    forbids=["detection.average_precision", "metrics.average_precision", "detection.precision_recall"],
    also=(),
)
def average_precision(hits, n_truths):
    """Each rise in recall times the precision that it brings."""
    hits = np.asarray(hits, dtype=float)
    precision = np.cumsum(hits) / np.arange(1, len(hits) + 1)
    # At each hit recall rises by one of n_truths.
    return np.sum(precision * hits) / n_truths


def _hits(text):
    return np.array([letter == "x" for letter in text])


@average_precision.cases
def cases(rng):
    return [
        (_hits("x-x"), 4),
        (_hits("xx-x-"), 3),
        (_hits("-xx"), 5),
        (_hits("x--x-xx--"), 6),
        (rng.random(12) < 0.6, 13),
    ]


@average_precision.edge_cases
def edge_cases(rng):
    return [(_hits("x"), 1), (_hits("---"), 2), (_hits(""), 3), (_hits("xxx"), 3), (_hits("--x"), 1)]


@average_precision.law("it agrees with dlmath.detection")
def _(f, hits, n_truths):
    expected = detection.average_precision(hits, -np.arange(1.0, len(hits) + 1), n_truths)
    return np.isclose(f(hits, n_truths), expected, rtol=1e-9, atol=1e-12)


average_precision.instead_of(
    "np.sum(precision * hits) / n_truths",
    {
        "np.sum(precision * hits) / max(1, np.sum(hits))": "You divided by the number of hits. Boxes that were never "
        "found must count, too: divide by n_truths.",
        "np.sum(precision * hits) / max(1, len(hits))": "You divided by the number of detections. Recall is a share of "
        "the true boxes: divide by n_truths.",
        "np.mean(precision) if len(hits) else 0.0": "That is the mean precision over all detections. Only a hit raises "
        "recall, so only hits count, and each by 1 / n_truths.",
        "np.sum(precision) / n_truths": "You add the precision at false alarms, too. Recall doesn't rise there.",
        "np.sum(hits) / n_truths": "That is the recall at the end. Weight each rise by the precision at that place.",
        "np.trapezoid(precision, np.cumsum(hits) / n_truths) if len(hits) else 0.0": "You join the points of the curve "
        "with straight lines, and leave out the rise to the first of them. The area is made of steps: each rise in "
        "recall times the precision at its own place.",
        "np.sum(precision * np.cumsum(hits)) / n_truths": "You multiply each precision by the recall itself. "
        "Multiply it by the *rise* in recall: 1 / n_truths at a hit, and 0 elsewhere.",
        "np.sum(np.concatenate([[0.0], precision[:-1]])[: len(hits)] * hits) / n_truths": "You take the precision "
        "*before* each hit. Take the one that includes the hit itself.",
        "np.sum(np.diff(np.cumsum(hits) / n_truths) * precision[1:])": "The first rise of the recall is missing, from "
        "R₀ = 0 to R₁. np.diff gives one entry fewer than it is handed: np.diff(recall, prepend=0).",
        "(precision[-1] if len(hits) else 0.0) * np.sum(hits) / n_truths": "That is the precision at the end times the "
        "recall at the end. Each rise in recall has a precision of its own: add up over all hits.",
        "np.sum(precision * hits)": "Divide by n_truths: each hit raises recall by 1 / n_truths.",
        "(precision[-1] if len(hits) else 0.0)": "That is the precision at the end only. Add up over all hits.",
    },
)
average_precision.instead_of(
    "np.arange(1, len(hits) + 1)",
    {
        "np.arange(2, len(hits) + 2)": "The first detection is number 1. Your count is one too high.",
        "np.maximum(1, np.arange(len(hits)))": "You count the detections from 0. After the first one, one detection "
        "has been made: divide by 1, 2, 3 …",
        "n_truths": "Precision divides by the number of detections so far, not by the number of true boxes.",
        "max(1, len(hits))": "Precision divides by the number of detections *so far*: 1, 2, 3 …",
    },
)


@average_precision.misconception(
    "You join the points of the curve with straight lines. The area is made of steps: each rise in recall at the "
    "precision of its own place."
)
def trapezoids(hits, n_truths):
    found = np.cumsum(np.asarray(hits, dtype=float))
    precision, recall = found / np.arange(1, len(hits) + 1), found / n_truths
    before = np.concatenate([[1.0], precision[:-1]]) if len(hits) else precision
    return np.sum(np.diff(recall, prepend=0.0) * (precision + before) / 2)


@average_precision.misconception(
    "You replaced each precision by the greatest one at the same or a higher recall, as some benchmarks do. Here the "
    "curve stays as it is."
)
def smoothed(hits, n_truths):
    hits = np.asarray(hits, dtype=float)
    precision = np.cumsum(hits) / np.arange(1, len(hits) + 1)
    best = np.maximum.accumulate(precision[::-1])[::-1]
    return np.sum(best * hits) / n_truths


@average_precision.misconception(
    "You go through the detections from the last to the first. `hits` already begins with the one of the highest score."
)
def from_the_last(hits, n_truths):
    return average_precision.reference(hits[::-1], n_truths)


@average_precision.misconception(
    "You take the mean of the best precision at eleven values of recall, as an old benchmark does. Here each rise in "
    "recall counts with the precision at its own place."
)
def at_eleven_points(hits, n_truths):
    found = np.cumsum(np.asarray(hits, dtype=float))
    precision, recall = found / np.arange(1, len(hits) + 1), found / n_truths
    return np.mean([np.max(precision[recall >= r], initial=0.0) for r in np.linspace(0, 1, 11)])
