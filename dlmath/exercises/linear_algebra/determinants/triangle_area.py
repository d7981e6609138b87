"""triangle_area: half a parallelogram, from any corner."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="Return the area of the triangle with the corners `p`, `q` and `r`, three arrays with two entries each. An "
    "area is not negative, whichever way around the corners are given.",
    hints=[
        "Two equal triangles make a parallelogram. Which two arrows are its sides, starting at p?",
        "The sides are u = q − p and v = r − p. The area of their parallelogram is |u₁ v₂ − v₁ u₂|.",
        "return abs(u[0] * v[1] - v[0] * u[1]) / 2.",
    ],
)
def triangle_area(p, q, r):
    """The area of the triangle with corners p, q, r."""
    # From p, the two sides span a parallelogram, of which the triangle is half.
    u, v = q - p, r - p
    return abs(u[0] * v[1] - v[0] * u[1]) / 2


@triangle_area.cases
def cases(rng):
    return [
        (np.array([0.0, 0.0]), np.array([4.0, 0.0]), np.array([0.0, 3.0])),
        (np.array([0.0, 0.0]), np.array([2.0, 1.0]), np.array([1.0, 4.0])),
        (np.array([0.0, 0.0]), np.array([1.0, 4.0]), np.array([2.0, 1.0])),
        (np.array([1.0, 1.0]), np.array([3.0, 2.0]), np.array([2.0, 5.0])),
        (np.array([2, 5]), np.array([3, 1]), np.array([-1, 1])),
        (np.array([-1.0, 2.0]), np.array([4.0, -3.0]), np.array([-2.0, -5.0])),
        (rng.normal(size=2), rng.normal(size=2), rng.normal(size=2)),
        (100 * rng.normal(size=2), 100 * rng.normal(size=2), 100 * rng.normal(size=2)),
    ]


@triangle_area.edge_cases
def edge_cases(rng):
    return [
        (np.array([0.0, 0.0]), np.array([1.0, 2.0]), np.array([2.0, 4.0])),
        (np.array([3.0, 3.0]), np.array([3.0, 3.0]), np.array([3.0, 3.0])),
        (np.array([1001.0, 1001.0]), np.array([1003.0, 1002.0]), np.array([1002.0, 1005.0])),
    ]


@triangle_area.law("the order of the corners does not matter")
def _(f, p, q, r):
    return np.isclose(f(p, q, r), f(r, q, p)) and np.isclose(f(p, q, r), f(q, r, p))


@triangle_area.law("a triangle that is moved keeps its area")
def _(f, p, q, r):
    shift = np.array([3, -7])
    return np.isclose(f(p + shift, q + shift, r + shift), f(p, q, r))


triangle_area.instead_of(
    "abs(u[0] * v[1] - v[0] * u[1]) / 2",
    {
        "abs(u[0] * v[1] - v[0] * u[1])": "That is the area of the parallelogram. The triangle is half of it.",
        "(u[0] * v[1] - v[0] * u[1]) / 2": "Your area is negative when the corners go around clockwise. Take the "
        "absolute value.",
        "u[0] * v[1] - v[0] * u[1]": "Two things are missing: a triangle is half the parallelogram, and an area is not "
        "negative.",
        "abs(u[0] * v[1] + v[0] * u[1]) / 2": "There is a sign wrong in the determinant: it is u₁ v₂ minus v₁ u₂.",
        "abs(u[0] * v[0] - u[1] * v[1]) / 2": "You multiplied first entries with first entries. The determinant "
        "multiplies across: u₁ v₂ − v₁ u₂.",
        "abs(u[0] * u[1] - v[0] * v[1]) / 2": "You multiplied the entries within each arrow. The determinant "
        "multiplies across: u₁ v₂ − v₁ u₂.",
        "abs(u @ v) / 2": "u · v is the dot product, which is 0 at a right angle. The area needs u₁ v₂ − v₁ u₂.",
        "np.linalg.norm(u) * np.linalg.norm(v) / 2": "Half the product of two sides is the area only at a right angle. "
        "Use the determinant, |u₁ v₂ − v₁ u₂| / 2.",
        "abs(u[0] * v[1] - v[0] * u[1]) // 2": "// rounds down. Write / 2.",
        "abs(u[0] * v[1] - v[0] * u[1]) / 3": "A triangle is one half of the parallelogram, not one third.",
        "abs(u[0] * v[1] - v[0] * u[1]) / 4": "You halved twice. A triangle is one half of the parallelogram.",
        "max(u[0] * v[1] - v[0] * u[1], 0) / 2": "A clockwise triangle has an area as well. Take the absolute value "
        "instead of 0.",
        "np.sqrt(abs(u[0] * v[1] - v[0] * u[1])) / 2": "There is no square root in an area that comes from a "
        "determinant.",
        "abs(p[0] * q[1] - q[0] * p[1]) / 2": "You used the triangle from the origin to p and q. The third corner is "
        "r: use the arrows q − p and r − p.",
        "abs(u[0] * r[1] - r[0] * u[1]) / 2": "Both sides have to start at the same corner: q − p and r − p.",
        "abs(q[0] * r[1] - r[0] * q[1]) / 2": "That is right only if p is the origin. Use the arrows that start at p: "
        "q − p and r − p.",
        "abs(np.linalg.det(np.array([p, q]))) / 2 + abs(np.linalg.det(np.array([q, r]))) / 2 + abs(np.linalg.det("
        "np.array([r, p]))) / 2": "You added the triangles from the origin to each side, all as positive. Keep their "
        "signs until the end, or start from a corner: q − p and r − p.",
    },
)
triangle_area.instead_of(
    "q - p, r - p",
    {
        "q + p, r + p": "The arrow from p to q is the difference q − p.",
    },
)
