"""bells_to_sigmoid: two bells of the same width share a point according to a sigmoid."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="hard",
    kind="derive",
    task="A mixture has two components with the same variance $\\sigma^2$ and means $\\mu_1$ and $\\mu_2$. The "
    "second has weight $p$, and the first has weight $1 - p$ (with $0 < p < 1$). Show that the responsibility of "
    "the *second* component is a sigmoid, $r_2(x) = 1 / (1 + e^{-(w x + b)})$, and return $w$ and $b$ as short "
    "expressions in `p`, `mu1`, `mu2`, and `variance`.",
    hints=[
        "Divide numerator and denominator of r₂ by its numerator. What is left is 1 / (1 + a), where a is a ratio of "
        "two products. So wx + b = −log a.",
        "−log a = log(p / (1 − p)) + (x − μ₁)²/(2σ²) − (x − μ₂)²/(2σ²). Multiply out: x² cancels.",
        "The coefficient of x is w = (μ₂ − μ₁)/σ². The rest is b = log(p / (1 − p)) + (μ₁² − μ₂²)/(2σ²).",
    ],
    also=(),
)
def bells_to_sigmoid(p, mu1, mu2, variance):
    """The w and b for which sigmoid(w x + b) is the share of bell 2."""
    # (x − μ₁)² − (x − μ₂)² = 2x(μ₂ − μ₁) + μ₁² − μ₂²: the x² cancels.
    w = (mu2 - mu1) / variance
    b = np.log(p / (1 - p)) + (mu1**2 - mu2**2) / (2 * variance)
    return w, b


@bells_to_sigmoid.cases
def cases(rng):
    return [
        (0.5, 0.0, 2.0, 1.0),
        (0.25, 1.0, 4.0, 2.0),
        (0.7, 3.0, -1.5, 0.8),
        (0.4, 190.0, 216.0, 49.0),
        (0.9, *rng.normal(size=2), 3.0),
        (0.15, *(10 * rng.normal(size=2)), 7.0),
    ]


@bells_to_sigmoid.edge_cases
def edge_cases(rng):
    return [(0.5, -3, 3, 2), (0.3, 2.0, 2.0, 5.0), (0.3, 1, 4, 3), (0.2, 1e-4, 3e-4, 1e-8), (1e-9, 0.0, 1.0, 1.0)]


@bells_to_sigmoid.law("halfway between the means, the share is p")
def _(f, p, mu1, mu2, variance):
    w, b = f(p, mu1, mu2, variance)
    return np.isclose(1 / (1 + np.exp(-(w * (mu1 + mu2) / 2 + b))), p)


bells_to_sigmoid.instead_of(
    "(mu2 - mu1) / variance",
    {
        "(mu1 - mu2) / variance": "The sign of w is wrong. If μ₂ lies to the right, the share of the second "
        "component grows with x: w = (μ₂ − μ₁)/σ².",
        "(mu2 - mu1) / (2 * variance)": "The product 2x(μ₂ − μ₁) from multiplying out is divided by 2σ²: the 2 "
        "cancels.",
        "2 * (mu2 - mu1) / variance": "2x(μ₂ − μ₁) is divided by 2σ²: the 2 cancels.",
        "(mu2 - mu1) / variance**2": "The variance is already σ²: do not square it.",
        "(mu2 - mu1) / np.sqrt(variance)": "The squares are divided by 2σ², so w contains the variance, not its root.",
        "mu2 - mu1": "The variance is missing: the squares are divided by 2σ².",
        "(mu2 + mu1) / variance": "Multiply out again: −(x − μ₂)² gives +2xμ₂, but +(x − μ₁)² gives −2xμ₁.",
        "1 / variance": "The product 2x(μ₂ − μ₁) from multiplying out leaves the difference of the means: "
        "w = (μ₂ − μ₁)/σ².",
        "mu2 / variance": "The first component has a term with x, too: −2xμ₁ from (x − μ₁)².",
    },
)
bells_to_sigmoid.instead_of(
    "np.log(p / (1 - p)) + (mu1**2 - mu2**2) / (2 * variance)",
    {
        "(mu1**2 - mu2**2) / (2 * variance)": "The weights are missing from b: they add log(p / (1 − p)).",
        "np.log(p / (1 - p))": "The squares of the means are missing from b: (μ₁² − μ₂²)/(2σ²).",
        "np.log(p / (1 - p)) + (mu2**2 - mu1**2) / (2 * variance)": "The sign of the squares is wrong in b: "
        "(x − μ₁)² − (x − μ₂)² leaves μ₁² − μ₂².",
        "np.log((1 - p) / p) + (mu1**2 - mu2**2) / (2 * variance)": "The weights in b are upside down. A heavier "
        "second component gets more: log(p / (1 − p)).",
        "np.log((1 - p) / p) + (mu2**2 - mu1**2) / (2 * variance)": "The sign of b is wrong: the exponent of the "
        "sigmoid is −(wx + b).",
        "np.log(p) + (mu1**2 - mu2**2) / (2 * variance)": "The first component's weight is missing: log p − log(1 − "
        "p).",
        "p / (1 - p) + (mu1**2 - mu2**2) / (2 * variance)": "Take the logarithm of the odds: log(p / (1 − p)).",
        "np.log(p / (1 - p)) + (mu1**2 - mu2**2) / variance": "The squares are divided by 2σ²; the 2 is missing in b.",
        "np.log(p / (1 - p)) + (mu1**2 - mu2**2) / 2 * variance": "Parentheses are missing: / 2 * variance multiplies. "
        "Write / (2 * variance).",
        "np.log(p / (1 - p)) + (mu1 - mu2) ** 2 / (2 * variance)": "A difference of squares is not the square of the "
        "difference: μ₁² − μ₂².",
        "np.log(p / (1 - p)) - (mu1 - mu2) ** 2 / (2 * variance)": "A difference of squares is not the square of the "
        "difference: μ₁² − μ₂².",
        "np.log(p / (1 - p)) + (mu1**2 + mu2**2) / (2 * variance)": "The two squares have opposite signs: μ₁² − μ₂².",
        "np.log(p / (1 - p)) + (mu1 - mu2) / (2 * variance)": "The means are squared in b: μ₁² − μ₂².",
        "np.log(p / (1 - p)) * (mu1**2 - mu2**2) / (2 * variance)": "The logarithm of a product is a sum: add "
        "log(p / (1 − p)), do not multiply by it.",
        "-(mu1 + mu2) / 2": "Halfway between the means, the share is p, not ½. Multiply out the squares, and keep "
        "log(p / (1 − p)).",
        "np.log(p / (1 - p)) - (mu1 + mu2) / 2": "Half the sum of the means is multiplied by w: b = log(p / (1 − "
        "p)) − w (μ₁ + μ₂)/2.",
        "np.log(p / (1 - p)) + (mu1 + mu2) / 2": "Half the sum of the means is multiplied by −w: b = log(p / (1 − "
        "p)) − w (μ₁ + μ₂)/2.",
        "np.log(p * (1 - p)) + (mu1**2 - mu2**2) / (2 * variance)": "The weights form a ratio: log(p / (1 − p)).",
        "np.log(p / (1 - p)) + (mu1**2 - mu2**2) / 2": "The variance is missing: the squares are divided by 2σ².",
        "np.log(p / (1 - p)) + (mu1**2 - mu2**2) / (2 * variance**2)": "The variance is already σ²: do not square it.",
        "np.log2(p / (1 - p)) + (mu1**2 - mu2**2) / (2 * variance)": "e is the base of the exponential, so it takes "
        "the natural logarithm, np.log.",
    },
)
bells_to_sigmoid.instead_of(
    "return w, b",
    {
        "return b, w": "Both are right, but in the wrong order: first w, then b.",
        "return -w, -b": "Both signs are wrong. Either that is the share of the *first* component, or you forgot "
        "the minus in e^−(wx + b).",
        "return w": "w is right. Return b, too.",
        "return b": "b is right. Return w, too.",
    },
)
