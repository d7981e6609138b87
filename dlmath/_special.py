"""Special functions that NumPy does not have.

>>> import numpy as np
>>> from dlmath import _special
>>> _special.erfc(np.array([0.0, 1.0])).round(4)
array([1.    , 0.1573])
"""

import math

import numpy as np

from dlmath.autodiff.trace import primitive, rule

_log_gamma = np.frompyfunc(math.lgamma, 1, 1)

# Quotients of polynomials, highest power first, for erf(x)/x in x² up to NEAR; for e^(x²) erfc(x) in x up to FAR; and,
# beyond, for what is missing there to 1/(√π x), in 1/x²: W. J. Cody, "Rational Chebyshev approximations for the error
# function", Mathematics of Computation 23 (1969).
NEAR, FAR = 0.46875, 4.0
_NEAR = (
    [0.185777706184603153, 3.16112374387056560, 113.864154151050156, 377.485237685302021, 3209.37758913846947],
    [1.0, 23.6012909523441209, 244.024637934444173, 1282.61652607737228, 2844.23683343917062],
)
_BETWEEN = (
    [2.15311535474403846e-8, 0.564188496988670089, 8.88314979438837594, 66.1191906371416295, 298.635138197400131,
     881.952221241769090, 1712.04761263407058, 2051.07837782607147, 1230.33935479799725],
    [1.0, 15.7449261107098347, 117.693950891312499, 537.181101862009858, 1621.38957456669019,
     3290.79923573345963, 4362.61909014324716, 3439.36767414372164, 1230.33935480374942],
)  # fmt: skip
_BEYOND = (
    [0.0163153871373020978, 0.305326634961232344, 0.360344899949804439, 0.125781726111229246,
     0.0160837851487422766, 6.58749161529837803e-4],
    [1.0, 2.56852019228982242, 1.87295284992346047, 0.527905102951428412,
     0.0605183413124413191, 2.33520497626869185e-3],
)  # fmt: skip


def _quotient(polynomials, x):
    above, below = polynomials
    return np.polyval(above, x) / np.polyval(below, x)


def _erf_near(x):
    """erf(x) for |x| up to NEAR; beyond, its value there."""
    x = np.clip(x, -NEAR, NEAR)
    return x * _quotient(_NEAR, x * x)


def _erfc_beyond(x):
    """erfc(x) for x from NEAR on; below, its value there."""
    x = np.clip(x, NEAR, 30.0)  # erfc(30) is 0 among floats
    head = np.floor(16 * x) / 16  # its square is exact: the square of x would be rounded before it is an exponent
    bell = np.exp(-head * head) * np.exp((head - x) * (head + x))
    r = 1 / np.square(np.maximum(x, FAR))
    beyond = (1 / math.sqrt(math.pi) - r * _quotient(_BEYOND, r)) / x
    return bell * np.where(x > FAR, beyond, _quotient(_BETWEEN, np.minimum(x, FAR)))


@primitive
def erf(x):
    """The error function (2/√π) ∫₀ˣ exp(−t²) dt of each entry."""
    y = np.asarray(x, dtype=np.float64)
    out = np.where(np.abs(y) > NEAR, np.copysign(1 - _erfc_beyond(np.abs(y)), y), _erf_near(y))
    return out.astype(np.asarray(x).dtype)[()]


@primitive
def erfc(x):
    """The complementary error function 1 − erf(x) = (2/√π) ∫ₓ^∞ exp(−t²) dt of each entry, also where it is tiny."""
    y = np.asarray(x, dtype=np.float64)
    tail = _erfc_beyond(np.abs(y))
    out = np.where(np.abs(y) > NEAR, np.where(y > 0, tail, 2 - tail), 1 - _erf_near(y))
    return out.astype(np.asarray(x).dtype)[()]


rule(erf, lambda g, out, x: g * (2 / math.sqrt(math.pi)) * np.exp(-np.square(x)))
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
