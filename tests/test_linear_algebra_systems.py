"""Elimination, triangular systems, orthogonalization, least squares: proofs and hard cases."""

import warnings
from fractions import Fraction

import numpy as np
import pytest
import scipy.linalg
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from dlmath import linear_algebra as la

EPS = np.finfo(float).eps
RNG = np.random.default_rng(1)
SHAPES = [(1, 1), (1, 5), (5, 1), (4, 4), (7, 3), (3, 7), (12, 12), (40, 8)]
FLOATS = st.floats(-10, 10, allow_subnormal=False)
MATRICES = st.tuples(st.integers(1, 6), st.integers(1, 6)).flatmap(lambda s: arrays(float, s, elements=FLOATS))
SQUARE = st.integers(1, 6).flatmap(lambda n: arrays(float, (n, n), elements=FLOATS))
# A diagonal that dominates its row by 1 keeps the inverse below 1 in the ∞-norm.
REGULAR = SQUARE.map(lambda A: A + np.diag(np.sign(np.diag(A) + 0.1) * (np.abs(A).sum(1) + 1)))


def largest(x):
    return np.max(np.abs(x), initial=0.0)


def frobenius(x):
    """‖x‖_F, also where the squares of the entries vanish."""
    scale = largest(x) or 1.0
    return scale * np.linalg.norm(x / scale)


def condition(A):
    return np.linalg.cond(A, 2)


def exact(A, b):
    """Solution of A x = b and det A in rational arithmetic, without any rounding."""
    rows = [[Fraction(float(entry)) for entry in row] for row in np.column_stack([A, b])]
    n, determinant = len(rows), Fraction(1)
    for k in range(n):
        pivot = next(i for i in range(k, n) if rows[i][k] != 0)
        if pivot != k:
            rows[k], rows[pivot], determinant = rows[pivot], rows[k], -determinant
        determinant *= rows[k][k]
        rows[k] = [entry / rows[k][k] for entry in rows[k]]
        for i in range(n):
            if i != k:
                rows[i] = [a - rows[i][k] * c for a, c in zip(rows[i], rows[k], strict=True)]
    return np.array([float(row[n]) for row in rows]), float(determinant)


# LU

HAND = np.array([[1.0, 2.0, 4.0], [2.0, 1.0, 3.0], [4.0, 2.0, 2.0]])


@pytest.mark.parametrize("shape", SHAPES)
def test_lu_equals_scipy(proof, shape):
    A = RNG.standard_normal(shape)
    P, L, U = scipy.linalg.lu(A)
    # No growth to speak of for random matrices: each entry is a sum of at most 12 terms, times κ ≤ 10³ of the blocks.
    for actual, expected in zip(la.lu(A), (P.T, L, U), strict=True):
        proof("linear_algebra.lu", "independent", "scipy.linalg.lu", actual, expected, bound=1e3 * 12 * EPS)


@given(MATRICES)
def test_lu_factors_multiply_to_the_matrix_with_its_rows_swapped(proof, A):
    P, L, U = la.lu(A)
    k = min(A.shape)
    # Higham, theorem 9.3: |P A − L U| ≤ γₖ |L| |U|, k ≤ 6.
    error = (P @ A - L @ U) / (np.abs(L) @ np.abs(U) + np.finfo(float).tiny / EPS)
    proof("linear_algebra.lu", "law", "P A = L U", error, bound=8 * EPS)
    assert np.array_equal(np.tril(L), L) and np.array_equal(np.triu(U), U)
    assert np.array_equal(np.diag(L), np.ones(k)) and largest(L) <= 1
    assert np.array_equal(P @ P.T, np.eye(len(A)))


