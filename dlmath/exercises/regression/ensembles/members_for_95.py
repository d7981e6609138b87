"""members_for_95: a few members do most of the work."""

from dlmath.exercises import number


@number(
    weight="standard",
    kind="derive",
    task="Let $0 \\le \\rho < 1$ and $\\sigma > 0$. Infinitely many members would lower the variance from $\\sigma^2$ "
    "to $\\rho\\sigma^2$. How many members get 95% of that reduction?",
    hints=[
        "By how much do m members lower the variance? Subtract ρσ² + (1 − ρ)σ²/m from σ².",
        "That is (1 − ρ)σ²(1 − 1/m), and infinitely many lower it by (1 − ρ)σ².",
        "1 − 1/m = 0.95",
    ],
    tolerance=0.01,
)
def members_for_95():
    # 1 − 1/m = 0.95, whatever σ and ρ < 1 are.
    return 20


for answer, message in {
    19: "Close: 1 − 1/19 is 0.947, a little less than 0.95.",
    21: "Close, but one fewer is enough: 1 − 1/m = 0.95.",
    95: "The reduction by m members is the share 1 − 1/m of the possible one. Set that to 0.95.",
    0.95: "That is the share. For which m is 1 − 1/m equal to it?",
    10: "Ten members get 1 − 1/10 of it, 90%.",
    5: "Five members get 1 − 1/5 of it, 80%.",
    400: "You seem to think of the standard deviation, which goes with 1/√m. The variance goes with 1/m.",
    100: "A hundred members get 99% of it. You don't need that many.",
    0.05: "That is 1/m. What is m?",
}.items():
    members_for_95.misconception(answer, message)

members_for_95.misconception(
    2, "Too few: m members get the share 1 − 1/m of the possible reduction.", when=lambda answer: 1 <= answer < 19
)
members_for_95.misconception(
    50, "Fewer will do: m members get the share 1 − 1/m of the possible reduction.", when=lambda answer: answer > 21
)
members_for_95.misconception(
    19.5, "Close, but a number of members is whole. Solve 1 − 1/m = 0.95.", when=lambda answer: 19 < answer < 21
)
members_for_95.misconception(-1, "A number of members is at least 1.", when=lambda answer: answer <= 0)
