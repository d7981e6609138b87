"""floor_of_two_softmaxes: a loss that cannot reach 0."""

import numpy as np

from dlmath.exercises import number


@number(
    weight="standard",
    kind="derive",
    task="A network for ten classes ends in a softmax, and the cross-entropy applies a second one to the "
    "probabilities. How small can this loss get, for an example that is read perfectly? (Perfectly means that the "
    "first softmax gives 1 to the label's class and 0 to all others, a limit that it can approach.)",
    tolerance=0.005,
    hints=[
        "What does the second softmax receive? Ten numbers: one 1 and nine 0s.",
        "It raises e to each of them: e for the label, and 1 for each of the nine others. The label's share of the sum "
        "is its probability.",
        "−log(e / (e + 9)).",
    ],
)
def floor_of_two_softmaxes():
    # The second softmax sees one 1 and nine 0s. The powers are e and nine times 1.
    return np.log(1 + 9 / np.e)


for value, message in {
    0: "With one softmax it would be 0. The second one sees 1 and nine 0s, numbers that differ by only 1, so it "
    "spreads its probability over all ten classes.",
    2.302585: "That is log 10, the loss of a network that knows nothing. The second softmax sees a 1 and nine 0s, "
    "which is a little better than that.",
    0.231969: "That is the label's probability after the second softmax, e/(e + 9). The loss is minus its logarithm.",
    -1.461150: "The size is right, but the sign is not: the loss is −log p, and log p is negative.",
    0.768031: "That is 1 minus the label's probability. The loss is −log p.",
    4.310915: "That is 1/p. The loss is its logarithm.",
    1.543040: "You counted ten other classes. There are nine, as the label is one of the ten: e + 9.",
    1.371951: "You counted eight other classes. There are nine: e + 9.",
    2.107994: "You took a logarithm with base 2. Here log is the natural logarithm.",
    0.634569: "You took a logarithm with base 10. Here log is the natural logarithm.",
    0.313262: "That is the floor for two classes, log(1 + 1/e). With ten classes, nine others share the sum: e + 9.",
    1: "1 is what the second softmax receives for the label. Raise e to it, and divide by the sum e + 9.",
    2.461150: "That is log(e + 9), the logarithm of the sum. Subtract the label's logit, 1.",
    2.718282: "e is the power of the label's entry. Divide it by the sum e + 9, and take minus the logarithm.",
    0.105361: "You divided 9 by 10. The powers are e and nine times 1, so p = e/(e + 9).",
    2.197225: "That is log 9. The label's power belongs in the sum as well: −log(e/(e + 9)).",
    3.237287: "You have the right idea, but with 1/e in place of e: the label's entry is +1, so its power is e.",
}.items():
    floor_of_two_softmaxes.misconception(value, message)
floor_of_two_softmaxes.misconception(
    -0.5, "A cross-entropy is never negative: −log p with p at most 1.", when=lambda answer: answer < 0
)
floor_of_two_softmaxes.misconception(
    3.5,
    "That is more than log 10 = 2.30, the loss of knowing nothing. A perfect first softmax does better: its output "
    "is one 1 and nine 0s.",
    when=lambda answer: answer > 2.31,
)
floor_of_two_softmaxes.misconception(
    1.2,
    "Compute the second softmax of one 1 and nine 0s by hand: the powers are e and nine times 1. Then take minus the "
    "logarithm of the label's share.",
    when=lambda answer: 0 < answer < 2.31 and abs(answer - 1.461) > 0.005,
)
