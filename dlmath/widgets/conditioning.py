"""The widget `Conditioning`: how far does the answer run when the right-hand side is a little off?"""

import numpy as np

from dlmath import linear_algebra as la
from dlmath.widgets._base import Number, Point, Widget, digits, joined

TRUE_B = (2.0, 2.0)


class Conditioning(Widget):
    """Two equations as two lines that cross at an angle, and the right-hand side b, which can be dragged.

    The true b is (2, 2). What b is off by, and what x is off by because of it, are drawn side by side: all b that are
    as far off lie on a circle, and the x that belong to them on an ellipse, κ times as long as it is wide.

    Parameters
    ----------
    angle : float
        θ, between the lines, in degrees from 0 (parallel) to 90. With half of it, A = [[s, c], [−s, c]],
        s = sin θ/2, c = cos θ/2, and κ = c / s.
    b : tuple of two floats
        The right-hand side, with entries in [0, 4].

    >>> w = Conditioning(angle=90, b=(3, 1))
    >>> w.solution.round(4), round(w.condition_number, 4)
    (array([1.4142, 2.8284]), 1.0)
    >>> [round(error, 4) for error in w.relative_errors]
    [0.5, 0.5]
    """

    _esm = joined("conditioning")
    _always = ("angle", "b")
    _room = ("660px + 45cqi", "340px + 20cqi")

    angle = Number(20.0, low=0, high=90)
    b = Point((2.2, 1.8), low=0, high=4)

    @property
    def A(self):
        """The matrix: array (2, 2), one line in each row."""
        half = np.radians(self.angle / 2)
        return np.array([[np.sin(half), np.cos(half)], [-np.sin(half), np.cos(half)]])

    @property
    def solution(self):
        """Where the lines cross, the x with A x = b: array (2,). Parallel lines raise ValueError."""
        return la.solve(self.A, self.b)

    @property
    def condition_number(self):
        """κ of A: float; inf for parallel lines."""
        return float(la.condition_number(self.A))

    @property
    def relative_errors(self):
        """How far b, and how far x, is off the true one, as a share of its length: tuple of two floats."""
        true_x = la.solve(self.A, TRUE_B)
        pairs = ((np.array(self.b), np.array(TRUE_B)), (self.solution, true_x))
        return tuple(float(la.norm(is_ - true) / la.norm(true)) for is_, true in pairs)

    def describe(self):
        """One sentence that says what stands here and in which state."""
        lines = f"two lines at an angle of {digits(self.angle)}°, which stand for two equations A x = b"
        if self.angle == 0:
            return f"{lines}; they are parallel, and {self._parallel()}."
        (off_b, off_x), (x1, x2) = self.relative_errors, self.solution
        errors = f"where b is {digits(100 * off_b)} % off, x is {digits(100 * off_x)} % off"
        kappa = digits(self.condition_number)
        return f"{lines}; they cross at ({digits(x1)}, {digits(x2)}), and {errors}, with κ = {kappa}."

    def _parallel(self):
        return "every point of the line is an answer" if self.b[0] == self.b[1] else "there is no answer"
