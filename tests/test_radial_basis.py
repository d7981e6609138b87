"""Radial basis functions: against SciPy and scikit-learn, by laws, and by hand."""

import math

import numpy as np
import pytest
import scipy.integrate
import scipy.interpolate
import scipy.linalg
import scipy.spatial
import scipy.special
import sklearn.kernel_approximation
import sklearn.kernel_ridge
import sklearn.linear_model
import sklearn.metrics
import sklearn.model_selection
from hypothesis import given
from hypothesis import strategies as st

from dlmath import datasets, metrics, mixture, preprocessing
from dlmath import linear_algebra as la
from dlmath import radial_basis as rb
from dlmath.autodiff import grad
from tests import bad_input

EPS = np.finfo(np.float64).eps
KERNELS = {"gaussian": rb.gaussian_kernel, "inverse_multiquadric": rb.inverse_multiquadric_kernel}
seeds = st.integers(0, 10_000)


def data(seed, n=25, d=2, k=None):
    """Points at least 0.6 apart, so that widths up to 1 are well conditioned, and what is measured there."""
    rng = np.random.default_rng(seed)
    side = math.ceil((1.5 * n) ** (1 / d))
    cells = np.stack(np.unravel_index(rng.choice(side**d, n, replace=False), (side,) * d), axis=1)
    X = cells + rng.uniform(-0.2, 0.2, (n, d)) + 3
    y = np.sin(X[:, 0]) + X[:, -1] / 5 + 0.2 * rng.normal(size=n)
    return X, y if k is None else np.stack([y**j for j in range(1, k + 1)], axis=1)


def gamma(width):
    """scikit-learn's word for a width."""
    return 1 / (2 * width**2)


def scipys(kernel, width):
    """SciPy's settings for a width."""
    epsilon = 1 / width if kernel == "inverse_multiquadric" else 1 / (math.sqrt(2) * width)
    return {"kernel": kernel, "epsilon": epsilon, "degree": -1}


# --- against SciPy and scikit-learn


@pytest.mark.parametrize("d", [1, 2, 5])
def test_kernels_equal_scikit_learn_and_scipy(d, proof):
    for seed, width in enumerate([0.1, 0.7, 3.0, 40.0]):
        X, Z = data(seed, d=d)[0], data(seed + 50, n=7, d=d)[0]
        actual, expected = rb.gaussian_kernel(X, Z, width), sklearn.metrics.pairwise.rbf_kernel(X, Z, gamma(width))
        proof("radial_basis.gaussian_kernel", "independent", "sklearn rbf_kernel", actual, expected, bound=1e-11)
        expected = 1 / np.sqrt(1 + scipy.spatial.distance.cdist(X, Z, "sqeuclidean") / width**2)
        actual, name = rb.inverse_multiquadric_kernel(X, Z, width), "radial_basis.inverse_multiquadric_kernel"
        proof(name, "independent", "scipy.spatial.distance.cdist", actual, expected, bound=1e-14)


@pytest.mark.parametrize("kernel", KERNELS)
@pytest.mark.parametrize("k", [None, 3])
def test_interpolation_equals_scipy(kernel, k, proof):
    for seed, width in enumerate([0.2, 0.5, 0.8]):
        X, y = data(seed, k=k)
        new = data(seed + 50)[0]
        model = rb.interpolate(X, y, width, KERNELS[kernel])
        other = scipy.interpolate.RBFInterpolator(X, y, **scipys(kernel, width))
        against = "scipy.interpolate.RBFInterpolator"
        proof("radial_basis.interpolate", "independent", against, rb.predict(model, new), other(new), bound=1e-12)
        proof("radial_basis.predict", "independent", against, rb.predict(model, new), other(new), bound=1e-12)
        ridge = rb.kernel_ridge(X, y, width, 0.3, KERNELS[kernel])
        other = scipy.interpolate.RBFInterpolator(X, y, smoothing=0.3, **scipys(kernel, width))
        proof("radial_basis.kernel_ridge", "independent", against, rb.predict(ridge, new), other(new), bound=1e-12)


