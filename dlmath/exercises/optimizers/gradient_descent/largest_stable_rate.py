"""largest_stable_rate: the learning rate between learning and disaster."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="Return the learning rate above which gradient descent on $f(\\mathbf x) = \\tfrac12\\,\\mathbf x^\\top "
    "H\\mathbf x$ blows up (from a start with a part in every eigenvector). `H` is a symmetric matrix, not zero, and "
    "none of its eigenvalues is negative. `np.linalg.eigvalsh(H)` lists the eigenvalues of a symmetric matrix, the "
    "smallest first.",
    hints=[
        "Each eigenvector of H is a valley of its own, with its own λ. Which of them blows up first?",
        "One valley with curvature λ is safe up to 2/λ. All of them must be safe at once.",
        "The largest eigenvalue is the last of np.linalg.eigvalsh(H). The limit is 2 divided by it.",
    ],
)
def largest_stable_rate(H):
    """The learning rate between learning and disaster."""
    # Along the eigenvector with the eigenvalue λ every step multiplies by 1 − ηλ. The steepest direction is the first
    # to leave the interval from −1 to 1: it does so at η = 2/λ_max.
    eigenvalues = np.linalg.eigvalsh(H)  # for symmetric matrices; sorted, the smallest first
    return 2 / eigenvalues[-1]


def rotated(H):
    """The same valley in coordinates rotated by a fixed orthogonal matrix."""
    Q = np.linalg.qr(np.cos(np.arange(H.size).reshape(H.shape) ** 2 + 1.0))[0]
    turned = Q @ H @ Q.T
    return (turned + turned.T) / 2


@largest_stable_rate.cases
def cases(rng):
    A, B = rng.normal(size=(6, 3)), rng.normal(size=(7, 4))
    return [
        (np.array([[2.0, 1.0], [1.0, 2.0]]),),
        (np.diag([0.5, 8.0, 3.0]),),
        (np.array([[5.0, -1.0], [-1.0, 3.0]]),),
        (A.T @ A,),
        (B.T @ B,),
    ]


@largest_stable_rate.edge_cases
def edge_cases(rng):
    B = rng.normal(size=(2, 5))
    return [
        (np.array([[4.0]]),),
        (np.eye(3),),
        (np.array([[1.0, 1.0], [1.0, 1.0]]),),
        (B.T @ B,),
        (np.array([[6, 2], [2, 6]]),),
        (1e6 * np.diag([1.0, 3.0]),),
    ]


@largest_stable_rate.law("a valley twice as steep allows half the rate")
def _(f, H):
    return np.isclose(f(2 * H), f(H) / 2)


@largest_stable_rate.law("rotating the coordinates changes nothing")
def _(f, H):
    return np.isclose(f(rotated(H)), f(H))


largest_stable_rate.instead_of(
    "2 / eigenvalues[-1]",
    {
        "2 / eigenvalues[0]": "You divided by the smallest eigenvalue. Along the direction with the largest, that rate "
        "blows up: the steepest direction sets the limit.",
        "1 / eigenvalues[-1]": "At 1/λ_max the steepest direction arrives in one step. It stays safe up to twice that "
        "rate.",
        "1 / eigenvalues[0]": "That is the perfect rate for the gentlest direction. The steepest direction sets the "
        "limit: 2/λ_max.",
        "2 / (eigenvalues[0] + eigenvalues[-1])": "2/(λ_min + λ_max) is another rate, which is lower. The limit "
        "depends on λ_max alone.",
        "2 / (eigenvalues[-1] - eigenvalues[0])": "You subtracted the smallest eigenvalue. The limit depends on λ_max "
        "alone: 2/λ_max.",
        "2 / np.mean(eigenvalues)": "You took the mean of the eigenvalues. Each direction has a limit of its own, and "
        "the smallest limit counts.",
        "2 / eigenvalues[len(eigenvalues) // 2]": "You took an eigenvalue in the middle. The largest sets the limit.",
        "eigenvalues[-1]": "That is λ_max, the largest curvature. The steeper the valley, the smaller the rate: "
        "2/λ_max.",
        "eigenvalues[-1] / 2": "Your fraction is upside down: a steeper valley would get a larger rate. It is 2/λ_max.",
        "eigenvalues[-1] / eigenvalues[0]": "You divided the largest eigenvalue by the smallest. The limit is 2/λ_max.",
        "2 / eigenvalues": "You returned one limit for each direction. One rate must suit all of them: return the "
        "smallest of your limits.",
        "np.max(2 / eigenvalues)": "You took the largest of the limits. One rate must suit all directions: take the "
        "smallest.",
        "2 / np.sum(np.diag(H))": "You divided by the sum of the diagonal, which is the sum of all eigenvalues. Each "
        "direction has a limit of its own, and the smallest limit counts.",
        "2 / np.max(np.diag(H))": "You took the largest entry of H, or of its diagonal. In general the largest "
        "eigenvalue is larger: ask NumPy for the eigenvalues.",
        "2 / H[0, 0]": "You read the first entry of H. The curvatures are its eigenvalues: ask NumPy for them.",
        "2 / H[-1, -1]": "You read the last entry of H. The curvatures are its eigenvalues: ask NumPy for them.",
        "2 / np.linalg.norm(H)": "np.linalg.norm(H) mixes all eigenvalues into one number. Only the largest sets the "
        "limit.",
        "2 / np.linalg.det(H)": "The determinant is the product of all eigenvalues. Only the largest sets the limit.",
        "2 / np.sum(np.abs(H), axis=1).max()": "The largest row sum is only a bound for the largest eigenvalue. Ask "
        "NumPy for the eigenvalues.",
        "2 / np.linalg.eigvals(H)[-1]": "np.linalg.eigvals returns the eigenvalues in no particular order, so the last "
        "need not be the largest. Use np.linalg.eigvalsh, which sorts them, or take the maximum.",
        "2 / np.linalg.eigvals(H)[0]": "np.linalg.eigvals returns the eigenvalues in no particular order, so the first "
        "need not be the largest. Use np.linalg.eigvalsh, which sorts them, or take the maximum.",
        "2 / np.linalg.eigh(H)": "np.linalg.eigh and np.linalg.eig return two things, eigenvalues and eigenvectors. "
        "np.linalg.eigvalsh(H) returns the eigenvalues alone.",
        "np.sqrt(2 / eigenvalues[-1])": "There is no root in it: 2/λ_max.",
        "2 / eigenvalues[-1] ** 2": "You squared the eigenvalue. The limit is 2/λ_max.",
        "2 * eigenvalues[-1]": "You multiplied. The steeper the valley, the smaller the rate: divide 2 by λ_max.",
        "-2 / eigenvalues[-1]": "The sign is wrong: a learning rate is positive.",
        "np.linalg.inv(H)": "That is the inverse of H. The limit is one number: 2/λ_max.",
    },
)

largest_stable_rate.instead_of(
    "return 2 / eigenvalues[-1]",
    {
        "return 1 / (eigenvalues[0] + eigenvalues[-1])": "The smallest eigenvalue doesn't matter for the limit, and "
        "the 2 is missing: 2/λ_max.",
        "return eigenvalues[0] / 2": "That is half of the smallest eigenvalue. The limit is 2 divided by the largest.",
        "return 2 - eigenvalues[-1]": "You subtracted. Divide 2 by the largest eigenvalue.",
        "return 2 / len(H)": "You divided by the number of rows. Divide by the largest eigenvalue.",
        "return 0.99 * 2 / eigenvalues[-1]": "You kept a margin. Return the limit itself: 2/λ_max.",
        "return 4 / eigenvalues[-1]": "That is twice the limit. |1 − ηλ| = 1 gives ηλ = 2.",
    },
)

largest_stable_rate.instead_of(
    "return 2 / eigenvalues[-1]",
    {
        "return 2 / eigenvalues[1]": "eigenvalues[1] is the second smallest. The largest is the last: eigenvalues[-1].",
        "return 2 / np.linalg.cond(H)": "You divided by the condition number, a quotient of two eigenvalues. The limit "
        "depends on the largest alone.",
    },
)

largest_stable_rate.instead_of(
    "return 2 / eigenvalues[-1]",
    {
        "return eigenvalues[0]": "That is λ_min, the smallest curvature. The limit is 2 divided by the largest.",
        "return 1 / (2 * eigenvalues[-1])": "The 2 belongs on top: 2/λ_max.",
        "return 1 - eigenvalues[-1]": "|1 − ηλ| = 1 has to be solved for η: it gives η = 2/λ.",
    },
)
