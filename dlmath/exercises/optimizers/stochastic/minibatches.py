"""minibatches: shuffle, then cut, and lose nobody."""

import numpy as np

from dlmath.exercises import exercise
from dlmath.exercises.seeded import seeded


@exercise(
    weight="standard",
    task="Return the batches of one epoch, a list of arrays. Put the row numbers 0 to `n` − 1 in random order with a "
    "single call of `rng.permutation(n)`, and cut them, in that order, into consecutive pieces of `batch_size`. If "
    "`n` is not a multiple of `batch_size`, the last piece is smaller. No row may be lost.",
    hints=[
        "Where do the first, the second, and the third batch begin in the shuffled order?",
        "range(0, n, batch_size) counts 0, batch_size, 2 · batch_size, …, as long as it is below n.",
        "For each such start, append order[start : start + batch_size]. A slice that reaches beyond the end stops "
        "there.",
    ],
    also=("long",),
)
def minibatches(n, batch_size, rng):
    """The row numbers of each batch, in a list of arrays."""
    # Shuffle once. A slice that reaches beyond the end is simply shorter.
    order = rng.permutation(n)
    batches = []
    for start in range(0, n, batch_size):
        batches.append(order[start : start + batch_size])
    return batches


@minibatches.cases
def cases(rng):
    return [
        (4, 2, seeded(50)),
        (5, 2, seeded(2)),
        (7, 3, seeded(3)),
        (6, 1, seeded(4)),
        (10, 4, seeded(0)),
        (11, 3, seeded(5)),
        (23, 5, seeded(6)),
    ]


@minibatches.edge_cases
def edge_cases(rng):
    return [(5, 5, seeded(7)), (3, 8, seeded(8)), (1, 1, seeded(9)), (1000, 64, seeded(10))]


@minibatches.law("every row is in one batch, and in no other")
def _(f, n, batch_size, rng):
    return np.array_equal(np.sort(np.concatenate(f(n, batch_size, rng))), np.arange(n))


@minibatches.law("all batches but the last have batch_size rows")
def _(f, n, batch_size, rng):
    return all(len(batch) == batch_size for batch in f(n, batch_size, rng)[:-1])


