"""moving_average: the mean of the neighbors, with windows that are cut off at the ends."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="Replace each value of `y` by the mean of the `k` values around it: itself, and the $(k-1)/2$ values on "
    "either side. `k` is odd, and `y` has at least one value. Near the ends, some of these neighbors don't exist. "
    "Leave them out, and take the mean of the others. Return an array as long as `y`.",
    hints=[
        "For k = 5, which values belong to the window around y[i]? And around y[0]?",
        "A slice that runs past the end just stops there. One that begins at a negative index does not do what you "
        "want: begin at max(i - h, 0), with h = (k - 1) // 2.",
        "[np.mean(y[max(i - h, 0) : i + h + 1]) for i in range(len(y))], as an array.",
    ],
    forbids=["preprocessing.moving_average"],
    also=("whole", "large", "small", "nearly"),  # long inputs come with any k, also even ones
)
def moving_average(y, k):
    """The mean of the k values around each one."""
    h = k // 2  # on either side
    # A slice stops at the end by itself, but it must not begin before 0.
    return np.array([np.mean(y[max(i - h, 0) : i + h + 1]) for i in range(len(y))])


@moving_average.cases
def cases(rng):
    return [
        (np.array([1.0, 2.0, 6.0, 1.0, 4.0]), 3),
        (np.array([1.0, 2.0, 6.0, 1.0, 4.0, 0.0, 9.0]), 5),
        (np.array([5, 0, 0, 0, 0, 10, 0, 0]), 3),
        (rng.normal(size=12) + 3, 7),
        (rng.normal(size=40), 9),
    ]


@moving_average.edge_cases
def edge_cases(rng):
    return [
        (np.array([3.0, 1.0, 2.0]), 1),
        (np.array([3.0, 1.0, 2.0]), 5),
        (np.array([4.0, 8.0]), 9),
        (np.array([7.0]), 3),
    ]


@moving_average.law("a constant stays what it is, up to its ends")
def _(f, y, k):
    return np.allclose(f(np.full(len(y), 2.5), k), 2.5)


@moving_average.law("reversing the order before or after makes no difference")
def _(f, y, k):
    return np.allclose(f(y[::-1].copy(), k), np.asarray(f(y, k))[::-1])


moving_average.instead_of(
    "np.mean(y[max(i - h, 0) : i + h + 1])",
    {
        "np.sum(y[max(i - h, 0) : i + h + 1]) / k": "Near the ends you divide by k, although fewer than k values are "
        "there, so the ends are pulled toward 0. Divide by how many there are.",
        "np.mean(y[max(i - h, 0) : i + h])": "The slice stops one too early: its end is not included. It has to run to "
        "i + h + 1.",
        "np.mean(y[max(i - h, 0) : min(i + h, len(y) - 1)])": "The end of a slice is not included, so the window is "
        "one value short. It has to run to i + h + 1; past the end of y, a slice stops by itself.",
        "np.mean(y[max(i - h, 0) : min(i + h + 1, len(y) - 1)])": "The last value of y is missing from its windows: "
        "the end of a slice is not included. Past the end of y, a slice stops by itself.",
        "np.mean(y[max(i - h + 1, 0) : i + h + 1])": "The window begins one too late: i − h is its first place.",
        "np.mean(y[max(i - k, 0) : i + k + 1])": "You take k values on *each* side. The whole window has k: h = "
        "(k − 1)/2 on each side.",
        "np.mean(y[max(i - k + 1, 0) : i + 1])": "Your window ends at y[i], so it looks back only. It should reach "
        "equally far to both sides.",
        "np.mean(y[i : i + k])": "Your window begins at y[i], so it looks ahead only. It should reach equally far to "
        "both sides.",
        "np.mean(y[max(i - h, 0) : max(i - h, 0) + k])": "At the beginning you move the window instead of cutting it "
        "off. Its end stays at i + h + 1.",
        "np.median(y[max(i - h, 0) : i + h + 1])": "That is the median. The mean adds the values and divides by their "
        "number.",
        "np.sum(y[max(i - h, 0) : i + h + 1])": "That is the sum. Divide it by the number of values in the window.",
    },
)


@moving_average.misconception(
    "You left out y[i] itself. The window has k values, and the one in the middle is y[i]: i − h to i + h."
)
def without_itself(y, k):
    h, smooth = (k - 1) // 2, []
    for i in range(len(y)):
        others = [*y[max(i - h, 0) : i], *y[i + 1 : i + h + 1]]
        smooth.append(np.mean(others) if others else 0.0)
    return np.array(smooth)


@moving_average.misconception(
    "The result is too short: you skipped the places where the window does not fit. Keep them, and average the values "
    "that are there."
)
def only_where_it_fits(y, k):
    return np.array([np.mean(y[i : i + k]) for i in range(len(y) - k + 1)])


@moving_average.misconception(
    "Near the ends you kept the values as they were. Average those neighbors that exist: y[max(i - h, 0) : i + h + 1]."
)
def ends_as_they_were(y, k):
    h, smooth = (k - 1) // 2, np.array(y, dtype=float)
    for i in range(h, len(y) - h):
        smooth[i] = np.mean(y[i - h : i + h + 1])
    return smooth


@moving_average.misconception(
    "A slice that begins at a negative index counts from the end of y, so the first values are missing. Begin at "
    "max(i - h, 0)."
)
def negative_start(y, k):
    h = (k - 1) // 2
    windows = [y[i - h : i + h + 1] for i in range(len(y))]
    return np.array([np.mean(w) if len(w) else np.nan for w in windows])


@moving_average.misconception(
    "Your window wraps around: before the first value you take the last one. Those neighbors don't exist, so leave "
    "them out."
)
def wraps_around(y, k):
    h = (k - 1) // 2
    return np.array([np.mean(y[np.arange(i - h, i + h + 1) % len(y)]) for i in range(len(y))])


@moving_average.misconception(
    "Near the ends you shorten the window on both sides, to keep it symmetric. Only the neighbors that don't exist are "
    "left out: at the very beginning, the window still reaches to h."
)
def stays_symmetric(y, k):
    n, h = len(y), (k - 1) // 2
    return np.array([np.mean(y[i - min(h, i, n - 1 - i) : i + min(h, i, n - 1 - i) + 1]) for i in range(n)])


@moving_average.misconception(
    "Beyond the ends you mirror the series. The task leaves those neighbors out and averages the others."
)
def mirrors_the_ends(y, k):
    wide = np.pad(y, (k - 1) // 2, mode="symmetric")
    return np.array([np.mean(wide[i : i + k]) for i in range(len(y))])


@moving_average.misconception(
    "You write into the values that you still need: the window then holds means that are finished already. Keep y as "
    "it is, and write into a new array."
)
def overwrites(y, k):
    h, smooth = (k - 1) // 2, np.array(y, dtype=float)
    for i in range(len(smooth)):
        smooth[i] = np.mean(smooth[max(i - h, 0) : i + h + 1])
    return smooth


@moving_average.misconception(
    "np.zeros_like(y) of whole numbers has room for whole numbers only and cuts off the fractions. Use "
    "np.zeros(len(y))."
)
def zeros_like_y(y, k):
    h, smooth = (k - 1) // 2, np.zeros_like(y)
    for i in range(len(y)):
        smooth[i] = np.mean(y[max(i - h, 0) : i + h + 1])
    return smooth


@moving_average.misconception(
    "You repeat the first and the last value beyond the ends. The task leaves those neighbors out and averages the "
    "others."
)
def repeats_the_ends(y, k):
    wide = np.pad(y, (k - 1) // 2, mode="edge")
    return np.array([np.mean(wide[i : i + k]) for i in range(len(y))])
