"""Eigenvalues, singular values and what is built on them: proofs and hard cases."""

import numpy as np
import pytest
import scipy.linalg
import sklearn.decomposition
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from dlmath import linear_algebra as la

EPS = np.finfo(float).eps
TINY = np.finfo(float).tiny / EPS
RNG = np.random.default_rng(2)
SHAPES = [(1, 1), (1, 5), (5, 1), (4, 4), (7, 3), (3, 7), (12, 12), (40, 8)]
FLOATS = st.floats(-10, 10, allow_subnormal=False)
MATRICES = st.tuples(st.integers(1, 6), st.integers(1, 6)).flatmap(lambda s: arrays(float, s, elements=FLOATS))
SYMMETRIC = st.integers(1, 6).flatmap(lambda n: arrays(float, (n, n), elements=FLOATS)).map(lambda A: A + A.T)

# A sweep rotates each column n − 1 times and each rotation rounds by about ε: n ε a sweep. At most 6 sweeps change
# anything for n ≤ 6 (Jacobi converges quadratically), so 6·6 ε, and twice that where both sides are rounded.
JACOBI = 72 * EPS


def largest(x):
    return np.max(np.abs(x), initial=0.0)


def orthogonal(n, seed=0):
    return np.linalg.qr(np.random.default_rng(seed).standard_normal((n, n)))[0]


# Eigenvalues


def test_power_iteration_equals_scipy(proof):
    for n in (1, 2, 5, 20):
        Q = orthogonal(n, n)
        A = (Q * -np.linspace(n, 1, n)) @ Q.T
        eigenvalue, v = la.power_iteration(A)
        values, vectors = scipy.linalg.eigh(A)
        # A residual of 10 n ε ‖A‖_F ≤ 10 n² √n ε |λ|; the gap is 1.
        name, bound = "linear_algebra.power_iteration", 10 * 20**2.5 * EPS
        proof(name, "independent", "scipy.linalg.eigh, λ", eigenvalue, values[0], bound=bound)
        proof(name, "independent", "scipy.linalg.eigh, v, up to its sign", abs(v @ vectors[:, 0]), 1.0, bound=bound)


@given(st.integers(1, 6), st.floats(1.5, 10), st.integers(0, 2**32 - 1), st.integers(0, 2**32 - 1))
def test_power_iteration_finds_a_direction_that_the_matrix_only_stretches(proof, n, gap, seed, start):
    Q = orthogonal(n, seed)
    A = (Q * gap ** -np.arange(n)) @ Q.T
    eigenvalue, v = la.power_iteration(A, rng=start)
    name = "linear_algebra.power_iteration"
    proof(name, "law", "A v = λ v, in units of ‖A‖_F", (A @ v - eigenvalue * v) / np.linalg.norm(A), bound=80 * EPS)
    proof(name, "law", "λ is the largest of those A was made of", eigenvalue, 1.0, bound=400 * EPS)
    assert la.norm(v) == pytest.approx(1, abs=10 * EPS) and v[np.argmax(np.abs(v))] > 0


def test_power_iteration_by_hand(proof):
    eigenvalue, v = la.power_iteration([[2, 1], [1, 2]])
    proof("linear_algebra.power_iteration", "by hand", "[[2, 1], [1, 2]]: 3", eigenvalue, 3.0, bound=20 * EPS)
    proof("linear_algebra.power_iteration", "by hand", "(1, 1) / √2", v, [0.5**0.5] * 2, bound=40 * EPS)


def test_power_iteration_takes_any_square_matrix_with_a_dominant_eigenvalue():
    eigenvalue, v = la.power_iteration([[3.0, 5.0], [0.0, 1.0]])
    np.testing.assert_allclose([eigenvalue, *v], [3.0, 1.0, 0.0], atol=1e-13)
    assert la.power_iteration(np.zeros((2, 2)))[0] == 0
    assert la.power_iteration([[0.0, 1.0], [0.0, 0.0]])[0] == 0


@pytest.mark.parametrize("A", [la.rotation(1.0), np.diag([1.0, -1.0]), np.diag([1.0, 0.999999])])
def test_power_iteration_says_when_it_does_not_converge(A):
    with pytest.raises(np.linalg.LinAlgError, match="did not converge in 50 steps"):
        la.power_iteration(A, max_steps=50)


