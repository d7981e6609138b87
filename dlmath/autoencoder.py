"""Autoencoders: networks that describe an example by a few numbers and draw it again, and their variational kind.

>>> import numpy as np
>>> from dlmath import autoencoder
>>> params = autoencoder.initialize([64, 16, 2], rng=0)
>>> Z = autoencoder.encode(params, np.ones((5, 64)), "tanh")
>>> Z.shape, autoencoder.decode(params, Z, "tanh").shape
((5, 2), (5, 64))

The parameters are a dict of two networks of `dlmath.mlp`: "encoder", from d inputs to the code, and "decoder", from the
code z ∈ ℝᵏ back to d outputs. Examples stand in rows. All layers but the last of each network have the activation
``hidden``; the last ones have none, so that the code is unbounded, and outputs are means or logits.

In a variational autoencoder the encoder has 2k outputs, the mean μ and the log-variance log σ² of q(z|x) = N(μ, diag
σ²); the decoder gives p(x|z), and before anything is seen, z ~ N(0, I). Noise is an argument: ε ~ N(0, I), drawn by
whoever calls. The letters are those of D. Kingma, M. Welling, "Auto-encoding variational Bayes", ICLR 2014.
"""

import math

import numpy as np

from dlmath import _checks, activations, mlp
from dlmath import linear_algebra as la
from dlmath.information import logsumexp

__all__ = [
    "bernoulli_log_likelihood",
    "bernoulli_log_likelihood_gradient",
    "decode",
    "elbo",
    "encode",
    "from_principal_components",
    "from_probabilistic_principal_components",
    "gaussian_log_likelihood",
    "gaussian_log_likelihood_gradient",
    "importance_weighted_bound",
    "initialize",
    "initialize_variational",
    "kl_to_standard_normal",
    "kl_to_standard_normal_gradient",
    "loss_and_grads",
    "negative_elbo_and_grads",
    "posterior",
    "reparameterize",
    "reparameterize_backward",
]


def initialize(widths, rng, scheme=mlp.glorot_uniform, dtype=np.float64):
    """The parameters with which the training of an autoencoder begins: a decoder that mirrors the encoder.

    encoder d → … → k by ``widths``, decoder k → … → d by the same widths in reverse; random weights, no biases

    Parameters
    ----------
    widths : sequence of int
        d, the units of each hidden layer of the encoder, k.
    rng : numpy.random.Generator or int
        The source of randomness, or a seed.
    scheme : callable
        Such as `mlp.glorot_uniform` for tanh or `mlp.he_normal` for relu: a function of shape and rng.
    dtype : dtype
        float64 or float32, the type of the numbers.

    Returns
    -------
    dict
        "encoder" and "decoder", each a list with a dict of "W" and "b" for each layer.

    Raises
    ------
    TypeError, ValueError
        As `mlp.initialize`.

    References
    ----------
    I. Goodfellow, Y. Bengio, A. Courville, "Deep Learning", 2016, chapter 14.

    Examples
    --------
    >>> params = initialize([64, 16, 2], rng=0)
    >>> [layer["W"].shape for layer in params["encoder"] + params["decoder"]]
    [(16, 64), (2, 16), (16, 2), (64, 16)]
    """
    rng = _checks.generator("rng", rng)
    encoder = mlp.initialize(widths, rng, scheme, dtype)
    return {"encoder": encoder, "decoder": mlp.initialize(list(widths)[::-1], rng, scheme, dtype)}


