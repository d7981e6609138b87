"""What a wrong answer got wrong: from what it did on every case to sentences for the reader.

The ordinary cases decide. A misconception that does there what the answer does is told in its own words, whatever
either does on edge cases. Where none fits, two at once are tried, then every small change to the reader's own code
that mends it, then every small change to the reference that makes it do the same, and last what holds between all
wrong values and the right ones. Whatever is said has been tried on every ordinary case.
"""

import ast
import inspect
import textwrap
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from time import monotonic
from typing import Any

import numpy as np

from dlmath.exercises.cases import REASONS, Case, cases_of
from dlmath.exercises.comparison import difference, is_right
from dlmath.exercises.declarations import Slip
from dlmath.exercises.families import changes_of
from dlmath.exercises.features import where_wrong
from dlmath.exercises.relations import relation
from dlmath.exercises.running import Observed, observe
from dlmath.exercises.showing import shorten

PATIENCE = 1.5
ONE_CALL = 0.1
LABELS = "what happened", "and also"


@dataclass(frozen=True, eq=False)
class Attempt:
    """What an answer did on one case. ``text`` says how its value differs from the right one."""

    case: Case
    seen: Observed
    text: str
    raw: Any = None

    @property
    def right_value(self):
        expected = self.case.expected
        if expected.exception is not None or self.seen.exception is not None:
            both = self.seen.exception is not None and expected.exception is not None
            return both and issubclass(self.seen.exception, expected.exception)
        return not self.seen.too_slow and is_right(self.text)

    @property
    def right(self):
        return self.right_value and not self.seen.changed


class Diagnosis:
    """Why the attempts of an answer failed."""

    def __init__(self, exercise, answer, attempts):
        self.exercise, self.answer, self.attempts = exercise, answer, attempts
        self.ordinary = [a for a in attempts if a.case.sort == "ordinary"]
        self.deadline = monotonic() + PATIENCE

    def rows(self):
        """The rows of a verdict that say what happened; the first is about the whole if its label says so."""
        told = self._declared() or self._two_declared()
        if told:
            return [(label, text, "text") for label, text in zip(LABELS, told, strict=False)]
        if all(a.right for a in self.ordinary):
            failed = next(a for a in self.attempts if not a.right)
            return [*self._mended(), ("note", REASONS[failed.case.sort], "text")]
        return self._mended() or self._related() or self._like_the_reference() or self._where()

    # ------------------------------------------------------------ in the words of the declaration

    def _declared(self):
        """The message of the misconception that does the same on all ordinary cases, and most often elsewhere."""
        fitting = [m for m in self.exercise.misconceptions if self._fits(m, self.ordinary)]
        wrong = [a for a in self.attempts if not a.right]
        if all(a.right for a in self.ordinary):
            fitting = [m for m in fitting if self._fits(m, wrong[:1])]
        best = max(fitting, key=self._likeness, default=None)
        if best is None:
            return []
        elsewhere = [a for a in wrong if a.case.sort == "edge" and not self._fits(best, [a])]
        return [best.message, *self._another(elsewhere, best)]

    def _likeness(self, misconception):
        """On how many cases it does the same, and with the same warnings."""
        same = [a for a in self.attempts if self._fits(misconception, [a])]
        return len(same), sum(a.seen.categories == self._does(misconception, a).categories for a in same)

    def _another(self, wrong, first):
        """The message of a second misconception, which is right on all ordinary cases and explains ``wrong``."""
        if not wrong:
            return []
        for other in self.exercise.misconceptions:
            if other is not first and self._fits(other, wrong) and self._is_right(other):
                return [other.message]
        return []

    def _is_right(self, misconception):
        return all(_judged(a.case, self._does(misconception, a), self.exercise).right for a in self.ordinary)

    def _does(self, misconception, attempt):
        return outcomes(self.exercise, misconception)[attempt.case]

    def _fits(self, misconception, attempts):
        return all(self._alike(a, self._does(misconception, a)) for a in attempts)

    def _alike(self, attempt, other):
        """Whether two functions did the same on a case; what they changed counts where the value is right."""
        seen = attempt.seen
        if seen.too_slow or other.too_slow or seen.exception or other.exception:
            return (seen.too_slow, seen.exception, seen.message) == (other.too_slow, other.exception, other.message)
        if attempt.right_value and list(seen.changed) != list(other.changed):
            return False
        try:
            return is_right(difference(other.value, seen.value, self.exercise.rtol, attempt.case.atol))
        except TypeError:
            return False

    def _two_declared(self):
        """Two passages of the reference replaced at once."""
        slips = [m for m in self.exercise.misconceptions if isinstance(m, Slip)]
        for one, other in combinations(slips, 2):
            source = self.exercise.solution.replace(one.right, one.wrong)
            if (
                one.right != other.right
                and other.right in source
                and self._is(source.replace(other.right, other.wrong))
            ):
                return [one.message, other.message]
        return []

    def _is(self, source):
        """Whether the changed reference does what the answer does."""
        try:
            function = self.exercise.compiled(source)
        except Exception:
            return False
        return self._does_the_same(function)

    def _does_the_same(self, function):
        return all(self._alike(a, self._observed(function, a)) for a in self._telling_first())

    def _telling_first(self):
        """The ordinary attempts, wrong ones and large inputs first, so that what does not fit is seen at once."""
        return sorted(reversed(self.ordinary), key=lambda a: a.right)

    def _observed(self, function, attempt):
        if monotonic() > self.deadline:
            return Observed(too_slow=True)
        return observe(function, attempt.case.arguments, ONE_CALL, then=plain)

    def _label(self):
        """Where the kind or shape of the value is wrong, that is what happened; anything else comes after it."""
        return LABELS[next(a for a in self.attempts if not a.right).text not in ("", "≠")]

    # ------------------------------------------------------------ by small changes

    def _mended(self):
        """The place in the reader's code where a small change makes everything right."""
        source, first_line, scope = _source(self.answer)
        if not source or any(a.seen.too_slow for a in self.attempts):
            return []
        near = []
        wrong = [a for a in self.attempts if not a.right]
        checked = [*wrong[-1:], *wrong[:-1], *(a for a in self.attempts if a.right)]
        for change in changes_of(source):
            function = _compiled(change.tree, scope)
            if function is None or monotonic() > self.deadline:
                continue
            first = self._observed(function, checked[0])
            place = self._place(change, first_line)
            if _judged(checked[0].case, first, self.exercise).right:
                if all(_judged(a.case, self._observed(function, a), self.exercise).right for a in checked[1:]):
                    return [place]
            elif change.rank < 2:
                near.append((function, first, place))
        return self._half_mended(near, checked[0]) if checked[0].case.sort == "ordinary" else []

    def _half_mended(self, near, probe):
        """A small change after which the answer is a misconception: two mistakes."""
        for function, seen, place in near:
            after = Attempt(probe.case, seen, "")
            for misconception in self.exercise.misconceptions:
                if self._alike(after, self._does(misconception, probe)):
                    rest = [Attempt(a.case, self._observed(function, a), "") for a in self.ordinary]
                    if all(self._alike(a, self._does(misconception, a)) for a in rest):
                        return [(LABELS[0], misconception.message, "text"), place]
        return []

    @staticmethod
    def _place(change, first_line):
        code = shorten("; ".join(change.before.splitlines()), 90).replace("`", "'")
        return "look at", f"line {first_line + change.line - 1}, `{code}`: {change.if_needed}.", "text"

    def _like_the_reference(self):
        """The small change to the reference that does what the answer does."""
        for change in changes_of(self.exercise.solution):
            if change.rank < 3 and monotonic() < self.deadline:
                function = _compiled(change.tree, self.exercise.reference.__globals__)
                if function is not None and self._does_the_same(function):
                    return [(self._label(), f"What comes out is what you get when {change.if_made}.", "text")]
        return []

    # ------------------------------------------------------------ by the values alone

    def _related(self):
        pairs = [(a.case.expected.value, a) for a in self.ordinary if a.case.expected.exception is None]
        if len(pairs) < 2 or any(a.seen.exception or a.seen.too_slow for _, a in pairs):
            return []
        right, values = [r for r, _ in pairs], [a.seen.value for _, a in pairs]
        names = list(inspect.signature(self.exercise.reference).parameters)[: len(pairs[0][1].case.arguments)]
        text = relation(right, values, [a.case.arguments for _, a in pairs], names)
        return [(self._label(), text, "text")] if text else []

    def _where(self):
        text = where_wrong([(a.case.arguments, a.right) for a in self.ordinary])
        return [("note", text, "text")] if text else []


