"""Convolution and pooling as `dlmath.cnn` computes them, with their derivative rules.

Images come and go as (batch, channels, rows, columns). In memory the batch lies last: then a patch shifted by a pixel
is a shift by whole rows of numbers, and cutting out and adding back patches moves long runs instead of single numbers.
The axes are put in front by `np.transpose`, which moves nothing, and NumPy's elementwise functions keep the order in
memory; so layer after layer finds its images as it needs them.

A convolution is one matrix product, of the kernels with all patches as columns (`im2col`). The matrix of patches is
many times as large as the images, therefore it is made for a few rows at a time, as many as fit the processor's cache.

The three functions of a convolution are linear in each of their arguments, and the derivative of each consists of the
other two: so derivatives of any order are known.
"""

import math
from typing import NamedTuple

import numpy as np

from dlmath.autodiff import primitive, rule

# A tile of the matrix of patches is half as large as a usual second-level cache, and so small that the matrix product
# stays on one processor core: two cores would pass each tile to and fro. But it has no fewer than LEAST columns.
BLOCK = 400_000  # bytes
PRODUCTS = 1_000_000  # multiplications
LEAST = 256

# The C library gives large arrays back to the system when they are freed, and each of their pages costs a fault when
# it is asked for again: a third of the time of a training step. Once an array of this size has been freed, it keeps
# smaller ones. No page of this one is ever touched.
np.empty(16 * 2**20, np.uint8)


def n_places(n, kernel, stride, padding, dilation):
    return (n + 2 * padding - dilation * (kernel - 1) - 1) // stride + 1


class Window(NamedTuple):
    """How a kernel is laid on images, each a pair (along rows, along columns)."""

    kernel: tuple
    stride: tuple
    padding: tuple
    dilation: tuple

    def output_size(self, size):
        """The number of places along rows and columns of images of this size; below 1 where the kernel is too large."""
        return tuple(n_places(*side) for side in zip(size, *self, strict=True))

    def padded_size(self, size):
        """The rows and columns of images of this size together with their border."""
        return tuple(n + 2 * p for n, p in zip(size, self.padding, strict=True))

    def overlaps(self):
        """Whether a pixel may lie in two windows of a pooling."""
        return any(s < k for s, k in zip(self.stride, self.kernel, strict=True))

    def entries(self, places):
        """For each kernel entry, row by row: the pixels under it at all places, as a pair of slices."""
        rows, columns = (
            [slice(i * d, i * d + s * (n - 1) + 1, s) for i in range(k)]
            for k, s, d, n in zip(self.kernel, self.stride, self.dilation, places, strict=True)
        )
        return [(r, c) for r in rows for c in columns]


def batch_last(x):
    """(batch, channels, rows, columns) as (channels, rows, columns, batch), contiguous; often nothing is moved."""
    return np.ascontiguousarray(np.transpose(x, (1, 2, 3, 0)))


def batch_first(x):
    """The inverse of `batch_last`, a view."""
    return np.transpose(x, (3, 0, 1, 2))


def padded(images, padding, value=0.0):
    """Images with a border of ``value``."""
    p, q = padding
    if p == q == 0:
        return images
    batch, channels, rows, columns = images.shape
    out = batch_first(np.full((channels, rows + 2 * p, columns + 2 * q, batch), value, images.dtype))
    inside(out, padding)[...] = images
    return out


def inside(images, padding):
    """Images without their border."""
    p, q = padding
    return images[:, :, p : images.shape[2] - p, q : images.shape[3] - q]


def patches(images, window):
    """All patches, as a view of shape (channels, kernel rows, kernel columns, places down, places across, batch)."""
    x = batch_last(padded(images, window.padding))
    places = window._replace(padding=(0, 0)).output_size(x.shape[1:3])
    channel, row, column, example = x.strides
    (s, t), (d, e) = window.stride, window.dilation
    return np.lib.stride_tricks.as_strided(
        x,
        (len(x), *window.kernel, *places, x.shape[3]),
        (channel, d * row, e * column, s * row, t * column, example),
        writeable=False,
    )


