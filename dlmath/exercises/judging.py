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
  note                       Your function is right on 1 of 2 ordinary inputs.
"""

import dis
import inspect
import math
import sys
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction
from functools import partial
from itertools import islice
from typing import Any

import numpy as np

from dlmath.exercises.breaking import BreakTrial
from dlmath.exercises.cases import cases_of
from dlmath.exercises.comparison import SCALARS, difference, is_right
from dlmath.exercises.deadline import run_within
from dlmath.exercises.declarations import Number
from dlmath.exercises.diagnosis import Attempt, Diagnosis, plain
from dlmath.exercises.errors import about_error, named
from dlmath.exercises.forbidden import may_not_come_back, used
from dlmath.exercises.running import observe
from dlmath.exercises.showing import kind, shorten, show, show_call, show_pair
from dlmath.exercises.verdicts import Verdict

LIMIT = 5.0
SLOWER = 10  # how much longer than the reference an answer may take, on however slow a machine
MAY_NOT_COME_BACK = (
    "Should no verdict appear after {:.0f} seconds, this answer never comes back: compiled code, such as sum or max, "
    "runs through something endless or huge, where no time limit reaches it. Then restart the kernel (menu Kernel, "
    "Restart), or Python, and run the cells above again. What you have written and your progress are kept."
)
SORTS = {"whole": "whole numbers", "large": "very large ones", "small": "very small ones", "long": "a long one"}
SORTS["nearly"] = "numbers that miss it by a little"


def judge(exercise, answer, limit=LIMIT):
    """Return the `Verdict` on ``answer``; all its calls may take ``limit`` seconds, or ten times the reference's."""
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
        return run_within(limit, lambda: judge_number(exercise, answer))
    limit = max(limit, SLOWER * sum(case.expected.seconds for case in cases_of(exercise)))
    early, order = run_within(limit, lambda: _before_it_is_called(exercise, answer))
    if early:
        return early
    if sys.platform != "emscripten" and may_not_come_back(answer):
        print(MAY_NOT_COME_BACK.format(limit), flush=True)
        # A kernel's first flush puts the text in line to be sent, behind itself; the second waits until it has been.
        sys.stdout.flush()
    trial = BreakTrial if exercise.kind == "break" else _Trial
    verdict = trial(exercise, answer, limit).verdict()
    if order and verdict.status == "correct":
        remark = ("remark", f"{order} Here that makes no difference.", "text")
        return Verdict("correct", exercise.name, [*verdict.rows, remark])
    if order and not used(answer, exercise.forbids):
        reordered = trial(exercise, _reordered(answer, exercise), limit).verdict()
        if reordered.status == "correct":
            return Verdict("wrong", exercise.name, [("what happened", order, "text")])
    return verdict


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
    answer = float(answer) if type(answer) is Fraction else answer
    rows = [("yours", show(answer, 6), "code")]
    if type(answer) not in SCALARS or isinstance(answer, bool | np.bool_ | complex | np.complexfloating):
        text = f"The answer is {kind(answer)}, expected a number"
        text += ", without quotation marks." if isinstance(answer, str) else "."
        return Verdict("wrong", exercise.name, [*rows, ("what happened", text, "text")])
    answer = math.inf if type(answer) is int and abs(answer) > 1e300 else float(answer)  # too long for a float
    if math.isnan(answer):
        return Verdict("wrong", exercise.name, [*rows, ("what happened", "NaN is no number.", "text")])
    whole = "whole number" not in exercise.task or math.isclose(answer, round(answer), rel_tol=1e-9)
    if whole and abs(answer - exercise.answer) <= exercise.tolerance:
        text = f"{show(answer, 6)} is within {exercise.tolerance:g} of the answer"
        if show(answer, 6) != show(exercise.answer, 6):
            text += f", {show(exercise.answer, 6)}"
        return Verdict("correct", exercise.name, [("verified", text, "text")])
    wrong = [m for m in exercise.misconceptions if _is_meant(answer, m, exercise.tolerance)]
    wrong.sort(key=lambda m: abs(answer - m.answer))  # the nearest is meant
    written_short = [(m, float(m.answer)) for m in exercise.misconceptions if not m.when]
    wrong += [m for m, v in written_short if _is_shortened(answer, v, 2) or _is_shortened(v, answer, 2)]
    texts = [m.message for m in wrong] + ["The task asks for a whole number."] * (not whole)
    texts += ["Close: these digits are right. Give more decimals."] * _is_shortened(answer, exercise.answer, 1)
    return Verdict("wrong", exercise.name, rows + [("what happened", text, "text") for text in texts[:1]])


def _is_meant(answer, misconception, tolerance):
    """Whether the message of a misconception fits a number."""
    return misconception.when(answer) if misconception.when else abs(answer - misconception.answer) <= tolerance


