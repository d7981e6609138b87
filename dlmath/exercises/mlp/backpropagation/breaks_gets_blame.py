"""breaks_gets_blame: blames that cancel."""

import numpy as np

from dlmath.exercises import exercise


def really_gets_blame(W, delta):
    """For each unit, whether any blame is left once all of it has been added up."""
    W, delta = np.array(W, dtype=float), np.array(delta, dtype=float)
    if W.ndim != 2 or delta.shape != (len(W),):
        raise ValueError(f"the shapes do not fit: W {W.shape}, delta {delta.shape}; expected (m, k) and (m,)")
    if not (np.isfinite(W).all() and np.isfinite(delta).all()):
        raise ValueError("all numbers must be finite")
    # Amounts that cancel up to rounding count as cancelled.
    return np.abs(W.T @ delta) > 1e-12 * (np.abs(W).T @ np.abs(delta))


@exercise(
    weight="hard",
    task="Return `W, delta` for which `gets_blame` is wrong: it says that a hidden unit gets some blame when it should "
    "get none at all. `W` has a row for each unit of the next layer and a column for each hidden unit, `delta` one "
    "number for each row of `W`.",
    hints=[
        "A hidden unit gets the sum of W[i, j] * delta[i] over all i. When is a sum 0 although its terms are not?",
        "Two units that pull in opposite directions, with equal strength: one wants more, the other less.",
        "One hidden unit with weights 1 and 1, and deltas of opposite sign.",
    ],
)
def breaks_gets_blame():
    """A layer W and deltas for which gets_blame is wrong."""
    # One output wants more of the hidden unit, the other less, and just as much: the blames cancel.
    return np.array([[1.0], [1.0]]), np.array([0.5, -0.5])


@breaks_gets_blame.breaks(really_gets_blame)
def gets_blame(W, delta):
    blames = (np.array(W) != 0) & (np.array(delta) != 0)[:, None]
    return np.any(blames, axis=0)


def gets_blame_plainly(W, delta):
    return np.any((np.array(W) != 0) & (np.array(delta) != 0)[:, None], axis=0)


@breaks_gets_blame.misconception(
    "Here only one unit of the next layer sends blame to each hidden unit, and nothing can cancel it. Let two "
    "of them pull "
    "in opposite directions.",
    when=lambda W, delta: np.max(np.sum((np.array(W) != 0) & (np.array(delta) != 0)[:, None], axis=0)) == 1,
)
def one_sender():
    return np.array([[1.0, 2.0]]), np.array([0.5])


@breaks_gets_blame.misconception(
    "No blame is sent at all here, and the rule rightly says so. You need amounts that are not 0 and add up to 0.",
    when=lambda W, delta: not np.any((np.array(W) != 0) & (np.array(delta) != 0)[:, None]),
)
def nothing_sent():
    return np.zeros((2, 2)), np.array([0.5, -0.5])


@breaks_gets_blame.misconception(
    "What the hidden units hear does not add up to 0. For one of them, the sum of W[i, j] * delta[i] down its "
    "column must "
    "vanish.",
    when=lambda W, delta: np.array_equal(really_gets_blame(W, delta), gets_blame_plainly(W, delta)),
)
def not_cancelled():
    return np.array([[1.0, 2.0], [1.0, 3.0]]), np.array([0.5, -0.25])