@pytest.mark.parametrize("penalty", [1e-4, 0.1, 10.0])
def test_kernel_ridge_equals_scikit_learn(penalty, proof):
    for seed, width in enumerate([0.3, 1.0, 4.0]):
        X, y = data(seed, k=2)
        new = data(seed + 50)[0]
        ours = rb.kernel_ridge(X, y, width, penalty)
        theirs = sklearn.kernel_ridge.KernelRidge(alpha=penalty, kernel="rbf", gamma=gamma(width)).fit(X, y)
        size, against = np.abs(theirs.dual_coef_).max(), "sklearn KernelRidge"
        proof("radial_basis.kernel_ridge", "independent", against, ours.weights / size, theirs.dual_coef_ / size,
              bound=1e-10)  # fmt: skip
        proof("radial_basis.predict", "independent", against, rb.predict(ours, new), theirs.predict(new), bound=1e-9)
        K = sklearn.metrics.pairwise.rbf_kernel(X, gamma=gamma(width))
        expected = np.diag(theirs.dual_coef_.T @ K @ theirs.dual_coef_)
        proof("radial_basis.roughness", "independent", against, rb.roughness(ours), expected, bound=1e-9)
        columns = sklearn.kernel_ridge.KernelRidge(alpha=penalty, kernel="rbf", gamma=gamma(width))
        H, against = columns.fit(X, np.eye(len(X))).predict(X), "sklearn KernelRidge, fitted to each unit vector"
        proof("radial_basis.hat_matrix", "independent", against, rb.hat_matrix(X, width, penalty), H, bound=1e-10)


@pytest.mark.parametrize("penalty", [1e-4, 0.1, 10.0])
def test_a_network_equals_ridge_on_the_features_of_nystroem(penalty, proof):
    for seed, width in enumerate([0.3, 0.7, 1.0]):
        X, y = data(seed, n=60)
        new = data(seed + 50)[0]
        features = sklearn.kernel_approximation.Nystroem(
            kernel="rbf", gamma=gamma(width), n_components=12, random_state=0
        )
        theirs = sklearn.linear_model.Ridge(penalty, fit_intercept=False).fit(features.fit_transform(X), y)
        ours = rb.fit(X, y, features.components_, width, penalty)
        expected, against = theirs.predict(features.transform(new)), "sklearn Nystroem, then Ridge"
        proof("radial_basis.fit", "independent", against, rb.predict(ours, new), expected, bound=1e-11)


@pytest.mark.parametrize("penalty", [0.0, 1e-3, 1.0])
def test_leaving_one_out_equals_n_fits_of_scikit_learn(penalty, proof):
    for seed, width in enumerate([0.3, 0.6]):
        X, y = data(seed, k=2)
        model = sklearn.kernel_ridge.KernelRidge(alpha=penalty, kernel="rbf", gamma=gamma(width))
        splits = sklearn.model_selection.LeaveOneOut()
        expected = y - sklearn.model_selection.cross_val_predict(model, X, y, cv=splits)
        actual, against = rb.leave_one_out(X, y, width, penalty), "sklearn KernelRidge, n fits"
        proof("radial_basis.leave_one_out", "independent", against, actual, expected, bound=1e-12)


def test_the_choice_is_that_of_scikit_learns_grid_search(proof):
    widths, penalties = [0.3, 1.0, 3.0], [1e-3, 1e-1, 10.0]
    for seed in range(3):
        X, y = data(seed, n=20)
        table = {"gamma": [gamma(w) for w in widths], "alpha": penalties}
        search = sklearn.model_selection.GridSearchCV(
            sklearn.kernel_ridge.KernelRidge(kernel="rbf"),
            table,
            scoring="neg_mean_squared_error",
            cv=sklearn.model_selection.LeaveOneOut(),
        ).fit(X, y)
        ours, against = rb.choose_by_leave_one_out(X, y, widths, penalties), "sklearn GridSearchCV, LeaveOneOut"
        name, expected = "radial_basis.choose_by_leave_one_out", search.best_params_
        proof(name, "independent", against, [gamma(ours.width), ours.penalty], [expected["gamma"], expected["alpha"]],
              bound=1e-15)  # fmt: skip
        expected = np.sqrt(-search.cv_results_["mean_test_score"]).reshape(3, 3).T
        proof(name, "independent", "its table of errors", ours.errors, expected, bound=1e-12)


