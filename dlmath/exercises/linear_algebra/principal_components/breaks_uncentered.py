"""breaks_uncentered: a cloud whose first direction is found wrong without the mean."""

import numpy as np

from dlmath.exercises import exercise

TASK = """This function forgets the mean. It is meant to return the first component's share of the variance:

```python
def first_share(X):
    s = np.linalg.svd(X, compute_uv=False)
    return s[0] ** 2 / np.sum(s**2)
```

Return a table `X` with at least three rows and exactly two columns for which the function returns more than 0.9,
although the first component really holds less than 0.6."""


@exercise(
    weight="hard",
    task=TASK,
    hints=[
        "Start with a cloud that is equally wide in both directions: there the first component holds about half of the "
        "variance.",
        "Four points will do, to the right and the left, above and below. Where do you have to move them to make the "
        "function mistake the position of the cloud for its spread?",
        "Add the same large vector to all four rows, say (10, 10).",
    ],
)
def breaks_uncentered():
    """A table that first_share gets wrong."""
    # A round cloud far from the origin.
    return np.array([[11.0, 10.0], [9.0, 10.0], [10.0, 11.0], [10.0, 9.0]])


def share_of_the_first(X):
    s = np.linalg.svd(X - np.mean(X, axis=0), compute_uv=False)
    return s[0] ** 2 / np.sum(s**2)


def _shares(X):
    X = np.asarray(X, dtype=float)
    return first_share(X), share_of_the_first(X)


@breaks_uncentered.breaks(share_of_the_first)
def first_share(X):
    s = np.linalg.svd(X, compute_uv=False)
    return s[0] ** 2 / np.sum(s**2)


@breaks_uncentered.law("it has at least three rows and exactly two columns", form=True)
def _(answer):
    X = np.asarray(answer())
    return X.ndim == 2 and X.shape[0] >= 3 and X.shape[1] == 2


@breaks_uncentered.law("the function returns more than 0.9")
def _(answer):
    return bool(_shares(answer())[0] > 0.9)


@breaks_uncentered.law("the first component really holds less than 0.6: the cloud is about as wide as it is long")
def _(answer):
    return bool(_shares(answer())[1] < 0.6)


@breaks_uncentered.misconception(
    "The middle of this cloud is the origin, so there is no mean to forget. Add the same large vector to all rows.",
    when=lambda X: np.allclose(np.mean(X, axis=0), 0),
)
def a_round_cloud():
    return np.array([[1.0, 0.0], [-1.0, 0.0], [0.0, 1.0], [0.0, -1.0]])


@breaks_uncentered.misconception(
    "All rows are the same, so there is no variance at all, and no share of it. Make the cloud wide in two directions.",
    when=lambda X: np.all(np.ptp(X, axis=0) == 0),
)
def a_single_point():
    return np.array([[1.0, 1.0], [1.0, 1.0], [1.0, 1.0]])


@breaks_uncentered.misconception(
    "All points lie on one line through the origin, so one direction holds everything, with or without the mean. Make "
    "the cloud wide in two directions.",
    when=lambda X: np.linalg.matrix_rank(X) == 1,
)
def on_a_line():
    return np.array([[1.0, 1.0], [2.0, 2.0], [3.0, 3.0]])


@breaks_uncentered.misconception(
    "The mean does fool the function. But without it, the first component still holds 0.6 or more of the variance. "
    "Make the cloud about as wide in one direction as in the other.",
    when=lambda X: _shares(X)[0] > 0.9 and _shares(X)[1] < 0.9,
)
def not_round_enough():
    return np.array([[100.0, 100.0], [101.0, 100.0], [100.0, 101.0]])


@breaks_uncentered.misconception(
    "This is the right idea, and the cloud is round enough. But what the function returns is not above 0.9 yet: move "
    "the cloud farther from the origin.",
    when=lambda X: _shares(X)[0] <= 0.9 and _shares(X)[1] < 0.6,
)
def not_far_enough():
    return np.array([[2.0, 1.0], [0.0, 1.0], [1.0, 2.0], [1.0, 0.0]])


@breaks_uncentered.misconception(
    "The mean hardly matters for this cloud. Move a cloud that is equally wide in both directions far from the origin.",
    when=lambda X: True,
)
def long_and_near():
    return np.array([[1e4, 1e-3], [0.0, 1e-3], [-1e4, 0.0]])
