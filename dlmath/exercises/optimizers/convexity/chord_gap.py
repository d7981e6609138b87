"""chord_gap: how far a chord lies above the function under it."""

import numpy as np

from dlmath.exercises import Formula, exercise


@exercise(
    weight="warm-up",
    task="Return how far the chord from $\\mathbf a$ to $\\mathbf b$ lies above `f` at the share $t$ of the way. `f` "
    "takes an array and returns a number; `a` and `b` are arrays of the same shape; `t` lies between 0 and 1.",
    hints=[
        "Where are you on the way from a to b? And how high is the chord there?",
        "The place is (1 − t) a + t b. The chord mixes the two heights in the same way.",
        "return (1 - t) * f(a) + t * f(b) - f(…)",
    ],
    also=("long",),
)
def chord_gap(f, a, b, t):
    """The height of the chord minus the height of f."""
    # Places and heights are mixed with the same shares.
    return (1 - t) * f(a) + t * f(b) - f((1 - t) * a + t * b)


PARABOLA = Formula("x ↦ x²", lambda x: float(np.sum(np.asarray(x) ** 2)))
BOWL = Formula("x ↦ x₀² + 3 x₁² + x₀", lambda x: float(x[0] ** 2 + 3 * x[1] ** 2 + x[0]))
SUM = Formula("x ↦ Σ |xᵢ|³", lambda x: float(np.sum(np.abs(x) ** 3)))
WAVE = Formula("x ↦ Σ cos xᵢ", lambda x: float(np.sum(np.cos(x))))


@chord_gap.cases
def cases(rng):
    return [
        (PARABOLA, np.array([-1.0]), np.array([3.0]), 0.5),
        (PARABOLA, np.array([-1.0]), np.array([3.0]), 0.25),
        (PARABOLA, np.array([5.0]), np.array([2.0]), 0.1),
        (BOWL, np.array([1.0, 2.0]), np.array([3.0, -2.0]), 0.3),
        (WAVE, np.array([-1.0, 0.2]), np.array([1.5, 0.4]), 0.6),
        (SUM, rng.normal(size=4), rng.normal(size=4), 0.8),
        (PARABOLA, np.array([-10, 7, 2]), np.array([4, 1, 0]), 0.35),
        (PARABOLA, rng.normal(size=3) * 1e6, rng.normal(size=3) * 1e6, 0.7),
    ]


@chord_gap.edge_cases
def edge_cases(rng):
    return [
        (PARABOLA, np.array([2.0]), np.array([5.0]), 0),
        (PARABOLA, np.array([2.0]), np.array([5.0]), 1),
        (WAVE, np.array([2.0, 1.0]), np.array([2.0, 1.0]), 0.5),
        (PARABOLA, np.array([0.0]), np.array([0.0]), 0.3),
    ]


@chord_gap.law("walking from b to a with 1 − t is the same walk")
def _(gap, f, a, b, t):
    return np.isclose(gap(f, a, b, t), gap(f, b, a, 1 - t), rtol=1e-6, atol=1e-9)


@chord_gap.law("the gap is 0 at both ends of the chord")
def _(gap, f, a, b, t):
    size = 1 + abs(f(a)) + abs(f(b))
    return abs(gap(f, a, b, 0.0)) + abs(gap(f, a, b, 1.0)) <= 1e-9 * size


