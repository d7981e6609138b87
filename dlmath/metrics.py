"""How good predictions are: numbers for regression and for classification.

>>> from dlmath import metrics
>>> metrics.confusion_matrix([0, 0, 1, 1], [0, 1, 1, 1])
array([[1, 1],
       [0, 2]])

Truth comes first, prediction second. Classes are whole numbers from 0; of two classes, 1 is the positive one.
"""

import numpy as np

from dlmath import _checks, _scaled

__all__ = [
    "accuracy",
    "average_precision",
    "bootstrap_interval",
    "calibration_curve",
    "confusion_matrix",
    "f1",
    "log_loss",
    "mean_absolute_error",
    "mean_squared_error",
    "precision",
    "precision_recall_curve",
    "r_squared",
    "recall",
    "roc_auc",
    "roc_curve",
    "root_mean_squared_error",
]


def mean_squared_error(target, prediction):
    """The mean of the squared errors, in the square of the target's units.

    MSE = (1/n) Σᵢ (yᵢ − ŷᵢ)².

    Parameters
    ----------
    target, prediction : array_like, shape (n,)
        y and ŷ.

    Returns
    -------
    float
        At least 0.

    Raises
    ------
    TypeError, ValueError
        If the arguments are not vectors of finite real numbers of one length.

    References
    ----------
    James, Witten, Hastie, Tibshirani (2021), An Introduction to Statistical Learning, eq. 2.5.

    Examples
    --------
    >>> float(mean_squared_error([1.0, 4.0], [1.0, 2.0]))
    2.0
    """
    target, prediction = _vectors(target, prediction)
    return np.mean(np.square(target - prediction))


def root_mean_squared_error(target, prediction):
    """The square root of the mean squared error, in the target's units.

    RMSE = √((1/n) Σᵢ (yᵢ − ŷᵢ)²).

    Parameters
    ----------
    target, prediction : array_like, shape (n,)
        y and ŷ.

    Returns
    -------
    float
        At least the mean absolute error.

    Raises
    ------
    TypeError, ValueError
        If the arguments are not vectors of finite real numbers of one length.

    References
    ----------
    Bishop (2006), Pattern Recognition and Machine Learning, eq. 1.3.

    Examples
    --------
    >>> float(root_mean_squared_error([3.0, 5.0], [0.0, 4.0]).round(4))
    2.2361
    """
    target, prediction = _vectors(target, prediction)
    return _scaled.root_mean_square(target - prediction)


def mean_absolute_error(target, prediction):
    """The mean size of the errors, in the target's units.

    MAE = (1/n) Σᵢ |yᵢ − ŷᵢ|.

    Parameters
    ----------
    target, prediction : array_like, shape (n,)
        y and ŷ.

    Returns
    -------
    float
        At least 0.

    Raises
    ------
    TypeError, ValueError
        If the arguments are not vectors of finite real numbers of one length.

    References
    ----------
    Willmott, Matsuura (2005), Advantages of the mean absolute error over the root mean square error.

    Examples
    --------
    >>> float(mean_absolute_error([1.0, 4.0], [1.0, 2.0]))
    1.0
    """
    target, prediction = _vectors(target, prediction)
    return np.mean(np.abs(target - prediction))


def r_squared(target, prediction):
    """The coefficient of determination: the share of the target's variance that the prediction explains.

    R² = 1 − Σᵢ (yᵢ − ŷᵢ)² / Σᵢ (yᵢ − ȳ)². For a constant target, where the quotient has no value, it is 1 for a
    perfect prediction and 0 for any other.

    Parameters
    ----------
    target, prediction : array_like, shape (n,)
        y and ŷ, at least two of each.

    Returns
    -------
    float
        At most 1; 0 for the prediction ȳ, negative for what is worse than that.

    Raises
    ------
    TypeError, ValueError
        If the arguments are not vectors of at least two finite real numbers, of one length.

    References
    ----------
    James, Witten, Hastie, Tibshirani (2021), An Introduction to Statistical Learning, eq. 3.17.

    Examples
    --------
    >>> float(r_squared([1.0, 2.0, 3.0], [1.0, 2.0, 4.0]))
    0.5
    """
    target, prediction = _vectors(target, prediction)
    if len(target) < 2:
        raise ValueError("target has one entry, expected at least two (one has no variance)")
    error_unit, error = _scaled.mean_square(target - prediction)
    if np.max(target) == np.min(target):
        return target.dtype.type(error == 0)
    unit, variance = _scaled.mean_square(_scaled.centre(target)[0])
    with np.errstate(over="ignore"):
        return 1 - error / variance * (error_unit / unit) ** 2


