"""price_of_a_digit: what a condition number of 100 costs."""

import math

from dlmath.exercises import number


@number(
    weight="standard",
    task="A valley has κ = 100, and we use its best rate. How many steps does it take until the distance to the "
    "minimum is a tenth of what it was? Round to a whole number.",
    tolerance=0.4,
    hints=[
        "At the best rate each step multiplies the distance by (κ − 1)/(κ + 1) in the long run. What is that here?",
        "99/101 = 0.9802. Which power of it is 0.1?",
        "ln 0.1 / ln 0.9802.",
    ],
)
def price_of_a_digit():
    factor = (100 - 1) / (100 + 1)
    # factor to the power t is 0.1 for t = 115.13.
    return round(math.log(0.1) / math.log(factor))


for value, message in {
    114: "You rounded 99/101 to 0.98. A factor that is used a hundred times needs more digits: 0.9802.",
    116: "Round to the nearest whole number: it is 115.13.",
    100: "Close, but it isn't just κ: solve (99/101) to the power t = 0.1, with logarithms.",
    113: "Close, but not the right factor, or rounded too early: it is 99/101 = 0.980198.",
    230.26: "You took the square root of the factor, or counted twice over. It is ln 0.1 / ln(99/101).",
    229.1: "Here the factor seems to be 0.99 = 1 − 1/κ, which is what the rate 1/λ_max gives. At the best rate it is "
    "99/101.",
    231.4: "You took κ/(κ + 1) for the factor. It is (κ − 1)/(κ + 1) = 99/101.",
    50: "Two kinds of logarithm, or equal steps? Each step multiplies by 99/101: ln 0.1 / ln(99/101), with the same "
    "logarithm above and below.",
    45.2: "You added up equal steps, each as long as the first. Each step multiplies by 99/101, so you need "
    "logarithms: ln 0.1 / ln(99/101).",
    45.8: "The distance should become a tenth; you seem to have taken off a tenth. Solve (99/101) to the power t = "
    "0.1, not 0.9 or 0.4.",
    5.27: "You solved (99/101) to the power t = 0.9: that only takes off a tenth. The distance should become a tenth, "
    "0.1.",
    34.7: "You solved for one half. The distance should become a tenth: ln 0.1 / ln(99/101).",
    57.6: "You solved for the loss, which has the square of the factor. The question is about the distance.",
    11.5: "Far too few. A digit is a factor of ten in the distance. Each step multiplies it by 99/101, so solve "
    "(99/101) to the power t = 0.1. (For κ = 10 about 11 would do.)",
    1151: "That is the price for κ = 1000. Here κ = 100.",
    -115: "The size is right. Both logarithms are negative, so their quotient is positive.",
    23: "You took a factor near 0.905, which belongs to κ = 20. Here it is 99/101.",
    460.5: "You counted four times over. It is ln 0.1 / ln(99/101).",
    0.98: "That is the factor of one step. How many steps make it 0.1?",
    10: "Far too few: each step multiplies the distance by 99/101 only. Solve (99/101) to the power t = 0.1.",
    200: "Twice κ is too much. It is about 1.15 κ: solve (99/101) to the power t = 0.1, with logarithms.",
    1000: "Ten times κ is far too much. Solve (99/101) to the power t = 0.1, with logarithms.",
}.items():
    price_of_a_digit.misconception(value, message)
