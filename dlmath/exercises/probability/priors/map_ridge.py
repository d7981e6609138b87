"""map_ridge: the most probable weights, if noise and weights are normal."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="Each target is $\\mathbf w^\\top\\mathbf x^{(i)}$ plus noise from $\\mathcal N(0, \\sigma^2)$, and before "
    "seeing any data, we believe that each weight comes from $\\mathcal N(0, \\tau^2)$, all independent. Return the "
    "most probable $\\mathbf w$ given the data: the one that makes $\\frac{1}{2\\sigma^2}\\lVert \\mathbf y - "
    "X\\mathbf w\\rVert^2 + \\frac{1}{2\\tau^2}\\lVert\\mathbf w\\rVert^2$ smallest. `X` has one example per row "
    "and may have more columns than rows. Set the gradient to $\\mathbf 0$ and solve.",
    hints=[
        "The gradient of ½‖y − Xw‖² is −Xᵀ(y − Xw), and that of ½‖w‖² is w.",
        "Multiplied by σ²: XᵀX w + (σ²/τ²) w = Xᵀy. Write the left side as one matrix times w.",
        "np.linalg.solve(X.T @ X + sigma**2 / tau**2 * np.eye(X.shape[1]), X.T @ y)",
    ],
    also=("whole", "long"),
)
def map_ridge(X, y, sigma, tau):
    """The most probable weights after the data."""
    # The gradient times σ² is 0: (XᵀX + λI) w = Xᵀy with λ = σ²/τ².
    lam = sigma**2 / tau**2
    A = X.T @ X + lam * np.eye(X.shape[1])
    return np.linalg.solve(A, X.T @ y)


@map_ridge.cases
def cases(rng):
    return [
        (np.array([[2.0]]), np.array([3.0]), 1.0, 0.5),
        (np.array([[1.0], [2.0]]), np.array([2.0, 6.0]), 2.0, 4.0),
        (np.array([[1.0, 0.0], [0.0, 2.0], [1.0, 1.0]]), np.array([1.0, 2.0, -3.0]), 3.0, 0.5),
        (np.array([[1.0, 2.0, -1.0], [0.0, 1.0, 3.0]]), np.array([1.0, 4.0]), 0.5, 1.5),
        (rng.normal(size=(9, 3)), rng.normal(size=9), 1.5, 0.6),
        (rng.normal(size=(12, 4)), rng.normal(size=12), 0.8, 2.0),
    ]


@map_ridge.edge_cases
def edge_cases(rng):
    return [
        (np.array([[1.0, 1.0], [2.0, 2.0]]), np.array([1.0, 3.0]), 1.0, 2.0),
        (np.array([[1, 0], [1, 1], [1, 2]]), np.array([1, 2, 6]), 1, 2),
        (rng.normal(size=(5, 2)), np.zeros(5), 1.0, 1.0),
    ]


@map_ridge.law("only the ratio of σ to τ matters")
def _(f, X, y, sigma, tau):
    return np.allclose(f(X, y, 3 * sigma, 3 * tau), f(X, y, sigma, tau))


@map_ridge.law("no weights nearby are more probable")
def _(f, X, y, sigma, tau):
    w = f(X, y, sigma, tau)

    def loss(w):
        return np.sum((y - X @ w) ** 2) / sigma**2 + np.sum(w**2) / tau**2

    size = 1e-3 * (1 + np.abs(w).max())
    return all(loss(w + step * e) >= loss(w) for e in np.eye(len(w)) for step in (-size, size))


map_ridge.instead_of(
    "sigma**2 / tau**2",
    {
        "tau**2 / sigma**2": "λ is upside down. Noisy data (large σ) should pull less, so the weights shrink more: "
        "λ = σ²/τ².",
        "sigma / tau": "Both are standard deviations, and the squared errors are divided by variances: λ = σ²/τ².",
        "tau / sigma": "λ is upside down, and the squares are missing: λ = σ²/τ².",
        "1 / tau**2": "The noise is missing: multiply the whole gradient by σ², and λ = σ²/τ² is left.",
        "tau**2": "λ says how strongly the weights are held. A wide prior (large τ) holds them less: λ = σ²/τ².",
        "sigma**2": "The width of the prior is missing: λ = σ²/τ².",
        "1 / sigma**2": "λ = σ²/τ². Multiply the gradient by σ², and σ² ends up in the numerator of the prior's term.",
        "sigma**2 / tau": "τ is a standard deviation, too, so square it: λ = σ²/τ².",
        "sigma / tau**2": "σ is a standard deviation, too, so square it: λ = σ²/τ².",
        "2 * sigma**2 / tau**2": "Both terms have the same factor ½, so no 2 is left over: λ = σ²/τ².",
        "sigma**2 / (2 * tau**2)": "Both terms have the same factor ½, so no ½ is left over: λ = σ²/τ².",
        "len(y) * sigma**2 / tau**2": "The error here is a sum over the examples, not a mean. So λ = σ²/τ², without n.",
        "sigma**2 / tau**2 / len(y)": "The error here is a sum over the examples, not a mean. So λ = σ²/τ², without n.",
        "0": "That is least squares: the prior has no influence. Add λI with λ = σ²/τ².",
        "1 / (sigma**2 * tau**2)": "Multiply the whole gradient by σ²: the prior's term then has σ²/τ².",
        "sigma**2 * tau**2": "A wide prior (large τ) holds the weights less: divide by τ².",
    },
)
map_ridge.instead_of(
    "lam * np.eye(X.shape[1])",
    {
        "lam": "You added λ to every entry of XᵀX. It belongs only on the diagonal: λ np.eye(d).",
        "lam * np.diag(X.T @ X)": "np.diag of a matrix is the row of its diagonal entries, and NumPy adds it to every "
        "row. The prior adds the same λ to each diagonal entry: λ np.eye(d).",
        "lam * np.ones((X.shape[1], X.shape[1]))": "You added λ to every entry of XᵀX. It belongs only on the "
        "diagonal: λ np.eye(d).",
        "lam * np.eye(len(X))": "The shapes do not match. The identity must have one row for each weight, "
        "X.shape[1], and the right side must have one number for each weight, X.T @ y.",
    },
)
map_ridge.instead_of(
    "X.T @ X + lam * np.eye(X.shape[1])",
    {
        "X.T @ X - lam * np.eye(X.shape[1])": "The prior pulls the weights toward 0, so λI is added.",
        "X.T @ X / sigma**2 + lam * np.eye(X.shape[1])": "You multiplied the gradient by σ² in one term and divided "
        "it in another: XᵀX + (σ²/τ²)I, or XᵀX/σ² + I/τ² with Xᵀy/σ² on the right.",
        "X.T @ X / sigma**2 + np.eye(X.shape[1]) / tau**2": "With XᵀX/σ² on the left, Xᵀy/σ² belongs on the right.",
        "X.T @ X / len(y) + lam * np.eye(X.shape[1])": "The error is a sum over the examples. You took the mean "
        "only on the left.",
        "X @ X.T + lam * np.eye(len(X))": "X Xᵀ compares examples. The equations for the weights have XᵀX.",
        "(X.T + lam) @ X": "λ is added to the diagonal of XᵀX, not to the data.",
    },
)
map_ridge.instead_of(
    "np.linalg.solve(A, X.T @ y)",
    {
        "X @ np.linalg.solve(A, X.T @ y)": "You returned the predictions X w. The task asks for w.",
        "np.linalg.inv(A)": "That is the inverse alone. Multiply it by Xᵀy, or solve the system.",
        "np.linalg.lstsq(X, y)[0]": "That is least squares without a prior. Add λI to XᵀX.",
        "np.linalg.lstsq(X, y)[0] / (1 + lam)": "Shrinking all least-squares weights by 1/(1 + λ) is right only if "
        "XᵀX = I.",
        "np.linalg.lstsq(X, y)[0] - lam": "The prior does not subtract a constant. Solve (XᵀX + λI) w = Xᵀy.",
        "np.linalg.solve(A, y)": "The right side is Xᵀy, one number for each weight.",
        "X.T @ y": "That is the right side alone. Solve (XᵀX + λI) w = Xᵀy.",
        "X.T @ y / sigma**2": "That is (minus) the gradient at w = 0. Set the gradient to 0 and solve for w.",
        "np.linalg.solve(A, X.T @ y / sigma**2)": "You multiplied the gradient by σ² on the left but divided it on "
        "the right.",
        "A @ X.T @ y": "You multiplied by the matrix instead of solving with it.",
        "-np.linalg.solve(A, X.T @ y)": "Check the sign: the gradient is −Xᵀ(y − Xw) + λw, so (XᵀX + λI) w = +Xᵀy.",
    },
)


map_ridge.instead_of(
    "np.linalg.solve(A, X.T @ y)",
    {
        "X.T @ y / np.diag(A)": "You divided by the diagonal. Where XᵀX has other entries, the weights depend on each "
        "other: solve the system.",
    },
)


@map_ridge.misconception("There is no intercept here: each target is w · x plus noise. Leave out the column of ones.")
def adds_an_intercept(X, y, sigma, tau):
    return map_ridge(np.column_stack([np.ones(len(X)), X]), y, sigma, tau)[1:]
