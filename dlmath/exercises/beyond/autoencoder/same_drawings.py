"""same_drawings: a mixed code needs a decoder that unmixes it."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="A linear autoencoder computes $\\mathbf z = E\\mathbf x + \\mathbf b$ and "
    "$\\hat{\\mathbf x} = D\\mathbf z + \\mathbf c$. A new encoder mixes and shifts the code: "
    "$\\mathbf z' = A\\mathbf z + \\mathbf m$, where `A` is invertible. Return the weights and the bias of the decoder "
    "that draws the same $\\hat{\\mathbf x}$ from $\\mathbf z'$: `D_new`, of the same shape as `D`, and `c_new`, as a "
    "pair.",
    hints=[
        "First find z from z′. Which matrix undoes A?",
        "z = A⁻¹(z′ − m). Put that into D z + c, and collect the terms with z′.",
        "D_new = D @ np.linalg.inv(A), and c_new = c - D_new @ m.",
    ],
    also=(),
)
def same_drawings(D, c, A, m):
    """The decoder that undoes the mixing of its code."""
    # x̂ = D z + c with z = A⁻¹(z′ − m).
    D_new = D @ np.linalg.inv(A)
    return D_new, c - D_new @ m


def _example(rng, d, k):
    A = np.eye(k) + 0.3 * rng.normal(size=(k, k))
    return rng.normal(size=(d, k)), rng.normal(size=d), A, rng.normal(size=k)


@same_drawings.cases
def cases(rng):
    return [
        (np.array([[6.0]]), np.array([0.5]), np.array([[2.0]]), np.array([1.0])),
        (np.array([[3.0], [5.0]]), np.array([1.5, 2.0]), np.array([[4.0]]), np.array([2.0])),
        (np.array([[1.0, 2.0]]), np.array([0.5]), np.array([[1.0, 0.5], [0.0, 2.0]]), np.array([3.0, 1.0])),
        _example(rng, 3, 2),
        _example(rng, 5, 3),
        _example(rng, 4, 4),
    ]


@same_drawings.edge_cases
def edge_cases(rng):
    D, c, A, m = _example(rng, 3, 2)
    return [(D, c, np.eye(2), 0 * m), (D, c, np.array([[0.0, 1.0], [1.0, 0.0]]), m), (0 * D, c, A, m)]


@same_drawings.law("it draws the same from the mixed code")
def _(f, D, c, A, m):
    D_new, c_new = f(D, c, A, m)
    z = np.linspace(-1, 2, D.shape[1])
    return np.allclose(np.asarray(D_new) @ (A @ z + m) + np.asarray(c_new), D @ z + c, rtol=1e-8, atol=1e-8)


same_drawings.instead_of(
    "D @ np.linalg.inv(A)",
    {
        "D @ A": "You mixed the code a second time. The decoder has to undo A: multiply by its inverse.",
        "D @ A.T": "The transpose undoes rotations and reflections only. In general, multiply by the inverse of A.",
        "D @ np.linalg.inv(A).T": "Your A⁻¹ is transposed. x̂ = D A⁻¹(z′ − m) + c: multiply D by A⁻¹ from the right.",
        "D": "The decoder still expects the old code. D has to undo A, too.",
    },
)
same_drawings.instead_of(
    "c - D_new @ m",
    {
        "c": "The shift m is still in the drawing. Subtract what the new decoder makes of it: D_new m.",
        "c + D_new @ m": "The sign is wrong: z = A⁻¹(z′ − m), so what m adds has to be subtracted.",
        "c - D @ m": "The shift comes after the mixing, so the new decoder makes D_new m of it, not D m.",
        "-D_new @ m": "The old bias c is missing.",
        "D_new @ m - c": "Both signs are wrong: the bias is c minus what the decoder makes of m.",
    },
)


@same_drawings.misconception(
    "The inverse of a matrix isn't 1 / A, which inverts each entry by itself. Use np.linalg.inv(A)."
)
def one_over_each_entry(D, c, A, m):
    with np.errstate(divide="ignore", invalid="ignore"):
        D_new = D @ (1 / A)
    return D_new, c - D_new @ m


@same_drawings.misconception(
    "You subtracted m itself. m is a shift of the code, not of the drawing: subtract what the new decoder makes of it, "
    "D_new m."
)
def subtracts_the_shift(D, c, A, m):
    return D @ np.linalg.inv(A), c - m


@same_drawings.misconception(
    "You subtracted A⁻¹ m, which is a shift of the old code. What the old decoder makes of it is D A⁻¹ m, or D_new m."
)
def subtracts_the_shift_of_the_old_code(D, c, A, m):
    return D @ np.linalg.inv(A), c - np.linalg.inv(A) @ m
