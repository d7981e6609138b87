"""The widget `ConvexityTest`: chords above a curve, tangents below it, and where one of them fails."""

import numpy as np

from dlmath import _checks, activations
from dlmath.widgets._base import Checked, Choice, Flag, Number, Widget, digits, joined

REACH, LOWEST, HIGHEST = 2.0, -1.0, 4.0  # curves live on [−REACH, REACH], what the hand bends between the heights
PLACES = 401  # how many places of a chord, and of the picture, are looked at
ROUNDING = 1e-9
SIGNED = np.array([-12.0, -0.5, 1.0, 1.0])  # the lesson's four examples: x where the label is 1, −x where it is 0


def _mean(entries):
    return np.mean(entries, axis=-1)


def _scores(w):
    return np.multiply.outer(w, SIGNED)


def _squared_error(w):
    return _mean((1 - activations.sigmoid(_scores(w))) ** 2)


def _squared_error_slope(w):
    p = activations.sigmoid(_scores(w))
    return _mean(-2 * (1 - p) ** 2 * p * SIGNED)


def _squared_error_curvature(w):
    p = activations.sigmoid(_scores(w))
    return _mean(2 * p * (1 - p) ** 2 * (3 * p - 1) * SIGNED**2)


def _cross_entropy(w):
    return _mean(activations.softplus(-_scores(w)))


def _cross_entropy_slope(w):
    return _mean(-activations.sigmoid(-_scores(w)) * SIGNED)


def _cross_entropy_curvature(w):
    p = activations.sigmoid(_scores(w))
    return _mean(p * (1 - p) * SIGNED**2)


CURVES = {  # how it is written, the function, its slope (at the kink the level one) and its curvature
    "parabola": ("x²", np.square, lambda x: 2 * x, lambda x: 2 + 0 * x),
    "absolute value": ("|x|", np.abs, np.sign, lambda x: 0 * x),
    "robust": (
        "log(1 + 4x²)",
        lambda x: np.log1p(4 * x**2),
        lambda x: 8 * x / (1 + 4 * x**2),
        lambda x: 8 * (1 - 4 * x**2) / (1 + 4 * x**2) ** 2,
    ),
    "cross-entropy": ("one neuron’s cross-entropy", _cross_entropy, _cross_entropy_slope, _cross_entropy_curvature),
    "squared error": ("one neuron’s squared error", _squared_error, _squared_error_slope, _squared_error_curvature),
}
OWN = "yours"


def spline(heights):
    """The natural cubic spline through heights at −2, −1, 0, 1, 2: its value, slope and curvature as functions.

    >>> f, slope, curvature = spline((4, 1, 0, 1, 4))
    >>> float(f(np.array(-1.0))), float(abs(slope(np.array(0.0))).round(9)), float(curvature(np.array(2.0)))
    (1.0, 0.0, 0.0)
    """
    y, bends = np.asarray(heights, float), np.zeros(5)
    bends[1:4] = np.linalg.solve([[4, 1, 0], [1, 4, 1], [0, 1, 4]], 6 * np.diff(y, 2))

    def piece(x):
        k = np.clip(np.floor(x) + 2, 0, 3).astype(int)
        u = x + 2 - k
        return 1 - u, u, y[k], y[k + 1], bends[k], bends[k + 1]

    def value(x):
        v, u, y0, y1, b0, b1 = piece(x)
        return v * y0 + u * y1 + (v**3 - v) * b0 / 6 + (u**3 - u) * b1 / 6

    def slope(x):
        v, u, y0, y1, b0, b1 = piece(x)
        return y1 - y0 + (1 - 3 * v**2) * b0 / 6 + (3 * u**2 - 1) * b1 / 6

    def curvature(x):
        v, u, _, _, b0, b1 = piece(x)
        return v * b0 + u * b1

    return value, slope, curvature


class Heights(Checked):
    """Five numbers between −1 and 4."""

    def check(self, value):
        x = _checks.array(self.name, value, shape=(5,))
        return tuple(_checks.scalar(self.name, float(v), low=LOWEST, high=HIGHEST) for v in x)


class ConvexityTest(Widget):
    """A chord over a curve, a tangent under it, and the places where one of them is on the wrong side.

    Both ends of the chord and the point of the tangent can be dragged; one of the curves can be bent.

    Parameters
    ----------
    curve : str
        "parabola", "absolute value", "robust" (log(1 + 4x²)), "cross-entropy" or "squared error" (of one neuron with
        four examples), or "yours".
    a, b : float
        Where the chord ends, in [−2, 2].
    touch : float
        Where the tangent touches, in [−2, 2].
    heights : tuple of five floats
        Of the curve "yours" at −2, −1, 0, 1 and 2, each in [−1, 4]; a natural cubic spline joins them.
    bends : bool
        Whether a strip shows where the curve bends downward.

    >>> w = ConvexityTest(curve="robust", a=0, b=2, touch=0)
    >>> w.is_convex, [round(number, 3) for number in w.chord_test]
    (False, [0.211, 1.205])
    """

    _esm = joined("convexity_test")
    _always = ("curve", "a", "b", "touch")
    _room = ("max(685px, 400px + 72cqi)", "max(427px, 105px + 40cqi)")
    curve = Choice((*CURVES, OWN))
    a = Number(-1.2, low=-REACH, high=REACH)
    b = Number(1.6, low=-REACH, high=REACH)
    touch = Number(0.5, low=-REACH, high=REACH)
    heights = Heights((2.6, 1.0, 0.4, 1.0, 2.6))
    bends = Flag(False)

    @property
    def functions(self):
        """The curve, its slope and its curvature: three functions of an array of places."""
        return spline(self.heights) if self.curve == OWN else CURVES[self.curve][1:]

    @property
    def chord_test(self):
        """How far the curve rises above the chord at most, and where: two floats, the first 0 where it never does."""
        f, _, _ = self.functions
        t = np.arange(PLACES) / (PLACES - 1)
        x = (1 - t) * self.a + t * self.b
        gaps = f(x) - ((1 - t) * f(np.array(self.a)) + t * f(np.array(self.b)))
        return float(np.max(gaps)), float(x[np.argmax(gaps)])

    @property
    def tangent_test(self):
        """How far the tangent rises above the curve at most, and where: two floats, the first 0 where it never does."""
        f, slope, _ = self.functions
        x, at = np.linspace(-REACH, REACH, PLACES), np.array(self.touch)
        gaps = f(at) + slope(at) * (x - at) - f(x)
        return float(np.max(gaps)), float(x[np.argmax(gaps)])

    @property
    def is_convex(self):
        """Whether the curve nowhere bends downward, from −2 to 2."""
        _, _, curvature = self.functions
        return bool(np.min(curvature(np.linspace(-REACH, REACH, PLACES))) >= -ROUNDING)

    def describe(self):
        """One sentence that says what stands here and in which state."""
        written = "a bent curve" if self.curve == OWN else f"the curve of {CURVES[self.curve][0]}"
        parts = []
        for name, ends, (gap, at), wrong in (
            ("chord", f"from {digits(self.a)} to {digits(self.b)}", self.chord_test, "below"),
            ("tangent", f"at {digits(self.touch)}", self.tangent_test, "above"),
        ):
            passes = "passes" if gap <= ROUNDING else f"lies {digits(gap, 2)} {wrong} the curve at x = {digits(at)}"
            parts.append(f"the {name} {ends} {passes}")
        return f"{written}; {', and '.join(parts)}; the curve is {'' if self.is_convex else 'not '}convex."
