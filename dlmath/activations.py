"""Activation functions and their derivatives, entry by entry; softmax along an axis.

>>> import numpy as np
>>> from dlmath import activations
>>> activations.relu(np.array([-2.0, 0.0, 3.0]))
array([0., 0., 3.])
>>> activations.softmax(np.array([1000.0, 1000.0]))
array([0.5, 0.5])

Every function takes an array of any shape, keeps float32, and is written so that neither large nor small arguments
overflow. NaN and infinities are refused: they are the trace of a mistake made earlier.
"""

import math

import numpy as np

from dlmath import _checks
from dlmath._special import erfc
from dlmath.autodiff import primitive, rule
from dlmath.autodiff.rules.elementwise import at_kink

__all__ = [
    "elu",
    "elu_derivative",
    "gelu",
    "gelu_derivative",
    "leaky_relu",
    "leaky_relu_derivative",
    "log_softmax",
    "log_softmax_jacobian",
    "relu",
    "relu_derivative",
    "sigmoid",
    "sigmoid_derivative",
    "softmax",
    "softmax_jacobian",
    "softplus",
    "softplus_derivative",
    "tanh",
    "tanh_derivative",
]


def sigmoid(x):
    """The logistic sigmoid, which turns a log-odds into a probability.

    σ(x) = 1 / (1 + e⁻ˣ) = exp(−log(1 + e⁻ˣ)); the second form loses no digits where σ is close to 0.

    Parameters
    ----------
    x : array_like
        Any shape.

    Returns
    -------
    array of the shape of x
        Values in [0, 1].

    Raises
    ------
    TypeError, ValueError
        If x does not hold finite real numbers or is empty.

    References
    ----------
    Bishop (2006), Pattern Recognition and Machine Learning, eq. 4.59.

    Examples
    --------
    >>> sigmoid([-1000.0, 0.0, 1000.0])
    array([0. , 0.5, 1. ])
    """
    x = _checks.array("x", x)
    return np.exp(-np.logaddexp(0, -x))


def sigmoid_derivative(x):
    """The slope of the logistic sigmoid.

    σ′(x) = σ(x) (1 − σ(x)) = σ(x) σ(−x), at most 1/4 (at x = 0).

    Parameters
    ----------
    x : array_like
        Any shape.

    Returns
    -------
    array of the shape of x

    Raises
    ------
    TypeError, ValueError
        If x does not hold finite real numbers or is empty.

    References
    ----------
    Bishop (2006), Pattern Recognition and Machine Learning, eq. 4.88.

    Examples
    --------
    >>> float(sigmoid_derivative(0.0))
    0.25
    """
    x = _checks.array("x", x)
    return sigmoid(x) * sigmoid(-x)


def tanh(x):
    """The hyperbolic tangent, a sigmoid stretched to the range from −1 to 1.

    tanh(x) = (eˣ − e⁻ˣ) / (eˣ + e⁻ˣ) = 2 σ(2x) − 1.

    Parameters
    ----------
    x : array_like
        Any shape.

    Returns
    -------
    array of the shape of x
        Values in [−1, 1].

    Raises
    ------
    TypeError, ValueError
        If x does not hold finite real numbers or is empty.

    References
    ----------
    Goodfellow, Bengio, Courville (2016), Deep Learning, section 6.3.2.

    Examples
    --------
    >>> tanh([-1000.0, 0.0, 1000.0])
    array([-1.,  0.,  1.])
    """
    return np.tanh(_checks.array("x", x))


def tanh_derivative(x):
    """The slope of the hyperbolic tangent.

    tanh′(x) = 1 − tanh²(x) = 4 σ(2x) σ(−2x); the second form does not lose its digits where tanh is close to ±1.

    Parameters
    ----------
    x : array_like
        Any shape.

    Returns
    -------
    array of the shape of x

    Raises
    ------
    TypeError, ValueError
        If x does not hold finite real numbers or is empty.

    References
    ----------
    Bishop (2006), Pattern Recognition and Machine Learning, eq. 5.60.

    Examples
    --------
    >>> float(tanh_derivative(0.0))
    1.0
    """
    x = _checks.array("x", x)
    return 4 * sigmoid_derivative(np.clip(2 * x, -1000, 1000))


def relu(x):
    """The rectified linear unit: what is negative becomes 0.

    relu(x) = max(0, x).

    Parameters
    ----------
    x : array_like
        Any shape.

    Returns
    -------
    array of the shape of x

    Raises
    ------
    TypeError, ValueError
        If x does not hold finite real numbers or is empty.

    References
    ----------
    Nair, Hinton (2010), Rectified linear units improve restricted Boltzmann machines.

    Examples
    --------
    >>> relu([-2.0, 0.0, 3.0])
    array([0., 0., 3.])
    """
    return _relu(_checks.array("x", x))


