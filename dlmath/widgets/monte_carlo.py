"""The widget `MonteCarlo`: darts, an estimate, and how far off it is likely to be."""

import math

import numpy as np

from dlmath import calculus
from dlmath.widgets._base import Choice, Whole, Widget, digits, joined

MOST = 10_000
TARGETS = ("disk", "curve", "ball", "pole")


def uniform(seed, count):
    """Pseudorandom numbers between 0 and 1, the same here and in the page: array (count,)."""
    k = np.arange(1, count + 1, dtype=np.uint64)
    a = ((k * 0x6D2B79F5 + (seed + 1) * 0x9E3779B9) & 0xFFFFFFFF).astype(np.uint32)
    t = (a ^ (a >> np.uint32(15))) * (a | np.uint32(1))  # Tommy Ettinger's mulberry32
    t ^= t + (t ^ (t >> np.uint32(7))) * (t | np.uint32(61))
    return ((t ^ (t >> np.uint32(14))) + 0.5) / 2.0**32


class MonteCarlo(Widget):
    """Random points, the average of a function over them, and its standard error.

    Parameters
    ----------
    target : str
        "disk", darts on a square: π; "curve", the area under x² from 0 to 1; "ball", darts in the cube from
        −1 to 1 in d dimensions; "pole", the area under x to the power −3/4, whose variance is infinite.
    d : int
        The dimension of the ball, from 2 to 20.
    n : int
        How many darts, from 2 to 10,000.
    seed : int
        From 0 to 999.
    shows : str
        "error", relative and on logarithmic axes; or "estimate", with its error band.

    >>> w = MonteCarlo(n=10_000, seed=3)
    >>> bool(abs(w.estimate.value - w.truth) < 3 * w.estimate.standard_error)
    True
    """

    _esm = joined("random", "monte_carlo")
    _always = ("target", "n", "seed")

    target = Choice(TARGETS)
    d = Whole(2, low=2, high=20)
    n = Whole(100, low=2, high=MOST)
    seed = Whole(1, low=0, high=999)
    shows = Choice(("error", "estimate"))

    @property
    def truth(self):
        """What is estimated."""
        d = 2 if self.target == "disk" else self.d
        return {"curve": 1 / 3, "pole": 4.0}.get(self.target, math.pi ** (d / 2) / math.gamma(d / 2 + 1))

    @property
    def values(self):
        """The function at the n points: array (n,)."""
        d = {"disk": 2, "ball": self.d}.get(self.target, 1)
        u = uniform(self.seed, self.n * d).reshape(self.n, d)
        if self.target == "curve":
            return u[:, 0] ** 2
        if self.target == "pole":
            return u[:, 0] ** -0.75
        return (np.sum((2 * u - 1) ** 2, axis=1) < 1).astype(float)

    @property
    def estimate(self):
        """The estimate and its standard error: `dlmath.calculus.Estimate`."""
        y, d = self.values, {"disk": 2, "ball": self.d}.get(self.target)
        low, high = (-np.ones(d), np.ones(d)) if d else (0.0, 1.0)
        return calculus.monte_carlo(lambda _: y, low, high, self.n, rng=0)

    def room(self):
        """The height that a page keeps: a ball has a slider more."""
        slider = 60 if self.target == "ball" else 0
        return f"{910 + slider}px", f"max({530 + slider}px, 205px + 45cqi)"

    def describe(self):
        """One sentence that says what stands here and in which state."""
        what = {"disk": "a disk in a square", "ball": f"a ball in {self.d} dimensions"}.get(self.target, "a curve")
        value, error = (digits(v) for v in self.estimate)
        return (
            f"{self.n} random points on {what}, with seed {self.seed}: the estimate is {value} ± {error}, "
            f"the truth {digits(self.truth)}."
        )
