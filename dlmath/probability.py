"""Probability distributions, Bayes' rule, and what a coin teaches its owner.

>>> from dlmath import probability
>>> coin = probability.Bernoulli.fit([1, 0, 1, 1])
>>> float(coin.p), float(coin.pmf(0))
(0.75, 0.25)

A distribution is a small frozen object that holds its parameters. It gives the probability (``pmf``) or density
(``pdf``) of each entry of an array, their logarithms, ``mean`` and ``var``, ``cdf`` where that has a closed form,
samples, and ``fit``, the parameters of greatest likelihood. Values that cannot occur have probability 0, and log 0 =
−∞.
"""

import dataclasses
import math

import numpy as np

from dlmath import _checks, _scaled, _special
from dlmath._special import log_multinomial

__all__ = [
    "Bernoulli",
    "Beta",
    "Binomial",
    "Categorical",
    "Exponential",
    "Laplace",
    "Multinomial",
    "MultivariateNormal",
    "Normal",
    "Uniform",
    "bayes_rule",
    "erf",
    "erfc",
]


class _Discrete:
    """What all distributions over whole numbers have in common."""

    def pmf(self, x):
        """The probability of each entry of x."""
        return np.exp(self.log_pmf(x))


class _Continuous:
    """What all distributions with a density have in common."""

    def pdf(self, x):
        """The density at each entry of x."""
        return np.exp(self.log_pdf(x))


@dataclasses.dataclass(frozen=True)
class Bernoulli(_Discrete):
    """One toss of a coin.

    P(1) = p and P(0) = 1 − p; mean p, variance p (1 − p); p̂ = share of ones.

    Parameters
    ----------
    p : float
        The probability of 1, in [0, 1].

    Raises
    ------
    TypeError, ValueError
        If p is not a probability; from the methods, if x does not hold finite numbers (to ``fit``: zeros and ones).

    References
    ----------
    C. M. Bishop, *Pattern Recognition and Machine Learning*, eq. 2.2.

    Examples
    --------
    >>> Bernoulli(0.25).pmf([0, 1, 2])
    array([0.75, 0.25, 0.  ])
    """

    p: float

    def __post_init__(self):
        _set(self, p=_checks.scalar("p", self.p, low=0, high=1))

    mean = property(lambda self: self.p)
    var = property(lambda self: self.p * (1 - self.p))

    def log_pmf(self, x):
        """The logarithm of the probability of each entry of x."""
        x = _checks.array("x", x)
        return np.where(x == 1, _log(self.p), np.where(x == 0, _log_rest(self.p), -np.inf))

    def cdf(self, x):
        """P(X ≤ x) for each entry of x."""
        x = _checks.array("x", x)
        return np.where(x >= 1, 1.0, np.where(x >= 0, 1 - self.p, 0.0))

    def sample(self, size, rng):
        """An array of draws, of the shape ``size``."""
        return (_checks.generator("rng", rng).random(size) < self.p).astype(np.int64)

    @classmethod
    def fit(cls, x):
        """The distribution of greatest likelihood for the draws x, shape (n,)."""
        return cls(float(np.mean(_checks.labels("x", x, n_classes=2))))


