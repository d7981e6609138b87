"""Convolution, pooling and LeNet-5: against SciPy and PyTorch, by laws, and by hand."""

import functools
import itertools

import numpy as np
import pytest
import scipy.ndimage
import scipy.signal
import scipy.stats
from hypothesis import given
from hypothesis import strategies as st

from dlmath import _convolution, cnn, mlp
from dlmath.activations import tanh
from dlmath.autodiff import grad, vjp
from dlmath.calculus import gradient_check
from dlmath.losses import cross_entropy
from tests import bad_input

rng = np.random.default_rng(0)
SUMS = 1e-13  # some hundred products of numbers near 1, each rounded at 1e-16

# kernel, stride, padding, dilation
GEOMETRIES = [
    ((3, 3), 1, 0, 1),
    ((5, 5), 1, 2, 1),
    ((1, 1), 1, 0, 1),
    ((1, 1), 2, 0, 1),
    ((2, 3), 1, 1, 1),
    ((3, 3), 2, 1, 1),
    ((4, 2), (3, 2), (2, 0), 1),
    ((3, 3), 1, 2, 2),
    ((3, 2), (2, 1), (0, 3), (2, 3)),
    ((7, 8), 1, 0, 1),
]
POOLINGS = [(2, None, 0), (3, 2, 1), ((2, 3), (2, 1), (1, 0)), (3, 1, 1), (2, 3, 0), ((7, 8), None, 0)]
LAYOUTS = [(2, 3, 7, 8), (1, 1, 7, 8), (5, 2, 9, 11)]


def problem(shape, kernel, stride=1, padding=0, dilation=1, dtype=np.float64):
    """Images, kernels, bias, how they are laid, and a gradient shaped as the output."""
    source = np.random.default_rng([*shape, *kernel])
    images, kernels = source.normal(size=shape), source.normal(size=(4, shape[1], *kernel))
    how = {"stride": stride, "padding": padding, "dilation": dilation}
    places = cnn.conv2d(images, kernels, **how).shape[2:]
    arrays = (images, kernels, source.normal(size=4), source.normal(size=(shape[0], 4, *places)))
    return *(a.astype(dtype) for a in arrays), how


def pooling(shape, kernel, stride, padding, dtype=np.float64):
    """Images with ties, and a gradient shaped as the output."""
    source = np.random.default_rng(shape)
    images = source.integers(-3, 4, shape).astype(dtype)
    places = cnn.max_pool2d(images, kernel, stride, padding).shape
    return images, source.normal(size=places).astype(dtype)


def gradients(images, kernels, gradient, how):
    """The three explicit gradients of a convolution, by name."""
    return {
        "conv2d_gradient_images": cnn.conv2d_gradient_images(gradient, kernels, images.shape[2:], **how),
        "conv2d_gradient_kernels": cnn.conv2d_gradient_kernels(gradient, images, kernels.shape[2:], **how),
        "conv2d_gradient_bias": cnn.conv2d_gradient_bias(gradient),
    }


# --- against other programs


def test_conv2d_equals_scipy(proof):
    for shape in LAYOUTS:
        images, kernels, bias, _, _ = problem(shape, (3, 2))
        expected = [
            [
                sum(map(functools.partial(scipy.signal.correlate2d, mode="valid"), x, k)) + b
                for k, b in zip(kernels, bias, strict=True)
            ]
            for x in images
        ]
        against = "scipy.signal.correlate2d"
        proof("cnn.conv2d", "independent", against, cnn.conv2d(images, kernels, bias), np.array(expected), bound=SUMS)


def test_the_gradient_with_respect_to_the_images_equals_a_full_convolution_by_scipy(proof):
    images, kernels, _, gradient, how = problem((2, 3, 7, 8), (3, 2))
    expected = [[sum(map(scipy.signal.convolve2d, g, kernels[:, c])) for c in range(3)] for g in gradient]
    actual = gradients(images, kernels, gradient, how)["conv2d_gradient_images"]
    against = "scipy.signal.convolve2d"
    proof("cnn.conv2d_gradient_images", "independent", against, actual, np.array(expected), bound=SUMS)


def test_the_gradient_with_respect_to_the_kernels_equals_a_correlation_by_scipy(proof):
    images, kernels, _, gradient, how = problem((2, 3, 7, 8), (3, 2))
    correlate = functools.partial(scipy.signal.correlate2d, mode="valid")
    expected = [[sum(map(correlate, images[:, c], gradient[:, o])) for c in range(3)] for o in range(4)]
    actual = gradients(images, kernels, gradient, how)["conv2d_gradient_kernels"]
    against = "scipy.signal.correlate2d"
    proof("cnn.conv2d_gradient_kernels", "independent", against, actual, np.array(expected), bound=SUMS)


