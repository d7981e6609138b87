"""directional_derivative: the slope in the direction of a vector of any length."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="`gradient` holds the gradient of a differentiable function at some point. Return the slope there, per unit "
    "of distance, when you walk in the direction of `v`. Here `v` is not the zero vector, and it may have any length.",
    hints=[
        "The rule ∇f · u is for a vector u of length 1. How do you get one that points where v points?",
        "u = v / ‖v‖. A direction says nothing about how far you walk, so the answer for 2 v must be the same.",
        "gradient @ v / np.linalg.norm(v).",
    ],
)
def directional_derivative(gradient, v):
    """The slope in the direction of v, per unit of distance."""
    # Only the direction of v counts, so scale v to length 1 first.
    u = v / np.linalg.norm(v)
    return gradient @ u


@directional_derivative.cases
def cases(rng):
    return [
        (np.array([3.0, 4.0]), np.array([0.6, 0.8])),
        (np.array([3.0, 4.0]), np.array([2.0, 0.0])),
        (np.array([3.0, 4.0]), np.array([-3.0, 4.0])),
        (np.array([1.0, -2.0, 2.0]), np.array([1.0, 1.0, 1.0])),
        (np.array([-5.0]), np.array([2.0])),
        (rng.normal(size=6), rng.normal(size=6)),
        (10 * rng.normal(size=20), rng.normal(size=20)),
    ]


@directional_derivative.edge_cases
def edge_cases(rng):
    return [
        (np.array([2.0, 0.0]), np.array([0.0, 3.0])),
        (np.array([0.0, 0.0]), np.array([1.0, 2.0])),
        (np.array([3, 4]), np.array([1, 1])),
    ]


@directional_derivative.law("a longer v in the same direction gives the same slope")
def _(f, gradient, v):
    return np.isclose(f(gradient, 3 * v), f(gradient, v))


@directional_derivative.law("walking the other way changes the sign")
def _(f, gradient, v):
    return np.isclose(f(gradient, -v), -f(gradient, v))


@directional_derivative.law("no direction is steeper than the gradient is long")
def _(f, gradient, v):
    return abs(f(gradient, v)) <= np.linalg.norm(gradient) * (1 + 1e-9) + 1e-12


directional_derivative.instead_of(
    "gradient @ u",
    {
        "gradient @ v": "You did not scale v to length 1. A v twice as long gives twice your answer, but the hill is "
        "no steeper. Divide by ‖v‖.",
        "gradient @ v / (v @ v)": "You divided by ‖v‖ twice: v @ v is the *square* of the length. Divide by "
        "np.linalg.norm(v) once.",
        "gradient @ v * np.linalg.norm(v)": "You multiplied by the length of v. Divide by it: a direction has no "
        "length.",
        "gradient @ u / np.linalg.norm(gradient)": "That is the cosine of the angle. The slope is ‖∇f‖ times it, so "
        "do not change the length of the gradient.",
        "gradient @ v / np.linalg.norm(gradient)": "You scaled the gradient to length 1. It is v that must have "
        "length 1; the length of the gradient is the steepest slope and counts.",
        "gradient * u": "* multiplies entry by entry and leaves a vector. A slope is one number, the dot product "
        "gradient @ u.",
        "gradient * v": "* multiplies entry by entry and leaves a vector. A slope is one number: the dot product, with "
        "v scaled to length 1.",
        "(gradient @ u) * u": "That is a vector, the shadow of the gradient on the direction. The slope is the number "
        "in front: gradient @ u.",
        "abs(gradient @ u)": "You dropped the sign. Downhill the slope is negative.",
        "np.linalg.norm(gradient) * np.linalg.norm(v)": "You multiplied two lengths, which forgets the angle between "
        "them. The slope is a dot product: gradient @ v, divided by the length of v.",
        "-gradient @ u": "The sign is wrong: with the gradient, the slope is positive.",
        "np.linalg.norm(gradient)": "That is the steepest slope, in the direction of the gradient itself. In the "
        "direction of v it is ∇f · v / ‖v‖.",
        "gradient @ (v / np.sum(v))": "You divided by the sum of the entries. The length is the root of the sum of "
        "their squares: np.linalg.norm(v).",
        "gradient @ (v / np.max(np.abs(v)))": "You divided by the largest entry. The length is np.linalg.norm(v).",
        "gradient @ (v / np.sum(np.abs(v)))": "You divided by the 1-norm. Distance is measured by the usual length, "
        "np.linalg.norm(v).",
        "np.linalg.norm(gradient * u)": "You took the length of the products. Add them instead, with their signs: "
        "gradient @ u.",
        "np.max(gradient * u)": "You kept only the largest product. Add all of them: gradient @ u.",
        "np.mean(gradient * u)": "You took the mean of the products. The dot product is their sum.",
        "gradient @ v / len(v)": "len(v) counts entries. The length of the arrow is np.linalg.norm(v).",
        "gradient @ np.sign(v)": "np.sign keeps only the signs of v. Directions differ by more than signs: divide v by "
        "its length.",
        "np.sum(gradient) * np.sum(u)": "A dot product pairs entry with entry, and then adds: np.sum(gradient * u).",
        "np.arccos(gradient @ u / np.linalg.norm(gradient))": "That is an angle. The slope is gradient @ u.",
        "np.cross(gradient, u)": "The cross product is 0 along the gradient, where the slope is largest. The slope "
        "is the "
        "dot product, gradient @ u.",
        "gradient + u": "You added. The slope is a dot product: gradient @ u.",
    },
)
