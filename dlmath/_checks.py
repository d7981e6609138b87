"""Input checks shared by every subject module: what was wrong, what was expected.

>>> from dlmath import _checks
>>> _checks.array("x", [1, 2, 3], shape=("n", 3))
Traceback (most recent call last):
    ...
ValueError: x has shape (3,), expected (n, 3)

Values traced by `dlmath.autodiff` pass through unchanged: only their shape is checked.
"""

import math
import numbers
import operator

import numpy as np

from dlmath.autodiff import Box

MOST_CLASSES = 2**24


def array(name, x, shape=None, *, ndim=None, finite=True, nonempty=True, allow_complex=False, allow_traced=True):
    """Return ``x`` as a floating-point array, or raise one sentence that names it.

    Parameters
    ----------
    name : str
        The argument's name, used in messages.
    x : array_like or traced value
        float32 and float64 keep their type; integers and booleans become float64. A traced value is returned as it is.
    shape : tuple of int, str or None, optional
        What is expected: an int is an exact length, a letter any length; a letter that occurs twice asks for
        equal lengths, so ``("n", "n")`` is a square matrix.
    ndim : int or tuple of int, optional
        The number of axes allowed, where the lengths do not matter.
    finite : bool
        Whether NaN and infinities are refused.
    nonempty : bool
        Whether an array without entries is refused.
    allow_complex : bool
        Whether complex numbers are let through.
    allow_traced : bool
        False in a function that fills arrays in place and so cannot be differentiated.

    Raises
    ------
    TypeError
        If ``x`` does not hold numbers, or is traced where that is not allowed.
    ValueError
        If its shape is not the one expected, it is empty, or it holds NaN or infinity.
    """
    if not isinstance(x, Box):
        x = _as_numbers(name, x, allow_complex)
    elif not allow_traced:
        raise TypeError(
            f"{name} is traced by dlmath.autodiff, but this function fills arrays in place and cannot be "
            "differentiated; use a function of np.linalg that has a derivative rule (solve, inv, det, eigh)"
        )
    if shape is not None and not _fits(x.shape, shape):
        raise ValueError(f"{name} has shape {_show(x.shape)}, expected {_show(shape)}")
    allowed = (ndim,) if isinstance(ndim, int) else ndim
    if allowed is not None and x.ndim not in allowed:
        expected = " or ".join(str(n) for n in allowed)
        raise ValueError(f"{name} has {x.ndim} axes (shape {_show(x.shape)}), expected {expected}")
    if nonempty and x.size == 0:
        raise ValueError(f"{name} is empty (shape {_show(x.shape)}), expected at least one entry")
    if finite and not isinstance(x, Box) and not np.isfinite(x).all():
        where = tuple(int(i) for i in np.argwhere(~np.isfinite(x))[0])
        at = f" at index {where[0] if len(where) == 1 else where}" if where else ""
        raise ValueError(f"{name} holds {x[where]}{at}, expected finite numbers")
    return x


def _as_numbers(name, x, allow_complex):
    try:
        x = np.asarray(x)
    except ValueError:
        raise ValueError(f"{name} has rows of different lengths, expected a rectangular array") from None
    if x.dtype.kind in "biu":
        return x.astype(np.float64)
    if x.dtype.kind == "c" and not allow_complex:
        raise TypeError(f"{name} holds complex numbers, expected real numbers")
    if x.dtype.kind not in "fc":
        raise TypeError(f"{name} has dtype {x.dtype}, expected numbers")
    return x


def _fits(actual, expected):
    if len(actual) != len(expected):
        return False
    lengths = {}
    return all(
        n == e if isinstance(e, numbers.Integral) else lengths.setdefault(e, n) == n
        for n, e in zip(actual, expected, strict=True)
    )


def _show(shape):
    return "(" + ", ".join(str(s) for s in shape) + ("," if len(shape) == 1 else "") + ")"


def symmetric(name, A, *, share=0.0):
    """Return ``A`` as a symmetric matrix, or raise; small differences between Aᵢⱼ and Aⱼᵢ are allowed, and left.

    They are small where they are below 10 n ε √(mᵢ mⱼ), mᵢ being the largest entry of row and column i: that much may
    come of rounding, in whatever units the coordinates are. ``share`` also allows that share of the larger of the two.

    Raises
    ------
    TypeError
        If ``A`` does not hold numbers.
    ValueError
        If it is not a square matrix, or not symmetric.
    """
    A = array(name, A, shape=("n", "n"))
    largest = np.sqrt(np.max(np.maximum(np.abs(A), np.abs(A.T)), axis=0))
    rounding = 10 * len(A) * np.finfo(A.dtype).eps * np.outer(largest, largest)
    with np.errstate(over="ignore"):
        wrong = np.abs(A - A.T) > np.maximum(rounding, share * np.maximum(np.abs(A), np.abs(A.T)))
    if wrong.any():
        i, j = np.argwhere(wrong)[0]
        raise ValueError(f"{name} is not symmetric: {name}[{i}, {j}] is {A[i, j]:g}, {name}[{j}, {i}] is {A[j, i]:g}")
    return A