def test_poolings_equal_filters_of_scipy(proof):
    images = rng.normal(size=(2, 3, 7, 9))
    middle = (..., slice(1, -1, 2), slice(1, -1, 2))
    for function, other in (("max_pool2d", "maximum_filter"), ("average_pool2d", "uniform_filter")):
        expected = getattr(scipy.ndimage, other)(images, size=(1, 1, 3, 3))[middle]
        actual = getattr(cnn, function)(images, 3, stride=2)
        proof(f"cnn.{function}", "independent", f"scipy.ndimage.{other}", actual, expected, bound=SUMS)
    expected = [[scipy.ndimage.mean(channel) for channel in image] for image in images]
    actual = cnn.global_average_pool2d(images)
    proof("cnn.global_average_pool2d", "independent", "scipy.ndimage.mean", actual, np.array(expected), bound=SUMS)


PARITY = pytest.mark.parametrize("dtype, bound", [(np.float64, 1e-10), (np.float32, 1e-5)])


def backward(torch, function, gradient, *arrays):
    """What PyTorch computes forward, and the gradients of all arrays."""
    tensors = [torch.from_numpy(a).requires_grad_() for a in arrays]
    out = function(*tensors)
    return out.detach().numpy(), [g.numpy() for g in torch.autograd.grad(out, tensors, torch.from_numpy(gradient))]


@pytest.mark.torch
@PARITY
@pytest.mark.parametrize("geometry", GEOMETRIES, ids=str)
def test_convolutions_equal_pytorch(geometry, dtype, bound, proof):
    torch = pytest.importorskip("torch")
    for shape in LAYOUTS:
        images, kernels, bias, gradient, how = problem(shape, *geometry, dtype=dtype)
        conv = functools.partial(torch.nn.functional.conv2d, **how)
        expected, slopes = backward(torch, conv, gradient, images, kernels, bias)
        actual, against = cnn.conv2d(images, kernels, bias, **how), f"PyTorch {dtype.__name__}"
        assert actual.dtype == dtype
        proof("cnn.conv2d", "independent", against, actual, expected, bound=bound)
        for (name, slope), expected in zip(gradients(images, kernels, gradient, how).items(), slopes, strict=True):
            assert slope.dtype == dtype
            proof(f"cnn.{name}", "independent", against, slope, expected, bound=bound)


@pytest.mark.torch
@PARITY
@pytest.mark.parametrize("geometry", POOLINGS, ids=str)
def test_poolings_equal_pytorch_also_where_values_tie(geometry, dtype, bound, proof):
    torch, against = pytest.importorskip("torch"), f"PyTorch {dtype.__name__}"
    for shape in LAYOUTS:
        images, gradient = pooling(shape, *geometry, dtype=dtype)
        how = dict(zip(("kernel_size", "stride", "padding"), geometry, strict=True))
        expected, (slope,) = backward(torch, functools.partial(torch.nn.functional.max_pool2d, **how), gradient, images)
        proof("cnn.max_pool2d", "independent", against, cnn.max_pool2d(images, *geometry), expected, bound=bound)
        actual = cnn.max_pool2d_gradient(gradient, images, *geometry)
        proof("cnn.max_pool2d_gradient", "independent", against, actual, slope, bound=bound)
        expected, (slope,) = backward(torch, functools.partial(torch.nn.functional.avg_pool2d, **how), gradient, images)
        actual = cnn.average_pool2d(images, *geometry)
        proof("cnn.average_pool2d", "independent", against, actual, expected, bound=bound)
        actual = cnn.average_pool2d_gradient(gradient, shape[2:], *geometry)
        proof("cnn.average_pool2d_gradient", "independent", against, actual, slope, bound=bound)
        expected, (slope,) = backward(torch, lambda x: x.mean((2, 3)), gradient[:, :, 0, 0], images)
        actual = cnn.global_average_pool2d_gradient(gradient[:, :, 0, 0], shape[2:])
        proof("cnn.global_average_pool2d_gradient", "independent", against, actual, slope, bound=bound)


