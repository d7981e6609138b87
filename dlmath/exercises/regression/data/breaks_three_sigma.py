"""breaks_three_sigma: outliers that hide each other."""

import numpy as np

from dlmath.exercises import exercise

TASK = """These two functions flag the numbers in a list that lie far out:

```python
def by_three_sigma(x):
    return np.abs(x - np.mean(x)) > 3 * np.std(x)

def by_median(x):
    off = np.abs(x - np.median(x))
    return off > 3 * 1.4826 * np.median(off)
```

Return a list of 20 numbers in which `by_median` flags at least two, but `by_three_sigma` flags none."""


def by_median(x):
    x = _numbers(x)
    off = np.abs(x - np.median(x))
    return off > 3 * 1.4826 * np.median(off)


@exercise(
    weight="hard",
    task=TASK,
    hints=[
        "An outlier stretches the standard deviation. With 20 numbers, a single one can still reach √19 ≈ 4.4 of "
        "them. What about several?",
        "k equal outliers among n numbers reach √((n − k)/k) standard deviations. For which k is that at most 3?",
        "The numbers 0 to 16, and three times 1000.",
    ],
)
def breaks_three_sigma():
    """Twenty numbers with outliers that hide each other."""
    # Three equal outliers among 20 reach √(17/3) = 2.4 standard deviations at most.
    return [*range(17), 1000, 1000, 1000]


def _numbers(x):
    x = np.asarray(x, dtype=float)
    if x.ndim != 1 or not np.all(np.isfinite(x)):
        raise ValueError("the answer must be a list of ordinary numbers")
    return x


@breaks_three_sigma.breaks(by_median)
def by_three_sigma(x):
    x = _numbers(x)
    return np.abs(x - np.mean(x)) > 3 * np.std(x)


def _count(x):
    """How many numbers each rule flags: by the median, by three sigma."""
    return int(np.sum(by_median(x))), int(np.sum(by_three_sigma(x)))


@breaks_three_sigma.law("there are 20 numbers", form=True)
def _(answer):
    return len(_numbers(answer())) == 20


@breaks_three_sigma.law("by_median flags at least two")
def _(answer):
    return _count(answer())[0] >= 2


@breaks_three_sigma.law("by_three_sigma flags none")
def _(answer):
    return _count(answer())[1] == 0


@breaks_three_sigma.misconception(
    "All the numbers are equal, so nothing lies far out for either rule. Spread most of them a little, and put a few "
    "far away.",
    when=lambda x: len(set(_numbers(x))) == 1,
)
def all_equal():
    return [5.0] * 20


@breaks_three_sigma.misconception(
    "There is one outlier. Among 20 numbers, a single one can reach √19 ≈ 4.4 standard deviations, so by_three_sigma "
    "sees it. Give it company: several outliers stretch the standard deviation together.",
    when=lambda x: _count(x)[1] == 1 and _count(x)[0] == 1,
)
def a_single_one():
    return [*range(19), 1000]


@breaks_three_sigma.misconception(
    "by_median flags one number, and by_three_sigma none. by_median must flag at least two: put a second one out "
    "there.",
    when=lambda x: _count(x) == (1, 0),
)
def just_one():
    return [*range(19), 32]


@breaks_three_sigma.misconception(
    "by_three_sigma still sees at least one of your outliers. Put them on the same side, about equally far out, and "
    "take enough of them: k equal ones among 20 reach at most √((20 − k)/k) standard deviations.",
    when=lambda x: _count(x)[1] > 0 and _count(x)[0] >= 2,
)
def one_wilder_than_the_other():
    return [*range(18), 1000, 5000]


@breaks_three_sigma.misconception(
    "Neither rule flags anything: none of your numbers is far from the median, compared with the others. Put two or "
    "more far away from the rest.",
    when=lambda x: _count(x) == (0, 0) and len(set(_numbers(x))) > 1 and not _two_camps(x),
)
def nothing_wild():
    return list(range(20))


def _two_camps(x):
    """Whether a gap of at least half the range splits the numbers into two groups of more than a third each."""
    x = np.sort(_numbers(x))
    k = int(np.argmax(np.diff(x))) + 1
    return np.max(np.diff(x)) >= np.ptp(x) / 2 and min(k, len(x) - k) > len(x) / 3


@breaks_three_sigma.misconception(
    "Neither rule flags anything: your numbers are in two clusters, and each is too large to count as far out. Then "
    "the median of the distances is large, too. Let most of the numbers lie close together, and only a few far away.",
    when=lambda x: _count(x) == (0, 0) and len(set(_numbers(x))) > 1 and _two_camps(x),
)
def two_camps():
    return [0] * 10 + [100] * 10


@breaks_three_sigma.misconception(
    "by_three_sigma flags a number that by_median does not. Most of your numbers are spread too widely: most should "
    "lie close together, and a few far away.",
    when=lambda x: _count(x)[0] == 0 and _count(x)[1] > 0,
)
def only_three_sigma():
    return [-10, 10] * 9 + [0, 44]
