"""Gaussian mixtures: against scikit-learn, by laws, and by hand."""

import warnings

import numpy as np
import pytest
import scipy.stats
import sklearn.cluster
import sklearn.mixture
from hypothesis import given
from hypothesis import strategies as st

from dlmath import mixture as mix
from dlmath import probability as pr
from tests import bad_input

EPS = np.finfo(np.float64).eps
UNLIKELY = 1e-3
seeds = st.integers(0, 10_000)


def clouds(rng, n=90, k=3, d=2, spread=4.0):
    """k clouds of different shapes, and the cloud that each row came from."""
    labels = np.concatenate([np.arange(k), rng.integers(0, k, n - k)])
    shapes, centers = rng.normal(size=(k, d, d)), spread * rng.normal(size=(k, d))
    return np.einsum("nij,nj->ni", shapes[labels], rng.normal(size=(n, d))) + centers[labels], labels


def random_model(rng, X, k):
    """Weights, means and covariances that nobody chose with care."""
    d = X.shape[1]
    a = rng.normal(size=(k, d, d))
    means = X[rng.choice(len(X), k)] + rng.normal(size=(k, d))
    covariances = np.var(X) * rng.uniform(0.05, 3) * (a @ a.swapaxes(1, 2) + 0.3 * np.eye(d))
    return mix.GaussianMixture(rng.dirichlet(np.ones(k)), means, covariances)


