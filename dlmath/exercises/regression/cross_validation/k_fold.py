"""k_fold: every example is left out once, and none is lost."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="`order` holds the numbers of the examples in shuffled order. Cut it into `k` consecutive pieces, the folds. "
    "If the number of examples is not a multiple of `k`, the first few folds get one example more than the others, so "
    "that none is lost. Return a list of `k` pairs `train, test`, in the order of the folds: `test` holds the "
    "examples of one fold, `train` holds all the others, and both are arrays in ascending order (`np.sort`).",
    hints=[
        "With n examples, each fold has n // k, and n % k are left over. Which folds take those?",
        "Fold i begins where fold i − 1 ended, and its size is n // k + (i < n % k): True counts as 1.",
        "test = np.sort(order[start:stop]) and train = np.sort(np.concatenate([order[:start], order[stop:]])).",
    ],
    also=(),
)
def k_fold(order, k):
    """A list of k pairs: the examples to train on, the examples to test on."""
    n, start, pairs = len(order), 0, []
    for i in range(k):
        # The first n % k folds take one of those left over.
        stop = start + n // k + (i < n % k)
        others = np.concatenate([order[:start], order[stop:]])
        pairs.append((np.sort(others), np.sort(order[start:stop])))
        start = stop
    return pairs


@k_fold.cases
def cases(rng):
    return [
        (np.array([1, 3, 0, 2]), 2),
        (np.array([3, 0, 4, 1, 2]), 2),
        (np.array([5, 0, 7, 3, 1, 6, 2, 4]), 3),
        (np.array([2, 5, 0, 6, 4, 1, 3]), 4),
        (rng.permutation(11), 3),
        (rng.permutation(12), 4),
        (rng.permutation(23), 10),
    ]


@k_fold.edge_cases
def edge_cases(rng):
    return [(rng.permutation(5), 5), (np.arange(6), 2), (rng.permutation(442), 10), (rng.permutation(103), 25)]


@k_fold.law("every example is tested on once, and trained on in all other folds")
def _(f, order, k):
    pairs = f(order, k)
    tested = np.sort(np.concatenate([test for _, test in pairs]))
    together = all(
        np.array_equal(np.sort(np.concatenate([train, test])), np.arange(len(order))) for train, test in pairs
    )
    return together and np.array_equal(tested, np.arange(len(order)))


def _pairs(order, tests):
    return [(np.setdiff1d(order, test), np.sort(test)) for test in tests]


def _folds(order, k):
    return [test for _, test in k_fold.reference(order, k)]


k_fold.instead_of(
    "n // k + (i < n % k)",
    {
        "n // k": "The remainder is lost: n % k examples are never tested on. The first folds each take one of them.",
        "n // k + (i >= k - n % k)": "You gave the extra examples to the last folds. The first ones take them.",
        "n // k + (i <= n % k)": "One fold too many takes an extra example: there are n % k of them, so i < n % k.",
        "n // k + (n % k if i == k - 1 else 0)": "Your last fold takes everything that is left over. Spread it out: "
        "one more for each of the first n % k folds.",
        "n // k + (n % k if i == 0 else 0)": "Your first fold takes everything that is left over. Spread it out: one "
        "more for each of the first n % k folds.",
        "min(-(-n // k), n - start)": "You rounded up for every fold, so the last ones are too small or even empty. "
        "Only "
        "the first n % k folds have one more.",
        "n // k + (i < k - n % k)": "The first n % k folds take one more: i < n % k.",
    },
)
k_fold.instead_of(
    "pairs.append((np.sort(others), np.sort(order[start:stop])))",
    {
        "pairs.append((np.sort(order[start:stop]), np.sort(others)))": "The two are swapped: first the many examples "
        "to train on, then the few to test on.",
        "pairs.append((others, order[start:stop]))": "The examples are right, but not in ascending order: use np.sort.",
        "pairs.append((np.sort(others), order[start:stop]))": "The examples to test on are not in ascending order: "
        "use np.sort.",
        "pairs.append((others, np.sort(order[start:stop])))": "The examples to train on are not in ascending order: "
        "use np.sort.",
        "pairs.append((np.sort(order), np.sort(order[start:stop])))": "You train on all examples, including those of "
        "the fold. A model must not be tested on what it has seen.",
        "pairs.append((np.sort(order[stop:]), np.sort(order[start:stop])))": "The folds before this one are missing "
        "from "
        "the training part.",
        "pairs.append((np.sort(order[:start]), np.sort(order[start:stop])))": "The folds after this one are missing "
        "from "
        "the training part.",
        "pairs.append(np.sort(order[start:stop]))": "Those are the folds. Each needs its partner: a pair train, test.",
        "pairs.append((np.sort(np.delete(order, start)), np.sort(order[start : start + 1])))": "You left out one "
        "example "
        "at a time. A fold is a whole piece of order.",
    },
)
k_fold.instead_of(
    "return pairs",
    {
        "return pairs[0]": "That is only the first pair. Return the list of all k pairs.",
        "return pairs[-1]": "That is only the last pair. Return the list of all k pairs.",
        "return pairs[:-1]": "The last fold is missing. Return k pairs.",
        "return pairs[::-1]": "The folds are in reverse order.",
        "return [p[0] for p in pairs], [p[1] for p in pairs]": "You returned two lists. Return one list of pairs.",
    },
)


@k_fold.misconception(
    "You dealt the examples out like cards, every k-th to the same fold. The task asks for consecutive pieces of order."
)
def like_cards(order, k):
    return _pairs(order, [order[i::k] for i in range(k)])


@k_fold.misconception(
    "Your folds are pieces of 0, 1, 2, …, in that order. Either you did not use `order`, or you used only its "
    "positions, or you sorted it before cutting it. Cut `order` itself, order[start:stop], and sort each part "
    "afterward."
)
def undoes_the_shuffling(order, k):
    return k_fold.reference(np.arange(len(order)), k)


@k_fold.misconception("`k` is the number of folds, not the size of one.")
def k_as_the_size(order, k):
    return _pairs(order, [order[start : start + k] for start in range(0, len(order), k)])


@k_fold.misconception("Every fold begins at the same place: advance `start` at the end of each round.")
def never_moves_on(order, k):
    sizes = [len(test) for test in _folds(order, k)]
    return _pairs(order, [order[:size] for size in sizes])


@k_fold.misconception(
    "Fold i begins at i · (n // k), but the earlier folds may have one example more. Then your folds overlap. Begin "
    "where the last fold ended."
)
def begins_too_early(order, k):
    size, extra = divmod(len(order), k)
    return _pairs(order, [order[i * size : (i + 1) * size + (i < extra)] for i in range(k)])


@k_fold.misconception(
    "Your cuts, at i · n / k rounded down, lose no one, but they scatter the larger folds. The task asks for the "
    "first n % k folds to be the larger ones."
)
def even_cuts(order, k):
    n = len(order)
    return _pairs(order, [order[i * n // k : (i + 1) * n // k] for i in range(k)])


@k_fold.misconception(
    "You rounded n / k, so examples at the end are lost, or the last fold is too small. The sizes are n // k, and "
    "one more "
    "for the first n % k folds."
)
def rounds(order, k):
    size = round(len(order) / k)
    return _pairs(order, [order[i * size : (i + 1) * size] for i in range(k)])


@k_fold.misconception("Those are the folds. Each needs its partner: a pair train, test.")
def folds_alone(order, k):
    return np.array_split(order, k)
