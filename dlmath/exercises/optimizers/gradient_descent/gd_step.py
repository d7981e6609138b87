"""gd_step: one step downhill."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="warm-up",
    task="Return the point that one step of gradient descent from `x` leads to. `gradient` is an array with the same "
    "shape as `x`, and `learning_rate` is a number. Leave `x` itself unchanged.",
    hints=[
        "The gradient points in the direction in which f grows fastest. You want the opposite.",
        "Multiply the gradient by the learning rate, then move x against it.",
        "In the letters of the lesson: x − η g. NumPy does it for all coordinates at once.",
    ],
)
def gd_step(x, gradient, learning_rate):
    """One step downhill."""
    # The gradient points uphill, so we subtract it. The learning rate says how much of it we walk.
    return x - learning_rate * gradient


@gd_step.cases
def cases(rng):
    return [
        (np.array([1.0]), np.array([2.0]), 0.25),
        (np.array([3.0, 1.5]), np.array([2.0, -20.0]), 0.05),
        (np.array([-1.0, 2.0, 0.5]), np.array([0.5, -0.25, 4.0]), 3.0),
        (rng.normal(size=5), rng.normal(size=5), 0.3),
        (rng.normal(size=(3, 2)), rng.normal(size=(3, 2)), 1.7),
    ]


@gd_step.edge_cases
def edge_cases(rng):
    return [
        (np.array([1.0, 2.0]), np.array([2.0, -3.0]), 0.0),
        (np.array([3.0, -1.0]), np.array([0.0, 0.0]), 0.1),
        (np.array([3, -1]), np.array([1, 2]), 0.25),
        (1e6 * rng.normal(size=3), 1e-3 * rng.normal(size=3), 1e4),
    ]


@gd_step.law("with a learning rate of 0 nothing moves")
def _(f, x, g, eta):
    return np.array_equal(f(x, g, 0.0), x)


@gd_step.law("two half steps along the same gradient are one whole step")
def _(f, x, g, eta):
    return np.allclose(f(f(x, g, eta / 2), g, eta / 2), f(x, g, eta))


@gd_step.misconception(
    "The point is right, but the x that was passed in has changed: -= writes into the caller's array. Make a new "
    "array: x - … instead of x -= …."
)
def changes_x_in_place(x, gradient, learning_rate):
    x -= learning_rate * gradient
    return x


@gd_step.misconception(
    "You changed the gradient that was passed in: *= writes into the caller's array. Write x - learning_rate * "
    "gradient."
)
def changes_the_gradient_in_place(x, gradient, learning_rate):
    gradient *= learning_rate
    return x - gradient


@gd_step.misconception(
    "Your result is stored in whole numbers, because x came as whole numbers. Don't fill a copy of x; compute a new "
    "array."
)
def fills_whole_numbers(x, gradient, learning_rate):
    new = np.zeros_like(x)
    new[...] = x - learning_rate * gradient
    return new


gd_step.instead_of(
    "x - learning_rate * gradient",
    {
        "x + learning_rate * gradient": "You walked uphill: the gradient points to where f grows. Subtract it.",
        "-learning_rate * gradient": "That is the step, not the place it leads to. Add it to x.",
        "learning_rate * gradient": "That is the step (and uphill), not the place it leads to. Subtract it from x.",
        "(1 - learning_rate) * x": "You multiplied x by 1 − learning_rate, which is the step for f(x) = ½‖x‖² only. "
        "Use the gradient that is passed in.",
        "learning_rate * gradient - x": "Your difference is reversed. Begin at x and subtract the step: x - ….",
        "x * (1 - learning_rate * gradient)": "You multiplied the step by x. The gradient already depends on the "
        "place: subtract learning_rate * gradient from x, nothing else.",
        "(x - learning_rate) * gradient": "You subtracted the rate from x and then multiplied by the gradient. The "
        "product comes first, learning_rate * gradient; subtract that from x.",
        "learning_rate * (x - gradient)": "You multiplied x by the rate, too. Only the gradient is scaled.",
        "x": "You returned x as it was. Subtract learning_rate * gradient.",
        "x - 0.1 * gradient": "You wrote 0.1 for the learning rate. It is passed in, and may be another number.",
        "(x - learning_rate * gradient)[0]": "You returned only the first coordinate. All of them move.",
        "np.sum(x - learning_rate * gradient)": "You added up the coordinates. A point has as many as x: no np.sum.",
        "np.maximum(x - learning_rate * gradient, 0)": "You cut off what is below 0. Coordinates may be negative.",
        "x - learning_rate * x @ gradient": "You used a dot product, which is one number. Every coordinate has its own "
        "slope: learning_rate * gradient.",
    },
)
gd_step.instead_of(
    "learning_rate * gradient",
    {
        "gradient": "The learning rate is not used. You walked the whole gradient; multiply it by learning_rate first.",
        "learning_rate": "The gradient is not used. Every coordinate moved by the learning rate, wherever the slope "
        "points: multiply it by the gradient.",
        "learning_rate * np.sign(gradient)": "You kept only the sign of the gradient. Steps should be shorter where "
        "the slope is gentle: use the gradient as it is.",
        "learning_rate * np.abs(gradient)": "You dropped the sign of the gradient, so some coordinates went uphill.",
        "learning_rate * gradient / np.linalg.norm(gradient)": "You divided the gradient by its length, so all steps "
        "have the same length. Gradient descent takes shorter steps where the slope is gentle: use the gradient as it "
        "is.",
        "learning_rate * np.linalg.norm(gradient)": "You used the length of the gradient, one number for all "
        "coordinates. Each has its own slope: use the gradient itself.",
        "gradient / learning_rate": "You divided by the learning rate, so a small rate makes a huge step. Multiply by "
        "it.",
        "learning_rate / gradient": "You divided by the gradient, so a gentle slope makes a huge step. Multiply by it.",
        "learning_rate * np.sum(gradient)": "You added up the gradient, so every coordinate got the same step. Each "
        "has its own slope: leave out np.sum.",
        "learning_rate * np.mean(gradient)": "You took the mean of the gradient, so every coordinate got the same "
        "step. Each has its own slope.",
        "learning_rate * np.max(gradient)": "You took the largest entry of the gradient for all coordinates. Each has "
        "its own slope.",
        "learning_rate * gradient**2": "You squared the gradient, so its sign is lost. Use it as it is.",
        "learning_rate**2 * gradient": "You multiplied by the learning rate twice. Once is enough.",
        "learning_rate * gradient / 2": "You halved the step. It is learning_rate * gradient.",
        "2 * learning_rate * gradient": "You doubled the step. It is learning_rate * gradient.",
        "learning_rate * gradient(x)": "Here gradient is not a function but an array: the slopes at x, computed "
        "already. Use it without (x).",
    },
)

gd_step.instead_of(
    "return x - learning_rate * gradient",
    {
        "return gradient - learning_rate * x": "x and gradient have traded places. Start at x, and subtract "
        "learning_rate * gradient.",
        "return learning_rate * x - gradient": "The rate belongs to the gradient, not to x: x - learning_rate * "
        "gradient.",
        "return x - learning_rate * gradient / len(x)": "You divided the step by the number of coordinates. It is "
        "learning_rate * gradient.",
        "return x - (learning_rate + gradient)": "You added the rate to the gradient. Multiply them.",
        "return (1 - learning_rate) * x - learning_rate * gradient": "You also shrink x. Only the step is scaled: x - "
        "learning_rate * gradient.",
        "return x / (1 + learning_rate * gradient)": "You divided. Subtract learning_rate * gradient from x.",
    },
)

gd_step.instead_of(
    "return x - learning_rate * gradient",
    {
        "return x - learning_rate * gradient * np.linalg.norm(gradient)": "You multiplied by the length of the "
        "gradient as well. The step is learning_rate * gradient.",
        "return gradient - learning_rate * gradient": "You started from the gradient. Start from x: x - learning_rate "
        "* gradient.",
        "return x - learning_rate * gradient / np.max(np.abs(gradient))": "You divided the gradient by its largest "
        "entry. Use the gradient as it is.",
    },
)

gd_step.instead_of(
    "return x - learning_rate * gradient",
    {
        "return learning_rate * (x + gradient)": "Only the gradient is scaled, and it is subtracted: x - learning_rate "
        "* gradient.",
        "return x - learning_rate * (gradient - x)": "You subtracted x from the gradient. The step is learning_rate * "
        "gradient alone.",
        "return x + gradient": "You walked uphill, and the learning rate is not used: x - learning_rate * gradient.",
    },
)