def test_lu_by_hand(proof):
    P, L, U = la.lu(HAND)
    against = "pivots 4, 3/2, 2"
    proof("linear_algebra.lu", "by hand", against, P, [[0, 0, 1], [1, 0, 0], [0, 1, 0]], bound=0)
    proof("linear_algebra.lu", "by hand", against, L, [[1, 0, 0], [0.25, 1, 0], [0.5, 0, 1]], bound=0)
    proof("linear_algebra.lu", "by hand", against, U, [[4, 2, 2], [0, 1.5, 3.5], [0, 0, 2]], bound=0)


# Triangular systems and solve


@pytest.mark.parametrize("columns", [(), (1,), (3,)])
def test_substitution_equals_scipy(proof, columns):
    for n in (1, 2, 5, 20):
        T = RNG.uniform(-1, 1, (n, n)) / n + 2 * np.eye(n)
        b = RNG.standard_normal((n, *columns))
        # |T⁻¹| |T| stays below 3; n ε each way.
        lower = scipy.linalg.solve_triangular(np.tril(T), b, lower=True)
        upper = scipy.linalg.solve_triangular(np.triu(T), b)
        against = "scipy.linalg.solve_triangular"
        forward, back = la.forward_substitution(np.tril(T), b), la.back_substitution(np.triu(T), b)
        proof("linear_algebra.forward_substitution", "independent", against, forward, lower, bound=120 * EPS)
        proof("linear_algebra.back_substitution", "independent", against, back, upper, bound=120 * EPS)


@given(REGULAR, st.data())
def test_substitution_solves_its_system(proof, A, data):
    b = data.draw(arrays(float, len(A), elements=FLOATS))
    for name, T, solve in [
        ("forward_substitution", np.tril(A), la.forward_substitution),
        ("back_substitution", np.triu(A), la.back_substitution),
    ]:
        x = solve(T, b)
        # Higham, theorem 8.5: |b − T x| ≤ γₙ |T| |x|, n ≤ 6.
        residual = largest(T @ x - b) / (largest(np.abs(T) @ np.abs(x) + np.abs(b)) + np.finfo(float).tiny / EPS)
        proof(f"linear_algebra.{name}", "law", "T x = b", residual, bound=14 * EPS)


def test_substitution_by_hand(proof):
    forward = la.forward_substitution([[2, 0, 0], [1, 3, 0], [4, 1, 5]], [4, 5, 24])
    proof("linear_algebra.forward_substitution", "by hand", "3 × 3, x = (2, 1, 3)", forward, [2.0, 1.0, 3.0], bound=0)
    back = la.back_substitution([[2, 1, 4], [0, 3, 1], [0, 0, 5]], [17, 6, 15])
    proof("linear_algebra.back_substitution", "by hand", "3 × 3, x = (2, 1, 3)", back, [2.0, 1.0, 3.0], bound=0)


@pytest.mark.parametrize("columns", [(), (1,), (3,)])
def test_solve_equals_scipy(proof, columns):
    for n in (1, 2, 5, 20):
        A, b = RNG.standard_normal((n, n)), RNG.standard_normal((n, *columns))
        expected = scipy.linalg.solve(A, b)
        error = (la.solve(A, b) - expected) / (condition(A) * largest(expected))
        # Both are off by at most 3 n ρ κ ε, the growth ρ of random matrices being below 10.
        proof(
            "linear_algebra.solve",
            "independent",
            "scipy.linalg.solve, in units of κ",
            error,
            bound=2 * 3 * 20 * 10 * EPS,
        )


@given(REGULAR, st.data())
def test_solve_leaves_no_residual(proof, A, data):
    b = data.draw(arrays(float, len(A), elements=FLOATS))
    x = la.solve(A, b)
    P, L, U = la.lu(A)
    # Higham, theorem 9.4: |b − A x| ≤ γ₃ₙ |L| |U| |x|, and the residual itself is rounded; n ≤ 6.
    scale = largest(np.abs(L) @ np.abs(U) @ np.abs(x) + P @ np.abs(b)) + np.finfo(float).tiny / EPS
    proof("linear_algebra.solve", "law", "A x = b", largest(A @ x - b) / scale, bound=(18 + 7) * EPS)


