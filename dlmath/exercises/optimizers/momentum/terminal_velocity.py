"""terminal_velocity: what a steady push adds up to."""

from dlmath.exercises import number


@number(
    weight="standard",
    kind="derive",
    task="The gradient is 1 at every step, $\\beta = 0.95$, and the velocity starts at 0. What number does the "
    "velocity approach?",
    tolerance=0.005,
    hints=[
        "At first it grows: 1, then 0.95 · 1 + 1 = 1.95, and so on. Once it has settled, one more step doesn't change "
        "it. Which equation says that?",
        "A settled v satisfies v = β v + 1. Solve it for v.",
        "v = 1 / (1 − 0.95).",
    ],
)
def terminal_velocity():
    # A velocity that no longer changes satisfies v = β v + 1, so v = 1 / (1 − β).
    return 1 / (1 - 0.95)


for value, message in {
    1.0: "1 is the velocity after the first step only. The second is 0.95 · 1 + 1 = 1.95, and it keeps growing.",
    1.95: "1.95 is the velocity after the second step. It keeps growing: when does β v + 1 equal v?",
    2.8525: "That is the velocity after the third step. It keeps growing: when does β v + 1 equal v?",
    0.95: "0.95 is what is kept of the velocity. The gradient is added at every step: when does β v + 1 equal v?",
    10: "10 belongs to β = 0.9. Here β = 0.95: solve v = 0.95 v + 1.",
    100: "100 belongs to β = 0.99. Here β = 0.95: solve v = 0.95 v + 1.",
    19: "You left out the newest gradient, or divided β by 1 − β. The settled v satisfies v = 0.95 v + 1.",
    21: "That is one too many. The settled v satisfies v = 0.95 v + 1.",
    0.05: "0.05 is 1 − β, what is lost at each step. v = β v + 1 means that v (1 − β) = 1: divide.",
    0.512821: "You divided by 1 + β, as for a push that changes sign at every step. A steady push adds up: v = 0.95 v "
    "+ 1.",
    0.487179: "You have β/(1 + β). A steady push adds up: solve v = 0.95 v + 1.",
    1.052632: "You divided by β. v = β v + 1 means that v (1 − β) = 1.",
    -20: "The size is right, but not the sign: positive pushes add up to a positive velocity.",
    0.2: "Move the decimal point: 1 − 0.95 is 0.05, and 1/0.05 is larger than 1.",
    2: "1/(1 − 0.5) would be 2. Here β = 0.95: solve v = 0.95 v + 1.",
    200: "You are off by a factor of ten: 1 − 0.95 is 0.05, not 0.005.",
    400: "You squared 1/(1 − β). Solve v = 0.95 v + 1.",
    39: "That is (1 + β)/(1 − β). The settled v satisfies v = 0.95 v + 1.",
    13.51: "You added up something finite, or took a root or logarithm. Solve v = 0.95 v + 1: no logarithm is needed.",
    0: "The velocity fades, but each step adds 1. Solve v = 0.95 v + 1.",
}.items():
    terminal_velocity.misconception(value, message)
terminal_velocity.misconception(
    19.9,
    "That is close, but computed with a finite number of steps, or rounded. Solve v = 0.95 v + 1 to get the limit "
    "itself.",
    when=lambda answer: 19.5 < answer < 20 or 20 < answer < 20.5,
)
terminal_velocity.misconception(
    1e6,
    "That is too much. It doesn't grow without end: 5% of v is lost at each step. It settles where that loss equals "
    "the push of 1.",
    when=lambda answer: answer >= 20.5,
)
terminal_velocity.misconception(
    12.8,
    "It hasn't settled yet at this value: one more step, 0.95 v + 1, gives more. It settles where 5% of it, the loss, "
    "equals the push of 1.",
    when=lambda answer: 0 < answer <= 19.5,
)
terminal_velocity.misconception(
    -1,
    "Positive pushes add up to a positive velocity: solve v = 0.95 v + 1.",
    when=lambda answer: answer < 0,
)