def initialize_variational(widths, rng, scheme=mlp.glorot_uniform, dtype=np.float64):
    """The parameters with which the training of a variational autoencoder begins.

    encoder d → … → 2k, for μ and log σ² of each coordinate of the code; decoder k → … → d

    Parameters
    ----------
    widths : sequence of int
        d, the units of each hidden layer of the encoder, k.
    rng : numpy.random.Generator or int
        The source of randomness, or a seed.
    scheme : callable
        As for `initialize`.
    dtype : dtype
        float64 or float32, the type of the numbers.

    Returns
    -------
    dict
        "encoder" and "decoder", as for `initialize`.

    Raises
    ------
    TypeError, ValueError
        As `mlp.initialize`.

    References
    ----------
    D. Kingma, M. Welling, "Auto-encoding variational Bayes", ICLR 2014, appendix C.

    Examples
    --------
    >>> params = initialize_variational([64, 16, 2], rng=0)
    >>> [layer["W"].shape for layer in params["encoder"] + params["decoder"]]
    [(16, 64), (4, 16), (16, 2), (64, 16)]
    """
    rng = _checks.generator("rng", rng)
    *rest, k = mlp._whole_numbers("widths", widths)
    encoder = mlp.initialize([*rest, 2 * k], rng, scheme, dtype)
    return {"encoder": encoder, "decoder": mlp.initialize([k, *rest[::-1]], rng, scheme, dtype)}


def encode(params, X, hidden):
    """The code of each example: what the encoder makes of it.

    z = encoder(x)

    Parameters
    ----------
    params : dict
        "encoder" and "decoder", as `initialize` makes them.
    X : array_like, shape (n, d)
        One example a row.
    hidden : str
        The activation of the hidden layers, by its name in `dlmath.mlp`, such as "tanh".

    Returns
    -------
    array, shape (n, k)
        For a variational autoencoder (n, 2k): use `posterior`.

    Raises
    ------
    TypeError, ValueError
        If the arguments do not hold finite real numbers, the shapes do not fit, or there is no such activation.

    References
    ----------
    I. Goodfellow, Y. Bengio, A. Courville, "Deep Learning", 2016, chapter 14.

    Examples
    --------
    >>> params = from_principal_components([[0.0, 0.0], [3.0, 4.0], [6.0, 8.0]], k=1)
    >>> encode(params, [[6.0, 8.0]], "identity")
    array([[5.]])
    """
    return _forward("encoder", params, X, hidden)[1][-1]


def decode(params, Z, hidden):
    """What the decoder draws for each code.

    x̂ = decoder(z): means of a Gaussian, or logits, of which `dlmath.activations.sigmoid` makes probabilities of ink

    Parameters
    ----------
    params : dict
        "encoder" and "decoder".
    Z : array_like, shape (n, k)
        One code a row.
    hidden : str
        The activation of the hidden layers.

    Returns
    -------
    array, shape (n, d)

    Raises
    ------
    TypeError, ValueError
        As `encode`.

    References
    ----------
    I. Goodfellow, Y. Bengio, A. Courville, "Deep Learning", 2016, chapter 14.

    Examples
    --------
    >>> params = from_principal_components([[0.0, 0.0], [3.0, 4.0], [6.0, 8.0]], k=1)
    >>> decode(params, [[10.0]], "identity")
    array([[ 9., 12.]])
    """
    layers = _network("decoder", params)
    return mlp.predict(layers, _checks.array("Z", Z, shape=("n", "k")), _activations(layers, hidden))


def loss_and_grads(params, X, hidden, loss):
    """How far what is drawn lies from what was seen, and the gradient with respect to all parameters.

    L(decoder(encoder(X)), X): the target of an autoencoder is its input

    Parameters
    ----------
    params : dict
        "encoder" and "decoder".
    X : array_like, shape (n, d)
        One example a row.
    hidden : str
        The activation of the hidden layers.
    loss : str
        "squared_error", "binary_cross_entropy" (for X from 0 to 1; the outputs are logits), "absolute_error" or "huber"
        of `dlmath.losses`.

    Returns
    -------
    loss : float
        The mean over all entries of X.
    grads : dict
        Built as ``params``.

    Raises
    ------
    TypeError, ValueError
        As `encode` and the loss.

    References
    ----------
    D. Rumelhart, G. Hinton, R. Williams, "Learning representations by back-propagating errors", Nature 323, 1986.

    Examples
    --------
    >>> params = {"encoder": [{"W": [[2.0]], "b": [0.0]}], "decoder": [{"W": [[1.0]], "b": [0.0]}]}
    >>> loss, grads = loss_and_grads(params, [[3.0]], "identity", "squared_error")
    >>> float(loss), grads["encoder"], grads["decoder"]
    (9.0, [{'W': array([[18.]]), 'b': array([6.])}], [{'W': array([[36.]]), 'b': array([6.])}])
    """
    encoder, decoder = _network("encoder", params), _network("decoder", params)
    names = _activations(encoder, hidden) + _activations(decoder, hidden)
    loss = _checks.one_of("loss", loss, ("squared_error", "binary_cross_entropy", "absolute_error", "huber"))
    value, grads = mlp.loss_and_grads(encoder + decoder, X, X, names, loss)
    return value, {"encoder": grads[: len(encoder)], "decoder": grads[len(encoder) :]}


