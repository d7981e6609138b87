"""scores_of_new: examples that came later, in coordinates that were found before. A mistake to find and mend."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="The components were found from the known examples `X`, and this function is meant to compute the first `k` "
    "scores of new ones. It runs, and it looks reasonable. But give it a known example as the only new one, and all of "
    "its scores are 0. Find the mistake and fix it.",
    hints=[
        "What is the mean of a single example? And what is left of it when its own mean is subtracted?",
        "A score says how far out an example lies, measured from the middle of the data that the components came from.",
        "Subtract X.mean(axis=0) from X_new.",
    ],
)
def scores_of_new(X, X_new, k):
    """The scores of the rows of X_new on k components of X."""
    mean = X.mean(axis=0)
    _, _, Vt = np.linalg.svd(X - mean, full_matrices=False)
    # v or −v? Make the largest entry positive.
    for i in range(k):
        Vt[i] = Vt[i] * np.sign(Vt[i][np.argmax(np.abs(Vt[i]))])
    # The known examples decide where the middle is.
    return (X_new - mean) @ Vt[:k].T


@scores_of_new.cases
def cases(rng):
    stretched = rng.normal(size=(14, 3)) * [6.0, 3.0, 1.0]
    mixed = stretched @ rng.normal(size=(3, 3)) + [9.0, -4.0, 2.0]
    return [
        (np.array([[0.0, 0.0], [4.0, 0.0], [2.0, 1.0]]), np.array([[5.0, 0.0]]), 1),
        (np.array([[0.0, 0.0], [4.0, 0.0], [2.0, 1.0]]), np.array([[0.0, 0.0], [4.0, 0.0], [2.0, 7.0]]), 2),
        (np.array([[1.0, 1.0], [5.0, 4.0], [9.0, 7.0], [0.0, 1.0]]), np.array([[1.0, 0.0], [2.0, 2.0], [8.0, 1.0]]), 1),
        (mixed, rng.normal(size=(4, 3)) + 5.0, 2),
        (mixed, mixed[:5] + 1.0, 3),
        (100 * mixed, 100 * rng.normal(size=(6, 3)), 1),
    ]


@scores_of_new.edge_cases
def edge_cases(rng):
    X = np.array([[0.0, 0.0], [4.0, 0.0], [2.0, 1.0]])
    return [(X, X[:1], 1), (X, X, 2)]


@scores_of_new.law("an example has the same scores alone as it does among others")
def _(f, X, X_new, k):
    return np.allclose(f(X, X_new[:1], k), f(X, X_new, k)[:1])


@scores_of_new.start(
    "Nothing is mended yet. The new examples are measured from their own mean; measure them from the mean of X, for "
    "which the components were found."
)
def mean_of_the_new(X, X_new, k):
    """The scores of the rows of X_new on k components of X."""
    mean = X.mean(axis=0)
    _, _, Vt = np.linalg.svd(X - mean, full_matrices=False)
    # v or −v? Make the largest entry positive.
    for i in range(k):
        Vt[i] = Vt[i] * np.sign(Vt[i][np.argmax(np.abs(Vt[i]))])
    return (X_new - X_new.mean(axis=0)) @ Vt[:k].T


def _components(X, k, mean):
    _, _, Vt = np.linalg.svd(X - mean, full_matrices=False)
    return np.array([v * np.sign(v[np.argmax(np.abs(v))]) for v in Vt[:k]]), Vt


def _scores(X, X_new, k, off=None, mean=None):
    """Scores with another mean taken off the new examples, or off the known ones before the decomposition."""
    V, _ = _components(X, k, X.mean(axis=0) if mean is None else mean)
    return (X_new - (X.mean(axis=0) if off is None else off)) @ V.T


@scores_of_new.misconception("Now no mean is subtracted from the new examples at all. Subtract the mean of X.")
def no_mean(X, X_new, k):
    return _scores(X, X_new, k, off=0)


@scores_of_new.misconception(
    "The components now come from X without its mean subtracted. They are found from X - mean; leave that line as it "
    "was."
)
def components_not_centered(X, X_new, k):
    return _scores(X, X_new, k, mean=0)


@scores_of_new.misconception(
    "You find the components from the new examples. They were not there yet: the components and the mean come from X "
    "alone."
)
def components_of_the_new(X, X_new, k):
    V, _ = _components(X_new, k, X_new.mean(axis=0))
    return (X_new - X_new.mean(axis=0)) @ V.T


@scores_of_new.misconception(
    "You find mean and components from known and new examples together. Only the known ones count: X.mean(axis=0)."
)
def everything_together(X, X_new, k):
    both = np.concatenate([X, X_new])
    return _scores(both, X_new, k)


@scores_of_new.misconception(
    "The mean of known and new examples together still depends on the new ones. Subtract X.mean(axis=0)."
)
def mean_of_both(X, X_new, k):
    return _scores(X, X_new, k, off=np.concatenate([X, X_new]).mean(axis=0))


@scores_of_new.misconception(
    "Did you average the two means? The middle is that of the known examples: subtract X.mean(axis=0) alone."
)
def average_of_means(X, X_new, k):
    return _scores(X, X_new, k, off=(X.mean(axis=0) + X_new.mean(axis=0)) / 2)


@scores_of_new.misconception(
    "X.mean() is one number for the whole table. Subtract X.mean(axis=0), one number for each column."
)
def one_mean(X, X_new, k):
    return _scores(X, X_new, k, off=X.mean())


@scores_of_new.misconception("axis=1 takes the mean of each example. The middle of the cloud is X.mean(axis=0).")
def mean_of_each_row(X, X_new, k):
    return _scores(X, X_new, k, off=X_new.mean(axis=1, keepdims=True))


@scores_of_new.misconception("You add the mean. It has to be subtracted from the new examples.")
def adds_the_mean(X, X_new, k):
    return _scores(X, X_new, k, off=-X.mean(axis=0))


@scores_of_new.misconception("All signs are flipped: X_new minus the mean, not the mean minus X_new.")
def flipped(X, X_new, k):
    return -_scores(X, X_new, k)


@scores_of_new.misconception(
    "Those are the scores of the known examples. The task asks for those of the new ones: X_new - mean."
)
def scores_of_the_known(X, X_new, k):
    return _scores(X, X, k)


@scores_of_new.misconception("The rows of Vt are the components: Vt[:k].T. You took columns of Vt.")
def columns_of_vt(X, X_new, k):
    V, Vt = _components(X, k, X.mean(axis=0))
    Vt[:k] = V
    return (X_new - X.mean(axis=0)) @ Vt[:, :k]


@scores_of_new.misconception(
    "Those are the rebuilt examples. The scores are the coordinates: (X_new - mean) @ Vt[:k].T."
)
def rebuilt_examples(X, X_new, k):
    V, _ = _components(X, k, X.mean(axis=0))
    return X.mean(axis=0) + _scores(X, X_new, k) @ V


@scores_of_new.misconception("You subtracted two means. Subtract only the mean of X.")
def both_means(X, X_new, k):
    return _scores(X, X_new, k, off=X.mean(axis=0) + X_new.mean(axis=0))


@scores_of_new.misconception(
    "You subtracted the mean of the scores. That centers the new examples again; measure from the mean of X."
)
def centers_the_scores(X, X_new, k):
    z = _scores(X, X_new, k)
    return z - z.mean()


@scores_of_new.misconception("Only k components were asked for: Vt[:k].")
def all_components(X, X_new, k):
    return _scores(X, X_new, X.shape[1])


@scores_of_new.misconception("X_new.mean() is one number, and it comes from the new examples. Subtract X.mean(axis=0).")
def one_mean_of_the_new(X, X_new, k):
    return _scores(X, X_new, k, off=X_new.mean())


@scores_of_new.misconception(
    "You measure from the first known example. The middle is the mean of all of them, X.mean(axis=0)."
)
def from_the_first_example(X, X_new, k):
    return _scores(X, X_new, k, off=X[0])


@scores_of_new.misconception("The components were found from X minus its *mean*. Subtract that, not the median.")
def median_for_mean(X, X_new, k):
    return _scores(X, X_new, k, off=np.median(X, axis=0))


@scores_of_new.misconception("That is the sum of the known examples. Their middle is the mean, X.mean(axis=0).")
def sum_for_mean(X, X_new, k):
    return _scores(X, X_new, k, off=X.sum(axis=0))


@scores_of_new.misconception(
    "You subtract entries of the mean from scores. The mean has one number for each *column of X*: subtract it before "
    "the product."
)
def mean_after_the_product(X, X_new, k):
    return _scores(X, X_new, k, off=0) - X.mean(axis=0)[:k]


@scores_of_new.misconception(
    "You divide by the spread as well. That is another method; the scores need only the mean of X."
)
def standardizes(X, X_new, k):
    V, _ = _components(X, k, X.mean(axis=0))
    return (X_new - X.mean(axis=0)) / X.std(axis=0) @ V.T


@scores_of_new.misconception(
    "The mean is right now, but some signs are not. Keep the loop that makes the largest entry of each component "
    "positive."
)
def keeps_the_signs_of_svd(X, X_new, k):
    mean = X.mean(axis=0)
    return (X_new - mean) @ np.linalg.svd(X - mean, full_matrices=False)[2][:k].T


@scores_of_new.misconception(
    "The new examples moved the mean. It must come from X alone, as the components do: X.mean(axis=0)."
)
def mean_of_both_everywhere(X, X_new, k):
    mean = np.concatenate([X, X_new]).mean(axis=0)
    return _scores(X, X_new, k, off=mean, mean=mean)
