"""rmse_difference_interval: two models, scored on the same draws."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="hard",
    task="`a` and `b` are the predictions of two models. Return `low, high`: the 2.5% and the 97.5% quantile of the "
    "RMSE of `a` minus the RMSE of `b`, over the bootstrap test sets in `draws` (as above, one in each row). "
    "`low, high = np.quantile(d, [0.025, 0.975])` gives both quantiles of `d`.",
    hints=[
        "For each row of draws, score both models on that test set. You want one difference for each row.",
        "The scores of a are np.sqrt(np.mean((y - a)[draws] ** 2, axis=1)). Those of b use the same draws.",
        "Take the difference of the two arrays of scores, then its quantiles: low, high = np.quantile(d, [0.025, "
        "0.975]).",
    ],
    also=("whole", "large", "small"),
)
def rmse_difference_interval(y, a, b, draws):
    """A 95% interval for the RMSE of a minus the RMSE of b."""
    # Both models meet the same patients in every draw.
    of_a = np.sqrt(np.mean((y - a)[draws] ** 2, axis=1))
    of_b = np.sqrt(np.mean((y - b)[draws] ** 2, axis=1))
    low, high = np.quantile(of_a - of_b, [0.025, 0.975])
    return low, high


@rmse_difference_interval.cases
def cases(rng):
    def some(n, times):
        y = rng.normal(size=n)
        return y, y + rng.normal(size=n), y + 0.6 * rng.normal(size=n) + 0.1, rng.integers(0, n, size=(times, n))

    return [
        (np.array([0.0, 0.0]), np.array([3.0, 5.0]), np.array([1.0, 2.0]), np.array([[0, 0], [1, 1]])),
        (np.array([0.0, 1.0, 2.0]), np.array([1.0, 1.0, 5.0]), np.array([2.0, 0.0, 2.0]),
         np.array([[0, 0, 2], [1, 2, 0], [1, 1, 0], [2, 2, 1]])),
        some(5, 8),
        some(7, 30),
        some(20, 60),
        some(60, 200),
    ]  # fmt: skip


@rmse_difference_interval.edge_cases
def edge_cases(rng):
    y = rng.normal(size=6)
    return [
        (np.array([1, 5, 2]), np.array([0, 2, 2]), np.array([4, 4, 1]), np.array([[2, 2, 1], [1, 1, 0], [0, 1, 2]])),
        (y, y + 1, y - 1, rng.integers(0, 6, size=(12, 6))),
    ]


@rmse_difference_interval.law("swapping the models swaps the ends and their signs")
def _(f, y, a, b, draws):
    (low, high), (low2, high2) = f(y, a, b, draws), f(y, b, a, draws)
    return np.allclose([low, high], [-high2, -low2], rtol=1e-6, atol=1e-9 * np.max(np.abs(y - a)))


@rmse_difference_interval.law("a model compared with itself gives 0 and 0")
def _(f, y, a, b, draws):
    return np.allclose(f(y, a, a, draws), [0, 0], atol=1e-12)


rmse_difference_interval.instead_of(
    "np.quantile(of_a - of_b, [0.025, 0.975])",
    {
        "np.quantile(of_b - of_a, [0.025, 0.975])": "The difference is the wrong way around: the RMSE of a minus "
        "that of b.",
        "np.quantile(of_a, [0.025, 0.975]) - np.quantile(of_b, [0.025, 0.975])": "You subtracted the quantiles of "
        "the two "
        "scores. Subtract the scores draw by draw first, then take the quantiles of the differences.",
        "np.quantile(np.abs(of_a - of_b), [0.025, 0.975])": "The sign of the difference matters: it says which "
        "model is better.",
        "np.quantile(of_a - of_b, [0.05, 0.95])": "That interval holds the middle 90%. For 95%, leave out 2.5% at "
        "each end.",
        "np.quantile(of_a - of_b, [0, 0.95])": "Leave out 2.5% at each end, not 5% at one.",
        "np.quantile(of_a - of_b, [0.25, 0.75])": "That is the middle half. For 95%, use 0.025 and 0.975.",
        "np.quantile(of_a - of_b, [0.025, 0.925])": "The upper end is 0.975: 2.5% is left out at each end.",
        "np.quantile(of_a - of_b, [0.975, 0.025])": "The order is wrong: low first, then high.",
        "np.quantile(of_a - of_b, [0.005, 0.995])": "That is the middle 99%. For 95%, use 0.025 and 0.975.",
        "np.quantile(of_a / of_b, [0.025, 0.975])": "That is the ratio of the scores. The task asks for their "
        "difference.",
        "np.quantile(of_a, [0.025, 0.975])": "That is an interval for a alone. Subtract the score of b in every draw.",
        "np.quantile(of_a**2 - of_b**2, [0.025, 0.975])": "Those are differences of MSEs. Take the roots before you "
        "subtract.",
        "np.array([np.min(of_a - of_b), np.max(of_a - of_b)])": "Those are the smallest and the largest difference. "
        "Leave out "
        "2.5% at each end.",
        "np.mean(of_a - of_b) + np.array([-2, 2]) * np.std(of_a - of_b)": "That assumes a bell curve. The task asks "
        "for the quantiles of the differences themselves.",
        "np.mean(of_a - of_b) + np.array([-1.96, 1.96]) * np.std(of_a - of_b)": "That assumes a bell curve. The "
        "task asks for the quantiles of the differences themselves.",
    },
)


@rmse_difference_interval.misconception(
    "That is the root of the mean squared difference between the two models. Score each against y, then subtract "
    "the scores."
)
def between_the_models(y, a, b, draws):
    return tuple(np.quantile(np.sqrt(np.mean((a - b)[draws] ** 2, axis=1)), [0.025, 0.975]))


@rmse_difference_interval.misconception(
    "You took the mean over axis=0, across the test sets. A test set is a row of draws: axis=1."
)
def across_the_test_sets(y, a, b, draws):
    of_a, of_b = (np.sqrt(np.mean((y - p)[draws] ** 2, axis=0)) for p in (a, b))
    return tuple(np.quantile(of_a - of_b, [0.025, 0.975]))


@rmse_difference_interval.misconception("The roots are missing: those are differences of mean squared errors.")
def without_roots(y, a, b, draws):
    return tuple(np.quantile(np.mean((y - a)[draws] ** 2 - (y - b)[draws] ** 2, axis=1), [0.025, 0.975]))


@rmse_difference_interval.misconception("Those are differences of mean absolute errors. The task asks for the RMSE.")
def absolute_errors(y, a, b, draws):
    d = np.mean(np.abs(y - a)[draws], axis=1) - np.mean(np.abs(y - b)[draws], axis=1)
    return tuple(np.quantile(d, [0.025, 0.975]))


@rmse_difference_interval.misconception(
    "You drew the predictions, but not the targets. A patient and both predictions stay together: (y - a)[draws]."
)
def only_predictions_drawn(y, a, b, draws):
    of_a, of_b = (np.sqrt(np.mean((y - p[draws]) ** 2, axis=1)) for p in (a, b))
    return tuple(np.quantile(of_a - of_b, [0.025, 0.975]))


@rmse_difference_interval.misconception(
    "You subtracted the squared errors before the roots. Take the RMSE of each model first, then the difference."
)
def root_of_the_difference(y, a, b, draws):
    d = np.mean((y - a)[draws] ** 2 - (y - b)[draws] ** 2, axis=1)
    return tuple(np.quantile(np.sign(d) * np.sqrt(np.abs(d)), [0.025, 0.975]))


@rmse_difference_interval.misconception("Those are all the differences. Return their 2.5% and 97.5% quantiles.")
def all_differences(y, a, b, draws):
    of_a, of_b = (np.sqrt(np.mean((y - p)[draws] ** 2, axis=1)) for p in (a, b))
    return of_a - of_b


@rmse_difference_interval.misconception(
    "You combined the ends of two intervals, as if the models met different patients. Subtract draw by draw first."
)
def ends_combined(y, a, b, draws):
    of_a, of_b = (np.sqrt(np.mean((y - p)[draws] ** 2, axis=1)) for p in (a, b))
    (low_a, high_a), (low_b, high_b) = (np.quantile(scores, [0.025, 0.975]) for scores in (of_a, of_b))
    return low_a - high_b, high_a - low_b


def _differences(y, a, b, draws):
    of_a, of_b = (np.sqrt(np.mean((y - p)[draws] ** 2, axis=1)) for p in (a, b))
    return of_a - of_b


@rmse_difference_interval.misconception(
    "np.percentile counts in percent: 2.5 and 97.5. With 0.025 and 0.975, use np.quantile."
)
def percent(y, a, b, draws):
    return tuple(np.percentile(_differences(y, a, b, draws), [0.025, 0.975]))


@rmse_difference_interval.misconception(
    "Picking entries of the sorted differences comes close, but a quantile may lie between two of them. Use "
    "np.quantile."
)
def entries_of_the_sorted(y, a, b, draws):
    d = np.sort(_differences(y, a, b, draws))
    return d[int(0.025 * len(d))], d[int(0.975 * len(d))]


@rmse_difference_interval.misconception(
    "You took the mean over all draws together, which leaves a single difference. Each row of draws is a test set: "
    "axis=1."
)
def all_draws_together(y, a, b, draws):
    of_a, of_b = (np.sqrt(np.mean((y - p)[draws] ** 2)) for p in (a, b))
    return of_a - of_b, of_a - of_b


@rmse_difference_interval.misconception(
    "You drew test sets for a, but scored b on the whole test set. Both models must meet the same draws."
)
def only_a_drawn(y, a, b, draws):
    of_a = np.sqrt(np.mean((y - a)[draws] ** 2, axis=1))
    return tuple(np.quantile(of_a - np.sqrt(np.mean((y - b) ** 2)), [0.025, 0.975]))


@rmse_difference_interval.misconception(
    "You subtracted the mean squared errors before the roots. Take the RMSE of each model first, then the difference."
)
def root_without_sign(y, a, b, draws):
    d = np.mean((y - a)[draws] ** 2 - (y - b)[draws] ** 2, axis=1)
    return tuple(np.quantile(np.sqrt(np.abs(d)), [0.025, 0.975]))


@rmse_difference_interval.misconception(
    "That is an interval for the *mean* of the differences over the draws, which shrinks as you draw more often. The "
    "draws are test sets: their own spread is what you want, from quantile to quantile."
)
def of_the_mean_difference(y, a, b, draws):
    d = _differences(y, a, b, draws)
    half = 1.96 * np.std(d) / np.sqrt(len(d))
    return np.mean(d) - half, np.mean(d) + half


@rmse_difference_interval.misconception(
    "Those are quantiles over the patients. Score each test set in draws first, with the RMSE of each model, and "
    "take the quantiles over the test sets."
)
def over_the_patients(y, a, b, draws):
    return tuple(np.quantile(np.abs(y - a) - np.abs(y - b), [0.025, 0.975]))


@rmse_difference_interval.misconception(
    "You scored the two models on different draws. Both must meet the same patients: row k of draws for a and for b."
)
def on_other_draws(y, a, b, draws):
    of_a = np.sqrt(np.mean((y - a)[draws] ** 2, axis=1))
    of_b = np.sqrt(np.mean((y - b)[draws[::-1]] ** 2, axis=1))
    return tuple(np.quantile(of_a - of_b, [0.025, 0.975]))


@rmse_difference_interval.misconception(
    "You did not use draws: that is the difference on the test set itself, twice. Score both models on each row of "
    "draws."
)
def without_draws(y, a, b, draws):
    d = np.sqrt(np.mean((y - a) ** 2)) - np.sqrt(np.mean((y - b) ** 2))
    return d, d
