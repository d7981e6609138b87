"""The one-stage detector: against SciPy and plain loops, by laws, and by hand."""

import numpy as np
import pytest
import scipy.signal
import scipy.special

from dlmath import architectures, cnn, datasets, mlp, optimizers, scenes, yolo
from dlmath import detection as dt
from dlmath.autodiff import grad, value_and_grad
from tests import bad_input
from tools import study_detection as study

EPS = np.finfo(np.float64).eps


def random_params(seed, spread=1.0):
    """Parameters in which no bias is 0, and the last layer says something."""
    rng = np.random.default_rng(seed)
    params = [{k: v + 0.1 * rng.normal(size=v.shape) for k, v in p.items()} for p in yolo.initialize(seed, np.float64)]
    params[-1]["W"] *= 5 * spread
    return params


def random_scenes(seed, n=2, size=32):
    train, _ = datasets.mnist()
    images, truths = scenes.compose(train.images, train.y, n, seed, size=size, n_digits=(1, 3))
    return images.astype(np.float64), truths


def slow_forward(params, image):
    """One image, by SciPy, layer by layer."""
    A = image[None]
    for k, (layer, stride) in enumerate(zip(params, (2, 2, 2, 1, 1), strict=True)):
        A = np.maximum(A, 0) if k else A
        n = layer["W"].shape[-1] // 2
        A = np.pad(A, ((0, 0), (n, n), (n, n)))
        A = np.array([sum(scipy.signal.correlate2d(a, w, "valid") for a, w in zip(A, W, strict=True)) + b
                      for W, b in zip(layer["W"], layer["b"], strict=True)])[:, ::stride, ::stride]  # fmt: skip
    return A.transpose(1, 2, 0)


def slow_box(y, column, row):
    """The box that a cell means."""
    x, up = 8 * (column + scipy.special.expit(y[1])), 8 * (row + scipy.special.expit(y[2]))
    w, h = 14 * np.exp(y[3]), 20 * np.exp(y[4])
    return np.array([x - w / 2, up - h / 2, x + w / 2, up + h / 2])


def test_the_network_equals_scipy(proof):
    params, (images, _) = random_params(0), random_scenes(0)
    expected = [slow_forward(params, image) for image in images]
    actual = yolo.forward(params, images)
    proof("yolo.forward", "independent", "scipy.signal.correlate2d", actual, expected, bound=1e-12)
    layers = [architectures.Conv(12, 5, 2), architectures.Conv(24, 3, 2), architectures.Conv(48, 3, 2)]
    layers += [architectures.Conv(64, 3), architectures.Conv(15, 1)]
    count = architectures.count_parameters(layers, (1, 64, 64))
    start = yolo.initialize(0)
    sizes = sum(p["W"].size + p["b"].size for p in start)
    proof("yolo.initialize", "independent", "architectures.count_parameters", sizes, count, bound=0)
    assert cnn.receptive_field([5, 3, 3, 3, 1], [2, 2, 2, 1, 1]) == 33


def test_the_network_obeys_its_laws(proof):
    params = random_params(1)
    image = np.zeros((1, 96, 96))
    image[0, 40:56, 38:50] = np.random.default_rng(0).random((16, 12))
    moved = np.roll(image, (8, 16), axis=(1, 2))
    here, there = yolo.forward(params, image)[0], yolo.forward(params, moved)[0]
    proof("yolo.forward", "law", "a digit moved by whole cells moves what is said of it", there[4:9, 5:10],
          here[3:8, 3:8], bound=1e-12)  # fmt: skip
    far = image.copy()
    far[0, 48 + 21 :] = 1  # more than 16 pixels below cell 6 (rows 48 to 55, seen from 36 to 68)
    np.testing.assert_allclose(yolo.forward(params, far)[0, 6], here[6], rtol=1e-12)
    assert not np.allclose(yolo.forward(params, far)[0, 7], here[7])
    layers = yolo.initialize(3, np.float64)
    spread = [layer["W"].std() * np.sqrt(layer["W"][0].size / 2) for layer in layers[1:]]
    proof("yolo.initialize", "law", "variance 2/n, the last a hundredth, within a tenth",
          np.abs(np.array(spread) / [1, 1, 1, 0.1] - 1).max() < 0.1, True, bound=0)  # fmt: skip


