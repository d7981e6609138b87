"""The multilayer perceptron: its start, its forward and backward pass by hand, and how it is trained.

>>> import numpy as np
>>> from dlmath import mlp, optimizers
>>> X, y = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]]), np.array([0, 1, 1, 0])
>>> params = mlp.initialize([2, 8, 2], rng=0)
>>> loss, grads = mlp.loss_and_grads(params, X, y, ["tanh", "identity"], "cross_entropy")
>>> [(g["W"].shape, g["b"].shape) for g in grads]
[((8, 2), (8,)), ((2, 8), (2,))]

The parameters are a list with a dict for each layer: "W" of shape (outputs, inputs) and "b" of shape (outputs,).
Examples stand in rows, so a layer computes Z = A Wᵀ + b. The letters are those of M. Nielsen, "Neural networks and
deep learning", 2015, chapter 2; a layer's activation φ is given by its name.
"""

import math
import sys

import numpy as np

from dlmath import _checks, activations, losses
from dlmath.autodiff import nests
from dlmath.optimizers import Optimizer, minibatches

__all__ = [
    "backward",
    "count_parameters",
    "deltas",
    "forward",
    "glorot_normal",
    "glorot_uniform",
    "he_normal",
    "he_uniform",
    "initialize",
    "loss_and_grads",
    "predict",
    "train",
]

_ACTIVATIONS = {"identity": (lambda z: z, np.ones_like)} | {
    name: (getattr(activations, name), getattr(activations, f"{name}_derivative"))
    for name in ("sigmoid", "tanh", "relu", "leaky_relu", "elu", "gelu", "softplus")
}
_LOSSES = {
    name: (getattr(losses, name), getattr(losses, f"{name}_gradient"))
    for name in ("cross_entropy", "squared_error", "binary_cross_entropy", "absolute_error", "huber")
}


def glorot_uniform(shape, rng):
    """Random weights for layers of a sigmoid or tanh: neither signals nor gradients grow or fade, on average.

    W ~ U(−a, a) with a = √(6 / (n_in + n_out)), of variance 2 / (n_in + n_out)

    Parameters
    ----------
    shape : sequence of int
        (outputs, inputs), or (outputs, inputs, rows, columns) for the kernels of a convolution, where n_in is inputs ·
        rows · columns, and n_out likewise.
    rng : numpy.random.Generator or int
        The source of randomness, or a seed.

    Returns
    -------
    array of this shape

    Raises
    ------
    TypeError, ValueError
        If ``shape`` does not hold at least two integers of at least 1, or ``rng`` is neither generator nor seed.

    References
    ----------
    X. Glorot, Y. Bengio, "Understanding the difficulty of training deep feedforward neural networks", AISTATS 2010, eq.
    16.

    Examples
    --------
    >>> W = glorot_uniform((100, 200), rng=0)
    >>> bool(abs(W).max() <= (6 / 300) ** 0.5), float(W.std().round(2))
    (True, 0.08)
    """
    shape, n_in, n_out = _fans(shape)
    a = np.sqrt(6 / (n_in + n_out))
    return _checks.generator("rng", rng).uniform(-a, a, shape)


def glorot_normal(shape, rng):
    """Random weights as those of `glorot_uniform`, from a normal distribution.

    W ~ N(0, s²) with the variance s² = 2 / (n_in + n_out)

    Parameters
    ----------
    shape : sequence of int
        As for `glorot_uniform`.
    rng : numpy.random.Generator or int
        The source of randomness, or a seed.

    Returns
    -------
    array of this shape

    Raises
    ------
    TypeError, ValueError
        As `glorot_uniform`.

    References
    ----------
    X. Glorot, Y. Bengio, "Understanding the difficulty of training deep feedforward neural networks", AISTATS 2010, eq.
    12.

    Examples
    --------
    >>> glorot_normal((100, 200), rng=0).std().round(2)
    np.float64(0.08)
    """
    shape, n_in, n_out = _fans(shape)
    return _checks.generator("rng", rng).normal(0.0, np.sqrt(2 / (n_in + n_out)), shape)


