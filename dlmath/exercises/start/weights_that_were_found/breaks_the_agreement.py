"""breaks_the_agreement: a drawing that two good networks read differently."""

import numpy as np

from dlmath.exercises import exercise

STROKES = np.array([np.outer([2, 4, 4, 2], column).ravel() for column in np.eye(3)])
HAND_MADE = (STROKES, np.full(3, -7.0), np.array([[4, -6, 4], [-4, 6, -4]]), np.zeros(2))
TRAINED = (
    np.array(
        [
            [-0.57, 0.29, -0.38, -1.08, 1.74, -1.16, -0.77, 2.11, -1.54, -0.81, 0.42, -0.26],
            [-0.40, -0.18, 0.01, 0.55, -1.56, 0.94, 1.25, -0.73, 0.94, 0.92, -0.60, 0.40],
            [-0.08, 0.39, -0.73, -1.23, 1.34, -0.90, -1.42, 1.40, -0.97, -0.15, 0.65, -0.17],
        ]
    ),
    np.array([0.53, -0.16, 0.47]),
    np.array([[-4.13, 2.55, -2.72], [3.66, -2.70, 3.12]]),
    np.array([1.93, -1.81]),
)


def outputs(x, weights):
    W1, b1, W2, b2 = weights
    hidden = 1 / (1 + np.exp(-(W1 @ np.asarray(x) + b1)))
    return 1 / (1 + np.exp(-(W2 @ hidden + b2)))


def reading(x, weights):
    if np.shape(x) != (12,):
        raise ValueError("a drawing is one list of twelve numbers, not rows, and not more or fewer")
    zero, one = outputs(x, weights)
    return "undecided" if abs(one - zero) < 0.2 else "1" if one > zero else "0"


def trained(x):
    """What the trained network reads."""
    return reading(x, TRAINED)


@exercise(
    weight="standard",
    task="Return a drawing, twelve numbers that are 0 or 1, row by row, that the hand-made network clearly reads as "
    "one digit and the trained network clearly as the other. Clearly means that the larger output is ahead by at least "
    "0.2.",
    hints=[
        "Draw in the widget and switch the list “weights”. Drawings with little ink are the easiest place to look.",
        "The hand-made network asks how much of each stroke there is. The trained one compares the middle with its "
        "sides.",
        "Give the hand-made network half a stroke at the side (its lower two pixels), and the trained one a single "
        "heavy pixel in the middle.",
    ],
)
def breaks_the_agreement():
    """A drawing that one network reads as 0 and the other as 1."""
    # The lower half of a right stroke and one heavy pixel in the middle. By hand, 4 + 2 on the right is more than 4 in
    # the middle: a 0. The trained network finds more ink in the middle than its sides can outweigh: a 1.
    return [0, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 1]


@breaks_the_agreement.breaks(trained, beside="trained gives")
def hand_made(x):
    return reading(x, HAND_MADE)


@breaks_the_agreement.law(
    "the drawing is one list of twelve numbers, not four rows of three, and each is 0 or 1", form=True
)
def _(answer):
    return np.shape(answer()) == (12,) and set(np.asarray(answer()).tolist()) <= {0, 1}


@breaks_the_agreement.law("each network reads it clearly: its larger output is ahead by at least 0.2")
def _(answer):
    return "undecided" not in (hand_made(answer()), trained(answer()))


@breaks_the_agreement.misconception(
    "Both read this as a 0. Take ink away at the side, or add a pixel in the middle, and watch both in the widget.",
    when=lambda x: trained(x) == hand_made(x) == "0",
)
def ring():
    return [1, 1, 1, 1, 0, 1, 1, 0, 1, 1, 1, 1]


@breaks_the_agreement.misconception(
    "Both read this as a 1. Take ink away in the middle, or add a pixel at the side, and watch both in the widget.",
    when=lambda x: trained(x) == hand_made(x) == "1",
)
def middle_stroke():
    return [0, 1, 0] * 4


@breaks_the_agreement.misconception(
    "Both are undecided here: in each, the two outputs are less than 0.2 apart. One must clearly say 0, the other 1.",
    when=lambda x: trained(x) == hand_made(x) == "undecided",
)
def undecided():
    return [0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0]
