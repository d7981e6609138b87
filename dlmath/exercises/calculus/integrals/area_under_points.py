"""area_under_points: the trapezoid rule for measured points, which are not evenly spaced."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="`x` and `y` are arrays of the same length: the heights `y` were measured at the places `x`, which increase "
    "but are not evenly spaced. Return the area under the straight lines that join the points.",
    hints=[
        "Each gap between neighboring points carries a trapezoid. How wide is it, and how high on average?",
        "The widths are np.diff(x), which is x[1:] - x[:-1]. The mean heights are (y[1:] + y[:-1]) / 2.",
        "return np.sum((x[1:] - x[:-1]) * (y[1:] + y[:-1]) / 2)",
    ],
    also=("whole", "long"),
)
def area_under_points(x, y):
    """The area under the lines that join the points (x, y)."""
    # A trapezoid for each gap: its width times the mean of its two sides.
    widths = x[1:] - x[:-1]
    heights = (y[1:] + y[:-1]) / 2
    return np.sum(widths * heights)


@area_under_points.cases
def cases(rng):
    x = np.sort(rng.uniform(-2, 3, size=8))
    return [
        (np.array([0.0, 2.0]), np.array([1.0, 4.0])),
        (np.array([1.0, 2.0, 5.0]), np.array([2.0, 3.0, 7.0])),
        (np.array([0.0, 1.0, 1.5, 4.0]), np.array([3.0, -1.0, 2.0, 5.0])),
        (x, rng.normal(size=8)),
    ]


@area_under_points.edge_cases
def edge_cases(rng):
    step = np.array([0.0, 0.0, 0.5, 0.5, 1.0])  # as a ROC curve has: some gaps have no width
    return [
        (np.array([3.0]), np.array([2.0])),
        (step, np.array([0.0, 0.25, 0.25, 1.0, 1.0])),
        (np.array([0, 1, 4]), np.array([1, 2, 2])),
        (np.array([1e6, 1e6 + 1]), np.array([1.0, 2.0])),
    ]


@area_under_points.law("moving all places by the same amount does not change the area")
def _(f, x, y):
    return np.isclose(f(x + 2.0, y), f(x, y), rtol=1e-6, atol=1e-9)


@area_under_points.law("points of height 1 have an area as large as the interval is long")
def _(f, x, y):
    return np.isclose(f(x, np.ones(len(x))), x[-1] - x[0])


area_under_points.instead_of(
    "(y[1:] + y[:-1]) / 2",
    {
        "y[:-1]": "Those are strips as high as the left point. A trapezoid is as high as the mean of its two sides.",
        "y[1:]": "Those are strips as high as the right point. A trapezoid is as high as the mean of its two sides.",
        "(y[1:] + y[:-1])": "You forgot to halve: the mean of two heights is half of their sum.",
        "(y[1:] - y[:-1]) / 2": "You took the difference of the two heights. A trapezoid needs their mean.",
        "(y[1:] - y[:-1])": "Height differences times widths are no areas. Take the mean of the two heights.",
        "np.maximum(y[1:], y[:-1])": "You took the larger of the two heights. Take their mean.",
        "np.minimum(y[1:], y[:-1])": "You took the smaller of the two heights. Take their mean.",
        "np.abs(y[1:] + y[:-1]) / 2": "Area below the axis counts as negative. Leave out the absolute value.",
        "y[1:] + y[:-1] / 2": "Brackets are missing: division comes before addition, so only one of the heights is "
        "halved.",
        "np.sqrt(np.abs(y[1:] * y[:-1]))": "That is the geometric mean. A trapezoid needs (left + right) / 2.",
        "np.mean(y)": "You took one mean height for all. Each gap has its own.",
    },
)
area_under_points.instead_of(
    "x[1:] - x[:-1]",
    {
        "x[:-1] - x[1:]": "The widths are negative: the right place minus the left one.",
        "(x[-1] - x[0]) / max(len(x) - 1, 1)": "You made all gaps equally wide, or gave the inner heights equal "
        "weights. These places are not evenly spaced: multiply each mean height by its own width.",
        "(x[-1] - x[0]) / len(x)": "You made all gaps equally wide. These places are not evenly spaced: each gap has "
        "its own width, x[1:] - x[:-1].",
        "1.0": "The widths are missing: multiply each mean height by its own x[1:] - x[:-1].",
        "x[1:]": "Those are places, not widths. The width of a gap is a difference of two places.",
        "x[:-1]": "Those are places, not widths. The width of a gap is a difference of two places.",
        "(x[1:] + x[:-1]) / 2": "Those are the middles of the gaps. Their widths are the differences.",
    },
)
area_under_points.instead_of(
    "np.sum(widths * heights)",
    {
        "widths * heights": "These are the areas of the trapezoids. Add them up.",
        "np.sum(widths) * np.sum(heights)": "Every height is multiplied by the width of the whole interval. Multiply "
        "each height by the width of its own gap first, then add.",
        "np.mean(widths * heights)": "You took the mean of the areas. Add them up.",
        "np.sum(widths) * np.mean(heights)": "You used the mean of all heights. Where gaps differ in width, their "
        "heights do not count equally: multiply each width by its own height.",
        "np.sum(widths * heights) / (x[-1] - x[0])": "That is the mean height. The task asks for the area.",
        "np.cumsum(widths * heights)": "Those are the areas up to each point. Return the last one, the whole sum.",
        "np.abs(np.sum(widths * heights))": "Area below the axis counts as negative. Leave out the absolute value.",
        "np.sum(widths * heights) / 2": "You halved twice.",
        "np.sum(widths[1:] * heights[1:])": "The first gap is missing.",
        "np.sum(widths[:-1] * heights[:-1])": "The last gap is missing.",
        "np.sum(widths + heights)": "You added width and height. An area is their product.",
    },
)


@area_under_points.misconception(
    "x and y have changed places: that is the area beside the curve. Widths come from x, heights from y."
)
def swapped(x, y):
    return area_under_points(y, x)


@area_under_points.misconception(
    "Brackets are missing: x[1:] - x[:-1] * … multiplies before it subtracts. Write (x[1:] - x[:-1]) * …."
)
def no_brackets(x, y):
    return np.sum(x[1:] - x[:-1] * (y[1:] + y[:-1]) / 2)


@area_under_points.misconception(
    "You used the mean of the first and the last height for every gap. Each gap has its own two heights."
)
def ends_only(x, y):
    return np.sum((x[1:] - x[:-1]) * (y[0] + y[-1]) / 2)


@area_under_points.misconception(
    "You used the heights twice: their differences are no widths. Widths come from x, heights from y."
)
def heights_twice(x, y):
    return np.sum((y[1:] - y[:-1]) * (y[1:] + y[:-1]) / 2)
