"""breaks_recovered: what a ReLU layer forgets cannot be computed back."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="Return a point, an array of two numbers, that `recovered` does not recover from its activations.",
    hints=[
        "As long as the activations are W x + b, solving for x gives x back. When are they something else?",
        "At least one unit must be off: 2 x₁ − x₂ − 1 < 0, or x₁ + x₂ + 0.5 < 0.",
        "Try the origin: there the first unit has z = −1.",
    ],
)
def breaks_recovered():
    """A point that cannot be recovered from its activations."""
    # At the origin z is b = (−1, 0.5): the first unit is off, and its −1 has become 0.
    return np.array([0.0, 0.0])


W = np.array([[2.0, -1.0], [1.0, 1.0]])
b = np.array([-1.0, 0.5])


def the_point(x):
    """The point itself, which is what should come back."""
    return np.asarray(x, dtype=float)


@breaks_recovered.breaks(the_point)
def recovered(x):
    return np.linalg.solve(W, np.maximum(W @ x + b, 0) - b)


@breaks_recovered.law("it is an array of two finite numbers", form=True)
def _(answer):
    x = np.asarray(answer())
    return x.shape == (2,) and x.dtype.kind in "iuf" and bool(np.isfinite(x).all())


@breaks_recovered.misconception(
    "Here both units are on, so nothing was cut off, and solving for x gives x back. Find a point with z < 0 for at "
    "least one unit.",
    when=lambda x: bool(np.all(W @ x + b > 1e-9)),
)
def both_on():
    return np.array([2.0, 1.0])


@breaks_recovered.misconception(
    "This point lies on the line of a unit: its z is 0, and cutting off at 0 changes nothing. Take a step behind the "
    "line.",
    when=lambda x: bool(np.all(W @ x + b > -1e-9) and np.any(np.abs(W @ x + b) <= 1e-9)),
)
def on_a_line():
    return np.array([0.5, 0.0])
