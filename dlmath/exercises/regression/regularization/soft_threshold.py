"""soft_threshold: pull toward 0 by a fixed amount, and stop there."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="warm-up",
    task="Return the $w$ that makes $\\tfrac12 (w - z)^2 + t\\,|w|$ smallest. `z` is a number, or an array (then do "
    "this for each entry), and `t` is a number that is at least 0.",
    hints=[
        "To the right of 0, the slope is w − z + t. To the left, it is w − z − t.",
        "If z > t, the slope is 0 at w = z − t. If z < −t, at w = z + t. In between, it changes sign at 0.",
        "np.sign(z) * np.maximum(np.abs(z) - t, 0)",
    ],
)
def soft_threshold(z, t):
    """The w with the smallest ½ (w − z)² + t |w|."""
    # The size shrinks by t, but not below 0, and the sign stays.
    return np.sign(z) * np.maximum(np.abs(z) - t, 0)


@soft_threshold.cases
def cases(rng):
    return [
        (3.0, 1.0),
        (-3.0, 1.0),
        (0.5, 1.0),
        (-0.5, 1.0),
        (np.array([3.0, -3.0, 0.5, -0.5]), 2.0),
        (np.array([-4.0, 6.0, 1.0, 2.5]), 2.5),
        (np.array([3.0, -1.0, -4.0]), 2.0),
        (3 * rng.normal(size=8), 1.3),
        (rng.normal(size=12), 0.6),
    ]


@soft_threshold.edge_cases
def edge_cases(rng):
    return [
        (0.0, 1.0),
        (2.0, 2.0),
        (-2.0, 2.0),
        (3.0, 0.0),
        (np.zeros(3), 1.0),
        (rng.normal(size=(2, 3)), 0.5),
    ]


@soft_threshold.law("−z gives −w")
def _(f, z, t):
    return np.allclose(f(-z, t), -np.asarray(f(z, t)))


@soft_threshold.law("no w nearby has a smaller loss")
def _(f, z, t):
    w = np.asarray(f(z, t))

    def loss(w):
        return (w - z) ** 2 / 2 + t * np.abs(w)

    return all(np.all(loss(w + step) >= loss(w) - 1e-9 * (1 + np.max(np.abs(z))) ** 2) for step in (-1e-3, 1e-3))


soft_threshold.instead_of(
    "np.sign(z) * np.maximum(np.abs(z) - t, 0)",
    {
        "z - t": "That is right only for z > t. Between −t and t, w is 0, and below −t it is z + t.",
        "z + t": "That is right only for z < −t. Between −t and t, w is 0, and above t it is z − t.",
        "np.sign(z) * (np.abs(z) - t)": "Where |z| < t, your w has crossed 0. It stops there: np.maximum(…, 0).",
        "np.maximum(z - t, 0)": "For negative z, everything is mirrored: w = z + t if z < −t, not 0.",
        "np.maximum(np.abs(z) - t, 0)": "The sign of z is lost: a negative z gives a negative w.",
        "np.where(np.abs(z) > t, z, 0)": "You keep a large z as it is. But the slope of t|w| still pulls there: "
        "w = z − t for z > t. (What you wrote is known as *hard* thresholding.)",
        "np.where(np.abs(z) > t, z - t, 0)": "For z below −t, everything is mirrored: w = z + t, closer to 0, not "
        "farther away.",
        "np.where(z > t, z - t, np.where(z < -t, z - t, 0))": "For z below −t, everything is mirrored: w = z + t, "
        "closer to 0, not farther away.",
        "np.where(z > t, z - t, np.where(z < t, z + t, 0))": "The second condition is z < −t, not z < t: between −t "
        "and t, w is 0.",
        "np.where(z > t, z - t, z + t)": "Between −t and t, w is 0: there the slope changes sign at 0.",
        "np.where(z > 0, z - t, z + t)": "Between −t and t, w is 0. Your w has crossed 0 there.",
        "np.where(np.abs(z) < t, z, 0)": "That is the wrong way around: small z give 0, and large z move toward 0 by "
        "t.",
        "np.where(np.abs(z) < t, z - t, 0)": "That is the wrong way around: small z give 0, and large z move toward 0.",
        "np.sign(z) * np.maximum(np.abs(z) - t**2, 0)": "The slope of t|w| is t, not t²: w is closer to 0 by t.",
        "np.sign(z) * np.maximum(np.abs(z) - t / 2, 0)": "The slope of ½(w − z)² is w − z, without a ½, so w is "
        "closer to 0 by the full t.",
        "np.sign(z) * np.maximum(np.abs(z) - 2 * t, 0)": "The slope of ½(w − z)² is w − z: the ½ cancels the 2, and w "
        "moves by t.",
        "np.sign(z) * np.maximum(np.abs(z) + t, 0)": "The penalty pulls toward 0, so the absolute value shrinks: |z| "
        "− t.",
        "np.sign(z) * np.minimum(np.abs(z) - t, 0)": "That is the wrong way around: you need the larger of |z| − t "
        "and 0.",
        "np.clip(z, -t, t)": "That cuts off whatever is beyond t. The penalty subtracts t from |z| and leaves the "
        "rest: z − clip(z, −t, t) would do it.",
        "z / (1 + t)": "That is the answer for the penalty ½ t w². The slope of t|w| does not fade near 0, so w moves "
        "by a fixed amount.",
        "z / (1 + 2 * t)": "That is the answer for the penalty t w². The slope of t|w| does not fade near 0, so w "
        "moves "
        "by a fixed amount.",
        "z * (1 - t)": "You removed a fraction of z. The slope of t|w| is the same at every w > 0, so w moves by a "
        "fixed amount.",
        "z * np.maximum(np.abs(z) - t, 0)": "Multiply by the sign of z, not by z itself.",
        "z - np.sign(z)": "You moved z by 1. It moves by t, and stops at 0.",
        "z": "That is the minimum without the penalty.",
        "0 * z": "w is 0 only where |z| is at most t. Beyond that, it is closer to 0 than z by t.",
    },
)


@soft_threshold.misconception(
    "For an array, `if` and max need one answer for all entries. np.where and np.maximum decide entry by entry."
)
def one_number_only(z, t):
    return np.sign(z) * max(abs(z) - t, 0)
