"""How can numbers on arrows recognise a digit? The exercises of the first lesson."""

import numpy as np

from dlmath.exercises import Exercise, Law, Misconception

# ---------------------------------------------------------------- weighted_input


def weighted_input(x, w, b):
    # w * x multiplies each pixel by its own weight: paper (0) counts nothing, ink (1) counts its weight.
    # np.sum adds the twelve products up. The bias is added once, not for every pixel.
    return np.sum(w * x) + b


def weighted_input_cases(rng):
    stroke = np.array([2.0, 0.0, 0.0, 4.0, 0.0, 0.0, 4.0, 0.0, 0.0, 2.0, 0.0, 0.0])
    ring = np.array([1.0, 1.0, 1.0, 1.0, 0.0, 1.0, 1.0, 0.0, 1.0, 1.0, 1.0, 0.0])
    return [
        (np.array([1.0, 0.0]), np.array([3.0, 5.0]), 0.0),
        (np.array([1.0, 1.0]), np.array([3.0, 5.0]), -2.0),
        (np.array([0.0, 0.0]), np.array([3.0, 5.0]), -2.0),
        (np.array([1.0, 1.0]), np.array([4.0, -6.0]), 0.0),
        (ring, stroke, -7.0),
        (rng.integers(0, 2, size=12).astype(float), rng.normal(size=12), 0.5),
        (rng.random(size=3), rng.normal(size=3), -1.5),
    ]


def weighted_input_without_bias(x, w, b):
    return np.sum(w * x)


def weighted_input_minus_bias(x, w, b):
    return np.sum(w * x) - b


def weighted_input_not_summed(x, w, b):
    return w * x + b


def weighted_input_bias_for_each(x, w, b):
    return np.sum(w * x + b)


def weighted_input_bias_times(x, w, b):
    return np.sum(w * x) * b


def weighted_input_ignores_the_image(x, w, b):
    return np.sum(w) + b


def weighted_input_adds(x, w, b):
    return np.sum(w + x) + b


def weighted_input_sum_times_sum(x, w, b):
    return np.sum(w) * np.sum(x) + b


def weighted_input_mean(x, w, b):
    return np.mean(w * x) + b


def weighted_input_last_pixel(x, w, b):
    return w[-1] * x[-1] + b


def weighted_input_of_twelve_pixels(x, w, b):
    return sum([w[i] * x[i] for i in range(12)]) + b


def weighted_input_returns_in_the_loop(x, w, b):
    return w[0] * x[0] + b


def weighted_input_ignores_the_weights(x, w, b):
    return np.sum(x) + b


def weighted_input_always_minus_7(x, w, b):
    return np.sum(w * x) - 7


def weighted_input_multiplies_up(x, w, b):
    return np.prod(w * x) + b


