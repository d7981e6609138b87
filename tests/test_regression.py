"""Linear models: against scikit-learn and NumPy, by laws, and by hand."""

import numpy as np
import pytest
import scipy.optimize
import sklearn.linear_model as sk
import sklearn.metrics
import sklearn.preprocessing
from hypothesis import given
from hypothesis import strategies as st
from sklearn.model_selection import LeaveOneOut, cross_val_predict

from dlmath import datasets, losses, metrics, preprocessing, regression
from dlmath.autodiff import grad
from tests import bad_input

EPS = np.finfo(np.float64).eps
LEAST_SQUARES = ["least_squares_by_normal_equations", "least_squares_by_qr", "least_squares_by_svd"]
SEPARATED = "y is separated by planes in X, on which points may lie: the likelihood rises for ever"
seeds = st.integers(0, 10_000)


def data(seed, n=40, d=3, noise=0.5):
    """A linear regression with known weights."""
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(n, d)) + 2
    return X, X @ rng.normal(size=d) + 3 + noise * rng.normal(size=n)


def classes(seed, k=2, n=60, d=2):
    """k overlapping clouds, and each point's mirror image in the same class, so that no plane separates them."""
    rng = np.random.default_rng(seed)
    y = np.concatenate([np.arange(k), rng.integers(0, k, n)])
    X = rng.normal(size=(len(y), d)) + 0.7 * rng.normal(size=(k, d))[y]
    return np.concatenate([X, -X]), np.concatenate([y, y])


def together(model):
    return np.concatenate([np.ravel(model.weights), np.ravel(model.intercept)])


def theirs(model):
    return np.concatenate([np.ravel(model.coef_.T), np.ravel(model.intercept_)])


@pytest.mark.parametrize("name", LEAST_SQUARES)
def test_least_squares_equals_scikit_learn(name, proof):
    for seed in range(20):
        X, y = data(seed)
        actual, expected = together(getattr(regression, name)(X, y)), theirs(sk.LinearRegression().fit(X, y))
        proof(f"regression.{name}", "independent", "sklearn LinearRegression", actual, expected, bound=1e-12)


@pytest.mark.parametrize("penalty", [1e-3, 1.0, 100.0])
def test_ridge_and_lasso_equal_scikit_learn(penalty, proof):
    for seed in range(10):
        X, y = data(seed, d=5)
        expected = theirs(sk.Ridge(penalty, solver="svd").fit(X, y))
        actual = together(regression.ridge(X, y, penalty))
        proof("regression.ridge", "independent", "sklearn Ridge", actual, expected, bound=1e-12)
        expected = theirs(sk.Lasso(penalty / 10, tol=1e-14, max_iter=100_000).fit(X, y))
        actual = together(regression.lasso(X, y, penalty / 10))
        proof("regression.lasso", "independent", "sklearn Lasso", actual, expected, bound=1e-6)


@pytest.mark.parametrize("penalty", [5.0, 10.0, 100.0])
def test_ridge_and_lasso_of_the_lesson_on_regularization_equal_scikit_learn(penalty):
    """The diabetes data with all products of two measurements, standardized, from 150 patients."""
    rows = np.random.default_rng(0).permutation(442)[:150]
    X = diabetes_with_products(rows)
    y = datasets.diabetes().y[rows]
    expected = theirs(sk.Ridge(penalty, solver="svd").fit(X, y))
    np.testing.assert_allclose(together(regression.ridge(X, y, penalty)), expected, rtol=0, atol=1e-9)
    expected = theirs(sk.Lasso(penalty, tol=1e-12, max_iter=100_000).fit(X, y))
    np.testing.assert_allclose(together(regression.lasso(X, y, penalty)), expected, rtol=0, atol=1e-6)


def test_leaving_out_one_patient_at_a_time_equals_scikit_learn():
    """The shortcut of the lesson on cross-validation: residuals divided by 1 less the leverage."""
    rows, penalty = np.random.default_rng(0).permutation(442)[:150], 10.0
    X, y = diabetes_with_products(rows)[:, :10], datasets.diabetes().y[rows]
    H = 1 / 150 + X @ np.linalg.solve(X.T @ X + penalty * np.eye(10), X.T)
    left_out = y - cross_val_predict(sk.Ridge(penalty, solver="svd"), X, y, cv=LeaveOneOut())
    np.testing.assert_allclose((y - H @ y) / (1 - np.diag(H)), left_out, rtol=0, atol=1e-9)


