"""The widget `BayesUpdate`: what a test result makes of the share of the sick, as areas and as people."""

import numpy as np

from dlmath import probability
from dlmath.widgets._base import Choice, Number, Whole, Widget, digits, joined


def percent(p):
    """A probability in percent: 1%, 15.4%, 0.106%, 99.968%. Only 1 itself is 100%.

    >>> percent(0.15385), percent(0.99968), percent(1.0)
    ('15.4%', '99.968%', '100%')
    """
    if p <= 0.99 or p == 1:
        return f"{digits(100 * p)}%"
    decimals = min(12, 1 - int(np.floor(np.log10(100 - 100 * p))))
    return f"{100 * p:.{decimals}f}%"


class BayesUpdate(Widget):
    """A test for a disease: the square of all people, cut into the sick and the healthy, the positive and the negative.

    Parameters
    ----------
    prevalence : float
        The share of the sick before the test, P(sick), in [0, 1].
    sensitivity : float
        The share of the sick who test positive, P(positive | sick), in [0, 1].
    specificity : float
        The share of the healthy who test negative, P(negative | healthy), in [0, 1].
    tests : int
        How many results are already part of the prevalence, from 0 to 99.
    shows : str
        "area", or people counted: "thousand" or "ten_thousand".

    >>> w = BayesUpdate(prevalence=0.01, sensitivity=0.9, specificity=0.95)
    >>> round(w.belief(True), 4), round(w.belief(False), 5)
    (0.1538, 0.00106)
    """

    _esm = joined("bayes_update")
    _always = ("prevalence", "sensitivity", "specificity")
    _room = ("940px", "665px")

    prevalence = Number(0.01, low=0, high=1)
    sensitivity = Number(0.9, low=0, high=1)
    specificity = Number(0.95, low=0, high=1)
    tests = Whole(0, low=0, high=99)
    shows = Choice(("area", "thousand", "ten_thousand"))

    @property
    def prior(self):
        """P(sick) and P(healthy): array (2,)."""
        return np.array([self.prevalence, 1 - self.prevalence])

    @property
    def likelihood(self):
        """P(result | condition): rows sick and healthy, columns positive and negative, array (2, 2)."""
        return np.array([[self.sensitivity, 1 - self.sensitivity], [1 - self.specificity, self.specificity]])

    @property
    def joint(self):
        """The four areas, P(condition and result): array (2, 2)."""
        return self.prior[:, None] * self.likelihood

    def belief(self, positive):
        """P(sick | result) by `dlmath.probability.bayes_rule`, or None for a result that nobody can have."""
        column = 0 if positive else 1
        if not self.joint[:, column].any():
            return None
        return float(probability.bayes_rule(self.prior, self.likelihood[:, column])[0])

    def describe(self):
        """One sentence that says what stands here and in which state."""
        words = [
            f"after a {name} result {'which nobody can have' if p is None else percent(p)}"
            for name, p in (("positive", self.belief(True)), ("negative", self.belief(False)))
        ]
        return (
            f"a disease that {percent(self.prevalence)} of people have, a test with sensitivity "
            f"{percent(self.sensitivity)} and specificity {percent(self.specificity)}. The probability of being sick: "
            f"{', '.join(words)}."
        )
