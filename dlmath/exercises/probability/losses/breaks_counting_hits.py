"""breaks_counting_hits: more hits, and yet the worse bet."""

import numpy as np

from dlmath.exercises import exercise

TASK = """Two models, A and B, tell two classes apart. For each example, `a` and `b` hold the probabilities that A
and B gave to the class that turned out to be right. `by_hits` prefers the model that is right more often:

```python
def by_hits(a, b):
    hits = np.sum(np.array(a) > 0.5), np.sum(np.array(b) > 0.5)
    return "A" if hits[0] > hits[1] else "B"
```

Return two lists of the same length, with probabilities strictly between 0 and 1, for which `by_hits` chooses
A even though B has the smaller mean of $-\\log p$."""


def by_cross_entropy(a, b):
    """The model with the smaller mean of −log p; B only if its mean is smaller by more than rounding."""
    return "B" if _gain(a, b) > 1e-9 else "A"


def _gain(a, b):
    """How much smaller the mean of −log p is for B."""
    a, b = _lists(a, b)
    return np.mean(np.log(b)) - np.mean(np.log(a))


@exercise(
    weight="standard",
    task=TASK,
    hints=[
        "What does −log p do to a model that was sure and wrong?",
        "Let A be right several times and wrong once, with a tiny probability for what happened.",
        "return [0.6, 0.6, 0.000001], [0.6, 0.4, 0.4]",
    ],
)
def breaks_counting_hits():
    """The probabilities that two models gave to what happened."""
    # A is right twice of three times. But its one mistake costs −log 10⁻⁶ = 13.8.
    return [0.6, 0.6, 0.000001], [0.6, 0.4, 0.4]


def _lists(a, b):
    a, b = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    if a.ndim != 1 or a.shape != b.shape or a.size == 0:
        raise ValueError("a and b must be lists of the same length, with at least one number each")
    if not (np.all((a > 0) & (a < 1)) and np.all((b > 0) & (b < 1))):
        raise ValueError("each number must be a probability strictly between 0 and 1")
    return a, b


@breaks_counting_hits.breaks(by_cross_entropy)
def by_hits(a, b):
    a, b = _lists(a, b)
    return "A" if np.sum(a > 0.5) > np.sum(b > 0.5) else "B"


@breaks_counting_hits.law("by_hits chooses A")
def _(answer):
    return by_hits(*answer()) == "A"


def _hits(a, b):
    a, b = _lists(a, b)
    return np.sum(a > 0.5), np.sum(b > 0.5)


@breaks_counting_hits.misconception(
    "Both models are right equally often, so by_hits has no reason to choose A. Give A one more probability above 0.5.",
    when=lambda a, b: _hits(a, b)[0] == _hits(a, b)[1],
)
def as_many_hits():
    return [0.9, 0.2], [0.6, 0.4]


@breaks_counting_hits.misconception(
    "Here B is right more often, so by_hits chooses B. The first list belongs to A: it needs more numbers above 0.5 "
    "than the second.",
    when=lambda a, b: _hits(a, b)[0] < _hits(a, b)[1],
)
def swapped():
    return [0.6, 0.4, 0.4], [0.6, 0.6, 0.000001]


@breaks_counting_hits.misconception(
    "A is right more often, but both have the same mean of −log p. Make A's mistake worse.",
    when=lambda a, b: _hits(a, b)[0] > _hits(a, b)[1] and abs(_gain(a, b)) <= 1e-9,
)
def as_good_a_bet():
    return [0.75, 0.25], [0.375, 0.5]


@breaks_counting_hits.misconception(
    "A is right more often, and it also has the smaller mean of −log p. Let A make one mistake with great "
    "confidence: a probability near 0 for what happened.",
    when=lambda a, b: _hits(a, b)[0] > _hits(a, b)[1] and by_cross_entropy(a, b) == "A",
)
def better_in_both():
    return [0.9, 0.9, 0.4], [0.6, 0.4, 0.4]
