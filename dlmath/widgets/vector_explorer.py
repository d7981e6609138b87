"""The widget `VectorExplorer`: how alike are two arrows, and by which measure?"""

import numpy as np

from dlmath import linear_algebra as la
from dlmath.widgets._base import Choice, Number, Point, Widget, digits, joined


class Order(Number):
    """The p of a p-norm, from 1 to infinity. JSON has no infinity: there it is 0."""

    def __init__(self, default):
        super().__init__(default, low=1)
        self.tag(to_json=lambda p, _: 0 if p == np.inf else p, from_json=lambda p, _: np.inf if p == 0 else p)


class VectorExplorer(Widget):
    """Two arrows that can be dragged: their dot product and angle, a shadow, or their lengths by any p-norm.

    Every setting can be given by name, set later, and read back after a reader has moved something.

    Parameters
    ----------
    a, b : tuple of two floats
        The vectors, with entries in [-5, 5].
    show : str
        "angle" (dot product and angle), "projection" (of a onto the line through b) or "balls" (all vectors that are
        as long as a, or as b, in the p-norm).
    p : float
        At least 1; ``np.inf`` is allowed.

    >>> w = VectorExplorer(a=(3, 1), b=(1, 2))
    >>> w.dot, round(float(np.degrees(w.angle)), 4)
    (5.0, 45.0)
    >>> w.projection
    array([1., 2.])
    >>> VectorExplorer(a=(3, -4), p=np.inf).lengths
    (4.0, 2.0)
    """

    _esm = joined("vector_explorer")
    _always = ("a", "b", "show")

    a = Point((3.0, 1.0), low=-5, high=5)
    b = Point((1.0, 2.0), low=-5, high=5)
    show = Choice(("angle", "projection", "balls"))
    p = Order(2.0)

    def room(self):
        """The height that a page keeps for the picture."""
        return ("860px + 27cqi", "435px + 20cqi") if self.show == "balls" else ("775px + 28cqi", "165px + 53cqi")

    @property
    def dot(self):
        """The dot product a · b: float."""
        return float(la.dot(self.a, self.b))

    @property
    def cosine(self):
        """The cosine of the angle between a and b: float. A zero vector raises ValueError."""
        return float(la.cosine_similarity(self.a, self.b))

    @property
    def angle(self):
        """The angle between a and b in radians: float. A zero vector raises ValueError."""
        return float(la.angle(self.a, self.b))

    @property
    def projection(self):
        """The shadow of a on the line through b: array (2,). The zero vector as b raises ValueError."""
        return la.project(self.a, self.b)

    @property
    def lengths(self):
        """The p-norms of a and b: tuple of two floats."""
        return float(la.norm(self.a, self.p)), float(la.norm(self.b, self.p))

    def describe(self):
        """One sentence that says what stands here and in which state."""
        (a1, a2), (b1, b2) = self.a, self.b
        return f"two arrows, a = ({digits(a1)}, {digits(a2)}) and b = ({digits(b1)}, {digits(b2)}); {self._measured()}."

    def _measured(self):
        if self.show == "balls":
            p = "∞" if self.p == np.inf else digits(self.p)
            return "in the {}-norm they are {} and {} long".format(p, *map(digits, self.lengths))
        if not any(self.b) or (self.show == "angle" and not any(self.a)):
            return "one of them is the zero vector, which has no direction"
        if self.show == "projection":
            x1, x2 = self.projection
            return f"the shadow of a on the line through b is ({digits(x1)}, {digits(x2)})"
        return f"their dot product is {digits(self.dot)} and the angle between them {digits(np.degrees(self.angle))}°"
