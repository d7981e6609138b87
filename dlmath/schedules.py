"""Schedules of the learning rate: functions of the step t = 0, 1, 2, …, taken by every optimizer as its rate.

>>> from dlmath import optimizers, schedules
>>> eta = schedules.cosine(0.1, n_steps=100)
>>> [round(eta(t), 4) for t in (0, 50, 100)]
[0.1, 0.05, 0.0]
>>> optimizers.momentum(learning_rate=eta)
momentum(learning_rate=cosine(learning_rate=0.1, n_steps=100, final_rate=0.0), beta=0.9)

A step is one update, not one pass over the data: with 50 minibatches in an epoch, 10 epochs are 500 steps.
"""

import math

from dlmath import _checks

__all__ = ["cosine", "exponential", "step", "warm_up"]


def step(learning_rate, n_steps, factor=0.1):
    """Go on at one rate, then at a smaller one, and so on: a staircase.

    η(t) = η₀ γ^⌊t / n⌋

    Parameters
    ----------
    learning_rate : float
        η₀ ≥ 0.
    n_steps : int
        n ≥ 1, the width of a stair.
    factor : float
        γ in (0, 1].

    Returns
    -------
    callable
        η, a function of the step t.

    Raises
    ------
    TypeError, ValueError
        If an argument is not a number in its range; by η, if t is not an integer of at least 0.

    References
    ----------
    PyTorch's ``StepLR``; K. He et al., "Deep residual learning for image recognition", CVPR 2016, section 3.4.

    Examples
    --------
    >>> eta = step(0.8, n_steps=2, factor=0.5)
    >>> [eta(t) for t in range(5)]
    [0.8, 0.8, 0.4, 0.4, 0.2]
    """
    learning_rate, factor = _rate("learning_rate", learning_rate), _factor(factor)
    n_steps = _checks.integer("n_steps", n_steps, low=1)

    def eta(t):
        return learning_rate * factor ** (t // n_steps)

    return _named(eta, "step", learning_rate=learning_rate, n_steps=n_steps, factor=factor)


def exponential(learning_rate, factor):
    """Shrink the rate by the same factor in every step.

    η(t) = η₀ γᵗ

    Parameters
    ----------
    learning_rate : float
        η₀ ≥ 0.
    factor : float
        γ in (0, 1].

    Returns
    -------
    callable
        η, a function of the step t.

    Raises
    ------
    TypeError, ValueError
        As `step`.

    References
    ----------
    PyTorch's ``ExponentialLR``; I. Goodfellow, Y. Bengio, A. Courville, "Deep Learning", 2016, section 8.3.1.

    Examples
    --------
    >>> eta = exponential(0.8, factor=0.5)
    >>> [eta(t) for t in range(4)]
    [0.8, 0.4, 0.2, 0.1]
    """
    learning_rate, factor = _rate("learning_rate", learning_rate), _factor(factor)

    def eta(t):
        return learning_rate * factor**t

    return _named(eta, "exponential", learning_rate=learning_rate, factor=factor)


def cosine(learning_rate, n_steps, final_rate=0.0):
    """Fall along half a wave: slowly, fast, and slowly again at the end.

    η(t) = η₁ + (η₀ − η₁) (1 + cos(π t / n)) / 2 for t ≤ n, and η₁ from there on

    Parameters
    ----------
    learning_rate : float
        η₀ ≥ 0, the first rate.
    n_steps : int
        n ≥ 1, the steps from the first rate to the last.
    final_rate : float
        η₁ ≥ 0, the last rate.

    Returns
    -------
    callable
        η, a function of the step t.

    Raises
    ------
    TypeError, ValueError
        As `step`.

    References
    ----------
    I. Loshchilov, F. Hutter, "SGDR: stochastic gradient descent with warm restarts", ICLR 2017, eq. 5,
    without restarts.

    Examples
    --------
    >>> eta = cosine(0.8, n_steps=4)
    >>> [round(eta(t), 4) for t in range(6)]
    [0.8, 0.6828, 0.4, 0.1172, 0.0, 0.0]
    """
    learning_rate, final_rate = _rate("learning_rate", learning_rate), _rate("final_rate", final_rate)
    n_steps = _checks.integer("n_steps", n_steps, low=1)

    def eta(t):
        share = (1 + math.cos(math.pi * min(t / n_steps, 1.0))) / 2
        return share * learning_rate + (1 - share) * final_rate

    return _named(eta, "cosine", learning_rate=learning_rate, n_steps=n_steps, final_rate=final_rate)


def warm_up(schedule, n_steps):
    """Begin with small steps that grow to the full rate, then follow another schedule from its beginning.

    η(t) = η_s(0) (t + 1) / (n + 1) for t < n, then η_s(t − n)

    Parameters
    ----------
    schedule : callable or float
        η_s, the schedule that follows, or a constant rate.
    n_steps : int
        n ≥ 1, the small steps before the first full one.

    Returns
    -------
    callable
        η, a function of the step t.

    Raises
    ------
    TypeError, ValueError
        As `step`.

    References
    ----------
    P. Goyal et al., "Accurate, large minibatch SGD: training ImageNet in 1 hour", 2017, section 2.2.

    Examples
    --------
    >>> eta = warm_up(exponential(1.0, factor=0.5), n_steps=3)
    >>> [eta(t) for t in range(6)]
    [0.25, 0.5, 0.75, 1.0, 0.5, 0.25]
    """
    n_steps = _checks.integer("n_steps", n_steps, low=1)
    if not callable(schedule):
        rate = _rate("schedule", schedule)
        schedule = _named(lambda t: rate, "constant", learning_rate=rate)

    def eta(t):
        return _rate("schedule(0)", schedule(0)) * (t + 1) / (n_steps + 1) if t < n_steps else schedule(t - n_steps)

    return _named(eta, "warm_up", schedule=schedule, n_steps=n_steps)


def _named(eta, name, **settings):
    """The schedule, which checks its step, and which an optimizer shows as it was made."""

    def schedule(t):
        return eta(_checks.integer("t", t, low=0))

    shown = (f"{key}={getattr(value, '__name__', value)}" for key, value in settings.items())
    schedule.__name__ = f"{name}({', '.join(shown)})"
    return schedule


def _rate(name, value):
    return _checks.scalar(name, value, low=0, high=math.inf, open_high=True)


def _factor(value):
    return _checks.scalar("factor", value, low=0, high=1, open_low=True)
