"""Vectors and maps, unusual input, scales and derivatives; systems and spectra have files of their own."""

import itertools
import math

import numpy as np
import pytest
import scipy.linalg
import scipy.spatial
import scipy.stats
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from dlmath import linear_algebra as la
from dlmath.autodiff import grad
from tests import bad_input

EPS = np.finfo(float).eps
RNG = np.random.default_rng(0)
FLOATS = st.floats(-10, 10, allow_subnormal=False)
VECTORS = st.integers(1, 8).flatmap(lambda n: st.tuples(*[arrays(float, n, elements=FLOATS)] * 3))
DIRECTIONS = VECTORS.filter(lambda v: min(np.abs(x).max() for x in v) > 1e-3)


def size(x):
    """The length of x, also where its squares would underflow."""
    largest = np.max(np.abs(x))
    return largest * np.sqrt(np.sum(np.square(x / largest))) if largest else 0.0


# Unusual input

A = np.array([[4.25, 1.25, 0.25], [1.25, 3.25, 1.25], [0.25, 1.25, 2.25]])
TALL = np.array([[1.25, 2.0], [0.25, 1.25], [3.25, -1.0], [2.0, 0.25]])
X, Y, B = np.array([1.25, -2.0, 3.25]), np.array([2.25, 0.25, 1.0]), np.array([1.25, 2.0, -3.0])
ZERO = np.zeros(3)
SINGULAR = np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0], [7.0, 8.0, 9.0]])
TOLERANCES = ["1", -1.0, math.nan, [1.0]]

TABLE = [
    bad_input.Case(la.dot, {"x": X, "y": Y}, refused={"y": [np.ones(2)]}),
    bad_input.Case(la.norm, {"x": X, "p": 3.0}, refused={"p": [0.5, -1.0, 0.0, None]}),
    bad_input.Case(la.cosine_similarity, {"x": X, "y": Y}, refused={"x": [ZERO], "y": [ZERO, np.ones(4)]}),
    bad_input.Case(la.angle, {"x": X, "y": Y}, refused={"x": [ZERO], "y": [ZERO, np.ones(4)]}),
    bad_input.Case(la.project, {"a": X, "b": Y}, refused={"b": [ZERO, np.ones(4)]}),
    bad_input.Case(la.matmul, {"A": A, "B": TALL[:3]}, refused={"B": [TALL, np.ones((3, 2, 1))]}),
    bad_input.Case(la.affine, {"x": X, "W": A, "b": B}, refused={"x": [np.ones(2), np.ones((2, 4))], "b": [X[:2]]}),
    bad_input.Case(la.rotation, {"theta": np.array(1.25)}, refused={"theta": [np.ones(1)]}),
    bad_input.Case(la.is_orthogonal, {"Q": A, "tolerance": 1e-3}, refused={"Q": [TALL], "tolerance": [-1.0]}),
    bad_input.Case(la.lu, {"A": A}),
    bad_input.Case(
        la.forward_substitution,
        {"L": np.tril(A), "b": B},
        refused={"L": [A, np.tril(A, -1), TALL], "b": [np.ones(2), np.ones((4, 1))]},
    ),
    bad_input.Case(
        la.back_substitution,
        {"U": np.triu(A), "b": B},
        refused={"U": [A, np.triu(A, 1), TALL], "b": [np.ones(2), np.ones((4, 1))]},
    ),
    bad_input.Case(la.solve, {"A": A, "b": B}, refused={"A": [TALL, SINGULAR, 0 * A], "b": [np.ones(2)]}),
    bad_input.Case(la.inverse, {"A": A}, refused={"A": [TALL, SINGULAR, 0 * A, [[0.0]], [[1e-310]]]}),
    bad_input.Case(la.determinant, {"A": A}, refused={"A": [TALL]}),
    bad_input.Case(la.classical_gram_schmidt, {"A": TALL}, refused={"A": [TALL.T, SINGULAR, 0 * TALL]}),
    bad_input.Case(la.modified_gram_schmidt, {"A": TALL}, refused={"A": [TALL.T, SINGULAR, 0 * TALL]}),
    bad_input.Case(la.qr, {"A": TALL}),
    bad_input.Case(
        la.least_squares,
        {"A": TALL, "b": np.array([1.0, 2.25, 0.25, 1.0])},
        refused={"A": [np.ones((4, 2)), np.ones((4, 5))], "b": [np.ones(2)]},
    ),
    bad_input.Case(
        la.power_iteration,
        {"A": A, "rng": 1, "tolerance": 1e-6, "max_steps": 100},
        refused={"A": [TALL], "rng": [-1, None], "tolerance": [-1.0], "max_steps": [0, None]},
    ),
    bad_input.Case(la.eigh, {"A": A}, refused={"A": [TALL, np.triu(A)]}),
    bad_input.Case(la.svd, {"A": TALL}),
    bad_input.Case(la.rank, {"A": TALL}, refused={"tolerance": TOLERANCES}),
    bad_input.Case(la.null_space, {"A": TALL.T}, refused={"tolerance": TOLERANCES}),
    bad_input.Case(la.pseudo_inverse, {"A": TALL}, refused={"tolerance": TOLERANCES, "A": [[[1e-310]]]}),
    bad_input.Case(la.condition_number, {"A": TALL}),
    bad_input.Case(la.low_rank, {"A": TALL, "k": 1}, refused={"k": [0, 3, -1, None]}),
    bad_input.Case(la.pca, {"X": TALL, "k": 2}, refused={"X": [TALL[:1]], "k": [0, 3, -1]}),
]


