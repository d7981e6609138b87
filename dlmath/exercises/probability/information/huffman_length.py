"""huffman_length: the mean length of the best prefix code."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="hard",
    task="This recipe, due to Huffman, gives the shortest prefix code. Take the two least likely entries of a list. "
    "Put a 0 in front of the words of one and a 1 in front of those of the other, and merge the two into one entry, "
    "whose probability is their sum. Repeat until one entry is left. Each merge makes every word in it one digit "
    "longer, so it adds the merged probability to the mean length. Return that mean length. `p` is an array of at "
    "least two probabilities.",
    hints=[
        "Go through [0.5, 0.25, 0.25] by hand: 0.25 and 0.25 merge into 0.5, then 0.5 and 0.5 into 1. The mean "
        "length is 0.5 + 1.",
        "weights = sorted(p). While there is more than one: take two off the front (weights.pop(0)), add their sum to "
        "the length, and append it.",
        "Sort again in every round, because the merged entry need not be the largest.",
    ],
    also=(),
)
def huffman_length(p):
    """The mean number of binary digits that the best prefix code needs."""
    weights = list(p)
    length = 0.0
    while len(weights) > 1:
        # The two least likely come to the front; pop(0) takes the first entry off a list.
        weights.sort()
        merged = weights.pop(0) + weights.pop(0)
        # All words in the merged entry get one more digit.
        length += merged
        weights.append(merged)
    return length


@huffman_length.cases
def cases(rng):
    return [
        (np.array([0.5, 0.25, 0.25]),),
        (np.array([0.5, 0.25, 0.125, 0.125]),),
        (np.array([0.7, 0.2, 0.1]),),
        (np.array([0.1, 0.6, 0.1, 0.2]),),
        (np.array([0.3, 0.3, 0.2, 0.2]),),
        (np.array([0.15, 0.35, 0.15, 0.2, 0.15]),),
        (rng.dirichlet(np.ones(8)),),
        (rng.dirichlet(np.full(12, 4.0)),),
    ]


@huffman_length.edge_cases
def edge_cases(rng):
    return [
        (np.array([0.9, 0.1]),),
        (np.array([0.999, 0.001]),),
        (np.full(8, 1 / 8),),
        (np.full(5, 1 / 5),),
        (2.0 ** -np.array([1, 2, 3, 4, 5, 6, 7, 7]),),
        (rng.dirichlet(np.ones(60)),),
    ]


@huffman_length.law("it is at least the entropy, and less than 1 above it")
def _(f, p):
    h = -np.sum(p * np.log2(p))
    return h - 1e-9 <= f(p) < h + 1


@huffman_length.law("the array p is left unchanged")
def _(f, p):
    before = p.copy()
    f(p)
    return np.array_equal(p, before)


huffman_length.instead_of(
    "length += merged",
    {
        "length += 1": "You counted the merges. A merge costs a digit only when something in it occurs: add the "
        "merged probability.",
        "length = merged": "Each round overwrites the length. Add: length += merged.",
        "length += merged / 2": "All words in both parts of the merged entry get a digit: add the whole sum.",
        "length += max(weights)": "Add the probability of the merged entry, not that of the most likely one.",
        "length *= merged": "The digits add up; they don't multiply: length += merged.",
        "length += merged * np.log2(1 / merged)": "Each word gets exactly one digit per merge, so the merge adds just "
        "its probability.",
    },
)
huffman_length.instead_of(
    "weights.pop(0) + weights.pop(0)",
    {
        "weights.pop() + weights.pop()": "You merged the two *most* likely entries, so the common outcomes get the "
        "long words. Merge the two least likely.",
        "weights.pop(0) + weights.pop()": "You merged the least likely entry with the most likely one. Merge the two "
        "least likely.",
        "weights.pop(0) * weights.pop(0)": "The merged entry occurs if either part occurs: add the probabilities.",
        "max(weights.pop(0), weights.pop(0))": "The merged entry occurs if either part occurs: add the probabilities.",
    },
)
huffman_length.instead_of(
    "len(weights) > 1",
    {
        "len(weights) > 2": "You stopped while two entries were left. They need a digit, too, to tell them apart: go "
        "on until one is left.",
    },
)


@huffman_length.misconception(
    "You merged in the order of the array. Take the two least likely entries: sort first, in every round."
)
def never_sorts(p):
    weights, length = list(p), 0.0
    while len(weights) > 1:
        merged = weights.pop(0) + weights.pop(0)
        length += merged
        weights.append(merged)
    return length


@huffman_length.misconception(
    "You sorted once, at the start. The merged entry may be smaller than others in the list, so sort in every round."
)
def sorts_once(p):
    weights, length = sorted(p), 0.0
    while len(weights) > 1:
        merged = weights.pop(0) + weights.pop(0)
        length += merged
        weights.append(merged)
    return length


@huffman_length.misconception(
    "You kept merging into one growing pile. Once merged, an entry is just one among the others: the next two least "
    "likely may both be different ones."
)
def one_growing_pile(p):
    weights, length = sorted(p), 0.0
    pile = weights[0]
    for w in weights[1:]:
        pile += w
        length += pile
    return length


@huffman_length.misconception(
    "That is the entropy. A word has a whole number of digits, so the mean length can be larger. Follow the recipe."
)
def the_entropy(p):
    return -np.sum(p * np.log2(p))


@huffman_length.misconception(
    "You rounded each surprise up to whole digits. That makes a prefix code, but not always the shortest. Follow the "
    "recipe."
)
def rounds_up(p):
    return np.sum(p * np.ceil(-np.log2(p)))


@huffman_length.misconception(
    "You added up the lengths of all words. For the mean, each length is weighted by its probability. And rounding "
    "surprises up is not always the shortest: follow the recipe."
)
def adds_rounded_lengths(p):
    return float(np.sum(np.ceil(-np.log2(p))))


@huffman_length.misconception(
    "You gave all words the same weight. In the mean length, each counts as often as its outcome occurs. And "
    "rounding surprises up is not always the shortest: follow the recipe."
)
def averages_rounded_lengths(p):
    return float(np.mean(np.ceil(-np.log2(p))))


@huffman_length.misconception(
    "You multiplied each merge by its number. A merge adds one digit to the words in it, so it adds just the merged "
    "probability."
)
def counts_later_merges_more(p):
    weights, length, turn = sorted(p), 0.0, 0
    while len(weights) > 1:
        turn += 1
        merged = weights.pop(0) + weights.pop(0)
        length += turn * merged
        weights = sorted([*weights, merged])
    return length


@huffman_length.misconception(
    "That is the length if all words are equally long. Merging gives likely outcomes shorter words."
)
def all_equally_long(p):
    return float(np.ceil(np.log2(len(p))))


@huffman_length.misconception(
    "That is the entropy, rounded up. The mean of whole lengths need not be whole. Follow the recipe."
)
def entropy_rounded_up(p):
    return float(np.ceil(-np.sum(p * np.log2(p))))


@huffman_length.misconception(
    "You counted the single entries as well. Only a merge adds a digit, so start at 0 and add merged probabilities."
)
def starts_at_one(p):
    return 1 + huffman_length(p)


@huffman_length.misconception(
    "You put the likely outcomes in pairs with words of growing length 1, 2, 3, … Only merging the least likely finds "
    "the right lengths."
)
def lengths_in_order(p):
    return float(np.sum(np.sort(p)[::-1] * np.arange(1, len(p) + 1)))


@huffman_length.misconception(
    "The merged entry does not go back into the list. It takes part in later merges, so append it."
)
def drops_the_merged(p):
    weights = sorted(p)
    return sum(weights[: len(weights) // 2 * 2])


@huffman_length.misconception("An array has no pop and no append. Turn it into a list first: weights = list(p).")
def pops_from_the_array(p):
    weights = np.sort(p)
    return weights.pop(0) + weights.pop(0)


@huffman_length.misconception(
    "You added the larger of the two. The words of both parts get one more digit, so add their sum."
)
def adds_the_larger(p):
    weights, length = sorted(p), 0.0
    while len(weights) > 1:
        length += weights[1]
        weights = sorted([*weights[2:], weights[0] + weights[1]])
    return length


@huffman_length.misconception(
    "That is the right length only if all outcomes are equally likely, and even then not always."
)
def log_of_the_number(p):
    return np.log2(len(p))


def _digits(p):
    """The length of each word."""
    digits, groups = np.zeros(len(p)), [(w, [i]) for i, w in enumerate(p)]
    while len(groups) > 1:
        groups.sort(key=lambda group: group[0])
        (a, first), (b, second) = groups.pop(0), groups.pop(0)
        digits[first + second] += 1
        groups.append((a + b, first + second))
    return digits


@huffman_length.misconception("That is the length of the longest word. Average over all words, weighted by p.")
def longest_word(p):
    return np.max(_digits(p))


@huffman_length.misconception(
    "You gave all words the same weight. In the mean, each counts as often as its outcome occurs."
)
def plain_mean(p):
    return np.mean(_digits(p))
