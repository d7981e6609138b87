"""Whatever an answer does, the reader gets a right and kind verdict, and nothing that was saved is lost."""

import asyncio
import builtins
import contextlib
import functools
import gc
import json
import math
import os
import random
import re
import signal
import subprocess
import sys
import time
import warnings

import numpy as np
import pytest

from dlmath import linear_algebra
from dlmath.exercises import catalogue, check, diagnosis, exercise, hint, progress, record, solution
from dlmath.exercises.cases import cases_of
from dlmath.exercises.judging import judge
from dlmath.exercises.showing import kind
from tests.exercises.examples import one_in_six as ONE_IN_SIX
from tests.exercises.examples import scale as SCALE
from tests.exercises.examples import square_root as SQUARE_ROOT


class Unspeakable(BaseException):
    def __str__(self):
        raise RuntimeError("no words")


class Hostile:
    """An object whose every method does harm."""

    def harm(self, *arguments, **named):
        raise SystemExit("harm")

    __eq__ = __ne__ = __lt__ = __repr__ = __str__ = __array__ = __float__ = __len__ = __iter__ = __bool__ = harm
    __getitem__ = __add__ = __mul__ = __hash__ = __deepcopy__ = __copy__ = harm


class HostileList(list):
    __len__ = __getitem__ = __iter__ = __repr__ = __eq__ = Hostile.harm


class FakeArray(np.ndarray):
    __eq__ = __repr__ = __array_finalize__ = lambda self, *arguments: None


class NamelessClass(type):
    __name__ = property(Hostile.harm)


class Nameless(Exception, metaclass=NamelessClass):
    pass


class Endless:
    """An object whose every attribute and text takes for ever."""

    def never(self, *arguments):
        while True:
            pass

    __str__ = __repr__ = __deepcopy__ = __len__ = __iter__ = __eq__ = __array__ = never


class EndlessError(Exception):
    __str__ = __repr__ = Endless.never


class EndlessWarning(UserWarning):
    __str__ = Endless.never


ANSWERS = []


def answer(status, *words):
    """Register an answer to the exercise `scale` with the verdict it deserves and the words it must hold."""

    def register(function):
        ANSWERS.append(pytest.param(function, status, words, id=getattr(function, "__name__", None) or kind(function)))
        return function

    return register


@answer("wrong", "returned None", "forget the return")
def returns_nothing(x, factor):
    x * factor


@answer("wrong", "prints its result and returns None", "printed")
def prints_instead(x, factor):
    print(x * factor)


@answer("correct", "came as a list", "np.array")
def returns_a_list(x, factor):
    return (x * factor).tolist()


@answer("wrong", "a text, expected an array of shape (3,)")
def returns_text(x, factor):
    return "2, 4, 6"


@answer("wrong", "a number, expected an array of shape (3,)")
def returns_a_number(x, factor):
    return float(np.sum(x * factor))


@answer("wrong", "has shape (3, 1), expected (3,)")
def returns_another_shape(x, factor):
    return (x * factor).reshape(-1, 1)


@answer("wrong", "their type is float32, expected float64")
def returns_another_dtype(x, factor):
    return (x * factor).astype(np.float32)


@answer("wrong", "dtype object")
def returns_objects(x, factor):
    objects = np.empty(3, dtype=object)
    objects[:] = [Hostile]
    objects[0] = Hostile()
    return objects


@answer("wrong", "a function, expected an array")
def returns_a_function(x, factor):
    return lambda: x * factor


@answer("wrong", "a Hostile object, expected an array")
def returns_a_hostile_object(x, factor):
    return Hostile()


@answer("wrong", "a HostileList object, expected an array")
def returns_a_hostile_list(x, factor):
    return HostileList([1.0])


@answer("wrong", "a list, which cannot be compared with an array")
def returns_hostile_entries(x, factor):
    return [Hostile(), Hostile(), Hostile()]


