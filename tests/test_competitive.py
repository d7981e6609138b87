"""Competitive learning and maps: against SciPy and scikit-learn, by laws, and by hand."""

import warnings

import numpy as np
import pytest
import scipy.cluster.vq
import scipy.spatial
import scipy.stats
import sklearn.cluster
import sklearn.metrics
import sklearn.neighbors
from hypothesis import given
from hypothesis import strategies as st

from dlmath import competitive as cp
from dlmath import linear_algebra as la
from dlmath import mixture, schedules
from dlmath.autodiff import grad
from tests import bad_input

EPS = np.finfo(np.float64).eps
seeds = st.integers(0, 10_000)


def data(seed, n=60, m=12, d=3):
    """Examples in a few clouds, and units drawn from them."""
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(n, d)) + 3 * rng.normal(size=(4, d))[rng.integers(4, size=n)]
    return X, X[rng.choice(n, m, replace=False)] + 0.1 * rng.normal(size=(m, d))


def pulled(units, grid, x, learning_rate, radius):
    """An update of a map, unit by unit, with SciPy's distances and bells."""
    c = np.argmin(scipy.spatial.distance.cdist(units, [x])[:, 0])
    bell = scipy.stats.norm(scale=radius)
    moved = []
    for unit, place in zip(units, grid, strict=True):
        h = bell.pdf(scipy.spatial.distance.euclidean(place, grid[c])) / bell.pdf(0)
        moved.append((1 - learning_rate * h) * unit + learning_rate * h * x)
    return np.array(moved)


# --- against SciPy and scikit-learn


@pytest.mark.parametrize("d", [1, 2, 20])
def test_winners_and_errors_equal_scipy(d, proof):
    for seed in range(10):
        X, units = data(seed, d=d)
        codes, distances = scipy.cluster.vq.vq(X, units)
        against = "scipy.cluster.vq.vq"
        proof("competitive.winner", "independent", against, cp.winner(units, X), codes, bound=0)
        expected = sklearn.metrics.pairwise_distances_argmin(X[:1], units)[0]
        proof(
            "competitive.winner",
            "independent",
            "sklearn pairwise_distances_argmin",
            cp.winner(units, X[0]),
            expected,
            bound=0,
        )
        expected = np.bincount(codes, minlength=12)
        proof("competitive.hits", "independent", against, cp.hits(units, X), expected, bound=0)
        actual, name = cp.quantization_error(units, X), "competitive.quantization_error"
        proof(name, "independent", against, actual, distances.mean(), bound=1e-14)
        kmeans = sklearn.cluster.KMeans(12, init=units, n_init=1).fit(units)
        kmeans.cluster_centers_ = units
        actual, expected = cp.distortion(units, X), -kmeans.score(X) / len(X)
        proof("competitive.distortion", "independent", "sklearn KMeans.score", actual, expected, bound=1e-12)


def test_updates_equal_minibatch_kmeans_one_example_at_a_time(proof):
    for seed in range(5):
        X, units = data(seed, n=40, m=4)
        theirs = sklearn.cluster.MiniBatchKMeans(4, init=units, n_init=1, batch_size=1, reassignment_ratio=0)
        ours, wins = units, np.zeros(4)
        for x in X:
            theirs.partial_fit(np.tile(x, (4, 1)))  # it wants no fewer examples than units
            c = cp.winner(ours, x)
            wins[c] += 1
            ours = cp.competitive_update(ours, x, 1 / wins[c])
        against = "sklearn MiniBatchKMeans, one example at a time"
        proof("competitive.competitive_update", "independent", against, ours, theirs.cluster_centers_, bound=1e-13)


