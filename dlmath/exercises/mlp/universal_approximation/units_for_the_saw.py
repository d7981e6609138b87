"""units_for_the_saw: what a single layer needs, at least, for the saw of ten layers."""

from dlmath.exercises import number


@number(
    weight="standard",
    task="Ten tents in a row, two ReLU units in each of ten layers, draw a saw with $2^{10}$ straight pieces "
    "between 0 and 1. By our count of pieces, at least how many units does a network with a *single* hidden layer of "
    "ReLU units need to draw the same saw?",
    tolerance=0.1,
    hints=[
        "How many kinks does a line with 2 straight pieces have? With 3?",
        "A line with P straight pieces has P − 1 kinks, and each unit of a single layer makes at most one.",
        "2¹⁰ − 1.",
    ],
)
def units_for_the_saw():
    # 2¹⁰ pieces have one kink fewer, and each unit makes at most one kink.
    return 2**10 - 1


for value, message in {
    1024: "1,024 units can draw it, one for each piece. But the count alone allows one fewer: H units make at most H + "
    "1 pieces. For which H is that 1,024?",
    1025: "You went the wrong way: H units make at most H + 1 pieces, so H is one less than the number of pieces.",
    1022: "One more: 1,024 pieces meet at 1,023 kinks.",
    20: "20 is what the deep network has. A single layer can't fold: each of its units makes at most one kink.",
    21: "20 units in a single layer make at most 21 pieces. How many does it take for 1,024?",
    10: "10 is the number of layers. A single layer makes at most one kink with each unit.",
    511: "That would be 2⁹ pieces. The saw has 2¹⁰.",
    512: "512 is the number of teeth. Each tooth has two sides, so count the kinks.",
    2048: "A single unit makes a kink by itself: you don't need two for each piece.",
    2047: "The saw has 2¹⁰ pieces, not 2¹¹.",
    2046: "A single unit makes a kink by itself: you don't need two for each.",
    100: "2¹⁰ is 2 multiplied by itself ten times, 1,024.",
    99: "2¹⁰ is 2 multiplied by itself ten times, 1,024.",
    19: "The pieces double with each layer. There are 1,024, and you need a unit for each kink between them.",
    5: "A single layer makes at most one kink with each unit, and the saw has over a thousand.",
    255: "That would be 2⁸ pieces. The saw has 2¹⁰.",
}.items():
    units_for_the_saw.misconception(value, message)
units_for_the_saw.misconception(
    300,
    "That is too few: H units in a single layer make at most H + 1 straight pieces, and the saw has 1,024.",
    when=lambda answer: 0 <= answer < 1023,
)
units_for_the_saw.misconception(
    5000,
    "That is more than our count asks for: each unit can make one kink. How many kinks does the saw have?",
    when=lambda answer: answer > 1023,
)
units_for_the_saw.misconception(-1, "A number of units can't be negative.", when=lambda answer: answer < 0)