@dataclasses.dataclass(frozen=True)
class Binomial(_Discrete):
    """The number of ones in n tosses of a coin.

    P(k) = n! / (k! (n − k)!) pᵏ (1 − p)ⁿ⁻ᵏ; mean n p, variance n p (1 − p); p̂ = mean of k / n. Computed through log Γ,
    with a relative error of about n log n · 10⁻¹⁶.

    Parameters
    ----------
    n : int
        The number of tosses, at least 0.
    p : float
        The probability of 1 in one toss, in [0, 1].

    Raises
    ------
    TypeError, ValueError
        If n or p is out of range; from the methods, if x does not hold finite numbers (to ``fit``: whole ones from 0 to
        n).

    References
    ----------
    C. M. Bishop, *Pattern Recognition and Machine Learning*, eq. 2.9.

    Examples
    --------
    >>> Binomial(2, 0.5).pmf([0, 1, 2, 3]).round(4)
    array([0.25, 0.5 , 0.25, 0.  ])
    """

    n: int
    p: float

    def __post_init__(self):
        _set(self, n=_checks.integer("n", self.n, low=0), p=_checks.scalar("p", self.p, low=0, high=1))

    mean = property(lambda self: self.n * self.p)
    var = property(lambda self: self.n * self.p * (1 - self.p))

    def log_pmf(self, x):
        """The logarithm of the probability of each entry of x."""
        x = _checks.array("x", x).astype(np.float64)
        possible = (x == np.floor(x)) & (x >= 0) & (x <= self.n)
        k = np.where(possible, x, 0)
        k = np.stack([k, self.n - k])
        inside = log_multinomial(k, self.n * _column([self.p, 1 - self.p], x))
        none, all_ = self.n * _log_rest(self.p) if self.n else 0.0, self.n * _log(self.p) if self.n else 0.0
        log_p = np.where(k[0] == 0, none, np.where(k[1] == 0, all_, inside))
        return np.where(possible, log_p, -np.inf)

    def cdf(self, x):
        """P(X ≤ x) for each entry of x, a finite sum."""
        x = _checks.array("x", x)
        steps = np.concatenate([[0.0], np.cumsum(self.pmf(np.arange(self.n + 1)))])
        return np.minimum(steps[np.clip(np.floor(x) + 1, 0, self.n + 1).astype(np.int64)], 1)

    def sample(self, size, rng):
        """An array of draws, of the shape ``size``."""
        return _checks.generator("rng", rng).binomial(self.n, self.p, size)

    @classmethod
    def fit(cls, x, n):
        """The distribution of greatest likelihood for the draws x, shape (m,), of n tosses each."""
        n = _checks.integer("n", n, low=1)
        return cls(n, float(np.mean(_checks.labels("x", x, n_classes=n + 1))) / n)


@dataclasses.dataclass(frozen=True)
class Categorical(_Discrete):
    """One throw of a die with K faces, 0 … K − 1.

    P(k) = pₖ; p̂ₖ = share of k. ``mean`` and ``var`` are those of the one-hot vector of the throw: p and p (1 − p).

    Parameters
    ----------
    p : array_like, shape (K,)
        The probabilities, which sum to 1.

    Raises
    ------
    TypeError, ValueError
        If p is not a distribution; from the methods, if x does not hold finite numbers (to ``fit``: class labels).

    References
    ----------
    C. M. Bishop, *Pattern Recognition and Machine Learning*, eq. 2.26.

    Examples
    --------
    >>> Categorical([0.5, 0.25, 0.25]).pmf([0, 2, 3])
    array([0.5 , 0.25, 0.  ])
    """

    p: np.ndarray

    def __post_init__(self):
        _set(self, p=_kept(_checks.distribution("p", self.p, shape=("K",))))

    mean = property(lambda self: self.p)
    var = property(lambda self: self.p * (1 - self.p))

    def log_pmf(self, x):
        """The logarithm of the probability of each entry of x."""
        x = _checks.array("x", x)
        possible = (x == np.floor(x)) & (x >= 0) & (x < len(self.p))
        return np.where(possible, _log(self.p)[np.where(possible, x, 0).astype(np.int64)], -np.inf)

    def sample(self, size, rng):
        """An array of draws, of the shape ``size``."""
        steps = np.cumsum(self.p, dtype=np.float64)
        return np.searchsorted(steps / steps[-1], _checks.generator("rng", rng).random(size), side="right")

    @classmethod
    def fit(cls, x, n_classes=None):
        """The distribution of greatest likelihood for the draws x, shape (n,); K is n_classes or the largest x + 1."""
        n_classes = None if n_classes is None else _checks.integer("n_classes", n_classes, low=1)
        x = _checks.labels("x", x, n_classes=n_classes)
        return cls(np.bincount(x, minlength=n_classes or 0) / len(x))


