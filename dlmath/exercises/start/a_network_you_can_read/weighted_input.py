"""weighted_input: What goes into a unit."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="warm-up",
    task="Return what goes into a unit: each entry of `x` times its weight in `w`, all added up, plus the bias `b`. "
    "`x` and `w` are arrays of the same length, `b` is a number.",
    hints=[
        "Three things happen, one after the other: multiply, add up, add the bias.",
        "w * x multiplies two arrays entry by entry. np.sum(…) adds up all entries of an array.",
        "Replace the three dots by: return np.sum(w * x) + …, with the bias in place of the last dots.",
    ],
)
def weighted_input(x, w, b):
    """What goes into a unit."""
    # w * x multiplies each pixel by its own weight: paper (0) counts nothing, ink (1) counts its weight.
    # np.sum adds the twelve products up. The bias is added once, not for every pixel.
    return np.sum(w * x) + b


@weighted_input.cases
def cases(rng):
    stroke = np.array([2.0, 0.0, 0.0, 4.0, 0.0, 0.0, 4.0, 0.0, 0.0, 2.0, 0.0, 0.0])
    ring = np.array([1.0, 1.0, 1.0, 1.0, 0.0, 1.0, 1.0, 0.0, 1.0, 1.0, 1.0, 0.0])
    return [
        (np.array([1.0, 0.0]), np.array([3.0, 5.0]), 0.0),
        (np.array([1.0, 1.0]), np.array([3.0, 5.0]), -2.0),
        (np.array([0.0, 0.0]), np.array([3.0, 5.0]), -2.0),
        (np.array([1.0, 1.0]), np.array([4.0, -6.0]), 0.0),
        (ring, stroke, -7.0),
        (rng.integers(0, 2, size=12).astype(float), rng.normal(size=12), 0.5),
        (rng.random(size=3), rng.normal(size=3), -1.5),
    ]


@weighted_input.law("without ink only the bias is left")
def _(f, x, w, b):
    return np.isclose(f(0 * x, w, b), b)


@weighted_input.law("a bias that is larger by 1 makes the answer larger by 1")
def _(f, x, w, b):
    return np.isclose(f(x, w, b + 1), f(x, w, b) + 1)


weighted_input.instead_of(
    "np.sum(w * x) + b",
    {
        "np.sum(w * x)": "The weighted sum is right, but the bias is missing. Add b to it.",
        "np.sum(w * x) - b": "You subtracted the bias. It is added; a threshold is a bias that is negative already, "
        "such as −7.",
        "np.sum(w * x + b)": "The bias was added as often as there are pixels, because it stands inside the sum. "
        "Add it once, after np.sum(…).",
        "np.sum(w * x) * b": "You multiplied by the bias. It is added: it stands on no arrow from a pixel.",
        "sum([w[i] * x[i] for i in range(12)]) + b": "Your answer works for twelve pixels and for no other number. "
        "A unit can have two inputs, or a thousand: use len(x), or np.sum(w * x), which asks for no number.",
        "np.sum(w * x) - 7": "−7 is the bias of the unit in the lesson. Other units have others: add b, which is "
        "handed in.",
    },
)
weighted_input.instead_of(
    "np.sum(w * x)",
    {
        "w * x": "You returned one number for each pixel. A unit has one input: put np.sum around the products, "
        "then add the bias once.",
        "np.sum(w)": "Your answer is the same for every image, since x does not occur in it. Multiply the weights "
        "by x before adding up.",
        "np.sum(w + x)": "You added each weight to its pixel. Multiply them: the weight of a pixel without ink must "
        "not count.",
        "np.sum(w) * np.sum(x)": "You added up first and multiplied afterwards, so every pixel got the sum of all "
        "weights. Multiply each pixel by its own weight, then add up: np.sum(w * x).",
        "np.mean(w * x)": "You took the mean of the products. A unit adds them up: use np.sum.",
        "w[-1] * x[-1]": "Only the last pixel counts in your answer: each turn of a loop overwrote the one before. "
        "Begin with z = 0 and write z = z + …, or let np.sum(w * x) do it.",
        "w[0] * x[0]": "Only the first pixel counts in your answer. If you wrote a loop, its return stands inside "
        "and ends it in the first turn: move the return to the left, behind the loop.",
        "np.sum(x)": "You added up the pixels as they are. Each counts as much as its weight says: np.sum(w * x).",
        "np.prod(w * x)": "You multiplied the products with each other (np.prod). They are added up: np.sum.",
    },
)