def he_uniform(shape, rng):
    """Random weights for layers of rectified linear units, which let through half of what comes.

    W ~ U(−a, a) with a = √(6 / n_in), of variance 2 / n_in

    Parameters
    ----------
    shape : sequence of int
        As for `glorot_uniform`.
    rng : numpy.random.Generator or int
        The source of randomness, or a seed.

    Returns
    -------
    array of this shape

    Raises
    ------
    TypeError, ValueError
        As `glorot_uniform`.

    References
    ----------
    K. He, X. Zhang, S. Ren, J. Sun, "Delving deep into rectifiers", ICCV 2015, eq. 10.

    Examples
    --------
    >>> W = he_uniform((100, 200), rng=0)
    >>> bool(abs(W).max() <= (6 / 200) ** 0.5), float(W.std().round(2))
    (True, 0.1)
    """
    shape, n_in, _ = _fans(shape)
    a = np.sqrt(6 / n_in)
    return _checks.generator("rng", rng).uniform(-a, a, shape)


def he_normal(shape, rng):
    """Random weights as those of `he_uniform`, from a normal distribution.

    W ~ N(0, s²) with the variance s² = 2 / n_in

    Parameters
    ----------
    shape : sequence of int
        As for `glorot_uniform`.
    rng : numpy.random.Generator or int
        The source of randomness, or a seed.

    Returns
    -------
    array of this shape

    Raises
    ------
    TypeError, ValueError
        As `glorot_uniform`.

    References
    ----------
    K. He, X. Zhang, S. Ren, J. Sun, "Delving deep into rectifiers", ICCV 2015, eq. 10.

    Examples
    --------
    >>> he_normal((100, 200), rng=0).std().round(2)
    np.float64(0.1)
    """
    shape, n_in, _ = _fans(shape)
    return _checks.generator("rng", rng).normal(0.0, np.sqrt(2 / n_in), shape)


def initialize(widths, rng, scheme=he_normal, dtype=np.float64):
    """The parameters with which the training of a network begins: random weights, no biases.

    Wˡ ~ scheme of shape (nˡ, nˡ⁻¹), bˡ = 0

    Parameters
    ----------
    widths : sequence of int
        n⁰, n¹, …, nᴸ: the number of inputs, of the units of each layer, of outputs.
    rng : numpy.random.Generator or int
        The source of randomness, or a seed.
    scheme : callable
        Such as `he_normal` for relu and its relatives or `glorot_uniform` for tanh: a function of shape and rng.
    dtype : dtype
        float64 or float32, the type of the numbers.

    Returns
    -------
    list of dict
        One for each layer: "W" (nˡ, nˡ⁻¹) and "b" (nˡ,).

    Raises
    ------
    TypeError, ValueError
        If ``widths`` does not hold at least two integers of at least 1, or another argument is not what it should be.

    References
    ----------
    I. Goodfellow, Y. Bengio, A. Courville, "Deep Learning", 2016, section 8.4.

    Examples
    --------
    >>> [layer["W"].shape for layer in initialize([64, 32, 10], rng=0)]
    [(32, 64), (10, 32)]
    """
    widths, rng = _whole_numbers("widths", widths), _checks.generator("rng", rng)
    if not callable(scheme):
        raise TypeError(f"scheme is {type(scheme).__name__} {scheme!r}, expected a function such as he_normal")
    dtype = np.dtype(_checks.one_of("dtype", dtype, (np.float64, np.float32, "float64", "float32")))
    shapes = zip(widths[1:], widths, strict=False)
    return [{"W": scheme(shape, rng).astype(dtype), "b": np.zeros(shape[0], dtype)} for shape in shapes]


def count_parameters(params):
    """How many numbers there are to learn.

    Σ over all arrays of their sizes; (nˡ⁻¹ + 1) nˡ for a dense layer

    Parameters
    ----------
    params : array, or nest of arrays
        Any nest of lists, tuples and dicts.

    Returns
    -------
    int

    Raises
    ------
    TypeError
        If a part does not hold numbers.

    References
    ----------
    Bishop (2006), Pattern Recognition and Machine Learning, section 5.1.

    Examples
    --------
    >>> count_parameters(initialize([12, 3, 2], rng=0))
    47
    """
    leaves = nests.leaves("params", params)
    return sum(int(_checks.array(where, leaf, finite=False, nonempty=False).size) for where, leaf in leaves)


