"""minimize: The path of gradient descent, one point in each row."""

import numpy as np

from dlmath.exercises import Formula, exercise


@exercise(
    weight="standard",
    task="Walk `n_steps` steps of gradient descent from `x` and return the whole path, start included: an array with "
    "`n_steps + 1` rows. `gradient` is a function that takes a point and returns the gradient there.",
    hints=[
        "You have the step already. What must be remembered between steps, and what must be computed anew at each?",
        "Begin with path = [x]. In a loop over range(n_steps) compute the next x and append it.",
        "In the loop: x = x - learning_rate * gradient(x), then path.append(x). At the end: return np.array(path).",
    ],
)
def minimize(gradient, x, learning_rate, n_steps):
    """The path of gradient descent, one point in each row."""
    # The path begins where we stand. Every step makes a new array, so the earlier points stay as they were.
    path = [x]
    for _ in range(n_steps):
        x = x - learning_rate * gradient(x)
        path.append(x)
    return np.array(path)


@minimize.cases
def cases(rng):
    halves = Formula("x ↦ x", lambda x: x)
    ravine = Formula("x ↦ [x₀, 10 x₁]", lambda x: np.array([1.0, 10.0]) * x)
    quartic = Formula("x ↦ 4 x³", lambda x: 4 * x**3)
    return [
        (halves, np.array([1.0]), 0.5, 1),
        (halves, np.array([1.0]), 0.5, 3),
        (halves, np.array([1.0]), 0.5, 0),
        (halves, np.array([0.0, 0.0]), 0.5, 2),
        (ravine, np.array([10.0, 1.0]), 0.1, 4),
        (ravine, np.array([10.0, 1.0]), 0.25, 3),
        (quartic, rng.uniform(-1, 1, size=3), 0.1, 5),
    ]


@minimize.law("the path begins at x and has n_steps + 1 points")
def _(f, g, x, eta, n):
    return f(g, x, eta, n).shape == (n + 1, *x.shape) and np.array_equal(f(g, x, eta, n)[0], x)


@minimize.law("a longer walk begins as a shorter one does")
def _(f, g, x, eta, n):
    return np.array_equal(f(g, x, eta, n + 2)[: n + 1], f(g, x, eta, n))


@minimize.misconception(
    "Your path is a straight line: the gradient at the start was used for every step. "
    "Ask for the gradient anew at each point."
)
def never_looks_at_the_slope_again(gradient, x, learning_rate, n_steps):
    g = gradient(x)
    return np.array([x - t * learning_rate * g for t in range(n_steps + 1)])


@minimize.misconception(
    "All rows of your path are the same point, the last one. x -= … writes into one array, and the path "
    "holds that array many times. x = x - … makes a new one for each step."
)
def keeps_one_array(gradient, x, learning_rate, n_steps):
    x = x.copy()
    path = [x]
    for _ in range(n_steps):
        x -= learning_rate * gradient(x)
        path.append(x)
    return np.array(path)


@minimize.misconception("Below the start you collected the steps, not the points they lead to. Append x itself.")
def collects_the_steps(gradient, x, learning_rate, n_steps):
    path = minimize(gradient, x, learning_rate, n_steps)
    return np.concatenate([path[:1], np.diff(path, axis=0)])


minimize.instead_of(
    "np.array(path)",
    {
        "minimize(gradient, x, -learning_rate, n_steps)": "Your path climbs: the gradient points to where f grows. "
        "Subtract it.",
        "minimize(gradient, x, learning_rate, max(n_steps - 1, 0))": "Your path ends one step early: n_steps steps "
        "join n_steps + 1 points.",
        "minimize(gradient, x, learning_rate, n_steps + 1)": "Your path goes one step too far: n_steps steps join "
        "n_steps + 1 points, and the start is the first of them. Let the loop run n_steps times.",
        "minimize(gradient, x, learning_rate, min(n_steps, 1))": "Your path ends after one step: the return stands "
        "inside the loop. Move it to the left, behind the loop.",
        "np.array([x] + [x - learning_rate * gradient(x) for _ in range(n_steps)])": "Every step of yours begins at "
        "the start again, so that all later points are one and the same. Keep the new point: x = x - ….",
        "minimize(gradient, x, 1.0, n_steps)": "The learning rate has no influence on your path. Multiply the "
        "gradient by learning_rate.",
        "np.array(path)[1:]": "The first row of your path is already one step away from x. Put x itself in front.",
        "np.array(path)[-1]": "You arrived where you should, but only the last point came back. Collect every point "
        "on the way.",
        "np.array(path).T": "The points are right, but each fills a column. One point in each row: leave out the .T.",
    },
)
minimize.instead_of(
    "gradient(x)",
    {
        "gradient": "Here gradient is a function. Ask it for the slope at the place where you are: gradient(x).",
    },
)
