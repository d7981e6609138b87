"""flops: a multiplication and an addition for each weight of each output."""

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="How many FLOPs does a convolutional layer take for one image? The image has `h` rows, `w` columns, and `c` "
    "channels. The layer has `n` kernels of `k` × `k`, each with a bias, stride `s`, padding `p`, and no dilation. "
    "Start each sum with the bias. The zeros of the padding count like any other pixel.",
    hints=[
        "How many outputs are there? And how many multiplications and additions does each of them take?",
        "A kernel has c · k · k weights. Each is one multiplication, and its product is one addition to the sum, "
        "which starts with the bias: 2 · c · k · k for each output. Each of the n kernels has h′ · w′ outputs.",
        "rows = (h + 2 * p - k) // s + 1, columns the same with w, and then rows * columns * n * 2 * c * k**2.",
    ],
    also=(),
)
def flops(h, w, c, n, k, s, p):
    """Multiplications and additions of a convolutional layer."""
    rows = (h + 2 * p - k) // s + 1
    columns = (w + 2 * p - k) // s + 1
    # A product for each weight, and an addition for each product.
    return rows * columns * n * 2 * c * k**2


@flops.cases
def cases(rng):
    low, high = [8, 9, 2, 3, 2, 2, 1], [30, 40, 9, 12, 6, 4, 4]
    drawn = [tuple(int(v) for v in rng.integers(low, high)) for _ in range(5)]
    return [
        (3, 3, 1, 1, 3, 1, 0),
        (4, 6, 1, 1, 3, 1, 0),
        (4, 6, 3, 2, 3, 1, 0),
        (5, 9, 3, 2, 2, 1, 1),
        (9, 12, 2, 5, 3, 2, 0),
        (8, 13, 4, 3, 5, 3, 2),
        (56, 40, 64, 128, 3, 2, 1),
        *drawn,
    ]


@flops.edge_cases
def edge_cases(rng):
    return [
        (1, 1, 1, 1, 1, 1, 0),
        (2, 5, 3, 4, 1, 1, 0),
        (7, 7, 1, 6, 7, 1, 0),
        (28, 28, 1, 6, 5, 1, 2),
        (5, 8, 2, 3, 1, 3, 2),
        (60, 80, 16, 12, 11, 4, 2),
    ]


@flops.law("twice as many kernels take twice as many FLOPs")
def _(f, h, w, c, n, k, s, p):
    return f(h, w, c, 2 * n, k, s, p) == 2 * f(h, w, c, n, k, s, p)


@flops.law("an image on its side takes as many")
def _(f, h, w, c, n, k, s, p):
    return f(w, h, c, n, k, s, p) == f(h, w, c, n, k, s, p)


