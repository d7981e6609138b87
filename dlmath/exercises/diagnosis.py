"""What a wrong answer got wrong: from what it did on every case to sentences for the reader.

The ordinary cases decide. A misconception that does there what the answer does is told in its own words, whatever
either does on edge cases; the line is shown beside them, without further words that might say something else. Where
none fits, it is asked which mistakes of code to be mended are still there (symptoms). Then two misconceptions at once
are tried, then every small change to the reader's own code that mends it, then every small change to the reference
that makes it do the same, and last what holds between all wrong values and the right ones.
Whatever is said has been tried on every ordinary case.
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
from dlmath.exercises.comparison import difference, is_right, leaves
from dlmath.exercises.declarations import Slip
from dlmath.exercises.errors import same_error
from dlmath.exercises.families import changes_of
from dlmath.exercises.features import where_wrong
from dlmath.exercises.forbidden import used
from dlmath.exercises.relations import numbers, relation
from dlmath.exercises.running import Observed, observe
from dlmath.exercises.showing import kind, shorten, show

PATIENCE = 2.5
ONE_CALL = 0.1
IMPATIENT = 0.01
LABELS = "what happened", "and also"
LIKELY = ("most likely", *LABELS[1:])  # of a mistake that does nearly the same


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
        return not self.seen.too_slow and (is_right(self.text) or self.overflows)

    @property
    def overflows(self):
        """Whether numbers of a size that no task speaks of are too much for a formula that is right."""
        warned = any(issubclass(category, RuntimeWarning) for category, _ in self.seen.warnings)
        return self.case.sort in ("large", "small") and warned

    @property
    def right(self):
        return self.right_value and not self.seen.changed


class Diagnosis:
    """Why the attempts of an answer failed."""

    def __init__(self, exercise, answer, attempts):
        self.exercise, self.answer, self.attempts = exercise, answer, attempts
        self.ordinary = [a for a in attempts if a.case.sort == "ordinary"]
        self.source, self.first_line, self.scope = _source(answer)
        self.deadline, self.stopped, self.told, self.near = monotonic() + PATIENCE, 0, None, []

    def rows(self):
        """The rows of a verdict that say what happened."""
        if all(a.right for a in self.ordinary):
            return self._on_edges()
        told = _told(self._declared())
        if told:
            return told + self._line() * (len(told) == 1)
        told = self._symptoms() or _told(self._two_declared()) or self._unsteady()
        if told:
            return told
        mended = [self._place(change) for change in self._mended()]
        if self.attempts[-1].seen.too_slow:  # nothing came out that could be compared
            return mended
        return (
            mended
            or _told(self._declared(loosely=True), LIKELY)
            or self._half_mended()
            or self._related()
            or self._like_the_reference()
            or self._where()
        )

    def _on_edges(self):
        """An answer that is right on all ordinary cases."""
        failed = next(a for a in self.attempts if not a.right)
        edges = [a for a in self.attempts if a.case.sort == "edge"]
        same = [m for m in self.exercise.misconceptions if self._fits(m, [failed])]
        exact = [m for m in same if self._fits(m, self.ordinary + edges)]
        if exact:
            return _told([max(exact, key=self._likeness).message])
        return [*map(self._place, self._mended()), ("note", self._reason(failed.case), "text")]

    def _reason(self, case):
        """What to say of an answer that is right on all ordinary cases, but not on this one."""
        usual = set().union(*(a.case.integers for a in self.ordinary))
        return REASONS["whole" if case.sort == "edge" and case.integers - usual else case.sort]

    # ------------------------------------------------------------ in the words of the declaration

    def _declared(self, loosely=False):
        """The message of the misconception that does the same on all ordinary cases, and most often elsewhere."""
        fits = self._fits_loosely if loosely else self._fits
        fitting = [m for m in self.exercise.misconceptions if fits(m, self.ordinary)]
        best = self.told = max(fitting, key=self._likeness, default=None)
        if best is None:
            return []
        wrong = [a for a in self.attempts if not a.right]
        elsewhere = [a for a in wrong if a.case.sort == "edge" and not self._fits(best, [a])]
        return [best.message, *self._another(elsewhere, best)]

    def _symptoms(self):
        """Which of the declared mistakes in code to be mended are still there, each by an experiment of its own."""
        slow = self.attempts[-1].seen.too_slow
        shown = (s for s in self.exercise.symptoms if not slow and self._shows(s))
        return [("still there", symptom.sentence, "text") for symptom in shown]

    def _shows(self, symptom):
        return observe(symptom.holds, (self.answer,), PATIENCE, then=bool).value is True

    def _likeness(self, misconception):
        """On how many cases it does the same, with the same warnings, and to the last digit."""
        same = [(a, self._does(misconception, a)) for a in self.attempts if self._fits(misconception, [a])]
        warned_alike = sum(a.seen.categories == other.categories for a, other in same)
        return len(same), warned_alike, sum(show(a.seen.value, 17) == show(other.value, 17) for a, other in same)

    def _another(self, wrong, first):
        """The message of a second misconception, which is right on all ordinary cases and explains ``wrong``."""
        if not wrong:
            return []
        for other in self.exercise.misconceptions:
            if other is not first and self._fits(other, wrong) and self._is_right(other):
                return [other.message]
        return []

    def _is_right(self, misconception):
        return all(self._judged(a, self._does(misconception, a)).right for a in self.ordinary)

    def _does(self, misconception, attempt):
        return outcomes(self.exercise, misconception)[attempt.case]

    def _fits(self, misconception, attempts):
        return all(self._alike(a, self._does(misconception, a)) for a in attempts)

    def _fits_loosely(self, misconception, attempts):
        """Whether it is right where the answer is, wrong where that is, and mostly in the same way."""
        same = [self._alike(a, self._does(misconception, a)) for a in attempts]
        wrong = [alike for alike, a in zip(same, attempts, strict=True) if not a.right]
        differ = [a for alike, a in zip(same, attempts, strict=True) if not alike]
        both_wrong = all(not a.right and not self._judged(a, self._does(misconception, a)).right for a in differ)
        return both_wrong and wrong[-1] and 3 * sum(wrong) >= 2 * len(wrong)

    def _alike(self, attempt, other):
        """Whether two functions did the same on a case; what they changed counts where the value is right."""
        seen = attempt.seen
        if seen.too_slow or other.too_slow or seen.exception or other.exception:
            return seen.too_slow == other.too_slow and same_error(seen, other)
        if attempt.right_value and list(seen.changed) != list(other.changed):
            return False
        if isinstance(seen.value, Opaque) and isinstance(other.value, Opaque):
            return seen.value.words == other.value.words
        try:
            return is_right(difference(other.value, seen.value, self.exercise.rtol, 1e-3 * attempt.case.atol))
        except TypeError:
            return False

    def _two_declared(self):
        """Two misconceptions at once: two passages replaced, or each where the other is right."""
        wrong = [a for a in self.ordinary if not a.right]
        if all(a.seen.exception for a in wrong):
            return []
        explained = {m: {a for a in wrong if self._fits(m, [a])} for m in self.exercise.misconceptions}
        pairs = sorted(combinations(explained, 2), key=lambda pair: -sum(map(bool, (explained[m] for m in pair))))
        for one, other in pairs:
            if self._together(one, other) or (wrong and self._in_turn(explained[one], explained[other], len(wrong))):
                return [one.message, other.message]
        return []

    @staticmethod
    def _in_turn(one, other, n):
        return len(one | other) == n and min(len(one - other), len(other - one)) >= 2

    def _together(self, one, other):
        if not (isinstance(one, Slip) and isinstance(other, Slip)) or one.right == other.right:
            return False
        source = self.exercise.solution.replace(one.right, one.wrong)
        return other.right in source and self._is(source.replace(other.right, other.wrong))

    def _is(self, source):
        """Whether the changed reference does what the answer does."""
        try:
            function = self.exercise.compiled(source)
        except Exception:
            return False
        return self._does_the_same(function)

    def _does_the_same(self, function):
        same = all(self._alike(a, self._observed(function, a)) for a in self._telling_first())
        return same and monotonic() < self.deadline  # what was not tried any more says nothing

    def _judged(self, attempt, seen):
        """The `Attempt` at the same case of a function that did ``seen``."""
        case, text = attempt.case, ""
        if not (seen.exception or seen.too_slow or case.expected.exception):
            text = difference(case.expected.value, seen.value, self.exercise.rtol, case.atol)
        return Attempt(case, seen, text)

    def _telling_first(self):
        """The ordinary attempts, wrong ones and large inputs first, so that what does not fit is seen at once."""
        return sorted(reversed(self.ordinary), key=lambda a: a.right)

    def _observed(self, function, attempt):
        if monotonic() > self.deadline:
            return Observed(too_slow=True)
        seconds = ONE_CALL if self.stopped < 5 else IMPATIENT  # changes that never end must not take all the time
        seen = observe(function, attempt.case.arguments, seconds, then=plain)
        self.stopped += seen.too_slow
        return seen

    def _label(self):
        """Where the kind or shape of the value is wrong, that is what happened; anything else comes after it."""
        return LABELS[next(a for a in self.attempts if not a.right).text not in ("", "≠")]

    def _unsteady(self):
        """An answer that gives another value when it is asked once more."""
        first = next(a for a in self.ordinary if not a.right)
        if first.text != "≠":  # of another kind or shape, which says enough
            return []
        again = observe(self.answer, first.case.arguments, ONE_CALL, then=plain, seed=1)
        if again.exception or again.too_slow or self._alike(first, again):
            return []
        text = "Called twice with the same input, your function gives two different values. It should depend on its "
        return _told([text + "arguments alone: if it needs random numbers, they are among them."])

    # ------------------------------------------------------------ by small changes

    def _mended(self):
        """One or two places in the reader's code where a small change makes everything right, or more than before."""
        wrong = [a for a in self.attempts if not a.right]
        in_other_dress = all(self._judged(a, a.seen).right for a in wrong if not a.seen.changed)
        if not self.source or self._by_chance() or (in_other_dress and not any(a.seen.changed for a in wrong)):
            return []
        best = self._best_change(ast.parse(self.source), self.near)
        if best is None or best.right == len(self.attempts):
            return [best] if best else []
        second = self._best_change(best.tree, [])
        whole = second is not None and second.right == len(self.attempts)
        return [best, second] if whole else [best]

    def _by_chance(self):
        """Whether a few answers of True or False are all that is wrong, which many changes would explain."""
        wrong = [a for a in self.attempts if not a.right]
        return len(wrong) < 5 and all(isinstance(a.case.expected.value, bool | np.bool_) for a in wrong)

    def _line(self):
        """The line that the declaration's words are about, by its number alone: they say what is wrong with it."""
        tree = ast.parse(self.source)
        line = _line_of(self.told.wrong, tree) if isinstance(self.told, Slip) else 0
        if not line:
            mended = self._mended()
            line = mended[0].line if len(mended) == 1 and mended[0].right == len(self.attempts) else 0
        if not line:
            return []
        code = shorten(self.source.splitlines()[line - 1].strip(), 90).replace("`", "'")
        return [("look at", f"line {self.first_line + line - 1}, `{code}`.", "text")]

    def _best_change(self, tree, near):
        """The change after which most is right, if nothing gets lost; those that matter otherwise go to ``near``."""
        wrong = [a for a in self.attempts if not a.right]
        probe = next((a for a in reversed(wrong) if a.case.sort == "ordinary"), wrong[0])
        best, most = None, len(self.attempts) - (len(wrong) + 1) // 2 - 1  # at least half of what is wrong
        for change in changes_of(tree):
            function = _compiled(change.tree, self.scope) if self._may_help(change) else None
            if function is None or monotonic() > self.deadline or self._uses_what_is_forbidden(function):
                continue
            seen = self._observed(function, probe)
            if self._judged(probe, seen).right:
                right = [self._judged(a, self._observed(function, a)).right for a in self.attempts]
                enough = sum(right) == len(right) or (sum(right) > most and change.rank < 2)
                if (
                    enough
                    and sum(right) > most
                    and all(r or not a.right for r, a in zip(right, self.attempts, strict=True))
                ):
                    best, most = change.kept(sum(right)), sum(right)
                if most == len(self.attempts):
                    break
            elif change.rank < 2 and probe.case.sort == "ordinary" and not (seen.exception or seen.too_slow):
                near.append((function, Attempt(probe.case, seen, ""), change.kept()))
        return best

    def _may_help(self, change):
        """Of a loop without an end only what it waits for is looked at, of a changed argument only what changes it."""
        if all(a.right_value for a in self.attempts):
            return "write into the array" in change.if_needed
        return "comparison" in change.if_needed or not any(a.seen.too_slow for a in self.attempts)

    def _uses_what_is_forbidden(self, function):
        """Whether a change would bring in a tool that the task rules out, and that the answer does without."""
        tool = used(function, self.exercise.forbids)
        return bool(tool) and not used(self.answer, self.exercise.forbids)

    def _half_mended(self):
        """A small change inside a line after which the answer is a misconception: two mistakes."""
        if 2 * sum(a.right for a in self.ordinary) > len(self.ordinary):
            return []  # two mistakes would be wrong more often
        for function, after, change in self.near:
            for misconception in self.exercise.misconceptions if "\n" not in change.before else []:
                if self._fits(misconception, [after]) and np.any(numbers(after.seen.value)):
                    rest = [Attempt(a.case, self._observed(function, a), "") for a in self.ordinary]
                    varied = len({show(a.seen.value) for a in rest}) > 1  # a constant has many ways to come about
                    if varied and self._fits(misconception, rest):
                        of_the_right_kind = self._judged(after, after.seen).text in ("", "≠")
                        return [(LABELS[0], misconception.message, "text"), *[self._place(change)] * of_the_right_kind]
        return []

    def _place(self, change):
        code = shorten("; ".join(change.before.splitlines()), 90).replace("`", "'")
        return "look at", f"line {self.first_line + change.line - 1}, `{code}`: {change.if_needed}.", "text"

    def _like_the_reference(self):
        """The small change to the reference that does what the answer does."""
        if any(a.seen.exception and not a.right for a in self.ordinary):  # an error speaks for itself
            return []
        if any(_has_nan(a.seen.value) for a in self.ordinary) or self._by_chance():  # which has many ways to come about
            return []
        self.deadline = monotonic() + PATIENCE / 2
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
        if any(a.right_value and not a.right for a in self.ordinary):
            return []  # right, but for a changed argument
        if all(a.seen.exception for a in self.ordinary):
            return []  # the error has said it
        names = list(inspect.signature(self.exercise.reference).parameters)
        text = where_wrong([(a.case.arguments, a.right) for a in self.ordinary], names)
        return [("note", text or self._how_often(), "text")]

    def _how_often(self):
        wrong = [a for a in self.ordinary if not a.right]
        said = {a.seen.value for a in wrong if isinstance(a.seen.value, bool | np.bool_)}
        expected = {a.case.expected.value for a in wrong if isinstance(a.case.expected.value, bool | np.bool_)}
        if said == {True} and expected == {False}:
            return "Your function says True too easily. Which entry, pair or condition does it never look at?"
        if said == {False} and expected == {True}:
            return "Your function says False too easily. What does it ask for that need not be?"
        return f"Your function is right on {len(self.ordinary) - len(wrong)} of {len(self.ordinary)} ordinary inputs."


