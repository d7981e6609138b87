"""conv2d_backward_weights: the gradient slides over the image, and all images add up."""

import numpy as np

from dlmath import cnn
from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="Return $\\partial L / \\partial K$ for a layer with stride 1, no padding, and no dilation. `images` has the "
    "shape "
    "`(n, c, h, w)`, and the gradient `G` of the output has the shape `(n, o, rows, columns)`. The result has the "
    "shape "
    "`(o, c, kernel rows, kernel columns)`; the sizes of the kernel follow from the other two. If the loss is a mean "
    "over the batch, its $1/n$ is already in `G`.",
    hints=[
        "A 28 × 28 image and a 24 × 24 gradient: how large was the kernel? In general, the kernel has h − rows + 1 "
        "rows.",
        "For the weight (u, v), cut out the part of the images that it meets, images[:, :, u : u + rows, v : v + "
        "columns]. "
        "Multiply by G entry by entry, and add up over places and images.",
        "Loop over o, c, u, v: K[o, c, u, v] = np.sum(G[:, o] * images[:, c, u : u + rows, v : v + columns]).",
    ],
    also=("large", "small"),
)
def conv2d_backward_weights(images, G):
    """The gradient of the loss with respect to all kernels."""
    rows, columns = G.shape[2], G.shape[3]
    k, m = images.shape[2] - rows + 1, images.shape[3] - columns + 1
    dK = np.zeros((G.shape[1], images.shape[1], k, m))
    for o in range(G.shape[1]):
        for c in range(images.shape[1]):
            for u in range(k):
                for v in range(m):
                    # All pixels that this weight met, each with the gradient of its place.
                    met = images[:, c, u : u + rows, v : v + columns]
                    dK[o, c, u, v] = np.sum(G[:, o] * met)
    return dK


def _example(rng, n, c, o, size, places):
    return rng.normal(size=(n, c, *size)), rng.normal(size=(n, o, *places))


@conv2d_backward_weights.cases
def cases(rng):
    line = np.array([1.0, 3.0, 2.0, 5.0]).reshape(1, 1, 1, 4)
    square = np.arange(1.0, 10.0).reshape(1, 1, 3, 3)
    return [
        (line, np.array([1.0, 2.0, 3.0]).reshape(1, 1, 1, 3)),
        (square, np.array([[1.0, 0.0], [0.0, 10.0]]).reshape(1, 1, 2, 2)),
        # Two images of 1 × 3 pixels: the last one, or the mean of both, can be told on one line.
        (np.array([[1.0, 2.0, 4.0], [3.0, 1.0, 1.0]]).reshape(2, 1, 1, 3), np.array([1.0, 10.0]).reshape(2, 1, 1, 1)),
        # Two channels in and three out, of a few pixels each: swapped channels can be seen.
        (np.array([[1.0, 2.0], [3.0, 5.0]]).reshape(1, 2, 1, 2), np.array([1.0, 10.0, 100.0]).reshape(1, 3, 1, 1)),
        _example(rng, 1, 1, 1, (5, 4), (3, 3)),
        _example(rng, 3, 1, 1, (4, 4), (2, 2)),
        _example(rng, 2, 3, 2, (4, 5), (3, 2)),
        _example(rng, 4, 2, 3, (5, 5), (3, 3)),
    ]


@conv2d_backward_weights.edge_cases
def edge_cases(rng):
    images, G = _example(rng, 2, 2, 2, (4, 4), (3, 3))
    return [
        (images, 0 * G),
        (np.arange(32).reshape(2, 1, 4, 4), np.arange(8).reshape(2, 1, 2, 2) - 3),
        _example(rng, 2, 3, 2, (3, 3), (3, 3)),
        _example(rng, 2, 2, 3, (3, 4), (1, 1)),
        _example(rng, 60, 1, 2, (6, 6), (4, 4)),
    ]


