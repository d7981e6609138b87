"""max_step: an elementary step with a kink."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="For two numbers, let $v = \\max(a, b)$. Return `(value, slope_a, slope_b)`. Where the two are equal, give "
    "half to each.",
    hints=[
        "Suppose that a is much larger. What happens to the maximum if a grows a little? And if b does?",
        "The larger one has the slope 1, the other 0. There are three cases: a > b, a < b and a == b.",
        "For a == b return a, 0.5, 0.5.",
    ],
)
def max_step(a, b):
    """The larger number, and its slopes with respect to a and b."""
    # The maximum follows the larger number and does not notice the other.
    if a > b:
        return a, 1.0, 0.0
    if a < b:
        return b, 0.0, 1.0
    # A kink: no derivative exists, and the convention is to share.
    return a, 0.5, 0.5


@max_step.cases
def cases(rng):
    return [
        (5.0, 3.0),
        (3.0, 5.0),
        (4.0, 4.0),
        (-2.0, -7.0),
        (-7.0, -2.0),
        (-3.0, 2.0),
        (float(rng.normal()), float(rng.normal())),
    ]


@max_step.edge_cases
def edge_cases(rng):
    return [(0.0, 0.0), (-4.0, -4.0), (3, 5), (2, 2), (1.0, 1.0 + 2.0**-52), (1e-12, 0.0), (1e16, 1.0)]


@max_step.law("the two slopes add up to 1")
def _(f, a, b):
    return np.isclose(f(a, b)[1] + f(a, b)[2], 1)


@max_step.law("swapping the numbers swaps the slopes")
def _(f, a, b):
    value, slope_a, slope_b = f(a, b)
    return np.array_equal(f(b, a), (value, slope_b, slope_a))


max_step.instead_of(
    "return a, 0.5, 0.5",
    {
        "return a, 1.0, 0.0": "Where the two are equal, all of the slope goes to a. The convention here gives half to "
        "each.",
        "return b, 0.0, 1.0": "Where the two are equal, all of the slope goes to b. The convention here gives half to "
        "each.",
        "return a, 1.0, 1.0": "Where the two are equal, each gets 1, so together they get 2. Each gets half.",
        "return a, 0.0, 0.0": "Where the two are equal, neither gets anything. The convention here gives half to each.",
    },
)


def slopes(a, b):
    return max_step.reference(a, b)[1:]


@max_step.misconception(
    "Those are the slopes of the minimum: you gave the 1 to the smaller number. The maximum follows the larger one."
)
def slopes_of_the_minimum(a, b):
    return (max(a, b), *slopes(b, a))


@max_step.misconception("That is the minimum, with its slopes. Return the larger one.")
def minimum(a, b):
    return (min(a, b), *slopes(b, a))


@max_step.misconception("The value is that of the smaller number. The slopes are right.")
def smaller_value(a, b):
    return (min(a, b), *slopes(a, b))


@max_step.misconception(
    "You gave each slope the number itself. A slope says how fast the maximum changes with the number: 1 or 0, and "
    "half at a tie."
)
def numbers_for_slopes(a, b):
    first, second = slopes(a, b)
    return max(a, b), a if first == 1 else first, b if second == 1 else second


@max_step.misconception(
    "Both slopes are 1, as in a sum. The maximum doesn't notice the smaller number: its slope is 0."
)
def both_one(a, b):
    return max(a, b), 1.0, 1.0


@max_step.misconception(
    "You always give half to each. That is only for a tie: otherwise the larger has the slope 1, the other 0."
)
def always_half(a, b):
    return max(a, b), 0.5, 0.5


@max_step.misconception(
    "That is the ReLU of each number. Compare the two numbers with each other, not with 0: the larger has the slope 1."
)
def compares_with_zero(a, b):
    return max(a, b), float(a > 0), float(b > 0)


@max_step.misconception(
    "You gave each slope the number itself. A slope says how fast the maximum changes with the number: 1 or 0, and "
    "half at a tie."
)
def numbers_for_slopes_and_halves(a, b):
    first, second = slopes(a, b)
    return max(a, b), a * first, b * second


@max_step.misconception(
    "The slope of the larger number comes first, whichever it is. Return slope_a first: it is 0 where b is larger."
)
def larger_first(a, b):
    return max(a, b), *sorted(slopes(a, b), reverse=True)


@max_step.misconception("Where the two are equal, you return nothing. Return a, 0.5, 0.5 there.")
def nothing_at_a_tie(a, b):
    return max_step.reference(a, b) if a != b else None


@max_step.misconception("Nearly equal is not equal: the maximum follows the larger number, however close. Use ==.")
def nearly_equal(a, b):
    return (a, 0.5, 0.5) if np.isclose(a, b) else max_step.reference(a, b)


@max_step.misconception("The smaller number has the slope −1. It has 0: a little more of it changes nothing.")
def minus_one_but_half(a, b):
    first, second = slopes(a, b)
    return max(a, b), first or -1.0, second or -1.0


@max_step.misconception("The smaller number has the slope −1. It has 0: a little more of it changes nothing.")
def minus_one(a, b):
    first, second = slopes(a, b)
    return max(a, b), 2 * first - 1, 2 * second - 1


@max_step.misconception("All of the slope goes to a, whichever is larger. It goes to the larger one.")
def always_a(a, b):
    return max(a, b), 1.0, 0.0


@max_step.misconception("All of the slope goes to b, whichever is larger. It goes to the larger one.")
def always_b(a, b):
    return max(a, b), 0.0, 1.0


@max_step.misconception("You returned only the value. Return three numbers: the value and both slopes.")
def value_alone(a, b):
    return max(a, b)


@max_step.misconception("You returned only the slopes. Return three numbers: the value first, then both slopes.")
def slopes_alone(a, b):
    return slopes(a, b)


@max_step.misconception(
    "The slopes are inside a tuple of their own. Return three numbers side by side: value, slope_a, slope_b."
)
def nested(a, b):
    return max(a, b), slopes(a, b)


@max_step.misconception("The value comes first, then the slopes: return value, slope_a, slope_b.")
def value_last(a, b):
    return (*slopes(a, b), max(a, b))


@max_step.misconception("You compared absolute values. −7 is smaller than −2: compare a and b themselves.")
def compares_sizes(a, b):
    first, second = slopes(abs(a), abs(b))
    return (a if first else b), first, second
