"""path_with_momentum: a memory that is wiped out at every step, in code that has two mistakes at first."""

import numpy as np

from dlmath.exercises import Formula, exercise


@exercise(
    weight="standard",
    task="This function should take `n_steps` steps with momentum, starting from `x` at rest (with velocity 0), and "
    "return all points along the way, including the start, one per row. `gradient` is a function that takes a point "
    "and returns the gradient there. The code runs, and in the valleys we tried it even goes downhill. But it has two "
    "mistakes. Fix them.",
    hints=[
        "Follow v for two steps, with a gradient of 1 and β = 0.5. It should be 1, then 1.5. What is it here?",
        "One mistake: v is set back to zeros at every step. The other is in the line that makes the new velocity: what "
        "is multiplied by β there?",
        "Move v = np.zeros(len(x)) above the loop, and write v = beta * v + gradient(x).",
    ],
)
def path_with_momentum(gradient, x, learning_rate, beta, n_steps):
    """The path with momentum, one point in each row."""
    path = [x]
    # The velocity begins at 0 once, before the first step.
    v = np.zeros(len(x))
    for _ in range(n_steps):
        # β shrinks what was there before, not the new gradient.
        v = beta * v + gradient(x)
        x = x - learning_rate * v
        path.append(x)
    return np.array(path)


@path_with_momentum.start(
    "There is no memory yet: v is set back to zeros at every step. And β shrinks the new gradient, too. It should "
    "shrink only the old velocity."
)
def forgets(gradient, x, learning_rate, beta, n_steps):
    """The path with momentum, one point in each row."""
    path = [x]
    for _ in range(n_steps):
        v = np.zeros(len(x))
        v = beta * (v + gradient(x))
        x = x - learning_rate * v
        path.append(x)
    return np.array(path)


SLOPE = Formula("x ↦ [2, −1]", lambda x: np.array([2.0, -1.0]))
RAVINE = Formula("x ↦ [x₀, 10 x₁]", lambda x: np.array([1.0, 10.0]) * x)
QUARTIC = Formula("x ↦ 4 x³", lambda x: 4 * x**3)


@path_with_momentum.cases
def cases(rng):
    return [
        (SLOPE, np.array([1.0, 2.0]), 0.5, 0.5, 2),
        (SLOPE, np.array([1.0, 2.0]), 0.25, 0.8, 3),
        (RAVINE, np.array([10.0, 1.0]), 0.1, 0.5, 4),
        (RAVINE, np.array([-3.0, 2.0]), 0.05, 0.9, 5),
        (QUARTIC, rng.uniform(0.3, 1, size=3), 0.1, 0.7, 6),
        (RAVINE, rng.normal(size=2), 0.02, 0.95, 40),
    ]


@path_with_momentum.edge_cases
def edge_cases(rng):
    return [
        (RAVINE, np.array([1.0, 2.0]), 0.05, 0.9, 0),
        (RAVINE, np.array([1.0, 2.0]), 0.05, 0.9, 1),
        (RAVINE, np.array([1.0, 2.0]), 0.05, 0.0, 3),
        (RAVINE, np.array([0.0, 0.0]), 0.05, 0.9, 3),
        (RAVINE, np.array([3, -1]), 0.05, 0.5, 3),
    ]


@path_with_momentum.law("a longer run begins as a shorter one does")
def _(f, gradient, x, eta, beta, n):
    return np.array_equal(f(gradient, x, eta, beta, n + 2)[: n + 1], f(gradient, x, eta, beta, n))


@path_with_momentum.law("without momentum (β = 0) it is gradient descent")
def _(f, gradient, x, eta, beta, n):
    return np.allclose(f(gradient, x, eta, 0.0, 1)[1], x - eta * gradient(x))


def walk(gradient, x, learning_rate, beta, n_steps):
    return path_with_momentum.reference(gradient, x, learning_rate, beta, n_steps)