@answer("wrong", "expected an array")
def returns_a_list_of_itself(x, factor):
    nest = []
    nest.append(nest)
    return nest


@answer("wrong", "a FakeArray object, expected a plain NumPy array")
def returns_a_fake_array(x, factor):
    return (x * factor).view(FakeArray)


@answer("wrong", "NaN", "[nan, nan, nan]")
def returns_nan(x, factor):
    return x * np.nan


@answer("wrong", "has shape (1000000,)")
def returns_very_much(x, factor):
    return np.zeros(1_000_000)


@answer("wrong", "changed its argument", "`x`")
def changes_its_argument(x, factor):
    x *= factor
    return x


@answer("correct", "RuntimeWarning (divide by zero")
def warns(x, factor):
    np.float64(1.0) / np.float64(0.0)
    return x * factor


@answer("correct", "UserWarning (careful)")
def warns_by_itself(x, factor):
    warnings.warn("careful", stacklevel=1)
    return x * factor


@answer("correct", "printed", "looking at 2")
def prints_on_the_way(x, factor):
    print("looking at", factor)
    return x * factor


@answer("correct")
def prints_very_much(x, factor):
    for _ in range(1000):
        print("x" * 1000)
    return x * factor


@answer("error", "ZeroDivisionError: division by zero", "return x * (1 / 0)")
def divides_by_zero(x, factor):
    return x * (1 / 0)


@answer("error", "NameError", "There is no facotr. Did you mean factor?")
def uses_an_unknown_name(x, factor):
    return x * facotr  # noqa: F821


@answer("error", "SystemExit", "return")
def exits(x, factor):
    sys.exit("bye")


@answer("error", "SystemExit: the function ends the whole session", "Leave a function with return")
def exits_by_a_name_of_python(x, factor):
    exit()


@answer("error", "SystemExit: the function ends the whole session")
def ends_the_process(x, factor):
    os._exit(3)


@answer("correct")
def reads_what_nobody_types(x, factor):
    return x * factor if sys.stdin.read() == "" else x


@answer("error", "RuntimeError: check is called inside", "Write it below the function", "check(checks_itself)")
def checks_itself(x, factor):
    product = x * factor
    check(checks_itself)
    return product


@answer("error", "RuntimeError: hint is called inside")
def asks_for_a_hint(x, factor):
    hint("scale")


@answer("error", "RuntimeError: solution is called inside")
def asks_for_the_solution(x, factor):
    solution("scale")


@answer("error", "RuntimeError: progress is called inside")
def asks_for_progress(x, factor):
    progress()


@answer("correct")
def checks_itself_and_does_not_listen(x, factor):
    with contextlib.suppress(RuntimeError):
        check("scale", checks_itself_and_does_not_listen)
    return x * factor


@answer("error", "EndlessError: (its message cannot be shown)")
def raises_what_never_ends(x, factor):
    raise EndlessError


@answer("too slow")
def warns_without_end(x, factor):
    warnings.warn(EndlessWarning(), stacklevel=1)
    return x * factor


@answer("wrong", "an Endless object, expected an array of shape (3,)")
def returns_an_endless_object(x, factor):
    return Endless()


@answer("error", "KeyboardInterrupt")
def interrupts(x, factor):
    raise KeyboardInterrupt


@answer("error", "GeneratorExit")
def raises_generator_exit(x, factor):
    raise GeneratorExit


@answer("error", "StopIteration")
def runs_out(x, factor):
    return next(iter([]))


@answer("error", "MemoryError", "more memory")
def raises_memory_error(x, factor):
    raise MemoryError


@answer("error", "RecursionError", "never comes to an end")
def calls_itself(x, factor):
    return calls_itself(x, factor)


@answer("error", "Unspeakable: (its message cannot be shown)")
def raises_something_unspeakable(x, factor):
    raise Unspeakable


@answer("error", "Nameless", "your line", "raise Nameless")
def raises_something_nameless(x, factor):
    raise Nameless