def forward(params, X, activations):
    """Send a batch through the network, and keep what every layer computes.

    A⁰ = X,  Zˡ = Aˡ⁻¹ Wˡᵀ + bˡ,  Aˡ = φˡ(Zˡ)

    Parameters
    ----------
    params : list of dict
        "W" and "b" of each layer, as `initialize` makes them.
    X : array_like, shape (n, n⁰)
        One example a row.
    activations : sequence of str
        One for each layer: "identity", "sigmoid", "tanh", "relu", "leaky_relu", "elu", "gelu" or "softplus".

    Returns
    -------
    Z : list of arrays, shapes (n, nˡ)
        Z¹, …, Zᴸ.
    A : list of arrays
        A⁰, …, Aᴸ, one more: it begins with X. ``A[-1]`` is the output.

    Raises
    ------
    TypeError, ValueError
        If the arguments do not hold finite real numbers, the shapes do not fit, there is not one activation for each
        layer, or a layer overflows.

    References
    ----------
    M. Nielsen, "Neural networks and deep learning", 2015, eq. 25.

    Examples
    --------
    >>> params = [{"W": [[1.0, 1.0], [1.0, 1.0]], "b": [0.0, -1.0]}, {"W": [[1.0, -2.0]], "b": [0.0]}]
    >>> Z, A = forward(params, [[0, 0], [0, 1], [1, 0], [1, 1]], ["relu", "identity"])
    >>> A[-1].ravel()  # exclusive or
    array([0., 1., 1., 0.])
    """
    layers = _layers(params, activations)
    Z, A = [], [_checks.array("X", X, shape=("n", layers[0][0].shape[1]))]
    for i, (W, b, phi, _) in enumerate(layers):
        with np.errstate(over="ignore", invalid="ignore"):
            Z.append(_checks.array(f"A[{i}] @ params[{i}]['W'].T + params[{i}]['b']", A[-1] @ W.T + b))
        A.append(phi(Z[-1]))
    return Z, A


def predict(params, X, activations):
    """The output of the network.

    Aᴸ of `forward`

    Parameters
    ----------
    params : list of dict
        "W" and "b" of each layer.
    X : array_like, shape (n, n⁰)
        One example a row.
    activations : sequence of str
        One for each layer.

    Returns
    -------
    array, shape (n, nᴸ)
        With the activation "identity" in the last layer of a classifier these are logits; the class is the
        ``argmax(axis=1)``, and `dlmath.activations.softmax` makes probabilities of them.

    Raises
    ------
    TypeError, ValueError
        As `forward`.

    References
    ----------
    M. Nielsen, "Neural networks and deep learning", 2015, eq. 25.

    Examples
    --------
    >>> predict([{"W": [[2.0]], "b": [1.0]}], [[3.0], [-3.0]], ["relu"])
    array([[7.],
           [0.]])
    """
    return forward(params, X, activations)[1][-1]


def deltas(params, Z, gradient, activations):
    """The share of every unit in the error, from the last layer back to the first.

    δᴸ = ∇ₐL ⊙ φ′(Zᴸ),  δˡ = (δˡ⁺¹ Wˡ⁺¹) ⊙ φ′(Zˡ),  where δˡ = ∂L/∂Zˡ

    For one example, written as a column, the second is δˡ = (Wˡ⁺¹ᵀ δˡ⁺¹) ⊙ φ′(zˡ).

    Parameters
    ----------
    params : list of dict
        "W" and "b" of each layer.
    Z : list of arrays, shapes (n, nˡ)
        From `forward`.
    gradient : array_like, shape (n, nᴸ)
        ∇ₐL, the gradient of the loss with respect to the output.
    activations : sequence of str
        One for each layer.

    Returns
    -------
    list of arrays, shapes (n, nˡ)
        δ¹, …, δᴸ.

    Raises
    ------
    TypeError, ValueError
        If the arguments do not hold finite real numbers, or the shapes do not fit.

    References
    ----------
    M. Nielsen, "Neural networks and deep learning", 2015, eqs. BP1 and BP2.

    Examples
    --------
    >>> params = [{"W": [[1.0, 2.0]], "b": [0.0]}, {"W": [[3.0]], "b": [0.0]}]
    >>> Z, A = forward(params, [[1.0, 1.0]], ["relu", "identity"])
    >>> deltas(params, Z, [[1.0]], ["relu", "identity"])
    [array([[3.]]), array([[1.]])]
    """
    layers = _layers(params, activations)
    Z = [_checks.array(f"Z[{i}]", z, shape=("n", len(W))) for i, (z, (W, *_)) in _each("Z", Z, layers)]
    slopes = [slope(z) for z, (_, _, _, slope) in zip(Z, layers, strict=True)]
    delta = [_checks.array("gradient", gradient, shape=Z[-1].shape) * slopes[-1]]
    for (W, *_), slope in zip(layers[:0:-1], slopes[-2::-1], strict=True):
        delta.append((delta[-1] @ W) * slope)
    return delta[::-1]


