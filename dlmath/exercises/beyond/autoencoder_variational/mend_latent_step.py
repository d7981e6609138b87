"""mend_latent_step: what the encoder's second half means."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="This is the middle of a variational autoencoder. `outputs`, of shape `(n, 2k)`, come from the encoder: the "
    "first half of each row is $\\boldsymbol\\mu$, and the second half is $\\log\\boldsymbol\\sigma^2$. `noise` has "
    "the shape `(n, k)`. The function should return the draws `z`, of shape `(n, k)`, and each row's KL divergence "
    "from $\\mathcal N(\\mathbf 0, I)$, of shape `(n,)`. But its author took the second half to be "
    "$\\boldsymbol\\sigma$. Mend it.",
    hints=[
        "What does the encoder return for σ = 1? And what would the function make of an output of −2?",
        "σ is np.exp(s / 2) if s is log σ². What are σ² and log σ² then?",
        "z = mean + np.exp(s / 2) * noise, and in the KL np.exp(s) stands for σ² and s for log σ².",
    ],
    forbids=["autoencoder.reparameterize", "autoencoder.kl_to_standard_normal"],
    also=("whole",),
)
def mend_latent_step(outputs, noise):
    """Draws of the code, and what each code costs."""
    k = noise.shape[1]
    mean, s = outputs[:, :k], outputs[:, k:]
    # s is log σ²: any real number, so the encoder can't go wrong.
    z = mean + np.exp(s / 2) * noise
    terms = mean**2 + np.exp(s) - 1 - s
    return z, np.sum(terms, axis=1) / 2


@mend_latent_step.start("Both places still take the second half for σ. It is log σ².")
def takes_it_for_sigma(outputs, noise):
    """Draws of the code, and what each code costs."""
    k = noise.shape[1]
    mean, s = outputs[:, :k], outputs[:, k:]
    z = mean + s * noise
    terms = mean**2 + s**2 - 1 - np.log(s**2)
    return z, np.sum(terms, axis=1) / 2


_OUTPUTS, _NOISE = np.array([[1.0, -1.0], [0.5, 0.5]]), np.array([[1.0], [-2.0]])


@mend_latent_step.symptom("The draws are still stretched by log σ² instead of σ = exp(½ log σ²).")
def _(f):
    z, _ = f(_OUTPUTS, _NOISE)
    return np.allclose(z, _OUTPUTS[:, :1] + _OUTPUTS[:, 1:] * _NOISE)


@mend_latent_step.symptom(
    "The KL still squares log σ². Its σ² is exp(log σ²), and its logarithm is what you are given."
)
def _(f):
    _, kl = f(_OUTPUTS, _NOISE)
    mean, s = _OUTPUTS.T
    return np.allclose(kl, (mean**2 + s**2 - 1 - np.log(s**2)) / 2)


@mend_latent_step.cases
def cases(rng):
    return [
        (np.array([[1.0, -1.0]]), np.array([[2.0]])),
        (np.array([[1.0, 2.0, 0.5, -3.0]]), np.array([[0.5, 1.5]])),
        (rng.normal(size=(3, 4)), rng.normal(size=(3, 2))),
        (rng.normal(size=(2, 6)), rng.normal(size=(2, 3))),
    ]


@mend_latent_step.edge_cases
def edge_cases(rng):
    return [(np.array([[0.0, 0.0, 1e-3, -1e-3]]), np.zeros((1, 2))), (rng.normal(size=(1, 2)) + 2, np.ones((1, 1)))]


mend_latent_step.instead_of(
    "mean + np.exp(s / 2) * noise",
    {
        "mean + np.exp(s) * noise": "np.exp(s) is the variance. Noise is stretched by σ, its square root: "
        "np.exp(s / 2).",
        "mean + s * noise": "z is still stretched by log σ². σ is np.exp(s / 2).",
        "mean + np.sqrt(np.abs(s)) * noise": "s is log σ², not σ²: σ is np.exp(s / 2).",
    },
)
mend_latent_step.instead_of(
    "mean**2 + np.exp(s) - 1 - s",
    {
        "mean**2 + s**2 - 1 - np.log(s**2)": "The KL still takes s for σ. With s = log σ², σ² is np.exp(s).",
        "mean**2 + np.exp(s) ** 2 - 1 - 2 * s": "You took s for log σ. It is log σ²: σ² is np.exp(s), and its "
        "logarithm is s.",
        "mean**2 + np.exp(s / 2) - 1 - s": "np.exp(s / 2) is σ. The KL has σ², np.exp(s).",
        "mean**2 + np.exp(s) - 1 - np.log(s**2)": "σ² is right now, but its logarithm is s itself.",
        "mean**2 + np.exp(s) - 1 - s / 2": "That subtracts log σ. Before the ½, the KL has log σ², which is s.",
        "mean**2 + s**2 - 1 - s": "σ² is np.exp(s), not s**2.",
    },
)


@mend_latent_step.misconception("You took s for σ². It is log σ²: σ² is np.exp(s), and σ is np.exp(s / 2).")
def variance_for_logarithm(outputs, noise):
    k = noise.shape[1]
    mean, s = outputs[:, :k], np.abs(outputs[:, k:]) + 1e-300
    return mean + np.sqrt(s) * noise, np.sum(mean**2 + s - 1 - np.log(s), axis=1) / 2


@mend_latent_step.misconception("You took the first half for log σ² and the second for μ. The mean comes first.")
def swapped(outputs, noise):
    k = noise.shape[1]
    s, mean = outputs[:, :k], outputs[:, k:]
    return mean + np.exp(s / 2) * noise, np.sum(mean**2 + np.exp(s) - 1 - s, axis=1) / 2