def test_every_public_function_is_tried_with_unusual_input():
    assert sorted(case.function.__name__ for case in TABLE) == sorted(set(la.__all__) - {"PrincipalComponents"})


@bad_input.every(TABLE)
def test_unusual_input_gives_the_documented_result_or_an_error_that_names_the_argument(check):
    check()


# Scales: a power of two changes exponents only, so results must agree to the last bit.

SCALED = {
    "norm": (lambda c: la.norm(c * X), 1),
    "norm with p = 3": (lambda c: la.norm(c * X, 3), 1),
    "cosine_similarity": (lambda c: la.cosine_similarity(c * X, Y / c), 0),
    "angle": (lambda c: la.angle(c * X, Y / c), 0),
    "project": (lambda c: la.project(X, c * Y), 0),
    "lu": (lambda c: la.lu(c * A)[2], 1),
    "solve": (lambda c: la.solve(c * A, B), -1),
    "inverse": (lambda c: la.inverse(c * A), -1),
    "determinant": (lambda c: la.determinant(c * A[:2, :2]), 2),
    "classical_gram_schmidt": (lambda c: la.classical_gram_schmidt(c * A)[0], 0),
    "modified_gram_schmidt": (lambda c: la.modified_gram_schmidt(c * A)[0], 0),
    "qr": (lambda c: la.qr(c * TALL)[1], 1),
    "least_squares": (lambda c: la.least_squares(c * TALL, TALL[:, 0] + 1), -1),
    "power_iteration": (lambda c: la.power_iteration(c * A)[0], 1),
    "eigh": (lambda c: la.eigh(c * A)[0], 1),
    "svd": (lambda c: la.svd(c * TALL)[1], 1),
    "singular vectors": (lambda c: la.svd(c * TALL)[2], 0),
    "rank": (lambda c: la.rank(c * TALL), 0),
    "null_space": (lambda c: la.null_space(c * TALL.T), 0),
    "pseudo_inverse": (lambda c: la.pseudo_inverse(c * TALL), -1),
    "condition_number": (lambda c: la.condition_number(c * TALL), 0),
    "low_rank": (lambda c: la.low_rank(c * TALL, 1), 1),
    "pca": (lambda c: la.pca(c * TALL).explained_variance, 2),
}


@pytest.mark.parametrize("c", [2.0**498, 2.0**-498], ids=["1e150", "1e-150"])
@pytest.mark.parametrize("name", SCALED)
def test_a_scale_of_ten_to_the_150_costs_no_digit(name, c):
    f, power = SCALED[name]
    np.testing.assert_array_equal(f(c) / c**power, f(1.0))


@pytest.mark.parametrize("entry", [1e308, 5e-324])
def test_directions_are_found_at_the_ends_of_the_float_range(entry):
    assert la.cosine_similarity([entry, entry], [entry, 0.0]) == pytest.approx(np.sqrt(0.5), abs=2 * EPS)
    np.testing.assert_allclose(la.project([1.0, 0.0], [entry, entry]), [0.5, 0.5], rtol=4 * EPS)


# Derivatives


