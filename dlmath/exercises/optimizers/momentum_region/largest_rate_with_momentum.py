"""largest_rate_with_momentum: the edge of the region, for one valley."""

from dlmath.exercises import number


@number(
    weight="standard",
    kind="derive",
    task="A valley has curvature $\\lambda = 20$, and we use $\\beta = 0.9$. Above which learning rate does the run "
    "blow up?",
    tolerance=1e-4,
    hints=[
        "Without momentum it would be 2/20 = 0.1. The region in the picture gets wider toward larger β.",
        "At the edge p(−1) = 2 + 2β − ηλ is 0. Solve for η.",
        "η = 2 (1 + 0.9) / 20.",
    ],
)
def largest_rate_with_momentum():
    # At the edge p(−1) = 2 + 2β − ηλ is 0, so η = 2 (1 + β) / λ.
    return 2 * (1 + 0.9) / 20


for value, message in {
    0.1: "That is the limit without momentum, 2/λ. With it the region is wider: p(−1) = 2 + 2β − ηλ must be positive.",
    0.01: "You used 1 − β: 2 (1 − β)/λ would be a limit for the effective rate. Solve 2 + 2β − ηλ = 0.",
    3.8: "That is ηλ at the edge. Divide by λ = 20 to get the rate.",
    0.38: "You have one factor of 2 too many: 2 (1 + β)/λ = 3.8/20.",
    0.095: "The factor 2 is missing: p(−1) = 2 + 2β − ηλ.",
    0.145: "Not only the 1 is doubled, but also β: 2 + 2β − ηλ = 0.",
    1.9: "That is 1 + β. The rate at the edge is 2 (1 + β)/λ.",
    1.0: "You divided by 1 − β. Solve 2 + 2β − ηλ = 0 for η.",
    0.05: "1/λ is the perfect rate without momentum. The edge of the region is where 2 + 2β − ηλ = 0.",
    0.18: "Don't forget the 1: the rate is 2 (1 + β)/λ, and 1 + β is 1.9.",
    0.09: "Don't forget the 1: the rate is 2 (1 + β)/λ, and 1 + β is 1.9.",
    0.194868: "You took the root of β. At the edge, 2 + 2β − ηλ = 0, with β itself.",
    0.067857: "That is the limit of Nesterov's momentum. For the heavy ball solve 2 + 2β − ηλ = 0.",
    0.18987: "That is (1 + √β)²/λ, above which the ball no longer swings but jumps. It blows up a little later, where "
    "2 + 2β − ηλ = 0.",
    38: "You divided by 0.1 or lost a decimal point. Solve 2 + 2β − 20η = 0 for η.",
    76: "You multiplied by λ. A steeper valley needs a smaller rate: divide.",
    0.105263: "You divided by 1 + β, and doubled once too often. Solve 2 + 2β − 20η = 0 for η.",
    0.111111: "You divided by β. Solve 2 + 2β − 20η = 0 for η.",
    0.052632: "You divided by 1 + β. Solve 2 + 2β − 20η = 0 for η: multiply.",
    0.000132: "That is (1 − √β)²/λ, where the ball begins to swing. It blows up where 2 + 2β − 20η = 0.",
    0.0095: "You divided by λ twice. Solve 2 + 2β − 20η = 0 for η.",
    0.2: "That would be the edge for β = 1. Here 1 + β = 1.9.",
    -0.19: "The size is right, but a rate is positive.",
}.items():
    largest_rate_with_momentum.misconception(value, message)
largest_rate_with_momentum.misconception(
    0.12,
    "The run still converges at this rate. The edge is where p(−1) = 2 + 2β − ηλ becomes 0.",
    when=lambda answer: 0 < answer < 0.19,
)
largest_rate_with_momentum.misconception(
    0.25,
    "At this rate the run already blows up. The edge is where p(−1) = 2 + 2β − ηλ becomes 0.",
    when=lambda answer: answer > 0.19,
)
largest_rate_with_momentum.misconception(
    0,
    "A rate is positive. Solve 2 + 2β − 20η = 0 for η.",
    when=lambda answer: answer <= 0,
)
