"""pseudo_inverse: every singular value that is not 0, inverted."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="hard",
    task="Return $A^{+}$, the sum of $\\frac{1}{\\sigma_i}\\,\\mathbf v_i\\mathbf u_i^\\top$ over those $\\sigma_i$ "
    "that are larger than $10^{-12}$ times the largest. `A` may have any shape and any rank, even 0. Do it without "
    "`np.linalg.pinv`.",
    forbids=["np.linalg.pinv"],
    hints=[
        "A turns, stretches, and turns again. To undo that, go backward. Which of the stretches cannot be undone?",
        "U, s, Vt = np.linalg.svd(A, full_matrices=False). kept = s > 1e-12 * s[0] is True for what can be undone.",
        "Vt[kept].T / s[kept] divides each vᵢ by its σᵢ. Then @ U[:, kept].T.",
    ],
)
def pseudo_inverse(A):
    """The matrix that undoes A as far as possible."""
    # What A has sent to zero cannot be brought back: those singular values are left out, not inverted.
    U, s, Vt = np.linalg.svd(A, full_matrices=False)
    kept = s > 1e-12 * s[0]
    return (Vt[kept].T / s[kept]) @ U[:, kept].T


@pseudo_inverse.cases
def cases(rng):
    return [
        (np.array([[2.0, 0.0], [0.0, 4.0]]),),
        (np.array([[2.0, 0.0], [0.0, 0.0]]),),
        (np.array([[2.0, 1.0], [0.0, 1.0]]),),
        (np.array([[1.0], [1.0]]),),
        (np.array([[3.0, 4.0]]),),
        (np.array([[1.0, 1.0], [2.0, 2.0]]),),
        (np.array([[1e-14, 0.0], [0.0, 2e-14]]),),
        (1e7 * np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0], [7.0, 8.0, 9.0]]),),
        (np.diag([1.0, 1e-3]),),
        (np.diag([2.0, 1e-7]),),
        (np.diag([1.0, 3e-12]),),
        (np.diag([1.0, 3e-13]),),
        (np.diag([1.0, 1e-15, 0.5]),),
        (rng.normal(size=(5, 2)),),
        (rng.normal(size=(2, 5)),),
        (rng.normal(size=(5, 2)) @ rng.normal(size=(2, 4)),),
    ]


@pseudo_inverse.edge_cases
def edge_cases(rng):
    return [(np.zeros((2, 3)),)]


@pseudo_inverse.law("the result has the shape of the transpose")
def _(f, A):
    return np.shape(f(A)) == A.T.shape


@pseudo_inverse.law("A A⁺ A = A")
def _(f, A):
    return np.allclose(A @ f(A) @ A, A)


@pseudo_inverse.law("A A⁺ is symmetric")
def _(f, A):
    return np.allclose(A @ f(A), (A @ f(A)).T)


def _from(A, how):
    return how(*np.linalg.svd(A, full_matrices=False))


@pseudo_inverse.misconception(
    "Two things: you inverted all singular values, even those that are 0; and for matrices that are not square, U, s, "
    "and Vt do not fit together without full_matrices=False."
)
def asks_for_the_full_matrices(A):
    U, s, Vt = np.linalg.svd(A)
    return Vt.T @ np.diag(1 / s) @ U.T


@pseudo_inverse.misconception(
    "You made the small σ exactly 0 and then divided by them. It is 1/σ that must become 0, so leave these directions "
    "out: Vt[kept].T / s[kept]."
)
def makes_them_0_and_divides_by_them(A):
    U, s, Vt = np.linalg.svd(A, full_matrices=False)
    s[s <= 1e-12 * s[0]] = 0
    return Vt.T @ np.diag(1 / s) @ U.T


pseudo_inverse.instead_of(
    "(Vt[kept].T / s[kept]) @ U[:, kept].T",
    {
        "_from(A, lambda U, s, Vt: (Vt.T / s) @ U.T)": "You inverted all singular values, even those that are 0 or "
        "mere rounding error: 1/10⁻¹⁶ drowns out everything else. Leave out those below 1e-12 * s[0].",
        "np.linalg.inv(A)": "The inverse exists only for square matrices of full rank. Start with np.linalg.svd, which "
        "works for every matrix.",
        "np.linalg.inv(A.T @ A) @ A.T": "(AᵀA)⁻¹Aᵀ needs independent columns; without them, AᵀA has no inverse. Start "
        "with np.linalg.svd.",
        "A.T @ np.linalg.inv(A @ A.T)": "Aᵀ(AAᵀ)⁻¹ needs independent rows; without them, AAᵀ has no inverse. Start "
        "with np.linalg.svd.",
        "A.T": "That is Aᵀ, which undoes the turns but stretches once more. Divide by the singular values.",
        "1 / A": "1 / A inverts entry by entry, which undoes nothing. Invert the singular values instead.",
        "_from(A, lambda U, s, Vt: (Vt.T / (s + 1e-8)) @ U.T)": "You added a small number to each σ, so that none is "
        "0. A direction that A has lost is then multiplied by that number's huge inverse, and the others are a little "
        "off. Leave such directions out.",
        "((Vt[kept].T / s[kept]) @ U[:, kept].T).T": "Your result has the shape of A. To undo it, go backward: first "
        "Uᵀ, then 1/σ, then V.",
    },
)
pseudo_inverse.instead_of(
    "Vt[kept].T",
    {
        "Vt[:, kept]": "You took columns of Vt. NumPy returns V transposed already, so the vᵢ are its rows: "
        "Vt[kept].T.",
    },
)
pseudo_inverse.instead_of(
    "1e-12 * s[0]",
    {
        "1e-2 * s[0]": "Your cutoff is far too high: it throws away directions that A only shrinks. Keep s > 1e-12 * "
        "s[0].",
        "1e-6 * s[0]": "Your cutoff is too high: it throws away directions that A only shrinks. Keep s > 1e-12 * s[0].",
        "1e-8 * s[0]": "Your cutoff is too high: it throws away directions that A only shrinks. Keep s > 1e-12 * s[0].",
        "1e-10 * s[0]": "Your cutoff is too high: it throws away directions that A only shrinks. Keep s > 1e-12 * "
        "s[0].",
        "1e-15 * s[0]": "Your cutoff is lower than the one in the task, and keeps what may be rounding error: s > "
        "1e-12 * s[0].",
        "1e-14 * s[0]": "Your cutoff is lower than the one in the task, and keeps what may be rounding error: s > "
        "1e-12 * s[0].",
        "1e-12": "You compared with 1e-12 itself. Whether a σ is small depends on the others, since A may be measured "
        "in any unit: compare with 1e-12 * s[0].",
    },
)
pseudo_inverse.instead_of(
    "s > 1e-12 * s[0]",
    {
        "s != 0": "You left out what is exactly 0. After rounding, a 0 is often 10⁻¹⁶, and its inverse drowns out "
        "everything else: keep only s > 1e-12 * s[0].",
        "s >= s[0] * (1 - 1e-12)": "You kept only the largest σ. All that are larger than 1e-12 times the largest can "
        "be inverted.",
    },
)
pseudo_inverse.instead_of(
    "Vt[kept].T / s[kept]",
    {
        "Vt[kept].T": "You undid the turns but not the stretches. Divide each vᵢ by its σᵢ: Vt[kept].T / s[kept].",
    },
)
pseudo_inverse.instead_of(
    "s[kept]",
    {
        "s[kept] ** 2": "You divided by σ². A stretches by σ, so divide by σ, once.",
    },
)


pseudo_inverse.instead_of(
    "(Vt[kept].T / s[kept]) @ U[:, kept].T",
    {
        "Vt[kept].T * s[kept] @ U[:, kept].T": "You multiplied by the σᵢ once more. To undo a stretch, divide by it.",
        "(Vt[kept].T / s[kept]) @ U[kept]": "The last factor must be Uᵀ, with the uᵢ in its rows: U[:, kept].T.",
        "(Vt[kept].T / s[0]) @ U[:, kept].T": "Every term is divided by the largest σ. Term i is divided by its own, "
        "σᵢ: / s[i], or / s[kept] for all at once.",
        "_from(A, lambda U, s, Vt: Vt.T * np.where(s > 1e-12 * s[0], 1 / s, s) @ U.T)": "What counts as 0 has to "
        "become 0: leave these terms out. You kept the small σ themselves.",
        "_from(A, lambda U, s, Vt: (Vt.T / np.where(s > 1e-12 * s[0], s, 1)) @ U.T)": "You replaced the small σ by 1, "
        "so that the lost directions come back with the factor 1. They must not come back at all: leave them out, or "
        "use 0 for 1/σ.",
    },
)


@pseudo_inverse.misconception(
    "V comes first, and np.linalg.svd gives you Vᵀ: turn it back, Vt.T, or add up np.outer(Vt[i], U[:, i]) / s[i]."
)
def forgets_to_transpose_vt(A):
    U, s, Vt = np.linalg.svd(A, full_matrices=False)
    inverted = np.array([1 / x if x > 1e-12 * s[0] else 0 for x in s])
    return Vt @ np.diag(inverted) @ U.T


def _sum_of_terms(A, cutoff):
    U, s, Vt = np.linalg.svd(A, full_matrices=False)
    return sum(np.outer(Vt[i], U[:, i]) / s[i] for i in range(len(s)) if s[i] > cutoff(s))


@pseudo_inverse.misconception(
    "No term was left to add, and sum(…) of nothing is the number 0: 1e-12 itself is too high a cutoff for a small "
    "matrix. Whether a σ is small depends on the others, so compare with 1e-12 * s[0]. And start from "
    "np.zeros(A.T.shape): for a zero matrix, no term is left either."
)
def adds_up_with_a_fixed_cutoff(A):
    return _sum_of_terms(A, lambda s: 1e-12)


@pseudo_inverse.misconception(
    "A zero matrix leaves no term to add, and sum(…) of nothing is the number 0. Start from np.zeros(A.T.shape)."
)
def adds_up_nothing(A):
    return _sum_of_terms(A, lambda s: 1e-12 * s[0])


@pseudo_inverse.misconception("U comes last and must be transposed: Vt.T … U.T. Going backward transposes both.")
def forgets_to_transpose_u(A):
    U, s, Vt = np.linalg.svd(A, full_matrices=False)
    inverted = np.array([1 / x if x > 1e-12 * s[0] else 0 for x in s])
    return Vt.T @ np.diag(inverted) @ U
