"""minibatch_gradient: an estimate of the full gradient, in code whose scale is wrong at first."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="Example $i$ is row $i$ of `X`. The loss of a linear model is the mean of $(\\mathbf w^\\top \\mathbf x^{(i)} "
    "- y_i)^2$ over all examples, and its gradient is the mean of $2\\,(\\mathbf w^\\top \\mathbf x^{(i)} - y_i)\\, "
    "\\mathbf x^{(i)}$. `batch` is an array of row numbers, drawn at random. `minibatch_gradient` should estimate the "
    "full gradient from these rows alone, and be right on average. As it stands, it is far too small. Fix it.",
    hints=[
        "A mean is estimated by a mean. Over how many rows does the code add up, and by how many does it divide?",
        "It adds up over len(batch) rows and divides by len(X).",
        "return 2 / len(batch) * X[batch].T @ residual",
    ],
)
def minibatch_gradient(X, y, w, batch):
    """An estimate of the gradient from the rows in batch."""
    # The mean over the batch estimates the mean over all rows.
    residual = X[batch] @ w - y[batch]
    return 2 / len(batch) * X[batch].T @ residual


@minibatch_gradient.start(
    "The sum over the batch is still divided by the number of all rows. A mean over all rows is estimated by the mean "
    "over the batch: divide by len(batch)."
)
def too_small(X, y, w, batch):
    """An estimate of the gradient from the rows in batch."""
    residual = X[batch] @ w - y[batch]
    return 2 / len(X) * X[batch].T @ residual


@minibatch_gradient.cases
def cases(rng):
    X = rng.normal(size=(12, 3))
    return [
        (np.array([[1.0], [2.0], [4.0]]), np.array([1.0, 0.0, 3.0]), np.array([2.0]), np.array([1])),
        (np.array([[1.0], [2.0], [4.0]]), np.array([1.0, 0.0, 3.0]), np.array([2.0]), np.array([0, 2])),
        (np.array([[1.0], [2.0], [4.0]]), np.array([1.0, 0.0, 3.0]), np.array([2.0]), np.array([0, 0, 2])),
        (np.array([[1.0, 2.0], [3.0, -1.0], [0.0, 5.0], [2.0, 2.0]]), np.array([1.0, 2.0, -1.0, 4.0]),
         np.array([1.0, -2.0]), np.array([3, 1])),
        (X, rng.normal(size=12), rng.normal(size=3), np.array([4, 4, 9, 0, 11])),
        (X, rng.normal(size=12), rng.normal(size=3), np.arange(12)),
    ]  # fmt: skip


@minibatch_gradient.law("the mean over all batches of one row is the full gradient")
def _(f, X, y, w, batch):
    single = [f(X, y, w, np.array([i])) for i in range(len(X))]
    return np.allclose(np.mean(single, axis=0), f(X, y, w, np.arange(len(X))))


@minibatch_gradient.law("repeating a batch doesn't change the estimate")
def _(f, X, y, w, batch):
    return np.allclose(f(X, y, w, np.concatenate([batch, batch])), f(X, y, w, batch))


minibatch_gradient.instead_of(
    "2 / len(batch)",
    {
        "2": "That is the sum over the batch. Take the mean: divide by len(batch).",
        "1 / len(batch)": "The 2 comes from the derivative of the square. It must stay.",
        "2 * len(X) / len(batch)": "That estimates the *sum* over all rows. The loss is a mean, so divide by "
        "len(batch) only.",
        "2 * len(X)": "Multiplying by len(X) makes it too large. A mean divides, by the number of rows in the batch.",
        "2 / batch": "batch holds the row numbers. Divide by how many there are: len(batch).",
        "2 * len(batch)": "You multiplied by the size of the batch. Divide by it.",
        "2 / len(w)": "You divided by the number of weights. Divide by the number of rows in the batch.",
        "2 / len(X) / len(batch)": "You divided twice. Divide by len(batch) only.",
        "2 * len(batch) / len(X)": "The correction goes the other way: the sum over the batch must be divided by "
        "len(batch).",
        "len(X) / len(batch)": "Divide 2 by len(batch): no len(X) is needed for a mean over the batch.",
        "2 / (len(batch) + 1)": "Divide by the number of rows in the batch, len(batch).",
        "2 / np.sqrt(len(batch))": "The standard error has a root. The estimate itself is a mean: divide by "
        "len(batch).",
        "2 / np.max(batch + 1)": "Divide by how many row numbers there are, not by the largest of them.",
        "2 / np.sum(batch + 1)": "Divide by how many row numbers there are, len(batch), not by their sum.",
        "2 / np.unique(batch).size": "A row that is drawn twice counts twice. Divide by len(batch).",
    },
)
minibatch_gradient.instead_of(
    "X[batch] @ w - y[batch]",
    {
        "y[batch] - X[batch] @ w": "The residual has the wrong sign, so the gradient points the other way. Keep "
        "prediction minus target.",
        "X[batch] @ w": "The targets are missing: subtract y[batch].",
        "X[batch] @ w + y[batch]": "The targets are subtracted, not added.",
        "np.abs(X[batch] @ w - y[batch])": "The residual keeps its sign.",
        "(X[batch] @ w - y[batch]) ** 2": "The squares belong to the loss. In its gradient, the residual is not "
        "squared."
        "",
        "X[batch] @ w - np.mean(y)": "Each row has its own target: subtract y[batch].",
        "X[batch] @ w - y[: len(batch)]": "Those are the targets of the first rows. Take those of the batch: y[batch].",
    },
)


@minibatch_gradient.misconception(
    "That is the full gradient, from all rows. It is right, but it does not use the batch, which is the point: a few "
    "rows have to be enough."
)
def all_rows(X, y, w, batch):
    return 2 / len(X) * X.T @ (X @ w - y)


@minibatch_gradient.misconception(
    "You took the first rows of X, as many as the batch has. The batch says *which* rows: X[batch]."
)
def first_rows(X, y, w, batch):
    n = len(batch)
    return 2 / n * X[:n].T @ (X[:n] @ w - y[:n])


@minibatch_gradient.misconception("A row that was drawn twice counts twice. Leave the repeats in: X[batch].")
def each_row_once(X, y, w, batch):
    rows = np.unique(batch)
    return 2 / len(rows) * X[rows].T @ (X[rows] @ w - y[rows])


@minibatch_gradient.misconception(
    "You averaged over all numbers in the matrix, weights included. Each weight has its own mean: divide the sum over "
    "the rows by len(batch)."
)
def mean_of_everything(X, y, w, batch):
    return 2 * np.mean(X[batch].T * (X[batch] @ w - y[batch]))


@minibatch_gradient.misconception(
    "You added up over all rows, but divided by the size of the batch. Use the same rows in both: X[batch], y[batch] "
    "and len(batch)."
)
def all_rows_by_the_batch(X, y, w, batch):
    return 2 / len(batch) * X.T @ (X @ w - y)
