"""map_laplace: why a prior with a peak gives exact zeros."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="hard",
    kind="derive",
    task="One weight $w$ has the prior density $\\frac{1}{2b}\\,e^{-|w|/b}$, and the data say that $w$ is $z$, give "
    "or take $\\sigma$: they add $\\frac{1}{2\\sigma^2}(z - w)^2$ to the loss. Return the $w$ that makes "
    "$\\frac{1}{2\\sigma^2}(z - w)^2 + \\frac1b |w|$ smallest. `z` may be a number or an array (then do this for "
    "each entry). Look at $w > 0$ first: where is the slope 0? For which $z$ is that $w$ really positive? And what "
    "if it is not?",
    hints=[
        "For w > 0, the slope is (w − z)/σ² + 1/b. Where is it 0?",
        "At w = z − σ²/b. If z ≤ σ²/b, that is not positive, and then w = 0 is better than any positive w.",
        "For negative z, everything is mirrored: np.sign(z) * np.maximum(np.abs(z) - sigma**2 / b, 0).",
    ],
)
def map_laplace(z, sigma, b):
    """The most probable weight under a Laplace prior."""
    # Where the slope is 0, w is nearer to 0 by σ²/b. If z is nearer than that, w = 0.
    reach = sigma**2 / b
    return np.sign(z) * np.maximum(np.abs(z) - reach, 0)


@map_laplace.cases
def cases(rng):
    return [
        (3.0, 1.0, 0.5),
        (-5.0, 2.0, 4.0),
        (1.0, 1.0, 0.5),
        (-0.25, 0.5, 0.8),
        (np.array([3.0, -3.0, 0.5, -0.5]), 1.0, 0.4),
        (np.array([-2.0, 6.0, 1.2]), 3.0, 2.5),
        (3 * rng.normal(size=8), 1.3, 1.7),
        (rng.normal(size=12), 0.8, 0.9),
    ]


@map_laplace.edge_cases
def edge_cases(rng):
    return [(0.0, 1.0, 1.0), (2.0, 1.0, 0.5), (-2.0, 1.0, 0.5), (np.array([3, -1, 0]), 1, 2), (np.zeros(3), 1.0, 2.0)]


@map_laplace.law("−z gives −w")
def _(f, z, sigma, b):
    return np.allclose(f(-z, sigma, b), -np.asarray(f(z, sigma, b)))


@map_laplace.law("no w nearby has a smaller loss")
def _(f, z, sigma, b):
    w = np.asarray(f(z, sigma, b))

    def loss(w):
        return (z - w) ** 2 / (2 * sigma**2) + np.abs(w) / b

    return all(np.all(loss(w + step) >= loss(w) - 1e-12) for step in (-1e-3, 1e-3))


map_laplace.instead_of(
    "sigma**2 / b",
    {
        "sigma / b": "σ is squared in the loss: multiply the slope by σ², and w moves by σ²/b.",
        "1 / b": "The noise is missing: the slope (w − z)/σ² + 1/b is 0 at w = z − σ²/b.",
        "b": "The penalty |w|/b has slope 1/b, so w moves by σ²/b.",
        "b / sigma**2": "That is upside down: (w − z)/σ² = −1/b gives w = z − σ²/b.",
        "sigma**2 * b": "The slope of |w|/b is 1/b, so w moves by σ² divided by b.",
        "sigma**2 / b**2": "The exponent of the prior is |w|/b, and b is not squared in it.",
        "sigma**2 / (2 * b)": "The slope of (z − w)²/(2σ²) is (w − z)/σ²: the 2 cancels, and no ½ is left.",
        "2 * sigma**2 / b": "The slope of (z − w)²/(2σ²) is (w − z)/σ²: the 2 cancels, and w moves by σ²/b.",
        "1 / (sigma**2 * b)": "(w − z)/σ² = −1/b: multiply by σ², and w − z = −σ²/b.",
        "sigma**2": "The width of the prior is missing: w moves by σ²/b.",
    },
)
map_laplace.instead_of(
    "np.sign(z) * np.maximum(np.abs(z) - reach, 0)",
    {
        "z - reach": "That is right only for z > σ²/b. For smaller z, it would be negative, where the slope is "
        "different: w = 0 is better. And negative z move up.",
        "np.sign(z) * (np.abs(z) - reach)": "For |z| < σ²/b, w has changed its sign. It stops at 0: np.maximum(…, 0).",
        "z - np.sign(z) * reach": "For |z| < σ²/b, w has changed its sign. It stops at 0.",
        "np.where(np.abs(z) > reach, z - reach, 0)": "For z below −σ²/b, everything is mirrored: there w = z + "
        "σ²/b, which is nearer to 0, not farther.",
        "np.where(z > reach, z - reach, np.where(z < -reach, z - reach, 0))": "For z below −σ²/b, everything is "
        "mirrored: there w = z + σ²/b, which is nearer to 0, not farther.",
        "np.where(z > reach, z - reach, np.where(z < reach, z + reach, 0))": "Between −σ²/b and σ²/b, w is 0. Your "
        "second condition should be z < −σ²/b.",
        "np.where(z > reach, reach - z, np.where(z < -reach, z + reach, 0))": "You subtracted the wrong way around. "
        "For z > σ²/b, w is positive: z − σ²/b.",
        "np.where(z < reach, z - reach, 0)": "The comparison points the wrong way: w is 0 where z is *nearer* to 0 "
        "than σ²/b. And negative z are mirrored.",
        "np.sign(z) * np.maximum(np.abs(z) - reach, z)": "The size of w must not fall below 0; z is not the limit: "
        "np.maximum(…, 0).",
        "np.where(np.abs(z) < reach, z, 0)": "That is the wrong way around: small z give 0, and large z move toward "
        "0 by σ²/b.",
        "np.zeros(np.shape(z))": "w is 0 only where |z| is at most σ²/b. Beyond that, it is nearer to 0 than z by "
        "σ²/b.",
        "np.maximum(z - reach, 0)": "For negative z, everything is mirrored: w is negative, not 0.",
        "np.maximum(np.abs(z) - reach, 0)": "The sign of z is lost: for negative z, w is negative.",
        "np.where(np.abs(z) > reach, z, 0)": "You keep a large z as it is. But there the slope of the prior still "
        "pulls: w = z − σ²/b for z > σ²/b.",
        "np.sign(z) * np.minimum(np.abs(z) - reach, 0)": "That is the wrong way around: w is 0 where |z| is at most "
        "σ²/b. Elsewhere, w is nearer to 0 than z by σ²/b. You need the larger of the two: np.maximum(…, 0).",
        "np.sign(z) * np.maximum(np.abs(z) + reach, 0)": "The prior pulls toward 0, so the size of w shrinks: |z| − "
        "σ²/b.",
        "z + np.sign(z) * reach": "The prior pulls toward 0, so the size of w shrinks: |z| − σ²/b.",
        "np.sign(z) * np.maximum(np.abs(z), reach)": "Subtract the reach: |z| − σ²/b, but do not go below 0.",
        "np.clip(z, -reach, reach)": "That cuts off large values. The prior cuts off small ones: it subtracts σ²/b "
        "from |z|, down to 0.",
        "z - np.clip(z, -reach, reach) / 2": "Subtract all of σ²/b, not half of it.",
        "z": "That is what the data alone say. The prior pulls toward 0.",
        "z / (1 + reach)": "Shrinking by a factor belongs to the normal prior. The slope of |w|/b is the same at "
        "every w > 0, so w moves by a fixed amount.",
        "np.maximum(np.abs(z) - reach, 0) / np.maximum(np.abs(z), 1)": "Multiply by the sign of z: −1, 0, or 1.",
        "z * np.maximum(np.abs(z) - reach, 0)": "Multiply by the sign of z, not by z itself.",
    },
)


@map_laplace.misconception(
    "That is the answer for the normal prior, with w² in place of |w|. Its slope fades near 0. The slope of |w|/b "
    "does not."
)
def normal_prior(z, sigma, b):
    return z / (1 + sigma**2 / b**2)


@map_laplace.misconception(
    "You took away a share of z. The slope of |w|/b is the same at every w > 0, so w moves by a fixed amount."
)
def in_proportion(z, sigma, b):
    return z - sigma**2 / b * z


@map_laplace.misconception(
    "For an array, `if` and max want one answer for all entries. np.where and np.maximum decide entry by entry."
)
def one_number_only(z, sigma, b):
    return np.sign(z) * max(abs(z) - sigma**2 / b, 0)
