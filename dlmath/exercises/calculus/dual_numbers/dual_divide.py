"""dual_divide: the quotient rule, out of ε² = 0."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    kind="derive",
    task="Return $(a + b\\,\\varepsilon) / (c + d\\,\\varepsilon)$ as a tuple `(value, slope)`, where $c \\ne 0$. "
    "Each dual number "
    "is such a tuple.",
    hints=[
        "Multiply numerator and denominator by c − d ε. What is (c + d ε)(c − d ε)?",
        "The denominator becomes c², without any ε. The numerator is ac + (bc − ad) ε.",
        "The value is a / c, the slope (b * c - a * d) / c**2.",
    ],
)
def dual_divide(p, q):
    """The quotient of two dual numbers (value, slope)."""
    a, b = p
    c, d = q
    # (a + bε)(c − dε) / (c + dε)(c − dε) = (ac + (bc − ad) ε) / c²
    return a / c, (b * c - a * d) / c**2


@dual_divide.cases
def cases(rng):
    return [
        ((6.0, 1.0), (2.0, 0.0)),
        ((6.0, 0.0), (2.0, 1.0)),
        ((1.0, 5.0), (2.0, 7.0)),
        ((6.0, 4.0), (3.0, 5.0)),
        ((-1.5, 2.0), (4.0, -3.0)),
        (tuple(rng.normal(size=2)), tuple(rng.uniform(1, 3, size=2))),
    ]


@dual_divide.edge_cases
def edge_cases(rng):
    return [((0.0, 1.0), (2.0, 1.0)), ((3.0, 0.0), (-2.0, 0.0)), ((6, 4), (3, 5)), ((5.0, 1.0), (5.0, 1.0))]


@dual_divide.law("the quotient times q gives p")
def _(f, p, q):
    value, slope = f(p, q)
    return np.allclose((value * q[0], value * q[1] + slope * q[0]), p)


dual_divide.instead_of(
    "(b * c - a * d) / c**2",
    {
        "(b * c + a * d) / c**2": "The sign of a d is wrong. You multiply by c − d ε, with a minus: the numerator is "
        "ac + (bc − ad) ε.",
        "(a * d - b * c) / c**2": "The slope has the wrong sign: it is bc − ad. Check with d = 0, where the slope "
        "must be b / c.",
        "(b * c - a * d) / c": "The denominator is (c + d ε)(c − d ε) = c². You divided by c only once.",
        "b * c - a * d": "The denominator is missing: (c + d ε)(c − d ε) = c², so divide by c**2.",
        "(b * c - a * d) / d**2": "You divided by d². The denominator is (c + d ε)(c − d ε) = c²: the slope d drops "
        "out with ε².",
        "(b * c - a * d) / (c**2 - d**2)": "You kept d² ε² in the denominator, but ε² = 0: it is just c².",
        "(b * c - a * d) / (c**2 + d**2)": "That is the denominator for complex numbers. Here ε² = 0, so it is just "
        "c².",
        "(b * c - a * d) // c**2": "// cuts off the fraction. Divide with a single /.",
        "(b * c - a * d - b * d) / c**2": "You kept b d, but ε² = 0: the numerator is ac + (bc − ad) ε.",
        "(b * c - a * d + b * d) / c**2": "You kept b d, but ε² = 0: the numerator is ac + (bc − ad) ε.",
        "b / d": "You divided value by value and slope by slope. A constant has d = 0, but the quotient still has a "
        "slope. Multiply numerator and denominator by c − d ε instead.",
        "b / c": "That holds only if the denominator has no slope. The term with d is missing: (b * c - a * d) / c**2.",
        "b / d if d else b / c": "You divided slope by slope. Multiply numerator and denominator by c − d ε instead.",
        "-a * d / c**2": "That holds only if the numerator has no slope. The term with b is missing: "
        "(b * c - a * d) / c**2.",
        "b / c - a * d": "Both terms are divided: b / c, and a d by c². Write (b * c - a * d) / c**2.",
        "b / c - a * d / c": "The second term is missing a c: ad is divided by c².",
        "b * c - a * d / c**2": "Division comes before subtraction: only a * d is divided here. Put parentheses around "
        "the whole "
        "numerator.",
        "(a * c - b * d) / c**2": "You swapped the letters: the terms with one ε in the numerator are b c and −a d.",
        "(b * d - a * c) / c**2": "You swapped the letters: the terms with one ε in the numerator are b c and −a d.",
        "(b * c - a * d) / c**3": "One division too many: the denominator is (c + d ε)(c − d ε) = c².",
        "(b * c - a * d) / (c * d if d else c**2)": "You divided by c d. The denominator is (c + d ε)(c − d ε) = c².",
    },
)


@dual_divide.misconception("Value and slope are swapped. Return (value, slope): a / c first.")
def swaps_value_and_slope(p, q):
    value, slope = dual_divide.reference(p, q)
    return slope, value


@dual_divide.misconception("You returned only the slope. Return a tuple of two: the value a / c, then the slope.")
def slope_alone(p, q):
    return dual_divide.reference(p, q)[1]


@dual_divide.misconception("You returned only the value. Return a tuple of two: the value a / c, then the slope.")
def value_alone(p, q):
    return dual_divide.reference(p, q)[0]


@dual_divide.misconception("That is q / p: numerator and denominator are swapped. Divide p by q.")
def upside_down(p, q):
    return dual_divide.reference(q, p)


@dual_divide.misconception("That is the product of the two. Divide: multiply numerator and denominator by c − d ε.")
def multiplies(p, q):
    return p[0] * q[0], p[0] * q[1] + p[1] * q[0]


@dual_divide.misconception(
    "The value still has the numerator a c over the denominator c. One c cancels: the value of the quotient is a / c."
)
def value_not_divided(p, q):
    return p[0] * q[0] / q[0], dual_divide.reference(p, q)[1]


@dual_divide.misconception(
    "You kept d² ε² in the denominator, but ε² = 0: it is just c², in both the value and the slope."
)
def keeps_the_square(p, q):
    (a, b), (c, d) = p, q
    return a * c / (c**2 - d**2), (b * c - a * d) / (c**2 - d**2)


@dual_divide.misconception("// cuts off the fraction. Divide with a single /, in both the value and the slope.")
def cuts_off(p, q):
    (a, b), (c, d) = p, q
    return a // c, (b * c - a * d) // c**2


@dual_divide.misconception("Python can't divide tuples. Take them apart first: a, b = p and c, d = q.")
def divides_the_tuples(p, q):
    return p / q
