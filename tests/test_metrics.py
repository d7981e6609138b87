"""Metrics: against scikit-learn and SciPy, by laws, and by hand."""

import warnings

import numpy as np
import pytest
import scipy.stats
import sklearn.calibration
import sklearn.metrics as sk
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from dlmath import datasets, losses, metrics, regression
from tests import bad_input

EPS = np.finfo(np.float64).eps
AVERAGES = ["macro", "micro", "weighted", None]
numbers = st.floats(-100, 100, allow_subnormal=False)
vectors = arrays(np.float64, 6, elements=numbers)
bits = arrays(np.int64, 8, elements=st.integers(0, 1))
three = arrays(np.int64, 8, elements=st.integers(0, 2))
tied = arrays(np.float64, 8, elements=st.sampled_from([0.0, 0.25, 0.5, 0.75, 1.0]))


def classification_cases():
    """Targets, predictions and scores: random, tied, of one class, with classes nobody predicts or nobody is in."""
    rng = np.random.default_rng(0)
    for n, k in [(1, 1), (5, 2), (40, 2), (200, 2), (60, 3), (200, 5)]:
        target, prediction = rng.integers(0, k, n), rng.integers(0, k, n)
        scores = rng.normal(size=n)
        yield target, prediction, scores
        yield target, prediction, np.round(scores)
        yield target, np.zeros(n, dtype=int), np.zeros(n)
        yield 2 * target, prediction, scores


def scikit_learn(function, *args, **kwargs):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return function(*args, **kwargs)


def test_metrics_of_regression_equal_scikit_learn(proof):
    rng = np.random.default_rng(0)
    pairs = {
        "mean_squared_error": sk.mean_squared_error,
        "root_mean_squared_error": sk.root_mean_squared_error,
        "mean_absolute_error": sk.mean_absolute_error,
        "r_squared": sk.r2_score,
    }
    constant = np.full(7, 3.0)
    cases = [(constant, constant), (constant, constant + 1), *rng.normal(size=(20, 2, 7))]
    for name, other in pairs.items():
        for y, p in cases:
            actual = getattr(metrics, name)(y, p)
            proof(
                f"metrics.{name}", "independent", f"sklearn.metrics.{other.__name__}", actual, other(y, p), bound=1e-14
            )


def test_metrics_of_classification_equal_scikit_learn(proof):
    for target, prediction, _ in classification_cases():
        k = int(max(target.max(), prediction.max())) + 1
        actual, expected = (
            metrics.confusion_matrix(target, prediction),
            scikit_learn(sk.confusion_matrix, target, prediction, labels=range(k)),
        )
        proof("metrics.confusion_matrix", "independent", "sklearn.metrics.confusion_matrix", actual, expected, bound=0)
        actual, expected = metrics.accuracy(target, prediction), sk.accuracy_score(target, prediction)
        proof("metrics.accuracy", "independent", "sklearn.metrics.accuracy_score", actual, expected, bound=0)
        pairs = {"precision": sk.precision_score, "recall": sk.recall_score, "f1": sk.f1_score}
        for name, other in pairs.items():
            for average in [*AVERAGES, *(["binary"] if k <= 2 else [])]:
                actual = getattr(metrics, name)(target, prediction, average)
                expected = scikit_learn(other, target, prediction, average=average)
                proof(
                    f"metrics.{name}", "independent", f"sklearn.metrics.{other.__name__}", actual, expected, bound=1e-14
                )


def test_curves_and_the_areas_under_them_equal_scikit_learn(proof):
    for target, _, scores in classification_cases():
        if target.max() != 1 or target.min() != 0:
            continue
        for actual, expected in zip(
            metrics.roc_curve(target, scores), sk.roc_curve(target, scores, drop_intermediate=False), strict=True
        ):
            proof("metrics.roc_curve", "independent", "sklearn.metrics.roc_curve", actual, expected, bound=EPS)
        for actual, expected in zip(
            metrics.precision_recall_curve(target, scores), sk.precision_recall_curve(target, scores), strict=True
        ):
            against = "sklearn.metrics.precision_recall_curve"
            proof("metrics.precision_recall_curve", "independent", against, actual, expected, bound=EPS)
        actual, expected = metrics.roc_auc(target, scores), sk.roc_auc_score(target, scores)
        proof("metrics.roc_auc", "independent", "sklearn.metrics.roc_auc_score", actual, expected, bound=1e-14)
        actual, expected = metrics.average_precision(target, scores), sk.average_precision_score(target, scores)
        against = "sklearn.metrics.average_precision_score"
        proof("metrics.average_precision", "independent", against, actual, expected, bound=1e-14)


