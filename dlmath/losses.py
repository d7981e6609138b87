"""Loss functions, each the mean over the examples, and their gradients.

>>> import numpy as np
>>> from dlmath import losses
>>> float(losses.squared_error(np.array([1.0, 2.0]), np.array([1.0, 4.0])))
2.0

Losses for classes take logits, not probabilities: what overflows or rounds to log 0 when computed in two steps is
harmless in one. Gradients are with respect to the first argument and have its shape.
"""

import numpy as np

from dlmath import _checks
from dlmath.activations import log_softmax, sigmoid
from dlmath.autodiff.box import strip

__all__ = [
    "absolute_error",
    "absolute_error_gradient",
    "binary_cross_entropy",
    "binary_cross_entropy_gradient",
    "cross_entropy",
    "cross_entropy_gradient",
    "focal",
    "focal_gradient",
    "hinge",
    "hinge_gradient",
    "huber",
    "huber_gradient",
    "squared_error",
    "squared_error_gradient",
]


def squared_error(prediction, target):
    """The mean squared error over all entries.

    L = (1/n) Σᵢ (ŷᵢ − yᵢ)².

    Parameters
    ----------
    prediction : array_like
        ŷ, any shape; n is the number of its entries.
    target : array_like
        y, of the same shape.

    Returns
    -------
    float
        At least 0.

    Raises
    ------
    TypeError, ValueError
        If the arguments do not hold finite real numbers, are empty or differ in shape.

    References
    ----------
    Bishop (2006), Pattern Recognition and Machine Learning, eq. 1.2 (times 2/n).

    Examples
    --------
    >>> float(squared_error([1.0, 2.0], [1.0, 4.0]))
    2.0
    """
    prediction, target = _pair(prediction, target)
    return np.mean(np.square(prediction - target))


def squared_error_gradient(prediction, target):
    """The gradient of the mean squared error.

    ∂L/∂ŷᵢ = (2/n) (ŷᵢ − yᵢ).

    Parameters
    ----------
    prediction : array_like
        ŷ, any shape; n is the number of its entries.
    target : array_like
        y, of the same shape.

    Returns
    -------
    array of the shape of prediction

    Raises
    ------
    TypeError, ValueError
        If the arguments do not hold finite real numbers, are empty or differ in shape.

    References
    ----------
    Bishop (2006), Pattern Recognition and Machine Learning, section 3.1.1.

    Examples
    --------
    >>> squared_error_gradient([1.0, 2.0], [1.0, 4.0])
    array([ 0., -2.])
    """
    prediction, target = _pair(prediction, target)
    return 2 * (prediction - target) / prediction.size


def absolute_error(prediction, target):
    """The mean absolute error over all entries.

    L = (1/n) Σᵢ |ŷᵢ − yᵢ|.

    Parameters
    ----------
    prediction : array_like
        ŷ, any shape; n is the number of its entries.
    target : array_like
        y, of the same shape.

    Returns
    -------
    float
        At least 0.

    Raises
    ------
    TypeError, ValueError
        If the arguments do not hold finite real numbers, are empty or differ in shape.

    References
    ----------
    Hastie, Tibshirani, Friedman (2009), The Elements of Statistical Learning, section 10.6.

    Examples
    --------
    >>> float(absolute_error([1.0, 2.0], [1.0, 4.0]))
    1.0
    """
    prediction, target = _pair(prediction, target)
    return np.mean(np.abs(prediction - target))


def absolute_error_gradient(prediction, target):
    """The gradient of the mean absolute error, 0 where prediction and target agree.

    ∂L/∂ŷᵢ = sign(ŷᵢ − yᵢ) / n; where ŷᵢ = yᵢ no derivative exists and the subgradient 0 is returned.

    Parameters
    ----------
    prediction : array_like
        ŷ, any shape; n is the number of its entries.
    target : array_like
        y, of the same shape.

    Returns
    -------
    array of the shape of prediction

    Raises
    ------
    TypeError, ValueError
        If the arguments do not hold finite real numbers, are empty or differ in shape.

    References
    ----------
    Hastie, Tibshirani, Friedman (2009), The Elements of Statistical Learning, table 10.2.

    Examples
    --------
    >>> absolute_error_gradient([1.0, 2.0], [1.0, 4.0])
    array([ 0. , -0.5])
    """
    prediction, target = _pair(prediction, target)
    return np.sign(prediction - target) / prediction.size


