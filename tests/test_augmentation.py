"""Augmentation of images: against SciPy, by laws, and by hand."""

import ast
import json
import pathlib

import numpy as np
import pytest
import scipy.ndimage
import scipy.stats
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from dlmath import augmentation as aug
from tests import bad_input
from tools import study_augmentation as study

ROOT = pathlib.Path(__file__).parents[1]
EPS = np.finfo(np.float64).eps
SMOOTH = scipy.ndimage.gaussian_filter(np.random.default_rng(0).normal(size=(9, 12)), 1)
pictures = arrays(np.float64, (5, 6), elements=st.floats(-1, 1))
squares = arrays(np.float64, (5, 5), elements=st.floats(-1, 1))
seeds = st.integers(0, 10_000)


def by_scipy(image, matrix, offset=0):
    center = (np.array(image.shape) - 1) / 2
    matrix = np.asarray(matrix)
    return scipy.ndimage.affine_transform(
        image, matrix, center - matrix @ center - offset, order=1, mode="grid-constant"
    )


def test_flips_and_crops_equal_scipy_and_numpy(proof):
    mirrored = by_scipy(SMOOTH, [[1, 0], [0, -1]])
    against = "scipy.ndimage.affine_transform"
    proof("augmentation.flip_horizontal", "independent", against, aug.flip_horizontal(SMOOTH), mirrored, bound=1e-14)
    mirrored = by_scipy(SMOOTH, [[-1, 0], [0, 1]])
    proof("augmentation.flip_vertical", "independent", against, aug.flip_vertical(SMOOTH), mirrored, bound=1e-14)
    expected = SMOOTH.take(range(2, 6), axis=0).take(range(3, 8), axis=1)
    proof("augmentation.crop", "independent", "numpy.take", aug.crop(SMOOTH, 2, 3, 4, 5), expected, bound=0)


@pytest.mark.parametrize("degrees", [-200.0, -90.0, -10.0, 0.0, 33.0, 90.0, 123.0, 180.0])
def test_rotation_equals_scipy(degrees, proof):
    for image in (SMOOTH, SMOOTH[:9, :9]):
        expected = scipy.ndimage.rotate(image, degrees, order=1, reshape=False, mode="grid-constant")
        actual, against = aug.rotate(image, degrees), "scipy.ndimage.rotate"
        proof("augmentation.rotate", "independent", against, actual, expected, bound=1e-12)


def test_scale_and_shift_equal_scipy(proof):
    for factor in (0.5, 0.9, 1.0, 1.3, 3.0):
        expected = by_scipy(SMOOTH, np.eye(2) / factor)
        against = "scipy.ndimage.affine_transform"
        proof("augmentation.scale", "independent", against, aug.scale(SMOOTH, factor), expected, bound=1e-12)
    for step in ((1.0, 0.0), (-2.0, 3.0), (0.25, -1.5), (20.0, 0.0)):
        expected = scipy.ndimage.shift(SMOOTH, step, order=1, mode="grid-constant")
        proof(
            "augmentation.shift", "independent", "scipy.ndimage.shift", aug.shift(SMOOTH, *step), expected, bound=1e-12
        )


def test_denoising_equals_scipy(proof):
    for size in (1, 3, 5, 9):
        expected = scipy.ndimage.median_filter(SMOOTH, size, mode="reflect")
        against = "scipy.ndimage.median_filter"
        proof("augmentation.denoise", "independent", against, aug.denoise(SMOOTH, size), expected, bound=0)


def test_noise_and_mixing_weights_have_their_distributions_by_kolmogorov_smirnov(proof):
    noise = aug.add_noise(np.zeros((50, 40)), 2.0, rng=0).ravel()
    p = scipy.stats.kstest(noise, scipy.stats.norm(0, 2).cdf).pvalue
    proof("augmentation.add_noise", "independent", "scipy.stats.kstest: p ≥ 0.01", p >= 0.01, True, bound=0)
    x = np.zeros((2000, 1))
    x[0] = 1
    y = np.eye(2000)
    for alpha in (0.3, 1.0):
        _, mixed = aug.mixup(x, y, alpha, rng=1)
        lam = np.diag(mixed)[np.count_nonzero(mixed, axis=1) == 2]
        p = scipy.stats.kstest(lam, scipy.stats.beta(alpha, alpha).cdf).pvalue
        proof("augmentation.mixup", "independent", "scipy.stats.kstest: p ≥ 0.01", p >= 0.01, True, bound=0)


