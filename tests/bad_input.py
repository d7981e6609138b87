"""One harness for every subject module: what each function does with input that is not the usual one.

A test module lists its functions once, each with one call that works::

    from tests import bad_input

    TABLE = [
        bad_input.Case(la.dot, {"x": X, "y": Y}, refused={"y": [np.ones(4)]}),
        bad_input.Case(la.norm, {"x": X, "p": 3.0}, refused={"p": [0.5]}),
    ]

    @bad_input.every(TABLE)
    def test_unusual_input_gives_the_documented_result_or_a_clear_error(check):
        check()

From the good call the harness makes, for each argument that is an array: the same numbers as a list, read-
only, non-contiguous, as integers, as float32 (the result is then float32 throughout), and must get the same
result; empty, with NaN, with infinities, with one axis too few and with too many, as strings, as objects
and as complex numbers, and must get a ``ValueError`` or ``TypeError`` whose message names the argument. For
each argument that is a Python number it tries a string, a list, NaN and a complex number (a fraction and a
boolean where an integer is expected). ``refused`` adds values that the function must refuse by name: wrong
lengths, values out of its domain. After every call each argument must still hold what it held.
"""

import copy
import dataclasses
import functools
import re
from collections.abc import Callable

import numpy as np
import pytest


@dataclasses.dataclass(frozen=True)
class Case:
    """One function, one call of it that works, and what is special about it.

    Parameters
    ----------
    function : callable
        It is called with keyword arguments.
    good : dict
        Arguments by name. NumPy arrays of floats are tried in every way above, arrays of integers (class
        labels) in every way but those that change their type; Python numbers as numbers; else is passed on.
    refused : dict of str to list
        Further values that must be refused, for each argument: wrong lengths, out of domain.
    accepts : dict of str to str or tuple of str
        What is no error for an argument: "any rank", "empty", "nan", "infinity",
        "negative infinity", "complex", "fraction".
        Such input must then give a result without a warning.
    whole : dict
        Whole numbers to try in place of the good value rounded, for each argument (None: do not try).
    tolerance : float
        The largest relative difference between results that should be the same.
    keeps_float32 : bool
        False for a function whose result does not hold floats of its input's type.
    """

    function: Callable
    good: dict
    refused: dict = dataclasses.field(default_factory=dict)
    accepts: dict = dataclasses.field(default_factory=dict)
    whole: dict = dataclasses.field(default_factory=dict)
    tolerance: float = 1e-10
    keeps_float32: bool = True


COVERED = set()  # every function that some test module tries, as tests/test_house.py asks


def every(table):
    """The pytest decorator that runs each check of each case as a test of its own."""
    COVERED.update(getattr(case.function, "__qualname__", str(case.function)) for case in table)
    return pytest.mark.parametrize("check", [check for case in table for check in checks(case)])


def checks(case):
    """All checks of one case, as pytest parameters with readable ids."""
    for name, value in case.good.items():
        if isinstance(value, np.ndarray):
            makers = array_checks(case, name, value)
        elif isinstance(value, int | float) and not isinstance(value, bool):
            makers = number_checks(case, name, value)
        else:
            makers = []
        for label, check in makers:
            yield pytest.param(check, id=f"{case.function.__name__}-{name}-{label}")
    for name, values in case.refused.items():
        for i, value in enumerate(values):
            check = functools.partial(is_refused, case, name, value)
            yield pytest.param(check, id=f"{case.function.__name__}-{name}-refused {i}")
    if case.keeps_float32:
        yield pytest.param(functools.partial(stays_float32, case), id=f"{case.function.__name__}-float32")


def array_checks(case, name, x):
    """(label, check) for everything tried on one array argument."""
    same, refused = functools.partial(gives_the_same, case, name), functools.partial(is_refused, case, name)
    yield "list", functools.partial(same, x.tolist())
    yield "read-only", functools.partial(same, read_only(x))
    yield "non-contiguous", functools.partial(same, non_contiguous(x))
    if x.dtype.kind == "f" and case.whole.get(name, x) is not None:
        yield (
            "integers",
            functools.partial(treats_integers_as_floats, case, name, case.whole.get(name, np.round(x))),
        )
    allowed = case.accepts.get(name, ())
    odd = {
        "empty": np.zeros((0, *x.shape[1:])),
        "nan": with_entry(x, np.nan),
        "infinity": with_entry(x, np.inf),
        "negative infinity": with_entry(x, -np.inf),
        "complex": x + 1j,
        "strings": x.astype(str),
        "objects": np.full(x.shape, None),
    }
    if "any rank" not in allowed:
        odd["too many axes"] = x.reshape((1, 1, 1, *x.shape))
        if x.ndim:
            odd["too few axes"] = np.float64(1.0)
    if x.ndim >= 2 and len(x) > 1:
        odd["ragged"] = [row.tolist() for row in x[:-1]] + [x[-1].tolist()[:-1]]
    for label, value in odd.items():
        accepted = label in allowed or label.removeprefix("negative ") in allowed
        yield (
            label,
            functools.partial(is_accepted, case, name, value) if accepted else functools.partial(refused, value),
        )


