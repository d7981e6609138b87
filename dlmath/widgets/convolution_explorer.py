"""The widget `ConvolutionExplorer`: what do nine weights see?"""

import base64

import numpy as np

from dlmath import _checks, cnn, datasets
from dlmath.widgets._base import Checked, Choice, Widget, digits, joined
from dlmath.widgets.low_rank import photograph as large_photograph

LARGEST = 9.0


def photograph():
    """Grace Hopper in 64 × 64 gray values from 0 to 255: array of uint8."""
    gray = large_photograph().astype(float)
    return gray.reshape(64, 2, 64, 2).mean(axis=(1, 3)).round().astype(np.uint8)


def digit():
    """The first digit of the MNIST subset, a 5, in 28 × 28 values from 0 (no ink) to 255: array of uint8."""
    train, _ = datasets.mnist()
    return (train.images[0] * 255).round().astype(np.uint8)


PICTURES = {"photograph": photograph, "digit": digit}


class Kernel(Checked):
    """A 3 × 3 kernel as a tuple of three rows; the browser gets its nine weights in one row."""

    def __init__(self, default):
        super().__init__(default)
        self.tag(
            to_json=lambda W, _: [w for row in W for w in row],
            from_json=lambda w, _: (w[:3], w[3:6], w[6:]),
        )

    def check(self, value):
        W = _checks.array(self.name, value, shape=(3, 3))
        return tuple(tuple(_checks.scalar(self.name, float(w), low=-LARGEST, high=LARGEST) for w in row) for row in W)


class Place(Checked):
    """The row and the column of the window's upper left pixel, counted from 0."""

    def __init__(self, default):
        super().__init__(default)
        self.tag(to_json=lambda at, _: list(at), from_json=lambda at, _: tuple(at))

    def check(self, value):
        if not isinstance(value, list | tuple) or len(value) != 2:
            raise ValueError(f"{self.name} is {value!r}, expected a pair of integers")
        return tuple(_checks.integer(self.name, v, low=0, high=61) for v in value)


class ConvolutionExplorer(Widget):
    """A kernel of nine weights that slides over an image, and what it answers at every place.

    Parameters
    ----------
    picture : str
        "photograph", 64 × 64 pixels, or "digit", 28 × 28.
    kernel : 3 × 3
        The weights, from -9 to 9; any nest or array. It is read as a tuple of three rows.
    at : pair of int
        Row and column of the window's upper left pixel, from 0 to 61; what lies outside counts as the last place.

    >>> w = ConvolutionExplorer(picture="digit", kernel=[[0, 0, 0], [0, 1, 0], [0, 0, 0]])
    >>> w.output.shape, bool((w.output == w.image[1:-1, 1:-1]).all())
    ((26, 26), True)
    """

    _esm = joined("convolution_explorer") + "".join(
        f'\nconst {name.upper()}_PIXELS = "{base64.b64encode(pixels().tobytes()).decode()}";'
        for name, pixels in PICTURES.items()
    )
    _always = ("picture",)
    _room = ("max(440px + 50cqi, 1010px - 100cqi)", "310px + 50cqi")

    picture = Choice(PICTURES)
    kernel = Kernel(((-1.0, 0.0, 1.0), (-2.0, 0.0, 2.0), (-1.0, 0.0, 1.0)))
    at = Place((20, 20))

    @property
    def image(self):
        """The picture: array (rows, columns) from 0 to 1."""
        return PICTURES[self.picture]() / 255

    @property
    def output(self):
        """The sum of products at every place: array (rows − 2, columns − 2)."""
        return cnn.conv2d(self.image[None, None], np.array(self.kernel)[None, None])[0, 0]

    @property
    def place(self):
        """Row and column of the window, which lies on the picture."""
        last = len(self.image) - 3
        return min(self.at[0], last), min(self.at[1], last)

    def describe(self):
        """One sentence that says what stands here and in which state."""
        rows = ", ".join(f"({', '.join(digits(w) for w in row)})" for row in self.kernel)
        i, j = self.place
        return (
            f"a {self.picture} under the kernel with the rows {rows}; with the window's upper left corner in row {i}, "
            f"column {j}, the sum of the nine products is {digits(self.output[i, j])}."
        )
