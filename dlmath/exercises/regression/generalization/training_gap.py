"""training_gap: the noise that a fit keeps helps on the training targets and hurts on new ones."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="hard",
    kind="derive",
    task="Fit $p$ weights (independent columns) to $n > p$ targets, whose noise has standard deviation `sigma`. By how "
    "much is the expected mean squared error at the same places, but with new noise, larger than the expected mean "
    "squared error on the training targets? (The bias² is the same in both.)",
    hints=[
        "Of the noise, whose squared length is nσ² on average, the projection keeps pσ². What is left for the "
        "residual?",
        "On the training targets, the residual holds (n − p)σ² of noise. New targets bring nσ² of their own, and the "
        "fit is off by the pσ² it kept.",
        "Per target, that is σ²(1 + p/n) versus σ²(1 − p/n).",
    ],
    also=(),
)
def training_gap(sigma, p, n):
    """Expected error on new targets minus expected training error."""
    # σ²(1 + p/n) − σ²(1 − p/n)
    return 2 * sigma**2 * p / n


@training_gap.cases
def cases(rng):
    return [
        (1.0, 1, 4),
        (3.0, 2, 5),
        (0.5, 5, 20),
        (2.0, 7, 9),
        (float(rng.uniform(1.0, 3.0)), 11, 320),
        (float(rng.uniform(10.0, 60.0)), 66, 80),
        (1e4, 3, 1000),
    ]


@training_gap.edge_cases
def edge_cases(rng):
    return [(2, 3, 8), (0.0, 3, 10), (1e-6, 2, 7)]


@training_gap.law("twice the data means half the gap")
def _(f, sigma, p, n):
    return np.isclose(f(sigma, p, 2 * n), f(sigma, p, n) / 2)


training_gap.instead_of(
    "2 * sigma**2 * p / n",
    {
        "2 * sigma**2": "The gap depends on the fit: only the part p/n of the noise gets into it.",
        "sigma**2 * p / n": "That is the variance, by which the error on new targets exceeds bias² + σ². The training "
        "error is too low by the same amount.",
        "2 * sigma * p / n": "sigma is the standard deviation of the noise. Its square enters the error.",
        "sigma * p / n": "sigma is the standard deviation of the noise. Square it. And the training error is too low "
        "by the same amount as the error on new targets is too high.",
        "2 * sigma**2 * p": "That is the gap of the *sums* of squared errors. For the mean, divide by n.",
        "sigma**2 * p": "That is the noise that the projection keeps, as a sum. The gap is twice that, divided by n.",
        "sigma**2 * (1 + p / n)": "That is the error on new targets (without the bias²). Subtract the training error, "
        "σ²(1 − p/n).",
        "sigma**2 * (1 - p / n)": "That is the training error (without the bias²). Subtract it from the error on new "
        "targets, σ²(1 + p/n).",
        "2 * sigma**2 * n / p": "That is upside down. More data makes the gap smaller, and more weights make it "
        "larger.",
        "2 * sigma**2 / n": "Each of the p weights adds that much.",
        "2 * sigma**2 * (p + 1) / n": "p already counts all the weights, including the constant.",
        "2 * sigma**2 * (p - 1) / n": "All p weights count, including the constant.",
        "2 * sigma**2 * p / (n - p)": "The mean squared error divides by n, not by n − p.",
        "2 * sigma**2 * p / (n - 1)": "The mean squared error divides by n, not by n − 1.",
        "-2 * sigma**2 * p / n": "The error on new targets is the larger one: subtract the training error from it.",
        "4 * sigma**2 * p / n": "σ²(1 + p/n) − σ²(1 − p/n) is 2σ²p/n. (If you wrote (2σ)²: only σ is squared.)",
        "sigma**2": "σ² is the noise of a new target. The old ones have it, too, so it cancels, apart from what the "
        "fit does with it: p/n of it.",
        "sigma**2 * (n - p) / n": "That is the noise left in the residual. The error on new targets is σ²(1 + p/n): "
        "subtract.",
        "2 * sigma**2 * (n - p) / n": "The residual keeps n − p of n parts of the noise, and new targets are missed "
        "by n + p parts. The difference is 2p parts of n.",
        "sigma**2 * (1 + p / n) - sigma**2": "You subtracted σ², but the training error is lower than that: the "
        "residual has lost the noise that the fit kept, and is left with σ²(1 − p/n).",
        "sigma**2 - sigma**2 * (1 - p / n)": "New targets have more than σ²: the fit is also off by the noise that it "
        "kept, so their error is σ²(1 + p/n).",
        "2 * sigma**2 * p**2 / n": "p orthonormal directions keep σ² each, which makes pσ² and not p²σ².",
        "2 * sigma**2 * p / n**2": "Divide the sum of squares by n once.",
        "2 * sigma**2 * np.sqrt(p / n)": "No root is needed: squared lengths add up.",
        "(1 + p / n) / (1 - p / n)": "That is the ratio of the two errors. Return the difference.",
        "sigma**2 * n / (n - p)": "Dividing a residual by n − p instead of n estimates σ². The question is about mean "
        "squared errors: σ²(1 + p/n) minus σ²(1 − p/n).",
        "sigma**2 / (n - p)": "Compare the two mean squared errors: σ²(1 + p/n) on new targets, σ²(1 − p/n) on the "
        "old ones.",
        "sigma**2 * p / (n - p)": "The mean squared error divides by n, not by n − p. And the gap has two parts: new "
        "targets are missed by more than σ², and the old ones by less.",
        "sigma**2 * (p / n) ** 2": "The projection keeps the share p/n of the noise, as a squared length. It is not "
        "squared again, and it counts twice: once on new targets, once on the old ones.",
        "2 * sigma**2 * (p / n) ** 2": "The projection keeps the share p/n of the noise, as a squared length. It is "
        "not squared again.",
        "2 * p / n": "The noise is missing: multiply by σ².",
    },
)
