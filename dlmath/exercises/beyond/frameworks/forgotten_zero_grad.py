"""forgotten_zero_grad: the sum of 1 to k, times one step."""

from dlmath.exercises import exercise


@exercise(
    kind="derive",
    weight="standard",
    task="A weight starts at 0, and its gradient is the number `g` at every step. But `zero_grad` is missing, so the "
    "gradients pile up: `.grad` is 0 at first, and each backward pass adds `g` to it. Where is the weight after `k` "
    "steps of gradient descent with learning rate `eta`? `k` is an integer, at least 0.",
    hints=[
        "What does .grad hold when the first step is taken? And at the second and the third?",
        "Step j moves the weight by −η · j g. Add up j from 1 to k.",
        "1 + 2 + … + k = k (k + 1) / 2.",
    ],
)
def forgotten_zero_grad(eta, g, k):
    """The weight after k steps with a gradient that piles up."""
    # At step j, .grad holds j g, and 1 + 2 + … + k is k (k + 1) / 2.
    return -eta * g * k * (k + 1) / 2


@forgotten_zero_grad.cases
def cases(rng):
    return [
        (0.5, 2.0, 1),
        (0.5, 2.0, 2),
        (0.1, -3.0, 4),
        (float(rng.uniform(0.01, 0.9)), float(rng.normal()), 7),
    ]


@forgotten_zero_grad.edge_cases
def edge_cases(rng):
    return [(0.5, 2.0, 0), (0.1, 0.0, 5)]


forgotten_zero_grad.instead_of(
    "-eta * g * k * (k + 1) / 2",
    {
        "-eta * g * k": "That is where the weight goes when each gradient is used once. Here the second step uses "
        "2 g and the third 3 g: each step is longer than the one before it.",
        "eta * g * k * (k + 1) / 2": "The length is right. Gradient descent moves against the gradient: the sign is "
        "minus.",
        "-eta * g * k * (k - 1) / 2": "In your sum the first step doesn't move. But the backward pass comes before "
        "the step, so the first one already moves by η g: add up 1 to k instead of 0 to k − 1.",
        "-eta * g * k * (k + 1)": "Check k = 1: one ordinary step is −η g, and yours is twice that. The sum of 1 to "
        "k is k (k + 1) / 2.",
        "-eta * g * k ** 2 / 2": "That is the sum for very large k only. For k = 1 it gives half a step; the sum of "
        "1 to k is k (k + 1) / 2.",
        "-eta * g * k ** 2": "That would be k steps with k g each. Only the last step uses k g.",
        "-eta * g * 2 ** k": ".grad grows by g each time; it doesn't double. It holds g, 2 g, 3 g, …",
        "-eta * g * (2 ** k - 1)": ".grad grows by g each time; it doesn't double. It holds g, 2 g, 3 g, …",
        "-eta * g * (k + 1) * (k + 2) / 2": "You added up 1 to k + 1. There are k steps: 1 + … + k = k (k + 1) / 2.",
        "-(eta**k) * g * k * (k + 1) / 2": "The learning rate multiplies each step once, and the steps add up: there "
        "are no powers of η.",
        "-g * (eta - eta ** (k + 1)) / (1 - eta)": "You added up η g, η² g, η³ g, … The learning rate stays η at every "
        "step; it's the gradient that grows: η g, 2 η g, 3 η g, …",
        "-eta * g * (k // 2) * (k + 1)": "k // 2 rounds down before the product is taken. Write k * (k + 1) / 2.",
        "-g * k * (k + 1) / 2": "The learning rate is missing.",
    },
)
