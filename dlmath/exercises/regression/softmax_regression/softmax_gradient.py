"""softmax_gradient: features times error, with a column for each class."""

import numpy as np

from dlmath import calculus
from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="Return the gradients of the mean cross-entropy with respect to `W` and `b`, in that order. `X` has shape "
    "`(n, d)`, `W` has shape `(d, K)`, `b` has shape `(K,)`, and `y` holds the labels as whole numbers from 0 to $K "
    "- 1$. (`np.eye(K)[y]` picks rows of the identity matrix, one for each label.)",
    hints=[
        "First the logits X @ W + b, then the probabilities P: a softmax in each row, with the row's largest logit "
        "subtracted.",
        "With Y = np.eye(len(b))[y], the error is (P − Y) / n. Which product of X and the error has shape (d, K)?",
        "return X.T @ error, np.sum(error, axis=0)",
    ],
    also=("whole", "small"),
)
def softmax_gradient(X, y, W, b):
    """The gradients of the cross-entropy: (d, K) and (K,)."""
    Z = X @ W + b
    powers = np.exp(Z - np.max(Z, axis=1, keepdims=True))
    P = powers / np.sum(powers, axis=1, keepdims=True)
    # What the model said, minus what was true; the loss is a mean, so each example counts 1/n.
    error = (P - np.eye(len(b))[y]) / len(X)
    return X.T @ error, np.sum(error, axis=0)


def _example(rng, n, d, K, size=1.0):
    y = rng.integers(0, K, size=n)
    y[-1] = K - 1
    return size * rng.normal(size=(n, d)), y, rng.normal(size=(d, K)), rng.normal(size=K)


@softmax_gradient.cases
def cases(rng):
    return [
        (np.array([[2.0]]), np.array([1]), np.array([[0.0, 1.0]]), np.array([0.5, 0.0])),
        (
            np.array([[1.0, 2.0], [0.0, -1.0], [3.0, 1.0]]),
            np.array([0, 2, 1]),
            np.array([[1.0, 0.0, -1.0], [0.0, 2.0, 1.0]]),
            np.array([0.0, 1.0, 0.0]),
        ),
        (
            np.array([[1.0, 0.0, 2.0], [2.0, 1.0, 1.0]]),
            np.array([1, 0]),
            np.array([[1.0, 0.0], [0.0, 1.0], [1.0, -1.0]]),
            np.array([1.0, 0.0]),
        ),
        _example(rng, 3, 3, 3),
        _example(rng, 5, 2, 4),
        _example(rng, 7, 4, 2),
        _example(rng, 12, 3, 5, 2.0),
    ]


@softmax_gradient.edge_cases
def edge_cases(rng):
    X, y, W, b = _example(rng, 4, 2, 3)
    return [
        (X, y, 0 * W, 0 * b),
        (X, np.array([0, 0, 1, 0]), W, b),
        (500 * X, y, W, b),
        (X, y, W, b + 1000.0),
        (X, y, W, b - 1000.0),
        (np.array([[1, 2], [0, 3], [2, 2]]), np.array([0, 1, 1]), np.array([[1, 0], [0, 2]]), np.array([0, 1])),
        _example(rng, 300, 8, 10),
    ]


@softmax_gradient.law("each row of the gradient of W adds up to 0, and so does the gradient of b")
def _(f, X, y, W, b):
    gW, gb = f(X, y, W, b)
    size = 1e-9 * (1 + np.abs(X).max())
    return np.all(np.abs(np.sum(gW, axis=1)) < size) and abs(np.sum(gb)) < 1e-9


@softmax_gradient.law("writing every example twice changes nothing")
def _(f, X, y, W, b):
    twice = f(np.concatenate([X, X]), np.concatenate([y, y]), W, b)
    return all(
        np.allclose(one, two, atol=1e-9 * (1 + np.abs(X).max())) for one, two in zip(twice, f(X, y, W, b), strict=True)
    )


@softmax_gradient.law("it agrees with central differences of the loss")
def _(f, X, y, W, b):
    if np.abs(X).max() > 20 or np.abs(b).max() > 20:
        return True  # differences are too coarse there

    def loss(W, b):
        Z = X @ W + b
        m = np.max(Z, axis=1)
        return np.mean(np.log(np.sum(np.exp(Z - m[:, None]), axis=1)) + m - Z[np.arange(len(y)), y])

    gW, gb = f(X, y, W, b)
    numerical = calculus.gradient(lambda w: loss(w, b), 1.0 * W), calculus.gradient(lambda c: loss(W, c), 1.0 * b)
    return np.allclose(gW, numerical[0], atol=1e-5) and np.allclose(gb, numerical[1], atol=1e-5)