@dataclasses.dataclass(frozen=True)
class Multinomial(_Discrete):
    """How often each face shows in n throws of a die.

    P(k) = n! / Πⱼ kⱼ! · Πⱼ pⱼ^kⱼ; mean n p, variances n p (1 − p), covariance n (diag p − p pᵀ); p̂ = mean of k / n.

    Parameters
    ----------
    n : int
        The number of throws, at least 0.
    p : array_like, shape (K,)
        The probabilities of the faces, which sum to 1.

    Raises
    ------
    TypeError, ValueError
        If n is negative or p not a distribution; from the methods, if x does not hold K finite numbers in its last axis
        (to ``fit``: rows of whole numbers with one sum).

    References
    ----------
    C. M. Bishop, *Pattern Recognition and Machine Learning*, eq. 2.34.

    Examples
    --------
    >>> float(Multinomial(2, [0.5, 0.5]).pmf([1, 1]).round(4))
    0.5
    """

    n: int
    p: np.ndarray

    def __post_init__(self):
        n, p = _checks.integer("n", self.n, low=0), _checks.distribution("p", self.p, shape=("K",))
        _set(self, n=n, p=_kept(p))

    mean = property(lambda self: self.n * self.p)
    var = property(lambda self: self.n * self.p * (1 - self.p))
    cov = property(lambda self: self.n * (np.diag(self.p) - np.outer(self.p, self.p)))

    def log_pmf(self, x):
        """The logarithm of the probability of each row of x, shape (..., K)."""
        x = _last_axis("x", x, len(self.p)).astype(np.float64)
        possible = np.all((x == np.floor(x)) & (x >= 0), axis=-1) & (np.sum(x, axis=-1) == self.n)
        k, p = np.moveaxis(np.where(possible[..., None], x, 0), -1, 0), self.p.astype(np.float64)
        inside = log_multinomial(k, self.n * _column(p, k[0]))
        return np.where(possible, inside + self.n * (np.sum(p) - 1), -np.inf)

    def sample(self, size, rng):
        """An array of draws, of the shape (*size, K)."""
        p = self.p.astype(np.float64)
        return _checks.generator("rng", rng).multinomial(self.n, p / np.sum(p), size)

    @classmethod
    def fit(cls, x):
        """The distribution of greatest likelihood for the draws in the rows of x, shape (m, K)."""
        x = _checks.array("x", x, shape=("m", "K"))
        _checks.refuse_where("x", x, (x < 0) | (x != np.floor(x)), "whole numbers of at least 0")
        n = np.sum(x, axis=1)
        if np.any(n != n[0]) or n[0] == 0:
            raise ValueError(f"x has rows with the sums {n.min():g} to {n.max():g}, expected one sum of at least 1")
        return cls(int(n[0]), np.mean(x, axis=0) / n[0])


@dataclasses.dataclass(frozen=True)
class Uniform(_Continuous):
    """Any number between two, none preferred.

    f(x) = 1 / (high − low) for low ≤ x ≤ high; mean (low + high)/2, variance (high − low)²/12; fitted by the least and
    the largest draw.

    Parameters
    ----------
    low, high : float
        The ends of the interval, low < high.

    Raises
    ------
    TypeError, ValueError
        If the ends are not finite or not in order; from the methods, if x does not hold finite numbers (to ``fit``: two
        different ones).

    References
    ----------
    C. M. Bishop, *Pattern Recognition and Machine Learning*, appendix B.

    Examples
    --------
    >>> Uniform(0.0, 2.0).pdf([1.0, 3.0])
    array([0.5, 0. ])
    """

    low: float
    high: float

    def __post_init__(self):
        low, high = _finite("low", self.low), _finite("high", self.high)
        if not low < high:
            raise ValueError(f"high is {high:g}, expected more than low = {low:g}")
        _set(self, low=low, high=high)

    mean = property(lambda self: self.low + self._half)
    var = property(lambda self: self._half * (self._half / 3))
    _half = property(lambda self: self.high / 2 - self.low / 2)

    def log_pdf(self, x):
        """The logarithm of the density at each entry of x."""
        x = _checks.array("x", x)
        inside = (x >= self.low) & (x <= self.high)
        return np.where(inside, np.full_like(x, -math.log(self._half) - math.log(2)), -np.inf)

    def cdf(self, x):
        """P(X ≤ x) for each entry of x."""
        x = np.clip(_checks.array("x", x), self.low, self.high)
        return (x / 2 - self.low / 2) / self._half

    def sample(self, size, rng):
        """An array of draws, of the shape ``size``."""
        u = _checks.generator("rng", rng).random(size)
        return (1 - u) * self.low + u * self.high

    @classmethod
    def fit(cls, x):
        """The distribution of greatest likelihood for the draws x, shape (n,)."""
        x = _draws(x)
        return cls(float(np.min(x)), float(np.max(x)))


