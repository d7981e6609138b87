"""nesterov_step: ask for the slope where the ball is about to be."""

import numpy as np

from dlmath.exercises import Formula, exercise


@exercise(
    weight="standard",
    task="Take one step that looks ahead. Here `gradient` is a *function* that takes a point and returns the gradient "
    "there. If there were no new gradient, the velocity would fade to $\\beta\\mathbf v$, and the ball would roll to "
    "$\\mathbf x - \\eta\\beta\\mathbf v$. Ask for the gradient *at that point*. Then continue as usual from $\\mathbf "
    "x$: make the new velocity $\\beta\\mathbf v + \\mathbf g$, and move `x` against it. Return the new point and the "
    "new velocity. Leave `x` and `v` unchanged.",
    hints=[
        "Three lines: the point ahead with its gradient, the new velocity, the new point.",
        "g = gradient(x - learning_rate * beta * v). The rest is the step with momentum that you know.",
        "Then v = beta * v + g, and return x - learning_rate * v, v.",
    ],
)
def nesterov_step(gradient, x, v, learning_rate, beta):
    """The point and the velocity after one step that looks ahead."""
    # Where the ball would roll by itself:
    g = gradient(x - learning_rate * beta * v)
    v = beta * v + g
    return x - learning_rate * v, v


SQUARE = Formula("x ↦ x", lambda x: 1.0 * x)
RAVINE = Formula("x ↦ [x₀, 10 x₁]", lambda x: np.array([1.0, 10.0]) * x)
QUARTIC = Formula("x ↦ 4 x³", lambda x: 4 * x**3)


@nesterov_step.cases
def cases(rng):
    return [
        (SQUARE, np.array([1.0]), np.array([2.0]), 0.25, 0.5),
        (RAVINE, np.array([3.0, 1.5]), np.array([1.0, -5.0]), 0.05, 0.8),
        (QUARTIC, np.array([-1.0, 0.5]), np.array([2.0, 3.0]), 0.1, 0.6),
        (RAVINE, rng.normal(size=2), rng.normal(size=2), 0.15, 0.9),
        (QUARTIC, rng.normal(size=4), rng.normal(size=4), 0.3, 0.7),
    ]


@nesterov_step.edge_cases
def edge_cases(rng):
    return [
        (RAVINE, np.array([1.0, 2.0]), np.array([0.0, 0.0]), 0.1, 0.9),
        (RAVINE, np.array([1.0, 2.0]), np.array([2.0, -3.0]), 0.1, 0.0),
        (RAVINE, np.array([1.0, 2.0]), np.array([2.0, -3.0]), 0.0, 0.5),
        (QUARTIC, np.array([0.0, 0.0]), np.array([0.0, 0.0]), 0.1, 0.5),
        (RAVINE, np.array([3, -1]), np.array([1, 4]), 0.25, 0.5),
    ]


@nesterov_step.law("from rest it is a step of gradient descent")
def _(f, gradient, x, v, eta, beta):
    return np.allclose(f(gradient, x, 0.0 * v, eta, beta)[0], x - eta * gradient(x))


@nesterov_step.law("where the ground is level it coasts: the velocity is β times what it was")
def _(f, gradient, x, v, eta, beta):
    return np.allclose(f(lambda x: 0.0 * x, x, v, eta, beta)[1], beta * v)


nesterov_step.instead_of(
    "gradient(x - learning_rate * beta * v)",
    {
        "gradient(x)": "You used the gradient where the ball is. That is plain momentum. Ask for it at the point "
        "ahead, x - learning_rate * beta * v, and use that one.",
        "gradient(x - learning_rate * v)": "You looked too far ahead. By then the velocity has faded: look at x - "
        "learning_rate * beta * v.",
        "gradient(x - learning_rate * beta * beta * v)": "β appears twice in the point ahead. If v has already been "
        "multiplied by beta, look at x - learning_rate * v.",
        "gradient(x - beta * v)": "The learning rate is missing in the point ahead: x - learning_rate * beta * v.",
        "gradient(x + learning_rate * beta * v)": "You looked behind. The ball moves against v: x - learning_rate * "
        "beta * v.",
        "gradient(x + beta * v)": "You looked behind, and without the learning rate. The point ahead is x - "
        "learning_rate * beta * v.",
        "gradient(learning_rate * beta * v)": "The point ahead begins at x: x - learning_rate * beta * v.",
        "gradient(v)": "You asked for the gradient at v. Ask at the point ahead, x - learning_rate * beta * v.",
        "gradient(x - learning_rate * (beta * v + gradient(x)))": "You looked at where a whole step of momentum leads. "
        "The point ahead is where the ball rolls without any new gradient: x - learning_rate * beta * v.",
        "gradient(x - learning_rate * gradient(x))": "You looked ahead along the gradient. Look ahead along the "
        "velocity: x - learning_rate * beta * v.",
        "gradient(x - learning_rate)": "The velocity is missing in the point ahead: x - learning_rate * beta * v.",
        "gradient(x) - learning_rate * beta * v": "You closed the parenthesis too early. The point ahead goes into "
        "gradient as a whole: gradient(x - …).",
        "gradient(x - v)": "The point ahead is x - learning_rate * beta * v.",
    },
)
nesterov_step.instead_of(
    "v = beta * v + g",
    {
        "v = beta * v + (1 - beta) * g": "In our form the gradient is added in full: β v + g.",
        "v = beta * (v + g)": "β shrinks the old velocity only: β v + g.",
        "v = v + g": "The old velocity doesn't fade. Multiply it by β.",
        "v = v + beta * g": "β belongs to the old velocity: β v + g.",
        "v = g": "The old velocity is forgotten: β v + g.",
        "v = beta * v - g": "The velocity has a wrong sign: β v + g. The minus comes when x moves.",
        "v = (1 - beta) * v + g": "β is how much is kept: β v + g.",
        "v = beta * v + learning_rate * g": "The learning rate comes in when x moves, not in the velocity.",
        "v = beta * v + gradient(x) + g": "You added two gradients. Only the one ahead counts: β v + g.",
    },
)
nesterov_step.instead_of(
    "return x - learning_rate * v, v",
    {
        "return x + learning_rate * v, v": "You moved with the velocity. It points uphill: subtract.",
        "return x - learning_rate * v": "You returned only the new point. Return the new velocity, too: return x, v.",
        "return v": "You returned only the new velocity. Return two results: the new point, then the new velocity.",
        "return v, x - learning_rate * v": "The two results are swapped: first the new point, then the new velocity.",
        "return x - v, v": "The learning rate is missing in the step.",
        "return x - learning_rate * g, v": "x moves against the gradient alone. Move it against the new velocity.",
        "return x - learning_rate * (g + beta * v), v": "Now you look ahead twice. That form (PyTorch's) keeps the "
        "point ahead itself and asks for the gradient there. Here x moves against the new velocity alone.",
        "return x - learning_rate * v, g": "The point is right, but you returned the gradient in place of the new "
        "velocity.",
        "return x - learning_rate * beta * v, v": "β is used once, on the old velocity. Move learning_rate * v.",
    },
)