@pytest.mark.torch
@pytest.mark.parametrize("geometry", GEOMETRIES, ids=str)
def test_im2col_and_col2im_equal_unfold_and_fold_of_pytorch(geometry, proof):
    torch = pytest.importorskip("torch")
    kernel, stride, padding, dilation = geometry
    how = {"stride": stride, "padding": padding, "dilation": dilation}
    for shape in LAYOUTS:
        images = np.random.default_rng(1).normal(size=shape)
        expected = torch.nn.functional.unfold(torch.from_numpy(images), kernel, **how).numpy()
        proof("cnn.im2col", "independent", "PyTorch", cnn.im2col(images, kernel, **how), expected, bound=0)
        back = torch.nn.functional.fold(torch.from_numpy(expected), shape[2:], kernel, **how).numpy()
        actual = cnn.col2im(expected, shape[2:], kernel, **how)
        proof("cnn.col2im", "independent", "PyTorch", actual, back, bound=SUMS)


@pytest.mark.torch
@PARITY
@pytest.mark.parametrize("activation, pool", [("relu", "max_pool2d"), ("tanh", "average_pool2d")])
def test_lenet5_and_its_gradients_equal_pytorch(activation, pool, dtype, bound, proof):
    torch = pytest.importorskip("torch")
    from dlmath import activations

    F, phi = torch.nn.functional, getattr(torch, activation)
    pooled = F.max_pool2d if pool == "max_pool2d" else F.avg_pool2d
    images, labels = rng.random((8, 1, 28, 28)).astype(dtype), rng.integers(0, 10, 8)
    params = [
        {"W": layer["W"], "b": rng.normal(size=layer["b"].shape, scale=0.1).astype(dtype)}
        for layer in cnn.initialize_lenet5(rng=1, dtype=dtype)
    ]
    tensors = [torch.from_numpy(layer[key]).requires_grad_() for layer in params for key in ("W", "b")]
    a = phi(pooled(F.conv2d(torch.from_numpy(images), *tensors[:2], padding=2), 2))
    a = phi(pooled(F.conv2d(a, *tensors[2:4]), 2)).flatten(1)
    a = F.linear(phi(F.linear(phi(F.linear(a, *tensors[4:6])), *tensors[6:8])), *tensors[8:])
    slopes = torch.autograd.grad(F.cross_entropy(a, torch.from_numpy(labels)), tensors)
    how = {"activation": getattr(activations, activation), "pool": getattr(cnn, pool)}
    against, logits = f"PyTorch {dtype.__name__}", cnn.lenet5(params, images, **how)
    assert logits.dtype == dtype
    proof("cnn.lenet5", "independent", against, logits, a.detach().numpy(), bound=bound)
    grads = grad(lambda p: cross_entropy(cnn.lenet5(p, images, **how), labels))(params)
    for layer, W, b in zip(grads, slopes[::2], slopes[1::2], strict=True):
        proof("cnn.lenet5", "independent", f"gradients of {against}", layer["W"], W.numpy(), bound=bound)
        proof("cnn.lenet5", "independent", f"gradients of {against}", layer["b"], b.numpy(), bound=bound)


def test_output_size_counts_the_places_that_numpy_finds(proof):
    for n, kernel, stride, padding in itertools.product((4, 5, 9), (1, 2, 4), (1, 2, 3), (0, 1, 3)):
        windows = np.lib.stride_tricks.sliding_window_view(np.zeros(n + 2 * padding), kernel)[::stride]
        actual, against = cnn.output_size(n, kernel, stride, padding), "numpy sliding_window_view"
        proof("cnn.output_size", "independent", against, actual, len(windows), bound=0)


def test_receptive_field_counts_the_pixels_with_a_gradient(proof):
    cases = [
        ([3], [1], [1]),
        ([5, 2, 5, 2], [1, 2, 1, 2], None),
        ([3, 3, 3], [2, 1, 3], [1, 3, 2]),
        ([1, 4], [3, 1], None),
    ]
    for kernels, strides, dilations in cases:
        layers = list(zip(kernels, strides, dilations or [1] * len(kernels), strict=True))

        def middle(x, layers=layers):
            for kernel, stride, dilation in layers:
                x = cnn.conv2d(x, np.ones((1, 1, 1, kernel)), stride=(1, stride), dilation=(1, dilation))
            return x[0, 0, 0, 0]

        spread = grad(middle)(np.ones((1, 1, 1, 60))).nonzero()[3]
        actual = cnn.receptive_field(kernels, strides, dilations)
        proof("cnn.receptive_field", "independent", "spread of the gradient", actual, np.ptp(spread) + 1, bound=0)


# --- laws

GEOMETRY = pytest.mark.parametrize("geometry", GEOMETRIES, ids=str)


