"""pieces_for_nine_digits: how many pieces Simpson's rule needs for four more digits."""

from dlmath.exercises import number


@number(
    weight="standard",
    task="Simpson's rule with 20 pieces is off by $10^{-5}$ on some smooth function. About how many pieces "
    "bring the error down to $10^{-9}$?",
    hints=[
        "By what factor must the error shrink?",
        "By 10⁴. The error falls like 1/n⁴. By what factor must n grow?",
        "n must grow by the fourth root of 10⁴, which is 10.",
    ],
    tolerance=2,
)
def pieces_for_nine_digits():
    # The error falls like 1/n⁴, so a ten-thousandth of it takes ten times as many pieces.
    return 20 * (1e-5 / 1e-9) ** 0.25


for answer, message in {
    2000: "That is for the trapezoid rule, whose error falls like 1/n². Simpson's falls like 1/n⁴: take the fourth "
    "root.",
    200000: "That would be right if the error fell like 1/n. Simpson's falls like 1/n⁴.",
    10: "That is the factor. You started with 20 pieces: multiply by it.",
    80: "Doubling n twice shrinks the error only by 16 · 16 = 256. You need a factor of 10,000.",
    160: "Doubling n three times shrinks the error by 16³ = 4096. Close, but not quite 10,000.",
    320: "Doubling n four times shrinks the error by 65,536. That is more than needed: take the fourth root of 10,000.",
    40: "Doubling n once shrinks the error by 16. You need a factor of 10,000.",
    20000: "You multiplied by a thousand. The error must shrink by 10⁴ and falls like 1/n⁴, so n grows by the fourth "
    "root of 10⁴.",
    10000: "That is the factor by which the error must shrink. n grows by its fourth root.",
    100: "You need 20 times the fourth root of 10⁴, and that root is 10.",
    24: "You added four pieces. Four more digits need ten times as many.",
    1000: "That is 50 times as many. n grows by the fourth root of 10⁴, which is 10: 20 · 10.",
    177.8: "That is the fourth root of 10⁹. The error must shrink from 10⁻⁵ to 10⁻⁹, by 10⁴ only, and n starts at 20.",
    3556.6: "You took the fourth root of 10⁹. The error must shrink from 10⁻⁵ to 10⁻⁹, by 10⁴ only.",
    12500: "You divided by 16 once. Each doubling of n divides the error by 16, so n grows by the fourth root of 10⁴.",
    625: "You divided 10⁴ by 16. Each doubling of n divides the error by 16, so n grows by the fourth root of 10⁴.",
    50: "You need more: 50 pieces shrink the error only by 2.5⁴, about 39. You need a factor of 10,000.",
    63: "You took the square root of 10. n grows by the fourth root of 10⁴, which is 10.",
    30: "You added the factor 10 to 20. Multiply by it.",
    2: "You divided by the factor. A smaller error takes more pieces, not fewer.",
    36: "The error must shrink by 10⁹/10⁵ = 10⁴, not by 9/5.",
    431: "You took the cube root. Simpson's error falls like 1/n⁴.",
}.items():
    pieces_for_nine_digits.misconception(answer, message)
