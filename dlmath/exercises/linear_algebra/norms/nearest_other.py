"""nearest_other: a point is nearest to itself, and that must not count."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="This function should return the index of the row of `X` that is nearest to row `i` in the 2-norm, not "
    "counting row `i` itself. If several rows are equally near, return the first of them. The function runs, but it is "
    "wrong. Find the mistake and fix it.",
    hints=[
        "Try it on three points by hand: (0, 0), (1, 0) and (5, 0), with i = 0. What does it return?",
        "np.argmin looks for the smallest distance. What value must row i get so that it never wins?",
        "distance[i] = np.inf.",
    ],
)
def nearest_other(X, i):
    """Which row of X is nearest to row i, not counting row i."""
    distance = np.linalg.norm(X - X[i], axis=1)
    # Row i is at distance 0 from itself. Infinity keeps it from being the smallest.
    distance[i] = np.inf
    return np.argmin(distance)


@nearest_other.start(
    "Row i still wins: with 0 or less, nothing is smaller. Give it a value that can never be the smallest."
)
def starting(X, i):
    """Which row of X is nearest to row i, not counting row i."""
    distance = np.linalg.norm(X - X[i], axis=1)
    distance[i] = 0
    return np.argmin(distance)


@nearest_other.cases
def cases(rng):
    line = np.array([[0.0, 0.0], [1.0, 0.0], [5.0, 0.0]])
    plane = np.array([[0.0, 0.0], [3.0, 3.0], [0.0, 4.1], [4.5, 0.0]])
    return [
        (line, 0),
        (np.array([[0.0, 0.0], [1.0, 0.0]]), 0),
        (line, 1),
        (np.array([[0.0, 0.0], [1.0, 0.0], [-1.0, 0.0]]), 0),
        (line, 2),
        (plane, 0),
        (1000.0 * np.array([[0.0, 0.0], [2.0, 0.0], [5.0, 0.0], [0.0, 1.9]]), 0),
        (np.array([[0.0, 0.0], [2.0, 2.0], [3.0, 0.0], [-1.0, 9.0]]), 2),
        (np.array([[3, 1, 4], [1, 5, 9], [2, 6, 5], [3, 5, 8]]), 3),
        (rng.normal(size=(9, 5)), 4),
        (rng.normal(size=(9, 5)) + 10, 8),
    ]


@nearest_other.edge_cases
def edge_cases(rng):
    twins = np.array([[1.0, 2.0], [7.0, 7.0], [1.0, 2.0]])
    return [(twins, 0), (twins, 2), (twins[::2], 0), (1e12 * np.array([[0.0], [3.0], [7.0]]), 1)]


nearest_other.instead_of(
    "np.argmin(distance)",
    {
        "np.argsort(distance)": "np.argsort gives all rows, sorted by distance. Return only the first.",
        "np.min(distance)": "That is the smallest distance. The task asks which row it belongs to: np.argmin.",
        "X[np.argmin(distance)]": "That is the row itself. The task asks for its index.",
        "len(distance) - 1 - np.argmin(distance[::-1])": "If several rows are equally near, the first of them counts. "
        "You returned the last.",
        "np.argmin(distance) + 1": "Rows are counted from 0: leave out the + 1.",
        "np.argmin(distance) - 1": "Rows are counted from 0: np.argmin gives the number already, without − 1.",
        "np.argsort(distance)[1]": "Row i is at infinity now, so it is last, not first. The nearest other is "
        "np.argsort(distance)[0], or simply np.argmin(distance).",
    },
)
FIRST_OF_ALL = (
    "Your answer is row i itself. np.argmin takes NaN, just like −∞ or a negative number, for the smallest, and "
    "np.argmax takes +∞ for the largest. The nearest has the smallest distance: give row i +∞, np.inf, and use "
    "np.argmin."
)
nearest_other.instead_of(
    "distance[i] = np.inf",
    {
        "distance[i] = np.max(distance)": "Row i now ties with the farthest row. If it comes first, or if there are "
        "few rows, it may win. Infinity is safe.",
        "distance = np.inf": "distance is now the single number ∞, and all distances are lost. Set one entry: "
        "distance[i] = np.inf.",
        "distance[i] = np.nan": FIRST_OF_ALL,
        "distance[i] = -np.inf": FIRST_OF_ALL,
        "distance[i] = 1": "A fixed number is not safe: if every other row is farther away than that, row i wins "
        "again. Use np.inf.",
        "distance[i] = 2 * np.max(distance)": "If all rows are the same, every distance is 0, and twice 0 is 0: row i "
        "may win again. Infinity is safe.",
        **{
            f"distance[i] = {number}": "A fixed number is not safe: if every other row is farther away than that, row "
            "i wins. Use np.inf."
            for number in ("1000", "10000", "99999", "1e6", "1e9", "1e10")
        },
        "distance = np.delete(distance, i)": "Without row i, all rows after it move up by one, and their numbers are "
        "wrong. Keep all rows, and give row i infinity.",
        "distance[0] = np.inf": "You excluded row 0. It is row i that must not count.",
        "distance[distance == 0] = np.inf": "This excludes every row that equals row i, even a true twin of it. "
        "Exclude row i alone: distance[i].",
        "X[i] = np.inf": "That changes the caller's table, and it comes too late, after the distances. Set "
        "distance[i].",
    },
)
nearest_other.instead_of(
    "np.linalg.norm(X - X[i], axis=1)",
    {
        "np.linalg.norm(X - i, axis=1)": "X − i subtracts the number i from every entry. Subtract the row: X − X[i].",
        "np.linalg.norm(X - X[i], axis=0)": "axis=0 gives one length for each column. You want one for each row: "
        "axis=1.",
        "np.linalg.norm(X - X[i], 1, axis=1)": "You measured with the taxi's norm, p = 1. The task asks for the "
        "2-norm, which is what np.linalg.norm uses by default.",
        "np.sum(np.abs(X - X[i]), axis=1)": "You measured with the taxi's norm, the sum of the absolute values. The "
        "task asks for the 2-norm.",
        "np.max(np.abs(X - X[i]), axis=1)": "You measured with the king's norm, the largest absolute value. The task "
        "asks for the 2-norm.",
        "np.linalg.norm(X - X[i], np.inf, axis=1)": "You measured with the king's norm. The task asks for the 2-norm.",
        "-(X @ X[i]).astype(float)": "You compared dot products, which reward long rows. Measure the distance.",
        "np.abs(np.sum(X - X[i], axis=1)).astype(float)": "You added the differences before dropping signs, so "
        "differences of opposite sign cancel. Use the norm of each row.",
    },
)


@nearest_other.misconception(
    "You returned the farthest row. The nearest one has the smallest distance, once row i itself is out of the way."
)
def farthest(X, i):
    return np.argmax(np.linalg.norm(X - X[i], axis=1))


@nearest_other.misconception(
    "The second in the order of distances is usually right, but a twin of row i is also at distance 0, and then the "
    "second may be row i itself. Set distance[i] to np.inf."
)
def second_smallest(X, i):
    return np.argsort(np.linalg.norm(X - X[i], axis=1), kind="stable")[1]


@nearest_other.misconception(
    "The largest dot product is not the smallest distance: it rewards long rows. Measure the distance."
)
def largest_dot_product(X, i):
    products = X @ X[i]
    products[i] = -np.inf
    return np.argmax(products)


@nearest_other.misconception(
    "After the deletion X[i] is another row, and the rows after it have moved up by one. Keep all rows, and give row i "
    "infinity."
)
def deletes_the_row_first(X, i):
    X = np.delete(X, i, axis=0)
    return np.argmin(np.linalg.norm(X - X[i], axis=1))