def diabetes_with_products(rows):
    """The columns of the lessons on regularization and cross-validation, scaled by what these rows show."""
    X = datasets.diabetes().X
    X = (X - X[rows].mean(axis=0)) / X[rows].std(axis=0)
    X = np.delete(regression.polynomial_features(X, 2), 20, axis=1)[rows]  # without the square of sex
    return (X - X.mean(axis=0)) / X.std(axis=0)


def test_polynomial_features_and_predictions_equal_scikit_learn(proof):
    X, y = data(0, d=3)
    for degree in (1, 2, 4):
        expected = sklearn.preprocessing.PolynomialFeatures(degree, include_bias=False).fit_transform(X)
        actual, against = regression.polynomial_features(X, degree), "sklearn PolynomialFeatures"
        size = np.abs(expected).max()
        proof("regression.polynomial_features", "independent", against, actual / size, expected / size, bound=4 * EPS)
    model = sk.LinearRegression().fit(X, y)
    ours = regression.LinearModel(model.coef_, model.intercept_)
    expected = model.predict(X)
    proof(
        "regression.predict",
        "independent",
        "sklearn LinearRegression",
        regression.predict(ours, X),
        expected,
        bound=1e-14,
    )
    proof("regression.LinearModel", "independent", "sklearn LinearRegression", together(ours), theirs(model), bound=0)


@pytest.mark.parametrize("penalty", [0.0, 0.01, 1.0])
def test_logistic_and_softmax_regression_equal_scikit_learn(penalty, proof):
    for seed in range(5):
        for k, name in ((2, "logistic"), (3, "softmax")):
            X, y = classes(seed, k)
            strength = {"C": 1 / (penalty * len(y)) if penalty else np.inf}
            other = sk.LogisticRegression(**strength, tol=1e-12, max_iter=10_000, solver="newton-cg").fit(X, y)
            model = getattr(regression, f"{name}_by_newton")(X, y, penalty)
            probabilities = getattr(regression, f"{name}_probabilities")(model, X)
            expected = other.predict_proba(X)[:, 1] if k == 2 else other.predict_proba(X)
            against = "sklearn LogisticRegression"
            proof(f"regression.{name}_by_newton", "independent", against, probabilities, expected, bound=1e-6)
            walked = getattr(regression, f"{name}_by_gradient_descent")(X, y, 3000, penalty)
            probabilities = getattr(regression, f"{name}_probabilities")(walked, X)
            proof(f"regression.{name}_by_gradient_descent", "independent", against, probabilities, expected, bound=1e-6)
            theirs_in_ours = regression.LinearModel(
                other.coef_[0] if k == 2 else other.coef_.T, other.intercept_[0] if k == 2 else other.intercept_
            )
            actual = getattr(regression, f"{name}_probabilities")(theirs_in_ours, X)
            proof(f"regression.{name}_probabilities", "independent", against, actual, expected, bound=1e-13)


@pytest.mark.parametrize("columns", [[0], [1], [0, 1]])
def test_adelies_and_chinstraps_are_told_apart_as_by_scikit_learn(columns):
    penguins = datasets.penguins()
    two = (penguins.y < 2) & ~np.isnan(penguins.X[:, 0])
    X, y = penguins.X[two][:, columns], penguins.y[two]
    model = regression.logistic_by_newton(X, y)
    other = sk.LogisticRegression(C=np.inf, tol=1e-12, max_iter=10_000, solver="newton-cholesky").fit(X, y)
    np.testing.assert_allclose(together(model), theirs(other).ravel(), rtol=1e-5)


def lesson_data():
    """What the lessons on softmax regression and Newton's method fit, with the penalty they use."""

    def standardized(X):
        return (X - X.mean(axis=0)) / X.std(axis=0)

    penguins, digits = datasets.penguins(), datasets.digits()
    measured = ~np.isnan(penguins.X).any(axis=1)
    X, species, sex = penguins.X[measured], penguins.y[measured], penguins.other["sex"][measured]
    known, pair = sex != "", species != 1
    return {
        "sex": ("logistic", standardized(X[known]), (sex[known] == "male") * 1, 0.0),
        "separable": ("logistic", standardized(X[pair, :2]), (species[pair] == 2) * 1, 0.01),
        "species": ("softmax", standardized(X[:, :2]), species, 0.0),
        "digits": ("softmax", digits.X[:1000:4] / 16, digits.y[:1000:4], 0.01),
    }


