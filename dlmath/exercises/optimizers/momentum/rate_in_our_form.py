"""rate_in_our_form: the same path with the other velocity."""

from dlmath.exercises import number


@number(
    weight="standard",
    kind="derive",
    task="A paper defines the velocity as a weighted mean, $\\mathbf u \\leftarrow \\beta\\,\\mathbf u + (1 - "
    "\\beta)\\,\\mathbf g$, and steps $\\mathbf x \\leftarrow \\mathbf x - \\eta\\,\\mathbf u$. It uses $\\beta = "
    "0.8$ and $\\eta = 0.5$. Which learning rate gives the same path in our form, with the same $\\beta$? (Both "
    "velocities start at 0.)",
    tolerance=1e-4,
    hints=[
        "Take one step from rest with gradient 1. How far does the paper's step go, and how far does ours go with rate "
        "η?",
        "The paper's velocity is always 1 − β times ours. So which rate makes the steps equal?",
        "0.5 · (1 − 0.8).",
    ],
)
def rate_in_our_form():
    # u is (1 − β) v at every step, so η u = (η (1 − β)) v.
    return 0.5 * (1 - 0.8)


for value, message in {
    0.5: "With 0.5 our first step from rest has length 0.5 g, but the paper's has 0.5 · 0.2 g. Make them equal.",
    2.5: "You divided by 1 − β. The paper's velocity is smaller than ours, so our rate must be smaller than its 0.5: "
    "multiply.",
    0.4: "You multiplied by β. What the paper puts before the gradient is 1 − β.",
    0.625: "You divided by β. What the paper puts before the gradient is 1 − β, and our rate must be smaller than 0.5.",
    0.2: "0.2 is 1 − β. The rate is the paper's 0.5 times that.",
    0.05: "That is right for β = 0.9. Here β = 0.8.",
    0.01: "You have one zero too many: 0.5 · 0.2 is 0.1.",
    1: "You are off by a factor of ten: 0.5 · 0.2 is 0.1.",
    0.9: "You multiplied by 1 + β. What the paper puts before the gradient is 1 − β.",
    0.02: "You used 1 − β twice. The steps are equal at 0.5 · (1 − β).",
    0.3: "Don't add or subtract: the paper's velocity is 1 − β times ours, so multiply the rate by that.",
    0.7: "Don't add or subtract: the paper's velocity is 1 − β times ours, so multiply the rate by that.",
    -0.1: "The size is right, but a rate is positive.",
    0.8: "0.8 is β, which stays as it is. Ask which learning rate makes both first steps the same length.",
    0.25: "That is half of 0.5, right for β = 0.5. Here 1 − β = 0.2.",
    0.08: "You used β (1 − β). The paper's velocity is 1 − β times ours.",
    0.277778: "You divided by 1 + β. The paper's velocity is 1 − β times ours.",
    5: "You have one factor too many. The paper's velocity is 1 − β times ours, so our rate must be smaller than its "
    "0.5.",
    0.02778: "You need only one factor. The paper's velocity is 1 − β times ours.",
    0.6: "You took 1 − 0.5·0.8 or a sum. The paper's velocity is 1 − β times ours, so multiply 0.5 by it.",
}.items():
    rate_in_our_form.misconception(value, message)
rate_in_our_form.misconception(
    1.5,
    "The paper's velocity is 1 − β times ours, so it is smaller. To take equal steps, our rate must be smaller than "
    "its 0.5.",
    when=lambda answer: answer > 0.5,
)
rate_in_our_form.misconception(
    0.0,
    "With a rate of 0 nothing moves, and a negative one goes uphill. The paper's velocity is 1 − β times ours: "
    "multiply its rate by that.",
    when=lambda answer: answer <= 0,
)
rate_in_our_form.misconception(
    0.15,
    "Compare two first steps from rest, with gradient 1: the paper's has length 0.5 · (1 − 0.8), ours is as long as "
    "its rate.",
    when=lambda answer: 0 < answer < 0.5,
)
