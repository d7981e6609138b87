"""The widget `SecantToTangent`: how does a slope between two points become a slope at one?"""

import numpy as np

from dlmath import activations, calculus
from dlmath.widgets._base import Choice, Number, Widget, digits, joined

FUNCTIONS = {  # how it is written, the function, and its derivative where it has one
    "square": ("x²", np.square, lambda x: 2 * x),
    "sine": ("sin x", np.sin, np.cos),
    "exponential": ("eˣ", np.exp, np.exp),
    "sigmoid": ("σ(x)", activations.sigmoid, activations.sigmoid_derivative),
    "absolute value": ("|x|", np.abs, np.sign),
    "cube root": ("∛x", np.cbrt, lambda x: 1 / (3 * np.cbrt(x) ** 2)),
}
PLAIN = 1e-4


class Step(Number):
    """A step to the right or, below 0, to the left; at least as long as a float64 can resolve next to 1."""

    def check(self, value):
        value = super().check(value)
        if abs(value) < 1e-16:
            raise ValueError(f"{self.name} is {value:g}, expected a step of at least 1e-16 to the right or to the left")
        return value


class SecantToTangent(Widget):
    """A curve, the secant through two of its points, and the tangent that it turns into as the points meet.

    Both points can be dragged. Beside them stands the error of the secant's slope against the step, both logarithmic.

    Parameters
    ----------
    function : str
        "square", "sine", "exponential", "sigmoid", "absolute value" or "cube root".
    x : float
        Where the slope is wanted, in [−2, 2].
    h : float
        The step to the second point, in [−1, 1] and not 0; the point lies to the left for h below 0.
    rule : str
        "forward", from x to x + h, or "central", from x − h to x + h.
    smallest : float
        The smallest step the slider reaches, from 1e-16 to 1e-3. Below 1e-4 the rule can be chosen as well.

    >>> w = SecantToTangent(function="square", x=1, h=0.5)
    >>> w.slope, w.derivative, w.error
    (2.5, 2.0, 0.5)
    >>> SecantToTangent(function="absolute value", x=0, h=-0.5).slope
    -1.0
    """

    _esm = joined("secant_to_tangent")
    _always = ("function", "x", "h")
    function = Choice(FUNCTIONS)
    x = Number(1.0, low=-2, high=2)
    h = Step(1.0, low=-1, high=1)
    rule = Choice(("forward", "central"))
    smallest = Number(PLAIN, low=1e-16, high=1e-3)

    @property
    def slope(self):
        """The slope of the secant: float."""
        _, f, _ = FUNCTIONS[self.function]
        if self.rule == "central":
            return float(calculus.central_difference(f, self.x, abs(self.h)))
        if self.h > 0:
            return float(calculus.forward_difference(f, self.x, self.h))
        return -float(calculus.forward_difference(lambda t: f(-t), -self.x, -self.h))  # seen in a mirror

    @property
    def derivative(self):
        """The slope of the tangent: float, or None where there is none."""
        if self.x == 0 and self.function in ("absolute value", "cube root"):
            return None
        return float(FUNCTIONS[self.function][2](self.x))

    @property
    def error(self):
        """The slope of the secant minus that of the tangent: float, or None where there is no tangent."""
        return None if self.derivative is None else self.slope - self.derivative

    def room(self):
        """The choice of a rule needs a line more, its chart another two."""
        return ("490px + 95cqi", "330px + 24cqi") if self.smallest >= PLAIN else ("500px + 95cqi", "385px + 24cqi")

    def describe(self):
        """One sentence that says what stands here and in which state."""
        written, left = FUNCTIONS[self.function][0], self.x - self.h if self.rule == "central" else self.x
        curve = (
            f"the curve of {written} with the secant through its points at {digits(left)} and {digits(self.x + self.h)}"
        )
        if self.derivative is None:
            return f"{curve}, of slope {digits(self.slope)}; at {digits(self.x)} the curve has no slope."
        tangent = f"the tangent at {digits(self.x)}, of slope {digits(self.derivative)}"
        return f"{curve}, of slope {digits(self.slope)}, and {tangent}."
