"""The widget `ConvBackward`: which outputs a pixel touches, and which pixels an output reads."""

import numpy as np

from dlmath import cnn
from dlmath.widgets._base import Choice, Whole, Widget, joined

SIZE = 7
SIDES = ("pixel", "output")


class ConvBackward(Widget):
    """An image of 7 × 7 pixels beside the output of a layer: what touches what, and through which weight.

    Choose a pixel, and the outputs that read it light up; choose an output, and the pixels it reads light up. A number
    says which weight stands in between, counted row by row.

    Parameters
    ----------
    side : str
        "pixel" or "output": where the chosen cell is.
    row, column : int
        The chosen cell, from 0; beyond the last one, the last one is meant.
    kernel : int
        Rows and columns of the kernel, from 1 to 4.
    stride, padding, dilation : int
        From 1 to 3, 0 to 2, and 1 to 2.

    >>> ConvBackward().weights.astype(int)[1:4, 1:4]
    array([[9, 8, 7],
           [6, 5, 4],
           [3, 2, 1]])
    """

    _esm = joined("conv_backward")
    _room = ("800px", "510px")
    side = Choice(SIDES)
    row = Whole(3, low=0, high=10)
    column = Whole(3, low=0, high=10)
    kernel = Whole(3, low=1, high=4)
    stride = Whole(1, low=1, high=3)
    padding = Whole(0, low=0, high=2)
    dilation = Whole(1, low=1, high=2)

    @property
    def _window(self):
        return {"stride": self.stride, "padding": self.padding, "dilation": self.dilation}

    @property
    def places(self):
        """Rows of the output, and columns."""
        return cnn.output_size(SIZE, self.kernel, **self._window)

    @property
    def cell(self):
        """The row and the column of the chosen cell."""
        last = (SIZE if self.side == "pixel" else self.places) - 1
        return min(self.row, last), min(self.column, last)

    @property
    def weights(self):
        """For each cell of the other side, the number of the weight in between, or 0."""
        numbered = np.arange(1.0, self.kernel**2 + 1).reshape(1, 1, self.kernel, self.kernel)
        size = SIZE if self.side == "pixel" else self.places
        one = np.zeros((1, 1, size, size))
        one[0, 0][self.cell] = 1
        if self.side == "pixel":
            return cnn.conv2d(one, numbered, **self._window)[0, 0]
        return cnn.conv2d_gradient_images(one, numbered, size=SIZE, **self._window)[0, 0]

    def describe(self):
        """One sentence that says what stands here and in which state."""
        (row, column), n = self.cell, int(np.sum(self.weights > 0))
        other = "outputs it touches" if self.side == "pixel" else "pixels it reads"
        return (
            f"an image of 7 × 7 pixels and the output of a layer with a {self.kernel} × {self.kernel} kernel; the "
            f"chosen {self.side} is in row {row}, column {column}, and the number of {other} is {n}."
        )
