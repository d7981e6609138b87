"""Which directions matter? The exercises of the lesson on eigenvalues and singular values."""

import numpy as np

from dlmath.exercises import Exercise, Law, Misconception

# ---------------------------------------------------------------- power_iteration


def power_iteration(A, x, n_steps):
    # Only the direction of v counts. Length 1 keeps its entries from growing without end.
    v = x / np.linalg.norm(x)
    for _ in range(n_steps):
        v = A @ v
        v = v / np.linalg.norm(v)
    return v @ A @ v, v


def power_iteration_cases(rng):
    S = rng.normal(size=(4, 4))
    return [
        (np.array([[2.0]]), np.array([4.0]), 1),
        (np.array([[2.0, 0.0], [0.0, 1.0]]), np.array([3.0, 4.0]), 1),
        (np.array([[2.0, 1.0], [1.0, 2.0]]), np.array([3.0, 4.0]), 0),
        (np.array([[2.0, 1.0], [1.0, 2.0]]), np.array([1.0, 0.0]), 2),
        (np.array([[2.0, 1.0], [1.0, 2.0]]), np.array([1.0, -1.0]), 3),
        (np.array([[-3.0, 1.0], [1.0, 1.0]]), np.array([1.0, 1.0]), 3),
        (np.array([[1.0, 2.0], [0.0, 3.0]]), np.array([2.0, -1.0]), 2),
        (np.array([[2.0, 1.0], [1.0, 2.0]]), np.array([1.0, 0.5]), 2000),
        (S + S.T, rng.normal(size=4), 5),
    ]


def power_without_length(A, x, n_steps):
    v = x
    for _ in range(n_steps):
        v = A @ v
    return v @ A @ v, v


def power_length_at_the_end(A, x, n_steps):
    v = x
    for _ in range(n_steps):
        v = A @ v
    v = v / np.linalg.norm(v)
    return v @ A @ v, v


def power_sum_as_length(A, x, n_steps):
    v = x / np.sum(x)
    for _ in range(n_steps):
        v = A @ v
        v = v / np.sum(v)
    return v @ A @ v, v


def power_largest_entry(A, x, n_steps):
    v = x / np.max(np.abs(x))
    for _ in range(n_steps):
        v = A @ v
        v = v / np.max(np.abs(v))
    return v @ A @ v, v


def power_never_moves(A, x, n_steps):
    v = x / np.linalg.norm(x)
    for _ in range(n_steps):
        v = A @ x
        v = v / np.linalg.norm(v)
    return v @ A @ v, v


def power_entry_by_entry(A, x, n_steps):
    v = x / np.linalg.norm(x)
    for _ in range(n_steps):
        v = A * v
        v = v / np.linalg.norm(v)
    return v @ A @ v, v


def power_transposed(A, x, n_steps):
    return power_iteration(A.T, x, n_steps)


def power_sign_lost(A, x, n_steps):
    v = power_iteration(A, x, n_steps)[1]
    return np.linalg.norm(A @ v), v


def power_one_too_many(A, x, n_steps):
    return power_iteration(A, x, n_steps + 1)


def power_one_too_few(A, x, n_steps):
    return power_iteration(A, x, max(n_steps - 1, 0))


def power_keeps_the_start(A, x, n_steps):
    v = x
    for _ in range(n_steps):
        v = A @ v
        v = v / np.linalg.norm(v)
    return v @ A @ v, v


def power_other_order(A, x, n_steps):
    return power_iteration(A, x, n_steps)[::-1]


def power_vector_alone(A, x, n_steps):
    return power_iteration(A, x, n_steps)[1]


def power_last_length(A, x, n_steps):
    v = x / np.linalg.norm(x)
    length = 1.0
    for _ in range(n_steps):
        v = A @ v
        length = np.linalg.norm(v)
        v = v / length
    return length, v


def power_estimate_a_step_old(A, x, n_steps):
    v = x / np.linalg.norm(x)
    for _ in range(n_steps):
        w = A @ v
        value = v @ w
        v = w / np.linalg.norm(w)
    return value, v


def power_writes_into_x(A, x, n_steps):
    x /= np.linalg.norm(x)
    v = x
    for _ in range(n_steps):
        v = A @ v
        v /= np.linalg.norm(v)
    return v @ A @ v, v


def power_exact(A, x, n_steps):
    values, vectors = np.linalg.eig(A)
    k = np.argmax(np.abs(values))
    return values[k], vectors[:, k]


def power_divides_too_early(A, x, n_steps):
    v = x
    for _ in range(n_steps):
        v = A @ v / np.linalg.norm(v)
    return v @ A @ v, v


