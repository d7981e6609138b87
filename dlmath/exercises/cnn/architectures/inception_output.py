"""inception_output: channels add up, rows and columns must agree."""

from dlmath.exercises import exercise


@exercise(
    weight="hard",
    task="An image of `shape` = (channels, rows, columns) enters several branches. Each branch is a list of "
    "convolutions, and each convolution is a tuple `(channels, kernel, padding)`, with stride 1. Return the shape of "
    "the joined output. If the branches disagree about rows or columns, raise a `ValueError`. (An empty branch passes "
    "on what came in. There is at least one branch, and each kernel fits its padded image.)",
    hints=[
        "Follow one branch at a time, always starting from `shape`: a convolution gives `channels`, and n + 2 · "
        "padding − "
        "kernel + 1 rows.",
        "Keep a running total of the channels, and a list of the pairs (rows, columns) at the ends of the branches.",
        'If the list holds two different pairs, raise ValueError("…").',
    ],
    also=(),
)
def inception_output(shape, branches):
    """The shape after all branches, with their channels laid in a row."""
    total, sizes = 0, []
    for branch in branches:
        # Every branch starts from the same image.
        channels, rows, columns = shape
        for layer in branch:
            channels, kernel, padding = layer
            rows = rows + 2 * padding - kernel + 1
            columns = columns + 2 * padding - kernel + 1
        total += channels
        sizes.append((rows, columns))
    if len(set(sizes)) > 1:
        raise ValueError(f"the branches end in {sizes}, expected equal rows and columns")
    return (total, rows, columns)


@inception_output.cases
def cases(rng):
    inception = [[(64, 1, 0)], [(96, 1, 0), (128, 3, 1)], [(16, 1, 0), (32, 5, 2)], [(48, 1, 0)]]
    drawn = [[(int(c), 3, 1), (int(d), 5, 2)] for c, d in rng.integers(2, 90, size=(3, 2))]
    return [
        ((3, 8, 8), [[(5, 1, 0)]]),
        ((3, 8, 9), [[(4, 3, 1)], [(6, 1, 0)]]),
        ((192, 28, 28), inception),
        ((7, 12, 10), [[(5, 3, 0), (8, 3, 0)], [(9, 5, 0)]]),
        ((6, 11, 14), [[], [(2, 5, 2)]]),
        ((4, 6, 9), [[(5, 3, 2)], [(7, 1, 1)], [(3, 5, 3)]]),
        ((10, 15, 13), drawn),
        ((2, 40, 41), [[(k, 3, 1)] * 3 for k in range(1, 30)]),
    ]


@inception_output.edge_cases
def edge_cases(rng):
    return [
        ((3, 8, 8), [[(4, 3, 1)], [(6, 3, 0)]]),
        ((3, 9, 7), [[], [(6, 3, 0)]]),
        ((3, 9, 7), [[(6, 3, 0)], [(5, 1, 0)], [(6, 3, 0)]]),
        ((3, 9, 7), [[(6, 1, 0)], [(5, 1, 0)], [(6, 3, 0)]]),
        ((3, 9, 7), [[]]),
        ((1, 1, 1), [[(1, 1, 0)], [(1, 3, 1)]]),
        ((3, 5, 4), [[(2, 4, 0)]]),
    ]


@inception_output.law("the order of the branches does not matter")
def _(f, shape, branches):
    return tuple(f(shape, branches[::-1])) == tuple(f(shape, branches))


inception_output.instead_of(
    "total += channels",
    {
        "total = channels": "These are the channels of the last branch alone. Joining lays all of them in a row: add.",
        "total = max(total, channels)": "You took the branch with the most channels. Joining lays all of them "
        "in a row: "
        "add.",
        "total += sum(c for c, _, _ in branch)": "Only the last convolution of a branch reaches the joined output. The "
        "channels in between are used up (and an empty branch passes on what came in).",
        "total += 1": "You counted the branches. Add up their channels.",
        "total += channels + shape[0]": "The input isn't part of the joined output, unless a branch passes it on.",
        "total += branch[0][0] if branch else channels": "You took the channels of the *first* convolution of a "
        "branch. "
        "Its last one gives the output.",
        "total += branch[-1][0]": "An empty branch has no last convolution. It passes on what came in, with the "
        "channels of the image.",
        "total += branch[-1][0] if branch else 0": "An empty branch passes on what came in, so it counts with the "
        "channels of the image.",
    },
)
inception_output.instead_of(
    "total, sizes = 0, []",
    {
        "total, sizes = shape[0], []": "The input isn't part of the joined output, unless a branch passes it on: the "
        "total starts at 0.",
    },
)
inception_output.instead_of(
    "rows = rows + 2 * padding - kernel + 1",
    {
        "rows = rows + padding - kernel + 1": "The padding is added on both sides: 2 · padding.",
        "rows = rows + 2 * padding - kernel": "There is one more place than that: + 1.",
        "rows = rows - kernel + 1": "The padding is missing: + 2 · padding.",
        "rows = rows": "The rows change, too, unless the padding makes up for the kernel.",
        "rows = shape[1] + 2 * padding - kernel + 1": "Each convolution starts from what the one before it left: from "
        "rows, not from shape[1].",
        "rows = rows + 2 * padding + kernel - 1": "A kernel takes away kernel − 1 rows.",
    },
)
inception_output.instead_of(
    "columns = columns + 2 * padding - kernel + 1",
    {
        "columns = columns + padding - kernel + 1": "The padding is added on both sides: 2 · padding.",
        "columns = columns + 2 * padding - kernel": "There is one more place than that: + 1.",
        "columns = columns - kernel + 1": "The padding is missing: + 2 · padding.",
        "columns = rows": "Images need not be square: the columns have a size of their own.",
        "columns = columns": "The columns change, too, unless the padding makes up for the kernel.",
    },
)
inception_output.instead_of(
    "return (total, rows, columns)",
    {
        "return (rows, columns, total)": "The channels come first: (channels, rows, columns).",
        "return total": "Return a whole shape: (channels, rows, columns).",
        "return (total, *shape[1:])": "These are the rows and columns of the input. Those at the ends of the "
        "branches may "
        "differ.",
        "return (total, columns, rows)": "You swapped rows and columns: (channels, rows, columns).",
    },
)


