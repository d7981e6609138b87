"""gaussian_integral: the whole area under a bell, wherever it stands and however wide it is."""

import numpy as np

from dlmath import calculus
from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="Compute, to nine digits, the area under $e^{-(x - \\mu)^2 / (2\\sigma^2)}$ from $-\\infty$ to $\\infty$, for "
    "any $\\mu$ (`mu`) and any $\\sigma > 0$ (`sigma`). `calculus.trapezoid(f, a, b, n)` will help.",
    hints=[
        "You cannot go to infinity. Where is the bell so low that the rest does not count? It depends on mu and sigma.",
        "The top is at mu, and ten times sigma to either side, the height is e⁻⁵⁰. So let a and b move with mu and "
        "sigma.",
        "a, b = mu - 10 * sigma, mu + 10 * sigma, and n = 100 pieces are plenty.",
    ],
    rtol=1e-9,
    atol=0,
    also=("whole",),
)
def gaussian_integral(mu, sigma):
    """The area under exp(−(x − μ)² / (2σ²)), to nine digits."""

    # Ten sigmas from its top, the bell is e⁻⁵⁰ high. The ends must move with mu and sigma.
    def bell(x):
        return np.exp(-((x - mu) ** 2) / (2 * sigma**2))

    reach = 10 * sigma
    return calculus.trapezoid(bell, mu - reach, mu + reach, 100)


@gaussian_integral.cases
def cases(rng):
    return [
        (0.0, 1.0),
        (1.0, 1.0),
        (0.0, 2.0),
        (-2.0, 0.5),
        (float(rng.uniform(-1, 1)), float(rng.uniform(0.8, 1.2))),
        (100.0, 1.0),
        (0.0, 50.0),
        (3.0, 0.01),
    ]


@gaussian_integral.edge_cases
def edge_cases(rng):
    return [(-4000.0, 0.3), (0, 1), (2, 3), (0.0, 1e-6), (1.0, 1e5)]


@gaussian_integral.law("moving the bell does not change its area")
def _(f, mu, sigma):
    return np.isclose(f(mu + 5 * sigma, sigma), f(mu, sigma), rtol=1e-8, atol=0)


@gaussian_integral.law("a bell twice as wide has twice the area")
def _(f, mu, sigma):
    return np.isclose(f(mu, 2 * sigma), 2 * f(mu, sigma), rtol=1e-8, atol=0)


def area(bell, a, b, n=4000):
    with np.errstate(all="ignore"):
        return calculus.trapezoid(bell, a, b, n)


def fixed_ends(reach, n):
    def answer(mu, sigma):
        return area(lambda x: np.exp(-((x - mu) ** 2) / (2 * sigma**2)), -reach, reach, n)

    return answer


for reach, n in [
    (5, 100),
    (6, 24),
    (6, 100),
    (6, 1000),
    (8, 100),
    (10, 100),
    (10, 200),
    (10, 1000),
    (20, 200),
    (50, 1000),
    (100, 1000),
    (100, 10000),
    (1000, 2000),
    (1000, 10000),
    (1000, 100000),
]:
    gaussian_integral.misconception(
        f"You always go from about −{reach} to {reach}. A bell at μ = 100 lies elsewhere, a wide one reaches beyond, "
        "and a narrow one slips between your points. Let the ends move with mu and sigma."
    )(fixed_ends(reach, n))


def around_mu(reach, n):
    def answer(mu, sigma):
        return area(lambda x: np.exp(-((x - mu) ** 2) / (2 * sigma**2)), mu - reach, mu + reach, n)

    return answer


for reach, n in [
    (5, 100),
    (6, 24),
    (6, 100),
    (8, 100),
    (10, 100),
    (10, 200),
    (10, 1000),
    (20, 200),
    (50, 1000),
    (100, 1000),
]:
    gaussian_integral.misconception(
        f"Your ends move with mu, which is right, but they are always {reach} away from it. How far a bell reaches "
        "depends on sigma: go, say, 10 * sigma to either side."
    )(around_mu(reach, n))


for reach, n in [(reach, n) for reach in range(1, 7) for n in (24, 100, 1000)]:
    gaussian_integral.misconception(
        f"{reach} sigma to either side leaves too much outside for nine digits. The height there is "
        f"e to the power −{reach**2 / 2:g}. Go farther, say 10 * sigma."
    )(
        lambda mu, sigma, reach=reach, n=n: area(
            lambda x: np.exp(-((x - mu) ** 2) / (2 * sigma**2)), mu - reach * sigma, mu + reach * sigma, n
        )
    )


