"""Information: how many nats or bits a surprise is.

>>> import numpy as np
>>> from dlmath import information
>>> float(information.entropy([0.5, 0.25, 0.25], base=2))
1.5

Distributions are arrays whose last axis sums to 1; further axes hold several at once. ``base`` is the base of the
logarithm: e (the default) gives nats, 2 gives bits. Throughout, 0 log 0 is 0, its limit.
"""

import math

import numpy as np

from dlmath import _checks

__all__ = [
    "conditional_entropy",
    "cross_entropy",
    "entropy",
    "jensen_shannon",
    "joint_entropy",
    "kl_divergence",
    "logsumexp",
    "mutual_information",
    "perplexity",
]


def entropy(p, base=math.e):
    """The mean surprise of a draw from a distribution.

    H(p) = −Σᵢ pᵢ log pᵢ.

    Parameters
    ----------
    p : array_like, shape (..., n)
        Probabilities; the last axis sums to 1.
    base : float
        The base of the logarithm, above 1: e for nats, 2 for bits.

    Returns
    -------
    array, shape (...)
        Between 0 (one outcome is certain) and log n (all are equally likely).

    Raises
    ------
    TypeError, ValueError
        If p is not a distribution or base is not above 1.

    References
    ----------
    Shannon (1948), A mathematical theory of communication, section 6; Cover, Thomas (2006), eq. 2.1.

    Examples
    --------
    >>> float(entropy([0.5, 0.5], base=2))
    1.0
    """
    p = _checks.distribution("p", p)
    return (0.0 - np.sum(_x_log_y(p, p), axis=-1)) / _log(base)


def cross_entropy(p, q, base=math.e):
    """The mean surprise of draws from p for somebody who believes in q.

    H(p, q) = −Σᵢ pᵢ log qᵢ = H(p) + KL(p ‖ q), infinite where q rules out what p allows.

    Parameters
    ----------
    p, q : array_like, shape (..., n)
        Probabilities; the last axis sums to 1.
    base : float
        The base of the logarithm, above 1: e for nats, 2 for bits.

    Returns
    -------
    array, shape (...)
        At least H(p).

    Raises
    ------
    TypeError, ValueError
        If p or q is not a distribution, their shapes differ, or base is not above 1.

    References
    ----------
    Goodfellow, Bengio, Courville (2016), Deep Learning, eq. 3.51.

    Examples
    --------
    >>> float(cross_entropy([0.5, 0.5], [0.25, 0.75], base=2).round(4))
    1.2075
    """
    p, q = _two(p, q)
    return (0.0 - np.sum(_x_log_y(p, q), axis=-1)) / _log(base)


def kl_divergence(p, q, base=math.e):
    """The Kullback–Leibler divergence: how much more surprising draws from p are to somebody who believes in q.

    KL(p ‖ q) = Σᵢ pᵢ log(pᵢ / qᵢ), infinite where q rules out what p allows. It is not symmetric.

    Parameters
    ----------
    p, q : array_like, shape (..., n)
        Probabilities; the last axis sums to 1.
    base : float
        The base of the logarithm, above 1: e for nats, 2 for bits.

    Returns
    -------
    array, shape (...)
        At least 0 (up to rounding), and 0 only for p = q.

    Raises
    ------
    TypeError, ValueError
        If p or q is not a distribution, their shapes differ, or base is not above 1.

    References
    ----------
    Cover, Thomas (2006), Elements of Information Theory, eq. 2.26.

    Examples
    --------
    >>> float(kl_divergence([1.0, 0.0], [0.5, 0.5], base=2)), float(kl_divergence([0.5, 0.5], [1.0, 0.0]))
    (1.0, inf)
    """
    p, q = _two(p, q)
    return np.sum(_x_log_y(p, p) - _x_log_y(p, q), axis=-1) / _log(base)


