"""perplexity_of_text: how surprised a table of pairs is, character by character."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="`table[a, b]` is the probability, above 0, that token `b` comes next after token `a`. Return the perplexity "
    "of the text `tokens`, an array of at least two whole numbers: e to the mean surprise, in nats. The first token "
    "follows nothing, and isn't counted. A text may be very long.",
    forbids=["sequences.perplexity", "information.perplexity"],
    hints=[
        "Which pairs occur? tokens[:-1] are the tokens before, and tokens[1:] those that follow.",
        "table[tokens[:-1], tokens[1:]] is the probability that was given to each token that came.",
        "np.exp of the mean of −log of these probabilities. (Their product would be 0 for a long text.)",
    ],
    also=(),
)
def perplexity_of_text(table, tokens):
    """The number of equally likely tokens that would surprise as much."""
    # What was given to each token that came, after the one before it.
    given = table[tokens[:-1], tokens[1:]]
    return np.exp(-np.mean(np.log(given)))


def _table(rng, k):
    table = rng.uniform(0.05, 1, size=(k, k))
    return table / table.sum(axis=1, keepdims=True)


@perplexity_of_text.cases
def cases(rng):
    return [
        (np.array([[0.5, 0.5], [0.25, 0.75]]), np.array([0, 1])),
        (np.array([[0.5, 0.5], [0.25, 0.75]]), np.array([0, 1, 0, 1, 1])),
        (np.array([[0.9, 0.1], [0.2, 0.8]]), np.array([1, 0, 0])),
        (_table(rng, 3), np.array([2, 0, 1, 1, 2])),
        (_table(rng, 5), rng.integers(5, size=30)),
        (_table(rng, 4), rng.integers(4, size=700)),
    ]


@perplexity_of_text.edge_cases
def edge_cases(rng):
    return [(np.full((4, 4), 0.25), np.array([3, 3])), (np.array([[1.0]]), np.array([0, 0, 0]))]


@perplexity_of_text.law("a table that guesses evenly among k tokens has the perplexity k")
def _(f, table, tokens):
    k = len(table)
    return np.isclose(f(np.full((k, k), 1 / k), tokens), k)


perplexity_of_text.instead_of(
    "given = table[tokens[:-1], tokens[1:]]",
    {
        "given = table[tokens[1:], tokens[:-1]]": "You read the table the wrong way around: its row is the token "
        "before, its column the one that follows.",
        "given = table[tokens[:-1]][:, tokens[1:]]": "That makes a whole table of pairs. table[before, after] with two "
        "arrays picks one entry for each pair.",
        "given = table[tokens, tokens]": "You looked up how likely a token follows itself. Shift: tokens[:-1] and "
        "tokens[1:].",
        "given = table[tokens[0], tokens[1:]]": "The token before changes from place to place: tokens[:-1].",
    },
)
perplexity_of_text.instead_of(
    "return np.exp(-np.mean(np.log(given)))",
    {
        "return -np.mean(np.log(given))": "That is the mean surprise, the cross-entropy. The perplexity is e to it.",
        "return np.exp(-np.sum(np.log(given)))": "You added up the surprises. Take their mean.",
        "return np.exp(np.mean(np.log(given)))": "The sign is missing: a surprise is −log of the probability.",
        "return np.mean(1 / given)": "The mean is taken of the surprises −log p, before the exponential.",
        "return 1 / np.mean(given)": "The mean is taken of the logarithms, not of the probabilities.",
        "return 2 ** -np.mean(np.log(given))": "With natural logarithms, the base is e: np.exp.",
        "return np.exp(-np.mean(np.log2(given)))": "With logarithms to the base 2, the perplexity is 2 to the mean.",
        "return np.exp(-np.sum(np.log(given)) / len(tokens))": "One token isn't counted, so there are len(tokens) − 1 "
        "surprises.",
        "return np.prod(1 / given) ** (1 / len(given))": "Right for a short text. For a long one the product "
        "overflows: add logarithms.",
    },
)


@perplexity_of_text.misconception(
    "You counted the first token, too, as if all tokens were equally likely there. It follows nothing, so leave it out."
)
def first_one_counted(table, tokens):
    given = np.append(table[tokens[:-1], tokens[1:]], 1 / len(table))
    return np.exp(-np.mean(np.log(given)))


@perplexity_of_text.misconception(
    "You took every second pair. Each token but the first follows another one: the pairs overlap, tokens[:-1] and "
    "tokens[1:]."
)
def every_second_pair(table, tokens):
    given = table[tokens[:-1:2], tokens[1::2]]
    return np.exp(-np.mean(np.log(given)))
