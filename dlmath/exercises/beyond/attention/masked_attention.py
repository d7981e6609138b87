"""masked_attention: hide before the softmax, not behind it."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="This function should return the output of attention when the boolean array `mask`, a row for each query and "
    "a column for each key, says which keys a query may see. Each query may see at least one. The scores stay small. "
    "It runs, but it has two mistakes. Fix them.",
    hints=[
        "Let all values be 1. Whatever the weights are, a mean of ones is 1. Is it?",
        "A weight that is set to 0 after the softmax leaves weights that sum to less than 1. What score leads to the "
        "weight 0? And over which axis does each query share out its attention?",
        "S = np.where(mask, S, -np.inf) before the exponential, and the sums over axis=1.",
    ],
    forbids=["attention.scaled_dot_product_attention"],
    also=("whole",),
)
def masked_attention(Q, K, V, mask):
    """Attention that sees only the keys where the mask is True."""
    S = Q @ K.T / np.sqrt(Q.shape[1])
    # exp(−∞) is 0: hidden keys get no weight, and the others share all of it.
    E = np.exp(np.where(mask, S, -np.inf))
    A = E / np.sum(E, axis=1, keepdims=True)
    return A @ V


@masked_attention.start(
    "Nothing has changed yet. Look at the sums of the rows of A, before and after the mask is applied."
)
def hides_too_late(Q, K, V, mask):
    """Attention that sees only the keys where the mask is True."""
    S = Q @ K.T / np.sqrt(Q.shape[1])
    E = np.exp(S)
    A = E / np.sum(E, axis=0, keepdims=True)
    return (A * mask) @ V


def _mask(rng, n, m):
    mask = rng.random((n, m)) < 0.5
    mask[np.arange(n), rng.integers(m, size=n)] = True
    return mask


@masked_attention.cases
def cases(rng):
    low = np.tril(np.ones((3, 3), dtype=bool))
    return [
        (
            np.array([[2.0], [1.0]]),
            np.array([[1.0], [3.0]]),
            np.array([[4.0], [8.0]]),
            np.array([[True, False], [True, True]]),
        ),
        (rng.normal(size=(3, 4)), rng.normal(size=(3, 4)), rng.normal(size=(3, 2)), low),
        (rng.normal(size=(4, 2)), rng.normal(size=(5, 2)), rng.normal(size=(5, 1)), _mask(rng, 4, 5)),
        (rng.normal(size=(2, 3)), rng.normal(size=(6, 3)), rng.normal(size=(6, 3)), _mask(rng, 2, 6)),
    ]


@masked_attention.edge_cases
def edge_cases(rng):
    return [(rng.normal(size=(2, 2)), rng.normal(size=(3, 2)), rng.normal(size=(3, 1)), np.ones((2, 3), dtype=bool))]


@masked_attention.law("if all values are 1, so is the answer")
def _(f, Q, K, V, mask):
    return np.allclose(f(Q, K, np.ones_like(V), mask), 1)


@masked_attention.symptom(
    "The softmax: your weights sum to 1 in each column. Each query, a row, shares out its attention."
)
def wrong_axis(f):
    # Without a mask, and with equal scores, the answer is the mean of the values.
    see = np.ones((3, 2), dtype=bool)
    return not np.allclose(f(np.zeros((3, 1)), np.zeros((2, 1)), np.array([[1.0], [3.0]]), see), 2)


@masked_attention.symptom(
    "The mask: it comes after the softmax, so hidden keys have taken their share of the weights. Hide the scores."
)
def too_late(f):
    # Equal scores; the second key is hidden from the first query. Too late, that query keeps half of the weight.
    mask = np.array([[True, False], [True, True]])
    answer = f(np.zeros((2, 1)), np.zeros((2, 1)), np.array([[1.0], [5.0]]), mask)
    return np.allclose(answer, [[0.5], [3.0]])


masked_attention.instead_of(
    "E = np.exp(np.where(mask, S, -np.inf))",
    {
        "E = np.exp(np.where(mask, S, 0))": "A score of 0 is not nothing: exp(0) is 1, so hidden keys keep a weight. "
        "The score must be −∞.",
        "E = np.exp(np.where(mask, -np.inf, S))": "You hid the keys that may be seen. The mask is True where a query "
        "may look.",
        "E = np.exp(S)": "The mask is not used at all now. Hide the scores where it is False.",
        "E = np.exp(np.where(mask, S, -1))": "A score of −1 leaves a weight. The score must be −∞, so that its "
        "exponential is 0.",
        "E = np.exp(np.where(mask.T, S, -np.inf)) if mask.shape[0] == mask.shape[1] else np.exp(S)": "The mask is "
        "right as it is, a row for each query: don't transpose it.",
    },
)
masked_attention.instead_of(
    "A = E / np.sum(E, axis=1, keepdims=True)",
    {
        "A = E / np.maximum(np.sum(E, axis=0, keepdims=True), 1e-300)": "The mask is right now. The sums still run "
        "down the columns: each query, a row, shares out its own attention, axis=1.",
        "A = E / np.sum(E)": "You divided by the sum over everything. Each row needs its own sum: axis=1.",
        "A = E": "These weights don't sum to 1. Divide each row by its sum.",
    },
)


@masked_attention.misconception(
    "The axis is right now. The mask still comes after the softmax: the hidden keys have taken their share, and the "
    "rest sums to less than 1. Hide the scores before the softmax."
)
def still_too_late(Q, K, V, mask):
    E = np.exp(Q @ K.T / np.sqrt(Q.shape[1]))
    return (E / np.sum(E, axis=1, keepdims=True) * mask) @ V


@masked_attention.misconception("You hide the hidden values, but their keys still take weight. Hide the scores.")
def hides_values(Q, K, V, mask):
    E = np.exp(Q @ K.T / np.sqrt(Q.shape[1]))
    return (E / np.sum(E, axis=0, keepdims=True) * mask) @ V * 2
