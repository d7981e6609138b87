"""condition_of_two_bumps: two eigenvalues, 1 ± the overlap."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    kind="derive",
    task="Two examples are `r` apart, with `r` above 0. Return the condition number of their 2 × 2 matrix $K$ of "
    "Gaussian bumps with the given `width` σ, as one expression in `r` and `width`, without `np.linalg`.",
    forbids=["np.linalg", "radial_basis.gaussian_kernel"],
    hints=[
        "The matrix has 1 on its diagonal and k = exp(−r²/(2σ²)) off it. Try multiplying it by (1, 1) and (1, −1).",
        "The eigenvalues are 1 + k and 1 − k, both positive. How do you get the condition number from them?",
        "k = np.exp(-(r**2) / (2 * width**2)), and return (1 + k) / (1 - k).",
    ],
    also=("whole",),
)
def condition_of_two_bumps(r, width):
    """The condition number of the matrix K of two bumps."""
    # (1, 1) and (1, −1) are eigenvectors: K multiplies them by 1 + k and 1 − k.
    k = np.exp(-(r**2) / (2 * width**2))
    return (1 + k) / (1 - k)


@condition_of_two_bumps.cases
def cases(rng):
    drawn = [(float(rng.uniform(0.5, 3)), float(rng.uniform(0.5, 2))) for _ in range(3)]
    return [(1.0, 1.0), (2.0, 1.0), (1.0, 2.0), (3.0, 1.5), *drawn]


@condition_of_two_bumps.edge_cases
def edge_cases(rng):
    return [(0.1, 1.0), (40.0, 1.0)]


@condition_of_two_bumps.law("only the distance in widths matters")
def _(f, r, width):
    return np.isclose(f(3 * r, 3 * width), f(r, width))


condition_of_two_bumps.instead_of(
    "(1 + k) / (1 - k)",
    {
        "(1 - k) / (1 + k)": "That is upside down. The condition number is the largest eigenvalue over the smallest, "
        "so it is at least 1.",
        "1 - k**2": "That is the determinant, the product of the eigenvalues. The condition number is their ratio.",
        "1 / (1 - k)": "The largest eigenvalue is 1 + k, not 1: K(1, 1) = (1 + k)(1, 1).",
        "1 / k": "1 and k are the entries of K, not its eigenvalues. Multiply K by (1, 1) and by (1, −1).",
        "1 + k": "That is the largest eigenvalue. Divide it by the smallest.",
        "1 - k": "That is the smallest eigenvalue. The condition number is the largest divided by it.",
        "((1 + k) / (1 - k)) ** 2": "Don't square it: K is symmetric, so its singular values are its eigenvalues.",
        "np.sqrt((1 + k) / (1 - k))": "There is no root: K is symmetric, so its singular values are its eigenvalues.",
        "(1 + k**2) / (1 - k**2)": "The eigenvalues are 1 ± k, without squares.",
        "k": "That is the height of one bump at the other's center. The eigenvalues of K are 1 ± k.",
        "2 / (1 - k)": "The largest eigenvalue is 1 + k, which is 2 only if both examples are at the same place.",
    },
)
condition_of_two_bumps.instead_of(
    "-(r**2) / (2 * width**2)",
    {
        "-(r**2) / width**2": "The 2 in the bump's exponent is missing: −r²/(2σ²).",
        "-r / (2 * width**2)": "The distance has to be squared: −r²/(2σ²).",
        "-(r**2) / (2 * width)": "The width has to be squared: −r²/(2σ²).",
        "-(r**2) / 2 * width**2": "This multiplies by σ². Put the denominator in parentheses: / (2 * width**2).",
        "-(r**2) / 2": "The width is missing: −r²/(2σ²).",
        "-(2 * r) ** 2 / (2 * width**2)": "r is already the distance of the two examples.",
        "-((r / 2) ** 2) / (2 * width**2)": "r is the distance from one example to the other, not to the middle.",
    },
)