def test_log_loss_and_calibration_equal_scikit_learn(proof):
    rng = np.random.default_rng(0)
    for n, k in [(5, 2), (50, 2), (50, 4)]:
        target, p = rng.integers(0, k, n), rng.dirichlet(np.ones(k), n)
        actual, expected = metrics.log_loss(target, p), sk.log_loss(target, p, labels=range(k))
        proof("metrics.log_loss", "independent", "sklearn.metrics.log_loss", actual, expected, bound=1e-14)
    for n in (3, 30, 300):
        target, p = np.arange(n) % 2, np.round(rng.random(n), 1)
        for n_bins in (1, 2, 5, 10):
            share, predicted, counts = metrics.calibration_curve(target, p, n_bins)
            expected = sklearn.calibration.calibration_curve(target, p, n_bins=n_bins)
            against = "sklearn.calibration.calibration_curve"
            proof("metrics.calibration_curve", "independent", against, [share, predicted], expected, bound=1e-14)
            assert counts.sum() == n


def test_bootstrap_interval_equals_scipy_with_the_same_draws(proof):
    data = np.random.default_rng(1).normal(size=(2, 30))
    ours = metrics.bootstrap_interval(metrics.mean_absolute_error, *data, level=0.9, n_resamples=200, rng=0)
    theirs = scipy.stats.bootstrap(
        tuple(data),
        metrics.mean_absolute_error,
        paired=True,
        vectorized=False,
        n_resamples=200,
        confidence_level=0.9,
        method="percentile",
        rng=np.random.default_rng(0),
    ).confidence_interval
    proof("metrics.bootstrap_interval", "independent", "scipy.stats.bootstrap", ours, list(theirs), bound=1e-14)


@given(y=vectors, p=vectors)
def test_metrics_of_regression_obey_their_laws(proof, y, p):
    mse, mae = metrics.mean_squared_error(y, p), metrics.mean_absolute_error(y, p)
    rmse = metrics.root_mean_squared_error(y, p)
    bias_and_spread = np.mean(y - p) ** 2 + np.var(y - p)
    proof("metrics.mean_squared_error", "law", "squared mean error + its variance", mse, bias_and_spread, bound=1e-13)
    proof("metrics.root_mean_squared_error", "law", "RMSE ≥ MAE", max(mae - rmse, 0), bound=1e-13)
    expected = 3 * mae
    actual = metrics.mean_absolute_error(3 * y, 3 * p)
    proof("metrics.mean_absolute_error", "law", "scales with its arguments", actual, expected, bound=1e-14)
    if np.var(y) > 1e-6:
        mean = np.full_like(y, y.mean())
        proof("metrics.r_squared", "law", "0 for the mean", metrics.r_squared(y, mean), 0.0, bound=1e-12)
        line = np.polyval(np.polyfit(np.arange(6), y, 1), np.arange(6))
        expected = np.corrcoef(np.arange(6), y)[0, 1] ** 2
        actual = metrics.r_squared(y, line)
        proof("metrics.r_squared", "law", "squared correlation, for a fitted line", actual, expected, bound=1e-9)


@given(target=three, prediction=three)
def test_metrics_of_classification_obey_their_laws(proof, target, prediction):
    c = metrics.confusion_matrix(target, prediction, n_classes=3)
    proof(
        "metrics.confusion_matrix",
        "law",
        "rows count the targets",
        c.sum(axis=1),
        np.bincount(target, minlength=3),
        bound=0,
    )
    swapped = metrics.confusion_matrix(prediction, target, n_classes=3)
    proof("metrics.confusion_matrix", "law", "transposed when exchanged", swapped, c.T, bound=0)
    accuracy = metrics.accuracy(target, prediction)
    proof("metrics.accuracy", "law", "share on the diagonal", accuracy, np.trace(c) / c.sum(), bound=EPS)
    for name in ("precision", "recall", "f1"):
        micro = getattr(metrics, name)(target, prediction, "micro")
        proof(f"metrics.{name}", "law", "micro average = accuracy", micro, accuracy, bound=EPS)
    p, r = metrics.precision(target, prediction, None), metrics.recall(target, prediction, None)
    with np.errstate(invalid="ignore"):
        harmonic = np.nan_to_num(2 * p * r / (p + r))
    proof("metrics.f1", "law", "harmonic mean", metrics.f1(target, prediction, None), harmonic, bound=4 * EPS)
    exchanged = metrics.recall(prediction, target, None)
    proof("metrics.precision", "law", "recall of the exchanged arguments", p, exchanged, bound=0)


