"""breaks_lasso_selection: a cheap stand-in for two causes."""

import numpy as np

from dlmath import regression
from dlmath.exercises import exercise

TASK = """Here the target is the sum of the first two columns, without any noise, and the lasso is asked which of the
three columns matter:

```python
def columns_that_matter(X):
    Z = (X - X.mean(axis=0)) / X.std(axis=0)
    y = Z[:, 0] + Z[:, 1]
    return regression.lasso(Z, y, penalty=0.1).weights != 0
```

The truth is `[True, True, False]`. Return an `X` with three columns, none of them constant, for which the lasso keeps
the third column and drops *both* columns that the target was made from."""


@exercise(
    weight="hard",
    task=TASK,
    hints=[
        "The lasso pays for the sum of the |wⱼ|. What could the third column be, so that one weight does the work of "
        "two?",
        "If the third column is the sum of the first two, it explains y alone. Once it is standardized, does it need a "
        "weight above or below 2?",
        "Take two perpendicular columns, such as (1, 1, −1, −1) and (1, −1, 1, −1), and their sum (2, 0, 0, −2).",
    ],
)
def breaks_lasso_selection():
    """Data for which the lasso drops both causes."""
    # The third column is the sum. Standardized, it is (z₁ + z₂)/√2: a weight of √2 costs less than two weights of 1.
    a = np.array([1.0, 1.0, -1.0, -1.0])
    b = np.array([1.0, -1.0, 1.0, -1.0])
    return np.column_stack([a, b, a + b])


def _table(X):
    X = np.asarray(X, dtype=float)
    if X.ndim != 2 or X.shape[1] != 3:
        raise ValueError(f"X must be a table with three columns, and its shape is {X.shape}")
    if len(X) > 100_000:
        raise ValueError("X must have at most 100,000 rows")
    if not np.isfinite(X).all():
        raise ValueError("X must hold ordinary numbers")
    if len(X) < 2 or np.any(np.ptp(X, axis=0) <= 1e-9 * np.max(np.abs(X), axis=0)):
        raise ValueError("a column of X is constant, so it cannot be standardized")
    return X


def the_truth(X):
    _table(X)
    return np.array([True, True, False])


@breaks_lasso_selection.breaks(the_truth)
def columns_that_matter(X):
    X = _table(X)
    Z = (X - X.mean(axis=0)) / X.std(axis=0)
    y = Z[:, 0] + Z[:, 1]
    if np.max(np.abs(y)) < 1e-9:
        return np.zeros(3, dtype=bool)
    return regression.lasso(Z, y, penalty=0.1).weights != 0


@breaks_lasso_selection.law("the lasso keeps the third column alone")
def _(answer):
    return np.array_equal(columns_that_matter(answer()), [False, False, True])


def _standardized(X):
    X = _table(X)
    return (X - X.mean(axis=0)) / X.std(axis=0)


def _alike(X, i, j):
    Z = _standardized(X)
    return bool(abs(np.mean(Z[:, i] * Z[:, j])) > 1 - 1e-9)


A, B = np.array([1.0, 1.0, -1.0, -1.0]), np.array([1.0, -1.0, 1.0, -1.0])


@breaks_lasso_selection.misconception(
    "Your first two columns are the same once they are standardized (up to the sign), so one of them does the work of "
    "both. Take two different ones.",
    when=lambda X: _alike(X, 0, 1),
)
def twins():
    return np.column_stack([A, A, B])


@breaks_lasso_selection.misconception(
    "Your third column repeats one of the first two (standardized, up to the sign). It can stand in for that one, but "
    "not for the other. What could stand in for both?",
    when=lambda X: _alike(X, 0, 2) or _alike(X, 1, 2),
)
def copies_one():
    return np.column_stack([A, B, 10 * A])


def _correlation(X):
    Z = _standardized(X)
    y = Z[:, 0] + Z[:, 1]
    return abs(np.mean(Z[:, 2] * y)) / np.std(y)


def _is_difference(X):
    """Whether the third column is a weighted difference of the first two, in standard units."""
    Z = _standardized(X)
    shares = np.linalg.lstsq(Z[:, :2], Z[:, 2])[0]
    return bool(shares[0] * shares[1] < 0 and np.std(Z[:, 2] - Z[:, :2] @ shares) < 1e-9)


@breaks_lasso_selection.misconception(
    "Your third column is a weighted difference of the first two (standardized), and the target is their sum. The two "
    "have little in common. If one of the first two is itself a sum of the others, make it the third column.",
    when=lambda X: _correlation(X) < 0.5 and _is_difference(X) and not any(_alike(X, i, 2) for i in (0, 1)),
)
def a_difference():
    return np.column_stack([A + B, A, B])


@breaks_lasso_selection.misconception(
    "Your third column has too little to do with the target, z₁ + z₂, for the lasso to prefer it. Make it out of the "
    "first two.",
    when=lambda X: _correlation(X) < 0.5 and not _is_difference(X),
)
def unrelated():
    return np.column_stack([A, B, A * B])


@breaks_lasso_selection.misconception(
    "Your third column resembles the target, z₁ + z₂, but not enough: the lasso still needs one of the others. Make "
    "the "
    "third column closer to the sum of the standardized first two.",
    when=lambda X: 0.5 <= _correlation(X) < 1 - 1e-9,
)
def only_similar():
    return np.column_stack([A, B, A + 3 * B])
