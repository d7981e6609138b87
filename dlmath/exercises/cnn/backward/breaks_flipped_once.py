"""breaks_flipped_once: half a turn is two flips, and a mirror hides only one."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="Another friend flips the kernel only from left to right: `flipped_once(K)` returns the gradient of the "
    "pixels for a fixed 2 × 2 $G$. Return a 3 × 3 kernel for which it is wrong, but which looks the same in a mirror: "
    "each "
    "row "
    "reads the same from left to right and from right to left.",
    hints=[
        "Half a turn is a flip from left to right and a flip upside down. What does the first one do to your kernel?",
        "Nothing. So the second flip must do something: the top row must differ from the bottom row.",
        "Ones in the top row and zeros elsewhere will do.",
    ],
)
def breaks_flipped_once():
    """A kernel for which one flip is not enough."""
    # In a mirror it stays as it is; upside down it does not.
    return np.array([[1.0, 1.0, 1.0], [0.0, 0.0, 0.0], [0.0, 0.0, 0.0]])


G = np.array([[1.0, 2.0], [3.0, 5.0]])


def _laid(K):
    """The correlation of G, with two zeros all around, and K."""
    around, out = np.pad(G, 2), np.zeros((4, 4))
    for u in range(3):
        for v in range(3):
            out += K[u, v] * around[u : u + 4, v : v + 4]
    return out


def right_gradient(K):
    """The gradient of the pixels: G under the kernel after half a turn."""
    return _laid(np.flip(np.asarray(K, dtype=float)))


@breaks_flipped_once.breaks(right_gradient)
def flipped_once(K):
    return _laid(np.asarray(K, dtype=float)[:, ::-1])


@breaks_flipped_once.law("it is an array of 3 × 3 finite numbers", form=True)
def _(answer):
    K = np.asarray(answer())
    return K.shape == (3, 3) and K.dtype.kind in "iuf" and bool(np.isfinite(K).all())


@breaks_flipped_once.law("it looks the same in a mirror: its left and right columns are equal", form=True)
def _(answer):
    K = np.asarray(answer())
    return bool(np.array_equal(K, K[:, ::-1]))


@breaks_flipped_once.misconception(
    "This kernel looks the same upside down: its top and bottom rows are equal. So the flip that your friend forgot "
    "changes "
    "nothing. Make the two rows differ.",
    when=lambda K: bool(np.array_equal(K, np.asarray(K)[::-1])),
)
def same_upside_down():
    return np.array([[0.0, 1.0, 0.0], [1.0, -4.0, 1.0], [0.0, 1.0, 0.0]])
