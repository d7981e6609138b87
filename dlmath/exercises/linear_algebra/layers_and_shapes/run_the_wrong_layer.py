"""run_the_wrong_layer: as many examples as inputs, and no error."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="Write a function without parameters that returns two arrays `X, W`, with at least three examples in the rows "
    "of `X`, for which `layer` runs without an error and returns an array of the right shape, but with the wrong "
    "numbers.",
    hints=[
        "W @ X needs as many columns of W as X has rows. What does that say about the number of examples?",
        "The right result has the shape (examples, outputs). W @ X has the shape (outputs, inputs). All three must be "
        "equal.",
        "Take X and W of shape (3, 3), with different numbers.",
    ],
)
def run_the_wrong_layer():
    """X, W for which the wrong layer runs, and is wrong."""
    # As many examples as inputs and as outputs: three of each.
    X = np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0], [7.0, 8.0, 9.0]])
    W = np.array([[1.0, 1.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]])
    return X, W


def a_batch(X, W):
    return np.ndim(X) == np.ndim(W) == 2 and np.shape(X)[1] == np.shape(W)[1]


def right_layer(X, W):
    return np.asarray(X) @ np.asarray(W).T if a_batch(X, W) else None


@run_the_wrong_layer.breaks(right_layer)
def layer(X, W):
    return np.asarray(W) @ np.asarray(X)


@run_the_wrong_layer.law("X has the shape (examples, inputs), and W has (outputs, inputs)", form=True)
def _(answer):
    return a_batch(*answer())


@run_the_wrong_layer.law("X has at least three examples")
def _(answer):
    return len(answer()[0]) >= 3


@run_the_wrong_layer.law("layer runs without an error: W has as many columns as X has rows, one for each example")
def _(answer):
    X, W = answer()
    return np.shape(W)[1] == np.shape(X)[0]


@run_the_wrong_layer.law("the result has the right shape, (examples, outputs), so there are as many outputs as inputs")
def _(answer):
    X, W = answer()
    return np.shape(layer(X, W)) == np.shape(right_layer(X, W))


@run_the_wrong_layer.misconception(
    "With these numbers W X and X Wᵀ happen to be the same. Use a W that mixes the inputs, and examples that differ.",
    when=lambda X, W: np.allclose(layer(X, W), right_layer(X, W)),
)
def identity():
    return np.eye(3), np.eye(3)