def test_solve_by_hand(proof):
    proof(
        "linear_algebra.solve",
        "by hand",
        "3 × 3, x = (1, 2, 3)",
        la.solve(HAND, [17, 13, 14]),
        [1.0, 2.0, 3.0],
        bound=0,
    )


@pytest.mark.parametrize("n", range(1, 12))
def test_hilbert_systems_lose_no_more_digits_than_the_condition_number_explains(n):
    H, b = scipy.linalg.hilbert(n), np.ones(n)
    x, _ = exact(H, b)
    _, L, U = la.lu(H)
    # Higham, theorem 9.4: the forward error is at most 3 n ε ‖ |A⁻¹| |L| |U| |x| ‖.
    growth = np.linalg.norm(np.abs(L) @ np.abs(U), np.inf) / np.linalg.norm(H, np.inf)
    bound = 3 * n * growth * np.linalg.cond(H, np.inf) * EPS
    assert largest(la.solve(H, b) - x) <= bound * largest(x)
    inverse = np.column_stack([exact(H, column)[0] for column in np.eye(n)])
    assert largest(la.inverse(H) - inverse) <= bound * largest(inverse) * n
    determinant = exact(H, b)[1]
    assert abs(la.determinant(H) - determinant) <= n * bound * abs(determinant)


def test_solve_finds_the_answer_where_rows_and_columns_have_wildly_different_scales():
    A = np.array([[2.0, 1.0, 0.0], [1.0, 3.0, 1.0], [0.0, 1.0, 4.0]])
    scales = 2.0 ** np.array([-490, 0, 490])
    x = la.solve(A * scales, [3.0, 5.0, 5.0])
    np.testing.assert_allclose(x * scales, [1.0, 1.0, 1.0], rtol=20 * EPS)
    x = la.solve(np.diag(1 / scales), [1.0, 1.0, 1.0])
    np.testing.assert_array_equal(x, scales)


@pytest.mark.parametrize(
    "A",
    [
        [[0.0]],
        [[1.0, 2.0], [2.0, 4.0]],
        [[0.1, 0.3], [0.2, 0.6]],
        np.arange(36.0).reshape(6, 6),
        np.ones((5, 5)) * 1e150,
        scipy.linalg.hilbert(20),
    ],
    ids=["zero", "integers", "decimals", "rank 2", "ones", "Hilbert 20"],
)
def test_a_singular_matrix_is_said_to_be_singular(A):
    with pytest.raises(ValueError, match=r"^A is singular: column"):
        la.solve(A, np.ones(len(A)))
    with pytest.raises(ValueError, match=r"^A is singular: column"):
        la.inverse(A)


def test_a_solution_beyond_the_largest_float_is_refused():
    for solve in (la.solve, la.forward_substitution, la.back_substitution):
        with pytest.raises(
            ValueError, match=r"^b is too large for this matrix: the solution exceeds the largest float64"
        ):
            solve([[1e-200, 0.0], [0.0, 1.0]], [1e200, 1.0])


def test_inverse_equals_scipy(proof):
    for n in (1, 2, 5, 20):
        A = RNG.standard_normal((n, n))
        expected = scipy.linalg.inv(A)
        error = (la.inverse(A) - expected) / (condition(A) * largest(expected))
        proof(
            "linear_algebra.inverse",
            "independent",
            "scipy.linalg.inv, in units of κ",
            error,
            bound=2 * 3 * 20 * 10 * EPS,
        )


@given(REGULAR)
def test_inverse_undoes_the_matrix(proof, A):
    X = la.inverse(A)
    _, L, U = la.lu(A)
    error = largest(A @ X - np.eye(len(A))) / (
        np.linalg.norm(np.abs(L) @ np.abs(U), np.inf) * np.linalg.norm(X, np.inf)
    )
    proof("linear_algebra.inverse", "law", "A A⁻¹ = I", error, bound=25 * EPS)


