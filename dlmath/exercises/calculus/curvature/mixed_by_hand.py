"""mixed_by_hand: one mixed second derivative."""

from dlmath.exercises import number


@number(
    weight="warm-up",
    task="What is $\\dfrac{\\partial^2 f}{\\partial x_1\\,\\partial x_2}$ of $f(x_1, x_2) = x_1^2\\, x_2^3$ at the "
    "point $(1, 2)$?",
    tolerance=0.001,
    hints=[
        "Differentiate with respect to one variable first, with the other held fixed. Then differentiate the result "
        "with respect to the other.",
        "With respect to x₁ first: 2 x₁ x₂³. What is the derivative of that with respect to x₂?",
        "It is 6 x₁ x₂². Plug in x₁ = 1 and x₂ = 2.",
    ],
)
def mixed_by_hand():
    x1, x2 = 1, 2
    # ∂f/∂x₁ = 2 x₁ x₂³, and the derivative of that with respect to x₂ is 6 x₁ x₂².
    return 6 * x1 * x2**2


for value, message in {
    16: "That is ∂f/∂x₁ (or ∂²f/∂x₁², which is the same number here). Differentiate 2 x₁ x₂³ with respect to x₂, too.",
    12: "That is ∂f/∂x₂ (or ∂²f/∂x₂², which is the same number here), or you took x₁ = 2 and x₂ = 1. Differentiate "
    "once with respect to each variable, and plug in x₁ = 1, x₂ = 2.",
    192: "You multiplied the two first derivatives, 16 · 12. Differentiate the first derivative once more instead.",
    28: "You added the two first derivatives. Differentiate one of them with respect to the other variable.",
    6: "The factor 6 is right. It still has to be multiplied by x₁ x₂², with x₂ = 2.",
    8: "That is the value of f, or a factor is missing. Differentiate once with respect to each variable.",
    48: "A power is off: the derivative of x₂³ is 3 x₂², not 3 x₂³.",
    0: "x₂ is held fixed only while you differentiate with respect to x₁. In the second step 2 x₁ x₂³ does depend on "
    "x₂.",
    4: "The factors 2 and 3 from the two powers are missing: 2 x₁ · 3 x₂².",
    3: "That is 3 x₁², with x₂ lost. It is 2 x₁ · 3 x₂².",
    2: "That is 2 x₁. The factor 3 x₂² from the second differentiation is missing.",
    36: "That is one and a half times the answer. The product is 2 x₁ · 3 x₂², and x₂² is 4.",
    -24: "All terms are positive, so the result can't be negative.",
    14: "You added where a product belongs: 2 x₁ · 3 x₂², not 2 x₁ + 3 x₂².",
    5: "You added the powers. Each differentiation brings its power down as a factor: 2 · 3.",
    32: "You kept x₂³ and multiplied by something else. The derivative of x₂³ is 3 x₂².",
}.items():
    mixed_by_hand.misconception(value, message)