@given(image=pictures)
def test_flips_twice_give_the_image_back(proof, image):
    for name in ("flip_horizontal", "flip_vertical"):
        flip = getattr(aug, name)
        proof(f"augmentation.{name}", "law", "twice is not at all", flip(flip(image)), image, bound=0)


@given(a=squares, b=squares, degrees=st.floats(-180, 180), factor=st.floats(0.3, 3), step=st.floats(-3, 3))
def test_moving_images_is_linear(proof, a, b, degrees, factor, step):
    for name, arguments in (("rotate", (degrees,)), ("scale", (factor,)), ("shift", (step, -step))):
        move = getattr(aug, name)
        together, apart = move(2 * a - b, *arguments), 2 * move(a, *arguments) - move(b, *arguments)
        proof(f"augmentation.{name}", "law", "linear", together, apart, bound=8 * EPS)


@given(image=squares, turns=st.integers(-4, 4))
def test_whole_moves_are_exact(proof, image, turns):
    actual, expected = aug.rotate(image, 90 * turns), np.rot90(image, turns)
    proof("augmentation.rotate", "law", "quarter turns are exact", actual, expected, bound=0)
    expected = np.zeros((5, 5))
    down = max(turns, 0)
    expected[down:] = image[: 5 - down]
    proof("augmentation.shift", "law", "whole pixels are exact", aug.shift(image, down, 0), expected, bound=0)
    proof("augmentation.scale", "law", "factor 1 changes nothing", aug.scale(image, 1), image, bound=0)
    inner = aug.crop(aug.crop(image, 1, 1, 4, 4), 1, 0, 2, 3)
    proof("augmentation.crop", "law", "crops compose", inner, aug.crop(image, 2, 1, 2, 3), bound=0)


@given(image=pictures, seed=seeds)
def test_noise_scales_and_denoising_stays_within_the_image(proof, image, seed):
    small = aug.add_noise(image, 0.5, seed) - image
    large = aug.add_noise(image, 1.0, seed) - image
    proof("augmentation.add_noise", "law", "proportional to std", large, 2 * small, bound=4 * EPS)
    clean = aug.denoise(image)
    outside = max(image.min() - clean.min(), clean.max() - image.max(), 0)
    proof("augmentation.denoise", "law", "between least and largest pixel", outside, 0.0, bound=0)
    actual, expected = aug.denoise(np.exp(image)), np.exp(clean)
    proof("augmentation.denoise", "law", "commutes with a rising function", actual, expected, bound=4 * EPS)


@given(x=arrays(np.float64, (6, 2, 2), elements=st.floats(-1, 1)), seed=seeds)
def test_mixup_mixes_inputs_and_labels_alike(proof, x, seed):
    y = x.reshape(6, 4)
    mixed_x, mixed_y = aug.mixup(x, y, 0.4, seed)
    proof("augmentation.mixup", "law", "inputs and labels in one proportion", mixed_x.reshape(6, 4), mixed_y, bound=0)
    _, rows = aug.mixup(x, np.eye(6), 0.4, seed)
    proof("augmentation.mixup", "law", "rows still sum to 1", rows.sum(axis=1), 1.0, bound=4 * EPS)
    proof("augmentation.mixup", "law", "weighted mean of examples", mixed_y, rows @ y, bound=4 * EPS)


SMALL = np.array([[1.0, 2.0], [3.0, 4.0]])
BY_HAND = [
    ("flip_horizontal", (SMALL,), [[2, 1], [4, 3]]),
    ("flip_vertical", (SMALL,), [[3, 4], [1, 2]]),
    ("rotate", (SMALL, 90), [[2, 4], [1, 3]]),
    ("scale", (np.diag([0.0, 8.0, 0.0]), 2.0), [[2, 4, 2], [4, 8, 4], [2, 4, 2]]),
    ("shift", (SMALL, 0.5, 0), [[0.5, 1], [2, 3]]),
    ("crop", (SMALL, 0, 1, 2, 1), [[2], [4]]),
    ("add_noise", (SMALL, 0.0, 0), SMALL),
    ("denoise", ([[1.0, 1.0, 1.0], [1.0, 9.0, 1.0], [1.0, 1.0, 1.0]],), np.ones((3, 3))),
]