@GEOMETRY
def test_gradients_are_what_autodiff_finds_and_what_differences_find(geometry, proof):
    images, kernels, bias, gradient, how = problem((2, 3, 7, 8), *geometry)
    _, pullback = vjp(lambda x, k, b: cnn.conv2d(x, k, b, **how), images, kernels, bias)
    explicit = gradients(images, kernels, gradient, how)
    found = [
        pullback(gradient),
        vjp(lambda k: cnn.conv2d(images, k, bias, **how), kernels)[1](gradient),
        vjp(lambda b: cnn.conv2d(images, kernels, b, **how), bias)[1](gradient),
    ]
    for (name, slope), expected in zip(explicit.items(), found, strict=True):
        proof(f"cnn.{name}", "law", "equals dlmath.autodiff", slope, expected, bound=SUMS)


@GEOMETRY
def test_the_gradients_are_transposes_of_the_convolution(geometry, proof):
    for shape in LAYOUTS:
        images, kernels, _, gradient, how = problem(shape, *geometry)
        slopes = gradients(images, kernels, gradient, how)
        expected = np.vdot(cnn.conv2d(images, kernels, **how), gradient)
        for name, other in (("images", images), ("kernels", kernels)):
            actual = np.vdot(slopes[f"conv2d_gradient_{name}"], other)
            against = "⟨G, X ⋆ K⟩ is linear in each of its arguments"
            proof(f"cnn.conv2d_gradient_{name}", "law", against, actual, expected, bound=1e-11)
        matrix = cnn.im2col(images, kernels.shape[2:], **how)
        product = (kernels.reshape(4, -1) @ matrix).reshape(gradient.shape)
        proof("cnn.im2col", "law", "K · im2col(X) = X ⋆ K", product, cnn.conv2d(images, kernels, **how), bound=SUMS)
        P = np.random.default_rng(2).normal(size=matrix.shape)
        back = cnn.col2im(P, shape[2:], kernels.shape[2:], **how)
        proof(
            "cnn.col2im",
            "law",
            "⟨P, im2col(X)⟩ = ⟨col2im(P), X⟩",
            np.vdot(back, images),
            np.vdot(P, matrix),
            bound=1e-11,
        )


@given(down=st.integers(0, 3), right=st.integers(0, 3), seed=st.integers(0, 99))
def test_a_convolution_of_a_shifted_image_is_the_convolution_shifted(proof, down, right, seed):
    image = np.zeros((1, 2, 12, 12))
    image[:, :, 2:7, 2:7] = np.random.default_rng(seed).normal(size=(1, 2, 5, 5))
    kernels = np.random.default_rng(seed + 1).normal(size=(3, 2, 3, 3))
    moved = cnn.conv2d(np.roll(image, (down, right), axis=(2, 3)), kernels)
    expected = np.roll(cnn.conv2d(image, kernels), (down, right), axis=(2, 3))
    proof("cnn.conv2d", "law", "equivariance to shifts", moved, expected, bound=SUMS)


@given(seed=st.integers(0, 999), factor=st.floats(-10, 10))
def test_convolution_and_its_bias_are_linear(proof, seed, factor):
    source = np.random.default_rng(seed)
    x, y, K, b = (source.normal(size=s) for s in ((2, 2, 5, 6), (2, 2, 5, 6), (3, 2, 2, 3), 3))
    expected = factor * cnn.conv2d(x, K) + cnn.conv2d(y, K) + b[:, None, None]
    proof("cnn.conv2d", "law", "linear", cnn.conv2d(factor * x + y, K, b), expected, bound=1e-12)
    G = cnn.conv2d(x, K)
    expected = factor * cnn.conv2d_gradient_bias(G)
    proof("cnn.conv2d_gradient_bias", "law", "linear", cnn.conv2d_gradient_bias(factor * G), expected, bound=1e-11)


@pytest.mark.parametrize("geometry", POOLINGS, ids=str)
def test_poolings_obey_their_laws(geometry, proof):
    for shape in LAYOUTS:
        images, gradient = pooling(shape, *geometry)
        largest, average = cnn.max_pool2d(images, *geometry), cnn.average_pool2d(np.abs(images), *geometry)
        actual = cnn.max_pool2d(tanh(images), *geometry)
        proof("cnn.max_pool2d", "law", "commutes with what rises", actual, tanh(largest), bound=0)
        above = np.maximum(average - cnn.max_pool2d(np.abs(images), *geometry), 0)
        proof("cnn.average_pool2d", "law", "at most the maximum", above, bound=1e-15)
        slope = cnn.max_pool2d_gradient(gradient, images, *geometry)
        proof("cnn.max_pool2d_gradient", "law", "all of G is handed on", slope.sum(), gradient.sum(), bound=1e-12)
        actual = np.vdot(slope, images)
        proof("cnn.max_pool2d_gradient", "law", "⟨G, max⟩ = ⟨∂, X⟩", actual, np.vdot(gradient, largest), bound=1e-11)
        slope = cnn.average_pool2d_gradient(gradient, shape[2:], *geometry)
        expected = np.vdot(gradient, cnn.average_pool2d(images, *geometry))
        against = "transpose of average_pool2d"
        proof("cnn.average_pool2d_gradient", "law", against, np.vdot(slope, images), expected, bound=1e-11)


