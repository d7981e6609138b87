"""breaks_size_with_half: half a kernel on each side is enough only if it has a middle."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="warm-up",
    task="Return a pair `(n, k)`, with $n$ from 1 to 1,000 and $k$ from 1 to 20, for which a padding of `k // 2` at "
    "each end, with stride 1, changes the size of a row of `n` pixels under a kernel of `k` weights.",
    hints=[
        "With stride 1, there are n + 2p − k + 1 places. When does this equal n?",
        "It takes 2p = k − 1. What are both sides for p = k // 2 and k = 3? And for k = 4?",
        "Any even k will do: then 2 · (k // 2) is k, one too many. For example k = 2.",
    ],
)
def breaks_size_with_half():
    """A row and a kernel for which this padding changes the size."""
    # k = 2 gets a zero at each end: 8 pixels, and 7 places instead of 6.
    return 6, 2


def size_with_half_counted(n, k):
    """The number of places, counted."""
    return len(range(n + 2 * (k // 2) - k + 1))


@breaks_size_with_half.breaks(size_with_half_counted)
def size_with_half(n, k):
    return n


def _pair(answer):
    pair = answer()
    if not isinstance(pair, tuple | list) or len(pair) != 2:
        return None
    whole = all(isinstance(v, int | np.integer) and not isinstance(v, bool) for v in pair)
    return pair if whole else None


@breaks_size_with_half.law("it is a pair (n, k) of whole numbers", form=True)
def _(answer):
    return _pair(answer) is not None


@breaks_size_with_half.law("n is from 1 to 1,000, and k from 1 to 20: the row comes first", form=True)
def _(answer):
    pair = _pair(answer)
    return pair is None or (1 <= pair[0] <= 1000 and 1 <= pair[1] <= 20)


@breaks_size_with_half.misconception(
    "A kernel of one weight gets no padding, and keeps the size: k // 2 is 0, and n − 1 + 1 = n. Try kernels with more "
    "weights.",
    when=lambda n, k: k == 1,
)
def one_weight():
    return 6, 1


@breaks_size_with_half.misconception(
    "The length of the row doesn't matter, and k doesn't need to fit: the padding is added first. Here k is odd, so "
    "2 · (k // 2) = k − 1, and the size stays the same. Which k make these two differ?",
    when=lambda n, k: k % 2 == 1 and k > n,
)
def longer_than_the_row():
    return 2, 5


@breaks_size_with_half.misconception(
    "For an odd kernel, your friend is right: k // 2 is (k − 1) / 2, so both ends together add k − 1 zeros, which is "
    "what the kernel takes away. Which kernels have no pixel in the middle?",
    when=lambda n, k: k % 2 == 1 and 1 < k <= n,
)
def odd_kernel():
    return 7, 3
