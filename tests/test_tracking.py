"""Tracking: against SciPy, batch least squares and plain loops, by laws, and by hand."""

import itertools

import numpy as np
import pytest
import scipy.linalg
import scipy.optimize
import scipy.spatial
import scipy.stats
from hypothesis import given, settings
from hypothesis import strategies as st

from dlmath import detection as dt
from dlmath import tracking as tk
from tests import bad_input

EPS = np.finfo(np.float64).eps
seeds = st.integers(0, 10_000)
MODEL = tk.constant_velocity(acceleration_std=0.5, measurement_std=1.0, n_dims=4)


def covariance(rng, n):
    A = rng.normal(size=(n, n))
    return A @ A.T + 0.1 * np.eye(n)


def random_model(rng, n=3, m=2):
    return tk.LinearModel(rng.normal(size=(n, n)), covariance(rng, n), rng.normal(size=(m, n)), covariance(rng, m))


def filtered(model, mean, P, zs):
    for z in zs:
        mean, P = tk.kalman_predict(mean, P, model.F, model.Q)
        mean, P = tk.kalman_update(mean, P, z, model.H, model.R)
    return mean, P


def batch(model, mean, P, zs):
    """The last state and its covariance, all states and all measurements at once by weighted least squares."""
    n, T = len(mean), len(zs)

    def root(C):
        return np.linalg.inv(np.linalg.cholesky(C))

    rows = [np.hstack([root(P), np.zeros((n, n * T))])]
    right = [root(P) @ mean]
    for t in range(T):
        row = np.zeros((n, n * (T + 1)))
        row[:, n * t : n * (t + 1)], row[:, n * (t + 1) : n * (t + 2)] = -model.F, np.eye(n)
        rows.append(root(model.Q) @ row)
        right.append(np.zeros(n))
        row = np.zeros((len(model.H), n * (T + 1)))
        row[:, n * (t + 1) : n * (t + 2)] = model.H
        rows.append(root(model.R) @ row)
        right.append(root(model.R) @ zs[t])
    A, b = np.vstack(rows), np.concatenate(right)
    return np.linalg.lstsq(A, b, rcond=None)[0][-n:], np.linalg.inv(A.T @ A)[-n:, -n:]


@settings(max_examples=25)
@given(seed=seeds)
def test_the_filter_equals_batch_least_squares(proof, seed):
    rng = np.random.default_rng(seed)
    model, mean, P, zs = random_model(rng), rng.normal(size=3), covariance(rng, 3), rng.normal(size=(4, 2))
    actual, expected = filtered(model, mean, P, zs), batch(model, mean, P, zs)
    for name in ("kalman_predict", "kalman_update"):
        for a, e in zip(actual, expected, strict=True):
            scale = np.abs(e).max()
            against = "batch least squares by numpy.linalg.lstsq"
            proof(f"tracking.{name}", "independent", against, a / scale, e / scale, bound=1e-8)


def test_the_filter_settles_where_scipy_says(proof):
    for a, r, dt_ in ((0.1, 1.0, 1.0), (2.0, 0.5, 0.3), (1e-2, 3.0, 2.0)):
        model = tk.constant_velocity(a, r, dt=dt_, n_dims=2)
        _, P = filtered(model, np.zeros(4), np.eye(4), np.zeros((400, 2)))
        _, P = tk.kalman_predict(np.zeros(4), P, model.F, model.Q)
        expected = scipy.linalg.solve_discrete_are(model.F.T, model.H.T, model.Q, model.R)
        against = "scipy.linalg.solve_discrete_are, steady state"
        for name in ("kalman_predict", "kalman_update", "constant_velocity"):
            proof(f"tracking.{name}", "independent", against, P, expected, bound=1e-9)


