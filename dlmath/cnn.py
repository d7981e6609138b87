"""Convolutional networks: convolution and pooling with their gradients, LeNet-5, and what a network costs.

>>> import numpy as np
>>> from dlmath import cnn
>>> params = cnn.initialize_lenet5(rng=0)
>>> images = np.zeros((64, 1, 28, 28), dtype=np.float32)
>>> cnn.lenet5(params, images).shape
(64, 10)

Images have the axes (batch, channels, rows, columns), kernels (channels out, channels in, rows, columns). Convolution
is what deep learning means by it: the kernel is laid on the image as it is, without being flipped. The layers are known
to `dlmath.autodiff`, with derivatives of every order; the gradients that it uses stand here under names of their own.
In the formulas b is an image of the batch, c a channel in, o a channel out, (u, v) an entry of the kernel, [i, j] a
pixel and [r, s] a place of the output.
"""

import numpy as np

from dlmath import _checks
from dlmath import _convolution as fast
from dlmath.activations import relu
from dlmath.mlp import he_normal

__all__ = [
    "average_pool2d",
    "average_pool2d_gradient",
    "col2im",
    "conv2d",
    "conv2d_gradient_bias",
    "conv2d_gradient_images",
    "conv2d_gradient_kernels",
    "global_average_pool2d",
    "global_average_pool2d_gradient",
    "im2col",
    "initialize_lenet5",
    "lenet5",
    "max_pool2d",
    "max_pool2d_gradient",
    "output_size",
    "receptive_field",
]

_IMAGES = ("batch", "channels", "rows", "columns")
_LENET5_SHAPES = [(6, 1, 5, 5), (16, 6, 5, 5), (120, 400), (84, 120), (10, 84)]


def output_size(n, kernel, stride=1, padding=0, dilation=1):
    """The number of places at which a kernel fits along one side of an image.

    n′ = ⌊(n + 2 padding − dilation (kernel − 1) − 1) / stride⌋ + 1

    Parameters
    ----------
    n : int
        Pixels along this side, at least 1.
    kernel : int
        Entries of the kernel along it, at least 1.
    stride : int
        Pixels from one place to the next, at least 1.
    padding : int
        Pixels added at each end, at least 0.
    dilation : int
        Pixels from one entry of the kernel to the next, at least 1.

    Returns
    -------
    int

    Raises
    ------
    TypeError, ValueError
        If an argument is no integer in its range, or the kernel spans more than the padded image.

    References
    ----------
    V. Dumoulin, F. Visin, "A guide to convolution arithmetic for deep learning", 2016, relationship 15.

    Examples
    --------
    >>> output_size(28, kernel=5), output_size(28, kernel=5, padding=2), output_size(28, kernel=2, stride=2)
    (24, 28, 14)
    """
    n, kernel = _checks.integer("n", n, low=1), _checks.integer("kernel", kernel, low=1)
    stride, padding = _checks.integer("stride", stride, low=1), _checks.integer("padding", padding, low=0)
    dilation = _checks.integer("dilation", dilation, low=1)
    places = fast.n_places(n, kernel, stride, padding, dilation)
    if places < 1:
        span = dilation * (kernel - 1) + 1
        raise ValueError(
            f"kernel with dilation {dilation} spans {span} pixels, expected at most n + 2 padding = {n + 2 * padding}"
        )
    return places


def receptive_field(kernels, strides, dilations=None):
    """How many pixels of the input, along one side and from first to last, an entry behind several layers sees.

    r = 1 + Σₗ dilationₗ (kernelₗ − 1) Π_{m<l} strideₘ: a step in layer l is worth the product of the strides before it.

    Parameters
    ----------
    kernels : sequence of int
        One for each layer of convolution or pooling, the first layer first.
    strides : sequence of int
        As many.
    dilations : sequence of int, optional
        As many; 1 everywhere if left out.

    Returns
    -------
    int

    Raises
    ------
    TypeError, ValueError
        If the arguments do not hold integers of at least 1, or differ in length.

    References
    ----------
    A. Araujo, W. Norris, J. Sim, "Computing receptive fields of convolutional neural networks", Distill, 2019, eq. 2.

    Examples
    --------
    >>> receptive_field(kernels=[5, 2, 5, 2], strides=[1, 2, 1, 2])  # LeNet-5 down to its last pooling
    16
    """
    kernels = _integers("kernels", kernels)
    strides = _integers("strides", strides, len(kernels))
    dilations = [1] * len(kernels) if dilations is None else _integers("dilations", dilations, len(kernels))
    r, step = 1, 1
    for kernel, stride, dilation in zip(kernels, strides, dilations, strict=True):
        r += dilation * (kernel - 1) * step
        step *= stride
    return r


