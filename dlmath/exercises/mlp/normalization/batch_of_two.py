"""batch_of_two: with two examples, only the order is left."""

from dlmath.exercises import number


@number(
    weight="warm-up",
    task="A batch has only two examples. One unit's sums are 3.0 and 3.2, with $\\gamma = 1$, $\\beta = 0$, and "
    "$\\varepsilon$ so small that it plays no part. What does the 3.2 become?",
    tolerance=0.001,
    hints=[
        "What is the mean of 3.0 and 3.2? How far is 3.2 from it?",
        "The variance is the mean of the two squared distances. Both are 0.1².",
        "(3.2 − 3.1) / 0.1.",
    ],
)
def batch_of_two():
    # The mean is 3.1, and both are 0.1 from it. So 0.1 is the standard deviation, too.
    return (3.2 - 3.1) / 0.1


for value, message in {
    0.1: "0.1 is the distance from the mean. Divide it by the standard deviation, which is also 0.1.",
    10: "You divided by the variance, 0.01. Divide by its root.",
    -1: "That is what 3.0 becomes. 3.2 is above the mean.",
    0.707107: "You took the variance over n − 1. Batch norm divides by n, so the standard deviation is 0.1.",
    2: "You divided 0.2, the distance between the two, by 0.1. What counts is the distance from the mean.",
    0.5: "You divided by the distance between the two, 0.2. The standard deviation is 0.1, the distance of each from "
    "the mean.",
    3.2: "3.2 is what comes in. Subtract the mean, 3.1, and divide by the standard deviation.",
    32: "The mean is not subtracted: 3.2 − 3.1 comes first, then divide by 0.1.",
    0: "0 is the mean of the two results. 3.2 lies above the mean, so its result is positive.",
    0.2: "0.2 is the distance between the two. Take the distance from the mean, and divide it by the standard "
    "deviation.",
    1.032258: "You divided 3.2 by the mean. Subtract the mean, then divide by the standard deviation.",
    3.1: "3.1 is the mean. Subtract it from 3.2, and divide by the standard deviation.",
    0.01: "0.01 is the variance. Divide 3.2 − 3.1 by its root.",
    1.414214: "The standard deviation of the two is 0.1: both are 0.1 from the mean.",
}.items():
    batch_of_two.misconception(value, message)
batch_of_two.misconception(
    5,
    "That is too large: after batch norm the two have mean 0 and standard deviation 1. Which two numbers do that?",
    when=lambda answer: answer > 1.001,
)
batch_of_two.misconception(
    -0.4, "3.2 is above the mean of 3.1, so its result is positive.", when=lambda answer: answer < 0
)
batch_of_two.misconception(
    0.9,
    "Compute it by hand: the mean is 3.1, and each is 0.1 from it. Divide the distance by the standard deviation.",
    when=lambda answer: 0 < answer < 0.999,
)
