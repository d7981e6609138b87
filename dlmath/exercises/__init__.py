"""Exercises that check themselves: ``check``, ``hint``, ``solution``, ``progress``."""

from dlmath.exercises.declarations import Exercise, Law, Misconception, Number

__all__ = ["Exercise", "Law", "Misconception", "Number"]
