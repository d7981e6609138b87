"""breaks_the_wall: one patient who shows that no output falls below 0."""

import numpy as np

from dlmath.exercises import exercise

TASK = """This is the script with one of its mistakes left. It runs 500 steps on the data of a single patient, with two
features, and returns the error that remains, which should be 0.

```python
def error_left(x, y):
    w, b, y_hat = np.zeros(2), 0.0, 0.0
    for _ in range(500):
        error = y_hat - y
        w = w - 0.05 * 2 * error * x
        b = b - 0.05 * 2 * error
        y_hat = np.maximum(0, x @ w + b)
    return abs(y_hat - y)
```

Return one patient, `x` (an array of two numbers from −2 to 2) and the target `y` (a number from −3 to 3), who exposes
the mistake: the error is still above 0.5 after all those steps."""


@exercise(
    weight="standard",
    task=TASK,
    hints=[
        "Which targets can np.maximum(0, …) reach, and which can't it?",
        "x does not matter here. Choose y so that no output comes near.",
        "Any y below −0.5 will do: return np.array([1.0, 1.0]), −1.0.",
    ],
)
def breaks_the_wall():
    """One patient, x and y, whom the script cannot fit."""
    # The output is never below 0, so a target of −1 stays 1 away.
    return np.array([1.0, 1.0]), -1.0


def left(x, y, output):
    x, y = np.asarray(x, dtype=float), float(np.asarray(y).reshape(()))
    w, b, y_hat = np.zeros(2), 0.0, 0.0
    for _ in range(500):
        error = y_hat - y
        w = w - 0.05 * 2 * error * x
        b = b - 0.05 * 2 * error
        y_hat = output(x @ w + b)
    return round(float(abs(y_hat - y)), 6) + 0.0


def without_the_mistake(x, y):
    return left(x, y, lambda z: z)


@breaks_the_wall.breaks(without_the_mistake, beside="without the mistake")
def error_left(x, y):
    return left(x, y, lambda z: np.maximum(0, z))


def numbers(x, y):
    x, y = np.asarray(x, dtype=float), np.asarray(y, dtype=float)
    return (x, y) if x.shape == (2,) and y.size == 1 else (np.full(2, np.nan), np.nan)


@breaks_the_wall.law("x holds two numbers from −2 to 2, and y is one number from −3 to 3", form=True)
def _(answer):
    x, y = numbers(*answer())
    return bool(np.all(np.abs(x) <= 2) and np.abs(y) <= 3)


@breaks_the_wall.law("the error that is left is above 0.5")
def _(answer):
    return error_left(*answer()) > 0.5


@breaks_the_wall.misconception(
    "This patient's target is above 0, where the maximum changes nothing: the script fits it. What can it not reach?",
    when=lambda x, y: numbers(x, y)[1] > 0,
)
def above_zero():
    return np.array([1.0, 1.0]), 2.0


@breaks_the_wall.misconception(
    "A target of 0 is where the script begins, so nothing is left to learn. What can it not reach?",
    when=lambda x, y: numbers(x, y)[1] == 0,
)
def at_zero():
    return np.array([1.0, 1.0]), 0.0


@breaks_the_wall.misconception(
    "The sign is right: this target cannot be reached. But it is so near 0 that the error stays at 0.5 or less.",
    when=lambda x, y: -0.5 <= numbers(x, y)[1] < 0,
)
def too_near():
    return np.array([1.0, 1.0]), -0.4
