"""lowest_possible_minimum: what one slope and a bound on the curvature say about a minimum."""

from dlmath.exercises import number


@number(
    weight="hard",
    kind="derive",
    task="You stand on a curve at height 5, where its slope is 3. All else you know is that its curvature is at least "
    "2 everywhere. What is the lowest its minimum can be?",
    tolerance=0.005,
    hints=[
        "The curve lies above its tangent. With a curvature of at least 2, it even lies above a parabola. Which one?",
        "After a step d, the curve is at least 5 + 3d + ½ · 2 · d².",
        "Where is the lowest point of 5 + 3d + d², and how high is it?",
    ],
)
def lowest_possible_minimum():
    # The curve is at least 5 + 3d + d² high. That is lowest at d = −3/2.
    d = -3 / 2
    return 5 + 3 * d + d**2


for value, message in {
    0.5: "You forgot the ½: you subtracted the squared slope divided by the curvature, 9/2. The parabola is "
    "5 + 3d + ½ · 2 · d².",
    -4: "You subtracted the whole square of the slope, 9. The parabola is 5 + 3d + d². Put d = −3/2 into it.",
    7.25: "You added 9/4. A minimum can't be higher than the place where you stand: put d = −3/2 into 5 + 3d + d².",
    -1.5: "That is the step d to the lowest point of the parabola. How high is the parabola there?",
    1.5: "That is how far away the lowest point of the parabola is. How high is the parabola there?",
    5: "The slope is 3, so this is not the minimum. The curve is at least 5 + 3d + d² high: how low is that?",
    0: "Nothing says that heights stop at 0. What we know is that the curve is at least 5 + 3d + d² high.",
    2: "That is 5 − 3. The slope says how fast the height changes, not by how much. Find the lowest point of "
    "5 + 3d + d².",
    2.25: "That is how far below you the minimum can be, 9/4. So how low can it be?",
    3.875: "You used a curvature of 4: the parabola 5 + 3d + 2d². With curvature 2 it is 5 + 3d + ½ · 2 · d².",
    11.75: "You stepped uphill, to d = 3/2. The slope of 5 + 3d + d² is 0 at d = −3/2.",
    4.25: "You subtracted 3/4. The slope must be squared: 9/4. Put d = −3/2 into 5 + 3d + d².",
    3.5: "You subtracted 3/2, the length of the step. Put d = −3/2 into 5 + 3d + d².",
    3: "That is the height of 5 + 3d + d² at d = −1 or d = −2. Its slope 3 + 2d is 0 in between, at d = −3/2.",
    4: "Find the lowest point of 5 + 3d + d²: its slope is 3 + 2d, which is 0 at d = −3/2.",
    1: "Find the lowest point of 5 + 3d + d²: its slope is 3 + 2d, which is 0 at d = −3/2.",
    9.5: "You added 9/2. The minimum can't be higher than the place where you stand: put d = −3/2 into 5 + 3d + d².",
    -1: "You subtracted 6, slope times curvature. Find the lowest point of 5 + 3d + d², which is at d = −3/2.",
}.items():
    lowest_possible_minimum.misconception(value, message)
lowest_possible_minimum.misconception(
    1.625,
    "The curve can't get that low: it is at least 5 + 3d + ½ · 2 · d² = 5 + 3d + d² high. Put d = −3/2 into it.",
    lambda v: v < 2.7,
)
lowest_possible_minimum.misconception(
    4.333,
    "It can get lower than that: the parabola 5 + 3d + d² meets all the conditions itself. Put d = −3/2 into it.",
    lambda v: 2.8 < v < 5,
)
lowest_possible_minimum.misconception(
    6, "You stand at height 5 already, so the minimum can't be higher than that.", lambda v: v > 5
)