@pytest.mark.parametrize("which", lesson_data())
def test_penguins_and_digits_of_the_lessons_equal_scikit_learn(which):
    name, X, y, penalty = lesson_data()[which]
    strength = {"C": 1 / (penalty * len(y)) if penalty else np.inf}
    other = sk.LogisticRegression(**strength, tol=1e-12, max_iter=10_000, solver="newton-cg").fit(X, y)
    model = getattr(regression, f"{name}_by_newton")(X, y, penalty)
    expected = other.predict_proba(X)[:, 1] if name == "logistic" else other.predict_proba(X)
    np.testing.assert_allclose(getattr(regression, f"{name}_probabilities")(model, X), expected, atol=1e-6)
    if name == "logistic":
        np.testing.assert_allclose(together(model), theirs(other), rtol=1e-4)


@given(seed=seeds)
def test_least_squares_leaves_a_residual_at_right_angles_to_every_feature(proof, seed):
    X, y = data(seed, n=12)
    for name in LEAST_SQUARES:
        model = getattr(regression, name)(X, y)
        residual = y - regression.predict(model, X)
        angles = np.append(X.T @ residual, residual.sum()) / np.linalg.norm(X)
        proof(f"regression.{name}", "law", "residual ⟂ features", angles, 0.0, bound=1e-12)


@given(seed=seeds, penalty=st.floats(1e-3, 10))
def test_ridge_and_lasso_satisfy_their_conditions_of_optimality(proof, seed, penalty):
    X, y = data(seed, n=15)
    model = regression.ridge(X, y, penalty)
    residual = y - regression.predict(model, X)
    gradient = penalty * model.weights - X.T @ residual
    proof("regression.ridge", "law", "gradient 0", gradient / np.linalg.norm(X), 0.0, bound=1e-12)
    model = regression.lasso(X, y, penalty)
    slope = X.T @ (y - regression.predict(model, X)) / len(y)
    active = model.weights != 0
    excess = np.where(active, slope - penalty * np.sign(model.weights), np.maximum(np.abs(slope) - penalty, 0))
    proof("regression.lasso", "law", "subgradient holds 0", excess, 0.0, bound=1e-7)


@given(seed=seeds, a=st.floats(-3, 3))
def test_linear_models_are_linear_and_features_multiply(proof, seed, a):
    rng = np.random.default_rng(seed)
    model = regression.LinearModel(rng.normal(size=2), rng.normal())
    x, z = rng.normal(size=(2, 4, 2))
    mixed = regression.predict(model, a * x + (1 - a) * z)
    expected = a * regression.predict(model, x) + (1 - a) * regression.predict(model, z)
    proof("regression.predict", "law", "affine in X", mixed, expected, bound=1e-13)
    same = regression.LinearModel(*model)
    proof("regression.LinearModel", "law", "is the pair it was made of", together(same), together(model), bound=0)
    features, scaled = regression.polynomial_features(x, 3), regression.polynomial_features(2 * x, 3)
    expected = features * np.repeat([2, 4, 8], [2, 3, 4])
    proof("regression.polynomial_features", "law", "homogeneous in each degree", scaled, expected, bound=0)


@given(seed=st.integers(0, 100), penalty=st.floats(0.01, 1))
def test_classifiers_satisfy_their_conditions_of_optimality(proof, seed, penalty):
    for k, name, loss in ((2, "logistic", losses.binary_cross_entropy), (3, "softmax", losses.cross_entropy)):
        X, y = classes(seed, k, n=20)

        def objective(parameters, X=X, y=y, loss=loss, penalty=penalty):
            weights, intercept = parameters
            return loss(X @ weights + intercept, y) + penalty / 2 * np.sum(weights**2)

        model = getattr(regression, f"{name}_by_newton")(X, y, penalty)
        slope = np.concatenate([np.ravel(g) for g in grad(objective)(tuple(map(np.asarray, model)))])
        proof(f"regression.{name}_by_newton", "law", "gradient 0, by autodiff", slope, 0.0, bound=1e-12)
        values = [
            objective(getattr(regression, f"{name}_by_gradient_descent")(X, y, steps, penalty)) for steps in range(5)
        ]
        rise = max(0, np.max(np.diff(values)))
        proof(f"regression.{name}_by_gradient_descent", "law", "the loss never rises", rise, 0.0, bound=1e-15)
        p = getattr(regression, f"{name}_probabilities")(model, X)
        share = p.mean(axis=0)
        expected = np.mean(y == 1) if k == 2 else np.bincount(y) / len(y)
        against = "mean probability = share of the class"
        proof(f"regression.{name}_probabilities", "law", against, share, expected, bound=1e-12)


