"""project_to_ball: the point of a ball that is nearest to x."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="Return the point nearest to `x` among all points whose distance from `center` is at most `radius`. `x` and "
    "`center` are arrays of the same shape `(d,)`, and `radius` is positive. Leave both arrays unchanged.",
    hints=[
        "If x is in the ball, what is the nearest point? If not, on which line does it lie?",
        "From the center, go in the direction of x, but only as far as the radius.",
        "Let d = x - center. If its length is larger than radius, the answer is center + radius * d / its length.",
    ],
    also=("whole", "large", "small", "long"),
)
def project_to_ball(x, center, radius):
    """The point of the ball that is nearest to x."""
    d = x - center
    length = np.linalg.norm(d)
    # Inside, the nearest point is x itself.
    if length <= radius:
        return x.copy()
    return center + radius * d / length


@project_to_ball.cases
def cases(rng):
    return [
        (np.array([6.0, 8.0]), np.array([0.0, 0.0]), 5.0),
        (np.array([1.5, 2.0]), np.array([0.0, 0.0]), 5.0),
        (np.array([7.0, 9.0]), np.array([1.0, 1.0]), 5.0),
        (np.array([2.0, -2.0]), np.array([3.0, -3.0]), 2.0),
        (np.array([4.0, 4.0]), np.array([0.0, 0.0]), 5.0),
        (np.array([3.0, 3.5]), np.array([0.0, 0.0]), 5.0),
        (np.array([0.2, 0.1]), np.array([5.0, -2.0]), 1.5),
        (np.array([-3.0, 4.0]), np.array([-1.0, 1.0]), 0.5),
        (np.array([0.25, -0.25]), np.array([0.0, 0.5]), 0.5),
        (rng.normal(size=5) * 3, rng.normal(size=5), 0.75),
        (rng.normal(size=3) * 10, rng.normal(size=3) * 4, 2),
    ]


@project_to_ball.edge_cases
def edge_cases(rng):
    return [
        (np.array([3.0, 4.0]), np.array([0.0, 0.0]), 5.0),
        (np.array([2.0, 1.0]), np.array([2.0, 1.0]), 3.0),
        (np.array([0.0, 0.0]), np.array([0.0, 0.0]), 1.0),
        (np.array([4, 3]), np.array([1, -1]), 2),
        (np.array([-7.0]), np.array([1.0]), 2.0),
        (np.array([3e-12, 4e-12]), np.array([0.0, 0.0]), 1e-12),
        (np.array([1e4, 0.0]), np.array([0.0, 0.0]), 1e-3),
    ]


@project_to_ball.law("the answer lies in the ball")
def _(project, x, center, radius):
    return np.linalg.norm(project(x, center, radius) - center) <= radius * (1 + 1e-9)


@project_to_ball.law("projecting a second time changes nothing")
def _(project, x, center, radius):
    once = project(x, center, radius)
    return np.allclose(project(once, center, radius), once, rtol=1e-9, atol=1e-9 * radius)


@project_to_ball.law("moving everything by the same vector moves the answer by it")
def _(project, x, center, radius):
    shift = np.ones(len(x)) * radius
    return np.allclose(
        project(x + shift, center + shift, radius), project(x, center, radius) + shift, rtol=1e-6, atol=1e-6 * radius
    )


project_to_ball.instead_of(
    "return center + radius * d / length",
    {
        "return radius * d / length": "You start at the origin. Go from the center: center + radius * d / length.",
        "return center + d / length": "That is at distance 1 from the center. Go as far as radius: "
        "radius * d / length.",
        "return center - radius * d / length": "You went away from x, to the far side of the ball. Add the step to the "
        "center.",
        "return x - radius * d / length": "You went from x toward the center by the radius. Go from the *center* "
        "toward x by the radius.",
        "return center + radius * d": "d still has its own length. Divide it by that: radius * d / length.",
        "return center + radius * d / length**2": "You divided by the square of the length. d / length has length 1.",
        "return center + radius * x / np.linalg.norm(x)": "You go in the direction of x as seen from the origin. The "
        "direction is that of x - center.",
        "return radius * x / np.linalg.norm(x)": "You project onto the ball about the origin. Measure everything from "
        "center: d = x - center.",
        "return x * radius / length": "You shrink x toward the origin. Shrink d = x - center instead, and add the "
        "center.",
        "return center.copy()": "You return the center. It is in the ball, but the nearest point lies on its edge, in "
        "the direction of x.",
        "return np.clip(x, center - radius, center + radius)": "You cut off each entry on its own. That projects onto "
        "a *box*; its corners lie outside the ball.",
        "return x - (length - radius)": "You subtract the same number from every entry. The way back goes along d: "
        "x - (length - radius) * d / length.",
        "return (center + x) / 2": "You went halfway. Go as far as radius from the center: center + radius * d "
        "/ length.",
        "return center + radius * d / (np.linalg.norm(x) - np.linalg.norm(center))": "You subtracted two lengths. The "
        "distance from the center is the length of the difference, np.linalg.norm(x - center).",
        "return center + radius * d / np.sqrt(np.mean(d**2))": "You took the mean of the squares. The length is the "
        "root of their sum: np.linalg.norm(d).",
        "return center + radius * np.sign(d)": "You took only the signs of d. Keep its direction: d / length.",
        "return center + (radius - length) * d / length": "You go only radius − length from the center, which is "
        "negative. Go as far as radius.",
        "return x / length * radius": "You shrink x toward the origin. Shrink d = x - center instead, and add the "
        "center.",
        "return center + radius * d / np.max(np.abs(d))": "You divided by the largest entry. Divide by the length, "
        "np.linalg.norm(d).",
        "return center + radius * d / np.sum(np.abs(d))": "You divided by the sum of the absolute values. Divide by "
        "the length, np.linalg.norm(d).",
        "return center + radius * d / np.sum(d**2)": "You divided by the square of the length. Take the root: "
        "np.linalg.norm(d).",
    },
)
project_to_ball.instead_of(
    "if length <= radius:\n        return x.copy()\n    ",
    {
        "": "You move points that are already in the ball to its edge. Inside, the nearest point is x itself.",
        "if length <= radius:\n        return center.copy()\n    ": "For a point inside you return the center. Inside, "
        "the nearest point is x itself.",
        "if length >= radius:\n        return x.copy()\n    ": "You leave points *outside* alone and move those "
        "inside. The comparison is the other way around.",
        "if length <= 1:\n        return x.copy()\n    ": "You compare with 1. The ball reaches as far as radius.",
        "if length**2 <= radius:\n        return x.copy()\n    ": "You compare the squared length with the radius. "
        "Compare the length.",
        "if np.linalg.norm(x) <= radius:\n        return x.copy()\n    ": "You ask how far x is from the origin. Ask "
        "how far it is from the center.",
        "if np.all(np.abs(d) <= radius):\n        return x.copy()\n    ": "You ask for each entry on its own whether "
        "it is within the radius. That is a box; its corners lie outside the ball. Compare the length of d.",
        "if np.max(d) <= radius:\n        return x.copy()\n    ": "You compare the largest entry with the radius. "
        "Compare the length of d.",
        "if np.sum(np.abs(d)) <= radius:\n        return x.copy()\n    ": "You add up the absolute values. Compare the "
        "length, the root of the sum of squares.",
        "if length <= radius:\n        return d\n    ": "Inside you returned x − center. Return x itself.",
    },
)


@project_to_ball.misconception(
    "You changed x itself, and the caller's array with it. Make a new array: d = x - center, not x -= center."
)
def changes_x(x, center, radius):
    x -= center
    length = np.linalg.norm(x)
    if length > radius:
        x *= radius / length
    x += center
    return x


@project_to_ball.misconception(
    "You shrink x itself, as if the center were the origin. Shrink the way from the center, d = x - center, and add "
    "the center again."
)
def ball_around_the_origin(x, center, radius):
    return x * min(1.0, radius / max(np.linalg.norm(x), 1e-300))


@project_to_ball.misconception("The factor is upside down: radius / length is what shortens d.")
def factor_upside_down(x, center, radius):
    d = x - center
    return center + d * min(1, np.linalg.norm(d) / radius)
