"""momentum_step: the velocity first, then the point."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="warm-up",
    task="Take one step with momentum. First make the new velocity: `beta` times the old one, plus the gradient. Then "
    "subtract `learning_rate` times the *new* velocity from `x`. Return both, the new point and the new velocity. `x`, "
    "`v`, and `gradient` are arrays of the same shape; leave all three unchanged.",
    hints=[
        "There are two lines of arithmetic. Which of them needs the result of the other?",
        "The new velocity is β v + g. The new point is x − η times that new velocity.",
        "v = beta * v + gradient, then x = x - learning_rate * v, then return x, v.",
    ],
)
def momentum_step(x, v, gradient, learning_rate, beta):
    """The point and the velocity after one step with momentum."""
    # The old velocity fades to the share β, and the gradient is added to it.
    v = beta * v + gradient
    # We move against the velocity that has just been made.
    return x - learning_rate * v, v


@momentum_step.cases
def cases(rng):
    return [
        (np.array([1.0]), np.array([3.0]), np.array([2.0]), 0.25, 0.5),
        (np.array([3.0, 1.5]), np.array([1.0, -5.0]), np.array([2.0, -20.0]), 0.05, 0.8),
        (np.array([-1.0, 2.0, 0.5]), np.array([4.0, 0.5, -2.5]), np.array([0.5, -0.25, 4.0]), 3.0, 0.3),
        (rng.normal(size=5), rng.normal(size=5), rng.normal(size=5), 0.3, 0.9),
        (rng.normal(size=(3, 2)), rng.normal(size=(3, 2)), rng.normal(size=(3, 2)), 1.7, 0.6),
    ]


@momentum_step.edge_cases
def edge_cases(rng):
    return [
        (np.array([1.0, 2.0]), np.array([0.0, 0.0]), np.array([2.0, -3.0]), 0.1, 0.9),
        (np.array([1.0, 2.0]), np.array([2.0, -3.0]), np.array([0.0, 0.0]), 0.1, 0.9),
        (np.array([3.0, -1.0]), np.array([2.0, 5.0]), np.array([1.0, 4.0]), 0.1, 0.0),
        (np.array([3.0, -1.0]), np.array([2.0, 5.0]), np.array([1.0, 4.0]), 0.0, 0.5),
        (np.array([3, -1]), np.array([1, 4]), np.array([1, 2]), 0.25, 0.5),
    ]


@momentum_step.law("without momentum (β = 0) it is a step of gradient descent")
def _(f, x, v, g, eta, beta):
    return np.allclose(f(x, v, g, eta, 0.0)[0], x - eta * g)


@momentum_step.law("without a gradient it coasts: the velocity is β times what it was")
def _(f, x, v, g, eta, beta):
    return np.allclose(f(x, v, 0.0 * g, eta, beta)[1], beta * v)


momentum_step.instead_of(
    "return x - learning_rate * v, v",
    {
        "return v, x - learning_rate * v": "The two results are swapped. First comes the new point, then the new "
        "velocity: return x, v.",
        "return x - learning_rate * v": "You returned only the new point. The next step needs the new velocity, too: "
        "return both, x and v.",
        "return v": "You returned only the new velocity. Return two results: the new point, then the new velocity.",
        "return x + learning_rate * v, v": "You moved with the velocity. It is made of gradients, which point uphill, "
        "so subtract it from x.",
        "return x - beta * v, v": "β belongs to the velocity. Move learning_rate * v.",
        "return x - v, v": "The learning rate is missing: move learning_rate * v.",
        "return -learning_rate * v, v": "That is the step, not the place it leads to. Add it to x.",
        "return learning_rate * v, v": "That is the step, not the place it leads to. Subtract it from x.",
        "return x - learning_rate * gradient, v": "The velocity is right, but x moves against the gradient alone, so "
        "the memory has no effect. Subtract learning_rate times the new velocity.",
        "return x - learning_rate * (gradient + beta * v), v": "You added the gradient a second time. (That is "
        "Nesterov's variant, from the next lesson.) Here x moves against the new velocity alone.",
        "return x - learning_rate * (v + gradient), v": "The gradient is already part of the new velocity. Subtract "
        "learning_rate * v only.",
        "return x - learning_rate * beta * v, v": "β is used once, on the old velocity. The new velocity counts in "
        "full: x - learning_rate * v.",
        "return x - learning_rate * v, learning_rate * v": "The point is right. The velocity you return carries the "
        "learning rate: return v itself.",
        "return x - learning_rate * v, gradient": "The point is right, but you returned the gradient in place of the "
        "new velocity.",
        "return x - learning_rate * v, -v": "The point is right, but the velocity you return has the wrong sign: it is "
        "β v + g.",
        "return x - learning_rate * v, -learning_rate * v": "The point is right, but you returned the step. Return "
        "the velocity, β v + g.",
        "return x - learning_rate * v / (1 - beta), v": "Don't divide by 1 − β. The velocity grows by itself.",
        "return x - learning_rate * v, beta * v": "The point is right. The velocity you return has faded once too "
        "often: return v itself, and the next step will shrink it.",
        "return x - learning_rate * v, v + gradient": "The point is right, but you added the gradient to the velocity "
        "a second time.",
        "return v - learning_rate * x, v": "x and v are swapped in the last line: x - learning_rate * v.",
        "return x - learning_rate, v": "The velocity is missing in the step: x - learning_rate * v.",
    },
)
momentum_step.instead_of(
    "v = beta * v + gradient",
    {
        "v = beta * v + (1 - beta) * gradient": "You took a weighted mean of both. Many libraries use this form, but "
        "here the gradient is added in full: β v + g.",
        "v = (1 - beta) * v + beta * gradient": "You took a weighted mean, with the weights swapped. Here the old "
        "velocity fades to the share β, and the gradient is added in full: β v + g.",
        "v = (1 - beta) * v + gradient": "β is how much is kept, not how much is lost: β v + g.",
        "v = beta * (v + gradient)": "β shrinks the old velocity only. The gradient is added in full: β v + g.",
        "v = v + beta * gradient": "β belongs to the old velocity, not to the gradient: β v + g.",
        "v = v + gradient": "The old velocity doesn't fade. Multiply it by β before you add the gradient.",
        "v = beta * v - gradient": "The velocity has a wrong sign: the gradient is added, β v + g. The minus comes "
        "when x moves.",
        "v = gradient": "The old velocity is forgotten, so this is plain gradient descent. Add β v.",
        "v = beta * v": "The gradient is missing in the velocity: β v + g.",
        "v = beta * v + learning_rate * gradient": "The learning rate comes in when x moves, not in the velocity: v is "
        "β v + g.",
        "v = learning_rate * v + beta * gradient": "The roles are mixed up: the old velocity is multiplied by β, the "
        "gradient is added in full, and the learning rate comes in when x moves.",
        "v = beta**2 * v + gradient": "β appears twice. The old velocity fades once per step: β v + g.",
        "v = (beta * v + gradient) / (1 + beta)": "You divided by 1 + β to make a mean. The velocity is a sum: β v + "
        "g.",
        "v = v + (1 - beta) * gradient": "The old velocity doesn't fade, and the gradient is shrunk. It is the other "
        "way around: β v + g.",
        "v = beta + v + gradient": "You added β. Multiply: β v + g.",
        "v = beta * gradient + v": "β belongs to the old velocity, not to the gradient: β v + g.",
        "v = learning_rate * v + gradient": "The old velocity is multiplied by β. The learning rate comes in when x "
        "moves.",
        "v = beta * x + gradient": "You kept a share of the point. Keep a share of the velocity: β v + g.",
        "v = v - beta * gradient": "The gradient is added in full, and β belongs to the old velocity: β v + g.",
    },
)


@momentum_step.misconception(
    "The new velocity is right, but x moved against the old one. Make the new velocity first, then use it."
)
def moves_with_the_old_velocity(x, v, gradient, learning_rate, beta):
    return x - learning_rate * v, beta * v + gradient


@momentum_step.misconception(
    "The point is right, but your velocity is β v − η g, which is added to x. That form exists, too, and is the same "
    "path only if it starts that way. Here v is β v + g, and x − η v."
)
def velocity_is_the_step(x, v, gradient, learning_rate, beta):
    return x - learning_rate * (beta * v + gradient), beta * v - learning_rate * gradient


@momentum_step.misconception(
    "Your velocity is β v − η g, and you added it to x. That form exists, too, but here the velocity holds gradients "
    "without the learning rate: v is β v + g, and then x − η v."
)
def the_other_form(x, v, gradient, learning_rate, beta):
    v = beta * v - learning_rate * gradient
    return x + v, v


@momentum_step.misconception(
    "Your velocity is β v + η g. The learning rate belongs to the movement of x: v is β v + g, and then x − η v."
)
def rate_in_the_velocity(x, v, gradient, learning_rate, beta):
    v = beta * v + learning_rate * gradient
    return x - v, v


@momentum_step.misconception(
    "Your velocity is stored in whole numbers, because v came as whole numbers. Don't fill a copy of v; compute a new "
    "array."
)
def fills_whole_numbers(x, v, gradient, learning_rate, beta):
    new = np.zeros_like(v)
    new[...] = beta * v + gradient
    return x - learning_rate * new, new


@momentum_step.misconception(
    "The numbers are right, but the v that was passed in has changed: *= and += write into the caller's array. Write v "
    "= beta * v + gradient, which makes a new one."
)
def changes_v_in_place(x, v, gradient, learning_rate, beta):
    v *= beta
    v += gradient
    return x - learning_rate * v, v


@momentum_step.misconception(
    "The numbers are right, but the x that was passed in has changed: -= writes into the caller's array. Write x - "
    "learning_rate * v."
)
def changes_x_in_place(x, v, gradient, learning_rate, beta):
    v = beta * v + gradient
    x -= learning_rate * v
    return x, v


@momentum_step.misconception(
    "The point is right, but you returned the old velocity. Return the new one, so that the next step can build on it."
)
def returns_the_old_velocity(x, v, gradient, learning_rate, beta):
    return x - learning_rate * (beta * v + gradient), v
