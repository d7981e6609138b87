"""adaline_update: down the slope of one squared error."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="Take one step of gradient descent on $\\tfrac12 e^2$, for a single example `x` (an array) with its target "
    "`y` (a number). First work out the partial derivatives with respect to each weight and the bias. Return the new "
    "weights and the new bias. Leave `w` unchanged.",
    hints=[
        "Chain rule: the derivative of ½ e² is e times the derivative of e. How does e = y − (w · x + b) change when "
        "one weight grows? And when the bias grows?",
        "∂/∂wⱼ is −e xⱼ, and ∂/∂b is −e. A step goes against both, so the signs become plus.",
        "e = y - (w @ x + b), then return w + learning_rate * e * x, b + learning_rate * e.",
    ],
)
def adaline_update(w, b, x, y, learning_rate):
    """The weights and the bias after one step on one example."""
    # The error of the sum itself, before any verdict.
    e = y - (w @ x + b)
    # The gradient of ½ e² is −e x for the weights and −e for the bias.
    return w + learning_rate * e * x, b + learning_rate * e


@adaline_update.cases
def cases(rng):
    return [
        (np.array([2.0]), 1.0, np.array([3.0]), -1.0, 0.5),
        (np.array([1.0, 0.0]), 0.5, np.array([2.0, 1.0]), -1.0, 0.25),
        (np.array([0.5, -1.5, 2.0]), -0.75, np.array([1.0, 2.0, -0.5]), 1.0, 0.3),
        (np.array([0.25, 0.5]), 0.5, np.array([1.0, -2.0]), 1.0, 0.1),
        (rng.normal(size=5), 0.4, rng.normal(size=5), 3.7, 0.07),
        (rng.normal(size=40), -1.3, rng.normal(size=40), -2.4, 0.01),
    ]


@adaline_update.edge_cases
def edge_cases(rng):
    return [
        (np.zeros(3), 0.0, np.array([1.0, -2.0, 0.5]), 1.0, 0.1),
        (np.array([1.0, 2.0]), 0.5, np.zeros(2), -1.0, 0.5),
        (np.array([1.0, -1.0]), 0.5, np.array([2.0, 1.0]), 1.5, 0.5),
        (np.array([2.0, 1.0]), 1.0, np.array([1.0, 1.0]), 1.0, 0.5),
        (np.array([1.0, 2.0]), 0.5, np.array([3.0, 1.0]), -1.0, 0.0),
        (np.array([1, 0]), 0, np.array([2, 1]), -1, 0.25),
    ]


@adaline_update.law("an example whose sum equals its target changes nothing")
def _(f, w, b, x, y, eta):
    new_w, new_b = f(w, b, x, w @ x + b, eta)
    return np.allclose(new_w, w) and np.isclose(new_b, b)


@adaline_update.law("the bias changes as the weight of an input 1 would")
def _(f, w, b, x, y, eta):
    longer, _ = f(np.append(w, b), 0.0, np.append(x, 1.0), y, eta)
    return np.isclose(f(w, b, x, y, eta)[1], longer[-1])


adaline_update.instead_of(
    "e = y - (w @ x + b)",
    {
        "e = y - np.sign(w @ x + b)": "Your error is that of the verdict, the sign of the sum. Its slope is 0 almost "
        "everywhere, so there is no way down to follow. Compare the sum itself with y: y - (w @ x + b).",
        "e = y - np.where(w @ x + b > 0, 1.0, -1.0)": "Your error is that of the verdict, +1 or −1. That makes it a "
        "perceptron. Compare the sum itself with y: y - (w @ x + b).",
        "e = y - np.where(w @ x + b > 0, 1.0, 0.0)": "You compare y with a verdict of 0 or 1. Compare it with the sum "
        "itself: y - (w @ x + b).",
        "e = y - 1 / (1 + np.exp(-(w @ x + b)))": "You sent the sum through a sigmoid first. That is logistic "
        "regression. Adaline compares the sum itself: y - (w @ x + b).",
        "e = y - np.tanh(w @ x + b)": "You sent the sum through tanh first. Adaline compares the sum itself: y - (w @ "
        "x + b).",
        "e = (w @ x + b) - y": "The step goes uphill: one sign is wrong. The gradient is −e x, so with e = y - (w @ x "
        "+ b), a step against it adds learning_rate * e * x. The same for b.",
        "e = y - w @ x": "The bias is missing from the sum: y - (w @ x + b).",
        "e = y - w @ x + b": "y - w @ x + b adds the bias to the error. Put parentheses around the sum: y - (w @ x + "
        "b).",
        "e = y": "That is the perceptron's step, taken on every example. The size of a step depends on the error: e = "
        "y - (w @ x + b).",
        "e = y if y * (w @ x + b) <= 0 else 0.0": "That is the perceptron: it learns only from a wrong verdict, and by "
        "y. Adaline learns from e = y - (w @ x + b), even where the verdict is right.",
        "e = y - (w @ x + b) if y * (w @ x + b) <= 0 else 0.0": "You skip examples whose verdict is right. Adaline "
        "learns from them, too: leave out the if.",
        "e = y * (w @ x + b)": "You multiplied the target and the sum. The error is their difference: y - (w @ x + b).",
        "e = 1 - y * (w @ x + b)": "For labels ±1, 1 − y z has the size of the error, but not always its sign. And "
        "the target can be any number. Compare the sum with it: e = y - (w @ x + b).",
        "e = y * (1 - y * (w @ x + b))": "y (1 − y z) is the error only if y² = 1. The target can be any number, so "
        "compare the sum with it: e = y - (w @ x + b).",
        "e = 2 * (y - (w @ x + b))": "You have an extra factor of 2. The loss is ½ e², and the ½ cancels the 2.",
        "e = (y - (w @ x + b)) / 2": "You have an extra ½. The derivative of e² brings down a 2, which cancels it.",
        "e = (y - (w @ x + b)) ** 2": "You squared the error. The slope of ½ e² is e itself, not e².",
        "e = (y - (w @ x + b)) ** 2 / 2": "You used the loss ½ e² in place of its slope. The slope is e.",
        "e = abs(y - (w @ x + b))": "The sign of the error is lost, so the step can't tell too much from too little. "
        "Leave out abs.",
        "e = np.sign(y - (w @ x + b))": "You kept only the sign of the error. How wrong the sum is should count, too: "
        "leave out np.sign.",
        "e = y - (w + x + b)": "You added w and x. The sum is the dot product plus the bias: w @ x + b.",
        "e = y - (w * x + b)": "w * x multiplies entry by entry, so you have one error for each input. The neuron has "
        "one sum: w @ x + b.",
        "e = y - (w @ x + b) / len(x)": "You divided the sum by the number of inputs. Leave it as it is.",
    },
)
adaline_update.instead_of(
    "return w + learning_rate * e * x, b + learning_rate * e",
    {
        "return w + learning_rate * e * x, b - learning_rate * e": "The weights are right, but the bias goes the wrong "
        "way: b + learning_rate * e.",
        "return w - learning_rate * e * x, b + learning_rate * e": "The bias is right, but the weights go the wrong "
        "way: w + learning_rate * e * x.",
        "return w + learning_rate * e * x, b": "The weights are right, but the bias never learns: b + learning_rate * "
        "e.",
        "return w, b + learning_rate * e": "The bias is right, but the weights never learn: w + learning_rate * e * x.",
        "return w + learning_rate * e, b + learning_rate * e": "Every weight moves by the same amount. A weight's "
        "derivative contains its input: learning_rate * e * x.",
        "return w + e * x, b + e": "The learning rate is missing from both steps.",
        "return w + learning_rate * e * x, b + e": "The weights are right, but the learning rate is missing from the "
        "step of the bias.",
        "return w + e * x, b + learning_rate * e": "The bias is right, but the learning rate is missing from the step "
        "of the weights.",
        "return w - learning_rate * e**2 / 2, b - learning_rate * e**2 / 2": "You subtracted the loss. A step "
        "subtracts its *slope*, which is −e x for the weights and −e for the bias.",
        "return w + learning_rate * e * np.linalg.norm(x), b + learning_rate * e": "Each weight moves by its own "
        "input, not by the length of x: learning_rate * e * x.",
        "return w + learning_rate * e * np.sum(x), b + learning_rate * e": "Each weight moves by its own input, not by "
        "the sum of them all: learning_rate * e * x.",
        "return w + learning_rate * (e + x), b + learning_rate * e": "You added e and x. The chain rule multiplies "
        "them: learning_rate * e * x.",
        "return w + learning_rate * x, b + learning_rate": "The error is missing from the step: learning_rate * e * x.",
        "return w + learning_rate * e * w, b + learning_rate * e": "You multiplied by the weights. The derivative of "
        "wⱼ xⱼ with respect to wⱼ is the input, xⱼ: learning_rate * e * x.",
        "return w + learning_rate * e * x, b + learning_rate * e * b": "The derivative of the sum with respect to b is "
        "1, not b: b + learning_rate * e.",
        "return w + learning_rate * e * x, b + learning_rate * e * np.sum(x)": "The bias does not depend on the "
        "inputs: b + learning_rate * e.",
        "return w + learning_rate * e * y * x, b + learning_rate * e * y": "There is an extra y. The error already "
        "says in which direction the sum has to move.",
        "return learning_rate * e * x, learning_rate * e": "Those are the steps. Add them to w and b.",
        "return -e * x, -e": "That is the gradient. Take the step: w plus learning_rate * e * x, b plus learning_rate "
        "* e.",
        "return w + learning_rate * e * x": "You returned only the weights. Return both: the weights, then the bias.",
        "return b + learning_rate * e, w + learning_rate * e * x": "The two results are swapped. First the weights, "
        "then the bias.",
        "return np.append(w + learning_rate * e * x, b + learning_rate * e)": "Return two things, the weights and the "
        "bias, not one long array.",
        "return w + learning_rate * e * x / (x @ x + 1), b + learning_rate * e / (x @ x + 1)": "You divided by the "
        "squared length of the example. That is a useful variant, but not a step of gradient descent with this "
        "learning rate.",
        "return w + learning_rate * e * x**2, b + learning_rate * e": "The input appears once in the derivative, not "
        "squared: e * x.",
    },
)


@adaline_update.misconception(
    "The weights are right, but you computed the error again with the new weights before you moved the bias. Both "
    "steps use the same e: compute it once, first."
)
def error_after_the_weights(w, b, x, y, learning_rate):
    w = w + learning_rate * (y - (w @ x + b)) * x
    return w, b + learning_rate * (y - (w @ x + b))


@adaline_update.misconception(
    "The bias is right, but you computed the error again with the new bias before you moved the weights. Both steps "
    "use the same e: compute it once, first."
)
def error_after_the_bias(w, b, x, y, learning_rate):
    b = b + learning_rate * (y - (w @ x + b))
    return w + learning_rate * (y - (w @ x + b)) * x, b


@adaline_update.misconception(
    "The numbers are right, but the w that was passed in has changed: += writes into the caller's array. Write w = w + "
    "learning_rate * e * x."
)
def changes_w_in_place(w, b, x, y, learning_rate):
    e = y - (w @ x + b)
    w += learning_rate * e * x
    return w, b + learning_rate * e


@adaline_update.misconception(
    "Your new weights are stored as whole numbers, because w came in as whole numbers. Don't fill a copy of w; compute "
    "a new array."
)
def fills_whole_numbers(w, b, x, y, learning_rate):
    e = y - (w @ x + b)
    new = np.zeros_like(w)
    for j in range(len(w)):
        new[j] = w[j] + learning_rate * e * x[j]
    return new, b + learning_rate * e


@adaline_update.misconception(
    "You moved the weights one by one, and recomputed the error for each. All of them use the same e: compute it once, "
    "before the loop."
)
def one_weight_after_another(w, b, x, y, learning_rate):
    w = np.array(w, dtype=float)
    e = y - (w @ x + b)
    for j in range(len(w)):
        w[j] = w[j] + learning_rate * (y - (w @ x + b)) * x[j]
    return w, b + learning_rate * e


@adaline_update.misconception(
    "You moved the weights one after the other, and recomputed the error for each. All of them, and the bias, use the "
    "same e: compute it once, before the loop."
)
def one_weight_after_another_and_then_the_bias(w, b, x, y, learning_rate):
    w, e = np.array(w, dtype=float), 0.0
    for j in range(len(w)):
        e = y - (w @ x + b)
        w[j] = w[j] + learning_rate * e * x[j]
    return w, b + learning_rate * e


@adaline_update.misconception(
    "You step only if the sum is too small. A sum that is too large must come down, too: leave out the condition."
)
def only_if_too_small(w, b, x, y, learning_rate):
    e = y - (w @ x + b)
    return (w + learning_rate * e * x, b + learning_rate * e) if e > 0 else (w, b)