@pytest.mark.parametrize("n", [1, 2, 3, 5, 12, 33, 64])
def test_eigh_equals_scipy(proof, n):
    A = RNG.standard_normal((n, n))
    values, V = la.eigh(A + A.T)
    expected, vectors = scipy.linalg.eigh(A + A.T)
    # Weyl: eigenvalues move by no more than the rounding, n ε ‖A‖ for each of 10 sweeps.
    error = (values - expected) / largest(expected)
    proof("linear_algebra.eigh", "independent", "scipy.linalg.eigh, λ", error, bound=10 * 64 * EPS)
    gap = np.min(np.diff(expected), initial=largest(expected)) / largest(expected)
    error = (np.abs(np.sum(V * vectors, axis=0)) - 1) * gap
    proof("linear_algebra.eigh", "independent", "scipy.linalg.eigh, V, times the gap", error, bound=10 * 64 * EPS)


@given(SYMMETRIC)
def test_eigh_gives_orthonormal_directions_that_the_matrix_only_stretches(proof, A):
    values, V = la.eigh(A)
    size = largest(A) * len(A) + TINY
    proof("linear_algebra.eigh", "law", "A V = V diag(λ)", (A @ V - V * values) / size, bound=JACOBI)
    proof("linear_algebra.eigh", "law", "VᵀV = I", V.T @ V, np.eye(len(A)), bound=JACOBI)
    proof("linear_algebra.eigh", "law", "Σ λ = trace A", (values.sum() - np.trace(A)) / size, bound=JACOBI)
    volume = (np.prod(values / size) - la.determinant(A / size)) if len(A) < 4 else 0.0
    proof("linear_algebra.eigh", "law", "Π λ = det A", volume, bound=JACOBI)
    assert np.all(np.diff(values) >= 0)
    assert np.all(V[np.argmax(np.abs(V) >= (1 - EPS**0.5) * np.abs(V).max(0), axis=0), range(len(A))] > 0)


def test_eigh_by_hand(proof):
    values, V = la.eigh([[2, 1], [1, 2]])
    r = 0.5**0.5
    proof("linear_algebra.eigh", "by hand", "[[2, 1], [1, 2]]: 1 and 3", values, [1.0, 3.0], bound=4 * EPS)
    proof("linear_algebra.eigh", "by hand", "(1, −1) / √2 and (1, 1) / √2", V, [[r, r], [-r, r]], bound=4 * EPS)


@pytest.mark.parametrize(
    "values",
    [
        [1.0, 1.0, 1.0, 2.0],
        [1.0, 1.0 + 1e-15, 1.0 + 1e-14, 1.0 + 1e-8, 2.0],
        [-1.0, -1.0, 1.0, 1.0],
        [0.0, 0.0, 0.0, 1e-150],
        [1e-12, 1e-6, 1.0, 1e6],
        list(np.linspace(1, 1 + 1e-10, 20)),
    ],
    ids=["triple", "cluster", "±1", "rank one, tiny", "graded", "20 within 1e-10"],
)
def test_eigh_finds_clustered_eigenvalues_and_keeps_their_directions_at_right_angles(values):
    n, values = len(values), np.array(values)
    Q = orthogonal(n)
    A = (Q * values) @ Q.T
    A = (A + A.T) / 2
    found, V = la.eigh(A)
    # Building A rounds by n ε ‖A‖, finding its eigenvalues by 10 n ε ‖A‖.
    bound = 11 * n * EPS
    assert largest(found - values) <= bound * largest(values)
    assert largest(A @ V - V * found) <= bound * largest(values)
    assert largest(V.T @ V - np.eye(n)) <= bound


def test_eigh_takes_what_rounding_made_slightly_unsymmetric_and_nothing_else():
    A = np.array([[1.0, 2.0], [2.0 + 1e-12, 3.0]])
    np.testing.assert_allclose(la.eigh(A)[0], np.linalg.eigvalsh(A), rtol=1e-11)
    with pytest.raises(ValueError, match=r"^A is not symmetric: A\[0, 1\] is 2, A\[1, 0\] is 2.001$"):
        la.eigh([[1.0, 2.0], [2.001, 3.0]])
    for A in ([[1e32, 1e15], [-1e15, 1.0]], [[1e-300, 1e-310], [-1e-310, 1e-300]]):
        with pytest.raises(ValueError, match="A is not symmetric"):
            la.eigh(A)


