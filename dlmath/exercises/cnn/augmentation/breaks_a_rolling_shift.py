"""breaks_a_rolling_shift: empty borders hide that an image is rolled, up to a point."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="Return `image, down, right` for which `rolling_shift` does not do what a shift should do. To make it hard "
    "to notice, your image has a wider border than most MNIST digits: 28 × 28 pixels from 0 to 1, with ink, and the "
    "outermost 4 rows and columns on all sides empty. `down` and `right` are whole numbers from −6 to 6.",
    hints=[
        "np.roll brings back at one end what leaves at the other. How far can you shift such an image before ink "
        "leaves the frame?",
        "The border is 4 pixels wide, so you need to move more than 4, with ink right next to the border on the side "
        "toward which the image moves.",
        "image = np.zeros((28, 28)), then a 1 in row 23, the last row that may have ink, and a shift down by 5.",
    ],
)
def breaks_a_rolling_shift():
    """An image like a digit, and a shift that should not be rolled."""
    # Five rows down from row 23 is row 28, which is outside. Rolled, it is row 0.
    image = np.zeros((28, 28))
    image[23, 14] = 1
    return image, 5, 0


def shift(image, down, right):
    """The image, moved by whole pixels, with zeros coming in."""
    image = np.asarray(image)
    moved = np.zeros_like(image)
    for r in range(image.shape[0]):
        for c in range(image.shape[1]):
            if 0 <= r - down < image.shape[0] and 0 <= c - right < image.shape[1]:
                moved[r, c] = image[r - down, c - right]
    return moved


@breaks_a_rolling_shift.breaks(shift)
def rolling_shift(image, down, right):
    return np.roll(image, (down, right), axis=(0, 1))


def _pixels(image):
    image = np.asarray(image)
    return image if image.shape == (28, 28) and image.dtype.kind in "biuf" and np.isfinite(image).all() else None


@breaks_a_rolling_shift.law("the image is an array of 28 × 28 numbers from 0 to 1", form=True)
def _(answer):
    image = _pixels(answer()[0])
    return image is not None and bool((image >= 0).all() and (image <= 1).all())


@breaks_a_rolling_shift.law("the outermost 4 rows and columns on all sides are empty", form=True)
def _(answer):
    image = np.array(_pixels(answer()[0]))
    image[4:24, 4:24] = 0
    return not image.any()


@breaks_a_rolling_shift.law("down and right are whole numbers from −6 to 6", form=True)
def _(answer):
    return all(isinstance(step, int | np.integer) and -6 <= step <= 6 for step in answer()[1:])


@breaks_a_rolling_shift.misconception(
    "This image has no ink, so no shift changes it. Set at least one pixel above 0.",
    when=lambda image, down, right: not np.any(image),
)
def no_ink():
    return np.zeros((28, 28)), 5, 0


@breaks_a_rolling_shift.misconception(
    "With down = right = 0, nothing moves, and both functions return the image as it is.",
    when=lambda image, down, right: down == 0 and right == 0,
)
def stays():
    image = np.zeros((28, 28))
    image[14, 14] = 1
    return image, 0, 0


@breaks_a_rolling_shift.misconception(
    "The empty border is 4 pixels wide, and you move by at most 4. So all the ink stays in the frame, and nothing is "
    "rolled. Move farther.",
    when=lambda image, down, right: abs(down) <= 4 and abs(right) <= 4,
)
def within_the_border():
    image = np.zeros((28, 28))
    image[23, 23] = 1
    return image, 4, 4


def _leaves_on_the_other_side(image, down, right):
    turned = np.rot90(np.asarray(image), 2)
    return not np.array_equal(rolling_shift(turned, down, right), shift(turned, down, right))


@breaks_a_rolling_shift.misconception(
    "You move far enough, but away from the side with the ink. Positive numbers move down and right, negative ones up "
    "and left. The ink must be near the border toward which it moves.",
    when=_leaves_on_the_other_side,
)
def the_other_way():
    image = np.zeros((28, 28))
    image[4, 14] = 1
    return image, 5, 0


@breaks_a_rolling_shift.misconception(
    "You move far enough, but on the side toward which you move, the ink is too far inside, so all of it stays in the "
    "frame. Put some right next to the empty border there: rows and columns 4 and 23 are the outermost that may have "
    "ink.",
    when=lambda image, down, right: np.array_equal(rolling_shift(image, down, right), shift(image, down, right)),
)
def too_far_inside():
    image = np.zeros((28, 28))
    image[14, 14] = 1
    return image, 6, 6
