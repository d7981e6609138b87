"""smote: new examples between an example and one of its neighbors."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="hard",
    task="`X` holds the positives, one per row. For each $m$, make one new row. Start at example `start[m]`. Find its "
    "neighbors, that is, the *other* rows of `X`, nearest first (if two are equally near, the one higher up in `X` "
    "comes first). Take neighbor number `rank[m]`, where 0 is the nearest. Go a fraction `u[m]` of the way from the "
    "example to that neighbor. Return the new rows as one array.",
    hints=[
        "Squared distances between all pairs of rows: np.sum((X[:, None] - X) ** 2, axis=2). Which row is nearest to "
        "row i? It must not be row i itself.",
        "Put np.inf on the diagonal with np.fill_diagonal(D, np.inf). Then np.argsort(D, axis=1, kind='stable') holds "
        "in "
        "row i the neighbors of row i.",
        "other = X[order[start, rank]], and the new rows are X[start] + u[:, None] * (other - X[start]).",
    ],
    also=("large", "small"),
)
def smote(X, start, rank, u):
    """New rows on the way from X[start] to a neighbor."""
    D = np.sum((X[:, None] - X) ** 2, axis=2).astype(float)
    # No row is its own neighbor.
    np.fill_diagonal(D, np.inf)
    order = np.argsort(D, axis=1, kind="stable")
    other = X[order[start, rank]]
    return X[start] + u[:, None] * (other - X[start])


@smote.cases
def cases(rng):
    X = np.array([[0.0, 0.0], [1.0, 0.0], [0.0, 3.0], [5.0, 5.0]])
    many = rng.normal(size=(9, 3))
    return [
        (np.array([[0.0], [4.0]]), np.array([0]), np.array([0]), np.array([0.25])),
        (X, np.array([0, 3]), np.array([0, 0]), np.array([0.5, 0.1])),
        (X, np.array([0, 2, 1]), np.array([1, 2, 0]), np.array([0.2, 0.9, 0.5])),
        (many, np.array([4, 4, 0, 8, 2]), np.array([0, 3, 1, 2, 0]), rng.random(5)),
        (many[:4], rng.integers(0, 4, size=7), rng.integers(0, 3, size=7), rng.random(7)),
        (many[:3], np.array([2, 0, 1]), np.array([0, 1, 1]), rng.random(3)),
    ]


@smote.edge_cases
def edge_cases(rng):
    return [
        (np.array([[1.0, 2.0], [1.0, 2.0], [4.0, 6.0]]), np.arange(3), np.array([1, 1, 0]), np.array([0.5, 0.0, 0.9])),
        (rng.normal(size=(40, 4)), rng.integers(0, 40, size=60), rng.integers(0, 5, size=60), rng.random(60)),
    ]


@smote.law("with u = 0, the new rows are the examples themselves")
def _(f, X, start, rank, u):
    return np.allclose(f(X, start, rank, 0 * u), X[start])


@smote.law("a shift of all examples shifts the new rows")
def _(f, X, start, rank, u):
    return np.allclose(f(X + 2.0, start, rank, u), f(X, start, rank, u) + 2.0)


ITSELF = (
    "The row nearest to any row is the row itself, at distance 0, so your neighbor number 0 is the example itself. "
    "Only the *others* count: put np.inf on the diagonal, or skip the first of the sorted rows."
)


@smote.misconception(ITSELF)
def its_own_neighbor(X, start, rank, u):
    D = np.sum((X[:, None] - X) ** 2, axis=2)
    other = X[np.argsort(D, axis=1, kind="stable")[start, rank]]
    return X[start] + u[:, None] * (other - X[start])


smote.instead_of(
    "X[start] + u[:, None] * (other - X[start])",
    {
        "other + u[:, None] * (other - X[start])": "You start at the neighbor and walk away from the example, past it. "
        "Start at X[start].",
        "other + u[:, None] * (X[start] - other)": "You walk from the neighbor to the example. With u = 0.25 the new "
        "row "
        "should lie near the example: start at X[start].",
        "X[start] + u[:, None] * (X[start] - other)": "The direction is reversed: you walk away from the neighbor. It "
        "should be other - X[start].",
        "u[:, None] * other": "That is a fraction of the neighbor alone, on the way from 0 to it. Start at the "
        "example, and add a fraction of the difference: X[start] + u[:, None] * (other - X[start]).",
        "X[start] + u[:, None] * other": "The way from the example to the neighbor is other - X[start].",
        "X[start] + u[:, None] * (other + X[start])": "The way from the example to the neighbor is the difference, "
        "other "
        "- X[start].",
        "(X[start] + other) / 2": "That is always the midpoint. Go a fraction u of the way.",
        "X[start] + 0.5 * (other - X[start])": "That is always the midpoint. Go a fraction u of the way.",
        "u[:, None] * (other - X[start])": "That is the step. Add it to the example: X[start] + …",
        "other": "That is the neighbor itself. Go only a fraction u of the way to it.",
        "X[start]": "Those are copies of the examples. Go a fraction u of the way to the neighbor.",
        "np.concatenate([X, X[start] + u[:, None] * (other - X[start])])": "Return only the new rows, without the "
        "examples.",
        "X[start] + u[0] * (other - X[start])": "Each new row has its own fraction: u[:, None], not u[0].",
        "X[start] + u[:, None] ** 2 * (other - X[start])": "The fraction is u itself, not its square.",
        "X[start] + u[:, None] * np.abs(other - X[start])": "The step to the neighbor keeps its signs: leave out "
        "np.abs.",
    },
)
smote.instead_of(
    'np.argsort(D, axis=1, kind="stable")',
    {
        'np.argsort(D, axis=0, kind="stable")': "That reads the neighbors of row i down a column: the sort runs "
        "along axis 0, or row and column are swapped. Sort with axis=1, and take order[start, rank].",
        'np.argsort(-D, axis=1, kind="stable")': "That sorts the farthest first. The nearest should come first: drop "
        "the minus sign.",
        "np.sort(D, axis=1).astype(int)": "np.sort gives the distances in order. You need the *places*: np.argsort.",
    },
)
smote.instead_of(
    "order[start, rank]",
    {
        "rank": "rank counts the neighbors of the example, nearest first. It is not a row number of X: X[order[start, "
        "rank]].",
        "order[start, 0]": "That is always the nearest. Take neighbor number rank: order[start, rank].",
        "order[0, rank]": "Those are the neighbors of the first row. Take those of row start[m].",
    },
)
smote.instead_of(
    "np.sum((X[:, None] - X) ** 2, axis=2)",
    {
        "np.sum(X[:, None] - X, axis=2)": "These are sums of signed differences, and they cancel. Square them first.",
        "np.abs(np.sum(X[:, None] - X, axis=2))": "The signed differences cancel before you take the absolute value. "
        "Square each of them first, then add up.",
        "np.sum(np.abs(X[:, None] - X), axis=2)": 'That is the distance along the axes, the 1-norm. "Nearest" '
        "refers to the usual distance: the sum of squares.",
        "(X @ X.T)": "That is the dot product: large for *similar* rows. Use the squared distance.",
        "np.max(np.abs(X[:, None] - X), axis=2)": 'That is the largest difference. "Nearest" refers to the usual '
        "distance: the sum of squares.",
    },
)


@smote.misconception(
    "You gave every column its own fraction, so the new row does not lie on the line between the two. Use one u per "
    "row: u[:, None]."
)
def share_per_column(X, start, rank, u):
    D = np.sum((X[:, None] - X) ** 2, axis=2).astype(float)
    np.fill_diagonal(D, np.inf)
    other = X[np.argsort(D, axis=1, kind="stable")[start, rank]]
    shares = np.resize(u, X[start].shape)
    return X[start] + shares * (other - X[start])


@smote.misconception("u is a row here, and NumPy lays it along the columns. Make it a column: u[:, None].")
def without_the_column(X, start, rank, u):
    D = np.sum((X[:, None] - X) ** 2, axis=2).astype(float)
    np.fill_diagonal(D, np.inf)
    other = X[np.argsort(D, axis=1, kind="stable")[start, rank]]
    return X[start] + u * (other - X[start])


@smote.misconception(
    "Without the example, all rows below it move up by one, so a position in the shortened table is not a row number "
    "of X. Take the neighbor from the shortened table, too, or keep the table whole and put np.inf on the diagonal."
)
def numbers_of_the_shortened_table(X, start, rank, u):
    D = np.sum((X[:, None] - X) ** 2, axis=2)
    order = np.array([np.argsort(np.delete(D[i], i), kind="stable") for i in range(len(X))])
    other = X[order[start, rank]]
    return X[start] + u[:, None] * (other - X[start])


def _neighbors(X):
    D = np.sum((X[:, None] - X) ** 2, axis=2).astype(float)
    np.fill_diagonal(D, np.inf)
    return np.argsort(D, axis=1, kind="stable")


@smote.misconception("u[m] is the share of new row m. You looked it up with the number of the example, start[m].")
def share_of_the_example(X, start, rank, u):
    order = _neighbors(X)
    return np.array([X[i] + u[i] * (X[order[i, r]] - X[i]) for i, r in zip(start, rank, strict=True)])


@smote.misconception("New row m starts at example start[m], not at example m.")
def starts_in_turn(X, start, rank, u):
    order = _neighbors(X)
    return np.array([X[m] + u[m] * (X[order[m, rank[m]]] - X[m]) for m in range(len(rank))])