def backward(params, Z, A, gradient, activations):
    """Send the error back through the network: the gradients of all weights and biases.

    ∂L/∂Wˡ = δˡᵀ Aˡ⁻¹,  ∂L/∂bˡ = Σ δˡ, the sum over the rows, with the δˡ of `deltas`

    Parameters
    ----------
    params : list of dict
        "W" and "b" of each layer.
    Z, A : lists of arrays
        From `forward`.
    gradient : array_like, shape (n, nᴸ)
        ∇ₐL, the gradient of the loss with respect to the output, such as ``losses.cross_entropy_gradient(A[-1], y)``.
    activations : sequence of str
        One for each layer.

    Returns
    -------
    list of dict
        Built as ``params``.

    Raises
    ------
    TypeError, ValueError
        As `deltas`.

    References
    ----------
    M. Nielsen, "Neural networks and deep learning", 2015, eqs. BP3 and BP4.

    Examples
    --------
    >>> params = [{"W": [[1.0, 2.0]], "b": [0.0]}, {"W": [[3.0]], "b": [0.0]}]
    >>> Z, A = forward(params, [[1.0, 1.0]], ["relu", "identity"])
    >>> backward(params, Z, A, [[1.0]], ["relu", "identity"])
    [{'W': array([[3., 3.]]), 'b': array([3.])}, {'W': array([[3.]]), 'b': array([1.])}]
    """
    delta = deltas(params, Z, gradient, activations)
    layers = _layers(params, activations)
    n = delta[0].shape[0]
    A = [_checks.array(f"A[{i}]", a, shape=(n, W.shape[1])) for i, (a, (W, *_)) in _each("A", A, layers, more=1)]
    return [{"W": d.T @ a, "b": np.sum(d, axis=0)} for d, a in zip(delta, A, strict=True)]


def loss_and_grads(params, X, y, activations, loss):
    """The loss of a batch and its gradient with respect to all parameters, by the explicit equations.

    L(Aᴸ, y) and ∂L/∂Wˡ, ∂L/∂bˡ by `forward` and `backward`

    Parameters
    ----------
    params : list of dict
        "W" and "b" of each layer.
    X : array_like, shape (n, n⁰)
        One example a row.
    y : array_like
        Targets, as the loss takes them: class labels (n,) for "cross_entropy", else numbers (n, nᴸ).
    activations : sequence of str
        One for each layer; with the cross-entropies, "identity" in the last, as they take logits.
    loss : str
        "cross_entropy", "squared_error", "binary_cross_entropy", "absolute_error" or "huber" of `dlmath.losses`.

    Returns
    -------
    loss : float
    grads : list of dict
        Built as ``params``.

    Raises
    ------
    TypeError, ValueError
        As `forward` and the loss.

    References
    ----------
    M. Nielsen, "Neural networks and deep learning", 2015, chapter 2; D. Rumelhart, G. Hinton, R. Williams, "Learning
    representations by back-propagating errors", Nature 323, 1986.

    Examples
    --------
    >>> params = [{"W": [[2.0]], "b": [1.0]}]
    >>> loss, grads = loss_and_grads(params, [[3.0]], [[5.0]], ["identity"], "squared_error")
    >>> float(loss), grads
    (4.0, [{'W': array([[12.]]), 'b': array([4.])}])
    """
    value, slope = _LOSSES[_checks.one_of("loss", loss, tuple(_LOSSES))]
    Z, A = forward(params, X, activations)
    return value(A[-1], y), backward(params, Z, A, slope(A[-1], y), activations)


