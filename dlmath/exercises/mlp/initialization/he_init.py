"""he_init: the random weights with which a network of ReLUs starts."""

import numpy as np

from dlmath.exercises import exercise
from dlmath.exercises.seeded import seeded


@exercise(
    weight="standard",
    task="Choose the variance of the weights so that a layer of ReLUs keeps the mean square of its inputs on average. "
    "Return the starting parameters of a network with the given `widths`, such as `[64, 50, 10]`: a list with a dict "
    'for each layer, with the keys `"W"`, of shape (outputs, inputs), and `"b"`, all zeros. For each layer in turn, '
    "call `rng.normal(size=(n_out, n_in))` once, and scale it. Treat the last layer like the others.",
    hints=[
        "A ReLU layer multiplies the mean square by ½ n_in s². For which variance s² is that 1?",
        "s² = 2/n_in, so each number from rng.normal is multiplied by its root, np.sqrt(2 / n_in).",
        "The layers are the pairs of neighbors: n_in, n_out = widths[i], widths[i + 1]. Append "
        '{"W": np.sqrt(2 / n_in) * rng.normal(size=(n_out, n_in)), "b": np.zeros(n_out)}.',
    ],
    also=(),
)
def he_init(widths, rng):
    """Starting weights for ReLU: a dict of W and b for each layer."""
    params = []
    for i in range(len(widths) - 1):
        n_in, n_out = widths[i], widths[i + 1]
        # ½ n_in s² = 1; the factor s is a standard deviation.
        W = np.sqrt(2 / n_in) * rng.normal(size=(n_out, n_in))
        params.append({"W": W, "b": np.zeros(n_out)})
    return params


@he_init.cases
def cases(rng):
    return [
        ([3, 2], seeded(60)),
        ([2, 3, 4], seeded(61)),
        ([5, 4, 3, 2], seeded(62)),
        ([8, 6, 7, 3], seeded(63)),
        ([4, 9, 2, 6, 5], seeded(64)),
    ]


@he_init.edge_cases
def edge_cases(rng):
    return [([1, 1], seeded(65)), ([3, 3, 3], seeded(66)), ((64, 30, 10), seeded(67)), ([2] * 12, seeded(68))]


@he_init.law("there is one layer fewer than there are widths")
def _(f, widths, rng):
    return len(f(widths, rng)) == len(widths) - 1


@he_init.law("all biases are 0")
def _(f, widths, rng):
    return all(
        np.shape(layer["b"]) == (n,) and not np.any(layer["b"])
        for layer, n in zip(f(widths, rng), widths[1:], strict=True)
    )


@he_init.law("W has a row for each unit and a column for each of its inputs")
def _(f, widths, rng):
    shapes = list(zip(widths[1:], widths[:-1], strict=True))
    return [np.shape(layer["W"]) for layer in f(widths, rng)] == shapes