def test_jacobi_rotations_that_do_not_converge_are_an_error(monkeypatch):
    monkeypatch.setattr(la, "MAX_SWEEPS", 1)
    for f in (la.eigh, la.svd):
        with pytest.raises(np.linalg.LinAlgError, match="of A did not converge in 1 sweeps"):
            f(scipy.linalg.hilbert(5))


@pytest.mark.parametrize("n", range(1, 12))
def test_a_tournament_meets_every_pair_once_and_no_player_twice_in_a_round(n):
    rounds = [list(zip(p.tolist(), q.tolist(), strict=True)) for p, q in la._rounds(n)]
    assert sorted(pair for pairs in rounds for pair in pairs) == [(i, j) for i in range(n) for j in range(i + 1, n)]
    assert all(len({i for pair in pairs for i in pair}) == 2 * len(pairs) for pairs in rounds)


# Singular values


@pytest.mark.parametrize("shape", SHAPES)
def test_svd_equals_scipy(proof, shape):
    A = RNG.standard_normal(shape)
    U, s, Vt = la.svd(A)
    left, expected, right = scipy.linalg.svd(A, full_matrices=False)
    # QR rounds by m n ε at worst and each of 10 sweeps by n ε; both decompositions, n ≤ 12.
    bound = (2 * 10 * 12 + 320) * EPS
    proof(
        "linear_algebra.svd", "independent", "scipy.linalg.svd, s", s / expected[0], expected / expected[0], bound=bound
    )
    gap = np.min(-np.diff(expected), initial=expected[0]) / expected[0]
    for ours, theirs in [(U, left), (Vt.T, right.T)]:
        error = (np.abs(np.sum(ours * theirs, axis=0)) - 1) * gap
        proof("linear_algebra.svd", "independent", "scipy.linalg.svd, U and V, times the gap", error, bound=bound)


@given(MATRICES)
def test_svd_has_orthonormal_factors_and_multiplies_to_the_matrix(proof, A):
    U, s, Vt = la.svd(A)
    k = min(A.shape)
    size = largest(A) + TINY
    proof("linear_algebra.svd", "law", "A = U diag(s) Vᵀ", ((U * s) @ Vt - A) / size, bound=3 * JACOBI)
    proof("linear_algebra.svd", "law", "UᵀU = I", U.T @ U, np.eye(k), bound=JACOBI)
    proof("linear_algebra.svd", "law", "VᵀV = I", Vt @ Vt.T, np.eye(k), bound=JACOBI)
    assert np.all(np.diff(s) <= 0) and np.all(s >= 0)
    assert np.all(Vt[range(k), np.argmax(np.abs(Vt) > (1 - 1e-8) * np.abs(Vt).max(1)[:, None], axis=1)] > 0)


@given(MATRICES, st.integers(0, 2**32 - 1))
def test_singular_values_do_not_change_under_rotations_and_transposition(proof, A, seed):
    s, size = la.svd(A)[1], largest(A) + TINY
    turned = orthogonal(len(A), seed) @ A
    proof("linear_algebra.svd", "law", "s(Q A) = s(A)", (la.svd(turned)[1] - s) / size, bound=3 * JACOBI)
    proof("linear_algebra.svd", "law", "s(Aᵀ) = s(A)", la.svd(A.T)[1] / size, s / size, bound=3 * JACOBI)


def test_svd_by_hand(proof):
    U, s, Vt = la.svd([[3, 0], [4, 5]])
    r = 0.1**0.5
    against = "[[3, 0], [4, 5]]: 3√5 and √5"
    proof("linear_algebra.svd", "by hand", against, s, [3 * 5**0.5, 5**0.5], bound=8 * EPS)
    proof("linear_algebra.svd", "by hand", against, Vt, [[0.5**0.5, 0.5**0.5], [0.5**0.5, -(0.5**0.5)]], bound=8 * EPS)
    proof("linear_algebra.svd", "by hand", against, U, [[r, 3 * r], [3 * r, -r]], bound=8 * EPS)