WEIGHTED_INPUT = Exercise(
    name="weighted_input",
    task="Return what goes into a unit: each entry of `x` times its weight in `w`, all added up, plus the bias `b`. "
    "`x` and `w` are arrays of the same length, `b` is a number.",
    stub='def weighted_input(x, w, b):\n    """What goes into a unit."""\n    ...\n',
    reference=weighted_input,
    cases=weighted_input_cases,
    laws=[
        Law(
            "without ink only the bias is left",
            lambda f, x, w, b: np.isclose(f(0 * x, w, b), b),
        ),
        Law(
            "a bias that is larger by 1 makes the answer larger by 1",
            lambda f, x, w, b: np.isclose(f(x, w, b + 1), f(x, w, b) + 1),
        ),
    ],
    hints=[
        "Three things happen, one after the other: multiply, add up, add the bias.",
        "w * x multiplies two arrays entry by entry. np.sum(…) adds up all entries of an array.",
        "Replace the three dots by: return np.sum(w * x) + …, with the bias in place of the last dots.",
    ],
    misconceptions=[
        Misconception(
            "forgets the bias",
            weighted_input_without_bias,
            "The weighted sum is right, but the bias is missing. Add b to it.",
        ),
        Misconception(
            "subtracts the bias",
            weighted_input_minus_bias,
            "You subtracted the bias. It is added; a threshold is a bias that is negative already, such as −7.",
        ),
        Misconception(
            "does not add up",
            weighted_input_not_summed,
            "You returned one number for each pixel. A unit has one input: put np.sum around the products, "
            "then add the bias once.",
        ),
        Misconception(
            "adds the bias for every pixel",
            weighted_input_bias_for_each,
            "The bias was added as often as there are pixels, because it stands inside the sum. "
            "Add it once, after np.sum(…).",
        ),
        Misconception(
            "multiplies by the bias",
            weighted_input_bias_times,
            "You multiplied by the bias. It is added: it stands on no arrow from a pixel.",
        ),
        Misconception(
            "ignores the image",
            weighted_input_ignores_the_image,
            "Your answer is the same for every image, since x does not occur in it. "
            "Multiply the weights by x before adding up.",
        ),
        Misconception(
            "adds instead of multiplying",
            weighted_input_adds,
            "You added each weight to its pixel. Multiply them: the weight of a pixel without ink must not count.",
        ),
        Misconception(
            "multiplies the sums",
            weighted_input_sum_times_sum,
            "You added up first and multiplied afterwards, so every pixel got the sum of all weights. "
            "Multiply each pixel by its own weight, then add up: np.sum(w * x).",
        ),
        Misconception(
            "takes the mean",
            weighted_input_mean,
            "You took the mean of the products. A unit adds them up: use np.sum.",
        ),
        Misconception(
            "keeps the last pixel",
            weighted_input_last_pixel,
            "Only the last pixel counts in your answer: each turn of a loop overwrote the one before. "
            "Begin with z = 0 and write z = z + …, or let np.sum(w * x) do it.",
        ),
        Misconception(
            "counts on twelve pixels",
            weighted_input_of_twelve_pixels,
            "Your answer works for twelve pixels and for no other number. A unit can have two inputs, or a thousand: "
            "use len(x), or np.sum(w * x), which asks for no number.",
        ),
        Misconception(
            "returns in the loop",
            weighted_input_returns_in_the_loop,
            "Only the first pixel counts in your answer. If you wrote a loop, its return stands inside and ends it in "
            "the first turn: move the return to the left, behind the loop.",
        ),
        Misconception(
            "ignores the weights",
            weighted_input_ignores_the_weights,
            "You added up the pixels as they are. Each counts as much as its weight says: np.sum(w * x).",
        ),
        Misconception(
            "always subtracts 7",
            weighted_input_always_minus_7,
            "−7 is the bias of the unit in the lesson. Other units have others: add b, which is handed in.",
        ),
        Misconception(
            "multiplies up",
            weighted_input_multiplies_up,
            "You multiplied the products with each other (np.prod). They are added up: np.sum.",
        ),
    ],
)


# ---------------------------------------------------------------- sigmoid_unit


def sigmoid_unit(x, w, b):
    # What goes in, as before …
    z = np.sum(w * x) + b
    # … and what comes out: near 0 where z is far below 0, near 1 where it is far above, ½ at z = 0.
    return 1 / (1 + np.exp(-z))


def sigmoid_unit_cases(rng):
    middle = np.array([0.0, 2.0, 0.0, 0.0, 4.0, 0.0, 0.0, 4.0, 0.0, 0.0, 2.0, 0.0])
    one = np.array([0.0, 1.0, 0.0] * 4)
    return [
        (np.array([0.0, 0.0]), np.array([3.0, 5.0]), 0.0),
        (np.array([1.0, 0.0]), np.array([2.0, 5.0]), 0.0),
        (np.array([1.0, 1.0]), np.array([2.0, -3.0]), 0.5),
        (one, middle, -7.0),
        (1 - one, middle, -7.0),
        (rng.integers(0, 2, size=12).astype(float), rng.normal(size=12), 0.3),
        (rng.random(size=3), rng.normal(size=3), -0.4),
    ]


