"""From an answer to a verdict.

>>> from dlmath.exercises import exercise
>>> @exercise(weight="warm-up", task="…", hints=["…", "…"])
... def double(x):
...     return 2 * x
>>> @double.cases
... def cases(rng):
...     return [(1.0,), (3.0,)]
>>> judge(double, lambda x: x + 1)
✗ double: not yet
  smallest input that fails  double(3.)
  yours                      4.
  expected                   6.
"""

import dis
import inspect
import math
from dataclasses import dataclass, field, replace
from functools import cache, partial
from time import monotonic
from typing import Any

import numpy as np

from dlmath.exercises.breaking import BreakTrial
from dlmath.exercises.comparison import SCALARS, difference
from dlmath.exercises.declarations import Number
from dlmath.exercises.errors import about_error, named
from dlmath.exercises.running import observe
from dlmath.exercises.showing import kind, shorten, show, show_call, show_pair
from dlmath.exercises.verdicts import Verdict

LIMIT = 5.0


def judge(exercise, answer, limit=LIMIT):
    """Return the `Verdict` on ``answer``, which may take ``limit`` seconds in all."""
    try:
        return _judge(exercise, answer, limit)
    except KeyboardInterrupt:
        raise
    except BaseException:
        text = f"The answer is {kind(answer)} that cannot even be looked at. Write def {exercise.name}(…):"
        return Verdict("wrong", exercise.name, [("what happened", text, "text")])


def _judge(exercise, answer, limit):
    if answer is None or answer is ...:
        return not_started(exercise)
    if isinstance(exercise, Number):
        return judge_number(exercise, answer)
    if _is_untouched(answer, exercise.stub):
        return not_started(exercise)
    complaint = _not_a_function(answer, exercise) or _other_parameters(answer, exercise)
    if complaint:
        return Verdict("wrong", exercise.name, [("what happened", complaint, "text")])
    trial = BreakTrial if exercise.kind == "break" else _Trial
    return trial(exercise, answer, monotonic() + limit).verdict()


def not_started(exercise):
    """The verdict on an untouched stub; the same whatever the reader did before."""
    name, total = exercise.name, len(exercise.hints)
    what = f'check("{name}", your number)' if isinstance(exercise, Number) else "this cell again"
    text = f'Write your answer, then run {what}. hint("{name}") has {total} hints.'
    return Verdict("not started", exercise.name, [("next", text, "text")])


def judge_number(exercise, answer):
    """Return the `Verdict` on a number."""
    if type(answer) is np.ndarray and answer.size == 1:
        answer = answer.reshape(-1)[0]
    rows = [("yours", show(answer, 6), "code")]
    if type(answer) not in SCALARS or isinstance(answer, bool | np.bool_ | complex):
        text = f"The answer is {kind(answer)}, expected a number"
        text += ", without quotation marks." if isinstance(answer, str) else "."
        return Verdict("wrong", exercise.name, [*rows, ("what happened", text, "text")])
    answer = math.inf if type(answer) is int and abs(answer) > 1e300 else float(answer)  # too long for a float
    if math.isnan(answer):
        return Verdict("wrong", exercise.name, [*rows, ("what happened", "NaN is no number.", "text")])
    if abs(answer - exercise.answer) <= exercise.tolerance:
        text = f"{show(answer, 6)} is within {exercise.tolerance:g} of the answer"
        return Verdict("correct", exercise.name, [("verified", text, "text")])
    wrong = [m for m in exercise.misconceptions if abs(answer - m.answer) <= exercise.tolerance]
    return Verdict("wrong", exercise.name, rows + [("what happened", m.message, "text") for m in wrong[:1]])


# ---------------------------------------------------------------- before it is called


def _is_untouched(answer, stub):
    """Whether the function does what its stub does: the same instructions, or none at all."""
    code = getattr(answer, "__code__", None)
    if not inspect.isfunction(answer) or _no_generator(answer):
        return False
    names = {}
    exec(compile(stub, "<stub>", "exec", dont_inherit=True), {"np": np}, names)
    stubs = [f.__code__ for f in names.values() if inspect.isfunction(f)]
    return _instructions(code) in [_instructions(c) for c in [*stubs, (lambda: None).__code__]]


def _no_generator(answer):
    return inspect.isgeneratorfunction(answer) or inspect.iscoroutinefunction(answer)


