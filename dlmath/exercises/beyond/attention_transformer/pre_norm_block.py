"""pre_norm_block: what a block adds, and what it adds to."""

import numpy as np

from dlmath import layers
from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="This function should return the output of a small transformer block for one sequence `X`, n rows of length "
    "d. `A` holds the attention weights, n × n, and the values are simply the rows of LN(X): "
    "$H = X + A\\,\\mathrm{LN}(X)$, and then $Y = H + \\mathrm{relu}(\\mathrm{LN}(H)\\,W_1^\\top)\\,W_2^\\top$. LN is "
    "layer norm with γ = 1 and β = 0, and `norm` inside the function computes it correctly. The function runs, but it "
    "has two mistakes. Fix them.",
    hints=[
        "Suppose A and W2 hold only zeros. Then the block adds nothing, and Y must be X. What does the function "
        "return?",
        "Compare the two lines with the two formulas. What is added to what? And what does the MLP read?",
        "H = X + A @ norm(X), and Y = H + np.maximum(norm(H) @ W1.T, 0) @ W2.T.",
    ],
    also=(),
)
def pre_norm_block(X, A, W1, W2):
    """Attention and an MLP, each added to what was there."""
    ones, zeros = np.ones(X.shape[1]), np.zeros(X.shape[1])

    def norm(Z):
        return layers.layer_norm(Z, ones, zeros)

    # Each part reads a normalized copy, and adds to the original.
    H = X + A @ norm(X)
    return H + np.maximum(norm(H) @ W1.T, 0) @ W2.T


@pre_norm_block.start("Nothing has changed yet. Compare the two lines with the two formulas, term by term.")
def forgets_what_was_there(X, A, W1, W2):
    """Attention and an MLP, each added to what was there."""
    ones, zeros = np.ones(X.shape[1]), np.zeros(X.shape[1])

    def norm(Z):
        return layers.layer_norm(Z, ones, zeros)

    H = A @ norm(X)
    return H + np.maximum(norm(X) @ W1.T, 0) @ W2.T


@pre_norm_block.cases
def cases(rng):
    def drawn(n, d, h):
        A = rng.random((n, n))
        A /= A.sum(axis=1, keepdims=True)
        return 2 * rng.normal(size=(n, d)) + 1, A, rng.normal(size=(h, d)), rng.normal(size=(d, h))

    return [
        (
            np.array([[1.0, 3.0], [6.0, 2.0]]),
            np.array([[1.0, 0.0], [0.5, 0.5]]),
            np.array([[1.0, 0.0]]),
            np.array([[2.0], [4.0]]),
        ),
        drawn(2, 3, 2),
        drawn(3, 4, 5),
        drawn(4, 2, 6),
    ]


@pre_norm_block.edge_cases
def edge_cases(rng):
    X = rng.normal(size=(3, 4))
    return [(X, np.zeros((3, 3)), rng.normal(size=(2, 4)), np.zeros((4, 2)))]


@pre_norm_block.law("where the second layer has only zeros, the MLP adds nothing")
def _(f, X, A, W1, W2):
    mu, s = X.mean(axis=1, keepdims=True), np.sqrt(X.var(axis=1, keepdims=True) + 1e-5)
    return np.allclose(f(X, A, W1, 0 * W2), X + A @ ((X - mu) / s))


@pre_norm_block.symptom("The first sum: H has lost X. Attention must be added to X: X + …")
def no_residual(f):
    # Attention and MLP bring only zeros, so Y must be X. Nothing is left of it where X is lost.
    X = np.array([[1.0, 3.0], [6.0, 2.0]])
    return np.allclose(f(X, np.zeros((2, 2)), np.ones((1, 2)), np.zeros((2, 1))), 0)