@answer("error", "ExceptionGroup")
def raises_a_group(x, factor):
    raise ExceptionGroup("two", [ValueError(1), KeyError(2)])


@answer("error", "input() asks a person")
def asks(x, factor):
    return x * float(input("factor? "))


@answer("too slow", "has been stopped", "scale([1., 2., 3.], 2.)")
def never_ends(x, factor):
    while True:
        pass


@answer("too slow", "has been stopped")
def swallows_the_interruption(x, factor):
    while True:
        try:
            factor += 1
        except:  # noqa: E722
            continue


@answer("too slow", "has been stopped")
def swallows_it_once(x, factor):
    try:
        while True:
            pass
    except BaseException:
        return x * factor


@answer("wrong", "yield", "return")
def yields(x, factor):
    yield x * factor


@answer("wrong", "async def")
async def waits(x, factor):
    await asyncio.sleep(0)


@answer("wrong", "is a class", "def scale")
class Scale:
    def __init__(self, x, factor):
        self.value = x * factor


@answer("wrong", "takes (x)", "expected (x, factor")
def takes_too_few(x):
    return x


@answer("wrong", "takes (x, factor, more)", "(x, factor)")
def takes_too_many(x, factor, more):
    return x * factor


@answer("correct", "another order: (factor, x), expected (x, factor", "makes no difference")
def takes_them_in_another_order(factor, x):
    return x * factor


@answer("correct")
def calls_them_otherwise(a, b):
    return a * b


@answer("correct", "a factor of 1 changes nothing")
def takes_anything(*arguments):
    return arguments[0] * arguments[1]


answer("correct")(lambda x, factor: x * factor)
answer("correct")(functools.partial(np.multiply))
answer("correct")(np.multiply)
answer("wrong", "a number instead of the function", "check(scale)")(6.0)
answer("wrong", "an array of shape (3,) instead of the function")(np.ones(3))
answer("wrong", "a Hostile object instead of the function")(Hostile())
answer("not started")(None)
answer("not started")(...)


@answer("not started")
def does_nothing(x, factor):
    """Nothing yet."""


@answer("wrong", "law that is broken", "a factor of 1 changes nothing")
def knows_the_cases_by_heart(x, factor):
    return x * factor if factor != 1 or not x.any() else x + 1


@pytest.mark.parametrize(("function", "status", "words"), ANSWERS)
def test_every_answer_gets_its_verdict_and_progress_survives(function, status, words, examples, progress_file):
    record.update(progress_file, "square_root", attempts=2, solved=True)
    verdict = judge(SCALE, function, limit=0.2) if status == "too slow" else check("scale", function)
    assert verdict.status == status, verdict
    text = re.sub(r"\s+", " ", repr(verdict))
    assert [word for word in words if word not in text] == [], verdict
    assert len(text) < 1500
    assert "dlmath/exercises" not in text
    saved = json.loads(progress_file.read_text())["exercises"]
    assert saved["square_root"] == {"attempts": 2, "hints": 0, "solved": True}


def test_there_are_more_than_twenty_hostile_answers():
    assert len(ANSWERS) > 40


def test_what_an_answer_changes_in_the_process_is_put_back(examples, tmp_path):
    before = np.geterr(), np.get_printoptions(), np.random.get_state()[1].tolist(), random.getstate()  # noqa: NPY002
    functions, streams, folder = (np.multiply, np.allclose, builtins.print), (sys.stdout, sys.stderr), os.getcwd()

    def meddles(x, factor):
        np.seterr(all="raise")
        np.set_printoptions(precision=1)
        np.random.seed(3)  # noqa: NPY002
        random.seed(3)
        np.multiply = np.allclose = builtins.print = None
        sys.stdout = sys.stderr = None
        sys.setrecursionlimit(500)
        os.chdir(tmp_path)
        warnings.simplefilter("ignore")
        return x * factor

    limit, filters = sys.getrecursionlimit(), list(warnings.filters)
    assert check("scale", meddles).status == "correct"
    after = np.geterr(), np.get_printoptions(), np.random.get_state()[1].tolist(), random.getstate()  # noqa: NPY002
    assert after == before
    assert (np.multiply, np.allclose, builtins.print) == functions
    assert (sys.stdout, sys.stderr) == streams
    assert (os.getcwd(), sys.getrecursionlimit(), warnings.filters) == (folder, limit, filters)


