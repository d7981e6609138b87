"""packed_mask: several texts in one row, and none of them reads another."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="hard",
    task="To waste no room, several texts are written one after the other into a single sequence. `lengths` is a list "
    "of their lengths, whole numbers of at least 1, in order. Return the mask, an array of booleans with "
    "`sum(lengths)` rows and columns: a position may look at itself and at earlier positions *of its own text*.",
    hints=[
        "Which text does each position belong to? For the lengths 2 and 3 that is 0, 0, 1, 1, 1.",
        "np.repeat(np.arange(len(lengths)), lengths) gives the number of the text for each position. Compare it with "
        "itself, as rows and columns.",
        "Both must hold: the same text, text[:, None] == text[None, :], and not later, i[:, None] >= i[None, :].",
    ],
    also=(),
)
def packed_mask(lengths):
    """True where a position may look: back, and within its own text."""
    text = np.repeat(np.arange(len(lengths)), lengths)
    i = np.arange(len(text))
    # The same text, and not later.
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
        "i[:, None] >= i[None, :]": "Your mask looks back into the texts before. A position sees only its own text.",
        "text[:, None] == text[None, :]": "Your positions see all of their own text, also what comes later. Within a "
        "text the mask is causal.",
        "(text[:, None] == text[None, :]) | (i[:, None] >= i[None, :])": "Your positions see all of their own text "
        "and of those before. Both conditions must hold: the same text, and not later.",
        "(text[:, None] == text[None, :]) & (i[:, None] <= i[None, :])": "Your mask shows the future of the text, not "
        "its past: row i is the position that looks.",
        "(text[:, None] == text[None, :]) & (i[:, None] > i[None, :])": "A position may look at itself: the diagonal "
        "is True.",
        "(text[:, None] != text[None, :]) & (i[:, None] >= i[None, :])": "Your positions see all earlier texts except "
        "their own.",
        "(text[:, None] < text[None, :]) | (i[:, None] < i[None, :])": "True means that a position may look.",
    },
)


@packed_mask.misconception("All your texts have the length of the first one. Each has its own.")
def all_like_the_first(lengths):
    i = np.arange(sum(lengths))
    text = i // lengths[0]
    return (text[:, None] == text[None, :]) & (i[:, None] >= i[None, :])


@packed_mask.misconception(
    "That is a list of masks, one for each text. They belong into one array, along its diagonal."
)
def a_list(lengths):
    return [np.tril(np.ones((n, n), dtype=bool)) for n in lengths]


@packed_mask.misconception("The last text is missing: the mask has sum(lengths) rows and columns.")
def without_the_last(lengths):
    n = sum(lengths)
    mask, start = np.zeros((n, n), dtype=bool), 0
    for length in lengths[:-1]:
        mask[start : start + length, start : start + length] = np.tril(np.ones((length, length), dtype=bool))
        start += length
    return mask