def test_learning_equals_its_own_loop_with_scipy(proof):
    eta, sigma, grid = schedules.exponential(0.5, 0.99), schedules.exponential(2.0, 0.97), cp.rectangular_grid(3, 4)
    for seed in range(3):
        X, units = data(seed)
        actual = cp.self_organizing_map(X, units, grid, eta, sigma, n_steps=60, rng=seed)
        alone = cp.competitive_learning(X, units, eta, n_steps=60, rng=seed)
        expected, winners = units, units.copy()
        for t, i in enumerate(np.random.default_rng(seed).integers(len(X), size=60)):
            expected = pulled(expected, grid, X[i], eta(t), sigma(t))
            code, _ = scipy.cluster.vq.vq(X[[i]], winners)
            winners[code] += eta(t) * (X[i] - winners[code])
        against = "scipy.spatial and scipy.stats, unit by unit"
        proof("competitive.self_organizing_map", "independent", against, actual, expected, bound=1e-12)
        against = "scipy.cluster.vq.vq, step by step"
        proof("competitive.competitive_learning", "independent", against, alone, winners, bound=1e-13)


def test_maps_equal_scipy(proof):
    for seed, (rows, columns, radius) in enumerate([(3, 4, 0.5), (1, 12, 2.0), (4, 3, 5.0)]):
        X, units = data(seed)
        grid, against = cp.rectangular_grid(rows, columns), "scipy.spatial and scipy.stats, unit by unit"
        expected = np.indices((rows, columns)).reshape(2, -1).T
        proof("competitive.rectangular_grid", "independent", "numpy.indices", grid, expected, bound=0)
        h = sklearn.metrics.pairwise.rbf_kernel(grid, grid[[5]], gamma=1 / (2 * radius**2))[:, 0]
        actual = cp.neighborhood(grid, 5, radius)
        proof("competitive.neighborhood", "independent", "sklearn rbf_kernel", actual, h, bound=1e-14)
        for x in X[:5]:
            actual, expected = cp.som_update(units, grid, x, 0.3, radius), pulled(units, grid, x, 0.3, radius)
            proof("competitive.som_update", "independent", against, actual, expected, bound=1e-14)
        H = sklearn.metrics.pairwise.rbf_kernel(grid, grid[scipy.cluster.vq.vq(X, units)[0]], gamma=1 / (2 * radius**2))
        expected, against = [np.average(X, axis=0, weights=h) for h in H], "numpy.average, sklearn rbf_kernel"
        proof("competitive.batch_som_update", "independent", against, cp.batch_som_update(X, units, grid, radius),
              expected, bound=1e-13)  # fmt: skip


def test_a_batch_update_without_neighbors_is_a_step_of_kmeans(proof):
    for seed in range(5):
        X, units = data(seed, m=6)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", sklearn.exceptions.ConvergenceWarning)
            theirs = sklearn.cluster.KMeans(6, init=units, n_init=1, max_iter=1, algorithm="lloyd").fit(X)
        actual, against = cp.batch_som_update(X, units, cp.rectangular_grid(2, 3), 0.0), "sklearn KMeans, one step"
        won = cp.hits(units, X) > 0  # it moves the others elsewhere, we leave them
        expected = np.where(won[:, None], theirs.cluster_centers_, units)
        proof("competitive.batch_som_update", "independent", against, actual, expected, bound=1e-13)


@pytest.mark.parametrize("rows, columns", [(4, 5), (1, 20)])
def test_measures_of_a_map_equal_scipy_and_scikit_learn(rows, columns, proof):
    grid = cp.rectangular_grid(rows, columns)
    places = scipy.spatial.cKDTree(grid)
    near = [set(found) - {j} for j, found in enumerate(places.query_ball_point(grid, 1, p=np.inf))]
    for seed in range(5):
        X, units = data(seed, m=20)
        gaps = scipy.spatial.distance.cdist(units, units)
        expected = [np.mean([gaps[j, k] for k in near[j]]) for j in range(20)]
        proof("competitive.u_matrix", "independent", "scipy.spatial.cKDTree", cp.u_matrix(units, grid), expected,
              bound=1e-13)  # fmt: skip
        pairs = sklearn.neighbors.NearestNeighbors(n_neighbors=2).fit(units).kneighbors(X, return_distance=False)
        expected = np.mean([second not in near[first] for first, second in pairs])
        actual, name = cp.topographic_error(units, grid, X), "competitive.topographic_error"
        proof(name, "independent", "sklearn NearestNeighbors, scipy.spatial.cKDTree", actual, expected, bound=1e-15)


# --- laws


