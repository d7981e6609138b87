"""reflection: the basis vectors in a mirror."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="hard",
    task="A mirror stands along the line through the origin at the angle `theta` (in radians, counterclockwise from "
    "the first axis). Return the 2 × 2 matrix that reflects every point in it: points on the line stay put, and all "
    "others cross to the other side.",
    hints=[
        "Where do e₁ and e₂ land? The mirror is halfway between e₁ and its image.",
        "e₁ is at angle 0, the mirror at θ, so the image of e₁ is at 2θ. e₂ is at 90°: where is its image?",
        "e₁ lands on (cos 2θ, sin 2θ), and e₂, at the angle 2θ − 90°, on (sin 2θ, −cos 2θ).",
    ],
)
def reflection(theta):
    """The matrix that reflects in the line at angle theta."""
    # The mirror is halfway between a point and its image: e₁, at angle 0, lands at 2θ; e₂, at 90°, lands at 2θ − 90°.
    c, s = np.cos(2 * theta), np.sin(2 * theta)
    return np.array([[c, s], [s, -c]])


@reflection.cases
def cases(rng):
    return [
        (0.0,),
        (np.pi / 4,),
        (np.pi / 6,),
        (np.pi / 3,),
        (-0.3,),
        (2.0,),
        (float(rng.uniform(0.2, 1.4)),),
    ]


@reflection.edge_cases
def edge_cases(rng):
    return [(np.pi / 2,), (np.pi,), (10.0,), (1,)]


@reflection.law("reflecting twice moves nothing")
def _(f, t):
    return np.allclose(np.asarray(f(t)) @ np.asarray(f(t)), np.eye(2))


@reflection.law("a point on the mirror stays")
def _(f, t):
    line = np.array([np.cos(t), np.sin(t)])
    return np.allclose(np.asarray(f(t)) @ line, line)


reflection.instead_of(
    "2 * theta), np.sin(2 * theta)",
    {
        "theta), np.sin(theta)": "Your mirror stands at θ/2. The mirror is halfway between e₁ and its image, so the "
        "image is at 2θ. (If you mirrored in the first axis and then turned by θ, turn back first: three steps.)",
        "4 * theta), np.sin(4 * theta)": "You doubled the angle twice: the image of e₁ is at 2θ.",
        "2 * theta), -np.sin(2 * theta)": "Your mirror stands at −θ: e₁ must land above the first axis, at the angle "
        "2θ. (If you turned, mirrored and turned back, turn by −θ first and by θ last.)",
        "np.radians(2 * theta)), np.sin(np.radians(2 * theta))": "theta comes in radians already. Do not convert it.",
        "theta) ** 2, np.sin(theta) * np.cos(theta)": "You are close to a projection: the image of e₁ is at (cos 2θ, "
        "sin 2θ).",
    },
)
reflection.instead_of(
    "np.array([[c, s], [s, -c]])",
    {
        "np.array([[c, -s], [s, c]])": "That turns by 2θ: points on the line move. e₁ is right, but e₂ must land on "
        "(sin 2θ, −cos 2θ).",
        "np.array([[c, s], [s, c]])": "The image of e₂ is wrong: its second entry needs a minus sign.",
        "np.array([[-c, -s], [-s, c]])": "That is the mirror at a right angle to yours: points on the line are "
        "reversed. All signs have to change.",
        "np.array([[c, s], [-s, -c]])": "Your matrix takes e₁ to (cos 2θ, −sin 2θ). e₁ must land above the first axis, "
        "at (cos 2θ, +sin 2θ).",
        "np.array([[c, s], [-s, c]])": "That turns by 2θ clockwise. A mirror takes e₁ to (cos 2θ, sin 2θ) and e₂ to "
        "(sin 2θ, −cos 2θ).",
        "np.array([[s, c], [c, -s]])": "Sine and cosine have traded places: for θ = 0 the first axis stays, so the "
        "first entry must be 1 there.",
        "np.array([[1.0, 0.0], [0.0, -1.0]])": "That is the mirror along the first axis, θ = 0, whatever theta is.",
        "np.array([[-1.0, 0.0], [0.0, 1.0]])": "That mirrors left and right, whatever theta is.",
        "np.array([[0.0, 1.0], [1.0, 0.0]])": "That is the mirror at 45°, whatever theta is.",
        "np.array([c, s])": "That is where e₁ lands: the first column. The matrix needs the image of e₂ as well.",
        "np.array([[c, s], [s, -c]]) / 2": "The images of e₁ and e₂ have length 1. Do not divide.",
    },
)


@reflection.misconception(
    "That turns by θ, so points on the line move away from it. A mirror takes e₁ to the angle 2θ and e₂ to 2θ − 90°."
)
def turns(theta):
    c, s = np.cos(theta), np.sin(theta)
    return np.array([[c, -s], [s, c]])


@reflection.misconception(
    "That is the shadow on the line, a projection: points off it land *on* it. They have to go as far again on the "
    "other side: 2 × shadow minus the point."
)
def projects(theta):
    u = np.array([np.cos(theta), np.sin(theta)])
    return np.outer(u, u)


@reflection.misconception(
    "That is the remainder, what is left of a point without its shadow on the line. The mirror image is the point "
    "minus twice the remainder."
)
def remainder(theta):
    u = np.array([np.cos(theta), np.sin(theta)])
    return np.eye(2) - np.outer(u, u)


@reflection.misconception(
    "Your mirror stands at a right angle to the line at −θ/2. The image of e₁ is at 2θ: (cos 2θ, sin 2θ)."
)
def single_angle_and_signs(theta):
    c, s = np.cos(theta), np.sin(theta)
    return np.array([[-c, s], [s, c]])


@reflection.misconception(
    "That is twice the shadow on the line. The mirror image is twice the shadow *minus the point*: subtract the "
    "identity."
)
def twice_the_shadow(theta):
    u = np.array([np.cos(theta), np.sin(theta)])
    return 2 * np.outer(u, u)


@reflection.misconception("sin 2θ is 2 sin θ cos θ: a factor 2 is missing off the diagonal.")
def half_the_sine(theta):
    c, s = np.cos(theta), np.sin(theta)
    return np.array([[c * c - s * s, s * c], [s * c, s * s - c * c]])


@reflection.misconception("cos 2θ is not cos² θ, and sin 2θ is not sin² θ. Double the angle first: np.cos(2 * theta).")
def squares(theta):
    c, s = np.cos(theta) ** 2, np.sin(theta) ** 2
    return np.array([[c, s], [s, -c]])


@reflection.misconception("Double the angle, not the cosine and the sine: np.cos(2 * theta).")
def doubles_the_cosine(theta):
    c, s = 2 * np.cos(theta), 2 * np.sin(theta)
    return np.array([[c, s], [s, -c]])


@reflection.misconception(
    "You turned and then mirrored: that mirrors at −θ/2. Turn back by −θ first, mirror, and turn by θ: three steps."
)
def turns_and_mirrors(theta):
    c, s = np.cos(theta), np.sin(theta)
    return np.array([[c, -s], [-s, -c]])
