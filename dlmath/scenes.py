"""Scenes made of handwritten digits: still ones to detect in, moving ones to track in.

>>> from dlmath import datasets, scenes
>>> train, test = datasets.mnist()
>>> images, truths = scenes.compose(train.images, train.y, n=2, rng=3)
>>> images.shape, truths[0].labels, truths[0].boxes[0]
((2, 64, 64), array([3, 9, 5, 5]), array([45., 22., 58., 48.]))

A digit is cut out tight around its ink, resized by taking means over new pixels, and laid on the paper; where two
overlap, the darker ink wins. Boxes are those of `dlmath.detection`: corners in pixels, x to the right and y down. Take
the digits of training scenes from the training images and those of test scenes from the test images, so that no digit
is ever seen before the test.
"""

from typing import NamedTuple

import numpy as np

from dlmath import _checks
from dlmath.detection import Truths, iou, non_maximum_suppression

__all__ = ["Film", "Observation", "compose", "crops", "moving", "observe"]

_TRIES = 50
_INK = 0.1


class Film(NamedTuple):
    """Digits that move, frame by frame.

    digit i fills the box boxes[t, i] of frame t

    Parameters
    ----------
    frames : array, shape (T, size, size)
        Ink from 0 to 1.
    boxes : array, shape (T, k, 4)
        Corners; a digit's index is its identity.
    labels : array of int, shape (k,)
        Which digits they are.

    Examples
    --------
    >>> images = np.ones((2, 5, 5))
    >>> moving(images, [1, 2], n_frames=3, rng=0).boxes.shape
    (3, 2, 4)
    """

    frames: np.ndarray
    boxes: np.ndarray
    labels: np.ndarray


class Observation(NamedTuple):
    """What is seen of one frame, and what nobody is told: of which digits.

    box i ≈ the true box of digit identities[i], or a false alarm where that is −1

    Parameters
    ----------
    boxes : array, shape (n, 4)
        Corners.
    identities : array of int, shape (n,)

    Examples
    --------
    >>> boxes = np.array([[[0.0, 0.0, 2.0, 2.0]]])
    >>> observe(boxes, rng=0, noise=0.0)[0].identities
    array([0])
    """

    boxes: np.ndarray
    identities: np.ndarray


def compose(images, labels, n, rng, size=64, n_digits=(1, 4), height=(14, 28), overlap=0.1):
    """Still scenes: a few digits of random height at random places, hardly overlapping.

    number ~ U{n_digits}, height ~ U{height}, place ~ U{all at which the digit lies inside}, drawn again where its IoU
    with one before exceeds overlap

    Parameters
    ----------
    images : array_like, shape (m, rows, columns)
        Digits, ink from 0 to 1, each with some ink.
    labels : array_like of int, shape (m,)
    n : int
        The number of scenes.
    rng : numpy.random.Generator or int
        The source of randomness, or a seed.
    size : int
        The side of a scene in pixels.
    n_digits, height : pair of int
        The least and the greatest number of digits, and height of a digit in pixels. A digit that would be wider than
        the scene is made as wide. One that finds no place in fifty tries is left out, unless it is the first.
    overlap : float
        The greatest IoU of two digits, from 0 to 1.

    Returns
    -------
    images : array of float32, shape (n, size, size)
    truths : list of Truths
        The boxes, tight around the ink, and the labels of each scene.

    Raises
    ------
    TypeError, ValueError
        If an argument is not what it should be, or an image has no ink.

    References
    ----------
    In the manner of "MultiMNIST": S. Sabour, N. Frosst, G. Hinton, "Dynamic routing between capsules", 2017, section 6.

    Examples
    --------
    >>> scene, truths = compose(np.ones((1, 5, 5)), [7], n=1, rng=0, size=8, n_digits=(1, 1), height=(4, 4))
    >>> truths[0].boxes, float(scene.sum())
    (array([[4., 3., 8., 7.]]), 16.0)
    """
    digits, labels = _digits(images, labels)
    n, size = _checks.integer("n", n, low=1), _checks.integer("size", size, low=1)
    fewest, most = _range("n_digits", n_digits, None)
    shortest, tallest = _range("height", height, size)
    overlap = _checks.scalar("overlap", overlap, low=0, high=1)
    rng = _checks.generator("rng", rng)
    scenes, truths = np.zeros((n, size, size), dtype=np.float32), []
    for scene in scenes:
        boxes, chosen = np.zeros((0, 4)), rng.integers(len(digits), size=rng.integers(fewest, most + 1))
        kept = []
        for i in chosen:
            ink = _resized(digits[i], rng.integers(shortest, tallest + 1), size)
            box = _place(ink.shape, boxes, size, overlap, rng)
            if box is not None:
                _lay(scene, ink, box)
                boxes, kept = np.vstack([boxes, box]), [*kept, i]
        truths.append(Truths(boxes, labels[kept]))
    return scenes, truths


