"""logistic_descent: gradient descent on the cross-entropy, in code with two mistakes."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="This function should take `n_steps` steps of gradient descent on the mean cross-entropy of a logistic "
    "regression, from `w` and `b` at 0, and return both. `X` has the shape `(n, d)`, and `y` holds labels 0 or 1. It "
    "runs, and the loss falls, but it contains two mistakes. One affects `w` and `b`, the other only `b`. Find them "
    "and fix them. (It helps to work out one step by hand, for two examples.)",
    hints=[
        "Work out one step by hand: X = np.array([[2.0], [0.0]]), y = np.array([1, 0]), learning_rate = 1. At first, "
        "both p are 0.5. The first step should lead to w = [0.5] and b = 0.",
        "The slope of the cross-entropy with respect to a logit is p − y. Where does the factor p(1 − p) come from?",
        "p(1 − p) belongs to the squared error. Remove it. And the gradient of a *mean* over the examples is a mean, "
        "for b as well as for w.",
    ],
    also=("whole", "small"),
)
def logistic_descent(X, y, learning_rate, n_steps):
    """Weights and bias after n_steps of gradient descent from 0."""
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(n_steps):
        p = 1 / (1 + np.exp(-(X @ w + b)))
        # The cross-entropy's slope with respect to a logit: no factor p(1 − p).
        error = p - y
        w = w - learning_rate * X.T @ error / len(y)
        # A mean loss has a mean gradient, for b as well.
        b = b - learning_rate * np.mean(error)
    return w, b


@logistic_descent.cases
def cases(rng):
    return [
        (np.array([[2.0], [0.0]]), np.array([1, 0]), 1.0, 1),
        (np.array([[2.0], [0.0], [1.0]]), np.array([1, 0, 1]), 0.5, 2),
        (np.array([[1.0, -1.0], [0.5, 2.0], [-1.0, 0.0]]), np.array([0, 1, 1]), 0.4, 3),
        (rng.normal(size=(6, 2)), np.array([0, 1, 1, 0, 1, 1]), 0.3, 5),
        (rng.normal(size=(8, 3)), np.array([1, 1, 1, 0, 1, 0, 1, 1]), 0.7, 4),
    ]


@logistic_descent.edge_cases
def edge_cases(rng):
    return [
        (rng.normal(size=(4, 2)), np.array([0, 1, 1, 0]), 0.5, 0),
        (np.array([[1, 2], [0, -1], [3, 1]]), np.array([1, 0, 1]), 0.2, 4),
        (np.array([[1.0, 2.0]]), np.array([1]), 0.5, 3),
        (rng.normal(size=(200, 4)), rng.integers(0, 2, size=200), 1.0, 60),
        (5 * rng.normal(size=(30, 2)), rng.integers(0, 2, size=30).astype(float), 0.1, 200),
    ]


@logistic_descent.law("writing every example twice changes nothing")
def _(f, X, y, learning_rate, n_steps):
    w, b = f(np.concatenate([X, X]), np.concatenate([y, y]), learning_rate, n_steps)
    other, c = f(X, y, learning_rate, n_steps)
    return np.allclose(w, other) and np.isclose(b, c)


@logistic_descent.start(
    "Both mistakes are still there. The slope of the cross-entropy with respect to a logit is p − y, without p(1 − p), "
    "and the gradient of a mean is a mean, for b as well."
)
def logistic_descent_to_mend(X, y, learning_rate, n_steps):
    """Weights and bias after n_steps of gradient descent from 0."""
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(n_steps):
        p = 1 / (1 + np.exp(-(X @ w + b)))
        error = (p - y) * p * (1 - p)
        w = w - learning_rate * X.T @ error / len(y)
        b = b - learning_rate * np.sum(error)
    return w, b


logistic_descent.instead_of(
    "error = p - y",
    {
        "error = (p - y) * p * (1 - p)": "One mistake is left: p(1 − p) is the slope of the sigmoid. It belongs to the "
        "squared error. In the cross-entropy it cancels, and p − y is left.",
        "error = (p - y) * p": "The whole factor p(1 − p) has to go. The slope of the cross-entropy is p − y.",
        "error = (p - y) * (1 - p)": "The whole factor p(1 − p) has to go. The slope of the cross-entropy is p − y.",
        "error = (p - y) / (p * (1 - p))": "Now you divide by p(1 − p). That is the slope with respect to p. With "
        "respect to the logit, the factor cancels: p − y.",
        "error = y - p": "The sign is wrong, so every step goes uphill: p − y, together with the minus of descent.",
        "error = 2 * (p - y)": "The 2 comes from a square, and there is none here: p − y.",
        "error = 2 * (p - y) * p * (1 - p)": "That is the slope of the squared error. For the cross-entropy, p(1 − p) "
        "and the 2 are gone: p − y.",
        "error = np.abs(p - y)": "The sign of p − y says in which direction to go. Keep it.",
        "error = (p - y) ** 2": "That is a squared error, not a slope. The slope with respect to the logit is p − y.",
        "error = np.round(p) - y": "The error is p − y with the probability itself, not with the class it rounds to.",
        "error = -y * np.log(p) - (1 - y) * np.log(1 - p)": "That is the loss itself. Descent needs its slope with "
        "respect to the logit: p − y.",
        "error = X @ w + b - y": "That is the error of a line through the labels. Compare the probability with the "
        "label: p − y.",
    },
)
logistic_descent.instead_of(
    "np.mean(error)",
    {
        "np.sum(error)": "One mistake is left: the gradient of a mean is a mean. For w you divide by the number of "
        "examples; do it for b, too.",
        "np.mean(X @ w + b - y)": "Compare the probability with the label, p − y, for b as well.",
        "error[0]": "All examples pull on b, not only the first one: the mean of the errors.",
        "np.mean(error) / len(y)": "np.mean already divides by the number of examples.",
        "np.mean(X.T @ error)": "The bias has the factor 1 in every logit, not x: take the mean of the errors "
        "themselves.",
        "np.mean(np.abs(error))": "Keep the signs of the errors: the mean of p − y.",
        "(error - np.mean(error)).sum()": "The gradient for b is the mean of the errors.",
    },
)
logistic_descent.instead_of(
    "X.T @ error / len(y)",
    {
        "X.T @ error": "Now the gradient for w is a sum. The loss is a mean: divide by the number of examples, len(y).",
        "X.T @ error / X.shape[1]": "You divided by the number of features. The mean is over the examples: len(y).",
        "X.T @ error / X.size": "You divided by the number of all entries of X. The mean is over the examples: len(y).",
        "np.mean(X.T @ error)": "np.mean of Xᵀ error is one number, the mean over the *features*. Divide the vector "
        "by the number of examples, len(y).",
        "np.mean(error)": "Each weight's slope has the factor xⱼ: Xᵀ error / n.",
        "-(X.T @ error) / len(y)": "This sign leads uphill for w.",
    },
)
logistic_descent.instead_of(
    "        b = b - learning_rate * np.mean(error)",
    {
        "        p = 1 / (1 + np.exp(-(X @ w + b)))\n        b = b - learning_rate * np.mean(p - y)": "b takes its "
        "step after w has moved. One step of gradient descent uses one gradient, from the same w and b for both.",
        "        pass": "Now b never moves. Its gradient is the mean of the errors.",
        "        b = b + learning_rate * np.mean(error)": "This sign leads uphill for b.",
        "        b = b - np.mean(error)": "The learning rate is gone from the step of b.",
    },
)
logistic_descent.instead_of(
    "return w, b",
    {"return b, w": "Both are right, but in the wrong order: first w, then b.", "return w": "Return b, too."},
)
logistic_descent.instead_of(
    "range(n_steps)",
    {"range(n_steps - 1)": "One step is missing.", "range(n_steps + 1)": "That is one step too many."},
)


@logistic_descent.misconception(
    "Both gradients are sums now. The loss is a mean: divide by the number of examples, len(y), for w as well as for b."
)
def two_sums(X, y, learning_rate, n_steps):
    return logistic_descent.reference(X, y, learning_rate * len(y), n_steps)
