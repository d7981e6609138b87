"""one_hot: a name becomes a row with a single 1."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="`labels` is an array of whole numbers, one for each row of the table, and `n_classes` is the number of "
    "classes in the training rows. Return an array with one row per label and `n_classes` columns: row $i$ has a 1 in "
    "column `labels[i]`, and 0 elsewhere. A label that is not one of 0, …, `n_classes` − 1 was never seen in "
    "training. Its row holds only zeros.",
    hints=[
        "In row i, which columns k hold a 1? Those with k equal to labels[i].",
        "labels[:, None] is a column, np.arange(n_classes) a row. What does == make of the two?",
        "return (labels[:, None] == np.arange(n_classes)).astype(float)",
    ],
    also=("long",),
)
def one_hot(labels, n_classes):
    """A row for each label, with a 1 in the label's place."""
    # A column compared with a row: all pairs. A label that was never seen equals none.
    classes = np.arange(n_classes)
    return (labels[:, None] == classes).astype(float)


@one_hot.cases
def cases(rng):
    return [
        (np.array([1, 0]), 2),
        (np.array([0, 2, 1, 2]), 3),
        (np.array([1, 0, 1, 0, 0]), 4),
        (np.array([2, 0, 1]), 3),
        (np.array([0, 3, 1]), 3),
        (np.array([-1, 2, 0]), 3),
        (rng.integers(0, 5, size=9), 5),
        (rng.integers(-2, 8, size=12), 4),
    ]


@one_hot.edge_cases
def edge_cases(rng):
    return [
        (np.array([0, 0]), 1),
        (np.array([7, -7]), 2),
        (rng.integers(0, 30, size=200), 30),
    ]


@one_hot.law("there is one row per label and one column per class")
def _(f, labels, n_classes):
    return np.shape(f(labels, n_classes)) == (len(labels), n_classes)


@one_hot.law("a row adds up to 1 if the label was seen, else to 0")
def _(f, labels, n_classes):
    seen = (labels >= 0) & (labels < n_classes)
    return np.array_equal(np.sum(f(labels, n_classes), axis=1), seen)


LAST = (
    "−1 counts from the end in Python, so a label of −1 puts its 1 into the last column. It was never seen: its row "
    "holds only zeros. Check the label first, or compare with np.arange(n_classes)."
)


@one_hot.misconception(LAST)
def negative_counts_from_the_end(labels, n_classes):
    Y = np.zeros((len(labels), n_classes))
    for i in range(len(labels)):
        if labels[i] < n_classes and labels[i] >= -n_classes:
            Y[i, labels[i]] = 1
    return Y


@one_hot.misconception(
    "A label that is too large (or −1) has no row in np.eye(n_classes), or gets the wrong one. Such a label was never "
    "seen: its row holds only zeros. Compare labels[:, None] with np.arange(n_classes) instead."
)
def rows_of_the_identity(labels, n_classes):
    return np.eye(n_classes)[labels]


@one_hot.misconception(
    "You took the number of columns from the labels at hand. It must come from n_classes: the next table may lack the "
    "last class, but it still needs its column."
)
def as_many_columns_as_labels(labels, n_classes):
    return (labels[:, None] == np.arange(max(int(np.max(labels, initial=-1)) + 1, 0))).astype(float)


@one_hot.misconception(
    "np.unique takes the classes from the labels at hand. The columns are 0, …, n_classes − 1: np.arange(n_classes)."
)
def unique_labels(labels, n_classes):
    return (labels[:, None] == np.unique(labels)).astype(float)


@one_hot.misconception(
    "Clipping moves a label that was never seen to the nearest class. Its row should hold only zeros."
)
def clips(labels, n_classes):
    return np.eye(n_classes)[np.clip(labels, 0, n_classes - 1)]


@one_hot.misconception(
    "% n_classes wraps a label that was never seen around to another class. Its row holds only zeros."
)
def wraps(labels, n_classes):
    return np.eye(n_classes)[labels % n_classes]


@one_hot.misconception(
    "You left out the rows of labels that were never seen. Every label has a row, even if it is all zeros: otherwise "
    "the rows no longer match those of the table."
)
def drops_the_unseen(labels, n_classes):
    seen = labels[(labels >= 0) & (labels < n_classes)]
    return (seen[:, None] == np.arange(n_classes)).astype(float)


@one_hot.misconception(
    "Rows and columns are swapped: one row per label, one column per class. Put [:, None] on labels."
)
def transposed(labels, n_classes):
    return (np.arange(n_classes)[:, None] == labels).astype(float)


@one_hot.misconception(
    "Y[:, labels] = 1 sets these columns in *every* row. Row i gets one 1: Y[np.arange(len(labels)), labels] = 1."
)
def whole_columns(labels, n_classes):
    Y = np.zeros((len(labels), n_classes))
    seen = labels[(labels >= 0) & (labels < n_classes)]
    Y[:, seen] = 1
    return Y


