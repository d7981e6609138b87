"""Train three recurrent networks on a book, and print the lesson's table: ``python tools/train_characters.py``.

The text is Alice's Adventures in Wonderland in 27 characters: the first 100,000 to learn from, the next 15,000 to
choose with, and the rest, about 20,000, to test. A network without gates, an LSTM and a GRU get about 23,500 parameters
each. For each of them the validation text chooses one of three learning rates, with the first seed; then three seeds
train it. A row of the table holds the perplexity of the test text for each seed; the number after it is the learning
rate. Tables of counted frequencies stand beside it, whose smoothing the validation text has chosen, too. A sample of
what the first GRU writes follows. All of it takes some minutes on two processors.
"""

import argparse
import os
import re
from concurrent.futures import ProcessPoolExecutor

os.environ.update(dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1"))

import numpy as np

from dlmath import datasets, optimizers, schedules, sequences

LETTERS = " abcdefghijklmnopqrstuvwxyz"
SIZES = {"rnn": 128, "lstm": 61, "gru": 72}  # units, so that each has about 23,500 parameters
RATES, SEEDS = (0.006, 0.015, 0.03), (0, 1, 2)
N_EPOCHS, BATCH, STEPS = 8, 16, 40
SMOOTHING = (0.3, 1, 3, 10, 30, 100)


def tokens_of(text):
    """A text as numbers: 0 for whatever is no letter, then 1 to 26."""
    text = re.sub("[^a-z]+", " ", text.lower()).strip()
    return np.array([LETTERS.index(character) for character in text])


def parts():
    """What the models learn from, choose with, and are tested on."""
    return np.split(tokens_of(datasets.alice()), [100_000, 115_000])


def pieces(tokens):
    """The text in BATCH rows, from left to right in pieces of STEPS characters, each with what comes next."""
    n = (len(tokens) - 1) // BATCH
    read, following = (tokens[k : k + n * BATCH].reshape(BATCH, n) for k in (0, 1))
    for k in range(0, n - STEPS + 1, STEPS):
        yield read[:, k : k + STEPS], following[:, k : k + STEPS]


def train(cell, n_hidden, rate, seed, n_epochs, tokens):
    """The parameters after so many passes over the text, the state handed on from piece to piece."""
    params = sequences.initialize_character_model(cell, len(LETTERS), n_hidden, seed, np.float32)
    n_steps = n_epochs * sum(1 for _ in pieces(tokens))
    optimizer = optimizers.adam(schedules.cosine(rate, n_steps))
    memory = optimizer.init(params)
    for _ in range(n_epochs):
        state = None
        for read, following in pieces(tokens):
            _, grads, state = sequences.character_loss_and_grads(params, read, following, cell, state)
            params, memory = optimizer.update(params, optimizers.clip_by_norm(grads, 1.0), memory)
    return params


def perplexity(params, cell, tokens):
    """How many characters a model hesitates between, on average, when it reads a text for the first time."""
    logits, _ = sequences.character_model(params, tokens[None, :-1], cell)
    return float(sequences.perplexity(logits, tokens[None, 1:]))


def trained(task):
    """What a training came to: the parameters, and the perplexities of the validation and the test text."""
    cell, rate, seed = task
    learn, choose, test = parts()
    params = train(cell, SIZES[cell], rate, seed, N_EPOCHS, learn)
    return params, perplexity(params, cell, choose), perplexity(params, cell, test)


def counted(n, smoothing, tokens):
    """P(character | the n - 1 before it), as an array with n axes: frequencies, smoothed by those of a shorter past."""
    if n == 0:
        return np.array(1 / len(LETTERS))
    counts = np.zeros((len(LETTERS),) * n)
    np.add.at(counts, tuple(tokens[k : len(tokens) - n + 1 + k] for k in range(n)), 1)
    shorter = counted(n - 1, smoothing[:-1], tokens)
    return (counts + smoothing[-1] * shorter) / (counts.sum(axis=-1, keepdims=True) + smoothing[-1])


def perplexity_of_counts(table, tokens):
    """The same for a table of frequencies."""
    n = table.ndim
    found = table[tuple(tokens[k : len(tokens) - n + 1 + k] for k in range(n))]
    return float(np.exp(-np.mean(np.log(found))))


def count(longest):
    """For n = 1, 2, …: the perplexity of the test text, with the smoothing that the validation text has chosen."""
    learn, choose, test = parts()
    smoothing, found = (), []
    for n in range(1, longest + 1):
        tried = {a: perplexity_of_counts(counted(n, (*smoothing, a), learn), choose) for a in SMOOTHING}
        smoothing = (*smoothing, min(tried, key=tried.get))
        found.append(perplexity_of_counts(counted(n, smoothing, learn), test))
    return found


def table(pool, out):
    """Write the rows, and return the parameters of the GRU with the first seed."""
    first = {}
    tasks = [(cell, rate, SEEDS[0]) for cell in SIZES for rate in RATES]
    for task, result in zip(tasks, pool.map(trained, tasks), strict=True):
        print("validation", task, f"{result[1]:.3f}", flush=True)
        first.setdefault(task[0], []).append((result[1], task[1], result))
    chosen = {cell: min(rows, key=lambda row: row[0]) for cell, rows in first.items()}
    others = [(cell, chosen[cell][1], seed) for cell in SIZES for seed in SEEDS[1:]]
    tested = {cell: [chosen[cell][2][2]] for cell in SIZES}
    for (cell, *_), result in zip(others, pool.map(trained, others), strict=True):
        tested[cell].append(result[2])
    for cell, row in tested.items():
        print(f'"{cell}": ({", ".join(f"{p:.3f}" for p in row)}),  # rate {chosen[cell][1]}', file=out)
    return chosen["gru"][2][0]


def main():
    parser = argparse.ArgumentParser(description="Train three recurrent networks on a book, and print their table.")
    parser.add_argument("--out", type=argparse.FileType("w", encoding="utf-8"), default="-", help="a file to write to")
    out = parser.parse_args().out
    print("counted:", "  ".join(f"{p:.3f}" for p in count(5)), file=out, flush=True)
    with ProcessPoolExecutor(min(os.cpu_count(), 2)) as pool:
        params = table(pool, out)
    for temperature in (0.3, 0.7, 1.0, 1.5):
        new = sequences.generate(params, tokens_of("alice ")[None], 150, "gru", 0, temperature)[0]
        print(f"{temperature}: alice {''.join(LETTERS[k] for k in new)}", file=out)


if __name__ == "__main__":
    main()
