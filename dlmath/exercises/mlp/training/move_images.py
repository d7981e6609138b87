"""move_images: the same digits, a pixel further on."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="Return the images moved `down` pixels down and `right` pixels to the right (whole numbers; negative ones "
    "move up and left). What leaves the frame is lost, and zeros come in. `images` has the shape (n, height, width) "
    "and must not change.",
    hints=[
        "Start with np.zeros_like(images). Which rows of the old images survive, and in which rows do they end up?",
        "Pixel (r, c) of the result is pixel (r − down, c − right) of the image, if there is one.",
        "Loop over the rows and columns of the result, and copy moved[:, r, c] = images[:, r − down, c − right] where "
        "both numbers lie inside the frame. Below 0 is outside, even if Python would count from the end.",
    ],
    also=("large", "small"),
)
def move_images(images, down, right):
    """The images, moved by whole pixels."""
    moved = np.zeros_like(images)
    height, width = images.shape[1:]
    for r in range(height):
        for c in range(width):
            # What stands at (r, c) came from here, if it was in the frame.
            row, column = r - down, c - right
            if 0 <= row < height and 0 <= column < width:
                moved[:, r, c] = images[:, row, column]
    return moved


def _moved(images, down, right):
    return move_images.reference(images, down, right)


@move_images.cases
def cases(rng):
    small = np.arange(1.0, 5.0).reshape(1, 2, 2)
    wide = np.arange(1.0, 13.0).reshape(1, 3, 4)
    return [
        (small, 1, 0),
        (small, 0, 1),
        (wide, 1, 1),
        (wide, -1, 0),
        (wide, 0, -1),
        (wide, 1, -2),
        (rng.uniform(1, 2, size=(3, 4, 5)), -2, 1),
        (rng.uniform(1, 2, size=(2, 5, 4)), 2, 3),
    ]


@move_images.edge_cases
def edge_cases(rng):
    images = rng.uniform(1, 2, size=(2, 3, 4))
    return [
        (images, 0, 0),
        (images, 3, 0),
        (images, 0, -4),
        (images, -3, 9),
        (np.arange(1.0, 13.0).reshape(1, 3, 4), -1, 2),
        (rng.uniform(1, 2, size=(40, 8, 8)), 0, 1),
    ]


@move_images.law("moving back and forth loses only what left the frame")
def _(f, images, down, right):
    back = f(f(images, down, right), -down, -right)
    return bool(np.all((back == 0) | np.isclose(back, images)))


move_images.instead_of(
    "r - down, c - right",
    {
        "r + down, c + right": "The images move up and left. What is at (r, c) came from (r − down, c − right).",
        "r + down, c - right": "Right is right, but down moves up. The row it came from is r − down.",
        "r - down, c + right": "Down is right, but right moves left. The column it came from is c − right.",
        "r - right, c - down": "Rows and columns are swapped: down changes the row, right the column.",
        "r - down, c": "right is not used: the column it came from is c − right.",
        "r, c - right": "down is not used: the row it came from is r − down.",
    },
)
move_images.instead_of(
    "np.zeros_like(images)",
    {
        "images.copy()": "Where nothing comes in, the old pixels are still there. Begin with zeros.",
        "images": "You write into the images that were passed in, and read pixels that have been changed already. "
        "Begin with np.zeros_like(images).",
        "np.ones_like(images)": "Zeros come in at the edges, not ones.",
        "np.zeros(images.shape[1:])": "That is one image. The result has the shape of images, with all n of them.",
    },
)
move_images.instead_of(
    "0 <= row < height and 0 <= column < width",
    {
        "row < height and column < width": "A negative index counts from the end in Python, so pixels come in from the "
        "other side. Ask for 0 <= row and 0 <= column, too.",
        "0 < row < height and 0 < column < width": "The first row and column are lost: they have the number 0. Use <=.",
        "0 <= row < width and 0 <= column < height": "Rows go up to the height, columns up to the width. You have them "
        "the other way around.",
        "0 <= row < height - 1 and 0 <= column < width - 1": "The last row and column are lost: range and < already "
        "stop one short.",
    },
)


@move_images.misconception("What leaves on one side comes back on the other: np.roll wraps around. Zeros must come in.")
def rolls(images, down, right):
    return np.roll(images, (down, right), axis=(1, 2))


@move_images.misconception(
    "np.roll went around the wrong axes: 0 counts the images. Rows are axis 1 and columns axis 2, and zeros must "
    "come in."
)
def rolls_the_images(images, down, right):
    return np.roll(images, (down, right), axis=(0, 1))


@move_images.misconception("That works only for positive numbers. Negative ones move up and left.")
def never_back(images, down, right):
    return _moved(images, max(down, 0), max(right, 0))


@move_images.misconception("You moved by the absolute values. Negative numbers move the other way, up and left.")
def absolute(images, down, right):
    return _moved(images, abs(down), abs(right))


@move_images.misconception("Only the first image comes back. Move all of them: index with [:, …].")
def first_image(images, down, right):
    return _moved(images, down, right)[0]


@move_images.misconception(
    "The frame has grown: you added zeros, but did not cut off what left. The result has the shape of images."
)
def grows(images, down, right):
    pad = ((0, 0), (max(down, 0), max(-down, 0)), (max(right, 0), max(-right, 0)))
    return np.pad(images, pad)


@move_images.misconception(
    "That works for moves down and right. For a negative number the slices are cut at the other end: rows from −down "
    "on move to the top."
)
def slices_for_positive_moves(images, down, right):
    height, width = images.shape[1:]
    moved = np.zeros_like(images)
    moved[:, down:, right:] = images[:, : height - down, : width - right]
    return moved


@move_images.misconception(
    "[:, :-0] is empty: −0 is 0, and the slice ends where it begins. Write [:, : height - down]. And negative moves "
    "need slices of their own."
)
def slices_up_to_minus_zero(images, down, right):
    moved = np.zeros_like(images)
    moved[:, down:, right:] = images[:, :-down, :-right]
    return moved


@move_images.misconception(
    "You cleared the first rows and columns. That is where zeros come in for moves down and right. For negative "
    "numbers they come in at the other end."
)
def clears_the_first_rows(images, down, right):
    moved = np.roll(images, (down, right), axis=(1, 2))
    moved[:, :down] = 0
    moved[:, :, :right] = 0
    return moved


@move_images.misconception("The pixels at the edge are repeated. What comes in is 0.")
def repeats_the_edge(images, down, right):
    height, width = images.shape[1:]
    rows = np.clip(np.arange(height) - down, 0, height - 1)
    columns = np.clip(np.arange(width) - right, 0, width - 1)
    return images[:, rows][:, :, columns]


@move_images.misconception(
    "You moved each image as one long row, so what leaves a row on the right comes back on the left of the next one."
)
def as_one_long_row(images, down, right):
    flat = images.reshape(len(images), -1)
    moved = np.zeros_like(flat)
    for i in range(flat.shape[1]):
        if 0 <= i - down * images.shape[2] - right < flat.shape[1]:
            moved[:, i] = flat[:, i - down * images.shape[2] - right]
    return moved.reshape(images.shape)


@move_images.misconception(
    "Rows and columns are swapped (down is axis 1), and np.roll wraps around. Zeros must come in."
)
def rolls_the_other_way(images, down, right):
    return np.roll(images, (right, down), axis=(1, 2))
