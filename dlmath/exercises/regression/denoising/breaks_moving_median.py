"""breaks_moving_median: a signal without noise that a median takes for noise."""

import numpy as np

from dlmath import preprocessing
from dlmath.exercises import exercise

TASK = """This function promises to remove noise and to leave the signal alone:

```python
def smooth_away(y):
    return pre.moving_median(y, 3)
```

Return a list of twelve numbers, each 0 or 1 and at least three of them 1, that `smooth_away` turns into twelve zeros.
(At the ends, the window is cut off and holds two values. Their median is their mean.)"""


def the_signal(y):
    return _numbers(y)


@exercise(
    weight="standard",
    task=TASK,
    hints=[
        "A median of three values is 0 if at least two of them are 0. What may not stand next to a 1?",
        "Between two ones there must be at least two zeros, or the window between them holds both.",
        "At the ends the window has two values, and the median is their mean. So neither the first two places nor the "
        "last two can hold a 1.",
    ],
)
def breaks_moving_median():
    """A signal that a moving median removes altogether."""
    # Ones alone in their windows, and none in the short windows at the ends.
    return [0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0, 0]


def _numbers(y):
    y = np.asarray(y, dtype=float)
    if y.ndim != 1 or not np.all(np.isfinite(y)) or not len(y):
        raise ValueError("the answer must be a list of ordinary numbers")
    return y


@breaks_moving_median.breaks(the_signal)
def smooth_away(y):
    return preprocessing.moving_median(_numbers(y), 3)


@breaks_moving_median.law("there are twelve numbers, each 0 or 1", form=True)
def _(answer):
    y = _numbers(answer())
    return len(y) == 12 and np.all((y == 0) | (y == 1))


@breaks_moving_median.law("at least three of them are 1", form=True)
def _(answer):
    return np.sum(_numbers(answer())) >= 3


@breaks_moving_median.law("smooth_away leaves nothing of it")
def _(answer):
    return not np.any(smooth_away(answer()))


def _where(y):
    return np.flatnonzero(_numbers(y) == 1)


def _too_near(y):
    places = _where(y)
    return len(places) > 1 and np.min(np.diff(places)) < 3


def _at_an_end(y):
    places = _where(y)
    return len(places) > 0 and (places[0] < 2 or places[-1] > 9)


@breaks_moving_median.misconception(
    "Your ones stand too close together: a window of three that holds two of them has the median 1. Leave at least two "
    "zeros between them.",
    when=lambda y: len(y) == 12 and _too_near(y) and not _at_an_end(y),
)
def every_other():
    return [0, 0, 1, 0, 1, 0, 1, 0, 1, 0, 0, 0]


@breaks_moving_median.misconception(
    "A one is in the first two places or the last two. The window at an end has only two values, and their median is "
    "the mean of both, ½. Keep the ones away from the ends.",
    when=lambda y: len(y) == 12 and _at_an_end(y) and not _too_near(y),
)
def up_to_the_end():
    return [1, 0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0]


@breaks_moving_median.misconception(
    "Two things keep ones alive. Two ones in a window of three have the median 1, so leave at least two zeros between "
    "them. And a window at an end has only two values, so keep the ones out of the first two and the last two places.",
    when=lambda y: len(y) == 12 and _at_an_end(y) and _too_near(y),
)
def alternating():
    return [0, 1] * 6
