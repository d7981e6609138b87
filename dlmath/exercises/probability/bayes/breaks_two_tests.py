"""breaks_two_tests: people for whom two positive tests are worth little more than one."""

import numpy as np

from dlmath.exercises import exercise

TASK = """`counts[c, a, b]` says how many people have the condition `c` (0 healthy, 1 sick), the result `a` on a
first test, and `b` on a second one (0 negative, 1 positive). This function multiplies the odds by the
likelihood ratios of both positive results:

```python
def two_tests(counts):
    sick, healthy = counts[1].sum(), counts[0].sum()
    first = counts[1, 1].sum() / sick / (counts[0, 1].sum() / healthy)
    second = counts[1, :, 1].sum() / sick / (counts[0, :, 1].sum() / healthy)
    odds = sick / healthy * first * second
    return odds / (1 + odds)
```

Return an array of eight whole numbers, in shape (2, 2, 2), for which `two_tests` gives more than 0.9, though at most
half of those with two positive results are sick."""


@exercise(
    weight="hard",
    task=TASK,
    hints=[
        "The function trusts that a false alarm of the first test says nothing about the second. What if the second "
        "test always repeats the first?",
        "Then counts[c, 0, 1] and counts[c, 1, 0] are 0. Choose the other four so that one positive test makes the "
        "odds 1 : 1, and start from a rare disease.",
        "Sick: 9 twice positive, 1 twice negative. Healthy: 9 twice positive, 90 or more twice negative.",
    ],
)
def breaks_two_tests():
    """Counts for which the two tests are far from independent."""
    # The second test is the first one again. [[negative twice, 0], [0, positive twice]], healthy, then sick
    return np.array([[[90, 0], [0, 9]], [[1, 0], [0, 9]]])


def _checked(counts):
    counts = np.asarray(counts)
    if counts.shape != (2, 2, 2):
        raise ValueError("the array must have shape (2, 2, 2): condition, first result, second result")
    if not np.all(np.isfinite(counts)) or np.any(counts < 0):
        raise ValueError("all counts must be at least 0")
    if counts[1].sum() == 0 or counts[0].sum() == 0:
        raise ValueError("there must be sick and healthy people")
    if counts[0, 1].sum() == 0 or counts[0, :, 1].sum() == 0:
        raise ValueError("each test must be positive for some healthy people, or its likelihood ratio divides by 0")
    if counts[:, 1, 1].sum() == 0:
        raise ValueError("somebody must have two positive results")
    return counts


def by_counting(counts):
    """The share of the sick among those with two positive results."""
    counts = _checked(counts)
    return float(counts[1, 1, 1] / counts[:, 1, 1].sum())


@breaks_two_tests.breaks(by_counting)
def two_tests(counts):
    counts = _checked(counts)
    sick, healthy = counts[1].sum(), counts[0].sum()
    first = counts[1, 1].sum() / sick / (counts[0, 1].sum() / healthy)
    second = counts[1, :, 1].sum() / sick / (counts[0, :, 1].sum() / healthy)
    odds = sick / healthy * first * second
    return float(odds / (1 + odds))


@breaks_two_tests.law("the answer is an array of shape (2, 2, 2)", form=True)
def _(answer):
    return np.shape(answer()) == (2, 2, 2)


@breaks_two_tests.law("no count is negative", form=True)
def _(answer):
    return bool(np.all(np.asarray(answer()) >= 0))


@breaks_two_tests.law("the counts are whole numbers", form=True)
def _(answer):
    return bool(np.all(np.asarray(answer()) == np.floor(answer())))


@breaks_two_tests.law("two_tests gives more than 0.9")
def _(answer):
    return two_tests(answer()) > 0.9


@breaks_two_tests.law("at most half of those with two positive results are sick")
def _(answer):
    return by_counting(answer()) <= 0.5


@breaks_two_tests.misconception(
    "Sick and healthy are swapped: counts[0] holds the healthy and counts[1] the sick.",
    when=lambda counts: _solves(np.asarray(counts)[::-1]),
)
def exchanged():
    return np.array([[[1, 0], [0, 9]], [[90, 0], [0, 9]]])


@breaks_two_tests.misconception(
    "Positive and negative are swapped: index 1 is a positive result.",
    when=lambda counts: _solves(np.asarray(counts)[:, ::-1, ::-1]),
)
def results_exchanged():
    return np.array([[[9, 0], [0, 90]], [[9, 0], [0, 1]]])


def _solves(counts):
    try:
        return two_tests(counts) > 0.9 and by_counting(counts) <= 0.5
    except (ValueError, TypeError, IndexError):
        return False


@breaks_two_tests.misconception(
    "Here the function gives the true share, as it does when the two tests are independent among the sick and among "
    "the healthy. Let the second test repeat the errors of the first.",
    when=lambda counts: np.isclose(two_tests(counts), by_counting(counts), rtol=1e-9),
)
def independent():
    return np.array([[[81, 9], [9, 1]], [[1, 9], [9, 81]]])


@breaks_two_tests.misconception(
    "The function claims too much here, but not enough: it has to give more than 0.9. Make the false alarms rarer "
    "among the healthy: more healthy people with two negative results raise both likelihood ratios.",
    when=lambda counts: (
        two_tests(counts) <= 0.9 and by_counting(counts) <= 0.5 and two_tests(counts) > by_counting(counts)
    ),
)
def claims_too_little():
    return np.array([[[9, 0], [0, 9]], [[1, 0], [0, 9]]])


@breaks_two_tests.misconception(
    "The function gives more than 0.9, but more than half of those with two positive results really are sick. Let as "
    "many healthy people as sick ones be positive twice.",
    when=lambda counts: two_tests(counts) > 0.9 and by_counting(counts) > 0.5,
)
def too_many_sick():
    return np.array([[[90, 0], [0, 2]], [[1, 0], [0, 9]]])


@breaks_two_tests.misconception(
    "Here the function claims too *little*. It has to claim too much: let those who get a false alarm from the first "
    "test get one from the second as well.",
    when=lambda counts: two_tests(counts) < by_counting(counts),
)
def other_way():
    return np.array([[[80, 9], [9, 0]], [[1, 4], [4, 3]]])


@breaks_two_tests.misconception(
    "The function claims too much here, but not enough, and more than half of those with two positive results really "
    "are sick. Let as many healthy people as sick ones be positive twice, and many more healthy people negative "
    "twice.",
    when=lambda counts: 0.5 < by_counting(counts) < two_tests(counts) <= 0.9,
)
def too_close():
    return np.array([[[50, 20], [20, 10]], [[10, 20], [20, 50]]])
