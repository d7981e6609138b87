"""best_linear_score: the R² that no linear model can beat on the data it was trained on."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    also=("whole", "long"),
    task="Return the largest $R^2 = 1 - \\sum_i (y_i - \\hat y_i)^2 / \\sum_i (y_i - \\bar y)^2$ that a model "
    "$\\hat y_i = \\mathbf w^\\top\\mathbf x^{(i)} + b$ can reach on the data `X` and `y` themselves. The columns of "
    "`X` may depend on each other; `y` is not constant. `np.linalg.lstsq(A, y)[0]` solves a least-squares problem.",
    hints=[
        "The denominator is fixed. So R² is largest where the sum of squared errors is smallest. Which model has "
        "the smallest?",
        "The model has an intercept: give the matrix a column of ones before you solve.",
        "A = np.column_stack([np.ones(len(y)), X]), y_hat = A @ np.linalg.lstsq(A, y)[0], then the formula.",
    ],
)
def best_linear_score(X, y):
    """The largest R² of a linear model on X and y."""
    # Least squares has the smallest sum of squared errors, and with it the largest R².
    A = np.column_stack([np.ones(len(y)), X])
    y_hat = A @ np.linalg.lstsq(A, y)[0]
    return 1 - np.sum((y - y_hat) ** 2) / np.sum((y - np.mean(y)) ** 2)


@best_linear_score.cases
def cases(rng):
    sizes = (5, 1), (8, 2), (12, 3), (20, 4)
    return [
        (np.array([[0.0], [1.0], [2.0]]), np.array([1.0, 3.0, 2.0])),
        (np.array([[1.0, 0.0], [0.0, 1.0], [1.0, 1.0], [2.0, 1.0]]), np.array([5.0, 7.0, 6.0, 9.0])),
        *((rng.normal(size=(n, d)) + 2, 3 * rng.normal(size=n) + 10) for n, d in sizes),
    ]


@best_linear_score.edge_cases
def edge_cases(rng):
    X = rng.normal(size=(6, 2))
    return [
        (X, X @ [1.0, 2.0] - 4),
        (np.column_stack([X, X[:, 0] + X[:, 1]]), rng.normal(size=6)),
        (np.column_stack([X, np.ones(6)]), rng.normal(size=6)),
        (np.array([[1.0, 2.0, 0.0], [0.0, 1.0, 1.0]]), np.array([1.0, 2.0])),
        (np.array([[1.0], [2.0], [1.0], [2.0]]), np.array([0.0, 0.0, 1.0, 1.0])),
    ]


@best_linear_score.law("other units of the target change nothing")
def _(f, X, y):
    return np.isclose(f(X, 10 * y + 3), f(X, y))


@best_linear_score.law("an extra column does not make it smaller")
def _(f, X, y):
    return f(X, y) >= f(X[:, 1:], y) - 1e-9


best_linear_score.instead_of(
    "np.column_stack([np.ones(len(y)), X])",
    {
        "X": "Your model has no intercept. Add a column of ones to X before you solve.",
        "np.column_stack([np.ones(len(y)), X[:, 0]])": "Your model sees the first column alone. Give it all of X.",
        "X - np.mean(X, axis=0)": "Centering X does not replace the intercept unless y is centered, too. Add a column "
        "of ones.",
    },
)
best_linear_score.instead_of(
    "np.sum((y - np.mean(y)) ** 2)",
    {
        "np.sum(y**2)": "The denominator holds the squared distances from the *mean* of y.",
        "np.var(y)": "np.var is the mean of the squared distances from the mean, and in the numerator you have a "
        "sum. Take sums in both, or means in both.",
        "np.sum((y_hat - np.mean(y)) ** 2)": "The denominator measures how far the targets are from their mean, not "
        "the predictions.",
        "(len(y) / (len(y) - 1) * np.sum((y - np.mean(y)) ** 2))": "You divided one of the two sums by n and the "
        "other by n − 1 (ddof=1). Use plain sums in both, or plain means in both.",
        "np.sum(np.abs(y - np.mean(y)))": "In the denominator, the distances are squared as well.",
        "np.sum((y - np.median(y)) ** 2)": "Measure the distances from the mean of y, not from the median.",
        "np.std(y)": "np.std is the square root of a mean of squares; in the numerator you have a sum of squares.",
        "np.sum(y - np.mean(y)) ** 2": "Square first, then add up: (y - np.mean(y)) ** 2 inside the sum.",
    },
)
best_linear_score.instead_of(
    "1 - np.sum((y - y_hat) ** 2) / np.sum((y - np.mean(y)) ** 2)",
    {
        "np.sum((y - y_hat) ** 2) / np.sum((y - np.mean(y)) ** 2)": "That is the share that is *not* explained. R² is "
        "1 minus it.",
        "1 - np.sum(np.abs(y - y_hat)) / np.sum(np.abs(y - np.mean(y)))": "R² compares squares, not distances.",
        "np.sqrt(1 - np.sum((y - y_hat) ** 2) / np.sum((y - np.mean(y)) ** 2))": "That is the square root of R². "
        "Return R² itself.",
        "1 - np.sqrt(np.sum((y - y_hat) ** 2) / np.sum((y - np.mean(y)) ** 2))": "There is no square root in R².",
        "1 - np.sum((y - np.mean(y)) ** 2) / np.sum((y - y_hat) ** 2)": "Your fraction is upside down: the errors "
        "of the model go on top.",
        "np.sum((y - y_hat) ** 2)": "That is the sum of squared errors. R² is 1 minus its share of the squared "
        "distances from the mean.",
        "1 - np.mean((y - y_hat) ** 2)": "That is 1 minus the mean squared error. R² compares the squared errors with "
        "those of the mean.",
        "np.mean((y - y_hat) ** 2)": "That is the mean squared error. R² is 1 minus its share of the variance of y.",
        "1 - np.sum(y - y_hat) / np.sum(y - np.mean(y))": "The differences must be squared before you add them up: "
        "unsquared, both sums are 0.",
        "1 - np.sum((y - y_hat) ** 2) / (len(y) - X.shape[1] - 1) / np.var(y, ddof=1)": "That is the adjusted R², with "
        "a penalty for columns. The task asks for R².",
        "1.0": "R² is 1 only if some linear model fits every target exactly. Compute the best one.",
        "100 * (1 - np.sum((y - y_hat) ** 2) / np.sum((y - np.mean(y)) ** 2))": "That is in percent. R² is at most 1.",
    },
)


@best_linear_score.misconception(
    "That is the best score of a single column. A model may use all of them together: solve for all weights at once."
)
def best_single_column(X, y):
    def score(x):
        A = np.column_stack([np.ones(len(y)), x])
        return 1 - np.sum((y - A @ np.linalg.lstsq(A, y)[0]) ** 2) / np.sum((y - np.mean(y)) ** 2)

    return max(score(X[:, j]) for j in range(X.shape[1]))


@best_linear_score.misconception(
    "You added up the scores of the single columns. Columns that say the same thing would then count twice: solve for "
    "all weights at once."
)
def sum_of_single_columns(X, y):
    return sum(np.corrcoef(X[:, j], y)[0, 1] ** 2 for j in range(X.shape[1]))


@best_linear_score.misconception(
    "The best intercept is the mean of y only if the columns of X have mean 0. Add a column of ones, or center X first."
)
def mean_as_the_intercept(X, y):
    y_hat = X @ np.linalg.lstsq(X, y)[0] + np.mean(y)
    return 1 - np.sum((y - y_hat) ** 2) / np.sum((y - np.mean(y)) ** 2)


@best_linear_score.misconception(
    "The normal equations have no unique solution if the columns depend on each other, or on the ones. "
    "np.linalg.lstsq finds a solution even then."
)
def by_normal_equations(X, y):
    A = np.column_stack([np.ones(len(y)), X])
    y_hat = A @ np.linalg.solve(A.T @ A, A.T @ y)
    return 1 - np.sum((y - y_hat) ** 2) / np.sum((y - np.mean(y)) ** 2)


@best_linear_score.misconception(
    "Centering y does not replace the intercept unless the columns of X are centered, too. Add a column of ones."
)
def only_y_centered(X, y):
    yc = y - np.mean(y)
    return 1 - np.sum((yc - X @ np.linalg.lstsq(X, yc)[0]) ** 2) / np.sum(yc**2)


@best_linear_score.misconception(
    "You found the slopes without an intercept, and adding one afterward is too late to change them. Solve for both "
    "at once: add a column of ones."
)
def intercept_afterwards(X, y):
    w = np.linalg.lstsq(X, y)[0]
    y_hat = X @ w + np.mean(y - X @ w)
    return 1 - np.sum((y - y_hat) ** 2) / np.sum((y - np.mean(y)) ** 2)


@best_linear_score.misconception(
    "X.mean() is one number for the whole table. Each column has a mean of its own: X.mean(axis=0), or a column of "
    "ones instead."
)
def one_mean_for_all(X, y):
    A, yc = X - np.mean(X), y - np.mean(y)
    return 1 - np.sum((yc - A @ np.linalg.lstsq(A, yc)[0]) ** 2) / np.sum(yc**2)


@best_linear_score.misconception(
    "np.linalg.lstsq returns four things. The solution is the first: np.linalg.lstsq(A, y)[0]."
)
def all_that_lstsq_returns(X, y):
    A = np.column_stack([np.ones(len(y)), X])
    return 1 - np.sum((y - A @ np.linalg.lstsq(A, y)) ** 2) / np.sum((y - np.mean(y)) ** 2)


@best_linear_score.misconception(
    "np.vstack adds a row, as if it were another example. The intercept needs a *column* of ones: np.column_stack."
)
def row_of_ones(X, y):
    A = np.vstack([X, np.ones(X.shape[1])])
    return 1 - np.sum((y - A @ np.linalg.lstsq(A, y)[0]) ** 2) / np.sum((y - np.mean(y)) ** 2)
