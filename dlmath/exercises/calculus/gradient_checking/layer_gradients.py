"""layer_gradients: a hand-written gradient with two mistakes that a check finds."""

import numpy as np

from dlmath import calculus
from dlmath.exercises import exercise


@exercise(
    weight="hard",
    also=("whole",),
    task="This is the gradient of the mean of all $(Y_{ij} - T_{ij})^2$ with $Y = \\tanh(XW + \\mathbf b)$, with "
    "respect to `W` and `b`. The code runs, and all shapes are right, but the results are wrong for two reasons. Find "
    "them and fix them.",
    hints=[
        "Run calculus.gradient_check for W alone, with b fixed, and for b alone. Both fail. Which line do they share? "
        "And what changes if there is only one unit, m = 1?",
        "The slope of tanh at z is 1 − tanh(z)². Is Y the z or the tanh(z)? And how many numbers does the mean have?",
        "D = 2 * (Y - T) * (1 - Y**2) / Y.size.",
    ],
)
def layer_gradients(W, b, X, T):
    """The gradients of the loss with respect to W and b."""
    Y = np.tanh(X @ W + b)
    # Y is a tanh already, so the slope is 1 − Y². The mean is taken over all n · m entries.
    D = 2 * (Y - T) * (1 - Y**2) / Y.size
    return X.T @ D, D.sum(axis=0)


@layer_gradients.start(
    "Both gradients are still wrong. Look at the slope of tanh: Y is a tanh already. And look at the mean: it is taken "
    "over all entries, not only over the rows."
)
def two_mistakes(W, b, X, T):
    """The gradients of the loss with respect to W and b."""
    Y = np.tanh(X @ W + b)
    D = 2 * (Y - T) * (1 - np.tanh(Y) ** 2) / len(Y)
    return X.T @ D, D.sum(axis=0)


@layer_gradients.cases
def cases(rng):
    one = (np.array([[1.0]]), np.array([0.5]), np.array([[2.0], [-1.0]]), np.array([[0.0], [1.0]]))
    square = tuple(rng.normal(size=shape) for shape in ((2, 3), 3, (3, 2), (3, 3)))
    return [
        one,
        square,
        *(tuple(rng.normal(size=s) for s in ((d, m), m, (n, d), (n, m))) for d, m, n in ((3, 2, 5), (2, 4, 3))),
    ]


@layer_gradients.edge_cases
def edge_cases(rng):
    W, b, X = np.ones((2, 2)), np.zeros(2), np.array([[1.0, -1.0], [0.5, 2.0], [1.0, 1.0]])
    return [(W, b, X, np.tanh(X @ W + b)), (np.zeros((2, 1)), np.zeros(1), X[:1], np.array([[3.0]]))]


@layer_gradients.law("both pass a gradient check")
def _(f, W, b, X, T):
    def loss(W, b):
        return np.mean((np.tanh(X @ W + b) - T) ** 2)

    W_bar, b_bar = f(W, b, X, T)
    numerical = calculus.gradient(lambda w: loss(w, b), 1.0 * W), calculus.gradient(lambda c: loss(W, c), 1.0 * b)
    return np.allclose(W_bar, numerical[0], atol=1e-6) and np.allclose(b_bar, numerical[1], atol=1e-6)


layer_gradients.instead_of(
    "1 - Y**2",
    {
        "(1 - Y) ** 2": "The slope of tanh is 1 − Y²; (1 − Y)² squares the difference.",
        "1 - Y": "The slope of tanh is 1 − Y², with a square on Y.",
        "Y * (1 - Y)": "That is the slope of the sigmoid. The slope of tanh is 1 − Y².",
        "1": "The slope of tanh is missing. The adjoint passes through it: multiply by 1 − Y².",
        "1 - np.tanh(Y) ** 2": "The mean is right now. The other mistake: Y is a tanh already, so write 1 - Y**2.",
        "1 - (X @ W + b) ** 2": "1 − Y² takes the *result* of tanh, not what went into it.",
        "(1 - X @ W + b) ** 2": "1 − Y² takes the *result* of tanh, not what went into it.",
        "1 - np.tanh(X @ W) ** 2": "The bias is missing in the slope. Y has it: 1 - Y**2.",
        "1 + Y**2": "The sign is wrong: the slope of tanh is 1 − Y².",
        "1 - T**2": "The slope belongs to the output Y, not to the target T.",
    },
)
layer_gradients.instead_of(
    "D.sum(axis=0)",
    {
        "D.sum(axis=1)": "b collects from all rows, which is a sum over axis 0.",
        "D.sum()": "You added up all of D. Each entry of b has a sum of its own, over the rows: axis=0.",
        "D.mean(axis=0)": "You took the mean over the rows. They add up: D.sum(axis=0). The factor for the mean is "
        "already in D.",
        "D[0]": "That is only the first row's share. b collects from all rows: D.sum(axis=0).",
        "D": "b is used in every row, so its adjoint is the sum of all rows: D.sum(axis=0).",
        "D.sum(axis=0, keepdims=True)": "The gradient with respect to b has the shape of b: leave out keepdims.",
    },
)
layer_gradients.instead_of(
    "/ Y.size",
    {
        "/ len(Y)": "The slope is right now. The other mistake: the mean is over all entries, so divide by Y.size.",
        "": "The factor of the mean is missing. Divide by Y.size.",
        "/ Y.shape[1]": "The mean is taken over all entries, rows times columns: Y.size.",
    },
)
layer_gradients.instead_of(
    "2 * (Y - T)",
    {
        "(Y - T)": "The square hands back 2 (Y − T): the factor 2 is missing.",
        "2 * (T - Y)": "The sign is wrong: the square of Y − T hands back 2 (Y − T).",
        "2 * (Y - T) ** 2": "The square hands back 2 (Y − T), without a square.",
    },
)
layer_gradients.instead_of(
    "return X.T @ D, D.sum(axis=0)",
    {
        "return D.sum(axis=0), X.T @ D": "The two are swapped: first the gradient with respect to W, then the one "
        "with respect to b.",
        "return X.T @ D": "The gradient with respect to b is missing. Return both.",
        "return D.T @ X, D.sum(axis=0)": "The gradient with respect to W is transposed: X.T @ D has the shape of W.",
    },
)