def test_inverse_by_hand(proof):
    proof(
        "linear_algebra.inverse",
        "by hand",
        "[[2, 1], [1, 1]]",
        la.inverse([[2, 1], [1, 1]]),
        [[1.0, -1], [-1, 2]],
        bound=0,
    )


def test_determinant_equals_scipy(proof):
    for n in (1, 2, 5, 20):
        A = RNG.standard_normal((n, n))
        expected = scipy.linalg.det(A)
        # A change of A by ε changes det A by at most n κ ε, relatively.
        error = (la.determinant(A) / expected - 1) / (n * condition(A))
        proof(
            "linear_algebra.determinant",
            "independent",
            "scipy.linalg.det, in units of n κ",
            error,
            bound=2 * 20 * 10 * EPS,
        )


@given(REGULAR, st.data())
def test_determinant_of_a_product_is_the_product(proof, A, data):
    B = data.draw(arrays(float, A.shape, elements=FLOATS))
    # Hadamard: |det| ≤ Π ‖row‖; the error is relative to that, n² roundings, n ≤ 6.
    scale = np.prod(np.linalg.norm(A, axis=1)) * np.prod(np.linalg.norm(B, axis=1) + 1e-3) * len(A) ** len(A)
    error = (la.determinant(A @ B) - la.determinant(A) * la.determinant(B)) / scale
    proof("linear_algebra.determinant", "law", "det(A B) = det A · det B", error, bound=36 * EPS)
    error = (la.determinant(B.T) - la.determinant(B)) / scale
    proof("linear_algebra.determinant", "law", "det Aᵀ = det A", error, bound=36 * EPS)


def test_determinant_by_hand(proof):
    proof("linear_algebra.determinant", "by hand", "3 × 3: 12", la.determinant(HAND), 12.0, bound=0)
    assert la.determinant([[0, 1], [1, 0]]) == -1
    assert la.determinant([[1, 2], [2, 4]]) == 0


def test_determinant_leaves_the_float_range_only_at_the_end():
    assert la.determinant(np.diag([1e200, 1e200, 1e-200, 1e-200])) == pytest.approx(1, rel=8 * EPS)
    assert la.determinant(np.diag([1e200, -1e200])) == -np.inf
    assert la.determinant(np.diag([1e-200, 1e-200])) == 0
    assert la.determinant(np.diag(np.tile([0.5, 2.0], 550))) == 1


# Gram–Schmidt, QR, least squares

METHODS = {
    "classical_gram_schmidt": la.classical_gram_schmidt,
    "modified_gram_schmidt": la.modified_gram_schmidt,
    "qr": la.qr,
}


@pytest.mark.parametrize("name", METHODS)
@pytest.mark.parametrize("shape", SHAPES)
def test_orthogonalization_equals_scipy(proof, name, shape):
    if name != "qr" and shape[0] < shape[1]:
        return
    A = RNG.standard_normal(shape)
    Q, R = scipy.linalg.qr(A, mode="economic")
    sign = np.sign(np.diag(R))
    kappa = condition(A[:, : shape[0]])
    for actual, expected in zip(METHODS[name](A), (Q * sign, sign[:, None] * R), strict=True):
        # The factors change by at most κ times a change of A; classical Gram–Schmidt loses κ² ε.
        error = (actual - expected) / kappa ** (2 if name.startswith("classical") else 1)
        proof(
            f"linear_algebra.{name}",
            "independent",
            "scipy.linalg.qr, in units of κ (classical: κ²)",
            error,
            bound=40 * EPS,
        )


@given(MATRICES)
def test_qr_has_orthonormal_columns_and_multiplies_to_the_matrix(proof, A):
    Q, R = la.qr(A)
    size = frobenius(A) + np.finfo(float).tiny / EPS
    # Higham, theorem 19.4: γ with the constant m n ≤ 36, for ‖A‖_F.
    proof("linear_algebra.qr", "law", "A = Q R", largest(Q @ R - A) / size, bound=36 * EPS)
    proof("linear_algebra.qr", "law", "QᵀQ = I", Q.T @ Q, np.eye(Q.shape[1]), bound=36 * EPS)
    assert np.array_equal(np.triu(R), R) and np.all(np.diag(R) >= 0)


