"""What happens to data before a model sees them: scaling, filling gaps, smoothing, selecting, splitting, balancing.

>>> import numpy as np
>>> from dlmath import preprocessing
>>> X_train, X_test = np.array([[1.0], [3.0]]), np.array([[5.0]])
>>> scaling = preprocessing.fit_standardization(X_train)
>>> preprocessing.apply_scaling(X_test, scaling)
array([[3.]])

What is learned from data (``fit_…``) and what is done with it (``apply_…``) are two functions, so that nothing of the
test set can leak into training. Splits are arrays of indices: ``X[train]``. Images are in `dlmath.augmentation`.
"""

import math
from typing import NamedTuple

import numpy as np

from dlmath import _checks, _scaled

__all__ = [
    "Scaling",
    "apply_imputation",
    "apply_scaling",
    "class_weights",
    "fit_imputation",
    "fit_min_max",
    "fit_standardization",
    "invert_scaling",
    "k_fold",
    "moving_average",
    "moving_median",
    "one_hot",
    "random_oversample",
    "random_undersample",
    "select_by_correlation",
    "select_by_variance",
    "smote",
    "stratified_k_fold",
    "train_test_split",
]


class Scaling(NamedTuple):
    """What a scaling subtracts from each column and then divides it by.

    x ↦ (x − shift) / scale, column by column.

    Parameters
    ----------
    shift, scale : array, shape (d,)
        One entry a column; no scale is 0.

    Examples
    --------
    >>> Scaling(shift=np.array([2.0]), scale=np.array([4.0]))
    Scaling(shift=array([2.]), scale=array([4.]))
    """

    shift: np.ndarray
    scale: np.ndarray


def fit_standardization(X):
    """Learn the scaling that gives each column the mean 0 and the standard deviation 1.

    shiftⱼ = (1/n) Σᵢ Xᵢⱼ and scaleⱼ = √((1/n) Σᵢ (Xᵢⱼ − shiftⱼ)²); a constant column has scale 1, so that it becomes 0.
    The sums are taken in float64, also for float32.

    Parameters
    ----------
    X : array_like, shape (n, d)
        The training data.

    Returns
    -------
    Scaling

    Raises
    ------
    TypeError, ValueError
        If X is not a finite matrix with at least one row.

    References
    ----------
    Hastie, Tibshirani, Friedman (2009), The Elements of Statistical Learning, section 3.4.

    Examples
    --------
    >>> fit_standardization([[1.0, 5.0], [3.0, 5.0]])
    Scaling(shift=array([2., 5.]), scale=array([1., 1.]))
    """
    X = _checks.array("X", X, shape=("n", "d"))
    centered, shift = _scaled.center(X.astype(np.float64))
    scale = _scaled.root_mean_square(centered, axis=0).astype(X.dtype)
    return Scaling(shift.astype(X.dtype), np.where(scale > 0, scale, np.ones_like(scale)))


def fit_min_max(X):
    """Learn the scaling that brings each column to the interval from 0 to 1.

    shiftⱼ = minᵢ Xᵢⱼ and scaleⱼ = maxᵢ Xᵢⱼ − minᵢ Xᵢⱼ; a constant column has scale 1, so that it becomes 0.

    Parameters
    ----------
    X : array_like, shape (n, d)
        The training data.

    Returns
    -------
    Scaling

    Raises
    ------
    TypeError, ValueError
        If X is not a finite matrix with at least one row.

    References
    ----------
    Han, Kamber, Pei (2011), Data Mining, eq. 3.8.

    Examples
    --------
    >>> fit_min_max([[1.0, 5.0], [3.0, 5.0]])
    Scaling(shift=array([1., 5.]), scale=array([2., 1.]))
    """
    X = _checks.array("X", X, shape=("n", "d"))
    low, high = np.min(X, axis=0), np.max(X, axis=0)
    return Scaling(low, np.where(high > low, high - low, np.ones_like(low)))


