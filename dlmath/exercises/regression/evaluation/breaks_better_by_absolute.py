"""breaks_better_by_absolute: two predictions that MAE and RMSE rank differently."""

import numpy as np

from dlmath.exercises import exercise


def better_by_squares(y, a, b):
    """ "a" or "b", whichever has the smaller RMSE; "tie" if neither has."""
    first, second = np.sqrt(np.mean((y - a) ** 2)), np.sqrt(np.mean((y - b) ** 2))
    return "tie" if np.isclose(first, second) else "a" if first < second else "b"


def arrays(answer):
    """y, a and b as arrays of one length, or None where they are not."""
    try:
        y, a, b = (np.asarray(part, dtype=float) for part in answer())
    except (TypeError, ValueError):
        return None
    fine = y.ndim == 1 and y.shape == a.shape == b.shape and len(y) > 0
    return (y, a, b) if fine and np.all(np.isfinite([y, a, b])) else None


@exercise(
    weight="standard",
    task="`better_by_absolute` decides between two models by the mean absolute error. Show that the choice matters: "
    "return three arrays of the same length, `y, a, b`, for which the MAE prefers the predictions `a`, but the RMSE "
    "prefers the predictions `b`.",
    hints=[
        "Which of the two scores punishes one large error more? Give that kind of error to a.",
        "Let y be zeros, so that the predictions are the errors. a is right except in one place, b is a little off "
        "everywhere.",
        "With y = 0, 0, 0, 0, take a = 0, 0, 0, 12 and b = 4, 4, 4, 4. The MAEs are 3 and 4. And the RMSEs?",
    ],
)
def breaks_better_by_absolute():
    """Targets and two predictions that MAE and RMSE rank differently."""
    # One large error has a small mean, but a large mean square.
    y = np.zeros(4)
    return y, np.array([0.0, 0.0, 0.0, 12.0]), np.array([4.0, 4.0, 4.0, 4.0])


@breaks_better_by_absolute.breaks(better_by_squares)
def better_by_absolute(y, a, b):
    first, second = np.mean(np.abs(y - a)), np.mean(np.abs(y - b))
    return "tie" if np.isclose(first, second) else "a" if first < second else "b"


@breaks_better_by_absolute.law("y, a and b are arrays of numbers, all of the same length", form=True)
def _(answer):
    return arrays(answer) is not None


@breaks_better_by_absolute.law("the mean absolute error prefers a")
def _(answer):
    return better_by_absolute(*arrays(answer)) == "a"


@breaks_better_by_absolute.law("the root of the mean squared error prefers b")
def _(answer):
    return better_by_squares(*arrays(answer)) == "b"


def ranks(absolute, squared):
    """A condition on how the two scores rank the models."""
    return lambda y, a, b: (better_by_absolute(y, a, b), better_by_squares(y, a, b)) == (absolute, squared)


@breaks_better_by_absolute.misconception(
    "The two scores disagree, but the other way around: swap a and b.", when=ranks("b", "a")
)
def the_other_way_around():
    return np.zeros(4), np.array([4.0, 4.0, 4.0, 4.0]), np.array([0.0, 0.0, 0.0, 12.0])


@breaks_better_by_absolute.misconception(
    "Both scores prefer a. Squares punish large errors: make one error of a larger, while its mean stays below that "
    "of b.",
    when=ranks("a", "a"),
)
def both_prefer_a():
    return np.zeros(4), np.array([0.0, 0.0, 0.0, 1.0]), np.array([4.0, 4.0, 4.0, 4.0])


@breaks_better_by_absolute.misconception(
    "Both scores prefer b. Make most errors of a smaller, so that its mean falls below that of b, but keep one large.",
    when=ranks("b", "b"),
)
def both_prefer_b():
    return np.zeros(4), np.array([4.0, 4.0, 4.0, 4.0]), np.array([0.0, 0.0, 0.0, 1.0])


@breaks_better_by_absolute.misconception(
    "The mean absolute errors are the same, so the MAE does not prefer a. Make the errors of b a little larger.",
    when=lambda y, a, b: better_by_absolute(y, a, b) == "tie",
)
def a_tie_of_absolute_errors():
    return np.zeros(4), np.array([0.0, 0.0, 0.0, 12.0]), np.array([3.0, 3.0, 3.0, 3.0])


@breaks_better_by_absolute.misconception(
    "The RMSEs are the same, so the RMSE prefers neither. Make the largest error of a a little larger.",
    when=ranks("a", "tie"),
)
def a_tie_of_squares():
    return np.zeros(4), np.array([0.0, 0.0, 0.0, 8.0]), np.array([4.0, 4.0, 4.0, 4.0])
