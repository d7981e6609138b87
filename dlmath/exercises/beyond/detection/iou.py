"""iou: the area that two boxes share, divided by the area that they cover together."""

import numpy as np

from dlmath import detection
from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="Return the IoU of the boxes `a` and `b`. Each holds four numbers, $(x_1, y_1, x_2, y_2)$, with $x_1 < x_2$ "
    "and $y_1 < y_2$. Boxes that don't meet, or that only touch, have an IoU of 0.",
    hints=[
        "The overlap is a box itself. Which of the two left sides is its left side?",
        "It reaches from the larger x₁ to the smaller x₂. What if that width is negative?",
        "width = max(0, min(a[2], b[2]) - max(a[0], b[0])), and the height in the same way. The union is the sum of "
        "both areas minus the overlap.",
    ],
    forbids=["detection.iou", "detection.giou"],
    also=("whole", "large", "small"),
)
def iou(a, b):
    """Intersection over union of two boxes."""
    # Where the boxes do not meet, a side of the overlap is 0, not negative.
    width = max(0, min(a[2], b[2]) - max(a[0], b[0]))
    height = max(0, min(a[3], b[3]) - max(a[1], b[1]))
    overlap = width * height
    union = (a[2] - a[0]) * (a[3] - a[1]) + (b[2] - b[0]) * (b[3] - b[1]) - overlap
    return overlap / union


def _box(*corners):
    return np.array(corners, dtype=float)


@iou.cases
def cases(rng):
    return [
        (_box(0, 0, 2, 2), _box(1, 0, 3, 2)),
        (_box(0, 0, 4, 3), _box(1, 1, 3, 2)),
        (_box(1, 2, 4, 4.5), _box(2, 1, 7, 4)),
        (_box(0, 0, 2, 3), _box(4, 1, 7, 2)),
        (_box(0, 0, 2, 2), _box(3, 4, 5, 7)),
        (_box(2, 1, 7, 4), _box(-1, 2, 4, 4.5)),
        (_box(3, 4, 5, 7.5), _box(0, 0, 2, 2)),
        (_box(1, 5, 4, 8), _box(2, 1, 6, 3)),
    ]


@iou.edge_cases
def edge_cases(rng):
    return [
        (_box(0, 0, 2, 2), _box(2, 0, 4, 2)),
        (_box(0, 0, 2, 2), _box(2, 2, 4, 4)),
        (_box(1, 2, 5, 3.5), _box(1, 2, 5, 3.5)),
        (_box(-5, -4, -2, -1), _box(-3, -3, 1, 0.5)),
    ]


@iou.law("the order of the boxes does not matter")
def _(f, a, b):
    return np.isclose(f(a, b), f(b, a), rtol=1e-9, atol=0)


@iou.law("it agrees with dlmath.detection")
def _(f, a, b):
    return np.isclose(f(a, b), detection.iou(a, b), rtol=1e-9, atol=1e-12)


