"""memory_slope: the direct path, and the three that lead through the hidden state."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="hard",
    kind="derive",
    task="An LSTM with one unit has made two steps. Its memory after the first was `c`, and the output gate `o` "
    "showed $h = o \\tanh(c)$ of it. At the second step the gates are $i = \\sigma(\\dots + u_i h)$, "
    "$f = \\sigma(\\dots + u_f h)$, and $g = \\tanh(\\dots + u_g h)$, where the dots don't depend on $c$, and neither "
    "does $o$. Return the whole derivative of the new memory $f c + i g$ with respect to $c$, from the *values* `i`, "
    "`f`, `g` (those after the sigmoid and tanh) and the numbers given.",
    hints=[
        "c occurs directly, in f c. And it moves h, which moves each of i, f, and g.",
        "With respect to its argument, σ has the slope f (1 − f), and tanh has 1 − g². A push on c moves h by o (1 − "
        "tanh(c)²) times as much.",
        "f + (c · f(1 − f) · u_f + g · i(1 − i) · u_i + i · (1 − g²) · u_g) · o(1 − tanh(c)²)",
    ],
    also=("small",),
)
def memory_slope(c, o, i, f, g, u_i, u_f, u_g):
    """How the new memory depends on the old one, by all paths."""
    # How far the hidden state moves with the old memory.
    shown = o * (1 - np.tanh(c) ** 2)
    # The three gates that read the hidden state.
    by_forget = c * f * (1 - f) * u_f
    by_input = g * i * (1 - i) * u_i
    by_new = i * (1 - g**2) * u_g
    return f + (by_forget + by_input + by_new) * shown


@memory_slope.cases
def cases(rng):
    def drawn():
        return (*rng.normal(size=1), *rng.uniform(0.1, 0.9, 3), *rng.uniform(-0.9, 0.9, 1), *rng.normal(size=3))

    return [
        (0.5, 0.5, 0.5, 0.5, 0.5, 1.0, 0.0, 0.0),
        (0.5, 0.5, 0.5, 0.5, 0.5, 0.0, 1.0, 0.0),
        (0.5, 0.5, 0.5, 0.5, 0.5, 0.0, 0.0, 1.0),
        (-0.4, 0.3, 0.6, 0.8, -0.5, 0.7, -1.2, 2.0),
        *(tuple(float(v) for v in drawn()) for _ in range(3)),
    ]


@memory_slope.edge_cases
def edge_cases(rng):
    return [(0.5, 0.0, 0.3, 0.9, 0.2, 1.0, 1.0, 1.0), (1.5, 0.4, 0.3, 0.999, 0.2, 0.0, 0.0, 0.0)]


@memory_slope.law("a closed output gate leaves f alone")
def _(f_, c, o, i, f, g, u_i, u_f, u_g):
    return np.isclose(f_(c, 0.0, i, f, g, u_i, u_f, u_g), f)


@memory_slope.law("it equals the difference quotient")
def _(f_, c, o, i, f, g, u_i, u_f, u_g):
    if not (0 < i < 1 and 0 < f < 1 and -1 < g < 1 and abs(c) < 20 and max(map(abs, (u_i, u_f, u_g))) < 20):
        return True

    def new(v):
        push = o * np.tanh(v) - o * np.tanh(c)
        gates = [1 / (1 + (1 - s) / s * np.exp(-u * push)) for s, u in ((f, u_f), (i, u_i))]
        return gates[0] * v + gates[1] * np.tanh(np.arctanh(g) + u_g * push)

    return np.isclose(f_(c, o, i, f, g, u_i, u_f, u_g), (new(c + 1e-5) - new(c - 1e-5)) / 2e-5, rtol=1e-4, atol=1e-6)


memory_slope.instead_of(
    "return f + (by_forget + by_input + by_new) * shown",
    {
        "return f": "That is the direct path. The gates read h, and h shows c: three more paths.",
        "return f + by_forget + by_input + by_new": "The gates move with h. How far does h move with c? Multiply these "
        "paths by o (1 − tanh(c)²).",
        "return (f + by_forget + by_input + by_new) * shown": "The direct path doesn't lead through h: f stands alone.",
        "return (by_forget + by_input + by_new) * shown": "The direct path is missing: c occurs in f c itself.",
        "return f * (by_forget + by_input + by_new) * shown": "Paths add up: f plus the others.",
        "return f * c + (by_forget + by_input + by_new) * shown": "The derivative of f c with f held fixed is f.",
    },
)
memory_slope.instead_of(
    "shown = o * (1 - np.tanh(c) ** 2)",
    {
        "shown = o": "h is o tanh(c), so its slope is o (1 − tanh(c)²).",
        "shown = 1 - np.tanh(c) ** 2": "The output gate is missing: h = o tanh(c).",
        "shown = o * (1 - c**2)": "The slope of tanh at c is 1 − tanh(c)², not 1 − c².",
        "shown = o * np.tanh(c)": "That is h itself. Its slope is o (1 − tanh(c)²).",
    },
)
memory_slope.instead_of(
    "by_forget = c * f * (1 - f) * u_f",
    {
        "by_forget = f * (1 - f) * u_f": "A push on f moves f c by c times as much: a factor c is missing.",
        "by_forget = c * (1 - f**2) * u_f": "f is a sigmoid, with the slope f (1 − f).",
        "by_forget = c * f * u_f": "The slope of the sigmoid is f (1 − f).",
        "by_forget = c * f * (1 - f)": "The forget gate reads u_f h: a factor u_f is missing.",
        "by_forget = 0": "The forget gate reads h, too: one path leads through f.",
        "by_forget = c * (1 / (1 + np.exp(-f))) * (1 - 1 / (1 + np.exp(-f))) * u_f": "f is the value after the "
        "sigmoid, so the slope is f (1 − f). You applied the sigmoid a second time.",
    },
)
memory_slope.instead_of(
    "by_input = g * i * (1 - i) * u_i",
    {
        "by_input = i * (1 - i) * u_i": "A push on i moves i g by g times as much: a factor g is missing.",
        "by_input = g * (1 - i**2) * u_i": "i is a sigmoid, with the slope i (1 − i).",
        "by_input = g * i * (1 - i)": "The input gate reads u_i h: a factor u_i is missing.",
        "by_input = 0": "The input gate reads h, too: one path leads through i.",
        "by_input = g * (1 / (1 + np.exp(-i))) * (1 - 1 / (1 + np.exp(-i))) * u_i": "i is the value after the "
        "sigmoid, so the slope is i (1 − i). You applied the sigmoid a second time.",
    },
)
memory_slope.instead_of(
    "by_new = i * (1 - g**2) * u_g",
    {
        "by_new = (1 - g**2) * u_g": "A push on g moves i g by i times as much: a factor i is missing.",
        "by_new = i * g * (1 - g) * u_g": "g is a tanh, with the slope 1 − g².",
        "by_new = i * (1 - np.tanh(g) ** 2) * u_g": "g is the value after the tanh, so the slope is 1 − g².",
        "by_new = i * (1 - g**2)": "g reads u_g h: a factor u_g is missing.",
        "by_new = 0": "g reads h, too: one path leads through it.",
    },
)


@memory_slope.misconception(
    "i, f, and g are the values after the sigmoid and the tanh. You applied these functions a second time to get the "
    "slopes: they are i (1 − i), f (1 − f), and 1 − g²."
)
def squashed_twice(c, o, i, f, g, u_i, u_f, u_g):
    s_i, s_f = 1 / (1 + np.exp(-i)), 1 / (1 + np.exp(-f))
    paths = c * s_f * (1 - s_f) * u_f + g * s_i * (1 - s_i) * u_i + i * (1 - np.tanh(g) ** 2) * u_g
    return f + paths * o * (1 - np.tanh(c) ** 2)


@memory_slope.misconception(
    "A push on f moves f c by c times as much, one on i moves i g by g times, and one on g by i times as much: these "
    "three factors are missing."
)
def without_the_factors(c, o, i, f, g, u_i, u_f, u_g):
    return f + (f * (1 - f) * u_f + i * (1 - i) * u_i + (1 - g**2) * u_g) * o * (1 - np.tanh(c) ** 2)
