"""paired_difference: take the difference for each seed first, then the standard error of its mean."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="`a` and `b` are dictionaries: `a[seed]` is the score of network A with that seed, and `b[seed]` is that of "
    "B. Some runs were lost, so a seed may be in only one of them. Return two numbers: how much better A is than B on "
    "average, over the seeds that both have, and the standard error of that average. (They share at least two seeds.)",
    hints=[
        "Go through the seeds of `a`, and keep those that are in `b` as well.",
        "Collect a[seed] - b[seed] in a list. The first number is its mean.",
        "The second is np.std(d, ddof=1) / np.sqrt(len(d)).",
    ],
    also=(),
)
def paired_difference(a, b):
    """Mean of A minus B over common seeds, and its standard error."""
    # One number for each seed that both have: their common luck cancels.
    d = np.array([a[seed] - b[seed] for seed in a if seed in b])
    return np.mean(d), np.std(d, ddof=1) / np.sqrt(len(d))


def _scores(rng, seeds, level, luck):
    return {int(s): float(level + luck[s] + rng.normal()) for s in seeds}


@paired_difference.cases
def cases(rng):
    luck = 5 * rng.normal(size=60)
    many = rng.permutation(60)
    return [
        ({0: 80.0, 1: 90.0, 2: 85.0}, {0: 78.0, 1: 87.0, 2: 84.0}),
        ({0: 80.0, 1: 90.0, 2: 85.0, 3: 60.0}, {0: 78.0, 1: 87.0, 2: 84.0, 7: 99.0}),
        ({5: 70.5, 2: 91.0, 9: 80.0}, {9: 84.0, 1: 10.0, 2: 88.0, 5: 71.0}),
        ({1: 70.0, 2: 75.0}, {2: 74.0, 1: 72.0}),
        ({4: 1.0, 7: 0.0, 3: 6.0}, {3: 4.0, 4: 0.0, 7: 3.0}),
        (_scores(rng, range(8), 90, luck), _scores(rng, range(7, -1, -1), 91, luck)),
        (_scores(rng, many[:50], 80, luck), _scores(rng, many[10:], 83, luck)),
    ]


@paired_difference.edge_cases
def edge_cases(rng):
    return [
        ({0: 1801, 1: 1820, 2: 1790}, {0: 1799, 1: 1825, 2: 1777}),
        ({0: 0.0, 1: 0.0, 2: 0.0}, {2: 0.0, 1: 0.0, 0: 0.0}),
        ({0: 3.0, 1: 4.0, 5: 9.0}, {0: 1.0, 1: 2.0, 6: 8.0}),
        ({0: 3e-6, 1: 4e-6, 5: 9e-6}, {0: 1e-6, 1: 5e-6, 5: 8e-6}),
        ({3: 2e9, 1: 4e9, 2: 9e9}, {1: 1e9, 2: 5e9, 3: 2e9}),
    ]


@paired_difference.law("swapping A and B flips the sign of the difference and keeps the error")
def _(f, a, b):
    (mean, error), (back, same) = f(a, b), f(b, a)
    return np.isclose(mean, -back) and np.isclose(error, same)


paired_difference.instead_of(
    "for seed in a if seed in b",
    {
        "for seed in b if seed in a and seed > 0": "You skip seed 0. It is a seed like any other.",
        "for seed in sorted(a)[1:] if seed in b": "You skip the first seed.",
        "for seed in range(len(a)) if seed in b": "Seeds needn't be 0, 1, 2, …, so `a` may not have the seed you look "
        "up: go through the keys of `a`.",
        "for seed in {*a, *b}": "You go through all seeds, but a difference needs both scores. Keep only seeds that "
        "are in both dictionaries.",
        "for seed in a if b.get(seed)": "A score of 0 is a score, but `if` treats it as False. Ask whether the seed "
        "is there: if seed in b.",
        "for seed in range(len(a)) if seed in a and seed in b": "Seeds needn't be 0, 1, 2, …: go through the keys of "
        "`a`.",
    },
)
paired_difference.instead_of(
    "a[seed] - b[seed]",
    {
        "b[seed] - a[seed]": "You subtracted in the wrong order. Take A's score minus B's.",
        "abs(a[seed] - b[seed])": "You dropped the signs. Where B is ahead, the difference is negative.",
        "a[seed] + b[seed]": "You added the scores. Take A's minus B's.",
        "a[seed]": "That is A's score alone. Take A's minus B's.",
        "a[seed] / b[seed] - 1": "That is a relative difference. Take A's score minus B's.",
    },
)
paired_difference.instead_of(
    "np.std(d, ddof=1) / np.sqrt(len(d))",
    {
        "np.std(d) / np.sqrt(len(d))": "np.std divides by n. To estimate a spread from n numbers, divide by n − 1: "
        "ddof=1.",
        "np.std(d, ddof=1)": "That is the spread of single differences. The standard error of their mean is smaller "
        "by a factor of √n.",
        "np.std(d)": "That is the spread of single differences, computed with n instead of n − 1. Use ddof=1, and "
        "divide by √n.",
        "np.var(d, ddof=1) / len(d)": "That is the square of the standard error. Take the square root.",
        "np.var(d, ddof=1) / np.sqrt(len(d))": "You divided the variance by √n. Take the standard deviation.",
        "np.std(d, ddof=1) / len(d)": "The spread of a mean shrinks with √n, not with n.",
        "np.std([a[s] for s in a if s in b], ddof=1) / np.sqrt(len(d))": "That is the error of A's mean, which "
        "includes the luck that both share. Take the spread of the differences.",
        "np.std(d, ddof=1) / np.sqrt(len(d) - 1)": "You used n − 1 twice. With ddof=1 in the spread, divide by √n.",
        "np.std(d, ddof=1) / np.sqrt(len(a))": "Only the seeds that both have count: divide by the square root of how "
        "many there are.",
        "np.std(d, ddof=1) / np.sqrt(len(b))": "Only the seeds that both have count: divide by the square root of how "
        "many there are.",
        "np.std(d, ddof=1) / np.sqrt(2 * len(d))": "There is one difference for each seed, so n is the number of "
        "common seeds, not twice that.",
        "np.mean(d) / np.std(d, ddof=1) * np.sqrt(len(d))": "That is how many standard errors the mean is away from "
        "0. Return the standard error itself.",
        "2 * np.std(d, ddof=1) / np.sqrt(len(d))": "That is two standard errors. Return one.",
    },
)
paired_difference.instead_of(
    "np.mean(d)",
    {
        "np.sum(d)": "That is the sum of the differences. Divide by how many there are.",
        "np.median(d)": "That is the median. Take the mean.",
        "abs(np.mean(d))": "You dropped the sign. If B is better, the number is negative.",
        "np.sum(d) / len(a)": "Only the seeds that both have count: divide by how many there are.",
    },
)


def _common(a, b):
    seeds = [seed for seed in a if seed in b]
    return np.array([a[s] for s in seeds]), np.array([b[s] for s in seeds])


def _unpaired(x, y):
    return np.sqrt(np.var(x, ddof=1) / len(x) + np.var(y, ddof=1) / len(y))


@paired_difference.misconception(
    "The mean is right. For the error, you added two variances, as if the runs had nothing in common. With the same "
    "seed, they share their luck: take the difference for each seed first."
)
def adds_the_variances(a, b):
    x, y = _common(a, b)
    return np.mean(x - y), _unpaired(x, y)


@paired_difference.misconception(
    "You added two variances, and used all runs, even those that have no partner. Keep the seeds that are in both, "
    "and take the difference for each of them."
)
def adds_the_variances_of_all(a, b):
    x, y = np.array(list(a.values())), np.array(list(b.values()))
    return np.mean(x) - np.mean(y), _unpaired(x, y)


@paired_difference.misconception(
    "The error is right, but for the mean difference, you used all runs. Those without a partner don't count."
)
def mean_of_all(a, b):
    x, y = _common(a, b)
    gap = np.mean(list(a.values())) - np.mean(list(b.values()))
    return gap, np.std(x - y, ddof=1) / np.sqrt(len(x))


@paired_difference.misconception(
    "You paired the scores by their position in the dictionaries. The seeds may be in another order, or missing: look "
    "up b[seed]."
)
def pairs_by_place(a, b):
    d = np.array([x - y for x, y in zip(a.values(), b.values())])  # noqa: B905
    return np.mean(d), np.std(d, ddof=1) / np.sqrt(len(d))


@paired_difference.misconception(
    "You subtracted the standard errors, or took the difference of two spreads. Take the difference of the scores for "
    "each seed first, and then one spread."
)
def difference_of_errors(a, b):
    x, y = _common(a, b)
    gap = np.std(x, ddof=1) - np.std(y, ddof=1)
    return np.mean(x - y), abs(gap) / np.sqrt(len(x))


@paired_difference.misconception(
    "A seed that is missing in one of the dictionaries doesn't count as a score of 0. Leave it out."
)
def missing_is_zero(a, b):
    d = np.array([a.get(s, 0) - b.get(s, 0) for s in sorted({*a, *b})])
    return np.mean(d), np.std(d, ddof=1) / np.sqrt(len(d))


@paired_difference.misconception(
    "Your function stops at a seed that `b` doesn't have. Keep only seeds that are in both: if seed in b."
)
def needs_all_seeds(a, b):
    d = np.array([a[seed] - b[seed] for seed in a])
    return np.mean(d), np.std(d, ddof=1) / np.sqrt(len(d))


@paired_difference.misconception("Return two numbers: the mean difference, and its standard error.")
def only_the_mean(a, b):
    x, y = _common(a, b)
    return np.mean(x - y)


@paired_difference.misconception("The two numbers are right, but in the wrong order: the mean difference comes first.")
def swapped(a, b):
    x, y = _common(a, b)
    return np.std(x - y, ddof=1) / np.sqrt(len(x)), np.mean(x - y)


@paired_difference.misconception(
    "You added two standard errors. The errors of the two networks don't add that way, and with the same seed, the "
    "networks share their luck: take the difference for each seed first, and then one spread."
)
def adds_the_errors(a, b):
    x, y = _common(a, b)
    return np.mean(x - y), (np.std(x, ddof=1) + np.std(y, ddof=1)) / np.sqrt(len(x))


@paired_difference.misconception(
    "The mean is right, but your two lists have different orders: one follows the keys of `a`, and the other those of "
    "`b`. Look up both scores with the same seed."
)
def two_orders(a, b):
    d = np.array([a[s] for s in a if s in b]) - np.array([b[s] for s in b if s in a])
    return np.mean(d), np.std(d, ddof=1) / np.sqrt(len(d))


@paired_difference.misconception(
    "You sorted the scores, so the best run of A meets the best run of B, whatever their seeds. A pair has the same "
    "seed: b[seed]."
)
def sorted_scores(a, b):
    d = np.array([x - y for x, y in zip(sorted(a.values()), sorted(b.values()))])  # noqa: B905
    return np.mean(d), np.std(d, ddof=1) / np.sqrt(len(d))


@paired_difference.misconception(
    "You took the difference between each run of A and each run of B. Only runs with the same seed are a pair, so one "
    "loop is enough."
)
def everyone_with_everyone(a, b):
    d = np.array([a[s] - b[t] for s in a for t in b])
    return np.mean(d), np.std(d, ddof=1) / np.sqrt(len(d))


@paired_difference.misconception(
    "A seed that `b` doesn't have counts as a difference of 0 here. It has no difference: leave it out."
)
def missing_difference_is_zero(a, b):
    d = np.array([a[s] - b[s] if s in b else 0.0 for s in a])
    return np.mean(d), np.std(d, ddof=1) / np.sqrt(len(d))


@paired_difference.misconception(
    "You delete seeds from `a` while a loop is going through it. And `a` belongs to the caller: build a new list "
    "instead."
)
def deletes_seeds(a, b):
    for seed in a:
        if seed not in b:
            del a[seed]
    d = np.array([a[seed] - b[seed] for seed in a])
    return np.mean(d), np.std(d, ddof=1) / np.sqrt(len(d))


@paired_difference.misconception(
    "You sorted the seeds of both and paired them by place. If one seed is missing, all the others meet the wrong "
    "partner: look up b[seed]."
)
def sorted_seeds(a, b):
    d = np.array([a[s] - b[t] for s, t in zip(sorted(a), sorted(b))])  # noqa: B905
    return np.mean(d), np.std(d, ddof=1) / np.sqrt(len(d))


@paired_difference.misconception(
    "Each turn of the loop overwrites the last difference, so only one is left, and one number has no spread. Collect "
    "them all in a list."
)
def only_the_last(a, b):
    x, y = _common(a, b)
    return x[-1] - y[-1], np.nan
