"""breaks_product_union: two events that are not independent."""

import numpy as np

from dlmath.exercises import exercise

TASK = """Two events A and B make four cases. `table` holds their probabilities:

| | B | not B |
|---|---|---|
| **A** | `table[0, 0]` | `table[0, 1]` |
| **not A** | `table[1, 0]` | `table[1, 1]` |

This function returns $P(A \\text{ or } B)$, and silently assumes that A and B are independent:

```python
def either(table):
    a = table[0, 0] + table[0, 1]
    b = table[0, 0] + table[1, 0]
    return a + b - a * b
```

Return a table in which both events have probability $\\tfrac12$, but for which the answer is off by at least 0.2."""


@exercise(
    weight="standard",
    task=TASK,
    hints=[
        "The rule subtracts P(A and B). The function subtracts P(A) P(B) = ¼ instead. When are the two far apart?",
        "What if A and B never happen together? Or always together?",
        "If they never do, the cases are “only A” and “only B”, with probability ½ each.",
    ],
)
def breaks_product_union():
    """A 2 × 2 table of probabilities that either gets wrong."""
    # A and B never happen together, so one of them always happens.
    return np.array([[0.0, 0.5], [0.5, 0.0]])


def _table(table):
    return np.asarray(table, dtype=float)


def union(table):
    return float(np.sum(_table(table)) - _table(table)[1, 1])


@breaks_product_union.breaks(union)
def either(table):
    table = _table(table)
    a = table[0, 0] + table[0, 1]
    b = table[0, 0] + table[1, 0]
    return float(a + b - a * b)


@breaks_product_union.law("it is a table with two rows and two columns", form=True)
def _(answer):
    return np.shape(answer()) == (2, 2)


@breaks_product_union.law("its entries are probabilities, none negative, that add up to 1", form=True)
def _(answer):
    table = _table(answer())
    return bool(np.all(table >= 0) and np.isclose(np.sum(table), 1, rtol=0, atol=1e-9))


@breaks_product_union.law("A has probability ½, and so has B")
def _(answer):
    return _halves(answer())


@breaks_product_union.law("the answer is off by at least 0.2")
def _(answer):
    return bool(abs(either(answer()) - union(answer())) >= 0.2 - 1e-9)


def _halves(table):
    table = _table(table)
    return bool(np.allclose([np.sum(table[0]), np.sum(table[:, 0])], 0.5, rtol=0, atol=1e-9))


@breaks_product_union.misconception(
    "Here A and B are independent: P(A and B) is P(A) P(B), and the function is right. Make “both” much more or much "
    "less likely than that.",
    when=lambda table: np.isclose(either(table), union(table)) and _halves(table),
)
def independent():
    return np.full((2, 2), 0.25)


@breaks_product_union.misconception(
    "One of the two is certain or impossible, so it is independent of anything, and the function is right. Each should "
    "have probability ½: the first row adds up to ½, and so does the first column.",
    when=lambda table: (
        np.isclose(either(table), union(table))
        and np.any(np.isclose([np.sum(_table(table)[0]), np.sum(_table(table)[:, 0])], [[0], [1]]))
    ),
)
def certain():
    return np.array([[0.5, 0.5], [0.0, 0.0]])


@breaks_product_union.misconception(
    "A and B are independent here, so the function is right. They should also have probability ½ each: the first row "
    "adds up to ½, and so does the first column.",
    when=lambda table: np.isclose(either(table), union(table)) and not _halves(table),
)
def independent_but_not_half():
    return np.array([[0.1, 0.4], [0.1, 0.4]])


@breaks_product_union.misconception(
    "A and B are not independent here, good. But they should have probability ½ each: the first row, A, adds up to ½, "
    "and so does the first column, B.",
    when=lambda table: not np.isclose(either(table), union(table)) and not _halves(table),
)
def not_half():
    return np.array([[0.3, 0.0], [0.0, 0.7]])


@breaks_product_union.misconception(
    "The right idea, and both events have probability ½. But the answer is off by less than 0.2: move P(A and B), the "
    "first entry, farther from ¼.",
    when=lambda table: _halves(table) and 0 < abs(either(table) - union(table)) < 0.2,
)
def not_far_enough():
    return np.array([[0.3, 0.2], [0.2, 0.3]])
