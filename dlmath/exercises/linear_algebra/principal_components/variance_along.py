"""variance_along: how much the rows of a table differ in one direction."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="Return the variance (with $n - 1$) of the rows of `X` along the direction of `v`. `X` has one example in "
    "each row, at least two; `v` is not zero, but it may have any length, and only its direction counts.",
    hints=[
        "Three steps: subtract the mean row, scale v to length 1, and take the dot product of each row with it.",
        "Xc = X - X.mean(axis=0), u = v / np.linalg.norm(v), and t = Xc @ u has one number for each example.",
        "return np.sum(t**2) / (len(X) - 1)",
    ],
)
def variance_along(X, v):
    """The variance of the rows of X along v."""
    u = v / np.linalg.norm(v)
    # How far out each example lies, measured from the mean.
    t = (X - X.mean(axis=0)) @ u
    return np.sum(t**2) / (len(X) - 1)


@variance_along.cases
def cases(rng):
    far = rng.normal(size=(9, 3)) * [4.0, 1.0, 0.5] + [20.0, -30.0, 7.0]
    return [
        (np.array([[1.0, 0.0], [3.0, 5.0]]), np.array([1.0, 0.0])),
        (np.array([[0.0, 1.0], [2.0, 1.0], [7.0, 4.0]]), np.array([3.0, 0.0])),
        (np.array([[0.0, 0.0], [3.0, 4.0], [9.0, 2.0]]), np.array([3.0, 4.0])),
        (np.array([[1.0, 2.0], [5.0, 4.0], [6.0, 9.0], [0.0, 3.0]]), np.array([1.0, -1.0])),
        (np.array([[10.0, 1.0], [10.0, 2.0], [13.0, 6.0]]), np.array([0.0, -2.0])),
        (far, np.array([1.0, 2.0, -2.0])),
        (far, 100 * rng.normal(size=3)),
        (100 * rng.normal(size=(6, 4)), rng.normal(size=4)),
    ]


@variance_along.edge_cases
def edge_cases(rng):
    return [
        (np.array([[1.0, 2.0], [1.0, 2.0]]), np.array([1.0, 1.0])),
        (np.array([[1.0, 2.0], [3.0, 0.0]]), np.array([1.0, 1.0])),
        (np.array([[2.0], [4.0], [9.0]]), np.array([-5.0])),
    ]


@variance_along.law("the length of v does not matter")
def _(f, X, v):
    return np.isclose(f(X, 3 * v), f(X, v))


@variance_along.law("moving all examples by the same vector changes nothing")
def _(f, X, v):
    return np.isclose(f(X + 5.0, v), f(X, v))


def _along(X, v, mean=None, power=1, divisor=None):
    t = (X - (X.mean(axis=0) if mean is None else mean)) @ v / np.linalg.norm(v) ** power
    return np.sum(t**2) / (len(X) - 1 if divisor is None else divisor)


@variance_along.misconception("You did not subtract the mean. Variance is measured from the mean: X - X.mean(axis=0).")
def not_centered(X, v):
    return _along(X, v, mean=0)


@variance_along.misconception(
    "Only the direction of v counts, but your result grows if v is longer. Divide v by its length first."
)
def keeps_the_length(X, v):
    return _along(X, v, power=0)


@variance_along.misconception(
    "You divided the dot products by the squared length, as in a projection. Here v must be scaled to length 1: divide "
    "by the length once."
)
def squared_length(X, v):
    return _along(X, v, power=2)


@variance_along.misconception(
    "You divided vᵀCv by the length of v. Both copies of v must be scaled to length 1, so divide by the *squared* "
    "length, v @ v."
)
def length_once(X, v):
    return _along(X, v) * np.linalg.norm(v)


@variance_along.misconception(
    "You divided by n, as np.var and np.std do unless you pass ddof=1. The mean took one direction: divide by n − 1."
)
def divides_by_n(X, v):
    return _along(X, v, divisor=len(X))


@variance_along.misconception("You added up the squares but did not divide. Divide by n − 1.")
def not_divided(X, v):
    return _along(X, v, divisor=1)


@variance_along.misconception(
    "You divided by the number of columns. n counts the examples, which are the rows: len(X) - 1."
)
def counts_columns(X, v):
    return _along(X, v, divisor=max(X.shape[1] - 1, 1))


@variance_along.misconception(
    "You divided by the number of columns. n counts the examples, which are the rows: len(X) - 1."
)
def counts_all_columns(X, v):
    return _along(X, v, divisor=X.shape[1])


@variance_along.misconception(
    "That is the standard deviation: you took a square root. The variance is the square of that."
)
def standard_deviation(X, v):
    return np.sqrt(_along(X, v))


@variance_along.misconception(
    "X.mean() is one number for the whole table. Each column has its own mean: X.mean(axis=0)."
)
def one_mean(X, v):
    return _along(X, v, mean=X.mean())


@variance_along.misconception(
    "You subtracted the mean of each row, which is one example. Take the mean of the examples: X.mean(axis=0)."
)
def mean_of_rows(X, v):
    return _along(X, v, mean=X.mean(axis=1, keepdims=True))


@variance_along.misconception(
    "You added up the distances first, and they add up to 0. Square each of them, and then add them up."
)
def not_squared(X, v):
    t = (X - X.mean(axis=0)) @ v / np.linalg.norm(v)
    return np.sum(t) / (len(X) - 1)


@variance_along.misconception("You added up distances without their signs. The variance adds up their squares.")
def absolute_distances(X, v):
    t = (X - X.mean(axis=0)) @ v / np.linalg.norm(v)
    return np.sum(np.abs(t)) / (len(X) - 1)


@variance_along.misconception(
    "Those are the variances of the columns. Take the dot product of each row with v, and then the variance of these "
    "numbers."
)
def of_the_columns(X, v):
    return X.var(axis=0, ddof=1)


@variance_along.misconception("That is the total variance, over all columns. The task asks only for the part along v.")
def total_variance(X, v):
    return np.sum(X.var(axis=0, ddof=1))


@variance_along.misconception(
    "You weighted the variances of the columns. That forgets how the columns vary together: project the rows onto v "
    "first."
)
def ignores_covariance(X, v):
    return np.sum(X.var(axis=0, ddof=1) * v**2) / np.sum(v**2)


@variance_along.misconception(
    "You divided by the sum of v. Its length is np.linalg.norm(v), the square root of the sum of squares."
)
def sum_as_length(X, v):
    with np.errstate(divide="ignore", invalid="ignore"):
        return _along(X, v) * np.sum(v**2) / np.sum(v) ** 2


@variance_along.misconception(
    "Those are the positions of the examples along v. Return one number, their variance: the sum of squares divided by "
    "n − 1."
)
def returns_the_positions(X, v):
    return (X - X.mean(axis=0)) @ v / np.linalg.norm(v)


@variance_along.misconception("X -= … changes the caller's table. Make a new array: X - X.mean(axis=0).")
def writes_into_x(X, v):
    X -= X.mean(axis=0)
    return _along(X, v)


@variance_along.misconception("v /= … changes the caller's v. Make a new array: v / np.linalg.norm(v).")
def writes_into_v(X, v):
    v /= np.linalg.norm(v)
    return _along(X, v)


@variance_along.misconception(
    "You divided the length of Xc @ u by n − 1. The variance uses the *squared* length: the sum of squares."
)
def length_not_squared(X, v):
    return np.sqrt(_along(X, v, divisor=1)) / (len(X) - 1)


@variance_along.misconception("You divided v by the sum of its absolute entries. Its length is np.linalg.norm(v).")
def one_norm(X, v):
    return _along(X, v / np.sum(np.abs(v)), power=0)


@variance_along.misconception("You divided v by its largest entry. Its length is np.linalg.norm(v).")
def largest_entry(X, v):
    return _along(X, v / np.max(np.abs(v)), power=0)


@variance_along.misconception(
    "np.cov takes each row for a variable. Here the variables are the columns: np.cov(X.T), or rowvar=False."
)
def covariance_of_rows(X, v):
    rows = X - X.mean(axis=1, keepdims=True)
    with np.errstate(divide="ignore", invalid="ignore"):
        return v @ (rows @ rows.T / np.float64(X.shape[1] - 1)) @ v / (v @ v)
