"""How good predictions are: numbers for regression and for classification.

>>> from dlmath import metrics
>>> metrics.confusion_matrix([0, 0, 1, 1], [0, 1, 1, 1])
array([[1, 1],
       [0, 2]])

Truth comes first, prediction second. Classes are whole numbers from 0; of two classes, 1 is the positive one. With
``sample_weight``, shape (n,), example i counts wᵢ ≥ 0 times in every sum, count and share: a whole number is as good as
that many copies. In the formulas n is then Σᵢ wᵢ, a sum over examples Σᵢ has the terms wᵢ(…), and #{…} adds up weights.
"""

import itertools

import numpy as np

from dlmath import _checks, _scaled

_MOST_ROWS = 2**13

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
    "pairwise_roc_auc",
    "precision",
    "precision_recall_curve",
    "r_squared",
    "recall",
    "roc_auc",
    "roc_curve",
    "root_mean_squared_error",
]


def mean_squared_error(target, prediction, sample_weight=None):
    """The mean of the squared errors, in the square of the target's units.

    MSE = (1/n) Σᵢ (yᵢ − ŷᵢ)².

    Parameters
    ----------
    target, prediction : array_like, shape (n,)
        y and ŷ.
    sample_weight : array_like, shape (n,), optional
        w; 1 for every example unless given.

    Returns
    -------
    float
        At least 0.

    Raises
    ------
    TypeError, ValueError
        If the arguments are not vectors of finite real numbers of one length, or a weight is negative, or all are 0.

    References
    ----------
    James, Witten, Hastie, Tibshirani (2021), An Introduction to Statistical Learning, eq. 2.5.

    Examples
    --------
    >>> float(mean_squared_error([1.0, 4.0], [1.0, 2.0]))
    2.0
    """
    target, prediction = _vectors(target, prediction)
    return _mean(np.square(target - prediction), _weights(sample_weight, target))


def root_mean_squared_error(target, prediction, sample_weight=None):
    """The square root of the mean squared error, in the target's units.

    RMSE = √((1/n) Σᵢ (yᵢ − ŷᵢ)²).

    Parameters
    ----------
    target, prediction : array_like, shape (n,)
        y and ŷ.
    sample_weight : array_like, shape (n,), optional
        w; 1 for every example unless given.

    Returns
    -------
    float
        At least the mean absolute error.

    Raises
    ------
    TypeError, ValueError
        If the arguments are not vectors of finite real numbers of one length, or a weight is negative, or all are 0.

    References
    ----------
    Bishop (2006), Pattern Recognition and Machine Learning, eq. 1.3.

    Examples
    --------
    >>> float(root_mean_squared_error([3.0, 5.0], [0.0, 4.0]).round(4))
    2.2361
    """
    target, prediction = _vectors(target, prediction)
    unit, square = _mean_square(target - prediction, _weights(sample_weight, target))
    return unit * np.sqrt(square)


def mean_absolute_error(target, prediction, sample_weight=None):
    """The mean size of the errors, in the target's units.

    MAE = (1/n) Σᵢ |yᵢ − ŷᵢ|.

    Parameters
    ----------
    target, prediction : array_like, shape (n,)
        y and ŷ.
    sample_weight : array_like, shape (n,), optional
        w; 1 for every example unless given.

    Returns
    -------
    float
        At least 0.

    Raises
    ------
    TypeError, ValueError
        If the arguments are not vectors of finite real numbers of one length, or a weight is negative, or all are 0.

    References
    ----------
    Willmott, Matsuura (2005), Advantages of the mean absolute error over the root mean square error.

    Examples
    --------
    >>> float(mean_absolute_error([1.0, 4.0], [1.0, 2.0]))
    1.0
    """
    target, prediction = _vectors(target, prediction)
    return _mean(np.abs(target - prediction), _weights(sample_weight, target))


