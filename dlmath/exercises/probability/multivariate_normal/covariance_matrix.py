"""covariance_matrix: how the columns of a table vary, alone and together."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="warm-up",
    task="`X` is a table of shape `(n, d)` with one example in each row, $n \\ge 2$. Return its covariance matrix, of "
    "shape `(d, d)`: entry $i, j$ is the sum of the products of column $i$ and column $j$, each measured from its own "
    "mean, divided by $n - 1$. Do it without `np.cov`.",
    hints=[
        "First measure each column from its own mean. The mean of a column is taken over the examples, axis 0.",
        "With Xc = X - X.mean(axis=0), entry i, j is the dot product of columns i and j of Xc, divided by n − 1.",
        "All those dot products at once are Xc.T @ Xc.",
    ],
    forbids=["np.cov", "np.corrcoef"],
)
def covariance_matrix(X):
    """The covariance matrix of the columns of X, with n − 1."""
    Xc = X - X.mean(axis=0)
    # Rows of Xc.T are columns of Xc, so this takes the dot product of every two columns.
    return Xc.T @ Xc / (len(X) - 1)


@covariance_matrix.cases
def cases(rng):
    far = rng.normal(size=(9, 3)) @ rng.normal(size=(3, 3)) + [20.0, -30.0, 7.0]
    return [
        (np.array([[0.0, 0.0], [2.0, 6.0]]),),
        (np.array([[1.0, 2.0], [3.0, 1.0], [8.0, 9.0]]),),
        (np.array([[1.0, 5.0, 0.0], [2.0, 3.0, 4.0], [6.0, 1.0, 1.0], [3.0, 3.0, 5.0]]),),
        (far,),
        (rng.normal(size=(6, 4)),),
        (100 * rng.normal(size=(5, 2)) + 7,),
    ]


@covariance_matrix.edge_cases
def edge_cases(rng):
    return [
        (np.array([[1.0, 2.0], [1.0, 2.0], [1.0, 2.0]]),),
        (rng.normal(size=(2, 3)),),
        (1e6 + rng.normal(size=(20, 2)),),
        (np.array([[1, 2], [3, 5], [4, 4]]),),
    ]


@covariance_matrix.law("the matrix is symmetric")
def _(f, X):
    C = np.asarray(f(X))
    return np.allclose(C, C.T, rtol=1e-9, atol=1e-12 * np.max(np.abs(C), initial=0))


@covariance_matrix.law("moving all examples by the same vector changes nothing")
def _(f, X):
    scale = np.ptp(X)
    return np.allclose(f(X + scale), f(X), rtol=1e-6, atol=1e-9 * scale**2)


def _of(X, mean=None, divisor=None):
    Xc = X - (X.mean(axis=0) if mean is None else mean)
    return Xc.T @ Xc / (len(X) - 1 if divisor is None else divisor)


covariance_matrix.instead_of(
    "Xc.T @ Xc / (len(X) - 1)",
    {
        "Xc.T @ Xc / len(X)": "You divided by n. The mean was computed from the same examples, so divide by n − 1.",
        "Xc.T @ Xc": "You added up the products, but did not divide. Divide by n − 1.",
        "Xc.T @ Xc / len(X) - 1": "Parentheses are missing: you divided by n and then subtracted 1. Write (len(X) - "
        "1).",
        "Xc @ Xc.T / (len(X) - 1)": "That compares the examples with one another, and has shape (n, n). For the "
        "columns it is Xc.T @ Xc.",
        "Xc.T @ Xc / (X.shape[1] - 1 or 1)": "You divided by the number of columns minus 1. n counts the examples: "
        "len(X) - 1.",
        "Xc.T @ Xc / X.shape[1]": "You divided by the number of columns. n counts the examples: len(X) - 1.",
        "Xc.T @ Xc / X.size": "You divided by the number of all entries. Each sum has n products: divide by n − 1.",
        "X.T @ Xc / len(X)": "You divided by n. The mean was computed from the same examples, so divide by n − 1.",
        "np.sqrt(np.abs(Xc.T @ Xc / (len(X) - 1)))": "Do not take a root: the diagonal holds variances, not standard "
        "deviations.",
        "np.sum(Xc**2, axis=0) / (len(X) - 1)": "Those are the variances of the columns, the diagonal. The matrix also "
        "holds the products of different columns.",
        "np.diag(np.sum(Xc**2, axis=0) / (len(X) - 1))": "The variances on the diagonal are right. The covariances of "
        "different columns belong off the diagonal, and you left them at 0.",
        "np.abs(Xc.T @ Xc) / (len(X) - 1)": "A covariance may be negative: leave out np.abs.",
        "np.abs(Xc).T @ np.abs(Xc) / (len(X) - 1)": "The distances from the mean keep their signs: leave out np.abs.",
        "np.sum(Xc * Xc) / (len(X) - 1)": "That is a single number, the sum of all variances. Every pair of columns "
        "gets its own number: Xc.T @ Xc.",
        "Xc * Xc / (len(X) - 1)": "* multiplies entry by entry. You want dot products of columns: Xc.T @ Xc.",
        "Xc.T @ Xc / (len(X) + 1)": "It is n − 1, not n + 1.",
        "Xc.T @ Xc / (len(X) - 1) ** 2": "Divide by n − 1 once.",
        "Xc.T @ Xc / np.sqrt(len(X) - 1)": "Divide by n − 1, without a root.",
        "Xc.T @ Xc / (len(X) - 2 or 1)": "You subtracted 2 from n. Only one number, the mean, was computed from each "
        "column: n − 1.",
        "np.outer(X.mean(axis=0), X.mean(axis=0))": "That is the product of the means. Covariance adds up the products "
        "of the distances *from* the means.",
        "(X.T @ X / len(X) - np.outer(X.mean(axis=0), X.mean(axis=0)))": "That is the covariance with n in place of "
        "n − 1, and far from 0 it loses digits. Subtract the means first, then multiply, and divide by n − 1.",
        "X.T @ X / (len(X) - 1) - np.outer(X.mean(axis=0), X.mean(axis=0))": "You divided the products by n − 1, but "
        "the product of the means counts n times. Subtract the means first, then multiply.",
    },
)


@covariance_matrix.misconception(
    "You did not subtract the means. Covariance is measured from the mean of each column: X - X.mean(axis=0)."
)
def not_centered(X):
    return _of(X, mean=0.0)


@covariance_matrix.misconception(
    "X.mean() is one number for the whole table. Each column has its own mean: X.mean(axis=0)."
)
def one_mean(X):
    return _of(X, mean=X.mean())


@covariance_matrix.misconception(
    "You subtracted the mean of each row, which is one example. The mean of a column is taken over the examples: "
    "X.mean(axis=0)."
)
def mean_of_rows(X):
    return _of(X, mean=X.mean(axis=1, keepdims=True))


@covariance_matrix.misconception(
    "You also divided by the standard deviations. That is the correlation matrix, with ones on its diagonal."
)
def correlations(X):
    C = _of(X)
    s = np.sqrt(np.diag(C))
    with np.errstate(divide="ignore", invalid="ignore"):
        return C / np.outer(s, s)


@covariance_matrix.misconception("You measured the columns from their medians. Measure them from their means.")
def from_the_median(X):
    return _of(X, mean=np.median(X, axis=0))


@covariance_matrix.misconception(
    "You treated the examples as the variables. Here the columns are the variables, and the matrix has shape (d, d)."
)
def of_the_rows(X):
    return _of(X.T, divisor=max(X.shape[1] - 1, 1))


@covariance_matrix.misconception("X -= … changes the caller's table. Make a new array: Xc = X - X.mean(axis=0).")
def writes_into_x(X):
    X -= X.mean(axis=0)
    return X.T @ X / (len(X) - 1)


@covariance_matrix.misconception(
    "Only one half of the matrix is filled. It is symmetric: entry j, i is the same as entry i, j."
)
def upper_half(X):
    return np.triu(_of(X))


@covariance_matrix.misconception(
    "The diagonal is empty. It holds the variances: column i together with itself, also divided by n − 1."
)
def empty_diagonal(X):
    C = _of(X)
    return C - np.diag(np.diag(C))


@covariance_matrix.misconception(
    "The variances on your diagonal are divided by n, as np.var does unless you pass ddof=1, and the rest by n − 1."
)
def mixed_divisors(X):
    C = _of(X)
    return C - np.diag(np.diag(C)) / len(X)


@covariance_matrix.misconception(
    "On paper this is right. But for columns far from 0 it subtracts two huge numbers that are nearly equal, and most "
    "digits are lost. Subtract the means first, then multiply."
)
def subtracts_the_means_last(X):
    n, mean = len(X), X.mean(axis=0)
    return (X.T @ X - n * np.outer(mean, mean)) / (n - 1)


@covariance_matrix.misconception(
    "On paper this is right. But only one of the two factors is measured from the mean; the other is huge in columns "
    "far from 0, and digits are lost when the products are added. Subtract the means first, in both factors."
)
def one_factor_not_centered(X):
    return (X - X.mean(axis=0)).T @ X / (len(X) - 1)


@covariance_matrix.misconception(
    "You multiplied the sum of one column by that of the other, and the distances from a mean add up to 0. Multiply "
    "the two columns entry by entry first, then add up."
)
def product_of_the_sums(X):
    Xc = X - X.mean(axis=0)
    return np.outer(np.sum(Xc, axis=0), np.sum(Xc, axis=0)) / (len(X) - 1)


@covariance_matrix.misconception(
    "You subtracted the square of a mean, the same for a whole column of the matrix. Entry i, j needs the product of "
    "two means. It is safer to subtract the means first, then multiply."
)
def square_of_the_mean(X):
    return X.T @ X / (len(X) - 1) - X.mean(axis=0) ** 2


@covariance_matrix.misconception(
    "On paper this is right. But X.T @ H still has the huge numbers of columns far from 0 as a factor, and digits are "
    "lost. H @ X would be safe: that is X - X.mean(axis=0), for both factors."
)
def centering_matrix(X):
    n = len(X)
    H = np.eye(n) - np.ones((n, n)) / n
    return X.T @ H @ X / (n - 1)
