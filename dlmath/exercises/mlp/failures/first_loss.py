"""first_loss: what a network that knows nothing should cost."""

import math

from dlmath.exercises import number


@number(
    weight="warm-up",
    task="A network tells 1,000 kinds of pictures apart. What cross-entropy should it have before its first step, if "
    "it "
    "gives each class the same probability? (Natural logarithm. Two decimals will do.)",
    tolerance=0.006,
    hints=[
        "Which probability does the right class get?",
        "The cross-entropy of one example is minus the logarithm of that probability, and all examples have the same.",
        "−log(1/1000) = log 1000.",
    ],
)
def first_loss():
    # Every class gets 1/1000, the right one, too.
    return math.log(1000)


for value, message in {
    3: "That is the logarithm to base 10. Take the natural one: np.log.",
    math.log2(1000): "That is the logarithm to base 2, the loss in bits. Take the natural one: np.log.",
    -math.log(1000): "That is log(1/1000). The cross-entropy is *minus* the logarithm of the probability.",
    math.log(10): "That is for ten classes. Here there are 1,000.",
    0.001: "That is the probability of each class. The loss is minus its logarithm.",
    0.999: "That is the probability of all wrong classes together. The loss is −log of the probability of the right "
    "one.",
    1000: "That is 1/p. The loss is its logarithm.",
    1: "One over the number of classes is 1/1000. The loss is −log of that.",
    0: "A loss of 0 would mean that the network is certain, and right.",
    1000 * math.log(1000): "You added up 1,000 classes. Only the right class of each example counts.",
    math.log(1000) / 1000: "You divided by the number of classes. The right class alone counts: −log(1/1000).",
    math.log(2): "That is for two classes. Here there are 1,000.",
    -math.log(0.999): "That is −log of the probability of all wrong classes. Take the right one: 1/1000.",
    math.exp(-1): "Take −log of the probability of the right class, 1/1000.",
}.items():
    first_loss.misconception(value, message)
first_loss.misconception(
    4.6,
    "The loss is minus the natural logarithm of the probability of the right class. What is that probability for "
    "1,000 classes?",
    when=lambda answer: abs(answer - math.log(1000)) > 0.05,
)
