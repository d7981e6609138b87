"""Layers that make training easier: batch norm, layer norm and dropout, each with its backward pass.

>>> import numpy as np
>>> from dlmath import layers
>>> X = np.array([[1.0, 10.0], [3.0, 30.0]])
>>> Y, state = layers.batch_norm(X, gamma=np.ones(2), beta=np.zeros(2), state=layers.batch_norm_state(2))
>>> Y.round(4)
array([[-1., -1.],
       [ 1.,  1.]])

They are pure functions: what is remembered from batch to batch is handed in and comes out new. Examples stand in
rows. A backward pass takes G = ∂L/∂Y, shaped as the output Y, and returns the gradients of what was put in.
"""

import numpy as np

from dlmath import _checks, _scaled
from dlmath.autodiff.box import strip

__all__ = [
    "batch_norm",
    "batch_norm_backward",
    "batch_norm_inference",
    "batch_norm_state",
    "dropout",
    "dropout_backward",
    "layer_norm",
    "layer_norm_backward",
]


def batch_norm_state(n_features):
    """The running statistics with which batch norm begins.

    mean = 0, variance = 1 for every feature

    Parameters
    ----------
    n_features : int
        d, at least 1.

    Returns
    -------
    dict
        "mean" and "variance", arrays of shape (d,). They take the type of the first batch.

    Raises
    ------
    TypeError, ValueError
        If ``n_features`` is no integer of at least 1.

    References
    ----------
    PyTorch's ``BatchNorm1d``.

    Examples
    --------
    >>> batch_norm_state(2)
    {'mean': array([0., 0.]), 'variance': array([1., 1.])}
    """
    d = _checks.integer("n_features", n_features, low=1)
    return {"mean": np.zeros(d), "variance": np.ones(d)}


def batch_norm(X, gamma, beta, state, momentum=0.1, epsilon=1e-5):
    """Give every feature the same mean and spread within a batch: batch norm while training.

    Y = γ ⊙ X̂ + β with X̂ = (X − μ) / √(σ² + ε), μ and σ² the mean and variance of each feature

    A feature is a column of X. Of images it is a channel, all pixels of which share μ, σ², γ and β. For the time after
    training, running statistics follow those of the batches: mean ← (1 − m) mean + m μ and variance ← (1 − m) variance
    + m σ² n / (n − 1), n being the number of entries of a feature.

    Parameters
    ----------
    X : array_like, shape (n, d) or (n, d, rows, columns)
        A batch of examples, one a row, or of images with d channels; at least two entries of each feature.
    gamma, beta : array_like, shape (d,)
        γ and β, the spread and mean that the output is given.
    state : dict
        "mean" and "variance", arrays of shape (d,), as `batch_norm_state` begins them.
    momentum : float
        m in [0, 1]: how fast the running statistics follow.
    epsilon : float
        ε > 0, against division by zero.

    Returns
    -------
    Y : array of the shape of X
    state : dict
        The running statistics after this batch.

    Raises
    ------
    TypeError, ValueError
        If the arguments do not hold finite real numbers of these shapes, a running variance is negative, X has a
        single entry of each feature, or a setting is out of its range.

    References
    ----------
    S. Ioffe, C. Szegedy, "Batch normalization", ICML 2015, algorithm 1; running statistics as PyTorch has them.

    Examples
    --------
    >>> Y, state = batch_norm([[1.0], [3.0]], gamma=[1.0], beta=[5.0], state=batch_norm_state(1))
    >>> Y.round(4).ravel(), state
    (array([4., 6.]), {'mean': array([0.2]), 'variance': array([1.1])})
    """
    X = _batch(X)
    gamma, beta = _scale(X, gamma, beta)
    state, m = _running(state, X), _checks.scalar("momentum", momentum, low=0, high=1)
    X_hat, mu, variance, _, u = _normalized(X, _over_batch(X), epsilon)
    n = X.size // X.shape[1]
    with np.errstate(over="ignore"):
        variance = np.reshape(u * (u * variance), (-1,)) * (n / (n - 1))
    after = {
        "mean": (1 - m) * state["mean"] + m * np.reshape(mu, (-1,)),
        "variance": (1 - m) * state["variance"] + m * variance,
    }
    return gamma * X_hat + beta, after