def conv2d(images, kernels, bias=None, stride=1, padding=0, dilation=1):
    """Lay kernels on images at every place, and sum the products: cross-correlation.

    Y[b, o, r, s] = bias[o] + Σ_{c,u,v} K[o, c, u, v] X[b, c, r′, s′] with
    r′ = r · stride + u · dilation − padding, s′ likewise, and X = 0 beyond its border.

    Parameters
    ----------
    images : array_like, shape (batch, channels, rows, columns)
        X.
    kernels : array_like, shape (out, channels, kernel rows, kernel columns)
        K.
    bias : array_like, shape (out,), optional
        Added to all of a channel.
    stride : int or pair of int
        Pixels from one place to the next, at least 1; a pair gives them for rows and for columns.
    padding : int or pair of int
        Rows and columns of zeros added at each side, at least 0.
    dilation : int or pair of int
        Pixels from one kernel entry to the next, at least 1.

    Returns
    -------
    array, shape (batch, out, rows′, columns′)
        The sizes are those of `output_size`. In memory the batch lies last, as the next layer wants it.

    Raises
    ------
    TypeError, ValueError
        If the arrays do not hold finite real numbers, are empty or do not fit each other, the kernel spans more than
        the padded images, or stride, padding or dilation are no integers in their range.

    References
    ----------
    I. Goodfellow, Y. Bengio, A. Courville, "Deep Learning", 2016, eq. 9.7 and 9.8; PyTorch's ``conv2d``.

    Examples
    --------
    >>> edges = conv2d([[[[0.0, 0.0, 1.0, 1.0]]]], kernels=[[[[-1.0, 1.0]]]])
    >>> edges[0, 0]
    array([[0., 1., 0.]])
    """
    images = _checks.array("images", images, shape=_IMAGES)
    kernels = _checks.array("kernels", kernels, shape=("out", images.shape[1], "rows", "columns"))
    bias = None if bias is None else _checks.array("bias", bias, shape=kernels.shape[:1])
    window = _window(images.shape[2:], "kernels", kernels.shape[2:], stride, padding, dilation)
    return fast.conv2d(images, kernels, bias, window)


def conv2d_gradient_images(gradient, kernels, size, stride=1, padding=0, dilation=1):
    """The gradient of a convolution with respect to its images: each output gives back through the kernel it came by.

    ∂L/∂X[b, c, i, j] = Σ_{o,u,v} K[o, c, u, v] G[b, o, r, s] over all (u, v) for which
    i = r · stride + u · dilation − padding, and j likewise, at a place [r, s] of the output.

    Parameters
    ----------
    gradient : array_like, shape (batch, out, rows′, columns′)
        G = ∂L/∂Y, shaped as the output of `conv2d`.
    kernels : array_like, shape (out, channels, kernel rows, kernel columns)
        K.
    size : int or pair of int
        Rows and columns of the images.
    stride, padding, dilation : int or pair of int
        As for `conv2d`.

    Returns
    -------
    array, shape (batch, channels, rows, columns)

    Raises
    ------
    TypeError, ValueError
        As `conv2d`; also if the gradient is not shaped as the output.

    References
    ----------
    I. Goodfellow, Y. Bengio, A. Courville, "Deep Learning", 2016, eq. 9.13.

    Examples
    --------
    >>> conv2d_gradient_images([[[[1.0, 0.0, 10.0]]]], kernels=[[[[-1.0, 1.0]]]], size=(1, 4))[0, 0]
    array([[ -1.,   1., -10.,  10.]])
    """
    kernels = _checks.array("kernels", kernels, shape=("out", "channels", "rows", "columns"))
    size = _pair("size", size, 1)
    window = _window(size, "kernels", kernels.shape[2:], stride, padding, dilation)
    gradient = _checks.array("gradient", gradient, shape=("batch", len(kernels), *window.output_size(size)))
    return fast.conv2d_gradient_images(gradient, kernels, size, window)