def _is_shortened(answer, exact, at_least):
    """Whether an answer is a number rounded or cut off after too few decimals, at least so many of them."""
    if not math.isfinite(answer):
        return False
    written, whole = Decimal(repr(answer)), Decimal(repr(float(exact)))
    decimals = -written.as_tuple().exponent
    lost = abs(whole - written).scaleb(decimals)  # in units of its last decimal, without a rounding of its own
    cut_off = lost < 1 and abs(answer) < abs(exact)
    enough = not answer.is_integer() and decimals >= at_least
    return bool(enough and abs(answer) < 1e6 and (2 * lost <= 1 or cut_off))


# ---------------------------------------------------------------- before it is called


def _before_it_is_called(exercise, answer):
    """The verdict on what need not be called, or None; and a sentence if its parameters come in another order."""
    if _is_untouched(answer, exercise.stub):
        return not_started(exercise), ""
    complaint = _not_a_function(answer, exercise) or _other_parameters(answer, exercise)
    if complaint:
        return Verdict("wrong", exercise.name, [("what happened", complaint, "text")]), ""
    return None, _other_order(answer, exercise)


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
        (i.opname, type(i.argval), _instructions(i.argval) if inspect.iscode(i.argval) else repr(i.argval))
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
    """What is wrong with the number of parameters, if anything. Other names are no mistake."""
    reference = inspect.signature(exercise.reference)
    try:
        signature = inspect.signature(answer)
    except BaseException:
        return ""
    try:
        for case in cases_of(exercise):
            signature.bind(*case.arguments)
    except TypeError:
        return f"The function takes {shorten(str(signature), 120)}, expected {reference}."
    return ""


def _other_order(answer, exercise):
    """Whether the parameters are the reference's in another order."""
    reference = inspect.signature(exercise.reference)
    expected = list(reference.parameters)
    try:
        given = list(inspect.signature(answer).parameters)[: len(expected)]
    except BaseException:
        return ""
    if given == expected or sorted(given) != sorted(expected):
        return ""
    return f"The parameters come in another order: ({', '.join(given)}), expected {reference}."


def _reordered(answer, exercise):
    names = list(inspect.signature(exercise.reference).parameters)
    return lambda *arguments: answer(**dict(zip(names, arguments, strict=False)))


# ---------------------------------------------------------------- called on every case


