"""lstm_step: forget, write, show."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="Do one step of an LSTM for one sequence, and return the new pair `h, c`. `x` has shape `(d,)`, `h` and `c` "
    "have shape `(m,)`. `W` has shape `(4 * m, d)`, `U` has shape `(4 * m, m)`, and `b` has shape `(4 * m,)`: the "
    "first `m` rows belong to $\\mathbf i$, the next ones to $\\mathbf f$, then $\\mathbf g$, and the last to "
    "$\\mathbf o$.",
    forbids=["sequences.lstm_step", "sequences.lstm"],
    hints=[
        "Compute a = W @ x + U @ h + b once. It has 4 m entries; np.split(a, 4) cuts it into four pieces.",
        "Three pieces go through the sigmoid 1 / (1 + np.exp(-a)), one through np.tanh. Then the new c, and from it "
        "the new h.",
        "c = f * c + i * g, and h = o * np.tanh(c) with this new c.",
    ],
    also=("whole", "small"),
)
def lstm_step(W, U, b, x, h, c):
    """The hidden state and the memory after one step."""
    # All four at once, then cut into four pieces of m rows.
    i, f, g, o = np.split(W @ x + U @ h + b, 4)
    i, f, o = (1 / (1 + np.exp(-gate)) for gate in (i, f, o))
    # Keep a part of the old, write a part of the new.
    c = f * c + i * np.tanh(g)
    # Show a part of what is remembered now.
    h = o * np.tanh(c)
    return h, c


def _example(rng, m, d):
    shapes = [(4 * m, d), (4 * m, m), 4 * m, d, m, m]
    return tuple(rng.normal(size=shape) for shape in shapes)


@lstm_step.cases
def cases(rng):
    one = (np.array([[0.5], [1.0], [-1.0], [0.2]]), np.array([[0.1], [-0.3], [0.6], [0.4]]))
    return [
        (*one, np.array([0.2, 1.0, 0.3, -0.5]), np.array([1.0]), np.array([0.5]), np.array([2.0])),
        _example(rng, 2, 2),
        _example(rng, 3, 3),
        _example(rng, 3, 2),
        _example(rng, 4, 1),
    ]


@lstm_step.edge_cases
def edge_cases(rng):
    W, U, b, x, h, c = _example(rng, 2, 3)
    return [(W, U, b, 0 * x, h, c), (W, U, b, x, 0 * h, 0 * c), _example(rng, 1, 1)]


@lstm_step.law("every entry of h lies between −1 and 1")
def _(f, W, U, b, x, h, c):
    return bool(np.all(np.abs(f(W, U, b, x, h, c)[0]) <= 1))


lstm_step.instead_of(
    "c = f * c + i * np.tanh(g)",
    {
        "c = f * c + i * g": "g goes through tanh before it is written.",
        "c = f * c + i / (1 + np.exp(-g))": "g is no gate but what is written: it goes through tanh, so that it can be "
        "negative, too.",
        "c = i * c + f * np.tanh(g)": "You exchanged two gates: the first piece is i, which decides what "
        "is written, and the second is f, which decides what is kept.",
        "c = c + i * np.tanh(g)": "The forget gate is missing: f * c.",
        "c = f * c + np.tanh(g)": "The input gate is missing: i * g.",
        "c = f * c + (1 - f) * np.tanh(g)": "That is how a GRU mixes. An LSTM has a gate of its own for writing: i.",
        "c = f * h + i * np.tanh(g)": "It is the memory c that is kept, not the hidden state h.",
        "c = (1 - f) * c + i * np.tanh(g)": "The forget gate is the share that is *kept*: at f = 1, nothing is "
        "forgotten. So the old memory is multiplied by f, not by 1 − f.",
        "c = f * (c + i * np.tanh(g))": "The forget gate acts on the old memory alone: f * c + i * g.",
        "c = np.tanh(f * c + i * np.tanh(g))": "The memory itself isn't squashed: tanh is applied when it is shown.",
    },
)
lstm_step.instead_of(
    "h = o * np.tanh(c)",
    {
        "h = o * c": "What is shown goes through tanh: o * np.tanh(c).",
        "h = np.tanh(c)": "The output gate is missing: o * np.tanh(c).",
        "h = np.tanh(o * c)": "tanh comes first, then the gate: o * np.tanh(c).",
        "h = o + np.tanh(c)": "A gate multiplies.",
    },
)
lstm_step.instead_of(
    "i, f, g, o = np.split(W @ x + U @ h + b, 4)",
    {
        "i, f, o, g = np.split(W @ x + U @ h + b, 4)": "The rows stand in the order i, f, g, o: the third piece is g.",
        "i, f, g, o = np.split(W @ x + b, 4)": "The hidden state is missing: + U @ h.",
        "i, f, g, o = np.split(U @ h + b, 4)": "The input is missing: + W @ x.",
        "i, f, g, o = np.split(W @ x + U @ h, 4)": "The bias b is missing.",
        "i, f, g, o = np.split(W @ x + U @ c + b, 4)": "The gates read the hidden state h, not the memory c.",
        "i, f, g, o = (W @ x + U @ h + b).reshape(-1, 4).T": "Each gate has m rows that stand together: cut into four "
        "pieces; don't take every fourth row.",
    },
)


@lstm_step.misconception("h is made from the memory before the step. Show the new one: o * tanh of the new c.")
def shows_the_old(W, U, b, x, h, c):
    i, f, g, o = np.split(W @ x + U @ h + b, 4)
    i, f, o = (1 / (1 + np.exp(-gate)) for gate in (i, f, o))
    return o * np.tanh(c), f * c + i * np.tanh(g)


@lstm_step.misconception("You returned c, h. The task asks for h first: return h, c.")
def in_the_other_order(W, U, b, x, h, c):
    i, f, g, o = np.split(W @ x + U @ h + b, 4)
    i, f, o = (1 / (1 + np.exp(-gate)) for gate in (i, f, o))
    c = f * c + i * np.tanh(g)
    return c, o * np.tanh(c)


@lstm_step.misconception("You return the hidden state alone. The memory goes on to the next step, too: return h, c.")
def one_of_two(W, U, b, x, h, c):
    return in_the_other_order(W, U, b, x, h, c)[1]


@lstm_step.misconception("The gates are sigmoids, between 0 and 1. Only g, and c when it is shown, go through tanh.")
def gates_with_tanh(W, U, b, x, h, c):
    i, f, g, o = np.tanh(np.split(W @ x + U @ h + b, 4))
    c = f * c + i * g
    return o * np.tanh(c), c


@lstm_step.misconception("i, f, and o must lie between 0 and 1: send their sums through the sigmoid first.")
def gates_without_sigmoid(W, U, b, x, h, c):
    i, f, g, o = np.split(W @ x + U @ h + b, 4)
    c = f * c + i * np.tanh(g)
    return o * np.tanh(c), c
