"""Detection: boxes and how well they meet, anchors, suppression of duplicates, and average precision.

>>> import numpy as np
>>> from dlmath import detection
>>> boxes = np.array([[0.0, 0.0, 2.0, 2.0], [1.0, 0.0, 3.0, 2.0], [7.0, 7.0, 9.0, 9.0]])
>>> detection.iou(boxes[:, None], boxes).round(4)
array([[1.    , 0.3333, 0.    ],
       [0.3333, 1.    , 0.    ],
       [0.    , 0.    , 1.    ]])

A box is four numbers (x₁, y₁, x₂, y₂), its upper left and lower right corner: x runs to the right, y down, in any unit.
Coordinates are continuous, and the pixel in row r and column c fills the box (c, r, c + 1, r + 1): a width is x₂ − x₁,
nothing is added. Boxes stand in the last axis. The measures of overlap broadcast over the axes before it, so that
``iou(A, B)`` compares row by row, and ``iou(A[:, None], B)`` each box of A with each of B. Measures, encodings and the
loss can be differentiated by `dlmath.autodiff`.
"""

from typing import NamedTuple

import numpy as np

from dlmath import _checks, _scaled
from dlmath.autodiff.box import strip

__all__ = [
    "Detections",
    "Truths",
    "average_precision",
    "average_precisions",
    "box_loss",
    "ciou",
    "decode_box",
    "decode_cell",
    "diou",
    "encode_box",
    "encode_cell",
    "giou",
    "iou",
    "match_anchors",
    "match_detections",
    "mean_average_precision",
    "non_maximum_suppression",
    "precision_recall",
    "to_center",
    "to_corners",
]


class Detections(NamedTuple):
    """What a detector says about one image.

    P(box i holds an object of class cᵢ) ≈ sᵢ

    Parameters
    ----------
    boxes : array, shape (n, 4)
        Corners.
    scores : array, shape (n,)
        s, how sure it is of each.
    labels : array of int, shape (n,)
        c, the class of each.

    Examples
    --------
    >>> Detections(np.zeros((0, 4)), np.zeros(0), np.zeros(0, int)).boxes.shape
    (0, 4)
    """

    boxes: np.ndarray
    scores: np.ndarray
    labels: np.ndarray


class Truths(NamedTuple):
    """What there is in one image.

    box i holds an object of class cᵢ

    Parameters
    ----------
    boxes : array, shape (n, 4)
        Corners.
    labels : array of int, shape (n,)
        c, the class of each.

    Examples
    --------
    >>> Truths(np.array([[0.0, 0.0, 2.0, 2.0]]), np.array([7])).labels
    array([7])
    """

    boxes: np.ndarray
    labels: np.ndarray


def to_center(boxes):
    """Boxes by center and size, from boxes by two corners.

    x = (x₁ + x₂) / 2, y = (y₁ + y₂) / 2, w = x₂ − x₁, h = y₂ − y₁

    Parameters
    ----------
    boxes : array_like, shape (..., 4)
        (x₁, y₁, x₂, y₂).

    Returns
    -------
    array, shape (..., 4)
        (x, y, w, h).

    Raises
    ------
    TypeError, ValueError
        If boxes does not hold four finite numbers in its last axis, or a box ends before it begins.

    References
    ----------
    S. Ren, K. He, R. Girshick, J. Sun, "Faster R-CNN", 2015, section 3.1.2.

    Examples
    --------
    >>> to_center([[0.0, 0.0, 4.0, 2.0]])
    array([[2., 1., 4., 2.]])
    """
    boxes = _boxes("boxes", boxes)
    low, high = boxes[..., :2], boxes[..., 2:]
    return np.concatenate([low / 2 + high / 2, high - low], axis=-1)


def to_corners(boxes):
    """Boxes by two corners, from boxes by center and size.

    x₁ = x − w/2, y₁ = y − h/2, x₂ = x + w/2, y₂ = y + h/2

    Parameters
    ----------
    boxes : array_like, shape (..., 4)
        (x, y, w, h).

    Returns
    -------
    array, shape (..., 4)
        (x₁, y₁, x₂, y₂).

    Raises
    ------
    TypeError, ValueError
        If boxes does not hold four finite numbers in its last axis, or a size is negative.

    References
    ----------
    S. Ren, K. He, R. Girshick, J. Sun, "Faster R-CNN", 2015, section 3.1.2.

    Examples
    --------
    >>> to_corners([[2.0, 1.0, 4.0, 2.0]])
    array([[0., 0., 4., 2.]])
    """
    boxes = _last_axis("boxes", boxes, 4)
    center, size = boxes[..., :2], boxes[..., 2:]
    _checks.refuse_where("boxes", strip(size), strip(size) < 0, "(x, y, w, h) with w and h of at least 0")
    return np.concatenate([center - size / 2, center + size / 2], axis=-1)


