"""weighted_least_squares: a weight of 2 has the effect of a row that is written twice."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="hard",
    task="Return the $\\mathbf x$ that makes $\\sum_i w_i\\,(A\\mathbf x - \\mathbf b)_i^2$ smallest. The vector `w` "
    "holds positive weights, one for each row of `A`. The columns of `A` are independent. You may use "
    "`np.linalg.lstsq(M, c)[0]`, which solves an unweighted problem. `np.diag(v)` is the diagonal matrix with the "
    "entries of `v` on its diagonal.",
    hints=[
        "What number must you multiply an error by so that its square is multiplied by w?",
        "wᵢ (A x − b)ᵢ² = (√wᵢ (A x − b)ᵢ)². So multiply each row of A, and its entry of b, by √wᵢ.",
        "np.diag(np.sqrt(w)) @ A multiplies row i of A by √wᵢ. Do the same to b, and solve the unweighted problem.",
    ],
    rtol=1e-6,
)
def weighted_least_squares(A, b, w):
    """The x with the smallest weighted sum of squared errors."""
    # Multiplied by √w, an error has w times its square.
    root = np.sqrt(w)
    scaled_A = np.diag(root) @ A
    scaled_b = root * b
    return np.linalg.lstsq(scaled_A, scaled_b)[0]


@weighted_least_squares.cases
def cases(rng):
    return [
        (np.array([[1.0], [1.0]]), np.array([2.0, 5.0]), np.array([2.0, 1.0])),
        (np.array([[1.0], [2.0]]), np.array([2.0, 6.0]), np.array([9.0, 4.0])),
        (np.array([[1.0, 0.0], [1.0, 1.0], [1.0, 2.0]]), np.array([1.0, 2.0, 6.0]), np.array([4.0, 1.0, 0.25])),
        (
            np.array([[1.0, 1.0], [1.0, 2.0], [1.0, 3.0], [1.0, 4.0]]),
            np.array([1.0, 0.0, 0.0, 1.0]),
            np.arange(1.0, 5.0),
        ),
        (rng.normal(size=(8, 3)), rng.normal(size=8), rng.uniform(0.1, 4.0, size=8)),
        (rng.normal(size=(10, 2)), rng.normal(size=10), rng.uniform(0.1, 4.0, size=10)),
    ]


@weighted_least_squares.edge_cases
def edge_cases(rng):
    A = rng.normal(size=(6, 3))
    return [
        (A, rng.normal(size=6), np.ones(6)),
        (np.array([[2.0, 1.0], [1.0, 3.0]]), np.array([4.0, 7.0]), np.array([3.0, 5.0])),
        (np.array([[1, 0], [1, 1], [1, 3]]), np.array([1, 2, 6]), np.array([4, 1, 2])),
        (1e3 * A, 1e-2 * rng.normal(size=6), 1e4 * rng.uniform(0.1, 1.0, size=6)),
    ]


@weighted_least_squares.law("all weights ten times as large, the same x")
def _(f, A, b, w):
    return np.allclose(f(A, b, 10 * w), f(A, b, w))


@weighted_least_squares.law("a first row with twice the weight is a first row written twice")
def _(f, A, b, w):
    twice = np.append(w, w[0])
    return np.allclose(f(np.vstack([A, A[:1]]), np.append(b, b[0]), twice), f(A, b, np.append(2 * w[0], w[1:])))


weighted_least_squares.instead_of(
    "np.sqrt(w)",
    {
        "w": "You multiplied the rows by w itself. The errors are then squared, so each counts w² times: multiply by "
        "the square root of w.",
        "w**2": "You multiplied the rows by w². The errors are then squared, so each counts w⁴ times: multiply by the "
        "square root of w.",
        "1 / np.sqrt(w)": "You divided by the root of the weight, so a large weight makes a row count less. Multiply.",
        "1 / w": "You divided by the weight, so a large weight makes a row count less. Multiply, and by the square "
        "root.",
        "np.ones(len(w))": "The weights have no effect: you solved the unweighted problem.",
        "np.sqrt(w[::-1])": "The weights are in reverse order: w[i] belongs to row i.",
    },
)
weighted_least_squares.instead_of(
    "root * b",
    {
        "b": "You multiplied the rows of A but not b. An equation has two sides: multiply both.",
        "w * b": "A was multiplied by √w, and b by w. An equation has two sides: multiply both by √w.",
        "root @ b": "With @, the products are added up: root @ b is a single number, root @ A a single row. Keep the "
        "rows apart: root * b, and np.diag(root) @ A.",
    },
)
weighted_least_squares.instead_of(
    "np.diag(root) @ A",
    {
        "np.diag(w) @ A": "A was multiplied by w, and b by √w. An equation has two sides: multiply both by √w.",
        "root * A": "root * A does not multiply rows: NumPy lines up root with the last axis, the columns. Write "
        "np.diag(root) @ A.",
        "A @ np.diag(root)": "A diagonal matrix on the right of A scales columns. Rows are scaled from the left: "
        "np.diag(root) @ A.",
    },
)
weighted_least_squares.instead_of(
    "np.linalg.lstsq(scaled_A, scaled_b)[0]",
    {
        "np.linalg.lstsq(scaled_A, scaled_b)": "np.linalg.lstsq returns four things; x is the first one: add [0].",
        "root[: A.shape[1]] * np.linalg.lstsq(scaled_A, scaled_b)[0]": "You scaled x as well. The weights belong to "
        "the rows, and x is right as it comes.",
        "np.linalg.solve(A.T @ A, A.T @ (w * b))": "The weights are on one side only, with b. An equation has two "
        "sides: the rows of A get them, too. (In the normal equations: AᵀW A x = AᵀW b, with W the diagonal matrix of "
        "weights.)",
        "np.linalg.lstsq(A, scaled_b)[0]": "The roots of the weights are on one side only, with b. An equation has two "
        "sides: multiply the rows of A by them, too.",
        "np.linalg.solve(A.T @ np.diag(w) @ A, A.T @ b)": "The weights are on one side of the normal equations only. "
        "With W the diagonal matrix of weights they are AᵀW A x = AᵀW b.",
        "scaled_A @ np.linalg.lstsq(scaled_A, scaled_b)[0]": "You returned the nearest point. The task asks for x.",
        "np.average(w) * np.linalg.lstsq(A, b)[0]": "You multiplied the unweighted x by a weight. The weights say how "
        "much each row counts; they go into the rows before you solve.",
    },
)
