"""mend_the_delta_rule: the verdict in place of the sum, and an error that is computed too late."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="This function should make one pass of the delta rule over the examples, in the order of the rows of `X`, and "
    "return the weights and the bias at the end. It runs, and it even learns to tell classes apart. But it contains "
    "two mistakes. Fix them.",
    hints=[
        "Follow it for one example, with w = 0, b = 0, x = [2], y = 1, and the rate 0.25. The delta rule gives w = 0.5 "
        "and b = 0.25. What happens here? And what happens with an example that is already on the right side?",
        "One mistake: an Adaline learns from the sum, not from its sign. The other: by the time the bias moves, w has "
        "changed, and the error with it.",
        "e = y[i] - (X[i] @ w + b), once, at the top of the loop. Then w = w + learning_rate * e * X[i] and b = b + "
        "learning_rate * e.",
    ],
)
def mend_the_delta_rule(X, y, w, b, learning_rate):
    """Weights and bias after one pass of the delta rule."""
    for i in range(len(y)):
        # One error for both steps, of the sum and not of its sign.
        e = y[i] - (X[i] @ w + b)
        w = w + learning_rate * e * X[i]
        b = b + learning_rate * e
    return w, b


@mend_the_delta_rule.start(
    "Both mistakes are still there: the weights learn from the sign of the sum, and the bias from an error that is "
    "computed after the weights have moved."
)
def two_mistakes(X, y, w, b, learning_rate):
    """Weights and bias after one pass of the delta rule."""
    for i in range(len(y)):
        z = X[i] @ w + b
        w = w + learning_rate * (y[i] - np.sign(z)) * X[i]
        b = b + learning_rate * (y[i] - (X[i] @ w + b))
    return w, b


def _one(f, x, y, w, b, rate):
    new_w, new_b = f(np.array([x]), np.array([y]), np.array(w), b, rate)
    return np.asarray(new_w), float(new_b)


@mend_the_delta_rule.symptom("An example on the right side, but far from its target, does not move the weights.")
def _(f):
    # Inputs of 0 before and after it, so that a loop which leaves out the first or the last example is not blamed.
    w, _ = f(np.array([[0.0], [1.0], [0.0]]), np.array([0.25, 1.0, 0.25]), np.array([0.25]), 0.25, 0.5)
    return abs(np.asarray(w)[0] - 0.25) < 1e-9


@mend_the_delta_rule.symptom("The bias and the weights move by different errors.")
def _(f):
    w, b = _one(f, [2.0], 1.0, [0.0], 0.0, 0.25)
    return abs((w[0] - 0.0) / 2.0 - b) > 1e-9


@mend_the_delta_rule.cases
def cases(rng):
    return [
        (np.array([[2.0]]), np.array([1.0]), np.array([0.5]), 0.25, 0.25),
        (np.array([[2.0, 1.0]]), np.array([-1.0]), np.array([1.0, 0.0]), 0.5, 0.1),
        (np.array([[2.0, 1.0], [-1.0, 3.0]]), np.array([-1.0, 1.0]), np.array([1.0, 0.5]), 0.5, 0.1),
        (rng.normal(size=(5, 3)), np.array([1.0, -1.0, -1.0, 1.0, 1.0]), rng.normal(size=3), -0.4, 0.2),
        (rng.normal(size=(40, 2)), rng.normal(size=40), rng.normal(size=2), 0.7, 0.05),
    ]


@mend_the_delta_rule.edge_cases
def edge_cases(rng):
    return [
        (np.array([[1, 2], [3, -1]]), np.array([1, -1]), np.array([0, 1]), 1, 0.25),
        (np.zeros((2, 3)), np.array([1.0, -1.0]), np.zeros(3), 0.0, 0.5),
        (np.array([[1.0, 2.0]]), np.array([1.0]), np.array([3.0, 1.0]), 0.5, 0.0),
    ]


@mend_the_delta_rule.law("examples whose sums equal their targets change nothing")
def _(f, X, y, w, b, eta):
    new_w, new_b = f(X, X @ w + b, w, b, eta)
    return np.allclose(new_w, w) and np.isclose(new_b, b)


mend_the_delta_rule.instead_of(
    "e = y[i] - (X[i] @ w + b)",
    {
        "e = y[i] - np.sign(X[i] @ w + b)": "Weights and bias now share one error, but it is the error of the verdict. "
        "Leave out np.sign: an Adaline learns from the sum.",
        "e = X[i] @ w + b - y[i]": "This goes uphill. With y minus the sum as the error, a step *adds* learning_rate "
        "times it, for the weights and for the bias.",
        "e = y[i] - X[i] @ w": "The bias is missing from the sum: y[i] - (X[i] @ w + b).",
        "e = y[i] - X[i] @ w + b": "Put parentheses around the sum: y[i] - (X[i] @ w + b).",
        "e = 2 * (y[i] - (X[i] @ w + b))": "There is an extra factor of 2: the loss of an example is ½ e².",
        "e = y[i] - np.tanh(X[i] @ w + b)": "An Adaline compares the sum itself, without tanh.",
        "e = np.sign(y[i] - (X[i] @ w + b))": "You kept only the sign of the error. Its size counts, too: leave out "
        "np.sign.",
        "e = y[i]": "The size of a step depends on how wrong the sum is: y[i] - (X[i] @ w + b).",
        "e = y[i] if y[i] * (X[i] @ w + b) <= 0 else 0.0": "That is a perceptron. An Adaline learns from the error of "
        "the sum, even where the verdict is right.",
    },
)
mend_the_delta_rule.instead_of(
    "b = b + learning_rate * e",
    {
        "b = b": "The bias doesn't learn any more. It moves by learning_rate * e.",
        "b = b - learning_rate * e": "The bias goes the wrong way: b + learning_rate * e.",
        "b = b + e": "The learning rate is missing from the step of the bias.",
        "b = b + learning_rate * (y[i] - np.sign(X[i] @ w + b))": "The weights learn from the sum now, but the bias "
        "learns from a verdict, and after the weights have moved. Both use the same e.",
        "b = b + learning_rate * (y[i] - (X[i] @ w + b))": "The weights learn from the sum now. But the bias moves by "
        "a different error: w has changed by the time you compute it. Compute e once, before both steps.",
        "b = b + learning_rate * e * X[i][0]": "The bias does not depend on the inputs: b + learning_rate * e.",
    },
)
mend_the_delta_rule.instead_of(
    "w = w + learning_rate * e * X[i]",
    {
        "w = w + learning_rate * e": "A weight's step contains its input: learning_rate * e * X[i].",
        "w = w - learning_rate * e * X[i]": "The weights go uphill: w + learning_rate * e * X[i].",
        "w = w + e * X[i]": "The learning rate is missing from the step of the weights.",
        "w = w + learning_rate * (y[i] - np.sign(X[i] @ w + b)) * X[i]": "The bias is right now, but the weights "
        "still learn from the sign of the sum. Both use the same e, that of the sum.",
    },
)


@mend_the_delta_rule.misconception(
    "The errors of all examples are computed at once, with the old weights. Each example should see the "
    "weights that the one before it left behind."
)
def all_errors_first(X, y, w, b, learning_rate):
    e = y - (X @ w + b)
    return w + learning_rate * (e @ X), b + learning_rate * np.sum(e)


@mend_the_delta_rule.misconception(
    "The loop ends after the first example: the return is inside it. Move it to the left, below the loop."
)
def returns_inside_the_loop(X, y, w, b, learning_rate):
    return mend_the_delta_rule.reference(X[:1], y[:1], w, b, learning_rate)


@mend_the_delta_rule.misconception(
    "The weights are right, but the bias moves first now, so they see a different error. Compute e once, before both "
    "steps."
)
def bias_first(X, y, w, b, learning_rate):
    for i in range(len(y)):
        b = b + learning_rate * (y[i] - (X[i] @ w + b))
        w = w + learning_rate * (y[i] - (X[i] @ w + b)) * X[i]
    return w, b


@mend_the_delta_rule.misconception(
    "The w that was passed in has changed: += writes into the caller's array. Write w = w + ..., as before."
)
def changes_w_in_place(X, y, w, b, learning_rate):
    for i in range(len(y)):
        e = y[i] - (X[i] @ w + b)
        w += learning_rate * e * X[i]
        b = b + learning_rate * e
    return w, b


@mend_the_delta_rule.misconception(
    "The weights learn from the sum now, but the bias still learns from the sign. Both use the same e, that of the sum."
)
def sign_for_the_bias(X, y, w, b, learning_rate):
    for i in range(len(y)):
        z = X[i] @ w + b
        w = w + learning_rate * (y[i] - z) * X[i]
        b = b + learning_rate * (y[i] - np.sign(z))
    return w, b


@mend_the_delta_rule.misconception(
    "You divided by the number of examples. Nothing is averaged here: each example takes its own full step."
)
def divided_by_the_number(X, y, w, b, learning_rate):
    return mend_the_delta_rule.reference(X, y, w, b, learning_rate / len(y))


@mend_the_delta_rule.misconception("Each turn of the loop uses all examples. One turn is one example: X[i] and y[i].")
def all_examples_each_time(X, y, w, b, learning_rate):
    for _ in range(len(y)):
        e = y - (X @ w + b)
        w = w + learning_rate * (e @ X)
        b = b + learning_rate * np.sum(e)
    return w, b