@given(seed=st.integers(0, 999))
def test_global_pooling_is_pooling_with_the_largest_window(proof, seed):
    images, gradient = (np.random.default_rng(seed).normal(size=s) for s in ((2, 3, 4, 5), (2, 3)))
    expected = cnn.average_pool2d(images, (4, 5))[:, :, 0, 0]
    against = "average_pool2d of a whole image"
    proof("cnn.global_average_pool2d", "law", against, cnn.global_average_pool2d(images), expected, bound=1e-15)
    expected = vjp(cnn.global_average_pool2d, images)[1](gradient)
    actual = cnn.global_average_pool2d_gradient(gradient, (4, 5))
    proof("cnn.global_average_pool2d_gradient", "law", "equals dlmath.autodiff", actual, expected, bound=1e-15)


@given(n=st.integers(1, 50), kernel=st.integers(1, 9), stride=st.integers(1, 4), padding=st.integers(0, 4))
def test_output_sizes_obey_their_law(proof, n, kernel, stride, padding):
    if n + 2 * padding >= kernel:
        places = cnn.output_size(n, kernel, stride, padding)
        rest = n + 2 * padding - kernel - (places - 1) * stride
        proof("cnn.output_size", "law", "less than a stride is left over", float(not 0 <= rest < stride), bound=0)


@given(layers=st.lists(st.tuples(st.integers(1, 7), st.integers(1, 3)), min_size=1, max_size=5))
def test_receptive_field_undoes_output_size(proof, layers):
    kernels, strides = zip(*layers, strict=True)
    n = cnn.receptive_field(kernels, strides)
    for kernel, stride in layers:
        n = cnn.output_size(n, kernel, stride)
    proof("cnn.receptive_field", "law", "as many pixels make one output", n, 1, bound=0)


@pytest.mark.parametrize("geometry", GEOMETRIES[3:9], ids=str)
def test_derivatives_of_the_second_order_equal_differences_of_the_first(geometry):
    images, kernels, bias, gradient, how = problem((1, 2, 7, 8), *geometry)

    def loss(parts):
        return np.sum(np.tanh(cnn.conv2d(parts["x"], parts["k"], parts["b"], **how)) * gradient)

    def slope_along(parts):
        first = grad(loss)(parts)
        return sum(np.sum(first[key] * weights[key]) for key in first)

    parts = {"x": images, "k": kernels, "b": bias}
    weights = {key: rng.normal(size=value.shape) for key, value in parts.items()}
    second = grad(slope_along)(parts)
    direction = {key: rng.normal(size=value.shape) for key, value in parts.items()}
    ends = [slope_along({k: v + h * direction[k] for k, v in parts.items()}) for h in (1e-5, -1e-5)]
    actual = sum(np.sum(second[key] * direction[key]) for key in second)
    np.testing.assert_allclose(actual, (ends[0] - ends[1]) / 2e-5, rtol=1e-6)


@pytest.mark.parametrize("function", [cnn.max_pool2d, cnn.average_pool2d, cnn.im2col, "col2im"])
def test_poolings_and_patches_have_second_derivatives(function):
    source = np.random.default_rng(5)
    x = source.normal(size=(2, 3, 5, 6))

    def pooled(x):
        return cnn.col2im(cnn.im2col(x, 2), (5, 6), 2) if function == "col2im" else function(x, 2, stride=1)

    def loss(x):
        return np.sum(np.sin(pooled(x) / 2))

    def along(x):
        return np.sum(np.sin(grad(loss)(x)) * weights)

    weights, direction = source.normal(size=x.shape), source.normal(size=x.shape)
    assert gradient_check(loss, x)
    actual = np.sum(grad(along)(x) * direction)
    expected = (along(x + 1e-6 * direction) - along(x - 1e-6 * direction)) / 2e-6
    np.testing.assert_allclose(actual, expected, rtol=1e-5)

    def further(x):
        return np.sum(np.cos(grad(along)(x) * weights))

    actual = np.sum(grad(further)(x) * direction)
    expected = (further(x + 1e-6 * direction) - further(x - 1e-6 * direction)) / 2e-6
    np.testing.assert_allclose(actual, expected, rtol=1e-5)


