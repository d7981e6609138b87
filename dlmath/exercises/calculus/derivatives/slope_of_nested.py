"""slope_of_nested: the chain rule, in code that takes one slope at the wrong place."""

import numpy as np

from dlmath.exercises import Formula, exercise


@exercise(
    weight="standard",
    task="`slope_of_nested` should return the slope at `x` of a nested function, $f(g(x))$. It takes three "
    "functions: `outer_slope` is $f'$, `inner` is $g$, and `inner_slope` is $g'$. The code runs, but its answer is "
    "usually wrong. Find out what is wrong, for example with $f(u) = u^2$ and $g(x) = 3x$ at $x = 1$, and fix it.",
    hints=[
        "For f(u) = u² and g(x) = 3x, the nested function is 9x², so its slope at 1 is 18. What does the code say?",
        "f never sees x. Which number goes into f?",
        "g(x) goes into f, so that is where the slope of f has to be taken: outer_slope(inner(x)).",
    ],
)
def slope_of_nested(outer_slope, inner, inner_slope, x):
    """The slope of f(g(x)) at x."""
    # What goes into f is g(x), so that is where f has its slope.
    return outer_slope(inner(x)) * inner_slope(x)


@slope_of_nested.start("f never sees x: what goes into it is g(x). Take the slope of f there, outer_slope(inner(x)).")
def went_wrong(outer_slope, inner, inner_slope, x):
    """The slope of f(g(x)) at x."""
    return outer_slope(x) * inner_slope(x)


@slope_of_nested.cases
def cases(rng):
    twice, triple = Formula("u ↦ 2u", lambda u: 2 * u), Formula("x ↦ 3x", lambda x: 3 * x)
    three = Formula("x ↦ 3", lambda x: 3.0)
    square, double = Formula("x ↦ x² + 1", lambda x: x**2 + 1), Formula("x ↦ 2x", lambda x: 2 * x)
    cubed = Formula("u ↦ 3u²", lambda u: 3 * u**2)
    minus = Formula("u ↦ −1/u²", lambda u: -1 / u**2)
    sine, cosine = Formula("x ↦ sin x", np.sin), Formula("x ↦ cos x", np.cos)
    power = Formula("u ↦ eᵘ", np.exp)
    return [
        (twice, triple, three, 1.0),
        (twice, square, double, 2.0),
        (cubed, square, double, 0.5),
        (minus, square, double, -1.0),
        (power, sine, cosine, 0.7),
        (cosine, cubed, Formula("x ↦ 6x", lambda x: 6 * x), float(rng.normal())),
        (minus, power, power, 0.4),
    ]


@slope_of_nested.edge_cases
def edge_cases(rng):
    zero = Formula("x ↦ 0", lambda x: 0.0)
    seven = Formula("x ↦ 7", lambda x: 7.0)
    return [(Formula("u ↦ eᵘ", np.exp), seven, zero, 2.0), (zero, Formula("x ↦ sin x", np.sin), np.cos, 1.0)]


slope_of_nested.instead_of(
    "outer_slope(inner(x)) * inner_slope(x)",
    {
        "outer_slope(inner(x))": "Right so far, but g has a slope of its own: a step h in x is a step of about "
        "g′(x) h for f. Multiply by inner_slope(x).",
        "outer_slope(inner_slope(x))": "What goes into f is the value g(x), not the slope of g. And the slope of g "
        "is a factor.",
        "outer_slope(inner_slope(x)) * inner_slope(x)": "What goes into f is the value of g, inner(x), not its slope.",
        "outer_slope(inner(x)) * inner(x)": "You now take the slope of f in the right place. The second factor is "
        "the slope of g, inner_slope(x), not its value.",
        "outer_slope(inner_slope(x)) * inner(x)": "inner and inner_slope are swapped: f′ is taken at g(x), "
        "and the "
        "factor is g′(x).",
        "outer_slope(inner(x) * inner_slope(x))": "A parenthesis is in the wrong place: the slope of g multiplies "
        "f′(g(x)). It does not go into f′.",
        "outer_slope(inner) * inner_slope(x)": "You gave outer_slope the function g itself. It needs the number g(x): "
        "inner(x).",
        "outer_slope(inner(x)) + inner_slope(x)": "The two slopes are multiplied, not added: g stretches the step, "
        "and f stretches "
        "it again.",
        "outer_slope(x) + inner_slope(x)": "The two slopes are multiplied, and the slope of f is taken at g(x).",
        "outer_slope(x) * inner(x)": "Two changes are needed: the slope of f is taken at inner(x), and the factor is "
        "inner_slope(x).",
        "outer_slope(x * inner_slope(x))": "The slope of g is a factor outside; what goes into f′ is the value "
        "inner(x).",
        "outer_slope(inner(x)) * inner_slope(inner(x))": "g itself still sees x, so its slope is taken at x: "
        "inner_slope(x).",
        "outer_slope(x) * inner_slope(inner(x))": "It is the other way around: g sees x, and f sees g(x).",
        "outer_slope(x) * inner(x) + inner_slope(x)": "That mixes in the product rule. Nested functions: the slope "
        "of f at "
        "g(x), times the slope of g at x.",
        "inner_slope(outer_slope(x)) * outer_slope(x)": "You nested them the other way around: f comes last, so its "
        "slope is "
        "taken at inner(x).",
        "inner_slope(outer_slope(x))": "Slopes are not nested. They are multiplied, with the slope of f taken at "
        "inner(x).",
        "inner_slope(x)": "Only the slope of g is left. Multiply it by the slope of f at inner(x).",
        "outer_slope(inner(x)) / inner_slope(x)": "Multiply by the slope of g: a steep g makes the step for f longer.",
        "outer_slope(inner(x)) - inner_slope(x)": "Multiply by the slope of g.",
        "outer_slope(inner(x) * x) * inner_slope(x)": "Only inner(x) goes into f.",
        "outer_slope(inner(x) + x) * inner_slope(x)": "Only inner(x) goes into f.",
        "inner(x) * outer_slope(x) * inner_slope(x)": "inner(x) is not a factor. It is the place where you take the "
        "slope of f: outer_slope(inner(x)).",
    },
)
