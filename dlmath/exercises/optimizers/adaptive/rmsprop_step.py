"""rmsprop_step: AdaGrad with a memory that forgets."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="Return the new weights and the new means of squares after one step of RMSProp, in that order. `w`, `g`, and "
    "`v` are arrays of the same shape. Leave all three unchanged.",
    hints=[
        "It is AdaGrad's step with a different memory. Which share of the old mean stays, and with which share does "
        "the new square enter?",
        "The old mean keeps the share ρ, the new square gets 1 − ρ. Then divide by the root of the new v, plus ε.",
        "v = rho * v + (1 - rho) * g**2, and then w - learning_rate * g / (np.sqrt(v) + epsilon).",
    ],
)
def rmsprop_step(w, g, v, learning_rate, rho=0.9, epsilon=1e-8):
    """One step of RMSProp: the new w and the new v."""
    # Two shares that add up to 1, so that v is a mean and does not grow with the number of steps.
    v = rho * v + (1 - rho) * g**2
    return w - learning_rate * g / (np.sqrt(v) + epsilon), v


@rmsprop_step.cases
def cases(rng):
    return [
        (np.array([1.0]), np.array([4.0]), np.array([8.0]), 0.5, 0.75),
        (np.array([2.0, -1.0]), np.array([-3.0, 10.0]), np.array([1.0, 25.0]), 0.1),
        (np.array([0.5, -2.0, 1.0]), np.array([0.6, -0.3, 4.0]), np.array([0.64, 0.16, 9.0]), 2.0, 0.6, 0.5),
        (rng.normal(size=5), rng.normal(size=5), rng.uniform(0.1, 3, size=5), 0.3, 0.8, 0.25),
        (rng.normal(size=(3, 2)), rng.normal(size=(3, 2)), rng.uniform(0.1, 3, size=(3, 2)), 1.7, 0.3, 0.1),
    ]


@rmsprop_step.edge_cases
def edge_cases(rng):
    return [
        (np.array([1.0, 2.0]), np.array([3.0, -3000.0]), np.zeros(2), 0.1),
        (np.array([1.0, 2.0]), np.zeros(2), np.zeros(2), 0.1),
        (np.array([3, -1]), np.array([4, -3]), np.array([9, 16]), 0.5),
        (np.array([1.0, -1.0]), np.array([2.0, 0.5]), np.array([7.0, 3.0]), 0.5, 0.0),
        (np.array([1.0]), np.array([2e-6]), np.zeros(1), 0.1, 0.9, 1e-3),
        (rng.normal(size=40), 1e5 * rng.normal(size=40), 1e9 * rng.uniform(1, 2, size=40), 0.01),
    ]


@rmsprop_step.law("a square equal to the mean leaves the mean as it is")
def _(f, w, g, v, eta, rho=0.9, epsilon=1e-8):
    return np.allclose(f(w, g, np.asarray(g, dtype=float) ** 2, eta, rho, epsilon)[1], np.asarray(g, dtype=float) ** 2)


@rmsprop_step.law("with ρ = 0 only the new square counts")
def _(f, w, g, v, eta, rho=0.9, epsilon=1e-8):
    return np.allclose(f(w, g, v, eta, 0.0)[1], np.asarray(g, dtype=float) ** 2)


rmsprop_step.instead_of(
    "v = rho * v + (1 - rho) * g**2\n    return w - learning_rate * g / (np.sqrt(v) + epsilon), v",
    {
        "return w - learning_rate * g / (np.sqrt(v) + epsilon), rho * v + (1 - rho) * g**2": "You divided by the old "
        "v. Update v first, then take the step.",
        "v = rho * v + (1 - rho) * g**2\n    return v, w - learning_rate * g / (np.sqrt(v) + epsilon)": "Both are "
        "right, but in the wrong order. Return w first, then v.",
        "v = rho * v + (1 - rho) * g**2\n    return w - learning_rate * g / (np.sqrt(v) + epsilon)": "The weights are "
        "right. Return the new v as well: return first, second.",
        "u = rho * v + (1 - rho) * g**2\n    return w - learning_rate * g / (np.sqrt(u) + epsilon), v": "The weights "
        "are right, but you returned the old v. The next step needs the new one.",
        "v = np.sqrt(rho * v + (1 - rho) * g**2)\n    return w - learning_rate * g / (v + epsilon), v": "The weights "
        "are right, but you returned the root as the new memory. v is the mean of squares itself.",
        "v = np.sqrt(rho * v**2 + (1 - rho) * g**2)\n    return w - learning_rate * g / (v + epsilon), v": "Your "
        "memory is a root, which you square again. But the v that is passed in is a mean of squares: take its root in "
        "the step.",
        "v = rho * v + (1 - rho) * g**2\n    return learning_rate * g / (np.sqrt(v) + epsilon), v": "You returned the "
        "step. Subtract it from w.",
    },
)
rmsprop_step.instead_of(
    "v = rho * v + (1 - rho) * g**2",
    {
        "v = (1 - rho) * v + rho * g**2": "The two shares are swapped. The old mean keeps ρ, which is large, so the "
        "memory is long.",
        "v = rho * v + g**2": "The factor 1 − ρ is missing, so v is a sum, about 1/(1 − ρ) times too large. The new "
        "square enters with the share 1 − ρ.",
        "v = v + g**2": "That is AdaGrad: nothing is forgotten. The old mean keeps only the share ρ.",
        "v = v + (1 - rho) * g**2": "The old mean is kept whole. It keeps only the share ρ.",
        "v = rho * v + rho * g**2": "Both have the share ρ. The new square gets 1 − ρ.",
        "v = (1 - rho) * v + (1 - rho) * g**2": "Both have the share 1 − ρ. The old mean keeps ρ.",
        "v = rho * v - (1 - rho) * g**2": "You subtracted the new square. Add it.",
        "v = rho * (v + (1 - rho) * g**2)": "ρ multiplies the new square as well. It belongs to the old mean alone.",
        "v = rho * v + (1 - rho) * g": "The gradient isn't squared in the mean.",
        "v = rho * v + (1 - rho) * np.abs(g)": "You averaged |g|. Average the squares.",
        "v = (rho * v + (1 - rho) * g) ** 2": "You squared the whole mean. Square only the gradient.",
        "v = rho * v + ((1 - rho) * g) ** 2": "You squared 1 − ρ as well. Only g is squared.",
        "v = rho + (1 - rho) * g**2": "The old mean is missing: ρ multiplies v.",
        "v = (1 - rho) * g**2": "The old mean is missing: it keeps the share ρ, rho * v.",
        "v = rho * v + (1 - rho) * w**2": "You averaged the squares of the weights. v is about the gradients: g**2.",
        "v = rho * v + 1 - rho * g**2": "Multiplication comes before subtraction, so add parentheses: (1 - rho) * "
        "g**2.",
        "v = rho * v + (1 - rho) * g @ g": "g @ g adds up the squares of all weights. Each weight has a mean of its "
        "own: g**2.",
        "v = v + rho * (v - g**2)": "That moves v away from the new square. The old mean keeps ρ, and the new square "
        "gets 1 − ρ.",
        "v = v + rho * (g**2 - v)": "The two shares are swapped. The old mean keeps ρ, which is large.",
        "v = rho * v + (1 - rho**2) * g**2": "The share of the new square is 1 − ρ, without a power: only g is "
        "squared.",
        "v = rho * v + g**2 / (1 - rho)": "You divided by 1 − ρ. The new square is multiplied by it.",
        "v = np.sqrt(rho * v**2 + (1 - rho) * g**2)": "v is the mean of the squares, not its root: no np.sqrt and no "
        "v**2 here.",
        "v = rho * v**2 + (1 - rho) * g**2": "v holds squares already. Don't square it again.",
        "v = rho * v + (1 - rho) * np.sum(g**2)": "You added up the squares of all weights. Each weight has a mean of "
        "its own: no np.sum.",
        "v = rho * v + (1 - rho) * np.mean(g**2)": "You took the mean over the weights. The mean here is over the "
        "steps; each weight has its own: g**2.",
        "v = 0.9 * v + 0.1 * g**2": "You wrote 0.9 for ρ. It is passed in as rho, and may be a different share.",
        "v = 0.99 * v + 0.01 * g**2": "You wrote 0.99 for ρ. It is passed in as rho.",
        "v = (v + g**2) / 2": "You took half of each. The shares are ρ and 1 − ρ.",
        "v = g**2": "You forgot the past altogether. The old mean keeps the share ρ.",
    },
)
rmsprop_step.instead_of(
    "w - learning_rate * g / (np.sqrt(v) + epsilon)",
    {
        "w + learning_rate * g / (np.sqrt(v) + epsilon)": "You walked uphill. Subtract the step.",
        "w - learning_rate * g / (v + epsilon)": "The root is missing: divide by √v + ε.",
        "w - learning_rate * g / np.sqrt(v + epsilon)": "You put ε under the root. There it counts as √ε, which is "
        "much larger. Take the root first, then add ε.",
        "w - learning_rate * g / np.sqrt(v) + epsilon": "Division comes before addition, so you added ε to the "
        "weights. Put parentheses around np.sqrt(v) + epsilon.",
        "w - learning_rate * g * (np.sqrt(v) + epsilon)": "You multiplied by the root. Divide by it.",
        "w - learning_rate * v / (np.sqrt(v) + epsilon)": "You walked along v, which has no sign. The step is made of "
        "the gradient g.",
        "w - learning_rate * g**2 / (np.sqrt(v) + epsilon)": "You squared the gradient in the step, too, so its sign "
        "is lost.",
        "w - learning_rate * g / np.sqrt(v)": "ε is missing. A weight whose gradients are all 0 would get 0/0.",
        "w - g / (np.sqrt(v) + epsilon)": "The learning rate is missing.",
        "w - learning_rate * g": "That is plain gradient descent. Divide by √v + ε.",
        "w - learning_rate / (np.sqrt(v) + epsilon)": "The gradient is missing in the step, so its direction is lost. "
        "Multiply by g.",
        "w - learning_rate * g / (np.sqrt(np.sum(v)) + epsilon)": "You divided by one number for all weights. Each has "
        "its own: no np.sum.",
        "w - learning_rate * g / (np.sqrt(v) + 1e-8)": "You wrote 1e-8 for ε. It is passed in as epsilon.",
        "w - learning_rate * (1 - rho) * g / (np.sqrt(v) + epsilon)": "The factor 1 − ρ belongs to the mean of squares "
        "only. The step has the whole gradient.",
        "w - learning_rate * g / (np.sqrt(v / (1 - rho)) + epsilon)": "You divided v by 1 − ρ for the step. Here the "
        "mean is used as it is.",
        "w - learning_rate * v": "You walked along v. The step is the gradient, divided by √v + ε.",
        "w * (1 - learning_rate / (np.sqrt(v) + epsilon))": "You walked along w. The step is made of the gradient g.",
        "w - learning_rate * np.abs(g) / (np.sqrt(v) + epsilon)": "You dropped the sign of the gradient, so some "
        "weights walk uphill.",
        "w - learning_rate * np.sign(g) / (np.sqrt(v) + epsilon)": "You kept only the sign of the gradient. Use the "
        "gradient itself.",
        "w - g / (learning_rate * (np.sqrt(v) + epsilon))": "You divided by the learning rate. Multiply by it.",
        "w - learning_rate * w / (np.sqrt(v) + epsilon)": "You walked along w. The step is made of the gradient g.",
        "w - learning_rate * g / (v**2 + epsilon)": "You squared v, which holds squares already. Take its root.",
        "(w - learning_rate * g) / (np.sqrt(v) + epsilon)": "You divided the weights as well. Only the step is "
        "divided.",
    },
)


@rmsprop_step.misconception(
    "The numbers are right, but the v that was passed in has changed: *= and += write into the caller's array. Write v "
    "= rho * v + …."
)
def changes_the_memory_in_place(w, g, v, learning_rate, rho=0.9, epsilon=1e-8):
    v *= rho
    v += (1 - rho) * g**2
    return w - learning_rate * g / (np.sqrt(v) + epsilon), v


@rmsprop_step.misconception(
    "The numbers are right, but the w that was passed in has changed: -= writes into the caller's array. Compute w - … "
    "instead."
)
def changes_the_weights_in_place(w, g, v, learning_rate, rho=0.9, epsilon=1e-8):
    v = rho * v + (1 - rho) * g**2
    w -= learning_rate * g / (np.sqrt(v) + epsilon)
    return w, v
