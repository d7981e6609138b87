"""trapezoid: chords instead of steps."""

import numpy as np

from dlmath.exercises import Formula, exercise


@exercise(
    weight="standard",
    task="Return the area under the chords: $n$ trapezoids of equal width between `a` and `b`. `f` takes an array of "
    "places and returns an array of heights.",
    hints=[
        "One trapezoid is as large as a strip whose height is the mean of the two ends. Which heights are used twice?",
        "With y = f(np.linspace(a, b, n + 1)): every inner height belongs to two trapezoids, half of it to each. The "
        "first and the last belong to one only.",
        "return h * (np.sum(y) - (y[0] + y[-1]) / 2), with h = (b - a) / n.",
    ],
)
def trapezoid(f, a, b, n):
    """The area of n trapezoids below the chords of f."""
    # Each inner height is a side of two trapezoids and counts in full. The two at the ends count half.
    h = (b - a) / n
    y = f(np.linspace(a, b, n + 1))
    return h * (y[0] / 2 + np.sum(y[1:-1]) + y[-1] / 2)


SQUARE = Formula("x ↦ x²", lambda x: x**2)
CUBIC = Formula("x ↦ 1 + x³", lambda x: 1 + x**3)
EXP = Formula("x ↦ eˣ", np.exp)


@trapezoid.cases
def cases(rng):
    return [
        (CUBIC, 0.0, 1.0, 2),
        (SQUARE, 0.0, 1.0, 2),
        (CUBIC, 1.0, 3.0, 4),
        (EXP, -1.0, 2.0, 5),
        (EXP, float(rng.uniform(-2, -1)), float(rng.uniform(1, 2)), 33),
    ]


@trapezoid.edge_cases
def edge_cases(rng):
    return [(CUBIC, 1.0, 3.0, 1), (SQUARE, 2.0, 1.0, 4), (CUBIC, 0.5, 0.5, 3), (EXP, 0, 1, 3)]


@trapezoid.law("reversing the interval flips the sign")
def _(answer, f, a, b, n):
    return np.isclose(answer(f, b, a, n), -answer(f, a, b, n))


@trapezoid.law("it is exact for straight lines")
def _(answer, f, a, b, n):
    return np.isclose(answer(lambda x: 3 * x + 1, a, b, n), 1.5 * (b**2 - a**2) + b - a)


