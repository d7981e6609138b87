"""flip_unit: the same network, in which one hidden unit says the opposite."""

import numpy as np

from dlmath.activations import sigmoid
from dlmath.exercises import exercise


@exercise(
    weight="hard",
    task="Hidden unit `k` has the activation $a_k$. Return new arrays `W1, b1, W2, b2` of a network in which that "
    "unit has $1 - a_k$ instead, and whose outputs stay the same for every input. All other hidden units stay as "
    "they are, and so do the arrays that were passed in. (Hidden units are sigmoids. The outputs may have any "
    "activation, so it is their inputs $\\mathbf z^{[2]} = W_2\\,\\mathbf a + \\mathbf b_2$ that must not change.)",
    hints=[
        "1 − σ(z) is σ(−z). Which numbers must change their sign so that z_k does?",
        "An output got w·a_k from the unit, and now gets the new weight times 1 − a_k. Which new weight has the right "
        "slope in a_k?",
        "w·a_k = w − w·(1 − a_k): the weight becomes −w, and the output's bias grows by the old w. Copy the arrays "
        "first.",
    ],
    also=("small",),
)
def flip_unit(W1, b1, W2, b2, k):
    """The same network, in which hidden unit k says the opposite."""
    W1, b1, W2 = W1.copy(), b1.copy(), W2.copy()
    # σ(−z) = 1 − σ(z): turn the signs of all that goes into the unit.
    W1[k] = -W1[k]
    b1[k] = -b1[k]
    # w a = w − w (1 − a): the bias of each output takes up the old w.
    b2 = b2 + W2[:, k]
    W2[:, k] = -W2[:, k]
    return W1, b1, W2, b2


def _network(rng, d, h, m):
    return rng.normal(size=(h, d)), rng.normal(size=h), rng.normal(size=(m, h)), rng.normal(size=m)


@flip_unit.cases
def cases(rng):
    W1, b1 = np.array([[2.0, -1.0], [3.0, 5.0]]), np.array([0.5, -7.0])
    W2, b2 = np.array([[4.0, -6.0], [1.0, 3.0]]), np.array([0.25, 2.0])
    return [
        (np.array([[2.0]]), np.array([3.0]), np.array([[4.0]]), np.array([1.0]), 0),
        (W1, b1, W2, b2, 1),
        (W1, b1, W2, b2, 0),
        (*_network(rng, 4, 3, 2), 2),
        (*_network(rng, 2, 3, 4), 1),
        (*_network(rng, 3, 3, 3), 0),
    ]


@flip_unit.edge_cases
def edge_cases(rng):
    W1, _, W2, _ = _network(rng, 3, 2, 2)
    return [
        (W1, np.zeros(2), W2, np.zeros(2), 1),
        (
            np.array([[2.0, 0.0], [1.0, 4.0]]),
            np.array([-7.0, 3.0]),
            np.array([[4.0, -6.0], [-4.0, 6.0]]),
            np.ones(2),
            1,
        ),
        (*_network(rng, 12, 20, 5), 19),
    ]


@flip_unit.law("the outputs stay the same")
def _(f, W1, b1, W2, b2, k):
    V1, c1, V2, c2 = f(W1, b1, W2, b2, k)
    X = np.linspace(-1, 1, 7 * W1.shape[1]).reshape(7, -1)
    before = sigmoid(X @ W1.T + b1) @ W2.T + b2
    after = sigmoid(X @ np.asarray(V1).T + c1) @ np.asarray(V2).T + c2
    return np.allclose(before, after)


@flip_unit.law("flipping twice gives back the old network")
def _(f, W1, b1, W2, b2, k):
    twice = f(*f(W1, b1, W2, b2, k), k)
    return all(np.allclose(x, y) for x, y in zip(twice, (W1, b1, W2, b2), strict=True))