def conv2d_gradient_kernels(gradient, images, size, stride=1, padding=0, dilation=1):
    """The gradient of a convolution with respect to its kernels: the images, weighted by what came of each patch.

    ∂L/∂K[o, c, u, v] = Σ_{b,r,s} G[b, o, r, s] X[b, c, r′, s′] with r′ = r · stride + u · dilation − padding.

    Parameters
    ----------
    gradient : array_like, shape (batch, out, rows′, columns′)
        G = ∂L/∂Y, shaped as the output of `conv2d`.
    images : array_like, shape (batch, channels, rows, columns)
        X.
    size : int or pair of int
        Rows and columns of the kernels.
    stride, padding, dilation : int or pair of int
        As for `conv2d`.

    Returns
    -------
    array, shape (out, channels, kernel rows, kernel columns)

    Raises
    ------
    TypeError, ValueError
        As `conv2d`; also if the gradient is not shaped as the output.

    References
    ----------
    I. Goodfellow, Y. Bengio, A. Courville, "Deep Learning", 2016, eq. 9.11.

    Examples
    --------
    >>> conv2d_gradient_kernels([[[[1.0, 0.0, 10.0]]]], images=[[[[1.0, 2.0, 3.0, 4.0]]]], size=(1, 2))[0, 0]
    array([[31., 42.]])
    """
    images = _checks.array("images", images, shape=_IMAGES)
    window = _window(images.shape[2:], "size", _pair("size", size, 1), stride, padding, dilation)
    places = window.output_size(images.shape[2:])
    gradient = _checks.array("gradient", gradient, shape=(len(images), "out", *places))
    return fast.conv2d_gradient_kernels(gradient, images, window)


def conv2d_gradient_bias(gradient):
    """The gradient of a convolution with respect to its bias: it was added everywhere, so everything is summed.

    ∂L/∂bias[o] = Σ_{b,r,s} G[b, o, r, s]

    Parameters
    ----------
    gradient : array_like, shape (batch, out, rows′, columns′)
        G = ∂L/∂Y, shaped as the output of `conv2d`.

    Returns
    -------
    array, shape (out,)

    Raises
    ------
    TypeError, ValueError
        If the gradient does not hold finite real numbers in four axes, or is empty.

    References
    ----------
    I. Goodfellow, Y. Bengio, A. Courville, "Deep Learning", 2016, section 9.5.

    Examples
    --------
    >>> conv2d_gradient_bias([[[[1.0, 0.0, 10.0]]]])
    array([11.])
    """
    return fast.conv2d_gradient_bias(_checks.array("gradient", gradient, shape=_IMAGES))


def im2col(images, kernel, stride=1, padding=0, dilation=1):
    """All patches that a kernel is laid on, as the columns of a matrix: what turns a convolution into one product.

    P[b, (c, u, v), (r, s)] = X[b, c, r′, s′] with r′ = r · stride + u · dilation − padding, and s′ likewise.
    So ``conv2d(images, kernels)`` is ``kernels.reshape(out, -1) @ im2col(images, kernel)``, reshaped.

    Parameters
    ----------
    images : array_like, shape (batch, channels, rows, columns)
        X.
    kernel : int or pair of int
        Its rows and columns.
    stride, padding, dilation : int or pair of int
        As for `conv2d`.

    Returns
    -------
    array, shape (batch, channels · kernel rows · kernel columns, rows′ · columns′)

    Raises
    ------
    TypeError, ValueError
        As `conv2d`.

    References
    ----------
    K. Chellapilla, S. Puri, P. Simard, "High performance convolutional neural networks for document processing", 2006;
    PyTorch's ``unfold``.

    Examples
    --------
    >>> im2col([[[[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]]], kernel=2)[0]
    array([[1., 2.],
           [2., 3.],
           [4., 5.],
           [5., 6.]])
    """
    images = _checks.array("images", images, shape=_IMAGES)
    return fast.im2col(images, _window(images.shape[2:], "kernel", kernel, stride, padding, dilation))