def huber(prediction, target, delta=1.0):
    """The mean Huber loss: squared for small errors, absolute for large ones, smooth where they meet.

    L = (1/n) Σᵢ h(ŷᵢ − yᵢ) with h(r) = r²/2 for |r| ≤ δ and δ (|r| − δ/2) otherwise.

    Parameters
    ----------
    prediction : array_like
        ŷ, any shape; n is the number of its entries.
    target : array_like
        y, of the same shape.
    delta : float
        δ, above 0, in the units of y.

    Returns
    -------
    float
        At least 0.

    Raises
    ------
    TypeError, ValueError
        If the arguments do not hold finite real numbers, are empty or differ in shape, or δ is not above 0.

    References
    ----------
    Huber (1964), Robust estimation of a location parameter; Hastie, Tibshirani, Friedman (2009), eq. 10.23.

    Examples
    --------
    >>> float(huber([0.5, 3.0], [0.0, 0.0]))
    1.3125
    """
    prediction, target = _pair(prediction, target)
    delta = _checks.scalar("delta", delta, low=0, open_low=True)
    r = prediction - target
    clipped = np.clip(r, -delta, delta)
    return np.mean(clipped * (r - clipped / 2))


def huber_gradient(prediction, target, delta=1.0):
    """The gradient of the mean Huber loss: the error, cut off at ±δ.

    ∂L/∂ŷᵢ = max(−δ, min(δ, ŷᵢ − yᵢ)) / n.

    Parameters
    ----------
    prediction : array_like
        ŷ, any shape; n is the number of its entries.
    target : array_like
        y, of the same shape.
    delta : float
        δ, above 0, in the units of y.

    Returns
    -------
    array of the shape of prediction

    Raises
    ------
    TypeError, ValueError
        If the arguments do not hold finite real numbers, are empty or differ in shape, or δ is not above 0.

    References
    ----------
    Hastie, Tibshirani, Friedman (2009), The Elements of Statistical Learning, table 10.2.

    Examples
    --------
    >>> huber_gradient([0.5, 3.0], [0.0, 0.0])
    array([0.25, 0.5 ])
    """
    prediction, target = _pair(prediction, target)
    delta = _checks.scalar("delta", delta, low=0, open_low=True)
    return np.clip(prediction - target, -delta, delta) / prediction.size


def hinge(scores, targets):
    """The mean hinge loss: no cost once an example is on its side with a margin of 1.

    L = (1/n) Σᵢ max(0, 1 − yᵢ sᵢ).

    Parameters
    ----------
    scores : array_like, shape (n,)
        s, the outputs of a linear classifier.
    targets : array_like, shape (n,)
        y, each −1 or 1.

    Returns
    -------
    float
        At least 0.

    Raises
    ------
    TypeError, ValueError
        If the arguments do not hold finite real numbers, are empty, differ in shape, or a target is not −1 or 1.

    References
    ----------
    Hastie, Tibshirani, Friedman (2009), The Elements of Statistical Learning, eq. 12.25.

    Examples
    --------
    >>> float(hinge([2.0, 0.5, -1.0], [1, 1, 1]))
    0.8333333333333334
    """
    scores, targets = _signs(scores, targets)
    margin = 1 - targets * scores
    return np.mean(np.where(margin > 0, margin, np.zeros_like(margin)))


def hinge_gradient(scores, targets):
    """The gradient of the mean hinge loss, 0 at the kink.

    ∂L/∂sᵢ = −yᵢ/n where yᵢ sᵢ < 1 and 0 otherwise; where yᵢ sᵢ = 1 no derivative exists and the subgradient 0 is
    returned.

    Parameters
    ----------
    scores : array_like, shape (n,)
        s, the outputs of a linear classifier.
    targets : array_like, shape (n,)
        y, each −1 or 1.

    Returns
    -------
    array, shape (n,)

    Raises
    ------
    TypeError, ValueError
        If the arguments do not hold finite real numbers, are empty, differ in shape, or a target is not −1 or 1.

    References
    ----------
    Shalev-Shwartz, Ben-David (2014), Understanding Machine Learning, example 14.2.

    Examples
    --------
    >>> hinge_gradient([2.0, 0.5], [1, 1])
    array([ 0. , -0.5])
    """
    scores, targets = _signs(scores, targets)
    return np.where(targets * scores < 1, -targets, np.zeros_like(targets)) / scores.size


