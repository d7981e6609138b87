"""dot: multiply partners, then add."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="warm-up",
    task="Return the dot product of the vectors `x` and `y`, which have the same number of entries. Write it with `*` "
    "and a sum, or with a loop.",
    forbids=["@", "np.dot", "np.inner", "np.vdot"],
    hints=[
        "Each entry of x has a partner in y. What do you do with a pair, and then with all the results?",
        "x * y multiplies entry by entry and is still a vector. You want one number: add up its entries.",
        "return np.sum(x * y). With a loop: start at 0 and add x[i] * y[i] for i in range(len(x)).",
    ],
)
def dot(x, y):
    """The sum of the products of partners: one number."""
    # Multiply entry by entry, then add everything up.
    return np.sum(x * y)


@dot.cases
def cases(rng):
    return [
        (np.array([2.0]), np.array([3.0])),
        (np.array([1.0, 2.0]), np.array([3.0, 4.0])),
        (np.array([1.0, 0.0]), np.array([0.0, 5.0])),
        (np.array([1.0, -2.0, 3.0]), np.array([4.0, 5.0, -6.0])),
        (np.array([1, 2, 3, 4]), np.array([5, -1, 0, 2])),
        (rng.normal(size=6), rng.normal(size=6)),
        (1e3 * rng.normal(size=200), rng.normal(size=200)),
    ]


@dot.edge_cases
def edge_cases(rng):
    return [(np.array([0.0, 0.0, 0.0]), np.array([1.0, 2.0, 4.0]))]


@dot.law("the order does not matter")
def _(f, x, y):
    return np.isclose(f(x, y), f(y, x))


@dot.law("twice the vector, twice the product")
def _(f, x, y):
    return np.isclose(f(2 * x, y), 2 * f(x, y))


dot.instead_of(
    "np.sum(x * y)",
    {
        "x * y": "These are the products, one for each entry. The dot product is a single number: add them up.",
        "np.sum(x) * np.sum(y)": "You added first and multiplied afterward, so every entry of x met every entry of y. "
        "Each has only one partner: multiply entry by entry, then add.",
        "np.outer(x, y)": "np.outer multiplies every entry by every other and gives a whole table. In the dot product "
        "only partners meet: x * y, and then the sum.",
        "x[0] * y[0] + x[1] * y[1]": "You used only the first two entries. Vectors may have any number of them: use a "
        "sum over all.",
        "sum(x[i] * y[i] for i in range(1, len(x)))": "The first product is missing. Formulas count from 1, but Python "
        "counts from 0: range(len(x)).",
        "sum(x[i] * y[i] for i in range(len(x) - 1))": "The last product is missing. range(n) already stops at n − 1: "
        "use range(len(x)).",
        "sum(x[i] * y[i] for i in range(1, len(x) - 1))": "The first and the last product are missing. range(len(x)) "
        "counts from 0 to the last entry.",
        "x[-1] * y[-1]": "Only the last product came back. In the loop, add to what is already there: total = total + "
        "x[i] * y[i].",
        "x[0] * y[0]": "Only the first product came back. Is the return indented so far that it is inside the loop? "
        "Then the loop ends on its first pass: move the return to the left.",
        "np.linalg.norm(x) * np.linalg.norm(y)": "You multiplied the lengths. Multiply entry by entry instead, and add "
        "up the products.",
        "1 + np.sum(x * y)": "Your answer is 1 too large. A sum starts at 0; it is a product that starts at 1.",
        "np.sqrt(np.abs(np.sum(x * y)))": "There is one square root too many. The root belongs to the length of a "
        "vector; the dot product has none.",
        "np.sum(x * y) ** 2": "You squared the sum. The dot product is the sum itself.",
        "np.sum(x * x)": "You multiplied x by itself. Each entry of x meets its partner in y.",
        "np.sum(x * y[::-1])": "You paired the first entry of x with the last of y. Partners have the same number: "
        "x[i] * y[i].",
        "np.sum((x - y) ** 2)": "That is the squared distance between x and y. The dot product multiplies: x * y.",
        "np.cumsum(x * y)": "np.cumsum keeps every partial sum. Only the last one is the dot product: np.sum.",
        "np.max(x * y)": "You kept the largest product. Add up all of them.",
    },
)
dot.instead_of(
    "x * y",
    {
        "x + y": "You added partners. Multiply them instead: x * y, not x + y.",
        "x - y": "You subtracted partners. Multiply them instead: x * y.",
        "x / y": "You divided partners. Multiply them instead: x * y.",
        "np.abs(x * y)": "You dropped the signs. They matter: where the entries disagree in sign, they have to lower "
        "the sum.",
    },
)
dot.instead_of(
    "np.sum",
    {
        "np.mean": "You divided by the number of entries. The dot product is the sum, not the mean.",
        "np.prod": "You multiplied the products with each other. Multiply partners, and then add: np.sum, not np.prod.",
    },
)


@dot.misconception("That is the cosine of the angle. The dot product itself is not divided by the lengths.")
def divides_by_the_lengths(x, y):
    lengths = np.linalg.norm(x) * np.linalg.norm(y)
    return np.sum(x * y) / lengths if lengths > 0 else 0.0