def confusion_matrix(target, prediction, n_classes=None):
    """How often an example of each class was taken for each class.

    Cᵢⱼ = number of examples with target i and prediction j: truth in rows, prediction in columns.

    Parameters
    ----------
    target, prediction : array_like of int, shape (n,)
        Class labels from 0.
    n_classes : int, optional
        The number of classes K. Without it, one more than the largest label that occurs, so that a class between that
        nobody uses has a row and a column of zeros.

    Returns
    -------
    array of int, shape (K, K)

    Raises
    ------
    TypeError, ValueError
        If the arguments are not vectors of class labels of one length, or a label is not below n_classes.

    References
    ----------
    Fawcett (2006), An introduction to ROC analysis, figure 1.

    Examples
    --------
    >>> confusion_matrix([0, 0, 1, 1], [0, 1, 1, 1])
    array([[1, 1],
           [0, 2]])
    """
    if n_classes is not None:
        n_classes = _checks.integer("n_classes", n_classes, low=1)
    target = _checks.labels("target", target, n_classes=n_classes)
    prediction = _checks.labels("prediction", prediction, n_classes=n_classes, length=len(target))
    k = n_classes or int(max(target.max(), prediction.max())) + 1
    return np.bincount(k * target + prediction, minlength=k * k).reshape(k, k)


def accuracy(target, prediction):
    """The share of examples whose class was predicted rightly.

    accuracy = Σᵢ Cᵢᵢ / n, C the confusion matrix. With rare classes it is high for those who never predict them.

    Parameters
    ----------
    target, prediction : array_like of int, shape (n,)
        Class labels from 0.

    Returns
    -------
    float
        Between 0 and 1.

    Raises
    ------
    TypeError, ValueError
        If the arguments are not vectors of class labels of one length.

    References
    ----------
    Fawcett (2006), An introduction to ROC analysis, figure 1.

    Examples
    --------
    >>> float(accuracy([0, 0, 1, 1], [0, 1, 1, 1]))
    0.75
    """
    target = _checks.labels("target", target)
    prediction = _checks.labels("prediction", prediction, length=len(target))
    return np.mean(target == prediction)


def precision(target, prediction, average="binary"):
    """The share of the examples predicted to be in a class that are in it.

    precision = TP / (TP + FP); 0 where the class was never predicted (0/0).

    Parameters
    ----------
    target, prediction : array_like of int, shape (n,)
        Class labels from 0.
    average : {"binary", "macro", "micro", "weighted", None}
        "binary": of class 1, the labels being 0 and 1; "macro": mean over the classes that occur in target or
        prediction; "weighted": mean weighted by how often each is the target; "micro": counts summed over classes
        first; None: an array of one number for each class that occurs, ascending.

    Returns
    -------
    float, or array where average is None
        Between 0 and 1.

    Raises
    ------
    TypeError, ValueError
        If the arguments are not vectors of class labels of one length, the labels are not 0 and 1 for "binary", or
        average is none of these.

    References
    ----------
    Manning, Raghavan, Schütze (2008), Introduction to Information Retrieval, eq. 8.3.

    Examples
    --------
    >>> float(precision([0, 0, 1, 1], [0, 1, 1, 1]).round(4))
    0.6667
    """
    return _average(target, prediction, average, lambda tp, predicted, actual: (tp, predicted))


def recall(target, prediction, average="binary"):
    """The share of the examples in a class that were predicted to be in it.

    recall = TP / (TP + FN); 0 where the class has no examples (0/0).

    Parameters
    ----------
    target, prediction : array_like of int, shape (n,)
        Class labels from 0.
    average : {"binary", "macro", "micro", "weighted", None}
        As for `precision`.

    Returns
    -------
    float, or array where average is None
        Between 0 and 1.

    Raises
    ------
    TypeError, ValueError
        As for `precision`.

    References
    ----------
    Manning, Raghavan, Schütze (2008), Introduction to Information Retrieval, eq. 8.4.

    Examples
    --------
    >>> float(recall([0, 0, 1, 1], [0, 1, 1, 1]))
    1.0
    """
    return _average(target, prediction, average, lambda tp, predicted, actual: (tp, actual))


