"""loss_before_training: what a model that knows nothing pays."""

import math

from dlmath.exercises import number


@number(
    weight="standard",
    task="You train a softmax regression for the ten digits, and start with all weights and biases at 0. What does "
    "the program print as the cross-entropy before the first step?",
    tolerance=0.005,
    hints=[
        "If all weights and biases are 0, what are the ten logits of an image?",
        "They are all 0, so the ten probabilities are equal. What is the probability of the label?",
        "It is 1/10 for every image. The loss is the mean of −log p, with the natural logarithm.",
    ],
)
def loss_before_training():
    # All logits are 0, so every label gets 1/10, whatever it is.
    return -math.log(1 / 10)


for value, message in {
    0.1: "That is the probability of each label. The loss is minus its logarithm.",
    0.9: "That is the share of mistakes that guessing makes. The cross-entropy is the mean of −log p.",
    -math.log(10): "Check the sign: p = 1/10 has a negative logarithm, and the loss is minus that.",
    1: "That is the logarithm to base 10. Use the natural logarithm.",
    math.log2(10): "That is in bits. Use the natural logarithm.",
    10 * math.log(10): "You added up ten classes. Only the label's class counts: −log of its probability.",
    math.log(10) / 10: "You divided by the number of classes. Only the label's class counts: −log of its probability.",
    0: "A loss of 0 would mean probability 1 for every label. Equal logits give equal probabilities.",
    math.log(2): "That is the value for two classes. Here there are ten.",
    math.log(64): "64 is the number of pixels. What counts is the number of classes.",
    math.log(9): "There are ten digits, 0 to 9.",
    math.log(3): "That is the value for three classes. Here there are ten.",
    -math.log(0.9): "That would be the surprise if the label had probability 0.9. It has 0.1.",
    0.5: "A sigmoid of 0 is 1/2, but a softmax over ten equal logits is 1/10.",
    -10 * math.log(0.5): "You used a sigmoid for each class. A softmax over ten equal logits gives 1/10 each.",
    -math.log(0.1) - 9 * math.log(0.9): "You added −log(1 − p) for the nine other classes. The cross-entropy has only "
    "−log p of the label.",
    10: "That is e to the loss, the number of classes. Take the logarithm.",
    0.09: "That is p(1 − p). The loss is −log p.",
    0.45: "That is half the sum of squares. The cross-entropy is −log p of the label.",
    math.e: "That is the number e. The loss is −log(1/10).",
    1797 * math.log(10): "That is the sum over all images. The loss is their mean.",
    1000 * math.log(10): "That is the sum over the training images. The loss is their mean.",
}.items():
    loss_before_training.misconception(value, message)

loss_before_training.misconception(
    1000, "The loss is a mean over the images, so their number plays no part.", when=lambda answer: answer > 30
)
