"""Tracking: the Kalman filter, gates, assignment, and the trackers SORT and DeepSORT made of them.

>>> import numpy as np
>>> from dlmath import tracking
>>> model = tracking.constant_velocity(acceleration_std=0.1, measurement_std=1.0, n_dims=1)
>>> mean, covariance = np.zeros(2), np.diag([1.0, 4.0])
>>> for z in (1.1, 1.9, 3.2):
...     mean, covariance = tracking.kalman_predict(mean, covariance, model.F, model.Q)
...     mean, covariance = tracking.kalman_update(mean, covariance, [z], model.H, model.R)
>>> mean.round(2)  # place and velocity
array([3.04, 0.99])

Beliefs are normal distributions: a mean and a covariance. Covariances stay symmetric and positive semidefinite. Boxes
are those of `dlmath.detection`. Trackers are pure functions: a state and what is seen go in, the next state and the
identities come out.
"""

import functools
import math
from typing import NamedTuple

import numpy as np

from dlmath import _checks, _scaled
from dlmath.detection import iou, to_center, to_corners
from dlmath.probability import erfc

__all__ = [
    "ClearMot",
    "LinearModel",
    "Track",
    "TrackerState",
    "assign",
    "chi_square_quantile",
    "clear_mot",
    "constant_velocity",
    "cosine_distance",
    "deepsort_step",
    "expected_measurement",
    "in_gate",
    "kalman_predict",
    "kalman_update",
    "mahalanobis",
    "matching_cascade",
    "sort_step",
]

_LOOKS = 100


class LinearModel(NamedTuple):
    """How a state moves, and what is measured of it, both linear with normal noise.

    x′ = F x + ε, ε ~ N(0, Q);  z = H x + δ, δ ~ N(0, R)

    Parameters
    ----------
    F, Q : array, shape (n, n)
        Motion, and the covariance of what it leaves open.
    H : array, shape (m, n)
        Measurement.
    R : array, shape (m, m)
        The covariance of its error.

    Examples
    --------
    >>> LinearModel(F=np.eye(1), Q=np.eye(1), H=np.eye(1), R=np.eye(1)).F
    array([[1.]])
    """

    F: np.ndarray
    Q: np.ndarray
    H: np.ndarray
    R: np.ndarray


class Track(NamedTuple):
    """One thing that is followed.

    x ~ N(mean, covariance) for the state x = (center, width, height, and their velocities)

    Parameters
    ----------
    identity : int
        Its number.
    mean : array, shape (8,)
    covariance : array, shape (8, 8)
    hits : int
        How often it was seen.
    age : int
        Frames since it was last seen; 0 if it was seen in the last one.
    features : array, shape (k, d)
        What it looked like, the newest last; d = 0 for SORT.

    Examples
    --------
    >>> Track(0, np.zeros(8), np.eye(8), hits=1, age=0, features=np.zeros((1, 0))).age
    0
    """

    identity: int
    mean: np.ndarray
    covariance: np.ndarray
    hits: int
    age: int
    features: np.ndarray


class TrackerState(NamedTuple):
    """What a tracker remembers from frame to frame.

    identities 0 … next_identity − 1 have been given

    Parameters
    ----------
    tracks : tuple of Track
    next_identity : int

    Examples
    --------
    >>> TrackerState()
    TrackerState(tracks=(), next_identity=0)
    """

    tracks: tuple = ()
    next_identity: int = 0


class ClearMot(NamedTuple):
    """The errors of a tracker over a film.

    MOTA = 1 − (misses + false positives + switches) / number of true boxes

    Parameters
    ----------
    n_truths : int
        True boxes in all frames, at least 1.
    misses : int
        True boxes without a track.
    false_positives : int
        Tracked boxes without a true one.
    switches : int
        How often something was found under another identity than when it was last found.

    Examples
    --------
    >>> ClearMot(n_truths=10, misses=1, false_positives=0, switches=1).mota
    0.8
    """

    n_truths: int
    misses: int
    false_positives: int
    switches: int

    @property
    def mota(self):
        """Multiple object tracking accuracy: at most 1, below 0 where there are more errors than true boxes."""
        return 1 - (self.misses + self.false_positives + self.switches) / self.n_truths


