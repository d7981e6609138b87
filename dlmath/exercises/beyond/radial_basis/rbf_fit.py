"""rbf_fit: fewer bumps than examples, at a price on roughness."""

import numpy as np

from dlmath import radial_basis
from dlmath.exercises import exercise


@exercise(
    weight="hard",
    task="Now the bumps stand at the rows of `centers`, of shape `(m, d)`, no two of them equal. With `X` of shape "
    "`(n, d)` and `y` of shape `(n,)`, return the heights $\\mathbf w$, of shape `(m,)`, that minimize the "
    "sum of the squared errors at the examples plus $\\lambda$ (`penalty`, above 0) times the roughness. You "
    "may use `radial_basis.gaussian_kernel(X, Z, width)`, but nothing else from `radial_basis`.",
    forbids=["radial_basis.fit", "radial_basis.kernel_ridge", "radial_basis.interpolate"],
    hints=[
        "Two matrices: one holds the bumps at the examples, n × m, the other the bumps at the centers, m × m. Which of "
        "them gives the misfit, and which the roughness?",
        "Minimize ‖y − Φw‖² + λ wᵀGw: the gradient is −2Φᵀ(y − Φw) + 2λGw. This time, there is nothing to factor out.",
        "return np.linalg.solve(Phi.T @ Phi + penalty * G, Phi.T @ y).",
    ],
    also=("whole",),
)
def rbf_fit(X, y, centers, width, penalty):
    """The heights of the bumps at the centers."""
    # The bumps at the examples give the fit, the bumps at the centers the roughness.
    Phi = radial_basis.gaussian_kernel(X, centers, width)
    G = radial_basis.gaussian_kernel(centers, centers, width)
    return np.linalg.solve(Phi.T @ Phi + penalty * G, Phi.T @ y)


@rbf_fit.cases
def cases(rng):
    return [
        (np.array([[0.0], [1.0]]), np.array([2.0, 1.0]), np.array([[0.0]]), 1.0, 0.5),
        (np.array([[0.0], [1.0], [3.0]]), np.array([1.0, -2.0, 0.5]), np.array([[0.5], [2.0]]), 0.8, 0.3),
        (np.array([[0.0], [1.0], [2.5]]), np.array([1.0, 3.0, 2.0]), np.array([[0.0], [1.0], [2.5]]), 0.7, 2.0),
        (2 * rng.normal(size=(8, 2)), rng.normal(size=8), 2 * rng.normal(size=(3, 2)), 1.1, 0.2),
        (rng.normal(size=(9, 3)), 4 * rng.normal(size=9), 2 * rng.normal(size=(4, 3)), 1.5, 1.6),
    ]


@rbf_fit.edge_cases
def edge_cases(rng):
    X = rng.normal(size=(3, 2))
    far = np.array([[0.0, 0.0], [9.0, 0.0], [0.0, 9.0], [9.0, 9.0]])  # more centers than examples
    return [(X, np.zeros(3), far, 1.0, 0.1), (X, X[:, 0], far, 1.0, 0.5), (X, X[:, 1], X[:1], 2.0, 1e6)]


@rbf_fit.law("twice the targets, twice the heights")
def _(f, X, y, centers, width, penalty):
    return np.allclose(f(X, 2 * y, centers, width, penalty), 2 * np.asarray(f(X, y, centers, width, penalty)))


rbf_fit.instead_of(
    "np.linalg.solve(Phi.T @ Phi + penalty * G, Phi.T @ y)",
    {
        "np.linalg.solve(Phi.T @ Phi + penalty * np.eye(len(G)), Phi.T @ y)": "That charges for λ‖w‖². The roughness "
        "is wᵀGw, with the bumps at the centers in G.",
        "np.linalg.solve(Phi.T @ Phi + penalty, Phi.T @ y)": "That adds λ to every entry. The roughness wᵀGw adds λ "
        "times the matrix G.",
        "np.linalg.lstsq(Phi, y)[0]": "That is least squares: the roughness costs nothing. Put λ wᵀGw into the sum.",
        "np.linalg.pinv(Phi) @ y": "That is least squares: the roughness costs nothing. Put λ wᵀGw into the sum.",
        "np.linalg.solve(Phi.T @ Phi + penalty * Phi.T @ Phi, Phi.T @ y)": "That charges for the size of the fit at "
        "the examples. The roughness takes the bumps at the *centers*: G has shape (m, m).",
        "np.linalg.solve(Phi.T @ Phi + penalty * G @ G, Phi.T @ y)": "The roughness is wᵀGw, with one G.",
        "np.linalg.solve(Phi.T @ Phi + 2 * penalty * G, Phi.T @ y)": "Both terms of the gradient have a factor 2, "
        "which cancels.",
        "np.linalg.solve(Phi.T @ Phi + penalty / 2 * G, Phi.T @ y)": "Both terms of the gradient have a factor 2, "
        "which cancels.",
        "np.linalg.solve(Phi.T @ Phi + penalty * G, Phi.T @ (y - np.mean(y)))": "You subtracted the mean of y. The "
        "task has no intercept: fit the targets as they are.",
        "np.linalg.solve(Phi.T @ Phi + penalty**2 * G, Phi.T @ y)": "The penalty is λ itself, not λ².",
        "np.linalg.solve(Phi.T @ Phi + len(X) * penalty * G, Phi.T @ y)": "The misfit is a sum over the examples, not "
        "a mean, so λ is not multiplied by n.",
        "np.linalg.solve(Phi.T @ Phi - penalty * G, Phi.T @ y)": "The sign of the roughness is wrong: it is added.",
        "np.linalg.solve(G + penalty * np.eye(len(G)), Phi.T @ y)": "(K + λI)α = y holds where there is a bump at each "
        "example, and only there. With other centers, start from the gradient again.",
        "Phi @ np.linalg.solve(Phi.T @ Phi + penalty * G, Phi.T @ y)": "These are the fitted values. Return the "
        "heights.",
        "Phi.T @ y": "That is the right-hand side. Solve (ΦᵀΦ + λG)w = Φᵀy.",
        "(Phi.T @ Phi + penalty * G) @ (Phi.T @ y)": "You multiplied by the matrix. Solve the system with it.",
    },
)
