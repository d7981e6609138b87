"""best_next_rate: the rate that makes the next error as small as it can be."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    kind="derive",
    task="Before a step, the mean squared error is `E`; after it, it is $(1 - \\eta)^2 E + \\eta^2\\sigma^2$. Return "
    "the rate $\\eta$ that makes the error after the step as small as possible, as a short expression. (`E` is "
    "positive.)",
    hints=[
        "The error after the step is a parabola in η. Where is its slope with respect to η zero?",
        "The slope is −2 (1 − η) E + 2 η σ². Set it to 0.",
        "η (E + σ²) = E.",
    ],
)
def best_next_rate(E, sigma):
    """The rate after which the mean squared error is smallest."""
    # The slope −2 (1 − η) E + 2 η σ² is 0 where η (E + σ²) = E.
    return E / (E + sigma**2)


@best_next_rate.cases
def cases(rng):
    return [
        (4.0, 1.0),
        (3.0, 2.0),
        (0.5, 3.0),
        (100.0, 14.0),
        (float(rng.uniform(1, 5)), float(rng.uniform(1, 3))),
        (float(rng.uniform(20, 50)), float(rng.uniform(4, 9))),
    ]


@best_next_rate.edge_cases
def edge_cases(rng):
    return [(2.0, 0.0), (1e12, 1.0), (1e-9, 1.0), (1e-20, 1e-10), (4, 2), (1.0, 1.0)]


@best_next_rate.law("no rate a little larger or smaller does better")
def _(f, E, sigma):
    def after(eta):
        return (1 - eta) ** 2 * E + eta**2 * sigma**2

    eta = f(E, sigma)
    return after(eta) <= min(after(eta + 0.01), after(eta - 0.01))


best_next_rate.instead_of(
    "E / (E + sigma**2)",
    {
        "sigma**2 / (E + sigma**2)": "That is 1 − η, the share of the old error that is kept. Far away, where E is "
        "large, the rate should be near 1.",
        "E / (E + sigma)": "The noise enters squared: its variance is σ².",
        "E / sigma**2": "From −2(1 − η)E + 2ησ² = 0 follows η(E + σ²) = E. You divided by σ² alone.",
        "sigma**2 / E": "That is upside down, and E is missing below the line: η(E + σ²) = E.",
        "(E + sigma**2) / E": "The fraction is upside down: η(E + σ²) = E.",
        "E * sigma**2 / (E + sigma**2)": "That is the error after the best step. The task asks for the rate.",
        "E / E + sigma**2": "Parentheses are missing: E / (E + σ²).",
        "E / (E - sigma**2)": "Check the sign: −2(1 − η)E + 2ησ² = 0 gives η(E + σ²) = E.",
        "2 * E / (E + sigma**2)": "Both parts of the slope have a factor of 2, so it cancels: η(E + σ²) = E.",
        "E / (2 * (E + sigma**2))": "Both parts of the slope have a factor of 2, so it cancels: η(E + σ²) = E.",
        "E / (2 * E + sigma**2)": "Both parts of the slope have a factor of 2, so it cancels: η(E + σ²) = E.",
        "E / (E + 2 * sigma**2)": "Both parts of the slope have a factor of 2, so it cancels: η(E + σ²) = E.",
        "-E / (E + sigma**2)": "The sign is wrong: the slope of (1 − η)² with respect to η is −2(1 − η).",
        "np.sqrt(E) / (np.sqrt(E) + sigma)": "There is no root in it: E is a mean square already, and so is σ².",
        "np.sqrt(E / (E + sigma**2))": "There is no root in it: η(E + σ²) = E.",
        "E**2 / (E**2 + sigma**2)": "E is a mean square already. Do not square it again.",
        "E / (sigma**2 - E)": "Check the sign: −2(1 − η)E + 2ησ² = 0 gives η(E + σ²) = E.",
        "1 / E": "Solve −2(1 − η)E + 2ησ² = 0 for η: the noise σ² must be in it.",
        "min(1.0, E / sigma**2)": "That is close for small E, but from η(E + σ²) = E follows E / (E + σ²), which never "
        "needs a limit.",
        "E / (E + sigma) ** 2": "Only σ is squared: η(E + σ²) = E.",
        "E / (E**2 + sigma**2)": "E is a mean square already. Do not square it again.",
        "sigma / (E + sigma)": "That looks like 1 − η with σ for σ². From η(E + σ²) = E follows E / (E + σ²).",
        "2 * E - 2 * sigma**2": "That is not the rate yet. Set the slope −2(1 − η)E + 2ησ² to 0 and solve for η.",
        "1 / (1 + sigma**2)": "E is missing. Solve −2(1 − η)E + 2ησ² = 0 for η.",
        "1 / (E + sigma**2)": "E is missing above the line: η(E + σ²) = E.",
        "E + sigma**2": "Solve −2(1 − η)E + 2ησ² = 0 to the end: η(E + σ²) = E.",
        "1.0": "The full rate replaces the old error by noise alone. If E is smaller than the noise, that is a loss. "
        "Set the slope with respect to η to 0.",
        "0.0": "Then nothing moves. Set the slope with respect to η to 0.",
        "0.5": "The best rate depends on E and σ. Set the slope with respect to η to 0.",
        "-2 * E + 2 * sigma**2": "That is not the rate yet. Set the slope −2(1 − η)E + 2ησ² to 0 and solve for η.",
        "2 * sigma**2 / (2 - sigma**2)": "That is something else. The rate depends on E, too: η(E + σ²) = E.",
        "E / (1 + sigma**2)": "Not quite: η(E + σ²) = E, so E stands below the line, too.",
    },
)


@best_next_rate.misconception(
    "You try rates on a grid, which is only as exact as the grid. Set the slope with respect to η to 0, and solve."
)
def on_a_grid(E, sigma):
    etas = np.linspace(0, 1, 101)
    return etas[np.argmin((1 - etas) ** 2 * E + etas**2 * sigma**2)]