@pytest.mark.parametrize(
    ("f", "gradient"),
    [
        (lambda x: la.dot(x, Y), Y),
        (lambda x: la.norm(x), X / size(X)),
        (lambda x: la.norm(x, 1), np.sign(X)),
        (lambda x: la.norm(x, np.inf), [0.0, 0.0, 1.0]),
        (lambda x: la.norm(x, 3), X * np.abs(X) / np.sum(np.abs(X) ** 3) ** (2 / 3)),
        (lambda x: la.norm(0 * x), ZERO),
        (
            lambda x: la.cosine_similarity(x, Y),
            Y / size(X) / size(Y) - (X @ Y) * X / size(X) ** 3 / size(Y),
        ),
        (
            lambda x: la.angle(x, Y),
            -(Y / size(X) / size(Y) - (X @ Y) * X / size(X) ** 3 / size(Y))
            / np.sqrt(1 - (X @ Y / size(X) / size(Y)) ** 2),
        ),
        (lambda x: np.sum(B * la.project(x, Y)), (B @ Y) / (Y @ Y) * Y),
        (lambda x: np.sum(la.matmul(A, x[:, None])), A.sum(0)),
        (lambda x: np.sum(la.affine(x, A, B)), A.sum(0)),
        (lambda x: np.sum(la.rotation(x[0]) * [[1.0, 2.0], [3.0, 4.0]]), [-5 * np.sin(1.25) + np.cos(1.25), 0, 0]),
    ],
)
def test_whole_array_functions_are_differentiable(f, gradient):
    np.testing.assert_allclose(grad(f)(X), gradient, atol=1e-13)


@pytest.mark.parametrize("case", TABLE[8:], ids=lambda case: case.function.__name__)
def test_functions_that_fill_arrays_refuse_traced_values_and_say_what_to_use(case):
    for name, value in case.good.items():
        if isinstance(value, np.ndarray):
            with pytest.raises(TypeError, match=rf"^{name} is traced .* use a function of np\.linalg"):
                grad(lambda x, n=name: case.function(**case.good | {n: x}))(value)


# Vectors


def test_dot_equals_blas(proof):
    for n in (1, 2, 3, 10, 1000):
        x, y = RNG.standard_normal((2, n))
        # Both sums are off by at most n ε Σ |xᵢ yᵢ|.
        scale = 1 / np.sum(np.abs(x * y))
        proof(
            "linear_algebra.dot",
            "independent",
            "scipy.linalg.blas.ddot",
            la.dot(x, y) * scale,
            scipy.linalg.blas.ddot(x, y) * scale,
            bound=1000 * EPS,
        )


@given(VECTORS, FLOATS, FLOATS)
def test_dot_is_bilinear_and_symmetric(proof, vectors, a, b):
    x, y, z = vectors
    scale = 1 + (abs(a) * np.abs(x) + abs(b) * np.abs(y)) @ np.abs(z)
    error = (la.dot(a * x + b * y, z) - a * la.dot(x, z) - b * la.dot(y, z)) / scale
    proof("linear_algebra.dot", "law", "(a x + b y) · z = a x · z + b y · z", error, bound=24 * EPS)
    assert la.dot(x, y) == la.dot(y, x)


def test_dot_by_hand(proof):
    proof("linear_algebra.dot", "by hand", "1·4 + 2·5 + 3·6 = 32", la.dot([1, 2, 3], [4, 5, 6]), 32.0, bound=0)


@pytest.mark.parametrize("p", [1, 1.5, 2, 3, 10, np.inf])
def test_norm_equals_scipy(proof, p):
    for n in (1, 2, 5, 100):
        x = RNG.standard_normal(n)
        expected = scipy.linalg.norm(x, p)
        # Sums of n terms and two powers: (n + 10) ε.
        proof("linear_algebra.norm", "independent", "scipy.linalg.norm", la.norm(x, p), expected, bound=110 * EPS)


@given(VECTORS, st.sampled_from([1.0, 1.3, 2.0, 5.0, 300.0, np.inf]), FLOATS)
def test_norm_obeys_the_triangle_inequality_and_scales(proof, vectors, p, a):
    x, y, _ = vectors
    excess = max(0.0, la.norm(x + y, p) - la.norm(x, p) - la.norm(y, p)) / (1 + la.norm(x, p) + la.norm(y, p))
    proof("linear_algebra.norm", "law", "‖x + y‖ ≤ ‖x‖ + ‖y‖", excess, bound=20 * EPS)
    proof("linear_algebra.norm", "law", "‖a x‖ = |a| ‖x‖", la.norm(a * x, p), abs(a) * la.norm(x, p), bound=20 * EPS)