def constant_velocity(acceleration_std, measurement_std, dt=1.0, n_dims=2):
    """The model of things that go straight on, but for random accelerations: x = (places, velocities).

    F = [[1, Δt], [0, 1]], Q = σ_a² [[Δt⁴/4, Δt³/2], [Δt³/2, Δt²]], H = [1, 0], R = σ_z², the same for each coordinate

    Parameters
    ----------
    acceleration_std : float
        σ_a, at least 0: an acceleration is drawn anew for each step, and kept during it.
    measurement_std : float
        σ_z, above 0.
    dt : float
        Δt, above 0: the time of a step.
    n_dims : int
        How many places there are, and as many velocities.

    Returns
    -------
    LinearModel
        F and Q of shape (2n, 2n), H (n, 2n), R (n, n).

    Raises
    ------
    TypeError, ValueError
        If an argument is out of range.

    References
    ----------
    Y. Bar-Shalom, X. Li, T. Kirubarajan, "Estimation with Applications to Tracking and Navigation", 2001, section
    6.3.2.

    Examples
    --------
    >>> model = constant_velocity(acceleration_std=2.0, measurement_std=3.0, n_dims=1)
    >>> model.F, model.Q, model.H, model.R
    (array([[1., 1.],
           [0., 1.]]), array([[1., 2.],
           [2., 4.]]), array([[1., 0.]]), array([[9.]]))
    """
    a = _checks.scalar("acceleration_std", acceleration_std, low=0, high=1e150)
    r = _checks.scalar("measurement_std", measurement_std, low=0, open_low=True, high=1e150)
    dt = _checks.scalar("dt", dt, low=0, open_low=True, high=1e50)
    one = np.eye(_checks.integer("n_dims", n_dims, low=1))
    push = a * np.array([dt**2 / 2, dt])
    return LinearModel(
        F=np.kron([[1.0, dt], [0.0, 1.0]], one),
        Q=np.kron(np.outer(push, push), one),
        H=np.kron([1.0, 0.0], one),
        R=r**2 * one,
    )


def kalman_predict(mean, covariance, F, Q):
    """What is known of the state one step later, before anything is measured.

    μ ← F μ, P ← F P Fᵀ + Q

    Parameters
    ----------
    mean : array_like, shape (n,)
        μ.
    covariance : array_like, shape (n, n)
        P.
    F, Q : array_like, shape (n, n)
        Motion, and the covariance of its noise.

    Returns
    -------
    mean : array, shape (n,)
    covariance : array, shape (n, n)

    Raises
    ------
    TypeError, ValueError
        If the shapes do not fit, a number is not finite, or covariance or Q is not symmetric or has a negative
        eigenvalue.

    References
    ----------
    R. Kalman, "A new approach to linear filtering and prediction problems", 1960; K. Murphy, "Probabilistic Machine
    Learning: Advanced Topics", 2023, eq. 8.29 and 8.30.

    Examples
    --------
    >>> kalman_predict([1.0, 2.0], np.eye(2), F=[[1.0, 1.0], [0.0, 1.0]], Q=np.zeros((2, 2)))
    (array([3., 2.]), array([[2., 1.],
           [1., 1.]]))
    """
    mean, P = _belief(mean, covariance)
    F, Q = _checks.array("F", F, shape=P.shape, allow_traced=False), _covariance("Q", Q, len(mean))
    return F @ mean, _symmetrized(F @ P @ F.T + Q)


def expected_measurement(mean, covariance, H, R):
    """What should be measured, and how far off it may be.

    ẑ = H μ, S = H P Hᵀ + R

    Parameters
    ----------
    mean : array_like, shape (n,)
        μ.
    covariance : array_like, shape (n, n)
        P.
    H : array_like, shape (m, n)
    R : array_like, shape (m, m)

    Returns
    -------
    mean : array, shape (m,)
        ẑ.
    covariance : array, shape (m, m)
        S.

    Raises
    ------
    TypeError, ValueError
        If the shapes do not fit, a number is not finite, or covariance or R is not symmetric or has a negative
        eigenvalue.

    References
    ----------
    K. Murphy, "Probabilistic Machine Learning: Advanced Topics", 2023, eq. 8.32 and 8.34.

    Examples
    --------
    >>> expected_measurement([1.0, 2.0], np.eye(2), H=[[1.0, 0.0]], R=[[3.0]])
    (array([1.]), array([[4.]]))
    """
    mean, P = _belief(mean, covariance)
    H = _checks.array("H", H, shape=("m", len(mean)), allow_traced=False)
    return H @ mean, _symmetrized(H @ P @ H.T + _covariance("R", R, len(H)))


