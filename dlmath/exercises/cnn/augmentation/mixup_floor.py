"""mixup_floor: the smallest loss that a mixed label allows, on average."""

from dlmath.exercises import number


@number(
    weight="hard",
    kind="derive",
    task="Let $\\lambda$ be uniform between 0 and 1, and let the two classes differ. What is the average of this "
    "smallest loss over all $\\lambda$, in nats? (Integrate. The derivative of $\\tfrac12 \\lambda^2 \\log \\lambda - "
    "\\tfrac14 \\lambda^2$ is $\\lambda \\log \\lambda$, and its limit at 0 is 0.)",
    tolerance=0.0005,
    hints=[
        "The average over a uniform λ is the integral from 0 to 1 of −λ log λ − (1 − λ) log(1 − λ).",
        "With the given antiderivative, the integral of λ log λ from 0 to 1 is ½ · 0 − ¼. What is that of the second "
        "term, in which λ and 1 − λ have traded places?",
        "Each term contributes ¼: ¼ + ¼.",
    ],
)
def mixup_floor():
    # −λ log λ has the integral 1/4, and so has its mirror image.
    return 1 / 4 + 1 / 4


for value, message in {
    0.25: "That is one of the two terms. The other one, with 1 − λ, contributes just as much.",
    -0.5: "The size is right. The entropy has minus signs, so its average is above 0.",
    -0.25: "That is the integral of λ log λ. There is a minus sign in front, and a second term, with 1 − λ.",
    0.6931: "log 2 is the entropy at λ = ½, where it is highest. The question asks for the average over all λ.",
    0.7213: "That is in bits. To get nats, use the natural logarithm, or multiply this by log 2.",
    0.3466: "Half the maximum is not the average of a bent curve. Integrate −λ log λ − (1 − λ) log(1 − λ).",
    0.45: "That takes into account that one partner in ten has the same class. Here the two classes differ.",
    0: "For a hard label, the smallest loss is 0. A mixed label costs at least its entropy.",
    1: "You left out a factor of ½: the antiderivative is ½ λ² log λ − ¼ λ². At λ = 1, it is −¼.",
    2: "The entropy of two classes is at most log 2 ≈ 0.69, so its average is below that.",
    0.75: "At λ = 1, the logarithm is 0, so ½ λ² log λ contributes nothing. Only ¼ is left, for each of the two terms.",
    0.125: "Check the antiderivative at 1: ½ · 1 · 0 − ¼ · 1. Each of the two terms contributes ¼.",
    2.3026: "log 10 would be the entropy of ten equally likely classes. Here only two have a share.",
    1.1513: "log 10 would be the entropy of ten equal classes. Only two have a share here, λ and 1 − λ.",
    0.3069: "1 − log 2? The antiderivative at 1 is −¼, without any log 2, because log 1 = 0.",
    0.1931: "log 2 − ½ is the gap between the highest entropy and its average. The question asks for the average.",
}.items():
    mixup_floor.misconception(value, message)
mixup_floor.misconception(
    0.8,
    "The entropy of two classes is never above log 2 ≈ 0.69, so neither is its average.",
    when=lambda answer: answer > 0.6935,
)
mixup_floor.misconception(
    -0.1,
    "An entropy is not negative. Mind the minus signs in −λ log λ − (1 − λ) log(1 − λ).",
    when=lambda answer: answer < 0,
)
mixup_floor.misconception(
    0.4,
    "That is possible, but you can find the average exactly: evaluate the given antiderivative from 0 to 1, for each "
    "of the two terms.",
    when=lambda answer: 0 < answer < 0.69,
)
