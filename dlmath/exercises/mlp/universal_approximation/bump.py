"""bump: one step up and one step down."""

import numpy as np

from dlmath.activations import sigmoid
from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="Return the output of two hidden units that draw a bump: about `height` for `x` between `left` and `right`, "
    "and about 0 outside. Both units have weight `k` (positive), and each is halfway up at one of the two edges. `x` "
    "is an array. Use `sigmoid`, which works for numbers of any size.",
    hints=[
        "sigmoid(k * (x - left)) is a step that goes up at left. What takes it down again at right?",
        "Subtract a second step, the one at right. Left of both, 0 − 0; between them, 1 − 0; right of both, 1 − 1.",
        "height * (sigmoid(k * (x - left)) - sigmoid(k * (x - right)))",
    ],
    also=("whole", "long"),
)
def bump(x, left, right, height, k):
    """Two sigmoid units: up at left, down at right."""
    # Each unit is halfway up where its weighted sum is 0, at its edge.
    up = sigmoid(k * (x - left))
    down = sigmoid(k * (x - right))
    # Right of both edges, the two cancel.
    return height * (up - down)


@bump.cases
def cases(rng):
    return [
        (np.array([0.5]), 0.0, 1.0, 2.0, 3.0),
        (np.array([-1.0, 0.25, 2.0]), 0.0, 1.0, 2.0, 4.0),
        (np.array([0.0, 1.0, 1.5, 4.0]), 1.0, 3.0, -1.5, 2.5),
        (np.linspace(-2, 3, 7), -0.5, 1.25, 0.75, 6.0),
        (rng.normal(size=9), -0.8, 0.3, 3.2, 1.7),
    ]


@bump.edge_cases
def edge_cases(rng):
    return [
        (np.array([-5.0, 0.5, 7.0]), 0.0, 1.0, 2.0, 5000.0),
        (np.array([0.0, 1.0]), 0.0, 1.0, 0.0, 3.0),
        (np.array([0, 1, 2]), 0, 2, 3, 1),
    ]


@bump.law("a bump is symmetric about the middle between its edges")
def _(f, x, left, right, height, k):
    return np.allclose(f(left + right - x, left, right, height, k), f(x, left, right, height, k))


@bump.law("two bumps side by side make one wide bump")
def _(f, x, left, right, height, k):
    middle = left + 0.3 * (right - left)
    both = f(x, left, middle, height, k) + f(x, middle, right, height, k)
    return np.allclose(both, f(x, left, right, height, k))