def col2im(columns, size, kernel, stride=1, padding=0, dilation=1):
    """Add patches back to where `im2col` cut them out: pixels in several patches receive the sum.

    X[b, c, i, j] = Σ P[b, (c, u, v), (r, s)] over all entries and places with i = r · stride + u · dilation − padding,
    and j likewise. It is the transpose of `im2col`, and so its backward pass; it is not its inverse.

    Parameters
    ----------
    columns : array_like, shape (batch, channels · kernel rows · kernel columns, rows′ · columns′)
        P.
    size : int or pair of int
        Rows and columns of the images.
    kernel : int or pair of int
        Its rows and columns.
    stride, padding, dilation : int or pair of int
        As for `conv2d`.

    Returns
    -------
    array, shape (batch, channels, rows, columns)

    Raises
    ------
    TypeError, ValueError
        As `conv2d`; also if the columns are not shaped as `im2col` makes them.

    References
    ----------
    PyTorch's ``fold``.

    Examples
    --------
    >>> images = np.array([[[[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]]])
    >>> col2im(im2col(images, kernel=2), size=(2, 3), kernel=2)[0, 0]
    array([[ 1.,  4.,  3.],
           [ 4., 10.,  6.]])
    """
    size = _pair("size", size, 1)
    window = _window(size, "kernel", kernel, stride, padding, dilation)
    (rows, across), (k, m) = window.output_size(size), window.kernel
    columns = _checks.array("columns", columns, shape=("batch", "rows", rows * across))
    if columns.shape[1] % (k * m):
        raise ValueError(f"columns has {columns.shape[1]} rows, expected a multiple of the {k * m} kernel entries")
    return fast.col2im(columns, size, window)


def max_pool2d(images, kernel, stride=None, padding=0):
    """Keep the largest value of every window.

    Y[b, c, r, s] = max_{u,v} X[b, c, r · stride + u − padding, s · stride + v − padding]; the border never wins.

    Parameters
    ----------
    images : array_like, shape (batch, channels, rows, columns)
        X.
    kernel : int or pair of int
        Rows and columns of the window.
    stride : int or pair of int, optional
        Pixels from one window to the next; those of the kernel if left out, so that windows do not overlap.
    padding : int or pair of int
        Rows and columns added at each side, at most half the kernel.

    Returns
    -------
    array, shape (batch, channels, rows′, columns′)
        Pixels that fill no whole window at the lower and right end are left out.

    Raises
    ------
    TypeError, ValueError
        If the images do not hold finite real numbers in four axes, the window does not fit, or kernel, stride or
        padding are no integers in their range.

    References
    ----------
    I. Goodfellow, Y. Bengio, A. Courville, "Deep Learning", 2016, section 9.3; PyTorch's ``max_pool2d``.

    Examples
    --------
    >>> max_pool2d([[[[1.0, 2.0, 5.0, 0.0], [4.0, 3.0, 1.0, 1.0]]]], kernel=2)[0, 0]
    array([[4., 5.]])
    """
    images = _checks.array("images", images, shape=_IMAGES)
    return fast.max_pool2d(images, _pooling(images.shape[2:], kernel, stride, padding))