@cache
def outcomes(exercise, misconception):
    """What a misconception does on every case."""
    return {case: observe(misconception.answer, case.arguments, 1.0, then=plain) for case in cases_of(exercise)}


def _judged(case, seen, exercise):
    """The `Attempt` that a value from ``plain`` is."""
    text = ""
    if seen.exception is None and not seen.too_slow and case.expected.exception is None:
        text = difference(case.expected.value, seen.value, exercise.rtol, case.atol)
    return Attempt(case, seen, text)


def plain(value, depth=0):
    """Return a copy of a value that holds nothing but numbers, arrays, texts, lists, tuples and dictionaries."""
    if isinstance(value, np.ndarray):
        return np.array(value, subok=False) if value.dtype.kind in "biufcUS" else Opaque()
    if depth < 6 and isinstance(value, tuple | list):
        base = tuple if isinstance(value, tuple) else list
        return base(plain(base.__getitem__(value, i), depth + 1) for i in range(min(base.__len__(value), 10_000)))
    if depth < 6 and type(value) is dict:
        return {key: plain(item, depth + 1) for key, item in value.items() if type(key) in (str, int)}
    known = value is None or type(value) in (bool, int, float, complex, str) or isinstance(value, np.generic)
    return value if known else Opaque()


class Opaque:
    """In place of an object that nothing is known of."""


def _source(answer):
    """The source of a reader's function, the number of its first line, and its names; nothing where there is none."""
    try:
        lines, first = inspect.getsourcelines(answer)
        source = textwrap.dedent("".join(lines))
        tree = ast.parse(source)
    except Exception:
        return "", 0, {}
    simple = isinstance(tree.body[0], ast.FunctionDef) and not answer.__closure__
    return (source, first, answer.__globals__) if simple else ("", 0, {})


def _compiled(tree, scope):
    names, defined = dict(scope), {}
    try:
        exec(compile(tree, "<change>", "exec", dont_inherit=True), names, defined)
    except Exception:
        return None
    function = next(iter(defined.values()))
    names[function.__name__] = function
    return function