def sigmoid_unit_is_upside_down(x, w, b):
    z = np.sum(w * x) + b
    return 1 / (1 + np.exp(z))


def sigmoid_unit_without_sigmoid(x, w, b):
    return np.sum(w * x) + b


def sigmoid_unit_without_bias(x, w, b):
    return 1 / (1 + np.exp(-np.sum(w * x)))


def sigmoid_unit_is_a_step(x, w, b):
    return float(np.sum(w * x) + b > 0)


def sigmoid_unit_of_each_product(x, w, b):
    return 1 / (1 + np.exp(-(w * x + b)))


def sigmoid_unit_misplaced_bracket(x, w, b):
    z = np.sum(w * x) + b
    return 1 / 1 + np.exp(-z)


def sigmoid_unit_power(x, w, b):
    return 1 / (1 + np.exp(-np.sum(w * x) + b))


def sigmoid_unit_bias_after(x, w, b):
    return 1 / (1 + np.exp(-np.sum(w * x))) + b


def sigmoid_unit_sum_of_sigmoids(x, w, b):
    return np.sum(1 / (1 + np.exp(-(w * x + b))))


def sigmoid_unit_rounds(x, w, b):
    return np.round(sigmoid_unit(x, w, b), 2)


def sigmoid_unit_z_on_top(x, w, b):
    z = np.sum(w * x) + b
    return z / (1 + np.exp(-z))


def sigmoid_unit_minus_in_the_denominator(x, w, b):
    z = np.sum(w * x) + b
    return 1 / (1 - np.exp(-z))


def sigmoid_unit_tanh(x, w, b):
    return np.tanh(np.sum(w * x) + b)


def sigmoid_unit_is_only_the_power(x, w, b):
    return np.exp(-(np.sum(w * x) + b))


def sigmoid_unit_bias_for_each(x, w, b):
    return 1 / (1 + np.exp(-np.sum(w * x + b)))


def sigmoid_unit_bias_twice(x, w, b):
    return sigmoid_unit(x, w, b) + b


def sigmoid_unit_rounds_to_three(x, w, b):
    return np.round(sigmoid_unit(x, w, b), 3)


def sigmoid_unit_short_e(x, w, b):
    return 1 / (1 + 2.718 ** -(np.sum(w * x) + b))


def sigmoid_unit_mean(x, w, b):
    return 1 / (1 + np.exp(-np.mean(w * x) - b))


def sigmoid_unit_of_each_pixel(x, w, b):
    return 1 / (1 + np.exp(-x))


