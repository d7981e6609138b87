"""breaks_the_fourth_unit: three ReLU units that tell two rings apart."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="hard",
    task="Find three ReLU units without biases whose activations, added up, are larger everywhere on the large ring "
    "(radius 1) than anywhere on the small one (radius 1/2). Return their weights as an array of shape (3, 2), one "
    "row for each unit.",
    hints=[
        "No direction may be forgotten. Which way should three arrows point so that they leave no side out?",
        "Spread them evenly, like the blades of a propeller: 120° apart, all of the same length.",
        "A unit vector at the angle t is (cos t, sin t). Take t = 0, 2π/3, and 4π/3.",
    ],
)
def breaks_the_fourth_unit():
    """Weights of three units that tell the rings apart."""
    # Three directions, a third of a turn apart. The sum is then between 0.866 and 1 on the large ring.
    t = np.array([0, 2 * np.pi / 3, 4 * np.pi / 3])
    return np.column_stack([np.cos(t), np.sin(t)])


def _sums(W):
    """The sum of the activations on the large ring, degree by degree; on the small ring it is half of that."""
    t = np.arange(360) * np.pi / 180
    return np.maximum(np.column_stack([np.cos(t), np.sin(t)]) @ np.asarray(W, dtype=float).T, 0).sum(axis=1)


def overlap(W):
    """Whether the smallest sum on the large ring is not above the largest sum on the small one."""
    sums = _sums(W)
    return bool(sums.min() <= sums.max() / 2 * (1 + 1e-9))


@breaks_the_fourth_unit.breaks(overlap)
def the_friend_says_they_overlap(W):
    return True


@breaks_the_fourth_unit.law("it is an array of shape (3, 2)", form=True)
def _(answer):
    return np.shape(answer()) == (3, 2)


@breaks_the_fourth_unit.law("its entries are finite numbers", form=True)
def _(answer):
    W = np.asarray(answer())
    return W.dtype.kind in "iuf" and bool(np.isfinite(W).all())


def _widest_gap(W):
    """The largest angle between neighbors among the arrows, in degrees."""
    angles = np.sort(np.degrees(np.arctan2(*np.asarray(W, dtype=float).T[::-1])))
    return float(np.max(np.diff(np.append(angles, angles[0] + 360))))


def _lengths(W):
    return np.linalg.norm(np.asarray(W, dtype=float), axis=1)


@breaks_the_fourth_unit.misconception(
    "One unit has the weights 0 and 0, so it is never on. You need three arrows.",
    when=lambda W: bool(np.any(_lengths(W) == 0)),
)
def one_is_zero():
    return np.array([[1.0, 0.0], [0.0, 1.0], [0.0, 0.0]])


@breaks_the_fourth_unit.misconception(
    "There is a direction in which no unit is on: there the sum is 0 on both rings, because all three arrows lie on "
    "one side, or on one line. Spread them out.",
    when=lambda W: _widest_gap(W) >= 180 - 1e-6,
)
def all_on_one_side():
    return np.array([[1.0, 0.0], [0.0, 1.0], [-1.0, 0.0]])


def _same_length(W):
    return np.asarray(W, dtype=float) / _lengths(W)[:, None]


@breaks_the_fourth_unit.misconception(
    "Your arrows point in all directions, and every direction has a unit that is on. But the sum is at least twice as "
    "large in some directions as in others, because the arrows are not equally long. Make them the same length.",
    when=lambda W: _widest_gap(W) < 180 - 1e-6 and overlap(W) and not overlap(_same_length(W)),
)
def unequal_lengths():
    return np.array([[1.0, 0.0], [-0.5, 0.8], [-1.5, -2.6]])


@breaks_the_fourth_unit.misconception(
    "Your arrows point in all directions, and every direction has a unit that is on. But the sum is at least twice as "
    "large in some directions as in others. Make the arrows equally long, and the angles between them more equal.",
    when=lambda W: _widest_gap(W) < 180 - 1e-6 and overlap(W) and overlap(_same_length(W)),
)
def unequal_angles():
    t = np.array([0, 10, 185]) * np.pi / 180
    return np.column_stack([np.cos(t), np.sin(t)])
