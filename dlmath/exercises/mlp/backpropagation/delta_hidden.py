"""delta_hidden: blame, handed one layer back."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    also=("whole", "long"),
    task="A layer has $k$ tanh units with sums `z`, of shape `(k,)`. The next layer has weights `W`, of shape `(m, "
    "k)`, and deltas `delta`, of shape `(m,)`. Return the $k$ deltas of the tanh layer.",
    hints=[
        "Start with one unit. Its activation goes into all m units of the next layer. What comes back from each "
        "of them?",
        "Unit j hears W[i, j] * delta[i] from every unit i: add those up. That is column j of W, and columns of W are "
        "rows of W.T. Then comes the slope of tanh at z[j].",
        "return (W.T @ delta) * (1 - np.tanh(z) ** 2)",
    ],
)
def delta_hidden(W, delta, z):
    """The deltas of a tanh layer, from those of the layer after it."""
    # Back along the arrows, which adds up over all listeners, and then through the activation.
    return (W.T @ delta) * (1 - np.tanh(z) ** 2)


@delta_hidden.cases
def cases(rng):
    return [
        (np.array([[2.0]]), np.array([3.0]), np.array([0.0])),
        (np.array([[2.0]]), np.array([3.0]), np.array([0.5])),
        (np.array([[1.0, 2.0], [3.0, 4.0]]), np.array([1.0, 10.0]), np.array([0.0, 0.0])),
        (np.array([[2.0, -1.0], [-2.0, 4.0]]), np.array([-0.1, 0.3]), np.array([0.5, -1.0])),
        (rng.normal(size=(2, 4)), rng.normal(size=2), rng.normal(size=4)),
        (rng.normal(size=(5, 3)), rng.normal(size=5), rng.normal(size=3)),
        (rng.normal(size=(30, 50)), rng.normal(size=30), rng.normal(size=50)),
    ]


@delta_hidden.edge_cases
def edge_cases(rng):
    return [
        (rng.normal(size=(3, 2)), np.zeros(3), rng.normal(size=2)),
        (np.array([[2, -1], [3, 4]]), np.array([1, -2]), np.array([1, -1])),
        (np.array([[1.0, 1.0], [-1.0, 1.0]]), np.array([2.0, 2.0]), np.array([0.3, 0.3])),
    ]


@delta_hidden.law("twice the blame in the next layer is twice the blame in this one")
def _(f, W, delta, z):
    return np.allclose(f(W, 2 * delta, z), 2 * np.asarray(f(W, delta, z)))


@delta_hidden.law("a unit whose outgoing weights are all 0 gets no blame")
def _(f, W, delta, z):
    cut = W.copy()
    cut[:, 0] = 0
    return f(cut, delta, z)[0] == 0


delta_hidden.instead_of(
    "(W.T @ delta) * (1 - np.tanh(z) ** 2)",
    {
        "W.T @ delta": "That is the blame that reaches the activations. It still has to pass through the tanh: "
        "multiply "
        "by its slope, 1 - np.tanh(z) ** 2.",
        "(W @ delta) * (1 - np.tanh(z) ** 2)": "W was not transposed. Backward, unit j collects over *column* j of W, "
        "and W @ delta adds along rows. Use W.T @ delta.",
        "W @ delta": "Two things: W has to be transposed, since unit j collects over column j, and the slope of "
        "tanh is "
        "missing.",
        "(W.T @ delta) * np.tanh(z)": "You multiplied by the activation. It should be the *slope* of tanh, 1 − tanh².",
        "(W.T @ delta) * (1 - z**2)": "The slope of tanh at z is 1 − tanh(z)². You squared the sum z itself.",
        "(W.T @ delta) * (1 - np.tanh(z))": "The slope of tanh is 1 − tanh², with the square.",
        "(W.T @ delta) * (1 - np.tanh(z)) ** 2": "The square belongs to tanh alone: 1 − tanh(z)².",
        "(W.T @ delta) * (1 + np.tanh(z) ** 2)": "The slope of tanh is 1 *minus* tanh².",
        "(W.T @ delta) * np.tanh(z) * (1 - np.tanh(z))": "a (1 − a) is the slope of the sigmoid. These are tanh units: "
        "1 − a².",
        "(W.T @ delta) * np.exp(-z) / (1 + np.exp(-z)) ** 2": "That is the slope of the sigmoid. These are tanh units: "
        "1 − tanh(z)².",
        "(W.T @ delta) * (z > 0)": "That is the slope of a ReLU. These are tanh units: 1 − tanh(z)².",
        "(np.linalg.pinv(W) @ delta) * (1 - np.tanh(z) ** 2)": "You inverted W. Backward, a layer multiplies by its "
        "*transpose*: the same weights, collected over the columns.",
        "np.sum(W, axis=0) * np.sum(delta) * (1 - np.tanh(z) ** 2)": "You added up the weights and the deltas "
        "separately. Each delta goes with its arrow: W[i, j] * delta[i], added over i.",
        "(W.T @ delta) * (1 - np.tanh(np.tanh(z)) ** 2)": "tanh was applied twice. The slope is taken at z: 1 − "
        "tanh(z)².",
        "(W.T @ delta) * (np.tanh(z) ** 2 - 1)": "The sign is wrong: the slope of tanh is 1 − tanh², never negative.",
        "W.T @ delta * z": "You multiplied by the sums. What belongs there is the slope of tanh at them.",
        "(W.T @ delta) / (1 - np.tanh(z) ** 2)": "You divided by the slope. Along a path, slopes multiply.",
        "W.T @ delta + (1 - np.tanh(z) ** 2)": "Along a path, slopes are multiplied, not added.",
        "np.sum(W, axis=0) * (1 - np.tanh(z) ** 2)": "The deltas of the next layer are missing: each weight is "
        "multiplied by the delta of the unit it leads to.",
        "np.sum(delta) * (1 - np.tanh(z) ** 2)": "The weights are missing: what unit i sends back along an arrow is "
        "W[i, j] * delta[i].",
        "np.sum(W.T @ delta) * (1 - np.tanh(z) ** 2)": "You added up over everything. Unit j hears only what "
        "comes back along "
        "*its* arrows: W[i, j] * delta[i], added over i.",
        "np.max(W.T * delta, axis=1) * (1 - np.tanh(z) ** 2)": "You kept the largest amount. What comes back "
        "along the arrows "
        "is added up.",
        "np.tanh(W.T @ delta)": "You sent the blame through tanh itself. On the way back it is multiplied by "
        "the *slope* of "
        "tanh at z, 1 − tanh(z)².",
        "(W.T @ delta + z) * (1 - np.tanh(z) ** 2)": "The sums z don't travel back. They only decide the slope "
        "of tanh.",
        "(W.T @ delta) / np.cosh(z)": "1 / cosh(z) is the square root of the slope of tanh, which is 1 / cosh(z)² = 1 "
        "− tanh(z)².",
        "np.prod(W.T * delta, axis=1) * (1 - np.tanh(z) ** 2)": "Along a path, slopes multiply. Across the "
        "paths from one unit, "
        "they are *added*.",
        "np.sum(W.T + delta, axis=1) * (1 - np.tanh(z) ** 2)": "Weight and delta are multiplied, not added: "
        "W[i, j] * delta[i].",
        "np.cumsum(W.T @ delta) * (1 - np.tanh(z) ** 2)": "Your sum carries over from one unit to the next. Start it "
        "at 0 for each unit.",
        "(1 - np.tanh(z) ** 2)": "Those are the slopes of tanh. Multiply them by what comes back from the next layer, "
        "W.T @ delta.",
        "np.sum((W.T @ delta) * (1 - np.tanh(z) ** 2))": "You added up the deltas of all units. Each has its "
        "own: return k "
        "numbers.",
        "np.abs(W.T @ delta) * (1 - np.tanh(z) ** 2)": "You dropped the sign. Blame has a sign, and blames from "
        "two units "
        "may cancel.",
        "(np.abs(W).T @ delta) * (1 - np.tanh(z) ** 2)": "You dropped the signs of the weights. A negative weight "
        "flips the sign of the blame.",
        "(W.T @ delta) * (1 - np.tanh(delta) ** 2)": "The slope of tanh is taken at the sums of this layer, z.",
        "(W.T @ delta) / len(delta) * (1 - np.tanh(z) ** 2)": "You took the mean over the next layer. Paths "
        "*add* up: no "
        "division.",
    },
)


@delta_hidden.misconception(
    "The slopes multiply the deltas of the next layer, before W is used. They belong to this layer: first W.T @ delta, "
    "then the slope."
)
def slopes_before_the_weights(W, delta, z):
    return W.T @ (delta * (1 - np.tanh(z) ** 2))


@delta_hidden.misconception(
    "The product was taken entry by entry and not added up: the result is a matrix. Each unit adds up what it hears "
    "from all units of the next layer."
)
def not_added_up(W, delta, z):
    return W.T * delta * (1 - np.tanh(z) ** 2)[:, None]


@delta_hidden.misconception(
    "The product was taken entry by entry and not added up: the result is a matrix. Each unit adds up what it hears "
    "from all units of the next layer: W.T @ delta."
)
def not_added_up_and_slopes_along_the_columns(W, delta, z):
    return W.T * delta * (1 - np.tanh(z) ** 2)


@delta_hidden.misconception("Only the first unit of the next layer was heard. Add up over all of them: W.T @ delta.")
def first_listener_alone(W, delta, z):
    return W[0] * delta[0] * (1 - np.tanh(z) ** 2)


@delta_hidden.misconception(
    "The loop overwrites what it has collected: only the last unit of the next layer is left. Add with +=."
)
def last_listener_alone(W, delta, z):
    return W[-1] * delta[-1] * (1 - np.tanh(z) ** 2)


@delta_hidden.misconception("The first unit of the next layer is left out: Python counts from 0, so range(len(delta)).")
def all_but_the_first_listener(W, delta, z):
    return W[1:].T @ delta[1:] * (1 - np.tanh(z) ** 2)


@delta_hidden.misconception(
    "The indices of W are swapped. W[i, j] leads from unit j of this layer to unit i of the next."
)
def swapped_indices(W, delta, z):
    found = np.zeros(len(z))
    for j in range(len(z)):
        for i in range(len(delta)):
            found[j] += W[j, i] * delta[i] * (1 - np.tanh(z[j]) ** 2)
    return found


@delta_hidden.misconception(
    "That is an outer product, each delta of the next layer with each slope. The weights are missing: first W.T "
    "@ delta."
)
def outer_product(W, delta, z):
    return np.outer(delta, 1 - np.tanh(z) ** 2)
