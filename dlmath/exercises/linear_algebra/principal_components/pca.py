"""pca: subtract the mean, decompose, keep k."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="`X` has one example in each row. Return two things: an array of the variances along the first `k` "
    "components, and the examples rebuilt from these `k` components alone, in the shape of `X`. You may use "
    "`np.linalg.svd`, but not `la.pca`.",
    forbids=["la.pca"],
    hints=[
        "Variance is measured from the mean. What must you do to X before you look for directions?",
        "mean = X.mean(axis=0), one number for each column; U, s, Vt = np.linalg.svd(X - mean, full_matrices=False). "
        "The directions are the rows of Vt.",
        "With V = Vt[:k].T: the coordinates are (X - mean) @ V. Go back with @ V.T and add the mean. The variances are "
        "s[:k] ** 2 / (len(X) - 1).",
    ],
)
def pca(X, k):
    """Variances along k components, and X rebuilt from them."""
    # The rows of Vt are the directions of largest variance, and (X - mean) @ V the coordinates along them.
    mean = X.mean(axis=0)
    _, s, Vt = np.linalg.svd(X - mean, full_matrices=False)
    V = Vt[:k].T
    variances = s[:k] ** 2 / (len(X) - 1)
    return variances, mean + (X - mean) @ V @ V.T


@pca.cases
def cases(rng):
    stretched, far = rng.normal(size=(12, 4)) * [5.0, 3.0, 1.0, 0.5], np.array([10.0, -20.0, 5.0, 0.0])
    return [
        (np.array([[0.0, 0.0], [2.0, 0.0]]), 1),
        (np.array([[1.0, 5.0], [3.0, 5.0], [8.0, 5.0]]), 1),
        (np.array([[10.0, 0.0], [10.0, 1.0], [10.0, 3.0], [11.0, 0.0]]), 1),
        (np.array([[0.0, 0.0], [3.0, 4.0], [6.0, 8.0]]), 2),
        (np.array([[1.0, 2.0, 3.0], [4.0, 6.0, 9.0]]), 1),
        (stretched + far, 2),
        (stretched @ rng.normal(size=(4, 4)) + 3.0, 3),
        (rng.normal(size=(6, 3)), 3),
    ]


@pca.law("moving all examples by the same vector does not change the variances")
def _(f, X, k):
    return np.allclose(f(X + 7.0, k)[0], f(X, k)[0])


@pca.law("the rebuilt examples have the same mean as X")
def _(f, X, k):
    return np.allclose(np.mean(f(X, k)[1], axis=0), X.mean(axis=0))


@pca.law("the order of the examples does not matter")
def _(f, X, k):
    return np.allclose(f(X[::-1], k)[1][::-1], f(X, k)[1])


def _pca(X, k, mean=None, n=None, keep=slice(None), power=2):
    """PCA with another mean, another divisor, other directions or another power of the singular values."""
    mean = X.mean(axis=0) if mean is None else mean
    _, s, Vt = np.linalg.svd(X - mean, full_matrices=False)
    s, V = s[keep][:k], Vt[keep][:k].T
    return s**power / (len(X) - 1 if n is None else n), mean + (X - mean) @ V @ V.T


@pca.misconception("Those are standard deviations. Variances are their squares.")
def returns_standard_deviations(X, k):
    variances, rebuilt = _pca(X, k)
    return np.sqrt(variances), rebuilt


@pca.misconception("The rebuilt examples lie around the origin. You subtracted the mean; add it back at the end.")
def forgets_to_add_the_mean(X, k):
    variances, rebuilt = _pca(X, k)
    return variances, rebuilt - X.mean(axis=0)


@pca.misconception(
    "The directions are right, but you projected X itself. Project X − mean, and add the mean at the end."
)
def projects_what_is_not_centered(X, k):
    mean = X.mean(axis=0)
    _, s, Vt = np.linalg.svd(X - mean, full_matrices=False)
    return s[:k] ** 2 / (len(X) - 1), X @ Vt[:k].T @ Vt[:k]


@pca.misconception("You projected X itself and then added the mean, which is now in there twice. Project X − mean.")
def adds_a_mean_it_never_subtracted(X, k):
    mean = X.mean(axis=0)
    _, s, Vt = np.linalg.svd(X - mean, full_matrices=False)
    return s[:k] ** 2 / (len(X) - 1), mean + X @ Vt[:k].T @ Vt[:k]


@pca.misconception(
    "Those are the coordinates along the components. To rebuild, go back with @ Vt[:k] and add the mean."
)
def returns_the_coordinates(X, k):
    mean = X.mean(axis=0)
    _, s, Vt = np.linalg.svd(X - mean, full_matrices=False)
    return s[:k] ** 2 / (len(X) - 1), (X - mean) @ Vt[:k].T


@pca.misconception("You took columns of Vt. NumPy returns V transposed already: the directions are the rows, Vt[:k].")
def takes_columns_of_vt(X, k):
    mean = X.mean(axis=0)
    _, s, Vt = np.linalg.svd(X - mean)
    V = Vt[:, :k]
    return s[:k] ** 2 / (len(X) - 1), mean + (X - mean) @ V @ V.T


@pca.misconception(
    "You divided each column by its standard deviation. That is another method, useful where columns have different "
    "units; here only the mean is subtracted."
)
def standardizes(X, k):
    spread = X.std(axis=0)
    variances, rebuilt = _pca((X - X.mean(axis=0)) / np.where(spread == 0, 1, spread), k)
    return variances, X.mean(axis=0) + rebuilt * spread


@pca.misconception("Those are shares of the total variance. Return the variances themselves.")
def returns_shares(X, k):
    variances, rebuilt = _pca(X, k)
    return variances / np.sum((X - X.mean(axis=0)) ** 2) * (len(X) - 1), rebuilt


@pca.misconception("X −= … changes the caller's table. Make a new array: X - mean.")
def writes_into_x(X, k):
    mean = X.mean(axis=0)
    X -= mean
    _, s, Vt = np.linalg.svd(X, full_matrices=False)
    return s[:k] ** 2 / (len(X) - 1), mean + X @ Vt[:k].T @ Vt[:k]


pca.instead_of(
    "variances, mean + (X - mean) @ V @ V.T",
    {
        "_pca(X, k, mean=np.zeros(X.shape[1]))": "You forgot to subtract the mean. For data far from the origin, the "
        "first direction then points to their middle, not along their shape. Use X - X.mean(axis=0).",
        "_pca(X, k, mean=X.mean(axis=1, keepdims=True))": "You subtracted the mean of each row, which is one example. "
        "The mean of the examples has one number for each column: X.mean(axis=0).",
        "_pca(X, k, mean=X.mean(axis=1))": "X.mean(axis=1) has one number for each example, and NumPy subtracts it "
        "from the wrong entries or not at all. The mean of the examples has one number for each column: "
        "X.mean(axis=0).",
        "_pca(X, k, mean=X.mean())": "X.mean() is one number for the whole table. Each column has its own: "
        "X.mean(axis=0).",
        "_pca(X, k, n=len(X))": "You divided by n, as np.var does unless you pass ddof=1. One of the n directions went "
        "into the mean: divide by n − 1.",
        "_pca(X, k, n=max(X.shape[1] - 1, 1))": "You divided by the number of columns. n counts the examples, which "
        "are the rows: len(X) − 1.",
        "s[:k] ** 2 / len(X) - 1, mean + (X - mean) @ V @ V.T": "Python divides before it subtracts. Put n − 1 in "
        "parentheses: / (len(X) - 1).",
        "variances, mean + (X - mean) @ Vt[: k + 1].T @ Vt[: k + 1]": "You rebuilt from k + 1 components. Vt[:k] "
        "already has k rows.",
        "variances, mean + (X - mean) @ Vt[: k - 1].T @ Vt[: k - 1]": "You rebuilt from k − 1 components. Vt[:k] has k "
        "rows.",
        "variances, X": "You returned X itself. Rebuild it from k scores: mean + (X - mean) @ V @ V.T.",
        "(variances, mean + (X - mean) @ V @ V.T)[::-1]": "Both are right, but in the wrong order: first the "
        "variances, then the rebuilt examples.",
        "(variances, mean + (X - mean) @ V @ V.T)[1]": "Those are the rebuilt examples. Return the variances, too, "
        "before them.",
        "_pca(X, k, n=len(X), power=1)": "You divided σ by n. The variance is σ² / (n − 1).",
        "_pca(X, k, n=1)": "Those are σ², sums of squares. A variance is a mean: divide by n − 1.",
        "_pca(X, k, keep=slice(None, None, -1))": "You took the directions of smallest variance. np.linalg.eigh puts "
        "the smallest first, np.linalg.svd the largest: take the largest.",
        "_pca(X, k, power=1)": "You divided σ by n − 1. The variance is σ² / (n − 1).",
        "_pca(X, min(X.shape))[0], _pca(X, k)[1]": "You returned all variances. Only the first k are asked for: s[:k].",
    },
)


@pca.misconception(
    "The variances are right, but σ is missing in what you rebuilt. The coordinates are U[:, :k] * s[:k], not U[:, :k] "
    "alone."
)
def rebuilds_without_sigma(X, k):
    mean = X.mean(axis=0)
    U, s, Vt = np.linalg.svd(X - mean, full_matrices=False)
    return s[:k] ** 2 / (len(X) - 1), mean + U[:, :k] @ Vt[:k]