def from_principal_components(X, k):
    """The linear autoencoder that no other with k numbers in the middle beats: principal component analysis.

    z = Vᵀ(x − x̄),  x̂ = V z + x̄, where the columns of V are the first k principal components

    Its squared error on X is the sum of the variances that are left out. Any invertible matrix A between the two
    networks, z → A z and A⁻¹ back, makes another one that is as good.

    Parameters
    ----------
    X : array_like, shape (n, d)
        One example a row; at least two.
    k : int
        From 1 to min(n, d).

    Returns
    -------
    dict
        "encoder" and "decoder" of one layer each, to be used with any ``hidden``.

    Raises
    ------
    TypeError, ValueError
        As `linear_algebra.pca`.

    References
    ----------
    P. Baldi, K. Hornik, "Neural networks and principal component analysis", Neural Networks 2, 1989.

    Examples
    --------
    >>> params = from_principal_components([[0.0, 0.0], [3.0, 4.0], [6.0, 8.0]], k=1)
    >>> params["encoder"]
    [{'W': array([[0.6, 0.8]]), 'b': array([-5.])}]
    """
    mean, V, *_ = la.pca(X, k)
    return {"encoder": [{"W": V, "b": -V @ mean}], "decoder": [{"W": V.T.copy(), "b": mean}]}


def from_probabilistic_principal_components(X, k):
    """The linear variational autoencoder under which X is most likely, solved instead of trained.

    p(x|z) = N(W z + x̄, s² I) with W = V (Λ − s² I)^½ and s² = (λₖ₊₁ + … + λ_d) / (d − k), where the λ are the
    variances of X along all its principal components (with 1/n) and Λ holds the first k. Its posterior p(z|x) =
    N(Λ⁻¹Wᵀ(x − x̄), s² Λ⁻¹) is what the encoder returns, so that the ELBO is log p(x).

    Parameters
    ----------
    X : array_like, shape (n, d)
        One example a row.
    k : int
        From 1 to min(n, d) − 1.

    Returns
    -------
    params : dict
        "encoder" and "decoder" of one layer each, to be used with any ``hidden`` and the likelihood "gaussian".
    variance : float
        s².

    Raises
    ------
    TypeError, ValueError
        If X or k is not what it should be, or X has no variance outside k directions.

    References
    ----------
    M. Tipping, C. Bishop, "Probabilistic principal component analysis", Journal of the Royal Statistical Society B 61,
    1999; Bishop (2006), Pattern Recognition and Machine Learning, eqs. 12.42, 12.45 and 12.46.

    Examples
    --------
    >>> X = [[3.0, 0.0], [-3.0, 0.0], [0.0, 1.0], [0.0, -1.0]]  # of variances 4.5 and 0.5
    >>> params, variance = from_probabilistic_principal_components(X, k=1)
    >>> variance.round(12), params["decoder"][0]["W"].round(12)
    (np.float64(0.5), array([[2.],
           [0.]]))
    """
    X = _checks.array("X", X, shape=("n", "d"), allow_traced=False)
    if min(X.shape) < 2:
        raise ValueError(f"X has shape {X.shape}, expected at least two rows and two columns")
    k = _checks.integer("k", k, low=1, high=min(X.shape) - 1)
    mean, V, lambdas, _ = la.pca(X)
    (n, d), V = X.shape, V[:k].T
    lambdas = lambdas * X.dtype.type((n - 1) / n)
    variance = np.sum(lambdas[k:]) / (d - k)
    if not variance > np.finfo(X.dtype).eps * d * lambdas[0]:
        raise ValueError(f"X has no variance outside {k} of its directions, expected some")
    W = V * np.sqrt(lambdas[:k] - variance)
    back = W.T / lambdas[:k, None]
    encoder = {
        "W": np.concatenate([back, np.zeros_like(back)]),
        "b": np.concatenate([-back @ mean, np.log(variance / lambdas[:k])]),
    }
    return {"encoder": [encoder], "decoder": [{"W": W, "b": mean}]}, variance


