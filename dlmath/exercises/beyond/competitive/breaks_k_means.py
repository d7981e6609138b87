"""breaks_k_means: a start from which k-means stops at a poor solution."""

import numpy as np

from dlmath.exercises import exercise

TASK = """Here is k-means for plain numbers. A center that wins nothing stays where it is, and of equally near centers
the first wins. It returns the distortion at the end: the mean squared distance to the nearest center.

```python
def plain_k_means(x, centers):
    centers = np.array(centers, dtype=float)
    for _ in range(100):
        c = np.argmin(np.abs(x[:, None] - centers), axis=1)
        for j in np.unique(c):
            centers[j] = np.mean(x[c == j])
    return np.mean(np.min((x[:, None] - centers) ** 2, axis=1))
```

Return `x`, an array of 4 to 12 different numbers between −100 and 100, and `centers`, an array of three different
numbers *that occur in* `x`, such that the distortion at the end is more than ten times the smallest distortion
that three centers can have."""


@exercise(
    weight="standard",
    task=TASK,
    hints=[
        "Think of three groups of numbers. Where should the three centers be? From which starts can't they get there?",
        "A center moves only to the mean of what it wins. Start two centers in the same group, far from the others.",
        "x = [0, 1, 10, 11, 20, 21], and centers at 0, 1, and 10: who wins the numbers from 10 to 21?",
    ],
)
def breaks_k_means():
    """Numbers and three centers from which k-means ends badly."""
    # Two centers share the first group, and one is left for the two others.
    return np.array([0.0, 1.0, 10.0, 11.0, 20.0, 21.0]), np.array([0.0, 1.0, 10.0])


def best_distortion(x, centers):
    """The smallest distortion: in order, the three groups stand one after another."""
    x = np.sort(np.asarray(x, dtype=float))
    n = len(x)

    def spread(a, b):
        return np.sum((x[a:b] - np.mean(x[a:b])) ** 2)

    pairs = [(i, j) for i in range(1, n - 1) for j in range(i + 1, n)]
    return float(min(spread(0, i) + spread(i, j) + spread(j, n) for i, j in pairs) / n)


@breaks_k_means.breaks(best_distortion, beside="the best three centers give")
def plain_k_means(x, centers):
    x, centers = np.asarray(x, dtype=float), np.array(centers, dtype=float)
    for _ in range(100):
        c = np.argmin(np.abs(x[:, None] - centers), axis=1)
        for j in np.unique(c):
            centers[j] = np.mean(x[c == j])
    return float(np.mean(np.min((x[:, None] - centers) ** 2, axis=1)))


def _given(answer):
    x, centers = answer()
    return np.asarray(x, dtype=float), np.asarray(centers, dtype=float)


@breaks_k_means.law("x holds 4 to 12 different numbers from −100 to 100", form=True)
def _(answer):
    x, _ = _given(answer)
    fits = x.ndim == 1 and 4 <= len(x) <= 12 and bool(np.all(np.abs(x) <= 100))
    return fits and len(np.unique(x)) == len(x)


@breaks_k_means.law("centers holds three different numbers that occur in x", form=True)
def _(answer):
    x, centers = _given(answer)
    return centers.shape == (3,) and len(np.unique(centers)) == 3 and bool(np.all(np.isin(centers, x)))


@breaks_k_means.law("the distortion at the end is more than ten times the smallest one")
def _(answer):
    x, centers = _given(answer)
    return plain_k_means(x, centers) > 10 * best_distortion(x, centers)


def _ratio(x, centers):
    return plain_k_means(x, centers) / max(best_distortion(x, centers), 1e-300)


@breaks_k_means.misconception(
    "From this start, k-means finds the best solution. Give two of the centers to one group, so that a single center "
    "is left for the two others.",
    when=lambda x, centers: _ratio(x, centers) < 1 + 1e-9,
)
def one_each():
    return np.array([0.0, 1.0, 10.0, 11.0, 20.0, 21.0]), np.array([0.0, 10.0, 20.0])


@breaks_k_means.misconception(
    "This does end in a poor solution, but its distortion is not more than ten times the smallest. Make the "
    "groups tighter, or move them farther apart.",
    when=lambda x, centers: 1 + 1e-9 <= _ratio(x, centers) <= 10,
)
def too_mild():
    return np.array([0.0, 3.0, 10.0, 13.0, 20.0, 23.0]), np.array([0.0, 3.0, 10.0])
