"""count_lenet_parameters: weights and biases, layer by layer."""

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="LeNet-5 should read 28 × 28 images with `n_channels` channels and tell `n_classes` classes apart. Return "
    "the number of its parameters, biases included. Each kernel and each unit has one bias, and pooling has no "
    "parameters.",
    hints=[
        "Five layers have parameters: C1, C3, C5, F6 and the output. What does a single kernel or unit in each of "
        "them read?",
        "A kernel of C1 reads 25 pixels in each channel, one of C3 25 in each of 6 channels. A unit of C5 reads "
        "the 400 "
        "numbers that S4 leaves. Add 1 for the bias each time.",
        "6 * (25 * n_channels + 1) + 16 * (6 * 25 + 1) + 120 * (400 + 1) + … Two layers are missing: 84 units "
        "that read "
        "120 numbers, and n_classes units that read 84.",
    ],
    also=(),
)
def count_lenet_parameters(n_channels, n_classes):
    """The number of weights and biases of LeNet-5."""
    convolutions = 6 * (25 * n_channels + 1) + 16 * (25 * 6 + 1)
    # S4 leaves 16 channels of 5 × 5.
    dense = 120 * (16 * 5 * 5 + 1) + 84 * (120 + 1)
    return convolutions + dense + n_classes * (84 + 1)


@count_lenet_parameters.cases
def cases(rng):
    return [(1, 10), (3, 10), (1, 26), (4, 2), (3, 100), (12, 1000)]


@count_lenet_parameters.edge_cases
def edge_cases(rng):
    return [(1, 1), (100, 3)]


@count_lenet_parameters.law("one more channel adds 6 · 25 weights")
def _(f, n_channels, n_classes):
    return f(n_channels + 1, n_classes) == f(n_channels, n_classes) + 150


@count_lenet_parameters.law("one more class adds 84 weights and a bias")
def _(f, n_channels, n_classes):
    return f(n_channels, n_classes + 1) == f(n_channels, n_classes) + 85


count_lenet_parameters.instead_of(
    "6 * (25 * n_channels + 1)",
    {
        "6 * (25 + 1)": "n_channels is not used. A kernel of C1 has 25 weights for each channel of the image.",
        "6 * n_channels * (25 + 1)": "A kernel of C1 has 25 weights for each channel, but only one bias.",
        "6 * 25 * n_channels": "The 6 biases of C1 are missing.",
        "(25 * n_channels + 1)": "C1 has six kernels, so multiply by 6.",
        "6 * (5 * n_channels + 1)": "A kernel of 5 × 5 has 25 weights for each channel, not 5.",
        "6 * (9 * n_channels + 1)": "The kernels are 5 × 5: 25 weights for each channel, not 9.",
        "784 * 6 * (25 * n_channels + 1)": "You counted C1 once for each place. The weights are shared, so they count "
        "once.",
        "(6 * 25 * n_channels + 1)": "Each of the six kernels has its own bias: six biases, not one.",
    },
)
count_lenet_parameters.instead_of(
    "16 * (25 * 6 + 1)",
    {
        "16 * (25 + 1)": "A kernel of C3 looks at all 6 channels: 6 · 25 weights.",
        "16 * 6 * (25 + 1)": "A kernel of C3 has 6 · 25 weights, but only one bias.",
        "16 * (25 * n_channels + 1)": "C3 reads the 6 channels of S2, not those of the image.",
        "16 * (5 * 6 + 1)": "A kernel of 5 × 5 has 25 weights for each of the 6 channels, not 5.",
        "16 * 25 * 6": "The 16 biases of C3 are missing.",
        "1516": "That is C3 as it was in 1998, when each kernel saw only some of the channels. Ours see all 6.",
        "100 * 16 * (25 * 6 + 1)": "You counted C3 once for each place. The weights are shared, so they count once.",
        "(16 * 25 * 6 + 1)": "Each of the 16 kernels has its own bias.",
        "0": "C3 is missing: 16 · (6 · 25 + 1).",
    },
)
count_lenet_parameters.instead_of(
    "120 * (16 * 5 * 5 + 1)",
    {
        "120 * 16 * 5 * 5": "The 120 biases of C5 are missing.",
        "120 * (5 * 5 + 1)": "C5 reads all 16 channels of S4: 16 · 5 · 5 numbers.",
        "120 * (16 * 7 * 7 + 1)": "S4 leaves 5 × 5 pixels, not 7 × 7: C3 has no border and takes off 4 of 14.",
        "120 * (16 * 10 * 10 + 1)": "You forgot S4, which halves the 10 rows and columns to 5.",
        "120 * (16 * 4 * 4 + 1)": "S4 leaves 5 × 5 pixels. 4 × 4 would be right without the border of C1.",
        "120 * (16 + 1)": "C5 reads every pixel of the 16 channels: 16 · 5 · 5 numbers.",
        "16 * 5 * 5 * (120 + 1)": "C5 has 120 units, and each has 400 weights and a bias. You have them the other way "
        "around.",
        "(400 * 120 + 1)": "Each of the 120 units has its own bias.",
        "0": "C5 is missing: 120 units, each of which reads 400 numbers.",
    },
)
count_lenet_parameters.instead_of(
    "84 * (120 + 1)",
    {
        "84 * 120": "The 84 biases of F6 are missing.",
        "84 * (400 + 1)": "F6 reads the 120 units of C5, not S4.",
        "120 * (84 + 1)": "F6 has 84 units, and each has 120 weights and a bias. You have them the other way around.",
        "0": "F6 is missing: 84 units that read 120 numbers.",
    },
)
count_lenet_parameters.instead_of(
    "n_classes * (84 + 1)",
    {
        "n_classes * 84": "The biases of the output units are missing.",
        "10 * (84 + 1)": "n_classes is not used. The output has one unit for each class.",
        "10 * 84": "n_classes is not used, and the biases are missing. The output has one unit for each class.",
        "84 * (n_classes + 1)": "An output unit has 84 weights and one bias: n_classes · (84 + 1).",
        "n_classes * (120 + 1)": "The output reads the 84 units of F6.",
        "0": "The output layer is missing: n_classes units, which read 84 numbers.",
    },
)


