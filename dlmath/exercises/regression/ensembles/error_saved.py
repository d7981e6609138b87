"""error_saved: what the average guess is better by, which does not depend on the target."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="`guesses[k, i]` is what model `k` says about example `i`, whose target is `y[i]`. Each model has a mean "
    "squared error over the examples. Return the average of these errors over the models, minus the mean squared "
    "error of the *average guess*.",
    hints=[
        "Two numbers: the average error, and the error of the average. In which of them do you average before you "
        "square?",
        "The average guess is np.mean(guesses, axis=0), one number for each example.",
        "np.mean((guesses - y) ** 2), minus the same with the average guess in place of guesses.",
    ],
    also=("whole", "long"),
)
def error_saved(guesses, y):
    """The average error minus the error of the average."""
    # Square first and average then; or average the guesses first.
    members = np.mean((guesses - y) ** 2)
    together = np.mean((np.mean(guesses, axis=0) - y) ** 2)
    return members - together


@error_saved.cases
def cases(rng):
    return [
        (np.array([[1.0], [4.0]]), np.array([0.0])),
        (np.array([[1.0, 2.0], [4.0, 8.0], [1.5, -3.0]]), np.array([2.0, 5.0])),
        (rng.normal(size=(5, 4)), rng.normal(size=4)),
        (3 * rng.normal(size=(3, 6)) + 1, rng.normal(size=6)),
        (2 * rng.normal(size=(4, 4)) - 1, rng.normal(size=4)),
    ]


@error_saved.edge_cases
def edge_cases(rng):
    return [(np.array([[3.0, 5.0]]), np.array([1.0, 2.0])), (np.full((4, 2), 2.5), np.array([2.0, 7.0]))]


@error_saved.law("other targets do not change it")
def _(f, guesses, y):
    return np.isclose(f(guesses, y), f(guesses, y[::-1] + 1.5))


@error_saved.law("it is never negative")
def _(f, guesses, y):
    return f(guesses, y) >= -1e-9


error_saved.instead_of(
    "return members - together",
    {
        "return together - members": "Subtract the other way around: the average error minus the error of the average.",
        "return together": "That is the error of the average guess. Subtract it from the average error.",
        "return members": "That is the average error. Subtract the error of the average guess.",
        "return np.sqrt(members) - np.sqrt(together)": "Compare the mean squared errors themselves, without roots.",
        "return np.min(np.mean((guesses - y) ** 2, axis=1)) - together": "You started from the error of the best "
        "model. Start from the average of the models' errors.",
        "return np.max(np.mean((guesses - y) ** 2, axis=1)) - together": "You started from the error of the worst "
        "model. Start from the average of the models' errors.",
        "return np.sum(np.mean((guesses - y) ** 2, axis=1)) - together": "You added up the errors of the models. Take "
        "their mean.",
        "return members / together": "That is a ratio. The task asks for the difference.",
    },
)
error_saved.instead_of(
    "np.mean((np.mean(guesses, axis=0) - y) ** 2)",
    {
        "np.mean((np.median(guesses, axis=0) - y) ** 2)": "You took the median of the guesses. Take their average.",
        "np.mean((np.mean(guesses) - y) ** 2)": "You averaged over the examples as well. Each example has an average "
        "guess of its own: axis=0.",
        "np.mean(np.mean(guesses, axis=0) - y) ** 2": "Square the error of each example first, and average then.",
        "np.sum((np.mean(guesses, axis=0) - y) ** 2)": "That is the sum over the examples. Take the mean.",
        "np.min(np.mean((guesses - y) ** 2, axis=1))": "That is the error of the best model. Average the guesses, and "
        "take the error of that.",
    },
)


@error_saved.misconception("Square the errors, don't take their absolute values.")
def absolute(guesses, y):
    return np.mean(np.abs(guesses - y)) - np.mean(np.abs(np.mean(guesses, axis=0) - y))


@error_saved.misconception("You added up the errors of the examples. Take their mean.")
def sums(guesses, y):
    return np.sum((guesses - y) ** 2) / len(guesses) - np.sum((np.mean(guesses, axis=0) - y) ** 2)


@error_saved.misconception(
    "You divided by the number of models minus one, as for estimating a variance (ddof=1). Here it is a plain average "
    "over the models: divide by their number."
)
def one_model_fewer(guesses, y):
    return np.mean(np.var(guesses, axis=0, ddof=1))


@error_saved.misconception("That is the standard deviation of the guesses. Compare squared errors: no root.")
def standard_deviation(guesses, y):
    return np.mean(np.std(guesses, axis=0))


@error_saved.misconception(
    "You took all guesses together, so the differences between the examples count as well. Each example has an average "
    "guess of its own: axis=0."
)
def variance_of_everything(guesses, y):
    return np.var(guesses)


@error_saved.misconception(
    "You compared the guesses of one model about different examples. Compare what different models say about the same "
    "example: axis=0."
)
def along_the_examples(guesses, y):
    return np.mean(np.var(guesses, axis=1))


@error_saved.misconception("You have one number for each example. Average them: the task asks for a single number.")
def one_for_each_example(guesses, y):
    return np.mean((guesses - y) ** 2, axis=0) - (np.mean(guesses, axis=0) - y) ** 2
