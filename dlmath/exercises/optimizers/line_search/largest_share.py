"""largest_share: how demanding Armijo's condition may be before it refuses the perfect step."""

from dlmath.exercises import number


@number(
    weight="standard",
    kind="derive",
    task="In the valley f(x) = ½λx² the perfect step is α = 1/λ. Put it into Armijo's condition, with g = λx and x ≠ "
    "0. What is the largest c for which the perfect step still passes?",
    tolerance=1e-6,
    hints=[
        "Where does the perfect step lead, and how large is f there?",
        "It leads to 0, so the condition says 0 ≤ ½λx² − c · (1/λ) · (λx)².",
        "(1/λ)(λx)² is λx². So 0 ≤ ½λx² − cλx².",
    ],
)
def largest_share():
    # 0 ≤ ½ λx² − c λx²: divide by λx², and c ≤ ½.
    return 1 / 2


for value, message in {
    1: "With c = 1 you ask for the whole promise, λx². The perfect step lowers f by only ½λx². Compare the two.",
    0.3: "0.3 is the share of the lesson. How much larger may it be? The perfect step lowers f by ½λx² and promises "
    "λx².",
    2: "You turned the fraction upside down: what is kept, ½λx², divided by what is promised, λx².",
    0.25: "You halved once too often. What is kept is ½λx², what is promised is αg² = λx².",
    0.75: "Check: at 0 the height is 0, so f falls by ½λx². The promise is αg² = λx².",
    0: "With c = 0 everything that goes down passes. Ask how large c may be: ½λx² ≥ c λx².",
    0.7: "0.7 is 1 − 0.3. Put α = 1/λ into the condition: 0 ≤ ½λx² − cλx².",
    1.4: "That is the bound on αλ for c = 0.3. Here αλ = 1, and you want c.",
    0.333333: "Put α = 1/λ into the condition: 0 ≤ ½λx² − cλx². There is no third in it.",
    0.666667: "Put α = 1/λ into the condition: 0 ≤ ½λx² − cλx². There is no third in it.",
    -0.5: "Check the sign: ½λx² ≥ c λx².",
    0.1: "c may be larger. Put α = 1/λ into the condition: 0 ≤ ½λx² − cλx².",
    0.4: "c may be larger. Put α = 1/λ into the condition: 0 ≤ ½λx² − cλx².",
    0.49: "Near, but exactly at ½ it still passes: the condition has ≤.",
    0.499: "Near, but exactly at ½ it still passes: the condition has ≤.",
    0.9: "With 0.9 you ask for more than the perfect step keeps. It keeps ½λx² of the promised λx².",
    0.6: "With 0.6 you ask for more than the perfect step keeps. It keeps ½λx² of the promised λx².",
    0.8: "With 0.8 you ask for more than the perfect step keeps. It keeps ½λx² of the promised λx².",
    0.707107: "There is no root in it: ½λx² ≥ c λx².",
    50: "Give a share, not a percentage.",
    1.5: "c lies between 0 and 1: with more than the whole promise, no step passes here. Check the sign: 0 ≤ ½λx² − "
    "cλx².",
}.items():
    largest_share.misconception(value, message)