def r_squared(target, prediction, sample_weight=None):
    """The coefficient of determination: the share of the target's variance that the prediction explains.

    R² = 1 − Σᵢ (yᵢ − ŷᵢ)² / Σᵢ (yᵢ − ȳ)². For a constant target, where the quotient has no value, it is 1 for a
    perfect prediction and 0 for any other.

    Parameters
    ----------
    target, prediction : array_like, shape (n,)
        y and ŷ, at least two of each.
    sample_weight : array_like, shape (n,), optional
        w; 1 for every example unless given.

    Returns
    -------
    float
        At most 1; 0 for the prediction ȳ, negative for what is worse than that.

    Raises
    ------
    TypeError, ValueError
        If the arguments are not vectors of at least two finite real numbers, of one length, or a weight is negative, or
        all are 0.

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
    w = _weights(sample_weight, target)
    error_unit, error = _mean_square(target - prediction, w)
    counted = target if w is None else target[w > 0]
    if np.max(counted) == np.min(counted):
        return target.dtype.type(error == 0)
    centered = target - _mean(target, w)
    unit, variance = _mean_square(centered - _mean(centered, w), w)
    with np.errstate(over="ignore"):
        return 1 - error / variance * (error_unit / unit) ** 2


def confusion_matrix(target, prediction, n_classes=None, labels=None, sample_weight=None):
    """How often an example of each class was taken for each class.

    Cᵢⱼ = number of examples with target i and prediction j: truth in rows, prediction in columns.

    Parameters
    ----------
    target, prediction : array_like of int, shape (n,)
        Class labels from 0.
    n_classes : int, optional
        The number of classes K. Without it, one more than the largest label that occurs, so that a class between that
        nobody uses has a row and a column of zeros.
    labels : array_like of int, shape (K,), optional
        In its place, which classes to count, in this order; examples of others, or taken for others, are left out.
    sample_weight : array_like, shape (n,), optional
        w; 1 for every example unless given.

    Returns
    -------
    array of int, or of float with weights, shape (K, K)

    Raises
    ------
    TypeError, ValueError
        If the arguments are not vectors of class labels of one length, a label is not below n_classes, labels are
        given twice or beside n_classes, or a weight is negative, or all are 0.

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
    w = _weights(sample_weight, target)
    if labels is None:
        k = n_classes or int(max(target.max(), prediction.max())) + 1
        if k > _MOST_ROWS:
            raise ValueError(f"target or prediction holds {k - 1}, too large for a table of all classes; give labels")
    elif n_classes is not None:
        raise ValueError("n_classes and labels both say which classes to count, expected one of them")
    else:
        (target, prediction), classes = _places(labels, target, prediction)
        k, kept = len(classes), (target < len(classes)) & (prediction < len(classes))
        target, prediction, w = target[kept], prediction[kept], w if w is None else w[kept]
    return np.bincount(k * target + prediction, w, minlength=k * k).reshape(k, k)


def accuracy(target, prediction, sample_weight=None):
    """The share of examples whose class was predicted rightly.

    accuracy = Σᵢ Cᵢᵢ / n, C the confusion matrix. With rare classes it is high for those who never predict them.

    Parameters
    ----------
    target, prediction : array_like of int, shape (n,)
        Class labels from 0.
    sample_weight : array_like, shape (n,), optional
        w; 1 for every example unless given.

    Returns
    -------
    float
        Between 0 and 1.

    Raises
    ------
    TypeError, ValueError
        If the arguments are not vectors of class labels of one length, or a weight is negative, or all are 0.

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
    return _mean((target == prediction).astype(float), _weights(sample_weight, target))


def precision(target, prediction, average="binary", labels=None, sample_weight=None, zero_division=0.0):
    """The share of the examples predicted to be in a class that are in it.

    precision = TP / (TP + FP); zero_division where the class was never predicted (0/0).

    Parameters
    ----------
    target, prediction : array_like of int, shape (n,)
        Class labels from 0.
    average : {"binary", "macro", "micro", "weighted", None}
        "binary": of class 1, the labels being 0 and 1; "macro": mean over the classes that occur in target or
        prediction; "weighted": mean weighted by how often each is the target; "micro": counts summed over classes
        first; None: an array of one number for each class that occurs, ascending.
    labels : array_like of int, optional
        Over which classes to average, or in which order to give them, in place of those that occur; not for "binary".
    sample_weight : array_like, shape (n,), optional
        w; 1 for every example unless given.
    zero_division : {0, 1, nan}
        What 0/0 is taken to be. NaN is left out of the means.

    Returns
    -------
    float, or array where average is None
        Between 0 and 1, or NaN.

    Raises
    ------
    TypeError, ValueError
        If the arguments are not vectors of class labels of one length, the labels are not 0 and 1 for "binary", an
        option is none of these, or a weight is negative, or all are 0.

    References
    ----------
    Manning, Raghavan, Schütze (2008), Introduction to Information Retrieval, eq. 8.3.

    Examples
    --------
    >>> float(precision([0, 0, 1, 1], [0, 1, 1, 1]).round(4))
    0.6667
    """

    def parts(tp, predicted, actual):
        return tp, predicted

    return _average(parts, target, prediction, average, labels, sample_weight, zero_division)


def recall(target, prediction, average="binary", labels=None, sample_weight=None, zero_division=0.0):
    """The share of the examples in a class that were predicted to be in it.

    recall = TP / (TP + FN); zero_division where the class has no examples (0/0).

    Parameters
    ----------
    target, prediction : array_like of int, shape (n,)
        Class labels from 0.
    average, labels, sample_weight, zero_division
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

    def parts(tp, predicted, actual):
        return tp, actual

    return _average(parts, target, prediction, average, labels, sample_weight, zero_division)