# --- laws


@given(seed=seeds)
def test_kernels_obey_their_laws(proof, seed):
    rng = np.random.default_rng(seed)
    X, Z, width = rng.normal(size=(8, 3)), rng.normal(size=(5, 3)), rng.uniform(0.2, 3)
    Q, shift, factor = la.qr(rng.normal(size=(3, 3)))[0], rng.normal(size=3), rng.uniform(0.1, 10)
    for name in ("gaussian_kernel", "inverse_multiquadric_kernel"):
        kernel, name = getattr(rb, name), f"radial_basis.{name}"
        K = kernel(X, X, width)
        proof(name, "law", "K = Kᵀ", K, K.T, bound=0)
        proof(name, "law", "1 at the same place", np.diag(K), 1.0, bound=0)
        moved = kernel(factor * X @ Q.T + shift, factor * Z @ Q.T + shift, factor * width)
        proof(name, "law", "turn, shift and scale X, Z and σ", moved, kernel(X, Z, width), bound=1e-13)
        least = np.linalg.eigvalsh(K)[0]
        proof(name, "law", "no negative eigenvalue", min(0.0, least), 0.0, bound=1e-14)
    columns = np.prod([rb.gaussian_kernel(X[:, [j]], Z[:, [j]], width) for j in range(3)], axis=0)
    proof("radial_basis.gaussian_kernel", "law", "a product over coordinates", rb.gaussian_kernel(X, Z, width), columns,
          bound=1e-15)  # fmt: skip


@given(seed=seeds)
def test_what_is_solved_obeys_its_laws(proof, seed):
    rng = np.random.default_rng(seed)
    X, y = data(seed, n=12)
    width, penalty = rng.uniform(0.2, 0.8), 10 ** rng.uniform(-3, 1)
    through = rb.interpolate(X, y, width)
    proof("radial_basis.interpolate", "law", "passes through all points", rb.predict(through, X), y, bound=1e-12)
    proof("radial_basis.roughness", "law", "yᵀK⁻¹y of an interpolation", rb.roughness(through), through.weights @ y,
          bound=1e-12)  # fmt: skip
    ridge = rb.kernel_ridge(X, y, width, penalty)
    proof("radial_basis.kernel_ridge", "law", "y − f(X) = λα", y - rb.predict(ridge, X), penalty * ridge.weights,
          bound=1e-13)  # fmt: skip
    H = rb.hat_matrix(X, width, penalty)
    proof("radial_basis.hat_matrix", "law", "H y = f(X) of kernel_ridge", H @ y, rb.predict(ridge, X), bound=1e-13)
    lengths = np.linalg.eigvalsh((H + H.T) / 2)
    proof("radial_basis.hat_matrix", "law", "eigenvalues in [0, 1)", np.clip(lengths, 0, 1), lengths, bound=1e-14)
    errors = (y - H @ y) / (1 - np.diag(H))
    left = rb.leave_one_out(X, y, width, penalty)
    proof("radial_basis.leave_one_out", "law", "(y − ŷ) / (1 − Hᵢᵢ)", left, errors, bound=1e-11)  # 1 − H costs digits
    i = int(rng.integers(12))
    refit = rb.kernel_ridge(np.delete(X, i, axis=0), np.delete(y, i), width, penalty)
    expected = y[i] - rb.predict(refit, X[[i]])[0]
    proof("radial_basis.leave_one_out", "law", "a fit without that example", left[i], expected, bound=1e-12)
    twice = rb.predict(ridge._replace(weights=2 * ridge.weights), X)
    proof("radial_basis.predict", "law", "linear in the weights", twice, 2 * rb.predict(ridge, X), bound=0)