def moving(images, labels, n_frames, rng, size=64, height=20, speed=(1.0, 2.0), turn=False):
    """A film in which digits cross: each goes straight, passes the middle at half time, and bounces off the edges.

    center(t) = middle + offset + v (t − t½), |v| ~ U(speed), directions spread evenly around, offset ~ U(−h/4, h/4)²

    With turn, (t − t½) is replaced by −|t − t½|: at the middle each digit turns around, and goes back as it came.

    Parameters
    ----------
    images : array_like, shape (k, rows, columns)
        The digits that move, ink from 0 to 1, each with some ink.
    labels : array_like of int, shape (k,)
    n_frames : int
        T.
    rng : numpy.random.Generator or int
        The source of randomness, or a seed.
    size : int
        The side of a frame in pixels.
    height : int
        h, that of a digit in pixels.
    speed : pair of float
        The least and the greatest, in pixels per frame.
    turn : bool
        Whether they turn around when they meet.

    Returns
    -------
    Film
        A digit is laid at the nearest whole pixels, and its box is tight around the ink.

    Raises
    ------
    TypeError, ValueError
        If an argument is not what it should be, or an image has no ink.

    References
    ----------
    In the manner of "Moving MNIST": N. Srivastava, E. Mansimov, R. Salakhutdinov, "Unsupervised learning of video
    representations using LSTMs", 2015.

    Examples
    --------
    >>> film = moving(np.ones((1, 5, 5)), [7], n_frames=5, rng=0, size=20, height=4)
    >>> film.boxes[2, 0]  # half time
    array([ 7.,  9., 11., 13.])
    """
    digits, labels = _digits(images, labels)
    n_frames, size = _checks.integer("n_frames", n_frames, low=1), _checks.integer("size", size, low=1)
    height = _checks.integer("height", height, low=1, high=size)
    low, high = _numbers("speed", speed)
    rng = _checks.generator("rng", rng)
    k, ink = len(digits), [_resized(digit, height, size) for digit in digits]
    angle = 2 * np.pi * (np.arange(k) / k + rng.uniform()) + rng.uniform(-0.3, 0.3, k)
    velocity = rng.uniform(low, high, k)[:, None] * np.stack([np.cos(angle), np.sin(angle)], axis=1)
    sides = np.array([part.shape[::-1] for part in ink])
    middle = (size - sides) / 2 + rng.uniform(-height / 4, height / 4, (k, 2))
    time = np.arange(n_frames) - (n_frames - 1) / 2
    path = middle + velocity * (-np.abs(time) if turn else time)[:, None, None]
    room = size - sides
    corner = np.rint(room - np.abs(np.mod(path, np.maximum(2 * room, 1)) - room))
    corner = np.clip(corner, 0, room)
    boxes, frames = np.concatenate([corner, corner + sides], axis=-1), np.zeros((n_frames, size, size), np.float32)
    for frame, places in zip(frames, boxes, strict=True):
        for part, box in zip(ink, places, strict=True):
            _lay(frame, part, box)
    return Film(frames, boxes, labels)