POWER_ITERATION = Exercise(
    name="power_iteration",
    task="Multiply `x` by `A` `n_steps` times, and bring it to length 1 before the first step and after each. Return "
    "two things: the estimate of the eigenvalue, $\\lambda = \\mathbf v^\\top\\! A \\mathbf v$, and the vector "
    "$\\mathbf v$ you have arrived at.",
    stub="def power_iteration(A, x, n_steps):\n"
    '    """The estimates of eigenvalue and eigenvector after n_steps."""\n    ...\n',
    reference=power_iteration,
    cases=power_iteration_cases,
    laws=[
        Law("the vector has length 1", lambda f, A, x, n: np.isclose(np.linalg.norm(f(A, x, n)[1]), 1)),
        Law("it does not matter how long x is", lambda f, A, x, n: np.allclose(f(A, 3 * x, n)[1], f(A, x, n)[1])),
        Law(
            "twice the matrix, twice the eigenvalue",
            lambda f, A, x, n: np.allclose(f(2 * A, x, n)[0], 2 * f(A, x, n)[0]),
        ),
    ],
    hints=[
        "One step is a product with A and a division by a length. What must v be before the first step?",
        "v = x / np.linalg.norm(x) first; then in a loop over range(n_steps): v = A @ v and v = v / np.linalg.norm(v).",
        "After the loop: return v @ A @ v, v.",
    ],
    misconceptions=[
        Misconception(
            "never divides by the length",
            power_without_length,
            "Your vector keeps the length that the products give it. It grows or shrinks by about λ in each step, "
            "until the numbers overflow. Divide by np.linalg.norm(v), at the start and after each product.",
        ),
        Misconception(
            "divides only at the end",
            power_length_at_the_end,
            "You divided by the length only once, at the end. On paper that is the same; after a thousand steps the "
            "entries have overflowed long before. Divide after each product.",
        ),
        Misconception(
            "divides before the product",
            power_divides_too_early,
            "You divided by the length that v had before the product, so that the result is longer or shorter than 1. "
            "First v = A @ v, then divide by the length of the new v.",
        ),
        Misconception(
            "takes the sum for the length",
            power_sum_as_length,
            "You divided by the sum of the entries, which may even be 0. The length is np.linalg.norm(v).",
        ),
        Misconception(
            "divides by the largest entry",
            power_largest_entry,
            "You divided by the largest entry. The direction is right, but v must have length 1, or vᵀ A v is not the "
            "eigenvalue: divide by np.linalg.norm(v).",
        ),
        Misconception(
            "begins at x in each step",
            power_never_moves,
            "Each of your steps multiplies x again, so nothing is gained after the first. Multiply what the last step "
            "gave: v = A @ v.",
        ),
        Misconception(
            "multiplies entry by entry",
            power_entry_by_entry,
            "A * v multiplies entry by entry and gives a matrix. The product of matrix and vector is A @ v.",
        ),
        Misconception(
            "multiplies from the other side",
            power_transposed,
            "That is v @ A, which is Aᵀ v. For a symmetric A it is the same, for others it is not: A @ v.",
        ),
        Misconception(
            "loses the sign",
            power_sign_lost,
            "The length of A v is |λ|, and a negative eigenvalue has lost its sign. Take v @ A @ v.",
        ),
        Misconception(
            "takes the last length for the eigenvalue",
            power_last_length,
            "You returned the length by which you divided last. It is a step old and never negative: "
            "take v @ A @ v for the v you return.",
        ),
        Misconception(
            "estimates a step too early",
            power_estimate_a_step_old,
            "Your eigenvalue belongs to the v before the last step, and with n_steps = 0 there is none at all. Take "
            "v @ A @ v after the loop, with the v you return.",
        ),
        Misconception(
            "takes a step too many",
            power_one_too_many,
            "You took one step too many. With n_steps = 0 nothing but x / ‖x‖ is returned.",
        ),
        Misconception(
            "takes a step too few",
            power_one_too_few,
            "You took one step too few: range(1, n_steps) is one short, use range(n_steps).",
        ),
        Misconception(
            "leaves x as long as it is",
            power_keeps_the_start,
            "With n_steps = 0 the vector comes back as long as it came. Divide x by its length before the loop.",
        ),
        Misconception(
            "returns them in the other order",
            power_other_order,
            "Both are right, but in the other order: first the eigenvalue, then the vector.",
        ),
        Misconception(
            "returns the vector alone",
            power_vector_alone,
            "That is the vector. Return two things: v @ A @ v, v.",
        ),
        Misconception(
            "writes into x",
            power_writes_into_x,
            "x /= … has changed the x of whoever called. Make a new array: v = x / np.linalg.norm(x).",
        ),
        Misconception(
            "asks NumPy",
            power_exact,
            "That is the true eigenvector. What is asked for is where n_steps products have led, "
            "which may still be far from it.",
        ),
    ],
)


