"""rmse_of_batches: a mean of roots is not the root of a mean."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="A test set is too large to be scored at once, so it comes in batches, not all of the same size. This "
    "function "
    "should return the RMSE over *all* examples. `errors` is a list of arrays, one for each batch. The code runs, "
    "but the "
    "number is wrong. Fix it.",
    hints=[
        "Try two batches with the errors [0] and [2]. All together, the RMSE is √2. What does the code return, and "
        "why?",
        "The mean of roots is not the root of the mean. And a batch of 10 must not count as much as a batch of 100.",
        "Add up the squares and the numbers of examples over all batches. Divide, and take one root at the end.",
    ],
    also=("whole", "large", "small"),
)
def rmse_of_batches(errors):
    """The root of the mean squared error over all batches together."""
    # Collect sums, not means; the root comes last.
    total, count = 0.0, 0
    for batch in errors:
        total = total + np.sum(batch**2)
        count = count + len(batch)
    return np.sqrt(total / count)


@rmse_of_batches.start(
    "That is the mean of the batches' RMSEs. A mean of roots is not the root of a mean, and every batch counts the "
    "same, "
    "whatever its size. Add up squares and counts over all batches, divide, and take one root at the end."
)
def rmse_of_batches_to_mend(errors):
    """The root of the mean squared error over all batches together."""
    scores = []
    for batch in errors:
        scores.append(np.sqrt(np.mean(batch**2)))
    return np.mean(scores)


@rmse_of_batches.cases
def cases(rng):
    return [
        ([np.array([1.0, 3.0]), np.array([6.0])],),
        ([np.array([0.0]), np.array([2.0])],),
        ([np.array([-2.0, 4.0, 1.0]), np.array([5.0, -1.0]), np.array([7.0])],),
        ([rng.normal(size=6), 3 * rng.normal(size=6), rng.normal(size=2)],),
        ([rng.normal(size=n) * n for n in (8, 3, 5, 1)],),
        ([rng.normal(size=50), 2 + rng.normal(size=50), rng.normal(size=11)],),
    ]


@rmse_of_batches.edge_cases
def edge_cases(rng):
    return [
        ([np.array([3.0, -4.0])],),
        ([np.zeros(3), np.zeros(2)],),
        ([np.array([1, 2]), np.array([4])],),
    ]


@rmse_of_batches.law("it does not matter how the examples are cut into batches")
def _(f, errors):
    return np.isclose(f([np.concatenate(errors)]), f(errors), rtol=1e-9)


rmse_of_batches.instead_of(
    "np.sqrt(total / count)",
    {
        "total / count": "That is the mean squared error. Take its root.",
        "np.sqrt(total)": "Divide by the number of examples before you take the root.",
        "np.sqrt(total) / count": "Divide first, then take the root.",
        "np.sqrt(total / len(errors))": "You divided by the number of batches. Divide by the number of all examples.",
        "np.sqrt(total) / len(errors)": "Divide by the number of all examples, and do it before you take the root.",
        "np.sqrt(total / len(errors[0]))": "You divided by the size of the first batch. Add up the sizes of all "
        "batches.",
        "np.sqrt(total / len(batch))": "You divided by the size of the last batch. Add up the sizes of all batches.",
        "np.sqrt(total / (count - 1))": "The mean squared error divides by n, not by n − 1.",
        "np.sqrt(total / count / len(errors))": "The mean over all examples is enough. Don't divide by the number "
        "of batches as well.",
        "(total / count) ** 2": "Take the root, not the square.",
    },
)
rmse_of_batches.instead_of(
    "np.sum(batch**2)",
    {
        "np.sum(batch) ** 2": "You squared the sum, in which errors of both signs cancel. Square each error, then add.",
        "np.sum(np.abs(batch))": "The errors must be squared.",
        "np.mean(batch**2)": "Add up the squares of each batch, not their mean, or small batches count too much.",
        "np.sqrt(np.sum(batch**2))": "Take the root once, at the end. Here, add up the squares.",
        "np.sum(batch)": "The errors must be squared before they are added.",
    },
)


@rmse_of_batches.misconception(
    "The root is at the end now, but every batch counts the same, whatever its size. A batch of 10 must not count "
    "as much "
    "as a batch of 100: add up squares and counts."
)
def root_of_the_mean_of_means(errors):
    return np.sqrt(np.mean([np.mean(batch**2) for batch in errors]))


@rmse_of_batches.misconception(
    "You weighted the batches by their sizes, but a mean of roots is still not the root of a mean. Average the "
    "*squared* "
    "errors, and take one root at the end."
)
def weighted_mean_of_roots(errors):
    n = sum(len(batch) for batch in errors)
    return sum(len(batch) * np.sqrt(np.mean(batch**2)) for batch in errors) / n


@rmse_of_batches.misconception(
    "You added the batches' RMSEs. Add up squares and counts, divide, and take one root at the end."
)
def sum_of_roots(errors):
    return sum(np.sqrt(np.mean(batch**2)) for batch in errors)


@rmse_of_batches.misconception(
    "That is the mean of the batches' MSEs: take the root, and let large batches count more."
)
def mean_of_means(errors):
    return np.mean([np.mean(batch**2) for batch in errors])


@rmse_of_batches.misconception(
    "That is the mean absolute error. The errors must be squared, and the root taken at the end."
)
def absolute(errors):
    return np.mean(np.abs(np.concatenate(errors)))


@rmse_of_batches.misconception(
    "That is the RMSE of the last batch alone. All batches count: total = total + … in each pass, not total = …"
)
def last_batch(errors):
    return np.sqrt(np.mean(errors[-1] ** 2))


@rmse_of_batches.misconception(
    "That is the RMSE of the first batch alone. All batches count. (Is the return inside the loop?)"
)
def first_batch(errors):
    return np.sqrt(np.mean(errors[0] ** 2))


@rmse_of_batches.misconception(
    "That is the root of the mean of the batches' RMSEs. Collect squares and counts instead."
)
def root_of_roots(errors):
    return np.sqrt(np.mean([np.sqrt(np.mean(batch**2)) for batch in errors]))


@rmse_of_batches.misconception(
    "np.std subtracts the mean of the errors before it squares them. The RMSE squares the errors as they are."
)
def standard_deviation(errors):
    return np.std(np.concatenate(errors))


@rmse_of_batches.misconception("That is the median of the batches' RMSEs. Collect squares and counts instead.")
def median_of_roots(errors):
    return np.median([np.sqrt(np.mean(batch**2)) for batch in errors])


@rmse_of_batches.misconception(
    "That is the mean of the roots of the batches' sums. Add up squares and counts over all batches, divide, and "
    "take one root."
)
def mean_of_norms(errors):
    return np.mean([np.sqrt(np.sum(batch**2)) for batch in errors])


@rmse_of_batches.misconception(
    "The batches have different sizes, so they don't fit into one array as rows. np.concatenate(errors) lays them "
    "one after another."
)
def batches_as_rows(errors):
    return np.sqrt(np.mean(np.array(errors) ** 2))


@rmse_of_batches.misconception(
    "You took a root for each batch, and added the roots. Add up the squares, and take one root at the end."
)
def adds_the_roots(errors):
    return sum(np.sqrt(np.sum(batch**2)) for batch in errors) / np.sqrt(sum(len(batch) for batch in errors))


@rmse_of_batches.misconception(
    "You divided by the number of examples twice: each RMSE has already done so. Add up squares and counts, divide "
    "once, and take one root."
)
def divides_twice(errors):
    return np.mean([np.sqrt(np.mean(batch**2)) for batch in errors]) / sum(len(batch) for batch in errors)
