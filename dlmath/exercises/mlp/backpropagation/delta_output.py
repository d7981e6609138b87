"""delta_output: the blame of the last layer."""

import numpy as np

from dlmath import activations
from dlmath.exercises import exercise


@exercise(
    weight="standard",
    also=("whole", "long", "small"),
    task="The last layer has $K$ sigmoid units with sums `z` and targets `t`, both of shape `(K,)`. The loss is the "
    "mean of the $K$ squares $(a_i - t_i)^2$. Return the deltas, of shape `(K,)`. Don't approximate by differences.",
    hints=[
        "Along the path from z to the loss there are two steps: z moves a, and a moves L. Multiply their slopes.",
        "The slope of the sigmoid is a (1 − a). The loss contains (a − t)² / K: what is the slope of that along a?",
        "With a = activations.sigmoid(z): return 2 / len(z) * (a - t) * a * (1 - a).",
    ],
)
def delta_output(z, t):
    """The slope of the loss along each output's sum."""
    a = activations.sigmoid(z)
    # The slope of the mean of squares along a, times the slope of the sigmoid along z.
    return 2 / len(z) * (a - t) * (a * (1 - a))


@delta_output.cases
def cases(rng):
    return [
        (np.array([0.0]), np.array([1.0])),
        (np.array([np.log(3.0)]), np.array([0.5])),
        (np.array([np.log(3.0), 0.0]), np.array([0.0, 1.0])),
        (np.array([1.0, -2.0, 0.5]), np.array([0.0, 1.0, 1.0])),
        (rng.normal(size=5), rng.uniform(size=5)),
        (3 * rng.normal(size=40), rng.uniform(size=40)),
    ]


@delta_output.edge_cases
def edge_cases(rng):
    return [
        (np.zeros(2), np.full(2, 0.5)),
        (np.array([1, -2, 3]), np.array([0, 1, 1])),
    ]


@delta_output.law("an output that is right gets no blame")
def _(f, z, t):
    return np.allclose(f(z, activations.sigmoid(z)), 0)


@delta_output.law(
    "the deltas are exact, even where the sigmoid is nearly flat and a difference of losses loses its digits"
)
def _(f, z, t):
    z, t = np.array([20.0, -20.0]), np.array([0.0, 1.0])
    return np.allclose(f(z, t), delta_output(z, t), rtol=1e-6, atol=0)


@delta_output.law("a small push on one sum changes the loss by its delta times the push")
def _(f, z, t):
    def loss(v):
        return np.mean((activations.sigmoid(v) - t) ** 2)

    push = 1e-5 * np.eye(len(z))[0]
    scale = (1 + np.abs(t).max()) ** 2
    return np.isclose((loss(z + push) - loss(z - push)) / 2e-5, np.ravel(f(z, t))[0], rtol=1e-4, atol=1e-9 * scale)


