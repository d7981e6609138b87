"""Scenes of digits: against SciPy, by laws, and by hand."""

import numpy as np
import pytest
import scipy.ndimage
import scipy.stats
from hypothesis import given, settings
from hypothesis import strategies as st

from dlmath import datasets, scenes
from dlmath import detection as dt
from tests import bad_input

EPS = np.finfo(np.float64).eps
UNLIKELY = 1e-3
seeds = st.integers(0, 10_000)


@pytest.fixture(scope="module")
def digits():
    _, test = datasets.mnist()
    return test.images[:200], test.y[:200]


def ink_box(image):
    """The box around all that is not 0, by SciPy."""
    ((rows, columns),) = scipy.ndimage.find_objects((image > 0).astype(int))
    return [columns.start, rows.start, columns.stop, rows.stop]


def area_means(image, box, size):
    """The means over size × size parts of a box, pixel by pixel."""
    x1, y1, x2, y2 = box
    result = np.zeros((size, size))
    for r in range(size):
        for c in range(size):
            left, right = x1 + (x2 - x1) * c / size, x1 + (x2 - x1) * (c + 1) / size
            top, bottom = y1 + (y2 - y1) * r / size, y1 + (y2 - y1) * (r + 1) / size
            for i in range(len(image)):
                for j in range(image.shape[1]):
                    part = dt.iou([left, top, right, bottom], [j, i, j + 1, i + 1])
                    area = (right - left) * (bottom - top)
                    result[r, c] += image[i, j] * part * (area + 1) / (1 + part) / area
    return result


def test_boxes_are_tight_around_the_ink(digits, proof):
    images, truths = scenes.compose(*digits, n=40, rng=0, n_digits=(1, 1))
    boxes = np.array([t.boxes[0] for t in truths])
    expected = [ink_box(image) for image in images]
    proof("scenes.compose", "independent", "scipy.ndimage.find_objects", boxes, expected, bound=0)
    assert images.dtype == np.float32 and images.min() >= 0 and images.max() <= 1
    heights = boxes[:, 3] - boxes[:, 1]
    assert heights.min() >= 10 and heights.max() <= 28 and len(set(heights)) > 8
    film = scenes.moving(digits[0][:1], digits[1][:1], n_frames=40, rng=0)
    expected = [ink_box(frame) for frame in film.frames]
    proof("scenes.moving", "independent", "scipy.ndimage.find_objects", film.boxes[:, 0], expected, bound=0)


@settings(max_examples=12)
@given(seed=seeds)
def test_scenes_obey_their_laws(digits, proof, seed):
    images, truths = scenes.compose(*digits, n=3, rng=seed, overlap=0.05)
    for image, (boxes, labels) in zip(images, truths, strict=True):
        assert 1 <= len(boxes) == len(labels) <= 4
        assert np.all((boxes >= 0) & (boxes <= 64))
        shares = dt.iou(boxes[:, None], boxes) - np.eye(len(boxes))
        proof("scenes.compose", "law", "digits hardly overlap", max(0.0, shares.max() - 0.05), bound=EPS)
        outside = image.copy()
        for x1, y1, x2, y2 in boxes.astype(int):
            outside[y1:y2, x1:x2] = 0
        proof("scenes.compose", "law", "all ink lies in boxes", outside.sum(), bound=0)
    film = scenes.moving(digits[0][seed % 190 :][:3], digits[1][seed % 190 :][:3], 30, rng=seed, turn=bool(seed % 2))
    inside = np.all((film.boxes >= 0) & (film.boxes <= 64))
    proof("scenes.moving", "law", "digits stay inside", inside, True, bound=0)
    sides = film.boxes[..., 2:] - film.boxes[..., :2]
    proof("scenes.moving", "law", "a digit keeps its size", sides, np.broadcast_to(sides[0], sides.shape), bound=0)
    steps = np.linalg.norm(np.diff(film.boxes[..., :2], axis=0), axis=-1)
    proof("scenes.moving", "law", "no step is longer than the speed, but for rounding to pixels",
          max(0, steps.max() - 2 - np.sqrt(2)), bound=1e-12)  # fmt: skip
    seen = scenes.observe(film.boxes, rng=seed, noise=0.0)
    proof("scenes.observe", "law", "without noise the true boxes", np.array([np.sort(s.identities) for s in seen]),
          np.tile(np.arange(3), (30, 1)), bound=0)  # fmt: skip
    for true, frame in zip(film.boxes, seen, strict=True):
        proof("scenes.observe", "law", "identities name the boxes", frame.boxes, true[frame.identities], bound=0)


