"""vjp_sum_broadcast: what is used in every row receives from every row."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="Let `Y = X + b`, where `X` has shape (n, m) and `b` has shape (m,). Given `G`, the adjoint of `Y`, which "
    "has the same shape as `Y`, return the adjoint of `b`.",
    hints=[
        "What shape must the answer have? An adjoint has the shape of the value that it belongs to.",
        "Entry j of b is used once in every row, in column j. What does it receive from row i?",
        "Add up the rows: G.sum(axis=0).",
    ],
)
def vjp_sum_broadcast(G, b):
    """The adjoint of b, where b was added to every row."""
    # Entry b_j is used in every row i, with the slope 1, and receives G_ij from each.
    return np.sum(G, axis=0)


@vjp_sum_broadcast.cases
def cases(rng):
    return [
        (np.array([[1.0, 2.0], [10.0, 20.0], [100.0, 200.0]]), np.array([5.0, 7.0])),
        (np.array([[1.0, 2.0, 4.0], [10.0, 20.0, 40.0]]), np.array([0.0, 3.0, 9.0])),
        (np.array([[3.0], [4.0]]), np.array([2.0])),
        (rng.normal(size=(4, 4)), rng.normal(size=4)),
        (rng.normal(size=(7, 3)), rng.normal(size=3)),
        (rng.normal(size=(2, 5)), rng.normal(size=5)),
    ]


@vjp_sum_broadcast.edge_cases
def edge_cases(rng):
    return [
        (np.array([[3.0, 4.0]]), np.array([1.0, 1.0])),
        (np.zeros((2, 2)), np.ones(2)),
        (np.array([[1e8, 1.0], [-1e8, 1.0]]), np.zeros(2)),
    ]


@vjp_sum_broadcast.law("the adjoint has the shape of b")
def _(f, G, b):
    return np.shape(f(G, b)) == np.shape(b)


@vjp_sum_broadcast.law("twice the adjoint of Y gives twice the adjoint of b")
def _(f, G, b):
    return np.allclose(f(2 * G, b), 2 * np.asarray(f(G, b)))


vjp_sum_broadcast.instead_of(
    "np.sum(G, axis=0)",
    {
        "G": "That is the adjoint of X. b is used in every row, so it receives from every row: sum over the rows, "
        "axis=0.",
        "np.sum(G, axis=1)": "You summed along each row, which gives one number for each example. An adjoint has the "
        "shape of b: "
        "one for each column, axis=0.",
        "np.sum(G)": "You added up all of G. Each entry of b has an adjoint of its own: sum over the rows only, "
        "axis=0.",
        "np.mean(G, axis=0)": "You took the mean. b receives the *sum* of all rows; if the loss is a mean, its 1/n is "
        "already in G.",
        "G[0]": "That is what comes from the first row. b is used in every row: add up all of them.",
        "G[-1]": "That is what comes from the last row. b is used in every row: add up all of them.",
        "np.sum(G, axis=0) * b": "The slope of X + b with respect to b is 1, not b. Leave out the factor b.",
        "np.sum(G * b, axis=0)": "The slope of X + b with respect to b is 1, not b. Leave out the factor b.",
        "np.sum(G + b, axis=0)": "b itself does not come into it: the slope of X + b with respect to b is 1.",
        "b + np.sum(G, axis=0)": "That is b plus its adjoint. Return only the adjoint.",
        "b - np.sum(G, axis=0)": "That looks like a step downhill. Return only the adjoint itself.",
        "np.sum(G - b, axis=0)": "b itself does not come into it: the slope of X + b with respect to b is 1.",
        "G + b": "b itself does not come into it, but the rows do: b is used in each of them, so add up the rows of G.",
        "np.ones_like(b)": "Those are the slopes of one row. Multiply them by what arrives, G, and add over the rows.",
        "len(G) * np.ones_like(b)": "Those are the slopes, added up. What arrives is slope times adjoint: add up the "
        "rows of G.",
        "np.sum(G, axis=0, keepdims=True)": "The numbers are right, but in a table with one row. An adjoint has the "
        "shape of b: "
        "leave out keepdims.",
        "-np.sum(G, axis=0)": "The sign is wrong: the slope of X + b with respect to b is +1.",
        "np.sum(G**2, axis=0)": "You squared G. Row i sends G[i] itself.",
        "np.prod(G, axis=0)": "The rows' contributions are added, not multiplied.",
        "np.max(G, axis=0)": "You kept the largest row's amount. b receives all of them: add.",
        "np.abs(G).sum(axis=0)": "Amounts keep their signs: a row may want b smaller. Sum G itself.",
        "np.cumsum(G, axis=0)": "You kept every running total. Return only the sum over all rows.",
    },
)


@vjp_sum_broadcast.misconception(
    "You multiply by b, but b itself does not come into it: the slope of X + b with respect to b is 1. Add up the "
    "rows of G."
)
def multiplies_by_b(G, b):
    return G @ b
