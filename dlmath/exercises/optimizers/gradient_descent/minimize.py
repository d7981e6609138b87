"""minimize: the path of gradient descent, in code that has two mistakes at first."""

import numpy as np

from dlmath.exercises import Formula, exercise


@exercise(
    weight="standard",
    task="This function should take `n_steps` steps of gradient descent from `x` and return all points on the way, "
    "including the start, one per row: `n_steps + 1` rows in all. `gradient` is a function that takes a point and "
    "returns the gradient there. The code runs, but what it returns is wrong, for two reasons. Fix it. `x` itself must "
    "not change, and it may hold whole numbers.",
    hints=[
        "Run it for two steps by hand. What is in path after the first step, and after the second?",
        "One reason: the start is missing. The other: x -= … writes into one and the same array, and path holds that "
        "array many times.",
        "Begin with path = [x], and in the loop make a new array: x = x - learning_rate * gradient(x).",
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


@minimize.start(
    "The rows of your path are all the same point, the last one, and the start is missing. x -= … writes into one "
    "array, and path holds that array many times: x = x - … makes a new one."
)
def went_wrong(gradient, x, learning_rate, n_steps):
    """The path of gradient descent, one point in each row."""
    path = []
    for _ in range(n_steps):
        x -= learning_rate * gradient(x)
        path.append(x)
    return np.array(path)


@minimize.cases
def cases(rng):
    halves = Formula("x ↦ x", lambda x: 1.0 * x)
    ravine = Formula("x ↦ [x₀, 10 x₁]", lambda x: np.array([1.0, 10.0]) * x)
    quartic = Formula("x ↦ 4 x³", lambda x: 4 * x**3)
    return [
        (halves, np.array([1.0]), 0.25, 1),
        (halves, np.array([1.0]), 0.25, 3),
        (ravine, np.array([10.0, 1.0]), 0.15, 4),
        (ravine, np.array([10.0, 1.0]), 0.25, 3),
        (quartic, rng.uniform(0.3, 1, size=3), 0.1, 5),
        (quartic, rng.uniform(-1, 1, size=2), 0.05, 20),
    ]


@minimize.edge_cases
def edge_cases(rng):
    halves = Formula("x ↦ x", lambda x: 1.0 * x)
    return [
        (halves, np.array([1.0, 2.0]), 0.5, 0),
        (halves, np.array([0.0, 0.0]), 0.5, 2),
        (halves, np.array([3, -1]), 0.5, 3),
    ]


@minimize.law("a longer walk begins as a shorter one does")
def _(f, g, x, eta, n):
    return np.array_equal(f(g, x, eta, n + 2)[: n + 1], f(g, x, eta, n))


def walk(gradient, x, learning_rate, n_steps):
    return minimize.reference(gradient, x, learning_rate, n_steps)


@minimize.misconception(
    "The start is there now, but all rows are the same point, the last one. x -= … writes into one array, and path "
    "holds that array many times. x = x - … makes a new one for each step."
)
def keeps_one_array(gradient, x, learning_rate, n_steps):
    path = [x]
    for _ in range(n_steps):
        x -= learning_rate * gradient(x)
        path.append(x)
    return np.array(path)


@minimize.misconception(
    "The path is right, but the x that was passed in has changed: -= writes into the caller's array. Write x = x - …."
)
def copies_into_the_path(gradient, x, learning_rate, n_steps):
    path = [x.copy()]
    for _ in range(n_steps):
        x -= learning_rate * gradient(x)
        path.append(x.copy())
    return np.array(path)


@minimize.misconception(
    "The rows differ now, but the start is missing, and the x that was passed in has changed. Begin with path = [x], "
    "and write x = x - …."
)
def copies_into_the_path_without_start(gradient, x, learning_rate, n_steps):
    path = []
    for _ in range(n_steps):
        x -= learning_rate * gradient(x)
        path.append(x.copy())
    return np.array(path)


@minimize.misconception(
    "The last point is missing. Either you take one step too few: range(n_steps) takes n_steps steps. Or you append "
    "before you step: begin with path = [x], and append after each step."
)
def appends_before_the_step(gradient, x, learning_rate, n_steps):
    return walk(gradient, x, learning_rate, max(n_steps - 1, 0))[: n_steps or None]


@minimize.misconception(
    "Your path is a straight line: the gradient at the start is used for every step. Ask for the gradient at each "
    "point."
)
def never_looks_at_the_slope_again(gradient, x, learning_rate, n_steps):
    g = gradient(x)
    return np.array([x - t * learning_rate * g for t in range(n_steps + 1)])


minimize.instead_of(
    "np.array(path)",
    {
        "np.array(path)[1:]": "The rows differ now, but the start is missing. Begin with path = [x].",
        "np.array(path)[-1]": "You arrived at the right point, but only the last one came back. Return the whole path.",
        "np.array(path).T": "The points are right, but each fills a column. One point in each row: leave out the .T.",
        "np.array(path).ravel()": "All numbers are in one long row. Return one point in each row.",
        "np.array(path)[::-1]": "Your path runs backward. The start comes first.",
        "np.array([path[0], *path])": "The start is in your path twice.",
        "walk(gradient, x, learning_rate, n_steps + 1)": "Your path goes one step too far: n_steps steps join n_steps "
        "+ 1 points, and the start is the first of them.",
        "walk(gradient, path[0], learning_rate, min(n_steps, 1))": "Your path ends after one step: the return is "
        "inside the loop. Move it to the left, below the loop.",
        "walk(gradient, path[0], -learning_rate, n_steps)": "Your path climbs: the gradient points to where f grows. "
        "Subtract it.",
        "walk(gradient, path[0], 1.0, n_steps)": "The learning rate is not used. Multiply the gradient by "
        "learning_rate.",
        "np.array([path[0]] + [path[min(1, n_steps)] for _ in range(n_steps)])": "Every step begins at the start "
        "again, so all later points are the same. Keep the new point: x = x - ….",
        "np.concatenate([path[:1], np.diff(path, axis=0)])": "Below the start you collected the steps, not the points "
        "they lead to. Append x itself.",
        "np.array([gradient(p) for p in path])": "You collected the gradients. Append the points.",
    },
)
minimize.instead_of(
    "learning_rate * gradient(x)",
    {
        "learning_rate * gradient": "gradient is a function here. Ask it for the slope where you are: gradient(x).",
        "learning_rate * x": "The gradient is not used. Subtract learning_rate * gradient(x).",
    },
)


@minimize.misconception(
    "Only the first row is wrong: path[0] is the same array as x, and -= has changed it. Write x = x - …, which makes "
    "a new array."
)
def copies_all_but_the_start(gradient, x, learning_rate, n_steps):
    path = [x]
    for _ in range(n_steps):
        x -= learning_rate * gradient(x)
        path.append(x.copy())
    return np.array(path)


@minimize.misconception(
    "The start is in your path twice and the last point is missing: you append before you step. Step first, then "
    "append."
)
def appends_the_start_twice(gradient, x, learning_rate, n_steps):
    path = [x]
    for _ in range(n_steps):
        path.append(x)
        x = x - learning_rate * gradient(x)
    return np.array(path)


@minimize.misconception(
    "The number of rows is right, but the start is missing and there is one step too many. Begin with path = [x] and "
    "take n_steps steps."
)
def one_more_instead_of_the_start(gradient, x, learning_rate, n_steps):
    return walk(gradient, x, learning_rate, n_steps + 1)[1:]


@minimize.misconception(
    "Below the start you collected steps, not points, and x never moves. Write x = x - learning_rate * gradient(x), "
    "and append x."
)
def collects_steps_from_the_start(gradient, x, learning_rate, n_steps):
    return np.array([x] + [learning_rate * gradient(x) for _ in range(n_steps)])


@minimize.misconception(
    "Your path has only its start and its end: path.append(x) stands below the loop. Move it into the loop, after the "
    "step."
)
def appends_below_the_loop(gradient, x, learning_rate, n_steps):
    return walk(gradient, x, learning_rate, n_steps)[[0, -1]]