minibatches.instead_of(
    "order = rng.permutation(n)",
    {
        "order = np.arange(n)": "Nothing is shuffled: your batches are pieces of 0, 1, 2, … If the data are sorted by "
        "class, each batch sees only one kind. Cut order = rng.permutation(n), and don't sort it.",
        "order = rng.integers(0, n, size=n)": "Those are draws with replacement: in one epoch, some rows come twice, "
        "and others never. rng.permutation(n) holds each row once.",
        "order = 1 + rng.permutation(n)": "Your row numbers go from 1 to n. Python counts rows from 0 to n − 1.",
        "order = np.random.default_rng(0).permutation(n)": "You made a generator of your own, so every epoch would "
        "have the same order. Use the rng that is handed in.",
        "order = rng.permutation(n)[::-1]": "The order is reversed. Use rng.permutation(n) as it comes.",
        "order = rng.choice(n, n, replace=False)": "That is a shuffle, too, but not the one the task names, so the "
        "results can't be compared. Use rng.permutation(n).",
        "order = [rng.permutation(n), rng.permutation(n)][1]": "You called rng.permutation twice, and the second call "
        "shuffles differently. The task asks for a single call.",
        "order = rng.permutation(n - 1)": "The last row, number n − 1, is missing: rng.permutation(n) counts from 0 "
        "to n − 1.",
        "order = rng.permutation(n + 1)[:n]": "Row number n doesn't exist: rows go from 0 to n − 1. Use "
        "rng.permutation(n).",
    },
)
minibatches.instead_of(
    "range(0, n, batch_size)",
    {
        "range(0, n - batch_size + 1, batch_size)": "The rows that do not fill a whole batch are lost. Keep them as a "
        "last, smaller batch.",
        "range(0, n - 1, batch_size)": "If only one row is left over, it is lost. range(0, n, batch_size) stops just "
        "below n.",
        "range(n)": "Your batches overlap: the next one begins one row later. It should begin batch_size rows later.",
        "range(batch_size, n, batch_size)": "The first batch is missing. The first start is 0.",
        "range(0, n + 1, batch_size)": "If batch_size divides n, an empty batch comes at the end. Stop below n.",
        "range(0, batch_size)": "batch_size is the size of a batch, not the number of them, and a batch begins where "
        "the last one ended.",
    },
)
minibatches.instead_of(
    "batches.append(order[start : start + batch_size])",
    {
        "batches.append(order[start : start + batch_size - 1])": "A slice already leaves out its end. With − 1, a row "
        "is missing from each batch.",
        "batches.append(order[start : start + batch_size + 1])": "A slice leaves out its end. With + 1, each batch "
        "takes the first row of the next.",
        "batches.append(np.sort(order[start : start + batch_size]))": "The batches are right, but sorted. Leave the "
        "rows in the shuffled order.",
        "batches.append(order[:batch_size])": "Every batch holds the same rows. Begin the slice at start.",
        "batches.append(order[start:])": "The slice has no end, so each batch also takes all the rows after it.",
        "batches.append(order[start:batch_size])": "The end of the slice is a position, not a length: start + "
        "batch_size.",
        "batches.append(rng.permutation(n)[:batch_size])": "You reshuffled for each batch, so in one epoch some "
        "rows come twice, and others never. Shuffle once, then cut.",
        "batches.append(order[start])": "Those are single rows, the first of each batch. A batch is the slice "
        "order[start : start + batch_size].",
        "batches.append(start)": "Those are the starts. A batch is the slice order[start : start + batch_size].",
        "batches.append(np.take(order, range(start, start + batch_size), mode='wrap'))": "You filled up the last "
        "batch with rows from the beginning, which then count twice. Let it be smaller.",
        "batches.extend(order[start : start + batch_size])": "That is the whole order, in one piece. Each batch "
        "is an array of its own: append adds it as one, extend pours out its rows.",
    },
)
minibatches.instead_of(
    "return batches",
    {
        "return batches[0]": "That is only the first batch. Return the list of all batches.",
        "return batches[-1]": "That is only the last batch. Return the list of all batches.",
        "return batches[:-1]": "The last batch is missing, even if it is a whole one.",
        "return len(batches)": "That is how many batches there are. Return the batches.",
        "return batches[::-1]": "The batches are right, but the last one comes first.",
        "return np.array_split(order, batch_size)": "batch_size is the size of a batch, not the number of them.",
        "return np.array_split(order, len(batches))": "array_split makes pieces of nearly equal size. Here all but "
        "the last have batch_size rows.",
        "return [order[i :: len(batches)] for i in range(len(batches))]": "You dealt the rows out like cards. The "
        "task asks for consecutive pieces.",
        "return [rows[rows >= 0] for rows in np.append(order, -np.ones(-n % batch_size, int)).reshape(-1, "
        "batch_size).T]": "The rows of each batch are not consecutive: you took the columns of a table whose rows are "
        "the batches.",
    },
)


@minibatches.misconception(
    "You shuffled the batches, but not the rows: neighbors in the data always stay together. Shuffle the rows first, "
    "then cut."
)
def shuffles_only_the_batches(n, batch_size, rng):
    pieces = [np.arange(start, min(start + batch_size, n)) for start in range(0, n, batch_size)]
    return [pieces[i] for i in rng.permutation(len(pieces))]


@minibatches.misconception(
    "You shuffled within each batch only, so the same rows always meet. Shuffle all rows first, then cut."
)
def shuffles_only_within(n, batch_size, rng):
    return [start + rng.permutation(min(batch_size, n - start)) for start in range(0, n, batch_size)]