@given(seed=seeds)
def test_a_network_cannot_be_bettered(proof, seed):
    rng = np.random.default_rng(seed)
    X, y = data(seed, n=20)
    width, penalty, centers = rng.uniform(0.3, 1.0), 10 ** rng.uniform(-3, 1), X[:6] + 0.3 * rng.random((6, 2))

    def cost(weights):
        network = rb.RadialBasisNetwork(centers, width, weights)
        return np.sum(np.square(y - rb.predict(network, X))) + penalty * rb.roughness(network)

    model = rb.fit(X, y, centers, width, penalty)
    size = np.linalg.norm(rb.gaussian_kernel(X, centers, width).T @ y)
    proof("radial_basis.fit", "law", "the gradient of fit plus roughness is 0", grad(cost)(model.weights) / size, 0.0,
          bound=1e-13)  # fmt: skip
    whole = rb.fit(X, y, X, width, penalty)
    proof("radial_basis.fit", "law", "all examples as centers: kernel ridge", rb.predict(whole, centers),
          rb.predict(rb.kernel_ridge(X, y, width, penalty), centers), bound=1e-12)  # fmt: skip
    free = rb.fit(X, y, centers, width)
    expected, against = la.least_squares(rb.gaussian_kernel(X, centers, width), y), "without a price, least squares"
    proof("radial_basis.fit", "law", against, rb.predict(free, X), rb.gaussian_kernel(X, centers, width) @ expected,
          bound=1e-12)  # fmt: skip


@given(seed=st.integers(0, 200))
def test_the_choice_obeys_its_laws(proof, seed):
    X, y = data(seed, n=10)
    widths, penalties, name = [0.3, 0.6, 2.0], [0.01, 0.1], "radial_basis.choose_by_leave_one_out"
    choice = rb.choose_by_leave_one_out(X, y, widths, penalties)
    table = [
        [np.sqrt(np.mean(rb.leave_one_out(X, y, width, penalty) ** 2)) for penalty in penalties] for width in widths
    ]
    proof(name, "law", "errors of leave_one_out", choice.errors, table, bound=1e-13)
    error = np.sqrt(np.mean(rb.leave_one_out(X, y, choice.width, choice.penalty) ** 2))
    proof(name, "law", "none is smaller", error, np.min(table), bound=1e-13)


def test_roughness_is_a_sum_over_all_derivatives(proof):
    centers, width, weights = np.array([[0.0], [0.8], [2.0]]), 0.7, np.array([1.0, -2.0, 0.5])

    def derivative(x, order):
        z = (x - centers[:, 0]) / width
        waves = (-1 / width) ** order * scipy.special.eval_hermitenorm(order, z) * np.exp(-z * z / 2)
        return weights @ waves

    total = 0.0
    for k in range(60):
        integral = scipy.integrate.quad(lambda x, k=k: derivative(x, k) ** 2, -10, 12, limit=200)[0]
        total += width ** (2 * k) / (2.0**k * math.factorial(k)) * integral
    actual = rb.roughness(rb.RadialBasisNetwork(centers, width, weights))
    expected, against = total / (width * math.sqrt(2 * math.pi)), "a sum over derivatives of all orders"
    proof("radial_basis.roughness", "law", against, actual, expected, bound=1e-12)


# --- by hand


