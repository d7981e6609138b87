"""bias_and_variance: the mean of many fits, and their spread around it."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="Row $s$ of `fits` holds the predictions of training set $s$ at some points $x$, and `truth` holds $f(x)$ at "
    "the same points. Return two numbers, the bias² and the variance, each averaged over the points. When you average "
    "over $m$ training sets, divide by $m$, in the variance, too.",
    hints=[
        "At each point, average over the training sets first. Which axis is that?",
        "middle = fits.mean(axis=0) has one entry for each point. How far is it from the truth? How far are the fits "
        "from it?",
        "np.mean((middle - truth) ** 2) and np.mean((fits - middle) ** 2).",
    ],
    also=("whole", "large", "small"),
)
def bias_and_variance(fits, truth):
    """Mean bias squared and mean variance, two numbers."""
    # At each point: the middle of the fits against the truth, and the fits against their middle.
    middle = np.mean(fits, axis=0)
    bias2 = np.mean((middle - truth) ** 2)
    variance = np.mean((fits - middle) ** 2)
    return bias2, variance


@bias_and_variance.cases
def cases(rng):
    return [
        (np.array([[11.0], [13.0], [11.0], [13.0]]), np.array([10.0])),
        (np.array([[1.0, 4.0], [3.0, 8.0]]), np.array([2.0, 3.0])),
        (np.array([[1.0, 2.0, 0.0], [5.0, 2.0, 3.0]]), np.array([4.0, -1.0, 1.0])),
        (np.array([[1.0, 7.0], [3.0, 2.0], [8.0, 0.0]]), np.array([2.0, 1.0])),
        (3 + rng.normal(size=(5, 4)), rng.normal(size=4)),
        (rng.normal(size=(40, 3)), np.array([1.0, -2.0, 0.5])),
    ]


@bias_and_variance.edge_cases
def edge_cases(rng):
    return [
        (np.array([[2.0, 3.0]]), np.array([1.0, 1.0])),
        (np.array([[1, 2], [2, 4], [2, 5]]), np.array([1, 3])),
        (np.ones((3, 2)), np.ones(2)),
    ]


@bias_and_variance.law("together they are the mean squared distance of the fits from the truth")
def _(f, fits, truth):
    return np.isclose(sum(f(fits, truth)), np.mean((fits - truth) ** 2))


@bias_and_variance.law("moving fits and truth by the same amount changes nothing")
def _(f, fits, truth):
    size = max(np.abs(fits).max(), np.abs(truth).max())
    return np.allclose(f(fits + size, truth + size), f(fits, truth), rtol=1e-4, atol=1e-9 * size**2)


bias_and_variance.instead_of(
    "np.mean(fits, axis=0)",
    {
        "np.mean(fits, axis=1, keepdims=True)": "You averaged over the points of each fit. Average over the training "
        "sets at each point: axis=0.",
        "np.mean(fits)": "You averaged over everything. Each point x has its own mean: fits.mean(axis=0).",
        "np.sum(fits, axis=0)": "You added up the training sets. Divide by their number: take a mean, with axis=0.",
        "np.median(fits, axis=0)": "You took the median. The decomposition holds for the mean.",
        "fits[0]": "That is the first fit. Take the mean of all of them at each point.",
        "truth": "You measured the spread around the truth. The variance is the spread around the mean of the fits.",
    },
)
bias_and_variance.instead_of(
    "np.mean((middle - truth) ** 2)",
    {
        "np.mean(middle - truth)": "That way, biases at different points can cancel. Square at each point, then "
        "average.",
        "np.mean(middle - truth) ** 2": "You averaged before squaring, so biases of different signs cancel. Square at "
        "each point, then average.",
        "np.mean(np.abs(middle - truth))": "You took absolute values instead of squares. The bias enters the error "
        "squared.",
        "np.sum((middle - truth) ** 2)": "You summed over the points. Average over them.",
        "np.mean((fits - truth) ** 2)": "That is the whole squared distance from the truth, including the variance. "
        "For the bias, average the fits first.",
        "(middle - truth) ** 2": "That is the bias² at each point. Average it over the points.",
        "np.sqrt(np.mean((middle - truth) ** 2))": "You took the root. Return the bias² itself.",
        "np.mean(middle**2 - truth**2)": "The difference of squares is not the square of the difference.",
        "np.mean((np.mean(fits) - np.mean(truth)) ** 2)": "You averaged over the points before squaring. Square at "
        "each point, then average.",
    },
)
bias_and_variance.instead_of(
    "np.mean((fits - middle) ** 2)",
    {
        "np.mean(np.std(fits, axis=0))": "You averaged standard deviations. The variance is their square.",
        "np.mean(np.var(fits, axis=0, ddof=1))": "You divided by m − 1. Divide by m, as the task asks: then bias² and "
        "variance add up exactly.",
        "np.var(fits)": "That is the spread of all numbers around one mean, so the shape of the curve counts as "
        "variance. Take the variance at each point (axis=0), then average.",
        "np.mean(np.var(fits, axis=1))": "You took the spread within each fit, from point to point. The variance is "
        "the spread between training sets: axis=0.",
        "np.sum(np.mean((fits - middle) ** 2, axis=1))": "You averaged over the points, but summed over the training "
        "sets. Average over both.",
        "np.sum((fits - middle) ** 2)": "You summed. Average over training sets and points.",
        "np.sum((fits - middle) ** 2) / len(fits)": "You averaged over the training sets, but summed over the points. "
        "Average over both.",
        "np.mean((fits - truth) ** 2)": "You measured from the truth. The variance is measured from the mean of the "
        "fits.",
        "np.mean(np.abs(fits - middle))": "You took absolute values instead of squares.",
        "np.var(fits, axis=0)": "That is the variance at each point. Average it over the points.",
        "np.mean(fits - middle)": "Without the square, the distances from the mean cancel to 0.",
        "np.mean(np.mean(fits, axis=0) ** 2) - bias2": "A variance is the mean of the squares minus the square of the "
        "mean of the fits; the bias² plays no part in it.",
        "np.var(middle)": "That is how much the mean curve varies from point to point. The variance is the spread of "
        "the fits around it.",
        "np.mean((middle - truth) ** 2)": "That is the bias² again. The variance is the spread of the fits around "
        "their mean.",
    },
)
bias_and_variance.instead_of(
    "return bias2, variance",
    {
        "return variance, bias2": "The two are the wrong way around: first the bias², then the variance.",
        "return bias2 + variance": "Return the two separately.",
        "return bias2": "The variance is missing.",
        "return np.sqrt(bias2), variance": "You took the root. Return the bias² itself.",
        "return bias2, np.sqrt(variance)": "You took the root of the second, which is a standard deviation. Return "
        "the variance.",
    },
)