@primitive
def _relu(x):
    return np.maximum(x, 0)


def _relu_pullback(g, out, x):
    """0 at the kink, where the rule of np.maximum would take the middle."""
    return at_kink("relu", g * (x > 0), g, x, lambda: x == 0)


rule(_relu, _relu_pullback)


def relu_derivative(x):
    """The slope of the rectified linear unit, 0 at the kink.

    relu′(x) = 1 for x > 0 and 0 for x < 0; at 0, where no derivative exists, the subgradient 0 is returned.

    Parameters
    ----------
    x : array_like
        Any shape.

    Returns
    -------
    array of the shape of x
        Zeros and ones.

    Raises
    ------
    TypeError, ValueError
        If x does not hold finite real numbers or is empty.

    References
    ----------
    Goodfellow, Bengio, Courville (2016), Deep Learning, section 6.3.

    Examples
    --------
    >>> relu_derivative([-2.0, 0.0, 3.0])
    array([0., 0., 1.])
    """
    x = _checks.array("x", x)
    return np.where(x > 0, np.ones_like(x), np.zeros_like(x))


def leaky_relu(x, alpha=0.01):
    """The rectified linear unit with a small slope for negative arguments, so that no unit is ever without a gradient.

    f(x) = x for x > 0 and α x otherwise.

    Parameters
    ----------
    x : array_like
        Any shape.
    alpha : float
        The slope α for negative x, at least 0.

    Returns
    -------
    array of the shape of x

    Raises
    ------
    TypeError, ValueError
        If x does not hold finite real numbers or is empty, or α is negative.

    References
    ----------
    Maas, Hannun, Ng (2013), Rectifier nonlinearities improve neural network acoustic models.

    Examples
    --------
    >>> leaky_relu([-2.0, 0.0, 3.0], alpha=0.1)
    array([-0.2,  0. ,  3. ])
    """
    x = _checks.array("x", x)
    alpha = _checks.scalar("alpha", alpha, low=0)
    return np.where(x > 0, x, alpha * x)


def leaky_relu_derivative(x, alpha=0.01):
    """The slope of the leaky rectified linear unit, α at the kink.

    f′(x) = 1 for x > 0 and α for x < 0; at 0, where no derivative exists, the subgradient α is returned.

    Parameters
    ----------
    x : array_like
        Any shape.
    alpha : float
        The slope α for negative x, at least 0.

    Returns
    -------
    array of the shape of x

    Raises
    ------
    TypeError, ValueError
        If x does not hold finite real numbers or is empty, or α is negative.

    References
    ----------
    Maas, Hannun, Ng (2013), Rectifier nonlinearities improve neural network acoustic models.

    Examples
    --------
    >>> leaky_relu_derivative([-2.0, 0.0, 3.0], alpha=0.1)
    array([0.1, 0.1, 1. ])
    """
    x = _checks.array("x", x)
    alpha = _checks.scalar("alpha", alpha, low=0)
    return np.where(x > 0, np.ones_like(x), alpha * np.ones_like(x))


def elu(x, alpha=1.0):
    """The exponential linear unit: smooth below zero, where it levels off at −α.

    f(x) = x for x > 0 and α (eˣ − 1) otherwise.

    Parameters
    ----------
    x : array_like
        Any shape.
    alpha : float
        The depth α to which f falls, at least 0. f is differentiable at 0 for α = 1 only.

    Returns
    -------
    array of the shape of x

    Raises
    ------
    TypeError, ValueError
        If x does not hold finite real numbers or is empty, or α is negative.

    References
    ----------
    Clevert, Unterthiner, Hochreiter (2016), Fast and accurate deep network learning by ELUs, eq. 15.

    Examples
    --------
    >>> elu([-1000.0, 0.0, 3.0])
    array([-1.,  0.,  3.])
    """
    x = _checks.array("x", x)
    alpha = _checks.scalar("alpha", alpha, low=0)
    return np.where(x > 0, x, alpha * np.expm1(np.where(x > 0, np.zeros_like(x), x)))