flops.instead_of(
    "rows * columns * n * 2 * c * k**2",
    {
        "rows * columns * n * c * k**2": "These are the multiply–adds. Each of them is two operations: a "
        "multiplication and an addition.",
        "rows * columns * n * (2 * c * k**2 - 1)": "One addition for each output is missing. Adding up the products "
        "takes c·k² − 1 additions, and the bias one more.",
        "rows * columns * n * (2 * c * k**2 + 1)": "You have one addition too many. The sum *starts* with the bias, "
        "so there is one addition for each product, and no others.",
        "rows * columns * n * (c * k**2 + 1)": "Each product has to be added to the sum, too. That makes c·k² "
        "multiplications and c·k² additions for each output; the sum starts with the bias.",
        "rows * columns * 2 * c * k**2": "That is one kernel. There are n of them.",
        "rows * columns * n * 2 * k**2": "A kernel reads all c channels: it has c·k² weights.",
        "rows * columns * n * 2 * c * k": "A kernel has k · k weights in each channel, not k.",
        "n * 2 * c * k**2": "You counted a single place. Each kernel has rows · columns of them.",
        "rows * columns * 2 * (n + c) * k**2": "You added the channels and the kernels. Each of the n kernels reads "
        "each of the c channels: multiply.",
        "rows * columns * n * 2 * c * k**2 + n": "You added the biases at the end. Each output starts with its bias, "
        "which takes no operation.",
        "rows * columns * n * 4 * c * k**2": "You counted everything twice: each weight takes one multiplication and "
        "one addition, 2 FLOPs.",
        "n * (c * k**2 + 1)": "That is the number of parameters. Count the operations: each weight works at every "
        "place.",
        "2 * n * (c * k**2 + 1)": "That is twice the number of parameters. Each weight works at every place, and the "
        "bias, with which each sum starts, takes no operation.",
        "rows * columns * n * 2 * (c * k**2 - 1)": "You left out one of the products. There are c · k² of them, and "
        "the sum starts with the bias, so each takes an addition, too.",
        "rows * columns * n * c * k**4": "You multiplied by k² twice. A kernel has c · k² weights, and the places are "
        "in rows and columns already.",
        "rows * columns * n * c * (2 * k**2 - 1)": "You counted the additions within each channel. The channels are "
        "added up, too, and so is the bias: one addition for each product.",
        "rows * columns * n * (c * k) ** 2 * 2": "You squared the channels as well. A kernel has c · k² weights: only "
        "k is squared.",
        "(rows + columns) * n * 2 * c * k**2": "There are rows · columns places: multiply.",
        "rows * columns * n": "That is the number of outputs. How many operations does each of them take?",
        "rows * columns * n * 2 * (c + k**2)": "You added c and k². A kernel has k² weights for *each* of the c "
        "channels: multiply.",
    },
)
flops.instead_of(
    "(h + 2 * p - k) // s + 1",
    {
        "h": "You counted a place for each row. With stride s and padding p, there are (h + 2 * p - k) // s + 1 in "
        "each column.",
        "(h + p - k) // s + 1": "The padding is on both sides: h + 2 * p rows.",
        "(h - k) // s + 1": "The padding is missing in the rows: there are h + 2 * p.",
        "h + 2 * p - k + 1": "The stride is missing in the rows.",
        "(h + 2 * p - k) // s": "Place 0 counts, too: add 1 after the division.",
        "(h + 2 * p - k + 1) // s": "The 1 is place 0, which is no step. Divide first, and then add 1.",
        "(w + 2 * p - k) // s + 1": "You used the columns twice. The image has h rows and w columns.",
        "(h + 2 * p - k) / s + 1": "A number of places is whole. Round the quotient down: // instead of /.",
        "-(-(h + 2 * p - k) // s) + 1": "You rounded up, so the last window hangs over the edge. Round down.",
    },
)
flops.instead_of(
    "(w + 2 * p - k) // s + 1",
    {
        "w": "You counted a place for each column. With stride s and padding p, there are (w + 2 * p - k) // s + 1 in "
        "each row.",
        "(w + p - k) // s + 1": "The padding is on both sides: w + 2 * p columns.",
        "(w - k) // s + 1": "The padding is missing in the columns: there are w + 2 * p.",
        "w + 2 * p - k + 1": "The stride is missing in the columns.",
        "(w + 2 * p - k) // s": "Place 0 counts, too: add 1 after the division.",
        "(w + 2 * p - k + 1) // s": "The 1 is place 0, which is no step. Divide first, and then add 1.",
        "(h + 2 * p - k) // s + 1": "You used the rows twice. The image has h rows and w columns.",
        "(w + 2 * p - k) / s + 1": "A number of places is whole. Round the quotient down: // instead of /.",
        "-(-(w + 2 * p - k) // s) + 1": "You rounded up, so the last window hangs over the edge. Round down.",
    },
)


def _with(rows, columns, c, n, k):
    return 2 * rows * columns * n * c * k**2


@flops.misconception(
    "You counted a place for each pixel of the image. The layer has (h + 2 * p - k) // s + 1 rows of places, and as "
    "many columns with w."
)
def at_every_pixel(h, w, c, n, k, s, p):
    return _with(h, w, c, n, k)