SIGMOID_UNIT = Exercise(
    name="sigmoid_unit",
    task="Return the activation of a unit: the sigmoid $\\sigma(z) = 1 / (1 + e^{-z})$ of what goes in, which is "
    "again $z = w_1 x_1 + \\dots + w_n x_n + b$. In NumPy $e^{-z}$ is written `np.exp(-z)`.",
    stub='def sigmoid_unit(x, w, b):\n    """The activation of a unit, between 0 and 1."""\n    ...\n',
    reference=sigmoid_unit,
    cases=sigmoid_unit_cases,
    laws=[
        Law("the activation lies between 0 and 1", lambda f, x, w, b: 0 < f(x, w, b) < 1),
        Law(
            "with all signs turned round, what was the activation is now missing from 1",
            lambda f, x, w, b: np.isclose(f(x, -w, -b), 1 - f(x, w, b)),
        ),
    ],
    hints=[
        "First compute z; you have written that already. Then put z into the formula of the sigmoid.",
        "Mind the brackets: 1 is divided by everything that follows, by (1 + np.exp(-z)).",
        "Two lines: z = np.sum(w * x) + b, then return 1 / (1 + np.exp(…)), with −z in place of the dots.",
    ],
    misconceptions=[
        Misconception(
            "is upside down",
            sigmoid_unit_is_upside_down,
            "Your unit is awake when it should sleep: the exponent has lost its minus sign. Write np.exp(-z).",
        ),
        Misconception(
            "forgets the sigmoid",
            sigmoid_unit_without_sigmoid,
            "That is what goes in, z. Put it into the sigmoid: 1 / (1 + np.exp(-z)).",
        ),
        Misconception(
            "forgets the bias",
            sigmoid_unit_without_bias,
            "The sigmoid is right, but the bias is missing from z.",
        ),
        Misconception(
            "is a step",
            sigmoid_unit_is_a_step,
            "Your unit knows only asleep and awake. The sigmoid has all values between: 1 / (1 + np.exp(-z)).",
        ),
        Misconception(
            "does not add up",
            sigmoid_unit_of_each_product,
            "You returned one number for each pixel. Add the products up first; a unit has one activation.",
        ),
        Misconception(
            "divides too early",
            sigmoid_unit_misplaced_bracket,
            "1 / 1 + np.exp(-z) is 1 plus np.exp(-z): the division comes before the sum. "
            "Put brackets around (1 + np.exp(-z)).",
        ),
        Misconception(
            "turns the sign of the sum only",
            sigmoid_unit_power,
            "In your exponent the minus sign reaches the weighted sum but not the bias. Compute z first, with its "
            "bias, and write np.exp(-z).",
        ),
        Misconception(
            "adds the bias at the end",
            sigmoid_unit_bias_after,
            "You added the bias to the activation. It belongs into z, before the sigmoid.",
        ),
        Misconception(
            "adds up sigmoids",
            sigmoid_unit_sum_of_sigmoids,
            "You took a sigmoid for each pixel and added them up. Add up first, then take one sigmoid of the sum.",
        ),
        Misconception(
            "rounds",
            sigmoid_unit_rounds,
            "The activation is right but rounded. Return all its digits; whoever shows it can round it.",
        ),
        Misconception(
            "puts z on top",
            sigmoid_unit_z_on_top,
            "You divided z instead of 1. On top of the fraction stands a 1: 1 / (1 + np.exp(-z)).",
        ),
        Misconception(
            "subtracts below",
            sigmoid_unit_minus_in_the_denominator,
            "Below the fraction line stands 1 + np.exp(-z), with a plus. The minus sign belongs to the exponent alone.",
        ),
        Misconception(
            "uses tanh",
            sigmoid_unit_tanh,
            "That is tanh, which runs from −1 to 1. The sigmoid runs from 0 to 1: 1 / (1 + np.exp(-z)).",
        ),
        Misconception(
            "forgets the fraction",
            sigmoid_unit_is_only_the_power,
            "That is the power alone, which grows without end where z is below 0. Add 1 to it, then divide 1 by "
            "the sum: 1 / (1 + np.exp(-z)).",
        ),
        Misconception(
            "adds the bias for every pixel",
            sigmoid_unit_bias_for_each,
            "The bias stands inside the sum, so it was added for every pixel. Add it once: np.sum(w * x) + b.",
        ),
        Misconception(
            "adds the bias twice",
            sigmoid_unit_bias_twice,
            "The bias is in z already, and you added it again at the end. What the sigmoid gives is the answer.",
        ),
        Misconception(
            "rounds to three digits",
            sigmoid_unit_rounds_to_three,
            "The activation is right but rounded. Return all its digits; whoever shows it can round it.",
        ),
        Misconception(
            "takes 2.718 for e",
            sigmoid_unit_short_e,
            "Nearly: 2.718 is e cut off after three decimals. np.exp(-z) knows all of them.",
        ),
        Misconception(
            "takes the mean",
            sigmoid_unit_mean,
            "You took the mean of the products. A unit adds them up: z = np.sum(w * x) + b.",
        ),
        Misconception(
            "takes the sigmoid of the pixels",
            sigmoid_unit_of_each_pixel,
            "You put the pixels into the sigmoid. What goes in is one number, z = np.sum(w * x) + b.",
        ),
    ],
)