# ---------------------------------------------------------------- low_rank


def low_rank(A, k):
    # The first k columns of U, each times its singular value, and the first k rows of Vt.
    U, s, Vt = np.linalg.svd(A, full_matrices=False)
    return (U[:, :k] * s[:k]) @ Vt[:k]


def low_rank_cases(rng):
    return [
        (np.array([[3.0, 0.0], [0.0, 1.0]]), 1),
        (np.array([[2.0]]), 1),
        (np.array([[1.0, 2.0], [2.0, 4.0]]), 1),
        (np.array([[0.0, 2.0, 0.0], [5.0, 0.0, 0.0]]), 1),
        (np.array([[0.0, 2.0, 0.0], [5.0, 0.0, 0.0]]), 2),
        (np.array([[1.0, 0.0], [0.0, -4.0], [0.0, 0.0]]), 1),
        (np.array([[1.0, 2.0], [3.0, 4.0]]), 1),
        (rng.normal(size=(6, 4)), 2),
        (rng.normal(size=(4, 6)), 3),
        (rng.normal(size=(5, 5)), 5),
    ]


def _from(A, how):
    return how(*np.linalg.svd(A, full_matrices=False))


def low_rank_weakest(A, k):
    return _from(A, lambda U, s, Vt: (U[:, -k:] * s[-k:]) @ Vt[-k:])


def low_rank_without_values(A, k):
    return _from(A, lambda U, s, Vt: U[:, :k] @ Vt[:k])


def low_rank_one_less(A, k):
    return _from(A, lambda U, s, Vt: (U[:, : k - 1] * s[: k - 1]) @ Vt[: k - 1])


def low_rank_one_more(A, k):
    return _from(A, lambda U, s, Vt: (U[:, : k + 1] * s[: k + 1]) @ Vt[: k + 1])


def low_rank_counts_from_one(A, k):
    return _from(A, lambda U, s, Vt: sum(s[i] * np.outer(U[:, i], Vt[i]) for i in range(1, k + 1)))


def low_rank_last_term(A, k):
    return _from(A, lambda U, s, Vt: s[k - 1] * np.outer(U[:, k - 1], Vt[k - 1]))


def low_rank_vt_as_v(A, k):
    return _from(A, lambda U, s, Vt: (U[:, :k] * s[:k]) @ Vt[:, :k].T)


def low_rank_rows_of_u(A, k):
    return _from(A, lambda U, s, Vt: sum(s[i] * np.outer(U[i], Vt[i]) for i in range(k)))


def low_rank_corner(A, k):
    return A[:k, :k]


def low_rank_columns_kept(A, k):
    B = np.zeros_like(A)
    B[:, :k] = A[:, :k]
    return B


def low_rank_squares(A, k):
    return _from(A, lambda U, s, Vt: (U[:, :k] * s[:k] ** 2) @ Vt[:k])


def low_rank_everything(A, k):
    return _from(A, lambda U, s, Vt: (U * s) @ Vt)


def low_rank_factors(A, k):
    return _from(A, lambda U, s, Vt: (U[:, :k], s[:k], Vt[:k]))


def low_rank_rows_stretched(A, k):
    return _from(A, lambda U, s, Vt: U[:, :k] @ (Vt[:k] * s))


def low_rank_rest(A, k):
    return A - low_rank(A, k)


def low_rank_values_as_row(A, k):
    return _from(A, lambda U, s, Vt: U[:, :k] @ s[:k] @ Vt[:k])


def low_rank_v_upright(A, k):
    return _from(A, lambda U, s, Vt: U[:, :k] @ np.diag(s[:k]) @ Vt[:, :k])


def low_rank_full_matrices(A, k):
    U, s, Vt = np.linalg.svd(A)
    s[k:] = 0
    return U @ np.diag(s) @ Vt


