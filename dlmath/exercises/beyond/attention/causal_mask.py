"""causal_mask: nobody looks at what comes later."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="warm-up",
    task="Return the causal mask for `n` positions: an array of `n` × `n` booleans, True in row i and column j where "
    "position i may look at position j, that is, at itself and at what came before. `n` is at least 1.",
    hints=[
        "Position 0 may look only at itself, and the last position at all of them. So are the True entries below or "
        "above the diagonal?",
        "np.tril keeps what is on and below the diagonal, and puts zeros above it. Or compare the indices: j <= i.",
        "i = np.arange(n); i[:, None] >= i[None, :] compares each row's number with each column's.",
    ],
    forbids=["attention.causal_mask"],
    also=("long",),
)
def causal_mask(n):
    """True where a position may look: at itself, and at those before it."""
    i = np.arange(n)
    # Row i, column j: j must not come after i.
    return i[:, None] >= i[None, :]


@causal_mask.cases
def cases(rng):
    return [(2,), (3,), (5,), (8,)]


@causal_mask.edge_cases
def edge_cases(rng):
    return [(1,)]


@causal_mask.law("row i has i + 1 entries that are True")
def _(f, n):
    return np.array_equal(np.sum(f(n), axis=1), np.arange(1, n + 1))


causal_mask.instead_of(
    "i[:, None] >= i[None, :]",
    {
        "i[:, None] <= i[None, :]": "Your mask shows the future and hides the past. Row i belongs to the position "
        "that looks, so the True entries lie on and below the diagonal.",
        "i[:, None] > i[None, :]": "Your positions can't look at themselves, and the first one sees nothing at all. "
        "The diagonal is True.",
        "i[:, None] < i[None, :]": "You have it the other way around, with True where a position must not look. (Some "
        "libraries do it like that.) Here, True means that it may look.",
        "i[:, None] == i[None, :]": "Your positions see only themselves. They may look back, too.",
        "np.ones((n, n)) > 0": "This mask hides nothing. It must be False where the column comes after the row.",
        "i[:, None] >= i[None, :] - 1": "Your positions see one step into the future. (With "
        "np.tril, leave out the second argument.)",
        "i >= i": "That compares each number with itself. Give one of the arrays a new axis: i[:, None].",
    },
)


@causal_mask.misconception(
    "These are numbers to add to the scores, 0 and −∞. The mask itself should hold booleans: True and False."
)
def numbers_to_add(n):
    return np.where(np.tril(np.ones((n, n))) > 0, 0.0, -np.inf)
