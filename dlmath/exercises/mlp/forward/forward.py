"""forward: layer after layer, with a ReLU after each but the last."""

import itertools

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="Return the output of an MLP for a batch `X` of shape `(n, d)`. `layers` is a list of pairs `(W, b)`, first "
    "layer first. Each layer is followed by a ReLU, except the last, which has no activation.",
    hints=[
        "Keep one array A, which starts as X, and let each layer replace it.",
        "A layer computes Z = A @ W.T + b. Then A = np.maximum(Z, 0), unless it is the last layer.",
        "Loop over layers[:-1] with the ReLU. After the loop, use layers[-1] without it.",
    ],
)
def forward(X, layers):
    """The output of a network of ReLU layers, for a batch."""
    A = X
    for W, b in layers[:-1]:
        # One example in each row, so the weights are multiplied from the right, transposed.
        A = np.maximum(A @ W.T + b, 0)
    # The last layer has no activation: its outputs may be negative.
    W, b = layers[-1]
    return A @ W.T + b


@forward.cases
def cases(rng):
    X = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
    xor = [(np.array([[1.0, 1.0], [1.0, 1.0]]), np.array([0.0, -1.0])), (np.array([[1.0, -2.0]]), np.array([-0.5]))]

    def random(*widths):
        return [(rng.normal(size=(m, n)), rng.normal(size=m)) for n, m in itertools.pairwise(widths)]

    return [
        (np.array([[3.0]]), [(np.array([[2.0]]), np.array([-7.0]))]),
        (np.array([[1.0, 2.0]]), [(np.array([[1.0, -3.0], [2.0, 5.0]]), np.array([0.5, -20.0]))]),
        (
            np.array([[1.0, 2.0]]),
            [(np.array([[1.0, -3.0], [2.0, 5.0]]), np.array([0.5, 1.5])), (np.array([[3.0, -4.0]]), np.array([7.0]))],
        ),
        (X, xor),
        (rng.normal(size=(3, 2)), random(2, 2, 2)),
        (rng.normal(size=(5, 3)), random(3, 4, 2)),
        (rng.normal(size=(4, 3)), random(3, 3, 3, 3)),
        (rng.normal(size=(2, 4)), random(4, 6, 5, 3)),
        (rng.normal(size=(6, 2)), random(2, 5, 4, 3, 2, 1)),
    ]


@forward.edge_cases
def edge_cases(rng):
    many = [(rng.normal(size=(4, 4)) / 2, rng.normal(size=4)) for _ in range(20)]
    return [(rng.normal(size=(3, 4)), many), (np.zeros((2, 3)), [(np.ones((2, 3)), np.array([-1.0, 1.0]))])]


@forward.law("each example is treated as if it were alone")
def _(f, X, layers):
    return np.allclose(f(X, layers), np.concatenate([f(X[i : i + 1], layers) for i in range(len(X))]))


@forward.law("doubling the last layer doubles the output")
def _(f, X, layers):
    W, b = layers[-1]
    return np.allclose(f(X, [*layers[:-1], (2 * W, 2 * b)]), 2 * np.asarray(f(X, layers)))


forward.instead_of(
    "    return A @ W.T + b",
    {
        "    return np.maximum(A @ W.T + b, 0)": "The last layer got a ReLU, too. It has no activation: its outputs "
        "may be "
        "negative.",
        "    return A @ W.T": "The bias of the last layer is missing. Every layer adds its b.",
        "    return A": "The last layer is missing: you returned what goes into it.",
        "    return A @ W.T - b": "You subtracted the last bias. Add it.",
        "    return (A @ W.T + b)[0]": "You returned the first example only. Return one row for each.",
        "    return (A @ W.T + b)[:, 0]": "You returned only the first output. Keep one row for each example, with one "
        "number for each unit of the last layer.",
        "    return np.argmax(A @ W.T + b, axis=1)": "You returned the index of the largest output. Return the "
        "outputs.",
        "    return 1 / (1 + np.exp(-(A @ W.T + b)))": "You sent the output through a sigmoid. The last layer has no "
        "activation.",
    },
)
forward.instead_of(
    "A = np.maximum(A @ W.T + b, 0)",
    {
        "A = A @ W.T + b": "There is no ReLU between the layers, so all of them merge into one. Put np.maximum(…, 0) "
        "around each layer but the last.",
        "A = np.maximum(A @ W.T, 0) + b": "You cut off first and added the bias afterward. The bias belongs inside: it "
        "moves the line at which the unit switches on.",
        "A = np.maximum(A @ W.T, 0)": "The biases of the hidden layers are missing. Add b before the ReLU.",
        "A = np.maximum(X @ W.T + b, 0)": "Each layer reads X again, so only the last hidden layer counts. A layer "
        "reads "
        "what the one before it made: use A.",
        "A = np.maximum(A @ W + b, 0)": "You multiplied by W without the transpose. Row i of W holds the weights of "
        "unit i: "
        "A @ W.T.",
        "A = A @ np.maximum(W.T, 0) + b": "You cut off the weights. A ReLU cuts off what comes out of the layer, "
        "A @ W.T + b.",
        "A = np.minimum(A @ W.T + b, 0)": "That keeps the negative part. A ReLU is np.maximum(…, 0).",
        "A = np.abs(A @ W.T + b)": "That is a fold. A ReLU cuts negative values off: np.maximum(…, 0).",
        "A = np.maximum(A, 0) @ W.T + b": "You cut off what goes into a layer, not what comes out of it. So the inputs "
        "themselves lose their negative part, and the ReLU before the last layer is missing.",
        "A = np.maximum(A @ W.T - b, 0)": "You subtracted the bias. Add it.",
        "A = 1 / (1 + np.exp(-(A @ W.T + b)))": "That is a sigmoid. A ReLU is np.maximum(…, 0).",
        "A = (A @ W.T + b > 0) * 1.0": "You turned each unit into a switch, 0 or 1. A ReLU keeps the value of z where "
        "it is positive: np.maximum(…, 0).",
        "A = np.maximum(A @ W.T + b, 1)": "You cut off at 1. A ReLU cuts off at 0: np.maximum(…, 0).",
        "A = np.maximum(A @ W.T + b[:, None], 0)": "You made b a column, so it is added along the examples. It "
        "belongs to the "
        "units, the last axis: leave it as it is.",
        "A = np.tanh(A @ W.T + b)": "That is a tanh. A ReLU is np.maximum(…, 0).",
        "A = np.max(A @ W.T + b, axis=0)": "np.max finds the largest entry. np.maximum(Z, 0) compares each entry with "
        "0.",
    },
)


