"""roc_curve: both rates, for every threshold that makes a difference."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="`target` holds zeros and ones (at least one of each), and `scores` holds a score for each example. An "
    "example is called positive if its score is *at least* the threshold. Return two arrays, the false positive rates "
    "and the true positive rates (recall). Each starts with 0, where nothing is called positive, followed by one "
    "entry for each *distinct* score used as the threshold, from the highest to the lowest.",
    hints=[
        "np.unique(scores) returns the distinct scores in increasing order, and [::-1] reverses that. What happens at "
        "one of them?",
        "called = scores >= t. The true positive rate is the share of the examples with target 1 that are called "
        "positive.",
        "tpr.append(np.mean(called[target == 1])) and fpr.append(np.mean(called[target == 0])), in two lists that "
        "begin with 0.",
    ],
    also=("whole", "large", "small"),
)
def roc_curve(target, scores):
    """False and true positive rates as the threshold falls."""
    fpr, tpr = [0.0], [0.0]
    # Equal scores cross the threshold together, so each distinct score counts once.
    for t in np.unique(scores)[::-1]:
        called = scores >= t
        fpr.append(np.mean(called[target == 0]))
        tpr.append(np.mean(called[target == 1]))
    return np.array(fpr), np.array(tpr)


def _drawn(rng, n, p, step=1.0):
    target = (rng.random(n) < p).astype(int)
    target[:2] = 0, 1
    return target, np.round((rng.normal(size=n) + target) / step) * step


@roc_curve.cases
def cases(rng):
    return [
        (np.array([1, 0]), np.array([0.9, 0.1])),
        (np.array([1, 0, 1, 0, 0]), np.array([0.9, 0.7, 0.4, 0.3, 0.1])),
        (np.array([0, 1, 1]), np.array([0.1, 0.1, 0.9])),
        (np.array([0, 1, 0, 1, 0, 0]), np.array([2.0, 2.0, 1.0, 3.0, 1.0, -1.0])),
        _drawn(rng, 12, 0.3, 0.5),
        _drawn(rng, 15, 0.6),
    ]


@roc_curve.edge_cases
def edge_cases(rng):
    return [
        (np.array([1, 0]), np.array([0.5, 0.5])),
        (np.array([0, 1, 0]), np.array([-5.0, -7.0, -9.0])),
        (np.array([1, 0, 0, 0]), np.array([0.0, 0.0, 0.0, 0.0])),
        (np.array([1, 1, 0]), np.array([1.0, 1.0 + 1e-9, 1.0])),
        _drawn(rng, 300, 0.1, 0.1),
    ]


@roc_curve.law("a threshold below all scores calls everything positive: both rates end at 1")
def _(f, target, scores):
    fpr, tpr = f(target, scores)
    return np.isclose(fpr[-1], 1) and np.isclose(tpr[-1], 1)


@roc_curve.law("only the order of the scores counts: multiplying them by 3 and adding 1 gives the same curve")
def _(f, target, scores):
    return np.allclose(f(target, 3 * scores + 1), f(target, scores))


roc_curve.instead_of(
    "scores >= t",
    {
        "scores > t": "An example whose score equals the threshold is called positive, too: >=, not >. With >, your "
        "curve never reaches the corner (1, 1).",
        "scores <= t": "You call the *low* scores positive. Positive means a score of at least the threshold.",
        "scores < t": "You call the low scores positive. Positive means a score of at least the threshold: >=.",
        "scores == t": "That counts only the examples right at the threshold. All scores above it are called positive, "
        "too: >=.",
    },
)
roc_curve.instead_of(
    "np.unique(scores)[::-1]",
    {
        "np.unique(scores)": "Your thresholds go up. Start with the highest score, so that both rates rise from 0 to "
        "1.",
        "np.sort(scores)[::-1]": "Equal scores each got their own point. Examples with the same score cross the "
        "threshold together: use each *distinct* score once (np.unique).",
        "np.unique(scores)[::-1][:-1]": "The lowest score is missing. With that threshold, everything is called "
        "positive.",
        "np.unique(scores)[::-1][1:]": "The highest score is missing from your thresholds.",
        "scores": "Your thresholds are in the order of the examples. Take the distinct scores from the highest to the "
        "lowest: np.unique(scores)[::-1].",
        "np.unique(scores[target == 1])[::-1]": "You used only the scores of the positives as thresholds. Those of "
        "the negatives make a difference, too.",
        "np.linspace(0, 1, 101)[::-1]": "Scores need not lie between 0 and 1, and a grid can skip some of them. Take "
        "the scores themselves as thresholds.",
    },
)
roc_curve.instead_of(
    "called[target == 0]",
    {
        "~called[target == 0]": "That is the share of the negatives that are *not* called positive, the specificity. "
        "The false positive rate is 1 minus that.",
        "target[called] == 0": "You divided the false alarms by everything that is *called* positive. The false "
        "positive rate divides them by all negatives.",
        "called == target": "That is the accuracy at each threshold. The false positive rate looks at the negatives "
        "alone.",
        "called & (target == 0)": "You divided the false alarms by the number of all examples. Divide by the number of "
        "negatives.",
    },
)
roc_curve.instead_of(
    "called[target == 1]",
    {
        "~called[target == 1]": "That is the share of the positives that are missed. The true positive rate is the "
        "share that is found.",
        "target[called]": "That is the precision, the share of positives among the examples called positive. The true "
        "positive rate divides by all positives.",
        "called & (target == 1)": "You divided the hits by the number of all examples. Divide by the number of "
        "positives.",
        "called == target": "That is the accuracy at each threshold. The true positive rate looks only at the "
        "positives.",
    },
)
roc_curve.instead_of(
    "np.array(fpr), np.array(tpr)",
    {
        "np.array(tpr), np.array(fpr)": "The two are swapped: the false positive rates come first.",
        "np.array(fpr[1:]), np.array(tpr[1:])": "The first point is missing: at a threshold above all scores, nothing "
        "is called positive, and both rates are 0.",
        "np.array([*fpr, 1.0]), np.array([*tpr, 1.0])": "The point (1, 1) appears twice. The lowest score as the "
        "threshold already gives it.",
    },
)


@roc_curve.misconception(
    "You counted instead of dividing. Divide the hits by the number of positives, and the false alarms by the number "
    "of negatives."
)
def counts(target, scores):
    steps = np.unique(scores)[::-1]
    fp = [0, *(np.sum((scores >= t) & (target == 0)) for t in steps)]
    return np.array(fp), np.array([0, *(np.sum((scores >= t) & (target == 1)) for t in steps)])


ONE_BY_ONE = (
    "You took each example in turn, even where scores are equal. Examples with the same score cross the threshold "
    "together: keep only the last point of such a group, or use np.unique."
)


def _a_point_each(target, order):
    hits = target[order]
    tpr, fpr = np.cumsum(hits) / np.sum(target), np.cumsum(1 - hits) / np.sum(1 - target)
    return np.append(0.0, fpr), np.append(0.0, tpr)


@roc_curve.misconception(ONE_BY_ONE)
def one_by_one(target, scores):
    return _a_point_each(target, np.argsort(-scores, kind="stable"))


@roc_curve.misconception(ONE_BY_ONE)
def one_by_one_in_any_order(target, scores):
    return _a_point_each(target, np.argsort(-scores))


@roc_curve.misconception(ONE_BY_ONE)
def one_by_one_from_behind(target, scores):
    return _a_point_each(target, np.argsort(scores)[::-1])


@roc_curve.misconception(
    "The 0 is at the wrong end. Either go through the thresholds from high to low, or reverse the lists before you "
    "put the 0 in front."
)
def zero_at_the_end(target, scores):
    # Lists that begin with 0 and rise in the threshold, reversed as a whole.
    fpr, tpr = roc_curve(target, scores)
    return np.append(fpr[1:], 0.0), np.append(tpr[1:], 0.0)
