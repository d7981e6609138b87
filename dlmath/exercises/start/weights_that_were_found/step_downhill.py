"""step_downhill: one step with a slope that was measured."""

from dlmath.exercises import number


@number(
    weight="standard",
    task="At a weight of 3 the loss is 0.0128; at 3.1 it is 0.0117. Estimate the slope: the change in the loss divided "
    "by the change in the weight. Then, starting from 3, move by 50 times the size of the slope, in the direction in "
    "which the loss falls. Where do you land?",
    tolerance=0.002,
    hints=[
        "How much does the loss change from 3 to 3.1? Divide that by 0.1.",
        "The slope is −0.0011 / 0.1 = −0.011. The loss falls when the weight grows.",
        "50 times 0.011 is 0.55.",
    ],
)
def step_downhill():
    # The change of the loss, divided by the change of the weight:
    slope = (0.0117 - 0.0128) / (3.1 - 3)
    # The slope is negative, so the loss falls to the right. Subtracting a negative number moves to the right.
    return 3 - 50 * slope


for value, message in {
    2.45: "You went the other way. The loss falls from 3 to 3.1, so a larger weight is better: move to the right.",
    3.055: "You took the change in the loss for the slope. Divide it by the change in the weight, 0.1, first.",
    2.945: "Two things: divide the change in the loss by 0.1 to get the slope; and move to the right, where the loss "
    "falls.",
    3.011: "You moved by the slope itself. Move by 50 times as much.",
    2.989: "You moved by the slope itself, and to the left. Move by 50 times as much, to where the loss falls.",
    0.55: "That is how far to move. Where do you land, starting from 3?",
    -0.55: "That is 50 times the slope. You land at 3 + 0.55, since the loss falls to the right.",
    3.65: "You started from 3.1. The step starts from 3.",
    2.55: "You started from 3.1 and went left. Start from 3, and go to where the loss falls.",
    -0.011: "That is the slope. Now move from 3 by 50 times its size, to where the loss falls.",
    0.011: "That is the size of the slope. Now move from 3 by 50 times as much, to where the loss falls.",
    3.5: "The 50 belongs to the slope: 50 times 0.011 is 0.55.",
    53.0: "You moved by 50. Move by 50 times the slope.",
    3.1: "That is where the second loss was measured. Compute the slope, then move by 50 times its size.",
    3.0055: "You multiplied by 0.1 where you should divide: the slope is −0.0011 / 0.1.",
    8.5: "Your slope is ten times too large: −0.0011 / 0.1 is −0.011.",
    -2.5: "Your slope is ten times too large, and has the wrong direction: −0.0011 / 0.1 is −0.011.",
    8.0: "You moved by 50 times the change in the weight. Move by 50 times the size of the slope, which is 0.011.",
    3.11: "50 times 0.011 is 0.55, not 0.11: a step of 50 times the slope leads from 3 to 3.55.",
    -0.5372: "The step moves the weight, not the loss: start from 3.",
    0.5628: "The step moves the weight, not the loss: start from 3.",
    3.02: "Your step does not use 50 times the slope: 50 times 0.011 is 0.55.",
    50
    / 0.011: "You divided by the slope, or turned it upside down. It is the change in the loss divided by that in the "
    "weight.",
    3 - 50 / 0.011: "Your slope is upside down: divide the change in the loss by the change in the weight.",
    3 + 50 / 0.011: "Your slope is upside down: divide the change in the loss by the change in the weight.",
    3.6: "You rounded too far: 3 + 0.55 has two decimals.",
    3.155: "Two things: the step starts from 3, not from 3.1; and the slope is the change in the loss divided by 0.1.",
}.items():
    step_downhill.misconception(value, message)
