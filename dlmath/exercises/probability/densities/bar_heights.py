"""bar_heights: a histogram whose areas are shares."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="Bin $i$ runs from `edges[i]`, which belongs to it, up to `edges[i + 1]`, which does not; bins may differ in "
    "width. Return the height of the bar over each bin, as an array: the share of all values in `x` that fall into "
    "the bin, divided by the width of the bin. Values outside all the bins still count toward the total.",
    hints=[
        "How many bins do five edges make? Which values lie in bin i?",
        "inside = (x >= edges[i]) & (x < edges[i + 1]) is True where a value lies in bin i, and np.mean(inside) is the "
        "share of them.",
        "Divide that share by edges[i + 1] - edges[i], and do so for every i up to len(edges) - 2.",
    ],
    also=("whole", "large", "small"),
)
def bar_heights(x, edges):
    """The heights of the bars of a histogram whose areas are shares."""
    # One bar fewer than edges. The mean of True and False is the share of True.
    heights = np.zeros(len(edges) - 1)
    for i in range(len(heights)):
        inside = (x >= edges[i]) & (x < edges[i + 1])
        heights[i] = np.mean(inside) / (edges[i + 1] - edges[i])
    return heights


@bar_heights.cases
def cases(rng):
    return [
        (np.array([0.5, 1.5, 2.5, 3.5]), np.array([0.0, 2.0, 4.0])),
        (np.array([0.5, 0.7, 1.5, 2.5]), np.array([0.0, 1.0, 2.0, 4.0])),
        (np.array([1.0, 1.0, 2.0, 3.0, 5.5]), np.array([0.0, 1.0, 2.0, 6.0])),
        (np.array([-3.0, 0.2, 0.4, 0.9, 1.7, 9.0, 12.0, 1.2]), np.array([0.0, 0.5, 1.0, 3.0])),
        (rng.normal(size=40), np.array([-2.0, -0.5, 0.0, 0.25, 1.0])),
        (np.concatenate([rng.exponential(size=30), [0.5, 2.0]]), np.array([0.1, 0.5, 2.0, 2.1, 4.0])),
    ]


@bar_heights.edge_cases
def edge_cases(rng):
    return [
        (np.array([5.0]), np.array([4.0, 6.0])),
        (np.array([5.0, 7.0]), np.array([0.0, 1.0, 2.0])),
        (np.array([0.5, 1.5, 3.0, 3.0]), np.array([0.0, 1.0, 3.0])),
        (rng.normal(5000, 400, size=200), np.array([4000.0, 4500.0, 5500.0, 7000.0])),
        (rng.normal(size=2000), np.linspace(-1, 2, 31)),
    ]


@bar_heights.law("the areas of the bars add up to the share of values that fall into any of them")
def _(f, x, edges):
    inside = np.mean((x >= edges[0]) & (x < edges[-1]))
    return np.isclose(np.sum(f(x, edges) * (edges[1:] - edges[:-1])), inside)


@bar_heights.law("in units a thousand times smaller, a bar is a thousandth as high")
def _(f, x, edges):
    return np.allclose(f(1000 * x, 1000 * edges) * 1000, f(x, edges))


bar_heights.instead_of(
    "np.mean(inside) / (edges[i + 1] - edges[i])",
    {
        "np.mean(inside)": "These are the shares. They shrink with the bins: divide each one by the width of its bin.",
        "np.sum(inside)": "These are counts. Divide by the number of values, and then by the width of the bin.",
        "np.sum(inside) / (edges[i + 1] - edges[i])": "You divided the counts by the widths. A share is the count "
        "divided by len(x).",
        "np.mean(inside) * (edges[i + 1] - edges[i])": "You multiplied by the width. The *area*, height times width, "
        "is the share: so the height is the share divided by the width.",
        "np.mean(inside) / (edges[1] - edges[0])": "You divided by the width of the first bin everywhere. Each bin has "
        "its own: edges[i + 1] - edges[i].",
        "np.mean(inside) / (edges[-1] - edges[0])": "You divided by the total width of all the bins. Divide by the "
        "width of this bin: edges[i + 1] - edges[i].",
        "np.mean(inside) / ((edges[-1] - edges[0]) / len(heights))": "You divided by the average width. Each bin has "
        "its own: edges[i + 1] - edges[i].",
        "np.sum(inside) / len(edges) / (edges[i + 1] - edges[i])": "You divided by the number of edges. A share is "
        "the count divided by the number of *values*, len(x).",
        "np.sum(inside) / len(heights) / (edges[i + 1] - edges[i])": "You divided by the number of bins. A share is "
        "the count divided by the number of *values*, len(x).",
        "np.sum(inside) / (len(x) - 1) / (edges[i + 1] - edges[i])": "Divide by n, not n − 1: a share is the count "
        "divided by the number of all values.",
        "np.sum(x[inside]) / len(x) / (edges[i + 1] - edges[i])": "You added up the values in the bin. Count them: "
        "np.sum(inside).",
        "np.mean(inside) / edges[i + 1]": "You divided by the right end of the bin. Divide by its width, "
        "edges[i + 1] - edges[i].",
        "np.mean(inside) / (edges[i + 1] + edges[i])": "You divided by the sum of the two edges. The width is their "
        "difference.",
        "np.mean(inside) / (edges[i] - edges[i + 1])": "The sign is wrong: the width is the right edge minus the left "
        "one.",
        "np.sum(inside) / np.sum((x >= edges[0]) & (x < edges[-1])) / (edges[i + 1] - edges[i])": "You took the share "
        "among the values that fall into some bin. The task asks for the share of all values.",
        "np.sum(inside) // len(x) / (edges[i + 1] - edges[i])": "// cuts off everything after the decimal point. Use "
        "/.",
        "round(np.mean(inside) / (edges[i + 1] - edges[i]), 2)": "Do not round. Return the heights as they are.",
        "np.sum(inside) / np.sum(x < edges[i + 1]) / (edges[i + 1] - edges[i])": "You took the share among the values "
        "up to the end of the bin. The task asks for the share of *all* values: divide every count by len(x).",
        "(np.mean(x[inside]) if np.any(inside) else np.nan) / (edges[i + 1] - edges[i])": "That is the mean of the "
        "values in the bin. The task asks for the "
        "share of all values that lie in it: np.mean(inside).",
    },
)
bar_heights.instead_of(
    "(x >= edges[i]) & (x < edges[i + 1])",
    {
        "(x >= edges[i]) & (x <= edges[i + 1])": "You count a value on an edge in both bins. The right end does not "
        "belong to a bin: use < there.",
        "(x > edges[i]) & (x < edges[i + 1])": "You lose values that lie on an edge. The left end belongs to its bin: "
        "use >= there.",
        "(x > edges[i]) & (x <= edges[i + 1])": "A value on an edge goes into the wrong bin. The left end belongs to "
        "a bin, the right one does not.",
        "(x >= edges[i]) | (x < edges[i + 1])": "| means *or*, and every number is above one edge or below the other. "
        "Both must hold: use &.",
        "x < edges[i + 1]": "You count everything below the right edge. The values below the left edge belong to "
        "other bins.",
        "x >= edges[i]": "You count everything from the left edge on. The values from the right edge on belong to "
        "other bins.",
    },
)


@bar_heights.misconception(
    "With density=True, np.histogram takes the share among the values that fall into some bin. The task asks for the "
    "share of all values: use the counts, and divide by len(x) and by the widths."
)
def numpy_density(x, edges):
    return np.histogram(x, edges, density=True)[0]


@bar_heights.misconception(
    "np.histogram returns two things, the counts and the edges, and counts are not heights. Divide the first of them "
    "by len(x) and by the widths."
)
def numpy_both(x, edges):
    return np.histogram(x, edges)


@bar_heights.misconception(
    "You return inside the loop, so only the first bar is made. Collect all the heights, and return after the loop."
)
def only_the_first(x, edges):
    return np.mean((x >= edges[0]) & (x < edges[1])) / (edges[1] - edges[0])


@bar_heights.misconception("The last bin is missing: n edges make n − 1 bins.")
def one_too_few(x, edges):
    return bar_heights(x, edges)[:-1]


@bar_heights.misconception("There is one bar too many: no bin begins at the last edge. n edges make n − 1 bins.")
def one_too_many(x, edges):
    return np.append(bar_heights(x, edges), 0.0)


@bar_heights.misconception(
    "You divided by the sum of the heights, so that the heights add up to 1. The *areas* have to be shares: divide "
    "each share by the width of its bin."
)
def heights_sum_to_one(x, edges):
    return bar_heights(x, edges) / np.sum(bar_heights(x, edges))


@bar_heights.misconception(
    "np.histogram was given the number of bins, so it makes bins of its own, all equally wide, from the smallest "
    "value to the largest. Pass the edges: np.histogram(x, edges)."
)
def bins_of_its_own(x, edges):
    counts = np.histogram(x, len(edges) - 1)[0]
    return counts / len(x) / (edges[1:] - edges[:-1])


@bar_heights.misconception(
    "Only the last edge is off: the last bin of np.histogram includes its right end, and here no bin does. "
    "Leave out the values that lie on edges[-1], but divide by the number of all values."
)
def numpy_last_edge(x, edges):
    return np.histogram(x, edges)[0] / len(x) / (edges[1:] - edges[:-1])