@given(target=bits, scores=tied)
def test_curves_obey_their_laws(proof, target, scores):
    target[:2] = 0, 1
    fpr, tpr, thresholds = metrics.roc_curve(target, scores)
    rates = [[np.mean(scores[target == k] >= t) for t in thresholds] for k in (0, 1)]
    proof("metrics.roc_curve", "law", "rates counted anew at each threshold", [fpr, tpr], rates, bound=EPS)
    positive, negative = scores[target == 1], scores[target == 0]
    wins = np.mean((positive[:, None] > negative) + (positive[:, None] == negative) / 2)
    proof("metrics.roc_auc", "law", "P(s⁺ > s⁻) + P(s⁺ = s⁻)/2", metrics.roc_auc(target, scores), wins, bound=1e-15 * 4)
    found, share, thresholds = metrics.precision_recall_curve(target, scores)
    pairs = [(metrics.precision(target, scores >= t), metrics.recall(target, scores >= t)) for t in thresholds]
    against = "precision and recall at each threshold"
    curve = np.stack([found, share], axis=1)
    proof("metrics.precision_recall_curve", "law", against, curve, [*pairs, (1.0, 0.0)], bound=EPS)
    same = metrics.average_precision(target, np.exp(scores))
    actual = metrics.average_precision(target, scores)
    proof("metrics.average_precision", "law", "no change under a rising function", actual, same, bound=EPS)


@given(target=bits, probabilities=arrays(np.float64, 8, elements=st.floats(0.01, 0.99)))
def test_metrics_of_probabilities_obey_their_laws(proof, target, probabilities):
    logits = np.log(probabilities) - np.log1p(-probabilities)
    expected = losses.binary_cross_entropy(logits, target)
    actual = metrics.log_loss(target, probabilities)
    proof("metrics.log_loss", "law", "binary cross-entropy of the log-odds", actual, expected, bound=1e-13)
    share, predicted, counts = metrics.calibration_curve(target, probabilities)
    total = [share @ counts / 8, predicted @ counts / 8]
    expected = [target.mean(), probabilities.mean()]
    proof("metrics.calibration_curve", "law", "the bins' means average to the mean", total, expected, bound=1e-14)


@given(x=vectors, seed=st.integers(0, 1000))
def test_a_bootstrap_interval_moves_and_widens_with_the_data(proof, x, seed):
    low, high = metrics.bootstrap_interval(np.mean, x, n_resamples=50, rng=seed)
    moved = metrics.bootstrap_interval(np.mean, 2 * x + 1, n_resamples=50, rng=seed)
    against = "interval of 2x + 1 is that of x, doubled and moved"
    proof("metrics.bootstrap_interval", "law", against, moved, (2 * low + 1, 2 * high + 1), bound=1e-12)
    assert x.min() - 1e-9 <= low <= high <= x.max() + 1e-9


def test_a_bootstrap_interval_covers_the_mean_about_as_often_as_its_level_says():
    rng = np.random.default_rng(0)
    covered = []
    for _ in range(200):
        low, high = metrics.bootstrap_interval(np.mean, rng.normal(size=50), n_resamples=200, rng=rng)
        covered.append(low <= 0 <= high)
    assert abs(np.mean(covered) - 0.95) < 4 * np.sqrt(0.95 * 0.05 / 200)


# --- weights, chosen classes, 0/0, and areas of several classes


def weighted_cases():
    """As `classification_cases`, with weights, some of which are 0."""
    rng = np.random.default_rng(1)
    for target, prediction, scores in classification_cases():
        weights = rng.integers(0, 4, len(target)).astype(float)
        weights[np.argmax(target)] = weights[np.argmin(target)] = 2.5
        yield target, prediction, scores, weights


def test_weighted_metrics_of_classes_equal_scikit_learn(proof):
    scores_of = {"precision": sk.precision_score, "recall": sk.recall_score, "f1": sk.f1_score}
    for target, prediction, _, w in weighted_cases():
        k = int(max(target.max(), prediction.max())) + 1
        actual = metrics.confusion_matrix(target, prediction, sample_weight=w)
        expected = scikit_learn(sk.confusion_matrix, target, prediction, labels=range(k), sample_weight=w)
        against = "sklearn.metrics.confusion_matrix, with options"
        proof("metrics.confusion_matrix", "independent", against, actual, expected, bound=0)
        labels = np.unique(target)[::-1]
        actual = metrics.confusion_matrix(target, prediction, labels=labels)
        expected = scikit_learn(sk.confusion_matrix, target, prediction, labels=labels)
        proof("metrics.confusion_matrix", "independent", against, actual, expected, bound=0)
        actual = metrics.accuracy(target, prediction, w)
        expected = sk.accuracy_score(target, prediction, sample_weight=w)
        against = "sklearn.metrics.accuracy_score, sample_weight"
        proof("metrics.accuracy", "independent", against, actual, expected, bound=4 * EPS)
        for name, other in scores_of.items():
            against = f"sklearn.metrics.{other.__name__}, with options"
            for average in [*AVERAGES, *(["binary"] if k <= 2 else [])]:
                for chosen in [None, *([] if average == "binary" else [labels, [*labels, k + 1]])]:
                    for zero in (0, 1, np.nan):
                        options = {"labels": chosen, "sample_weight": w, "zero_division": zero}
                        actual = getattr(metrics, name)(target, prediction, average, **options)
                        expected = scikit_learn(other, target, prediction, average=average, **options)
                        proof(f"metrics.{name}", "independent", against, actual, expected, bound=1e-14)