@given(seed=seeds)
def test_winners_obey_their_laws(proof, seed):
    rng = np.random.default_rng(seed)
    X, units = data(seed, n=20, m=5)
    Q, shift, order = la.qr(rng.normal(size=(3, 3)))[0], rng.normal(size=3), rng.permutation(5)
    winners, moved = cp.winner(units, X), (3 * units @ Q.T + shift, 3 * X @ Q.T + shift)
    proof("competitive.winner", "law", "turned, scaled and shifted, the same", cp.winner(*moved), winners, bound=0)
    proof("competitive.winner", "law", "shuffled units, the same unit", order[cp.winner(units[order], X)], winners,
          bound=0)  # fmt: skip
    proof("competitive.hits", "law", "every example is won once", cp.hits(units, X).sum(), 20, bound=0)
    proof("competitive.hits", "law", "counts of winner", cp.hits(units, X), [np.sum(winners == j) for j in range(5)],
          bound=0)  # fmt: skip
    error, square = cp.quantization_error(units, X), cp.distortion(units, X)
    proof("competitive.quantization_error", "law", "scales with the examples", cp.quantization_error(*moved), 3 * error,
          bound=1e-13)  # fmt: skip
    proof("competitive.distortion", "law", "scales with their square", cp.distortion(*moved), 9 * square, bound=1e-13)
    proof("competitive.distortion", "law", "not below the squared mean distance", min(0.0, square - error**2),
          bound=1e-14)  # fmt: skip
    slopes = [2 / 20 * np.sum(units[j] - X[winners == j], axis=0) for j in range(5)]
    proof(
        "competitive.distortion", "law", "its gradient by autodiff", grad(cp.distortion)(units, X), slopes, bound=1e-13
    )


@given(seed=seeds)
def test_updates_obey_their_laws(proof, seed):
    rng = np.random.default_rng(seed)
    X, units = data(seed, n=10, m=6)
    grid, x, eta, radius = cp.rectangular_grid(2, 3), X[0], rng.uniform(0, 1), rng.uniform(0.3, 3)
    moved, c, name = cp.competitive_update(units, x, eta), cp.winner(units, x), "competitive.competitive_update"
    expected = units - eta * grad(lambda w: cp.distortion(w, x[None]) / 2)(units)
    proof(name, "law", "a step against the gradient of half the distortion", moved, expected, bound=1e-14)
    proof(name, "law", "no other unit moves", np.delete(moved, c, axis=0), np.delete(units, c, axis=0), bound=0)
    h, name = cp.neighborhood(grid, c, radius), "competitive.som_update"
    updated = cp.som_update(units, grid, x, eta, radius)
    gaps, before = np.linalg.norm(x - updated, axis=1), np.linalg.norm(x - units, axis=1)
    proof(name, "law", "distances shrink by 1 − ηh", gaps, (1 - eta * h) * before, bound=1e-13)
    proof(name, "law", "radius 0: a competitive update", cp.som_update(units, grid, x, eta, 0.0), moved, bound=0)
    other = cp.neighborhood(grid[::-1], 5 - c, radius)[::-1]
    proof("competitive.neighborhood", "law", "the grid turned around", h, other, bound=0)
    proof("competitive.neighborhood", "law", "a product over coordinates", h,
          cp.neighborhood(grid[:, :1], c, radius) * cp.neighborhood(grid[:, 1:], c, radius), bound=1e-15)  # fmt: skip
    batch, name = cp.batch_som_update(X, units, grid, radius), "competitive.batch_som_update"
    H = np.stack([cp.neighborhood(grid, j, radius) for j in cp.winner(units, X)])

    def cost(units):
        return np.sum(H[:, :, None] * np.square(X[:, None] - units))

    size = np.abs(X).sum()
    proof(name, "law", "the gradient of Σ h‖x − w‖² is 0", grad(cost)(batch) / size, 0.0, bound=1e-13)
    shift = 100 * rng.normal(size=3)
    proof(name, "law", "moves with the examples", cp.batch_som_update(X + shift, units + shift, grid, radius),
          batch + shift, bound=1e-13)  # fmt: skip
    ridges, name = cp.u_matrix(units, grid), "competitive.u_matrix"
    proof(name, "law", "scales with the units, whatever is added", cp.u_matrix(2 * units + shift, grid), 2 * ridges,
          bound=1e-12)  # fmt: skip
    proof(name, "law", "the grid turned around", cp.u_matrix(units[::-1], grid), ridges[::-1], bound=1e-14)
    tears, name = cp.topographic_error(units, grid, X), "competitive.topographic_error"
    proof(name, "law", "the grid turned around", cp.topographic_error(units[::-1], grid, X), tears, bound=0)
    exact = cp.topographic_error(grid, grid, grid + rng.uniform(-0.4, 0.4, grid.shape))
    proof(name, "law", "0 where the map is the grid itself", exact, 0.0, bound=0)


