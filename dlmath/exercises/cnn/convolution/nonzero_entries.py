"""nonzero_entries: how sparse is the matrix of a convolution?"""

from dlmath.exercises import number


@number(
    weight="standard",
    task="A kernel of 5 × 5 weights, none of them 0, slides over an image of 28 × 28 pixels. Written as a matrix that "
    "takes all 784 pixels to all the outputs, how many of its entries are not 0?",
    tolerance=0,
    hints=[
        "Each row of the matrix belongs to one output. Which of its entries are not 0?",
        "The ones under the window: 25 in each row. How many outputs are there?",
        "28 − 5 + 1 = 24 places in each direction, so there are 24 · 24 rows.",
    ],
)
def nonzero_entries():
    # 24 × 24 windows, one in each row of the matrix, with 25 weights in each.
    return 24 * 24 * 25


nonzero_entries.misconception(
    25, "These are the different weights. Each of them appears in the matrix once per output."
)
nonzero_entries.misconception(576, "That is the number of outputs, 24 · 24. Each of them has a row with 25 weights.")
nonzero_entries.misconception(
    19600, "You counted 28 · 28 windows. The whole kernel must lie on the image: 28 − 5 + 1 in each direction."
)
nonzero_entries.misconception(
    13225, "You counted 23 · 23 windows. From 28 pixels and 5 weights, you get 28 − 5 + 1 = 24."
)
nonzero_entries.misconception(
    16900, "You counted 26 · 26 windows, as for a 3 × 3 kernel. For 5 × 5 there are 28 − 5 + 1 in each direction."
)
nonzero_entries.misconception(
    451584, "That is how many entries there are altogether, 576 · 784. Most of them are 0: each row has only 25 others."
)
nonzero_entries.misconception(
    437184, "That is how many entries are 0. The question is about the others: 25 in each of the rows."
)
nonzero_entries.misconception(600, "You counted in one direction only: there are 24 windows across and 24 down.")
nonzero_entries.misconception(2880, "The kernel has 5 · 5 = 25 weights, not 5. Each output looks at all of them.")
nonzero_entries.misconception(5184, "You counted 9 weights in each row, as for a 3 × 3 kernel. This one has 25.")
nonzero_entries.misconception(
    614656, "That is 784 · 784, with an output for every pixel and no zeros at all. Count rows × 25."
)
nonzero_entries.misconception(784, "That is the number of pixels. Count the weights in each row, and the rows.")
nonzero_entries.misconception(
    3, "The question asks for the number of entries, not for a share.", when=lambda answer: 0 < answer < 10
)
nonzero_entries.misconception(
    22500,
    "Your number has 25 entries in each row, but the wrong number of rows. There is a row for each place of the "
    "window, "
    "28 − 5 + 1 in each direction.",
    when=lambda answer: answer > 600 and answer % 25 == 0 and answer != 14400,
)