def batch_norm_inference(X, gamma, beta, state, epsilon=1e-5):
    """Batch norm after training: an affine map, in which no example touches another.

    Y = γ ⊙ (X − mean) / √(variance + ε) + β with the running statistics

    Parameters
    ----------
    X : array_like, shape (n, d) or (n, d, rows, columns)
        As for `batch_norm`; one example is enough.
    gamma, beta : array_like, shape (d,)
        γ and β.
    state : dict
        "mean" and "variance", arrays of shape (d,), as `batch_norm` left them.
    epsilon : float
        ε > 0.

    Returns
    -------
    array of the shape of X

    Raises
    ------
    TypeError, ValueError
        As `batch_norm`.

    References
    ----------
    S. Ioffe, C. Szegedy, "Batch normalization", ICML 2015, algorithm 2.

    Examples
    --------
    >>> state = {"mean": [2.0], "variance": [4.0]}
    >>> batch_norm_inference([[4.0]], gamma=[1.0], beta=[5.0], state=state).round(4)
    array([[6.]])
    """
    X = _features(X)
    gamma, beta = _scale(X, gamma, beta)
    mean, variance = (_per_feature(X, part) for part in _running(state, X).values())
    return gamma * (X - mean) / np.sqrt(variance + _positive(epsilon)) + beta


def batch_norm_backward(G, X, gamma, epsilon=1e-5):
    """The gradients of batch norm while training: every example of the batch moves the mean and spread of all.

    ∂L/∂X = (Ĝ − mean(Ĝ) − X̂ ⊙ mean(Ĝ ⊙ X̂)) / √(σ² + ε) with Ĝ = G ⊙ γ, means over each feature
    ∂L/∂γ = Σ G ⊙ X̂,  ∂L/∂β = Σ G, sums over each feature

    Parameters
    ----------
    G : array_like of the shape of X
        ∂L/∂Y.
    X : array_like, shape (n, d) or (n, d, rows, columns)
        The batch that was put in.
    gamma : array_like, shape (d,)
        γ.
    epsilon : float
        ε > 0.

    Returns
    -------
    dX : array of the shape of X
    dgamma, dbeta : arrays, shape (d,)

    Raises
    ------
    TypeError, ValueError
        As `batch_norm`.

    References
    ----------
    S. Ioffe, C. Szegedy, "Batch normalization", ICML 2015, section 3, gathered into one line.

    Examples
    --------
    >>> dX, dgamma, dbeta = batch_norm_backward([[1.0], [1.0]], [[1.0], [3.0]], gamma=[2.0])
    >>> dX.tolist(), dgamma.tolist(), dbeta.tolist()
    ([[0.0], [0.0]], [0.0], [2.0])
    """
    X = _batch(X)
    return _backward(G, X, gamma, epsilon, _over_batch(X))


def layer_norm(X, gamma, beta, epsilon=1e-5):
    """Give every example the same mean and spread over its features: the same in training and after.

    Y = γ ⊙ X̂ + β with X̂ = (X − μ) / √(σ² + ε), μ and σ² the mean and variance of each row of X

    Parameters
    ----------
    X : array_like, shape (n, d)
        One example a row.
    gamma, beta : array_like, shape (d,)
        γ and β, a factor and a summand for each feature.
    epsilon : float
        ε > 0, against division by zero.

    Returns
    -------
    array, shape (n, d)

    Raises
    ------
    TypeError, ValueError
        If the arguments do not hold finite real numbers of these shapes, or ε is not above 0.

    References
    ----------
    J. Ba, J. Kiros, G. Hinton, "Layer normalization", 2016, eq. 4.

    Examples
    --------
    >>> layer_norm([[1.0, 3.0], [10.0, 30.0]], gamma=[1.0, 1.0], beta=[0.0, 5.0]).round(4)
    array([[-1.,  6.],
           [-1.,  6.]])
    """
    X = _checks.array("X", X, shape=("n", "d"))
    gamma, beta = _scale(X, gamma, beta)
    X_hat, *_ = _normalized(X, (1,), epsilon)
    return gamma * X_hat + beta