@pytest.mark.parametrize("exponents", [[0, -4, -8, -12, -16], [150, 50, 0, -50, -150], [-150, 150, -10, 10, 0]])
def test_svd_gives_small_singular_values_to_full_relative_accuracy(exponents):
    scales = 10.0 ** np.array(exponents)
    s = la.svd(orthogonal(5) * scales)[1]
    # The columns of a computed orthogonal matrix are off by 5 ε; scaling columns keeps that relative to each.
    np.testing.assert_allclose(s, np.sort(scales)[::-1], rtol=50 * EPS)


@pytest.mark.parametrize(
    "A",
    [
        np.zeros((3, 2)),
        np.ones((4, 4)),
        np.outer([1.0, 0.1, 0.7], [0.3, 0.9]),
        np.arange(36.0).reshape(6, 6),
        scipy.linalg.hilbert(20),
        np.triu(1.3 * np.eye(30) - 0.3),
        RNG.standard_normal((30, 4)) @ RNG.standard_normal((4, 20)),
        np.array([[0.1, 0.3, 0.7], [0.0, 0.0, 0.0]]),
        np.diag([1e150, 1e-150, 0.0]),
        np.full((3, 3), 5e-324),
    ],
    ids=["zero", "ones", "outer", "integers", "Hilbert 20", "Kahan", "rank 4", "zero row", "1e±150", "subnormal"],
)
def test_svd_of_deficient_and_ill_conditioned_matrices_is_complete(A):
    for M in (A, A.T):
        U, s, Vt = la.svd(M)
        k = min(M.shape)
        bound = 20 * k * EPS
        assert largest(U.T @ U - np.eye(k)) <= bound and largest(Vt @ Vt.T - np.eye(k)) <= bound
        scale = s[0] or 1.0
        assert largest((U * (s / scale)) @ Vt - M / scale) <= bound


# Built on singular values


def test_rank_equals_numpy(proof):
    for m, n, r in [(1, 1, 1), (5, 3, 2), (3, 5, 3), (20, 20, 7), (8, 30, 1)]:
        A = RNG.standard_normal((m, r)) @ RNG.standard_normal((r, n))
        proof(
            "linear_algebra.rank",
            "independent",
            "numpy.linalg.matrix_rank",
            la.rank(A),
            np.linalg.matrix_rank(A),
            bound=0,
        )
    H = scipy.linalg.hilbert(14)
    assert la.rank(H) == np.linalg.matrix_rank(H) and la.rank(H, tolerance=1e-3) == np.linalg.matrix_rank(H, tol=1e-3)


@given(st.integers(1, 6), st.integers(1, 6), st.integers(0, 6), st.integers(0, 2**32 - 1))
def test_rank_is_the_number_of_independent_directions_a_matrix_was_made_of(proof, m, n, r, seed):
    r = min(m, n, r)
    s = np.random.default_rng(seed).uniform(0.1, 1, r)
    A = (orthogonal(m, seed)[:, :r] * s) @ orthogonal(n, seed + 1)[:r]
    proof("linear_algebra.rank", "law", "rank Σ_{i≤r} sᵢ uᵢ vᵢᵀ = r", la.rank(A), r, bound=0)
    proof("linear_algebra.rank", "law", "rank Aᵀ = rank A", la.rank(A.T), r, bound=0)
    proof("linear_algebra.rank", "law", "rank + nullity = n", r + la.null_space(A).shape[1], n, bound=0)


def test_rank_by_hand(proof):
    for A, expected in [([[1, 2], [2, 4]], 1), ([[0.0]], 0), (np.eye(3), 3), (np.arange(9).reshape(3, 3), 2)]:
        proof("linear_algebra.rank", "by hand", "multiples, 0, I, 0 … 8", la.rank(A), expected, bound=0)