def _instructions(code):
    return [
        (i.opname, type(i.argval), repr(i.argval))
        for i in dis.get_instructions(code)
        if i.opname not in ("NOP", "RESUME")
    ]


def _not_a_function(answer, exercise):
    name = exercise.name
    if isinstance(answer, type):
        return f"{name} is a class; a function is asked for: begin with def {name}(…):"
    if inspect.iscoroutinefunction(answer) or inspect.isasyncgenfunction(answer):
        return f"async def makes a coroutine, which computes nothing yet. Write def {name}(…): without async."
    if inspect.isgeneratorfunction(answer):
        return (
            "A function with yield makes a generator and computes nothing yet. Give the whole result back with return."
        )
    if not callable(answer):
        return f"check got {kind(answer)} instead of the function: write check({name}), without calling it."
    return ""


def _other_parameters(answer, exercise):
    """What is wrong with the parameters, if anything: their number or their order. Other names are no mistake."""
    reference = inspect.signature(exercise.reference)
    expected = list(reference.parameters)
    try:
        signature = inspect.signature(answer)
    except BaseException:
        return ""
    try:
        for case in _cases(exercise):
            signature.bind(*case)
    except TypeError:
        return f"The function takes {shorten(str(signature), 120)}, expected {reference}."
    given = list(signature.parameters)[: len(expected)]
    if given != expected and sorted(given) == sorted(expected):
        return f"The parameters come in another order: ({', '.join(given)}), expected {reference}."
    return ""


# ---------------------------------------------------------------- called on every case


def _cases(exercise):
    return _expected(exercise)[0]


@cache
def _expected(exercise):
    """The cases of an exercise, and what the reference does on each. The cases are the same in every run."""
    rng = np.random.default_rng([*exercise.name.encode()])
    cases = [*exercise.ordinary(rng), *exercise.edges(rng)]
    return cases, [observe(exercise.reference, case, seconds=600) for case in cases]


@cache
def _of_misconception(misconception, exercise):
    return [observe(misconception.answer, case, seconds=600) for case in _cases(exercise)]


def _same_warnings(expected, observed):
    """Whether the answer warns where the reference does; to do without NumPy's RuntimeWarning is no mistake."""
    extra = observed.categories - expected.categories
    missing = {c for c in expected.categories - observed.categories if not issubclass(c, RuntimeWarning)}
    return not extra and not missing