def apply_scaling(X, scaling):
    """Scale data by what was learned from the training data.

    Xᵢⱼ ↦ (Xᵢⱼ − shiftⱼ) / scaleⱼ.

    Parameters
    ----------
    X : array_like, shape (n, d)
        Any data with the columns of the training data.
    scaling : Scaling
        From `fit_standardization` or `fit_min_max`.

    Returns
    -------
    array, shape (n, d)

    Raises
    ------
    TypeError, ValueError
        If X is not a finite matrix, or its columns are not as many as those of scaling.

    References
    ----------
    Hastie, Tibshirani, Friedman (2009), The Elements of Statistical Learning, section 7.10.2.

    Examples
    --------
    >>> apply_scaling([[5.0]], Scaling(np.array([2.0]), np.array([1.0])))
    array([[3.]])
    """
    X = _checks.array("X", X, shape=("n", len(scaling.shift)))
    return (X - scaling.shift.astype(X.dtype)) / scaling.scale.astype(X.dtype)


def invert_scaling(X, scaling):
    """Take a scaling back.

    Xᵢⱼ ↦ Xᵢⱼ scaleⱼ + shiftⱼ.

    Parameters
    ----------
    X : array_like, shape (n, d)
        Scaled data.
    scaling : Scaling
        The scaling they went through.

    Returns
    -------
    array, shape (n, d)

    Raises
    ------
    TypeError, ValueError
        If X is not a finite matrix, or its columns are not as many as those of scaling.

    References
    ----------
    Hastie, Tibshirani, Friedman (2009), The Elements of Statistical Learning, section 3.4.

    Examples
    --------
    >>> invert_scaling([[3.0]], Scaling(np.array([2.0]), np.array([1.0])))
    array([[5.]])
    """
    X = _checks.array("X", X, shape=("n", len(scaling.shift)))
    return X * scaling.scale.astype(X.dtype) + scaling.shift.astype(X.dtype)


def one_hot(labels, n_classes=None):
    """Class labels as rows with a single 1, at the place of the class.

    Yᵢₖ = 1 if labelsᵢ = k, else 0.

    Parameters
    ----------
    labels : array_like of int, shape (n,)
        Class labels from 0.
    n_classes : int, optional
        The number of classes K; without it, one more than the largest label.

    Returns
    -------
    array, shape (n, K)
        float64.

    Raises
    ------
    TypeError, ValueError
        If labels is not a vector of class labels, or a label is not below n_classes.

    References
    ----------
    Bishop (2006), Pattern Recognition and Machine Learning, section 2.2.

    Examples
    --------
    >>> one_hot([1, 0, 2])
    array([[0., 1., 0.],
           [1., 0., 0.],
           [0., 0., 1.]])
    """
    if n_classes is not None:
        n_classes = _checks.integer("n_classes", n_classes, low=1)
    labels = _checks.labels("labels", labels, n_classes=n_classes)
    return np.eye(n_classes or labels.max() + 1)[labels]


def fit_imputation(X, strategy="mean"):
    """Learn what to put in the place of missing values: the mean or median of each column.

    valueⱼ = mean or median of the Xᵢⱼ that are not NaN.

    Parameters
    ----------
    X : array_like, shape (n, d)
        The training data, missing values being NaN.
    strategy : {"mean", "median"}
        The median does not follow outliers.

    Returns
    -------
    array, shape (d,)

    Raises
    ------
    TypeError, ValueError
        If X is not a matrix of numbers or NaN, a column is missing altogether, or strategy is neither.

    References
    ----------
    Little, Rubin (2002), Statistical Analysis with Missing Data, section 4.2.

    Examples
    --------
    >>> fit_imputation([[1.0], [3.0], [np.nan]])
    array([2.])
    """
    X = _with_gaps(X)
    _checks.one_of("strategy", strategy, ("mean", "median"))
    empty = np.isnan(X).all(axis=0)
    if empty.any():
        raise ValueError(f"X has no value in column {np.flatnonzero(empty)[0]}, expected at least one that is not NaN")
    return (np.nanmean if strategy == "mean" else np.nanmedian)(X, axis=0)


def apply_imputation(X, values):
    """Put the learned values in the place of missing ones.

    Xᵢⱼ ↦ valuesⱼ where Xᵢⱼ is NaN.

    Parameters
    ----------
    X : array_like, shape (n, d)
        Any data with the columns of the training data, missing values being NaN.
    values : array_like, shape (d,)
        From `fit_imputation`.

    Returns
    -------
    array, shape (n, d)

    Raises
    ------
    TypeError, ValueError
        If X is not a matrix of numbers or NaN, or values does not hold a finite number for each of its columns.

    References
    ----------
    Little, Rubin (2002), Statistical Analysis with Missing Data, section 4.2.

    Examples
    --------
    >>> apply_imputation([[np.nan, 1.0]], [2.0, 5.0])
    array([[2., 1.]])
    """
    X = _with_gaps(X)
    values = _checks.array("values", values, shape=(X.shape[1],)).astype(X.dtype)
    return np.where(np.isnan(X), values, X)