@one_hot.misconception("Formulas count from 1, but these labels count from 0: label 0 has its 1 in column 0.")
def counts_from_one(labels, n_classes):
    return (labels[:, None] == np.arange(n_classes) + 1).astype(float)


@one_hot.misconception("One column is missing. Here every class keeps its own: np.arange(n_classes).")
def drops_the_first(labels, n_classes):
    return (labels[:, None] == np.arange(1, n_classes)).astype(float)


@one_hot.misconception("One column is missing. Here every class keeps its own: np.arange(n_classes).")
def drops_the_last(labels, n_classes):
    return (labels[:, None] == np.arange(n_classes - 1)).astype(float)


@one_hot.misconception("There is one column too many. The classes are 0, …, n_classes − 1: np.arange(n_classes).")
def a_column_too_many(labels, n_classes):
    return (labels[:, None] == np.arange(n_classes + 1)).astype(float)


@one_hot.misconception(
    "You filled all the columns up to the label. Only one is 1: use ==, not >=. (Counting up would say that class 2 is "
    "more than class 1.)"
)
def thermometer(labels, n_classes):
    return (labels[:, None] >= np.arange(n_classes)).astype(float)


@one_hot.misconception("0 and 1 are swapped: the label's own column holds the 1. Use ==.")
def inverted(labels, n_classes):
    return (labels[:, None] != np.arange(n_classes)).astype(float)


@one_hot.misconception("You wrote the label itself into its column. The entry is 1, whatever the label.")
def writes_the_label(labels, n_classes):
    return (labels[:, None] == np.arange(n_classes)) * labels[:, None].astype(float)


@one_hot.misconception("That is a single row for all labels. Each label has a row of its own.")
def one_row(labels, n_classes):
    return np.sum(labels[:, None] == np.arange(n_classes), axis=0).astype(float)


@one_hot.misconception(
    "You gave labels that were never seen equal shares of every class. Their rows should hold only zeros."
)
def shares_for_the_unseen(labels, n_classes):
    Y = (labels[:, None] == np.arange(n_classes)).astype(float)
    Y[np.sum(Y, axis=1) == 0] = 1 / n_classes
    return Y


@one_hot.misconception(
    "A label that was never seen has no column in Y: −1 lands in the last column, and a label that is too large is an "
    "error. Set the 1 only where 0 <= label < n_classes."
)
def sets_all_labels(labels, n_classes):
    Y = np.zeros((len(labels), n_classes))
    Y[np.arange(len(labels)), labels] = 1
    return Y


@one_hot.misconception("Row and column are swapped: row i belongs to label i, so it is Y[i, labels[i]] = 1.")
def column_first(labels, n_classes):
    Y = np.zeros((len(labels), n_classes))
    for i in range(len(labels)):
        Y[labels[i], i] = 1
    return Y


@one_hot.misconception("Y needs one row per label, not one per class: np.zeros((len(labels), n_classes)).")
def square(labels, n_classes):
    Y = np.zeros((n_classes, n_classes))
    for i in range(len(labels)):
        if 0 <= labels[i] < n_classes:
            Y[i, labels[i]] = 1
    return Y


@one_hot.misconception("You treated a label that was never seen as class 0. Its row should hold only zeros.")
def unseen_is_zero(labels, n_classes):
    known = (labels >= 0) & (labels < n_classes)
    return np.eye(n_classes)[np.where(known, labels, 0)]


@one_hot.misconception(
    "You filled the whole row with the label. Only column labels[i] of row i gets a 1: Y[i, labels[i]] = 1."
)
def row_of_labels(labels, n_classes):
    Y = np.zeros((len(labels), n_classes))
    for i in range(len(labels)):
        if 0 <= labels[i] < n_classes:
            Y[i] = labels[i]
    return Y


@one_hot.misconception(
    "The places are right, but == gives True and False, and the row should hold the numbers 1 and 0: add "
    ".astype(float)."
)
def true_and_false(labels, n_classes):
    return labels[:, None] == np.arange(n_classes)


@one_hot.misconception(
    "The rows are picked with a mask and the columns are not, so there are more labels than rows. Mask both: Y[seen, "
    "labels[seen]] = 1."
)
def masks_the_rows_only(labels, n_classes):
    Y = np.zeros((len(labels), n_classes))
    Y[(labels >= 0) & (labels < n_classes), labels] = 1
    return Y


@one_hot.misconception(
    "for k in labels gives the labels themselves, not their places. For row i you need both: for i, k in "
    "enumerate(labels)."
)
def labels_for_places(labels, n_classes):
    Y = np.zeros((len(labels), n_classes))
    for k in labels:
        Y[k, labels[k]] = 1
    return Y


@one_hot.misconception(
    "np.unique leaves one row for each different label. There is a row for each label, in the order of the table."
)
def a_row_for_each_class(labels, n_classes):
    return (np.unique(labels)[:, None] == np.arange(n_classes)).astype(float)
