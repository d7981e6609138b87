"""gradient_from_walks: slopes in some directions tell the whole gradient."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="hard",
    task="In thick fog you walk a short way in $n$ directions and write down the slope of each. The rows of `U`, of "
    "shape `(n, n)`, are the directions: independent vectors of length 1, in general *not* at right angles. `slopes` "
    "has shape `(n,)`. Return the gradient, of shape `(n,)`.",
    hints=[
        "Each walk gives one equation for the unknown gradient. Which?",
        "Row i of U times the gradient is slopes[i]. Write all n equations as one matrix equation.",
        "U g = slopes is a linear system with an invertible matrix: np.linalg.solve.",
    ],
    also=(),
)
def gradient_from_walks(U, slopes):
    """The gradient that explains all the slopes."""
    # Every slope is a dot product, u · g, so together they are U g = slopes. The rows are independent: one solution.
    return np.linalg.solve(U, slopes)


def directions(rng, n):
    while True:
        U = rng.normal(size=(n, n))
        U = U / np.linalg.norm(U, axis=1, keepdims=True)
        if np.linalg.cond(U) < 30:
            return U


@gradient_from_walks.cases
def cases(rng):
    U, V, W = directions(rng, 2), directions(rng, 3), directions(rng, 5)
    return [
        (np.array([[1.0, 0.0], [0.6, 0.8]]), np.array([3.0, 5.0])),
        (np.array([[0.6, 0.8], [0.8, 0.6]]), np.array([-2.2, 0.4])),
        (U, U @ np.array([2.0, -1.0])),
        (V, V @ rng.normal(size=3)),
        (W, W @ rng.normal(size=5)),
    ]


@gradient_from_walks.edge_cases
def edge_cases(rng):
    V = directions(rng, 3)
    return [
        (np.array([[1.0]]), np.array([-4.0])),
        (np.array([[0.0, 1.0], [1.0, 0.0]]), np.array([3.0, 4.0])),
        (V, np.zeros(3)),
        (np.array([[0.6, 0.8], [-0.8, 0.6]]), np.array([5.0, 0.0])),
    ]


@gradient_from_walks.law("the gradient explains every slope")
def _(f, U, slopes):
    return np.allclose(U @ f(U, slopes), slopes)


@gradient_from_walks.law("the order of the walks does not matter")
def _(f, U, slopes):
    return np.allclose(f(U[::-1], slopes[::-1]), f(U, slopes))


gradient_from_walks.instead_of(
    "np.linalg.solve(U, slopes)",
    {
        "U.T @ slopes": "You added up slope times direction. That is right only if the directions are at right angles "
        "to each other. In general, solve U g = slopes.",
        "U @ slopes": "You multiplied by U. The slopes *are* U times the gradient, so undo the product: solve U g = "
        "slopes.",
        "np.linalg.solve(U.T, slopes)": "You solved with the transpose of U (as slopes @ inv(U) does, too). The "
        "directions are the rows of U, so the slopes are U g: np.linalg.solve(U, slopes).",
        "U[np.argmax(slopes)]": "You returned the steepest of your walks. The gradient is usually none of them: "
        "solve U g = slopes.",
        "U[np.argmax(slopes)] * np.max(slopes)": "That is the steepest of your walks, scaled by its slope. The "
        "gradient is usually steeper than all of them: solve U g = slopes.",
        "U[np.argmax(np.abs(slopes))] * slopes[np.argmax(np.abs(slopes))]": "That is the steepest of your walks. The "
        "gradient is usually steeper than all of them: solve U g = slopes.",
        "slopes": "You returned the slopes. They are the gradient only if you walked along the axes. Solve U g = "
        "slopes.",
        "U.T @ slopes / np.sum(U**2, axis=0)": "You added up slope times direction, and then scaled each "
        "coordinate. That is "
        "right only if the directions are at right angles. In general, solve U g = slopes.",
        "U.T @ slopes / len(slopes)": "You took the mean of slope times direction. Each slope is a dot product with "
        "the gradient: solve U g = slopes.",
        "np.mean(U * slopes[:, None], axis=0)": "You took the mean of slope times direction. Each slope is a dot "
        "product with the gradient: solve U g = slopes.",
        "slopes / np.sum(U, axis=1)": "You divided each slope by the sum of its direction. The unknowns are mixed in "
        "each equation: solve U g = slopes.",
        "slopes / np.diag(U)": "You divided by the diagonal, as if each slope told you about one coordinate only. "
        "The unknowns are mixed in each equation: solve U g = slopes.",
        "slopes / U": "/ divides entry by entry. To undo a matrix product, solve U g = slopes.",
        "-np.linalg.solve(U, slopes)": "That points downhill. The gradient itself points uphill.",
        "np.linalg.solve(U, slopes) / np.linalg.norm(np.linalg.solve(U, slopes))": "You scaled the gradient to length "
        "1. Its length is the steepest slope, so keep it.",
        "np.linalg.norm(np.linalg.solve(U, slopes))": "That is the steepest slope, one number. The gradient is the "
        "vector.",
        "1 / U @ slopes": "1 / U, like U ** -1, inverts every entry, not the matrix. Use np.linalg.solve(U, slopes).",
        "U * slopes[:, None]": "You have a table: each direction times its slope. You want the one vector g whose "
        "dot product "
        "with each direction is that slope: solve U g = slopes.",
        "U * slopes": "* and / work entry by entry and leave a table. You want the one vector g with U g = slopes.",
    },
)


@gradient_from_walks.misconception(
    "Each correction spoils the ones before, since the directions are not at right angles. Solve all equations "
    "together: U g = slopes."
)
def corrects_one_after_another(U, slopes):
    g = np.zeros(len(slopes))
    for u, slope in zip(U, slopes, strict=True):
        g += (slope - g @ u) * u
    return g