@settings(max_examples=50)
@given(seed=seeds)
def test_beliefs_obey_their_laws(proof, seed):
    rng = np.random.default_rng(seed)
    model, mean, P, z = random_model(rng), rng.normal(size=3), covariance(rng, 3), rng.normal(size=2)
    _, less = tk.kalman_update(mean, P, z, model.H, model.R)
    proof("tracking.kalman_update", "law", "covariance stays symmetric", less, less.T, bound=0)
    proof("tracking.kalman_update", "law", "no direction becomes less certain",
          min(0, np.linalg.eigvalsh(P - less)[0]), bound=1e-11)  # fmt: skip
    inverse = np.linalg.inv(P) + model.H.T @ np.linalg.solve(model.R, model.H)
    proof("tracking.kalman_update", "law", "information adds up", less @ inverse, np.eye(3), bound=1e-8)
    one = tk.kalman_update(mean, P, z[:1], model.H[:1], np.eye(1))
    both = tk.kalman_update(*one, z[1:], model.H[1:], np.eye(1))
    together = tk.kalman_update(mean, P, z, model.H, np.eye(2))
    for a, b in zip(both, together, strict=True):
        proof("tracking.kalman_update", "law", "one measurement after the other, or both", a, b, bound=1e-9)
    x = rng.multivariate_normal(mean, P)
    ahead, spread = tk.kalman_predict(mean, P, model.F, model.Q)
    proof("tracking.kalman_predict", "law", "the variance of every combination", x @ spread @ x,
          (model.F.T @ x) @ P @ (model.F.T @ x) + x @ model.Q @ x, bound=1e-12)  # fmt: skip
    proof("tracking.kalman_predict", "law", "linear in the mean", tk.kalman_predict(mean + x, P, model.F, model.Q)[0],
          ahead + model.F @ x, bound=1e-13)  # fmt: skip
    seen, S = tk.expected_measurement(mean, P, model.H, model.R)
    joint = np.block([[P, P @ model.H.T], [model.H @ P, S]])
    proof("tracking.expected_measurement", "law", "state and measurement have a covariance",
          min(0, np.linalg.eigvalsh(joint)[0]), bound=1e-12)  # fmt: skip
    A = np.vstack([np.eye(3), model.H])
    wide = A @ P @ A.T + scipy.linalg.block_diag(np.zeros((3, 3)), model.R)
    proof("tracking.expected_measurement", "independent", "the joint distribution", S, wide[3:, 3:], bound=1e-12)
    proof("tracking.expected_measurement", "independent", "the joint distribution", seen, (A @ mean)[3:], bound=1e-13)
    points = rng.normal(size=(5, 2))
    expected = [scipy.spatial.distance.mahalanobis(p, seen, np.linalg.inv(S)) for p in points]
    d = tk.mahalanobis(points, seen, S)
    proof("tracking.mahalanobis", "independent", "scipy.spatial.distance.mahalanobis", d, expected, bound=1e-11)
    M, b = rng.normal(size=(2, 2)) + 2 * np.eye(2), rng.normal(size=2)
    if abs(np.linalg.det(M)) > 0.1:
        C = M @ S @ M.T
        moved = tk.mahalanobis(points @ M.T + b, M @ seen + b, (C + C.T) / 2)
        proof("tracking.mahalanobis", "law", "the same in all coordinates", moved, d, bound=1e-9)
    near = tk.in_gate(points, seen, S, 0.7)
    expected = np.square(expected) <= scipy.stats.chi2.ppf(0.7, 2)
    proof("tracking.in_gate", "independent", "scipy.stats.chi2", near, expected, bound=0)


def test_half_of_all_measurements_pass_a_gate_of_one_half(proof):
    rng = np.random.default_rng(0)
    S = np.array([[2.0, 0.9], [0.9, 1.0]])
    z = rng.multivariate_normal([3.0, -1.0], S, size=4000)
    p = scipy.stats.binomtest(int(tk.in_gate(z, [3.0, -1.0], S, 0.5).sum()), 4000, 0.5).pvalue
    proof("tracking.in_gate", "law", "lets its share in: p ≥ 0.001", p >= 1e-3, True, bound=0)


def test_covariances_stay_covariances_over_a_thousand_steps():
    model = tk.constant_velocity(1e-4, 1e3, n_dims=1)
    mean, P = np.zeros(2), np.diag([1e12, 1e6])
    for z in np.random.default_rng(0).normal(size=(1000, 1)):
        mean, P = tk.kalman_predict(mean, P, model.F, model.Q)
        mean, P = tk.kalman_update(mean, P, z, model.H, model.R)
        assert np.array_equal(P, P.T) and np.linalg.eigvalsh(P)[0] > 0


@pytest.mark.parametrize("unit", [1e-100, 1e100])
def test_units_do_not_matter(unit):
    model, zs = tk.constant_velocity(0.5, 1.0, n_dims=1), np.array([[1.0], [3.0], [4.0]])
    scaled = model._replace(Q=unit * model.Q * unit, R=unit * model.R * unit)
    mean, P = filtered(model, np.zeros(2), np.eye(2), zs)
    other, wide = filtered(scaled, np.zeros(2), np.eye(2) * unit * unit, unit * zs)
    np.testing.assert_allclose(other / unit, mean, rtol=1e-12)
    np.testing.assert_allclose(wide / unit / unit, P, rtol=1e-12)
    far = filtered(model, np.array([2.0**40, 0.0]), np.eye(2), zs + 2.0**40)[0]
    np.testing.assert_allclose(far - [2.0**40, 0], mean, atol=1e-3)