def kalman_update(mean, covariance, z, H, R):
    """What is known of the state after a measurement: Bayes' rule for normal distributions.

    K = P Hᵀ S⁻¹ with S = H P Hᵀ + R
    μ ← μ + K (z − H μ), P ← (I − K H) P (I − K H)ᵀ + K R Kᵀ

    The covariance equals (I − K H) P; in Joseph's form, as here, rounding does less harm.

    Parameters
    ----------
    mean : array_like, shape (n,)
        μ.
    covariance : array_like, shape (n, n)
        P.
    z : array_like, shape (m,)
        What was measured.
    H : array_like, shape (m, n)
    R : array_like, shape (m, m)

    Returns
    -------
    mean : array, shape (n,)
    covariance : array, shape (n, n)

    Raises
    ------
    TypeError, ValueError
        As for `expected_measurement`, or if z has another length than H has rows.
    numpy.linalg.LinAlgError
        If S is singular: something is measured that is known already, without error.

    References
    ----------
    R. Kalman, "A new approach to linear filtering and prediction problems", 1960; K. Murphy, "Probabilistic Machine
    Learning: Advanced Topics", 2023, eq. 8.35 to 8.38.

    Examples
    --------
    >>> kalman_update([0.0], [[1.0]], z=[3.0], H=[[1.0]], R=[[2.0]])
    (array([1.]), array([[0.66666667]]))
    """
    expected, S = expected_measurement(mean, covariance, H, R)
    (mean, P), H = _belief(mean, covariance), np.asarray(H, dtype=S.dtype)
    z = _checks.array("z", z, shape=expected.shape, allow_traced=False)
    L = _cholesky("H P Hᵀ + R", S)
    K = np.linalg.solve(L.T, np.linalg.solve(L, H @ P)).T
    left = np.eye(len(mean), dtype=S.dtype) - K @ H
    return mean + K @ (z - expected), _symmetrized(left @ P @ left.T + K @ np.asarray(R, dtype=S.dtype) @ K.T)


def mahalanobis(z, mean, covariance):
    """How many standard deviations points are away from the mean, in the direction in which they lie.

    d = √((z − μ)ᵀ S⁻¹ (z − μ))

    Parameters
    ----------
    z : array_like, shape (n, m)
        Points, one a row.
    mean : array_like, shape (m,)
        μ.
    covariance : array_like, shape (m, m)
        S.

    Returns
    -------
    array, shape (n,)
        At least 0, the same in all units and coordinates.

    Raises
    ------
    TypeError, ValueError
        If the shapes do not fit, a number is not finite, or covariance is not symmetric or has a negative eigenvalue.
    numpy.linalg.LinAlgError
        If covariance is singular.

    References
    ----------
    P. Mahalanobis, Proceedings of the National Institute of Sciences of India 2, 1936, pages 49 to 55.

    Examples
    --------
    >>> mahalanobis([[0.0, 6.0], [3.0, 0.0]], mean=[0.0, 0.0], covariance=[[1.0, 0.0], [0.0, 4.0]])
    array([3., 3.])
    """
    mean, S = _belief(mean, covariance)
    z = _checks.array("z", z, shape=("n", len(mean)), allow_traced=False)
    return _scaled.norms(np.linalg.solve(_cholesky("covariance", S), (z - mean).T), axis=0)


def chi_square_quantile(probability, degrees):
    """The radius, squared, of the ball that holds a share of a standard normal distribution.

    The x with P(Z₁² + … + Z_k² ≤ x) = p for independent Zᵢ ~ N(0, 1)

    Parameters
    ----------
    probability : float
        p in (0, 1).
    degrees : int
        k, degrees of freedom, from 1 to 1000.

    Returns
    -------
    float

    Raises
    ------
    TypeError, ValueError
        If probability or degrees is out of range.

    References
    ----------
    M. Abramowitz, I. Stegun, "Handbook of Mathematical Functions", 1964, 26.4.4 to 26.4.6.

    Examples
    --------
    >>> round(chi_square_quantile(0.95, 4), 4), round(chi_square_quantile(0.95, 1), 4)
    (9.4877, 3.8415)
    """
    p = _checks.scalar("probability", probability, low=0, high=1, open_low=True, open_high=True)
    return _chi_square_quantile(p, _checks.integer("degrees", degrees, low=1, high=1000))


def in_gate(z, mean, covariance, probability=0.95):
    """Whether points lie where a share of all measurements is expected to lie.

    d² ≤ χ², d the Mahalanobis distance, and χ² the quantile of the chi-square distribution with m degrees of freedom

    Parameters
    ----------
    z : array_like, shape (n, m)
        Points, one a row.
    mean : array_like, shape (m,)
        As of `expected_measurement`.
    covariance : array_like, shape (m, m)
    probability : float
        In (0, 1): the share of true measurements that is let in.

    Returns
    -------
    array of bool, shape (n,)

    Raises
    ------
    TypeError, ValueError
        As for `mahalanobis`, or if probability is out of range.
    numpy.linalg.LinAlgError
        If covariance is singular.

    References
    ----------
    N. Wojke, A. Bewley, D. Paulus, "Simple online and realtime tracking with a deep association metric", 2017, eq. 1
    and 2.

    Examples
    --------
    >>> in_gate([[1.9], [2.0]], mean=[0.0], covariance=[[1.0]])  # the limit is 1.96
    array([ True, False])
    """
    distances = mahalanobis(z, mean, covariance)
    return distances <= math.sqrt(chi_square_quantile(probability, len(mean)))