def layer_norm_backward(G, X, gamma, epsilon=1e-5):
    """The gradients of layer norm: every feature of an example moves the mean and spread of all its features.

    ∂L/∂X = (Ĝ − mean(Ĝ) − X̂ ⊙ mean(Ĝ ⊙ X̂)) / √(σ² + ε) with Ĝ = G ⊙ γ, means along each row
    ∂L/∂γ = Σ G ⊙ X̂,  ∂L/∂β = Σ G, sums over the rows

    Parameters
    ----------
    G : array_like, shape (n, d)
        ∂L/∂Y.
    X : array_like, shape (n, d)
        What was put in.
    gamma : array_like, shape (d,)
        γ.
    epsilon : float
        ε > 0.

    Returns
    -------
    dX : array, shape (n, d)
    dgamma, dbeta : arrays, shape (d,)

    Raises
    ------
    TypeError, ValueError
        As `layer_norm`.

    References
    ----------
    J. Ba, J. Kiros, G. Hinton, "Layer normalization", 2016, eq. 4, differentiated as batch norm is.

    Examples
    --------
    >>> dX, dgamma, dbeta = layer_norm_backward([[1.0, 1.0]], [[1.0, 3.0]], gamma=[2.0, 2.0])
    >>> dX.tolist(), dgamma.round(4).tolist(), dbeta.tolist()
    ([[0.0, 0.0]], [-1.0, 1.0], [1.0, 1.0])
    """
    X = _checks.array("X", X, shape=("n", "d"))
    return _backward(G, X, gamma, epsilon, (1,))


def dropout(X, rate, rng):
    """Switch every entry off with the same probability, and make up for it by enlarging the others.

    Y = X ⊙ M with Mᵢⱼ = 0 with probability p, else 1 / (1 − p), so that E[Y] = X

    It is for training only. Afterwards nothing is to be done, as the expectation is right already ("inverted" dropout).

    Parameters
    ----------
    X : array_like
        Any shape.
    rate : float
        p in [0, 1).
    rng : numpy.random.Generator or int
        The source of randomness, or a seed. Give a Generator, so that every batch has a mask of its own.

    Returns
    -------
    Y : array of the shape of X
    M : array of the shape of X
        The mask, for `dropout_backward`.

    Raises
    ------
    TypeError, ValueError
        If X does not hold finite real numbers or is empty, or the rate is out of its range.

    References
    ----------
    N. Srivastava et al., "Dropout: a simple way to prevent neural networks from overfitting", JMLR 15, 2014, sections
    4 and 10.

    Examples
    --------
    >>> Y, M = dropout([1.0, 2.0, 3.0, 4.0], rate=0.5, rng=0)
    >>> Y, M
    (array([2., 0., 0., 0.]), array([2., 0., 0., 0.]))
    """
    X = _checks.array("X", X)
    p = _checks.scalar("rate", rate, low=0, high=1, open_high=True)
    M = np.where(_checks.generator("rng", rng).random(X.shape) < p, 0.0, 1 / (1 - p)).astype(X.dtype)
    return X * M, M