def observe(boxes, rng, noise=1.0, miss_rate=0.0, false_alarms=0.0, merge=1.0, size=64):
    """What an imperfect detector sees of a film: boxes that tremble, are missed, are invented, or hide each other.

    seen = true + ε with ε ~ N(0, noise²) for each coordinate, with probability 1 − miss_rate, and Poisson(false_alarms)
    further boxes of usual size anywhere; of boxes that overlap with IoU > merge, only one is seen, whichever

    Parameters
    ----------
    boxes : array_like, shape (T, k, 4)
        The true boxes, as of `Film`.
    rng : numpy.random.Generator or int
        The source of randomness, or a seed.
    noise : float
        Standard deviation in pixels, at least 0. A box whose corners would change places keeps them in order.
    miss_rate : float
        From 0 to 1.
    false_alarms : float
        How many there are in a frame on average, at least 0.
    merge : float
        From 0 to 1; with 1 no box hides another.
    size : float
        The side of a frame, in which false alarms lie.

    Returns
    -------
    list of Observation
        One for each frame, the boxes in random order.

    Raises
    ------
    TypeError, ValueError
        If an argument is not what it should be.

    References
    ----------
    Y. Bar-Shalom, T. Fortmann, "Tracking and Data Association", 1988, whose model of detections this is.

    Examples
    --------
    >>> observe([[[0.0, 0.0, 2.0, 2.0], [5.0, 5.0, 7.0, 7.0]]], rng=0, noise=0.0)[0].identities
    array([0, 1])
    """
    boxes = _checks.array("boxes", boxes, shape=("T", "k", 4), allow_traced=False)
    noise = _checks.scalar("noise", noise, low=0, high=np.inf, open_high=True)
    miss_rate = _checks.scalar("miss_rate", miss_rate, low=0, high=1)
    false_alarms = _checks.scalar("false_alarms", false_alarms, low=0, high=1e6)
    merge, size = _checks.scalar("merge", merge, low=0, high=1), _checks.scalar("size", size, low=0, high=1e9)
    rng, usual = _checks.generator("rng", rng), np.mean(boxes[..., 2:] - boxes[..., :2], axis=(0, 1))
    seen = []
    for frame in boxes:
        there = np.flatnonzero(rng.random(len(frame)) >= miss_rate)
        corners = frame[there] + (noise * rng.standard_normal((len(there), 4))).astype(boxes.dtype)
        n_false = rng.poisson(false_alarms)
        at = rng.uniform(0, 1, (n_false, 2)) * np.maximum(size - usual, 0)
        corners = np.vstack([corners, np.concatenate([at, at + usual], axis=1)]).astype(boxes.dtype)
        ends = corners.reshape(-1, 2, 2)
        corners = np.concatenate([ends.min(axis=1), ends.max(axis=1)], axis=1)
        kept = non_maximum_suppression(corners, rng.random(len(corners)), threshold=merge)
        seen.append(Observation(corners[kept], np.append(there, np.full(n_false, -1))[kept]))
    return seen


def crops(image, boxes, size=14):
    """The contents of boxes, all brought to one size and length: what things look like, as vectors.

    f = p / ‖p‖, p the means of the box over size × size equal parts; 0 of blank paper

    Parameters
    ----------
    image : array_like, shape (rows, columns)
        Outside of it everything is 0.
    boxes : array_like, shape (n, 4)
        Corners, of boxes with an area; there may be none.
    size : int
        The side of a crop in pixels.

    Returns
    -------
    array, shape (n, size²)

    Raises
    ------
    TypeError, ValueError
        If an argument is not what it should be, or a box has no area.

    References
    ----------
    N. Wojke, A. Bewley, D. Paulus, "Simple online and realtime tracking with a deep association metric", 2017, section
    2.4, where a network describes what is inside of the box.

    Examples
    --------
    >>> crops([[0.0, 3.0], [0.0, 4.0]], [[1.0, 0.0, 2.0, 2.0]], size=2)
    array([[0.42426407, 0.42426407, 0.56568542, 0.56568542]])
    """
    image = _checks.array("image", image, shape=("rows", "columns"), allow_traced=False)
    boxes = _checks.array("boxes", boxes, shape=("n", 4), nonempty=False, allow_traced=False)
    sides = boxes[:, 2:] - boxes[:, :2]
    _checks.refuse_where("the size of boxes", sides, sides <= 0, "boxes with an area")
    size = _checks.integer("size", size, low=1)
    vectors = np.zeros((len(boxes), size * size), dtype=image.dtype)
    for i, (x1, y1, x2, y2) in enumerate(boxes):
        pixels = _sampling(y1, y2, len(image), size) @ image @ _sampling(x1, x2, image.shape[1], size).T
        length = np.sqrt(np.sum(np.square(pixels)))
        vectors[i] = np.ravel(pixels) / (length if length > 0 else 1)
    return vectors