def cosine_distance(a, b):
    """How different vectors are in direction: each of a beside each of b.

    dᵢⱼ = 1 − aᵢ · bⱼ / (‖aᵢ‖ ‖bⱼ‖)

    Parameters
    ----------
    a : array_like, shape (n, d)
    b : array_like, shape (m, d)
        There may be none of either.

    Returns
    -------
    array, shape (n, m)
        From 0 to 2: 0 for the same direction, 1 at right angles, and beside a zero vector.

    Raises
    ------
    TypeError, ValueError
        If a and b are not finite matrices with the same number of columns.

    References
    ----------
    N. Wojke, A. Bewley, D. Paulus, "Simple online and realtime tracking with a deep association metric", 2017, eq. 3.

    Examples
    --------
    >>> cosine_distance([[1.0, 0.0]], [[5.0, 0.0], [0.0, 2.0], [-1.0, 0.0]])
    array([[0., 1., 2.]])
    """
    a = _checks.array("a", a, shape=("n", "d"), nonempty=False, allow_traced=False)
    b = _checks.array("b", b, shape=("m", a.shape[1]), nonempty=False, allow_traced=False)
    return np.clip(1 - _directions(a) @ _directions(b).T, 0, 2)


def assign(cost):
    """Pairs of rows and columns with the least total cost: the Hungarian method.

    min Σ costᵢⱼ over the pairs (i, j), no row and no column twice; as many pairs as possible, infinite costs excluded

    An infinite cost forbids a pair. First as many pairs as possible are formed, then of all such ways the cheapest is
    taken. Rows are added one at a time along a shortest path, in O(n² m) steps for n ≤ m.

    Parameters
    ----------
    cost : array_like, shape (n, m)
        Finite, or ∞; there may be no rows or no columns.

    Returns
    -------
    rows, columns : arrays of int, shape (k,)
        The pairs, by rising row; k ≤ min(n, m).

    Raises
    ------
    TypeError, ValueError
        If cost is not a matrix of numbers, or holds NaN or −∞.

    References
    ----------
    H. Kuhn, "The Hungarian method for the assignment problem", 1955; R. Jonker, A. Volgenant, "A shortest augmenting
    path algorithm for dense and sparse linear assignment problems", 1987.

    Examples
    --------
    >>> assign([[1.0, 2.0], [1.0, 4.0]])
    (array([0, 1]), array([1, 0]))
    >>> assign([[1.0, np.inf], [2.0, np.inf]])
    (array([0]), array([0]))
    """
    cost = _checks.array("cost", cost, shape=("n", "m"), finite=False, nonempty=False, allow_traced=False)
    _checks.refuse_where("cost", cost, ~(cost > -np.inf), "finite numbers, or infinity where a pair is forbidden")
    flipped = cost.shape[0] > cost.shape[1]
    C = (cost.T if flipped else cost).astype(np.float64)
    allowed = np.isfinite(C)
    C = np.where(allowed, C, 0)
    # Complex numbers are compared by their real parts first: by the forbidden pairs, then by the cost.
    columns = _shortest_paths(~allowed + 1j * (C / _scaled.unit(C)) if C.size else C + 0j)
    rows = np.arange(len(C))[allowed[np.arange(len(C)), columns]]
    columns = columns[rows]
    if not flipped:
        return rows, columns
    order = np.argsort(columns)
    return columns[order], rows[order]


def matching_cascade(cost, ages):
    """Assignment in turns: the most recently seen tracks choose first.

    For each age, the least first: `assign` the tracks of that age to the detections that are left.

    A track that was lost long ago is so uncertain that everything is near to it. Without turns it would win against one
    that has just been seen.

    Parameters
    ----------
    cost : array_like, shape (n, m)
        Of tracks and detections, ∞ where a pair is forbidden.
    ages : array_like of int, shape (n,)
        Frames since each track was last seen.

    Returns
    -------
    rows, columns : arrays of int, shape (k,)
        The pairs, by rising row.

    Raises
    ------
    TypeError, ValueError
        As for `assign`, or if ages does not hold n whole numbers of at least 0.

    References
    ----------
    N. Wojke, A. Bewley, D. Paulus, "Simple online and realtime tracking with a deep association metric", 2017, listing
    1.

    Examples
    --------
    >>> matching_cascade([[0.1], [0.2]], ages=[5, 0])
    (array([1]), array([0]))
    """
    cost = _checks.array("cost", cost, shape=("n", "m"), finite=False, nonempty=False, allow_traced=False)
    ages = _identities("ages", ages, len(cost), low=0)
    free, pairs = np.arange(cost.shape[1]), np.zeros((0, 2), np.int64)
    for age in np.unique(ages):
        tracks = np.flatnonzero(ages == age)
        rows, columns = assign(cost[np.ix_(tracks, free)])
        pairs = np.vstack([pairs, np.stack([tracks[rows], free[columns]], axis=1)])
        free = np.delete(free, columns)
    rows, columns = pairs[np.argsort(pairs[:, 0])].T
    return rows, columns


