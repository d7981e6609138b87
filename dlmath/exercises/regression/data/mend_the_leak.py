"""mend_the_leak: fill and standardize without a look at the test rows."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="hard",
    task="`X` has gaps (NaN), and `train` and `test` are arrays of row numbers. The function should fill each gap "
    "with the mean of its column, standardize the columns, and return the training rows and the test rows. It runs, "
    "but the test rows take part in the preparation. Fix it: everything that is learned, including the mean and the "
    "standard deviation of the *filled* column, must come from the training rows. (`np.nanmean` skips gaps. No column "
    "of the training rows is empty or constant.)",
    hints=[
        "Three numbers are learned for each column: what fills the gaps, a mean, and a standard deviation. Which rows "
        "does each of them come from now?",
        "np.nanmean(X[train], axis=0) fills the gaps of *both* parts.",
        "Then mean and std of filled[train], with axis=0, and (filled - mean) / std for all rows.",
    ],
)
def mend_the_leak(X, train, test):
    """Both parts, with gaps filled and columns standardized."""
    # Everything that is learned comes from X[train]; applying it is for all rows.
    value = np.nanmean(X[train], axis=0)
    filled = np.where(np.isnan(X), value, X)
    mean, std = np.mean(filled[train], axis=0), np.std(filled[train], axis=0)
    Z = (filled - mean) / std
    return Z[train], Z[test]


@mend_the_leak.start(
    "The test rows still take part: the filling, the mean, and the standard deviation are computed from all rows. "
    "Learn all three from the training rows."
)
def leaky(X, train, test):
    """Both parts, with gaps filled and columns standardized."""
    value = np.nanmean(X, axis=0)
    filled = np.where(np.isnan(X), value, X)
    mean, std = np.mean(filled, axis=0), np.std(filled, axis=0)
    Z = (filled - mean) / std
    return Z[train], Z[test]


@mend_the_leak.cases
def cases(rng):
    gap = np.nan
    big = rng.normal(size=(12, 3)) * [1.0, 30.0, 0.1] + [5.0, 100.0, 0.0]
    big[[0, 4, 7, 7, 10, 3], [1, 0, 2, 1, 1, 2]] = gap
    square = rng.normal(size=(6, 3)) + 2
    square[[1, 5], [0, 2]] = gap
    return [
        (np.array([[1.0], [3.0], [9.0]]), np.array([0, 1]), np.array([2])),
        (np.array([[1.0], [3.0], [gap], [9.0], [gap]]), np.array([0, 1, 2]), np.array([3, 4])),
        (
            np.array([[1.0, gap], [5.0, 20.0], [gap, 40.0], [3.0, 90.0], [8.0, gap]]),
            np.array([4, 0, 1, 2]),
            np.array([3]),
        ),
        (big, np.array([11, 2, 5, 0, 7, 9, 4, 1]), np.array([3, 10, 6, 8])),
        (square, np.array([0, 2, 1]), np.array([5, 3, 4])),
    ]


@mend_the_leak.edge_cases
def edge_cases(rng):
    whole = rng.normal(size=(7, 2))
    return [(whole, np.arange(5), np.array([5, 6]))]


@mend_the_leak.law("what is in the test rows does not change the training rows")
def _(f, X, train, test):
    other = X.copy()
    other[test] = 77.0
    return np.allclose(f(other, train, test)[0], f(X, train, test)[0])


@mend_the_leak.law("the columns of the training rows have mean 0 and standard deviation 1")
def _(f, X, train, test):
    A = f(X, train, test)[0]
    return np.allclose(np.mean(A, axis=0), 0, atol=1e-7) and np.allclose(np.std(A, axis=0), 1)


mend_the_leak.instead_of(
    "np.nanmean(X[train], axis=0)",
    {
        "np.nanmean(X, axis=0)": "One leak is left: the filling is still the mean of all rows. Take it from X[train].",
        "np.nanmean(X[test], axis=0)": "The filling comes from the test rows. Take it from X[train].",
        "np.nanmean(X[train])": "That is one number for the whole table. Each column has its own mean: axis=0.",
        "np.nanmedian(X[train], axis=0)": "You filled with the median. Use the mean here.",
        "0.0": "You filled with 0. Before standardizing, the mean of a column is not 0: use np.nanmean(X[train], "
        "axis=0).",
    },
)
mend_the_leak.instead_of(
    "mean, std = np.mean(filled[train], axis=0), np.std(filled[train], axis=0)",
    {
        "mean, std = np.mean(filled, axis=0), np.std(filled, axis=0)": "The filling is right. But the mean and the "
        "standard deviation still come from all rows: use filled[train].",
        "mean, std = np.mean(filled[train], axis=0), np.std(filled, axis=0)": "One leak is left: the standard "
        "deviation comes from all rows.",
        "mean, std = np.mean(filled, axis=0), np.std(filled[train], axis=0)": "One leak is left: the mean comes from "
        "all rows.",
        "mean, std = value, np.nanstd(X[train], axis=0)": "This standard deviation is measured before filling "
        "(putting 0 "
        "into the gaps of standardized columns does the same). The task asks for that of the filled column, which is "
        "smaller: np.std(filled[train], axis=0).",
        "mean, std = np.mean(filled[train]), np.std(filled[train])": "These are single numbers for the whole table. "
        "Each column has its own: axis=0.",
        "mean, std = np.mean(filled[test], axis=0), np.std(filled[test], axis=0)": "The mean and the standard "
        "deviation come from the test rows. Take them from the training rows.",
        "mean, std = np.mean(filled[train], axis=0), np.var(filled[train], axis=0)": "You divide by the variance. The "
        "standard deviation is its square root.",
        "mean, std = np.mean(filled[train], axis=0), np.std(filled[train], axis=0, ddof=1)": "ddof=1 divides by n − 1. "
        "Keep NumPy's default, as the code had it.",
    },
)
mend_the_leak.instead_of(
    "return Z[train], Z[test]",
    {
        "return Z[test], Z[train]": "The two parts are swapped: first the training rows, then the test rows.",
        "return Z": "Return two arrays: Z[train], Z[test].",
        "return Z[train]": "The test rows are missing: return Z[train], Z[test].",
        "return Z[: len(train)], Z[len(train) :]": "Those are the first rows and the last. train and test say *which* "
        "rows: Z[train], Z[test].",
    },
)


@mend_the_leak.misconception(
    "The test rows are prepared with statistics of their own. That does not leak into training, but now the same bird "
    "gets different numbers in the two parts, and a single test row could not be prepared at all. Use those of the "
    "training rows for both."
)
def each_part_by_itself(X, train, test):
    parts = []
    for rows in (train, test):
        with np.errstate(all="ignore"):
            value = np.nansum(X[rows], axis=0) / np.sum(~np.isnan(X[rows]), axis=0)
            filled = np.where(np.isnan(X[rows]), value, X[rows])
            parts.append((filled - np.mean(filled, axis=0)) / np.std(filled, axis=0))
    return tuple(parts)


@mend_the_leak.misconception(
    "The training rows are right, but the gaps of the test rows are filled with the mean of the test rows. Fill them "
    "with the value learned from the training rows."
)
def test_filled_by_itself(X, train, test):
    A = np.where(np.isnan(X[train]), np.nanmean(X[train], axis=0), X[train])
    with np.errstate(all="ignore"):
        value = np.nansum(X[test], axis=0) / np.sum(~np.isnan(X[test]), axis=0)
    B = np.where(np.isnan(X[test]), value, X[test])
    mean, std = np.mean(A, axis=0), np.std(A, axis=0)
    return (A - mean) / std, (B - mean) / std


@mend_the_leak.misconception(
    "The filling is right, but the test rows are standardized with their own mean and standard deviation. Use those of "
    "the training rows."
)
def test_scaled_by_itself(X, train, test):
    filled = np.where(np.isnan(X), np.nanmean(X[train], axis=0), X)
    with np.errstate(all="ignore"):
        parts = [(F - np.mean(F, axis=0)) / np.std(F, axis=0) for F in (filled[train], filled[test])]
    return tuple(parts)


@mend_the_leak.misconception(
    "np.mean of a column with a gap is NaN, and then every number of the column is. np.nanmean skips the gaps."
)
def mean_of_gaps(X, train, test):
    filled = np.where(np.isnan(X), np.mean(X[train], axis=0), X)
    Z = (filled - np.mean(filled[train], axis=0)) / np.std(filled[train], axis=0)
    return Z[train], Z[test]


@mend_the_leak.misconception(
    "You left out the rows with gaps. Every row should come back: fill the gaps with the mean of the training rows."
)
def drops_rows(X, train, test):
    whole = ~np.isnan(X).any(axis=1)
    train, test = train[whole[train]], test[whole[test]]
    with np.errstate(all="ignore"):
        Z = (X - np.mean(X[train], axis=0)) / np.std(X[train], axis=0)
    return Z[train], Z[test]


@mend_the_leak.misconception(
    "You cut the table down to the training rows first, and the row numbers in train and test no longer fit it. Learn "
    "from "
    "the training rows, but fill and scale the whole of X."
)
def cut_down(X, train, test):
    value = np.nanmean(X[train], axis=0)
    filled = np.where(np.isnan(X), value, X)[train]
    Z = (filled - np.mean(filled, axis=0)) / np.std(filled, axis=0)
    return Z[train], Z[test]


@mend_the_leak.misconception(
    "np.where(condition, if true, if false): the value and X are swapped, so the gaps stay and everything else is "
    "filled."
)
def swapped_where(X, train, test):
    filled = np.where(np.isnan(X), X, np.nanmean(X[train], axis=0))
    with np.errstate(all="ignore"):
        Z = (filled - np.mean(filled[train], axis=0)) / np.std(filled[train], axis=0)
    return Z[train], Z[test]


@mend_the_leak.misconception(
    "Python divides before it subtracts. Put the difference in parentheses: (filled - mean) / std."
)
def without_parentheses(X, train, test):
    filled = np.where(np.isnan(X), np.nanmean(X[train], axis=0), X)
    Z = filled - np.mean(filled[train], axis=0) / np.std(filled[train], axis=0)
    return Z[train], Z[test]


@mend_the_leak.misconception(
    "You took the first rows of the table for the training rows. `train` and `test` hold the row numbers: X[train]."
)
def first_rows_for_training(X, train, test):
    n = len(train)
    filled = np.where(np.isnan(X), np.nanmean(X[:n], axis=0), X)
    Z = (filled - np.mean(filled[:n], axis=0)) / np.std(filled[:n], axis=0)
    return Z[:n], Z[n:]