@dataclasses.dataclass(frozen=True)
class Normal(_Continuous):
    """The Gaussian distribution.

    f(x) = exp(−(x − μ)² / (2σ²)) / √(2πσ²), F(x) = erfc(−(x − μ) / (√2 σ)) / 2; mean μ, variance σ²; fitted by the mean
    and the standard deviation with 1/n.

    Parameters
    ----------
    mean : float
        μ.
    std : float
        σ, above 0.

    Raises
    ------
    TypeError, ValueError
        If mean is not finite or std not above 0; from the methods, if x does not hold finite numbers (to ``fit``: two
        different ones, since the likelihood of equal ones has no maximum).

    References
    ----------
    C. M. Bishop, *Pattern Recognition and Machine Learning*, eq. 1.46.

    Examples
    --------
    >>> Normal(0.0, 1.0).pdf([0.0, 1.0]).round(4)
    array([0.3989, 0.242 ])
    """

    mean: float
    std: float

    def __post_init__(self):
        _checks.scalar("std", self.std, low=0, open_low=True)
        _set(self, mean=_finite("mean", self.mean), std=_finite("std", self.std))

    var = property(lambda self: self.std * self.std)

    def log_pdf(self, x):
        """The logarithm of the density at each entry of x."""
        with np.errstate(over="ignore"):
            z = (_checks.array("x", x) - self.mean) / self.std
            return -np.square(z) / 2 - math.log(self.std) - math.log(2 * math.pi) / 2

    def cdf(self, x):
        """P(X ≤ x) for each entry of x."""
        with np.errstate(over="ignore"):
            return _special.erfc((self.mean - _checks.array("x", x)) / self.std * math.sqrt(0.5)) / 2

    def sample(self, size, rng):
        """An array of draws, of the shape ``size``."""
        return self.mean + self.std * _checks.generator("rng", rng).standard_normal(size)

    @classmethod
    def fit(cls, x):
        """The distribution of greatest likelihood for the draws x, shape (n,)."""
        x = _draws(x)
        centered, mean = _scaled.center(x)
        return cls(float(mean), float(_scaled.root_mean_square(centered)))


@dataclasses.dataclass(frozen=True)
class Exponential(_Continuous):
    """The waiting time for what happens at a constant rate.

    f(x) = λ exp(−λx) and F(x) = 1 − exp(−λx) for x ≥ 0; mean 1/λ, variance 1/λ²; λ̂ = 1 / mean of the draws.

    Parameters
    ----------
    rate : float
        λ, above 0.

    Raises
    ------
    TypeError, ValueError
        If rate is not above 0 and finite; from the methods, if x does not hold finite numbers (to ``fit``: of at least
        0, not all of them 0).

    References
    ----------
    W. Feller, *An Introduction to Probability Theory and Its Applications*, volume II, section I.3.

    Examples
    --------
    >>> Exponential(2.0).pdf([-1.0, 0.0])
    array([0., 2.])
    """

    rate: float

    def __post_init__(self):
        _checks.scalar("rate", self.rate, low=0, open_low=True)
        _set(self, rate=_finite("rate", self.rate))

    mean = property(lambda self: 1 / self.rate)
    var = property(lambda self: self.mean * self.mean)

    def log_pdf(self, x):
        """The logarithm of the density at each entry of x."""
        x = _checks.array("x", x)
        with np.errstate(over="ignore"):
            return np.where(x >= 0, math.log(self.rate) - self.rate * x, -np.inf)

    def cdf(self, x):
        """P(X ≤ x) for each entry of x."""
        x = _checks.array("x", x)
        with np.errstate(over="ignore"):
            return -np.expm1(-self.rate * np.where(x > 0, x, np.zeros_like(x)))

    def sample(self, size, rng):
        """An array of draws, of the shape ``size``."""
        return _checks.generator("rng", rng).standard_exponential(size) / self.rate

    @classmethod
    def fit(cls, x):
        """The distribution of greatest likelihood for the draws x, shape (n,)."""
        x = _checks.array("x", x, shape=("n",))
        _checks.refuse_where("x", x, x < 0, "waiting times of at least 0")
        if not np.any(x):
            raise ValueError("x holds zeros only: the likelihood has no maximum; expected a waiting time above 0")
        return cls(1 / float(_scaled.mean(x)))


