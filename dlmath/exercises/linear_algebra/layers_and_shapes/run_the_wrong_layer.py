"""run_the_wrong_layer: as many examples as inputs, and no error."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="Write a function without parameters that returns three arrays `X, W, b`, with at least three examples in "
    "the rows of `X`, for which `layer` runs without an error and returns an array of the right shape, but with the "
    "wrong numbers.",
    hints=[
        "W @ X needs as many columns of W as X has rows. What does that say about the number of examples?",
        "The right result has the shape (examples, outputs). W @ X has the shape (outputs, inputs). All three "
        "must be equal.",
        "Take X and W of shape (3, 3) and b of shape (3,), with different numbers.",
    ],
)
def run_the_wrong_layer():
    """X, W, b for which the wrong layer runs, and is wrong."""
    # As many examples as inputs and as outputs: three of each.
    X = np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0], [7.0, 8.0, 9.0]])
    W = np.array([[1.0, 1.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]])
    return X, W, np.zeros(3)


def a_batch(*answer):
    if len(answer) != 3:
        return False
    X, W, b = (np.asarray(v) for v in answer)
    return X.ndim == W.ndim == 2 and b.shape == W.shape[:1] and X.shape[1] == W.shape[1]


def right_layer(*answer):
    if not a_batch(*answer):
        return "no batch"
    X, W, b = (np.asarray(v) for v in answer)
    return X @ W.T + b


@run_the_wrong_layer.breaks(right_layer)
def layer(X, W, b):
    return np.asarray(W) @ np.asarray(X) + np.asarray(b)


@run_the_wrong_layer.law("X has the shape (examples, inputs), W has (outputs, inputs), and b has (outputs,)")
def _(answer):
    given = answer()
    return isinstance(given, tuple) and a_batch(*given)


@run_the_wrong_layer.law("X has at least three examples")
def _(answer):
    return len(answer()[0]) >= 3


@run_the_wrong_layer.law("layer runs without an error: W has as many columns as X has rows, one for each example")
def _(answer):
    X, W, _ = answer()
    return np.shape(W)[1] == np.shape(X)[0]


@run_the_wrong_layer.law("the result has the right shape, (examples, outputs), so there are as many outputs as inputs")
def _(answer):
    X, W, b = answer()
    return np.shape(layer(X, W, b)) == np.shape(right_layer(X, W, b))


@run_the_wrong_layer.misconception(
    "With these numbers W X and X Wᵀ happen to be the same. Use a W that mixes the inputs, and examples that differ.",
    when=lambda X, W, b: np.allclose(layer(X, W, b), right_layer(X, W, b)),
)
def identity():
    return np.eye(3), np.eye(3), np.zeros(3)