@given(seed=st.integers(0, 100))
def test_learning_obeys_its_laws(proof, seed):
    X, units = data(seed, n=20, m=6)
    grid, eta = cp.rectangular_grid(2, 3), schedules.exponential(0.5, 0.9)
    alone = cp.competitive_learning(X, units, eta, n_steps=30, rng=seed)
    still = cp.self_organizing_map(X, units, grid, eta, 0.0, n_steps=30, rng=seed)
    proof("competitive.self_organizing_map", "law", "radius 0: competitive learning", still, alone, bound=0)
    first = cp.competitive_learning(X, units, eta, n_steps=1, rng=seed)
    moved = cp.competitive_update(units, X[np.random.default_rng(seed).integers(20, size=1)[0]], 0.5)
    proof("competitive.competitive_learning", "law", "one step is an update", first, moved, bound=0)
    inside = np.all((alone >= np.minimum(X.min(0), units.min(0))) & (alone <= np.maximum(X.max(0), units.max(0))))
    proof("competitive.competitive_learning", "law", "stays in the box of examples and start", inside, True, bound=0)
    shape = cp.rectangular_grid(2, seed + 1)
    proof("competitive.rectangular_grid", "law", "place j is (⌊j/columns⌋, j mod columns)", shape @ [seed + 1, 1],
          np.arange(2 * seed + 2), bound=0)  # fmt: skip


# --- by hand


def test_competition_by_hand(proof):
    where, units, X = "units at 0 and 4; 1, 2, 6, 7", [[0.0], [4.0]], [[1.0], [2.0], [6.0], [7.0]]
    proof("competitive.winner", "by hand", where, cp.winner(units, X), [0, 0, 1, 1], bound=0)
    proof("competitive.hits", "by hand", where, cp.hits(units, X), [2, 2], bound=0)
    proof("competitive.quantization_error", "by hand", where, cp.quantization_error(units, X), 2, bound=EPS)
    proof("competitive.distortion", "by hand", where, cp.distortion(units, X), 18 / 4, bound=EPS)
    actual = cp.competitive_update(units, [6.0], 0.25)
    proof("competitive.competitive_update", "by hand", where, actual, [[0], [4.5]], bound=0)
    actual = cp.competitive_learning([[6.0]], units, 0.5, n_steps=3, rng=0)
    proof("competitive.competitive_learning", "by hand", "three halvings toward 6", actual, [[0], [5.75]], bound=0)
    half = 1 / np.sqrt(2 * np.log(2))  # neighbors move half as far, diagonal ones a quarter
    grid, where = cp.rectangular_grid(2, 2), "a 2 × 2 map, h = 1, 1/2, 1/2, 1/4"
    proof("competitive.rectangular_grid", "by hand", where, grid, [[0, 0], [0, 1], [1, 0], [1, 1]], bound=0)
    proof(
        "competitive.neighborhood",
        "by hand",
        where,
        cp.neighborhood(grid, 0, half),
        [1, 1 / 2, 1 / 2, 1 / 4],
        bound=EPS,
    )
    units, grid = [[0.0], [8.0], [16.0], [24.0]], np.array(grid)
    actual = cp.som_update(units, grid, [-8.0], 0.5, half)
    proof("competitive.som_update", "by hand", where, actual, [[-4], [4], [10], [20]], bound=2 * EPS)
    actual = cp.self_organizing_map([[-8.0]], units, grid, lambda t: [0.5, 0.0][t], half, n_steps=2, rng=0)
    proof("competitive.self_organizing_map", "by hand", where, actual, [[-4], [4], [10], [20]], bound=2 * EPS)
    actual = cp.batch_som_update([[0.0], [24.0]], units, grid, half)  # weights 1 : 1/4, 1/2 : 1/2, …
    proof("competitive.batch_som_update", "by hand", where, actual, [[4.8], [12], [12], [19.2]], bound=4 * EPS)
    proof("competitive.u_matrix", "by hand", where, cp.u_matrix(units, grid), [16, 32 / 3, 32 / 3, 16], bound=2 * EPS)
    chain, where = cp.rectangular_grid(1, 3), "a chain at 0, 4 and 1; 0.1 and 3"
    actual = cp.topographic_error([[0.0], [4.0], [1.0]], chain, [[0.1], [3.0]])
    proof("competitive.topographic_error", "by hand", where, actual, 0.5, bound=0)


