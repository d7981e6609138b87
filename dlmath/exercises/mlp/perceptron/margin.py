"""margin: the room that a line leaves, or how badly it fails."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="Return the margin of the hyperplane with weights `w` (not all 0) and bias `b`. The examples are the rows of "
    "`X`, and their labels, 1 or −1, are in `y`. If any example is on the wrong side, the margin is negative.",
    hints=[
        "Compute all sums at once: z = X @ w + b. What does multiplying by y do to them?",
        "y * z is positive for each example on the correct side. Dividing it by the length of w makes it a distance.",
        "The margin is the smallest of these distances: np.min(y * (X @ w + b)) / np.linalg.norm(w).",
    ],
    also=("whole", "large", "small"),
)
def margin(X, y, w, b):
    """The signed distance of the nearest, or the worst, example."""
    # z over the length of w is a distance, and y makes it positive on the right side.
    return np.min(y * (X @ w + b)) / np.linalg.norm(w)


@margin.cases
def cases(rng):
    return [
        (np.array([[3.0, 4.0]]), np.array([1]), np.array([3.0, 4.0]), -5.0),
        (np.array([[3.0, 4.0], [-1.0, 0.5]]), np.array([1, -1]), np.array([3.0, 4.0]), -5.0),
        (np.array([[3.0, 4.0], [0.0, 1.0], [5.0, 0.0]]), np.array([1, -1, 1]), np.array([3.0, 4.0]), -8.0),
        (np.array([[3.0, 4.0], [2.0, 2.0], [0.5, 0.5]]), np.array([1, -1, -1]), np.array([3.0, 4.0]), -5.0),
        (np.array([[1.0, 1.0], [2.0, -1.0], [0.0, -3.0]]), np.array([-1, -1, 1]), np.array([0.0, -0.5]), 0.3),
        (np.array([[2.0], [-4.0], [7.0]]), np.array([1, -1, 1]), np.array([2.0]), 1.0),
        (rng.normal(size=(6, 3)), np.array([1, -1, 1, 1, -1, -1]), rng.normal(size=3), 0.4),
        (rng.normal(size=(8, 4)) + 3, np.ones(8), np.array([0.5, 0.2, 0.4, 0.1]), 2.0),
        (rng.normal(size=(8, 4)) - 3, -np.ones(8), np.array([0.5, 0.2, 0.4, 0.1]), -2.0),
        (rng.normal(size=(60, 2)), rng.choice([-1, 1], size=60), np.array([2.0, -1.0]), -0.7),
    ]


@margin.edge_cases
def edge_cases(rng):
    return [
        (np.array([[2, 1], [0, 1]]), np.array([1, -1]), np.array([1, 1]), -2),
        (np.array([[1.0, 1.0]]), np.array([1]), np.array([1.0, -1.0]), 0.0),
        (np.array([[1.0, 1.0]]), np.array([-1]), np.array([3e-5, 4e-5]), 0.0),
        (rng.normal(size=(5, 2)), np.array([1, -1, 1, -1, 1]), np.array([3e5, 4e5]), 2e5),
    ]


@margin.law("twice the weights and twice the bias are the same hyperplane")
def _(f, X, y, w, b):
    return np.isclose(f(X, y, 2 * w, 2 * b), f(X, y, w, b))


@margin.law("flipping the signs of the weights, the bias, and the labels does not change the margin")
def _(f, X, y, w, b):
    return np.isclose(f(X, -y, -w, -b), f(X, y, w, b))


margin.instead_of(
    "np.min(y * (X @ w + b)) / np.linalg.norm(w)",
    {
        "np.min(y * (X @ w + b))": "That is the smallest y z. It doubles with w and b, though the line stays where it "
        "is. Divide it by the length of w.",
        "np.min(np.abs(X @ w + b)) / np.linalg.norm(w)": "With np.abs, an example on the wrong side looks as good as "
        "one on the correct side. Multiply by y instead.",
        "np.abs(np.min(y * (X @ w + b))) / np.linalg.norm(w)": "If any example is on the wrong side, the margin is "
        "negative. Leave out np.abs.",
        "np.min(X @ w + b) / np.linalg.norm(w)": "The labels are missing: an example with y = −1 is on the correct "
        "side if z is *negative*. Multiply by y.",
        "np.max(y * (X @ w + b)) / np.linalg.norm(w)": "That is the example farthest from the line. The margin belongs "
        "to the one with the least room: np.min.",
        "np.mean(y * (X @ w + b)) / np.linalg.norm(w)": "That is the average distance. The margin is the smallest.",
        "np.sum(y * (X @ w + b)) / np.linalg.norm(w)": "That adds up all the distances. The margin is the smallest.",
        "np.min(y * (X @ w)) / np.linalg.norm(w)": "The bias is missing: z = X @ w + b.",
        "np.min(y * (X @ w / np.linalg.norm(w) + b))": "You divided X @ w alone. The bias belongs to the sum: divide "
        "all of z = X @ w + b by the length of w.",
        "np.min(y * (X @ w - b)) / np.linalg.norm(w)": "The bias is added: z = X @ w + b.",
        "np.min(y * X @ w + b) / np.linalg.norm(w)": "y multiplies the whole sum, z = X @ w + b. Watch the "
        "parentheses: y * (X @ w + b).",
        "np.min(y * (X @ w) + b) / np.linalg.norm(w)": "y multiplies the whole sum, bias and all: y * (X @ w + b).",
        "np.min(y * (X @ w + b)) / np.sqrt(w @ w + b**2)": "That is the margin in the space with one more input that "
        "is always 1. Here the question is the distance to the hyperplane itself: divide by the length of w alone.",
        "np.min(y * (X @ w + b)) / (w @ w)": "w @ w is the *squared* length. Take its root, or use np.linalg.norm(w).",
        "np.min(y * (X @ w + b)) / np.sqrt(np.linalg.norm(w))": "np.linalg.norm is the length already. There is no "
        "root to take.",
        "np.min(y * (X @ w + b)) / np.sum(w)": "That is the sum of the weights. Divide by the length, "
        "np.linalg.norm(w).",
        "np.min(y * (X @ w + b)) / np.sum(np.abs(w))": "That is the 1-norm of w. Distances need the usual length, "
        "np.linalg.norm(w).",
        "np.min(y * (X @ w + b)) / np.max(np.abs(w))": "That is the largest weight. Divide by the length of w, "
        "np.linalg.norm(w).",
        "np.min(y * (X @ w + b)) * np.linalg.norm(w)": "Divide by the length of w, instead of multiplying: longer "
        "weights make z larger, not the distance.",
        "np.min(y * (X @ w + b) / np.linalg.norm(X, axis=1))": "You divided by the lengths of the examples. The "
        "distance to the hyperplane is z over the length of w.",
        "np.min(y * (X @ w + b)) / np.linalg.norm(X)": "You divided by the size of the data. Divide by the length of "
        "w.",
        "y * (X @ w + b) / np.linalg.norm(w)": "These are the distances of all examples. The margin is the smallest: "
        "np.min.",
        "np.argmin(y * (X @ w + b))": "That is the *index* of the example. The margin is its distance.",
        "2 * np.min(y * (X @ w + b)) / np.linalg.norm(w)": "That is twice the distance. The margin here is the "
        "distance from the hyperplane to the nearest example, on one side.",
        "max(0, np.min(y * (X @ w + b)) / np.linalg.norm(w))": "If any example is on the wrong side, the margin is "
        "negative, not 0.",
        "-np.min(y * (X @ w + b)) / np.linalg.norm(w)": "The sign is flipped: on the correct side, an example has a "
        "positive distance.",
        "np.min(y * (X @ w) / np.linalg.norm(w) + b)": "The bias has to be divided by the length of w as well: "
        "(X @ w + b) / np.linalg.norm(w).",
        "np.min(X @ w + b) * np.min(y) / np.linalg.norm(w)": "Multiply each z by its own label before you look for "
        "the smallest: np.min(y * z).",
        "np.min(np.where(y * (X @ w + b) > 0, y * (X @ w + b), np.inf)) / np.linalg.norm(w)": "You left out the "
        "examples on the wrong side. They count, too, and make the margin negative.",
    },
)


@margin.misconception("You looked only at the first example. The margin is the smallest distance over all of them.")
def only_the_first(X, y, w, b):
    return y[0] * (X[0] @ w + b) / np.linalg.norm(w)


@margin.misconception("You looked only at the examples with label 1. Those with −1 can be closer to the line.")
def only_yes(X, y, w, b):
    z = (X @ w + b)[y == 1]
    return np.min(z) / np.linalg.norm(w) if len(z) else 0.0


@margin.misconception("You looked only at the examples with label −1. Those with 1 can be closer to the line.")
def only_no(X, y, w, b):
    z = (X @ w + b)[y == -1]
    return np.min(-z) / np.linalg.norm(w) if len(z) else 0.0


@margin.misconception(
    "You added the smallest distances of the two classes: that is the width of the whole gap. The margin is the "
    "smaller of the two."
)
def whole_gap(X, y, w, b):
    z = X @ w + b
    return (np.min(z[y == 1], initial=np.inf) + np.min(-z[y == -1], initial=np.inf)) / np.linalg.norm(w)


@margin.misconception(
    "Your search for the smallest starts at 0, so nothing above 0 is ever found. Start with the first distance, or "
    "with np.inf."
)
def starts_at_zero(X, y, w, b):
    smallest = 0.0
    for i in range(len(y)):
        smallest = min(smallest, y[i] * (X[i] @ w + b) / np.linalg.norm(w))
    return smallest


@margin.misconception("The first example is missing. Python counts from 0: range(len(y)).")
def skips_the_first(X, y, w, b):
    return min((y[i] * (X[i] @ w + b) / np.linalg.norm(w) for i in range(1, len(y))), default=np.inf)


@margin.misconception("You return the distance of the last example. The margin is the smallest over all of them.")
def only_the_last(X, y, w, b):
    return y[-1] * (X[-1] @ w + b) / np.linalg.norm(w)


@margin.misconception("You multiplied only the bias by y. It multiplies the whole sum: y * (X @ w + b).")
def label_on_the_bias(X, y, w, b):
    return np.min(X @ w + y * b) / np.linalg.norm(w)


@margin.misconception("len(w) is the number of weights. Divide by the length of the arrow w: np.linalg.norm(w).")
def by_the_number_of_weights(X, y, w, b):
    return np.min(y * (X @ w + b)) / len(w)


@margin.misconception("That is the median distance. The margin belongs to the example with the least room: np.min.")
def median(X, y, w, b):
    return np.median(y * (X @ w + b)) / np.linalg.norm(w)