trapezoid.instead_of(
    "y[0] / 2 + np.sum(y[1:-1]) + y[-1] / 2",
    {
        "y[0] + np.sum(y[1:-1]) + y[-1]": "The two heights at the ends count in full here. Each is a side of one "
        "trapezoid only, so it counts half.",
        "y[0] / 2 + np.sum(y[1:]) + y[-1] / 2": "The last height counts one and a half times: it is in np.sum(y[1:]), "
        "and you add half of it again. Inner heights are y[1:-1].",
        "y[0] / 2 + np.sum(y[:-1]) + y[-1] / 2": "The first height counts one and a half times: it is in "
        "np.sum(y[:-1]). Inner heights are y[1:-1].",
        "y[0] / 2 + np.sum(y) + y[-1] / 2": "The ends count one and a half times. *Subtract* half of each from the "
        "full sum, or leave them out of it: y[1:-1].",
        "y[0] + 2 * np.sum(y[1:-1]) + y[-1]": "Your answer is twice the right one: the mean of two heights is half of "
        "their sum. The weights 1, 2, 2, …, 2, 1 need a factor of ½.",
        "y[0] / 2 + np.sum(y[1:-2]) + y[-1] / 2": "The last inner height is missing: y[1:-1] already leaves out only "
        "the last entry.",
        "y[0] / 2 + np.sum(y[2:-1]) + y[-1] / 2": "The first inner height is missing: inner heights are y[1:-1].",
        "np.sum(y[1:-1])": "The heights at the two ends are missing. Each counts half.",
        "np.sum(y[:-1])": "That is the left sum. Take the mean of the two ends of each piece.",
        "np.sum(y[1:])": "That is the right sum. Take the mean of the two ends of each piece.",
        "(y[0] + np.sum(y[1:-1]) + y[-1]) / 2": "You halved every height. Only the two at the ends count half: each "
        "inner one is a side of two trapezoids.",
        "y[0] / 2 + np.mean(y[1:-1]) + y[-1] / 2": "You took the mean of the inner heights. Add them up.",
        "(y[0] + y[-1]) / 2": "You used only the two ends, which makes one trapezoid, and a narrow one. The inner "
        "heights are missing.",
        "y[0] / 2 + y[1:-1] + y[-1] / 2": "The inner heights are not added up: np.sum(y[1:-1]).",
        "y[0] + np.sum(y[1:-1]) / 2 + y[-1]": "It is the other way around: the two ends count half, and the inner "
        "heights count in full.",
        "y[0] / 2 + np.sum(y[1:-1]) - y[-1] / 2": "You subtracted the last height. Both ends are added, half of each.",
        "y[0] + np.sum(y[1:-1]) + y[-1] / 2": "The first height counts in full here. It is a side of one trapezoid "
        "only, so it counts half, as the last one does.",
        "y[0] / 2 + np.sum(y[1:-1]) + y[-1]": "The last height counts in full here. It is a side of one trapezoid "
        "only, so it counts half, as the first one does.",
    },
)
trapezoid.instead_of(
    "np.linspace(a, b, n + 1)",
    {
        "np.linspace(a, b, n)": "linspace(a, b, n) has n points and only n − 1 gaps. n trapezoids have n + 1 borders.",
        "np.linspace(a, b, n + 2)": "That is one border too many: n trapezoids have n + 1 borders.",
        "np.linspace(0, 1, n + 1)": "The trapezoids should lie between a and b, not between 0 and 1.",
        "a + np.arange(n + 1)": "You forgot the width: neighboring borders are h apart.",
        "h * np.arange(n + 1)": "The first border is a, not 0: a + h * np.arange(n + 1).",
    },
)
trapezoid.instead_of(
    "(b - a) / n",
    {
        "(b - a) / (n + 1)": "There are n + 1 borders but n trapezoids: each is (b − a)/n wide.",
        "(b - a) / (n - 1)": "There are n trapezoids, so each is (b − a)/n wide.",
        "(b - a) / (2 * n)": "You halved twice: once in the width, once at the ends. The width is (b − a)/n.",
        "1 / n": "The trapezoids share the length b − a, so each is (b − a)/n wide.",
        "(a - b) / n": "The width has the wrong sign: it is (b − a)/n.",
        "b - a": "Each trapezoid is only one nth of the interval wide: divide by n.",
        "1.0": "The width is missing. An area is height times width: multiply by (b − a)/n.",
        "b - a / n": "Division comes before subtraction: (b - a) / n.",
    },
)


@trapezoid.misconception(
    "You evaluated f in the middle of each piece. That is the midpoint rule, and a good one. The trapezoid rule takes "
    "the mean of f at the two ends of a piece."
)
def midpoints(f, a, b, n):
    h = (b - a) / n
    return h * np.sum(f(a + h * (np.arange(n) + 0.5)))


@trapezoid.misconception(
    "You used one big trapezoid, from a to b. Cut the interval into n pieces, and put a trapezoid on each."
)
def one_trapezoid(f, a, b, n):
    y = f(np.array([a, b]))
    return (b - a) * (y[0] + y[1]) / 2


@trapezoid.misconception("You returned the areas of the trapezoids one by one. Add them up.")
def one_by_one(f, a, b, n):
    y = f(np.linspace(a, b, n + 1))
    return (b - a) / n * (y[1:] + y[:-1]) / 2


@trapezoid.misconception("Your loop starts at the second piece: the first trapezoid, next to a, is missing.")
def starts_at_the_second(f, a, b, n):
    y = f(np.linspace(a, b, n + 1))
    return (b - a) / n * np.sum((y[2:] + y[1:-1]) / 2)


@trapezoid.misconception("Your loop stops one piece too early: the last trapezoid, next to b, is missing.")
def stops_early(f, a, b, n):
    y = f(np.linspace(a, b, n + 1))
    return (b - a) / n * np.sum((y[1:-1] + y[:-2]) / 2)


@trapezoid.misconception("You took the difference of the two heights of each piece. A trapezoid needs their mean.")
def differences(f, a, b, n):
    y = f(np.linspace(a, b, n + 1))
    return (b - a) / n * (y[-1] - y[0]) / 2


@trapezoid.misconception("You added up the places themselves. The heights are f at these places: y = f(x).")
def places(f, a, b, n):
    x = np.linspace(a, b, n + 1)
    return (b - a) / n * (np.sum(x) - (x[0] + x[-1]) / 2)


@trapezoid.misconception(
    "Parentheses are missing: only one of the two heights is halved, or multiplied by the width. Write h * (left + "
    "right) "
    "/ 2."
)
def no_brackets(f, a, b, n):
    y = f(np.linspace(a, b, n + 1))
    return np.sum((b - a) / n * y[:-1] + y[1:] / 2)