def iou(a, b):
    """Intersection over union: which share of the ground that two boxes cover belongs to both.

    IoU = |A ∩ B| / |A ∪ B|

    It is 1 for equal boxes and 0 for boxes that do not meet, however far apart they are: there its gradient is 0 too.
    Where neither box has an area, 0/0 counts as 0.

    Parameters
    ----------
    a, b : array_like, shape (..., 4)
        Corners; the axes before the last broadcast.

    Returns
    -------
    array, shape (...)
        From 0 to 1, the same for any units and offsets.

    Raises
    ------
    TypeError, ValueError
        If a or b does not hold four finite numbers in its last axis, a box ends before it begins, or the axes before
        the last do not broadcast.

    References
    ----------
    M. Everingham et al., "The PASCAL visual object classes (VOC) challenge", 2010, section 4.2; there a
    width is x₂ − x₁ + 1, in whole pixels.

    Examples
    --------
    >>> float(iou([0.0, 0.0, 2.0, 2.0], [1.0, 0.0, 3.0, 2.0]).round(4))
    0.3333
    """
    overlap, union, _ = _areas(*_pair(a, b))
    return _ratio(overlap, union)


def giou(a, b):
    """Generalized IoU: IoU less the share of the smallest box around both that neither covers.

    GIoU = IoU − (|C| − |A ∪ B|) / |C|, C the smallest box that holds A and B

    It falls toward −1 the farther two boxes lie apart, so that its gradient draws them together. Of one box inside the
    other it is the IoU, wherever the inner one lies.

    Parameters
    ----------
    a, b : array_like, shape (..., 4)
        Corners; the axes before the last broadcast.

    Returns
    -------
    array, shape (...)
        Above −1, at most 1. Where C has no area, the second term counts as 0.

    Raises
    ------
    TypeError, ValueError
        As for `iou`.

    References
    ----------
    H. Rezatofighi et al., "Generalized intersection over union", CVPR 2019, algorithm 1.

    Examples
    --------
    >>> float(giou([0.0, 0.0, 1.0, 1.0], [3.0, 0.0, 4.0, 1.0]))
    -0.5
    """
    overlap, union, hull = _areas(*_pair(a, b))
    return _ratio(overlap, union) - _ratio(hull - union, hull)


def diou(a, b):
    """Distance IoU: IoU less the squared distance of the centers, measured by the diagonal around both boxes.

    DIoU = IoU − ρ² / c², ρ the distance of the centers, c the diagonal of the smallest box that holds A and B

    Its gradient moves boxes that do not meet, and also centers a box inside the other.

    Parameters
    ----------
    a, b : array_like, shape (..., 4)
        Corners; the axes before the last broadcast.

    Returns
    -------
    array, shape (...)
        Above −1, at most 1. Of two boxes that are the same point, the second term counts as 0.

    Raises
    ------
    TypeError, ValueError
        As for `iou`.

    References
    ----------
    Z. Zheng et al., "Distance-IoU loss", AAAI 2020, eq. 7.

    Examples
    --------
    >>> float(diou([0.0, 0.0, 1.0, 1.0], [3.0, 0.0, 4.0, 1.0]).round(4))
    -0.5294
    """
    a, b = _pair(a, b)
    overlap, union, _ = _areas(a, b)
    return _ratio(overlap, union) - _distance(a, b)


def ciou(a, b):
    """Complete IoU: distance IoU less a price for another shape.

    CIoU = DIoU − α v with v = (4/π²) (arctan(w_b/h_b) − arctan(w_a/h_a))² and α = v / (1 − IoU + v)

    Derivatives are those of this formula. PyTorch's ``complete_box_iou_loss`` differentiates as if α were a constant.

    Parameters
    ----------
    a, b : array_like, shape (..., 4)
        Corners; the axes before the last broadcast.

    Returns
    -------
    array, shape (...)
        Above −2, at most 1. An angle arctan(0/0) and a factor α of 0/0 count as 0.

    Raises
    ------
    TypeError, ValueError
        As for `iou`.

    References
    ----------
    Z. Zheng et al., "Distance-IoU loss", AAAI 2020, eq. 8 to 11.

    Examples
    --------
    >>> float(ciou([0.0, 0.0, 2.0, 2.0], [-1.0, 0.0, 3.0, 2.0]).round(4))
    0.4968
    """
    a, b = _pair(a, b)
    overlap, union, _ = _areas(a, b)
    overlapping = _ratio(overlap, union)
    v = 4 / np.pi**2 * np.square(_angle(b) - _angle(a))
    alpha = _ratio(v, 1 - overlapping + v)
    return overlapping - _distance(a, b) - alpha * v