def kl_to_standard_normal(mean, log_variance):
    """How far the code's distribution is from the one before anything is seen, for each example.

    KL(N(μ, diag σ²) ‖ N(0, I)) = ½ Σⱼ (μⱼ² + σⱼ² − 1 − log σⱼ²)

    Parameters
    ----------
    mean : array_like, shape (n, k)
        μ, one example a row.
    log_variance : array_like, shape (n, k)
        log σ².

    Returns
    -------
    array, shape (n,)
        At least 0, in nats.

    Raises
    ------
    TypeError, ValueError
        If the arguments do not hold finite real numbers, or differ in shape.

    References
    ----------
    D. Kingma, M. Welling, "Auto-encoding variational Bayes", ICLR 2014, appendix B.

    Examples
    --------
    >>> kl_to_standard_normal([[0.0, 0.0], [3.0, 4.0]], [[0.0, 0.0], [0.0, 0.0]])
    array([ 0. , 12.5])
    """
    mean, log_variance = _gaussian(mean, log_variance)
    with np.errstate(over="ignore"):
        return np.sum(np.square(mean) + np.expm1(log_variance) - log_variance, axis=1) / 2


def kl_to_standard_normal_gradient(mean, log_variance):
    """The gradient of the distance of each example.

    ∂KL/∂μ = μ,  ∂KL/∂(log σ²) = ½ (σ² − 1)

    Parameters
    ----------
    mean, log_variance : array_like, shape (n, k)
        As for `kl_to_standard_normal`.

    Returns
    -------
    mean, log_variance : arrays, shape (n, k)

    Raises
    ------
    TypeError, ValueError
        As `kl_to_standard_normal`.

    References
    ----------
    D. Kingma, M. Welling, "Auto-encoding variational Bayes", ICLR 2014, appendix B.

    Examples
    --------
    >>> kl_to_standard_normal_gradient([[3.0]], [[0.0]])
    (array([[3.]]), array([[0.]]))
    """
    mean, log_variance = _gaussian(mean, log_variance)
    with np.errstate(over="ignore"):
        return mean * 1, np.expm1(log_variance) / 2


def reparameterize(mean, log_variance, noise):
    """A draw of the code, written so that it can be differentiated: noise from outside, scaled and shifted.

    z = μ + σ ⊙ ε with σ = exp(½ log σ²); with ε ~ N(0, I), z ~ N(μ, diag σ²)

    Parameters
    ----------
    mean : array_like, shape (n, k)
        μ, one example a row.
    log_variance : array_like, shape (n, k)
        log σ².
    noise : array_like, shape (n, k)
        ε, such as ``rng.standard_normal((n, k))``.

    Returns
    -------
    array, shape (n, k)

    Raises
    ------
    TypeError, ValueError
        If the arguments do not hold finite real numbers, differ in shape, or σ overflows.

    References
    ----------
    D. Kingma, M. Welling, "Auto-encoding variational Bayes", ICLR 2014, section 2.4.

    Examples
    --------
    >>> reparameterize([[10.0]], [[np.log(4.0)]], [[-1.5]]).round(12)
    array([[7.]])
    """
    mean, log_variance = _gaussian(mean, log_variance)
    return mean + _sigma(log_variance) * _noise(noise, mean)