@given(VECTORS)
def test_norm_falls_as_p_grows(vectors):
    norms = [la.norm(vectors[0], p) for p in (1, 1.5, 2, 4, 100, np.inf)]
    assert all(after <= before * (1 + 20 * EPS) for before, after in itertools.pairwise(norms))


def test_norm_by_hand(proof):
    for p, expected in [(1, 7.0), (2, 5.0), (np.inf, 4.0)]:
        proof("linear_algebra.norm", "by hand", "(3, −4): 7, 5, 4", la.norm([3, -4], p), expected, bound=0)
    assert la.norm([0.0, 0.0]) == 0


@pytest.mark.parametrize("x", [[3e150, 4e150], [3e-150, 4e-150], [3e-320, 4e-320], [3e307, 4e307]])
def test_norm_neither_overflows_nor_vanishes(x):
    assert la.norm(x) == pytest.approx(math.hypot(*x), rel=4 * EPS)
    assert la.norm(x, 3) == pytest.approx(x[1] * (1 + 0.75**3) ** (1 / 3), rel=1e-3 if x[0] < 1e-300 else 8 * EPS)


def test_cosine_similarity_equals_scipy(proof):
    for n in (1, 2, 5, 100):
        x, y = RNG.standard_normal((2, n))
        expected = 1 - scipy.spatial.distance.cosine(x, y)
        actual = la.cosine_similarity(x, y)
        proof(
            "linear_algebra.cosine_similarity",
            "independent",
            "scipy.spatial.distance",
            actual,
            expected,
            bound=110 * EPS,
        )


@given(DIRECTIONS, st.floats(1e-3, 1e3))
def test_cosine_similarity_does_not_change_when_a_vector_is_scaled(proof, vectors, a):
    x, y, _ = vectors
    name = "linear_algebra.cosine_similarity"
    cosine = la.cosine_similarity(x, y)
    proof(name, "law", "cos(a x, y) = cos(x, y), a > 0", la.cosine_similarity(a * x, y), cosine, bound=40 * EPS)
    proof(name, "law", "|cos| ≤ 1 (Cauchy–Schwarz)", max(0.0, abs(cosine) - 1), bound=0)
    assert la.cosine_similarity(x, x) == pytest.approx(1, abs=20 * EPS)


def test_cosine_similarity_by_hand(proof):
    actual = la.cosine_similarity([1, 0], [3, 4])
    proof("linear_algebra.cosine_similarity", "by hand", "(1, 0), (3, 4): 3/5", actual, 0.6, bound=EPS)


def test_angle_equals_scipy(proof):
    for n in (1, 2, 5, 100):
        x, y = RNG.standard_normal((2, n))
        acute = scipy.linalg.subspace_angles(x[:, None], y[:, None])[0]
        actual = min(la.angle(x, y), np.pi - la.angle(x, y))
        proof("linear_algebra.angle", "independent", "scipy.linalg.subspace_angles", actual, acute, bound=110 * EPS)


@given(DIRECTIONS, st.floats(0, np.pi))
def test_angle_is_what_a_rotation_turns(proof, vectors, theta):
    x = vectors[0][:2] if np.abs(vectors[0][:2]).max() > 1e-3 and len(vectors[0]) > 1 else np.array([1.0, 2.0])
    turned = la.angle(x, la.rotation(theta) @ x)
    proof("linear_algebra.angle", "law", "angle(x, R(θ) x) = θ", turned, theta, bound=10 * EPS)
    x, y, _ = vectors
    proof(
        "linear_algebra.angle",
        "law",
        "angle(x, −y) = π − angle(x, y)",
        la.angle(x, -y),
        np.pi - la.angle(x, y),
        bound=40 * EPS,
    )


def test_angle_keeps_its_digits_for_nearly_parallel_vectors():
    for tiny in (1e-5, 1e-10, 1e-15):
        assert la.angle([1.0, 0.0], [1.0, tiny]) == pytest.approx(math.atan(tiny), rel=4 * EPS)


