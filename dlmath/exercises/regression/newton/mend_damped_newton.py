"""mend_damped_newton: a Newton step that must not raise the loss."""

import numpy as np

from dlmath import losses
from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="This function should return the weights after one Newton step, halved until the mean cross-entropy is no "
    "higher than before. It runs, but it contains three mistakes. Fix them.",
    hints=[
        "Compare H with logistic_hessian. Then look at H and the gradient together: which of them is a mean?",
        "The slope of the sigmoid is p(1 − p), and the gradient of the mean is Xᵀ(p − y)/n. And how often does an "
        "`if` halve the step?",
        "(X.T * (p * (1 - p))) @ X / len(y), X.T @ (p - y) / len(y), and while instead of if.",
    ],
    rtol=1e-6,
    also=("whole",),
)
def mend_damped_newton(X, y, w):
    """The weights after one Newton step, halved until the loss falls."""
    # Gradient and Hessian of the mean; p(1 − p) is the slope of the sigmoid.
    p = 1 / (1 + np.exp(-(X @ w)))
    H = (X.T * (p * (1 - p))) @ X / len(y)
    d = -np.linalg.solve(H, X.T @ (p - y) / len(y))
    before, t = losses.binary_cross_entropy(X @ w, y), 1.0
    # One halving may not be enough.
    while losses.binary_cross_entropy(X @ (w + t * d), y) > before:
        t = t / 2
    return w + t * d


@mend_damped_newton.start(
    "All three mistakes are still there. Compare H with the Hessian: what is the slope of the sigmoid? The gradient "
    "of a *mean* has a 1/n, as H does. And an if halves the step at most once."
)
def three_mistakes(X, y, w):
    """The weights after one Newton step, halved until the loss falls."""
    p = 1 / (1 + np.exp(-(X @ w)))
    H = (X.T * p) @ X / len(y)
    d = -np.linalg.solve(H, X.T @ (p - y))
    before, t = losses.binary_cross_entropy(X @ w, y), 1.0
    if losses.binary_cross_entropy(X @ (w + t * d), y) > before:
        t = t / 2
    return w + t * d


ONE = np.ones((4, 1)), np.array([1, 1, 1, 0])


@mend_damped_newton.cases
def cases(rng):
    X = np.column_stack([np.ones(8), rng.normal(size=8)])
    y = np.array([0, 1, 0, 1, 1, 0, 1, 0])
    return [
        (*ONE, np.array([1.0])),
        (*ONE, np.array([-3.0])),
        (*ONE, np.array([4.0])),
        (*ONE, np.array([-5.0])),
        (X, y, np.array([0.5, -0.5])),
        (X, y, np.array([3.5, 0.4])),
        (X, y, np.array([-4.0, 1.5])),
        (np.column_stack([X, rng.normal(size=8)]), y, np.array([2.0, 0.3, -1.0])),
    ]


@mend_damped_newton.edge_cases
def edge_cases(rng):
    X = np.column_stack([np.ones(60), rng.normal(size=(60, 3))])
    return [
        (*ONE, np.array([-9.0])),
        (*ONE, np.array([0.0])),
        (np.ones((4, 1)), np.array([1, 0, 1, 0]), np.array([0.0])),
        (np.array([[1, 0], [1, 2], [1, 1], [1, 3]]), np.array([0, 1, 1, 0]), np.array([1, -1])),
        (X, np.arange(60) % 2, np.array([2.0, 1.0, -1.0, 1.0])),
    ]


@mend_damped_newton.law("the loss is not higher than before")
def _(f, X, y, w):
    def loss(w):
        z = X @ w
        return np.mean(np.logaddexp(0, z) - y * z)

    return loss(f(X, y, w)) <= loss(w) + 1e-12