def test_weighted_metrics_of_numbers_equal_scikit_learn(proof):
    rng = np.random.default_rng(0)
    pairs = {
        "mean_squared_error": sk.mean_squared_error,
        "root_mean_squared_error": sk.root_mean_squared_error,
        "mean_absolute_error": sk.mean_absolute_error,
        "r_squared": sk.r2_score,
    }
    for name, other in pairs.items():
        for y, p, w in rng.normal(size=(20, 3, 7)):
            w = np.maximum(w, 0) + (np.arange(7) < 2)
            actual, expected = getattr(metrics, name)(y, p, w), other(y, p, sample_weight=w)
            against = f"sklearn.metrics.{other.__name__}, sample_weight"
            proof(f"metrics.{name}", "independent", against, actual, expected, bound=1e-13)


def test_weighted_curves_and_losses_equal_scikit_learn(proof):
    for target, _, scores, w in weighted_cases():
        if target.max() != 1 or target.min() != 0:
            continue
        pairs = {
            "roc_curve": lambda *a, **k: sk.roc_curve(*a, drop_intermediate=False, **k),
            "precision_recall_curve": sk.precision_recall_curve,
            "roc_auc": lambda *a, **k: [sk.roc_auc_score(*a, **k)],
            "average_precision": lambda *a, **k: [sk.average_precision_score(*a, **k)],
        }
        for name, other in pairs.items():
            actual, expected = (
                getattr(metrics, name)(target, scores, sample_weight=w),
                other(target, scores, sample_weight=w),
            )
            for ours, theirs in zip(np.atleast_1d(actual) if name[-5:] != "curve" else actual, expected, strict=True):
                if name == "precision_recall_curve" and len(ours) != len(theirs):
                    continue  # scikit-learn keeps thresholds of weight 0
                proof(f"metrics.{name}", "independent", "sklearn.metrics, sample_weight", ours, theirs, bound=1e-14)
    rng = np.random.default_rng(0)
    for k in (2, 4):
        target, p, w = rng.integers(0, k, 50), rng.dirichlet(np.ones(k), 50), rng.random(50)
        actual, expected = metrics.log_loss(target, p, w), sk.log_loss(target, p, labels=range(k), sample_weight=w)
        proof(
            "metrics.log_loss", "independent", "sklearn.metrics.log_loss, sample_weight", actual, expected, bound=1e-14
        )


def test_areas_of_several_classes_equal_scikit_learn(proof):
    rng = np.random.default_rng(0)
    for n, k in [(9, 3), (60, 3), (200, 5), (8, 2)]:
        target = np.append(np.arange(k), rng.integers(0, k, n))
        p = rng.dirichlet(np.ones(k), n + k)
        w = rng.random(n + k)
        for average in ("macro", "weighted"):
            for weights in (None, w):
                actual = metrics.roc_auc(target, p, average, weights)
                if k > 2:
                    expected = sk.roc_auc_score(target, p, multi_class="ovr", average=average, sample_weight=weights)
                    against = "sklearn.metrics.roc_auc_score, one against the rest"
                    proof("metrics.roc_auc", "independent", against, actual, expected, bound=1e-14)
            actual = metrics.pairwise_roc_auc(target, p, average)
            if k > 2:
                expected = sk.roc_auc_score(target, p, multi_class="ovo", average=average)
                against = "sklearn.metrics.roc_auc_score, multi_class='ovo'"
                proof("metrics.pairwise_roc_auc", "independent", against, actual, expected, bound=1e-14)


METRICS_OF_WEIGHTS = {
    "numbers": ("mean_squared_error", "root_mean_squared_error", "mean_absolute_error", "r_squared"),
    "classes": ("confusion_matrix", "accuracy", "precision", "recall", "f1"),
    "scores": ("roc_curve", "roc_auc", "precision_recall_curve", "average_precision", "calibration_curve", "log_loss"),
    "several": ("roc_auc", "pairwise_roc_auc"),
}


@given(seed=st.integers(0, 1000))
def test_a_whole_weight_is_as_good_as_that_many_copies(proof, seed):
    rng = np.random.default_rng(seed)
    w = np.append(rng.integers(0, 4, 8), [1, 2, 1])
    target = np.append(rng.integers(0, 2, 8), [0, 1, 1])
    data = {
        "numbers": (rng.normal(size=11), rng.normal(size=11)),
        "classes": (target, np.append(rng.integers(0, 2, 8), [0, 1, 0])),
        "scores": (target, np.round(rng.random(11), 1)),
        "several": (np.append(rng.integers(0, 3, 8), [0, 1, 2]), np.round(rng.normal(size=(11, 3)), 1)),
    }
    for kind, names in METRICS_OF_WEIGHTS.items():
        first, second = data[kind]
        for name in names:
            actual = getattr(metrics, name)(first, second, sample_weight=w)
            expected = getattr(metrics, name)(np.repeat(first, w), np.repeat(second, w, axis=0))
            for ours, copies in zip(*(x if isinstance(x, tuple) else (x,) for x in (actual, expected)), strict=True):
                proof(f"metrics.{name}", "law", "a weight of m is as good as m copies", ours, copies, bound=1e-13)


