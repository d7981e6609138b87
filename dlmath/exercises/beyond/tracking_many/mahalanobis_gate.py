"""mahalanobis_gate: which detections could be the thing that is expected here?"""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="A track expects to be seen at `mean`, with the covariance matrix `S`. The rows of `z`, of shape `(n, m)`, "
    "are what is seen. Return an array of `n` truth values: True where the *squared* Mahalanobis "
    "distance $(\\mathbf z - \\text{mean})^\\top S^{-1} (\\mathbf z - \\text{mean})$ of a row is at most `limit`.",
    hints=[
        "First the differences, z - mean, one a row. Multiply them by the inverse of S from the right.",
        "For each row, multiply entry by entry with the differences, and add up: np.sum(…, axis=1).",
        "d = z - mean, and then np.sum(d @ np.linalg.inv(S) * d, axis=1) <= limit.",
    ],
    forbids=["tracking.in_gate", "tracking.mahalanobis"],
    also=("whole",),
)
def mahalanobis_gate(z, mean, S, limit):
    """Whether each row of z lies in the gate."""
    d = z - mean
    # One squared distance for each row.
    squares = np.sum(d @ np.linalg.inv(S) * d, axis=1)
    return squares <= limit


@mahalanobis_gate.cases
def cases(rng):
    tilted = np.array([[5.0, 4.0], [4.0, 5.0]])
    return [
        (np.array([[3.0], [7.0], [0.5]]), np.array([1.0]), np.array([[4.0]]), 2.0),
        (np.array([[3.0, 3.0], [3.0, -3.0], [1.5, -0.5], [-2.0, -2.5]]), np.array([0.5, 0.0]), tilted, 3.0),
        (np.array([[1.0, 8.0], [8.0, 1.0], [4.0, 3.0]]), np.array([1.0, 2.0]), np.diag([1.0, 16.0]), 5.0),
        (np.array([[1.0, 3.5], [2.0, 2.0], [3.4, 0.0]]), np.zeros(2), 2 * np.eye(2), 6.0),
        (rng.normal(size=(8, 4)) * 3, np.ones(4), 2 * np.eye(4) + 1, 9.4877),
    ]


@mahalanobis_gate.edge_cases
def edge_cases(rng):
    return [
        (np.array([[2.5, -1.0]]), np.zeros(2), np.eye(2), 8.0),
        (np.array([[3.0, 4.0], [3.0, 4.5]]), np.zeros(2), np.eye(2), 25.0),
    ]


mahalanobis_gate.instead_of(
    "np.sum(d @ np.linalg.inv(S) * d, axis=1)",
    {
        "np.sqrt(np.sum(d @ np.linalg.inv(S) * d, axis=1))": "You compare the distance with the limit, or its "
        "square with the square of the limit. The limit is meant for the squared distance: compare these two as they "
        "are.",
        "np.sum(d * d, axis=1)": "That is the ordinary squared distance. Divide by S: multiply by its inverse in "
        "between.",
        "np.sum(d @ S * d, axis=1)": "You multiply by S. Where S is large, a distance should count less: use the "
        "inverse.",
        "np.sum(d * d / np.diag(S), axis=1)": "You use only the variances on the diagonal of S. The covariances tilt "
        "the gate: use the inverse matrix.",
        "np.sum(d @ np.linalg.inv(S) * d)": "That is one number for all rows together. Sum along axis=1.",
        "np.sum(d @ np.linalg.inv(S) * d, axis=0)": "You sum over the rows. Sum along axis=1, so that each row gets "
        "its own number.",
        "np.sum(d @ np.linalg.inv(S), axis=1)": "The second factor d is missing: it stands on both sides of the "
        "inverse.",
        "np.sum(d @ np.linalg.inv(S) * d, axis=1) / 2": "There is no ½: that factor belongs to the exponent of the "
        "density.",
        "np.sum(d * d / np.sqrt(np.diag(S)), axis=1)": "The diagonal of S holds variances, so no root is needed. And "
        "the covariances tilt the gate: use the inverse matrix.",
        "np.sum(d @ (1 / S) * d, axis=1)": "1 / S is one over each entry, and no inverse matrix. Use np.linalg.inv(S).",
        "np.max(d @ np.linalg.inv(S) * d, axis=1)": "You compare each term with the limit. Add the terms of a row "
        "first: the limit is for their sum.",
        "np.sum(d * d / S, axis=1)": "/ divides entry by entry. Multiply by the inverse matrix of S.",
    },
)
mahalanobis_gate.instead_of(
    "squares <= limit",
    {
        "squares < limit": "A row on the edge of the gate is let in: at most means <=.",
        "squares > limit": "True should stand for the rows *inside* the gate.",
        "squares >= limit": "True should stand for the rows *inside* the gate.",
        "np.flatnonzero(squares <= limit)": "Those are the indices of the rows inside. Return a truth value for each "
        "row.",
        "z[squares <= limit]": "Those are the rows inside. Return a truth value for each row.",
    },
)
mahalanobis_gate.instead_of(
    "z - mean",
    {
        "z": "Measure the distance from the mean: begin with z - mean.",
        "z - z.mean(axis=0)": "You subtract the mean of the rows. The track expects to be seen at `mean`: begin with "
        "z - mean.",
    },
)
