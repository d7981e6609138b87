"""rank_for_error: how many terms keep the error below a goal."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="hard",
    task="`s` holds all singular values of a matrix $A$, largest first, and the largest is not 0. Return the smallest "
    "`k`, starting from 0, for which $\\lVert A - A_k\\rVert_F \\le$ `goal` $\\cdot\\, \\lVert A\\rVert_F$. The `goal` "
    "is between 0 and 1. With `k = 0`, $A_0$ is the zero matrix.",
    hints=[
        "The error with k terms is the square root of the sum of s[k:] ** 2. What is s[0:]?",
        "Start with k = 0, and add 1 as long as the error is too large.",
        "k = 0, then while np.sqrt(np.sum(s[k:] ** 2)) > goal * np.sqrt(np.sum(s**2)): k = k + 1, and return k.",
    ],
)
def rank_for_error(s, goal):
    """The fewest terms with an error of at most goal · ‖A‖."""
    k = 0
    # What is left out is s[k:]. With k = len(s) that is nothing, so the loop ends.
    while np.sqrt(np.sum(s[k:] ** 2)) > goal * np.sqrt(np.sum(s**2)):
        k = k + 1
    return k


@rank_for_error.cases
def cases(rng):
    s = np.sort(rng.uniform(0, 5, size=12))[::-1]
    return [
        (np.array([4.0, 3.0]), 0.65),
        (np.array([4.0, 3.0]), 0.5),
        (np.array([10.0, 1.0, 1.0]), 0.12),
        (np.array([10.0, 5.0, 1.0, 0.1]), 0.3),
        (np.array([0.6, 0.5, 0.4]), 0.55),
        (np.array([2.0, 2.0, 2.0, 2.0]), 0.75),
        (np.array([2.0, 2.0, 2.0, 2.0]), 0.6),
        (np.array([8.0, 4.0, 2.0, 1.0, 0.5]), 0.06),
        (s, 0.1),
        (s, 0.4),
        (1000 * s, 0.02),
    ]


@rank_for_error.edge_cases
def edge_cases(rng):
    return [
        (np.array([4.0, 3.0]), 0.6),
        (np.array([4.0, 3.0]), 1.0),
        (np.array([4.0, 3.0]), 0.0),
        (np.array([5.0, 0.0]), 0.0),
        (np.array([2.0, 2.0, 2.0, 2.0]), 0.5),
    ]


@rank_for_error.law("k terms are enough")
def _(f, s, goal):
    return np.sqrt(np.sum(s[f(s, goal) :] ** 2)) <= goal * np.sqrt(np.sum(s**2))


@rank_for_error.law("the scale of the matrix does not matter")
def _(f, s, goal):
    return f(4 * s, goal) == f(s, goal)


def _first(s, good):
    return next((k for k in range(len(s) + 1) if good(k)), len(s))


def _size(s):
    return np.sqrt(np.sum(s**2))


@rank_for_error.misconception(
    "One too many. s[k:] is what is left out when the first k are kept; you looked at s[k - 1:]."
)
def one_too_many(s, goal):
    return rank_for_error(s, goal) + 1


@rank_for_error.misconception(
    "One too few: with that many terms the error is still above the goal. s[k:] starts after the first k terms."
)
def one_too_few(s, goal):
    return max(rank_for_error(s, goal) - 1, 0)


@rank_for_error.misconception(
    "You compared sums of squares with the goal itself, so the goal became a share of the energy. The norm is a square "
    "root: take it of both sums, or compare with goal ** 2."
)
def forgets_the_root(s, goal):
    return _first(s, lambda k: np.sum(s[k:] ** 2) <= goal * np.sum(s**2))


@rank_for_error.misconception(
    "You added up the σ themselves. The Frobenius norm adds up their squares and takes the square root."
)
def forgets_to_square(s, goal):
    return _first(s, lambda k: np.sum(s[k:]) <= goal * np.sum(s))


@rank_for_error.misconception(
    "You compared the error itself with the goal. The goal is a share: compare with goal * ‖A‖."
)
def absolute_error(s, goal):
    return _first(s, lambda k: _size(s[k:]) <= goal)


@rank_for_error.misconception(
    "You compared with the largest σ. The goal is a share of ‖A‖, the square root of the sum of all squares."
)
def share_of_the_largest(s, goal):
    return _first(s, lambda k: _size(s[k:]) <= goal * s[0])


@rank_for_error.misconception(
    "You looked only at the next σ. The error includes every σ that is left out: the square root of the sum of s[k:] "
    "** 2."
)
def next_value_alone(s, goal):
    return _first(s, lambda k: k == len(s) or s[k] <= goal * s[0])


@rank_for_error.misconception(
    "You looked only at the next σ. The error includes every σ that is left out: the square root of the sum of s[k:] "
    "** 2."
)
def next_value_against_norm(s, goal):
    return _first(s, lambda k: k == len(s) or s[k] <= goal * _size(s))


@rank_for_error.misconception("You measured what is kept, s[:k]. The error is what is left out, s[k:].")
def measures_what_is_kept(s, goal):
    return _first(s, lambda k: _size(s[:k]) >= goal * _size(s))


@rank_for_error.misconception(
    "You asked for the kept terms to have a norm of (1 − goal)·‖A‖. By Pythagoras, it is the squares that add up: the "
    "error is the square root of the sum of s[k:] ** 2."
)
def one_minus_goal(s, goal):
    return _first(s, lambda k: _size(s[:k]) >= (1 - goal) * _size(s))


@rank_for_error.misconception(
    "You counted how many σ exceed the goal. What matters is their sum of squares from k on, compared with ‖A‖."
)
def counts_large_values(s, goal):
    return int(np.sum(s > goal))


@rank_for_error.misconception(
    "That is the largest error allowed, a number of size goal·‖A‖. Return the k, a whole number."
)
def returns_the_bound(s, goal):
    return goal * _size(s)


@rank_for_error.misconception("That is the error at your k. Return the k itself.")
def returns_the_error(s, goal):
    return _size(s[rank_for_error(s, goal) :])


@rank_for_error.misconception(
    "You took the largest k that still misses the goal, or the wrong end of the loop. Go up from 0 and return the "
    "first that fits."
)
def largest_k(s, goal):
    return len(s)


@rank_for_error.misconception("You did not try k = 0. With goal = 1, no term is needed at all: start at 0.")
def starts_at_one(s, goal):
    return max(rank_for_error(s, goal), 1)


@rank_for_error.misconception("An error of exactly the goal is good enough: <= instead of <.")
def strictly_below(s, goal):
    return _first(s, lambda k: _size(s[k:]) < goal * _size(s))


@rank_for_error.misconception(
    "Your loop ends before all terms are kept, and then nothing is returned. With goal = 0, it may take all of them: "
    "range(len(s) + 1)."
)
def range_too_short(s, goal):
    return next((k for k in range(len(s)) if _size(s[k:]) <= goal * _size(s)), None)
