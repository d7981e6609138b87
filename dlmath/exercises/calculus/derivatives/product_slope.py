"""product_slope: the product rule for any number of factors."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="hard",
    task="At some point, $n$ functions have the values in `values` and the slopes in `slopes`. Return the slope of "
    "their "
    "*product* there. There is at least one function, and some values may be 0. (Multiply by one function at a time, "
    "and keep track of the product and its slope.)",
    hints=[
        "Three functions first: (f g) k is a product of two, and you know the value and the slope of f g.",
        "Start with the product 1, whose slope is 0. Multiply by one function after another. Which two numbers do you "
        "have to keep?",
        "In the loop: slope = slope * values[i] + product * slopes[i], and after that product = product * values[i].",
    ],
)
def product_slope(values, slopes):
    """The slope of a product: one number."""
    # The product of no functions at all is 1, and its slope is 0.
    product, slope = 1.0, 0.0
    for i in range(len(values)):
        # The product rule for (what we have so far) times (the next function).
        slope = slope * values[i] + product * slopes[i]
        product = product * values[i]
    return slope


@product_slope.cases
def cases(rng):
    return [
        (np.array([2.0, 3.0]), np.array([5.0, 7.0])),
        (np.array([2.0, 3.0, 4.0]), np.array([1.0, 0.0, 0.0])),
        (np.array([2.0, 3.0, 5.0]), np.array([7.0, 11.0, 13.0])),
        (np.array([-2.0, 0.5, 3.0]), np.array([1.0, -4.0, 2.0])),
        (rng.normal(size=4), rng.normal(size=4)),
        (rng.normal(size=6), rng.normal(size=6)),
    ]


@product_slope.edge_cases
def edge_cases(rng):
    return [
        (np.array([4.0]), np.array([-3.0])),
        (np.array([0.0, 3.0]), np.array([5.0, 7.0])),
        (np.array([2.0, 0.0, 4.0]), np.array([1.0, 6.0, 1.0])),
        (np.array([0.0, 0.0, 4.0]), np.array([1.0, 6.0, 1.0])),
        (np.array([2, 3, 4]), np.array([1, 1, 1])),
    ]


@product_slope.law("the order of the functions does not matter")
def _(f, values, slopes):
    return np.isclose(f(values[::-1], slopes[::-1]), f(values, slopes), rtol=1e-9)


@product_slope.law("twice the first function has twice the slope")
def _(f, values, slopes):
    factor = np.where(np.arange(len(values)) == 0, 2, 1)
    return np.isclose(f(factor * values, factor * slopes), 2 * f(values, slopes), rtol=1e-9)


product_slope.instead_of(
    "slope * values[i] + product * slopes[i]",
    {
        "slope + product * slopes[i]": "What you have so far is multiplied by the next function, so its slope is, too: "
        "slope * values[i] + product * slopes[i].",
        "slope * values[i] + slopes[i]": "The slope of the next function is multiplied by the product so far: "
        "product * slopes[i].",
        "slope * slopes[i] + product * values[i]": "Slope meets value: the old slope times the next value, plus the "
        "old "
        "product times the next slope.",
        "slope * values[i] - product * slopes[i]": "The product rule has a plus. The minus belongs to a quotient.",
        "product * slopes[i]": "Only the last function's slope counts in your answer. Add the slope you have so far, "
        "times values[i].",
        "slope * values[i]": "The slopes of the functions are missing: add product * slopes[i].",
        "slope * values[i] + product * slopes[0]": "You use the slope of the first function every time. On pass i it "
        "is slopes[i].",
        "slope * values[i] + values[i] * slopes[i]": "The slope of the next function is multiplied by the product of "
        "the "
        "others so far, not by its own value.",
    },
)
WHOLE = """    product, slope = 1.0, 0.0
    for i in range(len(values)):
        # The product rule for (what we have so far) times (the next function).
        slope = slope * values[i] + product * slopes[i]
        product = product * values[i]
    return slope"""
product_slope.instead_of(
    WHOLE,
    {
        "    return np.prod(slopes)": "The slope of a product is not the product of the slopes. Try x · x: its slope "
        "is 2x, not 1.",
        "    return np.sum(slopes)": "Those are the slopes of a sum. In a product each slope is multiplied by the "
        "values of all "
        "the other functions.",
        "    return np.sum(values * slopes)": "You multiplied each slope by its own value. Multiply it by the values "
        "of the others.",
        "    return np.prod(values) * np.sum(slopes)": "Each slope is multiplied by the values of the *others*; its "
        "own value "
        "has to stay out. (In a loop: first the new slope, then the new product.)",
        "    return np.prod(values)": "That is the value of the product. The question is its slope.",
        "    return np.prod(values) * np.prod(slopes)": "You need values times slopes, but not all at once: add up "
        "one term "
        "for each function, its slope times the values of the others.",
        "    return values[0] * slopes[1] + values[1] * slopes[0] if len(values) > 1 else slopes[0]": "That is the "
        "rule for "
        "two functions, and here there can be more. Multiply by one function at a time.",
        "    return np.prod(values[1:]) * slopes[0]": "Only the first function moves in your answer. All of them have "
        "slopes, so there is one term for each.",
        "    return np.prod(values + slopes) - np.prod(values)": "That is the change after a whole step of 1, with "
        "all the "
        "products of several slopes in it. In the slope there is one slope in each term.",
        "    return sum(np.prod(slopes) / slopes[i] * values[i] for i in range(len(values)))": "Values and slopes "
        "are swapped: each term has one slope and the values of all others.",
        "    return np.mean([slopes[i] * np.prod(np.delete(values, i)) for i in range(len(values))])": "The terms are "
        "right, but you took their mean. Add them up.",
    },
)


@product_slope.misconception(
    "Right, except where a value is 0: there you divide by 0. Leave the function out instead of dividing by its value."
)
def divides_by_the_value(values, slopes):
    return np.prod(values) * np.sum(slopes / values)


@product_slope.misconception(
    "The first function is counted twice: you start with it, so the loop must begin at the second. (Or start with the "
    "product 1 and the slope 0.)"
)
def first_one_twice(values, slopes):
    product, slope = values[0], slopes[0]
    for value, d in zip(values, slopes, strict=True):
        slope, product = slope * value + product * d, product * value
    return slope


@product_slope.misconception(
    "The first function is counted twice, and the last is missing: you start with values[0], so in the loop the next "
    "function is number i + 1."
)
def first_one_twice_and_last_missing(values, slopes):
    product, slope = values[0], slopes[0]
    for i in range(len(values) - 1):
        slope, product = slope * values[i] + product * slopes[i], product * values[i]
    return slope


@product_slope.misconception(
    "You leave out every function that has the same value as function i. Leave out only function i itself: compare "
    "places, j != i."
)
def leaves_out_by_value(values, slopes):
    return sum(d * np.prod(values[values != value]) for value, d in zip(values, slopes, strict=True))