def tiles(places, n_products, bytes_per_patch, batch):
    """Rectangles of places, as pairs of slices: some rows, or a part of one, as much as is worked on at a time."""
    rows, columns = places
    fit = max(1, max(LEAST, min(PRODUCTS // n_products, BLOCK // bytes_per_patch)) // batch)
    n_rows, n_columns = max(1, fit // columns), -(-columns // -(-columns // fit))
    return [
        (slice(r, min(r + n_rows, rows)), slice(c, min(c + n_columns, columns)))
        for r in range(0, rows, n_rows)
        for c in range(0, columns, n_columns)
    ]


def as_matrix(x):
    """(channels, …) as (channels, everything else)."""
    return x.reshape(len(x), -1)


@primitive
def conv2d(images, kernels, bias, window):
    P, K = patches(images, window), as_matrix(kernels)
    out = np.empty((len(K), *P.shape[3:]), np.result_type(P, K))
    for r, c in tiles(P.shape[3:5], K.size, K.shape[1] * P.itemsize, len(images)):
        tile = as_matrix(out[:, r, c])
        np.matmul(K, P[:, :, :, r, c].reshape(K.shape[1], -1), out=tile)
        if bias is not None:
            tile += bias[:, None]
    return batch_first(out)


@primitive
def conv2d_gradient_images(g, kernels, size, window):
    K, G = as_matrix(kernels), batch_last(g)
    d = np.zeros((kernels.shape[1], *window.padded_size(size), len(g)), np.result_type(g, K))
    for r, c in tiles(G.shape[1:3], K.size, K.shape[1] * G.itemsize, len(g)):
        P = K.T @ as_matrix(G[:, r, c])
        add_patches(d, P.reshape(*kernels.shape[1:], -1, c.stop - c.start, len(g)), r.start, c.start, window)
    return inside(batch_first(d), window.padding)


def add_patches(d, P, row, column, window):
    """Add patches to the pixels they were cut from, the first of them at this place: a kernel column at a time."""
    (k, m), (s, t), (e, f) = window.kernel, window.stride, window.dilation
    for i in range(P.shape[3]):
        r = slice((row + i) * s, (row + i) * s + e * (k - 1) + 1, e)
        for j in range(m):
            left = column * t + j * f
            d[:, r, left : left + t * (P.shape[4] - 1) + 1 : t] += P[:, :, j, i]


@primitive
def conv2d_gradient_kernels(g, images, window):
    P, G = patches(images, window), batch_last(g)
    n = math.prod(P.shape[:3])
    d = np.zeros((n, len(G)), np.result_type(P, G))
    for r, c in tiles(G.shape[1:3], n * len(G), n * P.itemsize, len(g)):
        turned = as_matrix(G[:, r, c]).T
        if n >= 64:  # a product of two matrices that both lie row by row is the faster, if it is long enough
            turned = np.ascontiguousarray(turned)
        d += P[:, :, :, r, c].reshape(n, -1) @ turned
    return np.ascontiguousarray(d.T).reshape(len(G), *P.shape[:3])


rule(
    conv2d,
    lambda g, out, images, kernels, bias, window: conv2d_gradient_images(g, kernels, images.shape[2:], window),
    lambda g, out, images, kernels, bias, window: conv2d_gradient_kernels(g, images, window),
    lambda g, out, images, kernels, bias, window: conv2d_gradient_bias(g),
)
rule(
    conv2d_gradient_images,
    lambda h, out, g, kernels, size, window: conv2d(h, kernels, None, window),
    lambda h, out, g, kernels, size, window: conv2d_gradient_kernels(g, h, window),
)
rule(
    conv2d_gradient_kernels,
    lambda h, out, g, images, window: conv2d(images, h, None, window),
    lambda h, out, g, images, window: conv2d_gradient_images(g, h, images.shape[2:], window),
)


def conv2d_gradient_bias(g):
    channels_first = np.transpose(g, (1, 2, 3, 0))  # as it lies in memory, so that long rows are summed
    return np.sum(np.reshape(channels_first, (g.shape[1], -1)), axis=1)


@primitive
def im2col(images, window):
    P = patches(images, window)
    return np.transpose(P, (5, 0, 1, 2, 3, 4)).reshape(P.shape[5], math.prod(P.shape[:3]), -1)


@primitive
def col2im(columns, size, window):
    P = columns.reshape(len(columns), -1, *window.kernel, *window.output_size(size))
    P = np.transpose(P, (1, 2, 3, 4, 5, 0))
    d = np.zeros((len(P), *window.padded_size(size), len(columns)), P.dtype)
    add_patches(d, P, 0, 0, window)
    return inside(batch_first(d), window.padding)


rule(im2col, lambda g, out, images, window: col2im(g, images.shape[2:], window))
rule(col2im, lambda g, out, columns, size, window: im2col(g, window))


@primitive
def max_pool2d(images, window):
    x = padded(images, window.padding, -np.inf)
    (r, c), *others = window.entries(window.output_size(images.shape[2:]))
    out = x[:, :, r, c].copy(order="K")
    for r, c in others:
        np.maximum(out, x[:, :, r, c], out=out)
    return out


@primitive
def max_pool2d_gradient(g, images, out, window):
    x, g = padded(images, window.padding, -np.inf), batch_first(batch_last(g))
    d = np.zeros_like(x, dtype=g.dtype)
    for (r, c), hit in first_maxima(x, out, window):
        if window.overlaps():
            d[:, :, r, c] += g * hit
        else:
            np.multiply(g, hit, out=d[:, :, r, c])
    return inside(d, window.padding)


@primitive
def max_pool2d_pick(h, images, out, window):
    """The entries of ``h`` that stand where the maxima of the images stand."""
    x, h = padded(images, window.padding, -np.inf), padded(h, window.padding)
    picked = np.zeros_like(out)
    for (r, c), hit in first_maxima(x, out, window):
        picked += h[:, :, r, c] * hit
    return picked


def first_maxima(x, out, window):
    """For each kernel entry, its pixels and where they hold the first maximum of their window, row by row."""
    free = np.ones_like(out, dtype=bool)
    for r, c in window.entries(out.shape[2:]):
        hit = x[:, :, r, c] == out
        hit &= free
        free ^= hit
        yield (r, c), hit


# Between ties the choice of a maximum is constant, and so its derivative is 0.
rule(max_pool2d, lambda g, out, images, window: max_pool2d_gradient(g, images, out, window))
rule(
    max_pool2d_gradient,
    lambda h, d, g, images, out, window: max_pool2d_pick(h, images, out, window),
    lambda h, d, g, images, out, window: np.zeros(images.shape),
    lambda h, d, g, images, out, window: np.zeros(out.shape),
)
rule(
    max_pool2d_pick,
    lambda g, picked, h, images, out, window: max_pool2d_gradient(g, images, out, window),
    lambda g, picked, h, images, out, window: np.zeros(images.shape),
    lambda g, picked, h, images, out, window: np.zeros(out.shape),
)


@primitive
def average_pool2d(images, window):
    x = padded(images, window.padding)
    (r, c), *others = window.entries(window.output_size(images.shape[2:]))
    out = x[:, :, r, c].copy(order="K")
    for r, c in others:
        out += x[:, :, r, c]
    out /= math.prod(window.kernel)
    return out


@primitive
def average_pool2d_gradient(g, size, window):
    batch, channels = g.shape[:2]
    d = batch_first(np.zeros((channels, *window.padded_size(size), batch), g.dtype))
    share = g / g.dtype.type(math.prod(window.kernel))
    for r, c in window.entries(g.shape[2:]):
        d[:, :, r, c] += share
    return inside(d, window.padding)


rule(average_pool2d, lambda g, out, images, window: average_pool2d_gradient(g, images.shape[2:], window))
rule(average_pool2d_gradient, lambda h, out, g, size, window: average_pool2d(h, window))
