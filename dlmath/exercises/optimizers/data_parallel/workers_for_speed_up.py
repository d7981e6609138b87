"""workers_for_speed_up: how many workers it takes to be eight times as fast."""

from dlmath.exercises import number


@number(
    weight="standard",
    task="One worker alone needs 1 second for a step. With $k$ workers, computing takes $1/k$ seconds, and the "
    "all-reduce takes 0.1 seconds, no matter how many workers there are. How many workers does it take to make a step "
    "8 times as fast as with one worker?",
    tolerance=0.4,
    hints=[
        "How long may a step take? And how much of that is left for computing?",
        "A step may take 1/8 = 0.125 seconds, of which 0.1 goes to the all-reduce.",
        "1/k = 0.025.",
    ],
)
def workers_for_speed_up():
    # 1/k + 0.1 = 1/8.
    return round(1 / (1 / 8 - 0.1))


for value, message in {
    8: "With 8 workers computing alone is 8 times as fast. But a step also has the all-reduce: 0.125 + 0.1 seconds.",
    80: "Check: with 80 workers a step takes 0.0125 + 0.1 seconds, less than the 0.125 that is allowed.",
    10: "With 10 workers a step takes 0.1 + 0.1 = 0.2 seconds, so it is 5 times as fast. Solve 1/k + 0.1 = 1/8.",
    16: "With 16 workers a step takes 0.0625 + 0.1 seconds, about 6 times as fast. Solve 1/k + 0.1 = 1/8.",
    4.44: "Check the sign: 1/k = 1/8 − 0.1. The all-reduce takes time away from computing.",
    8.8: "Not 10% more. With 9 workers a step takes 0.111 + 0.1 seconds. Solve 1/k + 0.1 = 1/8.",
    9: "With 9 workers a step takes 0.111 + 0.1 seconds. Solve 1/k + 0.1 = 1/8.",
    20: "With 20 workers a step takes 0.05 + 0.1 = 0.15 seconds. Solve 1/k + 0.1 = 1/8.",
    32: "With 32 workers a step takes 0.031 + 0.1 seconds: nearly there. Solve 1/k + 0.1 = 1/8.",
    72: "With 72 workers a step is faster than it needs to be. Solve 1/k + 0.1 = 1/8.",
    5: "5 is how many times as fast ten workers are. Solve 1/k + 0.1 = 1/8.",
    41: "Close: solve 1/k + 0.1 = 1/8 without rounding in between.",
    39: "Close: solve 1/k + 0.1 = 1/8 without rounding in between.",
}.items():
    workers_for_speed_up.misconception(value, message)

# These two are closer to each other than the tolerance.
workers_for_speed_up.misconception(
    0.025,
    "That is how long computing may take. For which k is 1/k that long?",
    when=lambda answer: abs(answer - 0.025) < 0.001,
)
workers_for_speed_up.misconception(
    0.125,
    "That is how long a step may take. How much of it is left for computing?",
    when=lambda answer: abs(answer - 0.125) < 0.001,
)
workers_for_speed_up.misconception(
    12,
    "Too few. With that many workers, a step takes more than 1/8 second: add 0.1 to 1/k. Solve 1/k + 0.1 = 1/8.",
    when=lambda answer: 0 < answer < 39.6,
)
workers_for_speed_up.misconception(
    100,
    "Too many. With that many workers, a step takes less than 1/8 second. Solve 1/k + 0.1 = 1/8.",
    when=lambda answer: answer > 40.4,
)
workers_for_speed_up.misconception(
    -40,
    "Check the sign: 1/k = 1/8 − 0.1, which is positive, and so is k.",
    when=lambda answer: answer <= 0,
)
