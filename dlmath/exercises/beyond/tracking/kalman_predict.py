"""kalman_predict: what a step does to a belief."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="You believe $\\mathbf x \\sim \\mathcal N(\\text{mean}, \\text{covariance})$. Then the state moves: "
    "$\\mathbf x' = F\\mathbf x + \\boldsymbol\\varepsilon$, where $\\boldsymbol\\varepsilon \\sim \\mathcal "
    "N(\\mathbf 0, Q)$ is independent of $\\mathbf x$. Return the mean, of shape `(n,)`, and the covariance matrix, "
    "of shape `(n, n)`, of $\\mathbf x'$.",
    hints=[
        "Two steps: what does a matrix do to the mean and to the covariance matrix of a random vector? And what does "
        "an independent sum do to covariances?",
        "The covariance matrix of F x is F times covariance times the transpose of F.",
        "return F @ mean, F @ covariance @ F.T + Q",
    ],
    forbids=["tracking.kalman_predict"],
    also=("whole", "large", "small"),
)
def kalman_predict(mean, covariance, F, Q):
    """Mean and covariance matrix one step later."""
    # A linear map gives F P Fᵀ, and independent noise adds its own covariance matrix.
    return F @ mean, F @ covariance @ F.T + Q


@kalman_predict.cases
def cases(rng):
    A, B = rng.normal(size=(2, 3, 3))
    return [
        (np.array([2.0]), np.array([[4.0]]), np.array([[3.0]]), np.array([[5.0]])),
        (
            np.array([1.0, 2.0]),
            np.array([[2.0, 1.0], [1.0, 3.0]]),
            np.array([[1.0, 4.0], [0.0, 1.0]]),
            np.array([[0.25, 0.5], [0.5, 1.0]]),
        ),
        (np.array([1.0, -2.0, 0.5]), A @ A.T, rng.normal(size=(3, 3)), B @ B.T),
    ]


@kalman_predict.edge_cases
def edge_cases(rng):
    return [(np.array([1.0, 2.0]), np.eye(2), np.array([[1.0, 1.0], [0.0, 1.0]]), np.zeros((2, 2)))]


@kalman_predict.law("the covariance matrix stays symmetric")
def _(f, mean, covariance, F, Q):
    after = np.asarray(f(mean, covariance, F, Q)[1])
    return np.allclose(after, after.T)


kalman_predict.instead_of(
    "F @ covariance @ F.T + Q",
    {
        "F @ covariance @ F.T": "The noise is missing: it is independent of the state, so its covariance matrix is "
        "added.",
        "F @ covariance @ F + Q": "The second F must be transposed: the covariance matrix of F x is F P Fᵀ.",
        "F.T @ covariance @ F + Q": "The transpose is on the wrong side: F P Fᵀ, not Fᵀ P F.",
        "F @ covariance + Q": "The covariance matrix is multiplied from both sides: F P Fᵀ.",
        "covariance @ F.T + Q": "The covariance matrix is multiplied from both sides: F P Fᵀ.",
        "covariance + Q": "Motion changes the covariance matrix, too: where you will be depends on how fast you are. "
        "Use F P Fᵀ.",
        "F @ covariance @ F.T - Q": "You subtract Q. What is unknown about the motion makes you less certain, so add "
        "it.",
        "F @ covariance @ F.T + Q @ Q": "Q is a covariance matrix already. Don't square it.",
        "F @ covariance @ F.T + F @ Q": "The noise comes after the motion, so F doesn't act on it: add Q alone.",
        "F @ covariance @ F.T + np.diag(np.diag(Q))": "You add only the diagonal of Q. The noise in position and "
        "velocity is correlated: add all of Q.",
        "F**2 @ covariance + Q": "** squares each entry of F. The covariance matrix of F x is F P Fᵀ.",
        "F @ F @ covariance + Q": "The covariance matrix is multiplied from both sides: F P Fᵀ.",
        "F @ covariance @ np.linalg.inv(F) + Q": "You multiply by the inverse of F. It takes the transpose: F P Fᵀ.",
        "F @ covariance @ F.T + F @ Q @ F.T": "The noise comes after the motion, so F doesn't act on it: add Q alone.",
        "F * covariance * F.T + Q": "* multiplies entry by entry. Matrix products need @.",
        "covariance": "The covariance matrix is returned unchanged. Both motion and noise change it.",
    },
)
kalman_predict.instead_of(
    "F @ mean,",
    {
        "mean,": "The mean must move, too: F times the mean.",
        "F.T @ mean,": "F is transposed: the mean becomes F times the mean.",
        "F * mean,": "* multiplies each row of F entry by entry. The product of a matrix and a vector needs @.",
    },
)


@kalman_predict.misconception(
    "You return the covariance matrix first. Return the mean, and then the covariance matrix."
)
def the_other_way(mean, covariance, F, Q):
    after, spread = kalman_predict.reference(mean, covariance, F, Q)
    return spread, after
