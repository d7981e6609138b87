"""breaks_longer_memory: a longer past is known less well."""

import numpy as np

from dlmath.exercises import exercise

TASK = """A friend counts how often each letter comes after the $n - 1$ letters before it, in texts of a's and b's, and
adds 1 to each count. "With $n = 3$, my table knows all that it knows with $n = 2$, and more. So it wins on every text."
Return two texts, `learn` and `unseen`, strings of 20 to 200 letters a and b. Tables with
$n = 2$ and $n = 3$ are counted from `learn`.
On `unseen`, the perplexity with $n = 2$ must be at most 0.9 times that with $n = 3$. (Both are measured from its third
letter on.)"""


@exercise(
    weight="standard",
    task=TASK,
    hints=[
        "The table with n = 3 has seen something after aa, ab, ba, and bb. What if it learned something there that is "
        "no longer true?",
        "With n = 2, learn may leave it open what comes after an a: as often a as b. Let n = 3 be certain, and wrong.",
        "In aabb aabb …, the letter two before always comes as the opposite. In which text is it never so?",
    ],
)
def breaks_longer_memory():
    """Two texts: the shorter past wins on the second."""
    # After an a comes a or b, equally often. But aa is always followed by b, and ba by a.
    learn = "aabb" * 10
    # Here, none of that is true; n = 2 has made no promise.
    unseen = "ab" * 20
    return learn, unseen


def _perplexity(n, learn, unseen):
    """On unseen, from its third letter on, of the table that is counted in learn."""
    counts = np.ones((2,) * n)
    codes = ["ab".index(letter) for letter in learn]
    for k in range(n - 1, len(codes)):
        counts[tuple(codes[k - n + 1 : k + 1])] += 1
    table = counts / counts.sum(axis=-1, keepdims=True)
    codes = ["ab".index(letter) for letter in unseen]
    given = [table[tuple(codes[k - n + 1 : k + 1])] for k in range(2, len(codes))]
    return float(np.exp(-np.mean(np.log(given))))


def better_n(learn, unseen):
    """The n whose table has the smaller perplexity on unseen."""
    return 2 if _perplexity(2, learn, unseen) <= 0.9 * _perplexity(3, learn, unseen) else 3


@breaks_longer_memory.breaks(better_n, beside="the better n is")
def longer_is_better(learn, unseen):
    return 3


def _is_text(text):
    return isinstance(text, str) and 20 <= len(text) <= 200 and set(text) <= {"a", "b"}


@breaks_longer_memory.law("it is a pair of strings of 20 to 200 letters a and b", form=True)
def _(answer):
    texts = answer()
    return isinstance(texts, tuple | list) and len(texts) == 2 and all(map(_is_text, texts))


@breaks_longer_memory.misconception(
    "On this text, n = 3 is better: it knows what comes after two letters. Let something come after them that it has "
    "not learned.",
    when=lambda learn, unseen: _perplexity(3, learn, unseen) < _perplexity(2, learn, unseen),
)
def the_same_text():
    return "aabb" * 10, "aabb" * 10


@breaks_longer_memory.misconception(
    "Here n = 2 is better, or as good, but by less than a tenth. Let n = 3 be almost certain, and wrong.",
    when=lambda learn, unseen: (
        0.9 * _perplexity(3, learn, unseen) < _perplexity(2, learn, unseen) <= _perplexity(3, learn, unseen)
    ),
)
def hardly_better():
    return "ab" * 10, "ab" * 10
