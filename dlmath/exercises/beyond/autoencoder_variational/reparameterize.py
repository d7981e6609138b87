"""reparameterize: noise from outside."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="warm-up",
    task="Return the draws $\\mathbf z = \\boldsymbol\\mu + \\boldsymbol\\sigma\\odot\\boldsymbol\\varepsilon$. You "
    "are given `mean`, `log_variance` (that is, $\\log\\sigma^2$), and the `noise` $\\boldsymbol\\varepsilon$, three "
    "arrays of the same shape.",
    hints=[
        "σ is the square root of the variance. What is the square root of exp(a)?",
        "np.exp(log_variance / 2) is σ. Multiply it by the noise, entry by entry, and add the mean.",
    ],
    forbids=["autoencoder.reparameterize"],
    also=("whole", "small"),
)
def reparameterize(mean, log_variance, noise):
    """Draws of the code from noise that comes from outside."""
    # The square root of exp(a) is exp(a/2).
    return mean + np.exp(log_variance / 2) * noise


@reparameterize.cases
def cases(rng):
    return [
        (np.array([[10.0]]), np.array([[2.0]]), np.array([[-1.5]])),
        (np.array([[1.0, 2.0]]), np.array([[0.5, -3.0]]), np.array([[0.5, 2.0]])),
        (rng.normal(size=(3, 2)), rng.normal(size=(3, 2)), rng.normal(size=(3, 2))),
    ]


@reparameterize.edge_cases
def edge_cases(rng):
    return [
        (np.ones((2, 2)), np.zeros((2, 2)), np.zeros((2, 2))),
        (np.zeros((1, 2)), np.zeros((1, 2)), np.ones((1, 2))),
    ]


@reparameterize.law("without noise, it returns the mean")
def _(f, mean, log_variance, noise):
    return np.allclose(f(mean, log_variance, 0 * noise), mean)


reparameterize.instead_of(
    "np.exp(log_variance / 2) * noise",
    {
        "np.exp(log_variance) * noise": "np.exp(log_variance) is the variance. Noise is multiplied by its square root, "
        "σ = np.exp(log_variance / 2).",
        "log_variance * noise": "You multiplied by log σ² itself. It has to become σ first: np.exp(log_variance / 2).",
        "np.sqrt(np.abs(log_variance)) * noise": "You took log σ² for σ². The variance is np.exp(log_variance).",
        "np.exp(2 * log_variance) * noise": "σ is the square root, so log_variance is halved, not doubled.",
        "np.exp(log_variance / 2) + noise": "Noise is stretched by σ: multiply, don't add.",
        "log_variance / 2 * noise": "That is log σ. σ itself is np.exp(log_variance / 2).",
        "noise": "The noise has to be stretched by σ = np.exp(log_variance / 2).",
        "np.exp(-log_variance / 2) * noise": "That divides the noise by σ. A large σ should spread the draws.",
        "np.exp(log_variance / 2)": "The noise is missing: every draw would be the same.",
    },
)
reparameterize.instead_of(
    "return mean + ",
    {
        "return ": "The mean is missing: these draws lie around 0.",
        "return mean * ": "The mean is added, not multiplied.",
        "return -mean + ": "The mean has the wrong sign.",
    },
)


@reparameterize.misconception("You drew noise of your own. Use the noise that is given.")
def own_noise(mean, log_variance, noise):
    return np.random.default_rng(0).normal(mean, np.exp(log_variance / 2))
