"""breaks_accuracy: the more accurate of two classifiers finds nothing at all."""

import numpy as np

from dlmath.exercises import exercise

TASK = """`by_accuracy` chooses between two classifiers by their predictions `a` and `b`:

```python
def by_accuracy(target, a, b):
    target, a, b = np.array(target), np.array(a), np.array(b)
    better = np.mean(a == target) > np.mean(b == target)
    return "A" if better else "B"
```

Return three lists of zeros and ones of the same length, `target`, `a` and `b`, for which it chooses A although A finds
none of the positives (there is at least one), and B finds all of them."""


@exercise(
    weight="standard",
    task=TASK,
    hints=[
        "A can say 0 every time. When is that usually right?",
        "When positives are rare. If B must find all the positives, which mistakes can it still make?",
        "Two false alarms for one positive: return [1, 0, 0], [0, 0, 0], [1, 1, 1]",
    ],
)
def breaks_accuracy():
    """Targets, and the predictions of A and B."""
    # A misses the only positive. B finds it, with two false alarms: one mistake against two.
    return [1, 0, 0], [0, 0, 0], [1, 1, 1]


def _lists(target, a, b):
    lists = [np.asarray(x) for x in (target, a, b)]
    if any(x.ndim != 1 or x.shape != lists[0].shape or x.size == 0 for x in lists):
        raise ValueError("target, a and b must be lists of the same length, with at least one number each")
    if not all(np.all((x == 0) | (x == 1)) for x in lists):
        raise ValueError("all three lists must hold zeros and ones only")
    if not np.any(lists[0] == 1):
        raise ValueError("target must hold at least one 1: there must be something to find")
    return lists


def _recalls(target, a, b):
    target, a, b = _lists(target, a, b)
    return np.mean(a[target == 1]), np.mean(b[target == 1])


def _mistakes(target, a, b):
    target, a, b = _lists(target, a, b)
    return np.sum(a != target), np.sum(b != target)


def by_recall(target, a, b):
    """The classifier that finds more of the positives."""
    ours, theirs = _recalls(target, a, b)
    return "A" if ours > theirs else "B"


@breaks_accuracy.breaks(by_recall)
def by_accuracy(target, a, b):
    ours, theirs = _mistakes(target, a, b)
    return "A" if ours < theirs else "B"


@breaks_accuracy.law("A finds none of the positives")
def _(answer):
    return _recalls(*answer())[0] == 0


@breaks_accuracy.law("B finds all of them")
def _(answer):
    return _recalls(*answer())[1] == 1


@breaks_accuracy.misconception(
    "A finds one of the positives. It should find none: make it say 0 wherever target is 1, or everywhere.",
    when=lambda target, a, b: _recalls(target, a, b)[0] > 0,
)
def a_finds_some():
    return [1, 1, 0, 0, 0], [1, 0, 0, 0, 0], [1, 1, 1, 1, 1]


@breaks_accuracy.misconception(
    "B misses a positive. It should find all of them: make it say 1 wherever target is 1.",
    when=lambda target, a, b: _recalls(target, a, b)[0] == 0 and _recalls(target, a, b)[1] < 1,
)
def b_misses_some():
    return [1, 0, 0], [0, 0, 0], [0, 1, 1]


@breaks_accuracy.misconception(
    "A and B make the same number of mistakes, so by_accuracy chooses B. Give B one more false alarm.",
    when=lambda *lists: _recalls(*lists) == (0, 1) and _mistakes(*lists)[0] == _mistakes(*lists)[1],
)
def a_draw():
    return [1, 0], [0, 0], [1, 1]


@breaks_accuracy.misconception(
    "B is also more accurate here, so by_accuracy rightly chooses it. Let B make more mistakes than A: its false "
    "alarms must outnumber A's misses and false alarms together.",
    when=lambda *lists: _recalls(*lists) == (0, 1) and _mistakes(*lists)[0] > _mistakes(*lists)[1],
)
def b_is_better():
    return [1, 0, 0], [0, 0, 0], [1, 0, 0]
