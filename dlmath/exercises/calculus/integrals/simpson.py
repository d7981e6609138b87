"""simpson: two trapezoid sums, mixed so that their errors cancel."""

import numpy as np

from dlmath.exercises import Formula, exercise


@exercise(
    weight="standard",
    task="Return Simpson's sum with $n$ pieces: the heights $f(x_0), \\dots, f(x_n)$ have the weights $1, 4, 2, 4, "
    "\\dots, 2, 4, 1$, times $h/3$. `f` takes an array. For an odd `n`, raise a `ValueError`.",
    hints=[
        "y[1::2] is every second entry of y, from y[1] on. Which weight belongs to these?",
        "The weight 4 belongs to y[1], y[3], …, y[n − 1]. The weight 2 belongs to y[2], y[4], …, y[n − 2], which is "
        "y[2:-1:2].",
        "return h / 3 * (y[0] + 4 * np.sum(y[1::2]) + 2 * np.sum(y[2:-1:2]) + y[-1]), after "
        'if n % 2: raise ValueError("n must be even").',
    ],
)
def simpson(f, a, b, n):
    """The area below n/2 parabolas, each through three points of f."""
    # A parabola spans two pieces: an odd n would leave one over.
    if n % 2 == 1:
        raise ValueError("n must be even")
    h = (b - a) / n
    y = f(np.linspace(a, b, n + 1))
    return h / 3 * (y[0] + 4 * np.sum(y[1::2]) + 2 * np.sum(y[2:-1:2]) + y[-1])


QUARTIC = Formula("x ↦ 1 + x⁴", lambda x: 1 + x**4)
CUBE = Formula("x ↦ x³", lambda x: x**3)
EXP = Formula("x ↦ eˣ", np.exp)


@simpson.cases
def cases(rng):
    return [
        (QUARTIC, 0.0, 2.0, 2),
        (QUARTIC, 0.0, 2.0, 4),
        (CUBE, 1.0, 3.0, 4),
        (EXP, -1.0, 2.0, 6),
        (EXP, float(rng.uniform(-2, -1)), float(rng.uniform(1, 2)), 10),
    ]


@simpson.edge_cases
def edge_cases(rng):
    return [(QUARTIC, 0.0, 1.0, 3), (EXP, 0.0, 1.0, 1), (QUARTIC, 2.0, 1.0, 4), (CUBE, 0.5, 0.5, 2), (EXP, 0, 1, 4)]


@simpson.law("it is exact for cubics, if n is even")
def _(answer, f, a, b, n):
    return n % 2 == 1 or np.isclose(answer(lambda x: 4 * x**3 - 1, a, b, n), b**4 - a**4 - (b - a))


@simpson.law("reversing the interval flips the sign")
def _(answer, f, a, b, n):
    return n % 2 == 1 or np.isclose(answer(f, b, a, n), -answer(f, a, b, n))