def reparameterize_backward(log_variance, noise, gradient):
    """The gradient of a loss with respect to μ and log σ², from that with respect to the draw.

    ∂L/∂μ = ∂L/∂z,  ∂L/∂(log σ²) = ½ ∂L/∂z ⊙ σ ⊙ ε

    Parameters
    ----------
    log_variance, noise : array_like, shape (n, k)
        As for `reparameterize`.
    gradient : array_like, shape (n, k)
        ∂L/∂z.

    Returns
    -------
    mean, log_variance : arrays, shape (n, k)

    Raises
    ------
    TypeError, ValueError
        As `reparameterize`.

    References
    ----------
    D. Kingma, M. Welling, "Auto-encoding variational Bayes", ICLR 2014, section 2.4.

    Examples
    --------
    >>> reparameterize_backward([[0.0]], [[-1.5]], [[4.0]])
    (array([[4.]]), array([[-3.]]))
    """
    gradient, log_variance = _gaussian(gradient, log_variance, "gradient")
    return gradient * 1, gradient * _sigma(log_variance) * _noise(noise, gradient) / 2


def bernoulli_log_likelihood(X, logits):
    """How likely each example is where every entry is drawn as 1 or 0 by a coin of its own.

    log p(x|z) = Σⱼ [xⱼ log pⱼ + (1 − xⱼ) log(1 − pⱼ)] with pⱼ = σ(logitⱼ)

    Entries between 0 and 1, such as gray pixels, are allowed: the sum is then the mean of log p over the images of ink
    and paper that they stand for.

    Parameters
    ----------
    X : array_like, shape (n, d)
        Entries from 0 to 1, one example a row.
    logits : array_like, shape (n, d)
        From the decoder.

    Returns
    -------
    array, shape (n,)
        At most 0, in nats.

    Raises
    ------
    TypeError, ValueError
        If the arguments do not hold finite real numbers, differ in shape, or an entry of X is outside [0, 1].

    References
    ----------
    D. Kingma, M. Welling, "Auto-encoding variational Bayes", ICLR 2014, appendix C.1.

    Examples
    --------
    >>> bernoulli_log_likelihood([[1.0, 0.0]], [[0.0, -1000.0]]).round(4)
    array([-0.6931])
    """
    X, logits = _ink(X, logits)
    return 0.0 - np.sum((1 - X) * np.logaddexp(0, logits) + X * np.logaddexp(0, -logits), axis=1)


def bernoulli_log_likelihood_gradient(X, logits):
    """The gradient of each example's log-likelihood with respect to its logits: ink seen minus ink expected.

    ∂ log p/∂ logitⱼ = xⱼ − σ(logitⱼ), computed as xⱼ σ(−logitⱼ) − (1 − xⱼ) σ(logitⱼ), in which nothing cancels

    Parameters
    ----------
    X, logits : array_like, shape (n, d)
        As for `bernoulli_log_likelihood`.

    Returns
    -------
    array, shape (n, d)

    Raises
    ------
    TypeError, ValueError
        As `bernoulli_log_likelihood`.

    References
    ----------
    Bishop (2006), Pattern Recognition and Machine Learning, eq. 4.91.

    Examples
    --------
    >>> bernoulli_log_likelihood_gradient([[1.0, 0.0]], [[0.0, 0.0]])
    array([[ 0.5, -0.5]])
    """
    X, logits = _ink(X, logits)
    return X * activations.sigmoid(-logits) - (1 - X) * activations.sigmoid(logits)


