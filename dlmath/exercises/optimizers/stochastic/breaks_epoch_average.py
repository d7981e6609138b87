"""breaks_epoch_average: where the average over the batches of an epoch is not the full gradient."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="Return `g, batch_size`: an array of gradients (one number for each of at least two examples) and a batch "
    "size from 1 to `len(g)` for which `epoch_average` is not the full gradient, `np.mean(g)`.",
    hints=[
        "If all batches are equally large, the average of their means is the mean of everything. When are they not?",
        "Choose a batch size that doesn't divide the number of examples, so that the last batch is smaller.",
        "And let the last batch differ from the others: [1, 1, 4] with batches of two.",
    ],
)
def breaks_epoch_average():
    """Gradients, and the size of a batch."""
    # Batches of two: (1, 1) and (4). Their means 1 and 4 count the same, so the last example counts twice.
    return np.array([1.0, 1.0, 4.0]), 2


def full_gradient(g, batch_size):
    return np.mean(g)


@breaks_epoch_average.breaks(full_gradient)
def epoch_average(g, batch_size):
    means = []
    for start in range(0, len(g), batch_size):
        means.append(np.mean(g[start : start + batch_size]))
    return np.mean(means)


@breaks_epoch_average.law("g is an array of at least two finite numbers", form=True)
def _(answer):
    g = answer()[0]
    return isinstance(g, np.ndarray) and g.ndim == 1 and len(g) >= 2 and bool(np.isfinite(g).all())


@breaks_epoch_average.law("the batch size is a whole number from 1 to the number of examples", form=True)
def _(answer):
    g, batch_size = answer()
    whole = isinstance(batch_size, int | np.integer) and not isinstance(batch_size, bool)
    return whole and 1 <= batch_size <= len(g)


@breaks_epoch_average.misconception(
    "All gradients are the same, so every average of them is, too. Let them differ.",
    when=lambda g, batch_size: bool(np.all(g == g[0])),
)
def all_alike():
    return np.array([2.0, 2.0, 2.0]), 2


@breaks_epoch_average.misconception(
    "With a batch size of 1, every batch is one example, and the average of the means is the mean. Take larger "
    "batches, and let the last one be smaller.",
    when=lambda g, batch_size: batch_size == 1,
)
def single_examples():
    return np.array([1.0, 2.0, 6.0]), 1


@breaks_epoch_average.misconception(
    "There is only one batch, and it holds everything. Take smaller batches, and let the last one be smaller still.",
    when=lambda g, batch_size: batch_size == len(g),
)
def one_batch():
    return np.array([1.0, 2.0, 6.0]), 3


@breaks_epoch_average.misconception(
    "Here the batches are all equally large, because the batch size divides the number of examples. Then each example "
    "counts the same. Choose one that leaves a remainder.",
    when=lambda g, batch_size: len(g) % batch_size == 0,
)
def it_divides():
    return np.array([1.0, 2.0, 6.0, 3.0]), 2


@breaks_epoch_average.misconception(
    "The last batch is smaller, as it should be. But its mean is that of the others, so it does no harm that it "
    "counts too much. Let the last examples stand out.",
    when=lambda g, batch_size: bool(np.isclose(np.mean(g[: len(g) // batch_size * batch_size]), np.mean(g))),
)
def harmless_rest():
    return np.array([1.0, 3.0, 2.0]), 2