def f1(target, prediction, average="binary", labels=None, sample_weight=None, zero_division=0.0):
    """The harmonic mean of precision and recall.

    F₁ = 2 · precision · recall / (precision + recall) = 2 TP / (2 TP + FP + FN); zero_division where the class neither
    has examples nor was predicted (0/0).

    Parameters
    ----------
    target, prediction : array_like of int, shape (n,)
        Class labels from 0.
    average, labels, sample_weight, zero_division
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

    def parts(tp, predicted, actual):
        return 2 * tp, predicted + actual

    return _average(parts, target, prediction, average, labels, sample_weight, zero_division)


def roc_curve(target, scores, sample_weight=None):
    """True against false positive rate for every threshold: the receiver operating characteristic.

    TPR(t) = #{sᵢ ≥ t, yᵢ = 1} / #{yᵢ = 1} and FPR(t) = #{sᵢ ≥ t, yᵢ = 0} / #{yᵢ = 0}, for t = ∞ and each distinct
    score: examples with equal scores cross the threshold together. Scores of weight 0 alone are no thresholds.

    Parameters
    ----------
    target : array_like of int, shape (n,)
        0 or 1, both of which must occur: with one class alone, one of the rates is 0/0.
    scores : array_like, shape (n,)
        The larger, the more likely the class 1.
    sample_weight : array_like, shape (n,), optional
        w; 1 for every example unless given.

    Returns
    -------
    fpr, tpr, thresholds : arrays, shape (m + 1,)
        For ∞ and the m distinct scores in falling order; from (0, 0) to (1, 1).

    Raises
    ------
    TypeError, ValueError
        If target does not hold zeros and ones, both of them, scores is not a finite vector of its length, or a weight
        is negative, or all are 0.

    References
    ----------
    Fawcett (2006), An introduction to ROC analysis, algorithm 1.

    Examples
    --------
    >>> roc_curve([0, 1, 1], [0.1, 0.1, 0.9])
    (array([0., 0., 1.]), array([0. , 0.5, 1. ]), array([inf, 0.9, 0.1]))
    """
    true_positives, false_positives, thresholds = _counts(target, scores, sample_weight)
    if false_positives[-1] == 0:
        raise ValueError("target holds ones only, expected both classes (the false positive rate is 0/0)")
    fpr = np.concatenate([[0.0], false_positives / false_positives[-1]])
    tpr = np.concatenate([[0.0], true_positives / true_positives[-1]])
    return fpr, tpr, np.concatenate([np.array([np.inf], dtype=thresholds.dtype), thresholds])


def roc_auc(target, scores, average="macro", sample_weight=None):
    """The area under the ROC curve: how often a positive example scores above a negative one, ties counting half.

    AUC = P(s⁺ > s⁻) + P(s⁺ = s⁻) / 2, by the trapezoids under `roc_curve`. Of K classes, each in turn is the positive
    one, all others together the negative one, and the K areas are averaged ("one against the rest").

    Parameters
    ----------
    target : array_like of int, shape (n,)
        0 or 1, both of which must occur; with a column of scores for each class, 0 … K − 1, all of which must occur.
    scores : array_like, shape (n,) or (n, K)
        The larger, the more likely the class 1, or the class of the column.
    average : {"macro", "weighted", None}
        Of K areas: their mean, their mean weighted by how often each class is the target, or an array of them.
    sample_weight : array_like, shape (n,), optional
        w; 1 for every example unless given.

    Returns
    -------
    float, or array where average is None
        Between 0 and 1; 1/2 for scores that know nothing.

    Raises
    ------
    TypeError, ValueError
        As for `roc_curve`; or a class of K has no example, or average is none of these.

    References
    ----------
    Hanley, McNeil (1982), The meaning and use of the area under a ROC curve; Fawcett (2006), An introduction to ROC
    analysis, section 9.

    Examples
    --------
    >>> float(roc_auc([0, 1, 1], [0.1, 0.1, 0.9]))
    0.75
    >>> roc_auc([0, 1, 2], [[0.8, 0.1, 0.1], [0.3, 0.4, 0.3], [0.4, 0.5, 0.1]], average=None)
    array([1.  , 0.5 , 0.25])
    """
    _checks.one_of("average", average, ("macro", "weighted", None))
    scores = _checks.array("scores", scores, ndim=(1, 2))
    if scores.ndim == 1:
        return _area(target, scores, sample_weight)
    target, w = _classes_of(scores, target, sample_weight)
    areas = np.array([_area(target == k, column, w) for k, column in enumerate(scores.T)])
    return areas if average is None else _mean(areas, None if average == "macro" else np.bincount(target, w))


def pairwise_roc_auc(target, scores, average="macro", sample_weight=None):
    """The area under the ROC curve of several classes, pair by pair: how well each is told from each other one.

    A(j|k) = AUC of class j against class k by the scores of j, among the examples of both; the mean over all pairs of
    [A(j|k) + A(k|j)] / 2. Other than one against the rest it does not depend on how frequent the classes are.

    Parameters
    ----------
    target : array_like of int, shape (n,)
        0 … K − 1, all of which must occur.
    scores : array_like, shape (n, K)
        The larger, the more likely the class of the column; K at least 2.
    average : {"macro", "weighted"}
        The mean over the pairs, or weighted by how many examples are of either class.
    sample_weight : array_like, shape (n,), optional
        w; 1 for every example unless given.

    Returns
    -------
    float
        Between 0 and 1; 1/2 for scores that know nothing.

    Raises
    ------
    TypeError, ValueError
        If target does not hold labels from 0 to K − 1, all of them, scores is not a finite matrix with a row for each,
        average is none of these, or a weight is negative, or all are 0.

    References
    ----------
    Hand, Till (2001), A simple generalisation of the area under the ROC curve for multiple class classification
    problems, eq. 7.

    Examples
    --------
    >>> float(pairwise_roc_auc([0, 1, 2], [[0.8, 0.1, 0.1], [0.3, 0.4, 0.3], [0.4, 0.5, 0.1]]).round(4))
    0.5833
    """
    _checks.one_of("average", average, ("macro", "weighted"))
    scores = _checks.array("scores", scores, shape=("n", "K"))
    target, w = _classes_of(scores, target, sample_weight)
    if scores.shape[1] < 2:
        raise ValueError("scores has one column, expected one for each of at least two classes")
    areas, sizes = [], []
    for j, k in itertools.combinations(range(scores.shape[1]), 2):
        both = (target == j) | (target == k)
        t, s, v = target[both], scores[both], w[both]
        areas.append((_area(t == j, s[:, j], v) + _area(t == k, s[:, k], v)) / 2)
        sizes.append(np.sum(v))
    return _mean(np.array(areas), None if average == "macro" else np.array(sizes))


def _area(target, scores, sample_weight):
    fpr, tpr, _ = roc_curve(target, scores, sample_weight)
    return np.sum(np.diff(fpr) * (tpr[1:] + tpr[:-1]) / 2)


def _classes_of(scores, target, sample_weight):
    """The labels of several classes, each of which must occur with a weight, and the weights."""
    n, k = scores.shape
    target = _checks.labels("target", target, n_classes=k, length=n)
    w = _weights(sample_weight, target)
    w = np.ones(n) if w is None else w
    missing = np.bincount(target, w, minlength=k) == 0
    if missing.any():
        raise ValueError(f"target holds no example of class {np.argmax(missing)}, expected all of the {k} in scores")
    return target, w


def precision_recall_curve(target, scores, sample_weight=None):
    """Precision against recall for every threshold.

    For each distinct score t, the precision and recall of predicting class 1 where sᵢ ≥ t; the point (1, 0) is added
    at the end, where nothing is predicted and the precision is 0/0.

    Parameters
    ----------
    target : array_like of int, shape (n,)
        0 or 1; 1 must occur, or recall is 0/0.
    scores : array_like, shape (n,)
        The larger, the more likely the class 1.
    sample_weight : array_like, shape (n,), optional
        w; 1 for every example unless given.

    Returns
    -------
    precision, recall : arrays, shape (m + 1,)
        For the m distinct scores in rising order, and the point (1, 0).
    thresholds : array, shape (m,)
        The distinct scores.

    Raises
    ------
    TypeError, ValueError
        If target does not hold zeros and ones, or no one, scores is not a finite vector of its length, or a weight is
        negative, or all are 0.

    References
    ----------
    Davis, Goadrich (2006), The relationship between precision–recall and ROC curves.

    Examples
    --------
    >>> precision_recall_curve([0, 1, 1], [0.1, 0.4, 0.9])
    (array([0.66666667, 1.        , 1.        , 1.        ]), array([1. , 1. , 0.5, 0. ]), array([0.1, 0.4, 0.9]))
    """
    true_positives, false_positives, thresholds = _counts(target, scores, sample_weight)
    found = true_positives / (true_positives + false_positives)
    share = true_positives / true_positives[-1]
    return np.append(found[::-1], 1.0), np.append(share[::-1], 0.0), thresholds[::-1]


def average_precision(target, scores, sample_weight=None):
    """The mean precision over the thresholds, each weighted by the recall it adds.

    AP = Σₖ (Rₖ − Rₖ₋₁) Pₖ over the distinct scores in falling order: a sum of steps, not of trapezoids, because between
    two points of a precision–recall curve a straight line is too optimistic.

    Parameters
    ----------
    target : array_like of int, shape (n,)
        0 or 1; 1 must occur.
    scores : array_like, shape (n,)
        The larger, the more likely the class 1.
    sample_weight : array_like, shape (n,), optional
        w; 1 for every example unless given.

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
    found, share, _ = precision_recall_curve(target, scores, sample_weight)
    return -np.sum(np.diff(share) * found[:-1])


