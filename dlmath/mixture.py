"""Gaussian mixtures: clusters without hard borders, found by expectation and maximization (EM).

>>> import numpy as np
>>> from dlmath import mixture
>>> X = np.concatenate([np.random.default_rng(0).normal(m, 1, (100, 1)) for m in (0, 10)])
>>> model = mixture.fit(X, mixture.initialize(X, 2, rng=0))
>>> np.sort(model.means[:, 0]).round(1)
array([ 0.1, 10.1])

Examples stand in rows. Densities are multiplied as logarithms, so that a point far from every component still belongs
somewhere. scikit-learn adds 10⁻⁶ to every variance; here nothing is added, so that the likelihood never falls, and a
component that collapses onto too few examples is said, not hidden.
"""

from typing import NamedTuple

import numpy as np

from dlmath import _checks, _scaled
from dlmath.information import logsumexp
from dlmath.probability import MultivariateNormal

__all__ = [
    "GaussianMixture",
    "aic",
    "bic",
    "em_step",
    "fit",
    "initialize",
    "kmeans",
    "kmeans_plus_plus",
    "log_likelihood",
    "m_step",
    "responsibilities",
]


class GaussianMixture(NamedTuple):
    """A choice among K normal distributions.

    f(x) = Σₖ πₖ N(x; μₖ, Σₖ).

    Parameters
    ----------
    weights : array, shape (K,)
        π, which sum to 1.
    means : array, shape (K, d)
        μ.
    covariances : array, shape (K, d, d)
        Σ, each symmetric and positive definite.

    Examples
    --------
    >>> model = GaussianMixture(np.array([0.5, 0.5]), np.array([[0.0], [2.0]]), np.ones((2, 1, 1)))
    >>> responsibilities(model, [[1.0]])
    array([[0.5, 0.5]])
    """

    weights: np.ndarray
    means: np.ndarray
    covariances: np.ndarray


def kmeans_plus_plus(X, k, rng):
    """Choose k examples that lie far apart: good places to start from.

    The first is any example; each further one is x with the probability D(x)² / Σᵢ D(xᵢ)², D(x) being the distance of
    x from the nearest one chosen before.

    Parameters
    ----------
    X : array_like, shape (n, d)
    k : int
        At least 1.
    rng : numpy.random.Generator or int
        The source of randomness, or a seed.

    Returns
    -------
    array, shape (k, d)
        Rows of X, all different.

    Raises
    ------
    TypeError, ValueError
        If X is not a finite matrix with k different rows, k is not a positive integer, or rng is neither a generator
        nor a seed.

    References
    ----------
    D. Arthur and S. Vassilvitskii, "k-means++: the advantages of careful seeding", 2007, section 2.2.

    Examples
    --------
    >>> np.sort(kmeans_plus_plus([[0.0], [0.0], [5.0]], 2, rng=0), axis=0)
    array([[0.],
           [5.]])
    """
    X, k, rng = _checks.array("X", X, shape=("n", "d")), _checks.integer("k", k, low=1), _checks.generator("rng", rng)
    chosen = [rng.integers(len(X))]
    unit = _scaled.unit(X)
    nearest = _scaled.squared_distances(X, X[chosen], unit)[:, 0]
    while len(chosen) < k:
        if not np.any(nearest):
            raise ValueError(f"X has {len(chosen)} different rows, expected at least k = {k}")
        steps = np.cumsum(nearest, dtype=np.float64)
        chosen.append(np.searchsorted(steps / steps[-1], rng.random(), side="right"))
        nearest = np.minimum(nearest, _scaled.squared_distances(X, X[chosen[-1:]], unit)[:, 0])
    return X[chosen]