def theirs(model, X, steps=1, tolerance=0.0):
    """scikit-learn's mixture after a number of steps from ours."""
    other = sklearn.mixture.GaussianMixture(
        len(model.weights),
        weights_init=model.weights,
        means_init=model.means,
        precisions_init=np.linalg.inv(model.covariances),
        reg_covar=0,
        tol=tolerance,
        max_iter=steps,
        init_params="random",
        random_state=0,
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", sklearn.exceptions.ConvergenceWarning)
        return other.fit(X)


def parts(model):
    if isinstance(model, sklearn.mixture.GaussianMixture):
        model = model.weights_, model.means_, model.covariances_
    return np.concatenate([np.ravel(part) for part in model])


@pytest.mark.parametrize("d", [1, 2, 4])
def test_steps_of_em_equal_scikit_learn_from_the_same_start(d, proof):
    for seed in range(5):
        rng = np.random.default_rng(seed)
        X, _ = clouds(rng, d=d)
        start = random_model(rng, X, 3)
        other, one = theirs(start, X), mix.em_step(start, X)
        against = "sklearn.mixture.GaussianMixture, same start"
        proof("mixture.em_step", "independent", against, parts(one), parts(other), bound=1e-11)
        proof("mixture.m_step", "independent", against, parts(mix.m_step(X, mix.responsibilities(start, X))),
              parts(other), bound=1e-11)  # fmt: skip
        actual, expected = mix.responsibilities(one, X), other.predict_proba(X)
        proof("mixture.responsibilities", "independent", against, actual, expected, bound=1e-9)
        value = mix.log_likelihood(one, X)
        proof("mixture.log_likelihood", "independent", against, value / len(X), other.score(X), bound=1e-11)
        proof("mixture.bic", "independent", against, mix.bic(one, X), other.bic(X), bound=1e-11)
        proof("mixture.aic", "independent", against, mix.aic(one, X), other.aic(X), bound=1e-11)
        density = sum(w * scipy.stats.multivariate_normal(m, c).pdf(X[0]) for w, m, c in zip(*one, strict=True))
        actual, against = np.exp(mix.log_likelihood(one, X[:1])), "scipy.stats.multivariate_normal"
        proof("mixture.GaussianMixture", "independent", against, actual, density, bound=1e-12)


def test_fits_equal_scikit_learn_from_the_same_start(proof):
    for seed in range(5):
        X, _ = clouds(np.random.default_rng(seed), n=150, spread=6)
        start = mix.initialize(X, 3, rng=seed)
        ours, other = mix.fit(X, start, tolerance=1e-13), theirs(start, X, 10_000, 1e-13)
        against = "sklearn.mixture.GaussianMixture, same start"
        proof("mixture.fit", "independent", against, parts(ours), parts(other), bound=1e-5)
        actual, expected = mix.log_likelihood(ours, X) / len(X), other.score(X)
        proof("mixture.fit", "independent", "its likelihood", actual, expected, bound=1e-9)


def test_a_start_has_the_covariance_by_numpy(proof):
    for seed in range(5):
        X, _ = clouds(np.random.default_rng(seed), d=3)
        start = mix.initialize(X, 4, rng=seed)
        expected = np.tile(np.cov(X.T, bias=True), (4, 1, 1))
        proof("mixture.initialize", "independent", "numpy.cov", start.covariances, expected, bound=1e-13)
        expected = mix.kmeans_plus_plus(X, 4, rng=seed)
        proof("mixture.initialize", "law", "means by k-means++", start.means, expected, bound=0)


def test_kmeans_equals_scikit_learn_from_the_same_start(proof):
    for seed in range(20):
        X, _ = clouds(np.random.default_rng(seed), spread=2)
        start = mix.kmeans_plus_plus(X, 4, rng=seed)
        other = sklearn.cluster.KMeans(4, init=start, n_init=1, tol=0, max_iter=1000, algorithm="lloyd").fit(X)
        centers, labels = mix.kmeans(X, start)
        against = "sklearn.cluster.KMeans, same start"
        proof("mixture.kmeans", "independent", against, centers, other.cluster_centers_, bound=1e-12)
        proof("mixture.kmeans", "independent", against, labels, other.labels_, bound=0)


def test_k_means_plus_plus_draws_as_often_as_scikit_learn(proof):
    X, n = np.array([[0.0, 0.0], [1.0, 0.0], [0.0, 3.0], [4.0, 4.0]]), 1500
    seen = np.zeros((2, 4, 4, 4))
    rng = np.random.default_rng(0)
    for seed in range(n):
        centers = mix.kmeans_plus_plus(X, 3, rng)
        seen[0, *np.argmin(((X - centers[:, None]) ** 2).sum(-1), axis=1)] += 1
        _, chosen = sklearn.cluster.kmeans_plusplus(X, 3, random_state=seed, n_local_trials=1)
        seen[1, *chosen] += 1
    table = seen.reshape(2, -1)
    p = scipy.stats.chi2_contingency(table[:, table.sum(axis=0) > 20]).pvalue
    against = "sklearn.cluster.kmeans_plusplus, one trial: χ² p ≥ 0.001"
    proof("mixture.kmeans_plus_plus", "independent", against, p >= UNLIKELY, True, bound=0)
    second = seen[0].sum(axis=2)[0]
    assert scipy.stats.chisquare(second[1:], second.sum() * np.array([1, 9, 32]) / 42).pvalue > UNLIKELY


def test_em_never_lowers_the_likelihood_from_two_hundred_random_starts(proof):
    finished = 0
    for seed in range(200):
        rng = np.random.default_rng(seed)
        k, d = int(rng.integers(1, 5)), int(rng.integers(1, 4))
        X, _ = clouds(rng, n=80, k=3, d=d, spread=rng.uniform(0, 5))
        model = random_model(rng, X, k)
        values = [mix.log_likelihood(model, X)]
        try:
            for _ in range(25):
                model = mix.em_step(model, X)
                values.append(mix.log_likelihood(model, X))
            finished += 1
        except np.linalg.LinAlgError:  # a component collapsed: until then, the likelihood rose
            pass
        fall = max(0, np.max(-np.diff(values), initial=0)) / len(X)
        proof("mixture.em_step", "law", "log L never falls, 200 random starts, per example", fall, 0.0, bound=1e-12)
    assert finished >= 180


@given(seed=seeds)
def test_mixtures_obey_their_laws(proof, seed):
    rng = np.random.default_rng(seed)
    X, _ = clouds(rng, n=30)
    model = random_model(rng, X, 3)
    R = mix.responsibilities(model, X)
    proof("mixture.responsibilities", "law", "rows sum to 1", R.sum(axis=1), 1.0, bound=1e-14)
    rule = pr.bayes_rule(
        model.weights, [[pr.MultivariateNormal(m, c).pdf(X[0])] for m, c in zip(*model[1:], strict=True)]
    )
    proof("mixture.responsibilities", "law", "Bayes' rule", R[0], rule, bound=1e-10)
    A, b = rng.normal(size=(2, 2)) + 2 * np.eye(2), rng.normal(size=2)
    moved = mix.GaussianMixture(model.weights, model.means @ A.T + b, A @ model.covariances @ A.T)
    moved = moved._replace(covariances=(moved.covariances + moved.covariances.swapaxes(1, 2)) / 2)
    if abs(np.linalg.det(A)) > 0.1:
        expected = mix.log_likelihood(model, X) - len(X) * np.log(abs(np.linalg.det(A)))
        actual, against = mix.log_likelihood(moved, X @ A.T + b), "a linear map takes its log |det| off"
        proof("mixture.log_likelihood", "law", against, actual, expected, bound=1e-9)
    order = rng.permutation(3)
    shuffled = mix.GaussianMixture(*(part[order] for part in model))
    actual, expected = mix.log_likelihood(shuffled, X), mix.log_likelihood(model, X)
    proof("mixture.GaussianMixture", "law", "the order of components does not matter", actual, expected, bound=1e-13)
    fitted = mix.m_step(X, R)
    proof("mixture.m_step", "law", "mean of the mixture = mean of X", fitted.weights @ fitted.means, X.mean(axis=0),
          bound=1e-13)  # fmt: skip
    second = np.einsum("k,kij->ij", fitted.weights, fitted.covariances) + np.einsum(
        "k,ki,kj->ij", fitted.weights, fitted.means, fitted.means
    )
    size = np.abs(second).max()
    proof("mixture.m_step", "law", "second moments of the mixture = those of X", second / size, X.T @ X / 30 / size,
          bound=1e-13)  # fmt: skip
    price = mix.bic(model, X) - mix.aic(model, X)
    proof("mixture.bic", "law", "BIC − AIC = p (log n − 2)", price, 17 * (np.log(30) - 2), bound=1e-12)
    twice = mix.aic(model, np.tile(X, (2, 1)))
    expected = 2 * mix.aic(model, X) - 2 * 17
    proof("mixture.aic", "law", "fit doubles with the examples, the price does not", twice, expected, bound=1e-13)


@given(seed=seeds)
def test_centers_obey_their_laws(proof, seed):
    X = np.random.default_rng(seed).normal(size=(20, 2)).round(1)
    start = mix.kmeans_plus_plus(X, 4, seed)
    different = len(np.unique(start, axis=0)) == 4 and all((c == X).all(axis=1).any() for c in start)
    proof("mixture.kmeans_plus_plus", "law", "four different examples", different, True, bound=0)
    centers, labels = mix.kmeans(X, start)

    def cost(centers):
        return np.min(((X[:, None] - centers) ** 2).sum(axis=-1), axis=1).sum()

    proof("mixture.kmeans", "law", "costs no more than the start", max(0, cost(centers) - cost(start)), bound=1e-12)
    means = [X[labels == k].mean(axis=0) for k in range(4)]
    proof("mixture.kmeans", "law", "each center is the mean of its examples", centers, means, bound=1e-13)


@given(seed=st.integers(0, 60))
def test_a_fit_cannot_be_bettered_by_a_step_or_a_nudge(proof, seed):
    rng = np.random.default_rng(seed)
    X, _ = clouds(rng, n=60, k=2, spread=8)
    X = X + 0.5 * rng.normal(size=X.shape)
    fitted = mix.fit(X, mix.initialize(X, 2, seed), tolerance=1e-12)
    value = mix.log_likelihood(fitted, X) / len(X)
    gain = mix.log_likelihood(mix.em_step(fitted, X), X) / len(X) - value
    proof("mixture.fit", "law", "another step gains nothing", gain, 0.0, bound=1e-11)
    nudged = fitted._replace(means=fitted.means + 1e-3 * rng.normal(size=(2, 2)))
    assert mix.log_likelihood(nudged, X) / len(X) < value + 1e-9


def test_mixtures_by_hand(proof):
    where = "halves N(0, 1) and N(2, 1)"
    model = mix.GaussianMixture(np.array([0.5, 0.5]), np.array([[0.0], [2.0]]), np.ones((2, 1, 1)))
    normal = [np.exp(-x * x / 2) / np.sqrt(2 * np.pi) for x in range(3)]
    expected = np.log(normal[1]) + np.log((normal[0] + normal[2]) / 2)
    proof(
        "mixture.log_likelihood", "by hand", where, mix.log_likelihood(model, [[1.0], [0.0]]), expected, bound=4 * EPS
    )
    odds = np.array([1, np.exp(-2)])
    expected = [[0.5, 0.5], odds / odds.sum()]
    proof(
        "mixture.responsibilities",
        "by hand",
        where,
        mix.responsibilities(model, [[1.0], [0.0]]),
        expected,
        bound=4 * EPS,
    )
    proof("mixture.GaussianMixture", "by hand", where, parts(model), [0.5, 0.5, 0, 2, 1, 1], bound=0)
    expected = -2 * np.log(normal[1])
    proof("mixture.bic", "by hand", where, mix.bic(model, [[1.0]]), expected, bound=4 * EPS)
    proof("mixture.aic", "by hand", where, mix.aic(model, [[1.0]]), expected + 10, bound=4 * EPS)

    X, R = [[0.0], [2.0], [4.0]], [[1.0, 0.0], [0.5, 0.5], [0.0, 1.0]]
    expected = [1 / 2, 1 / 2, 2 / 3, 10 / 3, 8 / 9, 8 / 9]
    proof(
        "mixture.m_step", "by hand", "0, 2, 4, of which 2 is shared", parts(mix.m_step(X, R)), expected, bound=4 * EPS
    )
    model = mix.GaussianMixture(np.array([0.5, 0.5]), np.array([[0.0], [4.0]]), np.ones((2, 1, 1)))
    r = 1 / (1 + np.exp(-8))  # of 0 for the first component, and of 4 for the second
    mean, second = (0.5 * 2 + (1 - r) * 4) / 1.5, (0.5 * 4 + (1 - r) * 16) / 1.5
    expected = [0.5, 0.5, mean, 4 - mean, second - mean**2, second - mean**2]
    where = "from N(0, 1) and N(4, 1), at 0, 2, 4"
    proof("mixture.em_step", "by hand", where, parts(mix.em_step(model, X)), expected, bound=8 * EPS)
    X = [[-1.0], [1.0], [99.0], [101.0]]
    fitted, where = mix.fit(X, mix.initialize(X, 2, rng=0)), "−1, 1, 99, 101"
    order = np.argsort(fitted.means[:, 0])
    actual = np.concatenate([np.ravel(part[order]) for part in fitted])
    proof("mixture.fit", "by hand", where, actual, [0.5, 0.5, 0, 100, 1, 1], bound=1e-12)
    start = mix.initialize(X, 2, rng=0)
    proof("mixture.initialize", "by hand", where, parts(start)[[0, 1, 4, 5]], [0.5, 0.5, 2501, 2501], bound=1e-15)
    expected = [[0.0], [100.0]]
    proof("mixture.kmeans", "by hand", where, mix.kmeans(X, [[-1.0], [1.0]])[0], expected, bound=0)
    actual = np.sort(mix.kmeans_plus_plus([[0.0], [0.0], [5.0]], 2, rng=0), axis=0)
    proof("mixture.kmeans_plus_plus", "by hand", "0, 0, 5", actual, [[0], [5]], bound=0)


def test_three_clouds_are_found_again():
    X, labels = clouds(np.random.default_rng(2), n=300, spread=10)
    fitted = mix.fit(X, mix.initialize(X, 3, rng=0))
    found = np.argmax(mix.responsibilities(fitted, X), axis=1)
    assert sklearn.metrics.adjusted_rand_score(labels, found) > 0.95
    criteria = [mix.bic(mix.fit(X, mix.initialize(X, k, rng=0)), X) for k in (1, 2, 3)]
    assert np.argmin(criteria) == 2


def test_a_point_far_from_everything_still_belongs_somewhere():
    model = mix.GaussianMixture(np.array([0.5, 0.5]), np.array([[0.0], [1.0]]), np.ones((2, 1, 1)))
    R = mix.responsibilities(model, [[1e6], [-1e6]])
    np.testing.assert_array_equal(R, [[0, 1], [1, 0]])
    assert np.isfinite(mix.log_likelihood(model, [[1e6]]))


def test_equal_components_share_an_example_however_far_it_is():
    twins = mix.GaussianMixture(np.array([0.5, 0.5]), np.zeros((2, 1)), np.ones((2, 1, 1)))
    for x in (1e8, 1e160, 1e300):
        np.testing.assert_array_equal(mix.responsibilities(twins, [[x]]), [[0.5, 0.5]])
    unequal = twins._replace(means=np.array([[0.0], [1.0]]))
    np.testing.assert_array_equal(mix.responsibilities(unequal, [[1e10], [-1e10]]), [[0, 1], [1, 0]])
    wide = twins._replace(weights=np.array([1.0, 0.0]), covariances=np.array([[[1.0]], [[4.0]]]))
    np.testing.assert_array_equal(mix.responsibilities(wide, [[1e200]]), [[1, 0]])
    narrow = twins._replace(covariances=np.full((2, 1, 1), 1e-300))
    with pytest.raises(ValueError, match="X lies too far from every component at row 1: the distance exceeds float64"):
        mix.responsibilities(narrow, [[0.0], [1e200]])


def test_em_does_not_complain_of_its_own_rounding():
    X = np.concatenate([np.linspace(-1, 1, 9), [1e8]])[:, None]
    twins = mix.GaussianMixture(np.array([0.5, 0.5]), np.zeros((2, 1)), np.ones((2, 1, 1)))
    np.testing.assert_array_equal(mix.em_step(twins, X).weights, [0.5, 0.5])
    far = X.astype(np.float32)
    np.testing.assert_allclose(mix.responsibilities(twins, far).sum(axis=1), 1, atol=4 * np.finfo(np.float32).eps)


def test_a_weight_of_zero_has_no_responsibility():
    model = mix.GaussianMixture(np.array([1.0, 0.0]), np.array([[0.0], [1.0]]), np.ones((2, 1, 1)))
    np.testing.assert_array_equal(mix.responsibilities(model, [[1.0]]), [[1, 0]])
    with pytest.raises(np.linalg.LinAlgError, match="component 1 has no examples left"):
        mix.em_step(model, [[0.0], [1.0]])


@pytest.mark.parametrize("dtype", [np.float64, np.float32])
@pytest.mark.parametrize("offset", [0.0, 1e3])
def test_a_component_that_collapses_is_said(dtype, offset):
    on_a_point = np.array([[0.0], [1.0], [2.5], [3.0], [50.0]], dtype=dtype) + dtype(offset)
    start = mix.GaussianMixture(np.array([0.5, 0.5]), np.array([[1.0], [50.0]]) + offset, np.ones((2, 1, 1)))
    with pytest.raises(np.linalg.LinAlgError, match="component 1 collapsed onto too few examples"):
        mix.fit(on_a_point, start)
    rng = np.random.default_rng(0)
    on_a_line = np.concatenate([rng.normal(size=(30, 2)), [[30.0, 30.0], [31.0, 32.0]]]).astype(dtype) + dtype(offset)
    means = np.array([[0.0, 0.0], [30.5, 31.0]]) + offset
    with pytest.raises(np.linalg.LinAlgError, match="component 1 collapsed onto too few examples"):
        mix.fit(on_a_line, mix.GaussianMixture(np.array([0.5, 0.5]), means, np.tile(np.eye(2), (2, 1, 1))))


def test_a_narrow_component_is_no_collapse():
    rng = np.random.default_rng(0)
    X = np.concatenate([rng.normal(size=(40, 2)) * [1e-6, 1e-2], rng.normal(size=(40, 2)) + 5])
    start = mix.m_step(X, np.repeat(np.eye(2), 40, axis=0))
    fitted = mix.fit(X, start)
    np.testing.assert_allclose(fitted.covariances, start.covariances, rtol=1e-8)


def test_units_do_not_matter():
    X, _ = clouds(np.random.default_rng(4))
    units = np.array([1e-6, 1e5])
    one, other = (mix.fit(x, mix.m_step(x, np.repeat(np.eye(3), 30, axis=0))) for x in (X, X * units))
    np.testing.assert_allclose(mix.responsibilities(one, X), mix.responsibilities(other, X * units), atol=1e-6)


@pytest.mark.parametrize("unit", [1e-200, 1e200])
def test_distances_are_in_range_in_any_units(unit):
    X, _ = clouds(np.random.default_rng(4))
    start = mix.kmeans_plus_plus(X, 3, rng=0)
    np.testing.assert_allclose(mix.kmeans_plus_plus(X * unit, 3, rng=0), start * unit, rtol=1e-15)
    (centers, labels), (other, same) = mix.kmeans(X, start), mix.kmeans(X * unit, start * unit)
    np.testing.assert_array_equal(same, labels)
    np.testing.assert_allclose(other, centers * unit, rtol=1e-13)
    with pytest.raises(ValueError, match="X has variances that no float64 can hold; scale it"):
        mix.initialize(X * unit, 2, rng=0)


def test_data_far_from_the_origin_are_no_collapse():
    X = 1e15 + np.array([[0.0], [1.0], [0.0], [1.0], [9.0], [10.0], [9.0], [10.0]])
    start = mix.initialize(X, 2, rng=0)
    np.testing.assert_allclose(start.covariances, np.full((2, 1, 1), 20.5), rtol=1e-12)
    R = np.repeat(np.eye(2), 4, axis=0)
    np.testing.assert_allclose(mix.m_step(X, R).covariances, np.full((2, 1, 1), 0.25), rtol=1e-12)


def test_a_center_without_examples_stays():
    centers, labels = mix.kmeans([[0.0], [1.0]], [[0.5], [9.0]])
    np.testing.assert_array_equal(centers, [[0.5], [9.0]])
    np.testing.assert_array_equal(labels, [0, 0])


def test_of_equally_near_centers_the_first_is_taken():
    assert mix.kmeans([[0.0], [1.0], [2.0]], [[0.0], [2.0]])[1].tolist() == [0, 0, 1]


def test_what_cannot_be_done_is_said():
    with pytest.raises(ValueError, match="X has 2 different rows, expected at least k = 3"):
        mix.kmeans_plus_plus([[0.0], [1.0], [1.0]], 3, rng=0)
    for flat in ([[0.0, 0.0], [1.0, 2.0], [2.0, 4.0]], [[0.1, 0.0], [0.1, 2.0], [0.1, 1.0]], [[0.0]]):
        with pytest.raises(ValueError, match="X lies in a plane"):
            mix.initialize(flat, 1, rng=0)
    X, _ = clouds(np.random.default_rng(0), spread=1)
    with pytest.raises(np.linalg.LinAlgError, match="EM did not converge in max_steps = 2"):
        mix.fit(X, mix.initialize(X, 3, rng=0), max_steps=2)
    with pytest.raises(np.linalg.LinAlgError, match="k-means still changed after max_steps = 1"):
        mix.kmeans(X, X[:3], max_steps=1)


GOOD = mix.GaussianMixture(np.array([0.5, 0.5]), np.array([[0.0, 0.0], [1.0, 3.0]]), np.tile(np.eye(2), (2, 1, 1)))


@pytest.mark.parametrize(
    "part, value",
    [
        ("weights", np.array([0.5, 0.6])),
        ("weights", np.array([1.5, -0.5])),
        ("weights", np.array([1.0])),
        ("means", np.zeros((2, 3))),
        ("means", np.full((2, 2), np.nan)),
        ("covariances", np.eye(2)),
        ("covariances", np.zeros((2, 2, 2))),
        ("covariances", np.tile([[1.0, 0.5], [0.0, 1.0]], (2, 1, 1))),
    ],
)
def test_what_is_no_mixture_is_refused(part, value):
    for function in (mix.log_likelihood, mix.responsibilities, mix.em_step, mix.bic, mix.aic):
        with pytest.raises(ValueError, match=r"model\."):
            function(GOOD._replace(**{part: value}), [[0.0, 1.0], [1.0, 0.0]])


X = np.array([[0.5, 1.0], [-1.0, 0.25], [1.0, 2.0], [2.0, 4.5], [0.0, 3.0], [-0.5, -1.0], [1.5, 2.0]])
R = np.array([[0.75, 0.25]] * 3 + [[0.25, 0.75]] * 4)
NARROW = np.ones((7, 3))
RNG = {"k": 2, "rng": 0}
BAD_RNG = {"k": [0, 8], "rng": [None, -1]}
TABLE = [
    bad_input.Case(mix.kmeans_plus_plus, {"X": X, **RNG}, BAD_RNG),
    bad_input.Case(mix.initialize, {"X": X, **RNG}, BAD_RNG),
    bad_input.Case(mix.kmeans, {"X": X, "centers": X[:2], "max_steps": 10},
                   {"centers": [np.ones((2, 3))], "max_steps": [0]}),
    *[bad_input.Case(f, {"model": GOOD, "X": X}, {"X": [NARROW]})
      for f in (mix.log_likelihood, mix.responsibilities, mix.em_step, mix.bic, mix.aic)],
    bad_input.Case(mix.m_step, {"X": X, "R": R}, {"R": [np.ones((7, 2)), R[:3]]}, whole={"R": None}),
    bad_input.Case(mix.fit, {"X": X, "start": GOOD, "tolerance": 1e-2, "max_steps": 50},
                   {"X": [NARROW], "tolerance": [0.0], "max_steps": [0]}, tolerance=1e-6),
]  # fmt: skip


@bad_input.every(TABLE)
def test_unusual_input_gives_the_documented_result_or_a_clear_error(check):
    check()
