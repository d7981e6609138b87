"""The widget `ReadableNetwork`: twelve pixels, three hidden units, two answers, and every number in sight."""

import numpy as np

from dlmath import _checks, activations
from dlmath.widgets._base import Checked, Whole, Widget, joined

SHAPES = ((3, 12), (3,), (2, 3), (2,))
N_WEIGHTS = 47

# A hidden unit likes the ink of one column, of the two pixels in the middle twice as much as of those at the ends.
_STROKE = np.array([2.0, 4.0, 4.0, 2.0])
HAND_MADE = (
    np.stack([np.outer(_STROKE, column).ravel() for column in np.eye(3)]),
    np.full(3, -7.0),
    np.array([[4.0, -6.0, 4.0], [-4.0, 6.0, -4.0]]),
    np.zeros(2),
)

# What gradient descent found in lesson 00/2, which runs it again and compares; to two decimals.
TRAINED = (
    np.array(
        [
            [-0.57, 0.29, -0.38, -1.08, 1.74, -1.16, -0.77, 2.11, -1.54, -0.81, 0.42, -0.26],
            [-0.40, -0.18, 0.01, 0.55, -1.56, 0.94, 1.25, -0.73, 0.94, 0.92, -0.60, 0.40],
            [-0.08, 0.39, -0.73, -1.23, 1.34, -0.90, -1.42, 1.40, -0.97, -0.15, 0.65, -0.17],
        ]
    ),
    np.array([0.53, -0.16, 0.47]),
    np.array([[-4.13, 2.55, -2.72], [3.66, -2.70, 3.12]]),
    np.array([1.93, -1.81]),
)
NETWORKS = {"hand-made": HAND_MADE, "trained": TRAINED, "all zero": tuple(np.zeros(shape) for shape in SHAPES)}


class Pixels(Checked):
    """Twelve times ink (1) or paper (0), row by row; also as 4 rows of 3."""

    def check(self, value):
        x = _checks.array(self.name, value, ndim=(1, 2))
        x = _checks.array(self.name, x, (4, 3) if x.ndim == 2 else (12,)).ravel()
        _checks.refuse_where(self.name, x, (x != 0) & (x != 1), "0 for paper or 1 for ink")
        return tuple(int(v) for v in x)


class Weights(Checked):
    """The name of a network, or its 47 numbers: W₁ row by row, b₁, W₂, b₂; also as these four arrays."""

    def check(self, value):
        if isinstance(value, str):
            return _checks.one_of(self.name, value, tuple(NETWORKS))
        if isinstance(value, tuple | list) and len(value) == len(SHAPES):
            value = np.concatenate(
                [_checks.array(f"{self.name}[{i}]", value[i], SHAPES[i]).ravel() for i in range(len(SHAPES))]
            )
        return tuple(float(v) for v in _checks.array(self.name, value, (N_WEIGHTS,)))


class ReadableNetwork(Widget):
    """A 12-3-2 network that reads drawings of 0 and 1 and shows every weight and every activation.

    Every setting can be given by name, set later, and read back after a reader has moved something.

    Parameters
    ----------
    pixels : 12 numbers, or 4 rows of 3
        1 for ink, 0 for paper.
    weights : str, four arrays or 47 numbers
        "hand-made", "trained", "all zero"; or W₁ (3, 12), b₁ (3,), W₂ (2, 3), b₂ (2,); or all of them in a row.
    unit : int or None
        The unit whose sum is written out, and whose weights can be changed: 1, 2, 3 are the hidden units, 4 and 5 the
        outputs for 0 and 1.

    >>> w = ReadableNetwork(pixels=[[0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0]])
    >>> w.hidden.round(3)
    array([0.001, 0.993, 0.001])
    >>> w.output.round(3)
    array([0.003, 0.997])
    """

    _esm = joined("readable_network")
    _always = ("weights",)

    pixels = Pixels((1, 1, 1, 1, 0, 1, 1, 0, 1, 1, 1, 1))
    weights = Weights("hand-made")
    unit = Whole(None, low=1, high=5, none=True)

    def room(self):
        """The height that a page keeps for the picture; the sum of a unit is written out below it."""
        more = 60 if self.unit else 0
        return f"max({720 + more}px, {1680 + more}px - 285cqi)", f"{560 + more}px"

    @property
    def layers(self):
        """W₁ (3, 12), b₁ (3,), W₂ (2, 3) and b₂ (2,)."""
        if isinstance(self.weights, str):
            return tuple(np.copy(a) for a in NETWORKS[self.weights])
        ends = np.cumsum([np.prod(shape) for shape in SHAPES])
        return tuple(a.reshape(s) for a, s in zip(np.split(np.array(self.weights), ends[:-1]), SHAPES, strict=True))

    @property
    def hidden(self):
        """The activations of the three hidden units."""
        W1, b1, _, _ = self.layers
        return activations.sigmoid(W1 @ np.array(self.pixels) + b1)

    @property
    def output(self):
        """The activations of the two outputs: how much this is a 0, how much it is a 1."""
        _, _, W2, b2 = self.layers
        return activations.sigmoid(W2 @ self.hidden + b2)

    def describe(self):
        """One sentence that says what stands here and in which state."""
        rows = " ".join("".join(".#"[v] for v in self.pixels[k : k + 3]) for k in range(0, 12, 3))
        kind = self.weights if isinstance(self.weights, str) else "changed"
        hidden = ", ".join(f"{a:.2f}" for a in self.hidden)
        zero, one = self.output
        return (
            f"a network of 12 pixels, 3 hidden units and 2 outputs, with weights {kind}. The drawing is {rows}; "
            f"the hidden units have {hidden}, the output for 0 has {zero:.2f} and the output for 1 has {one:.2f}."
        )
