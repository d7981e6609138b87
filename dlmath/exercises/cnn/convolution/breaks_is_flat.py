"""breaks_is_flat: an image to which the Laplacian is blind."""

import numpy as np

from dlmath.exercises import exercise

TASK = """A friend's `is_flat` says that all pixels of an image are the same if the Laplacian, the kernel with the rows
(0, 1, 0), (1, −4, 1) and (0, 1, 0), answers 0 everywhere. Return a 5 × 5 image that proves the friend wrong: the code
says that it is flat, and yet the largest and the smallest of its nine inner pixels differ by 1 or more."""


def _image(image):
    image = np.asarray(image)
    if image.shape != (5, 5) or image.dtype.kind not in "biuf" or not np.all(np.isfinite(image)):
        raise ValueError("the image must be a 5 × 5 array of numbers")
    return image.astype(float)


def _laplacian(image):
    x = _image(image)
    return x[:-2, 1:-1] + x[2:, 1:-1] + x[1:-1, :-2] + x[1:-1, 2:] - 4 * x[1:-1, 1:-1]


def _spread(image):
    inner = _image(image)[1:-1, 1:-1]
    return inner.max() - inner.min()


def truly_flat(image):
    x = _image(image)
    return bool(x.max() == x.min())


@exercise(
    weight="hard",
    task=TASK,
    hints=[
        "The answer is 0 wherever a pixel is the mean of its four neighbors. Think of one row first: in which rows is "
        "each number the mean of the one before it and the one after it?",
        "Brightness that grows steadily, like 0, 1, 2, 3, 4. What do the rows below have to be?",
        "Give every row the same steady growth: np.tile(np.arange(5.0), (5, 1)) stacks five copies on top of each "
        "other.",
    ],
)
def breaks_is_flat():
    """An image that is not flat, and to which the Laplacian is blind."""
    # On a steady slope, each pixel is the mean of its left and right neighbors, and of those above and below.
    return np.array([[0.0, 1.0, 2.0, 3.0, 4.0]] * 5)


@breaks_is_flat.breaks(truly_flat)
def is_flat(image):
    return bool(np.allclose(_laplacian(image), 0))


@breaks_is_flat.law("it is a 5 × 5 array of numbers", form=True)
def _(answer):
    return _image(answer()).shape == (5, 5)


@breaks_is_flat.law("the largest and the smallest of its nine inner pixels differ by 1 or more")
def _(answer):
    return bool(_spread(answer()) >= 1)


@breaks_is_flat.misconception(
    "This image really is flat: all its entries are the same, and the friend is right. Find one whose pixels differ.",
    when=lambda image: truly_flat(image),
)
def flat():
    return np.ones((5, 5))


@breaks_is_flat.misconception(
    "A single pixel that stands out gives answers that are not 0, on itself or beside it. Each inner pixel must be "
    "the mean of its four neighbors.",
    when=lambda image: np.sum(_image(image) != np.median(_image(image))) == 1 and not is_flat(image),
)
def one_pixel():
    image = np.zeros((5, 5))
    image[2, 2] = 1.0
    return image


@breaks_is_flat.misconception(
    "A corner of the image only ever meets a corner of the kernel, where the weight is 0, so the friend is wrong here, "
    "too. But the inner pixels are all the same. Find an image whose nine inner pixels differ.",
    when=lambda image: is_flat(image) and not truly_flat(image) and _spread(image) == 0,
)
def a_corner():
    image = np.zeros((5, 5))
    image[0, 0] = 1.0
    return image


@breaks_is_flat.misconception(
    "There is a jump between dark and bright, and the Laplacian answers on both sides of it. Let the brightness change "
    "steadily, by the same amount from each pixel to the next.",
    when=lambda image: len(np.unique(_image(image))) == 2 and not is_flat(image),
)
def a_jump():
    image = np.zeros((5, 5))
    image[:, 3:] = 1.0
    return image


@breaks_is_flat.misconception(
    "The Laplacian notices where the steps between neighbors grow or shrink, as in 0, 1, 4, 9. Each inner pixel must "
    "be the mean of its four neighbors: keep the steps equal.",
    when=lambda image: len(np.unique(_image(image))) > 2 and not is_flat(image),
)
def a_curve():
    return np.array([[0.0, 1.0, 4.0, 9.0, 16.0]] * 5)
