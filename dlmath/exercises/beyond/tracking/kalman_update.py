"""kalman_update: what a measurement does to a belief."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="You believe $\\mathbf x \\sim \\mathcal N(\\text{mean}, \\text{covariance})$, and measure `z`, where "
    "$\\mathbf z = H\\mathbf x + \\boldsymbol\\delta$ with $\\boldsymbol\\delta \\sim \\mathcal N(\\mathbf 0, R)$. "
    "Return the mean, of shape `(n,)`, and the covariance matrix, of shape `(n, n)`, of the belief after the "
    "measurement. `z` has shape `(m,)`, `H` `(m, n)`, and `R` `(m, m)`; $R$ is positive definite; `covariance` may "
    "have no inverse.",
    hints=[
        "Begin with S = H P Hᵀ + R, the covariance matrix of what you expect to measure. It has shape (m, m).",
        "The gain K = P Hᵀ S⁻¹ has shape (n, m): it turns what is off in the measurement into a step of the state.",
        "The mean moves by K (z − H mean), and the covariance matrix loses K H P.",
    ],
    forbids=["tracking.kalman_update"],
    also=("whole",),
)
def kalman_update(mean, covariance, z, H, R):
    """Mean and covariance matrix after the measurement z."""
    # How far off may a measurement be? The belief is uncertain, and so is the measurement.
    S = H @ covariance @ H.T + R
    K = covariance @ H.T @ np.linalg.inv(S)
    return mean + K @ (z - H @ mean), covariance - K @ H @ covariance


@kalman_update.cases
def cases(rng):
    A, B, C = rng.normal(size=(3, 3)), rng.normal(size=(2, 2)), rng.normal(size=(2, 2))
    belief = np.array([1.0, 2.0]), np.array([[2.0, 1.0], [1.0, 3.0]])
    return [
        (np.array([1.0]), np.array([[4.0]]), np.array([11.0]), np.array([[2.0]]), np.array([[9.0]])),
        (*belief, np.array([3.0]), np.array([[1.0, 0.0]]), np.array([[2.0]])),
        (np.array([1.0, -2.0, 0.5]), A @ A.T, np.array([0.5, 2.0]), rng.normal(size=(2, 3)), B @ B.T + np.eye(2)),
        (np.array([0.5, -1.0]), C @ C.T, np.array([2.0, 1.0]), rng.normal(size=(2, 2)), B @ B.T + np.eye(2)),
    ]


@kalman_update.edge_cases
def edge_cases(rng):
    belief = np.array([1.0, 2.0]), np.array([[2.0, 1.0], [1.0, 3.0]])
    return [
        (*belief, np.array([1.0]), np.array([[1.0, 0.0]]), np.array([[2.0]])),
        (np.array([1.0, 2.0]), np.zeros((2, 2)), np.array([5.0]), np.array([[1.0, 0.0]]), np.array([[2.0]])),
    ]


@kalman_update.law("a measurement that is as expected leaves the mean where it is")
def _(f, mean, covariance, z, H, R):
    return np.allclose(f(mean, covariance, H @ mean, H, R)[0], mean)


kalman_update.instead_of(
    "covariance @ H.T @ np.linalg.inv(S)",
    {
        "np.linalg.inv(S) @ H @ covariance": "Your gain is transposed. K has a row for each number of the state and a "
        "column for each number measured: P Hᵀ S⁻¹.",
        "covariance @ H.T @ S": "You multiply by S. The more uncertain a measurement is, the less it should count: "
        "use the inverse of S.",
        "covariance @ H.T @ np.linalg.inv(R)": "You divide by R alone. The gain divides by all of S = H P Hᵀ + R.",
        "H.T @ np.linalg.inv(S)": "The covariance matrix of the belief is missing in the gain: K = P Hᵀ S⁻¹.",
        "covariance @ H.T / S": "/ divides entry by entry. Multiply by the inverse matrix of S.",
        "R @ np.linalg.inv(S)": "That is the share of the *prediction*. The gain is P Hᵀ S⁻¹.",
    },
)
kalman_update.instead_of(
    "H @ covariance @ H.T + R",
    {
        "H @ covariance @ H.T - R": "The two uncertainties add up: H P Hᵀ *plus* R.",
        "H @ covariance @ H.T": "The error of the measurement is missing: S = H P Hᵀ + R.",
        "H @ covariance @ H.T + R @ R": "R is a covariance matrix already. Don't square it.",
        "H @ (covariance @ H.T + H.T @ R)": "H acts only on the state: S = H P Hᵀ + R.",
    },
)
kalman_update.instead_of(
    "mean + K @ (z - H @ mean)",
    {
        "mean - K @ (z - H @ mean)": "The mean moves away from the measurement. Add K (z − H mean).",
        "mean + K @ z": "The gain applies to what is off, z − H mean, not to z itself.",
        "K @ (z - H @ mean)": "That is the step. Add it to the mean.",
        "mean + H.T @ (z - H @ mean)": "You add what is off, without weighing it. Multiply it by the gain.",
        "(1 - K @ H) @ mean + K @ z": "1 − K H subtracts from every entry of a matrix full of 1s. The identity matrix "
        "is np.eye(n).",
        "mean": "The mean stays where it was. It moves by K (z − H mean).",
    },
)
kalman_update.instead_of(
    "covariance - K @ H @ covariance",
    {
        "covariance + K @ H @ covariance": "A measurement makes you more certain: subtract K H P.",
        "covariance": "The covariance matrix stays as it was. It loses K H P.",
        "covariance - K @ H": "The last factor is missing: (I − K H) P = P − K H P.",
        "covariance - K @ R @ K.T": "What is lost is K S Kᵀ, with all of S. That is the same as K H P.",
        "covariance - covariance @ H.T @ np.linalg.inv(R) @ H @ covariance": "You divide by R alone. What is lost is "
        "P Hᵀ S⁻¹ H P = K H P.",
        "K @ H @ covariance": "That is what the covariance matrix loses. Subtract it from the covariance matrix.",
        "(1 - K @ H) @ covariance": "1 − K H subtracts from every entry of a matrix full of 1s. The identity matrix is "
        "np.eye(n).",
        "covariance - covariance @ K @ H": "The factors are in the wrong order: what is lost is K H P.",
        "covariance + K @ R @ K.T": "The error of the measurement enters through S, in the gain. Subtract K H P.",
        "covariance - K @ S @ K": "The second K must be transposed: what is lost is K S Kᵀ = K H P.",
        "covariance - K @ S": "K has n rows, and P is n by n: what is lost is K H P, or K S Kᵀ.",
        "covariance - K @ H @ covariance + R": "R is in S already. Don't add it again.",
    },
)


@kalman_update.misconception("You return the covariance matrix first. Return the mean, and then the covariance matrix.")
def the_other_way(mean, covariance, z, H, R):
    after, spread = kalman_update.reference(mean, covariance, z, H, R)
    return spread, after
