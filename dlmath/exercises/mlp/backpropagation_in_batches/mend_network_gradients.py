"""mend_network_gradients: two softmaxes, a missing slope and a transposed gradient, all in a program that learns."""

import numpy as np

from dlmath import activations, losses
from dlmath.exercises import exercise


@exercise(
    weight="hard",
    task="This function should return the mean cross-entropy of a network with two hidden ReLU layers, and the "
    "gradients with respect to its three weight matrices. (There are no biases.) It runs if both hidden layers have "
    "the same width, and it even learns. But it contains three mistakes, and you have met them all. Fix them.",
    hints=[
        "`losses.cross_entropy` takes logits. What does it get here? And what would its smallest possible value be?",
        "Compare the lines of delta2 and delta1: what does one have that the other lacks? Then compare the three "
        "gradients in the last line: each should be delta.T @ input.",
        "output = A2 @ W3.T, delta1 = (delta2 @ W2) * (Z1 > 0), and delta2.T @ A1.",
    ],
    also=(),
)
def mend_network_gradients(X, y, W1, W2, W3):
    """The loss, and the gradients of W1, W2 and W3."""
    Z1 = X @ W1.T
    A1 = np.maximum(Z1, 0)
    Z2 = A1 @ W2.T
    A2 = np.maximum(Z2, 0)
    # The loss takes logits: it has a softmax of its own.
    output = A2 @ W3.T
    loss = losses.cross_entropy(output, y)
    delta3 = losses.cross_entropy_gradient(output, y)
    # Each way down passes an activation, and is multiplied by its slope.
    delta2 = (delta3 @ W3) * (Z2 > 0)
    delta1 = (delta2 @ W2) * (Z1 > 0)
    return loss, delta1.T @ X, delta2.T @ A1, delta3.T @ A2


@mend_network_gradients.start(
    "All three mistakes are still there. The loss has a softmax of its own. One of the deltas lacks the slope of its "
    "activation. And one of the gradients is transposed."
)
def three_mistakes(X, y, W1, W2, W3):
    """The loss, and the gradients of W1, W2 and W3."""
    Z1 = X @ W1.T
    A1 = np.maximum(Z1, 0)
    Z2 = A1 @ W2.T
    A2 = np.maximum(Z2, 0)
    output = activations.softmax(A2 @ W3.T, axis=1)
    loss = losses.cross_entropy(output, y)
    delta3 = losses.cross_entropy_gradient(output, y)
    delta2 = (delta3 @ W3) * (Z2 > 0)
    delta1 = delta2 @ W2
    return loss, delta1.T @ X, A1.T @ delta2, delta3.T @ A2


def _example(rng, n, d, m1, m2, K, size=1.0):
    y = rng.integers(0, K, size=n)
    return (
        size * rng.normal(size=(n, d)),
        y,
        rng.normal(size=(m1, d)),
        rng.normal(size=(m2, m1)),
        rng.normal(size=(K, m2)),
    )


@mend_network_gradients.cases
def cases(rng):
    return [
        (np.array([[1.0]]), np.array([1]), np.array([[2.0]]), np.array([[1.0]]), np.array([[0.5], [-0.5]])),
        (
            np.array([[1.0, 2.0], [2.0, -1.0]]),
            np.array([0, 1]),
            np.array([[1.0, -1.0], [1.0, 1.0]]),
            np.array([[1.0, 0.5], [-1.0, 2.0]]),
            np.array([[1.0, 0.0], [0.0, 1.0]]),
        ),
        _example(rng, 4, 3, 4, 4, 3),
        _example(rng, 6, 2, 5, 5, 4),
        _example(rng, 5, 3, 4, 6, 3),
        _example(rng, 8, 4, 6, 3, 5),
    ]


@mend_network_gradients.edge_cases
def edge_cases(rng):
    X, y, W1, W2, W3 = _example(rng, 5, 3, 4, 4, 3)
    return [
        (X, y, W1, W2, 0 * W3),
        # A unit whose sum is exactly 0.
        (
            np.array([[1.0, 1.0], [2.0, 1.0]]),
            np.array([0, 1]),
            np.array([[1.0, -1.0], [1.0, 0.0]]),
            np.array([[1.0, 1.0], [0.5, 1.0]]),
            np.array([[1.0, 0.0], [0.0, 1.0]]),
        ),
        (0.01 * X, y, W1, W2, W3),
        (300 * X, y, W1, W2, W3),
        (np.array([[1, 2], [0, 3]]), np.array([1, 0]), np.array([[1, 0], [2, -1]]), np.eye(2, dtype=int), np.eye(2)),
        _example(rng, 200, 4, 5, 5, 10),
    ]


ONE = np.array([[1.0]])
READ_PERFECTLY = ONE, np.array([0]), ONE, ONE, np.array([[1000.0], [-1000.0]])  # with the logits 1000 and −1000


