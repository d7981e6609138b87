"""gain_of_averaging: what Jensen's inequality is worth for two models."""

import numpy as np

from dlmath.exercises import number


@number(
    weight="standard",
    task="Two models assign the right label the probabilities 0.9 and 0.4. By how much is the loss −log p of the "
    "averaged probability lower than the average of the two losses? Give three decimals.",
    tolerance=0.0015,
    hints=[
        "The average of the two probabilities is 0.65. What is its loss?",
        "The two losses are −log 0.9 = 0.105 and −log 0.4 = 0.916. What is their average?",
        "Subtract −log 0.65 = 0.431 from that average.",
    ],
)
def gain_of_averaging():
    # The average of the losses minus the loss of the average.
    return (-np.log(0.9) - np.log(0.4)) / 2 + np.log(0.65)


for value, message in {
    -0.0799: "The size is right, but the averaged model has the *lower* loss, so the answer is positive.",
    0.4308: "That is the loss of the averaged probability. Subtract it from the average of the two losses.",
    0.5108: "That is the average of the two losses. Subtract the loss of the averaged probability, −log 0.65.",
    0.0347: "You used the logarithm to base 10. Here log is the natural one.",
    0.1153: "You used the logarithm to base 2. Here log is the natural one.",
    0: "Averaging before −log and averaging after it give different numbers: −log is a curve.",
    0.65: "That is the averaged probability. Compare two losses: −log 0.65, and the average of −log 0.9 and −log 0.4.",
    0.1598: "You forgot to halve: the average of the two losses is (0.105 + 0.916)/2.",
    0.5909: "You subtracted −log 0.65 from the *sum* of the two losses. Take their average.",
    0.4855: "That is 0.916 minus 0.431: the gain over the worse model alone. Average the two losses first.",
    0.3254: "That is 0.431 minus 0.105: the loss over the better model alone. Average the two losses first.",
    0.8109: "That is the difference between the two losses. Compare their average with −log 0.65.",
    0.1054: "That is the loss of the better model. Compare the average of both losses with −log 0.65.",
    0.9163: "That is the loss of the worse model. Compare the average of both losses with −log 0.65.",
    1.0217: "That is the sum of the two losses. Take half of it, and subtract −log 0.65.",
    0.05: "That is 0.65 minus 0.6, the geometric mean of the probabilities. Compare the losses instead.",
    0.06: "Close. Did you round too early? Compute (0.1054 + 0.9163)/2 − 0.4308.",
    0.07: "Close. Did you round too early? Compute (0.1054 + 0.9163)/2 − 0.4308.",
    0.09: "Close. Did you round too early? Compute (0.1054 + 0.9163)/2 − 0.4308.",
}.items():
    gain_of_averaging.misconception(value, message)
gain_of_averaging.misconception(
    0.25, "That is too much. The gain is the average of 0.105 and 0.916, minus 0.431.", lambda v: 0.0945 < v < 1.05
)
gain_of_averaging.misconception(
    0.053, "That is too little. The gain is the average of 0.105 and 0.916, minus 0.431.", lambda v: 0 < v < 0.0755
)
gain_of_averaging.misconception(
    1.083,
    "That is a ratio, or some number above 1. The gain is a difference of two losses below 1.",
    lambda v: v > 1.05,
)