def moving_average(y, k):
    """Replace each value by the mean of the k values around it.

    ŷᵢ = mean {yⱼ : |j − i| ≤ (k − 1)/2}. Near the ends, the window is cut off, and fewer values are averaged.

    Parameters
    ----------
    y : array_like, shape (n,)
        Values at equal distances in time or space.
    k : int
        The length of the window, odd; it may be longer than y.

    Returns
    -------
    array, shape (n,)

    Raises
    ------
    TypeError, ValueError
        If y is not a finite vector with at least one entry, or k is not an odd positive number.

    References
    ----------
    Hastie, Tibshirani, Friedman (2009), The Elements of Statistical Learning, section 6.1.

    Examples
    --------
    >>> moving_average([1.0, 2.0, 6.0, 1.0], k=3)
    array([1.5, 3. , 3. , 3.5])
    """
    return np.nanmean(_windows(y, k), axis=1)


def moving_median(y, k):
    """Replace each value by the median of the k values around it, which removes single spikes and keeps steps.

    ŷᵢ = median {yⱼ : |j − i| ≤ (k − 1)/2}. Near the ends, the window is cut off.

    Parameters
    ----------
    y : array_like, shape (n,)
        Values at equal distances in time or space.
    k : int
        The length of the window, odd; it may be longer than y.

    Returns
    -------
    array, shape (n,)
        Of an even number of values, the median is the mean of the two in the middle.

    Raises
    ------
    TypeError, ValueError
        If y is not a finite vector with at least one entry, or k is not an odd positive number.

    References
    ----------
    Tukey (1977), Exploratory Data Analysis, chapter 7.

    Examples
    --------
    >>> moving_median([1.0, 2.0, 99.0, 3.0], k=3)
    array([ 1.5,  2. ,  3. , 51. ])
    """
    return np.nanmedian(_windows(y, k), axis=1)


def select_by_variance(X, threshold=0.0):
    """The columns that vary more than a threshold; by default, those that are not constant.

    {j : (1/n) Σᵢ (Xᵢⱼ − X̄ⱼ)² > threshold}.

    Parameters
    ----------
    X : array_like, shape (n, d)
        The training data. The variance depends on the units, so scale what is to be compared.
    threshold : float
        At least 0. With 0, columns are kept that hold two different values.

    Returns
    -------
    array of int
        The indices of the columns, ascending.

    Raises
    ------
    TypeError, ValueError
        If X is not a finite matrix or threshold is negative.

    References
    ----------
    Guyon, Elisseeff (2003), An introduction to variable and feature selection.

    Examples
    --------
    >>> select_by_variance([[1.0, 5.0, 0.0], [3.0, 5.0, 1.0]])
    array([0, 2])
    """
    X = _checks.array("X", X, shape=("n", "d"))
    threshold = _checks.scalar("threshold", threshold, low=0)
    varies = np.max(X, axis=0) > np.min(X, axis=0)
    return np.flatnonzero(varies & (_scaled.variance(X) > threshold) if threshold else varies)


def select_by_correlation(X, y, k):
    """The k columns that are most correlated with the target, in either direction.

    rⱼ = Σᵢ (Xᵢⱼ − X̄ⱼ)(yᵢ − ȳ) / √(Σᵢ (Xᵢⱼ − X̄ⱼ)² Σᵢ (yᵢ − ȳ)²), taken as 0 for a constant column; the k largest |rⱼ|.

    Parameters
    ----------
    X : array_like, shape (n, d)
        The training data.
    y : array_like, shape (n,)
        The target.
    k : int
        How many columns, from 1 to d.

    Returns
    -------
    array of int, shape (k,)
        The indices of the columns, the most correlated first; of equal ones, the one further left.

    Raises
    ------
    TypeError, ValueError
        If X and y are not finite or differ in length, y is constant, or k is out of range.

    References
    ----------
    Guyon, Elisseeff (2003), An introduction to variable and feature selection, eq. 2.

    Examples
    --------
    >>> select_by_correlation([[1.0, 2.0], [2.0, 1.0], [3.0, 2.0]], [3.0, 2.0, 1.0], k=1)
    array([0])
    """
    X = _checks.array("X", X, shape=("n", "d"))
    y = _checks.array("y", y, shape=(len(X),))
    k = _checks.integer("k", k, low=1, high=X.shape[1])
    if np.max(y) == np.min(y):
        raise ValueError("y is constant, expected a target that varies")
    (X, _), (y, _) = _scaled.center(X.astype(np.float64)), _scaled.center(y.astype(np.float64))
    length = _scaled.norms(X, axis=0)
    r = (y / _scaled.norms(y, axis=0)) @ (X / np.where(length > 0, length, 1.0))
    return np.argsort(-np.abs(r), kind="stable")[:k]


