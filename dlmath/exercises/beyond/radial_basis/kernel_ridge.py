"""kernel_ridge: one linear system, then bumps at new places."""

import numpy as np

from dlmath import radial_basis
from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="Find the heights $\\boldsymbol\\alpha$ of the bumps at the rows of `X`, of shape `(n, d)`, that minimize "
    "$\\lVert\\mathbf y - K\\boldsymbol\\alpha\\rVert^2 + \\lambda\\,\\boldsymbol\\alpha^\\top "
    "K\\boldsymbol\\alpha$, where `y` has shape `(n,)` and `penalty` is λ, above 0. Return the values of the "
    "resulting sum of bumps at the rows of `new`, of shape `(m, d)`: an array of shape `(m,)`. No two rows of "
    "`X` are equal. You may use `radial_basis.gaussian_kernel(X, Z, width)`, but nothing else from "
    "`radial_basis`.",
    forbids=["radial_basis.kernel_ridge", "radial_basis.fit", "radial_basis.hat_matrix", "radial_basis.interpolate"],
    hints=[
        "The gradient is −2K(y − Kα) + 2λKα. Set it to 0. What can you factor out?",
        "K [(K + λI)α − y] = 0, and K is invertible. So the bracket has to be 0.",
        "alpha = np.linalg.solve(K + penalty * np.eye(len(X)), y), and then the matrix of bumps at `new`, times alpha.",
    ],
    also=("whole",),
)
def kernel_ridge(X, y, width, penalty, new):
    """The predictions for the rows of new."""
    K = radial_basis.gaussian_kernel(X, X, width)
    # The gradient is 2K [(K + λI) α − y], and K is invertible.
    alpha = np.linalg.solve(K + penalty * np.eye(len(X)), y)
    return radial_basis.gaussian_kernel(new, X, width) @ alpha


@kernel_ridge.cases
def cases(rng):
    return [
        (np.array([[0.0]]), np.array([3.0]), 1.0, 0.5, np.array([[0.0], [1.0]])),
        (np.array([[0.0], [1.0]]), np.array([2.0, -1.0]), 0.7, 0.3, np.array([[0.5], [0.0], [2.0]])),
        (np.array([[0.0], [1.0], [2.5]]), np.array([1.0, 3.0, 2.0]), 1.5, 2.0, np.array([[1.5], [0.25]])),
        (rng.normal(size=(6, 2)), rng.normal(size=6), 0.8, 0.1, rng.normal(size=(4, 2))),
        (2 * rng.normal(size=(7, 3)), 5 * rng.normal(size=7), 2.0, 1.7, rng.normal(size=(3, 3))),
    ]


@kernel_ridge.edge_cases
def edge_cases(rng):
    X = rng.normal(size=(5, 2))
    return [(X, np.zeros(5), 1.0, 0.1, X), (X, rng.normal(size=5), 1.0, 1e9, X[:1]), (X, X[:, 0], 0.5, 0.01, X + 90)]


@kernel_ridge.law("twice the targets, twice the predictions")
def _(f, X, y, width, penalty, new):
    return np.allclose(f(X, 2 * y, width, penalty, new), 2 * np.asarray(f(X, y, width, penalty, new)))


kernel_ridge.instead_of(
    "np.linalg.solve(K + penalty * np.eye(len(X)), y)",
    {
        "np.linalg.solve(K + penalty, y)": "K + penalty adds λ to every entry. It belongs on the diagonal only: "
        "penalty * np.eye(len(X)).",
        "np.linalg.solve(K, y)": "That is interpolation: λ isn't used. Which system does the gradient give?",
        "np.linalg.solve(K @ K + penalty * np.eye(len(X)), K @ y)": "That charges for λ‖α‖². The price here is "
        "λ αᵀKα, whose gradient is 2λKα.",
        "np.linalg.solve(K + 2 * penalty * np.eye(len(X)), y)": "Both terms of the gradient have a factor 2, which "
        "cancels.",
        "np.linalg.solve(K + penalty / 2 * np.eye(len(X)), y)": "Both terms of the gradient have a factor 2, which "
        "cancels.",
        "np.linalg.solve(K + penalty**2 * np.eye(len(X)), y)": "The penalty is λ itself, not λ².",
        "np.linalg.solve(K + np.sqrt(penalty) * np.eye(len(X)), y)": "The penalty is λ itself, not its root.",
        "np.linalg.solve(K + len(X) * penalty * np.eye(len(X)), y)": "The misfit is a sum over the examples, not a "
        "mean, so λ is not multiplied by n.",
        "np.linalg.solve(K - penalty * np.eye(len(X)), y)": "The sign of λ is wrong: both terms of the gradient have "
        "to cancel, (K + λI)α = y.",
        "(K + penalty * np.eye(len(X))) @ y": "You multiplied by the matrix. Solve the system with it.",
        "np.linalg.solve(K, y) / (1 + penalty)": "Shrinking all heights by the same factor is not the minimum. Solve "
        "(K + λI)α = y.",
        "y": "These are bumps as high as the targets. Where they overlap, their sum is too large: solve a system.",
    },
)
kernel_ridge.instead_of(
    "radial_basis.gaussian_kernel(new, X, width) @ alpha",
    {
        "alpha": "These are the heights of the bumps. Return the sum of the bumps at the rows of `new`.",
        "K @ alpha": "These are the values at the examples. Return those at the rows of `new`.",
        "np.sum(radial_basis.gaussian_kernel(new, X, width), axis=1)": "The bumps have heights: multiply by alpha.",
        "radial_basis.gaussian_kernel(new, X, width) * alpha": "These are the single bumps. Add them up with @.",
        "(radial_basis.gaussian_kernel(new, X, width) + penalty) @ alpha": "λ plays a part in the system only. For a "
        "prediction, add up the bumps as they are.",
    },
)


@kernel_ridge.misconception(
    "You subtracted the mean of y and added it back at the end. The task has no intercept: fit the targets as they are."
)
def centered(X, y, width, penalty, new):
    return kernel_ridge.reference(X, y - np.mean(y), width, penalty, new) + np.mean(y)


@kernel_ridge.misconception("You swapped `width` and `penalty`: the width belongs to the bumps, the penalty is λ.")
def swapped(X, y, width, penalty, new):
    return kernel_ridge.reference(X, y, penalty, width, new)
