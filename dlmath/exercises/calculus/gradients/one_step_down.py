"""one_step_down: all slopes first, then one step."""

import numpy as np

from dlmath.exercises import Formula, exercise


@exercise(
    weight="standard",
    task="This function should return $\\mathbf w - \\eta\\,\\nabla f(\\mathbf w)$, with the gradient by central "
    "differences. It runs, and it even leads downhill. But it is not a step along the gradient, and it changes the "
    "caller's `w`. Fix it. `w` may also hold whole numbers.",
    hints=[
        "At which point is the first slope measured, and at which point the second?",
        "w[i] -= … moves w before the next slope is measured, and it writes into the caller's array. Measure all "
        "slopes at the same w, and move at the end.",
        "Begin with g = np.zeros(len(w)), write the slopes into g[i], and return w - learning_rate * g after the loop.",
    ],
    also=("whole", "long"),
)
def one_step_down(f, w, learning_rate):
    """One step against the gradient."""
    h = 1e-5
    g = np.zeros(len(w))
    for i in range(len(w)):
        e = np.zeros(len(w))
        e[i] = h
        # All slopes are measured at the same point, the w that was passed in.
        g[i] = (f(w + e) - f(w - e)) / (2 * h)
    return w - learning_rate * g


@one_step_down.start(
    "w moves while the slopes are still being measured: the second slope belongs to a different point from the "
    "first. (As it stood, the code also wrote into the caller's array.) Write the slopes into an array g, and return "
    "w - learning_rate * g after the loop."
)
def went_wrong(f, w, learning_rate):
    """One step against the gradient."""
    h = 1e-5
    for i in range(len(w)):
        e = np.zeros(len(w))
        e[i] = h
        slope = (f(w + e) - f(w - e)) / (2 * h)
        w[i] -= learning_rate * slope
    return w


AREA = Formula("w ↦ w₀ w₁", lambda w: w[0] * w[1])
SUM_SQUARED = Formula("w ↦ (sum of w)²", lambda w: np.sum(w) ** 2)
SQUARES = Formula("w ↦ sum of w²", lambda w: np.sum(w**2))
MIXED = Formula("w ↦ w₀² w₁ + sin(w₁ w₂)", lambda w: w[0] ** 2 * w[1] + np.sin(w[1] * w[2]))


@one_step_down.cases
def cases(rng):
    return [
        (AREA, np.array([4.0, 3.0]), 0.5),
        (SUM_SQUARED, np.array([1.0, 2.0]), 0.25),
        (MIXED, np.array([1.0, 2.0, -0.5]), 0.1),
        (SUM_SQUARED, rng.normal(size=4), 0.1),
        (MIXED, rng.normal(size=3), 0.3),
    ]


@one_step_down.edge_cases
def edge_cases(rng):
    return [
        (AREA, np.array([4, 3]), 0.5),
        (AREA, np.array([0.0, 0.0]), 0.5),
        (SUM_SQUARED, np.array([1.0, 2.0, 3.0]), 0.0),
    ]


@one_step_down.law("with a learning rate of 0 nothing moves")
def _(f, function, w, eta):
    return np.array_equal(f(function, w, 0.0), w)


@one_step_down.law("twice the learning rate makes the step twice as long")
def _(f, function, w, eta):
    one, two = f(function, w.copy(), eta) - w, f(function, w.copy(), 2 * eta) - w
    return np.allclose(two, 2 * one, rtol=1e-6, atol=1e-8)


@one_step_down.misconception(
    "The caller's w now stays as it was. But you still move while the slopes are being measured, so the second slope "
    "belongs to another point. Write all slopes into an array g first, and step after the loop."
)
def moves_a_copy(f, w, learning_rate):
    h = 1e-5
    w = w.astype(float)
    for i in range(len(w)):
        e = np.zeros(len(w))
        e[i] = h
        slope = (f(w + e) - f(w - e)) / (2 * h)
        w[i] -= learning_rate * slope
    return w