LOW_RANK = Exercise(
    name="low_rank",
    task="Return $A_k = \\sigma_1 \\mathbf u_1 \\mathbf v_1^\\top + \\dots + "
    "\\sigma_k \\mathbf u_k \\mathbf v_k^\\top$, of the shape of `A`. "
    "`np.linalg.svd(A, full_matrices=False)` returns $U$, the $\\sigma_i$ in "
    "falling order, and $V^\\top$.",
    stub='def low_rank(A, k):\n    """The matrix of rank k that is nearest to A."""\n    ...\n',
    reference=low_rank,
    cases=low_rank_cases,
    laws=[
        Law("the result has at most rank k", lambda f, A, k: np.linalg.matrix_rank(f(A, k)) <= k),
        Law("what is left is no longer than A", lambda f, A, k: np.linalg.norm(A - f(A, k)) <= np.linalg.norm(A)),
        Law("the transpose of A has the transpose as result", lambda f, A, k: np.allclose(f(A.T, k), f(A, k).T)),
    ],
    hints=[
        "Which columns of U, which entries of s and which rows of Vt take part in the first k terms?",
        "U[:, :k] are the first k columns, Vt[:k] the first k rows. U[:, :k] * s[:k] multiplies "
        "each column by its own σ.",
        "U, s, Vt = np.linalg.svd(A, full_matrices=False), and then (U[:, :k] * s[:k]) @ Vt[:k].",
    ],
    misconceptions=[
        Misconception(
            "keeps the weakest",
            low_rank_weakest,
            "You kept the last k terms, which are the weakest. The singular values come in falling order: [:k].",
        ),
        Misconception(
            "forgets the singular values",
            low_rank_without_values,
            "All your terms are equally strong. Each must be multiplied by its σ: U[:, :k] * s[:k].",
        ),
        Misconception(
            "takes a term too few",
            low_rank_one_less,
            "You took k − 1 terms. [:k] ends before k and so holds k entries already.",
        ),
        Misconception(
            "takes a term too many", low_rank_one_more, "You took k + 1 terms. [:k] holds k entries: 0, 1, …, k − 1."
        ),
        Misconception(
            "counts from 1",
            low_rank_counts_from_one,
            "You left out the strongest term. In NumPy σ₁ is s[0], so the first k terms are those with i in range(k).",
        ),
        Misconception(
            "takes term k alone",
            low_rank_last_term,
            "That is term k alone. Add up all the terms from the first to it.",
        ),
        Misconception(
            "takes Vt for V",
            low_rank_vt_as_v,
            "You took columns of Vt. NumPy returns V transposed already, so that the vᵢ are its rows: Vt[:k].",
        ),
        Misconception(
            "cuts columns of Vt",
            low_rank_v_upright,
            "You cut Vt to its first k columns. The vᵢ are the rows of Vt, so the first k of them are Vt[:k].",
        ),
        Misconception(
            "asks for the full matrices",
            low_rank_full_matrices,
            "That works for square matrices. For others np.linalg.svd returns more columns of U or rows of Vt than "
            "there are singular values: write full_matrices=False.",
        ),
        Misconception(
            "takes rows of U",
            low_rank_rows_of_u,
            "U[i] is row i. The uᵢ are the columns of U: U[:, i]. (The vᵢ are the rows of Vt.)",
        ),
        Misconception(
            "cuts out a corner",
            low_rank_corner,
            "You cut k rows and k columns out of A. The picture keeps its size; it is the number of terms that is cut.",
        ),
        Misconception(
            "keeps columns of A",
            low_rank_columns_kept,
            "You kept k columns of A itself. That has rank k, but it is not the nearest: take columns of U instead.",
        ),
        Misconception(
            "squares the singular values",
            low_rank_squares,
            "You multiplied by σ². The squares tell how much energy a term holds; the term itself has σ.",
        ),
        Misconception(
            "keeps all terms",
            low_rank_everything,
            "Nothing was left out: that is A again. Use the first k columns, values and rows.",
        ),
        Misconception(
            "returns the factors",
            low_rank_factors,
            "Those are the three parts. Multiply them: (U[:, :k] * s[:k]) @ Vt[:k].",
        ),
        Misconception(
            "multiplies along the wrong axis",
            low_rank_rows_stretched,
            "Vt[:k] * s multiplies the columns of Vt. The σᵢ belong to its rows: s[:k, None] * Vt[:k], "
            "or U[:, :k] * s[:k].",
        ),
        Misconception(
            "returns what is left",
            low_rank_rest,
            "That is what is missing, A − Aₖ. Return the sum of the terms itself.",
        ),
        Misconception(
            "takes s for a matrix",
            low_rank_values_as_row,
            "NumPy returns the σᵢ as a vector, not as a matrix. Write np.diag(s[:k]) between the two, "
            "or U[:, :k] * s[:k].",
        ),
    ],
)


# ---------------------------------------------------------------- pseudo_inverse


def pseudo_inverse(A):
    # What A has pressed to nothing cannot be brought back: those singular values are left out, not inverted.
    U, s, Vt = np.linalg.svd(A, full_matrices=False)
    kept = s > 1e-12 * s[0]
    return (Vt[kept].T / s[kept]) @ U[:, kept].T


