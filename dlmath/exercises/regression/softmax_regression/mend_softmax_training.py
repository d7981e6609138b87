"""mend_softmax_training: a training loop with three mistakes that raise no error."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="hard",
    task="This function should train a softmax regression, starting at 0, with the *mean* cross-entropy as its "
    "loss. It runs, and it even learns something. But it contains three mistakes. Find them with a tiny data set: "
    "print the shapes, and check that the rows of $P - Y$ add up to 0. Fix them.",
    hints=[
        "Run one step by hand for two examples and three classes. Which way does NumPy add up with axis=0? Do the "
        "rows of P add up to 1?",
        "The loss is a mean over the examples, so its gradient is Xᵀ(P − Y)/n. And what shape has np.mean(P - Y)?",
        "np.sum(powers, axis=1, keepdims=True), X.T @ (P - Y) / len(X), and np.mean(P - Y, axis=0).",
    ],
    also=("whole", "small"),
)
def mend_softmax_training(X, y, n_classes, learning_rate, n_steps):
    """The weights (d, K) and biases (K,) after n_steps."""
    W, b = np.zeros((X.shape[1], n_classes)), np.zeros(n_classes)
    Y = np.eye(n_classes)[y]
    for _ in range(n_steps):
        powers = np.exp(X @ W + b)
        # The classes of an example lie along a row. The loss is a mean, and each class has a bias of its own.
        P = powers / np.sum(powers, axis=1, keepdims=True)
        W = W - learning_rate * X.T @ (P - Y) / len(X)
        b = b - learning_rate * np.mean(P - Y, axis=0)
    return W, b


@mend_softmax_training.start(
    "All three mistakes are still there. The probabilities of an example lie along a row, and it is each row that "
    "must add up to 1. The gradient of a *mean* has a 1/n. And each class has a bias of its own."
)
def three_mistakes(X, y, n_classes, learning_rate, n_steps):
    """The weights (d, K) and biases (K,) after n_steps."""
    W, b = np.zeros((X.shape[1], n_classes)), np.zeros(n_classes)
    Y = np.eye(n_classes)[y]
    for _ in range(n_steps):
        powers = np.exp(X @ W + b)
        P = powers / np.sum(powers, axis=0)
        W = W - learning_rate * X.T @ (P - Y)
        b = b - learning_rate * np.mean(P - Y)
    return W, b


@mend_softmax_training.cases
def cases(rng):
    return [
        (np.array([[2.0]]), np.array([1]), 2, 0.5, 1),
        (np.array([[1.0, 2.0], [3.0, -1.0]]), np.array([0, 2]), 3, 0.5, 1),
        (np.array([[1.0], [2.0], [4.0]]), np.array([0, 1, 1]), 2, 0.25, 2),
        (rng.normal(size=(3, 2)), np.array([2, 0, 1]), 3, 0.5, 3),
        (rng.normal(size=(6, 4)), np.array([2, 0, 1, 1, 3, 0]), 4, 0.3, 5),
        (rng.normal(size=(9, 2)), rng.integers(1, 3, size=9), 3, 0.8, 8),
    ]


@mend_softmax_training.edge_cases
def edge_cases(rng):
    return [
        (rng.normal(size=(4, 3)), np.array([0, 1, 2, 1]), 3, 0.5, 0),
        (np.array([[1, 2], [3, 1], [0, 2]]), np.array([0, 1, 0]), 2, 0.5, 2),
        (rng.normal(size=(5, 2)), np.array([0, 2, 2, 0, 2]), 4, 0.5, 3),
        (rng.normal(size=(40, 5)), rng.integers(0, 10, size=40), 10, 0.5, 60),
    ]


@mend_softmax_training.law("the weights of each feature add up to 0, and so do the biases")
def _(f, X, y, n_classes, learning_rate, n_steps):
    W, b = f(X, y, n_classes, learning_rate, n_steps)
    size = 1e-9 * (1 + np.abs(X).max() * n_steps)
    return np.all(np.abs(np.sum(W, axis=1)) < size) and abs(np.sum(b)) < size


@mend_softmax_training.law("writing every example twice changes nothing")
def _(f, X, y, n_classes, learning_rate, n_steps):
    one = f(X, y, n_classes, learning_rate, n_steps)
    two = f(np.concatenate([X, X]), np.concatenate([y, y]), n_classes, learning_rate, n_steps)
    return all(np.allclose(a, c) for a, c in zip(one, two, strict=True))


mend_softmax_training.instead_of(
    "np.sum(powers, axis=1, keepdims=True)",
    {
        "np.sum(powers, axis=0)": "The probabilities are still wrong. With axis=0 you add up over the examples. The "
        "classes of an example lie along a row: axis=1, with keepdims=True.",
        "np.sum(powers)": "You divided by the sum of the whole table. Each row must add up to 1: axis=1, "
        "keepdims=True.",
        "np.sum(powers, axis=1)": "Without keepdims=True, the sums of the rows are laid along the classes. "
        "keepdims=True keeps them a column.",
        "np.mean(powers, axis=1, keepdims=True)": "Then each row adds up to K. Divide by the sum of the row.",
        "np.max(powers, axis=1, keepdims=True)": "Then the largest is 1, but the row adds up to more. Divide by the "
        "sum of the row.",
    },
)
mend_softmax_training.instead_of(
    "X.T @ (P - Y) / len(X)",
    {
        "np.mean(X.T @ (P - Y), axis=1, keepdims=True)": "That averages over the classes, and their errors add up to "
        "0. Divide by the number of examples: X.T @ (P - Y) / len(X).",
        "X.T @ (P - Y)": "The gradient of W is still n times too large: the loss is a *mean*, so divide by len(X).",
        "X.T @ (P - Y) / P.size": "You divided by n · K. The loss is a mean over the n examples: len(X).",
        "X.T @ (P - Y) / n_classes": "You divided by the number of classes. The loss is a mean over the n examples: "
        "len(X).",
        "X.T @ (P - Y) / X.shape[1]": "You divided by the number of features. The loss is a mean over the n examples: "
        "len(X).",
        "X.T @ (Y - P) / len(X)": "The sign is wrong: that walks uphill. The gradient is Xᵀ(P − Y)/n, and a step "
        "subtracts it.",
        "np.mean(X.T @ (P - Y), axis=0)": "That averages over the *features*. Divide by the number of examples: X.T @ "
        "(P - Y) / len(X).",
        "np.mean(X.T @ (P - Y))": "That is one number for all weights. Divide by the number of examples: X.T @ (P - "
        "Y) / len(X).",
        "2 * X.T @ (P - Y) / len(X)": "There is no 2: it comes from a square, and the cross-entropy has none.",
    },
)
mend_softmax_training.instead_of(
    "np.mean(P - Y, axis=0)",
    {
        "np.mean(P - Y)": "All biases still move by the same number (which is 0 once the rows add up to 1). Each "
        "class has its own: np.mean(P - Y, axis=0).",
        "np.sum(P - Y, axis=0)": "The loss is a *mean*: the biases, too, need the mean over the examples, np.mean(P - "
        "Y, axis=0).",
        "np.sum(P - Y)": "Each class has a bias of its own: np.mean(P - Y, axis=0).",
        "np.mean(P - Y, axis=1)": "axis=1 averages over the classes. Average over the examples: axis=0.",
        "np.mean(Y - P, axis=0)": "The sign is wrong: that walks uphill. Subtract the mean of P − Y.",
        "0": "The biases never move. Subtract learning_rate times np.mean(P - Y, axis=0).",
        "(P - Y)[0]": "That is the first example alone. Average over all of them: np.mean(P - Y, axis=0).",
    },
)
mend_softmax_training.instead_of(
    "return W, b",
    {
        "return W": "The biases are missing. Return both.",
        "return b, W": "First the weights, then the biases.",
        "return W.T, b": "W has shape (d, K), with a column for each class. Leave it as it is.",
    },
)
mend_softmax_training.instead_of(
    "np.exp(X @ W + b)",
    {
        "np.exp(X @ W)": "The biases are missing in the logits: X @ W + b.",
        "1 / (1 + np.exp(-(X @ W + b)))": "That is a sigmoid for each class. The softmax needs np.exp of the logits.",
        "X @ W + b": "The exponential is missing: np.exp(X @ W + b).",
    },
)
mend_softmax_training.instead_of(
    "powers / np.sum(powers, axis=1, keepdims=True)",
    {
        "1 / (1 + np.exp(-(X @ W + b)))": "That is a sigmoid for each class, and they don't add up to 1. Divide the "
        "powers of each row by their sum.",
    },
)


@mend_softmax_training.misconception(
    "Your loop stops after the first step: return must come after the loop, not inside it."
)
def returns_too_soon(X, y, n_classes, learning_rate, n_steps):
    return mend_softmax_training.reference(X, y, n_classes, learning_rate, min(n_steps, 1))


@mend_softmax_training.misconception(
    "The bias step uses weights that have already moved: P was computed again in between. One P serves both steps."
)
def two_softmaxes(X, y, n_classes, learning_rate, n_steps):
    W, b = np.zeros((X.shape[1], n_classes)), np.zeros(n_classes)
    Y = np.eye(n_classes)[y]
    for _ in range(n_steps):
        powers = np.exp(X @ W + b)
        P = powers / np.sum(powers, axis=1, keepdims=True)
        W = W - learning_rate * X.T @ (P - Y) / len(X)
        powers = np.exp(X @ W + b)
        P = powers / np.sum(powers, axis=1, keepdims=True)
        b = b - learning_rate * np.mean(P - Y, axis=0)
    return W, b
