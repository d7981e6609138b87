"""bootstrap_rmse: the score on test sets that are drawn from one test set."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="Return the RMSE on each bootstrap test set, an array with one number for each row of `draws`. `draws` is a "
    "matrix of row numbers: row $k$ holds the numbers of the $n$ patients in test set $k$. `y` and `y_hat` are "
    "arrays of "
    "length $n$.",
    hints=[
        "For one test set with the row numbers i, the targets are y[i] and the predictions y_hat[i].",
        "Loop over the rows i of draws, and append np.sqrt(np.mean((y[i] - y_hat[i]) ** 2)) to a list.",
        "Without a loop: (y - y_hat)[draws] is a matrix with a test set in each row. Square it, take the mean with "
        "axis=1, "
        "then the root.",
    ],
    also=("whole", "large", "small"),
)
def bootstrap_rmse(y, y_hat, draws):
    """The RMSE on each of the test sets that draws describes."""
    # Row k of the matrix holds the errors on test set k.
    errors = (y - y_hat)[draws]
    return np.sqrt(np.mean(errors**2, axis=1))


@bootstrap_rmse.cases
def cases(rng):
    def some(n, times):
        return rng.normal(size=n), rng.normal(size=n), rng.integers(0, n, size=(times, n))

    return [
        (np.array([1.0, 5.0]), np.array([0.0, 2.0]), np.array([[0, 0], [0, 1], [1, 1]])),
        (np.array([1.0, 2.0, 6.0]), np.array([0.0, 0.0, 1.0]), np.array([[0, 0, 2], [1, 2, 0]])),
        (np.array([4.0, -1.0, 3.0, 0.0]), np.array([2.0, 0.0, 3.0, -3.0]),
         np.array([[3, 3, 0, 1], [0, 1, 2, 3], [2, 2, 2, 1], [1, 0, 0, 3], [2, 3, 3, 3]])),
        some(6, 4),
        some(9, 9),
        some(40, 25),
    ]  # fmt: skip


@bootstrap_rmse.edge_cases
def edge_cases(rng):
    return [
        (np.array([1, 5, 2]), np.array([0, 2, 2]), np.array([[2, 2, 2], [1, 1, 0]])),
        (np.array([3.0]), np.array([1.0]), np.array([[0], [0]])),
        (10 + rng.normal(size=5), 12 + rng.normal(size=5), rng.integers(0, 5, size=(1, 5))),
    ]


@bootstrap_rmse.law("the test set itself, drawn in order, gets its own RMSE")
def _(f, y, y_hat, draws):
    in_order = np.arange(len(y))[None, :]
    return np.allclose(f(y, y_hat, in_order), np.sqrt(np.mean((y - y_hat) ** 2)), rtol=1e-9)


@bootstrap_rmse.law("the order within a test set does not matter")
def _(f, y, y_hat, draws):
    return np.allclose(f(y, y_hat, draws[:, ::-1]), f(y, y_hat, draws), rtol=1e-9)


bootstrap_rmse.instead_of(
    "np.sqrt(np.mean(errors**2, axis=1))",
    {
        "np.sqrt(np.mean(errors**2))": "That is one number for all test sets together. Each row of draws is a test "
        "set of its "
        "own: axis=1.",
        "np.sqrt(np.mean(errors**2, axis=0))": "axis=0 goes down the columns, across the test sets. A test set is a "
        "row: axis=1.",
        "np.mean(errors**2, axis=1)": "Those are mean squared errors. Take the root.",
        "np.sqrt(np.sum(errors**2, axis=1))": "You added the squares. Take their mean.",
        "np.mean(np.abs(errors), axis=1)": "Those are mean absolute errors. Square the errors, and take the root of "
        "the mean.",
        "np.abs(np.mean(errors, axis=1))": "Errors of both signs cancel in that mean. Square each error, then take "
        "the mean.",
        "np.mean(errors, axis=1)": "Errors of both signs cancel in that mean. Square them first, and take the root "
        "at the end.",
        "np.std(errors, axis=1)": "np.std subtracts the mean of the errors first. The RMSE squares them as they are.",
        "np.sqrt(np.median(errors**2, axis=1))": "That takes the median of the squares. The RMSE takes their mean.",
        "np.mean(np.sqrt(np.mean(errors**2, axis=1)))": "You averaged the scores of all test sets. Return all of "
        "them: their "
        "spread is what we want to see.",
        "np.sort(np.sqrt(np.mean(errors**2, axis=1)))": "You sorted the scores. Number k must belong to row k of "
        "draws.",
        "np.std(np.sqrt(np.mean(errors**2, axis=1)))": "That is already the spread of the scores. Return the scores "
        "themselves.",
    },
)


@bootstrap_rmse.misconception(
    "You drew the targets, but left the predictions in their old order. A patient and the prediction for that "
    "patient stay "
    "together: index both with the same numbers."
)
def only_targets_drawn(y, y_hat, draws):
    return np.sqrt(np.mean((y[draws] - y_hat) ** 2, axis=1))


@bootstrap_rmse.misconception(
    "You drew the predictions, but left the targets in their old order. A patient and the prediction for that "
    "patient stay "
    "together: index both with the same numbers."
)
def only_predictions_drawn(y, y_hat, draws):
    return np.sqrt(np.mean((y - y_hat[draws]) ** 2, axis=1))


@bootstrap_rmse.misconception("A patient who is drawn twice counts twice. Don't remove the repeats.")
def without_repeats(y, y_hat, draws):
    return np.array([np.sqrt(np.mean((y[i] - y_hat[i]) ** 2)) for i in map(np.unique, draws)])


@bootstrap_rmse.misconception("That is the RMSE of the whole test set, over and over. Use the rows of draws.")
def ignores_the_draws(y, y_hat, draws):
    return np.full(len(draws), np.sqrt(np.mean((y - y_hat) ** 2)))


@bootstrap_rmse.misconception("You added prediction and target. An error is a difference.")
def adds(y, y_hat, draws):
    return np.sqrt(np.mean((y + y_hat)[draws] ** 2, axis=1))


@bootstrap_rmse.misconception(
    "That is the RMSE of the whole test set, which is one number. Score each row of draws: (y - y_hat)[draws]."
)
def one_score(y, y_hat, draws):
    return np.sqrt(np.mean((y - y_hat) ** 2))


@bootstrap_rmse.misconception(
    "You multiplied the errors by the row numbers. The numbers in draws say *which* errors to take: (y - y_hat)[draws]."
)
def times_the_numbers(y, y_hat, draws):
    return np.sqrt(np.mean(((y - y_hat) * draws) ** 2, axis=1))


@bootstrap_rmse.misconception("Subtract first, then square: (y − ŷ)² is not y² − ŷ².")
def difference_of_squares(y, y_hat, draws):
    with np.errstate(invalid="ignore"):
        return np.sqrt(np.mean((y**2 - y_hat**2)[draws], axis=1))


@bootstrap_rmse.misconception(
    "Those are quantiles of the scores. Return the scores themselves, one for each row of draws."
)
def quantiles_already(y, y_hat, draws):
    return np.quantile(bootstrap_rmse(y, y_hat, draws), [0.025, 0.975])


@bootstrap_rmse.misconception(
    "Your loop runs over the patients. There is one score for each row of draws: for row in draws, or "
    "range(len(draws))."
)
def as_many_as_patients(y, y_hat, draws):
    return np.array([np.sqrt(np.mean((y - y_hat)[draws[k]] ** 2)) for k in range(len(y))])


@bootstrap_rmse.misconception(
    "You multiplied the squared errors by the row numbers. The numbers in draws say *which* errors to take: (y - "
    "y_hat)[draws]."
)
def squares_times_the_numbers(y, y_hat, draws):
    return np.sqrt(np.mean((y - y_hat) ** 2 * draws, axis=1))