def test_linear_models_by_hand(proof):
    X, y = [[0.0], [1.0], [2.0]], [1.0, 2.0, 6.0]
    where = "points (0, 1), (1, 2), (2, 6)"
    for name in LEAST_SQUARES:
        proof(
            f"regression.{name}", "by hand", where, together(getattr(regression, name)(X, y)), [2.5, 0.5], bound=8 * EPS
        )
    proof(
        "regression.ridge",
        "by hand",
        f"{where}, λ = 2",
        together(regression.ridge(X, y, 2.0)),
        [1.25, 1.75],
        bound=8 * EPS,
    )
    actual = together(regression.lasso(X, y, 1.0))
    proof("regression.lasso", "by hand", f"{where}, λ = 1", actual, [1.0, 2.0], bound=8 * EPS)
    model = regression.LinearModel(np.array([2.0, 1.0]), np.array(1.0))
    proof("regression.LinearModel", "by hand", "w = (2, 1), b = 1", together(model), [2, 1, 1], bound=0)
    proof("regression.predict", "by hand", "2·1 + 1·5 + 1", regression.predict(model, [[1.0, 5.0]]), [8], bound=0)
    features = regression.polynomial_features([[2.0, 3.0]], 2)
    proof("regression.polynomial_features", "by hand", "(2, 3), degree 2", features, [[2, 3, 4, 6, 9]], bound=0)


def test_classifiers_by_hand(proof):
    X, y = [[0.0], [0.0], [1.0], [1.0], [1.0], [1.0]], [0, 1, 0, 1, 1, 1]
    where = "half at x = 0, three quarters at x = 1"
    expected = [1 / 2, 3 / 4]
    for fit in ("by_newton", "by_gradient_descent"):
        steps = {"n_steps": 2000} if fit == "by_gradient_descent" else {}
        model = getattr(regression, f"logistic_{fit}")(X, y, **steps)
        actual = [model.intercept, model.weights[0]]
        proof(f"regression.logistic_{fit}", "by hand", where, actual, [0, np.log(3)], bound=1e-10)
        model = getattr(regression, f"softmax_{fit}")(X, y, **steps)
        actual = [*model.intercept, *model.weights[0]]
        odds = [0, 0, -np.log(3) / 2, np.log(3) / 2]
        proof(f"regression.softmax_{fit}", "by hand", where, actual, odds, bound=1e-10)
    model = regression.LinearModel(np.array([np.log(3)]), np.array(0.0))
    actual = regression.logistic_probabilities(model, [[0.0], [1.0]])
    proof("regression.logistic_probabilities", "by hand", where, actual, expected, bound=2 * EPS)
    model = regression.LinearModel(np.array([[0.0, np.log(3)]]), np.zeros(2))
    actual = regression.softmax_probabilities(model, [[0.0], [1.0]])[:, 1]
    proof("regression.softmax_probabilities", "by hand", where, actual, expected, bound=2 * EPS)


def test_nearly_parallel_columns_cost_the_digits_that_the_condition_number_says():
    rng = np.random.default_rng(0)
    x = rng.normal(size=200)
    for delta in (1e-2, 1e-4, 1e-6):
        X = np.stack([x, x + delta * rng.normal(size=200)], axis=1)
        condition = np.linalg.cond(X - X.mean(axis=0))
        y = X @ [1.0, 2.0]
        for name, digits in (("by_normal_equations", condition**2), ("by_qr", condition), ("by_svd", condition)):
            w = getattr(regression, f"least_squares_{name}")(X, y).weights
            assert np.abs(w - [1, 2]).max() <= 100 * EPS * digits, name


def test_dependent_columns_are_refused_or_given_the_shortest_answer():
    X, y = np.array([[0.0, 0.0], [1.0, 1.0], [2.0, 2.0]]), np.array([1.0, 3.0, 5.0])
    for name in LEAST_SQUARES[:2]:
        with pytest.raises(ValueError, match="X has columns that depend on each other"):
            getattr(regression, name)(X, y)
    np.testing.assert_allclose(together(regression.least_squares_by_svd(X, y)), [1, 1, 1])
    np.testing.assert_allclose(regression.ridge(X, y, 1e-8).weights, [1, 1], rtol=1e-7)