def test_filters_by_hand(proof):
    mean, P = tk.kalman_predict([1.0, 2.0], np.diag([2.0, 1.0]), [[1.0, 3.0], [0.0, 1.0]], np.diag([1.0, 4.0]))
    where = "place 1 ± √2, velocity 2 ± 1, after 3 seconds"
    proof("tracking.kalman_predict", "by hand", where, np.append(mean, P), [7, 2, 12, 3, 3, 5], bound=0)
    z, S = tk.expected_measurement(mean, P, [[1.0, 0.0]], [[4.0]])
    proof("tracking.expected_measurement", "by hand", where, np.append(z, S), [7, 16], bound=0)
    # K = (12, 3)/16, z − ẑ = 16
    mean, P = tk.kalman_update(mean, P, [23.0], [[1.0, 0.0]], [[4.0]])
    expected = [19, 5, 3, 0.75, 0.75, 5 - 9 / 16]
    proof("tracking.kalman_update", "by hand", where, np.append(mean, P), expected, bound=8 * EPS)
    model = tk.constant_velocity(acceleration_std=3.0, measurement_std=2.0, dt=2.0, n_dims=2)
    parts = [model.F[0], model.Q[0], model.Q[2], model.H[1], model.R[0]]
    expected = [[1, 0, 2, 0], [36, 0, 36, 0], [36, 0, 36, 0], [0, 1, 0, 0], [4, 0]]
    proof("tracking.constant_velocity", "by hand", "σ_a = 3, Δt = 2", np.concatenate(parts), np.concatenate(expected),
          bound=0)  # fmt: skip
    d = tk.mahalanobis([[3.0, 2.0], [1.0, 0.0]], [1.0, 2.0], np.diag([4.0, 1.0]))
    proof("tracking.mahalanobis", "by hand", "axes 2 and 1", d, [1, 2], bound=0)
    near = tk.in_gate([[3.35, 2.0], [3.36, 2.0]], [1.0, 2.0], np.diag([4.0, 1.0]), 0.5)
    proof("tracking.in_gate", "by hand", "axes 2 and 1, 1.177² = −2 log ½", near, [True, False], bound=0)
    assert tk.in_gate([[1.95], [1.97]], [0.0], [[1.0]]).tolist() == [True, False]  # 95% unless said otherwise


def test_constant_velocity_moves_on_and_draws_accelerations(proof):
    half, whole = tk.constant_velocity(0.0, 1.0, dt=0.5), tk.constant_velocity(0.0, 1.0, dt=1.0)
    proof("tracking.constant_velocity", "law", "two half steps are one", half.F @ half.F, whole.F, bound=0)
    assert whole.F.shape == (4, 4) and np.array_equal(whole.F, tk.constant_velocity(0.0, 1.0).F)  # the plane, a second
    model, rng = tk.constant_velocity(0.7, 1.0, dt=1.5, n_dims=1), np.random.default_rng(0)
    a = 0.7 * rng.normal(size=20_000)
    ends = np.stack([a * 1.5**2 / 2, a * 1.5])
    np.testing.assert_allclose(model.Q, np.cov(ends), rtol=0.03)


def test_what_is_known_without_error_cannot_be_measured_without_error():
    with pytest.raises(np.linalg.LinAlgError, match="H P Hᵀ \\+ R is singular"):
        tk.kalman_update([0.0], [[0.0]], [1.0], [[1.0]], [[0.0]])
    mean, P = tk.kalman_update([0.0, 0.0], np.eye(2), [5.0], [[1.0, 0.0]], [[0.0]])  # exact: believed altogether
    np.testing.assert_array_equal(mean, [5, 0])
    np.testing.assert_array_equal(P, [[0, 0], [0, 1]])
    with pytest.raises(np.linalg.LinAlgError, match="covariance is singular"):
        tk.mahalanobis([[1.0, 1.0]], [0.0, 0.0], np.ones((2, 2)))


def test_quantiles_equal_scipy(proof):
    p = [1e-12, 1e-3, 0.05, 0.3, 0.5, 0.8, 0.95, 0.99, 0.9999, 1 - 1e-10]
    for k in (1, 2, 3, 4, 8, 101, 1000):
        actual = [tk.chi_square_quantile(q, k) for q in p]
        expected = scipy.stats.chi2.ppf(p, k)
        proof(
            "tracking.chi_square_quantile", "independent", "scipy.stats.chi2.ppf", actual / expected, 1.0, bound=1e-11
        )
        proof("tracking.chi_square_quantile", "law", "rises with the share", np.all(np.diff(actual) > 0), True, bound=0)
    proof("tracking.chi_square_quantile", "by hand", "two degrees: −2 log(1 − p)", tk.chi_square_quantile(0.75, 2),
          4 * np.log(2), bound=4 * EPS)  # fmt: skip


