"""em_step: shares for the points, then new bells from the shares."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="Take one step of EM for a mixture of normal densities. `x` holds the data, an array of shape `(n,)`; "
    "`weights`, `means`, and `variances`, each of shape `(K,)`, hold the mixture. First compute the "
    "responsibilities $r_{ik}$, then return three arrays of shape `(K,)`: the new weights $n_k / n$, the new means "
    "$\\sum_i r_{ik}\\, x_i / n_k$, and the new variances $\\sum_i r_{ik}\\, (x_i - \\mu_k)^2 / n_k$, with $n_k = "
    "\\sum_i r_{ik}$. The $\\mu_k$ in the variances are the *new* means. (You do not need logarithms here: in this "
    "exercise, every point is close to some component.)",
    hints=[
        "Start with a table P of shape (n, K) that holds weight times density. x[:, None] - means has that shape.",
        "Each row of P, divided by its sum, is a row of R. Sums over the points, such as n_k, run over axis 0.",
        "The means are R.T @ x / n_k. Then subtract these new means: R * (x[:, None] - new_means) ** 2.",
    ],
    also=(),
)
def em_step(x, weights, means, variances):
    """New weights, means, and variances: one step of EM."""
    squares = (x[:, None] - means) ** 2
    P = weights * np.exp(-squares / (2 * variances)) / np.sqrt(2 * np.pi * variances)
    # E: each point is shared out completely, so rows add up to 1.
    R = P / np.sum(P, axis=1, keepdims=True)
    # M: means and variances as always, with shares for ones and zeros.
    n_k = np.sum(R, axis=0)
    new_means = R.T @ x / n_k
    new_variances = np.sum(R * (x[:, None] - new_means) ** 2, axis=0) / n_k
    return n_k / len(x), new_means, new_variances


@em_step.cases
def cases(rng):
    return [
        (np.array([0.0, 2.0, 4.0]), np.array([0.5, 0.5]), np.array([0.0, 4.0]), np.array([4.0, 4.0])),
        (np.array([0.0, 1.0, 2.0, 5.0]), np.array([0.25, 0.75]), np.array([0.5, 3.0]), np.array([1.0, 4.0])),
        (np.array([-1.0, 0.0, 3.0]), np.array([0.2, 0.3, 0.5]), np.array([-1.0, 1.0, 2.5]), np.array([0.5, 2.0, 3.0])),
        (3 * rng.normal(size=12), np.array([0.1, 0.6, 0.3]), np.array([-2.0, 0.5, 3.0]), np.array([2.0, 5.0, 0.7])),
        (200 + 8 * rng.normal(size=9), np.array([0.4, 0.6]), np.array([193.0, 211.0]), np.array([90.0, 60.0])),
    ]


@em_step.edge_cases
def edge_cases(rng):
    return [
        (np.array([0, 2, 4, 9]), np.array([0.5, 0.5]), np.array([0, 6]), np.array([4, 9])),
        (np.array([1.0, 2.0, 6.0]), np.array([1.0]), np.array([0.0]), np.array([4.0])),
        (1e-5 * rng.normal(size=6), np.array([0.3, 0.7]), np.array([0.0, 1e-5]), np.array([1e-10, 2e-10])),
        (1e6 * rng.normal(size=6), np.array([0.3, 0.7]), np.array([0.0, 1e6]), np.array([1e12, 2e12])),
        (rng.normal(size=400), np.array([0.3, 0.3, 0.4]), np.array([-1.0, 0.0, 2.0]), np.array([1.0, 3.0, 0.8])),
        (np.array([1.0, 2.0, 4.0, 7.0]), np.array([0.5, 0.5]), np.array([3.0, 3.0]), np.array([2.0, 2.0])),
    ]


@em_step.law("the new weights add up to 1")
def _(f, x, weights, means, variances):
    return np.isclose(np.sum(f(x, weights, means, variances)[0]), 1)


@em_step.law("the weighted average of the new means is the average of the data")
def _(f, x, weights, means, variances):
    new = f(x, weights, means, variances)
    return np.isclose(np.dot(new[0], new[1]), np.mean(x), rtol=1e-6, atol=1e-9 * np.max(np.abs(x)))


@em_step.law("the order of the data does not matter")
def _(f, x, weights, means, variances):
    one, other = f(x[::-1], weights, means, variances), f(x, weights, means, variances)
    return all(np.allclose(a, b, rtol=1e-6, atol=1e-9 * np.max(np.abs(b))) for a, b in zip(one, other, strict=True))


em_step.instead_of(
    "P / np.sum(P, axis=1, keepdims=True)",
    {
        "P / np.sum(P, axis=0, keepdims=True)": "You made each component's column add up to 1. Each *point* is "
        "shared out among the components, so its row adds up to 1: axis=1.",
        "P / np.sum(P)": "You divided by the sum of the whole table. Each point has its own row, and each row adds "
        "up to 1: axis=1, keepdims=True.",
        "P": "The responsibilities are not normalized over the components: divide each row of P by its sum, so that "
        "every point is shared out completely.",
        "np.eye(len(means))[np.argmax(P, axis=1)]": "You gave each point entirely to its best component. EM shares "
        "it: each component gets P[i, k] divided by the sum of row i.",
        "P / np.max(P, axis=1, keepdims=True)": "You divided each row by its largest entry. Divide it by its sum, so "
        "that the shares of a point add up to 1.",
        "np.exp(P) / np.sum(np.exp(P), axis=1, keepdims=True)": "A softmax takes *logarithms* of weight times "
        "density. P holds the products themselves: just divide each row by its sum.",
        "P / np.mean(P, axis=1, keepdims=True)": "You divided each row by its mean, so the shares of a point add up to "
        "K. Divide by the sum.",
        "np.round(P / np.sum(P, axis=1, keepdims=True))": "You rounded the shares to 0 and 1. EM keeps them as they "
        "are.",
    },
)
em_step.instead_of(
    "weights * np.exp(-squares / (2 * variances)) / np.sqrt(2 * np.pi * variances)",
    {
        "np.exp(-squares / (2 * variances)) / np.sqrt(2 * np.pi * variances)": "The weights are missing from the "
        "responsibilities: multiply each density by the weight of its component.",
        "weights * np.exp(-squares / (2 * variances))": "The height of the bell is missing. Bells with different "
        "variances have different heights: divide by np.sqrt(2 * np.pi * variances).",
        "weights * np.exp(-squares / (2 * variances)) / (2 * np.pi * variances)": "The root is missing: a density is "
        "divided by the root of 2πσ².",
        "weights * np.exp(-squares / (2 * variances)) / (np.sqrt(2 * np.pi) * variances)": "You divided by the "
        "variance. The height of a bell is 1 / (√(2π) σ): take the root of the variance.",
        "weights * np.exp(-squares / variances) / np.sqrt(2 * np.pi * variances)": "The ½ in the exponent is missing: "
        "−(x − μ)² / (2σ²).",
        "weights * np.exp(-squares / (2 * variances**2)) / np.sqrt(2 * np.pi * variances**2)": "You squared the "
        "variances. They are already σ².",
        "weights * np.exp(-squares / (2 * variances**2)) / (np.sqrt(2 * np.pi) * variances)": "You treated the "
        "variances as standard deviations. They are already σ²: do not square them, and take the root for the "
        "height.",
        "weights * np.exp(-squares / (2 * variances**2)) / np.sqrt(2 * np.pi * variances)": "You squared the "
        "variances in the exponent. They are already σ².",
        "weights * np.exp(-squares / (2 * variances)) / np.sqrt(2 * np.pi) * variances": "Parentheses are missing "
        "around the divisor, and the divisor needs the root of the variance: / np.sqrt(2 * np.pi * variances).",
        "weights * np.exp(-np.sqrt(squares) / (2 * variances)) / np.sqrt(2 * np.pi * variances)": "The distances in "
        "the exponent must be squared.",
        "weights * np.exp(-squares / 2 * variances) / np.sqrt(2 * np.pi * variances)": "Parentheses are missing: "
        "/ 2 * variances multiplies by the variance. Write / (2 * variances).",
        "weights * np.exp(squares / (2 * variances)) / np.sqrt(2 * np.pi * variances)": "The minus sign in the "
        "exponent is missing. The minus makes a density fall with distance.",
        "weights * np.sqrt(squares)": "Those are distances. A responsibility needs densities: np.exp(-squares / "
        "(2 * variances)) / np.sqrt(2 * np.pi * variances).",
        "weights + np.exp(-squares / (2 * variances)) / np.sqrt(2 * np.pi * variances)": "The weight is multiplied "
        "by the density, not added to it.",
        "weights * np.exp(-squares / (2 * variances)) / np.sqrt(2 * np.pi * variances) + 1e-6": "You added a small "
        "number to every density, which gives faraway components a share. In this exercise, nothing needs to be "
        "propped up.",
    },
)
em_step.instead_of(
    "R.T @ x / n_k",
    {
        "R.T @ x / len(x)": "You divided by the number of all points. A component's mean is an average over *its* "
        "share of them: divide by n_k.",
        "R.T @ x": "That is a sum. Divide by n_k, the number of points that component k has, counted in shares.",
        "means": "You returned the old means. The new ones are R.T @ x / n_k.",
        "weights * (R.T @ x) / n_k": "The weights belong in the responsibilities, where they have already done "
        "their work. Leave them out here.",
        "P.T @ x / n_k": "The means are weighted by weight times density. Weight by the responsibilities R, whose "
        "rows add up to 1.",
        "np.full(len(means), np.mean(x))": "You took the plain mean of all points. Weight each point by its share: "
        "R.T @ x / n_k.",
    },
)
em_step.instead_of(
    "np.sum(R * (x[:, None] - new_means) ** 2, axis=0) / n_k",
    {
        "np.sum(R * (x[:, None] - means) ** 2, axis=0) / n_k": "You measured from the *old* means. The new variances "
        "are measured from the new means.",
        "np.sum(R * (x[:, None] - new_means) ** 2, axis=0) / len(x)": "You divided the variances by the number of all "
        "points. Component k has only n_k of them. (np.mean divides by n, too.)",
        "np.sum(R * (x[:, None] - new_means) ** 2, axis=0)": "You added up the squares but did not divide. Divide "
        "by n_k.",
        "np.sqrt(np.sum(R * (x[:, None] - new_means) ** 2, axis=0) / n_k)": "These are standard deviations. Leave "
        "out the root: the task asks for variances.",
        "np.sum(R * (x[:, None] - new_means), axis=0) / n_k": "The distances are not squared, so they cancel to 0.",
        "np.sum(R**2 * (x[:, None] - new_means) ** 2, axis=0) / n_k": "You squared the shares, too. Square only the "
        "distance: R * (…) ** 2.",
        "np.sum((x[:, None] - new_means) ** 2, axis=0) / n_k": "The shares are missing: every point counts in full for "
        "every component. Multiply the squares by R.",
        "np.mean((x[:, None] - new_means) ** 2, axis=0)": "The shares are missing: multiply the squares by R, add up, "
        "and divide by n_k.",
        "np.sum(R * np.abs(x[:, None] - new_means), axis=0) / n_k": "You averaged distances. A variance averages "
        "*squared* distances.",
        "np.sum(R * (x[:, None] - new_means) ** 2, axis=0) / (n_k - 1)": "Maximum likelihood divides by n_k, not by "
        "n_k − 1.",
        "np.full(len(means), np.var(x))": "That is the variance of all points. Each component has its own: weight "
        "the squares by its shares.",
        "np.sum(R * x[:, None] ** 2, axis=0) / n_k": "That is the mean of x². Subtract the mean from x before you "
        "square.",
        "np.sum(R * x[:, None] ** 2, axis=0) / n_k - means**2": "You subtracted the square of the *old* mean. Use "
        "the new means.",
        "np.var(R * x[:, None], axis=0)": "You multiplied the points by their shares, which moves them. A share says "
        "how much a point *counts*: R * (x[:, None] - new_means) ** 2.",
        "np.sum((R * x[:, None] - new_means) ** 2, axis=0) / n_k": "You multiplied the points by their shares, which "
        "moves them. A share says how much a point *counts*: R * (x[:, None] - new_means) ** 2.",
        "variances": "You returned the old variances. Compute them from the shares and the new means.",
        "np.sum(R * (x[:, None] - np.mean(x)) ** 2, axis=0) / n_k": "You measured from the mean of all points. Each "
        "component's variance is measured from its own new mean.",
    },
)
em_step.instead_of(
    "return n_k / len(x), new_means, new_variances",
    {
        "return n_k, new_means, new_variances": "The weights are counts. Divide n_k by n, so that they add up to 1.",
        "return weights, new_means, new_variances": "The weights change, too: the new ones are n_k / n.",
        "return new_means, new_variances, n_k / len(x)": "All three are right, but in the wrong order: weights, means, "
        "variances.",
        "return new_means, new_variances": "The new weights are missing: return n_k / n first.",
        "return R": "Those are the responsibilities, the first half of a step. Now compute the new mixture from them.",
        "return np.max(R, axis=0), new_means, new_variances": "The new weight of a component is the *average* of its "
        "shares, n_k / n.",
        "return n_k / np.max(n_k), new_means, new_variances": "Divide n_k by the number of points, so that the "
        "weights add up to 1.",
        "return n_k / len(means), new_means, new_variances": "You divided by the number of components. The weights are "
        "shares of the *points*: n_k / len(x).",
        "return n_k / len(x) * weights, new_means, new_variances": "The old weights are already in the "
        "responsibilities. The new ones are n_k / n, and nothing else.",
    },
)


@em_step.misconception(
    "You computed the responsibilities again after moving the means. Within one step, they stay as they are: means "
    "and variances come from the same R."
)
def shares_again_after_the_means(x, weights, means, variances):
    w, m, _ = em_step(x, weights, means, variances)
    P = w * np.exp(-((x[:, None] - m) ** 2) / (2 * variances)) / np.sqrt(2 * np.pi * variances)
    R = P / np.sum(P, axis=1, keepdims=True)
    return w, m, np.sum(R * (x[:, None] - m) ** 2, axis=0) / np.sum(R, axis=0)


@em_step.misconception(
    "Your n_k comes from the old weights. Count again: n_k is the sum of the shares that component k has now."
)
def counts_from_the_old_weights(x, weights, means, variances):
    P = weights * np.exp(-((x[:, None] - means) ** 2) / (2 * variances)) / np.sqrt(2 * np.pi * variances)
    R = P / np.sum(P, axis=1, keepdims=True)
    n_k = len(x) * weights
    m = R.T @ x / n_k
    return weights, m, np.sum(R * (x[:, None] - m) ** 2, axis=0) / n_k


@em_step.misconception("That is two steps. Take one.")
def two_steps(x, weights, means, variances):
    return em_step(x, *em_step(x, weights, means, variances))


@em_step.misconception(
    "np.sum(P, axis=1) is a row of n numbers, and does not fit a table with K columns. With keepdims=True it is a "
    "column, and each row of P is divided by its own sum."
)
def without_keepdims(x, weights, means, variances):
    P = weights * np.exp(-((x[:, None] - means) ** 2) / (2 * variances)) / np.sqrt(2 * np.pi * variances)
    R = P / np.sum(P, axis=1)
    n_k = np.sum(R, axis=0)
    m = R.T @ x / n_k
    return n_k / len(x), m, np.sum(R * (x[:, None] - m) ** 2, axis=0) / n_k