path_with_momentum.instead_of(
    "v = beta * v + gradient(x)",
    {
        "v = gradient(x)": "The gradient is no longer shrunk, but there is still no memory. Is v set back to zeros at "
        "every step? Then move that line above the loop. And keep beta * v + gradient(x), and learning_rate * v.",
        "v = beta * (v + gradient(x))": "The memory works now. But β shrinks the new gradient, too: it should be beta "
        "* v + gradient(x).",
        "v = v + beta * gradient(x)": "β belongs to the old velocity, not to the gradient: beta * v + gradient(x).",
        "v = beta * v + (1 - beta) * gradient(x)": "In our form the gradient is added in full: beta * v + gradient(x).",
        "v = (1 - beta) * v + beta * gradient(x)": "That is a weighted mean, with the weights swapped. In our form the "
        "old velocity keeps the share beta, and the gradient is added in full: beta * v + gradient(x).",
        "v = v + gradient(x)": "The old velocity doesn't fade. Multiply it by beta.",
        "v = (1 - beta) * v + gradient(x)": "beta is how much of the velocity is kept: beta * v + gradient(x).",
        "v = beta * v": "The gradient is missing: beta * v + gradient(x).",
        "v = beta * v + gradient(path[0])": "The gradient is always the one at the start. Ask for it where you are: "
        "gradient(x), inside the loop.",
        "v = beta * v + beta * gradient(x)": "The memory works now. But β shrinks the new gradient, too: it should be "
        "beta * v + gradient(x).",
        "v = beta + v + gradient(x)": "You added beta. Multiply: beta * v + gradient(x).",
        "v = beta * x + gradient(x)": "You kept a share of the point. Keep a share of the velocity: beta * v.",
    },
)
path_with_momentum.instead_of(
    "x = x - learning_rate * v",
    {
        "x = x + learning_rate * v": "This goes uphill. The gradient is added to the velocity, and learning_rate * v "
        "is subtracted from x.",
        "x = x - v": "The learning rate is missing in the step: learning_rate * v.",
        "x = x - learning_rate * beta * v": "β is used once, when the velocity is made. The step is learning_rate * v.",
        "x = x - learning_rate * (gradient(x) + beta * v)": "The gradient counts twice here. (That is Nesterov's "
        "variant.) The step is learning_rate * v, as before.",
    },
)
path_with_momentum.instead_of(
    "np.array(path)",
    {
        "x": "You returned the last point only. Return all of them, as before: np.array(path).",
        "np.array(path[1:])": "The start is missing: begin with path = [x], as before.",
        "np.array(path[:-1])": "The last point is missing. With the start, n_steps steps give n_steps + 1 points.",
        "np.array(path)[: max(n_steps, 1)]": "The last point is missing: your loop takes one step too few, or you "
        "append before the step. range(n_steps) and the order of the lines were right.",
        "np.concatenate(path)": "You strung all points together into one vector. np.array(path) has one point in each "
        "row.",
        "np.array(path).T": "Return one point in each row: leave out the .T.",
        "v": "You returned the velocity. Return the path: np.array(path).",
        "walk(gradient, path[0], learning_rate, beta, min(n_steps, 1))": "Your path ends after one step: the return is "
        "inside the loop. Move it to the left, below the loop.",
        "walk(gradient, path[0], learning_rate, beta, n_steps + 1)": "That is one step too many: range(n_steps) was "
        "right.",
    },
)


@path_with_momentum.misconception(
    "The velocity starts at the first gradient instead of at rest, so the first step is too long. Start with zeros."
)
def starts_with_the_gradient(gradient, x, learning_rate, beta, n_steps):
    path, v = [x], gradient(x)
    for _ in range(n_steps):
        v = beta * v + gradient(x)
        x = x - learning_rate * v
        path.append(x)
    return np.array(path)


@path_with_momentum.misconception(
    "The velocity starts at ones. At rest means zeros: v = np.zeros(len(x)), above the loop."
)
def starts_with_ones(gradient, x, learning_rate, beta, n_steps):
    path, v = [x], np.ones(len(x))
    for _ in range(n_steps):
        v = beta * v + gradient(x)
        x = x - learning_rate * v
        path.append(x)
    return np.array(path)


@path_with_momentum.misconception(
    "The velocity starts at x. At rest means zeros: v = np.zeros(len(x)), above the loop."
)
def starts_at_x(gradient, x, learning_rate, beta, n_steps):
    path, v = [x], x
    for _ in range(n_steps):
        v = beta * v + gradient(x)
        x = x - learning_rate * v
        path.append(x)
    return np.array(path)


@path_with_momentum.misconception(
    "x -= … writes into one array, so the rows of your path are all the same point, and the x that was passed in has "
    "changed. Write x = x - learning_rate * v, as before."
)
def keeps_one_array(gradient, x, learning_rate, beta, n_steps):
    path, v = [x], np.zeros(len(x))
    for _ in range(n_steps):
        v = beta * v + gradient(x)
        x -= learning_rate * v
        path.append(x)
    return np.array(path)


@path_with_momentum.misconception(
    "v += beta * v + … keeps all of the old velocity and adds β of it again. Write v = beta * v + gradient(x)."
)
def adds_to_all_of_it(gradient, x, learning_rate, beta, n_steps):
    return walk(gradient, x, learning_rate, 1 + beta, n_steps)


@path_with_momentum.misconception(
    "You appended velocities below the start. Append the points: path.append(x), as before."
)
def collects_velocities(gradient, x, learning_rate, beta, n_steps):
    path = walk(gradient, x, learning_rate, beta, n_steps)
    return np.concatenate([path[:1], -np.diff(path, axis=0) / learning_rate])


@path_with_momentum.misconception(
    "The start appears twice and the last point is missing: x moves before the new velocity is made, or you append "
    "before you step. Make v, move x, append, in this order."
)
def moves_or_appends_too_early(gradient, x, learning_rate, beta, n_steps):
    return np.concatenate([[x], walk(gradient, x, learning_rate, beta, n_steps)])[: n_steps + 1]


@path_with_momentum.misconception(
    "You asked for the gradient at the velocity. Ask for it where the ball is: gradient(x)."
)
def gradient_at_the_velocity(gradient, x, learning_rate, beta, n_steps):
    path, v = [x], np.zeros(len(x))
    for _ in range(n_steps):
        v = beta * v + gradient(v)
        x = x - learning_rate * v
        path.append(x)
    return np.array(path)