def train(
    loss_and_grads,
    params,
    X,
    y,
    optimizer,
    n_epochs,
    batch_size,
    rng,
    validation=None,
    patience=None,
    progress="line",
):
    """Minimize a loss over minibatches, and stop early where examples that are not trained on ask for it.

    params, state ← update(params, ∇L on a batch, state), for each batch of each epoch

    With a patience of k, training ends when the validation has not fallen below its least value for k epochs, and the
    parameters with that least value are returned.

    Parameters
    ----------
    loss_and_grads : callable
        A function of params, X and y that returns the mean loss of some examples and its gradient, built as params is:
        ``value_and_grad(loss)`` of `dlmath.autodiff`, or the explicit `loss_and_grads` here.
    params : nest of arrays
        Where to start. It is not changed.
    X, y : arrays of n examples
        Examples and targets; the first axis counts them.
    optimizer : Optimizer
        Such as ``adam(1e-3)`` of `dlmath.optimizers`.
    n_epochs : int
        The most passes over the examples, at least 1.
    batch_size : int
        At least 1.
    rng : numpy.random.Generator or int
        Shuffles the examples, anew in each epoch.
    validation : callable, optional
        A function of params, asked after every epoch: the loss on examples that are not trained on, or whatever number
        is to be small.
    patience : int, optional
        k, at least 1. Without it all epochs are run, and the last parameters returned.
    progress : str
        What is seen meanwhile: "line", a line (on stderr) that is written over; "epochs", a line for each epoch;
        "quiet", nothing.

    Returns
    -------
    params : nest of arrays
    history : dict of arrays, shape (epochs run,)
        "training", the mean loss of the examples of each epoch as they were met, and "validation" if there is one.

    Raises
    ------
    TypeError, ValueError
        If an argument is not what it should be, or a loss is not finite.

    References
    ----------
    I. Goodfellow, Y. Bengio, A. Courville, "Deep Learning", 2016, algorithms 7.1 and 8.1.

    Examples
    --------
    >>> from dlmath.autodiff import value_and_grad
    >>> from dlmath.optimizers import gradient_descent
    >>> loss = value_and_grad(lambda w, X, y: np.mean((X * w - y) ** 2))
    >>> X = np.arange(6.0)
    >>> w, history = train(loss, 0.0, X, 3 * X, gradient_descent(0.05), 2, batch_size=6, rng=0, progress="epochs")
    epoch 1 of 2: training loss 82.5
    epoch 2 of 2: training loss 0.5729
    """
    _check_trainer(loss_and_grads, optimizer, n_epochs, validation, patience)
    (X, y), rng = _examples(X, y), _checks.generator("rng", rng)
    report = _REPORTS[_checks.one_of("progress", progress, tuple(_REPORTS))]
    state, history, best = optimizer.init(params), {"training": []}, (np.inf, 0, params)
    for epoch in range(1, n_epochs + 1):
        batches = minibatches(len(X), batch_size, rng)
        params, state, mean = _epoch(loss_and_grads, optimizer.update, params, state, X, y, batches)
        history["training"].append(_finite("training loss", mean, epoch))
        if validation is not None:
            now = _finite("validation", validation(params), epoch)
            history.setdefault("validation", []).append(now)
            best = (now, epoch, params) if now < best[0] else best
        done = patience is not None and epoch - best[1] >= patience
        report(epoch, n_epochs, history, done)
        if done:
            break
    return params if patience is None else best[2], {name: np.array(values) for name, values in history.items()}


def _epoch(loss_and_grads, update, params, state, X, y, batches):
    """One pass over the batches; the mean loss is that of all examples, each met with the parameters of its batch."""
    total = 0.0
    for batch in batches:
        loss, grads = loss_and_grads(params, X[batch], y[batch])
        params, state = update(params, grads, state)
        total += float(loss) * len(batch)
    return params, state, total / len(X)


def _sentence(epoch, n_epochs, history):
    seen = f"epoch {epoch} of {n_epochs}: training loss {history['training'][-1]:.4g}"
    return seen + (f", validation {history['validation'][-1]:.4g}" if "validation" in history else "")


