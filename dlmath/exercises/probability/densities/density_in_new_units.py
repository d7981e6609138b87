"""density_in_new_units: what happens to a density when the unit changes."""

import numpy as np

from dlmath.exercises import exercise
from dlmath.exercises.declarations import Formula


@exercise(
    weight="standard",
    task="$X$ has density `f`. The function below should return the density of $Y = aX + b$, with $a \\ne 0$, at each "
    "entry of the array `y`. It looks in the right place, but the area under its curve is not 1. Fix it, for negative "
    "$a$, too.",
    hints=[
        "Grams become kilograms: a = 0.001. By what factor does the curve get narrower? What must its height do?",
        "The curve is |a| times as wide as before. Its area stays 1 only if its height is divided by that.",
        "return f((y - b) / a) / abs(a)",
    ],
    also=(),
)
def density_in_new_units(f, a, b, y):
    """The density of Y = a X + b at each entry of y."""
    # y comes from x = (y − b) / a. The curve is |a| times as wide, so it is divided by |a|.
    return f((y - b) / a) / abs(a)


@density_in_new_units.start(
    "The curve is now |a| times as wide as before and just as high, so its area is |a|. Divide by abs(a)."
)
def only_moved(f, a, b, y):
    """The density of Y = a X + b at each entry of y."""
    return f((y - b) / a)


RAMP = Formula("x ↦ 2x for 0 ≤ x ≤ 1, else 0", lambda x: np.where((x >= 0) & (x <= 1), 2.0 * x, 0.0))
WAIT = Formula("x ↦ exp(−x) for x ≥ 0, else 0", lambda x: np.where(x >= 0, np.exp(-np.abs(x)), 0.0))
BELL = Formula("x ↦ exp(−x²/2) / √(2π)", lambda x: np.exp(-(x**2) / 2) / np.sqrt(2 * np.pi))


@density_in_new_units.cases
def cases(rng):
    return [
        (RAMP, 2.0, 0.0, np.array([0.5, 1.0, 1.5])),
        (RAMP, 0.5, 0.0, np.array([0.1, 0.3])),
        (WAIT, 4.0, 0.0, np.array([-1.0, 2.0, 8.0])),
        (WAIT, 2.0, 3.0, np.array([2.0, 4.0, 7.0])),
        (RAMP, -2.0, 0.0, np.array([-0.5, -1.5, 1.0])),
        (WAIT, -3.0, 1.0, np.array([0.5, -2.0, 2.0])),
        (BELL, 3.0, -1.0, rng.normal(size=5)),
        (BELL, -0.2, 0.3, 0.3 + 0.2 * rng.normal(size=4)),
    ]


@density_in_new_units.edge_cases
def edge_cases(rng):
    return [
        (BELL, 1.0, 0.0, np.array([0.0, 1.0])),
        (BELL, 0.001, 0.0, np.array([0.001, 0.0])),
        (WAIT, 1000, 0, np.array([500, 2000])),
        (RAMP, -1.0, 1.0, np.array([0.25, 0.75])),
    ]


@density_in_new_units.law("the area under the new density is 1")
def _(f, g, a, b, y):
    edges = b + a * np.linspace(-12, 30, 8401)
    middles = (edges[1:] + edges[:-1]) / 2
    return np.isclose(np.sum(f(g, a, b, middles)) * abs(edges[1] - edges[0]), 1, rtol=1e-3)


density_in_new_units.instead_of(
    "f((y - b) / a) / abs(a)",
    {
        "f((y - b) / a) / a": "For a negative a, your density is negative. The width grows by |a|: divide by abs(a).",
        "f((y - b) / a) * abs(a)": "You multiplied by |a|. Where the curve gets wider, it must get lower: divide.",
        "f((y - b) / a) * a": "You multiplied by a. Where the curve gets wider, it must get lower, and a density is "
        "never negative: divide by abs(a).",
        "f((y - b) / a) / a**2": "You divided by a². The curve is |a| times as wide, so divide by abs(a).",
        "f((y - b) / a) / np.sqrt(abs(a))": "You divided by the root of |a|. The curve is |a| times as wide, so divide "
        "by abs(a).",
        "-f((y - b) / a) / a": "That is right for negative a only. abs(a) works for both.",
        "f((y - b) / abs(a)) / abs(a)": "The place is wrong for negative a: y comes from x = (y − b) / a, with its "
        "sign. Only the height is divided by |a|.",
        "f((y + b) / a) / abs(a)": "You added b. From y = ax + b it follows that x = (y − b) / a.",
        "f(y / a - b) / abs(a)": "First subtract b, then divide by a: x = (y − b) / a.",
        "f(y / a) / abs(a)": "b is gone. y comes from x = (y − b) / a.",
        "f((y - b) * a) / abs(a)": "y comes from x = (y − b) / a: divide by a there.",
        "f(a * y + b) / abs(a)": "That maps y once more. y is the new number: go back to x = (y − b) / a.",
        "f(a * y + b)": "That maps y once more. y is the new number: go back to x = (y − b) / a.",
        "f(a * y + b) * abs(a)": "That is the density of (X − b) / a. Here y = ax + b: go back to x = (y − b) / a, and "
        "divide by |a|.",
        "f(y) / abs(a)": "The height is right, but the place is not: y comes from x = (y − b) / a.",
        "f((y - b) / a) / (abs(a) + abs(b))": "A shift by b changes neither width nor height. Divide by abs(a) only.",
        "f((y - b) / a) / (a + b)": "A shift by b changes neither width nor height. Divide by abs(a).",
        "f((y - b) / a) / np.sum(f((y - b) / a))": "You divided by the sum over the entries of y, so your answer "
        "depends on where you look. Divide by abs(a).",
        "a * f((y - b) / a) + b": "You scaled the height as if it were a value of X. The height is divided by |a|, "
        "and b does not change it.",
        "(f((y - b) / a) - b) / a": "You scaled the height as if it were a value of X. The height is divided by |a|, "
        "and b does not change it.",
        "a * f(y) + b": "You scaled and shifted the *height*, as if it were a value of X. The "
        "density of Y at y is that of X at x = (y − b) / a, divided by |a|.",
        "(f((y - b) / a) / a if a > 0 else 1 - f((y - b) / a) / abs(a))": "For a negative a, the "
        "cumulative is 1 − F. But the density is its slope, f((y − b) / a) / |a|, whatever the sign of a.",
        "(f((y - b) / a) / a if a > 0 else 1 - f((y - b) / a) / a)": "For a negative a, the "
        "cumulative is 1 − F. But the density is its slope, f((y − b) / a) / |a|, whatever the sign of a.",
        "(f((y - b) / a) / a if a > 0 else 1 - f((y - b) / a))": "For a negative a, the "
        "cumulative is 1 − F. But the density is its slope, f((y − b) / a) / |a|, whatever the sign of a.",
        "f((y - b) / a) / b": "A shift by b changes neither width nor height. The curve is |a| "
        "times as wide: divide by abs(a).",
    },
)