@count_lenet_parameters.misconception("These are the weights. Each kernel and each unit has a bias, too.")
def weights_alone(n_channels, n_classes):
    return count_lenet_parameters(n_channels, n_classes) - (6 + 16 + 120 + 84 + n_classes)


@count_lenet_parameters.misconception("You returned the counts of the layers. Add them up.")
def a_list(n_channels, n_classes):
    return [6 * (25 * n_channels + 1), 2416, 48120, 10164, 85 * n_classes]


@count_lenet_parameters.misconception("That is the number for 1 channel and 10 classes. Compute it from the arguments.")
def always_the_same(n_channels, n_classes):
    return 61706


@count_lenet_parameters.misconception(
    "In the last three layers, you gave a bias to each number that comes in. It belongs to the unit: 120 · (400 + 1), "
    "84 · (120 + 1), n_classes · (84 + 1)."
)
def a_bias_for_each_input(n_channels, n_classes):
    convolutions = 6 * (25 * n_channels + 1) + 16 * (25 * 6 + 1)
    return convolutions + 400 * (120 + 1) + 120 * (84 + 1) + 84 * (n_classes + 1)


@count_lenet_parameters.misconception(
    "That is the network of 1998, with parameters in its poolings and fewer in C3. Here pooling has none, and each "
    "kernel of C3 sees all 6 channels."
)
def as_in_1998(n_channels, n_classes):
    return count_lenet_parameters(n_channels, n_classes) - 2416 + 1516 + 12 + 32


@count_lenet_parameters.misconception(
    "You multiplied all parameters by the number of channels. Only the kernels of C1 see the image: 25 weights for "
    "each channel."
)
def every_layer_for_each_channel(n_channels, n_classes):
    return n_channels * count_lenet_parameters(1, n_classes)


@count_lenet_parameters.misconception(
    "You multiplied all parameters by the number of channels. Only the kernels of C1 see the image: 25 weights for "
    "each channel."
)
def ten_classes_for_each_channel(n_channels, n_classes):
    return n_channels * count_lenet_parameters(1, 10) + 85 * (n_classes - 10)
