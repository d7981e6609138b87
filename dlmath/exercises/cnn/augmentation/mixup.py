"""mixup: two images on one sheet, and both their labels."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="`X` holds `n` examples and can have any number of axes after the first; `Y` holds their labels as one-hot "
    "rows. Example `i` is mixed with example `partner[i]`: it keeps a share `lam[i]` of itself, and the rest comes "
    "from its partner. Return the mixed examples and the mixed labels. Leave the arrays you were given unchanged.",
    hints=[
        "Begin with a single example: lam[i] * X[i] + (1 − lam[i]) * X[partner[i]]. What happens to its label?",
        "A loop over i will do: collect the mixed examples in one list and the mixed labels in another, and turn them "
        "into arrays at the end.",
        "Without a loop: X[partner] has all partners in order. lam needs as many axes as X, so that each example gets "
        "its own share: lam.reshape(n, 1, 1) for images with two axes, and lam[:, None] for the labels.",
    ],
    also=(),
)
def mixup(X, Y, lam, partner):
    """Examples and labels, mixed in the same proportion."""
    # One share for each example, with as many axes as what it multiplies.
    share = lam.reshape(len(lam), *[1] * (X.ndim - 1))
    X_mixed = share * X + (1 - share) * X[partner]
    share = lam[:, None]
    Y_mixed = share * Y + (1 - share) * Y[partner]
    return X_mixed, Y_mixed


def _example(rng, shape, n_classes):
    n = shape[0]
    Y = np.eye(n_classes)[rng.integers(0, n_classes, size=n)]
    return rng.normal(size=shape), Y, rng.uniform(0.05, 0.95, size=n), rng.permutation(n)


@mixup.cases
def cases(rng):
    return [
        (np.array([[1.0], [5.0]]), np.eye(2), np.array([0.75, 0.75]), np.array([1, 0])),
        (np.array([[2.0, 4.0], [10.0, 20.0]]), np.eye(2), np.array([0.9, 0.2]), np.array([1, 0])),
        (np.array([[1.0], [4.0], [16.0]]), np.eye(3), np.array([0.8, 0.6, 0.1]), np.array([1, 2, 0])),
        _example(rng, (4, 3, 3), 4),
        _example(rng, (5, 1, 4, 3), 3),
        _example(rng, (6, 2), 5),
    ]


@mixup.edge_cases
def edge_cases(rng):
    X, Y, lam, _ = _example(rng, (4, 4, 4), 4)
    whole = np.arange(12).reshape(4, 3)
    return [
        (X, Y, np.ones(4), np.array([1, 2, 3, 0])),
        (X, Y, np.zeros(4), np.array([1, 2, 3, 0])),
        (X, Y, lam, np.arange(4)),
        (X, Y, lam, np.array([3, 3, 3, 3])),
        (whole, np.eye(4, dtype=int), lam, np.array([2, 0, 3, 1])),
        (1e9 * X, Y, lam, np.array([1, 2, 3, 0])),
        (1e-9 * X, Y, lam, np.array([1, 2, 3, 0])),
        (X[:1], Y[:1], lam[:1], np.array([0])),
        _example(rng, (200, 5), 10),
    ]


@mixup.law("each row of labels still adds up to 1")
def _(f, X, Y, lam, partner):
    return np.allclose(np.sum(f(X, Y, lam, partner)[1], axis=1), 1)


@mixup.law("with a share of 1, nothing changes")
def _(f, X, Y, lam, partner):
    X_mixed, Y_mixed = f(X, Y, np.ones(len(X)), partner)
    return np.allclose(X_mixed, X) and np.allclose(Y_mixed, Y)


mixup.instead_of(
    "return X_mixed, Y_mixed",
    {
        "return X_mixed / 2, Y_mixed / 2": "lam and 1 − lam add up to 1, so this is already a mean. Don't halve it.",
        "return X_mixed[-1], Y_mixed[-1]": "Only the last mixture comes back: each pass through the loop overwrites "
        "the one before. Collect all n.",
        "return X_mixed, Y * Y[partner]": "You multiplied the labels. Mix them like the examples: a weighted sum.",
        "return X[partner], Y[partner]": "You mixed the partners with themselves. If you overwrote X with X[partner], "
        "keep both, under different names.",
        "return X_mixed, Y": "The images are mixed, but the labels are not. A mixture of a 3 and an 8 labeled “3” has "
        "the wrong label. Mix Y in the same proportion.",
        "return X, Y_mixed": "The labels are mixed, but the images are not. Mix X, too.",
        "return Y_mixed, X_mixed": "The two come back in the wrong order: first the examples, then the labels.",
        "return X_mixed": "The labels are missing. Return both.",
        "return X_mixed, Y[partner]": "You return the partners' labels. Mix them with the labels of the examples.",
        "return X_mixed, np.round(Y_mixed)": "You rounded the labels to 0 and 1. The share is what the label should "
        "say.",
        "return X_mixed, np.argmax(Y_mixed, axis=1)": "You return only the likelier of the two classes. The label "
        "should keep both shares, as a row.",
        "return X_mixed, (Y + Y[partner]) / 2": "The labels are mixed half and half. Use the same share as in the "
        "examples, lam[i].",
        "return X_mixed, Y + Y[partner]": "You added the labels, so the rows add up to 2. Weight them with lam and 1 "
        "− lam.",
        "return (X + X[partner]) / 2, Y_mixed": "The examples are mixed half and half. Use the share lam[i].",
        "return X_mixed[partner], Y_mixed": "The mixed examples are now in a different order from their labels. Leave "
        "out the last [partner].",
    },
)
mixup.instead_of(
    "share = lam[:, None]",
    {
        "share = lam": "The examples are right. But in the labels, lam lies along the columns, so every *class* gets "
        "a share. Use lam[:, None].",
        "share = lam.reshape(len(lam), *[1] * (X.ndim - 1))": "lam has the axes of the images here, too many for the "
        "labels, which are rows: use lam[:, None] for them.",
    },
)
mixup.instead_of(
    "(1 - share) * X[partner]",
    {
        "share * X[partner]": "Both parts have weight lam. The partner gets the rest, 1 − lam.",
        "(1 - share) * X": "You mix each example with itself, so it stays as it was. The other part is X[partner].",
        "(1 - share) * X[::-1]": "That takes the examples in reverse order. The partner of example i is X[partner[i]].",
        "(1 - share[partner]) * X[partner]": "The partner is weighted with its own share. In mixture i, both weights "
        "come from lam[i].",
        "X[partner]": "The partner is added whole. It gets the rest, 1 − lam.",
        "(1 - share) * X[np.argsort(partner)]": "That is the example whose partner is i, not the partner of i. You "
        "need X[partner[i]].",
        "(1 - share) * np.roll(X, 1, axis=0)": "You took the neighbor. The partner of example i is X[partner[i]].",
        "(share - 1) * X[partner]": "The sign of the partner's part is wrong: it is (1 − lam) times the partner.",
    },
)
mixup.instead_of(
    "(1 - share) * Y[partner]",
    {
        "share * Y[partner]": "Both labels have weight lam. The partner's label gets the rest, 1 − lam.",
        "(1 - share) * Y[::-1]": "That takes the labels in reverse order. The partner of label i is Y[partner[i]].",
        "(1 - share) * Y": "You mix each label with itself. The other part is Y[partner].",
        "(1 - share[partner]) * Y[partner]": "The partner's label is weighted with its own share. Both weights come "
        "from lam[i].",
        "Y[partner]": "The partner's label is added whole. It gets the rest, 1 − lam.",
    },
)


def _share(lam, A):
    return lam.reshape(-1, *[1] * (A.ndim - 1))


@mixup.misconception(
    "The shares are swapped: example i keeps lam[i] of itself, and its partner gets 1 − lam[i]. You gave each the "
    "other's share."
)
def swapped(X, Y, lam, partner):
    return mixup.reference(X, Y, 1 - lam, partner)


@mixup.misconception(
    "In the labels, the shares are swapped: lam belongs to the label of the example itself, as in the images."
)
def swapped_labels(X, Y, lam, partner):
    return mixup.reference(X, Y, lam, partner)[0], mixup.reference(X, Y, 1 - lam, partner)[1]


@mixup.misconception("In the images, the shares are swapped: lam belongs to the example itself, as in the labels.")
def swapped_images(X, Y, lam, partner):
    return mixup.reference(X, Y, 1 - lam, partner)[0], mixup.reference(X, Y, lam, partner)[1]


@mixup.misconception("You use lam[0] for all examples. Each has its own share, lam[i].")
def first_share(X, Y, lam, partner):
    return mixup.reference(X, Y, np.full(len(X), lam[0]), partner)


@mixup.misconception("You use the mean of lam for all examples. Each has its own share, lam[i].")
def mean_share(X, Y, lam, partner):
    return mixup.reference(X, Y, np.full(len(X), lam.mean()), partner)


@mixup.misconception(
    "The mixed examples are stored in an array of whole numbers, which cuts off their fractions. Use an array of "
    "floats."
)
def whole_numbers(X, Y, lam, partner):
    X_mixed, Y_mixed = mixup.reference(X, Y, lam, partner)
    return X_mixed.astype(X.dtype), Y_mixed.astype(Y.dtype)


@mixup.misconception(
    "You overwrite X while you still need it: later examples are mixed with partners that are already mixtures. Write "
    "into a new array."
)
def in_place(X, Y, lam, partner):
    X, Y = np.array(X, dtype=float), np.array(Y, dtype=float)
    for A in (X, Y):
        for i in range(len(A)):
            A[i] = lam[i] * A[i] + (1 - lam[i]) * A[partner[i]]
    return X, Y


@mixup.misconception(
    "lam lies along the last axis here, so every *column* gets a share. Each example should get one: reshape lam to "
    "(n, 1, …, 1), with as many axes as X. (Where the shapes don't fit, NumPy stops with an error.)"
)
def along_the_last_axis(X, Y, lam, partner):
    return lam * X + (1 - lam) * X[partner], lam * Y + (1 - lam) * Y[partner]


@mixup.misconception("You appended the mixtures to the originals. Return only the mixtures, n of them.")
def appended(X, Y, lam, partner):
    X_mixed, Y_mixed = mixup.reference(X, Y, lam, partner)
    return np.concatenate([X, X_mixed]), np.concatenate([Y, Y_mixed])


@mixup.misconception(
    "The partner is weighted with 1 minus its own share. In mixture i, both weights come from lam[i], so that they "
    "add up to 1."
)
def partners_share(X, Y, lam, partner):
    return tuple(_share(lam, A) * A + (1 - _share(lam[partner], A)) * A[partner] for A in (X, Y))


@mixup.misconception("The last example is missing: range already stops one short of its end. Write range(len(X)).")
def last_left_out(X, Y, lam, partner):
    X_mixed, Y_mixed = mixup.reference(X, Y, lam, partner)
    X_mixed[-1], Y_mixed[-1] = 0, 0
    return X_mixed, Y_mixed


@mixup.misconception(
    "lam.reshape(−1, 1, 1) is right for images with two axes. X may have fewer axes, or more: then NumPy adds some, "
    "or stops. Take their number from X.ndim, or use a loop."
)
def three_axes(X, Y, lam, partner):
    share = lam.reshape(-1, 1, 1)
    return share * X + (1 - share) * X[partner], mixup.reference(X, Y, lam, partner)[1]


@mixup.misconception(
    "lam[:, None] is right for the labels and for X with two axes. Images have more: give lam as many axes as X has, "
    "or use a loop."
)
def two_axes(X, Y, lam, partner):
    share = lam[:, None]
    return share * X + (1 - share) * X[partner], mixup.reference(X, Y, lam, partner)[1]


@mixup.misconception(
    "You scale X before you take the partners from it, so they are scaled, too, with their own shares. Compute the "
    "sum from the old X, in a new array."
)
def scaled_first(X, Y, lam, partner):
    share = _share(lam, X)
    return share * X + (1 - share) * (share * X)[partner], mixup.reference(X, Y, lam, partner)[1]


@mixup.misconception(
    "You added the rest of example i *to* its partner. Instead, mixture i takes its rest *from* example partner[i]."
)
def given_to_the_partner(X, Y, lam, partner):
    X_mixed, Y_mixed = _share(lam, X) * X, lam[:, None] * Y
    X_mixed[partner] += (1 - _share(lam, X)) * X
    Y_mixed[partner] += (1 - lam[:, None]) * Y
    return X_mixed, Y_mixed


@mixup.misconception(
    "You took the larger of lam and 1 − lam. Example i keeps the share lam[i], even if that is less than half."
)
def larger_share(X, Y, lam, partner):
    return mixup.reference(X, Y, np.maximum(lam, 1 - lam), partner)


@mixup.misconception(
    "partner[i] is a position, not an example: you mixed in the number itself. The partner is X[partner[i]]."
)
def mixes_the_index(X, Y, lam, partner):
    return tuple(_share(lam, A) * A + _share((1 - lam) * partner, A) for A in (X, Y))


@mixup.misconception(
    "lam.reshape(−1, 1, 1, 1) is right for images with channels. X may have fewer axes: take their number from "
    "X.ndim, or use a loop."
)
def four_axes(X, Y, lam, partner):
    share = lam.reshape(-1, 1, 1, 1)
    return share * X + (1 - share) * X[partner], mixup.reference(X, Y, lam, partner)[1]


@mixup.misconception("You chose one of the two examples. Mix them: a weighted sum, with lam[i] and 1 − lam[i].")
def chooses(X, Y, lam, partner):
    return mixup.reference(X, Y, np.round(lam), partner)


@mixup.misconception("X[partner] holds the partners of all examples. The partner of example i is X[partner[i]].")
def all_partners(X, Y, lam, partner):
    return tuple(np.array([lam[i] * A[i] + (1 - lam[i]) * A[partner] for i in range(len(A))]) for A in (X, Y))
