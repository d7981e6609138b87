"""rotation: The matrix that turns the plane by theta, counterclockwise."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="Return the 2 × 2 matrix that turns the plane counterclockwise by the angle `theta`, in radians. Ask where "
    "$\\mathbf e_1$ and $\\mathbf e_2$ land. In NumPy, `np.cos` and `np.sin` take radians.",
    hints=[
        "The columns are where e₁ = (1, 0) and e₂ = (0, 1) land. Draw both on the unit circle.",
        "e₁ lands on (cos θ, sin θ): that is the first column. e₂ stays a quarter turn ahead of e₁. Where does it "
        "land?",
        "e₂ lands on (−sin θ, cos θ). NumPy writes a matrix row by row: np.array([[?, ?], [?, ?]]).",
    ],
)
def rotation(theta):
    """The matrix that turns the plane by theta, counterclockwise."""
    # The columns are the places where e₁ and e₂ go: e₁ = (1, 0) to (cos θ, sin θ),
    # and e₂, a quarter turn ahead of e₁, to (−sin θ, cos θ).
    c, s = np.cos(theta), np.sin(theta)
    return np.array([[c, -s], [s, c]])


@rotation.cases
def cases(rng):
    return [(0.0,), (np.pi / 2,), (np.pi,), (np.pi / 6,), (-1.0,), (2 * np.pi,), (float(rng.uniform(1, 6)),)]


@rotation.law("turning there and back moves nothing")
def _(f, t):
    return np.allclose(np.asarray(f(-t)) @ np.asarray(f(t)), np.eye(2))


@rotation.law("two turns are one turn by the sum of the angles")
def _(f, t):
    return np.allclose(np.asarray(f(t)) @ np.asarray(f(0.7)), f(t + 0.7))


@rotation.law("lengths stay the same")
def _(f, t):
    return np.isclose(np.linalg.norm(np.asarray(f(t)) @ np.array([3.0, -4.0])), 5)


@rotation.misconception(
    "Sine and cosine have traded places. For θ = 0 nothing moves, so the diagonal must be 1 there. Which of the two is "
    "1 at 0?"
)
def puts_the_sines_on_the_diagonal(theta):
    c, s = np.cos(theta), np.sin(theta)
    return np.array([[s, -c], [c, s]])


@rotation.misconception(
    "The minus sign is on a cosine, so your matrix is a mirror: the letter F would be reversed. It belongs to the sine "
    "in the column of e₂."
)
def mirrors(theta):
    c, s = np.cos(theta), np.sin(theta)
    return np.array([[c, s], [s, -c]])


@rotation.misconception(
    "Both rows begin with the cosine. Read your first column: that is where e₁ goes, and it must be (cos θ, sin θ)."
)
def repeats_the_first_row(theta):
    c, s = np.cos(theta), np.sin(theta)
    return np.array([[c, -s], [c, s]])


@rotation.misconception(
    "Both rows begin with a cosine. Read your first column: that is where e₁ goes, and it must be (cos θ, sin θ)."
)
def repeats_the_row_minus_in_the_second(theta):
    c, s = np.cos(theta), np.sin(theta)
    return np.array([[c, s], [-c, s]])


@rotation.misconception(
    "Both columns are the image of e₁, so the plane is squashed onto a line. e₂ lands somewhere else, a quarter turn "
    "ahead."
)
def gives_e1_twice(theta):
    c, s = np.cos(theta), np.sin(theta)
    return np.array([[c, c], [s, s]])


@rotation.misconception(
    "The minus sign is on a cosine, so your matrix is a mirror: the letter F would be reversed. It belongs to the sine "
    "in the column of e₂."
)
def mirrors_left_and_right(theta):
    c, s = np.cos(theta), np.sin(theta)
    return np.array([[-c, s], [s, c]])


rotation.instead_of(
    "np.array([[c, -s], [s, c]])",
    {
        "rotation(-theta)": "Your matrix turns clockwise. The minus sign is on the wrong sine, or the images of e₁ and "
        "e₂ became rows instead of columns: e₁ must go to (cos θ, sin θ).",
        "rotation(np.radians(theta))": "You converted theta from degrees to radians, but it already comes in radians. "
        "np.cos takes it as it is.",
        "rotation(np.degrees(theta))": "You converted theta to degrees, but np.cos and np.sin expect radians, and "
        "theta is in radians. Use it as it is.",
        "np.array([np.cos(theta), np.sin(theta)])": "That is where e₁ goes: the first column. The matrix needs a "
        "second one, the image of e₂.",
        "np.array([[c, -s], [s, c]]).ravel()": "The four numbers are right, but they are all in one row. A matrix is a "
        "list of rows, each in its own brackets: np.array([[a, b], [c, d]]).",
        "np.round(np.array([[c, -s], [s, c]]), 2)": "The entries are rounded, so lengths change a little. Return what "
        "np.cos and np.sin give.",
    },
)
rotation.instead_of(
    "-s",
    {
        "s": "There is no minus sign. When e₁ has turned up a little, e₂ has turned to the left, so the first "
        "coordinate of its image is negative.",
    },
)
rotation.instead_of(
    "[s, c]",
    {
        "[-s, c]": "Both sines have a minus sign. e₁ goes up a little, to (cos θ, +sin θ), and only e₂ goes to the "
        "left.",
    },
)
rotation.instead_of(
    "np.cos(theta), np.sin(theta)",
    {
        "theta, theta": "You used the angle itself. e₁ lands on (cos θ, sin θ): np.cos and np.sin.",
        "np.cos(2 * theta), np.sin(2 * theta)": "That turns by twice the angle. Use theta as it is.",
        "1.0, 1.0": "Your entries do not depend on theta. e₁ lands on (cos θ, sin θ).",
    },
)


@rotation.misconception(
    "Every sign is reversed, which is half a turn too much. Only the sine at the top right carries a minus."
)
def reverses_every_sign(theta):
    c, s = np.cos(theta), np.sin(theta)
    return np.array([[-c, s], [-s, -c]])


@rotation.misconception(
    "The image of e₂ has the wrong second entry. When e₁ has turned up a little, e₂ has turned left a little, but it "
    "still points up: (−sin θ, +cos θ)."
)
def turns_e2_down(theta):
    c, s = np.cos(theta), np.sin(theta)
    return np.array([[c, -s], [s, -c]])


@rotation.misconception(
    "Sine and cosine have traded places. For θ = 0 nothing moves, so the diagonal must be 1 there: cosines belong on "
    "it."
)
def puts_the_sines_on_the_diagonal_clockwise(theta):
    c, s = np.cos(theta), np.sin(theta)
    return np.array([[s, c], [-c, s]])


@rotation.misconception(
    "e₁ must land on (cos θ, sin θ) and e₂ on (−sin θ, cos θ): two entries each. Yours only stretches along the axes."
)
def stretches_along_the_axes(theta):
    return np.array([[np.cos(theta), 0.0], [0.0, np.sin(theta)]])


@rotation.misconception(
    "With tangents the images are longer than 1. Take sine and cosine: (cos θ, sin θ) has length 1 at every angle."
)
def uses_the_tangent(theta):
    return np.array([[1.0, -np.tan(theta)], [np.tan(theta), 1.0]])


@rotation.misconception(
    "A quarter turn cannot be multiplied by an angle: at θ = 0 nothing may move, and yours makes everything 0. Use "
    "np.cos and np.sin."
)
def scales_a_quarter_turn(theta):
    return theta * np.array([[0.0, -1.0], [1.0, 0.0]])
