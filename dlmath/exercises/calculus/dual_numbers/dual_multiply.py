"""dual_multiply: multiply out, and drop what contains ε²."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="warm-up",
    task="Multiply out $(a + b\\,\\varepsilon)(c + d\\,\\varepsilon)$ with $\\varepsilon^2 = 0$. Each dual number is "
    "a tuple "
    "`(value, slope)`; return the product as such a tuple.",
    hints=[
        "Multiply out as usual: there are four terms. Which of them contains ε²?",
        "What is left is ac + (ad + bc) ε. The value is the part without ε, and the slope is the coefficient of ε.",
        "a, b = p and c, d = q take the numbers apart; return a * c, a * d + b * c.",
    ],
)
def dual_multiply(p, q):
    """The product of two dual numbers (value, slope)."""
    a, b = p
    c, d = q
    # ac + ad ε + bc ε + bd ε², and the last term is 0.
    return a * c, a * d + b * c


@dual_multiply.cases
def cases(rng):
    return [
        ((2.0, 1.0), (5.0, 0.0)),
        ((2.0, 0.0), (5.0, 1.0)),
        ((3.0, 1.0), (3.0, 1.0)),
        ((2.0, 7.0), (5.0, 3.0)),
        ((-1.5, 2.0), (4.0, -3.0)),
        (tuple(rng.normal(size=2)), tuple(rng.normal(size=2))),
    ]


@dual_multiply.edge_cases
def edge_cases(rng):
    return [((0.0, 1.0), (0.0, 1.0)), ((0.0, 2.0), (3.0, 0.0)), ((2, 7), (5, 3)), ((1e8, 1.0), (1e-8, 1.0))]


@dual_multiply.law("the order of the two factors does not matter")
def _(f, p, q):
    return np.allclose(f(p, q), f(q, p))


dual_multiply.instead_of(
    "a * c, a * d + b * c",
    {
        "a * c, b * d": "You multiplied value by value and slope by slope. Multiply out the parentheses: ε comes "
        "from a times "
        "d ε and from b ε times c; b ε times d ε contains ε², which is 0.",
        "a * c, a * d": "One of the two terms with ε is missing: b ε times c. The slope is a * d + b * c.",
        "a * c, b * c": "One of the two terms with ε is missing: a times d ε. The slope is a * d + b * c.",
        "a * d, b * c": "Both of these terms have an ε: together they are the slope. The value is a * c.",
        "a * c + a * d + b * c, 0": "You put the terms with ε into the value. They are the slope: return a * c, a * "
        "d + b * c.",
        "a * c, a * d + b * d": "One letter is off: b ε meets c, the *value* of the other number. The slope is a * d "
        "+ b * c.",
        "a * c, a * d - b * c": "Both terms with ε have a plus. The minus belongs to the quotient: write a * d + b * "
        "c.",
        "a * c, b * c - a * d": "Both terms with ε have a plus. The minus belongs to the quotient: write a * d + b * "
        "c.",
        "a * c, a * d + b * c + b * d": "You kept b d as if ε² were ε. It is 0, so that term is gone: the slope is "
        "a * d + b * c.",
        "a * c + b * d, a * d + b * c": "You kept b d in the value, as if ε² were 1. It is 0, so the value is just "
        "a * c.",
        "a * c - b * d, a * d + b * c": "That is how complex numbers multiply, where i² = −1. Here ε² = 0, so the "
        "value is just a * c.",
        "a * c, b + d": "You added the slopes, which is the rule for a sum. In a product each slope is multiplied by "
        "the other "
        "value: a * d + b * c.",
        "a + c, b + d": "That is the sum of the two numbers. Multiply out the parentheses instead.",
        "a * d + b * c, a * c": "Value and slope are swapped. Return (value, slope): a * c first.",
        "a * c + a * d + b * c": "You added value and slope to get one number. Keep them apart: return a tuple of two.",
        "a * c": "The value is right, but the slope is missing. Return a tuple of two: a * c, a * d + b * c.",
        "a * d + b * c": "The slope is right, but the value is missing. Return a tuple of two: a * c, a * d + b * c.",
        "a * c, a * b + c * d": "You multiplied each value by its own slope. Each slope goes with the *other* value: "
        "a * d + b * c.",
        "a * c, (a + b) * (c + d)": "That is the product with ε = 1. Multiply out, and take only the terms with a "
        "single ε.",
        "a * c, 2 * (a * d + b * c)": "Each of the two terms appears in the product only once. Leave out the factor 2.",
        "a * c, a * d * b * c": "The two terms with ε are added, not multiplied: a * d + b * c.",
        "a * c, a * d + b * c - b * d": "You kept b d as if ε² were −ε. It is 0, so that term is gone: the slope is "
        "a * d + b * c.",
        "a * c, a * d + b * c, b * d": "You returned three numbers. The term with ε² is 0: return a * c, a * d + b * "
        "c.",
    },
)


@dual_multiply.misconception("Python can't multiply tuples. Take them apart first: a, b = p and c, d = q.")
def multiplies_the_tuples(p, q):
    return p * q
