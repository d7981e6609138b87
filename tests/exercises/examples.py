"""Exercises for testing the machinery: a function of an array, a function that refuses bad input, a number."""

import numpy as np

from dlmath.exercises import Exercise, Law, Misconception, Number


def scale(x, factor):
    # Every entry is multiplied.
    return x * factor


def square_root(x):
    # Below zero there is no real root.
    if x < 0:
        raise ValueError("x is negative")
    return x**0.5


SCALE = Exercise(
    name="scale",
    task="Multiply the array `x` by `factor`.",
    stub='def scale(x, factor):\n    """Multiply."""\n    ...\n',
    reference=scale,
    cases=lambda rng: [(np.array([1.0, 2.0, 3.0]), 2.0), (np.zeros(3), 1.0), (rng.normal(size=(2, 3)), rng.normal())],
    laws=[Law("a factor of 1 changes nothing", lambda f, x, factor: np.array_equal(f(x, 1.0), x))],
    hints=["Which operation repeats an addition?", "Use `*`.", "x * factor"],
    misconceptions=[
        Misconception("adds", lambda x, factor: x + factor, "You added the factor."),
        Misconception("divides", lambda x, factor: x / factor, "You divided by the factor."),
    ],
)

SQUARE_ROOT = Exercise(
    name="square_root",
    task="The root of a number; a `ValueError` below zero.",
    stub="def square_root(x):\n    ...\n",
    reference=square_root,
    cases=lambda rng: [(4.0,), (0.0,), (-1.0,), (rng.uniform(0, 9),)],
    hints=["Which power?", "x ** 0.5"],
    misconceptions=[
        Misconception("halves", lambda x: square_root(x) ** 2 / 2, "You halved x."),
        Misconception(
            "lets NumPy warn", lambda x: float(np.sqrt(x)), "Below zero NumPy only warns: raise a ValueError."
        ),
    ],
)

ONE_IN_SIX = Number(
    name="one_in_six",
    task="How likely is a six?",
    answer=1 / 6,
    tolerance=0.001,
    hints=["How many sides?", "One of them counts."],
    misconceptions=[Misconception("percent", 100 / 6, "That is in percent: a probability lies between 0 and 1.")],
    solution="# One side of six.\n1 / 6",
)

EXAMPLES = {exercise.name: exercise for exercise in (SCALE, SQUARE_ROOT, ONE_IN_SIX)}