@forward.misconception(
    "You always use the first layer and the last one. A network may have more layers in between, or only one: go "
    "through "
    "the list in a loop."
)
def two_layers_only(X, layers):
    (W, b), (V, c) = layers[0], layers[-1]
    return np.maximum(X @ W.T + b, 0) @ V.T + c


@forward.misconception(
    "Every layer in your loop reads X, even the last one, so only one layer counts. A layer reads what the one before "
    "it made: keep that in A."
)
def every_layer_reads_the_input(X, layers):
    for W, b in layers:
        Z = X @ W.T + b
    return Z


@forward.misconception(
    "You cut off what goes into each layer, so X loses its negative part as well. A ReLU comes *after* a layer: X goes "
    "into the first one as it is."
)
def relu_of_the_input(X, layers):
    return forward(np.maximum(X, 0), layers)


@forward.misconception("You stop after the first layer. Is the return inside the loop?")
def returns_inside_the_loop(X, layers):
    for W, b in layers:
        return np.maximum(X @ W.T + b, 0)


@forward.misconception("Your layers run in reverse order. The first one in the list is the one that reads X.")
def last_layer_first(X, layers):
    return forward(X, layers[::-1])


@forward.misconception(
    "For a batch, W @ A mixes the examples with one another. Rows are multiplied from the right: A @ W.T."
)
def from_the_left(X, layers):
    A = X
    for W, b in layers[:-1]:
        A = np.maximum(W @ A + b, 0)
    W, b = layers[-1]
    return W @ A + b


@forward.misconception(
    "The numbers are right for a network of columns: you transposed X and never went back. Examples stay in rows: A @ "
    "W.T + b."
)
def in_columns(X, layers):
    A = X.T
    for W, b in layers[:-1]:
        A = np.maximum(W @ A + b[:, None], 0)
    W, b = layers[-1]
    return W @ A + b[:, None]


@forward.misconception("The last layer got a ReLU, and there is none before it. It is the other way around.")
def relu_only_at_the_end(X, layers):
    A = X
    for W, b in layers:
        A = A @ W.T + b
    return np.maximum(A, 0)


@forward.misconception("There is no transpose anywhere. Row i of W holds the weights of unit i: A @ W.T + b.")
def never_transposed(X, layers):
    A = X
    for W, b in layers[:-1]:
        A = np.maximum(A @ W + b, 0)
    W, b = layers[-1]
    return A @ W + b


@forward.misconception("You forgot all biases. Each layer computes A @ W.T + b.")
def no_biases(X, layers):
    return forward(X, [(W, 0 * b) for W, b in layers])


@forward.misconception(
    "There is no activation at all, and the biases are missing. Each layer computes A @ W.T + b, and a "
    "ReLU follows each but the last."
)
def linear_without_biases(X, layers):
    A = X
    for W, _ in layers:
        A = A @ W.T
    return A


@forward.misconception(
    "The last layer ran twice: once in the loop, with its ReLU, and once more after it. Loop over layers[:-1]."
)
def last_layer_twice(X, layers):
    A = X
    for W, b in layers:
        A = np.maximum(A @ W.T + b, 0)
    return A @ W.T + b


@forward.misconception(
    "The ReLU before the last layer is missing. Only the last layer goes without one: if you count, the layers with a "
    "ReLU "
    "are those with i < len(layers) - 1."
)
def no_relu_before_the_last(X, layers):
    A = X
    for i, (W, b) in enumerate(layers):
        A = A @ W.T + b
        if i < len(layers) - 2:
            A = np.maximum(A, 0)
    return A


@forward.misconception("The first layer has no ReLU, but the last one does. Only the last one goes without.")
def no_relu_after_the_first(X, layers):
    A = X
    for i, (W, b) in enumerate(layers):
        A = A @ W.T + b
        if i > 0:
            A = np.maximum(A, 0)
    return A


@forward.misconception("You returned a list with the activations of every layer. Return only the last one.")
def returns_all_activations(X, layers):
    A = [X]
    for W, b in layers[:-1]:
        A.append(np.maximum(A[-1] @ W.T + b, 0))
    W, b = layers[-1]
    return [*A, A[-1] @ W.T + b]


@forward.misconception("You returned a list with the activations of every layer. Return only the last one.")
def returns_all_activations_but_the_input(X, layers):
    return returns_all_activations(X, layers)[1:]


@forward.misconception(
    "The first layer is missing, and the last one got a ReLU. Python counts from 0, and the first layer is layers[0]."
)
def without_the_first(X, layers):
    A = X
    for W, b in layers[1:]:
        A = np.maximum(A @ W.T + b, 0)
    return A


@forward.misconception("The first layer is missing. Python counts from 0, so the first layer is layers[0].")
def starts_at_the_second(X, layers):
    return forward(X, layers[1:]) if len(layers) > 1 else X