def box_loss(predicted, target, measure=giou):
    """How far predicted boxes are from the true ones, as a loss without units.

    L = (1/n) Σᵢ (1 − measure(Bᵢ, B*ᵢ))

    With `iou`, a box that does not meet its target has no gradient and learns nothing; with the other measures it does.

    Parameters
    ----------
    predicted, target : array_like, shape (n, 4)
        B and B*, corners.
    measure : callable
        `iou`, `giou`, `diou` or `ciou`.

    Returns
    -------
    float
        0 where all boxes are right.

    Raises
    ------
    TypeError, ValueError
        If predicted and target do not hold n boxes each, or measure is not a function.

    References
    ----------
    H. Rezatofighi et al., "Generalized intersection over union", CVPR 2019, section 3.1.

    Examples
    --------
    >>> from dlmath.autodiff import grad
    >>> target = np.array([[3.0, 0.0, 4.0, 1.0]])
    >>> loss = lambda boxes, measure: box_loss(boxes, target, measure)
    >>> grad(loss)(np.array([[0.0, 0.0, 1.0, 1.0]]), iou)
    array([[0., 0., 0., 0.]])
    >>> grad(loss)(np.array([[0.0, 0.0, 1.0, 1.0]]), giou).round(3)
    array([[ 0.125,  0.   , -0.25 ,  0.   ]])
    """
    predicted = _boxes("predicted", predicted, ndim=2)
    target = _boxes("target", _checks.array("target", target, shape=predicted.shape))
    _check_function("measure", measure)
    return np.mean(1 - measure(predicted, target))


def encode_box(boxes, anchors):
    """Boxes as seen from anchors: what a network is asked to predict.

    t = ((x − x_a)/w_a, (y − y_a)/h_a, log(w/w_a), log(h/h_a)) with centers (x, y) and sizes (w, h)

    Parameters
    ----------
    boxes, anchors : array_like, shape (..., 4)
        Corners, of boxes with an area; the axes before the last broadcast.

    Returns
    -------
    array, shape (..., 4)
        t, the same for any units and offsets; 0 where box and anchor are equal.

    Raises
    ------
    TypeError, ValueError
        If an argument does not hold four finite numbers in its last axis, a box has no area, or the shapes do not fit.

    References
    ----------
    S. Ren, K. He, R. Girshick, J. Sun, "Faster R-CNN", 2015, eq. 2.

    Examples
    --------
    >>> encode_box([0.0, 0.0, 4.0, 2.0], anchors=[0.0, 0.0, 2.0, 2.0]).round(4)
    array([0.5   , 0.    , 0.6931, 0.    ])
    """
    boxes, anchors = _pair(boxes, anchors, ("boxes", "anchors"))
    size, unit = _sides("boxes", boxes), _sides("anchors", anchors)
    moved = (boxes[..., :2] - anchors[..., :2]) / 2 + (boxes[..., 2:] - anchors[..., 2:]) / 2
    return np.concatenate([moved / unit, np.log(size / unit)], axis=-1)


def decode_box(offsets, anchors):
    """The boxes that a network means by what it says of anchors: the inverse of `encode_box`.

    x = x_a + t₁ w_a, y = y_a + t₂ h_a, w = w_a exp(t₃), h = h_a exp(t₄)

    Parameters
    ----------
    offsets : array_like, shape (..., 4)
        t.
    anchors : array_like, shape (..., 4)
        Corners, of boxes with an area; the axes before the last broadcast.

    Returns
    -------
    array, shape (..., 4)
        Corners.

    Raises
    ------
    TypeError, ValueError
        If an argument does not hold four finite numbers in its last axis, an anchor has no area, the shapes do not
        fit, or a size has no finite exponential.

    References
    ----------
    S. Ren, K. He, R. Girshick, J. Sun, "Faster R-CNN", 2015, eq. 2.

    Examples
    --------
    >>> decode_box([0.5, 0.0, np.log(2), 0.0], anchors=[0.0, 0.0, 2.0, 2.0]).round(4)
    array([0., 0., 4., 2.])
    """
    offsets, anchors = _last_axis("offsets", offsets, 4), _boxes("anchors", anchors)
    _check_broadcast(("offsets", "anchors"), offsets, anchors)
    unit, shift = _sides("anchors", anchors), offsets[..., :2]
    half = unit * _growth(offsets) / 2
    center = anchors[..., :2] + unit / 2 + shift * unit
    return np.concatenate([center - half, center + half], axis=-1)


