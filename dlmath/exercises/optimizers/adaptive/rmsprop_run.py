"""rmsprop_run: many steps of RMSProp, in code that has three mistakes at first."""

import numpy as np

from dlmath.exercises import Formula, exercise


@exercise(
    weight="hard",
    task="This function should take `n_steps` steps of RMSProp from `w`, starting from v = 0, and return the last "
    "weights. `gradient` is a function that takes the weights and returns the gradient there. The code runs, but it "
    "has three mistakes. Fix them. The `w` that was passed in must not change.",
    hints=[
        "One: what is v at the beginning of the second step? Two: which share should the old mean keep?",
        "Three: np.mean(v) is a single number. Whose rate is it then?",
        "Move v = np.zeros(len(w)) above the loop, write v = rho * v + (1 - rho) * g**2, and divide by np.sqrt(v) + "
        "1e-8.",
    ],
)
def rmsprop_run(gradient, w, learning_rate, rho, n_steps):
    """The weights after n_steps steps of RMSProp."""
    # The memory lives as long as the run: it is made once, above the loop, and each weight has its own.
    v = np.zeros(len(w))
    for _ in range(n_steps):
        g = gradient(w)
        v = rho * v + (1 - rho) * g**2
        w = w - learning_rate * g / (np.sqrt(v) + 1e-8)
    return w


@rmsprop_run.start(
    "Nothing has changed yet. Look at what v is when the second step begins, at the two shares, and at np.mean: each "
    "hides a mistake."
)
def went_wrong(gradient, w, learning_rate, rho, n_steps):
    """The weights after n_steps steps of RMSProp."""
    for _ in range(n_steps):
        v = np.zeros(len(w))
        g = gradient(w)
        v = (1 - rho) * v + rho * g**2
        w = w - learning_rate * g / (np.sqrt(np.mean(v)) + 1e-8)
    return w


@rmsprop_run.cases
def cases(rng):
    bowl = Formula("w ↦ w", lambda w: 1.0 * w)
    ravine = Formula("w ↦ [w₀, 10 w₁]", lambda w: np.array([1.0, 10.0]) * w)
    quartic = Formula("w ↦ 4 w³", lambda w: 4 * w**3)
    return [
        (bowl, np.array([1.0]), 0.1, 0.75, 1),
        (bowl, np.array([1.0]), 0.1, 0.75, 2),
        (ravine, np.array([2.0, 1.0]), 0.05, 0.9, 3),
        (ravine, np.array([-1.0, 3.0]), 0.1, 0.6, 5),
        (quartic, rng.uniform(0.5, 2, size=3), 0.05, 0.8, 6),
        (quartic, rng.uniform(-2, 2, size=4), 0.02, 0.95, 40),
    ]


@rmsprop_run.edge_cases
def edge_cases(rng):
    ravine = Formula("w ↦ [w₀, 10 w₁]", lambda w: np.array([1.0, 10.0]) * w)
    return [
        (ravine, np.array([2.0, 1.0]), 0.05, 0.9, 0),
        (ravine, np.array([0.0, 0.0]), 0.05, 0.9, 3),
        (ravine, np.array([2, -1]), 0.05, 0.9, 3),
        (ravine, np.array([2.0, 1.0]), 0.05, 0.0, 4),
    ]


@rmsprop_run.law("the curvature of a valley along an axis cancels")
def _(f, gradient, w, eta, rho, n_steps):
    w = np.array([1.0, 2.0])
    a = f(lambda w: np.array([1.0, 3.0]) * w, w, 0.05, 0.9, 5)
    return np.allclose(a, f(lambda w: np.array([7.0, 0.5]) * w, w, 0.05, 0.9, 5), rtol=1e-6)


@rmsprop_run.symptom("v starts over in every step, so nothing is remembered.")
def _(f):
    # With a gradient that never changes and a memory, the second step is shorter than the first.
    once, twice = (f(lambda w: np.ones(1), np.array([1.0]), 0.1, 0.5, n)[0] for n in (1, 2))
    return np.isclose(twice - once, once - 1.0)


@rmsprop_run.symptom("The two shares are swapped: the old mean should keep ρ.")
def _(f):
    step = 1.0 - f(lambda w: np.ones(1), np.array([1.0]), 0.1, 0.9, 1)[0]
    return np.isclose(step, 0.1 / np.sqrt(0.9), rtol=1e-4)


@rmsprop_run.symptom("All the weights share one rate, because np.mean turns v into one number.")
def _(f):
    moved = np.ones(2) - f(lambda w: np.array([1.0, 10.0]), np.ones(2), 0.1, 0.9, 1)
    return np.isclose(moved[1], 10 * moved[0], rtol=1e-3)


def variant(fresh, swapped, shared):
    """The run with some of the three mistakes still in it."""

    def run(gradient, w, learning_rate, rho, n_steps):
        v = np.zeros(len(w))
        for _ in range(n_steps):
            v = np.zeros(len(w)) if fresh else v
            g = gradient(w)
            share = 1 - rho if swapped else rho
            v = share * v + (1 - share) * g**2
            w = w - learning_rate * g / (np.sqrt(np.mean(v) if shared else v) + 1e-8)
        return w

    return run


