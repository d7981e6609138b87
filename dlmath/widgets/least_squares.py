"""The widget `LeastSquares`: a line, the squares of its residuals, and the map of their mean."""

import numpy as np

from dlmath import _checks, metrics, regression
from dlmath.widgets._base import Checked, Number, Widget, digits, joined

REACH, STEEPEST = 4.0, 3.0  # points and intercept lie in [−REACH, REACH], slopes in [−STEEPEST, STEEPEST]
FEWEST, MOST = 2, 8


class Coordinates(Checked):
    """From 2 to 8 numbers between −4 and 4."""

    def check(self, value):
        numbers = _checks.array(self.name, value, ("n",))
        if not FEWEST <= len(numbers) <= MOST:
            raise ValueError(f"{self.name} has {len(numbers)} numbers, expected {FEWEST} to {MOST}")
        return tuple(_checks.scalar(self.name, float(v), low=-REACH, high=REACH) for v in numbers)


class LeastSquares(Widget):
    """Points with a line and the squares of its residuals, beside the map of their mean over intercept and slope.

    The points can be dragged, and so can the place (b, w) on the map. A path takes steps downhill from there.

    Parameters
    ----------
    x, y : 2 to 8 numbers each
        The points, with coordinates in [−4, 4].
    slope, intercept : float
        w in [−3, 3] and b in [−4, 4], of the line.
    learning_rate : float
        η of the path, in [0.01, 0.5].

    >>> w = LeastSquares(x=(-1, 0, 1), y=(0, 1, 2), slope=0, intercept=0)
    >>> round(w.loss, 4)
    1.6667
    >>> [float(round(v, 4)) for v in w.best]
    [1.0, 1.0]
    """

    _esm = joined("least_squares")
    _always = ("slope", "intercept")
    _room = ("965px", "337px + 35cqi")

    x = Coordinates((-3.0, -2.0, -1.0, 0.0, 1.0, 2.0, 3.0))
    y = Coordinates((-1.9, -2.4, 0.6, -0.7, 2.1, 0.4, 2.6))
    slope = Number(0.0, low=-STEEPEST, high=STEEPEST)
    intercept = Number(0.0, low=-REACH, high=REACH)
    learning_rate = Number(0.05, low=0.01, high=0.5)

    def __init__(self, **values):
        super().__init__(**values)
        if len(self.x) != len(self.y):
            raise ValueError(f"x has {len(self.x)} numbers and y has {len(self.y)}, expected as many")

    @property
    def loss(self):
        """The mean squared error of the line: float."""
        return float(metrics.mean_squared_error(self.y, self.slope * np.array(self.x) + self.intercept))

    @property
    def best(self):
        """Slope and intercept of the least-squares line; the flat one where all x are the same: two floats."""
        model = regression.least_squares_by_svd(np.array(self.x)[:, None], self.y)
        return float(model.weights[0]), float(model.intercept)

    def describe(self):
        """One sentence that says what stands here and in which state."""
        w, b = self.best
        line = f"a line with slope {digits(self.slope)} and intercept {digits(self.intercept)}"
        best = f"slope {digits(w)} and intercept {digits(b)}"
        error = f"its mean squared error is {digits(self.loss)}"
        return f"{len(self.x)} points and {line}: {error}, and the best line has {best}."
