"""descend_with_search: a line search in every step, in code that gets lazy at first."""

import numpy as np

from dlmath.exercises import Formula, exercise


@exercise(
    weight="hard",
    task="This function should take `n_steps` steps of gradient descent, each with its own line search that starts at "
    "α = 1 (and c = 0.3), and return the last point. `gradient` is a function that takes a point and returns the "
    "gradient there. The code runs, but it has two mistakes. Fix them.",
    hints=[
        "Follow it for two steps. Which gradient does the second step use? And at which α does its search start?",
        "Both the gradient and α are set once, above the loop. After the first step we stand somewhere else.",
        "Move g = gradient(x) and alpha = 1.0 into the for loop, to its beginning.",
    ],
)
def descend_with_search(f, gradient, x, n_steps):
    """The last of n_steps steps, each with its own line search."""
    for _ in range(n_steps):
        # A new place has a new gradient, and every search starts boldly.
        g = gradient(x)
        alpha = 1.0
        while f(x - alpha * g) > f(x) - 0.3 * alpha * np.sum(g**2):
            alpha = alpha / 2
        x = x - alpha * g
    return x


@descend_with_search.start(
    "Only the first step is right. Either g = gradient(x) and alpha = 1.0 stand above the for loop: they belong inside "
    "it, before the search. Or the return stands inside the loop: it belongs below it."
)
def gets_lazy(f, gradient, x, n_steps):
    """The last of n_steps steps, each with its own line search."""
    g = gradient(x)
    alpha = 1.0
    for _ in range(n_steps):
        while f(x - alpha * g) > f(x) - 0.3 * alpha * np.sum(g**2):
            alpha = alpha / 2
        x = x - alpha * g
    return x


def ravine(steep):
    w = np.array([1.0, steep])
    return (
        Formula(f"x ↦ ½ (x₀² + {steep:g} x₁²)", lambda x: 0.5 * np.sum(w * x**2)),
        Formula(f"x ↦ [x₀, {steep:g} x₁]", lambda x: w * x),
    )


@descend_with_search.cases
def cases(rng):
    quartic = Formula("x ↦ Σ xᵢ⁴", lambda x: np.sum(x**4)), Formula("x ↦ 4 x³", lambda x: 4 * x**3)
    return [
        (*ravine(9.0), np.array([2.0, 0.5]), 2),
        (*ravine(9.0), np.array([2.0, 0.5]), 3),
        (*ravine(30.0), np.array([1.0, -2.0]), 5),
        (*quartic, np.array([1.5, -0.5]), 4),
        (*quartic, rng.normal(size=3), 12),
    ]


@descend_with_search.edge_cases
def edge_cases(rng):
    return [
        (*ravine(9.0), np.array([2.0, 0.5]), 0),
        (*ravine(9.0), np.array([2.0, 0.5]), 1),
        (*ravine(9.0), np.array([0.0, 0.0]), 3),
        (*ravine(3.0), np.array([2, 1]), 3),
    ]


@descend_with_search.law("more steps never end higher")
def _(run, f, gradient, x, n_steps):
    return f(run(f, gradient, x, n_steps + 2)) <= f(run(f, gradient, x, n_steps))


@descend_with_search.misconception(
    "The gradient is right now, but α is never set back to 1. Each search goes on from the α of the step before, so "
    "the steps can only get shorter. Put alpha = 1.0 inside the for loop."
)
def alpha_only_shrinks(f, gradient, x, n_steps):
    alpha = 1.0
    for _ in range(n_steps):
        g = gradient(x)
        while f(x - alpha * g) > f(x) - 0.3 * alpha * np.sum(g**2):
            alpha = alpha / 2
        x = x - alpha * g
    return x


@descend_with_search.misconception(
    "You compute the gradient after the step, but only in time for a later one. It belongs at the beginning of each "
    "pass: g = gradient(x), before the search."
)
def gradient_one_step_late(f, gradient, x, n_steps):
    g = gradient(x)
    for _ in range(n_steps):
        alpha, ahead = 1.0, gradient(x)
        while f(x - alpha * g) > f(x) - 0.3 * alpha * np.sum(g**2):
            alpha = alpha / 2
        x, g = x - alpha * g, ahead
    return x


@descend_with_search.misconception(
    "You moved x = x - alpha * g into the while loop. A try is not a step: move x once, after the search."
)
def moves_in_the_search(f, gradient, x, n_steps):
    for _ in range(n_steps):
        g, alpha = gradient(x), 1.0
        while f(x - alpha * g) > f(x) - 0.3 * alpha * np.sum(g**2):
            alpha = alpha / 2
            x = x - alpha * g
    return x


