"""logsumexp: a sum of exponentials that are too large, or too small, to be written down."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="Return $\\log\\sum_i e^{x_i}$ for an array `x` of numbers of any size, such as `[1000, 999]` or `[-1000, "
    "-1001]`. Entries may be `-np.inf` (a symbol that is ruled out, $e^{-\\infty} = 0$). If all of them are, return "
    "`-np.inf`.",
    hints=[
        "np.exp(1000) is too large for a float. What changes if you subtract the same number from all entries?",
        "Take out the largest entry m: log Σ exp(x) = m + log Σ exp(x − m).",
        "If m is −∞, x − m would be −∞ − (−∞), which is nan. Return -np.inf before that.",
    ],
)
def logsumexp(x):
    """The logarithm of a sum of exponentials."""
    m = np.max(x)
    # Every term is 0, and so is the sum.
    if m == -np.inf:
        return -np.inf
    # The largest term is now e⁰ = 1, so nothing is too large, and the sum is at least 1.
    return m + np.log(np.sum(np.exp(x - m)))


@logsumexp.cases
def cases(rng):
    return [
        (np.array([0.0, 0.0]),),
        (np.array([1.0, 2.0, 3.0]),),
        (np.log(np.array([1.0, 2.0, 5.0])),),
        (np.array([-3.0, 0.5, 2.0, 2.5]),),
        (rng.normal(size=6),),
        (np.array([1000.0, 999.0]),),
        (np.array([0.0, 2000.0]),),
        (np.array([-1000.0, -1001.0, -1000.5]),),
    ]


@logsumexp.edge_cases
def edge_cases(rng):
    return [
        (np.array([5.0]),),
        (np.array([1000, 1000]),),
        (np.array([0.0, 1000.0]),),
        (np.array([-1000.0, 1000.0, 998.0]),),
        (np.array([1000.0, 0.0, 1500.0]),),
        (np.array([-np.inf, 0.0, 1.0]),),
        (np.array([-np.inf, -1000.0]),),
        (np.array([-np.inf, -np.inf]),),
        (1e5 + rng.normal(size=500),),
        (np.zeros(1000),),
    ]


@logsumexp.law("adding a number to all entries adds it to the result")
def _(f, x):
    return np.isclose(f(x + 3.0), f(x) + 3.0)


@logsumexp.law("two entries a and a give a + log 2")
def _(f, x):
    a = x[0]
    return a == -np.inf or np.isclose(f(np.array([a, a])), a + np.log(2))


@logsumexp.law("it is between the largest entry and that plus log n")
def _(f, x):
    low = np.max(x)
    if low == -np.inf:
        return f(x) == low
    return low - 1e-9 * abs(low) - 1e-9 <= f(x) <= low + np.log(len(x)) + 1e-9 * abs(low) + 1e-9


logsumexp.instead_of(
    "m + np.log(np.sum(np.exp(x - m)))",
    {
        "np.log(np.sum(np.exp(x - m)))": "You took out m but did not put it back: add m at the end.",
        "m * np.log(np.sum(np.exp(x - m)))": "e^m is a factor of the sum, and the logarithm of a product is a sum: "
        "m + log(…), not m · log(…).",
        "m - np.log(np.sum(np.exp(x - m)))": "The sign is wrong: log(e^m · sum) = m + log(sum).",
        "np.exp(m) * np.log(np.sum(np.exp(x - m)))": "e^m is a factor inside the logarithm. Outside, it becomes the "
        "term m.",
        "np.exp(m) + np.log(np.sum(np.exp(x - m)))": "e^m is a factor inside the logarithm. Outside, it becomes the "
        "term m, not e^m.",
        "m + np.sum(np.exp(x - m))": "The logarithm is missing: m + np.log(np.sum(…)).",
        "np.exp(m) * np.sum(np.exp(x - m))": "That is the sum of the exponentials. The task asks for its logarithm: "
        "m + np.log(np.sum(…)).",
        "m + np.log(np.mean(np.exp(x - m)))": "You took the mean of the exponentials. Add them up.",
        "m + np.log(np.prod(np.exp(x - m)))": "You multiplied the exponentials. Add them up.",
        "m + np.sum(np.log(np.exp(x - m)))": "Take the logarithm of the sum: first add up, then np.log.",
        "np.log(m + np.sum(np.exp(x - m)))": "e^m is a factor of the sum, so m is a term outside the logarithm: "
        "m + np.log(…).",
        "m + np.log(np.sum(np.exp(x / m)))": "Dividing by m does not take out a factor e^m: e^x = e^m · e^(x − m).",
        "m + np.log(len(x))": "That would be right if all entries were equal.",
        "m + np.log2(np.sum(np.exp(x - m)))": "The logarithm must be the natural one, the inverse of np.exp.",
        "m + np.log10(np.sum(np.exp(x - m)))": "The logarithm must be the natural one, the inverse of np.exp.",
        "m + np.log1p(np.sum(np.exp(x - m)))": "np.log1p(s) is log(1 + s). The 1 from the largest term is already "
        "in the sum.",
        "m + np.log(np.sum(np.exp(m - x)))": "The difference is the wrong way around: take x − m, which is never "
        "above 0.",
        "m + np.log(np.exp(x - m))": "The sum is missing: np.log(np.sum(np.exp(x - m))).",
        "x + np.log(np.sum(np.exp(x - m)))": "Put back only the number that you took out, m, not all of x.",
        "np.exp(x - m) / np.sum(np.exp(x - m))": "That is the softmax. The task asks for the logarithm of the sum.",
        "x - m - np.log(np.sum(np.exp(x - m)))": "That is the logarithm of the softmax. The task asks only for the "
        "logarithm of the sum: m + np.log(…).",
        "np.sum(x)": "The logarithm of a sum is not the sum of the logarithms: take exponentials, add up, then np.log.",
        "m + np.log(np.sum(np.exp(x - m))) - np.log(len(x))": "You took the mean of the exponentials. Add them up.",
        "m + np.log(np.sum(np.exp(x)) - m)": "Subtract m from the entries, inside np.exp, not from the sum.",
        "m + np.log(np.sum(np.exp(x) - m))": "Subtract m from the entries, inside np.exp.",
        "m + np.log(np.sum(np.exp(x[x < m] - m)))": "The largest entry belongs to the sum, too, with the term e⁰ = 1.",
    },
)


@logsumexp.misconception(
    "np.exp(1000) is too large for a float, and np.exp(−1000) becomes 0. Subtract the largest entry before np.exp "
    "and add it back after np.log."
)
def plain(x):
    with np.errstate(over="ignore", divide="ignore"):
        return np.log(np.sum(np.exp(x)))


@logsumexp.misconception(
    "You subtracted the smallest entry. The largest can still be too large for np.exp, as in [0, 1000]. Subtract the "
    "largest one."
)
def takes_out_the_smallest(x):
    m = np.min(x)
    with np.errstate(over="ignore", invalid="ignore"):
        return m + np.log(np.sum(np.exp(x - m)))


@logsumexp.misconception(
    "You subtracted the first entry. Another one can still be too large for np.exp, as in [0, 1000]. Subtract the "
    "largest one: np.max(x)."
)
def takes_out_the_first(x):
    m = x[0]
    with np.errstate(over="ignore", invalid="ignore"):
        return m + np.log(np.sum(np.exp(x - m)))


@logsumexp.misconception("You return −∞ as soon as one entry is −∞. Its term is only 0; the others still count.")
def gives_up_if_one_is_ruled_out(x):
    return -np.inf if np.any(x == -np.inf) else logsumexp(x)


@logsumexp.misconception("If all entries are −∞, the sum is 0, and the logarithm of 0 is −∞: return -np.inf, not 0.")
def zero_if_all_are_ruled_out(x):
    return 0.0 if np.max(x) == -np.inf else logsumexp(x)


@logsumexp.misconception(
    "If all entries are −∞, none is left, and np.max of nothing is an error. Return -np.inf before that."
)
def keeps_what_is_possible(x):
    x = x[x > -np.inf]
    m = np.max(x)
    return m + np.log(np.sum(np.exp(x - m)))


@logsumexp.misconception(
    "You subtracted the mean. The largest entry can still be too large for np.exp. Subtract the largest one."
)
def takes_out_the_mean(x):
    m = np.mean(x)
    with np.errstate(over="ignore", invalid="ignore"):
        return m + np.log(np.sum(np.exp(x - m)))


@logsumexp.misconception(
    "You subtracted the entry with the largest absolute value. If that is a very negative one, the others are too "
    "large for np.exp. Subtract the largest entry itself, with its sign: np.max(x)."
)
def takes_out_the_largest_in_size(x):
    m = np.max(np.abs(x))
    with np.errstate(divide="ignore", invalid="ignore"):
        return m + np.log(np.sum(np.exp(x - m)))


@logsumexp.misconception(
    "If all entries are −∞, x − m is −∞ − (−∞), which is nan. Then the sum is 0, and its logarithm is −∞: return "
    "-np.inf."
)
def forgets_that_all_may_be_ruled_out(x):
    m = np.max(x)
    with np.errstate(invalid="ignore"):
        return m + np.log(np.sum(np.exp(x - m)))


@logsumexp.misconception(
    "Clipping changes the numbers: log Σ exp of [1000, 999] is 1000.31, not 700. Subtract the largest entry instead."
)
def clips(x):
    return np.log(np.sum(np.exp(np.clip(x, -700, 700))))


logsumexp.instead_of(
    "m + np.log(np.sum(np.exp(x - m)))",
    {
        "np.log(np.sum(np.exp(x - m))) - m": "You subtracted m a second time. Add it at the end.",
        "m": "That is the largest entry. The other terms make the sum larger: add log Σ exp(x − m).",
        "m * np.log(np.sum(np.exp(x / m)))": "e^x is e^m · e^(x − m). So subtract m from the entries and add it "
        "back at the end; do not divide or multiply by it.",
        "m + np.log1p(np.sum(np.exp(x[x != m] - m)))": "The largest entry may occur more than once, and each time "
        "it is a term of the sum. Add up all of exp(x − m).",
    },
)
