"""left_sum: strips as high as f at their left ends, in code that miscounts the fence posts at first."""

import numpy as np

from dlmath.exercises import Formula, exercise


@exercise(
    weight="standard",
    task="`left_sum` should cut the interval from `a` to `b` into `n` strips of equal width, each as high as `f` at "
    "the strip's left end, and return the sum of their areas. The code runs, but it cuts in the wrong places. Fix it.",
    hints=[
        "Print x for a = 0, b = 1 and n = 4. Where should the left ends of four strips be?",
        "np.linspace(a, b, n) has n numbers, but only n − 1 gaps between them. Four strips have five borders, and the "
        "last border is not a left end.",
        "x = np.linspace(a, b, n + 1)[:-1], or x = a + h * np.arange(n).",
    ],
)
def left_sum(f, a, b, n):
    """The area of n strips, each as high as f at its left end."""
    # n strips have n + 1 borders. Each border but the last is a left end.
    h = (b - a) / n
    x = np.linspace(a, b, n + 1)[:-1]
    return h * np.sum(f(x))


@left_sum.start(
    "np.linspace(a, b, n) puts n points on the interval, with only n − 1 gaps between them, and the last point is b "
    "itself. Four strips have five borders: np.linspace(a, b, n + 1), without its last entry."
)
def miscounts(f, a, b, n):
    """The area of n strips, each as high as f at its left end."""
    h = (b - a) / n
    x = np.linspace(a, b, n)
    return h * np.sum(f(x))


SQUARE = Formula("x ↦ x²", lambda x: x**2)
CUBIC = Formula("x ↦ 1 + x³", lambda x: 1 + x**3)
EXP = Formula("x ↦ eˣ", np.exp)


@left_sum.cases
def cases(rng):
    return [
        (SQUARE, 0.0, 1.0, 2),
        (SQUARE, 0.0, 1.0, 4),
        (CUBIC, 1.0, 3.0, 5),
        (EXP, -1.0, 2.0, 7),
        (EXP, float(rng.uniform(-2, -1)), float(rng.uniform(1, 2)), 30),
    ]


@left_sum.edge_cases
def edge_cases(rng):
    return [(CUBIC, 1.0, 3.0, 1), (SQUARE, 2.0, 1.0, 4), (CUBIC, 0.5, 0.5, 3), (EXP, 0, 1, 3)]


@left_sum.law("a function twice as high has twice the area below it")
def _(answer, f, a, b, n):
    return np.isclose(answer(lambda x: 2 * f(x), a, b, n), 2 * answer(f, a, b, n))


left_sum.instead_of(
    "np.linspace(a, b, n + 1)[:-1]",
    {
        "np.linspace(a, b, n + 1)": "You have n + 1 points now, and so n + 1 strips: the last one lies beyond b. Leave "
        "the last point out: [:-1].",
        "np.linspace(a, b, n + 1)[1:]": "Those are the right ends of the strips. The left ends start with a itself and "
        "stop before b.",
        "np.linspace(a, b, n)[:-1]": "That leaves only n − 1 strips. Ask linspace for n + 1 points, then leave the "
        "last one out.",
        "np.linspace(a, b, n - 1)": "That is two points short: n strips have n + 1 borders.",
        "np.linspace(a, b, n + 1)[1:-1]": "The first strip is missing: its left end is a itself. Leave out only the "
        "last border, b.",
        "np.linspace(a, b, n + 2)[:-1]": "That is one point too many: n strips have n + 1 borders, not n + 2.",
        "np.linspace(a, b, n + 2)[1:-1]": "That has n points, but none of them is a. The first left end is a itself.",
        "(np.linspace(a, b, n + 1)[:-1] + h / 2)": "Those are the middles of the strips. That is a better sum, but the "
        "task asks for left ends.",
        "np.linspace(0, 1, n + 1)[:-1]": "The strips should lie between a and b, not between 0 and 1.",
        "h * np.arange(n)": "The first left end is a, not 0: a + h * np.arange(n).",
        "a + np.arange(n)": "You forgot the width: neighboring left ends are h apart, a + h * np.arange(n).",
        "np.linspace(a, b - 1, n)": "The last left end lies one *width* before b, not 1 before it: b - h.",
        "np.arange(a, b, n)": "The third number of np.arange is the step, not the count. Left ends lie h apart: a + h "
        "* np.arange(n).",
        "np.linspace(a, b - h, n - 1)": "The ends are right, but there should be n left ends.",
    },
)
left_sum.instead_of(
    "(b - a) / n",
    {
        "(b - a) / (n + 1)": "There are n strips, so each is (b − a)/n wide. There are n + 1 borders, but a width is a "
        "gap between two of them.",
        "(b - a) / (n - 1)": "There are n strips, so each is (b − a)/n wide.",
        "(a - b) / n": "The width has the wrong sign: it is (b − a)/n.",
        "1 / n": "The strips share the length b − a, so each is (b − a)/n wide.",
        "b - a": "Each strip is only one nth of the interval wide: divide by n.",
        "b - a / n": "Division comes before subtraction: (b - a) / n.",
    },
)
left_sum.instead_of(
    "h * np.sum(f(x))",
    {
        "np.sum(f(x))": "You added up heights. An area is height times width: multiply by h.",
        "h * f(x)": "These are the areas of the strips. Add them up.",
        "h * np.mean(f(x))": "You took the mean of the heights. The area is their sum times the width.",
        "h * f(np.sum(x))": "You added up the places and evaluated f once. Evaluate f at each place, then add up.",
        "n * np.sum(f(x))": "Multiply by the width of a strip, h, not by the number of strips.",
        "h * np.sum(x)": "You added up the places themselves. The heights are f(x).",
    },
)


@left_sum.misconception(
    "The points are the right ones for n − 1 strips: with linspace(a, b, n), each gap is (b − a)/(n − 1) wide, and the "
    "last point is not a left end. The task asks for n strips."
)
def one_strip_fewer(f, a, b, n):
    m = max(n - 1, 1)
    return (b - a) / m * np.sum(f(np.linspace(a, b, m + 1)[:-1]))


@left_sum.misconception(
    "The width now fits the gaps of np.linspace(a, b, n), but b is still among the points, and there are only n − 1 "
    "strips between them. Take np.linspace(a, b, n + 1) without its last entry, and h = (b - a) / n."
)
def stretches_the_width(f, a, b, n):
    return (b - a) / max(n - 1, 1) * np.sum(f(np.linspace(a, b, n)))


@left_sum.misconception(
    "That is the trapezoid rule, which is better. But here each strip is as high as f at its left end."
)
def trapezoids(f, a, b, n):
    y = f(np.linspace(a, b, n + 1))
    return (b - a) / n * (np.sum(y) - (y[0] + y[-1]) / 2)
