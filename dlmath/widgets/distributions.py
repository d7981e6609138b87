"""The widget `Distributions`: a density or probabilities, draws that converge to them, and the cumulative beside it."""

import statistics

import numpy as np

from dlmath import _checks, probability
from dlmath.widgets._base import Checked, Choice, Number, Whole, Widget, digits, joined
from dlmath.widgets.monte_carlo import uniform

KINDS = ("normal", "uniform", "exponential", "bernoulli", "binomial", "categorical")
MOST = 10_000


class Weights(Checked):
    """Four numbers from 0 to 1, not all of them 0."""

    def check(self, value):
        x = _checks.array(self.name, value, shape=(4,))
        if not np.any(x):
            raise ValueError(f"{self.name} holds zeros only, expected at least one number above 0")
        return tuple(_checks.scalar(self.name, float(v), low=0, high=1) for v in x)


class Distributions(Widget):
    """A distribution whose parameters can be dragged, draws from it, and its cumulative distribution.

    Every draw is the place at which the cumulative reaches a random height u between 0 and 1.

    Parameters
    ----------
    distribution : str
        "normal", "uniform", "exponential", "bernoulli", "binomial" or "categorical".
    mean, std : float
        Of the normal distribution: μ in [−3, 3], σ in [0.2, 2].
    low, width : float
        Where the uniform distribution begins, in [−4, 0], and how far it reaches, from 0.2 to 4.
    rate : float
        λ of the exponential distribution, from 0.25 to 4.
    p : float
        The probability of a 1, for "bernoulli" and "binomial".
    trials : int
        How many times the coin of the binomial distribution is tossed, from 1 to 40.
    weights : tuple of four floats
        The probabilities of 0, 1, 2 and 3 of the categorical distribution are in proportion to them.
    n : int
        How many draws, from 0 to 10,000.
    seed : int
        From 0 to 999.
    bars : int
        How many bars the histogram of a continuous distribution has, from 4 to 64.
    at : float
        The place up to which the area is shaded, from −4 to 41; outside the picture it is taken to its edge.

    >>> w = Distributions(distribution="exponential", rate=2, n=10_000)
    >>> w.moments
    (0.5, 0.5)
    >>> bool(abs(w.draws.mean() - 0.5) < 3 * 0.5 / 100)
    True
    """

    _esm = joined("random", "distributions")
    _always = ("distribution", "n", "seed")

    distribution = Choice(KINDS)
    mean = Number(0.0, low=-3, high=3)
    std = Number(1.0, low=0.2, high=2)
    low = Number(-1.0, low=-4, high=0)
    width = Number(2.0, low=0.2, high=4)
    rate = Number(1.0, low=0.25, high=4)
    p = Number(0.3, low=0, high=1)
    trials = Whole(12, low=1, high=40)
    weights = Weights((0.4, 0.3, 0.2, 0.1))
    n = Whole(0, low=0, high=MOST)
    seed = Whole(1, low=0, high=999)
    bars = Whole(32, low=4, high=64)
    at = Number(1.0, low=-4, high=41)

    @property
    def law(self):
        """The distribution as `dlmath.probability` has it."""
        return {
            "normal": lambda: probability.Normal(self.mean, self.std),
            "uniform": lambda: probability.Uniform(self.low, self.low + self.width),
            "exponential": lambda: probability.Exponential(self.rate),
            "bernoulli": lambda: probability.Bernoulli(self.p),
            "binomial": lambda: probability.Binomial(self.trials, self.p),
            "categorical": lambda: probability.Categorical(np.array(self.weights) / np.sum(self.weights)),
        }[self.distribution]()

    @property
    def pmf(self):
        """The probabilities of 0, 1, 2, …: array, or None for a density."""
        last = {"bernoulli": 1, "binomial": self.trials, "categorical": 3}.get(self.distribution)
        return None if last is None else self.law.pmf(np.arange(last + 1))

    @property
    def moments(self):
        """Mean and standard deviation: two floats."""
        if self.distribution == "categorical":
            k, p = np.arange(4), self.pmf
            return float(p @ k), float(np.sqrt(p @ (k - p @ k) ** 2))
        return float(self.law.mean), float(np.sqrt(self.law.var))

    @property
    def draws(self):
        """The n draws, each where the cumulative reaches a random height u: array (n,)."""
        u = uniform(self.seed, self.n)
        if self.pmf is not None:
            return np.searchsorted(np.cumsum(self.pmf)[:-1], u, side="right").astype(float)
        if self.distribution == "normal":
            z = [statistics.NormalDist().inv_cdf(v) for v in u]
            return self.mean + self.std * np.array(z, dtype=float)
        return self.low + self.width * u if self.distribution == "uniform" else -np.log1p(-u) / self.rate

    @property
    def cumulative(self):
        """P(X ≤ at): float."""
        low, high = self.edges[[0, -1]]
        at = min(max(self.at, low), high)
        if self.pmf is not None:
            return float(np.sum(self.pmf[: int(np.floor(at)) + 1])) if at >= 0 else 0.0
        return float(self.law.cdf(at))

    @property
    def edges(self):
        """The ends of the bars, from left to right: array."""
        if self.pmf is not None:
            return np.arange(len(self.pmf) + 1) - 0.5
        return np.linspace(*((0, 8) if self.distribution == "exponential" else (-4, 4)), self.bars + 1)

    @property
    def histogram(self):
        """Of each bar the height, the height that is expected, and its standard error: three arrays."""
        expected = np.diff(self.law.cdf(self.edges)) if self.pmf is None else self.pmf
        width = np.diff(self.edges)
        n = max(1, self.n)
        counts = np.histogram(self.draws, self.edges)[0]
        return counts / n / width, expected / width, np.sqrt(expected * (1 - expected) / n) / width

    def room(self):
        """The height that a page keeps: sliders stand in pairs on a phone, else below each other."""
        sliders = {"normal": 3, "uniform": 3, "exponential": 2, "binomial": 2, "bernoulli": 1}.get(self.distribution, 0)
        return f"{900 + 60 * -(-sliders // 2)}px", f"max(560px, {150 + 54 * sliders}px + 36cqi)"

    def describe(self):
        """One sentence that says what stands here and in which state."""
        mean, std = (digits(v) for v in self.moments)
        drawn = f" and {self.n} draws with seed {self.seed}" if self.n else ""
        return f"the {self.distribution} distribution with mean {mean} and standard deviation {std}{drawn}."