@conv2d_backward_weights.law("doubling G doubles the gradient")
def _(f, images, G):
    once, twice = np.asarray(f(images, G)), np.asarray(f(images, 2 * G))
    return np.allclose(twice, 2 * once, rtol=1e-9, atol=1e-12 * np.abs(once).max())


@conv2d_backward_weights.law("it agrees with dlmath.cnn.conv2d_gradient_kernels")
def _(f, images, G):
    size = tuple(n - p + 1 for n, p in zip(images.shape[2:], G.shape[2:], strict=True))
    right = cnn.conv2d_gradient_kernels(G.astype(float), images.astype(float), size)
    scale = np.sqrt(np.sum(np.square(images, dtype=float)) * np.sum(np.square(G, dtype=float)))
    return np.allclose(f(images, G), right, rtol=1e-8, atol=1e-9 * scale)


conv2d_backward_weights.instead_of(
    "np.sum(G[:, o] * met)",
    {
        "np.mean(G[:, o] * met)": "You took the mean. All places and images add up; the 1/n of a mean loss is in G "
        "already.",
        "np.sum(G[:, o] * met) / len(images)": "You divided by the number of images. The 1/n of a mean loss is in G "
        "already.",
        "np.sum(G[:, o] * met) / (rows * columns)": "You divided by the number of places. A weight gets blame for "
        "each of its jobs: add it all up.",
        "np.sum(G[0, o] * met[0])": "That is the first image alone. The kernel is used on all of them: add up over "
        "the batch.",
        "np.sum(G[-1, o] * met[-1])": "That is the last image alone. If you loop over the images, add with +=.",
        "-np.sum(G[:, o] * met)": "The sign is wrong. Return the gradient itself; the minus sign belongs to the step.",
        "np.sum(G[:, o]) * np.sum(met)": "You added up before you multiplied. First multiply each pixel by the "
        "gradient of its own place.",
        "np.sum(G[:, o] + met)": "You added pixels and gradients. Multiply them: a weight moves y by the pixel it "
        "meets.",
        "np.sum(met)": "G is missing: each place counts by how much its output matters to the loss.",
        "np.sum(G[:, o])": "The pixels are missing. (This is the gradient of the bias.)",
        "np.sum(G[:, c] * met)": "Channel c of the images is paired with channel c of the gradient. The kernel (o, c) "
        "gives channel o: G[:, o].",
        "np.max(G[:, o] * met)": "You kept only the largest contribution. All of them add up.",
        "np.sum(G[:, o, ::-1, ::-1] * met)": "You flipped the gradient. The flip belongs to the pixels' gradient. For "
        "the "
        "weights, G lies on the image as it is.",
        "np.sum(G[:, o, ::-1, ::-1] * met) / len(images)": "You flipped the gradient and divided by the number of "
        "images. G lies on the image as it is, and already contains the 1/n of a mean loss.",
        "np.sum(np.sum(G[:, o], axis=0) * np.sum(met, axis=0))": "You added up the images before you multiplied, so "
        "they mix. "
        "Multiply image by image, and then add up.",
        "np.sum(np.abs(G[:, o] * met))": "You added absolute values. Blame has a sign, and opposite signs cancel.",
    },
)
conv2d_backward_weights.instead_of(
    "images[:, c, u : u + rows, v : v + columns]",
    {
        "images[:, c, u : u + k, v : v + m]": "You cut out windows as large as the kernel. A weight has met one pixel "
        "for each place of G, so the windows are as large as G.",
        "images[:, c, v : v + rows, u : u + columns]": "Rows and columns are swapped: what the weight (u, v) has met "
        "starts in row u and column v.",
        "images[:, o, u : u + rows, v : v + columns]": "Channel o of the gradient is paired with channel o of the "
        "images. The kernel (o, c) reads channel c: images[:, c].",
    },
)
conv2d_backward_weights.instead_of(
    "k, m = images.shape[2] - rows + 1, images.shape[3] - columns + 1",
    {
        "k, m = rows, columns": "You took the size of G for that of the kernel. A kernel with k rows fits into h rows "
        "at h − k + 1 places, so k = h − rows + 1.",
    },
)
conv2d_backward_weights.instead_of(
    "dK[o, c, u, v] =",
    {
        "dK[o, c, k - 1 - u, m - 1 - v] =": "Your kernel is flipped. The flip belongs to the pixels' gradient. For the "
        "weight (u, v), the pixels it met start at row u and column v.",
        "dK[o, c, k - 1 - u, v] =": "Your kernel is upside down. The weight (u, v) met the pixels that start at row u.",
        "dK[o, c, u, m - 1 - v] =": "Your kernel is mirrored. The weight (u, v) met the pixels that start at column v.",
    },
)
conv2d_backward_weights.instead_of(
    "return dK",
    {
        "return np.transpose(dK, (1, 0, 2, 3))": "The channels are swapped: the result has the shape (o, c, …), with "
        "the "
        "channels of G first.",
        "return np.transpose(dK, (0, 1, 3, 2))": "Rows and columns of the kernels are swapped.",
        "return np.sum(dK, axis=1, keepdims=True)": "You added up the input channels. Each of them has a kernel of "
        "its own.",
        "return np.sum(dK, axis=0, keepdims=True)": "You added up the output channels. Each of them has kernels of "
        "its own.",
        "return dK.reshape(len(dK), -1)": "You return each channel's weights in a row. The result has four axes: (o, "
        "c, "
        "kernel rows, kernel columns).",
        "return np.squeeze(dK)": "An axis is missing. Keep all four, also those of size 1: (o, c, kernel rows, kernel "
        "columns).",
        "return dK[0, 0]": "That is one kernel. Return those of all pairs of channels, with four axes.",
    },
)