def pseudo_inverse_cases(rng):
    return [
        (np.array([[2.0, 0.0], [0.0, 4.0]]),),
        (np.array([[2.0, 0.0], [0.0, 0.0]]),),
        (np.array([[2.0, 1.0], [0.0, 1.0]]),),
        (np.array([[1.0], [1.0]]),),
        (np.array([[3.0, 4.0]]),),
        (np.array([[1.0, 1.0], [2.0, 2.0]]),),
        (np.array([[1e-14, 0.0], [0.0, 2e-14]]),),
        (1e7 * np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0], [7.0, 8.0, 9.0]]),),
        (np.zeros((2, 3)),),
        (rng.normal(size=(5, 2)),),
        (rng.normal(size=(2, 5)),),
        (rng.normal(size=(5, 2)) @ rng.normal(size=(2, 4)),),
    ]


def pseudo_inverse_of_everything(A):
    return _from(A, lambda U, s, Vt: (Vt.T / s) @ U.T)


def pseudo_inverse_absolute(A):
    U, s, Vt = np.linalg.svd(A, full_matrices=False)
    kept = s > 1e-12
    return (Vt[kept].T / s[kept]) @ U[:, kept].T


def pseudo_inverse_exact_zero(A):
    U, s, Vt = np.linalg.svd(A, full_matrices=False)
    kept = s != 0
    return (Vt[kept].T / s[kept]) @ U[:, kept].T


def pseudo_inverse_inv(A):
    return np.linalg.inv(A)


def pseudo_inverse_normal_equations(A):
    return np.linalg.inv(A.T @ A) @ A.T


def pseudo_inverse_other_normal_equations(A):
    return A.T @ np.linalg.inv(A @ A.T)


def pseudo_inverse_not_inverted(A):
    return A.T


def pseudo_inverse_not_transposed(A):
    return pseudo_inverse(A).T


def pseudo_inverse_without_values(A):
    U, s, Vt = np.linalg.svd(A, full_matrices=False)
    kept = s > 1e-12 * s[0]
    return Vt[kept].T @ U[:, kept].T


def pseudo_inverse_squares(A):
    U, s, Vt = np.linalg.svd(A, full_matrices=False)
    kept = s > 1e-12 * s[0]
    return (Vt[kept].T / s[kept] ** 2) @ U[:, kept].T


def pseudo_inverse_of_entries(A):
    return 1 / A


def pseudo_inverse_zero_first(A):
    U, s, Vt = np.linalg.svd(A, full_matrices=False)
    s[s <= 1e-12 * s[0]] = 0
    return Vt.T @ np.diag(1 / s) @ U.T


def pseudo_inverse_vt_as_v(A):
    U, s, Vt = np.linalg.svd(A, full_matrices=False)
    kept = s > 1e-12 * s[0]
    return (Vt[:, kept] / s[kept]) @ U[:, kept].T


def pseudo_inverse_largest_only(A):
    U, s, Vt = np.linalg.svd(A, full_matrices=False)
    kept = s >= s[0] * (1 - 1e-12)
    return (Vt[kept].T / s[kept]) @ U[:, kept].T


def pseudo_inverse_adds_a_little(A):
    return _from(A, lambda U, s, Vt: (Vt.T / (s + 1e-8)) @ U.T)


def pseudo_inverse_full_matrices(A):
    U, s, Vt = np.linalg.svd(A)
    return Vt.T @ np.diag(1 / s) @ U.T


def pseudo_inverse_divides_first(A):
    U, s, Vt = np.linalg.svd(A, full_matrices=False)
    inverted = np.where(s > 1e-12 * s[0], 1 / s, 0)
    return Vt.T @ np.diag(inverted) @ U.T


