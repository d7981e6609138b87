"""One call of an answer, and everything it did: its value, exception, warnings, prints, changed arguments.

>>> def halve(x):
...     print("halving")
...     return x / 2
>>> observed = observe(halve, (3.0,), seconds=5)
>>> observed.value, observed.printed, observed.exception
(1.5, 'halving\\n', None)

Whatever the answer changes in the names of NumPy, Python and this course, or in the process, is put back.
"""

import builtins
import contextlib
import copy
import dis
import gc
import io
import json
import linecache
import math
import operator
import os
import random
import signal
import sys
import threading
import time
import types
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

import dlmath
from dlmath.exercises.comparison import difference
from dlmath.exercises.deadline import Stopped, TooSlow, run_within
from dlmath.exercises.showing import shorten

IGNORED_WARNINGS = (DeprecationWarning, PendingDeprecationWarning, FutureWarning, ResourceWarning, SyntaxWarning)
WORDS_LIMIT = 1.0  # seconds in which an exception or a warning must have said its message, on a busy machine, too
STUCK = (
    "The function has called something that cannot be stopped from outside. If you do not want to wait for it, restart "
    "the kernel (menu Kernel, Restart), or Python. What you have written and your progress are kept.\n"
)
SIGNALS = [
    getattr(signal, name)
    for name in ("SIGALRM", "SIGTERM", "SIGHUP", "SIGQUIT", "SIGUSR1", "SIGUSR2", "SIGCHLD", "SIGPIPE")
    if hasattr(signal, name)
]
_running = []  # holds an entry while an answer is being run


def refuse_inside_an_answer(name):
    """Raise `RuntimeError` where a function that is being checked calls ``name``, which would call it again."""
    if _running:
        raise RuntimeError(
            f"{name} is called inside the function that is being checked. Write it below the function, without an "
            "indent."
        )


@dataclass(frozen=True)
class Observed:
    """What one call did."""

    value: Any = None
    exception: type | None = None
    message: str = ""
    line: str = ""
    raised: bool = False
    warnings: Sequence[tuple[type, str]] = ()
    printed: str = ""
    changed: Sequence[int] = ()
    too_slow: bool = False
    seconds: float = 0.0

    @property
    def categories(self):
        """The classes of the warnings."""
        return {category for category, _ in self.warnings}


def observe(function, arguments, seconds, then=None, author=None, seed=0):
    """Call ``function`` on a copy of ``arguments`` for at most ``seconds``, and report as `Observed`.

    ``then(value)`` is applied to what it returned, under the same protection: whatever hides in the value cannot
    do harm there either. The line reported of an exception is one of ``author``, by default the function itself.
    NumPy's global generator starts from ``seed``.
    """
    given, report = (), {}

    def call():
        nonlocal given
        given = copy.deepcopy(arguments)
        value = function(*given)
        put_back()
        report["value"] = value if then is None else then(value)

    with undisturbed(seed) as (prints, caught, put_back, tell_that_it_is_stuck):
        start = time.monotonic()
        try:
            run_within(seconds, call, tell_that_it_is_stuck)
        except TooSlow:
            report = {"too_slow": True}
        except Stopped:
            raise
        except BaseException as error:
            report = _describe(error, author or function)
        report["seconds"] = time.monotonic() - start
        counted = [w for w in caught if _counts(w.category)][:20]
        report["warnings"] = [(w.category, _words(w.message, 200)) for w in counted]
    report["printed"] = prints.getvalue()
    if given and not report.get("too_slow"):
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
    report = {"exception": type(error), "message": _words(error, 300), "line": _readers_line(error, function)}
    report["raised"] = _is_raised_by(error, function)
    with contextlib.suppress(BaseException):
        error.__traceback__ = None
    return report


def _words(error, longest):
    """The message of an exception or a warning; its class is perhaps the reader's, and never comes to an end."""
    try:
        return run_within(WORDS_LIMIT, lambda: shorten(str.__str__(str(error)), longest))
    except Stopped:
        raise
    except BaseException:
        return "(its message cannot be shown)"


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