def encode_cell(boxes, stride, anchor):
    """Boxes as a grid of cells sees them, in the way of YOLO: the cell that holds the center is responsible.

    cell = (⌊x/s⌋, ⌊y/s⌋), t = (x/s − ⌊x/s⌋, y/s − ⌊y/s⌋, log(w/p_w), log(h/p_h))

    Parameters
    ----------
    boxes : array_like, shape (..., 4)
        Corners, of boxes with an area.
    stride : float
        s > 0, the side of a cell.
    anchor : pair of float
        p, a usual width and height.

    Returns
    -------
    cells : array of int, shape (..., 2)
        Column and row.
    offsets : array, shape (..., 4)
        t; its first two entries are in [0, 1), where a network puts them by a sigmoid.

    Raises
    ------
    TypeError, ValueError
        If boxes does not hold boxes with an area, or stride or anchor is not positive.

    References
    ----------
    J. Redmon, A. Farhadi, "YOLO9000: better, faster, stronger", CVPR 2017, figure 3.

    Examples
    --------
    >>> encode_cell([6.0, 8.0, 22.0, 24.0], stride=8, anchor=(16.0, 16.0))
    (array([1, 2]), array([0.75, 0.  , 0.  , 0.  ]))
    """
    stride, anchor = _grid(stride, anchor)
    boxes = _boxes("boxes", boxes, allow_traced=False)
    size, center = _sides("boxes", boxes), to_center(boxes)[..., :2] / stride
    cells = np.floor(center)
    offsets = np.concatenate([center - cells, np.log(size / anchor)], axis=-1)
    return cells.astype(np.int64), offsets.astype(boxes.dtype)


def decode_cell(cells, offsets, stride, anchor):
    """The boxes that cells of a grid mean: the inverse of `encode_cell`.

    x = s (column + t₁), y = s (row + t₂), w = p_w exp(t₃), h = p_h exp(t₄)

    Parameters
    ----------
    cells : array_like, shape (..., 2)
        Column and row.
    offsets : array_like, shape (..., 4)
        t; of a network's outputs, the first two through a sigmoid.
    stride : float
        s > 0, the side of a cell.
    anchor : pair of float
        p, a usual width and height.

    Returns
    -------
    array, shape (..., 4)
        Corners.

    Raises
    ------
    TypeError, ValueError
        If an argument does not hold finite numbers of these shapes, stride or anchor is not positive, or a size has no
        finite exponential.

    References
    ----------
    J. Redmon, A. Farhadi, "YOLO9000: better, faster, stronger", CVPR 2017, figure 3.

    Examples
    --------
    >>> decode_cell([1, 2], [0.75, 0.0, 0.0, 0.0], stride=8, anchor=(16.0, 16.0))
    array([ 6.,  8., 22., 24.])
    """
    stride, anchor = _grid(stride, anchor)
    offsets, cells = _last_axis("offsets", offsets, 4), _last_axis("cells", cells, 2)
    _check_broadcast(("cells", "offsets"), cells, offsets)
    anchor = anchor.astype(offsets.dtype)
    center, half = stride * (cells.astype(offsets.dtype) + offsets[..., :2]), anchor * _growth(offsets) / 2
    return np.concatenate([center - half, center + half], axis=-1)


