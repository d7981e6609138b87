"""gradients_used: what gradients a stranger's training loop must have used."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    also=("whole", "long"),
    task="A training loop runs $\\mathbf w \\leftarrow \\mathbf w - \\eta\\,\\mathbf g$, and you cannot look "
    "inside. But it has logged its weights: row $t$ of `path` is $\\mathbf w$ after $t$ steps, and row 0 is the "
    "start. Return the gradients it used, one row for each step. `path` has at least two rows.",
    hints=[
        "Write down w after one step, w₁ = w₀ − η g, and solve for g.",
        "g = (w₀ − w₁) / η. How many steps are there if there are five rows?",
        "path[:-1] are all rows but the last, path[1:] all rows but the first.",
    ],
)
def gradients_used(path, learning_rate):
    """The gradient of each step, in rows."""
    # From w' = w − η g follows g = (w − w') / η, for each row and the next.
    return (path[:-1] - path[1:]) / learning_rate


@gradients_used.cases
def cases(rng):
    return [
        (np.array([[1.0], [0.5]]), 0.1),
        (np.array([[0.0, 0.0], [1.0, -2.0], [1.5, -2.0]]), 0.5),
        (rng.normal(size=(3, 2)), 0.25),
        (rng.normal(size=(4, 4)), 0.01),
        (rng.normal(size=(6, 3)), 2.0),
    ]


@gradients_used.edge_cases
def edge_cases(rng):
    return [(np.ones((3, 2)), 0.3), (rng.normal(size=(2, 5)), 1.0)]


@gradients_used.law("the steps that these gradients make lead along the path")
def _(f, path, learning_rate):
    return np.allclose(path[0] - learning_rate * np.sum(f(path, learning_rate), axis=0), path[-1])


gradients_used.instead_of(
    "(path[:-1] - path[1:]) / learning_rate",
    {
        "np.mean((path[:-1] - path[1:]) / learning_rate, axis=0)": "That is the mean of all gradients. Return one "
        "row for each step.",
        "((path[:-1] - path[1:]) / learning_rate)[::-1]": "The rows are in reverse order: the gradient of the first "
        "step comes first.",
        "-path / learning_rate": "A gradient shows in the *difference* between one row and the next.",
        "(path[1:] - path[:-1]) / learning_rate": "The sign is wrong. A step goes *against* the gradient: w₁ = w₀ − η "
        "g, so g = (w₀ − w₁) / η.",
        "path[:-1] - path[1:]": "These are the steps. Divide by the learning rate to get the gradients.",
        "path[1:] - path[:-1]": "These are the steps, with the sign of the movement. The gradient is minus the step, "
        "divided by the learning rate.",
        "(path[:-1] - path[1:]) * learning_rate": "You multiplied by the learning rate. Solve w₁ = w₀ − η g for g: "
        "divide.",
        "(path[1:] - path[:-1]) * learning_rate": "You multiplied by the learning rate, and the sign is wrong. Solve "
        "w₁ = w₀ − η g for g.",
        "path[:-1] - path[1:] / learning_rate": "Python divides before it subtracts. Put parentheses around the "
        "difference.",
        "path[:-1] - learning_rate * path[1:]": "That takes a step with the later weights as the gradient. Solve w₁ = "
        "w₀ − η g for g: the difference of two rows, divided by η.",
        "(path[0] - path) / learning_rate": "That measures each row from the start, which is no step at all for row "
        "0. A step begins where the step before it ended.",
        "(path[0] - path[1:]) / learning_rate": "That measures each row from the start. A step begins where the step "
        "before it ended.",
        "(path[:-1] - path[-1]) / learning_rate": "That measures each row from the end. A step ends at the next row.",
        "(path[0] - path[-1]) / learning_rate": "That is the sum of all gradients. Return one row for each step.",
        "(path[0] - path[1]) / learning_rate": "That is the gradient of the first step. Return one for each step.",
        "(path[-2] - path[-1]) / learning_rate": "That is the gradient of the last step. Return one for each step.",
        "(path[:, :-1] - path[:, 1:]) / learning_rate": "You compared the columns of path. A step leads from one row "
        "to the next.",
        "np.gradient(path, axis=0) / learning_rate": "np.gradient averages neighboring steps. Each step has a gradient "
        "of its own: the difference of two rows that follow each other.",
        "(path - np.roll(path, -1, axis=0)) / learning_rate": "np.roll brings the first row around to the end, so that "
        "the last of your rows is no step. Leave it out.",
        "(path[:-1] - path[1:]) / learning_rate / len(path)": "There is no mean here: each row is one step, divided by "
        "the learning rate alone.",
        "np.abs(path[:-1] - path[1:]) / learning_rate": "A gradient has signs: leave out the absolute value.",
        "np.linalg.norm(path[:-1] - path[1:], axis=1) / learning_rate": "These are the lengths of the gradients. "
        "Return the gradients themselves, with an entry for each weight.",
        "(path[:-2] - path[1:-1]) / learning_rate": "The last step is missing: path[:-1] and path[1:].",
        "(path[1:-1] - path[2:]) / learning_rate": "The first step is missing: path[:-1] and path[1:].",
        "path[:-1] / learning_rate": "A gradient shows in the *difference* between one row and the next.",
    },
)
