"""Naive Bayes: Bayes' rule for many features, as if they were independent once the class is known.

>>> import numpy as np
>>> from dlmath import naive_bayes
>>> model = naive_bayes.fit_multinomial([[2, 0], [3, 1], [0, 2]], [0, 0, 1])
>>> naive_bayes.probabilities(model, [[1, 0], [0, 1]]).round(4)
array([[0.8571, 0.1429],
       [0.4   , 0.6   ]])

Examples stand in rows, classes are 0 … K − 1, and each must occur in the training data: of a class never seen nothing
can be said. What is multiplied on paper is added here as logarithms, so that ten thousand features do not vanish.
"""

import math
from typing import NamedTuple

import numpy as np

from dlmath import _checks, _scaled

__all__ = [
    "CategoricalNaiveBayes",
    "GaussianNaiveBayes",
    "MultinomialNaiveBayes",
    "fit_categorical",
    "fit_gaussian",
    "fit_multinomial",
    "log_probabilities",
    "predict",
    "probabilities",
]


class GaussianNaiveBayes(NamedTuple):
    """A normal distribution for each feature in each class.

    log P(k, x) = log P(k) − Σⱼ [log(2πσₖⱼ²) + (xⱼ − μₖⱼ)² / σₖⱼ²] / 2.

    Parameters
    ----------
    log_prior : array, shape (K,)
        log P(k).
    mean, variance : array, shape (K, d)
        μ and σ².

    Examples
    --------
    >>> model = GaussianNaiveBayes(np.log([0.5, 0.5]), np.array([[0.0], [2.0]]), np.ones((2, 1)))
    >>> probabilities(model, [[1.0]])
    array([[0.5, 0.5]])
    """

    log_prior: np.ndarray
    mean: np.ndarray
    variance: np.ndarray

    def log_joint(self, X):
        """log P(k, x) for each row x of X, shape (n, d), and each class: shape (n, K)."""
        log_heights, Z = self._standardized(X)
        with np.errstate(over="ignore"):
            return log_heights - np.sum(np.square(Z), axis=-1) / 2

    def log_weights(self, X):
        """`log_joint` less the same for all classes, so that it keeps its digits far from every class."""
        log_heights, Z = self._standardized(X)
        return _scaled.gaussian_log_weights(log_heights, _scaled.norms(Z, axis=-1))

    def _standardized(self, X):
        """log P(k) and the log heights of its densities, shape (K,), and (xⱼ − μₖⱼ) / σₖⱼ, shape (n, K, d)."""
        X = _checks.array("X", X, shape=("n", self.mean.shape[1]))
        log_prior, mean, variance = (a.astype(X.dtype) for a in self)
        with np.errstate(over="ignore"):
            Z = (X[:, None] - mean) / np.sqrt(variance)
        return log_prior - np.sum(np.log(variance) + math.log(2 * math.pi), axis=-1) / 2, Z


class CategoricalNaiveBayes(NamedTuple):
    """A table for each feature: how probable each of its categories is in each class.

    log P(k, x) = log P(k) + Σⱼ log P(xⱼ | k).

    Parameters
    ----------
    log_prior : array, shape (K,)
        log P(k).
    log_tables : tuple of d arrays, shape (K, mⱼ)
        log P(c | k) for the categories c = 0 … mⱼ − 1 of feature j.

    Examples
    --------
    >>> model = CategoricalNaiveBayes(np.log([0.5, 0.5]), (np.log([[0.75, 0.25], [0.25, 0.75]]),))
    >>> probabilities(model, [[0]])
    array([[0.75, 0.25]])
    """

    log_prior: np.ndarray
    log_tables: tuple

    def log_joint(self, X):
        """log P(k, x) for each row x of X, shape (n, d), and each class: shape (n, K)."""
        X = _categories(X, len(self.log_tables))
        known = np.array([table.shape[1] for table in self.log_tables])
        _checks.refuse_where("X", X, known <= X, "categories below the n_categories that the model was fitted with")
        columns = zip(self.log_tables, X.T, strict=True)
        return self.log_prior + sum(table[:, x].T for table, x in columns)


