"""The widget `DecisionBoundary`: which line tells these two classes apart, and how sure is it?"""

import numpy as np

from dlmath import _checks, losses, regression
from dlmath.widgets._base import Checked, Flag, Number, Widget, digits, joined

REACH = (4.0, 3.0)  # points lie in [−4, 4] × [−3, 3]
MOST = 8
SURE = 2 * np.log(9)  # the logits of 90% and 10% are log 9 and −log 9


class Pairs(Checked):
    """From 1 to 8 points of the plane; the browser gets their coordinates in one row."""

    def __init__(self, default):
        super().__init__(default)
        self.tag(to_json=lambda pairs, _: [v for pair in pairs for v in pair], from_json=lambda row, _: _paired(row))

    def check(self, value):
        X = _checks.array(self.name, value, shape=("n", 2))
        if not 1 <= len(X) <= MOST:
            raise ValueError(f"{self.name} has {len(X)} points, expected 1 to {MOST}")
        return tuple(tuple(self._within(v, reach) for v, reach in zip(x, REACH, strict=True)) for x in X)

    def _within(self, v, reach):
        return _checks.scalar(self.name, float(v), low=-reach, high=reach)


def _paired(row):
    return [row[i : i + 2] for i in range(0, len(row), 2)]


class DecisionBoundary(Widget):
    """Points of two classes that can be dragged, and the probabilities of a logistic regression fitted to them.

    The fit is that of `regression.logistic_by_newton`, with its penalty.

    Parameters
    ----------
    zeros, ones : 1 to 8 points each
        The examples of class 0 and of class 1, with x₁ in [−4, 4] and x₂ in [−3, 3].
    penalty : float
        λ, from 0.0001 to 1.
    line : bool
        Whether the line of 0.5 of a least-squares fit to the labels is drawn as well.

    >>> w = DecisionBoundary(zeros=[(-1, 0), (1, 0)], ones=[(0, 0), (2, 0)], penalty=0.0001)
    >>> w.mistakes, round(w.loss, 3)
    (2, 0.587)
    """

    _esm = joined("decision_boundary")
    _always = ("penalty",)
    _room = ("720px", "max(413px, 88px + 42cqi)")

    zeros = Pairs(((-2.8, 0.9), (-2.2, -1.4), (-1.5, 1.7), (-0.9, -0.3), (-0.3, 1.2), (1.4, 0.3)))
    ones = Pairs(((-1.5, -0.9), (0.3, -0.6), (1.2, -1.7), (2.2, 0.7), (2.4, -0.7), (3.0, 1.5)))
    penalty = Number(0.01, low=0.0001, high=1)
    line = Flag(False)

    @property
    def X(self):
        """All points, those of class 0 first: array (n, 2)."""
        return np.array([*self.zeros, *self.ones])

    @property
    def y(self):
        """Their labels: array (n,) of int."""
        return np.repeat([0, 1], [len(self.zeros), len(self.ones)])

    @property
    def model(self):
        """The logistic regression: LinearModel."""
        return regression.logistic_by_newton(self.X, self.y, self.penalty)

    @property
    def loss(self):
        """Its mean cross-entropy, without the penalty: float."""
        return float(losses.binary_cross_entropy(regression.predict(self.model, self.X), self.y))

    @property
    def mistakes(self):
        """How many points lie on the wrong side of the boundary, where the probability is 0.5: int."""
        logits = regression.predict(self.model, self.X)
        return int(np.sum(np.where(self.y == 1, logits, -logits) < 0))

    @property
    def fog(self):
        """The distance between the lines of 10% and 90%, 2 log 9 / ‖w‖: float, infinite where w is 0."""
        size = np.linalg.norm(self.model.weights)
        return float(SURE / size) if size > 1e-9 else float("inf")

    def describe(self):
        """One sentence that says what stands here and in which state."""
        n = len(self.y)
        fog = f"from 10% to 90% it is {digits(self.fog)} wide" if np.isfinite(self.fog) else "there is no boundary"
        points = f"{len(self.zeros)} points of class 0 and {len(self.ones)} of class 1"
        fit = f"a logistic regression with λ = {digits(self.penalty)}"
        return f"{points}, and {fit}: {self.mistakes} of {n} on the wrong side, loss {digits(self.loss)}, {fog}."
