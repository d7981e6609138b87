"""mle_exponential: the rate that explains some waiting times best."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    kind="derive",
    task="A server gets requests at random, and `x` holds the waiting times between them: independent draws with "
    "density $\\lambda e^{-\\lambda x}$ for $x \\ge 0$. Write down $\\ell(\\lambda)$, find its maximum, and return "
    "$\\hat\\lambda$ as a short expression. All waiting times are positive.",
    hints=[
        "The logarithm of λ e^(−λx) is log λ − λx. Add it up over the n waiting times.",
        "ℓ(λ) = n log λ − λ Σx. Its derivative is n/λ − Σx.",
        "It is zero at λ = n / Σx, which is 1 divided by the mean.",
    ],
)
def mle_exponential(x):
    """The rate of greatest likelihood."""
    # n/λ = Σx, so the rate is the number of requests divided by the total time.
    return len(x) / np.sum(x)


@mle_exponential.cases
def cases(rng):
    return [
        (np.array([2.0]),),
        (np.array([1.0, 5.0]),),
        (np.array([0.5, 0.25, 1.5]),),
        (rng.exponential(2.0, size=6),),
        (rng.exponential(0.1, size=11),),
    ]


@mle_exponential.edge_cases
def edge_cases(rng):
    return [(np.array([1, 2, 4]),), (np.full(7, 3.0),), (rng.exponential(3.0, size=1000),)]


@mle_exponential.law("in minutes instead of seconds, the rate is 60 times as large")
def _(f, x):
    return np.isclose(f(x / 60), 60 * f(x), rtol=1e-9)


@mle_exponential.law("repeating every waiting time does not change the rate")
def _(f, x):
    return np.isclose(f(np.concatenate([x, x])), f(x), rtol=1e-9)


mle_exponential.instead_of(
    "len(x) / np.sum(x)",
    {
        "np.mean(x)": "That is the mean waiting time. The rate is 1 divided by it: n/λ − Σx = 0 gives λ = n/Σx.",
        "np.sum(x)": "That is the total time. n/λ − Σx = 0 gives λ = n/Σx.",
        "1 / np.sum(x)": "The n is missing: log λ occurs once for each waiting time, so its derivative is n/λ.",
        "np.mean(1 / x)": "That is the mean of the inverses. The rate is the inverse of the mean: n/Σx.",
        "np.sum(1 / x)": "The logarithm of e^(−λx) is −λx, so the x are added up, not their inverses: λ = n/Σx.",
        "-len(x) / np.sum(x)": "The sign is wrong: n/λ − Σx = 0, so n/λ = Σx. A rate is positive.",
        "(len(x) - 1) / np.sum(x)": "(n − 1)/Σx would be right on average, but the likelihood is greatest where n/λ "
        "= Σx.",
        "(len(x) + 1) / np.sum(x)": "There are n waiting times, so log λ occurs n times: λ = n/Σx.",
        "len(x) / np.sum(x**2)": "In the exponent, x is not squared: −λx. So λ = n/Σx.",
        "1 / np.median(x)": "The waiting times are added up in the exponent, which leads to the mean, not to the "
        "median.",
        "np.log(2) / np.median(x)": "That is a good guess, since half of the waiting times lie below log 2 / λ. But "
        "the "
        "likelihood is greatest at λ = n/Σx.",
        "np.log(2) / np.mean(x)": "log 2 / λ is the time by which half of the requests have come. The maximum has no "
        "log 2: n/λ "
        "= Σx.",
        "1 / np.var(x)": "The likelihood is greatest where n/λ = Σx. The variance plays no role.",
        "1 / x[0]": "All waiting times count, not just the first: n/Σx.",
        "len(x) * np.log(np.mean(x))": "The derivative of n log λ is n/λ: set n/λ − Σx to zero, and no logarithm is "
        "left.",
        "1 / np.std(x)": "For an exponential distribution, 1/σ is the rate, too, but the likelihood is greatest at "
        "λ = n/Σx.",
        "np.log(len(x)) / np.sum(x)": "The derivative of n log λ is n/λ: the logarithm goes away.",
        "len(x) * np.sum(x)": "n/λ = Σx gives λ = n divided by Σx.",
        "2 * len(x) / np.sum(x)": "There is no 2: ℓ(λ) = n log λ − λ Σx.",
        "len(x) / 2 / np.sum(x)": "There is no 2: ℓ(λ) = n log λ − λ Σx.",
        "np.exp(-np.mean(x))": "Set the derivative n/λ − Σx to zero, and solve it for λ: no exponential is left.",
        "1 / x": "That is one rate for each waiting time. All of them share one rate: n/Σx.",
        "len(x) / x": "In the denominator, add up all waiting times: n/Σx.",
        "1 / np.max(x)": "All waiting times count: n/Σx.",
        "1 / np.min(x)": "All waiting times count: n/Σx.",
        "len(x) / np.max(x)": "The total time is the *sum* of the waiting times: n/Σx.",
        "np.sqrt(len(x) / np.sum(x))": "No root: n/λ = Σx gives λ = n/Σx.",
        "np.sqrt(len(x) / np.sum(x**2))": "In the exponent, x is not squared: −λx. So λ = n/Σx.",
    },
)


@mle_exponential.misconception(
    "That is the log-likelihood at some rate. Find the rate λ where it is greatest: n/λ − Σx = 0."
)
def log_likelihood_at_one(x):
    return -np.sum(x)


@mle_exponential.misconception("That is the greatest log-likelihood. Return the rate at which it is reached.")
def the_value_at_the_maximum(x):
    return len(x) * np.log(len(x) / np.sum(x)) - len(x)
