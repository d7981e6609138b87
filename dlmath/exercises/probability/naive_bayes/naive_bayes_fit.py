"""naive_bayes_fit: count, add a little to every count, divide."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="`X` has one example in each row and one clue in each column. Its entries are categories, whole numbers from "
    "0 to $m - 1$. `y` holds the classes 0 to $K - 1$, each of which occurs. Return two arrays: `prior`, of shape "
    "`(K,)`, with the share $n_k / n$ of each class, and `P`, of shape `(K, d, m)`, with "
    "$P(x_j = c \\mid k) = (N_{kj}(c) + \\alpha)/(n_k + \\alpha m)$ in `P[k, j, c]`.",
    hints=[
        "First pick out the rows of class k: X[y == k]. How many are there, and how many of them have category c in "
        "column j?",
        "With rows = X[y == k], the count is np.sum(rows[:, j] == c). It takes three loops: over k, j, and c.",
        "Each count gets alpha added to it, and there are m counts, so the divisor is len(rows) + alpha * m.",
    ],
    also=("long",),
)
def naive_bayes_fit(X, y, m, alpha):
    """Shares of the classes, and of each category in each class."""
    n, d = X.shape
    K = np.max(y) + 1
    prior = np.zeros(K)
    P = np.zeros((K, d, m))
    for k in range(K):
        rows = X[y == k]
        prior[k] = len(rows) / n
        for j in range(d):
            for c in range(m):
                # Each of the m counts grew by alpha, so their sum grew by alpha * m.
                P[k, j, c] = (np.sum(rows[:, j] == c) + alpha) / (len(rows) + alpha * m)
    return prior, P


@naive_bayes_fit.cases
def cases(rng):
    shuffled = rng.permutation([0] * 6 + [1] * 3 + [2] * 4)
    return [
        (np.array([[0], [0], [1], [0], [1]]), np.array([0, 0, 0, 1, 1]), 2, 1.0),
        (np.array([[0, 1], [1, 1], [0, 0], [2, 1], [2, 2]]), np.array([0, 0, 1, 1, 1]), 3, 1.0),
        (np.array([[0, 1], [1, 1], [0, 0], [2, 1], [2, 2]]), np.array([1, 0, 1, 0, 1]), 4, 0.5),
        (rng.integers(0, 4, (13, 3)), shuffled, 5, 0.5),
        (rng.integers(0, 3, (13, 5)), shuffled, 3, 2.0),
    ]


@naive_bayes_fit.edge_cases
def edge_cases(rng):
    return [
        (np.array([[0, 1], [1, 1], [0, 2]]), np.array([0, 0, 1]), 3, 0.0),
        (np.array([[1], [0], [1]]), np.array([0, 0, 0]), 2, 1.0),
        (np.array([[3, 0]]), np.array([0]), 4, 1e-3),
        (rng.integers(0, 6, (300, 4)), rng.permutation(np.arange(300) % 4), 6, 1.0),
    ]


@naive_bayes_fit.law("for each class and each clue, the probabilities of the categories add up to 1")
def _(f, X, y, m, alpha):
    return np.allclose(np.sum(f(X, y, m, alpha)[1], axis=2), 1)


@naive_bayes_fit.law("the order of the examples does not matter")
def _(f, X, y, m, alpha):
    return all(np.allclose(a, b) for a, b in zip(f(X[::-1], y[::-1], m, alpha), f(X, y, m, alpha), strict=True))


naive_bayes_fit.instead_of(
    "(np.sum(rows[:, j] == c) + alpha) / (len(rows) + alpha * m)",
    {
        "np.sum(rows[:, j] == c) / len(rows)": "Nothing is added to the counts, so a category that was never seen gets "
        "probability 0. Add alpha to each count, and alpha * m to the divisor.",
        "(np.sum(rows[:, j] == c) + alpha) / len(rows)": "alpha was added to the counts, but not to the divisor, so "
        "the probabilities add up to more than 1. The m counts grew by alpha * m together.",
        "np.sum(rows[:, j] == c) / (len(rows) + alpha * m)": "The divisor grew, but the counts did not: add alpha to "
        "each count, too.",
        "(np.sum(rows[:, j] == c) + alpha) / (len(rows) + alpha)": "alpha was added to each of m counts, so the "
        "divisor grows by alpha * m, not by alpha.",
        "(np.sum(rows[:, j] == c) + 1) / (len(rows) + m)": "You always add 1. How much to add is up to the caller: "
        "alpha to each count, alpha * m to the divisor.",
        "(np.sum(rows[:, j] == c) + alpha) / (len(rows) + m)": "The divisor grows by as much as the m counts do "
        "together: by alpha * m, not by m.",
        "(np.sum(rows[:, j] == c) + alpha) / (n + alpha * m)": "You divide by the number of all examples. "
        "P(c | k) is about the examples of class k alone: len(rows).",
        "(np.sum(rows[:, j] == c) + alpha) / n": "You divide by the number of all examples. P(c | k) is about the "
        "examples of class k alone: divide by len(rows) + alpha * m.",
        "np.sum(rows[:, j] == c) / n": "That is the share of class k *and* category c among all examples. Divide by "
        "the size of class k, and smooth the counts.",
        "(np.sum(rows[:, j] == c) + alpha) / (len(rows) + alpha * K)": "alpha is added once for each *category*, and "
        "there are m of them. You counted classes.",
        "(np.sum(rows[:, j] == c) + alpha) / (len(rows) + alpha * d)": "alpha is added once for each *category*, and "
        "there are m of them. You counted clues.",
        "(np.sum(rows[:, j] == c) + alpha) / (len(rows) + alpha * len(np.unique(X[:, j])))": "Categories that X does "
        "not happen to hold count as well: there are m of them.",
        "(np.sum(rows[:, j] == c) + alpha) / (len(rows) + alpha * len(np.unique(rows[:, j])))": "Categories that no "
        "row happens to hold count as well: there are m of them.",
        "(np.sum(rows == c) + alpha) / (len(rows) + alpha * m)": "You count the category in all columns at once. Each "
        "clue has its own counts: rows[:, j] == c.",
        "(np.sum(X[:, j] == c) + alpha) / (len(rows) + alpha * m)": "You count in all rows of X. Take those of class k "
        "only.",
        "(np.sum(X[:, j] == c) + alpha) / (n + alpha * m)": "You count in all rows of X, so every class gets the same "
        "table. Take the rows of class k only.",
        "(np.sum(rows[:, j] == c) + alpha) / (np.sum(X[:, j] == c) + alpha * K)": "You divide by how often the "
        "category occurs, which gives P(k | c). The table holds P(c | k): divide by the size of the class.",
        "np.sum(rows[:, j] == c) / np.sum(X[:, j] == c)": "You divide by how often the category occurs, which gives "
        "P(k | c). The table holds P(c | k): divide by the size of the class, and smooth.",
        "np.sum(rows[:, j] == c) + alpha": "These are counts. Divide by their sum, len(rows) + alpha * m.",
        "np.sum(rows[:, j] == c)": "These are bare counts. Add alpha, and divide by len(rows) + alpha * m.",
        "np.log((np.sum(rows[:, j] == c) + alpha) / (len(rows) + alpha * m))": "You took logarithms. They come later: "
        "return the probabilities themselves.",
        "np.sum(rows[:, j] == c) + alpha / (len(rows) + alpha * m)": "Parentheses are missing: only alpha is divided. "
        "Write (count + alpha) / (…).",
        "(np.sum(rows[:, j] == c) + alpha) / len(rows) + alpha * m": "Parentheses are missing around the divisor: "
        "… / (len(rows) + alpha * m).",
        "(np.sum(rows[:, j]) + alpha) / (len(rows) + alpha * m)": "You added up the category numbers. Count how often "
        "category c occurs: np.sum(rows[:, j] == c).",
        "(np.sum(rows[:, j] == c) / len(rows) + alpha) / (1 + alpha * m)": "alpha is added to the counts, before "
        "anything is divided. You added it to the shares.",
        "np.sum(rows[:, j] == c) / len(rows) + alpha": "alpha is added to the counts, not to the shares, and the "
        "divisor grows by alpha * m.",
        "max(np.sum(rows[:, j] == c), alpha) / len(rows)": "alpha is added to every count, not only where the count "
        "is 0, and the divisor grows by alpha * m.",
        "(np.sum(rows[:, j] == c) + alpha) / (np.sum(X[:, j] == c) + alpha * m)": "You divide by how often the "
        "category occurs in all classes, which is about P(k | c). The table holds P(c | k): divide by the size of the "
        "class, len(rows) + alpha * m.",
        "(np.sum(rows[:, j] == c) + alpha * m) / (len(rows) + alpha)": "alpha and alpha * m have changed places: each "
        "count gets alpha, and the divisor, the sum of m counts, gets alpha * m.",
        "(np.sum(rows == c) + alpha) / (len(rows) * d + alpha * m)": "You put all clues into one pot, so every clue "
        "has the same table. Each column is a clue of its own: count in rows[:, j].",
    },
)
naive_bayes_fit.instead_of(
    "len(rows) / n",
    {
        "len(rows)": "prior holds shares: divide the number of examples in the class by the number of all examples.",
        "1 / K": "You gave every class the same share. Count: len(rows) / n.",
        "(len(rows) + alpha) / (n + alpha * K)": "The table is right, but the shares of the classes are not smoothed "
        "here. Every class occurs, so none of them is 0: n_k / n.",
        "np.log(len(rows) / n)": "You took logarithms of the shares. They come later: return the shares themselves.",
        "k / n": "k is the name of the class. Its share is the number of its examples, len(rows), divided by n.",
        "len(rows) / (n * d)": "An example counts once, however many clues it has: divide by n = len(X).",
        "len(rows) / d": "Divide by the number of examples, n = len(X). You divided by the number of clues.",
    },
)
naive_bayes_fit.instead_of(
    "return prior, P",
    {
        "return P, prior": "Both are right, but in the wrong order: first prior, then P.",
        "return P": "The table is right. Return the shares of the classes, too: return prior, P.",
        "return prior": "The shares are right. Return the table, too: return prior, P.",
        "return prior, P.transpose(1, 0, 2)": "The first index of P is the class: P[k, j, c]. Yours is the clue.",
        "return prior, P.transpose(0, 2, 1)": "The second index of P is the clue and the third the category: "
        "P[k, j, c]. Yours are swapped.",
        "return prior, P.transpose(1, 2, 0)": "The order of the axes of P is class, clue, category: P[k, j, c].",
        "return prior, P / np.sum(P, axis=0)": "You made the classes share each category, which is about P(k | c). For "
        "each class and clue, the *categories* add up to 1.",
        "return prior, prior[:, None, None] * P": "P holds what happens within a class. Leave the share of the class "
        "out of it: it is multiplied in once, later.",
    },
)
naive_bayes_fit.instead_of(
    "X[y == k]",
    {
        "X[y >= k]": "Your rows belong to class k and all later ones. Take those with y == k.",
        "X[y <= k]": "Your rows belong to class k and all earlier ones. Take those with y == k.",
        "X[y != k]": "These are the rows of all *other* classes. Take those with y == k.",
        "X": "These are all rows. Take those of class k: X[y == k].",
    },
)
naive_bayes_fit.instead_of(
    "np.max(y) + 1",
    {
        "np.max(y)": "Classes count from 0, so there is one more of them than the largest label: np.max(y) + 1.",
        "m": "m is the number of categories. The number of classes is np.max(y) + 1.",
        "d": "d is the number of clues. The number of classes is np.max(y) + 1.",
    },
)


@naive_bayes_fit.misconception(
    "Your categories end where the data do. A category that no row of X holds still has its place in P, which is m "
    "long."
)
def as_many_categories_as_seen(X, y, m, alpha):
    prior, P = naive_bayes_fit(X, y, int(np.max(X)) + 1, alpha)
    return prior, P


@naive_bayes_fit.misconception(
    "alpha is added only where a count is 0. Add it to every count: all of them are a little uncertain."
)
def only_the_zeros(X, y, m, alpha):
    P = np.array([[[np.sum(x == c) for c in range(m)] for x in X[y == k].T] for k in range(np.max(y) + 1)], dtype=float)
    P[P == 0] = alpha
    return np.bincount(y) / len(y), P / np.sum(P, axis=2, keepdims=True)


@naive_bayes_fit.misconception(
    "You note only *whether* a category occurs in the class. Count how often it does: += 1 instead of = 1."
)
def whether_it_occurs(X, y, m, alpha):
    P = np.array([[[np.any(x == c) for c in range(m)] for x in X[y == k].T] for k in range(np.max(y) + 1)]) + alpha
    return np.bincount(y) / len(y), P / np.sum(P, axis=2, keepdims=True)


@naive_bayes_fit.misconception("Category 0 is left out. Categories count from 0: range(m).")
def without_category_zero(X, y, m, alpha):
    prior, P = naive_bayes_fit(X, y, m, alpha)
    P[:, :, 0] = 0
    return prior, P


@naive_bayes_fit.misconception(
    "Your P holds whole numbers, which truncates every probability to 0. Make it with np.zeros((K, d, m)), without a "
    "dtype."
)
def whole_numbers(X, y, m, alpha):
    prior, P = naive_bayes_fit(X, y, m, alpha)
    return prior, P.astype(int)


@naive_bayes_fit.misconception("The return is inside the loop over the classes, so only class 0 is filled in.")
def returns_after_the_first_class(X, y, m, alpha):
    prior, P = naive_bayes_fit(X, y, m, alpha)
    P[1:] = 0
    return prior, P


@naive_bayes_fit.misconception(
    "np.bincount stops at the largest category that it finds, and this class may not have the last ones. Pass it "
    "minlength=m, so that it always returns m counts."
)
def counts_without_minlength(X, y, m, alpha):
    K, d = np.max(y) + 1, X.shape[1]
    P = np.zeros((K, d, m))
    for k in range(K):
        for j in range(d):
            P[k, j] = (np.bincount(X[y == k, j]) + alpha) / (np.sum(y == k) + alpha * m)
    return np.bincount(y) / len(y), P