simpson.instead_of(
    "4 * np.sum(y[1::2]) + 2 * np.sum(y[2:-1:2])",
    {
        "2 * np.sum(y[1::2]) + 4 * np.sum(y[2:-1:2])": "The weights 2 and 4 are swapped. The pattern begins 1, "
        "4, 2: the 4 belongs to y[1], y[3], ….",
        "4 * np.sum(y[1::2]) + 2 * np.sum(y[2::2])": "y[2::2] runs to the end and includes y[n], so the last weight is "
        "3 instead of 1. Stop before the end: y[2:-1:2].",
        "4 * np.sum(y[1::2]) + 2 * np.sum(y[::2])": "y[::2] includes both ends, so their weights are 3 instead of 1. "
        "The weight 2 belongs to y[2:-1:2].",
        "4 * np.sum(y[1::2]) + 2 * np.sum(y[:-1:2])": "y[:-1:2] begins with y[0], so the first weight is 3 instead of "
        "1. The weight 2 belongs to y[2:-1:2].",
        "4 * np.sum(y[1::2]) + 2 * np.sum(y[2:-3:2])": "The last of the weights 2 is missing: it belongs to y[n − 2]. "
        "Use y[2:-1:2].",
        "4 * np.sum(y[1:-2:2]) + 2 * np.sum(y[2:-1:2])": "The last of the weights 4 is missing: it belongs to y[n − "
        "1]. Use y[1::2] or y[1:-1:2].",
        "4 * np.sum(y[3::2]) + 2 * np.sum(y[2:-1:2])": "The first of the weights 4 is missing: it belongs to y[1].",
        "4 * np.sum(y[1::2]) + 2 * np.sum(y[4:-1:2])": "The first of the weights 2 is missing: it belongs to y[2].",
        "4 * np.sum(y[1::2]) + 2 * np.sum(y[2:-1])": "The weight 2 goes to too many heights: y[2:-1] takes all from "
        "y[2] on. Every second one is y[2:-1:2].",
        "4 * np.sum(y[1:-1]) + 2 * np.sum(y[2:-1:2])": "The weight 4 goes to all inner heights. Every second one is "
        "y[1::2].",
        "4 * np.sum(y[1:-1])": "You gave all inner heights the weight 4. They alternate: 4, 2, 4, …, 4.",
        "2 * np.sum(y[1:-1])": "You gave all inner heights the weight 2, as in the trapezoid rule. They alternate: 4, "
        "2, 4, …, 4.",
        "4 * np.sum(y[1::2]) + np.sum(y[2:-1:2])": "The weight 2 is missing. A height between two parabolas belongs to "
        "both, once with weight 1 from each.",
        "4 * np.sum(y[1::2])": "The heights with weight 2 are missing, those between two parabolas: y[2:-1:2].",
        "4 * np.sum(y[1::2]) - 2 * np.sum(y[2:-1:2])": "You subtracted the heights with weight 2. All weights are "
        "positive.",
        "3 * np.sum(y[1:-1])": "Those are other weights. Simpson's are 1, 4, 2, 4, …, 4, 1.",
    },
)
simpson.instead_of(
    "h / 3 * (y[0]",
    {
        "h / 2 * (y[0]": "You divided by 2. The weights 1, 4, 1 add up to 6 on two pieces, so each counts as h/3.",
        "h / 6 * (y[0]": "Your answer is half of the right one. The factor h/6 is for h = the width of a whole "
        "parabola, two pieces. With h = (b − a)/n, the width of one piece, it is h/3.",
        "h * (y[0]": "The third is missing: the weights 1, 4, 1 add up to 6 on two pieces, so the factor is h/3.",
        "1 / 3 * (y[0]": "The width h is missing. The factor is h/3.",
        "3 * h * (y[0]": "You multiplied by 3. The factor is h/3.",
        "h / 3 * (2 * y[0]": "The first height has weight 1.",
        "h / 3 * (y[0] / 2": "The first height has weight 1, not ½: the halves belong to the trapezoid rule.",
        "h / 3 * (0 * y[0]": "The first height is missing. It has weight 1.",
        "(b - a) / 3 * (y[0]": "You used the whole interval for the width. The factor is h/3 with h = (b − a)/n.",
        "3 * h / 8 * (y[0]": "The factor 3h/8 belongs to another rule of Simpson's, with cubics. Here it is h/3.",
    },
)
simpson.instead_of(
    "+ y[-1])",
    {
        "+ 0)": "The last height is missing. It has weight 1.",
        "+ 2 * y[-1])": "The last height has weight 1.",
        "- y[-1])": "You subtracted the last height. It is added, with weight 1.",
        "+ y[-2])": "y[-2] is the next-to-last height. The last height is y[-1], with weight 1.",
    },
)
simpson.instead_of(
    "np.linspace(a, b, n + 1)",
    {
        "np.linspace(a, b, n)": "linspace(a, b, n) has n points and only n − 1 gaps. n pieces have n + 1 borders.",
        "np.linspace(a, b, 2 * n + 1)": "You cut each of the n pieces in two. Here n counts the pieces, not the "
        "parabolas: there are n + 1 points.",
        "np.linspace(0, 1, n + 1)": "The points should lie between a and b, not between 0 and 1.",
    },
)
simpson.instead_of(
    "n % 2 == 1",
    {
        "False": "For an odd n one piece is left over at the end, and the weights do not fit. Raise a ValueError.",
        "n % 2 == 0": "You reject even n. It is odd n that leaves a piece over: n % 2 == 1.",
        "n % 2 == 1 or n < 4": "n = 2 is fine: it is a single parabola through three points.",
        "n % 4 != 0": "Every even n will do: a parabola spans two pieces, not four.",
    },
)
simpson.instead_of(
    "(b - a) / n",
    {
        "(b - a) / (n + 1)": "There are n + 1 points but n pieces: each is (b − a)/n wide.",
        "(b - a) / (n - 1)": "There are n pieces, so each is (b − a)/n wide.",
        "2 * (b - a) / n": "That is the width of a whole parabola. h is the width of one piece, (b − a)/n.",
        "1 / n": "The pieces share the length b − a, so each is (b − a)/n wide.",
    },
)


def _trapezoid(f, a, b, n):
    y = f(np.linspace(a, b, n + 1))
    return (b - a) / n * (np.sum(y) - (y[0] + y[-1]) / 2)


def _even(n):
    if n % 2 == 1:
        raise ValueError("n must be even")


@simpson.misconception("That is the trapezoid rule. Simpson's weights are 1, 4, 2, 4, …, 4, 1, times h/3.")
def trapezoids(f, a, b, n):
    _even(n)
    return _trapezoid(f, a, b, n)


@simpson.misconception(
    "You combined the right two sums, but for too many pieces: T with 2n and T with n. Here n counts the pieces of the "
    "finer one, so take T with n and T with n/2."
)
def twice_as_many(f, a, b, n):
    _even(n)
    return (4 * _trapezoid(f, a, b, 2 * n) - _trapezoid(f, a, b, n)) / 3


@simpson.misconception(
    "You combined the two trapezoid sums the wrong way around. The finer one counts four times: (4 T_n − T_{n/2}) / 3."
)
def mixed_the_wrong_way(f, a, b, n):
    _even(n)
    return (4 * _trapezoid(f, a, b, n // 2) - _trapezoid(f, a, b, n)) / 3


@simpson.misconception(
    "You put a single parabola over the whole interval. Put one over every two pieces: the weights are 1, 4, 2, …, 4, "
    "1."
)
def one_parabola(f, a, b, n):
    _even(n)
    y = f(np.array([a, (a + b) / 2, b]))
    return (b - a) / 6 * (y[0] + 4 * y[1] + y[2])


@simpson.misconception(
    'The error is returned or printed, not raised: for an odd n write raise ValueError("n must be even").'
)
def returns_none(f, a, b, n):
    return None if n % 2 == 1 else simpson(f, a, b, n)


@simpson.misconception("Parentheses are missing: h/3 multiplies only the first height. It belongs to the whole sum.")
def no_brackets(f, a, b, n):
    _even(n)
    h = (b - a) / n
    y = f(np.linspace(a, b, n + 1))
    return h / 3 * y[0] + 4 * np.sum(y[1::2]) + 2 * np.sum(y[2:-1:2]) + y[-1]
