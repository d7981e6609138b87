"""breaks_the_diagonal_rule: equal entries on the diagonal, and a large condition number."""

import numpy as np

from dlmath.exercises import exercise


def kappa(H):
    """The largest eigenvalue divided by the smallest, which must be positive."""
    eigenvalues = np.linalg.eigvalsh(np.asarray(H, dtype=float))
    if eigenvalues[0] <= 0:
        raise ValueError("an eigenvalue is not positive")
    return round(float(eigenvalues[-1] / eigenvalues[0]), 6)


@exercise(
    weight="hard",
    task="Return a symmetric 2 × 2 matrix with both diagonal entries equal to 1 and positive eigenvalues, whose "
    "condition number is at least 100, although `kappa_from_the_diagonal` says 1.",
    hints=[
        "The rule looks only at the diagonal. So which entries are left for you to choose?",
        "Let the entries off the diagonal be a. The eigenvectors are then (1, 1) and (1, −1). What are the "
        "eigenvalues?",
        "The eigenvalues are 1 + a and 1 − a, both positive for a between −1 and 1. Now (1 + a)/(1 − a) must be at "
        "least 100.",
    ],
)
def breaks_the_diagonal_rule():
    """A matrix with 1 and 1 on its diagonal, and a κ of 100."""
    # The eigenvalues are 1.99 and 0.01: two columns that lean on each other almost completely.
    return np.array([[1.0, 0.99], [0.99, 1.0]])


@breaks_the_diagonal_rule.breaks(kappa)
def kappa_from_the_diagonal(H):
    d = np.diag(H)
    return round(float(d.max() / d.min()), 6)


@breaks_the_diagonal_rule.law("the matrix has 2 rows and 2 columns, and is symmetric")
def _(answer):
    H = np.asarray(answer(), dtype=float)
    return H.shape == (2, 2) and np.allclose(H, H.T, rtol=0, atol=1e-12)


@breaks_the_diagonal_rule.law("both diagonal entries are 1")
def _(answer):
    return np.allclose(np.diag(answer()), 1, rtol=0, atol=1e-12)


@breaks_the_diagonal_rule.law("both eigenvalues are positive: the entries off the diagonal lie between −1 and 1")
def _(answer):
    return np.linalg.eigvalsh(answer())[0] > 1e-14


@breaks_the_diagonal_rule.law("the condition number is at least 100: move the other two entries closer to 1 or to −1")
def _(answer):
    return kappa(answer()) >= 100


@breaks_the_diagonal_rule.misconception(
    "This matrix is not symmetric: the two entries off the diagonal must be the same number.",
    when=lambda H: not np.allclose(H, np.transpose(H)),
)
def not_symmetric():
    return np.array([[1.0, 0.99], [0.0, 1.0]])


@breaks_the_diagonal_rule.misconception(
    "This is no valley: an eigenvalue is 0 or negative, so there is no condition number. With 1 and 1 on the diagonal, "
    "the other two entries must lie between −1 and 1.",
    when=lambda H: np.linalg.eigvalsh(H)[0] <= 0,
)
def not_positive():
    return np.array([[1.0, 2.0], [2.0, 1.0]])


@breaks_the_diagonal_rule.misconception(
    "The entries off the diagonal are 0, and then the diagonal does have the eigenvalues: the rule is right. Use the "
    "other two entries.",
    when=lambda H: np.allclose(H, np.diag(np.diag(H))),
)
def identity():
    return np.eye(2)
