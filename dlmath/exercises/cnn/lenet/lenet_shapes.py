"""lenet_shapes: the seven shapes of one image on its way through LeNet-5."""

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="Return a list with the seven shapes that one image has after C1, S2, C3, S4, C5, F6, and the output, as "
    "tuples: (channels, rows, columns) for the first four, and (units,) for the last three. The image is `size` × "
    "`size`, and `padding` is the border of C1. If a row or a column is left over in pooling, it is dropped.",
    hints=[
        "Only the number of rows (and columns) needs arithmetic. The channels are 6, 6, 16, 16, whatever the size.",
        "A 5 × 5 kernel takes off 4, and a border of p adds 2p. Pooling halves: use //, which drops what is left over.",
        "a = size + 2 * padding - 4, b = a // 2, c = b - 4, d = c // 2. Then (6, a, a), (6, b, b), (16, c, c), (16, d, "
        "d), (120,), (84,), (10,).",
    ],
    also=(),
)
def lenet_shapes(size, padding):
    """The shape after each of the seven layers of LeNet-5."""
    # A kernel of 5 rows takes off 4; pooling halves.
    a = size + 2 * padding - 4
    b = a // 2
    c = b - 4
    d = c // 2
    return [(6, a, a), (6, b, b), (16, c, c), (16, d, d), (120,), (84,), (10,)]


@lenet_shapes.cases
def cases(rng):
    return [(28, 2), (32, 0), (28, 0), (32, 2), (31, 1), (33, 0), (30, 3), (29, 2), (224, 2), (27, 4)]


@lenet_shapes.edge_cases
def edge_cases(rng):
    return [(16, 0), (12, 2), (17, 0)]


@lenet_shapes.law("a border of 2 gives what an image with 4 more rows and columns gives without a border")
def _(f, size, padding):
    return list(f(size, padding)) == list(f(size + 2 * padding, 0))


lenet_shapes.instead_of(
    "size + 2 * padding - 4",
    {
        "size + padding - 4": "You added the border once. It is on both sides: + 2 · padding.",
        "size + padding - 5": "Two things in C1: the border is on both sides, + 2 · padding, and a kernel of 5 rows "
        "takes off 4.",
        "size - 4": "padding is not used. The border adds 2 · padding rows.",
        "size": "That is right only where the border makes up for the kernel. In general, C1 has size + 2 · "
        "padding − 4 "
        "rows.",
        "size + 2 * padding - 5": "A kernel of 5 rows takes off 4, not 5: it fits once into 5 rows.",
        "size + 2 * padding - 3": "A kernel of 5 rows takes off 4: ask in how many places it fits into 6 rows.",
        "size + 2 * padding": "You added the border, but a kernel of 5 rows takes off 4.",
        "size - 2 * padding - 4": "The border makes the image larger: + 2 · padding.",
        "size + 2 * padding - 2": "That would be a kernel of 3 rows. LeNet's kernels have 5.",
    },
)
lenet_shapes.instead_of(
    "b - 4",
    {
        "b": "C3 has no border, so its kernels of 5 rows take off 4.",
        "b - 5": "A kernel of 5 rows takes off 4, not 5: it fits once into 5 rows.",
        "b + 2 * padding - 4": "The border belongs to C1 alone. C3 has none.",
        "b - 2": "That would be a kernel of 3 rows. C3 has kernels of 5, which take off 4.",
    },
)
lenet_shapes.instead_of(
    "a // 2",
    {
        "(a + 1) // 2": "In S2, a row that is left over is dropped: round down.",
        "a - 1": "S2 has stride 2, so it halves the rows. You let its window move by 1.",
        "a / 2": "Half of an odd number is not whole. Use //, which rounds down.",
        "a": "S2 halves the rows and columns.",
    },
)
lenet_shapes.instead_of(
    "c // 2",
    {
        "(c + 1) // 2": "In S4, a row that is left over is dropped: round down.",
        "c - 1": "S4 has stride 2, so it halves the rows. You let its window move by 1.",
        "c / 2": "Half of an odd number is not whole. Use //, which rounds down.",
        "c": "S4 halves the rows and columns.",
    },
)
lenet_shapes.instead_of(
    "[(6, a, a), (6, b, b), (16, c, c), (16, d, d), (120,), (84,), (10,)]",
    {
        "[(a, a, 6), (b, b, 6), (c, c, 16), (d, d, 16), (120,), (84,), (10,)]": "The channels come first: (channels, "
        "rows, columns).",
        "[(6, a, a), (6, b, b), (16, c, c), (16, d, d), 120, 84, 10]": "The last three should be tuples, too. A tuple "
        "with one entry needs a comma: (120,).",
        "[(6, a, a), (6, b, b), (16, c, c), (16, d, d), (1, 120), (1, 84), (1, 10)]": "That is for a batch of one "
        "image. The last three shapes have one entry each: (120,).",
        "[(a, a, 6), (b, b, 6), (c, c, 16), (d, d, 16), 120, 84, 10]": "The channels come first, (channels, rows, "
        "columns), and the last three should be tuples, too: (120,).",
        "[(6, a), (6, b), (16, c), (16, d), (120,), (84,), (10,)]": "The columns are missing: (channels, rows, "
        "columns).",
        "[(6, a, a), (6, b, b), (16, c, c), (16, d, d), (16 * d * d,), (120,), (84,)]": "What C5 reads is not the "
        "output of a layer. After S4 come 120, 84, and 10.",
        "[(a, a), (b, b), (c, c), (d, d), (120,), (84,), (10,)]": "The channels are missing: (channels, rows, "
        "columns).",
        "[(6, a, a), (6, b, b), (96, c, c), (96, d, d), (120,), (84,), (10,)]": "C3 has 16 kernels, each on all 6 "
        "channels. That makes 16 channels, not 6 · 16.",
        "[(6, a, a), (16, b, b), (16, c, c), (16, d, d), (120,), (84,), (10,)]": "Pooling keeps the number of "
        "channels: "
        "S2 still has 6.",
        "[(1, size, size), (6, a, a), (6, b, b), (16, c, c), (16, d, d), (120,), (84,), (10,)]": "You began with the "
        "image. The list begins after C1.",
        "[(6, a, a), (6, b, b), (16, c, c), (16, d, d), (16 * d * d,), (120,), (84,), (10,)]": "What C5 reads "
        "is not the "
        "output of a layer. After S4 come 120, 84, and 10.",
        "[(6, a, a), (6, b, b), (16, c, c), (16, d, d), (120, 1, 1), (84,), (10,)]": "C5 gives 120 numbers: its shape "
        "should be (120,).",
        "[(6, a, a), (6, b, b), (16, c, c), (16, d, d)]": "C5, F6, and the output are missing.",
        "[(6, a, a), (16, c, c), (120,), (84,), (10,)]": "S2 and S4 are layers, too: their shapes are missing.",
        "[(6, a, a), (6, b, b), (16, c, c), (16, d, d), (120,), (84,)]": "The output is missing: (10,).",
    },
)


@lenet_shapes.misconception("That is right for 28 and 2 only. Compute the rows from size and padding.")
def always_the_same(size, padding):
    return lenet_shapes(28, 2)