@minibatches.misconception(
    "Your batches overlap: batch i begins at row i of the order. It should begin at i · batch_size."
)
def begins_at_i(n, batch_size, rng):
    order = rng.permutation(n)
    return [order[i : i + batch_size] for i in range(-(-n // batch_size))]


@minibatches.misconception(
    "Your batches overlap: batch i begins at row i of the order, and the rest is lost. It should begin at "
    "i · batch_size, and the last batch may be smaller."
)
def begins_at_i_and_drops(n, batch_size, rng):
    order = rng.permutation(n)
    return [order[i : i + batch_size] for i in range(n // batch_size)]


@minibatches.misconception(
    "Your batches are windows that overlap: each begins one row after the last. It should begin batch_size rows later."
)
def windows(n, batch_size, rng):
    order = rng.permutation(n)
    return [order[i : i + batch_size] for i in range(max(n - batch_size + 1, 1))]


@minibatches.misconception(
    "You drew each batch afresh, so within an epoch some rows come twice, and others never. Shuffle once, with "
    "rng.permutation(n), then cut."
)
def draws_each_batch(n, batch_size, rng):
    return [rng.choice(n, min(batch_size, n), replace=False) for _ in range(0, n, batch_size)]


@minibatches.misconception(
    "You drew each batch with replacement, so even within a batch a row may come twice. Shuffle once, with "
    "rng.permutation(n), then cut."
)
def draws_each_row(n, batch_size, rng):
    return [rng.integers(0, n, size=batch_size) for _ in range(0, n, batch_size)]


@minibatches.misconception(
    "You put the rows that are left over into the last batch, which is now too large. They make a smaller batch of "
    "their own."
)
def rest_joins_the_last(n, batch_size, rng):
    order, count = rng.permutation(n), max(n // batch_size, 1)
    return [order[i * batch_size : (i + 1) * batch_size if i < count - 1 else n] for i in range(count)]


@minibatches.misconception(
    "Your *first* batch is the smaller one. Cut from the front, so that the last one is smaller."
)
def first_is_smaller(n, batch_size, rng):
    order, rest = rng.permutation(n), n % batch_size
    first = [order[:rest]] if rest else []
    return first + [order[start : start + batch_size] for start in range(rest, n, batch_size)]


@minibatches.misconception("You shuffled the numbers below batch_size only. All n rows take part: rng.permutation(n).")
def shuffles_too_few(n, batch_size, rng):
    order = rng.permutation(batch_size)
    return [order[start : start + batch_size] for start in range(0, n, batch_size)]


@minibatches.misconception(
    "np.array needs rows of equal length, and the last batch may be shorter. Return the list of arrays as it is."
)
def one_array(n, batch_size, rng):
    order = rng.permutation(n)
    return np.array([order[start : start + batch_size] for start in range(0, n, batch_size)])


@minibatches.misconception(
    "You reshuffled for each batch, so in one epoch some rows come twice, and others never. Shuffle once, then cut."
)
def shuffles_each_time(n, batch_size, rng):
    return [rng.permutation(n)[:batch_size] for _ in range(0, n, batch_size)]


@minibatches.misconception(
    "You dealt the rows out like cards, in n // batch_size piles, so the piles are too large if there is a remainder. "
    "The task asks for consecutive pieces, of which the last may be smaller."
)
def deals_cards(n, batch_size, rng):
    order, count = rng.permutation(n), max(n // batch_size, 1)
    return [order[i::count] for i in range(count)]


@minibatches.misconception(
    "array_split makes pieces of nearly equal size, and n // batch_size of them are too few if there is a remainder. "
    "Cut after every batch_size rows, and let the last piece be smaller."
)
def too_few_equal_pieces(n, batch_size, rng):
    return np.array_split(rng.permutation(n), max(n // batch_size, 1))


@minibatches.misconception(
    "A table needs full rows, but the last batch may be smaller. Cut the order with slices, into a list of arrays."
)
def makes_a_table(n, batch_size, rng):
    return list(rng.permutation(n).reshape(-1, batch_size))


@minibatches.misconception(
    "Your loop counts batches up to n, far beyond the last row, so empty batches follow. With start = k · batch_size, "
    "stop as soon as start reaches n."
)
def goes_on(n, batch_size, rng):
    order = rng.permutation(n)
    return [order[k * batch_size : (k + 1) * batch_size] for k in range(n)]


@minibatches.misconception("n // batch_size is how many whole batches there are. A piece has batch_size rows.")
def cuts_by_the_count(n, batch_size, rng):
    order, size = rng.permutation(n), max(n // batch_size, 1)
    return [order[start : start + size] for start in range(0, n, size)]