def test_the_shortest_answer_is_that_of_scikit_learn(proof):
    for seed in range(5):
        X, y = data(seed, n=12)
        for other in (np.column_stack([X, X[:, :1]]), np.column_stack([X, np.full(12, 0.1)]), np.tile(X, (1, 5))):
            actual, expected = together(regression.least_squares_by_svd(other, y)), sk.LinearRegression().fit(other, y)
            against = "sklearn LinearRegression, dependent columns"
            proof("regression.least_squares_by_svd", "independent", against, actual, theirs(expected), bound=1e-11)


@pytest.mark.parametrize("value", [0.1, 0.7, 1e5 / 3])
def test_a_constant_column_is_told_from_a_rounded_one(value):
    X, y = data(1, n=7)
    X[:, 1] = value
    for name in LEAST_SQUARES[:2]:
        with pytest.raises(ValueError, match="X has columns that depend on each other \\(or on the intercept\\)"):
            getattr(regression, name)(X, y)
    assert regression.least_squares_by_svd(X, y).weights[1] == 0
    assert regression.lasso(X, y, 0.1).weights[1] == 0


def test_a_model_may_be_written_by_hand_and_is_checked():
    np.testing.assert_array_equal(regression.predict(regression.LinearModel([2.0], 1.0), [[3.0]]), [7.0])
    for weights, intercept, name in [([], 0.0, "weights"), ([1.0], [0.0], "intercept"), ([np.nan], 0.0, "weights")]:
        with pytest.raises(ValueError, match=f"model.{name} "):
            regression.predict(regression.LinearModel(weights, intercept), [[3.0]])


def test_a_constant_column_gets_no_weight_from_a_penalized_model():
    X, y = data(0)
    X[:, 1] = 7
    assert abs(regression.ridge(X, y, 1.0).weights[1]) < 1e-14
    assert abs(regression.lasso(X, y, 0.1).weights[1]) < 1e-14


def test_a_weight_that_the_lasso_leaves_out_is_zero_without_a_sign():
    for seed in range(20):
        X, y = data(seed, d=6)
        weights = regression.lasso(X, y, 1.0).weights
        assert np.any(weights == 0) and not np.any(np.signbit(weights[weights == 0]))


def test_from_its_largest_penalty_on_the_lasso_is_all_zeros():
    X, y = data(1)
    largest = np.max(np.abs((X - X.mean(axis=0)).T @ (y - y.mean()))) / len(y)
    assert not np.any(regression.lasso(X, y, largest * (1 + 1e-9)).weights)
    assert np.count_nonzero(regression.lasso(X, y, largest * (1 - 1e-3)).weights) == 1


UNITS = [(1e-200, 0.0), (1e-13, 0.0), (1e200, 0.0), (1.0, 2000.0), (1e-3, 1e5), (1e7, -1e9), (1e9, 1.7e12)]


@pytest.mark.parametrize("unit, origin", UNITS)
@pytest.mark.parametrize("name, k", [("logistic", 2), ("softmax", 3)])
def test_neither_units_nor_the_origin_matter_to_newton(name, k, unit, origin):
    rng = np.random.default_rng(0)
    X = np.round(rng.normal(size=(80, 2)) * 64) / 64
    y = np.argmax(X @ rng.normal(size=(2, k)) + rng.gumbel(size=(80, k)), axis=1)
    moved, fit = X * unit + origin, getattr(regression, f"{name}_by_newton")
    rounded = 1e-12 + 1e3 * EPS * abs(origin) / unit  # of the moved data, not of the method
    for penalty in (0.0, 0.1):
        price = penalty and penalty * unit * unit
        if penalty and not 0 < price < np.inf:
            continue
        actual, expected = fit(moved, y, price), fit(X, y, penalty)
        np.testing.assert_allclose(actual.weights * unit, expected.weights, rtol=rounded, atol=rounded)
        if abs(unit) < 1e100:
            z, other = (regression.predict(m, x) for m, x in ((actual, moved), (expected, X)))
            np.testing.assert_allclose(z, other, atol=1e-11 + 10 * rounded)


