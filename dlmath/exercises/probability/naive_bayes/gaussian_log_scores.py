"""gaussian_log_scores: naive Bayes with a bell curve for each clue."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="Return $\\log P(k) + \\sum_j \\log p(x_j \\mid k)$ for each row of `X`, shape `(n, d)`, and each class: an "
    "array of shape `(n, K)`. `prior` holds the shares of the classes, and row $k$ of `mean` and of `variance`, both "
    "of shape `(K, d)`, the bell curves of class $k$. With hundreds of clues, the product of the densities "
    "underflows, so do not form it: take the logarithm of the density on paper.",
    hints=[
        "On paper: the logarithm of exp(−u) is −u, and that of 1/√(2πσ²) is −½ log(2πσ²). What is log p(xⱼ | k)?",
        "log p = −½ [log(2πσ²) + (x − μ)² / σ²]. For class k, (X - mean[k]) ** 2 / variance[k] has shape (n, d).",
        "Column k is np.log(prior[k]) minus half of np.sum(np.log(2 * np.pi * variance[k]) + …, axis=1).",
    ],
    also=(),
)
def gaussian_log_scores(X, prior, mean, variance):
    """log P(k) plus the log densities: a row for each example."""
    scores = np.zeros((len(X), len(prior)))
    for k in range(len(prior)):
        # Half of log(2πσ²) + (x − μ)² / σ², added up over the clues.
        squares = (X - mean[k]) ** 2 / variance[k]
        heights = np.log(2 * np.pi * variance[k])
        scores[:, k] = np.log(prior[k]) - np.sum(heights + squares, axis=1) / 2
    return scores


@gaussian_log_scores.cases
def cases(rng):
    return [
        (np.array([[1.0]]), np.array([0.5, 0.5]), np.array([[0.0], [3.0]]), np.array([[1.0], [1.0]])),
        (np.array([[1.0], [4.0]]), np.array([0.2, 0.8]), np.array([[0.0], [3.0]]), np.array([[4.0], [0.25]])),
        (np.array([[100.0]]), np.array([0.5, 0.5]), np.array([[0.0], [3.0]]), np.array([[1.0], [1.0]])),
        (
            np.array([[1.0, 5.0], [-2.0, 3.0], [0.5, 4.0]]),
            np.array([0.3, 0.7]),
            np.array([[0.0, 4.0], [1.0, 6.0]]),
            np.array([[2.0, 0.5], [3.0, 9.0]]),
        ),
        (rng.normal(size=(5, 4)), np.array([0.2, 0.3, 0.5]), rng.normal(size=(3, 4)), 0.2 + 3 * rng.random((3, 4))),
        (40 * rng.normal(size=(4, 3)), np.array([0.6, 0.4]), 5 * rng.normal(size=(2, 3)), 0.2 + 3 * rng.random((2, 3))),
    ]


@gaussian_log_scores.edge_cases
def edge_cases(rng):
    far = np.array([[1000.0], [-300.0]])
    return [
        (far, np.array([0.5, 0.5]), np.array([[0.0], [2.0]]), np.array([[1.0], [1.0]])),
        (rng.normal(size=(3, 600)), np.array([0.5, 0.5]), np.zeros((2, 600)), 1e4 * np.ones((2, 600))),
        (rng.normal(size=(2, 600)), np.array([0.9, 0.1]), np.zeros((2, 600)), 1e-4 * np.ones((2, 600))),
        (np.array([[1, 5], [2, 3]]), np.array([0.5, 0.5]), np.array([[0, 4], [1, 6]]), np.array([[2, 1], [3, 9]])),
        (np.array([[1.0, 2.0]]), np.array([1.0]), np.array([[0.0, 0.0]]), np.array([[1.0, 4.0]])),
        (1e-9 * np.ones((2, 2)), np.array([0.5, 0.5]), np.zeros((2, 2)), 1e-18 * np.ones((2, 2))),
    ]


@gaussian_log_scores.law("moving the examples and the means by the same amount changes nothing")
def _(f, X, prior, mean, variance):
    return np.allclose(f(X + 3.0, prior, mean + 3.0, variance), f(X, prior, mean, variance), rtol=1e-5, atol=1e-5)


@gaussian_log_scores.law("in other units, the differences between the classes stay the same")
def _(f, X, prior, mean, variance):
    one, other = f(X, prior, mean, variance), f(10.0 * X, prior, 10.0 * mean, 100.0 * variance)
    return np.allclose(one - one[:, :1], other - other[:, :1], rtol=1e-6, atol=1e-6)


gaussian_log_scores.instead_of(
    "np.log(prior[k]) - np.sum(heights + squares, axis=1) / 2",
    {
        "-np.sum(heights + squares, axis=1) / 2": "The share of the class is missing: add np.log(prior[k]).",
        "prior[k] - np.sum(heights + squares, axis=1) / 2": "Take the logarithm of the share, too: np.log(prior[k]).",
        "np.log(prior[k]) * -np.sum(heights + squares, axis=1) / 2": "Probabilities are multiplied, so their "
        "logarithms are *added*: np.log(prior[k]) + ….",
        "np.log(prior[k]) + np.sum(heights + squares, axis=1) / 2": "The sign is wrong: a value far from the mean must "
        "make the score *lower*.",
        "np.log(prior[k]) - np.sum(heights + squares, axis=1)": "The factor ½ is missing: the density has a root and "
        "(x − μ)² / (2σ²).",
        "np.log(prior[k]) - np.sum(squares, axis=1) / 2": "The heights of the curves are missing. A wide curve is a "
        "low one: −½ log(2πσ²) belongs to each clue, and differs between the classes.",
        "np.log(prior[k]) - np.sum(heights, axis=1) / 2": "x does not appear at all: (x − μ)² / σ² is missing.",
        "np.log(prior[k]) - np.sum(heights + squares / 2, axis=1)": "The height 1/√(2πσ²) has a root: half of its "
        "logarithm counts, too.",
        "np.log(prior[k]) - np.sum(heights / 2 + squares, axis=1)": "The exponent is (x − μ)² / (2σ²): take half of "
        "the squares, too.",
        "np.log(prior[k]) + np.sum(heights - squares, axis=1) / 2": "The sign of the heights is wrong: the density is "
        "*divided* by √(2πσ²), so a wide curve is low.",
        "np.log(prior[k]) - np.mean(heights + squares, axis=1) / 2": "You took the mean over the clues. The "
        "logarithms of all clues are added up.",
        "np.log(prior[k]) - np.sum(heights + squares) / 2": "You added up over all examples. Each row has its own "
        "score: axis=1.",
        "np.exp(np.log(prior[k]) - np.sum(heights + squares, axis=1) / 2)": "You took exp at the end. Return the "
        "logarithms.",
        "np.log(prior[k] * np.exp(-np.sum(heights + squares, axis=1) / 2))": "You formed the product and took its "
        "logarithm afterward. It underflows before you get there. Add up logarithms.",
        "np.log(prior[k] * np.prod(np.exp(-(heights + squares) / 2), axis=1))": "You formed the product of the "
        "densities and took its logarithm afterward. It underflows before you get there. Add up logarithms.",
        "np.log(prior[k]) + np.sum(np.log(np.exp(-squares / 2) / np.sqrt(2 * np.pi * variance[k])), axis=1)": "You "
        "computed the densities and took their logarithms afterward. Far from the mean a density is 0 for the "
        "computer, and its logarithm −∞. Take the logarithm on paper.",
        "np.log(prior[k]) + np.sum(np.exp(-(heights + squares) / 2), axis=1)": "You added up the densities. Add up "
        "their logarithms.",
        "-np.log(prior[k]) - np.sum(heights + squares, axis=1) / 2": "The share of the class makes its score higher: "
        "+ np.log(prior[k]).",
        "len(mean[k]) * np.log(prior[k]) - np.sum(heights + squares, axis=1) / 2": "The share of the class counts "
        "once, not once for each clue.",
        "np.sum(np.log(prior[k]) - (heights + squares) / 2, axis=1)": "The share of the class is added for each clue. "
        "It counts once: keep it outside the sum over the clues.",
        "np.log10(prior[k]) - np.sum(heights + squares, axis=1) / 2": "Take the natural logarithm of the share: "
        "np.log.",
        "np.log(prior[k]) - np.sum((heights + (X - mean[k]) ** 2) / variance[k], axis=1) / 2": "Parentheses are "
        "missing: only the squares are divided by the variance, not the logarithm of the height.",
        "np.log(prior[k]) - (np.sum(np.log(2 * np.pi * variance)) + np.sum(squares, axis=1)) / 2": "You added up the "
        "heights of all classes together. Each class has its own curves: add up over the clues of one class only, "
        "axis=1.",
    },
)
gaussian_log_scores.instead_of(
    "(X - mean[k]) ** 2 / variance[k]",
    {
        "(X - mean[k]) ** 2 / variance[k] ** 2": "You squared the variance. It is σ² already.",
        "(X - mean[k]) ** 2 / np.sqrt(variance[k])": "You divided by σ. The square is divided by σ², the variance "
        "itself.",
        "(X - mean[k]) / variance[k]": "The distance from the mean is squared.",
        "np.abs(X - mean[k]) / variance[k]": "The distance from the mean is squared.",
        "(X - mean[k]) ** 2 * variance[k]": "You multiplied by the variance. Divide by it: far is measured in widths "
        "of the curve.",
        "(X - mean[k]) ** 2": "Divide the squares by the variance: far is measured in widths of the curve.",
        "(X / variance[k] - mean[k]) ** 2": "Subtract the mean first, then divide the square by the variance.",
        "(X + mean[k]) ** 2 / variance[k]": "Subtract the mean from X.",
        "(X - np.mean(X, axis=0)) ** 2 / variance[k]": "You subtracted the mean of the given rows. Each class has its "
        "own: mean[k].",
        "X ** 2 / variance[k]": "Subtract the mean of the class first: X - mean[k].",
    },
)
gaussian_log_scores.instead_of(
    "np.log(2 * np.pi * variance[k])",
    {
        "np.log(variance[k])": "The 2π is missing. It is the same for all classes, so the winner does not change, but "
        "the scores do.",
        "np.log(2 * np.pi) * variance[k]": "The variance belongs inside the logarithm.",
        "np.log(np.pi * variance[k])": "The factor 2 in 2πσ² is missing.",
        "np.log(2 * np.pi * np.sqrt(variance[k]))": "You used σ. The root in √(2πσ²) is already in the ½, so it takes "
        "the variance itself.",
        "np.log(np.sqrt(2 * np.pi * variance[k]))": "The root is taken twice: here and in the ½.",
        "np.log(2 * np.pi * variance[k] ** 2)": "The height is 1/√(2πσ²), and σ² is the variance itself. (Where a "
        "formula has σ alone, that is the root of the variance.)",
        "np.log10(2 * np.pi * variance[k])": "Use the natural logarithm, np.log.",
        "2 * np.pi * variance[k]": "Take the logarithm of the height: np.log(2 * np.pi * variance[k]).",
        "np.sqrt(2 * np.pi * variance[k])": "Take the logarithm of the height: np.log(2 * np.pi * variance[k]).",
        "1 / np.sqrt(2 * np.pi * variance[k])": "Take the logarithm of the height. That of 1/√(2πσ²) is −½ log(2πσ²).",
    },
)
gaussian_log_scores.instead_of(
    "return scores",
    {
        "return scores.T": "A row for each example, a column for each class: yours is transposed.",
        "return np.argmax(scores, axis=1)": "You return the winners. Return the scores.",
        "return np.max(scores, axis=1)": "You return the best score of each row. Return the scores of all classes.",
        "return np.exp(scores)": "You took exp at the end. Return the logarithms.",
    },
)


@gaussian_log_scores.misconception(
    "You subtracted the largest score of each row. That is right before exp, but here the task asks for the scores "
    "themselves."
)
def subtracts_the_largest(X, prior, mean, variance):
    scores = gaussian_log_scores(X, prior, mean, variance)
    return scores - np.max(scores, axis=1, keepdims=True)


@gaussian_log_scores.misconception(
    "You went on to log P(k | x), for which the log of the sum over the classes is subtracted. Return the scores "
    "before that."
)
def normalizes(X, prior, mean, variance):
    scores = gaussian_log_scores(X, prior, mean, variance)
    return scores - np.logaddexp.reduce(scores, axis=1, keepdims=True)


@gaussian_log_scores.misconception(
    "You added up along the wrong axis. X[:, None] - mean has shape (n, K, d), and the clues are its last axis: axis=2."
)
def adds_over_the_classes(X, prior, mean, variance):
    logs = np.log(2 * np.pi * variance) + (X[:, None] - mean) ** 2 / variance
    return np.log(prior) - np.sum(logs, axis=1) / 2


@gaussian_log_scores.misconception(
    "X - mean puts row i of X beside class i. Every example has to meet every class: loop over the classes, or make "
    "room with X[:, None] - mean and add up over axis 2."
)
def rows_beside_classes(X, prior, mean, variance):
    logs = np.log(2 * np.pi * variance) + (X - mean) ** 2 / variance
    return np.log(prior) - np.sum(logs, axis=1) / 2