# ---------------------------------------------------------------- count_weights


def count_weights(sizes):
    # Between two neighbouring layers each unit of the later one has an arrow from each of the earlier one …
    total = 0
    for k in range(len(sizes) - 1):
        n_in, n_out = sizes[k], sizes[k + 1]
        total = total + n_in * n_out
        # … and a bias of its own.
        total = total + n_out
    return total


def count_weights_cases(rng):
    return [
        ([1, 1],),
        ([3, 2],),
        ([12, 3, 2],),
        ([5],),
        ([2, 3, 4, 5],),
        ([784, 128, 10],),
        ([int(n) for n in rng.integers(2, 30, size=4)],),
    ]


def count_weights_without_biases(sizes):
    return sum(sizes[k] * sizes[k + 1] for k in range(len(sizes) - 1))


def count_weights_biases_everywhere(sizes):
    return count_weights(sizes) + sizes[0]


def count_weights_one_bias_per_layer(sizes):
    return count_weights_without_biases(sizes) + len(sizes) - 1


def count_weights_biases_on_the_wrong_side(sizes):
    return count_weights_without_biases(sizes) + sum(sizes[:-1])


def count_weights_multiplies_all(sizes):
    return int(np.prod(sizes))


def count_weights_counts_units(sizes):
    return sum(sizes)


def count_weights_first_layer(sizes):
    return count_weights(sizes[:2])


def count_weights_ends_only(sizes):
    return sizes[0] * sizes[-1] + sizes[-1] if len(sizes) > 1 else 0


def count_weights_input_to_all(sizes):
    return sum(sizes[0] * n + n for n in sizes[1:])


def count_weights_three_layers(sizes):
    return sizes[0] * sizes[1] + sizes[1] + sizes[1] * sizes[2] + sizes[2]


def count_weights_off_the_end(sizes):
    return sum([sizes[k] * sizes[k + 1] + sizes[k + 1] for k in range(len(sizes))])


def count_weights_always_47(sizes):
    return 47


def count_weights_overwrites(sizes):
    return sizes[-2] * sizes[-1] + sizes[-1] if len(sizes) > 1 else 0


def count_weights_goes_round(sizes):
    return sum(sizes[k - 1] * sizes[k] + sizes[k] for k in range(len(sizes)))


def count_weights_one_pair_short(sizes):
    return count_weights(sizes[:-1])


def count_weights_counts_layers(sizes):
    return len(sizes)


def count_weights_hidden_biases_only(sizes):
    return count_weights_without_biases(sizes) + sum(sizes[1:-1])


def count_weights_one_bias(sizes):
    return count_weights_without_biases(sizes) + 1


def count_weights_unpacks_three(sizes):
    pixels, hidden, outputs = sizes
    return count_weights([pixels, hidden, outputs])


def count_weights_returns_in_the_loop(sizes):
    return count_weights(sizes[:2]) if len(sizes) > 1 else None


