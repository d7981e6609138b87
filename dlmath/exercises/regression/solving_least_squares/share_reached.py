"""share_reached: how much of each direction gradient descent has learned after some steps."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    kind="derive",
    also=("whole",),
    rtol=1e-5,
    task="Along direction $i$, a step of gradient descent is $c_i \\leftarrow c_i - "
    "\\frac{2\\eta}{n}\\,\\sigma_i\\,(\\sigma_i c_i - b_i)$, starting at $c_i = 0$. Return $c_i / c_i^\\star$ after "
    "$t$ steps, where $c_i^\\star = b_i / \\sigma_i$ is the value where it comes to rest. `s` is the array of the "
    "singular values $\\sigma_i > 0$.",
    hints=[
        "Write the step for the error that is left, e = c − c*. What does a step do to it?",
        "c − (2η/n) σ² (c − c*) − c* = (1 − 2ησ²/n) (c − c*): each step multiplies e by the same factor. It starts at "
        "−c*.",
        "1 - (1 - 2 * eta * s**2 / n) ** t.",
    ],
)
def share_reached(s, n, eta, t):
    """The share of each direction that t steps have reached."""
    # Each step multiplies the error c − c* by 1 − 2ησ²/n, and at the start the error is −c*.
    return 1 - (1 - 2 * eta * s**2 / n) ** t


@share_reached.cases
def cases(rng):
    return [
        (np.array([1.0]), 4, 0.5, 1),
        (np.array([2.0, 1.0]), 10, 0.5, 2),
        (np.array([3.0, 2.0, 0.5]), 20, 0.6, 3),
        (rng.uniform(0.5, 4.0, size=4), 30, 0.8, 7),
        (rng.uniform(0.5, 4.0, size=5), 50, 1.2, 25),
    ]


@share_reached.edge_cases
def edge_cases(rng):
    return [
        (np.array([2.0, 1.0]), 8, 1.0, 0),
        (np.array([2.0, 0.1]), 8, 1.0, 1000),
        (np.array([3.0]), 6, 1.0, 5),
    ]


@share_reached.law("one more step multiplies what is left by the same factor again")
def _(f, s, n, eta, t):
    left = 1 - f(s, n, eta, 1)
    return np.allclose(1 - f(s, n, eta, t + 1), left * (1 - f(s, n, eta, t)))


share_reached.instead_of(
    "1 - (1 - 2 * eta * s**2 / n) ** t",
    {
        "np.minimum(1, 1 - (1 - 2 * eta * s**2 / n) ** t)": "Don't clip it at 1: where the factor is negative, "
        "descent jumps beyond its goal, and the share is above 1.",
        "(1 - 2 * eta * s**2 / n) ** t": "That is the share that is *left*. What is reached is 1 minus it.",
        "1 - (1 - 2 * eta * s / n) ** t": "The step multiplies by σ twice, once inside the parentheses and once "
        "outside: σ².",
        "1 - (1 - eta * s / n) ** t": "The 2 from the gradient is missing, and the step multiplies by σ twice: 2ησ²/n.",
        "1 - (1 - s**2 / s[0] ** 2) ** t": "That is for one special learning rate, n/(2σ₁²). Here eta is an argument.",
        "np.exp(-2 * eta * s**2 * t / n)": "That is nearly the share that is *left*, for short steps. The exact "
        "factor of a step is 1 − 2ησ²/n, and what is reached is 1 minus what is left.",
        "1 - (1 - 2 * eta * s**2 / n) ** 2": "That is the share after two steps. After t steps, the power is t.",
        "(1 - 2 * eta * s**2) / n**t": "Python takes the power of n alone. Put parentheses around the whole factor, "
        "(1 − 2ησ²/n), and what is reached is 1 minus its power.",
        "1 - (1 - 2 * eta * s**2) / n**t": "Python takes the power of n alone. Put parentheses around the whole "
        "factor, (1 - 2 * eta * s**2 / n) ** t.",
        "1 - (1 - eta * s**2 / n) ** t": "The 2 from the gradient is missing.",
        "1 - (1 - 2 * eta * s**2) ** t": "The step divides by n.",
        "1 - (1 - 2 * eta * s**2 / len(s)) ** t": "n is the number of examples, not the number of directions.",
        "1 - (1 - 2 * eta / n) ** t": "The factor depends on the direction: it has σ² in it.",
        "1 - (2 * eta * s**2 / n) ** t": "The share of the error that a step leaves is 1 − 2ησ²/n, not 2ησ²/n.",
        "(2 * eta * s**2 / n) ** t": "2ησ²/n is what the first step reaches. The next one starts closer: follow what "
        "is left, 1 − 2ησ²/n, through t steps.",
        "t * 2 * eta * s**2 / n": "The steps get shorter as the goal comes nearer, so they don't just add up. Each one "
        "multiplies what is left by 1 − 2ησ²/n.",
        "1 - t * (1 - 2 * eta * s**2 / n)": "Each step *multiplies* what is left: a power, not a product with t.",
        "1 - (1 + 2 * eta * s**2 / n) ** t": "The sign is wrong: a step makes the error smaller, 1 − 2ησ²/n.",
        "1 - (1 - 2 * eta * s**2 / n) ** (t - 1)": "There are t steps, and the first one counts as well: power t.",
        "1 - (1 - 2 * eta * s**2 / n) ** (t + 1)": "After t steps, the factor has been applied t times: power t.",
        "1 - np.exp(-2 * eta * s**2 * t / n)": "That is nearly right for short steps. The exact factor of a step is "
        "1 − 2ησ²/n.",
        "1 - np.abs(1 - 2 * eta * s**2 / n) ** t": "Without the absolute value: where the factor is negative, descent "
        "jumps beyond its goal, and the share is above 1.",
        "s * (1 - (1 - 2 * eta * s**2 / n) ** t)": "That is still multiplied by σ. The share is a number without "
        "units.",
        "1 / s * (1 - (1 - 2 * eta * s**2 / n) ** t)": "That is c for b = 1. Divide by c* = b/σ to get the share.",
        "1 - (1 - 2 * eta * s**2 / n) * t": "Each step *multiplies* what is left: a power, not a product with t.",
        "1 - (1 - eta * s**2) ** t": "The factor 2/n of the gradient is missing.",
        "1 - 2 * eta * s**2 / n": "That is what one step leaves. After t steps it is a power of it, and what is "
        "reached is 1 minus that.",
    },
)