def kmeans(X, centers, max_steps=1000):
    """Clusters with hard borders: each example belongs to the nearest center, each center is the mean of its examples.

    min Σᵢ ‖xᵢ − c(xᵢ)‖² by turns: c(x) = the nearest center (of equally near ones, the first), then each center moves
    to the mean of its examples. A center without examples stays where it is (scikit-learn would move it elsewhere).
    It ends when no example changes sides; where it ends depends on the start.

    Parameters
    ----------
    X : array_like, shape (n, d)
    centers : array_like, shape (k, d)
        The start, as from `kmeans_plus_plus`.
    max_steps : int
        How many turns are made at the most.

    Returns
    -------
    centers : array, shape (k, d)
    labels : array of int, shape (n,)
        The center that each example belongs to.

    Raises
    ------
    TypeError, ValueError
        If X and centers are not finite matrices with the same number of columns, or max_steps is not a positive
        integer.
    numpy.linalg.LinAlgError
        If examples still change sides after max_steps.

    References
    ----------
    C. M. Bishop, *Pattern Recognition and Machine Learning*, eq. 9.1 to 9.4.

    Examples
    --------
    >>> kmeans([[0.0], [2.0], [9.0], [11.0]], [[0.0], [2.0]])
    (array([[ 1.],
           [10.]]), array([0, 0, 1, 1]))
    """
    X = _checks.array("X", X, shape=("n", "d"))
    centers = _checks.array("centers", centers, shape=("k", X.shape[1])).astype(X.dtype)
    labels, unit = None, _scaled.unit(np.concatenate([X, centers]))
    for _ in range(_checks.integer("max_steps", max_steps, low=1)):
        before, labels = labels, np.argmin(_scaled.squared_distances(X, centers, unit), axis=1)
        if np.array_equal(before, labels):
            return centers, labels
        for k in np.unique(labels):
            centers[k] = _scaled.mean(X[labels == k], axis=0)
    raise np.linalg.LinAlgError(f"k-means still changed after max_steps = {max_steps} steps")


def initialize(X, k, rng):
    """A mixture to start from: k examples far apart as means, and the covariance of all examples around each.

    πₖ = 1/k, μₖ from `kmeans_plus_plus`, Σₖ = (1/n) Σᵢ (xᵢ − x̄)(xᵢ − x̄)ᵀ.

    Parameters
    ----------
    X : array_like, shape (n, d)
    k : int
        The number of components.
    rng : numpy.random.Generator or int
        The source of randomness, or a seed.

    Returns
    -------
    GaussianMixture

    Raises
    ------
    TypeError, ValueError
        As for `kmeans_plus_plus`, or if the rows of X lie in a plane (or all but: see `m_step`).

    References
    ----------
    C. M. Bishop, *Pattern Recognition and Machine Learning*, section 9.2.2.

    Examples
    --------
    >>> start = initialize([[0.0], [4.0], [8.0]], 2, rng=0)
    >>> start.weights, start.covariances.round(4)
    (array([0.5, 0.5]), array([[[10.6667]],
    <BLANKLINE>
           [[10.6667]]]))
    """
    X = _checks.array("X", X, shape=("n", "d"))
    means = kmeans_plus_plus(X, k, rng)
    centered, _ = _scaled.center(X)
    covariance = _scaled.covariance("X", centered, np.ones(len(X), dtype=X.dtype))
    if _is_flat(covariance, centered):
        raise ValueError("X lies in a plane: no component has a density there; expected rows that span the space")
    return GaussianMixture(np.full(k, 1 / k, dtype=X.dtype), means, np.tile(covariance, (k, 1, 1)))


def log_likelihood(model, X):
    """How probable the examples are under a mixture.

    log L = Σᵢ log Σₖ πₖ N(xᵢ; μₖ, Σₖ).

    Parameters
    ----------
    model : GaussianMixture
    X : array_like, shape (n, d)

    Returns
    -------
    float

    Raises
    ------
    TypeError, ValueError
        If X is not a finite matrix, or model not a mixture of normal distributions of its columns.

    References
    ----------
    C. M. Bishop, *Pattern Recognition and Machine Learning*, eq. 9.14.

    Examples
    --------
    >>> model = GaussianMixture(np.array([0.5, 0.5]), np.array([[0.0], [0.0]]), np.ones((2, 1, 1)))
    >>> float(log_likelihood(model, [[0.0]]).round(4))
    -0.9189
    """
    log_heights, Z = _standardized(model, X)
    with np.errstate(over="ignore"):
        return np.sum(logsumexp(log_heights - np.sum(np.square(Z), axis=-1) / 2, axis=1))


def responsibilities(model, X):
    """How probable it is that an example came from each component: the E step.

    rᵢₖ = πₖ N(xᵢ; μₖ, Σₖ) / Σₗ πₗ N(xᵢ; μₗ, Σₗ), the softmax of the logarithms of the numerators.

    Parameters
    ----------
    model : GaussianMixture
    X : array_like, shape (n, d)

    Returns
    -------
    array, shape (n, K)
        Rows sum to 1.

    Raises
    ------
    TypeError, ValueError
        As for `log_likelihood`.

    References
    ----------
    C. M. Bishop, *Pattern Recognition and Machine Learning*, eq. 9.23.

    Examples
    --------
    >>> model = GaussianMixture(np.array([0.75, 0.25]), np.array([[0.0], [2.0]]), np.ones((2, 1, 1)))
    >>> responsibilities(model, [[1.0], [-1000.0]])
    array([[0.75, 0.25],
           [1.  , 0.  ]])
    """
    log_heights, Z = _standardized(model, X)
    distances = _scaled.norms(Z, axis=-1)
    lost = np.all(np.isinf(distances), axis=1)
    if lost.any():
        raise ValueError(
            f"X lies too far from every component at row {np.argmax(lost)}: the distance exceeds {Z.dtype}"
        )
    return _scaled.shares(_scaled.gaussian_log_weights(log_heights, distances))