# --- what a reader will see


def test_a_map_of_colors_unfolds():
    rng = np.random.default_rng(0)
    colors, grid = rng.random((500, 3)), cp.rectangular_grid(8, 8)
    start, n = rng.random((64, 3)), 1500
    eta, sigma = schedules.exponential(0.5, (0.02 / 0.5) ** (1 / n)), schedules.exponential(4.0, (0.5 / 4.0) ** (1 / n))
    units = cp.self_organizing_map(colors, start, grid, eta, sigma, n, rng=0)
    assert cp.topographic_error(start, grid, colors) > 0.7
    assert cp.topographic_error(units, grid, colors) < 0.2
    assert cp.u_matrix(units, grid).mean() < 0.5 * cp.u_matrix(start, grid).mean()
    assert cp.quantization_error(units, colors) < 0.2


def test_a_dead_unit_stays_dead_alone_and_lives_on_a_map():
    rng = np.random.default_rng(0)
    X, grid = rng.random((200, 2)), cp.rectangular_grid(1, 4)
    start = np.array([[0.2, 0.2], [0.5, 0.5], [0.8, 0.8], [9.0, 9.0]])
    alone = cp.competitive_learning(X, start, 0.05, n_steps=2000, rng=0)
    np.testing.assert_array_equal(alone[3], [9, 9])
    assert cp.hits(alone, X)[3] == 0
    together = cp.self_organizing_map(X, start, grid, 0.05, lambda t: 1.0 if t < 1000 else 0.0, 2000, rng=0)
    assert np.all(cp.hits(together, X) > 20)


def test_competitive_learning_comes_near_kmeans():
    rng = np.random.default_rng(0)
    corners = np.array([[0.0, 0.0], [0.0, 8.0], [8.0, 0.0], [8.0, 8.0]])
    X = rng.normal(size=(300, 2)) + corners[rng.integers(4, size=300)]
    start = corners + np.array([2.0, -1.0])
    centers, _ = mixture.kmeans(X, start)
    units = cp.competitive_learning(X, start, schedules.exponential(0.1, 0.999), n_steps=5000, rng=0)
    best = cp.distortion(centers, X)
    assert best <= cp.distortion(units, X) < 1.02 * best


# --- numbers of any size


@pytest.mark.parametrize("unit", [1e-200, 1e-100, 1e100, 1e200])
def test_units_do_not_matter(unit):
    X, units = data(1)
    grid, n = cp.rectangular_grid(3, 4), 40
    np.testing.assert_array_equal(cp.winner(unit * units, unit * X), cp.winner(units, X))
    assert cp.quantization_error(unit * units, unit * X) == pytest.approx(unit * cp.quantization_error(units, X), 1e-12)
    expected = float(np.float64(unit) * (unit * cp.distortion(units, X))) if unit < 1e200 else np.inf
    assert cp.distortion(unit * units, unit * X) == pytest.approx(expected, 1e-12)
    for f in (lambda u: cp.competitive_update(u * units, u * X[0], 0.3), lambda u: cp.u_matrix(u * units, grid),
              lambda u: cp.batch_som_update(u * X, u * units, grid, 1.0),
              lambda u: cp.self_organizing_map(u * X, u * units, grid, 0.3, 1.0, n, rng=0)):  # fmt: skip
        np.testing.assert_allclose(f(unit), unit * f(1.0), rtol=1e-11)
    assert cp.topographic_error(unit * units, grid, unit * X) == cp.topographic_error(units, grid, X)
    np.testing.assert_allclose(cp.neighborhood(unit * grid, 4, unit * 1.5), cp.neighborhood(grid, 4, 1.5), rtol=1e-13)


