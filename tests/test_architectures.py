"""Networks described as data: against PyTorch and published numbers, by laws, and by hand."""

import dataclasses
import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dlmath import architectures as a
from dlmath import cnn, mlp
from dlmath.architectures import Add, BatchNorm, Concatenate, Conv, Dense, GlobalPool, Pool
from dlmath.autodiff import grad

IMAGE = (3, 224, 224)
NETWORKS = {
    "LENET5": (1, 28, 28),
    "ALEXNET": IMAGE,
    "ZFNET": IMAGE,
    "VGG16": IMAGE,
    "GOOGLENET": IMAGE,
    "RESNET18": IMAGE,
}
MIXED = (
    Conv(6, 3, stride=2, padding=1, bias=False), BatchNorm(), Pool(3, stride=2, padding=1, ceil=True),
    Concatenate([Conv(4, 1)], [Conv(2, 1), Conv(3, 5, padding=2)], [Pool(3, stride=1, padding=1)]),
    Add([Conv(13, 3, padding=2, dilation=2), BatchNorm()], []), Pool(2), GlobalPool(), Dense(7), BatchNorm(), Dense(4),
)  # fmt: skip


def torch_layer(torch, layer, channels):
    """The layer in PyTorch."""
    nn = torch.nn
    match layer:
        case Conv():
            numbers = {"padding": layer.padding, "dilation": layer.dilation, "bias": layer.bias}
            return nn.Conv2d(channels, layer.channels, layer.kernel, layer.stride, **numbers)
        case Pool():
            return nn.MaxPool2d(layer.kernel, layer.stride, layer.padding, ceil_mode=layer.ceil)
        case BatchNorm():
            return nn.BatchNorm2d(channels)
        case GlobalPool():
            return nn.Sequential(nn.AdaptiveAvgPool2d(1), nn.Flatten())
        case Dense():
            return nn.Sequential(nn.Flatten(), nn.LazyLinear(layer.units))


