"""half_the_slope: the angle at which a path is half as steep as the hill."""

import math

from dlmath.exercises import number


@number(
    weight="standard",
    task="The gradient at your feet is $(6, 8)^\\top$. You want a path that climbs with slope 5, half the steepest "
    "slope. By how many degrees must it turn away from the gradient? The answer is a whole number.",
    tolerance=0.05,
    hints=[
        "How steep is the steepest way? Work out the length of the gradient.",
        "The slope is the length of the gradient times a cosine: 10 cos θ = 5.",
        "cos θ = ½. Which angle between 0° and 90° has that cosine?",
    ],
)
def half_the_slope():
    # The slope at the angle θ from the gradient is 10 cos θ, and 10 is the length of (6, 8).
    return round(math.degrees(math.acos(5 / 10)))


for value, message in {
    45: "45° is halfway to level, but a cosine doesn't fall in a straight line: at 45° it is still 0.71. Solve "
    "10 cos θ = 5.",
    30: "At 30° the cosine is 0.87, so the slope is 8.7. You solved for the sine. Solve cos θ = ½.",
    0.5: "That is the cosine. Which angle has it?",
    1.047: "That is the angle in radians. In degrees, please.",
    1.0472: "That is the angle in radians. In degrees, please.",
    90: "At 90° the path is level: the slope is 0. Solve 10 cos θ = 5.",
    120: "At 120° the path leads down with slope −5. Uphill, the angle is below 90°.",
    53.13: "That is the angle of the gradient itself from the x₁-axis. The question is how far to turn away from it.",
    53.1: "That is the angle of the gradient itself from the x₁-axis. The question is how far to turn away from it.",
    36.87: "That is the angle between the gradient and the x₂-axis. Which angle from the gradient makes the slope 5?",
    26.57: "That angle has the tangent ½. The slope follows the cosine: cos θ = ½.",
    113.13: "That is the direction of one such path, measured from the x₁-axis. The question is the angle from the "
    "gradient.",
    6.87: "That is the direction of one such path, measured from the x₁-axis. The question is the angle from the "
    "gradient.",
    -60: "The right size. As an angle between two directions it is positive: 60.",
    300: "Measured the other way around, that is the right one. The angle between two directions is at most 180°.",
    69.08: "You took 14, the sum of the entries, for the steepest slope. It is the length of (6, 8): √(36 + 64) = 10.",
    51.32: "You took 8, the larger entry, for the steepest slope. It is the length of (6, 8): √(36 + 64) = 10.",
    33.56: "You took 6, one entry, for the steepest slope. It is the length of (6, 8): √(36 + 64) = 10.",
    0: "At 0° you walk along the gradient, with slope 10.",
    2: "The slope halves, but the angle is not found by dividing by 2. Solve 10 cos θ = 5.",
    5: "That is the slope. Which angle gives it?",
    10: "That is the steepest slope, the length of the gradient. Which angle halves it?",
    180: "At 180° the path leads straight down, with slope −10.",
}.items():
    half_the_slope.misconception(value, message)

half_the_slope.misconception(
    61, "Close. It comes out exactly: 10 cos θ = 5, so cos θ = ½.", when=lambda answer: 50 < answer < 70
)
