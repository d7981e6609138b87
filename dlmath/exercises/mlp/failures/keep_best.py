"""keep_best: a training loop that mixes up the labels and forgets the best weights."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="This function should go through the training examples once for each array in `orders`, in that order, "
    "taking a step of size `learning_rate` down the gradient of $(\\mathbf w^\\top\\mathbf x^{(i)} - y_i)^2$ for each, "
    "and return the weights with the lowest validation loss after any epoch, or before the first. There are two "
    "mistakes. Fix them. (The arrays passed in must not change.)",
    hints=[
        "Compare shuffled[i] and y[i]: do they belong to the same example?",
        "w -= … changes the array itself. Which other name stands for the same array after best = w?",
        "Use y[order] beside X[order], and write w = w - …, which makes a new array.",
    ],
    also=("small",),
)
def keep_best(X, y, X_val, y_val, w, learning_rate, orders):
    """The weights with the lowest validation loss."""
    best, lowest = w, np.mean((X_val @ w - y_val) ** 2)
    for order in orders:
        # Each example goes with its own target.
        for i in order:
            error = X[i] @ w - y[i]
            # A new array: what `best` holds stays as it is.
            w = w - learning_rate * 2 * error * X[i]
        loss = np.mean((X_val @ w - y_val) ** 2)
        if loss < lowest:
            best, lowest = w, loss
    return best


@keep_best.start(
    "It still mixes up the targets and forgets the best weights: X is shuffled but y is not, and w -= … changes the "
    "array that best stands for. Use y[order], and w = w - …."
)
def mixes_and_forgets(X, y, X_val, y_val, w, learning_rate, orders):
    """The weights with the lowest validation loss."""
    best, lowest = w, np.mean((X_val @ w - y_val) ** 2)
    for order in orders:
        shuffled = X[order]
        for i in range(len(X)):
            error = shuffled[i] @ w - y[i]
            w -= learning_rate * 2 * error * shuffled[i]
        loss = np.mean((X_val @ w - y_val) ** 2)
        if loss < lowest:
            best, lowest = w, loss
    return best


def _line(*values):
    return np.array(values, dtype=float).reshape(-1, 1)


@keep_best.cases
def cases(rng):
    X, y = np.array([[1.0, 0.0], [1.0, 2.0], [1.0, -1.0]]), np.array([1.0, 4.0, -2.0])
    X_val, y_val = np.array([[1.0, 1.0], [1.0, 0.5]]), np.array([1.0, 0.5])
    start = np.array([0.0, 0.5])
    A, V = rng.normal(size=(6, 3)), rng.normal(size=(5, 3))
    u = np.array([1.0, -2.0, 0.5])
    orders = [rng.permutation(6) for _ in range(5)]
    return [
        (_line(1, 2), np.array([2.0, 1.0]), _line(1), np.array([0.9]), np.array([0.5]), 0.1, [np.array([1, 0])]),
        (_line(1, 2), np.array([3.0, 6.0]), _line(1), np.array([1.2]), np.array([0.5]), 0.05,
         [np.array([1, 0]), np.array([0, 1])]),
        (_line(1, 2), np.array([2.0, 1.0]), _line(1), np.array([0.2]), np.array([0.5]), 0.05, [np.array([1, 0])]),
        (_line(1, 2), np.array([2.0, 1.0]), _line(1), np.array([0.2]), np.array([0.5]), 0.05,
         [np.array([1, 0]), np.array([0, 1])]),
        (_line(0.5, 0.25), np.array([1.0, 0.5]), _line(1), np.array([2.0]), np.array([0.5]), 0.1, [np.array([1, 0])]),
        (_line(1, 2), np.array([0.6, 1.0]), _line(1), np.array([3.0]), np.array([0.5]), 0.1, [np.array([1, 0])]),
        (X, y, X_val, y_val, start, 0.05, [np.array([2, 0, 1])]),
        (X, y, X_val, y_val, start, 0.02, [np.array([2, 0, 1]), np.array([1, 2, 0]), np.array([0, 2, 1])]),
        (A, A @ u, V, V @ u, np.zeros(3), 0.05, orders),
        (A, A @ u + rng.normal(size=6), V, V @ u, np.array([0.9, -1.8, 0.4]), 0.1, orders),
        (A, A @ u + 3, V, V @ u, np.array([1.5, -2.6, 0.9]), 0.02, orders),
    ]  # fmt: skip


@keep_best.edge_cases
def edge_cases(rng):
    X, y = _line(1, 2), np.array([3.0, 6.0])
    A = rng.normal(size=(40, 3))
    return [
        (X, y, _line(1), np.array([1.0]), np.array([1.0]), 0.1, []),
        (X, y, _line(1), np.array([1.0]), np.array([1.0]), 0.1, [np.array([1, 0])]),
        (np.array([[1, 0], [2, 1]]), np.array([1, 3]), np.array([[1, 1]]), np.array([2]), np.array([0.0, 0.0]), 0.1,
         [np.array([1, 0]), np.array([0, 1])]),
        (A, A @ np.ones(3) + rng.normal(size=40), A, A @ np.ones(3), np.zeros(3), 0.01,
         [rng.permutation(40) for _ in range(12)]),
    ]  # fmt: skip


@keep_best.law("what is returned is no worse on the validation set than the start")
def _(f, X, y, X_val, y_val, w, learning_rate, orders):
    loss = lambda v: np.mean((X_val @ v - y_val) ** 2)  # noqa: E731
    return loss(f(X, y, X_val, y_val, w, learning_rate, orders)) <= loss(w) * (1 + 1e-9) + 1e-12


@keep_best.symptom("The rows of X are shuffled and the targets are not: row i of X[order] belongs to y[order[i]].")
def _(f):
    X, y = _line(1, 2), np.array([1.0, 2.0])
    w = f(X, y, _line(1), np.array([1.0]), np.array([0.5]), 0.1, [np.array([1, 0])])
    return np.shape(w) == (1,) and np.allclose(w, 0.8)


@keep_best.symptom("The best weights are lost: w -= … changes the array that best stands for.")
def _(f):
    X, y = _line(1, 1), np.array([3.0, 3.0])
    w = f(X, y, _line(1), np.array([1.0]), np.array([1.0]), 0.1, [np.array([0, 1])])
    return np.shape(w) == (1,) and np.allclose(w, 1.72)


def _in_place(best, w, X, y, X_val, y_val, learning_rate, orders, kept=np.asarray):
    """Train w itself. What is best is `kept`: by default, not as a copy."""
    lowest = np.mean((X_val @ best - y_val) ** 2)
    for order in orders:
        for i in order:
            w -= learning_rate * 2 * (X[i] @ w - y[i]) * X[i]
        loss = np.mean((X_val @ w - y_val) ** 2)
        if loss < lowest:
            best, lowest = kept(w), loss
    return best


@keep_best.misconception(
    "The targets are right now, but the best weights are lost: after best = w both names stand for the same array, and "
    "w -= … changes it. Write w = w - …, or keep w.copy()."
)
def forgets(X, y, X_val, y_val, w, learning_rate, orders):
    return _in_place(w, w, X, y, X_val, y_val, learning_rate, orders)


@keep_best.misconception(
    "The best weights are kept now, but X is shuffled and y is not, so every example gets another one's target. Use "
    "y[order] beside X[order]."
)
def mixes(X, y, X_val, y_val, w, learning_rate, orders):
    best, lowest = w, np.mean((X_val @ w - y_val) ** 2)
    for order in orders:
        shuffled = X[order]
        for i in range(len(X)):
            w = w - learning_rate * 2 * (shuffled[i] @ w - y[i]) * shuffled[i]
        loss = np.mean((X_val @ w - y_val) ** 2)
        if loss < lowest:
            best, lowest = w, loss
    return best


@keep_best.misconception(
    "You copy w where it is the best, but the very first best is still the array that was passed in, and w -= … "
    "changes it. Begin with a copy: w = w.copy(), and best = w.copy()."
)
def copies_too_late(X, y, X_val, y_val, w, learning_rate, orders):
    return _in_place(w, w, X, y, X_val, y_val, learning_rate, orders, np.copy)


@keep_best.misconception(
    "The order is no longer used: X and y belong together, but each epoch should go through them as order says."
)
def never_shuffles(X, y, X_val, y_val, w, learning_rate, orders):
    return keep_best.reference(X, y, X_val, y_val, w, learning_rate, [np.arange(len(X))] * len(orders))


@keep_best.misconception(
    "You shuffle X and y themselves in each epoch, so the next order is applied to rows that are shuffled already. "
    "Keep X and y, and give the shuffled ones another name."
)
def shuffles_again(X, y, X_val, y_val, w, learning_rate, orders):
    ways, rows = [], np.arange(len(X))
    for order in orders:
        rows = rows[order]
        ways.append(rows)
    return keep_best.reference(X, y, X_val, y_val, w, learning_rate, ways)


keep_best.instead_of(
    "best, lowest = w, loss",
    {
        "best = w": "lowest is never updated, so the last epoch that beats the *start* wins. Update it, too.",
        "lowest = loss": "The start is always returned. Where an epoch is better, update both lowest and best. "
        "(And begin with the loss of the start, not with 0.)",
    },
)
keep_best.instead_of(
    "    return best",
    {
        "    return w": "Those are the last weights, not the best ones.",
        "    return best, lowest": "Return the weights alone.",
        "    return lowest": "That is the lowest loss. Return the weights that have it.",
        "        return best": "You return after the first epoch. Is the return inside the loop?",
    },
)
keep_best.instead_of(
    "best, lowest = w, np.mean((X_val @ w - y_val) ** 2)",
    {
        "best, lowest = w, np.inf": "The start counts, too: if no epoch improves on it, return it.",
        "best, lowest = w, np.mean((X @ w - y) ** 2)": "You start with the *training* loss. Choose by the validation "
        "loss throughout.",
    },
)
keep_best.instead_of(
    "loss = np.mean((X_val @ w - y_val) ** 2)",
    {
        "loss = np.mean((X @ w - y) ** 2)": "You choose by the training loss, which can't tell learning from "
        "memorizing. Use X_val and y_val.",
    },
)
keep_best.instead_of(
    "X[i] @ w - y[i]",
    {
        "y[i] - X[i] @ w": "Your steps climb: a sign is wrong. The error is prediction minus target.",
        "(X[i] @ w - y[i]) ** 2": "The square belongs to the loss. In its gradient the error is not squared.",
    },
)
keep_best.instead_of(
    "learning_rate * 2 * error",
    {
        "learning_rate * error": "The 2 comes from the derivative of the square. It must stay.",
        "2 * error": "The learning rate is missing.",
        "learning_rate * 2 * error / len(X)": "Each example takes a step of its own. Don't divide by their number.",
    },
)
keep_best.instead_of(
    "loss < lowest",
    {
        "loss > lowest": "That keeps the *worst* weights. The lowest loss is the best.",
    },
)


@keep_best.misconception(
    "You ask for the validation loss after every example. Only the weights at the end of an epoch are candidates."
)
def after_every_example(X, y, X_val, y_val, w, learning_rate, orders):
    single = [np.array([i]) for order in orders for i in order]
    return keep_best.reference(X, y, X_val, y_val, w, learning_rate, single)


@keep_best.misconception(
    "You choose by the training loss, which can't tell learning from memorizing. Use X_val and y_val, for the start as "
    "well as after each epoch."
)
def by_the_training_loss(X, y, X_val, y_val, w, learning_rate, orders):
    return keep_best.reference(X, y, X, y, w, learning_rate, orders)


@keep_best.misconception(
    "X[order] and y[order] are already in order. Taking their rows by the numbers in order shuffles them twice: go "
    "through them with range(len(X))."
)
def shuffles_twice(X, y, X_val, y_val, w, learning_rate, orders):
    return keep_best.reference(X, y, X_val, y_val, w, learning_rate, [order[order] for order in orders])


@keep_best.misconception(
    "You take one step for all examples together. Here each example takes a step of its own, with the weights left "
    "by the one before it."
)
def one_step_for_all(X, y, X_val, y_val, w, learning_rate, orders):
    best, lowest = w, np.mean((X_val @ w - y_val) ** 2)
    for _ in orders:
        w = w - learning_rate * 2 * X.T @ (X @ w - y)
        loss = np.mean((X_val @ w - y_val) ** 2)
        if loss < lowest:
            best, lowest = w, loss
    return best


@keep_best.misconception(
    "You copied w at the start, but not where it is the best: after best = w both names stand for the same array, and "
    "w -= … changes it. Write best = w.copy(), or w = w - …."
)
def copies_at_the_start_only(X, y, X_val, y_val, w, learning_rate, orders):
    return _in_place(w, 1.0 * w, X, y, X_val, y_val, learning_rate, orders)


@keep_best.misconception(
    "The first best isn't a copy: it is the same array as w, and w -= … changes it. Begin with best = w.copy()."
)
def first_best_is_no_copy(X, y, X_val, y_val, w, learning_rate, orders):
    w = 1.0 * w
    return _in_place(w, w, X, y, X_val, y_val, learning_rate, orders, np.copy)