def test_null_space_equals_scipy(proof):
    for m, n, r in [(1, 1, 1), (5, 3, 2), (3, 5, 3), (20, 20, 7), (1, 4, 1)]:
        A = RNG.standard_normal((m, r)) @ RNG.standard_normal((r, n))
        N, expected = la.null_space(A), scipy.linalg.null_space(A)
        assert N.shape == expected.shape
        # A basis is not unique, the projection onto it is; it moves by ε times s₁ / sᵣ < 100.
        against = "scipy.linalg.null_space, the projection N Nᵀ"
        proof("linear_algebra.null_space", "independent", against, N @ N.T, expected @ expected.T, bound=100 * 20 * EPS)


@given(MATRICES)
def test_null_space_holds_what_the_matrix_sends_to_zero(proof, A):
    N = la.null_space(A)
    k = N.shape[1]
    # What counts as zero is max(m, n) ε s₁ ≤ 36 ε max |A|.
    proof(
        "linear_algebra.null_space", "law", "A N = 0", largest(A @ N) / (largest(A) + TINY), bound=36 * EPS + 3 * JACOBI
    )
    proof("linear_algebra.null_space", "law", "NᵀN = I", largest(N.T @ N - np.eye(k)), bound=JACOBI)


def test_null_space_by_hand(proof):
    N = la.null_space([[1, 1, 0], [0, 0, 1]])
    projection = [[0.5, -0.5, 0], [-0.5, 0.5, 0], [0, 0, 0]]
    proof("linear_algebra.null_space", "by hand", "(1, −1, 0) / √2", N @ N.T, projection, bound=8 * EPS)
    assert la.null_space(np.eye(3)).shape == (3, 0)
    assert la.null_space(np.zeros((2, 3))).shape == (3, 3)


@pytest.mark.parametrize("shape", SHAPES)
def test_pseudo_inverse_equals_scipy(proof, shape):
    A = RNG.standard_normal(shape)
    for M in (A, A[:, :1] @ A[:1]):
        expected = scipy.linalg.pinv(M)
        s = np.linalg.svd(M, compute_uv=False)
        kappa = s[0] / s[s > 1e-10 * s[0]][-1]
        error = (la.pseudo_inverse(M) - expected) / (kappa * largest(expected))
        proof(
            "linear_algebra.pseudo_inverse", "independent", "scipy.linalg.pinv, in units of κ", error, bound=560 * EPS
        )


@given(st.integers(1, 6), st.integers(1, 6), st.integers(1, 6), st.integers(0, 2**32 - 1))
def test_pseudo_inverse_meets_the_penrose_conditions(proof, m, n, r, seed):
    rng = np.random.default_rng(seed)
    r = min(m, n, r)
    s = rng.uniform(0.1, 1, r)
    A = (orthogonal(m, seed)[:, :r] * s) @ orthogonal(n, seed + 1)[:r]
    X = la.pseudo_inverse(A)
    # ‖A‖ ≤ 1 and ‖A⁺‖ ≤ 10, so the products are rounded by at most 10 · 10 times the bound.
    for law, error in [
        ("A X A = A", A @ X @ A - A),
        ("X A X = X", X @ A @ X - X),
        ("(A X)ᵀ = A X", (A @ X).T - A @ X),
        ("(X A)ᵀ = X A", (X @ A).T - X @ A),
    ]:
        proof("linear_algebra.pseudo_inverse", "law", f"Penrose: {law}", error, bound=100 * JACOBI)


def test_pseudo_inverse_by_hand(proof):
    against = "(1, 2)ᵀ (1, 2): the same / 25"
    actual = la.pseudo_inverse([[1, 2], [2, 4]])
    proof("linear_algebra.pseudo_inverse", "by hand", against, actual, [[0.04, 0.08], [0.08, 0.16]], bound=4 * EPS)
    assert np.array_equal(la.pseudo_inverse(np.zeros((2, 3))), np.zeros((3, 2)))


def test_pseudo_inverse_solves_deficient_least_squares_with_the_shortest_answer():
    A = RNG.standard_normal((8, 2)) @ RNG.standard_normal((2, 5))
    b = RNG.standard_normal(8)
    np.testing.assert_allclose(la.pseudo_inverse(A) @ b, scipy.linalg.lstsq(A, b)[0], atol=1e-13)


