"""perceptron_update: nothing if it is right, one example added or subtracted if it is wrong."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="warm-up",
    task="Show the neuron one example. If it makes a mistake, return the corrected weights and bias; otherwise, return "
    "them as they are. `w` and `x` are arrays of the same length, `b` is a number, and `y` is 1 or −1. Return two "
    "results, and don't change the arrays you were given.",
    hints=[
        "First compute z = w @ x + b. When do z and y disagree? And what if z is 0?",
        "It is a mistake if y * z <= 0. Then add y * x to the weights, and y to the bias.",
        "if y * (w @ x + b) <= 0: return w + y * x, b + y; and after the if: return w, b.",
    ],
)
def perceptron_update(w, b, x, y):
    """The weights and the bias after one example."""
    # Right means that z and y have the same sign. On the line, z = 0, nothing is decided yet: a mistake.
    if y * (w @ x + b) <= 0:
        return w + y * x, b + y
    return w, b


@perceptron_update.cases
def cases(rng):
    return [
        (np.array([1.0, 0.0]), 0.0, np.array([2.0, 1.0]), -1),
        (np.array([-1.0, 0.5]), 0.5, np.array([3.0, 1.0]), 1),
        (np.array([1.0, 2.0]), 0.5, np.array([2.0, 1.0]), 1),
        (np.array([1.0, 2.0]), 0.5, np.array([-2.0, 1.0]), -1),
        (np.array([1.0, -2.0]), 0.0, np.array([2.0, 1.0]), 1),
        (np.array([1.0, -2.0]), -1.0, np.array([3.0, 1.0]), -1),
        (np.array([1.0, 1.0]), -3.0, np.array([1.0, 1.0]), 1),
        (np.array([1.0, 1.0]), -3.0, np.array([1.0, 1.0]), -1),
        (np.array([0.5, -1.0, 2.0]), -2.0, np.array([1.0, 3.0, 0.5]), 1),
        (np.array([3.0]), 4.0, np.array([-1.5]), -1),
        (np.array([-5.0, 1.0]), -2.0, np.array([1.0, 0.5]), 1),
        (np.array([5.0, 2.0]), 2.0, np.array([0.5, 1.0]), -1),
        (rng.normal(size=5), 0.3, rng.normal(size=5), 1),
        (rng.normal(size=5), -0.3, rng.normal(size=5), -1),
        (rng.normal(size=20), 0.1, rng.normal(size=20), 1),
        (rng.normal(size=20), 0.1, rng.normal(size=20), -1),
    ]


@perceptron_update.edge_cases
def edge_cases(rng):
    return [
        (np.zeros(2), 0.0, np.array([1.0, 2.0]), 1),
        (np.zeros(2), 0.0, np.array([1.0, 2.0]), -1),
        (np.zeros(3), 0.0, np.zeros(3), -1),
        (np.array([2, 1]), -5, np.array([1.5, 1.0]), 1),
        (np.array([2, 1]), -3, np.array([0.5, 2.0]), -1),
    ]


@perceptron_update.law("a mistake adds exactly ‖x‖² + 1 to y (w · x + b), and a right answer adds nothing")
def _(f, w, b, x, y):
    before = y * (w @ x + b)
    new_w, new_b = f(w, b, x, y)
    return np.isclose(y * (new_w @ x + new_b) - before, x @ x + 1 if before <= 0 else 0)


perceptron_update.instead_of(
    "y * (w @ x + b) <= 0",
    {
        "y * (w @ x + b) < 0": "A point on the line, z = 0, counts as a mistake, too. With < the neuron never leaves "
        "its start at zero, where every z is 0: use <=.",
        "y * (w @ x + b) > 0": "You correct the neuron when it is *right*. A mistake is y * z <= 0.",
        "y * (w @ x + b) >= 0": "You correct the neuron when it is *right*. A mistake is y * z <= 0.",
        "y * (w @ x) <= 0": "The bias is missing from the sum: z = w @ x + b.",
        "w @ x + b <= 0": "A negative z is not always a mistake: for y = −1 it is right. Look at the sign of y * z.",
        "w @ x + b > 0": "For y = 1, a positive z is right. Look at the sign of y * z: a mistake is y * z <= 0.",
        "w @ x + b != y": "z need not *equal* y; it only has to have the same sign. That is, y * z > 0.",
        "np.all(y * (w * x + b) <= 0)": "w * x multiplies entry by entry, so you have as many sums as inputs. The "
        "neuron has one: w @ x + b.",
        "y * w @ x + b <= 0": "y multiplies the whole sum, bias and all: y * (w @ x + b). The parentheses matter.",
        "y * (w @ x - b) <= 0": "The bias is added to the sum: z = w @ x + b.",
        "y * (w @ x + b) <= 1": "A mistake is y * z <= 0. You also correct answers that are right, but by less than 1.",
        "y * (w @ x + b) == 0": "That catches only the points on the line. A point on the wrong side, y * z < 0, is a "
        "mistake as well.",
        "True": "You correct the neuron every time. If y * z > 0, it is right, and nothing should change.",
        "np.where(w @ x + b >= 0, 1, -1) != y": "With >=, a point on the line counts as a yes, so it is no mistake for "
        "y = 1. Here every point on the line is a mistake: y * z <= 0.",
        "np.where(w @ x + b > 0, 1, -1) != y": "Almost: for y = −1 and z = 0 this says that the neuron is right. In "
        "this lesson a point on the line is a mistake, whatever its label: y * z <= 0.",
        "(w @ x + b > 0) != y": "(w @ x + b > 0) is True or False, which counts as 1 or 0, and y is 1 or −1. So a "
        "correct no looks like a mistake. Use y * z <= 0.",
    },
)
perceptron_update.instead_of(
    "w + y * x, b + y",
    {
        "w + x, b + 1": "You always add. An example that should be a no has to be subtracted: w + y * x and b + y.",
        "w - y * x, b - y": "The correction goes the wrong way: y * z gets smaller. Add y * x and y.",
        "w + y * x, b": "The bias has to be corrected as well: b + y.",
        "w + y * x, y": "The old bias is gone. Add the correction to it: b + y.",
        "w, b + y": "The weights have to be corrected as well: w + y * x.",
        "w + y * x, b + 1": "The bias moves toward the label, too: b + y, up for a yes and down for a no.",
        "w + y * x, b - y": "The bias is like the weight of an input that is 1, so it gets + y, not − y.",
        "w + y * x, b + y * x": "The bias is a single number, the weight of an input that is always 1: b + y.",
        "w + y, b + y": "Each weight is corrected in proportion to its input: w + y * x.",
        "w + x, b + y": "For a no, the example is subtracted: w + y * x.",
        "w - x, b - 1": "You always subtract. An example that should be a yes has to be added: w + y * x and b + y.",
        "w + y * w, b + y * b": "You added the weights to themselves. Add the example: w + y * x and b + y.",
        "y * x, y": "The old weights are gone. Add the correction to them: w + y * x, b + y.",
        "w + (y - (w @ x + b)) * x, b + (y - (w @ x + b))": "You step by how far z is from y. That is a different rule "
        "(the delta rule). The perceptron adds the whole example, times y.",
        "w - (w @ x + b) * x, b - (w @ x + b)": "The perceptron does not look at the size of z. It adds y * x and y.",
        "w + (w @ x + b) * x, b + (w @ x + b)": "The perceptron does not look at the size of z. It adds y * x and y.",
        "w + 2 * y * x, b + 2 * y": "That is twice the correction: add y * x, once.",
        "w + y * x / np.linalg.norm(x), b + y": "Add the example as it is. Don't divide it by its length.",
        "w + y * x": "Return the bias, too: two results, w and b.",
        "b + y, w + y * x": "Both are right, but in the wrong order: first the weights, then the bias.",
    },
)
perceptron_update.instead_of(
    "    return w, b",
    {
        "    return w": "If there is no mistake, still return both: w and b.",
        "    return None": "If there is no mistake, return the weights and the bias as they are.",
        "    return w - y * x, b - y": "If there is no mistake, nothing changes: return w and b as they are.",
        "    return np.zeros(len(w)), 0.0": "If there is no mistake, keep what the neuron has learned: return w and b.",
    },
)


@perceptron_update.misconception(
    "w += … changes the array that you were given, and the caller still needs it. Make a new one: w = w + y * x."
)
def in_place(w, b, x, y):
    if y * (w @ x + b) <= 0:
        w += y * x
        b = b + y
    return w, b


@perceptron_update.misconception(
    "You use the *new* weights to decide whether the bias needs a correction. Decide once, with the old weights, and "
    "then correct both."
)
def decides_twice(w, b, x, y):
    if y * (w @ x + b) <= 0:
        w = w + y * x
    if y * (w @ x + b) <= 0:
        b = b + y
    return w, b


@perceptron_update.misconception(
    "You keep correcting until the example is right. Make just one correction each time it is shown."
)
def until_right(w, b, x, y):
    while y * (w @ x + b) <= 0:
        w, b = w + y * x, b + y
    return w, b


@perceptron_update.misconception(
    "You correct only where the label is 1. A yes that should have been a no is a mistake as well: there the example "
    "is subtracted."
)
def only_for_yes(w, b, x, y):
    if y == 1 and w @ x + b <= 0:
        return w + x, b + 1
    return w, b


@perceptron_update.misconception(
    "You correct only where the label is −1. A no that should have been a yes is a mistake as well: there the example "
    "is added."
)
def only_for_no(w, b, x, y):
    if y == -1 and w @ x + b >= 0:
        return w - x, b - 1
    return w, b


@perceptron_update.misconception(
    "The difference between the label and the answer is 2 or −2, so this is twice the correction. Add y * x, and y."
)
def by_the_difference(w, b, x, y):
    answer = 1 if w @ x + b > 0 else -1
    return w + (y - answer) * x, b + (y - answer)


@perceptron_update.misconception(
    "The difference between the label and np.sign(z) is 2 or −2 (or ±1 on the line), so this is twice the correction. "
    "Add y * x, and y."
)
def by_the_difference_of_signs(w, b, x, y):
    error = y - np.sign(w @ x + b)
    return w + error * x, b + error


@perceptron_update.misconception(
    "You scaled the new weights to length 1. The rule doesn't: return w + y * x as it is. (With b left as it is, "
    "scaling w alone would move the line.)"
)
def scaled(w, b, x, y):
    if y * (w @ x + b) <= 0:
        new = w + y * x
        return new / max(np.linalg.norm(new), 1e-300), b + y
    return w, b


@perceptron_update.misconception("The last weight is never corrected. range(len(w)) goes through all of them.")
def skips_the_last(w, b, x, y):
    new = w + np.zeros(len(w))
    if y * (w @ x + b) <= 0:
        new[:-1] += y * x[:-1]
        b = b + y
    return new, b
