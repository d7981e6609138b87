"""som_update: the winner moves, and its neighbors on the grid move with it."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="Take one step of a self-organizing map. `units` has shape `(m, d)` and may hold whole numbers, and row "
    "$j$ of `grid`, of shape `(m, 2)`, is the place $\\mathbf{g}_j$ of unit $j$ on the grid. The winner $c$ "
    "is the unit nearest to the example `x`, of shape `(d,)`; of equally near units, the first. Return the "
    "new units as a new array: each moves by the fraction $\\eta h_j$ of the way to `x`, where $h_j = "
    "\\exp(-\\lVert\\mathbf{g}_j - \\mathbf{g}_c\\rVert^2 / (2\\sigma^2))$, η is the `learning_rate`, and σ, "
    "the `radius`, is above 0. Do not change the arrays you are given. Nothing from `competitive` is allowed.",
    forbids=["competitive.som_update", "competitive.neighborhood", "competitive.self_organizing_map"],
    hints=[
        "Which distances decide who wins: those between weights, or those on the grid? Which decide who the "
        "neighbors are?",
        "The winner comes from units and x. Then h comes from grid and grid[c] alone: one number for each unit.",
        "h[:, None] is a column, so that units + learning_rate * h[:, None] * (x - units) moves row j by its h[j].",
    ],
    also=("whole", "large", "small"),  # a "long" input would have a grid of more than two columns
)
def som_update(units, grid, x, learning_rate, radius):
    """The units after one step of a self-organizing map."""
    c = np.argmin(np.sum((units - x) ** 2, axis=1))
    # How near is each unit to the winner on the grid? Its weights have no say in this.
    h = np.exp(-np.sum((grid - grid[c]) ** 2, axis=1) / (2 * radius**2))
    return units + learning_rate * h[:, None] * (x - units)


def _grid(rows, columns):
    return np.array([[i, j] for i in range(rows) for j in range(columns)], dtype=float)


@som_update.cases
def cases(rng):
    return [
        (np.array([[0.0, 0.0], [5.0, 2.0], [9.0, 9.0]]), _grid(1, 3), np.array([-2.0, 1.0]), 0.5, 1.5),
        (np.array([[0.0, 3.0], [8.0, 1.0], [1.5, 1.0], [4.0, 4.0]]), _grid(2, 2), np.array([2.0, 1.0]), 0.25, 0.8),
        (np.array([[2.0, 0.0], [0.0, 2.0], [7.0, 7.0]]), _grid(3, 1), np.array([1.0, 1.0]), 0.5, 0.7),
        (rng.normal(size=(6, 3)), _grid(2, 3), rng.normal(size=3), 0.3, 1.3),
        (2 * rng.normal(size=(9, 2)), _grid(3, 3), rng.normal(size=2), 0.8, 0.6),
    ]


@som_update.edge_cases
def edge_cases(rng):
    return [
        (np.array([[1.0, 2.0]]), _grid(1, 1), np.array([3.0, 0.0]), 0.5, 2.0),
        (np.array([[1.0, 2.0], [4.0, 4.0]]), _grid(1, 2), np.array([1.0, 1.0]), 1.0, 50.0),
        (np.array([[1.0, 2.0], [4.0, 4.0]]), _grid(1, 2), np.array([1.0, 1.0]), 0.5, 0.05),
    ]


@som_update.law("with rate 1, the winner lands on the example")
def _(f, units, grid, x, learning_rate, radius):
    new = f(units, grid, x, 1.0, radius)
    return np.allclose(np.min(np.sum((new - x) ** 2, axis=1)), 0, atol=1e-12 * (1 + np.max(np.abs(x)) ** 2))


@som_update.misconception(
    "You moved only the winner. On a map, its neighbors on the grid move with it: unit j by the fraction η hⱼ."
)
def only_the_winner(units, grid, x, learning_rate, radius):
    units = np.array(units, dtype=float)
    c = np.argmin(np.sum((units - x) ** 2, axis=1))
    units[c] = units[c] + learning_rate * (x - units[c])
    return units


som_update.instead_of(
    "np.exp(-np.sum((grid - grid[c]) ** 2, axis=1) / (2 * radius**2))",
    {
        "np.exp(-np.sum((units - units[c]) ** 2, axis=1) / (2 * radius**2))": "You measured how near the *weights* "
        "are. Neighbors are neighbors on the grid: grid - grid[c].",
        "np.exp(-np.sum((units - x) ** 2, axis=1) / (2 * radius**2))": "You measured the distance to the example. h "
        "depends on the grid alone: grid - grid[c].",
        "np.ones(len(grid))": "You moved all units alike. The farther from the winner on the grid, the less a unit "
        "moves: multiply by h.",
        "np.exp(-np.sum((grid - grid[c]) ** 2, axis=1) / radius**2)": "The 2 is missing: divide by 2σ².",
        "np.exp(-np.sum((grid - grid[c]) ** 2, axis=1) / (2 * radius))": "σ is squared: divide by 2σ².",
        "np.exp(-np.sum((grid - grid[c]) ** 2, axis=1) / 2 * radius**2)": "Parentheses are missing: / 2 * radius**2 "
        "multiplies by σ². Write / (2 * radius**2).",
        "np.exp(-np.sqrt(np.sum((grid - grid[c]) ** 2, axis=1)) / (2 * radius**2))": "The distance on the grid is "
        "squared in the exponent: leave out the root.",
        "np.exp(-(np.sum(np.abs(grid - grid[c]), axis=1) ** 2) / (2 * radius**2))": "You squared the sum of the "
        "differences. The squared distance is the sum of their squares.",
        "np.exp(-np.sum(np.abs(grid - grid[c]), axis=1) / (2 * radius**2))": "You added up absolute values. The "
        "exponent has the squared distance.",
        "np.exp(np.sum((grid - grid[c]) ** 2, axis=1) / (2 * radius**2))": "The minus sign in the exponent is missing: "
        "far units would move most.",
        "(np.sum((grid - grid[c]) ** 2, axis=1) <= radius**2).astype(float)": "You moved all units within the radius "
        "alike. Here h falls smoothly: exp(−distance² / (2σ²)).",
    },
)
som_update.instead_of(
    "units + learning_rate * h[:, None] * (x - units)",
    {
        "units + h[:, None] * (x - units)": "The learning rate is missing: each unit moves by η h.",
        "units - learning_rate * h[:, None] * (x - units)": "You moved away from x. Add the difference x − w.",
        "units + learning_rate * h[:, None] * (x - units[c])": "You moved all units by the winner's difference. Each "
        "goes toward x from its own place: x - units.",
        "units + learning_rate * h[:, None] * x": "You added x. Each unit moves by a fraction of the way to x: x − w.",
        "learning_rate * h[:, None] * (x - units)": "That is how far the units move. Add it to where they were.",
    },
)
som_update.instead_of(
    "np.argmin(np.sum((units - x) ** 2, axis=1))",
    {
        "np.argmax(np.sum((units - x) ** 2, axis=1))": "You took the unit farthest from x as the winner. Take the "
        "nearest.",
        "np.argmax(units @ x)": "The largest dot product isn't the smallest distance. Compare units - x.",
    },
)
