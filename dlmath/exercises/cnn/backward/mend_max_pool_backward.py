"""mend_max_pool_backward: where pixels tie, only the first gets the gradient."""

import numpy as np

from dlmath import cnn
from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="This function sends a gradient back through max pooling in 2 × 2 windows that don't overlap, using the "
    "shortcut. Fix it: "
    "in each window, the first of the largest pixels (row by row) gets the whole gradient. `X` has even numbers of "
    "rows and "
    "columns, and `g` has half as many of each.",
    hints=[
        "What does mask hold where two pixels tie? It should hold a single 1.",
        "np.argmax(window) gives the place of the first maximum, counted row by row: 0, 1, 2 or 3.",
        "divmod(place, 2), or place // 2 and place % 2, turn that into a row and a column of the window.",
    ],
    also=("large", "small"),
)
def mend_max_pool_backward(X, g):
    """The gradient of X under max pooling in windows of 2 × 2."""
    dX = np.zeros(X.shape)
    for r in range(g.shape[0]):
        for s in range(g.shape[1]):
            window = X[2 * r : 2 * r + 2, 2 * s : 2 * s + 2]
            # argmax counts row by row, and stops at the first of equal maxima.
            place = np.argmax(window)
            dX[2 * r + place // 2, 2 * s + place % 2] = g[r, s]
    return dX


@mend_max_pool_backward.start(
    "Every winner is still paid in full. Where pixels tie, give the whole gradient to the first of them, row by row: "
    "np.argmax finds it."
)
def pays_every_winner(X, g):
    """The gradient of X under max pooling in windows of 2 × 2."""
    dX = np.zeros(X.shape)
    for r in range(g.shape[0]):
        for s in range(g.shape[1]):
            window = X[2 * r : 2 * r + 2, 2 * s : 2 * s + 2]
            mask = window == np.max(window)
            dX[2 * r : 2 * r + 2, 2 * s : 2 * s + 2] = mask * g[r, s]
    return dX


@mend_max_pool_backward.cases
def cases(rng):
    return [
        (np.array([[4.0, 7.0], [1.0, 3.0]]), np.array([[12.0]])),
        (np.array([[1.0, 7.0], [7.0, 3.0]]), np.array([[12.0]])),
        (np.array([[1.0, 2.0], [5.0, 5.0]]), np.array([[12.0]])),
        (np.array([[5.0, 1.0, 0.0, 2.0], [2.0, 5.0, 3.0, 3.0]]), np.array([[4.0, -6.0]])),
        (np.array([[-5.0, -1.0, 0.0, 2.0], [-2.0, -5.0, 1.0, 3.0]]), np.array([[4.0, 6.0]])),
        (rng.integers(1, 4, size=(4, 6)).astype(float), rng.normal(size=(2, 3))),
        (rng.integers(1, 3, size=(6, 4)).astype(float), rng.normal(size=(3, 2))),
        (rng.normal(size=(4, 4)), rng.normal(size=(2, 2))),
    ]


@mend_max_pool_backward.edge_cases
def edge_cases(rng):
    return [
        (np.zeros((4, 4)), np.array([[1.0, 2.0], [3.0, 4.0]])),
        (-np.ones((2, 4)), np.array([[1.0, 2.0]])),
        (rng.normal(size=(2, 2)), np.zeros((1, 1))),
        (rng.integers(0, 3, size=(4, 4)), np.array([[1, -2], [3, 4]])),
        (np.array([[1, 3], [3, 0]]), np.array([[0.5]])),
        (rng.integers(0, 3, size=(40, 40)).astype(float), rng.normal(size=(20, 20))),
    ]


@mend_max_pool_backward.law("each window's gradient adds up to g")
def _(f, X, g):
    sums = np.asarray(f(X, g)).reshape(len(g), 2, -1, 2).sum(axis=(1, 3))
    return np.allclose(sums, g, rtol=1e-9, atol=0)


@mend_max_pool_backward.law("it agrees with dlmath.cnn.max_pool2d_gradient")
def _(f, X, g):
    right = cnn.max_pool2d_gradient(g[None, None].astype(float), X[None, None].astype(float), 2)[0, 0]
    return np.allclose(f(X, g), right, rtol=1e-9, atol=0)


mend_max_pool_backward.instead_of(
    "np.argmax(window)",
    {
        "np.argmin(window)": "The gradient goes to the smallest pixel. It belongs to the largest.",
        "3 - np.argmax(window[::-1, ::-1])": "The *last* of the largest pixels gets the gradient. The first one wins, "
        "row by "
        "row.",
        "np.argmax(np.abs(window))": "You look for the largest absolute value. Max pooling keeps the largest number: "
        "1 beats −5.",
        "0": "The first pixel always gets the gradient. It belongs to the largest.",
    },
)
mend_max_pool_backward.instead_of(
    "dX[2 * r + place // 2, 2 * s + place % 2] = g[r, s]",
    {
        "dX[2 * r + place % 2, 2 * s + place // 2] = g[r, s]": "Rows and columns of the winner are swapped: place // "
        "2 is the "
        "row in the window, place % 2 the column.",
        "dX[r + place // 2, s + place % 2] = g[r, s]": "The windows start at row 2r and column 2s, not at r and s.",
        "dX[2 * r + place // 2, 2 * s + place % 2] = 1": "You mark the winner with a 1. It gets the gradient of its "
        "window, "
        "g[r, s].",
        "dX[2 * r + place // 2, 2 * s + place % 2] = window.max()": "You sent back the maximum itself. The winner "
        "gets the "
        "gradient of its window, g[r, s].",
        "dX[2 * r + place // 2, 2 * s + place % 2] = g[r, s] / 4": "A quarter is the share in *average* pooling. Here "
        "the "
        "winner gets all of it.",
        "dX[2 * r : 2 * r + 2, 2 * s : 2 * s + 2] = g[r, s] / 4": "That is average pooling. In max pooling, the "
        "winner gets the "
        "whole gradient, and the other pixels get nothing.",
        "dX[2 * r : 2 * r + 2, 2 * s : 2 * s + 2] = place * g[r, s]": "np.argmax gives a place, from 0 to 3, not a "
        "mask of the window. Give g[r, s] to the one pixel at that place.",
        "dX[2 * r : 2 * r + 2, 2 * s : 2 * s + 2] = g[r, s]": "All four pixels get the gradient. Only the winner does.",
        "dX[2 * r + place // 2, 2 * s + place % 2] = -g[r, s]": "The sign is wrong: when the winner rises, so does "
        "the maximum.",
    },
)


@mend_max_pool_backward.misconception(
    "Winners that tie share the gradient equally. The shares add up, so it is a possible rule, but the task asks for "
    "a different one: the first pixel gets it all."
)
def shares(X, g):
    windows = X.reshape(len(g), 2, -1, 2)
    mask = windows == windows.max(axis=(1, 3), keepdims=True)
    return (mask / mask.sum(axis=(1, 3), keepdims=True) * g[:, None, :, None]).reshape(X.shape)


@mend_max_pool_backward.misconception(
    "Of equal pixels, you take the first one column by column. The order is row by row: top left, top right, then "
    "below."
)
def column_first(X, g):
    return mend_max_pool_backward.reference(X.T, g.T).T


@mend_max_pool_backward.misconception(
    "Where pixels tie, none of them gets the gradient. The first of them gets it all."
)
def nobody(X, g):
    windows = X.reshape(len(g), 2, -1, 2)
    mask = windows == windows.max(axis=(1, 3), keepdims=True)
    alone = mask.sum(axis=(1, 3), keepdims=True) == 1
    return (mask * alone * g[:, None, :, None]).reshape(X.shape)


@mend_max_pool_backward.misconception(
    "One winner in each *row* of a window gets the gradient. A window of four pixels has one winner."
)
def winner_of_each_row(X, g):
    dX = np.zeros(X.shape)
    for i in range(X.shape[0]):
        for s in range(g.shape[1]):
            dX[i, 2 * s + np.argmax(X[i, 2 * s : 2 * s + 2])] = g[i // 2, s]
    return dX


@mend_max_pool_backward.misconception(
    "np.argmax counts inside the window, from 0 to 3, but you used its number as a place in the whole image. Add the "
    "window's own row and column, 2r and 2s."
)
def place_in_the_whole(X, g):
    dX = np.zeros(X.shape)
    for r in range(g.shape[0]):
        for s in range(g.shape[1]):
            dX.flat[np.argmax(X[2 * r : 2 * r + 2, 2 * s : 2 * s + 2])] = g[r, s]
    return dX


@mend_max_pool_backward.misconception(
    "Where pixels tie, the top left pixel gets the gradient, even if it is not one of them. Take the first of the "
    "largest."
)
def top_left_on_ties(X, g):
    windows = X.reshape(len(g), 2, -1, 2)
    mask = windows == windows.max(axis=(1, 3), keepdims=True)
    tie = mask.sum(axis=(1, 3), keepdims=True) > 1
    corner = np.zeros(mask.shape, dtype=bool)
    corner[:, 0, :, 0] = True
    return (np.where(tie, corner, mask) * g[:, None, :, None]).reshape(X.shape)


@mend_max_pool_backward.misconception(
    "np.argmax with an axis compares within one column or one row, so its places can belong to different pixels. "
    "np.argmax(window) looks at all four."
)
def an_axis_at_a_time(X, g):
    dX = np.zeros(X.shape)
    for r in range(g.shape[0]):
        for s in range(g.shape[1]):
            window = X[2 * r : 2 * r + 2, 2 * s : 2 * s + 2]
            dX[2 * r + np.argmax(window[:, 0]), 2 * s + np.argmax(window[0])] = g[r, s]
    return dX


@mend_max_pool_backward.misconception(
    "Your return is inside a loop, so only the first window gets a gradient. Move it to the left, below both loops."
)
def returns_early(X, g):
    only = np.zeros(g.shape)
    only[0, 0] = g[0, 0]
    return mend_max_pool_backward.reference(X, only)


@mend_max_pool_backward.misconception(
    "break leaves the inner loop only, so the second row of the window can pay a second winner. Stop both loops, or "
    "let np.argmax(window) find the first."
)
def one_for_each_row(X, g):
    windows = X.reshape(len(g), 2, -1, 2)
    mask = windows == windows.max(axis=(1, 3), keepdims=True)
    mask[..., 1] &= ~mask[..., 0]
    return (mask * g[:, None, :, None]).reshape(X.shape)


@mend_max_pool_backward.misconception(
    "A quarter is the share in *average* pooling, and every winner gets it. The first winner gets the whole gradient."
)
def a_quarter_for_each(X, g):
    windows = X.reshape(len(g), 2, -1, 2)
    mask = windows == windows.max(axis=(1, 3), keepdims=True)
    return (mask / 4 * g[:, None, :, None]).reshape(X.shape)


@mend_max_pool_backward.misconception(
    "Your search starts at 0, so it finds nothing where all pixels are negative or 0. Start at -np.inf, or let "
    "np.argmax(window) search."
)
def starts_at_zero(X, g):
    dX = np.zeros(X.shape)
    for r in range(g.shape[0]):
        for s in range(g.shape[1]):
            window, best = X[2 * r : 2 * r + 2, 2 * s : 2 * s + 2], 0
            for i, j in np.ndindex(2, 2):
                if window[i, j] > best:
                    best, a, b = window[i, j], i, j
            dX[2 * r + a, 2 * s + b] = g[r, s]
    return dX