def m_step(X, R):
    """The mixture of greatest likelihood if each example belonged to the components in given shares: the M step.

    nₖ = Σᵢ rᵢₖ, πₖ = nₖ / n, μₖ = Σᵢ rᵢₖ xᵢ / nₖ, Σₖ = Σᵢ rᵢₖ (xᵢ − μₖ)(xᵢ − μₖ)ᵀ / nₖ.

    Parameters
    ----------
    X : array_like, shape (n, d)
    R : array_like, shape (n, K)
        The shares r, as from `responsibilities`; rows sum to 1.

    Returns
    -------
    GaussianMixture

    Raises
    ------
    TypeError, ValueError
        If X is not a finite matrix, or R does not hold a distribution for each of its rows.
    numpy.linalg.LinAlgError
        If a component has no examples, or collapsed onto a point or plane, where the likelihood has no bound. With ε
        the rounding error (2·10⁻¹⁶; for float32, 10⁻⁷), it counts as collapsed when the standard deviation of a column
        is at most 100 ε times the largest size in it, or the least eigenvalue of its correlation matrix at most 10 d ε.

    References
    ----------
    C. M. Bishop, *Pattern Recognition and Machine Learning*, eq. 9.24 to 9.27; section 9.2.1 for the collapse.

    Examples
    --------
    >>> model = m_step([[0.0], [2.0], [5.0], [9.0]], [[1.0, 0.0], [1.0, 0.0], [0.0, 1.0], [0.0, 1.0]])
    >>> model.means[:, 0], model.covariances[:, 0, 0]
    (array([1., 7.]), array([1., 4.]))
    """
    X = _checks.array("X", X, shape=("n", "d"))
    R = _checks.distribution("R", R, shape=(len(X), "K")).astype(X.dtype)
    n_k = np.sum(R, axis=0)
    if not np.all(n_k > 0):
        raise np.linalg.LinAlgError(f"component {np.argmin(n_k)} has no examples left; start elsewhere or with fewer")
    centered, middle = _scaled.center(X)
    means = R.T @ centered / n_k[:, None]
    covariances = np.stack([_scaled.covariance("X", centered - m, r) for m, r in zip(means, R.T, strict=True)])
    for k, covariance in enumerate(covariances):
        if _is_flat(covariance, centered):
            raise np.linalg.LinAlgError(
                f"component {k} collapsed onto too few examples: its covariance is singular and the likelihood has no "
                "bound; start elsewhere, with fewer components, or with more examples"
            )
    return GaussianMixture(n_k / len(X), middle + means, covariances)


def em_step(model, X):
    """One turn of expectation and maximization, which never lowers the likelihood.

    R = responsibilities(model, X), then the model of `m_step`(X, R).

    Parameters
    ----------
    model : GaussianMixture
    X : array_like, shape (n, d)

    Returns
    -------
    GaussianMixture

    Raises
    ------
    TypeError, ValueError
        As for `log_likelihood`.
    numpy.linalg.LinAlgError
        If a component loses its examples or collapses: see `m_step`.

    References
    ----------
    A. P. Dempster, N. M. Laird and D. B. Rubin, "Maximum likelihood from incomplete data via the EM algorithm", 1977,
    theorem 1.

    Examples
    --------
    >>> model = GaussianMixture(np.array([0.5, 0.5]), np.array([[0.0], [9.0]]), np.ones((2, 1, 1)))
    >>> em_step(model, [[-1.0], [1.0], [8.0], [10.0]]).means.round(4) + 0.0
    array([[0.],
           [9.]])
    """
    return m_step(X, responsibilities(model, X))


