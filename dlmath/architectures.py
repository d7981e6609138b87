"""Networks described as data, and what they cost: shapes, parameters, multiplications, receptive fields.

>>> from dlmath import architectures
>>> for row in architectures.summary(architectures.LENET5, (1, 28, 28))[:3]:
...     print(row.shape, row.parameters, row.multiply_adds, row.receptive_field)
(6, 28, 28) 156 117600 5
(6, 14, 14) 0 0 6
(16, 10, 10) 2416 240000 14

A network is a tuple of layers, each a `Conv`, `Pool`, `GlobalPool`, `BatchNorm`, `Dense`, or branches that run side by
side and are joined: `Concatenate`, as in Inception, or `Add`, as in ResNet. What has no parameters and changes
no shape, such as an activation or dropout, is left out.
"""

import dataclasses
import math
from typing import NamedTuple

from dlmath import _checks
from dlmath.cnn import output_size

__all__ = [
    "ALEXNET",
    "GOOGLENET",
    "LENET5",
    "RESNET18",
    "VGG16",
    "ZFNET",
    "Add",
    "BatchNorm",
    "Concatenate",
    "Conv",
    "Dense",
    "GlobalPool",
    "Pool",
    "Row",
    "count_multiply_adds",
    "count_parameters",
    "summary",
]


@dataclasses.dataclass(frozen=True)
class Conv:
    """A convolution with square kernels.

    channels · (channels in · kernel²) weights, and as many biases as channels

    Parameters
    ----------
    channels : int
        The number of kernels.
    kernel, stride, padding, dilation : int
        As for `dlmath.cnn.conv2d`.
    bias : bool
        Without it where a batch norm follows.

    Examples
    --------
    >>> count_parameters([Conv(6, 5)], (1, 28, 28))
    156
    """

    channels: int
    kernel: int
    stride: int = 1
    padding: int = 0
    dilation: int = 1
    bias: bool = True


@dataclasses.dataclass(frozen=True)
class Pool:
    """Max or average pooling with square windows.

    Parameters
    ----------
    kernel : int
        Rows and columns of the window.
    stride : int, optional
        That of the kernel if left out.
    padding : int
        Rows and columns added at each side.
    ceil : bool
        Whether a last window that reaches beyond the image counts, as in GoogLeNet.

    Examples
    --------
    >>> summary([Pool(3, stride=2)], (1, 6, 6))[0].shape, summary([Pool(3, stride=2, ceil=True)], (1, 6, 6))[0].shape
    ((1, 2, 2), (1, 3, 3))
    """

    kernel: int
    stride: int | None = None
    padding: int = 0
    ceil: bool = False


@dataclasses.dataclass(frozen=True)
class GlobalPool:
    """The mean of each channel.

    Examples
    --------
    >>> summary([GlobalPool()], (512, 7, 7))[0].shape
    (512,)
    """


@dataclasses.dataclass(frozen=True)
class BatchNorm:
    """Batch norm: two parameters for each channel. Its arithmetic is not counted, as it melts into the layer before.

    Examples
    --------
    >>> count_parameters([BatchNorm()], (64, 56, 56))
    128
    """


@dataclasses.dataclass(frozen=True)
class Dense:
    """A fully connected layer on all that comes, however it is shaped.

    units · inputs weights, and as many biases as units

    Parameters
    ----------
    units : int
        The number of outputs.

    Examples
    --------
    >>> count_parameters([Dense(120)], (16, 5, 5))
    48120
    """

    units: int


@dataclasses.dataclass(frozen=True, init=False)
class Concatenate:
    """Branches side by side, whose channels are laid one after another.

    Parameters
    ----------
    *branches : sequence of layers
        Each receives the whole input; their outputs have equally many rows and columns.

    Examples
    --------
    >>> summary([Concatenate([Conv(64, 1)], [Conv(96, 1), Conv(128, 3, padding=1)])], (192, 28, 28))[0].shape
    (192, 28, 28)
    """

    branches: tuple

    def __init__(self, *branches):
        object.__setattr__(self, "branches", tuple(map(tuple, branches)))


