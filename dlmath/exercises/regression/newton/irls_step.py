"""irls_step: a Newton step, as least squares with weights and targets of its own."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="hard",
    task="For which targets $t_i$ is $X^\\top S X\\,\\mathbf w_{\\text{new}} = X^\\top S X\\,\\mathbf w + "
    "X^\\top(\\mathbf y - \\mathbf p)$ a weighted least-squares problem, $X^\\top S X\\,\\mathbf w_{\\text{new}} = "
    "X^\\top S\\,\\mathbf t$? Return these targets, of shape `(n,)`, and the new weights, of shape `(d,)`. `X` has "
    "shape `(n, d)`, and `y` holds zeros and ones. Use `np.linalg.solve`, and don't build the $n \\times n$ matrix "
    "$S$.",
    hints=[
        "Factor XᵀS out of both terms on the right. In the first, what is left is X w, the logits.",
        "In the second, Xᵀ(y − p) = XᵀS · (y − p)/s. So the targets are z + (y − p)/s.",
        "XᵀS is X.T * s in code: np.linalg.solve((X.T * s) @ X, (X.T * s) @ t).",
    ],
    rtol=1e-6,
    also=("whole",),
)
def irls_step(X, y, w):
    """The targets, and the weights after one Newton step."""
    z = X @ w
    p = 1 / (1 + np.exp(-z))
    s = p * (1 - p)
    t = z + (y - p) / s
    # The normal equations, in which each example counts s times.
    return t, np.linalg.solve((X.T * s) @ X, (X.T * s) @ t)


def _example(rng, n, d):
    y = np.arange(n) % 2
    return np.column_stack([np.ones(n), rng.normal(size=(n, d - 1))]), y, 0.7 * rng.normal(size=d)


@irls_step.cases
def cases(rng):
    return [
        (np.array([[1.0], [1.0], [1.0], [1.0]]), np.array([1, 1, 1, 0]), np.array([1.0])),
        (np.array([[1.0, 0.0], [1.0, 1.0], [1.0, 2.0], [1.0, 3.0]]), np.array([0, 1, 0, 1]), np.array([0.5, -0.5])),
        _example(rng, 6, 2),
        _example(rng, 9, 3),
        _example(rng, 12, 4),
    ]


@irls_step.edge_cases
def edge_cases(rng):
    X, y, w = _example(rng, 8, 3)
    return [
        (X, y, np.zeros(3)),
        (X, np.array([0, 0, 0, 0, 0, 0, 0, 1]), w),
        (X * np.array([1.0, 100.0, 0.01]), y, w / np.array([1.0, 100.0, 0.01])),
        (np.array([[1, 0], [1, 2], [1, 1], [1, 3]]), np.array([0, 1, 1, 0]), np.array([1, -1])),
        (X, y.astype(float), w),
        _example(rng, 300, 5),
    ]


@irls_step.law("the new weights are w − H⁻¹g")
def _(f, X, y, w):
    p = 1 / (1 + np.exp(-(X @ w)))
    d = np.linalg.solve((X.T * (p * (1 - p))) @ X, X.T @ (y - p))
    return np.allclose(f(X, y, w)[1], w + d, rtol=1e-6)


@irls_step.law("writing every example twice does not change the new weights")
def _(f, X, y, w):
    return np.allclose(f(np.vstack([X, X]), np.concatenate([y, y]), w)[1], f(X, y, w)[1], rtol=1e-6)


irls_step.instead_of(
    "z + (y - p) / s",
    {
        "z - (y - p) / s": "The sign is wrong: the target lies on the side of the label, z + (y − p)/s.",
        "z + (p - y) / s": "The sign is wrong: the target lies on the side of the label, z + (y − p)/s.",
        "(y - p) / s": "With these targets you get the *step*, not the new weights. Add the logits z.",
        "z + (y - p)": "The error is divided by the slope s: z + (y − p)/s.",
        "z + (y - p) * s": "You multiplied the error by s. Divide by it.",
        "z + y - p / s": "Only p was divided by s. Add parentheses: z + (y − p)/s.",
        "p + (y - p) / s": "The targets are on the scale of the logits: start from z, not from p.",
        "y": "That fits the labels themselves, as if they were logits. The targets are z + (y − p)/s.",
        "z": "With these targets the weights stay as they are. Add (y − p)/s.",
        "(z + y - p) / s": "Only the error is divided by s: z + (y − p)/s.",
        "z + (y - p) / np.sqrt(s)": "The error is divided by s itself, not by its square root.",
        "w + (y - p) / s": "The targets start from the logits z = X w, one for each example, not from the weights.",
        "z + (y - z) / s": "The error is y − p, with the probability, not with the logit.",
        "z + (y - p) / len(y)": "The error is divided by the slope s, not by n.",
        "z + (y - (p > 0.5)) / s": "The error uses the probability p, not the chosen class.",
        "y + (y - p) / s": "The targets start from the logits z, not from the labels.",
        "y - p": "The targets are z + (y − p)/s.",
    },
)
irls_step.instead_of(
    "np.linalg.solve((X.T * s) @ X, (X.T * s) @ t)",
    {
        "X @ w + np.linalg.solve((X.T * s) @ X, X.T @ (y - p))": "The step is added to the weights w, not to the "
        "logits X w.",
        "np.linalg.solve(X.T @ X, X.T @ t)": "The targets are right, but the problem is unweighted. Each example "
        "counts s times, on both sides: X.T * s.",
        "np.linalg.solve((X.T * s) @ X, X.T @ t)": "The weights are on one side only. Both sides have XᵀS: X.T * s.",
        "np.linalg.solve(X.T @ X, (X.T * s) @ t)": "The weights are on one side only. Both sides have XᵀS: X.T * s.",
        "np.linalg.solve((X.T * s**2) @ X, (X.T * s**2) @ t)": "Each example counts s times, not s²: X.T * s.",
        "np.linalg.solve((X.T * np.sqrt(s)) @ X, (X.T * np.sqrt(s)) @ t)": "In the normal equations each example "
        "counts s times. The square root of s is for scaling the rows of X and t themselves.",
        "np.linalg.solve((X.T / s) @ X, (X.T / s) @ t)": "You divided by s, so the unsure examples count least. "
        "Multiply.",
        "w + np.linalg.solve((X.T * s) @ X, (X.T * s) @ t)": "The solution is already the new weights: don't add w.",
        "w - np.linalg.solve((X.T * s) @ X, (X.T * s) @ t)": "The solution is already the new weights: return it.",
        "np.linalg.solve((X.T * s) @ X, (X.T * s) @ t) - w": "That is the step. Return the new weights.",
        "X @ np.linalg.solve((X.T * s) @ X, (X.T * s) @ t)": "Those are the new logits. Return the weights.",
        "np.linalg.solve((X.T * s) @ X, X.T @ (y - p))": "That is the step. Add w, or solve with the targets on the "
        "right.",
        "w - X.T @ (p - y) / len(y)": "That is a step of gradient descent. Solve the weighted normal equations.",
        "(X.T * s) @ t": "That is the right side of the normal equations. Solve them for the new weights.",
        "w": "Those are the old weights. Solve the weighted normal equations for the new ones.",
    },
)
irls_step.instead_of(
    "return t, np.linalg.solve((X.T * s) @ X, (X.T * s) @ t)",
    {
        "return np.linalg.solve((X.T * s) @ X, (X.T * s) @ t), t": "The two are swapped: first the targets, then the "
        "new weights.",
        "return np.linalg.solve((X.T * s) @ X, (X.T * s) @ t)": "The targets are missing. Return both, the targets "
        "first.",
        "return t": "The new weights are missing. Return both, the targets first.",
    },
)
irls_step.instead_of(
    "p * (1 - p)",
    {
        "p": "The slope of the sigmoid is p(1 − p). You used p.",
        "1 - p": "The slope of the sigmoid is p(1 − p). You used 1 − p.",
        "p * (1 - p) / len(y)": "Your s is divided by n, and the error is not. Use s = p(1 − p), without the n.",
        "np.full(len(z), 0.25)": "The slope p(1 − p) is 1/4 only at p = 1/2. Compute it for each example.",
        "np.full(len(z), np.mean(p * (1 - p)))": "Each example has its own s. You gave all of them the mean.",
        "np.sqrt(p * (1 - p))": "Use s = p(1 − p) itself. The square root is for scaling the rows of X and t.",
        "p**2": "The slope of the sigmoid is p(1 − p), not p².",
    },
)


@irls_step.misconception(
    "The new weights are those of a step that is n times too long: your Hessian is a mean over the examples, and your "
    "gradient a sum. Divide both by n, or neither."
)
def n_times_too_long(X, y, w):
    t, new = irls_step.reference(X, y, w)
    return t, w + len(y) * (new - w)


@irls_step.misconception(
    "s * X lines up s with the *columns* of X. Each s belongs to a row of X, a column of X.T: X.T * s."
)
def scales_the_columns(X, y, w):
    t, _ = irls_step.reference(X, y, w)
    p = 1 / (1 + np.exp(-(X @ w)))
    return t, np.linalg.solve(X.T @ (p * (1 - p) * X), X.T @ (p * (1 - p) * t))


@irls_step.misconception(
    "Those are the s·t, which Xᵀ multiplies. In XᵀS t, the S is not part of the targets: divide by s, and you have "
    "the targets."
)
def targets_times_s(X, y, w):
    t, new = irls_step.reference(X, y, w)
    p = 1 / (1 + np.exp(-(X @ w)))
    return p * (1 - p) * t, new