@pytest.mark.parametrize("units, X", [([[1.0], [3.0]], [[1e200]]), ([[1e200], [-2e200]], [[1.0]])])
def test_what_is_far_away_is_in_range(units, X):
    assert cp.quantization_error(units, X) == pytest.approx(1e200)
    assert cp.winner(units, X[0]) == 0


def test_a_common_offset_does_not_matter():
    X, units, far = np.arange(12.0).reshape(6, 2), np.array([[1.0, 2.0], [7.0, 9.0]]), 2.0**40
    np.testing.assert_array_equal(cp.winner(units + far, X + far), cp.winner(units, X))
    assert cp.quantization_error(units + far, X + far) == cp.quantization_error(units, X)
    grid = cp.rectangular_grid(1, 2)
    expected = cp.batch_som_update(X, units, grid, 0.0) + far
    np.testing.assert_allclose(cp.batch_som_update(X + far, units + far, grid, 0.0), expected, rtol=2 * EPS)


# --- edges


def test_of_equally_near_units_the_first_wins():
    units = [[0.0, 0.0], [2.0, 0.0], [0.0, 0.0], [1.0, 1.0]]
    np.testing.assert_array_equal(cp.winner(units, [[1.0, 0.0], [0.0, 0.0], [2.0, 1.0]]), [0, 0, 1])
    np.testing.assert_array_equal(cp.hits(units, [[1.0, 0.0]]), [1, 0, 0, 0])
    np.testing.assert_array_equal(cp.competitive_update(units, [1.0, 0.0], 1.0)[[0, 1]], [[1, 0], [2, 0]])
    assert cp.topographic_error(units, [[0, 0], [0, 5], [0, 1], [0, 9]], [[0.0, 0.0]]) == 0


def test_a_winner_of_one_example_is_a_number():
    assert np.ndim(cp.winner([[0.0], [3.0]], [2.0])) == 0
    assert cp.winner([[0.0], [3.0]], [2.0]) == 1


def test_rates_of_0_and_1_stay_and_arrive():
    X, units = data(0)
    np.testing.assert_array_equal(cp.competitive_update(units, X[0], 0.0), units)
    c = cp.winner(units, X[0])
    np.testing.assert_allclose(cp.competitive_update(units, X[0], 1.0)[c], X[0], rtol=4 * EPS)


def test_a_unit_that_no_example_reaches_stays():
    units = np.array([[0.0], [5.0], [99.0]])
    moved = cp.batch_som_update([[1.0], [6.0]], units, cp.rectangular_grid(1, 3), 0.0)
    np.testing.assert_array_equal(moved, [[1], [6], [99]])
    moved = cp.batch_som_update([[1.0]], units, 100 * cp.rectangular_grid(1, 3), 1.0)
    np.testing.assert_array_equal(moved, [[1], [5], [99]])


def test_batch_updates_end_where_kmeans_ends():
    X, start = data(2, m=5)
    units, grid = start, cp.rectangular_grid(1, 5)
    for _ in range(30):
        units = cp.batch_som_update(X, units, grid, 0.0)
    np.testing.assert_allclose(units, mixture.kmeans(X, start)[0], rtol=1e-12)


def test_two_units_are_a_map():
    units, X = [[0.0], [1.0]], [[0.1], [0.8]]
    assert cp.topographic_error(units, [[0.0], [1.0]], X) == 0
    assert cp.topographic_error(units, [[0.0], [2.0]], X) == 1
    np.testing.assert_array_equal(cp.u_matrix(units, [[0.0], [1.0]]), [1, 1])


def test_a_unit_without_neighbors_is_said():
    with pytest.raises(ValueError, match="grid has no neighbor for unit 0"):
        cp.u_matrix([[1.0]], cp.rectangular_grid(1, 1))
    with pytest.raises(ValueError, match="grid has no neighbor for unit 2"):
        cp.u_matrix([[1.0], [2.0], [3.0]], [[0.0, 0.0], [0.0, 1.0], [5.0, 5.0]])
    with pytest.raises(ValueError, match="units has one row, expected at least two"):
        cp.topographic_error([[1.0]], cp.rectangular_grid(1, 1), [[1.0]])