@dataclass
class _Trial:
    """An answer on its way through all cases and laws."""

    exercise: Any
    answer: Any
    deadline: float
    printed: str = ""
    failure: tuple | None = None
    suspects: list = field(default_factory=list)

    def verdict(self):
        self.suspects = list(self.exercise.misconceptions)
        cases, expected = _expected(self.exercise)
        for number, (case, right) in enumerate(zip(cases, expected, strict=True)):
            seen, found = self._try(case, right, number)
            self.printed = self.printed or seen.printed
            if self.failure is None and (seen.too_slow or found):
                self.failure = (case, right, seen, found)
            if seen.too_slow or (self.failure and not self.suspects):
                break
        if self.failure is not None:
            return self._failed(*self.failure)
        return self._broken_law(cases, expected) or self._passed(cases)

    def _remaining(self):
        return max(self.deadline - monotonic(), 0.05)

    def _try(self, case, right, number):
        """Call the answer on one case; keep the misconceptions that did the same there."""
        wrong = {id(m): _of_misconception(m, self.exercise)[number] for m in self.suspects}
        found = {}

        def compare(value):
            found["value"] = value
            found["right"] = "" if right.exception else self._difference(right.value, value)
            found["wrong"] = {key: not w.exception and not self._difference(w.value, value) for key, w in wrong.items()}

        seen = observe(self.answer, case, self._remaining(), then=compare)
        if "right" not in found and "value" in found and not seen.too_slow:
            found["right"] = f"The answer is {kind(found['value'])}, which cannot be compared with {kind(right.value)}."
            seen = replace(seen, exception=None)
        self.suspects = [m for m in self.suspects if self._alike(seen, wrong[id(m)], found.get("wrong", {}).get(id(m)))]
        return seen, self._complaint(right, seen, found)

    def _difference(self, expected, value):
        return difference(expected, value, self.exercise.rtol, self.exercise.atol)

    @staticmethod
    def _alike(seen, wrong, same_value):
        if seen.too_slow or seen.exception is not wrong.exception:
            return False
        same = bool(seen.exception) or bool(same_value)
        return same and seen.categories == wrong.categories and list(seen.changed) == list(wrong.changed)

    def _complaint(self, right, seen, found):
        """What is wrong with one call, as rows of the verdict; none if all is well."""
        if seen.too_slow:
            return []
        if right.exception is not None:
            return self._about_exception(right, seen, found)
        if seen.exception is not None:
            return about_error(seen)
        text = found["right"]
        if text and found["value"] is None and seen.printed:
            text = "The function prints its result and returns None. Give it back with return, so that it can be used."
        if text:
            yours, expected = show_pair(found["value"], right.value)
            rows = [("yours", yours, "code"), ("expected", expected, "code")]
            return rows + ([("what happened", text, "text")] if text != "≠" else _about_warnings(seen))
        if seen.changed:
            return [("what happened", self._about_change(seen), "text")]
        return [] if _same_warnings(right, seen) else self._about_other_warnings(right, seen)

    @staticmethod
    def _about_exception(right, seen, found):
        wanted = f"{right.exception.__name__}: {right.message}"
        if seen.exception is None:
            return [("yours", show(found.get("value")), "code"), ("expected", wanted, "code")]
        if issubclass(seen.exception, right.exception):
            return []
        line = [("your line", seen.line, "code")] if seen.line else []
        return [("yours", named(seen), "code"), *line, ("expected", wanted, "code")]

    def _about_change(self, seen):
        names = list(inspect.signature(self.exercise.reference).parameters)
        changed = " and ".join(f"`{names[i] if i < len(names) else names[-1]}`" for i in seen.changed)
        return (
            f"The answer is right, but the function has changed its argument {changed}. "
            "Whoever called it still needs the old values: compute a new array, or work on a copy."
        )

    @staticmethod
    def _about_other_warnings(right, seen):
        if seen.categories - right.categories:
            category, message = next(w for w in seen.warnings if w[0] not in right.categories)
            return [("what happened", f"The value is right, but with a {category.__name__}: {message}.", "text")]
        category, message = next(w for w in right.warnings if w[0] not in seen.categories)
        return [
            ("what happened", f"The value is right, but a warning is missing: {category.__name__}: {message}.", "text")
        ]

    # ------------------------------------------------------------ the verdicts

    def _failed(self, case, right, seen, found):
        name = self.exercise.name
        if seen.too_slow:
            text = "The function was still running and has been stopped. Does every loop in it come to an end?"
            return self._verdict(
                "too slow", [("input", show_call(name, case), "code"), ("what happened", text, "text")]
            )
        is_error = seen.exception is not None and right.exception is None
        rows = [("input" if is_error else "smallest input that fails", show_call(name, case), "code"), *found]
        if self.suspects:
            rows = [row for row in rows if row[0] != "what happened"]
            rows.append(("what happened", self.suspects[0].message, "text"))
        return self._verdict("error" if is_error else "wrong", rows)

    def _broken_law(self, cases, expected):
        for law in self.exercise.laws:
            for case, right in zip(cases, expected, strict=True):
                if right.exception is not None:
                    continue
                seen = observe(partial(law.holds, self.answer), case, self._remaining(), bool, self.answer)
                self.printed = self.printed or seen.printed
                if seen.too_slow:
                    return self._failed(case, right, seen, [])
                if seen.value is not True:
                    rows = [("law that is broken", law.sentence, "text")]
                    rows += [("tried from", show_call(self.exercise.name, case), "code")]
                    return self._verdict("wrong", rows + (about_error(seen) if seen.exception else []))
        return None

    def _passed(self, cases):
        n = len(cases)
        rows = [("verified", f"{n} input{'s' if n > 1 else ''}, from the simplest to random ones", "text")]
        rows += [("law that holds", law.sentence, "text") for law in self.exercise.laws]
        return self._verdict("correct", rows)

    def _verdict(self, status, rows):
        if self.printed:
            rows = [*rows, ("printed", shorten(self.printed.strip("\n"), 200), "code")]
        return Verdict(status, self.exercise.name, rows)


def _about_warnings(seen):
    category, message = seen.warnings[0] if seen.warnings else (None, "")
    return [("what happened", f"{category.__name__}: {message}.", "text")] if category else []
