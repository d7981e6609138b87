"""mend_the_copies: copies of an example on both sides of a split."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="`order` holds the row numbers in random order, and `y` their labels, 0 or 1 (`y[order[0]]` is the label of "
    "the first). The function should use the first `n_test` entries of `order` as test rows and the rest as training "
    "rows, in which each positive occurs `times` times, one copy right after another. It returns the row numbers for "
    "training and for testing. As it stands, copies of one image land on both sides. Fix it.",
    hints=[
        "What happens first here, copying or splitting? A positive that is copied before the split can be on both "
        "sides.",
        "Split order itself into test and rest. Then copy only in the rest.",
        "test, rest = order[:n_test], order[n_test:], then np.repeat(rest, np.where(y[rest] == 1, times, 1)).",
    ],
    also=(),
)
def mend_the_copies(y, order, n_test, times):
    """Row numbers for training, with copies, and for testing."""
    # Split first: the test rows are never copied.
    test, rest = order[:n_test], order[n_test:]
    train = np.repeat(rest, np.where(y[rest] == 1, times, 1))
    return train, test


@mend_the_copies.start(
    "The copies are still made before the split, so the same image can be used for training and for testing. Split "
    "order first, and copy only in the training rows."
)
def copies_first(y, order, n_test, times):
    """Row numbers for training, with copies, and for testing."""
    copied = np.repeat(order, np.where(y[order] == 1, times, 1))
    return copied[n_test:], copied[:n_test]


@mend_the_copies.cases
def cases(rng):
    y = np.array([1, 0, 0, 1, 0, 1, 0, 0])
    big = (rng.random(30) < 0.4).astype(int)
    return [
        (np.array([1, 0, 1]), np.array([0, 1, 2]), 1, 2),
        (np.array([0, 1, 1, 0]), np.array([2, 0, 3, 1]), 2, 3),
        (y, np.array([3, 6, 0, 1, 7, 5, 2, 4]), 3, 2),
        (y, np.array([5, 0, 4, 3, 1, 2, 7, 6]), 2, 4),
        (big, rng.permutation(30), 9, 3),
    ]


@mend_the_copies.edge_cases
def edge_cases(rng):
    return [
        (np.array([1, 0, 1, 0]), np.array([3, 2, 1, 0]), 1, 1),
        (np.array([0, 0, 0]), np.array([1, 2, 0]), 1, 5),
        ((rng.random(200) < 0.1).astype(int), rng.permutation(200), 60, 9),
    ]


@mend_the_copies.law("no row is on both sides")
def _(f, y, order, n_test, times):
    train, test = f(y, order, n_test, times)
    return not set(np.asarray(train).tolist()) & set(np.asarray(test).tolist())


@mend_the_copies.law("the test rows are the first n_test of order")
def _(f, y, order, n_test, times):
    return np.array_equal(f(y, order, n_test, times)[1], order[:n_test])


mend_the_copies.instead_of(
    "np.where(y[rest] == 1, times, 1)",
    {
        "np.where(y[rest] == 1, 1, times)": "Now the negatives are copied. The positives occur `times` times.",
        "np.where(y[rest] == 0, times, 1)": "Now the negatives are copied. The positives occur `times` times.",
        "np.where(rest == 1, times, 1)": "rest holds row numbers. Their labels are y[rest].",
        "times": "Now every row is copied. Copy only the positives.",
        "np.where(y[rest] == 1, times + 1, 1)": "Each positive occurs `times` times in all, including the original.",
        "np.where(y[rest] == 1, times - 1, 1)": "Each positive occurs `times` times in all.",
        "np.where(y[: len(rest)] == 1, times, 1)": "Those are the labels of the first rows of the table. You need "
        "those of the rows in rest: y[rest].",
        "np.where(y[n_test:] == 1, times, 1)": "Those are the labels of the last rows of the table. You need those of "
        "the rows in rest: y[rest].",
        "np.where(y[rest] == 1, times, 0)": "The negatives are gone. Each of them occurs once.",
        "1": "Nothing is copied now. Each positive of the training rows occurs `times` times.",
    },
)
mend_the_copies.instead_of(
    "test, rest = order[:n_test], order[n_test:]",
    {
        "test, rest = order[n_test:], order[:n_test]": "The two are swapped: the first n_test are the test rows.",
        "test, rest = order[-n_test:], order[:-n_test]": "Those are the *last* n_test. The first ones are the test "
        "rows.",
        "test, rest = order[: n_test + 1], order[n_test + 1 :]": "That is one test row too many: order[:n_test].",
        "test, rest = order[:n_test], order": "The test rows are still among the training rows: take order[n_test:].",
        "test, rest = np.arange(len(y))[:n_test], np.arange(len(y))[n_test:]": "Those are the first rows of the table. "
        "The random order is in `order`.",
        "test, rest = order[:n_test], order[n_test + 1 :]": "One row got lost between the two parts: order[n_test:].",
        "test, rest = np.sort(order[:n_test]), np.sort(order[n_test:])": "Keep the order: do not sort.",
    },
)
mend_the_copies.instead_of(
    "return train, test",
    {
        "return test, train": "The two results are swapped: training rows first.",
        "return y[train], y[test]": "Those are labels. Return the row numbers.",
        "return train, np.repeat(test, np.where(y[test] == 1, times, 1))": "The test rows are copied, too. A test "
        "should look like the real world: leave them as they are.",
        "return np.concatenate([rest, np.repeat(rest[y[rest] == 1], times - 1)]), test": "The rows are right, but the "
        "task asks for copies right after one another: np.repeat(rest, …).",
        "return np.unique(train), test": "np.unique throws the copies away.",
        "return train": "The test rows are missing: return train, test.",
        "return np.concatenate([rest, np.repeat(rest[y[rest] == 1], times)]), test": "Now each positive occurs times "
        "+ 1 "
        "times.",
    },
)


@mend_the_copies.misconception(
    "You removed the copies from the test rows, but you still train on rows that are in the test. Split order first."
)
def unique_test(y, order, n_test, times):
    copied = np.repeat(order, np.where(y[order] == 1, times, 1))
    return copied[n_test:], order[:n_test]


@mend_the_copies.misconception(
    "Dropping the training copies of test rows closes the leak, but the test rows are still the first of the *copied* "
    "list, so one image can be tested several times. Split order first."
)
def drops_shared(y, order, n_test, times):
    copied = np.repeat(order, np.where(y[order] == 1, times, 1))
    test = copied[:n_test]
    return copied[~np.isin(copied, test)], test


@mend_the_copies.misconception(
    "np.tile repeats the whole list, negatives too. Only the positives are copied: np.repeat with counts."
)
def tiles(y, order, n_test, times):
    return np.tile(order[n_test:], times), order[:n_test]


@mend_the_copies.misconception(
    "np.unique takes the copies out of both parts again (and sorts them). Split order first, and copy in the training "
    "rows only."
)
def unique_in_both(y, order, n_test, times):
    copied = np.repeat(order, np.where(y[order] == 1, times, 1))
    return np.unique(copied[n_test:]), np.unique(copied[:n_test])
