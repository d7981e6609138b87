"""breaks_more_layers_see_farther: what counts is the windows and the strides, not the layers."""

import numpy as np

from dlmath.cnn import receptive_field
from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="Return a tuple of two networks, `(a, b)`, for which `sees_farther(a, b)` is wrong. Each is a list of pairs "
    "`(kernel, stride)`, one for each convolution, with at least one pair.",
    hints=[
        "The function counts layers. Which layers don't make a network see any farther?",
        "A 1 × 1 kernel adds nothing to the receptive field: k − 1 = 0.",
        "Compare three 1 × 1 convolutions with a single 3 × 3 convolution.",
    ],
)
def breaks_more_layers_see_farther():
    """Two networks that the rule of more layers judges wrongly."""
    # Three layers of 1 × 1 see one pixel, a single layer of 3 × 3 sees three.
    return [(1, 1), (1, 1), (1, 1)], [(3, 1)]


def _field(network):
    kernels, strides = zip(*network, strict=True)
    return receptive_field(kernels, strides)


def by_receptive_field(a, b):
    """Whether the receptive field of a is larger than that of b."""
    return _field(a) > _field(b)


@breaks_more_layers_see_farther.breaks(by_receptive_field)
def sees_farther(a, b):
    return len(a) > len(b)


def _is_network(network):
    if not isinstance(network, list | tuple) or not len(network):
        return False
    return all(
        isinstance(pair, list | tuple)
        and len(pair) == 2
        and all(isinstance(v, int | np.integer) and not isinstance(v, bool) and v >= 1 for v in pair)
        for pair in network
    )


@breaks_more_layers_see_farther.law(
    "it is a tuple of two lists of pairs (kernel, stride), whole numbers of at least 1", form=True
)
def _(answer):
    both = answer()
    return isinstance(both, list | tuple) and len(both) == 2 and all(map(_is_network, both))


@breaks_more_layers_see_farther.misconception(
    "Here the network with more layers does see farther. Make its layers see little: how much does a 1 × 1 kernel add?",
    when=lambda a, b: len(a) > len(b) and _field(a) > _field(b),
)
def more_and_farther():
    return [(3, 1), (3, 1)], [(3, 1)]


@breaks_more_layers_see_farther.misconception(
    "The stride of a network's *last* layer doesn't widen its receptive field: only windows that come after it reach "
    "farther.",
    when=lambda a, b: len(a) < len(b) and a[-1][1] > 1 and _field(a) <= _field(b),
)
def stride_at_the_end():
    return [(3, 8)], [(3, 1), (3, 1)]


@breaks_more_layers_see_farther.misconception(
    "Here `a` has fewer layers and sees no farther, so the function is right. Give `a` a few large windows, or large "
    "strides before its last windows.",
    when=lambda a, b: len(a) < len(b) and _field(a) <= _field(b),
)
def fewer_and_nearer():
    return [(3, 1)], [(3, 1), (3, 1)]


@breaks_more_layers_see_farther.misconception(
    "The two have the same number of layers, and `a` sees no farther than `b`: the function says no, and it is right. "
    "Let `a` have the larger receptive field.",
    when=lambda a, b: len(a) == len(b) and _field(a) <= _field(b),
)
def equally_many():
    return [(3, 1)], [(5, 1)]