def test_every_coordinate_of_the_gradients_equals_differences():
    images, kernels, bias, gradient, how = problem((2, 2, 5, 6), (3, 2), (2, 1), (1, 2), (1, 2))
    for i, x in enumerate((images, kernels, bias)):

        def loss(x, i=i):
            arrays = [images, kernels, bias]
            arrays[i] = x
            return np.sum(cnn.conv2d(*arrays, **how) * gradient)

        assert gradient_check(loss, x)
    assert gradient_check(lambda x: np.sum(np.sin(cnn.max_pool2d(x, 3, 2, 1))), images)
    assert gradient_check(lambda x: np.sum(np.sin(cnn.average_pool2d(x, 3, 2, 1))), images)


def test_lenet5_sees_a_batch_as_it_sees_each_image(proof):
    params, images = cnn.initialize_lenet5(rng=0, dtype=np.float64), rng.random((6, 1, 28, 28))
    one_by_one = np.concatenate([cnn.lenet5(params, image[None]) for image in images])
    proof("cnn.lenet5", "law", "a batch is its images one by one", cnn.lenet5(params, images), one_by_one, bound=1e-13)


def test_initialize_lenet5_follows_its_scheme(proof):
    shapes = [(6, 1, 5, 5), (16, 6, 5, 5), (120, 400), (84, 120), (10, 84)]
    for seed in range(3):
        params = cnn.initialize_lenet5(rng=seed, dtype=np.float64)
        source = np.random.default_rng(seed)
        for layer, shape in zip(params, shapes, strict=True):
            expected = mlp.he_normal(shape, source)
            proof("cnn.initialize_lenet5", "law", "weights by he_normal, in order", layer["W"], expected, bound=0)
            spread = np.std(layer["W"]) / np.sqrt(2 / np.prod(shape[1:]))
            against = "2 / n_in is the variance, by SciPy's chi-squared"
            n = layer["W"].size
            p = scipy.stats.chi2.cdf(n * spread**2, n)
            proof("cnn.initialize_lenet5", "independent", against, float(not 1e-4 < p < 1 - 1e-4), bound=0)
    proof(
        "cnn.initialize_lenet5",
        "by hand",
        "156 + 2416 + 48120 + 10164 + 850",
        mlp.count_parameters(params),
        61706,
        bound=0,
    )


# --- by hand


def test_conv2d_and_its_gradients_have_the_values_found_by_hand(proof):
    X, K = np.arange(1.0, 10).reshape(1, 1, 3, 3), np.array([[[[1.0, 2.0], [3.0, 4.0]]]])
    where = "1 … 9 in a square, kernel 1 2 / 3 4"
    proof("cnn.conv2d", "by hand", where, cnn.conv2d(X, K, [0.5]), [[[[37.5, 47.5], [67.5, 77.5]]]], bound=0)
    G = np.array([[[[1.0, 0.0], [0.0, 10.0]]]])
    expected = [[[[1, 2, 0], [3, 14, 20], [0, 30, 40]]]]
    proof("cnn.conv2d_gradient_images", "by hand", where, cnn.conv2d_gradient_images(G, K, 3), expected, bound=0)
    expected = [[[[51, 62], [84, 95]]]]
    proof("cnn.conv2d_gradient_kernels", "by hand", where, cnn.conv2d_gradient_kernels(G, X, 2), expected, bound=0)
    proof("cnn.conv2d_gradient_bias", "by hand", "1 + 10", cnn.conv2d_gradient_bias(G), [11.0], bound=0)
    columns = cnn.im2col(X, 2)
    expected = [[[1, 2, 4, 5], [2, 3, 5, 6], [4, 5, 7, 8], [5, 6, 8, 9]]]
    proof("cnn.im2col", "by hand", where, columns, expected, bound=0)
    expected = [[[[1, 4, 3], [8, 20, 12], [7, 16, 9]]]]
    proof("cnn.col2im", "by hand", "each pixel times its patches", cnn.col2im(columns, 3, 2), expected, bound=0)