softmax_gradient.instead_of(
    "(P - np.eye(len(b))[y]) / len(X)",
    {
        "P - np.eye(len(b))[y]": "The loss is the *mean* over the examples. Divide the error by n = len(X).",
        "(np.eye(len(b))[y] - P) / len(X)": "The sign is wrong. The slope is what the model said minus what was true: "
        "P − Y.",
        "(P - np.eye(len(b))[y]) / P.size": "You divided by n · K. The loss is a mean over the n examples: divide by "
        "len(X).",
        "(P - np.eye(len(b))[y]) / len(b)": "You divided by the number of classes. The loss is a mean over the n "
        "examples: divide by len(X).",
        "(P - np.eye(len(b))[y]) / X.shape[1]": "You divided by the number of features. Divide by the number of "
        "examples: len(X).",
        "2 * (P - np.eye(len(b))[y]) / len(X)": "There is an extra 2. It comes from a square, and −log p has none.",
        "(P - np.eye(len(b))[y]) ** 2 / len(X)": "The slope of −log p is P − Y, without a square.",
        "P * (1 - P) * (P - np.eye(len(b))[y]) / len(X)": "The factor p(1 − p) belongs to the squared error. In the "
        "cross-entropy it cancels: P − Y.",
        "P / len(X)": "That pulls down all classes alike. The label's class gets p − 1: subtract the one-hot labels Y.",
        "(P - 1) / len(X)": "You subtracted 1 from every class. Only the label's class gets p − 1: subtract the "
        "one-hot labels Y.",
        "(Z - np.eye(len(b))[y]) / len(X)": "You compared the *logits* with the labels. The slope is P − Y, with the "
        "probabilities.",
        "-np.eye(len(b))[y] / P / len(X)": "That is the slope with respect to the probabilities, −1/p at the label. "
        "Go on to the logits: P − Y.",
        "-np.eye(len(b))[y] * np.log(P) / len(X)": "That is the loss. Its slope with respect to the logits is P − Y.",
        "-np.eye(len(b))[y] / len(X)": "The P is missing: the slope is P − Y.",
        "np.eye(len(b))[y] * (P - 1) / len(X)": "That is the slope of the label's logit alone. The other logits have "
        "the slope p: P − Y.",
        "np.abs(P - np.eye(len(b))[y]) / len(X)": "The signs are gone. The label's logit should rise, the others "
        "fall: P − Y.",
        "(P - y[:, None]) / len(X)": "You subtracted the *number* of the class. Make the labels one-hot first: "
        "np.eye(len(b))[y].",
        "(np.argmax(P, axis=1)[:, None] == np.arange(len(b))) / len(X) - np.eye(len(b))[y] / len(X)": "You compared "
        "the *chosen* class with the label. The slope uses the probabilities: P − Y.",
    },
)
softmax_gradient.instead_of(
    "np.sum(error, axis=0)",
    {
        "np.mean(error, axis=0)": "The error has already been divided by n. Add it up over the examples: "
        "np.sum(error, axis=0).",
        "np.sum(error, axis=1)": "You added up over the classes, and that is 0 for each example. Each bias collects "
        "from all examples: axis=0.",
        "np.sum(error)": "You added up everything. Each class has a bias of its own: axis=0.",
        "np.mean(error)": "You averaged over everything. Each class has a bias of its own: np.sum(error, axis=0).",
        "np.sum(error, axis=0, keepdims=True)": "The gradient of b has the shape of b, (K,): leave out keepdims.",
        "error": "b is used in every row, so its gradient is the sum over the rows: np.sum(error, axis=0).",
        "error[0]": "That is the first example alone. Add up over all of them: np.sum(error, axis=0).",
        "np.sum(X.T @ error, axis=0)": "A bias acts like the weight of a feature that is always 1, so X plays no "
        "part: np.sum(error, axis=0).",
        "-np.sum(error, axis=0)": "The sign of the second gradient is wrong: both are features times error.",
        "b * np.sum(error, axis=0)": "The slope along b does not contain b itself: np.sum(error, axis=0).",
    },
)
softmax_gradient.instead_of(
    "X.T @ error",
    {
        "error.T @ X": "That has shape (K, d). The gradient has the shape of W, (d, K): X.T @ error.",
        "(X.T @ error).T": "That has shape (K, d). The gradient has the shape of W, (d, K): X.T @ error.",
        "np.sum(X, axis=0)[:, None] * np.sum(error, axis=0)": "You added up before multiplying. Each example's error "
        "goes with its own features: X.T @ error.",
        "np.mean(X, axis=0)[:, None] * np.sum(error, axis=0)": "You averaged before multiplying. Each example's error "
        "goes with its own features: X.T @ error.",
        "W * np.sum(error, axis=0)": "The error is multiplied by the features, not by the weights: X.T @ error.",
        "X.T @ error / len(X)": "The error has already been divided by n: X.T @ error.",
    },
)
softmax_gradient.instead_of(
    "return X.T @ error, np.sum(error, axis=0)",
    {
        "return np.sum(error, axis=0), X.T @ error": "The two are swapped: first the gradient of W, then that of b.",
        "return X.T @ error": "The gradient of b is missing. Return both: first W's, then b's.",
        "return W - X.T @ error, b - np.sum(error, axis=0)": "You returned the weights after a step. Return the "
        "gradients themselves.",
    },
)
softmax_gradient.instead_of(
    "X @ W + b",
    {
        "X @ W": "The biases are missing in the logits: X @ W + b.",
        "X @ W - b": "The biases are added: X @ W + b.",
    },
)
softmax_gradient.instead_of(
    "powers / np.sum(powers, axis=1, keepdims=True)",
    {
        "powers / np.sum(powers)": "You divided by the sum of the whole table. Each example's probabilities add up to "
        "1: axis=1, keepdims=True.",
        "powers / np.sum(powers, axis=0)": "You divided by the sums of the columns. An example is a row: axis=1, "
        "keepdims=True.",
        "1 / (1 + np.exp(-Z))": "You used a sigmoid for each class. Their probabilities don't add up to 1: use a "
        "softmax.",
        "powers": "These are not probabilities yet: divide each row by its sum.",
    },
)
softmax_gradient.instead_of(
    "np.max(Z, axis=1, keepdims=True)",
    {
        "0": "np.exp of a large logit is infinite. Subtract each row's largest logit first.",
        "np.max(Z)": "You subtracted the largest of all logits. In a row far below it, all powers are 0. Each row "
        "needs its own: axis=1, keepdims=True.",
    },
)