@pytest.mark.parametrize("name", ["classical_gram_schmidt", "modified_gram_schmidt"])
@given(A=MATRICES)
def test_gram_schmidt_multiplies_to_the_matrix(proof, name, A):
    A = np.vstack([A, np.eye(A.shape[1])])
    Q, R = METHODS[name](A)
    # σ_min ≥ 1, so κ ≤ ‖A‖₂ ≤ 61, and each of at most 6 steps rounds 12 sums.
    kappa = condition(A)
    proof(f"linear_algebra.{name}", "law", "A = Q R", (Q @ R - A) / np.linalg.norm(A), bound=36 * EPS)
    loss = (Q.T @ Q - np.eye(Q.shape[1])) / kappa ** (2 if name.startswith("classical") else 1)
    proof(f"linear_algebra.{name}", "law", "QᵀQ = I, in units of κ (classical: κ²)", loss, bound=72 * EPS)
    assert np.array_equal(np.triu(R), R) and np.all(np.diag(R) > 0)


@pytest.mark.parametrize("name", METHODS)
def test_orthogonalization_by_hand(proof, name):
    Q, R = METHODS[name]([[3, 1], [4, 2]])
    proof(f"linear_algebra.{name}", "by hand", "columns (3, 4), (1, 2)", Q, [[0.6, -0.8], [0.8, 0.6]], bound=20 * EPS)
    proof(f"linear_algebra.{name}", "by hand", "columns (3, 4), (1, 2)", R, [[5.0, 2.2], [0.0, 0.4]], bound=20 * EPS)


def test_nearly_parallel_columns_cost_orthogonality_by_kappa_squared_by_kappa_and_not_at_all():
    H = scipy.linalg.hilbert(7)
    kappa, n = condition(H), len(H)
    lost = {name: largest(f(H)[0].T @ f(H)[0] - np.eye(n)) for name, f in METHODS.items()}
    assert lost["qr"] <= n * n * EPS
    assert lost["modified_gram_schmidt"] <= n * n * kappa * EPS
    assert lost["classical_gram_schmidt"] <= n * n * kappa**2 * EPS
    assert lost["classical_gram_schmidt"] > 100 * lost["modified_gram_schmidt"] > 1e4 * lost["qr"]


@pytest.mark.parametrize("tiny", [1e-6, 1e-9, 1e-12])
def test_laeuchli_columns_are_orthogonalized(tiny):
    A = np.vstack([np.ones(4), tiny * np.eye(4)])
    Q, R = la.qr(A)
    assert largest(Q.T @ Q - np.eye(4)) <= 20 * EPS and largest(Q @ R - A) <= 40 * EPS
    Q, R = la.modified_gram_schmidt(A)
    assert largest(Q.T @ Q - np.eye(4)) <= 20 * condition(A) * EPS


@pytest.mark.parametrize(
    "f", [la.classical_gram_schmidt, la.modified_gram_schmidt, lambda A: la.least_squares(A, A[:, 0])]
)
@pytest.mark.parametrize(
    "A",
    [
        np.zeros((3, 1)),
        np.ones((4, 2)),
        np.arange(1.0, 10.0).reshape(3, 3),
        np.array([[0.1, 0.3], [0.2, 0.6], [0.7, 2.1]]),
        np.array([[1.0, 0.0, 2.0], [0.0, 1.0, 3.0]]),
        RNG.standard_normal((30, 5)) @ RNG.standard_normal((5, 6)),
    ],
    ids=["zero", "equal", "integers", "decimals", "wide", "rank 5 of 6"],
)
def test_dependent_columns_are_refused(f, A):
    with pytest.raises(ValueError, match=r"^A has dependent columns: column"):
        f(A)


