"""connect_the_dots: output weights as changes of slope."""

import numpy as np

from dlmath.activations import relu
from dlmath.exercises import exercise


@exercise(
    weight="hard",
    task="`t` holds at least two increasing numbers, and `v` the desired value at each. Return a bias `c` and an array "
    "of output weights `a`, one for each entry of `t` except the last, so that the network $F(x) = c + \\sum_j a_j "
    "\\operatorname{relu}(x - t_j)$ goes through all points $(t_j, v_j)$, straight from each to the next.",
    hints=[
        "At x = t[0] all units give 0. What does that say about c? And between t[0] and t[1], only the first unit is "
        "on: which slope should it give?",
        "Work out the slopes between neighbors: np.diff(v) / np.diff(t), where np.diff takes the differences of "
        "neighbors. At a dot, the slope has to change from one to the next, and the weight is that change.",
        "c is v[0]. a is the first slope, followed by np.diff(slopes): np.append(slopes[0], np.diff(slopes)).",
    ],
    also=("whole",),
)
def connect_the_dots(t, v):
    """The bias and the output weights of a ReLU network."""
    # The slopes from each dot to the next.
    slopes = np.diff(v) / np.diff(t)
    # The first unit brings the first slope, each later one a change of slope.
    return v[0], np.append(slopes[0], np.diff(slopes))


@connect_the_dots.cases
def cases(rng):
    return [
        (np.array([0.0, 2.0]), np.array([1.0, 4.0])),
        (np.array([0.0, 2.0, 3.0]), np.array([1.0, 5.0, 2.0])),
        (np.array([-1.0, 1.0, 1.5, 4.0]), np.array([2.0, -1.0, 3.0, 0.5])),
        (np.array([3.0, 5.0, 6.0, 10.0, 11.0]), np.array([4.0, 1.0, 1.0, -2.0, 6.0])),
        (np.cumsum(rng.uniform(0.3, 2, size=7)) - 3, rng.normal(size=7)),
        (np.cumsum(rng.uniform(0.3, 2, size=60)) + 0.7, rng.normal(size=60)),
    ]


@connect_the_dots.edge_cases
def edge_cases(rng):
    return [
        (np.array([0, 2, 3]), np.array([1, 2, 5])),
        (np.array([0.0, 1.0, 3.0, 4.0]), np.array([2.0, 2.0, 2.0, 2.0])),
        (np.array([0.0, 1.0, 3.0]), np.array([0.0, 2.0, 6.0])),
        (np.array([0.0, 1e-6, 3e-6]), np.array([0.0, 2.0, 1.0])),
    ]


@connect_the_dots.law("the network goes through every dot")
def _(f, t, v):
    c, a = f(t, v)
    through = c + relu(np.subtract.outer(t, t[:-1])) @ np.asarray(a)
    return np.allclose(through, v, atol=1e-6 * (1 + np.max(np.abs(v))))