class MultinomialNaiveBayes(NamedTuple):
    """A die for each class: how probable each word is wherever one stands.

    log P(k, x) = log P(k) + Σⱼ xⱼ log pₖⱼ, up to a number that is the same for all classes (the multinomial
    coefficient of x).

    Parameters
    ----------
    log_prior : array, shape (K,)
        log P(k).
    log_p : array, shape (K, d)
        log pₖⱼ; each row of p sums to 1.

    Examples
    --------
    >>> model = MultinomialNaiveBayes(np.log([0.5, 0.5]), np.log([[0.75, 0.25], [0.25, 0.75]]))
    >>> probabilities(model, [[2, 1]])
    array([[0.75, 0.25]])
    """

    log_prior: np.ndarray
    log_p: np.ndarray

    def log_joint(self, X):
        """log P(k, x), less the same for all classes, for each row x of X, shape (n, d), and each class: (n, K)."""
        X = _counts(X, self.log_p.shape[1])
        log_prior, log_p = (a.astype(X.dtype) for a in self)
        never = np.isneginf(log_p)
        impossible = X @ never.T.astype(X.dtype) > 0
        return np.where(impossible, -np.inf, log_prior + X @ np.where(never, 0, log_p).T)


def fit_gaussian(X, y, smoothing=1e-9):
    """Learn a normal distribution for each feature in each class.

    μₖⱼ = mean and σₖⱼ² = variance (with 1/nₖ) of feature j in class k, P(k) = nₖ / n. To each variance is added
    smoothing · maxⱼ Var(xⱼ), so that a feature which is constant in a class does not rule out all other values.

    Parameters
    ----------
    X : array_like, shape (n, d)
    y : array_like of int, shape (n,)
        Class labels; each of 0 … K − 1 must occur.
    smoothing : float
        At least 0; 0 gives the parameters of greatest likelihood.

    Returns
    -------
    GaussianNaiveBayes

    Raises
    ------
    TypeError, ValueError
        If X is not a finite matrix, y holds no class labels of its length, a class is missing, smoothing is negative,
        or a variance is 0 even so.

    References
    ----------
    K. P. Murphy, *Machine Learning: A Probabilistic Perspective*, section 3.5.

    Examples
    --------
    >>> model = fit_gaussian([[0.0], [2.0], [5.0], [7.0]], [0, 0, 1, 1])
    >>> model.mean.round(4), model.variance.round(4)
    (array([[1.],
           [6.]]), array([[1.],
           [1.]]))
    """
    X = _checks.array("X", X, shape=("n", "d"))
    y, log_prior = _classes(y, X)
    added = _checks.scalar("smoothing", smoothing, low=0) * np.max(_scaled.variance(X))
    groups = [X[y == k] for k in range(len(log_prior))]
    mean = np.stack([_scaled.mean(group, axis=0) for group in groups])
    variance = np.stack([_scaled.variance(group) for group in groups]) + added
    if not np.isfinite(variance).all():
        raise ValueError(f"X has variances that no {X.dtype} can hold; scale it")
    if not np.all(variance > 0):
        k, j = np.argwhere(~(variance > 0))[0]
        raise ValueError(f"X has a constant feature {j} in class {k}, whose variance is 0; give smoothing above 0")
    return GaussianNaiveBayes(log_prior.astype(X.dtype), mean, variance.astype(X.dtype))


