"""One call of an answer, and everything it did: its value, exception, warnings, prints, changed arguments.

>>> def halve(x):
...     print("halving")
...     return x / 2
>>> observed = observe(halve, (3.0,), seconds=5)
>>> observed.value, observed.printed, observed.exception
(1.5, 'halving\\n', None)

Whatever the answer changes in NumPy, in the built-in names or in the process is put back.
"""

import builtins
import contextlib
import copy
import io
import linecache
import os
import random
import sys
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from dlmath.exercises.comparison import difference
from dlmath.exercises.deadline import TooSlow, run_within
from dlmath.exercises.showing import shorten

IGNORED_WARNINGS = (DeprecationWarning, PendingDeprecationWarning, FutureWarning, ResourceWarning, SyntaxWarning)


@dataclass(frozen=True)
class Observed:
    """What one call did."""

    value: Any = None
    exception: type | None = None
    message: str = ""
    line: str = ""
    warnings: Sequence[tuple[type, str]] = ()
    printed: str = ""
    changed: Sequence[int] = ()
    too_slow: bool = False

    @property
    def categories(self):
        """The classes of the warnings."""
        return {category for category, _ in self.warnings}


def observe(function, arguments, seconds, then=None, author=None):
    """Call ``function`` on a copy of ``arguments`` for at most ``seconds``, and report as `Observed`.

    ``then(value)`` is applied to what it returned, under the same protection: whatever hides in the value cannot
    do harm there either. The line reported of an exception is one of ``author``, by default the function itself.
    """
    given = copy.deepcopy(arguments)
    report = {}

    def call():
        value = function(*given)
        put_back()
        report["value"] = value if then is None else then(value)

    with undisturbed() as (prints, caught, put_back):
        try:
            run_within(seconds, call)
        except TooSlow:
            report = {"too_slow": True}
        except BaseException as error:
            report = _describe(error, author or function)
    report["warnings"] = [(w.category, shorten(str(w.message), 200)) for w in caught if _counts(w.category)]
    report["printed"] = prints.getvalue()
    if not report.get("too_slow"):
        report["changed"] = [i for i, pair in enumerate(zip(arguments, given, strict=True)) if _changed(*pair)]
    return Observed(**report)


def _counts(category):
    return not issubclass(category, IGNORED_WARNINGS)


def _changed(before, after):
    if type(before) not in (np.ndarray, list, dict, tuple):
        return False
    try:
        return bool(difference(before, after, rtol=0, atol=0))
    except BaseException:
        return False


def _describe(error, function):
    try:
        message = shorten(str(error), 300)
    except BaseException:
        message = "(its message cannot be shown)"
    report = {"exception": type(error), "message": message, "line": _readers_line(error, function)}
    with contextlib.suppress(BaseException):
        error.__traceback__ = None
    return report


def _readers_line(error, function):
    """The innermost line of the file or cell that the function was written in."""
    file = getattr(getattr(function, "__code__", None), "co_filename", None)
    found, traceback = None, BaseException.__dict__["__traceback__"].__get__(error)
    while traceback is not None:
        if file is not None and traceback.tb_frame.f_code.co_filename == file:
            found = traceback.tb_lineno
        traceback = traceback.tb_next
    if found is None:
        return ""
    source = linecache.getline(file, found).strip()
    return f"line {found}: {shorten(source, 120)}" if source else f"line {found}"


class _FirstCharacters(io.TextIOBase):
    """Keeps the beginning of what is printed, however much it is."""

    def __init__(self, most=2000):
        self.text, self.most = "", most

    def write(self, text):
        self.text += text[: max(self.most - len(self.text), 0)]
        return len(text)

    def getvalue(self):
        return self.text


def _no_input(*prompt):
    raise RuntimeError("input() asks a person; this function gets everything it needs as arguments")


@contextlib.contextmanager
def undisturbed():
    """Collect prints and warnings, and put back what the answer may have changed.

    Gives what is printed, the warnings, and a function that at once puts back the names of NumPy and Python.
    """
    modules = [(vars(module), dict(vars(module))) for module in (np, np.linalg, builtins)]
    prints, numpy_random, python_random = _FirstCharacters(), np.random.get_state(), random.getstate()  # noqa: NPY002
    folder, recursion = os.getcwd(), sys.getrecursionlimit()
    streams = sys.stdout, sys.stderr

    def put_back():
        for names, saved in modules:
            names.update({name: value for name, value in saved.items() if names.get(name) is not value})

    np.random.seed(0)  # noqa: NPY002
    try:
        with (
            warnings.catch_warnings(record=True) as caught,
            np.errstate(all="warn", under="ignore"),
            np.printoptions(),
        ):
            warnings.simplefilter("always")
            builtins.input = _no_input
            sys.stdout = sys.stderr = prints
            yield prints, caught, put_back
    finally:
        sys.stdout, sys.stderr = streams
        put_back()
        np.random.set_state(numpy_random)  # noqa: NPY002
        random.setstate(python_random)
        os.chdir(folder)
        sys.setrecursionlimit(recursion)