@dataclasses.dataclass(frozen=True, init=False)
class Add:
    """Branches side by side, whose outputs are added; an empty one is the identity, the shortcut of a residual block.

    Parameters
    ----------
    *branches : sequence of layers
        Each receives the whole input; their outputs have the same shape.

    Examples
    --------
    >>> summary([Add([Conv(64, 3, padding=1)], [])], (64, 56, 56))[0].shape
    (64, 56, 56)
    """

    branches: tuple

    def __init__(self, *branches):
        object.__setattr__(self, "branches", tuple(map(tuple, branches)))


class Row(NamedTuple):
    """What `summary` says of one layer.

    Parameters
    ----------
    layer : Conv, Pool, …
        The layer itself.
    shape : tuple of int
        Of its output, for one image: (channels, rows, columns), or (units,).
    parameters : int
        The numbers it learns.
    multiply_adds : int
        Its multiplications for one image, each with an addition.
    receptive_field : int
        The pixels of the input, along one side, that an entry of its output depends on.

    Examples
    --------
    >>> summary([Dense(10)], (84,))
    [Row(layer=Dense(units=10), shape=(10,), parameters=850, multiply_adds=840, receptive_field=1)]
    """

    layer: object
    shape: tuple
    parameters: int
    multiply_adds: int
    receptive_field: int


def summary(network, input_shape):
    """Follow one image through a network, layer by layer.

    A convolution of c channels into o with a kernel k × k and h × w places has o (c k² + 1) parameters and h w o c k²
    multiplications, a dense layer of n units into m has m (n + 1) and m n. The receptive field grows by
    dilation (k − 1) times the product of all strides before. Branches add their numbers, and the widest field counts.

    Parameters
    ----------
    network : sequence of layers
        `Conv`, `Pool`, `GlobalPool`, `BatchNorm`, `Dense`, `Concatenate` and `Add`.
    input_shape : tuple of int
        (channels, rows, columns), or (features,).

    Returns
    -------
    list of Row
        One for each layer. What happens inside of branches is found by ``summary`` of a branch.

    Raises
    ------
    TypeError, ValueError
        If a layer is none of those, does not fit what comes to it, or holds a number out of range.

    References
    ----------
    A. Araujo, W. Norris, J. Sim, "Computing receptive fields of convolutional neural networks", Distill, 2019.

    Examples
    --------
    >>> [row.parameters for row in summary(LENET5, (1, 28, 28))]
    [156, 0, 2416, 0, 48120, 10164, 850]
    """
    if not isinstance(network, list | tuple):
        raise TypeError(f"network is {type(network).__name__}, expected a list of layers")
    if not isinstance(input_shape, list | tuple) or len(input_shape) not in (1, 3):
        raise ValueError(f"input_shape is {input_shape!r}, expected (channels, rows, columns) or (features,)")
    shape = tuple(_checks.integer(f"input_shape[{i}]", n, low=1) for i, n in enumerate(input_shape))
    return _follow("network", network, _State(shape, 1, 1))[0]


def count_parameters(network, input_shape):
    """How many numbers a network learns.

    Σ over all layers of their parameters, as `summary` counts them

    Parameters
    ----------
    network : sequence of layers
    input_shape : tuple of int
        (channels, rows, columns), or (features,).

    Returns
    -------
    int

    Raises
    ------
    TypeError, ValueError
        As `summary`.

    References
    ----------
    K. Simonyan, A. Zisserman, "Very deep convolutional networks for large-scale image recognition", 2015, table 2.

    Examples
    --------
    >>> f"{count_parameters(VGG16, (3, 224, 224)):,}"
    '138,357,544'
    """
    return sum(row.parameters for row in summary(network, input_shape))


def count_multiply_adds(network, input_shape):
    """How many multiplications, each with an addition, one image takes.

    Σ over all convolutions and dense layers, as `summary` counts them

    Parameters
    ----------
    network : sequence of layers
    input_shape : tuple of int
        (channels, rows, columns), or (features,).

    Returns
    -------
    int

    Raises
    ------
    TypeError, ValueError
        As `summary`.

    References
    ----------
    K. He, X. Zhang, S. Ren, J. Sun, "Deep residual learning for image recognition", 2016, table 1.

    Examples
    --------
    >>> round(count_multiply_adds(RESNET18, (3, 224, 224)) / 1e9, 2)
    1.81
    """
    return sum(row.multiply_adds for row in summary(network, input_shape))


