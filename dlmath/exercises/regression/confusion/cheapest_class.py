"""cheapest_class: the most probable class is not always the one to choose."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="hard",
    task="Row `n` of `P` holds the probabilities of the $K$ classes for one example, and `costs[i, j]` is what it "
    "costs to take an example of class `i` for class `j`. For each example, return the class whose *expected* cost is "
    "smallest. (There are no ties.)",
    hints=[
        "Say you choose class j. With probability P[n, i], the truth is i, and you pay costs[i, j]. What do you pay on "
        "average?",
        "The expected cost of choosing j is the sum over i of P[n, i] * costs[i, j]: an entry of a matrix product.",
        "np.argmin(P @ costs, axis=1)",
    ],
    also=("whole",),
)
def cheapest_class(P, costs):
    """For each example, the class with the smallest expected cost."""
    # Entry [n, j]: the mean over the true class i of what choosing j costs.
    expected = P @ costs
    return np.argmin(expected, axis=1)


def _drawn(rng, n, k):
    P = rng.dirichlet(np.ones(k), n)
    costs = rng.integers(1, 20, (k, k)).astype(float) + rng.random((k, k))
    return P, costs * (1 - np.eye(k))


@cheapest_class.cases
def cases(rng):
    return [
        (np.array([[0.75, 0.25]]), np.array([[0.0, 1.0], [10.0, 0.0]])),
        (np.array([[0.95, 0.05], [0.8, 0.2], [0.1, 0.9]]), np.array([[0.0, 1.0], [10.0, 0.0]])),
        (np.array([[0.5, 0.3, 0.2], [0.2, 0.2, 0.6]]), np.array([[0.0, 1.0, 2.0], [4.0, 0.0, 1.0], [9.0, 7.0, 0.0]])),
        _drawn(rng, 8, 3),
        _drawn(rng, 12, 4),
        _drawn(rng, 20, 3),
    ]


@cheapest_class.edge_cases
def edge_cases(rng):
    return [
        (np.array([[0.0, 1.0]]), np.array([[0.0, 1.0], [1.0, 0.0]])),
        (np.array([[0.6, 0.4]]), np.array([[-1.0, 1.0], [10.0, 0.0]])),
        (np.array([[0.5, 0.3, 0.2]]), np.ones((3, 3)) - np.eye(3)),
        _drawn(rng, 300, 10),
    ]


@cheapest_class.law("if all mistakes cost the same, the most probable class is the cheapest")
def _(f, P, costs):
    k = P.shape[1]
    return np.array_equal(f(P, 1 - np.eye(k)), np.argmax(P, axis=1))


cheapest_class.instead_of(
    "P @ costs",
    {
        "P @ costs.T": "Truth and choice are swapped: costs[i, j] has the true class i in its row, and P runs over the "
        "true classes. P @ costs, without the transpose.",
        "P * np.sum(costs, axis=1)": "You weighted each class by what missing it costs in total. What you pay depends "
        "on the class you choose: sum P[n, i] * costs[i, j] over i.",
        "-P": "That is the most probable class. You never use the costs of the mistakes, or only those of that one "
        "class: average the costs over all true classes, P @ costs.",
        "P": "That is the *least* probable class, and you never use the costs.",
        "np.max(P[:, :, None] * costs, axis=1)": "That is the largest possible contribution. The expected cost is the "
        "sum over all true classes.",
        "np.tile(np.sum(costs, axis=0), (len(P), 1))": "You never use the probabilities. Weight the costs by them: P "
        "@ costs.",
        "np.tile(np.max(costs, axis=0), (len(P), 1))": "You avoid the worst case and never look at the probabilities. "
        "Weight the costs by them: P @ costs.",
    },
)
cheapest_class.instead_of(
    "np.argmin(expected, axis=1)",
    {
        "np.argmax(expected, axis=1)": "That is the *most expensive* choice. Costs should be small: argmin.",
        "np.min(expected, axis=1)": "Those are the smallest expected costs. Return the class: argmin.",
        "np.argmin(expected, axis=0)": "axis=0 runs over the examples. You want the smallest over the classes, for "
        "each example: axis=1.",
        "np.argmin(expected)": "That is one number for all examples. You want the smallest over the classes, for each "
        "example: axis=1.",
        "expected": "Those are the expected costs of all choices. Choose the class: np.argmin(…, axis=1).",
        "np.argmin(expected, axis=1) + 1": "Classes are numbered from 0 here.",
    },
)


@cheapest_class.misconception(
    "You multiplied the probability of each class by the sum of its own column of costs. Each cost in that column "
    "belongs to another true class, with a probability of its own: P @ costs."
)
def column_sums(P, costs):
    return np.argmin(P * np.sum(costs, axis=0), axis=1)


@cheapest_class.misconception(
    "You weighted each class by the highest cost of missing it, and took the largest. What you pay depends on the "
    "class you choose: sum P[n, i] * costs[i, j] over i."
)
def worst_misses(P, costs):
    return np.argmax(P * np.max(costs, axis=1), axis=1)


@cheapest_class.misconception(
    "You weighted each class by what missing it costs in total, and took the largest. What you pay depends on the "
    "class you choose: sum P[n, i] * costs[i, j] over i."
)
def total_misses(P, costs):
    return np.argmax(P * np.sum(costs, axis=1), axis=1)


@cheapest_class.misconception(
    "1 − P is not needed: costs[i, j] already says which mistakes cost something. Average them with the probabilities "
    "of the true classes, P @ costs."
)
def one_minus(P, costs):
    return np.argmin((1 - P) @ costs, axis=1)


@cheapest_class.misconception(
    "1 − P[n, j] is how likely choice j is wrong, but a mistake's price depends on the true class. Average over the "
    "true classes: P @ costs."
)
def one_minus_columns(P, costs):
    return np.argmin((1 - P) * np.sum(costs, axis=0), axis=1)
