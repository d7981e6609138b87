"""The widget `AttentionMap`: a transformer adds two numbers, and shows which token looks at which."""

import base64
import json

import numpy as np

from dlmath import attention
from dlmath.widgets._base import FOLDER, Whole, Widget, joined

# Written by tools/train_transformer.py: weights as whole numbers and a scale for each array, and shares of right sums.
_FILE = FOLDER / "attention_map_weights.js"
_SHIPPED = json.loads(_FILE.read_text(encoding="utf-8").removeprefix("export const ADDER = ").rstrip().rstrip(";"))
N_HEADS, READ = 8, 8
SIGNS = "0123456789+="

# The share of 5,000 unseen sums that are right, each time a transformer is trained as in the lesson, by seed.
SHARES = {int(seed): share for seed, share in _SHIPPED["shares"].items()}


def _exact(entry):
    if isinstance(entry, list):
        return [_exact(part) for part in entry]
    if "bytes" not in entry:
        return {key: _exact(part) for key, part in entry.items()}
    whole = np.frombuffer(base64.b64decode(entry["bytes"]), np.int8)
    return entry["scale"] * whole.reshape(entry["shape"]).astype(float)


def trained():
    """The parameters that the widget uses, as `dlmath.attention.transformer` takes them."""
    return _exact(_SHIPPED["params"])


class AttentionMap(Widget):
    """A transformer that writes the sum of two numbers, and where each of its tokens and heads looks.

    Parameters
    ----------
    a, b : int
        The numbers, from 0 to 99.
    query : int
        The position that looks, from 1 to 8; position 6 is the equals sign.
    head : int
        The head whose weights are shown, from 1 to 8; 0 for the mean of all.

    >>> AttentionMap(a=47, b=85).answer
    132
    """

    _esm = joined("attention_map_weights", "attention_map")
    _room = ("625px", "485px")
    _always = ("a", "b")

    a = Whole(47, low=0, high=99)
    b = Whole(85, low=0, high=99)
    query = Whole(6, low=1, high=READ)
    head = Whole(0, low=0, high=N_HEADS)

    @property
    def params(self):
        """The parameters of the transformer, a dict."""
        return trained()

    @property
    def tokens(self):
        """The nine tokens: the two numbers, and the sum as the transformer writes it, from its units."""
        question = [self.a // 10, self.a % 10, 10, self.b // 10, self.b % 10, 11]
        return np.concatenate([question, attention.generate(trained(), [question], 3, N_HEADS)[0]])

    @property
    def answer(self):
        """The sum that the transformer writes."""
        units, tens, hundreds = (int(token) for token in self.tokens[6:])
        return units + 10 * tens + 100 * hundreds

    @property
    def weights(self):
        """The attention of each head: 8 × 8 × 8 numbers, for head, query and key."""
        read = self.tokens[None, :READ]
        return attention.transformer(trained(), read, N_HEADS, attention.causal_mask(READ))[1][0][0]

    def describe(self):
        """One sentence that says what stands here and in which state."""
        A = self.weights.mean(axis=0) if self.head == 0 else self.weights[self.head - 1]
        row, name = A[self.query - 1], f"head {self.head}" if self.head else "the mean of all heads"
        most = int(np.argmax(row))
        signs = [SIGNS[token] for token in self.tokens]
        return (
            f"a transformer that answers {self.a} + {self.b} with {self.answer}. In {name}, position {self.query} "
            f"({signs[self.query - 1]}) looks most at position {most + 1} ({signs[most]}), with {row[most]:.0%}."
        )
