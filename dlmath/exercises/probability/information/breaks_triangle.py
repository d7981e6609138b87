"""breaks_triangle: a detour that is shorter than the direct route."""

import numpy as np

from dlmath.exercises import exercise


def _distributions(p, q, r):
    arrays = [np.asarray(v, dtype=float) for v in (p, q, r)]
    fine = all(
        v.ndim == 1
        and len(v) >= 2
        and v.shape == arrays[0].shape
        and np.all(np.isfinite(v))
        and np.all(v > 0)
        and abs(v.sum() - 1) < 1e-6
        for v in arrays
    )
    if not fine:
        raise ValueError(
            "p, q, and r must be three arrays of the same length, each with positive numbers that sum to 1"
        )
    return arrays


def _kl(p, q):
    return float(np.sum(p * np.log2(p / q)))


def _ways(p, q, r):
    p, q, r = _distributions(p, q, r)
    return _kl(p, r), _kl(p, q) + _kl(q, r)


def truly(p, q, r):
    """Whether the detour is at least as long, up to rounding."""
    direct, detour = _ways(p, q, r)
    return direct <= detour + 1e-9


@exercise(
    weight="hard",
    task="A distance obeys the triangle inequality: a detour is never shorter. So if KL were a distance, then for "
    "all $p$, $q$, and $r$ we would have $D_{\\mathrm{KL}}(p \\parallel r) \\le D_{\\mathrm{KL}}(p \\parallel q) + "
    "D_{\\mathrm{KL}}(q \\parallel r)$, and `detour_is_longer(p, q, r)` could always return `True`. Return three "
    "arrays `p, q, r` for which that is wrong. Each contains two or more probabilities that add up to 1, none of "
    "them 0.",
    hints=[
        "Two outcomes are enough. Let p be the fair coin, [0.5, 0.5]. For which r is the direct route very expensive?",
        "r = [0.99, 0.01] hardly expects what p does half the time. Put q between the two.",
        "With q = [0.75, 0.25], the detour costs 0.21 + 0.86 bits and the direct route 2.33.",
    ],
)
def breaks_triangle():
    """Three distributions: the detour over q is shorter."""
    # r nearly rules out what p does half of the time, which is expensive. q does it less often, and so costs less.
    # (Any q works whose entries lie strictly between those of p and r, wherever these differ.)
    return np.array([0.5, 0.5]), np.array([0.75, 0.25]), np.array([0.99, 0.01])


@breaks_triangle.breaks(truly)
def detour_is_longer(p, q, r):
    return True


@breaks_triangle.law("the answer is three arrays of the same length, of positive numbers that sum to 1", form=True)
def _(answer):
    try:
        _distributions(*answer())
    except (ValueError, TypeError):
        return False
    return True


def _same(one, other):
    return np.allclose(one, other, rtol=0, atol=1e-9)


@breaks_triangle.misconception(
    "Your p and r are the same, so the direct route costs nothing, and no detour is shorter than that.",
    when=lambda p, q, r: _same(p, r),
)
def there_and_back():
    return np.array([0.5, 0.5]), np.array([0.9, 0.1]), np.array([0.5, 0.5])


@breaks_triangle.misconception(
    "Your q is the same as p or r, so the detour is the direct route. Put q between them.",
    when=lambda p, q, r: _same(p, q) or _same(q, r),
)
def no_detour():
    return np.array([0.5, 0.5]), np.array([0.5, 0.5]), np.array([0.9, 0.1])


@breaks_triangle.misconception(
    "In this order, the detour is not shorter. Swap p and r: in the other direction, it works.",
    when=lambda p, q, r: not truly(r, q, p),
)
def the_other_direction():
    return np.array([0.1, 0.3, 0.6]), np.array([0.5, 0.3, 0.2]), np.array([0.6, 0.1, 0.3])


@breaks_triangle.misconception(
    "Here the detour is not shorter. Give each outcome a probability in q that lies strictly between those in p and r: "
    "then the detour always saves something.",
    when=truly,
)
def out_of_the_way():
    return np.array([0.5, 0.5]), np.array([0.1, 0.9]), np.array([0.8, 0.2])