class Counter:
    """Runs a network in PyTorch on numbers without values, and counts its parameters and multiplications."""

    def __init__(self, torch):
        self.torch, self.parameters, self.products = torch, 0, 0

    def run(self, layers, x):
        shapes = []
        for layer in layers:
            x = self.step(layer, x)
            shapes.append(tuple(x.shape[1:]))
        return x, shapes

    def step(self, layer, x):
        if isinstance(layer, Concatenate):
            return self.torch.cat([self.run(branch, x)[0] for branch in layer.branches], dim=1)
        if isinstance(layer, Add):
            return sum(self.run(branch, x)[0] for branch in layer.branches)
        if isinstance(layer, BatchNorm) and x.ndim == 2:
            self.parameters += 2 * x.shape[1]
            return x
        made = torch_layer(self.torch, layer, x.shape[1]).eval()
        out = made(x)
        sizes = [p.numel() for p in made.parameters()]
        self.parameters += sum(sizes)
        if isinstance(layer, Conv | Dense):
            self.products += sizes[0] * (out.numel() // out.shape[1])
        return out


@pytest.mark.torch
@pytest.mark.parametrize("name", ["LENET5", "RESNET18", "GOOGLENET", "MIXED"])
def test_shapes_and_numbers_are_those_of_the_network_built_in_pytorch(name, proof):
    torch = pytest.importorskip("torch")
    network = MIXED if name == "MIXED" else getattr(a, name)
    for size in (28,) if name == "LENET5" else (64, 75):
        shape = (1, 28, 28) if name == "LENET5" else (3, size, size)
        counter = Counter(torch)
        with torch.no_grad():
            _, shapes = counter.run(network, torch.zeros(1, *shape))
        rows = a.summary(network, shape)
        assert [row.shape for row in rows] == shapes
        flat = [n for row in rows for n in row.shape]
        proof("architectures.summary", "independent", "PyTorch", flat, [n for s in shapes for n in s], bound=0)
        actual = a.count_parameters(network, shape)
        proof("architectures.count_parameters", "independent", "PyTorch", actual, counter.parameters, bound=0)
        actual = a.count_multiply_adds(network, shape)
        proof("architectures.count_multiply_adds", "independent", "PyTorch", actual, counter.products, bound=0)


@pytest.mark.torch
def test_a_last_window_counts_where_it_counts_in_pytorch():
    torch = pytest.importorskip("torch")
    for size, kernel, stride, padding in itertools.product(range(4, 12), (2, 3, 4), (1, 2, 3, 5), (0, 1)):
        expected = torch.nn.MaxPool2d(kernel, stride, padding, ceil_mode=True)(torch.zeros(1, 1, size, size)).shape[1:]
        layer = Pool(kernel, stride, padding, ceil=True)
        assert a.summary([layer], (1, size, size))[0].shape == tuple(expected), (size, layer)


PUBLISHED = {  # parameters; multiplications in thousand millions, to the digits in which they are published
    "LENET5": (61_706, 0.0004, 4),
    "ALEXNET": (61_100_840, 0.71, 2),
    "VGG16": (138_357_544, 15.47, 2),
    "GOOGLENET": (6_998_552, 1.58, 2),
    "RESNET18": (11_689_512, 1.81, 2),
}


@pytest.mark.parametrize("name", PUBLISHED)
def test_numbers_are_the_published_ones(name, proof):
    network, (parameters, billions, digits) = getattr(a, name), PUBLISHED[name]
    actual, against = a.count_parameters(network, NETWORKS[name]), "published numbers"
    proof("architectures.count_parameters", "independent", against, actual, parameters, bound=0)
    actual = round(a.count_multiply_adds(network, NETWORKS[name]) / 1e9, digits)
    proof("architectures.count_multiply_adds", "independent", against, actual, billions, bound=0)
    assert a.summary(network, NETWORKS[name])[-1].shape == ((10,) if name == "LENET5" else (1000,))


def test_zfnet_has_the_sizes_of_its_paper():
    sizes = [row.shape[-1] for row in a.summary(a.ZFNET, IMAGE)]
    assert sizes == [110, 55, 26, 13, 13, 13, 13, 6, 4096, 4096, 1000]


def test_lenet5_is_the_network_that_is_trained(proof):
    trained = mlp.count_parameters(cnn.initialize_lenet5(rng=0))
    actual = a.count_parameters(a.LENET5, (1, 28, 28))
    proof("architectures.count_parameters", "law", "as many as initialize_lenet5 makes", actual, trained, bound=0)


@given(
    layers=st.lists(st.tuples(st.integers(1, 3), st.integers(1, 3), st.integers(1, 2)), min_size=1, max_size=4),
    channels=st.integers(1, 3),
)
def test_a_plain_network_costs_the_sum_of_its_layers(proof, layers, channels):
    network, shape = [Conv(*layer[:2], stride=layer[2]) for layer in layers], (channels, 40, 41)
    rows = a.summary(network, shape)
    x = np.zeros((1, *shape))
    for row, layer, (out, kernel, stride) in zip(rows, network, layers, strict=True):
        before = x.shape[1:]
        x = cnn.conv2d(x, np.ones((out, x.shape[1], kernel, kernel)), stride=stride)
        proof("architectures.summary", "law", "shapes as conv2d makes them", row.shape, x.shape[1:], bound=0)
        assert a.summary([layer], before)[0][1:4] == row[1:4]
    expected = cnn.receptive_field([k for _, k, _ in layers], [s for *_, s in layers])
    proof(
        "architectures.summary",
        "law",
        "receptive fields as receptive_field",
        rows[-1].receptive_field,
        expected,
        bound=0,
    )
    for name, count in (("parameters", a.count_parameters), ("multiply_adds", a.count_multiply_adds)):
        cut = len(network) // 2
        parts = count(network[:cut], shape) + count(network[cut:], rows[cut - 1].shape if cut else shape)
        against = "the sum of two halves"
        proof(f"architectures.count_{name}", "law", against, count(network, shape), parts, bound=0)


def test_the_widest_branch_sets_the_receptive_field():
    block = Concatenate([Conv(1, 1)], [Conv(1, 3, padding=1), Conv(1, 3, padding=1)], [Pool(3, stride=1, padding=1)])
    rows = a.summary(
        [Conv(1, 2, stride=2), block, Add([Conv(3, 3, padding=1)], []), GlobalPool(), Dense(2)], (1, 16, 16)
    )
    assert [row.receptive_field for row in rows] == [2, 2 + 4 * 2, 10 + 2 * 2, 14 + 7 * 2, 28]

    def middle(x):
        x = cnn.conv2d(x, np.ones((1, 1, 2, 2)), stride=2)
        return cnn.conv2d(cnn.conv2d(x, np.ones((1, 1, 3, 3)), padding=1), np.ones((1, 1, 3, 3)), padding=1)[0, 0, 4, 4]

    assert np.ptp(grad(middle)(np.ones((1, 1, 16, 16))).nonzero()[2]) + 1 == rows[1].receptive_field


def test_lenet5_has_the_numbers_found_by_hand(proof):
    rows = a.summary(a.LENET5, (1, 28, 28))
    against = "LeCun et al. 1998, without its gaps in C3"
    parameters = [6 * 26, 0, 16 * 151, 0, 120 * 401, 84 * 121, 10 * 85]
    proof("architectures.summary", "by hand", against, [row.parameters for row in rows], parameters, bound=0)
    products = [28 * 28 * 6 * 25, 0, 10 * 10 * 16 * 150, 0, 120 * 400, 84 * 120, 10 * 84]
    proof("architectures.summary", "by hand", against, [row.multiply_adds for row in rows], products, bound=0)
    fields = [5, 6, 14, 16, 32, 32, 32]
    proof("architectures.summary", "by hand", against, [row.receptive_field for row in rows], fields, bound=0)
    actual = a.count_parameters(a.LENET5, (1, 28, 28))
    proof("architectures.count_parameters", "by hand", against, actual, sum(parameters), bound=0)
    actual = a.count_multiply_adds(a.LENET5, (1, 28, 28))
    proof("architectures.count_multiply_adds", "by hand", against, actual, sum(products), bound=0)


def test_layers_are_data_that_can_be_compared_and_cannot_be_changed():
    assert Conv(6, 5) == Conv(6, 5) != Conv(6, 3)
    assert Add([Pool(2)], []) == Add((Pool(2),), ()) != Concatenate([Pool(2)], [])
    with pytest.raises(dataclasses.FrozenInstanceError):
        Conv(6, 5).kernel = 3


@pytest.mark.parametrize(
    "network, shape, message",
    [
        (Conv(6, 5), (1, 28, 28), "network is Conv, expected a list of layers"),
        ([Conv(6, 5), "pool"], (1, 28, 28), r"network\[1\] is str, expected a layer"),
        ([Conv(0, 5)], (1, 28, 28), r"network\[0\].channels is 0"),
        ([Conv(6, 0)], (1, 28, 28), r"network\[0\].kernel is 0"),
        ([Conv(6, 5, stride=0.5)], (1, 28, 28), r"network\[0\].stride is float 0.5"),
        ([Pool(2, padding=-1)], (1, 28, 28), r"network\[0\].padding is -1"),
        ([Pool(2), Conv(6, 5)], (1, 8, 8), r"network\[1\] receives \(1, 4, 4\): kernel .*spans 5"),
        ([Dense(10), Conv(6, 5)], (1, 8, 8), r"network\[1\] is Conv, but receives \(10,\)"),
        ([Dense(0)], (5,), r"network\[0\].units is 0"),
        ([Add()], (1, 8, 8), r"network\[0\] has no branches"),
        ([Add([Conv(3, 3)], [])], (1, 8, 8), r"network\[0\] adds .*expected equal shapes"),
        ([Concatenate([Conv(3, 3)], [])], (1, 8, 8), r"network\[0\] joins .*expected equal rows and columns"),
        ([Concatenate([Conv(3, 9)])], (1, 8, 8), r"network\[0\].branches\[0\]\[0\] receives"),
        ([Dense(10)], (1, 8), "input_shape is"),
        ([Dense(10)], 5, "input_shape is"),
        ([Dense(10)], (1, 0, 8), r"input_shape\[1\] is 0"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("function", [a.summary, a.count_parameters, a.count_multiply_adds], ids=lambda f: f.__name__)
def test_what_cannot_be_followed_is_refused_by_name(function, network, shape, message):
    with pytest.raises((ValueError, TypeError), match=message):
        function(network, shape)
