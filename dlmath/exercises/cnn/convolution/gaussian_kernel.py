"""gaussian_kernel: weights that fade like a bell curve."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="Return the Gaussian kernel, a matrix of `size` × `size` entries. An entry that is r rows and c columns away "
    "from the middle one is exp(−(r² + c²) / (2σ²)), divided by the sum of all these numbers, so that the weights sum "
    "to 1. `size` is odd, and `sigma` is positive.",
    hints=[
        "The middle has the index size // 2, as a row and as a column. How far away is entry (i, j)?",
        "First make the matrix of exponentials, in two loops or with np.outer. Then divide it by its sum.",
        "r = np.arange(size) - size // 2 are the distances. With g = np.exp(-(r**2) / (2 * sigma**2)), the matrix is "
        "np.outer(g, g). Divide it by its sum.",
    ],
    also=(),
)
def gaussian_kernel(size, sigma):
    """Weights that fall off like a bell curve, and sum to 1."""
    # How far each row, or column, is from the middle one.
    r = np.arange(size) - size // 2
    W = np.exp(-(r[:, None] ** 2 + r**2) / (2 * sigma**2))
    return W / np.sum(W)


@gaussian_kernel.cases
def cases(rng):
    return [
        (3, 1.0),
        (3, 2.0),
        (5, 1.5),
        (7, 0.75),
        (5, float(rng.uniform(1, 3))),
        (15, 3),
    ]


@gaussian_kernel.edge_cases
def edge_cases(rng):
    return [(1, 1.0), (3, 100.0), (5, 0.3), (31, 5.0)]


@gaussian_kernel.law("the weights sum to 1")
def _(f, size, sigma):
    return np.isclose(np.sum(f(size, sigma)), 1)


@gaussian_kernel.law("it looks the same upside down and mirrored")
def _(f, size, sigma):
    W = f(size, sigma)
    return np.allclose(W, W[::-1]) and np.allclose(W, W.T)


gaussian_kernel.instead_of(
    "W / np.sum(W)",
    {
        "W": "The weights don't sum to 1 yet. Divide them by their sum.",
        "W / (2 * np.pi * sigma**2)": "That factor makes the volume under the whole bell 1, not the sum of these few "
        "weights. Divide by the sum of the weights.",
        "W / (sigma * np.sqrt(2 * np.pi))": "That factor belongs to a bell curve in one dimension. Divide by the sum "
        "of the weights instead.",
        "W / np.sum(W, axis=1, keepdims=True)": "Each row sums to 1 now. All the weights together should: divide by "
        "np.sum(W).",
        "W / np.sum(W, axis=0)": "Each column sums to 1 now. All the weights together should: divide by np.sum(W).",
        "W / np.mean(W)": "You divided by the mean, so the weights sum to size². Divide by their sum.",
        "W / size**2": "You divided by the number of weights. Divide by their sum.",
        "W / np.linalg.norm(W)": "You divided by the length, so that the squares sum to 1. Divide by the sum.",
    },
)
gaussian_kernel.instead_of(
    "(2 * sigma**2)",
    {
        "sigma**2": "The 2 in front of σ² is missing.",
        "(2 * sigma)": "σ must be squared: 2 * sigma**2.",
        "2 * sigma**2": "Python divides by 2 and then multiplies by σ². Write / (2 * sigma**2), with parentheses.",
        "(2 * sigma) ** 2": "You squared the 2, too. It should be 2 * sigma**2.",
        "(2 * sigma**4)": "sigma is squared twice. It is the standard deviation, not the variance: 2 * sigma**2.",
        "2": "σ is missing: divide by 2 * sigma**2.",
        "(2 * size**2)": "You used size for the width of the bell. It is sigma: 2 * sigma**2.",
    },
)
gaussian_kernel.instead_of(
    "np.arange(size) - size // 2",
    {
        "np.arange(size)": "Your bell peaks in the upper left corner. Measure from the middle: subtract size // 2.",
        "np.arange(size) - size / 2": "The middle of the indices is size // 2, a whole number: for 3 it is 1, not 1.5.",
        "np.arange(-size // 2, size // 2)": "-size // 2 is rounded down, to −2 for size 3, and the right end is "
        "missing. Count from -(size // 2) to size // 2: np.arange(size) - size // 2.",
        "np.arange(1, size + 1) - size // 2": "The indices start at 0. Your middle is off by one.",
        "np.linspace(-1, 1, size) if size > 1 else np.zeros(1)": "Your entries are measured from −1 to 1. Count pixels:"
        " for size 5, they are −2, −1, 0, 1, 2.",
    },
)
gaussian_kernel.instead_of(
    "r[:, None] ** 2 + r**2",
    {
        "r[:, None] + r": "r and c must be squared.",
        "(r[:, None] + r) ** 2": "You squared the sum. It should be r² + c².",
        "np.sqrt(r[:, None] ** 2 + r**2)": "You took the distance without squaring it. The exponent has r² + c², "
        "without a root.",
        "np.abs(r[:, None]) + np.abs(r)": "You added the distances without squaring them: it is r² + c².",
        "r[:, None] * r": "You multiplied row and column. It is r² + c².",
        "r[:, None] ** 2 * r**2": "You multiplied the squares. Add them: r² + c².",
        "r[:, None] ** 2 + 0 * r": "Only the rows count here. Add the squared distance in columns, too.",
        "0 * r[:, None] + r**2": "Only the columns count here. Add the squared distance in rows, too.",
    },
)


@gaussian_kernel.misconception("That is one row. Return a matrix: the outer product of the row with itself.")
def one_row(size, sigma):
    g = np.exp(-((np.arange(size) - size // 2) ** 2) / (2 * sigma**2))
    return g / np.sum(g)


@gaussian_kernel.misconception("The weights grow away from the middle: the exponent needs a minus sign.")
def grows(size, sigma):
    r = np.arange(size) - size // 2
    W = np.exp((r[:, None] ** 2 + r**2) / (2 * sigma**2))
    return W / np.sum(W)


@gaussian_kernel.misconception(
    "The minus sign reaches only the rows, and the division only the columns: put r² + c² in parentheses, "
    "−(r² + c²) / (2σ²)."
)
def no_brackets(size, sigma):
    r = np.arange(size) - size // 2
    W = np.exp(-(r[:, None] ** 2) + r**2 / (2 * sigma**2))
    return W / np.sum(W)


@gaussian_kernel.misconception("All weights are the same: that is the box blur. Let them fade with the distance.")
def box(size, sigma):
    return np.ones((size, size)) / size**2


@gaussian_kernel.misconception(
    "You added the two exponentials. The exponential of a sum is a product: multiply them, or add r² and c² first."
)
def adds_exponentials(size, sigma):
    g = np.exp(-((np.arange(size) - size // 2) ** 2) / (2 * sigma**2))
    W = g[:, None] + g
    return W / np.sum(W)