SLOPE = "The slope of the sigmoid"
delta_output.instead_of(
    "2 / len(z) * (a - t) * (a * (1 - a))",
    {
        "2 / len(z) * (a - t)": "That is the slope of the loss along the outputs a. Delta is the slope along the sums "
        f"z: multiply by {SLOPE[0].lower() + SLOPE[1:]}, a * (1 - a).",
        "(a - t) * (a * (1 - a))": "The factor 2 / K is missing: the slope of a square is 2 (a − t), and the mean "
        "divides by the number of outputs.",
        "2 * (a - t) * (a * (1 - a))": "The loss is the *mean* of the squares. Divide by their number, len(z).",
        "(a - t) * (a * (1 - a)) / len(z)": "The square brings down a factor of 2: the slope of (a − t)² is 2 (a − t).",
        "(a - t) / len(z)": "Two things are missing: the 2 from the square, and the slope of the sigmoid, a * (1 - a).",
        "(a - t) / (a * (1 - a)) / len(z)": "That is the slope of the cross-entropy along the outputs. Here the loss "
        "is the mean of the squares, and delta is the slope along the sums: 2 / K · (a − t) · a (1 − a).",
        "a - t": "That is the error alone. Multiply by 2 / K, from the mean of squares, and by the slope of the "
        "sigmoid, a * (1 - a). (Without these two it is the delta of the cross-entropy.)",
        "t - a": "That is the error alone, with the wrong sign: the slope of (a − t)² along a is 2 (a − t). "
        "Then divide "
        "by K and multiply by the slope of the sigmoid.",
        "2 / len(z) * (t - a) * (a * (1 - a))": "The sign is wrong. The slope of (a − t)² along a is 2 (a − t): an "
        "output that is too high has a positive delta.",
        "2 / len(z) * (a - t) * a": f"{SLOPE} is a (1 − a). You have only its first factor.",
        "2 / len(z) * (a - t) * (1 - a)": f"{SLOPE} is a (1 − a). You have only its second factor.",
        "2 / len(z) * (a - t) * (1 - a**2)": "1 − a² is the slope of tanh. These units use the sigmoid: a (1 − a).",
        "2 / len(z) * (a - t) * (z * (1 - z))": f"{SLOPE} is a (1 − a), with the activation a = σ(z). You put "
        "the sum z "
        "in its place.",
        "2 / len(z) * (z - t) * (a * (1 - a))": "The error compares the *output* a with the target, not the sum z.",
        "2 / len(z) * np.sum((a - t) * (a * (1 - a)))": "You added the deltas up. Each output has its own: "
        "return all K.",
        "2 / len(z) * (a - t) ** 2 * (a * (1 - a))": "You kept the square. The slope of (a − t)² is 2 (a − t), "
        "without it.",
        "2 / len(z) * np.abs(a - t) * (a * (1 - a))": "You dropped the sign. Delta is a slope: negative where "
        "the output "
        "is too low.",
        "2 / len(z) * (a - t) + a * (1 - a)": "Slopes along a path are multiplied, not added.",
        "2 / len(z) * (a - t) / (a * (1 - a))": "You divided by the slope of the sigmoid. Along a path, slopes "
        "multiply.",
        "2 / len(z) * (a - t) * (a * (a - 1))": "The slope of the sigmoid is a (1 − a), which is positive. You "
        "wrote a (a − 1).",
        "2 / len(z) * a * (a * (1 - a))": "The target is missing: the slope of (a − t)² along a is 2 (a − t).",
        "a * (1 - a)": "Those are the slopes of the sigmoid. Multiply them by the slope of the loss along a, 2 "
        "/ K · (a − t).",
        "2 / len(z) * (z - t)": "Two things: the error compares the *output* a = σ(z) with the target, not the "
        "sum z. And the "
        "slope of the sigmoid, a * (1 - a), is missing.",
        "2 / len(z) * (a - t) * z": "You multiplied by the sum z. What belongs there is the slope of the "
        "sigmoid at z, a (1 − a).",
        "2 / len(z) * (a - t) * t * (1 - t)": "The slope of the sigmoid is taken at the output: a (1 − a), not "
        "t (1 − t).",
        "2 / len(z) * a - t * (a * (1 - a))": "Parentheses are missing around a − t.",
        "2 / len(z) * (a - t) * a - a**2": "Parentheses are missing: the slope a − a² has to be one factor. Write a * "
        "(1 - a).",
        "2 * len(z) * (a - t) * (a * (1 - a))": "You multiplied by K. The mean divides by it: 2 / len(z).",
        "(a - t) ** 2 / len(z) * (a * (1 - a))": "You kept the square, and its factor 2 is missing: the slope "
        "of (a − t)² is "
        "2 (a − t).",
        "np.mean((a - t) ** 2) * (a * (1 - a))": "You multiplied by the loss. What belongs there is its *slope* "
        "along a, "
        "2 / K · (a − t).",
        "(a - t) ** 2 / len(z)": "Those are the squares, each output's part of the loss. The task asks for "
        "slopes along z.",
        "np.mean((a - t) ** 2)": "That is the loss. The task asks for its slope along each sum.",
        "2 / len(z) * (a - t) * (a * (1 - a) ** 2)": "There is one square too many: the slope of the sigmoid is a (1 − "
        "a).",
        "2 / len(z) * (a - activations.sigmoid(t)) * (a * (1 - a))": "The targets are what the *outputs* should be. "
        "They don't go through the sigmoid: a − t.",
        "2 / len(z) * np.sum(a - t) * (a * (1 - a))": "Each output has its own error, a − t. Don't add them up, and "
        "don't average them: the mean in the loss leaves only the factor 1 / K.",
        "2 / len(z) * (a - t) * np.mean(a * (1 - a))": "Each output has its own slope a (1 − a). Don't average them.",
    },
)


@delta_output.misconception(
    "You took the slope of the sigmoid at a: the sigmoid was applied twice. Its slope at z is a (1 − a), and a is σ(z) "
    "already."
)
def sigmoid_twice(z, t):
    a = activations.sigmoid(z)
    b = activations.sigmoid(a)
    return 2 / len(z) * (a - t) * b * (1 - b)


@delta_output.misconception("z holds the sums, not the outputs. First a = activations.sigmoid(z).")
def sums_for_outputs(z, t):
    return 2 / len(z) * (z - t) * z * (1 - z)


@delta_output.misconception(
    "These units are sigmoids, each on its own: use activations.sigmoid, not a softmax, which mixes all sums."
)
def softmax_for_sigmoid(z, t):
    a = activations.softmax(z)
    return 2 / len(z) * (a - t) * a * (1 - a)


@delta_output.misconception(
    "You divided by 2, as if there were always two outputs. The mean divides by their number, len(z)."
)
def half_for_mean(z, t):
    a = activations.sigmoid(z)
    return (a - t) * a * (1 - a) / 2


@delta_output.misconception(
    "You used tanh, and its slope. These units are sigmoids: a = activations.sigmoid(z), slope a (1 − a)."
)
def tanh_for_sigmoid(z, t):
    a = np.tanh(z)
    return 2 / len(z) * (a - t) * (1 - a**2)


@delta_output.misconception("You used the ReLU. These units are sigmoids: a = activations.sigmoid(z), slope a (1 − a).")
def relu_for_sigmoid(z, t):
    return 2 / len(z) * (np.maximum(z, 0) - t) * (z > 0)


@delta_output.misconception(
    "Every output was paired with every other: that is an outer product. Multiply entry by entry, with *."
)
def outer_product(z, t):
    a = activations.sigmoid(z)
    return np.outer(2 / len(z) * (a - t), a * (1 - a))
