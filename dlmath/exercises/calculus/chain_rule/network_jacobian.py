"""network_jacobian: three factors, in the right order and at the right place."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="`network_jacobian` should return the Jacobian of the network $W_2 \\tanh(W_1 \\mathbf x + \\mathbf b_1)$ at "
    "`x`, with a row for each output and a column for each input. (The slope of tanh is $1 - \\tanh^2$.) It runs, but "
    "two things are wrong. Fix it.",
    hints=[
        "What shape must the result have? And what shape does it have?",
        "Line up the shapes: (outputs, hidden) (hidden, hidden) (hidden, inputs). What acts first goes on the right.",
        "The other thing: tanh sees z = W1 @ x + b1, so its slope is taken at z: 1 − np.tanh(z)², and np.tanh(z) is a.",
    ],
)
def network_jacobian(W1, b1, W2, x):
    """The Jacobian of W2 tanh(W1 x + b1) with respect to x."""
    # The slope of tanh at z = W1 x + b1 is 1 − tanh(z)², and tanh(z) is the activation.
    a = np.tanh(W1 @ x + b1)
    return W2 @ np.diag(1 - a**2) @ W1


@network_jacobian.cases
def cases(rng):
    return [
        (
            np.array([[1.0, 2.0], [0.5, -1.0]]),
            np.array([0.1, -0.3]),
            np.array([[1.0, 3.0], [-2.0, 0.5]]),
            np.array([0.2, 0.4]),
        ),
        (np.array([[0.5, 1.0, -0.5]]), np.array([0.2]), np.array([[2.0], [3.0]]), np.array([1.0, -0.5, 0.3])),
        (rng.normal(size=(4, 3)), rng.normal(size=4), rng.normal(size=(2, 4)), rng.normal(size=3)),
        (rng.normal(size=(3, 3)), rng.normal(size=3), rng.normal(size=(3, 3)), 0.5 * rng.normal(size=3)),
        (0.5 * rng.normal(size=(5, 2)), rng.normal(size=5), rng.normal(size=(3, 5)), rng.normal(size=2)),
    ]


@network_jacobian.edge_cases
def edge_cases(rng):
    return [(rng.normal(size=(3, 2)), np.zeros(3), rng.normal(size=(1, 3)), np.zeros(2))]


@network_jacobian.law("it predicts a small step: the error is far smaller than the step")
def _(f, W1, b1, W2, x):
    def network(v):
        return W2 @ np.tanh(W1 @ v + b1)

    d = 1e-6 * np.ones(len(x))
    scale = 1 + np.abs(W2).sum() * np.abs(W1).sum() ** 2
    return np.allclose(network(x + d) - network(x), f(W1, b1, W2, x) @ d, rtol=0, atol=1e-9 * scale)


@network_jacobian.start(
    "It still returns the transpose of the Jacobian, and it takes the slope of tanh at the activation instead "
    "of at W1 x + b1. What acts first goes on the right: W2, then the slopes, then W1."
)
def network_to_mend(W1, b1, W2, x):
    """The Jacobian of W2 tanh(W1 x + b1) with respect to x."""
    a = np.tanh(W1 @ x + b1)
    slopes = 1 - np.tanh(a) ** 2
    return W1.T @ np.diag(slopes) @ W2.T


network_jacobian.instead_of(
    "W2 @ np.diag(1 - a**2) @ W1",
    {
        "W2 @ np.diag(1 - np.tanh(a) ** 2) @ W1": "The shape is now right. But the slope of tanh is still taken at "
        "the activation a. tanh sees W1 x + b1, and there its slope is 1 − a².",
        "W1.T @ np.diag(1 - a**2) @ W2.T": "The slopes are now right. But the result is the transpose: one row for "
        "each output. What acts first goes on the right.",
        "W2.T @ np.diag(1 - a**2) @ W1.T": "The order is right now, and it needs no transposes: W2 @ "
        "np.diag(slopes) @ W1.",
        "W2.T @ np.diag(1 - np.tanh(a) ** 2) @ W1.T": "The order is right now, and it needs no transposes. And the "
        "slope "
        "of tanh is taken at W1 x + b1, where it is 1 − a².",
        "W2 @ W1": "The slopes of tanh are missing. They go between W2 and W1, as a diagonal matrix.",
        "W2 @ np.diag(a) @ W1": "What belongs between W2 and W1 is the slopes of tanh, 1 − a², not its values.",
        "W2 @ np.diag(1 - a) @ W1": "The slope of tanh is 1 − a², with the square.",
        "W2 @ np.diag(a * (1 - a)) @ W1": "That is the slope of a sigmoid. The slope of tanh is 1 − a².",
        "W2 @ np.diag(a**2 - 1) @ W1": "The sign is wrong: the slope of tanh is 1 − a², which is never negative.",
        "W2 @ np.diag((1 - a) ** 2) @ W1": "The square belongs to a alone: 1 − a².",
        "W2 @ (1 - a**2)": "W1 is missing. And the slopes are a diagonal matrix: np.diag(1 - a**2).",
        "W2 @ np.diag(1 - (W1 @ x + b1) ** 2) @ W1": "1 − tanh(z)² with z = W1 x + b1: you squared z itself.",
        "W2 @ np.diag(1 - np.tanh(W1 @ x) ** 2) @ W1": "The bias has no slope of its own, but tanh sees it: the slope "
        "is taken at W1 x + b1.",
        "np.diag(W2 @ (1 - a**2)) @ W2 @ W1": "The slopes go between W2 and W1: W2 @ np.diag(1 - a**2) @ W1.",
        "W2 @ np.diag(1 - a**2) @ W1 @ x": "That is the Jacobian times x. Return the Jacobian itself.",
        "W2 @ a": "That is the output of the network. The task asks for its Jacobian.",
        "W2 @ np.diag(1 + a**2) @ W1": "The slope of tanh is 1 − a², with a minus sign.",
        "W2 @ np.diag(2 * a) @ W1": "The slope of tanh is 1 − a².",
    },
)


@network_jacobian.misconception(
    "The slopes multiply the columns of W1, one for each input. There is one slope for each hidden unit, and it "
    "belongs to a row of W1: np.diag(slopes) @ W1."
)
def slopes_along_the_columns(W1, b1, W2, x):
    a = np.tanh(W1 @ x + b1)
    return W2 @ (W1 * (1 - a**2))


@network_jacobian.misconception(
    "The slopes multiply the rows of W2, one for each output. There is one slope for each hidden unit, and it goes "
    "between W2 and W1: W2 @ np.diag(slopes) @ W1."
)
def slopes_at_the_output(W1, b1, W2, x):
    a = np.tanh(W1 @ x + b1)
    return np.diag(1 - a**2) @ W2 @ W1


@network_jacobian.misconception(
    "The order is wrong: W1 acts first, so it goes on the right. W2 @ np.diag(slopes) @ W1."
)
def wrong_order(W1, b1, W2, x):
    a = np.tanh(W1 @ x + b1)
    return W1 @ np.diag(1 - a**2) @ W2


@network_jacobian.misconception(
    "You took the slope of tanh at x. tanh sees W1 x + b1, and its slopes go between W2 and W1."
)
def slopes_at_the_input(W1, b1, W2, x):
    return W2 @ W1 @ np.diag(1 - np.tanh(x) ** 2)


@network_jacobian.misconception(
    "You took the slope of tanh at x. tanh sees W1 x + b1: its slopes there are 1 − a², one for each hidden unit."
)
def slopes_at_the_input_in_the_middle(W1, b1, W2, x):
    return W2 @ np.diag(1 - np.tanh(x) ** 2) @ W1


@network_jacobian.misconception(
    "A vector between two matrices is not a diagonal matrix: @ adds up its entries. Write np.diag(slopes), or "
    "multiply the columns of W2: (W2 * slopes) @ W1."
)
def slopes_as_a_vector(W1, b1, W2, x):
    a = np.tanh(W1 @ x + b1)
    return W2 @ (1 - a**2) @ W1


@network_jacobian.misconception(
    "The slopes multiply the rows of the result, one for each output. There is one slope for each hidden unit, so it "
    "goes between W2 and W1: W2 @ np.diag(slopes) @ W1."
)
def slopes_on_the_rows_of_the_result(W1, b1, W2, x):
    a = np.tanh(W1 @ x + b1)
    return ((1 - a**2) * (W2 @ W1).T).T