@pytest.mark.parametrize("shape", [(1, 1), (5, 1), (4, 4), (7, 3), (40, 8)])
@pytest.mark.parametrize("columns", [(), (2,)])
def test_least_squares_equals_scipy(proof, shape, columns):
    A, b = RNG.standard_normal(shape), RNG.standard_normal((shape[0], *columns))
    expected = scipy.linalg.lstsq(A, b)[0]
    # Wedin: κ² where the residual is large; κ < 30 here.
    proof(
        "linear_algebra.least_squares",
        "independent",
        "scipy.linalg.lstsq",
        la.least_squares(A, b),
        expected,
        bound=40 * 900 * EPS,
    )


@given(MATRICES, st.data())
def test_least_squares_leaves_a_residual_at_right_angles_to_all_columns(proof, A, data):
    A = np.vstack([A, np.eye(A.shape[1])])
    b = data.draw(arrays(float, len(A), elements=FLOATS))
    residual = b - A @ la.least_squares(A, b)
    # An x that solves exactly for A + δA leaves Aᵀr of size ‖δA‖ (‖r‖ + ‖A‖ ‖x‖) with ‖x‖ ≤ ‖b‖, as σ_min ≥ 1.
    size = frobenius(A) ** 2 * (frobenius(b) + 1e-290)
    proof("linear_algebra.least_squares", "law", "Aᵀ (b − A x) = 0", A.T @ residual / size, bound=72 * EPS)


def test_least_squares_by_hand(proof):
    actual = la.least_squares([[1, 0], [1, 1], [1, 2]], [1, 2, 6])
    proof("linear_algebra.least_squares", "by hand", "the line 1/2 + 5/2 t", actual, [0.5, 2.5], bound=20 * EPS)


@pytest.mark.parametrize("degree", range(1, 13))
def test_polynomial_fits_lose_no_more_digits_than_the_condition_number_explains(degree):
    V = np.vander(np.linspace(0, 1, 20), degree + 1, increasing=True)
    b = np.cos(3 * np.linspace(0, 1, 20))
    exact_gram = [[sum(Fraction(p) * Fraction(q) for p, q in zip(u, v, strict=True)) for v in V.T] for u in V.T]
    exact_right = [sum(Fraction(p) * Fraction(q) for p, q in zip(u, b, strict=True)) for u in V.T]
    x = solve_fractions(exact_gram, exact_right)
    residual, kappa = np.linalg.norm(b - V @ x), condition(V)
    # Higham, theorem 20.1, with a backward error of 20 (degree + 1) ε from the Householder reflections.
    bound = 20 * (degree + 1) * EPS * kappa * (2 + (kappa + 1) * residual / (np.linalg.norm(V, 2) * np.linalg.norm(x)))
    assert np.linalg.norm(la.least_squares(V, b) - x) <= bound * np.linalg.norm(x)


def solve_fractions(A, b):
    rows = [[*row, right] for row, right in zip(A, b, strict=True)]
    for k in range(len(rows)):
        rows[k] = [entry / rows[k][k] for entry in rows[k]]
        for i in range(len(rows)):
            if i != k:
                rows[i] = [a - rows[i][k] * c for a, c in zip(rows[i], rows[k], strict=True)]
    return np.array([float(row[-1]) for row in rows])


@given(SQUARE, st.data())
def test_solve_either_solves_or_says_that_the_matrix_is_singular(A, data):
    b = data.draw(arrays(float, len(A), elements=FLOATS))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            x = la.solve(A, b)
    except ValueError as error:
        assert "A is singular" in str(error) or "b is too large" in str(error)
        return
    _, L, U = la.lu(A)
    assume(largest(x) < 1e290)
    scale = largest(np.abs(L) @ np.abs(U) @ np.abs(x)) + largest(b)
    assert largest(A @ x - b) <= 25 * EPS * scale
