"""fool_the_dot_product: a long vector in a poor direction beats a short one in the best."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="Write a function without parameters that returns three arrays `x, a, b`, none of them zero, for which "
    '`more_alike` says `"a"` even though $\\mathbf b$ has the larger cosine with $\\mathbf x$.',
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


def three_vectors(*answer):
    vectors = [np.asarray(v) for v in answer]
    shapes = {v.shape for v in vectors}
    return len(answer) == 3 and len(shapes) == 1 and vectors[0].ndim == 1 and all(v.any() for v in vectors)


def by_cosine(*answer):
    if not three_vectors(*answer):
        return None
    one, other = cosines(*answer)
    # Cosines that differ only by rounding are equal.
    return "a" if one > other - 1e-9 else "b"


@fool_the_dot_product.breaks(by_cosine)
def more_alike(x, a, b):
    return "a" if np.dot(x, a) > np.dot(x, b) else "b"


@fool_the_dot_product.law(
    "x, a and b are three one-dimensional arrays (one pair of brackets) with the same number of entries, and none of "
    "them "
    "is the zero vector",
    form=True,
)
def _(answer):
    given = answer()
    return isinstance(given, tuple) and three_vectors(*given)


@fool_the_dot_product.law('b has the larger cosine with x, and yet more_alike says "a"')
def _(answer):
    return more_alike(*answer()) == "a"


def cosines(x, a, b):
    return [np.dot(x, v) / np.linalg.norm(v) / np.linalg.norm(x) for v in (a, b)]


@fool_the_dot_product.misconception(
    "a and b are the same arrow here, so there is nothing to choose. Did you return the arrays in the order x, a, b?",
    when=lambda x, a, b: np.array_equal(a, b),
)
def another_order():
    return np.array([10.0, 10.0]), np.array([1.0, 0.0]), np.array([1.0, 0.0])


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
    "b is the better match, and the dot product says so, too: x · a is not larger than x · b, "
    'and on a tie more_alike says "b". Make a longer, or b shorter.',
    when=lambda x, a, b: np.dot(x, a) <= np.dot(x, b),
)
def not_loud_enough():
    return np.array([1.0, 0.0]), np.array([1.0, 1.0]), np.array([1.0, 0.0])
