"""numbers_with_a_radio: how many numbers a slightly larger network takes."""

from dlmath.exercises import number


@number(
    weight="warm-up",
    task="Add two things to the alarm network. A power cut can also set off the alarm, so the alarm now has three "
    "parents. And the radio may report an earthquake; its only parent is the earthquake. All variables take the "
    "values 0 and 1. How many numbers does the network need now?",
    hints=[
        "A node takes one number for each combination of values of its parents. How many combinations do three parents "
        "have?",
        "The burglary, the earthquake, and the power cut have no parents: one number each. The alarm takes 2³.",
        "3 · 1 + 8, then 2 each for John, Mary, and the radio.",
    ],
    tolerance=0.5,
)
def numbers_with_a_radio():
    # Three nodes without parents, one with three, three with one.
    return 3 * 2**0 + 2**3 + 3 * 2**1


for answer, message in {
    10: "That is the old network. The alarm has three parents now, and there are two new nodes.",
    12: "You added one number for each new node. The alarm's table doubles as well, from 4 to 8, and the radio takes "
    "2: one for each value of its parent.",
    13: "The radio and the power cut add 2 and 1. But the alarm now has three parents, so its table doubles, from 4 to "
    "8.",
    15: "The radio is missing, or the alarm is counted with fewer than 2³ numbers. The radio takes 2.",
    16: "The radio takes two numbers: how often it reports an earthquake when there is one and when there is none.",
    127: "That is the joint table of seven variables, 2⁷ − 1. The network takes far fewer.",
    128: "That is the number of combinations of seven variables. The network takes far fewer numbers.",
    34: "You counted P(1) and P(0) separately. One of them gives you the other, so you need only half as many.",
    11: "Count node by node: 1 for each node without parents, 2 for each with one, 8 for the alarm.",
    14: "The alarm has three parents now, so it takes 2³ = 8 numbers.",
    18: "Count node by node: 1 for each of three nodes without parents, 2 for each of three with one, 8 for the alarm.",
    19: "The nodes without parents take one number each, not two.",
    20: "The nodes without parents take one number each, not two.",
    7: "That is the number of nodes. How many numbers does each of them take?",
    6: "That is the number of arrows. A node takes one number for each combination of values of its parents.",
    9: "Combinations multiply: three parents with two values each have 2³ = 8 combinations.",
    8: "That is only the alarm. Add the other six nodes.",
    4: "That is only the alarm's old table.",
    63: "That is 2⁶ − 1, the joint table of six variables.",
    31: "That is the joint table of five variables. The network takes far fewer, and there are seven.",
    21: "Count node by node: 1 for each of three nodes without parents, 2 for each of three with one, 8 for the alarm.",
    24: "Is every number counted once? P(0) follows from P(1), so a node without parents takes one number.",
    25: "Three parents have 2³ = 8 combinations, not 16.",
}.items():
    numbers_with_a_radio.misconception(answer, message)