def test_schedules_that_leave_their_range_are_said():
    X, units = data(0)
    with pytest.raises(ValueError, match=r"learning_rate is 1.5, expected a number in \[0, 1\]"):
        cp.competitive_learning(X, units, lambda t: 0.5 + t, n_steps=9, rng=0)
    with pytest.raises(ValueError, match="radius is -1, expected a number of at least 0"):
        cp.self_organizing_map(X, units, cp.rectangular_grid(3, 4), 0.5, lambda t: 1.0 - t, n_steps=9, rng=0)


def test_the_same_seed_gives_the_same_map():
    X, units = data(0)
    one, two, other = (cp.competitive_learning(X, units, 0.1, 50, rng) for rng in (3, np.random.default_rng(3), 4))
    np.testing.assert_array_equal(one, two)
    assert np.any(one != other)


X = np.array([[0.5, 1.0], [-1.0, 0.25], [1.0, 2.0], [2.0, 4.5], [0.0, 3.0], [-0.5, -1.0]])
UNITS, GRID = np.array([[0.0, 0.5], [1.0, 3.0], [-1.0, -1.0], [2.0, 2.0]]), cp.rectangular_grid(2, 2)
NARROW, ETA, SIGMA = np.ones((6, 3)), {"learning_rate": [-0.1, 1.1]}, {"radius": [-1.0]}
STEPS, CHANCE = {"n_steps": 5, "rng": 0}, {"n_steps": [0], "rng": [None, -1]}
TABLE = [
    bad_input.Case(cp.winner, {"units": UNITS, "X": X}, {"X": [NARROW]}),
    bad_input.Case(cp.hits, {"units": UNITS, "X": X}, {"X": [NARROW]}),
    bad_input.Case(cp.quantization_error, {"units": UNITS, "X": X}, {"X": [NARROW]}),
    bad_input.Case(cp.distortion, {"units": UNITS, "X": X}, {"X": [NARROW]}),
    bad_input.Case(cp.competitive_update, {"units": UNITS, "x": X[0], "learning_rate": 0.5}, {"x": [X[:, 0]], **ETA}),
    bad_input.Case(cp.competitive_learning, {"X": X, "units": UNITS, "learning_rate": 0.5, **STEPS},
                   {"units": [NARROW], **ETA, **CHANCE}),
    bad_input.Case(cp.rectangular_grid, {"n_rows": 2, "n_columns": 3}, {"n_rows": [0], "n_columns": [0]},
                   keeps_float32=False),
    bad_input.Case(cp.neighborhood, {"grid": GRID, "winner": 1, "radius": 1.5}, {"winner": [-1, 4], **SIGMA}),
    bad_input.Case(cp.som_update, {"units": UNITS, "grid": GRID, "x": X[0], "learning_rate": 0.5, "radius": 1.5},
                   {"grid": [GRID[:3]], "x": [X[:, 0]], **ETA, **SIGMA}),
    bad_input.Case(cp.batch_som_update, {"X": X, "units": UNITS, "grid": GRID, "radius": 1.5},
                   {"units": [NARROW], "grid": [GRID[:3]], **SIGMA}),
    bad_input.Case(cp.self_organizing_map,
                   {"X": X, "units": UNITS, "grid": GRID, "learning_rate": 0.5, "radius": 1.5, **STEPS},
                   {"units": [NARROW], "grid": [GRID[:3]], **ETA, **SIGMA, **CHANCE}),
    bad_input.Case(cp.topographic_error, {"units": UNITS, "grid": GRID, "X": X},
                   {"units": [UNITS[:1]], "grid": [GRID[:3]], "X": [NARROW]}),
    bad_input.Case(cp.u_matrix, {"units": UNITS, "grid": GRID}, {"units": [NARROW], "grid": [GRID[:3]]}),
]  # fmt: skip


@bad_input.every(TABLE)
def test_unusual_input_gives_the_documented_result_or_a_clear_error(check):
    check()