def max_pool2d_gradient(gradient, images, kernel, stride=None, padding=0):
    """The gradient of max pooling: all of it goes to the pixel that won.

    ∂L/∂X[b, c, i, j] = Σ G[b, c, r, s] over the windows [r, s] whose maximum stands at [i, j]. Of equal maxima the
    first wins, row by row: any share is a subgradient, and this is PyTorch's.

    Parameters
    ----------
    gradient : array_like, shape (batch, channels, rows′, columns′)
        G = ∂L/∂Y, shaped as the output of `max_pool2d`.
    images : array_like, shape (batch, channels, rows, columns)
        X.
    kernel, stride, padding : int or pair of int
        As for `max_pool2d`.

    Returns
    -------
    array of the shape of images

    Raises
    ------
    TypeError, ValueError
        As `max_pool2d`; also if the gradient is not shaped as the output.

    References
    ----------
    PyTorch's ``max_pool2d``.

    Examples
    --------
    >>> max_pool2d_gradient([[[[10.0, 20.0]]]], [[[[1.0, 2.0, 5.0, 5.0], [4.0, 3.0, 1.0, 5.0]]]], kernel=2)[0, 0]
    array([[ 0.,  0., 20.,  0.],
           [10.,  0.,  0.,  0.]])
    """
    images = _checks.array("images", images, shape=_IMAGES)
    window = _pooling(images.shape[2:], kernel, stride, padding)
    expected = (*images.shape[:2], *window.output_size(images.shape[2:]))
    gradient = _checks.array("gradient", gradient, shape=expected)
    return fast.max_pool2d_gradient(gradient, images, fast.max_pool2d(images, window), window)


def average_pool2d(images, kernel, stride=None, padding=0):
    """Keep the mean of every window.

    Y[b, c, r, s] = 1/(k m) Σ_{u,v} X[b, c, r · stride + u − padding, s · stride + v − padding] for a window of k × m
    pixels; those of the border count as zeros.

    Parameters
    ----------
    images : array_like, shape (batch, channels, rows, columns)
        X.
    kernel, stride, padding : int or pair of int
        As for `max_pool2d`.

    Returns
    -------
    array, shape (batch, channels, rows′, columns′)

    Raises
    ------
    TypeError, ValueError
        As `max_pool2d`.

    References
    ----------
    Y. LeCun, L. Bottou, Y. Bengio, P. Haffner, "Gradient-based learning applied to document recognition", 1998,
    section II.B; PyTorch's ``avg_pool2d``.

    Examples
    --------
    >>> average_pool2d([[[[1.0, 2.0, 5.0, 0.0], [4.0, 3.0, 1.0, 1.0]]]], kernel=2)[0, 0]
    array([[2.5 , 1.75]])
    """
    images = _checks.array("images", images, shape=_IMAGES)
    return fast.average_pool2d(images, _pooling(images.shape[2:], kernel, stride, padding))


def average_pool2d_gradient(gradient, size, kernel, stride=None, padding=0):
    """The gradient of average pooling: every pixel of a window receives an equal share.

    ∂L/∂X[b, c, i, j] = 1/(k m) Σ G[b, c, r, s] over the windows [r, s] that hold [i, j].

    Parameters
    ----------
    gradient : array_like, shape (batch, channels, rows′, columns′)
        G = ∂L/∂Y, shaped as the output of `average_pool2d`.
    size : int or pair of int
        Rows and columns of the images.
    kernel, stride, padding : int or pair of int
        As for `max_pool2d`.

    Returns
    -------
    array, shape (batch, channels, rows, columns)

    Raises
    ------
    TypeError, ValueError
        As `max_pool2d`; also if the gradient is not shaped as the output.

    References
    ----------
    PyTorch's ``avg_pool2d``.

    Examples
    --------
    >>> average_pool2d_gradient([[[[10.0, 20.0]]]], size=(2, 4), kernel=2)[0, 0]
    array([[2.5, 2.5, 5. , 5. ],
           [2.5, 2.5, 5. , 5. ]])
    """
    size = _pair("size", size, 1)
    window = _pooling(size, kernel, stride, padding)
    gradient = _checks.array("gradient", gradient, shape=("batch", "channels", *window.output_size(size)))
    return fast.average_pool2d_gradient(gradient, size, window)


def global_average_pool2d(images):
    """The mean of each channel, however large the images are.

    Y[b, c] = 1/(rows · columns) Σ_{i,j} X[b, c, i, j]

    Parameters
    ----------
    images : array_like, shape (batch, channels, rows, columns)
        X.

    Returns
    -------
    array, shape (batch, channels)

    Raises
    ------
    TypeError, ValueError
        If the images do not hold finite real numbers in four axes, or are empty.

    References
    ----------
    M. Lin, Q. Chen, S. Yan, "Network in network", 2014, section 3.2.

    Examples
    --------
    >>> global_average_pool2d([[[[1.0, 2.0], [3.0, 4.0]], [[0.0, 0.0], [0.0, 8.0]]]])
    array([[2.5, 2. ]])
    """
    return np.mean(_checks.array("images", images, shape=_IMAGES), axis=(2, 3))


