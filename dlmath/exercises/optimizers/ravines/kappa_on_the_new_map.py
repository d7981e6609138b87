"""kappa_on_the_new_map: the ravine in other units."""

from dlmath.exercises import number


@number(
    weight="standard",
    kind="derive",
    task="The ravine f = ½ (x₁² + 20 x₂²) is written in u₁ = x₁ and u₂ = 10 x₂. What is its condition number on that "
    "map?",
    tolerance=0.001,
    hints=[
        "Write f with u₁ and u₂: put x₂ = u₂/10 into the formula.",
        "20 x₂² = 20 u₂²/100 = 0.2 u₂². So the curvatures on the new map are 1 and 0.2.",
        "The condition number is the larger curvature divided by the smaller one.",
    ],
)
def kappa_on_the_new_map():
    # x₂ = u₂/10, so 20 x₂² = 0.2 u₂²: the curvatures are 1 and 0.2. Now the first direction is the steep one.
    curvatures = [1, 20 / 10**2]
    return max(curvatures) / min(curvatures)


for value, message in {
    0.2: "You divided the curvature of u₂ by that of u₁. κ is the larger one divided by the smaller one, so it is "
    "never below 1.",
    2: "x₂ appears squared: 20 x₂² = 20 (u₂/10)² = 0.2 u₂², not 2 u₂².",
    0.5: "x₂ appears squared, so divide 20 by 10²; and κ is the larger curvature divided by the smaller one.",
    20: "That is κ on the old map. On the new one x₂ = u₂/10, so 20 x₂² = 0.2 u₂².",
    200: "You multiplied by 10. It is x₂ = u₂/10, so 20 x₂² gets *smaller*: 0.2 u₂².",
    2000: "You multiplied by 10². It is x₂ = u₂/10, so 20 x₂² gets *smaller*: 0.2 u₂².",
    1: "That would be with u₂ = √20 x₂. Here u₂ = 10 x₂ stretches too much: 20 x₂² = 0.2 u₂².",
    10: "10 is the change of units. Which curvatures do u₁ and u₂ have?",
    100: "100 is the square of the change of units. The curvature of u₂ is 20/100 = 0.2.",
    4: "Check: 20/100 = 0.2, and 1/0.2 = 5.",
    6.3246: "You divided 20 by √10. The change of units is squared: 20/10².",
    3.1623: "Check: x₂ = u₂/10, so 20 x₂² = 20 u₂²/100.",
    2.2361: "You took a root at the end. κ is the quotient of the curvatures, 1/0.2.",
    25: "You squared at the end. κ is the quotient of the curvatures, 1/0.2.",
    0.04: "You squared at the end and divided the smaller by the larger. κ = 1/0.2.",
    44.721: "You seem to have multiplied by √20. Put x₂ = u₂/10 into f.",
    0.05: "That is 1/20, the old map upside down. Put x₂ = u₂/10 into f.",
    4000: "Half of f, or twice: the ½ does not matter, since κ is a quotient. And x₂ = u₂/10 makes the curvature "
    "smaller.",
    2.5: "The ½ in front belongs to both curvatures and cancels in the quotient: κ = 1/0.2.",
    0.1: "Put x₂ = u₂/10 into f: the curvatures are 1 and 0.2, and κ is the larger divided by the smaller.",
    4.4721: "√20 is the stretch that makes the valley round. Here the stretch is 10: 20 x₂² = 20 (u₂/10)² = 0.2 u₂².",
}.items():
    kappa_on_the_new_map.misconception(value, message)