def log_loss(target, probabilities, sample_weight=None):
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
            return _surprise(np.where(target == 1, np.log(p), np.log1p(-p)), sample_weight)
    p = _checks.distribution("probabilities", p)
    target = _checks.labels("target", target, n_classes=p.shape[1], length=len(p))
    with np.errstate(divide="ignore"):
        return _surprise(np.log(p[np.arange(len(p)), target]), sample_weight)


def calibration_curve(target, probabilities, n_bins=5, sample_weight=None):
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
    w = _weights(sample_weight, target)
    counts = np.bincount(bins, w, minlength=n_bins)
    used = counts > 0
    counts, w = counts[used], 1 if w is None else w
    share = np.bincount(bins, w * target, n_bins)[used] / counts
    return share, np.bincount(bins, w * p, n_bins)[used] / counts, counts


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


def _weights(sample_weight, target):
    """The weights, in floats, or None."""
    if sample_weight is None:
        return None
    w = _checks.array("sample_weight", sample_weight, shape=(len(target),))
    _checks.refuse_where("sample_weight", w, w < 0, "weights of at least 0")
    if not np.any(w):
        raise ValueError("sample_weight holds zeros only, expected an example that counts")
    return w.astype(target.dtype) if target.dtype.kind == "f" else w


def _mean(x, w):
    """Σ wᵢ xᵢ / Σ wᵢ, or the mean."""
    return np.mean(x) if w is None else np.sum(w * x) / np.sum(w)


