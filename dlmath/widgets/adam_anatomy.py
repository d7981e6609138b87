"""The widget `AdamAnatomy`: what Adam remembers of the gradients, and the steps it makes of that."""

import numpy as np

from dlmath import _checks, optimizers
from dlmath.widgets._base import Checked, Choice, Flag, Number, Whole, Widget, digits, joined
from dlmath.widgets.monte_carlo import uniform

STEPS, MOST, REACH = 30, 60, 1e3
PATTERNS = ("constant", "alternating", "rare", "noisy", "counterexample", "own")


class Gradients(Checked):
    """From 1 to 60 numbers between −1,000 and 1,000."""

    def check(self, value):
        x = _checks.array(self.name, value, ("n",))
        if not 1 <= len(x) <= MOST:
            raise ValueError(f"{self.name} has {len(x)} numbers, expected 1 to {MOST}")
        return tuple(_checks.scalar(self.name, float(v), low=-REACH, high=REACH) for v in x)


class AdamAnatomy(Widget):
    """The gradients of one weight, their running means m and v, raw and corrected, and the steps that Adam takes.

    Parameters
    ----------
    pattern : str
        "constant", all 1; "alternating", 1 and −1; "rare", 0.1, but 2 at steps 5, 15 and 25; "noisy", uniform between
        −1.3 and 1.7; "counterexample", 3, −1, −1 in turn (after Reddi, Kale and Kumar, 2018); or "own".
    gradients : 1 to 60 floats
        The gradients of the pattern "own", each in [−1,000, 1,000]. A hand that draws sets both.
    scale : float
        By what all gradients are multiplied, in [10⁻⁶, 10⁶].
    seed : int
        Of the noise, from 0 to 999.
    beta1, beta2 : float
        β₁ and β₂ in [0, 1).
    epsilon : float
        ε in (0, 1000].
    correction : bool
        Whether the step is made of m̂ and v̂, as Adam does, or of m and v.
    step : int or None
        The step whose numbers are shown, 0 for none yet; None shows the last.

    >>> w = AdamAnatomy(correction=False)
    >>> w.m[:2].round(4), w.m_hat[:2].round(4), w.updates[:2].round(4)
    (array([0.1 , 0.19]), array([1., 1.]), array([-3.1623, -4.2496]))
    """

    _esm = joined("random", "adam_anatomy")
    _always = ("pattern",)
    _room = ("max(1048px, 605px + 97cqi)", "max(560px, 240px + 43.5cqi, 1300px - 100cqi)")

    pattern = Choice(PATTERNS)
    gradients = Gradients((0.0,) * STEPS)
    scale = Number(1.0, low=1e-6, high=1e6)
    seed = Whole(1, low=0, high=999)
    beta1 = Number(0.9, low=0, high=1, open_high=True)
    beta2 = Number(0.999, low=0, high=1, open_high=True)
    epsilon = Number(1e-8, low=0, open_low=True, high=1e3)
    correction = Flag(True)
    step = Whole(None, low=0, high=MOST, none=True)

    @property
    def g(self):
        """The gradients: array (n,)."""
        t = np.arange(STEPS)
        made = {
            "constant": np.ones(STEPS),
            "alternating": np.where(t % 2 == 0, 1.0, -1.0),
            "rare": np.where(t % 10 == 4, 2.0, 0.1),
            "noisy": 0.2 + 3 * (uniform(self.seed, STEPS) - 0.5),
            "counterexample": np.where(t % 3 == 0, 3.0, -1.0),
            "own": np.array(self.gradients),
        }
        return self.scale * made[self.pattern]

    def _run(self):
        """m, v and the update of each step, by `dlmath.optimizers.adam` with η = 1: array (n, 3)."""
        optimizer = optimizers.adam(1.0, self.beta1, self.beta2, self.epsilon)
        state, rows = optimizer.init([0.0]), []
        for gradient in self.g:
            # Each step begins at w = 0, so that the new w is the update with all its digits.
            w, state = optimizer.update([0.0], [gradient], state)
            rows.append((state["m"][0], state["v"][0], w[0]))
        return np.array(rows, dtype=float)

    @property
    def m(self):
        """The running mean of the gradients after each step: array (n,)."""
        return self._run()[:, 0]

    @property
    def v(self):
        """The running mean of their squares after each step: array (n,)."""
        return self._run()[:, 1]

    @property
    def m_hat(self):
        """m, corrected for its start at zero: array (n,)."""
        return self.m / (1 - self.beta1 ** np.arange(1, len(self.g) + 1))

    @property
    def v_hat(self):
        """v, corrected for its start at zero: array (n,)."""
        return self.v / (1 - self.beta2 ** np.arange(1, len(self.g) + 1))

    @property
    def updates(self):
        """What each step adds to w, in units of η: array (n,)."""
        if self.correction:
            return self._run()[:, 2]
        return -self.m / (np.sqrt(self.v) + self.epsilon)

    def describe(self):
        """One sentence that says what stands here and in which state."""
        n, what = len(self.g), {"own": "given", "rare": "small, rarely large"}.get(self.pattern, self.pattern)
        correction = "with" if self.correction else "without"
        return (
            f"{n} gradients of one weight ({what}), their running means m and v with β₁ = {digits(self.beta1)} and "
            f"β₂ = {digits(self.beta2, 5)}, and Adam’s steps {correction} the correction: the first is "
            f"{digits(self.updates[0])} η, and all together move the weight by {digits(self.updates.sum())} η."
        )
