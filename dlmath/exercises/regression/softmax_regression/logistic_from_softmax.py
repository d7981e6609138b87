"""logistic_from_softmax: two classes need one set of weights."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    kind="derive",
    task="A softmax regression of two classes has the weights `W`, of shape `(d, 2)`, and the biases `b`, of shape "
    "`(2,)`. Return the weight vector `w`, of shape `(d,)`, and the bias of the logistic regression that gives the "
    "second class (the second column) the same probability for every $\\mathbf x$.",
    hints=[
        "Divide e^(z₂) / (e^(z₁) + e^(z₂)) by e^(z₂), in the numerator and in the denominator. What do you see?",
        "It is the sigmoid of z₂ − z₁. Write this difference out for z = xᵀW + b.",
        "return W[:, 1] - W[:, 0], b[1] - b[0]",
    ],
    also=("whole", "large", "small"),
)
def logistic_from_softmax(W, b):
    """The same model as a logistic regression: weights and bias."""
    # p₂ is the sigmoid of z₂ − z₁, and that difference is linear in x.
    return W[:, 1] - W[:, 0], b[1] - b[0]


@logistic_from_softmax.cases
def cases(rng):
    return [
        (np.array([[1.0, 3.0]]), np.array([2.0, 1.0])),
        (np.array([[1.0, 3.0], [0.5, -1.0]]), np.array([2.0, 1.0])),
        (np.array([[1.0, 3.0], [0.5, -1.0], [2.0, 0.0]]), np.array([-1.0, 4.0])),
        (rng.normal(size=(2, 2)), rng.normal(size=2)),
        (rng.normal(size=(5, 2)), rng.normal(size=2)),
    ]


@logistic_from_softmax.edge_cases
def edge_cases(rng):
    W = rng.normal(size=(3, 2))
    return [
        (0 * W, np.zeros(2)),
        (W + 1000.0, np.array([500.0, 500.0])),
    ]


@logistic_from_softmax.law("both models give the second class the same probability")
def _(f, W, b):
    x = np.linspace(-1, 1, len(W)) / (1 + np.max(np.abs(W)))
    w, bias = f(W, b)
    z = x @ W + b
    return np.isclose(1 / (1 + np.exp(-(x @ w + bias))), np.exp(z[1] - z.max()) / np.sum(np.exp(z - z.max())))


SWAPPED = "That is the difference the other way around, which gives the probability of the *first* class."
logistic_from_softmax.instead_of(
    "W[:, 1] - W[:, 0]",
    {
        "1 / (1 + np.exp(W[:, 0] - W[:, 1]))": "The sigmoid is applied to the logit in the end. The weights "
        "themselves are a difference: W[:, 1] - W[:, 0].",
        "W[:, 0] - W[:, 1]": f"{SWAPPED} (The bias has the other sign.) Take W[:, 1] - W[:, 0].",
        "W[:, 1]": "Those are the weights of the second class. They matter only in comparison with the first: "
        "subtract W[:, 0].",
        "W[:, 0]": "Those are the weights of the first class. What counts is the difference z₂ − z₁.",
        "W[1] - W[0]": "W[1] and W[0] are *rows*, the first two features. The classes are columns: W[:, 1] - W[:, 0].",
        "W[:, 1] / W[:, 0]": "Odds are divided, but weights are logarithms of odds: subtract.",
        "W[:, 1] + W[:, 0]": "The probability depends on the difference of the logits, not on their sum.",
        "(W[:, 1] - W[:, 0]) / 2": "There is no 1/2: p₂ is the sigmoid of the whole difference z₂ − z₁.",
        "2 * (W[:, 1] - W[:, 0])": "There is no 2: p₂ is the sigmoid of the difference z₂ − z₁.",
        "np.abs(W[:, 1] - W[:, 0])": "The signs are gone. A negative weight is fine.",
        "W[:, 1:] - W[:, :1]": "That has shape (d, 1). A vector of shape (d,) comes from W[:, 1] and W[:, 0].",
        "W[:, 1] - np.mean(W, axis=1)": "That is the weight minus the average of both, which is half of the "
        "difference. p₂ is the sigmoid of z₂ − z₁.",
        "np.exp(W[:, 1] - W[:, 0])": "That is the factor on the odds. The logistic regression has the weights "
        "themselves.",
    },
)
logistic_from_softmax.instead_of(
    "b[1] - b[0]",
    {
        "b[0] - b[1]": "The weights are right, but the bias is the other way around: b[1] - b[0].",
        "b[1]": "The weights are right, but the bias is a difference as well: b[1] - b[0].",
        "b": "The logistic regression has a single bias: b[1] - b[0].",
        "b[1] + b[0]": "The bias is a difference as well: b[1] - b[0].",
        "(b[1] - b[0]) / 2": "There is no 1/2 in the bias either.",
        "0": "The bias is missing: b[1] - b[0].",
        "b[1] / b[0]": "Biases are logarithms of odds: subtract, don't divide.",
        "b[1:] - b[:1]": "That is an array of one number. Return the number: b[1] - b[0].",
    },
)
logistic_from_softmax.instead_of(
    "return W[:, 1] - W[:, 0], b[1] - b[0]",
    {
        "return W[:, 1] * W[:, 0], b[1] * b[0]": "Odds are divided, so log-odds are subtracted: what counts is the "
        "difference z₂ − z₁.",
        "return W[:, 0], b[0]": "Those belong to the first class alone. What counts is the difference z₂ − z₁: "
        "subtract them from those of the second.",
        "return 2 * (W[:, 1] - W[:, 0]), 2 * (b[1] - b[0])": "There is no 2: p₂ is the sigmoid of the difference z₂ "
        "− z₁.",
        "return np.exp(W[:, 1] - W[:, 0]), np.exp(b[1] - b[0])": "Those are factors on the odds. The logistic "
        "regression adds up log-odds: leave out the exponential.",
        "return np.mean(W, axis=1), np.mean(b)": "You averaged the two classes. What they have in common cancels: "
        "only their difference counts.",
        "return b[1] - b[0], W[:, 1] - W[:, 0]": "First the weights, then the bias.",
        "return W[:, 1] - W[:, 0]": "The bias is missing: return the weights and the bias.",
        "return W[:, 0] - W[:, 1], b[0] - b[1]": SWAPPED,
        "return W[:, 1], b[1]": "Those belong to the second class alone. They matter only in comparison with the "
        "first: subtract its weights and its bias.",
    },
)