he_init.instead_of(
    "np.sqrt(2 / n_in) * rng",
    {
        "2 / n_in * rng": "2/n_in is the variance. Multiply by the standard deviation, its root.",
        "np.sqrt(1 / n_in) * rng": "That keeps the mean square of a layer *without* ReLU. ReLU lets half of it "
        "through, so the variance must be twice as large.",
        "1 / n_in * rng": "Two things: ReLU halves the mean square, so the variance is 2/n_in, and the factor in front "
        "is its root.",
        "np.sqrt(2 / n_out) * rng": "The sum of a unit has n_in terms, one for each of its inputs. Divide by n_in.",
        "np.sqrt(1 / n_out) * rng": "The sum of a unit has n_in terms, and ReLU lets half of its mean square through: "
        "the variance is 2/n_in.",
        "np.sqrt(2 / (n_in + n_out)) * rng": "That is Glorot's rule, for tanh. ReLU lets half of the mean square "
        "through: ½ n_in s² should be 1.",
        "np.sqrt(4 / (n_in + n_out)) * rng": "That splits the difference, as Glorot does. The task asks to keep the "
        "mean square on the way forward: ½ n_in s² = 1.",
        "np.sqrt(6 / n_in) * rng": "6 belongs to the uniform distribution, whose variance is a²/3. The numbers "
        "from rng.normal have variance 1: take √(2/n_in).",
        "np.sqrt(2) / n_in * rng": "The root belongs over the whole fraction: np.sqrt(2 / n_in).",
        "np.sqrt(n_in / 2) * rng": "Upside down: more inputs need smaller weights, √(2/n_in).",
        "np.sqrt(0.5 / n_in) * rng": "½ n_in s² = 1 gives s² = 2/n_in, not ½/n_in.",
        "np.sqrt(2 / widths[0]) * rng": "Each layer has its own number of inputs: the width of the layer before it, "
        "not that of the first one.",
        "np.sqrt(2 * n_in) * rng": "More inputs need smaller weights: divide by n_in.",
        "np.sqrt(2 / (n_in * n_out)) * rng": "The sum of a unit has n_in terms. The number of units makes no "
        "difference to it.",
        "0.01 * rng": "A fixed small number makes the signal fade. The factor depends on n_in: ½ n_in s² = 1.",
        "rng": "The numbers are not scaled. Choose s so that ½ n_in s² is 1.",
        "np.sqrt(2 / (n_in + 1)) * rng": "The bias starts at 0 and adds nothing. The sum has n_in random terms.",
    },
)
he_init.instead_of(
    "rng.normal(size=(n_out, n_in))",
    {
        "rng.normal(size=(n_in, n_out))": "W has a row for each unit and a column for each input: the shape is "
        "(n_out, n_in).",
        "rng.normal(size=(n_in, n_out)).T": "The shape is right, but the numbers are drawn in a different order. "
        "Call rng.normal(size=(n_out, n_in)), as the task says.",
        "rng.random(size=(n_out, n_in))": "rng.random draws numbers between 0 and 1, whose mean is not 0. Use "
        "rng.normal.",
        "np.random.default_rng(0).normal(size=(n_out, n_in))": "You made a generator of your own, so each layer, and "
        "each run, would start with the same numbers. Use the rng that is handed in.",
        "np.ones((n_out, n_in))": "All units of a layer would start as copies, and stay that way. Draw random numbers.",
        "np.abs(rng.normal(size=(n_out, n_in)))": "Half of the weights must be negative: the derivation needs mean "
        "0. Leave out the absolute value.",
    },
)
he_init.instead_of(
    "np.zeros(n_out)",
    {
        "np.zeros(n_in)": "A layer has a bias for each of its units, so n_out of them.",
        "np.ones(n_out)": "The biases start at 0. The random weights already break the tie.",
        "np.zeros((n_out, 1))": "The biases have the shape (n_out,), not (n_out, 1).",
        "np.zeros((1, n_out))": "The biases have the shape (n_out,), not (1, n_out).",
        "np.sqrt(2 / n_in) * rng.normal(size=n_out)": "The biases start at 0. The random weights already break the "
        "tie.",
        "0.0": "Each unit has a bias of its own: np.zeros(n_out).",
        "rng.normal(size=n_out)": "The biases start at 0, and each layer makes only one call to rng.normal.",
        "np.full(n_out, 0.01)": "The biases start at 0.",
    },
)
he_init.instead_of(
    "np.sqrt(2 / n_in) * rng.normal(size=(n_out, n_in))",
    {
        "rng.normal(2 / n_in, size=(n_out, n_in))": "The first argument of rng.normal is the *mean*. Keep the mean 0, "
        "and multiply what comes out by √(2/n_in).",
        "rng.normal(np.sqrt(2 / n_in), size=(n_out, n_in))": "The first argument of rng.normal is the *mean*. Keep the "
        "mean 0, and multiply what comes out by √(2/n_in).",
        "rng.uniform(-np.sqrt(6 / n_in), np.sqrt(6 / n_in), size=(n_out, n_in))": "That has the right variance, but "
        "the task asks for numbers from rng.normal.",
    },
)
he_init.instead_of(
    "    return params",
    {
        "        return params": "Only the first layer is made: the return is inside the loop.",
        "    return params[0]": "That is the first layer only. Return the list of all layers.",
        "    return [layer['W'] for layer in params]": 'The biases are missing: a dict with "W" and "b" for each '
        "layer.",
        "    return [(layer['W'], layer['b']) for layer in params]": "Those are pairs. Each layer should be a dict "
        'with the keys "W" and "b".',
        "    return params[:-1]": "The last layer is missing. Treat it like the others.",
        "    return params[::-1]": "The layers are in the wrong order: the first one takes the input.",
    },
)


@he_init.misconception("The last layer has a different scale. The task says to treat it like the others.")
def last_layer_without_relu(widths, rng):
    params = he_init.reference(widths, rng)
    params[-1]["W"] = params[-1]["W"] / np.sqrt(2)
    return params


@he_init.misconception("The first layer has a different scale. The task says to treat all layers alike.")
def first_layer_without_relu(widths, rng):
    params = he_init.reference(widths, rng)
    params[0]["W"] = params[0]["W"] / np.sqrt(2)
    return params


@he_init.misconception("You subtracted the mean of the numbers drawn. Their *expectation* is 0, and that is enough.")
def centers(widths, rng):
    params = he_init.reference(widths, rng)
    return [{"W": layer["W"] - layer["W"].mean(), "b": layer["b"]} for layer in params]


@he_init.misconception(
    "You scaled each matrix by its own measured spread. The rule fixes the variance of the *distribution*: multiply "
    "what rng.normal returns by √(2/n_in)."
)
def by_the_measured_spread(widths, rng):
    params = he_init.reference(widths, rng)
    return [
        {"W": layer["W"] / max(layer["W"].std(), 1e-9) * np.sqrt(2 / layer["W"].shape[1]), "b": layer["b"]}
        for layer in params
    ]