def gaussian_log_likelihood(X, mean, variance):
    """How likely each example is where every entry has Gaussian noise of the same variance.

    log p(x|z) = −½ Σⱼ [(xⱼ − mⱼ)² / s² + log(2π s²)]: a squared error, scaled and shifted

    Parameters
    ----------
    X : array_like, shape (n, d)
        One example a row.
    mean : array_like, shape (n, d)
        m, from the decoder.
    variance : float
        s², above 0.

    Returns
    -------
    array, shape (n,)
        In nats.

    Raises
    ------
    TypeError, ValueError
        If the arguments do not hold finite real numbers, differ in shape, or the variance is not above 0.

    References
    ----------
    D. Kingma, M. Welling, "Auto-encoding variational Bayes", ICLR 2014, appendix C.2.

    Examples
    --------
    >>> gaussian_log_likelihood([[1.0, 2.0]], [[1.0, 2.0]], variance=1 / (2 * np.pi))
    array([0.])
    """
    X, mean = _same("X", X, "mean", mean)
    variance = _checks.scalar("variance", variance, low=0, high=math.inf, open_low=True, open_high=True)
    return 0.0 - np.sum(np.square(X - mean) / variance + math.log(2 * math.pi * variance), axis=1) / 2


def gaussian_log_likelihood_gradient(X, mean, variance):
    """The gradient of each example's log-likelihood with respect to its mean.

    ∂ log p/∂m = (x − m) / s²

    Parameters
    ----------
    X, mean, variance : array_like, shape (n, d), and float
        As for `gaussian_log_likelihood`.

    Returns
    -------
    array, shape (n, d)

    Raises
    ------
    TypeError, ValueError
        As `gaussian_log_likelihood`.

    References
    ----------
    Bishop (2006), Pattern Recognition and Machine Learning, eq. 2.120.

    Examples
    --------
    >>> gaussian_log_likelihood_gradient([[3.0]], [[1.0]], variance=4.0)
    array([[0.5]])
    """
    X, mean = _same("X", X, "mean", mean)
    return (X - mean) / _checks.scalar("variance", variance, low=0, high=math.inf, open_low=True, open_high=True)


def posterior(params, X, hidden):
    """What the encoder takes the code of each example for: the mean and the log-variance of a Gaussian.

    q(z|x) = N(μ, diag σ²), where μ is the first half of the encoder's outputs and log σ² the second

    Parameters
    ----------
    params : dict
        "encoder" and "decoder" of a variational autoencoder.
    X : array_like, shape (n, d)
        One example a row.
    hidden : str
        The activation of the hidden layers.

    Returns
    -------
    mean, log_variance : arrays, shape (n, k)

    Raises
    ------
    TypeError, ValueError
        As `encode`, or if the encoder has an odd number of outputs.

    References
    ----------
    D. Kingma, M. Welling, "Auto-encoding variational Bayes", ICLR 2014, eq. 9.

    Examples
    --------
    >>> params = {"encoder": [{"W": [[2.0], [0.0]], "b": [1.0, -3.0]}], "decoder": [{"W": [[1.0]], "b": [0.0]}]}
    >>> posterior(params, [[5.0]], "tanh")
    (array([[11.]]), array([[-3.]]))
    """
    return _halves(encode(params, X, hidden))


def elbo(params, X, noise, hidden, likelihood, variance=1.0):
    """The evidence lower bound of each example, with one draw of its code.

    log p(x) ≥ E[log p(x|z)] − KL(q(z|x) ‖ N(0, I)), where the mean over z ~ q(z|x) is estimated by z = μ + σ ⊙ ε

    Its mean over the noise is the bound; a single value may lie above log p(x).

    Parameters
    ----------
    params : dict
        "encoder" and "decoder" of a variational autoencoder.
    X : array_like, shape (n, d)
        One example a row.
    noise : array_like, shape (n, k)
        ε, such as ``rng.standard_normal((n, k))``.
    hidden : str
        The activation of the hidden layers.
    likelihood : str
        "bernoulli", for X from 0 to 1, or "gaussian".
    variance : float
        s² of the "gaussian"; "bernoulli" has none.

    Returns
    -------
    array, shape (n,)
        In nats.

    Raises
    ------
    TypeError, ValueError
        As `posterior`, `reparameterize`, `decode` and the likelihood.

    References
    ----------
    D. Kingma, M. Welling, "Auto-encoding variational Bayes", ICLR 2014, eq. 10.

    Examples
    --------
    >>> params = {"encoder": [{"W": [[0.0], [0.0]], "b": [1.0, 0.0]}], "decoder": [{"W": [[0.0]], "b": [0.0]}]}
    >>> elbo(params, [[1.0]], [[0.3]], "tanh", "bernoulli").round(4)  # log ½ − ½
    array([-1.1931])
    """
    mean, log_variance = posterior(params, X, hidden)
    out = decode(params, reparameterize(mean, log_variance, noise), hidden)
    log_p, _ = _likelihood(likelihood, variance)
    return log_p(X, out) - kl_to_standard_normal(mean, log_variance)


