"""backward: the whole walk back through a network of tanh layers."""

import numpy as np

from dlmath import mlp
from dlmath.exercises import exercise


@exercise(
    weight="hard",
    task='Write the whole backward pass. `params` is a list with a dictionary for each layer: `params[0]["W"]` and '
    '`params[0]["b"]` belong to layer 1. All layers use tanh, except for the last one, which has no activation. `Z` '
    'and `A` come from the forward pass: `A[0]` is the batch, `Z[i] = A[i] @ params[i]["W"].T + params[i]["b"]`, and '
    "`A[i + 1]` is `np.tanh(Z[i])`, or `Z[i]` itself for the last layer. `G`, of shape `(n, outputs)`, is the "
    "gradient of the loss with respect to the output. Return a list built like `params`, but with the gradients in "
    "it.",
    hints=[
        "The last layer has no activation, so its delta is G itself. Go through the layers from the last to the first, "
        "and keep the current delta in a variable.",
        "For each layer: first use delta (with A[i]) for the gradients of W and b. Then, unless it is the first layer, "
        "move delta down: times this layer's W, then times the slope of tanh at Z[i - 1].",
        'delta = (delta @ params[i]["W"]) * (1 - np.tanh(Z[i - 1]) ** 2). At the end, reverse the list: found[::-1].',
    ],
    also=(),
)
def backward(params, Z, A, G):
    """A list of {"W": …, "b": …} with the gradients of all layers."""
    delta, found = G, []
    for i in reversed(range(len(params))):
        found.append({"W": delta.T @ A[i], "b": np.sum(delta, axis=0)})
        # One layer down: back through this layer's weights, then through the tanh below them.
        if i > 0:
            delta = (delta @ params[i]["W"]) * (1 - np.tanh(Z[i - 1]) ** 2)
    return found[::-1]


def _activations(params):
    return ["tanh"] * (len(params) - 1) + ["identity"]


def _example(rng, widths, n, size=1.0):
    params = [
        {"W": size * rng.normal(size=(m, d)), "b": rng.normal(size=m)} for m, d in zip(widths[1:], widths, strict=False)
    ]
    Z, A = mlp.forward(params, rng.normal(size=(n, widths[0])), _activations(params))
    return params, Z, A, rng.normal(size=(n, widths[-1]))


def _whole(X, *layers):
    params = [{"W": np.array(W), "b": np.array(b)} for W, b in layers]
    return params, *mlp.forward(params, np.array(X), _activations(params))


@backward.cases
def cases(rng):
    return [
        (*_whole([[1.0, 2.0]], ([[3.0, -1.0]], [0.5])), np.array([[2.0]])),
        (*_whole([[1.0], [-2.0]], ([[0.5]], [0.0]), ([[2.0]], [1.0])), np.array([[1.0], [3.0]])),
        _example(rng, [2, 3, 2], 4, 0.7),
        _example(rng, [3, 3, 3, 3], 3, 0.6),
        _example(rng, [2, 4, 3, 2], 5, 0.5),
        _example(rng, [4, 3, 5, 3, 2], 6, 0.5),
    ]


@backward.edge_cases
def edge_cases(rng):
    params, Z, A, G = _example(rng, [3, 2, 2], 3)
    return [
        (params, Z, A, 0 * G),
        (params, Z, A, 1e-8 * G),
        (params, Z, A, 1e6 * G),
        (
            *_whole([[1, 2], [0, 1], [3, 1]], ([[1, 0], [0, -1]], [0, 1]), ([[2, 1]], [1])),
            np.array([[1.0], [2.0], [-1.0]]),
        ),
        _example(rng, [2, 3, 1], 1),
        _example(rng, [2, 2, 2], 200),
        _example(rng, [2] * 9, 3),
    ]


@backward.law("doubling G doubles all gradients")
def _(f, params, Z, A, G):
    once, twice = f(params, Z, A, G), f(params, Z, A, 2 * G)
    return all(np.allclose(2 * o[k], t[k], rtol=1e-9, atol=0) for o, t in zip(once, twice, strict=True) for k in o)


