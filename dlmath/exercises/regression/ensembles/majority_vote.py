"""majority_vote: the class that most voters name."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="warm-up",
    task="`votes[k, i]` is the class, a whole number from 0 up, that model `k` gives to example `i`. Return an array "
    "with the class that gets the most votes, for each example. If several classes get the most, return the smallest "
    "of them.",
    hints=[
        "The votes about one example are a column: loop over votes.T.",
        "np.bincount counts how often each number occurs.",
        "np.argmax(np.bincount(column)): argmax takes the first of equal entries, which is the smallest class.",
    ],
    also=(),
)
def majority_vote(votes):
    """For each example, the class with the most votes."""
    # A column holds all votes about one example; argmax takes the first of equals.
    return np.array([np.argmax(np.bincount(column)) for column in votes.T])


@majority_vote.cases
def cases(rng):
    return [
        (np.array([[1], [0], [1]]),),
        (np.array([[2, 0, 1], [7, 0, 4], [7, 3, 4]]),),
        (np.array([[3, 1], [1, 4], [3, 4], [1, 1]]),),
        (np.array([[5, 5, 2, 0], [0, 5, 2, 9], [0, 1, 8, 9], [5, 1, 8, 9], [6, 2, 2, 0]]),),
        (rng.integers(0, 4, size=(7, 6)),),
        (rng.integers(0, 10, size=(11, 5)),),
        (rng.integers(0, 5, size=(5, 5)),),
    ]


@majority_vote.edge_cases
def edge_cases(rng):
    return [(np.array([[4, 0, 2]]),), (np.array([[4, 0], [1, 2]]),), (np.zeros((3, 2), dtype=int),)]


@majority_vote.law("the order of the voters does not matter")
def _(f, votes):
    return np.array_equal(f(votes[::-1]), f(votes))


majority_vote.instead_of(
    "np.argmax(np.bincount(column))",
    {
        "np.max(np.bincount(column))": "That is how many votes the winner got. Return its class: np.argmax.",
        "int(np.median(column))": "That is the median of the class numbers. Classes are names: count the votes.",
        "int(np.round(np.mean(column)))": "A class number is a name. Half a 2 and half an 8 do not make a 5: count the "
        "votes.",
        "np.argmin(np.bincount(column))": "That is the class with the fewest votes. Take np.argmax.",
        "np.argmax(np.bincount(column)[::-1])": "The counts are reversed, so the place is not the class any more.",
        "max(sorted(column.tolist(), reverse=True), key=column.tolist().count)": "Of several classes with the most "
        "votes, you returned the largest. Return the smallest.",
        "max(column.tolist(), key=column.tolist().count)": "Of several classes with the most votes, you returned the "
        "one that was named first. Return the smallest.",
        "np.argmax(np.unique(column, return_counts=True)[1])": "That is the winner's place in the list of classes that "
        "np.unique found. Return the class that stands there.",
        "int(np.mean(column) > 0.5)": "There can be more than two classes, so a mean says nothing. Count the votes for "
        "each class.",
        "np.argmax(column)": "That is the number of a model: the one that named the largest class. Count the votes, "
        "and return a class.",
        "np.max(column)": "That is the largest class number. Count the votes.",
        "column[0]": "That is what the first model says. Count the votes of all.",
    },
)


@majority_vote.misconception("That is the median of the class numbers. Classes are names: count the votes.")
def the_median(votes):
    return np.median(votes, axis=0)


@majority_vote.misconception("A class number is a name, so an average of them says nothing. Count the votes.")
def the_mean(votes):
    return np.mean(votes, axis=0)


@majority_vote.misconception("The votes about one example are a column, not a row. Loop over votes.T.")
def rows_instead_of_columns(votes):
    return np.array([np.argmax(np.bincount(row)) for row in votes])


@majority_vote.misconception("All votes went into one pot. Count them for each example, that is, for each column.")
def one_pot(votes):
    return np.argmax(np.bincount(votes.ravel()))


@majority_vote.misconception(
    "A class wins with the most votes, even without more than half of them. You seem to ask for more than half."
)
def more_than_half(votes):
    wins = [np.argmax(np.bincount(c)) if np.max(np.bincount(c)) > len(c) / 2 else 0 for c in votes.T]
    return np.array(wins)


@majority_vote.misconception(
    "A class wins with the most votes, even without more than half of them. You seem to ask for more than half."
)
def more_than_half_or_nobody(votes):
    wins = [np.argmax(np.bincount(c)) if np.max(np.bincount(c)) > len(c) / 2 else -1 for c in votes.T]
    return np.array(wins)
