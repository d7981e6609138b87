"""breaks_height_times_width: where a density times a width is not a probability."""

import numpy as np

from dlmath import probability
from dlmath.exercises import exercise

TASK = """"The probability of an interval is the density at its midpoint times its width." For short intervals, that is
nearly true. Here it is, around the mean of a normal distribution with standard deviation `sigma`:

```python
def height_times_width(sigma, width):
    return normal_density(0.0, 0.0, sigma) * width
```

Return `sigma, width`, both above 0, for which it claims a probability of more than 1."""


@exercise(
    weight="standard",
    task=TASK,
    hints=[
        "The density at the mean is 0.4 / sigma. When is that times the width more than 1?",
        "The width has to be more than 2.51 standard deviations.",
        "return 1.0, 4.0",
    ],
    rtol=1e-9,
    atol=1e-12,
)
def breaks_height_times_width():
    """A sigma and a width for which the rule claims more than 1."""
    # The height at the mean is 1 / (sigma √(2π)), so the width must be more than √(2π) = 2.51 sigmas.
    return 1.0, 4.0


def _plain(sigma, width):
    sigma, width = float(sigma), float(width)
    if not (np.isfinite(sigma) and np.isfinite(width)):
        raise ValueError("sigma and width must be ordinary numbers, not infinities")
    if sigma <= 0:
        raise ValueError("sigma must be above 0, because it is a standard deviation")
    if width <= 0:
        raise ValueError("the width must be above 0")
    return sigma, width


def share_within(sigma, width):
    sigma, width = _plain(sigma, width)
    return float(probability.erf(width / 2 / sigma / np.sqrt(2)))


@breaks_height_times_width.breaks(share_within)
def height_times_width(sigma, width):
    sigma, width = _plain(sigma, width)
    return float(probability.Normal(0.0, sigma).pdf(0.0)) * width


@breaks_height_times_width.law("the rule claims a probability of more than 1")
def _(answer):
    return height_times_width(*answer()) > 1


@breaks_height_times_width.misconception(
    "A density of more than 1 is not enough: the interval is so short that the density times the width is below 1.",
    when=lambda sigma, width: height_times_width(sigma, width) <= 1 and float(sigma) < 0.3989,
)
def only_a_high_density():
    return 0.1, 0.1


@breaks_height_times_width.misconception(
    "The rule claims too much here, but still at most 1. The width must be more than √(2π) = 2.51 times sigma.",
    when=lambda sigma, width: 0.3 < height_times_width(sigma, width) <= 1,
)
def not_wide_enough():
    return 1.0, 2.0


@breaks_height_times_width.misconception(
    "The interval is short compared with sigma, and there the rule holds well. Take a longer one, more than 2.51 "
    "sigmas long. (sigma comes first, then the width.)",
    when=lambda sigma, width: height_times_width(sigma, width) <= 0.3,
)
def a_short_interval():
    return 1.0, 0.1