def sort_step(state, boxes, model, min_iou=0.3, max_age=1, n_init=1, speed_std=5.0):
    """One frame of SORT: predict every box, assign by overlap, update.

    cost = 1 − IoU of predicted and seen boxes, ∞ where IoU < min_iou

    The state of a track is center, width, height and their velocities; the original has area and aspect ratio instead
    of width and height.

    Parameters
    ----------
    state : TrackerState
        ``TrackerState()`` before the first frame.
    boxes : array_like, shape (n, 4)
        What is seen, corners; there may be nothing.
    model : LinearModel
        As ``constant_velocity(…, n_dims=4)``.
    min_iou : float
        From 0 to 1.
    max_age : int
        A track that has not been seen for more frames is given up.
    n_init : int
        A track counts from the n_init-th time that it is seen; until then it is given up when it is missed once.
    speed_std : float
        How fast new things may be, as a standard deviation, above 0.

    Returns
    -------
    state : TrackerState
    identities : array of int, shape (n,)
        Of each box, −1 where its track does not count yet.

    Raises
    ------
    TypeError, ValueError
        If an argument is not what it should be.

    References
    ----------
    A. Bewley et al., "Simple online and realtime tracking", 2016, section 3.

    Examples
    --------
    >>> model = constant_velocity(acceleration_std=0.5, measurement_std=1.0, n_dims=4)
    >>> state, first = sort_step(TrackerState(), [[0.0, 0.0, 8.0, 8.0], [20.0, 0.0, 28.0, 8.0]], model)
    >>> state, second = sort_step(state, [[21.0, 0.0, 29.0, 8.0], [1.0, 0.0, 9.0, 8.0]], model)
    >>> first, second
    (array([0, 1]), array([1, 0]))
    """
    boxes, model = _seen(boxes), _model(model)
    settings = _settings(min_iou, max_age, n_init, speed_std)
    tracks = _predicted(state, model)
    pairs = assign(_overlap_cost(tracks, boxes, model, settings["min_iou"]))
    return _next(state, tracks, pairs, boxes, np.zeros((len(boxes), 0)), model, settings)


def deepsort_step(
    state, boxes, features, model, max_cosine=0.2, probability=0.95, min_iou=0.3, max_age=30, n_init=3, speed_std=5.0
):
    """One frame of DeepSORT: as SORT, but who looks the same is the same, also after having been hidden.

    cost = min over the last looks of the track of the cosine distance to what is seen, ∞ above max_cosine or outside
    the gate of its prediction

    Tracks that count are assigned by the matching cascade. What is left of those seen in the last frame, and tracks
    that do not count yet, are then assigned by overlap, as in SORT.

    Parameters
    ----------
    state : TrackerState
        ``TrackerState()`` before the first frame.
    boxes : array_like, shape (n, 4)
        What is seen, corners; there may be nothing.
    features : array_like, shape (n, d)
        What each box looks like, as `dlmath.scenes.crops`.
    model : LinearModel
        As ``constant_velocity(…, n_dims=4)``.
    max_cosine : float
        From 0 to 2.
    probability : float
        That of the gate, in (0, 1).
    min_iou, max_age, n_init, speed_std
        As for `sort_step`.

    Returns
    -------
    state : TrackerState
    identities : array of int, shape (n,)
        Of each box, −1 where its track does not count yet.

    Raises
    ------
    TypeError, ValueError
        If an argument is not what it should be.

    References
    ----------
    N. Wojke, A. Bewley, D. Paulus, "Simple online and realtime tracking with a deep association metric", 2017, section
    2; the last hundred looks are kept.

    Examples
    --------
    >>> model, looks = constant_velocity(0.5, 1.0, n_dims=4), np.eye(2)
    >>> state, _ = deepsort_step(TrackerState(), [[0.0, 0.0, 8.0, 8.0], [9.0, 0.0, 17.0, 8.0]], looks, model, n_init=1)
    >>> for _ in range(3):  # nothing is seen
    ...     state, _ = deepsort_step(state, np.zeros((0, 4)), np.zeros((0, 2)), model, n_init=1)
    >>> deepsort_step(state, [[4.0, 0.0, 12.0, 8.0]], looks[1:], model, n_init=1)[1]
    array([1])
    """
    boxes, model = _seen(boxes), _model(model)
    max_cosine = _checks.scalar("max_cosine", max_cosine, low=0, high=2)
    settings, tracks = _settings(min_iou, max_age, n_init, speed_std), _predicted(state, model)
    d = tracks[0].features.shape[1] if tracks else "d"
    features = _checks.array("features", features, shape=(len(boxes), d), nonempty=False, allow_traced=False)
    cost = _appearance_cost(tracks, boxes, features, model, max_cosine, probability)
    counts = np.array([track.hits >= settings["n_init"] for track in tracks], dtype=bool)
    ages = np.array([track.age for track in tracks], dtype=np.int64)
    cost[~counts] = np.inf
    rows, columns = matching_cascade(cost, ages)
    again = np.setdiff1d(np.flatnonzero(~counts | (ages == 1)), rows)
    left = np.setdiff1d(np.arange(len(boxes)), columns)
    more = _overlap_cost([tracks[i] for i in again], boxes[left], model, settings["min_iou"])
    i, j = assign(more)
    pairs = np.append(rows, again[i]), np.append(columns, left[j])
    return _next(state, tracks, pairs, boxes, features, model, settings)