def test_poolings_have_the_values_found_by_hand(proof):
    X = np.array([[[[1.0, 2.0, 5.0, 5.0], [4.0, 3.0, 1.0, 5.0]]]])
    G = np.array([[[[4.0, 8.0]]]])
    where = "1 2 5 5 / 4 3 1 5 in windows of 2 × 2"
    proof("cnn.max_pool2d", "by hand", where, cnn.max_pool2d(X, 2), [[[[4, 5]]]], bound=0)
    expected = [[[[0, 0, 8, 0], [4, 0, 0, 0]]]]
    proof("cnn.max_pool2d_gradient", "by hand", where, cnn.max_pool2d_gradient(G, X, 2), expected, bound=0)
    proof("cnn.average_pool2d", "by hand", where, cnn.average_pool2d(X, 2), [[[[2.5, 4]]]], bound=0)
    expected = [[[[1, 1, 2, 2], [1, 1, 2, 2]]]]
    proof("cnn.average_pool2d_gradient", "by hand", where, cnn.average_pool2d_gradient(G, (2, 4), 2), expected, bound=0)
    proof("cnn.global_average_pool2d", "by hand", "26 / 8", cnn.global_average_pool2d(X), [[3.25]], bound=0)
    actual, expected = cnn.global_average_pool2d_gradient([[8.0]], (2, 4)), np.ones((1, 1, 2, 4))
    proof("cnn.global_average_pool2d_gradient", "by hand", "8 / 8", actual, expected, bound=0)


def test_sizes_are_those_of_lenet5(proof):
    sizes = [
        cnn.output_size(28, 5, padding=2),
        cnn.output_size(28, 2, 2),
        cnn.output_size(14, 5),
        cnn.output_size(10, 2, 2),
    ]
    proof("cnn.output_size", "by hand", "28 → 28 → 14 → 10 → 5", sizes, [28, 14, 10, 5], bound=0)
    fields = [cnn.receptive_field([5, 2, 5, 2][:n], [1, 2, 1, 2][:n]) for n in (1, 2, 3, 4)]
    proof("cnn.receptive_field", "by hand", "5, 6, 14, 16", fields, [5, 6, 14, 16], bound=0)


def test_lenet5_with_kernels_that_copy_a_pixel(proof):
    params = [
        {"W": np.zeros_like(p["W"]), "b": np.zeros_like(p["b"])} for p in cnn.initialize_lenet5(0, dtype=np.float64)
    ]
    params[0]["W"][0, 0, 2, 2] = params[1]["W"][0, 0, 0, 0] = params[2]["W"][0, 0] = params[3]["W"][0, 0] = 1
    params[4]["W"][:, 0], params[4]["b"][:] = np.arange(10), 0.5
    image = np.zeros((1, 1, 28, 28))
    image[0, 0, 3, 2] = 0.75
    expected = 0.75 * np.arange(10) + 0.5
    proof("cnn.lenet5", "by hand", "one pixel, copied to the end", cnn.lenet5(params, image)[0], expected, bound=0)


# --- how it is done


def test_what_comes_out_lies_in_memory_as_the_next_layer_wants_it():
    out = cnn.max_pool2d(cnn.conv2d(np.ones((3, 1, 8, 8)), np.ones((2, 1, 3, 3))), 2)
    assert np.shares_memory(_convolution.batch_last(out), out)


@pytest.mark.parametrize("places, batch", [((28, 28), 64), ((10, 10), 64), ((5, 7), 1), ((3, 9), 5000)])
@pytest.mark.parametrize("n_products, bytes_per_patch", [(150, 100), (2400, 600), (10**6, 10**4), (1, 4)])
def test_tiles_cover_every_place_once(places, batch, n_products, bytes_per_patch):
    count = np.zeros(places, dtype=int)
    for r, c in _convolution.tiles(places, n_products, bytes_per_patch, batch):
        count[r, c] += 1
        assert r.stop - r.start == 1 or (c.start, c.stop) == (0, places[1])
    assert (count == 1).all()


@pytest.mark.parametrize("geometry", GEOMETRIES, ids=str)
@pytest.mark.parametrize("places", [1, 2, 3, 16])
def test_results_do_not_depend_on_how_much_is_done_at_a_time(geometry, places, monkeypatch):
    images, kernels, bias, gradient, how = problem((2, 3, 9, 12), *geometry)
    expected = [cnn.conv2d(images, kernels, bias, **how), *gradients(images, kernels, gradient, how).values()]
    monkeypatch.setattr(_convolution, "PRODUCTS", 0)
    monkeypatch.setattr(_convolution, "LEAST", places * len(images))
    actual = [cnn.conv2d(images, kernels, bias, **how), *gradients(images, kernels, gradient, how).values()]
    for a, e in zip(actual, expected, strict=True):
        np.testing.assert_allclose(a, e, atol=SUMS)


# --- unusual input

