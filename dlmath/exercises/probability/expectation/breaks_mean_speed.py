"""breaks_mean_speed: three speeds whose mean says little about the mean time."""

import numpy as np

from dlmath.exercises import exercise

TASK = """A file of 600 megabytes comes over a network whose speed, in megabytes per second, is one of three, each
equally likely. This function is meant to return the expected time in seconds. It divides by the expected speed:

```python
def expected_time(speeds):
    return 600 / np.mean(speeds)
```

Return three speeds from 1 to 100 for which the true expectation is more than five times as long."""


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


@breaks_mean_speed.law("the true expectation is more than five times as long")
def _(answer):
    return bool(mean_time(answer()) > 5 * expected_time(answer()))


@breaks_mean_speed.misconception(
    "With three equal speeds, nothing is random, and the function is right. Let the speeds differ.",
    when=lambda speeds: np.ptp(_speeds(speeds)) == 0,
)
def all_equal():
    return np.array([50.0, 50.0, 50.0])


@breaks_mean_speed.misconception(
    "Your speeds are spread out evenly, and the true time is longer, but not five times as long. It is the slow one "
    "that makes the mean time long. What should the other two be, so that the mean speed stays high?",
    when=lambda speeds: (
        np.isclose(np.median(_speeds(speeds)), np.mean(_speeds(speeds)))
        and mean_time(speeds) <= 5 * expected_time(speeds)
    ),
)
def evenly_spread():
    return np.array([1.0, 50.5, 100.0])


@breaks_mean_speed.misconception(
    "Two slow speeds make the mean time long, but they lower the mean speed as well, so the function notices. Let only "
    "one be slow.",
    when=lambda speeds: (
        np.sum(_speeds(speeds) < np.mean(_speeds(speeds))) == 2 and mean_time(speeds) <= 5 * expected_time(speeds)
    ),
)
def two_slow():
    return np.array([1.0, 1.0, 100.0])


@breaks_mean_speed.misconception(
    "One slow speed and two fast ones: the right idea. But the true time is not yet more than five times as long. Make "
    "the slow one slower, or the fast ones faster.",
    when=lambda speeds: (
        np.sum(_speeds(speeds) < np.mean(_speeds(speeds))) == 1 and mean_time(speeds) <= 5 * expected_time(speeds)
    ),
)
def not_slow_enough():
    return np.array([10.0, 100.0, 100.0])
