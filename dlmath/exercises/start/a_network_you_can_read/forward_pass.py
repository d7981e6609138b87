"""forward_pass: through a hidden layer to one output, in code that has two mistakes at first."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="hard",
    task="This is a forward pass up to one output unit. `W` is a list with the weights of each hidden unit, `b` a list "
    "of their biases; `w_out` has the weights of the output unit, one for each hidden unit, and `b_out` is its bias. "
    "The code runs, but it contains two mistakes. Find them and fix them.",
    hints=[
        "Follow a small example by hand: two hidden units. What is in total after the first pass through the loop, and "
        "after the second?",
        "One mistake: each pass overwrites total, so only the last hidden unit counts. The other: what should come out "
        "of a hidden unit before the output unit sees it?",
        "Start with total = 0, write total = total + …, and apply the sigmoid to np.sum(W[k] * x) + b[k].",
    ],
    also=("whole",),  # very large sums overflow in every plain way of writing it
)
def forward_pass(x, W, b, w_out, b_out):
    """The activation of an output unit behind a hidden layer."""
    total = 0
    for k in range(len(W)):
        # The output unit sees the activation of a hidden unit, not its sum …
        hidden = 1 / (1 + np.exp(-(np.sum(W[k] * x) + b[k])))
        # … and it adds up all of them.
        total = total + w_out[k] * hidden
    return 1 / (1 + np.exp(-(total + b_out)))


@forward_pass.start(
    "Only the last hidden unit counts: each pass through the loop overwrites total, or sets it back to 0. And "
    "something is missing between a hidden unit's sum and the output unit."
)
def typed_in_a_hurry(x, W, b, w_out, b_out):
    """The activation of an output unit behind a hidden layer."""
    for k in range(len(W)):
        total = w_out[k] * (np.sum(W[k] * x) + b[k])
    return 1 / (1 + np.exp(-(total + b_out)))


@forward_pass.cases
def cases(rng):
    x = np.array([1.0, 0.0, 1.0])
    W = [np.array([1.0, -1.0, 0.75]), np.array([-1.0, 2.0, 0.25])]
    ring = np.array([1.0, 1.0, 1.0, 1.0, 0.0, 1.0, 1.0, 0.0, 1.0, 1.0, 1.0, 0.0])
    strokes = [np.outer([2.0, 4.0, 4.0, 2.0], column).ravel() for column in np.eye(3)]
    many = [rng.normal(size=5) for _ in range(4)]
    return [
        (x, W, [-0.5, 0.25], [1.0, -2.0], 0.5),
        (x, W, [0.5, 0.75], [-1.5, 2.5], -0.25),
        (ring, strokes, [-7.0, -7.0, -7.0], [4.0, -6.0, 4.0], -5.0),
        (rng.random(5), many, [0.1, -0.2, 0.3, -0.4], [1.0, 2.0, -3.0, 0.7], 0.2),
    ]


@forward_pass.edge_cases
def edge_cases(rng):
    one = [rng.normal(size=3)]
    return [(rng.random(3), one, [0.3], [1.5], -0.4), (np.zeros(3), one, [0.3], [1.5], 0.0)]


@forward_pass.law("if all weights of the output unit and its bias change sign, a becomes 1 − a")
def _(f, x, W, b, w_out, b_out):
    return np.isclose(f(x, W, b, [-w for w in w_out], -b_out), 1 - f(x, W, b, w_out, b_out))


@forward_pass.misconception(
    "Now the hidden units have their sigmoid, but only the last of them counts: each pass overwrites total, or sets it "
    "back to 0. Start with total = 0 before the loop and write total = total + …."
)
def overwrites(x, W, b, w_out, b_out):
    for k in range(len(W)):
        total = w_out[k] / (1 + np.exp(-(np.sum(W[k] * x) + b[k])))
    return 1 / (1 + np.exp(-(total + b_out)))


@forward_pass.misconception(
    "Now all hidden units count, but the output unit gets their sums. It should see their activations: put np.sum(W[k] "
    "* x) + b[k] into a sigmoid first."
)
def hidden_units_without_sigmoid(x, W, b, w_out, b_out):
    total = sum(w_out[k] * (np.sum(W[k] * x) + b[k]) for k in range(len(W)))
    return 1 / (1 + np.exp(-(total + b_out)))


@forward_pass.misconception(
    "You put the sigmoid around the product with w_out[k]. The hidden unit comes first: its sigmoid, and then times "
    "w_out[k]."
)
def sigmoid_of_the_product(x, W, b, w_out, b_out):
    total = sum(1 / (1 + np.exp(-w_out[k] * (np.sum(W[k] * x) + b[k]))) for k in range(len(W)))
    return 1 / (1 + np.exp(-(total + b_out)))


@forward_pass.misconception(
    "You multiplied the hidden units with each other. The output unit adds up what they contribute: start with total = "
    "0 and write total = total + …."
)
def multiplies(x, W, b, w_out, b_out):
    total = np.prod([w_out[k] / (1 + np.exp(-(np.sum(W[k] * x) + b[k]))) for k in range(len(W))])
    return 1 / (1 + np.exp(-(total + b_out)))


forward_pass.instead_of(
    "return 1 / (1 + np.exp(-(total + b_out)))",
    {
        "return total + b_out": "You returned the output unit's sum. It needs its sigmoid as well, as it had at first.",
        "return total": "You returned the sum without bias and sigmoid. The last line was right as it was.",
        "return 1 / (1 + np.exp(-total))": "The bias b_out of the output unit is missing.",
        "return 1 / (1 + np.exp(-(total + len(W) * b_out)))": "You added b_out in every pass through the loop. It is "
        "added once, at the end.",
        "return 1 / (1 + np.exp(-(total + (len(W) + 1) * b_out)))": "You added b_out in every pass through the loop "
        "and again at the end. It is added once, at the end.",
        "return 1 / (1 + np.exp(-total + b_out))": "In the last line b_out has the wrong sign. It is added to total, "
        "and the minus is for all of it: -(total + b_out).",
        "return 1 / (1 + np.exp(total + b_out))": "In the last line the minus sign in the exponent is missing.",
        "return 1 / (1 + np.exp(-(total / len(W) + b_out)))": "You took the mean over the hidden units. Add them up.",
    },
)
forward_pass.instead_of(
    "(np.sum(W[k] * x) + b[k])",
    {
        "np.sum(W[k] * x)": "The bias b[k] of the hidden units is missing.",
        "np.sum(W[k] * x) + b[k]": "In the hidden units the bias has the wrong sign. Add b[k] to the sum, and put the "
        "minus in front of parentheses around both.",
        "np.sum(W[k] * x + b[k])": "b[k] is inside the sum, so it was added once for every pixel. Add it once.",
        "(np.sum(W[k] * x) + b[0])": "Every hidden unit got the bias of the first one. Unit k has the bias b[k].",
        "(np.sum(W[0] * x) + b[k])": "Every hidden unit got the weights of the first one. Unit k has the weights W[k].",
        "(np.sum(W[k] * x) + b_out)": "The hidden units got the bias of the output unit. Unit k has the bias b[k].",
        "-(np.sum(W[k] * x) + b[k])": "The hidden unit's exponent has lost its minus sign: on became off.",
    },
)
forward_pass.instead_of(
    "range(len(W))",
    {
        "range(1, len(W))": "The first hidden unit is missing: Python counts from 0. range(len(W)) was right.",
        "range(len(W) - 1)": "The last hidden unit is missing. range(len(W)) was right: it already stops before the "
        "end.",
        "range(1)": "Only the first hidden unit counts. If there is a return inside the loop, move it to the left.",
    },
)
forward_pass.instead_of(
    "w_out[k] * hidden",
    {
        "hidden": "The weights w_out of the output unit aren't used. Multiply each activation by w_out[k].",
        "w_out[k] + hidden": "You added w_out[k]. Each activation is multiplied by its weight: w_out[k] * hidden.",
        "w_out * hidden": "w_out is the whole list. The weight of this unit's activation is w_out[k].",
        "w_out[0] * hidden": "Every activation got the first weight of the output unit. Activation k has w_out[k].",
    },
)
forward_pass.instead_of(
    "total = 0",
    {
        "total = 1": "total begins at 1, and that 1 stays in the sum. Begin at 0.",
        "total = b_out": "You start with b_out and add it again in the last line. Start with 0.",
    },
)

forward_pass.instead_of(
    "hidden = 1 / (1 + np.exp(-(np.sum(W[k] * x) + b[k])))",
    {
        "hidden = 1 / (1 + np.exp(-np.sum(W[k] * x))) + b[k]": "You added the bias of a hidden unit after its sigmoid. "
        "It belongs inside: the sigmoid of np.sum(W[k] * x) + b[k].",
        "hidden = np.tanh(np.sum(W[k] * x) + b[k])": "Your hidden units use tanh. The sigmoid is 1 / (1 + np.exp(-z)).",
        "hidden = np.maximum(np.sum(W[k] * x) + b[k], 0)": "The hidden units cut off what is below 0. Give them the "
        "sigmoid.",
        "hidden = float(np.sum(W[k] * x) + b[k] > 0)": "The hidden units jump from 0 to 1. Give them the sigmoid.",
    },
)


@forward_pass.misconception(
    "You add up now, but no unit has its sigmoid: neither the hidden ones nor the output. Each unit needs its own."
)
def no_sigmoid_at_all(x, W, b, w_out, b_out):
    return sum(w_out[k] * (np.sum(W[k] * x) + b[k]) for k in range(len(W))) + b_out


@forward_pass.misconception(
    "You put total into the sigmoid in each pass. The sigmoid belongs to each hidden unit by itself, before w_out[k], "
    "and once to the output unit at the end."
)
def sigmoid_of_the_running_total(x, W, b, w_out, b_out):
    total = 0
    for k in range(len(W)):
        total = 1 / (1 + np.exp(-(total + w_out[k] * (np.sum(W[k] * x) + b[k]))))
    return 1 / (1 + np.exp(-(total + b_out)))


@forward_pass.misconception(
    "You multiplied the hidden units with each other, and they have no sigmoid. Start with total = 0, write total = "
    "total + …, and put np.sum(W[k] * x) + b[k] into a sigmoid first."
)
def multiplies_the_sums(x, W, b, w_out, b_out):
    total = np.prod([w_out[k] * (np.sum(W[k] * x) + b[k]) for k in range(len(W))])
    return 1 / (1 + np.exp(-(total + b_out)))
