"""flat_and_no_minimum: a point with gradient zero, far from any minimum."""

import numpy as np

from dlmath.exercises import exercise

TASK = """"Training is done when the gradient is zero," says a colleague, and writes for
$f(\\mathbf x) = x_1^3 - 12\\, x_1 + x_2^3 - 3\\, x_2$:

```python
def gradient(x):
    return np.array([3 * x[0] ** 2 - 12, 3 * x[1] ** 2 - 3])


def at_a_minimum(x):
    return np.linalg.norm(gradient(x)) < 1e-6
```

Return a point, as an array of shape `(2,)`, where this returns True although $f$ has no minimum there, nor within 0.01
of that point."""


def gradient(x):
    return np.array([3 * x[0] ** 2 - 12, 3 * x[1] ** 2 - 3])


@exercise(
    weight="standard",
    task=TASK,
    hints=[
        "First find all points where the gradient is zero. You can solve for the two coordinates separately.",
        "x₁² = 4 and x₂² = 1, so there are four of them. What are the second derivatives, 6 x₁ and 6 x₂, there?",
        "Only at (2, 1) are both positive. Any of the other three will do.",
    ],
)
def flat_and_no_minimum():
    """A point where the ground is flat, but not a minimum."""
    # x₁ = ±2 and x₂ = ±1 make the gradient zero. The Hessian has 6 x₁ and 6 x₂ on its diagonal: here −12 and 6.
    return np.array([-2.0, 1.0])


def a_minimum(x):
    x = np.asarray(x, dtype=float)
    return bool(np.linalg.norm(gradient(x)) < 1e-6 and np.all(6 * x > 0))


def entry_is_zero(x, i):
    return abs(gradient(np.asarray(x, dtype=float))[i]) < 1e-6


@flat_and_no_minimum.breaks(a_minimum)
def at_a_minimum(x):
    return bool(np.linalg.norm(gradient(np.asarray(x, dtype=float))) < 1e-6)


@flat_and_no_minimum.law("the point is an array of shape (2,) of finite numbers", form=True)
def _(answer):
    x = np.asarray(answer(), dtype=float)
    return x.shape == (2,) and bool(np.isfinite(x).all())


@flat_and_no_minimum.misconception(
    "That is the minimum, and the colleague is right about it. There are three more points with gradient zero.",
    when=lambda x: np.allclose(x, [2, 1], rtol=0, atol=1e-12),
)
def the_minimum():
    return np.array([2.0, 1.0])


@flat_and_no_minimum.misconception(
    "That is so close to the minimum (2, 1) that the colleague may well say yes. Look for a flat place somewhere else.",
    when=a_minimum,
)
def next_to_the_minimum():
    return np.array([2.00000001, 1.0])


@flat_and_no_minimum.misconception(
    "The minimum (2, 1) is close by, and at this point the test says False. Look for a flat place somewhere else.",
    when=lambda x: np.allclose(x, [2, 1], rtol=0, atol=1e-2),
)
def near_the_minimum():
    return np.array([2.001, 1.0])


@flat_and_no_minimum.misconception(
    "At the origin the gradient is (−12, −3), not zero. Solve 3 x₁² − 12 = 0 and 3 x₂² − 3 = 0.",
    when=lambda x: np.allclose(x, 0),
)
def the_origin():
    return np.array([0.0, 0.0])


@flat_and_no_minimum.misconception(
    "The coordinates are swapped: x₁² must be 4 and x₂² must be 1.",
    when=lambda x: np.allclose(np.abs(x), [1, 2]),
)
def changed_places():
    return np.array([-1.0, 2.0])


@flat_and_no_minimum.misconception(
    "3 x₁² = 12 gives x₁² = 4. You still have to take the square root: x₁ is 2 or −2.",
    when=lambda x: np.isclose(abs(x[0]), 4),
)
def forgot_the_root():
    return np.array([-4.0, 1.0])


@flat_and_no_minimum.misconception(
    "The first entry of the gradient is zero there, but the second is not: x₂² must be 1.",
    when=lambda x: entry_is_zero(x, 0) and not entry_is_zero(x, 1),
)
def only_the_first():
    return np.array([2.0, 0.0])


@flat_and_no_minimum.misconception(
    "The second entry of the gradient is zero there, but the first is not: x₁² must be 4.",
    when=lambda x: entry_is_zero(x, 1) and not entry_is_zero(x, 0),
)
def only_the_second():
    return np.array([0.0, -1.0])


@flat_and_no_minimum.misconception(
    "The gradient is not zero at this point, so the test rightly says False. Solve 3 x₁² − 12 = 0 and 3 x₂² − 3 = 0.",
    when=lambda x: np.linalg.norm(gradient(np.asarray(x, dtype=float))) >= 1e-6,
)
def on_a_slope():
    return np.array([3.0, 5.0])