@nesterov_step.misconception(
    "You moved on from the point ahead, so the old velocity counts twice. The look ahead is only a look: step from x."
)
def steps_from_ahead(gradient, x, v, learning_rate, beta):
    ahead = x - learning_rate * beta * v
    v = beta * v + gradient(ahead)
    return ahead - learning_rate * v, v


@nesterov_step.misconception(
    "That is the form that keeps the point ahead itself (PyTorch's). Here x is the ball: ask for the gradient at x − η "
    "β v, make v = β v + g, and move x by η v."
)
def the_form_of_pytorch(gradient, x, v, learning_rate, beta):
    g = gradient(x)
    v = beta * v + g
    return x - learning_rate * (g + beta * v), v


@nesterov_step.misconception(
    "The new velocity is right, but x moved against the old one. Make the new velocity first, then use it."
)
def moves_with_the_old_velocity(gradient, x, v, learning_rate, beta):
    return x - learning_rate * v, beta * v + gradient(x - learning_rate * beta * v)


@nesterov_step.misconception(
    "The numbers are right, but the v that was passed in has changed: *= and += write into the caller's array. Write v "
    "= beta * v + g."
)
def changes_v_in_place(gradient, x, v, learning_rate, beta):
    g = gradient(x - learning_rate * beta * v)
    v *= beta
    v += g
    return x - learning_rate * v, v


@nesterov_step.misconception(
    "The numbers are right, but the x that was passed in has changed: -= writes into the caller's array. Write x - "
    "learning_rate * v."
)
def changes_x_in_place(gradient, x, v, learning_rate, beta):
    v = beta * v + gradient(x - learning_rate * beta * v)
    x -= learning_rate * v
    return x, v


@nesterov_step.misconception(
    "Your velocity is stored in whole numbers, because v came as whole numbers. Don't fill a copy of v; compute a new "
    "array."
)
def fills_whole_numbers(gradient, x, v, learning_rate, beta):
    new = np.zeros_like(v)
    new[...] = beta * v + gradient(x - learning_rate * beta * v)
    return x - learning_rate * new, new


@nesterov_step.misconception(
    "v += beta * v + g keeps all of the old velocity and adds β of it again. Write v = beta * v + g."
)
def adds_to_all_of_it(gradient, x, v, learning_rate, beta):
    v = v + beta * v + gradient(x - learning_rate * beta * v)
    return x - learning_rate * v, v


@nesterov_step.misconception(
    "Your velocity is β v − η g, and you added it to x. In our form the velocity holds gradients without the learning "
    "rate: v is β v + g, and then x − η v."
)
def the_other_form(gradient, x, v, learning_rate, beta):
    v = beta * v - learning_rate * gradient(x - learning_rate * beta * v)
    return x + v, v


@nesterov_step.misconception(
    "You looked ahead along the gradient. If there were no new gradient, the ball would roll on with its old velocity: "
    "look at x - learning_rate * beta * v."
)
def looks_along_the_gradient(gradient, x, v, learning_rate, beta):
    v = beta * v + gradient(x - learning_rate * beta * gradient(x))
    return x - learning_rate * v, v


@nesterov_step.misconception(
    "You made a new velocity before you looked ahead, so you asked for the gradient twice. Look ahead with the old "
    "velocity: x - learning_rate * beta * v."
)
def looks_along_the_new_velocity(gradient, x, v, learning_rate, beta):
    new = beta * v + gradient(x)
    new = beta * v + gradient(x - learning_rate * beta * new)
    return x - learning_rate * new, new


@nesterov_step.misconception(
    "The new point is right, but you returned the point ahead with it. The second result is the new velocity, β v + g."
)
def returns_the_point_ahead(gradient, x, v, learning_rate, beta):
    ahead = x - learning_rate * beta * v
    return ahead - learning_rate * gradient(ahead), ahead
