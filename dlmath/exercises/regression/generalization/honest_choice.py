"""honest_choice: which set chooses, and which one reports."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="Entry $k$ of each array is the error of model $k$ on one of the three sets. `honest_choice` should return "
    "the number of the model you would choose and the error you may report for it. It runs, and it reports wonderful "
    "numbers. Fix it.",
    hints=[
        "Which of the three sets is there to choose a model? Which one has played no part in fitting or choosing?",
        "np.min(test_errors) is the error of whichever model was luckiest on the test set.",
        "chosen = np.argmin(validation_errors), and the error of that model on the test set: test_errors[chosen].",
    ],
)
def honest_choice(train_errors, validation_errors, test_errors):
    """Number of the chosen model, and the error to report."""
    # The validation set chooses. The test set is asked once, about the chosen model.
    chosen = np.argmin(validation_errors)
    return chosen, test_errors[chosen]


@honest_choice.start(
    "The code still chooses by the training error, which is lowest for the most flexible model, and reports the best "
    "test error of all models. Choose by the validation error, and report the test error of the model you chose."
)
def by_the_training_error(train_errors, validation_errors, test_errors):
    """Number of the chosen model, and the error to report."""
    chosen = np.argmin(train_errors)
    return chosen, np.min(test_errors)


@honest_choice.cases
def cases(rng):
    flat = rng.uniform(1.0, 2.0, size=(3, 9))
    return [
        (np.array([5.0, 3.0, 1.0]), np.array([6.0, 4.0, 9.0]), np.array([3.0, 5.0, 8.0])),
        (np.array([9.0, 5.0, 4.0, 2.0]), np.array([9.0, 6.0, 7.0, 8.0]), np.array([9.5, 7.0, 6.0, 8.0])),
        (np.array([4.0, 1.0, 3.0, 2.0]), np.array([2.0, 5.0, 8.0, 3.0]), np.array([6.0, 4.0, 1.0, 7.0])),
        (np.array([3.0, 7.0, 5.0]), np.array([8.0, 9.0, 2.0]), np.array([4.0, 1.0, 6.0])),
        (np.array([3.0, 2.0, 8.0, 5.0, 1.0]), np.array([7.0, 5.0, 6.0, 1.0, 9.0]), np.array([2.0, 3.0, 1.0, 9.0, 4.0])),
        (flat[0], flat[1], flat[2]),
        (rng.uniform(size=30), rng.uniform(size=30), rng.uniform(size=30)),
    ]


@honest_choice.edge_cases
def edge_cases(rng):
    return [
        (np.array([2.0]), np.array([3.0]), np.array([4.0])),
        (np.array([3, 2, 1]), np.array([2, 1, 3]), np.array([7, 8, 1])),
    ]


@honest_choice.law("the training errors play no part")
def _(f, train, validation, test):
    return np.allclose(f(train, validation, test), f(train[::-1] + 1, validation, test))


@honest_choice.law("the test errors of models that were not chosen play no part")
def _(f, train, validation, test):
    chosen = np.argmin(validation)
    other = np.where(np.arange(len(test)) == chosen, test, test / 2)
    return np.allclose(f(train, validation, other), f(train, validation, test))


honest_choice.instead_of(
    "np.argmin(validation_errors)",
    {
        "np.argmin(train_errors)": "You still choose by the training error. It is lowest for the most flexible model, "
        "whether or not that is any good on new data.",
        "np.argmin(test_errors)": "You chose by the test error. Then the test set has been used for the choice, and "
        "the error you report is the luckiest of all. Choose by the validation error.",
        "np.argmax(validation_errors)": "These are errors, so the best model has the smallest one: np.argmin.",
        "np.argmin(validation_errors + test_errors)": "The test errors must play no part in the choice. Otherwise "
        "what you report is too good.",
        "np.argmin(train_errors + validation_errors)": "The training errors favor the most flexible model. Choose by "
        "the validation errors alone.",
        "np.argmin(train_errors + validation_errors + test_errors)": "Only the validation errors should choose. The "
        "training errors favor flexible models, and the test set must stay untouched.",
        "np.argmin(np.abs(validation_errors - train_errors))": "A small gap alone doesn't make a model good: a "
        "constant has one. Choose the smallest validation error.",
        "np.argmin(validation_errors - train_errors)": "A small gap alone doesn't make a model good: a constant has "
        "one. Choose the smallest validation error.",
        "np.argmin(np.maximum(train_errors, validation_errors))": "The training errors must have no say in the "
        "choice: the weights were fitted to them. Choose by the validation errors alone.",
        "np.min(validation_errors)": "That is the smallest error itself. You need the number of the model that has it: "
        "np.argmin.",
        "np.argmin(validation_errors) + 1": "Models are numbered from 0, just like the entries of the arrays.",
        "np.argsort(validation_errors)[1]": "That is the second-best model. Take the best: np.argmin.",
    },
)
honest_choice.instead_of(
    "return chosen, test_errors[chosen]",
    {
        "return chosen, np.min(test_errors)": "You report the lowest test error of all models. That is the luckiest "
        "one, not the error of the model you chose: test_errors[chosen].",
        "return chosen, validation_errors[chosen]": "The validation error of the chosen model is the smallest of "
        "several noisy numbers, so it is too good on average. Report its test error.",
        "return chosen, np.min(validation_errors)": "The validation error of the chosen model is the smallest of "
        "several noisy numbers, so it is too good on average. Report its test error.",
        "return chosen, train_errors[chosen]": "The training error is too low: the weights were fitted to these "
        "examples. Report the test error.",
        "return chosen, np.mean(test_errors)": "That is the average over all models. Report the test error of the one "
        "you chose.",
        "return test_errors[chosen], chosen": "The two results are the wrong way around: first the number of the "
        "model, then the error.",
        "return chosen": "The error to report is missing: test_errors[chosen].",
        "return test_errors[chosen]": "The number of the chosen model is missing: return chosen, test_errors[chosen].",
        "return chosen, (validation_errors[chosen] + test_errors[chosen]) / 2": "The validation error has been used "
        "for the choice, so it is too good. Report the test error alone.",
        "return chosen, validation_errors[chosen], test_errors[chosen]": "Return two numbers: the model, and the "
        "error you may report for it, which is its test error.",
        "return chosen, np.max(test_errors)": "That is the worst test error of all models. Report that of the model "
        "you chose.",
    },
)


@honest_choice.misconception(
    "The first result is an error. Return the *number* of the model: np.argmin gives the place of the smallest error, "
    "np.min the error itself."
)
def error_for_number(train_errors, validation_errors, test_errors):
    return np.min(validation_errors), test_errors[np.argmin(validation_errors)]


@honest_choice.misconception("Models are numbered from 0, like the entries of the arrays: return np.argmin as it is.")
def counts_models_from_one(train_errors, validation_errors, test_errors):
    chosen = np.argmin(validation_errors)
    return chosen + 1, test_errors[chosen]
