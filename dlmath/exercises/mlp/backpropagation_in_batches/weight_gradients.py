"""weight_gradients: one matrix product adds up what all examples have to say."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="Return the gradients of the loss with respect to the weights `W`, of shape `(m, d)`, and the biases `b`, of "
    "shape `(m,)`, as a pair in that order. `delta`, of shape `(n, m)`, holds the deltas of `n` examples in its rows. "
    "`A`, of shape `(n, d)`, holds what came into the layer. Don't loop over the examples.",
    hints=[
        "The shapes (n, m) and (n, d) must become (m, d). Which of the two has to be transposed, and which comes "
        "first?",
        "Check the product with the two examples above: the result must be [[7, 6], [−4, 0]]. The bias b is used once "
        "for each example, with the input 1.",
        "return delta.T @ A, np.sum(…, axis=0)",
    ],
    also=("small", "large"),
)
def weight_gradients(delta, A):
    """The gradients of W, of shape (m, d), and of b, of shape (m,)."""
    # Both are sums over the examples: in the product, n stands in the middle.
    return delta.T @ A, np.sum(delta, axis=0)


@weight_gradients.cases
def cases(rng):
    return [
        (np.array([[3.0, 0.0], [1.0, -1.0]]), np.array([[1.0, 2.0], [4.0, 0.0]])),
        (np.array([[2.0]]), np.array([[3.0, 5.0]])),
        (np.array([[1.0, -2.0, 0.0], [3.0, 1.0, 4.0]]), np.array([[2, 1], [0, 5]])),
        (rng.normal(size=(3, 3)), rng.normal(size=(3, 3))),
        (rng.normal(size=(5, 2)), rng.normal(size=(5, 4))),
        (rng.normal(size=(4, 3)), rng.normal(size=(4, 2))),
    ]


@weight_gradients.edge_cases
def edge_cases(rng):
    return [
        (np.zeros((2, 3)), np.ones((2, 2))),
        (rng.normal(size=(1, 3)), rng.normal(size=(1, 2))),
        (1e-8 * rng.normal(size=(3, 2)), 1e6 * rng.normal(size=(3, 3))),
        (rng.normal(size=(300, 4)), rng.normal(size=(300, 5))),
    ]


@weight_gradients.law("the gradients of a batch are those of its first example plus those of the rest")
def _(f, delta, A):
    if len(A) == 1:
        return True
    whole, first, rest = f(delta, A), f(delta[:1], A[:1]), f(delta[1:], A[1:])
    size = 1e-9 * (1 + np.abs(delta).max()) * (1 + np.abs(A).max()) * len(A)
    return all(np.all(np.abs(w - a - b) <= size) for w, a, b in zip(whole, first, rest, strict=True))


weight_gradients.instead_of(
    "delta.T @ A",
    {
        "A.T @ delta": "That is the transposed gradient: entry (i, j) belongs to the weight from input i to unit j. W "
        "has its units in the rows: delta.T @ A. (In a square layer, the shape doesn't give it away.)",
        "(A.T @ delta).reshape(delta.shape[1], A.shape[1])": "reshape makes the shape right, but it leaves the numbers "
        "in the order of the transposed gradient. Transpose instead: (A.T @ delta).T, or delta.T @ A.",
        "A.T @ delta if A.shape[1] == delta.shape[1] else delta.T @ A": "In square layers, the gradient of W is "
        "transposed. The shape doesn't give it away there, but W has its units in the rows: delta.T @ A.",
        "delta @ A": "That multiplies units by examples. The sum must go over the examples: transpose delta first.",
        "delta @ A.T": "That compares examples with each other. The sum must go over the examples, so n belongs in "
        "the middle: delta.T @ A.",
        "delta.T @ A / len(A)": "You divided by n. The 1/n of a mean loss is already in delta: leave it out.",
        "delta.T @ A / len(delta)": "You divided by n. The 1/n of a mean loss is already in delta: leave it out.",
        "delta.T @ A / A.shape[1]": "You divided by the number of inputs. Nothing is divided here: delta.T @ A.",
        "-delta.T @ A": "The sign is wrong. A gradient points uphill; the minus comes later, in the step.",
        "np.outer(np.sum(delta, axis=0), np.sum(A, axis=0))": "You added up before you multiplied, so each example's "
        "delta meets the inputs of all the others. Multiply within each example, then add: delta.T @ A.",
        "np.outer(np.mean(delta, axis=0), np.mean(A, axis=0))": "You averaged before you multiplied. Multiply within "
        "each example, then add: delta.T @ A.",
        "np.outer(np.sum(delta, axis=0), np.mean(A, axis=0))": "You averaged the inputs before you multiplied. "
        "Multiply within each example, then add: delta.T @ A.",
        "np.outer(delta[0], A[0])": "That is the first example alone. Add up over all of them: delta.T @ A.",
        "np.outer(delta[-1], A[-1])": "That is the last example alone: each one overwrites the one before. Add them "
        "up: delta.T @ A.",
        "np.outer(delta, A)": "np.outer makes one long vector of each matrix first. A matrix product adds up the "
        "examples: delta.T @ A.",
        "delta[:, :, None] * A[:, None, :]": "These are the tables of the single examples, not added up yet. Add over "
        "the first axis, or write delta.T @ A.",
        "np.mean(delta[:, :, None] * A[:, None, :], axis=0)": "You averaged over the examples. The 1/n of a mean loss "
        "is already in delta: add up.",
        "delta.T @ np.tanh(A)": "A is what came into the layer, so the activation has been applied already.",
        "delta.T": "The inputs are missing: a weight's slope is delta times the input it multiplies.",
    },
)
weight_gradients.instead_of(
    "np.sum(delta, axis=0)",
    {
        "np.mean(delta, axis=0)": "The gradient of b is a mean here. The 1/n is already in delta, so the biases would "
        "learn n times too slowly: use np.sum(delta, axis=0).",
        "np.sum(delta, axis=1)": "You added up the units of each example. Each unit has a bias of its own, and "
        "collects from all examples: axis=0.",
        "np.mean(delta, axis=1)": "You averaged over the units of each example. Each unit has a bias of its own, and "
        "collects from all examples: np.sum(delta, axis=0).",
        "np.sum(delta)": "You added up everything. Each unit has a bias of its own: axis=0.",
        "np.mean(delta)": "You averaged over everything. Each unit has a bias of its own: np.sum(delta, axis=0).",
        "delta": "b is used once for each example, so its gradient is the sum over the rows: np.sum(delta, axis=0).",
        "delta[0]": "That is the first example alone. Add up over all of them: np.sum(delta, axis=0).",
        "delta[-1]": "That is the last example alone. Add up over all of them: np.sum(delta, axis=0).",
        "np.sum(delta, axis=0, keepdims=True)": "The gradient of b has the shape of b, (m,): leave out keepdims.",
        "np.sum(delta, axis=0)[:, None]": "The gradient of b has the shape of b, (m,), not (m, 1).",
        "-np.sum(delta, axis=0)": "The sign of the second gradient is wrong: np.sum(delta, axis=0).",
        "np.sum(A, axis=0)": "You added up the inputs. A bias multiplies no input: add up the deltas.",
        "np.sum(delta.T @ A, axis=1)": "You added up the weights' gradients. A bias acts like the weight of an input "
        "that is always 1, so A plays no part: np.sum(delta, axis=0).",
        "np.ones(delta.shape[1])": "The slope of z with respect to b is 1, but each example multiplies it by its "
        "delta: np.sum(delta, axis=0).",
    },
)
weight_gradients.instead_of(
    "return delta.T @ A, np.sum(delta, axis=0)",
    {
        "return np.sum(delta, axis=0), delta.T @ A": "The two are swapped: first the gradient of W, then that of b.",
        "return delta.T @ A": "The gradient of b is missing. Return both: first W's, then b's.",
        "return A.T @ delta, np.sum(A, axis=0)": "You swapped the roles of delta and A: first delta.T @ A, then the "
        "sum of the deltas.",
        "return delta.T @ A / len(A), np.mean(delta, axis=0)": "Both are divided by n. The 1/n of a mean loss is "
        "already in delta: add up.",
    },
)


@weight_gradients.misconception(
    "delta * A multiplies entry by entry. A weight connects *every* input with every unit: use a matrix product, with "
    "the examples in the middle."
)
def entry_by_entry(delta, A):
    return delta * A, np.sum(delta, axis=0)


@weight_gradients.misconception(
    "Two things: the gradient of W is transposed (its units belong in the rows), and the deltas are added up along the "
    "units instead of the examples."
)
def transposed_and_along_the_units(delta, A):
    return A.T @ delta, np.sum(delta, axis=1)


@weight_gradients.misconception(
    "The first example is missing from the gradient of W. Python counts from 0: range(len(A)), or delta.T @ A."
)
def skips_the_first(delta, A):
    return delta[1:].T @ A[1:], np.sum(delta, axis=0)


@weight_gradients.misconception(
    "The last example is missing from the gradient of W. range(len(A)) stops before len(A) by itself."
)
def skips_the_last(delta, A):
    return delta[:-1].T @ A[:-1], np.sum(delta, axis=0)


@weight_gradients.misconception("There is an extra 2 in the gradient of W. It comes from a square, and z has none.")
def twice(delta, A):
    return 2 * delta.T @ A, np.sum(delta, axis=0)
