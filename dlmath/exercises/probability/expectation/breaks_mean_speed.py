"""breaks_mean_speed: three speeds whose mean says little about the mean time."""

import numpy as np

from dlmath.exercises import exercise

TASK = """A 600-megabyte file comes over a connection whose speed, in megabytes per second, is one of three values, all
equally likely. This function is meant to return the expected time in seconds. It divides by the expected speed:

```python
def expected_time(speeds):
    return 600 / np.mean(speeds)
```

Return three speeds from 1 to 100 for which the true expectation is more than 20 times as long."""


@exercise(
    weight="standard",
    task=TASK,
    hints=[
        "The true expectation is the mean of three times, 600 / speed. Which speed makes it long?",
        "One very slow speed makes the mean time long, and hardly lowers the mean speed if the others are fast.",
        "Try 1, 100, and 100.",
    ],
)
def breaks_mean_speed():
    """Three speeds, in an array, for which expected_time is far off."""
    # One time in three it takes 600 seconds, so the mean is above 200. The mean speed suggests 9.
    return np.array([1.0, 100.0, 100.0])


def _speeds(speeds):
    return np.asarray(speeds, dtype=float)


def mean_time(speeds):
    return float(np.mean(600 / _speeds(speeds)))


@breaks_mean_speed.breaks(mean_time)
def expected_time(speeds):
    return float(600 / np.mean(_speeds(speeds)))


@breaks_mean_speed.law("there are three speeds, each from 1 to 100", form=True)
def _(answer):
    speeds = _speeds(answer())
    return speeds.shape == (3,) and bool(np.all((speeds >= 1) & (speeds <= 100)))


def _far_off(speeds):
    return bool(mean_time(speeds) > 20 * expected_time(speeds))


@breaks_mean_speed.law("the true expectation is more than 20 times as long")
def _(answer):
    return _far_off(answer())


@breaks_mean_speed.misconception(
    "With three equal speeds, nothing is random, and the function is right. Let the speeds differ.",
    when=lambda speeds: np.ptp(_speeds(speeds)) == 0,
)
def all_equal():
    return np.array([50.0, 50.0, 50.0])


@breaks_mean_speed.misconception(
    "One speed is very slow and one very fast, good. But the true time is not yet more than 20 times as long. "
    "Move the speed between them toward one of the ends.",
    when=lambda speeds: np.min(_speeds(speeds)) <= 1.05 and np.max(_speeds(speeds)) >= 95 and not _far_off(speeds),
)
def one_in_the_middle():
    return np.array([1.0, 50.5, 100.0])


@breaks_mean_speed.misconception(
    "The speeds differ, but not enough. It is a very slow speed that makes the mean time long, and a very fast one "
    "that keeps the mean speed high. How slow and how fast are they allowed to be?",
    when=lambda speeds: (
        np.ptp(_speeds(speeds)) > 0
        and (np.min(_speeds(speeds)) > 1.05 or np.max(_speeds(speeds)) < 95)
        and not _far_off(speeds)
    ),
)
def not_far_enough():
    return np.array([10.0, 20.0, 100.0])
