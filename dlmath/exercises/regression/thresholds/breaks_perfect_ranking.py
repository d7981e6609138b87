"""breaks_perfect_ranking: every pair in the right order, yet worse than a guess."""

import numpy as np

from dlmath.exercises import exercise

TASK = """`beats_guessing` trusts the probabilities `p` whenever every positive has a higher probability than every
negative:

```python
def beats_guessing(target, p):
    target, p = np.array(target), np.array(p)
    positives, negatives = p[target == 1], p[target == 0]
    return bool(np.min(positives) > np.max(negatives))
```

Return two lists of the same length, `target` (zeros and ones, at least one of each) and `p` (strictly between 0 and 1),
for which it returns `True` although the log loss of `p` is *larger* than that of a guess that gives every example the
same probability, the share of ones."""


@exercise(
    weight="standard",
    task=TASK,
    hints=[
        "The order of the probabilities says nothing about their size. How can all of them be far too small?",
        "With two examples, one of them positive, the guess is 1/2 for both, and its log loss is log 2 = 0.693. Give "
        "the positive one a tiny probability.",
        "return [0, 1], [0.001, 0.01]",
    ],
)
def breaks_perfect_ranking():
    """Labels and probabilities: a perfect ranking with a bad log loss."""
    # The positive is ahead, but the model gave only 0.01 to what happened.
    return [0, 1], [0.001, 0.01]


def _lists(target, p):
    target, p = np.asarray(target), np.asarray(p, dtype=float)
    if target.ndim != 1 or target.shape != p.shape or target.size == 0:
        raise ValueError("target and p must be lists of the same length, with at least two numbers each")
    if not np.all((target == 0) | (target == 1)):
        raise ValueError("target must hold zeros and ones only")
    if target.min() == target.max():
        raise ValueError("target must hold both zeros and ones")
    if not np.all((p > 0) & (p < 1)):
        raise ValueError("each number in p must be a probability strictly between 0 and 1")
    return target.astype(int), p


def _losses(target, p):
    target, p = _lists(target, p)
    guess = np.full(len(p), np.mean(target))
    return [-np.mean(np.log(np.where(target == 1, q, 1 - q))) for q in (p, guess)]


def _ranks(target, p):
    target, p = _lists(target, p)
    return bool(np.min(p[target == 1]) > np.max(p[target == 0]))


def by_log_loss(target, p):
    """Whether the log loss of p is smaller than that of the guess, but for rounding."""
    ours, guess = _losses(target, p)
    return bool(ours <= guess + 1e-9)


@breaks_perfect_ranking.breaks(by_log_loss)
def beats_guessing(target, p):
    return _ranks(target, p)


@breaks_perfect_ranking.law("beats_guessing returns True")
def _(answer):
    return _ranks(*answer())


@breaks_perfect_ranking.misconception(
    "A negative has a probability as high as a positive, or higher, so the ranking is not perfect, and beats_guessing "
    "returns False. Give every positive a higher probability than every negative.",
    when=lambda target, p: not _ranks(target, p),
)
def wrong_order():
    return [0, 1], [0.9, 0.1]


@breaks_perfect_ranking.misconception(
    "The ranking is perfect, but the log loss is smaller than that of the guess. Keep the order, and move all "
    "probabilities toward one end: make them all tiny, or all close to 1.",
    when=lambda target, p: _ranks(target, p) and _losses(target, p)[0] < _losses(target, p)[1] - 1e-9,
)
def good_in_both():
    return [0, 1], [0.1, 0.9]


@breaks_perfect_ranking.misconception(
    "The ranking is perfect, but the log loss is exactly that of the guess. Move all probabilities farther toward one "
    "end.",
    when=lambda target, p: _ranks(target, p) and abs(_losses(target, p)[0] - _losses(target, p)[1]) <= 1e-9,
)
def as_good_as_the_guess():
    p = (1 - np.sqrt(0.5)) / 2
    return [0, 1, 0, 1], [p, 1 - np.sqrt(0.5), p, 0.0625 / (1 - p) ** 2 / (1 - np.sqrt(0.5))]