@pytest.mark.parametrize("shape", SHAPES)
def test_condition_number_equals_numpy(proof, shape):
    A = RNG.standard_normal(shape)
    expected = np.linalg.cond(A)
    # The smallest singular value is off by ε s₁, so κ is off by κ ε, relatively.
    error = (la.condition_number(A) / expected - 1) / expected
    proof("linear_algebra.condition_number", "independent", "numpy.linalg.cond, in units of κ", error, bound=560 * EPS)


@given(st.integers(1, 6), st.floats(1e-3, 1e3), st.integers(0, 2**32 - 1))
def test_condition_number_does_not_change_with_scale_or_inversion(proof, n, c, seed):
    s = np.random.default_rng(seed).uniform(0.1, 1, n)
    A = (orthogonal(n, seed) * s) @ orthogonal(n, seed + 1)
    kappa = la.condition_number(A)
    name = "linear_algebra.condition_number"
    # κ ≤ 10, so relative errors grow by that much.
    proof(name, "law", "κ(c A) = κ(A)", la.condition_number(c * A), kappa, bound=10 * JACOBI)
    proof(name, "law", "κ(A⁻¹) = κ(A)", la.condition_number(np.linalg.inv(A)), kappa, bound=100 * JACOBI)
    proof(name, "law", "κ = s₁ / sₙ of those A was made of", kappa, s.max() / s.min(), bound=10 * JACOBI)
    assert kappa >= 1


def test_condition_number_by_hand(proof):
    for A, expected in [([[4, 0], [0, 0.5]], 8.0), ([[3, 0], [4, 5]], 3.0), ([[0, 0], [0, 0]], np.inf), ([[7]], 1.0)]:
        proof(
            "linear_algebra.condition_number", "by hand", "8, 3, ∞, 1", la.condition_number(A), expected, bound=8 * EPS
        )
    assert la.condition_number(np.diag([1e200, 1e-200])) == np.inf
    assert la.condition_number(np.diag([1e150, 1e-150])) == pytest.approx(1e300, rel=8 * EPS)


def test_low_rank_equals_scikit_learn(proof):
    for shape, k in [((6, 5), 1), ((6, 5), 3), ((5, 9), 2), ((40, 8), 7)]:
        A = RNG.standard_normal(shape)
        model = sklearn.decomposition.TruncatedSVD(k, algorithm="arpack", random_state=0)
        expected = model.fit_transform(A) @ model.components_
        # The k-th and the next singular value differ by more than 1 % here.
        proof(
            "linear_algebra.low_rank",
            "independent",
            "sklearn TruncatedSVD",
            la.low_rank(A, k),
            expected,
            bound=560 * 100 * EPS,
        )


@given(MATRICES, st.data())
def test_low_rank_is_as_near_as_eckart_and_young_say(proof, A, data):
    k = data.draw(st.integers(1, min(A.shape)))
    size = largest(A) + TINY
    error = (A - la.low_rank(A, k)) / size
    s = np.linalg.svd(A / size, compute_uv=False)
    name = "linear_algebra.low_rank"
    proof(name, "law", "‖A − Aₖ‖₂ = s_{k+1}", np.linalg.norm(error, 2), np.append(s, 0)[k], bound=6 * JACOBI)
    proof(name, "law", "‖A − Aₖ‖_F = √(s²_{k+1} + …)", np.linalg.norm(error), np.linalg.norm(s[k:]), bound=6 * JACOBI)
    B, C = (data.draw(arrays(float, shape, elements=FLOATS)) for shape in [(len(A), k), (k, A.shape[1])])
    advantage = np.linalg.norm(A / size - B @ C) - np.linalg.norm(error)
    proof(name, "law", "no other matrix of rank k is nearer", min(0.0, advantage), bound=6 * JACOBI)


def test_low_rank_by_hand(proof):
    actual = la.low_rank([[3, 0], [4, 5]], 1)
    proof(
        "linear_algebra.low_rank",
        "by hand",
        "3√5 u vᵀ, all in halves",
        actual,
        [[1.5, 1.5], [4.5, 4.5]],
        bound=12 * EPS,
    )


