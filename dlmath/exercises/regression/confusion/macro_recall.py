"""macro_recall: every class counts the same, from code that counts every example the same."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="`C` is a confusion matrix, truth in rows, and each class has at least one example. `macro_recall` should "
    "return the recall of each class, averaged over the classes. It contains two mistakes: it looks at columns, and "
    "it takes a quotient of sums instead of a mean of quotients. Find both with `np.array([[8, 2], [0, 2]])`, for "
    "which the answer is 0.9, and fix it.",
    hints=[
        "Recall of class i: of the examples that *are* in class i, how many were found? Do they lie in a row or in a "
        "column?",
        "Row sums are np.sum(C, axis=1). Divide the diagonal by them, entry by entry, before you average.",
        "return np.mean(right / actual), with actual = np.sum(C, axis=1).",
    ],
    also=(),
)
def macro_recall(C):
    """The mean over the classes of their recall."""
    right = np.diag(C)
    # Row i holds the examples that are in class i.
    actual = np.sum(C, axis=1)
    return np.mean(right / actual)


@macro_recall.start(
    "What you get is the accuracy: all right answers over all answers, whichever way you sum. Take the quotient for "
    "each class first, with the sum of its *row*, and then the mean."
)
def quotient_of_sums(C):
    """The mean over the classes of their recall."""
    right = np.diag(C)
    predicted = np.sum(C, axis=0)
    return np.sum(right) / np.sum(predicted)


@macro_recall.cases
def cases(rng):
    return [
        (np.array([[8, 2], [0, 2]]),),
        (np.array([[90, 0], [10, 0]]),),
        (np.array([[5, 1, 0], [2, 1, 1], [0, 3, 7]]),),
        (rng.integers(1, 30, (3, 3)),),
        (rng.integers(1, 30, (4, 4)),),
    ]


@macro_recall.edge_cases
def edge_cases(rng):
    return [
        (np.array([[3]]),),
        (np.array([[0, 1], [1, 0]]),),
        (np.array([[4, 0], [0, 1]]),),
        (np.array([[1000, 0, 0], [1, 0, 0], [0, 0, 1]]),),
        (rng.integers(1, 30, (10, 10)),),
    ]


@macro_recall.law(
    "if one class gets ten times as many examples, predicted in the same proportions, the macro recall stays the same"
)
def _(f, C):
    more = np.array(C)
    more[0] *= 10
    return np.isclose(f(more), f(C))


macro_recall.instead_of(
    "np.mean(right / actual)",
    {
        "np.sum(right / actual)": "Those are the recalls, summed. Divide by the number of classes: np.mean.",
        "right / actual": "Those are the recalls of the classes, one number each. Average them: np.mean.",
        "np.max(right / actual)": "That is the recall of the best class. Average over all: np.mean.",
        "np.min(right / actual)": "That is the recall of the worst class. Average over all: np.mean.",
        "np.median(right / actual)": "That is the median over the classes. The task asks for the mean.",
        "np.mean(right / np.sum(actual))": "You divided by all examples. Divide each right count by the examples of "
        "its own class.",
        "np.mean(actual / right) if np.all(right) else 0.0": "The quotient is upside down: it is right answers over "
        "all examples of the class.",
        "np.mean(1 - right / actual)": "That is the average share that is *missed*. Recall is the share that is found.",
    },
)
macro_recall.instead_of(
    "np.sum(C, axis=1)",
    {
        "np.sum(C, axis=1) - right + 0.0 + (np.sum(C, axis=1) == right)": "You divided by the mistakes alone. Divide "
        "by all examples of the class, including the ones found.",
    },
)


@macro_recall.misconception(
    "The quotient now comes first, but with the sums of the columns: that is the mean of the precisions. The examples "
    "of class i are in row i: axis=1."
)
def columns(C):
    with np.errstate(invalid="ignore"):
        return np.mean(np.diag(C) / np.sum(C, axis=0))


@macro_recall.misconception("That is the mean of the F1 scores of the classes. Only the rows count for recall.")
def of_f1(C):
    return np.mean(2 * np.diag(C) / (np.sum(C, axis=0) + np.sum(C, axis=1)))


@macro_recall.misconception("Your loop begins at 1, so class 0 is missing: Python counts from 0.")
def without_the_first(C):
    recalls = np.diag(C) / np.sum(C, axis=1)
    return np.mean(recalls[1:]) if len(C) > 1 else 0.0


@macro_recall.misconception("You averaged all entries of the normalized matrix. Only the diagonal holds right answers.")
def all_entries(C):
    return np.mean(C / np.sum(C, axis=1, keepdims=True))


@macro_recall.misconception(
    "You averaged all entries, and each was divided by the sum of another row than its own. Only the diagonal holds "
    "right answers: np.diag(C) / np.sum(C, axis=1)."
)
def all_entries_by_other_rows(C):
    return np.mean(C / np.sum(C, axis=1))


@macro_recall.misconception(
    "The mean comes too early: it must be taken of the quotients. First np.diag(C) / np.sum(C, axis=1), one recall for "
    "each class, then np.mean."
)
def mean_before_the_quotient(C):
    return np.mean(np.diag(C)) / np.sum(C, axis=1)


@macro_recall.misconception(
    "You divided the sum of the recalls by the number of examples. It is a mean over the *classes*: divide by len(C)."
)
def by_the_examples(C):
    return np.sum(np.diag(C) / np.sum(C, axis=1)) / np.sum(C)