def train_test_split(n, test_share, rng, labels=None):
    """Divide n examples at random into training and test examples.

    ⌈test_share · n⌉ examples are tested on; of 100 these are 7 for 0.07, though the nearest float is a little larger.
    With labels, the split is stratified: each class is divided in the same proportion, as nearly as whole numbers allow
    (largest remainders first).

    Parameters
    ----------
    n : int
        The number of examples, at least 2.
    test_share : float
        In (0, 1).
    rng : numpy.random.Generator or int
        The source of randomness, or a seed.
    labels : array_like of int, shape (n,), optional
        Class labels, for a stratified split.

    Returns
    -------
    train, test : arrays of int
        Indices in random order; each example is in one of them.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of range, or nothing would be left to train on.

    References
    ----------
    Hastie, Tibshirani, Friedman (2009), The Elements of Statistical Learning, section 7.2.

    Examples
    --------
    >>> train, test = train_test_split(10, 0.3, rng=0)
    >>> len(train), len(test), sorted([*train, *test]) == list(range(10))
    (7, 3, True)
    """
    n = _checks.integer("n", n, low=2)
    test_share = _checks.scalar("test_share", test_share, low=0, high=1, open_low=True, open_high=True)
    rng = _checks.generator("rng", rng)
    n_test = _rounded_up(test_share * n)
    if n_test == n:
        raise ValueError(f"test_share is {test_share:g}, expected less: of {n} examples none would be left to train on")
    order = rng.permutation(n)
    if labels is None:
        return order[n_test:], order[:n_test]
    labels = _checks.labels("labels", labels, length=n)
    counts = np.bincount(labels)
    quota = _largest_remainders(counts * n_test / n, n_test)
    rank = np.empty(n, dtype=np.int64)
    rank[order] = _rank_within(labels[order])
    tested = rank < quota[labels]
    return order[~tested[order]], order[tested[order]]


