"""correlate1d: a dot product at every place of a row."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="warm-up",
    task="Return the correlation of `x` with the kernel `w`, an array of `len(x) - len(w) + 1` numbers. (The kernel is "
    "never longer than the row.) Write the loop yourself, without `np.correlate` or `np.convolve`.",
    hints=[
        "The first window holds x[0] to x[k − 1], where k is len(w). Where does the last one start?",
        "The window at place i is x[i : i + len(w)]. What do you do with it and w?",
        "For each i in range(len(x) - len(w) + 1), append np.sum(x[i : i + len(w)] * w) to a list, and return it as an "
        "array.",
    ],
    forbids=["np.correlate", "np.convolve"],
)
def correlate1d(x, w):
    """The dot product of w with every window of x."""
    k = len(w)
    # The last window starts k − 1 places before the last entry.
    y = [np.sum(x[i : i + k] * w) for i in range(len(x) - k + 1)]
    return np.array(y)


@correlate1d.cases
def cases(rng):
    return [
        (np.array([2.0, 2.0, 2.0, 7.0]), np.array([-1.0, 1.0])),
        (np.array([1.0, 2.0, 4.0, 8.0, 16.0]), np.array([1.0, 10.0, 100.0])),
        (np.array([0.0, 0.0, 1.0, 0.0, 0.0]), np.array([1.0, 2.0, 3.0])),
        (np.array([3.0, 1.0, 2.0]), np.array([5.0])),
        (rng.normal(size=7), rng.normal(size=3)),
        (rng.normal(size=9), rng.normal(size=4)),
    ]


@correlate1d.edge_cases
def edge_cases(rng):
    return [
        (np.array([3.0, 1.0, 2.0]), np.array([1.0, -2.0, 4.0])),
        (np.array([5.0]), np.array([2.0])),
        (rng.normal(size=40), rng.normal(size=11)),
    ]


@correlate1d.law("a row that is moved by one place gives the same outputs, one place farther on")
def _(f, x, w):
    return np.allclose(f(np.concatenate([[0.0], x]), w)[1:], f(x, w))


correlate1d.instead_of(
    "np.sum(x[i : i + k] * w)",
    {
        "np.sum(x[i : i + k] * w[::-1])": "Your kernel is flipped: that is a convolution. Here w[0] meets the first "
        "entry of the window.",
        "np.sum(x[i : i + k])": "The weights are missing. Multiply each entry of the window by its weight in w before "
        "you add.",
        "x[i] * w[0]": "Only the first weight is used, or your sum starts again at each one. Add the products of the "
        "whole window, and set the sum to 0 before each window.",
        "np.sum(x[i : i + k] + w)": "You added each entry to its weight. Multiply them: x[i : i + k] * w.",
        "np.mean(x[i : i + k] * w)": "That is the mean of the products. Add them without dividing by anything.",
        "np.sum(x[i : i + k] * w) / np.sum(np.abs(w))": "You divided by the sum of the weights. A correlation is the "
        "plain sum of products.",
        "np.sum(x[:k] * w)": "Every output looks at the first window. The window must move with i: x[i : i + k].",
        "np.sum(np.abs(x[i : i + k] * w))": "The sign is lost. Negative products are subtracted: leave out the "
        "absolute value.",
        "np.sum(x[i : i + k - 1] * w[:-1])": "The last weight is never used: x[i : i + k] has k entries, since Python "
        "stops before i + k.",
        "np.max(x[i : i + k] * w)": "You took the largest product. Add them all up.",
    },
)


@correlate1d.misconception(
    "The last output is missing. The last window starts at len(x) - len(w), and range stops one short: "
    "range(len(x) - len(w) + 1)."
)
def misses_the_last(x, w):
    return np.array([np.sum(x[i : i + len(w)] * w) for i in range(len(x) - len(w))])


@correlate1d.misconception(
    "You have an output for every entry of x. Keep only the places where the whole kernel lies on the row: there are "
    "len(x) - len(w) + 1."
)
def one_for_each_entry(x, w):
    return np.array([np.sum(x[i : i + len(w)] * w[: len(x) - i]) for i in range(len(x))])


@correlate1d.misconception(
    "Your window jumps by its own length. It moves by one entry at a time, so that the windows overlap."
)
def jumps(x, w):
    k = len(w)
    return np.array([np.sum(x[i : i + k] * w) for i in range(0, len(x) - k + 1, k)])


@correlate1d.misconception(
    "You added up all the windows. Each window has its own output: append its sum to a list, and set the sum to 0 for "
    "the next one."
)
def never_starts_again(x, w):
    return np.cumsum(correlate1d(x, w))


@correlate1d.misconception("That is one number. Return an output for every place of the window.")
def only_one(x, w):
    return np.sum(correlate1d(x, w))


@correlate1d.misconception(
    "Only the first window comes back: your return is inside the loop. Move it to the left, below the loop."
)
def returns_early(x, w):
    return correlate1d(x, w)[:1]


@correlate1d.misconception("The first window is missing: Python counts from 0, and so does range without a start.")
def starts_at_one(x, w):
    k = len(w)
    return np.array([np.sum(x[i : i + k] * w) for i in range(1, len(x) - k + 1)])


correlate1d.instead_of(
    "range(len(x) - k + 1)",
    {
        "range(len(x))": "The last windows hang over the end of the row. Keep only the places where the whole kernel "
        "lies on it: range(len(x) - len(w) + 1).",
        "range(len(x) - 1)": "There are len(x) - 1 places for a kernel of two weights. In general there are "
        "len(x) - len(w) + 1.",
    },
)


@correlate1d.misconception(
    "You used two weights, w[0] and w[1]. A kernel can have any number of them: multiply the whole window by w."
)
def two_weights(x, w):
    return np.array([w[0] * x[i] + w[1] * x[i + 1] for i in range(len(x) - 1)])


@correlate1d.misconception(
    "You used two weights, w[0] and w[1]. A kernel can have any number of them: multiply the whole window by w."
)
def two_weights_at_each_place(x, w):
    return np.array([w[0] * x[i] + w[1] * x[i + 1] for i in range(len(x) - len(w) + 1)])


@correlate1d.misconception(
    "Your output is as long as the row, with zeros at its end. There are only len(x) - len(w) + 1 windows."
)
def zeros_at_the_end(x, w):
    return np.append(correlate1d(x, w), np.zeros(len(w) - 1))