class _State(NamedTuple):
    """The shape of what comes, its receptive field, and how many pixels of the input two neighbors are apart."""

    shape: tuple
    field: int
    step: int


def _follow(name, layers, state):
    """The rows of a list of layers, and the state behind them."""
    rows = []
    for i, layer in enumerate(layers):
        where = f"{name}[{i}]"
        if type(layer) not in _RULES:
            raise TypeError(f"{where} is {type(layer).__name__}, expected a layer such as Conv(6, 5)")
        if len(state.shape) == 1 and not isinstance(layer, Dense | BatchNorm):
            raise ValueError(
                f"{where} is {type(layer).__name__}, but receives {state.shape}, no longer rows and columns"
            )
        state, parameters, multiply_adds = _RULES[type(layer)](where, layer, state)
        rows.append(Row(layer, state.shape, parameters, multiply_adds, state.field))
    return rows, state


def _slide(where, layer, state, stride):
    """The sizes behind a window that slides, and how far it sees."""
    dilation, numbers = getattr(layer, "dilation", 1), {"kernel": layer.kernel, "stride": stride}
    for field, value in {**numbers, "dilation": dilation}.items():
        _checks.integer(f"{where}.{field}", value, low=1)
    padding = _checks.integer(f"{where}.padding", layer.padding, low=0)
    try:
        sizes = [output_size(n, layer.kernel, stride, padding, dilation) for n in state.shape[1:]]
    except ValueError as error:
        raise ValueError(f"{where} receives {state.shape}: {error}") from None
    return sizes, state.field + dilation * (layer.kernel - 1) * state.step, state.step * stride


def _conv(where, layer, state):
    channels = _checks.integer(f"{where}.channels", layer.channels, low=1)
    (rows, columns), field, step = _slide(where, layer, state, layer.stride)
    weights = channels * state.shape[0] * layer.kernel**2
    state = _State((channels, rows, columns), field, step)
    return state, weights + bool(layer.bias) * channels, rows * columns * weights


def _pool(where, layer, state):
    stride = layer.kernel if layer.stride is None else layer.stride
    sizes, field, step = _slide(where, layer, state, stride)
    if layer.ceil:
        covered = [(places - 1) * stride + layer.kernel for places in sizes]
        padded = [n + 2 * layer.padding for n in state.shape[1:]]
        sizes = [
            places + (c < p and places * stride < n + layer.padding)
            for places, c, p, n in zip(sizes, covered, padded, state.shape[1:], strict=True)
        ]
    return _State((state.shape[0], *sizes), field, step), 0, 0


def _global_pool(where, layer, state):
    return _State(state.shape[:1], _whole(state), state.step), 0, 0


def _batch_norm(where, layer, state):
    return state, 2 * state.shape[0], 0


def _dense(where, layer, state):
    units, inputs = _checks.integer(f"{where}.units", layer.units, low=1), math.prod(state.shape)
    return _State((units,), _whole(state), state.step), units * (inputs + 1), units * inputs


def _whole(state):
    """The receptive field of what sees all places."""
    return state.field + (max(state.shape[1:], default=1) - 1) * state.step


def _branches(where, layer, state):
    """The states behind all branches, and the sums of their parameters and multiplications."""
    if not layer.branches:
        raise ValueError(f"{where} has no branches, expected at least one")
    followed = [_follow(f"{where}.branches[{i}]", branch, state) for i, branch in enumerate(layer.branches)]
    rows = [row for branch, _ in followed for row in branch]
    return [s for _, s in followed], sum(row.parameters for row in rows), sum(row.multiply_adds for row in rows)


def _concatenate(where, layer, state):
    states, parameters, multiply_adds = _branches(where, layer, state)
    if len({s.shape[1:] for s in states}) > 1:
        raise ValueError(f"{where} joins {[s.shape for s in states]}, expected equal rows and columns")
    shape = (sum(s.shape[0] for s in states), *states[0].shape[1:])
    return _State(shape, max(s.field for s in states), states[0].step), parameters, multiply_adds


