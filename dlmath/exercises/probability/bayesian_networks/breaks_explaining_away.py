"""breaks_explaining_away: two causes that stay independent although their effect is seen."""

import numpy as np

from dlmath.exercises import exercise

TASK = """Two independent causes $X$ and $Y$, each 1 with probability $\\tfrac12$, have a common effect $Z$. The
entry `T[x, y]` is $P(Z = 1 \\mid x, y)$. Suppose someone believes that causes *always* become dependent once
their effect is seen:

```python
def believed_dependent(T):  # given Z = 1
    return True
```

Prove them wrong. Return an array `T` of shape `(2, 2)`, with all entries between 0.01 and 0.99, for which $X$
and $Y$ stay independent given $Z = 1$, even though both causes matter: each of them, with the other held
fixed, changes $P(Z = 1)$ by at least 0.05."""


def _table(T):
    T = np.asarray(T, dtype=float)
    if T.shape != (2, 2):
        raise ValueError("T must be an array of shape (2, 2)")
    return T


def posterior(T):
    """P(x, y | Z = 1), a table that sums to 1."""
    T = _table(T)
    return T / np.sum(T)


def is_dependent(T):
    """Whether X and Y are dependent, given Z = 1."""
    q = posterior(T)
    return not np.allclose(q, np.outer(q.sum(axis=1), q.sum(axis=0)), rtol=0, atol=1e-9)


@exercise(
    weight="hard",
    task=TASK,
    hints=[
        "Given Z = 1, the four pairs have probabilities proportional to T[x, y], since all pairs are equally likely "
        "at first. When is such a table independent?",
        "When each row is a multiple of the other: T[x, y] = f[x] · g[y]. Then neither cause can explain the other "
        "away.",
        "For example f = (0.4, 0.8) and g = (0.5, 1): np.outer([0.4, 0.8], [0.5, 1.0]).",
    ],
)
def breaks_explaining_away():
    """A table of an effect that does not tie its causes together."""
    # T[x, y] = f(x) g(y): given Z = 1 the table of pairs is still a product.
    return np.outer([0.4, 0.8], [0.5, 0.9])


@breaks_explaining_away.breaks(is_dependent)
def believed_dependent(T):
    _table(T)
    return True


def _is_of_the_kind(answer):
    try:
        T = _table(answer())
    except (ValueError, TypeError):
        return False
    return bool(np.isfinite(T).all() and T.min() >= 0.01 - 1e-12 and T.max() <= 0.99 + 1e-12)


def smallest_change(T):
    T = _table(T)
    return float(min(np.abs(np.diff(T, axis=0)).min(), np.abs(np.diff(T, axis=1)).min()))


@breaks_explaining_away.law("T is an array of shape (2, 2) with entries between 0.01 and 0.99", form=True)
def _(answer):
    return _is_of_the_kind(answer)


@breaks_explaining_away.law("each cause, with the other held fixed, changes P(Z = 1) by at least 0.05")
def _(answer):
    return smallest_change(answer()) >= 0.05 - 1e-9


def _matters(T):
    return smallest_change(T) >= 0.05 - 1e-9


def _turns(T):
    """Whether X raises P(Z = 1) for one value of Y and lowers it for the other."""
    return (T[1, 0] - T[0, 0]) * (T[1, 1] - T[0, 1]) < 0


@breaks_explaining_away.misconception(
    "Neither cause matters for this Z: all entries are the same. Each cause must change the probability by 0.05 or "
    "more.",
    when=lambda T: np.ptp(_table(T)) < 1e-12,
)
def constant():
    return np.full((2, 2), 0.5)


@breaks_explaining_away.misconception(
    "One of the causes does not matter here: with the other held fixed, it changes nothing, or less than 0.05. Both "
    "must matter.",
    when=lambda T: not is_dependent(T) and not _matters(T),
)
def one_cause():
    return np.array([[0.2, 0.2], [0.8, 0.8]])


@breaks_explaining_away.misconception(
    "The two causes *add* their effects here, T[x, y] = a + b x + c y. Given Z = 1, the table of pairs is then not "
    "a product, so the causes are dependent. Let the effects multiply.",
    when=lambda T: is_dependent(T) and np.isclose(_table(T)[0, 0] + _table(T)[1, 1], _table(T)[0, 1] + _table(T)[1, 0]),
)
def adds():
    return np.array([[0.1, 0.3], [0.5, 0.7]])


@breaks_explaining_away.misconception(
    "The chances of Z = 0 multiply in your table, which is how two causes that can each set off an alarm behave. But "
    "Z = 1 was seen, and that ties the causes together. Let the chances of Z = 1 multiply.",
    when=lambda T: is_dependent(T) and np.isclose(np.linalg.det(1 - _table(T)), 0),
)
def noisy_or():
    return 1 - np.outer([0.9, 0.2], [0.9, 0.3])


@breaks_explaining_away.misconception(
    "In your table, a cause raises P(Z = 1) or lowers it, depending on the other cause, and that ties them "
    "together: knowing Z and one of them tells you about the other. Make both rows proportional.",
    when=lambda T: is_dependent(T) and (_turns(_table(T)) or _turns(_table(T).T)),
)
def crossed():
    return np.array([[0.1, 0.9], [0.9, 0.1]])


@breaks_explaining_away.misconception(
    "Given Z = 1, X and Y are dependent with this table. The pairs then have probabilities proportional to T[x, y], "
    "and such a table is independent if and only if T[0, 0] · T[1, 1] = T[0, 1] · T[1, 0].",
    when=is_dependent,
)
def some_table():
    return np.array([[0.1, 0.3], [0.5, 0.9]])
