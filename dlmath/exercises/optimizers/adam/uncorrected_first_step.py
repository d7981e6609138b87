"""uncorrected_first_step: ten times too long."""

import math

from dlmath.exercises import number


@number(
    weight="standard",
    kind="derive",
    task="Someone sets β₁ = 0.9 and β₂ = 0.9999, and steps by η m/√v without any correction, from m = v = 0. How long "
    "is the first step, in units of η?",
    tolerance=0.01,
    hints=[
        "Call the first gradient g. What is m after one step, and what is v?",
        "m = 0.1 g and v = 0.0001 g². What is the root of v?",
        "√v = 0.01 |g|, so m/√v is 0.1/0.01.",
    ],
)
def uncorrected_first_step():
    # m = (1 − β₁) g and v = (1 − β₂) g²: the gradient cancels in m/√v.
    return (1 - 0.9) / math.sqrt(1 - 0.9999)


for value, message in {
    1: "That is what it should be, and what the correction makes of it. Without it, m = 0.1 g and v = 0.0001 g².",
    math.sqrt(10): "That is for β₂ = 0.999. Here v is 0.0001 g² after the first step.",
    0.1: "That is m/g. Divide it by √v/|g| as well, which is √0.0001.",
    1000: "You divided by v. The step divides by its root: √0.0001 = 0.01.",
    100: "You divided 1 by √(1 − β₂). But m, too, is too small: m = (1 − β₁) g.",
    0.01: "That is √v/|g|. The step is m divided by it.",
    0.001: "You multiplied m by √v. Divide.",
    0.9: "The new gradient enters with the share 1 − β₁ = 0.1, not β₁.",
    0.90004: "You used β₁ and β₂. The new gradient enters with the shares 1 − β₁ and 1 − β₂, since m and v start at 0.",
    9: "That is β₁/(1 − β₁). The step is m/√v, with m = (1 − β₁) g and v = (1 − β₂) g².",
    90: "You used β₁ for m. The new gradient enters with the share 1 − β₁ = 0.1.",
    0.10001: "You used β₂ under the root. The new square enters with the share 1 − β₂ = 0.0001.",
    math.sqrt(1000): "You took the root of the whole quotient (1 − β₁)/(1 − β₂). Only v is under the root.",
    0.0316: "You seem to have turned the quotient upside down. It is m/√v, with m = 0.1 g and √v = 0.01 |g|.",
    math.sqrt(0.1): "You took the root of 0.1. Only v is under the root: 0.1/√0.0001.",
    6.57: "That is the longest step for the usual β₂ = 0.999. This is about the first step, with β₂ = 0.9999.",
    30: "The size of the gradient cancels: m/√v = 0.1 g / (0.01 g).",
    0.3: "That is m for a gradient of 3. Divide it by √v = 0.03.",
    0.0001: "That is v/g². Take its root, and divide m by it.",
    10000: "That is 1/(1 − β₂). The step is m/√v, with m = 0.1 g.",
    -10: "A length is positive.",
}.items():
    uncorrected_first_step.misconception(value, message)
uncorrected_first_step.misconception(
    20,
    "After one step from 0, m = (1 − β₁) g and v = (1 − β₂) g². Divide the one by the root of the other: g cancels.",
    when=lambda answer: answer > 0,
)