def fit(X, start, tolerance=1e-8, max_steps=10_000):
    """Steps of EM until the likelihood hardly rises any more: a local maximum, which one depends on the start.

    model ← em_step(model, X) until (log L − log L before) / n ≤ tolerance.

    Parameters
    ----------
    X : array_like, shape (n, d)
    start : GaussianMixture
        As from `initialize`.
    tolerance : float
        Above 0. EM slows down where components overlap, so that a small gain does not mean that little is left.
    max_steps : int
        How many steps are made at the most.

    Returns
    -------
    GaussianMixture

    Raises
    ------
    TypeError, ValueError
        As for `log_likelihood`, or if tolerance or max_steps is out of range.
    numpy.linalg.LinAlgError
        If a component loses its examples or collapses (see `m_step`), or the steps do not end within max_steps.

    References
    ----------
    C. M. Bishop, *Pattern Recognition and Machine Learning*, section 9.2.2.

    Examples
    --------
    >>> X = [[-1.0], [1.0], [8.0], [10.0]]
    >>> fit(X, initialize(X, 2, rng=0)).weights.round(4)
    array([0.5, 0.5])
    """
    X = _checks.array("X", X, shape=("n", "d"))
    tolerance = _checks.scalar("tolerance", tolerance, low=0, open_low=True)
    model, value = start, log_likelihood(start, X)
    for _ in range(_checks.integer("max_steps", max_steps, low=1)):
        before, model = value, em_step(model, X)
        value = log_likelihood(model, X)
        if value - before <= tolerance * len(X):
            return model
    raise np.linalg.LinAlgError(f"EM did not converge in max_steps = {max_steps} steps; allow more, or a tolerance")


def bic(model, X):
    """The Bayesian information criterion: fit against size, to choose the number of components; the least is best.

    BIC = −2 log L + p log n, with the p = (K − 1) + K d + K d (d + 1)/2 free parameters of the mixture.

    Parameters
    ----------
    model : GaussianMixture
    X : array_like, shape (n, d)

    Returns
    -------
    float

    Raises
    ------
    TypeError, ValueError
        As for `log_likelihood`.

    References
    ----------
    G. Schwarz, "Estimating the dimension of a model", 1978.

    Examples
    --------
    >>> model = GaussianMixture(np.array([1.0]), np.array([[0.0]]), np.ones((1, 1, 1)))
    >>> float(bic(model, [[0.0], [0.0]]).round(4))
    5.062
    """
    return -2 * log_likelihood(model, X) + _n_parameters(model) * float(np.log(len(X)))


def aic(model, X):
    """Akaike's information criterion: as `bic`, with a lower price for parameters where there are many examples.

    AIC = −2 log L + 2 p, with the p = (K − 1) + K d + K d (d + 1)/2 free parameters of the mixture.

    Parameters
    ----------
    model : GaussianMixture
    X : array_like, shape (n, d)

    Returns
    -------
    float

    Raises
    ------
    TypeError, ValueError
        As for `log_likelihood`.

    References
    ----------
    H. Akaike, "A new look at the statistical model identification", 1974.

    Examples
    --------
    >>> model = GaussianMixture(np.array([1.0]), np.array([[0.0]]), np.ones((1, 1, 1)))
    >>> float(aic(model, [[0.0], [0.0]]).round(4))
    7.6758
    """
    return -2 * log_likelihood(model, X) + 2 * _n_parameters(model)


def _is_flat(covariance, centered):
    """Whether a covariance of centered rows is singular but for rounding."""
    eps, std = np.finfo(centered.dtype).eps, np.sqrt(np.diag(covariance))
    if np.any(std <= 100 * eps * np.max(np.abs(centered), axis=0)):
        return True
    return np.linalg.eigvalsh(covariance / np.outer(std, std))[0] <= 10 * len(std) * eps


def _standardized(model, X):
    """log πₖ N(μₖ; μₖ, Σₖ), shape (K,), and Lₖ⁻¹(xᵢ − μₖ) with Σₖ = LₖLₖᵀ, shape (n, K, d)."""
    weights = _checks.distribution("model.weights", model.weights, shape=("K",))
    means = _checks.array("model.means", model.means, shape=(len(weights), "d"))
    d = means.shape[1]
    covariances = _checks.array("model.covariances", model.covariances, shape=(len(weights), d, d))
    X = _checks.array("X", X, shape=("n", d))
    weights, means, covariances = (part.astype(X.dtype) for part in (weights, means, covariances))
    try:
        components = [MultivariateNormal(m, c) for m, c in zip(means, covariances, strict=True)]
    except ValueError as error:
        raise ValueError(f"model.covariances holds one that is none: {error}") from None
    Z, log_heights = zip(*(component._standardized(X) for component in components), strict=True)
    with np.errstate(divide="ignore"):
        return np.log(weights) + np.stack(log_heights), np.stack(Z).transpose(2, 0, 1)


def _n_parameters(model):
    k, d = np.shape(model.means)
    return k - 1 + k * d + k * d * (d + 1) // 2