def test_radial_basis_functions_by_hand(proof):
    where, half = "0 and 1, bumps that are 1/2 at a distance of 1", 1 / math.sqrt(2 * math.log(2))
    X, y = [[0.0], [1.0]], [1.0, 2.0]
    K = [[1, 0.5], [0.5, 1]]
    proof("radial_basis.gaussian_kernel", "by hand", where, rb.gaussian_kernel(X, X, half), K, bound=EPS)
    flat = 1 / math.sqrt(3)  # 1/√(1 + 3) = 1/2
    name = "radial_basis.inverse_multiquadric_kernel"
    proof(name, "by hand", where, rb.inverse_multiquadric_kernel(X, X, flat), K, bound=EPS)
    model = rb.interpolate(X, y, half)
    proof("radial_basis.interpolate", "by hand", where, model.weights, [0, 2], bound=4 * EPS)
    proof("radial_basis.roughness", "by hand", where, rb.roughness(model), 4, bound=8 * EPS)
    network = rb.RadialBasisNetwork(np.array(X), half, np.array([3.0, -1.0]))
    proof("radial_basis.predict", "by hand", where, rb.predict(network, X), [2.5, 0.5], bound=4 * EPS)
    proof("radial_basis.roughness", "by hand", where, rb.roughness(network), 7, bound=8 * EPS)
    model = rb.kernel_ridge(X, y, half, penalty=0.5)  # [1.5 0.5; 0.5 1.5]⁻¹ = [3 −1; −1 3] / 4
    proof("radial_basis.kernel_ridge", "by hand", where, model.weights, [1 / 4, 5 / 4], bound=4 * EPS)
    actual = rb.hat_matrix(X, half, penalty=0.5)
    proof("radial_basis.hat_matrix", "by hand", where, actual, [[5 / 8, 1 / 8], [1 / 8, 5 / 8]], bound=4 * EPS)
    expected = [1 - 2 / 1.5 / 2, 2 - 1 / 1.5 / 2]  # what the other bump, alone, is at a distance of 1
    proof("radial_basis.leave_one_out", "by hand", where, rb.leave_one_out(X, y, half, 0.5), expected, bound=8 * EPS)
    expected = [1 - 2 / 2, 2 - 1 / 2]
    proof("radial_basis.leave_one_out", "by hand", where, rb.leave_one_out(X, y, half), expected, bound=8 * EPS)
    choice = rb.choose_by_leave_one_out(X, y, [half], [0.5, 0.0])
    expected = [math.sqrt((1 / 9 + 25 / 9) / 2), math.sqrt(2.25 / 2)]
    proof("radial_basis.choose_by_leave_one_out", "by hand", where, choice.errors[0], expected, bound=8 * EPS)
    assert choice[:2] == (half, 0.0)
    model = rb.fit(X, y, centers=[[0.0]], width=half, penalty=0.75)  # (1 + 1/4 + 3/4) w = 1 + 2/2
    proof("radial_basis.fit", "by hand", where, model.weights, [1], bound=4 * EPS)


# --- what a reader will see


def test_two_bumps_solve_exclusive_or():
    X, y = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]]), np.array([0.0, 1.0, 1.0, 0.0])
    network = rb.fit(X, y, X[1:3], width=0.5)
    np.testing.assert_array_equal(rb.predict(network, X) > 0.5, y == 1)


def test_wide_bumps_make_a_matrix_near_singular_and_then_are_refused():
    x = np.linspace(0, 1, 12)[:, None]
    conditions = [la.condition_number(rb.gaussian_kernel(x, x, width)) for width in (0.03, 0.06, 0.12, 0.24)]
    assert np.all(np.diff(np.log10(conditions)) > 0.5)
    with pytest.raises(ValueError, match="width is 1: so wide that K is singular up to rounding"):
        rb.interpolate(x, x[:, 0], width=1.0)
    smooth = rb.kernel_ridge(x, x[:, 0], width=1.0, penalty=1e-8)
    np.testing.assert_allclose(rb.predict(smooth, x), x[:, 0], atol=1e-4)


def test_leaving_one_out_finds_a_width_that_predicts():
    rng = np.random.default_rng(1)
    x, new = 6 * rng.random((40, 1)), np.linspace(0.2, 5.8, 50)[:, None]
    y = np.sin(2 * x[:, 0]) + 0.2 * rng.normal(size=40)
    choice = rb.choose_by_leave_one_out(x, y, np.geomspace(0.05, 5, 9), np.geomspace(1e-6, 10, 8))
    error = metrics.root_mean_squared_error(np.sin(2 * new[:, 0]), rb.predict(rb.kernel_ridge(x, y, *choice[:2]), new))
    assert error < 0.1
    assert 0.1 < choice.errors.min() < 0.3


def test_a_network_reads_digits():
    train, test = datasets.mnist()
    X, y = train.X[:600], train.y[:600]
    centers, _ = mixture.kmeans(X, mixture.kmeans_plus_plus(X, 40, rng=0))
    network = rb.fit(X, preprocessing.one_hot(y), centers, width=6.0, penalty=1e-3)
    assert metrics.accuracy(test.y[:300], np.argmax(rb.predict(network, test.X[:300]), axis=1)) > 0.8