@given(seed=st.integers(0, 1000))
def test_areas_of_several_classes_obey_their_laws(proof, seed):
    rng = np.random.default_rng(seed)
    target, scores = np.append(np.arange(3), rng.integers(0, 3, 9)), np.round(rng.normal(size=(12, 3)), 1)
    for name in ("roc_auc", "pairwise_roc_auc"):
        area = getattr(metrics, name)
        actual = area(target, np.exp(scores) * [1, 2, 3])
        proof(
            f"metrics.{name}",
            "law",
            "no change under rising functions of the columns",
            actual,
            area(target, scores),
            bound=EPS,
        )
        proof(
            f"metrics.{name}",
            "law",
            "1 − AUC of scores turned around",
            area(target, -scores),
            1 - area(target, scores),
            bound=4 * EPS,
        )
    frequent = np.append(target, np.repeat(target[target == 0], 3))
    more = np.append(scores, np.repeat(scores[target == 0], 3, axis=0), axis=0)
    against = "no change when a class becomes more frequent"
    actual, expected = metrics.pairwise_roc_auc(frequent, more), metrics.pairwise_roc_auc(target, scores)
    proof("metrics.pairwise_roc_auc", "law", against, actual, expected, bound=4 * EPS)
    one = scores[:, 0] - scores[:, 1]
    two, halves = target % 2, np.stack([one, -one], axis=1)
    expected = 1 - metrics.roc_auc(two, one)
    proof(
        "metrics.pairwise_roc_auc",
        "law",
        "of two classes, the AUC",
        metrics.pairwise_roc_auc(two, halves),
        expected,
        bound=4 * EPS,
    )


def test_options_by_hand(proof):
    where = "target 0, 1, 1, predicted 0, 0, 1, weights 1, 2, 3"
    target, prediction, w = [0, 1, 1], [0, 0, 1], [1.0, 2.0, 3.0]
    for name, value in {
        "confusion_matrix": [[1, 0], [2, 3]],
        "accuracy": 4 / 6,
        "precision": 1,
        "recall": 3 / 5,
        "f1": 6 / 8,
        "mean_squared_error": 2 / 6,
        "root_mean_squared_error": np.sqrt(1 / 3),
        "mean_absolute_error": 2 / 6,
        "r_squared": 1 - 2 / (1 * 25 / 36 + 5 / 36),
    }.items():
        actual = getattr(metrics, name)(target, prediction, sample_weight=w)
        proof(f"metrics.{name}", "by hand", where, actual, value, bound=8 * EPS)
    actual = metrics.confusion_matrix([0, 5, 5, 9], [5, 5, 0, 0], labels=[5, 0])
    proof("metrics.confusion_matrix", "by hand", "labels 5 and 0", actual, [[1, 1], [1, 0]], bound=0)
    for zero in (0.0, 1.0, np.nan):
        actual = metrics.precision([0, 5, 5, 9], [5, 5, 0, 0], None, labels=[5, 7, 0], zero_division=zero)
        proof("metrics.precision", "by hand", "labels 5, 7 and 0", actual, [1 / 2, zero, 0], bound=EPS)
    scores = [[0.8, 0.1, 0.1], [0.3, 0.4, 0.3], [0.4, 0.5, 0.1]]
    actual = metrics.roc_auc([0, 1, 2], scores, average=None)
    proof("metrics.roc_auc", "by hand", "three classes", actual, [1, 1 / 2, 1 / 4], bound=EPS)
    # 0 and 1: 1 and 1; 0 and 2: 1 and 1/2; 1 and 2: 0 and 0.
    actual, expected = metrics.pairwise_roc_auc([0, 1, 2], scores), (1 + 3 / 4 + 0) / 3
    proof("metrics.pairwise_roc_auc", "by hand", "three classes", actual, expected, bound=EPS)