def _digits(images, labels):
    """Each image cut tight around its ink, and the labels."""
    images = _checks.array("images", images, shape=("k", "rows", "columns"), allow_traced=False)
    _checks.refuse_where("images", images, (images < 0) | (images > 1), "ink from 0 to 1")
    labels = _checks.labels("labels", labels, length=len(images))
    digits = [_tight(image) for image in images]
    blank = [i for i, digit in enumerate(digits) if digit.size == 0]
    if blank:
        raise ValueError(f"images holds no ink in image {blank[0]}, expected digits to cut out")
    return digits, labels


def _tight(image):
    """The part of an image that has ink."""
    rows, columns = np.flatnonzero(image.max(axis=1) >= _INK), np.flatnonzero(image.max(axis=0) >= _INK)
    if len(rows) == 0:
        return image[:0]
    return image[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]


def _resized(digit, height, limit):
    """A digit of this height, not wider than a limit, without faint ink, so that its box is tight."""
    width = min(limit, max(1, round(digit.shape[1] * height / len(digit))))
    resized = _sampling(0, len(digit), len(digit), height) @ digit
    resized = np.clip(resized @ _sampling(0, digit.shape[1], digit.shape[1], width).T, 0, 1)
    return _tight(np.where(resized >= _INK, resized, 0))


def _sampling(start, end, n, n_samples):
    """The matrix that takes n pixels to their means over n_samples equal parts of [start, end]; beyond them is 0."""
    edges = start + (end - start) * np.arange(n_samples + 1) / n_samples
    low, high = edges[:-1, None], edges[1:, None]
    pixels = np.arange(n)
    return np.maximum(np.minimum(high, pixels + 1) - np.maximum(low, pixels), 0) / (high - low)


def _place(shape, boxes, size, overlap, rng):
    """A random place for a digit of this shape, or None."""
    sides = np.array(shape[::-1])
    for _ in range(_TRIES):
        corner = rng.integers(0, size - sides + 1)
        box = np.concatenate([corner, corner + sides]).astype(np.float64)
        if np.all(iou(box, boxes) <= overlap):
            return box
    return None


def _lay(paper, ink, box):
    """Put ink on paper, in place."""
    x1, y1, x2, y2 = box.astype(int)
    np.maximum(paper[y1:y2, x1:x2], ink, out=paper[y1:y2, x1:x2])


def _range(name, pair, high):
    if not isinstance(pair, tuple | list) or len(pair) != 2:
        raise TypeError(f"{name} is {pair!r}, expected a pair of integers")
    least = _checks.integer(f"{name}[0]", pair[0], low=1, high=high)
    return least, _checks.integer(f"{name}[1]", pair[1], low=least, high=high)


def _numbers(name, pair):
    if not isinstance(pair, tuple | list) or len(pair) != 2:
        raise TypeError(f"{name} is {pair!r}, expected a pair of numbers")
    least = _checks.scalar(f"{name}[0]", pair[0], low=0)
    return least, _checks.scalar(f"{name}[1]", pair[1], low=least, high=np.inf, open_high=True)
