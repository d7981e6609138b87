"""cafe_share: where the regulars of two cafés end up."""

import numpy as np

from dlmath.exercises import number


@number(
    weight="standard",
    task="Two cafés share a town's regulars. Every week, 10% of café A's regulars move to café B, and 30% of café B's "
    "move to café A; all the others stay. If $\\mathbf x$ holds the two shares, each week multiplies it by "
    "$\\begin{pmatrix} 0.9 & 0.3 \\\\ 0.1 & 0.7 \\end{pmatrix}$. After many weeks the shares no longer change. What is "
    "café A's share then? Give a number between 0 and 1.",
    tolerance=0.0005,
    hints=[
        "Shares that no longer change: M x = x. So x is an eigenvector. For which eigenvalue?",
        "For λ = 1, the first row says 0.9 x₁ + 0.3 x₂ = x₁.",
        "So 0.3 x₂ = 0.1 x₁: café A has three times as many as café B. Together they have everyone, so x₁ + x₂ = 1.",
    ],
)
def cafe_share():
    # (M − I) x = 0 says 0.3 x₂ = 0.1 x₁. Shares add up to 1.
    x = np.array([0.3, 0.1])
    return x[0] / np.sum(x)


cafe_share.misconception(
    0.25,
    "That is the share of café B. Café A loses 10% of its regulars a week, café B 30%, so A ends up larger.",
)
cafe_share.misconception(
    0.5, "It would be half if both lost the same fraction. Café A loses 10% a week, café B 30%. Solve M x = x."
)
cafe_share.misconception(
    3, "Right: café A ends up with 3 times as many as café B. As a share of the whole, that is 3 out of 3 + 1."
)
cafe_share.misconception(
    0.94868, "That is the eigenvector of length 1. Shares must *add up* to 1: divide by x₁ + x₂, not by the length."
)
cafe_share.misconception(
    0.70711,
    "That belongs to (1, 1) or (1, −1) of length 1. Look for the vector that M leaves as it is, and let its entries "
    "add up to 1.",
)
cafe_share.misconception(
    0.9,
    "That is the fraction of café A's regulars who stay from one week to the next. In the long run, M x = x must hold.",
)
cafe_share.misconception(0.6, "That is one week after an even start. Keep going: in the end M x = x.")
cafe_share.misconception(0.66, "That is two weeks after an even start. Keep going: in the end M x = x.")
cafe_share.misconception(0.696, "That is three weeks after an even start. Keep going, or solve M x = x at once.")
cafe_share.misconception(
    2 / 3, "From 0.1 x₁ = 0.3 x₂ it follows that x₁ is three times x₂, so it is 3 parts out of 4, not 2 out of 3."
)
cafe_share.misconception(
    1 / 3, "That is x₂ in units of x₁. The question asks for café A's share of the whole, x₁ / (x₁ + x₂)."
)
cafe_share.misconception(75, "As a percentage, that is right. The question asks for a number between 0 and 1.")
cafe_share.misconception(
    1, "Café A does not get everyone: each week it loses 10% of its own regulars. Or did you give the eigenvalue?"
)
cafe_share.misconception(
    0, "Café A does not end up empty: each week 30% of café B's regulars come over. Solve M x = x."
)
cafe_share.misconception(
    0.3, "That is the fraction of café B's regulars who move each week. Use it in 0.1 x₁ = 0.3 x₂."
)
cafe_share.misconception(
    0.1,
    "That is the fraction of café A's regulars who leave each week. Those who leave A and those who come from B must "
    "balance: 0.1 x₁ = 0.3 x₂.",
)
cafe_share.misconception(
    0.8,
    "0.8 is the mean of the fractions that stay, 0.9 and 0.7. Those who leave A and those who come from B must "
    "balance: 0.1 x₁ = 0.3 x₂.",
)