chord_gap.instead_of(
    "(1 - t) * f(a) + t * f(b) - f((1 - t) * a + t * b)",
    {
        "f((1 - t) * a + t * b) - (1 - t) * f(a) - t * f(b)": "You subtracted the chord from f. How far the chord lies "
        "*above* f is the chord minus f.",
        "(1 - t) * f(a) + t * f(b)": "That is the height of the chord. Subtract the height of f at the same place.",
        "f((1 - t) * a + t * b)": "That is the height of f. Subtract it from the height of the chord.",
        "t * f(a) + (1 - t) * f(b) - f(t * a + (1 - t) * b)": "You start from b: at t = 0 you should stand at a. The "
        "share of b is t, that of a is 1 − t.",
        "t * f(a) + (1 - t) * f(b) - f((1 - t) * a + t * b)": "The place is right, but the heights are mixed the "
        "other way around: f(b) has the share t.",
        "(1 - t) * f(a) + t * f(b) - f(t * a + (1 - t) * b)": "The heights are right, but the place is mixed the "
        "other way around: b has the share t.",
        "(f(a) + f(b)) / 2 - f((a + b) / 2)": "That is the middle of the chord. t says where to look.",
        "(f(a) + f(b)) / 2 - f((1 - t) * a + t * b)": "You took the middle of the two heights. At the share t the "
        "chord is at (1 − t) f(a) + t f(b).",
        "(1 - t) * f(a) + t * f(b) - f((a + b) / 2)": "You looked at f in the middle. At the share t the place is "
        "(1 − t) a + t b.",
        "f(a) + t * (b - a) - f((1 - t) * a + t * b)": "The chord climbs from f(a) to f(b), so it rises by t times "
        "f(b) − f(a). You used b − a.",
        "(1 - t) * a + t * b - f((1 - t) * a + t * b)": "(1 − t) a + t b is the place. The height of the chord mixes "
        "f(a) and f(b).",
        "(1 - t) * f(a) + t * f(b) - f(t)": "You evaluated f at the share t. The place is (1 − t) a + t b.",
        "f(a) + t * (f(b) + f(a)) - f((1 - t) * a + t * b)": "From f(a) to f(b) the chord rises by f(b) − f(a): "
        "subtract, don't add.",
        "(1 - t) * f(a) + t * f(b) - f(a + t * (a - b))": "You walk away from b: the way from a to b is b − a.",
        "(1 - t) * f(a) + t * f(b) - f(t * b)": "The place lacks its share of a: it is (1 − t) a + t b.",
        "(1 - t) * f(a) + t * f(b) - 2 * f((1 - t) * a + t * b)": "f is subtracted once, not twice.",
        "f(a) + f(b) - f((1 - t) * a + t * b)": "You added both heights in full. Mix them: (1 − t) f(a) + t f(b).",
        "f(a) + t * f(b) - f(a) - f((1 - t) * a + t * b)": "Parentheses are missing: the chord is at f(a) + t (f(b) − "
        "f(a)). Without them only f(b) gets the factor t, and f(a) cancels.",
        "f((1 - t) * a) + f(t * b) - f((1 - t) * a + t * b)": "The chord mixes the *heights*: (1 − t) f(a) + t f(b). "
        "The shares stand before f, not inside.",
        "(1 - t) * f(a) + t * f(b) - f(a) - t * f(b - a)": "f(a + t (b − a)) can't be pulled apart into f(a) + t f(b − "
        "a), since f is not linear. Work out the place first.",
        "(1 - t) * f(a) + t * f(b) - f(a) + t * f(b - a)": "f(a + t (b − a)) can't be pulled apart into f(a) + t f(b − "
        "a), since f is not linear. Work out the place first.",
        "(1 - t) * f(a) + t * f(b) - (f(a) + t * (b - a))": "What you subtract is not a height of f. Evaluate f at the "
        "place: f(a + t (b − a)).",
        "(1 - t) * f(a) + t * f(b) - ((1 - t) * a + t * b)": "You subtracted the place. Subtract f there, its height.",
        "t * (f(b) - f(a)) - f((1 - t) * a + t * b)": "That is how far the chord has climbed. It begins at f(a): add "
        "that.",
        "(1 - t) * f(a) + t * f(b) - f(t * (b - a))": "t (b − a) is the way you have gone. You begin at a: the place "
        "is a + t (b − a).",
        "f(a) + t * f(b) - f(a + t * b)": "The share of a is 1 − t, in the place and in the height.",
        "f(a) + t * f(b) - f((1 - t) * a + t * b)": "f(a) has the share 1 − t.",
        "(1 - t) * f(a) + t * f(b) - f(a + t * b)": "a has the share 1 − t: the place is (1 − t) a + t b.",
        "(1 - t) * f(a) + t * f(b) - t * f(b - a)": "f must be evaluated at the place (1 − t) a + t b.",
        "abs((1 - t) * f(a) + t * f(b) - f((1 - t) * a + t * b))": "Where f bends downward, the chord lies *below* it, "
        "and the gap is negative. Don't take the absolute value: the sign is the test.",
        "max(0, (1 - t) * f(a) + t * f(b) - f((1 - t) * a + t * b))": "A chord below f should give a negative number. "
        "Don't cut it off at 0.",
        "((1 - t) * f(a) + t * f(b)) / f((1 - t) * a + t * b)": "That is a ratio. Subtract.",
        "(1 - t) * f(a) + t * f(b) >= f((1 - t) * a + t * b)": "You answered whether the test passes. Return by how "
        "much: the difference.",
        "f(a) + t * (f(b) - f(a))": "That is the height of the chord. Subtract the height of f at the same place.",
        "np.dot(1 - t, f(a)) + np.dot(t, f(b)) + f((1 - t) * a + t * b)": "You added f. Subtract it.",
    },
)
