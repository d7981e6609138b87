"""non_maximum_suppression: of boxes that overlap, the one with the highest score stays."""

import numpy as np

from dlmath import detection
from dlmath.exercises import exercise


@exercise(
    weight="hard",
    task="Return a list with the indices of the boxes that are kept, in order of decreasing score. A box is dropped if "
    "its IoU with a box that has been *kept* before it is greater than `threshold`; if it is equal, the box stays. "
    "`boxes` has shape (n, 4), and no two `scores` are equal. Without boxes (n = 0) the list is empty. You may use "
    "`detection.iou`: with one box and a matrix of boxes, it returns one number for each row.",
    hints=[
        "In which order should you look at the boxes? np.argsort(-scores) gives the indices, the greatest score first.",
        "Keep a list of what has been kept. A box may join if its IoU with each of these is at most the threshold.",
        "for i in np.argsort(-scores): if all(detection.iou(boxes[i], boxes[j]) <= threshold for j in kept): "
        "kept.append(int(i)).",
    ],
    forbids=["detection.non_maximum_suppression", "yolo.detect"],
    also=(),
)
def non_maximum_suppression(boxes, scores, threshold):
    """The indices of the boxes that are kept, by decreasing score."""
    kept = []
    for i in np.argsort(-scores):
        # Only boxes that were kept can suppress another.
        if all(detection.iou(boxes[i], boxes[j]) <= threshold for j in kept):
            kept.append(int(i))
    return kept


def _row(*starts):
    """Boxes of 10 × 10 in a row, of which the left sides are given."""
    return np.array([[x, 0, x + 10, 10] for x in starts], dtype=float)


def _random(rng, n):
    low = rng.uniform(0, 8, (n, 2))
    return np.concatenate([low, low + rng.uniform(2, 6, (n, 2))], axis=1), rng.permutation(n) / n


@non_maximum_suppression.cases
def cases(rng):
    return [
        (_row(0, 1, 30), np.array([0.6, 0.9, 0.8]), 0.5),
        (_row(0, 4, 8), np.array([0.9, 0.8, 0.7]), 0.3),
        (_row(0, 4, 8, 40), np.array([0.5, 0.8, 0.9, 0.3]), 0.3),
        (_row(5, 0, 2.5, 20), np.array([0.6, 0.7, 0.9, 0.2]), 0.55),
        (*_random(rng, 8), 0.2),
        (*_random(rng, 9), 0.1),
    ]


@non_maximum_suppression.edge_cases
def edge_cases(rng):
    return [
        (np.array([[0.0, 0, 4, 4], [0, 0, 4, 2]]), np.array([0.9, 0.8]), 0.5),
        (np.zeros((0, 4)), np.zeros(0), 0.5),
        (_row(3), np.array([0.2]), 0.5),
        (_row(0, 10, 20), np.array([0.2, 0.4, 0.3]), 0.0),
        (_row(0, 0.5, 1), np.array([0.2, 0.4, 0.3]), 1.0),
    ]


@non_maximum_suppression.law("no two boxes that are kept overlap by more than the threshold")
def _(f, boxes, scores, threshold):
    kept = np.asarray(f(boxes, scores, threshold), dtype=int)
    overlaps = detection.iou(boxes[kept][:, None], boxes[kept])
    return bool(np.all(overlaps[~np.eye(len(kept), dtype=bool)] <= threshold))


non_maximum_suppression.instead_of(
    "np.argsort(-scores)",
    {
        "np.argsort(scores)": "You begin with the lowest score. Begin with the greatest score: np.argsort(-scores).",
        "range(len(scores))": "You look at the boxes in the order in which they are listed. Begin with the greatest "
        "score.",
        "np.argsort(-scores)[:1]": "You keep only the box with the greatest score. Then go on with those that it "
        "doesn't suppress.",
    },
)
non_maximum_suppression.instead_of(
    "all(detection.iou(boxes[i], boxes[j]) <= threshold for j in kept)",
    {
        "all(detection.iou(boxes[i], boxes[j]) <= threshold for j in range(len(scores)) if scores[j] > scores[i])": "A "
        "box that was dropped itself must not suppress another. Compare only with the boxes that were *kept*.",
        "all(detection.iou(boxes[i], boxes[j]) > threshold for j in kept)": "You keep the boxes that overlap and drop "
        "those that stand alone. Drop a box if its IoU is greater than the threshold.",
        "all(detection.iou(boxes[i], boxes[j]) < threshold for j in kept)": "A box whose IoU *equals* the threshold "
        "stays. Drop it only if its IoU is greater.",
        "not kept or detection.iou(boxes[i], boxes[kept[-1]]) <= threshold": "You compare only with the last box "
        "that was kept. Any of the boxes kept so far can suppress.",
        "np.argsort(-scores).tolist().index(i) == 0 or detection.iou(boxes[i], boxes[np.argsort(-scores)["
        "np.argsort(-scores).tolist().index(i) - 1]]) <= threshold": "You compare each box only with the one just "
        "before it in the order of scores. Compare it with *all* boxes that were kept.",
        "not kept or any(detection.iou(boxes[i], boxes[j]) <= threshold for j in kept)": "One kept box far away is "
        "enough for yours to stay. It must stay clear of *all* of them: a single overlap is enough to drop it.",
        "not kept or detection.iou(boxes[i], boxes[kept[0]]) <= threshold": "You compare only with the box of the "
        "greatest score. Every box that was kept suppresses what overlaps with it.",
        "all(detection.iou(boxes[i], boxes[j]) == 0 for j in kept)": "You drop every box that meets another. A little "
        "overlap is allowed, up to the threshold.",
        "all(detection.iou(boxes[i], boxes[j]) <= threshold for j in range(len(scores)) if j != i)": "You drop both "
        "boxes of a pair. The one with the greater score stays: compare only with boxes that were kept.",
        "scores[i] > threshold": "The threshold is for the overlap. You compared it with the scores.",
    },
)
non_maximum_suppression.instead_of(
    "return kept",
    {
        "return sorted(kept)": "The right boxes, in the wrong order: the greatest score comes first.",
        "return [k for k in range(len(scores)) if k not in kept]": "These are the boxes that are dropped. Return those "
        "that are kept.",
        "return [k in kept for k in range(len(scores))]": "These are truth values, one for each box. Return the "
        "indices of the boxes that are kept.",
        "return [np.argsort(-scores).tolist().index(k) for k in kept]": "These are places in the sorted order. "
        "Return indices into `boxes` itself: order[k] in place of k.",
        "return boxes[kept].tolist()": "These are the boxes themselves. Return their indices.",
        "return scores[kept].tolist()": "These are the scores of the boxes. Return their indices.",
    },
)


@non_maximum_suppression.misconception(
    "You remove entries from a list while a loop runs over it, and the loop then skips the entry after each one "
    "removed. Build a new list of the boxes that are kept."
)
def removes_in_the_loop(boxes, scores, threshold):
    left = list(range(len(scores)))
    for i in left:
        for j in left:
            if i != j and scores[i] > scores[j] and detection.iou(boxes[i], boxes[j]) > threshold:
                left.remove(j)
    return sorted(left, key=lambda i: -scores[i])
