"""mend_out_of_bag: each example is judged by the members that have not seen it."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="`predictions[k, i]` is what member `k` says about example `i`, and row `k` of `rows` holds the numbers of "
    "the examples in its bootstrap sample. The function should return the mean squared error when each example is "
    "predicted by the average over the members that have *not* seen it. It runs, but the error is far too good. Mend "
    "it. (Each example is missing from at least one sample. `np.setdiff1d(a, b)` returns the numbers in `a` that are "
    "not in `b`.)",
    hints=[
        "Which examples does each member speak about now?",
        "A member may speak only about those that are not in its sample, rows[k].",
        "judged = np.setdiff1d(np.arange(n), rows[k])",
    ],
    also=("large", "small"),
)
def mend_out_of_bag(predictions, rows, y):
    """The out-of-bag mean squared error."""
    m, n = predictions.shape
    total, count = np.zeros(n), np.zeros(n)
    for k in range(m):
        # What a member has not been trained on is a test for it.
        judged = np.setdiff1d(np.arange(n), rows[k])
        total[judged] += predictions[k, judged]
        count[judged] += 1
    return np.mean((total / count - y) ** 2)


@mend_out_of_bag.start(
    "Each member is still judged on the examples that it was trained on. Let it speak only about those that are not in "
    "its sample."
)
def in_the_bag(predictions, rows, y):
    """The out-of-bag mean squared error."""
    m, n = predictions.shape
    total, count = np.zeros(n), np.zeros(n)
    for k in range(m):
        judged = np.unique(rows[k])
        total[judged] += predictions[k, judged]
        count[judged] += 1
    return np.mean((total / count - y) ** 2)


@mend_out_of_bag.cases
def cases(rng):
    four = np.array([[0, 0, 1, 2], [3, 3, 1, 2], [0, 3, 3, 0], [1, 2, 2, 1]])
    five = np.array([[0, 1, 1, 4, 2], [3, 3, 0, 2, 4], [1, 4, 3, 3, 1], [2, 2, 0, 1, 0], [4, 0, 3, 1, 1]])
    return [
        (np.array([[1.0, 2.0], [4.0, 8.0]]), np.array([[0, 0], [1, 1]]), np.array([3.0, 5.0])),
        (rng.normal(size=(4, 4)), four, rng.normal(size=4)),
        (rng.normal(size=(5, 5)), five, rng.normal(size=5)),
        (2 * rng.normal(size=(5, 5)) + 1, five[::-1], rng.normal(size=5)),
        (rng.normal(size=(9, 5)), np.vstack([five, five[:4]]), 3 * rng.normal(size=5)),
    ]


@mend_out_of_bag.edge_cases
def edge_cases(rng):
    nobody_drew_3 = np.array([[0, 0, 1, 1], [1, 2, 2, 2], [0, 2, 0, 0]])
    return [(rng.normal(size=(3, 4)), nobody_drew_3, rng.normal(size=4))]


@mend_out_of_bag.law("what a member says about its own sample does not matter")
def _(f, predictions, rows, y):
    other = predictions.copy()
    for k, sample in enumerate(rows):
        other[k, sample] = 77.0
    return np.isclose(f(other, rows, y), f(predictions, rows, y))


mend_out_of_bag.instead_of(
    "return np.mean((total / count - y) ** 2)",
    {
        "return np.sqrt(np.mean((total / count - y) ** 2))": "That is the root. Return the mean squared error.",
        "return np.sum((total / count - y) ** 2)": "That is the sum over the examples. Return the mean.",
        "return np.mean((total / m - y) ** 2)": "Not all m members speak about an example. Divide by the number of "
        "those that do: count.",
        "return np.mean((total / (m - count) - y) ** 2)": "You divided by the number of members that have seen the "
        "example. Divide by the number of those whose predictions you added up: count.",
        "return np.mean(total / count - y) ** 2": "Square the error of each example first, and average then.",
    },
)
mend_out_of_bag.instead_of(
    "np.setdiff1d(np.arange(n), rows[k])",
    {
        "np.arange(n)": "Every member is judged on all examples, those of its sample among them. Leave out rows[k].",
        "np.setdiff1d(rows[k], np.arange(n))": "Some examples are judged by no member, and 0/0 is nan. np.setdiff1d "
        "takes the numbers to choose from first, np.arange(n), and those to leave out second. Each member leaves out "
        "its own sample, rows[k].",
        "np.setdiff1d(np.unique(rows), rows[k])": "An example that is in no sample has been seen by no member, so all "
        "of them judge it. Choose from all numbers: np.arange(n).",
    },
)


@mend_out_of_bag.misconception(
    "You averaged the squared errors of the single members. The ensemble is judged: average what the members say "
    "about an example, and take the error of that."
)
def errors_of_single_members(predictions, rows, y):
    m, n = predictions.shape
    total, count = np.zeros(n), np.zeros(n)
    for k in range(m):
        judged = np.setdiff1d(np.arange(n), rows[k])
        total[judged] += (predictions[k, judged] - y[judged]) ** 2
        count[judged] += 1
    return np.mean(total / count)


@mend_out_of_bag.misconception(
    "You computed an error for each member and averaged those. The ensemble is judged: average what the members say "
    "about an example, and take the error of that."
)
def an_error_for_each_member(predictions, rows, y):
    found = []
    for k in range(len(rows)):
        judged = np.setdiff1d(np.arange(len(y)), rows[k])
        found.append(np.mean((predictions[k, judged] - y[judged]) ** 2))
    return np.mean(found)


@mend_out_of_bag.misconception(
    "You averaged the squared errors of all single predictions. The ensemble is judged: average what the members say "
    "about an example, and take the error of that."
)
def pooled_errors(predictions, rows, y):
    errors = []
    for k in range(len(rows)):
        judged = np.setdiff1d(np.arange(len(y)), rows[k])
        errors.extend((predictions[k, judged] - y[judged]) ** 2)
    return np.mean(errors)