def _add(where, layer, state):
    states, parameters, multiply_adds = _branches(where, layer, state)
    if len({s.shape for s in states}) > 1:
        raise ValueError(f"{where} adds {[s.shape for s in states]}, expected equal shapes")
    return _State(states[0].shape, max(s.field for s in states), states[0].step), parameters, multiply_adds


_RULES = {
    Conv: _conv,
    Pool: _pool,
    GlobalPool: _global_pool,
    BatchNorm: _batch_norm,
    Dense: _dense,
    Concatenate: _concatenate,
    Add: _add,
}


def _inception(ones, before3, threes, before5, fives, pooled):
    """The block of GoogLeNet: four views of the same channels."""
    return Concatenate(
        [Conv(ones, 1)],
        [Conv(before3, 1), Conv(threes, 3, padding=1)],
        [Conv(before5, 1), Conv(fives, 5, padding=2)],
        [Pool(3, stride=1, padding=1), Conv(pooled, 1)],
    )


def _normed(*conv, **how):
    return [Conv(*conv, bias=False, **how), BatchNorm()]


def _residual(channels, stride=1):
    """The block of ResNet-18; where it halves the image, so does a 1 × 1 convolution on the shortcut."""
    return Add(
        [*_normed(channels, 3, stride=stride, padding=1), *_normed(channels, 3, padding=1)],
        _normed(channels, 1, stride=stride) if stride > 1 else [],
    )


# Images of (1, 28, 28).
LENET5 = (Conv(6, 5, padding=2), Pool(2), Conv(16, 5), Pool(2), Dense(120), Dense(84), Dense(10))

# Images of (3, 224, 224), a thousand classes; AlexNet on one tower (Krizhevsky 2014), as PyTorch has it.
ALEXNET = (
    *(Conv(64, 11, stride=4, padding=2), Pool(3, stride=2), Conv(192, 5, padding=2), Pool(3, stride=2)),
    *(Conv(384, 3, padding=1), Conv(256, 3, padding=1), Conv(256, 3, padding=1), Pool(3, stride=2)),
    *(Dense(4096), Dense(4096), Dense(1000)),
)
# The sizes that Zeiler and Fergus (2014) print are 110, 55, 26, 13, 6; the padding is one that gives them.
ZFNET = (
    *(Conv(96, 7, stride=2, padding=1), Pool(3, stride=2, padding=1)),
    *(Conv(256, 5, stride=2), Pool(3, stride=2, padding=1)),
    *(Conv(384, 3, padding=1), Conv(384, 3, padding=1), Conv(256, 3, padding=1), Pool(3, stride=2)),
    *(Dense(4096), Dense(4096), Dense(1000)),
)
VGG16 = (
    *(
        layer
        for n_convs, channels in ((2, 64), (2, 128), (3, 256), (3, 512), (3, 512))
        for layer in (*[Conv(channels, 3, padding=1)] * n_convs, Pool(2))
    ),
    *(Dense(4096), Dense(4096), Dense(1000)),
)
GOOGLENET = (
    *(Conv(64, 7, stride=2, padding=3), Pool(3, stride=2, ceil=True)),
    *(Conv(64, 1), Conv(192, 3, padding=1), Pool(3, stride=2, ceil=True)),
    *(_inception(64, 96, 128, 16, 32, 32), _inception(128, 128, 192, 32, 96, 64), Pool(3, stride=2, ceil=True)),
    *(_inception(192, 96, 208, 16, 48, 64), _inception(160, 112, 224, 24, 64, 64)),
    *(_inception(128, 128, 256, 24, 64, 64), _inception(112, 144, 288, 32, 64, 64)),
    *(_inception(256, 160, 320, 32, 128, 128), Pool(3, stride=2, ceil=True)),
    *(_inception(256, 160, 320, 32, 128, 128), _inception(384, 192, 384, 48, 128, 128), GlobalPool(), Dense(1000)),
)
RESNET18 = (
    *(*_normed(64, 7, stride=2, padding=3), Pool(3, stride=2, padding=1), _residual(64), _residual(64)),
    *(block for channels in (128, 256, 512) for block in (_residual(channels, stride=2), _residual(channels))),
    *(GlobalPool(), Dense(1000)),
)
