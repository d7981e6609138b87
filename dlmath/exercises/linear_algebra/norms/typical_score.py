"""typical_score: the dot product of two random vectors."""

from dlmath.exercises import number


@number(
    weight="standard",
    task="Two vectors have $d = 400$ entries each, all drawn independently at random, with mean 0 and mean square 1. "
    "How large is their dot product, typically? Give the square root of its mean square.",
    tolerance=0.3,
    hints=[
        "a · b = ‖a‖ ‖b‖ cos θ. The mean square of each entry is 1: how large is ‖a‖² on average?",
        "‖a‖ and ‖b‖ are about √400 each, and a typical cosine is 1/√400.",
        "√d · √d / √d = √d.",
    ],
)
def typical_score():
    # ‖a‖ ≈ ‖b‖ ≈ √d, and the cosine is typically 1/√d.
    return 400**0.5


typical_score.misconception(
    400, "That is ‖a‖ ‖b‖, or the mean of the square. The cosine makes it smaller: about 1/√400, so √400 is left."
)
typical_score.misconception(
    0.05,
    "0 would be the mean, and 1/√400 = 0.05 is the typical cosine. The typical dot product is that cosine times both "
    "lengths, about √400 each.",
)
typical_score.misconception(
    1, "You multiplied one length by the cosine: √400 · 1/√400. There are two lengths, so another √400 is left."
)
typical_score.misconception(
    160000, "That is 400². The squares of 400 products add up to about 400, and then you take the root."
)
typical_score.misconception(
    400**0.25, "You took the root twice. The mean square of the dot product is 400; its root is √400."
)
typical_score.misconception(
    800**0.5, "The 400 products each have mean square 1, so the mean square of their sum is 400, not 800."
)
typical_score.misconception(
    8000, "You took 20 · 400. Both lengths are about √400 = 20, and the cosine is about 1/20: 20 · 20 / 20."
)
typical_score.misconception(
    40, "You added the two lengths, 20 and 20. The dot product is their product times the cosine: 20 · 20 / 20."
)
typical_score.misconception(
    200, "You halved 400. The 400 products partly cancel, so their sum grows only like the square root of their number."
)
typical_score.misconception(
    50, "1/8 is the typical cosine in 64 dimensions. In 400 it is 1/√400, and each length is √400."
)
typical_score.misconception(
    800, "You added two lengths of 400. Each length is √400, and the dot product is √400 · √400 · 1/√400."
)
typical_score.misconception(8, "8 = √64 is right for 64 dimensions. Here d = 400.")
typical_score.misconception(4, "4 = √16 would be right for 16 dimensions. Here d = 400.")
