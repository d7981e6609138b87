"""breaks_listening: no weight is 0, and still nothing gets through."""

import numpy as np

from dlmath.exercises import exercise


def listens(W1, b1, W2, x):
    """Whether a small change of the input changes the output."""
    W1, b1, W2, x = (np.array(v, dtype=float) for v in (W1, b1, W2, x))
    if W1.ndim != 2 or W2.ndim != 2 or b1.ndim != 1 or x.ndim != 1:
        raise ValueError("W1 and W2 must be matrices, and b1 and x vectors")
    if W1.shape != (len(b1), len(x)) or W2.shape[1] != len(b1):
        raise ValueError(
            f"the shapes do not fit: W1 {W1.shape}, b1 {b1.shape}, W2 {W2.shape}, x {x.shape}; "
            "expected (hidden, inputs), (hidden,), (outputs, hidden), (inputs,)"
        )
    if not all(np.isfinite(v).all() for v in (W1, b1, W2, x)):
        raise ValueError("all numbers must be ordinary ones, no infinities")
    z = W1 @ x + b1
    # The slopes in many directions: a unit at 0 passes on what pushes it up, and holds back what pushes it down.
    axes = np.eye(len(x))
    directions = np.vstack([axes, -axes, np.random.default_rng(0).normal(size=(100, len(x)))]).T
    moved = W1 @ directions
    through = np.where(z[:, None] == 0, np.maximum(moved, 0), (z[:, None] > 0) * moved)
    return bool(np.any(np.abs(W2 @ through) > 1e-12 * (np.abs(W2) @ np.abs(moved))))


@exercise(
    weight="hard",
    task="Return `W1, b1, W2, x` of a network $W_2 \\operatorname{relu}(W_1\\mathbf x + \\mathbf b_1)$ for which "
    "`hears` is wrong: no weight is 0, and yet a small change in the input, in any direction, changes no output.",
    hints=[
        "The Jacobian is W2 · diag(slopes) · W1. Which of the three factors can you make 0 without a weight that is 0?",
        "The slope of the ReLU is 0 where its input is negative. Which number, other than a weight, decides that?",
        "Give every hidden unit a very negative bias: W1 = np.ones((2, 2)), b1 = np.array([-9.0, -9.0]), …",
    ],
)
def breaks_listening():
    """A network without a zero weight that is deaf at x."""
    # All hidden units are far below 0, where the slope of the ReLU is 0. So the middle factor of the Jacobian is 0.
    W1, b1 = np.array([[1.0, 2.0], [3.0, 4.0]]), np.array([-100.0, -100.0])
    return W1, b1, np.array([[1.0, 1.0]]), np.array([1.0, 1.0])


@breaks_listening.breaks(listens)
def hears(W1, b1, W2, x):
    return bool(np.all(np.array(W1) != 0) and np.all(np.array(W2) != 0))


@breaks_listening.law("no weight in W1 or W2 is 0")
def _(answer):
    W1, _, W2, _ = answer()
    return np.all(np.array(W1) != 0) and np.all(np.array(W2) != 0)


def _sums(W1, b1, x):
    return np.array(W1) @ np.array(x) + np.array(b1)


@breaks_listening.misconception(
    "There is a weight that is 0. The task is about a network without any: look at the third factor of the Jacobian, "
    "the "
    "slopes of the ReLU.",
    when=lambda W1, b1, W2, x: not (np.all(np.array(W1)) and np.all(np.array(W2))),
)
def a_zero_weight():
    return np.array([[0.0, 1.0], [1.0, 0.0]]), np.array([-9.0, -9.0]), np.array([[1.0, 1.0]]), np.array([1.0, 1.0])


@breaks_listening.misconception(
    "All hidden units are on here: W1 x + b1 is positive, the slopes of the ReLU are 1, and changes get through. Push "
    "the units below 0.",
    when=lambda W1, b1, W2, x: np.all(_sums(W1, b1, x) > 0),
)
def all_on():
    return np.ones((2, 2)), np.zeros(2), np.ones((1, 2)), np.ones(2)


@breaks_listening.misconception(
    "Some hidden units are off, but at least one is on, and changes get through it. Push all of them below 0.",
    when=lambda W1, b1, W2, x: np.any(_sums(W1, b1, x) > 0) and np.any(_sums(W1, b1, x) < 0),
)
def one_still_on():
    return np.ones((2, 2)), np.array([0.0, -9.0]), np.ones((1, 2)), np.ones(2)


@breaks_listening.misconception(
    "W1 x + b1 is exactly 0 for some unit, so a step to one side switches it on. Push the units clearly below 0.",
    when=lambda W1, b1, W2, x: np.any(_sums(W1, b1, x) == 0),
)
def on_the_kink():
    return np.ones((2, 2)), np.zeros(2), np.ones((1, 2)), np.zeros(2)