iou.instead_of(
    "width = max(0, min(a[2], b[2]) - max(a[0], b[0]))\n    height = max(0, min(a[3], b[3]) - max(a[1], b[1]))",
    {
        "width = min(a[2], b[2]) - max(a[0], b[0])\n    height = min(a[3], b[3]) - max(a[1], b[1])": "Where the boxes "
        "don't meet, the width or the height comes out negative, and the product of two negative numbers even looks "
        "like an overlap. Replace a negative side with 0: max(0, …).",
        "width = abs(min(a[2], b[2]) - max(a[0], b[0]))\n    height = abs(min(a[3], b[3]) - max(a[1], b[1]))": "The "
        "absolute value turns a gap between the boxes into an overlap. A negative side means no overlap: max(0, …).",
        "width = max(0, max(a[2], b[2]) - min(a[0], b[0]))\n    height = max(0, max(a[3], b[3]) - min(a[1], b[1]))": ""
        "That is the box around both. The overlap begins at the larger of the two left sides and ends at the smaller "
        "of the two right sides.",
        "width = max(0, min(a[2], b[2]) - max(a[0], b[0]) + 1)\n"
        "    height = max(0, min(a[3], b[3]) - max(a[1], b[1]) + 1)": ""
        "You added 1 to the sides, as for boxes that count whole pixels. Here a width is x₂ − x₁.",
        "width = max(0, a[2] - b[0])\n    height = max(0, a[3] - b[1])": "You assume that a is to the left of b and "
        "above it. In general the overlap reaches from the larger x₁ to the smaller x₂.",
    },
)
iou.instead_of(
    "overlap = width * height",
    {
        "overlap = max(0, (min(a[2], b[2]) - max(a[0], b[0])) * (min(a[3], b[3]) - max(a[1], b[1])))": ""
        "You replace the *product* with 0 if it is negative. But if both sides are negative, their product is "
        "positive, and boxes that lie diagonally apart seem to overlap. Use max(0, …) for the width and for the "
        "height.",
        "overlap = width + height": "You added width and height. The area of the overlap is their product.",
    },
)
iou.instead_of(
    " - overlap\n",
    {
        "\n": "The overlap is counted twice in the union, once in each box. Subtract it once.",
        " - 2 * overlap\n": "You subtracted the overlap twice. It is in both areas, and it should count once.",
    },
)
iou.instead_of(
    "return overlap / union",
    {
        "return overlap": "That is the area of the overlap. Divide it by the area of the union.",
        "return union / overlap if overlap else 0": "That is upside down: divide the overlap by the union.",
        "return 2 * overlap / (union + overlap)": "That is twice the overlap over the sum of the areas, another "
        "measure, called Dice. Divide the overlap by the union.",
        "return overlap / ((max(a[2], b[2]) - min(a[0], b[0])) * (max(a[3], b[3]) - min(a[1], b[1])))": "You divided "
        "by the box around both. The union is smaller: the area that at least one of the boxes covers.",
        "return overlap / max((a[2] - a[0]) * (a[3] - a[1]), (b[2] - b[0]) * (b[3] - b[1]))": "You divided by the "
        "larger box. Divide by the union of both.",
        "return overlap / ((b[2] - b[0]) * (b[3] - b[1]))": "You divided by b alone. Divide by the union of both "
        "boxes.",
        "return overlap / ((a[2] - a[0]) * (a[3] - a[1]))": "You divided by a alone. Divide by the union of both "
        "boxes.",
        "return overlap / min((a[2] - a[0]) * (a[3] - a[1]), (b[2] - b[0]) * (b[3] - b[1]))": "You divided by the "
        "smaller box. Divide by the union, so that a small box inside a large one doesn't count as perfect.",
    },
)


@iou.misconception("You read the box as (x, y, width, height). Here the last two numbers are the lower right corner.")
def by_width_and_height(a, b):
    a, b = (np.array([x, y, x + w, y + h]) for x, y, w, h in (a, b))
    return iou.reference(a, b)


@iou.misconception(
    "You added 1 to every side, in the areas as well, as for boxes that count whole pixels. Here a width is x₂ − x₁."
)
def by_whole_pixels(a, b):
    width = max(0, min(a[2], b[2]) - max(a[0], b[0]) + 1)
    height = max(0, min(a[3], b[3]) - max(a[1], b[1]) + 1)
    areas = (a[2] - a[0] + 1) * (a[3] - a[1] + 1) + (b[2] - b[0] + 1) * (b[3] - b[1] + 1)
    return width * height / (areas - width * height)


@iou.misconception(
    "You count whole pixels. Corners may lie between pixels, so work with widths and heights, which may have fractions."
)
def by_sets_of_pixels(a, b):
    covered = [{(x, y) for x in range(int(x1), int(x2)) for y in range(int(y1), int(y2))} for x1, y1, x2, y2 in (a, b)]
    return len(covered[0] & covered[1]) / max(1, len(covered[0] | covered[1]))


@iou.misconception(
    "Every answer is 0. Does something cut off the fraction, such as int or //? Or did you read the numbers as "
    "(x₁, x₂, y₁, y₂)? The first two are the upper left corner, and the last two the lower right one."
)
def by_pairs_of_sides(a, b):
    width = max(0, min(a[1], b[1]) - max(a[0], b[0]))
    height = max(0, min(a[3], b[3]) - max(a[2], b[2]))
    union = (a[1] - a[0]) * (a[3] - a[2]) + (b[1] - b[0]) * (b[3] - b[2]) - width * height
    return width * height / union if union else 0


@iou.misconception("Where the boxes don't meet, your function returns None. Their IoU is 0: return 0.")
def nothing_where_they_do_not_meet(a, b):
    return iou.reference(a, b) or None
