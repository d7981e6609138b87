"""darts_per_digit: the price of one more digit."""

from dlmath.exercises import number


@number(
    weight="standard",
    task="With 1,000 darts, the standard error of π is about 0.05. How many darts do you need for 0.005?",
    hints=[
        "By what factor must the standard error shrink? It falls like 1/√n.",
        "√n must become ten times as large.",
        "So n must become a hundred times as large.",
    ],
    tolerance=500,
)
def darts_per_digit():
    # A tenth of the error takes 10² times as many darts.
    return 1000 * (0.05 / 0.005) ** 2


for answer, message in {
    10000: "Ten times as many darts shrink the error only by √10, about 3. It falls like 1/√n, not like 1/n.",
    100: "That is a factor. You start with 1,000 darts, and a tenth of the error takes 10² times as many.",
    3162: "You multiplied by √10. It is the other way around: the *error* shrinks by the root of the factor, so the "
    "number of darts grows by its square.",
    3162.28: "You multiplied by √10. It is the other way around: the *error* shrinks by the root of the factor, so the "
    "number of darts grows by its square.",
    1000000: "You need 100 times as many darts, not 1,000 times as many.",
    10000000: "You need 100 times as many darts: the square of 10, not its fourth power.",
    99000: "That is how many more darts you need. The question asks how many in all.",
    31623: "You multiplied by 10 to the power 1.5. A tenth of the error takes 10² times as many darts.",
    5000: "Five times as many darts shrink the error only by √5. You need a tenth of it.",
    9000: "Nine times as many darts shrink the error to a third. You need a tenth of it.",
    2000: "About twice as many darts shrink the error only by √2. You need a tenth of it, and that takes 10² times as "
    "many.",
    4000: "Four times as many darts halve the error. You need a tenth of it.",
    20000: "Simpson's grid may make do with less, but darts need 10² times as many for a tenth of the error.",
    1100: "Adding darts to match the digits is not enough: a tenth of the error takes 10² times as many.",
    40000: "1/0.005² leaves out the spread of a single dart, which is not 1. Compare with the 1,000 darts instead.",
    107869: "That is what the exact spread gives. The 0.05 in the question is rounded; start from it.",
    50000: "The error must shrink by 10, so the darts grow by 10² = 100.",
}.items():
    darts_per_digit.misconception(answer, message)