@backward.law("it agrees with dlmath.mlp.backward")
def _(f, params, Z, A, G):
    theirs = mlp.backward(params, Z, A, G, _activations(params))
    size = 1e-9 * (1 + np.abs(G).max())
    return all(
        np.allclose(mine[k], right[k], rtol=1e-7, atol=size)
        for mine, right in zip(f(params, Z, A, G), theirs, strict=True)
        for k in right
    )


backward.instead_of(
    '(delta @ params[i]["W"]) * (1 - np.tanh(Z[i - 1]) ** 2)',
    {
        'delta @ params[i]["W"]': "The slope of the activation is missing: multiply the delta that comes down by 1 − "
        "tanh² at Z[i - 1]. (Without it a network still learns, so you might never notice.)",
        '(delta @ params[i]["W"]) * np.tanh(Z[i - 1])': "You multiplied by tanh itself. The delta is multiplied by "
        "its *slope*, 1 − tanh².",
        '(delta @ params[i]["W"]) * (1 - np.tanh(Z[i - 1]))': "The square is missing: the slope of tanh is 1 − tanh².",
        '(delta @ params[i]["W"]) * (1 - Z[i - 1] ** 2)': "1 − z² is not the slope: it is 1 − a², with a = tanh(z), "
        "which is A[i].",
        '(delta @ params[i]["W"]) * (1 - np.tanh(A[i]) ** 2)': "A[i] is tanh(Z[i - 1]) already, so you took tanh "
        "twice. The slope is 1 − A[i]².",
        '(delta @ params[i]["W"]) * (1 + np.tanh(Z[i - 1]) ** 2)': "The slope of tanh is 1 *minus* tanh²: the "
        "closer tanh is to 1 or −1, the flatter it gets.",
        '(delta @ params[i]["W"]) * A[i] * (1 - A[i])': "a(1 − a) is the slope of the sigmoid. That of tanh is 1 − a².",
        '(delta @ params[i]["W"]) * (Z[i - 1] > 0)': "That is the slope of a ReLU. The layers here use tanh: 1 "
        "− tanh².",
        '-(delta @ params[i]["W"]) * (1 - np.tanh(Z[i - 1]) ** 2)': "The sign flips from layer to layer. No minus "
        "belongs here.",
        '(delta @ params[i]["W"]) / len(G) * (1 - np.tanh(Z[i - 1]) ** 2)': "You divided by n on the way down. The 1/n "
        "of a mean loss is already in G.",
        'delta @ params[i]["W"].T': "The slope is missing, and on the way back a batch meets W itself, not W.T.",
        "delta": "The same delta is used for all layers. Move it down: times W, then times the slope of tanh.",
        'G @ params[i]["W"] * (1 - np.tanh(Z[i - 1]) ** 2)': "Every layer starts again from G. Continue with the "
        "delta of the layer above.",
    },
)
backward.instead_of(
    "delta.T @ A[i]",
    {
        "A[i].T @ delta": "The gradients of the weights are transposed. W has its units in the rows: delta.T @ A[i]. "
        "(In a square layer, the shape doesn't give it away.)",
        "(A[i].T @ delta).reshape(delta.shape[1], A[i].shape[1])": "reshape makes the shape of W's gradients right, "
        "but it leaves the numbers in the order of the transposed ones. Transpose instead: delta.T @ A[i].",
        "A[i].T @ delta if A[i].shape[1] == delta.shape[1] else delta.T @ A[i]": "In square layers, the gradients of "
        "the weights are transposed. The shape doesn't give it away there: write delta.T @ A[i] for every layer.",
        "delta @ A[i].T": "That compares examples with each other. The sum must go over the examples, so n belongs in "
        "the middle: delta.T @ A[i].",
        "delta.T @ A[i] / len(G)": "You divided by n. The 1/n of a mean loss is already in G: add up.",
        "-delta.T @ A[i]": "The sign is wrong. Return the gradient itself; the minus belongs to the step.",
        "np.outer(delta[0], A[i][0])": "That is the first example alone. The matrix product adds up all of them: "
        "delta.T @ A[i].",
        "np.outer(np.sum(delta, axis=0), np.sum(A[i], axis=0))": "You added up before you multiplied, so the examples "
        "mix. Write delta.T @ A[i].",
    },
)
backward.instead_of(
    "np.sum(delta, axis=0)",
    {
        "np.mean(delta, axis=0)": "The gradients of the biases are means. The 1/n is already in G: np.sum(delta, "
        "axis=0).",
        "np.sum(delta, axis=1)": "You added up the units of each example. Each unit has a bias of its own: axis=0.",
        "np.sum(delta)": "You added up everything. Each unit has a bias of its own: axis=0.",
        "np.sum(delta, axis=0, keepdims=True)": "The gradient of b has the shape of b: leave out keepdims.",
        "delta": "Each bias is used once for every example: np.sum(delta, axis=0).",
        "delta[0]": "That is the first example alone: np.sum(delta, axis=0).",
    },
)
backward.instead_of(
    "return found[::-1]",
    {
        "return found": "The list is in the order of the walk, last layer first. Reverse it with [::-1].",
        "return found[::-1][:1]": "Only the first layer's gradients come back. Return those of all layers.",
        "return found[:1]": "You returned after the last layer. The return belongs after the loop.",
        'return [(layer["W"], layer["b"]) for layer in found[::-1]]': 'Return dictionaries, as in params: {"W": …, '
        '"b": …}.',
        "return [{k: layer[k] - g[k] for k in g} for layer, g in zip(params, found[::-1])]": "You returned weights "
        "after a step. Return the gradients.",
    },
)


