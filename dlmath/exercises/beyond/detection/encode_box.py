"""encode_box: what the responsible cell should answer about a box."""

import numpy as np

from dlmath import detection
from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="Return the encoding of `box` on a grid, an array of six numbers: the column and the row of the "
    "responsible cell, both counted from 0, and then $t_1, t_2, t_3, t_4$ as in the formula. `box` is "
    "$(x_1, y_1, x_2, y_2)$ with $x_1 < x_2$ and $y_1 < y_2$, `stride` is the side $s$ of a cell, and `anchor` is the "
    "pair $(p_w, p_h)$. A center on the border between two cells belongs to the one on the right or below.",
    hints=[
        "Start with the center and the size of the box. In units of cells, the center is center / stride.",
        "np.floor gives the cell, and what is left is how far the center lies inside it.",
        "cell = np.floor(center / stride). The six numbers are cell, center / stride - cell, and "
        "np.log(size / anchor); np.concatenate joins them.",
    ],
    forbids=["detection.encode_cell", "detection.encode_box", "yolo.targets"],
    also=(),
)
def encode_box(box, stride, anchor):
    """Column and row of the responsible cell, and t1, t2, t3, t4."""
    box = np.asarray(box, dtype=float)
    center, size = (box[:2] + box[2:]) / 2, box[2:] - box[:2]
    # The cell that holds the center, and where in the cell it lies, from 0 to 1.
    cell = np.floor(center / stride)
    inside = center / stride - cell
    return np.concatenate([cell, inside, np.log(size / np.asarray(anchor))])


def _box(*corners):
    return np.array(corners, dtype=float)


@encode_box.cases
def cases(rng):
    return [
        (_box(6, 8, 20, 28), 8, (14, 20)),
        (_box(30, 3, 43, 25), 8, (14, 20)),
        (_box(5, 40, 17.5, 63), 8, (14, 20)),
        (_box(33, 21, 63, 38), 16, (10, 30)),
        (_box(1, 2, 8, 5), 4, (3, 5)),
    ]


@encode_box.edge_cases
def edge_cases(rng):
    return [
        (_box(0, 0, 16, 16), 8, (16, 16)),
        (_box(9, 24, 23, 40), 8, (14, 20)),
        (_box(50, 10, 51.5, 60), 8, (14, 20)),
    ]


@encode_box.law("it agrees with dlmath.detection")
def _(f, box, stride, anchor):
    cell, t = detection.encode_cell(box, stride, anchor)
    return np.allclose(f(box, stride, anchor), [*cell, *t], rtol=1e-9, atol=1e-12)


encode_box.instead_of(
    "(box[:2] + box[2:]) / 2, box[2:] - box[:2]",
    {
        "box[:2], box[2:] - box[:2]": "You took the upper left corner. "
        "The cell that holds the *center* is responsible.",
        "(box[2:] - box[:2]) / 2, box[2:] - box[:2]": "That is half the size. The center is the mean of the two "
        "corners, (box[:2] + box[2:]) / 2.",
        "box[:2] + box[2:] / 2, box[2:]": "You read the box as (x, y, width, height). The last two numbers are the "
        "lower right corner.",
        "(box[:2] + box[2:]) / 2, (box[2:] - box[:2]) / 2": "The anchor is a whole width and height, so compare it "
        "with the whole size of the box, not with half of it.",
    },
)
encode_box.instead_of(
    "cell = np.floor(center / stride)",
    {
        "cell = np.round(center / stride)": "You rounded to the nearest cell. Round down to find the cell that "
        "*holds* the center.",
        "cell = np.floor(center / stride) + 1": "Cells are counted from 0.",
        "cell = np.ceil(center / stride) - 1": "A center on the border between two cells belongs to the one on the "
        "right or below: round down, with np.floor.",
    },
)
encode_box.instead_of(
    "inside = center / stride - cell",
    {
        "inside = center - cell * stride": "Your t₁ and t₂ are in pixels. Measure them in cells, from 0 to 1.",
        "inside = center / stride": "You say where the center is in the whole grid. Subtract the cell.",
        "inside = center / stride - cell - 0.5": "You measure from the middle of the cell. Measure from its upper "
        "left corner, so that the numbers are from 0 to 1.",
        "inside = center / stride - cell; inside = np.log(inside / (1 - inside))": "You took the inverse of the "
        "sigmoid. t₁ and t₂ are what comes *out* of the sigmoid: the shares of the cell, from 0 to 1.",
    },
)
encode_box.instead_of(
    "np.log(size / np.asarray(anchor))",
    {
        "size / np.asarray(anchor)": "The logarithm is missing: t₃ = log(w / p_w).",
        "np.log(np.asarray(anchor) / size)": "The ratio is upside down: it is the box in units of the anchor.",
        "np.log(size)": "The anchor is missing: t₃ = log(w / p_w).",
        "np.log(size / np.asarray(anchor)[::-1])": "You compare the width with the height of the anchor. The anchor is "
        "(width, height).",
        "np.log2(size / np.asarray(anchor))": "That is the logarithm to base 2. Use np.log, whose inverse is exp.",
        "np.log10(size / np.asarray(anchor))": "That is the logarithm to base 10. Use np.log, whose inverse is exp.",
        "np.log(size / stride)": "You measured the size in cells. Sizes are compared with the anchor.",
        "(size - np.asarray(anchor)) / np.asarray(anchor)": "You took a relative difference. The encoding has the "
        "logarithm of the ratio.",
    },
)


@encode_box.misconception(
    "Row and column are swapped: x belongs to the column and y to the row, and column comes first."
)
def row_first(box, stride, anchor):
    found = encode_box.reference(box, stride, anchor)
    return found[[1, 0, 2, 3, 4, 5]]