@cache
def outcomes(exercise, misconception):
    """What a misconception does on every case."""
    done, seconds = {}, 5.0
    for case in cases_of(exercise):
        done[case] = observe(misconception.answer, case.arguments, seconds, then=plain)
        if done[case].too_slow:
            seconds = 0.3  # it will not end elsewhere either
    return done


def _told(messages, labels=LABELS):
    return [(label, text, "text") for label, text in zip(labels, dict.fromkeys(messages), strict=False)]


def plain(value, depth=0):
    """Return a copy of a value that holds nothing but numbers, arrays, texts, lists, tuples and dictionaries."""
    if isinstance(value, np.ndarray):
        return np.array(value, subok=False) if value.dtype.kind in "biufcUS" else Opaque(value)
    if depth < 6 and isinstance(value, tuple | list):
        base = tuple if isinstance(value, tuple) else list
        return base(plain(base.__getitem__(value, i), depth + 1) for i in range(min(base.__len__(value), 10_000)))
    if depth < 6 and type(value) is dict:
        return {key: plain(item, depth + 1) for key, item in value.items() if type(key) in (str, int)}
    known = value is None or type(value) in (bool, int, float, complex, str) or isinstance(value, np.generic)
    return value if known else Opaque(value)


class Opaque:
    """In place of an object that nothing is known of but what it is: 'a class', 'a ValueError object'."""

    def __init__(self, value):
        self.words = kind(value)


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


def _line_of(passage, tree):
    """The number of the line that holds a passage, which is more than a name or a number; 0 where none does."""
    try:
        passage = ast.unparse(ast.parse(textwrap.dedent(passage)))
    except SyntaxError:
        return 0
    nodes = [
        n for n in ast.walk(tree) if isinstance(n, ast.expr | ast.stmt) and not isinstance(n, ast.Name | ast.Constant)
    ]
    return next((n.lineno for n in nodes if ast.unparse(n) == passage), 0)


def _has_nan(value):
    return any(x.dtype.kind in "fc" and np.isnan(x).any() for x in leaves(value))


def _compiled(tree, scope):
    names, defined = dict(scope), {}
    try:
        exec(compile(tree, "<change>", "exec", dont_inherit=True), names, defined)
    except Exception:
        return None
    function = next(iter(defined.values()))
    names[function.__name__] = function
    return function
