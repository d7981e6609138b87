"""The widget `Momentum`: a ball with a memory, and the plane of all its learning rates and memories."""

import numpy as np

from dlmath import _checks, optimizers
from dlmath.widgets._base import Checked, Choice, Flag, Number, Whole, Widget, digits, joined

LEAST, MOST = 1e-4, 1e4


class Curvatures(Checked):
    """One or two numbers between 10⁻⁴ and 10⁴."""

    def check(self, value):
        x = _checks.array(self.name, value, ("k",))
        if len(x) > 2:
            raise ValueError(f"{self.name} has {len(x)} numbers, expected 1 or 2")
        return tuple(_checks.scalar(self.name, float(v), low=LEAST, high=MOST) for v in x)


class Momentum(Widget):
    """The (η, β) plane of momentum, shaded by the spectral radius ρ, and the path at the point that can be dragged.

    Along a direction of curvature λ, one step multiplies (x, v) by a matrix with two eigenvalues. Their larger size,
    the spectral radius ρ, says by what factor x changes a step in the long run. Of two curvatures the slower counts.

    Parameters
    ----------
    learning_rate : float
        η in [0, 10⁶].
    beta : float
        β in [0, 1): how much of the velocity is kept.
    curvatures : one or two floats
        λ > 0, from 10⁻⁴ to 10⁴.
    optimizer : str
        "momentum", the heavy ball, or "nesterov".
    best : bool
        Whether the point with the smallest ρ is marked.
    reach : float
        The largest η of the plane; 4 suits a largest curvature of 1.
    steps : int
        How long the path is, from 10 to 1,000. It begins at x = 1 with v = 0.

    >>> w = Momentum(learning_rate=0.25, beta=0.25, steps=10)
    >>> round(w.spectral_radius, 4), w.path[:3, 0]
    (0.5, array([1.  , 0.75, 0.5 ]))
    """

    _esm = joined("descent", "momentum")
    _always = ("learning_rate", "beta")

    learning_rate = Number(0.4, low=0, high=1e6)
    beta = Number(0.8, low=0, high=1, open_high=True)
    curvatures = Curvatures((1.0,))
    optimizer = Choice(("momentum", "nesterov"))
    best = Flag(False)
    reach = Number(4.0, low=1e-4, high=1e4)
    steps = Whole(60, low=10, high=1000)

    @property
    def matrices(self):
        """What one step multiplies (x, v) by, for each curvature: array (k, 2, 2)."""
        eta, beta = self.learning_rate, self.beta
        rows = []
        for lam in self.curvatures:
            # v ← β v + λ x, then x ← x − η v (momentum) or x ← x − η (λ x + β v) (Nesterov)
            pull = (lam, beta) if self.optimizer == "momentum" else (lam + beta * lam, beta * beta)
            rows.append([[1 - eta * pull[0], -eta * pull[1]], [lam, beta]])
        return np.array(rows)

    @property
    def spectral_radius(self):
        """ρ, the size of the largest eigenvalue: float. Every path converges if and only if it is below 1."""
        return float(np.abs(np.linalg.eigvals(self.matrices)).max())

    @property
    def path(self):
        """x at each step for each curvature by `dlmath.optimizers`: array (steps + 1, k)."""
        optimizer = getattr(optimizers, self.optimizer)(self.learning_rate, self.beta)
        curvatures = np.array(self.curvatures)
        with np.errstate(over="ignore", invalid="ignore"):
            return optimizers.minimize(
                lambda x: 0.5 * np.sum(curvatures * x * x),
                np.ones(len(curvatures)),
                optimizer,
                self.steps,
                gradient=lambda x: curvatures * x,
            )

    def room(self):
        """The height that a page keeps: a second curvature has more words."""
        narrow, wide = (75, 22) if len(self.curvatures) == 2 else (0, 0)
        return f"max({1210 + narrow}px, {815 + narrow}px + 105cqi)", f"max({645 + wide}px, {420 + wide}px + 32cqi)"

    def describe(self):
        """One sentence that says what stands here and in which state."""
        name = {"momentum": "momentum", "nesterov": "Nesterov’s momentum"}[self.optimizer]
        curvature = " and ".join(f"λ = {digits(v)}" for v in self.curvatures)
        rho = self.spectral_radius
        end = "it converges" if rho < 1 - 1e-12 else "it diverges" if rho > 1 + 1e-12 else "it does not converge"
        return (
            f"the plane of learning rates η and β of {name} for {curvature}, and the path at η = "
            f"{digits(self.learning_rate)}, β = {digits(self.beta)}: {end}, with spectral radius ρ = {digits(rho)}."
        )
