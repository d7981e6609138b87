"""count_weights: how many weights and biases a network has."""

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="Return how many weights and biases a network has. `sizes` lists its layers, such as `[12, 3, 2]`: 12 inputs, "
    "3 hidden units, 2 outputs. Each unit is connected to every unit of the layer before it.",
    hints=[
        "Take [12, 3, 2] and count by hand. How many weights does one hidden unit have? How many numbers has it with "
        "its bias?",
        "Go from layer to layer: n_in * n_out weights, n_out biases. The inputs themselves have no bias.",
        "for k in range(len(sizes) - 1): add sizes[k] * sizes[k + 1] + sizes[k + 1] to a total that starts at 0.",
    ],
)
def count_weights(sizes):
    """How many weights and biases a network has."""
    total = 0
    for k in range(len(sizes) - 1):
        # Each unit of the later layer has a weight for every unit of the earlier one …
        n_in, n_out = sizes[k], sizes[k + 1]
        total = total + n_in * n_out
        # … and a bias of its own.
        total = total + n_out
    return total


@count_weights.cases
def cases(rng):
    return [
        ([3, 2],),
        ([12, 3, 2],),
        ([2, 3, 4, 5],),
        ([784, 128, 10],),
        ([7, 4, 4, 3, 9, 2],),
        ([int(n) for n in rng.integers(2, 30, size=4)],),
    ]


@count_weights.edge_cases
def edge_cases(rng):
    return [([1, 1],), ([5],), ([1, 5, 1],), ([10] * 30,)]


@count_weights.law("the first two layers, and all from the second on, together have as many as the whole")
def _(f, sizes):
    return len(sizes) < 3 or f(sizes) == f(sizes[:2]) + f(sizes[1:])


def weights_alone(sizes):
    return sum(sizes[k] * sizes[k + 1] for k in range(len(sizes) - 1))


@count_weights.misconception(
    "Your function works for exactly three layers. A network may have two, or twenty: go through the list in a loop."
)
def unpacks_three_layers(sizes):
    pixels, hidden, outputs = sizes
    return pixels * hidden + hidden + hidden * outputs + outputs


@count_weights.misconception(
    "Your function works for exactly three layers and forgets the biases. Go through the list in a loop, and add a "
    "bias for each unit."
)
def unpacks_three_layers_without_biases(sizes):
    pixels, hidden, outputs = sizes
    return pixels * hidden + hidden * outputs