flip_unit.instead_of(
    "b1[k] = -b1[k]",
    {
        "b1 = b1": "You flipped the signs of the unit's weights but not of its bias, so z doesn't become −z. Flip "
        "b1[k], too.",
        "b1 = -b1": "You flipped the biases of all hidden units. Only unit k is flipped: b1[k].",
        "b1[k] = 1 - b1[k]": "The *activation* becomes 1 − a. What goes in becomes −z, so the bias becomes −b1[k].",
    },
)
flip_unit.instead_of(
    "W1[k] = -W1[k]",
    {
        "W1 = W1": "The weights into the unit are unchanged. Flip the signs of row k of W1 as well as of b1[k].",
        "W1 = -W1": "You flipped the weights of all hidden units. Only row k is flipped.",
        "W1[k] = 1 - W1[k]": "The *activation* becomes 1 − a. For that, z becomes −z, so the row becomes −W1[k].",
    },
)
flip_unit.instead_of(
    "b2 = b2 + W2[:, k]",
    {
        "b2 = b2": "The slope is right, but the outputs are off by a constant: w·a = w − w·(1 − a). That w goes into "
        "b2.",
        "b2 = b2 - W2[:, k]": "The bias moves the wrong way: w·a = w − w·(1 − a), so each output's bias grows by the "
        "*old* w. (Did you flip W2 first, and then add its column?)",
        "b2 = -b2": "The biases of the outputs don't change their sign. Each grows by the old weight of unit k.",
        "b2 = b2 + W2.sum(axis=1)": "You added the weights of all hidden units. Only unit k was flipped: W2[:, k].",
        "b2 = b2 + W2[:, k].sum()": "Each output has a weight of its own for unit k. Add the column W2[:, k], not "
        "its sum.",
        "b2 = b2.copy(); b2[k] += W2[k, k]": "Only one output's bias has changed. Every output gets w·a from unit k, "
        "so each bias grows by its own w: b2 + W2[:, k].",
        "b2 = b2 + 1": "What each output is missing isn't 1 but its weight for unit k, W2[:, k].",
        "b2 = b2 + 2 * W2[:, k]": "That is too much by a factor of 2: w·a = w − w·(1 − a), so add w once.",
        "b2 = b2 + W2[:, k] * b1[k]": "The bias of the hidden unit plays no part here. Add w itself: W2[:, k].",
        "b2 += W2[:, k]": "The values are right, but += writes into the caller's b2. Write b2 = b2 + ….",
        "b2 = b2 - W2[:, k] * 0.5": "You took σ(0) = ½ for the activation. But w·a = w − w·(1 − a) holds for every "
        "activation: add w.",
    },
)
flip_unit.instead_of(
    "W2[:, k] = -W2[:, k]",
    {
        "W2 = W2": "The unit says the opposite now, but its weights to the outputs are the old ones. They become −w.",
        "W2 = -W2": "You flipped all weights of the outputs. Only those of unit k, column k of W2, are flipped.",
        "W2[:, k] = 1 - W2[:, k]": "The weight becomes −w, not 1 − w. It is the activation that becomes 1 − a.",
    },
)
flip_unit.instead_of(
    "W1, b1, W2 = W1.copy(), b1.copy(), W2.copy()",
    {
        "pass": "The values are right, but W1[k] = … writes into the arrays that were passed in. Copy them first.",
    },
)


@flip_unit.misconception(
    "Row k of W2 belongs to output k. The weights that leave hidden unit k are in *column* k: W2[:, k]."
)
def row_of_the_second(W1, b1, W2, b2, k):
    W1, b1, W2 = W1.copy(), b1.copy(), W2.copy()
    W1[k], b1[k] = -W1[k], -b1[k]
    b2 = b2 + W2[k]
    W2[k] = -W2[k]
    return W1, b1, W2, b2


@flip_unit.misconception(
    "Column k of W1 holds the weights from *input* k. What goes into hidden unit k is in row k: W1[k]."
)
def column_of_the_first(W1, b1, W2, b2, k):
    W1, b1, W2 = W1.copy(), b1.copy(), W2.copy()
    i = min(k, W1.shape[1] - 1)
    W1[:, i], b1[k] = -W1[:, i], -b1[k]
    b2 = b2 + W2[:, k]
    W2[:, k] = -W2[:, k]
    return W1, b1, W2, b2


@flip_unit.misconception("The outputs are unchanged, but you flipped every hidden unit. Only unit k says the opposite.")
def flips_all(W1, b1, W2, b2, k):
    return -W1, -b1, -W2, b2 + W2.sum(axis=1)


@flip_unit.misconception(
    "You flipped all signs. Only unit k is flipped: row k of W1, entry k of b1, column k of W2. And the outputs "
    "are off by a constant, which goes into b2."
)
def all_signs(W1, b1, W2, b2, k):
    return -W1, -b1, -W2, b2


@flip_unit.misconception("You flipped the unit before it. k counts from 0, as Python does.")
def counts_from_one(W1, b1, W2, b2, k):
    return flip_unit.reference(W1, b1, W2, b2, k - 1)


@flip_unit.misconception(
    "It is the *activation* that becomes 1 − a, not the weights. For that, z becomes −z: flip the signs of W1[k] "
    "and b1[k]."
)
def one_minus_weights(W1, b1, W2, b2, k):
    W1 = W1.copy()
    W1[k] = 1 - W1[k]
    return W1, b1, W2, b2


@flip_unit.misconception(
    "The outputs are ready for 1 − a, but the unit still says a. Flip the signs of what goes into it: W1[k] and b1[k]."
)
def flips_the_outputs_only(W1, b1, W2, b2, k):
    _, _, W2, b2 = flip_unit.reference(W1, b1, W2, b2, k)
    return W1, b1, W2, b2


@flip_unit.misconception(
    "Only the weights into the unit have changed. Its bias must change sign, too, and the outputs must make up for "
    "it: column k of W2, and b2."
)
def flips_the_row_only(W1, b1, W2, b2, k):
    W1 = W1.copy()
    W1[k] = -W1[k]
    return W1, b1, W2, b2
