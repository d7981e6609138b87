"""center_and_scale: prepare each column, in code that prepares something else at first."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="This function should subtract from each column of `X` its own mean, and divide each column by its own "
    "standard deviation (NumPy's `std`, which divides by n). No column is constant. The code runs, but it does "
    "something else. Fix it. Leave `X` itself unchanged; it may hold whole numbers.",
    hints=[
        "Two things are wrong: what is divided by what, and of which numbers the mean is taken.",
        "Python divides before it subtracts. And X.mean() is one number for the whole table; X.mean(axis=0) has one "
        "for each column.",
        "Subtract first, in parentheses: (X - X.mean(axis=0)) / …",
    ],
)
def center_and_scale(X):
    """Each column with mean 0 and standard deviation 1."""
    # axis=0 runs down the rows: one mean and one standard deviation for each column.
    return (X - X.mean(axis=0)) / X.std(axis=0)


@center_and_scale.start(
    "This is still the code from the lesson. Python divides before it subtracts, and X.mean() is one number for the "
    "whole table."
)
def prepared_in_the_wrong_way(X):
    """Each column with mean 0 and standard deviation 1."""
    return X - X.mean() / X.std()


@center_and_scale.cases
def cases(rng):
    return [
        (np.array([[1.0, 10.0], [2.0, 30.0], [6.0, 20.0]]),),
        (np.array([[5.0, 1.0, 0.0], [3.0, 2.0, 4.0], [4.0, 6.0, 1.0]]),),
        (rng.normal(size=(6, 4)) * [1.0, 10.0, 100.0, 0.1] + [3.0, -50.0, 0.0, 7.0],),
        (rng.normal(size=(4, 4)) * 3 + 2,),
    ]


@center_and_scale.edge_cases
def edge_cases(rng):
    return [
        (np.array([[1.0], [3.0]]),),
        (np.array([[1, 10], [2, 30], [6, 20]]),),
        (1e6 + rng.normal(size=(5, 2)),),
    ]


@center_and_scale.law("each column has mean 0 and standard deviation 1")
def _(f, X):
    Z = f(X)
    return np.allclose(Z.mean(axis=0), 0, atol=1e-6) and np.allclose(Z.std(axis=0), 1)


@center_and_scale.law("other units and another zero point for a column change nothing")
def _(f, X):
    return np.allclose(f(3 * X + 8), f(X), atol=1e-6)


@center_and_scale.misconception(
    "The result is right, but the X that was passed in has changed: -= and /= write into the caller's array. Compute a "
    "new one: (X - …) / …."
)
def changes_x_in_place(X):
    X -= X.mean(axis=0)
    X /= X.std(axis=0)
    return X


center_and_scale.instead_of(
    "(X - X.mean(axis=0)) / X.std(axis=0)",
    {
        "X - X.mean(axis=0) / X.std(axis=0)": "The mean is now that of each column, but Python still divides before it "
        "subtracts. Put parentheses around the difference.",
        "X - X.mean(axis=1, keepdims=True) / X.std(axis=1, keepdims=True)": "axis=1 takes the mean of each row, and "
        "Python still divides first. It is (X - X.mean(axis=0)) / X.std(axis=0).",
        "(X - X.mean()) / X.std()": "The order is right now, but X.mean() and X.std() are single numbers for the whole "
        "table. Each column needs its own: axis=0.",
        "(X - X.mean(axis=0)) / X.std()": "The mean is that of each column, but the standard deviation is that of the "
        "whole table. It needs axis=0 too.",
        "(X - X.mean()) / X.std(axis=0)": "The standard deviation is that of each column, but the mean is that of the "
        "whole table. It needs axis=0 too.",
        "(X - X.mean(axis=1, keepdims=True)) / X.std(axis=1, keepdims=True)": "axis=1 takes the mean of each row. A "
        "column is a feature, a row is a patient: axis=0.",
        "(X - X.mean(axis=1)) / X.std(axis=1)": "axis=1 takes the mean of each row. A column is a feature, a row is a "
        "patient: axis=0.",
        "X - X.mean(axis=0)": "The columns are centered. Now divide each by its standard deviation.",
        "X - X.mean()": "You subtracted one number from the whole table, and did not divide. Each column needs its own "
        "mean, and then its own standard deviation.",
        "X / X.std(axis=0)": "The columns are scaled, but not centered. Subtract their means first.",
        "X / X.std(axis=0) - X.mean(axis=0)": "You divided first and subtracted the old mean afterwards. Subtract "
        "first.",
        "(X - X.mean(axis=0)) / X.var(axis=0)": "You divided by the variance. The standard deviation is its root: "
        "X.std.",
        "(X - X.mean(axis=0)) / np.sqrt(X.std(axis=0))": "The standard deviation is already a root. Leave out np.sqrt.",
        "(X - X.mean(axis=0)) * X.std(axis=0)": "You multiplied by the standard deviation. Divide.",
        "(X + X.mean(axis=0)) / X.std(axis=0)": "You added the mean. Subtract it.",
        "(X.mean(axis=0) - X) / X.std(axis=0)": "Your difference is reversed, and so are all signs. It is X minus the "
        "mean.",
        "(X - X.mean(axis=0)) / X.std(axis=0, ddof=1)": "ddof=1 divides by n − 1 inside the standard deviation. Use "
        "NumPy's default here, without ddof.",
        "(X - np.median(X, axis=0)) / X.std(axis=0)": "You subtracted the median. Here it is the mean.",
        "(X - X.min(axis=0)) / (X.max(axis=0) - X.min(axis=0))": "That scales each column to lie between 0 and 1. Here "
        "it is the mean that is subtracted, and the standard deviation that is divided by.",
        "(X - X.mean(axis=0)) / X.mean(axis=0)": "You divided by the mean. Divide by the standard deviation.",
        "(X - X.mean(axis=0)) / X.max(axis=0)": "You divided by the largest entry. Divide by the standard deviation.",
        "(X - X.mean(axis=0)) / np.linalg.norm(X - X.mean(axis=0), axis=0)": "You divided by the length of the column. "
        "The standard deviation is that length divided by the root of the number of rows.",
        "(X - X.std(axis=0)) / X.mean(axis=0)": "Mean and standard deviation have traded places.",
        "((X - X.mean(axis=0)) / X.std(axis=0)).astype(int)": "You cut the results to whole numbers.",
        "np.round((X - X.mean(axis=0)) / X.std(axis=0), 2)": "The numbers are right but rounded. Return all digits.",
    },
)

center_and_scale.instead_of(
    "return (X - X.mean(axis=0)) / X.std(axis=0)",
    {
        "return (X - X.mean(axis=0)) / (X.max(axis=0) - X.min(axis=0))": "You divided by the range, from the smallest "
        "to the largest. Divide by the standard deviation.",
        "return (X - X.mean(axis=0)) / (X - X.mean(axis=0)).std()": "The columns are centered, but all of them are "
        "divided by one number. Each needs its own standard deviation: axis=0.",
        "return (X - X.mean(axis=0)) / X.std(axis=1, keepdims=True)": "The mean is that of each column, but the "
        "standard deviation is that of each row. Use axis=0 for both.",
        "return X / X.max(axis=0)": "You divided by the largest entry. Subtract the mean and divide by the standard "
        "deviation.",
        "return (X - X.mean(axis=0)) / np.abs(X).sum(axis=0)": "You divided by the sum of the sizes. Divide by the "
        "standard deviation.",
        "return (X - X.mean(axis=0)) / len(X)": "You divided by the number of rows. Divide by the standard deviation "
        "of each column.",
    },
)

center_and_scale.instead_of(
    "return (X - X.mean(axis=0)) / X.std(axis=0)",
    {
        "return (X - X.max(axis=0)) / X.std(axis=0)": "You subtracted the largest entry of each column. Subtract its "
        "mean.",
        "return (X - X.min(axis=0)) / X.std(axis=0)": "You subtracted the smallest entry of each column. Subtract its "
        "mean.",
        "return (X - X[0]) / X.std(axis=0)": "You subtracted the first row. Subtract the mean of each column.",
        "return (X - X.mean(axis=0)) / (X.std(axis=0) + 1)": "You added 1 to the standard deviation. No column is "
        "constant, so just divide by it.",
    },
)


@center_and_scale.misconception(
    "np.zeros_like(X) of whole numbers has room for whole numbers only and cuts off fractions. Use np.zeros(X.shape)."
)
def zeros_like_x(X):
    Z = np.zeros_like(X)
    for j in range(X.shape[1]):
        Z[:, j] = (X[:, j] - X[:, j].mean()) / X[:, j].std()
    return Z
