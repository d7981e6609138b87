"""A small one-stage detector in the way of YOLO: each cell of a grid says what has its center there, and where it ends.

>>> import numpy as np
>>> from dlmath import yolo
>>> params = yolo.initialize(rng=0)
>>> yolo.forward(params, np.zeros((2, 64, 64), dtype=np.float32)).shape
(2, 8, 8, 15)

One pass of a convolutional network over an image gives 15 numbers for each cell of 8 × 8 pixels: is there something
(objectness), its box (four numbers as in `dlmath.detection.encode_cell`, with an anchor of 14 × 20 pixels), and which
of ten classes it is. To train it on scenes of `dlmath.scenes.compose`, hand ``value_and_grad(yolo.loss)``, the images
and ``yolo.targets(truths)`` to `dlmath.mlp.train`.
"""

import numpy as np

from dlmath import _checks
from dlmath.activations import relu, sigmoid, softmax
from dlmath.cnn import conv2d
from dlmath.detection import Detections, Truths, ciou, decode_cell, encode_cell, non_maximum_suppression
from dlmath.losses import cross_entropy
from dlmath.mlp import he_normal

__all__ = ["ANCHOR", "STRIDE", "detect", "forward", "initialize", "loss", "targets"]

STRIDE = 8
ANCHOR = (14.0, 20.0)
_N_CLASSES = 10
_SHAPES = [(12, 1, 5, 5), (24, 12, 3, 3), (48, 24, 3, 3), (64, 48, 3, 3), (5 + _N_CLASSES, 64, 1, 1)]
_STRIDES = (2, 2, 2, 1, 1)
_BATCH = 100


def initialize(rng, dtype=np.float32):
    """The parameters with which training begins.

    W ~ he_normal of its shape, b = 0; in the last layer W is a tenth of that, and the bias of objectness is −3

    So every cell begins by saying that there is probably nothing: σ(−3) ≈ 0.05, about the share of cells that hold a
    digit. Otherwise the many empty cells would drown the few others at first.

    Parameters
    ----------
    rng : numpy.random.Generator or int
        The source of randomness, or a seed.
    dtype : dtype
        float32 or float64.

    Returns
    -------
    list of dict
        "W" of the shapes (12, 1, 5, 5), (24, 12, 3, 3), (48, 24, 3, 3), (64, 48, 3, 3) and (15, 64, 1, 1), and "b" with
        an entry for each output: 42,031 numbers in all.

    Raises
    ------
    TypeError, ValueError
        If an argument is not what it should be.

    References
    ----------
    T.-Y. Lin et al., "Focal loss for dense object detection", 2017, section 4.1, for the bias.

    Examples
    --------
    >>> sum(layer["W"].size + layer["b"].size for layer in initialize(rng=0))
    42031
    """
    rng = _checks.generator("rng", rng)
    dtype = np.dtype(_checks.one_of("dtype", dtype, (np.float32, np.float64, "float32", "float64")))
    params = [{"W": he_normal(shape, rng).astype(dtype), "b": np.zeros(shape[0], dtype)} for shape in _SHAPES]
    params[-1]["W"] *= dtype.type(0.1)
    params[-1]["b"][0] = -3
    return params


