"""breaks_naive_bayes: two clues that say nothing one by one, and everything together."""

import numpy as np

from dlmath.exercises import exercise


def _counted(X, y):
    """X and y as arrays, rejected if they are not examples of the kind the task asks for."""
    X, y = np.asarray(X), np.asarray(y)
    if X.ndim != 2 or X.shape[1] != 2 or y.shape != (len(X),) or not len(X):
        raise ValueError("X needs two columns, and y one class for each row of X")
    if not (np.isin(X, [0, 1]).all() and np.isin(y, [0, 1]).all()):
        raise ValueError("all entries of X and y must be 0 or 1")
    if not 0 < y.sum() < len(y):
        raise ValueError("both classes must occur in y")
    return X, y


def naive(X, y):
    """P(class 1) of each row, by naive Bayes, fitted to the same rows without smoothing."""
    X, y = _counted(X, y)
    scores = np.stack(
        [np.mean(y == k) * np.prod([np.mean(X[y == k] == x, axis=0) for x in X], axis=1) for k in (0, 1)], axis=1
    )
    return scores[:, 1] / np.sum(scores, axis=1)


def by_pairs(X, y):
    """P(class 1) of each row: the share of class 1 among the rows equal to it."""
    X, y = _counted(X, y)
    return np.array([np.mean(y[np.all(X == x, axis=1)]) for x in X])  # noqa: SIM300


TASK = """Each example has two clues, 0 or 1, and a class, 0 or 1. `naive` fits naive Bayes to the examples (without
smoothing) and returns $P(1 \\mid \\mathbf x)$ for each of them. `by_pairs` uses the full table of counts. Return
examples `X, y` on which `by_pairs` is always certain, and `naive` knows nothing:

```python
def by_pairs(X, y):  # the share of class 1 among equal rows
    return np.array([np.mean(y[np.all(X == x, axis=1)]) for x in X])
```

`X` has two columns, and `y` has one entry for each row of `X`. `by_pairs` must give 0 or 1 for every row, and `naive`
0.5."""


@exercise(
    weight="hard",
    task=TASK,
    hints=[
        "Each single clue must be 1 equally often in both classes. But the pair of clues must give the class away.",
        "Four examples are enough, one for each pair of clues. Which two of the pairs go into class 1?",
        "Let the class say whether the two clues differ.",
    ],
)
def breaks_naive_bayes():
    """Clues that mean nothing one by one, and everything together."""
    # The class says whether the clues differ. In each class, each clue is 1 in half of the examples.
    X = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
    y = np.array([0, 1, 1, 0])
    return X, y


breaks_naive_bayes.breaks(by_pairs, beside="by_pairs gives")(naive)


def _is_of_the_kind(answer):
    try:
        _counted(*answer())
    except (ValueError, TypeError):
        return False
    return True


@breaks_naive_bayes.law(
    "X has two columns and y one entry for each row of X, all of them 0 or 1, and both classes occur", form=True
)
def _(answer):
    return _is_of_the_kind(answer)


@breaks_naive_bayes.law("by_pairs is certain of every row: 0 or 1")
def _(answer):
    return bool(np.isin(by_pairs(*answer()), [0.0, 1.0]).all())


@breaks_naive_bayes.law("naive gives 0.5 for every row")
def _(answer):
    return np.allclose(naive(*answer()), 0.5)


def _certain(X, y):
    return bool(np.isin(by_pairs(X, y), [0.0, 1.0]).all())


@breaks_naive_bayes.misconception(
    "Equal rows have different classes here, so nothing can be certain, the full table included. Give each pair of "
    "clues one class.",
    when=lambda X, y: not _certain(X, y) and np.allclose(naive(X, y), 0.5),
)
def nothing_helps():
    return np.array([[0, 0], [0, 0], [1, 1], [1, 1]]), np.array([0, 1, 0, 1])


@breaks_naive_bayes.misconception(
    "Here a single clue gives the class away, so naive Bayes is certain, too. Each clue must be useless by itself: it "
    "must be 1 as often in one class as in the other.",
    when=lambda X, y: _certain(X, y) and np.isin(naive(X, y), [0.0, 1.0]).all(),
)
def one_clue_is_enough():
    return np.array([[0, 0], [0, 1], [1, 0], [1, 1]]), np.array([0, 0, 1, 1])


@breaks_naive_bayes.misconception(
    "The pairs decide, but naive Bayes still knows something: one class is larger than the other, or has a clue that "
    "is 1 more often. Make both classes equally large, and let each clue be 1 equally often in both.",
    when=lambda X, y: _certain(X, y) and not np.allclose(naive(X, y), 0.5),
)
def both_clues_needed():
    return np.array([[0, 0], [0, 1], [1, 0], [1, 1]]), np.array([0, 0, 0, 1])


@breaks_naive_bayes.misconception(
    "Equal rows have different classes here, so the full table is not certain. Give each pair of clues one class.",
    when=lambda X, y: not _certain(X, y),
)
def mixed():
    return np.array([[0, 0], [0, 1], [1, 0], [1, 1], [1, 1]]), np.array([0, 1, 1, 0, 1])
