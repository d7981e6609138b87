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

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from dlmath.exercises.comparison import difference, scaled
from dlmath.exercises.errors import about_error, named
from dlmath.exercises.running import observe
from dlmath.exercises.showing import shorten, show, show_input, show_pair
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
        wrong, right = (self._run(f, seen.value) for f in (self.exercise.wrong, self.exercise.right))
        rows = [("your input", show_input(seen.value), "code"), *self._outcomes(wrong, right)]
        if right.exception is not self._intended.exception:
            text = "No right answer can be computed for this input. Is it of the kind that the task asks for?"
            if right.exception is ValueError and right.message:  # our own sentence
                text = f"There is no right answer to compare with: {right.message}."
            return self._said("wrong", rows[:1], self._message(seen.value) or text)
        if not self._differ(wrong, right):
            text = "On this input the wrong function is right. Look for one on which it is not."
            return self._said("wrong", rows, self._message(seen.value) or text)
        return self._broken_law(rows) or Verdict("correct", self.exercise.name, rows + self._laws("law that holds"))

    def _run(self, function, value):
        several = type(value) is tuple and type(self._reference) is tuple
        return observe(function, value if several else (value,), self.limit)

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
        return [(f"{self.exercise.wrong.__name__} gives", texts[0], "code"), ("right is", texts[1], "code")]

    @staticmethod
    def _told(seen):
        return "does not come to an end" if seen.too_slow else named(seen) if seen.exception else show(seen.value)

    def _message(self, value):
        """The message of the first misconception that fits the input, or that returns the same one."""
        for misconception in self.exercise.misconceptions:
            if misconception.when:
                fits = bool(self._run(misconception.when, value).value)
            else:
                fits = not difference(misconception.answer(), value, self.exercise.rtol, self.exercise.atol)
            if fits:
                return misconception.message
        return ""

    def _broken_law(self, rows):
        for law in self.exercise.laws:
            seen = observe(law.holds, (self.answer,), self.limit, bool, self.answer)
            if seen.value is not True:
                return Verdict("wrong", self.exercise.name, [*rows, ("law that is broken", law.sentence, "text")])
        return None

    def _laws(self, label):
        return [(label, law.sentence, "text") for law in self.exercise.laws]

    def _said(self, status, rows, text):
        return Verdict(status, self.exercise.name, [*rows, ("what happened", shorten(text), "text")])
