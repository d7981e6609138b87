"""kl_to_standard_normal: what a code costs."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="Each row of `mean` and of `log_variance`, two arrays of shape `(n, k)`, holds the $\\mu_j$ and the "
    "$\\log\\sigma_j^2$ of one example. Return the KL divergence of $\\mathcal N(\\boldsymbol\\mu, "
    "\\operatorname{diag}\\boldsymbol\\sigma^2)$ from $\\mathcal N(\\mathbf 0, I)$ for each example, in nats: an array "
    "of shape `(n,)`.",
    hints=[
        "Coordinates are independent, so their divergences add up. One coordinate was derived above.",
        "You get the logarithm of the variance. np.exp makes a variance of it, and the last term needs no np.log.",
        "Half the sum over axis=1 of mean**2 + np.exp(log_variance) - 1 - log_variance.",
    ],
    forbids=["autoencoder.kl_to_standard_normal"],
    also=("whole",),
)
def kl_to_standard_normal(mean, log_variance):
    """The divergence of each row's Gaussian from N(0, I)."""
    # Second moment, minus 1, minus the log of the variance.
    terms = mean**2 + np.exp(log_variance) - 1 - log_variance
    return np.sum(terms, axis=1) / 2


@kl_to_standard_normal.cases
def cases(rng):
    return [
        (np.array([[3.0]]), np.array([[0.0]])),
        (np.array([[0.0]]), np.array([[2.0]])),
        (np.array([[1.0, 2.0]]), np.array([[-1.0, 0.5]])),
        (rng.normal(size=(3, 2)), rng.normal(size=(3, 2))),
        (2 * rng.normal(size=(2, 4)), rng.normal(size=(2, 4)) - 1),
    ]


@kl_to_standard_normal.edge_cases
def edge_cases(rng):
    return [
        (np.zeros((2, 3)), np.zeros((2, 3))),
        (np.array([[0.5], [-0.5]]), np.array([[-20.0], [3.0]])),
    ]


@kl_to_standard_normal.law("a standard normal costs nothing")
def _(f, mean, log_variance):
    return np.allclose(f(0 * mean, 0 * log_variance), 0, atol=1e-12)


kl_to_standard_normal.instead_of(
    "mean**2 + np.exp(log_variance) - 1 - log_variance",
    {
        "mean + np.exp(log_variance) - 1 - log_variance": "The mean enters squared.",
        "mean**2 + np.exp(log_variance / 2) - 1 - log_variance": "np.exp(log_variance / 2) is σ. The formula has σ², "
        "which is np.exp(log_variance).",
        "mean**2 + log_variance - 1 - np.log(np.abs(log_variance) + 1e-300)": "You took log σ² for σ². The variance is "
        "np.exp(log_variance), and its logarithm is what you were given.",
        "np.exp(log_variance) - 1 - log_variance": "The mean is missing. It enters squared.",
        "mean**2 + np.exp(log_variance) - 1 - 2 * log_variance": "The last term is the logarithm of σ², which is "
        "log_variance itself. Don't double it.",
        "mean**2 + np.exp(log_variance) - 1 - log_variance / np.log(2)": "log_variance is a natural logarithm already. "
        "Leave it as it is.",
        "mean**2 + np.exp(log_variance) - log_variance": "The −1 of each coordinate is missing: N(0, 1) must cost 0.",
        "mean**2 + np.exp(log_variance) - 1 + log_variance": "The logarithm has the wrong sign: a narrow Gaussian, "
        "with log σ² below 0, has to cost more.",
        "mean**2 + log_variance - 1 - np.exp(log_variance)": "σ² and log σ² have changed places: σ² is added, its "
        "logarithm is subtracted.",
        "mean**2 + np.exp(log_variance) - 1 - log_variance / 2": "You subtracted log σ. Before the ½, the last term "
        "is log σ².",
        "mean**2 + np.exp(2 * log_variance) - 1 - 2 * log_variance": "You took log_variance for log σ. It is log σ², "
        "so the variance is np.exp(log_variance).",
        "(1 + mean**2) / np.exp(log_variance) - 1 + log_variance": "That is the divergence the other way round, of "
        "N(0, I) from N(μ, diag σ²).",
    },
)
kl_to_standard_normal.instead_of(
    "np.sum(terms, axis=1) / 2",
    {
        "np.sum(terms, axis=1)": "The factor ½ is missing.",
        "np.sum(terms, axis=0) / 2": "You added over the examples. Add over the coordinates of each: axis=1.",
        "np.sum(terms) / 2": "You added everything. Each example has a divergence of its own: axis=1.",
        "np.mean(terms, axis=1) / 2": "Divergences of independent coordinates add up. Don't average them.",
        "terms / 2": "These are the coordinates' divergences. Add them up for each example: axis=1.",
        "-np.sum(terms, axis=1) / 2": "The sign is wrong: a KL divergence is never below 0.",
    },
)


@kl_to_standard_normal.misconception("You subtracted 1 once. Each coordinate has a −1 of its own.")
def one_once(mean, log_variance):
    return (np.sum(mean**2 + np.exp(log_variance) - log_variance, axis=1) - 1) / 2


@kl_to_standard_normal.misconception("You squared the sum of the means. Square each mean, then add.")
def square_of_sum(mean, log_variance):
    return (np.sum(mean, axis=1) ** 2 + np.sum(np.exp(log_variance) - 1 - log_variance, axis=1)) / 2