@pytest.mark.parametrize(
    "call, message",
    [
        (lambda: metrics.accuracy([0, 1], [0, 1], [1.0]), r"sample_weight has shape \(1,\), expected \(2,\)"),
        (lambda: metrics.accuracy([0, 1], [0, 1], [1.0, -1.0]), "sample_weight holds -1 at index 1"),
        (lambda: metrics.roc_auc([0, 1], [0, 1], sample_weight=[0, 0]), "sample_weight holds zeros only"),
        (lambda: metrics.roc_auc([0, 1], [0, 1], sample_weight=[1, 0]), "target holds zeros only"),
        (lambda: metrics.roc_auc([0, 1, 1], np.eye(3)), "target holds no example of class 2, expected all of the 3"),
        (lambda: metrics.roc_auc([0, 1, 3], np.eye(3)), "target holds 3 at index 2, expected labels from 0 to 2"),
        (lambda: metrics.pairwise_roc_auc([0], [[1.0]]), "scores has one column"),
        (lambda: metrics.pairwise_roc_auc([0, 1], np.eye(2), None), "average is None, expected one of"),
        (lambda: metrics.f1([0, 1], [0, 1], labels=[1]), 'labels says what to average over, but average "binary"'),
        (lambda: metrics.f1([0, 1], [0, 1], "macro", labels=[1, 2, 1]), "labels holds 1 twice"),
        (lambda: metrics.f1([0, 1], [0, 1], "macro", labels=[-1]), "labels holds -1 at index 0"),
        (lambda: metrics.f1([0, 1], [0, 1], zero_division=0.5), "zero_division is 0.5, expected 0, 1 or nan"),
        (lambda: metrics.f1([0, 1], [0, 1], zero_division="warn"), "zero_division is 'warn', expected"),
        (lambda: metrics.confusion_matrix([0], [0], n_classes=1, labels=[0]), "n_classes and labels both"),
        (lambda: metrics.confusion_matrix([0], [10**6]), "holds 1000000, too large for a table of all classes"),
    ],
)
def test_options_out_of_range_are_refused_by_name(call, message):
    with pytest.raises(ValueError, match=message):
        call()


def test_labels_may_be_large_and_few():
    assert metrics.f1([10**7, 5], [10**7, 10**7], "macro") == 1 / 3
    assert metrics.confusion_matrix([10**7, 5], [10**7, 10**7], labels=[5, 10**7]).tolist() == [[0, 1], [0, 1]]


TARGET, PREDICTION, SCORES = [0, 0, 1, 1, 1], [0, 1, 1, 1, 0], [0.1, 0.6, 0.6, 0.9, 0.3]
BY_HAND = [
    ("mean_squared_error", ([1.0, 4.0], [1.0, 2.0]), 2.0),
    ("root_mean_squared_error", ([3.0, 4.0], [0.0, 0.0]), np.sqrt(12.5)),
    ("mean_absolute_error", ([1.0, 4.0], [1.0, 2.0]), 1.0),
    ("r_squared", ([1.0, 2.0, 3.0], [1.0, 2.0, 4.0]), 0.5),
    ("confusion_matrix", (TARGET, PREDICTION), [[1, 1], [1, 2]]),
    ("accuracy", (TARGET, PREDICTION), 3 / 5),
    ("precision", (TARGET, PREDICTION), 2 / 3),
    ("recall", (TARGET, PREDICTION), 2 / 3),
    ("f1", (TARGET, [0, 1, 1, 1, 1]), 6 / 7),
    ("roc_curve", (TARGET, SCORES), [[0, 0, 1 / 2, 1 / 2, 1], [0, 1 / 3, 2 / 3, 1, 1], [np.inf, 0.9, 0.6, 0.3, 0.1]]),
    ("roc_auc", (TARGET, SCORES), (3 + 1.5) / 6),
    ("average_precision", (TARGET, SCORES), (1 + 2 / 3 + 3 / 4) / 3),
    ("log_loss", ([0, 1], [0.5, 0.25]), np.log(8) / 2),
    ("calibration_curve", ([0, 1, 1, 1], [0.125, 0.125, 0.875, 0.875], 2), [[0.5, 1], [0.125, 0.875], [2, 2]]),
]


@pytest.mark.parametrize("name, arguments, expected", BY_HAND)
def test_metric_has_the_value_found_by_hand(name, arguments, expected, proof):
    actual = getattr(metrics, name)(*arguments)
    where = ", ".join(str(a) for a in arguments)
    proof(f"metrics.{name}", "by hand", where, actual, expected, bound=2 * EPS)


def test_a_precision_recall_curve_by_hand(proof):
    found, share, thresholds = metrics.precision_recall_curve([0, 1, 1], [0.4, 0.4, 0.9])
    actual = np.concatenate([found, share, thresholds])
    expected = [2 / 3, 1, 1, 1, 1 / 2, 0, 0.4, 0.9]
    proof("metrics.precision_recall_curve", "by hand", "[0, 1, 1], [0.4, 0.4, 0.9]", actual, expected, bound=EPS)


def test_the_bootstrap_interval_of_a_constant_is_that_constant(proof):
    interval = metrics.bootstrap_interval(np.mean, [2.0, 2.0, 2.0], rng=0)
    proof("metrics.bootstrap_interval", "by hand", "mean of 2, 2, 2", interval, (2.0, 2.0), bound=0)


def test_zero_divided_by_zero_is_zero_as_documented():
    assert metrics.precision([1, 1], [0, 0]) == metrics.recall([0, 0], [1, 1]) == metrics.f1([0, 0], [0, 0]) == 0


