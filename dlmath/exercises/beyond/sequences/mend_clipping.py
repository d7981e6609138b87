"""mend_clipping: one norm for all parts, and a short gradient stays as it is."""

import numpy as np

from dlmath import optimizers
from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="This function should keep a gradient from exploding, without changing its direction. `grads` is a list of "
    "arrays, which together make up one long gradient. If its Euclidean norm is larger than `limit` (above 0), the "
    "gradient should be shrunk until its norm is precisely `limit`; otherwise it should stay as it is. But the "
    "function makes two mistakes. Fix them. Return a list of arrays, and don't change those in `grads`.",
    forbids=["optimizers.clip_by_norm"],
    hints=[
        "Take grads = [np.array([3.0]), np.array([4.0])] and limit = 1. In which direction does the gradient point "
        "before, and in which after?",
        "The whole list has one norm: the square root of the sum of all squares. And what happens if it is below the "
        "limit?",
        "factor = limit / norm if norm > limit else 1, the same for every array.",
    ],
    also=("whole", "small", "large"),
)
def mend_clipping(grads, limit):
    """The gradient, shrunk to a norm of limit if it is longer."""
    norm = np.sqrt(sum(np.sum(g**2) for g in grads))
    # The same factor for all parts keeps the direction; a short gradient stays as it is.
    factor = limit / norm if norm > limit else 1.0
    return [factor * g for g in grads]


@mend_clipping.start("Each array still gets a factor of its own, and short gradients are made longer.")
def each_for_itself(grads, limit):
    """The gradient, shrunk to a norm of limit if it is longer."""
    clipped = []
    for g in grads:
        norm = np.sqrt(np.sum(g**2))
        clipped.append(limit / norm * g)
    return clipped


@mend_clipping.symptom(
    "The arrays are still scaled one by one, which turns the gradient: use one norm for the whole list."
)
def _(f):
    a, b = f([np.array([30.0]), np.array([40.0])], 1.0)
    return not np.isclose(a[0] / b[0], 0.75)


@mend_clipping.symptom("A gradient shorter than the limit is still made longer: it should stay as it is.")
def _(f):
    return not np.isclose(np.asarray(f([np.array([0.5])], 1.0)[0])[0], 0.5)


@mend_clipping.cases
def cases(rng):
    return [
        ([np.array([3.0]), np.array([4.0])], 1.0),
        ([np.array([0.3]), np.array([0.4])], 1.0),
        ([np.array([3.0, 0.0]), np.array([[4.0, 12.0], [0.0, 84.0]])], 17.0),
        ([rng.normal(size=(2, 3)), rng.normal(size=4)], 0.5),
        ([5 * rng.normal(size=3), 0.01 * rng.normal(size=2), rng.normal(size=(2, 2))], 2.0),
        ([rng.normal(size=3), rng.normal(size=2)], 20.0),
    ]


@mend_clipping.edge_cases
def edge_cases(rng):
    return [
        ([np.array([3.0]), np.array([4.0])], 5.0),
        ([np.zeros(2), np.zeros(3)], 1.0),
        ([np.zeros(2), np.ones(3)], 1.0),
    ]


@mend_clipping.law("it agrees with dlmath.optimizers.clip_by_norm")
def _(f, grads, limit):
    right = optimizers.clip_by_norm([np.asarray(g, dtype=float) for g in grads], limit)
    return all(np.allclose(a, b, rtol=1e-6, atol=0) for a, b in zip(f(grads, limit), right, strict=True))


mend_clipping.instead_of(
    "limit / norm if norm > limit else 1.0",
    {
        "limit / norm": "A gradient shorter than the limit is made longer. Shrink only those that are too long.",
        "1 / norm if norm > limit else 1.0": "You shrink the gradient to a norm of 1. Its norm should become `limit`.",
        "1 / limit if norm > limit else 1.0": "You divide by the limit. The factor is limit / norm.",
        "norm / limit if norm > limit else 1.0": "The factor is upside down: limit / norm.",
        "limit / norm if norm < limit else 1.0": "You changed the short gradients and left the long ones alone: norm "
        "> limit.",
    },
)
mend_clipping.instead_of(
    "np.sqrt(sum(np.sum(g**2) for g in grads))",
    {
        "sum(np.sum(g**2) for g in grads)": "That is the square of the norm: the root is missing.",
        "sum(np.sqrt(np.sum(g**2)) for g in grads)": "You added up the norms of the parts. Add up all squares "
        "first, and "
        "take one root.",
        "max(np.sqrt(np.sum(g**2)) for g in grads)": "That is the norm of the longest part. All parts together "
        "make up one gradient.",
        "sum(np.sum(np.abs(g)) for g in grads)": "That is the sum of absolute values. The Euclidean norm needs "
        "squares.",
        "max(np.max(np.abs(g)) for g in grads)": "That is the largest entry. The Euclidean norm adds up all squares.",
    },
)


@mend_clipping.misconception(
    "You clip each array by its own norm. Parts shrink by different factors, and the gradient turns: use one norm."
)
def own_norms(grads, limit):
    return [g * min(1.0, limit / max(np.sqrt(np.sum(np.square(g, dtype=float))), 1e-300)) for g in grads]


@mend_clipping.misconception(
    "You clip each number to ±limit. That changes the direction: multiply everything by the same factor."
)
def by_value(grads, limit):
    return [np.clip(g, -limit, limit) for g in grads]
