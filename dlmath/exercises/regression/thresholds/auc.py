"""auc: how often a positive scores above a negative, when both are mixed in one list."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="Return the area under the ROC curve as a share of pairs: of all pairs of one positive and one negative "
    "example, in what share does the positive have the higher score? A tie counts one half. `target` holds zeros and "
    "ones in any order (at least one of each), and `scores` holds a score for each example.",
    hints=[
        "Separate the two classes first: scores[target == 1] and scores[target == 0].",
        "positives[:, None] - negatives has a row for each positive and a column for each negative. What do its signs "
        "tell you?",
        "np.mean(apart > 0) + np.mean(apart == 0) / 2",
    ],
    also=("whole", "large", "small"),
)
def auc(target, scores):
    """The share of pairs in the right order, ties counting half."""
    # Every positive against every negative.
    apart = scores[target == 1][:, None] - scores[target == 0]
    return np.mean(apart > 0) + np.mean(apart == 0) / 2


def _drawn(rng, n, p, step=1.0):
    target = (rng.random(n) < p).astype(int)
    target[:2] = 0, 1
    return target, np.round((rng.normal(size=n) + target) / step) * step


@auc.cases
def cases(rng):
    return [
        (np.array([1, 0]), np.array([0.9, 0.1])),
        (np.array([1, 0, 1, 0, 0]), np.array([0.9, 0.7, 0.4, 0.3, 0.1])),
        (np.array([0, 1, 1]), np.array([0.1, 0.1, 0.9])),
        (np.array([0, 1, 0, 1, 0, 0, 0]), np.array([2.0, 2.0, 1.0, 3.0, 3.0, 2.0, -1.0])),
        _drawn(rng, 12, 0.3, 0.5),
        _drawn(rng, 15, 0.6),
    ]


@auc.edge_cases
def edge_cases(rng):
    return [
        (np.array([0, 1]), np.array([0.9, 0.1])),
        (np.array([1, 0, 1]), np.array([0.5, 0.5, 0.5])),
        (np.array([1, 1, 0]), np.array([-7.0, -3.0, -4.0])),
        _drawn(rng, 300, 0.1, 0.1),
    ]


@auc.law("reversing the sign of all scores turns the area into 1 minus the area")
def _(f, target, scores):
    return np.isclose(f(target, -scores), 1 - f(target, scores))


@auc.law("only the order of the scores counts: multiplying them by 3 and adding 1 changes nothing")
def _(f, target, scores):
    return np.isclose(f(target, 3 * scores + 1), f(target, scores))


auc.instead_of(
    "np.mean(apart > 0) + np.mean(apart == 0) / 2",
    {
        "np.mean(apart > 0)": "Ties count for nothing here. A pair with equal scores counts one half.",
        "np.mean(apart >= 0)": "Ties count in full here. A pair with equal scores counts one half.",
        "np.mean(apart > 0) + np.mean(apart == 0)": "Ties count in full here. A pair with equal scores counts one "
        "half.",
        "np.mean(apart < 0) + np.mean(apart == 0) / 2": "That is the share of pairs in the *wrong* order. The positive "
        "should have the higher score.",
        "np.sum(apart > 0) + np.sum(apart == 0) / 2": "That is the number of pairs. Divide it by the total number of "
        "pairs, positives times negatives.",
        "(np.sum(apart > 0) + np.sum(apart == 0) / 2) / len(scores)": "Divide by the number of *pairs*, positives "
        "times negatives, not by the number of examples.",
        "(np.sum(apart > 0) + np.sum(apart == 0) / 2) / len(scores) ** 2": "You divided by all pairs of examples. Only "
        "pairs of one positive and one negative count.",
        "np.mean(apart)": "That is how far apart the scores are on average. Count the pairs in which the positive is "
        "ahead.",
        "np.mean(apart > 0) - np.mean(apart < 0)": "That is the share in the right order minus the share in the wrong "
        "order: twice the area, minus 1.",
        "np.sum(apart > 0) / np.sum(apart != 0)": "You left the ties out. They stay in the total, and each counts one "
        "half.",
        "np.mean(apart > 0.5) + np.mean(apart == 0.5) / 2": "Compare the scores with each other: their difference "
        "should be compared with 0, not with 0.5.",
    },
)
auc.instead_of(
    "scores[target == 1][:, None] - scores[target == 0]",
    {
        "scores[:, None] - scores": "Those are all pairs of examples. Compare positives with negatives only.",
        "scores[target == 1] - np.mean(scores[target == 0])": "You compared each positive with the *mean* of the "
        "negatives. Compare it with every single negative.",
        "np.mean(scores[target == 1]) - scores[target == 0]": "You compared the *mean* of the positives with each "
        "negative. Compare every single positive.",
    },
)


@auc.misconception(
    "You looked only at neighbors in the list. Every positive is paired with every negative, wherever they are in the "
    "list."
)
def neighbors(target, scores):
    pairs = [
        (scores[i + 1] - scores[i]) * (target[i + 1] - target[i])
        for i in range(len(scores) - 1)
        if target[i] != target[i + 1]
    ]
    return np.mean(np.array(pairs) > 0) + np.mean(np.array(pairs) == 0) / 2


@auc.misconception(
    "That is the accuracy at the threshold 0.5. The area needs no threshold: compare every positive with every "
    "negative."
)
def accuracy(target, scores):
    return np.mean((scores >= 0.5) == (target == 1))


ONE_BY_ONE = (
    "Your curve goes up at each positive and right at each negative, one example at a time. When scores are equal, "
    "that depends on the order in the list. A tie counts one half."
)


@auc.misconception(ONE_BY_ONE)
def one_by_one(target, scores):
    order = np.argsort(-scores, kind="stable")
    hits = target[order]
    tpr, fpr = np.cumsum(hits) / np.sum(target), np.cumsum(1 - hits) / np.sum(1 - target)
    return np.sum(np.diff(np.append(0.0, fpr)) * tpr)


@auc.misconception(
    "Your second loop starts after the first one's position, so pairs in which the negative comes earlier in the list "
    "are lost. Let both loops run over all examples."
)
def half_of_the_pairs(target, scores):
    wins = 0.0
    for i in range(len(scores)):
        for j in range(i + 1, len(scores)):
            if target[i] == 1 and target[j] == 0:
                wins += (scores[i] > scores[j]) + 0.5 * (scores[i] == scores[j])
    return wins / (np.sum(target) * np.sum(1 - target))


@auc.misconception("You divided by the number of positives alone. The number of pairs is positives times negatives.")
def by_positives(target, scores):
    return auc(target, scores) * np.sum(1 - target)


@auc.misconception("You divided by the number of negatives alone. The number of pairs is positives times negatives.")
def by_negatives(target, scores):
    return auc(target, scores) * np.sum(target)


@auc.misconception(
    "You compared each positive with only one negative, the one in the same place. Compare *every* positive with "
    "*every* negative: two loops, or [:, None]."
)
def side_by_side(target, scores):
    k = min(np.sum(target), np.sum(1 - target))
    apart = scores[target == 1][:k] - scores[target == 0][:k]
    return np.mean(apart > 0) + np.mean(apart == 0) / 2


@auc.misconception(
    "argsort gives equal scores different ranks, by their order in the list. A tie counts one half: give equal scores "
    "the mean of their ranks, or compare the pairs."
)
def ranks_without_ties(target, scores):
    rank = np.argsort(np.argsort(scores, kind="stable"), kind="stable") + 1
    n = np.sum(target)
    return (np.sum(rank[target == 1]) - n * (n + 1) / 2) / (n * np.sum(1 - target))


@auc.misconception(ONE_BY_ONE)
def one_by_one_in_any_order(target, scores):
    return _trapezoids(target[np.argsort(-scores)])


@auc.misconception(ONE_BY_ONE)
def one_by_one_from_behind(target, scores):
    return _trapezoids(target[np.argsort(scores, kind="stable")[::-1]])


def _trapezoids(hits):
    tpr = np.append(0, np.cumsum(hits)) / np.sum(hits)
    fpr = np.append(0, np.cumsum(1 - hits)) / np.sum(1 - hits)
    return np.sum(np.diff(fpr) * (tpr[1:] + tpr[:-1]) / 2)


@auc.misconception(
    "You compared each positive only with the negatives that stand before it in the list. All pairs count, wherever "
    "the two stand."
)
def only_earlier_negatives(target, scores):
    pairs = [(i, j) for i in range(len(target)) for j in range(i) if target[i] == 1 and target[j] == 0]
    ahead = sum(1.0 if scores[i] > scores[j] else 0.5 * (scores[i] == scores[j]) for i, j in pairs)
    return ahead / (np.sum(target) * np.sum(1 - target))
