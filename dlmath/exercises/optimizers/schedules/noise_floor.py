"""noise_floor: where the shrinking and the shaking balance."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    kind="derive",
    task="Now let the valley have the curvature $\\lambda$: the gradient is $\\lambda e + r$, with noise $r$ of mean "
    "0 and standard deviation $\\sigma$. Then a step makes $(1 - \\eta\\lambda)\\,e - \\eta\\,r$ out of $e$. Return "
    "the value at which $\\mathbb E[e^2]$ stays the same from step to step, for $0 < \\eta\\lambda < 2$.",
    hints=[
        "Which equation holds for the mean square E after a step, given the one before? It is as in the text, with "
        "another factor.",
        "E stays the same if E = (1 − ηλ)² E + η²σ². Solve for E.",
        "1 − (1 − ηλ)² is ηλ(2 − ηλ), and one η cancels.",
    ],
)
def noise_floor(learning_rate, curvature, sigma):
    """The mean squared error at which a constant rate settles."""
    # E = (1 − ηλ)² E + η²σ², and 1 − (1 − ηλ)² = ηλ (2 − ηλ).
    shrink = curvature * (2 - learning_rate * curvature)
    return learning_rate * sigma**2 / shrink


@noise_floor.cases
def cases(rng):
    return [
        (0.5, 1.0, 1.0),
        (0.5, 1.0, 3.0),
        (0.1, 4.0, 3.0),
        (0.3, 5.0, 0.5),
        (0.02, 30.0, 7.0),
        (float(rng.uniform(0.1, 0.4)), float(rng.uniform(1, 4)), float(rng.uniform(1, 5))),
    ]


@noise_floor.edge_cases
def edge_cases(rng):
    return [(0.5, 2.0, 1.0), (0.5, 1.0, 0.0), (1e-6, 2.0, 3.0), (1e-8, 1.0, 1e-3), (1e3, 1e-3, 1e-3), (1, 1, 2)]


@noise_floor.law("one more step changes nothing")
def _(f, learning_rate, curvature, sigma):
    E = f(learning_rate, curvature, sigma)
    return np.isclose((1 - learning_rate * curvature) ** 2 * E + learning_rate**2 * sigma**2, E)


noise_floor.instead_of(
    "return learning_rate * sigma**2 / shrink",
    {
        "return learning_rate * sigma / shrink": "The noise enters squared: its variance is σ², not σ.",
        "return np.sqrt(learning_rate * sigma**2 / shrink)": "That is the typical distance, the root. The task asks "
        "for the mean *square*.",
        "return learning_rate**2 * sigma**2 / shrink": "You kept η² although one η cancels: 1 − (1 − ηλ)² is "
        "ηλ(2 − ηλ), and it contains one.",
        "return sigma**2 / shrink": "An η is missing. E = η²σ² / (ηλ(2 − ηλ)): one of two cancels, one stays.",
        "return learning_rate**2 * sigma**2": "That is the noise of a single step. The noise of earlier steps is "
        "still there, shrunk by (1 − ηλ)² at each step. Solve E = (1 − ηλ)² E + η²σ².",
        "return learning_rate * sigma**2": "Solve E = (1 − ηλ)² E + η²σ² to the end: the answer also contains λ and "
        "2 − ηλ.",
        "return sigma**2 / (2 * learning_rate * curvature)": "The rate η stands on the wrong side of the fraction: a "
        "smaller rate settles closer. E · (1 − (1 − ηλ)²) = η²σ².",
        "return (1 - learning_rate * curvature) ** 2 * sigma**2": "σ² is multiplied by η², and (1 − ηλ)² multiplies "
        "E. Solve E = (1 − ηλ)² E + η²σ².",
        "return (1 - learning_rate * curvature) ** 2 * sigma**2 + learning_rate**2 * sigma**2": "You put σ² in the "
        "place of E. You want the E for which E = (1 − ηλ)² E + η²σ²: solve for it.",
        "return sigma / np.sqrt(learning_rate)": "A smaller rate settles closer, not farther away. Solve E = (1 − "
        "ηλ)² E + η²σ².",
        "return learning_rate * sigma**2 / curvature * (2 - learning_rate * curvature)": "Parentheses are missing: "
        "Python divides by λ and then *multiplies* by 2 − ηλ. Both belong below the line.",
        "return learning_rate / shrink": "σ² is missing.",
        "return (learning_rate * sigma) ** 2 / (1 - (1 - learning_rate * curvature)) ** 2": "The square belongs to "
        "1 − ηλ alone: 1 − (1 − ηλ)².",
        "return sigma**2": "That is the variance of one gradient. How much of it is left in w depends on η and λ: "
        "solve E = (1 − ηλ)² E + η²σ².",
        "return 2 * learning_rate * sigma**2 / shrink": "Twice too much. 1 − (1 − ηλ)² is ηλ(2 − ηλ).",
        "return learning_rate * sigma**2 / shrink / 2": "Half too small. 1 − (1 − ηλ)² is ηλ(2 − ηλ), without "
        "another factor of 2.",
        "return learning_rate**2 * sigma**2 / (1 - (1 - learning_rate * curvature))": "The factor of E is "
        "(1 − ηλ)², squared, because E is a mean square. You used 1 − ηλ.",
        "return learning_rate**2 * sigma**2 / (1 - learning_rate * curvature) ** 2": "You divided by (1 − ηλ)². "
        "Bring (1 − ηλ)² E to the other side first: E · (1 − (1 − ηλ)²) = η²σ².",
        "return learning_rate**2 * sigma**2 / (1 + (1 - learning_rate * curvature) ** 2)": "A sign slipped when you "
        "brought (1 − ηλ)² E to the other side: E · (1 − (1 − ηλ)²) = η²σ².",
        "return learning_rate**2 * sigma**2 / ((1 - learning_rate * curvature) ** 2 - 1)": "The sign is reversed: a "
        "mean square cannot be negative. E · (1 − (1 − ηλ)²) = η²σ².",
        "return learning_rate**2 * sigma**2 / 1 - (1 - learning_rate * curvature) ** 2": "Parentheses are missing "
        "around what you divide by: η²σ² / (1 − (1 − ηλ)²).",
        "return learning_rate**2 * sigma**2 / (1 - (1 + learning_rate * curvature) ** 2)": "The step shrinks the "
        "error by 1 − ηλ, with a minus.",
        "return learning_rate**2 * sigma / (1 - (1 - learning_rate * curvature) ** 2)": "The noise enters squared: "
        "its variance is σ², not σ.",
        "return learning_rate * sigma**2 / (1 - (1 - learning_rate * curvature) ** 2)": "The noise r is multiplied "
        "by η before it is squared, so it adds η²σ², not ησ².",
        "return learning_rate**2 * curvature**2 * sigma**2 / (1 - (1 - learning_rate * curvature) ** 2)": "The noise "
        "is added to the gradient as it is: a step carries it as η r, without λ.",
        "return (1 - learning_rate * curvature) ** 2 + learning_rate**2 * sigma**2": "That is the right side for "
        "E = 1. You want the E for which both sides agree: solve for it.",
        "return learning_rate**2 * sigma**2 / (1 - (1 - learning_rate) ** 2)": "λ is missing: the error is shrunk by "
        "1 − ηλ, not by 1 − η.",
        "return learning_rate * sigma**2 / (2 * curvature)": "That is close for small η, where 2 − ηλ is nearly 2. "
        "The exact answer keeps it.",
        "return learning_rate * sigma**2 / 2": "That is close for λ = 1 and small η. The exact answer contains λ and "
        "2 − ηλ.",
        "return learning_rate * sigma**2 / 2 * curvature": "Python multiplies by curvature here: write "
        "/ (2 * curvature). And the exact answer has 2 − ηλ in place of 2.",
    },
)
noise_floor.instead_of(
    "curvature * (2 - learning_rate * curvature)",
    {
        "2 - learning_rate * curvature": "A factor λ is missing below the line: 1 − (1 − ηλ)² is ηλ(2 − ηλ).",
        "2 - learning_rate": "This is the answer for λ = 1. Here the factor is 1 − ηλ.",
        "curvature * (2 - learning_rate)": "Inside the parentheses it is ηλ, not η: 1 − (1 − ηλ)² is ηλ(2 − ηλ), "
        "with the parentheses.",
        "curvature * (2 + learning_rate * curvature)": "The sign in the parentheses is wrong: (1 − ηλ)² is "
        "1 − 2ηλ + η²λ².",
        "curvature * (1 - learning_rate * curvature)": "Multiply out (1 − ηλ)² again: the middle term is 2ηλ.",
        "curvature**2 * (2 - learning_rate * curvature)": "One factor λ too many below the line: 1 − (1 − ηλ)² is "
        "ηλ(2 − ηλ).",
    },
)


@noise_floor.misconception(
    "You repeat the step many times and take what comes out. That gets close, but with a small rate not within any "
    "fixed number of steps. Solve E = (1 − ηλ)² E + η²σ² for E."
)
def repeats_the_step(learning_rate, curvature, sigma):
    E = 1.0
    for _ in range(100):
        E = (1 - learning_rate * curvature) ** 2 * E + learning_rate**2 * sigma**2
    return E
