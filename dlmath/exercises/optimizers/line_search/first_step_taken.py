"""first_step_taken: which step size passes first in a valley of curvature 10."""

from dlmath.exercises import number


@number(
    weight="standard",
    task="f(x) = ½ · 10 x², so λ = 10, and c = 0.3. Which of the step sizes 1, ½, ¼, … does the line search take?",
    tolerance=1e-6,
    hints=[
        "Use the inequality above, αλ ≤ 2(1 − c). What is the right side?",
        "10 α ≤ 1.4, so α may be at most 0.14.",
        "¼ = 0.25 is too large. And the next one?",
    ],
)
def first_step_taken():
    # αλ ≤ 2 (1 − c) = 1.4, so α ≤ 0.14: the first of the powers of ½ that is small enough.
    alpha = 1.0
    while alpha * 10 > 2 * (1 - 0.3):
        alpha = alpha / 2
    return alpha


for value, message in {
    0.14: "0.14 is the largest step size that would pass. The search tries only 1, ½, ¼, …: which of them is the first "
    "that is not larger?",
    0.25: "αλ = 2.5 is more than 1.4: not good enough. One more halving.",
    0.5: "αλ = 5 is far more than 1.4. Keep halving.",
    1: "αλ = 10 is far more than 1.4: the step would blow up. Keep halving.",
    0.0625: "1/16 passes, but 1/8 = 0.125 passes before it: 0.125 · 10 = 1.25 is at most 1.4.",
    0.1: "1/λ = 0.1 is the perfect step, but the search tries only 1, ½, ¼, ….",
    0.2: "2/λ = 0.2 is the limit where the path jumps forever. The search takes the first of 1, ½, ¼, … with αλ ≤ 1.4.",
    0.03125: "1/32 passes, but larger ones pass before it. Which is the first of 1, ½, ¼, … that is at most 0.14?",
    8: "That is 1/α. Give the step size α.",
    3: "That is how many halvings it takes. Give the step size.",
    4: "If you counted tries: give the step size itself.",
    1.4: "That is the bound for αλ. Divide by λ = 10, then find the first of 1, ½, ¼, … below.",
    1.25: "That is αλ. Divide by λ = 10.",
    0.06: "You seem to have used c in place of 1 − c: αλ ≤ 2 (1 − 0.3) = 1.4.",
    0.07: "You lost the factor of 2: αλ ≤ 2 (1 − c) = 1.4, so α ≤ 0.14.",
    0.13: "That is 1/8 rounded. Give it exactly.",
    0.12: "That is 1/8 cut off. Give it exactly.",
    0.015625: "1/64 passes, but larger ones pass before it. Which is the first of 1, ½, ¼, … that is at most 0.14?",
    0.3: "0.3 is c. Which of 1, ½, ¼, … is the first with αλ ≤ 1.4?",
    -0.125: "The step size is positive.",
}.items():
    first_step_taken.misconception(value, message)
