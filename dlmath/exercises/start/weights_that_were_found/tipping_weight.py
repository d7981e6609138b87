"""tipping_weight: where the answer for the thick 1 changes."""

from dlmath.exercises import number


@number(
    weight="hard",
    kind="derive",
    task="For drawing 56 the activations of left, middle and right are 0.953, 0.993 and 0.001. The output for 0 has "
    "the weights 4, −6, 4, the output for 1 has −4, w, −4, and both biases are 0. Below which value of w does the "
    "output for 0 win? Two decimals will do.",
    tolerance=0.008,
    hints=[
        "Write down both sums, the second one with w in it. The larger sum wins.",
        "The output for 0 has 4 · 0.953 − 6 · 0.993 + 4 · 0.001 = −2.14. The other has −4 · 0.953 + 0.993 w − 4 · "
        "0.001.",
        "At the tipping point both are equal: −3.816 + 0.993 w = −2.142. Solve for w.",
    ],
)
def tipping_weight():
    # The sum of the output for 0 does not depend on w …
    zero = 4 * 0.953 - 6 * 0.993 + 4 * 0.001
    # … and the sum of the output for 1 is −3.816 + 0.993 w. They are equal at
    return (zero + 4 * 0.953 + 4 * 0.001) / 0.993


for value, message in {
    3.84: "There the sum for 1 is 0, so that output is one half. But the other output is far below one half: compare "
    "the two sums with each other, not with 0.",
    6.0: "6 is our choice, and with it the network reads a 1. How far can it go down before the 0 wins? If you "
    "computed 6: the sum for 0 is −2.142, with a minus.",
    -6.0: "That makes the two outputs take the same weight. Set the two *sums* equal, not the weights.",
    -2.16: "You left out the votes of left and right against the 1: the sum for 1 is −3.816 + 0.993 w.",
    -2.14: "That is the sum of the output for 0. Now ask for which w the sum for 1, −3.816 + 0.993 w, is just as "
    "large.",
    1.674: "Almost: −3.816 + 0.993 w = −2.142 gives 0.993 w = 1.674. The last step is to divide by 0.993.",
    1.6777: "The right stroke is weak, but its activation is not 0: keep its 0.001 in both sums.",
    2.344: "You used 0.993 for the left unit and 0.953 for the middle one. Left is 0.953, middle is 0.993.",
    13.686: "The sum for 0 is 3.812 − 5.958 + 0.004 = −2.142: the middle counts −6, with a minus.",
    1.66: "You multiplied by 0.993 at the end. Divide: w = 1.674 / 0.993.",
    -1.69: "Check the sign: −3.816 + 0.993 w = −2.142, so 0.993 w = 3.816 − 2.142.",
    -1.67: "Check the sign: −3.816 + 0.993 w = −2.142, so 0.993 w = 3.816 − 2.142, and then divide by 0.993.",
    5.96: "6 · 0.993 = 5.96 is what the middle contributes in the network as it is. Set both sums equal and solve for "
    "w.",
    2.16: "The left and the right unit vote against the 1, too: the sum for 1 is −3.816 + 0.993 w.",
    1.7: "Almost. Give two decimals.",
    2.0: "That is near. Work it out to two decimals: −3.816 + 0.993 w = −2.142.",
    4.0: "4 is the weight of a side stroke. Set the two sums of drawing 56 equal and solve for w.",
    0.0: "At 0 the network has long been reading a 0. Set the two sums equal and solve for w.",
    1.75: "You used weights without activations, or only some of them. Set −3.816 + 0.993 w equal to −2.142.",
    -3.84: "Check the sign, and compare the two sums with each other, not with 0: −3.816 + 0.993 w = −2.142.",
}.items():
    tipping_weight.misconception(value, message)