def f1(target, prediction, average="binary"):
    """The harmonic mean of precision and recall.

    F₁ = 2 · precision · recall / (precision + recall) = 2 TP / (2 TP + FP + FN); 0 where the class neither has
    examples nor was predicted (0/0).

    Parameters
    ----------
    target, prediction : array_like of int, shape (n,)
        Class labels from 0.
    average : {"binary", "macro", "micro", "weighted", None}
        As for `precision`. "macro" is the mean of the F₁ of the classes, not the F₁ of mean precision and mean recall.

    Returns
    -------
    float, or array where average is None
        Between 0 and 1.

    Raises
    ------
    TypeError, ValueError
        As for `precision`.

    References
    ----------
    Manning, Raghavan, Schütze (2008), Introduction to Information Retrieval, eq. 8.6.

    Examples
    --------
    >>> float(f1([0, 0, 1, 1], [0, 1, 1, 1]))
    0.8
    """
    return _average(target, prediction, average, lambda tp, predicted, actual: (2 * tp, predicted + actual))


def roc_curve(target, scores):
    """True against false positive rate for every threshold: the receiver operating characteristic.

    TPR(t) = #{sᵢ ≥ t, yᵢ = 1} / #{yᵢ = 1} and FPR(t) = #{sᵢ ≥ t, yᵢ = 0} / #{yᵢ = 0}, for t = ∞ and each distinct
    score: examples with equal scores cross the threshold together.

    Parameters
    ----------
    target : array_like of int, shape (n,)
        0 or 1, both of which must occur: with one class alone, one of the rates is 0/0.
    scores : array_like, shape (n,)
        The larger, the more likely the class 1.

    Returns
    -------
    fpr, tpr, thresholds : arrays, shape (m + 1,)
        For ∞ and the m distinct scores in falling order; from (0, 0) to (1, 1).

    Raises
    ------
    TypeError, ValueError
        If target does not hold zeros and ones, both of them, or scores is not a finite vector of its length.

    References
    ----------
    Fawcett (2006), An introduction to ROC analysis, algorithm 1.

    Examples
    --------
    >>> roc_curve([0, 1, 1], [0.1, 0.1, 0.9])
    (array([0., 0., 1.]), array([0. , 0.5, 1. ]), array([inf, 0.9, 0.1]))
    """
    true_positives, false_positives, thresholds = _counts(target, scores)
    if false_positives[-1] == 0:
        raise ValueError("target holds ones only, expected both classes (the false positive rate is 0/0)")
    fpr = np.concatenate([[0.0], false_positives / false_positives[-1]])
    tpr = np.concatenate([[0.0], true_positives / true_positives[-1]])
    return fpr, tpr, np.concatenate([np.array([np.inf], dtype=thresholds.dtype), thresholds])


def roc_auc(target, scores):
    """The area under the ROC curve: how often a positive example scores above a negative one, ties counting half.

    AUC = P(s⁺ > s⁻) + P(s⁺ = s⁻) / 2, by the trapezoids under `roc_curve`.

    Parameters
    ----------
    target : array_like of int, shape (n,)
        0 or 1, both of which must occur.
    scores : array_like, shape (n,)
        The larger, the more likely the class 1.

    Returns
    -------
    float
        Between 0 and 1; 1/2 for scores that know nothing.

    Raises
    ------
    TypeError, ValueError
        As for `roc_curve`.

    References
    ----------
    Hanley, McNeil (1982), The meaning and use of the area under a ROC curve.

    Examples
    --------
    >>> float(roc_auc([0, 1, 1], [0.1, 0.1, 0.9]))
    0.75
    """
    fpr, tpr, _ = roc_curve(target, scores)
    return np.sum(np.diff(fpr) * (tpr[1:] + tpr[:-1]) / 2)


def precision_recall_curve(target, scores):
    """Precision against recall for every threshold.

    For each distinct score t, the precision and recall of predicting class 1 where sᵢ ≥ t; the point (1, 0) is added
    at the end, where nothing is predicted and the precision is 0/0.

    Parameters
    ----------
    target : array_like of int, shape (n,)
        0 or 1; 1 must occur, or recall is 0/0.
    scores : array_like, shape (n,)
        The larger, the more likely the class 1.

    Returns
    -------
    precision, recall : arrays, shape (m + 1,)
        For the m distinct scores in rising order, and the point (1, 0).
    thresholds : array, shape (m,)
        The distinct scores.

    Raises
    ------
    TypeError, ValueError
        If target does not hold zeros and ones, or no one, or scores is not a finite vector of its length.

    References
    ----------
    Davis, Goadrich (2006), The relationship between precision–recall and ROC curves.

    Examples
    --------
    >>> precision_recall_curve([0, 1, 1], [0.1, 0.4, 0.9])
    (array([0.66666667, 1.        , 1.        , 1.        ]), array([1. , 1. , 0.5, 0. ]), array([0.1, 0.4, 0.9]))
    """
    true_positives, false_positives, thresholds = _counts(target, scores)
    found = true_positives / (true_positives + false_positives)
    share = true_positives / true_positives[-1]
    return np.append(found[::-1], 1.0), np.append(share[::-1], 0.0), thresholds[::-1]