def negative_elbo_and_grads(params, X, noise, hidden, likelihood, variance=1.0):
    """What the training of a variational autoencoder makes small, and its gradient, by the explicit equations.

    L = −(1/n) Σ ELBO;  backwards from ∂L/∂x̂ = −(1/n) ∂ log p/∂x̂ through the decoder to ∂L/∂z, by
    `reparameterize_backward` to μ and log σ², where the gradient of the KL is added, and through the encoder

    Parameters
    ----------
    params, X, noise, hidden, likelihood, variance
        As for `elbo`.

    Returns
    -------
    loss : float
        In nats.
    grads : dict
        Built as ``params``.

    Raises
    ------
    TypeError, ValueError
        As `elbo`.

    References
    ----------
    D. Kingma, M. Welling, "Auto-encoding variational Bayes", ICLR 2014, algorithm 1.

    Examples
    --------
    >>> params = {"encoder": [{"W": [[0.0], [0.0]], "b": [1.0, 0.0]}], "decoder": [{"W": [[0.0]], "b": [0.0]}]}
    >>> loss, grads = negative_elbo_and_grads(params, [[1.0]], [[0.3]], "tanh", "bernoulli")
    >>> round(float(loss), 4), grads["decoder"]  # z is 1.3
    (1.1931, [{'W': array([[-0.65]]), 'b': array([-0.5])}])
    """
    log_p, slope = _likelihood(likelihood, variance)
    encoder = _forward("encoder", params, X, hidden)
    mean, log_variance = _halves(encoder[1][-1])
    decoder = _forward("decoder", params, reparameterize(mean, log_variance, noise), hidden)
    X, out = encoder[1][0], decoder[1][-1]
    loss = np.mean(kl_to_standard_normal(mean, log_variance) - log_p(X, out))
    decoder_grads, dz = _backward("decoder", params, decoder, -slope(X, out) / len(X), hidden)
    through_z = reparameterize_backward(log_variance, noise, dz)
    of_kl = kl_to_standard_normal_gradient(mean, log_variance)
    gradient = np.concatenate([g + kl / len(X) for g, kl in zip(through_z, of_kl, strict=True)], axis=1)
    encoder_grads, _ = _backward("encoder", params, encoder, gradient, hidden)
    return loss, {"encoder": encoder_grads, "decoder": decoder_grads}


def importance_weighted_bound(params, X, noise, hidden, likelihood, variance=1.0):
    """A tighter bound than the ELBO, from several draws of each code.

    log p(x) ≥ E[log (1/m) Σᵢ wᵢ] with the weights wᵢ = p(x|zᵢ) p(zᵢ) / q(zᵢ|x) of m draws from q(z|x)

    With m = 1 its mean over the noise is the ELBO; with more draws it comes closer to log p(x).

    Parameters
    ----------
    params, X, hidden, likelihood, variance
        As for `elbo`.
    noise : array_like, shape (m, n, k)
        ε, m draws for each example.

    Returns
    -------
    array, shape (n,)
        In nats.

    Raises
    ------
    TypeError, ValueError
        As `elbo`.

    References
    ----------
    Y. Burda, R. Grosse, R. Salakhutdinov, "Importance weighted autoencoders", ICLR 2016, eq. 8.

    Examples
    --------
    >>> X = [[3.0, 0.0], [-3.0, 0.0], [0.0, 1.0], [0.0, -1.0]]
    >>> params, variance = from_probabilistic_principal_components(X, 1)
    >>> importance_weighted_bound(params, X[:1], [[[0.3]], [[-2.0]]], "tanh", "gaussian", variance).round(4)
    array([-3.2433])
    """
    log_p, _ = _likelihood(likelihood, variance)
    X = _checks.array("X", X, shape=("n", "d"))
    mean, log_variance = posterior(params, X, hidden)
    noise = _checks.array("noise", noise, shape=("m", *mean.shape))
    weights = []
    for epsilon in noise:
        z = reparameterize(mean, log_variance, epsilon)
        ratio = np.sum(np.square(epsilon) + log_variance - np.square(z), axis=1) / 2  # log p(z) − log q(z|x)
        weights.append(log_p(X, decode(params, z, hidden)) + ratio)
    return (logsumexp(np.stack(weights), axis=0) - math.log(len(noise))).astype(mean.dtype)


