"""fit_line: slope and intercept of the least-squares line."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="Return the slope and the intercept, `w, b`, that make the mean squared error of $w x_i + b$ smallest. `x` "
    "and `y` are arrays of the same length, and the entries of `x` are not all equal. For `x = [1, 2, 3]` and `y = "
    "[2, 3, 7]`, they are 2.5 and −1. Use sums and means, not `np.polyfit` or `np.linalg`.",
    hints=[
        "Center both: xc = x - x.mean(), and the same for y. The loss is then the mean of (yc − w·xc)². Where is its "
        "derivative with respect to w zero?",
        "The sum of xc · (yc − w·xc) must be 0. Solve for w. Then b makes the line run through the two means.",
        "w = np.sum(xc * yc) / np.sum(xc**2), and b = y.mean() - w * x.mean().",
    ],
    forbids=["np.polyfit", "np.linalg"],
)
def fit_line(x, y):
    """Slope and intercept of the least-squares line."""
    # Centered, only the slope is left; the line runs through the point of the means.
    xc, yc = x - np.mean(x), y - np.mean(y)
    w = np.sum(xc * yc) / np.sum(xc**2)
    return w, np.mean(y) - w * np.mean(x)


@fit_line.cases
def cases(rng):
    return [
        (np.array([0.0, 2.0]), np.array([1.0, 5.0])),
        (np.array([1.0, 2.0, 3.0]), np.array([2.0, 3.0, 7.0])),
        (np.array([-1.0, 0.0, 4.0, 5.0]), np.array([3.0, 1.0, 0.5, -6.0])),
        (np.array([2.0, 2.0, 3.0, 7.0, 1.0]), np.array([1.0, 4.0, 4.0, 2.0, 9.0])),
        (rng.normal(size=12) + 3, rng.normal(size=12)),
        (5 * rng.normal(size=30) - 2, rng.normal(size=30) + 10),
    ]


@fit_line.edge_cases
def edge_cases(rng):
    x = rng.normal(size=20)
    return [
        (np.array([1, 2, 4]), np.array([7, 3, 7])),
        (100 + x, 2 * x + 0.1 * rng.normal(size=20)),
        (x, -3.0 * x + 2),
    ]


@fit_line.law("the line runs through the point of the two means")
def _(f, x, y):
    w, b = f(x, y)
    scale = np.mean(np.abs(y)) + abs(w) * np.mean(np.abs(x))
    return abs(w * np.mean(x) + b - np.mean(y)) <= 1e-9 * scale


@fit_line.law("shifting all x moves the intercept and leaves the slope alone")
def _(f, x, y):
    (w, b), (w2, b2) = f(x, y), f(x + 4, y)
    return np.allclose([w, b], [w2, b2 + 4 * w2], rtol=1e-6, atol=1e-6 * (np.max(np.abs(y)) + abs(w)))


fit_line.instead_of(
    "np.sum(xc * yc) / np.sum(xc**2)",
    {
        "np.mean(y / x)": "That averages the slopes of the lines from the origin to each point. The best line need "
        "not run through the origin: center first, then divide the sum of products by the sum of squares.",
        "np.sum(xc * yc) / np.sum(yc**2)": "You divided by the squares of y. That is the slope of the line that "
        "predicts x from y. Divide by the sum of the squares of the centered x.",
        "np.sum(xc**2) / np.sum(xc * yc)": "The fraction is upside down. The sum of the products goes on top.",
        "np.sum(x * y) / np.sum(x**2)": "You did not center x and y. This is the slope of the best line through the "
        "origin. Subtract both means first.",
        "np.sum(xc * y) / np.sum(x**2)": "The x in the denominator must be centered too.",
        "np.sum(xc * yc) / np.sum(x**2)": "The x in the denominator must be centered too.",
        "np.sum(x * y) / np.sum(xc**2)": "The products on top must be centered too (one of the two factors is enough).",
        "np.sum(xc * yc) / np.sum(np.abs(xc))": "In the denominator, x is squared: np.sum(xc**2).",
        "np.sum(yc / xc) / len(x)": "That averages the slopes from the center to each point, all with the same "
        "weight. "
        "Points far from the mean should count more: a sum of products over a sum of squares.",
        "np.sum(yc) / np.sum(xc)": "Both sums are 0, up to rounding: centered numbers add up to 0. Multiply xc and yc "
        "before you add.",
        "np.sum(xc * yc) / np.sqrt(np.sum(xc**2) * np.sum(yc**2))": "That is the correlation, which has no units. The "
        "slope divides by the sum of xc² only.",
        "np.sum(xc * yc) / np.sqrt(np.sum(xc**2))": "There is no square root in the slope. Divide by np.sum(xc**2).",
        "np.sum(xc * yc) / len(x)": "That is the covariance. Divide it by the variance of x to get the slope.",
        "np.mean(xc * yc)": "That is the covariance. Divide it by the variance of x to get the slope.",
        "np.sum(xc * yc)": "Divide the sum of the products by the sum of the squares of xc.",
        "np.mean(xc * yc) / np.std(x)": "The covariance is divided by the variance of x, not by its standard "
        "deviation.",
        "np.sum(xc * yc) / (len(x) - 1) / np.mean(xc**2)": "You divided by n − 1 in the numerator and by n in the "
        "denominator. Use the same in both, and it cancels.",
        "np.mean(xc * yc) / (np.sum(xc**2) / (len(x) - 1))": "You divided by n in the numerator and by n − 1 in the "
        "denominator. Use the same in both, and it cancels.",
        "2 * np.sum(xc * yc) / np.sum(xc**2)": "The 2 from the derivative multiplies the whole sum, so it cancels "
        "when you set the sum to 0.",
        "-np.sum(xc * yc) / np.sum(xc**2)": "The sign is wrong: if y rises with x, the slope is positive.",
        "np.sum(xc) * np.sum(yc) / np.sum(xc**2)": "You multiplied the sums. Multiply entry by entry, then add: "
        "np.sum(xc * yc).",
        "np.sum(xc * yc) / np.sum(xc) ** 2": "You squared the sum of xc, which is 0 up to rounding. Square each "
        "entry, then add: "
        "np.sum(xc**2).",
        "(y[-1] - y[0]) / (x[-1] - x[0])": "That is the slope between the first and the last point. All points count.",
        "(np.max(y) - np.min(y)) / (np.max(x) - np.min(x))": "That uses only the largest and smallest numbers. All "
        "points count.",
        "(y[1] - y[0]) / (x[1] - x[0])": "That is the slope between the first two points. All points count.",
        "np.std(y) / np.std(x)": "That ignores how x and y go together. The slope is this number times the "
        "correlation.",
        "np.mean(y) / np.mean(x)": "That is the slope from the origin to the point of the means. Center first, then "
        "divide the sum of products by the sum of squares.",
        "np.mean(np.diff(y) / np.diff(x))": "You averaged the slopes from point to point. The order of the points "
        "does "
        "not matter for the best line: use products of centered numbers.",
    },
)
fit_line.instead_of(
    "np.mean(y) - w * np.mean(x)",
    {
        "np.mean(y)": "That is the height of the line at the mean of x. The intercept is its height at x = 0: "
        "subtract "
        "w times the mean of x.",
        "np.mean(y) + w * np.mean(x)": "The sign is wrong: ȳ = w x̄ + b, so b = ȳ − w x̄.",
        "w * np.mean(x) - np.mean(y)": "The sign is wrong: ȳ = w x̄ + b, so b = ȳ − w x̄.",
        "np.mean(x) - w * np.mean(y)": "x and y are swapped in the intercept: b = ȳ − w x̄.",
        "np.mean(y) - np.mean(x)": "The slope is missing: b = ȳ − w x̄.",
        "0": "Your intercept is 0, which forces the line through the origin. It must run through the means: b = ȳ − "
        "w x̄, "
        "with the means of x and y themselves, not of the centered numbers (those are 0).",
        "y - w * x": "That is one number for each point. The intercept is a single number: take the means of y and x.",
        "np.mean(y - w)": "Multiply the slope by the mean of x before you subtract it: b = ȳ − w x̄.",
        "y[0] - w * x[0]": "That line runs through the first point. The best line runs through the point of the means.",
        "np.median(y) - w * np.median(x)": "The best line runs through the means, not through the medians.",
        "np.mean(y) - w / np.mean(x)": "The slope is multiplied by the mean of x, not divided by it.",
        "np.sum(y) - w * np.sum(x)": "Those are sums. Divide by the number of points: b = ȳ − w x̄.",
        "(np.mean(y) - w) * np.mean(x)": "Multiply first: ȳ minus the product w x̄.",
        "np.mean(y) / (w * np.mean(x))": "Subtract, do not divide: b = ȳ − w x̄.",
    },
)


@fit_line.misconception("The order is wrong: return the slope first, then the intercept.")
def intercept_first(x, y):
    return fit_line(x, y)[::-1]


@fit_line.misconception("That is only the slope. Return both: w, b.")
def slope_only(x, y):
    return fit_line(x, y)[0]


@fit_line.misconception("You predicted x from y. Here y is predicted from x: divide by the sum of the squares of xc.")
def the_other_line(x, y):
    w, b = fit_line(y, x)
    return w, b


@fit_line.misconception(
    "These are the predictions of the line, one for each point. Return its slope and its intercept: w, b."
)
def predictions(x, y):
    w, b = fit_line(x, y)
    return w * x + b


@fit_line.misconception(
    "You centered y, but left x as it is in both places. The x in the denominator must be centered, too."
)
def only_y_centered(x, y):
    yc = y - np.mean(y)
    w = np.sum(x * yc) / np.sum(x * x)
    return w, np.mean(y) - w * np.mean(x)


@fit_line.misconception(
    "A factor of n is missing: in Σxy − (Σx)(Σy)/n and Σx² − (Σx)²/n, the products of sums are divided by n. It is "
    "easier to center first."
)
def sums_without_n(x, y):
    with np.errstate(all="ignore"):
        w = (np.sum(x * y) - np.sum(x) * np.sum(y)) / (np.sum(x**2) - np.sum(x) ** 2)
        return w, np.mean(y) - w * np.mean(x)


@fit_line.misconception(
    "(Σx)² and Σx² are two different numbers: n Σx² − (Σx)² goes in the denominator. It is easier to center first."
)
def square_of_the_sum(x, y):
    n = len(x)
    with np.errstate(all="ignore"):
        w = (n * np.sum(x * y) - np.sum(x) * np.sum(y)) / (n * np.sum(x**2) - np.sum(x**2))
        return w, np.mean(y) - w * np.mean(x)


@fit_line.misconception(
    "Your answer takes steps downhill. That comes close, but not to the last digit, and the formula needs no steps: "
    "a sum of products over a sum of squares."
)
def a_thousand_steps(x, y):
    w, b = 0.0, 0.0
    with np.errstate(all="ignore"):
        for _ in range(1000):
            r = w * x + b - y
            w, b = w - 0.01 * 2 * np.mean(r * x), b - 0.01 * 2 * np.mean(r)
    return w, b