def test_the_network_by_hand(proof):
    start = yolo.initialize(0, np.float64)
    empty = yolo.forward(start, np.zeros((1, 16, 24)))
    expected = np.tile(np.eye(15)[0] * -3, (1, 2, 3, 1))
    proof("yolo.forward", "by hand", "of blank paper, the last biases", empty, expected, bound=0)
    biases = np.concatenate([p["b"] for p in start])
    proof("yolo.initialize", "by hand", "one bias is not 0", biases[[0, 147, -15, -14]], [0, 0, -3, 0], bound=0)
    assert {p["W"].dtype for p in yolo.initialize(0)} == {np.dtype(np.float32)}


def test_targets_stand_in_the_cell_of_the_center(proof):
    _, truths = random_scenes(5, n=20, size=64)
    T, slow = yolo.targets(truths), np.zeros((20, 8, 8, 6))
    for i, (boxes, labels) in enumerate(truths):
        for (x1, y1, x2, y2), label in zip(boxes, labels, strict=True):
            slow[i, int((y1 + y2) / 2) // 8, int((x1 + x2) / 2) // 8] = [1, x1, y1, x2, y2, label]
    proof("yolo.targets", "independent", "a loop over boxes", T, slow, bound=0)
    share = T[..., 0].sum() <= sum(len(t.labels) for t in truths)
    proof("yolo.targets", "law", "no more cells than boxes", share, True, bound=0)
    two = dt.Truths(np.array([[0.0, 0.0, 8.0, 8.0], [2.0, 0.0, 10.0, 30.0]]), np.array([4, 9]))
    T = yolo.targets([two, dt.Truths(np.zeros((0, 4)), np.zeros(0, int))], size=16)
    expected = np.zeros((2, 2, 2, 6))
    expected[0, 0, 0], expected[0, 1, 0] = [1, 0, 0, 8, 8, 4], [1, 2, 0, 10, 30, 9]
    proof("yolo.targets", "by hand", "centers (4, 4) and (6, 15), and an empty image", T, expected, bound=0)
    same = dt.Truths(np.array([[0.0, 0.0, 8.0, 8.0], [1.0, 1.0, 7.0, 7.0]]), np.array([4, 9]))
    assert yolo.targets([same], size=8)[0, 0, 0].tolist() == [1, 1, 1, 7, 7, 9]  # one cell: the last counts


def slow_loss(params, images, T, box_weight):
    objectness, where, what = 0.0, [], []
    for image, target in zip(images, T, strict=True):
        Y = slow_forward(params, image)
        for row in range(Y.shape[0]):
            for column in range(Y.shape[1]):
                y, t = Y[row, column], target[row, column]
                p = scipy.special.expit(y[0])
                objectness -= np.log(p if t[0] else 1 - p)
                if t[0]:
                    where.append(1 - float(dt.ciou(slow_box(y, column, row), t[1:5].astype(np.float64))))
                    what.append(-scipy.special.log_softmax(y[5:])[int(t[5])])
    return objectness / len(where) + box_weight * np.mean(where) + np.mean(what)


def test_the_loss_equals_loops(proof):
    params, (images, truths) = random_params(2, spread=0.2), random_scenes(2)
    T = yolo.targets(truths, size=32)
    for weight in (0.0, 2.0):
        actual, expected = yolo.loss(params, images, T, weight), slow_loss(params, images, T, weight)
        proof("yolo.loss", "independent", "loops with SciPy", actual, expected, bound=1e-12)
    slope = grad(yolo.loss)(params, images, T)
    rng = np.random.default_rng(0)
    for _ in range(3):
        along = [{k: rng.normal(size=v.shape) for k, v in p.items()} for p in params]

        def moved(h, along=along):
            return [{k: v + h * d[k] for k, v in p.items()} for p, d in zip(params, along, strict=True)]

        h = 1e-6
        expected = (yolo.loss(moved(h), images, T) - yolo.loss(moved(-h), images, T)) / (2 * h)
        actual = sum(np.sum(s[k] * d[k]) for s, d in zip(slope, along, strict=True) for k in s)
        proof("yolo.loss", "law", "its gradient by finite differences, along a direction", actual / expected, 1.0,
              bound=1e-5)  # fmt: skip
    zero = [{k: 0 * v for k, v in p.items()} for p in params]
    T = yolo.targets([dt.Truths(np.array([[5.0, -6.0, 19.0, 14.0]]), np.array([3]))], size=16)
    # All logits 0: four cells at log 2, ten classes at log 10, and the box is the anchor with its center at (12, 4).
    proof("yolo.loss", "by hand", "all parameters 0, one box that is right", yolo.loss(zero, np.zeros((1, 16, 16)), T),
          4 * np.log(2) + np.log(10), bound=8 * EPS)  # fmt: skip
    moved = T.copy()
    moved[..., [1, 3]] += 14  # beside it: IoU 0, centers 14 apart, the diagonal of 28 × 20
    expected = 4 * np.log(2) + np.log(10) + 5 * (1 + 14**2 / (28**2 + 20**2))
    proof("yolo.loss", "by hand", "its box one width beside", yolo.loss(zero, np.zeros((1, 16, 16)), moved), expected,
          bound=8 * EPS)  # fmt: skip


def test_detections_equal_loops(proof):
    params, (images, _) = random_params(4), random_scenes(4)
    found = yolo.detect(params, images, min_score=0.1, max_iou=0.3)
    assert sum(len(d.labels) for d in found) > 5
    for image, detections in zip(images, found, strict=True):
        Y = slow_forward(params, image)
        candidates = []
        for row, column in np.ndindex(*Y.shape[:2]):
            y = Y[row, column]
            p = scipy.special.expit(y[0]) * scipy.special.softmax(y[5:])
            candidates += [(p[c], c, slow_box(y, column, row)) for c in range(10) if p[c] > 0.1]
        kept = []
        for score, c, box in sorted(candidates, key=lambda item: -item[0]):
            if all(c != k[1] or dt.iou(box, k[2]) <= 0.3 for k in kept):
                kept.append((score, c, box))
        expected = np.array([np.concatenate([box, [score, c]]) for score, c, box in kept]).reshape(-1, 6)
        proof("yolo.detect", "independent", "loops with SciPy", np.column_stack(detections), expected, bound=1e-11)
    fewer = yolo.detect(params, images, min_score=0.2, max_iou=0.3)
    for some, all_ in zip(fewer, found, strict=True):
        proof("yolo.detect", "law", "a higher threshold leaves the surest", some.scores,
              all_.scores[all_.scores > 0.2], bound=0)  # fmt: skip
    sure = [{k: 0 * v for k, v in p.items()} for p in params]
    sure[-1]["b"][[0, 9]] = 0, 50.0  # objectness ½, class 4
    (found,) = yolo.detect(sure, np.zeros((1, 8, 8)))
    proof("yolo.detect", "by hand", "one cell that says 4 with ½", np.column_stack(found), [[-3, -6, 11, 14, 0.5, 4]],
          bound=1e-14)  # fmt: skip
    many = yolo.detect(sure, np.zeros((101, 8, 8)))
    assert len(many) == 101 and len(many[-1].labels) == 1
    assert yolo.detect(sure, np.zeros((1, 8, 8)), min_score=0.5)[0].boxes.shape == (0, 4)


def test_a_short_training_finds_digits_that_were_never_seen():
    train, test = datasets.mnist()
    images, truths = scenes.compose(train.images, train.y, 400, rng=0, size=32, n_digits=(1, 1))
    params, history = mlp.train(value_and_grad(yolo.loss), yolo.initialize(0), images, yolo.targets(truths, 32),
                                optimizers.adam(0.01), 5, 32, rng=0, progress="quiet")  # fmt: skip
    assert history["training"][-1] < 0.6 * history["training"][0]
    images, truths = scenes.compose(test.images, test.y, 100, rng=1, size=32, n_digits=(1, 1))
    found = [dt.Detections(b, s, np.zeros(len(s), int)) for b, s, _ in yolo.detect(params, images)]
    there = [dt.Truths(boxes, np.zeros(len(labels), int)) for boxes, labels in truths]
    assert dt.mean_average_precision(found, there) > 0.5  # digit or not; which one takes longer


@pytest.mark.parametrize("f", [yolo.forward, yolo.detect])
@pytest.mark.parametrize(
    "params, message",
    [
        (None, "params is NoneType, expected a list of 5 dicts of W and b"),
        ([], "params holds 0 layers, expected a list of 5"),
        ([3] * 5, "params\\[0\\] is int, expected a dict with the keys"),
        ([{"W": np.zeros((12, 1, 5, 5)), "b": np.zeros(3)}] * 5, "params\\[0\\]\\['b'\\] has shape \\(3,\\)"),
    ],
)  # fmt: skip
def test_what_is_no_network_is_refused(f, params, message):
    with pytest.raises(ValueError, match=message):
        f(params, np.zeros((1, 8, 8)))


def test_truths_that_fit_no_grid_are_refused():
    box = np.array([[20.0, 0.0, 30.0, 4.0]])
    with pytest.raises(ValueError, match=r"truths\[0\]\.boxes holds a center outside of the image of 16 × 16 pixels"):
        yolo.targets([dt.Truths(box, np.array([1]))], size=16)
    with pytest.raises(ValueError, match=r"truths\[0\]\.labels holds 10"):
        yolo.targets([dt.Truths(box, np.array([10]))], size=64)


START = yolo.initialize(0, np.float64)
IMAGES = np.linspace(0, 1, 2 * 64).reshape(2, 8, 8)
TARGETS = np.zeros((2, 1, 1, 6))
TARGETS[0, 0, 0] = [1, 0, 0, 8, 8, 3]
TABLE = [
    bad_input.Case(yolo.initialize, {"rng": 0, "dtype": np.float64}, {"rng": [None, -1], "dtype": [np.int64]},
                   keeps_float32=False),
    bad_input.Case(yolo.forward, {"params": START, "images": IMAGES}, {"params": [None, []], "images": [IMAGES[:, :5]]},
                   keeps_float32=False),
    bad_input.Case(yolo.detect, {"params": START, "images": IMAGES, "min_score": 0.25, "max_iou": 0.5},
                   {"params": [None, []], "images": [IMAGES[:, :5]], "min_score": [-0.1], "max_iou": [1.1]},
                   keeps_float32=False),
    bad_input.Case(yolo.loss, {"params": START, "images": IMAGES, "targets": TARGETS, "box_weight": 2.0},
                   {"params": [None, []], "images": [IMAGES[:, :5]], "targets": [TARGETS[:1]], "box_weight": [-1.0]},
                   keeps_float32=False),
    bad_input.Case(yolo.targets, {"truths": [dt.Truths(np.array([[0.0, 0.0, 4.0, 4.0]]), np.array([1]))], "size": 16},
                   {"truths": [None, [], [3]], "size": [0, 12]}, keeps_float32=False),
]  # fmt: skip


@bad_input.every(TABLE)
def test_unusual_input_gives_the_documented_result_or_a_clear_error(check):
    check()


def test_digit_or_not_counts_a_second_class_on_one_digit_until_one_suppression_drops_it():
    boxes = np.array([[0.0, 0, 9, 9], [0, 0, 9, 10], [20, 0, 29, 9]])
    found = [dt.Detections(boxes, np.array([0.9, 0.8, 0.7]), np.array([4, 9, 1]))]
    there = [dt.Truths(boxes[[0, 2]], np.array([4, 1]))]
    assert study.digit_or_not(found, there, once=False) == pytest.approx((1 + 2 / 3) / 2)
    assert study.digit_or_not(found, there, once=True) == 1