def test_angle_by_hand(proof):
    proof("linear_algebra.angle", "by hand", "(1, 0), (1, 1): π/4", la.angle([1, 0], [1, 1]), np.pi / 4, bound=2 * EPS)


def test_project_equals_scipy(proof):
    for n in (1, 2, 5, 100):
        a, b = RNG.standard_normal((2, n))
        expected = scipy.linalg.lstsq(b[:, None], a)[0] * b
        proof(
            "linear_algebra.project", "independent", "scipy.linalg.lstsq", la.project(a, b), expected, bound=110 * EPS
        )


@given(DIRECTIONS)
def test_project_leaves_a_remainder_at_a_right_angle(proof, vectors):
    a, b, _ = vectors
    p = la.project(a, b)
    remainder = (a - p) @ b / (size(a) * size(b))
    proof("linear_algebra.project", "law", "(a − p) · b = 0", remainder, bound=40 * EPS)
    proof("linear_algebra.project", "law", "projecting again changes nothing", la.project(p, b), p, bound=40 * EPS)


def test_project_by_hand(proof):
    actual = la.project([1, 7], [3, 4])
    proof(
        "linear_algebra.project", "by hand", "(1, 7) onto (3, 4): 31/25 · (3, 4)", actual, [3.72, 4.96], bound=4 * EPS
    )


# Matrices as maps

SMALL = st.tuples(*[st.integers(1, 5)] * 4)


def test_matmul_equals_blas(proof):
    for m, r, n in [(1, 1, 1), (1, 5, 1), (5, 1, 5), (3, 4, 2), (30, 40, 20)]:
        P, Q = RNG.standard_normal((m, r)), RNG.standard_normal((r, n))
        scale = 1 / (np.abs(P) @ np.abs(Q))
        expected = scipy.linalg.blas.dgemm(1, P, Q) * scale
        proof(
            "linear_algebra.matmul",
            "independent",
            "scipy.linalg.blas.dgemm",
            la.matmul(P, Q) * scale,
            expected,
            bound=80 * EPS,
        )


@given(SMALL, st.data())
def test_matmul_is_associative_and_transposes_in_reverse(proof, lengths, data):
    k, m, n, r = lengths
    P, Q, R = (data.draw(arrays(float, s, elements=FLOATS)) for s in [(k, m), (m, n), (n, r)])
    scale = 1 + np.abs(P) @ np.abs(Q) @ np.abs(R)
    error = (la.matmul(la.matmul(P, Q), R) - la.matmul(P, la.matmul(Q, R))) / scale
    proof("linear_algebra.matmul", "law", "(P Q) R = P (Q R)", error, bound=20 * EPS)
    proof("linear_algebra.matmul", "law", "(P Q)ᵀ = Qᵀ Pᵀ", la.matmul(P, Q).T, la.matmul(Q.T, P.T), bound=0)


def test_matmul_by_hand(proof):
    actual = la.matmul([[1, 2], [3, 4]], [[5, 6], [7, 8]])
    proof(
        "linear_algebra.matmul", "by hand", "rows times columns, 2 × 2", actual, [[19.0, 22.0], [43.0, 50.0]], bound=0
    )


def test_affine_equals_blas(proof):
    for m, n in [(1, 1), (3, 5), (5, 3), (50, 40)]:
        W, b, x = RNG.standard_normal((m, n)), RNG.standard_normal(m), RNG.standard_normal(n)
        expected = scipy.linalg.blas.dgemv(1, W, x, 1, b)
        scale = 1 / (np.abs(W) @ np.abs(x) + np.abs(b))
        proof(
            "linear_algebra.affine",
            "independent",
            "scipy.linalg.blas.dgemv",
            la.affine(x, W, b) * scale,
            expected * scale,
            bound=90 * EPS,
        )