# --- numbers of any size


@pytest.mark.parametrize("unit", [1e-200, 1e-100, 1e100, 1e200])
def test_units_do_not_matter(unit):
    X, y = data(3)
    for kernel in KERNELS.values():
        np.testing.assert_allclose(kernel(unit * X, unit * X[:4], unit * 0.5), kernel(X, X[:4], 0.5), rtol=1e-12)
    for solve in (lambda X, y, width: rb.interpolate(X, y, width), lambda X, y, width: rb.fit(X, y, X[:9], width, 0.1),
                  lambda X, y, width: rb.kernel_ridge(X, y, width, 0.1)):  # fmt: skip
        expected = rb.predict(solve(X, y, 0.5), X[:5] + 0.1)
        same = rb.predict(solve(unit * X, y, unit * 0.5), unit * (X[:5] + 0.1))
        np.testing.assert_allclose(same, expected, rtol=1e-9)
        np.testing.assert_allclose(rb.predict(solve(X, unit * y, 0.5), X[:5] + 0.1), unit * expected, rtol=1e-12)
    expected = rb.leave_one_out(X, y, 0.5, 0.1)
    np.testing.assert_allclose(rb.leave_one_out(unit * X, unit * y, unit * 0.5, 0.1), unit * expected, rtol=1e-9)
    (width, penalty, errors), expected = (
        rb.choose_by_leave_one_out(unit * X, unit * y, [unit * 0.5], [0.0, 0.1]),
        rb.choose_by_leave_one_out(X, y, [0.5], [0.0, 0.1]),
    )
    assert (width, penalty) == (unit * 0.5, expected.penalty)
    np.testing.assert_allclose(errors, unit * expected.errors, rtol=1e-9)


def test_a_common_offset_does_not_matter():
    x, offset = np.arange(9.0)[:, None], 2.0**40
    for kernel in KERNELS.values():
        np.testing.assert_array_equal(kernel(x + offset, x + offset, 0.3), kernel(x, x, 0.3))


def test_what_is_out_of_range_is_0_infinity_or_said():
    x = np.array([[0.0], [1e200]])
    np.testing.assert_array_equal(rb.gaussian_kernel(x, x, 1e-200), np.eye(2))
    np.testing.assert_array_equal(rb.inverse_multiquadric_kernel(x, x, 1e-200), np.eye(2))
    np.testing.assert_array_equal(rb.gaussian_kernel(x, x, 1e300), np.ones((2, 2)))
    assert rb.roughness(rb.RadialBasisNetwork(x, 1.0, np.array([1e200, 0.0]))) == np.inf
    near = np.array([[0.0], [1e-6], [99.0]])
    with pytest.raises(ValueError, match="y is too large: the result exceeds the largest float64"):
        rb.interpolate(near, [1e308, -1e308, 1.0], width=1.0)
    with pytest.raises(ValueError, match="width is 1e-60, expected a number in the range of float32"):
        rb.gaussian_kernel(np.zeros((1, 1), np.float32), np.zeros((1, 1), np.float32), 1e-60)


# --- edges


def test_one_example_is_enough():
    model = rb.interpolate([[3.0]], [2.0], width=1.0)
    np.testing.assert_array_equal(rb.predict(model, [[3.0]]), [2.0])
    np.testing.assert_array_equal(rb.leave_one_out([[3.0]], [2.0], width=1.0), [2.0])
    np.testing.assert_allclose(rb.fit([[3.0]], [2.0], [[3.0]], width=1.0, penalty=1.0).weights, [1.0], rtol=4 * EPS)
    np.testing.assert_array_equal(rb.hat_matrix([[3.0]], width=1.0, penalty=1.0), [[0.5]])