def _mean_square(x, w):
    """u and m, both in range, so that the mean of x² is u² m."""
    u = _scaled.unit(x)
    return u, _mean(np.square(x / u), w)


def _surprise(log_p, sample_weight):
    """−Σ wᵢ log pᵢ / Σ wᵢ; what does not count costs nothing, though it was ruled out."""
    w = _weights(sample_weight, log_p)
    return 0.0 - _mean(log_p if w is None else np.where(w > 0, log_p, 0.0), w)


def _places(labels, *vectors):
    """The place of each entry of vectors of labels among the classes asked for (K if it is none of them), and these."""
    classes = _checks.labels("labels", labels)
    order = np.argsort(classes, kind="stable")
    if np.any(np.diff(classes[order]) == 0):
        raise ValueError(
            f"labels holds {classes[order][:-1][np.diff(classes[order]) == 0][0]} twice, expected each once"
        )
    places = []
    for vector in vectors:
        found = np.minimum(np.searchsorted(classes[order], vector), len(classes) - 1)
        places.append(np.where(classes[order][found] == vector, order[found], len(classes)))
    return places, classes


def _average(parts, target, prediction, average, labels, sample_weight, zero_division):
    """The ratio that ``parts`` makes of true positives, predicted and actual counts, averaged over the classes."""
    _checks.one_of("average", average, ("binary", "macro", "micro", "weighted", None))
    if not isinstance(zero_division, int | float) or (zero_division not in (0, 1) and not np.isnan(zero_division)):
        raise ValueError(f"zero_division is {zero_division!r}, expected 0, 1 or nan")
    n_classes = 2 if average == "binary" else None
    target = _checks.labels("target", target, n_classes=n_classes)
    prediction = _checks.labels("prediction", prediction, n_classes=n_classes, length=len(target))
    if average == "binary":
        if labels is not None:
            raise ValueError('labels says what to average over, but average "binary" is about class 1 alone')
        labels = [1]
    w = _weights(sample_weight, target)
    (t, p), classes = _places(np.unique([target, prediction]) if labels is None else labels, target, prediction)
    counts = [np.bincount(place, w, len(classes) + 1)[:-1] for place in (t, p)]
    right = np.bincount(np.where(t == p, t, len(classes)), w, len(classes) + 1)[:-1]
    if average == "micro":
        right, *counts = (np.sum(count, keepdims=True) for count in (right, *counts))
    numerator, denominator = parts(right, counts[1], counts[0])
    ratio = np.where(denominator > 0, numerator / np.where(denominator > 0, denominator, 1), zero_division)
    if average is None:
        return ratio
    known = ~np.isnan(ratio)
    share = counts[0] if average == "weighted" else np.ones(len(ratio))
    if not np.any(share[known]):
        return np.float64(zero_division)
    return _mean(ratio[known], share[known])


def _counts(target, scores, sample_weight=None):
    """True and false positives for each distinct score, in falling order of the scores, and these."""
    scores = _checks.array("scores", scores, shape=("n",))
    target = _checks.labels("target", target, n_classes=2, length=len(scores))
    w = _weights(sample_weight, target)
    if w is not None:
        target, scores, w = target[w > 0], scores[w > 0], w[w > 0]
    if not target.any():
        raise ValueError("target holds zeros only, expected some ones (the true positive rate is 0/0)")
    order = np.argsort(-scores, kind="stable")
    scores, target = scores[order], target[order]
    last = np.append(np.flatnonzero(scores[1:] != scores[:-1]), len(scores) - 1)
    w = np.ones(len(scores), np.int64) if w is None else w[order]
    return np.cumsum(w * target)[last], np.cumsum(w * (1 - target))[last], scores[last]