def test_years_and_milliseconds_are_fitted_like_small_numbers():
    years, y = 2000.0 + np.arange(6)[:, None], np.array([0, 1, 0, 1, 0, 1])
    model = regression.logistic_by_newton(years, y, penalty=0.1)
    assert abs(model.weights[0] - 0.3122) < 5e-5
    expected = regression.logistic_by_newton(years - 2000, y, penalty=0.1).weights
    np.testing.assert_allclose(model.weights, expected, rtol=1e-14)
    coarse = regression.logistic_by_newton(years.astype(np.float32), y, penalty=0.1)
    assert coarse.weights.dtype == np.float32
    np.testing.assert_allclose(coarse.weights, model.weights, rtol=1e-6)
    small = regression.logistic_by_newton(np.array([[0.0], [0.0], [1.0], [1.0], [1.0]]) * 1e-13, [0, 1, 0, 1, 1])
    np.testing.assert_allclose(small.weights, np.log(2) / 1e-13, rtol=1e-12)


ON_THE_PLANE = [
    ([[0.0], [1.0], [1.0], [2.0]], [0, 0, 1, 1]),
    ([[0.0], [0.1], [0.1], [0.1], [0.3]], [0, 0, 1, 0, 1]),
    ([[0.0, 0.0], [1.0, 3.0], [1.0, -2.0], [1.0, 3.0], [1.0, 5.0], [2.0, 1.0]], [0, 0, 0, 1, 1, 1]),
    ([[1e9, 1e-9], [1e9 + 1, 1e-9], [1e9 + 1, 2e-9], [1e9 + 1, 1e-9], [1e9 + 2, 5e-9]], [0, 0, 0, 1, 1]),
]


@pytest.mark.parametrize("X, y", ON_THE_PLANE)
def test_classes_that_touch_on_the_plane_between_them_are_separable_too(X, y):
    for fit in (regression.logistic_by_newton, regression.softmax_by_newton):
        with pytest.raises(ValueError, match=SEPARATED):
            fit(X, y)


@given(seed=seeds)
def test_one_class_apart_from_two_that_overlap_is_seen(seed):
    X, y = classes(seed, 2)
    X, y = np.concatenate([X, X[:5] + np.array([50.0, 0.0])]), np.append(y, np.full(5, 2))
    with pytest.raises(ValueError, match=SEPARATED):
        regression.softmax_by_newton(X, y)


@pytest.mark.parametrize("overlap", [1e-1, 1e-3, 1e-7])
def test_the_least_overlap_leaves_a_best_model(overlap):
    X, y = np.array([[-1.0], [overlap], [-overlap], [1.0]]), [0, 0, 1, 1]
    model = regression.logistic_by_newton(X, y)
    w = scipy.optimize.brentq(  # by symmetry b = 0, and w is where the slope of the loss is 0
        lambda w: -np.exp(-np.logaddexp(0, w)) + overlap * np.exp(-np.logaddexp(0, -overlap * w)), 0, 100, xtol=1e-15
    )
    np.testing.assert_allclose(model.weights[0], w, rtol=1e-7)


@pytest.mark.parametrize("penalty", [1e-2, 1e-8, 1e-16, 1e-25])
def test_a_tiny_penalty_on_separable_classes_is_fitted_to_the_end(penalty):
    """Points at ±1: w = σ(−w) / λ."""
    w = scipy.optimize.brentq(lambda w: -np.logaddexp(0, w) - np.log(penalty) - np.log(w), 1e-3, 200, xtol=1e-14)
    model = regression.logistic_by_newton([[-1.0], [1.0]], [0, 1], penalty)
    np.testing.assert_allclose(model.weights[0], w, rtol=1e-12)
    model = regression.softmax_by_newton([[-1.0], [1.0]], [0, 1], 2 * penalty)  # on columns ±w/2
    np.testing.assert_allclose(np.diff(model.weights[0])[0], w, rtol=1e-12)


