"""curvature_along: a second difference in one direction, in code that has three mistakes at first."""

import numpy as np

from dlmath.exercises import Formula, exercise


@exercise(
    weight="standard",
    task="This function should measure the curvature of `f` at `x` in the direction of `v`: the second derivative, "
    "per unit of distance squared, along the unit vector that points the same way as `v`. It should take the slope "
    "between `x` and the point a distance `h` ahead, subtract the slope between the point a distance `h` behind and "
    "`x`, and divide the difference by `h`. It runs, but it contains three mistakes. Fix them. `v` is not zero and "
    "may have any "
    "length.",
    hints=[
        "Write the two slopes as (f(x + h u) − f(x)) / h and (f(x) − f(x − h u)) / h, subtract, and divide by h. "
        "Compare that with the last line: two of the three mistakes are there.",
        "The third: v may have any length, but h must be the distance walked. What has to happen to v first?",
        "u = v / np.linalg.norm(v), then (f(x + h * u) - 2 * f(x) + f(x - h * u)) / h**2.",
    ],
    also=("whole", "long"),
    rtol=1e-5,
    atol=1e-7,
)
def curvature_along(f, x, v, h):
    """The second derivative of f in the direction of v."""
    # h is a distance only along a vector of length 1.
    u = v / np.linalg.norm(v)
    return (f(x + h * u) - 2 * f(x) + f(x - h * u)) / h**2


@curvature_along.start(
    "This is the code as it was. Three mistakes: v is not scaled to length 1, the middle term needs a factor 2, and "
    "the divisor is h², not h."
)
def went_wrong(f, x, v, h):
    """The second derivative of f in the direction of v."""
    u = v
    return (f(x + h * u) - f(x) + f(x - h * u)) / h


BOWL = Formula("x ↦ x₀² + 3 x₁²", lambda x: x[0] ** 2 + 3 * x[1] ** 2)
PRODUCT = Formula("x ↦ x₀ x₁ + 1", lambda x: x[0] * x[1] + 1)
WAVES = Formula("x ↦ sum of cos xᵢ", lambda x: np.sum(np.cos(x)))


@curvature_along.cases
def cases(rng):
    return [
        (BOWL, np.array([1.0, 2.0]), np.array([1.0, 0.0]), 0.5),
        (BOWL, np.array([1.0, 2.0]), np.array([3.0, 4.0]), 0.1),
        (PRODUCT, np.array([1.0, -2.0]), np.array([1.0, -1.0]), 0.25),
        (WAVES, np.array([0.5, 1.0]), np.array([0.6, 2.5]), 0.5),
        (WAVES, rng.normal(size=3), rng.normal(size=3), 0.1),
        (WAVES, rng.normal(size=5), 4 * rng.normal(size=5), 0.2),
    ]


@curvature_along.edge_cases
def edge_cases(rng):
    return [
        (PRODUCT, np.array([2.0, 1.0]), np.array([0.0, 3.0]), 0.5),
        (BOWL, np.array([1, 2]), np.array([0, 2]), 0.5),
        (WAVES, np.zeros(4), np.ones(4), 0.01),
    ]


@curvature_along.law("a longer v in the same direction gives the same curvature")
def _(f, function, x, v, h):
    return np.isclose(f(function, x, 3 * v, h), f(function, x, v, h), rtol=1e-5, atol=1e-7)


@curvature_along.law("the opposite direction has the same curvature")
def _(f, function, x, v, h):
    return np.isclose(f(function, x, -v, h), f(function, x, v, h), rtol=1e-5, atol=1e-7)


curvature_along.instead_of(
    "(f(x + h * u) - 2 * f(x) + f(x - h * u)) / h**2",
    {
        "(f(x + h * u) - 2 * f(x) + f(x - h * u)) / h": "The divisor is still h. A second derivative is a change of a "
        "slope, so it is divided by h twice: h**2.",
        "(f(x + h * u) - f(x) + f(x - h * u)) / h**2": "The middle term is still missing its factor 2. Without it, a "
        "flat "
        "function would have a curvature.",
        "(f(x + h * u) - f(x) + f(x - h * u)) / h": "v is scaled now. Two mistakes are left: the middle term is 2 "
        "f(x), and the divisor h².",
        "(f(x + h * u) - 2 * f(x) + f(x - h * u)) / (2 * h)": "2 h is the divisor of a slope. For the second "
        "derivative it is h**2.",
        "(f(x + h * u) - 2 * f(x) + f(x - h * u)) / (2 * h**2)": "The divisor is h**2, without a 2. The points lie h "
        "apart.",
        "(f(x + h * u) - 2 * f(x) + f(x - h * u)) / (4 * h**2)": "4 h² belongs to points that are 2 h apart. Here they "
        "lie h apart: h**2.",
        "(f(x + h * u) - f(x - h * u)) / (2 * h)": "That is the slope in this direction. The curvature is the second "
        "difference: f(x + h u) − 2 f(x) + f(x − h u), over h².",
        "(f(x + h * u) + 2 * f(x) + f(x - h * u)) / h**2": "The middle term is subtracted: − 2 f(x).",
        "(f(x + h * u) - 2 * f(x) - f(x - h * u)) / h**2": "Both outer values count with a plus. Only the middle term "
        "is subtracted.",
        "(2 * f(x) - f(x + h * u) - f(x - h * u)) / h**2": "All signs are reversed: a valley would have a negative "
        "curvature.",
        "(f(x + h * u) - 2 * f(x) + f(x + h * u)) / h**2": "One of the outer points is x − h u, on the other side.",
        "(f(x + h * u) - 2 * (f(x) + f(x - h * u))) / h**2": "The 2 belongs to f(x) alone. Remove the inner "
        "parentheses.",
        "f(x + h * u) - 2 * f(x) + f(x - h * u) / h**2": "Division comes first, so only the last term was divided. Put "
        "parentheses around the three terms.",
        "(f(x + h * u) - 2 * f(x) + f(x - h * u)) / h * 2": "/ h * 2 divides by h and multiplies by 2. Write / h**2.",
    },
)

curvature_along.instead_of(
    "v / np.linalg.norm(v)",
    {
        "v": "v is not scaled to length 1 yet. A v twice as long gives four times the curvature, but the ground is the "
        "same.",
        "v / np.sum(v)": "You divided by the sum of the entries. The length is np.linalg.norm(v).",
        "v / np.linalg.norm(v) ** 2": "You divided by the square of the length. Divide by the length once.",
        "v / np.max(np.abs(v))": "You divided by the largest entry. The length is np.linalg.norm(v).",
        "v / len(v)": "len(v) counts entries. The length of the arrow is np.linalg.norm(v).",
    },
)


@curvature_along.misconception(
    "You divided by the length of v at the end. If v is not scaled, the second difference is off by a factor of ‖v‖². "
    "Scale v first: u = v / np.linalg.norm(v)."
)
def divides_at_the_end(f, x, v, h):
    return (f(x + h * v) - 2 * f(x) + f(x - h * v)) / h**2 / np.linalg.norm(v)


@curvature_along.misconception(
    "You divided by the square of the length at the end. For a parabola that makes no difference, but the points you "
    "use are h times the length of v away from x, not h. Scale v first: u = v / np.linalg.norm(v)."
)
def divides_by_the_square_at_the_end(f, x, v, h):
    return (f(x + h * v) - 2 * f(x) + f(x - h * v)) / h**2 / np.linalg.norm(v) ** 2
