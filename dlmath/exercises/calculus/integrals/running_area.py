"""running_area: the trapezoid rule for measured points that are not evenly spaced, up to each of them."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="The heights `y` were measured at the places `x`, which increase but are not evenly spaced. Return the area "
    "under the straight lines that join the points, from the first point *up to each point*: an array as long as `x` "
    "that begins with 0.",
    hints=[
        "Each gap between neighboring points has its own trapezoid. How wide is it, and how high on average?",
        "The widths are x[1:] - x[:-1], the mean heights (y[1:] + y[:-1]) / 2. The area up to a point is the sum of "
        "all trapezoids to the left of it: add them up in a loop, or with np.cumsum.",
        "Begin with 0.0, and for each gap append the last area plus the gap's trapezoid. Without a loop: "
        "np.concatenate([[0.0], np.cumsum(widths * heights)]).",
    ],
    also=("whole", "long"),
)
def running_area(x, y):
    """The area under the lines that join the points, up to each."""
    # A trapezoid for each gap: its width times the mean of its two sides.
    widths = x[1:] - x[:-1]
    heights = (y[1:] + y[:-1]) / 2
    # Nothing lies to the left of the first point.
    return np.concatenate([[0.0], np.cumsum(widths * heights)])


@running_area.cases
def cases(rng):
    x = np.sort(rng.uniform(-2, 3, size=8))
    return [
        (np.array([0.0, 2.0]), np.array([1.0, 4.0])),
        (np.array([1.0, 2.0, 5.0]), np.array([2.0, 3.0, 7.0])),
        (np.array([0.0, 1.0, 1.5, 4.0]), np.array([3.0, -1.0, 2.0, 5.0])),
        (x, rng.normal(size=8)),
    ]


@running_area.edge_cases
def edge_cases(rng):
    step = np.array([0.0, 0.0, 0.5, 0.5, 1.0])  # as a ROC curve has: some gaps have no width
    return [
        (np.array([3.0]), np.array([2.0])),
        (step, np.array([0.0, 0.25, 0.25, 1.0, 1.0])),
        (np.array([0, 1, 4]), np.array([1, 2, 2])),
        (np.array([1e6, 1e6 + 1]), np.array([1.0, 2.0])),
    ]


@running_area.law("moving all places by the same amount does not change the areas")
def _(f, x, y):
    return np.allclose(f(x + 2.0, y), f(x, y), rtol=1e-6, atol=1e-9)


@running_area.law("under points of height 1 the area up to a point is its distance from the first")
def _(f, x, y):
    return np.allclose(f(x, np.ones(len(x))), x - x[0])


running_area.instead_of(
    "(y[1:] + y[:-1]) / 2",
    {
        "y[:-1]": "Those are strips as high as the left point. A trapezoid is as high as the mean of its two sides.",
        "y[1:]": "Those are strips as high as the right point. A trapezoid is as high as the mean of its two sides.",
        "(y[1:] + y[:-1])": "You forgot to halve: the mean of two heights is half of their sum.",
        "(y[1:] - y[:-1]) / 2": "You took the difference of the two heights. A trapezoid needs their mean.",
        "(y[1:] - y[:-1])": "Height differences times widths are not areas. Take the mean of the two heights.",
        "np.maximum(y[1:], y[:-1])": "You took the larger of the two heights. Take their mean.",
        "np.minimum(y[1:], y[:-1])": "You took the smaller of the two heights. Take their mean.",
        "np.abs(y[1:] + y[:-1]) / 2": "Area below the axis counts as negative. Leave out the absolute value.",
        "y[1:] + y[:-1] / 2": "Parentheses are missing: division comes before addition, so only one of the heights is "
        "halved.",
        "np.mean(y)": "You took one mean height for all. Each gap has its own.",
        "(y[0] + y[-1]) / 2": "You used the mean of the first and the last height for every gap. Each gap has its own "
        "two heights.",
    },
)
running_area.instead_of(
    "x[1:] - x[:-1]",
    {
        "x[:-1] - x[1:]": "The widths are negative: the right place minus the left one.",
        "np.full(len(x) - 1, (x[-1] - x[0]) / max(len(x) - 1, 1))": "You treated all gaps as equally wide. These "
        "places "
        "are not evenly spaced: each gap has its own width, x[1:] - x[:-1].",
        "x[1] - x[0]": "You gave every gap the width of the first. These places are not evenly spaced: each gap has "
        "its own width, x[1:] - x[:-1].",
        "1.0": "The widths are missing: multiply each mean height by its own x[1:] - x[:-1].",
        "x[1:]": "Those are places, not widths. The width of a gap is a difference of two places.",
        "x[:-1]": "Those are places, not widths. The width of a gap is a difference of two places.",
        "(x[1:] + x[:-1]) / 2": "Those are the middles of the gaps. Their widths are the differences.",
        "x[1:] - x[0]": "Those are distances from the first point. The width of a gap is the step from the point "
        "before: x[1:] - x[:-1].",
    },
)
running_area.instead_of(
    "np.concatenate([[0.0], np.cumsum(widths * heights)])",
    {
        "np.sum(widths * heights)": "That is the whole area, a single number. The task asks for the area up to each "
        "point, so return the sums on the way as well, beginning with 0.",
        "np.cumsum(widths * heights)": "The areas are right, but the first is missing: up to the first point it is 0.",
        "widths * heights": "These are the areas of the trapezoids, one by one. Up to each point, add up all to the "
        "left of it.",
        "np.concatenate([[0.0], widths * heights])": "After the 0 come the areas of the trapezoids, one by one. Up "
        "to each point, add up all to the left of it.",
        "np.concatenate([np.cumsum(widths * heights), [0.0]])": "The 0 is at the end. It is the area up to the "
        "first point, so it comes first.",
        "np.concatenate([[0.0], np.cumsum(widths) * np.cumsum(heights)])": "You added up widths and heights "
        "separately. Multiply each height by the width of its own gap first, then add.",
        "np.concatenate([[0.0], np.cumsum(widths) * heights])": "You multiplied by the distance from the first point. "
        "Multiply each height by the width of its own gap, then add up.",
        "np.concatenate([[0.0], widths * np.cumsum(heights)])": "You added up the heights before you multiplied. "
        "Multiply each by its width first, then add up.",
        "np.concatenate([[0.0], np.cumsum(widths * heights)[::-1]])": "The areas are in reverse order: the first "
        "point comes first.",
        "np.concatenate([[0.0], np.cumsum(widths * heights) / 2])": "You halved twice.",
        "np.concatenate([[0.0], np.abs(np.cumsum(widths * heights))])": "Area below the axis counts as negative. Leave "
        "out the absolute value.",
        "np.concatenate([[0.0], np.cumsum(np.abs(widths * heights))])": "Area below the axis counts as negative. "
        "Leave out the absolute value.",
        "np.concatenate([[0.0], np.cumsum(widths + heights)])": "You added width and height. An area is their product.",
        "np.concatenate([[0.0], np.cumsum(widths * heights)[:-1], [0.0]])": "The last area is missing.",
        "np.concatenate([[y[0]], np.cumsum(widths * heights)])": "Up to the first point there is no area: begin with "
        "0, not with y[0].",
        "np.concatenate([[x[0]], x[0] + np.cumsum(widths * heights)])": "You began with x[0]. Up to the first point "
        "the area is 0.",
    },
)


@running_area.misconception(
    "x and y are swapped: that is the area beside the curve. Widths come from x, heights from y."
)
def swapped(x, y):
    return running_area(y, x)


@running_area.misconception(
    "Parentheses are missing: x[1:] - x[:-1] * … multiplies before it subtracts. Write (x[1:] - x[:-1]) * …."
)
def no_brackets(x, y):
    return np.concatenate([[0.0], np.cumsum(x[1:] - x[:-1] * (y[1:] + y[:-1]) / 2)])


@running_area.misconception(
    "You put one trapezoid over all gaps, from the first point to each. Every gap has its own: add them up."
)
def one_trapezoid_each(x, y):
    return (x - x[0]) * (y + y[0]) / 2
