"""confusion_matrix: who was taken for whom."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="`target` and `prediction` hold classes, whole numbers from 0 to `n_classes` − 1, for the same examples. "
    "Return the array of shape `(n_classes, n_classes)` whose entry `[i, j]` is the number of examples of class `i` "
    "that were taken for class `j`.",
    hints=[
        "Begin with np.zeros((n_classes, n_classes)), and go through the examples one by one.",
        "An example with target i and prediction j adds 1 to a single entry. Truth chooses the row.",
        "for n in range(len(target)): C[target[n], prediction[n]] += 1",
    ],
    also=(),
)
def confusion_matrix(target, prediction, n_classes):
    """How often an example of class i was taken for class j."""
    C = np.zeros((n_classes, n_classes))
    # Truth in rows, prediction in columns.
    for n in range(len(target)):
        C[target[n], prediction[n]] += 1
    return C


@confusion_matrix.cases
def cases(rng):
    return [
        (np.array([0, 1, 1]), np.array([0, 1, 0]), 2),
        (np.array([0, 1, 2, 2, 1]), np.array([0, 2, 2, 1, 2]), 3),
        (np.array([0, 0, 1, 1, 1, 1]), np.array([1, 1, 1, 1, 1, 0]), 2),
        (np.array([0, 2, 2, 0, 0]), np.array([0, 2, 0, 2, 2]), 4),
        (rng.integers(0, 3, 20), rng.integers(0, 3, 20), 3),
        (rng.integers(0, 5, 60), rng.integers(0, 5, 60), 5),
    ]


@confusion_matrix.edge_cases
def edge_cases(rng):
    return [
        (np.array([0, 0]), np.array([0, 0]), 1),
        (np.array([1]), np.array([0]), 2),
        (np.array([0, 0, 1, 0]), np.array([0, 0, 0, 0]), 3),
        (rng.integers(0, 7, 500), rng.integers(0, 7, 500), 7),
    ]


@confusion_matrix.law("every example is counted exactly once")
def _(f, target, prediction, n_classes):
    return np.sum(f(target, prediction, n_classes)) == len(target)


@confusion_matrix.law("exchanging truth and prediction transposes the matrix")
def _(f, target, prediction, n_classes):
    return np.array_equal(f(prediction, target, n_classes), np.transpose(f(target, prediction, n_classes)))


confusion_matrix.instead_of(
    "C[target[n], prediction[n]] += 1",
    {
        "C[prediction[n], target[n]] += 1": "Your matrix is transposed: truth belongs in the rows, prediction in the "
        "columns.",
        "C[target[n], prediction[n]] = 1": "Each entry is at most 1. Several examples can land in the same place: "
        "count them, with += 1 in a loop. (C[target, prediction] += 1 without a loop adds only once to each place.)",
        "C[target[n], prediction[n]] -= 1": "Your counts are negative. Add 1 for each example.",
        "C[target[n] - 1, prediction[n] - 1] += 1": "Classes are numbered from 0 here, as in Python. With − 1, class "
        "0 lands in the last row.",
        "C[target[n], target[n]] += 1": "Everything is on the diagonal. The column is the class that was *predicted*.",
        "C[prediction[n], prediction[n]] += 1": "Everything is on the diagonal. The row is the *true* class.",
        "C[target[n], prediction[n]] += target[n] != prediction[n]": "You count mistakes only. Right answers belong on "
        "the diagonal.",
        "C[target[n], prediction[n]] += target[n] == prediction[n]": "You count right answers only. Mistakes belong "
        "off the diagonal.",
        "C[target[n], prediction[n]] += prediction[n]": "Each example counts as 1, whatever its class.",
    },
)
confusion_matrix.instead_of(
    "return C",
    {
        "return C / len(target)": "Those are shares. The confusion matrix holds counts: do not divide.",
        "return C / np.maximum(np.sum(C, axis=1, keepdims=True), 1)": "You divided each row by its sum. The confusion "
        "matrix holds counts: do not divide.",
        "return C[::-1, ::-1]": "Your classes run backward. Class 0 belongs in the first row and the first column.",
    },
)
confusion_matrix.instead_of(
    "range(len(target))",
    {
        "range(1, len(target))": "The first example is missing: Python counts from 0.",
        "range(len(target) - 1)": "The last example is missing.",
        "range(n_classes)": "You went through only as many examples as there are classes. Go through all of them.",
    },
)


@confusion_matrix.misconception(
    "The size of your matrix depends on which classes occur. It should be n_classes × n_classes, with zeros for "
    "classes that never occur or are never predicted."
)
def as_large_as_needed(target, prediction, n_classes):
    k = max(np.max(target), np.max(prediction)) + 1
    return confusion_matrix(target, prediction, k)


@confusion_matrix.misconception(
    "You left out classes that do not occur. The matrix should have a row and a column for each of the n_classes "
    "classes."
)
def only_classes_that_occur(target, prediction, n_classes):
    used = np.unique([*target, *prediction])
    return confusion_matrix(target, prediction, n_classes)[np.ix_(used, used)]


@confusion_matrix.misconception(
    "[[0] * n_classes] * n_classes repeats the *same* row: a change in one shows up in all. Use np.zeros((n_classes, "
    "n_classes))."
)
def one_row_many_times(target, prediction, n_classes):
    C = [[0] * n_classes] * n_classes
    for n in range(len(target)):
        C[target[n]][prediction[n]] += 1
    return np.array(C)


@confusion_matrix.misconception(
    "You paired every target with every prediction. Each example has one of each: go through both together, one "
    "example at a time."
)
def every_pair(target, prediction, n_classes):
    return np.outer(np.bincount(target, minlength=n_classes), np.bincount(prediction, minlength=n_classes))


@confusion_matrix.misconception(
    "Your entry [i, j] compares example i with example j. It should count the examples in *class* i that were taken "
    "for *class* j."
)
def examples_for_classes(target, prediction, n_classes):
    k = min(n_classes, len(target))
    C = np.zeros((n_classes, n_classes))
    C[:k, :k] = target[:k, None] == prediction[:k]
    return C


@confusion_matrix.misconception(
    "You put the positives first: TP, FP, FN, TN. The classes go in order here, class 0 first, however many there are."
)
def positives_first(target, prediction, n_classes):
    tp, fp = np.sum((target == 1) & (prediction == 1)), np.sum((target == 0) & (prediction == 1))
    fn, tn = np.sum((target == 1) & (prediction == 0)), np.sum((target == 0) & (prediction == 0))
    return np.array([[tp, fp], [fn, tn]])


@confusion_matrix.misconception(
    "The size of your matrix is the number of different targets. Some classes may have no example here: it is "
    "n_classes × n_classes."
)
def as_many_as_targets(target, prediction, n_classes):
    k = len(np.unique(target))
    C = np.zeros((k, k))
    for n in range(len(target)):
        C[target[n], prediction[n]] += 1
    return C


@confusion_matrix.misconception(
    "You divided each row by its sum, and where a class has no example, that is 0/0. The confusion matrix holds "
    "counts: do not divide."
)
def shares_of_the_rows(target, prediction, n_classes):
    C = confusion_matrix(target, prediction, n_classes)
    with np.errstate(all="ignore"):
        return C / np.sum(C, axis=1, keepdims=True)


@confusion_matrix.misconception(
    "You divided each column by its sum, and where a class is never predicted, that is 0/0. The confusion matrix holds "
    "counts: do not divide."
)
def shares_of_the_columns(target, prediction, n_classes):
    C = confusion_matrix(target, prediction, n_classes)
    with np.errstate(all="ignore"):
        return C / np.sum(C, axis=0, keepdims=True)


@confusion_matrix.misconception(
    "You counted examples that are in class i *or* were taken for class j. It has to be both at once: (target == i) & "
    "(prediction == j)."
)
def one_or_the_other(target, prediction, n_classes):
    C = np.zeros((n_classes, n_classes))
    for i in range(n_classes):
        for j in range(n_classes):
            C[i, j] = np.sum((target == i) | (prediction == j))
    return C
