"""greedy_answer: write a token, read it, write the next."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="Let a transformer write. `next_logits(tokens)` takes an array of tokens and returns an array of logits, one "
    "for each token that may come next. Start with the array `tokens`. Choose the token with the largest logit, the "
    "first of them if there is a tie, and let the network read it before it chooses the next. Return an array of the "
    "`n_new` new tokens, whole numbers, without those of the start. `n_new` is at least 1.",
    hints=[
        "You need a loop that runs n_new times. What does next_logits read in the second round that it didn't read in "
        "the first?",
        "np.argmax finds the token with the largest logit, and np.append(tokens, token) puts it at the end.",
        "In the loop: tokens = np.append(tokens, np.argmax(next_logits(tokens))). At the end, cut off the start: "
        "tokens[n:], with the length n that tokens had before the loop.",
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


TILT = np.arange(9) / 100  # so that no two logits are equal


def counts_up(tokens):
    """The token after the last one, of seven."""
    return np.eye(7)[(tokens[-1] + 1) % 7] - TILT[:7]


def sums_up(tokens):
    """The sum of all tokens, modulo 5; the others the less, the farther from it."""
    return -np.abs(np.arange(5.0) - np.sum(tokens) % 5) - TILT[:5]


def measures(tokens):
    """How many tokens there are, modulo 9."""
    return -((np.arange(9.0) - len(tokens) % 9) ** 2) - TILT


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


@greedy_answer.law("how it begins does not depend on how long it goes on")
def _(f, next_logits, tokens, n_new):
    return np.array_equal(f(next_logits, tokens, n_new + 2)[:n_new], f(next_logits, tokens, n_new))


greedy_answer.instead_of(
    "np.append(tokens, np.argmax(next_logits(tokens)))",
    {
        "np.append(tokens, np.argmax(next_logits(tokens[:n])))": "The network reads only the start, again and "
        "again, and so writes the same token each time. It must also read what it has written.",
        "np.append(tokens, np.argmin(next_logits(tokens)))": "You took the token with the smallest logit. Take the one "
        "with the largest: np.argmax.",
        "np.append(tokens, np.argmax(next_logits(tokens[-1:])))": "The network reads only the last token. It must "
        "read all of them.",
        "np.append(tokens, np.argmax(next_logits(tokens)) + 1)": "Tokens count from 0, as np.argmax does: leave out "
        "the + 1.",
        "np.append(np.argmax(next_logits(tokens)), tokens)": "You put the new token in front. It belongs at the end.",
        "np.append(tokens, np.max(next_logits(tokens)).astype(int))": "You took the largest logit itself. The token is "
        "its index: np.argmax.",
        "np.append(tokens[1:], np.argmax(next_logits(tokens)))": "You dropped the oldest token each time. The network "
        "must read all of them.",
    },
)
greedy_answer.instead_of(
    "return tokens[n:]",
    {
        "return tokens": "Your answer still holds the start. Return only the new tokens: cut off the first n.",
        "return tokens[-1]": "That is the last new token. Return all of them.",
        "return tokens[n - 1 :]": "Your answer still holds the last token of the start.",
        "return tokens[n:][::-1]": "The new tokens are in the reverse order.",
        "return tokens[n + 1 :]": "The first new token is missing.",
    },
)


@greedy_answer.misconception("You dropped the oldest token each time. The network must read all of them.")
def sliding_window(next_logits, tokens, n_new):
    new = []
    for _ in range(n_new):
        new.append(np.argmax(next_logits(tokens)))
        tokens = np.append(tokens[1:], new[-1])
    return np.array(new)


@greedy_answer.misconception(
    "After the first token, the network reads only what it wrote itself. It must read the start as well."
)
def reads_only_its_own(next_logits, tokens, n_new):
    new = []
    for _ in range(n_new):
        new.append(np.argmax(next_logits(np.array(new) if new else tokens)))
    return np.array(new)


@greedy_answer.misconception("You put the new tokens in front. Each belongs at the end, behind what was there.")
def puts_in_front(next_logits, tokens, n_new):
    new = []
    for _ in range(n_new):
        new.append(np.argmax(next_logits(tokens)))
        tokens = np.append(new[-1], tokens)
    return np.array(new)


@greedy_answer.misconception(
    "+ adds the new token to every number in the array. np.append(tokens, token) puts it at the end."
)
def adds_up(next_logits, tokens, n_new):
    for _ in range(n_new):
        tokens = tokens + np.argmax(next_logits(tokens))
    return tokens


@greedy_answer.misconception("If logits are equal, you take the last of them. Take the first, as np.argmax does.")
def last_of_equals(next_logits, tokens, n_new):
    n = len(tokens)
    for _ in range(n_new):
        logits = next_logits(tokens)
        tokens = np.append(tokens, np.flatnonzero(logits == np.max(logits))[-1])
    return tokens[n:]


@greedy_answer.misconception(
    "You chose all tokens at once, from one array of logits. The network must read each token before it chooses the "
    "next."
)
def all_at_once(next_logits, tokens, n_new):
    return np.argsort(-next_logits(tokens), kind="stable")[:n_new]