@pytest.mark.parametrize("unit", [1e-200, 1e200])
def test_errors_are_compared_in_any_units(unit):
    y, p = np.array([1.0, 2.0, 4.0]), np.array([1.5, 2.0, 3.0])
    np.testing.assert_allclose(
        metrics.root_mean_squared_error(y * unit, p * unit), metrics.root_mean_squared_error(y, p) * unit
    )
    np.testing.assert_allclose(metrics.r_squared(y * unit, p * unit), metrics.r_squared(y, p), rtol=1e-14)
    np.testing.assert_allclose(metrics.r_squared(1e15 + y, 1e15 + y[::-1]), metrics.r_squared(y, y[::-1]), rtol=1e-2)


def test_what_cannot_be_told_from_one_class_is_said():
    with pytest.raises(ValueError, match="target holds ones only"):
        metrics.roc_curve([1, 1], [0.2, 0.3])
    with pytest.raises(ValueError, match="target holds zeros only"):
        metrics.average_precision([0, 0], [0.2, 0.3])
    with pytest.raises(ValueError, match="target has one entry"):
        metrics.r_squared([1.0], [1.0])


def test_a_class_ruled_out_that_occurs_costs_infinitely():
    assert metrics.log_loss([0, 1], [0.5, 0.0]) == np.inf
    assert str(metrics.log_loss([0, 1], [0.0, 1.0])) == "0.0"


def test_the_rest_of_a_small_probability_keeps_its_digits():
    np.testing.assert_allclose(metrics.log_loss([0], [1e-20]), 1e-20, rtol=1e-15)
    np.testing.assert_allclose(metrics.log_loss([0, 1], [1e-20, 1.0]), 5e-21, rtol=1e-15)


@pytest.mark.parametrize("label", [1e300, 2**63, 2**40, np.uint64(2**63 + 1)])
def test_labels_that_no_table_can_hold_are_refused(label):
    for f in (metrics.confusion_matrix, metrics.accuracy, metrics.f1):
        with pytest.raises(ValueError, match=r"target holds .* at index 1, expected labels from 0 to"):
            f([0, label], [0, 1])


def test_a_constant_target_is_seen_as_such_even_where_its_mean_is_rounded():
    target = np.full(3, 0.1)
    assert np.mean(target) != 0.1
    assert metrics.r_squared(target, target) == 1
    assert metrics.r_squared(target, [0.1, 0.1, 0.2]) == 0


def test_scores_may_lie_as_far_apart_as_numbers_can():
    assert metrics.roc_auc([0, 1], [-1e308, 1e308]) == 1
    assert metrics.average_precision([1, 0], [5e-324, 0.0]) == 1


def test_the_bootstrap_needs_data_of_one_length():
    for data in [(), ([],), (1.0,), ([1.0, 2.0], [1.0])]:
        with pytest.raises(ValueError, match="data has shapes"):
            metrics.bootstrap_interval(np.mean, *data, rng=0)


Y, P = np.array([1.0, -2.0, 0.5]), np.array([0.5, -1.0, 1.5])
LABELS, GUESS, S = np.array([0, 1, 1]), np.array([1, 1, 0]), np.array([0.25, 0.5, 1.0])
WHOLE = {"scores": np.array([3, 1, 2]), "probabilities": np.array([0, 1, 1])}
TABLE = [
    *[bad_input.Case(f, {"target": Y, "prediction": P}, {"prediction": [np.ones(2)]})
      for f in (metrics.mean_squared_error, metrics.root_mean_squared_error, metrics.mean_absolute_error,
                metrics.r_squared)],
    *[bad_input.Case(f, {"target": LABELS, "prediction": GUESS}, {"prediction": [[0, 1], [0, 1, -1], [0.5, 1, 1]]},
                     keeps_float32=False)
      for f in (metrics.confusion_matrix, metrics.accuracy, metrics.precision, metrics.recall, metrics.f1)],
    bad_input.Case(metrics.confusion_matrix, {"target": LABELS, "prediction": GUESS, "n_classes": 3},
                   {"target": [[0, 1, 3]], "n_classes": [0]}, keeps_float32=False),
    *[bad_input.Case(f, {"target": LABELS, "prediction": GUESS, "average": "macro"}, {"average": ["mean", 1]},
                     keeps_float32=False)
      for f in (metrics.precision, metrics.recall, metrics.f1)],
    *[bad_input.Case(f, {"target": LABELS, "scores": S}, {"target": [[0, 2, 1], [0, 1]]}, whole=WHOLE,
                     keeps_float32=False)
      for f in (metrics.roc_curve, metrics.roc_auc, metrics.precision_recall_curve, metrics.average_precision)],
    bad_input.Case(metrics.log_loss, {"target": LABELS, "probabilities": S}, {"probabilities": [[0.5, 1.5, 0.0]]},
                   whole=WHOLE),
    *[bad_input.Case(f, {"target": Y, "prediction": P, "sample_weight": S}, {"sample_weight": [np.ones(2), -S, 0 * S]})
      for f in (metrics.mean_squared_error, metrics.root_mean_squared_error, metrics.mean_absolute_error,
                metrics.r_squared)],
    *[bad_input.Case(f, {"target": LABELS, "prediction": GUESS, "sample_weight": S},
                     {"sample_weight": [np.ones(2), -S, 0 * S]}, keeps_float32=False)
      for f in (metrics.confusion_matrix, metrics.accuracy, metrics.precision, metrics.recall, metrics.f1)],
    *[bad_input.Case(f, {"target": LABELS, "scores": S, "sample_weight": S}, {"sample_weight": [np.ones(2), -S]},
                     whole=WHOLE | {"sample_weight": np.array([1, 2, 1])}, keeps_float32=False)
      for f in (metrics.roc_curve, metrics.roc_auc, metrics.precision_recall_curve, metrics.average_precision)],
    *[bad_input.Case(f, {"target": np.array([0, 1, 2]), "scores": np.eye(3) + 0.5, "sample_weight": S},
                     {"target": [[0, 1, 1]], "sample_weight": [np.ones(2), -S]}, keeps_float32=False,
                     accepts={"scores": "any rank"} if f is metrics.roc_auc else {},
                     whole={"sample_weight": np.array([1, 2, 1])})
      for f in (metrics.roc_auc, metrics.pairwise_roc_auc)],
    bad_input.Case(metrics.calibration_curve, {"target": LABELS, "probabilities": S, "n_bins": 2},
                   {"probabilities": [[0.5, 1.5, 0.0]], "n_bins": [0]}, whole=WHOLE, keeps_float32=False),
]  # fmt: skip


