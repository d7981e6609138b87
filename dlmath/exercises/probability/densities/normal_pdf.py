"""normal_pdf: the bell of probability theory, with its area of 1."""

import numpy as np

from dlmath import probability
from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="The bell $e^{-(x - \\mu)^2 / (2\\sigma^2)}$ has area $\\sigma\\sqrt{2\\pi}$. Return the density of the "
    "normal distribution with mean `mu` and standard deviation `sigma` $> 0$ at each entry of the array `x`: this "
    "bell, scaled so that its area is 1.",
    hints=[
        "What must you divide the bell by so that its area becomes 1?",
        "Measure x in standard deviations from the mean: z = (x - mu) / sigma. Then the bell is exp(−z²/2).",
        "return np.exp(-(z**2) / 2) / (sigma * np.sqrt(2 * np.pi))",
    ],
    also=("whole", "long"),
)
def normal_pdf(x, mu, sigma):
    """The density of the normal distribution at each entry of x."""
    # z counts standard deviations from the mean. The area under the bell alone is sigma √(2π).
    z = (x - mu) / sigma
    return np.exp(-(z**2) / 2) / (sigma * np.sqrt(2 * np.pi))


@normal_pdf.cases
def cases(rng):
    return [
        (np.array([0.0]), 0.0, 1.0),
        (np.array([0.0, 1.0, -2.0]), 0.0, 1.0),
        (np.array([1.0, 3.0, 4.0]), 3.0, 1.0),
        (np.array([0.0, 1.0, -2.0]), 0.0, 2.0),
        (np.array([4.5, 5.25, 6.0]), 5.0, 0.5),
        (rng.normal(size=6), -0.7, 1.7),
        (rng.normal(size=5), float(rng.normal()), 0.3),
    ]


@normal_pdf.edge_cases
def edge_cases(rng):
    return [
        (np.array([5000.0, 4000.0, 6003.5]), 5076.0, 502.0),
        (np.array([1e-6, 3e-6]), 2e-6, 1e-6),
        (np.array([2e8, 1e8]), 1e8, 5e7),
        (np.array([0.0, 1.0, 2.0, -1.0]), 1, 2),
        (np.array([60.0]), 0.0, 1.0),
    ]


@normal_pdf.law("it is the same at equal distances to the left and right of the mean")
def _(f, x, mu, sigma):
    return np.allclose(f(2 * mu - x, mu, sigma), f(x, mu, sigma))


@normal_pdf.law("its area is 1")
def _(f, x, mu, sigma):
    grid = mu + sigma * np.linspace(-10, 10, 401)
    return np.isclose(np.sum(f(grid, mu, sigma)) * (grid[1] - grid[0]), 1)