PSEUDO_INVERSE = Exercise(
    name="pseudo_inverse",
    task="Return $A^{+} = V \\operatorname{diag}(1/\\sigma_i)\\, U^\\top$ over those $\\sigma_i$ that are larger than "
    "$10^{-12}$ times the largest. `A` may have any shape and any rank. `np.linalg.pinv` is out of bounds.",
    stub='def pseudo_inverse(A):\n    """The matrix that undoes of A what can be undone."""\n    ...\n',
    reference=pseudo_inverse,
    cases=pseudo_inverse_cases,
    laws=[
        Law("the result has the shape of the transpose", lambda f, A: np.shape(f(A)) == A.T.shape),
        Law("A A⁺ A = A", lambda f, A: np.allclose(A @ f(A) @ A, A)),
        Law("A A⁺ is symmetric", lambda f, A: np.allclose(A @ f(A), (A @ f(A)).T)),
    ],
    hints=[
        "A turns, stretches and turns again. To undo it, undo the last first. Which of the stretches cannot be undone?",
        "U, s, Vt = np.linalg.svd(A, full_matrices=False). kept = s > 1e-12 * s[0] is True for what can be undone.",
        "Vt[kept].T / s[kept] divides each vᵢ by its σᵢ. Then @ U[:, kept].T.",
    ],
    misconceptions=[
        Misconception(
            "inverts every singular value",
            pseudo_inverse_of_everything,
            "You inverted all singular values, also those that are 0 or nothing but rounding: 1/10⁻¹⁶ drowns all the "
            "rest. Leave out those below 1e-12 * s[0].",
        ),
        Misconception(
            "asks for the full matrices",
            pseudo_inverse_full_matrices,
            "Two things: you inverted all singular values, also those that are 0; and for matrices that are not square "
            "U, s and Vt do not fit together without full_matrices=False.",
        ),
        Misconception(
            "divides first and chooses then",
            pseudo_inverse_divides_first,
            "The values are right, but np.where computes 1 / s for all entries first, also for 0, and so NumPy warns. "
            "Choose first: Vt[kept].T / s[kept].",
        ),
        Misconception(
            "makes them 0 and divides by them",
            pseudo_inverse_zero_first,
            "You made the small σ exactly 0 and then divided by them. It is 1/σ that must become 0, so leave these "
            "directions out: Vt[kept].T / s[kept].",
        ),
        Misconception(
            "takes Vt for V",
            pseudo_inverse_vt_as_v,
            "You took columns of Vt. NumPy returns V transposed already, so that the vᵢ are its rows: Vt[kept].T.",
        ),
        Misconception(
            "compares with a fixed number",
            pseudo_inverse_absolute,
            "You compared with 1e-12 itself. Whether a σ is small depends on the others, as A may be written in any "
            "unit: compare with 1e-12 * s[0].",
        ),
        Misconception(
            "leaves out exact zeros only",
            pseudo_inverse_exact_zero,
            "You left out what is exactly 0. After rounding a 0 is often 10⁻¹⁶, and its inverse drowns all the rest: "
            "keep only s > 1e-12 * s[0].",
        ),
        Misconception(
            "takes the inverse",
            pseudo_inverse_inv,
            "The inverse exists for square matrices of full rank only. Begin with np.linalg.svd, which exists for all.",
        ),
        Misconception(
            "solves the normal equations",
            pseudo_inverse_normal_equations,
            "(AᵀA)⁻¹Aᵀ needs independent columns; for others AᵀA has no inverse. Begin with np.linalg.svd.",
        ),
        Misconception(
            "solves the other normal equations",
            pseudo_inverse_other_normal_equations,
            "Aᵀ(AAᵀ)⁻¹ needs independent rows; for others AAᵀ has no inverse. Begin with np.linalg.svd.",
        ),
        Misconception(
            "transposes only",
            pseudo_inverse_not_inverted,
            "That is Aᵀ, which undoes the turns but stretches once more. Divide by the singular values.",
        ),
        Misconception(
            "leaves U and V where they are",
            pseudo_inverse_not_transposed,
            "Your result has the shape of A. To undo, go backwards: first Uᵀ, then 1/σ, then V.",
        ),
        Misconception(
            "forgets the singular values",
            pseudo_inverse_without_values,
            "The turns are undone, the stretches are not. Divide each vᵢ by its σᵢ: Vt[kept].T / s[kept].",
        ),
        Misconception(
            "divides by the squares",
            pseudo_inverse_squares,
            "You divided by σ². A stretches by σ, so divide by σ, once.",
        ),
        Misconception(
            "inverts the entries",
            pseudo_inverse_of_entries,
            "1 / A inverts entry by entry, which undoes nothing. It is the singular values that are inverted.",
        ),
        Misconception(
            "keeps the largest only",
            pseudo_inverse_largest_only,
            "You kept the largest σ alone. All that are larger than 1e-12 times the largest can be inverted.",
        ),
        Misconception(
            "adds a little to each singular value",
            pseudo_inverse_adds_a_little,
            "You added a small number to each σ, so that none is 0. A direction that A has lost is then multiplied by "
            "that number's huge inverse, and the others are a little off. Leave such directions out.",
        ),
    ],
)


# ---------------------------------------------------------------- pca


def pca(X, k):
    # Centred, the rows of Vt are the directions of largest variance, and Xc @ Vt.T are the coordinates along them.
    mean = X.mean(axis=0)
    _, s, Vt = np.linalg.svd(X - mean, full_matrices=False)
    V = Vt[:k].T
    variances = s[:k] ** 2 / (len(X) - 1)
    return variances, mean + (X - mean) @ V @ V.T


