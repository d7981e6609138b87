"""follow_through_gaps: what a filter does while nothing is measured."""

import numpy as np

from dlmath import tracking
from dlmath.exercises import exercise

F, H = np.array([[1.0, 1.0], [0.0, 1.0]]), np.array([[1.0, 0.0]])


@exercise(
    weight="standard",
    task="The rows of `zs`, of shape `(T, m)`, are measurements, one for each step; where nothing was measured, "
    "the whole row is `np.nan`. The function should return the mean of the belief after each step, of shape `(T, n)`. "
    "The belief it is given is the one *before* the first step. But in a gap, the code acts as if nothing moved. "
    "Fix it.",
    hints=[
        "What happens in a step in which nothing is measured? Does the thing stop moving?",
        "The prediction does not need a measurement. Only the update does.",
        "Move the line with kalman_predict out of the if, so that it runs in every step.",
    ],
    also=(),
)
def follow_through_gaps(mean, P, zs, F, Q, H, R):
    """The mean of the belief after each step."""
    means = []
    for z in zs:
        # Time passes in any case; only the update needs a measurement.
        mean, P = tracking.kalman_predict(mean, P, F, Q)
        if not np.isnan(z).any():
            mean, P = tracking.kalman_update(mean, P, z, H, R)
        means.append(mean)
    return np.array(means)


@follow_through_gaps.start(
    "In a gap, your belief doesn't move at all. The thing moves on although nobody measures it: predict in every "
    "step, and update only if there is a measurement."
)
def stands_still(mean, P, zs, F, Q, H, R):
    """The mean of the belief after each step."""
    means = []
    for z in zs:
        if not np.isnan(z).any():
            mean, P = tracking.kalman_predict(mean, P, F, Q)
            mean, P = tracking.kalman_update(mean, P, z, H, R)
        means.append(mean)
    return np.array(means)


@follow_through_gaps.cases
def cases(rng):
    start, Q, R = (np.array([0.0, 1.0]), np.diag([1.0, 2.0])), np.array([[0.25, 0.5], [0.5, 1.0]]), np.array([[2.0]])
    nan = np.nan
    return [
        (*start, np.array([[1.5], [nan], [5.0]]), F, Q, H, R),
        (*start, np.array([[nan], [nan], [2.0], [3.5]]), F, 0.1 * Q, H, R),
        (*start, np.array([[1.0], [1.5], [nan], [nan], [6.0], [nan]]), F, Q, H, 3 * R),
    ]


@follow_through_gaps.edge_cases
def edge_cases(rng):
    return [(np.array([2.0, -1.0]), np.eye(2), np.full((3, 1), np.nan), F, np.eye(2), H, np.eye(1))]


follow_through_gaps.instead_of(
    "means.append(mean)",
    {
        "means.append(H @ mean)": "Return the whole mean, position and velocity, not only what would be measured.",
        "if not np.isnan(z).any(): means.append(mean)": "The steps without a measurement are missing in the result. "
        "Append the mean in every step.",
    },
)
follow_through_gaps.instead_of(
    "np.isnan(z).any()",
    {
        "np.isnan(mean).any()": "In a gap, you call kalman_update with NaN. Ask whether the *measurement* is NaN, with "
        "np.isnan(z).any(). Nothing equals NaN, not even NaN itself, so == never finds it.",
    },
)


@follow_through_gaps.misconception(
    "In a gap, you predict the mean, but not the covariance matrix. You get less certain, too, so take both from the "
    "prediction."
)
def keeps_the_covariance(mean, P, zs, F, Q, H, R):
    means = []
    for z in zs:
        if np.isnan(z).any():
            mean = F @ mean
        else:
            mean, P = tracking.kalman_predict(mean, P, F, Q)
            mean, P = tracking.kalman_update(mean, P, z, H, R)
        means.append(mean)
    return np.array(means)


@follow_through_gaps.misconception(
    "You predict twice in a step with a measurement: once before the if, and once inside it. Once is enough."
)
def predicts_twice(mean, P, zs, F, Q, H, R):
    means = []
    for z in zs:
        mean, P = tracking.kalman_predict(mean, P, F, Q)
        if not np.isnan(z).any():
            mean, P = tracking.kalman_predict(mean, P, F, Q)
            mean, P = tracking.kalman_update(mean, P, z, H, R)
        means.append(mean)
    return np.array(means)


