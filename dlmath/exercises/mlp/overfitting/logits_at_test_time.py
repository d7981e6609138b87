"""logits_at_test_time: a network trained with dropout, in code that goes on dropping and scales once too often."""

from types import SimpleNamespace

import numpy as np

from dlmath.exercises import exercise
from dlmath.exercises.seeded import seeded


@exercise(
    weight="standard",
    task="A network was trained with dropout as above: in training, masks scaled up what stayed on. This function "
    "should return its logits *at test time*, for the rows of `X`, but it has two mistakes, and its results change "
    "from call to call. Fix them.",
    hints=[
        "Which line makes the results change from call to call? Should it be there at test time?",
        "In training, what stayed on was divided by 1 − rate, so that on average the next layer got what it will get "
        "at test time. What is left to scale?",
        "At test time, dropout does nothing: A @ W2.T + b2, with no mask and no factor.",
    ],
    also=("whole", "long"),
)
def logits_at_test_time(X, W1, b1, W2, b2, rate, rng):
    """What the trained network says: a row of logits for each row of X."""
    # At test time, dropout does nothing: the scaling was done in training.
    A = np.maximum(X @ W1.T + b1, 0)
    return A @ W2.T + b2


@logits_at_test_time.start(
    "This is still the code from the lesson. It drops units at test time, and it scales the activations down, "
    "which training has made unnecessary by scaling them up."
)
def drops_in_use(X, W1, b1, W2, b2, rate, rng):
    """What the trained network says: a row of logits for each row of X."""
    A = np.maximum(X @ W1.T + b1, 0)
    A = A * (rng.random(A.shape) >= rate)
    return (1 - rate) * A @ W2.T + b2


def _network(rng, n, d, hidden, classes):
    shapes = [(n, d), (hidden, d), hidden, (classes, hidden), classes]
    return [rng.normal(size=shape) for shape in shapes]


@logits_at_test_time.cases
def cases(rng):
    W1, W2 = np.array([[1.0, 2.0], [-1.0, 1.0], [2.0, 0.5]]), np.array([[1.0, -2.0, 3.0], [0.5, 1.0, -1.0]])
    b1, b2 = np.array([0.5, -1.0, 1.0]), np.array([2.0, -3.0])
    return [
        (np.array([[1.0, 2.0]]), W1, b1, W2, b2, 0.5, seeded(80)),
        (np.array([[1.0, 3.0], [-2.0, 1.0]]), W1, b1, W2, b2, 0.2, seeded(81)),
        (*_network(rng, 4, 3, 6, 2), 0.5, seeded(82)),
        (*_network(rng, 5, 2, 8, 3), 0.75, seeded(83)),
        (*_network(rng, 3, 4, 9, 4), 0.1, seeded(84)),
    ]


@logits_at_test_time.edge_cases
def edge_cases(rng):
    return [
        (*_network(rng, 3, 2, 4, 2), 0.0, seeded(85)),
        (*_network(rng, 1, 1, 1, 1), 0.5, seeded(86)),
        (*_network(rng, 60, 5, 20, 3), 0.3, seeded(87)),
    ]


@logits_at_test_time.law("two calls give the same result")
def _(f, X, W1, b1, W2, b2, rate, rng):
    generator = np.random.default_rng(1)
    return np.allclose(f(X, W1, b1, W2, b2, rate, generator), f(X, W1, b1, W2, b2, rate, generator))


@logits_at_test_time.law("the rate makes no difference at test time")
def _(f, X, W1, b1, W2, b2, rate, rng):
    return np.allclose(f(X, W1, b1, W2, b2, 0.9, rng), f(X, W1, b1, W2, b2, rate, rng))


def _ones(n):
    return np.ones((1, 1)), np.ones((n, 1)), np.zeros(n), np.ones((1, n)), np.zeros(1)


@logits_at_test_time.symptom("Units are still switched off at test time: the results change from call to call.")
def _(f):
    generator = np.random.default_rng(0)
    one, two = (f(*_ones(200), 0.5, generator) for _ in range(2))
    return not np.allclose(one, two)