def match_anchors(anchors, boxes, low=0.3, high=0.7):
    """Which box each anchor has to find, by their overlap.

    An anchor belongs to the box with the greatest IoU if that is at least ``high``; below ``low`` it is background;
    between, it is left out of the training. And so that no box goes without, the anchor of greatest IoU with a box
    (the first of several) belongs to that box, if they meet at all. If it is the best of several boxes, the one with
    the greatest IoU gets it.

    Parameters
    ----------
    anchors : array_like, shape (n, 4)
        Corners.
    boxes : array_like, shape (m, 4)
        Corners; there may be none.
    low, high : float
        Thresholds from 0 to 1, low ≤ high.

    Returns
    -------
    array of int, shape (n,)
        The index of a box, or −1 for background, or −2 for neither.

    Raises
    ------
    TypeError, ValueError
        If an argument is not what it should be.

    References
    ----------
    S. Ren, K. He, R. Girshick, J. Sun, "Faster R-CNN", 2015, section 3.1.2.

    Examples
    --------
    >>> anchors = [[0.0, 0.0, 2.0, 2.0], [2.0, 0.0, 4.0, 2.0], [8.0, 0.0, 10.0, 2.0], [1.0, 0.0, 2.0, 2.0]]
    >>> match_anchors(anchors, boxes=[[0.0, 0.0, 2.0, 2.0], [3.0, 0.0, 5.0, 2.0]])
    array([ 0,  1, -1, -2])
    """
    anchors, boxes = _boxes("anchors", anchors, ndim=2, allow_traced=False), _several("boxes", boxes)
    high = _checks.scalar("high", high, low=0, high=1)
    low = _checks.scalar("low", low, low=0, high=high)
    if len(boxes) == 0:
        return np.full(len(anchors), -1)
    overlaps = iou(anchors[:, None], boxes)
    greatest = np.max(overlaps, axis=1)
    matches = np.where(greatest >= high, np.argmax(overlaps, axis=1), np.where(greatest < low, -1, -2))
    best = np.max(overlaps, axis=0)
    for box in np.argsort(best, kind="stable"):
        if best[box] > 0:
            matches[np.argmax(overlaps[:, box])] = box
    return matches


def non_maximum_suppression(boxes, scores, threshold=0.5, labels=None):
    """Of boxes that overlap, keep the surest: one box for each object.

    Repeatedly keep the box of greatest score, and drop the others with IoU > threshold.

    Parameters
    ----------
    boxes : array_like, shape (n, 4)
        Corners; there may be none.
    scores : array_like, shape (n,)
        Of equal scores, the first counts as the greatest.
    threshold : float
        From 0 to 1.
    labels : array_like of int, shape (n,), optional
        Classes: a box suppresses only those of its own class.

    Returns
    -------
    array of int, shape (k,)
        The indices that are kept, by falling score.

    Raises
    ------
    TypeError, ValueError
        If boxes, scores and labels are not of these shapes, or threshold is out of range.

    References
    ----------
    P. Felzenszwalb et al., "Object detection with discriminatively trained part-based models", 2010, section 4.4.

    Examples
    --------
    >>> boxes = [[0.0, 0.0, 4.0, 4.0], [0.0, 0.0, 4.0, 5.0], [6.0, 0.0, 9.0, 4.0]]
    >>> non_maximum_suppression(boxes, scores=[0.6, 0.9, 0.8])
    array([1, 2])
    """
    boxes, scores = _several("boxes", boxes), _scores(scores, boxes)
    threshold = _checks.scalar("threshold", threshold, low=0, high=1)
    labels = np.zeros(len(boxes), np.int64) if labels is None else _labels("labels", labels, boxes)
    left, kept = np.argsort(-scores, kind="stable"), []
    while len(left):
        first, left = left[0], left[1:]
        kept.append(first)
        left = left[(iou(boxes[first], boxes[left]) <= threshold) | (labels[left] != labels[first])]
    return np.array(kept, dtype=np.int64)


def match_detections(boxes, scores, truths, threshold=0.5):
    """Which true box each detection has found; each true box is found once.

    By falling score, a detection takes the true box of greatest IoU among those that are still free, if it is at least
    the threshold. A second box on the same object is thus a false alarm.

    Parameters
    ----------
    boxes : array_like, shape (n, 4)
        Detections of one class in one image, corners; there may be none.
    scores : array_like, shape (n,)
        Of equal scores, the first comes first.
    truths : array_like, shape (m, 4)
        The true boxes of this class in this image; there may be none.
    threshold : float
        Above 0, at most 1.

    Returns
    -------
    array of int, shape (n,)
        The index of a true box (of equal ones, the first), or −1 for a false alarm.

    Raises
    ------
    TypeError, ValueError
        If an argument is not what it should be.

    References
    ----------
    T.-Y. Lin et al., "Microsoft COCO: common objects in context", 2014, and the evaluation of its challenges;
    M. Everingham et al., "The PASCAL
    visual object classes (VOC) challenge", 2010, section 4.2.

    Examples
    --------
    >>> boxes = [[0.0, 0.0, 4.0, 4.0], [0.0, 0.0, 4.0, 5.0], [6.0, 0.0, 9.0, 4.0]]
    >>> match_detections(boxes, scores=[0.6, 0.9, 0.8], truths=[[0.0, 0.0, 4.0, 4.0]])
    array([-1,  0, -1])
    """
    boxes, truths = _several("boxes", boxes), _several("truths", truths)
    scores = _scores(scores, boxes)
    threshold = _checks.scalar("threshold", threshold, low=0, high=1, open_low=True)
    found = np.full(len(boxes), -1)
    if len(truths) == 0:
        return found
    overlaps = iou(boxes[:, None], truths)
    for i in np.argsort(-scores, kind="stable"):
        j = np.argmax(overlaps[i])
        if overlaps[i, j] >= threshold:
            found[i] = j
            overlaps[:, j] = -1
    return found