def global_average_pool2d_gradient(gradient, size):
    """The gradient of global average pooling: every pixel of a channel receives an equal share.

    ∂L/∂X[b, c, i, j] = G[b, c] / (rows · columns)

    Parameters
    ----------
    gradient : array_like, shape (batch, channels)
        G = ∂L/∂Y, shaped as the output of `global_average_pool2d`.
    size : int or pair of int
        Rows and columns of the images.

    Returns
    -------
    array, shape (batch, channels, rows, columns)

    Raises
    ------
    TypeError, ValueError
        If the gradient does not hold finite real numbers in two axes or is empty, or size is no integer of at least 1.

    References
    ----------
    M. Lin, Q. Chen, S. Yan, "Network in network", 2014, section 3.2.

    Examples
    --------
    >>> global_average_pool2d_gradient([[8.0]], size=2)[0, 0]
    array([[2., 2.],
           [2., 2.]])
    """
    gradient = _checks.array("gradient", gradient, shape=("batch", "channels"))
    rows, columns = _pair("size", size, 1)
    return gradient[:, :, None, None] * np.full((rows, columns), 1 / (rows * columns), gradient.dtype)


def initialize_lenet5(rng, scheme=he_normal, dtype=np.float32):
    """The parameters with which the training of LeNet-5 begins: random weights, no biases.

    W ~ scheme of its shape, b = 0

    Parameters
    ----------
    rng : numpy.random.Generator or int
        The source of randomness, or a seed.
    scheme : callable
        A function of shape and rng: `he_normal` of `dlmath.mlp` for relu, `glorot_uniform` for tanh.
    dtype : dtype
        float32 or float64, the type of the numbers.

    Returns
    -------
    list of dict
        One for each of the layers C1, C3, C5, F6 and the output: "W" of the shapes (6, 1, 5, 5), (16, 6, 5, 5),
        (120, 400), (84, 120) and (10, 84), and "b" with an entry for each output. 61,706 numbers in all.

    Raises
    ------
    TypeError, ValueError
        If an argument is not what it should be.

    References
    ----------
    Y. LeCun, L. Bottou, Y. Bengio, P. Haffner, "Gradient-based learning applied to document recognition", 1998,
    section II.B.

    Examples
    --------
    >>> sum(layer["W"].size + layer["b"].size for layer in initialize_lenet5(rng=0))
    61706
    """
    rng = _checks.generator("rng", rng)
    if not callable(scheme):
        raise TypeError(f"scheme is {type(scheme).__name__} {scheme!r}, expected a function such as he_normal")
    dtype = np.dtype(_checks.one_of("dtype", dtype, (np.float32, np.float64, "float32", "float64")))
    return [{"W": scheme(s, rng).astype(dtype), "b": np.zeros(s[0], dtype)} for s in _LENET5_SHAPES]