def jensen_shannon(p, q, base=math.e):
    """The Jensen–Shannon divergence: the mean Kullback–Leibler divergence of p and q from their mixture.

    JS(p, q) = (KL(p ‖ m) + KL(q ‖ m)) / 2 with m = (p + q) / 2. Symmetric and finite; its square root is a metric.

    Parameters
    ----------
    p, q : array_like, shape (..., n)
        Probabilities; the last axis sums to 1.
    base : float
        The base of the logarithm, above 1: e for nats, 2 for bits.

    Returns
    -------
    array, shape (...)
        Between 0 and log 2 (up to rounding).

    Raises
    ------
    TypeError, ValueError
        If p or q is not a distribution, their shapes differ, or base is not above 1.

    References
    ----------
    Lin (1991), Divergence measures based on the Shannon entropy, eq. 4.1.

    Examples
    --------
    >>> float(jensen_shannon([1.0, 0.0], [0.0, 1.0], base=2))
    1.0
    """
    p, q = _two(p, q)
    m = (p + q) / 2
    m = np.where(m > 0, m, np.maximum(p, q))  # half of the least positive number is 0
    return (kl_divergence(p, m, base) + kl_divergence(q, m, base)) / 2


def perplexity(p, q):
    """The number of equally likely outcomes that would surprise as much as draws from p surprise a model q.

    exp H(p, q), whichever base the entropy is taken in; perplexity(p, p) = exp H(p).

    Parameters
    ----------
    p, q : array_like, shape (..., n)
        Probabilities; the last axis sums to 1. p is what happens, q what the model expects.

    Returns
    -------
    array, shape (...)
        At least 1.

    Raises
    ------
    TypeError, ValueError
        If p or q is not a distribution or their shapes differ.

    References
    ----------
    Jelinek, Mercer, Bahl, Baker (1977), Perplexity: a measure of the difficulty of speech recognition tasks.

    Examples
    --------
    >>> float(perplexity([0.25, 0.25, 0.25, 0.25], [0.25, 0.25, 0.25, 0.25]))
    4.0
    """
    with np.errstate(over="ignore"):
        return np.exp(cross_entropy(p, q))


def joint_entropy(joint, base=math.e):
    """The mean surprise of a pair of variables taken together.

    H(X, Y) = −Σₓᵧ P(x, y) log P(x, y).

    Parameters
    ----------
    joint : array_like, shape (n, m)
        P(x, y), with x in rows and y in columns; all entries together sum to 1.
    base : float
        The base of the logarithm, above 1: e for nats, 2 for bits.

    Returns
    -------
    float
        At most H(X) + H(Y).

    Raises
    ------
    TypeError, ValueError
        If joint is not a table of probabilities that sum to 1, or base is not above 1.

    References
    ----------
    Cover, Thomas (2006), Elements of Information Theory, eq. 2.8.

    Examples
    --------
    >>> float(joint_entropy([[0.25, 0.25], [0.25, 0.25]], base=2))
    2.0
    """
    joint = _table(joint)
    return (0.0 - np.sum(_x_log_y(joint, joint))) / _log(base)


def conditional_entropy(joint, base=math.e):
    """The mean surprise that is left in Y once X is known.

    H(Y | X) = −Σₓᵧ P(x, y) log(P(x, y) / P(x)) = H(X, Y) − H(X).

    Parameters
    ----------
    joint : array_like, shape (n, m)
        P(x, y), with x in rows and y in columns; all entries together sum to 1.
    base : float
        The base of the logarithm, above 1: e for nats, 2 for bits.

    Returns
    -------
    float
        Between 0 and H(Y).

    Raises
    ------
    TypeError, ValueError
        If joint is not a table of probabilities that sum to 1, or base is not above 1.

    References
    ----------
    Cover, Thomas (2006), Elements of Information Theory, eq. 2.10.

    Examples
    --------
    >>> float(conditional_entropy([[0.5, 0.0], [0.0, 0.5]], base=2))
    0.0
    """
    joint = _table(joint)
    marginal = np.sum(joint, axis=1, keepdims=True)
    return np.sum(_x_log_y(joint, marginal) - _x_log_y(joint, joint)) / _log(base)


