"""breaks_labels_line: easy examples that pull a least-squares line away from the boundary."""

import numpy as np

from dlmath.exercises import exercise

TASK = """`by_labels_line` fits a line to the labels by least squares, and says 1 where the line is at least ½:

```python
def by_labels_line(x, y):
    x, y = np.array(x, dtype=float), np.array(y, dtype=float)
    slope = np.sum((x - x.mean()) * y) / np.sum((x - x.mean()) ** 2)
    line = y.mean() + slope * (x - x.mean())
    return (line >= 0.5).astype(int)
```

Return two lists of the same length, numbers `x` and their labels `y` (0 or 1), for which the task could not be easier:
every `x` with the label 0 is smaller than every `x` with the label 1. And yet `by_labels_line` gets at least one label
wrong."""


def _lists(x, y):
    x, y = np.asarray(x, dtype=float), np.asarray(y, dtype=float)
    if x.ndim != 1 or x.shape != y.shape or x.size == 0:
        raise ValueError("x and y must be lists of the same length, with at least one number each")
    if not np.all(np.isfinite(x)):
        raise ValueError("x must hold finite numbers")
    if not np.all((y == 0) | (y == 1)):
        raise ValueError("each label in y must be 0 or 1")
    if not 0 < np.sum(y) < len(y):
        raise ValueError("both labels must occur in y")
    return x, y


def _line(x, y):
    """The height of the least-squares line at each x."""
    x, y = _lists(x, y)
    away = x - x.mean()
    return y.mean() + np.sum(away * y) / np.sum(away**2) * away


def by_threshold(x, y):
    """The labels by a threshold halfway between the two classes."""
    x, y = _lists(x, y)
    if np.max(x[y == 0]) >= np.min(x[y == 1]):
        raise ValueError("every x with the label 0 must be smaller than every x with the label 1")
    return (x > (np.max(x[y == 0]) + np.min(x[y == 1])) / 2).astype(int)


@exercise(
    weight="hard",
    task=TASK,
    hints=[
        "The line is pulled up or down by every example that it misses, even if it is on the correct side of ½. "
        "Which examples with the label 1 are far from the line?",
        "A 1 with a very large x: the line would be far above 1 there, so least squares tilts it down.",
        "Put one 1 close to the zeros, and another one far away to the right: x = [0, 1, 2, 30].",
    ],
)
def breaks_labels_line():
    """Numbers x and labels y that fool a line through labels."""
    # The far example tilts the line: it is below ½ at x = 2.
    return [0, 1, 2, 30], [0, 0, 1, 1]


@breaks_labels_line.breaks(by_threshold)
def by_labels_line(x, y):
    # A rounding error must not decide: a line at ½ counts as above it.
    return (_line(x, y) >= 0.5 - 1e-9).astype(int)


def _apart(x, y):
    x, y = _lists(x, y)
    return np.max(x[y == 0]) < np.min(x[y == 1])


@breaks_labels_line.law("x and y are lists of numbers, of the same length, in this order", form=True)
def _(answer):
    x, y = (np.asarray(values, dtype=float) for values in answer())
    return x.ndim == 1 and x.shape == y.shape and bool(np.all(np.isfinite(x)))


@breaks_labels_line.law("each label in y is 0 or 1, and both occur", form=True)
def _(answer):
    return {float(label) for label in answer()[1]} == {0.0, 1.0}


@breaks_labels_line.law("every x with the label 0 is smaller than every x with the label 1", form=True)
def _(answer):
    return bool(_apart(*answer()))


def _as_wide(x, y):
    """Whether both classes are about equally wide."""
    x, y = _lists(x, y)
    wide = [np.ptp(x[y == label]) for label in (0, 1)]
    return _apart(x, y) and min(wide) >= 0.7 * max(wide)


@breaks_labels_line.misconception(
    "Here the line gets every label right: both classes are about equally wide, and their pulls cancel. Move one "
    "example far away from the boundary, on its own side.",
    when=_as_wide,
)
def evenly():
    return [0, 1, 2, 3], [0, 0, 1, 1]


@breaks_labels_line.misconception(
    "The line still gets every label right. It needs an example far away on one side *and* another one of the same "
    "label close to the boundary, which the tilted line then misses. If it has both, move the far one farther out, and "
    "let the other label outnumber this one near the boundary.",
    when=lambda x, y: _apart(x, y) and not _as_wide(x, y),
)
def not_far_enough():
    return [0, 1, 2, 5, 8], [0, 0, 0, 1, 1]
