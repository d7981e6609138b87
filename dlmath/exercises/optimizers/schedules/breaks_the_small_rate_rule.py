"""breaks_the_small_rate_rule: a rate that becomes tiny long before the run has arrived."""

import numpy as np

from dlmath.exercises import exercise

TASK = """A colleague stops her runs like this:

```python
def has_arrived(rates):
    return rates[-1] < 0.001  # the steps are tiny, so we're there
```

`rates` holds the learning rates of all steps, in a valley of curvature 1 without any noise. Return a list `rates` for
which she is wrong: `has_arrived` says `True`, but at least 30% of the distance to the minimum is left. The first rate
must be 0.1, and each rate must be smaller than the one before it, but at least 90% of it: the rate may not crash."""


@exercise(
    weight="hard",
    task=TASK,
    hints=[
        "Each step multiplies the distance by 1 − η. The product is about e to the power of minus the sum of all "
        "rates. How large may the sum be, if 30% should be left?",
        "The sum must be at most about 1.2. Which rates fall as fast as the task allows?",
        "Multiply by 0.9 at each step, 50 times: 0.1 * 0.9**t.",
    ],
)
def breaks_the_small_rate_rule():
    """Rates that end tiny and leave much of the way."""
    # Falling as fast as allowed, all rates together add up to less than 0.1 / (1 − 0.9) = 1.
    return [0.1 * 0.9**t for t in range(50)]


def _rates(rates):
    rates = np.asarray(rates, dtype=float)
    if rates.ndim != 1 or rates.size == 0:
        raise ValueError("rates must be a list of numbers, one for each step")
    if not np.all(np.isfinite(rates)):
        raise ValueError("all rates must be finite numbers")
    return rates


def _left(rates):
    """The share of the distance that is left."""
    return float(np.prod(1 - _rates(rates)))


def _slowly(rates):
    rates = _rates(rates)
    falling = np.all(rates[1:] < rates[:-1]) and np.all(rates[1:] >= (0.9 - 1e-9) * rates[:-1])
    return bool(abs(rates[0] - 0.1) < 1e-9 and falling and np.all(rates > 0))


def less_than_30_percent_left(rates):
    """Whether less than 30% of the distance is left."""
    return bool(_left(rates) < 0.3)


@breaks_the_small_rate_rule.breaks(less_than_30_percent_left)
def has_arrived(rates):
    return bool(_rates(rates)[-1] < 0.001)


@breaks_the_small_rate_rule.law("it is a list of numbers", form=True)
def _(answer):
    return _rates(answer()).size > 0


@breaks_the_small_rate_rule.law("the first rate is 0.1, each next one is smaller, but at least 90% of the one before")
def _(answer):
    return _slowly(answer())


@breaks_the_small_rate_rule.law("has_arrived says True")
def _(answer):
    return has_arrived(answer())


def _first(rates):
    return abs(_rates(rates)[0] - 0.1) < 1e-9


def _ratios(rates):
    rates = _rates(rates)
    return rates[1:] / np.where(rates[:-1] == 0, np.nan, rates[:-1])


@breaks_the_small_rate_rule.misconception(
    "The first rate must be 0.1.",
    when=lambda rates: not _first(rates),
)
def another_first_rate():
    return [0.01 * 0.9**t for t in range(50)]


@breaks_the_small_rate_rule.misconception(
    "Here a rate is not smaller than the one before it. Let the rates fall at every step.",
    when=lambda rates: _first(rates) and np.any(_ratios(rates) >= 1),
)
def constant_for_a_while():
    return [0.1, 0.1] + [0.1 * 0.9**t for t in range(1, 50)]


@breaks_the_small_rate_rule.misconception(
    "Here the rate crashes: one rate is less than 90% of the one before it. Let it fall more gently, and take more "
    "steps.",
    when=lambda rates: _first(rates) and np.all(_ratios(rates) < 1) and not _slowly(rates),
)
def crashes():
    return [0.1, 0.0005]


@breaks_the_small_rate_rule.misconception(
    "The last rate is not below 0.001, so has_arrived says False. Take more steps.",
    when=lambda rates: _slowly(rates) and not has_arrived(rates) and _left(rates) >= 0.3,
)
def too_few_steps():
    return [0.1 * 0.9**t for t in range(20)]


@breaks_the_small_rate_rule.misconception(
    "has_arrived says True, but it is right: less than 30% of the distance is left. These rates fall so slowly that "
    "their sum is too large. Let them fall faster.",
    when=lambda rates: _slowly(rates) and has_arrived(rates) and _left(rates) < 0.3,
)
def falls_too_slowly():
    return [1 / (t + 10) for t in range(1000)]


@breaks_the_small_rate_rule.misconception(
    "The last rate is not below 0.001, and less than 30% of the distance is left already. Let the rates fall faster.",
    when=lambda rates: _slowly(rates) and not has_arrived(rates) and _left(rates) < 0.3,
)
def neither():
    return [0.1 - 0.0001 * t for t in range(100)]
