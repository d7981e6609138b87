"""unit_start: scale each layer by what a batch makes of it, so that its sums have mean square 1."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="hard",
    task="`weights` is a list of matrices, of shape (outputs, inputs), for layers of ReLUs without biases, and `X` is "
    "a batch with one example a row. From the first layer to the last, divide each matrix by a positive number "
    "such that the mean square of *all* entries of its sums $Z$ (before the ReLU) on this batch is exactly 1 once "
    "the layers before it have been scaled. Return the new matrices in a list, and don't change the given ones. "
    "You may assume that no $Z$ is all zeros.",
    hints=[
        "Send the batch through the layers. At each one, compute the sums, and look at their mean square.",
        "If W gives the sums Z, then W / k gives Z / k. Which k makes the mean square of Z / k equal to 1?",
        "k = np.sqrt(np.mean(Z**2)). Append W / k, and go on with A = np.maximum(Z / k, 0).",
    ],
    also=("whole", "large", "small", "long"),
)
def unit_start(weights, X):
    """The matrices, scaled one after the other to fit the batch."""
    scaled, A = [], X
    for W in weights:
        Z = A @ W.T
        size = np.sqrt(np.mean(Z**2))
        scaled.append(W / size)
        # The next layer gets what this one will say from now on.
        A = np.maximum(Z / size, 0)
    return scaled


@unit_start.cases
def cases(rng):
    return [
        ([np.array([[3.0, 1.0]])], np.array([[1.0, 2.0], [2.0, -1.0]])),
        (
            [np.array([[1.0, 2.0], [0.5, -1.0], [2.0, 0.0]]), np.array([[1.0, -2.0, 3.0]])],
            np.array([[1.0, 2.0], [3.0, -1.0]]),
        ),
        ([rng.normal(size=s) for s in [(4, 3), (5, 4)]], rng.normal(size=(6, 3))),
        ([rng.normal(size=s) for s in [(6, 2), (4, 6), (3, 4)]], rng.normal(size=(7, 2))),
        ([0.1 * rng.normal(size=s) for s in [(5, 5), (5, 5), (5, 5), (2, 5)]], 1 + rng.normal(size=(8, 5))),
    ]


@unit_start.edge_cases
def edge_cases(rng):
    return [
        ([np.array([[2.0]])], np.array([[1.0]])),
        ([np.array([[1, -2], [3, 4]]), np.array([[1, 1], [2, 5]])], np.array([[1, 2], [3, 4]])),
        ([rng.normal(size=(30, 30)) for _ in range(12)], rng.normal(size=(40, 30))),
        ([0.01 * rng.normal(size=(20, 20)) for _ in range(6)], rng.normal(size=(15, 20))),
    ]


@unit_start.law("each layer's sums have mean square 1")
def _(f, weights, X):
    A = X
    for W in f(weights, X):
        Z = A @ W.T
        if not np.isclose(np.mean(Z**2), 1):
            return False
        A = np.maximum(Z, 0)
    return True


@unit_start.law("the size of the given matrices does not matter")
def _(f, weights, X):
    return all(np.allclose(a, b) for a, b in zip(f([7 * W for W in weights], X), f(weights, X), strict=True))


unit_start.instead_of(
    "Z = A @ W.T",
    {
        "Z = X @ W.T": "Each layer gets what comes out of the one before it, A, not the batch X.",
        "Z = W @ A": "Examples are rows here: A @ W.T has a row for each example and a column for each unit.",
        "Z = A @ W": "W has the shape (outputs, inputs), so the sums are A @ W.T.",
        "Z = np.maximum(A @ W.T, 0)": "The mean square should be 1 *before* the ReLU. Measure A @ W.T.",
    },
)
unit_start.instead_of(
    "np.sqrt(np.mean(Z**2))",
    {
        "np.mean(Z**2)": "That is the mean square. Dividing by k divides the mean *square* by k²: take the root.",
        "np.std(Z)": "The standard deviation subtracts the mean first. The mean square is np.mean(Z**2).",
        "np.mean(np.abs(Z))": "That is the mean absolute value. Take the root of the mean square.",
        "np.linalg.norm(Z)": "That is the root of the *sum* of squares. Take their mean: np.sqrt(np.mean(Z**2)).",
        "np.max(np.abs(Z))": "That is the largest entry. Take the root of the mean square.",
        "np.sqrt(np.mean(Z**2, axis=0))": "That is a number for each unit. The task asks for one number for the "
        "whole matrix: take the mean over all entries.",
        "np.mean(Z)": "That is the mean, in which positive and negative sums cancel. Take the root of the mean square.",
        "np.linalg.norm(W)": "That is the size of the weights. Measure what they make of the batch: Z.",
        "np.sqrt(np.mean(Z) ** 2)": "You squared the mean. The *mean of the squares* is np.mean(Z**2).",
        "np.sqrt(np.mean(A**2))": "That is the size of what comes *in*. Measure the sums, Z.",
        "np.sqrt(np.mean(W**2))": "That is the size of the weights. Measure what they make of the batch: Z.",
        "np.sqrt(np.sum(Z**2) / len(Z))": "len(Z) counts the examples. The mean over all entries divides by Z.size.",
        "np.sqrt(np.sum(Z**2) / Z.shape[1])": "Z.shape[1] counts the units. The mean over all entries divides by "
        "Z.size.",
        "np.sqrt(2 / W.shape[1])": "That is He's factor, which ignores the batch. Measure Z.",
        "np.sqrt(np.mean(Z**2) / 2)": "The mean square of the sums should be 1, not 2. Leave out the factor of 2.",
        "np.sqrt(2 * np.mean(Z**2))": "The mean square of the sums should be 1, not ½. Leave out the factor of 2.",
    },
)
unit_start.instead_of(
    "scaled.append(W / size)",
    {
        "scaled.append(W * size)": "If the sums are too large, the weights must become smaller: divide.",
        "scaled.append(W)": "The matrices come back unchanged. Append W / size.",
        "scaled.append(Z / size)": "Those are the sums. Return the matrices, W / size.",
        "scaled.append(size)": "Those are the numbers to divide by. Return the matrices, W / size.",
        "scaled.append(W.T / size)": "The matrices keep their shape (outputs, inputs). Don't transpose them.",
    },
)
unit_start.instead_of(
    "np.maximum(Z / size, 0)",
    {
        "np.maximum(Z, 0)": "The next layer must get what comes out of this one *after* scaling: np.maximum(Z / "
        "size, 0).",
        "Z / size": "The ReLU is missing between the layers: np.maximum(Z / size, 0).",
        "Z": "Between the layers, the scaling and the ReLU are missing: np.maximum(Z / size, 0).",
        "np.abs(Z / size)": "That is the absolute value. A ReLU turns negative sums into 0: np.maximum(Z / size, 0).",
        "np.tanh(Z / size)": "These are layers of ReLUs: np.maximum(Z / size, 0).",
    },
)
unit_start.instead_of(
    "    return scaled",
    {
        "        return scaled": "Only the first matrix is scaled: the return is inside the loop.",
        "    return A": "That is the output of the last layer. Return the list of matrices.",
        "    return scaled[-1]": "That is only the last matrix. Return all of them, in a list.",
    },
)


@unit_start.misconception(
    "You scaled each unit by itself. The task asks for one number for the whole matrix: take the mean over all entries."
)
def each_unit_by_itself(weights, X):
    scaled, A = [], X
    for W in weights:
        scaled.append(W / np.sqrt(np.mean((A @ W.T) ** 2, axis=0))[:, None])
        A = np.maximum(A @ scaled[-1].T, 0)
    return scaled


@unit_start.misconception(
    "The given matrices have changed: /= writes into them, and weights[i] = … replaces them. Begin with an empty list, "
    "and append W / size to it."
)
def in_place(weights, X):
    A = X
    for W in weights:
        Z = A @ W.T
        size = np.sqrt(np.mean(Z**2))
        W /= size
        A = np.maximum(Z / size, 0)
    return weights
