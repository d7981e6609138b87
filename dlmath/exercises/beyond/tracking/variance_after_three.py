"""variance_after_three: how sure are we of where a car is parked, after three measurements?"""

from dlmath.exercises import number


@number(
    weight="warm-up",
    task="Your belief about the position of a parked car has a variance of 4 (in m²). Now you measure the position "
    "three times, each time with an independent error of variance 12. What is the variance of your belief after the "
    "third measurement?",
    tolerance=0.005,
    hints=[
        "The weight of each of them is one over its variance, and these weights add up.",
        "The weights are 1/4 for the belief and 1/12 for each of the three measurements.",
        "1/4 + 3/12 = 1/2. The variance is one over that.",
    ],
)
def variance_after_three():
    # The weights, one over each variance, add up.
    return 1 / (1 / 4 + 3 / 12)


for value, message in {
    3: "That is the variance after the first measurement. Two more follow.",
    2.4: "That is the variance after two measurements. One more follows.",
    0.5: "That is 1/4 + 3/12, one over the variance. Take one over it.",
    4 / 3: "You divided the variance of the belief by 3. The measurements have a variance of their own, 12, so they "
    "count less than the belief.",
    1: "That would be right if each measurement weighed as much as the belief. Their variance is 12, not 4.",
    10: "That is the mean of the four variances. More measurements make you more certain: add up one over each "
    "variance.",
    40: "Variances add up when you add independent *errors*. Here each measurement tells you more: add up one over "
    "each variance.",
    16: "That is 4 + 12, the variance of what is measured. The variance of the belief shrinks: add up one over each "
    "variance.",
    4: "The measurements tell you something, so the variance must be less than 4.",
    1.6875: "You let each measurement shrink the variance by the same share, ¼. The surer you are, the smaller the "
    "gain: it falls from 1/4 to 1/5 and 1/6.",
    3.6: "You took the three measurements for a single one with the variance 36. Three measurements tell you more than "
    "one does: add up one over each variance.",
    1 / (1 / 4 + 3 / 144): "12 is a variance already. Don't square it.",
    0.25: "That is 1/4, one over the variance of the belief. Add those of the measurements, and take one over the sum.",
    2**0.5: "That is the standard deviation. The variance is its square.",
}.items():
    variance_after_three.misconception(value, message)
variance_after_three.misconception(
    5, "A measurement never makes this variance larger, so it is below 4.", when=lambda answer: answer > 4
)
variance_after_three.misconception(-1, "A variance is not negative.", when=lambda answer: answer < 0)