def clear_mot(truths, tracks, threshold=0.5):
    """Count the errors of a tracker over a film: the CLEAR MOT metrics.

    In each frame, pairs of the frame before stay together while their IoU ≥ threshold; the rest is assigned by IoU.
    Then #misses = true boxes without a partner, #false positives = tracked boxes without one, and #switches = true
    boxes with another partner than when they last had one.

    Parameters
    ----------
    truths : sequence of pairs (boxes, identities)
        For each frame, boxes (k, 4) and whole numbers (k,), no identity twice.
    tracks : sequence of pairs (boxes, identities)
        For each frame, the boxes that are tracked and their identities; −1 for a box that is not to count.
    threshold : float
        Above 0, at most 1.

    Returns
    -------
    ClearMot

    Raises
    ------
    TypeError, ValueError
        If the arguments are not as many frames, not pairs of these shapes, an identity occurs twice in a frame, or
        there is no true box at all.

    References
    ----------
    K. Bernardin, R. Stiefelhagen, "Evaluating multiple object tracking performance: the CLEAR MOT metrics", 2008,
    section 2.1.

    Examples
    --------
    >>> box = [[0.0, 0.0, 4.0, 4.0]]
    >>> clear_mot(truths=[(box, [0]), (box, [0])], tracks=[(box, [5]), (box, [6])])
    ClearMot(n_truths=2, misses=0, false_positives=0, switches=1)
    """
    threshold = _checks.scalar("threshold", threshold, low=0, high=1, open_low=True)
    n_truths = misses = false_positives = switches = 0
    partner, current = {}, {}
    for (there, names), (found, identities) in _frames(truths, tracks):
        overlaps = iou(there[:, None], found)
        overlaps = np.where(overlaps >= threshold, overlaps, -np.inf)
        current = _correspondence(names, identities, overlaps, current)
        n_truths += len(names)
        misses += len(names) - len(current)
        false_positives += len(identities) - len(current)
        switches += sum(partner.get(name, identity) != identity for name, identity in current.items())
        partner |= current
    if n_truths == 0:
        raise ValueError("truths holds no box in any frame, expected at least one")
    return ClearMot(n_truths, misses, false_positives, switches)


def _covariance(name, P, n):
    """A symmetric matrix without negative eigenvalues but for rounding."""
    P = _checks.array(name, P, shape=(n, n), allow_traced=False)
    P = _checks.symmetric(name, P)
    least, most = np.linalg.eigvalsh(P)[[0, -1]]
    if least < -10 * n * np.finfo(P.dtype).eps * most:
        raise ValueError(f"{name} has the eigenvalue {least:.3g}, expected a covariance, with none below 0")
    return P


def _belief(mean, covariance):
    mean = _checks.array("mean", mean, shape=("n",), allow_traced=False)
    return mean, _covariance("covariance", covariance, len(mean))


def _symmetrized(P):
    return (P + P.T) / 2


def _cholesky(name, S):
    try:
        return np.linalg.cholesky(S)
    except np.linalg.LinAlgError:
        raise np.linalg.LinAlgError(
            f"{name} is singular: expected a measurement with an error in each direction"
        ) from None