@settings(max_examples=50)
@given(seed=seeds)
def test_cosine_distances_equal_scipy(proof, seed):
    rng = np.random.default_rng(seed)
    a, b = rng.normal(size=(4, 3)), rng.normal(size=(5, 3))
    d = tk.cosine_distance(a, b)
    expected = scipy.spatial.distance.cdist(a, b, "cosine")
    proof("tracking.cosine_distance", "independent", "scipy.spatial.distance.cdist", d, expected, bound=8 * EPS)
    lengths = 10.0 ** rng.integers(-150, 150, (4, 1))
    proof(
        "tracking.cosine_distance", "law", "lengths do not matter", tk.cosine_distance(lengths * a, b), d, bound=8 * EPS
    )
    proof("tracking.cosine_distance", "law", "opposite: 2 − d", tk.cosine_distance(-a, b), 2 - d, bound=8 * EPS)


def test_cosine_distance_by_hand(proof):
    d = tk.cosine_distance([[3.0, 4.0], [0.0, 0.0]], [[4.0, 3.0], [-3.0, -4.0]])
    proof("tracking.cosine_distance", "by hand", "3-4-5 triangles, and 0", d, [[0.04, 2], [1, 1]], bound=4 * EPS)
    assert tk.cosine_distance(np.zeros((0, 3)), np.ones((2, 3))).shape == (0, 2)
    assert tk.cosine_distance(np.ones((2, 3)), np.zeros((0, 3))).shape == (2, 0)


# --- assignment


def best_by_trying(cost):
    """The most pairs, then the least cost, over all ways to pair."""
    n, m = cost.shape
    if n > m:
        return best_by_trying(cost.T)
    options = []
    for columns in itertools.permutations(range(m), n):
        chosen = cost[range(n), columns]
        finite = chosen[np.isfinite(chosen)]
        options.append((-len(finite), finite.sum()))
    return min(options)


@settings(max_examples=60)
@given(seed=seeds)
def test_assignments_cost_as_little_as_those_of_scipy(proof, seed):
    rng = np.random.default_rng(seed)
    n, m = rng.integers(1, 30, 2)
    cost = rng.choice([rng.normal(size=(n, m)), rng.integers(0, 4, (n, m)).astype(float)])
    rows, columns = tk.assign(cost)
    assert len(rows) == min(n, m) and len(set(rows)) == len(rows) and len(set(columns)) == len(columns)
    assert np.all(np.diff(rows) > 0)
    expected = cost[scipy.optimize.linear_sum_assignment(cost)].sum()
    against = "scipy.optimize.linear_sum_assignment, total cost"
    proof("tracking.assign", "independent", against, cost[rows, columns].sum(), expected, bound=1e-12)
    shifted = cost + rng.normal(size=(n, 1)) if n <= m else cost + rng.normal(size=m)
    again = tk.assign(shifted)
    proof("tracking.assign", "law", "a constant added to each line that must be served changes nothing",
          cost[again].sum(), expected, bound=1e-10)  # fmt: skip
    for unit in (1e-300, 1e300):
        proof(
            "tracking.assign", "law", "units do not matter", cost[tk.assign(unit * cost)].sum(), expected, bound=1e-12
        )
    proof("tracking.assign", "law", "rows and columns may change places", cost.T[tk.assign(cost.T)].sum(), expected,
          bound=1e-12)  # fmt: skip


@settings(max_examples=60)
@given(seed=seeds)
def test_forbidden_pairs_are_left_out_and_nothing_else(proof, seed):
    rng = np.random.default_rng(seed)
    n, m = rng.integers(1, 6, 2)
    cost = np.where(rng.random((n, m)) < 0.5, np.inf, rng.normal(size=(n, m)))
    rows, columns = tk.assign(cost)
    chosen = cost[rows, columns]
    assert np.isfinite(chosen).all()
    pairs, least = best_by_trying(cost)
    proof("tracking.assign", "independent", "all ways tried, with forbidden pairs", [-len(rows), chosen.sum()],
          [pairs, least], bound=1e-12)  # fmt: skip


def test_assignment_by_hand(proof):
    rows, columns = tk.assign([[1.0, 2.0, 3.0], [2.0, 4.0, 6.0], [3.0, 6.0, 9.0]])
    proof("tracking.assign", "by hand", "products: the largest with the smallest", columns, [2, 1, 0], bound=0)
    assert rows.tolist() == [0, 1, 2]
    # Greedy would take the 0 and pay 9; two pairs at any price before one cheap pair.
    assert [x.tolist() for x in tk.assign([[0.0, 1.0], [1.0, 9.0]])] == [[0, 1], [1, 0]]
    assert [x.tolist() for x in tk.assign([[0.0, 1e9], [1e9, np.inf]])] == [[0, 1], [1, 0]]
    assert [x.tolist() for x in tk.assign([[5.0], [1.0], [3.0]])] == [[1], [0]]
    assert [x.tolist() for x in tk.assign(np.full((2, 3), np.inf))] == [[], []]
    for empty in (np.zeros((0, 3)), np.zeros((3, 0)), np.zeros((0, 0))):
        assert [x.tolist() for x in tk.assign(empty)] == [[], []]


