"""The widget `RadialBumps`: a sum of bumps through points, with a price on roughness."""

import numpy as np

from dlmath import _checks, radial_basis
from dlmath.widgets._base import Checked, Choice, Number, Widget, digits, joined

WIDEST, HIGHEST = 10.0, 2.0  # x lies in [0, WIDEST], y in [−HIGHEST, HIGHEST]
N_POINTS, N_CENTERS, GAP = 8, 4, 0.5
WIDTHS = tuple(float(f"{0.2 * 12.5 ** (k / 10):.3g}") for k in range(11))
PENALTIES = tuple(float(f"{10 ** (k / 2 - 4):.3g}") for k in range(11))


class Numbers(Checked):
    """A fixed count of numbers between ``low`` and ``high``; with a ``gap``, ascending and at least so far apart."""

    def __init__(self, default, *, low, high, gap=None):
        super().__init__(default)
        self.count, self.low, self.high, self.gap = len(default), low, high, gap

    def check(self, value):
        numbers = _checks.array(self.name, value, shape=(self.count,))
        if self.gap and np.diff(numbers).min() < self.gap - 1e-9:
            raise ValueError(f"{self.name} is {value}, expected ascending numbers at least {self.gap} apart")
        return tuple(_checks.scalar(self.name, float(v), low=self.low, high=self.high) for v in numbers)


class RadialBumps(Widget):
    """A sum of Gaussian bumps fitted to eight points that can be dragged, at a price on its roughness.

    The bumps stand at the points or at four centers. Their heights make the sum of the squared errors plus λ times the
    roughness smallest.

    Parameters
    ----------
    x, y : eight numbers each
        The points, x in [0, 10] and y in [−2, 2].
    bumps : str
        Where the bumps stand: "points" or "centers".
    centers : four numbers
        In [0, 10], ascending, at least 0.5 apart.
    width : float
        σ, from 0.2 to 2.5.
    penalty : float
        λ, from 0.0001 to 10.

    >>> RadialBumps(width=0.5, penalty=1e-4).misfit < 0.01
    True
    """

    _esm = joined("radial_bumps")
    _always = ("width", "penalty")
    _room = ("max(803px - 75cqi, 250px + 56cqi)", "612px")

    x = Numbers((0.5, 1.3, 2.4, 3.0, 4.4, 5.9, 7.2, 9.0), low=0, high=WIDEST)
    y = Numbers((0.8, 1.6, 0.5, 1.0, 0.1, -0.8, -0.8, 1.0), low=-HIGHEST, high=HIGHEST)
    bumps = Choice(("points", "centers"))
    centers = Numbers((1.0, 3.5, 6.0, 8.5), low=0, high=WIDEST, gap=GAP)
    width = Number(1.0, low=0.2, high=2.5)
    penalty = Number(1e-4, low=1e-4, high=10)

    @property
    def network(self):
        """The sum of bumps: RadialBasisNetwork."""
        X, y = np.array(self.x)[:, None], np.array(self.y)
        if self.bumps == "points":
            return radial_basis.kernel_ridge(X, y, self.width, self.penalty)
        return radial_basis.fit(X, y, np.array(self.centers)[:, None], self.width, self.penalty)

    @property
    def misfit(self):
        """The root mean square of what the curve misses its points by: float."""
        missed = np.array(self.y) - radial_basis.predict(self.network, np.array(self.x)[:, None])
        return float(np.sqrt(np.mean(missed**2)))

    @property
    def roughness(self):
        """‖f‖² of the curve: float."""
        return float(radial_basis.roughness(self.network))

    @property
    def left_out(self):
        """By how much each point is missed if it is left out, root mean square; None with bumps at the centers."""
        if self.bumps == "centers":
            return None
        errors = radial_basis.leave_one_out(np.array(self.x)[:, None], self.y, self.width, self.penalty)
        return float(np.sqrt(np.mean(errors**2)))

    @property
    def best(self):
        """The width and the penalty that leave-one-out chooses from 11 each: two floats."""
        choice = radial_basis.choose_by_leave_one_out(np.array(self.x)[:, None], self.y, WIDTHS, PENALTIES)
        return float(choice.width), float(choice.penalty)

    def describe(self):
        """One sentence that says what stands here and in which state."""
        where = "one at each of eight points" if self.bumps == "points" else "four, for eight points"
        return (
            f"a sum of bumps, {where}, with σ = {digits(self.width)} and λ = {digits(self.penalty)}: "
            f"it misses the points by {self.misfit:.2f}, and its roughness is {digits(self.roughness)}."
        )