X, K, b = rng.normal(size=(2, 2, 6, 7)), rng.normal(size=(3, 2, 3, 2)), rng.normal(size=3)
HOW = {"stride": 1, "padding": 1, "dilation": 1}
BAD = {"stride": [0, (1, 2, 3), (1, 0)], "padding": [-1, (0, -1)], "dilation": [0, (1,)]}
G = rng.normal(size=cnn.conv2d(X, K, b, **HOW).shape)
COLUMNS = rng.normal(size=cnn.im2col(X, (3, 2), **HOW).shape)
POOL, BAD_POOL = (
    {"kernel": 2, "stride": 2, "padding": 1},
    {"kernel": [0, 9, (2, 0)], "stride": [0, 1.5], "padding": [-1, 2]},
)
GP = rng.normal(size=(2, 2, 4, 4))
PARAMS = cnn.initialize_lenet5(rng=0, dtype=np.float64)
WRONG_SHAPE = [*PARAMS[:4], {"W": np.zeros((10, 83)), "b": np.zeros(10)}]
TABLE = [
    bad_input.Case(cnn.conv2d, {"images": X, "kernels": K, "bias": b, **HOW},
                   refused={"kernels": [np.ones((3, 1, 3, 2)), np.ones((3, 2, 9, 2))], "bias": [np.ones(2)], **BAD}),
    bad_input.Case(cnn.conv2d_gradient_images, {"gradient": G, "kernels": K, "size": (6, 7), **HOW},
                   refused={"gradient": [G[:, :2], G[:, :, :2]], "size": [(6,), 0, "67", 1.5], **BAD}),
    bad_input.Case(cnn.conv2d_gradient_kernels, {"gradient": G, "images": X, "size": (3, 2), **HOW},
                   refused={"gradient": [G[:1], G[:, :, :2]], "size": [(9, 2), 0, (1, 2, 3)], **BAD}),
    bad_input.Case(cnn.conv2d_gradient_bias, {"gradient": G}),
    bad_input.Case(cnn.im2col, {"images": X, "kernel": 2, **HOW}, refused={"kernel": [0, 9, (1, 10), "3"], **BAD}),
    bad_input.Case(cnn.col2im, {"columns": COLUMNS, "size": (6, 7), "kernel": (3, 2), **HOW},
                   refused={"columns": [COLUMNS[:, :-1], COLUMNS[:, :, 1:]], "size": [0, 1.5],
                            "kernel": [(3, 0), 9], **BAD}),
    bad_input.Case(cnn.max_pool2d, {"images": X, **POOL}, refused=BAD_POOL),
    bad_input.Case(cnn.max_pool2d_gradient, {"gradient": GP, "images": X, **POOL},
                   refused={"gradient": [GP[:, :1]], **BAD_POOL}),
    bad_input.Case(cnn.average_pool2d, {"images": X, **POOL}, refused=BAD_POOL),
    bad_input.Case(cnn.average_pool2d_gradient, {"gradient": GP, "size": (6, 7), **POOL},
                   refused={"gradient": [GP[:, :, :2]], "size": [0, (6, 7, 8)], **BAD_POOL}),
    bad_input.Case(cnn.global_average_pool2d, {"images": X}),
    bad_input.Case(cnn.global_average_pool2d_gradient, {"gradient": X[:, :, 0, 0], "size": (6, 7)},
                   refused={"size": [0, (1,)]}),
    bad_input.Case(cnn.lenet5, {"params": PARAMS, "images": rng.random((2, 1, 28, 28))}, keeps_float32=False,
                   whole={"images": np.ones((2, 1, 28, 28))},
                   refused={"images": [np.ones((2, 1, 27, 28)), np.ones((2, 28, 28))],
                            "params": [PARAMS[:4], None, WRONG_SHAPE, [*PARAMS[:4], [1]], [*PARAMS[:4], {"W": 1.0}]]}),
]  # fmt: skip


@bad_input.every(TABLE)
def test_unusual_input_gives_the_documented_result_or_a_clear_error(check):
    check()


@pytest.mark.parametrize(
    "function, good, refused",
    [
        (cnn.output_size, {"n": 9, "kernel": 3, "stride": 1, "padding": 0, "dilation": 1},
         {"n": [0, 2.5, "9"], "kernel": [0, 10, True], "stride": [0], "padding": [-1, 0.5], "dilation": [0, 5]}),
        (cnn.receptive_field, {"kernels": [3, 3], "strides": [1, 2], "dilations": [1, 1]},
         {"kernels": [3, [0, 1], [1.5, 1], "33"], "strides": [[1], [0, 1], None], "dilations": [[1], [1, -1], 2]}),
        (cnn.initialize_lenet5, {"rng": 0}, {"rng": ["0", -1], "scheme": ["he"], "dtype": [int, "float16"]}),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)  # fmt: skip
def test_wrong_numbers_are_refused_by_name(function, good, refused):
    function(**good)
    for name, values in refused.items():
        for value in values:
            with pytest.raises((ValueError, TypeError), match=name):
                function(**good | {name: value})