def test_equal_rows_can_be_smoothed_but_not_interpolated():
    X, y = [[0.0, 1.0], [2.0, 2.0], [0.0, 1.0]], [1.0, 5.0, 3.0]
    with pytest.raises(ValueError, match="X has equal rows: K is singular"):
        rb.interpolate(X, y, width=1.0)
    for refused in (lambda: rb.leave_one_out(X, y, 1.0), lambda: rb.kernel_ridge(X, y, 1.0, penalty=1e-30)):
        with pytest.raises(ValueError, match="X has equal rows: K is singular"):
            refused()
    fitted = rb.predict(rb.kernel_ridge(X, y, 0.3, penalty=1e-6), X)
    np.testing.assert_allclose(fitted, [2, 5, 2], atol=1e-4)
    errors = rb.choose_by_leave_one_out(X, y, [1.0], [0.0, 0.1]).errors
    assert np.isinf(errors[0, 0])
    assert np.isfinite(errors[0, 1])
    with pytest.raises(ValueError, match="K \\+ λI is singular for all widths and penalties"):
        rb.choose_by_leave_one_out(X, y, [1.0, 2.0], [0.0])


def test_singular_means_up_to_rounding():
    for dtype, rounding in ((np.float64, 4 * EPS), (np.float32, np.finfo(np.float32).eps)):
        X, y = np.zeros((4, 1), dtype), np.arange(4.0, dtype=dtype)  # K is full of ones: its eigenvalues are 0 and 4
        with pytest.raises(ValueError, match="X has equal rows"):
            rb.leave_one_out(X, y, 1.0, penalty=2 * rounding)
        assert np.isfinite(rb.leave_one_out(X, y, 1.0, penalty=8 * rounding)).all()


def test_equal_centers_share_a_weight():
    one, two = rb.fit([[0.0], [1.0]], [2.0, 1.0], [[0.0]], 1.0), rb.fit([[0.0], [1.0]], [2.0, 1.0], [[0.0], [0.0]], 1.0)
    np.testing.assert_allclose(two.weights, one.weights[[0, 0]] / 2, rtol=1e-14)


def test_of_equal_errors_the_first_is_chosen():
    choice = rb.choose_by_leave_one_out([[0.0], [1.0]], [0.0, 0.0], [2.0, 1.0], [3.0, 4.0])
    assert choice[:2] == (2.0, 3.0)


def test_a_kernel_that_is_not_positive_definite_is_refused():
    def multiquadric(X, Z, width):
        return np.sqrt(1 + scipy.spatial.distance.cdist(X, Z, "sqeuclidean") / width**2)

    X, y = data(0)
    for call, centers in ((rb.interpolate, X), (lambda *a, kernel: rb.fit(X, y, X[:5], 1.0, kernel=kernel), X[:5])):
        least = np.linalg.eigvalsh(multiquadric(centers, centers, 1.0))[0]
        with pytest.raises(ValueError, match=f"the eigenvalue {least:g}, expected a positive definite kernel"):
            call(X, y, 1.0, kernel=multiquadric)


def test_a_model_does_not_change_with_the_data_it_came_from():
    X, y = data(0)
    model = rb.interpolate(X, y, 0.5)
    X[:] = 0
    assert np.all(model.centers > 0)


def test_predictions_can_be_differentiated():
    X, y = data(0, n=6)
    network = rb.interpolate(X, y, 0.5)
    new, h = X[:2] + 0.3, 1e-6
    gradient = grad(lambda new: np.sum(rb.predict(network, new)))(new)
    for i in np.ndindex(2, 2):
        step = np.zeros((2, 2))
        step[i] = h
        slope = np.sum(rb.predict(network, new + step) - rb.predict(network, new - step)) / (2 * h)
        assert abs(gradient[i] - slope) < 1e-7
    centers = grad(lambda c: np.sum(rb.predict(network._replace(centers=c), new)))(network.centers)
    np.testing.assert_allclose(centers.sum(axis=0), -gradient.sum(axis=0), rtol=1e-12)  # a common shift changes nothing