@functools.lru_cache
def _chi_square_quantile(p, k):
    """By bisection on the smaller tail, down to the last digit."""
    low, high = 0.0, 1.0
    while _chi_square_tail(high, k, p >= 0.5) * (1 if p >= 0.5 else -1) > (1 - p if p >= 0.5 else -p):
        high *= 2
    while low < (middle := (low + high) / 2) < high:
        below = _chi_square_tail(middle, k, True) > 1 - p if p >= 0.5 else _chi_square_tail(middle, k, False) < p
        low, high = (middle, high) if below else (low, middle)
    return high


def _chi_square_tail(x, k, upper):
    """P(χ² > x) as a finite sum, or P(χ² ≤ x) as a series: no term is negative, so nothing cancels."""
    if upper:
        orders = np.arange(k / 2 - 1, -0.75, -1)
        start = float(erfc(math.sqrt(x / 2))) if k % 2 else 0.0
        orders = orders[orders > -0.25]
    else:
        orders, start = k / 2 + np.arange(200 + k), 0.0
    terms = [math.exp(a * math.log(x / 2) - x / 2 - math.lgamma(a + 1)) for a in orders]
    return start + math.fsum(terms)


def _directions(a):
    """Rows of length 1, or 0."""
    lengths = _scaled.norms(a, axis=1)[:, None] if a.size else np.zeros((len(a), 1), a.dtype)
    return np.where(lengths > 0, a / np.where(lengths > 0, lengths, 1), 0).astype(a.dtype)


def _shortest_paths(C):
    """The column of each row in the assignment of least cost, for at most as many rows as columns.

    u and v are prices with u[i] + v[j] ≤ C[i, j], equal on all pairs. Each row comes in by the path to a free column
    along which the prices have to change least.
    """
    n, m = C.shape
    u, v, row = np.zeros(n, C.dtype), np.zeros(m + 1, C.dtype), np.full(m + 1, -1)
    for i in range(n):
        j, row[m] = m, i
        gap, before, done = np.full(m, complex(np.inf, np.inf)), np.full(m, m), np.zeros(m + 1, dtype=bool)
        while row[j] >= 0:
            done[j] = True
            free = np.flatnonzero(~done[:m])
            reduced = C[row[j], free] - u[row[j]] - v[free]
            nearer = reduced < gap[free]
            gap[free[nearer]], before[free[nearer]] = reduced[nearer], j
            j = free[np.argmin(gap[free])]
            step = gap[j]
            u[row[done]] += step
            v[done] -= step
            gap[free] -= step
        while j != m:
            row[j], j = row[before[j]], before[j]
    columns = np.empty(n, np.int64)
    columns[row[:m][row[:m] >= 0]] = np.flatnonzero(row[:m] >= 0)
    return columns


def _seen(boxes):
    boxes = np.zeros((0, 4)) if isinstance(boxes, list | tuple) and not boxes else boxes
    boxes = _checks.array("boxes", boxes, shape=("n", 4), nonempty=False, allow_traced=False)
    sides = boxes[:, 2:] - boxes[:, :2]
    _checks.refuse_where("the size of boxes", sides, sides <= 0, "boxes with an area")
    return boxes


def _model(model):
    if not isinstance(model, LinearModel):
        raise TypeError(f"model is {type(model).__name__}, expected a LinearModel such as constant_velocity makes")
    if np.shape(model.H) != (4, 8):
        raise ValueError(f"model.H has shape {np.shape(model.H)}, expected (4, 8): constant_velocity(…, n_dims=4)")
    return model


def _settings(min_iou, max_age, n_init, speed_std):
    return {
        "min_iou": _checks.scalar("min_iou", min_iou, low=0, high=1),
        "max_age": _checks.integer("max_age", max_age, low=0),
        "n_init": _checks.integer("n_init", n_init, low=1),
        "speed_std": _checks.scalar("speed_std", speed_std, low=0, high=1e100, open_low=True),
    }


def _predicted(state, model):
    """All tracks one frame later, not yet seen."""
    if not isinstance(state, TrackerState):
        raise TypeError(f"state is {type(state).__name__}, expected a TrackerState")
    moved = (kalman_predict(track.mean, track.covariance, model.F, model.Q) for track in state.tracks)
    return [
        track._replace(mean=mean, covariance=covariance, age=track.age + 1)
        for track, (mean, covariance) in zip(state.tracks, moved, strict=True)
    ]


def _overlap_cost(tracks, boxes, model, min_iou):
    """1 − IoU, ∞ where they overlap too little; a predicted size is at least 0."""
    if not tracks or not len(boxes):
        return np.zeros((len(tracks), len(boxes)))
    expected = np.stack([model.H @ track.mean for track in tracks])
    expected[:, 2:] = np.maximum(expected[:, 2:], 0)
    overlaps = iou(to_corners(expected)[:, None], boxes)
    return np.where((overlaps >= min_iou) & (overlaps > 0), 1 - overlaps, np.inf)


