"""breaks_error_bar: a spike that a hundred darts do not see."""

import numpy as np

from dlmath import calculus
from dlmath.exercises import exercise

TASK = """A function on $[0, 1]$ is `height` on the piece from 0 to `width`, and 0 on the rest. Return `height, width`
for which the integral is 1, but this reports 0 ± 0:

```python
def spike_by_darts(height, width):
    spike = lambda x: height * (x < width)
    return calculus.monte_carlo(spike, 0.0, 1.0, 100, rng=0)
```"""


@exercise(
    weight="standard",
    task=TASK,
    hints=[
        "The integral is height times width. When does Monte Carlo report 0 ± 0?",
        "All 100 points must miss the piece from 0 to width, so it must be very narrow.",
        "Take width = 1e-6 and height = 1e6.",
    ],
    rtol=1e-9,
    atol=1e-12,
)
def breaks_error_bar():
    """The height and the width of a spike that 100 darts miss."""
    # All darts miss with probability (1 − 10⁻⁶)¹⁰⁰, nearly 1. The product is the integral.
    return 1e6, 1e-6


def _numbers(height, width):
    height, width = float(height), float(width)
    if not (np.isfinite(height) and np.isfinite(width)):
        raise ValueError("height and width must be ordinary numbers, not infinities")
    return height, width


def exactly(height, width):
    height, width = _numbers(height, width)
    if not 0 < width <= 1:
        raise ValueError("the width must be above 0 and at most 1, because the function lives on [0, 1]")
    return height * width, 0.0


@breaks_error_bar.breaks(exactly)
def spike_by_darts(height, width):
    height, width = _numbers(height, width)
    estimate = calculus.monte_carlo(lambda x: np.where(x < width, height, 0.0), 0.0, 1.0, 100, rng=0)
    return float(estimate.value), float(estimate.standard_error)


@breaks_error_bar.law("the integral, height times width, is 1")
def _(answer):
    height, width = answer()
    return np.isclose(height * width, 1, rtol=1e-6, atol=0)


@breaks_error_bar.law("the 100 darts report 0 ± 0")
def _(answer):
    return spike_by_darts(*answer()) == (0.0, 0.0)


def _hits(height, width):
    return spike_by_darts(1.0, _numbers(height, width)[1])[0] > 0


@breaks_error_bar.misconception(
    "The spike is exactly as wide as the whole interval, so every dart hits it. Make it narrower and higher.",
    when=lambda height, width: float(width) == 1,
)
def no_spike():
    return 1.0, 1.0


@breaks_error_bar.misconception(
    "The two are swapped: first the height, which is large, then the width, which is tiny.",
    when=lambda height, width: 0 < float(height) < 1 < float(width),
)
def swapped():
    return 1e-6, 1e6


@breaks_error_bar.misconception(
    "The height is 0, so the integral is 0, and the darts are right. Make it high.",
    when=lambda height, width: float(height) == 0,
)
def no_height():
    return 0.0, 0.5


@breaks_error_bar.misconception(
    "The darts miss, and so does the height: the integral is height times width, and that is not 1 here. A spike a "
    "thousand times narrower must be a thousand times higher.",
    when=lambda height, width: not _hits(height, width) and not np.isclose(float(height) * float(width), 1),
)
def not_one():
    return 1000.0, 1e-6


@breaks_error_bar.misconception(
    "Some of the 100 darts hit your spike: it is too wide. Make it much narrower, and higher in proportion.",
    when=_hits,
)
def too_wide():
    return 10.0, 0.1