def precision_recall(hits, scores, n_truths):
    """Precision and recall as more and more detections are believed, the surest first.

    P = hits so far / detections so far, R = hits so far / number of true boxes

    Parameters
    ----------
    hits : array_like of bool, shape (n,)
        Whether each detection found a true box, as ``match_detections(…) >= 0``; of all images together.
    scores : array_like, shape (n,)
        Detections of equal score are believed together.
    n_truths : int
        The number of true boxes, at least 1 and at least that of hits. Those that were missed count: recall ends below
        1.

    Returns
    -------
    precision, recall : arrays, shape (m,)
        For the m distinct scores in falling order.

    Raises
    ------
    TypeError, ValueError
        If hits does not hold truth values, scores is not a finite vector of its length, or n_truths is too small.

    References
    ----------
    M. Everingham et al., "The PASCAL visual object classes (VOC) challenge", 2010, section 4.2.

    Examples
    --------
    >>> precision_recall([True, False, True], [0.9, 0.8, 0.7], n_truths=4)
    (array([1.        , 0.5       , 0.66666667]), array([0.25, 0.25, 0.5 ]))
    """
    scores = _checks.array("scores", scores, shape=("n",), nonempty=False, allow_traced=False)
    hits = np.asarray(hits)
    if hits.shape != scores.shape or not np.isin(hits, (0, 1)).all():
        raise ValueError(
            f"hits has dtype {hits.dtype} and shape {hits.shape}, expected {len(scores)} truth values, one a score"
        )
    n_truths = _checks.integer("n_truths", n_truths, low=max(1, int(np.sum(hits))))
    order = np.argsort(-scores, kind="stable")
    last = np.flatnonzero(np.append(np.diff(scores[order]) != 0, len(hits) > 0))
    found = np.cumsum(hits[order].astype(scores.dtype))[last]
    return found / (last + 1).astype(scores.dtype), found / scores.dtype.type(n_truths)


def average_precision(hits, scores, n_truths):
    """The area under the curve of precision over recall, as it is: by its steps.

    AP = Σₖ (Rₖ − Rₖ₋₁) Pₖ over the distinct scores in falling order, R₀ = 0

    With all true boxes found it is `dlmath.metrics.average_precision` of hits and scores; else it is that times the
    share that was found, since recall ends there. Nothing is smoothed: PASCAL VOC and COCO first replace each Pₖ by the
    greatest at a recall of at least Rₖ, and COCO reads 101 points, which gives a little more.

    Parameters
    ----------
    hits : array_like of bool, shape (n,)
        Whether each detection found a true box; of all images together.
    scores : array_like, shape (n,)
    n_truths : int
        The number of true boxes, at least 1 and at least that of hits.

    Returns
    -------
    float
        From 0 to 1; 0 without hits.

    Raises
    ------
    TypeError, ValueError
        As for `precision_recall`.

    References
    ----------
    M. Everingham et al., "The PASCAL visual object classes (VOC) challenge", 2010, section 4.2; M. Zhu, "Recall,
    precision and average precision", 2004.

    Examples
    --------
    >>> float(average_precision([True, False, True], [0.9, 0.8, 0.7], n_truths=2).round(4))
    0.8333
    >>> float(average_precision([True, False, True], [0.9, 0.8, 0.7], n_truths=4).round(4))
    0.4167
    """
    precision, recall = precision_recall(hits, scores, n_truths)
    return np.sum(np.diff(recall, prepend=recall.dtype.type(0)) * precision)


