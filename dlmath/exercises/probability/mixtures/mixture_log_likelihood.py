"""mixture_log_likelihood: the logarithm of a sum that underflows."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="`mixture_log_likelihood` should return $\\sum_i \\log \\sum_k \\pi_k\\, \\mathcal N(x_i; \\mu_k, "
    "\\sigma_k^2)$ for the data in `x`, of shape `(n,)`. The other three arrays have shape `(K,)`, and all weights "
    "are positive. It is right on paper, but it returns $-\\infty$ as soon as one point lies far from every "
    "component. Fix it.",
    hints=[
        "Which number becomes 0? Its logarithm is an ordinary number: take it on paper, before you add anything up.",
        "s = log π − ½ log(2πσ²) − (x − μ)²/(2σ²) has shape (n, K). What is left is log Σ exp(s) for each row.",
        "With m = np.max(s, axis=1), the log-sum-exp of a row is m + np.log(np.sum(np.exp(s - m[:, None]), axis=1)).",
    ],
    also=(),
)
def mixture_log_likelihood(x, weights, means, variances):
    """The log-likelihood of a mixture of normal densities."""
    squares = (x[:, None] - means) ** 2 / variances
    s = np.log(weights) - (np.log(2 * np.pi * variances) + squares) / 2
    # The best component of each point gets exp(0) = 1, so no sum is 0.
    m = np.max(s, axis=1)
    return np.sum(m + np.log(np.sum(np.exp(s - m[:, None]), axis=1)))


@mixture_log_likelihood.start(
    "For a faraway point, every density is 0 on a computer, and log 0 is −∞. Take the logarithm of weight times "
    "density on paper, and add up with log-sum-exp: take out the largest of each row first."
)
def on_paper(x, weights, means, variances):
    """The log-likelihood of a mixture of normal densities."""
    heights = weights / np.sqrt(2 * np.pi * variances)
    squares = (x[:, None] - means) ** 2 / variances
    with np.errstate(divide="ignore"):
        return np.sum(np.log(np.sum(heights * np.exp(-squares / 2), axis=1)))


@mixture_log_likelihood.cases
def cases(rng):
    return [
        (np.array([100.0]), np.array([0.5, 0.5]), np.array([0.0, 1.0]), np.array([1.0, 1.0])),
        (np.array([1.0, -90.0, 2.0]), np.array([0.3, 0.7]), np.array([0.0, 3.0]), np.array([1.0, 2.0])),
        (np.array([50.0, 0.5, 210.0]), np.array([0.25, 0.75]), np.array([0.0, 2.0]), np.array([0.5, 4.0])),
        (40 * rng.normal(size=8), np.array([0.2, 0.5, 0.3]), np.array([-3.0, 0.0, 4.0]), np.array([0.3, 2.0, 0.1])),
        (100 + rng.normal(size=5), np.array([0.6, 0.4]), np.array([1.0, -2.0]), np.array([1.5, 0.4])),
    ]


@mixture_log_likelihood.edge_cases
def edge_cases(rng):
    return [
        (np.array([0.5, 1.5, -0.5]), np.array([0.5, 0.5]), np.array([0.0, 1.0]), np.array([1.0, 2.0])),
        (np.array([90, 2, 4]), np.array([0.5, 0.5]), np.array([0, 3]), np.array([1, 4])),
        (np.array([1e6]), np.array([0.5, 0.5]), np.array([0.0, 1.0]), np.array([1.0, 1.0])),
        (np.array([5e-5, 0.0]), np.array([0.5, 0.5]), np.array([0.0, 1e-6]), np.array([1e-12, 1e-12])),
        (np.array([70.0, 3.0]), np.array([1.0]), np.array([2.0]), np.array([0.5])),
        (np.full(300, 60.0), np.array([0.5, 0.5]), np.array([0.0, 5.0]), np.array([1.0, 2.0])),
    ]


@mixture_log_likelihood.law("the order of the components does not matter")
def _(f, x, weights, means, variances):
    return np.isclose(f(x, weights[::-1], means[::-1], variances[::-1]), f(x, weights, means, variances), rtol=1e-9)


@mixture_log_likelihood.law("doubling the data doubles the log-likelihood")
def _(f, x, weights, means, variances):
    return np.isclose(f(np.tile(x, 2), weights, means, variances), 2 * f(x, weights, means, variances), rtol=1e-9)


mixture_log_likelihood.instead_of(
    "np.sum(m + np.log(np.sum(np.exp(s - m[:, None]), axis=1)))",
    {
        "np.sum(np.log(np.sum(np.exp(s), axis=1)))": "You took the logarithm, but exp(s) undoes it and is 0 again. "
        "Take the largest s of each row out before exp, and add it back after the log.",
        "np.sum(s)": "You added up the logarithms of the components. The log of a sum is not the sum of the logs: "
        "within a row, you need log-sum-exp.",
        "np.sum(m)": "You kept only the largest component of each point. The others add to the density, too: m + "
        "log Σ exp(s − m).",
        "np.sum(np.log(np.sum(np.exp(s - m[:, None]), axis=1)))": "You took out the largest score but did not add "
        "it back: m + np.log(…).",
        "np.sum(m - np.log(np.sum(np.exp(s - m[:, None]), axis=1)))": "The sign is wrong: m *plus* the log of the sum.",
        "np.sum(m * np.log(np.sum(np.exp(s - m[:, None]), axis=1)))": "Taking m out of a logarithm adds it: log(eᵐ·a) "
        "is m + log a.",
        "np.mean(m + np.log(np.sum(np.exp(s - m[:, None]), axis=1)))": "You averaged over the points. The "
        "log-likelihood is the sum.",
        "-np.sum(m + np.log(np.sum(np.exp(s - m[:, None]), axis=1)))": "That is the negative log-likelihood. Leave out "
        "the minus.",
        "m + np.log(np.sum(np.exp(s - m[:, None]), axis=1))": "These are the log densities of the single points. "
        "Add them up.",
        "np.sum(m + np.sum(np.exp(s - m[:, None]), axis=1))": "The logarithm of the sum is missing: m + "
        "np.log(np.sum(…)).",
        "np.sum(m + np.log(np.mean(np.exp(s - m[:, None]), axis=1)))": "You averaged the components. Their weights are "
        "already in s: add them up.",
        "np.sum(m + np.log2(np.sum(np.exp(s - m[:, None]), axis=1)))": "You took the logarithm to base 2. The "
        "logarithm must undo exp, so use the natural one, np.log.",
        "np.sum(m + np.log(np.sum(np.exp(s - m[:, None]), axis=1))[:, None])": "Broadcasting turned the two shapes "
        "(n,) and (n, 1) into an n × n table of sums. Give m and the logarithm the same shape before you add them.",
        "np.sum(m + np.log1p(np.sum(np.exp(s - m[:, None]), axis=1)))": "np.log1p adds 1 before it takes the "
        "logarithm. You want np.log.",
        "np.sum(m) + np.log(np.sum(np.exp(s - m[:, None])))": "You took one logarithm for all points. Each point has "
        "its own sum over the components, and its own logarithm: axis=1.",
        "np.exp(np.sum(m + np.log(np.sum(np.exp(s - m[:, None]), axis=1))))": "You took exp at the end. Return the "
        "logarithm: the likelihood itself underflows.",
    },
)
mixture_log_likelihood.instead_of(
    "np.log(weights) - (np.log(2 * np.pi * variances) + squares) / 2",
    {
        "-(np.log(2 * np.pi * variances) + squares) / 2": "The weights are missing: add np.log(weights).",
        "weights - (np.log(2 * np.pi * variances) + squares) / 2": "Among logarithms, the weight must be a "
        "logarithm, too: np.log(weights).",
        "weights * -(np.log(2 * np.pi * variances) + squares) / 2": "log(π · p) is log π + log p: add "
        "np.log(weights), do not multiply.",
        "np.log(weights) - squares / 2": "The height of the bell is missing: subtract ½ log(2πσ²).",
        "np.log(weights) - np.log(2 * np.pi * variances) - squares / 2": "The height is 1/√(2πσ²), so its logarithm is "
        "−½ log(2πσ²). The ½ is missing.",
        "np.log(weights) - np.log(2 * np.pi * variances) / 2 - squares": "The ½ is missing before the square: the "
        "exponent is −(x − μ)²/(2σ²).",
        "np.log(weights) - (np.log(2 * np.pi) + squares) / 2": "The variance is missing from the height of the bell: "
        "½ log(2πσ²), not ½ log(2π).",
        "np.log(weights) - np.log(np.sqrt(2 * np.pi) * variances) - squares / 2": "The height is 1/(√(2π) σ), and the "
        "arrays hold variances, σ². Take the root of the variance.",
        "np.log(weights) - (np.log(2 * np.pi) + variances + squares) / 2": "log(2πσ²) is log 2π + log σ²: the "
        "logarithm of the variance is missing.",
        "np.log(weights) + (np.log(2 * np.pi * variances) - squares) / 2": "The height is 1/√(2πσ²): its logarithm is "
        "subtracted.",
        "np.log(weights) + (np.log(2 * np.pi * variances) + squares) / 2": "The signs are wrong: log of the density is "
        "*minus* ½ [log(2πσ²) + (x − μ)²/σ²].",
        "np.log(weights) - np.log(2 * np.pi * variances) / 2 + squares / 2": "The sign of the square is wrong: a "
        "density falls with the distance.",
        "np.maximum(np.log(weights) - (np.log(2 * np.pi * variances) + squares) / 2, -700)": "You cut the "
        "logarithms off at −700, so all faraway points look alike. Take out the largest of each row instead.",
    },
)
mixture_log_likelihood.instead_of(
    "(x[:, None] - means) ** 2 / variances",
    {
        "(x[:, None] - means) ** 2 / variances**2": "You squared the variances. They are already σ².",
        "(x[:, None] - means) ** 2": "The squares are not divided by the variances.",
        "np.abs(x[:, None] - means) / variances": "The distances are not squared.",
        "(x[:, None] - means) / variances": "The distances are not squared.",
    },
)
mixture_log_likelihood.instead_of(
    "np.max(s, axis=1)",
    {
        "np.min(s, axis=1)": "You took out the smallest score. Then the best component can be too large for exp. Take "
        "out the largest.",
        "np.full(len(x), np.max(s))": "You took out the largest score of *all* points. For a point far below it, exp "
        "is 0 again. Each row needs its own: axis=1.",
        "np.mean(s, axis=1)": "You took out the mean of the row. A score far above it still overflows. Take out the "
        "largest.",
        "s[:, 0]": "You took out the first score of each row. If another is much larger, exp overflows. Take out the "
        "largest.",
    },
)


def _plainly(x, weights, means, variances, tiny):
    P = weights * np.exp(-((x[:, None] - means) ** 2) / (2 * variances)) / np.sqrt(2 * np.pi * variances)
    return tiny(np.sum(P, axis=1))


def _propped_up(name, tiny):
    def answer(x, weights, means, variances):
        return np.sum(np.log(_plainly(x, weights, means, variances, tiny)))

    answer.__name__ = name
    return answer


SMALL = (1e-8, 1e-9, 1e-10, 1e-12, 1e-15, 1e-16, 1e-20, 1e-100, 1e-300, np.finfo(float).eps, np.finfo(float).tiny)
for small in SMALL:
    message = (
        f"A density of 0 has become {small:.3g}, which avoids log 0. But then every faraway point counts the same, no "
        "matter how far away. Take the logarithm on paper, and add up with log-sum-exp."
    )
    tell = mixture_log_likelihood.misconception(message)
    tell(_propped_up(f"adds_{small:.3g}", lambda p, small=small: p + small))
    tell(_propped_up(f"cuts_off_at_{small:.3g}", lambda p, small=small: np.maximum(p, small)))

mixture_log_likelihood.misconception(
    "np.log1p adds 1 before it takes the logarithm, which is a different number. Take the logarithm on paper, and "
    "add up by log-sum-exp."
)(_propped_up("log1p", lambda p: 1 + p))


@mixture_log_likelihood.misconception(
    "You left out the points whose density is 0 on a computer. They fit worst, and they count most. Take the "
    "logarithm on paper, and add up with log-sum-exp."
)
def leaves_points_out(x, weights, means, variances):
    p = _plainly(x, weights, means, variances, lambda p: p)
    return np.sum(np.log(p[p > 0]))


@mixture_log_likelihood.misconception(
    "You replaced −∞ with a number. The point has a finite log density, which was already lost by then. Take the "
    "logarithm on paper, and add up with log-sum-exp."
)
def replaces_infinity(x, weights, means, variances):
    with np.errstate(divide="ignore"):
        return np.nan_to_num(np.sum(np.log(_plainly(x, weights, means, variances, lambda p: p))))


@mixture_log_likelihood.misconception(
    "You added over the points inside the logarithm. There, add over the components of each point: axis=1."
)
def over_the_points(x, weights, means, variances):
    s = np.log(weights) - (np.log(2 * np.pi * variances) + (x[:, None] - means) ** 2 / variances) / 2
    m = np.max(s, axis=0)
    return np.sum(m + np.log(np.sum(np.exp(s - m), axis=0)))