def test_an_answer_that_replaces_the_writing_functions_does_not_damage_progress(examples, progress_file, monkeypatch):
    record.update(progress_file, "square_root", solved=True)

    def meddles(x, factor):
        os.replace = os.write = json.dumps = json.loads = lambda *arguments, **named: None
        return x * factor

    for module, name in ((os, "replace"), (os, "write"), (json, "dumps"), (json, "loads")):
        monkeypatch.setattr(module, name, getattr(module, name))
    assert check("scale", meddles).status == "correct"
    monkeypatch.undo()
    saved = record.load(progress_file)[0]
    assert saved["square_root"]["solved"]


def test_what_an_answer_leaves_in_modules_and_in_the_process_is_put_back(examples, tmp_path):
    def state():
        handlers = [signal.getsignal(number) for number in signal.valid_signals()]
        mask = os.umask(0o022)
        os.umask(mask)
        return handlers, mask, dict(os.environ), gc.isenabled(), sys.getswitchinterval(), alarm()

    def alarm():
        return signal.getitimer(signal.ITIMER_REAL) if hasattr(signal, "getitimer") else None

    def names():
        return math.sqrt, linear_algebra.dot, np.random.default_rng, np.fft.fft, random.random, os.replace, json.dumps

    def meddles(x, factor):
        math.sqrt = linear_algebra.dot = np.random.default_rng = np.fft.fft = random.random = None
        os.replace = json.dumps = None
        if hasattr(signal, "SIGALRM"):
            signal.signal(signal.SIGALRM, signal.SIG_IGN)
            signal.alarm(60)
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        os.umask(0o077)
        os.environ["DLMATH_PROGRESS"] = str(tmp_path / "elsewhere.json")
        os.environ.pop("PATH", None)
        gc.disable()
        sys.setswitchinterval(10)
        return x * factor

    before = state(), names()
    assert check("scale", meddles).status == "correct"
    assert (state(), names()) == before
    assert not (tmp_path / "elsewhere.json").exists()


@pytest.mark.skipif(os.name == "nt", reason="there a folder in use cannot be deleted")
def test_an_answer_that_deletes_the_working_folder_gets_its_verdict(examples, tmp_path, monkeypatch):
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)

    def deletes(x, factor):
        if gone.exists():
            gone.rmdir()
        return x * factor

    assert check("scale", deletes).status == "correct"


def test_what_takes_its_time_before_it_is_called_is_not_waited_for(examples, monkeypatch):
    for name in ("__name__", "__signature__", "__wrapped__", "__class__", "__code__"):
        members = {name: property(Endless.never), "__call__": lambda self, x, factor: x * factor}
        slow = type("Slow", (), members)()
        if name == "__name__":
            assert check(slow).status == "unknown"
        assert judge(SCALE, slow, limit=0.2).status in ("correct", "wrong"), name
        assert judge(ONE_IN_SIX, slow, limit=0.2).status == "wrong", name


def exercise_of(reference):
    """An exercise with the cases of `scale`."""
    made = exercise(weight="warm-up", task="", hints=[])(reference)
    made.cases(SCALE.ordinary)
    return made


