"""softmax: probabilities from logits of any size, for one example or for many."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="Return the softmax of `Z`, in the same shape. `Z` holds the logits of a single example, with shape "
    "`(K,)`, or of many, with shape `(n, K)` and an example in each row. Logits may be as large as 1000 and as "
    "small as −1000.",
    hints=[
        "First for a single example: take np.exp, and divide by the sum. For which Z does np.exp overflow, or return "
        "nothing but zeros?",
        "A number added to all logits of an example changes nothing. Subtract the largest, so that the largest power "
        "is 1.",
        "Both the maximum and the sum run along the last axis, and keepdims=True keeps them in place: np.max(Z, "
        "axis=-1, keepdims=True).",
    ],
    rtol=1e-12,
    atol=1e-12,
)
def softmax(Z):
    """Probabilities in proportion to exp(Z), along the last axis."""
    # The largest logit becomes 0, so no power is above 1 and the sum is at least 1.
    shifted = Z - np.max(Z, axis=-1, keepdims=True)
    powers = np.exp(shifted)
    return powers / np.sum(powers, axis=-1, keepdims=True)


@softmax.cases
def cases(rng):
    return [
        (np.array([0.0, np.log(2.0), np.log(5.0)]),),
        (np.array([[0.0, 1.0], [3.0, 1.0], [2.0, 2.5]]),),
        (np.array([[1.0, 2.0, 3.0], [0.0, -1.0, 2.0]]),),
        (np.array([2.0, -1.0]),),
        (rng.normal(size=(3, 3)),),
        (2 * rng.normal(size=(5, 4)),),
        (rng.normal(size=7),),
    ]


@softmax.edge_cases
def edge_cases(rng):
    return [
        (np.array([1000.0, 999.0, -1000.0]),),
        (np.array([-1000.0, -1001.0]),),
        (np.array([[1000.0, 1000.0], [0.0, -1.0]]),),
        (np.array([[-1000.0, -999.0], [1000.0, 998.0], [0.0, 3.0]]),),
        (np.array([[3.0]]),),
        (np.array([3, 1, 0]),),
        (np.array([[1, 2], [5, 3], [0, 0]]),),
        (np.array([1000.0, -1000.0, -1000.0]),),
        (np.array([[-1000.0, 1000.0], [-1000.0, -1000.0]]),),
        (np.zeros(4),),
        (3 * rng.normal(size=(200, 30)),),
    ]


@softmax.law("the probabilities of each example add up to 1")
def _(f, Z):
    return np.allclose(np.sum(f(Z), axis=-1), 1)


@softmax.law("a number added to all logits of an example changes nothing")
def _(f, Z):
    return np.allclose(f(Z + 8.0), f(Z), rtol=1e-6)


@softmax.law("a larger logit gets no smaller probability")
def _(f, Z):
    rising = np.take_along_axis(f(Z), np.argsort(Z, axis=-1), axis=-1)
    return np.all(np.diff(rising, axis=-1) >= -1e-12)


KEEPDIMS = (
    "Without keepdims=True, the {} of the rows are n numbers in a row, and NumPy lays them along the classes. Each "
    "row of Z needs its own: keepdims=True keeps them a column."
)
softmax.instead_of(
    "np.max(Z, axis=-1, keepdims=True)",
    {
        "0": "np.exp(1000) is too large for a float, and np.exp(−1000) is 0. Subtract the largest logit of each "
        "example first. Numerator and sum are then divided by the same number.",
        "np.max(Z)": "You subtract the largest of *all* logits. In a row that lies far below it, every power is 0, "
        "and 0/0 is NaN. Each row needs its own maximum: axis=-1, keepdims=True.",
        "np.max(Z, axis=-1)": KEEPDIMS.format("maxima"),
        "np.max(Z, axis=0)": "You subtract a number for each class, which changes the probabilities. The number must "
        "be the same for all logits of an example: axis=-1, keepdims=True.",
        "np.min(Z, axis=-1, keepdims=True)": "You subtract the smallest logit. The largest may still be too large for "
        "np.exp: subtract that one.",
        "np.mean(Z, axis=-1, keepdims=True)": "You subtract the mean. A logit far above it still overflows: subtract "
        "the largest.",
        "np.max(np.abs(Z), axis=-1, keepdims=True)": "You subtract the largest absolute value. If all logits are near "
        "−1000, that moves them to −2000, and all powers are 0. Subtract the largest logit itself.",
        "1000": "A fixed number helps for some logits and ruins others. Subtract whatever the largest logit is.",
        "np.max(Z, axis=1, keepdims=True)": "For a single example there is no axis 1. axis=-1 is the last axis in "
        "both cases.",
        "np.sum(Z, axis=-1, keepdims=True)": "You subtract the sum of the logits, which keeps nothing in range. "
        "Subtract the largest.",
        "Z[..., :1]": "You subtract the first logit. Another one may be much larger: subtract the largest.",
    },
)
softmax.instead_of(
    "Z - np.max(Z, axis=-1, keepdims=True)",
    {
        "Z / np.max(Z, axis=-1, keepdims=True)": "Dividing the logits changes the probabilities. *Subtract* the "
        "largest.",
        "Z + np.max(Z, axis=-1, keepdims=True)": "You added the largest logit. Subtract it, so that it becomes 0.",
        "np.max(Z, axis=-1, keepdims=True) - Z": "The sign is wrong: the largest logit now gets the smallest "
        "probability. Z minus its maximum.",
        "np.clip(Z, -700, 700)": "Where logits are clipped, 1000 and 999 look alike. Subtract the largest instead.",
        "np.minimum(Z, 700)": "Where logits are clipped, 1000 and 999 look alike. Subtract the largest instead.",
        "Z / 100": "Dividing the logits changes the probabilities. *Subtract* the largest.",
        "-Z": "The sign is wrong: a larger logit must get a larger probability.",
        "np.abs(Z)": "Without its sign, a very negative logit wins. Use Z itself.",
    },
)
softmax.instead_of(
    "np.sum(powers, axis=-1, keepdims=True)",
    {
        "np.sum(powers)": "You divided by the sum of the whole table. Each row must add up to 1: axis=-1, "
        "keepdims=True.",
        "np.sum(powers, axis=0)": "You divided by the sums of the columns, over the examples. The classes of an "
        "example lie along the last axis: axis=-1, keepdims=True.",
        "np.sum(powers, axis=-1)": KEEPDIMS.format("sums"),
        "np.sum(powers, axis=1, keepdims=True)": "For a single example there is no axis 1. axis=-1 is the last axis "
        "in both cases.",
        "np.mean(powers, axis=-1, keepdims=True)": "You divided by the mean, so each example adds up to K. Divide by "
        "the sum.",
        "np.linalg.norm(powers, axis=-1, keepdims=True)": "You divided by the length. The probabilities themselves, "
        "not their squares, must add up to 1: divide by the sum.",
        "1": "The largest is 1 now, but each row adds up to more than 1. Divide each row by its sum.",
        "len(powers)": "Divide by the sum of the powers, not by their number.",
        "np.sum(np.exp(Z), axis=-1, keepdims=True)": "The numerator is shifted, but the sum is not. Both need the "
        "same shift: divide by the sum of the powers that you have.",
    },
)
softmax.instead_of(
    "powers / np.sum(powers, axis=-1, keepdims=True)",
    {
        "1.0 * (Z == np.max(Z, axis=-1, keepdims=True))": "That gives everything to the largest logit. The others "
        "get a share, too, in proportion to e to the power of their logits.",
        "np.log(powers / np.sum(powers, axis=-1, keepdims=True))": "You took the logarithm. Return the probabilities "
        "themselves.",
        "np.exp(Z) / np.sum(powers, axis=-1, keepdims=True)": "The sum is shifted, but the numerator is not. Both "
        "need the same shift.",
        "powers / (1 + np.sum(powers, axis=-1, keepdims=True))": "The 1 would belong to a reference class with "
        "logit 0. Here every class has its own logit: divide by the sum alone.",
        "np.round(powers / np.sum(powers, axis=-1, keepdims=True))": "You rounded to 0 and 1. Return the "
        "probabilities.",
        "Z / np.sum(Z, axis=-1, keepdims=True)": "You divided the logits by their sum, which can give negative "
        "numbers. Take np.exp first.",
        "1 / (1 + np.exp(-Z))": "That is the sigmoid of each logit, three separate answers that don't add up to 1.",
        "np.argmax(Z, axis=-1)": "That is the chosen class. Return the probabilities of all classes.",
    },
)
softmax.instead_of(
    "np.exp(shifted)",
    {
        "2.0**shifted": "Use powers of e, not of 2: np.exp.",
        "shifted**2": "Squares are not exponentials. Use np.exp.",
        "shifted": "The exponential is missing: np.exp(shifted).",
    },
)


@softmax.misconception(
    "You go through Z row by row. If Z is a single example, its rows are single numbers, and each becomes 1. Work "
    "along the last axis instead, axis=-1 with keepdims=True."
)
def row_by_row(Z):
    rows = []
    for z in Z:
        powers = np.exp(z - np.max(z))
        rows.append(powers / np.sum(powers))
    return np.array(rows)


@softmax.misconception(
    "A small number added to the sum keeps each row from adding up to 1. Once the largest logit is subtracted, the "
    "sum is at least 1, and no such help is needed."
)
def adds_a_small_number(Z):
    powers = np.exp(Z - np.max(Z, axis=-1, keepdims=True))
    return powers / (np.sum(powers, axis=-1, keepdims=True) + 1e-8)


@softmax.misconception(
    "[:, None] needs two axes, and a single example has one. keepdims=True works for both: np.sum(powers, axis=-1, "
    "keepdims=True)."
)
def new_axis_by_hand(Z):
    powers = np.exp(Z - np.max(Z, axis=-1, keepdims=True))
    return powers / np.sum(powers, axis=-1)[:, None]


@softmax.misconception(
    "You worked down the columns, over the examples. The classes of an example lie along the last axis: axis=-1, for "
    "the maximum and for the sum, with keepdims=True."
)
def down_the_columns(Z):
    powers = np.exp(Z - np.max(Z, axis=0))
    return powers / np.sum(powers, axis=0)
