"""mend_the_script: a training script with five mistakes, none of which raises an error."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="hard",
    also=("whole",),
    task="This script fits $\\hat y = \\mathbf w^\\top\\mathbf x + b$ by gradient descent on the mean squared "
    "error, starting from zero. It runs, but it contains five mistakes. Find each with a test, then fix it. Change "
    "as little or as much as you like, but keep what goes in and what comes out: `w` and `b` after `n_steps` steps, "
    "the model's output for `X`, and its output for `X_new`.",
    hints=[
        "One tool for each: the shapes of w and b after a step; the two outputs for X_new = X; three examples that "
        "must be fit exactly; a gradient check; and the residuals in a plot.",
        "The bias becomes an array in the line of grad_b. The prediction forgets something. The inner loop keeps "
        "only its last pass, and what it adds is the slope of the squared error, but not yet times the slope of the "
        "output.",
        "grad_w += 2 * error[i] * X[i] / n; grad_b = 2 * np.mean(error); y_hat = X @ w + b; and X_new @ w + b in the "
        "last line.",
    ],
)
def mend_the_script(X, y, X_new, n_steps, learning_rate):
    """Fit X w + b to y by gradient descent on the mean squared error.

    Return w, b, the output for X, and the output for X_new.
    """
    n, d = X.shape
    w, b = np.zeros(d), 0.0
    y_hat = np.zeros(n)
    for _ in range(n_steps):
        error = y_hat - y
        # The gradient of w: a sum over all examples, each with the factor X[i] of the chain rule.
        grad_w = np.zeros(d)
        for i in range(n):
            grad_w += 2 * error[i] * X[i] / n
        grad_b = 2 * np.mean(error)  # one number, so that b stays one
        w = w - learning_rate * grad_w
        b = b - learning_rate * grad_b
        y_hat = X @ w + b  # no ReLU: a regression must be able to say −1
    return w, b, y_hat, X_new @ w + b  # the formula that was trained


@mend_the_script.start(
    "All five mistakes are still there. Begin with the shapes: print np.shape(w) and np.shape(b) after one step."
)
def five_mistakes(X, y, X_new, n_steps, learning_rate):
    """Fit X w + b to y by gradient descent on the mean squared error.

    Return w, b, the output for X, and the output for X_new.
    """
    n, d = X.shape
    w, b = np.zeros(d), 0.0
    y_hat = np.zeros(n)
    for _ in range(n_steps):
        error = y_hat - y
        grad_w = np.zeros(d)
        for i in range(n):
            grad_w = 2 * error[i] / n
        grad_b = 2 * error
        w = w - learning_rate * grad_w
        b = b - learning_rate * grad_b
        y_hat = np.maximum(0, X @ w + b)
    return w, b, y_hat, X_new @ w


@mend_the_script.cases
def cases(rng):
    line = np.array([[1.0], [2.0], [3.0]]), np.array([1.0, -1.0, 4.0]), np.array([[5.0], [0.0]])
    sizes = (1, 3, 2), (3, 2, 1), (4, 4, 3), (6, 3, 4), (7, 2, 5)  # n, d, rows of X_new
    data = [(rng.normal(size=(n, d)), 2 * rng.normal(size=n) - 0.5, rng.normal(size=(m, d))) for n, d, m in sizes]
    return [
        (np.array([[2.0], [1.0]]), np.array([3.0, 1.0]), np.array([[1.0], [4.0], [0.0]]), 1, 0.1),
        (np.array([[2.0]]), np.array([-3.0]), np.array([[1.0], [4.0]]), 2, 0.05),
        (*line, 1, 0.05),
        (*line, 4, 0.05),
        *((*one, n_steps, 0.1) for one, n_steps in zip(data, (3, 1, 2, 5, 8), strict=True)),
    ]


@mend_the_script.edge_cases
def edge_cases(rng):
    X, y, X_new = rng.normal(size=(5, 2)), rng.normal(size=5), rng.normal(size=(3, 2))
    return [(X, y, X_new, 0, 0.1), (X, y, X_new, 200, 0.05), (X, np.zeros(5), X_new, 3, 0.1)]


@mend_the_script.law("for X_new = X, the two outputs are the same")
def _(f, X, y, X_new, n_steps, learning_rate):
    _, _, y_hat, y_new = f(X, y, X, n_steps, learning_rate)
    return np.allclose(y_hat, y_new)


@mend_the_script.law("the order of the examples does not matter")
def _(f, X, y, X_new, n_steps, learning_rate):
    backwards = f(X[::-1], y[::-1], X_new, n_steps, learning_rate)
    return np.allclose(f(X, y, X_new, n_steps, learning_rate)[0], backwards[0])


# Each symptom shows alone, whatever else is wrong: after one step from zero, on entries that are all positive.
ROWS, TARGETS = np.array([[1.0, 2.0], [3.0, 1.0], [2.0, 5.0]]), np.array([1.0, 2.0, 3.0])


def one_step(f, X=ROWS, y=TARGETS):
    """What a step from zero gives: w, b, and the two outputs for X, as arrays."""
    return [np.asarray(value, dtype=float) for value in f(X, y, X, 1, 0.1)]


@mend_the_script.symptom(
    "The shape: b goes in as one number and comes back with an entry for every example, so each has a bias of its own. "
    "Print np.shape(b) after a step. Which line makes it an array, and what does the *mean* squared error ask for?"
)
def the_shape(f):
    return one_step(f)[1].size == len(TARGETS)


@mend_the_script.symptom(
    "The prediction: for X_new = X, the last two results should be the same numbers, and they are not. Compare the "
    "line that returns with the line that computes y_hat."
)
def the_prediction(f):
    _, _, y_hat, y_new = one_step(f)
    return y_hat.shape == y_new.shape and not np.allclose(y_hat, y_new)


@mend_the_script.symptom(
    "The sum: the first example has no say. Change its target, and w after a step is the same. Look at what each "
    "pass through the inner loop does to the grad_w of the passes before it."
)
def the_sum(f):
    w = one_step(f)[0]
    return bool(np.any(w)) and np.array_equal(w, one_step(f, y=np.array([6.0, 2.0, 3.0]))[0])


@mend_the_script.symptom(
    "The gradient: that of w does not pass a check, even with one example. From zero, one step must lead to "
    "w = 2 η y x. By the chain rule the slope of error² is 2 · error, times the slope of error itself. What is that "
    "for each weight?"
)
def the_gradient(f):
    return not np.allclose(one_step(f, ROWS[:1], TARGETS[:1])[0], 2 * 0.1 * TARGETS[0] * ROWS[0])


@mend_the_script.symptom(
    "The output: no output is ever below 0, whatever the targets. Plot the residuals against the outputs, and look for "
    "a wall at 0. Then look for the line that builds it."
)
def the_output(f):
    down, up = one_step(f, y=-TARGETS)[2:], one_step(f)[2:]
    return any(np.any(above) and not np.any(below) for above, below in zip(up, down, strict=True))


mend_the_script.instead_of(
    "2 * np.mean(error)",
    {
        "2 * np.sum(error)": "b is one number again, but the errors are only added up. The loss is the *mean* squared "
        "error, so its slope is 2 times the mean error.",
        "np.mean(error)": "The 2 from the square is missing in grad_b: the slope of error² is 2 · error.",
        "2 * np.mean(error**2)": "That is twice the loss. The slope of error² is 2 · error, without a square.",
        "2 * error[0]": "That is the error of the first example alone. Take the mean of all.",
        "2 * error[-1]": "That is the error of the last example alone (after the loop, i is still there). Take the "
        "mean of all.",
        "-2 * np.mean(error)": "The sign of grad_b is wrong: error is y_hat − y, and its slope along b is +1.",
        "2 * np.mean(np.abs(error))": "Without their signs, errors cannot cancel. The slope of error² is 2 · error.",
        "2 * np.mean(error) / n": "np.mean already divides by n.",
        "2 * np.sum(error) / d": "The mean is over the n examples, not over the d features.",
        "2 * np.mean(error) * np.mean(X)": "The slope of the output along b is 1: there is no X in grad_b.",
    },
)
mend_the_script.instead_of(
    "2 * error[i] * X[i] / n",
    {
        "2 * error[i] * X[:, i] / n": "X[:, i] is a column: one feature of all examples. Example i is the row X[i].",
        "error[i] * X[i] / n": "The 2 from the square is missing in grad_w: the slope of error² is 2 · error.",
        "2 * error[i] * X[i]": "The sum is there, but the loss is the *mean* squared error: divide by n.",
        "2 * error[i] * X[i] / d": "The mean is over the n examples, not over the d features.",
        "2 * error[i] * w / n": "The slope of w · x along w is x, not w. (The slope along x is w.)",
        "2 * error[i] ** 2 * X[i] / n": "The slope of error² is 2 · error, without a square.",
        "2 * error[i] * X[i] ** 2 / n": "The slope of w · x along w is x, without a square.",
        "2 * error[i] * X[i].sum() / n": "Each weight has its own slope: entry j of X[i]. Multiply by X[i], not by the "
        "sum of its entries.",
        "2 * error[i] * X[i].mean() / n": "Each weight has its own slope: entry j of X[i]. Multiply by X[i], not by "
        "the mean of its entries.",
        "2 * y[i] * X[i] / n": "The slope of error² is 2 · error, not 2 · y.",
        "2 * y_hat[i] * X[i] / n": "The slope of error² is 2 · error, not 2 · y_hat.",
        "-2 * error[i] * X[i] / n": "The sign of grad_w is wrong: error is y_hat − y, and its slope along w is +x.",
        "2 * np.mean(error) * X[i] / n": "Example i must use its own error: error[i].",
    },
)
mend_the_script.instead_of(
    "y_hat = X @ w + b",
    {
        "y_hat = X @ w": "Now the bias is missing where it is trained: y_hat = X @ w + b.",
        "y_hat = np.abs(X @ w + b)": "Outputs below 0 are still impossible. A regression has no activation at its end.",
        "y_hat = np.maximum(0, X @ w) + b": "Part of the output still cannot fall below 0. Take the maximum out.",
        "y_hat = np.maximum(0.01 * (X @ w + b), X @ w + b)": "A leaky ReLU is still bent. Leave the output as it is.",
        "y_hat = np.maximum(-1, X @ w + b)": "The wall has moved from 0 to −1, but it is still there. Take it out.",
        "y_hat = np.tanh(X @ w + b)": "tanh cannot go beyond −1 and 1. A regression has no activation at its end.",
        "y_hat = 1 / (1 + np.exp(-(X @ w + b)))": "A sigmoid lies between 0 and 1. A regression has no activation.",
    },
)
mend_the_script.instead_of(
    "X_new @ w + b",
    {
        "X_new @ w - b": "The bias is added in training and subtracted here: X_new @ w + b.",
        "X @ w + b": "That is the output for X again. The last result is for X_new.",
        "X_new @ w + np.mean(y)": "The bias that was trained is b, not the mean of y.",
        "np.maximum(0, X_new @ w + b)": "The last result cannot fall below 0, and the model was trained without that.",
        "X_new @ (w + b)": "The bias is added to the output, once, not to every weight.",
    },
)
mend_the_script.instead_of(
    "return w, b, y_hat, X_new @ w + b",
    {
        "return w, b, X_new @ w + b, y_hat": "The outputs are swapped: first the one for X, then the one for X_new.",
        "return w, b, X_new @ w + b": "The output for X is missing: return w, b, y_hat, X_new @ w + b.",
    },
)
mend_the_script.instead_of(
    "error = y_hat - y",
    {
        "error = y - y_hat": "The sign is wrong: with error = y − y_hat, every step goes uphill. The slope of the "
        "output along w is +x, so error is y_hat − y.",
    },
)
mend_the_script.instead_of(
    "range(n_steps)",
    {
        "range(n_steps - 1)": "One step is missing: range(n_steps) makes n_steps passes.",
    },
)
mend_the_script.instead_of(
    "y_hat = np.zeros(n)",
    {
        "y_hat = np.full(n, np.mean(y))": "With w and b at 0, the first output is 0, not the mean of y.",
    },
)


@mend_the_script.misconception(
    "grad_w is set to zero once, before the first step, so that each step adds to the gradients of all steps before. "
    "It must start at zero in every step."
)
def never_starts_again(X, y, X_new, n_steps, learning_rate):
    w, b, grad_w = np.zeros(X.shape[1]), 0.0, np.zeros(X.shape[1])
    for _ in range(n_steps):
        error = X @ w + b - y
        grad_w = grad_w + 2 * X.T @ error / len(y)
        w, b = w - learning_rate * grad_w, b - learning_rate * 2 * np.mean(error)
    return w, b, X @ w + b, X_new @ w + b


@mend_the_script.misconception(
    "y_hat is computed before the step, so the output you return is one step behind w and b. Compute it once more at "
    "the end."
)
def one_step_behind(X, y, X_new, n_steps, learning_rate):
    w, b, y_hat = np.zeros(X.shape[1]), 0.0, np.zeros(len(y))
    for _ in range(n_steps):
        y_hat = X @ w + b
        error = y_hat - y
        w, b = w - learning_rate * 2 * X.T @ error / len(y), b - learning_rate * 2 * np.mean(error)
    return w, b, y_hat, X_new @ w + b


@mend_the_script.misconception(
    "w and b move after each example, so that the second one already sees other weights. That is another method "
    "(stochastic gradient descent). Here a step uses the gradient of all examples at the same weights."
)
def after_each_example(X, y, X_new, n_steps, learning_rate):
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(n_steps):
        for x, target in zip(X, y, strict=True):
            error = x @ w + b - target
            w, b = w - learning_rate * 2 * error * x / len(y), b - learning_rate * 2 * error / len(y)
    return w, b, X @ w + b, X_new @ w + b


@mend_the_script.misconception(
    "That is the least-squares solution itself, where descent would end. The task asks for w and b after n_steps "
    "steps from zero."
)
def solves_at_once(X, y, X_new, n_steps, learning_rate):
    solution = np.linalg.lstsq(np.column_stack([X, np.ones(len(y))]), y)[0]
    w, b = solution[:-1], solution[-1]
    return w, b, X @ w + b, X_new @ w + b


@mend_the_script.misconception(
    "b takes its step after w has moved, with recomputed errors. One step uses one gradient, from the same w and b "
    "for both."
)
def one_after_the_other(X, y, X_new, n_steps, learning_rate):
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(n_steps):
        w = w - learning_rate * 2 * X.T @ (X @ w + b - y) / len(y)
        b = b - learning_rate * 2 * np.mean(X @ w + b - y)
    return w, b, X @ w + b, X_new @ w + b