connect_the_dots.instead_of(
    "return v[0], np.append(slopes[0], np.diff(slopes))",
    {
        "return v[0], slopes": "You returned the slopes themselves. But the units to the left stay on: a weight is the "
        "*change* of slope at its dot. Only the first is a slope.",
        "return v[0], np.diff(slopes)": "The first unit is missing. It supplies the first slope, and the changes come "
        "after it.",
        "return v[0], np.append(0.0, np.diff(slopes))": "The first weight is the first slope: from t[0] on, the "
        "network has to rise with it.",
        "return v[0], np.append(slopes[0], -np.diff(slopes))": "The changes have the wrong sign: the new slope minus "
        "the old one.",
        "return v[0], np.append(np.diff(slopes), slopes[0])": "The first slope belongs at the beginning.",
        "return v[0], np.append(np.diff(slopes), slopes[-1])": "The changes are shifted by one. The first weight is "
        "the first slope; the changes come after it.",
        "return 0.0, np.append(slopes[0], np.diff(slopes))": "The bias is missing: at t[0] all units give 0, so F is c "
        "there, and it should be v[0].",
        "return v[-1], np.append(slopes[0], np.diff(slopes))": "At t[0] all units give 0, so c is the first value, "
        "v[0].",
        "return np.mean(v), np.append(slopes[0], np.diff(slopes))": "c is not an average. At t[0] all units give 0, so "
        "c is the first value, v[0].",
        "return v[0] - slopes[0] * t[0], np.append(slopes[0], np.diff(slopes))": "You extended the first line to x = "
        "0. But at t[0] all units give 0, so F is c there: c = v[0].",
        "return np.append(slopes[0], np.diff(slopes)), v[0]": "The two results are swapped: first c, then a.",
        "return np.append(slopes[0], np.diff(slopes))": "You returned only the weights. Return both, c and a.",
        "return v[0], np.append(slopes[0], slopes[1:] + slopes[:-1])": "You added neighboring slopes. The change is "
        "their difference.",
        "return v[0], np.maximum(np.append(slopes[0], np.diff(slopes)), 0)": "An output weight may be negative: it "
        "bends the line down. The ReLU is in the network already, so don't cut off the weights.",
        "return v[0], np.append(v[0], np.diff(slopes))": "The first weight is the first slope, not the first value.",
        "return v[0], np.append(np.diff(slopes), -slopes[-1])": "The changes are shifted by one: the first slope is "
        "missing at the beginning, and at the end nothing has to bring the slope back to 0.",
        "return v[0], np.diff(np.diff(v), prepend=0) / np.diff(t)": "You took the changes of the rises. Divide each "
        "rise by its distance first; then take the changes of these slopes.",
        "return v[0], np.linalg.solve(np.maximum(np.subtract.outer(t[1:], t[:-1]), 0), v[1:])": "The units have to "
        "supply only the difference from c: solve for v[1:] - c.",
        "return v, np.append(slopes[0], np.diff(slopes))": "c is a single number, the value at the first dot: v[0].",
        "return v[0], np.cumsum(slopes)": "You added the slopes up. It is the other way around: the weights add up to "
        "the slopes, so take differences.",
        "return v[0], np.append(np.append(slopes[0], np.diff(slopes)), 0.0)": "One weight too many: there is no unit "
        "at the last dot.",
        "return v[0], np.append(slopes[0], np.diff(slopes)) / 2": "There is no factor ½: a weight a changes the slope "
        "by a.",
        "return v[0], np.round(np.append(slopes[0], np.diff(slopes)))": "Slopes need not be whole numbers: don't round "
        "or use //.",
    },
)
connect_the_dots.instead_of(
    "slopes = np.diff(v) / np.diff(t)",
    {
        "slopes = np.diff(v)": "Those are the rises. A slope is the rise divided by the distance: / np.diff(t).",
        "slopes = np.diff(t) / np.diff(v) if np.all(np.diff(v)) else np.diff(v)": "You divided the wrong way around: "
        "a slope is the rise, np.diff(v), divided by the distance, np.diff(t).",
        "slopes = np.diff(v) / (t[1] - t[0])": "The dots need not be equally far apart: divide each rise by its own "
        "distance, np.diff(t).",
        "slopes = np.diff(v) * np.diff(t)": "A slope is the rise *divided* by the distance.",
        "slopes = -np.diff(v) / np.diff(t)": "The slopes have the wrong sign: the later value minus the earlier one.",
        "slopes = v[1:] / t[1:] if np.all(t[1:]) else v[1:]": "A slope compares neighbors: the difference of the "
        "values divided by the difference of the places.",
        "slopes = (v[1:] - v[0]) / (t[1:] - t[0])": "Those are the slopes from the first dot to all others. Take the "
        "slopes between neighbors.",
    },
)


@connect_the_dots.misconception(
    "The weights are stored as whole numbers, because t or v came in as whole numbers. Start with zeros of floats: "
    "np.zeros(len(t) - 1)."
)
def whole_weights(t, v):
    slopes = np.diff(v) / np.diff(t)
    a = np.zeros_like(v[:-1])
    a[0] = slopes[0]
    a[1:] = np.diff(slopes)
    return v[0], a


@connect_the_dots.misconception(
    "Each of your weights is compared with the weight before it. Compare the slope with the *slope* before it: the "
    "weights so far add up to that."
)
def minus_the_last_weight(t, v):
    slopes = np.diff(v) / np.diff(t)
    a = np.zeros(len(slopes))
    a[0] = slopes[0]
    for j in range(1, len(slopes)):
        a[j] = slopes[j] - a[j - 1]
    return v[0], a


@connect_the_dots.misconception("Those are the values, or their changes, not slopes. A weight is a change of slope.")
def changes_of_values(t, v):
    return v[0], np.append(v[0], np.diff(v))[:-1]


@connect_the_dots.misconception(
    "np.gradient averages the slopes on both sides of a dot. The line is straight between dots: np.diff(v) / "
    "np.diff(t)."
)
def averaged_slopes(t, v):
    slopes = np.gradient(v, t)
    return v[0], np.append(slopes[0], np.diff(slopes))[:-1]
