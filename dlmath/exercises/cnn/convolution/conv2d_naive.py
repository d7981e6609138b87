"""conv2d_naive: a sum of products at every place of an image."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="Return the correlation of `image` with `kernel`, two matrices. Neither has to be square. The kernel is never "
    "larger than the image. The output has an entry for every place where the whole kernel lies on the image. Use "
    "loops and sums.",
    hints=[
        "How many places are there from top to bottom, and how many from left to right? It is the same count as in one "
        "dimension, twice.",
        "The window with its upper left corner at (i, j) is image[i : i + k, j : j + m], where k, m = kernel.shape.",
        "Start with zeros of shape (rows − k + 1, columns − m + 1). In two loops over its entries, set each to "
        "np.sum(window * kernel).",
    ],
    forbids=["np.correlate", "np.convolve"],
)
def conv2d_naive(image, kernel):
    """The sum of products of the kernel with every window of the image."""
    k, m = kernel.shape
    rows, columns = image.shape
    Y = np.zeros((rows - k + 1, columns - m + 1))
    for i in range(Y.shape[0]):
        for j in range(Y.shape[1]):
            # The window has its upper left corner at (i, j).
            Y[i, j] = np.sum(image[i : i + k, j : j + m] * kernel)
    return Y


def _answer(image, kernel):
    return conv2d_naive.reference(image, kernel)


@conv2d_naive.cases
def cases(rng):
    return [
        (np.array([[1.0, 2.0], [3.0, 5.0]]), np.array([[1.0, 10.0], [100.0, 1000.0]])),
        (np.arange(1.0, 13.0).reshape(3, 4) ** 2, np.array([[-1.0, 2.0]])),
        (np.arange(1.0, 13.0).reshape(4, 3) ** 2, np.array([[-1.0], [3.0]])),
        (np.arange(1.0, 10.0).reshape(3, 3) ** 2, np.array([[-1.0, 2.0]])),
        (np.arange(1.0, 13.0).reshape(3, 4) ** 2, np.array([[1.0, 0.0], [0.0, 3.0]])),
        (rng.normal(size=(4, 6)), rng.normal(size=(3, 2))),
        (rng.normal(size=(6, 5)), rng.normal(size=(2, 3))),
        (rng.normal(size=(5, 5)), rng.normal(size=(3, 3))),
    ]


@conv2d_naive.edge_cases
def edge_cases(rng):
    return [
        (rng.normal(size=(3, 4)), rng.normal(size=(3, 4))),
        (rng.normal(size=(3, 4)), np.array([[2.0]])),
        (rng.normal(size=(9, 12)), rng.normal(size=(5, 4))),
    ]


@conv2d_naive.law("twice the kernel gives twice the output")
def _(f, image, kernel):
    return np.allclose(f(image, 2 * kernel), 2 * f(image, kernel))


conv2d_naive.instead_of(
    "np.sum(image[i : i + k, j : j + m] * kernel)",
    {
        "np.sum(image[i : i + k, j : j + m] * kernel[::-1, ::-1])": "Your kernel is flipped in both directions: that "
        "is a true convolution. Here the upper left weight meets the upper left pixel of the window.",
        "np.sum(image[i : i + k, j : j + m] * kernel[::-1])": "Your kernel is upside down. The first row of the kernel "
        "meets the first row of the window.",
        "np.sum(image[i : i + k, j : j + m] * kernel[:, ::-1])": "Your kernel is mirrored. Its left column meets the "
        "left column of the window.",
        "np.sum(image[i : i + k, j : j + m])": "The weights are missing. Multiply the window by the kernel, entry by "
        "entry, before you add.",
        "np.sum(image[i : i + k, j : j + m] + kernel)": "You added the kernel to the window. Multiply: "
        "window * kernel.",
        "np.mean(image[i : i + k, j : j + m] * kernel)": "That is the mean of the products. Add them up, without "
        "dividing by how many there are.",
        "np.sum(image[i : i + k, j : j + m] @ kernel.T)": "@ is the matrix product. The kernel lies on the window, so "
        "multiply entry by entry, with *.",
        "np.sum(image[:k, :m] * kernel)": "Every output looks at the upper left window. The window must move: "
        "image[i : i + k, j : j + m].",
        "np.sum(image[i : i + k, i : i + m] * kernel)": "Your window moves along a diagonal. Rows start at i and "
        "columns at j.",
        "image[i, j] * kernel[0, 0]": "Only one weight is used. Add the products of the whole window.",
        "image[i + k - 1, j + m - 1] * kernel[-1, -1]": "Only the last product is left: your inner loops replace the "
        "sum instead of adding to it. Use +=.",
        "np.max(image[i : i + k, j : j + m] * kernel)": "You took the largest product. Add them all up.",
        "sum(image[i : i + k, j : j + m] * kernel)": "An output must be a single number, and here it is a row "
        "or a matrix. np.sum(window * kernel) adds up all products; Python's sum leaves a row, and a matrix product is "
        "a matrix.",
    },
)
conv2d_naive.instead_of(
    "k, m = kernel.shape",
    {
        "k = m = kernel.shape[1]": "You treat the kernel as square, with as many rows as columns. It need not "
        "be: k, m = kernel.shape.",
    },
)
conv2d_naive.instead_of(
    "rows, columns = image.shape",
    {
        "rows = columns = image.shape[0]": "You treat the image as square, with as many columns as rows. It need "
        "not be: rows, columns = image.shape.",
        "rows = columns = image.shape[1]": "You treat the image as square, with as many rows as columns. It need "
        "not be: rows, columns = image.shape.",
    },
)


conv2d_naive.instead_of(
    "rows - k + 1, columns - m + 1",
    {
        "rows - k, columns - m": "The last row and the last column are missing. From n pixels and k weights you get "
        "n − k + 1 outputs, not n − k.",
    },
)
conv2d_naive.instead_of(
    "i : i + k, j : j + m",
    {
        "i:k, j:m": "The window gets smaller as it moves: i:k ends at k. A window of k rows from i on is i : i + k.",
    },
)


@conv2d_naive.misconception(
    "Your output is as large as the image. Keep only the places where the whole kernel lies on it: n − k + 1 in each "
    "direction."
)
def as_large(image, kernel):
    Y = np.zeros(image.shape)
    y = _answer(image, kernel)
    Y[: y.shape[0], : y.shape[1]] = y
    return Y


@conv2d_naive.misconception(
    "You used the number of the kernel's rows in both directions. The number of columns can be different: "
    "k, m = kernel.shape gives n − k + 1 places from top to bottom, and n − m + 1 from left to right."
)
def rows_in_both_directions(image, kernel):
    k = kernel.shape[0]
    Y = np.zeros((image.shape[0] - k + 1, image.shape[1] - k + 1))
    for i, j in np.ndindex(*Y.shape):
        Y[i, j] = np.sum(image[i : i + k, j : j + k] * kernel)
    return Y


@conv2d_naive.misconception(
    "You put a border of zeros around the image. Here the kernel never hangs over the edge: the output is smaller "
    "than the image."
)
def padded(image, kernel):
    k, m = kernel.shape
    return _answer(np.pad(image, ((k // 2, k // 2), (m // 2, m // 2))), kernel)


@conv2d_naive.misconception(
    "The output is transposed: its rows should count the places from top to bottom, and its columns those from left to "
    "right."
)
def transposed(image, kernel):
    return _answer(image, kernel).T


@conv2d_naive.misconception(
    "Your windows don't overlap: they jump by the size of the kernel. Move by one pixel at a time."
)
def jumps(image, kernel):
    k, m = kernel.shape
    return _answer(image, kernel)[::k, ::m]


@conv2d_naive.misconception(
    "The sum is never set back to 0, so each output contains all those before it. Start at 0 for every window."
)
def never_starts_again(image, kernel):
    y = _answer(image, kernel)
    return np.cumsum(y).reshape(y.shape)


@conv2d_naive.misconception(
    "You subtract the index of the weight: image[i − u, j − v] goes up and to the left, and below 0 Python counts from "
    "the end. The window reaches down and to the right: i + u, j + v."
)
def reaches_back(image, kernel):
    y = np.zeros_like(_answer(image, kernel))
    for i, j in np.ndindex(*y.shape):
        for u, v in np.ndindex(*kernel.shape):
            y[i, j] += image[i - u, j - v] * kernel[u, v]
    return y


@conv2d_naive.misconception("Your outputs are in one long row. Return a matrix, laid out like the image.")
def in_a_row(image, kernel):
    return _answer(image, kernel).ravel()


@conv2d_naive.misconception(
    "Only the first entry is computed: your return is inside a loop. Move it to the left, below both loops."
)
def returns_early(image, kernel):
    Y = np.zeros_like(_answer(image, kernel))
    Y[0, 0] = np.sum(image[: kernel.shape[0], : kernel.shape[1]] * kernel)
    return Y


@conv2d_naive.misconception(
    "Only the first row is computed: your return is inside the outer loop. Move it to the left, below both loops."
)
def returns_after_a_row(image, kernel):
    Y = np.zeros_like(_answer(image, kernel))
    Y[0] = _answer(image, kernel)[0]
    return Y


@conv2d_naive.misconception(
    "The window is transposed: the row of a weight goes with the row of a pixel, i + u, and its column with j + v."
)
def transposes_the_window(image, kernel):
    y = np.zeros_like(_answer(image, kernel))
    for i, j in np.ndindex(*y.shape):
        for u, v in np.ndindex(*kernel.shape):
            y[i, j] += image[i + v, j + u] * kernel[u, v]
    return y


@conv2d_naive.misconception(
    "The kernel is transposed: the weight kernel[u, v] goes with the pixel in row i + u and column j + v."
)
def transposes_the_kernel(image, kernel):
    y = np.zeros_like(_answer(image, kernel))
    for i, j in np.ndindex(*y.shape):
        for u, v in np.ndindex(*kernel.shape):
            y[i, j] += image[i + u, j + v] * kernel[v, u]
    return y
