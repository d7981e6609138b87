"""How an exercise is declared: one file each, ``SUBJECT/LESSON/NAME.py``, that reads from top to bottom.

>>> @exercise(weight="warm-up", task="Return twice $x$.", hints=["How often does x fit into it?", "Multiply."])
... def double(x):
...     \"\"\"Twice x.\"\"\"
...     return 2 * x
>>> @double.cases
... def cases(rng):
...     return [(1.0,), (3.0,), (rng.normal(),)]
>>> @double.law("twice nothing is nothing")
... def _(f, x):
...     return f(0 * x) == 0
>>> @double.misconception("That is the square of x.")
... def squares(x):
...     return x * x
>>> double.name, double.kind, double.weight, len(double.misconceptions)
('double', 'write', 'warm-up', 1)

A number is declared over the function that computes it:

>>> @number(weight="standard", task="How likely is a six?", tolerance=0.001, hints=["Count sides.", "One of six."])
... def one_in_six():
...     # One side of six.
...     return 1 / 6
>>> one_in_six.misconception(100 / 6, "That is in percent.")
>>> round(one_in_six.answer, 4)
0.1667
"""

import ast
import inspect
import textwrap
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

WEIGHTS = ("warm-up", "standard", "hard")
ALSO = ("whole", "large", "small", "long", "nearly")
KINDS = ("write", "predict", "mend", "break", "derive")


@dataclass(frozen=True)
class Law:
    """A sentence that must hold, and the predicate ``holds(f, *args) -> bool`` tried on every case.

    The predicate is not tried on a case for which the reference raises an exception. A law of ``form`` says what kind
    of input is asked for: where it is broken, nothing else is said of the input.
    """

    sentence: str
    holds: Callable[..., bool]
    form: bool = False


@dataclass(frozen=True, eq=False)
class Misconception:
    """A usual mistake as an executable wrong answer (for a number: a wrong number), and the message it deserves.

    Where an input or a number is asked for, ``when`` says of any one whether the message fits it.
    """

    name: str
    answer: Any
    message: str
    when: Callable | None = None


@dataclass(eq=False)
class Slip:
    """A misconception that is the reference with the passage ``right`` replaced by ``wrong``."""

    exercise: Any
    right: str
    wrong: str
    message: str

    @property
    def name(self):
        return self.wrong

    @cached_property
    def answer(self):
        return self.exercise.compiled(self.exercise.solution.replace(self.right, self.wrong, 1))


@dataclass(frozen=True)
class Formula:
    """A function that is shown as its formula: an argument of an exercise that takes functions.

    >>> Formula("x ↦ x²", lambda x: x**2), Formula("x ↦ x²", lambda x: x**2)(3)
    (x ↦ x², 9)
    """

    text: str
    value: Callable

    def __call__(self, *arguments):
        return self.value(*arguments)

    def __repr__(self):
        return self.text


def exercise(*, weight, task, hints, kind="write", forbids=(), also=ALSO, rtol=1e-6, atol=1e-9):
    """Declare the decorated function as the reference of an exercise that has its name.

    The reference has a docstring, which the stub keeps, and a comment or two, which `solution` shows; it must stand
    alone: it may use ``np`` and what the lesson has imported under the same name.

    Parameters
    ----------
    weight : {"warm-up", "standard", "hard"}
        What it asks of a reader.
    task : str
        What to write, in a sentence or two of Markdown.
    hints : sequence of str
        From a nudge to nearly the answer; at least two.
    kind : {"write", "derive"}
        A derivation ends in one short expression. "mend" and "break" follow from `Exercise.start` and
        `Exercise.breaks`.
    forbids : sequence of str
        Tools that the task forbids, as they are written: ``"np.dot"``, ``"@"``, ``"for"``.
    also : sequence of str
        What is tried beside the declared cases: "whole" numbers in integer arrays, very "large" and "small" numbers,
        "long" inputs or walks, and what is "nearly" True, each made of an ordinary case.
    rtol, atol : float
        How far a number may be from the reference's: ``atol + rtol * abs(expected)``.

    Returns
    -------
    decorator
        It makes an `Exercise` of a function.
    """
    return lambda reference: Exercise(reference, weight, task, hints, kind, forbids, also, rtol, atol)


def number(*, weight, task, hints, tolerance, kind="predict"):
    """Declare a number to be found: the decorated function has no parameters and computes it.

    Parameters
    ----------
    weight, task, hints
        As for `exercise`.
    tolerance : float
        How far from the number an answer may be.
    kind : {"predict", "derive"}
        Whether it is foreseen or derived.

    Returns
    -------
    decorator
        It makes a `Number` of a function.
    """
    return lambda reference: Number(reference, weight, task, hints, kind, tolerance)


@dataclass(eq=False)
class _Declaration:
    """What all exercises have. The attributes are what a page needs to show one."""

    reference: Callable
    weight: str
    task: str
    hints: list
    kind: str

    def __post_init__(self):
        self.misconceptions = []

    @property
    def name(self):
        """The function's name, unique in the whole course."""
        return self.reference.__name__

    @cached_property
    def solution(self):
        """The commented source of the reference, without its decorator."""
        return source_of(self.reference)


