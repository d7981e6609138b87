"""threshold_like_weight_99: a weight is a moved threshold."""

from dlmath.exercises import number


@number(
    weight="warm-up",
    task="One image in a hundred is positive. You train with weight 99 on the positives and 1 on the negatives, and "
    "call an image positive if the weighted model says at least ½. Its odds are 99 times those of an unweighted "
    "model. At what threshold would the unweighted model give the same answers?",
    hints=[
        "A probability of ½ means odds of 1. What are the odds of the unweighted model there?",
        "Its odds are 1/99. Odds o correspond to the probability o / (1 + o).",
        "(1/99) / (1 + 1/99) = 1/100.",
    ],
    tolerance=0.00005,
)
def threshold_like_weight_99():
    # Odds 1 divided by 99, as a probability.
    odds = 1 / 99
    return odds / (1 + odds)


for answer, message in {
    0.5: "½ is the threshold of the weighted model. For the same image, the odds of the unweighted model are 99 times "
    "smaller.",
    1 / 99: "1/99 are the *odds*. As a probability: o / (1 + o).",
    0.5 / 99: "You divided the probability ½ by 99. Divide the odds, which are 1, and turn them back into a "
    "probability.",
    0.99: "The weighted model says ½ where the other one says *less*: the weight pushes its odds up.",
    99: "A threshold on a probability lies between 0 and 1. The odds are 1/99.",
    0.005: "That is ½ divided by 100. But it is the odds that are divided by 99, and those are 1.",
    1: "The odds there are 1 for the weighted model. For the other one they are 1/99.",
    0.1: "Check the last step: odds of 1/99 mean a probability of 1 in 100.",
    0: "At threshold 0, everything would be called positive.",
    0.98: "Odds of 1/99 correspond to a *small* probability: 1 in 1 + 99.",
    1 / 98: "o / (1 + o) with o = 1/99: the denominator is 99 + 1.",
    49.5: "A threshold on a probability lies between 0 and 1. The odds are 1/99.",
}.items():
    threshold_like_weight_99.misconception(answer, message)
threshold_like_weight_99.misconception(
    2, "A threshold on a probability lies between 0 and 1.", when=lambda t: t > 1 or t < 0
)
threshold_like_weight_99.misconception(
    0.3,
    "At its threshold, the weighted model's odds are 1, so those of the other model are 1/99. Turn these odds into a "
    "probability.",
    when=lambda t: 0 < t < 1 and abs(t - 0.01) > 0.00005,
)