def lenet5(params, images, activation=relu, pool=max_pool2d):
    """The ten logits of LeNet-5, a network of 61,706 parameters that reads handwritten digits.

    C1: 6 kernels 5 × 5 on the image with a border of 2 · S2: pooling 2 × 2 · C3: 16 kernels 5 × 5 · S4: pooling 2 × 2 ·
    C5: 120 units · F6: 84 units · 10 outputs. The activation follows S2, S4, C5 and F6.

    That of 1998 has tanh, averages with a learned factor for pooling, a C3 that sees only some of the channels, and
    distances to drawn digits in place of the last layer: 60,000 parameters. Behind a maximum, an activation that rises
    gives what it gives before it, at a quarter of the work.

    Parameters
    ----------
    params : list of dict
        "W" and "b" of each layer, as `initialize_lenet5` makes them.
    images : array_like, shape (batch, 1, 28, 28)
        Ink from 0 to 1.
    activation : callable
        Such as `relu` or `tanh` of `dlmath.activations`.
    pool : callable
        `max_pool2d` or `average_pool2d`.

    Returns
    -------
    array, shape (batch, 10)

    Raises
    ------
    TypeError, ValueError
        If params is not built and shaped as said, or the images are not.

    References
    ----------
    Y. LeCun, L. Bottou, Y. Bengio, P. Haffner, "Gradient-based learning applied to document recognition", 1998,
    section II.B.

    Examples
    --------
    >>> lenet5(initialize_lenet5(rng=0), np.zeros((2, 1, 28, 28)))[0]
    array([0., 0., 0., 0., 0., 0., 0., 0., 0., 0.])
    """
    (W1, b1), (W3, b3), *dense = _lenet5_layers(params)
    A = _checks.array("images", images, shape=("batch", 1, 28, 28))
    A = activation(pool(conv2d(A, W1, b1, padding=2), 2))
    A = activation(pool(conv2d(A, W3, b3), 2))
    A = np.reshape(A, (len(A), -1))
    for W, b in dense[:-1]:
        A = activation(A @ W.T + b)
    W, b = dense[-1]
    return A @ W.T + b


def _window(size, name, kernel, stride, padding, dilation):
    """The window of a kernel that fits on images of this size."""
    window = fast.Window(
        _pair(name, kernel, 1), _pair("stride", stride, 1), _pair("padding", padding, 0), _pair("dilation", dilation, 1)
    )
    if min(window.output_size(size)) < 1:
        spans = [d * (k - 1) + 1 for k, d in zip(window.kernel, window.dilation, strict=True)]
        raise ValueError(
            f"{name} spans {spans[0]} × {spans[1]} pixels, expected at most those of images and padding, "
            "{} × {}".format(*window.padded_size(size))
        )
    return window


def _pooling(size, kernel, stride, padding):
    """The window of a pooling; no window may lie in the border altogether."""
    window = _window(size, "kernel", kernel, kernel if stride is None else stride, padding, 1)
    for k, p in zip(window.kernel, window.padding, strict=True):
        _checks.integer("padding", p, high=k // 2)
    return window


def _pair(name, value, low):
    """Two integers, for rows and columns, from a pair or from one integer that holds for both."""
    if isinstance(value, tuple | list):
        if len(value) != 2:
            raise ValueError(f"{name} is {value!r}, expected an integer or a pair of integers")
        return tuple(_checks.integer(f"{name}[{i}]", v, low=low) for i, v in enumerate(value))
    return (_checks.integer(name, value, low=low),) * 2


def _integers(name, values, length=None):
    """A list of integers of at least 1."""
    if isinstance(values, str) or not hasattr(values, "__len__"):
        raise TypeError(f"{name} is {type(values).__name__} {values!r}, expected a list of integers")
    if length is not None and len(values) != length:
        raise ValueError(f"{name} holds {len(values)} integers, expected {length}, one for each of kernels")
    return [_checks.integer(f"{name}[{i}]", v, low=1) for i, v in enumerate(values)]


def _lenet5_layers(params):
    """The weights and biases of the five layers."""
    if not isinstance(params, list | tuple) or len(params) != len(_LENET5_SHAPES):
        came = f"holds {len(params)} layers" if isinstance(params, list | tuple) else f"is {type(params).__name__}"
        raise ValueError(f"params {came}, expected a list of {len(_LENET5_SHAPES)} dicts of W and b")
    for i, layer in enumerate(params):
        if not isinstance(layer, dict) or set(layer) != {"W", "b"}:
            came = f"has the keys {list(layer)}" if isinstance(layer, dict) else f"is {type(layer).__name__}"
            raise ValueError(f"params[{i}] {came}, expected a dict with the keys ['W', 'b']")
    return [
        (
            _checks.array(f"params[{i}]['W']", layer["W"], shape=shape),
            _checks.array(f"params[{i}]['b']", layer["b"], shape=shape[:1]),
        )
        for i, (layer, shape) in enumerate(zip(params, _LENET5_SHAPES, strict=True))
    ]