def dropout_backward(G, M):
    """The gradient of dropout: what was switched off learns nothing.

    ∂L/∂X = G ⊙ M

    Parameters
    ----------
    G : array_like
        ∂L/∂Y, any shape.
    M : array_like
        The mask that `dropout` returned, of the same shape.

    Returns
    -------
    array of the shape of G

    Raises
    ------
    TypeError, ValueError
        If the arguments do not hold finite real numbers, are empty or differ in shape.

    References
    ----------
    N. Srivastava et al., "Dropout: a simple way to prevent neural networks from overfitting", JMLR 15, 2014, section
    5.1.

    Examples
    --------
    >>> dropout_backward([1.0, 1.0], M=[2.0, 0.0])
    array([2., 0.])
    """
    G = _checks.array("G", G)
    return G * _checks.array("M", M, shape=G.shape)


def _backward(G, X, gamma, epsilon, axes):
    G = _like(X, _checks.array("G", G, shape=X.shape))
    gamma = _per_feature(X, _feature("gamma", gamma, X))
    X_hat, _, variance, epsilon, u = _normalized(X, axes, epsilon)
    G_hat = G * gamma
    straight = np.mean(G_hat, axis=axes, keepdims=True)
    along = X_hat * np.mean(G_hat * X_hat, axis=axes, keepdims=True)
    dX = (G_hat - straight - along) / np.sqrt(variance + epsilon) / u
    return dX, np.sum(G * X_hat, axis=_over_batch(X)), np.sum(G, axis=_over_batch(X))


def _normalized(X, axes, epsilon):
    """X̂, μ, σ² and ε in the unit u², and u, a power of two of at least 1 that keeps squares in range; along the axes.

    What is constant becomes 0, though its mean may be rounded.
    """
    low, high = (extreme(strip(X), axis=axes, keepdims=True) for extreme in (np.min, np.max))
    u = np.maximum(_scaled.unit(np.maximum(np.abs(low), np.abs(high)), axes), X.dtype.type(1))
    mu = np.where(high > low, np.mean(X, axis=axes, keepdims=True), low)
    centered = (X - mu) / u
    centered = centered - np.mean(centered, axis=axes, keepdims=True)
    variance = np.mean(np.square(centered), axis=axes, keepdims=True)
    epsilon = np.maximum(X.dtype.type(_positive(epsilon)) / u / u, np.finfo(X.dtype).tiny)
    return centered / np.sqrt(variance + epsilon), mu, variance, epsilon, u


def _features(X):
    """A batch of vectors or of images."""
    return _checks.array("X", X, ndim=(2, 4))


def _batch(X):
    X = _features(X)
    if X.size == X.shape[1]:
        entry = "1 row" if X.ndim == 2 else "1 image of 1 pixel"
        raise ValueError(f"X has {entry}, expected at least 2: the spread of a single example is 0")
    return X


def _over_batch(X):
    """The axes over which a feature, or channel, is normalized."""
    return (0, *range(2, X.ndim))


def _feature(name, value, X):
    """One number for each feature, in the type of X."""
    return _like(X, _checks.array(name, value, shape=(X.shape[1],)))


def _per_feature(X, value):
    return np.reshape(value, (1, -1) + (1,) * (X.ndim - 2))


def _like(X, part):
    return part if part.dtype == X.dtype else part.astype(X.dtype)


def _scale(X, gamma, beta):
    return (_per_feature(X, _feature(name, part, X)) for name, part in (("gamma", gamma), ("beta", beta)))


def _running(state, X):
    if not isinstance(state, dict) or set(state) != {"mean", "variance"}:
        came = f"has the keys {list(state)}" if isinstance(state, dict) else f"is {type(state).__name__}"
        raise ValueError(f"state {came}, expected the dict with the keys ['mean', 'variance'] of batch_norm_state")
    arrays = {key: _feature(f"state[{key!r}]", state[key], X) for key in ("mean", "variance")}
    _checks.refuse_where("state['variance']", arrays["variance"], arrays["variance"] < 0, "variances of at least 0")
    return arrays


def _positive(epsilon):
    return _checks.scalar("epsilon", epsilon, low=0, high=np.inf, open_low=True, open_high=True)