def test_a_large_cost_is_no_forbidden_pair_and_hides_no_small_one():
    cost = np.array([[1e-9, 0.0, np.inf], [0.0, 0.0, 1e12], [np.inf, np.inf, np.inf]])
    rows, columns = tk.assign(cost)
    assert dict(zip(rows.tolist(), columns.tolist(), strict=True)) == {0: 1, 1: 0}


def slow_cascade(cost, ages):
    pairs, free = [], list(range(cost.shape[1]))
    for age in sorted(set(ages.tolist())):
        tracks = [i for i in range(len(cost)) if ages[i] == age]
        if free:
            part = cost[np.ix_(tracks, free)]
            rows, columns = scipy.optimize.linear_sum_assignment(np.where(np.isinf(part), 1e6, part))
            new = [(tracks[i], free[j]) for i, j in zip(rows, columns, strict=True) if np.isfinite(part[i, j])]
            pairs, free = pairs + new, [j for j in free if j not in [k for _, k in new]]
    return sorted(pairs)


@settings(max_examples=50)
@given(seed=seeds)
def test_cascades_equal_a_loop_with_scipy(proof, seed):
    rng = np.random.default_rng(seed)
    cost = np.where(rng.random((7, 5)) < 0.4, np.inf, rng.random((7, 5)))
    ages = rng.integers(0, 3, 7)
    pairs = np.stack(tk.matching_cascade(cost, ages), axis=1)
    expected = np.array(slow_cascade(cost, ages)).reshape(-1, 2)
    proof("tracking.matching_cascade", "independent", "a loop with SciPy", pairs, expected, bound=0)
    same = np.stack(tk.matching_cascade(cost, np.full(7, 4)), axis=1)
    proof("tracking.matching_cascade", "law", "of one age: assign", same, np.stack(tk.assign(cost), axis=1), bound=0)


def test_cascade_by_hand(proof):
    cost = [[0.0, 0.5], [0.1, np.inf], [0.2, 0.2]]
    pairs = np.stack(tk.matching_cascade(cost, [2, 1, 9]), axis=1)
    proof("tracking.matching_cascade", "by hand", "the youngest takes the first, the next what is left", pairs,
          [[0, 1], [1, 0]], bound=0)  # fmt: skip
    assert [x.tolist() for x in tk.matching_cascade(np.zeros((0, 2)), [])] == [[], []]
    assert [x.tolist() for x in tk.matching_cascade(np.zeros((2, 0)), [0, 1])] == [[], []]


# --- trackers


def straight(x, y, vx, vy, n, side=8.0):
    """n boxes of a thing that goes straight."""
    low = np.array([x, y]) + np.arange(n)[:, None] * [vx, vy]
    return np.concatenate([low, low + side], axis=1)


def followed(step, frames, *extra, **options):
    """Identities of each frame, and the last state."""
    state, result = tk.TrackerState(), []
    for frame in zip(frames, *extra, strict=True):
        state, identities = step(state, *frame, MODEL, **options)
        result.append(identities.tolist())
    return result, state


def test_sort_predicts_as_a_filter_of_its_own(proof):
    path = straight(0, 0, 2, 1, 12)
    _, state = followed(tk.sort_step, path[:, None])
    start = np.zeros((8, 8))
    start[:4, :4], start[4:, 4:] = MODEL.R, 25 * np.eye(4)
    mean, P = filtered(MODEL, np.append(dt.to_center(path[0]), np.zeros(4)), start, dt.to_center(path[1:]))
    (track,) = state.tracks
    against = "kalman_predict and kalman_update, held against batch least squares"
    assert track.features.shape == (12, 0)
    for name in ("sort_step", "deepsort_step"):
        proof(f"tracking.{name}", "independent", against, np.append(track.mean, track.covariance), np.append(mean, P),
              bound=1e-12)  # fmt: skip
        (track,) = followed(tk.deepsort_step, path[:, None], np.ones((12, 1, 2)), n_init=1)[1].tracks
    assert (track.hits, track.age, track.identity, len(track.features)) == (12, 0, 0, 12)