def binary_cross_entropy(logits, targets):
    """The mean cross-entropy of two classes, from logits.

    L = −(1/n) Σᵢ [yᵢ log σ(zᵢ) + (1 − yᵢ) log(1 − σ(zᵢ))] = (1/n) Σᵢ [log(1 + exp(zᵢ)) − yᵢ zᵢ], where each term is
    computed as (1 − yᵢ) softplus(zᵢ) + yᵢ softplus(−zᵢ), in which nothing cancels.

    Parameters
    ----------
    logits : array_like
        z, any shape; n is the number of its entries.
    targets : array_like
        y, of the same shape: labels 0 or 1, or probabilities between.

    Returns
    -------
    float
        At least 0, in nats.

    Raises
    ------
    TypeError, ValueError
        If the arguments do not hold finite real numbers, are empty, differ in shape, or a target is outside [0, 1].

    References
    ----------
    Bishop (2006), Pattern Recognition and Machine Learning, eq. 4.90.

    Examples
    --------
    >>> float(binary_cross_entropy([1000.0, -1000.0], [0, 0]))
    500.0
    """
    logits, targets = _probabilities(logits, targets)
    return np.mean((1 - targets) * np.logaddexp(0, logits) + targets * np.logaddexp(0, -logits))


def binary_cross_entropy_gradient(logits, targets):
    """The gradient of the mean cross-entropy of two classes: predicted minus true probability.

    ∂L/∂zᵢ = (σ(zᵢ) − yᵢ) / n, computed as ((1 − yᵢ) σ(zᵢ) − yᵢ σ(−zᵢ)) / n, in which nothing cancels when yᵢ is 0 or 1.

    Parameters
    ----------
    logits : array_like
        z, any shape; n is the number of its entries.
    targets : array_like
        y, of the same shape: labels 0 or 1, or probabilities between.

    Returns
    -------
    array of the shape of logits

    Raises
    ------
    TypeError, ValueError
        If the arguments do not hold finite real numbers, are empty, differ in shape, or a target is outside [0, 1].

    References
    ----------
    Bishop (2006), Pattern Recognition and Machine Learning, eq. 4.91.

    Examples
    --------
    >>> binary_cross_entropy_gradient([0.0, 0.0], [0, 1])
    array([ 0.25, -0.25])
    """
    logits, targets = _probabilities(logits, targets)
    return ((1 - targets) * sigmoid(logits) - targets * sigmoid(-logits)) / logits.size


def cross_entropy(logits, targets, class_weights=None, label_smoothing=0.0, ignore_index=None):
    """The mean cross-entropy of several classes, from logits.

    L = −(1/n) Σᵢ Σₖ Yᵢₖ log Pᵢₖ with P = softmax(Z), row by row; for class labels −(1/n) Σᵢ log Pᵢ,yᵢ.

    Label smoothing puts (1 − ε) Y + ε/K in the place of Y. With class weights each term is multiplied by wₖ, and the
    sum divided by Σᵢ Σₖ wₖ Yᵢₖ, the total weight of the examples, instead of n. An ignored label takes its example out
    of both sums.

    Parameters
    ----------
    logits : array_like, shape (n, K)
        Z, one example a row.
    targets : array_like, shape (n,) or (n, K)
        Class labels 0 … K − 1, or Y: one-hot rows, or rows of probabilities ("soft labels").
    class_weights : array_like, shape (K,), optional
        w, at least 0, such as `preprocessing.class_weights` gives; all 1 unless given.
    label_smoothing : float
        ε in [0, 1].
    ignore_index : int, optional
        The label of examples that do not count, such as padding; it need not be one of 0 … K − 1.

    Returns
    -------
    float
        At least 0, in nats.

    Raises
    ------
    TypeError, ValueError
        If the logits are not a finite matrix, the targets are neither labels from 0 to K − 1 nor rows of probabilities
        that sum to 1, an option is out of its range, no example counts, or ignore_index is given for rows.

    References
    ----------
    Bishop (2006), Pattern Recognition and Machine Learning, eq. 4.108; for label smoothing Szegedy, Vanhoucke, Ioffe,
    Shlens, Wojna (2016), Rethinking the inception architecture for computer vision, section 7.

    Examples
    --------
    >>> float(cross_entropy([[0.0, 1000.0]], [0]))
    1000.0
    >>> float(cross_entropy([[0.0, 8.0], [0.0, 2.0]], [0, 1], label_smoothing=0.5, ignore_index=1).round(4))
    6.0003
    """
    logits, targets, total = _weighted(logits, targets, class_weights, label_smoothing, ignore_index)
    return _surprise(targets, log_softmax(logits)) / total


