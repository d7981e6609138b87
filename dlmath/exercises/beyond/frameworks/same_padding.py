"""same_padding: as many zeros as the last window needs, with the odd one at the end."""

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="A row of `n` pixels is padded with zeros so that windows of `kernel` pixels, moved by `stride`, give "
    "⌈n / stride⌉ outputs. Return how many zeros go before the first pixel and how many after the last, as a tuple of "
    "two integers. If their number is odd, the extra one goes after the last pixel. If the last window ends inside the "
    "row without any padding, both numbers are 0. All three arguments are integers of at least 1.",
    hints=[
        "How many outputs are there, and where does the last window begin? Where does it end?",
        "The last window begins at (outputs − 1) · stride and ends kernel pixels later. How much longer than n is "
        "that?",
        "total = max((outputs − 1) * stride + kernel − n, 0); half of it, rounded down, goes before.",
    ],
)
def same_padding(n, kernel, stride):
    """The zeros before and after a row of n pixels for "same" padding."""
    # With two minus signs, // rounds up.
    outputs = -(-n // stride)
    # What the last window covers beyond the row has to be padded.
    total = max((outputs - 1) * stride + kernel - n, 0)
    # // rounds down, so the extra zero goes to the end.
    return total // 2, total - total // 2


@same_padding.cases
def cases(rng):
    return [
        (5, 3, 1),
        (28, 3, 2),
        (7, 3, 2),
        (28, 4, 1),
        (10, 5, 3),
        (int(rng.integers(40, 60)), 8, 3),
    ]


@same_padding.edge_cases
def edge_cases(rng):
    return [(5, 1, 1), (6, 1, 2), (7, 2, 4), (6, 2, 3), (1, 5, 1), (1, 1, 3)]


same_padding.instead_of(
    "total // 2, total - total // 2",
    {
        "total - total // 2, total // 2": "You put the extra zero before the first pixel. TensorFlow puts it after "
        "the last.",
        "total // 2, total // 2": "When the number of zeros is odd, you lose one. What doesn't go before goes "
        "after: total − total // 2.",
        "total - total // 2, total - total // 2": "When the number of zeros is odd, you have one too many. Before "
        "the first pixel goes half of them, rounded down.",
        "total": "That is how many zeros there are together. Return two numbers: before and after.",
        "0, total": "You put all the zeros after the last pixel. Half of them, rounded down, go before the first.",
        "total, total": "You put the whole number on both sides. Half of it, rounded down, goes before, and the rest "
        "after.",
        "total / 2, total / 2": "There are no half zeros. Half of them, rounded down, go before, and the rest after.",
    },
)
same_padding.instead_of(
    "-(-n // stride)",
    {
        "n // stride": "You rounded the number of outputs down. It is ⌈n / stride⌉, rounded up: 7 pixels and a "
        "stride of 2 give 4 outputs.",
        "n // stride + 1": "When the stride divides n, that is one output too many. Rounded up: −(−n // stride).",
        "round(n / stride)": "You rounded the number of outputs to the nearest integer. It is ⌈n / stride⌉, rounded "
        "up: 10 pixels and a stride of 3 give 4 outputs.",
        "n": "The windows move by the stride, so there are only ⌈n / stride⌉ outputs.",
    },
)
same_padding.instead_of(
    "max((outputs - 1) * stride + kernel - n, 0)",
    {
        "(outputs - 1) * stride + kernel - n": "A kernel shorter than the stride may end inside the row: then your "
        "number of zeros is negative. It must be at least 0.",
        "max(outputs * stride + kernel - n, 0)": "The first window begins at 0, so the last one begins at (outputs − "
        "1) · stride.",
        "abs((outputs - 1) * stride + kernel - n)": "If the last window ends inside the row, no zeros are needed: "
        "take 0 for a negative number, not its size.",
    },
)


@same_padding.misconception(
    "That is right for a stride of 1 only. With a larger stride the last window begins at (outputs − 1) · stride, "
    "and how far it reaches beyond the row depends on n."
)
def for_a_stride_of_one(n, kernel, stride):
    return (kernel - 1) // 2, kernel - 1 - (kernel - 1) // 2


@same_padding.misconception(
    "That is what you usually type in PyTorch, kernel // 2 on both sides. TensorFlow pads only as much as the last "
    "window needs, and puts an extra zero at the end."
)
def half_a_kernel_on_both_sides(n, kernel, stride):
    return kernel // 2, kernel // 2