def test_digits_meet_in_the_middle_and_turn_or_pass(digits):
    images, labels = digits[0][:2], digits[1][:2]
    passing, turning = (scenes.moving(images, labels, 41, rng=2, size=128, turn=turn) for turn in (False, True))
    centers = [dt.to_center(film.boxes)[..., :2] for film in (passing, turning)]
    for path in centers:
        assert np.all(np.abs(path[20] - 64) <= 7)
        assert np.all(np.linalg.norm(path[0] - 64, axis=-1) > 15)
    assert np.array_equal(turning.boxes, turning.boxes[::-1])
    np.testing.assert_array_equal(passing.boxes[:21], turning.boxes[:21])
    away = (passing.boxes[40] - passing.boxes[20])[:, :2] / 20
    speeds = np.linalg.norm(away, axis=1)
    assert speeds.min() >= 0.9 and speeds.max() <= 2.1


def test_observations_have_the_chances_they_were_asked_for(proof):
    boxes = np.tile([[10.0, 10.0, 30.0, 30.0], [40.0, 40.0, 60.0, 60.0]], (1000, 1, 1))
    seen = scenes.observe(boxes, rng=0, noise=0.5, miss_rate=0.2, false_alarms=0.3)
    names = np.concatenate([s.identities for s in seen])
    corners = np.concatenate([s.boxes for s in seen])
    chances = [
        scipy.stats.binomtest(int(np.sum(names >= 0)), 2000, 0.8).pvalue,
        scipy.stats.binomtest(int(np.sum(names == 0)), int(np.sum(names >= 0)), 0.5).pvalue,
        scipy.stats.kstest(np.ravel((corners - boxes[0, names])[names >= 0]) / 0.5, "norm").pvalue,
        scipy.stats.kstest(corners[names < 0, 0] / 44, "uniform").pvalue,
        scipy.stats.binomtest(int(np.sum(names < 0)), 300_000, 0.001).pvalue,
    ]
    likely = min(chances) > UNLIKELY
    proof("scenes.observe", "independent", "SciPy's distributions: p ≥ 0.001", likely, True, bound=0)
    proof("scenes.observe", "by hand", "false alarms have the usual size", corners[names < 0][:, 2:],
          corners[names < 0][:, :2] + 20, bound=1e-14)  # fmt: skip


def test_of_boxes_that_hide_each_other_one_is_seen(proof):
    boxes = np.tile([[0.0, 0.0, 10.0, 10.0], [1.0, 0.0, 11.0, 10.0]], (200, 1, 1))
    seen = scenes.observe(boxes, rng=0, noise=0.0, merge=0.5)
    names = np.array([s.identities for s in seen])
    proof("scenes.observe", "by hand", "two boxes, one over the other", names.shape, (200, 1), bound=0)
    assert 60 < names.sum() < 140
    assert all(len(s.identities) == 2 for s in scenes.observe(boxes, rng=0, noise=0.0, merge=0.9))
    assert scenes.observe(boxes, rng=0, miss_rate=1.0)[0].boxes.shape == (0, 4)
    small = np.tile([[[5.0, 5.0, 5.5, 5.5]]], (300, 1, 1))
    wild = np.concatenate([s.boxes for s in scenes.observe(small, rng=0, noise=3.0)])
    assert np.all(wild[:, :2] <= wild[:, 2:])


def test_crops_equal_means_over_areas(proof):
    rng = np.random.default_rng(0)
    image = rng.random((6, 7))
    boxes = np.array([[0.5, 1.25, 5.0, 5.5], [2.0, 2.0, 4.0, 6.0], [-2.0, 3.0, 2.5, 8.0]])
    expected = [area_means(image, box, 3).ravel() for box in boxes]
    expected = [e / np.linalg.norm(e) for e in expected]
    proof(
        "scenes.crops", "independent", "a loop over pixels", scenes.crops(image, boxes, size=3), expected, bound=1e-14
    )
    lengths = np.linalg.norm(scenes.crops(image, boxes, size=5), axis=1)
    proof("scenes.crops", "law", "length 1", lengths, 1.0, bound=4 * EPS)
    large = np.kron(image, np.ones((3, 3)))
    proof("scenes.crops", "law", "larger pixels, the same crop", scenes.crops(large, 3 * boxes, size=3), expected,
          bound=1e-14)  # fmt: skip
    for unit in (1e-100, 1e100):
        np.testing.assert_allclose(scenes.crops(unit * image, boxes, size=3), expected, rtol=1e-13)
    actual = scenes.crops([[3.0, 0.0], [0.0, 4.0]], [[0.0, 0.0, 2.0, 2.0]], size=2)
    proof("scenes.crops", "by hand", "3 and 4 on a diagonal", actual, [[0.6, 0, 0, 0.8]], bound=EPS)
    assert scenes.crops(image, np.zeros((0, 4))).shape == (0, 196)
    assert not scenes.crops(np.zeros((4, 4)), [[0.0, 0.0, 2.0, 2.0]]).any()
    assert not scenes.crops(image, [[20.0, 20.0, 30.0, 30.0]]).any()


