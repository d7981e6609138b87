"""The verdict on an input that is to break a wrong function: both functions are run on it, and must differ.

>>> from dlmath.exercises import exercise
>>> @exercise(weight="standard", task="…", hints=["…", "…"])
... def breaks_average():
...     return [1.0, 2.0, 3.0]
>>> def mean(x):
...     return sum(x) / len(x)
>>> @breaks_average.breaks(mean)
... def average(x):
...     return sum(x) / 2
>>> BreakTrial(breaks_average, lambda: [1.0, 3.0], 5.0).verdict()
✗ breaks_average: not yet
  your input     [1., 3.]
  average gives  2.
  right is       2.
  what happened  On this input the wrong function is right. Look for one on which it is not.
"""

import inspect
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from dlmath.exercises.comparison import difference, scaled
from dlmath.exercises.errors import about_error, named
from dlmath.exercises.running import observe
from dlmath.exercises.showing import kind, shorten, show, show_input, show_pair
from dlmath.exercises.verdicts import Verdict


@dataclass
class BreakTrial:
    """An answer that returns an input: one argument, or a tuple of several."""

    exercise: Any
    answer: Any
    limit: float  # seconds for each function

    def verdict(self):
        seen = observe(self.answer, (), self.limit)
        if seen.too_slow:
            return self._said("too slow", [], "The function was still running and has been stopped.")
        if seen.exception is not None:
            return Verdict("error", self.exercise.name, about_error(seen))
        if seen.value is None:
            return self._said("wrong", [], "The function returned None. Did you forget the return?")
        value = observe(self._as_asked, (seen.value,), self.limit).value
        if type(self._reference) is tuple and (type(value) is not tuple or len(value) != len(self._reference)):
            rows = [("your input", show_input(seen.value), "code")]
            return self._said("wrong", rows, self._message(seen.value) or self._how_many(seen.value))
        shown = ("your input", self._named(value), "code")
        if _holds_text(value) and not _holds_text(self._reference):
            return self._said("wrong", [shown], "A number is written without quotation marks: 3, not '3'.")
        if other := self._broken_law(value, [shown], "", [law for law in self.exercise.laws if law.form]):
            return other
        return self._compared(shown, seen.value, value)

    def _compared(self, shown, given, value):
        """The verdict on an input of the right form: whether the wrong function and the right one differ on it."""
        wrong, right = (self._run(f, value) for f in (self.exercise.wrong, self.exercise.right))
        rows = [shown, *self._outcomes(wrong, right)]
        if right.exception is not self._intended.exception:
            text = "No right answer can be computed for this input. Is it of the kind that the task asks for?"
            if right.exception is ValueError and right.message:  # our own sentence
                text = f"There is no right answer to compare with: {right.message}."
            return self._said("wrong", rows[:1], self._message(value) or text)
        if not self._differ(wrong, right):
            text = "On this input the wrong function is right. Look for one on which it is not."
            return self._said("wrong", rows, self._message(value) or text)
        message = self._message(value)
        if right.exception is None and right.value is None:  # of such an input the right function has nothing to say
            rows, message = rows[:1], ""
        return self._broken_law(value, rows, message, self.exercise.laws) or self._passed(rows, given, value)

    def _passed(self, rows, given, value):
        rows = rows + self._laws("law that holds")
        if _dress(given) != _dress(value):
            names, name = ", ".join(self._names()), self.exercise.wrong.__name__
            arrays = any(type(part) is np.ndarray for part in (value if type(value) is tuple else [value]))
            form = " with arrays, np.array([…])" if arrays else ""
            text = f"It was taken as `return {names}`{form}: {name} needs it in this form."
            rows = [*rows, ("remark", text, "text")]
        return Verdict("correct", self.exercise.name, rows)

    def _as_asked(self, value):
        """The input as it was meant: a list for a tuple is taken apart, and a list for an array made one."""
        if type(self._reference) is not tuple:
            return _array_like(self._reference, value)
        if type(value) in (list, np.ndarray) and len(value) == len(self._reference):
            value = tuple(value)
        if type(value) is not tuple or len(value) != len(self._reference):
            return value
        return tuple(_array_like(model, part) for model, part in zip(self._reference, value, strict=True))

    def _names(self):
        return list(inspect.signature(self.exercise.wrong).parameters)

    def _how_many(self, value):
        given = f"a tuple of {len(value)}" if type(value) is tuple else kind(value)
        wanted = f"{len(self._reference)} values, separated by commas: return {', '.join(self._names())}"
        return f"The function returned {given}. The task asks for {wanted}."

    def _named(self, value):
        if type(value) is not tuple or len(value) != len(self._names()):
            return show_input(value)
        return "\n".join(f"{name} = {show_input(part)}" for name, part in zip(self._names(), value, strict=True))

    def _run(self, function, value, then=None):
        several = type(value) is tuple and type(self._reference) is tuple
        return observe(function, value if several else (value,), self.limit, then)

    @cached_property
    def _reference(self):
        """An input that breaks the wrong function: a tuple if it takes several arguments."""
        return self.exercise.reference()

    @cached_property
    def _intended(self):
        """What the right function does on the reference's input."""
        return self._run(self.exercise.right, self._reference)

    def _differ(self, wrong, right):
        if wrong.too_slow or wrong.exception is not right.exception:
            return True
        if right.exception is not None:
            return False
        tolerance = self.exercise.rtol, scaled(self.exercise.atol, right.value)
        return bool(difference(right.value, wrong.value, *tolerance))

    def _outcomes(self, wrong, right):
        if wrong.exception or right.exception or wrong.too_slow or right.too_slow:
            texts = [self._told(seen) for seen in (wrong, right)]
        else:
            texts = show_pair(wrong.value, right.value)
        labels = f"{self.exercise.wrong.__name__} gives", self.exercise.beside
        return [(label, text, "code") for label, text in zip(labels, texts, strict=True)]

    @staticmethod
    def _told(seen):
        return "does not come to an end" if seen.too_slow else named(seen) if seen.exception else show(seen.value)

    def _message(self, value):
        """The message of the first misconception that fits the input, or that returns the same one."""
        for misconception in self.exercise.misconceptions:
            if misconception.when:
                fits = self._run(misconception.when, value, bool).value is True
            else:
                fits = not difference(misconception.answer(), value, self.exercise.rtol, self.exercise.atol)
            if fits:
                return misconception.message
        return ""

    def _broken_law(self, value, rows, message, laws):
        for law in laws:
            seen = observe(law.holds, (lambda: value,), self.limit, bool, self.answer)
            if seen.value is not True:
                rows = [*rows, ("law that is broken", law.sentence, "text")]
                rows += [("what happened", message, "text")] if message else []
                return Verdict("wrong", self.exercise.name, rows)
        return None

    def _laws(self, label):
        return [(label, law.sentence, "text") for law in self.exercise.laws]

    def _said(self, status, rows, text):
        return Verdict(status, self.exercise.name, [*rows, ("what happened", shorten(text), "text")])


def _array_like(model, value):
    """A list or tuple of numbers as an array, where an array is asked for; anything else as it is."""
    if type(model) is not np.ndarray or type(value) not in (list, tuple):
        return value
    try:
        array = np.array(value)
    except Exception:
        return value
    return array if array.dtype.kind in "biuf" else value


def _holds_text(value):
    """Whether there is a text in an input, however deep in its lists and arrays."""
    if isinstance(value, tuple | list):
        return any(map(_holds_text, value))
    return isinstance(value, str) or (type(value) is np.ndarray and value.dtype.kind in "SU")


def _dress(value):
    """Of which classes an input is made."""
    return type(value), [type(part) for part in value] if type(value) in (tuple, list) else []
