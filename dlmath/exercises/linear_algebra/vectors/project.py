"""project: The shadow of a on the line through b."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="Return the projection of the vector `a` onto the line through `b`: the point $t\\,\\mathbf b$ of this line "
    "that lies nearest to $\\mathbf a$. `b` is not the zero vector.",
    hints=[
        "The answer is a multiple of b, t * b. So a single number t has to be found.",
        "a − t b has to be at right angles to b: (a − t b) · b = 0. Solve this for t.",
        "t = a · b / b · b. Write (a @ b) / (b @ b) * b.",
    ],
)
def project(a, b):
    """The shadow of a on the line through b."""
    # t b is the point on the line through b where what is left of a, a − t b, is at right angles to b:
    # (a − t b) · b = 0 gives t = a · b / b · b.
    t = (a @ b) / (b @ b)
    return t * b


@project.cases
def cases(rng):
    return [
        (np.array([2.0, 3.0]), np.array([1.0, 0.0])),
        (np.array([2.0, 3.0]), np.array([4.0, 0.0])),
        (np.array([0.0, 3.0]), np.array([4.0, 0.0])),
        (np.array([0.0, 0.0]), np.array([1.0, 2.0])),
        (np.array([-3.0, 1.0]), np.array([2.0, 2.0])),
        (np.array([2.0]), np.array([-5.0])),
        (np.array([1.0, 2.0, 3.0]), np.array([1.0, 1.0, 1.0])),
        (rng.normal(size=8), rng.normal(size=8)),
        (rng.normal(size=50), rng.normal(size=50)),
    ]


@project.law("what is left of a is at right angles to b")
def _(f, a, b):
    return abs((a - f(a, b)) @ b) < 1e-9


@project.law("a b three times as long gives the same shadow")
def _(f, a, b):
    return np.allclose(f(a, 3 * b), f(a, b))


@project.law("the shadow of the shadow is the shadow")
def _(f, a, b):
    return np.allclose(f(f(a, b), b), f(a, b))


project.instead_of(
    "t * b",
    {
        "(a @ b) / (a @ a) * a": "That is the shadow of b on the line through a. The first vector is projected, and "
        "the answer is a multiple of the second, b.",
        "(a @ b) * b": "The direction is right, the length is not: divide by b · b, the squared norm of b. Yours "
        "grows when b does, but the line through b stays the same.",
        "(a @ b) / np.linalg.norm(b) * b": "You divided by ‖b‖ once. It takes two: one for the b in the dot "
        "product, one for the b that is multiplied. Divide by ‖b‖², which is b @ b.",
        "(a @ b) / (a @ a) * b": "You divided by a · a. It is the length of b that must not matter, so divide by b "
        "· b.",
        "(a @ b) / (np.linalg.norm(a) * np.linalg.norm(b)) * b": "Your factor is the cosine of the angle. The "
        "shadow of a is ‖a‖ cos θ long; as a multiple of b that is a · b / b · b.",
        "(a @ b) / (b @ b)": "That is the number t. The projection is the vector t b: multiply.",
        "(a @ b) / np.linalg.norm(b)": "That is how long the shadow is. The shadow itself is a vector, a multiple "
        "of b.",
        "a * b / (b @ b) * b": "a * b is still a vector. The factor in front of b is one number, the dot product a "
        "@ b.",
        "(a @ b) / (b @ b) * a": "The number t is right, but you multiplied a by it. The shadow lies on the line "
        "through b.",
        "np.linalg.norm(a) / np.linalg.norm(b) * b": "You turned a onto the line with its full length. A shadow is "
        "shorter: drop a straight down, at right angles to b.",
        "a @ b / b @ b * b": "Python reads a @ b / b @ b from the left: ((a @ b) / b) @ b, a division by every "
        "entry of b. Put brackets: (a @ b) / (b @ b).",
        "abs(a @ b) / (b @ b) * b": "You took the absolute value of a · b. If a points away from b, its shadow does "
        "so too: keep the sign.",
        "(b @ b) / (a @ b) * b": "The fraction stands on its head. t is a · b / b · b: if a is at right angles to "
        "b, the shadow must be 0.",
        "(a @ b) / np.sum(b) * b": "You divided by the sum of the entries of b. It is b · b, the sum of their squares.",
        "a * b / (b * b) * b": "* and / work entry by entry, and so b cancels and a is left. t is one number, a dot "
        "product divided by a dot product: (a @ b) / (b @ b).",
        "(a * b) / (b * b)": "* and / work entry by entry. t is one number, (a @ b) / (b @ b), and the shadow is t "
        "times b.",
        "a - (t * b)": "That is what is left of a, the part at right angles to b. The projection is the other part.",
        "b - (t * b)": "You subtracted the shadow from b. The shadow itself, t b, is the answer, and nothing has to "
        "be subtracted.",
        "(t * b) / np.linalg.norm(b)": "You divided by ‖b‖ once too often. If b has been made 1 long first, in both "
        "places, nothing more is needed; otherwise divide by b · b and no more.",
    },
)
