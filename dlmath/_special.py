"""Special functions that NumPy does not have, taken from Python's `math`, entry by entry.

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
