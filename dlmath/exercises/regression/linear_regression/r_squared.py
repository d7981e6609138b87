"""r_squared: the share of the mean's squared error that a prediction removes."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="Return $R^2$, the share of the mean's squared error that a prediction removes. It is 1 for a perfect "
    "prediction, and 0 for predicting $\\bar y$ for everybody. `y` holds the targets (not all equal), and "
    "`y_hat` any predictions, not necessarily from a least-squares line.",
    hints=[
        "Compare two sums of squares: the errors of y_hat, and those of the mean of y.",
        "Divide the first by the second: that share of the squared errors is left. What share is gone?",
        "return 1 - np.sum((y - y_hat) ** 2) / np.sum((y - np.mean(y)) ** 2)",
    ],
)
def r_squared(y, y_hat):
    """The share of the squared errors of the mean that is removed."""
    # What is left, compared with what the mean leaves.
    left = np.sum((y - y_hat) ** 2)
    of_the_mean = np.sum((y - np.mean(y)) ** 2)
    return 1 - left / of_the_mean


@r_squared.cases
def cases(rng):
    return [
        (np.array([1.0, 3.0]), np.array([1.0, 2.0])),
        (np.array([1.0, 2.0, 6.0]), np.array([2.0, 2.0, 4.0])),
        (np.array([2.0, 4.0, 4.0, 7.0]), np.array([3.0, 5.0, 3.0, 6.5])),
        (np.array([5.0, -1.0, 2.0, 8.0, 3.0]), np.array([4.0, 3.0, -2.0, 5.0, 9.0])),
        (rng.normal(size=9), rng.normal(size=9)),
        (rng.normal(size=40) + 20, 0.5 * rng.normal(size=40) + 20),
    ]


@r_squared.edge_cases
def edge_cases(rng):
    y = rng.normal(size=15)
    return [
        (np.array([1.0, 2.0, 4.0]), np.array([1.0, 2.0, 4.0])),
        (np.array([1.0, 2.0, 6.0]), np.array([3.0, 3.0, 3.0])),
        (np.array([1, 2, 3]), np.array([3, 1, 1])),
        (y, -10 * y),
        (1e6 + y, 1e6 + 0.8 * y),
    ]


@r_squared.law("other units change nothing")
def _(f, y, y_hat):
    return np.isclose(f(4 * y, 4 * y_hat), f(y, y_hat), rtol=1e-9)


@r_squared.law("the same number added to targets and predictions changes nothing")
def _(f, y, y_hat):
    s = np.std(y)
    return np.isclose(f(y + s, y_hat + s), f(y, y_hat), rtol=1e-6, atol=1e-6)


r_squared.instead_of(
    "1 - left / of_the_mean",
    {
        "left / of_the_mean": "That is the share of the squared errors that is *left*. The share that is removed is "
        "1 minus that.",
        "1 - of_the_mean / left": "The fraction is upside down. The errors of the prediction go on top.",
        "left / of_the_mean - 1": "The sign is wrong: a perfect prediction would get −1.",
        "1 - np.sqrt(left / of_the_mean)": "R² compares the squared errors themselves, without a square root. You "
        "have the share by which the *typical error* falls.",
        "(1 - left / of_the_mean) ** 2": "It is called R², but nothing more is squared.",
        "np.sqrt(np.abs(1 - left / of_the_mean))": "That would be R. Leave out the square root.",
        "max(0, 1 - left / of_the_mean)": "R² may be negative: then the prediction is worse than the mean. Don't "
        "clip it at 0.",
        "abs(1 - left / of_the_mean)": "R² may be negative: then the prediction is worse than the mean. Keep the sign.",
        "of_the_mean - left": "That is how much is removed, not the share. Divide by the squared errors of the mean.",
        "(of_the_mean - left) / left": "Compare with the errors of the mean, not with those of the prediction.",
        "100 * (1 - left / of_the_mean)": "That is in percent. Return a share, which is 1 for a perfect prediction.",
        "left": "That is the sum of the squared errors that are left. Compare it with those of the mean.",
        "left / len(y)": "That is the mean squared error. Compare it with that of the mean.",
    },
)
r_squared.instead_of(
    "np.sum((y - np.mean(y)) ** 2)",
    {
        "np.sum(y**2)": "You did not subtract the mean: that compares with predicting 0 for everybody, not the mean "
        "of y.",
        "np.sum((y_hat - np.mean(y)) ** 2)": "That is the spread of the predictions. Compare with the errors that the "
        "mean makes: y minus its mean.",
        "np.sum((y - np.mean(y_hat)) ** 2)": "Compare with the mean of the targets y, not with that of the "
        "predictions.",
        "np.sum((y_hat - np.mean(y_hat)) ** 2)": "That is the spread of the predictions. Compare with the errors that "
        "the mean of y makes: y minus its mean.",
        "np.sum((y - np.median(y)) ** 2)": "Compare with the mean, not the median.",
        "np.sum(y - np.mean(y)) ** 2": "You squared the sum, which is 0 up to rounding. Square each entry, then add.",
        "np.sum(np.abs(y - np.mean(y)))": "The errors are squared before they are added.",
        "np.var(y)": "One of the two is a mean (np.var is one) and the other a sum. Use a sum in both places, or a "
        "mean in both.",
        "len(y) * np.std(y)": "The squares are missing: n times the variance, which is the square of np.std.",
        "np.sum((y - np.mean(y)) ** 2) / (len(y) - 1)": "You divided one of the two, by n − 1. Use a sum in both "
        "places.",
        "(len(y) - 1) * np.var(y)": "np.var divides by n, so multiply by n, or use np.sum in both places.",
    },
)
r_squared.instead_of(
    "np.sum((y - y_hat) ** 2)",
    {
        "np.sum(y - y_hat) ** 2": "You squared the sum, in which errors of both signs cancel. Square each error, "
        "then add.",
        "np.sum(np.abs(y - y_hat))": "The errors are squared before they are added.",
        "np.mean((y - y_hat) ** 2)": "One of the two is a mean and the other a sum. Use a sum in both places.",
        "np.sum((y_hat - np.mean(y)) ** 2)": "That is how far the predictions are from the mean. The errors are y − "
        "y_hat.",
        "np.sum((y_hat - np.mean(y_hat)) ** 2)": "That is the spread of the predictions. The errors are y − y_hat.",
        "np.sum((y + y_hat) ** 2)": "An error is a difference: y − y_hat.",
        "np.sum(y - y_hat)": "The errors must be squared before they are added. Otherwise, those of both signs cancel.",
    },
)


@r_squared.misconception(
    "That is the squared correlation. It equals R² for a least-squares line on its own data, but a prediction that is "
    "far too high, or upside down, can have a correlation of 1 with y and be worthless. Compare sums of squared "
    "errors."
)
def squared_correlation(y, y_hat):
    yc, pc = y - np.mean(y), y_hat - np.mean(y_hat)
    with np.errstate(all="ignore"):
        return np.sum(yc * pc) ** 2 / (np.sum(yc**2) * np.sum(pc**2))


@r_squared.misconception("That is the correlation. Compare sums of squared errors instead.")
def correlation(y, y_hat):
    yc, pc = y - np.mean(y), y_hat - np.mean(y_hat)
    with np.errstate(all="ignore"):
        return np.sum(yc * pc) / np.sqrt(np.sum(yc**2) * np.sum(pc**2))


@r_squared.misconception(
    "Variance of the predictions over variance of y: the two definitions agree for a least-squares line on its own "
    "data, "
    "but not for other predictions. Compute 1 minus the share of the squared errors that is left."
)
def explained_over_total(y, y_hat):
    return np.sum((y_hat - np.mean(y)) ** 2) / np.sum((y - np.mean(y)) ** 2)


@r_squared.misconception(
    "You took the variance of the residuals, which ignores their mean. A prediction that is 10 too high everywhere "
    "would count as perfect. Use the sum of the squared residuals."
)
def variance_of_the_residuals(y, y_hat):
    return 1 - np.var(y - y_hat) / np.var(y)


@r_squared.misconception("Truth and prediction are swapped: the spread is that of y, not of y_hat.")
def swapped(y, y_hat):
    with np.errstate(all="ignore"):
        return 1 - np.sum((y - y_hat) ** 2) / np.sum((y_hat - np.mean(y_hat)) ** 2)


@r_squared.misconception(
    "Variance of the predictions over variance of y: the two definitions agree for a least-squares line on its own "
    "data, "
    "but not for other predictions. Compute 1 minus the share of the squared errors that is left."
)
def ratio_of_variances(y, y_hat):
    return np.var(y_hat) / np.var(y)


@r_squared.misconception("Divide the mean squared error by the *variance* of y before you subtract it from 1.")
def one_minus_the_error(y, y_hat):
    return 1 - np.mean((y - y_hat) ** 2)


@r_squared.misconception(
    "You divided by the mean of y. Divide by the squared errors that the mean makes: np.mean((y - np.mean(y)) ** 2)."
)
def divided_by_the_mean(y, y_hat):
    return 1 - np.mean((y - y_hat) ** 2) / np.mean(y)


@r_squared.misconception(
    "You divided example by example. Add up each kind of squared error first, and divide the two sums."
)
def example_by_example(y, y_hat):
    with np.errstate(all="ignore"):
        return 1 - np.mean((y - y_hat) ** 2 / (y - np.mean(y)) ** 2)


@r_squared.misconception("Compare with all the squared errors of the mean, not with those that are left.")
def explained_over_left(y, y_hat):
    with np.errstate(all="ignore"):
        return np.sum((y_hat - np.mean(y)) ** 2) / np.sum((y - y_hat) ** 2)


@r_squared.misconception("You divided by n in one place and by n − 1 in the other. Use sums, or the same in both.")
def two_divisors(y, y_hat):
    return 1 - np.mean((y - y_hat) ** 2) / np.var(y, ddof=1)


@r_squared.misconception("The errors are squared before they are added, above the fraction bar and below it.")
def absolute_errors(y, y_hat):
    return 1 - np.sum(np.abs(y - y_hat)) / np.sum(np.abs(y - np.mean(y)))


@r_squared.misconception(
    "You divided example by example, and then added. Square and add each kind of error first, and divide the two sums."
)
def ratios_before_the_sum(y, y_hat):
    with np.errstate(all="ignore"):
        return 1 - np.sum((y - y_hat) / (y - np.mean(y))) ** 2


@r_squared.misconception(
    "You compared standard deviations. They ignore the mean of the residuals, and R² compares squares: sums of "
    "squared errors."
)
def ratio_of_spreads(y, y_hat):
    return 1 - np.std(y - y_hat) / np.std(y)
