"""top_k: the share of examples whose class is among the k largest logits."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="Return the top-k accuracy: the share of examples whose true class is among the `k` largest logits. "
    "`logits` has a row for each example, and `y` holds the classes. (No row holds the same number twice.)",
    hints=[
        "For one example: how many logits are larger than that of the true class? Up to how many is it still in the "
        "top k?",
        "It is among the k largest if fewer than k logits are larger than its own.",
        "own = logits[np.arange(len(y)), y] picks the logit of the true class in each row. Count the larger ones with "
        "np.sum(logits > own[:, None], axis=1), and compare with k.",
    ],
    also=(),
)
def top_k(logits, y, k):
    """The share of examples whose class is among the k largest."""
    own = logits[np.arange(len(y)), y]
    # How many classes the network likes better than the true one.
    n_better = np.sum(logits > own[:, None], axis=1)
    return np.mean(n_better < k)


def _distinct(rng, n, n_classes, scale=1.0, start=0.0):
    """Rows in which no number stands twice."""
    return start + scale * np.array([rng.permutation(n_classes) for _ in range(n)])


@top_k.cases
def cases(rng):
    three = np.array([[2.0, 1.0, 0.0], [0.0, 5.0, 3.0], [4.0, -1.0, 1.0], [1.0, 2.0, 3.0]])
    return [
        (three, np.array([0, 1, 1, 0]), 1),
        (three, np.array([1, 2, 2, 0]), 2),
        (three, np.array([1, 0, 2, 0]), 2),
        (three, np.array([1, 0, 0, 0]), 2),  # in place 2, 3, 1, 3
        (_distinct(rng, 7, 5, start=-9.0), rng.integers(0, 5, size=7), 1),
        (_distinct(rng, 9, 6, scale=0.3, start=-0.7), rng.integers(0, 6, size=9), 3),
        (rng.normal(size=(60, 10)), rng.integers(0, 10, size=60), 4),
        (1e6 * rng.normal(size=(11, 4)), rng.integers(0, 4, size=11), 2),
        (1e-6 * rng.normal(size=(13, 4)), rng.integers(0, 4, size=13), 3),
        (_distinct(rng, 12, 5).astype(int), rng.integers(0, 5, size=12), 2),
    ]


@top_k.edge_cases
def edge_cases(rng):
    return [
        (rng.normal(size=(5, 4)), np.array([0, 1, 2, 3, 0]), 4),
        (np.array([[1.0, 2.0]]), np.array([0]), 1),
        (rng.normal(size=(300, 3)), rng.integers(0, 3, size=300), 2),
    ]


@top_k.law("it is 1 if k is the number of classes")
def _(f, logits, y, k):
    return np.isclose(f(logits, y, logits.shape[1]), 1)


@top_k.law("it does not fall if k grows")
def _(f, logits, y, k):
    return k >= logits.shape[1] or f(logits, y, k) <= f(logits, y, k + 1) + 1e-12


top_k.instead_of(
    "np.mean(n_better < k)",
    {
        "np.mean(n_better <= k)": "That is the top-(k + 1) accuracy: with k larger logits, the true class is already "
        "out. Use <.",
        "np.mean(n_better < k - 1)": "Place k is missing. The true class is in it when exactly k − 1 logits are "
        "larger than its own: neither it nor the k-th largest counts as larger than itself.",
        "np.mean(n_better == k - 1)": "You took only the class in place k. Any of the first k places counts.",
        "np.mean((n_better >= 1) & (n_better <= k))": "You skipped the best class. The first k places are [:, :k].",
        "np.sum(n_better < k) / k": "Divide by the number of examples, not by k.",
        "np.mean(n_better >= k)": "That is the share of examples whose true class is not among the k largest.",
        "np.sum(n_better < k)": "That is the number of examples. Divide by how many there are: np.mean.",
        "np.mean(n_better < k) * 100": "A share is a number between 0 and 1, not a percentage.",
        "n_better < k": "You returned an answer for each example. The share is their mean.",
        "np.mean(n_better)": "That is how many classes ranked above the true one, on average. Compare with k first.",
        "np.mean(n_better == 0)": "That is the ordinary accuracy: k is not used.",
        "np.mean(n_better < k) / k": "There is no need to divide by k: each example counts once. "
        "np.any(…, axis=1) tells whether one of its k places is right.",
    },
)
top_k.instead_of(
    "logits > own[:, None]",
    {
        "logits < own[:, None]": "You took the k smallest. Count the larger logits; np.argsort puts the largest "
        "last, so "
        "it would be [:, -k:].",
        "np.abs(logits) > np.abs(own)[:, None]": "You compared sizes without signs. −5 is a small logit.",
    },
)


@top_k.misconception("You sorted the columns: axis=0 goes down the examples. The classes of an example are in a row.")
def along_the_examples(logits, y, k):
    places = np.argsort(-logits, axis=0)[:, :k]
    return np.mean([y[i] in places[i] for i in range(len(y))])


@top_k.misconception(
    "np.argsort of np.argsort gives places, not classes. One np.argsort(-logits) already lists the classes from "
    "best to "
    "worst."
)
def sorts_twice(logits, y, k):
    places = np.argsort(np.argsort(-logits, axis=1), axis=1)[:, :k]
    return np.mean([y[i] in places[i] for i in range(len(y))])


@top_k.misconception("You took the first k columns. The k largest logits of each row are what counts.")
def the_first_columns(logits, y, k):
    return np.mean(y < k)


@top_k.misconception(
    "You looked for the class among the logits themselves. np.argsort gives the classes they belong to."
)
def among_the_values(logits, y, k):
    return np.mean([y[i] in np.sort(logits[i])[-k:] for i in range(len(y))])


@top_k.misconception("Your loop returns after the first example. Count through all of them, and return below the loop.")
def returns_early(logits, y, k):
    return float(y[0] in np.argsort(-logits[0])[:k])


@top_k.misconception(
    "You compared y along each row, where the places are. Each row needs its own class: compare with y[:, None]."
)
def y_along_the_places(logits, y, k):
    return np.mean(np.any(np.argsort(-logits, axis=1)[:, :k] == y, axis=1))


@top_k.misconception(
    "You compared y along each row, where the places are. Each row needs its own class: compare with y[:, None], "
    "and ask np.any(…, axis=1) before you take the mean."
)
def y_along_the_places_without_any(logits, y, k):
    return np.mean(np.argsort(-logits, axis=1)[:, :k] == y)


@top_k.misconception("np.all asks for all k places, but the true class is in at most one of them. Use np.any.")
def asks_for_all(logits, y, k):
    return np.mean(np.all(np.argsort(-logits, axis=1)[:, :k] == y[:, None], axis=1))


@top_k.misconception("[:k] takes the first k examples. The first k places of each are [:, :k].")
def the_first_examples(logits, y, k):
    return np.mean(np.any(np.argsort(-logits, axis=1)[:k] == y[:k, None], axis=1))