@dataclasses.dataclass(frozen=True)
class Laplace(_Continuous):
    """Two exponential distributions back to back: noise that is often small and sometimes large.

    f(x) = exp(−|x − μ| / b) / (2b), F(x) = exp((x − μ)/b) / 2 for x ≤ μ and 1 − exp((μ − x)/b) / 2 above; mean μ,
    variance 2b²; fitted by the median and the mean distance from it.

    Parameters
    ----------
    mean : float
        μ, which is the median as well.
    scale : float
        b, above 0.

    Raises
    ------
    TypeError, ValueError
        If mean is not finite or scale not above 0; from the methods, if x does not hold finite numbers (to ``fit``: two
        different ones, since the likelihood of equal ones has no maximum).

    References
    ----------
    K. P. Murphy, *Probabilistic Machine Learning: An Introduction*, section 2.7.3.

    Examples
    --------
    >>> Laplace(0.0, 2.0).pdf([0.0, 1.0]).round(4)
    array([0.25  , 0.1516])
    """

    mean: float
    scale: float

    def __post_init__(self):
        _checks.scalar("scale", self.scale, low=0, open_low=True)
        _set(self, mean=_finite("mean", self.mean), scale=_finite("scale", self.scale))

    var = property(lambda self: 2 * (self.scale * self.scale))

    def log_pdf(self, x):
        """The logarithm of the density at each entry of x."""
        with np.errstate(over="ignore"):
            return -np.abs((_checks.array("x", x) - self.mean) / self.scale) - math.log(self.scale) - math.log(2)

    def cdf(self, x):
        """P(X ≤ x) for each entry of x."""
        with np.errstate(over="ignore"):
            z = (_checks.array("x", x) - self.mean) / self.scale
        tail = np.exp(-np.abs(z)) / 2
        return np.where(z > 0, 1 - tail, tail)

    def sample(self, size, rng):
        """An array of draws, of the shape ``size``."""
        return self.mean + self.scale * _checks.generator("rng", rng).laplace(size=size)

    @classmethod
    def fit(cls, x):
        """The distribution of greatest likelihood for the draws x, shape (n,)."""
        x = _draws(x)
        unit = _scaled.unit(x)
        median = np.median(x / unit)
        return cls(float(unit * median), float(unit * np.mean(np.abs(x / unit - median))))


