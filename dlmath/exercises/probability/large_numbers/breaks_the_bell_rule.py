"""breaks_the_bell_rule: numbers of which far more than five in a hundred lie two standard deviations out."""

import numpy as np

from dlmath.exercises import exercise

TASK = """Under the bell curve, 4.55% lies two or more standard deviations away from the mean. This function says the
same of any set of numbers:

```python
def far_share(x):
    return 0.0455
```

Return a list `x` of five or more numbers, not all equal, of which *at least a fifth* lie at a distance of
`2 * np.std(x)` or more from `np.mean(x)`."""


@exercise(
    weight="standard",
    task=TASK,
    hints=[
        "A few numbers must be far out, and the rest must not add to the spread. Where do you put the rest?",
        "All in one place, right at the mean. The far ones then make up the standard deviation alone.",
        "Try two numbers, 1 and −1, and zeros. With n numbers, the standard deviation is the root of 2/n. How many "
        "zeros does it take to make twice that at most 1?",
    ],
)
def breaks_the_bell_rule():
    """Numbers of which at least a fifth lie far from their mean."""
    # The variance is 2/8, so two standard deviations are exactly 1. A quarter of the numbers lie there.
    return [1.0, -1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0]


def really_far_share(x):
    x = np.asarray(x, dtype=float)
    distance = np.abs(x - np.mean(x))
    return float(
        np.mean(distance >= 2 * np.std(x) * (1 - 1e-9))
    )  # a number at the limit counts, whatever rounding does


@breaks_the_bell_rule.breaks(really_far_share)
def far_share(x):
    return 0.0455


@breaks_the_bell_rule.law("it is a list of five or more numbers, not all equal", form=True)
def _(answer):
    x = np.asarray(answer(), dtype=float)
    return x.ndim == 1 and len(x) >= 5 and bool(np.all(np.isfinite(x))) and bool(np.ptp(x) > 0)


@breaks_the_bell_rule.law("at least a fifth of the numbers lie two or more standard deviations from the mean")
def _(answer):
    return really_far_share(answer()) >= 0.2 - 1e-12


@breaks_the_bell_rule.misconception(
    "No two of these numbers are equal, and none lies two standard deviations from the mean. Put most of them in one "
    "place, and only a few far away.",
    when=lambda x: really_far_share(x) == 0 and len(np.unique(x)) == len(x),
)
def all_different():
    return [1.0, 2.0, 3.0, 4.0, 5.0, 6.0]


@breaks_the_bell_rule.misconception(
    "Too many of your numbers lie away from the middle. They make the standard deviation so large that none of them "
    "is two standard deviations away. Put more numbers exactly in the middle.",
    when=lambda x: really_far_share(x) == 0,
)
def too_many_outside():
    return [1.0, -1.0, 0.0, 0.0, 0.0]


@breaks_the_bell_rule.misconception(
    "You have something far out, but it is less than a fifth of the numbers. Moving it farther away does not help, "
    "since the standard deviation grows with it. Use fewer numbers in the middle.",
    when=lambda x: 0 < really_far_share(x) < 0.2,
)
def too_few():
    return [100.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0]