bump.instead_of(
    "return height * (up - down)",
    {
        "return height * (up + down)": "Right of both edges, your units add up to twice the height. The second unit "
        "has to take the step down again: subtract it.",
        "return height * (down - up)": "The bump is upside down: the step at left goes up, and the one at right is "
        "subtracted. (If you wrote the sigmoid yourself, it is 1/(1 + e⁻ᶻ), with the minus.)",
        "return height * (up + sigmoid(k * (right - x)))": "You flipped the second unit. It is 1 minus the step at "
        "right, so your output is too high by height everywhere. Give both units weight k, and subtract the second.",
        "return height * (up + sigmoid(k * (right - x))) / 2": "You flipped the second unit and took the mean. Outside "
        "the bump, half the height is left. Give both units weight k, and subtract the second.",
        "return height * sigmoid(k * (x - left) * (right - x))": "A hidden unit computes w x + b from its input, a "
        "straight line. Here x is multiplied by x. Use two units, one for each edge.",
        "return up - down": "The height is missing: multiply the difference by height.",
        "return height * up - down": "Only the first step has the height. The second one must take all of it away "
        "again: multiply both by height.",
        "return height * up": "That is a step, which stays up forever. Subtract a second one at right.",
        "return height * down": "That is a step at right. A bump goes up at left and down at right.",
        "return height * (1 - down)": "That is a step down at right. It has to go up at left, too.",
        "return height * up * down": "The product of the two steps goes up at right and stays there. Take their "
        "difference.",
        "return height * up * (1 - down)": "That looks like a bump, but the output unit of a network adds, it doesn't "
        "multiply: take the difference of the two units.",
        "return height * np.minimum(up, 1 - down)": "That looks like a bump, but the output unit of a network just "
        "adds, it doesn't compare or multiply: take the difference of the two units.",
        "return k * (sigmoid(height * (x - left)) - sigmoid(height * (x - right)))": "height and k have changed "
        "places: k is the weight inside, height the weight outside.",
        "return height + up - down": "You added the height. Multiply the difference by it.",
        "return height * (up - down) / 2": "There is no factor ½: between the edges the difference is about 1 already.",
        "return 2 * height * (up - down)": "There is no factor 2: between the edges the difference is about 1 already.",
        "return height * (up - down) + down": "Right of the bump your output doesn't return to 0.",
        "return np.sum(height * (up - down))": "Return one number for each entry of x, not their sum.",
        "return up, down": "Return the output of the network, not the two units: height times their difference.",
        "return height * (sigmoid(x - left) - sigmoid(x - right)) * k": "k belongs inside the sigmoids, as the weight "
        "of x: k * (x - left).",
        "return sigmoid(height * k * (x - left)) - sigmoid(height * k * (x - right))": "The height belongs outside the "
        "sigmoids, as the output weight. Inside, it only makes the edges steeper.",
        "return height * sigmoid(k * (x - left) - k * (x - right))": "That is a single sigmoid, in which x cancels. A "
        "bump is the difference of two sigmoids.",
        "return sigmoid(height * (up - down))": "The output just adds up. Leave out the outer sigmoid.",
    },
)
bump.instead_of(
    "up = sigmoid(k * (x - left))",
    {
        "up = sigmoid(k * x - left)": "That step is halfway up at left / k. The bias is −k · left: k * (x - left).",
        "up = sigmoid(k * (x + left))": "That step is at −left. It is halfway up where the sum is 0: k * (x - left).",
        "up = sigmoid(x - left)": "The weight k is missing from the first unit: k * (x - left).",
        "up = sigmoid(k * (left - x))": "That step goes down at left. Both units have weight k, and the second one is "
        "subtracted.",
        "up = sigmoid(k * (x - (left + right) / 2))": "Your first step is in the middle. It belongs at left.",
        "up = sigmoid(k * (x - right))": "Both units are at right, so they cancel. The first belongs at left.",
        "up = sigmoid(k + x - left)": "Multiply by k: k * (x - left).",
        "up = sigmoid((x - left) / k)": "You divided by k. A large k makes a steep step: k * (x - left).",
        "up = np.where(x > left, 1.0, 0.0)": "That is a perfect step. A sigmoid unit with weight k rises smoothly.",
    },
)
bump.instead_of(
    "down = sigmoid(k * (x - right))",
    {
        "down = sigmoid(k * x - right)": "That step is halfway at right / k. The bias is −k · right: k * (x - right).",
        "down = sigmoid(k * (right - x))": "You flipped the second unit *and* subtracted it. Both units have weight k: "
        "k * (x - right).",
        "down = sigmoid(k * (x - (left + right) / 2))": "Your second step is in the middle. It belongs at right.",
        "down = sigmoid(k * (x + right))": "That step is at −right. It is halfway where the sum is 0: k * (x - right).",
        "down = sigmoid(x - right)": "The weight k is missing from the second unit: k * (x - right).",
        "down = sigmoid(k * (x - left - right))": "The second edge is at right itself: k * (x - right).",
        "down = np.where(x > right, 1.0, 0.0)": "That is a perfect step. A sigmoid unit with weight k rises smoothly.",
    },
)


@bump.misconception("That is a perfect box. Two sigmoid units draw a smooth bump: the difference of two sigmoids.")
def perfect_box(x, left, right, height, k):
    return np.where((x >= left) & (x <= right), 1.0, 0.0) * height


@bump.misconception(
    "You used tanh. It runs from −1 to 1, so the difference is twice as high, and it rises twice as fast. Use sigmoid."
)
def with_tanh(x, left, right, height, k):
    return height * (np.tanh(k * (x - left)) - np.tanh(k * (x - right)))


@bump.misconception("In both units the bias is −k times the edge: write k * (x - left) and k * (x - right).")
def biases_without_k(x, left, right, height, k):
    return height * (sigmoid(k * x - left) - sigmoid(k * x - right))


@bump.misconception("The weight k is missing from both units: k * (x - left) and k * (x - right).")
def without_k(x, left, right, height, k):
    return height * (sigmoid(x - left) - sigmoid(x - right))


@bump.misconception("Both edges have the wrong sign: a unit is halfway up where x equals its edge, so subtract it.")
def edges_added(x, left, right, height, k):
    return height * (sigmoid(k * (x + left)) - sigmoid(k * (x + right)))