def elu_derivative(x, alpha=1.0):
    """The slope of the exponential linear unit, α at 0.

    f′(x) = 1 for x > 0 and α eˣ otherwise. At 0 this is the derivative for α = 1, else the slope from the left.

    Parameters
    ----------
    x : array_like
        Any shape.
    alpha : float
        The depth α to which f falls, at least 0.

    Returns
    -------
    array of the shape of x

    Raises
    ------
    TypeError, ValueError
        If x does not hold finite real numbers or is empty, or α is negative.

    References
    ----------
    Clevert, Unterthiner, Hochreiter (2016), Fast and accurate deep network learning by ELUs, eq. 15.

    Examples
    --------
    >>> elu_derivative([-1000.0, 0.0, 3.0])
    array([0., 1., 1.])
    """
    x = _checks.array("x", x)
    alpha = _checks.scalar("alpha", alpha, low=0)
    return np.where(x > 0, np.ones_like(x), alpha * np.exp(np.where(x > 0, np.zeros_like(x), x)))


def gelu(x):
    """The Gaussian error linear unit: x times the probability that a standard normal variable is below x.

    gelu(x) = x Φ(x) with Φ(x) = erfc(−x/√2) / 2. This is the exact form, not the one with tanh.

    Parameters
    ----------
    x : array_like
        Any shape.

    Returns
    -------
    array of the shape of x

    Raises
    ------
    TypeError, ValueError
        If x does not hold finite real numbers or is empty.

    References
    ----------
    Hendrycks, Gimpel (2016), Gaussian error linear units, section 2.

    Examples
    --------
    >>> gelu([-1.0, 0.0, 1.0]).round(4)
    array([-0.1587,  0.    ,  0.8413])
    """
    x = _checks.array("x", x)
    return x * _normal_cdf(x)


def gelu_derivative(x):
    """The slope of the Gaussian error linear unit.

    gelu′(x) = Φ(x) + x φ(x) with φ(x) = exp(−x²/2) / √(2π).

    Parameters
    ----------
    x : array_like
        Any shape.

    Returns
    -------
    array of the shape of x

    Raises
    ------
    TypeError, ValueError
        If x does not hold finite real numbers or is empty.

    References
    ----------
    Hendrycks, Gimpel (2016), Gaussian error linear units, section 2, and the product rule.

    Examples
    --------
    >>> float(gelu_derivative(0.0))
    0.5
    """
    x = _checks.array("x", x)
    return _normal_cdf(x) + x * np.exp(-np.square(np.clip(x, -1000, 1000)) / 2) / math.sqrt(2 * math.pi)


def _normal_cdf(x):
    return erfc(x * -math.sqrt(0.5)) / 2


def softplus(x):
    """The smooth version of the rectified linear unit.

    softplus(x) = log(1 + eˣ).

    Parameters
    ----------
    x : array_like
        Any shape.

    Returns
    -------
    array of the shape of x
        Values of at least 0.

    Raises
    ------
    TypeError, ValueError
        If x does not hold finite real numbers or is empty.

    References
    ----------
    Goodfellow, Bengio, Courville (2016), Deep Learning, eq. 3.31.

    Examples
    --------
    >>> softplus([-1000.0, 0.0, 10.0]).round(4)
    array([ 0.    ,  0.6931, 10.    ])
    """
    return np.logaddexp(0, _checks.array("x", x))


def softplus_derivative(x):
    """The slope of softplus, which is the logistic sigmoid.

    softplus′(x) = σ(x) = 1 / (1 + e⁻ˣ).

    Parameters
    ----------
    x : array_like
        Any shape.

    Returns
    -------
    array of the shape of x
        Values in [0, 1].

    Raises
    ------
    TypeError, ValueError
        If x does not hold finite real numbers or is empty.

    References
    ----------
    Goodfellow, Bengio, Courville (2016), Deep Learning, eq. 3.36.

    Examples
    --------
    >>> float(softplus_derivative(0.0))
    0.5
    """
    return sigmoid(x)


