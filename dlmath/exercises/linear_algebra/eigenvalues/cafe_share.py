"""cafe_share: where the regulars of two cafés end up."""

import numpy as np

from dlmath.exercises import number


@number(
    weight="standard",
    task="Two cafés share the regulars of a town. Every week, 10 % of the regulars of café A move to café B, and "
    "30 % of "
    "those of café B move to café A; all others stay. With $\\mathbf x$ for the two shares, a week is a product with "
    "$\\begin{pmatrix} 0.9 & 0.3 \\\\ 0.1 & 0.7 \\end{pmatrix}$. After many weeks the shares no longer change. What is "
    "the share of café A then, a number between 0 and 1?",
    tolerance=0.0005,
    hints=[
        "Shares that no longer change: M x = x. So x is an eigenvector. For which eigenvalue?",
        "For λ = 1, the first row says 0.9 x₁ + 0.3 x₂ = x₁.",
        "So 0.3 x₂ = 0.1 x₁: café A has three times as many as café B. Together they have all, so x₁ + x₂ = 1.",
    ],
)
def cafe_share():
    # (M − I) x = 0 says 0.3 x₂ = 0.1 x₁. Shares add up to 1.
    x = np.array([0.3, 0.1])
    return x[0] / np.sum(x)


cafe_share.misconception(0.25, "That is the share of café B. Café A loses fewer and wins more.")
cafe_share.misconception(
    0.5, "It would be half if both lost the same part. Café A loses 10 % a week, café B 30 %. Solve M x = x."
)
cafe_share.misconception(
    3, "Right: café A ends up with 3 times as many as café B. As a share of all, that is 3 out of 3 + 1."
)
cafe_share.misconception(
    0.94868, "That is the eigenvector of length 1. Shares must *add up* to 1: divide by x₁ + x₂, not by the length."
)
cafe_share.misconception(
    0.70711,
    "That belongs to (1, 1) or (1, −1) of length 1. Look for the vector that M leaves as it is, and let its "
    "entries add up to 1.",
)
cafe_share.misconception(
    0.9, "That is the part of café A's regulars that stay for a week. In the long run M x = x must hold."
)
cafe_share.misconception(0.6, "That is one week after an even start. Keep going: in the end M x = x.")
cafe_share.misconception(0.66, "That is two weeks after an even start. Keep going: in the end M x = x.")
cafe_share.misconception(0.696, "That is three weeks after an even start. Keep going, or solve M x = x at once.")
cafe_share.misconception(
    2 / 3, "From 0.1 x₁ = 0.3 x₂ it follows that x₁ is three times x₂, so it is 3 parts of 4, not 2 of 3."
)
cafe_share.misconception(1 / 3, "That is x₂ in units of x₁. As a share of all it is x₁ / (x₁ + x₂) that is asked for.")
cafe_share.misconception(75, "In percent that is right. Asked for is a number between 0 and 1.")
cafe_share.misconception(
    1, "Café A does not get everyone: each week it loses 10 % of its own. Or did you give the eigenvalue?"
)
cafe_share.misconception(0, "Café A does not run empty: each week 30 % of café B's regulars come over. Solve M x = x.")
cafe_share.misconception(0.3, "That is the part of café B that moves each week. Use it in 0.1 x₁ = 0.3 x₂.")
cafe_share.misconception(
    0.1,
    "That is the part of café A that leaves each week. What leaves A and what comes from B must balance: 0.1 "
    "x₁ = 0.3 x₂.",
)