@mend_network_gradients.symptom(
    "Two softmaxes: with output weights of 1000, a perfectly read example still has a loss above 0. The loss takes "
    "logits, but it gets probabilities."
)
def two_softmaxes(f):
    return f(*READ_PERFECTLY)[0] > 0.1


@mend_network_gradients.symptom(
    "Two softmaxes, in the gradient: the loss of a perfectly read example is 0, but its gradient isn't. "
    "losses.cross_entropy_gradient takes logits, but it gets probabilities."
)
def two_softmaxes_in_the_gradient(f):
    found = f(*READ_PERFECTLY)
    return found[0] < 0.1 and np.abs(found[3]).max() > 0.1


def _gradients(f):
    """Those of W1 and W2 where the first unit of layer 1 and the second of layer 2 are off for every example."""
    X, y, W1, W2, W3 = (np.abs(a) for a in _example(np.random.default_rng(5), 6, 3, 4, 4, 3))
    W1[0], W2[1] = -W1[0], -W2[1]
    return f(X, y, W1, W2, W3)[1:3]


@mend_network_gradients.symptom(
    "A missing slope: units of the first layer that are switched off (z below 0) get some of the blame. Which delta is "
    "not multiplied by the slope of its activation?"
)
def missing_slope(f):
    return not np.allclose(_gradients(f)[0][0], 0)


@mend_network_gradients.symptom(
    "A transposed gradient: entry (i, j) of one of the gradients belongs to the weight from input i to unit j. W has "
    "its units in the rows."
)
def transposed_gradient(f):
    found = _gradients(f)[1]
    return np.allclose(found[0], 0) and not np.allclose(found[:, 0], 0)


mend_network_gradients.instead_of(
    "output = A2 @ W3.T",
    {
        "output = activations.softmax(A2 @ W3.T, axis=0)": "That is still a softmax before the one in the loss, now "
        "along the columns. losses.cross_entropy takes logits: A2 @ W3.T.",
        "output = np.maximum(A2 @ W3.T, 0)": "The last layer has no activation. The loss takes logits of any sign.",
        "output = A2 @ W3": "W3 has its units in the rows: forward, a batch is multiplied by W3.T.",
    },
)
mend_network_gradients.instead_of(
    "(delta2 @ W2) * (Z1 > 0)",
    {
        "delta2 @ W2": "The slope is still missing on the way to the first layer: multiply by (Z1 > 0).",
        "(delta2 @ W2) * (Z2 > 0)": "That is the slope at layer 2. The delta arrives at layer 1: (Z1 > 0).",
        "(delta2 @ W2) * A1": "You multiplied by the activation. The slope of a ReLU is 1 or 0: (Z1 > 0).",
        "(delta2 @ W2) * Z1": "You multiplied by z. The slope of a ReLU is 1 or 0: (Z1 > 0).",
        "(delta2 @ W2) * np.sign(Z1)": "The slope of a ReLU is 0 where z is negative, not −1: (Z1 > 0).",
        "(delta2 @ W2) * (Z1 < 0)": "The slope of a ReLU is 1 where z is *above* 0: (Z1 > 0).",
        "(delta2 @ W2) * (1 - A1**2)": "1 − a² is the slope of tanh. The layers here are ReLUs: (Z1 > 0).",
        "(delta2 @ W2.T) * (Z1 > 0)": "On the way back, a batch is multiplied by W2 itself, not by its transpose.",
        "np.maximum(delta2 @ W2, 0)": "You applied a ReLU to the *delta*. What counts is the sign of z on the way "
        "forward: * (Z1 > 0).",
        "(delta2 @ W2) * (X > 0)": "X is what comes into layer 1. The slope is taken at its sums: (Z1 > 0).",
    },
)
mend_network_gradients.instead_of(
    "delta2.T @ A1",
    {
        "A1.T @ delta2": "The gradient of W2 is still transposed: delta2.T @ A1. In a square layer, the shape doesn't "
        "give it away.",
        "delta2.T @ A1 / len(X)": "You divided by n. The 1/n is already in delta3.",
        "delta2.T @ A2": "A2 comes *out* of layer 2. W2 multiplies what comes in: A1.",
        "delta2.T @ Z1": "W2 multiplies what comes in after the activation: A1, not Z1.",
        "delta1.T @ A1": "W2 belongs to layer 2, so its gradient uses delta2.",
        "delta2 @ A1.T": "That compares examples with each other. The sum must go over the examples: delta2.T @ A1.",
    },
)
mend_network_gradients.instead_of(
    "return loss, delta1.T @ X, delta2.T @ A1, delta3.T @ A2",
    {
        "return loss, X.T @ delta1, A1.T @ delta2, A2.T @ delta3": "Now all the gradients are transposed. Two of them "
        "were right: delta.T @ input, each in the shape of its W.",
        "return loss, delta1.T @ X, A1.T @ delta2.T, delta3.T @ A2": "Transposing both factors doesn't swap them: the "
        "gradient of W2 is delta2.T @ A1.",
        "return delta1.T @ X, delta2.T @ A1, delta3.T @ A2": "The loss is missing. Return it first, as before.",
        "return loss, delta3.T @ A2, delta2.T @ A1, delta1.T @ X": "The order is W1, W2, W3, as before.",
        "return loss, delta1.T @ X / len(X), delta2.T @ A1 / len(X), delta3.T @ A2 / len(X)": "You divided by n. The "
        "1/n is already in delta3, and all gradients inherit it.",
    },
)
mend_network_gradients.instead_of(
    "(delta3 @ W3) * (Z2 > 0)",
    {
        "delta3 @ W3": "This slope was right: keep * (Z2 > 0) in delta2. It is delta1 that lacks its own.",
        "(delta3 @ W3) * (Z1 > 0)": "delta2 was right: it takes the slope at its own layer, (Z2 > 0).",
    },
)