count_weights.instead_of(
    "return total",
    {
        "return weights_alone(sizes)": "You counted the weights. Every unit also has a bias, except the inputs, which "
        "compute nothing.",
        "return sum(sizes[1:])": "You counted the biases. Each unit also has a weight for every unit before it.",
        "return total + sizes[0]": "You counted a bias for the inputs too. Inputs compute nothing and have no bias.",
        "return weights_alone(sizes) + len(sizes) - 1": "You counted one bias for each layer. Every unit has its own.",
        "return weights_alone(sizes) + len(sizes)": "You counted one bias for each layer. Every unit has its own, and "
        "the inputs have none.",
        "return weights_alone(sizes) + sum(sizes[:-1])": "You counted as many biases as there are units on the earlier "
        "side. A bias belongs to the unit that adds up: one for each unit of the layer.",
        "return weights_alone(sizes) + sum(sizes[1:-1])": "The biases of the last layer are missing. An output is a "
        "unit like the others and has a bias too.",
        "return weights_alone(sizes) + sizes[-1]": "Only the last layer got its biases. Every layer after the inputs "
        "has them.",
        "return weights_alone(sizes) + sizes[1]": "Only the first hidden layer got its biases. Every layer after the "
        "inputs has them.",
        "return weights_alone(sizes) + 1": "You counted one bias for the whole network. Every unit has its own.",
        "return sum((sizes[k] + 1) * (sizes[k + 1] + 1) for k in range(len(sizes) - 1))": "You added 1 on both sides. "
        "A bias is like one more input: (n_in + 1) * n_out.",
        "return sum(sizes[k] + sizes[k + 1] for k in range(len(sizes) - 1))": "You added the sizes of neighbors. Every "
        "unit is connected to every unit before it: multiply them.",
        "return sum(2 * sizes[k] * sizes[k + 1] for k in range(len(sizes) - 1))": "You counted every connection twice, "
        "as if each had a bias. A bias belongs to a unit: one for each unit of the layer.",
        "return int(np.prod(sizes))": "You multiplied all sizes. Only neighboring layers are connected: multiply two "
        "neighbors, and add up over the pairs.",
        "return int(np.prod(sizes)) + sum(sizes[1:])": "The biases are right, but you multiplied all sizes. Only "
        "neighboring layers are connected: multiply two neighbors, and add up over the pairs.",
        "return sum(sizes)": "You counted the units. Count the weights between them, and one bias for each unit that "
        "computes something.",
        "return len(sizes)": "You counted the layers. Count the weights between each two neighbors, and the biases.",
        "return sizes[0] * sizes[1] + sizes[1] if len(sizes) > 1 else 0": "You counted up to the second layer and "
        "stopped. If the return is inside the loop, move it to the left, below the loop.",
        "return sizes[0] * sizes[1] if len(sizes) > 1 else 0": "You counted the weights of the first two layers only. "
        "Go on to the end of the list, and add the biases.",
        "return sizes[0] * sizes[-1] + sizes[-1] if len(sizes) > 1 else 0": "You connected the first layer to the "
        "last. Each layer is connected to the next.",
        "return sum(sizes[0] * n + n for n in sizes[1:])": "You connected the inputs to every layer. Each layer is "
        "connected only to the one before it.",
        "return sizes[0] * sizes[1] + sizes[1] + sizes[1] * sizes[2] + sizes[2]": "Your formula is for three layers. A "
        "network may have two, or twenty: go through the list in a loop.",
        "return sum([sizes[k] * sizes[k + 1] + sizes[k + 1] for k in range(len(sizes))])": "Your loop asks for a "
        "layer that is not there. It goes through places in the list, 0, 1, …, not through the sizes themselves, and n "
        "layers have n − 1 pairs of neighbors: range(len(sizes) - 1).",
        "return sizes[-2] * sizes[-1] + sizes[-1] if len(sizes) > 1 else 0": "Only the last pair of layers counts in "
        "your answer: each pass through the loop overwrote the one before. Write total = total + ….",
        "return sum(sizes[k - 1] * sizes[k] + sizes[k] for k in range(len(sizes)))": "Your loop also connects the last "
        "layer to the first: at k = 0, sizes[k - 1] is sizes[-1], the end of the list. Start the loop at 1.",
        "return sum(sizes[k] * sizes[k + 1] + sizes[k + 1] for k in range(1, len(sizes) - 1))": "The first pair of "
        "layers is missing: Python counts from 0, so the loop starts at 0.",
        "return sum(sizes[k] * sizes[k + 1] + sizes[k + 1] for k in range(len(sizes) - 2))": "The last pair of layers "
        "is missing. A list of n layers has n − 1 pairs: range(len(sizes) - 1), and range already leaves out its end.",
        "return 47": "47 is right for the network of the lesson. Compute it from sizes, so that it is right for every "
        "network.",
    },
)

count_weights.instead_of(
    "return total",
    {
        "return total + len(sizes) - 1": "You added one more for each layer. Each unit has its weights and one bias, "
        "and that is all.",
        "return int(np.prod(sizes)) + sum(sizes)": "You multiplied all sizes. Only neighboring layers are connected: "
        "multiply two neighbors, and add up over the pairs.",
        "return sum(a * b for a in sizes for b in sizes)": "You connected every layer to every layer. Only neighbors "
        "are connected.",
        "return sizes[0] * sizes[1] + sum(sizes[1:]) if len(sizes) > 1 else 0": "The biases are right, but only the "
        "weights between the first two layers are counted. Go on to the end of the list.",
        "return sum(n * n for n in sizes)": "You squared the sizes. Multiply each layer's size by that of the next.",
        "return total + 1": "That is one too many. Start the total at 0.",
    },
)

count_weights.instead_of(
    "return total",
    {
        "return sum(sizes[k] + sizes[k + 1] for k in range(len(sizes) - 1)) + sum(sizes[1:])": "The biases are right, "
        "but you added the sizes of neighbors. Every unit is connected to every unit before it: multiply them.",
    },
)


@count_weights.misconception("You multiplied the pairs with each other. Add them up, with a total that starts at 0.")
def multiplies_the_pairs(sizes):
    total = 1
    for k in range(len(sizes) - 1):
        total = total * (sizes[k] + 1) * sizes[k + 1]
    return total
