"""Is this the value that was expected, and if not, what is different about it?

>>> import numpy as np
>>> difference(np.array([1.0, 2.0]), [1.0, 3.0], rtol=1e-6, atol=1e-9)
'≠'
>>> difference(np.array([1.0, 2.0]), [1.0, 2.0], rtol=1e-6, atol=1e-9)
Remark('The result came as a list. Later cells will want an array: np.array(…) makes one.')
>>> difference(0.5, 0.5000000001, rtol=1e-6, atol=1e-9)
''
"""

import numpy as np

from dlmath.exercises.showing import NUMBERS, NUMPY_SCALARS, kind, show_shape

SCALARS = (NUMBERS | NUMPY_SCALARS) - {np.str_, np.bytes_, np.datetime64, np.timedelta64}


class Remark(str):
    """What is different about a value that is right all the same."""

    def __repr__(self):
        return f"Remark({str(self)!r})"


def is_right(text):
    """Whether a difference is none, or none that matters."""
    return not text or isinstance(text, Remark)


def scaled(atol, expected):
    """Return ``atol`` times the largest number in ``expected``: rounding is in proportion to the numbers.

    >>> scaled(1e-9, [np.array([3.0, -1e8]), 0.0])
    0.1
    """
    numbers = [np.abs(x[np.isfinite(x)]) for x in leaves(expected) if x.dtype.kind in "biuf"]
    size = float(max((np.max(x, initial=0.0) for x in numbers), default=0.0))
    return atol * size if size > 0 else atol


def leaves(value):
    """Return the arrays and numbers in a value, as arrays."""
    return [x for part in value for x in leaves(part)] if isinstance(value, tuple | list) else [np.asarray(value)]


def difference(expected, actual, rtol, atol):
    """Return in one sentence how ``actual`` differs from ``expected``; '' where it does not; '≠' where only numbers do.

    A list, a tuple, an array, a matrix or an integer array with the right numbers is right: its sentence is a `Remark`.

    The structure of ``expected`` leads: nothing of an object of an unknown class is called.
    """
    cls = type(expected)
    if actual is expected or (expected is None and actual is None):
        return ""
    if actual is None:
        return "The function returned None. Did you forget the return?"
    if cls is np.ndarray and expected.ndim:
        return _array_difference(expected, actual, rtol, atol)
    if cls in SCALARS or cls is np.ndarray:
        return _number_difference(expected, actual, rtol, atol)
    if isinstance(expected, tuple | list):
        return _sequence_difference(expected, actual, rtol, atol)
    if cls is dict:
        return _dict_difference(expected, actual, rtol, atol)
    if type(actual) is not cls:
        return f"The answer is {kind(actual)}, expected {kind(expected)}."
    if cls is str:
        return "" if actual == expected else "≠"
    raise TypeError(f"check cannot compare {kind(expected)}: let the reference return numbers, arrays or texts")


def _number_difference(expected, actual, rtol, atol):
    if type(actual) is np.ndarray and actual.ndim == 0:
        actual = actual[()]
    if type(actual) is np.ndarray and actual.size == 1 and actual.dtype.kind in "biufc":
        same = not _number_difference(expected, actual.reshape(-1)[0], rtol, atol)
        start = "The number is right, but it comes in" if same else "The answer is"
        return f"{start} an array of shape {show_shape(actual.shape)}; expected a single number."
    wanted = "True or False" if np.asarray(expected).dtype.kind == "b" else "a number"
    if type(actual) not in SCALARS or (wanted != "a number") != (type(actual) in (bool, np.bool_)):
        return f"The answer is {kind(actual)}, expected {wanted}."
    if np.iscomplexobj(actual) and not np.iscomplexobj(expected):
        right = is_right(_number_difference(expected, actual.real, rtol, atol)) and actual.imag == 0
        return f"{'The number is right, but it' if right else 'The answer'} is complex; expected a real number."
    if isinstance(expected, np.floating) and isinstance(actual, np.floating) and expected.dtype != actual.dtype:
        return _dtype_sentence(expected, actual, rtol, atol)
    return _values_difference(np.asarray(expected), np.asarray(actual), rtol, atol)


