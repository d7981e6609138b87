"""share_in_the_ellipse: two standard deviations hold less in two dimensions than in one."""

import math

from dlmath.exercises import number


@number(
    weight="hard",
    kind="derive",
    task="$Z_1$ and $Z_2$ are independent standard normal variables. Their joint density is $\\frac1{2\\pi} "
    "e^{-r^2/2}$ at distance $r$ from the origin. How likely is a draw to lie within the circle of radius 2? (Cut the "
    "disk into thin rings, as in *Integrals*. Three digits will do.)",
    hints=[
        "A ring of radius r and width dr has area 2πr dr. What is its share of the probability?",
        "It is r e^(−r²/2) dr, and −e^(−r²/2) is an antiderivative.",
        "From 0 to 2 it rises from −1 to −e⁻².",
    ],
    tolerance=0.002,
)
def share_in_the_ellipse():
    # ∫ r exp(−r²/2) dr from 0 to R is 1 − exp(−R²/2).
    return 1 - math.exp(-(2**2) / 2)


for answer, message in {
    0.954: "That is the share of one normal variable within two standard deviations. In the plane there are more ways "
    "to be far out.",
    0.9545: "That is the share of one normal variable within two standard deviations. In the plane there are more "
    "ways to be far out.",
    0.95: "That is the share of one normal variable within two standard deviations. In the plane there are more ways "
    "to be far out.",
    0.911: "That is the square from −2 to 2, for which both coordinates must be small. The circle is smaller: "
    "integrate over rings.",
    0.135: "That is the share *outside*. Subtract it from 1.",
    0.393: "That is the circle of radius 1. The radius here is 2.",
    0.989: "That is the circle of radius 3. The radius here is 2.",
    0.982: "You forgot the half in the exponent: it is e^(−r²/2).",
    0.018: "You forgot the half in the exponent, and that is the share outside.",
    0.632: "The exponent at r = 2 is −2²/2 = −2. Square the radius.",
    0.368: "The exponent at r = 2 is −2²/2 = −2, and the share inside is 1 minus that power of e.",
    0.68: "That is one normal variable within one standard deviation. Integrate over rings up to r = 2.",
    0.683: "That is one normal variable within one standard deviation. Integrate over rings up to r = 2.",
    0.466: "That is one normal variable within one standard deviation, squared. Integrate over rings up to r = 2.",
    0.477: "That is the area under the bell from 0 to 2. In the plane, integrate over rings.",
    0.0215: "That is the height of the density at r = 2. Integrate the height over the disk, in rings.",
    0.138: "You divided by 2π once too often: a ring has area 2πr dr, and the density has 1/(2π).",
    5.43: "The factor 1/(2π) of the density is missing.",
    0.865 * 2: "A probability is at most 1. The antiderivative is −e^(−r²/2), and it rises from −1.",
    0.739: "Check the exponent: at r = 2 it is −2²/2 = −2.",
    0.381: "The r of the ring is missing, or the 2π: a ring has area 2πr dr.",
    1.196: "The r of the ring is missing: its area is 2πr dr.",
    2: "A probability is at most 1. A ring has share r e^(−r²/2) dr.",
    1: "Something always lies outside: the density is positive everywhere.",
}.items():
    share_in_the_ellipse.misconception(answer, message)

share_in_the_ellipse.misconception(
    86.5, "That is a percentage. Give it as a number between 0 and 1.", when=lambda p: 85 < p < 88
)
share_in_the_ellipse.misconception(
    3, "A probability is between 0 and 1. A ring has share r e^(−r²/2) dr.", when=lambda p: p > 1 or p < 0
)

share_in_the_ellipse.misconception(
    0.75,
    "A ring has share r e^(−r²/2) dr, and −e^(−r²/2) is an antiderivative. Plug in 2, then 0, and subtract.",
    when=lambda p: 0 <= p < 0.855 or 0.875 < p <= 1,
)
