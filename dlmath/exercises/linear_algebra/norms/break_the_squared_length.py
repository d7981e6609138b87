"""break_the_squared_length: without the square root, a detour can be shorter."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="Write a function without parameters that returns two arrays `x, y` with the same number of entries for which "
    "`detour_is_longer` returns `False`.",
    hints=[
        "Multiply out ‖x + y‖² = ‖x‖² + 2 x · y + ‖y‖². When is it larger than ‖x‖² + ‖y‖²?",
        "You need two vectors whose dot product is positive: less than a right angle between them.",
        "Walk the same step twice: x = y.",
    ],
)
def break_the_squared_length():
    """Two arrays x, y for which the detour is shorter."""
    # One step east, and another step east: 2² = 4 in one go, but 1² + 1² = 2 in two.
    return np.array([1.0, 0.0]), np.array([1.0, 0.0])


def two_vectors(*answer):
    vectors = [np.asarray(v) for v in answer]
    return len(answer) == 2 and vectors[0].ndim == 1 and vectors[0].shape == vectors[1].shape


def for_a_true_length(*answer):
    # A true length never fails: the triangle inequality holds for all vectors.
    return True if two_vectors(*answer) else None


@break_the_squared_length.breaks(for_a_true_length)
def detour_is_longer(x, y):
    x, y = np.asarray(x), np.asarray(y)
    return bool(np.sum((x + y) ** 2) <= np.sum(x**2) + np.sum(y**2))


@break_the_squared_length.law("x and y are two arrays with the same number of entries", form=True)
def _(answer):
    given = answer()
    return isinstance(given, tuple) and two_vectors(*given)


@break_the_squared_length.misconception(
    "With a zero vector, both sides are equal. Take two vectors that are not zero.",
    when=lambda x, y: not (np.any(x) and np.any(y)),
)
def one_zero():
    return np.array([1.0, 0.0]), np.array([0.0, 0.0])


@break_the_squared_length.misconception(
    "These two are at right angles. Then Pythagoras makes both sides equal, and <= holds. Choose another angle.",
    when=lambda x, y: np.dot(x, y) == 0,
)
def right_angle():
    return np.array([3.0, 0.0]), np.array([0.0, 4.0])


@break_the_squared_length.misconception(
    "These two have a negative dot product, so their sum is short. You want the direct route to be long: an angle of "
    "less than 90°.",
    when=lambda x, y: np.dot(x, y) < 0,
)
def opposite():
    return np.array([1.0, 0.0]), np.array([-1.0, 0.0])
