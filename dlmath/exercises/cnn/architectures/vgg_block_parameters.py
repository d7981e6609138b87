"""vgg_block_parameters: the first convolution of a block is unlike the rest."""

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="A VGG block has `n_convs` convolutions with 3 × 3 kernels. The image comes in with `channels_in` channels, "
    "and each convolution outputs `channels`. Return the number of parameters of the whole block, with biases. "
    "(`n_convs` is "
    "at least 0. The pooling learns nothing.)",
    hints=[
        "How many channels reach the first convolution? And the second?",
        "A convolution from c channels to c′ has c′ (9 c + 1) parameters. Keep c in a variable.",
        "In a loop: total += channels * (9 * c + 1), and then c = channels.",
    ],
    also=("whole",),
)
def vgg_block_parameters(channels_in, channels, n_convs):
    """The number of parameters in a block of 3 × 3 convolutions."""
    total, c = 0, channels_in
    for _ in range(n_convs):
        total += channels * (9 * c + 1)
        # What one convolution gives is what the next one gets.
        c = channels
    return total


@vgg_block_parameters.cases
def cases(rng):
    whole = [(*map(int, rng.integers(2, 600, size=2)), n) for n in (3, 5, 40)]
    return [(1, 2, 1), (3, 2, 2), (3, 64, 2), (64, 128, 2), (256, 512, 3), (512, 512, 3), (200, 7, 4), *whole]


@vgg_block_parameters.edge_cases
def edge_cases(rng):
    return [(3, 64, 0), (1, 1, 1), (1, 1, 6), (5, 1, 3), (1, 300, 2)]


@vgg_block_parameters.law("a block is its first convolution, and a shorter block after it")
def _(f, channels_in, channels, n_convs):
    if n_convs < 1:
        return f(channels_in, channels, n_convs) == 0
    return f(channels_in, channels, n_convs) == f(channels_in, channels, 1) + f(channels, channels, n_convs - 1)


vgg_block_parameters.instead_of(
    "channels * (9 * c + 1)",
    {
        "channels * 9 * c": "The biases are missing: one for each of the `channels` kernels.",
        "channels * (9 * c) + 1": "There is a bias for each kernel, so `channels` of them, not a single one.",
        "channels * (9 * c + 9)": "A kernel has one bias, not one for each of its 9 places.",
        "channels * c * (9 + 1)": "A kernel has 9 weights for each channel that comes in, but only one bias.",
        "channels * (3 * c + 1)": "A 3 × 3 kernel has 9 weights for each channel, not 3.",
        "channels * (6 * c + 1)": "A 3 × 3 kernel has 3 · 3 = 9 weights for each channel, not 3 + 3.",
        "channels * (9 + 1)": "Each kernel has 9 weights for *each channel that comes in*: 9 · c.",
        "channels * (25 * c + 1)": "You took 5 × 5 kernels. VGG's are 3 × 3.",
        "channels * (c + 1)": "You took 1 × 1 kernels, as in a dense layer. These are 3 × 3: 9 weights for each "
        "channel.",
        "9 * c + 1": "That is a single kernel. A convolution has `channels` of them.",
        "9 * channels * c + c": "There is a bias for each kernel, so `channels` of them, not one for each input "
        "channel.",
        "2 * channels * (9 * c + 1)": "You counted each parameter twice.",
    },
)


@vgg_block_parameters.misconception(
    "Your count lets `channels_in` enter every convolution. From the second one on, `channels` come in."
)
def never_updates(channels_in, channels, n_convs):
    return n_convs * channels * (9 * channels_in + 1)


@vgg_block_parameters.misconception(
    "Your count lets `channels` enter every convolution. The first one gets `channels_in`."
)
def all_alike(channels_in, channels, n_convs):
    return n_convs * channels * (9 * channels + 1)


@vgg_block_parameters.misconception("That is the first convolution alone. The block has `n_convs` of them.")
def only_the_first(channels_in, channels, n_convs):
    return channels * (9 * channels_in + 1) if n_convs else 0


@vgg_block_parameters.misconception("That is the last convolution alone. Add up all of them: total += …")
def only_the_last(channels_in, channels, n_convs):
    return channels * (9 * (channels_in if n_convs == 1 else channels) + 1) if n_convs else 0


@vgg_block_parameters.misconception(
    "You have one convolution too many: `n_convs` counts the first one, too, so `n_convs` − 1 are left."
)
def one_too_many(channels_in, channels, n_convs):
    return channels * (9 * channels_in + 1) + n_convs * channels * (9 * channels + 1)


@vgg_block_parameters.misconception(
    "For n_convs = 0, nothing is learned: 0 parameters. A loop gets that right by itself."
)
def forgets_none(channels_in, channels, n_convs):
    return channels * (9 * channels_in + 1) + (n_convs - 1) * channels * (9 * channels + 1)


@vgg_block_parameters.misconception(
    "You double the channels with each convolution. Within a block, each one outputs `channels`."
)
def doubles(channels_in, channels, n_convs):
    total, c, new = 0, channels_in, channels
    for _ in range(n_convs):
        total += new * (9 * c + 1)
        c, new = new, 2 * new
    return total


@vgg_block_parameters.misconception(
    "You added the biases only once for the whole block. Each convolution has `channels` of them."
)
def biases_once(channels_in, channels, n_convs):
    return 9 * channels * (channels_in + (n_convs - 1) * channels) + channels if n_convs else 0


@vgg_block_parameters.misconception(
    "Two things: the biases are missing, one for each kernel, and only the first convolution gets `channels_in`. The "
    "later ones get `channels`."
)
def alike_without_biases(channels_in, channels, n_convs):
    return n_convs * 9 * channels * channels_in


@vgg_block_parameters.misconception(
    "You have one convolution's weights too many: after the first one, n_convs − 1 are left."
)
def weights_too_many(channels_in, channels, n_convs):
    return 9 * channels * (channels_in + n_convs * channels) + n_convs * channels


@vgg_block_parameters.misconception("The layers' parameters are added, not multiplied: total += …")
def multiplied(channels_in, channels, n_convs):
    total, c = 1, channels_in
    for _ in range(n_convs):
        total *= channels * (9 * c + 1)
        c = channels
    return total


@vgg_block_parameters.misconception(
    "The channels don't add up from layer to layer: each convolution gets only the `channels` that the one before gave."
)
def channels_pile_up(channels_in, channels, n_convs):
    return sum(channels * (9 * (channels_in + i * channels) + 1) for i in range(n_convs))
