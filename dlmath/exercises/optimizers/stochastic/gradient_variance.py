"""gradient_variance: how far a minibatch gradient is from the full one, without drawing a single batch."""

import itertools

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="hard",
    kind="derive",
    task="Row $i$ of `G` is the gradient of example $i$, and there are $n \\ge 2$ examples. A batch of $B$ = "
    "`batch_size` of them, from 1 to $n$, is drawn without replacement. Return the expected squared distance between "
    "the mean of the batch and the mean of all rows. For one column that is the variance of the mean of $B$ draws: "
    "count variances and covariances, and put in $c = -\\sigma^2/(n-1)$. For several columns, $\\sigma^2$ is the sum "
    "of their variances.",
    hints=[
        "A sum of B draws has B variances σ² and B (B − 1) covariances c. Its mean has 1/B² of that. Put in c, and "
        "factor out σ²/B. What is left in the parentheses?",
        "(B σ² + B (B − 1) c) / B² is σ²/B times 1 − (B − 1)/(n − 1), which is (n − B)/(n − 1).",
        "np.sum(np.var(G, axis=0)) / batch_size * (n - batch_size) / (n - 1), with n = len(G).",
    ],
)
def gradient_variance(G, batch_size):
    """How far off a batch is: its mean squared distance."""
    n = len(G)
    # The variances of the columns, added up; then the law σ²/B, and what is saved by not drawing a row twice.
    sigma_squared = np.sum(np.var(G, axis=0))
    return sigma_squared / batch_size * (n - batch_size) / (n - 1)


@gradient_variance.cases
def cases(rng):
    return [
        (np.array([[1.0], [2.0], [3.0], [6.0], [8.0]]), 2),
        (np.array([[1.0], [-4.0], [5.0], [10.0]]), 3),
        (np.array([[1.0, 5.0], [2.0, 0.0], [6.0, -2.0], [3.0, 1.0], [0.0, 7.0], [6.0, 4.0]]), 4),
        (rng.normal(size=(7, 3)) + 2, 2),
        (3 * rng.normal(size=(12, 4)) - 5, 5),
    ]


@gradient_variance.edge_cases
def edge_cases(rng):
    G = rng.normal(size=(6, 2))
    return [(G, 1), (G, 6), (np.array([[3.0], [5.0]]), 1), (np.ones((4, 3)), 2), (rng.normal(size=(120, 10)), 64)]


@gradient_variance.law("the batch of all rows has no error")
def _(f, G, batch_size):
    return abs(f(G, len(G))) <= 1e-12 * np.sum(G**2)


@gradient_variance.law("moving all gradients by the same vector changes nothing")
def _(f, G, batch_size):
    return np.isclose(f(G + 3.0, batch_size), f(G, batch_size))


@gradient_variance.law("listing all batches of two from the first four rows gives the same number")
def _(f, G, batch_size):
    few = G[:4]
    if len(few) < 3:
        return True
    pairs = [few[list(pair)].mean(axis=0) for pair in itertools.combinations(range(len(few)), 2)]
    return np.isclose(f(few, 2), np.mean(np.sum((pairs - few.mean(axis=0)) ** 2, axis=1)))