@bad_input.every(TABLE)
def test_unusual_input_gives_the_documented_result_or_a_clear_error(check):
    check()


@pytest.mark.parametrize(
    "options", [{"level": 0.0}, {"level": 1.0}, {"n_resamples": 0}, {"n_resamples": 2.5}, {"rng": None}, {"rng": -1}]
)
def test_bootstrap_options_out_of_range_are_refused_by_name(options):
    with pytest.raises((ValueError, TypeError), match=next(iter(options))):
        metrics.bootstrap_interval(np.mean, [1.0, 2.0], **({"rng": 0} | options))


def test_the_rare_eights_of_the_lesson_are_judged_as_scikit_learn_judges_them():
    train, test = datasets.mnist()
    small = [d.X.astype(float).reshape(-1, 7, 4, 7, 4).mean(axis=(2, 4)).reshape(-1, 49) for d in (train, test)]
    kept = np.concatenate([np.flatnonzero(train.y != 8), np.flatnonzero(train.y == 8)[:91]])
    model = regression.logistic_by_newton(small[0][kept], (train.y[kept] == 8).astype(int), penalty=1e-4)
    z, y = regression.predict(model, small[1]).round(2), (test.y == 8).astype(int)
    p = 1 / (1 + np.exp(-z))
    for w in (None, np.where(y == 1, 1, 10)):
        close = {"rtol": 1e-12, "atol": 0}
        np.testing.assert_allclose(
            metrics.roc_auc(y, z, sample_weight=w), sk.roc_auc_score(y, z, sample_weight=w), **close
        )
        ours, theirs = (f(y, z, sample_weight=w) for f in (metrics.average_precision, sk.average_precision_score))
        np.testing.assert_allclose(ours, theirs, **close)
        np.testing.assert_allclose(metrics.log_loss(y, p, sample_weight=w), sk.log_loss(y, p, sample_weight=w), **close)
    assert round(float(metrics.roc_auc(y, z)), 3) == 0.872


@pytest.mark.parametrize(("n_learn", "n_test"), [(1000, 1000), (20, 8)])
def test_digits_with_few_eights_are_judged_as_scikit_learn_judges_them(n_learn, n_test):
    digits, order = datasets.digits(), np.random.default_rng(0).permutation(1797)
    parts = [(order[:1000], n_learn), (order[1000:], n_test)]
    i, j = (np.concatenate([k[digits.y[k] != 8], k[digits.y[k] == 8][:n]]) for k, n in parts)
    model = regression.softmax_by_gradient_descent(digits.X[i] / 16, digits.y[i], n_steps=100, penalty=1e-3)
    target, prediction = digits.y[j], regression.predict(model, digits.X[j] / 16).argmax(axis=1)
    labels = {"labels": range(10), "zero_division": 0}
    np.testing.assert_array_equal(
        metrics.confusion_matrix(target, prediction, n_classes=10),
        sk.confusion_matrix(target, prediction, labels=range(10)),
    )
    for name, other in [("precision", sk.precision_score), ("recall", sk.recall_score), ("f1", sk.f1_score)]:
        for average in AVERAGES:
            ours = getattr(metrics, name)(target, prediction, average=average, labels=range(10))
            np.testing.assert_allclose(ours, other(target, prediction, average=average, **labels), rtol=1e-12)
