"""descent_limit: where gradient descent ends when the columns depend on each other."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="hard",
    also=("whole",),
    task="Gradient descent on $\\frac1n\\lVert X\\mathbf w - \\mathbf y\\rVert^2$ starts at `w0`, with a small "
    "enough learning rate, and runs forever. Return the point where it ends. The columns of `X` may depend on each "
    "other. Don't take the steps: there is a formula. `np.linalg.pinv(X)` is the pseudo-inverse of $X$.",
    hints=[
        "Every gradient is Xᵀ times something: a mixture of the rows of X. Which part of w0 can never change?",
        "Write w = w0 + v. Then v starts at 0 and descends on ‖X v − (y − X w0)‖², so it ends at the shortest solution "
        "of that problem.",
        "w0 + np.linalg.pinv(X) @ (y - X @ w0).",
    ],
)
def descent_limit(X, y, w0):
    """Where gradient descent from w0 ends."""
    # v = w − w0 starts at 0, and from there descent finds the shortest solution.
    return w0 + np.linalg.pinv(X) @ (y - X @ w0)


@descent_limit.cases
def cases(rng):
    tall, wide = rng.normal(size=(5, 2)), rng.normal(size=(2, 4))
    twice = np.column_stack([tall, tall[:, 0] - tall[:, 1]])
    return [
        (np.array([[1.0, 2.0]]), np.array([5.0]), np.array([0.0, 0.0])),
        (np.array([[1.0, 2.0]]), np.array([5.0]), np.array([3.0, 0.0])),
        (np.array([[1.0, 1.0], [2.0, 2.0]]), np.array([2.0, 5.0]), np.array([1.0, -1.0])),
        (tall, rng.normal(size=5), rng.normal(size=2)),
        (twice, rng.normal(size=5), rng.normal(size=3)),
        (wide, rng.normal(size=2), rng.normal(size=4)),
        (rng.normal(size=(3, 3)), rng.normal(size=3), rng.normal(size=3)),
    ]


@descent_limit.edge_cases
def edge_cases(rng):
    X, w = rng.normal(size=(2, 3)), rng.normal(size=3)
    return [(X, X @ w, w), (np.zeros((2, 2)), np.ones(2), np.array([1.0, 2.0])), (X, np.zeros(2), np.zeros(3))]


@descent_limit.law("a step from there leads nowhere")
def _(f, X, y, w0):
    end = f(X, y, w0)
    return np.allclose(X.T @ (X @ end - y), 0, atol=1e-8 * (1 + np.max(np.abs(X)) ** 2 * (1 + np.max(np.abs(y)))))


@descent_limit.law("from there it ends there")
def _(f, X, y, w0):
    end = f(X, y, w0)
    return np.allclose(f(X, y, end), end)


descent_limit.instead_of(
    "w0 + np.linalg.pinv(X) @ (y - X @ w0)",
    {
        "w0 + np.linalg.pinv(X) @ (y - w0)": "The pseudo-inverse takes targets, not weights: subtract the outputs X "
        "w0 from y.",
        "w0 + np.linalg.pinv(X) @ y - np.linalg.pinv(X) @ w0": "The pseudo-inverse takes targets, not weights: the "
        "part of w0 that X sees is X⁺X w0.",
        "w0 - np.linalg.pinv(X) @ y": "The solution from zero, X⁺y, is added. And the part of w0 that X sees goes "
        "away on the way: w0 + X⁺(y − X w0).",
        "w0 + np.linalg.pinv(X) @ y - X.T @ X @ w0": "The part of w0 that X sees is X⁺X w0, with the pseudo-inverse. "
        "XᵀX also stretches it.",
        "np.linalg.pinv(X) @ y": "That is where descent ends from zero. The part of w0 that X cannot see stays as it "
        "is: no gradient ever touches it.",
        "w0 + np.linalg.pinv(X) @ y": "You added w0 to the answer from zero. But the visible part of w0 is "
        "corrected on the way: descend on what w0 leaves unexplained, y − X w0.",
        "w0 - np.linalg.pinv(X) @ (y - X @ w0)": "The sign is wrong: v = w − w0 must meet X v = y − X w0, and it is "
        "added to w0.",
        "np.linalg.pinv(X) @ (y - X @ w0)": "That is the way from w0 to the end. Add w0.",
        "w0 + X.T @ (y - X @ w0)": "That is one step downhill, with a certain rate. At the end, no step leads "
        "anywhere.",
        "w0 - X.T @ (X @ w0 - y) / len(y)": "That is one step downhill. At the end, no step leads anywhere.",
        "w0": "Descent moves unless w0 is already a minimum. Add the shortest correction.",
        "(np.eye(len(w0)) - np.linalg.pinv(X) @ X) @ w0": "That is the part of w0 that X cannot see. The solution from "
        "zero, X⁺y, is missing.",
        "np.linalg.pinv(X) @ y + np.linalg.pinv(X) @ X @ w0": "You kept the part of w0 that X *sees*. It is the other "
        "part that stays: w0 − X⁺X w0.",
        "np.linalg.pinv(X) @ y - w0": "The part of w0 that X cannot see stays, with its sign: w0 + X⁺(y − X w0).",
    },
)


@descent_limit.misconception(
    "Your answer takes the steps, but too few of them for the directions in which X stretches little. There is a "
    "formula."
)
def takes_a_hundred_steps(X, y, w0):
    eta = len(y) / (2 * max(np.linalg.norm(X, 2), 1e-9) ** 2)
    for _ in range(100):
        w0 = w0 - eta * 2 / len(y) * X.T @ (X @ w0 - y)
    return w0


@descent_limit.misconception(
    "The inverse of XᵀX exists only if the columns are independent, and here they may depend on each other. Use the "
    "pseudo-inverse of X."
)
def inverts(X, y, w0):
    return np.linalg.solve(X.T @ X, X.T @ y)


@descent_limit.misconception(
    "1 − P is an array of ones minus P. The matrix that leaves a vector as it is has ones on its diagonal alone: "
    "np.eye(len(w0))."
)
def ones_for_the_identity(X, y, w0):
    P = np.linalg.pinv(X)
    return P @ y + (1 - P @ X) @ w0


@descent_limit.misconception(
    "The part of w0 that stays is w0 − X⁺X w0, with the whole matrix X⁺X, not only its diagonal."
)
def diagonal_alone(X, y, w0):
    P = np.linalg.pinv(X)
    return P @ y + (1 - np.diag(P @ X)) * w0


@descent_limit.misconception(
    "X has an inverse only if it is square and its columns are independent. Use the pseudo-inverse, np.linalg.pinv(X)."
)
def inverts_X(X, y, w0):
    return w0 + np.linalg.inv(X) @ (y - X @ w0)


@descent_limit.misconception(
    "Where the columns depend on each other, some singular value is 0 up to rounding, and you divide by it. Leave "
    "these directions out, as np.linalg.pinv does."
)
def divides_by_nothing(X, y, w0):
    U, s, Vt = np.linalg.svd(X, full_matrices=False)
    with np.errstate(divide="ignore", invalid="ignore"):
        return w0 + Vt.T @ ((U.T @ (y - X @ w0)) / s)


@descent_limit.misconception(
    "Your answer takes the steps. That is right once they have arrived, but not to the last digit if some direction "
    "is slow. There is a formula."
)
def takes_a_thousand_small_steps(X, y, w0):
    return _small_steps(X, y, w0, 1000)


@descent_limit.misconception(
    "Your answer takes the steps. That is right once they have arrived, but not to the last digit if some direction "
    "is slow. There is a formula."
)
def takes_many_small_steps(X, y, w0):
    return _small_steps(X, y, w0, 5000)


def _small_steps(X, y, w0, n_steps):
    w = w0
    for _ in range(n_steps):
        w = w - 0.01 * 2 / len(y) * X.T @ (X @ w - y)
    return w


@descent_limit.misconception(
    "XXᵀ has an inverse only if the rows of X are independent, and here they may depend on each other. Use the "
    "pseudo-inverse, np.linalg.pinv(X)."
)
def inverts_the_rows(X, y, w0):
    return w0 + X.T @ np.linalg.inv(X @ X.T) @ (y - X @ w0)