def number_checks(case, name, value):
    """(label, check) for everything tried on one argument that is a Python number."""
    odd = {"string": "2", "list": [1.0, 2.0], "nan": float("nan"), "complex": 1j}
    if isinstance(value, int):
        odd |= {"fraction": value + 0.5, "boolean": True}
    for label, number in odd.items():
        judge = is_accepted if label in case.accepts.get(name, ()) else is_refused
        yield label, functools.partial(judge, case, name, number)


def call(case, **changed):
    """The function's result, after asserting that it left every argument as it was."""
    arguments = case.good | changed
    before = copy.deepcopy({k: v for k, v in arguments.items() if not callable(v)})
    try:
        return case.function(**arguments)
    finally:
        for name, value in before.items():
            assert unchanged(value, arguments[name]), f"{case.function.__name__} changed its argument {name}"


def unchanged(before, after):
    if isinstance(before, np.random.Generator):
        return True
    if isinstance(before, list | tuple | dict):
        return repr(before) == repr(after)
    before, after = np.asarray(before), np.asarray(after)
    numeric = before.dtype.kind in "fc"
    return before.dtype == after.dtype and np.array_equal(before, after, equal_nan=numeric)


def is_refused(case, name, value):
    """The error says which argument was wrong."""
    with pytest.raises((ValueError, TypeError)) as caught:
        call(case, **{name: value})
    message = str(caught.value)
    several = [n for n, v in case.good.items() if isinstance(v, np.ndarray)] if isinstance(value, np.ndarray) else []
    assert any(re.search(rf"(?<!\w){n}(?!\w)", message) for n in [name, *several]), (
        f"{case.function.__name__} refused {name} with a message that does not name it: {message}"
    )


def is_accepted(case, name, value):
    call(case, **{name: value})


def gives_the_same(case, name, value):
    assert_same(call(case, **{name: value}), call(case), case.tolerance)


def treats_integers_as_floats(case, name, whole):
    whole = np.asarray(whole)
    assert_same(
        call(case, **{name: whole.astype(np.int64)}),
        call(case, **{name: whole.astype(np.float64)}),
        case.tolerance,
    )


def stays_float32(case):
    arrays = {n: v for n, v in case.good.items() if isinstance(v, np.ndarray) and v.dtype.kind == "f"}
    result = call(case, **{n: v.astype(np.float32) for n, v in arrays.items()})
    wrong = [
        leaf for leaf in leaves(result) if leaf_kind(leaf) == "float" and getattr(leaf, "dtype", None) != np.float32
    ]
    assert not wrong, f"{case.function.__name__} gave {[getattr(w, 'dtype', type(w)) for w in wrong]} for float32 input"


def assert_same(actual, expected, tolerance):
    actual, expected = list(leaves(actual)), list(leaves(expected))
    assert len(actual) == len(expected)
    for a, e in zip(actual, expected, strict=True):
        assert np.shape(a) == np.shape(e)
        if leaf_kind(e) == "other":
            assert a == e
        else:
            assert np.asarray(a).dtype == np.asarray(e).dtype
            np.testing.assert_allclose(a, e, rtol=tolerance, atol=tolerance)


def leaves(result):
    """The arrays and numbers in a nest of tuples, lists, dicts and dataclasses."""
    if dataclasses.is_dataclass(result):
        result = [getattr(result, field.name) for field in dataclasses.fields(result)]
    if isinstance(result, dict):
        result = list(result.values())
    if isinstance(result, list | tuple):
        for item in result:
            yield from leaves(item)
    else:
        yield result


def leaf_kind(leaf):
    if isinstance(leaf, np.ndarray | np.generic | int | float | bool):
        return "float" if np.asarray(leaf).dtype.kind == "f" else "number"
    return "other"


def read_only(x):
    x = x.copy()
    x.flags.writeable = False
    return x


def non_contiguous(x):
    """The same numbers as every second entry of a larger array, along every axis."""
    larger = np.full([2 * n for n in x.shape], 7, dtype=x.dtype)
    view = larger[(*[slice(None, None, 2)] * x.ndim, ...)]
    view[...] = x
    return view


def with_entry(x, value):
    """x as floats, its last entry replaced."""
    x = np.array(x, dtype=np.float64)
    x[(-1,) * x.ndim] = value
    return x
