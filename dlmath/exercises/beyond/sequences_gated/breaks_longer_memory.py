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
        "The table with n = 3 has learned what follows aa, ab, ba, and bb. What if that is no longer true in the "
        "other text?",
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


def shorter_wins(learn, unseen):
    """Whether the perplexity on unseen with n = 2 is at most 0.9 times that with n = 3."""
    return _perplexity(2, learn, unseen) <= 0.9 * _perplexity(3, learn, unseen)


@breaks_longer_memory.breaks(shorter_wins, beside="n = 2 wins by a tenth")
def your_friend(learn, unseen):
    return False


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
    "Here n = 2 is better, or as good, but by less than a tenth. Choose learn so that n = 2 is undecided while n = 3 "
    "is almost certain, and unseen so that n = 3 is wrong.",
    when=lambda learn, unseen: (
        0.9 * _perplexity(3, learn, unseen) < _perplexity(2, learn, unseen) <= _perplexity(3, learn, unseen)
    ),
)
def hardly_better():
    return "ab" * 10, "ab" * 10
