"""push_of_the_fence: the multiplier of a single bound."""

from dlmath.exercises import number


@number(
    weight="warm-up",
    kind="derive",
    task="Minimize $(w - 3)^2$ subject to $w^2 \\le 4$. What is $\\lambda$ at the lowest allowed point?",
    tolerance=1e-6,
    hints=[
        "Which w are allowed? Which of them is nearest to 3?",
        "It is w = 2. Put it into f′(w) + λR′(w) = 0, with f = (w − 3)² and R = w².",
        "2 (2 − 3) + λ · 2 · 2 = 0",
    ],
)
def push_of_the_fence():
    # At w = 2 the slope of f is 2 (2 − 3) = −2, and that of w² is 4: −2 + 4 λ = 0.
    return 2 / 4


for value, message in {
    2: "That is the lowest allowed point, or minus the slope of f there. λ is what makes f′(w) + λR′(w) = 0, with "
    "R = w² and R′(2) = 4.",
    -0.5: "The sign is wrong. f′(2) is −2 and R′(2) is 4, so −2 + 4λ = 0. For a bound with ≤, λ is never negative.",
    1: "At w = 2 the slopes are f′ = 2(w − 3) = −2 and R′ = 2w = 4. Maybe you lost one of the two factors of 2.",
    0: "λ = 0 would mean that the fence doesn't matter. But the lowest point of all, w = 3, is not allowed: 3² = 9.",
    0.25: "You took f′(2) = −1. The slope of (w − 3)² is 2(w − 3), so it is −2.",
    -2: "That is the slope of f at w = 2. Divide minus the slope of f by the slope of w², which is 4.",
    4: "That is the bound, or the slope of w² at 2. Solve −2 + 4λ = 0.",
    3: "That is the lowest point of all. It is not allowed. The lowest allowed point is w = 2.",
    0.125: "You divided too often. At w = 2 the slopes are f′ = −2 and R′ = 4, so −2 + 4λ = 0.",
    -0.25: "You put in w = 4. The bound is on w², so the fence stands at w = 2.",
    2.5: "w = −2 is allowed, too, but it is the farther end: there (w − 3)² is 25. Take w = 2.",
    -2.5: "w = −2 is allowed, too, but it is the farther end: there (w − 3)² is 25. And λ is at least 0. Take w = 2.",
    -1: "λ is never negative for a bound with ≤. At w = 2: f′ = −2 and R′ = 4.",
    1.5: "At w = 2 the slopes are f′ = −2 and R′ = 4. Solve −2 + 4λ = 0.",
    0.75: "At w = 2 the slopes are f′ = −2 and R′ = 4. Solve −2 + 4λ = 0.",
    0.416408: "That is what a whole unit saves: from w² ≤ 4 to w² ≤ 5, f falls by somewhat less than λ. λ is minus the "
    "slope at 4.",
    8: "You multiplied the two slopes. Divide: −2 + 4λ = 0.",
    6: "Put in the lowest allowed point, w = 2: f′ = −2 and R′ = 4.",
    -4: "λ is never negative for a bound with ≤. At w = 2: f′ = −2 and R′ = 4, so −2 + 4λ = 0.",
    5: "That is 3² − 4, how far the lowest point of all exceeds the bound. λ compares slopes at w = 2: −2 + 4λ = 0.",
    0.333333: "Put in w = 2: f′ = 2(2 − 3) = −2 and R′ = 2 · 2 = 4. Nothing is divided by 3.",
}.items():
    push_of_the_fence.misconception(value, message)
push_of_the_fence.misconception(
    0.6, "At w = 2 the slopes are f′ = −2 and R′ = 4. Solve −2 + 4λ = 0.", when=lambda answer: answer > 0
)
push_of_the_fence.misconception(
    -3, "λ is never negative for a bound with ≤. At w = 2: f′ = −2 and R′ = 4.", when=lambda answer: answer < 0
)