@settings(max_examples=15)
@given(seed=seeds)
def test_trackers_obey_their_laws(proof, seed):
    rng = np.random.default_rng(seed)
    paths = np.stack([straight(*rng.uniform(0, 20, 2) + 30 * i, *rng.uniform(-1, 1, 2), 12) for i in range(3)], axis=1)
    orders = np.array([rng.permutation(3) for _ in range(12)])
    shuffled = np.take_along_axis(paths, orders[..., None], axis=1)
    looks = np.eye(3)[orders]
    for name, result in (("sort_step", followed(tk.sort_step, shuffled)[0]),
                         ("deepsort_step", followed(tk.deepsort_step, shuffled, looks, n_init=1)[0])):  # fmt: skip
        names = np.take_along_axis(np.array(result), np.argsort(orders, axis=1), axis=1)
        proof(f"tracking.{name}", "law", "things that stay apart keep their identity in any order", names,
              np.broadcast_to(names[0], names.shape), bound=0)  # fmt: skip
        errors = tk.clear_mot([(p, np.arange(3)) for p in paths],
                              [(p, i) for p, i in zip(shuffled, result, strict=True)])  # fmt: skip
        proof("tracking.clear_mot", "law", "a perfect tracker has MOTA 1", errors.mota, 1.0, bound=0)


def test_sort_by_hand(proof):
    one, other = straight(0, 0, 1, 0, 6), straight(40, 0, -1, 0, 6)
    frames = [np.stack([a, b]) for a, b in zip(one, other, strict=True)]
    result, _ = followed(tk.sort_step, [frames[0], frames[1][::-1], frames[2][:1], frames[3][1:], frames[4]])
    where = "two things, in another order, one missed, then the other"
    proof("tracking.sort_step", "by hand", where, np.concatenate(result), [0, 1, 1, 0, 0, 1, 0, 1], bound=0)
    gone = [frames[0][:1], frames[1][:1], [], [], frames[4][:1]]
    assert followed(tk.sort_step, gone)[0] == [[0], [0], [], [], [1]]
    assert followed(tk.sort_step, gone, max_age=2)[0] == [[0], [0], [], [], [0]]
    assert followed(tk.sort_step, frames[:4], n_init=3)[0] == [[-1, -1], [-1, -1], [0, 1], [0, 1]]
    # What does not count yet is given up when it is missed once.
    assert followed(tk.sort_step, [frames[0][:1], [], *[f[:1] for f in frames[2:]]], n_init=2, max_age=5)[0] == [
        [-1], [], [-1], [1], [1], [1]
    ]  # fmt: skip
    jump = [one[:1], one[:1] + np.array([8.5, 0, 8.5, 0])]  # beside the old box: no overlap
    assert followed(tk.sort_step, jump)[0] == [[0], [1]]
    assert followed(tk.sort_step, jump, min_iou=0.0)[0] == [[0], [1]]
    part = [one[:1], one[:1] + np.array([4, 0, 4, 0])]  # IoU = 1/3
    assert followed(tk.sort_step, part, min_iou=0.3)[0] == [[0], [0]]
    assert followed(tk.sort_step, part, min_iou=0.35)[0] == [[0], [1]]
    assert followed(tk.sort_step, [[], []]) == ([[], []], tk.TrackerState())


def test_deepsort_by_hand(proof):
    one, other = straight(0, 0, 1, 0, 8), straight(16, 0, -1, 0, 8)
    frames, looks = [np.stack([a, b]) for a, b in zip(one, other, strict=True)], [np.eye(2)] * 8
    hidden = [*frames[:3], *[np.zeros((0, 4))] * 8, frames[2][::-1], frames[1][::-1]]  # they meet and turn around
    seen = [*looks[:3], *[np.zeros((0, 2))] * 8, np.eye(2)[::-1], np.eye(2)[::-1]]
    result, _ = followed(tk.deepsort_step, hidden, seen, n_init=1)
    expected = [0, 1] * 3 + [1, 0] * 2
    where = "two things that meet, are hidden, and turn around"
    proof("tracking.deepsort_step", "by hand", where, np.concatenate(result), expected, bound=0)
    plain, _ = followed(tk.sort_step, hidden, max_age=30)
    assert plain[-2:] != result[-2:]  # without looks they are taken for each other
    assert followed(tk.deepsort_step, hidden, seen, n_init=1, max_age=7)[0][-2] == [2, 3]
    strangers = [np.zeros((len(s), 3)) for s in seen]
    for t, s in enumerate(strangers):
        s[:, 0 if t < 11 else 2] = 1
    assert followed(tk.deepsort_step, hidden, strangers, n_init=1)[0][-2] == [2, 3]  # nobody looks like them
    far = [*hidden[:11], frames[2][::-1] + 500, frames[2] + 500]
    assert set(followed(tk.deepsort_step, far, seen, n_init=1)[0][-2]) == {2, 3}  # outside of the gate
    assert followed(tk.deepsort_step, frames[:4], looks[:4])[0] == [[-1, -1], [-1, -1], [0, 1], [0, 1]]
    changed = [np.eye(4)[:2], np.eye(4)[2:], np.eye(4)[2:]]
    assert followed(tk.deepsort_step, frames[:3], changed, n_init=1)[0] == [[0, 1]] * 3  # by overlap
    _, state = followed(tk.deepsort_step, [frames[0]] * 110, [looks[0]] * 110, n_init=1)
    assert [len(t.features) for t in state.tracks] == [100, 100]
    assert followed(tk.deepsort_step, [[], []], [np.zeros((0, 2))] * 2) == ([[], []], tk.TrackerState())


