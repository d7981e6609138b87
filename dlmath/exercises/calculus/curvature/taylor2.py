"""taylor2: value, slope and curvature, put together for one step."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="Return the Taylor polynomial of order 2 at $\\mathbf x + \\mathbf d$. At $\\mathbf x$ the function has the "
    "given `value`, the `gradient` of shape `(n,)`, and the Hessian `H` of shape `(n, n)`; `d` has shape `(n,)`.",
    hints=[
        "Along the line from x to x + d the function is φ(t) = f(x + t d). The parabola for φ needs φ(0), φ′(0) and "
        "φ″(0), and is taken at t = 1.",
        "φ(0) is the value, φ′(0) is gradient · d, and φ″(0) is dᵀ H d. What factor does the last one get?",
        "value + gradient @ d + 0.5 * d @ H @ d.",
    ],
)
def taylor2(value, gradient, H, d):
    """The value that slope and curvature predict after a step d."""
    # The parabola through φ(t) = f(x + t d), at t = 1: φ(0) + φ'(0) + φ''(0) / 2.
    return value + gradient @ d + 0.5 * d @ H @ d


def symmetric(rng, n):
    A = rng.normal(size=(n, n))
    return A + A.T


@taylor2.cases
def cases(rng):
    return [
        (5.0, np.array([1.0, -2.0]), np.array([[2.0, 3.0], [3.0, -4.0]]), np.array([2.0, 1.0])),
        (-1.5, np.array([0.5, 3.0]), np.array([[0.0, -3.0], [-3.0, 0.0]]), np.array([1.0, -2.0])),
        (0.7, rng.normal(size=3), symmetric(rng, 3), rng.normal(size=3)),
        (-2.0, rng.normal(size=6), symmetric(rng, 6), rng.normal(size=6)),
    ]


@taylor2.edge_cases
def edge_cases(rng):
    return [
        (1.0, np.array([2.0]), np.array([[6.0]]), np.array([0.5])),
        (5.0, np.array([1.0, -2.0]), np.array([[2.0, 3.0], [3.0, -4.0]]), np.array([0.0, 0.0])),
        (3.0, np.zeros(2), np.array([[2.0, 1.0], [1.0, 2.0]]), np.array([1.0, 1.0])),
        (3.0, np.array([1.0, 2.0]), np.zeros((2, 2)), np.array([1.0, 1.0])),
        (3, np.array([1, 2]), np.array([[1, 0], [0, 3]]), np.array([1, 1])),
    ]


@taylor2.law("without a step, the value stays the same")
def _(f, value, gradient, H, d):
    return np.isclose(f(value, gradient, H, 0 * d), value)


@taylor2.law("for a step ahead and one back, the slopes cancel")
def _(f, value, gradient, H, d):
    return np.isclose(f(value, gradient, H, d) + f(value, gradient, H, -d), 2 * f(value, 0 * gradient, H, d))


taylor2.instead_of(
    "value + gradient @ d + 0.5 * d @ H @ d",
    {
        "value + gradient @ d + d @ H @ d": "The factor ½ is missing. The second derivative of ½ a t² is a, so half "
        "of dᵀ H d belongs here.",
        "value + gradient @ d": "That is order 1, the flat approximation. Add ½ dᵀ H d.",
        "gradient @ d + 0.5 * d @ H @ d": "That is the change. Add the value you started from.",
        "value + 0.5 * d @ H @ d": "The slope is missing: add gradient @ d.",
        "value + gradient @ d + 0.5 * H @ d": "H @ d (or d @ H) is a vector, the change of the gradient. Multiply it "
        "by d on the other side as well: d @ H @ d.",
        "value + gradient @ d + 0.5 * H @ d**2": "H @ d**2 is a vector, and it squares the entries of d first. The "
        "term dᵀ H d is a single number: d @ H @ d.",
        "value + gradient * d + 0.5 * d * H * d": "`*` multiplies entry by entry and adds nothing up. These are "
        "dot products: gradient @ d and d @ H @ d.",
        "value + gradient @ d - 0.5 * d @ H @ d": "The curvature is added: where it is positive, the function lies "
        "above its flat approximation.",
        "value - gradient @ d + 0.5 * d @ H @ d": "The slope is added, not subtracted: the step is d.",
        "value - gradient @ d - 0.5 * d @ H @ d": "Both terms are added to the value.",
        "value + gradient * d + 0.5 * d @ H @ d": "gradient * d is a vector, entry by entry. Add up its entries: "
        "gradient @ d.",
        "value + gradient @ d + 0.5 * np.sum(H * d**2)": "You multiplied every column of H by d². Entry H[i, j] goes "
        "with d[i] times d[j]: d @ H @ d.",
        "value + gradient @ d + 0.5 * np.diag(H) @ d**2": "You used only the diagonal of H. The mixed derivatives "
        "count, too, each with d[i] d[j].",
        "value + gradient @ d + 0.5 * np.sum(H) * (d @ d)": "You added up H. Entry H[i, j] goes with d[i] times d[j]: "
        "d @ H @ d.",
        "value + gradient @ d + 0.5 * np.trace(H) * (d @ d)": "The trace adds up the diagonal and forgets directions. "
        "Use d @ H @ d.",
        "value + gradient @ d + 0.5 * np.linalg.norm(H @ d) ** 2": "That is the squared length of H d. The term is the "
        "dot product of d with H d.",
        "value + gradient @ d + 0.5 * np.linalg.det(H) * (d @ d)": "The determinant knows nothing about directions. "
        "Use "
        "d @ "
        "H @ d.",
        "value + gradient @ d + 0.5 * (d @ d)": "The Hessian is not used: the curvature term is ½ dᵀ H d.",
        "value + gradient @ d + H @ d @ d / 6": "The divisor is 2! = 2; 6 belongs to the third derivative.",
        "value + gradient @ d + 0.5 * d @ H @ gradient": "H goes between d and d: the step counts twice, the "
        "gradient not at all.",
        "value + gradient @ d + 0.5 * (d @ H @ d) ** 2": "d @ H @ d already contains the square of the step. Don't "
        "square it again.",
        "value + np.linalg.norm(gradient) * np.linalg.norm(d) + 0.5 * d @ H @ d": "You multiplied two lengths, which "
        "forgets the angle between them. The slope term is the dot product gradient @ d.",
        "value + gradient @ d + 2 * d @ H @ d": "The factor is ½, not 2.",
        "value + gradient @ d + 0.25 * d @ H @ d": "The factor is ½, not ¼.",
        "value + 0.5 * gradient @ d + 0.5 * d @ H @ d": "The ½ belongs to the curvature term only.",
        "0.5 * (value + gradient @ d + d @ H @ d)": "The ½ belongs to the curvature term only.",
        "value * (gradient @ d) + 0.5 * d @ H @ d": "You multiplied the value by the slope. Add them.",
        "value + gradient @ d + 0.5 * (gradient @ d) ** 2": "You squared the slope. The second-order term comes from "
        "the Hessian: ½ dᵀ H d.",
    },
)


@taylor2.misconception(
    "You count every pair of variables once. H[i, j] and H[j, i] each count: let j run over all variables."
)
def counts_pairs_once(value, gradient, H, d):
    total = value + gradient @ d
    for i in range(len(d)):
        for j in range(i, len(d)):
            total = total + 0.5 * H[i, j] * d[i] * d[j]
    return total


@taylor2.misconception(
    "The slope term is inside the inner loop, so it is added once for each j. Add gradient[i] * d[i] in the outer loop."
)
def adds_the_slope_too_often(value, gradient, H, d):
    total = value
    for i in range(len(d)):
        for j in range(len(d)):
            total = total + gradient[i] * d[i] + 0.5 * H[i, j] * d[i] * d[j]
    return total
