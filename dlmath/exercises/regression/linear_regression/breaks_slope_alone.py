"""breaks_slope_alone: two columns, of which the first changes its sign beside the second."""

import numpy as np

from dlmath.exercises import exercise


def weight_beside_the_other(X, y):
    """The weight of the first column in the fit with all columns and an intercept."""
    A = np.column_stack([X, np.ones(len(X))])
    return np.linalg.lstsq(A, y, rcond=None)[0][0]


def fine(answer):
    """X and y as arrays of numbers, or None where their form is not the one asked for."""
    try:
        X, y = (np.asarray(part, dtype=float) for part in answer())
    except (TypeError, ValueError):
        return None
    if (
        X.ndim != 2
        or X.shape[1] != 2
        or y.shape != (len(X),)
        or not np.all(np.isfinite(X))
        or not np.all(np.isfinite(y))
    ):
        return None
    return X, y


@exercise(
    weight="hard",
    task="`slope_alone` looks at the first column of `X` and ignores the second. Invent data that fool it: return a "
    "matrix `X` with two columns and a vector `y`, with at least four rows and whole numbers from −100 to 100. The "
    "slope "
    "of `y` on the first column alone must be 1 or more, but the weight of that column in the fit with both columns "
    "and "
    "an intercept must be −1 or less.",
    hints=[
        "Decide on the weights first: y = −1·x₁ + something·x₂, without noise. Then the fit finds them.",
        "If x₂ rises along with x₁, and its weight is large, then y rises with x₁ when x₂ is ignored. But x₂ must "
        "not be "
        "an exact multiple of x₁ (plus a constant).",
        "Take x₁ = 0, 1, 2, 3 and x₂ = 0, 1, 2, 4, and y = −x₁ + 3 x₂.",
    ],
)
def breaks_slope_alone():
    """X with two columns, and y: the first weight turns around."""
    # y = -x1 + 3 x2, and x2 rises along with x1.
    X = np.array([[0.0, 0.0], [1.0, 1.0], [2.0, 2.0], [3.0, 4.0]])
    return X, -X[:, 0] + 3 * X[:, 1]


@breaks_slope_alone.breaks(weight_beside_the_other)
def slope_alone(X, y):
    x = X[:, 0] - np.mean(X[:, 0])
    return np.sum(x * (y - np.mean(y))) / np.sum(x**2)


@breaks_slope_alone.law("X is a matrix with two columns, and y a vector with an entry for each row", form=True)
def _(answer):
    return fine(answer) is not None


@breaks_slope_alone.law("there are at least four rows", form=True)
def _(answer):
    return len(fine(answer)[0]) >= 4


@breaks_slope_alone.law("all numbers are whole, from −100 to 100", form=True)
def _(answer):
    X, y = fine(answer)
    values = np.concatenate([X.ravel(), y])
    return bool(np.all(values == np.round(values)) and np.all(np.abs(values) <= 100))


@breaks_slope_alone.law("the columns of X and the intercept are independent, so that the weights are unique", form=True)
def _(answer):
    X, _y = fine(answer)
    return np.linalg.matrix_rank(np.column_stack([X, np.ones(len(X))])) == 3


@breaks_slope_alone.law("the slope on the first column alone is 1 or more")
def _(answer):
    return slope_alone(*fine(answer)) >= 1 - 1e-9


@breaks_slope_alone.law("beside the second column, the weight of the first is −1 or less")
def _(answer):
    return weight_beside_the_other(*fine(answer)) <= -1 + 1e-9


@breaks_slope_alone.misconception(
    "Both numbers are positive: the first column keeps its sign. Give it a negative weight yourself, y = −x₁ + … "
    "x₂, with "
    "an x₂ that rises along with x₁.",
    when=lambda X, y: slope_alone(X, y) > 0 and weight_beside_the_other(X, y) > 0,
)
def keeps_its_sign():
    X = np.array([[0.0, 1.0], [1.0, 0.0], [2.0, 1.0], [3.0, 0.0]])
    return X, 2 * X[:, 0] + X[:, 1]


@breaks_slope_alone.misconception(
    "The weight is negative beside the other column, but alone, it is not positive enough yet. Let x₂ have a larger "
    "weight, or "
    "let it rise more steeply with x₁.",
    when=lambda X, y: 0 < slope_alone(X, y) < 1 and weight_beside_the_other(X, y) <= -1,
)
def too_little_company():
    X = np.array([[0.0, 0.0], [1.0, 1.0], [2.0, 2.0], [3.0, 4.0]])
    return X, np.array([0.0, 0.0, 0.0, 1.0])


@breaks_slope_alone.misconception(
    "It flips in the wrong direction: here the slope alone is negative, and the weight beside the other column is "
    "positive. Reverse the signs of y.",
    when=lambda X, y: slope_alone(X, y) < 0 < weight_beside_the_other(X, y),
)
def the_other_way_around():
    X = np.array([[0.0, 0.0], [1.0, 1.0], [2.0, 2.0], [3.0, 4.0]])
    return X, X[:, 0] - 3 * X[:, 1]


@breaks_slope_alone.misconception(
    "Both numbers are negative or 0. Let x₂ rise along with x₁, and give it a large positive weight, so that y "
    "rises with x₁ when "
    "x₂ is ignored.",
    when=lambda X, y: slope_alone(X, y) <= 0 and weight_beside_the_other(X, y) <= 0,
)
def both_negative():
    X = np.array([[0.0, 1.0], [2.0, 0.0], [4.0, 1.0], [6.0, 0.0]])
    return X, -np.array([0.0, 1.0, 2.0, 3.0])


@breaks_slope_alone.misconception(
    "The weight flips, but not far enough: it has to be −1 or less beside the other column.",
    when=lambda X, y: slope_alone(X, y) > 0 and -1 < weight_beside_the_other(X, y) <= 0,
)
def not_far_enough():
    X = np.array([[0.0, 0.0], [2.0, 1.0], [4.0, 2.0], [6.0, 4.0]])
    return X, np.array([0.0, 2.0, 4.0, 9.0])