@follow_through_gaps.misconception(
    "You predict only in the gaps. Time passes in the other steps, too: predict in every step, and then update if "
    "there is a measurement."
)
def predicts_only_in_gaps(mean, P, zs, F, Q, H, R):
    means = []
    for z in zs:
        if np.isnan(z).any():
            mean, P = tracking.kalman_predict(mean, P, F, Q)
        else:
            mean, P = tracking.kalman_update(mean, P, z, H, R)
        means.append(mean)
    return np.array(means)


@follow_through_gaps.misconception(
    "You update before you predict. The belief you are given is that before the first step, so predict first."
)
def updates_first(mean, P, zs, F, Q, H, R):
    means = []
    for z in zs:
        if not np.isnan(z).any():
            mean, P = tracking.kalman_update(mean, P, z, H, R)
        mean, P = tracking.kalman_predict(mean, P, F, Q)
        means.append(mean)
    return np.array(means)


@follow_through_gaps.misconception(
    "In a gap, you measure 0. Nothing was measured there: predict, and leave out the update."
)
def measures_zero(mean, P, zs, F, Q, H, R):
    return follow_through_gaps.reference(mean, P, np.nan_to_num(zs), F, Q, H, R)


@follow_through_gaps.misconception(
    "In a gap, you update with the expected measurement. That leaves the mean where it is, but makes the filter surer "
    "than it can be. Leave out the update."
)
def measures_what_it_expects(mean, P, zs, F, Q, H, R):
    means = []
    for z in zs:
        mean, P = tracking.kalman_predict(mean, P, F, Q)
        z = H @ mean if np.isnan(z).any() else z
        mean, P = tracking.kalman_update(mean, P, z, H, R)
        means.append(mean)
    return np.array(means)


def _in_a_gap(instead):
    """The filter that, in a gap, takes ``instead(mean, P, F, Q)`` for the new belief."""

    def follow(mean, P, zs, F, Q, H, R):
        means = []
        for z in zs:
            if np.isnan(z).any():
                mean, P = instead(mean, P, F, Q)
            else:
                mean, P = tracking.kalman_predict(mean, P, F, Q)
                mean, P = tracking.kalman_update(mean, P, z, H, R)
            means.append(mean)
        return np.array(means)

    return follow


@follow_through_gaps.misconception(
    "In a gap, you predict the covariance matrix, but not the mean. The thing moves on: take both from the prediction."
)
def keeps_the_mean(*arguments):
    return _in_a_gap(lambda mean, P, F, Q: (mean, tracking.kalman_predict(mean, P, F, Q)[1]))(*arguments)


@follow_through_gaps.misconception(
    "In a gap, Q is missing. The accelerations don't stop while nobody measures: call kalman_predict with Q."
)
def no_noise_in_a_gap(*arguments):
    return _in_a_gap(lambda mean, P, F, Q: (F @ mean, F @ P @ F.T))(*arguments)


@follow_through_gaps.misconception(
    "In a gap, you set the mean to NaN. You still have a belief, the prediction, and the next step needs it."
)
def forgets_the_mean(*arguments):
    return _in_a_gap(lambda mean, P, F, Q: (np.full_like(mean, np.nan), P))(*arguments)


@follow_through_gaps.misconception(
    "You append the mean before the update. Append it at the end of the step, when the measurement has been used."
)
def appends_the_prediction(mean, P, zs, F, Q, H, R):
    means = []
    for z in zs:
        mean, P = tracking.kalman_predict(mean, P, F, Q)
        means.append(mean)
        if not np.isnan(z).any():
            mean, P = tracking.kalman_update(mean, P, z, H, R)
    return np.array(means)


@follow_through_gaps.misconception(
    "You append the mean and predict only after that. Predict at the beginning of each step: the belief that you are "
    "given is the one before it."
)
def predicts_at_the_end(mean, P, zs, F, Q, H, R):
    means = []
    for z in zs:
        if not np.isnan(z).any():
            mean, P = tracking.kalman_update(mean, P, z, H, R)
        means.append(mean)
        mean, P = tracking.kalman_predict(mean, P, F, Q)
    return np.array(means)


@follow_through_gaps.misconception(
    "In a gap, you use the last measurement once more. It is out of date: predict, and leave out the update."
)
def measures_the_last_again(mean, P, zs, F, Q, H, R):
    means, last = [], None
    for z in zs:
        mean, P = tracking.kalman_predict(mean, P, F, Q)
        last = last if np.isnan(z).any() else z
        if last is not None:
            mean, P = tracking.kalman_update(mean, P, last, H, R)
        means.append(mean)
    return np.array(means)
