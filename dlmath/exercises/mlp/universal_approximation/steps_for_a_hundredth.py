"""steps_for_a_hundredth: how many steps a staircase needs for a given error."""

from dlmath.exercises import number


@number(
    weight="warm-up",
    task="A function on the interval from 0 to 2 is nowhere steeper than 3. How many perfect steps are certain to "
    "bring the error down to 0.01? Give the smallest number that our bound guarantees.",
    tolerance=0.01,
    hints=[
        "Perfect steps have an error of at most s h / 2. What is h with N steps on an interval of length 2?",
        "h = 2/N, so the bound is 3 · (2/N) / 2 = 3/N.",
        "3/N ≤ 0.01.",
    ],
)
def steps_for_a_hundredth():
    # s h / 2 with s = 3 and h = 2/N is 3/N, and 3/N ≤ 0.01.
    return 300


for value, message in {
    600: "You left out the ½: a point is at most half a step away from the middle.",
    150: "The interval has length 2, so a step is 2/N wide, not 1/N.",
    299: "Almost: 3/299 is a little above 0.01.",
    301: "301 is enough, but so is 300: the bound may be equal to 0.01.",
    100: "The slope is 3, so the bound is 3/N, not 1/N.",
    200: "You left out the slope, 3, and the ½: the bound is 3 · (2/N)/2.",
    1200: "You multiplied by 2 where the bound divides: s h / 2 with h = 2/N is 3/N.",
    3: "0.01 is the error that is allowed, so N is 3/0.01.",
    0.003333: "You divided the wrong way around: N is 3/0.01.",
    0.0033: "You divided the wrong way around: N is 3/0.01.",
    30: "Move the decimal point: 3/0.01 is 300.",
    3000: "Move the decimal point: 3/0.01 is 300.",
    50: "The slope is 3, and the interval has length 2: the bound is 3 · (2/N)/2.",
    0.01: "That is the error. How many steps does it take?",
    0.006667: "That is the width of a step. How many of them fit into the interval of length 2?",
    0.0067: "That is the width of a step. How many of them fit into the interval of length 2?",
    66.67: "The bound grows with the slope: multiply by 3, don't divide.",
    33.33: "The bound grows with the slope: multiply by 3, don't divide.",
}.items():
    steps_for_a_hundredth.misconception(value, message)
steps_for_a_hundredth.misconception(
    250,
    "That is too few for our bound: with N steps it is 3/N, which should be at most 0.01.",
    when=lambda answer: 0 < answer < 300,
)
steps_for_a_hundredth.misconception(
    1000,
    "That is enough, but fewer will do: with N steps the bound is 3/N, which should be at most 0.01.",
    when=lambda answer: answer > 300,
)
