"""strictest_bias: the lowest bias that still forgives one missing pixel."""

from dlmath.exercises import number


@number(
    weight="standard",
    task="A unit has the weights 3, 5, 5, 3 down the left column, and zeros elsewhere. Whenever at most one of the "
    "four pixels of that column is missing, its $z$ must be above 0. What is the lowest whole number that its bias can "
    "be?",
    tolerance=0,
    hints=[
        "A lower bias makes the unit stricter. Which stroke with one missing pixel is the weakest?",
        "The worst case lacks a heavy pixel: its sum is 3 + 5 + 3 = 11.",
        "11 + b must be above 0. At b = −11 it is exactly 0, and that is not above.",
    ],
)
def strictest_bias():
    # The weakest stroke that must pass lacks one of the heavy pixels: 3 + 5 + 3 = 11.
    weakest = 3 + 5 + 3
    # 11 + b > 0 holds for b = −10, and no longer for b = −11.
    return -(weakest - 1)


strictest_bias.misconception(
    -11, "Almost: with −11 a stroke that lacks a heavy pixel gets 11 − 11 = 0, and 0 is not *above* 0."
)
strictest_bias.misconception(
    -12,
    "With −12 a stroke that lacks an end gets 13 − 12 = 1 and passes, but one that lacks a heavy pixel gets 11 − 12 = "
    "−1. Any *one* of the four may be missing.",
)
strictest_bias.misconception(
    -13, "13 is the sum when an end is missing. A heavy pixel may be missing too, which leaves less: 3 + 5 + 3."
)
strictest_bias.misconception(
    -15, "With −15 only the complete stroke passes (16 − 15 = 1). One of the four pixels may be missing."
)
strictest_bias.misconception(
    -16, "16 is the sum of the complete stroke, and 16 − 16 = 0 is not even above 0. One pixel may be missing."
)
strictest_bias.misconception(
    -14, "With −14 no stroke with a missing pixel passes: they get 13 or 11. Find the smallest sum that must pass."
)
strictest_bias.misconception(
    -9,
    "−9 lets all of them pass, but −10 does too: 11 − 10 = 1. The question is how low the bias can be.",
)
strictest_bias.misconception(
    -8,
    "−8 lets all of them pass, but it is not the lowest: the weakest stroke has 11. How far down can you go?",
)
strictest_bias.misconception(
    -7,
    "−7 belongs to the weights 2, 4, 4, 2 of the lesson, or to half a stroke (3 + 5). Here the weights are 3, 5, 5, 3, "
    "and at most one pixel is missing: the unit can be stricter.",
)
strictest_bias.misconception(
    -4, "−4 lets a single heavy pixel pass: 5 − 4 = 1. At most *one* pixel is missing, and the bias can be much lower."
)
strictest_bias.misconception(
    -5, "You removed both heavy pixels. At most one pixel is missing, so the weakest stroke has 3 + 5 + 3."
)
strictest_bias.misconception(
    -2,
    "−2 lets a single end pixel pass: 3 − 2 = 1. Here at most *one* pixel is missing, and the bias can be much lower.",
)
strictest_bias.misconception(
    10,
    "The size is right, but the sign is not. The bias is minus the threshold: it is added, and must pull the sum down.",
)
strictest_bias.misconception(
    11, "A bias is minus a threshold, so it must be negative here. And at −11 the weakest stroke gets exactly 0."
)
strictest_bias.misconception(
    12, "A bias is minus a threshold, so it must be negative here. And check the weakest stroke: 3 + 5 + 3 = 11."
)
strictest_bias.misconception(
    0, "With 0 a single pixel would be enough. The unit should be as strict as the rule allows."
)
strictest_bias.misconception(
    1, "A positive bias makes the unit say yes even to a blank sheet. The bias is minus the threshold."
)
strictest_bias.misconception(-10.99, "Almost as strict as possible, but the answer must be a whole number.")
strictest_bias.misconception(-10.9, "Almost as strict as possible, but the answer must be a whole number.")
strictest_bias.misconception(-10.5, "Strict enough, but the answer must be a whole number.")
