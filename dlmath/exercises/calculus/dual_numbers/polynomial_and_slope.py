"""polynomial_and_slope: Horner's rule with a slope, in code that uses a value too late."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="Horner's rule evaluates a polynomial, given its `coefficients` from the highest power down. This function "
    "carries a value and a slope along, side by side. It runs, and the value is right, but the slope is wrong. Fix it.",
    hints=[
        "Run it by hand for [1.0, 0.0], which is the polynomial x. Its slope is 1. What comes out, and which line is "
        "to blame?",
        "The product rule for value * x needs the value *before* this round. Which value does the line with slope use?",
        "Swap the two lines: first slope = slope * x + value, then value = value * x + c.",
    ],
)
def polynomial_and_slope(coefficients, x):
    """The value and the slope of a polynomial at x."""
    value, slope = 0.0, 0.0
    for c in coefficients:
        # (value + slope ε)(x + ε) + c: the slope comes first, because it needs the value from before.
        slope = slope * x + value
        value = value * x + c
    return value, slope


@polynomial_and_slope.start(
    "The slope uses the new value. The product rule for value * x needs the one from before this round: compute the "
    "slope first."
)
def uses_the_new_value(coefficients, x):
    """The value and the slope of a polynomial at x."""
    value, slope = 0.0, 0.0
    for c in coefficients:
        value = value * x + c
        slope = slope * x + value
    return value, slope


@polynomial_and_slope.cases
def cases(rng):
    return [
        ([1.0, 0.0], 3.0),
        ([5.0, 2.0], 3.0),
        ([2.0, 3.0, 4.0], 2.0),
        ([1.0, 0.0, 0.0, 0.0], -2.0),
        (rng.normal(size=5), 0.7),
        (rng.normal(size=7), -1.3),
    ]


@polynomial_and_slope.edge_cases
def edge_cases(rng):
    return [([4.0], 2.0), ([2.0, 3.0, 4.0], 0.0), ([0.0, 0.0, 1.0], 5.0), ([2, 3, 4], 2)]


@polynomial_and_slope.law("twice the coefficients give twice the value and twice the slope")
def _(f, coefficients, x):
    return np.allclose(f([2 * c for c in coefficients], x), 2 * np.array(f(coefficients, x)))


polynomial_and_slope.instead_of(
    "slope * x + value",
    {
        "slope * x": "The slope never starts: x itself has the slope 1, so by the product rule value * 1 is added: "
        "slope * x + value.",
        "slope + value": "By the product rule the old slope is multiplied by x: slope * x + value.",
        "slope * x + c": "Your slope comes out the same as the value. In each round the product rule adds the value "
        "from before: (value · x)′ = slope · x + value.",
        "slope * x + value * x": "What you add is the old value times x. But x has the slope 1, so it is the old "
        "value itself: compute the slope before value changes.",
        "value": "The slope collected so far is lost. Add it, multiplied by x: slope * x + value.",
        "slope * x - value": "Both terms of the product rule have a plus: slope * x + value.",
        "slope * value + x": "The product rule pairs the slope with x and the value with 1: slope * x + value.",
        "value * x + slope": "The product rule pairs the slope with x and the value with 1: slope * x + value.",
        "2 * slope * x + value": "By the product rule the old slope is multiplied by x, once.",
    },
)
polynomial_and_slope.instead_of(
    "value, slope = 0.0, 0.0",
    {
        "value, slope = 0.0, 1.0": "The slope begins at 1. Before the first coefficient, nothing changes yet: "
        "begin at 0.",
        "value, slope = 1.0, 0.0": "The value begins at 1. Before the first coefficient there is nothing: begin at 0.",
    },
)
polynomial_and_slope.instead_of(
    "return value, slope",
    {
        "return slope, value": "Value and slope are swapped. Return value, slope.",
        "return slope": "You returned only the slope. Return value, slope.",
        "return value": "You returned only the value. Return value, slope.",
    },
)


@polynomial_and_slope.misconception(
    "You went through the coefficients from the end. They run from the highest power down, as Horner's rule needs them."
)
def from_the_end(coefficients, x):
    return polynomial_and_slope.reference(list(coefficients)[::-1], x)


@polynomial_and_slope.misconception(
    "The last coefficient is not used: it belongs to the value, though not to the slope. Go through all coefficients."
)
def leaves_out_the_last(coefficients, x):
    return polynomial_and_slope.reference(list(coefficients)[:-1], x)


@polynomial_and_slope.misconception(
    "The slope is right now, but the value is missing the last coefficient. Go through all of them, and compute the "
    "slope before the "
    "value."
)
def stops_one_early(coefficients, x):
    if len(coefficients) == 0:
        return 0.0, 0.0
    return polynomial_and_slope.reference(coefficients[:-1], x)[0], polynomial_and_slope.reference(coefficients, x)[1]
