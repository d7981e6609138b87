"""weighted_input: what goes into a unit."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="warm-up",
    task="Return what goes into a unit: each entry of `x` times its weight in `w`, all added up, plus the bias `b`. "
    "`x` and `w` are arrays of the same length, `b` is a number.",
    hints=[
        "Three things happen, one after the other: multiply, add up, add the bias.",
        "w * x multiplies two arrays entry by entry. np.sum(…) adds up all the entries of an array.",
        "Replace the three dots with: return np.sum(w * x) + …, and put the bias where the dots are.",
    ],
)
def weighted_input(x, w, b):
    """What goes into a unit."""
    # w * x multiplies each pixel by its own weight; paper (0) contributes nothing, ink (1) contributes its weight.
    # np.sum adds up the products. The bias is added once, not once for each pixel.
    return np.sum(w * x) + b


@weighted_input.cases
def cases(rng):
    stroke = np.array([2.0, 0.0, 0.0, 4.0, 0.0, 0.0, 4.0, 0.0, 0.0, 2.0, 0.0, 0.0])
    ring = np.array([1.0, 1.0, 1.0, 1.0, 0.0, 1.0, 1.0, 0.0, 1.0, 1.0, 1.0, 0.0])
    return [
        (np.array([1.0, 1.0]), np.array([3.0, 5.0]), 0.5),
        (np.array([1.0, 1.0]), np.array([3.0, 5.0]), -2.0),
        (np.array([1.0, 0.0, 1.0]), np.array([4.0, -6.0, 4.0]), 0.25),
        (ring, stroke, -7.0),
        (rng.random(size=12), rng.normal(size=12), 0.5),
        (rng.random(size=3), rng.normal(size=3), -1.5),
    ]


@weighted_input.edge_cases
def edge_cases(rng):
    return [
        (np.array([0.0, 0.0]), np.array([3.0, 5.0]), -2.0),
        (np.array([1, 0, 1]), np.array([2, 4, 4]), -7),
        (1e6 * rng.random(size=100), rng.normal(size=100), 0.0),
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
        "np.sum(w * x)": "The bias is missing: add b to the weighted sum.",
        "np.sum(w * x, b)": "The second argument of np.sum is an axis. Close the parenthesis first: np.sum(w * x) + b.",
        "np.sum(w * x) - b": "You subtracted the bias. Add it. A bias is minus a threshold, so the minus sign is "
        "already in it: −7 for a threshold of 7.",
        "b - np.sum(w * x)": "You subtracted the weighted sum from the bias. Both are added: np.sum(w * x) + b.",
        "-(np.sum(w * x) + b)": "All signs are reversed. Nothing is subtracted here: np.sum(w * x) + b.",
        "np.sum(w * x + b)": "The bias is inside the sum, so it was added once for every pixel. Add it once, after "
        "np.sum(…) is closed.",
        "np.sum(w * (x + b))": "You added the bias to each pixel before multiplying. It comes last, once, after the "
        "sum.",
        "np.sum((w + b) * x)": "You added the bias to each weight. It comes last, once, after the sum.",
        "np.sum(w * x) * b": "You multiplied by the bias. It is added.",
        "sum([w[i] * x[i] for i in range(12)]) + b": "Your answer works for twelve pixels only. A unit can have two "
        "inputs or a thousand: use len(x), or np.sum(w * x), which works for any number.",
        "np.sum(w * x) - 7": "−7 is the bias of the unit in the lesson. Other units have other biases: add b.",
        "(w * x)[-1] + b": "Only the last pixel counts in your answer. If you wrote a loop, each pass overwrote the "
        "one before: start with z = 0 and write z = z + …, or let np.sum(w * x) do it.",
        "(w * x)[0] + b": "Only the first pixel counts in your answer. If you wrote a loop, the return is inside it "
        "and ends it in the first pass: move the return to the left, below the loop.",
        "np.sum((w * x)[1:]) + b": "The first pixel is missing. Formulas count from 1, Python from 0: range(len(x)).",
        "np.sum((w * x)[:-1]) + b": "The last pixel is missing. range(n) already stops before n: use range(len(x)).",
        "np.maximum(np.sum(w * x) + b, 0)": "You cut off what is below 0. What goes into a unit can be negative: "
        "return it as it is.",
        "float(np.sum(w * x) + b > 0)": "You compared with 0. Return the sum itself; whether it is above 0 is the next "
        "question.",
        "1 / (1 + np.exp(-(np.sum(w * x) + b)))": "You went one step further and applied the sigmoid. Here you only "
        "need what goes in: the sum plus the bias.",
        "np.append(w, b)": "You put weights and bias into one list. Multiply the weights by x, add up, then add b.",
    },
)
weighted_input.instead_of(
    "np.sum(w * x)",
    {
        "w * x": "You returned one number for each pixel. A unit takes in one number: put np.sum(…) around the "
        "products, then add the bias once.",
        "np.cumsum(w * x)": "np.cumsum returns all the sums on the way. Only the last is wanted: np.sum.",
        "np.sum(w)": "You added up the weights of all pixels, inked or not: x isn't used. Multiply the weights by x "
        "before adding up.",
        "np.sum(w + x)": "You added each weight to its pixel. Multiply them: the weight of a pixel without ink must "
        "not count.",
        "np.sum(w - x)": "You subtracted each pixel from its weight. Multiply them: w * x.",
        "np.sum(w / x)": "You divided each weight by its pixel. Multiply them: w * x.",
        "np.sum(w) * np.sum(x)": "You added up first and multiplied afterwards, so every pixel got the sum of all "
        "weights. Multiply each pixel by its own weight, then add up: np.sum(w * x).",
        "np.sum(w**x)": "** is a power. A product is written with one star: w * x.",
        "np.sum(w * x**2)": "You squared the pixels. The formula has each pixel once: w * x.",
        "np.sum(np.abs(w * x))": "You dropped the minus signs. A negative weight is evidence against the pattern and "
        "must be subtracted: no np.abs.",
        "np.mean(w * x)": "You took the mean of the products. A unit adds them up: np.sum.",
        "np.max(w * x)": "You took the largest product. A unit adds up all of them: np.sum.",
        "np.sum(x)": "You added up the pixels as they are. Each counts as much as its weight says: np.sum(w * x).",
        "np.prod(w * x)": "You multiplied the products with each other (np.prod). Add them up: np.sum.",
        "np.outer(w, x)": "You multiplied every weight by every pixel. Each weight has its own pixel: w * x.",
    },
)

weighted_input.instead_of(
    "return np.sum(w * x) + b",
    {
        "return np.sum(x + w + b)": "You added pixels, weights and bias. Multiply each pixel by its weight, add up, "
        "and add the bias once.",
        "return w[0] * x[0] + w[1] * x[1] + b": "Your answer works for two pixels only. A unit can have twelve inputs "
        "or a thousand: use np.sum(w * x).",
    },
)

weighted_input.instead_of(
    "return np.sum(w * x) + b",
    {
        "return np.sum(w * x) - abs(b)": "You subtracted the size of the bias. Add b as it is: if it is negative, it "
        "pulls the sum down by itself.",
    },
)
