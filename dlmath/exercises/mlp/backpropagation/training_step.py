"""training_step: a walk back that meets weights from after the step."""

import numpy as np

from dlmath import activations
from dlmath.exercises import exercise


@exercise(
    weight="hard",
    also=("whole",),
    task="`training_step` should take one step of gradient descent on one example: tanh in the hidden layer, sigmoids "
    "at the outputs, and the mean of the squares as the loss. It runs, but it is wrong in two places. Fix it.",
    hints=[
        "Compare with the equation for a hidden layer. Which factor is missing from delta1?",
        "The other fault is about *when* something happens. All slopes belong to the weights before the step.",
        "Compute delta1 = (W2.T @ delta2) * (1 - a1**2) before W2 is changed.",
    ],
)
def training_step(W1, b1, W2, b2, x, t, learning_rate):
    """All weights and biases after one step on one example."""
    a1 = np.tanh(W1 @ x + b1)
    a2 = activations.sigmoid(W2 @ a1 + b2)
    delta2 = 2 / len(t) * (a2 - t) * a2 * (1 - a2)
    # With the old W2: all slopes belong to the same point.
    delta1 = (W2.T @ delta2) * (1 - a1**2)
    W2 = W2 - learning_rate * np.outer(delta2, a1)
    b2 = b2 - learning_rate * delta2
    W1 = W1 - learning_rate * np.outer(delta1, x)
    b1 = b1 - learning_rate * delta1
    return W1, b1, W2, b2


BOTH = (
    "Both faults are still there: delta1 needs the slope of tanh, 1 − a1², and it must be computed before W2 changes."
)


@training_step.start(BOTH)
def step_to_mend(W1, b1, W2, b2, x, t, learning_rate):
    """All weights and biases after one step on one example."""
    a1 = np.tanh(W1 @ x + b1)
    a2 = activations.sigmoid(W2 @ a1 + b2)
    delta2 = 2 / len(t) * (a2 - t) * a2 * (1 - a2)
    W2 = W2 - learning_rate * np.outer(delta2, a1)
    b2 = b2 - learning_rate * delta2
    delta1 = W2.T @ delta2
    W1 = W1 - learning_rate * np.outer(delta1, x)
    b1 = b1 - learning_rate * delta1
    return W1, b1, W2, b2


def network(rng, inputs, hidden, outputs):
    return (
        rng.normal(size=(hidden, inputs)),
        rng.normal(size=hidden),
        rng.normal(size=(outputs, hidden)),
        rng.normal(size=outputs),
        rng.normal(size=inputs),
        rng.uniform(size=outputs),
    )


@training_step.cases
def cases(rng):
    W, V = np.array([[2.0, -1.0], [-1.0, 0.5]]), np.array([[2.0, -1.0], [-2.0, 1.0]])
    return [
        (
            np.array([[0.5]]),
            np.array([0.0]),
            np.array([[2.0]]),
            np.array([-1.0]),
            np.array([1.0]),
            np.array([1.0]),
            1.0,
        ),
        (W, np.array([0.0, -1.0]), V, np.array([0.0, 0.5]), np.array([1.0, 2.0]), np.array([1.0, 0.0]), 0.5),
        (*network(rng, 3, 2, 4), 0.1),
        (*network(rng, 2, 5, 3), 2.0),
        (*network(rng, 3, 3, 3), 1.0),
    ]


@training_step.edge_cases
def edge_cases(rng):
    W, V = np.array([[1, -1], [2, 1]]), np.array([[1, 2]])
    return [
        (*network(rng, 2, 3, 2), 0.0),
        (W, np.array([1, -2]), V, np.array([-1]), np.array([1, 2]), np.array([1]), 1),
    ]


