"""scaled_dot_product_attention: scores, weights, and a mean of values."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="Return the output of attention, one row for each query. `Q` holds n queries of length d, one per row; `K` "
    "holds m keys of length d; and `V` holds a value for each key, m rows of any length. Divide the dot products by "
    "$\\sqrt d$. (The scores stay small, so you don't have to guard against overflow.) Use no loops.",
    hints=[
        "One matrix product gives all dot products at once: entry (i, j) is that of row i of Q and row j of K.",
        "S = Q @ K.T / np.sqrt(Q.shape[1]). Each row of S belongs to a query, and each row must become weights that "
        "sum to 1.",
        "A = np.exp(S), divided by its sums over axis=1 with keepdims=True; the answer is A @ V.",
    ],
    forbids=["for", "while", "attention.scaled_dot_product_attention"],
    also=("whole",),
)
def scaled_dot_product_attention(Q, K, V):
    """For each query, a weighted mean of the values."""
    # A row of scores for each query, and in it a number for each key.
    S = Q @ K.T / np.sqrt(Q.shape[1])
    E = np.exp(S)
    A = E / np.sum(E, axis=1, keepdims=True)
    return A @ V


@scaled_dot_product_attention.cases
def cases(rng):
    return [
        (np.array([[2.0]]), np.array([[1.0], [0.0]]), np.array([[3.0], [6.0]])),
        (
            np.array([[2.0, 0.0], [0.0, 1.0], [1.0, 1.0]]),
            np.array([[1.0, 0.0], [0.0, 1.0]]),
            np.array([[1.0], [3.0]]),
        ),
        (rng.normal(size=(2, 4)), rng.normal(size=(3, 4)), rng.normal(size=(3, 2))),
        (rng.normal(size=(3, 3)), rng.normal(size=(3, 3)), rng.normal(size=(3, 3))),
        (1.5 * rng.normal(size=(4, 2)), rng.normal(size=(6, 2)), rng.normal(size=(6, 5))),
    ]


@scaled_dot_product_attention.edge_cases
def edge_cases(rng):
    return [(np.zeros((2, 3)), rng.normal(size=(4, 3)), rng.normal(size=(4, 2))), (np.ones((1, 1)),) * 3]


@scaled_dot_product_attention.law("if all values are the same, the answer is that value")
def _(f, Q, K, V):
    return np.allclose(f(Q, K, np.ones_like(V)), 1)


scaled_dot_product_attention.instead_of(
    "S = Q @ K.T / np.sqrt(Q.shape[1])",
    {
        "S = Q @ K.T": "The division is missing where it counts. Divide by the root of d *before* the exponential; "
        "after it, a common factor cancels from the weights.",
        "S = K @ Q.T / np.sqrt(Q.shape[1])": "Your scores have a row for each key. They need a row for each query: "
        "Q @ K.T.",
        "S = Q @ K.T / Q.shape[1]": "You divided by d. Divide by its square root, np.sqrt(d).",
        "S = Q @ K.T / np.sqrt(Q.shape[0])": "You divided by the root of the number of queries. d is the length of a "
        "query: Q.shape[1].",
        "S = Q @ K.T / np.sqrt(K.shape[0])": "You divided by the root of the number of keys. d is the length of a key: "
        "K.shape[1].",
        "S = Q @ K.T / np.sqrt(V.shape[1])": "You divided by the root of the length of the values. d is the length of "
        "queries and keys.",
        "S = Q @ K.T * np.sqrt(Q.shape[1])": "You multiplied by the root of d. Divide by it.",
        "S = -Q @ K.T / np.sqrt(Q.shape[1])": "The sign is wrong: the better a key fits, the larger its weight should "
        "be.",
    },
)
scaled_dot_product_attention.instead_of(
    "A = E / np.sum(E, axis=1, keepdims=True)",
    {
        "A = E / np.sum(E, axis=0, keepdims=True)": "Your weights sum to 1 down each column, that is, for each key. "
        "They must sum to 1 along each row, for each query: axis=1.",
        "A = E / np.sum(E, axis=1)": "The axis is right, but the sums have become a plain vector, and NumPy lines that "
        "up with the columns. keepdims=True keeps each sum beside its row.",
        "A = E / np.sum(E)": "You divided by the sum of the whole matrix. Each row needs its own sum: axis=1, with "
        "keepdims=True.",
        "A = E": "These weights don't sum to 1. Divide each row by its sum.",
        "A = E / np.max(E, axis=1, keepdims=True)": "You divided by the largest entry. Divide by the sum of the row.",
        "A = (E == np.max(E, axis=1, keepdims=True)) * 1.0": "You took the value of the best key alone. Attention "
        "averages the values of all keys.",
    },
)
scaled_dot_product_attention.instead_of(
    "return A @ V",
    {
        "return A": "These are the weights. The answer is the weighted mean of the values: A @ V.",
        "return A @ K": "You averaged the keys. Keys only decide the weights; the values are averaged.",
        "return A @ V / len(V)": "The weights already sum to 1, so there is nothing left to divide by.",
        "return Q @ K.T @ V": "Without the softmax these are not weights: they don't sum to 1, and can be negative.",
    },
)


@scaled_dot_product_attention.misconception(
    "You divided by the lengths of query and key, so your scores are cosines. Here, a score is the dot product divided "
    "by the root of d."
)
def cosines(Q, K, V):
    S = Q @ K.T / np.linalg.norm(Q, axis=1, keepdims=True) / np.linalg.norm(K, axis=1)
    E = np.exp(S)
    return E / np.sum(E, axis=1, keepdims=True) @ V


@scaled_dot_product_attention.misconception(
    "You divided the weights by the root of d, after the softmax. Divide the scores, before it."
)
def divides_weights(Q, K, V):
    E = np.exp(Q @ K.T)
    return E / np.sum(E, axis=1, keepdims=True) @ V / np.sqrt(Q.shape[1])


@scaled_dot_product_attention.misconception(
    "You divided the scores by their sum. A softmax takes exponentials first, and divides those."
)
def no_exponential(Q, K, V):
    S = Q @ K.T / np.sqrt(Q.shape[1])
    return S / np.sum(S, axis=1, keepdims=True) @ V
