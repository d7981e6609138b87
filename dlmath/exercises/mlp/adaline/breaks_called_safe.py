"""breaks_called_safe: a rate that looks safe if you forget the bias."""

import numpy as np

from dlmath.exercises import exercise

TASK = """Someone forgot the bias and calls a rate safe whenever $\\eta\\,\\lVert\\mathbf x\\rVert^2 < 2$:

```python
def called_safe(x, learning_rate):
    x = np.array(x, dtype=float)
    return bool(learning_rate * np.sum(x**2) < 2)
```

Return an example `x` (a list of numbers) and a positive learning rate that this function calls safe, although a step of
the delta rule (with bias) makes the error on this example larger."""


def _example(x, learning_rate):
    x = np.asarray(x, dtype=float)
    if x.ndim != 1 or x.size == 0 or not np.all(np.isfinite(x)):
        raise ValueError("x must be a list of finite numbers, at least one")
    if not 0 < float(learning_rate) < np.inf:
        raise ValueError("the learning rate must be a positive number")
    return float(np.sum(x**2)), float(learning_rate)


def keeps_errors_small(x, learning_rate):
    """Whether a step of the delta rule, with bias, does not make the error on x larger."""
    squares, rate = _example(x, learning_rate)
    return bool(abs(1 - rate * (squares + 1)) <= 1)


@exercise(
    weight="standard",
    task=TASK,
    hints=[
        "With the bias, what is left of the error is 1 − η (‖x‖² + 1). When is its size above 1?",
        "You need η ‖x‖² < 2, but η (‖x‖² + 1) > 2. For which examples does the 1 matter most?",
        "Take a short example, such as x = [1]. Then η must be below 2, but above 2/(1 + 1) = 1.",
    ],
)
def breaks_called_safe():
    """An example x, and a rate that is not safe for it."""
    # η ‖x‖² = 1.5 is below 2, but η (‖x‖² + 1) = 3 is above.
    return [1.0], 1.5


@breaks_called_safe.breaks(keeps_errors_small)
def called_safe(x, learning_rate):
    squares, rate = _example(x, learning_rate)
    return bool(rate * squares < 2)


def _formed(x, learning_rate):
    try:
        _example(x, learning_rate)
    except (TypeError, ValueError):
        return False
    return True


@breaks_called_safe.law("x is a list of numbers, and the learning rate comes second", form=True)
def _(answer):
    x, rate = answer()
    x = np.asarray(x, dtype=float)
    return x.ndim == 1 and x.size > 0 and bool(np.all(np.isfinite(x))) and np.ndim(rate) == 0


@breaks_called_safe.law("the learning rate is a positive number", form=True)
def _(answer):
    return 0 < float(answer()[1]) < np.inf


def _truly_safe(x, rate):
    squares, rate = _example(x, rate)
    return rate * (squares + 1) < 2 - 1e-12


def _at_the_edge(x, rate):
    squares, rate = _example(x, rate)
    return abs(rate * (squares + 1) - 2) <= 1e-12


def _called_unsafe(x, rate):
    squares, rate = _example(x, rate)
    return rate * squares >= 2


@breaks_called_safe.misconception(
    "This rate really is safe: η (‖x‖² + 1) is below 2, so the error shrinks. Raise the rate, but keep η ‖x‖² below 2.",
    when=lambda x, rate: _formed(x, rate) and _truly_safe(x, rate),
)
def a_small_rate():
    return [1.0, 2.0], 0.1


@breaks_called_safe.misconception(
    "η (‖x‖² + 1) is exactly 2 here, so the error changes sign but keeps its size. It should grow: raise the rate a "
    "little.",
    when=lambda x, rate: _formed(x, rate) and _at_the_edge(x, rate),
)
def just_at_the_edge():
    return [1.0], 1.0


@breaks_called_safe.misconception(
    "The error grows, but called_safe does not call this rate safe: η ‖x‖² is not below 2. Lower the rate, or make x "
    "shorter, so that only the bias makes the difference.",
    when=lambda x, rate: _formed(x, rate) and _called_unsafe(x, rate),
)
def a_rate_that_is_refused():
    return [3.0, 4.0], 1.0