def fit_categorical(X, y, smoothing=1.0, n_categories=None):
    """Learn how probable each category of each feature is in each class, by counting.

    P(c | k) = (Nₖⱼ(c) + α) / (nₖ + α mⱼ), with Nₖⱼ(c) of the nₖ examples of class k in category c of feature j, which
    has mⱼ of them; P(k) = nₖ / n. With α = 1 this is Laplace's rule; with α = 0, a category that no example of a class
    is in rules the class out.

    Parameters
    ----------
    X : array_like of int, shape (n, d)
        Categories from 0.
    y : array_like of int, shape (n,)
        Class labels; each of 0 … K − 1 must occur.
    smoothing : float
        α, at least 0.
    n_categories : int or array_like of int, shape (d,), optional
        mⱼ; without it, one more than the largest category of the feature in X. A category that X does not hold has
        the probability α / (nₖ + α mⱼ) if it is below mⱼ; the model refuses any other.

    Returns
    -------
    CategoricalNaiveBayes

    Raises
    ------
    TypeError, ValueError
        If X is not a matrix of whole numbers of at least 0, y holds no class labels of its length, a class is missing,
        smoothing is negative, or n_categories does not exceed every category of its feature.

    References
    ----------
    K. P. Murphy, *Machine Learning: A Probabilistic Perspective*, section 3.5.1.

    Examples
    --------
    >>> model = fit_categorical([[0], [0], [1], [1]], [0, 0, 0, 1])
    >>> np.exp(model.log_tables[0]).round(4)
    array([[0.6   , 0.4   ],
           [0.3333, 0.6667]])
    """
    X = _categories(X, "d")
    y, log_prior = _classes(y, X)
    alpha = _checks.scalar("smoothing", smoothing, low=0)
    m = X.max(axis=0) + 1 if n_categories is None else _sizes(n_categories, X)
    tables, n_classes = [], len(log_prior)
    for x, size in zip(X.T, m, strict=True):
        counts = np.bincount(y * size + x, minlength=n_classes * size).reshape(n_classes, size) + alpha
        tables.append(_log(counts / np.sum(counts, axis=1, keepdims=True)))
    return CategoricalNaiveBayes(log_prior, tuple(tables))


def fit_multinomial(X, y, smoothing=1.0):
    """Learn how probable each word is in each class, from how often it was counted: naive Bayes on bags of words.

    pₖⱼ = (Nₖⱼ + α) / (Nₖ + α d), with Nₖⱼ the count of word j in all examples of class k, Nₖ that of all words, and d
    the number of words; P(k) = nₖ / n. With α = 0, a word that a class does not use rules the class out.

    Parameters
    ----------
    X : array_like, shape (n, d)
        How often each word occurs in each example; at least 0.
    y : array_like of int, shape (n,)
        Class labels; each of 0 … K − 1 must occur.
    smoothing : float
        α, at least 0.

    Returns
    -------
    MultinomialNaiveBayes

    Raises
    ------
    TypeError, ValueError
        If X is not a finite matrix of numbers of at least 0, y holds no class labels of its length, a class is missing,
        smoothing is negative, or it is 0 and a class has no words.

    References
    ----------
    C. D. Manning, P. Raghavan and H. Schütze, *Introduction to Information Retrieval*, eq. 13.7.

    Examples
    --------
    >>> np.exp(fit_multinomial([[2, 0], [3, 1], [0, 2]], [0, 0, 1]).log_p).round(4)
    array([[0.75, 0.25],
           [0.25, 0.75]])
    """
    X = _counts(X, "d")
    y, log_prior = _classes(y, X)
    alpha = _checks.scalar("smoothing", smoothing, low=0)
    counts = np.stack([np.sum(X[y == k], axis=0) for k in range(len(log_prior))]) + X.dtype.type(alpha)
    total = np.sum(counts, axis=1, keepdims=True)
    if not np.all(total > 0):
        raise ValueError(f"X has no words in class {np.argmin(total)}; give smoothing above 0")
    return MultinomialNaiveBayes(log_prior.astype(X.dtype), _log(counts / total))


def log_probabilities(model, X):
    """The logarithms of the probabilities of the classes, given the features.

    log P(k | x) = log P(k, x) − log Σₗ P(l, x), log P(k, x) being a sum over the features.

    Parameters
    ----------
    model : GaussianNaiveBayes, CategoricalNaiveBayes or MultinomialNaiveBayes
    X : array_like, shape (n, d)

    Returns
    -------
    array, shape (n, K)
        At most 0; −∞ for a class that is ruled out.

    Raises
    ------
    TypeError, ValueError
        If X does not hold what the model was fitted to, or a row is impossible in every class.

    References
    ----------
    K. P. Murphy, *Machine Learning: A Probabilistic Perspective*, section 3.5.3.

    Examples
    --------
    >>> model = MultinomialNaiveBayes(np.log([0.5, 0.5]), np.log([[0.75, 0.25], [0.25, 0.75]]))
    >>> log_probabilities(model, [[1000, 0]]).round(4)
    array([[    0.    , -1098.6123]])
    """
    return _scaled.log_shares(_log_weights(model, X))