@given(SMALL, FLOATS, st.data())
def test_affine_keeps_points_on_a_line_in_line_and_takes_batches_by_rows(proof, lengths, t, data):
    m, n, *_ = lengths
    W, b, X = (data.draw(arrays(float, s, elements=FLOATS)) for s in [(m, n), (m,), (2, n)])
    middle = la.affine((1 - t) * X[0] + t * X[1], W, b)
    expected = (1 - t) * la.affine(X[0], W, b) + t * la.affine(X[1], W, b)
    scale = 1 + (1 + 2 * abs(t)) * (np.abs(W) @ np.abs(X).max(0) + np.abs(b))
    proof(
        "linear_algebra.affine",
        "law",
        "f((1−t) x + t y) = (1−t) f(x) + t f(y)",
        (middle - expected) / scale,
        bound=20 * EPS,
    )
    batch = la.affine(X, W, b)
    assert batch.shape == (2, m)
    rows = np.array([la.affine(x, W, b) for x in X])
    proof("linear_algebra.affine", "law", "a batch is its rows", (batch - rows) / scale, bound=20 * EPS)


def test_affine_by_hand(proof):
    actual = la.affine([[1, 2], [0, 1]], W=[[1, 0], [0, 1], [1, 1]], b=[10, 20, 30])
    expected = [[11.0, 22.0, 33.0], [10.0, 21.0, 31.0]]
    proof("linear_algebra.affine", "by hand", "two rows, three outputs", actual, expected, bound=0)


def test_rotation_equals_scipy(proof):
    for theta in np.linspace(-7, 7, 29):
        expected = scipy.spatial.transform.Rotation.from_euler("z", theta).as_matrix()[:2, :2]
        proof(
            "linear_algebra.rotation",
            "independent",
            "scipy.spatial.transform",
            la.rotation(theta),
            expected,
            bound=8 * EPS,
        )


@given(FLOATS, FLOATS)
def test_rotations_add_their_angles_and_keep_lengths(proof, a, b):
    together = la.rotation(a) @ la.rotation(b)
    # The sum a + b is rounded by up to 20 ε / 2.
    proof("linear_algebra.rotation", "law", "R(a) R(b) = R(a + b)", together, la.rotation(a + b), bound=16 * EPS)
    assert la.is_orthogonal(la.rotation(a), tolerance=4 * EPS)


def test_rotation_by_hand(proof):
    actual = la.rotation(np.pi / 6)
    expected = [[np.sqrt(3) / 2, -0.5], [0.5, np.sqrt(3) / 2]]
    proof("linear_algebra.rotation", "by hand", "30°: ½, √3/2", actual, expected, bound=EPS)


def test_is_orthogonal_agrees_with_matrices_that_scipy_draws(proof):
    for n in (2, 3, 10):
        Q = scipy.stats.ortho_group.rvs(n, random_state=n)
        name, against = "linear_algebra.is_orthogonal", "scipy.stats.ortho_group"
        proof(name, "independent", against, la.is_orthogonal(Q), True, bound=0)
        proof(name, "independent", against, la.is_orthogonal(Q * 1.001), False, bound=0)
        proof(name, "independent", against, la.is_orthogonal(Q.astype(np.float32)), True, bound=0)


@given(st.lists(FLOATS, min_size=1, max_size=4), st.floats(1e-3, 1), st.integers(0, 2**32 - 1))
def test_products_of_orthogonal_matrices_are_orthogonal_and_shears_are_not(proof, thetas, shear, seed):
    Q = np.linalg.multi_dot([np.eye(2), np.eye(2), *map(la.rotation, thetas)])
    name = "linear_algebra.is_orthogonal"
    proof(
        name,
        "law",
        "products and transposes stay orthogonal",
        la.is_orthogonal(Q) and la.is_orthogonal(Q.T),
        True,
        bound=0,
    )
    proof(name, "law", "a shear is not orthogonal", la.is_orthogonal(Q @ [[1, shear], [0, 1]]), False, bound=0)


def test_is_orthogonal_by_hand(proof):
    for Q, expected in [([[0, 1], [1, 0]], True), ([[1, 1], [0, 1]], False), ([[2.0]], False), ([[-1.0]], True)]:
        proof("linear_algebra.is_orthogonal", "by hand", "swap, shear, ±1, 2", la.is_orthogonal(Q), expected, bound=0)
    assert not la.is_orthogonal([[1e200, 1e200], [-1e200, 1e200]])


@given(DIRECTIONS, st.floats(-3, 3))
def test_rotation_keeps_dot_products(vectors, theta):
    x, y, _ = vectors
    assume(len(x) > 1)
    R = la.rotation(theta)
    turned = la.dot(R @ x[:2], R @ y[:2])
    assert turned == pytest.approx(la.dot(x[:2], y[:2]), abs=20 * EPS * size(x[:2]) * size(y[:2]))