COUNT_WEIGHTS = Exercise(
    name="count_weights",
    task="Return how many numbers a network has that learning must find: its weights and its biases. `sizes` is the "
    "list of its layers, such as `[12, 3, 2]`. Each unit is joined to every unit of the layer before it.",
    stub='def count_weights(sizes):\n    """How many weights and biases a network has."""\n    ...\n',
    reference=count_weights,
    cases=count_weights_cases,
    laws=[
        Law(
            "the first two layers, and all from the second on, together have as many as the whole",
            lambda f, sizes: len(sizes) < 3 or f(sizes) == f(sizes[:2]) + f(sizes[1:]),
        ),
    ],
    hints=[
        "Count for the network of the lesson by hand: 12 · 3 + 3 between pixels and hidden units, then 3 · 2 + 2.",
        "Go from layer to layer: n_in * n_out arrows, n_out biases. The pixels themselves have no bias.",
        "for k in range(len(sizes) - 1): add sizes[k] * sizes[k + 1] + sizes[k + 1] to a total that begins at 0.",
    ],
    misconceptions=[
        Misconception(
            "forgets the biases",
            count_weights_without_biases,
            "You counted the arrows. Each unit also has a bias, except the pixels, which compute nothing.",
        ),
        Misconception(
            "gives the pixels a bias",
            count_weights_biases_everywhere,
            "You counted a bias for the first layer too. Pixels compute nothing, they are what they are.",
        ),
        Misconception(
            "counts one bias for each layer",
            count_weights_one_bias_per_layer,
            "You counted one bias for each layer. Every unit has a threshold of its own.",
        ),
        Misconception(
            "counts the biases of the layer before",
            count_weights_biases_on_the_wrong_side,
            "You counted as many biases as there are units where the arrows begin. "
            "A bias belongs to the unit where they end.",
        ),
        Misconception(
            "multiplies all sizes",
            count_weights_multiplies_all,
            "You multiplied all sizes. Arrows join neighbouring layers only: multiply two neighbours, "
            "and add up over the pairs.",
        ),
        Misconception(
            "counts the units",
            count_weights_counts_units,
            "You counted the units. The numbers to be found stand on the arrows between them, and one in each unit "
            "that computes something.",
        ),
        Misconception(
            "stops after the first layer",
            count_weights_first_layer,
            "You counted up to the second layer and stopped. Go on, pair by pair, to the end of the list.",
        ),
        Misconception(
            "joins the first layer to the last",
            count_weights_ends_only,
            "You joined the first layer to the last one. Arrows run from each layer to the next.",
        ),
        Misconception(
            "joins the pixels to every layer",
            count_weights_input_to_all,
            "You joined the first layer to every other one. Each layer is joined only to the one before it.",
        ),
        Misconception(
            "knows three layers only",
            count_weights_three_layers,
            "Your formula is right for three layers. A network may have two, or twenty: go through the list in a loop.",
        ),
        Misconception(
            "runs off the end",
            count_weights_off_the_end,
            "Your loop looks one layer past the end. A list of n layers has n − 1 pairs of neighbours: "
            "range(len(sizes) - 1).",
        ),
        Misconception(
            "always answers 47",
            count_weights_always_47,
            "47 is right for the network of the lesson. Compute it from sizes, so that it is right for every network.",
        ),
        Misconception(
            "keeps the last pair",
            count_weights_overwrites,
            "Only the last pair of layers counts in your answer: each turn of the loop overwrote the one before. "
            "Write total = total + ….",
        ),
        Misconception(
            "returns in the loop",
            count_weights_returns_in_the_loop,
            "You counted up to the second layer and stopped: the return stands inside the loop. Move it to the left, "
            "behind the loop.",
        ),
        Misconception(
            "goes round in a circle",
            count_weights_goes_round,
            "Your loop also joins the last layer to the first: at k = 0, sizes[k - 1] is sizes[-1], the end of the "
            "list. Begin the loop at 1.",
        ),
        Misconception(
            "stops one pair early",
            count_weights_one_pair_short,
            "The last pair of layers is missing. A list of n layers has n − 1 pairs of neighbours: "
            "range(len(sizes) - 1), and range already leaves its end out.",
        ),
        Misconception(
            "counts the layers",
            count_weights_counts_layers,
            "You counted the layers. Count the arrows between each two neighbours, and the biases.",
        ),
        Misconception(
            "gives the outputs no bias",
            count_weights_hidden_biases_only,
            "The biases of the last layer are missing. An output is a unit like the others and has a bias too.",
        ),
        Misconception(
            "counts one bias for the network",
            count_weights_one_bias,
            "You counted one bias for the whole network. Every unit that computes something has its own.",
        ),
        Misconception(
            "unpacks three layers",
            count_weights_unpacks_three,
            "Your function expects exactly three layers. A network may have two, or twenty: go through the list in a "
            "loop.",
        ),
    ],
)

EXERCISES = [WEIGHTED_INPUT, SIGMOID_UNIT, COUNT_WEIGHTS]
