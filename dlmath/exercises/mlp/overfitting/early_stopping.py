"""early_stopping: wait a few epochs for a better one, then go back to the best."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="`losses` holds the validation loss after each epoch that could be run, starting with epoch 1. Training "
    "ends after `patience` epochs in a row without a new lowest loss, or with the last entry. Return `stopped, "
    "best`: the number of the last epoch that is run, and the number of the epoch with the lowest loss up to then "
    "(the first of them, if there are several). With `[5, 3, 4, 3, 2]` and a patience of 2, training ends after "
    "epoch 4, and the best is epoch 2.",
    hints=[
        "Walk through the epochs and remember the number of the best one so far. When is the wait too long?",
        "If this loss is smaller than that of the best epoch, this epoch is the new best. Then compare epoch − best "
        "with the patience.",
        "for epoch in range(1, len(losses) + 1): its loss is losses[epoch - 1]. If epoch - best == patience, return "
        "epoch, best. After the loop, return len(losses), best.",
    ],
    also=("small", "long"),
)
def early_stopping(losses, patience):
    """The last epoch that is run, and the best one until then."""
    best = 1
    for epoch in range(1, len(losses) + 1):
        # Only what is truly less counts as better.
        if losses[epoch - 1] < losses[best - 1]:
            best = epoch
        if epoch - best == patience:
            return epoch, best
    return len(losses), best


@early_stopping.cases
def cases(rng):
    slow = np.round(2 + np.cos(np.arange(40) / 4) + np.arange(40) / 30, 3)
    return [
        (np.array([5.0, 3.0, 4.0, 6.0, 2.0]), 2),
        (np.array([5.0, 3.0, 4.0, 3.0, 2.0]), 2),
        (np.array([4.0, 3.0, 2.0, 2.5, 1.0]), 3),
        (np.array([3.0, 4.0, 2.0, 5.0, 6.0, 2.5, 1.0]), 3),
        (np.array([6.0, 5.0, 5.5, 4.0, 4.5, 4.2, 3.0, 3.5, 3.6, 3.7, 1.0]), 3),
        (rng.normal(size=12) + 5, 4),
        (slow, 6),
        (slow, 14),
    ]


@early_stopping.edge_cases
def edge_cases(rng):
    return [
        (np.array([2.0]), 1),
        (np.array([2.0, 3.0]), 1),
        (np.array([1.0, 2.0, 3.0, 4.0]), 3),
        (np.array([1.0, 2.0, 3.0]), 3),
        (np.array([4.0, 3.0, 2.0, 1.0]), 1),
        (np.array([2.0, 2.0, 2.0, 2.0]), 2),
        (np.array([3, 1, 2, 2, 0]), 2),
        (np.append(np.linspace(3, 1, 100), np.linspace(1.1, 2, 100)), 10),
    ]


@early_stopping.law("training never goes on longer than the patience after the best epoch")
def _(f, losses, patience):
    stopped, best = f(losses, patience)
    return stopped - best <= patience


@early_stopping.law("the best epoch has the lowest loss of those that were run")
def _(f, losses, patience):
    stopped, best = f(losses, patience)
    return losses[best - 1] == np.min(losses[:stopped])


early_stopping.instead_of(
    "losses[epoch - 1] < losses[best - 1]",
    {
        "losses[epoch - 1] <= losses[best - 1]": "An equal loss is not lower. With ≤, a loss that stays the same "
        "restarts the wait: use <.",
        "losses[epoch - 1] > losses[best - 1]": "Your best epoch is the one with the *largest* loss. Use <.",
        "losses[epoch - 1] < losses[epoch - 2]": "You compare with the epoch before. A loss can fall a little and "
        "still be above the lowest one: compare with the best so far.",
    },
)
early_stopping.instead_of(
    "        if epoch - best == patience:",
    {
        "        if epoch - best > patience:": "You wait one epoch too long. After `patience` epochs without a new "
        "best, it's over: epoch - best == patience.",
        "        if epoch - best == patience + 1:": "You wait one epoch too long. After `patience` epochs without a "
        "new best, it's over: epoch - best == patience.",
        "        if epoch - best == patience - 1:": "You stop one epoch too early. `patience` epochs must have passed "
        "without a new best.",
        "        if epoch == patience:": "You stop at epoch number `patience`, whatever the losses. Count from the "
        "best epoch: epoch - best.",
        "        if epoch > best:": "You stop at the first epoch without a new best. Wait for `patience` of them.",
    },
)
early_stopping.instead_of(
    "            return epoch, best",
    {
        "            return best, epoch": "The order is stopped, best: the last epoch that is run comes first.",
        "            return epoch - 1, best - 1": "You count epochs from 0. The first entry belongs to epoch 1.",
        "            return epoch, losses[best - 1]": "That is the lowest loss. Return the number of its epoch.",
        "            return best, best": "Training went on for `patience` epochs after the best one. The first number "
        "is the last epoch that is run.",
        "            return best": "Return two numbers: the last epoch that is run, and the best.",
        "            return epoch": "Return two numbers: the last epoch that is run, and the best.",
    },
)
early_stopping.instead_of(
    "    return len(losses), best",
    {
        "    return len(losses) - 1, best": "If the patience never runs out, all epochs are run: len(losses) of them.",
        "    return len(losses) + 1, best": "If the patience never runs out, all epochs are run: len(losses) of them.",
        "    return best, best": "If the patience never runs out, all epochs are run, and the last one is len(losses).",
        "    return len(losses), len(losses)": "The last epoch may not be the best. Return the best one so far.",
    },
)


@early_stopping.misconception("You count epochs from 0. The first entry of losses belongs to epoch 1.")
def counts_from_zero(losses, patience):
    stopped, best = early_stopping.reference(losses, patience)
    return stopped - 1, best - 1


@early_stopping.misconception(
    "Your best epoch is that of *all* losses. Once training has ended, later epochs are never run: look only at "
    "those up to then."
)
def best_of_all(losses, patience):
    return early_stopping.reference(losses, patience)[0], int(np.argmin(losses)) + 1


@early_stopping.misconception(
    "You count how often the loss *rises* from one epoch to the next. What counts is how long ago the lowest loss "
    "was: epoch minus best."
)
def counts_rises_in_a_row(losses, patience):
    best, rises = 1, 0
    for epoch in range(2, len(losses) + 1):
        rises = rises + 1 if losses[epoch - 1] > losses[epoch - 2] else 0
        if losses[epoch - 1] < losses[best - 1]:
            best = epoch
        if rises == patience:
            return epoch, best
    return len(losses), best


@early_stopping.misconception(
    "You count all epochs without a new best, and never start again at 0. A new best restarts the wait."
)
def never_starts_anew(losses, patience):
    best, waited = 1, 0
    for epoch in range(2, len(losses) + 1):
        if losses[epoch - 1] < losses[best - 1]:
            best = epoch
        else:
            waited = waited + 1
        if waited == patience:
            return epoch, best
    return len(losses), best


@early_stopping.misconception("You run all epochs and return the best. Stop when the patience runs out.")
def never_stops(losses, patience):
    return len(losses), int(np.argmin(losses)) + 1


@early_stopping.misconception(
    "Among equal losses, you took the last one as the best. The task asks for the first: an equal loss is not lower."
)
def last_of_equals(losses, patience):
    stopped, _ = early_stopping.reference(losses, patience)
    return stopped, stopped - int(np.argmin(losses[:stopped][::-1]))


@early_stopping.misconception(
    "You compare with the loss `patience` epochs before. What counts is how long ago the *lowest* loss so far was: "
    "epoch minus best."
)
def compares_across_the_patience(losses, patience):
    for epoch in range(patience + 1, len(losses) + 1):
        if losses[epoch - 1] > losses[epoch - 1 - patience]:
            return epoch, int(np.argmin(losses[:epoch])) + 1
    return len(losses), int(np.argmin(losses)) + 1


@early_stopping.misconception(
    "You looked for the lowest of *all* losses and counted from there. Training may have ended before it got that "
    "far: go through the epochs one by one."
)
def counts_from_the_best_of_all(losses, patience):
    best = int(np.argmin(losses)) + 1
    return min(best + patience, len(losses)), best


@early_stopping.misconception(
    "No loss is below the value you begin with, so the first epoch stays the best. Begin with the first loss, or "
    "with np.inf, not with 0."
)
def least_begins_at_zero(losses, patience):
    return min(1 + patience, len(losses)), 1


@early_stopping.misconception(
    "You count the first epoch as one without a new best, so you stop too early. It is the best so far, and the "
    "wait begins after it."
)
def first_epoch_counts_as_waiting(losses, patience):
    best, waited = 1, 0
    for epoch in range(1, len(losses) + 1):
        if losses[epoch - 1] < losses[best - 1]:
            best, waited = epoch, 0
        else:
            waited = waited + 1
        if waited == patience:
            return epoch, best
    return len(losses), best


@early_stopping.misconception(
    "You check whether the patience has run out *before* you look at the new loss. With a new best in that epoch, "
    "training would go on."
)
def asks_before_looking(losses, patience):
    best = 1
    for epoch in range(1, len(losses) + 1):
        if epoch - best == patience:
            return epoch, best
        if losses[epoch - 1] < losses[best - 1]:
            best = epoch
    return len(losses), best


@early_stopping.misconception("Those are the losses of the two epochs. Return the numbers of the epochs.")
def losses_for_epochs(losses, patience):
    stopped, best = early_stopping.reference(losses, patience)
    return losses[stopped - 1], losses[best - 1]


@early_stopping.misconception("That is the lowest loss. Return the number of its epoch.")
def loss_of_the_best(losses, patience):
    stopped, best = early_stopping.reference(losses, patience)
    return stopped, losses[best - 1]


@early_stopping.misconception(
    "No loss is below the value you begin with, so no epoch is ever the best. Begin with the first loss, or with "
    "np.inf, not with 0."
)
def least_begins_at_zero_and_waits(losses, patience):
    return min(patience, len(losses)), 1