def average_precision(target, scores):
    """The mean precision over the thresholds, each weighted by the recall it adds.

    AP = Σₖ (Rₖ − Rₖ₋₁) Pₖ over the distinct scores in falling order: a sum of steps, not of trapezoids, because between
    two points of a precision–recall curve a straight line is too optimistic.

    Parameters
    ----------
    target : array_like of int, shape (n,)
        0 or 1; 1 must occur.
    scores : array_like, shape (n,)
        The larger, the more likely the class 1.

    Returns
    -------
    float
        Between 0 and 1; about the share of ones for scores that know nothing.

    Raises
    ------
    TypeError, ValueError
        As for `precision_recall_curve`.

    References
    ----------
    Davis, Goadrich (2006), The relationship between precision–recall and ROC curves.

    Examples
    --------
    >>> float(average_precision([0, 1, 1], [0.9, 0.4, 0.1]).round(4))
    0.5833
    """
    found, share, _ = precision_recall_curve(target, scores)
    return -np.sum(np.diff(share) * found[:-1])


def log_loss(target, probabilities):
    """The mean surprise at the true class, given predicted probabilities.

    L = −(1/n) Σᵢ log pᵢ(yᵢ). A class that was ruled out and occurs costs ∞: nothing is cut off at a small ε, since how
    large the loss then is would be the choice of ε alone.

    Parameters
    ----------
    target : array_like of int, shape (n,)
        Class labels from 0.
    probabilities : array_like, shape (n,) or (n, K)
        The probability of class 1, or of each class in a row that sums to 1.

    Returns
    -------
    float
        At least 0, in nats.

    Raises
    ------
    TypeError, ValueError
        If target does not hold labels of the classes there are probabilities for, or probabilities are none.

    References
    ----------
    Gneiting, Raftery (2007), Strictly proper scoring rules, prediction, and estimation, section 3.

    Examples
    --------
    >>> float(log_loss([0, 1], [0.5, 0.25]).round(4))
    1.0397
    """
    p = _checks.array("probabilities", probabilities, ndim=(1, 2))
    if p.ndim == 1:
        _checks.refuse_where("probabilities", p, (p < 0) | (p > 1), "probabilities between 0 and 1")
        target = _checks.labels("target", target, n_classes=2, length=len(p))
        with np.errstate(divide="ignore"):
            return 0.0 - np.mean(np.where(target == 1, np.log(p), np.log1p(-p)))
    p = _checks.distribution("probabilities", p)
    target = _checks.labels("target", target, n_classes=p.shape[1], length=len(p))
    with np.errstate(divide="ignore"):
        return 0.0 - np.mean(np.log(p[np.arange(len(p)), target]))


def calibration_curve(target, probabilities, n_bins=5):
    """How often what was predicted with a probability happened: the reliability diagram.

    The interval [0, 1] is cut into bins of equal width; for each bin that is used, the mean predicted probability and
    the share of ones. A calibrated model has both equal. A probability on an edge belongs to the bin below it.

    Parameters
    ----------
    target : array_like of int, shape (n,)
        0 or 1.
    probabilities : array_like, shape (n,)
        The predicted probability of class 1.
    n_bins : int
        The number of bins, at least 1.

    Returns
    -------
    share, predicted : arrays, shape (m,)
        The share of ones and the mean predicted probability in each of the m bins that are used, ascending.
    counts : array of int, shape (m,)
        The number of examples in each of them.

    Raises
    ------
    TypeError, ValueError
        If target does not hold zeros and ones, probabilities is not a vector of its length with entries in [0, 1], or
        n_bins is not a positive integer.

    References
    ----------
    Niculescu-Mizil, Caruana (2005), Predicting good probabilities with supervised learning, section 4.

    Examples
    --------
    >>> calibration_curve([0, 1, 1, 1], [0.125, 0.125, 0.875, 0.875], n_bins=2)
    (array([0.5, 1. ]), array([0.125, 0.875]), array([2, 2]))
    """
    p = _checks.array("probabilities", probabilities, shape=("n",))
    _checks.refuse_where("probabilities", p, (p < 0) | (p > 1), "probabilities between 0 and 1")
    target = _checks.labels("target", target, n_classes=2, length=len(p))
    n_bins = _checks.integer("n_bins", n_bins, low=1)
    bins = np.searchsorted(np.linspace(0, 1, n_bins + 1)[1:-1], p)
    counts = np.bincount(bins, minlength=n_bins)
    used = counts > 0
    counts = counts[used]
    share = np.bincount(bins, target, n_bins)[used] / counts
    return share, np.bincount(bins, p, n_bins)[used] / counts, counts


