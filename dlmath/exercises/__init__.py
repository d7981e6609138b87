"""Exercises that check themselves.

In a lesson the reader writes a function, or finds a number, and asks:

- ``check(dot)`` or ``check("bayes_disease", 0.16)``: is it right, and if not, what is the smallest input that shows it?
- ``hint("dot")``: the next of several hints.
- ``solution("dot")``: a commented solution.
- ``progress()``: how far am I?

Each exercise is declared in a file of its own, ``dlmath/exercises/SUBJECT/LESSON/NAME.py``, with the decorators
`exercise` and `number`; ``dlmath.exercises.catalogue.find(name)`` returns it.
"""

from dlmath.exercises.asking import check, hint, progress, solution
from dlmath.exercises.declarations import Formula, exercise, number

__all__ = ["Formula", "check", "exercise", "hint", "number", "progress", "solution"]
