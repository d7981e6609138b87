"""gd_step: One step downhill."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="warm-up",
    task="Return the point one step of gradient descent away from `x`. `gradient` is an array shaped as `x`, "
    "`learning_rate` is a number. Leave `x` itself as it is.",
    hints=[
        "The gradient points in the direction in which f grows fastest. You want the opposite.",
        "Scale the gradient by the learning rate, then move x against it.",
        "In the letters of the lesson: x − η g. NumPy does it for all coordinates at once.",
    ],
)
def gd_step(x, gradient, learning_rate):
    """One step downhill."""
    # The gradient points uphill, so we subtract it. The learning rate says how much of it is walked.
    return x - learning_rate * gradient


@gd_step.cases
def cases(rng):
    return [
        (np.array([1.0]), np.array([2.0]), 0.25),
        (np.array([1.0]), np.array([2.0]), 0.0),
        (np.array([3.0, -1.0]), np.array([0.0, 0.0]), 0.1),
        (np.array([1.0, 1.0]), np.array([2.0, -20.0]), 0.05),
        (rng.normal(size=5), rng.normal(size=5), 0.3),
        (rng.normal(size=(3, 2)), rng.normal(size=(3, 2)), 1.7),
    ]


@gd_step.law("with a learning rate of 0 nothing moves")
def _(f, x, g, eta):
    return np.array_equal(f(x, g, 0.0), x)


@gd_step.law("two half steps along the same gradient are one whole step")
def _(f, x, g, eta):
    return np.allclose(f(f(x, g, eta / 2), g, eta / 2), f(x, g, eta))


@gd_step.misconception(
    "The point is right, but the x that was handed in has changed: -= writes into the caller's array. "
    "Make a new array: x - … instead of x -= …."
)
def changes_x_in_place(x, gradient, learning_rate):
    x -= learning_rate * gradient
    return x


@gd_step.misconception(
    "You divided the gradient by its length, so every step is equally long. Gradient descent walks less "
    "where the slope is gentle: use the gradient as it is."
)
def walks_a_fixed_distance(x, gradient, learning_rate):
    length = np.linalg.norm(gradient)
    return x - learning_rate * gradient / length if length > 0 else x.copy()


gd_step.instead_of(
    "x - learning_rate * gradient",
    {
        "x + learning_rate * gradient": "You walked uphill: the gradient points to where f grows. Subtract it "
        "instead of adding it.",
        "-learning_rate * gradient": "That is the step, not the place it leads to. Add it to x.",
        "learning_rate * gradient": "That is how far to walk, not the place where you arrive. Take it away from x.",
        "(1 - learning_rate) * x": "You multiplied x by 1 − learning_rate: that is the step for f(x) = ½‖x‖², whose "
        "gradient is x. Use the gradient that is handed in.",
        "learning_rate * gradient - x": "Your difference is turned round. Begin at x and take the step away from "
        "it: x − …, not … − x.",
        "x - learning_rate * gradient * x": "You multiplied the step by x. Where we stand is in the gradient "
        "already: the step is learning_rate times gradient.",
        "(x - learning_rate) * gradient": "You took the rate from x and then multiplied by the gradient. The "
        "product comes first, learning_rate * gradient; take that from x.",
    },
)
gd_step.instead_of(
    "learning_rate * gradient",
    {
        "gradient": "The learning rate has no influence on your answer. You walked the whole gradient; multiply it "
        "by learning_rate first.",
        "learning_rate * np.ones_like(x)": "You walked the learning rate itself, wherever the slope points. "
        "Multiply it by the gradient.",
        "learning_rate * np.sign(gradient)": "You kept only the sign of the gradient, so that every coordinate "
        "moves equally far. Gradient descent walks less where the slope is gentle: use the gradient as it is.",
        "gradient / learning_rate": "You divided by the learning rate, so that a small rate makes a huge step. "
        "Multiply by it.",
        "learning_rate * np.sum(gradient)": "You added up the gradient, so that every coordinate got the same step. "
        "Each has its own slope: leave out np.sum.",
        "learning_rate * gradient(x)": "Here gradient is not a function but the array of slopes at x, computed "
        "already. Use it without (x).",
    },
)
