"""sgd_epoch: an epoch of minibatch steps, in code that secretly takes a single full step."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="This function should take one step of stochastic gradient descent for each batch, on the mean of "
    "$(\\mathbf w^\\top \\mathbf x^{(i)} - y_i)^2$, and return the last `w`. `batches` is a list of arrays of row "
    "numbers. It runs, but it ends up where a *single* step of full gradient descent would. There are two mistakes. "
    "Fix them.",
    hints=[
        "In which line does the second batch find out what the first one changed?",
        "The residual is computed once, at the old weights. It belongs in the loop, with X[batch] and y[batch].",
        "And each step uses the *mean* over its batch: divide by len(batch).",
    ],
    also=("whole", "small", "long"),
)
def sgd_epoch(X, y, w, learning_rate, batches):
    """The weights after one step for each batch."""
    for batch in batches:
        # Each batch looks at the weights as they are now.
        residual = X[batch] @ w - y[batch]
        g = 2 / len(batch) * X[batch].T @ residual
        w = w - learning_rate * g
    return w


@sgd_epoch.start(
    "It still ends where one full step would: all batches see the same old residual, and each is divided by the "
    "number of all rows. Compute the residual in the loop, and divide by len(batch)."
)
def one_full_step(X, y, w, learning_rate, batches):
    """The weights after one step for each batch."""
    residual = X @ w - y
    for batch in batches:
        g = 2 / len(X) * X[batch].T @ residual[batch]
        w = w - learning_rate * g
    return w


def _problem():
    X = np.array([[1.0, 0.0], [2.0, 1.0], [0.0, 3.0], [1.0, 1.0], [4.0, -1.0]])
    return X, np.array([1.0, -2.0, 4.0, 0.0, 3.0]), np.array([0.5, -1.0])


@sgd_epoch.cases
def cases(rng):
    X, y, w = _problem()
    return [
        (np.array([[1.0], [2.0], [4.0]]), np.array([2.0, 1.0, 3.0]), np.array([1.0]), 0.1,
         [np.array([0, 1]), np.array([2])]),
        (X, y, w, 0.05, [np.array([3, 1]), np.array([0, 4]), np.array([2])]),
        (X, y, w, 0.02, [np.array([2, 4, 0]), np.array([1, 3])]),
        (rng.normal(size=(9, 3)), rng.normal(size=9), rng.normal(size=3), 0.1,
         [np.array([4, 8, 0]), np.array([1, 7, 3]), np.array([2, 6, 5])]),
        (rng.normal(size=(8, 2)), rng.normal(size=8), rng.normal(size=2), 0.2,
         [np.array([5, 1, 7]), np.array([0, 3, 2]), np.array([6, 4])]),
    ]  # fmt: skip


@sgd_epoch.edge_cases
def edge_cases(rng):
    X, y, w = _problem()
    order = rng.permutation(200)
    many = [order[start : start + 7] for start in range(0, 200, 7)]
    return [
        (X, y, w, 0.05, []),
        (X, y, w, 0.05, [np.arange(5)]),
        (X, y, w, 0.05, [np.array([4])]),
        (X.astype(int), y.astype(int), np.array([0, 1]), 0.05, [np.array([1, 0]), np.array([2, 3, 4])]),
        (rng.normal(size=(200, 4)), rng.normal(size=200), np.zeros(4), 0.05, many),
    ]


@sgd_epoch.law("two epochs one after the other are one long epoch")
def _(f, X, y, w, learning_rate, batches):
    twice = f(X, y, f(X, y, w, learning_rate, batches), learning_rate, batches)
    return np.allclose(f(X, y, w, learning_rate, [*batches, *batches]), twice)


@sgd_epoch.law("one batch of all rows makes a full step")
def _(f, X, y, w, learning_rate, batches):
    full = w - learning_rate * 2 / len(X) * X.T @ (X @ w - y)
    return np.allclose(f(X, y, w, learning_rate, [np.arange(len(X))]), full)


@sgd_epoch.symptom("All batches use the residual at the old weights: the second doesn't see what the first has done.")
def _(f):
    X, y, batches = np.ones((2, 1)), np.array([1.0, 1.0]), [np.array([0]), np.array([1])]
    steps = [f(X, y, np.array([0.0]), 0.1, batches[:k]) for k in (1, 2)]
    return np.shape(steps) == (2, 1) and np.allclose(steps[1], 2 * steps[0])


@sgd_epoch.symptom("The sum over a batch is divided by the number of all rows. A step uses the mean over its batch.")
def _(f):
    X, y = np.ones((3, 1)), np.ones(3)
    w = f(X, y, np.array([0.0]), 0.3, [np.array([1])])
    return np.shape(w) == (1,) and np.allclose(w, 0.2)


@sgd_epoch.misconception(
    "The mean is right now, but all batches see the residual at the old weights. Compute it in the loop, so that the "
    "second batch knows what the first one changed."
)
def old_residual(X, y, w, learning_rate, batches):
    residual = X @ w - y
    for batch in batches:
        w = w - learning_rate * 2 / len(batch) * X[batch].T @ residual[batch]
    return w


sgd_epoch.instead_of(
    "2 / len(batch)",
    {
        "2 / len(X)": "The residual is fresh now, but the sum over a batch is still divided by the number of all "
        "rows. Divide by len(batch).",
        "2": "That is the sum over the batch. A step uses its mean: divide by len(batch).",
        "1 / len(batch)": "The 2 comes from the derivative of the square. It must stay.",
        "2 / len(batches)": "len(batches) is the number of batches. Divide by the number of rows in this one, "
        "len(batch).",
        "2 * len(batch)": "You multiplied by the size of the batch. Divide by it.",
        "2 / len(w)": "You divided by the number of weights. Divide by the number of rows, len(batch).",
        "2 / len(batches[0])": "The last batch may be smaller. Divide by the size of *this* batch, len(batch).",
        "2 / batch": "batch holds the row numbers. Divide by how many there are: len(batch).",
        "2 / len(batches) / len(batch)": "Each batch takes a whole step of its own. Divide by len(batch) only.",
        "2 / len(X) * len(batch)": "The correction goes the other way: divide by len(batch) alone.",
        "2 / len(X) / len(batch)": "You divided twice. Divide by len(batch) only.",
    },
)
sgd_epoch.instead_of(
    "X[batch] @ w - y[batch]",
    {
        "y[batch] - X[batch] @ w": "Your steps climb: a sign is wrong. The residual is prediction minus target, "
        "and the gradient is subtracted.",
        "X[batch] @ w - y[: len(batch)]": "Those are the first targets. Each row goes with its own: y[batch].",
        "X[: len(batch)] @ w - y[: len(batch)]": "Those are the first rows. The batch says which ones: X[batch] and "
        "y[batch].",
        "X[batch] @ w - y": "X has the rows of the batch, y still all of them. Each row goes with its own: y[batch].",
        "X[batch] @ w": "The targets are missing: subtract y[batch].",
        "(X[batch] @ w - y[batch])[batch]": "Your residual has one entry for each row of the batch already, so don't "
        "index it with batch again.",
        "(X[batch] @ w - y[batch]) ** 2": "The squares belong to the loss. In its gradient the residual is not "
        "squared.",
    },
)
sgd_epoch.instead_of(
    "2 / len(batch) * X[batch].T @ residual",
    {
        "2 * np.mean(residual) * np.mean(X[batch], axis=0)": "You multiplied two means. The gradient is the mean of "
        "the *products*: each row goes with its own residual.",
    },
)
sgd_epoch.instead_of(
    "w = w - learning_rate * g",
    {
        "w = w - g": "The learning rate is missing.",
        "w = w - learning_rate / len(batches) * g": "Each batch takes a whole step. Don't divide by the number of "
        "batches.",
        "w -= learning_rate * g": "The steps are right, but -= writes into the caller's array. Write w = w - ….",
    },
)
sgd_epoch.instead_of(
    "    return w",
    {
        "        return w": "Only the first batch takes a step. Is the return inside the loop, or is there no loop?",
        "    return g": "That is the last gradient. Return the weights.",
        "    return X @ w": "Those are predictions. Return the weights.",
    },
)


@sgd_epoch.misconception(
    "Every batch starts again at the first weights, so only the last step survives. Let each step begin where the one "
    "before it ended."
)
def starts_over(X, y, w, learning_rate, batches):
    return sgd_epoch.reference(X, y, w, learning_rate, batches[-1:])


@sgd_epoch.misconception(
    "You took a full step for each batch: the gradient uses all rows. Use X[batch] and y[batch], which is what makes "
    "the step cheap."
)
def full_steps(X, y, w, learning_rate, batches):
    return sgd_epoch.reference(X, y, w, learning_rate, [np.arange(len(X))] * len(batches))


@sgd_epoch.misconception(
    "You took all the gradients at the first weights and averaged them: one step. Each batch takes a step of its own, "
    "from where the one before it ended."
)
def one_average_step(X, y, w, learning_rate, batches):
    ends = [sgd_epoch.reference(X, y, w, learning_rate, [batch]) for batch in batches]
    return np.mean(ends, axis=0) if ends else w


@sgd_epoch.misconception(
    "That is one step for each *row*, not for each batch. Take the mean over the rows of a batch, then one step."
)
def row_by_row(X, y, w, learning_rate, batches):
    rows = [np.array([i]) for batch in batches for i in batch]
    return sgd_epoch.reference(X, y, w, learning_rate, rows)


@sgd_epoch.misconception(
    "The targets are indexed, but X is not, or the other way around: every row must go with its own target, X[batch] "
    "with y[batch]."
)
def shuffled_apart(X, y, w, learning_rate, batches):
    for batch in batches:
        residual = X[: len(batch)] @ w - y[batch]
        w = w - learning_rate * 2 / len(batch) * X[: len(batch)].T @ residual
    return w


@sgd_epoch.misconception(
    "You added up over all rows, but divided by the size of the batch. Use the same rows in both: X[batch], y[batch] "
    "and len(batch)."
)
def all_rows_by_the_batch(X, y, w, learning_rate, batches):
    for batch in batches:
        w = w - learning_rate * 2 / len(batch) * X.T @ (X @ w - y)
    return w


@sgd_epoch.misconception(
    "You averaged over all numbers in the matrix, weights included, so every weight takes the same step. Each weight "
    "has its own mean: divide the sum over the rows by len(batch)."
)
def mean_of_everything(X, y, w, learning_rate, batches):
    for batch in batches:
        w = w - learning_rate * 2 * np.mean(X[batch].T * (X[batch] @ w - y[batch]))
    return w


@sgd_epoch.misconception(
    "You averaged over the weights, too: np.mean of the product runs over its entries. Keep them apart, and divide "
    "by len(batch)."
)
def mean_of_the_product(X, y, w, learning_rate, batches):
    for batch in batches:
        w = w - learning_rate * 2 * np.mean(X[batch].T @ (X[batch] @ w - y[batch]))
    return w


@sgd_epoch.misconception("That is the whole path. Return only the weights after the last batch.")
def whole_path(X, y, w, learning_rate, batches):
    path = [w]
    for batch in batches:
        path.append(sgd_epoch.reference(X, y, path[-1], learning_rate, [batch]))
    return np.array(path)


@sgd_epoch.misconception(
    "That is one step for each *row*: the second row of a batch already sees what the first has changed. Take the "
    "gradient of the whole batch at the same weights, then one step."
)
def small_steps_row_by_row(X, y, w, learning_rate, batches):
    for batch in batches:
        for i in batch:
            w = w - learning_rate * 2 / len(batch) * X[i] * (X[i] @ w - y[i])
    return w


@sgd_epoch.misconception(
    "You go through the rows in the order of the table. The batches say which rows belong together, and in which "
    "order they come."
)
def ignores_the_batches(X, y, w, learning_rate, batches):
    return sgd_epoch.reference(X, y, w, learning_rate, [np.array([i]) for i in range(len(X))])


@sgd_epoch.misconception(
    "At the end of each turn you renew the residual with the rows of the batch that is *done*, and the next one finds "
    "other rows in it. Compute it at the beginning of the turn, with X[batch] and y[batch]."
)
def renews_too_late(X, y, w, learning_rate, batches):
    residual = X @ w - y
    for batch in batches:
        w = w - learning_rate * 2 / len(batch) * X[batch].T @ residual[batch]
        residual = X[batch] @ w - y[batch]
    return w


@sgd_epoch.misconception("You used the number of the batch as a row number. Its rows are X[batch] and y[batch].")
def counts_batches_as_rows(X, y, w, learning_rate, batches):
    for k, batch in enumerate(batches):
        w = w - learning_rate * 2 / len(batch) * X[k] * (X[k] @ w - y[k])
    return w
