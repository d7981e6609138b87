"""steepest_gelu: where the GELU is steeper than a straight line of slope 1."""

import math

from dlmath.exercises import number


@number(
    weight="hard",
    kind="derive",
    task="The slope of the GELU is $\\Phi(x) + x\\,\\varphi(x)$, with $\\Phi' = \\varphi$ and $\\varphi(x) = "
    "e^{-x^2/2} / \\sqrt{2\\pi}$. Where is it largest? (Where a smooth slope is largest, its own slope is 0. "
    "Differentiate once more; for $\\varphi'$ you need the chain rule.) Give at least three decimals.",
    tolerance=0.003,
    hints=[
        "φ′(x) = −x φ(x), by the chain rule. Now differentiate Φ(x) + x φ(x).",
        "Φ′ is φ, and (x φ)′ = φ + x φ′ = φ − x² φ. Together: (2 − x²) φ(x).",
        "φ is never 0. So x² = 2, and of the two points the positive one is the steepest.",
    ],
)
def steepest_gelu():
    # The slope of the slope is (2 − x²) φ(x), and φ is never 0. Left of √2 the slope still grows, right of it it falls.
    return math.sqrt(2)


for value, message in {
    -1.414214: "There the slope of the slope is 0, too, but it is where the GELU falls most steeply. The slope is "
    "largest on "
    "the positive side.",
    2: "You have x² = 2. Take the square root.",
    1: "At 1 the slope of the slope is φ(1) (2 − 1), which is not 0. Did you forget Φ′ = φ? There are two φ: one "
    "from Φ, one "
    "from x φ.",
    1.1289: "That is how steep it is. The question is where.",
    1.129: "That is how steep it is. The question is where.",
    0: "At 0 the slope is 1/2, and it grows beyond 1 farther to the right. Set the slope of the slope to 0.",
    0.5: "That is the slope at 0. The question is where the slope is largest.",
    -0.7518: "There the slope itself is 0, so that is where the GELU is lowest. Set the slope of the slope to 0.",
    0.707107: "You inverted the 2. From 2 − x² = 0 it follows that x² = 2.",
    4: "From 2 − x² = 0 it follows that x² = 2, so take the square root, not the square.",
    1.732051: "You have one φ too many: Φ′ gives one and (x φ)′ gives one, so it is (2 − x²) φ.",
    -1: "At −1 the slope of the slope is φ(1), not 0. Did you forget Φ′ = φ?",
    0.75: "There is nothing special at 0.75; at −0.75 the GELU is lowest. Set the slope of the slope to 0.",
    0.7: "Not far enough yet. From 2 − x² = 0 you get it exactly.",
    1.2: "Not far enough yet. From 2 − x² = 0 you get it exactly.",
    1.42: "Very close. From 2 − x² = 0 you get it exactly.",
    1.4: "Right as far as it goes. Give at least three decimals: it is a root.",
    1.5: "A little too far. From 2 − x² = 0 you get it exactly.",
    1.25: "Not far enough yet. From 2 − x² = 0 you get it exactly.",
    0.398942: "That is φ(0). The question is for which x the slope is largest.",
    1.189207: "You took the root twice. From 2 − x² = 0 you get x² = 2.",
    0.129: "That is how far the slope gets above 1, or below 0. The question is where it is largest.",
    3: "That far out the slope is 1.01, and falling. Set the slope of the slope to 0.",
}.items():
    steepest_gelu.misconception(value, message)
