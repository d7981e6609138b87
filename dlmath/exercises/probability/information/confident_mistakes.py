"""confident_mistakes: five confident mistakes outweigh ninety-five good answers."""

import math

from dlmath.exercises import number


@number(
    weight="standard",
    task="On 95 of 100 images, a classifier gives the right class probability 0.9. On the other 5, it gives the "
    "right class only 0.001. What is its cross-entropy loss in nats, the mean of $-\\log q_y$ over the 100 images?",
    hints=[
        "Start with the two surprises: −log 0.9 and −log 0.001, with the natural logarithm.",
        "They are 0.105 and 6.908. How often does each of them occur?",
        "0.95 · 0.105 + 0.05 · 6.908",
    ],
    tolerance=0.005,
)
def confident_mistakes():
    # Two surprises, each weighted with how often it comes.
    return -0.95 * math.log(0.9) - 0.05 * math.log(0.001)


RIGHT, WRONG = -math.log(0.9), -math.log(0.001)

for answer, message in {
    (0.95 * RIGHT + 0.05 * WRONG) / math.log(2): "That is in bits. For nats, take the natural logarithm, np.log.",
    (0.95 * RIGHT + 0.05 * WRONG) / math.log(10): "You took the logarithm to base 10. For nats, take np.log.",
    RIGHT: "That is the loss on one of the 95 images. The other 5 count, too.",
    WRONG: "That is the loss on one of the 5 images. The other 95 count, too.",
    0.95 * RIGHT: "That is the share of the 95 images. Add the share of the other 5.",
    0.05 * WRONG: "That is the share of the 5 images. Add the share of the other 95.",
    -math.log(0.95 * 0.9 + 0.05 * 0.001): "You took the logarithm of the mean probability. The loss is minus the "
    "mean of the logarithms, where the 5 confident mistakes weigh far more.",
    (RIGHT + WRONG) / 2: "You gave both kinds of images the same weight. There are 95 of one and 5 of the other.",
    RIGHT + WRONG: "You added the two surprises. Weight them: 95 images of one kind, 5 of the other.",
    95 * RIGHT + 5 * WRONG: "That is the sum over 100 images. The loss is the mean: divide by 100.",
    0.05 * RIGHT + 0.95 * WRONG: "You swapped the weights: 0.9 is the probability on 95 images, 0.001 on 5.",
    -math.log(0.95): "That would be the loss of a classifier that gives 0.95 every time. Take the two surprises "
    "separately, then their mean.",
    0.05: "That is the share of mistakes. The loss measures how surprised the classifier was on each image.",
    0.95: "That is the share of right answers. The loss is the mean surprise.",
    0.855: "That is the mean probability of the right class. The loss is the mean of −log q.",
    0.145: "That is one minus the mean probability. The loss is the mean of −log q.",
    -0.9 * math.log(0.9) * 0.95 - 0.001 * math.log(0.001) * 0.05: "You weighted by q as well. The right class is "
    "what happens, so its surprise counts in full: −log q.",
    -0.95 * math.log(0.9) - 0.05 * math.log(0.1): "You took 0.1 for the other 5 images. There, the right class got "
    "only 0.001.",
    -0.95 * math.log(0.9) - 0.05 * math.log(0.999): "You took the logarithm of 0.999, the probability of the wrong "
    "classes. Use that of the right class, 0.001.",
    -0.95 * math.log(0.9) - 0.05 * math.log(0.01): "Check the small probability: it is 0.001, not 0.01.",
    -0.95 * math.log(0.95) - 0.05 * math.log(0.05): "That is the entropy of a coin that is right 95 times in 100. "
    "Here the classifier has its own probabilities, 0.9 and 0.001.",
    math.exp(0.95 * RIGHT + 0.05 * WRONG): "That is e to the loss. Leave out the exponential.",
    0.95 * RIGHT - 0.05 * WRONG: "Both surprises are positive: add their shares.",
}.items():
    confident_mistakes.misconception(answer, message)

confident_mistakes.misconception(
    -0.445,
    "Check the sign: a surprise is minus the logarithm, so the loss is positive.",
    when=lambda x: -0.45 <= x <= -0.44,
)
confident_mistakes.misconception(
    44.5, "That is the sum over 100 images. The loss is the mean: divide by 100.", when=lambda x: 44 <= x <= 45
)
confident_mistakes.misconception(
    3.5,
    "You gave both kinds of images the same weight. There are 95 of one and 5 of the other.",
    when=lambda x: 3.4 <= x <= 3.6,
)
confident_mistakes.misconception(
    0.0045, "You divided by 100 twice: the shares 0.95 and 0.05 already do that.", when=lambda x: 0.0044 <= x <= 0.0046
)
