"""width_of_two_layers: what a second hidden layer costs."""

from dlmath.exercises import number


@number(
    weight="hard",
    task="A network with 784 inputs, one hidden layer of 128 units, and 10 outputs has 101,770 parameters. With *two* "
    "hidden layers of equal width instead, and no more parameters than that, how wide can they be, at most? Answer "
    "with a whole number.",
    tolerance=0.4,
    hints=[
        "Call the width h. How many weights and biases does each of the three layers have?",
        "784 h + h, then h · h + h, then 10 h + 10: together h² + 796 h + 10. Where does it pass 101,770?",
        "Solve h² + 796 h = 101,760, or try: at h = 110 it is 99,670. How much farther can you go?",
    ],
)
def width_of_two_layers():
    # (784 + 1) h + (h + 1) h + (h + 1) 10, for one h after another.
    h = 1
    while 785 * (h + 1) + (h + 2) * (h + 1) + 10 * (h + 2) <= 101770:
        h = h + 1
    return h


width_of_two_layers.misconception(
    113, "113 is just too wide: 785 · 113 + 114 · 113 + 10 · 114 = 102,727, which is more than 101,770. Round down."
)
width_of_two_layers.misconception(
    112.06,
    "That is where h² + 796 h passes 101,760. But a layer has a whole number of units: round down.",
    when=lambda answer: 112 < answer < 112.1,
)
width_of_two_layers.misconception(
    128, "That is the width of the single hidden layer. A second one of 128 would add 128 · 128 weights and 128 biases."
)
width_of_two_layers.misconception(
    64,
    "Halving the width doesn't keep the budget. Most of the parameters are between the 784 inputs and the first "
    "hidden layer, so halving it saves nearly half. You can be wider.",
)
width_of_two_layers.misconception(111, "111 fits, but there is room for more: at 112 it is 101,706.")
width_of_two_layers.misconception(
    256,
    "A second layer costs parameters, too, so the two have to be narrower than 128.",
    when=lambda answer: answer > 128.5,
)
width_of_two_layers.misconception(
    127,
    "The second hidden layer has h · h weights. Did you leave them out?",
    when=lambda answer: 125.5 < answer < 127.5,
)
width_of_two_layers.misconception(
    100,
    "Two layers of this width fit, but there is room for more. Solve h² + 796 h = 101,760, and round down.",
    when=lambda answer: 64.5 < answer < 111.5,
)
width_of_two_layers.misconception(
    50,
    "Two layers of this width fit easily: there is room for much more. Most of the parameters are between the 784 "
    "inputs and the first hidden layer.",
    when=lambda answer: 0 < answer < 63.5,
)
width_of_two_layers.misconception(
    120,
    "That takes more than 101,770 parameters. Count all three layers with their biases: 785 h, then (h + 1) h, then "
    "10 (h + 1).",
    when=lambda answer: 112.5 < answer < 125.5,
)
