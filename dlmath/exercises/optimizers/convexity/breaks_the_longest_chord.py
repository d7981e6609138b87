"""breaks_the_longest_chord: one valley, all below one chord, and not convex."""

import numpy as np

from dlmath.exercises import exercise


def all_chords(y):
    """Whether no chord between two of the values passes below a value between them."""
    y = np.asarray(y, dtype=float)
    return bool(np.all(np.diff(y, 2) >= -1e-9 * np.max(np.abs(y))))


@exercise(
    weight="standard",
    task="A colleague tests only the longest chord, from the first value to the last. Return five numbers, the values "
    "of a function at five evenly spaced places, that first fall and then rise (a single valley, no two neighbors "
    "alike), and that pass `longest_chord`, although they are *not* convex.",
    hints=[
        "Start from a convex valley, such as 4, 1, 0, 1, 4. Which value can you move without making a second valley?",
        "Somewhere the slope must fall: for example a short drop, then a deep one, like the edge of a cliff.",
        "10, 9, 1, …: the slopes are −1 and then −8. Continue so that there is a single valley below the chord.",
    ],
)
def breaks_the_longest_chord():
    """Five values: one valley, below its longest chord, not convex."""
    # The slopes are −1, −8, 1 and 9. From −1 to −8 the slope falls.
    return np.array([10.0, 9.0, 1.0, 2.0, 11.0])


@breaks_the_longest_chord.breaks(all_chords)
def longest_chord(y):
    chord = np.linspace(y[0], y[-1], len(y))
    return bool(np.all(y <= chord + 1e-9 * np.max(np.abs(y))))


@breaks_the_longest_chord.law("there are five finite numbers", form=True)
def _(answer):
    y = np.asarray(answer(), dtype=float)
    return y.shape == (5,) and bool(np.all(np.isfinite(y)))


def _one_valley(y):
    """Whether the values fall, then rise, and do both."""
    steps = np.sign(np.diff(np.asarray(y, dtype=float)))
    return bool(np.all(steps != 0) and steps[0] < 0 < steps[-1] and np.sum(np.diff(steps) != 0) == 1)


@breaks_the_longest_chord.law("the values first fall and then rise, with no two neighbors alike")
def _(answer):
    return _one_valley(answer())


@breaks_the_longest_chord.law("no value lies above the longest chord")
def _(answer):
    return longest_chord(np.asarray(answer(), dtype=float))


@breaks_the_longest_chord.misconception(
    "These values are convex: every chord passes. Let the slope fall somewhere, as on the edge of a cliff.",
    when=lambda y: all_chords(y),
)
def a_parabola():
    return np.array([4.0, 1.0, 0.0, 1.0, 4.0])


@breaks_the_longest_chord.misconception(
    "One of these values lies above the longest chord, so the colleague's test finds it. Lower it, or raise the ends.",
    when=lambda y: not longest_chord(np.asarray(y, dtype=float)),
)
def a_hill():
    return np.array([0.0, 1.0, 2.0, 1.0, 0.0])


@breaks_the_longest_chord.misconception(
    "Two neighbors are alike. Let the values fall or rise at each step.",
    when=lambda y: bool(np.any(np.diff(y) == 0)),
)
def level_pieces():
    return np.array([4.0, 4.0, 0.0, 0.0, 5.0])


@breaks_the_longest_chord.misconception(
    "These values have two valleys with a hill between them. They are not convex, and they stay below the chord, but "
    "the task asks for a single valley.",
    when=lambda y: bool(np.sum(np.diff(np.sign(np.diff(y))) > 0) > 1),
)
def two_valleys():
    return np.array([4.0, 0.0, 1.0, 0.0, 4.0])


@breaks_the_longest_chord.misconception(
    "These values only fall or only rise. A valley first falls, then rises.",
    when=lambda y: bool(np.all(np.diff(y) < 0) or np.all(np.diff(y) > 0)),
)
def only_falls():
    return np.array([10.0, 6.0, 4.5, 1.0, 0.0])


@breaks_the_longest_chord.misconception(
    "These values rise first. A valley first falls, then rises.",
    when=lambda y: bool(np.diff(y)[0] > 0 and np.any(np.diff(y) < 0)),
)
def rises_first():
    return np.array([0.0, 1.0, 0.5, 2.0, 9.0])
