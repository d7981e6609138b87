"""breaks_overlapping_bars: error bars of single networks contain the luck that pairs share."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="Return a tuple of two lists of four scores between 0 and 100, `(a, b)`, one entry for each of the same four "
    "seeds, for which `can_tell(a, b)` gives the wrong answer. The right rule uses the pairs: you can tell the "
    "networks apart if the mean of the differences is more than two of its standard errors away from 0.",
    hints=[
        "The friend's bars are long if the scores of each network jump from seed to seed.",
        "Let the scores jump by tens, and put A ahead of B by about the same amount for every seed.",
        "For example, [50, 60, 70, 80] and scores that are each lower by 2 or 3.",
    ],
)
def breaks_overlapping_bars():
    """Two lists of four scores that the friend's rule judges wrongly."""
    # The seeds differ by tens, the networks by 2 or 3 with every seed.
    return [50.0, 60.0, 70.0, 80.0], [48.0, 57.0, 68.0, 77.0]


def by_pairs(a, b):
    """Whether the mean difference is more than two of its standard errors away from 0."""
    d = np.subtract(a, b)
    return bool(abs(np.mean(d)) > 2 * np.std(d, ddof=1) / np.sqrt(len(d)))


@breaks_overlapping_bars.breaks(by_pairs)
def can_tell(a, b):
    error_a = np.std(a, ddof=1) / np.sqrt(len(a))
    error_b = np.std(b, ddof=1) / np.sqrt(len(b))
    gap = abs(np.mean(a) - np.mean(b))
    return bool(gap > 2 * error_a + 2 * error_b)


def _four_scores(scores):
    if not isinstance(scores, list | tuple | np.ndarray) or len(scores) != 4:
        return False
    return all(
        isinstance(v, int | float | np.integer | np.floating) and not isinstance(v, bool) and 0 <= v <= 100
        for v in scores
    )


@breaks_overlapping_bars.law("it is a tuple of two lists of four scores between 0 and 100", form=True)
def _(answer):
    both = answer()
    return isinstance(both, list | tuple) and len(both) == 2 and all(map(_four_scores, both))


def _spread(scores):
    return np.std(scores, ddof=1)


def _both_tell(a, b):
    return can_tell(a, b) and by_pairs(a, b)


def _neither(a, b):
    return not can_tell(a, b) and not by_pairs(a, b)


def _same_mean(a, b):
    return abs(np.mean(a) - np.mean(b)) < 1e-9


@breaks_overlapping_bars.misconception(
    "The friend sees this difference as well: her bars don't overlap. Let the scores of both "
    "networks jump more from seed to seed, in step, or move the means closer together.",
    when=_both_tell,
)
def far_apart():
    return [90, 91, 92, 91], [50, 51, 52, 50]


@breaks_overlapping_bars.misconception(
    "The two means are equal, so there is nothing to tell apart, and the friend says so, too. Put A ahead for every "
    "seed, but only by a little.",
    when=lambda a, b: _neither(a, b) and _same_mean(a, b),
)
def equal_means():
    return [50, 60, 70, 80], [80, 70, 60, 50]


@breaks_overlapping_bars.misconception(
    "The bars overlap, but the rule of pairs can't tell these networks apart, either: the differences jump as well, "
    "and their mean is less than two of its standard errors from 0. Put A ahead by about the same amount for every "
    "seed.",
    when=lambda a, b: _neither(a, b) and not _same_mean(a, b),
)
def differences_jump():
    return [50, 60, 70, 80], [40, 65, 60, 82]
