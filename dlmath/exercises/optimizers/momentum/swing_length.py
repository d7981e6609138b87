"""swing_length: from one turning point to the next on the same side."""

import math

from dlmath.exercises import number


@number(
    weight="standard",
    task="In the run with ηλ = 0.04 and β = 0.9, how many steps does one full swing take, until the cosine has gone "
    "around once? Round to a whole number. (np.arccos returns an angle in radians, and once around is $2\\pi$.)",
    tolerance=0.4,
    hints=[
        "At each step the angle grows by θ. How many steps make 2π?",
        "cos θ = (1 + 0.9 − 0.04) / (2 · √0.9) = 1.86 / 1.8974 = 0.9803. Which θ is that?",
        "2 * np.pi / np.arccos(1.86 / (2 * np.sqrt(0.9))).",
    ],
)
def swing_length():
    theta = math.acos((1 + 0.9 - 0.04) / (2 * math.sqrt(0.9)))
    # The angle grows by θ at each step, so once around takes 2π/θ = 31.6 steps.
    return round(2 * math.pi / theta)


for value, message in {
    16: "That is half a swing: π/θ. A full one, there and back, is 2π/θ.",
    8: "That is a quarter of a swing, until the cosine first crosses 0. A full one is 2π/θ.",
    63: "That is two swings. Once around is 2π, not 4π.",
    1811: "np.arccos gives radians, not degrees: once around is 2π, not 360.",
    2 * math.pi / 0.980306: "You divided 2π by cos θ. Divide it by θ = arccos(0.9803).",
    2 * math.pi: "That is once around, in radians. How many steps of θ = arccos(0.9803) does it take?",
    5: "You left out the 2π: 1/θ is 5. Once around is 2π/θ.",
    11.4: "That is θ in degrees. Once around is 360 degrees, so divide 360 by it.",
    157: "You took ηλ for θ. θ is arccos((1 + β − ηλ)/(2√β)).",
    21.85: "That is about how long the swing takes to shrink to a tenth if the factor is β. How often it swings is "
    "about θ: 2π/θ.",
    43.7: "That is how long the swing takes to shrink to a tenth. How often it swings is about θ: 2π/θ.",
    99: "You have one factor of π too many: the length of a swing is 2π divided by θ = 0.1988.",
}.items():
    swing_length.misconception(value, message)
swing_length.misconception(
    0.199,
    "That is an angle or a cosine, not a number of steps. Each step turns by θ = arccos(0.9803). How many such steps "
    "make 2π?",
    when=lambda answer: 0 < answer < 1,
)
swing_length.misconception(
    31.6,
    "That is the length of a swing before rounding. The task asks for a whole number of steps.",
    when=lambda answer: 31.5 <= answer < 32 and answer != round(answer),
)
swing_length.misconception(
    30,
    "Close, but some digits got lost. Compute 2π / arccos(1.86 / (2√0.9)) without rounding on the way, and round at "
    "the end.",
    when=lambda answer: 28 < answer < 36,
)
swing_length.misconception(
    20,
    "Check cos θ: it is (1 + β − ηλ) / (2√β) = 1.86 / 1.8974 = 0.9803. Then divide 2π by its arccos.",
    when=lambda answer: answer >= 1,
)
swing_length.misconception(
    0,
    "A number of steps is positive: 2π divided by θ = arccos(0.9803).",
    when=lambda answer: answer <= 0,
)
