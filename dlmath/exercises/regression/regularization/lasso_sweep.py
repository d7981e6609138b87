"""lasso_sweep: one weight after another, each moved to its best value."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="hard",
    task="Go through the weights once, from first to last. For each $j$, keep all other weights as they are *now* and "
    "move $w_j$ to the value that makes $\\frac{1}{2n}\\lVert\\mathbf y - X\\mathbf w\\rVert^2 + \\lambda \\sum_j "
    "|w_j|$ smallest. `w` holds the weights you start from (leave it unchanged), and `penalty` is λ. Return the new "
    "weights. The columns of `X` need not be scaled, but none is all zeros.",
    hints=[
        "For the weight j, only r = y − (all other features times their weights) matters: the loss is "
        "‖r − xⱼ wⱼ‖²/(2n) + λ|wⱼ|.",
        "For wⱼ > 0, the slope −xⱼ · (r − xⱼ wⱼ)/n + λ is 0 at wⱼ = (xⱼ · r − nλ)/‖xⱼ‖². Mirror that for wⱼ < 0, and "
        "take 0 in between.",
        "In the loop: r = y - X @ w + X[:, j] * w[j], then z = X[:, j] @ r, then w[j] = np.sign(z) * max(abs(z) - n * "
        "penalty, 0) / (X[:, j] @ X[:, j]). Before it: w = w.astype(float), which is a copy.",
    ],
    also=("whole", "long"),
)
def lasso_sweep(X, y, w, penalty):
    """The weights after one sweep of coordinate descent."""
    n = len(y)
    w = w.astype(float)  # a copy
    for j in range(X.shape[1]):
        x = X[:, j]
        # What the other features leave for this one, with the weights as they are now.
        r = y - X @ w + x * w[j]
        z = x @ r
        w[j] = np.sign(z) * max(abs(z) - n * penalty, 0) / (x @ x)
    return w


@lasso_sweep.cases
def cases(rng):
    return [
        (np.array([[2.0]]), np.array([3.0]), np.array([0.0]), 1.0),
        (np.array([[1.0], [2.0]]), np.array([2.0, 6.0]), np.array([5.0]), 2.0),
        (np.array([[1.0], [-2.0]]), np.array([2.0, 6.0]), np.array([1.0]), 1.0),
        (np.array([[1.0, 0.0], [0.0, 2.0], [1.0, 1.0]]), np.array([1.0, 2.0, -3.0]), np.array([4.0, -1.0]), 0.25),
        (
            np.array([[1.0, 2.0, 0.0], [2.0, 1.0, 1.0], [0.0, 1.0, 3.0], [1.0, 1.0, -1.0]]),
            np.array([1.0, 4.0, 2.0, -1.0]),
            np.array([0.0, 0.0, 0.0]),
            0.5,
        ),
        (2 * rng.normal(size=(9, 4)) + 1, 3 * rng.normal(size=9), rng.normal(size=4), 0.4),
        (rng.normal(size=(12, 5)), rng.normal(size=12) + 1, 2 * rng.normal(size=5), 0.15),
        (rng.normal(size=(6, 3)) - 1, 2 * rng.normal(size=6), rng.normal(size=3), 0.02),
    ]


@lasso_sweep.edge_cases
def edge_cases(rng):
    return [
        (np.array([[1, 0], [1, 1], [1, 2]]), np.array([1, 2, 6]), np.array([0, 1]), 0.25),
        (rng.normal(size=(5, 2)), np.zeros(5), np.array([1.0, -1.0]), 0.1),
        (rng.normal(size=(5, 3)), rng.normal(size=5), rng.normal(size=3), 100.0),
        (rng.normal(size=(2, 4)), rng.normal(size=2), np.zeros(4), 0.01),
        (rng.normal(size=(6, 2)), rng.normal(size=6), rng.normal(size=2), 0.0),
    ]


def _loss(X, y, w, penalty):
    return np.sum((y - X @ w) ** 2) / (2 * len(y)) + penalty * np.sum(np.abs(w))


@lasso_sweep.law("a sweep never raises the loss")
def _(f, X, y, w, penalty):
    before, after = _loss(X, y, w, penalty), _loss(X, y, np.asarray(f(X, y, w, penalty)), penalty)
    return after <= before * (1 + 1e-9) + 1e-12


lasso_sweep.instead_of(
    "r = y - X @ w + x * w[j]",
    {
        "r = y - X @ w": "This residual already has the part of weight j subtracted. Add it back, + x * w[j], before "
        "you look for the best wⱼ.",
        "r = y - X @ w - x * w[j]": "That takes the part of weight j out twice. Add it back: + x * w[j].",
        "r = X @ w - y + x * w[j]": "The residual is y − Xw, with the part of weight j added back.",
        "r = y": "The other weights are ignored: subtract what they explain, y − Xw + xⱼ wⱼ.",
        "r = y - x * w[j]": "You subtracted the part of weight j itself. Subtract those of all *other* weights.",
        "r = y - X[:, :j] @ w[:j]": "The weights after j count as well: subtract the parts of all others.",
        "r = y - X[:, j + 1 :] @ w[j + 1 :]": "The weights before j count as well: subtract the parts of all others.",
        "r = y - y.mean() - X @ w + x * w[j]": "There is no intercept here. Do not center y.",
    },
)
lasso_sweep.instead_of(
    "np.sign(z) * max(abs(z) - n * penalty, 0) / (x @ x)",
    {
        "np.sign(z) * max(abs(z) - penalty, 0) / (x @ x)": "The error is divided by 2n. Multiplied by n, the slope is "
        "−xⱼ · (r − xⱼ wⱼ) + nλ: the threshold is nλ.",
        "np.sign(z) * max(abs(z) - 2 * n * penalty, 0) / (x @ x)": "The slope of the square brings a 2, which cancels "
        "the 2 in 2n: the threshold is nλ.",
        "np.sign(z) * max(abs(z) - n * penalty / 2, 0) / (x @ x)": "The error is divided by 2n, so its slope is "
        "divided "
        "by n: the threshold is nλ.",
        "np.sign(z) * max(abs(z) - penalty / n, 0) / (x @ x)": "Multiply the slope by n to get xⱼ · r: the threshold "
        "becomes nλ, not λ/n.",
        "np.sign(z) * max(abs(z) - n * penalty, 0) / n": "Dividing by n is right only for standardized columns, with "
        "‖xⱼ‖² = n. In general, divide by ‖xⱼ‖².",
        "np.sign(z) * max(abs(z / n) - penalty, 0)": "Dividing by n is right only for standardized columns, with "
        "‖xⱼ‖² = n. In general, divide by ‖xⱼ‖².",
        "np.sign(z) * max(abs(z) - n * penalty, 0)": "Divide by ‖xⱼ‖²: the slope is −xⱼ · r + ‖xⱼ‖² wⱼ + nλ.",
        "np.sign(z) * max(abs(z) - penalty, 0)": "The slope, multiplied by n, is −xⱼ · r + ‖xⱼ‖² wⱼ + nλ. So the "
        "threshold is nλ, and the result is divided by ‖xⱼ‖².",
        "np.sign(z) * max(abs(z) - n * penalty, 0) / np.sqrt(x @ x)": "Divide by the *squared* length of the column, "
        "‖xⱼ‖².",
        "np.sign(z) * max(abs(z / (x @ x)) - penalty, 0)": "First the threshold, then the division: compare nλ with "
        "xⱼ · r before you divide by ‖xⱼ‖².",
        "np.sign(z) * max(abs(z / (x @ x)) - n * penalty, 0)": "First the threshold, then the division: compare nλ "
        "with xⱼ · r before you divide by ‖xⱼ‖².",
        "np.sign(z) * max(abs(z / n) - penalty, 0) / (x @ x)": "You divided by n *and* by ‖xⱼ‖². If you divide xⱼ · r "
        "by n, divide ‖xⱼ‖² by n as well. Or skip both divisions by n, and use the threshold nλ.",
        "z / (x @ x)": "That is the least-squares value. The penalty is not used: shrink |z| by nλ, down to 0.",
        "z / (x @ x + n * penalty)": "That is the ridge value, for a penalty on w². For |w|, shrink |z| by nλ, down "
        "to 0, and then divide.",
        "z / (x @ x + penalty)": "That is the ridge value, for a penalty on w². For |w|, shrink |z| by nλ, down to 0, "
        "and then divide.",
        "(z - n * penalty) / (x @ x)": "That is right only if z > nλ. Between −nλ and nλ the best weight is 0, and "
        "below that, z + nλ counts.",
        "max(z - n * penalty, 0) / (x @ x)": "A negative z gives a negative weight: everything is mirrored there.",
        "max(abs(z) - n * penalty, 0) / (x @ x)": "The sign of z is lost. Multiply by np.sign(z).",
        "np.sign(z) * (abs(z) - n * penalty) / (x @ x)": "Where |z| < nλ, the weight has crossed 0. It stops there: "
        "max(…, 0).",
        "np.sign(w[j]) * max(abs(z) - n * penalty, 0) / (x @ x)": "The sign is that of z, not that of the old weight.",
        "z / (x @ x) if abs(z) > n * penalty else 0.0": "Beyond the threshold, the penalty still pulls: subtract nλ "
        "from |z|.",
        "w[j] + np.sign(z) * max(abs(z) - n * penalty, 0) / (x @ x)": "z already holds all of weight j. Replace the "
        "old weight; do not add to it.",
        "np.sign(z) * max(abs(z) - X.shape[1] * penalty, 0) / (x @ x)": "n is the number of examples, len(y), not of "
        "features.",
    },
)
lasso_sweep.instead_of(
    "w = w.astype(float)",
    {
        "w = np.zeros(X.shape[1])": "You start from zeros. Start from the w that was given.",
        "w = w": "The result is right, but the w that was passed in has changed: w[j] = … writes into the caller's "
        "array. Make a copy first: w = w.astype(float).",
    },
)
lasso_sweep.instead_of("range(X.shape[1])", {"range(len(y))": "There is one weight for each *column*: X.shape[1]."})


def _sweep(X, y, w, penalty, order, look_at_old=False):
    w = w.astype(float)
    old = w.copy()
    for j in order:
        x, now = X[:, j], old if look_at_old else w
        z = x @ (y - X @ now + x * now[j])
        w[j] = np.sign(z) * max(abs(z) - len(y) * penalty, 0) / (x @ x)
    return w


@lasso_sweep.misconception(
    "Every weight was moved as if all others still had their old values. Compute the residual inside the loop, from "
    "the "
    "weights as they are now, and write each new weight into w at once."
)
def looks_at_the_old_weights(X, y, w, penalty):
    return _sweep(X, y, w, penalty, range(X.shape[1]), look_at_old=True)


@lasso_sweep.misconception("You went from the last weight to the first. Go from first to last.")
def backward(X, y, w, penalty):
    return _sweep(X, y, w, penalty, range(X.shape[1])[::-1])


@lasso_sweep.misconception("Only the first weight was moved: the return is inside the loop. Unindent it.")
def only_the_first(X, y, w, penalty):
    return _sweep(X, y, w, penalty, [0])


@lasso_sweep.misconception("You made more than one sweep. Go through the weights once.")
def two_sweeps(X, y, w, penalty):
    return _sweep(X, y, _sweep(X, y, w, penalty, range(X.shape[1])), penalty, range(X.shape[1]))


@lasso_sweep.misconception(
    "The residual was computed once, before the loop, and never updated. When a weight moves, what it leaves for the "
    "others changes: compute r inside the loop."
)
def residual_before_the_loop(X, y, w, penalty):
    w, r = w.astype(float), y - X @ w
    for j in range(X.shape[1]):
        x = X[:, j]
        z = x @ r
        w[j] = np.sign(z) * max(abs(z) - len(y) * penalty, 0) / (x @ x)
    return w


@lasso_sweep.misconception(
    "That is a step of gradient descent followed by a threshold, for all weights at once. Here each weight in turn "
    "goes all the way to its best value."
)
def a_step_and_a_threshold(X, y, w, penalty):
    z = w + X.T @ (y - X @ w) / len(y)
    return np.sign(z) * np.maximum(np.abs(z) - penalty, 0)


@lasso_sweep.misconception(
    "Those are the least-squares weights, all moved toward 0 by λ. Here each weight in turn goes to its best value, "
    "while the others stay as they are now."
)
def soft_thresholds_the_least_squares_weights(X, y, w, penalty):
    z = np.linalg.lstsq(X, y)[0]
    return np.sign(z) * np.maximum(np.abs(z) - penalty, 0)


@lasso_sweep.misconception(
    "That is a step against the slope. Each weight in turn goes all the way to its best value, which has a formula: "
    "the "
    "soft threshold of xⱼ · r, divided by ‖xⱼ‖²."
)
def steps_against_the_slope(X, y, w, penalty):
    w = w.astype(float)
    for j in range(X.shape[1]):
        w[j] = w[j] + X[:, j] @ (y - X @ w) / len(y) - penalty * np.sign(w[j])
    return w