# --- errors of a tracker


def slow_clear_mot(truths, tracks, threshold):
    last, before, counts = {}, {}, [0, 0, 0, 0]
    for (there, names), (found, ids) in zip(truths, tracks, strict=True):
        kept = [j for j in range(len(ids)) if ids[j] >= 0]
        now = {}
        for i, name in enumerate(names):
            for j in kept:
                if before.get(name) == ids[j] and float(dt.iou(there[i], found[j])) >= threshold:
                    now[name] = ids[j]
        rows = [i for i, name in enumerate(names) if name not in now]
        columns = [j for j in kept if ids[j] not in now.values()]
        cost = np.array([[1 - float(dt.iou(there[i], found[j])) for j in columns] for i in rows])
        if cost.size:
            cost = np.where(cost > 1 - threshold, 1e6, cost)
            for a, b in zip(*scipy.optimize.linear_sum_assignment(cost), strict=True):
                if cost[a, b] < 1e6:
                    now[names[rows[a]]] = ids[columns[b]]
        counts[0] += len(names)
        counts[1] += len(names) - len(now)
        counts[2] += len(kept) - len(now)
        counts[3] += sum(name in last and last[name] != now[name] for name in now)
        last.update(now)
        before = now
    return counts


@settings(max_examples=30)
@given(seed=seeds)
def test_errors_are_counted_as_by_loops(proof, seed):
    rng = np.random.default_rng(seed)
    boxes = rng.uniform(0, 6, (6, 3, 2))
    boxes = np.concatenate([boxes, boxes + 5], axis=-1)
    truths = [(b, rng.permutation(4)[:3]) for b in boxes]
    tracks = [(b + rng.uniform(-1.5, 1.5, (3, 1)), rng.permutation(5)[:3] - 1) for b in boxes]
    actual = tk.clear_mot(truths, tracks, 0.4)
    expected = slow_clear_mot(truths, tracks, 0.4)
    proof("tracking.clear_mot", "independent", "loops with SciPy", np.array(actual), expected, bound=0)


def test_errors_by_hand(proof):
    a, b, far = [0.0, 0.0, 4.0, 4.0], [2.0, 0.0, 6.0, 4.0], [50.0, 0.0, 54.0, 4.0]
    truths = [([a, far], [7, 8]), ([a], [7]), ([], []), ([a, far], [7, 8])]
    tracks = [([a], [1]), ([b, a], [1, 2]), ([far], [5]), ([a, far, b], [2, 9, -1])]
    # Frame 1: 8 missed. Frame 2: IoU of 7 with 1 is 1/3: below ½, so 2 takes over, and 1 is false. Frame 3: 5 is false.
    errors = tk.clear_mot(truths, tracks)
    proof("tracking.clear_mot", "by hand", "four frames", np.append(errors, errors.mota), [5, 1, 2, 1, 0.2], bound=EPS)
    # The partner of the frame before stays, though another one fits better.
    errors = tk.clear_mot(truths[:2], tracks[:2], threshold=0.3)
    assert errors == tk.ClearMot(n_truths=3, misses=1, false_positives=1, switches=0)
    half = [0.0, 0.0, 4.0, 2.0]  # IoU = ½ is enough
    assert tk.clear_mot([([a], [0])], [([half], [1])]).misses == 0
    # A switch is also found after a gap.
    assert tk.clear_mot([([a], [0])] * 3, [([a], [1]), ([], []), ([a], [2])]).switches == 1
    with pytest.raises(ValueError, match="truths holds no box in any frame"):
        tk.clear_mot([([], [])], [([a], [0])])