ONE_SLOPE_MISSING = (
    "The slope of the activation is missing in one of the layers. Each time delta moves down, it is multiplied by the "
    "slope of the layer where it arrives: 1 − A[i]², for every i above 0."
)
AT_THE_OUTPUT = "The output has no activation, so its delta is G itself. You multiplied G by the slope of tanh."


def _on_the_way(
    message,
    down=lambda d, p, Z, A, i: (d @ p[i]["W"]) * (1 - A[i] ** 2),
    incoming=lambda Z, A: A,
    at_the_output=lambda Z: 1,
):
    """Declare a walk back in which delta begins or comes down in another way, or meets other inputs."""

    def wrong(params, Z, A, G):
        delta, found = G * at_the_output(Z[-1]), []
        for i in reversed(range(len(params))):
            found.append({"W": delta.T @ incoming(Z, A)[i], "b": np.sum(delta, axis=0)})
            if i > 0:
                delta = down(delta, params, Z, A, i)
        return found[::-1]

    backward.misconception(message)(wrong)


_on_the_way(AT_THE_OUTPUT, at_the_output=lambda Z: 1 - np.tanh(Z) ** 2)
_on_the_way(AT_THE_OUTPUT, at_the_output=lambda Z: 1 - Z**2)
_on_the_way(
    "You multiplied by the slope at the output, which has no activation, and not at the hidden layers, which have one. "
    "The first delta is G. Each time it moves down, multiply it by 1 − A[i]².",
    down=lambda d, p, Z, A, i: d @ p[i]["W"],
    at_the_output=lambda Z: 1 - np.tanh(Z) ** 2,
)
_on_the_way(ONE_SLOPE_MISSING, lambda d, p, Z, A, i: (d @ p[i]["W"]) * (1 - A[i] ** 2 if i > 1 else 1))
_on_the_way(ONE_SLOPE_MISSING, lambda d, p, Z, A, i: (d @ p[i]["W"]) * (1 - A[i] ** 2 if i == len(p) - 1 else 1))
_on_the_way(
    "The slope is taken at the wrong layer: a layer's delta goes with Z of the same layer. In the code, that is "
    "Z[i - 1] for the layer below params[i].",
    lambda d, p, Z, A, i: (d @ p[i]["W"]) * (1 - np.tanh(Z[i]) ** 2),
)
_on_the_way(
    "The slope is taken at the layer that delta leaves. It belongs to the layer where delta arrives: 1 − A[i]².",
    lambda d, p, Z, A, i: (d @ p[i]["W"]) * (1 - A[i + 1] ** 2),
)
_on_the_way(
    "The slope is taken one layer too low. Delta arrives at the layer whose output is A[i]: 1 − A[i]².",
    lambda d, p, Z, A, i: (d @ p[i]["W"]) * (1 - A[i - 1] ** 2),
)
_on_the_way(
    "You multiplied by a slope before delta went through the weights. First times W, then times the slope of the layer "
    "where delta arrives: 1 − A[i]².",
    lambda d, p, Z, A, i: (d * (1 - A[i + 1] ** 2)) @ p[i]["W"],
)
_on_the_way(
    "The weights are missing on the way down: a unit is blamed through the weights that lead out of it, delta @ "
    'params[i]["W"].',
    lambda d, p, Z, A, i: d * (1 - A[i] ** 2),
)
_on_the_way(
    "On the way back, a batch is multiplied by W itself. You used W.T, the way forward, which fits only in square "
    "layers.",
    lambda d, p, Z, A, i: (d @ p[i]["W"].T) * (1 - A[i] ** 2),
)
_on_the_way(
    "You used the weights of the layer below. Delta comes down through the weights of the layer it has just left: "
    'params[i]["W"].',
    lambda d, p, Z, A, i: (d @ p[i - 1]["W"]) * (1 - A[i] ** 2),
)
_on_the_way(
    "The weights are paired with what comes *out* of their layer, A[i + 1]. They multiply what comes in: A[i].",
    incoming=lambda Z, A: A[1:],
)
_on_the_way(
    "The weights are paired with Z, from before the activation. They multiply what comes in after it: A[i].",
    incoming=lambda Z, A: [A[0], *Z],
)


