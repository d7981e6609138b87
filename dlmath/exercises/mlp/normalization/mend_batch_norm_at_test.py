"""mend_batch_norm_at_test: a network that asks its test batch for statistics."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="This function should go through the `batches` of training, a list of arrays of shape `(n, d)`, and "
    "update the running mean and variance after each. They start at 0 and 1, and move by the share `m`. Then it "
    "should normalize `X`, of shape `(k, d)`, the way it is done *after* training, without γ and β. (The variance "
    "divides by $n$, as `np.var` does.) It runs, but it has two mistakes. Fix them.",
    hints=[
        "Hand it a single example as X. What comes out, whatever the example?",
        "The line after the loop throws away everything that was remembered. And with m = 0.1, which share of the "
        "old mean should be kept?",
        "Delete the line after the loop, and write mean = (1 - m) * mean + m * np.mean(B, axis=0).",
    ],
    also=(),
)
def mend_batch_norm_at_test(batches, X, m, epsilon=1e-5):
    """X, normalized as after training on the batches."""
    mean, variance = np.zeros(X.shape[1]), np.ones(X.shape[1])
    for B in batches:
        # The share m comes from the new batch, the rest is kept.
        mean = (1 - m) * mean + m * np.mean(B, axis=0)
        variance = (1 - m) * variance + m * np.var(B, axis=0)
    # After training, the statistics are those that were remembered. X has no say in them.
    return (X - mean) / np.sqrt(variance + epsilon)


@mend_batch_norm_at_test.start(
    "X is normalized with its own statistics, so what the loop remembers is thrown away. After training, the *running* "
    "mean and variance are used. Then look at the loop: m should be the share of the new batch, and 1 − m the share "
    "that is kept."
)
def asks_the_test_batch(batches, X, m, epsilon=1e-5):
    """X, normalized as after training on the batches."""
    mean, variance = np.zeros(X.shape[1]), np.ones(X.shape[1])
    for B in batches:
        mean = m * mean + (1 - m) * np.mean(B, axis=0)
        variance = m * variance + (1 - m) * np.var(B, axis=0)
    mean, variance = np.mean(X, axis=0), np.var(X, axis=0)
    return (X - mean) / np.sqrt(variance + epsilon)


def _batches(rng, n_batches, n, d):
    return [rng.normal(rng.normal(2.0, 1.0), 2.0, size=(n, d)) for _ in range(n_batches)]


@mend_batch_norm_at_test.cases
def cases(rng):
    return [
        ([np.array([[1.0], [3.0]])], np.array([[4.0], [0.0]]), 0.25),
        ([np.array([[1.0, 0.0], [5.0, 4.0]]), np.array([[2.0, 2.0], [4.0, 8.0]])], np.array([[3.0, 1.0]]), 0.2, 1e-5),
        ([np.array([[1, 0], [5, 4]]), np.array([[2, 2], [4, 8]])], np.array([[3, 1], [2, 2]]), 0.4, 0.5),
        (_batches(rng, 3, 4, 3), rng.normal(size=(3, 3)), 0.1, 0.1),
        (_batches(rng, 5, 3, 2), rng.normal(size=(4, 2)), 0.3, 1e-5),
        (_batches(rng, 4, 5, 3), rng.normal(size=(5, 3)), 0.7, 0.2),
    ]


@mend_batch_norm_at_test.edge_cases
def edge_cases(rng):
    return [
        ([], rng.normal(size=(3, 2)), 0.1, 1e-5),
        (_batches(rng, 2, 3, 2), rng.normal(size=(1, 2)), 0.1, 1e-5),
        (_batches(rng, 2, 3, 2), rng.normal(size=(3, 2)), 1.0, 1e-5),
        (_batches(rng, 2, 3, 2), rng.normal(size=(3, 2)), 0.0, 1e-5),
        (_batches(rng, 60, 4, 2), rng.normal(size=(3, 2)), 0.1, 1e-5),
        (_batches(rng, 3, 4, 2), 1e6 * rng.normal(size=(3, 2)), 0.2, 1e-5),
        ([np.full((3, 2), 7.0)] * 2, np.full((2, 2), 7.0), 0.2, 1e-5),
    ]


@mend_batch_norm_at_test.law("each example of X gets the same result alone as in company")
def _(f, batches, X, m, epsilon=1e-5):
    whole = f(batches, X, m, epsilon)
    return all(
        np.allclose(f(batches, X[i : i + 1], m, epsilon)[0], whole[i], rtol=1e-9, atol=1e-9) for i in range(len(X))
    )


PROBE = [np.array([[1.0, 2.0], [3.0, 6.0]])]  # with the means 2 and 4


@mend_batch_norm_at_test.symptom(
    "The statistics of X: what comes out for an example depends on what else is in X, so the mean or the variance "
    "of X plays a part. After training, only the running statistics count."
)
def depends_on_the_company(f):
    one, other = (f(PROBE, np.array([[4.0, 5.0], [0.0, y], [1.0, 3.0]]), 0.25)[0] for y in (2.0, 9.0))
    return not np.allclose(one, other)


@mend_batch_norm_at_test.symptom(
    "The shares: with m = 0.25, one batch with the mean 2 should move the running mean from 0 to 0.5. Here the new "
    "batch gets the share 1 − m."
)
def swapped_shares(f):
    # The example at the wrong means, 1.5 and 3, comes out as 0.
    return np.allclose(f(PROBE, np.array([[1.5, 3.0], [2.5, 7.0]]), 0.25)[0], 0)


mend_batch_norm_at_test.instead_of(
    "(1 - m) * mean + m * np.mean(B, axis=0)",
    {
        "m * mean + (1 - m) * np.mean(B, axis=0)": "The shares of the running mean are still swapped: the new batch "
        "gets m.",
        "mean + m * np.mean(B, axis=0)": "The old mean doesn't fade. It keeps the share 1 − m.",
        "np.mean(B, axis=0)": "The mean forgets everything but the last batch. It should move by the share m.",
        "(1 - m) * mean + np.mean(B, axis=0)": "The new batch counts in full. It gets the share m.",
        "(1 - m) * mean + m * np.mean(X, axis=0)": "You averaged X. During training, the batches B are averaged.",
        "(1 - m) * mean + m * np.mean(B)": "You averaged the whole batch into one number. Each feature has its own "
        "mean: axis=0.",
        "(1 - m) * mean + m * np.sum(B, axis=0)": "You added up the batch. Take its mean.",
        "(mean + np.mean(B, axis=0)) / 2": "You took half of each. The shares are 1 − m and m.",
        "(1 + m) * mean - m * np.mean(B, axis=0)": "The mean moves away from the batch. It should move toward it.",
    },
)
mend_batch_norm_at_test.instead_of(
    "(1 - m) * variance + m * np.var(B, axis=0)",
    {
        "m * variance + (1 - m) * np.var(B, axis=0)": "The shares of the running variance are still swapped: the new "
        "batch gets m.",
        "(1 - m) * variance + m * np.std(B, axis=0)": "You mixed in the standard deviation. The running number is a "
        "*variance*.",
        "variance + m * np.var(B, axis=0)": "The old variance doesn't fade. It keeps the share 1 − m.",
        "(1 - m) * variance + m * np.mean((B - mean) ** 2, axis=0)": "The variance of a batch is taken around its own "
        "mean, not around the running one: np.var(B, axis=0).",
        "np.var(B, axis=0)": "The variance forgets everything but the last batch. It should move by the share m.",
        "(1 - m) * variance + m * np.var(B)": "You took the variance of the whole batch. Each feature has its own: "
        "axis=0.",
        "(1 - m) * variance + np.var(B, axis=0)": "The new batch counts in full. It gets the share m.",
        "(1 - m) * variance + m * np.var(X, axis=0)": "You used the variance of X. During training, it is that of the "
        "batches B.",
        "(1 - m) * variance + m * np.var(B, axis=0, ddof=1)": "You divided by n − 1. Frameworks do that here, but "
        "this exercise asks for plain np.var: divide by n.",
    },
)
mend_batch_norm_at_test.instead_of(
    "return (X - mean) / np.sqrt(variance + epsilon)",
    {
        "return (X - np.mean(X, axis=0)) / np.sqrt(variance + epsilon)": "The variance is the running one, but the "
        "mean is still that of X. Use the running mean, too.",
        "return (X - mean) / np.sqrt(np.var(X, axis=0) + epsilon)": "The mean is the running one, but the variance is "
        "still that of X. Use the running variance, too.",
        "return (X - mean) / np.sqrt(np.var(X) + epsilon)": "The variance is still that of X. Use the running one.",
        "return (X - mean) / (np.sqrt(variance) + epsilon)": "epsilon was right: it is added to the variance, before "
        "the root.",
        "return (X - mean) / (variance + epsilon)": "You divided by the variance. The root was right.",
        "return (X - mean) / np.sqrt(variance)": "epsilon was right: add it to the variance before the root.",
        "return (X - np.mean(batches[-1], axis=0)) / np.sqrt(np.var(batches[-1], axis=0) + epsilon) if len(batches) "
        "else X / np.sqrt(1 + epsilon)": "You used the statistics of the last batch. Use the running ones, which "
        "remember all batches.",
        "return mean, variance": "You returned the running statistics. Return the normalized X.",
    },
)


def _shares(kept, taken):
    def run(batches, X, m, epsilon=1e-5):
        mean, variance = np.zeros(X.shape[1]), np.ones(X.shape[1])
        for B in batches:
            mean = kept(m) * mean + taken(m) * np.mean(B, axis=0)
            variance = kept(m) * variance + taken(m) * np.var(B, axis=0)
        return (X - mean) / np.sqrt(variance + epsilon)

    return run


@mend_batch_norm_at_test.misconception(
    "X is now normalized with the running statistics. But their shares are still swapped: the new batch gets m, and "
    "1 − m is kept."
)
def still_swapped(batches, X, m, epsilon=1e-5):
    return _shares(lambda m: m, lambda m: 1 - m)(batches, X, m, epsilon)


@mend_batch_norm_at_test.misconception(
    "You included X as one more batch before normalizing it. After training, the statistics are fixed."
)
def learns_from_the_test(batches, X, m, epsilon=1e-5):
    return mend_batch_norm_at_test.reference([*batches, X], X, m, epsilon)


@mend_batch_norm_at_test.misconception("Your loop returns after the first batch: the return belongs after the loop.")
def returns_too_soon(batches, X, m, epsilon=1e-5):
    return mend_batch_norm_at_test.reference(batches[:1], X, m, epsilon)


@mend_batch_norm_at_test.misconception(
    "You took the plain average over all batches. The running statistics start at 0 and 1, and move by the share m."
)
def plain_average(batches, X, m, epsilon=1e-5):
    if not len(batches):
        return X / np.sqrt(1 + epsilon)
    mean = np.mean([np.mean(B, axis=0) for B in batches], axis=0)
    variance = np.mean([np.var(B, axis=0) for B in batches], axis=0)
    return (X - mean) / np.sqrt(variance + epsilon)


@mend_batch_norm_at_test.misconception(
    "You put all batches into one table. The running statistics start at 0 and 1, and move by the share m after each "
    "batch."
)
def one_table(batches, X, m, epsilon=1e-5):
    table = np.concatenate(batches)
    return (X - np.mean(table, axis=0)) / np.sqrt(np.var(table, axis=0) + epsilon)


@mend_batch_norm_at_test.misconception(
    "You standardized each example by its own mean and variance: that is layer norm. Here each feature is normalized "
    "by its running mean and variance."
)
def each_row_by_itself(batches, X, m, epsilon=1e-5):
    return (X - np.mean(X, axis=1, keepdims=True)) / np.sqrt(np.var(X, axis=1, keepdims=True) + epsilon)


@mend_batch_norm_at_test.misconception(
    "The old statistics and the new batch have the same share, m. What is kept is 1 − m, so that the shares add "
    "up to 1."
)
def equal_shares(batches, X, m, epsilon=1e-5):
    return _shares(lambda m: m, lambda m: m)(batches, X, m, epsilon)


@mend_batch_norm_at_test.misconception(
    "You added up the statistics of all batches. The old ones keep the share 1 − m, and the new batch gets m."
)
def adds_up(batches, X, m, epsilon=1e-5):
    return _shares(lambda m: 1, lambda m: 1)(batches, X, m, epsilon)
