"""greedy_answer: write a token, read it, write the next."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="Let a transformer write. `next_logits(tokens)` takes an array of tokens and returns a row of logits for the "
    "token that comes next. Start with the array `tokens`, choose the token with the largest logit `n_new` times, and "
    "let the network read each one before it chooses the next. Of equal logits, take the first. Return an array of the "
    "`n_new` new tokens alone, whole numbers. `n_new` is at least 1.",
    hints=[
        "A loop that runs n_new times. What does next_logits read in the second round that it did not in the first?",
        "np.argmax gives the place of the largest logit, and np.append(tokens, token) puts it at the end.",
        "tokens = np.append(tokens, np.argmax(next_logits(tokens))) in the loop, and in the end tokens[len(start):].",
    ],
    forbids=["attention.generate"],
    also=(),
)
def greedy_answer(next_logits, tokens, n_new):
    """The likeliest next tokens, one after the other."""
    n = len(tokens)
    for _ in range(n_new):
        # The network reads what it has written.
        tokens = np.append(tokens, np.argmax(next_logits(tokens)))
    return tokens[n:]


def counts_up(tokens):
    """The token after the last one, of seven."""
    return np.eye(7)[(tokens[-1] + 1) % 7]


def sums_up(tokens):
    """The sum of all tokens, modulo 5; the others less, from far to near."""
    return -np.abs(np.arange(5.0) - np.sum(tokens) % 5)


def measures(tokens):
    """How many tokens there are, modulo 9."""
    return -((np.arange(9.0) - len(tokens) % 9) ** 2)


@greedy_answer.cases
def cases(rng):
    return [
        (counts_up, np.array([3]), 2),
        (sums_up, np.array([1, 2, 4]), 3),
        (measures, np.array([5, 5]), 4),
        (sums_up, np.array([4, 4]), 5),
        (counts_up, np.array([0, 2, 5]), 6),
    ]


@greedy_answer.edge_cases
def edge_cases(rng):
    return [(counts_up, np.array([6]), 1), (lambda tokens: np.zeros(3), np.array([1, 2]), 2)]


@greedy_answer.law("what it writes first does not depend on how long it goes on")
def _(f, next_logits, tokens, n_new):
    return np.array_equal(f(next_logits, tokens, n_new + 2)[:n_new], f(next_logits, tokens, n_new))


greedy_answer.instead_of(
    "np.append(tokens, np.argmax(next_logits(tokens)))",
    {
        "np.append(tokens, np.argmax(next_logits(tokens[:n])))": "The network reads the start again and again, and "
        "writes the same token each time. It must read what it has written.",
        "np.append(tokens, np.argmin(next_logits(tokens)))": "You took the token with the smallest logit.",
        "np.append(tokens, np.argmax(next_logits(tokens[-1:])))": "The network reads the last token alone. It must "
        "read all of them.",
        "np.append(tokens, np.argmax(next_logits(tokens)) + 1)": "Tokens count from 0, as argmax does: no + 1.",
        "np.append(np.argmax(next_logits(tokens)), tokens)": "The new token comes at the end, not at the beginning.",
        "np.append(tokens, np.max(next_logits(tokens)).astype(int))": "That is the largest logit itself. The token is "
        "its place: np.argmax.",
        "np.append(tokens[1:], np.argmax(next_logits(tokens)))": "You dropped the oldest token. The network reads all "
        "of them.",
    },
)
greedy_answer.instead_of(
    "return tokens[n:]",
    {
        "return tokens": "The start belongs to the question. Return the new tokens alone.",
        "return tokens[-1]": "That is the last new token. Return all of them.",
        "return tokens[n - 1 :]": "One token of the start is still there.",
        "return tokens[n:][::-1]": "The new tokens are in the reverse order.",
        "return tokens[n + 1 :]": "The first new token is missing.",
    },
)


@greedy_answer.misconception("You chose all tokens at once from one row of logits. Each must be read before the next.")
def all_at_once(next_logits, tokens, n_new):
    return np.argsort(-next_logits(tokens), kind="stable")[:n_new]
