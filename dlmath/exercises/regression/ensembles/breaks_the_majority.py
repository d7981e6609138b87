"""breaks_the_majority: three good voters whose majority is worse than each of them."""

import numpy as np

from dlmath.exercises import exercise


def as_table(answer):
    """The answer as a table of zeros and ones with three rows, or None where it is not."""
    try:
        right = np.asarray(answer, dtype=float)
    except (TypeError, ValueError):
        return None
    fine = right.ndim == 2 and len(right) == 3 and right.shape[1] > 0
    return right if fine and np.all((right == 0) | (right == 1)) else None


def shares(answer):
    """The share of right answers of each voter, and of the majority."""
    right = as_table(answer)
    return right.mean(axis=1), np.mean(right.sum(axis=0) >= 2)


@exercise(
    weight="standard",
    task="`table[k, i]` is 1 if voter `k` answers question `i` correctly, else 0. The function "
    "`majority_is_wise(table)` claims: if each voter is right on more than half of the questions, the majority (two or "
    "three of them) is right at least as often as the worst voter. So it returns True if the mean of each row is above "
    "one half. Refute it: return a table with three rows, and as many columns as you like, in which each voter is "
    "right on more than half of the questions, but the majority less often than each of them.",
    hints=[
        "A question that all three get right uses up three right answers where two would do. And one right answer to "
        "a question is wasted.",
        "With five questions and three right answers each, there are nine. Spend six on two questions.",
        "The first two columns are 1, 1, 1. The other three have a single 1 each, in a different row.",
    ],
)
def breaks_the_majority():
    """A table with three rows: 1 where a voter is right."""
    # Together on two questions, alone on the other three.
    return np.array([[1, 1, 1, 0, 0], [1, 1, 0, 1, 0], [1, 1, 0, 0, 1]])


def majority_no_worse(table):
    """Is the majority at least as often right as the worst voter?"""
    voters, majority = shares(table)
    return bool(majority >= np.min(voters))


@breaks_the_majority.breaks(majority_no_worse, beside="in truth")
def majority_is_wise(table):
    return bool(np.all(shares(table)[0] > 0.5))


@breaks_the_majority.law("it is a table of zeros and ones with three rows and at least one column", form=True)
def _(answer):
    return as_table(answer()) is not None


@breaks_the_majority.law("each voter is right on more than half of the questions")
def _(answer):
    return np.all(shares(answer())[0] > 0.5)


@breaks_the_majority.law("the majority is right less often than each voter")
def _(answer):
    voters, majority = shares(answer())
    return majority < np.min(voters)


@breaks_the_majority.misconception(
    "Each voter must be right on more than half of the questions, and one of yours is not. (Half of them is not "
    "enough.)",
    when=lambda table: np.any(shares(table)[0] <= 0.5),
)
def a_bad_voter():
    return np.array([[1, 0, 0], [0, 1, 0], [0, 0, 1]])


@breaks_the_majority.misconception(
    "The majority is better than its voters here: where two are right, the third's mistake does no harm. Let all three "
    "be right on the same questions, and alone on others.",
    when=lambda table: np.all(shares(table)[0] > 0.5) and shares(table)[1] > np.max(shares(table)[0]),
)
def a_wise_majority():
    return np.array([[1, 1, 0], [1, 0, 1], [0, 1, 1]])


@breaks_the_majority.misconception(
    "The majority is no better than the best voter, but it is no worse than the worst one either. It must be right "
    "less often than each of the three.",
    when=lambda table: (
        np.all(shares(table)[0] > 0.5) and np.min(shares(table)[0]) <= shares(table)[1] <= np.max(shares(table)[0])
    ),
)
def three_who_agree():
    return np.array([[1, 1, 0], [1, 1, 0], [1, 1, 0]])