def _network(name, params):
    if not isinstance(params, dict) or set(params) != {"encoder", "decoder"}:
        came = f"has the keys {list(params)}" if isinstance(params, dict) else f"is {type(params).__name__}"
        raise ValueError(f"params {came}, expected a dict with the keys ['encoder', 'decoder']")
    if not isinstance(params[name], list | tuple) or not params[name]:
        raise TypeError(
            f"params['{name}'] is {type(params[name]).__name__}, expected a list with a dict for each layer"
        )
    return list(params[name])


def _activations(layers, hidden):
    hidden = _checks.one_of("hidden", hidden, tuple(mlp._ACTIVATIONS))
    return [hidden] * (len(layers) - 1) + ["identity"]


def _forward(name, params, X, hidden):
    layers = _network(name, params)
    return mlp.forward(layers, X, _activations(layers, hidden))


def _backward(name, params, outputs, gradient, hidden):
    """The gradients of one network's parameters, and of its input."""
    layers = _network(name, params)
    Z, A = outputs
    delta = mlp.deltas(layers, Z, gradient, _activations(layers, hidden))
    grads = [{"W": d.T @ a, "b": np.sum(d, axis=0)} for d, a in zip(delta, A, strict=False)]
    return grads, delta[0] @ np.asarray(layers[0]["W"])


def _halves(outputs):
    n_outputs = outputs.shape[1]
    if n_outputs % 2:
        raise ValueError(f"params['encoder'] has {n_outputs} outputs, expected 2k, for μ and log σ² of each coordinate")
    return outputs[:, : n_outputs // 2], outputs[:, n_outputs // 2 :]


def _same(name, x, other_name, other):
    """Two arrays of one shape; the second in the floating-point type of the first."""
    x = _checks.array(name, x, shape=("n", "d"))
    other = _checks.array(other_name, other, shape=x.shape)
    return x, other


def _gaussian(mean, log_variance, name="mean"):
    return _same(name, mean, "log_variance", log_variance)


def _ink(X, logits):
    X, logits = _same("X", X, "logits", logits)
    _checks.refuse_where("X", X, (X < 0) | (X > 1), "entries from 0 to 1")
    return X, logits


def _noise(noise, mean):
    noise = _checks.array("noise", noise, shape=mean.shape)
    return noise if noise.dtype == mean.dtype else noise.astype(mean.dtype)


def _sigma(log_variance):
    with np.errstate(over="ignore"):
        return _checks.array("exp(log_variance / 2)", np.exp(log_variance / 2))


def _likelihood(name, variance):
    """The log-likelihood and its gradient, as functions of an example and the decoder's outputs."""
    if _checks.one_of("likelihood", name, ("bernoulli", "gaussian")) == "bernoulli":
        return bernoulli_log_likelihood, bernoulli_log_likelihood_gradient
    variance = _checks.scalar("variance", variance, low=0, high=math.inf, open_low=True, open_high=True)
    return (
        lambda X, mean: gaussian_log_likelihood(X, mean, variance),
        lambda X, mean: gaussian_log_likelihood_gradient(X, mean, variance),
    )