@training_step.symptom("The walk back does not pass through the slope of tanh.")
def _(f):
    start = (np.array([[1.0]]), np.array([0.0]), np.array([[1.0]]), np.array([0.0]), np.array([1.0]), np.array([1.0]))
    rate = 1e-6
    a1 = np.tanh(1.0)
    a2 = float(activations.sigmoid(np.array([a1]))[0])
    without = 2 * (a2 - 1) * a2 * (1 - a2)
    moved = float((f(*start, rate)[1][0] - 0.0) / -rate)
    return abs(moved - without) < 1e-3 * abs(without)


@training_step.symptom("delta1 uses the weights W2 from after the step.")
def _(f):
    start = (np.array([[1.0]]), np.array([0.0]), np.array([[0.0]]), np.array([0.0]), np.array([1.0]), np.array([1.0]))
    # With W2 = 0 the hidden unit gets no blame. The W2 from after the step sends some, with the slope or without it.
    a1, delta2 = np.tanh(1.0), 2 * (0.5 - 1) * 0.25
    blame = -delta2 * a1 * delta2
    moved = float(f(*start, 1.0)[1][0])
    return any(np.isclose(moved, -blame * slope) for slope in (1, 1 - a1**2, a1 * (1 - a1)))


training_step.instead_of(
    "(W2.T @ delta2) * (1 - a1**2)",
    {
        "W2.T @ delta2": "The order is right now: delta1 is computed with the old W2. But it still has to pass "
        "through the "
        "tanh: multiply by its slope, 1 - a1**2.",
        "(W2 @ delta2) * (1 - a1**2)": "W2 was not transposed. Backward, a unit collects over its column: W2.T "
        "@ delta2.",
        "(W2.T @ delta2) * a1 * (1 - a1)": "a (1 − a) is the slope of the sigmoid. The hidden layer has tanh: 1 "
        "- a1**2.",
        "(W2.T @ delta2) * np.exp(-W1 @ x - b1) / (1 + np.exp(-W1 @ x - b1)) ** 2": "That is the slope of the "
        "sigmoid. The hidden layer has tanh: 1 - a1**2.",
        "(W2.T @ delta2) * (1 - np.tanh(a1) ** 2)": "tanh was applied twice: a1 is tanh(z1) already, so the slope is "
        "1 - a1**2.",
        "(W2.T @ delta2) * (1 - (W1 @ x + b1) ** 2)": "The slope of tanh is 1 − tanh(z)². You squared the sum z "
        "itself; tanh(z) "
        "is a1.",
        "(W2.T @ delta2) * (1 - a1**2) * learning_rate": "The learning rate is applied twice: it comes in with "
        "the step below.",
        "(W2.T @ delta2) * (1 - a2**2)": "The slope belongs to the hidden layer, so it is taken there: 1 - a1**2.",
        "(W2.T @ delta2) * a1": "That is the activation. Multiply by the slope of tanh, 1 - a1**2.",
        "(W2.T @ delta2) * (1 - a1) ** 2": "The square belongs to a1 alone: 1 - a1**2.",
        "(W2.T @ delta2) * (1 - a1)": "The slope of tanh is 1 − a1², with the square.",
        "(W2.T @ delta2) * (1 + a1**2)": "The slope of tanh is 1 *minus* a1².",
        "(W1.T @ delta2) * (1 - a1**2)": "Blame comes back along the arrows that lead to the outputs: W2.T @ delta2.",
        "(W2.T @ (delta2 * a2 * (1 - a2))) * (1 - a1**2)": "delta2 already contains the slope of the outputs. Hand it "
        "back as it is: W2.T @ delta2.",
        "(W2.T @ (a2 - t)) * (1 - a1**2)": "What is handed back is delta2, not the error: W2.T @ delta2.",
    },
)
training_step.instead_of(
    "learning_rate * np.outer(delta1, x)",
    {
        "learning_rate * np.outer(x, delta1)": "The outer product is transposed. W1 has a row for each hidden unit: "
        "np.outer(delta1, x).",
        "learning_rate * np.outer(delta1, a1)": "The slope of W1 is the blame at the arrow's head times the "
        "value at its "
        "tail. Its tail is the input x.",
    },
)
training_step.instead_of(
    "b1 - learning_rate * delta1",
    {
        "b1 - learning_rate * delta2": "The biases of the hidden layer move by *its* deltas, delta1.",
        "b1": "The biases of the hidden layer have to move as well: b1 - learning_rate * delta1.",
    },
)
training_step.instead_of(
    "learning_rate * np.outer(delta2, a1)",
    {
        "learning_rate * np.outer(a1, delta2)": "The outer product is transposed. W2 has a row for each output: "
        "np.outer(delta2, a1).",
    },
)


