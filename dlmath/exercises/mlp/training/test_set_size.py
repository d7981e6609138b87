"""test_set_size: how many examples a decimal place costs."""

import math

from dlmath.exercises import number


@number(
    weight="standard",
    kind="derive",
    task="How many independent test digits would it take for the standard error of a share of p = 0.978 to be 0.1 "
    "percentage points? (To the nearest hundred.)",
    tolerance=51,
    hints=[
        "0.1 percentage points are 0.001. Solve √(p(1 − p)/n) = 0.001 for n.",
        "Square both sides: p(1 − p)/n = 0.001², so n = p(1 − p)/0.001².",
        "p(1 − p) = 0.978 · 0.022 = 0.02152. Divide it by 0.000001.",
    ],
)
def test_set_size():
    # √(p(1 − p)/n) = s gives n = p(1 − p)/s².
    return 0.978 * 0.022 / 0.001**2


for value, message in {
    0.978 * 0.022 / 0.001: "You divided by 0.001. Squaring the equation squares that, too: divide by 0.001².",
    math.sqrt(0.978 * 0.022) / 0.001: "That is the root of n: square it.",
    0.978 * 0.022 / 0.1**2: "0.1 percentage points are 0.001, not 0.1.",
    0.978 * 0.022 / 0.01**2: "You used 1 percentage point, 0.01. Here it is a tenth of that, 0.001.",
    0.978 / 0.001**2: "The factor 1 − p is missing: p(1 − p) = 0.978 · 0.022.",
    0.022 / 0.001**2: "That is (1 − p)/s², near the answer, but the factor p is missing.",
    0.25 / 0.001**2: "That is for p = ½, where the standard error is largest. Here p(1 − p) = 0.978 · 0.022.",
    0.979 * 0.021 / 0.001**2: "That is for your friend's 97.9%. The question is about p = 0.978.",
    2 * 0.978 * 0.022 / 0.001**2: "That is for a *difference* of two shares. The question is about a single one.",
    4 * 0.978 * 0.022 / 0.001**2: "You required two standard errors to fit within 0.1 points. The question asks "
    "for one.",
    297 * 8.5: "The error falls with the *root* of n. To make it 8.5 times smaller takes 8.5² times as many.",
    297 * 9: "The error falls with the *root* of n. To make it 9 times smaller takes 9² times as many.",
    297 * 81: "You rounded 0.85 points to 0.9 before squaring. Use p(1 − p)/0.001².",
    0.978 * 0.022 / 0.001**2 - 297: "How many in all, not how many more.",
    0.978 * 0.022 * 297 / 0.001: "297 no longer plays a part: n is what you are looking for.",
    0.978**2 * 0.022**2 / 0.001**2: "p(1 − p) is under the root, so it is not squared.",
    math.sqrt(0.978 * 0.022 / 0.001): "Square the equation, and divide by 0.001².",
    0.0085: "That is the standard error for 297. Which n makes it 0.001?",
}.items():
    test_set_size.misconception(value, message, when=lambda answer, value=value: abs(answer / value - 1) < 0.01)
test_set_size.misconception(-1, "A number of digits is positive: n = p(1 − p)/0.001².", when=lambda answer: answer <= 0)
test_set_size.misconception(
    5000,
    "Too few: n = p(1 − p)/s², where 0.1 percentage points are s = 0.001. Did you square it?",
    when=lambda answer: 0 < answer < 21_400,
)
test_set_size.misconception(
    210_000,
    "Too many: n = p(1 − p)/s², where 0.1 percentage points are s = 0.001.",
    when=lambda answer: answer > 21_800,
)
