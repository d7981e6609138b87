"""relu_derivative: zeros and ones, and a convention at the corner."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="Return the slope of $\\operatorname{relu}(x) = \\max(0, x)$ at each entry of the array `x`, as 0.0 or 1.0. "
    "At the corner, where there is no slope, return 0.0, as libraries do.",
    hints=[
        "Which two straight lines make up the function, and which slopes do they have?",
        "Right of 0 the slope is 1. On which side of the comparison does 0 itself belong?",
        "np.where(c, 1.0, 0.0) with a condition c that is true for positive entries only.",
    ],
)
def relu_derivative(x):
    """The slope of relu at each entry of x, and 0 at the corner."""
    # Only above 0 does the function rise; 0 itself counts as flat.
    return np.where(x > 0, 1.0, 0.0)


@relu_derivative.cases
def cases(rng):
    return [
        (np.array([-2.0, 0.0, 3.0]),),
        (np.array([0.2, -0.7, 0.0, 5.0]),),
        (np.array([[1.0, -1.0], [0.0, 2.5]]),),
        (rng.normal(size=6),),
        (np.maximum(rng.normal(size=(3, 4)), 0.0),),
    ]


@relu_derivative.edge_cases
def edge_cases(rng):
    return [(np.zeros(3),), (np.array([-3, 0, 4]),), (np.array([1e-300, -1e-300]),), (np.array([1e300, -1e300]),)]


@relu_derivative.law("it does not depend on how far an entry is from 0")
def _(f, x):
    return np.array_equal(f(7.0 * x), f(x))


relu_derivative.instead_of(
    "np.where(x > 0, 1.0, 0.0)",
    {
        "np.where(x >= 0, 1.0, 0.0)": "At 0 you return 1. The convention is 0 there: the comparison is x > 0.",
        "np.maximum(x, 0.0)": "That is relu itself. Its slope is 1 where the entry is positive, whatever its size.",
        "np.sign(x)": "That is the slope of |x|. For negative entries relu is flat: 0.",
        "np.where(x > 0, 1.0, -1.0)": "Left of 0 relu is flat, so the slope there is 0, not −1.",
        "np.where(x < 0, 1.0, 0.0)": "The sides are swapped: the slope is 1 for positive entries.",
        "np.where(x > 0, 0.0, 1.0)": "The sides are swapped: the slope is 1 for positive entries.",
        "np.where(x != 0, 1.0, 0.0)": "For negative entries relu is flat, so the slope is 0 there as well.",
        "np.where(x > 0, 1.0, np.where(x == 0, 0.5, 0.0))": "One half at the corner is midway between the two "
        "slopes, a fair choice; but here the task wants 0.",
        "(np.sign(x) + 1) / 2": "One half at the corner is midway between the two slopes, a fair choice; but here the "
        "task wants 0.",
        "np.ones(x.shape)": "For negative entries relu is flat: there the slope is 0.",
        "np.zeros(x.shape)": "For positive entries relu is the line x, whose slope is 1.",
        "np.where(x > 0, 1.0, 0.01)": "That is the leaky relu. The plain one is flat on the left: 0.",
        "np.where(x > 0, 1.0, x)": "For negative entries you return x. relu is flat there: 0.",
        "np.where(x > 1, 1.0, 0.0)": "The corner is at 0, not at 1.",
        "np.where(x > 0.5, 1.0, 0.0)": "Small positive entries get a 0. Compare with 0 itself, without rounding.",
        "np.clip(x, 0.0, 1.0)": "Entries between 0 and 1 must give 1, too: the slope does not depend on how far they "
        "are "
        "from 0.",
        "np.where(x > 0, x / 2, 0.0)": "The slope of x is 1, whatever x is.",
        "np.where(x > 0, np.nan, 0.0) * 0 + np.where(x == 0, np.nan, np.where(x > 0, 1.0, 0.0))": "At the corner you "
        "return "
        "NaN. It is true that there is no slope, but a network needs a number: 0.",
    },
)


@relu_derivative.misconception(
    "x / |x| is 0/0 at the corner, which is NaN. Compare instead of dividing: np.where(x > 0, …)."
)
def divides_by_its_size(x):
    with np.errstate(all="ignore"):
        return np.maximum(x / np.abs(x), 0.0)


@relu_derivative.misconception(
    "You looked at the whole array at once. Each entry has a slope of its own: np.where takes them one by one."
)
def one_answer_for_all(x):
    return 1.0 if np.all(x > 0) else 0.0


@relu_derivative.misconception(
    "You measured the slope with a step, and a positive entry can be smaller than the step. Compare instead: x > 0."
)
def measures(x):
    return (np.maximum(x, 0) - np.maximum(x - 1e-6, 0)) / 1e-6