@training_step.misconception(
    "The learning rate is missing from the steps of the biases. It multiplies all four slopes."
)
def biases_without_the_rate(W1, b1, W2, b2, x, t, learning_rate):
    _, full_b1, _, full_b2 = training_step.reference(W1, b1, W2, b2, x, t, 1.0)
    new_W1, _, new_W2, _ = training_step.reference(W1, b1, W2, b2, x, t, learning_rate)
    return new_W1, full_b1, new_W2, full_b2


@training_step.misconception(
    "Those are the slopes. Take the step with them: subtract learning_rate times its slope from each weight and bias."
)
def returns_the_slopes(W1, b1, W2, b2, x, t, learning_rate):
    before, after = (W1, b1, W2, b2), training_step.reference(W1, b1, W2, b2, x, t, 1.0)
    return tuple(old - new for old, new in zip(before, after, strict=True))


@training_step.misconception(
    "The slope of tanh is there now. But delta1 is still computed after W2 has been changed. All slopes belong to the "
    "weights before the step: move the line up."
)
def still_the_new_weights(W1, b1, W2, b2, x, t, learning_rate):
    a1 = np.tanh(W1 @ x + b1)
    a2 = activations.sigmoid(W2 @ a1 + b2)
    delta2 = 2 / len(t) * (a2 - t) * a2 * (1 - a2)
    W2 = W2 - learning_rate * np.outer(delta2, a1)
    b2 = b2 - learning_rate * delta2
    delta1 = (W2.T @ delta2) * (1 - a1**2)
    return W1 - learning_rate * np.outer(delta1, x), b1 - learning_rate * delta1, W2, b2


training_step.instead_of(
    "2 / len(t) * (a2 - t) * a2 * (1 - a2)",
    {
        "2 / len(t) * (a2 - t)": "delta2 was right as it stood: at the outputs, too, blame passes through the "
        "slope of the "
        "sigmoid, a2 * (1 - a2).",
        "2 / len(x) * (a2 - t) * a2 * (1 - a2)": "delta2 was right as it stood: the mean is over the outputs, so it "
        "divides by len(t).",
        "(a2 - t) * a2 * (1 - a2)": "delta2 was right as it stood: the mean of squares gives the factor 2 / len(t).",
        "2 / len(t) * (a2 - t) * (1 - a2**2)": "delta2 was right as it stood: the outputs are sigmoids, with the slope "
        "a2 * (1 - a2).",
    },
)


@training_step.misconception(
    "W2 is updated with an a1 from after the step: you ran part of the forward pass again. All slopes belong to the "
    "weights before it."
)
def runs_forward_again(W1, b1, W2, b2, x, t, learning_rate):
    new_W1, new_b1, _, new_b2 = training_step.reference(W1, b1, W2, b2, x, t, learning_rate)
    a2 = activations.sigmoid(W2 @ np.tanh(W1 @ x + b1) + b2)
    delta2 = 2 / len(t) * (a2 - t) * a2 * (1 - a2)
    return new_W1, new_b1, W2 - learning_rate * np.outer(delta2, np.tanh(new_W1 @ x + new_b1)), new_b2


@training_step.misconception(
    "Every step goes the wrong way: this climbs. Subtract learning_rate times the slope, with delta2 made from a2 - t."
)
def climbs(W1, b1, W2, b2, x, t, learning_rate):
    return training_step.reference(W1, b1, W2, b2, x, t, -learning_rate)
