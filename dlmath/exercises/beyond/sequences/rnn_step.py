"""rnn_step: the input and the memory make the new state."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="warm-up",
    task="Return the next state $\\mathbf h' = \\tanh(W\\mathbf x + U\\mathbf h + \\mathbf b)$ of one sequence: "
    "`x` has "
    "shape `(d,)`, `h` and `b` have shape `(m,)`, `W` has shape `(m, d)`, and `U` has shape `(m, m)`.",
    forbids=["sequences.rnn_step", "sequences.rnn"],
    hints=[
        "A matrix times a vector is W @ x. Three vectors of length m are added before tanh is applied.",
        "np.tanh(W @ x + …)",
    ],
    also=("whole", "small"),
)
def rnn_step(W, U, b, x, h):
    """The state after one step."""
    # Input and memory are added first, and the sum goes through tanh.
    return np.tanh(W @ x + U @ h + b)


def _example(rng, m, d):
    return (
        rng.normal(size=(m, d)),
        0.5 * rng.normal(size=(m, m)),
        rng.normal(size=m),
        rng.normal(size=d),
        rng.normal(size=m),
    )


@rnn_step.cases
def cases(rng):
    return [
        (np.array([[1.0]]), np.array([[0.5]]), np.array([0.1]), np.array([0.2]), np.array([0.4])),
        (np.array([[1.0, 0.0], [0.0, 2.0]]), np.array([[0.0, 0.5], [-0.3, 0.0]]), np.array([0.1, -0.2]),
         np.array([0.3, 0.1]), np.array([0.7, -0.4])),
        _example(rng, 2, 2),
        _example(rng, 3, 3),
        _example(rng, 4, 2),
    ]  # fmt: skip


@rnn_step.edge_cases
def edge_cases(rng):
    W, U, b, x, h = _example(rng, 3, 2)
    return [(W, U, b, 0 * x, h), (W, U, b, x, 0 * h), _example(rng, 1, 5)]


@rnn_step.law("every entry lies between −1 and 1")
def _(f, W, U, b, x, h):
    return bool(np.all(np.abs(f(W, U, b, x, h)) <= 1))


rnn_step.instead_of(
    "np.tanh(W @ x + U @ h + b)",
    {
        "np.tanh(W @ x + b)": "The memory is missing: add U @ h. Without it, the network forgets at every step.",
        "np.tanh(U @ h + b)": "The input is missing: add W @ x.",
        "np.tanh(W @ x + U @ h)": "The bias b is missing.",
        "W @ x + U @ h + b": "The activation is missing: apply np.tanh to the sum.",
        "np.tanh(W @ x) + np.tanh(U @ h) + b": "tanh is applied once, to the whole sum.",
        "np.tanh(W @ x + b) + U @ h": "U @ h belongs inside tanh, too: otherwise the state can leave (−1, 1).",
        "np.tanh(W @ x + U @ h) + b": "The bias belongs inside tanh.",
        "np.tanh(W @ x + b) + np.tanh(U @ h)": "tanh is applied once, to the whole sum.",
        "np.tanh(W @ x + U.T @ h + b)": "You used the transpose of U. Row i of U holds the weights with which unit i "
        "reads the old state, so the product is U @ h.",
        "np.tanh(U @ x + W @ h + b)": "W and U are swapped: W reads the input x, and U reads the old state h.",
        "np.tanh(W @ x + U * h + b)": "U * h multiplies entry by entry and gives a matrix. The product is U @ h.",
        "np.tanh(W @ x + np.sum(U * h, axis=0) + b)": "You added up the columns of U * h. Unit i reads row i of U, "
        "so the product is U @ h.",
        "np.tanh(W @ x + h + b)": "The state goes through the matrix U before it is added: U @ h.",
        "1 / (1 + np.exp(-(W @ x + U @ h + b)))": "That is the sigmoid. This network uses np.tanh.",
        "np.maximum(W @ x + U @ h + b, 0)": "That is ReLU. This network uses np.tanh.",
    },
)