def average_precisions(detections, truths, threshold=0.5):
    """The average precision of each class over many images.

    AP_c = average precision of the detections of class c in all images, matched image by image

    Parameters
    ----------
    detections : sequence of Detections
        One for each image: boxes (n, 4), scores (n,) and labels (n,).
    truths : sequence of Truths
        One for each image: boxes (m, 4) and labels (m,).
    threshold : float
        The IoU that counts as found, above 0, at most 1.

    Returns
    -------
    dict of int to float
        For each class that occurs in truths; detections of other classes do not count.

    Raises
    ------
    TypeError, ValueError
        If detections and truths are not as many, not of these shapes, or no image holds a true box.

    References
    ----------
    M. Everingham et al., "The PASCAL visual object classes (VOC) challenge", 2010, section 4.2.

    Examples
    --------
    >>> truths = [Truths([[0.0, 0.0, 4.0, 4.0], [5.0, 5.0, 9.0, 9.0]], [3, 7])]
    >>> average_precisions([Detections([[0.0, 0.0, 4.0, 4.0]], [0.9], [3])], truths)
    {3: 1.0, 7: 0.0}
    """
    pairs = [(_detected(d, i), _true(t, i)) for i, (d, t) in enumerate(_images(detections, truths))]
    classes = np.unique(np.concatenate([t.labels for _, t in pairs]))
    if len(classes) == 0:
        raise ValueError("truths holds no box in any image, expected at least one")
    result = {}
    for c in classes:
        hits, scores = [], []
        for d, t in pairs:
            mine, there = d.labels == c, t.labels == c
            hits.append(match_detections(d.boxes[mine], d.scores[mine], t.boxes[there], threshold) >= 0)
            scores.append(d.scores[mine])
        n_truths = sum(int(np.sum(t.labels == c)) for _, t in pairs)
        result[int(c)] = float(average_precision(np.concatenate(hits), np.concatenate(scores), n_truths))
    return result


def mean_average_precision(detections, truths, thresholds=0.5):
    """One number for a detector: the mean of the average precisions of all classes.

    mAP = mean of AP_c over the classes that occur; with several thresholds, also over these

    Parameters
    ----------
    detections : sequence of Detections
        One for each image.
    truths : sequence of Truths
        One for each image.
    thresholds : float or sequence of float
        The IoU that counts as found: 0.5 as in PASCAL VOC (mAP@0.5), or ``np.arange(0.5, 1, 0.05)`` as in COCO.

    Returns
    -------
    float
        From 0 to 1.

    Raises
    ------
    TypeError, ValueError
        As for `average_precisions`, or if there are no thresholds.

    References
    ----------
    T.-Y. Lin et al., "Microsoft COCO: common objects in context", 2014, and the evaluation of its challenges.

    Examples
    --------
    >>> truths = [Truths([[0.0, 0.0, 4.0, 4.0], [5.0, 5.0, 9.0, 9.0]], [3, 7])]
    >>> mean_average_precision([Detections([[0.0, 0.0, 4.0, 4.0]], [0.9], [3])], truths)
    0.5
    """
    several = np.ndim(thresholds) > 0
    thresholds = _checks.array("thresholds", thresholds, shape=("k",)) if several else [thresholds]
    names = [f"thresholds[{k}]" if several else "thresholds" for k in range(len(thresholds))]
    values = [_checks.scalar(name, t, low=0, high=1, open_low=True) for name, t in zip(names, thresholds, strict=True)]
    return float(np.mean([np.mean(list(average_precisions(detections, truths, t).values())) for t in values]))


def _last_axis(name, x, n, **options):
    """Numbers with n in the last axis."""
    x = _checks.array(name, x, **options)
    if x.ndim == 0 or x.shape[-1] != n:
        raise ValueError(f"{name} has shape {x.shape}, expected (..., {n})")
    return x


def _boxes(name, boxes, **options):
    """Corners in order."""
    boxes = _last_axis(name, boxes, 4, **options)
    low, high = strip(boxes)[..., :2], strip(boxes)[..., 2:]
    _checks.refuse_where(name, high, high < low, "(x1, y1, x2, y2) with x1 ≤ x2 and y1 ≤ y2")
    return boxes


def _several(name, boxes):
    """A list of boxes that may be empty."""
    boxes = np.zeros((0, 4)) if isinstance(boxes, list | tuple) and not boxes else boxes
    return _boxes(name, boxes, ndim=2, nonempty=False, allow_traced=False)


def _scores(scores, boxes):
    return _checks.array("scores", scores, shape=(len(boxes),), nonempty=False, allow_traced=False)


def _labels(name, labels, boxes):
    if len(boxes) == 0 and np.size(labels) == 0:
        return np.zeros(0, np.int64)
    return _checks.labels(name, labels, length=len(boxes))


def _pair(a, b, names=("a", "b")):
    a, b = (_boxes(name, boxes, nonempty=False) for name, boxes in zip(names, (a, b), strict=True))
    _check_broadcast(names, a, b)
    return a, b


