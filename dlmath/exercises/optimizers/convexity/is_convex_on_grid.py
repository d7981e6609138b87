"""is_convex_on_grid: no value above the middle of the chord between its neighbors."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="`y` is an array that holds one or more values of a function, at evenly spaced places. Return `True` if no "
    "inner value lies above the middle of the chord between its two neighbors, and `False` otherwise. Rounding should "
    "not decide: a value may lie above by `1e-9` times the largest absolute value in `y`. With fewer than three "
    "values, nothing can fail.",
    hints=[
        "Where is the middle of the chord between y[i − 1] and y[i + 1], and which y[i] should not lie above it?",
        "At all inner places at once: y[1:-1] are the values, y[:-2] their left neighbors, y[2:] their right ones.",
        "Compare y[1:-1] - (y[:-2] + y[2:]) / 2 with 1e-9 * np.max(np.abs(y)), and take np.all of the comparison.",
    ],
)
def is_convex_on_grid(y):
    """Whether no inner value lies above the chord of its neighbors."""
    # All inner values at once, beside their left and their right neighbors.
    above = y[1:-1] - (y[:-2] + y[2:]) / 2
    return bool(np.all(above <= 1e-9 * np.max(np.abs(y))))


@is_convex_on_grid.cases
def cases(rng):
    x = np.linspace(-2, 2, 9)
    sharp = np.cumsum(np.cumsum(np.exp(rng.normal(size=12))))
    return [
        (np.array([4.0, 1.0, 0.0, 1.0, 4.0]),),
        (np.array([0.0, 1.0, 0.0]),),
        (np.array([0.0, 1.0, 2.0, 3.0]),),
        (np.array([3.0, 2.0, 1.0, 1.0, 2.0]),),
        (np.array([4.0, 0.0, 1.0, 0.0, 4.0]),),
        (np.array([0.0, 3.0, 5.0, 6.0, 6.0]),),
        (np.array([9.0, 8.0, 2.0, 0.0, 9.0]),),
        (np.array([0.0, 1.0, 4.0, 9.0, 10.0]),),
        (np.array([10.0, 9.0, 4.0, 1.0, 0.0]),),
        (-(x**2),),
        (x**2 - 7,),
        (np.abs(x),),
        (x**3,),
        (np.array([-9.0, -9.5, -9.8, -9.9, -9.8, -9.9]),),
        (np.array([6.0, 2.0, 1.0, 1.5, 1.9, 6.0, 12.0]),),
        (np.array([5.0, 3.0, 1.0, -1.0, -3.0, 0.0]),),
        (np.array([5.0, 2.0, 0.0, 0.5, 1.0, 1.5, 2.4, 3.3, 4.1]),),
        (np.array([1.0, 1.0, 1.0, 1.0001, 1.0, 1.0]),),
        (sharp,),
        (-sharp,),
        (rng.normal(size=10),),
        (rng.normal() * x + rng.normal(),),
        (np.exp(x) + 0.1 * x,),
    ]


@is_convex_on_grid.edge_cases
def edge_cases(rng):
    return [
        (0.1 * np.arange(11) + 0.3,),
        (-0.1 * np.arange(11) - 0.3,),
        (0.1 * np.arange(11) - 0.3,),
        (np.array([2.0]),),
        (np.array([2.0, 5.0]),),
        (np.zeros(5),),
        (1e8 * (np.arange(9) * 0.1),),
        (1e-30 * np.array([0.0, 1.0, 0.0]),),
        (1e-30 * np.array([1.0, 0.0, 1.0]),),
        (1e12 + 1e4 * np.array([0.0, 1.0, 0.0]),),
        (1e12 + 1e4 * (np.arange(20) == 7),),
        (np.array([1, 0, 2, 3]),),
        (np.array([1, 0, 1, 5]),),
        (np.array([5, 3, 2, 2, 3]),),
    ]


@is_convex_on_grid.law("read from right to left, the answer is the same")
def _(test, y):
    return test(y) == test(y[::-1])


@is_convex_on_grid.law("adding a straight line does not change the answer")
def _(test, y):
    size = np.max(np.abs(y), initial=0.0)
    return test(y) == test(y + size * np.linspace(0, 1, len(y)))


is_convex_on_grid.instead_of(
    "bool(np.all(above <= 1e-9 * np.max(np.abs(y))))",
    {
        "bool(np.all(above <= 0))": "Rounding decides here: a straight line computed in floats may miss its own chord "
        "by 1e-17. Allow for 1e-9 times the largest absolute value in y.",
        "bool(np.all(above < 0))": "You ask every value to lie strictly below the chord. On a straight piece it lies "
        "*on* the chord, and that is allowed.",
        "bool(np.all(above <= 1e-9))": "You allow 1e-9, however large or small the values are. Allow for 1e-9 times "
        "the largest absolute value in y.",
        "bool(np.all(above < -1e-9))": "You ask every value to lie strictly below the chord. On a straight piece it "
        "lies *on* the chord, and that is allowed.",
        "bool(np.all(above <= 1e-9 * np.max(y)))": "The largest value may be negative, and then so is your tolerance. "
        "Use the largest absolute value: np.max(np.abs(y)).",
        "bool(np.all(above >= -1e-9 * np.max(np.abs(y))))": "You let a value lie above the chord and forbid it below: "
        "that tests for a curve that bends downward. The comparison is the other way around.",
        "bool(np.any(above <= 1e-9 * np.max(np.abs(y))))": "One inner value below its chord is enough for you. All of "
        "them must pass: np.all.",
        "bool(np.sum(above) <= 1e-9 * np.max(np.abs(y)))": "You added up all the gaps, so that a deep one can hide a "
        "bump. Each inner value must pass on its own.",
        "bool(np.mean(above) <= 1e-9 * np.max(np.abs(y)))": "You averaged the gaps, so that a deep one can hide a "
        "bump. Each inner value must pass on its own.",
        "above <= 1e-9 * np.max(np.abs(y))": "You returned an answer for each inner value. Return one: np.all of them.",
        "not np.all(above <= 1e-9 * np.max(np.abs(y)))": "You return True where the test fails. Drop the not.",
        "bool(np.all(np.abs(above) <= 1e-9 * np.max(np.abs(y))))": "Only straight lines pass your test: you took the "
        "absolute value of the gaps. A value may lie as far below the chord as it likes.",
        "bool(np.all(above <= 1e-9 * np.sum(np.abs(y))))": "You add up the absolute values, so the more values there "
        "are, the larger the bump that passes. The tolerance goes with the largest: np.max.",
        "bool(np.all(above <= 1e-9 * np.abs(y[1:-1])))": "Your tolerance goes with each value, and near 0 nothing is "
        "left of it. It is the same for all: 1e-9 times the largest absolute value in y.",
        "bool(np.all(above <= 1e-9 * np.max(np.abs(y[1:-1]))))": "You look for the largest among the inner values. It "
        "is the largest of *all* values: np.max(np.abs(y)). (With fewer than three, there are no inner ones.)",
        "bool(np.all(above <= 1e-6 * np.max(np.abs(y))))": "Your tolerance is too large. It is 1e-9 times the largest "
        "absolute value, and a bump of 1e-8 of it must not pass.",
        "bool(np.all(above <= 1e-9 * (y[:-2] + y[2:]) / 2))": "Your tolerance depends on the middle of the chord, "
        "which may be 0 or negative. It is 1e-9 times the largest absolute value in y.",
        "bool(len(y) > 2 and np.all(above <= 1e-9 * np.max(np.abs(y))))": "With fewer than three values nothing can "
        "fail, so the answer there is True.",
        "bool(np.all(np.abs(np.diff(y)[1:]) >= np.abs(np.diff(y)[:-1])))": "You compare the *sizes* of the slopes. "
        "In a valley they get smaller first. What must not fall is the slope with its sign: no absolute values.",
        "bool(np.all(above <= 1e-3 * np.max(np.abs(y))))": "You allow for far more than rounding: a real bump passes. "
        "The tolerance is 1e-9 times the largest absolute value.",
    },
)
is_convex_on_grid.instead_of(
    "y[1:-1] - (y[:-2] + y[2:]) / 2",
    {
        "y[1:-1] - (y[:-2] + y[2:])": "The middle of the chord is *half* the sum of the neighbors. Divide by 2.",
        "y[1:-1] - np.maximum(y[:-2], y[2:])": "You compare with the higher neighbor. That finds peaks only, "
        "and a single valley may still have dents in its walls. Compare with the middle of the chord, "
        "(y[i − 1] + y[i + 1]) / 2.",
        "y[1:-1] - np.minimum(y[:-2], y[2:])": "You compare with the lower neighbor. Compare with the middle of the "
        "chord, (y[i − 1] + y[i + 1]) / 2.",
        "y[1:-1] - (y[0] + y[-1]) / 2": "You compare every value with the middle of the two *ends*. Compare each with "
        "the middle of its own two neighbors.",
        "y[1:-1] - np.linspace(y[0], y[-1], len(y))[1:-1]": "You test only the longest chord, from the first value to "
        "the last. A bump can hide below it: compare each value with its two neighbors.",
        "y[1:-1] - y[:-2]": "You test whether the values fall. Compare each inner value with the middle of its two "
        "neighbors.",
        "y[:-2] - y[1:-1]": "You test whether the values rise. Compare each inner value with the middle of its two "
        "neighbors.",
        "np.diff(y)[:-1] + np.diff(y)[1:]": "You added neighboring differences. What matters is how they grow: the "
        "second difference is np.diff(y)[1:] minus np.diff(y)[:-1], and it must not be negative.",
        "y[:-2] - (y[1:-1] + y[2:]) / 2": "You compare each value with the two *after* it. Compare it with its two "
        "neighbors, one on each side: y[1:-1] with y[:-2] and y[2:].",
        "y[2:] - (y[:-2] + y[1:-1]) / 2": "You compare each value with the two *before* it. Compare it with its two "
        "neighbors, one on each side: y[1:-1] with y[:-2] and y[2:].",
        "y[1:-1] - np.mean(y)": "You compare with the mean of all values. Compare each inner value with the middle of "
        "its two neighbors.",
        "y[1:-2] - (y[:-3] + y[2:-1]) / 2": "The last inner value is never tested. The slices are y[1:-1], y[:-2] and "
        "y[2:].",
        "y[2:-1] - (y[1:-2] + y[3:]) / 2": "The first inner value is never tested. The slices are y[1:-1], y[:-2] and "
        "y[2:].",
    },
)


@is_convex_on_grid.misconception(
    "Your index runs over the ends, too. y[-1] is the last value, so y[0] gets the wrong left neighbor. Only inner "
    "values have two neighbors: range(1, len(y) - 1)."
)
def wraps_around(y):
    if len(y) < 3:
        return True
    size = 1e-9 * np.max(np.abs(y))
    return bool(all(y[i] - (y[i - 1] + y[i + 1]) / 2 <= size for i in range(len(y) - 1)))


@is_convex_on_grid.misconception(
    "You return inside the loop after the first inner value. Return False at a failure, and True only after the loop."
)
def returns_too_early(y):
    for i in range(1, len(y) - 1):
        return y[i] <= (y[i - 1] + y[i + 1]) / 2 + 1e-9 * np.max(np.abs(y))
    return True


@is_convex_on_grid.misconception(
    "You test only the value in the middle. Each inner value must pass against its own two neighbors."
)
def only_the_middle(y):
    if len(y) < 3:
        return True
    return bool(y[len(y) // 2] <= (y[0] + y[-1]) / 2 + 1e-9 * np.max(np.abs(y)))


@is_convex_on_grid.misconception(
    "You test whether the slopes are positive. A convex function may fall; what must not fall is the *slope*. Take "
    "the difference once more."
)
def rises(y):
    return bool(len(y) < 3 or np.all(np.diff(y) >= -1e-9 * np.max(np.abs(y))))


@is_convex_on_grid.misconception(
    "You take third differences. Slopes are first differences, and how they grow are second ones: np.diff(y, 2)."
)
def third_differences(y):
    return bool(len(y) < 4 or np.all(np.diff(y, 3) >= -1e-9 * np.max(np.abs(y))))


@is_convex_on_grid.misconception(
    "np.gradient mixes a value's neighbors two places away and treats the ends in its own way. Compare each inner "
    "value with its two direct neighbors."
)
def gradient_twice(y):
    if len(y) < 3:
        return True
    return bool(np.all(np.gradient(np.gradient(y)) >= -1e-9 * np.max(np.abs(y))))


@is_convex_on_grid.misconception(
    "Your index runs from the first value to the last. y[-1] is the last value, so y[0] gets the wrong left neighbor, "
    "and the last value has no right one. Only inner values have two neighbors: range(1, len(y) - 1)."
)
def runs_over_all(y):
    size = 1e-9 * np.max(np.abs(y))
    return all(y[i] <= (y[i - 1] + y[i + 1]) / 2 + size for i in range(len(y)))


@is_convex_on_grid.misconception(
    "Python divides before it adds: y[i - 1] + y[i + 1] / 2 halves only the second neighbor. Put the sum in "
    "parentheses."
)
def halves_one_neighbor(y):
    size = 1e-9 * np.max(np.abs(y))
    return bool(np.all(y[1:-1] <= y[:-2] + y[2:] / 2 + size))


@is_convex_on_grid.misconception(
    "Each round of your loop replaces the last answer, so only the last inner value counts. Return False at the first "
    "failure, and True after the loop."
)
def only_the_last(y):
    if len(y) < 3:
        return True
    return bool(y[-2] <= (y[-3] + y[-1]) / 2 + 1e-9 * np.max(np.abs(y)))


@is_convex_on_grid.misconception(
    "// divides and rounds down, so the middle of the chord comes out too low. Divide with /."
)
def rounds_the_middle_down(y):
    return bool(np.all(y[1:-1] <= (y[:-2] + y[2:]) // 2 + 1e-9 * np.max(np.abs(y))))


@is_convex_on_grid.misconception("Your answer is True for every input. Where an inner value lies above, return False.")
def always_true(y):
    return True


@is_convex_on_grid.misconception("Your answer is False for every input. Where all inner values pass, return True.")
def always_false(y):
    return False


@is_convex_on_grid.misconception(
    "Your index wraps around: the first value has no left neighbor, the last no right one, and % or [-1] gives them "
    "those of the other end. Only inner values are tested: range(1, len(y) - 1)."
)
def makes_a_ring(y):
    return bool(np.all(y - (np.roll(y, 1) + np.roll(y, -1)) / 2 <= 1e-9 * np.max(np.abs(y))))
