"""pre_norm_block: what a block adds, and to what."""

import numpy as np

from dlmath import layers
from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="This function should return the output of a small transformer block for one sequence `X`, n rows of length "
    "d. `A` holds the weights of attention, n × n, and the values are the rows of LN(X) themselves: "
    "$H = X + A\\,\\mathrm{LN}(X)$, and then $Y = H + \\mathrm{relu}(\\mathrm{LN}(H)\\,W_1^\\top)\\,W_2^\\top$. LN is "
    "layer norm, here with γ = 1 and β = 0: `norm` inside the function does that, and it is right. The function runs, "
    "but it has two mistakes. Fix them.",
    hints=[
        "Set A to zeros and W2 to zeros: the block adds nothing, and Y must be X. Is it?",
        "Read the two lines beside the two formulas. What is added to what? And what does the MLP read?",
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


def _no_mlp(f):
    X = np.array([[1.0, 3.0], [6.0, 2.0]])
    return f(X, np.zeros((2, 2)), np.ones((1, 2)), np.zeros((2, 1))), X


@pre_norm_block.symptom("The first sum: H has lost X. What the block reads must still be there after it: X + …")
def no_residual(f):
    Y, X = _no_mlp(f)
    return not np.allclose(Y, X)


@pre_norm_block.symptom("The MLP reads LN(X), as if attention had not happened. It reads LN(H).")
def reads_x(f):
    # A swaps the two rows. What the MLP adds, with W₂ minus without it, must depend on A.
    X, W1, W2 = np.array([[1.0, 3.0], [6.0, 2.0]]), np.array([[1.0, 0.0]]), np.ones((2, 1))
    A, none = np.array([[0.0, 9.0], [9.0, 0.0]]), np.zeros((2, 2))
    adds = [f(X, a, W1, W2) - f(X, a, W1, 0 * W2) for a in (A, none)]
    return np.allclose(*adds)


pre_norm_block.instead_of(
    "H = X + A @ norm(X)",
    {
        "H = A @ norm(X)": "The second line is right now. In the first one, X is still missing: attention adds to it.",
        "H = X + A @ X": "The values are the rows of LN(X): attention reads a normalized copy.",
        "H = norm(X) + A @ norm(X)": "X itself must go on, not its normalized copy: that is read, but not kept.",
        "H = norm(X + A @ norm(X))": "You normalized the sum. Here the norm stands before each part, and nothing is "
        "done to what goes on.",
        "H = norm(X + A @ X)": "That is the other order, norm after the sum. Here each part reads a normalized copy, "
        "and what goes on is left alone.",
        "H = X + norm(A @ X)": "Normalize what attention reads, not what it gives.",
        "H = X * (A @ norm(X))": "What attention finds is added to X, not multiplied.",
    },
)
pre_norm_block.instead_of(
    "return H + np.maximum(norm(H) @ W1.T, 0) @ W2.T",
    {
        "return H + np.maximum(norm(X) @ W1.T, 0) @ W2.T": "The first line is right now. The MLP still reads LN(X); "
        "it should read what attention has left: LN(H).",
        "return np.maximum(norm(H) @ W1.T, 0) @ W2.T": "H is missing: the MLP adds to it.",
        "return X + np.maximum(norm(H) @ W1.T, 0) @ W2.T": "You add to X, so what attention found is lost. Add to H.",
        "return H + np.maximum(H @ W1.T, 0) @ W2.T": "The MLP reads a normalized copy, LN(H).",
        "return norm(H) + np.maximum(norm(H) @ W1.T, 0) @ W2.T": "H itself goes on, not its normalized copy.",
        "return norm(H + np.maximum(norm(H) @ W1.T, 0) @ W2.T)": "Nothing is normalized at the end of a block.",
        "return H + norm(H) @ W1.T @ W2.T": "The relu is missing: without it, the two layers are one matrix.",
        "return H + np.maximum(np.maximum(norm(H) @ W1.T, 0) @ W2.T, 0)": "There is one relu, between the two layers. "
        "What is added may be negative.",
    },
)


@pre_norm_block.misconception("The MLP should read LN(H), and X is missing in the first line: both mistakes are there.")
def other_order(X, A, W1, W2):
    def norm(Z):
        return layers.layer_norm(Z, np.ones(Z.shape[1]), np.zeros(Z.shape[1]))

    H = A @ norm(X)
    return np.maximum(norm(X) @ W1.T, 0) @ W2.T + norm(H)
