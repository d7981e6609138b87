"""sample_logistic: going back through the sigmoid, from a height to a draw."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    kind="derive",
    task="The sigmoid $F(x) = 1 / (1 + e^{-x})$ rises from 0 to 1, so it is the cumulative of a distribution, called "
    "*logistic*. `u` is an array of uniform draws between 0 and 1. Turn each into a draw from this distribution: "
    "solve $F(x) = u$ for $x$ on paper, and return a short expression in `u`.",
    hints=[
        "From u = 1 / (1 + e⁻ˣ): what is 1 / u? And e⁻ˣ?",
        "e⁻ˣ = 1/u − 1 = (1 − u) / u. Take the logarithm, and mind the sign.",
        "return np.log(u / (1 - u))",
    ],
    also=("whole", "long"),
)
def sample_logistic(u):
    """The places where the sigmoid reaches the heights u."""
    # 1/u = 1 + e⁻ˣ, so e⁻ˣ = (1 − u)/u and x = log(u / (1 − u)).
    return np.log(u / (1 - u))


@sample_logistic.cases
def cases(rng):
    return [
        (np.array([0.5]),),
        (np.array([0.75, 0.25]),),
        (np.array([0.1, 0.9, 0.99]),),
        (rng.uniform(size=8),),
    ]


@sample_logistic.edge_cases
def edge_cases(rng):
    return [(np.array([1e-9, 1e-3]),), (np.array([0.2, 0.4, 0.6, 0.8]),)]


@sample_logistic.law("the sigmoid of the draw is u again")
def _(f, u):
    return np.allclose(1 / (1 + np.exp(-np.clip(f(u), -700, 700))), u)


@sample_logistic.law("1 − u gives the draw with the opposite sign")
def _(f, u):
    return np.allclose(f(1 - u), -f(u)) or np.min(u) < 1e-8


sample_logistic.instead_of(
    "np.log(u / (1 - u))",
    {
        "np.log((1 - u) / u)": "The sign is wrong: e⁻ˣ = (1 − u)/u, so it is −x whose logarithm you took.",
        "np.log(1 / u - 1)": "The sign is wrong: e⁻ˣ = 1/u − 1, so x is minus this logarithm.",
        "1 / (1 + np.exp(-u))": "That is the sigmoid itself. Go the other way: for which x is the sigmoid of x equal "
        "to u?",
        "-np.log(1 - u)": "That is the inverse for the exponential distribution. Solve u = 1 / (1 + e⁻ˣ) for x.",
        "np.log(1 - u)": "Solve u = 1 / (1 + e⁻ˣ) step by step: 1/u = 1 + e⁻ˣ, and so on.",
        "-np.log(u)": "The 1 in the denominator is lost: 1/u = 1 + e⁻ˣ, so e⁻ˣ = 1/u − 1, not 1/u.",
        "np.log(u)": "The 1 in the denominator is lost: 1/u = 1 + e⁻ˣ, so e⁻ˣ = 1/u − 1, not 1/u.",
        "np.log(u / (1 + u))": "The sign of u is wrong in the denominator: 1/u − 1 is (1 − u)/u.",
        "np.log((1 + u) / u)": "From u = 1 / (1 + e⁻ˣ) it follows that 1/u = 1 + e⁻ˣ. Subtract the 1, and mind the "
        "sign of x.",
        "-np.log(1 / u + 1)": "Subtract the 1: from 1/u = 1 + e⁻ˣ it follows that e⁻ˣ = 1/u − 1.",
        "u / (1 - u)": "The logarithm is missing: that is eˣ.",
        "(1 - u) / u": "The logarithm is missing: that is e⁻ˣ.",
        "1 / u - 1": "The logarithm is missing: that is e⁻ˣ.",
        "u * (1 - u)": "That is the slope of the sigmoid at x, as a function of its height. Solve F(x) = u for x.",
        "1 / (u * (1 - u))": "That is the slope of the inverse. The task asks for the inverse itself: solve F(x) = u "
        "for x.",
        "1 + np.exp(-u)": "That is one over the sigmoid, not its inverse function. Solve u = 1 / (1 + e⁻ˣ) for x.",
        "np.log(u) / np.log(1 - u)": "The logarithm of a quotient is a *difference* of logarithms: log u − log(1 − u).",
        "np.log(u) + np.log(1 - u)": "log u + log(1 − u) is the logarithm of the product. Here it is the quotient: "
        "take the difference.",
        "np.log(1 - u) - np.log(u)": "The sign is wrong: e⁻ˣ = (1 − u)/u, so it is −x whose logarithm you took.",
        "np.log10(u / (1 - u))": "The exponential has base e, so take the natural logarithm, np.log.",
        "np.log2(u / (1 - u))": "The exponential has base e, so take the natural logarithm, np.log.",
        "np.exp(u / (1 - u))": "Undo the exponential with a logarithm.",
        "np.log(u) / (1 - u)": "The logarithm covers the whole quotient: np.log(u / (1 - u)).",
        "np.log(u / 1 - u)": "Parentheses are missing: u / (1 - u). As it stands, that is log 0.",
        "-np.log(1 - 1 / u)": "The difference is the wrong way around, and negative: e⁻ˣ = 1/u − 1.",
        "np.log(1 / u) - 1": "First subtract, then take the logarithm: e⁻ˣ = 1/u − 1, so x is −log(1/u − 1).",
        "-np.log(1 / u) - 1": "First subtract, then take the logarithm: e⁻ˣ = 1/u − 1, so x is −log(1/u − 1).",
        "1 - np.log(1 / u)": "First subtract, then take the logarithm: e⁻ˣ = 1/u − 1, so x is −log(1/u − 1).",
        "1 - np.log(u)": "Undo the steps in order: 1/u = 1 + e⁻ˣ, then subtract 1, then take the logarithm, then flip "
        "the sign.",
        "1 / np.log(1 / u - 1)": "The minus in e⁻ˣ flips the sign of x. It does not make it 1/x.",
        "1 / np.log(u / (1 - u))": "Don't invert it: x is the logarithm itself, not one over it.",
        "np.exp(-u)": "That is a step of the sigmoid. Go the other way: from u back to x.",
        "-np.log(1 - u) / u": "The logarithm covers the whole quotient: e⁻ˣ = (1 − u)/u.",
        "np.arctanh(u)": "That is the inverse of tanh. The sigmoid is (1 + tanh(x/2))/2.",
        "np.arctan(u)": "The task asks for the inverse of the sigmoid. Solve u = 1 / (1 + e⁻ˣ) for x.",
        "np.log(u * (1 - u))": "It is a quotient, not a product: e⁻ˣ = (1 − u)/u.",
        "np.sqrt(u)": "Solve u = 1 / (1 + e⁻ˣ) for x: a logarithm undoes the exponential.",
    },
)


@sample_logistic.misconception(
    "You drew new random numbers. The randomness is all in u: return the x that belongs to each u."
)
def draws_again(u):
    return np.random.default_rng(0).logistic(size=np.shape(u))
