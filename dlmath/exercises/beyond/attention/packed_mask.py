"""packed_mask: several texts in one sequence, and none of them sees another."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="hard",
    task="To save space, several texts are written one after the other into a single sequence. `lengths` is a list of "
    "their lengths in order, whole numbers of at least 1. Return the mask, an array of booleans with `sum(lengths)` "
    "rows and columns, in which each position may look at itself and at earlier positions *of its own text*.",
    hints=[
        "Which text does each position belong to? For the lengths 2 and 3 that is 0, 0, 1, 1, 1.",
        "np.repeat(np.arange(len(lengths)), lengths) numbers the texts, position by position. Compare these numbers "
        "with each other, once as a column and once as a row.",
        "Two conditions must hold at once: the same text, text[:, None] == text[None, :], and not later, "
        "i[:, None] >= i[None, :].",
    ],
    also=(),
)
def packed_mask(lengths):
    """True where a position may look: back, and within its own text."""
    text = np.repeat(np.arange(len(lengths)), lengths)
    i = np.arange(len(text))
    # It must be the same text, and not later.
    return (text[:, None] == text[None, :]) & (i[:, None] >= i[None, :])


@packed_mask.cases
def cases(rng):
    return [([2, 1],), ([2, 3],), ([1, 2, 3],), ([3, 1, 2, 2],), ([int(v) for v in rng.integers(1, 5, 5)],)]


@packed_mask.edge_cases
def edge_cases(rng):
    return [([1],), ([4],), ([1, 1, 1],)]


@packed_mask.law("the first position of each text sees itself alone")
def _(f, lengths):
    first = np.cumsum([0, *lengths[:-1]])
    return bool(np.all(np.sum(f(lengths)[first], axis=1) == 1))


packed_mask.instead_of(
    "(text[:, None] == text[None, :]) & (i[:, None] >= i[None, :])",
    {
        "i[:, None] >= i[None, :]": "Your mask lets positions look back into earlier texts. Each may see only its own "
        "text.",
        "text[:, None] == text[None, :]": "Your positions see all of their own text, even what comes later. Within a "
        "text, the mask must be causal.",
        "(text[:, None] == text[None, :]) | (i[:, None] >= i[None, :])": "Your positions see all of their own text "
        "and all earlier texts. Both conditions must hold at once: the same text *and* not later.",
        "(text[:, None] == text[None, :]) & (i[:, None] <= i[None, :])": "Your positions look ahead in their text. "
        "They should look back: row i belongs to the position that looks.",
        "(text[:, None] == text[None, :]) & (i[:, None] > i[None, :])": "Your positions can't see themselves. The "
        "diagonal must be True.",
        "(text[:, None] != text[None, :]) & (i[:, None] >= i[None, :])": "Your positions see every earlier text, but "
        "not their own.",
        "(text[:, None] < text[None, :]) | (i[:, None] < i[None, :])": "You have it the other way around. True means "
        "that a position may look.",
    },
)


packed_mask.instead_of(
    "np.repeat(np.arange(len(lengths)), lengths)",
    {
        "np.repeat(lengths, lengths)": "You compare the *lengths* of texts. Neighbors of the same length then pass for "
        "one text. Compare numbers that differ from text to text: 0, 1, 2, …",
    },
)


def _blocks(lengths, columns):
    """Causal blocks, each from a column that its start and its length decide."""
    n = sum(lengths)
    mask, start = np.zeros((n, n), dtype=bool), 0
    for length in lengths:
        first = columns(start, length)
        mask[start : start + length, first : first + length] = np.tri(length, dtype=bool)
        start += length
    return mask


@packed_mask.misconception(
    "Your blocks all begin in column 0. Each must begin where its text does, in rows and columns."
)
def all_at_the_left(lengths):
    return _blocks(lengths, lambda start, length: 0)


@packed_mask.misconception(
    "You cut at the lengths themselves. A text begins where the ones before it end, at the *sum* of their lengths."
)
def lengths_as_starts(lengths):
    mask = np.tri(sum(lengths), dtype=bool)
    for length in lengths:
        mask[length:, :length] = False
    return mask


@packed_mask.misconception(
    "Your mask has a row for each text. It needs one for each position: sum(lengths) rows and columns."
)
def a_row_for_each_text(lengths):
    return np.tri(len(lengths), dtype=bool)


@packed_mask.misconception(
    "Your mask is as large as the longest text. The texts stand in one sequence: sum(lengths) rows and columns."
)
def as_long_as_the_longest(lengths):
    return np.tri(max(lengths), dtype=bool)


@packed_mask.misconception(
    "You made a mask for each text, as for a batch. Here, all texts stand in one sequence and share one mask, with "
    "sum(lengths) rows and columns."
)
def a_batch(lengths):
    n = max(lengths)
    return np.array([np.pad(np.tri(length, dtype=bool), (0, n - length)) for length in lengths])


@packed_mask.misconception("You gave every text the length of the first. Each has a length of its own.")
def all_like_the_first(lengths):
    i = np.arange(sum(lengths))
    text = i // lengths[0]
    return (text[:, None] == text[None, :]) & (i[:, None] >= i[None, :])


@packed_mask.misconception(
    "You returned a list of masks, one for each text. Put them into one array, along its diagonal."
)
def a_list(lengths):
    return [np.tril(np.ones((n, n), dtype=bool)) for n in lengths]


@packed_mask.misconception("The last text is missing: its positions see nothing.")
def without_the_last(lengths):
    n = sum(lengths)
    mask, start = np.zeros((n, n), dtype=bool), 0
    for length in lengths[:-1]:
        mask[start : start + length, start : start + length] = np.tril(np.ones((length, length), dtype=bool))
        start += length
    return mask
