"""expectation: a mean in which each value is weighted by its probability."""

import numpy as np

from dlmath.exercises import Formula, exercise


@exercise(
    weight="warm-up",
    task="A random variable $X$ takes the values `x` with probabilities `p`. Return $\\mathbb E[g(X)]$, the mean of "
    "`g(X)` over everything that can happen. The function `g` takes an array.",
    hints=[
        "With probability p[i], the number that comes out is g(x[i]). How much does it count in the mean?",
        "Multiply each g(x[i]) by p[i], and add up.",
        "return np.sum(g(x) * p)",
    ],
    also=("whole",),
)
def expectation(g, x, p):
    """The mean of g(X), where X takes the values x with probabilities p."""
    # Each result is weighted by its probability.
    return np.sum(g(x) * p)


SAME = Formula("x ↦ x", lambda x: x)
SQUARE = Formula("x ↦ x²", lambda x: x**2)
EXP = Formula("x ↦ eˣ", np.exp)
LINE = Formula("x ↦ 5 x − 1", lambda x: 5 * x - 1)


@expectation.cases
def cases(rng):
    return [
        (SAME, np.array([1.0, 4.0]), np.array([0.75, 0.25])),
        (SQUARE, np.array([2.0, -1.0]), np.array([0.25, 0.75])),
        (LINE, np.array([0.0, 3.0, 10.0]), np.array([0.5, 0.375, 0.125])),
        (SQUARE, np.array([1.0, 2.0, 3.0, -4.0]), np.array([0.1, 0.2, 0.3, 0.4])),
        (EXP, rng.normal(size=6), rng.dirichlet(np.ones(6))),
    ]


@expectation.edge_cases
def edge_cases(rng):
    return [
        (SQUARE, np.array([3.0]), np.array([1.0])),
        (SQUARE, np.array([5.0, 7.0]), np.array([0.0, 1.0])),
        (LINE, np.array([1, 2, 6]), np.array([0.5, 0.25, 0.25])),
        (SQUARE, np.array([1e6, 3e6]), np.array([0.5, 0.5])),
        (EXP, rng.normal(size=500), rng.dirichlet(np.ones(500))),
    ]


@expectation.law("a constant is its own mean")
def _(f, g, x, p):
    return np.isclose(f(lambda x: 7 + 0 * x, x, p), 7)


@expectation.law("twice g has twice the mean")
def _(f, g, x, p):
    return np.isclose(f(lambda x: 2 * g(x), x, p), 2 * f(g, x, p))


expectation.instead_of(
    "np.sum(g(x) * p)",
    {
        "g(np.sum(x * p))": "You put the mean of X into g. That is g(E[X]); the task asks for the mean of the "
        "results, E[g(X)].",
        "g(np.mean(x))": "You put the plain mean of the values into g. Put each value into g, and multiply the result "
        "by its probability.",
        "np.mean(g(x))": "You took the plain mean of the results. Weight each of them by its probability: multiply by "
        "p.",
        "np.mean(g(x) * p)": "Add up the products. The probabilities already add up to 1, so there is nothing to "
        "divide by.",
        "np.sum(x * p)": "That is E[X]. Put each value into g before you multiply by its probability.",
        "np.sum(g(x))": "The probabilities are missing: multiply each result by its own.",
        "g(x) * p": "These are the terms. Add them up: an expectation is a single number.",
        "np.sum(g(x * p))": "You multiplied inside g. Compute g(x) first, then multiply by p.",
        "np.sum(x * g(p))": "You put the probabilities into g. The values belong there: g(x) * p.",
        "np.sum(g(p) * p)": "You put the probabilities into g. The values belong there: g(x) * p.",
        "np.sum(g(x)) * np.sum(p)": "The probabilities add up to 1, so your second factor does nothing. Multiply each "
        "result by its own probability, then add.",
        "np.sum(x * g(x) * p)": "One factor too many: the values count only through g(x).",
        "np.sum(g(x) + p)": "You added the probabilities. Multiply each result by its own.",
        "np.sum(g(x) / p)": "You divided by the probabilities. What is likely must count more: multiply.",
        "np.prod(g(x) * p)": "You multiplied the terms. Add them up.",
        "np.max(g(x) * p)": "You took the largest term. Add all of them up.",
        "g(x[np.argmax(p)])": "That is the result of the likeliest value. The mean counts all values.",
        "np.median(g(x))": "That is the middle result. The mean weights each result by its probability.",
        "np.cumsum(g(x) * p)": "You added up term by term. Return the whole sum, a single number.",
        "np.sum(g(x[:-1]) * p[:-1])": "The last value is missing.",
        "np.sum(g(x[1:]) * p[1:])": "The first value is missing: Python counts from 0.",
        "np.sum(g(x)) * p": "You multiplied each result by *all* the probabilities, so a whole array came out. "
        "Multiply each result by its own: zip(x, p), or g(x) * p.",
        "np.sum(g(x) * p) / np.sum(x * p)": "You divided by E[X]. The probabilities add up to 1, so there is nothing "
        "to divide by.",
    },
)
