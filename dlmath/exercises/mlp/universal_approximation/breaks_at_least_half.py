"""breaks_at_least_half: a bump whose edges are too soft for its width."""

import numpy as np

from dlmath.exercises import exercise

TASK = """Someone claims: "If $k$ is at least 500, the bump reaches at least half of its height midway between its
edges."

```python
def at_least_half(left, right, k):
    return k >= 500
```

Prove them wrong: return three numbers `left`, `right`, and `k`, with `left < right` and `k` at least 500, for which a
bump of height 1 stays below ½ there."""


def _numbers(left, right, k):
    left, right, k = float(left), float(right), float(k)
    if not (np.isfinite([left, right, k]).all() and left < right and k > 0):
        raise ValueError("left, right and k must be finite numbers with left < right and k > 0")
    return left, right, k


def reaches_half(left, right, k):
    """Whether a bump of height 1 reaches one half in its middle."""
    left, right, k = _numbers(left, right, k)
    # σ(t) − σ(−t) = tanh(t / 2), for t = k (right − left) / 2.
    return bool(np.tanh(k * (right - left) / 4) >= 0.5)


@exercise(
    weight="standard",
    task=TASK,
    hints=[
        "In the middle, the first unit has σ(t) with t = k · (half the width), and the second one has σ(−t). What is "
        "their difference if t is small?",
        "At t = 0 both are ½, and nothing is left. So k times the width must be small. Since k is large, the bump must "
        "be very narrow.",
        "With k = 500 and a width of 0.002, t is 0.5, and σ(0.5) − σ(−0.5) = 0.62 − 0.38 = 0.24.",
    ],
)
def breaks_at_least_half():
    """left, right, and k of a bump that stays below one half."""
    # k is large, but the bump is narrow: σ(0.5) − σ(−0.5) is only 0.24.
    return 0.0, 0.002, 500.0


@breaks_at_least_half.breaks(reaches_half)
def at_least_half(left, right, k):
    return _numbers(left, right, k)[2] >= 500


@breaks_at_least_half.law("there are three numbers, left, right and k, in this order", form=True)
def _(answer):
    left, right, k = answer()
    return bool(np.isfinite([float(left), float(right), float(k)]).all())


@breaks_at_least_half.law("left is smaller than right", form=True)
def _(answer):
    return float(answer()[0]) < float(answer()[1])


@breaks_at_least_half.law("k is at least 500", form=True)
def _(answer):
    return float(answer()[2]) >= 500


def _product(left, right, k):
    left, right, k = float(left), float(right), float(k)
    return k * (right - left) if left < right and k >= 500 else None


@breaks_at_least_half.misconception(
    "This bump is steep for its width, and nearly reaches its height. k must stay at 500 or more, so make the bump "
    "much narrower.",
    when=lambda left, right, k: (_product(left, right, k) or 0) > 8,
)
def steep():
    return 0.4, 0.6, 500.0


@breaks_at_least_half.misconception(
    "Close, but this bump still reaches one half in the middle. Make it narrower.",
    when=lambda left, right, k: 2 < (_product(left, right, k) or 0) <= 8,
)
def nearly():
    return 0.4, 0.41, 500.0
