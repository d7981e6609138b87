"""giou: IoU minus the empty share of the box around both; the code to mend has two mistakes."""

import numpy as np

from dlmath import detection
from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="This function should return the GIoU of the boxes `a` and `b`, each with $x_1 < x_2$ and $y_1 < y_2$. The "
    "code runs, but it has two mistakes. Find them with $a = (0, 0, 1, 1)$ and $b = (3, 0, 4, 1)$, whose GIoU you know "
    "from the text, and fix it. `sides` holds the width and the height of the overlap.",
    hints=[
        "In the example, what are the sides of the box around both? What does the code compute?",
        "The box around both begins at the smaller x₁. And which part of it is empty: C minus what?",
        "low = np.minimum(a[:2], b[:2]), high = np.maximum(a[2:], b[2:]), and the empty part is hull - union.",
    ],
    forbids=["detection.giou"],
    also=("whole", "large", "small"),
)
def giou(a, b):
    """Generalized IoU of two boxes."""
    a, b = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    sides = np.maximum(np.minimum(a[2:], b[2:]) - np.maximum(a[:2], b[:2]), 0)
    overlap = sides[0] * sides[1]
    union = np.prod(a[2:] - a[:2]) + np.prod(b[2:] - b[:2]) - overlap
    # The smallest box around both.
    low, high = np.minimum(a[:2], b[:2]), np.maximum(a[2:], b[2:])
    hull = np.prod(high - low)
    return overlap / union - (hull - union) / hull


@giou.start(
    "Both mistakes are still there. The box around both begins at the smaller left and upper sides and ends at the "
    "larger right and lower sides. And what is empty is that box minus the union, not minus the overlap."
)
def two_mistakes(a, b):
    """Generalized IoU of two boxes."""
    a, b = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    sides = np.maximum(np.minimum(a[2:], b[2:]) - np.maximum(a[:2], b[:2]), 0)
    overlap = sides[0] * sides[1]
    union = np.prod(a[2:] - a[:2]) + np.prod(b[2:] - b[:2]) - overlap
    low, high = np.minimum(a[:2], b[:2]), np.minimum(a[2:], b[2:])
    hull = np.prod(high - low)
    return overlap / union - (hull - overlap) / hull


def _box(*corners):
    return np.array(corners, dtype=float)


@giou.cases
def cases(rng):
    return [
        (_box(0, 0, 1, 1), _box(3, 0, 4, 1)),
        (_box(0, 0, 2, 2), _box(1, 1, 4, 3)),
        (_box(4, 1, 7, 2), _box(0, 0, 2, 3)),
        (_box(1, 2, 4, 4.5), _box(2, 1, 7, 4)),
        (_box(0, 0, 2, 2), _box(3, 4, 5, 7.5)),
        (_box(5, 6, 8, 7), _box(1, 0, 2.5, 4)),
    ]


@giou.edge_cases
def edge_cases(rng):
    return [
        (_box(0, 0, 2, 2), _box(2, 0, 4, 2)),
        (_box(1, 2, 5, 3.5), _box(1, 2, 5, 3.5)),
        (_box(0, 0, 6, 5), _box(1, 2, 3, 3)),
    ]


@giou.law("it agrees with dlmath.detection")
def _(f, a, b):
    return np.isclose(f(a, b), detection.giou(a, b), rtol=1e-9, atol=1e-12)


giou.instead_of(
    "np.minimum(a[:2], b[:2]), np.maximum(a[2:], b[2:])\n    hull",
    {
        "np.minimum(a[:2], b[:2]), np.minimum(a[2:], b[2:])\n    hull": "The empty part is right, but not the box "
        "around both: it ends at the *larger* of the two right sides and of the two lower sides.",
        "np.maximum(a[:2], b[:2]), np.maximum(a[2:], b[2:])\n    hull": "The box around both must begin at the "
        "*smaller* of the two left sides and of the two upper sides.",
        "np.maximum(a[:2], b[:2]), np.minimum(a[2:], b[2:])\n    hull": "That is the overlap again. The box around "
        "both begins at the smaller x₁ and ends at the larger x₂.",
        "a[:2], b[2:]\n    hull": "You assume that a is to the left of b and above it. Take the smaller left side "
        "and the larger right side, whichever box has it.",
    },
)
giou.instead_of(
    "(hull - union) / hull",
    {
        "(hull - overlap) / hull": "The box around both is right. But what neither box covers is that box minus the "
        "*union*.",
        "(hull - union) / union": "Divide the empty part by the box around both, not by the union.",
        "0.0": "That is the IoU alone. Subtract the empty share, (hull - union) / hull.",
        "(hull - union)": "Divide the empty part by the area of the box around both: a share has no units.",
        "union / hull": "You subtracted the share that is covered. Subtract the share that is empty, "
        "(hull - union) / hull.",
    },
)
giou.instead_of(
    "overlap / union - ",
    {
        "overlap / union + ": "The empty share lowers the GIoU: subtract it.",
        "-": "The IoU is missing: GIoU is the IoU minus the empty share.",
    },
)


@giou.misconception(
    "Your box around both is as wide as the two widths together, and as tall as the two heights. That is right only "
    "where the boxes touch at a corner: take the smallest left side and the largest right side."
)
def hull_of_added_sides(a, b):
    a, b = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    iou, hull = detection.iou(a, b), np.prod(a[2:] - a[:2] + b[2:] - b[:2])
    union = (np.prod(a[2:] - a[:2]) + np.prod(b[2:] - b[:2])) / (1 + iou)
    return iou - (hull - union) / hull


@giou.misconception(
    "You subtract the sum of both areas, in which the overlap counts twice. What is empty is the box around both minus "
    "the *union*."
)
def overlap_counted_twice(a, b):
    a, b = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    hull = np.prod(np.maximum(a[2:], b[2:]) - np.minimum(a[:2], b[:2]))
    areas = np.prod(a[2:] - a[:2]) + np.prod(b[2:] - b[:2])
    return detection.iou(a, b) - (hull - areas) / hull