def test_a_stop_by_hand_while_the_reference_runs_is_no_verdict_and_is_not_remembered():
    calls = []

    @exercise_of
    def stopped_at_first(x, factor):
        """Stopped once."""
        calls.append(factor)
        if len(calls) == 1:
            signal.raise_signal(signal.SIGINT)
        return x * factor

    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored where tests run in the background
    try:
        with pytest.raises(KeyboardInterrupt):
            judge(stopped_at_first, np.multiply)
        assert judge(stopped_at_first, np.multiply).status == "correct"
    finally:
        signal.signal(signal.SIGINT, before)


def test_only_the_calls_of_the_answer_are_on_its_clock():
    @exercise_of
    def slow(x, factor):
        """A quarter of the limit."""
        time.sleep(0.05)
        return x * factor

    assert judge(slow, np.multiply, limit=0.2).status == "correct"


def test_on_a_slow_machine_an_answer_has_the_time_that_the_reference_needs():
    @exercise_of
    def slow(x, factor):
        """Slower than the limit."""
        time.sleep(0.07)
        return x * factor

    assert judge(slow, lambda x, factor: slow(x, factor), limit=0.05).status == "correct"


def test_where_no_time_is_left_for_a_diagnosis_nothing_is_guessed(monkeypatch):
    monkeypatch.setattr(diagnosis, "PATIENCE", 0.0)

    def never_ends(x, p=2):
        while True:
            pass

    norm = catalogue.find("norm")
    verdict = judge(norm, never_ends, limit=0.1)
    assert verdict.status == "too slow"
    assert not {content for _, content, _ in verdict.rows} & {m.message for m in norm.misconceptions}


def test_the_time_of_all_calls_together_is_limited():
    def takes_its_time(x, factor):
        time.sleep(0.06)
        return x * factor

    assert judge(SCALE, takes_its_time, limit=0.2).status == "too slow"


def test_where_the_time_is_up_in_a_law_this_is_said():
    left = len(cases_of(SCALE))

    def tires(x, factor):
        nonlocal left
        left -= 1
        while left < 0:
            pass
        return x * factor

    verdict = judge(SCALE, tires, limit=0.5)
    assert verdict.status == "too slow"
    assert "right on all" in str(verdict) and "law" in str(verdict)


IN_A_TERMINAL = """
import sys
from dlmath.exercises import check

def norm(x, p=2):
    {}()

print(check(norm).status)
print(sys.stdin.readline())
"""


@pytest.mark.parametrize("name", ["exit", "quit", "import sys; sys.exit"])
def test_in_a_terminal_exit_ends_neither_python_nor_its_input(name, progress_file):
    command = [sys.executable, "-c", IN_A_TERMINAL.format(name)]
    ran = subprocess.run(command, input="typed", capture_output=True, text=True, timeout=60)
    assert (ran.stdout.split(), ran.stderr) == (["error", "typed"], "")


@pytest.mark.parametrize("name", ["__name__", "__signature__", "__call__", "__wrapped__"])
def test_an_object_that_answers_no_question_is_met_kindly(examples, name):
    secretive = type("Secretive", (), {name: property(Hostile.harm)})()
    assert check(secretive).status == "unknown"
    assert check("scale", secretive).status in ("wrong", "error")


def test_an_exception_that_is_asked_for_is_right_and_another_is_not():
    def raises_another(x):
        if x < 0:
            raise TypeError("no")
        return x**0.5

    assert judge(SQUARE_ROOT, SQUARE_ROOT.reference).status == "correct"
    verdict = judge(SQUARE_ROOT, raises_another)
    assert verdict.status == "wrong"
    rows = {label: content for label, content, _ in verdict.rows}
    assert (rows["yours"], rows["expected"]) == ("TypeError: no", "ValueError: x is negative")
    assert rows["your line"].endswith('raise TypeError("no")')


def test_a_missing_exception_is_said():
    verdict = judge(SQUARE_ROOT, lambda x: abs(x) ** 0.5)
    rows = {label: content for label, content, _ in verdict.rows}
    assert rows["smallest input that fails"] == "square_root(-1.)"
    assert (rows["yours"], rows["expected"]) == ("1.", "ValueError: x is negative")