def scalar(name, value, *, low=-math.inf, high=math.inf, open_low=False, open_high=False):
    """Return ``value`` as a float between ``low`` and ``high`` (open ends where asked), or raise.

    Raises
    ------
    TypeError
        If ``value`` is not one real number.
    ValueError
        If it is NaN or outside the interval.
    """
    if isinstance(value, bool) or not isinstance(value, numbers.Real | np.ndarray) or np.ndim(value):
        raise TypeError(f"{name} is {type(value).__name__} {value!r}, expected a number")
    value = float(value)
    above = value > low if open_low else value >= low
    below = value < high if open_high else value <= high
    if not (above and below):
        raise ValueError(f"{name} is {value:g}, expected {_interval(low, high, open_low, open_high)}")
    return value


def _interval(low, high, open_low, open_high):
    if math.isinf(low) and math.isinf(high):
        return "a number"
    if math.isinf(high):
        return f"a number {'above' if open_low else 'of at least'} {low:g}"
    if math.isinf(low):
        return f"a number {'below' if open_high else 'of at most'} {high:g}"
    return f"a number in {'(' if open_low else '['}{low:g}, {high:g}{')' if open_high else ']'}"


def integer(name, value, *, low=None, high=None):
    """Return ``value`` as an int between ``low`` and ``high``, ends included, or raise.

    Raises
    ------
    TypeError
        If ``value`` is not an integer.
    ValueError
        If it is outside the range.
    """
    try:
        if isinstance(value, bool):
            raise TypeError
        value = operator.index(value)
    except TypeError:
        raise TypeError(f"{name} is {type(value).__name__} {value!r}, expected an integer") from None
    if (low is not None and value < low) or (high is not None and value > high):
        if high is None:
            expected = f"an integer of at least {low}"
        elif low is None:
            expected = f"an integer of at most {high}"
        else:
            expected = f"an integer from {low} to {high}"
        raise ValueError(f"{name} is {value}, expected {expected}")
    return value


def one_of(name, value, options):
    """Return ``value`` if it is one of ``options``, or raise a ``ValueError`` that lists them."""
    if value not in options:
        raise ValueError(f"{name} is {value!r}, expected one of {', '.join(map(repr, options))}")
    return value


def generator(name, rng):
    """Return a `numpy.random.Generator`: ``rng`` itself, or a new one from an integer seed.

    Raises
    ------
    TypeError
        If ``rng`` is neither.
    """
    if isinstance(rng, np.random.Generator):
        return rng
    if isinstance(rng, numbers.Integral) and not isinstance(rng, bool) and rng >= 0:
        return np.random.default_rng(int(rng))
    expected = "a numpy.random.Generator or a seed (an integer of at least 0)"
    raise TypeError(f"{name} is {type(rng).__name__} {rng!r}, expected {expected}")


def labels(name, y, *, n_classes=None, length=None):
    """Return class labels as an int64 array of shape (n,) with entries 0 … n_classes − 1, or raise.

    Without n_classes a label may be anything below `MOST_CLASSES`, so that a table of all classes fits into memory.

    Raises
    ------
    TypeError
        If ``y`` does not hold whole numbers.
    ValueError
        If it is empty, not one-dimensional, of another length, or a label is out of range.
    """
    y = np.asarray(y)
    if y.ndim != 1 or (length is not None and len(y) != length):
        expected = ("n" if length is None else length,)
        raise ValueError(f"{name} has shape {_show(y.shape)}, expected {_show(expected)}")
    if y.size == 0:
        raise ValueError(f"{name} is empty, expected at least one label")
    if y.dtype.kind not in "biu" and not (y.dtype.kind == "f" and np.all(np.isfinite(y) & (y == np.floor(y)))):
        raise TypeError(f"{name} has dtype {y.dtype}, expected whole numbers as class labels")
    wrong = (y < 0) | (y >= (MOST_CLASSES if n_classes is None else n_classes))
    if wrong.any():
        expected = f"labels from 0 to {(n_classes or MOST_CLASSES) - 1}"
        raise ValueError(f"{name} holds {y[wrong][0]:g} at index {np.flatnonzero(wrong)[0]}, expected {expected}")
    return y.astype(np.int64)


def distribution(name, p, **expected):
    """Return probabilities as an array whose last axis sums to 1, or raise; further arguments as for `array`.

    The sum may be off by 1e-6 (1e-5 for float32), so that rounded tables pass. It is not corrected.

    Raises
    ------
    TypeError
        If ``p`` does not hold numbers.
    ValueError
        If it is a scalar or empty, an entry is negative or not finite, or a row does not sum to 1.
    """
    p = array(name, p, **expected)
    if p.ndim == 0:
        raise ValueError(f"{name} has shape (), expected at least one axis of probabilities")
    refuse_where(name, p, p < 0, "probabilities of at least 0")
    total = np.sum(p, axis=-1)
    tolerance = 1e-5 if p.dtype == np.float32 else 1e-6
    wrong = np.abs(total - 1) > tolerance
    if np.any(wrong):
        raise ValueError(f"{name} sums to {total[wrong][0]:.6g}, expected probabilities that sum to 1")
    return p


def refuse_where(name, values, wrong, expected):
    """Raise a ``ValueError`` that names the first entry of ``values`` at which ``wrong`` is true, if there is one."""
    if np.any(wrong):
        where = tuple(int(i) for i in np.argwhere(wrong)[0])
        at = f" at index {where[0] if len(where) == 1 else where}" if where else ""
        raise ValueError(f"{name} holds {values[where]:g}{at}, expected {expected}")