def pca_cases(rng):
    stretched, far = rng.normal(size=(12, 4)) * [5.0, 3.0, 1.0, 0.5], np.array([10.0, -20.0, 5.0, 0.0])
    return [
        (np.array([[0.0, 0.0], [2.0, 0.0]]), 1),
        (np.array([[1.0, 5.0], [3.0, 5.0], [8.0, 5.0]]), 1),
        (np.array([[10.0, 0.0], [10.0, 1.0], [10.0, 3.0], [11.0, 0.0]]), 1),
        (np.array([[0.0, 0.0], [3.0, 4.0], [6.0, 8.0]]), 2),
        (np.array([[1.0, 2.0, 3.0], [4.0, 6.0, 9.0]]), 1),
        (stretched + far, 2),
        (stretched @ rng.normal(size=(4, 4)) + 3.0, 3),
        (rng.normal(size=(6, 3)), 3),
    ]


def _pca(X, k, mean=None, n=None, keep=slice(None), power=2):
    """PCA with another mean, another divisor, other directions or another power of the singular values."""
    mean = X.mean(axis=0) if mean is None else mean
    _, s, Vt = np.linalg.svd(X - mean, full_matrices=False)
    s, V = s[keep][:k], Vt[keep][:k].T
    return s**power / (len(X) - 1 if n is None else n), mean + (X - mean) @ V @ V.T


def pca_not_centred(X, k):
    return _pca(X, k, mean=np.zeros(X.shape[1]))


def pca_wrong_axis(X, k):
    return _pca(X, k, mean=X.mean(axis=1, keepdims=True))


def pca_one_mean(X, k):
    return _pca(X, k, mean=X.mean())


def pca_divides_by_n(X, k):
    return _pca(X, k, n=len(X))


def pca_divides_by_columns(X, k):
    return _pca(X, k, n=max(X.shape[1] - 1, 1))


def pca_not_divided(X, k):
    return _pca(X, k, n=1)


def pca_smallest(X, k):
    return _pca(X, k, keep=slice(None, None, -1))


def pca_not_squared(X, k):
    return _pca(X, k, power=1)


def pca_deviations(X, k):
    variances, rebuilt = _pca(X, k)
    return np.sqrt(variances), rebuilt


def pca_mean_not_added(X, k):
    variances, rebuilt = _pca(X, k)
    return variances, rebuilt - X.mean(axis=0)


def pca_projects_uncentred(X, k):
    mean = X.mean(axis=0)
    _, s, Vt = np.linalg.svd(X - mean, full_matrices=False)
    return s[:k] ** 2 / (len(X) - 1), X @ Vt[:k].T @ Vt[:k]


def pca_mean_twice(X, k):
    mean = X.mean(axis=0)
    _, s, Vt = np.linalg.svd(X - mean, full_matrices=False)
    return s[:k] ** 2 / (len(X) - 1), mean + X @ Vt[:k].T @ Vt[:k]


def pca_scores(X, k):
    mean = X.mean(axis=0)
    _, s, Vt = np.linalg.svd(X - mean, full_matrices=False)
    return s[:k] ** 2 / (len(X) - 1), (X - mean) @ Vt[:k].T


def pca_columns_of_vt(X, k):
    mean = X.mean(axis=0)
    _, s, Vt = np.linalg.svd(X - mean)
    V = Vt[:, :k]
    return s[:k] ** 2 / (len(X) - 1), mean + (X - mean) @ V @ V.T


def pca_standardised(X, k):
    spread = X.std(axis=0)
    variances, rebuilt = _pca((X - X.mean(axis=0)) / np.where(spread == 0, 1, spread), k)
    return variances, X.mean(axis=0) + rebuilt * spread


def pca_shares(X, k):
    variances, rebuilt = _pca(X, k)
    return variances / np.sum((X - X.mean(axis=0)) ** 2) * (len(X) - 1), rebuilt


def pca_all_variances(X, k):
    return _pca(X, min(X.shape))[0], _pca(X, k)[1]


def pca_writes_into_x(X, k):
    mean = X.mean(axis=0)
    X -= mean
    _, s, Vt = np.linalg.svd(X, full_matrices=False)
    return s[:k] ** 2 / (len(X) - 1), mean + X @ Vt[:k].T @ Vt[:k]


def pca_wrong_axis_without_a_column(X, k):
    return _pca(X, k, mean=X.mean(axis=1))