def cross_entropy_gradient(logits, targets, class_weights=None, label_smoothing=0.0, ignore_index=None):
    """The gradient of the mean cross-entropy of several classes: predicted minus true probabilities.

    ∂L/∂Z = (P − Y) / n with P = softmax(Z), row by row. In general, with Tᵢₖ the factor of −log Pᵢₖ in the sum and S
    what it is divided by, ∂L/∂Zᵢⱼ = (Pᵢⱼ Σₖ Tᵢₖ − Tᵢⱼ) / S, computed as (Pᵢⱼ Σ_{k≠j} Tᵢₖ − Tᵢⱼ (1 − Pᵢⱼ)) / S from
    log P, in which nothing cancels when Y is 0 or 1.

    Parameters
    ----------
    logits : array_like, shape (n, K)
        Z, one example a row.
    targets : array_like, shape (n,) or (n, K)
        Class labels 0 … K − 1, or Y: one-hot rows, or rows of probabilities ("soft labels").
    class_weights, label_smoothing, ignore_index
        As for `cross_entropy`.

    Returns
    -------
    array, shape (n, K)
        Rows sum to 0.

    Raises
    ------
    TypeError, ValueError
        As for `cross_entropy`.

    References
    ----------
    Bishop (2006), Pattern Recognition and Machine Learning, eq. 4.109.

    Examples
    --------
    >>> cross_entropy_gradient([[0.0, 0.0]], [1])
    array([[ 0.5, -0.5]])
    """
    logits, targets, total = _weighted(logits, targets, class_weights, label_smoothing, ignore_index)
    log_p = log_softmax(logits)
    others = np.sum(targets, axis=1, keepdims=True) - targets
    return (others * np.exp(log_p) - targets * _complement(log_p)) / total


def focal(logits, targets, gamma=2.0):
    """The mean focal loss: cross-entropy that takes examples already read well less seriously.

    L = −(1/n) Σᵢ Σₖ Yᵢₖ (1 − Pᵢₖ)^γ log Pᵢₖ with P = softmax(Z); γ = 0 is the cross-entropy.

    Parameters
    ----------
    logits : array_like, shape (n, K)
        Z, one example a row.
    targets : array_like, shape (n,) or (n, K)
        Class labels 0 … K − 1, or Y: one-hot rows, or rows of probabilities ("soft labels").
    gamma : float
        The focusing parameter γ: 0, or at least 1 (between, the loss has no bounded second derivative as P → 1).

    Returns
    -------
    float
        At least 0, in nats.

    Raises
    ------
    TypeError, ValueError
        As for `cross_entropy`; or γ is neither 0 nor at least 1.

    References
    ----------
    Lin, Goyal, Girshick, He, Dollár (2017), Focal loss for dense object detection, eq. 4.

    Examples
    --------
    >>> float(focal([[0.0, 0.0]], [1])) == 0.25 * float(cross_entropy([[0.0, 0.0]], [1]))
    True
    """
    logits, targets = _classes(logits, targets)
    gamma = _focusing(gamma)
    log_p = log_softmax(logits)
    return _surprise(targets * _complement(log_p) ** gamma, log_p) / logits.shape[0]


def focal_gradient(logits, targets, gamma=2.0):
    """The gradient of the mean focal loss.

    ∂L/∂Zᵢⱼ = (1/n) (Pᵢⱼ Σₖ Aᵢₖ − Aᵢⱼ) with Aᵢₖ = Yᵢₖ [(1 − Pᵢₖ)^γ − γ Pᵢₖ (1 − Pᵢₖ)^(γ−1) log Pᵢₖ].

    Parameters
    ----------
    logits : array_like, shape (n, K)
        Z, one example a row.
    targets : array_like, shape (n,) or (n, K)
        Class labels 0 … K − 1, or Y: one-hot rows, or rows of probabilities ("soft labels").
    gamma : float
        The focusing parameter γ: 0, or at least 1.

    Returns
    -------
    array, shape (n, K)
        Rows sum to 0.

    Raises
    ------
    TypeError, ValueError
        As for `cross_entropy`; or γ is neither 0 nor at least 1.

    References
    ----------
    Lin, Goyal, Girshick, He, Dollár (2017), Focal loss for dense object detection, appendix B, for several classes.

    Examples
    --------
    >>> focal_gradient([[0.0, 0.0]], [1], gamma=0.0)
    array([[ 0.5, -0.5]])
    """
    logits, targets = _classes(logits, targets)
    gamma = _focusing(gamma)
    log_p = log_softmax(logits)
    p, q = np.exp(log_p), _complement(log_p)
    p_log_p = p * np.where(p > 0, log_p, np.zeros_like(p))
    slope = gamma * q ** (gamma - 1) * p_log_p if gamma else np.zeros_like(p)
    a = targets * (q**gamma - slope)
    return (p * np.sum(a, axis=1, keepdims=True) - a) / logits.shape[0]


