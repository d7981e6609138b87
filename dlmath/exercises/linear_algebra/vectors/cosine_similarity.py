"""cosine_similarity: the dot product without the lengths, and no answer for the zero vector."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="Return the cosine of the angle between `x` and `y`. If one of them is the zero vector, there is no angle; in "
    'that case, `raise ValueError("…")` with a message that says so.',
    hints=[
        "The dot product grows with both lengths. What do you have to divide by to get rid of them?",
        "Compute the product of the two lengths first, with np.linalg.norm, and ask whether it is 0 before you divide.",
        'lengths = np.linalg.norm(x) * np.linalg.norm(y); if lengths == 0: raise ValueError("zero vector"); '
        "return (x @ y) / lengths.",
    ],
)
def cosine_similarity(x, y):
    """How alike the directions of x and y are, from −1 to 1."""
    lengths = np.linalg.norm(x) * np.linalg.norm(y)
    # The zero vector points nowhere: better to say so than to make up a number.
    if lengths == 0:
        raise ValueError("a vector is zero and has no direction")
    return (x @ y) / lengths


@cosine_similarity.cases
def cases(rng):
    return [
        (np.array([1.0, 0.0]), np.array([1.0, 1.0])),
        (np.array([2.0, 0.0]), np.array([3.0, 4.0])),
        (np.array([1.0, 2.0]), np.array([-4.0, 1.0])),
        (np.array([1, 2]), np.array([3, -5])),
        (np.array([-3.0]), np.array([2.0])),
        (np.array([1.0, -1.0]), np.array([3.0, 1.0])),
        (rng.normal(size=64), 100 * rng.normal(size=64)),
        (np.array([3e-12, 0.0, 4e-12]), np.array([1e-12, 1e-12, 1e-12])),
        (np.array([0.0, 0.0]), np.array([1.0, 2.0])),
        (np.array([1.0, 2.0]), np.array([0.0, 0.0])),
        (np.array([1.0, 2.0]), np.array([-4.0, 2.0])),
    ]


@cosine_similarity.edge_cases
def edge_cases(rng):
    x = rng.normal(size=64)
    return [
        (np.array([1.0, 2.0]), np.array([-1.0, -2.0])),
        (np.zeros(3), np.zeros(3)),
        (np.array([0.0, 2.0]), np.array([1.0, 0.0])),
        (x, 5 * x),
    ]


@cosine_similarity.law("it lies between −1 and 1")
def _(f, x, y):
    return abs(f(x, y)) <= 1 + 1e-9


@cosine_similarity.law("the lengths do not matter")
def _(f, x, y):
    return np.isclose(f(7 * x, y / 3), f(x, y))


@cosine_similarity.law("if you turn one vector around, the sign changes")
def _(f, x, y):
    return np.isclose(f(-x, y), -f(x, y))


EPSILON = (
    "The small number in the denominator makes two mistakes: it lets the zero vector pass as if it were at right "
    "angles to everything, and it changes the answer for short vectors. Test for zero, and raise ValueError."
)
cosine_similarity.instead_of(
    "(x @ y) / lengths",
    {
        "x @ y": "That is the dot product, which grows with the lengths. Divide it by both: ‖x‖ and ‖y‖.",
        "(x @ y) / ((x @ x) * (y @ y))": "x @ x is the squared length ‖x‖². Take the square root, or use "
        "np.linalg.norm(x).",
        "(x @ y) / (np.sum(x) * np.sum(y))": "You divided by the sums of the entries. Divide by the lengths, "
        "np.linalg.norm.",
        "(x @ y) / np.linalg.norm(x)": "You divided by the length of x alone. The answer still grows with y: divide by "
        "‖y‖ as well.",
        "(x @ y) / (np.linalg.norm(x) + np.linalg.norm(y))": "You added the lengths. Multiply them: the dot product is "
        "‖x‖ ‖y‖ cos θ.",
        "(x @ y) / np.linalg.norm(x) * np.linalg.norm(y)": "Python reads d / m * n as (d / m) * n, so you divided by "
        "‖x‖ and multiplied by ‖y‖. Put parentheses around the product of the lengths.",
        "1 - (x @ y) / lengths": "That is 1 − cos θ, the cosine distance: 0 for the same direction. The similarity is "
        "cos θ itself.",
        "np.arccos(np.clip((x @ y) / lengths, -1, 1))": "That is the angle. The task asks for its cosine: leave out "
        "the arccos.",
        "np.degrees(np.arccos(np.clip((x @ y) / lengths, -1, 1)))": "That is the angle in degrees. The task asks for "
        "its cosine: leave out the arccos.",
        "np.cos((x @ y) / lengths)": "The quotient is already the cosine: leave out np.cos.",
        "(x @ y) / np.sqrt(lengths)": "np.linalg.norm is the length; its square root is taken already. Leave out your "
        "np.sqrt.",
        "(x @ y) / np.linalg.norm(x * y)": "You divided by the length of x * y. There are two lengths, one for each "
        "vector: ‖x‖ times ‖y‖.",
        "abs(x @ y) / lengths": "You took the absolute value, so opposite vectors count as alike. Keep the sign: their "
        "cosine is −1.",
        **{f"(x @ y) / (lengths + {epsilon})": EPSILON for epsilon in (1e-8, 1e-9, 1e-10, 1e-12)},
    },
)


A_ZERO_AMONG_THE_ENTRIES = (
    "A vector with a zero among its entries is not the zero vector: all of them must be 0, which means that its length "
    "is 0. (x.all() == 0 is true as soon as one entry is 0; not x.any() asks for all.)"
)
cosine_similarity.instead_of(
    "lengths == 0",
    {
        "False": "Right for all vectors but one: the zero vector has length 0, and 0/0 is NaN, which spreads silently "
        "into everything computed from it. Test for it before dividing, and raise ValueError.",
        "not x.any() and not y.any()": "You raise the error only if both vectors are zero. One is enough: use or.",
        "not x.any()": "You looked at the first vector. The second may be zero as well.",
        "not y.any()": "You looked at the second vector. The first may be zero as well.",
        "0 in x or 0 in y": A_ZERO_AMONG_THE_ENTRIES,
        "0 in x": A_ZERO_AMONG_THE_ENTRIES,
        "0 in y": A_ZERO_AMONG_THE_ENTRIES,
        **dict.fromkeys(
            ("lengths < 1e-8", "np.isclose(lengths, 0)", "np.allclose(x, 0) or np.allclose(y, 0)"),
            "You reject short vectors, too. They have a direction like any other: compare with 0 itself, without a "
            "tolerance.",
        ),
        "x @ y == 0": "A dot product of 0 may also mean a right angle, and its cosine is 0. Check the lengths: only "
        "the zero vector has length 0.",
        "np.sum(x) == 0 or np.sum(y) == 0": "The entries of (1, −1) add up to 0 as well, and it has a direction. Check "
        "the length: only the zero vector has length 0.",
    },
)
cosine_similarity.instead_of(
    'raise ValueError("a vector is zero and has no direction")',
    {
        "return 0.0": "You answer 0 for the zero vector, and some libraries do the same. But 0 says “at right angles”, "
        "and an empty picture would count as a fair match, better than an opposite one. Raise ValueError instead.",
        "return 1.0": "You answer 1 for the zero vector: that makes it perfectly similar to every vector. But it has "
        "no direction at all. Raise ValueError.",
        "return None": "For the zero vector you return None, and the caller finds out much later. An error where it "
        "happens is kinder: raise ValueError.",
        "return np.nan": "You found the zero vector and answer NaN. That spreads silently into everything computed "
        "from it: say what is wrong where it happens, with raise ValueError.",
        "assert lengths > 0": "The right place, but assert raises AssertionError, and Python may be told to skip it "
        "(python -O). For a wrong argument raise ValueError.",
    },
)
cosine_similarity.instead_of(
    "np.linalg.norm(x) * np.linalg.norm(y)",
    {
        "np.sqrt(x @ x + y @ y)": "You added the squared lengths under one root. Multiply the two lengths: ‖x‖ times "
        "‖y‖.",
        "len(x) * len(y)": "len counts the entries. The length of a vector is np.linalg.norm.",
        "np.linalg.norm(x) * (y @ y)": "y @ y is the squared length of y. Divide by each length once.",
        "(x @ x) * np.linalg.norm(y)": "x @ x is the squared length of x. Divide by each length once.",
        "np.sum(x) * np.sum(y)": "You divided by the sums of the entries. Divide by the lengths, np.linalg.norm.",
        "np.sum(np.abs(x)) * np.sum(np.abs(y))": "You divided by the taxi lengths, the sums of absolute values. A "
        "length comes from Pythagoras: the root of the sum of squares, np.linalg.norm.",
        "np.linalg.norm(x) * np.linalg.norm(x)": "You used the length of x twice. One of the two belongs to y.",
        "np.linalg.norm(y) * np.linalg.norm(y)": "You used the length of y twice. One of the two belongs to x.",
        "np.linalg.norm(x - y)": "You divided by the distance between the tips. Divide by both lengths, ‖x‖ ‖y‖.",
        "len(x)": "You divided by the number of entries. Divide by both lengths, ‖x‖ and ‖y‖: np.linalg.norm.",
    },
)
cosine_similarity.instead_of(
    "x @ y",
    {
        "np.linalg.norm(x - y)": "That is the distance between the tips. The cosine needs the dot product, x @ y.",
        "x * y": "x * y is still a vector. The dot product is the sum of its entries: x @ y.",
    },
)