gaussian_integral.instead_of(
    "np.exp(-((x - mu) ** 2) / (2 * sigma**2))",
    {
        "np.exp(-((x - mu) ** 2) / sigma**2)": "A 2 is missing: the exponent is −(x − μ)² / (2σ²).",
        "np.exp(-((x - mu) ** 2) / (2 * sigma))": "σ is squared in the exponent: 2 * sigma**2.",
        "np.exp(-((x - mu) ** 2) / 2 * sigma**2)": "Parentheses are missing: / 2 * sigma**2 divides by 2 and then "
        "*multiplies* by σ². Write / (2 * sigma**2).",
        "np.exp(-((x - mu) ** 2) / (2 * sigma) ** 2)": "You squared the 2 as well: it is 2σ², not (2σ)².",
        "np.exp(-(x**2) / (2 * sigma**2))": "Your answer is only right near μ = 0. Either μ is missing in the "
        "exponent, or your ends do not move with mu.",
        "np.exp(-((x - mu) ** 2) / 2)": "σ is missing: divide by 2 * sigma**2.",
        "np.exp(-((x - mu) ** 2))": "The division by 2σ² is missing.",
        "np.exp(-np.abs(x - mu) / (2 * sigma**2))": "The square is missing: (x − μ)².",
        "np.exp(-((x + mu) ** 2) / (2 * sigma**2))": "You added μ. The top is at x = μ, where x − μ is 0.",
        "np.exp(-((x - mu) ** 2) / (2 * sigma**2)) / (sigma * np.sqrt(2 * np.pi))": "The area is 1 only for the bell "
        "of probability theory, which is divided by σ√(2π). Compute the area of this bell as it stands.",
        "np.exp(-((x - mu) ** 2) / (2 * sigma**2)) / np.sqrt(2 * np.pi)": "You divided by √(2π). The task asks for the "
        "area of the bell as it stands.",
        "1 / np.exp((x - mu) / (2 * sigma**2))": "The square is missing: (x − μ)².",
        "np.exp((x - mu) ** 2 / (2 * sigma**2))": "The minus in the exponent is missing: this bell opens upward.",
    },
)
gaussian_integral.instead_of(
    "mu - reach, mu + reach, 100",
    {
        "mu, mu + 10 * sigma, 100": "That is only the right half. Start at mu − 10 * sigma.",
        "mu - 10 * sigma**2, mu + 10 * sigma**2, 1000": "You went 10σ² to either side. For a narrow bell, that is not "
        "far enough: the width of a bell is σ.",
        "mu + 10 * sigma, mu - 10 * sigma, 100": "The ends are swapped, so the sign is wrong.",
    },
)


for n in (4, 8, 10, 12, 16, 20):
    gaussian_integral.misconception(
        f"Your ends are far enough away, but {n} pieces are too few: the points are {20 / n:.3g} σ apart, and nine "
        "digits need about σ/2. 100 pieces are plenty."
    )(
        lambda mu, sigma, n=n: area(
            lambda x: np.exp(-((x - mu) ** 2) / (2 * sigma**2)), mu - 10 * sigma, mu + 10 * sigma, n
        )
    )


for n in (200, 400, 1000, 2000, 10000):
    gaussian_integral.misconception(
        "Parentheses are missing: / 2 * sigma**2 divides by 2 and then *multiplies* by σ². Write / (2 * sigma**2)."
    )(
        lambda mu, sigma, n=n: area(
            lambda x: np.exp(-((x - mu) ** 2) / 2 * sigma**2), mu - 10 * sigma, mu + 10 * sigma, n
        )
    )


for n in (200, 400, 1000, 2000, 10000):
    gaussian_integral.misconception("The minus in the exponent is missing: this bell opens upward.")(
        lambda mu, sigma, n=n: area(
            lambda x: np.exp((x - mu) ** 2 / (2 * sigma**2)), mu - 10 * sigma, mu + 10 * sigma, n
        )
    )


@gaussian_integral.misconception(
    "A sum can't run to infinity. Stop where the bell is so low that the rest does not count: 10σ from μ, it is below "
    "10⁻²¹."
)
def to_infinity(mu, sigma):
    return calculus.trapezoid(lambda x: np.exp(-((x - mu) ** 2) / (2 * sigma**2)), -np.inf, np.inf, 100)


@gaussian_integral.misconception(
    "√π is the area under e^(−x²). Here x² is divided by 2σ², so the bell is √(2σ²) times as wide."
)
def root_of_pi(mu, sigma):
    return np.sqrt(np.pi)


@gaussian_integral.misconception("√(2π) is right for σ = 1. A bell that is σ times as wide has σ times the area.")
def for_sigma_one(mu, sigma):
    return np.sqrt(2 * np.pi)


@gaussian_integral.misconception("σ² belongs under the root: √(2πσ²) is σ√(2π).")
def sigma_squared(mu, sigma):
    return sigma**2 * np.sqrt(2 * np.pi)


@gaussian_integral.misconception("√(2πσ) is missing a square: it is √(2πσ²), that is, σ√(2π).")
def root_of_sigma(mu, sigma):
    return np.sqrt(2 * np.pi * sigma)
