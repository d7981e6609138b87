"""effective_points: how many equal weights reduce the noise as much."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="You take a weighted average of independent readings, each with noise of variance $\\sigma^2$. `weights` is "
    "an array of numbers, none negative and not all 0. Divide them by their sum first. How many readings would a plain "
    "average need, so that its noise has the same variance as that of your average? Return that number, which need "
    "not be whole.",
    hints=[
        "The weights w₁, …, wₖ add up to 1. What is the variance of w₁e₁ + … + wₖeₖ?",
        "It is σ²(w₁² + … + wₖ²). A plain average of m readings has σ²/m.",
        "So m = 1 / Σw², after dividing the weights by their sum.",
    ],
)
def effective_points(weights):
    """The number of readings in a plain average with the same noise."""
    w = weights / np.sum(weights)
    # σ² Σ w² = σ² / m
    return 1 / np.sum(w**2)


@effective_points.cases
def cases(rng):
    return [
        (np.array([0.25, 0.5, 0.25]),),
        (np.array([1.0, 2.0, 1.0]),),
        (np.array([1, 4, 6, 4, 1]),),
        (np.exp(-(np.arange(-6, 7) ** 2) / 8),),
        (rng.uniform(0.1, 2, size=7),),
    ]


@effective_points.edge_cases
def edge_cases(rng):
    return [(np.array([0.2, 0.2, 0.2, 0.2, 0.2]),), (np.array([3.0]),), (np.array([0.0, 5.0, 0.0]),)]


@effective_points.law("there are at most as many as there are weights, and at least 1")
def _(f, weights):
    return 1 - 1e-9 <= f(weights) <= len(weights) + 1e-9


@effective_points.law("doubling all weights changes nothing")
def _(f, weights):
    return np.isclose(f(2.0 * weights), f(weights))


effective_points.instead_of(
    "1 / np.sum(w**2)",
    {
        "np.sum(w**2)": "That is the factor in front of σ². A plain average of m readings has 1/m: invert it.",
        "1 / np.sqrt(np.sum(w**2))": "You compared standard deviations with 1/m. The *variance* of a plain average is "
        "σ²/m: no square root.",
        "1 / np.sum(w)": "The weights add up to 1, so that is always 1. In a variance, square each weight first, and "
        "then add.",
        "1 / np.max(w)": "All weights count, not the largest only: the variance is σ² Σw².",
        "1 / np.mean(w**2)": "The variance is σ² times the *sum* of the squared weights, not their mean.",
        "np.sum(w > 0) * 1.0": "You counted the weights. A reading with little weight helps less than a whole one.",
        "np.sum(weights) / np.sum(weights**2)": "You divided by the sum of the weights once. In a variance they are "
        "squared, so their sum has to be squared, too.",
        "len(w) * (1 - np.std(w))": "The spread of the weights is not what counts. The variance of the average is σ² "
        "Σw², and a plain average of m readings has σ²/m.",
        "np.exp(-np.sum(w[w > 0] * np.log(w[w > 0])))": "That comes from the entropy, another way of counting. Here "
        "the noise has to have the same *variance*: σ² Σw².",
        "np.ceil(1 / np.sum(w**2))": "Don't round: the number need not be whole.",
        "1 / np.var(w)": "That is the variance of the list of weights. The variance of the average is σ² Σw².",
    },
)
effective_points.instead_of(
    "weights / np.sum(weights)",
    {
        "weights * 1.0": "The weights have to be divided by their sum first.",
        "weights / np.linalg.norm(weights)": "You gave the weights the length 1. They should have the *sum* 1.",
        "weights / len(weights)": "Divide by the sum of the weights, not by how many there are.",
        "weights / np.max(weights)": "Divide by the sum of the weights, not by the largest.",
    },
)
