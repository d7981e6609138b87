"""Special functions that NumPy does not have.

>>> import numpy as np
>>> from dlmath import _special
>>> _special.erfc(np.array([0.0, 1.0])).round(4)
array([1.    , 0.1573])
"""

import math

import numpy as np

from dlmath.autodiff.trace import primitive, rule

_erfc = np.frompyfunc(math.erfc, 1, 1)
_log_gamma = np.frompyfunc(math.lgamma, 1, 1)


@primitive
def erfc(x):
    """The complementary error function (2/√π) ∫ₓ^∞ exp(−t²) dt of each entry; Φ(x) = erfc(−x/√2) / 2."""
    x = np.asarray(x)
    return np.asarray(_erfc(x), dtype=x.dtype)[()]


rule(erfc, lambda g, out, x: g * (-2 / math.sqrt(math.pi)) * np.exp(-np.square(x)))


def log_gamma(x):
    """log Γ(x) of each entry, for x > 0; log n! = log_gamma(n + 1)."""
    return np.asarray(_log_gamma(np.asarray(x, dtype=np.float64)), dtype=np.float64)[()]


def _stirling_error(k):
    """log k! − [k log k − k + log(2πk) / 2] of each entry, for k > 0, where k! = Γ(k + 1)."""
    k = np.asarray(k, dtype=np.float64)
    near = np.minimum(k, 16.0)
    exact = log_gamma(near + 1) - (near + 0.5) * np.log(near) + near - math.log(2 * math.pi) / 2
    r = 1 / np.square(np.maximum(k, 16.0))
    series = (1 / 12 - r * (1 / 360 - r * (1 / 1260 - r * (1 / 1680 - r / 1188)))) / np.maximum(k, 16.0)
    return np.where(k > 16, series, exact)


def _deviance(k, m):
    """k log(k/m) + m − k of each entry, for k, m ≥ 0, without the cancellation where k and m are close."""
    positive = (k > 0) & (m > 0)
    k_, m_ = np.where(positive, k, 1.0), np.where(positive, m, 1.0)
    v = (k_ - m_) / (k_ + m_)
    close = np.abs(v) < 0.1
    w = np.where(close, v, 0.0)
    odd = w * w * w * sum(w ** (2 * j) / (2 * j + 3) for j in range(8))  # artanh(v) − v, and log(k/m) = 2 artanh(v)
    far = k_ * np.log(k_ / m_) + m_ - k_
    both = np.where(close, (k_ - m_) * w + 2 * k_ * odd, far)
    return np.where(positive, both, np.where(k > 0, np.inf, m))


def log_multinomial(k, m):
    """log [n! Πᵢ (mᵢ/n)^kᵢ / kᵢ!] + n − Σᵢ mᵢ, with n = Σᵢ kᵢ, over the first axis; k need not be whole.

    By Stirling's formula and its error, so that the large terms cancel on paper (C. Loader, "Fast and accurate
    computation of binomial probabilities", 2000).
    """
    some = k > 0
    k_ = np.where(some, k, 1.0)
    each = np.where(some, np.log(2 * np.pi * k_) / 2 + _stirling_error(k_), 0.0) + _deviance(k, m)
    n = np.sum(k, axis=0)
    n_ = np.where(n > 0, n, 1.0)
    return np.where(n > 0, np.log(2 * np.pi * n_) / 2 + _stirling_error(n_), 0.0) - np.sum(each, axis=0)
