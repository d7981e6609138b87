"""One neuron that learns: the perceptron, and Adaline with its delta rule.

>>> import numpy as np
>>> from dlmath import neurons
>>> X, y = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]]), np.array([-1, -1, -1, 1])
>>> model = neurons.perceptron(X, y, max_epochs=100)
>>> np.sign(X @ model.w + model.b)
array([-1., -1., -1.,  1.])

The neuron sums its inputs, z = w · x + b, and says +1 where z > 0 and −1 where z < 0. The perceptron learns from what
it says, and only where that is wrong; Adaline learns from z itself, everywhere.
"""

from typing import NamedTuple

import numpy as np

from dlmath import _checks

__all__ = ["Adaline", "Perceptron", "adaline", "adaline_update", "perceptron", "perceptron_bound", "perceptron_update"]


class Perceptron(NamedTuple):
    """What a perceptron learned, and how often it was wrong on the way.

    It has converged if the last of ``mistakes`` is 0.

    Parameters
    ----------
    w : array, shape (d,)
    b : array, shape ()
    mistakes : array of int, shape (n_epochs,)
        The mistakes in each pass over the examples.

    Examples
    --------
    >>> Perceptron(np.array([1.0]), np.array(0.0), np.array([2, 0])).mistakes.sum()
    np.int64(2)
    """

    w: np.ndarray
    b: np.ndarray
    mistakes: np.ndarray


class Adaline(NamedTuple):
    """What Adaline learned, and how its error fell.

    Parameters
    ----------
    w : array, shape (d,)
    b : array, shape ()
    losses : array, shape (n_epochs,)
        The mean squared error (1/n) Σᵢ (yᵢ − w · xᵢ − b)² after each pass over the examples.

    Examples
    --------
    >>> Adaline(np.array([1.0]), np.array(0.0), np.array([0.5, 0.25])).losses[-1]
    np.float64(0.25)
    """

    w: np.ndarray
    b: np.ndarray
    losses: np.ndarray


def perceptron_update(w, b, x, y):
    """Turn the neuron toward an example that it gets wrong; leave it as it is otherwise.

    w ← w + y x and b ← b + y if y (w · x + b) ≤ 0

    Parameters
    ----------
    w : array_like, shape (d,)
    b : array_like, shape ()
    x : array_like, shape (d,)
        One example.
    y : array_like, shape ()
        Its class, −1 or 1.

    Returns
    -------
    w : array, shape (d,)
    b : array, shape ()

    Raises
    ------
    TypeError, ValueError
        If the arguments do not hold finite real numbers of these shapes, or y is neither −1 nor 1.

    References
    ----------
    F. Rosenblatt, "The perceptron: a probabilistic model for information storage and organization in the brain", 1958;
    Bishop (2006), Pattern Recognition and Machine Learning, eq. 4.55.

    Examples
    --------
    >>> w, b = perceptron_update([1.0, 0.0], 0.0, x=[2.0, 1.0], y=-1)
    >>> w, float(b)
    (array([-1., -1.]), -1.0)
    """
    w, b, x, y = _example(w, b, x, y)
    _checks.refuse_where("y", y, np.abs(y) != 1, "-1 or 1")
    if y * (w @ x + b) <= 0:
        return w + y * x, b + y
    return w.copy(), b.copy()


def perceptron(X, y, max_epochs):
    """Show the examples to a perceptron in turn, until it gets all of them right.

    From w = 0, b = 0: `perceptron_update` with each example, again and again

    If a line (a hyperplane) separates the classes, this comes to an end: see `perceptron_bound`. If none does, it goes
    on to ``max_epochs``, and the last of ``mistakes`` is not 0.

    Parameters
    ----------
    X : array_like, shape (n, d)
        One example a row.
    y : array_like, shape (n,)
        Classes −1 and 1.
    max_epochs : int
        The most passes over the examples, at least 1.

    Returns
    -------
    Perceptron
        ``w``, ``b`` and ``mistakes``.

    Raises
    ------
    TypeError, ValueError
        If X is not a finite matrix, y does not hold −1 and 1, one for each row, or max_epochs is no integer of at least
        1.

    References
    ----------
    Bishop (2006), Pattern Recognition and Machine Learning, section 4.1.7.

    Examples
    --------
    >>> perceptron([[2.0], [-1.0]], [1, -1], max_epochs=10)
    Perceptron(w=array([2.]), b=array(1.), mistakes=array([1, 0]))
    """
    X, y = _signed_examples(X, y)
    max_epochs = _checks.integer("max_epochs", max_epochs, low=1)
    w, b = np.zeros_like(X[0]), np.zeros_like(X[0, 0])
    mistakes = []
    for _ in range(max_epochs):
        mistakes.append(0)
        for x, target in zip(X, y, strict=True):
            if target * (w @ x + b) <= 0:
                w, b = w + target * x, b + target
                mistakes[-1] += 1
        if mistakes[-1] == 0:
            break
    return Perceptron(w, np.asarray(b), np.array(mistakes))


