"""one_standard_error: the simplest model that is not clearly worse."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="`errors[i, j]` is the error on fold `i` with the penalty `penalties[j]`. Find the penalty with the lowest "
    "mean over the folds, and the standard error of that mean (the standard deviation of its errors, with n − 1, "
    "divided by the square root of the number of folds). Return the *largest* penalty whose mean is at most the "
    "lowest mean plus that standard error. `penalties` may be in any order.",
    hints=[
        "Which axis runs over the folds? You need one mean for each column.",
        "best = np.argmin(mean), and the standard error is np.std(errors[:, best], ddof=1) / np.sqrt(len(errors)).",
        "np.max(penalties[mean <= mean[best] + error])",
    ],
    also=("whole", "large", "small"),
)
def one_standard_error(penalties, errors):
    """The largest penalty within one standard error of the best."""
    mean = np.mean(errors, axis=0)
    best = np.argmin(mean)
    # How uncertain is the lowest mean itself?
    error = np.std(errors[:, best], ddof=1) / np.sqrt(len(errors))
    return np.max(penalties[mean <= mean[best] + error])


@one_standard_error.cases
def cases(rng):
    # Means 4, 3, 4, 6; the errors of the best are 1, 3, 5: ± 2/√3 = 1.15.
    small = np.array([[2.0, 1.0, 3.0, 6.0], [4.0, 3.0, 4.0, 5.0], [6.0, 5.0, 5.0, 7.0]])
    # The same, in which the simplest is far away and the order is mixed.
    shuffled = small[:, [2, 0, 3, 1]]
    # ± 0.58 with n − 1, ± 0.47 without, and 0.5 above the best; ± 1 without the root.
    narrow = np.array([[2.0, 2.5, 3.6, 3.0], [3.0, 3.5, 3.6, 3.9], [4.0, 4.5, 3.6, 4.8]])
    # Two more that are near only by their own wide spread, or by a narrow one.
    spread = np.array([[1.0, 3.0, 0.0, 9.0], [2.0, 2.5, 5.0, 9.0], [1.5, 3.5, 4.0, 9.0], [1.9, 2.2, 1.0, 9.0]])
    # A hill in between: the largest counts, even beyond penalties that are worse.
    hill = np.array([[1.0, 9.0, 1.2, 5.0], [3.0, 9.0, 3.2, 5.0], [2.0, 8.0, 2.2, 6.0]])
    noisy = 10 + rng.normal(size=(5, 7)) + np.abs(np.arange(7) - 3)
    # Many penalties, each a little worse than the one before: they tell one bound from another.
    many = np.arange(1.0, 61.0)
    fine = np.array([[1.0], [3.0], [5.0]]) + 0.05 * many
    finer = np.array([[2.0], [2.5], [4.0], [5.5], [3.0]]) + 0.04 * many + 0.3 * rng.normal(size=(5, 60)) * (many > 1)
    return [
        (np.array([1.0, 10.0, 100.0, 1000.0]), small),
        (np.array([100.0, 1.0, 1000.0, 10.0]), shuffled),
        (np.array([1.0, 3.0, 30.0, 10.0]), narrow),
        (np.array([0.1, 1.0, 10.0, 100.0]), spread),
        (np.array([1.0, 2.0, 4.0, 8.0]), hill),
        (np.array([8.0, 4.0, 2.0, 1.0]), hill),
        (np.array([1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0]), noisy),
        (np.array([7.0, 5.0, 6.0, 4.0, 3.0, 2.0, 1.0]), noisy[:, ::-1] + 0.3 * rng.normal(size=(5, 7))),
        (many, fine),
        (many[::-1], finer[:, ::-1]),
        (np.array([0.5, 0.1, 0.9, 0.3]), 1 + rng.random((4, 4))),
        (np.geomspace(1, 100, 6), 5 + 2 * rng.random((10, 6))),
    ]


@one_standard_error.edge_cases
def edge_cases(rng):
    return [
        (np.array([1.0, 2.0]), np.array([[1.0, 5.0], [2.0, 6.0]])),
        (np.array([1.0, 2.0]), np.array([[3.0, 3.0], [3.0, 3.0]])),
        (np.array([7.0]), np.array([[3.0], [4.0]])),
        (np.array([3, 1, 2]), np.array([[1, 2, 9], [3, 2, 9], [2, 2, 9]])),
    ]


@one_standard_error.law("the order of the penalties does not matter")
def _(f, penalties, errors):
    return f(penalties[::-1], errors[:, ::-1]) == f(penalties, errors)


@one_standard_error.law("the order of the folds does not matter")
def _(f, penalties, errors):
    return f(penalties, errors[::-1]) == f(penalties, errors)


one_standard_error.instead_of(
    "np.std(errors[:, best], ddof=1) / np.sqrt(len(errors))",
    {
        "np.std(errors[:, best], ddof=1)": "That is the standard deviation of the errors. The standard *error* of "
        "their mean is smaller: divide by the square root of the number of folds.",
        "np.std(errors[:, best]) / np.sqrt(len(errors))": "np.std divides by n unless you tell it: ddof=1.",
        "np.std(errors[:, best])": "Use ddof=1, and divide by the root of the number of folds: that is the standard "
        "error "
        "of the mean.",
        "np.std(errors[:, best], ddof=1) / len(errors)": "Divide by the *root* of the number of folds.",
        "np.std(errors[:, best], ddof=1) / np.sqrt(errors.shape[1])": "The number of folds is the number of rows, "
        "len(errors), not of columns.",
        "np.std(errors, ddof=1) / np.sqrt(len(errors))": "That is the spread of all errors at once. Only those of the "
        "best penalty count: errors[:, best].",
        "np.std(errors, ddof=1) / np.sqrt(errors.size)": "That is the spread of all errors at once. Only those of the "
        "best penalty count: errors[:, best].",
        "np.std(mean, ddof=1) / np.sqrt(len(errors))": "That is the spread of the means from penalty to penalty. Take "
        "that of the best penalty's errors from fold to fold.",
        "np.std(errors[:, best], ddof=1) ** 2 / len(errors)": "That is the square of the standard error. Take the "
        "root.",
        "np.std(errors[best], ddof=1) / np.sqrt(len(errors))": "errors[best] is a row, which is a fold. The penalties "
        "are in the columns: errors[:, best].",
        "2 * np.std(errors[:, best], ddof=1) / np.sqrt(len(errors))": "One standard error, not two.",
        "np.std(errors, axis=0, ddof=1) / np.sqrt(len(errors))": "You gave every penalty its own standard error. The "
        "bound is one number: the lowest mean plus *its* standard error.",
        "np.var(errors[:, best], ddof=1) / np.sqrt(len(errors))": "You used the variance. Use the standard deviation, "
        "np.std.",
        "np.std(errors[:, best], ddof=1) / np.sqrt(len(errors) - 1)": "With ddof=1, the n − 1 is already in np.std. "
        "Divide by the root of the number of folds.",
        "0": "That is the penalty with the lowest mean. Allow one standard error above it, and take the largest "
        "penalty.",
    },
)
one_standard_error.instead_of(
    "np.max(penalties[mean <= mean[best] + error])",
    {
        "np.min(penalties[mean <= mean[best] + error])": "That is the smallest such penalty. The simplest model has "
        "the "
        "largest one.",
        "penalties[mean <= mean[best] + error][-1]": "That is the last such penalty. They may be in any order: take "
        "the largest.",
        "penalties[mean <= mean[best] + error][0]": "That is the first such penalty. They may be in any order: take "
        "the largest.",
        "penalties[mean <= mean[best] + error]": "These are all penalties within one standard error. Return the "
        "largest.",
        "np.max(mean[mean <= mean[best] + error])": "That is an error. Return the penalty.",
        "penalties[best]": "That is the penalty with the lowest mean. Allow one standard error above it, and take the "
        "largest.",
        "best": "That is the position of the lowest mean. Return the largest penalty within one standard error.",
        "np.max(penalties[mean <= error])": "The bound is the lowest mean *plus* the standard error.",
        "np.max(penalties[mean <= mean[best] - error])": "The bound lies above the lowest mean: add the standard "
        "error.",
        "np.max(penalties)": "That is the largest penalty of all. Its mean must be at most the lowest mean plus the "
        "standard error.",
        "np.max(penalties[mean >= mean[best] + error])": "That is the wrong way around: the mean must be at most the "
        "lowest mean plus the standard error.",
        "np.max(np.flatnonzero(mean <= mean[best] + error))": "That is the position of a penalty. Return the penalty.",
        "penalties[np.flatnonzero(mean <= mean[best] + error)[np.argmax(mean[mean <= mean[best] + error])]]": "You "
        "took "
        "the penalty with the largest *error* within the bound. Take the largest penalty.",
    },
)
one_standard_error.instead_of(
    "np.mean(errors, axis=0)",
    {
        "np.median(errors, axis=0)": "Take the mean over the folds, not the median.",
        "np.min(errors, axis=0)": "Take the mean over the folds, not the luckiest fold.",
        "np.max(errors, axis=0)": "Take the mean over the folds, not the worst fold.",
        "errors[0]": "You looked only at the first fold. Take the mean over the folds.",
    },
)


@one_standard_error.misconception(
    "You stopped at the first penalty beyond the best that is too bad. The penalties may be in any order: look at all "
    "of them."
)
def stops_too_early(penalties, errors):
    mean = np.mean(errors, axis=0)
    best = np.argmin(mean)
    bound = mean[best] + np.std(errors[:, best], ddof=1) / np.sqrt(len(errors))
    last = best
    while last + 1 < len(penalties) and mean[last + 1] <= bound:
        last += 1
    return penalties[last]


@one_standard_error.misconception(
    "The bound starts from the mean of all errors. Start from the lowest of the means, one for each penalty."
)
def from_the_grand_mean(penalties, errors):
    bound = np.mean(errors) + np.std(errors, ddof=1) / np.sqrt(len(errors))
    return np.max(penalties[np.mean(errors, axis=0) <= bound])


@one_standard_error.misconception(
    "You started from the smallest penalty. Start from the one with the lowest mean error, np.argmin(mean)."
)
def from_the_smallest_penalty(penalties, errors):
    mean, first = np.mean(errors, axis=0), np.argmin(penalties)
    bound = mean[first] + np.std(errors[:, first], ddof=1) / np.sqrt(len(errors))
    return np.max(penalties[mean <= bound])


@one_standard_error.misconception(
    "That is how much the means differ from penalty to penalty. The standard error says how uncertain *one* mean is: "
    "take the errors of the best penalty on the folds, errors[:, best]."
)
def spread_of_the_means(penalties, errors):
    mean = errors.mean(axis=0)
    return np.max(penalties[mean <= mean.min() + mean.std(ddof=1) / np.sqrt(len(mean))])
