"""breaks_the_sign_rule: a positive weight that makes its class less likely."""

import numpy as np

from dlmath.exercises import exercise

TASK = """A colleague reads weights like this:

```python
def raises(w):
    return w[0] > 0  # then a larger x makes class 0 likelier
```

Here `w` holds the weights of a single feature $x$, one for each class, and all biases are 0. Return `w`, a list of two
or more numbers between −10 and 10, for which she is wrong about the step from $x = 0$ to $x = 0.1$. (So that rounding
doesn't decide, the probability must change by at least 0.000001.)"""


@exercise(
    weight="hard",
    task=TASK,
    hints=[
        "At x = 0 all logits are 0, so all classes are equally likely. At x = 0.1 the logits are 0.1 times the "
        "weights.",
        "With only two classes: class 0 gets likelier if its logit grows faster than the other's. What if both "
        "weights are positive?",
        "return [1.0, 2.0]",
    ],
)
def breaks_the_sign_rule():
    """Weights, one for each class, that fool the sign rule."""
    # Both logits grow with x. But that of class 1 grows faster, and the probabilities add up to 1.
    return [1.0, 2.0]


def _weights(w):
    w = np.asarray(w, dtype=float)
    if w.ndim != 1:
        raise ValueError("w must be one list of numbers, one for each class")
    return w


def _gain(w):
    """How much likelier class 0 gets from x = 0 to x = 0.1."""
    w = _weights(w)
    powers = np.exp(0.1 * (w - np.max(w)))
    return powers[0] / np.sum(powers) - 1 / len(w)


def raises_in_truth(w):
    return bool(_gain(w) > 1e-12)


@breaks_the_sign_rule.breaks(raises_in_truth)
def raises(w):
    return bool(_weights(w)[0] > 0)


@breaks_the_sign_rule.law("it is one list of two or more numbers between −10 and 10", form=True)
def _(answer):
    w = _weights(answer())
    return len(w) >= 2 and bool(np.all(np.isfinite(w)) and np.all(np.abs(w) <= 10))


@breaks_the_sign_rule.law("the probability of class 0 changes by at least 0.000001")
def _(answer):
    return abs(_gain(answer())) >= 1e-6


@breaks_the_sign_rule.misconception(
    "All weights are equal, so all logits grow alike and no probability changes. That does not yet make her wrong "
    "by a margin: let another class have a larger weight than class 0.",
    when=lambda w: np.ptp(_weights(w)) < 1e-9,
)
def all_equal():
    return [1.0, 1.0, 1.0]


@breaks_the_sign_rule.misconception(
    "Class 0 has a positive weight, and it does get likelier, because its weight is above the average of all the "
    "weights. Let the others be larger.",
    when=lambda w: _weights(w)[0] > 0 and _gain(w) > 1e-12,
)
def above_the_average():
    return [2.0, 1.0]


@breaks_the_sign_rule.misconception(
    "Class 0 has a weight that is not positive, and it does get less likely, as she says. Try a positive weight that "
    "is smaller than the others, or a negative one that is larger.",
    when=lambda w: _weights(w)[0] <= 0 and _gain(w) <= 1e-12,
)
def below_and_negative():
    return [-1.0, 2.0]


@breaks_the_sign_rule.misconception(
    "Her rule is wrong here only by a hair. Make the weights differ by more, so that the probability changes by at "
    "least 0.000001.",
    when=lambda w: abs(_gain(w)) < 1e-6,
)
def by_a_hair():
    return [1.0, 1.000001]