def _check_broadcast(names, a, b):
    try:
        np.broadcast_shapes(a.shape[:-1], b.shape[:-1])
    except ValueError:
        (name, other), hint = names, f"; {names[0]}[:, None] compares each with each"
        raise ValueError(
            f"{name} has shape {a.shape} and {other} {b.shape}, expected as many boxes in both, or one" + hint
        ) from None


def _sides(name, boxes):
    """Width and height, refused where one is 0."""
    sides = boxes[..., 2:] - boxes[..., :2]
    _checks.refuse_where(f"the size of {name}", strip(sides), strip(sides) <= 0, "boxes with an area")
    return sides


def _growth(offsets):
    """exp of the last two entries, which must be finite."""
    logs = offsets[..., 2:]
    limit = np.log(np.finfo(offsets.dtype).max)
    _checks.refuse_where("offsets", strip(logs), strip(logs) > limit, f"logarithms of sizes of at most {limit:.0f}")
    return np.exp(logs)


def _grid(stride, anchor):
    stride = _checks.scalar("stride", stride, low=0, open_low=True, high=np.inf, open_high=True)
    anchor = _checks.array("anchor", anchor, shape=(2,), allow_traced=False)
    _checks.refuse_where("anchor", anchor, anchor <= 0, "a width and a height above 0")
    return stride, anchor


def _areas(a, b):
    """Overlap, union and hull of pairs of boxes, in units in which they are in range, one for each axis."""
    outer = np.maximum(a[..., 2:], b[..., 2:]) - np.minimum(a[..., :2], b[..., :2])
    inner = np.maximum(np.minimum(a[..., 2:], b[..., 2:]) - np.maximum(a[..., :2], b[..., :2]), 0)
    unit = _scaled.unit(outer[..., None], axis=-1)[..., 0]
    sizes = (side / unit for side in (inner, a[..., 2:] - a[..., :2], b[..., 2:] - b[..., :2], outer))
    overlap, area_a, area_b, hull = (size[..., 0] * size[..., 1] for size in sizes)
    return overlap, area_a + area_b - overlap, hull


def _distance(a, b):
    """ρ²/c², from differences, in which an offset cancels."""
    outer = np.maximum(a[..., 2:], b[..., 2:]) - np.minimum(a[..., :2], b[..., :2])
    unit = _scaled.unit(outer, axis=-1)
    between = (a[..., :2] - b[..., :2]) / unit / 2 + (a[..., 2:] - b[..., 2:]) / unit / 2
    return _ratio(np.sum(np.square(between), axis=-1), np.sum(np.square(outer / unit), axis=-1))


def _angle(boxes):
    """arctan(w/h), 0 where both are 0."""
    w, h = boxes[..., 2] - boxes[..., 0], boxes[..., 3] - boxes[..., 1]
    return np.arctan2(w, np.where((strip(w) > 0) | (strip(h) > 0), h, 1))


def _ratio(x, y):
    """x / y, where y ≥ 0; 0 where y is 0."""
    positive = strip(y) > 0
    return np.where(positive, x / np.where(positive, y, 1), 0)[()]


def _check_function(name, f):
    if not callable(f):
        raise TypeError(f"{name} is {type(f).__name__} {f!r}, expected a function such as giou")


def _images(detections, truths):
    for name, value in (("detections", detections), ("truths", truths)):
        if not isinstance(value, list | tuple) or len(value) == 0:
            raise TypeError(f"{name} is {type(value).__name__}, expected a list with one entry for each image")
    if len(detections) != len(truths):
        raise ValueError(f"detections holds {len(detections)} images and truths {len(truths)}, expected as many")
    return zip(detections, truths, strict=True)


def _detected(entry, i):
    name = f"detections[{i}]"
    boxes, scores, labels = _parts(name, entry, ("boxes", "scores", "labels"))
    boxes = _several(f"{name}.boxes", boxes)
    scores = _checks.array(f"{name}.scores", scores, shape=(len(boxes),), nonempty=False, allow_traced=False)
    return Detections(boxes, scores, _labels(f"{name}.labels", labels, boxes))


def _true(entry, i):
    boxes, labels = _parts(f"truths[{i}]", entry, ("boxes", "labels"))
    boxes = _several(f"truths[{i}].boxes", boxes)
    return Truths(boxes, _labels(f"truths[{i}].labels", labels, boxes))


def _parts(name, entry, parts):
    if not isinstance(entry, tuple) or len(entry) != len(parts):
        raise TypeError(f"{name} is {type(entry).__name__}, expected a tuple of {', '.join(parts)}")
    return entry
