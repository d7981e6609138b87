"""raise_a_false_alarm: a tiny determinant in many dimensions, and a matrix that is easy to undo."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="hard",
    task="Write a function without parameters that returns a harmless square matrix for which `looks_singular` returns "
    "`True`. *Harmless* means that it has an inverse and that no entry of the inverse is larger than 10 in absolute "
    "value.",
    hints=[
        "The determinant is a factor for volumes. Which maps make volumes tiny, and are still easy to undo?",
        "0.1 times the identity has the inverse 10 times the identity. A cube of side 1 becomes one of side 0.1: what "
        "is its volume in n dimensions?",
        "0.1ⁿ is below 10⁻⁶ if n is at least 7.",
    ],
)
def raise_a_false_alarm():
    """A harmless square matrix that looks_singular warns about."""
    # Undone by multiplying by 10, and yet the determinant is 0.1⁸.
    return 0.1 * np.eye(8)


def is_square(A):
    return np.ndim(A) == 2 and np.shape(A)[0] == np.shape(A)[1] > 0


def largest_of_inverse(A):
    try:
        return float(np.abs(np.linalg.inv(A)).max())
    except np.linalg.LinAlgError:
        return np.inf


def is_harmful(A):
    return largest_of_inverse(A) > 10 * (1 + 1e-9) if is_square(A) else None


@raise_a_false_alarm.breaks(is_harmful)
def looks_singular(A):
    return bool(abs(np.linalg.det(A)) < 1e-6)


@raise_a_false_alarm.law("the answer is a square matrix", form=True)
def _(answer):
    return is_square(answer())


@raise_a_false_alarm.law("the matrix is harmless, and yet the alarm goes off")
def _(answer):
    return looks_singular(answer())


@raise_a_false_alarm.misconception(
    "This matrix has no inverse, so the alarm is right. Look for one that is easy to undo.",
    when=lambda A: largest_of_inverse(A) == np.inf,
)
def singular():
    return np.zeros((3, 3))


@raise_a_false_alarm.misconception(
    "The alarm goes off, but the inverse has an entry larger than 10, so it may be right. In fewer than five "
    "dimensions every such matrix has one. Take more dimensions, and no smaller entries than you need.",
    when=lambda A: len(A) < 7 and looks_singular(A) and largest_of_inverse(A) > 10,
)
def tiny_entries():
    return 1e-4 * np.eye(2)


@raise_a_false_alarm.misconception(
    "The alarm goes off, but the inverse has an entry larger than 10, so it may be right. There are dimensions enough. "
    "The entries are too small to be undone by a factor of 10, or they pile up in the inverse: keep to the diagonal, "
    "and make nothing on it smaller than 0.1.",
    when=lambda A: looks_singular(A) and largest_of_inverse(A) > 10,
)
def too_small_or_piled_up():
    return 0.5 * np.eye(25) + np.eye(25, k=1)


@raise_a_false_alarm.misconception(
    "This matrix is harmless, but its determinant is not below 10⁻⁶, so there is no alarm. Shrink everything, though "
    "not so far that an entry of the inverse passes 10, and use more dimensions.",
    when=lambda A: not looks_singular(A) and largest_of_inverse(A) <= 10,
)
def no_alarm():
    return 0.1 * np.eye(3)


@raise_a_false_alarm.misconception(
    "Neither holds: the determinant is not below 10⁻⁶, so there is no alarm, and the inverse has an entry larger than "
    "10, so the matrix is not harmless. Take entries of 0.1 on the diagonal, and more dimensions.",
    when=lambda A: not looks_singular(A) and 10 < largest_of_inverse(A) < np.inf,
)
def neither():
    return np.diag([1e6, 1e-7])
