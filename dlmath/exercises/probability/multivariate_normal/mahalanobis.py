"""mahalanobis: how far out, measured in the cloud's own units."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="Return the Mahalanobis distance of every row of `X`, of shape `(n, d)`, from `mean`: an array of shape "
    "`(n,)` that holds $\\sqrt{(\\mathbf x - \\boldsymbol\\mu)^\\top \\Sigma^{-1} (\\mathbf x - \\boldsymbol\\mu)}$ "
    "for each row $\\mathbf x^\\top$. `cov` is $\\Sigma$, symmetric, with a variance above 0 in every direction.",
    hints=[
        "For a single row: v = x - mean, and the square is v @ np.linalg.inv(cov) @ v. A loop over the rows is fine.",
        "Without a loop: D = X - mean holds all differences. D @ np.linalg.inv(cov) has Σ⁻¹v in each row.",
        "Multiply that entry by entry with D, add up each row, and take the root: "
        "np.sqrt(np.sum(D @ np.linalg.inv(cov) * D, axis=1)).",
    ],
)
def mahalanobis(X, mean, cov):
    """The Mahalanobis distance of each row of X from the mean."""
    D = X - mean
    # Row i of D Σ⁻¹, times row i of D, added up, is vᵀ Σ⁻¹ v.
    return np.sqrt(np.sum(D @ np.linalg.inv(cov) * D, axis=1))


def _covariance(rng, d):
    A = rng.normal(size=(d, d))
    return A @ A.T + 0.5 * np.eye(d)


@mahalanobis.cases
def cases(rng):
    return [
        (np.array([[3.0, 5.0]]), np.array([1.0, 1.0]), np.array([[4.0, 0.0], [0.0, 9.0]])),
        (np.array([[1.0, 0.0], [2.0, 2.0], [0.0, 3.0]]), np.zeros(2), np.array([[2.0, 1.0], [1.0, 2.0]])),
        (np.array([[4.0, 1.0], [0.0, 2.0], [1.0, 1.0], [7.0, -3.0]]), np.array([2.0, 1.0]),
         np.array([[5.0, -2.0], [-2.0, 1.0]])),
        (rng.normal(size=(6, 3)), rng.normal(size=3), _covariance(rng, 3)),
        (100 * rng.normal(size=(2, 2)), 100 * rng.normal(size=2), 900 * _covariance(rng, 2)),
        (rng.normal(size=(3, 4)), rng.normal(size=4), _covariance(rng, 4)),
    ]  # fmt: skip


@mahalanobis.edge_cases
def edge_cases(rng):
    return [
        (np.array([[1.0, 2.0], [3.0, 4.0]]), np.array([1.0, 2.0]), np.eye(2)),
        (np.array([[1.0], [5.0]]), np.array([2.0]), np.array([[4.0]])),
        (np.array([[1, 2], [3, 5]]), np.array([0, 1]), np.array([[2, 1], [1, 2]])),
        (np.array([[1e-3, 0.0]]), np.zeros(2), np.diag([1e-6, 1.0])),
    ]


@mahalanobis.law("at the mean the distance is 0")
def _(f, X, mean, cov):
    return np.allclose(f(np.array([mean, mean], dtype=float), mean, cov), 0, atol=1e-9)


@mahalanobis.law("four times the covariance halves the distance")
def _(f, X, mean, cov):
    return np.allclose(f(X, mean, 4 * cov), np.asarray(f(X, mean, cov)) / 2)


mahalanobis.instead_of(
    "np.sqrt(np.sum(D @ np.linalg.inv(cov) * D, axis=1))",
    {
        "np.sum(D @ np.linalg.inv(cov) * D, axis=1)": "That is the square of the distance. Take the root.",
        "np.sqrt(np.sum(D @ cov * D, axis=1))": "You used Σ, not its inverse. A direction of large variance should "
        "make the distance *small*: np.linalg.inv(cov).",
        "np.sum(D @ cov * D, axis=1)": "You used Σ, not its inverse, and the root is missing.",
        "np.sqrt(np.sum(D**2, axis=1))": "That is the ordinary distance; the covariance is not used. Put its inverse "
        "between the two factors.",
        "np.sqrt(np.sum(D**2 / np.diag(cov), axis=1))": "You used the variances only. The covariances off the "
        "diagonal count as well: use the inverse of the whole matrix.",
        "np.sqrt(np.sum(D / np.sqrt(np.diag(cov)), axis=1) ** 2)": "You used the variances only, and added before you "
        "squared. Use the inverse of the whole matrix.",
        "np.sqrt(np.sum(D**2 / np.diag(cov) ** 2, axis=1))": "You divided by the variances before squaring, and left "
        "out the covariances. Use the inverse of the whole matrix, once.",
        "np.sqrt(np.sum(D**2 * np.diag(np.linalg.inv(cov)), axis=1))": "You used only the diagonal of the inverse. "
        "Use all of it: D @ np.linalg.inv(cov).",
        "np.sqrt(np.abs(np.sum(D @ (1 / (cov + 1e-300 * (cov == 0))) * D, axis=1)))": "1 / cov takes each entry's "
        "reciprocal. The inverse of a matrix is np.linalg.inv(cov).",
        "np.sqrt(np.abs(D @ np.linalg.inv(cov) @ D.T))": "That is a table of every row with every other row. The "
        "distances are on its diagonal: keep those.",
        "D @ np.linalg.inv(cov) @ D.T": "That is a table of every row with every other row. The squares of the "
        "distances are on its diagonal: keep those, and take the root.",
        "np.sqrt(np.sum((D @ np.linalg.inv(cov)) ** 2, axis=1))": "You used Σ⁻¹ twice, once in each factor of the "
        "square. It appears only once, between the two vectors.",
        "np.sqrt(np.sum(D @ np.linalg.inv(cov) * D, axis=0))": "axis=0 adds up the columns, over all examples. Each "
        "row gets its own distance: axis=1.",
        "np.sqrt(np.sum(D @ np.linalg.inv(cov) * D))": "You added up all rows. Each row gets its own distance: axis=1.",
        "np.sqrt(np.abs(np.sum(D @ np.linalg.inv(cov), axis=1)))": "The second factor is missing: multiply by D, "
        "entry by entry, before you add up the row.",
        "np.sqrt(np.mean(D @ np.linalg.inv(cov) * D, axis=1))": "You took the mean of the products in a row. Add them "
        "up.",
        "np.sum(D @ np.linalg.inv(cov) * D, axis=1) / 2": "That is the exponent of the density. The distance is the "
        "root of vᵀΣ⁻¹v.",
        "np.exp(-np.sum(D @ np.linalg.inv(cov) * D, axis=1) / 2)": "That is the density, without the factor in front. "
        "The distance is the root of vᵀΣ⁻¹v.",
        "np.sqrt(np.sum((D @ np.linalg.cholesky(cov)) ** 2, axis=1))": "You multiplied by L, which stretches. The "
        "distance undoes that: it needs L⁻¹, or Σ⁻¹ between two factors.",
        "np.sqrt(np.sum((D @ np.linalg.inv(np.linalg.cholesky(cov))) ** 2, axis=1))": "Rows are multiplied by the "
        "transpose of L⁻¹: D @ np.linalg.inv(L).T.",
        "np.sqrt(np.sum(D @ np.linalg.inv(cov) * D, axis=1)) / np.sqrt(D.shape[1])": "Don't divide by d: the distance "
        "is the root of vᵀΣ⁻¹v.",
        "np.sqrt(np.sum(D**2, axis=1) / np.linalg.det(cov))": "The determinant measures the whole cloud. Each "
        "direction has its own width: use the inverse of the matrix.",
        "np.sqrt(np.sum(D**2, axis=1) / np.trace(cov))": "The trace adds up all variances. Each direction has its own "
        "width: use the inverse of the matrix.",
        "np.sqrt(np.sum(D @ (1 / cov) * D, axis=1))": "1 / cov takes each entry's reciprocal. The inverse of a matrix "
        "is np.linalg.inv(cov).",
        "np.sqrt(np.sum(D @ np.linalg.inv(cov) @ D.T, axis=1))": "D @ Σ⁻¹ @ D.T compares every row with every other, "
        "and you added up a whole row of "
        "that table. The distances are on its diagonal: multiply by D entry by entry "
        "instead, then add up each row.",
        "np.sqrt(D @ np.linalg.inv(cov) * D)": "Add up each row before you take the root: np.sum(…, axis=1). A row "
        "has one distance.",
        "np.sum(np.sqrt(D @ np.linalg.inv(cov) * D), axis=1)": "You took the root of every product, and then added. "
        "Add up each row first, then take the root.",
        "np.sqrt(np.sum(D**2 / np.linalg.eigh(cov)[0], axis=1))": "The eigenvalues are the variances along the "
        "eigenvectors. Express the rows in those axes "
        "first, D @ Q, or use the inverse of the matrix.",
        "np.sqrt(D.T @ np.linalg.inv(cov) @ D)": "vᵀ Σ⁻¹ v is for a single v. The rows of D are many: take one row at "
        "a time, or np.sum(D @ np.linalg.inv(cov) * D, axis=1).",
    },
)
mahalanobis.instead_of(
    "X - mean",
    {
        "X": "The mean is missing: the distance is measured from it, X - mean.",
        "X + mean": "You added the mean. Subtract it.",
        "X - X.mean(axis=0)": "You measured from the mean of these rows. Use the `mean` that is given.",
    },
)


@mahalanobis.misconception("X -= … changes the caller's table. Make a new array: D = X - mean.")
def writes_into_x(X, mean, cov):
    X -= mean
    return np.sqrt(np.sum(X @ np.linalg.inv(cov) * X, axis=1))


@mahalanobis.misconception("You estimated the covariance from the rows of X. Use the `cov` that is given.")
def own_covariance(X, mean, cov):
    D = X - mean
    C = D.T @ D / len(X) + 1e-9 * np.eye(len(mean))
    return np.sqrt(np.abs(np.sum(D @ np.linalg.pinv(C) * D, axis=1)))


@mahalanobis.misconception("That is the distance of the first row only. Return one for each row of X.")
def first_row(X, mean, cov):
    v = X[0] - mean
    return np.sqrt(v @ np.linalg.inv(cov) @ v)