@descend_with_search.misconception(
    "The last point is right, but the x that was passed in has changed: -= writes into the caller's array. Write x = x "
    "- …."
)
def changes_x_in_place(f, gradient, x, n_steps):
    for _ in range(n_steps):
        g, alpha = gradient(x), 1.0
        while f(x - alpha * g) > f(x) - 0.3 * alpha * np.sum(g**2):
            alpha = alpha / 2
        x -= alpha * g
    return x


@descend_with_search.misconception(
    "α never gets shorter than ½. Either it is set back to 1 inside the search, or an if stands where the while loop "
    "was, so α is halved only once. Set it once per step, before the search, and halve it while the step is too long."
)
def resets_in_the_search(f, gradient, x, n_steps):
    for _ in range(n_steps):
        g, alpha = gradient(x), 1.0
        if f(x - alpha * g) > f(x) - 0.3 * alpha * np.sum(g**2):
            alpha = 0.5
        x = x - alpha * g
    return x


descend_with_search.instead_of(
    "return x",
    {
        "return f(x)": "You returned the value of f at the last point. Return the point.",
        "return alpha": "You returned the last α. Return the last point.",
        "return g": "You returned the last gradient. Return the last point.",
    },
)
descend_with_search.instead_of(
    "f(x) - 0.3 * alpha * np.sum(g**2)",
    {
        "f(x)": "Now every step that goes down is accepted. Keep Armijo's condition.",
        "f(x) + 0.3 * alpha * np.sum(g**2)": "Now a step may even go up. Keep Armijo's condition as it was, with a "
        "minus.",
        "f(x) - alpha * np.sum(g**2)": "x does not move. Either x = x - alpha * g is missing in the for loop, or the "
        "share 0.3 is gone and no step is good enough.",
        "f(x) - 0.3 * alpha * np.linalg.norm(g)": "The condition has ‖g‖², as it was in the code.",
        "f(x) - 0.5 * alpha * np.sum(g**2)": "c is 0.3 here, as it was in the code.",
    },
)
descend_with_search.instead_of(
    "range(n_steps)",
    {
        "range(n_steps - 1)": "That is one step too few: range(n_steps) was right.",
        "range(n_steps + 1)": "That is one step too many: range(n_steps) was right.",
    },
)
descend_with_search.instead_of(
    "x - alpha * g\n",
    {
        "x + alpha * g\n": "The step goes uphill now: subtract alpha * g.",
        "x - g\n": "The step ignores α. Walk alpha * g.",
        "x - alpha\n": "The step ignores the gradient. Walk alpha * g.",
    },
)


@descend_with_search.misconception(
    "Each search goes on from twice the last α. It must start at 1 again: put alpha = 1.0 inside the for loop."
)
def doubles_the_last(f, gradient, x, n_steps):
    alpha = 1.0
    for _ in range(n_steps):
        g = gradient(x)
        while f(x - alpha * g) > f(x) - 0.3 * alpha * np.sum(g**2):
            alpha = alpha / 2
        x = x - alpha * g
        alpha = 2 * alpha
    return x


descend_with_search.instead_of(
    "alpha = 1.0",
    {
        "alpha = 0.5": "Each search must start at α = 1, not at ½.",
        "alpha = 0.1": "Each search must start at α = 1.",
    },
)

descend_with_search.instead_of(
    "alpha = alpha / 2",
    {
        "alpha = alpha / 4": "α is halved, as it was in the code: alpha / 2.",
        "alpha = alpha * 0.9": "α is halved, as it was in the code: alpha / 2.",
    },
)


@descend_with_search.misconception(
    "You changed g during the search. A search tries several α along one gradient, the one at x: compute g once per "
    "step, before the while loop."
)
def new_gradient_in_the_search(f, gradient, x, n_steps):
    for _ in range(n_steps):
        g, alpha = gradient(x), 1.0
        while f(x - alpha * g) > f(x) - 0.3 * alpha * np.sum(g**2):
            alpha = alpha / 2
            g = gradient(x - alpha * g)
        x = x - alpha * g
    return x


@descend_with_search.misconception(
    "g is computed before x moves, so it still belongs to the old point. Ask for it after the step, or at the "
    "beginning "
    "of each pass."
)
def new_gradient_before_the_step(f, gradient, x, n_steps):
    g = gradient(x)
    for _ in range(n_steps):
        alpha = 1.0
        while f(x - alpha * g) > f(x) - 0.3 * alpha * np.sum(g**2):
            alpha = alpha / 2
        g = gradient(x)
        x = x - alpha * g
    return x