gradient_variance.instead_of(
    "np.sum(np.var(G, axis=0))",
    {
        "np.var(G)": "np.var(G) treats all entries alike, as if every column had the same mean. Take the variance of "
        "each column, axis=0, and add them up.",
        "np.mean(np.var(G, axis=0))": "You averaged the variances of the columns. A squared distance is the sum over "
        "the entries: add them up.",
        "np.var(G, axis=0)": "There is one number for each column. The squared distance is their sum.",
        "np.sum(np.var(G, axis=1))": "axis=1 runs along a row, over the entries of one gradient. The spread of the "
        "examples runs down a column: axis=0.",
        "np.sum(np.std(G, axis=0))": "Those are standard deviations. Variances add up; standard deviations don't.",
        "np.sum(np.std(G, axis=0)) ** 2": "Square first, then add up: variances add, standard deviations don't.",
        "np.sum(np.var(G, axis=0, ddof=1))": "All n examples are known here, so σ² divides by n. Leave out ddof=1: "
        "the n − 1 is in the other factor already.",
        "np.sum(np.mean(G**2, axis=0))": "The mean is not subtracted. σ² is the mean squared distance *from the mean*.",
        "np.sum((G - np.mean(G, axis=0)) ** 2)": "That is the sum of the squared distances. σ² is their mean: divide "
        "by n.",
        "np.sum((G - np.mean(G)) ** 2) / n": "Each column has its own mean: np.mean(G, axis=0).",
        "np.linalg.norm(np.var(G, axis=0))": "The variances of the columns are added as they are, not squared again.",
        "np.max(np.var(G, axis=0))": "All columns count: add up their variances.",
        "np.sum(np.mean(G, axis=0) ** 2)": "That is the squared length of the full gradient. The noise is the spread "
        "around it.",
        "np.prod(np.var(G, axis=0))": "Add up the variances of the columns; don't multiply them.",
        "np.var(np.linalg.norm(G, axis=1))": "That is how much the *lengths* of the gradients vary. Their directions "
        "differ, too: add up the variances of the columns.",
        "np.var(np.sum(G, axis=1))": "You added up the entries of each gradient first, where they may cancel. Take "
        "the variance of each column, then add.",
        "np.sum(np.cov(G.T))": "That adds the covariances of the columns, too. The squared distance needs only the "
        "variances.",
    },
)
gradient_variance.instead_of(
    "sigma_squared / batch_size * (n - batch_size) / (n - 1)",
    {
        "sigma_squared / batch_size": "That is right for draws with replacement. Without replacement any two draws "
        "have the covariance c = −σ²/(n − 1), and there are B (B − 1) ordered pairs of them in the batch.",
        "sigma_squared * (n - batch_size) / (n - 1)": "The law σ²/B is missing its B.",
        "sigma_squared / batch_size * (n - batch_size) / n": "The covariance is −σ²/(n − 1), so the last divisor is "
        "n − 1, not n.",
        "sigma_squared / batch_size * (n - batch_size) / (n + 1)": "The last divisor is n − 1: a row has n − 1 "
        "partners.",
        "sigma_squared / batch_size * (n - 1) / (n - batch_size)": "The factor is upside down. A batch without "
        "repeats is *better*: (n − B)/(n − 1) is at most 1.",
        "sigma_squared / batch_size * (batch_size - 1) / (n - 1)": "That is the part that is saved. What is left is 1 "
        "minus it: (n − B)/(n − 1).",
        "sigma_squared / batch_size * (1 + (batch_size - 1) / (n - 1))": "The sign of the covariance is lost: c is "
        "negative, so the noise gets smaller.",
        "sigma_squared / batch_size**2 * (n - batch_size) / (n - 1)": "One B too many: B σ² divided by B² leaves σ²/B.",
        "sigma_squared * (n - batch_size) / (n - 1) * batch_size": "That grows with the batch. The mean of a batch is "
        "its sum divided by B, so its variance is divided by B².",
        "np.sqrt(sigma_squared / batch_size * (n - batch_size) / (n - 1))": "That is the typical distance. The task "
        "asks for the mean *squared* distance: no root.",
        "sigma_squared / batch_size * np.sqrt((n - batch_size) / (n - 1))": "The root belongs to the typical "
        "distance. For the squared distance there is none.",
        "(sigma_squared / batch_size * (n - batch_size) / (n - 1)) ** 2": "That is squared once too often: σ² is a "
        "square already.",
        "sigma_squared / n * (n - batch_size) / (n - 1)": "Divide σ² by the size of the batch, not by n.",
        "sigma_squared / (batch_size - 1 or 1) * (n - batch_size) / (n - 1)": "n − 1 belongs to the second factor "
        "only. The first is σ²/B.",
        "sigma_squared / batch_size * (n - batch_size - 1) / (n - 1)": "With a single row, B = 1, nothing is saved, "
        "so the factor must be 1: (n − B)/(n − 1).",
        "sigma_squared / batch_size - sigma_squared / (n - 1)": "The covariance is counted B(B − 1) times and divided "
        "by B², which makes (B − 1)/B of c, not all of it.",
        "sigma_squared / batch_size - sigma_squared * batch_size / (n - 1)": "There are B(B − 1) pairs, divided by "
        "B². Check it with B = n, which must give 0.",
        "sigma_squared / batch_size * (n - batch_size)": "The factor is (n − B)/(n − 1): divide by n − 1 as well.",
        "sigma_squared / batch_size * ((n - batch_size) / (n - 1)) ** 2": "The factor (n − B)/(n − 1) comes once, not "
        "squared.",
        "np.sqrt(sigma_squared) / batch_size * (n - batch_size) / (n - 1)": "You took the root of σ². Variances are "
        "squares already: no root.",
        "sigma_squared / np.sqrt(batch_size) * (n - batch_size) / (n - 1)": "The root of B belongs to the typical "
        "distance. The squared distance is divided by B.",
        "(batch_size * sigma_squared - (batch_size - 1) * sigma_squared / (n - 1)) / batch_size**2": "Each of the B "
        "draws has B − 1 partners, so c counts B (B − 1) times.",
        "sigma_squared / batch_size - sigma_squared / n": "Nearly: that is what you get with n instead of n − 1. The "
        "covariance is −σ²/(n − 1).",
        "sigma_squared": "That is the noise of a single example. Now take a batch of them.",
        "-sigma_squared / (n - 1)": "That is the covariance c. Put it into the variance of the mean.",
        "sigma_squared / batch_size - (batch_size - 1) / (n - 1) / batch_size": "The covariance has a factor σ², too: "
        "c = −σ²/(n − 1).",
        "sigma_squared / batch_size - sigma_squared * (batch_size - 1) / (n - 1)": "The covariances are divided by "
        "B², too: of B(B − 1) c, (B − 1)/B of c is left.",
        "sigma_squared / batch_size * (n - batch_size) / (n - 1) * G.shape[1]": "The sum over the columns is in σ² "
        "already.",
    },
)