def _probabilities(X, W, b):
    Z = X @ W + b
    powers = np.exp(Z - np.max(Z, axis=1, keepdims=True))
    return powers / np.sum(powers, axis=1, keepdims=True)


@softmax_gradient.misconception(
    "P[:, y] picks all the columns y in *every* row. Row i has its own label: P[np.arange(len(y)), y], or subtract "
    "np.eye(len(b))[y]."
)
def all_labels_in_each_row(X, y, W, b):
    error = _probabilities(X, W, b)
    error[:, y] -= 1
    return X.T @ error / len(X), np.mean(error, axis=0)


@softmax_gradient.misconception(
    "Y must have a column for each class: np.eye(K)[y] with K = len(b). len(y) is the number of examples."
)
def one_hot_of_examples(X, y, W, b):
    error = (_probabilities(X, W, b) - np.eye(len(y))[y]) / len(X)
    return X.T @ error, np.sum(error, axis=0)


@softmax_gradient.misconception(
    "You subtracted the *numbers* of the classes, and NumPy laid them along the columns. Make the labels one-hot "
    "first: np.eye(len(b))[y]."
)
def subtracts_the_numbers(X, y, W, b):
    error = (_probabilities(X, W, b) - y) / len(X)
    return X.T @ error, np.sum(error, axis=0)


@softmax_gradient.misconception(
    "(P − Y)Wᵀ is the gradient with respect to the *features*. For the weights, multiply by the features: X.T @ error."
)
def gradient_of_the_features(X, y, W, b):
    error = (_probabilities(X, W, b) - np.eye(len(b))[y]) / len(X)
    return error @ W.T, np.sum(error, axis=0)


@softmax_gradient.misconception(
    "The gradient of W is right. That of b is still a sum over the examples: the loss is a mean, so divide it by n "
    "as well."
)
def sum_for_the_biases(X, y, W, b):
    gW, gb = softmax_gradient.reference(X, y, W, b)
    return gW, len(X) * gb


@softmax_gradient.misconception(
    "P[y] picks *rows*, as if the labels were numbers of examples. Row i loses 1 at the column of its label: "
    "P[np.arange(len(y)), y], or subtract np.eye(len(b))[y]."
)
def rows_for_labels(X, y, W, b):
    error = _probabilities(X, W, b)
    error[y] -= 1
    return X.T @ error / len(X), np.mean(error, axis=0)
