"""one_unit_three_listeners: blame adds up over the arrows that leave a unit."""

from dlmath.exercises import number


@number(
    weight="warm-up",
    task="A hidden tanh unit has activation 0.5. It feeds three units, through the weights 2, −1, and 3. Their deltas "
    "are 1, 4, and 0.5. What is the delta of the hidden unit?",
    tolerance=0.0051,  # −0.37 and −0.38 are −0.375 in two decimals
    hints=[
        "What comes back along each arrow? And where three paths meet, are their amounts added or multiplied?",
        "Back along the arrows come 2 · 1, −1 · 4, and 3 · 0.5. Add them. Then comes the tanh.",
        "The sum is −0.5, and the slope of tanh is 1 − 0.5².",
    ],
)
def one_unit_three_listeners():
    # Weight times delta for each listener, added up, then the slope of tanh at an activation of 0.5.
    arrives = 2 * 1 + (-1) * 4 + 3 * 0.5
    return arrives * (1 - 0.5**2)


for value, message in {
    -0.5: "That is what arrives at the activation. It still passes through the tanh: multiply by the slope, 1 − 0.5².",
    -0.25: "You multiplied by the activation, or by 1 − 0.5. The slope of tanh is 1 − 0.5² = 0.75.",
    -0.125: "a (1 − a) is the slope of a sigmoid. The slope of tanh is 1 − a² = 0.75. (Or you took the mean of the "
    "three: paths add, with no division.)",
    0.375: "The sign is wrong. The amounts are 2, −4, and 1.5: what is their sum?",
    5.625: "You dropped the sign of the weight −1. What comes back along it is −4.",
    7.5: "You dropped the sign of the weight −1, and the slope of tanh is missing.",
    0.75: "That is the slope of tanh alone. Multiply it by what comes back along the three arrows.",
    -0.393: "The slope was taken at tanh(0.5). 0.5 is already the activation: the slope is 1 − 0.5².",
    9.5: "You added weight and delta along each arrow. They are multiplied: 2 · 1, −1 · 4, and 3 · 0.5. Then add up.",
    7.125: "You added weight and delta along each arrow. They are multiplied: 2 · 1, −1 · 4, and 3 · 0.5. Then add up.",
    16.5: "You added up the weights and the deltas separately. Each delta goes with its arrow: weight times delta.",
    22: "You added up the weights and the deltas separately. Each delta goes with its arrow: weight times delta.",
    -9: "You multiplied the three amounts. Where paths meet, amounts are added. (The weights 2, −1, 3 give 2, "
    "−4, 1.5.)",
    -12: "You multiplied the three amounts. Where paths meet, amounts are added.",
    5.5: "Those are the deltas added up. Each comes back multiplied by the weight of its arrow.",
    4.125: "The weights are missing: each delta comes back multiplied by the weight of its arrow.",
    3: "You have the deltas or weights alone. What comes back along an arrow is weight times delta.",
    4: "Those are the weights added up. Each is multiplied by the delta of the unit it leads to.",
    -0.167: "You took the mean. Paths *add*: no division by 3, and then comes the slope of tanh.",
    -0.667: "You divided by the slope of tanh. Along a path, slopes multiply.",
    0.25: "That is the square of the activation. The slope of tanh is 1 − 0.25, and it multiplies what comes back.",
    1.5: "That is one listener alone. Add up what all three send back, then multiply by the slope of tanh.",
    2: "Only the first listener was heard, and the slope of tanh is missing. Add up what all three send back.",
    -3: "Only the second listener was heard. Add up what all three send back.",
    -4: "Only the second listener was heard, and the slope of tanh is missing. Add up what all three send back.",
    1.125: "Only the last listener was heard. Add up what all three send back.",
    -0.625: "The sum of the three is −0.5, and the slope of tanh is 1 *minus* 0.5².",
}.items():
    one_unit_three_listeners.misconception(value, message)
one_unit_three_listeners.misconception(
    -1,
    "Take it in two steps: add up weight times delta over the three arrows, then multiply by the slope of tanh.",
    when=lambda answer: abs(answer + 0.375) > 0.05,
)