def _appearance_cost(tracks, boxes, features, model, max_cosine, probability):
    cost = np.full((len(tracks), len(boxes)), np.inf)
    probability = _checks.scalar("probability", probability, low=0, high=1, open_low=True, open_high=True)
    if len(boxes):
        for row, track in zip(cost, tracks, strict=True):
            distances = np.min(cosine_distance(track.features, features), axis=0)
            expected = expected_measurement(track.mean, track.covariance, model.H, model.R)
            near = in_gate(to_center(boxes), *expected, probability)
            row[:] = np.where(near & (distances <= max_cosine), distances, np.inf)
    return cost


def _next(state, tracks, pairs, boxes, features, model, settings):
    """Update the tracks that were seen, give up those that were not seen for too long, and begin new ones."""
    identities, measured = np.full(len(boxes), -1), to_center(boxes) if len(boxes) else boxes
    tracks, n_init = list(tracks), settings["n_init"]
    for i, j in zip(*pairs, strict=True):
        track = tracks[i]
        mean, covariance = kalman_update(track.mean, track.covariance, measured[j], model.H, model.R)
        looks = np.vstack([track.features, features[j]])[-_LOOKS:]
        tracks[i] = Track(track.identity, mean, covariance, track.hits + 1, 0, looks)
        identities[j] = track.identity if tracks[i].hits >= n_init else -1
    tracks = [t for t in tracks if t.age == 0 or (t.hits >= n_init and t.age <= settings["max_age"])]
    identity = state.next_identity
    spread = np.zeros((8, 8))
    spread[:4, :4], spread[4:, 4:] = model.R, settings["speed_std"] ** 2 * np.eye(4)
    for j in np.setdiff1d(np.arange(len(boxes)), pairs[1]):
        mean = np.append(measured[j], np.zeros(4))
        tracks.append(Track(identity, mean, spread, 1, 0, features[j : j + 1]))
        identities[j] = identity if n_init == 1 else -1
        identity += 1
    return TrackerState(tuple(tracks), identity), identities


def _frames(truths, tracks):
    """Boxes and identities of both, frame by frame; what has the identity −1 is left out of the tracks."""
    for name, value in (("truths", truths), ("tracks", tracks)):
        if not isinstance(value, list | tuple):
            raise TypeError(f"{name} is {type(value).__name__}, expected a list with one entry for each frame")
    if len(truths) != len(tracks):
        raise ValueError(f"truths holds {len(truths)} frames and tracks {len(tracks)}, expected as many")
    for t, (truth, track) in enumerate(zip(truths, tracks, strict=True)):
        boxes, identities = _labeled(f"tracks[{t}]", track, low=-1)
        yield _labeled(f"truths[{t}]", truth, low=0), (boxes[identities >= 0], identities[identities >= 0])


def _labeled(name, pair, low):
    if not isinstance(pair, tuple) or len(pair) != 2:
        raise TypeError(f"{name} is {type(pair).__name__}, expected a pair of boxes and identities")
    boxes = np.zeros((0, 4)) if isinstance(pair[0], list | tuple) and not pair[0] else pair[0]
    boxes = _checks.array(f"{name}[0]", boxes, shape=("k", 4), nonempty=False, allow_traced=False)
    identities = _identities(f"{name}[1]", pair[1], len(boxes), low)
    known = identities[identities >= 0]
    if len(np.unique(known)) < len(known):
        raise ValueError(f"{name} holds an identity twice, expected each once in a frame")
    return boxes, identities


def _identities(name, values, length, low):
    values = _checks.array(name, values, shape=(length,), nonempty=False, allow_traced=False)
    _checks.refuse_where(name, values, (values < low) | (values != np.floor(values)), f"whole numbers from {low}")
    return values.astype(np.int64)


def _correspondence(names, identities, overlaps, before):
    """Who is whom: pairs of the frame before that still overlap, then the best of the rest."""
    where = {identity: j for j, identity in enumerate(identities.tolist())}
    pairs = {i: where[before[name]] for i, name in enumerate(names.tolist()) if before.get(name) in where}
    pairs = {i: j for i, j in pairs.items() if overlaps[i, j] > 0}
    rows = np.setdiff1d(np.arange(len(names)), list(pairs))
    columns = np.setdiff1d(np.arange(len(identities)), list(pairs.values()))
    i, j = assign(-overlaps[np.ix_(rows, columns)])
    pairs |= dict(zip(rows[i].tolist(), columns[j].tolist(), strict=True))
    return {int(names[i]): int(identities[j]) for i, j in pairs.items()}