def mutual_information(joint, base=math.e):
    """How much less surprising Y is, on average, once X is known; the same with X and Y exchanged.

    I(X; Y) = Σₓᵧ P(x, y) log(P(x, y) / (P(x) P(y))) = H(Y) − H(Y | X).

    Parameters
    ----------
    joint : array_like, shape (n, m)
        P(x, y), with x in rows and y in columns; all entries together sum to 1.
    base : float
        The base of the logarithm, above 1: e for nats, 2 for bits.

    Returns
    -------
    float
        At least 0 (up to rounding), and 0 only if X and Y are independent.

    Raises
    ------
    TypeError, ValueError
        If joint is not a table of probabilities that sum to 1, or base is not above 1.

    References
    ----------
    Cover, Thomas (2006), Elements of Information Theory, eq. 2.28.

    Examples
    --------
    >>> float(mutual_information([[0.5, 0.0], [0.0, 0.5]], base=2))
    1.0
    """
    joint = _table(joint)
    rows, columns = np.sum(joint, axis=1, keepdims=True), np.sum(joint, axis=0, keepdims=True)
    surprise = _x_log_y(joint, joint) - _x_log_y(joint, rows) - _x_log_y(joint, columns)
    return np.sum(surprise) / _log(base)


def logsumexp(x, axis=-1):
    """The logarithm of a sum of exponentials, without overflow: a smooth maximum.

    log Σᵢ exp(xᵢ) = m + log Σᵢ exp(xᵢ − m) with m = max x; between m and m + log n.

    Parameters
    ----------
    x : array_like
        At least one axis. Infinite entries are allowed: −∞ stands for a probability of 0.
    axis : int
        The axis that is summed over.

    Returns
    -------
    array
        The shape of x without that axis; −∞ where all entries are −∞.

    Raises
    ------
    TypeError, ValueError
        If x does not hold real numbers, is empty or a scalar, holds NaN, or has no such axis.

    References
    ----------
    Blanchard, Higham, Higham (2021), Accurately computing the log-sum-exp and softmax functions, eq. 1.3.

    Examples
    --------
    >>> float(logsumexp([1000.0, 1000.0]).round(4))
    1000.6931
    """
    x = _checks.array("x", x, finite=False)
    if x.ndim == 0:
        raise ValueError("x has shape (), expected at least one axis to sum over")
    axis = _checks.integer("axis", axis, low=-x.ndim, high=x.ndim - 1)
    _checks.refuse_where("x", x, x != x, "numbers or infinities")
    m = np.max(x, axis=axis, keepdims=True)
    m = np.where(np.isfinite(m), m, np.zeros_like(m))
    with np.errstate(over="ignore"):  # beside an entry of +∞, any other may be too large
        total = np.sum(np.exp(x - m), axis=axis)
    some = total > 0
    log_total = np.where(some, np.log(np.where(some, total, np.ones_like(total))), np.full_like(total, -np.inf))
    return np.squeeze(m, axis=axis) + log_total


def _x_log_y(x, y):
    """x log y, which is 0 where x is 0 and −∞ where only y is."""
    needed = x > 0
    possible = needed & (y > 0)
    log_y = np.log(np.where(possible, y, np.ones_like(x)))
    return np.where(needed & (y <= 0), np.full_like(x, -np.inf), x * log_y)


def _log(base):
    return math.log(_checks.scalar("base", base, low=1, open_low=True))


def _two(p, q):
    p = _checks.distribution("p", p)
    return p, _checks.distribution("q", q, shape=p.shape)


def _table(joint):
    joint = _checks.array("joint", joint, ndim=2)
    _checks.distribution("joint", np.reshape(joint, (-1,)))
    return joint
