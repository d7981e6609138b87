"""The widget `GradientField`: how steep is it, and in which direction?"""

import numpy as np
import traitlets

from dlmath import landscapes
from dlmath.autodiff import grad
from dlmath.widgets._base import Choice, Flag, Number, Point, Widget, digits, joined

LANDSCAPES = ("bowl", "ravine", "saddle", "rosenbrock", "himmelblau")
PLACES = {"bowl": (2.0, 1.0), "ravine": (2.0, 0.5), "saddle": (1.0, 0.5), "rosenbrock": (-1.0, 0.5)}


class GradientField(Widget):
    """A landscape with its gradients, a point that can be dragged, and an arrow that can be turned around it.

    Every setting can be given by name, set later, and read back after a reader has moved something.

    Parameters
    ----------
    landscape : str
        "bowl", "ravine", "saddle", "rosenbrock" or "himmelblau" (see `dlmath.landscapes`).
    at : tuple of two floats
        Where we stand; unless given, a place that suits the landscape.
    direction : float
        The angle of the arrow in degrees, from 0 to 360, counterclockwise from the x₁-axis.
    arrows : bool
        Whether the map shows a gradient at many places.

    >>> w = GradientField(landscape="bowl", at=(3, 4), direction=90)
    >>> w.gradient
    array([3., 4.])
    >>> w.slope
    4.0
    """

    _esm = joined("descent", "gradient_field")
    _always = ("landscape", "at", "direction")
    _room = ("590px + 80cqi", "220px + 43cqi")

    landscape = Choice(LANDSCAPES)
    at = Point()
    direction = Number(30.0, low=0, high=360)
    arrows = Flag(True)

    @traitlets.default("at")
    def _at(self):
        return PLACES.get(self.landscape, (-1.0, 1.5))

    def f(self, x):
        """The height at points x of shape (..., 2)."""
        return getattr(landscapes, self.landscape)(x)

    @property
    def gradient(self):
        """The gradient where we stand: array (2,)."""
        return grad(self.f)(np.array(self.at))

    @property
    def unit_vector(self):
        """The direction as a vector of length 1: array (2,)."""
        angle = np.radians(self.direction)
        return np.array([np.cos(angle), np.sin(angle)])

    @property
    def slope(self):
        """The directional derivative, ∇f · u: float."""
        return float(self.gradient @ self.unit_vector)

    def describe(self):
        """One sentence that says what stands here and in which state."""
        (x1, x2), (g1, g2) = self.at, self.gradient
        place = f"the landscape {self.landscape} at ({digits(x1)}, {digits(x2)}), where the gradient is"
        slope = f"the slope in the direction {digits(self.direction)}° is {digits(self.slope)}"
        return f"{place} ({digits(g1)}, {digits(g2)}); {slope}."