@dataclasses.dataclass(frozen=True)
class Beta(_Continuous):
    """What is believed about the probability of a coin after a − 1 ones and b − 1 zeros, starting from no preference.

    f(x) = xᵃ⁻¹ (1 − x)ᵇ⁻¹ / B(a, b) on [0, 1], B(a, b) = Γ(a) Γ(b) / Γ(a + b); mean a / (a + b), variance
    a b / ((a + b)² (a + b + 1)); F(x) = ∫₀ˣ f, the regularized incomplete beta function Iₓ(a, b), by quadrature.
    Conjugate to `Bernoulli`: after k ones in n tosses, Beta(a + k, b + n − k).

    Parameters
    ----------
    a, b : float
        Above 0; Beta(1, 1) is the uniform distribution.

    Raises
    ------
    TypeError, ValueError
        If a or b is not above 0 and finite; from the methods, if x does not hold finite numbers (to ``update``: zeros
        and ones).

    References
    ----------
    C. M. Bishop, *Pattern Recognition and Machine Learning*, eq. 2.13 and 2.18; H. Takahasi and M. Mori, "Double
    exponential formulas for numerical integration", 1974.

    Examples
    --------
    >>> Beta(1.0, 1.0).update([1, 0, 1, 1])
    Beta(a=4.0, b=2.0)
    >>> Beta(2.0, 1.0).cdf([0.5, 2.0]).round(4)
    array([0.25, 1.  ])
    """

    a: float
    b: float

    def __post_init__(self):
        for name in ("a", "b"):
            _checks.scalar(name, getattr(self, name), low=0, open_low=True)
            _set(self, **{name: _finite(name, getattr(self, name))})

    mean = property(lambda self: _share(self.a, self.b))
    var = property(lambda self: _share(self.a, self.b) * _share(self.b, self.a) / (self.a + self.b + 1))

    def log_pdf(self, x):
        """The logarithm of the density at each entry of x; −∞ outside [0, 1], ∞ at 0 for a < 1 and at 1 for b < 1."""
        x = _checks.array("x", x)
        inner = (x > 0) & (x < 1)
        y = np.where(inner, x, np.full_like(x, 0.5))
        log_f = self._log_density(y, 1 - y) - np.log(y) - np.log1p(-y)
        at_0, at_1 = _log_at_end(self.a, self.b), _log_at_end(self.b, self.a)
        return np.where(inner, log_f, np.where(x == 0, at_0, np.where(x == 1, at_1, -np.inf))).astype(x.dtype)

    def _log_density(self, x, y):
        """log [x y f(x)] with y = 1 − x, both given so that neither loses digits: the density of log(x/y)."""
        k = _column([self.a, self.b], x)
        n = self.a + self.b
        return log_multinomial(k, n * np.stack([x, y])) + n * ((x - 1) + y) + math.log(self.a * (self.b / n))

    def cdf(self, x):
        """P(X ≤ x) for each entry of x, the regularized incomplete beta function Iₓ(a, b)."""
        x = _checks.array("x", x)
        inner = (x > 0) & (x < 1)
        p = np.where(inner, x, np.full_like(x, 0.5)).astype(np.float64)
        low, q = p <= self.mean, 1 - p
        (a, b), (x_, y_) = (
            np.where(low, pair, pair[::-1]) for pair in (_column([self.a, self.b], p), np.stack([p, q]))
        )
        tail = np.exp(self._log_density(p, q)) * _tail(a, b, x_, y_)
        return np.where(inner, np.where(low, tail, 1 - tail), x >= 1).astype(x.dtype)

    def sample(self, size, rng):
        """An array of draws, of the shape ``size``."""
        return _checks.generator("rng", rng).beta(self.a, self.b, size)

    def update(self, x):
        """The belief after the tosses x, shape (n,), zeros and ones."""
        x = _checks.labels("x", x, n_classes=2)
        return Beta(self.a + int(x.sum()), self.b + len(x) - int(x.sum()))


