"""masked_attention: hide before the softmax, not after it."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="This function should return the output of attention when the boolean array `mask`, a row for each query and "
    "a column for each key, says which keys a query may see. Each query may see at least one. The scores stay small. "
    "It runs, but it has two mistakes. Fix them.",
    hints=[
        "Let all values be 1. A weighted mean of ones is 1, whatever the weights are. What does this function return?",
        "If you set weights to 0 after the softmax, the rest sum to less than 1. What *score* gives the weight 0? And "
        "along which axis must the weights of a query sum to 1?",
        "Put S = np.where(mask, S, -np.inf) before the exponential, and take the sums over axis=1.",
    ],
    forbids=["attention.scaled_dot_product_attention"],
    also=("whole",),
)
def masked_attention(Q, K, V, mask):
    """Attention that sees only the keys where the mask is True."""
    S = Q @ K.T / np.sqrt(Q.shape[1])
    # exp(−∞) is 0: hidden keys get no weight, and the others share it all.
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
    "The softmax: your weights sum to 1 down each column. They must sum to 1 along each row, for each query."
)
def wrong_axis(f):
    # All scores are equal. Down the columns, three queries get a third of each value: (1 + 3) / 3, and not the mean, 2.
    see = np.ones((3, 2), dtype=bool)
    answer = f(np.zeros((3, 1)), np.zeros((2, 1)), np.array([[1.0], [3.0]]), see)
    return np.allclose(answer, 4 / 3)


@masked_attention.symptom(
    "The mask: it comes after the softmax, when hidden keys have already taken their share. Hide their scores instead."
)
def too_late(f):
    # Equal scores; the second key is hidden from the first query. Too late, that query keeps half of the weight.
    mask = np.array([[True, False], [True, True]])
    answer = f(np.zeros((2, 1)), np.zeros((2, 1)), np.array([[1.0], [5.0]]), mask)
    return np.allclose(answer, [[0.5], [3.0]])


GIVES_NAN = (
    "Hidden keys give NaN: e^∞ overflows, and −∞ times 0 is not a number. Let np.where choose the score −∞ for them: "
    "np.where(mask, S, -np.inf)."
)

masked_attention.instead_of(
    "E = np.exp(np.where(mask, S, -np.inf))",
    {
        "E = np.exp(np.where(mask, S, 0))": "A score of 0 hides nothing: exp(0) is 1, so the key keeps some weight. "
        "Its score must be −∞.",
        "E = np.exp(np.where(mask, -np.inf, S))": "You hid the keys that may be seen, and show the others. The mask is "
        "True where a query may look.",
        "E = np.exp(S)": "The mask is not used at all now. Hide the scores where it is False.",
        "E = np.exp(np.where(mask, S, -1))": "A score of −1 leaves some weight. It must be −∞, so that its exponential "
        "is 0.",
        "E = np.exp(np.where(mask, S, np.inf))": GIVES_NAN,
        "E = np.exp(S + np.where(mask, 0, -np.inf) * mask)": GIVES_NAN,
        "E = np.exp(S + (1 - mask) * -np.inf)": "Where a key may be seen, you add 0 · (−∞), which is NaN. Don't "
        "multiply by infinity: np.where(mask, S, -np.inf) chooses.",
        "E = np.exp(np.where(mask.T, S, -np.inf)) if mask.shape[0] == mask.shape[1] else np.exp(S)": "The mask has a "
        "row for each query already: don't transpose it.",
    },
)
masked_attention.instead_of(
    "A = E / np.sum(E, axis=1, keepdims=True)",
    {
        "A = E / np.maximum(np.sum(E, axis=0, keepdims=True), 1e-300)": "The mask is right now. But your weights "
        "still sum to 1 down each column. They must do so along each row: axis=1.",
        "A = E / np.sum(E, axis=1)": "The axis is right, but the sums have become a plain vector, and NumPy lines that "
        "up with the columns. keepdims=True keeps each sum beside its row.",
        "A = E / np.sum(E)": "You divided by the sum of the whole matrix. Each row needs its own sum: axis=1, with "
        "keepdims=True.",
        "A = E": "These weights don't sum to 1. Divide each row by its sum.",
    },
)


@masked_attention.misconception(
    "The axis is right now. But the mask still comes after the softmax, when hidden keys have already taken their "
    "share. The rest sums to less than 1. Hide the scores before the softmax."
)
def still_too_late(Q, K, V, mask):
    E = np.exp(Q @ K.T / np.sqrt(Q.shape[1]))
    return (E / np.sum(E, axis=1, keepdims=True) * mask) @ V