mend_damped_newton.instead_of(
    "p * (1 - p)",
    {
        "p": "H is still wrong: each example's weight is the slope of the sigmoid, p(1 − p), not p.",
        "(1 - p)": "Each example's weight is the slope of the sigmoid, p(1 − p), not 1 − p.",
        "p**2": "The slope of the sigmoid is p(1 − p), not p².",
        "p * (1 + p)": "The slope of the sigmoid is p(1 − p), with a minus.",
        "np.sqrt(p * (1 - p))": "H has p(1 − p) itself, without a square root.",
        "0.25": "p(1 − p) is 1/4 only at p = 1/2. Compute it for each example.",
        "1": "Without the slopes p(1 − p), H is the Hessian of squares.",
    },
)
mend_damped_newton.instead_of(
    "X.T @ (p - y) / len(y)",
    {
        "X.T @ (p - y)": "The gradient is still n times too large. H is that of the *mean*, so the gradient must be "
        "as well: divide by len(y).",
        "X.T @ (y - p) / len(y)": "The sign is wrong: d points uphill, and is halved until nothing is left of it. The "
        "gradient is Xᵀ(p − y)/n.",
        "X.T @ (p - y) / len(w)": "You divided by the number of weights. Divide by the number of examples: len(y).",
    },
)
mend_damped_newton.instead_of(
    "-np.linalg.solve(H, X.T @ (p - y) / len(y))",
    {
        "-X.T @ (p - y) / len(y)": "That is the direction of gradient descent. Newton's step solves H d = −gradient.",
        "-H @ (X.T @ (p - y) / len(y))": "You multiplied by H. Newton's step *solves* H d = −gradient.",
    },
)
mend_damped_newton.instead_of(
    "t = t / 2",
    {
        "t = t / 4": "The step should be halved each time, not quartered.",
        "t = t / 3": "The step should be halved each time.",
        "t = t / 10": "The step should be halved each time, not divided by ten.",
        "t = t * 0.9": "The step should be halved each time.",
    },
)
mend_damped_newton.instead_of(
    "return w + t * d",
    {
        "return w + d": "The halved step is not used: return w + t * d.",
        "return t * d": "That is the step. Return the new weights: w + t * d.",
        "return w - t * d": "d already points downhill: w + t * d.",
        "return d": "That is the full step. Return the new weights: w + t * d.",
        "return t": "That is how much of the step is taken. Return the new weights: w + t * d.",
    },
)


def _parts(X, y, w):
    def loss(w):
        z = X @ w
        return np.mean(np.logaddexp(0, z) - y * z)

    p = 1 / (1 + np.exp(-(X @ w)))
    return loss, -np.linalg.solve((X.T * (p * (1 - p))) @ X, X.T @ (p - y))


mend_damped_newton.instead_of(
    "> before:",
    {
        "< before:": "The comparison is reversed: you halve the step for as long as the loss *falls*. Halve it "
        "while the loss is higher than before.",
    },
)


@mend_damped_newton.misconception(
    "Gradient and Hessian are right now. But an `if` halves the step at most once. It takes a `while` to halve it "
    "as often as needed."
)
def halves_once(X, y, w):
    loss, d = _parts(X, y, w)
    return w + (d / 2 if loss(w + d) > loss(w) else d)


@mend_damped_newton.misconception(
    "The step is always halved, even where the full step lowers the loss. Start with t = 1."
)
def always_halves(X, y, w):
    loss, d = _parts(X, y, w)
    t = 0.5
    while loss(w + t * d) > loss(w):
        t = t / 2
    return w + t * d


@mend_damped_newton.misconception(
    "The step is never halved. Where the full step raises the loss, it must be shortened until it does not."
)
def never_halves(X, y, w):
    return w + _parts(X, y, w)[1]


@mend_damped_newton.misconception(
    "Where the full step raises the loss, you stay where you are. Halve the step instead: it begins downhill."
)
def stays(X, y, w):
    loss, d = _parts(X, y, w)
    return w if loss(w + d) > loss(w) else w + d


@mend_damped_newton.misconception(
    "The step is shortened by subtracting. That takes large steps from a large start, and may turn it around: halve "
    "it, t = t / 2."
)
def subtracts(X, y, w):
    loss, d = _parts(X, y, w)
    t = 1.0
    while loss(w + t * d) > loss(w) and t > 0:
        t = t - 0.1
    return w + t * d
