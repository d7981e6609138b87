"""What a lesson declares: exercises answered by a function, exercises answered by a number.

>>> def double(x):
...     return 2 * x
>>> exercise = Exercise(
...     name="double",
...     task="Return twice $x$.",
...     stub='def double(x):\\n    \"\"\"Twice x.\"\"\"\\n    ...\\n',
...     reference=double,
...     cases=lambda rng: [(0.0,), (1.0,), (rng.normal(),)],
...     laws=[Law("twice nothing is nothing", lambda f, x: f(0 * x) == 0)],
...     hints=["How often does x fit into the answer?", "Multiply."],
...     misconceptions=[Misconception("square", lambda x: x * x, "That is the square of x.")],
... )
>>> exercise.name, len(exercise.hints)
('double', 2)
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Law:
    """A sentence that must hold, and the predicate ``holds(f, *args) -> bool`` tried on every case.

    The predicate is not tried on a case for which the reference raises an exception.
    """

    sentence: str
    holds: Callable[..., bool]


@dataclass(frozen=True, eq=False)
class Misconception:
    """A usual mistake as an executable wrong answer, and the message that it deserves.

    For an `Exercise` the answer is a function, for a `Number` it is a number.
    """

    name: str
    answer: Any
    message: str


@dataclass(frozen=True, eq=False, kw_only=True)
class Exercise:
    """An exercise that is answered by writing a function.

    Parameters
    ----------
    name : str
        The function's name, unique in the whole course.
    task : str
        What to write, in a sentence or two of Markdown.
    stub : str
        The source of the cell before the reader's work: signature, docstring, ``...``.
    reference : function
        A right answer with the stub's name and parameters. Its commented source is what ``solution(name)`` shows,
        so it must stand alone: it may use ``np`` and what the lesson has imported under the same name.
    cases : function
        ``cases(rng)`` returns a list of argument tuples, simplest first, edge cases among them.
    laws : sequence of Law
        What must hold of every answer.
    hints : sequence of str
        From a nudge to nearly the answer; at least two.
    misconceptions : sequence of Misconception
        Usual mistakes. Each must differ from the reference on at least one case.
    rtol, atol : float
        How far a number may be from the reference's: ``atol + rtol * abs(expected)``.
    """

    name: str
    task: str
    stub: str
    reference: Callable
    cases: Callable
    laws: Sequence[Law] = ()
    hints: Sequence[str]
    misconceptions: Sequence[Misconception] = ()
    rtol: float = 1e-6
    atol: float = 1e-9


@dataclass(frozen=True, eq=False, kw_only=True)
class Number:
    """An exercise that is answered with a number: ``check("name", 0.16)``.

    Parameters
    ----------
    name : str
        The exercise's name, unique in the whole course.
    task : str
        What to find, in a sentence or two of Markdown.
    answer : float
        The right number.
    tolerance : float
        How far from it an answer may be.
    hints : sequence of str
        From a nudge to nearly the answer; at least two.
    misconceptions : sequence of Misconception
        Usual wrong numbers, each with its message.
    solution : str
        How the number is found: a few commented lines of Python whose last value is the answer.
    """

    name: str
    task: str
    answer: float
    tolerance: float
    hints: Sequence[str]
    misconceptions: Sequence[Misconception] = ()
    solution: str = ""