def softmax(z, axis=-1):
    """Turn logits into probabilities: positive, summing to 1, in the proportions of their exponentials.

    pᵢ = exp(zᵢ) / Σⱼ exp(zⱼ) = exp(zᵢ − m) / Σⱼ exp(zⱼ − m) with m = max z, so that no exponential overflows.

    Parameters
    ----------
    z : array_like
        Logits, with at least one axis; a batch has one example a row. Where one is −∞, the probability is 0.
    axis : int
        The axis over which the probabilities sum to 1.

    Returns
    -------
    array of the shape of z

    Raises
    ------
    TypeError, ValueError
        If z does not hold real numbers below +∞, not all of them −∞ along the axis, is empty or a scalar, or has no
        such axis.

    References
    ----------
    Bridle (1990), Probabilistic interpretation of feedforward classification network outputs; Goodfellow, Bengio,
    Courville (2016), Deep Learning, eq. 6.29.

    Examples
    --------
    >>> softmax([[1000.0, 1000.0], [0.0, -1000.0]])
    array([[0.5, 0.5],
           [1. , 0. ]])
    """
    z, axis = _logits(z, axis, finite=False)
    m = _checks.array("max z", np.max(z, axis=axis, keepdims=True))  # NaN, +∞, or −∞ throughout is found here
    with np.errstate(over="ignore"):  # of logits further apart than any number: the smaller one has the probability 0
        e = np.exp(z - m)
    return e / np.sum(e, axis=axis, keepdims=True)


def log_softmax(z, axis=-1):
    """The logarithm of softmax, computed without ever taking the logarithm of a rounded 0.

    log pᵢ = zᵢ − m − log Σⱼ exp(zⱼ − m) with m = max z. The sum is taken as 1 + (all but the largest), and its
    logarithm by log1p, so that log p keeps its digits when p is close to 1.

    Parameters
    ----------
    z : array_like
        Logits, with at least one axis; a batch has one example a row.
    axis : int
        The axis over which the probabilities sum to 1.

    Returns
    -------
    array of the shape of z
        Values of at most 0.

    Raises
    ------
    TypeError, ValueError
        If z does not hold finite real numbers, is empty or a scalar, or has no such axis.

    References
    ----------
    Blanchard, Higham, Higham (2021), Accurately computing the log-sum-exp and softmax functions.

    Examples
    --------
    >>> log_softmax([0.0, -1000.0])
    array([    0., -1000.])
    """
    z, axis = _logits(z, axis)
    first = np.expand_dims(np.argmax(z, axis=axis), axis)
    with np.errstate(over="ignore"):
        shifted = z - np.take_along_axis(z, first, axis=axis)
    largest = np.indices(z.shape, sparse=True)[axis] == first
    others = np.where(largest, np.zeros_like(shifted), np.exp(shifted))
    return shifted - np.log1p(np.sum(others, axis=axis, keepdims=True))


def softmax_jacobian(z):
    """The derivatives of every probability by every logit.

    J = diag(p) − p pᵀ, that is ∂pᵢ/∂zⱼ = pᵢ (δᵢⱼ − pⱼ), with p = softmax(z).

    Parameters
    ----------
    z : array_like, shape (n,) or (batch, n)
        The logits of one example, or of one example a row.

    Returns
    -------
    array, shape (n, n) or (batch, n, n)
        Symmetric, with rows and columns that sum to 0.

    Raises
    ------
    TypeError, ValueError
        If z does not hold finite real numbers, is empty, or has neither one axis nor two.

    References
    ----------
    Bishop (2006), Pattern Recognition and Machine Learning, eq. 4.106.

    Examples
    --------
    >>> softmax_jacobian([0.0, 0.0])
    array([[ 0.25, -0.25],
           [-0.25,  0.25]])
    """
    return softmax(z)[..., :, None] * log_softmax_jacobian(z)


def log_softmax_jacobian(z):
    """The derivatives of every log-probability by every logit.

    ∂ log pᵢ / ∂zⱼ = δᵢⱼ − pⱼ with p = softmax(z): the identity less the same row p in every row.

    Parameters
    ----------
    z : array_like, shape (n,) or (batch, n)
        The logits of one example, or of one example a row.

    Returns
    -------
    array, shape (n, n) or (batch, n, n)
        Rows sum to 0.

    Raises
    ------
    TypeError, ValueError
        If z does not hold finite real numbers, is empty, or has neither one axis nor two.

    References
    ----------
    Bishop (2006), Pattern Recognition and Machine Learning, eq. 4.106, divided by pᵢ.

    Examples
    --------
    >>> log_softmax_jacobian([0.0, 0.0])
    array([[ 0.5, -0.5],
           [-0.5,  0.5]])
    """
    log_p = log_softmax(_checks.array("z", z, ndim=(1, 2)))
    others, p = -np.expm1(log_p), np.exp(log_p)
    return np.where(np.eye(p.shape[-1], dtype=bool), others[..., None, :], -p[..., None, :])


def _logits(z, axis, finite=True):
    z = _checks.array("z", z, finite=finite)
    if z.ndim == 0:
        raise ValueError("z has shape (), expected at least one axis of logits")
    return z, _checks.integer("axis", axis, low=-z.ndim, high=z.ndim - 1)
