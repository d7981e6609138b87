"""left_out_residual: how far a reading is from the mean of its neighbors without it."""

from dlmath.exercises import number


@number(
    weight="warm-up",
    task="Five readings have the mean 19.7°. The middle one is 20.3°, which is 0.6° above the mean. But it was part of "
    "that mean. How far is it from the mean of the other four?",
    hints=[
        "What do the five readings add up to? And the other four?",
        "The four have the sum 5 · 19.7 − 20.3 = 78.2.",
        "Their mean is 78.2/4 = 19.55.",
    ],
    tolerance=0.0005,
)
def left_out_residual():
    # The other four have the mean (5 · 19.7 − 20.3) / 4.
    return 20.3 - (5 * 19.7 - 20.3) / 4


for answer, message in {
    0.6: "That is the distance from the mean of all five. The reading has pulled that mean toward itself.",
    0.48: "You multiplied by 4/5. Without the reading itself, the mean lies farther away from it: 5/4 of 0.6.",
    19.55: "That is the mean of the other four. How far is 20.3 from it?",
    0.12: "That is a fifth of 0.6. Compute the mean of the other four: (5 · 19.7 − 20.3)/4.",
    0.15: "That is how far the mean moves when the reading is taken out. Add the 0.6.",
    0.72: "Compute the mean of the other four, with the sum 5 · 19.7 − 20.3 = 78.2: divide by 4.",
    3: "That is 5 · 0.6, which is divided by 4 in the end: the other four share it.",
    0.45: "Taking the reading out moves the mean *away* from it: add 0.15, don't subtract it.",
    78.2: "That is the sum of the other four. Divide by 4, and compare with 20.3.",
    4.66: "The other four have the sum 78.2. Divide by 4, not by 5.",
    -0.75: "A distance is not negative.",
    1.25: "That is the factor. The reading is 1.25 times as far from the others as from the mean of all five: "
    "multiply 0.6 by it.",
    0.745: "The idea is right, but the number was rounded on the way. Don't round the mean of the other four.",
}.items():
    left_out_residual.misconception(answer, message)
left_out_residual.misconception(
    0.5, "Without the reading itself, the mean lies farther away from it than 0.6.", when=lambda a: 0 <= a < 0.6
)
left_out_residual.misconception(
    0.84, "That is too far. The other four have the sum 5 · 19.7 − 20.3 = 78.2: divide by 4.", when=lambda a: a > 0.7505
)
left_out_residual.misconception(
    0.7,
    "That is not far enough. The other four have the sum 5 · 19.7 − 20.3 = 78.2: divide by 4.",
    when=lambda a: 0.6 < a < 0.7495,
)
left_out_residual.misconception(
    -0.6,
    "A distance is not negative. And the reading has pulled the mean of all five toward itself.",
    when=lambda a: a < 0,
)
