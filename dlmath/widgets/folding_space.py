"""The widget `FoldingSpace`: two hidden units move the plane, and one straight cut follows."""

import numpy as np

from dlmath import _checks, activations
from dlmath.widgets._base import Checked, Choice, Widget, joined

POINTS = ("corners", "circles", "xor")
ACTIVATIONS = ("ReLU", "fold", "none")
DIRECTIONS = 360


class Unit(Checked):
    """A unit as four numbers: a point of its line, then its weights, which are not both 0."""

    def check(self, value):
        x = _checks.array(self.name, value, shape=(4,))
        at = [_checks.scalar(self.name, float(v), low=-3, high=3) for v in x]
        if np.hypot(at[2], at[3]) < 0.1:
            raise ValueError(f"{self.name} has weights of length {np.hypot(at[2], at[3]):.3g}, expected at least 0.1")
        return tuple(at)


class FoldingSpace(Widget):
    """Two planes: points with the lines of two hidden units, and where the units move them, with the best straight cut.

    On the left, the lines and their arrows can be dragged. On the right, the points and the grid land in the plane of
    the two activations, and one straight line separates the classes as well as a line can.

    Parameters
    ----------
    points : str
        "corners", "circles" or "xor".
    activation : str
        "ReLU", "fold" (the absolute value, which is two ReLU units) or "none".
    first, second : array_like, shape (4,)
        For each unit, a point on its line, x₁ and x₂, then its weights w₁ and w₂, all in [−3, 3].

    >>> FoldingSpace().wrong
    0
    >>> FoldingSpace(activation="none").wrong
    1
    """

    _esm = joined("folding_space")
    _room = ("max(412px + 157.5cqi, 297px + 188.7cqi)", "278px + 47.2cqi")
    points = Choice(POINTS)
    activation = Choice(ACTIVATIONS)
    first = Unit((0.25, -0.25, 1.0, 1.0))
    second = Unit((0.25, 0.75, 1.0, 1.0))

    @property
    def weights(self):
        """W, one row for each unit, and b."""
        units = np.array([self.first, self.second])
        W = units[:, 2:]
        return W, -np.sum(units[:, :2] * W, axis=1)

    @property
    def hidden(self):
        """Where the points land, one a row."""
        W, b = self.weights
        Z = examples(self.points)[0] @ W.T + b
        return {"ReLU": activations.relu, "fold": np.abs, "none": np.asarray}[self.activation](Z)

    @property
    def wrong(self):
        """How many points the best straight cut of the hidden plane leaves on the wrong side."""
        return best_cut(self.hidden, examples(self.points)[1])[2]

    def describe(self):
        """One sentence that says what stands here and in which state."""
        n = len(examples(self.points)[1])
        return (
            f"the points {self.points!r} before and after a layer of two units with the activation "
            f"{self.activation!r}; the best straight cut leaves {self.wrong} of {n} on the wrong side."
        )


def examples(name):
    """The points and their classes, the same as in the picture."""
    if name == "corners":
        return np.array([[0.0, 0], [0, 1], [1, 0], [1, 1]]), np.array([0, 1, 1, 0])
    if name == "circles":
        t = 2 * np.pi * np.arange(24) / 24
        ring = np.column_stack([np.cos(t), np.sin(t)])
        return np.concatenate([ring, ring[::2] / 2]), np.repeat([0, 1], [24, 12])
    k = np.arange(1, 37)  # a sequence that fills the square evenly
    X = 2 * np.column_stack([k * 0.7548776662466927 % 1, k * 0.5698402909980532 % 1]) - 1
    X += 0.12 * np.sign(X)
    return X, (X[:, 0] * X[:, 1] < 0) * 1


def best_cut(A, y):
    """The straight cut with the fewest points on the wrong side, and of those the one with the most room.

    Returns its direction (a unit vector u; class 1 lies where u · a > t), the threshold t, how many are wrong, and the
    room on either side.
    """
    best = (None, 0.0, int(min(np.sum(y == 0), np.sum(y == 1))), 0.0)
    for angle in _angles(A, y):
        u = np.array([np.cos(angle), np.sin(angle)])
        s = A @ u
        order = np.argsort(s, kind="stable")
        s, labels = s[order], y[order]
        wrong = np.concatenate([[np.sum(labels == 0)], np.sum(labels == 0) + np.cumsum(2 * labels - 1)])
        for i in np.flatnonzero(np.diff(s) > 1e-6) + 1:  # i points lie below the cut
            room = (s[i] - s[i - 1]) / 2
            if wrong[i] < best[2] or (wrong[i] == best[2] and room > best[3] + 1e-9):
                best = (u, (s[i - 1] + s[i]) / 2, int(wrong[i]), room)
    return best


def _angles(A, y):
    """Evenly spaced angles, then one between any two at which points of different classes change their order.

    Between two such angles no cut gains or loses a point: so none that separates the classes better is missed.
    """
    pairs = (A[y == 0][:, None] - A[y == 1]).reshape(-1, 2)
    turns = np.arctan2(-pairs[:, 0], pairs[:, 1])[np.hypot(*pairs.T) > 1e-9] % np.pi % np.pi
    turns = np.sort(np.concatenate([turns, turns + np.pi]))
    middles = (turns + np.append(turns[1:], turns[:1] + 2 * np.pi)) / 2
    return np.concatenate([2 * np.pi * np.arange(DIRECTIONS) / DIRECTIONS, middles])