def forward(params, images):
    """What the network says of every cell.

    Five convolutions, relu after each but the last: 5 × 5, 3 × 3, 3 × 3 with stride 2, then 3 × 3 and 1 × 1. A cell
    sees 33 × 33 pixels around it.

    Parameters
    ----------
    params : list of dict
        As `initialize` makes them.
    images : array_like, shape (n, rows, columns)
        Ink from 0 to 1; rows and columns are multiples of 8.

    Returns
    -------
    array, shape (n, rows / 8, columns / 8, 15)
        The logit of objectness; four numbers for the box, of which the first two still go through a sigmoid; ten logits
        of classes.

    Raises
    ------
    TypeError, ValueError
        If params is not built and shaped as said, or the images are not.

    References
    ----------
    J. Redmon et al., "You only look once: unified, real-time object detection", 2016, section 2; boxes as in J.
    Redmon, A. Farhadi, "YOLO9000: better, faster, stronger", 2017.

    Examples
    --------
    >>> forward(initialize(rng=0), np.zeros((1, 64, 96)))[0, 0, 0, :3]
    array([-3.,  0.,  0.])
    """
    A = _checks.array("images", images, shape=("n", "rows", "columns"))
    if A.shape[1] % STRIDE or A.shape[2] % STRIDE:
        raise ValueError(f"images has shape {A.shape}, expected rows and columns that are multiples of {STRIDE}")
    A = A[:, None]
    for k, (layer, stride) in enumerate(zip(_layers(params), _STRIDES, strict=True)):
        W, b = layer
        A = conv2d(A if k == 0 else relu(A), W, b, stride=stride, padding=W.shape[-1] // 2)
    return np.moveaxis(A, 1, -1)


def targets(truths, size=64):
    """What the cells of every image should say.

    T[i, row, column] = (1, box, class) in the cells that hold the center of a box, else 0

    Parameters
    ----------
    truths : sequence of Truths
        One for each image, as of `dlmath.scenes.compose`, with classes 0 to 9. Of several boxes with their center in
        one cell, the last counts.
    size : int
        The side of the images, a multiple of 8.

    Returns
    -------
    array of float32, shape (n, size / 8, size / 8, 6)
        Whether there is something, the corners of its box in pixels, and its class.

    Raises
    ------
    TypeError, ValueError
        If truths is no list of Truths, size is no multiple of 8, a center lies outside of the image, or a class is
        above 9.

    References
    ----------
    J. Redmon et al., "You only look once: unified, real-time object detection", 2016, section 2.

    Examples
    --------
    >>> T = targets([Truths(np.array([[2.0, 8.0, 12.0, 20.0]]), np.array([7]))], size=24)
    >>> T[0, 1, 0], int(T[..., 0].sum())  # the center is (7, 14)
    (array([ 1.,  2.,  8., 12., 20.,  7.], dtype=float32), 1)
    """
    if not isinstance(truths, list | tuple) or not truths or not all(isinstance(t, Truths) for t in truths):
        raise TypeError(f"truths is {type(truths).__name__}, expected a list of Truths, one for each image")
    size = _checks.integer("size", size, low=STRIDE)
    if size % STRIDE:
        raise ValueError(f"size is {size}, expected a multiple of {STRIDE}")
    T = np.zeros((len(truths), size // STRIDE, size // STRIDE, 6), dtype=np.float32)
    for i, (boxes, labels) in enumerate(truths):
        if len(boxes):
            labels = _checks.labels(f"truths[{i}].labels", labels, n_classes=_N_CLASSES, length=len(boxes))
            columns, rows = encode_cell(boxes, STRIDE, ANCHOR)[0].T
            outside = (rows < 0) | (columns < 0) | (rows >= size // STRIDE) | (columns >= size // STRIDE)
            if outside.any():
                raise ValueError(f"truths[{i}].boxes holds a center outside of the image of {size} × {size} pixels")
            T[i, rows, columns] = np.column_stack([np.ones(len(boxes)), boxes, labels])
    return T


def loss(params, images, targets, box_weight=5.0):
    """What is wrong with what the cells say: something or nothing, where, and what.

    L = (1/N) [Σ over cells BCE(objectness) + Σ over objects (λ (1 − CIoU) + cross-entropy of the class)]

    N is the number of objects in the batch. Only the cell that holds the center of an object learns a box and a class.

    Parameters
    ----------
    params : list of dict
        As `initialize` makes them.
    images : array_like, shape (n, rows, columns)
    targets : array_like, shape (n, rows / 8, columns / 8, 6)
        As `targets` makes them.
    box_weight : float
        λ, at least 0. The greater it is, the tighter the boxes.

    Returns
    -------
    float

    Raises
    ------
    TypeError, ValueError
        If an argument is not built and shaped as said.

    References
    ----------
    J. Redmon et al., "You only look once: unified, real-time object detection", 2016, eq. 3 with its λ, and the
    losses of its successors: cross-entropy for objectness and class, and CIoU for the box.

    Examples
    --------
    >>> images, empty = np.zeros((1, 64, 64)), np.zeros((1, 8, 8, 6))
    >>> float(loss(initialize(rng=0), images, empty).round(4))  # 64 log(1 + exp(−3))
    3.1096
    """
    Y = forward(params, images)
    T = _checks.array("targets", targets, shape=(*Y.shape[:3], 6), allow_traced=False)
    box_weight = _checks.scalar("box_weight", box_weight, low=0, high=1e6)
    present = T[..., 0].astype(Y.dtype)
    i, row, column = np.nonzero(present)
    n = max(1, len(i))
    total = np.sum(np.logaddexp(0, Y[..., 0]) - present * Y[..., 0]) / n
    if len(i):
        said, true = Y[i, row, column], T[i, row, column]
        boxes = decode_cell(np.stack([column, row], axis=-1), _offsets(said), STRIDE, ANCHOR)
        where = np.mean(1 - ciou(boxes, true[:, 1:5].astype(Y.dtype)))
        total = total + box_weight * where + cross_entropy(said[:, 5:], true[:, 5])
    return total


def detect(params, images, min_score=0.02, max_iou=0.5):
    """The boxes that the network sees in images, each once.

    score of class c = σ(objectness) · softmax(class logits)_c; then non-maximum suppression class by class

    Parameters
    ----------
    params : list of dict
        As `initialize` makes them, trained.
    images : array_like, shape (n, rows, columns)
    min_score : float
        From 0 to 1: what is less sure is not said. Low for the curve of precision and recall, about 0.5 to look at.
    max_iou : float
        From 0 to 1: how much two boxes of one class may overlap.

    Returns
    -------
    list of Detections
        One for each image, by falling score.

    Raises
    ------
    TypeError, ValueError
        As for `forward`, or if a number is out of range.

    References
    ----------
    J. Redmon et al., "You only look once: unified, real-time object detection", 2016, eq. 1.

    Examples
    --------
    >>> detect(initialize(rng=0), np.zeros((1, 64, 64)))[0].labels
    array([], dtype=int64)
    """
    min_score = _checks.scalar("min_score", min_score, low=0, high=1)
    max_iou = _checks.scalar("max_iou", max_iou, low=0, high=1)
    images = _checks.array("images", images, shape=("n", "rows", "columns"), allow_traced=False)
    batches = [forward(params, images[i : i + _BATCH]) for i in range(0, len(images), _BATCH)]
    found = []
    for Y in np.concatenate(batches):
        row, column = np.indices(Y.shape[:2])
        boxes = decode_cell(np.stack([column, row], axis=-1), _offsets(Y), STRIDE, ANCHOR)
        scores = sigmoid(Y[..., :1]) * softmax(Y[..., 5:])
        r, c, labels = np.nonzero(scores > min_score)
        boxes, scores = boxes[r, c], scores[r, c, labels]
        kept = non_maximum_suppression(boxes, scores, max_iou, labels)
        found.append(Detections(boxes[kept], scores[kept], labels[kept]))
    return found


def _offsets(Y):
    """The four numbers of a box as `decode_cell` wants them."""
    return np.concatenate([sigmoid(Y[..., 1:3]), Y[..., 3:5]], axis=-1)


def _layers(params):
    """The weights and biases of the five layers."""
    if not isinstance(params, list | tuple) or len(params) != len(_SHAPES):
        came = f"holds {len(params)} layers" if isinstance(params, list | tuple) else f"is {type(params).__name__}"
        raise ValueError(f"params {came}, expected a list of {len(_SHAPES)} dicts of W and b")
    for k, layer in enumerate(params):
        if not isinstance(layer, dict) or set(layer) != {"W", "b"}:
            raise ValueError(f"params[{k}] is {type(layer).__name__}, expected a dict with the keys ['W', 'b']")
    return [
        (
            _checks.array(f"params[{k}]['W']", layer["W"], shape=shape),
            _checks.array(f"params[{k}]['b']", layer["b"], shape=shape[:1]),
        )
        for k, (layer, shape) in enumerate(zip(params, _SHAPES, strict=True))
    ]
