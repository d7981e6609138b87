"""f1: the harmonic mean of precision and recall, and its value when nothing was found."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="`target` and `prediction` hold zeros and ones. Return $F_1 = 2\\,\\text{TP} / (2\\,\\text{TP} + \\text{FP} "
    "+ \\text{FN})$, and 0 where that is $0/0$: when there are no positives and none were predicted.",
    hints=[
        "TP is the number of examples for which both are 1: np.sum((target == 1) & (prediction == 1)).",
        "FP: prediction 1, target 0. FN: prediction 0, target 1.",
        "If the denominator is 0, return 0.0 before you divide.",
    ],
    also=(),
)
def f1(target, prediction):
    """The harmonic mean of precision and recall."""
    tp = np.sum((target == 1) & (prediction == 1))
    fp = np.sum((target == 0) & (prediction == 1))
    fn = np.sum((target == 1) & (prediction == 0))
    # Nothing to find, and nothing called: 0/0.
    if tp + fp + fn == 0:
        return 0.0
    return 2 * tp / (2 * tp + fp + fn)


@f1.cases
def cases(rng):
    return [
        (np.array([1, 0, 1]), np.array([1, 1, 0])),
        (np.array([1, 1, 0]), np.array([1, 0, 0])),
        (np.array([1, 0, 0]), np.array([1, 1, 0])),
        (np.array([1, 1, 1, 0, 0, 0]), np.array([1, 1, 0, 0, 0, 1])),
        (np.array([1, 0, 0, 0, 0]), np.array([1, 1, 1, 0, 0])),
        (np.array([1, 1, 1, 1, 0, 0]), np.array([1, 0, 0, 0, 0, 0])),
        (rng.integers(0, 2, 20), rng.integers(0, 2, 20)),
        ((rng.random(50) < 0.2).astype(int), (rng.random(50) < 0.4).astype(int)),
    ]


@f1.edge_cases
def edge_cases(rng):
    return [
        (np.array([0, 0, 0]), np.array([0, 0, 0])),
        (np.array([1, 0, 1]), np.array([0, 0, 0])),
        (np.array([0, 0]), np.array([1, 0])),
        (np.array([1, 0]), np.array([0, 1])),
        (np.array([1, 1]), np.array([1, 1])),
        ((rng.random(3000) < 0.01).astype(int), (rng.random(3000) < 0.02).astype(int)),
    ]


@f1.law("exchanging target and prediction exchanges precision and recall, and leaves their harmonic mean alone")
def _(f, target, prediction):
    return np.isclose(f(prediction, target), f(target, prediction))


f1.instead_of(
    "return 2 * tp / (2 * tp + fp + fn)",
    {
        "return tp / (tp + fp + fn)": "Both factors of 2 are missing: 2 TP / (2 TP + FP + FN).",
        "return 2 * tp / (tp + fp + fn)": "The factor 2 is missing from the denominator: 2 TP / (2 TP + FP + FN).",
        "return tp / (2 * tp + fp + fn)": "The factor 2 is missing from the numerator: 2 TP / (2 TP + FP + FN).",
        "return tp / (tp + fp)": "That is the precision.",
        "return tp / (tp + fn) if tp + fn else 0.0": "That is the recall. False alarms count, too.",
        "return 2 * tp / 2 * tp + fp + fn": "Parentheses are missing around the denominator.",
        "return 2 * tp / (2 * tp + fp - fn)": "Missed positives are added in the denominator, not subtracted.",
        "return 2 * tp / (2 * tp + fp)": "The missed positives (FN) are missing from the denominator.",
        "return 2 * tp / (2 * tp + fn)": "The false alarms (FP) are missing from the denominator.",
        "return 1 - 2 * tp / (2 * tp + fp + fn)": "That is 1 minus F1. Larger should be better.",
    },
)
f1.instead_of(
    "return 0.0",
    {
        "return 1.0": "When there is nothing to find and nothing is predicted, the task asks for 0.",
        "return np.nan": "When there is nothing to find and nothing is predicted, the task asks for 0, not NaN.",
    },
)


def _rates(target, prediction):
    tp = np.sum((target == 1) & (prediction == 1))
    return tp / max(np.sum(prediction), 1), tp / max(np.sum(target), 1)


@f1.misconception(
    "That is the plain mean of precision and recall. F1 is their *harmonic* mean: 2 · precision · recall / (precision "
    "+ recall)."
)
def plain_mean(target, prediction):
    return np.mean(_rates(target, prediction))


@f1.misconception("That is the product of precision and recall. F1 is twice the product, divided by the sum.")
def product(target, prediction):
    return np.prod(_rates(target, prediction))


@f1.misconception("That is the geometric mean of precision and recall. F1 is their harmonic mean.")
def geometric(target, prediction):
    return np.sqrt(np.prod(_rates(target, prediction)))


@f1.misconception(
    "Here Python asks whole arrays for a single True or False. To count where both hold, use & instead of `and`, with "
    "parentheses around each comparison: np.sum((target == 1) & (prediction == 1))."
)
def comparisons_without_parentheses(target, prediction):
    tp = np.sum(target == 1 and prediction == 1)
    return 2 * tp / (np.sum(target) + np.sum(prediction))


@f1.misconception("That is the accuracy: it also counts the true negatives, which F1 leaves out.")
def accuracy(target, prediction):
    return np.mean(target == prediction)


@f1.misconception("That is F1 of class 0. The positives are the ones: TP counts the examples where both are 1.")
def of_zeros(target, prediction):
    return f1(1 - target, 1 - prediction)


@f1.misconception(
    "Your TP counts all right answers, including the true negatives. TP needs both: target 1 and prediction 1."
)
def all_right_answers(target, prediction):
    right, wrong = np.sum(target == prediction), np.sum(target != prediction)
    return 2 * right / (2 * right + wrong)


@f1.misconception(
    "One kind of mistake is counted twice: target != prediction is FP and FN together. Count each of the two once."
)
def misses_counted_twice(target, prediction):
    tp, wrong = np.sum(target * prediction), np.sum(target != prediction)
    total = 2 * tp + wrong + np.sum(target > prediction)
    return 2 * tp / total if total else 0.0


@f1.misconception(
    "One kind of mistake is counted twice: target != prediction is FP and FN together. Count each of the two once."
)
def alarms_counted_twice(target, prediction):
    tp, wrong = np.sum(target * prediction), np.sum(target != prediction)
    total = 2 * tp + wrong + np.sum(target < prediction)
    return 2 * tp / total if total else 0.0


@f1.misconception(
    "You took everything predicted positive as FP, and all positives as FN. Both of these already contain TP: FP and "
    "FN count only the mistakes."
)
def sums_for_mistakes(target, prediction):
    tp, total = np.sum(target * prediction), np.sum(target) + np.sum(prediction)
    return 2 * tp / (2 * tp + total) if total else 0.0


@f1.misconception("The true negatives have no place in F1. The denominator is 2 TP + FP + FN.")
def with_true_negatives(target, prediction):
    tp, tn = np.sum(target * prediction), np.sum((1 - target) * (1 - prediction))
    total = 2 * tp + tn + np.sum(target != prediction)
    return 2 * tp / total if total else 0.0


@f1.misconception(
    "If TP is 0, precision or recall (or their sum) is 0, and the quotient becomes 0/0. Use 2 TP / (2 TP + FP + FN), "
    "and return 0 where that denominator is 0, too."
)
def through_precision_and_recall(target, prediction):
    tp = np.sum(target * prediction)
    with np.errstate(all="ignore"):
        precision, recall = tp / np.sum(prediction), tp / np.sum(target)
        return 2 * precision * recall / (precision + recall)
