"""Train a transformer that adds, and write what the widget `AttentionMap` uses: ``python tools/train_transformer.py``.

Twice: as the lesson does it, with three seeds, for the table of shares that it quotes; and longer, with a learning rate
that falls to 0, for the weights of the widget. These are rounded to whole numbers from -127 to 127, times one number
for each array, and go to ``dlmath/widgets/attention_map_weights.js`` together with the table.
"""

import argparse
import base64
import json
import os
import pathlib

os.environ.update(dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1"))

import numpy as np

from dlmath import attention, losses, mlp, optimizers, schedules
from dlmath.autodiff import nests, value_and_grad

FILE = pathlib.Path(__file__).parents[1] / "dlmath" / "widgets" / "attention_map_weights.js"
N_HEADS, SEEDS, BATCH = 8, (0, 1, 2), 64
MASK = attention.causal_mask(8)


def sums():
    """All 10,000 sums of two numbers below 100 as rows of nine tokens: 47+85= and then 231, the units first."""
    a, b = np.divmod(np.arange(10_000), 100)
    s, plus = a + b, np.full(10_000, 10)
    return np.stack([a // 10, a % 10, plus, b // 10, b % 10, plus + 1, s % 10, s // 10 % 10, s // 100], axis=1)


def loss(params, tokens, answers):
    """The cross-entropy of the three digits of the sum."""
    logits, _ = attention.transformer(params, tokens, N_HEADS, MASK)
    return losses.cross_entropy(logits[:, -3:].reshape(-1, 12), answers.ravel())


def train(seed, n_epochs, rate):
    """The parameters after so many epochs on half of the sums, and the share of the others that they get right."""
    rng = np.random.default_rng(seed)
    rows = sums()[rng.permutation(10_000)]
    learn, test = rows[:5000], rows[5000:]
    start = attention.initialize_transformer(n_tokens=12, d=32, n_hidden=64, n_blocks=1, rng=rng, dtype=np.float32)
    how = {"n_epochs": n_epochs, "batch_size": BATCH, "rng": rng, "progress": "quiet"}
    step = optimizers.adam(rate)
    params, _ = mlp.train(value_and_grad(loss), start, learn[:, :-1], learn[:, 6:], step, **how)
    return params, right(params, test)


def right(params, rows):
    """The share of sums of which all three digits are written as they should be."""
    return float(np.mean(np.all(attention.generate(params, rows[:, :6], 3, N_HEADS) == rows[:, 6:], axis=1)))


def rounded(array):
    """An array as whole numbers from -127 to 127, and the number that they are multiplied by."""
    scale = float(np.float32(max(np.abs(array).max(), 1e-9) / 127))
    whole = np.round(array / scale).astype(np.int8)
    return {"shape": list(array.shape), "scale": scale, "bytes": base64.b64encode(whole.tobytes()).decode("ascii")}


def exact(entry):
    """The array that such an entry stands for."""
    whole = np.frombuffer(base64.b64decode(entry["bytes"]), np.int8)
    return entry["scale"] * whole.reshape(entry["shape"]).astype(float)


def main():
    argparse.ArgumentParser(description="Train a transformer that adds, for the widget AttentionMap.").parse_args()
    table = {str(seed): train(seed, n_epochs=12, rate=0.01)[1] for seed in SEEDS}
    print("after 12 epochs:", table)
    n_epochs = 40
    params, before = train(0, n_epochs, schedules.cosine(0.01, n_epochs * -(-5000 // BATCH)))
    entries = nests.map(rounded, params)
    after = right(rounded_parameters(entries), sums())
    content = {"params": entries, "shares": table}
    FILE.write_text(f"export const ADDER = {json.dumps(content)};\n", encoding="utf-8", newline="\n")
    print(f"after {n_epochs}: {before:.2%} of the sums not trained on; {after:.2%} of all with rounded weights")


def rounded_parameters(entries):
    """The parameters that the entries stand for."""
    if isinstance(entries, dict) and "bytes" in entries:
        return exact(entries)
    if isinstance(entries, dict):
        return {key: rounded_parameters(part) for key, part in entries.items()}
    return [rounded_parameters(part) for part in entries]


if __name__ == "__main__":
    main()