def test_scenes_by_hand(proof):
    block = np.zeros((1, 6, 6))
    block[0, 1:5, 2:4] = 1
    scene, truths = scenes.compose(block, [7], n=1, rng=0, size=8, n_digits=(1, 1), height=(8, 8))
    where = "a bar 4 × 2, twice as high"
    x = truths[0].boxes[0, 0]
    proof("scenes.compose", "by hand", where, truths[0].boxes[0], [x, 0, x + 4, 8], bound=0)
    assert truths[0].labels.tolist() == [7] and scene[0].sum() == 32
    film = scenes.moving(block, [7], n_frames=3, rng=0, size=6, height=6, speed=(0.0, 0.0))
    x = film.boxes[0, 0, 0]
    proof("scenes.moving", "by hand", "a bar that stands still", film.boxes[:, 0], [[x, 0, x + 3, 6]] * 3, bound=0)
    proof("scenes.moving", "by hand", "its ink", film.frames.sum(axis=(1, 2)), [18] * 3, bound=0)
    wide = np.ones((1, 2, 20))
    _, truths = scenes.compose(wide, [1], n=1, rng=0, size=10, n_digits=(1, 1), height=(5, 5))
    assert truths[0].boxes.tolist()[0][2] == 10  # as wide as the scene


def test_a_digit_without_room_is_left_out():
    block = np.ones((1, 4, 4))
    _, truths = scenes.compose(block, [1], n=5, rng=0, size=10, n_digits=(3, 3), height=(9, 9), overlap=0.0)
    assert [len(t.boxes) for t in truths] == [1] * 5


def test_the_same_seed_makes_the_same_scene(digits):
    one, other = (scenes.compose(*digits, n=2, rng=5) for _ in range(2))
    np.testing.assert_array_equal(one[0], other[0])
    assert not np.array_equal(one[0], scenes.compose(*digits, n=2, rng=6)[0])


def test_a_blank_digit_is_refused():
    images = np.ones((2, 3, 3))
    images[1] = 0.05
    for call in (lambda: scenes.compose(images, [1, 2], 1, 0), lambda: scenes.moving(images, [1, 2], 1, 0)):
        with pytest.raises(ValueError, match="images holds no ink in image 1, expected digits to cut out"):
            call()


IMAGES = np.ones((2, 5, 4))
LABELS = np.array([3, 4])
BOXES = np.array([[[0.0, 0.0, 4.0, 4.0], [5.0, 5.0, 9.0, 9.0]]] * 3)
TABLE = [
    bad_input.Case(scenes.compose, {"images": IMAGES, "labels": LABELS, "n": 2, "rng": 0, "size": 16,
                   "n_digits": (1, 2), "height": (4, 6), "overlap": 0.5},
                   {"images": [2 * IMAGES, -IMAGES, 0 * IMAGES], "labels": [[1], [1, -1]], "n": [0], "rng": [None, -1],
                    "size": [0], "n_digits": [(0, 1), (2, 1), 3], "height": [(0, 4), (4, 17), (4.5, 5)],
                    "overlap": [-0.1, 1.1]}, keeps_float32=False, whole={"images": IMAGES}),
    bad_input.Case(scenes.moving, {"images": IMAGES, "labels": LABELS, "n_frames": 3, "rng": 0, "size": 16, "height": 6,
                   "speed": (1.0, 2.0)},
                   {"images": [2 * IMAGES, -IMAGES, 0 * IMAGES], "labels": [[1], [1, -1]], "n_frames": [0],
                    "rng": [None, -1], "size": [0], "height": [0, 17], "speed": [(2.0, 1.0), (-1.0, 1.0), 3]},
                   keeps_float32=False, whole={"images": IMAGES}),
    bad_input.Case(scenes.observe, {"boxes": BOXES, "rng": 0, "noise": 0.5, "miss_rate": 0.1, "false_alarms": 0.5,
                   "merge": 0.5, "size": 20.0},
                   {"boxes": [BOXES[0]], "rng": [None], "noise": [-1.0, np.inf], "miss_rate": [-0.1, 1.1],
                    "false_alarms": [-1.0], "merge": [1.1], "size": [-1.0]}, keeps_float32=False),
    bad_input.Case(scenes.crops, {"image": np.eye(9), "boxes": BOXES[0], "size": 3},
                   {"image": [BOXES], "boxes": [BOXES, BOXES[0][:, [2, 1, 0, 3]]], "size": [0]},
                   accepts={"boxes": "empty"}),
]  # fmt: skip


@bad_input.every(TABLE)
def test_unusual_input_gives_the_documented_result_or_a_clear_error(check):
    check()