gradient_variance.instead_of(
    "n = len(G)",
    {
        "n = G.size": "G.size counts all numbers in G. n is the number of examples, the rows: len(G).",
        "n = G.shape[1]": "G.shape[1] is the number of columns. n is the number of examples, the rows: len(G).",
    },
)


def _squares(G):
    return np.sum(np.var(G, axis=0))


@gradient_variance.misconception(
    "Parentheses are missing: / batch_size * n - batch_size / n - 1 divides only what stands next to it. Write "
    "(n - batch_size) / (n - 1)."
)
def without_parentheses(G, batch_size):
    n = len(G)
    return _squares(G) / batch_size * n - batch_size / n - 1


@gradient_variance.misconception("A batch has B (B − 1) ordered pairs, not n (n − 1): those are the pairs of all rows.")
def all_pairs(G, batch_size):
    n = len(G)
    return (batch_size * _squares(G) - n * _squares(G)) / batch_size**2


@gradient_variance.misconception(
    "You counted each pair once. In the variance of a sum, each covariance comes twice: B (B − 1) ordered pairs."
)
def half_the_pairs(G, batch_size):
    n, B = len(G), batch_size
    return _squares(G) / B * (1 - (B - 1) / 2 / (n - 1))


@gradient_variance.misconception("The covariance is −σ²/(n − 1), not −σ²/n: a row has n − 1 partners.")
def covariance_over_n(G, batch_size):
    n, B = len(G), batch_size
    return _squares(G) / B * (1 - (B - 1) / n)


@gradient_variance.misconception(
    "You measured one batch, the first rows. The task asks for the expectation over all batches, which the formula "
    "gives."
)
def first_rows(G, batch_size):
    return np.sum((G[:batch_size].mean(axis=0) - G.mean(axis=0)) ** 2)


@gradient_variance.misconception("Only the first column counts in your answer. Add up the variances of all columns.")
def first_column(G, batch_size):
    n = len(G)
    return np.var(G[:, 0]) / batch_size * (n - batch_size) / (n - 1)


@gradient_variance.misconception(
    "You drew random batches and averaged, which is only roughly right. The formula gives the exact number, without "
    "drawing."
)
def simulates(G, batch_size):
    rng, n = np.random.default_rng(0), len(G)
    draws = [G[rng.permutation(n)[:batch_size]].mean(axis=0) for _ in range(100)]
    return np.mean(np.sum((draws - G.mean(axis=0)) ** 2, axis=1))