def test_pca_gives_a_constant_column_no_variance_and_keeps_digits_far_from_the_origin():
    x = np.array([1.0, 2.0, 4.0, 9.0])
    variance = la.pca(np.stack([np.full(4, 0.1), 1e15 + x], axis=1)).explained_variance
    np.testing.assert_allclose(variance, [np.var(x, ddof=1), 0.0], rtol=1e-14)


@pytest.mark.parametrize("shape", [(2, 1), (2, 5), (5, 5), (30, 4), (4, 30)])
def test_pca_equals_scikit_learn(proof, shape):
    X = RNG.standard_normal(shape) * np.arange(1, shape[1] + 1) + 100
    k = min(shape[0] - 1, shape[1])
    model = sklearn.decomposition.PCA(k, svd_solver="full").fit(X)
    ours = la.pca(X, k)
    # Entries near 100 are known to 100 ε, and components to that over the gap between variances, > 1 %.
    bound = 100 * 100 * 30 * EPS
    for actual, expected in zip(
        ours, (model.mean_, model.components_, model.explained_variance_, model.transform(X)), strict=True
    ):
        proof("linear_algebra.pca", "independent", "sklearn PCA", actual, expected, bound=bound)


@given(st.tuples(st.integers(2, 7), st.integers(1, 6)).flatmap(lambda s: arrays(float, s, elements=FLOATS)))
def test_pca_turns_the_data_so_that_coordinates_are_uncorrelated(proof, X):
    mean, components, variance, scores = la.pca(X)
    name, k = "linear_algebra.pca", min(X.shape)
    total = np.sum(np.var(X, axis=0, ddof=1)) + 1e-12
    proof(name, "law", "Σ variances = total variance", (variance.sum() + 1e-12) / total, 1.0, bound=6 * JACOBI)
    covariance = scores.T @ scores / (len(X) - 1)
    proof(name, "law", "scores are uncorrelated", (covariance - np.diag(variance)) / total, bound=6 * JACOBI)
    size = largest(X) + TINY
    proof(name, "law", "X = μ + scores · components", (mean + scores @ components - X) / size, bound=6 * JACOBI)
    proof(name, "law", "components are orthonormal", components @ components.T, np.eye(k), bound=JACOBI)
    shifted = la.pca(X + 8.0)
    error = shifted.explained_variance - variance
    proof(name, "law", "shifting the data changes no variance", error / (total + largest(X) + 8), bound=60 * JACOBI)


def test_pca_by_hand(proof):
    mean, components, variance, scores = la.pca([[0, 0], [3, 4], [6, 8]], k=1)
    against = "three points on a line of slope 4/3"
    for actual, expected in [
        (mean, [3.0, 4.0]),
        (components, [[0.6, 0.8]]),
        (variance, [25.0]),
        (scores, [[-5.0], [0.0], [5.0]]),
    ]:
        proof("linear_algebra.pca", "by hand", against, actual, expected, bound=4 * EPS)


def test_pca_names_what_is_wrong_with_too_few_examples():
    with pytest.raises(ValueError, match=r"^X has 1 row, expected at least 2$"):
        la.pca([[1.0, 2.0]])


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_decompositions_reach_the_precision_of_their_type(dtype):
    A = RNG.standard_normal((12, 12)).astype(dtype)
    eps = np.finfo(dtype).eps
    U, s, Vt = la.svd(A)
    assert U.dtype == s.dtype == Vt.dtype == dtype
    assert largest((U * s) @ Vt - A) <= 120 * eps * s[0]
    values, V = la.eigh(A + A.T)
    assert largest((V * values) @ V.T - A - A.T) <= 240 * eps * s[0]


@pytest.mark.parametrize("rank", [1, 2])
def test_a_picture_of_low_rank_has_no_more_singular_values_than_its_rank(rank):
    flag = np.full((128, 128), 0.2)
    if rank == 2:
        flag[40:60], flag[:, 30:50] = 0.9, 0.9
    U, s, Vt = la.svd(flag)
    assert np.count_nonzero(s) == la.rank(flag) == rank
    np.testing.assert_allclose((U * s) @ Vt, flag, rtol=0, atol=200 * EPS * s[0])
    np.testing.assert_allclose(U.T @ U, np.eye(128), rtol=0, atol=200 * EPS)