def k_fold(n, k, rng=None):
    """Divide n examples into k folds, each of which is tested on once while the others are trained on.

    The first n mod k folds have ⌊n/k⌋ + 1 examples, the others ⌊n/k⌋, so that none is lost.

    Parameters
    ----------
    n : int
        The number of examples.
    k : int
        The number of folds, from 2 to n.
    rng : numpy.random.Generator or int, optional
        The source of randomness, or a seed. Without it, folds are consecutive: right only for data in random order.

    Returns
    -------
    list of k pairs (train, test) of arrays of int
        Indices; within each, in ascending order.

    Raises
    ------
    TypeError, ValueError
        If n or k is out of range, or rng is neither a generator nor a seed.

    References
    ----------
    Hastie, Tibshirani, Friedman (2009), The Elements of Statistical Learning, section 7.10.1.

    Examples
    --------
    >>> k_fold(5, 2)
    [(array([3, 4]), array([0, 1, 2])), (array([0, 1, 2]), array([3, 4]))]
    """
    n = _checks.integer("n", n, low=2)
    k = _checks.integer("k", k, low=2, high=n)
    fold = np.repeat(np.arange(k), [n // k + (i < n % k) for i in range(k)])
    if rng is not None:
        fold = _checks.generator("rng", rng).permutation(fold)
    return _pairs(fold, k)


def stratified_k_fold(labels, k, rng=None):
    """Divide examples into k folds, in each of which every class has the share it has in the whole.

    The examples, class by class in the order in which the classes first occur, are dealt to the folds in turn, so that
    the folds' sizes, and the numbers of a class in them, differ by at most one.

    Parameters
    ----------
    labels : array_like of int, shape (n,)
        Class labels. Every class that occurs must have at least k examples, or a fold would hold none of it
        (scikit-learn only warns).
    k : int
        The number of folds, from 2 to n.
    rng : numpy.random.Generator or int, optional
        The source of randomness, or a seed. Without it, each class is cut into consecutive parts.

    Returns
    -------
    list of k pairs (train, test) of arrays of int
        Indices; within each, in ascending order.

    Raises
    ------
    TypeError, ValueError
        If labels is not a vector of class labels, k is out of range, a class has fewer than k examples, or rng is
        neither a generator nor a seed.

    References
    ----------
    Kohavi (1995), A study of cross-validation and bootstrap for accuracy estimation and model selection.

    Examples
    --------
    >>> stratified_k_fold([0, 0, 1, 1], 2)
    [(array([1, 3]), array([0, 2])), (array([0, 2]), array([1, 3]))]
    """
    labels = _checks.labels("labels", labels)
    k = _checks.integer("k", k, low=2, high=len(labels))
    counts = np.bincount(labels)
    if ((counts > 0) & (counts < k)).any():
        rare = np.flatnonzero((counts > 0) & (counts < k))[0]
        raise ValueError(f"labels has {counts[rare]} of class {rare}, expected at least k = {k}")
    rng = None if rng is None else _checks.generator("rng", rng)
    fold, dealt = np.empty(len(labels), dtype=np.int64), 0
    for label in labels[np.sort(np.unique(labels, return_index=True)[1])]:
        hand = np.sort(np.arange(dealt, dealt + counts[label]) % k)
        fold[labels == label] = hand if rng is None else rng.permutation(hand)
        dealt += counts[label]
    return _pairs(fold, k)


def class_weights(labels):
    """Weights that make rare classes count as much as common ones.

    wₖ = n / (K nₖ), with nₖ examples in class k of K; the weights of all examples sum to n.

    Parameters
    ----------
    labels : array_like of int, shape (n,)
        Class labels; each of 0 … K − 1 must occur.

    Returns
    -------
    array, shape (K,)

    Raises
    ------
    TypeError, ValueError
        If labels is not a vector of class labels, or a class below the largest does not occur.

    References
    ----------
    King, Zeng (2001), Logistic regression in rare events data, section 4.2.

    Examples
    --------
    >>> class_weights([0, 0, 0, 1])
    array([0.66666667, 2.        ])
    """
    labels = _checks.labels("labels", labels)
    counts = np.bincount(labels)
    if not counts.all():
        raise ValueError(f"labels holds no class {np.flatnonzero(counts == 0)[0]}, expected all up to the largest")
    return len(labels) / (len(counts) * counts)


def random_undersample(labels, rng):
    """As many examples of every class as the rarest has, drawn without replacement.

    Parameters
    ----------
    labels : array_like of int, shape (n,)
        Class labels.
    rng : numpy.random.Generator or int
        The source of randomness, or a seed.

    Returns
    -------
    array of int
        Indices of the examples kept, ascending. To be used on training data only.

    Raises
    ------
    TypeError, ValueError
        If labels is not a vector of class labels, or rng is neither a generator nor a seed.

    References
    ----------
    He, Garcia (2009), Learning from imbalanced data, section 3.1.1.

    Examples
    --------
    >>> len(random_undersample([0, 0, 0, 1], rng=0))
    2
    """
    labels, rng = _checks.labels("labels", labels), _checks.generator("rng", rng)
    counts = np.bincount(labels)
    least = counts[counts > 0].min()
    kept = [rng.choice(np.flatnonzero(labels == c), least, replace=False) for c in np.flatnonzero(counts)]
    return np.sort(np.concatenate(kept))


def random_oversample(labels, rng):
    """All examples, and further copies of the rarer classes until each is as large as the largest.

    Parameters
    ----------
    labels : array_like of int, shape (n,)
        Class labels.
    rng : numpy.random.Generator or int
        The source of randomness, or a seed.

    Returns
    -------
    array of int
        Indices, each of 0 … n − 1 first and then those drawn again, with replacement. To be used on training data only,
        after splitting: a copy that lands in the test set makes the test worthless.

    Raises
    ------
    TypeError, ValueError
        If labels is not a vector of class labels, or rng is neither a generator nor a seed.

    References
    ----------
    He, Garcia (2009), Learning from imbalanced data, section 3.1.1.

    Examples
    --------
    >>> random_oversample([0, 0, 0, 1], rng=0)
    array([0, 1, 2, 3, 3, 3])
    """
    labels, rng = _checks.labels("labels", labels), _checks.generator("rng", rng)
    counts = np.bincount(labels)
    more = [rng.choice(np.flatnonzero(labels == c), counts.max() - counts[c]) for c in np.flatnonzero(counts)]
    return np.concatenate([np.arange(len(labels)), *more])


def smote(X, n_new, k, rng):
    """New examples of a rare class, between its examples and their neighbors.

    x̃ = x + u (x′ − x), with x an example, x′ one of its k nearest others, and u uniform in [0, 1): the synthetic
    minority over-sampling technique.

    Parameters
    ----------
    X : array_like, shape (n, d)
        The examples of the rare class, scaled so that distances between them mean something.
    n_new : int
        How many new examples to make.
    k : int
        How many neighbors are considered, from 1 to n − 1.
    rng : numpy.random.Generator or int
        The source of randomness, or a seed.

    Returns
    -------
    array, shape (n_new, d)

    Raises
    ------
    TypeError, ValueError
        If X is not a finite matrix with at least two rows, n_new or k is out of range, or rng is neither a generator
        nor a seed.

    References
    ----------
    Chawla, Bowyer, Hall, Kegelmeyer (2002), SMOTE: synthetic minority over-sampling technique, section 4.2.

    Examples
    --------
    >>> new = smote([[0.0, 0.0], [1.0, 1.0]], n_new=3, k=1, rng=0)
    >>> bool(np.all(new[:, 0] == new[:, 1]))
    True
    """
    X = _checks.array("X", X, shape=("n", "d"))
    n_new = _checks.integer("n_new", n_new, low=1)
    if len(X) < 2:
        raise ValueError("X has one row, expected at least two examples to go between")
    k = _checks.integer("k", k, low=1, high=len(X) - 1)
    rng = _checks.generator("rng", rng)
    distance = _scaled.squared_distances(X, X, _scaled.unit(X))
    np.fill_diagonal(distance, np.inf)
    neighbors = np.argsort(distance, axis=1, kind="stable")[:, :k]
    x = rng.integers(0, len(X), n_new)
    other = neighbors[x, rng.integers(0, k, n_new)]
    u = rng.random((n_new, 1), dtype=np.float64).astype(X.dtype)
    return X[x] + u * (X[other] - X[x])


def _rounded_up(x):
    """⌈x⌉, at least 1, for a product x that may be off by a few roundings."""
    nearest = round(x)
    return max(1, nearest if abs(x - nearest) <= 4 * np.finfo(float).eps * x else math.ceil(x))


def _with_gaps(X):
    X = _checks.array("X", X, shape=("n", "d"), finite=False)
    _checks.refuse_where("X", X, np.isinf(X), "numbers or NaN")
    return X


def _windows(y, k):
    """The values around each of y in a row, NaN where a window reaches beyond an end."""
    y = _checks.array("y", y, shape=("n",))
    k = _checks.integer("k", k, low=1)
    if k % 2 == 0:
        raise ValueError(f"k is {k}, expected an odd number, so that the window has a middle")
    half = min(k // 2, len(y) - 1)
    return np.lib.stride_tricks.sliding_window_view(np.pad(y, half, constant_values=np.nan), 2 * half + 1)


def _pairs(fold, k):
    return [(np.flatnonzero(fold != i), np.flatnonzero(fold == i)) for i in range(k)]


def _rank_within(labels):
    """How many equal labels come before each one."""
    order = np.argsort(labels, kind="stable")
    counts = np.bincount(labels)
    rank = np.empty(len(labels), dtype=np.int64)
    rank[order] = np.arange(len(labels)) - np.repeat(np.cumsum(counts) - counts, counts)
    return rank


def _largest_remainders(shares, total):
    """Whole numbers close to the shares, with the sum total."""
    whole = np.floor(shares).astype(np.int64)
    largest = np.argsort(whole - shares, kind="stable")[: total - whole.sum()]
    whole[largest] += 1
    return whole
