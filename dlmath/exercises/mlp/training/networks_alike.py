"""networks_alike: how many settings of the weights give the same answers."""

import math

from dlmath.exercises import number


@number(
    weight="standard",
    kind="derive",
    task="Our network has three hidden units. Its weights have no special values: no two units are alike or "
    "opposite, and no weight is 0. Reorder its hidden units, flip some, or do both. How many different settings of "
    "the 47 numbers can you reach, including the original?",
    tolerance=0.001,
    hints=[
        "How many orders are there for three units? And how many ways are there to flip some of three, or none?",
        "There are 3 · 2 · 1 = 6 orders. Each unit is flipped or not: 2 · 2 · 2 ways.",
        "Each order goes with each way to flip: multiply.",
    ],
)
def networks_alike():
    # 3! orders, and for each of them every unit flipped or not.
    return math.factorial(3) * 2**3


for value, message in {
    6: "Those are the orders. In each of them, every unit can also be flipped or not.",
    8: "Those are the ways to flip. For each of them, there are 6 orders of the three units.",
    14: "You added 6 and 8. Each order can be combined with each way to flip, so multiply.",
    47: "That leaves out the original, which should be included here. (That 47 is also the number of weights is a "
    "coincidence.)",
    12: "3! = 6 orders is right, but each of the *three* units is flipped or not: 2 · 2 · 2 ways, not 2.",
    36: "You took 3! · 6. A unit is flipped or not, so there are 2³ = 8 ways to flip.",
    24: "That is half of it. There are 3! = 6 orders and 2³ = 8 ways to flip. Did you take 2² or 3 for one of them?",
    54: "You took 3! · 3². Each of three units has two states, so there are 2³ ways to flip.",
    27: "No unit can appear twice in an order: there are 3 · 2 · 1 = 6 orders, and 2³ ways to flip.",
    9: "Three orders and three flips, multiplied? There are 3! = 6 orders, and 2³ = 8 ways to flip.",
    18: "There are 6 orders, but 8 ways to flip, not 3: you may flip several units, or none.",
    42: "You left out the case in which no unit is flipped: there are 8 ways to flip, with that one.",
    40: "You left out one of the 6 orders. The order as it was counts, too.",
    35: "You left out the order as it was, and the case without a flip. Both count: 6 · 8.",
    13: "You added the changes. Orders and flips can be combined: multiply 6 and 8.",
    96: "The two outputs keep their places: swapping them would swap the answers. So it is 6 · 8, without a factor "
    "of 2.",
    3: "Three is the number of units. Count their orders, and the ways to flip them.",
    2: "Count the orders of three units, and the ways to flip some of them.",
    1: "There are others: swap two units with all their weights, and nothing changes in the outputs.",
    384: "That is for four hidden units. We have three.",
    140737488355328: "That is 2⁴⁷. The 47 numbers can't change their signs one by one: only whole units are flipped.",
}.items():
    networks_alike.misconception(value, message)
networks_alike.misconception(
    10,
    "Too few. Every order (3 · 2 · 1) goes with every way to flip (2 · 2 · 2).",
    when=lambda answer: 0 < answer < 48,
)
networks_alike.misconception(
    144,
    "Too many. There are 3 · 2 · 1 orders, and each of the three units is flipped or not.",
    when=lambda answer: answer > 48,
)