def test_what_is_solved_says_that_it_cannot_be_differentiated():
    X, y = data(0, n=6)
    for name, f in [
        ("centers", lambda c: rb.roughness(rb.fit(X, y, c, 0.5))),
        ("X", lambda X: rb.roughness(rb.interpolate(X, y, 0.5))),
        ("X", lambda X: np.sum(rb.hat_matrix(X, 0.5, 1.0))),
        ("y", lambda y: np.sum(rb.leave_one_out(X, y[:, 0], 0.5))),
        ("widths", lambda w: rb.choose_by_leave_one_out(X, y, w[:, 0], [0.1]).errors[0, 0]),
        ("penalties", lambda p: rb.choose_by_leave_one_out(X, y, [0.5], p[:, 0]).errors[0, 0]),
    ]:
        with pytest.raises(TypeError, match=f"^{name} is traced by dlmath.autodiff"):
            grad(f)(np.abs(X))


@pytest.mark.parametrize(
    "part, value", [("centers", np.zeros((3, 1))), ("centers", np.full((2, 1), np.nan)), ("weights", np.ones(3)),
                    ("weights", np.ones((2, 1, 1))), ("weights", np.array([1.0, np.inf])), ("width", -1.0)]
)  # fmt: skip
def test_what_is_no_network_is_refused(part, value):
    network = rb.RadialBasisNetwork(np.array([[0.0], [1.0]]), 1.0, np.array([1.0, 2.0]))._replace(**{part: value})
    for call in (lambda: rb.predict(network, [[0.0]]), lambda: rb.roughness(network)):
        with pytest.raises(ValueError, match=r"model\.|width"):
            call()


X = np.array([[0.5, 1.0], [-1.0, 0.25], [1.0, 2.0], [2.0, 4.5], [0.0, 3.0], [-0.5, -1.0]])
Y = np.array([1.0, 2.0, -1.0, 0.5, 3.0, 0.0])
WHOLE = {"X": np.arange(12).reshape(6, 2) ** 2}
NARROW = np.ones((6, 3))
WIDTH, PRICE = {"width": [0.0, -1.0]}, {"penalty": [-1.0, np.inf]}
NETWORK = rb.RadialBasisNetwork(X, 1.0, Y)
TABLE = [
    *[bad_input.Case(f, {"X": X, "Z": X[:2], "width": 0.5}, {"Z": [NARROW], **WIDTH})
      for f in (rb.gaussian_kernel, rb.inverse_multiquadric_kernel)],
    bad_input.Case(rb.predict, {"model": NETWORK, "X": X}, {"X": [NARROW]}),
    bad_input.Case(rb.interpolate, {"X": X, "y": Y, "width": 0.5}, {"y": [Y[:3]], **WIDTH}, whole=WHOLE),
    bad_input.Case(rb.kernel_ridge, {"X": X, "y": Y, "width": 0.5, "penalty": 0.1},
                   {"y": [Y[:3]], **WIDTH, "penalty": [0.0, -1.0, np.inf]}, whole=WHOLE),
    bad_input.Case(rb.fit, {"X": X, "y": Y, "centers": X[:2], "width": 0.5, "penalty": 0.1},
                   {"y": [Y[:3]], "centers": [NARROW], **WIDTH, "penalty": [-1.0, np.inf]}, whole=WHOLE),
    bad_input.Case(rb.hat_matrix, {"X": X, "width": 0.5, "penalty": 0.1}, {**WIDTH, "penalty": [0.0, -1.0, np.inf]}),
    bad_input.Case(rb.leave_one_out, {"X": X, "y": Y, "width": 0.5, "penalty": 0.1}, {"y": [Y[:3]], **WIDTH, **PRICE}),
    bad_input.Case(rb.choose_by_leave_one_out,
                   {"X": X, "y": Y, "widths": np.array([0.5, 1.0]), "penalties": np.array([0.1, 1.0])},
                   {"y": [Y[:3]], "widths": [np.array([0.0])], "penalties": [np.array([-1.0])]},
                   whole={**WHOLE, "widths": np.array([1, 2])}),
    bad_input.Case(rb.roughness, {"model": NETWORK}, keeps_float32=False),
]  # fmt: skip


@bad_input.every(TABLE)
def test_unusual_input_gives_the_documented_result_or_a_clear_error(check):
    check()
