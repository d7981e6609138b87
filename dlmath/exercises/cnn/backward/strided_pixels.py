"""strided_pixels: which pixel meets which weight when the window takes steps of two."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    kind="derive",
    task="A kernel of three weights moves over five pixels with stride 2, so it fits in two places: "
    "$y_0 = k_0 x_0 + k_1 x_1 + k_2 x_2$ and $y_1 = k_0 x_2 + k_1 x_3 + k_2 x_4$. Return "
    "$\\partial L / \\partial \\mathbf x$, an array of five numbers, given `k` and the gradient `g` of $y_0$ and "
    "$y_1$. "
    "No loop is needed.",
    hints=[
        "Take each pixel in turn: in which of the two formulas does it appear, and with which weight?",
        "Only x₂ appears in both formulas. It is the last pixel of the first window and the first of the second.",
        "x₂ gets k[2] * g[0] + k[0] * g[1]; the others get one product each.",
    ],
    also=("whole", "large", "small"),
)
def strided_pixels(k, g):
    """The gradient of five pixels under a kernel of 3 with stride 2."""
    # Only the pixel in the middle lies in both windows: last in the first, first in the second.
    middle = k[2] * g[0] + k[0] * g[1]
    return np.array([k[0] * g[0], k[1] * g[0], middle, k[1] * g[1], k[2] * g[1]])


@strided_pixels.cases
def cases(rng):
    return [
        (np.array([1.0, 2.0, 3.0]), np.array([1.0, 0.0])),
        (np.array([1.0, 2.0, 4.0]), np.array([1.0, 10.0])),
        (np.array([2.0, -1.0, 0.5]), np.array([3.0, -2.0])),
        (rng.normal(size=3), rng.normal(size=2)),
        (rng.normal(size=3), rng.normal(size=2)),
    ]


@strided_pixels.edge_cases
def edge_cases(rng):
    return [(np.zeros(3), np.ones(2)), (np.ones(3), np.zeros(2))]


@strided_pixels.law("with x = (1, 1, 1, 1, 1), the gradient adds up to the sum of k times the sum of g")
def _(f, k, g):
    size = np.sum(np.abs(k)) * np.sum(np.abs(g))
    return abs(np.sum(f(k, g)) - np.sum(k) * np.sum(g)) <= 1e-9 * size


strided_pixels.instead_of(
    "k[2] * g[0] + k[0] * g[1]",
    {
        "k[0] * g[0] + k[2] * g[1]": "In the middle, you used the weights in the order of the windows. x₂ is the "
        "*last* "
        "pixel of the first window, where it meets k₂, and the *first* of the second, where it meets k₀.",
        "k[2] * g[0]": "x₂ lies in both windows. The second one, where it meets k₀, is missing.",
        "k[0] * g[1]": "x₂ lies in both windows. The first one, where it meets k₂, is missing.",
        "(k[2] * g[0] + k[0] * g[1]) / 2": "You took the mean of both contributions to x₂. Blame adds up.",
        "(k[2] + k[0]) * (g[0] + g[1])": "You added first and then multiplied. In the middle, each window has its own "
        "product: k₂ g₀ + k₀ g₁.",
        "k[2] * g[0] + k[1] * g[1]": "x₂ is the first pixel of the second window, so there it meets k₀.",
        "k[1] * g[0] + k[0] * g[1]": "x₂ is the last pixel of the first window, so there it meets k₂.",
        "k[1] * g[0] + k[1] * g[1]": "x₂ meets k₂ in the first window and k₀ in the second. It is never the pixel in "
        "the "
        "middle of a window.",
        "k[2] * g[0] - k[0] * g[1]": "The second contribution to x₂ has a minus sign. Add the two.",
        "k[2] * g[0] * k[0] * g[1]": "You multiplied the two contributions to x₂. Add them.",
    },
)
strided_pixels.instead_of(
    "[k[0] * g[0], k[1] * g[0], middle, k[1] * g[1], k[2] * g[1]]",
    {
        "[k[2] * g[0], k[1] * g[0], k[0] * g[0] + k[2] * g[1], k[1] * g[1], k[0] * g[1]]": "You flipped the kernel "
        "and then laid it on the pixels window by window. Read the weights from the two formulas: x₀ is multiplied by "
        "k₀, "
        "and "
        "x₄ by k₂. The reversal is between the windows of *one* pixel.",
        "[k[2] * g[1], k[1] * g[1], middle, k[1] * g[0], k[0] * g[0]]": "The array is in reverse order: x₀ comes "
        "first, and "
        "it meets k₀ in window 0.",
        "[k[0] * g[0], k[1] * g[0] + k[0] * g[1], k[2] * g[0] + k[1] * g[1], k[2] * g[1]]": "That is stride 1 over "
        "four "
        "pixels. With stride 2, the second window starts at x₂.",
        "[k[0] * g[0], k[1] * g[0] + k[0] * g[1], k[2] * g[0] + k[1] * g[1], k[2] * g[1], 0.0]": "That is stride 1: "
        "the "
        "second window starts at x₁. Here it starts at x₂.",
        "[k[0] * g[0], k[1] * g[0], middle, k[1] * g[1], k[0] * g[1]]": "x₄ is the last pixel of the second window, so "
        "it meets k₂.",
        "[k[0] * g[0], k[1] * g[0], middle, k[0] * g[1], k[1] * g[1]]": "The second window starts at x₂. So x₃ meets "
        "k₁, and x₄ meets k₂.",
        "[k[0], k[1], k[2] + k[0], k[1], k[2]]": "These are the slopes of y₀ + y₁. Each window's part must be "
        "multiplied by "
        "its g.",
        "[(g[0] + g[1]) * w for w in (k[0], k[1], k[2] + k[0], k[1], k[2])]": "You multiplied by the sum of both "
        "gradients. A pixel gets g₀ for its place in the first window, and g₁ for its place in the second.",
        "[g[0], g[0], g[0] + g[1], g[1], g[1]]": "The weights are missing: a pixel moves y by its weight times as "
        "much.",
        "[k[0] * g[0], k[1] * g[0], k[2] * g[0], k[1] * g[1], k[2] * g[1]]": "x₂ lies in both windows. The second one, "
        "where it meets k₀, is missing.",
        "[k[0] * g[0], k[1] * g[0], k[2] * g[0], k[0] * g[1], k[1] * g[1], k[2] * g[1]]": "You listed both windows, "
        "one "
        "after the other, so the middle pixel appears twice. Add its two entries into one.",
        "[k[0] * g[0], k[0] * g[1], k[1] * g[0], k[1] * g[1], k[2] * g[0] + k[2] * g[1]]": "These are products of all "
        "the weights and gradients, but not matched to their pixels. Look for each pixel in the two formulas.",
        "[k[0] * g[1], k[1] * g[1], middle, k[1] * g[0], k[2] * g[0]]": "The windows are swapped: x₀ and x₁ lie in "
        "window 0, "
        "so they get g₀.",
    },
)


@strided_pixels.misconception(
    "These are the products of every weight with every gradient. Add up those that belong to the same pixel, and "
    "return one number for each of the five."
)
def every_product(k, g):
    return np.outer(k, g)
