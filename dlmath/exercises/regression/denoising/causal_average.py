"""causal_average: a filter for forecasts, in code that looks into the future."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="At each time `t`, `causal_average` should return the mean of the last `k` values: `y[t]` and the `k - 1` "
    "values before it. At the beginning, where there are fewer, it should average those that are there. `k` is at "
    "least 1, and `y` has at least one value. The code runs, but it has two mistakes. Find them, and fix them.",
    hints=[
        "Change the last value of y. At which times does the result change?",
        "For y = 4, 4, 4, 4 and k = 3, every mean is 4. What does the code say at the beginning?",
        "The window is y[max(t - k + 1, 0) : t + 1]. Divide its sum by its length.",
    ],
)
def causal_average(y, k):
    """At each time, the mean of the last k values."""
    smooth = np.zeros(len(y))
    for t in range(len(y)):
        # Nothing after t, and as many values as there are.
        window = y[max(t - k + 1, 0) : t + 1]
        smooth[t] = np.sum(window) / len(window)
    return smooth


@causal_average.start(
    "This is still the code from the lesson. Change the last value of y and see which results change, and look at the "
    "first results for y = 4, 4, 4, 4."
)
def looks_ahead(y, k):
    """At each time, the mean of the last k values."""
    smooth = np.zeros(len(y))
    for t in range(len(y)):
        window = y[max(t - k // 2, 0) : t + k // 2 + 1]
        smooth[t] = np.sum(window) / k
    return smooth


@causal_average.cases
def cases(rng):
    return [
        (np.array([1.0, 2.0, 6.0, 1.0, 4.0]), 3),
        (np.array([3, 0, 9, 3, 6, 12]), 2),
        (np.array([4.0, 1.0, 7.0, 2.0, 2.0, 8.0, 0.0]), 4),
        (rng.normal(size=10) + 2, 5),
    ]


@causal_average.edge_cases
def edge_cases(rng):
    return [(np.array([3.0, 1.0, 2.0]), 1), (np.array([3.0, 1.0, 2.0]), 8), (np.array([5.0]), 2)]


@causal_average.law("the future does not change the present")
def _(f, y, k):
    t = len(y) // 2
    other = np.where(np.arange(len(y)) > t, 50.0 - y, y)
    return np.allclose(np.asarray(f(other, k))[: t + 1], np.asarray(f(1.0 * y, k))[: t + 1])


@causal_average.law("a constant stays what it is")
def _(f, y, k):
    return np.allclose(f(np.full(len(y), 4.0), k), 4.0)


@causal_average.symptom("The window: a value that comes after t still changes the mean at t.")
def future(f):
    y, other = np.array([1.0, 2.0, 3.0, 4.0, 5.0, 6.0]), np.array([1.0, 2.0, 3.0, 4.0, 90.0, 70.0])
    return not np.allclose(np.asarray(f(y, 3))[:4], np.asarray(f(other, 3))[:4], equal_nan=True)


@causal_average.symptom("The beginning: at t = 0 there is one value, but you divide by k.")
def beginning(f):
    first = np.asarray(f(np.full(9, 4.0), 5))[0]
    return bool(np.isclose(first, 0.8) or np.isclose(first, 2.4))  # 4/5, or three values of the centered window


causal_average.instead_of(
    "y[max(t - k + 1, 0) : t + 1]",
    {
        "y[max(t - k // 2, 0) : t + k // 2 + 1]": "The beginning is right now. But the window still reaches k // 2 "
        "values into the future.",
        "y[max(t - k // 2, 0) : t + 1]": "The future is gone, but so is half of the past: the window should hold the "
        "last k values, from t − k + 1 to t.",
        "y[max(t - k, 0) : t + 1]": "That window has k + 1 values: t − k, …, t. Begin at t − k + 1.",
        "y[max(t - k + 1, 0) : t + 2]": "The window still holds y[t + 1]. A slice stops before its end: use t + 1.",
        "y[t : t + k]": "Your window begins at t and holds only the future. It should end at t.",
    },
)
causal_average.instead_of(
    "np.sum(window) / len(window)",
    {
        "np.sum(window) / k": "The window is right now. But at the beginning it holds fewer than k values: divide by "
        "how many there are.",
        "np.sum(window) / (t + 1)": "Once there are more than k values behind you, t + 1 is too many. Divide by the "
        "number in the window.",
        "np.median(window)": "The task asks for the mean.",
        "np.sum(window)": "That is the sum. Divide it by the number of values.",
    },
)


@causal_average.misconception(
    "Your window ends before t: y[t] itself is known at time t and belongs to the last k values. The slice has to run "
    "to t + 1."
)
def without_the_present(y, k):
    smooth = np.zeros(len(y))
    for t in range(len(y)):
        window = y[max(t - k, 0) : t]
        smooth[t] = np.mean(window) if len(window) else y[0]
    return smooth


@causal_average.misconception(
    "The future is gone, but so is half of the past: the window should hold the last k values, from t − k + 1 to t. "
    "And divide by how many there are."
)
def half_a_window(y, k):
    return np.array([np.sum(y[max(t - k // 2, 0) : t + 1]) / k for t in range(len(y))])


@causal_average.misconception(
    "Your window ends before t: y[t] itself is known at time t and belongs to the last k values. The slice has to run "
    "to t + 1. (At t = 0, yours is empty.)"
)
def before_the_present(y, k):
    return np.array([np.sum(y[max(t - k, 0) : t]) / max(len(y[max(t - k, 0) : t]), 1) for t in range(len(y))])


@causal_average.misconception(
    "A slice that begins at a negative index counts from the end of y, so the future comes in by the back door. Begin "
    "at max(t - k + 1, 0)."
)
def negative_start(y, k):
    windows = [y[t - k + 1 : t + 1] for t in range(len(y))]
    return np.array([np.mean(w) if len(w) else 0.0 for w in windows])


@causal_average.misconception(
    "Your window ends before t: y[t] itself belongs to the last k values, so the slice has to run to t + 1. (At t = 0 "
    "yours is empty.)"
)
def one_short_of_the_present(y, k):
    windows = [y[max(t - k + 1, 0) : t] for t in range(len(y))]
    return np.array([np.mean(w) if len(w) else np.nan for w in windows])


@causal_average.misconception(
    "Your window ends before t: y[t] itself belongs to the last k values, so the slice has to run to t + 1."
)
def one_short_with_a_guard(y, k):
    windows = [y[max(t - k + 1, 0) : t] for t in range(len(y))]
    return np.array([np.mean(w) if len(w) else 0.0 for w in windows])


@causal_average.misconception(
    "Two things are off. Your window has k + 1 values: begin at t − k + 1. And divide by how many values it holds."
)
def one_too_many(y, k):
    return np.array([np.sum(y[max(t - k, 0) : t + 1]) / k for t in range(len(y))])


@causal_average.misconception(
    "That is an exponential average, in which every value of the past keeps some weight. The task asks for the plain "
    "mean of the last k values."
)
def exponential(y, k):
    smooth, a = np.array(y, dtype=float), 2 / (k + 1)
    for t in range(1, len(y)):
        smooth[t] = a * y[t] + (1 - a) * smooth[t - 1]
    return smooth


@causal_average.misconception(
    "The first k − 1 values are left as they were, or at 0. Average as many values as there are."
)
def waits_for_a_full_window(y, k):
    smooth = np.zeros(len(y))
    for t in range(k - 1, len(y)):
        smooth[t] = np.mean(y[t - k + 1 : t + 1])
    return smooth


@causal_average.misconception("The first k − 1 values are left as they were. Average as many values as there are.")
def keeps_the_first(y, k):
    smooth = np.array(y, dtype=float)
    for t in range(k - 1, len(y)):
        smooth[t] = np.mean(y[t - k + 1 : t + 1])
    return smooth


@causal_average.misconception(
    "You average everything from the beginning up to t. The window should hold the last k values only."
)
def all_of_the_past(y, k):
    return np.cumsum(y) / np.arange(1, len(y) + 1)
