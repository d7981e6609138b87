"""bag_of_models: one fit for each bootstrap sample, and the mean of their predictions."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="Each row of `rows` is a bootstrap sample: it holds as many row numbers of `A` as a training set should "
    "have, drawn with replacement, so that some occur more than once. For each sample, fit weights to those rows of "
    "`A` and those entries of `y` with `np.linalg.lstsq` (the shortest weights, if there are many), and predict for "
    "the rows of `A_new`. Return the average of the predictions over all samples.",
    hints=[
        "Loop over the samples: for sample in rows.",
        "A[sample] and y[sample] are the rows and the targets of one sample, repeats included.",
        "w = np.linalg.lstsq(A[sample], y[sample])[0], and its predictions are A_new @ w. Add them up, and divide by "
        "len(rows).",
    ],
    also=("whole", "large", "small"),
)
def bag_of_models(A, y, A_new, rows):
    """Predictions for A_new, averaged over one model for each row of rows."""
    # Average what the models say.
    total = np.zeros(len(A_new))
    for sample in rows:
        w = np.linalg.lstsq(A[sample], y[sample])[0]
        total = total + A_new @ w
    return total / len(rows)


@bag_of_models.cases
def cases(rng):
    A = np.array([[1.0, 0.0], [0.0, 1.0], [1.0, 1.0]])
    new = np.array([[2.0, 1.0], [0.0, 3.0]])
    return [
        (A, np.array([1.0, 2.0, 6.0]), new, np.array([[0, 1, 2]])),
        (A, np.array([1.0, 2.0, 6.0]), new, np.array([[0, 0, 2], [1, 2, 2]])),
        (A, np.array([1.0, 2.0, 6.0]), new, np.array([[0, 1, 2], [0, 0, 1], [2, 2, 1], [2, 2, 2]])),
        (rng.normal(size=(6, 2)), rng.normal(size=6), rng.normal(size=(3, 2)), rng.integers(0, 6, size=(5, 6))),
        (rng.normal(size=(4, 7)), rng.normal(size=4), rng.normal(size=(5, 7)), rng.integers(0, 4, size=(3, 4))),
        (rng.normal(size=(9, 3)), rng.normal(size=9), rng.normal(size=(4, 3)), rng.integers(0, 9, size=(12, 9))),
    ]


@bag_of_models.edge_cases
def edge_cases(rng):
    return [
        (np.array([[1, 0], [1, 1], [1, 2]]), np.array([1, 2, 4]), np.array([[1, 5]]), np.array([[0, 1, 2], [2, 2, 0]])),
        (rng.normal(size=(5, 2)), rng.normal(size=5), rng.normal(size=(1, 2)), np.array([[4, 4, 4, 4, 4]])),
    ]


@bag_of_models.law("the order of the samples does not matter")
def _(f, A, y, A_new, rows):
    return np.allclose(f(A, y, A_new, rows[::-1]), f(A, y, A_new, rows))


@bag_of_models.law("the order within a sample does not matter")
def _(f, A, y, A_new, rows):
    return np.allclose(f(A, y, A_new, rows[:, ::-1]), f(A, y, A_new, rows))


bag_of_models.instead_of(
    "np.linalg.lstsq(A[sample], y[sample])[0]",
    {
        "np.linalg.lstsq(A, y)[0]": "Every model was fitted to all examples, so they are all the same. Fit each to its "
        "own sample: A[sample], y[sample].",
        "np.linalg.lstsq(A[sample], y[: len(sample)])[0]": "The rows come from the sample, but their targets do not. "
        "Use y[sample].",
        "np.linalg.lstsq(A[: len(sample)], y[sample])[0]": "The targets come from the sample, but the rows of A do "
        "not. Use A[sample].",
        "np.linalg.lstsq(A[np.unique(sample)], y[np.unique(sample)])[0]": "An example that was drawn twice counts "
        "twice. Keep the repeats: A[sample].",
        "np.linalg.lstsq(A[rows[0]], y[rows[0]])[0]": "Only the first sample counts in your answer. Is the return "
        "inside the loop, or did you write rows[0] instead of the current sample?",
        "np.linalg.lstsq(A[sample], np.sort(y[sample]))[0]": "Sorting the targets separates them from their rows.",
        "np.linalg.lstsq(np.delete(A, sample, axis=0), np.delete(y, sample))[0]": "You fitted the examples that were "
        "*not* drawn. Fit those in the sample.",
        "A[sample].T @ y[sample] / len(sample)": "That is not the least-squares fit. Use np.linalg.lstsq.",
        "np.linalg.lstsq(A[sample], y[sample] - y.mean())[0]": "Don't subtract anything from the targets here.",
    },
)
bag_of_models.instead_of(
    "return total / len(rows)",
    {
        "return total": "That is the sum of the predictions. Divide by the number of models, len(rows).",
        "return total / len(A)": "Divide by the number of models, len(rows), not by the number of examples in a "
        "sample.",
        "return total / len(A_new)": "Divide by the number of models, len(rows), not by the number of new rows.",
        "return np.mean(total) / len(rows)": "Each row of A_new has its own prediction. Average over the models only.",
        "return A_new @ w": "That is only the prediction of the last model. Average over all of them.",
        "return w": "Those are the weights of the last model. Return the average prediction for A_new.",
        "return total / (len(rows) - 1)": "An average of m numbers divides by m.",
        "return total / rows.size": "rows.size counts all row numbers. Divide by the number of models, len(rows).",
        "return total / np.sqrt(len(rows))": "An average of m numbers divides by m, not by its square root.",
    },
)
bag_of_models.instead_of(
    "total = total + A_new @ w",
    {
        "total = total + w": "You added up the weights. If you average those, multiply by A_new at the end.",
        "total = (total + A_new @ w) / 2": "Averaging in each round gives the last models most of the weight. Add the "
        "predictions up, and divide once at the end.",
        "total = A_new @ w": "Each round overwrites the one before. Add the predictions up: total = total + A_new @ w.",
        "total = total + np.round(A_new @ w)": "Don't round: average the predictions themselves.",
    },
)


@bag_of_models.misconception("You took the median over the models. The task asks for the average.")
def median_of_models(A, y, A_new, rows):
    return np.median([A_new @ np.linalg.lstsq(A[s], y[s])[0] for s in rows], axis=0)


@bag_of_models.misconception(
    "The loop goes over the columns of rows. Each *row* of rows is a sample: for sample in rows."
)
def samples_in_columns(A, y, A_new, rows):
    return np.mean([A_new @ np.linalg.lstsq(A[s], y[s])[0] for s in rows.T], axis=0)


@bag_of_models.misconception(
    "You put all samples into one training set and fitted a single model. Fit one model for each sample, and average "
    "their predictions."
)
def one_large_sample(A, y, A_new, rows):
    everything = rows.ravel()
    return A_new @ np.linalg.lstsq(A[everything], y[everything])[0]


@bag_of_models.misconception(
    "You averaged over the new rows, within each model. Average over the models: axis=0 of an array with a model in "
    "each row."
)
def over_the_new_rows(A, y, A_new, rows):
    return np.mean([A_new @ np.linalg.lstsq(A[s], y[s])[0] for s in rows], axis=1)


@bag_of_models.misconception("You predicted for the rows of A. Predict for those of A_new.")
def predicts_for_old_rows(A, y, A_new, rows):
    return np.mean([A @ np.linalg.lstsq(A[s], y[s])[0] for s in rows], axis=0)


@bag_of_models.misconception("The first sample is left out: Python counts from 0.")
def skips_the_first_sample(A, y, A_new, rows):
    total = np.zeros(len(A_new))
    for sample in rows[1:]:
        total = total + A_new @ np.linalg.lstsq(A[sample], y[sample])[0]
    return total / len(rows)


@bag_of_models.misconception(
    "Those are the normal equations. In a bootstrap sample, rows repeat, so there are fewer distinct ones, and AᵀA "
    "can be singular. np.linalg.lstsq then takes the shortest weights."
)
def by_the_normal_equations(A, y, A_new, rows):
    return np.mean([A_new @ np.linalg.solve(A[s].T @ A[s], A[s].T @ y[s]) for s in rows], axis=0)


@bag_of_models.misconception("Those are the averaged weights. Predict with them: A_new @ w.")
def averages_the_weights(A, y, A_new, rows):
    return np.mean([np.linalg.lstsq(A[s], y[s])[0] for s in rows], axis=0)


@bag_of_models.misconception(
    "Those are the predictions of every model, not yet averaged. Take the mean over the models, one number for each "
    "row of A_new."
)
def all_predictions(A, y, A_new, rows):
    return np.array([A_new @ np.linalg.lstsq(A[s], y[s])[0] for s in rows])


@bag_of_models.misconception(
    "np.linalg.lstsq returns four things, of which the weights are the first: np.linalg.lstsq(A[sample], y[sample])[0]."
)
def takes_all_of_lstsq(A, y, A_new, rows):
    return np.mean([A_new @ np.linalg.lstsq(A[s], y[s]) for s in rows], axis=0)


@bag_of_models.misconception("You predicted for the rows of the sample. Predict for those of A_new.")
def predicts_for_the_sample(A, y, A_new, rows):
    return np.mean([A[s] @ np.linalg.lstsq(A[s], y[s])[0] for s in rows], axis=0)


@bag_of_models.misconception(
    "You averaged the samples and fitted one model to the averaged rows. Fit a model to each sample, and average what "
    "the models predict."
)
def averages_the_samples(A, y, A_new, rows):
    X, targets = np.mean([A[s] for s in rows], axis=0), np.mean([y[s] for s in rows], axis=0)
    return A_new @ np.linalg.lstsq(X, targets)[0]
