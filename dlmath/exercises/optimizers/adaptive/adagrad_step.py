"""adagrad_step: each weight divides by the root of all the squares it has seen."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="warm-up",
    task="Return the new weights and the new sums of squares after one step of AdaGrad, in that order. `w`, `g` (the "
    "gradient), and `G` are arrays of the same shape. Leave all three unchanged.",
    hints=[
        "First add the squares of the new gradient to G. Then use the new G for the step.",
        "Divide by √G + ε: take the root first, then add ε.",
        "G = G + g**2, and then w - learning_rate * g / (np.sqrt(G) + epsilon).",
    ],
)
def adagrad_step(w, g, G, learning_rate, epsilon=1e-10):
    """One step of AdaGrad: the new w and the new G."""
    # The new gradient is part of the memory before it is divided, so the first step has the length η.
    G = G + g**2
    return w - learning_rate * g / (np.sqrt(G) + epsilon), G


@adagrad_step.cases
def cases(rng):
    return [
        (np.array([1.0]), np.array([3.0]), np.array([16.0]), 0.5),
        (np.array([2.0, -1.0]), np.array([-5.0, 12.0]), np.array([144.0, 25.0]), 0.1),
        (np.array([0.5, -2.0, 1.0]), np.array([0.6, -0.3, 4.0]), np.array([0.64, 0.16, 9.0]), 2.0, 0.5),
        (rng.normal(size=5), rng.normal(size=5), rng.uniform(0.1, 3, size=5), 0.3, 0.25),
        (rng.normal(size=(3, 2)), rng.normal(size=(3, 2)), rng.uniform(0.1, 3, size=(3, 2)), 1.7, 0.1),
    ]


@adagrad_step.edge_cases
def edge_cases(rng):
    return [
        (np.array([1.0, 2.0]), np.array([3.0, -3000.0]), np.zeros(2), 0.1),
        (np.array([1.0, 2.0]), np.zeros(2), np.zeros(2), 0.1),
        (np.array([3, -1]), np.array([4, -3]), np.array([9.0, 16.0]), 0.5),
        (np.array([1.0]), np.array([2e-6]), np.zeros(1), 0.1, 1e-3),
        (rng.normal(size=40), 1e5 * rng.normal(size=40), 1e9 * rng.uniform(1, 2, size=40), 0.01),
    ]


@adagrad_step.law("from G = 0, no weight moves by more than the learning rate")
def _(f, w, g, G, eta, epsilon=1e-10):
    return np.all(np.abs(f(w, g, np.zeros(np.shape(w)), eta)[0] - w) <= eta * (1 + 1e-9))


@adagrad_step.law("the sums never fall")
def _(f, w, g, G, eta, epsilon=1e-10):
    return np.all(f(w, g, G, eta, epsilon)[1] >= G)


adagrad_step.instead_of(
    "G = G + g**2\n    return w - learning_rate * g / (np.sqrt(G) + epsilon), G",
    {
        "return w - learning_rate * g / (np.sqrt(G) + epsilon), G + g**2": "You divided by the old G. The new square "
        "comes first: in the first step G would be 0, and you'd divide by ε.",
        "return w - learning_rate * g / (np.sqrt(G) + epsilon), G": "You never add the new gradient: G = G + g**2 "
        "comes before the step.",
        "G = G + g**2\n    return G, w - learning_rate * g / (np.sqrt(G) + epsilon)": "Both are right, but in the "
        "wrong order. Return w first, then G.",
        "new = w - learning_rate * g / (np.sqrt(G + g**2) + epsilon)\n    return new, G": "The weights are right, but "
        "you returned the old G. The next step needs the new one.",
        "G = G + g**2\n    return w - learning_rate * g / (np.sqrt(G) + epsilon)": "The weights are right. Return the "
        "new G as well: return first, second.",
        "G = G + g**2\n    return learning_rate * g / (np.sqrt(G) + epsilon), G": "You returned the step. Subtract it "
        "from w.",
        "G = G + np.sum(g**2)\n    return w - learning_rate * g / (np.sqrt(G) + epsilon), G": "You added the squares "
        "of all weights to every G. Each weight has a sum of its own: no np.sum.",
        "G = G + g @ g\n    return w - learning_rate * g / (np.sqrt(G) + epsilon), G": "g @ g adds up the squares of "
        "all weights. Each weight has a sum of its own: g**2.",
        "G = G + w**2\n    return w - learning_rate * g / (np.sqrt(G) + epsilon), G": "You added the squares of the "
        "weights. The memory holds those of the gradients: G + g**2.",
        "G = G + 2 * g\n    return w - learning_rate * g / (np.sqrt(np.abs(G)) + epsilon), G": "2 * g is not the "
        "square. Write g**2.",
        "G = G + g**2 / 2\n    return w - learning_rate * g / (np.sqrt(G) + epsilon), G": "You halved the square. Add "
        "all of it: G + g**2.",
        "G = G + (learning_rate * g) ** 2\n    return w - learning_rate * g / (np.sqrt(G) + epsilon), G": "You added "
        "the square of the plain step. Leave the learning rate out of the memory: G + g**2.",
        "new = w - learning_rate * g / (np.sqrt(G) + np.abs(g) + epsilon)\n    return new, G + g**2": "The root of a "
        "sum is not the sum of the roots. Add the squares first, then take one root.",
        "new = w - learning_rate * g / (np.sqrt(G + g**2) + epsilon)\n    return new, G + new**2": "The weights are "
        "right, but you added their squares to G. Add the square of the gradient.",
        "new = w - learning_rate * g / (np.sqrt(G + g**2) + epsilon)\n    return new, G + 2 * g**2": "The square is "
        "in G twice. Add it once, and use that G for both results.",
        "new = w - learning_rate * g / (np.sqrt(G + g**2) + epsilon)\n    return new, g**2": "The weights are right, "
        "but the memory is lost: return G + g**2, not only the new square.",
        "G = G + np.mean(g**2)\n    return w - learning_rate * g / (np.sqrt(G) + epsilon), G": "You took the mean over "
        "the weights. Each weight adds its own square: g**2.",
        "G = 0.9 * G + 0.1 * g**2\n    return w - learning_rate * g / (np.sqrt(G) + epsilon), G": "That memory "
        "forgets, as in RMSProp, which comes later. AdaGrad adds up: G + g**2.",
        "G = g**2\n    return w - learning_rate * g / (np.sqrt(G) + epsilon), G": "You replaced the memory by the new "
        "square. Add it to what G holds already.",
        "G = (G + g) ** 2\n    return w - learning_rate * g / (np.sqrt(G) + epsilon), G": "You squared the sum. Square "
        "the gradient, then add it: G + g**2.",
        "G = G + g\n    return w - learning_rate * g / (np.sqrt(np.abs(G)) + epsilon), G": "The gradient isn't "
        "squared. With its sign, large gradients could cancel in the sum: G + g**2.",
        "G = G + g\n    return w - learning_rate * g / (np.sqrt(G) + epsilon), G": "The gradient isn't squared. With "
        "its sign, large gradients could cancel in the sum: G + g**2.",
        "G = np.sqrt(G**2 + g**2)\n    return w - learning_rate * g / (G + epsilon), G": "Your memory is a root, which "
        "you square again. But the G that is passed in is a sum of squares: G + g**2. Take its root in the step.",
        "G = np.sqrt(G) + np.abs(g)\n    return w - learning_rate * g / (G + epsilon), G": "Your memory is a sum of "
        "sizes. G holds squares: G + g**2. Take the root in the step.",
        "G = G + np.abs(g)\n    return w - learning_rate * g / (np.sqrt(G) + epsilon), G": "You added |g|. Add the "
        "square, so that the root has the size of a gradient: G + g**2.",
        "G = G * g**2\n    return w - learning_rate * g / (np.sqrt(G) + epsilon), G": "You multiplied. Add the square: "
        "G + g**2.",
        "G = G - g**2\n    return w - learning_rate * g / (np.sqrt(np.abs(G)) + epsilon), G": "You subtracted the "
        "square. The memory adds up: G + g**2.",
        "G = np.maximum(G, g**2)\n    return w - learning_rate * g / (np.sqrt(G) + epsilon), G": "You kept the larger "
        "of the two. AdaGrad adds them: G + g**2.",
        "G = G + g**2\n    new = w - learning_rate * g / (np.sqrt(G) + epsilon)\n    return new, np.sqrt(G)": "The "
        "weights are right, but you returned the root as the new memory. G is the sum of squares itself.",
    },
)
adagrad_step.instead_of(
    "w - learning_rate * g / (np.sqrt(G) + epsilon)",
    {
        "w + learning_rate * g / (np.sqrt(G) + epsilon)": "You walked uphill. Subtract the step.",
        "w - learning_rate * g / (G + epsilon)": "The root is missing. G is a sum of squares; divide by √G + ε.",
        "w - learning_rate * g / np.sqrt(G + epsilon)": "You put ε under the root. There it counts as √ε, which is "
        "much larger. Take the root first, then add ε.",
        "w - learning_rate * g / np.sqrt(G) + epsilon": "Division comes before addition, so you added ε to the "
        "weights. Put parentheses around np.sqrt(G) + epsilon.",
        "w - learning_rate * g * (np.sqrt(G) + epsilon)": "You multiplied by the root. Divide by it: a weight with "
        "large gradients gets a smaller rate.",
        "w - learning_rate * g**2 / (np.sqrt(G) + epsilon)": "You squared the gradient in the step, too, so its sign "
        "is lost. Only the memory holds squares.",
        "w - learning_rate / (np.sqrt(G) + epsilon)": "The gradient is missing in the step, so its direction is lost. "
        "Multiply by g.",
        "w - g / (np.sqrt(G) + epsilon)": "The learning rate is missing.",
        "w - learning_rate * g": "That is plain gradient descent. Divide by √G + ε.",
        "w - learning_rate * np.sign(g) / (np.sqrt(G) + epsilon)": "You kept only the sign of the gradient. Use the "
        "gradient itself.",
        "w - learning_rate * g / np.sqrt(np.sum(G))": "You divided by one number for all weights. Each has its own: "
        "np.sqrt(G) + epsilon.",
        "w - learning_rate * g / (np.sqrt(np.sum(G)) + epsilon)": "You divided by one number for all weights. Each has "
        "its own: no np.sum.",
        "w - learning_rate * g / (np.linalg.norm(G) + epsilon)": "A norm is one number for all weights. Each has its "
        "own: np.sqrt(G), entry by entry.",
        "w - learning_rate * g / np.sqrt(G)": "ε is missing. A weight whose gradients are all 0 would get 0/0.",
        "w - learning_rate * g / (np.sqrt(G) - epsilon)": "ε is added, so that the divisor can't be 0.",
        "w - learning_rate * g / (np.sqrt(G) + 1e-10)": "You wrote 1e-10 for ε. It is passed in, and may be a "
        "different number.",
        "w - learning_rate * g / (np.sqrt(G) + 1e-8)": "You wrote 1e-8 for ε. It is passed in as epsilon.",
        "w - 0.1 * g / (np.sqrt(G) + epsilon)": "You wrote 0.1 for the learning rate. It is passed in.",
        "w - learning_rate * w / (np.sqrt(G) + epsilon)": "You walked along w. The step is made of the gradient g.",
        "w - g / (learning_rate * (np.sqrt(G) + epsilon))": "You divided by the learning rate. Multiply by it.",
        "w - learning_rate * g / (G**2 + epsilon)": "You squared G, which holds squares already. Take its root.",
        "w - learning_rate / np.sqrt(G) + epsilon * g": "The gradient belongs to the step, and ε to the divisor: "
        "learning_rate * g / (np.sqrt(G) + epsilon).",
        "w - learning_rate / (np.sqrt(G) + epsilon) + g": "Multiply the rate by g; don't add it.",
        "w * (1 - learning_rate / (np.sqrt(G) + epsilon))": "You walked along w. The step is made of the gradient g.",
        "w - learning_rate * np.abs(g) / (np.sqrt(G) + epsilon)": "You dropped the sign of the gradient, so some "
        "weights walk uphill.",
        "w - learning_rate * G / (np.sqrt(G) + epsilon)": "You walked along G, which has no sign. The step is made of "
        "the gradient g.",
        "w - learning_rate * g / np.maximum(np.sqrt(G), epsilon)": "ε is added to the root: np.sqrt(G) + epsilon.",
        "(w - learning_rate * g) / (np.sqrt(G) + epsilon)": "You divided the weights as well. Only the step is "
        "divided.",
    },
)


@adagrad_step.misconception(
    "The numbers are right, but the G that was passed in has changed: += writes into the caller's array. Write G = G + "
    "g**2."
)
def changes_the_memory_in_place(w, g, G, learning_rate, epsilon=1e-10):
    G += g**2
    return w - learning_rate * g / (np.sqrt(G) + epsilon), G


@adagrad_step.misconception(
    "The numbers are right, but the w that was passed in has changed: -= writes into the caller's array. Compute w - … "
    "instead."
)
def changes_the_weights_in_place(w, g, G, learning_rate, epsilon=1e-10):
    G = G + g**2
    w -= learning_rate * g / (np.sqrt(G) + epsilon)
    return w, G