@conv2d_backward_weights.misconception(
    "The kernel is one too small. A kernel with k rows fits into h rows at h − k + 1 places, so k = h − rows + 1."
)
def one_too_small(images, G):
    return conv2d_backward_weights.reference(images, G)[
        :, :, : images.shape[2] - G.shape[2], : images.shape[3] - G.shape[3]
    ]


@conv2d_backward_weights.misconception(
    "You returned one gradient for each image. All images use the same kernels: add up over the batch."
)
def each_image_its_own(images, G):
    return np.stack([conv2d_backward_weights.reference(images[[i]], G[[i]]) for i in range(len(images))])


@conv2d_backward_weights.misconception(
    "Every output channel got the gradient of the first one. Use G[:, o] for the kernels of channel o."
)
def first_channel_out(images, G):
    return conv2d_backward_weights.reference(images, np.repeat(G[:, :1], G.shape[1], axis=1))


@conv2d_backward_weights.misconception(
    "Every input channel was treated like the first one. Use images[:, c] for the kernels that read channel c."
)
def first_channel_in(images, G):
    return conv2d_backward_weights.reference(np.repeat(images[:, :1], images.shape[1], axis=1), G)


@conv2d_backward_weights.misconception(
    "You treat the kernels as square. Rows and columns can differ: there are h − rows + 1 rows and w − columns + 1 "
    "columns."
)
def square(images, G):
    dK = conv2d_backward_weights.reference(images, G)
    k, m = dK.shape[2:]
    if k <= m:
        return dK[:, :, :, :k]
    wide = np.zeros((*dK.shape[:2], k, k))
    wide[:, :, :, :m] = dK
    return wide


@conv2d_backward_weights.misconception(
    "This works only where o and c are equal. Each channel of G is paired with each channel of the images, and what "
    "comes out is dK[o, c]: G's channel first."
)
def fills_with_swapped_channels(images, G):
    right = conv2d_backward_weights.reference(images, G)
    dK = np.zeros(right.shape)
    for u in range(right.shape[2]):
        for v in range(right.shape[3]):
            dK[:, :, u, v] = right[:, :, u, v].T
    return dK
