"""perplexity_of_guesses: base and logarithm must belong together."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="A model has read a text and, before each letter, given every possible letter a probability. `q[i]` is the "
    "probability it gave to what turned out to be the $i$-th letter. The perplexity is the number of equally likely "
    "choices that would have surprised just as much on average. The code gives 2.61 for a model that always gives "
    "$\\tfrac14$. Fix it. (A text may have a hundred thousand letters.)",
    hints=[
        "With q = 1/4 each time, there are four equally likely choices. What does the code compute instead of 4?",
        "np.log is the natural logarithm, so the mean surprise is in nats. What power takes you back from nats?",
        "return np.exp(np.mean(-np.log(q)))",
    ],
    also=(),  # longer inputs would be no probabilities
)
def perplexity_of_guesses(q):
    """How many equally likely choices would surprise as much."""
    # The mean surprise is in nats, and e to that is a number of choices.
    return np.exp(np.mean(-np.log(q)))


@perplexity_of_guesses.start(
    "np.log gives nats, and 2 to a power undoes bits. Take np.exp with np.log, or 2 with np.log2."
)
def mixed(q):
    """How many equally likely choices would surprise as much."""
    return 2 ** np.mean(-np.log(q))


@perplexity_of_guesses.cases
def cases(rng):
    return [
        (np.array([0.25, 0.25, 0.25]),),
        (np.array([0.5, 0.125]),),
        (np.array([0.9, 0.9, 0.1]),),
        (np.array([0.2, 0.5, 0.1, 0.3]),),
        (rng.uniform(0.05, 1, size=12),),
    ]


@perplexity_of_guesses.edge_cases
def edge_cases(rng):
    return [
        (np.array([1.0, 1.0]),),
        (np.array([0.5]),),
        (np.full(3000, 0.1),),
        (np.full(3000, 0.999),),
        (rng.uniform(0.01, 1, size=3000),),
        (np.array([1e-30, 1.0]),),
    ]


@perplexity_of_guesses.law("it is at least 1")
def _(f, q):
    return f(q) >= 1 - 1e-9


@perplexity_of_guesses.law("a model that always gives 1/5 has a perplexity of 5")
def _(f, q):
    return np.isclose(f(np.full(len(q), 0.2)), 5)


@perplexity_of_guesses.law("reading the same text twice does not change it")
def _(f, q):
    return np.isclose(f(np.concatenate([q, q])), f(q))


perplexity_of_guesses.instead_of(
    "np.exp(np.mean(-np.log(q)))",
    {
        "np.mean(-np.log(q))": "That is the mean surprise in nats. The perplexity is e to the power of that.",
        "np.mean(-np.log2(q))": "That is the mean surprise in bits. The perplexity is 2 to the power of that.",
        "np.exp(np.mean(-np.log2(q)))": "np.log2 gives bits, and np.exp undoes nats. Take np.exp with np.log, or 2 "
        "with np.log2.",
        "np.exp(np.mean(np.log(q)))": "The minus is missing, so that is the typical probability. The perplexity is 1 "
        "over that.",
        "np.exp(np.sum(-np.log(q)))": "You added the surprises of the whole text. Take their mean, per letter.",
        "1 / np.mean(q)": "You averaged the probabilities. Average the surprises, −log q, then take np.exp: a "
        "single bad guess weighs more there.",
        "np.mean(1 / q)": "You averaged the numbers of choices. Average the surprises, −log q, and take np.exp after "
        "that.",
        "np.exp(-np.log(q))": "The mean is missing: np.exp(np.mean(-np.log(q))).",
        "np.mean(np.exp(-np.log(q)))": "Check the order: first the mean of the surprises, then np.exp.",
        "np.exp(np.sum(-q * np.log(q)))": "The letters are already there, each once. So all count the same: take "
        "np.mean(-np.log(q)), without the weights q.",
        "np.exp(np.mean(-q * np.log(q)))": "The letters are already there, each once. So all count the same: leave "
        "out the weights q.",
        "2 ** np.mean(np.log(q))": "Two things are wrong: the minus is missing, and np.log goes with np.exp, not "
        "with 2.",
        "10 ** np.mean(-np.log(q))": "np.log gives nats, so take np.exp, not a power of 10.",
        "2 ** np.sum(-np.log2(q))": "You added the surprises of the whole text. Take their mean, per letter.",
        "1 / np.prod(q)": "That is for the whole text together. Take the root that matches its length or, better, "
        "the mean of the surprises.",
        "np.exp(np.median(-np.log(q)))": "The median ignores the worst guesses. Take the mean.",
        "np.exp(np.mean(1 - q))": "1 − q is not the surprise. Take −log q.",
        "np.exp(np.mean(-np.log(1 - 0.5 * q)))": "Take the logarithm of q, the probability of what came.",
        "np.exp(np.mean(-np.log10(q)))": "np.log10 goes with a power of 10. Take np.exp with np.log.",
        "2 ** np.mean(-np.log10(q))": "np.log10 goes with a power of 10, 2 with np.log2. Take np.exp with np.log.",
        "1 / np.median(q)": "The median ignores the worst guesses. Average the surprises, −log q, then take np.exp.",
        "1 / np.min(q)": "That is only the worst guess. Average the surprises over all letters.",
        "1 / np.max(q)": "That is only the best guess. Average the surprises over all letters.",
    },
)


@perplexity_of_guesses.misconception(
    "The product of thousands of probabilities is too small for a float and becomes 0, and that of their inverses "
    "becomes infinite. Add logarithms instead: np.mean(-np.log(q))."
)
def root_of_the_product(q):
    with np.errstate(divide="ignore"):
        return np.prod(q) ** (-1 / len(q))