def _array_difference(expected, actual, rtol, atol):
    wanted = f"an array of shape {show_shape(expected.shape)}"
    if type(actual) is np.matrix:
        remark = "The result is a np.matrix, for which * means another thing than elsewhere: use plain arrays."
        return _remarked(remark, expected, np.asarray(actual), rtol, atol)
    if issubclass(type(actual), np.ndarray) and type(actual) is not np.ndarray:
        return f"The answer is {kind(actual)}, expected a plain NumPy array."
    if type(actual) in (list, tuple):
        as_array = _as_array(actual)
        if as_array is not None and as_array.dtype.kind in "biufc" and as_array.shape == expected.shape:
            remark = f"The result came as {kind(actual)}. Later cells will want an array: np.array(…) makes one."
            return _remarked(remark, expected, as_array, rtol, atol)
    if type(actual) is not np.ndarray:
        return f"The answer is {kind(actual)}, expected {wanted}."
    if actual.shape != expected.shape:
        return f"The answer has shape {show_shape(actual.shape)}, expected {show_shape(expected.shape)}."
    if expected.dtype.kind == "f" and actual.dtype.kind in "iu":
        actual = actual.astype(expected.dtype)  # counts and classes may be either
    if not _same_dtype(expected.dtype, actual.dtype):
        return _dtype_sentence(expected, actual, rtol, atol)
    return _values_difference(expected, actual, rtol, atol)


def _remarked(remark, expected, actual, rtol, atol):
    """The difference of the values, else the remark."""
    return _array_difference(expected, actual, rtol, atol) or Remark(remark)


def _as_array(sequence):
    try:
        return np.array(sequence)
    except Exception:
        return None


def _same_dtype(expected, actual):
    return expected.kind == actual.kind and (expected.kind not in "fc" or expected == actual)


def _dtype_sentence(expected, actual, rtol, atol):
    right = actual.dtype.kind in "biufc" and not _values_difference(expected, actual, max(rtol, 1e-5), atol)
    start = "The numbers are right, but their type is" if right else "The answer has dtype"
    return f"{start} {actual.dtype}, expected {expected.dtype}."


def _values_difference(expected, actual, rtol, atol):
    if expected.dtype.kind not in "biufc" or actual.dtype.kind not in "biufc":
        return "" if np.array_equal(expected, actual) else "≠"
    if np.isnan(actual).any() and not np.isnan(expected).any():
        return "There is a NaN, which is no number: somewhere 0/0, inf − inf or the like was computed."
    if {expected.dtype.kind, actual.dtype.kind} <= set("biu"):
        return "" if np.array_equal(expected, actual) else "≠"
    with np.errstate(all="ignore"):
        return "" if np.allclose(actual, expected, rtol=rtol, atol=atol, equal_nan=True) else "≠"


def _sequence_difference(expected, actual, rtol, atol):
    base = tuple if isinstance(expected, tuple) else list
    if not issubclass(type(actual), base):
        rows = type(actual) in (list, tuple) or (type(actual) is np.ndarray and actual.ndim)
        if not rows or len(actual) != len(expected):
            return f"The answer is {kind(actual)}, expected a {base.__name__} of {len(expected)}."
        remark = Remark(f"The result came as {kind(actual)}; expected a {base.__name__}.")
        return _sequence_difference(expected, base(actual), rtol, atol) or remark
    if base.__len__(actual) != len(expected):
        return f"The answer is a {base.__name__} of {base.__len__(actual)}, expected {len(expected)} entries."
    found = [difference(e, base.__getitem__(actual, i), rtol, atol) for i, e in enumerate(expected)]
    return _first({f"Entry {i}": text for i, text in enumerate(found)})


def _dict_difference(expected, actual, rtol, atol):
    if type(actual) is not dict:
        return f"The answer is {kind(actual)}, expected a dictionary."
    if not all(type(key) in NUMBERS or type(key) in (str, tuple) for key in actual) or actual.keys() != expected.keys():
        keys = ", ".join(repr(key) for key in expected)
        return f"The dictionary has other keys than expected: {keys}."
    return _first({f"Under {key!r}": difference(e, actual[key], rtol, atol) for key, e in expected.items()})


def _first(found):
    """The first sentence that says something, else '≠' where numbers differ, else the first remark."""
    for where, text in found.items():
        if text != "≠" and not is_right(text):
            return f"{where}: {text[0].lower()}{text[1:]}" if text.startswith("The ") else f"{where}: {text}"
    return "≠" if "≠" in found.values() else next(filter(None, found.values()), "")
