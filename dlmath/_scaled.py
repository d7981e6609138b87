"""Sums of squares, means and shares, computed so that what has a finite answer gets it.

>>> import numpy as np
>>> from dlmath import _scaled
>>> print(f"{_scaled.root_mean_square(np.array([3e200, 4e200])):.4e}")
3.5355e+200
>>> _scaled.shares(np.array([-1e16, -1e16, -np.inf]))
array([0.5, 0.5, 0. ])

Squares of entries near 1e±200 overflow or vanish. Dividing by a power of two first costs no digits.
"""

import math

import numpy as np

from dlmath.autodiff.box import strip

CACHED = 2**17  # so many numbers at once


def unit(x, axis=None):
    """The power of two just below the largest |x|, or 1 where all entries are 0; a constant also for a traced x.

    With an axis (or several), one for each slice, in an array that broadcasts with x.
    """
    x = strip(x)
    largest = np.max(np.abs(x), axis=axis, keepdims=axis is not None)
    _, exponent = np.frexp(largest)
    return np.where(largest > 0, np.ldexp(x.dtype.type(1), exponent - 1), x.dtype.type(1))


def mean_square(x, axis=None):
    """u and m, both in range, so that the mean of x² along an axis is u² m."""
    u = unit(x, axis)
    return np.squeeze(u, axis), np.mean(np.square(x / u), axis=axis)


def root_mean_square(x, axis=None):
    """√(mean of x²) along an axis."""
    u, m = mean_square(x, axis)
    return u * np.sqrt(m)


def mean(x, axis=None):
    """The mean along an axis, of entries whose sum may be out of range; of equal entries, exactly their value."""
    low, high = np.min(x, axis=axis), np.max(x, axis=axis)
    u = unit(x, axis)
    return np.where(high > low, np.squeeze(u, axis) * np.mean(x / u, axis=axis), low)[()]


def center(x):
    """The rows of x less their mean, and the mean; a constant column becomes exactly 0.

    The mean of what is left is subtracted too: beside a large mean, the mean itself is rounded.
    """
    middle = mean(x, axis=0)
    centered = x - middle
    return np.where(np.max(x, axis=0) > np.min(x, axis=0), centered - np.mean(centered, axis=0), 0), middle


def variance(x):
    """The mean square of the rows of x around their mean; exactly 0 for equal ones, ∞ where it is out of range."""
    u, m = mean_square(center(x)[0], axis=0)
    with np.errstate(over="ignore"):
        return u * (u * m)


def covariance(name, centered, weights):
    """Σᵢ wᵢ xᵢxᵢᵀ / Σᵢ wᵢ over the rows of centered data, exactly symmetric; or raise where it is out of range."""
    u = unit(centered, axis=0)
    rows = centered / u * np.sqrt(weights)[:, None]
    with np.errstate(over="ignore"):
        scaled = rows.T @ rows / np.sum(weights)
        C = u.T * scaled * u
    if not np.isfinite(C).all() or np.any((np.diag(scaled) > 0) & (np.diag(C) == 0)):
        raise ValueError(f"{name} has variances that no {C.dtype} can hold; scale it")
    return C


def norms(x, axis):
    """√(sum of x²) along an axis; ∞ where an entry is infinite or the result too large."""
    u = unit(x, axis)
    with np.errstate(over="ignore", invalid="ignore"):
        lengths = np.squeeze(u, axis) * np.sqrt(np.sum(np.square(x / u), axis=axis))
    return np.where(np.all(np.isfinite(x), axis=axis), lengths, np.inf)


def pairwise(f, X, Z):
    """f(x, z) for all pairs of rows of X and Z, which f gets in tiles that fit into a processor's cache."""
    step = max(1, math.isqrt(CACHED // max(1, X.shape[1])))
    rows, columns = ([M[i : i + step] for i in range(0, len(M), step)] for M in (X, Z))
    return np.block([[f(x[:, None], z) for z in columns] for x in rows])


def squared_distances(X, Z, unit):
    """‖xᵢ − zⱼ‖² / unit² for the rows of X and Z, exactly 0 for equal ones."""
    return pairwise(lambda x, z: np.sum(np.square(x - z), axis=-1), X / unit, Z / unit)


def shares(log_weights):
    """exp(log weight) over the last axis, divided by the sum: probabilities whose sum is 1 up to one rounding each."""
    with np.errstate(over="ignore"):
        e = np.exp(log_weights - np.max(log_weights, axis=-1, keepdims=True))
    return e / np.sum(e, axis=-1, keepdims=True)


def log_shares(log_weights):
    """The logarithms of `shares`."""
    with np.errstate(over="ignore", divide="ignore"):
        shifted = log_weights - np.max(log_weights, axis=-1, keepdims=True)
        return shifted - np.log(np.sum(np.exp(shifted), axis=-1, keepdims=True))


def gaussian_log_weights(log_heights, distances):
    """log hₖ − (rₖ² − r²)/2 in the last axis, r the least rₖ with hₖ > 0, without squaring what may overflow."""
    possible = np.isfinite(log_heights)
    nearest = np.min(np.where(possible, distances, np.inf), axis=-1, keepdims=True)
    with np.errstate(over="ignore", invalid="ignore"):
        log_weights = log_heights - (distances - nearest) * (distances / 2 + nearest / 2)
    return np.where(possible, log_weights, -np.inf)