MEAN, P, F = np.array([1.0, -2.0]), np.array([[2.0, 0.5], [0.5, 1.0]]), np.array([[1.0, 0.5], [0.0, 1.0]])
Q, H, R = np.array([[0.5, 0.25], [0.25, 0.5]]), np.array([[1.0, 0.0]]), np.array([[0.25]])
WRONG, SKEW, NEGATIVE = np.eye(3), np.array([[1.0, 2.0], [0.0, 1.0]]), np.diag([1.0, -1.0])
BELIEF = {"mean": MEAN, "covariance": P}
BAD = {"mean": [np.ones(3)], "covariance": [WRONG, SKEW, NEGATIVE]}
WHOLE = {"covariance": 2 * np.eye(2), "Q": np.eye(2), "R": np.eye(1)}
COST = np.array([[0.5, 0.25, 1.0], [0.75, 0.5, 0.25]])
NO_COSTS = [-np.inf * COST, np.nan * COST, COST[0], COST[None], COST + 1j, COST.astype(str), [[1.0, 2.0], [3.0]]]
BOXES = np.array([[0.0, 0.0, 4.0, 4.0], [10.0, 10.0, 15.0, 16.0]])
BACKWARD = BOXES[:, [2, 1, 0, 3]]
STATE = tk.sort_step(tk.TrackerState(), BOXES, MODEL)[0]
SEEN = tk.deepsort_step(tk.TrackerState(), BOXES, np.eye(2), MODEL)[0]
STEP = {"min_iou": 0.25, "max_age": 2, "n_init": 2, "speed_std": 4.0}
BAD_STEP = {"min_iou": [-0.1, 1.1], "max_age": [-1], "n_init": [0], "speed_std": [0.0], "state": [None, ()],
            "model": [None, tk.constant_velocity(1.0, 1.0, n_dims=2)], "boxes": [BACKWARD, BOXES[:, :3]]}  # fmt: skip
TABLE = [
    bad_input.Case(tk.constant_velocity, {"acceleration_std": 0.5, "measurement_std": 1.0, "dt": 2.0, "n_dims": 2},
                   {"acceleration_std": [-1.0], "measurement_std": [0.0], "dt": [0.0], "n_dims": [0]},
                   keeps_float32=False),
    bad_input.Case(tk.kalman_predict, {**BELIEF, "F": F, "Q": Q}, {**BAD, "F": [WRONG], "Q": [WRONG, SKEW, NEGATIVE]},
                   whole=WHOLE),
    bad_input.Case(tk.expected_measurement, {**BELIEF, "H": H, "R": R},
                   {**BAD, "H": [WRONG], "R": [np.eye(2), -np.eye(1)]}, whole=WHOLE),
    bad_input.Case(tk.kalman_update, {**BELIEF, "z": np.array([0.5]), "H": H, "R": R},
                   {**BAD, "z": [MEAN], "H": [WRONG], "R": [np.eye(2), -np.eye(1)]}, whole=WHOLE),
    bad_input.Case(tk.mahalanobis, {"z": BOXES[:, :2], **BELIEF}, {"z": [BOXES], **BAD}, whole=WHOLE),
    bad_input.Case(tk.in_gate, {"z": BOXES[:, :2], **BELIEF, "probability": 0.5},
                   {"z": [BOXES], "probability": [0.0, 1.0], **BAD}, whole=WHOLE, keeps_float32=False),
    bad_input.Case(tk.chi_square_quantile, {"probability": 0.5, "degrees": 3},
                   {"probability": [0.0, 1.0], "degrees": [0, 1001]}, keeps_float32=False),
    bad_input.Case(tk.cosine_distance, {"a": BOXES, "b": BOXES + 1}, {"b": [WRONG]},
                   accepts={"a": "empty", "b": "empty"}),
    bad_input.Case(tk.assign, {"cost": COST.tolist()}, {"cost": NO_COSTS},
                   keeps_float32=False),
    bad_input.Case(tk.matching_cascade, {"cost": COST.tolist(), "ages": np.array([1, 0])},
                   {"cost": NO_COSTS, "ages": [[1], [-1, 0], [0.5, 1.0]]},
                   keeps_float32=False),
    bad_input.Case(tk.sort_step, {"state": STATE, "boxes": BOXES, "model": MODEL, **STEP}, BAD_STEP,
                   accepts={"boxes": "empty"}, keeps_float32=False),
    bad_input.Case(tk.deepsort_step, {"state": SEEN, "boxes": BOXES, "features": np.eye(2), "model": MODEL,
                   "max_cosine": 0.5, "probability": 0.5, **STEP},
                   BAD_STEP | {"features": [np.eye(3), np.ones((2, 3))], "max_cosine": [-0.1, 2.1],
                               "probability": [0.0, 1.0]},
                   keeps_float32=False),
    bad_input.Case(tk.clear_mot, {"truths": [(BOXES, [0, 1])], "tracks": [(BOXES, [0, 1])], "threshold": 0.5},
                   {"truths": [None, [], [3], [(BOXES, [0])], [(BOXES, [0, 0])], [(BOXES, [-1, 0])]],
                    "tracks": [None, [], [3], [(BOXES, [0])], [(BOXES, [1, 1])], [(BOXES, [-2, 0])]],
                    "threshold": [0.0]}, keeps_float32=False),
]  # fmt: skip


@bad_input.every(TABLE)
def test_unusual_input_gives_the_documented_result_or_a_clear_error(check):
    check()
