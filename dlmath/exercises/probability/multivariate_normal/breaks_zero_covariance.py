"""breaks_zero_covariance: a joint table whose covariance is 0, although one variable tells you about the other."""

import numpy as np

from dlmath.exercises import exercise

TASK = """$X$ and $Y$ each take the values $-1$, 0, and 1. `P[i, j]` is the probability of the pair
`(values[i], values[j])`. This function is meant to tell whether $X$ and $Y$ are independent, but looks only
at the covariance:

```python
values = np.array([-1, 0, 1])

def look_independent(P):
    p, q = P.sum(axis=1), P.sum(axis=0)  # the marginals
    # E[XY] − E[X] E[Y]: the first term adds up x · y · P over all pairs
    covariance = values @ P @ values - (values @ p) * (values @ q)
    return abs(covariance) < 1e-9
```

Return a 3 × 3 table `P` of probabilities for which it says True, although $X$ and $Y$ are not independent."""


@exercise(
    weight="standard",
    task=TASK,
    hints=[
        "Let Y be a function of X, so that X decides everything. Which function of −1, 0, 1 neither rises nor falls "
        "overall?",
        "Take Y = X²: it is 1 on both sides and 0 in the middle.",
        "With X equally likely to be −1, 0, or 1, three entries are 1/3: the pairs (−1, 1), (0, 0), and (1, 1).",
    ],
)
def breaks_zero_covariance():
    """A joint table with covariance 0, but not independent."""
    # Y = X²: what goes up on the right goes up on the left as well. Rows are X, columns are Y.
    return np.array([[0, 0, 1], [0, 1, 0], [0, 0, 1]]) / 3


VALUES = np.array([-1.0, 0.0, 1.0])


def _table(P):
    return np.asarray(P, dtype=float)


def really_independent(P):
    P = _table(P)
    return bool(np.allclose(P, np.outer(P.sum(axis=1), P.sum(axis=0)), rtol=0, atol=1e-6))


def _covariance(P):
    P = _table(P)
    return VALUES @ P @ VALUES - (VALUES @ P.sum(axis=1)) * (VALUES @ P.sum(axis=0))


@breaks_zero_covariance.breaks(really_independent)
def look_independent(P):
    return bool(abs(_covariance(P)) < 1e-9)


@breaks_zero_covariance.law("it is a table with three rows and three columns", form=True)
def _(answer):
    return _table(answer()).shape == (3, 3)


@breaks_zero_covariance.law("its entries are probabilities: none is negative, and they add up to 1", form=True)
def _(answer):
    P = _table(answer())
    return bool(np.all(P >= 0) and np.isclose(P.sum(), 1, rtol=0, atol=2e-3))


@breaks_zero_covariance.law("the function says True: the covariance is 0")
def _(answer):
    return look_independent(answer())


@breaks_zero_covariance.misconception(
    "In this table, X and Y *are* independent: every entry is the product of its row sum and its column sum. Let X "
    "decide something about Y.",
    when=really_independent,
)
def all_equal():
    return np.full((3, 3), 1 / 9)


@breaks_zero_covariance.misconception(
    "X and Y are dependent, but the function notices: the covariance is positive, since a large X comes with a large "
    "Y. Balance it with pairs in which a small X comes with a large Y.",
    when=lambda P: _covariance(P) > 0,
)
def same_values():
    return np.eye(3) / 3


@breaks_zero_covariance.misconception(
    "X and Y are dependent, but the function notices: the covariance is negative, since a large X comes with a small "
    "Y. Balance it with pairs in which a large X comes with a large Y.",
    when=lambda P: _covariance(P) < 0,
)
def opposite_values():
    return np.eye(3)[::-1] / 3