def probabilities(model, X):
    """The probabilities of the classes, given the features.

    P(k | x) = P(k) Πⱼ P(xⱼ | k) / Σₗ P(l) Πⱼ P(xⱼ | l), the softmax of log P(k, x). They tend to be too sure, since
    features that say the same are counted as if each were news.

    Parameters
    ----------
    model : GaussianNaiveBayes, CategoricalNaiveBayes or MultinomialNaiveBayes
    X : array_like, shape (n, d)

    Returns
    -------
    array, shape (n, K)
        Rows sum to 1.

    Raises
    ------
    TypeError, ValueError
        As for `log_probabilities`.

    References
    ----------
    K. P. Murphy, *Machine Learning: A Probabilistic Perspective*, section 3.5.2.

    Examples
    --------
    >>> model = MultinomialNaiveBayes(np.log([0.5, 0.5]), np.log([[0.75, 0.25], [0.25, 0.75]]))
    >>> probabilities(model, [[1, 0], [1, 1]])
    array([[0.75, 0.25],
           [0.5 , 0.5 ]])
    """
    return _scaled.shares(_log_weights(model, X))


def predict(model, X):
    """The most probable class, given the features.

    argmaxₖ P(k | x); of equally probable classes, the first.

    Parameters
    ----------
    model : GaussianNaiveBayes, CategoricalNaiveBayes or MultinomialNaiveBayes
    X : array_like, shape (n, d)

    Returns
    -------
    array of int, shape (n,)

    Raises
    ------
    TypeError, ValueError
        As for `log_probabilities`.

    References
    ----------
    K. P. Murphy, *Machine Learning: A Probabilistic Perspective*, section 3.5.2.

    Examples
    --------
    >>> model = MultinomialNaiveBayes(np.log([0.5, 0.5]), np.log([[0.75, 0.25], [0.25, 0.75]]))
    >>> predict(model, [[1, 0], [1, 3], [1, 1]])
    array([0, 1, 0])
    """
    return np.argmax(_log_weights(model, X), axis=1)


def _log_weights(model, X):
    """log P(k, x) of each row and class, less what is the same for all classes."""
    log_weights = model.log_weights(X) if isinstance(model, GaussianNaiveBayes) else model.log_joint(X)
    impossible = ~(np.max(log_weights, axis=1) > -np.inf)
    if impossible.any():
        row = np.argmax(impossible)
        raise ValueError(f"X has probability 0 in every class at row {row}; fit with smoothing above 0")
    return log_weights


def _classes(y, X):
    """The labels, and the logarithms of the classes' shares."""
    y = _checks.labels("y", y, length=len(X))
    counts = np.bincount(y)
    if not counts.all():
        raise ValueError(f"y holds no example of class {np.flatnonzero(counts == 0)[0]}, expected some of every class")
    return y, np.log(counts / len(y))


def _categories(X, d):
    X = _checks.array("X", X, shape=("n", d))
    wrong = (X < 0) | (np.floor(X) != X) | (X >= _checks.MOST_CLASSES)
    _checks.refuse_where("X", X, wrong, f"categories, which are whole numbers from 0 to {_checks.MOST_CLASSES - 1}")
    return X.astype(np.int64)


def _counts(X, d):
    X = _checks.array("X", X, shape=("n", d))
    _checks.refuse_where("X", X, X < 0, "counts of at least 0")
    return X


def _sizes(n_categories, X):
    sizes = np.broadcast_to(n_categories, X.shape[1]) if np.ndim(n_categories) == 0 else n_categories
    sizes = _checks.labels("n_categories", sizes, length=X.shape[1])
    _checks.refuse_where("X", X, sizes <= X, "categories below n_categories")
    return sizes


def _log(p):
    """log p, which is −∞ where p is 0."""
    with np.errstate(divide="ignore"):
        return np.log(p)
