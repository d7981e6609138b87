"""curvature_from_the_loss: what a loss curve and a change of sign say about the valley."""

import math

from dlmath.exercises import number


@number(
    weight="hard",
    kind="derive",
    task="A run in a valley ½λx² has the learning rate η = 0.1. At every step the loss falls to a quarter of what it "
    "was, and x changes sign. What is λ?",
    tolerance=0.01,
    hints=[
        "The factor of the loss is the square of the factor of x. What is the size of the factor of x?",
        "x is halved at every step, and it changes sign. So which number is 1 − ηλ?",
        "1 − 0.1 λ = −0.5.",
    ],
)
def curvature_from_the_loss():
    # A quarter is the square of the factor of x; x changes sign, so the factor is negative.
    factor = -math.sqrt(1 / 4)
    # 1 − ηλ = −½, solved for λ:
    return (1 - factor) / 0.1


for value, message in {
    5: "That valley would slide: 1 − 0.1 · 5 = 0.5, without a change of sign. Here the factor is −0.5.",
    12.5: "You took −0.25 for the factor of x. The loss has the *square* of it, so x has −0.5.",
    7.5: "You took 0.25 for the factor of x. The loss has the *square* of it, and x changes sign: −0.5.",
    -5: "Check the sign: 1 − 0.1 λ = −0.5 gives 0.1 λ = 1.5.",
    -15: "Check the sign: 1 − 0.1 λ = −0.5 gives 0.1 λ = 1.5, which is positive.",
    1.5: "That is ηλ. Divide by η = 0.1.",
    0.15: "You multiplied by η. From 0.1 λ = 1.5, divide by 0.1.",
    0.5: "That is the size of the factor, or ηλ for a run that slides. Solve 1 − 0.1 λ = −0.5 for λ.",
    -0.5: "That is the factor 1 − ηλ. Now solve 1 − 0.1 λ = −0.5 for λ.",
    150: "You divided by η twice, or took 0.01. From 0.1 λ = 1.5, divide by 0.1.",
    20: "At λ = 20 the factor is −1, and the run jumps back and forth with the loss unchanged. Here the factor is "
    "−0.5.",
    10: "At λ = 10 the run lands on the minimum in one step: the factor is 0. Here it is −0.5.",
    17.5: "Your factor seems to be −0.75, as if the loss kept three quarters. It falls *to* a quarter, so x has −0.5.",
    2.5: "Your factor seems to be 0.75. The loss falls to a quarter, so x is halved, and it changes sign: −0.5.",
    10.625: "You squared a quarter. That is the wrong way around: the loss has the square, so take the root.",
    9.375: "You squared a quarter. That is the wrong way around: the loss has the square, so take the root. And x "
    "changes sign.",
    30: "That is 2 · 15. Solve 1 − 0.1 λ = −0.5 for λ.",
    18.66: "Your factor seems to be −√0.75. The loss falls *to* a quarter: the factor is −√0.25 = −0.5.",
    0.25: "That is the factor of the loss. What is the factor of x, and then λ?",
    25: "At λ = 25 the factor is −1.5, and the run blows up. Solve 1 − 0.1 λ = −0.5 once.",
}.items():
    curvature_from_the_loss.misconception(value, message)
