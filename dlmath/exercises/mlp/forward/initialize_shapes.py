"""initialize_shapes: widths say every shape."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="warm-up",
    task="`widths` lists the number of inputs, then the number of units in each layer, such as `[2, 4, 1]`. Return a "
    "list "
    "with a pair for each layer: the shape of its weights and the shape of its biases, as tuples.",
    hints=[
        "Three widths make two layers. Each layer joins two neighbors in the list.",
        "W has a row for each unit of the layer and a column for each unit before it: (n_out, n_in). b is (n_out,).",
        "for k in range(len(widths) - 1): append ((widths[k + 1], widths[k]), (widths[k + 1],)) to a list.",
    ],
    also=(),
)
def initialize_shapes(widths):
    """For each layer, the shapes of its weights and its biases."""
    shapes = []
    for k in range(len(widths) - 1):
        n_in, n_out = widths[k], widths[k + 1]
        # (outputs, inputs), and one bias for each output.
        shapes.append(((n_out, n_in), (n_out,)))
    return shapes


@initialize_shapes.cases
def cases(rng):
    return [
        ([3, 2],),
        ([2, 4, 1],),
        ([12, 3, 2],),
        ([784, 128, 64, 10],),
        ([5, 1, 7, 3, 9, 2],),
        ([int(n) for n in rng.integers(2, 30, size=5)],),
    ]


@initialize_shapes.edge_cases
def edge_cases(rng):
    return [([4],), ([1, 1],), ([10] * 30,)]


@initialize_shapes.law(
    "the layers are the one between the first two widths, then those of the widths from the second on"
)
def _(f, widths):
    return len(widths) < 3 or list(f(widths)) == list(f(widths[:2])) + list(f(widths[1:]))


initialize_shapes.instead_of(
    "((n_out, n_in), (n_out,))",
    {
        "((n_in, n_out), (n_out,))": "Your weights are transposed. W has a row for each unit of the layer: (outputs, "
        "inputs).",
        "((n_in, n_out), (n_in,))": "Inputs and outputs are swapped. W has the shape (outputs, inputs), and b the "
        "shape "
        "(outputs,).",
        "((n_out, n_in), (n_in,))": "A bias belongs to a unit of the layer, not to an input: b has the shape (n_out,).",
        "((n_out, n_in), n_out)": "The shape of the biases should be a tuple. A tuple with one entry needs a comma: "
        "(n_out,).",
        "((n_out, n_in), (n_out, 1))": "You made the biases a column. They are a plain vector, of shape (n_out,).",
        "((n_out, n_in), (1, n_out))": "You made the biases a row. They are a plain vector, of shape (n_out,).",
        "((n_out, n_in), (1,))": "Each unit has its own bias: the shape is (n_out,).",
        "(n_out, n_in)": "The shapes of the biases are missing.",
        "(n_out, n_in, n_out)": "You put three numbers side by side. Return a pair of shapes: ((n_out, n_in), "
        "(n_out,)).",
        "[(n_out, n_in), (n_out,), n_in]": "There is one number too many. Return the shape of W and the shape of b.",
        "((n_out, n_in + 1), (n_out,))": "You counted the bias as one more input. It has an array of its own.",
        "(n_out * n_in, n_out)": "These are numbers of entries. Return the shapes.",
        "(n_in + 1) * n_out": "That is the number of parameters in each layer. Return their two shapes.",
        '{"W": (n_out, n_in), "b": (n_out,)}': "You made a dictionary for each layer. Return a pair: the shape of its "
        "weights, then that of its biases.",
        "((n_out,), (n_out, n_in))": "The two shapes are swapped: weights first, then biases.",
    },
)
initialize_shapes.instead_of(
    "range(len(widths) - 1)",
    {
        "range(1, len(widths) - 1)": "The first layer is missing. Python counts from 0, so the loop starts at 0.",
        "range(len(widths) - 2)": "The last layer is missing. n widths have n − 1 layers between them: "
        "range(len(widths) - 1).",
    },
)


@initialize_shapes.misconception(
    "You gave a layer to the inputs, too. They compute nothing: n widths make n − 1 layers."
)
def a_layer_for_the_inputs(widths):
    return [((widths[k], widths[k - 1]), (widths[k],)) for k in range(len(widths))]


@initialize_shapes.misconception("You return after the first layer. Move the return to the left, below the loop.")
def returns_inside_the_loop(widths):
    for k in range(len(widths) - 1):
        return [((widths[k + 1], widths[k]), (widths[k + 1],))]
    return []


@initialize_shapes.misconception("Every layer reads the inputs in your list. A layer reads the layer before it.")
def all_read_the_inputs(widths):
    return [((n, widths[0]), (n,)) for n in widths[1:]]


@initialize_shapes.misconception(
    "You put all shapes in one long list. Return one entry for each layer: a pair of two shapes."
)
def one_long_list(widths):
    return [shape for pair in initialize_shapes(widths) for shape in pair]


@initialize_shapes.misconception(
    "You made two lists, one for the weights and one for the biases. Return one list with a pair for each layer."
)
def two_lists(widths):
    pairs = initialize_shapes(widths)
    return [weights for weights, _ in pairs], [biases for _, biases in pairs]


@initialize_shapes.misconception("You made the arrays themselves. Return only their shapes.")
def makes_the_arrays(widths):
    return [(np.zeros(weights), np.zeros(biases)) for weights, biases in initialize_shapes(widths)]


@initialize_shapes.misconception(
    "Only the last layer is left: each pass through the loop overwrote the one before. Append to the list."
)
def overwrites(widths):
    return initialize_shapes(widths)[-1:]


@initialize_shapes.misconception("You returned the pair of the first layer. Return a list with a pair for each layer.")
def the_first_pair(widths):
    return initialize_shapes(widths)[0] if len(widths) > 1 else []


@initialize_shapes.misconception("The layers come in reverse order. The one that reads the inputs is the first.")
def in_reverse(widths):
    return initialize_shapes(widths)[::-1]