def _write_over(epoch, n_epochs, history, done):
    end = "\n" if done or epoch == n_epochs else ""
    print(f"\r{_sentence(epoch, n_epochs, history):<78}", end=end, file=sys.stderr, flush=True)


def _write_below(epoch, n_epochs, history, done):
    print(_sentence(epoch, n_epochs, history), flush=True)


_REPORTS = {"line": _write_over, "epochs": _write_below, "quiet": lambda *_: None}


def _fans(shape):
    """The shape, and how many inputs one output has and how many outputs one input."""
    shape = _whole_numbers("shape", shape)
    n_out, n_in, *kernel = shape
    return shape, n_in * math.prod(kernel), n_out * math.prod(kernel)


def _whole_numbers(name, values):
    if isinstance(values, str) or not hasattr(values, "__len__"):
        raise TypeError(f"{name} is {type(values).__name__} {values!r}, expected at least two integers")
    if len(values) < 2:
        raise ValueError(f"{name} holds {len(values)} integers, expected at least two")
    return tuple(_checks.integer(f"{name}[{i}]", value, low=1) for i, value in enumerate(values))


def _layers(params, activations):
    """Each layer as arrays, with its activation and the slope of that."""
    if not isinstance(params, list | tuple) or not params:
        raise TypeError(f"params is {type(params).__name__}, expected a list with a dict of W and b for each layer")
    if isinstance(activations, str) or not hasattr(activations, "__len__"):
        raise TypeError(f"activations is {activations!r}, expected a list with a name for each layer")
    if len(activations) != len(params):
        raise ValueError(f"activations holds {len(activations)} names, expected {len(params)}, one for each layer")
    layers, n_in = [], "n_in"
    for i, (layer, name) in enumerate(zip(params, activations, strict=True)):
        if not isinstance(layer, dict) or set(layer) != {"W", "b"}:
            came = f"has the keys {list(layer)}" if isinstance(layer, dict) else f"is {type(layer).__name__}"
            raise ValueError(f"params[{i}] {came}, expected a dict with the keys ['W', 'b']")
        W = _checks.array(f"params[{i}]['W']", layer["W"], shape=("n_out", n_in))
        b = _checks.array(f"params[{i}]['b']", layer["b"], shape=W.shape[:1])
        layers.append((W, b, *_ACTIVATIONS[_checks.one_of(f"activations[{i}]", name, tuple(_ACTIVATIONS))]))
        n_in = W.shape[0]
    return layers


def _each(name, arrays, layers, more=0):
    """The numbered pairs of an array and a layer."""
    if not isinstance(arrays, list | tuple) or len(arrays) != len(layers) + more:
        raise ValueError(f"{name} does not hold the {len(layers) + more} arrays that forward returns for these layers")
    return enumerate(zip(arrays[: len(layers)], layers, strict=True))


def _examples(X, y):
    X, y = _checks.array("X", X), np.asarray(y)
    if X.ndim == 0 or y.shape[:1] != X.shape[:1]:
        raise ValueError(f"X and y have shapes {X.shape} and {y.shape}, expected as many examples in both")
    return X, y


def _check_trainer(loss_and_grads, optimizer, n_epochs, validation, patience):
    _checks.integer("n_epochs", n_epochs, low=1)
    if not callable(loss_and_grads):
        came = f"{type(loss_and_grads).__name__} {loss_and_grads!r}"
        raise TypeError(f"loss_and_grads is {came}, expected a function of params, X and y")
    if not isinstance(optimizer, Optimizer):
        raise TypeError(f"optimizer is {type(optimizer).__name__}, expected an Optimizer such as adam(0.001)")
    if validation is not None and not callable(validation):
        raise TypeError(f"validation is {type(validation).__name__}, expected a function of params")
    if patience is not None:
        _checks.integer("patience", patience, low=1)
        if validation is None:
            raise ValueError("validation is None, expected a function of params to be patient with")


def _finite(name, value, epoch):
    value = float(value)
    if not math.isfinite(value):
        raise ValueError(f"the {name} is {value} in epoch {epoch}, expected a finite number: a smaller rate may help")
    return value
