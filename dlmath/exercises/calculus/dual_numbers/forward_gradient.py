"""forward_gradient: as many passes as there are inputs, each with a single seed."""

import numpy as np

from dlmath import calculus
from dlmath.exercises import Formula, exercise


@exercise(
    weight="standard",
    also=(),
    task="`f` takes a list of dual numbers and returns one. Return its gradient at `x`, as an array. "
    "`calculus.Dual(value, slope)` makes a dual number.",
    hints=[
        "One pass gives one entry. For entry i, which input carries the slope 1, and what do the others carry?",
        "For each i make a list: Dual(x[j], 1.0) for j == i, and Dual(x[j], 0.0) for all other j. Then call f.",
        "Collect f(duals).slope for every i, and return np.array of the list.",
    ],
)
def forward_gradient(f, x):
    """The gradient of f at x, one pass for each entry."""
    gradient = []
    for i in range(len(x)):
        # In pass i only input i changes.
        duals = [calculus.Dual(x[j], 1.0 if j == i else 0.0) for j in range(len(x))]
        gradient.append(f(duals).slope)
    return np.array(gradient)


@forward_gradient.cases
def cases(rng):
    line = Formula("v ↦ 3 v₀ + 5 v₁", lambda v: 3 * v[0] + 5 * v[1])
    product = Formula("v ↦ v₀ v₁ + sin v₀", lambda v: v[0] * v[1] + np.sin(v[0]))
    quotient = Formula("v ↦ v₀ v₁ / v₂", lambda v: v[0] * v[1] / v[2])
    chain = Formula("v ↦ exp(v₀ v₁) − v₂ v₃", lambda v: np.exp(v[0] * v[1]) - v[2] * v[3])
    return [
        (line, np.array([1.0, 2.0])),
        (product, np.array([2.0, 3.0])),
        (quotient, np.array([2.0, 3.0, 4.0])),
        (chain, rng.uniform(0.3, 1.3, size=4)),
    ]


@forward_gradient.edge_cases
def edge_cases(rng):
    square = Formula("v ↦ v₀²", lambda v: v[0] * v[0])
    first = Formula("v ↦ 7 v₀", lambda v: 7 * v[0] + 0 * v[1])
    product = Formula("v ↦ v₀ v₁", lambda v: v[0] * v[1])
    return [
        (square, np.array([3.0])),
        (first, np.array([1.0, 1.0])),
        (product, np.array([0.0, 4.0])),
    ]


@forward_gradient.law("there are as many partial derivatives as entries in x")
def _(f, g, x):
    return np.shape(f(g, x)) == np.shape(x)


@forward_gradient.law("the slopes come from dual numbers, not from differences")
def _(f, g, x):
    passes = []

    def watched(v):
        passes.append(any(isinstance(entry, calculus.Dual) for entry in v))
        return g(v)

    f(watched, x)
    return any(passes)


def seeded(f, x, seeds):
    return f([calculus.Dual(v, s) for v, s in zip(x, seeds, strict=True)]).slope


forward_gradient.instead_of(
    "1.0 if j == i else 0.0",
    {
        "1.0": "Every input carries the slope 1, so each pass returns the *sum* of all partial derivatives. In pass "
        "i only "
        "input i has the slope 1.",
        "0.0 if j == i else 1.0": "The seeds are the wrong way around: in pass i input i has the slope 1 and all "
        "others 0.",
        "0.0": "No input carries a slope, so nothing changes and all slopes are 0. In pass i input i needs the slope "
        "1.",
        "x[j] if j == i else 0.0": "You seeded with the value x[i], so each entry is multiplied by it. The seed is "
        "1.0.",
        "1.0 if j <= i else 0.0": "Pass i has a slope on all inputs up to i. Only input i may have one: j == i.",
        "1.0 if j >= i else 0.0": "Pass i has a slope on all inputs from i on. Only input i may have one: j == i.",
        "1.0 if j == 0 else 0.0": "The slope always sits on the first input, so every entry is the first partial "
        "derivative. "
        "Let it move along: j == i.",
        "1e-6 if j == i else 0.0": "The seed is 1e-6, so the slopes are a million times too small. Dual numbers "
        "need no small "
        "step: the seed is 1.0.",
        "i": "Input j carries the slope i. It should be 1.0 where j == i, and 0.0 elsewhere.",
        "-1.0 if j == i else 0.0": "The seed is −1, which flips every sign. It should be 1.0.",
    },
)
forward_gradient.instead_of(
    "f(duals).slope",
    {
        "f(duals).value": "You collected the value of f, once for each pass. The partial derivative is in .slope.",
        "f(duals).slope / f(duals).value": "You divided by the value of f. The slope itself is the partial derivative.",
    },
)
forward_gradient.instead_of(
    "np.array(gradient)",
    {
        "gradient[0]": "You returned only the first partial derivative. Return all of them, after the loop.",
        "np.array(gradient[-1])": "You returned only the last partial derivative. Collect one in every pass.",
        "np.sum(gradient)": "That is the sum of all partial derivatives. A gradient keeps them apart: in pass i "
        "only input i has the slope 1.",
        "np.array(gradient)[::-1]": "The entries are in reverse order. Entry i belongs to input i.",
        "np.array(gradient) / np.sqrt(np.sum(np.array(gradient) ** 2))": "You scaled the gradient to length 1. Its "
        "length is "
        "the steepest slope: leave it as it is.",
    },
)


@forward_gradient.misconception("The last entry is missing. The loop runs over all inputs: range(len(x)).")
def one_pass_too_few(f, x):
    return forward_gradient.reference(f, x)[:-1]


@forward_gradient.misconception(
    "You set the other inputs to 0. They keep their values and get the slope 0: Dual(x[j], 0.0)."
)
def others_are_zero(f, x):
    found = []
    for i in range(len(x)):
        with np.errstate(all="ignore"):
            duals = [calculus.Dual(x[j], 1.0) if j == i else calculus.Dual(0.0, 0.0) for j in range(len(x))]
            found.append(f(duals).slope)
    return np.array(found)


@forward_gradient.misconception(
    "You gave all inputs the slopes 1, 2, 3, … in one pass. A pass returns a single number: run one for each input."
)
def one_pass(f, x):
    return np.full(len(x), seeded(f, x, np.arange(1.0, len(x) + 1)))


@forward_gradient.misconception(
    "Value and slope are swapped: calculus.Dual(value, slope). The value is x[j], and the slope is 1.0 or 0.0."
)
def value_and_slope_exchanged(f, x):
    found = []
    for i in range(len(x)):
        with np.errstate(all="ignore"):
            duals = [calculus.Dual(1.0 if j == i else 0.0, x[j]) for j in range(len(x))]
            found.append(f(duals).slope)
    return np.array(found)


@forward_gradient.misconception(
    "You collected the dual numbers themselves. The partial derivative is in .slope: f(duals).slope."
)
def collects_duals(f, x):
    found = []
    for i in range(len(x)):
        found.append(f([calculus.Dual(x[j], 1.0 if j == i else 0.0) for j in range(len(x))]))
    return np.array(found)


@forward_gradient.misconception(
    "In the dual number of input i, value and slope are swapped: it is calculus.Dual(x[i], 1.0)."
)
def exchanged_for_one(f, x):
    found = []
    for i in range(len(x)):
        duals = [calculus.Dual(x[j], 0.0) for j in range(len(x))]
        duals[i] = calculus.Dual(1.0, x[i])
        found.append(f(duals).slope)
    return np.array(found)
