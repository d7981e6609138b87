"""project: find t from a right angle, then scale b by it."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="Find $t$ from the right angle, then return the shadow $t\\,\\mathbf b$ of `a` on the line through `b`. Here "
    "`b` is not the zero vector.",
    hints=[
        "The answer is a multiple of b, t * b. So you have to find a single number, t.",
        "a − t b is at right angles to b, so (a − t b) · b = 0. Multiply out, and solve for t.",
        "a · b − t (b · b) = 0, so t = a · b / b · b. Write (a @ b) / (b @ b) * b.",
    ],
)
def project(a, b):
    """The shadow of a on the line through b: a vector."""
    # What is left of a, a − t b, is at right angles to b: (a − t b) · b = 0 gives t = a · b / b · b.
    t = (a @ b) / (b @ b)
    return t * b


@project.cases
def cases(rng):
    return [
        (np.array([2.0, 3.0]), np.array([1.0, 0.0])),
        (np.array([2.0, 3.0]), np.array([4.0, 0.0])),
        (np.array([1.0, 3.0]), np.array([4.0, 2.0])),
        (np.array([-3.0, 1.0]), np.array([2.0, 2.0])),
        (np.array([2.0]), np.array([-5.0])),
        (np.array([1, 2, 3]), np.array([1, 1, 2])),
        (rng.normal(size=8), rng.normal(size=8)),
        (1e3 * rng.normal(size=50), rng.normal(size=50)),
    ]


@project.edge_cases
def edge_cases(rng):
    return [
        (np.array([0.0, 3.0]), np.array([4.0, 0.0])),
        (np.array([0.0, 0.0]), np.array([1.0, 2.0])),
        (np.array([1.0, 2.0]), np.array([1.0, -1.0])),
        (np.array([1.0, 2.0]), np.array([1e-4, 2e-4])),
    ]


@project.law("what is left of a is at right angles to b")
def _(f, a, b):
    return abs((a - f(a, b)) @ b) <= 1e-9 * np.linalg.norm(a) * np.linalg.norm(b)


@project.law("a b three times as long gives the same shadow")
def _(f, a, b):
    return np.allclose(f(a, 3 * b), f(a, b))


@project.law("the shadow of the shadow is the shadow")
def _(f, a, b):
    return np.allclose(f(f(a, b), b), f(a, b))


project.instead_of(
    "t * b",
    {
        "(a @ b) / (a @ a) * a": "That is the shadow of b on the line through a. Here a casts the shadow, and the "
        "answer is a multiple of b.",
        "(a @ b) * b": "The direction is right, but the length is not. Your vector grows when b gets longer, although "
        "the line stays the same. Divide by b · b.",
        "(a @ b) / np.linalg.norm(b) * b": "You divided by ‖b‖ once. It takes two factors: one for the b in the dot "
        "product, one for the b that is scaled. Divide by ‖b‖², which is b @ b.",
        "(a @ b) / (a @ a) * b": "You divided by a · a. It is the length of b that must not matter: divide by b · b.",
        "(a @ b) / np.linalg.norm(a) * b": "You divided by the length of a. It is the length of b that must not "
        "matter: divide by b · b.",
        "(a @ b) / (np.linalg.norm(a) * np.linalg.norm(b)) * b": "Your factor is the cosine of the angle. The right "
        "angle gives another one: t = a · b / b · b.",
        "(a @ b) / (b @ b)": "That is the number t. The shadow is a vector: multiply b by it.",
        "(a @ b) / np.linalg.norm(b)": "That is how long the shadow is, with a minus sign if it points against b. The "
        "shadow itself is a vector, a multiple of b.",
        "a @ b": "That is the dot product, one number. The shadow is a vector, t times b, with t = a · b / b · b.",
        "a * b / (b @ b) * b": "a * b is still a vector. The factor in front of b is one number, the dot product a @ "
        "b.",
        "a * b / np.linalg.norm(b)": "* works entry by entry. The length of the shadow, up to its sign, is one number, "
        "a @ b / ‖b‖, and the shadow is a vector along b: (a @ b) / (b @ b) * b.",
        "(a @ b) / (b @ b) * a": "The number t is right, but you multiplied a by it. The shadow lies on the line "
        "through b.",
        "np.linalg.norm(a) / np.linalg.norm(b) * b": "You turned a onto the line at its full length. A shadow is "
        "shorter, unless a lies on the line already: it ends where a − t b meets the line at a right angle.",
        "a @ b / b @ b * b": "Python reads a @ b / b @ b from the left: ((a @ b) / b) @ b, which divides by every "
        "entry of b. Add parentheses: (a @ b) / (b @ b).",
        "abs(a @ b) / (b @ b) * b": "You took the absolute value of a · b. If a points away from b, so does its "
        "shadow: keep the sign.",
        "(b @ b) / (a @ b) * b": "Your fraction is upside down. If a is at right angles to b, the shadow must be 0, so "
        "a · b belongs on top.",
        "(a @ b) / np.sum(b) * b": "You divided by the sum of the entries of b. It should be b · b, the sum of their "
        "squares.",
        "a * b / (b * b) * b": "* and / work entry by entry, so b cancels and a is left. t is one number, a dot "
        "product divided by a dot product: (a @ b) / (b @ b).",
        "(a * b) / (b * b)": "* and / work entry by entry. t is one number, (a @ b) / (b @ b), and the shadow is t "
        "times b.",
        "a - (t * b)": "That is what is left of a, the part at right angles to b. The shadow is the other part, t b.",
        "b - (t * b)": "You subtracted the shadow from b. The shadow itself, t b, is the answer.",
        "-t * b": "Your shadow points the wrong way. A sign slipped while solving for t: t = + a · b / b · b.",
        "(t * b) / np.linalg.norm(b)": "You divided by ‖b‖ three times. If you scale b to length 1 first, use that in "
        "both places and do not divide again; otherwise divide by b · b and nothing else.",
        "(a @ b) / (b @ b) ** 2 * b": "You divided by b · b twice. (b @ b) is the squared length already.",
        "b / np.linalg.norm(b)": "That is b, scaled to length 1. How long its shadow is depends on a: multiply by a · "
        "b / ‖b‖.",
        "a": "You gave back a itself. Its shadow lies on the line through b: a multiple of b.",
    },
)
