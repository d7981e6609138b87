"""digits_in_float32: what single precision leaves of an answer."""

import math

from dlmath.exercises import number


@number(
    weight="warm-up",
    task="Networks often compute in `float32`, with $\\varepsilon = 1.2 \\cdot 10^{-7}$. About how many digits of "
    "$\\mathbf x$ can you expect if $\\kappa = 10^5$? Answer to within 0.3.",
    hints=[
        "float64 starts with sixteen digits. How many does float32 start with?",
        "It starts with −log₁₀(1.2 · 10⁻⁷), about 6.9 digits.",
        "Subtract log₁₀ κ = 5.",
    ],
    tolerance=0.3,
)
def digits_in_float32():
    # An error of ε may become κ ε.
    return -math.log10(1.2e-7 * 1e5)


for answer, message in {
    11: "That is for float64, with sixteen digits. float32 starts with about seven.",
    12: "You added the digits of κ. A large κ costs digits: subtract log₁₀ κ.",
    7: "Seven digits is what float32 starts with. κ = 10⁵ costs some of them.",
    5: "5 is the number of digits that κ costs, log₁₀ κ. Subtract it from the seven that float32 has.",
    -3: "You subtracted log₁₀ κ twice. That is what the normal equations lose; a good method loses it only once.",
    -2: "You subtracted the wrong way around: the digits of float32 minus log₁₀ κ.",
    0: "The relative error κ ε is 0.012, so something is left. The number of digits is −log₁₀ of that.",
    1: "Subtract log₁₀ κ = 5 from the 6.9 digits of float32.",
    3: "Subtract log₁₀ κ = 5 from the 6.9 digits of float32.",
    4: "Subtract log₁₀ κ = 5 from the 6.9 digits of float32.",
    83.3: "That is 1 / (κ ε). Its log₁₀ is the number of digits.",
    27: "float32 has 24 binary digits, about seven decimal ones.",
    19: "float32 has 24 binary digits, but κ is counted in decimal ones here: start with seven.",
    -4.6: "You used the natural logarithm. Decimal digits are counted by log₁₀.",
    16: "Sixteen digits is what float64 starts with. float32 starts with about seven, and κ = 10⁵ costs some of them.",
}.items():
    digits_in_float32.misconception(answer, message)