@dataclass(eq=False)
class Number(_Declaration):
    """An exercise that is answered with a number: ``check("name", 0.16)``. It is made by `number`."""

    tolerance: float

    @property
    def stub(self):
        """The cell before the reader's work."""
        return f'check("{self.name}", ...)\n'

    @cached_property
    def answer(self):
        """The number."""
        return self.reference()

    def misconception(self, answer, message, when=None):
        """A usual wrong number, and the message it deserves.

        It fits every number within the tolerance, or those of which the predicate ``when`` says so.
        """
        self.misconceptions.append(Misconception(f"{answer:.6g}", answer, message, when))


@dataclass(eq=False)
class Exercise(_Declaration):
    """An exercise that is answered with a function. It is made by `exercise`; calling it calls the reference."""

    forbids: tuple = ()
    also: tuple = ALSO
    rtol: float = 1e-6
    atol: float = 1e-9

    def __post_init__(self):
        super().__post_init__()
        self.laws, self.symptoms, self._start = [], [], None
        self.ordinary, self.edges = (lambda rng: [()]), (lambda rng: [])
        self.wrong = self.right = self.beside = None

    def __call__(self, *arguments):
        return self.reference(*arguments)

    @property
    def stub(self):
        """The source of the cell before the reader's work: signature, docstring and ``...``, or code to mend."""
        if self._start is not None:
            return source_of(self._start).replace(f"def {self._start.__name__}(", f"def {self.name}(", 1) + "\n"
        lines = self.solution.splitlines()
        body = ast.parse(self.solution).body[0].body
        docstring = isinstance(body[0], ast.Expr) and isinstance(body[0].value, ast.Constant)
        first = next(n for n, line in enumerate(lines) if line.rstrip().endswith(":"))
        return "\n".join([*lines[: body[0].end_lineno if docstring else first + 1], "    ..."]) + "\n"

    def compiled(self, source):
        """Return the function that ``source``, a changed copy of the reference, defines. It can call the reference."""
        scope, defined = {"np": np, **self.reference.__globals__}, {}
        exec(compile(source, f"<{self.name}>", "exec", dont_inherit=True), scope, defined)
        return defined[self.name]

    def cases(self, function):
        """Decorates ``cases(rng)``, a list of argument tuples, simplest first: they say which mistake was made."""
        self.ordinary = function
        return function

    def edge_cases(self, function):
        """Decorates ``edge_cases(rng)``: zero, empty, huge, refused … They never say which mistake was made."""
        self.edges = function
        return function

    def law(self, sentence, form=False):
        """Decorates the predicate ``holds(f, *args) -> bool`` of a sentence that must hold of every answer.

        Where an input is asked for, ``form`` marks what makes it one of the kind that the task asks for.
        """

        def declare(holds):
            self.laws.append(Law(sentence, holds, form))
            return holds

        return declare

    def misconception(self, message, when=None):
        """Decorates a wrong answer: what was done, why it is not right, what to do.

        Where an input is asked for, the answer is an example, and the predicate ``when`` says of any input whether
        the message fits it.
        """

        def declare(answer):
            self.misconceptions.append(Misconception(answer.__name__, answer, message, when))
            return answer

        return declare

    def instead_of(self, right, wrong):
        """Wrong answers that are the reference with one passage replaced: ``{passage: message}``.

        ``dot.instead_of("x * y", {"x + y": "You added partners. Multiply them: x * y."})``
        """
        if self.solution.count(right) != 1:
            raise ValueError(f"{self.name}: {right!r} must stand in the reference exactly once")
        self.misconceptions += [Slip(self, right, passage, message) for passage, message in wrong.items()]

    def start(self, message):
        """Decorates the code to be mended: what the reader's cell holds at first, and the message if it stays so."""

        def declare(code):
            self._start, self.kind = code, "mend"
            return self.misconception(message)(code)

        return declare

    def symptom(self, sentence):
        """Decorates ``shows(f) -> bool``: whether one of several mistakes in code to be mended is still there.

        It calls ``f`` where nothing but this mistake shows. Of an answer that is wrong and no misconception, the
        verdict then says which mistakes are still there, in the order in which they are declared.
        """

        def declare(shows):
            self.symptoms.append(Law(sentence, shows))
            return shows

        return declare

    def breaks(self, right, beside="right is"):
        """Decorates the wrong function that the answer, an input, must break: there it must differ from ``right``.

        ``beside`` stands in the verdict beside what ``right`` gives.
        """

        def declare(wrong):
            self.wrong, self.right, self.kind = wrong, getattr(right, "reference", right), "break"
            self.beside = beside
            return wrong

        return declare


def source_of(function):
    """Return the source of a function without its decorators."""
    source = textwrap.dedent(inspect.getsource(function))
    node = ast.parse(source).body[0]
    return "\n".join(source.splitlines()[node.lineno - 1 :]).rstrip()
