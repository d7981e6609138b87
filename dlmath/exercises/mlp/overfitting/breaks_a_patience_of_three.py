"""breaks_a_patience_of_three: a valley behind a ridge that takes longer to cross than anyone waits."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="Return an array of at most 20 validation losses, all above 0, for which training with a patience of 3 "
    "ends *before* the epoch with the lowest loss of all.",
    hints=[
        "Training ends after three epochs in a row without a new lowest loss. What must come after that?",
        "One low value, three values that are not lower, then a value lower than all of them.",
        "np.array([2.0, 3.0, 3.0, 3.0, 1.0]) ends after epoch 4, and epoch 5 would have been the best.",
    ],
)
def breaks_a_patience_of_three():
    """Validation losses whose best epoch is never reached."""
    # Epochs 2, 3 and 4 are not below epoch 1, so epoch 5 is never run.
    return np.array([2.0, 3.0, 3.0, 3.0, 1.0])


def best_epoch(losses):
    return int(np.argmin(losses)) + 1


@breaks_a_patience_of_three.breaks(best_epoch)
def best_epoch_with_patience_3(losses):
    best = 1
    for epoch in range(1, len(losses) + 1):
        if losses[epoch - 1] < losses[best - 1]:
            best = epoch
        if epoch - best == 3:
            break
    return best


@breaks_a_patience_of_three.law("the answer is an array of 1 to 20 finite numbers above 0", form=True)
def _(answer):
    losses = answer()
    fits = isinstance(losses, np.ndarray) and losses.ndim == 1 and 1 <= len(losses) <= 20
    return fits and bool(np.isfinite(losses).all()) and bool((losses > 0).all())


@breaks_a_patience_of_three.misconception(
    "With fewer than five losses, a patience of 3 can't miss any: three epochs without a new best must come first, and "
    "a lower one after them.",
    when=lambda losses: len(losses) < 5,
)
def too_short():
    return np.array([2.0, 3.0, 1.0])


@breaks_a_patience_of_three.misconception(
    "No later loss is below the first one, so the best epoch is the first, and it is not missed. Let a lower one come "
    "after the three bad ones.",
    when=lambda losses: int(np.argmin(losses)) == 0,
)
def only_rises():
    return np.array([1.0, 2.0, 3.0, 4.0, 5.0])


@breaks_a_patience_of_three.misconception(
    "Here the loss falls in every epoch, so the patience is never tried. Let it rise for a while in between.",
    when=lambda losses: bool(np.all(np.diff(losses) < 0)),
)
def always_falls():
    return np.array([5.0, 4.0, 3.0, 2.0, 1.0])


@breaks_a_patience_of_three.misconception(
    "Here training gets as far as the epoch with the lowest loss. Let three epochs pass without a new lowest loss, "
    "and the lowest of all come after them.",
    when=lambda losses: best_epoch_with_patience_3(losses) == best_epoch(losses),
)
def comes_in_time():
    return np.array([3.0, 4.0, 4.0, 2.0, 5.0, 5.0, 1.0])
