"""On which inputs an answer is tried, and what is right there.

The declared cases come first: *ordinary* ones, which say what mistake was made, and *edge* cases. To these come copies
of ordinary ones with the same numbers as an integer array, with very large and very small numbers, and with many more
entries or steps, wherever the reference has a plain answer for them.

>>> from dlmath.exercises.catalogue import find
>>> sorted({case.sort for case in cases_of(find("dot"))})
['edge', 'large', 'long', 'ordinary', 'small', 'whole']
"""

from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import numpy as np

from dlmath.exercises.comparison import leaves, scaled
from dlmath.exercises.running import Observed, observe

COPIES = 8
FACTORS = {"large": 1e8, "small": 1e-30}
REASONS = {
    "edge": "Your function is right on the ordinary inputs; this one is a special case.",
    "whole": "Your function is right until it is given whole numbers (an integer array). An array made from one by "
    "copy(), np.zeros_like() or np.array() holds whole numbers only, and cuts off fractions. Use np.zeros(x.shape), "
    "or x.astype(float).",
    "large": "Your function is right until the numbers are very large. Does it use a fixed tolerance, a fixed bound "
    "or a fixed number of rounds?",
    "small": "Your function is right until the numbers are very small. Does it use a fixed tolerance, or add a small "
    "number to be safe? Compare with 0 itself, or with the size of the numbers.",
    "nearly": "Your function is right where it is plain to see, but not where numbers miss it by a little. A tolerance "
    "must be wider than rounding, about 1e-16 of the numbers, and not much wider.",
    "long": "Your function is right on small inputs, but not on one with more entries or more steps. Does it use a "
    "fixed size or a fixed number of rounds?",
}


@dataclass(frozen=True, eq=False)
class Case:
    """Arguments, what the reference does with them, and what sort of input it is."""

    arguments: tuple
    expected: Observed
    sort: str
    atol: float

    @property
    def integers(self):
        """The places of the arguments that are arrays of whole numbers."""
        return {i for i, x in enumerate(self.arguments) if type(x) is np.ndarray and x.dtype.kind == "i" and x.size}


@cache
def cases_of(exercise):
    """Return the cases of an exercise; they are the same in every run."""
    rng = np.random.default_rng([*exercise.name.encode()])
    ordinary, edges = exercise.ordinary(rng), exercise.edges(rng)
    cases = [_case(exercise, case, "ordinary") for case in ordinary] + [_case(exercise, case, "edge") for case in edges]
    ordinary = [case for case in cases if case.sort == "ordinary"]
    return [*cases, *(case for sort in exercise.also for case in MAKERS[sort](exercise, ordinary, sort))]


def _case(exercise, arguments, sort, seconds=600.0):
    expected = observe(exercise.reference, arguments, seconds)
    atol = scaled(exercise.atol, expected.value)
    return Case(arguments, expected, "edge" if sort == "ordinary" and _is_special(arguments, expected) else sort, atol)


def _is_special(arguments, expected):
    """Whether an input is refused, or is nothing: no entry, zeros alone, no steps."""
    empty = [x for x in arguments if type(x) in (np.ndarray, int) and not np.any(x)]
    return expected.exception is not None or bool(empty)


def _floats(case):
    """Whether an argument is an array of floats, for each argument."""
    return [type(x) is np.ndarray and x.dtype.kind == "f" and x.size > 0 for x in case.arguments]


def _whole(exercise, ordinary, sort):
    """The same numbers as integers, where all are whole; what is right is what is right for floats."""
    found = []
    for case in ordinary:
        floats = _floats(case)
        arrays = [x for x, is_float in zip(case.arguments, floats, strict=True) if is_float]
        if arrays and case.expected.exception is None and all((x == np.rint(x)).all() for x in arrays):
            arguments = (x.astype(int) if is_float else x for x, is_float in zip(case.arguments, floats, strict=True))
            found.append(replace(case, arguments=tuple(arguments), sort=sort))
    return sorted(found, key=lambda case: -_size(case.arguments))[:2]


def _scaled(exercise, ordinary, sort):
    def larger(case):
        floats = _floats(case)
        return tuple(x * FACTORS[sort] if f else x for x, f in zip(case.arguments, floats, strict=True))

    return _derived(exercise, ordinary, sort, larger)


def _long(exercise, ordinary, sort):
    """Several copies of a vector after each other, of a matrix along the diagonal; whole numbers are multiplied."""

    def longer(case):
        return tuple(_more(x) for x in case.arguments)

    return _derived(exercise, [case for case in ordinary if _size(case.arguments) < 40], sort, longer)


def _size(x):
    """How many numbers there are."""
    return x.size if type(x) is np.ndarray else sum(map(_size, x)) if isinstance(x, tuple | list) else 1


def _more(x):
    if type(x) is int and x > 1:
        return COPIES * x
    if type(x) is not np.ndarray or x.dtype.kind != "f" or x.ndim not in (1, 2):
        return x
    scales = 1 + np.sqrt(np.arange(COPIES))
    return np.kron(scales, x) if x.ndim == 1 else np.kron(np.diag(scales), x)


def _derived(exercise, ordinary, sort, change):
    """The last ordinary case that the reference takes as well after ``change``, silently and to a finite end."""
    for case in reversed(ordinary):
        if any(callable(x) for x in case.arguments) and sort != "long":
            return []
        arguments = change(case)
        if _same(arguments, case.arguments) or case.expected.exception is not None:
            continue
        derived = _case(exercise, arguments, sort, seconds=0.5)
        expected = derived.expected
        if not (expected.exception or expected.too_slow or expected.warnings) and _is_finite(expected.value):
            return [derived]
    return []


def _same(one, other):
    return all(a is b for a, b in zip(one, other, strict=True))


def _is_finite(value):
    return all(x.dtype.kind in "biuf" and np.isfinite(x).all() for x in leaves(value))


def _nearly(exercise, ordinary, sort):
    """Where the answer is True: one entry a little off, far beyond rounding and within it."""
    found = []
    for case in [
        case for case in reversed(ordinary) if isinstance(case.expected.value, bool | np.bool_) and case.expected.value
    ][:1]:
        for error in (1e-4, 1e-14):
            floats = _floats(case)
            arguments = tuple(_nudged(x, error) if f else x for x, f in zip(case.arguments, floats, strict=True))
            found.append(_case(exercise, arguments, sort))
    return [case for case in found if case.expected.exception is None]


def _nudged(x, error):
    x = x.copy()
    x.flat[-1] += error * np.max(np.abs(x))
    return x


MAKERS: dict[str, Any] = {"nearly": _nearly, "whole": _whole, "large": _scaled, "small": _scaled, "long": _long}
