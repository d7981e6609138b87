"""positional_encoding: the hands of a clock with many hands."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="Return the positional encoding of `n` positions, an array of n rows and `d` columns; `d` is even. Positions "
    "count from 0. In row i, columns 2k and 2k + 1 hold $\\sin(i\\,\\omega_k)$ and $\\cos(i\\,\\omega_k)$, with "
    "$\\omega_k = 10000^{-2k/d}$ for k = 0, 1, …, d/2 − 1.",
    hints=[
        "Start with zeros of shape (n, d), and loop over i and k. (For k = 0, ω should be 1.)",
        "omega = 10000 ** (-2 * k / d). Divide by / and not by //: the exponent is a fraction.",
        "P[i, 2 * k] = np.sin(i * omega) and P[i, 2 * k + 1] = np.cos(i * omega).",
    ],
    forbids=["attention.positional_encoding"],
    also=("long",),
)
def positional_encoding(n, d):
    """A row of sines and cosines for each position."""
    P = np.zeros((n, d))
    for i in range(n):
        for k in range(d // 2):
            # Pair k turns by this angle from one position to the next.
            omega = 10000.0 ** (-2 * k / d)
            P[i, 2 * k] = np.sin(i * omega)
            P[i, 2 * k + 1] = np.cos(i * omega)
    return P


@positional_encoding.cases
def cases(rng):
    return [(2, 2), (3, 4), (5, 6), (4, 10)]


@positional_encoding.edge_cases
def edge_cases(rng):
    return [(1, 2), (1, 4), (9, 2)]


@positional_encoding.law("the squares in a row sum to d/2")
def _(f, n, d):
    return np.allclose(np.sum(np.square(f(n, d)), axis=1), d / 2)


positional_encoding.instead_of(
    "omega = 10000.0 ** (-2 * k / d)",
    {
        "omega = 10000.0 ** (2 * k / d)": "The exponent has a minus sign: later pairs turn more slowly.",
        "omega = 10000.0 ** (-k / d)": "The exponent is −2k/d, so that the speed falls nearly to 1/10000 by the last "
        "pair. Yours only falls to 1/100.",
        "omega = 10000.0 ** (-2 * k)": "Divide the exponent by d.",
        "omega = 1000.0 ** (-2 * k / d)": "The base is 10000.",
        "omega = 10000.0 ** (-2 * (k + 1) / d)": "k counts from 0, so the first pair turns by 1 radian at each step.",
        "omega = 10000.0 ** (-4 * k / d)": "You put the number of the column, 2k, in place of k. The exponent is "
        "−2k/d.",
        "omega = -2 * k / d * 10000.0": "10000 is raised to the power −2k/d, not multiplied by it.",
        "omega = 10000.0 ** (-2 * k / n)": "Divide the exponent by d, the length of the vectors, not by the number of "
        "positions.",
        "omega = 2 * np.pi * 10000.0 ** (-2 * k / d)": "The angles are in radians already, without a factor 2π: the "
        "first pair turns by 1 radian at each step.",
    },
)
positional_encoding.instead_of(
    "P[i, 2 * k] = np.sin(i * omega)",
    {
        "P[i, 2 * k] = np.cos(i * omega)": "Sine comes first in each pair, then cosine: this column holds sines.",
        "P[i, 2 * k] = np.sin(omega)": "Each position has its own angle: i times ω.",
        "P[i, 2 * k] = np.sin(k * omega)": "The angle is the position i, times ω.",
    },
)
positional_encoding.instead_of(
    "P[i, 2 * k + 1] = np.cos(i * omega)",
    {
        "P[i, 2 * k + 1] = np.sin(i * omega)": "Odd columns hold cosines.",
        "P[i, 2 * k + 1] = np.cos(omega)": "Each position has its own angle: i times ω.",
    },
)


def _angles(n, d):
    return np.arange(n)[:, None] * 10000.0 ** (-2 * np.arange(d // 2) / d)


@positional_encoding.misconception(
    "You put all sines first and all cosines after them. They must alternate: columns 2k and 2k + 1 form a pair."
)
def halves(n, d):
    return np.concatenate([np.sin(_angles(n, d)), np.cos(_angles(n, d))], axis=1)


def _waves(angles):
    return np.stack([np.sin(angles), np.cos(angles)], axis=-1).reshape(len(angles), -1)


@positional_encoding.misconception("Positions count from 0. The first row has the angle 0, so it is 0, 1, 0, 1, …")
def positions_from_1(n, d):
    return _waves(_angles(n + 1, d)[1:])


@positional_encoding.misconception("Both counts begin at 0, as in the formula. You counted positions and pairs from 1.")
def all_from_1(n, d):
    return _waves(np.arange(1, n + 1)[:, None] * 10000.0 ** (-2 * np.arange(1, d // 2 + 1) / d))


@positional_encoding.misconception(
    "In your array, each column turns at a speed of its own. The two columns of a pair, 2k and 2k + 1, share ω_k."
)
def a_speed_for_each_column(n, d):
    angles = np.arange(n)[:, None] * 10000.0 ** (-np.arange(d) / d)
    return np.where(np.arange(d) % 2 == 0, np.sin(angles), np.cos(angles))


@positional_encoding.misconception("Pair k stands in columns 2k and 2k + 1. Yours stands in k and k + 1.")
def neighboring_columns(n, d):
    P, angles = np.zeros((n, d)), _angles(n, d)
    for k in range(d // 2):
        P[:, k], P[:, k + 1] = np.sin(angles[:, k]), np.cos(angles[:, k])
    return P


@positional_encoding.misconception("Your array is transposed. Each position has a row, and each entry a column.")
def transposed(n, d):
    return _waves(_angles(n, d)).T


@positional_encoding.misconception("Sine comes first in each pair, then cosine.")
def cosine_first(n, d):
    angles = _angles(n, d)
    return np.stack([np.cos(angles), np.sin(angles)], axis=-1).reshape(n, d)