def bootstrap_interval(metric, *data, level=0.95, n_resamples=1000, rng):
    """An interval for a metric, from the spread of its values on examples drawn again from the data.

    The percentile interval: the (1 − level)/2 and (1 + level)/2 quantiles of metric(data[i]) over index vectors i drawn
    with replacement, the same i for every array. It tends to be too short for small n.

    Parameters
    ----------
    metric : callable
        Takes the arrays of data and returns one number, such as `accuracy`. It must have a value on every draw: with
        few examples of a class, a draw may hold none of them.
    *data : array_like, length n each
        The arrays of the metric, drawn together: example i of one belongs to example i of the others.
    level : float
        The confidence level, in (0, 1).
    n_resamples : int
        The number of draws.
    rng : numpy.random.Generator or int
        The source of randomness, or a seed.

    Returns
    -------
    low, high : float

    Raises
    ------
    TypeError, ValueError
        If there are no data, their lengths differ or are 0, level or n_resamples is out of range, or rng is neither a
        generator nor a seed.

    References
    ----------
    Efron, Tibshirani (1993), An Introduction to the Bootstrap, chapter 13.

    Examples
    --------
    >>> low, high = bootstrap_interval(accuracy, [0, 0, 1, 1], [0, 1, 1, 1], rng=0)
    >>> low <= 0.75 <= high
    True
    """
    level = _checks.scalar("level", level, low=0, high=1, open_low=True, open_high=True)
    n_resamples = _checks.integer("n_resamples", n_resamples, low=1)
    rng = _checks.generator("rng", rng)
    data = [np.asarray(a) for a in data]
    if not data or any(a.ndim == 0 or len(a) != len(data[0]) for a in data) or len(data[0]) == 0:
        raise ValueError(f"data has shapes {[a.shape for a in data]}, expected arrays of one length of at least 1")
    draws = rng.integers(0, len(data[0]), (n_resamples, len(data[0])))
    values = [metric(*[a[i] for a in data]) for i in draws]
    low, high = np.quantile(values, [(1 - level) / 2, (1 + level) / 2])
    return float(low), float(high)


def _vectors(target, prediction):
    target = _checks.array("target", target, shape=("n",))
    return target, _checks.array("prediction", prediction, shape=target.shape)


def _average(target, prediction, average, parts):
    """The ratio that ``parts`` makes of true positives, predicted and actual counts, averaged over the classes."""
    _checks.one_of("average", average, ("binary", "macro", "micro", "weighted", None))
    c = confusion_matrix(target, prediction, n_classes=2 if average == "binary" else None)
    tp, predicted, actual = np.diag(c), c.sum(axis=0), c.sum(axis=1)
    if average == "micro":
        tp, predicted, actual = tp.sum(), predicted.sum(), actual.sum()
    numerator, denominator = parts(tp, predicted, actual)
    ratio = numerator / np.maximum(denominator, 1)
    if average == "binary":
        return ratio[1]
    if average == "micro":
        return ratio
    occurs = predicted + actual > 0
    if average == "weighted":
        return np.sum(ratio * actual) / np.sum(actual)
    return np.mean(ratio[occurs]) if average == "macro" else ratio[occurs]


def _counts(target, scores):
    """True and false positives for each distinct score, in falling order of the scores, and these."""
    scores = _checks.array("scores", scores, shape=("n",))
    target = _checks.labels("target", target, n_classes=2, length=len(scores))
    if not target.any():
        raise ValueError("target holds zeros only, expected some ones (the true positive rate is 0/0)")
    order = np.argsort(-scores, kind="stable")
    scores = scores[order]
    last = np.append(np.flatnonzero(scores[1:] != scores[:-1]), len(scores) - 1)
    true_positives = np.cumsum(target[order])[last]
    return true_positives, 1 + last - true_positives, scores[last]