def _at_the_output(message, loss_of, delta_of):
    """Declare the right program, but with another loss of the logits, or with another delta."""

    def wrong(X, y, W1, W2, W3):
        Z1 = X @ W1.T
        Z2 = np.maximum(Z1, 0) @ W2.T
        logits = np.maximum(Z2, 0) @ W3.T
        delta3 = delta_of(logits, y)
        delta2 = (delta3 @ W3) * (Z2 > 0)
        delta1 = (delta2 @ W2) * (Z1 > 0)
        return loss_of(logits, y), delta1.T @ X, delta2.T @ np.maximum(Z1, 0), delta3.T @ np.maximum(Z2, 0)

    mend_network_gradients.misconception(message)(wrong)


def _softmax(logits):
    return activations.softmax(logits, axis=1)


def _loss_twice(logits, y):
    return losses.cross_entropy(_softmax(logits), y)


def _delta_twice(logits, y):
    return losses.cross_entropy_gradient(_softmax(logits), y)


def _back_through_softmax(delta, P):
    return P * (delta - np.sum(delta * P, axis=1, keepdims=True))


_at_the_output(
    "The loss is right, and gets logits. But its gradient still gets probabilities: losses.cross_entropy_gradient "
    "takes logits, too.",
    losses.cross_entropy,
    _delta_twice,
)
_at_the_output(
    "The gradient is right, and gets logits. But the loss still gets probabilities, and applies a second softmax to "
    "them.",
    _loss_twice,
    losses.cross_entropy_gradient,
)
_at_the_output(
    "You kept both softmaxes and sent the delta back through the first one. The gradient now fits its loss, but the "
    "loss is still the wrong one: it can't reach 0. Take the first softmax out.",
    _loss_twice,
    lambda z, y: _back_through_softmax(_delta_twice(z, y), _softmax(z)),
)
_at_the_output(
    "The slope and the transpose are fixed. But the loss still gets probabilities: it takes logits, and has a softmax "
    "of its own.",
    _loss_twice,
    _delta_twice,
)
for again in (_back_through_softmax, lambda G, P: P * (1 - P) * G):
    _at_the_output(
        "The loss is right, but its delta goes back through a softmax once more. The slope of the softmax is already "
        "in (P − Y)/n, which losses.cross_entropy_gradient returns: that is delta3.",
        losses.cross_entropy,
        lambda z, y, again=again: again(losses.cross_entropy_gradient(z, y), _softmax(z)),
    )
_at_the_output(
    "The 1/n is missing: the loss is a mean over the examples, so P − Y is divided by their number. "
    "losses.cross_entropy_gradient does that.",
    losses.cross_entropy,
    lambda z, y: len(y) * losses.cross_entropy_gradient(z, y),
)
_at_the_output(
    "Right on paper. But if a network is very sure of the wrong class, the probability is rounded to 0, and its "
    "logarithm is −∞. losses.cross_entropy takes the logits, so that it never has to take log 0.",
    lambda z, y: -np.mean(np.log(_softmax(z)[np.arange(len(y)), y])),
    losses.cross_entropy_gradient,
)


def _lying(k, reshaped):
    """Declare the right results, but with gradient k transposed, or pressed into its shape after that."""

    def wrong(*network):
        found = list(mend_network_gradients.reference(*network))
        found[k] = found[k].T.reshape(found[k].shape) if reshaped else found[k].T
        return tuple(found)

    mend_network_gradients.misconception(
        f"The gradient of W{k} was right, and now it is transposed: W has its units in the rows, delta.T @ input."
    )(wrong)


for k, reshaped in [(1, False), (1, True), (3, False), (3, True)]:
    _lying(k, reshaped)