@pytest.mark.parametrize("unit", [1e-200, 1e-13, 1e200])
def test_units_of_features_and_target_do_not_matter_to_least_squares(unit):
    X, y = data(0)
    units = np.array([1.0, unit, 1.0])
    for name in LEAST_SQUARES:
        fit = getattr(regression, name)
        expected = fit(X, y)
        np.testing.assert_allclose(fit(X * units, y).weights * units, expected.weights, rtol=1e-11)
        np.testing.assert_allclose(fit(X * unit, y * unit).weights, expected.weights, rtol=1e-11)
    lasso, ridge = regression.lasso, regression.ridge
    expected = lasso(X, y, 0.1, tolerance=1e-14).weights
    if 0 < unit * unit < 1:  # else λ is 0 or ∞
        np.testing.assert_allclose(ridge(X * unit, y, unit**2).weights * unit, ridge(X, y, 1.0).weights, rtol=1e-11)
    np.testing.assert_allclose(ridge(X, y * unit, 1.0).weights / unit, ridge(X, y, 1.0).weights, rtol=1e-11)
    np.testing.assert_allclose(lasso(X * unit, y, 0.1 * unit, tolerance=1e-14).weights * unit, expected, rtol=1e-8)
    np.testing.assert_allclose(lasso(X, y * unit, 0.1 * unit, tolerance=1e-14).weights / unit, expected, rtol=1e-8)


def test_ridge_shares_a_weight_between_equal_columns_however_small_the_penalty():
    X, y = data(2, d=1)
    w = regression.least_squares_by_qr(X, y).weights[0]
    for penalty in (1e-8, 1e-20, 1e-300):
        np.testing.assert_allclose(regression.ridge(np.repeat(X, 2, axis=1), y, penalty).weights, w / 2, rtol=1e-9)


def test_weights_that_no_float_can_hold_are_said():
    X, y = data(0)
    with pytest.raises(ValueError, match="X is too small beside y: the model exceeds the largest float64"):
        regression.least_squares_by_qr(X * 1e-200, y * 1e200)
    with pytest.raises(ValueError, match="X holds numbers so large"):
        regression.logistic_by_gradient_descent(X * 1e200, np.arange(40) % 2, 3)


def test_separable_classes_are_said_clearly():
    X, y = [[0.0], [1.0], [2.0], [3.0]], [0, 0, 1, 1]
    for fit in (regression.logistic_by_newton, regression.softmax_by_newton):
        with pytest.raises(ValueError, match=SEPARATED):
            fit(X, y)
        assert np.all(np.isfinite(fit(X, y, penalty=0.01).weights))
        with pytest.raises(np.linalg.LinAlgError, match="did not converge in max_steps = 3"):
            fit(X, y, penalty=1e-9, max_steps=3)
    short = regression.logistic_by_gradient_descent(X, y, 1000).weights
    long = regression.logistic_by_gradient_descent(X, y, 10_000).weights
    assert long > short + 1


def test_a_newton_step_that_would_raise_the_loss_is_halved():
    """√(1 + θ²) from θ = 3, where a full step goes to −27 and the next one further still."""
    problem = regression._Problem(
        lambda t: np.sqrt(1 + t[0] ** 2),
        lambda t: t / np.sqrt(1 + t**2),
        lambda t: np.diag((1 + t**2) ** -1.5),
        lambda t: t,
        None,
    )
    np.testing.assert_allclose(regression._newton(problem, np.array([3.0]), 50), 0, atol=1e-12)


def test_a_lasso_that_does_not_converge_says_so():
    X, y = data(0)
    with pytest.raises(np.linalg.LinAlgError, match="max_sweeps = 1"):
        regression.lasso(X, y, 0.01, max_sweeps=1)


def test_one_class_alone_is_refused():
    for fit in (regression.logistic_by_newton, regression.softmax_by_newton):
        with pytest.raises(ValueError, match="y holds no example of class 1"):
            fit([[0.0], [1.0]], [0, 0])