@dataclass
class _Trial:
    """An answer on its way through all cases and laws."""

    exercise: Any
    answer: Any
    left: float  # seconds for its calls
    printed: str = ""
    attempts: list = field(default_factory=list)

    def verdict(self):
        for case in cases_of(self.exercise):
            self.attempts.append(self._try(case))
            if self.attempts[-1].seen.too_slow:
                break
        failed = next((a for a in self.attempts if not a.right), None)
        if failed is not None:
            return self._failed(failed)
        return self._forbidden() or self._broken_law() or self._passed()

    def _observe(self, function, arguments, then):
        """What `observe` sees, on the reader's clock."""
        seen = observe(function, arguments, max(self.left, 0.05), then, self.answer)
        self.left -= seen.seconds
        self.printed = self.printed or seen.printed
        return seen

    def _try(self, case):
        """Call the answer on one case, and look at its value under the same protection."""
        found = {}

        def look(value):
            found["raw"] = value
            if case.expected.exception is None:
                found["text"] = difference(case.expected.value, value, self.exercise.rtol, case.atol)
            return plain(value)

        seen = self._observe(self.answer, case.arguments, look)
        text, raw = found.get("text", ""), found.get("raw")
        if "raw" in found and seen.exception is not None:  # the value itself made difficulties
            text = f"The answer is {kind(raw)}, which cannot be compared with {kind(case.expected.value)}."
            seen = replace(seen, exception=None)
        return Attempt(case, seen, text, raw)

    # ------------------------------------------------------------ the verdicts

    def _failed(self, failed):
        case, seen, name = failed.case, failed.seen, self.exercise.name
        told = self._told()
        is_error = seen.exception is not None and case.expected.exception is None
        if seen.too_slow:
            text = "The function was still running and has been stopped. Does every loop in it come to an end?"
            rows = [("input", show_call(name, case.arguments), "code"), ("what happened", text, "text")]
            told = [("and also", *row[1:]) for row in told]
        else:
            label = "input" if is_error else "smallest input that fails"
            rows = [(label, show_call(name, case.arguments), "code"), *self._complaint(failed)]
        if any(label == "what happened" for label, _, _ in told):
            rows = [row for row in rows if row[0] != "what happened"]
        return self._verdict("too slow" if seen.too_slow else "error" if is_error else "wrong", [*rows, *told])

    def _told(self):
        """Why it failed, as rows of the verdict; should the search itself fail, the verdict stands without it."""
        try:
            return Diagnosis(self.exercise, self.answer, self.attempts).rows()
        except Exception as error:
            text = f"What went wrong could not be found out: the checker itself has failed ({type(error).__name__})."
            return [("note", text, "text")]

    def _complaint(self, failed):
        """What is wrong with one call, as rows of the verdict."""
        seen, expected = failed.seen, failed.case.expected
        if expected.exception is not None:
            return self._about_exception(failed)
        if seen.exception is not None:
            right = [("expected", show(expected.value), "code")] if seen.raised else []
            return [*about_error(seen, self.answer), *right]
        text = failed.text
        if text and failed.raw is None and seen.printed:
            text = "The function prints its result and returns None. Give it back with return, so that it can be used."
        if is_right(text):
            return [("what happened", self._about_change(seen), "text")]
        yours, right = show_pair(failed.raw, expected.value)
        rows = [("yours", yours, "code"), ("expected", right, "code")]
        return rows + ([("what happened", text, "text")] if text != "≠" else _about_warnings(seen))

    @staticmethod
    def _about_exception(failed):
        seen, expected = failed.seen, failed.case.expected
        wanted = f"{expected.exception.__name__}: {expected.message}"
        if seen.exception is None:
            return [("yours", show(failed.raw), "code"), ("expected", wanted, "code")]
        line = [("your line", seen.line, "code")] if seen.line else []
        return [("yours", named(seen), "code"), *line, ("expected", wanted, "code")]

    def _about_change(self, seen):
        names = list(inspect.signature(self.exercise.reference).parameters)
        changed = " and ".join(f"`{names[i] if i < len(names) else names[-1]}`" for i in seen.changed)
        return (
            f"The answer is right, but the function has changed its argument {changed}. "
            "Whoever called it still needs the old values: compute a new array, or work on a copy."
        )

    def _forbidden(self):
        found = used(self.answer, self.exercise.forbids)
        if not found:
            return None
        text = f"The answer is right, but the task asks for it without `{found}`."
        return self._verdict("wrong", [("what happened", text, "text")])

    def _as_expected(self, *arguments):
        """The answer, with lists, tuples and matrices as what is expected in their place."""
        value = self.answer(*arguments)
        expected = {type(a.case.expected.value) for a in self.attempts}
        made = [wanted for wanted in (np.ndarray, tuple, list) if wanted in expected and type(value) is not wanted]
        if not made or type(value) not in (list, tuple, np.matrix):
            return value
        return np.asarray(value) if made[0] is np.ndarray else made[0](value)

    def _written_down(self, calls):
        """The answer, with each call and its value added to ``calls``."""

        def answer(*arguments):
            calls.append([arguments])
            calls[-1].append(self._as_expected(*arguments))
            return calls[-1][1]

        return answer

    def _as_calls(self, calls):
        """The last calls that a law has made, one a line, each with its value where there is one."""
        texts = []
        for arguments, *value in calls[-3:]:
            arguments = [plain(x) if isinstance(x, np.ndarray) else x for x in arguments]
            texts.append(" gives ".join([show_call(self.exercise.name, arguments), *map(show, value)]))
        return "\n".join(texts)

    def _broken_law(self):
        for law in self.exercise.laws:
            for case in cases_of(self.exercise):
                if case.expected.exception is not None or case.sort not in ("ordinary", "edge"):
                    continue
                calls = []
                seen = self._observe(partial(law.holds, self._written_down(calls)), case.arguments, bool)
                if seen.too_slow:
                    text = (
                        f"The values were right on all {len(self.attempts)} inputs, but the time was up while a law "
                        "was being checked. Does every loop come to an end, and can it be done in fewer steps?"
                    )
                    law_and_text = [("law", law.sentence, "text"), ("what happened", text, "text")]
                    return self._verdict("too slow", [("call", self._as_calls(calls), "code"), *law_and_text])
                if seen.value is not True:
                    rows = [("law that is broken", law.sentence, "text")]
                    rows += [("yours", self._as_calls(calls), "code")]
                    return self._verdict("wrong", rows + (about_error(seen, self.answer) if seen.exception else []))
        return None

    def _passed(self):
        text = f"{len(self.attempts)} inputs, from the simplest to random ones"
        sorts = {a.case.sort for a in self.attempts} & set(SORTS)
        if sorts:
            text += f"; also {', '.join(SORTS[sort] for sort in SORTS if sort in sorts)}"
        rows = [("verified", text, "text")]
        rows += [("law that holds", law.sentence, "text") for law in self.exercise.laws]
        return self._verdict("correct", rows + [("remark", text, "text") for text in islice(self._remarks(), 1)])

    def _remarks(self):
        """What is not wrong, but worth a word: another type than expected, a warning."""
        for attempt in self.attempts:
            if attempt.overflows:
                yield f"For {SORTS[attempt.case.sort]} it overflows: {attempt.seen.warnings[0][1]}."
            elif attempt.text:
                yield str(attempt.text)
            for category, message in attempt.seen.warnings:
                if category not in attempt.case.expected.categories:
                    call = show_call(self.exercise.name, attempt.case.arguments)
                    yield f"On the way there is a {category.__name__} ({message}), for `{call}`."

    def _verdict(self, status, rows):
        if self.printed:
            rows = [*rows, ("printed", shorten(self.printed.strip("\n"), 200), "code")]
        return Verdict(status, self.exercise.name, rows)


def _about_warnings(seen):
    category, message = seen.warnings[0] if seen.warnings else (None, "")
    return [("what happened", f"{category.__name__}: {message}.", "text")] if category else []
