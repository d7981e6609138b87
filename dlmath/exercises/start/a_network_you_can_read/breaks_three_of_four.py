"""breaks_three_of_four: a drawing on which counting pixels and weighing them disagree."""

import numpy as np

from dlmath.exercises import exercise


def unit_says_yes(x):
    """Whether z is above 0, with the weights 2, 4, 4, 2 down the left column and the bias −7."""
    if np.shape(x) != (12,):
        raise ValueError("a drawing is one list of twelve numbers, not rows, and not more or fewer")
    left = np.array([2, 0, 0, 4, 0, 0, 4, 0, 0, 2, 0, 0])
    return bool(np.sum(left * np.asarray(x)) - 7 > 0)


@exercise(
    weight="standard",
    task="Find a drawing on which the rule `three_of_four` and the unit with the weights `left` and the bias −7 "
    "disagree. Return it as a list of twelve numbers, 0 or 1, row by row from the top left.",
    hints=[
        "Only the left column matters. Try its pixels one after another: how many does the rule need, how many the "
        "unit?",
        "With three of the four pixels the unit always says yes (8 or 10 against 7). So look at drawings with two.",
        "Which two of the weights 2, 4, 4, 2 make more than 7? The left column is x[0], x[3], x[6], x[9].",
    ],
)
def breaks_three_of_four():
    """A drawing on which the rule and the unit disagree."""
    # The two heavy pixels alone: 4 + 4 = 8 is more than 7, but they are only two of four.
    return [0, 0, 0, 1, 0, 0, 1, 0, 0, 0, 0, 0]


@breaks_three_of_four.breaks(unit_says_yes)
def three_of_four(x):
    return bool(x[0] + x[3] + x[6] + x[9] >= 3)


@breaks_three_of_four.law(
    "the drawing is one list of twelve numbers, not four rows of three, and each is 0 or 1", form=True
)
def _(answer):
    return np.shape(answer()) == (12,) and set(np.asarray(answer()).tolist()) <= {0, 1}


def left_column(x):
    return [x[0], x[3], x[6], x[9]]


@breaks_three_of_four.misconception(
    "There is no ink in the left column, x[0], x[3], x[6] and x[9], and both look at nothing else: both say no. Put "
    "some ink there.",
    when=lambda x: sum(left_column(x)) == 0,
)
def blank():
    return [0] * 12


@breaks_three_of_four.misconception(
    "One pixel of the left column is too little for both: its weight is at most 4, and the rule needs three. Add "
    "another.",
    when=lambda x: sum(left_column(x)) == 1,
)
def one_pixel():
    return [0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0]


@breaks_three_of_four.misconception(
    "The whole left column satisfies both: 4 of 4 pixels, and z = 12 − 7 = 5. Take some of it away.",
    when=lambda x: sum(left_column(x)) == 4,
)
def whole_stroke():
    return [1, 0, 0] * 4


@breaks_three_of_four.misconception(
    "Three pixels of the left column are enough for both: their weights add up to 8 or 10, more than 7. Which *two* "
    "are enough for the unit?",
    when=lambda x: sum(left_column(x)) == 3,
)
def three_pixels():
    return [1, 0, 0, 1, 0, 0, 1, 0, 0, 0, 0, 0]


@breaks_three_of_four.misconception(
    "The two ends weigh 2 + 2 = 4, less than 7: both say no. Which two pixels weigh more?",
    when=lambda x: left_column(x) == [1, 0, 0, 1],
)
def only_the_ends():
    return [1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0]


@breaks_three_of_four.misconception(
    "An end and a heavy pixel weigh 2 + 4 = 6, less than 7: both say no. Which two pixels weigh more?",
    when=lambda x: sum(left_column(x)) == 2,
)
def half_a_stroke():
    return [1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0]