@backward.misconception(
    "You moved delta down before you used it. First compute this layer's gradients, then move down."
)
def moves_before_using(params, Z, A, G):
    delta, found = G, []
    for i in reversed(range(len(params))):
        if i > 0:
            delta = (delta @ params[i]["W"]) * (1 - np.tanh(Z[i - 1]) ** 2)
        found.append({"W": delta.T @ A[i], "b": np.sum(delta, axis=0)})
    return found[::-1]


backward.misconception(
    "The first layer's gradients are missing: range(len(params)) goes down to 0, and layer 1 is params[0]."
)(lambda *walk: backward.reference(*walk)[1:])


def _late(message, *sloped):
    """Declare a walk back with each slope in its own turn, and only for W, for b, and for what goes on down."""

    def wrong(params, Z, A, G):
        delta, found = G, []
        for i in reversed(range(len(params))):
            full = delta if i == len(params) - 1 else delta * (1 - A[i + 1] ** 2)
            for_W, for_b, onward = (full if yes else delta for yes in sloped)
            found.append({"W": for_W.T @ A[i], "b": np.sum(for_b, axis=0)})
            delta = onward @ params[i]["W"]
        return found[::-1]

    backward.misconception(message)(wrong)


_late(
    "The slope comes too late: a layer's gradients are taken from a delta that has not been multiplied by it yet. "
    "Multiply by the slope as soon as delta has come down through W.",
    *(False, False, True),
)
_late(
    "The slope of the activation is missing in the gradients of b. They use the same delta as those of W.",
    *(True, False, True),
)
_late(
    "The slope of the activation is missing in the gradients of W. They use the same delta as those of b.",
    *(False, True, True),
)
_late(
    "The slope of the activation is in the gradients, but not in the delta that goes on down. Multiply delta itself.",
    *(True, True, False),
)
