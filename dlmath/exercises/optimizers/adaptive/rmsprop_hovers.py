"""rmsprop_hovers: half of the learning rate, whatever the curvature."""

import math

from dlmath.exercises import number


@number(
    weight="standard",
    kind="derive",
    task="RMSProp with η = 0.02 runs in the valley f(x) = ½ · 7 x². After a long time, it jumps between a and −a, with "
    "a > 0. How large is a?",
    tolerance=0.0001,
    hints=[
        "The slope at a is 7a, and at −a it is −7a. What is the mean of the squared slopes, after a long time?",
        "v = (7a)², so g/√v is +1 or −1, and each step has the length η.",
        "A step from a to −a has the length 2a. So 2a = η.",
    ],
)
def rmsprop_hovers():
    # At ±a the slope is ±7a, so v = (7a)² and g/√v = ±1: each step has the length η, and it leads from a to −a.
    eta, curvature = 0.02, 7.0
    return eta * curvature / math.sqrt(curvature**2) / 2


for value, message in {
    0.02: "The steps have the length η = 0.02, but a step leads from a to −a, so it is 2a long.",
    0.04: "A step has the length η and leads from a to −a: 2a = η, not a = 2η.",
    0.07: "The curvature doesn't matter: it is in the slope and in √v, and cancels. Each step has the length η.",
    0.14: "That is ηλ. The curvature is in the slope and in √v, so it cancels: each step has the length η.",
    0.0014: "You divided by the curvature, or multiplied η² by it. It is in the slope and in √v, so it cancels.",
    0.01 / 7: "You divided η/2 by the curvature. It is in the slope and in √v, so it cancels.",
    0.02 / 7: "You divided by the curvature. It is in the slope and in √v, so it cancels.",
    2 / 7: "That is 2/λ, the largest stable rate of gradient descent. Here the slope is divided by √v.",
    1 / 7: "That is 1/λ. Here the slope is divided by √v, so the curvature cancels.",
    0: "It doesn't arrive. The slope gets smaller near the minimum, but so does √v, and their quotient stays ±1.",
    0.005: "A quarter of η is too little. At ±a, g/√v is ±1, so a step has the length η, and 2a = η.",
    0.01 * math.sqrt(2): "You seem to have a factor of √2 in it. At both points g² is the same, so √v is exactly |g|.",
    1: "That is the size of g/√v. Times η, it is the length of a step, which is 2a.",
    7: "That is the curvature, which cancels. Set the length of a step, η, equal to 2a.",
    3.5: "That is half the curvature, which cancels. Set the length of a step, η, equal to 2a.",
    0.0004: "That is η². A step has the length η, and 2a = η.",
    0.5: "It is half of η, so half of 0.02.",
    -0.01: "a is the positive one of the two points.",
    0.02
    * math.sqrt(
        10
    ): "That would be the first step, with v still near 0. After a long time v has become the mean square.",
    0.1: "That isn't η/2. Each step has the length η = 0.02, and leads from a to −a.",
    0.01
    * math.sqrt(10): "That would be half of the first step, with v still near 0. After a long time v has become the "
    "mean square.",
    math.sqrt(0.02): "You took the root of η. At ±a, g/√v is ±1, so a step has the length η, and 2a = η.",
    0.05: "That would be right for η = 0.1. Here η is 0.02.",
    0.01 * math.sqrt(50): "The curvature doesn't matter: it is in the slope and in √v, and cancels.",
    49: "That is λ². It is in v and in the slope, and cancels.",
    0.002: "The share 1 − ρ doesn't matter here: all squares are equal, so their mean is the square itself.",
    0.018: "The share ρ doesn't matter here: all squares are equal, so their mean is the square itself.",
}.items():
    rmsprop_hovers.misconception(value, message)
for value, comparison, when in [
    (0.03, "more", lambda answer: answer > 0),
    (0.003, "less", lambda answer: 0 < answer < 0.01),
]:
    rmsprop_hovers.misconception(
        value,
        f"That is {comparison} than η/2. At ±a, g/√v is ±1 whatever λ and ρ are, so a step has the length η. "
        "It leads from a to −a, so 2a = η.",
        when=when,
    )