def _is_raised_by(error, function):
    """Whether a ``raise`` in the function's own file or cell made the error, with words of its author's choice."""
    file = getattr(getattr(function, "__code__", None), "co_filename", None)
    traceback = BaseException.__dict__["__traceback__"].__get__(error)
    while traceback is not None and traceback.tb_next is not None:
        traceback = traceback.tb_next
    if traceback is None or file is None or traceback.tb_frame.f_code.co_filename != file:
        return False
    return traceback.tb_frame.f_code.co_code[traceback.tb_lasti] == dis.opmap["RAISE_VARARGS"]


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


def _no_exit(*arguments, **named):
    raise SystemExit("the function ends the whole session")


def _umask():
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def _set_environment(saved):
    if dict(os.environ) != saved:
        os.environ.clear()
        os.environ.update(saved)


def _signals():
    """The handlers of the usual signals, and the alarm that is set."""
    alarm = signal.getitimer(signal.ITIMER_REAL) if hasattr(signal, "setitimer") else None
    return {number: signal.getsignal(number) for number in SIGNALS}, alarm


def _set_signals(saved):
    if threading.current_thread() is not threading.main_thread():
        return
    handlers, alarm = saved
    if alarm == (0.0, 0.0):
        signal.setitimer(signal.ITIMER_REAL, 0)
    for number, handler in handlers.items():
        if handler is not None and signal.getsignal(number) is not handler:
            signal.signal(number, handler)


# How to read and how to set what an answer may change in the process.
SETTINGS = [
    (os.getcwd, os.chdir),
    (_umask, os.umask),
    (os.environ.copy, _set_environment),
    (_signals, _set_signals),
    (sys.getrecursionlimit, sys.setrecursionlimit),
    (sys.getswitchinterval, sys.setswitchinterval),
    (gc.isenabled, lambda enabled: gc.enable() if enabled else gc.disable()),
    (np.random.get_state, np.random.set_state),
    (random.getstate, random.setstate),
]
MODULES = [builtins, math, os, random, signal, time, json, operator, np, np.linalg, np.random, np.fft]


def _names():
    """The names of the modules that an answer meets, and their values, for each module."""
    loaded = [module for module in vars(dlmath).values() if type(module) is types.ModuleType]
    return [(vars(module), dict(vars(module))) for module in (*MODULES, dlmath, *loaded)]


def _settings():
    """What is set now, as pairs of a value and how to set it. A working folder that was deleted is left alone."""
    found = []
    for read, set_again in SETTINGS:
        with contextlib.suppress(OSError):
            found.append((read(), set_again))
    return found


@contextlib.contextmanager
def _without_exit():
    """Let nothing end the session: neither the names that Python has for it nor those of a notebook."""
    names = [(builtins, "exit"), (builtins, "quit"), (os, "_exit"), (os, "abort")]
    shell = getattr(sys.modules.get("IPython"), "get_ipython", lambda: None)()
    for module, name in names:
        if hasattr(module, name):
            setattr(module, name, _no_exit)
    if shell is not None:
        shell.ask_exit = _no_exit
    try:
        yield
    finally:
        if shell is not None:
            vars(shell).pop("ask_exit", None)


@contextlib.contextmanager
def undisturbed(seed=0):
    """Collect prints and warnings, and put back what the answer may have changed.

    Gives what is printed, the warnings, a function that at once puts back the names of modules, and one that tells
    the reader that a call cannot be stopped.
    """
    modules, settings = _names(), _settings()
    prints, streams = _FirstCharacters(), (sys.stdin, sys.stdout, sys.stderr)

    def put_back():
        for names, saved in modules:
            if len(names) != len(saved) or not all(map(operator.is_, names.values(), saved.values())):
                names.update({name: value for name, value in saved.items() if names.get(name) is not value})

    def tell_that_it_is_stuck():
        print(STUCK, file=streams[2], flush=True)

    np.random.seed(seed)  # noqa: NPY002
    _running.append(True)
    try:
        with (
            warnings.catch_warnings(record=True) as caught,
            np.errstate(all="warn", under="ignore"),
            np.printoptions(),
            _without_exit(),
        ):
            warnings.simplefilter("always")
            builtins.input = _no_input
            sys.stdin, sys.stdout, sys.stderr = io.StringIO(), prints, prints
            yield prints, caught, put_back, tell_that_it_is_stuck
    finally:
        _running.pop()
        sys.stdin, sys.stdout, sys.stderr = streams
        put_back()
        for value, set_again in settings:
            with contextlib.suppress(Exception):
                set_again(value)
