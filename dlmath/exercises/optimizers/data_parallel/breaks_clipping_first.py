"""breaks_clipping_first: workers that clip before they average, and walk uphill."""

import numpy as np

from dlmath.exercises import exercise

TASK = """One way to protect a network from huge gradients is *clipping*: a slope above 1 is set to 1, and one below −1
to −1. A colleague lets each worker clip its own slope before the average is taken:

```python
def clip_then_average(gradients):
    return np.mean(np.clip(gradients, -1, 1))
```

All shards are the same size. Return a list `gradients` with one slope (a number) for each worker, such that her result
and the mean slope have *opposite signs*. (To keep rounding out of it, both must be at least 0.001 away from 0.)"""


@exercise(
    weight="standard",
    task=TASK,
    hints=[
        "Clipping throws away how large a slope is, and keeps its sign. So her average is nearly a vote.",
        "Let most workers vote for one side with small slopes, and let one worker have a very large slope of the other "
        "sign.",
        "return [10.0, -1.0, -1.0]",
    ],
)
def breaks_clipping_first():
    """Slopes for which clipping first leads uphill."""
    # The mean is 8/3. Clipped first, they are 1, −1, −1, and the mean is −1/3.
    return [10.0, -1.0, -1.0]


def _slopes(gradients):
    gradients = np.asarray(gradients, dtype=float)
    if gradients.ndim != 1 or gradients.size == 0:
        raise ValueError("gradients must be a list of numbers, one for each worker")
    if not np.all(np.isfinite(gradients)):
        raise ValueError("all gradients must be finite numbers")
    return gradients


def average_then_clip(gradients):
    return float(np.clip(np.mean(_slopes(gradients)), -1, 1))


@breaks_clipping_first.breaks(average_then_clip, beside="averaged first")
def clip_then_average(gradients):
    return float(np.mean(np.clip(_slopes(gradients), -1, 1)))


def _signs(gradients):
    """The signs of both results; 0 for what is too close to 0."""
    both = np.array([average_then_clip(gradients), clip_then_average(gradients)])
    return np.where(np.abs(both) < 0.001, 0, np.sign(both))


@breaks_clipping_first.law("it is a list of finite numbers, one for each worker", form=True)
def _(answer):
    return _slopes(answer()).size > 0


@breaks_clipping_first.law("the two results have opposite signs")
def _(answer):
    return np.prod(_signs(answer())) == -1


def _sizes(gradients):
    return np.abs(_slopes(gradients))


@breaks_clipping_first.misconception(
    "With one worker there is nothing to average, and clipping keeps the sign. Use at least three workers.",
    when=lambda gradients: len(_slopes(gradients)) == 1,
)
def one_worker():
    return [10.0]


@breaks_clipping_first.misconception(
    "No slope is beyond ±1, so clipping changes nothing. Make at least one of them large.",
    when=lambda gradients: len(_slopes(gradients)) > 1 and np.all(_sizes(gradients) <= 1),
)
def nothing_to_clip():
    return [0.5, -0.2, -0.1]


@breaks_clipping_first.misconception(
    "All slopes have the same sign, so both results have that sign, too. Mix the signs.",
    when=lambda gradients: (
        len(_slopes(gradients)) > 1
        and np.any(_sizes(gradients) > 1)
        and (np.all(_slopes(gradients) >= 0) or np.all(_slopes(gradients) <= 0))
    ),
)
def same_sign():
    return [10.0, 2.0, 1.0]


def _mixed(gradients):
    g = _slopes(gradients)
    return len(g) > 1 and np.any(np.abs(g) > 1) and np.any(g > 0) and np.any(g < 0)


@breaks_clipping_first.misconception(
    "With two workers her result can become 0, but it cannot change its sign: the larger slope is still at least as "
    "large after clipping. Add a third worker.",
    when=lambda gradients: _mixed(gradients) and len(_slopes(gradients)) == 2,
)
def two_workers():
    return [10.0, -2.0]


@breaks_clipping_first.misconception(
    "One of the two results is 0, or too close to it. Change the slopes so that both are at least 0.001 away from 0.",
    when=lambda gradients: _mixed(gradients) and len(_slopes(gradients)) > 2 and np.any(_signs(gradients) == 0),
)
def result_is_zero():
    return [10.0, -1.0, 3.0, -2.0]


@breaks_clipping_first.misconception(
    "Both results still have the same sign. Give most workers small slopes of one sign, and a single worker a very "
    "large slope of the other sign.",
    when=lambda gradients: _mixed(gradients) and len(_slopes(gradients)) > 2 and np.prod(_signs(gradients)) == 1,
)
def majority_is_large():
    return [10.0, 10.0, -1.0]