def _surprise(weights, log_p):
    """−Σ weight · log p, in which 0 · (−∞) is 0."""
    if strip(log_p).min() == -np.inf:
        log_p = np.where(weights > 0, log_p, np.zeros_like(log_p))
    return 0.0 - np.sum(weights * log_p)


def _complement(log_p):
    """1 − p from log p, without loss of digits as p comes close to 1."""
    return -np.expm1(log_p)


def _focusing(gamma):
    gamma = _checks.scalar("gamma", gamma, low=0)
    if 0 < gamma < 1:
        raise ValueError(f"gamma is {gamma:g}, expected 0 or a number of at least 1")
    return gamma


def _pair(prediction, target):
    prediction = _checks.array("prediction", prediction)
    return prediction, _like(prediction, _checks.array("target", target, shape=prediction.shape))


def _signs(scores, targets):
    scores = _checks.array("scores", scores, shape=("n",))
    targets = _like(scores, _checks.array("targets", targets, shape=scores.shape))
    _checks.refuse_where("targets", targets, np.abs(targets) != 1, "-1 or 1")
    return scores, targets


def _probabilities(logits, targets):
    logits = _checks.array("logits", logits)
    targets = _like(logits, _checks.array("targets", targets, shape=logits.shape))
    _checks.refuse_where("targets", targets, (targets < 0) | (targets > 1), "labels 0 or 1, or probabilities between")
    return logits, targets


def _classes(logits, targets):
    """The logits as a matrix and the targets as rows of probabilities of the same shape and type."""
    logits = _checks.array("logits", logits, shape=("n", "K"))
    n, k = logits.shape
    targets = _checks.array("targets", targets, ndim=(1, 2))
    if targets.ndim == 1:
        labels = _checks.labels("targets", targets, n_classes=k, length=n)
        return logits, np.eye(k, dtype=logits.dtype)[labels]
    targets = _like(logits, _checks.distribution("targets", targets, shape=(n, k)))
    return logits, targets


def _weighted(logits, targets, class_weights, label_smoothing, ignore_index):
    """The logits, the factor of each −log Pᵢₖ in the cross-entropy, and what their sum is divided by."""
    counted = None
    if ignore_index is not None:
        targets, counted = _without_ignored(targets, _checks.integer("ignore_index", ignore_index))
    logits, Y = _classes(logits, targets)
    n, k = logits.shape
    if class_weights is None and counted is None and type(label_smoothing) is float and label_smoothing == 0:
        return logits, Y, n
    smoothing = _checks.scalar("label_smoothing", label_smoothing, low=0, high=1)
    w = np.ones(k) if class_weights is None else _checks.array("class_weights", class_weights, shape=(k,))
    _checks.refuse_where("class_weights", w, w < 0, "weights of at least 0")
    w = w * counted[:, None] if counted is not None else w
    total = np.sum(w * Y)
    if not total > 0:
        raise ValueError("class_weights are 0 for the class of every example, expected one above 0")
    return logits, _like(logits, w * ((1 - smoothing) * Y + smoothing / k)), total.astype(logits.dtype)


def _without_ignored(targets, ignore_index):
    """The labels, any other one in the place of those to ignore, and whether each of them counts."""
    targets = _checks.array("targets", targets, ndim=(1, 2))
    if targets.ndim == 2:
        raise ValueError("ignore_index takes out labels, but targets holds rows of probabilities; leave their rows out")
    counted = targets != ignore_index
    if not counted.any():
        raise ValueError(f"targets holds the ignored label {ignore_index} only, expected an example that counts")
    return np.where(counted, targets, 0), counted


def _like(x, target):
    """The target in the floating-point type of ``x``, so that labels given as integers do not widen float32."""
    return target if target.dtype == x.dtype else target.astype(x.dtype)
