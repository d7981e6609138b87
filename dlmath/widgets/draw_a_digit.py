"""The widget `DrawADigit`: draw a digit, and LeNet-5, trained by dlmath, reads it."""

import base64
import json

import numpy as np

from dlmath import _checks, activations, augmentation, cnn
from dlmath.widgets._base import FOLDER, Checked, Flag, Whole, Widget, joined

# Written by tools/train_lenet.py: weights as whole numbers and a scale for each array, and some test images.
_FILE = FOLDER / "draw_a_digit_weights.js"
_SHIPPED = json.loads(_FILE.read_text(encoding="utf-8").removeprefix("export const LENET = ").rstrip().rstrip(";"))
_SHAPES = ((6, 1, 5, 5), (16, 6, 5, 5), (120, 400), (84, 120), (10, 84))

SHEET = 100  # rows and columns of the sheet that is drawn on
PEN = 1.1  # half the width of a stroke, in pixels of the network
MIDDLE = 14  # where MNIST has the center of mass


def _bytes(text, dtype):
    return np.frombuffer(base64.b64decode(text), dtype).astype(float)


def _array(entry, shape):
    return entry["scale"] * _bytes(entry["bytes"], np.int8).reshape(shape)


EXAMPLES = _bytes(_SHIPPED["images"]["bytes"], np.uint8).reshape(-1, 28, 28) / 255
LABELS = tuple(_SHIPPED["images"]["labels"])


def trained():
    """The parameters of LeNet-5 that the widget uses, as `dlmath.cnn.lenet5` takes them."""
    return [
        {"W": _array(layer["W"], shape), "b": _array(layer["b"], shape[:1])}
        for layer, shape in zip(_SHIPPED["layers"], _SHAPES, strict=True)
    ]


def segments(strokes):
    """The pieces of all strokes: rows of (x, y, x, y) on the sheet. A stroke of one point is a piece of length 0."""
    pieces, last, alone = [], None, False
    for code in (*strokes, -1):
        if code < 0:
            if alone:
                pieces.append((*last, *last))
            last, alone = None, False
            continue
        point = (code % SHEET + 0.5, code // SHEET + 0.5)
        if last is not None:
            pieces.append((*last, *point))
        last, alone = point, last is None
    return np.array(pieces, dtype=float).reshape(-1, 4)


def rendered(pieces):
    """28 × 28 pixels of ink from pieces in pixels: 1 inside the pen's width, fading to 0 within a pixel."""
    y, x = np.mgrid[0:28, 0:28].astype(float)
    nearest = np.full((28, 28), np.inf)
    for x0, y0, x1, y1 in pieces:
        dx, dy = x1 - x0, y1 - y0
        along = np.clip(((x - x0) * dx + (y - y0) * dy) / max(dx * dx + dy * dy, 1e-12), 0, 1)
        nearest = np.minimum(nearest, np.hypot(x - x0 - along * dx, y - y0 - along * dy))
    return np.clip(PEN + 0.5 - nearest, 0, 1)


def scaled(pieces):
    """The pieces on the sheet as pieces in pixels, so that the longer side of the ink fills 20 of them."""
    low, high = pieces.reshape(-1, 2).min(axis=0), pieces.reshape(-1, 2).max(axis=0)
    factor = (20 - 2 * PEN - 1) / max(np.max(high - low), 1.0)
    return (pieces - np.tile((low + high) / 2, 2)) * factor + 13.5


def centered(image):
    """The image, moved by whole pixels until its center of mass is as near to the middle as it can be."""
    mass, places = image.sum(), np.arange(28)
    if mass == 0:
        return image
    down = int(np.floor(MIDDLE - image.sum(axis=1) @ places / mass + 0.5))
    right = int(np.floor(MIDDLE - image.sum(axis=0) @ places / mass + 0.5))
    return augmentation.shift(image[None], down, right)[0]


class Strokes(Checked):
    """Whole numbers, 100 · row + column of a point on the sheet; -1 lifts the pen."""

    def check(self, value):
        if isinstance(value, str) or not hasattr(value, "__len__"):
            raise TypeError(f"{self.name} is {type(value).__name__} {value!r}, expected a list of whole numbers")
        return tuple(_checks.integer(f"{self.name}[{i}]", v, low=-1, high=SHEET**2 - 1) for i, v in enumerate(value))


class DrawADigit(Widget):
    """Draw a digit, or choose one of the test images, and LeNet-5 reads it.

    Parameters
    ----------
    strokes : list of int
        The drawing: 100 · row + column for each point on a sheet of 100 × 100, and -1 where the pen is lifted. While
        there are none, the test image is shown.
    example : int
        The number of a test image among those that the widget carries.
    right : int
        How many pixels the digit is moved to the right before the network sees it, from -8 to 8.
    normalize : bool
        Whether a drawing is scaled to 20 pixels, and everything centered by its mass, as MNIST was.

    >>> w = DrawADigit(example=0)
    >>> w.answer
    7
    """

    _esm = joined("draw_a_digit_weights", "draw_a_digit")
    _room = ("750px", "490px")

    strokes = Strokes(())
    example = Whole(0, low=0, high=len(LABELS) - 1)
    right = Whole(0, low=-8, high=8)
    normalize = Flag(True)

    @property
    def params(self):
        """The weights and biases of LeNet-5, a list of dicts."""
        return trained()

    @property
    def image(self):
        """What the network sees: 28 × 28 pixels of ink from 0 to 1."""
        pieces = segments(self.strokes)
        if not len(pieces):
            image = augmentation.shift(EXAMPLES[self.example][None], 0, self.right)[0]
        elif self.normalize:
            image = rendered(scaled(pieces))
        else:
            image = rendered(pieces * 28 / SHEET - 0.5 + np.array([self.right, 0, self.right, 0]))
        return centered(image) if self.normalize else image

    @property
    def probabilities(self):
        """How likely the network finds each of the ten digits."""
        return activations.softmax(cnn.lenet5(trained(), self.image[None, None])[0])

    @property
    def answer(self):
        """The digit that the network reads."""
        return int(np.argmax(self.probabilities))

    def describe(self):
        """One sentence that says what stands here and in which state."""
        shown = "a drawing" if len(segments(self.strokes)) else f"a test image of a {LABELS[self.example]}"
        p = self.probabilities
        return f"a sheet to draw a digit on. LeNet-5 reads {shown} as a {p.argmax()}, and is {p.max():.1%} sure."
