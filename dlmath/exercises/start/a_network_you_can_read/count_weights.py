"""count_weights: How many weights and biases a network has."""

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="Return how many numbers a network has that learning must find: its weights and its biases. `sizes` is the "
    "list of its layers, such as `[12, 3, 2]`. Each unit is joined to every unit of the layer before it.",
    hints=[
        "Count for the network of the lesson by hand: 12 · 3 + 3 between pixels and hidden units, then 3 · 2 + 2.",
        "Go from layer to layer: n_in * n_out arrows, n_out biases. The pixels themselves have no bias.",
        "for k in range(len(sizes) - 1): add sizes[k] * sizes[k + 1] + sizes[k + 1] to a total that begins at 0.",
    ],
)
def count_weights(sizes):
    """How many weights and biases a network has."""
    # Between two neighbouring layers each unit of the later one has an arrow from each of the earlier one …
    total = 0
    for k in range(len(sizes) - 1):
        n_in, n_out = sizes[k], sizes[k + 1]
        total = total + n_in * n_out
        # … and a bias of its own.
        total = total + n_out
    return total


@count_weights.cases
def cases(rng):
    return [
        ([1, 1],),
        ([3, 2],),
        ([12, 3, 2],),
        ([5],),
        ([2, 3, 4, 5],),
        ([784, 128, 10],),
        ([int(n) for n in rng.integers(2, 30, size=4)],),
    ]


@count_weights.law("the first two layers, and all from the second on, together have as many as the whole")
def _(f, sizes):
    return len(sizes) < 3 or f(sizes) == f(sizes[:2]) + f(sizes[1:])


@count_weights.misconception(
    "You counted the arrows. Each unit also has a bias, except the pixels, which compute nothing."
)
def forgets_the_biases(sizes):
    return sum(sizes[k] * sizes[k + 1] for k in range(len(sizes) - 1))


@count_weights.misconception(
    "Your function expects exactly three layers. A network may have two, or twenty: go through the list in a loop."
)
def unpacks_three_layers(sizes):
    pixels, hidden, outputs = sizes
    return count_weights([pixels, hidden, outputs])


count_weights.instead_of(
    "return total",
    {
        "return total + sizes[0]": "You counted a bias for the first layer too. Pixels compute nothing, they are "
        "what they are.",
        "return forgets_the_biases(sizes) + len(sizes) - 1": "You counted one bias for each layer. Every unit has a "
        "threshold of its own.",
        "return forgets_the_biases(sizes) + sum(sizes[:-1])": "You counted as many biases as there are units where "
        "the arrows begin. A bias belongs to the unit where they end.",
        "return int(np.prod(sizes))": "You multiplied all sizes. Arrows join neighbouring layers only: multiply two "
        "neighbours, and add up over the pairs.",
        "return sum(sizes)": "You counted the units. The numbers to be found stand on the arrows between them, and "
        "one in each unit that computes something.",
        "return count_weights(sizes[:2])": "You counted up to the second layer and stopped. Go on, pair by pair, to "
        "the end of the list.",
        "return sizes[0] * sizes[-1] + sizes[-1] if len(sizes) > 1 else 0": "You joined the first layer to the last "
        "one. Arrows run from each layer to the next.",
        "return sum(sizes[0] * n + n for n in sizes[1:])": "You joined the first layer to every other one. Each "
        "layer is joined only to the one before it.",
        "return sizes[0] * sizes[1] + sizes[1] + sizes[1] * sizes[2] + sizes[2]": "Your formula is right for three "
        "layers. A network may have two, or twenty: go through the list in a loop.",
        "return sum([sizes[k] * sizes[k + 1] + sizes[k + 1] for k in range(len(sizes))])": "Your loop looks one "
        "layer past the end. A list of n layers has n − 1 pairs of neighbours: range(len(sizes) - 1).",
        "return 47": "47 is right for the network of the lesson. Compute it from sizes, so that it is right for "
        "every network.",
        "return sizes[-2] * sizes[-1] + sizes[-1] if len(sizes) > 1 else 0": "Only the last pair of layers counts "
        "in your answer: each turn of the loop overwrote the one before. Write total = total + ….",
        "return count_weights(sizes[:2]) if len(sizes) > 1 else None": "You counted up to the second layer and "
        "stopped: the return stands inside the loop. Move it to the left, behind the loop.",
        "return sum(sizes[k - 1] * sizes[k] + sizes[k] for k in range(len(sizes)))": "Your loop also joins the last "
        "layer to the first: at k = 0, sizes[k - 1] is sizes[-1], the end of the list. Begin the loop at 1.",
        "return count_weights(sizes[:-1])": "The last pair of layers is missing. A list of n layers has n − 1 pairs "
        "of neighbours: range(len(sizes) - 1), and range already leaves its end out.",
        "return len(sizes)": "You counted the layers. Count the arrows between each two neighbours, and the biases.",
        "return forgets_the_biases(sizes) + sum(sizes[1:-1])": "The biases of the last layer are missing. An output "
        "is a unit like the others and has a bias too.",
        "return forgets_the_biases(sizes) + 1": "You counted one bias for the whole network. Every unit that "
        "computes something has its own.",
    },
)