@inception_output.misconception(
    "Your branches each go on from where the one before ended. All of them start from the same image: begin again from "
    "`shape`."
)
def goes_on(shape, branches):
    return inception_output.reference(shape, [[layer for branch in branches for layer in branch]])


@inception_output.misconception(
    "When the branches disagree about rows or columns, they can't be joined. Compare all of them, and raise ValueError."
)
def never_refuses(shape, branches):
    total = sum(branch[-1][0] if branch else shape[0] for branch in branches)
    return (total, *inception_output.reference(shape, branches[:1])[1:])


@inception_output.misconception("You compare only the first two branches. Any of them may disagree.")
def compares_two(shape, branches):
    inception_output.reference(shape, branches[:2])
    return never_refuses(shape, branches)


@inception_output.misconception("You compare only the first branch with the last one. Any of them may disagree.")
def compares_ends(shape, branches):
    inception_output.reference(shape, [branches[0], branches[-1]])
    return never_refuses(shape, branches)


@inception_output.misconception(
    "You passed on the rows and columns of the input. A convolution changes them unless its padding makes up for the "
    "kernel, and then the branches may also disagree."
)
def keeps_the_size(shape, branches):
    return (sum(branch[-1][0] if branch else shape[0] for branch in branches), *shape[1:])


@inception_output.misconception(
    "You passed on the rows and columns of the input, and an empty branch stops your function. A convolution changes "
    "the size unless its padding makes up for the kernel; an empty branch passes on what came in."
)
def keeps_the_size_of_full_branches(shape, branches):
    return (sum(branch[-1][0] for branch in branches), *shape[1:])


@inception_output.misconception(
    "Your rows and columns go on from where the branch before ended. All branches start from the same image: begin "
    "again from `shape`."
)
def sizes_go_on(shape, branches):
    (channels, rows, columns), total = shape, 0
    for branch in branches:
        for layer in branch:
            channels, kernel, padding = layer
            rows, columns = rows + 2 * padding - kernel + 1, columns + 2 * padding - kernel + 1
        total += channels
    return total, rows, columns


@inception_output.misconception(
    "The shape is right where there is one. Where the branches disagree, your function returns None: raise a "
    "ValueError instead."
)
def returns_none(shape, branches):
    try:
        return inception_output.reference(shape, branches)
    except ValueError:
        return None


@inception_output.misconception(
    "You refuse branches whose channels differ. Only rows and columns have to agree: compare those alone."
)
def compares_channels(shape, branches):
    if len({branch[-1][0] if branch else shape[0] for branch in branches}) > 1:
        raise ValueError("the branches have different shapes")
    return inception_output.reference(shape, branches)


@inception_output.misconception(
    "You refuse branches that change the size of the image. They may, as long as all of them end with equal rows and "
    "columns: compare them with one another."
)
def compares_with_the_input(shape, branches):
    right = inception_output.reference(shape, branches)
    if right[1:] != tuple(shape[1:]):
        raise ValueError("a branch changes the size")
    return right


inception_output.instead_of(
    "channels, kernel, padding = layer",
    {
        "kernel, channels, padding = layer": "You read the tuples as (kernel, channels, padding). The channels come "
        "first: (channels, kernel, padding).",
    },
)


@inception_output.misconception(
    "You let each window move by its own size, as in pooling. These convolutions have stride 1: n + 2 · padding − "
    "kernel + 1 places."
)
def moves_by_the_kernel(shape, branches):
    total, sizes = 0, set()
    for branch in branches:
        channels, rows, columns = shape
        for layer in branch:
            channels, kernel, padding = layer
            rows, columns = (rows + 2 * padding) // kernel, (columns + 2 * padding) // kernel
        total += channels
        sizes.add((rows, columns))
    if len(sizes) > 1:
        raise ValueError("the branches have different shapes")
    return (total, rows, columns)


@inception_output.misconception(
    "When the branches disagree about rows or columns, they can't be joined. Compare all of them, and raise ValueError."
)
def takes_the_last_size(shape, branches):
    ends = [inception_output.reference(shape, [branch]) for branch in branches]
    return (sum(channels for channels, _, _ in ends), *ends[-1][1:])
