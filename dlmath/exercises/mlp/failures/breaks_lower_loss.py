"""breaks_lower_loss: where the network with the lower loss makes more mistakes."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="Return `p, q`, arrays of equal length with the probabilities that two networks gave to the right class of "
    "each "
    "example, for which `lower_loss` names the network that makes *more* mistakes. (Probabilities lie strictly "
    "between 0 "
    "and 1, none is exactly ½, and a number below ½ is a mistake.)",
    hints=[
        "−log p is large where a network is sure and wrong, and hardly above 0 where it is sure and right.",
        "Let one network make no mistake but hesitate everywhere, with probabilities near 0.51.",
        "Let the other be nearly certain of most examples, and only just wrong in one: 0.49.",
    ],
)
def breaks_lower_loss():
    """Probabilities of the right class, by two networks."""
    # p hesitates and is right twice; q is sure of one example and just misses the other.
    return np.array([0.51, 0.51]), np.array([0.99, 0.49])


def fewer_mistakes(p, q):
    return "p" if np.sum(p < 0.5) < np.sum(q < 0.5) else "q"


@breaks_lower_loss.breaks(fewer_mistakes)
def lower_loss(p, q):
    loss_p, loss_q = np.mean(-np.log(p)), np.mean(-np.log(q))
    return "p" if loss_p < loss_q else "q"


@breaks_lower_loss.law("p and q are one-dimensional arrays of the same length", form=True)
def _(answer):
    p, q = answer()
    arrays = isinstance(p, np.ndarray) and isinstance(q, np.ndarray)
    return arrays and p.ndim == q.ndim == 1 and len(p) == len(q) > 0


@breaks_lower_loss.law("all probabilities lie strictly between 0 and 1, and none is exactly ½", form=True)
def _(answer):
    both = np.concatenate(answer())
    return bool(np.all((both > 0) & (both < 1) & (both != 0.5)))


@breaks_lower_loss.law("one network makes more mistakes than the other", form=True)
def _(answer):
    p, q = answer()
    return bool(np.sum(p < 0.5) != np.sum(q < 0.5))


@breaks_lower_loss.law("one network has a lower loss than the other", form=True)
def _(answer):
    p, q = answer()
    return not np.isclose(np.mean(np.log(p)), np.mean(np.log(q)), rtol=1e-9, atol=0)


def _worst_first(p, q):
    """The probabilities of the network with more mistakes, then those of the other."""
    return sorted((p, q), key=lambda v: np.sum(v > 0.5))


@breaks_lower_loss.misconception(
    "With a single example, a mistake always costs more: −log p is above log 2 if p is below ½, and below log 2 if "
    "p is above ½. Take two or more.",
    when=lambda p, q: len(p) == 1,
)
def one_example():
    return np.array([0.9]), np.array([0.3])


@breaks_lower_loss.misconception(
    "The network with more mistakes is very sure of some of them, and that costs a lot. Let it be wrong only "
    "by a little, such as 0.49.",
    when=lambda p, q: bool(_worst_first(p, q)[0].min() < 0.3),
)
def sure_and_wrong():
    return np.array([0.6, 0.7, 0.8]), np.array([0.9, 0.9, 0.05])


@breaks_lower_loss.misconception(
    "The network with fewer mistakes is quite sure where it is right, so its loss is low as well. Let it hesitate: "
    "0.51 "
    "everywhere.",
    when=lambda p, q: bool(np.mean(_worst_first(p, q)[1]) > 0.65),
)
def sure_and_right():
    return np.array([0.9, 0.8]), np.array([0.9, 0.45])


@breaks_lower_loss.misconception(
    "The network with more mistakes is wrong everywhere, so its loss is above log 2. Let it be right somewhere, and "
    "nearly certain: 0.99.",
    when=lambda p, q: bool(np.all(_worst_first(p, q)[0] < 0.5)),
)
def wrong_everywhere():
    return np.array([0.55, 0.55]), np.array([0.45, 0.45])


@breaks_lower_loss.misconception(
    "The network with more mistakes isn't sure enough where it is right. There its loss must nearly vanish, to make "
    "up for the mistakes: try 0.99.",
    when=lambda p, q: True,
)
def not_sure_enough():
    return np.array([0.55, 0.55]), np.array([0.56, 0.45])
