"""c5_without_pooling: what the two poolings save."""

from dlmath.exercises import number


@number(
    weight="standard",
    task="Take both poolings out of LeNet-5. C1 and C3 stay as they are, and C5 reads everything that arrives. How "
    "many "
    "parameters does C5 have now, with its biases?",
    tolerance=0.001,
    hints=[
        "Follow the rows: 28 after C1. What does C3 leave?",
        "C3 has no border, so its kernels of 5 × 5 leave 24 × 24 pixels in each of 16 channels.",
        "Each of the 120 units has 16 · 24 · 24 weights and a bias.",
    ],
)
def c5_without_pooling():
    # 28 rows after C1, 24 after C3.
    return 120 * (16 * 24 * 24 + 1)


for value, message in {
    1105920: "The 120 biases are missing.",
    1105921: "There are 120 units, and each has its own bias.",
    48120: "That is C5 with both poolings. Without them, far more pixels arrive.",
    48000: "These are the weights of C5 with both poolings. Without them, far more pixels arrive.",
    1505400: "You took 28 × 28 pixels. C3 has no border and takes off 4 rows and 4 columns.",
    1505280: "You took 28 × 28 pixels, and no biases. C3 has no border and takes off 4 rows and 4 columns.",
    192120: "That is without S4 only: 10 × 10 pixels. S2 goes, too.",
    192000: "That is without S4 only, and without biases. S2 goes, too.",
    276600: "That is without S2 only: 12 × 12 pixels. S4 goes, too.",
    276480: "That is without S2 only, and without biases. S4 goes, too.",
    69240: "You counted one channel. C3 has 16.",
    414840: "You took the 6 channels of C1. C5 reads the 16 channels of C3.",
    768120: "You took 20 × 20 pixels. C1 has a border of 2 and keeps 28; only C3 takes off 4.",
    768000: "You took 20 × 20 pixels. C1 has a border of 2 and keeps 28; only C3 takes off 4.",
    9216: "That is how many numbers arrive at C5. Each of its 120 units has a weight for each of them.",
    9217: "That is one unit. C5 has 120.",
    1119626: "That is the whole network. The question is only about C5.",
    1015800: "You took 23 × 23 pixels. A kernel of 5 rows takes off 4, not 5.",
    1200120: "You took 25 × 25 pixels. A kernel of 5 rows takes off 4.",
}.items():
    c5_without_pooling.misconception(value, message)
c5_without_pooling.misconception(
    23,
    "That looks like a ratio. The question asks for the number of parameters itself.",
    when=lambda answer: 22.5 < answer < 23.5,
)
c5_without_pooling.misconception(
    100000,
    "Too few. Without pooling, C3 leaves 24 × 24 pixels in 16 channels, and each of 120 units reads them all.",
    when=lambda answer: 0 < answer < 1106040,
)
c5_without_pooling.misconception(
    2000000,
    "Too many. C3 leaves 24 × 24 pixels in 16 channels, and each of 120 units reads them, plus a bias.",
    when=lambda answer: answer > 1106040,
)