@one_step_down.misconception(
    "The slopes are now right, but w -= … writes into the caller's array (and fails for whole numbers). Return a new "
    "one: w - learning_rate * g."
)
def writes_at_the_end(f, w, learning_rate):
    h = 1e-5
    g = np.zeros(len(w))
    for i in range(len(w)):
        e = np.zeros(len(w))
        e[i] = h
        g[i] = (f(w + e) - f(w - e)) / (2 * h)
    w -= learning_rate * g
    return w


@one_step_down.misconception(
    "Your copy of w keeps whole numbers if w holds them, so the step loses its decimals. Return w - learning_rate * "
    "g, which makes a new array."
)
def copies_whole_numbers(f, w, learning_rate):
    new = w.copy()
    new[...] = one_step_down.reference(f, w, learning_rate)
    return new


@one_step_down.misconception(
    "The return is inside the loop, so only the first coordinate has its slope. Move it one level to the left."
)
def returns_too_early(f, w, learning_rate):
    h = 1e-5
    g = np.zeros(len(w))
    for i in range(len(w)):
        e = np.zeros(len(w))
        e[i] = h
        g[i] = (f(w + e) - f(w - e)) / (2 * h)
        return w - learning_rate * g


@one_step_down.misconception(
    "You keep only the last slope, and all coordinates move by it. Each coordinate has its own: g[i] = slope."
)
def uses_the_last_slope(f, w, learning_rate):
    h = 1e-5
    for i in range(len(w)):
        e = np.zeros(len(w))
        e[i] = h
        slope = (f(w + e) - f(w - e)) / (2 * h)
    return w - learning_rate * slope


@one_step_down.misconception(
    "You move all of w by every single slope. Slope i belongs to coordinate i only: collect them in g, then step once."
)
def moves_everything_each_time(f, w, learning_rate):
    h = 1e-5
    new = w.astype(float)
    for i in range(len(w)):
        e = np.zeros(len(w))
        e[i] = h
        new = new - learning_rate * (f(w + e) - f(w - e)) / (2 * h)
    return new


one_step_down.instead_of(
    "w - learning_rate * g",
    {
        "w + learning_rate * g": "That leads uphill. The gradient points up, so subtract it (and take the "
        "value ahead minus the value behind).",
        "-learning_rate * g": "That is the step, not the place it leads to. Add it to w.",
        "learning_rate * g": "That is the step, not the place it leads to: w - learning_rate * g.",
        "w - g": "The learning rate is not used. Multiply the slopes by it.",
        "g": "That is the gradient. The function should return where the step leads: w - learning_rate * g.",
        "w": "You returned w as it was. Return w - learning_rate * g.",
        "w - learning_rate * g / np.linalg.norm(g)": "You scaled the gradient to length 1. The step is η times the "
        "gradient as it is.",
        "learning_rate * (w - g)": "You multiplied w by the rate, too. Only the gradient is scaled.",
    },
)

one_step_down.instead_of(
    "(f(w + e) - f(w - e)) / (2 * h)",
    {
        "(f(w + e) - f(w - e)) / h": "The two points lie 2 h apart, so divide by 2 * h, as the code did before.",
        "(f(w + e) - f(w)) / (2 * h)": "2 h is the distance between points on both sides. Keep f(w - e) for the "
        "second.",
        "(f(w + e) - f(w - e)) / 2 * h": "Python reads a / 2 * h as (a / 2) times h. Keep the parentheses: / (2 * h).",
    },
)


@one_step_down.misconception(
    "g is a list, and a list can't be multiplied by a rate. Make it an array first: np.array(g)."
)
def collects_in_a_list(f, w, learning_rate):
    h = 1e-5
    g = []
    for i in range(len(w)):
        e = np.zeros(len(w))
        e[i] = h
        g.append((f(w + e) - f(w - e)) / (2 * h))
    return w - learning_rate * g


@one_step_down.misconception(
    "You make a fresh copy of w on every pass, so only the last coordinate has moved. Make one copy before the loop, "
    "or collect the slopes in g and return w - learning_rate * g."
)
def copies_in_every_turn(f, w, learning_rate):
    h = 1e-5
    for i in range(len(w)):
        e = np.zeros(len(w))
        e[i] = h
        new = w.astype(float)
        new[i] -= learning_rate * (f(w + e) - f(w - e)) / (2 * h)
    return new