@flops.misconception("The stride is missing: with stride s there are (h + 2 * p - k) // s + 1 rows of places.")
def without_the_stride(h, w, c, n, k, s, p):
    return _with(h + 2 * p - k + 1, w + 2 * p - k + 1, c, n, k)


@flops.misconception("The padding is missing: the padded image has h + 2 * p rows and w + 2 * p columns.")
def without_the_padding(h, w, c, n, k, s, p):
    return _with((h - k) // s + 1, (w - k) // s + 1, c, n, k)


@flops.misconception("You added the padding once. It is on both sides: h + 2 * p rows and w + 2 * p columns.")
def padding_on_one_side(h, w, c, n, k, s, p):
    return _with((h + p - k) // s + 1, (w + p - k) // s + 1, c, n, k)


@flops.misconception(
    "You left out place 0. After (h + 2 * p - k) // s steps the window has been at one place more than that."
)
def without_place_0(h, w, c, n, k, s, p):
    return _with((h + 2 * p - k) // s, (w + 2 * p - k) // s, c, n, k)


@flops.misconception(
    "The 1 in your numbers of places is divided by s. It is place 0, which is no step: add it after the division."
)
def one_inside(h, w, c, n, k, s, p):
    return _with((h + 2 * p - k + 1) // s, (w + 2 * p - k + 1) // s, c, n, k)


@flops.misconception(
    "You divided without rounding, so part of a window counts as a place. Round each number of places down: //."
)
def parts_of_places(h, w, c, n, k, s, p):
    return _with((h + 2 * p - k) / s + 1, (w + 2 * p - k) / s + 1, c, n, k)


@flops.misconception("You rounded the numbers of places up, so the last windows hang over the edge. Round down: //.")
def rounds_up(h, w, c, n, k, s, p):
    return _with(-(-(h + 2 * p - k) // s) + 1, -(-(w + 2 * p - k) // s) + 1, c, n, k)


@flops.misconception(
    "Stride and padding are missing: there are (h + 2 * p - k) // s + 1 rows of places, and as many columns with w."
)
def without_stride_and_padding(h, w, c, n, k, s, p):
    return _with(h - k + 1, w - k + 1, c, n, k)


@flops.misconception(
    "The last row and column of places can be missing: range stops before its end, so let it end at h + 2 * p - k + 1 "
    "and w + 2 * p - k + 1."
)
def ranges_that_stop_early(h, w, c, n, k, s, p):
    return _with(-(-(h + 2 * p - k) // s), -(-(w + 2 * p - k) // s), c, n, k)


@flops.misconception(
    "You start a window at each s-th pixel of the padded image, even where it hangs over the edge. There are (h + 2 * "
    "p - k) // s + 1 rows of places, and as many columns with w."
)
def hanging_over(h, w, c, n, k, s, p):
    return _with(-(-(h + 2 * p) // s), -(-(w + 2 * p) // s), c, n, k)


@flops.misconception(
    "You counted a multiplication and an addition for the bias. Each sum starts with it, so it takes neither: 2 · c · "
    "k² for each output."
)
def bias_like_a_weight(h, w, c, n, k, s, p):
    return flops(h, w, c, n, k, s, p) // (c * k**2) * (c * k**2 + 1)


@flops.misconception(
    "You added the bias once for each kernel. Each *output* starts with its bias, so adding c · k² products takes c · "
    "k² additions for each output."
)
def bias_once_a_kernel(h, w, c, n, k, s, p):
    total = flops(h, w, c, n, k, s, p)
    return total - total // (2 * c * k**2) + n


@flops.misconception(
    "You divided the sides of the image by the stride. The kernel must lie on the padded image: there are (h + 2 * p "
    "- k) // s + 1 rows of places, and as many columns with w."
)
def sides_by_the_stride(h, w, c, n, k, s, p):
    return _with(h // s, w // s, c, n, k)
