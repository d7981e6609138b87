"""mean_squared_error: each prediction with its own partner."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="This function should return the mean squared error: the mean of the squared differences between each "
    "prediction and its own true value. `truth` has shape `(n,)`, and `prediction` has shape `(n,)` or `(n, 1)`. For "
    "one of the two the function is wrong. Fix it.",
    hints=[
        "For which of the two shapes does prediction − truth become a table?",
        "Give both the same shape before you subtract. reshape takes a shape; truth.shape is the one you want.",
        "difference = prediction.reshape(truth.shape) - truth.",
    ],
)
def mean_squared_error(prediction, truth):
    """The mean of (prediction − truth)², each with its own partner."""
    # A column minus a plain vector would be a table of everyone with everyone.
    difference = prediction.reshape(truth.shape) - truth
    return np.mean(difference**2)


@mean_squared_error.start(
    "For a column of predictions the difference is still a table of every pair. Make both shapes equal first."
)
def starting(prediction, truth):
    """The mean of (prediction − truth)², each with its own partner."""
    difference = prediction - truth
    return np.mean(difference**2)


@mean_squared_error.cases
def cases(rng):
    truth, column = rng.normal(size=8), rng.normal(size=(8, 1))
    return [
        (np.array([1.0, 2.0, 5.0]), np.array([1.0, 4.0, 4.0])),
        (np.array([[1.0], [2.0]]), np.array([1.0, 4.0])),
        (np.array([[2.0], [3.0], [5.0], [9.0]]), np.array([2.0, 3.0, 5.0, 7.0])),
        (np.array([[3], [1], [4], [1]]), np.array([2, 7, 1, 8])),
        (rng.normal(size=8), truth),
        (column, truth),
        (1000 * column, 1000 * truth),
    ]


@mean_squared_error.edge_cases
def edge_cases(rng):
    return [(np.array([[7.0]]), np.array([4.0])), (np.array([7.0]), np.array([4.0]))]


@mean_squared_error.law("a perfect prediction has error 0, as a vector and as a column")
def _(f, prediction, truth):
    return f(truth, truth) == 0 and f(truth.reshape(-1, 1), truth) == 0


mean_squared_error.instead_of(
    "prediction.reshape(truth.shape) - truth",
    {
        "prediction.reshape(-1, 1) - truth.reshape(1, -1)": "A column and a row make a table, for both shapes now. "
        "Give both the same shape.",
        "prediction[0] - truth": "prediction[0] is one prediction, and you compared it with every true value. Use all.",
        "np.mean(prediction) - truth": "You replaced the predictions by their mean. Each belongs to its own true "
        "value.",
        "np.sort(prediction.ravel()) - np.sort(truth)": "You sorted, so predictions met true values other than their "
        "own.",
        "prediction.reshape(truth.shape)": "The difference is missing: subtract truth.",
        "prediction.reshape(truth.shape) + truth": "You added. The error is the difference.",
        "prediction.reshape(-1)[::-1] - truth": "The order of the predictions was reversed, so each met another's true "
        "value.",
    },
)
mean_squared_error.instead_of(
    "np.mean(difference**2)",
    {
        "np.sum(difference**2)": "That is the sum of the squares. Divide by how many there are: np.mean.",
        "np.mean(np.abs(difference))": "You took absolute values instead of squares.",
        "np.mean(difference)": "The squares are missing, and without them errors of opposite sign cancel.",
        "np.mean(difference) ** 2": "You took the mean first and squared it. Square each difference, then take the "
        "mean.",
        "np.sqrt(np.mean(difference**2))": "There is one square root too many: the task asks for the mean of the "
        "squares.",
        "np.mean(difference**2) / 2": "You halved the error. The task asks for the mean of the squares.",
        "np.max(difference**2)": "You kept the largest square. Take the mean of all.",
        "difference**2": "These are the squares, one per prediction. Take their mean.",
    },
)


@mean_squared_error.misconception(
    "Now the column works, but a plain vector fails: prediction[:, 0] needs two axes. reshape(truth.shape) takes both."
)
def only_columns(prediction, truth):
    return np.mean((prediction[:, 0] - truth) ** 2)


NO_AXIS = (
    "No axis is needed: the mean is taken over all differences at once. What is wrong is their shape. Make the two "
    "shapes equal before you subtract: prediction.reshape(truth.shape)."
)


@mean_squared_error.misconception(NO_AXIS)
def mean_along_each_row(prediction, truth):
    return np.mean((prediction - truth) ** 2, axis=1)


@mean_squared_error.misconception(NO_AXIS)
def mean_down_each_column(prediction, truth):
    return np.mean((prediction - truth) ** 2, axis=0)


@mean_squared_error.misconception(
    "You made truth a column. That fixes the column of predictions, but a plain vector now becomes a table. Make the "
    "two shapes equal: prediction.reshape(truth.shape)."
)
def truth_as_a_column(prediction, truth):
    return np.mean((prediction - truth.reshape(-1, 1)) ** 2)


@mean_squared_error.misconception(
    "The diagonal of the table is right for a column, but for a plain vector there is no table. Make the two shapes "
    "equal."
)
def diagonal_of_the_table(prediction, truth):
    return np.mean(np.diag(prediction - truth) ** 2)


@mean_squared_error.misconception(
    "You added up first and compared the totals. Compare each prediction with its own true value, then square."
)
def compares_the_sums(prediction, truth):
    return np.mean((np.sum(prediction) - np.sum(truth)) ** 2)


@mean_squared_error.misconception("The difference comes first, then the square: (prediction − truth)².")
def difference_of_squares(prediction, truth):
    return np.mean(prediction.ravel() ** 2 - truth**2)


@mean_squared_error.misconception(
    "The first row of the table compares every true value with the first prediction only. Make the two shapes equal."
)
def first_row_of_the_table(prediction, truth):
    difference = prediction - truth
    return np.mean((difference[0] if difference.ndim == 2 else difference) ** 2)


@mean_squared_error.misconception(
    "The diagonal is right, but the mean still divides by all n² entries, zeros included. Make the two shapes equal."
)
def diagonal_among_zeros(prediction, truth):
    difference = prediction - truth
    return np.mean((np.diag(np.diag(difference)) if difference.ndim == 2 else difference) ** 2)
