"""largest_stable_rate: The learning rate between learning and disaster."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="Return the learning rate beyond which gradient descent on "
    "$f(\\mathbf x) = \\tfrac12 \\mathbf x^\\top H \\mathbf x$ diverges. "
    "`H` is a symmetric matrix without negative eigenvalues and not zero.",
    hints=[
        "Each eigenvector of H is a valley of its own, with its own λ. Which of them diverges first?",
        "One valley with curvature λ is stable up to η = 2/λ. All of them must be stable at once.",
        "np.linalg.eigvalsh(H) gives the eigenvalues of a symmetric matrix, the smallest first.",
    ],
)
def largest_stable_rate(H):
    """The learning rate between learning and disaster."""
    # Along the eigenvector with eigenvalue λ every step multiplies the error by 1 − ηλ.
    # The steepest direction is the first to leave the interval from −1 to 1: it does so at η = 2 / λ_max.
    eigenvalues = np.linalg.eigvalsh(H)  # for symmetric matrices; sorted from the smallest to the largest
    return 2 / eigenvalues[-1]


def rotated(H):
    """The same bowl seen in coordinates turned by a fixed orthogonal matrix."""
    Q = np.linalg.qr(np.cos(np.arange(H.size).reshape(H.shape) ** 2 + 1.0))[0]
    turned = Q @ H @ Q.T
    return (turned + turned.T) / 2


@largest_stable_rate.cases
def cases(rng):
    A, B = rng.normal(size=(4, 3)), rng.normal(size=(2, 5))
    return [
        (np.array([[4.0]]),),
        (np.diag([2.0, 20.0]),),
        (np.diag([1.0, 1.0, 1.0]),),
        (np.array([[2.0, 1.0], [1.0, 2.0]]),),
        (np.array([[1.0, 1.0], [1.0, 1.0]]),),
        (np.diag([0.5, 8.0, 3.0]),),
        (A.T @ A,),
        (B.T @ B,),
    ]


@largest_stable_rate.law("a valley twice as steep allows half the rate")
def _(f, H):
    return np.isclose(f(2 * H), f(H) / 2)


@largest_stable_rate.law("turning the coordinates changes nothing")
def _(f, H):
    return np.isclose(f(rotated(H)), f(H))


@largest_stable_rate.law("at this rate the worst factor |1 − ηλ| is exactly 1")
def _(f, H):
    return np.isclose(np.abs(1 - f(H) * np.linalg.eigvalsh(H)).max(), 1)


largest_stable_rate.instead_of(
    "2 / eigenvalues[-1]",
    {
        "2 / np.linalg.eigvalsh(H)[0]": "You divided by the smallest eigenvalue. Along the direction with the "
        "largest, that rate diverges: the steepest direction sets the limit.",
        "2 / np.linalg.eigh(H)[0][0]": "You divided by the smallest eigenvalue. Along the direction with the "
        "largest, that rate diverges: the steepest direction sets the limit.",
        "1 / np.linalg.eigvalsh(H)[-1]": "At 1/λ_max the steepest direction arrives in one step. It stays stable up "
        "to twice that rate.",
        "2 / np.max(np.diag(H))": "The largest entry on the diagonal is the largest eigenvalue when H is diagonal. "
        "In general an eigenvalue is larger still: ask NumPy for the eigenvalues.",
        "2 / np.sum(np.diag(H))": "You divided by the sum of the diagonal, which is the sum of all eigenvalues. The "
        "directions do not add up: each has a limit of its own, and the smallest limit counts.",
        "2 / np.linalg.eigvals(H)[-1]": "np.linalg.eigvals returns the eigenvalues in no particular order, so the "
        "last need not be the largest. Use np.linalg.eigvalsh, which sorts them, or take the maximum.",
        "np.linalg.eigvalsh(H)[-1]": "That is λ_max, the largest curvature. The steeper the valley, the smaller the "
        "rate: 2/λ_max.",
        "np.linalg.eigvalsh(H)[-1] / 2": "Your fraction is upside down: a steeper valley would get a larger rate. "
        "It is 2/λ_max.",
        "2 / H[-1, -1]": "You read the last entry of H. The curvatures are its eigenvalues; ask NumPy for them.",
        "2 / np.linalg.norm(H)": "np.linalg.norm(H) mixes all eigenvalues into one number. Only the largest one "
        "sets the limit.",
        "2 / np.linalg.det(H)": "The determinant is the product of all eigenvalues. Only the largest one sets the "
        "limit.",
        "2 / np.linalg.eigvalsh(H)": "You returned one limit for each direction. One rate must suit them all: "
        "return the smallest of your limits.",
        "2 / np.linalg.eigh(H)": "np.linalg.eigh and np.linalg.eig return two things, eigenvalues and eigenvectors. "
        "np.linalg.eigvalsh(H) returns the eigenvalues alone.",
    },
)
largest_stable_rate.instead_of(
    "eigenvalues[-1]",
    {
        "eigenvalues[0] + eigenvalues[-1]": "2/(λ_min + λ_max) is the rate that converges fastest. The largest one "
        "that still does not diverge depends on λ_max alone.",
    },
)
