"""fool_the_dot_product: a long vector in a poor direction beats a short one in the best."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="hard",
    task="Write a function without parameters that returns three arrays `x, a, b`, none of them zero, for which "
    '`more_alike` says `"a"` although $\\mathbf b$ has the larger cosine with $\\mathbf x$.',
    hints=[
        "The dot product is likeness times loudness. Which of the two candidates should be loud?",
        "Let b point the same way as x, but make it short. Then make a long, in a somewhat different direction.",
        "With x = (1, 0) and b = (1, 0): x · b = 1. Find an a with a first entry above 1 that is not parallel to x.",
    ],
)
def fool_the_dot_product():
    """Three arrays x, a, b for which the louder one wins."""
    # b points exactly like x but is short; a is off by 45° and long: x · a = 10, x · b = 1.
    return np.array([1.0, 0.0]), np.array([10.0, 10.0]), np.array([1.0, 0.0])


def by_cosine(x, a, b):
    x, a, b = (np.asarray(v, dtype=float) for v in (x, a, b))
    if not (x.ndim == a.ndim == b.ndim == 1 and x.shape == a.shape == b.shape):
        raise ValueError("x, a and b must have equally many entries")
    if not (x.any() and a.any() and b.any()):
        raise ValueError("a vector is zero")
    cosines = [x @ v / np.linalg.norm(v) / np.linalg.norm(x) for v in (a, b)]
    # Cosines that differ only by rounding are equal.
    return "a" if cosines[0] > cosines[1] - 1e-9 else "b"


@fool_the_dot_product.breaks(by_cosine)
def more_alike(x, a, b):
    return "a" if x @ a > x @ b else "b"


@fool_the_dot_product.law('more_alike says "a", so a is the one that has to be loud')
def _(answer):
    return more_alike(*answer()) == "a"


def cosines(x, a, b):
    return [np.dot(x, v) / np.linalg.norm(v) / np.linalg.norm(x) for v in (a, b)]


@fool_the_dot_product.misconception(
    "The cosines of a and b with x are equal here, so neither is the better match. Turn a away from x a little.",
    when=lambda x, a, b: abs(np.subtract(*cosines(x, a, b))) < 1e-9,
)
def same_direction():
    return np.array([1.0, 0.0]), np.array([2.0, 0.0]), np.array([1.0, 0.0])


@fool_the_dot_product.misconception(
    "Here a has the larger cosine, so the dot product is right to choose it. Let b point like x, and turn a a little.",
    when=lambda x, a, b: cosines(x, a, b)[0] > cosines(x, a, b)[1],
)
def the_loud_one_is_right():
    return np.array([1.0, 0.0]), np.array([10.0, 0.0]), np.array([1.0, 1.0])


@fool_the_dot_product.misconception(
    "x · a is not positive here, so making a longer does not help. Turn a toward x, to less than a right angle.",
    when=lambda x, a, b: np.dot(x, a) <= 0,
)
def right_angle():
    return np.array([1.0, 0.0]), np.array([0.0, 10.0]), np.array([1.0, 0.0])


@fool_the_dot_product.misconception(
    "b is the better match, and the dot product says so, too: x · b is still the larger one. Make a longer, or b "
    "shorter.",
    when=lambda x, a, b: np.dot(x, a) <= np.dot(x, b),
)
def not_loud_enough():
    return np.array([1.0, 0.0]), np.array([1.0, 1.0]), np.array([1.0, 0.0])