@logits_at_test_time.symptom("The logits are still scaled by the rate, though training has done the scaling already.")
def _(f):
    drops_nothing = SimpleNamespace(random=np.ones)
    return not np.allclose(f(*_ones(3), 0.5, drops_nothing), 3)


logits_at_test_time.instead_of(
    "return A @ W2.T + b2",
    {
        "return (1 - rate) * A @ W2.T + b2": "The mask is gone, but the factor 1 − rate is still there. What stayed on "
        "was scaled *up* in training, so at test time nothing is scaled.",
        "return A / (1 - rate) @ W2.T + b2": "1/(1 − rate) belongs to training, where units are missing. At test time "
        "all are on, and nothing is scaled.",
        "return rate * A @ W2.T + b2": "Nothing is scaled at test time. Leave out the factor.",
        "return (1 - rate) * (A @ W2.T + b2)": "Nothing is scaled at test time, neither the activations nor the "
        "biases.",
        "return A @ ((1 - rate) * W2).T + b2": "The weights, too, stay as they are: training has done the scaling.",
        "return A @ W2.T": "The biases of the outputs, b2, are missing.",
        "return A": "Those are the hidden activations. The logits are A @ W2.T + b2.",
        "return np.maximum(A @ W2.T + b2, 0)": "Logits have no ReLU. Return A @ W2.T + b2.",
        "return np.argmax(A @ W2.T + b2, axis=1)": "Those are the classes. Return the logits.",
        "return np.exp(A @ W2.T + b2) / np.sum(np.exp(A @ W2.T + b2), axis=1, keepdims=True)": "Those are "
        "probabilities. Return the logits.",
    },
)
logits_at_test_time.instead_of(
    "np.maximum(X @ W1.T + b1, 0)",
    {
        "X @ W1.T + b1": "The ReLU of the hidden layer is missing. Only the mask and the factor were wrong.",
        "np.tanh(X @ W1.T + b1)": "The hidden units are ReLUs, as before. Only the mask and the factor were wrong.",
        "np.maximum(X @ W1.T, 0)": "The biases of the hidden layer, b1, are missing.",
    },
)


@logits_at_test_time.misconception(
    "The factor is gone, but units are still switched off. At test time, all of them are on: leave out the mask."
)
def still_drops(X, W1, b1, W2, b2, rate, rng):
    A = np.maximum(X @ W1.T + b1, 0)
    return A * (rng.random(A.shape) >= rate) @ W2.T + b2


@logits_at_test_time.misconception(
    "That is dropout as in training, mask and scaling. It's right on average, but at test time all units are on, and "
    "nothing depends on chance."
)
def as_in_training(X, W1, b1, W2, b2, rate, rng):
    A = np.maximum(X @ W1.T + b1, 0)
    return A * (rng.random(A.shape) >= rate) / (1 - rate) @ W2.T + b2


@logits_at_test_time.misconception(
    "You flipped the mask: now you keep what was switched off before. At test time, all units are on: leave out the "
    "mask."
)
def other_mask(X, W1, b1, W2, b2, rate, rng):
    A = np.maximum(X @ W1.T + b1, 0)
    return A * (rng.random(A.shape) < rate) @ W2.T + b2


@logits_at_test_time.misconception(
    "You fixed the seed. Then the results no longer change, but units are still switched off. Leave out the mask."
)
def fixed_seed(X, W1, b1, W2, b2, rate, rng):
    A = np.maximum(X @ W1.T + b1, 0)
    return A * (np.random.default_rng(0).random(A.shape) >= rate) @ W2.T + b2


@logits_at_test_time.misconception(
    "You averaged over many masks. That comes close, and costs many passes. One pass with all units on is what the "
    "lesson uses."
)
def averages_masks(X, W1, b1, W2, b2, rate, rng):
    A = np.maximum(X @ W1.T + b1, 0)
    masks = [(rng.random(A.shape) >= rate) / (1 - rate) for _ in range(100)]
    return np.mean([A * M @ W2.T + b2 for M in masks], axis=0)
