"""second_newton_step: from the parabola at 1 to its lowest point."""

import math

from dlmath.exercises import number


@number(
    weight="warm-up",
    task="A model has a single number $b$. Its loss has the slope $\\sigma(b) - \\tfrac34$ and the curvature "
    "$\\sigma(b)(1 - \\sigma(b))$. The first step of Newton's method led from $b = 0$ to $b = 1$. To what $b$ does "
    "the second step lead? Give three decimals.",
    tolerance=0.0006,
    hints=[
        "Start from σ(1) = 1/(1 + e⁻¹). What are the slope and the curvature there?",
        "σ(1) = 0.7311, so the slope is −0.0189 and the curvature is 0.7311 · 0.2689 = 0.1966.",
        "1 + 0.0189/0.1966",
    ],
)
def second_newton_step():
    # The slope at 1 is a little below 0, so the step leads a little to the right.
    p = 1 / (1 + math.exp(-1))
    return 1 - (p - 0.75) / (p * (1 - p))


P = 1 / (1 + math.exp(-1))
for value, message in {
    1 + (P - 0.75) / (P * (1 - P)): "The sign is wrong. The slope at 1 is negative, and the step goes against it: to "
    "the right.",
    -(P - 0.75) / (P * (1 - P)): "That is the length of the step. Where does it lead, starting from 1?",
    (P - 0.75) / (P * (1 - P)): "That is the slope divided by the curvature. Subtract it from 1.",
    1 - (P - 0.75): "You subtracted the slope, as gradient descent with a learning rate of 1 would. Divide it by the "
    "curvature first.",
    1 - (P - 0.75) * P * (1 - P): "You multiplied by the curvature. Divide by it.",
    math.log(3): "That is the minimum itself, log 3. The second step only comes close to it: give three decimals.",
    1.0: "That is where the first step led. Take one more from there.",
    2.0: "You took the step from 0 again. At 1 the slope and the curvature have changed.",
    1 - (P - 0.75) / 0.25: "You divided by the curvature at 0, which was 1/4. At 1 it is σ(1)(1 − σ(1)) = 0.1966.",
    1 - (P - 0.75) / P: "The curvature is σ(b)(1 − σ(b)). You divided by σ(b) alone.",
    1 - (P - 0.75) / (1 - P): "The curvature is σ(b)(1 − σ(b)). You divided by 1 − σ(b) alone.",
    1 - (P - 0.75) / P**2: "The curvature is σ(b)(1 − σ(b)), not σ(b)².",
    1 - (P - 0.25) / (P * (1 - P)): "Three out of four are male: the slope is σ(b) − 3/4.",
    1 - (P - 0.5) / (P * (1 - P)): "The slope is σ(b) − 3/4. You subtracted 1/2.",
    1 - P / (P * (1 - P)): "The slope is σ(b) − 3/4. The 3/4 is missing.",
    0: "That is where the first step started. The second starts at 1.",
    1.1: "Close, but give three decimals.",
    1.0986: "That is the minimum, log 3 (or the third step). The second step does not quite reach it.",
    -0.0963: "That is the slope divided by the curvature. Subtract it from 1.",
    0.0963: "That is the length of the step. Where does it lead, starting from 1?",
    1.099: "That is the minimum, log 3. The second step does not quite reach it.",
    P: "That is σ(1). Plug it into the slope and the curvature.",
    1 - P * (1 - P) / (P - 0.75): "The fraction is upside down: the slope divided by the curvature.",
    1 - (1 - P - 0.75) / (P * (1 - P)): "You used σ(−1) in the slope. Check the sign in the exponent: σ(1) = 1/(1 + "
    "e⁻¹).",
    1.25: "That adds the slope at 0. Take the slope and the curvature at 1, and divide.",
}.items():
    second_newton_step.misconception(value, message)
