"""Exercises that check themselves.

In a lesson the reader writes a function, or finds a number, and asks:

- ``check(dot)`` or ``check("bayes_disease", 0.16)``: is it right, and if not, what is the smallest input that shows it?
- ``hint("dot")``: the next of several hints.
- ``solution("dot")``: a commented solution.
- ``progress()``: how far am I?

A lesson's exercises are declared in ``dlmath/exercises/SUBJECT/LESSON.py`` with `Exercise`, `Number`, `Law` and
`Misconception`.
"""

from dlmath.exercises.asking import check, hint, progress, solution
from dlmath.exercises.declarations import Exercise, Law, Misconception, Number

__all__ = ["Exercise", "Law", "Misconception", "Number", "check", "hint", "progress", "solution"]