@dataclasses.dataclass(frozen=True)
class MultivariateNormal(_Continuous):
    """The Gaussian distribution of a vector; its level sets are ellipses.

    f(x) = exp(−(x − μ)ᵀ Σ⁻¹ (x − μ) / 2) / √((2π)ᵈ det Σ); mean μ, covariance Σ; fitted by the mean and the covariance
    with 1/n. With Σ = L Lᵀ, a sample is μ + L z with z ~ N(0, I).

    Parameters
    ----------
    mean : array_like, shape (d,)
        μ.
    cov : array_like, shape (d, d)
        Σ, symmetric and positive definite.

    Raises
    ------
    TypeError, ValueError
        If mean and cov do not fit, or cov is not symmetric and positive definite; from the methods, if x does not hold
        d finite numbers in its last axis (to ``fit``: rows that span the space).

    References
    ----------
    C. M. Bishop, *Pattern Recognition and Machine Learning*, eq. 2.43.

    Examples
    --------
    >>> float(MultivariateNormal([0.0, 0.0], [[1.0, 0.0], [0.0, 4.0]]).pdf([0.0, 0.0]).round(4))
    0.0796
    """

    mean: np.ndarray
    cov: np.ndarray

    def __post_init__(self):
        mean = _checks.array("mean", self.mean, shape=("d",))
        cov = _checks.symmetric("cov", _checks.array("cov", self.cov, shape=(len(mean), len(mean))))
        try:
            np.linalg.cholesky(cov)
        except np.linalg.LinAlgError:
            raise ValueError("cov is not positive definite, expected variances above 0 in every direction") from None
        _set(self, mean=_kept(mean), cov=_kept(cov))

    var = property(lambda self: np.diag(self.cov))

    def log_pdf(self, x):
        """The logarithm of the density at each row of x, shape (..., d)."""
        z, log_height = self._standardized(x)
        with np.errstate(over="ignore"):
            return log_height - np.sum(np.square(z), axis=0) / 2

    def _standardized(self, x):
        """L⁻¹(x − μ), with the entries of a row of x along the first axis, and log f(μ)."""
        x = _last_axis("x", x, len(self.mean))
        L, d = np.linalg.cholesky(self.cov), len(self.mean)
        z = np.linalg.solve(L, np.reshape(x - self.mean, (-1, d)).T)
        log_height = -np.sum(np.log(np.diag(L))) - d * math.log(2 * math.pi) / 2
        return np.reshape(z, (d, *x.shape[:-1])), log_height

    def sample(self, size, rng):
        """An array of draws, of the shape (*size, d)."""
        shape = (*np.atleast_1d(size), len(self.mean)) if size != () else (len(self.mean),)
        z = _checks.generator("rng", rng).standard_normal(shape)
        return self.mean + z @ np.linalg.cholesky(self.cov).T

    @classmethod
    def fit(cls, x):
        """The distribution of greatest likelihood for the draws in the rows of x, shape (n, d)."""
        x = _checks.array("x", x, shape=("n", "d"))
        centered, mean = _scaled.center(x)
        if np.linalg.matrix_rank(centered / _scaled.unit(centered, axis=0)) < x.shape[1]:
            raise ValueError("x lies in a plane: the likelihood has no maximum; expected rows that span the space")
        return cls(mean, _scaled.covariance("x", centered, np.ones(len(x), x.dtype)))


def bayes_rule(prior, likelihood):
    """What to believe in each hypothesis after the evidence, from what was believed before.

    P(h | e) = P(e | h) P(h) / Σₖ P(e | k) P(k), computed from logarithms, so that many small likelihoods multiplied do
    not vanish.

    Parameters
    ----------
    prior : array_like, shape (K,)
        P(h), which sum to 1.
    likelihood : array_like, shape (K,) or (K, m)
        P(e | h), or densities: one for each hypothesis, or m independent pieces of evidence in columns.

    Returns
    -------
    array, shape (K,)

    Raises
    ------
    TypeError, ValueError
        If prior is not a distribution, likelihood does not fit it or holds negative numbers, or the evidence is
        impossible under every hypothesis.

    References
    ----------
    C. M. Bishop, *Pattern Recognition and Machine Learning*, eq. 1.12.

    Examples
    --------
    >>> bayes_rule([0.01, 0.99], [0.9, 0.1]).round(4)
    array([0.0833, 0.9167])
    """
    prior = _checks.distribution("prior", prior, shape=("K",))
    likelihood = _checks.array("likelihood", likelihood, ndim=(1, 2))
    _checks.array("likelihood", likelihood, shape=(len(prior), "m")[: likelihood.ndim])
    _checks.refuse_where("likelihood", likelihood, likelihood < 0, "probabilities or densities of at least 0")
    likelihood = np.reshape(likelihood, (len(prior), -1))
    best = np.max(likelihood, axis=0)
    joint = _log(prior) + np.sum(_log(likelihood / np.where(best > 0, best, np.ones_like(best))), axis=1)
    if np.max(joint) == -np.inf:
        raise ValueError("likelihood makes the evidence impossible under every hypothesis that prior allows")
    return _scaled.shares(joint)


def erf(x):
    """The error function of each entry: how likely a normal variable is to stay within √2 x standard deviations.

        erf(x) = (2/√π) ∫₀ˣ exp(−t²) dt,  Φ(x) = (1 + erf(x/√2)) / 2,  erf′(x) = (2/√π) exp(−x²)

    Φ is the distribution function of Normal(0, 1). The relative error is below 1e-15, and `dlmath.autodiff`
    differentiates it.

    Parameters
    ----------
    x : array_like, any shape

    Returns
    -------
    array, shape of x

    Raises
    ------
    TypeError, ValueError
        If x does not hold finite numbers.

    References
    ----------
    W. J. Cody, "Rational Chebyshev approximations for the error function", Math. Comp. 23 (1969).

    Examples
    --------
    >>> (erf(np.array([1.0, 2.0, 3.0]) / np.sqrt(2))).round(4)
    array([0.6827, 0.9545, 0.9973])
    """
    return _special.erf(_checks.array("x", x))


