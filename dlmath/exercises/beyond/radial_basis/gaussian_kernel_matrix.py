"""gaussian_kernel_matrix: the height of every bump at every example."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="The rows of `X`, of shape `(n, d)`, are examples, and those of `Z`, of shape `(m, d)`, are centers. "
    "Return the `(n, m)` matrix whose entry in row $i$ and column $j$ is the height of bump $j$ at example "
    "$i$: $\\exp(-\\lVert\\mathbf x_i - \\mathbf z_j\\rVert^2 / (2\\sigma^2))$, where $\\sigma$ is `width`, "
    "above 0. Loops are fine; `radial_basis.gaussian_kernel` is not allowed.",
    forbids=["radial_basis.gaussian_kernel"],
    hints=[
        "Two loops, over the rows of X and the rows of Z. What is the squared distance of two rows?",
        "For one pair: d = X[i] - Z[j], and np.sum(d**2) is the squared distance.",
        "K = np.zeros((len(X), len(Z))), then K[i, j] = np.exp(-np.sum((X[i] - Z[j]) ** 2) / (2 * width**2)).",
    ],
    also=("whole", "long"),
)
def gaussian_kernel_matrix(X, Z, width):
    """The height of the bump at each row of Z, at each row of X."""
    K = np.zeros((len(X), len(Z)))
    for i in range(len(X)):
        for j in range(len(Z)):
            # The squared distance is measured in units of the squared width.
            K[i, j] = np.exp(-np.sum((X[i] - Z[j]) ** 2) / (2 * width**2))
    return K


@gaussian_kernel_matrix.cases
def cases(rng):
    return [
        (np.array([[0.0], [1.0]]), np.array([[0.0]]), 1.0),
        (np.array([[0.0], [1.0], [2.5]]), np.array([[0.5], [2.0]]), 2.0),
        (np.array([[1.0, 2.0], [0.0, -1.0]]), np.array([[1.0, 1.0], [0.0, 2.0], [-1.0, 0.5]]), 1.5),
        (rng.normal(size=(4, 3)), rng.normal(size=(3, 3)), 0.8),
        (3 * rng.normal(size=(3, 2)), 2 * rng.normal(size=(5, 2)), 2.5),
    ]


@gaussian_kernel_matrix.edge_cases
def edge_cases(rng):
    return [(np.array([[2.0, 1.0]]), np.array([[2.0, 1.0]]), 0.5), (np.array([[0.0], [90.0]]), np.array([[45.0]]), 1.0)]


@gaussian_kernel_matrix.law("at its own center, a bump has height 1")
def _(f, X, Z, width):
    return np.allclose(np.diag(f(Z, Z, width)), 1)


gaussian_kernel_matrix.instead_of(
    "np.exp(-np.sum((X[i] - Z[j]) ** 2) / (2 * width**2))",
    {
        "np.exp(-np.sum((X[i] - Z[j]) ** 2) / width**2)": "The 2 is missing: divide by 2σ².",
        "np.exp(-np.sum((X[i] - Z[j]) ** 2) / 2 * width**2)": "This divides by 2 and then multiplies by σ². Put the "
        "denominator in parentheses: / (2 * width**2).",
        "np.exp(-np.sum((X[i] - Z[j]) ** 2) / (2 * width))": "The width has to be squared, like the distance: 2σ².",
        "np.exp(-np.sum((X[i] - Z[j]) ** 2) / (2 * width) ** 2)": "Only the width is squared, not the 2: 2σ², not "
        "(2σ)².",
        "np.exp(-np.sqrt(np.sum((X[i] - Z[j]) ** 2)) / (2 * width**2))": "You used the distance. The bump needs its "
        "square, so there is no root.",
        "np.exp(-np.sum(np.abs(X[i] - Z[j])) / (2 * width**2))": "You added absolute differences. Add their squares.",
        "np.exp(-np.sum(X[i] - Z[j]) ** 2 / (2 * width**2))": "You squared the sum of the differences, in which they "
        "can cancel. Square each difference first, then add.",
        "np.exp(np.sum((X[i] - Z[j]) ** 2) / (2 * width**2))": "The minus sign is missing: far from its center, a bump "
        "falls to 0.",
        "np.exp(-np.mean((X[i] - Z[j]) ** 2) / (2 * width**2))": "The squared distance is the sum of the squared "
        "differences, not their mean.",
        "np.exp(-np.sum((X[i] - Z[j]) ** 2) / (2 * width**2)) / (width * np.sqrt(2 * np.pi))": "That is a density, "
        "with area 1. A bump has height 1 at its center, so it has no factor in front.",
        "-np.sum((X[i] - Z[j]) ** 2) / (2 * width**2)": "That is the exponent. Take np.exp of it.",
        "np.exp(-np.sum((X[i] + Z[j]) ** 2) / (2 * width**2))": "You added the two places. Subtract them.",
        "np.exp(-np.sum(X[i] * Z[j]) / (2 * width**2))": "You used the dot product of the rows. The bump needs the "
        "squared length of their difference.",
        "np.sum((X[i] - Z[j]) ** 2)": "These are the squared distances. The bump is exp(−distance²/(2σ²)).",
        "np.exp(-np.sum((X[i] - Z[j]) ** 2 / (2 * width**2)) / len(X[i]))": "The squared distance is the sum of the "
        "squared differences. Don't divide it by the number of columns.",
    },
)
gaussian_kernel_matrix.instead_of(
    "return K",
    {
        "return K.T": "Rows and columns are swapped: a row for each example in X, a column for each center in Z.",
        "return K / np.sum(K, axis=1, keepdims=True)": "You made each row sum to 1. The heights are wanted as they "
        "are, 1 at the center.",
        "return np.sum(K, axis=1)": "You added the bumps up. Their weights come later: return the whole matrix.",
    },
)


@gaussian_kernel_matrix.misconception(
    "You compared X with itself, so that Z isn't used. Take the differences X[i] − Z[j]."
)
def ignores_z(X, Z, width):
    return gaussian_kernel_matrix.reference(X, X, width)
