"""triangle_area: half a parallelogram, from any corner."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="Return the area of the triangle with corners `p`, `q` and `r`, three arrays with two entries each. An area "
    "is never negative, in whatever order the corners are given.",
    hints=[
        "Two equal triangles make a parallelogram. Which two arrows are its sides, starting at p?",
        "The sides are u = q − p and v = r − p. The area of their parallelogram is |u₁ v₂ − v₁ u₂|.",
        "return abs(u[0] * v[1] - v[0] * u[1]) / 2.",
    ],
)
def triangle_area(p, q, r):
    """The area of the triangle with corners p, q, r."""
    # From p, the two sides span a parallelogram, of which the triangle is half.
    (a, c), (b, d) = q - p, r - p
    return abs(a * d - b * c) / 2


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
    "abs(a * d - b * c) / 2",
    {
        "abs(a * d - b * c)": "That is the area of the parallelogram. The triangle is half of it.",
        "(a * d - b * c) / 2": "Your area is negative when the corners go around clockwise. Take the absolute value.",
        "a * d - b * c": "Two things are missing: a triangle is half the parallelogram, and an area is not negative.",
        "abs(a * d + b * c) / 2": "One sign in the determinant is wrong: it is u₁ v₂ minus v₁ u₂.",
        "abs(a * b - c * d) / 2": "You multiplied first entries with first entries. The determinant multiplies across: "
        "u₁ v₂ − v₁ u₂.",
        "abs(a * c - b * d) / 2": "You multiplied the entries within each arrow. The determinant multiplies across: u₁ "
        "v₂ − v₁ u₂.",
        "abs(a * b + c * d) / 2": "u · v is the dot product, which is 0 at a right angle. The area needs u₁ v₂ − v₁ "
        "u₂.",
        "np.linalg.norm(q - p) * np.linalg.norm(r - p) / 2": "Half the product of two sides is the area only at a "
        "right angle. Use the determinant, |u₁ v₂ − v₁ u₂| / 2.",
        "abs(a * d - b * c) // 2": "// rounds down. Write / 2.",
        "abs(a * d - b * c) / 3": "A triangle is one half of the parallelogram, not one third.",
        "abs(a * d - b * c) / 4": "You halved twice. A triangle is one half of the parallelogram.",
        "max(a * d - b * c, 0) / 2": "A clockwise triangle has an area as well. Take the absolute value instead of 0.",
        "np.sqrt(abs(a * d - b * c)) / 2": "There is no square root in an area that comes from a determinant.",
        "abs(p[0] * q[1] - q[0] * p[1]) / 2": "You used the triangle from the origin to p and q. The third corner is "
        "r: use the arrows q − p and r − p.",
        "abs(a * r[1] - r[0] * c) / 2": "Both sides have to start at the same corner: q − p and r − p.",
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


@triangle_area.misconception(
    "Heron's formula takes *half* the perimeter: s = (a + b + c) / 2. (The determinant is shorter: |u₁ v₂ − v₁ u₂| / "
    "2.)"
)
def heron_with_the_whole_perimeter(p, q, r):
    a, b, c = np.linalg.norm(p - q), np.linalg.norm(q - r), np.linalg.norm(r - p)
    s = a + b + c
    return np.sqrt(abs(s * (s - a) * (s - b) * (s - c)))


@triangle_area.misconception(
    "You took a dot product of two sides, which is 0 at a right angle. The area needs the determinant, u₁ v₂ − v₁ u₂."
)
def dot_product_of_other_sides(p, q, r):
    return abs((p - q) @ (q - r)) / 2


@triangle_area.misconception("That is the perimeter. The task asks for the area.")
def perimeter(p, q, r):
    return np.linalg.norm(p - q) + np.linalg.norm(q - r) + np.linalg.norm(r - p)


@triangle_area.misconception("Take the absolute value of the area at the end, not of the arrows.")
def arrows_without_signs(p, q, r):
    (a, c), (b, d) = np.abs(q - p), np.abs(r - p)
    return abs(a * d - b * c) / 2


@triangle_area.misconception(
    "That is half of the upright box around the triangle. Use the parallelogram of the sides q − p and r − p."
)
def half_of_the_box(p, q, r):
    corners = np.array([p, q, r])
    return np.prod(corners.max(axis=0) - corners.min(axis=0)) / 2
