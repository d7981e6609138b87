"""The widget `LikelihoodExplorer`: which mean and which spread explain these points best?"""

import numpy as np

from dlmath import _checks
from dlmath.probability import Normal
from dlmath.widgets._base import Checked, Choice, Number, Widget, digits, joined

REACH, LOWEST, HIGHEST = 4.0, 0.3, 4.0  # points and μ lie in [−REACH, REACH], σ in [LOWEST, HIGHEST]
MOST = 10


class Points(Checked):
    """From 2 to 10 numbers between −4 and 4."""

    def check(self, value):
        x = _checks.array(self.name, value, ("n",))
        if not 2 <= len(x) <= MOST:
            raise ValueError(f"{self.name} has {len(x)} numbers, expected 2 to {MOST}")
        return tuple(_checks.scalar(self.name, float(v), low=-REACH, high=REACH) for v in x)


class LikelihoodExplorer(Widget):
    """Points on a line under a normal density, and the map of their log-likelihood over μ and σ.

    The points can be dragged, and so can the place (μ, σ) on the map.

    Parameters
    ----------
    points : 2 to 10 numbers
        The data, each in [−4, 4].
    mu : float
        The mean of the density, in [−4, 4].
    sigma : float
        Its standard deviation, in [0.3, 4].
    copies : int
        How often each point counts: 1, 4 or 16 times.

    >>> w = LikelihoodExplorer(points=(-1, 1), mu=0, sigma=1)
    >>> w.best
    (0.0, 1.0)
    >>> round(w.log_likelihood, 3)
    -2.838
    """

    _esm = joined("likelihood_explorer")
    _always = ("mu", "sigma")
    _room = ("max(550px + 88cqi, 925px)", "310px + 34cqi")

    points = Points((-0.8, 0.1, 0.6, 1.0, 1.3, 2.8))
    mu = Number(-1.0, low=-REACH, high=REACH)
    sigma = Number(1.0, low=LOWEST, high=HIGHEST)
    copies = Choice((1, 4, 16))

    @property
    def log_likelihood(self):
        """The sum of the logarithms of the densities at the points, each counted ``copies`` times: float."""
        return float(self.copies * np.sum(Normal(self.mu, self.sigma).log_pdf(self.points)))

    @property
    def best(self):
        """μ and σ of greatest likelihood, on the map or not; σ = 0 where all points are the same: two floats."""
        return float(np.mean(self.points)), float(np.std(self.points))

    def describe(self):
        """One sentence that says what stands here and in which state."""
        mean, std = self.best
        density = f"a normal density with μ = {digits(self.mu)} and σ = {digits(self.sigma)}"
        counted = "" if self.copies == 1 else f", each counted {self.copies} times,"
        found = f"their log-likelihood is {digits(self.log_likelihood, 4)}"
        best = f"it is greatest at μ = {digits(mean)}, σ = {digits(std)}" if std > 0 else "it has no maximum"
        return f"{len(self.points)} points{counted} under {density}: {found}, and {best}."
