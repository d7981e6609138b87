"""steps_to_a_hundredth: how long a run with the factor −0.5 takes."""

from dlmath.exercises import number


@number(
    weight="standard",
    task="A valley has the curvature λ = 5, the learning rate is η = 0.3, and we start at x₀ = 1. After how many steps "
    "is the distance to the minimum below one hundredth for the first time?",
    tolerance=0,
    hints=[
        "By which number does each step multiply x? What matters for the distance is its size.",
        "1 − 0.3 · 5 = −0.5: each step halves the distance (and changes sides).",
        "Halve 1 again and again: 0.5, 0.25, 0.125, … Which is the first below 0.01?",
    ],
)
def steps_to_a_hundredth():
    distance, steps = 1.0, 0
    # Each step multiplies x by 1 − 0.3 · 5 = −0.5, and so the distance by 0.5.
    while distance >= 0.01:
        distance, steps = distance * abs(1 - 0.3 * 5), steps + 1
    return steps


for value, message in {
    6: "After 6 steps the distance is 1/64 = 0.0156, still above 0.01.",
    8: "After 8 steps it is far below, but so it is after 7: 1/128 = 0.0078.",
    6.64: "That is where 0.5 to the power t is exactly 0.01. Steps are whole: which is the first one below?",
    6.644: "That is where 0.5 to the power t is exactly 0.01. Steps are whole: which is the first one below?",
    6.6: "That is where 0.5 to the power t is exactly 0.01. Steps are whole: which is the first one below?",
    4: "That would be the steps until *f* is below a hundredth of its first value, as f has the square of the factor. "
    "The question is about the distance itself.",
    3: "You squared the factor, which is right for f, and cut off 3.32. The distance is halved at each step.",
    3.32: "That is for f, which has the square of the factor. The question is about the distance itself.",
    13: "Here the factor seems to be about 0.7, which is 1 − η. It is 1 − ηλ = −0.5, and the distance is halved.",
    12.9: "Here the factor seems to be 1 − η = 0.7. It is 1 − ηλ = −0.5, and the distance is halved.",
    50: "The distance does not fall by the same amount at each step. It is multiplied by the same factor: 0.5.",
    100: "Each step multiplies the distance by 0.5; it does not subtract one hundredth.",
    2: "Half of the distance remains after each step: 0.5, 0.25, 0.125, … Count until it is below 0.01.",
    1: "One step would do with η = 1/λ = 0.2. With 0.3 it overshoots, and the factor is −0.5.",
    5: "After 5 steps the distance is 1/32 = 0.031, still above 0.01.",
    7.64: "Count from the start: after t steps the distance is 0.5 to the power t.",
    128: "128 is how many times smaller the distance has become. After how many halvings is that?",
    64: "64 is how many times smaller the distance is after 6 steps. How many steps are needed?",
    -7: "The number of steps is positive.",
    0: "At the start the distance is 1. Each step halves it.",
    12: "1.5 is ηλ. The factor of each step is 1 − ηλ = −0.5.",
}.items():
    steps_to_a_hundredth.misconception(value, message)
