"""gaussian_nll: the loss of a model that predicts its own uncertainty."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="hard",
    task="A model predicts two numbers for each example: the mean of $y$ and how uncertain the model is. So that "
    "any real number makes sense, the second is $s_i = \\log \\sigma_i^2$, the logarithm of the variance. Return "
    "the mean of $-\\log \\mathcal N(y_i; \\mu_i, e^{s_i})$, where $\\mathcal N(y; \\mu, \\sigma^2)$ is the normal "
    "density. `y`, `mean`, and `log_variance` are arrays of the same length. Do not leave out any terms. Again, "
    "take the logarithm on paper first.",
    hints=[
        "−log of the normal density is ½ log(2πσ²) + (y − μ)²/(2σ²). What is log(2πσ²) in terms of s?",
        "log(2πσ²) = log(2π) + s, and 1/σ² = e^(−s). The variance differs from example to example.",
        "return np.mean(np.log(2 * np.pi) + log_variance + (y - mean) ** 2 * np.exp(-log_variance)) / 2",
    ],
    also=("whole", "small", "long"),
)
def gaussian_nll(y, mean, log_variance):
    """The mean negative log-likelihood, with a variance for each y."""
    # Twice −log of the density: log 2π + log σ² + r²/σ², with 1/σ² = exp(−s).
    squares = (y - mean) ** 2 * np.exp(-log_variance)
    return np.mean(np.log(2 * np.pi) + log_variance + squares) / 2


@gaussian_nll.cases
def cases(rng):
    return [
        (np.array([3.0]), np.array([1.0]), np.array([0.0])),
        (np.array([3.0]), np.array([1.0]), np.array([2.0])),
        (np.array([3.0, 0.0, -4.0]), np.array([1.0, 2.0, -3.0]), np.array([1.0, -0.5, 3.0])),
        (np.array([0.5, 2.5, 1.0, 4.0]), np.array([0.0, 2.0, 3.0, 4.5]), np.array([-2.0, 0.3, 1.7, 0.0])),
        (rng.normal(size=9), rng.normal(size=9), rng.normal(size=9)),
        (3 * rng.normal(size=14), rng.normal(size=14), rng.uniform(0, 3, size=14)),
    ]


@gaussian_nll.edge_cases
def edge_cases(rng):
    return [
        (np.array([2.0, 5.0]), np.array([2.0, 5.0]), np.array([-3.0, 1.0])),
        (np.array([3, 1, 0]), np.array([1, 2, 2]), np.array([0, 1, 2])),
        (1e4 * rng.normal(size=5), np.zeros(5), rng.uniform(15, 20, size=5)),
        (np.array([100.0, 1.0]), np.array([0.0, 0.5]), np.array([0.0, 1.0])),
    ]


@gaussian_nll.law("too high and too low by the same amount cost the same")
def _(f, y, mean, s):
    return np.isclose(f(2 * mean - y, mean, s), f(y, mean, s))


@gaussian_nll.law("of all variances, the squared residual itself makes the loss of one example smallest")
def _(f, y, mean, s):
    one, r = slice(0, 1), np.maximum(np.abs(y - mean), 0.01)[:1]
    best = f(mean[one] + r, mean[one], 2 * np.log(r))
    return all(f(mean[one] + r, mean[one], 2 * np.log(r) + step) > best for step in (-0.5, 0.5))


VARIANCE = "log_variance is s = log σ². "
gaussian_nll.instead_of(
    "np.exp(-log_variance)",
    {
        "np.exp(log_variance)": f"{VARIANCE}The squares are divided by σ², so they are multiplied by exp(−s), not by "
        "exp(s).",
        "log_variance": f"{VARIANCE}You multiplied the squares by it. They are divided by σ² = exp(s).",
        "1 / log_variance": f"{VARIANCE}You divided by the logarithm. Divide by σ² = exp(s).",
        "np.exp(-2 * log_variance)": f"{VARIANCE}You squared the variance again: 1/σ² is exp(−s).",
        "np.exp(-log_variance / 2)": f"{VARIANCE}exp(−s/2) is 1/σ. The squares are divided by σ².",
        "np.exp(-log_variance) / 2": "The squares are halved twice: once here, and once with everything else.",
        "1": "The squares are not divided by the variance: (y − μ)²/(2σ²).",
        "np.mean(np.exp(-log_variance))": "Each square is divided by its own variance, not all by the same one.",
    },
)
gaussian_nll.instead_of(
    "(y - mean) ** 2",
    {
        "np.abs(y - mean)": "The exponent of the normal density contains a square: (y − μ)²/(2σ²).",
        "(y - mean)": "The square is missing: (y − μ)²/(2σ²).",
        "y**2": "The residual is y − mean, which is then squared.",
    },
)
gaussian_nll.instead_of(
    "np.mean(np.log(2 * np.pi) + log_variance + squares) / 2",
    {
        "np.mean(log_variance + squares) / 2": "½ log 2π is missing. It changes no prediction, but the task asks for "
        "all of it.",
        "np.mean(squares) / 2": "½ log(2πσ²) is missing. With a predicted variance, it is not a constant: without "
        "it, the model could push the loss toward 0 by claiming a huge variance.",
        "np.mean(np.log(2 * np.pi) + squares) / 2": "½ s is missing. Without it, the model could lower the loss just "
        "by claiming a huge variance.",
        "np.mean(np.log(2 * np.pi) + log_variance + squares)": "The ½ is missing: −log of the density is ½ log(2πσ²) + "
        "(y − μ)²/(2σ²).",
        "np.sum(np.log(2 * np.pi) + log_variance + squares) / 2": "That is the sum over all examples. Return the mean.",
        "(np.log(2 * np.pi) + log_variance + squares) / 2": "That is one loss for each example. Return their mean.",
        "-np.mean(np.log(2 * np.pi) + log_variance + squares) / 2": "That is the log-likelihood. The loss is its "
        "negative.",
        "np.mean(np.log(2 * np.pi) + log_variance) / 2 + np.mean(squares)": "The squares are divided by 2σ², so "
        "they are halved, too.",
        "np.mean(np.log(2 * np.pi) + log_variance + squares / 2)": "log(2πσ²) is halved, too: the density is "
        "divided by the *root* of 2πσ².",
        "np.mean(np.log(2 * np.pi * log_variance**2) + squares) / 2": f"{VARIANCE}log(2πσ²) is log(2π) + s: the "
        "logarithm "
        "is already taken.",
        "np.mean(np.log(2 * np.pi) + 2 * log_variance + squares) / 2": f"{VARIANCE}½ log(2πσ²) contains ½ s. "
        "You added all of s.",
        "np.mean(2 * np.pi + log_variance + squares) / 2": "The logarithm of 2π is missing: np.log(2 * np.pi).",
        "np.mean(np.log(np.pi) + log_variance + squares) / 2": "log 2π, not log π: the density is divided by √(2πσ²).",
        "np.mean(np.log(2 * np.pi) - log_variance + squares) / 2": "Check the sign of s: dividing the density by σ "
        "adds ½ s to −log p.",
        "np.mean(np.log(2 * np.pi) + np.exp(log_variance) + squares) / 2": f"{VARIANCE}It is the logarithm that is "
        "added, "
        "not the variance.",
    },
)


@gaussian_nll.misconception(
    f"{VARIANCE}You used it as the variance itself. The variance is exp(s), and log(2πσ²) is log(2π) + s."
)
def as_if_it_were_the_variance(y, mean, log_variance):
    with np.errstate(all="ignore"):
        return np.mean(np.log(2 * np.pi * log_variance) + (y - mean) ** 2 / log_variance) / 2


@gaussian_nll.misconception(
    f"{VARIANCE}You used it as the standard deviation. The variance is exp(s), and log(2πσ²) is log(2π) + s."
)
def as_if_it_were_the_deviation(y, mean, log_variance):
    with np.errstate(all="ignore"):
        return np.mean(np.log(2 * np.pi * log_variance**2) + (y - mean) ** 2 / log_variance**2) / 2


@gaussian_nll.misconception(
    f"{VARIANCE}exp(s) is the variance, and you squared it as if it were the standard deviation."
)
def as_log_deviation(y, mean, log_variance):
    return np.mean(np.log(2 * np.pi) + 2 * log_variance + (y - mean) ** 2 * np.exp(-2 * log_variance)) / 2


@gaussian_nll.misconception(
    "That is the logarithm of a mean of densities. Densities of independent examples are multiplied, so their "
    "logarithms are averaged."
)
def log_of_the_mean(y, mean, log_variance):
    density = np.exp(-((y - mean) ** 2) * np.exp(-log_variance) / 2) / np.sqrt(2 * np.pi * np.exp(log_variance))
    return -np.log(np.mean(density))


@gaussian_nll.misconception(
    f"{VARIANCE}exp(s/2) is the standard deviation σ. You used it as the variance, which is exp(s)."
)
def deviation_for_variance(y, mean, log_variance):
    return np.mean(np.log(2 * np.pi) + log_variance / 2 + (y - mean) ** 2 * np.exp(-log_variance / 2)) / 2


@gaussian_nll.misconception("log is the natural logarithm, so the variance is exp(s), not 10**s.")
def tens(y, mean, log_variance):
    return np.mean(np.log(2 * np.pi) + np.log(10) * log_variance + (y - mean) ** 2 * 10.0**-log_variance) / 2


MEAN = "You averaged the variances first. Each example has its own: take the mean at the very end."


@gaussian_nll.misconception(MEAN)
def log_of_the_mean_variance(y, mean, log_variance):
    v = np.exp(log_variance)
    return np.log(2 * np.pi * np.mean(v)) / 2 + np.mean((y - mean) ** 2 / v) / 2


@gaussian_nll.misconception(MEAN)
def one_variance(y, mean, log_variance):
    v = np.exp(np.mean(log_variance))
    return np.log(2 * np.pi * v) / 2 + np.mean((y - mean) ** 2 / v) / 2


@gaussian_nll.misconception(MEAN)
def mean_variance(y, mean, log_variance):
    v = np.mean(np.exp(log_variance))
    return np.log(2 * np.pi * v) / 2 + np.mean((y - mean) ** 2 / v) / 2


@gaussian_nll.misconception(
    "Check the sign: the density is *divided* by √(2πσ²), and −log turns that into + ½ log(2πσ²)."
)
def subtracts_the_logarithm(y, mean, log_variance):
    return np.mean((y - mean) ** 2 * np.exp(-log_variance) - np.log(2 * np.pi) - log_variance) / 2


@gaussian_nll.misconception(f"{VARIANCE}The logarithm is already taken: log(2πσ²) is log(2π) + s.")
def takes_the_logarithm_again(y, mean, log_variance):
    with np.errstate(all="ignore"):
        return np.mean(np.log(2 * np.pi * log_variance) + (y - mean) ** 2 * np.exp(-log_variance)) / 2


@gaussian_nll.misconception(
    "You compute the density first. For a large residual, it is 0 on a computer, and its logarithm is −∞. Take the "
    "logarithm on paper: no density is left."
)
def through_the_density(y, mean, log_variance):
    v = np.exp(log_variance)
    with np.errstate(divide="ignore"):
        return -np.mean(np.log(np.exp(-((y - mean) ** 2) / (2 * v)) / np.sqrt(2 * np.pi * v)))
