"""flat_bottom: the share that Newton's step leaves where there is no curvature."""

from dlmath.exercises import number


@number(
    weight="standard",
    kind="derive",
    task="Newton's method runs on $f(x) = x^6$, whose minimum is at 0. By what factor does each step multiply $x$?",
    tolerance=1e-4,
    hints=[
        "What are the slope and the curvature of x⁶?",
        "6x⁵ divided by 30x⁴ is x/5.",
        "The step leads to x − x/5.",
    ],
)
def flat_bottom():
    # 6x⁵ divided by 30x⁴ is x/5, and x − x/5 is 4/5 of x.
    return 4 / 5


for value, message in {
    0.2: "The step *takes away* x/5. What is left?",
    5 / 6: "You divided f by its slope: x⁶/(6x⁵) is x/6. Newton's step for a minimum divides the slope by the "
    "curvature.",
    1 / 6: "You divided f by its slope: x⁶/(6x⁵) is x/6. Newton's step for a minimum divides the slope by the "
    "curvature, and the answer is what is left.",
    0: "It would be 0 for a parabola, where one step is enough. Here the curvature is 30x⁴, and it changes.",
    2 / 3: "That is the factor for x⁴. For x⁶ the slope is 6x⁵ and the curvature 30x⁴.",
    1 / 3: "That is what is taken away for x⁴. For x⁶ the slope is 6x⁵ and the curvature 30x⁴; and what is left?",
    0.5: "For x³ it would be one half. For x⁶ the slope is 6x⁵ and the curvature 30x⁴.",
    1.2: "The step goes toward the minimum: subtract x/5.",
    -0.8: "The step doesn't cross 0: x − x/5 has the sign of x.",
    -0.2: "You forgot the x that you start from: the step leads to x − x/5.",
    -4: "The fraction is upside down: 30x⁴/(6x⁵) is 5/x. Divide the slope by the curvature: x/5.",
    5: "The fraction is upside down. Divide the slope by the curvature: 6x⁵/(30x⁴) is x/5. And what is left?",
    0.75: "For x⁵ it would be 3/4. The slope of x⁶ is 6x⁵, and its curvature is 6 · 5 x⁴.",
    1: "The curvature is small, but so is the slope: 6x⁵/(30x⁴) is x/5.",
    6 / 7: "Check the exponents: the slope is 6x⁵, and the curvature is 30x⁴.",
    0.9: "Check the quotient: 6x⁵/(30x⁴) is x/5.",
    0.6: "You took away 2x/5. The quotient is 6x⁵/(30x⁴), which is x/5.",
    0.25: "Check the quotient: 6x⁵/(30x⁴) is x/5. And what is left?",
    1.25: "The fraction is upside down: each step leaves 4/5, so x gets smaller.",
    -5: "The fraction is upside down. Divide the slope by the curvature, and subtract: x − x/5.",
    0.4: "Check the quotient: 6x⁵/(30x⁴) is x/5. And what is left?",
    80: "Give the factor, not a percentage.",
}.items():
    flat_bottom.misconception(value, message)
flat_bottom.misconception(
    0.3,
    "Check the quotient: 6x⁵/(30x⁴) is x/5. And what is left of x?",
    when=lambda answer: 0 < answer < 1,
)
flat_bottom.misconception(
    6, "With a factor above 1, x would grow. The step takes x/5 away.", when=lambda answer: answer > 1
)
flat_bottom.misconception(
    -0.5, "A negative factor would mean that the step crosses 0. It takes away x/5.", when=lambda answer: answer < 0
)