PCA = Exercise(
    name="pca",
    task="`X` has one example in each row. Return two things: the variances along the first `k` principal "
    "components, $\\sigma_i^2 / (n - 1)$, of shape `(k,)`; and the examples rebuilt from these `k` components alone, "
    "of the shape of `X`. `np.linalg.svd` may help.",
    stub='def pca(X, k):\n    """Variances along k components, and X rebuilt from them."""\n    ...\n',
    reference=pca,
    cases=pca_cases,
    laws=[
        Law(
            "moved by the same vector, the examples have the same variances",
            lambda f, X, k: np.allclose(f(X + 7.0, k)[0], f(X, k)[0]),
        ),
        Law(
            "what is rebuilt has the mean of X",
            lambda f, X, k: np.allclose(np.mean(f(X, k)[1], axis=0), X.mean(axis=0)),
        ),
        Law(
            "the order of the examples does not matter",
            lambda f, X, k: np.allclose(f(X[::-1], k)[1][::-1], f(X, k)[1]),
        ),
    ],
    hints=[
        "Variance is measured from the mean. What must be done to X before any direction is looked for?",
        "mean = X.mean(axis=0), one number for each column; U, s, Vt = np.linalg.svd(X - mean, full_matrices=False). "
        "The directions are the rows of Vt.",
        "With V = Vt[:k].T: the coordinates are (X - mean) @ V. Go back with @ V.T and add the mean. "
        "The variances are s[:k] ** 2 / (len(X) - 1).",
    ],
    misconceptions=[
        Misconception(
            "forgets to centre",
            pca_not_centred,
            "You forgot to take off the mean. The first direction then points from the origin to the middle of the "
            "data, whatever they look like. Use X - X.mean(axis=0).",
        ),
        Misconception(
            "centres along the wrong axis",
            pca_wrong_axis,
            "You took off the mean of each row, which is one example. The mean of the examples has one number for each "
            "column: X.mean(axis=0).",
        ),
        Misconception(
            "takes the means of the rows",
            pca_wrong_axis_without_a_column,
            "X.mean(axis=1) has one number for each example, and NumPy takes it off from the wrong entries or not at "
            "all. The mean of the examples has one number for each column: X.mean(axis=0).",
        ),
        Misconception(
            "takes one mean for all",
            pca_one_mean,
            "X.mean() is one number for the whole table. Each column has its own: X.mean(axis=0).",
        ),
        Misconception(
            "divides by n",
            pca_divides_by_n,
            "You divided by n. One degree of freedom went into the mean: divide by n − 1.",
        ),
        Misconception(
            "counts columns",
            pca_divides_by_columns,
            "You divided by the number of columns. n counts the examples, which are the rows: len(X) − 1.",
        ),
        Misconception(
            "does not divide",
            pca_not_divided,
            "Those are σ², sums of squares. A variance is a mean: divide by n − 1.",
        ),
        Misconception(
            "takes the smallest",
            pca_smallest,
            "You took the directions of smallest variance. np.linalg.eigh sorts upwards, np.linalg.svd downwards: "
            "take the largest.",
        ),
        Misconception("does not square", pca_not_squared, "You divided σ by n − 1. The variance is σ² / (n − 1)."),
        Misconception(
            "returns standard deviations", pca_deviations, "Those are standard deviations. Variances are their squares."
        ),
        Misconception(
            "forgets to add the mean",
            pca_mean_not_added,
            "The rebuilt examples lie around the origin. You took the mean off; add it again at the end.",
        ),
        Misconception(
            "projects what is not centred",
            pca_projects_uncentred,
            "The directions are right, but you projected X itself. Project X − mean, and add the mean at the end.",
        ),
        Misconception(
            "adds a mean it never took off",
            pca_mean_twice,
            "You projected X itself and then added the mean, which is now in there twice. Project X − mean.",
        ),
        Misconception(
            "returns the coordinates",
            pca_scores,
            "Those are the coordinates along the components. To rebuild, go back with @ Vt[:k] and add the mean.",
        ),
        Misconception(
            "takes columns of Vt",
            pca_columns_of_vt,
            "You took columns of Vt. NumPy returns V transposed already: the directions are the rows, Vt[:k].",
        ),
        Misconception(
            "standardises",
            pca_standardised,
            "You divided each column by its standard deviation. That is another method, useful where columns have "
            "different units; here only the mean is taken off.",
        ),
        Misconception(
            "returns shares", pca_shares, "Those are shares of the whole variance. Return the variances themselves."
        ),
        Misconception(
            "returns all variances",
            pca_all_variances,
            "You returned all variances. Only the first k are asked for: s[:k].",
        ),
        Misconception(
            "writes into X",
            pca_writes_into_x,
            "X −= … has changed the table of whoever called. Make a new array: X - mean.",
        ),
    ],
)


EXERCISES = [POWER_ITERATION, LOW_RANK, PSEUDO_INVERSE, PCA]
