"""kappa_of_the_default: which valley the usual 0.9 is made for."""

from dlmath.exercises import number


@number(
    weight="standard",
    kind="derive",
    task="Most people start with $\\beta = 0.9$. For which condition number $\\kappa$ is that the best momentum? "
    "Round to a whole number.",
    tolerance=0.4,
    hints=[
        "√0.9 = 0.948683. Which κ makes (√κ − 1)/(√κ + 1) equal to it?",
        "Write q for √κ and s for √0.9. Then q − 1 = s (q + 1), so q = (1 + s)/(1 − s).",
        "κ = ((1 + 0.948683) / (1 − 0.948683))².",
    ],
)
def kappa_of_the_default():
    s = 0.9**0.5
    # (√κ − 1)/(√κ + 1) = s, solved for √κ.
    return round(((1 + s) / (1 - s)) ** 2)


for value, message in {
    361: "You forgot that √β, not β, is (√κ − 1)/(√κ + 1). Begin with √0.9 = 0.948683.",
    19: "That is (1 + β)/(1 − β). Begin with √β = 0.948683, and square at the end: it is √κ that you solve for.",
    38: "That is √κ. Square it.",
    37.97: "That is √κ. Square it.",
    100: "That is 1/(1 − β)². Solve (√κ − 1)/(√κ + 1) = √0.9 for κ.",
    10: "That is 1/(1 − β). Solve (√κ − 1)/(√κ + 1) = √0.9 for κ.",
    9: "That is β/(1 − β). Solve (√κ − 1)/(√κ + 1) = √0.9 for κ.",
    20: "That is 2/(1 − β). Solve (√κ − 1)/(√κ + 1) = √0.9 for κ.",
    1444: "You rounded √κ to 38 before squaring. Keep the digits until the end.",
    1436: "√0.9 needs more digits: 0.948683, since 1 − 0.948683 is small.",
    1521: "√0.9 needs more digits: 0.948683, not 0.95.",
    380: "You divided by 1 − √β only, or squared only one part. κ = ((1 + √β)/(1 − √β))².",
    400: "You used 2/(1 − β) for √κ. It is (1 + √β)/(1 − √β).",
    1519: "You used 2/(1 − √β) for √κ. It is (1 + √β)/(1 − √β).",
    6: "You took one root too many. √κ = (1 + √β)/(1 − √β) = 37.97.",
    0: "Your fraction is upside down: κ = ((1 + √β)/(1 − √β))².",
    76: "Squaring is not doubling: √κ is 37.97.",
    # With β² in the place of √β:
    90.7: "You squared β. Start from the formula for √β: √β = √0.9 = 0.948683.",
    1600: "You rounded too early: √κ = 1.948683/0.051317 = 37.97.",
    5776: "A factor of 2 slipped in: √κ = (1 + √β)/(1 − √β) = 37.97.",
}.items():
    kappa_of_the_default.misconception(value, message)
kappa_of_the_default.misconception(
    1441.98,
    "That is κ before rounding. The task asks for a whole number.",
    when=lambda answer: abs(answer - 1441.98) < 0.05 and answer != round(answer),
)
kappa_of_the_default.misconception(
    1450,
    "Close. Keep all digits of √0.9 = 0.948683, square, and round at the end, to a whole number.",
    when=lambda answer: 1350 < answer < 1530,
)
kappa_of_the_default.misconception(
    -5,
    "A condition number is at least 1. Solve (√κ − 1)/(√κ + 1) = √0.9 for κ.",
    when=lambda answer: answer < 1,
)
kappa_of_the_default.misconception(
    700,
    "Test it: with your κ, is ((√κ − 1)/(√κ + 1))² equal to 0.9? Solve (√κ − 1)/(√κ + 1) = √0.9 for √κ, then square.",
    when=lambda answer: answer >= 1,
)
kappa_of_the_default.misconception(
    1,
    "For κ = 1 the best momentum is 0. Solve (√κ − 1)/(√κ + 1) = √0.9 for κ.",
    when=lambda answer: answer == 1,
)
