"""price_of_precision: a sharper code costs more."""

from dlmath.exercises import number


@number(
    weight="standard",
    task="An encoder describes an image by two numbers, with $\\sigma = 1$ for both. After more training it has "
    "$\\sigma = 0.1$ for both, and the same means. By how many nats has its KL divergence from "
    "$\\mathcal N(\\mathbf 0, I)$ grown?",
    tolerance=0.01,
    hints=[
        "The means are the same before and after, so they cancel. What does one coordinate's σ contribute?",
        "½(σ² − 1 − log σ²) is 0 at σ = 1. At σ = 0.1 it is ½(0.01 − 1 − log 0.01), and log is the natural logarithm.",
    ],
)
def price_of_precision():
    # Two coordinates, each ½(σ² − 1 − log σ²), with log 0.01 = −4.605.
    return 2 * 0.5 * (0.01 - 1 + 4.605170185988091)


for value, message in {
    4.605: "That is the logarithm alone. The variance itself has shrunk, too: σ² − 1 adds −0.99.",
    1.808: "That is one coordinate. Two of them were sharpened.",
    7.230: "The factor ½ is missing.",
    -3.615: "The sign is wrong: a sharper Gaussian is farther from N(0, I).",
    1.403: "You used σ = 0.1 for σ². The formula has σ² = 0.01.",
    5.216: "That is in bits. In nats, the logarithm is the natural one.",
    1.010: "You used the logarithm to base 10. In nats, the logarithm is the natural one: log 0.01 = −4.605.",
    5.595: "Check the sign of σ² − 1: at σ = 0.1 it is −0.99, and lowers the sum.",
    2.303: "That is log 10 alone: one coordinate, and without its σ² − 1.",
    9.210: "That is −log σ² for both, without the ½ and without σ² − 1.",
    1.313: "You used log σ. Before the ½, the formula has log σ²: −4.605 at σ = 0.1.",
    -5.595: "The logarithm has the wrong sign: −log σ² is +4.605.",
}.items():
    price_of_precision.misconception(value, message)
price_of_precision.misconception(
    0,
    "The means are the same, but the widths aren't, and the divergence depends on both.",
    when=lambda answer: answer == 0,
)
