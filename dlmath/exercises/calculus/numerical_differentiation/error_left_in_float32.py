"""error_left_in_float32: what the best central step leaves in single precision."""

from dlmath.exercises import number


@number(
    weight="standard",
    task="Take a function with $|f| = |f'''| = 1$. In `float32`, with $\\varepsilon = 2^{-23}$, how large is the error "
    "$E(h)$ of the central difference at its best step? Answer to within 5%.",
    hints=[
        "First the step: put ε = 2⁻²³ and |f| = |f‴| = 1 into the formula for the best step.",
        "h = (1.5 · 2⁻²³)^(1/3), about 0.0056. Put it into E(h).",
        "E(h) = ½ h² |f‴| there, so about half of 0.0056².",
    ],
    tolerance=8e-7,
)
def error_left_in_float32():
    # At the best step, E(h) = h²/6 + ε/(2h) is h²/2.
    eps = 2.0**-23
    h = (1.5 * eps) ** (1 / 3)
    return h**2 / 6 + eps / (2 * h)


EPS = 2.0**-23
H = (1.5 * EPS) ** (1 / 3)

for answer, message in {
    H: "That is the best step. The question is how large the error E(h) is there.",
    H**2
    / 6: "That is the truncation error alone. The rounding error, ε / (2h), must be added; here it is twice as large.",
    EPS / (2 * H): "That is the rounding error alone. The truncation error, h²/6, must be added.",
    EPS / H + H**2 / 6: "The central difference divides by 2h, so its rounding error is ε / (2h).",
    EPS / H: "That is twice the rounding error. E(h) = h²/6 + ε / (2h).",
    H**2: "At the best step E(h) is half of h²: h²/6 from truncation and h²/3 from rounding.",
    (2 * EPS) ** 0.5: "That is what a forward difference leaves. The central difference does better: half of h², with "
    "h = (3ε/2)^(1/3).",
    EPS**0.5: "The square root of ε is about what a forward difference leaves. For the central difference, put its "
    "best step into E(h).",
    EPS: "That is no more than ε itself, the accuracy of a stored number, and a difference quotient cannot keep all of "
    "that. Put the best step into E(h), with ε = 2⁻²³.",
    EPS ** (1 / 3): "That is the rule of thumb for the step. The question is how large the error is there.",
    EPS ** (2 / 3): "The order of magnitude is right, but the constant is missing: E(h) = ½ h² with h³ = 3ε/2.",
    0.5 * EPS ** (2 / 3): "Close: you left out the 3/2 in the best step, h³ = 3ε/2.",
    H / 2: "That is h/2. E(h) is ½ h².",
    H**2 / 4: "That is h²/4. At the best step E(h) is ½ h²: h²/6 from truncation and h²/3 from rounding.",
    0.5 * (1.5 * 2.0**-52) ** (2 / 3): "That is what float64 leaves. In float32, ε is 2⁻²³.",
    (1.5 * 2.0**-52) ** (1 / 3): "That is the best step in float64. The question is about the error, in float32.",
    EPS**0.5 / 2: "That looks like a square root of ε, which belongs to the forward difference.",
    4.8: "That is about the number of digits left. The question is how large the error is.",
    5: "That is about the number of digits left. The question is how large the error is.",
}.items():
    error_left_in_float32.misconception(answer, message, when=lambda x, wrong=answer: abs(x - wrong) < 0.02 * wrong)

error_left_in_float32.misconception(
    1.5e-5,
    "Close, but not to within 5%. Keep more digits along the way: h = 0.005634, and E(h) = ½ h².",
    when=lambda x: 1.35e-5 < x < 1.85e-5,
)
error_left_in_float32.misconception(
    2e-5,
    "The order of magnitude is right. Compute it: h = (3ε/2)^(1/3), then E(h) = ½ h².",
    when=lambda x: 5e-6 < x < 5e-5,
)
error_left_in_float32.misconception(
    1e-4,
    "That is too large. Put the best step, about 0.0056, into E(h): it is ½ h² there.",
    when=lambda x: 5e-5 <= x < 3e-4,
)
