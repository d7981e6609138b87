"""The widget `EntropyBars`: what does a wrong belief cost?"""

import math

import numpy as np

from dlmath import _checks, information
from dlmath.widgets._base import Checked, Choice, Widget, digits, joined

BASES = {"bits": 2.0, "nats": math.e}
OUTCOMES = "abcd"


class Distribution(Checked):
    """Four probabilities that sum to 1, as a tuple."""

    def check(self, value):
        return tuple(float(v) for v in _checks.distribution(self.name, value, shape=(len(OUTCOMES),)))


class EntropyBars(Widget):
    """Two distributions over four outcomes as bars that can be dragged, and what each costs when the other is true.

    Beside them, as lengths: the entropies H(p) and H(q), the divergences KL(p ‖ q) and KL(q ‖ p), and the
    cross-entropies, each of which is the sum of two.

    Parameters
    ----------
    p : tuple of four floats
        What happens, and how often: probabilities that sum to 1.
    q : tuple of four floats
        What is expected.
    unit : str
        "bits" or "nats".

    >>> w = EntropyBars(p=(0.5, 0.25, 0.125, 0.125), q=(0.25, 0.25, 0.25, 0.25))
    >>> [round(number, 9) for number in (w.entropy, w.divergence, w.cross_entropy)]
    [1.75, 0.25, 2.0]
    """

    _esm = joined("entropy_bars")
    _always = ("p", "q")

    _room = ("min(425px + 145cqi, 1060px)", "150px + 55cqi")

    p = Distribution((0.5, 0.25, 0.125, 0.125))
    q = Distribution((0.25, 0.25, 0.25, 0.25))
    unit = Choice(BASES)

    @property
    def surprise(self):
        """How surprising each outcome is to somebody who believes in q: array (4,)."""
        with np.errstate(divide="ignore"):
            return 0.0 - np.log(self.q) / math.log(BASES[self.unit])

    @property
    def entropy(self):
        """H(p), the mean surprise of draws from p for somebody who knows p: float."""
        return float(information.entropy(self.p, BASES[self.unit]))

    @property
    def cross_entropy(self):
        """H(p, q), the mean surprise of draws from p for somebody who believes in q: float."""
        return float(information.cross_entropy(self.p, self.q, BASES[self.unit]))

    @property
    def divergence(self):
        """KL(p ‖ q), what the wrong belief costs: float."""
        return float(information.kl_divergence(self.p, self.q, BASES[self.unit]))

    def describe(self):
        """One sentence that says what stands here and in which state."""
        p, q = (", ".join(digits(v) for v in values) for values in (self.p, self.q))
        cost = f"H(p, q) = {digits(self.cross_entropy)} {self.unit}, of which {digits(self.divergence)} are KL(p ‖ q)"
        return f"four outcomes with probabilities p = ({p}) and beliefs q = ({q}): {cost}."