@pytest.mark.parametrize("name, arguments, expected", BY_HAND)
def test_image_is_the_one_found_by_hand(name, arguments, expected, proof):
    where = f"a {np.shape(arguments[0])[0]}×{np.shape(arguments[0])[1]} image {arguments[1:]}"
    proof(f"augmentation.{name}", "by hand", where, getattr(aug, name)(*arguments), np.array(expected), bound=0)


def test_mixup_of_an_example_with_itself_by_hand(proof):
    x, y = aug.mixup([[3.0]], [[0.0, 1.0]], 1.0, 0)
    proof("augmentation.mixup", "by hand", "one example alone", np.append(x, y), [3, 0, 1], bound=EPS)


def test_a_result_can_be_changed_without_changing_the_image():
    image = np.ones((3, 3))
    moves = [
        aug.flip_horizontal,
        aug.flip_vertical,
        aug.denoise,
        lambda i: aug.rotate(i, 0),
        lambda i: aug.rotate(i, 90),
    ]
    moves += [lambda i: aug.crop(i, 0, 0, 3, 3), lambda i: aug.shift(i, 0, 0), lambda i: aug.scale(i, 1)]
    for move in moves:
        assert not np.shares_memory(move(image), image)


def test_a_stack_of_images_is_treated_image_by_image():
    stack = np.random.default_rng(0).normal(size=(2, 3, 5, 5))
    for move in (lambda i: aug.rotate(i, 20), lambda i: aug.shift(i, 0.5, 1), aug.denoise, aug.flip_vertical):
        np.testing.assert_array_equal(move(stack)[1, 2], move(stack[1, 2]))


A = np.array([[1.0, 2.0, 0.0], [3.0, 4.0, 1.0], [5.0, -2.0, 2.0]])
RANK = {"images": "any rank"}
LOW = {"images": [np.ones(3), np.float64(1)]}
TABLE = [
    *[bad_input.Case(f, {"images": A}, LOW, RANK) for f in (aug.flip_horizontal, aug.flip_vertical)],
    bad_input.Case(aug.rotate, {"images": A, "degrees": 30.0}, {**LOW, "degrees": [np.inf]}, RANK),
    bad_input.Case(aug.rotate, {"images": A, "degrees": 90.0}, {}, RANK),
    bad_input.Case(aug.scale, {"images": A, "factor": 1.5}, {**LOW, "factor": [0.0, np.inf]}, RANK),
    bad_input.Case(aug.shift, {"images": A, "down": 0.5, "right": 1.0}, {"down": [np.inf], "right": [-np.inf]}, RANK),
    bad_input.Case(aug.crop, {"images": A, "top": 0, "left": 1, "height": 2, "width": 2},
                   {"top": [-1, 3], "left": [3], "height": [0, 4], "width": [3]}, RANK),
    bad_input.Case(aug.add_noise, {"images": A, "std": 0.5, "rng": 0}, {"std": [-1.0, np.inf], "rng": [None]}, RANK),
    bad_input.Case(aug.denoise, {"images": A, "size": 3}, {"size": [0, 2, 5]}, RANK),
    bad_input.Case(aug.mixup, {"X": A, "Y": A[:, :2], "alpha": 0.4, "rng": 0},
                   {"X": [np.float64(1)], "Y": [np.ones((2, 2))], "alpha": [0.0, np.inf], "rng": [-1]},
                   {"X": "any rank"}),
]  # fmt: skip


@bad_input.every(TABLE)
def test_unusual_input_gives_the_documented_result_or_a_clear_error(check):
    check()


# --- the study that the lesson shows


def test_the_lessons_table_is_what_its_command_finds():
    """Every row is there, and one run, made again, agrees with its number as far as machines may differ."""
    cells = json.loads((ROOT / "notebooks/07_cnn/7_augmentation.ipynb").read_text(encoding="utf-8"))["cells"]
    (table,) = (source for cell in cells if (source := "".join(cell["source"])).startswith("KINDS = {"))
    kinds, sizes = (ast.literal_eval(statement.value) for statement in ast.parse(table).body)
    assert list(kinds) == list(study.CHOSEN) and {len(counts) for counts in kinds.values()} == {6}
    for name, counts in sizes.items():
        assert tuple(counts) == study.SIZES and {len(row) for row in counts.values()} == {3}
        assert counts[500] == kinds[name][:3]
    assert abs(study.tested(("crop", 500, 0)) - kinds["crop"][0]) <= 30
