"""shift_to_center: how far an image is from where MNIST would have put it."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="hard",
    task="Return two whole numbers, `down` and `right`: how many pixels `image` has to move so that its center of "
    "mass comes as near as possible to row `middle` and column `middle`. Negative numbers move up and left. An image "
    "without ink doesn't move: return 0 and 0. (No center of mass lies exactly between two pixels.)",
    hints=[
        "The center of mass is the mean row and the mean column, where each pixel counts in proportion to its ink.",
        "The mean row is the sum of row number times ink, divided by all ink. image.sum(axis=1) gives the ink of rows.",
        "row = image.sum(axis=1) @ np.arange(len(image)) / image.sum(). The move is round(middle − row). Check for "
        "image.sum() == 0 first.",
    ],
    also=("whole", "large", "small"),
)
def shift_to_center(image, middle):
    """How far to move down and right, in whole pixels."""
    ink = np.sum(image)
    if ink == 0:
        return 0, 0
    height, width = image.shape
    # The mean row and column, weighted by ink.
    row = np.sum(image, axis=1) @ np.arange(height) / ink
    column = np.sum(image, axis=0) @ np.arange(width) / ink
    return round(middle - row), round(middle - column)


def _blob(rng, height, width, top, left, size):
    image = np.zeros((height, width))
    image[top : top + size, left : left + size] = rng.uniform(0.2, 1, size=(size, size))
    return image


@shift_to_center.cases
def cases(rng):
    dot = np.zeros((5, 5))
    dot[1, 3] = 2.0
    wide = np.zeros((4, 7))
    wide[0, 1], wide[0, 2], wide[1, 1] = 3.0, 1.0, 1.0
    uneven = np.zeros((6, 6))
    uneven[0, 0], uneven[5, 2] = 1.0, 4.0
    return [
        (dot, 2),
        (uneven, 3),
        (wide, 3),
        (_blob(rng, 12, 12, 1, 7, 4), 6),
        (_blob(rng, 28, 28, 15, 2, 9), 14),
        (_blob(rng, 20, 11, 12, 0, 5), 5),
    ]


@shift_to_center.edge_cases
def edge_cases(rng):
    return [(np.zeros((4, 4)), 2), (np.eye(5), 2), (_blob(rng, 9, 9, 0, 0, 3), 8)]


@shift_to_center.law("twice the ink moves as far")
def _(f, image, middle):
    return tuple(f(2 * image, middle)) == tuple(f(image, middle))


@shift_to_center.law("the transposed image swaps the two numbers")
def _(f, image, middle):
    return tuple(f(image.T, middle)) == tuple(f(image, middle))[::-1]


shift_to_center.instead_of(
    "round(middle - row), round(middle - column)",
    {
        "round(row - middle), round(column - middle)": "The signs are reversed: a center that is too high "
        "(a small "
        "row) has to move down, by a positive number.",
        "round(middle - column), round(middle - row)": "Rows and columns are swapped. down comes first: it counts "
        "rows, and image.sum(axis=1) gives the ink of rows.",
        "middle - row, middle - column": "Return whole numbers: round them.",
        "int(middle - row), int(middle - column)": "int cuts off the decimals. round gives the nearest whole number.",
        "int(np.floor(middle - row)), int(np.floor(middle - column))": "You rounded the move down. Take the "
        "nearest whole number.",
        "int(np.ceil(middle - row)), int(np.ceil(middle - column))": "The move is rounded up (or the "
        "center down). Take the nearest whole number.",
        "round(row), round(column)": "That is where the center of mass is. How far is it from there to the middle?",
        "round(middle - row), 0": "The columns are missing.",
        "0, round(middle - column)": "The rows are missing.",
        "round(abs(middle - row)), round(abs(middle - column))": "The signs are lost. Up and left are negative.",
        "round(middle + row), round(middle + column)": "The move is the middle minus the center, not their sum.",
        "round(14 - row), round(14 - column)": "The middle is an argument. You used 14.",
    },
)
shift_to_center.instead_of(
    "    if ink == 0:\n        return 0, 0\n",
    {
        "": "An image without ink has no center of mass: 0 / 0 is NaN. Check for ink == 0 first, and return 0, 0.",
    },
)
shift_to_center.instead_of(
    "np.arange(height)",
    {
        "np.arange(1, height + 1)": "Rows count from 0 here: np.arange(height).",
    },
)
shift_to_center.instead_of(
    "np.sum(image, axis=1) @ np.arange(height) / ink",
    {
        "np.sum(image, axis=1) @ np.arange(height)": "You didn't divide the sum of rows by the ink.",
        "np.sum(image, axis=1) @ np.arange(height) / height": "Divide by all ink, not by the number of rows.",
        "np.sum(image, axis=1) @ np.arange(height) / image.size": "Divide by all ink, not by the number of pixels.",
        "np.argmax(np.sum(image, axis=1))": "That is the row with the most ink. The center of mass is the mean row, "
        "weighted by ink.",
    },
)


@shift_to_center.misconception(
    "You took the middle of the box around the ink. The center of mass weights each pixel by its ink."
)
def middle_of_the_box(image, middle):
    rows, columns = np.nonzero(image)
    if len(rows) == 0:
        return 0, 0
    return round(middle - (rows.min() + rows.max()) / 2), round(middle - (columns.min() + columns.max()) / 2)


@shift_to_center.misconception(
    "You averaged the places of all pixels with ink, as if each had the same amount. Weight them by their ink."
)
def every_pixel_alike(image, middle):
    rows, columns = np.nonzero(image)
    return (round(middle - rows.mean()), round(middle - columns.mean())) if len(rows) else (0, 0)


@shift_to_center.misconception("You returned the moved image. Return only the two numbers.")
def moves_it(image, middle):
    return np.roll(image, shift_to_center(image, middle), axis=(0, 1))


def _towards(image, middle, row, column):
    return (round(middle - row), round(middle - column)) if np.any(image) else (0, 0)


def _sums(image, start=0):
    """The sums of row number times ink, and of column number times ink."""
    height, width = image.shape
    rows, columns = np.arange(start, start + height), np.arange(start, start + width)
    return np.sum(image, axis=1) @ rows, np.sum(image, axis=0) @ columns


@shift_to_center.misconception("Rows and columns count from 0 here: np.arange(height) and np.arange(width).")
def counts_from_one(image, middle):
    row, column = _sums(image, start=1)
    return _towards(image, middle, row / max(np.sum(image), 1e-300), column / max(np.sum(image), 1e-300))


@shift_to_center.misconception("These are sums of places, weighted by ink. For a mean, divide them by all ink.")
def never_divides(image, middle):
    return _towards(image, middle, *_sums(image))


@shift_to_center.misconception("You divided by the number of rows and of columns. Divide by all ink.")
def divides_by_the_size(image, middle):
    row, column = _sums(image)
    return _towards(image, middle, row / image.shape[0], column / image.shape[1])


@shift_to_center.misconception(
    "You divided by the number of pixels with ink. Divide by all the ink: a pixel counts in proportion to its ink."
)
def divides_by_the_pixels(image, middle):
    row, column = _sums(image)
    inked = max(np.count_nonzero(image), 1)
    return _towards(image, middle, row / inked, column / inked)


@shift_to_center.misconception(
    "That is the one pixel with the most ink. The center of mass is the mean place of all ink."
)
def strongest_pixel(image, middle):
    return _towards(image, middle, *np.unravel_index(np.argmax(image), image.shape))


@shift_to_center.misconception(
    "That is the row with the most ink, and the column. The center of mass is the mean place of all ink."
)
def strongest_row_and_column(image, middle):
    return _towards(image, middle, np.argmax(np.sum(image, axis=1)), np.argmax(np.sum(image, axis=0)))