def erfc(x):
    """The complementary error function of each entry, for tails so small that 1 − erf(x) would be 0.

        erfc(x) = 1 − erf(x) = (2/√π) ∫ₓ^∞ exp(−t²) dt,  1 − Φ(x) = erfc(x/√2) / 2

    The relative error is below 2e-15, down to the smallest normal number, at x ≈ 26.5.

    Parameters
    ----------
    x : array_like, any shape

    Returns
    -------
    array, shape of x

    Raises
    ------
    TypeError, ValueError
        If x does not hold finite numbers.

    References
    ----------
    W. J. Cody, "Rational Chebyshev approximations for the error function", Math. Comp. 23 (1969).

    Examples
    --------
    >>> print(f"{erfc(8 / np.sqrt(2)) / 2:.4g}")
    6.221e-16
    """
    return _special.erfc(_checks.array("x", x))


def _set(frozen, **values):
    for name, value in values.items():
        object.__setattr__(frozen, name, value)


def _kept(array):
    """A copy that cannot be changed."""
    array = np.array(array)
    array.flags.writeable = False
    return array


def _finite(name, value):
    value = _checks.scalar(name, value)
    if math.isinf(value):
        raise ValueError(f"{name} is {value:g}, expected a finite number")
    return value


def _draws(x):
    x = _checks.array("x", x, shape=("n",))
    if np.max(x) == np.min(x):
        raise ValueError(
            "x holds one value only: the likelihood has no maximum; expected at least two different values"
        )
    return x


def _last_axis(name, x, length):
    x = _checks.array(name, x)
    if x.ndim == 0 or x.shape[-1] != length:
        raise ValueError(f"{name} has shape {x.shape}, expected (..., {length})")
    return x


def _column(values, x):
    """The values along a first axis, to be broadcast with x."""
    return np.reshape(np.asarray(values), (-1, *(1,) * np.ndim(x)))


def _tail(a, b, x, y):
    """∫ h(s) / h(0) ds over s ≥ 0, where h(s) is the density of log(X / (1 − X)) at log(x/y) − s, for X ~ Beta(a, b).

    For x up to the mean h falls, in the end exponentially. s = w exp(t − exp(−t)) makes it fall doubly exponentially in
    t, and a sum over equally spaced t is then exact but for rounding. w is the width of the tail if it were normal or
    exponential; y is 1 − x. Of two forms of log h(0)/h(s) the one is taken in which less cancels.
    """
    w = 1 / (np.maximum(a * y - b * x, 0) + np.sqrt((a + b) * x * y))
    t = _column(np.arange(-256, 641) / 64, x)
    s = w * np.exp(t - np.exp(-t))
    shrunk = a * s + (a + b) * np.log1p(x * np.expm1(-s))
    grown = (a + b) * np.where(s < 600, np.log1p(y * np.expm1(np.minimum(s, 600))), s + np.log(y)) - b * s
    return np.sum(np.exp(-np.where(x < 0.5, shrunk, grown)) * s * (1 + np.exp(-t)), axis=0) / 64


def _share(a, b):
    """a / (a + b), also where the sum is out of range."""
    return 1 / (1 + b / a) if a >= b else a / b / (1 + a / b)


def _log_at_end(a, b):
    """The logarithm of the density of Beta(a, b) at 0."""
    return math.log(b) if a == 1 else math.copysign(math.inf, 1 - a)


def _log_rest(p):
    """log(1 − p), which is −∞ where p is 1."""
    with np.errstate(divide="ignore"):
        return np.log1p(-p)


def _log(p):
    """log p, which is −∞ where p is 0."""
    with np.errstate(divide="ignore"):
        return np.log(p)
