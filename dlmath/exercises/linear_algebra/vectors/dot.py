"""dot: How much of y is in x: one number."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="warm-up",
    task="Return the dot product of the vectors `x` and `y`, which are equally long: "
    "$\\mathbf x^\\top\\mathbf y = \\sum_i x_i y_i$. Write it with `*` and a sum, or with a loop.",
    hints=[
        "Each entry of x has a partner in y. What is done with a pair, and what with all that comes of it?",
        "x * y multiplies entry by entry and is still a vector. One number is wanted: add its entries up.",
        "return np.sum(x * y). With a loop: start at 0 and add x[i] * y[i] for i in range(len(x)).",
    ],
)
def dot(x, y):
    """How much of y is in x: one number."""
    # Entry by entry, then all of it added up: one number.
    return np.sum(x * y)


@dot.cases
def cases(rng):
    return [
        (np.array([2.0]), np.array([3.0])),
        (np.array([1.0, 2.0]), np.array([3.0, 4.0])),
        (np.array([1.0, 0.0]), np.array([0.0, 5.0])),
        (np.array([1.0, -2.0, 3.0]), np.array([4.0, 5.0, -6.0])),
        (np.array([0.0, 0.0, 0.0]), np.array([1.0, 2.0, 4.0])),
        (rng.normal(size=6), rng.normal(size=6)),
        (rng.normal(size=200), rng.normal(size=200)),
    ]


@dot.law("the order does not matter")
def _(f, x, y):
    return np.isclose(f(x, y), f(y, x))


@dot.law("twice the vector, twice the product")
def _(f, x, y):
    return np.isclose(f(2 * x, y), 2 * f(x, y))


@dot.law("the product with a sum is the sum of the products")
def _(f, x, y):
    return np.isclose(f(x, y + x), f(x, y) + f(x, x))


@dot.misconception("That is the cosine of the angle. The dot product itself is not divided by the lengths.")
def divides_by_the_lengths(x, y):
    lengths = np.linalg.norm(x) * np.linalg.norm(y)
    return np.sum(x * y) / lengths if lengths > 0 else 0.0


dot.instead_of(
    "np.sum(x * y)",
    {
        "x * y": "These are the products, one for each entry. The dot product is a single number: add them up.",
        "np.sum(x) * np.sum(y)": "You added first and multiplied then, so every entry of x met every entry of y. "
        "Each has one partner only: multiply entry by entry, then add.",
        "np.outer(x, y)": "np.outer multiplies every entry with every other and gives a whole matrix. Only partners "
        "meet in the dot product: x * y, and then the sum.",
        "x[0] * y[0] + x[1] * y[1]": "You took the first two entries. Vectors may have any number of them: use a "
        "sum over all.",
        "sum(x[i] * y[i] for i in range(1, len(x)))": "The first entries are missing. Formulas count from 1, Python "
        "from 0: range(len(x)).",
        "sum(x[i] * y[i] for i in range(len(x) - 1))": "The last entries are missing. range(n) ends at n − 1 "
        "already: range(len(x)) visits all.",
        "x[-1] * y[-1]": "Only the last product came back. In the loop, add to what is there already: total += x[i] "
        "* y[i].",
        "x[0] * y[0]": "Only the first product came back. Is the return indented so far that it is part of the "
        "loop? Then the loop ends in its first round: move it to the left.",
        "np.linalg.norm(x) * np.linalg.norm(y)": "You multiplied the lengths. That is the most the dot product can "
        "be, and it is that only for vectors that point the same way. Multiply entry by entry, and add.",
        "1 + np.sum(x * y)": "Your answer is 1 too large. A sum begins at 0; it is a product that begins at 1.",
        "np.sum(x * y) ** 0.5": "You took a square root at the end. The root belongs to the length, ‖x‖ = √(x · x); "
        "the dot product has none.",
    },
)
dot.instead_of(
    "x * y",
    {
        "x + y": "You added partners where they are to be multiplied: x * y, not x + y.",
        "np.abs(x * y)": "You took absolute values. The signs are the point: entries with different signs speak "
        "against each other and have to lower the sum.",
    },
)
dot.instead_of(
    "np.sum",
    {
        "np.mean": "You divided by the number of entries. The dot product is the sum, not the mean.",
        "np.prod": "You multiplied the products with each other. Multiply partners, and then add: np.sum, not np.prod.",
    },
)
