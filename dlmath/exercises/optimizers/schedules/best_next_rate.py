"""best_next_rate: the rate that makes the next error as small as it can be."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    kind="derive",
    task="A step turns the mean squared error `v` into $(1 - \\eta)^2 v + \\eta^2\\sigma^2$. Return "
    "the rate $\\eta$ that makes the error after the step as small as possible, as a short expression. (`v` is "
    "positive.)",
    hints=[
        "The error after the step is a parabola in η. Where is its slope with respect to η zero?",
        "The slope is −2 (1 − η) v + 2 η σ². Set it to 0.",
        "η (v + σ²) = v.",
    ],
)
def best_next_rate(v, sigma):
    """The rate after which the mean squared error is smallest."""
    # The slope −2 (1 − η) v + 2 η σ² is 0 where η (v + σ²) = v.
    return v / (v + sigma**2)


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
def _(f, v, sigma):
    def after(eta):
        return (1 - eta) ** 2 * v + eta**2 * sigma**2

    eta = f(v, sigma)
    return after(eta) <= min(after(eta + 0.01), after(eta - 0.01))


best_next_rate.instead_of(
    "v / (v + sigma**2)",
    {
        "sigma**2 / (v + sigma**2)": "That is 1 − η, the share of the old error that is kept. Far away, where v is "
        "large, the rate should be near 1.",
        "v / (v + sigma)": "The noise enters squared: its variance is σ².",
        "v / sigma**2": "−2(1 − η)v + 2ησ² = 0 gives η(v + σ²) = v. You divided by σ² alone.",
        "sigma**2 / v": "That is upside down, and v is missing in the denominator: η(v + σ²) = v.",
        "(v + sigma**2) / v": "The fraction is upside down: η(v + σ²) = v.",
        "v * sigma**2 / (v + sigma**2)": "That is the error after the best step. The task asks for the rate.",
        "v / v + sigma**2": "Parentheses are missing: v / (v + σ²).",
        "v / (v - sigma**2)": "Check the sign: −2(1 − η)v + 2ησ² = 0 gives η(v + σ²) = v.",
        "2 * v / (v + sigma**2)": "Both parts of the slope have a factor of 2, so it cancels: η(v + σ²) = v.",
        "v / (2 * (v + sigma**2))": "Both parts of the slope have a factor of 2, so it cancels: η(v + σ²) = v.",
        "v / (2 * v + sigma**2)": "Both parts of the slope have a factor of 2, so it cancels: η(v + σ²) = v.",
        "v / (v + 2 * sigma**2)": "Both parts of the slope have a factor of 2, so it cancels: η(v + σ²) = v.",
        "-v / (v + sigma**2)": "The sign is wrong: the slope of (1 − η)² with respect to η is −2(1 − η).",
        "np.sqrt(v) / (np.sqrt(v) + sigma)": "No root is needed: v is a mean square already, and so is σ².",
        "np.sqrt(v / (v + sigma**2))": "No root is needed: η(v + σ²) = v.",
        "v**2 / (v**2 + sigma**2)": "v is a mean square already. Do not square it again.",
        "v / (sigma**2 - v)": "Check the sign: −2(1 − η)v + 2ησ² = 0 gives η(v + σ²) = v.",
        "1 / v": "Solve −2(1 − η)v + 2ησ² = 0 for η: the noise σ² must be in it.",
        "min(1.0, v / sigma**2)": "That is close for small v, but η(v + σ²) = v gives v / (v + σ²), which never needs "
        "a cap.",
        "v / (v + sigma) ** 2": "Only σ is squared: η(v + σ²) = v.",
        "v / (v**2 + sigma**2)": "v is a mean square already. Do not square it again.",
        "sigma / (v + sigma)": "That looks like 1 − η with σ for σ². η(v + σ²) = v gives v / (v + σ²).",
        "2 * v - 2 * sigma**2": "That is not the rate yet. Set the slope −2(1 − η)v + 2ησ² to 0 and solve for η.",
        "1 / (1 + sigma**2)": "v is missing. Solve −2(1 − η)v + 2ησ² = 0 for η.",
        "1 / (v + sigma**2)": "v is missing in the numerator: η(v + σ²) = v.",
        "1 - v / sigma**2": "Check the steps: −2(1 − η)v + 2ησ² = 0 gives η(v + σ²) = v.",
        "1 - sigma**2 / v": "Check the steps: −2(1 − η)v + 2ησ² = 0 gives η(v + σ²) = v.",
        "(v - sigma**2) / (v + sigma**2)": "Nearly: only v is in the numerator, η(v + σ²) = v.",
        "1 / (v + 1)": "σ² is missing, and so is v in the numerator: η(v + σ²) = v.",
        "v / (sigma * (v + sigma))": "σ belongs only to the second term, squared: η(v + σ²) = v.",
        "v / (v + sigma**4)": "σ² is the variance already. Don't square it again.",
        "v**2 / (v + sigma**2)": "v in the numerator is not squared: η(v + σ²) = v.",
        "v / (v + 1)": "σ² is missing: η(v + σ²) = v.",
        "v + sigma**2": "Solve −2(1 − η)v + 2ησ² = 0 to the end: η(v + σ²) = v.",
        "1.0": "The full rate replaces the old error by noise alone. If v is smaller than the noise, that is a loss. "
        "Set the slope with respect to η to 0.",
        "0.0": "Then nothing moves. Set the slope with respect to η to 0.",
        "0.5": "The best rate depends on v and σ. Set the slope with respect to η to 0.",
        "-2 * v + 2 * sigma**2": "That is not the rate yet. Set the slope −2(1 − η)v + 2ησ² to 0 and solve for η.",
        "2 * sigma**2 / (2 - sigma**2)": "That is something else. The rate depends on v, too: η(v + σ²) = v.",
        "v / (1 + sigma**2)": "Not quite: η(v + σ²) = v, so v is in the denominator, too.",
    },
)


@best_next_rate.misconception(
    "You tried rates on a grid, so your answer is only as exact as the grid. Set the slope with respect to η to 0, "
    "and solve."
)
def on_a_grid(v, sigma):
    etas = np.linspace(0, 1, 101)
    return etas[np.argmin((1 - etas) ** 2 * v + etas**2 * sigma**2)]
