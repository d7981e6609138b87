"""correlated_draws: a factor of the covariance, at first on the wrong side."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="The rows of `z`, of shape `(n, d)`, are draws of independent standard normal numbers. The function should "
    "turn each row $\\mathbf z$ into $\\boldsymbol\\mu + L\\mathbf z$, where $L$ is the Cholesky factor of $\\Sigma$, "
    "so that the result is a draw with mean `mean` and covariance matrix `cov`. It runs, and it even gets the mean "
    "right, but not the covariance. Fix it.",
    hints=[
        "In the formula, z is a column. In the table, each draw is a row. What does L z become when it is transposed?",
        "(L z)ᵀ = zᵀ Lᵀ. As it stands, the code computes zᵀ L, whose covariance is LᵀL instead of LLᵀ.",
        "return mean + z @ L.T",
    ],
)
def correlated_draws(mean, cov, z):
    """Rows μ + L z, for each row z, where L Lᵀ is cov."""
    L = np.linalg.cholesky(cov)
    # Rows are multiplied from the right, by the transpose.
    return mean + z @ L.T


@correlated_draws.start(
    "The rows are still multiplied by L. A row is multiplied from the right by the *transpose*: (L z)ᵀ = zᵀ Lᵀ."
)
def not_transposed(mean, cov, z):
    """Rows μ + L z, for each row z, where L Lᵀ is cov."""
    L = np.linalg.cholesky(cov)
    return mean + z @ L


def _covariance(rng, d):
    A = rng.normal(size=(d, d))
    return A @ A.T + 0.1 * np.eye(d)


@correlated_draws.cases
def cases(rng):
    return [
        (np.array([0.0, 0.0]), np.array([[4.0, 2.0], [2.0, 10.0]]), np.array([[1.0, 0.0]])),
        (np.array([0.0, 0.0]), np.array([[4.0, 2.0], [2.0, 10.0]]), np.array([[1.0, 0.0], [0.0, 1.0], [2.0, -1.0]])),
        (np.array([5.0, -1.0]), np.array([[1.0, -0.5], [-0.5, 1.0]]), np.array([[1.0, 1.0], [-2.0, 0.5], [0.0, 3.0]])),
        (rng.normal(size=3), _covariance(rng, 3), rng.normal(size=(5, 3))),
        (100 * rng.normal(size=2), 100 * _covariance(rng, 2), rng.normal(size=(2, 2))),
        (rng.normal(size=4), _covariance(rng, 4), rng.normal(size=(3, 4))),
    ]


@correlated_draws.edge_cases
def edge_cases(rng):
    return [
        (np.array([1.0, 2.0]), np.eye(2), np.array([[0.5, -0.5]])),
        (np.array([1.0, 2.0]), np.diag([4.0, 9.0]), np.array([[1.0, 1.0], [0.0, 0.0]])),
        (np.array([3.0]), np.array([[4.0]]), np.array([[1.0], [-2.0]])),
    ]


@correlated_draws.law("z = 0 gives the mean")
def _(f, mean, cov, z):
    return np.allclose(f(mean, cov, np.zeros_like(z, dtype=float)), mean + 0 * z)


@correlated_draws.law("the draws from the d basis vectors have products that add up to cov")
def _(f, mean, cov, z):
    moved = f(np.zeros(len(mean)), cov, np.eye(len(mean)))
    return np.allclose(moved.T @ moved, cov, rtol=1e-7, atol=1e-9 * np.max(np.abs(cov)))


correlated_draws.instead_of(
    "mean + z @ L.T",
    {
        "z @ L.T": "The mean is missing: add it to every row.",
        "mean + z @ L.T @ L": "L is used twice. One product is enough: z @ L.T.",
        "mean + z @ L @ L.T": "That multiplies by Σ itself, so the covariance becomes Σ². Multiply by L.T alone.",
        "mean + z @ cov": "That multiplies by Σ itself, so the covariance becomes Σ². Multiply by its factor L, "
        "transposed.",
        "mean + z @ np.linalg.inv(L)": "The inverse takes the correlation out. To put it in, multiply by L.T.",
        "mean + z @ np.linalg.inv(L).T": "The inverse takes the correlation out. To put it in, multiply by L.T.",
        "mean - z @ L.T": "The formula has a plus: μ + L z.",
        "(mean + z) @ L.T": "You moved the rows before you multiplied, so the mean becomes L μ. Multiply z first, then "
        "add the mean.",
        "mean * (z @ L.T)": "The mean is added, not multiplied.",
        "mean + z * np.diag(L)": "Only the diagonal of L is used. The entries below it bring in the covariances: "
        "z @ L.T.",
        "mean + z * np.sqrt(np.diag(cov))": "That gives each column its variance, but no covariance. Use all "
        "of L: z @ L.T.",
        "mean + z": "z has covariance I. Multiply it by L first: z @ L.T.",
        "mean + (L @ z[0])": "You moved only the first row. z @ L.T moves all of them.",
        "mean + L @ z.T @ np.eye(len(z))[:, : len(mean)]": "L @ z.T has the draws in its columns. Transpose it back: "
        "(L @ z.T).T.",
    },
)
correlated_draws.instead_of(
    "np.linalg.cholesky(cov)",
    {
        "np.sqrt(cov)": "Taking the root of each entry does not give a factor: the result times its transpose "
        "is not Σ. Keep np.linalg.cholesky(cov).",
        "np.linalg.cholesky(np.linalg.inv(cov))": "You factored the inverse of Σ. Factor Σ itself.",
        "np.linalg.cholesky(cov) / 2": "Don't divide by anything: L Lᵀ is Σ as it is.",
        "np.linalg.eigh(cov)[1] * np.sqrt(np.linalg.eigh(cov)[0])": "This factor gives the right covariance, too, but "
        "different draws. The task asks for the Cholesky factor, the lower triangular one: np.linalg.cholesky(cov).",
        "(np.linalg.eigh(cov)[1] * np.sqrt(np.linalg.eigh(cov)[0])) @ np.linalg.eigh(cov)[1].T": "The symmetric root "
        "gives the right covariance, too, but different draws. The task asks for the Cholesky factor, the lower "
        "triangular one: np.linalg.cholesky(cov).",
    },
)


@correlated_draws.misconception(
    "The draws are in the columns of your result. Each draw is a row: transpose it, or compute z @ L.T."
)
def draws_in_columns(mean, cov, z):
    return (mean + z @ np.linalg.cholesky(cov).T).T


@correlated_draws.misconception(
    "You drew new random numbers. The randomness is all in z: turn each of its rows into μ + L z."
)
def draws_again(mean, cov, z):
    return np.random.default_rng(0).multivariate_normal(mean, cov, size=len(z))


@correlated_draws.misconception(
    "L @ z.T has the draws in its columns, but the mean lies in a row. Transpose the product before you add the mean: "
    "(L @ z.T).T, which is z @ L.T."
)
def mean_added_to_columns(mean, cov, z):
    return mean + np.linalg.cholesky(cov) @ z.T


@correlated_draws.misconception(
    "L @ z.T has the draws in its columns, but the mean lies in a row. Transpose the product before you add the mean, "
    "not after: (L @ z.T).T + mean."
)
def transposed_after_the_mean(mean, cov, z):
    return (mean + np.linalg.cholesky(cov) @ z.T).T
