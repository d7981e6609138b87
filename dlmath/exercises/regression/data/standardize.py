"""standardize: learn from the training rows, apply to any rows."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="For each column, learn the mean and the standard deviation (NumPy's `std`, which divides by $n$) from "
    "`X_train`. Then return `X` with that mean subtracted from each column, and the result divided by that standard "
    "deviation. `X` may be the training rows or any others. A column that is constant in `X_train` is only centered, "
    "that is, divided by 1.",
    hints=[
        "Which of the two arrays may the mean and the standard deviation see?",
        "Both come from X_train, with axis=0. Where the standard deviation is 0, put a 1 in its place.",
        "np.where(std > 0, std, 1.0) replaces the zeros. Then (X - mean) / that.",
    ],
)
def standardize(X_train, X):
    """X in the standard units of the training rows."""
    mean, std = np.mean(X_train, axis=0), np.std(X_train, axis=0)
    # A constant column has nothing to be divided by.
    scale = np.where(std > 0, std, 1.0)
    return (X - mean) / scale


@standardize.cases
def cases(rng):
    table = rng.normal(size=(6, 3)) * [1.0, 40.0, 0.2] + [3.0, -50.0, 7.0]
    return [
        (np.array([[1.0], [3.0]]), np.array([[5.0]])),
        (np.array([[1.0, 10.0], [2.0, 30.0], [6.0, 20.0]]), np.array([[2.0, 40.0], [7.0, 0.0]])),
        (np.array([[1.0, 5.0], [4.0, 5.0]]), np.array([[3.0, 5.0], [0.0, 7.0], [1.0, 4.0]])),
        (table, table[:4] + 1.5),
        (table[:3], table),
        (rng.normal(size=(5, 5)) * 3 + 2, rng.normal(size=(5, 5))),
    ]


@standardize.edge_cases
def edge_cases(rng):
    return [
        (np.array([[1, 10], [2, 30], [6, 20]]), np.array([[2, 40], [7, 0]])),
        (np.array([[2.0, 3.0]]), np.array([[2.0, 4.0], [0.0, 3.0]])),
        (np.array([[0.001, 0.0], [0.003, 0.0]]), np.array([[0.002, 0.5]])),
    ]


@standardize.law("each row is treated on its own: the first row alone comes out the same")
def _(f, X_train, X):
    return np.allclose(f(X_train, X[:1]), f(X_train, X)[:1])


@standardize.law("changing the units and the zero point changes nothing")
def _(f, X_train, X):
    varies = np.std(X_train, axis=0) > 0
    return np.allclose(f(3.0 * X_train + 8, 3.0 * X + 8)[:, varies], f(X_train, X)[:, varies], atol=1e-7)


OWN = "You used the statistics of X itself. Measure new rows with the ruler of the training rows: X_train."
standardize.instead_of(
    "mean, std = np.mean(X_train, axis=0), np.std(X_train, axis=0)",
    {
        "mean, std = np.mean(X, axis=0), np.std(X, axis=0)": OWN,
        "mean, std = np.mean(X_train, axis=0), np.std(X, axis=0)": "The mean comes from X_train, but the standard "
        "deviation from X. Both are learned from X_train.",
        "mean, std = np.mean(X, axis=0), np.std(X_train, axis=0)": "The standard deviation comes from X_train, but the "
        "mean from X. Both are learned from X_train.",
        "mean, std = np.mean(np.vstack([X_train, X]), axis=0), np.std(np.vstack([X_train, X]), axis=0)": "You "
        "combined the two arrays first, so the new rows leak into the ruler. Learn from X_train alone.",
        "mean, std = np.mean(X_train), np.std(X_train)": "These are single numbers for the whole table. Each column "
        "needs its own: axis=0.",
        "mean, std = np.mean(X_train, axis=0), np.std(X_train)": "The standard deviation is one number for the whole "
        "table. It needs axis=0, too.",
        "mean, std = np.mean(X_train), np.std(X_train, axis=0)": "The mean is one number for the whole table. It "
        "needs axis=0, too.",
        "mean, std = np.mean(X_train, axis=0), np.var(X_train, axis=0)": "You divided by the variance. The standard "
        "deviation is its square root: np.std.",
        "mean, std = np.mean(X_train, axis=0), np.std(X_train, axis=0, ddof=1)": "ddof=1 divides by n − 1 inside the "
        "standard deviation. Use NumPy's default here, without ddof.",
        "mean, std = np.median(X_train, axis=0), np.std(X_train, axis=0)": "You subtracted the median. Use the mean "
        "here.",
        "mean, std = np.min(X_train, axis=0), np.max(X_train, axis=0) - np.min(X_train, axis=0)": "That is min–max "
        "scaling, which brings each column to [0, 1]. Use the mean and the standard deviation here.",
        "mean, std = np.mean(X_train, axis=0), np.max(X_train, axis=0) - np.min(X_train, axis=0)": "You divided by the "
        "range. Divide by the standard deviation.",
        "mean, std = 0.0, np.std(X_train, axis=0)": "The columns are scaled, but the mean is not subtracted.",
        "mean, std = np.mean(X_train, axis=0), np.linalg.norm(X_train - np.mean(X_train, axis=0), axis=0)": "You "
        "divided by the length of the column. The standard deviation is that length divided by √n.",
        "mean, std = np.std(X_train, axis=0), np.mean(X_train, axis=0)": "The mean and the standard deviation are "
        "swapped.",
    },
)
standardize.instead_of(
    "(X - mean) / scale",
    {
        "(X_train - mean) / scale": "You returned the training rows. Return X, measured with their ruler.",
        "X - mean / scale": "Python divides before it subtracts. Put the difference in parentheses.",
        "X - mean": "The columns are centered. Now divide each by its standard deviation.",
        "X / scale - mean": "You divided first and then subtracted. Subtract the mean first.",
        "(mean - X) / scale": "The difference is reversed, and with it every sign: X minus the mean.",
        "(X + mean) / scale": "You added the mean. Subtract it.",
        "(X - mean) * scale": "You multiplied by the standard deviation. Divide.",
        "np.clip((X - mean) / scale, -3, 3)": "New rows may lie farther out than 3. Don't clip anything here.",
    },
)
NOT_ZERO = "so a constant column is divided by a tiny number or by 0. Put 1 where the standard deviation is 0."
standardize.instead_of(
    "np.where(std > 0, std, 1.0)",
    {
        "std + 1e-8": f"Adding a small number changes every column a little, and 0 is still nearly 0, {NOT_ZERO}",
        "std + 1e-12": f"You added a tiny number, {NOT_ZERO}",
        "np.where(std > 0, std, 1e-8)": f"You put a tiny number in the place of 0, {NOT_ZERO}",
        "np.maximum(std, 1.0)": "np.maximum replaces every standard deviation below 1, not only those that are 0. "
        "Use np.where(std > 0, std, 1.0).",
        "std + 1": "You added 1 to every standard deviation. Only a standard deviation of 0 becomes 1.",
        "np.where(std > 0, 1.0, std)": "np.where(condition, if true, if false): the two are swapped.",
    },
)


@standardize.misconception(
    "A constant column gives 0/0 or x/0 here. Where the standard deviation is 0, divide by 1: np.where(std > 0, std, "
    "1.0)."
)
def divides_by_zero(X_train, X):
    with np.errstate(all="ignore"):
        return (X - np.mean(X_train, axis=0)) / np.std(X_train, axis=0)


@standardize.misconception(
    "For a constant column you returned zeros. It is centered like the others, X minus the mean, and new rows may "
    "differ from that mean."
)
def zeros_for_constants(X_train, X):
    mean, std = np.mean(X_train, axis=0), np.std(X_train, axis=0)
    with np.errstate(all="ignore"):
        return np.where(std > 0, (X - mean) / std, 0.0)


@standardize.misconception(
    "You left a constant column as it was. Subtract its mean, too, and skip only the division by 0."
)
def leaves_constants(X_train, X):
    mean, std = np.mean(X_train, axis=0), np.std(X_train, axis=0)
    with np.errstate(all="ignore"):
        return np.where(std > 0, (X - mean) / std, X)


@standardize.misconception("axis=1 gives one number for each row. A column is a feature: axis=0.")
def by_rows(X_train, X):
    mean, std = np.mean(X_train, axis=1), np.std(X_train, axis=1)
    return (X - mean) / np.where(std > 0, std, 1.0)


@standardize.misconception(
    "np.zeros_like(X) of whole numbers has room for whole numbers only and cuts off the fractions. Use "
    "np.zeros(X.shape)."
)
def zeros_like_x(X_train, X):
    Z = np.zeros_like(X)
    for j in range(X.shape[1]):
        std = np.std(X_train[:, j])
        Z[:, j] = (X[:, j] - np.mean(X_train[:, j])) / (std if std > 0 else 1.0)
    return Z


@standardize.misconception(
    "As soon as one column is constant, you leave *all* of them undivided. Each column decides for itself: "
    "np.where(std > "
    "0, std, 1.0)."
)
def one_constant_stops_all(X_train, X):
    mean, std = np.mean(X_train, axis=0), np.std(X_train, axis=0)
    return (X - mean) / (std if np.all(std > 0) else 1.0)


@standardize.misconception(
    "You divided by the mean absolute deviation. The standard deviation squares the deviations, takes their mean, and "
    "then the square root: np.std."
)
def mean_absolute_deviation(X_train, X):
    mean = np.mean(X_train, axis=0)
    spread = np.mean(np.abs(X_train - mean), axis=0)
    return (X - mean) / np.where(spread > 0, spread, 1.0)


@standardize.misconception(
    "These are single numbers, and they come from X itself. Each column has its own mean and standard deviation, and "
    "both "
    "are learned from X_train: axis=0."
)
def whole_table_of_its_own(X_train, X):
    with np.errstate(all="ignore"):
        return (X - np.mean(X)) / np.std(X)


@standardize.misconception(f"{OWN} (A single row has the standard deviation 0, so 0/0 comes out.)")
def own_statistics_without_care(X_train, X):
    with np.errstate(all="ignore"):
        return (X - np.mean(X, axis=0)) / np.std(X, axis=0)
