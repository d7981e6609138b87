"""best_window: where the variance falls as fast as the squared bias grows."""

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    kind="derive",
    task="Find the `k` for which $\\sigma^2/k + k^4 B/576$ is smallest, and return it as a short expression of `sigma` "
    "and `B`, both above 0. Don't round it.",
    hints=[
        "Where a smooth function of k is smallest, its derivative is 0. What is the derivative of σ²/k?",
        "−σ²/k² + 4k³B/576 = 0. Multiply by k².",
        "k⁵ = 144σ²/B. The fifth root is a power: ** (1 / 5).",
    ],
)
def best_window(sigma, B):
    """The window with the smallest mean squared error."""
    # The derivative, -sigma² / k² + 4 k³ B / 576, is 0.
    return (144 * sigma**2 / B) ** (1 / 5)


@best_window.cases
def cases(rng):
    return [
        (1.0, 144.0),
        (2.0, 1.0),
        (1.0, 0.01),
        (0.5, 0.003),
        (float(rng.uniform(0.5, 3)), float(rng.uniform(0.001, 0.1))),
    ]


@best_window.edge_cases
def edge_cases(rng):
    return [(32.0, 144.0), (1.0, 4.5), (0.01, 20.0)]


@best_window.law("a little less or a little more makes the error larger")
def _(f, sigma, B):
    k = f(sigma, B)
    return all(sigma**2 / k + k**4 * B / 576 < sigma**2 / m + m**4 * B / 576 for m in (0.9 * k, 1.1 * k))


best_window.instead_of(
    "(144 * sigma**2 / B) ** (1 / 5)",
    {
        "(576 * sigma**2 / B) ** (1 / 5)": "That k makes the two parts *equal*. Where their sum is smallest, their "
        "slopes cancel: the derivative of k⁴ brings a factor 4, and 576/4 = 144.",
        "(144 * sigma**2 / B) ** (1 / 4)": "Multiply −σ²/k² + 4k³B/576 = 0 by k²: the power is k⁵, not k⁴.",
        "(576 * sigma**2 / B) ** (1 / 4)": "The slopes have to cancel: −σ²/k² + 4k³B/576 = 0. That gives k⁵, and "
        "576/4 = 144.",
        "(144 * sigma**2 / B) ** (1 / 3)": "Check the powers: σ²/k has the derivative −σ²/k², and k⁴ has 4k³. So k⁵ "
        "remains.",
        "(144 * sigma / B) ** (1 / 5)": "The noise enters as σ², not as σ.",
        "(144 * B / sigma**2) ** (1 / 5)": "The fraction is upside down: more noise needs a longer window.",
        "(sigma**2 / (144 * B)) ** (1 / 5)": "144 belongs above: k⁵ = 144σ²/B.",
        "(144 * sigma / B**0.5) ** (2 / 5)": "If you take the square root of k⁵ = 144σ²/B first, take it of 144, too: "
        "12.",
        "float(int((144 * sigma**2 / B) ** (1 / 5)))": "Don't round the result here.",
        "(288 * sigma**2 / B) ** (1 / 5)": "Check the derivative of the second part: k⁴ brings down a factor 4, and "
        "576/4 = 144.",
        "144 * (sigma**2 / B) ** (1 / 5)": "The 144 belongs under the root, too: k⁵ = 144σ²/B.",
        "(144 / B) ** (1 / 3)": "You set only one of the slopes against a constant. The noise belongs in the balance: "
        "σ²/k² = 4k³B/576.",
        "(144 * sigma**2 / B) ** (1 / 6)": "σ²/k² = 4k³B/576: multiplied by k², that is k⁵, and the root is the fifth.",
        "1.25 * sigma**2 / (144 * sigma**2 / B) ** (1 / 5)": "That is the smallest error. The task asks for the k at "
        "which it is reached.",
        "144 * sigma**2 / B": "That is k⁵. Take the fifth root.",
        "(144 * sigma**2 / B) ** 1 / 5": "Python takes the power first. Put the exponent in parentheses: ** (1 / 5).",
        "(144 * sigma**2 / B) ** 5": "You raised to the fifth power. The fifth root is ** (1 / 5).",
        "(2304 * sigma**2 / B) ** (1 / 5)": "The derivative of k⁴B/576 is 4k³B/576 = k³B/144. So k⁵ = 144σ²/B.",
        "(sigma**2 / B) ** (1 / 5)": "The factor is missing: 576/4 = 144.",
        "(144 * sigma**2 / B**2) ** (1 / 5)": "B is the mean of the squared second derivative already: don't square "
        "it again.",
        "float(round((144 * sigma**2 / B) ** (1 / 5)))": "Don't round the result here.",
    },
)
