"""elbo: the bound, estimated from several draws."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="One image `x`, `d` zeros and ones, was encoded as `mean` and `log_variance`, arrays of length `k`. From `m` "
    "draws of its code, the decoder made `logits`, of shape `(m, d)`. Return the estimate of the ELBO in nats, one "
    "number: the average of $\\log p(\\mathbf x\\mid\\mathbf z)$ over the draws, minus the KL divergence from "
    "$\\mathcal N(\\mathbf 0, I)$. (`np.logaddexp(0, a)` is $\\log(1 + e^a)$.)",
    hints=[
        "The log-likelihood of an image is a sum over its pixels. How likely is ink with logit a? And paper?",
        "log p is −log(1 + e⁻ᵃ) for ink and −log(1 + eᵃ) for paper. Together: x a − log(1 + eᵃ).",
        "log_p = np.sum(x * logits - np.logaddexp(0, logits), axis=1), then its mean, minus the KL, "
        "½ Σ (μ² + σ² − 1 − log σ²).",
    ],
    forbids=["autoencoder.elbo", "autoencoder.bernoulli_log_likelihood"],
    also=("whole",),
)
def elbo(x, logits, mean, log_variance):
    """An estimate of the lower bound on log p(x)."""
    # x a − log(1 + eᵃ) is log p for ink and for paper.
    log_p = np.sum(x * logits - np.logaddexp(0, logits), axis=1)
    kl = np.sum(mean**2 + np.exp(log_variance) - 1 - log_variance) / 2
    return np.mean(log_p) - kl


def _case(rng, m, d, k):
    x = (rng.random(d) < 0.5).astype(float)
    return x, 2 * rng.normal(size=(m, d)), rng.normal(size=k), rng.normal(size=k) - 0.5


@elbo.cases
def cases(rng):
    return [
        (np.array([1.0]), np.array([[0.5]]), np.array([1.0]), np.array([0.5])),
        (np.array([1.0, 0.0, 1.0]), np.array([[2.0, -1.0, 0.5], [0.5, 1.5, 3.0]]), np.array([2.0]), np.array([-1.0])),
        _case(rng, 3, 4, 2),
        _case(rng, 5, 3, 3),
        _case(rng, 2, 6, 2),
    ]


@elbo.edge_cases
def edge_cases(rng):
    x, logits, mean, log_variance = _case(rng, 3, 4, 2)
    return [(x, logits, 0 * mean, 0 * log_variance), (x, 0 * logits, mean, log_variance)]


@elbo.law("a draw that is listed twice as often changes nothing if all are")
def _(f, x, logits, mean, log_variance):
    return np.isclose(f(x, np.concatenate([logits, logits]), mean, log_variance), f(x, logits, mean, log_variance))


elbo.instead_of(
    "np.sum(x * logits - np.logaddexp(0, logits), axis=1)",
    {
        "np.mean(x * logits - np.logaddexp(0, logits), axis=1)": "You averaged over the pixels. The probability of an "
        "image is a product over its pixels, so its logarithm is their sum.",
        "np.sum(x * logits - np.logaddexp(0, logits), axis=0)": "You added over the draws. A draw is a row: add over "
        "its pixels, axis=1.",
        "np.sum(-x * np.logaddexp(0, -logits), axis=1)": "Only the inked pixels count here. The blank ones belong to "
        "the image, too: −log(1 + eᵃ) for each.",
        "np.sum(x * logits, axis=1)": "log(1 + eᵃ) is missing, which makes probabilities of logits.",
        "np.sum((1 - x) * logits - np.logaddexp(0, logits), axis=1)": "Ink and paper are swapped.",
        "-np.sum(x * logits - np.logaddexp(0, logits), axis=1)": "That is the cross-entropy, a loss. The ELBO has the "
        "log-likelihood itself, which is at most 0.",
        "-np.sum((x - 1 / (1 + np.exp(-logits))) ** 2, axis=1)": "That is a squared error. For ink or paper the "
        "log-likelihood is x log p + (1 − x) log(1 − p).",
    },
)
elbo.instead_of(
    "np.mean(log_p) - kl",
    {
        "np.mean(log_p) + kl": "The KL is subtracted: it is what the code costs.",
        "np.mean(log_p)": "The KL is missing.",
        "np.sum(log_p) - kl": "You added over the draws. They estimate an expectation, so take their mean.",
        "np.sum(log_p - kl)": "You added over the draws. They estimate an expectation, so take their mean.",
        "np.mean(log_p) - kl / len(log_p)": "You divided the KL by the number of draws. It belongs to the code, and is "
        "subtracted once.",
        "kl - np.mean(log_p)": "That is the negative ELBO, the loss. Return the bound itself.",
        "np.log(np.mean(np.exp(log_p))) - kl": "You took the logarithm of the mean. The ELBO is the mean of the "
        "logarithms.",
        "np.max(log_p) - kl": "You took the luckiest draw. The ELBO has the mean over all draws.",
        "log_p - kl": "There is one value for each draw. Return their mean.",
    },
)
elbo.instead_of(
    "np.sum(mean**2 + np.exp(log_variance) - 1 - log_variance) / 2",
    {
        "np.sum(mean**2 + np.exp(log_variance) - 1 - log_variance)": "The factor ½ of the KL is missing.",
        "np.mean(mean**2 + np.exp(log_variance) - 1 - log_variance) / 2": "The KL adds up over the coordinates of the "
        "code. Don't average.",
        "np.sum(mean**2 + np.exp(log_variance / 2) - 1 - log_variance) / 2": "The KL has σ², which is "
        "np.exp(log_variance); you used σ.",
    },
)


def _kl(mean, log_variance):
    return np.sum(mean**2 + np.exp(log_variance) - 1 - log_variance) / 2


@elbo.misconception("You averaged the logits first. Take log p for each draw, then average.")
def of_mean_logits(x, logits, mean, log_variance):
    a = np.mean(logits, axis=0)
    return np.sum(x * a - np.logaddexp(0, a)) - _kl(mean, log_variance)


@elbo.misconception("You averaged the probabilities of each pixel first. Take log p for each draw, then average.")
def of_mean_probabilities(x, logits, mean, log_variance):
    p = np.mean(1 / (1 + np.exp(-logits)), axis=0)
    return np.sum(x * np.log(p) + (1 - x) * np.log(1 - p)) - _kl(mean, log_variance)