RESET = (
    "Nothing is remembered from step to step: v is still set to 0 inside the loop, or the old mean is gone. Make v "
    "once, above the loop, and keep rho * v."
)
SWAPPED = "The two shares are still the wrong way around: rho * v + (1 - rho) * g**2."
SHARED = "np.mean still turns v into one number, and all the weights share it. Each weight has its own: np.sqrt(v)."
for fresh, swapped, shared in [(1, 0, 0), (0, 1, 0), (0, 0, 1), (1, 1, 0), (1, 0, 1), (0, 1, 1)]:
    words = " ".join(text for still, text in [(fresh, RESET), (swapped, SWAPPED), (shared, SHARED)] if still)
    rmsprop_run.misconception(words)(variant(fresh, swapped, shared))


@rmsprop_run.misconception(
    "The numbers are right, but the w that was passed in has changed: -= writes into the caller's array. Write w = w - "
    "…."
)
def changes_w_in_place(gradient, w, learning_rate, rho, n_steps):
    v = np.zeros(len(w))
    for _ in range(n_steps):
        g = gradient(w)
        v = rho * v + (1 - rho) * g**2
        w -= learning_rate * g / (np.sqrt(v) + 1e-8)
    return w


@rmsprop_run.misconception("Only the first step is taken: the return is inside the loop. Move it below the loop.")
def returns_in_the_loop(gradient, w, learning_rate, rho, n_steps):
    return variant(0, 0, 0)(gradient, w, learning_rate, rho, min(n_steps, 1))


@rmsprop_run.misconception(
    "The gradient is computed once, at the start, and used for every step. Ask for it at each new w, inside the loop."
)
def never_looks_again(gradient, w, learning_rate, rho, n_steps):
    g = gradient(w)
    return variant(0, 0, 0)(lambda w: g, w, learning_rate, rho, n_steps)


rmsprop_run.instead_of(
    "rho * v + (1 - rho) * g**2",
    {
        "v + rho * v + (1 - rho) * g**2": "You add to v with +=. The new mean replaces the old one: v = ….",
        "rho * v + g**2": "The factor 1 − ρ is missing: the new square enters with the share 1 − ρ.",
        "v + g**2": "That is AdaGrad, which forgets nothing. The old mean keeps the share ρ.",
        "rho * v + rho * g**2": "Both have the share ρ now. The new square gets 1 − ρ.",
        "0.9 * v + 0.1 * g**2": "You wrote 0.9 for ρ. It is passed in as rho.",
        "rho * v + (1 - rho) * g": "The gradient must be squared in the mean, as before.",
    },
)
rmsprop_run.instead_of(
    "np.sqrt(v)",
    {
        "np.sqrt(np.sum(v))": "np.sum turns v into one number, too. Each weight has its own: np.sqrt(v).",
        "np.mean(np.sqrt(v))": "A mean still turns v into one number. Each weight has its own: np.sqrt(v).",
        "np.sqrt(np.linalg.norm(v))": "A norm turns v into one number, too. Each weight has its own: np.sqrt(v).",
        "np.sqrt(np.max(v))": "np.max turns v into one number, too. Each weight has its own: np.sqrt(v).",
        "v": "The root was right: np.sqrt(v).",
    },
)
rmsprop_run.instead_of(
    "(np.sqrt(v) + 1e-8)",
    {
        "np.sqrt(v + 1e-8)": "ε was right outside the root. Under it, it counts as 0.0001: np.sqrt(v) + 1e-8.",
        "np.sqrt(v)": "The 1e-8 is gone. A weight whose gradients are all 0 gets 0/0 without it.",
    },
)
rmsprop_run.instead_of(
    "np.zeros(len(w))",
    {
        "np.ones(len(w))": "v starts at 0 here, not at 1.",
        "gradient(w) ** 2": "v starts at 0 here, not at the first square.",
    },
)
rmsprop_run.instead_of(
    "w - learning_rate * g",
    {
        "w + learning_rate * g": "The step goes uphill now. Subtract it.",
        "w - g": "The learning rate is gone. It was right in the code.",
    },
)
rmsprop_run.instead_of(
    "return w",
    {
        "return v": "You returned the memory. Return the weights.",
        "return w, v": "Only the weights are asked for: return w.",
    },
)
rmsprop_run.instead_of(
    "range(n_steps)",
    {
        "range(n_steps - 1)": "That is one step too few: range(n_steps) was right.",
        "range(n_steps + 1)": "That is one step too many: range(n_steps) was right.",
    },
)


@rmsprop_run.misconception(
    "v is updated after the step, so the step divides by the old mean. As in the code you were given: first v, then w."
)
def divides_by_the_old_mean(gradient, w, learning_rate, rho, n_steps):
    v = np.zeros(len(w))
    for _ in range(n_steps):
        g = gradient(w)
        w = w - learning_rate * g / (np.sqrt(v) + 1e-8)
        v = rho * v + (1 - rho) * g**2
    return w


@rmsprop_run.misconception("You returned the whole path. Only the last weights are asked for: return w.")
def returns_the_path(gradient, w, learning_rate, rho, n_steps):
    path, v = [w], np.zeros(len(w))
    for _ in range(n_steps):
        g = gradient(w)
        v = rho * v + (1 - rho) * g**2
        w = w - learning_rate * g / (np.sqrt(v) + 1e-8)
        path.append(w)
    return np.array(path)