normal_pdf.instead_of(
    "np.exp(-(z**2) / 2)",
    {
        "np.exp(-(z**2))": "A 2 is missing in the exponent: it is −z²/2.",
        "np.exp(z**2 / 2)": "The minus in the exponent is missing, or squared away, since (−z)² is z²: your "
        "curve grows away from the mean. The exponent is −(z²)/2.",
        "np.exp(-z / 2)": "The square is missing in the exponent: it is −z²/2.",
        "np.exp(-np.abs(z) / 2)": "The exponent has the square of z, not its absolute value: −z²/2.",
        "np.exp(-((z / 2) ** 2))": "You squared the 2 as well: it is −z²/2, not −(z/2)², and −(x − μ)² / (2σ²), not "
        "−(x − μ)² / (2σ)².",
        "np.exp(-(z**2) * 2)": "Divide z² by 2; do not multiply.",
        "np.exp(-(z**2) / (2 * sigma**2))": "You divided by σ twice: z already counts standard deviations.",
        "np.exp(-(z**2) * sigma / 2)": "You divided by σ only once: the exponent is −(x − μ)² / (2σ²).",
        "np.exp(-(z**2) * sigma**2 / 2)": "σ is missing in the exponent: it is −(x − μ)² / (2σ²).",
        "np.exp(-(z**2) * sigma**2 / 2 * sigma**2)": "Parentheses are missing: / 2 * sigma**2 divides by 2 and then "
        "*multiplies* by σ². Write / (2 * sigma**2).",
        "np.exp(-(z**2) / 8)": "You halved z before squaring it, and then you halved the square. The exponent is "
        "−z²/2: one division by 2, after squaring.",
        "np.exp(-((x - mu) ** 2) / 2 * sigma)": "/ 2 * sigma divides by 2 and then *multiplies* by σ. The exponent is "
        "−(x − μ)² / (2σ²): write / (2 * sigma**2).",
        "np.exp(-(x**2 - mu**2) / (2 * sigma**2))": "You squared before you subtracted. The exponent holds the square "
        "of the distance: (x − μ)², not x² − μ².",
    },
)
normal_pdf.instead_of(
    "(x - mu) / sigma",
    {
        "(x + mu) / sigma": "You added μ. The top is at x = μ, where x − μ is 0.",
        "x / sigma": "μ is missing: the top is at x = μ.",
        "x - mu / sigma": "Parentheses are missing: (x - mu) / sigma.",
        "(x - mu) / sigma**2": "z is (x − μ) / σ. You divided by the variance.",
        "(x - mu) / np.sqrt(sigma)": "sigma is the standard deviation already, not the variance: no root.",
        "(x - np.mean(x)) / sigma": "You subtracted the mean of the entries of x. Subtract mu, the mean of the "
        "distribution.",
        "(x - mu) / np.std(x)": "You divided by the spread of the entries of x. Divide by sigma.",
    },
)
normal_pdf.instead_of(
    "(sigma * np.sqrt(2 * np.pi))",
    {
        "1": "The bell alone has area σ√(2π). Divide by it, and the area is 1.",
        "np.sqrt(2 * np.pi)": "σ is missing in the denominator: a bell that is σ times as wide has σ times the area.",
        "sigma": "√(2π) is missing in the denominator: the bell alone has area σ√(2π).",
        "sigma * np.sqrt(2 * np.pi)": "Parentheses are missing: / sigma * np.sqrt(…) divides by σ and then "
        "*multiplies* by the root.",
        "np.sqrt(2 * np.pi * sigma)": "Under the root, you need σ²: √(2πσ²) is σ√(2π).",
        "(sigma**2 * np.sqrt(2 * np.pi))": "The denominator has σ, not σ²: √(2πσ²) is σ√(2π).",
        "np.sqrt(2 * np.pi * sigma**4)": "The denominator has σ, not σ²: √(2πσ²) is σ√(2π).",
        "(sigma * np.sqrt(np.pi))": "√π is the area under e^(−z²). For e^(−z²/2), it is √(2π).",
        "(sigma * 2 * np.pi)": "The root is missing: the area is σ√(2π).",
        "(sigma * np.sqrt(2) * np.pi)": "The root covers π, too: √(2π).",
        "(2 * np.pi * sigma**2)": "The root is missing: the area is √(2πσ²).",
        "np.sum(np.exp(-(z**2) / 2))": "You divided by the sum over the entries of x, so your answer depends on where "
        "you look. Divide by the area of the whole bell, σ√(2π).",
    },
)


@normal_pdf.misconception(
    "sigma is the standard deviation already. You took it for the variance: in N(μ, σ²), the variance is σ²."
)
def takes_it_for_the_variance(x, mu, sigma):
    return np.exp(-((x - mu) ** 2) / (2 * sigma)) / np.sqrt(2 * np.pi * sigma)


@normal_pdf.misconception("You multiplied by the area of the bell. Divide by it, and the area is 1.")
def multiplies(x, mu, sigma):
    return np.exp(-(((x - mu) / sigma) ** 2) / 2) * sigma * np.sqrt(2 * np.pi)


@normal_pdf.misconception("That is the logarithm of the density. Leave off the logarithm.")
def log_density(x, mu, sigma):
    return -(((x - mu) / sigma) ** 2) / 2 - np.log(sigma * np.sqrt(2 * np.pi))


@normal_pdf.misconception(
    "That is the cumulative, the area to the left of x. The density is the height of the curve at x."
)
def cumulative(x, mu, sigma):
    return probability.Normal(mu, sigma).cdf(x)


@normal_pdf.misconception("You divided the bell by 2σ². That division belongs in the exponent: exp(−(x − μ)² / (2σ²)).")
def divides_outside(x, mu, sigma):
    return np.exp(-((x - mu) ** 2)) / (2 * sigma**2) / (sigma * np.sqrt(2 * np.pi))


@normal_pdf.misconception(
    "sigma is the standard deviation already, and Normal asks for the standard deviation: do not square it."
)
def squares_for_the_package(x, mu, sigma):
    return probability.Normal(mu, sigma**2).pdf(x)


@normal_pdf.misconception("mu and sigma are swapped: x − μ is divided by σ.")
def swapped(x, mu, sigma):
    with np.errstate(all="ignore"):
        return np.exp(-(((x - sigma) / mu) ** 2) / 2) / (mu * np.sqrt(2 * np.pi))


@normal_pdf.misconception(
    "You computed the mean and the spread of the entries of x. x only says where to look: the distribution has the "
    "mean mu and the standard deviation sigma."
)
def fits_the_entries(x, mu, sigma):
    with np.errstate(divide="ignore", invalid="ignore"):
        z = (x - np.mean(x)) / np.std(x)
        return np.exp(-(z**2) / 2) / (np.std(x) * np.sqrt(2 * np.pi))
