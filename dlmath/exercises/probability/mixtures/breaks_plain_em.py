"""breaks_plain_em: data on which a component collapses onto a point."""

import numpy as np

from dlmath.exercises import exercise

TASK = """This function fits two bells by 50 steps of EM and returns the smaller of the two variances. They start at
the smallest and the largest number, with variance 1. It has no protection against a collapse:

```python
def plain_em(x):
    model = np.array([0.5, 0.5]), np.array([min(x), max(x)]), np.ones(2)
    for _ in range(50):
        model = em_step(x, *model)
    return np.min(model[2])
```

Return an array of at least five numbers, any two at least 0.01 apart, for which it returns 0 or NaN. (`em_step` works
with logarithms here, so underflow is not the reason. A variance below $10^{-12}$ counts as 0.)"""


@exercise(
    weight="standard",
    task=TASK,
    hints=[
        "When is a variance 0? When would a component be responsible for a single number and nothing else?",
        "The second bell starts at the largest number. Make sure that all the others are far from it and close to "
        "the first bell.",
        "Four numbers close together and one a long way off: 0, 1, 2, 3, 50.",
    ],
)
def breaks_plain_em():
    """Five or more different numbers on which a component collapses."""
    # The bell that starts at 50 has that one number to itself.
    return np.array([0.0, 1.0, 2.0, 3.0, 50.0])


def _smallest_variance(x, least):
    x = np.asarray(x, dtype=float)
    weights, means, variances = np.array([0.5, 0.5]), np.array([np.min(x), np.max(x)]), np.ones(2)
    for _ in range(50):
        with np.errstate(divide="ignore"):
            s = np.log(weights) - (np.log(2 * np.pi * variances) + (x[:, None] - means) ** 2 / variances) / 2
        R = np.exp(s - np.max(s, axis=1, keepdims=True))
        R = R / np.sum(R, axis=1, keepdims=True)
        n_k = np.sum(R, axis=0)
        if not np.all(n_k > 0):
            return 0.0
        weights, means = n_k / len(x), R.T @ x / n_k
        variances = np.maximum(np.sum(R * (x[:, None] - means) ** 2, axis=0) / n_k, least)
        if np.min(variances) < 1e-12:
            return 0.0
    return float(np.min(variances))


def with_a_least_variance(x):
    return _smallest_variance(x, 0.01)


@breaks_plain_em.breaks(with_a_least_variance, beside="with a least variance of 0.01 it gives")
def plain_em(x):
    return _smallest_variance(x, 0.0)


def _array(answer):
    return np.asarray(answer(), dtype=float)


@breaks_plain_em.law("it is one row of at least five finite numbers", form=True)
def _(answer):
    x = _array(answer)
    return x.ndim == 1 and len(x) >= 5 and bool(np.all(np.isfinite(x)))


@breaks_plain_em.law("any two numbers are at least 0.01 apart", form=True)
def _(answer):
    return bool(np.all(np.diff(np.sort(_array(answer))) > 0.01 - 1e-9))


@breaks_plain_em.law("plain_em returns 0 or NaN: a component has collapsed")
def _(answer):
    return plain_em(answer()) == 0


@breaks_plain_em.misconception(
    "Here, both bells keep several numbers, so both keep a variance. Put one number far away from all the others.",
    when=lambda x: plain_em(x) > 0 and np.ptp(np.asarray(x, dtype=float)) > 4,
)
def two_groups():
    return np.array([0.0, 1.0, 2.0, 50.0, 51.0, 52.0])


@breaks_plain_em.misconception(
    "All your numbers lie close together, so each bell has a share in all of them. Put one number far away from all "
    "the others.",
    when=lambda x: plain_em(x) > 0 and np.ptp(np.asarray(x, dtype=float)) <= 4,
)
def close_together():
    return np.array([0.0, 0.5, 1.0, 1.5, 2.0])