def perceptron_bound(X, y, w, b):
    """A limit on the mistakes of a perceptron that starts at zero, on examples which a known line separates.

    mistakes ≤ (R / γ)² with R = maxᵢ √(‖xᵢ‖² + 1) and γ = minᵢ yᵢ (w · xᵢ + b) / √(‖w‖² + b²)

    The bias is the weight of one more input, which is always 1: hence the 1 and the b². Neither the number of examples
    nor that of their features matters, only how wide the gap is that the line leaves.

    Parameters
    ----------
    X : array_like, shape (n, d)
        One example a row.
    y : array_like, shape (n,)
        Classes −1 and 1.
    w : array_like, shape (d,)
    b : array_like, shape ()
        A line that separates the classes: yᵢ (w · xᵢ + b) > 0 for all i. A better line gives a smaller bound.

    Returns
    -------
    float

    Raises
    ------
    TypeError, ValueError
        If the arguments do not hold finite real numbers of these shapes, y holds anything but −1 and 1, or an example
        lies on the wrong side.

    References
    ----------
    A. Novikoff, "On convergence proofs on perceptrons", 1962.

    Examples
    --------
    >>> round(perceptron_bound([[2.0], [-1.0]], [1, -1], w=[1.0], b=0.0), 4)
    5.0
    """
    X, y = _signed_examples(X, y)
    w = _checks.array("w", w, shape=(X.shape[1],), allow_traced=False)
    b = _checks.array("b", b, shape=())
    wrong = y * (X @ w + b) <= 0
    if wrong.any():
        raise ValueError(f"w and b do not separate the classes: example {int(np.argmax(wrong))} lies on the wrong side")
    v, extended = np.append(w, b), np.column_stack([X, np.ones_like(y)])
    gamma = np.min(y * (extended @ v)) / np.linalg.norm(v)
    return float((np.max(np.linalg.norm(extended, axis=1)) / gamma) ** 2)


def adaline_update(w, b, x, y, learning_rate):
    """The delta rule: step down the squared error of one example.

    e = y − (w · x + b),  w ← w + η e x,  b ← b + η e, as −∇ ½ e² = e (x, 1)

    The error is that of the sum itself, not of the class that its sign says.

    Parameters
    ----------
    w : array_like, shape (d,)
    b : array_like, shape ()
    x : array_like, shape (d,)
        One example.
    y : array_like, shape ()
        Its target, any number.
    learning_rate : float
        η, at least 0.

    Returns
    -------
    w : array, shape (d,)
    b : array, shape ()

    Raises
    ------
    TypeError, ValueError
        If the arguments do not hold finite real numbers of these shapes, or η is negative.

    References
    ----------
    B. Widrow, M. Hoff, "Adaptive switching circuits", 1960; Bishop (2006), Pattern Recognition and Machine Learning,
    eq. 3.23.

    Examples
    --------
    >>> w, b = adaline_update([1.0, 0.0], 0.0, x=[2.0, 1.0], y=-1, learning_rate=0.5)
    >>> w, float(b)
    (array([-2. , -1.5]), -1.5)
    """
    w, b, x, y = _example(w, b, x, y)
    learning_rate = _checks.scalar("learning_rate", learning_rate, low=0, high=np.inf, open_high=True)
    error = y - (w @ x + b)
    return w + learning_rate * error * x, b + learning_rate * error


def adaline(X, y, learning_rate, n_epochs):
    """Show the examples to Adaline in turn, a given number of times.

    From w = 0, b = 0: `adaline_update` with each example, again and again

    It approaches the least-squares solution and keeps trembling around it, the less the smaller η is.

    Parameters
    ----------
    X : array_like, shape (n, d)
        One example a row.
    y : array_like, shape (n,)
        Targets, any numbers.
    learning_rate : float
        η, at least 0. Above about 2 / (‖x‖² + 1) the errors grow: then ``losses`` runs away to infinity and NaN.
    n_epochs : int
        The passes over the examples, at least 1.

    Returns
    -------
    Adaline
        ``w``, ``b`` and ``losses``.

    Raises
    ------
    TypeError, ValueError
        If X is not a finite matrix, y does not hold a finite number for each row, η is negative or n_epochs no integer
        of at least 1.

    References
    ----------
    B. Widrow, M. Hoff, "Adaptive switching circuits", 1960.

    Examples
    --------
    >>> model = adaline([[0.0], [1.0]], [1.0, 3.0], learning_rate=0.5, n_epochs=60)
    >>> model.w.round(4), float(model.b.round(4))
    (array([2.]), 1.0)
    """
    X, y = _examples(X, y)
    eta = _checks.scalar("learning_rate", learning_rate, low=0, high=np.inf, open_high=True)
    n_epochs = _checks.integer("n_epochs", n_epochs, low=1)
    w, b = np.zeros_like(X[0]), np.zeros_like(X[0, 0])
    losses = []
    with np.errstate(all="ignore"):
        for _ in range(n_epochs):
            for x, target in zip(X, y, strict=True):
                error = target - (w @ x + b)
                w, b = w + eta * error * x, b + eta * error
            losses.append(np.mean((y - X @ w - b) ** 2))
    return Adaline(w, np.asarray(b), np.array(losses))


def _example(w, b, x, y):
    w = _checks.array("w", w, shape=("d",))
    parts = (_checks.array("b", b, shape=()), _checks.array("x", x, shape=w.shape), _checks.array("y", y, shape=()))
    return w, *(part.astype(w.dtype) for part in parts)


def _examples(X, y):
    X = _checks.array("X", X, shape=("n", "d"), allow_traced=False)
    return X, _checks.array("y", y, shape=(len(X),), allow_traced=False).astype(X.dtype)


def _signed_examples(X, y):
    X, y = _examples(X, y)
    _checks.refuse_where("y", y, np.abs(y) != 1, "-1 or 1")
    return X, y
