"""breaks_one_check: a point at which a wrong gradient passes."""

import numpy as np

from dlmath import calculus
from dlmath.exercises import exercise


def never(w):
    """A wrong gradient should not pass, wherever you look."""
    return False


@exercise(
    weight="standard",
    task="For the loss $f(\\mathbf w) = \\sum_i w_i^4 / 4$ somebody claims that the gradient has entries "
    "$|w_i|^3$. "
    "Return an array "
    "of two nonzero numbers at which the claim passes `calculus.gradient_check`.",
    hints=[
        "What is the gradient really? For which w is it the same as the claim?",
        "The right entries are w³. For which numbers is w³ the same as |w|³?",
        "For positive numbers: return np.array([1.0, 2.0]).",
    ],
)
def breaks_one_check():
    """A point at which a wrong gradient passes."""
    # The right entries are w³, and for positive numbers that is |w|³. A check there sees no mistake.
    # (Nor does it see a wrong entry that is tiny beside the largest one, as at (1, −0.0001).)
    return np.array([1.0, 2.0])


@breaks_one_check.breaks(never)
def one_check(w):
    def loss(w):
        return np.sum(w**4) / 4

    def claimed(w):
        return np.abs(w) ** 3

    return bool(calculus.gradient_check(loss, np.asarray(w, dtype=float), claimed).passed)


@breaks_one_check.law("the answer is an array of two nonzero numbers", form=True)
def _(answer):
    w = np.asarray(answer(), dtype=float)
    return w.shape == (2,) and bool(np.all(np.isfinite(w)) and np.all(w != 0))


@breaks_one_check.misconception(
    "Both numbers are negative, and there |w|³ has the wrong sign: the check finds it in both entries.",
    when=lambda w: np.all(np.asarray(w) < 0),
)
def both_negative():
    return np.array([-1.0, -2.0])


@breaks_one_check.misconception(
    "One of the numbers is negative. There |w|³ has the wrong sign, and the entry is large enough to be seen.",
    when=lambda w: np.min(w) < 0 < np.max(w),
)
def one_negative():
    return np.array([1.0, -2.0])
