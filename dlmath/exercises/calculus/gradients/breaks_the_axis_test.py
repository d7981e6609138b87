"""breaks_the_axis_test: no way down along an axis, and yet not at the bottom."""

import numpy as np

from dlmath.exercises import exercise

TASK = """Here is a folded valley. Its lowest point is $(0, 0)$, where it has the value 0. A colleague decides whether a
point is the bottom by trying a short step along each axis:

```python
def f(x):
    return 3 * abs(x[0] - x[1]) + abs(x[0] + x[1])


def at_the_bottom(x):
    for e in [(0.01, 0), (-0.01, 0), (0, 0.01), (0, -0.01)]:
        if f(np.array(x) + np.array(e)) < f(x):
            return False  # this way leads down
    return True
```

Return a point, as an array of shape `(2,)`, where `at_the_bottom` returns True although `f` is at least 1 there."""


def f(x):
    return 3 * abs(x[0] - x[1]) + abs(x[0] + x[1])


@exercise(
    weight="standard",
    task=TASK,
    hints=[
        "Where does f have a kink? Follow it away from the bottom.",
        "Along the line x₁ = x₂ the first term is 0. What does a step along an axis do to it there?",
        "Any point (c, c) on the crease will do, if f(c, c) = 2 |c| is at least 1.",
    ],
)
def breaks_the_axis_test():
    """A point that only looks like the bottom."""
    # On the crease x₁ = x₂ a step of 0.01 along an axis costs 0.03 in the first term and gains at most 0.01 in the
    # second. The way down runs along the crease, between the axes.
    return np.array([1.0, 1.0])


def lowest(x):
    return bool(f(np.asarray(x, dtype=float)) < 1e-12)


@breaks_the_axis_test.breaks(lowest)
def at_the_bottom(x):
    x = np.asarray(x, dtype=float)
    steps = [(0.01, 0), (-0.01, 0), (0, 0.01), (0, -0.01)]
    return not any(f(x + np.array(e)) < f(x) for e in steps)


@breaks_the_axis_test.law("the point is an array of shape (2,) of finite numbers", form=True)
def _(answer):
    x = np.asarray(answer(), dtype=float)
    return x.shape == (2,) and bool(np.isfinite(x).all())


@breaks_the_axis_test.law("the value of f there is at least 1: move farther away from (0, 0)")
def _(answer):
    return f(np.asarray(answer(), dtype=float)) >= 1 - 1e-9


@breaks_the_axis_test.misconception(
    "That is the bottom, and the test is right about it. Look for another point where no step along an axis leads "
    "down.",
    when=lambda x: np.allclose(x, 0),
)
def the_bottom():
    return np.array([0.0, 0.0])


@breaks_the_axis_test.misconception(
    "On the line x₁ = −x₂ it is the *second* term that has its kink. But a step along an axis gains 0.03 in the first "
    "term, so the test finds the way down. Try the other crease.",
    when=lambda x: np.isclose(x[0], -x[1]) and not np.allclose(x, 0),
)
def the_other_crease():
    return np.array([1.0, -1.0])


@breaks_the_axis_test.misconception(
    "This point lies on an axis, not on a crease, so the test finds a way down. Where is the first term 0?",
    when=lambda x: x[0] == 0 or x[1] == 0,
)
def on_an_axis():
    return np.array([1.0, 0.0])


@breaks_the_axis_test.misconception(
    "Around this point f is smooth, and there one of the four steps leads down. Look for a place where f has a kink, "
    "so that every step along an axis goes up.",
    when=lambda x: x[0] != x[1],
)
def on_a_slope():
    return np.array([1.0, 2.0])
