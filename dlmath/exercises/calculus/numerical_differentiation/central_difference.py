"""central_difference: the line through a point on the left and a point on the right."""

import numpy as np

from dlmath.exercises import Formula, exercise


@exercise(
    weight="warm-up",
    task="Return the slope of the straight line through the points of the curve at $x - h$ and at $x + h$.",
    hints=[
        "A slope is the change in height divided by the change in x. How far apart are the two points?",
        "The heights are f(x - h) and f(x + h), and the points are 2h apart.",
        "return (f(x + h) - f(x - h)) / (2 * h)",
    ],
)
def central_difference(f, x, h):
    """The slope of the line through the points at x − h and x + h."""
    # From the left point to the right one, x grows by 2h.
    return (f(x + h) - f(x - h)) / (2 * h)


@central_difference.cases
def cases(rng):
    square = Formula("x ↦ x²", lambda x: x * x)
    cube = Formula("x ↦ x³", lambda x: x * x * x)
    mixed = Formula("x ↦ 2 − 3x + x³", lambda x: 2 - 3 * x + x * x * x)
    wave = Formula("x ↦ sin x", np.sin)
    return [
        (square, 3.0, 0.5),
        (cube, 1.0, 0.5),
        (square, -2.0, 0.25),
        (mixed, 2.0, 0.25),
        (wave, 0.7, 0.125),
        (mixed, float(rng.uniform(-2, 2)), float(rng.uniform(0.5, 1.5))),
    ]


@central_difference.edge_cases
def edge_cases(rng):
    constant = Formula("x ↦ 5", lambda x: 5.0)
    return [(constant, 1.0, 0.5), (Formula("x ↦ x³", lambda x: x * x * x), 0.0, 2.0)]


@central_difference.law("for a parabola it is the slope of the tangent, for any h")
def _(f, g, x, h):
    return np.isclose(f(lambda t: 3 * t * t - t, x, h), 6 * x - 1)


@central_difference.law("h and −h give the same line")
def _(f, g, x, h):
    return np.isclose(f(g, x, -h), f(g, x, h))


central_difference.instead_of(
    "(f(x + h) - f(x - h)) / (2 * h)",
    {
        "(f(x + h) - f(x - h)) / h": "The distance from x − h to x + h is 2h, not h. Divide by 2 * h.",
        "(f(x + h) - f(x - h)) / 2 * h": "Python works from left to right: / 2 * h divides by 2 and then multiplies by "
        "h. Put parentheses around 2 * h.",
        "(f(x + h) - f(x)) / h": "That is the forward difference, through the points at x and x + h. Take the point at "
        "x − h instead of the one at x.",
        "(f(x) - f(x - h)) / h": "That is the line from x − h to x. Go on to the point at x + h, and divide by 2h.",
        "(f(x - h) - f(x + h)) / (2 * h)": "The sign is wrong: subtract the height on the left from the height on the "
        "right.",
        "f(x + h) - f(x - h) / (2 * h)": "Only the second height is divided. Put parentheses around the difference: "
        "(f(x + h) - f(x - h)).",
        "(f(x + h) + f(x - h)) / (2 * h)": "You added the two heights. A slope needs their difference.",
        "(f(x + h) + f(x - h)) / 2": "That is the mean of the two heights. A slope is their difference, divided by the "
        "distance 2h.",
        "(f(x + h / 2) - f(x - h / 2)) / (2 * h)": "The points are at x − h and x + h. You took half the step inside "
        "f, but divided by the whole distance 2h.",
        "abs(f(x + h) - f(x - h)) / (2 * h)": "A slope has a sign: it is negative where the curve falls. Leave out "
        "abs.",
        "f(x + h) - f(x - h)": "That is the change in height. Divide it by the distance between the two points, 2h.",
        "(f(x + h) - f(x - h)) / 2": "Divide by the distance between the two points, which is 2h, not 2.",
        "(f(x + h) - f(x)) / (2 * h)": "The point on the left is at x − h: f(x - h), not f(x).",
        "(f(x + 2 * h) - f(x)) / (2 * h)": "These points are 2h apart, but both lie on or to the right of x. Take x − "
        "h and x + h.",
        "(f(x + h) - 2 * f(x) + f(x - h)) / h**2": "That estimates the second derivative. The slope of the line "
        "through two points needs only these two points.",
        "(f(x + h) - 2 * f(x) + f(x - h)) / (2 * h)": "The height at x itself is not needed: subtract f(x - h) from "
        "f(x + h).",
        "(2 * h) / (f(x + h) - f(x - h))": "The fraction is upside down: change in height over change in x.",
        "(f(x + h / 2) - f(x - h / 2)) / h": "This is a central difference, but with half the step. The points are at "
        "x − h and x + h.",
        "(f(x) + h - (f(x) - h)) / (2 * h)": "That is 1 for every curve. The heights are f(x + h) and f(x - h), with "
        "the step inside the parentheses of f.",
        "(f(x) + h - f(x) - h) / (2 * h)": "The step belongs inside the parentheses of f: f(x + h), not f(x) + h.",
        "(f(x + h) - f(x - h)) / (x + h - x - h)": "x + h - x - h is 0. The distance is x + h - (x - h), that is 2h.",
        "(f(x + h) - f(x - h)) / (2 * x)": "Divide by the distance between the points, 2h.",
    },
)