@pre_norm_block.symptom("The MLP reads LN(X), what was there before attention. It must read LN(H).")
def reads_x(f):
    X = np.array([[1.0, 3.0, 5.0], [6.0, 2.0, 3.0]])
    A, W1, W2 = np.array([[0.0, 9.0], [9.0, 0.0]]), np.eye(3), np.eye(3)
    adds = f(X, A, W1, W2) - f(X, A, W1, 0 * W2)
    return np.allclose(adds, np.maximum(layers.layer_norm(X, np.ones(3), np.zeros(3)), 0))


pre_norm_block.instead_of(
    "H = X + A @ norm(X)",
    {
        "H = A @ norm(X)": "The second line is right now. In the first, X is still missing: attention is added to it.",
        "H = X + A @ X": "Attention reads a normalized copy: the values are the rows of LN(X).",
        "H = norm(X) + A @ norm(X)": "Add to X itself. The normalized copy is only what attention reads.",
        "H = norm(X + A @ norm(X))": "You normalized the sum. Here, only what a part *reads* is normalized.",
        "H = norm(X + A @ X)": "You put the norm after the sum. Here it comes before: attention reads LN(X), and the "
        "sum is left alone.",
        "H = X + norm(A @ X)": "Normalize what attention reads, not what it returns.",
        "H = X + norm(A @ norm(X))": "What attention returns is added as it is, without another norm.",
        "H = X + A.T @ norm(X)": "A already has a row for each position that looks: don't transpose it.",
        "H = X + norm(X) @ A": "A mixes the *rows* of LN(X), the positions. So it multiplies from the left.",
        "H = X * (A @ norm(X))": "What attention returns is added to X, not multiplied by it.",
    },
)
pre_norm_block.instead_of(
    "return H + np.maximum(norm(H) @ W1.T, 0) @ W2.T",
    {
        "return H + np.maximum(norm(X) @ W1.T, 0) @ W2.T": "The first line is right now. But the MLP still reads "
        "LN(X). It must read LN(H), after attention.",
        "return np.maximum(norm(H) @ W1.T, 0) @ W2.T": "H is missing: the MLP is added to it.",
        "return X + np.maximum(norm(H) @ W1.T, 0) @ W2.T": "You add to X, so what attention brought is lost. Add to H.",
        "return X + H + np.maximum(norm(H) @ W1.T, 0) @ W2.T": "You added X twice: H contains it already.",
        "return H + np.maximum(norm(H) @ W1.T @ W2.T, 0)": "The relu belongs between the two layers, not after them.",
        "return H + np.maximum(H @ W1.T, 0) @ W2.T": "The MLP reads a normalized copy, LN(H).",
        "return norm(H) + np.maximum(norm(H) @ W1.T, 0) @ W2.T": "Add to H itself. The normalized "
        "copy is only what the MLP reads.",
        "return norm(H + np.maximum(norm(H) @ W1.T, 0) @ W2.T)": "At the end of a block, nothing is normalized.",
        "return H + norm(H) @ W1.T @ W2.T": "The relu is missing. Without it, the two layers amount to a single "
        "matrix.",
        "return H + np.maximum(np.maximum(norm(H) @ W1.T, 0) @ W2.T, 0)": "There is a single relu, between the two "
        "layers. What the MLP adds may be negative.",
    },
)


def _norm(Z):
    return layers.layer_norm(Z, np.ones(Z.shape[1]), np.zeros(Z.shape[1]))


@pre_norm_block.misconception(
    "You added X at the end, where the MLP can't see it. Add it in the first line: H = X + …, so that the MLP reads "
    "it, too."
)
def adds_x_at_the_end(X, A, W1, W2):
    H = A @ _norm(X)
    return X + H + np.maximum(_norm(H) @ W1.T, 0) @ W2.T


@pre_norm_block.misconception(
    "You put the norm after each sum. Here it comes *before* each part: attention reads LN(X), the MLP reads LN(H), "
    "and the sums are left alone."
)
def post_norm(X, A, W1, W2):
    H = _norm(X + A @ X)
    return _norm(H + np.maximum(H @ W1.T, 0) @ W2.T)
