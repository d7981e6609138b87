"""The widget `SelfOrganizingMap`: does the net unfold, or does it twist?"""

import functools

import numpy as np

from dlmath import competitive
from dlmath.widgets._base import Choice, Flag, Number, Whole, Widget, digits, joined
from dlmath.widgets.monte_carlo import uniform

SIDE, EXAMPLES, ROUNDS, PER_ROUND = 7, 400, 50, 40
LAST_RATE, LAST_RADIUS = 0.02, 0.4


class SelfOrganizingMap(Widget):
    """A net of 7 × 7 units that is thrown over colors: each round shows it 40 examples, and each unit is a color.

    A color has a share of red (to the right) and of green (upward); blue stays at one half. The 400 examples, the start
    near the middle, and the order are drawn anew for each seed. Every update is `competitive.som_update`.

    Parameters
    ----------
    colors : {"all", "ring", "three groups"}
        Where the examples lie.
    radius : float
        σ at the start, from 0 to 5, in steps of the grid. With 0 the winner moves alone.
    learning_rate : float
        η at the start, from 0.02 to 1.
    cooling : bool
        Whether η falls to 0.02 and σ to 0.4 (if it is larger), by the same factor at each update.
    round : int
        How many rounds are over, from 0 to 50.
    seed : int
        From 0 to 999.

    >>> SelfOrganizingMap(round=0).units.shape
    (49, 2)
    """

    _esm = joined("random", "self_organizing_map")
    _always = ("radius", "round")
    _room = ("1010px", "max(640px, 498px + 21cqi)")

    colors = Choice(("all", "ring", "three groups"))
    radius = Number(3.0, low=0, high=5)
    learning_rate = Number(0.5, low=LAST_RATE, high=1)
    cooling = Flag(True)
    round = Whole(0, low=0, high=ROUNDS)
    seed = Whole(1, low=0, high=999)

    @property
    def X(self):
        """The examples: array (400, 2)."""
        return _examples(self.colors, self.seed)

    @property
    def grid(self):
        """The places of the units: array (49, 2)."""
        return competitive.rectangular_grid(SIDE, SIDE)

    @property
    def units(self):
        """The weights after the rounds so far: array (49, 2)."""
        settings = self.colors, self.radius, self.learning_rate, self.cooling
        return _run(*settings, self.round, self.seed).copy()

    @property
    def quantization_error(self):
        """The mean distance from an example to its winner: float."""
        return competitive.quantization_error(self.units, self.X)

    @property
    def topographic_error(self):
        """The share of examples whose two nearest units are not neighbors: float."""
        return competitive.topographic_error(self.units, self.grid, self.X)

    @property
    def dead(self):
        """How many units win none of the examples: int."""
        return int(np.sum(competitive.hits(self.units, self.X) == 0))

    @property
    def turned(self):
        """How many of the 36 cells of the net are turned over: int, those of the rarer orientation."""
        W = self.units.reshape(SIDE, SIDE, 2)
        one, other = W[1:, 1:] - W[:-1, :-1], W[1:, :-1] - W[:-1, 1:]
        area = one[..., 0] * other[..., 1] - one[..., 1] * other[..., 0]
        return int(min(np.sum(area > 0), np.sum(area < 0)))

    def describe(self):
        """One sentence that says what stands here and in which state."""
        errors = (
            f"quantization error {digits(self.quantization_error)}, topographic error {digits(self.topographic_error)}"
        )
        state = f"after {self.round} of {ROUNDS} rounds, {self.turned} of its 36 cells are turned over"
        return f"a net of 7 × 7 units over colors ({self.colors}): {state}; {errors}."


def _examples(colors, seed):
    u, v = uniform(seed, 2 * EXAMPLES).reshape(2, EXAMPLES)
    if colors == "all":
        return np.column_stack([u, v])
    if colors == "ring":
        size, angle = 0.34 + 0.14 * v, 2 * np.pi * u
        return np.column_stack([0.5 + size * np.cos(angle), 0.5 + size * np.sin(angle)])
    group = np.arange(EXAMPLES) % 3
    centers = np.array([[0.2, 0.25], [0.8, 0.25], [0.5, 0.8]])
    return centers[group] + 0.3 * (np.column_stack([u, v]) - 0.5)


@functools.lru_cache(maxsize=32)
def _run(colors, radius, learning_rate, cooling, rounds, seed):
    X, grid, total = _examples(colors, seed), competitive.rectangular_grid(SIDE, SIDE), ROUNDS * PER_ROUND
    drawn = uniform(seed + 1000, 2 * len(grid) + total)
    units = 0.4 + 0.2 * drawn[: 2 * len(grid)].reshape(-1, 2)
    order = np.floor(EXAMPLES * drawn[2 * len(grid) :]).astype(int)
    for t, i in enumerate(order[: rounds * PER_ROUND]):
        share = t / total if cooling else 0.0
        eta = learning_rate * (LAST_RATE / learning_rate) ** share
        sigma = radius * (LAST_RADIUS / radius) ** share if radius > LAST_RADIUS else radius
        units = competitive.som_update(units, grid, X[i], eta, sigma)
    return units