X, Y = data(3, n=6, d=2)
L = np.array([0, 1, 0, 1, 1, 0])
MODEL = regression.LinearModel(np.array([1.0, -2.0]), np.array(0.5))
WIDE = regression.LinearModel(np.array([[1.0, 0.0], [0.5, 2.0]]), np.zeros(2))
ROUND = {"whole": {"X": np.array([[0, 1], [2, 0], [1, 1], [3, 2], [1, 4], [0, 0]]), "y": np.arange(6)}}
BAD = {"y": [np.ones(5)]}
TABLE = [
    *[bad_input.Case(getattr(regression, f), {"X": X, "y": Y}, BAD, tolerance=1e-9, **ROUND) for f in LEAST_SQUARES],
    *[bad_input.Case(f, {"X": X, "y": Y, "penalty": 0.5}, {**BAD, "penalty": [0.0, -1.0]}, tolerance=1e-9, **ROUND)
      for f in (regression.ridge, regression.lasso)],
    bad_input.Case(regression.lasso, {"X": X, "y": Y, "penalty": 0.5, "tolerance": 1e-6, "max_sweeps": 500},
                   {"tolerance": [0.0], "max_sweeps": [0]}, **ROUND),
    bad_input.Case(regression.polynomial_features, {"X": X, "degree": 2}, {"degree": [0]}),
    *[bad_input.Case(f, {"model": m, "X": X}, {"X": [np.ones((2, 3))]})
      for f, m in [(regression.predict, MODEL), (regression.logistic_probabilities, MODEL),
                   (regression.softmax_probabilities, WIDE)]],
    *[bad_input.Case(f, {"X": X, "y": L, "penalty": 0.5, "max_steps": 50},
                     {"y": [[0, 1], [0, 0.5, 1, 1, 0, 0], [-1, 0, 1, 1, 0, 1]], "penalty": [-1.0], "max_steps": [0]},
                     tolerance=1e-8, **ROUND)
      for f in (regression.logistic_by_newton, regression.softmax_by_newton)],
    *[bad_input.Case(f, {"X": X, "y": L, "n_steps": 5, "penalty": 0.5, "learning_rate": 0.1},
                     {"y": [[0, 1]], "penalty": [-1.0], "n_steps": [-1], "learning_rate": [0.0]}, **ROUND)
      for f in (regression.logistic_by_gradient_descent, regression.softmax_by_gradient_descent)],
]  # fmt: skip


@bad_input.every(TABLE)
def test_unusual_input_gives_the_documented_result_or_a_clear_error(check):
    check()


# ---- what the lessons compute on real data ----


def test_the_line_and_the_ten_weights_for_diabetes_are_those_of_scikit_learn():
    data = datasets.diabetes()
    for columns in ([data.feature_names.index("bmi")], list(range(10))):
        X = data.X[:, columns]
        theirs, ours = sk.LinearRegression().fit(X, data.y), regression.least_squares_by_qr(X, data.y)
        np.testing.assert_allclose(ours.weights, theirs.coef_, rtol=1e-9)
        np.testing.assert_allclose(ours.intercept, theirs.intercept_, rtol=1e-9)
        share = metrics.r_squared(data.y, regression.predict(ours, X))
        np.testing.assert_allclose(share, theirs.score(X, data.y), rtol=1e-12)


def test_held_out_scores_for_diabetes_are_those_of_scikit_learn():
    data, order = datasets.diabetes(), np.random.default_rng(0).permutation(442)
    train, test = order[:295], order[295:]
    theirs = sk.LinearRegression().fit(data.X[train], data.y[train])
    ours = regression.predict(regression.least_squares_by_qr(data.X[train], data.y[train]), data.X[test])
    expected = theirs.score(data.X[test], data.y[test])
    np.testing.assert_allclose(metrics.r_squared(data.y[test], ours), expected, rtol=1e-9)
    for mine, sklearns in [
        (metrics.root_mean_squared_error, sklearn.metrics.root_mean_squared_error),
        (metrics.mean_absolute_error, sklearn.metrics.mean_absolute_error),
    ]:
        expected = sklearns(data.y[test], theirs.predict(data.X[test]))
        np.testing.assert_allclose(mine(data.y[test], ours), expected, rtol=1e-9)


def test_class_weights_are_copies_on_the_rare_fours_of_mnist_as_in_scikit_learn():
    data = datasets.mnist()[0]
    pixels = data.images.astype(float).reshape(-1, 7, 4, 7, 4).mean(axis=(2, 4)).reshape(-1, 49)
    fours, others = np.flatnonzero(data.y == 4)[:20], np.flatnonzero(data.y != 4)[:1980]
    X, y = pixels[np.concatenate([fours, others])], np.repeat([1, 0], [20, 1980])
    X = preprocessing.apply_scaling(X, preprocessing.fit_standardization(X))
    ours = regression.logistic_by_newton(np.repeat(X, 1 + 98 * y, axis=0), np.repeat(y, 1 + 98 * y), penalty=1e-3)
    # scikit-learn adds the losses up, and ours is their mean over all copies.
    strength = {"C": 1 / (1e-3 * 3960), "class_weight": {0: 1, 1: 99}}
    theirs = sk.LogisticRegression(**strength, solver="newton-cholesky", tol=1e-10).fit(X, y)
    np.testing.assert_allclose(ours.weights, theirs.coef_[0], rtol=1e-6, atol=1e-6)
    np.testing.assert_allclose(ours.intercept, theirs.intercept_[0], rtol=1e-6)
