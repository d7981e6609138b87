"""Text for a stream that has not every character: a Windows file, an old terminal.

>>> printable("‖x‖² ≤ 10⁻⁹ · √λ₁", "ascii")
'||x||^2 <= 10^-9 * sqrt(lambda_1)'
"""

import re
import sys
import unicodedata
from itertools import groupby

WORDS = {
    "✓": "+", "✗": "x", "○": "o", "█": "#", "░": ".", "…": "...", "·": "*", "×": "*", "−": "-", "–": "-", "—": "-",
    "→": "->", "←": "<-", "↦": "|->", "≤": "<=", "≥": ">=", "≠": "!=", "≈": "~", "±": "+-", "‖": "||", "∞": "inf",
    "“": '"', "”": '"', "‘": "'", "’": "'", "⁄": "/", "°": " degrees", "ᵀ": "^T", "∂": "d", "∇": "grad ", "∈": "in",
    "∫": "integral ", "√": "sqrt", "λ": "lambda", "Λ": "Lambda",
}  # fmt: skip
MARKS = {"<super>": "^", "<sub>": "_"}


def printable(text, encoding=None):
    """Return ``text`` in characters of ``encoding``, by default that of the standard output; in words where it must.

    >>> printable("½ of 3·10⁻⁹", "cp1252"), printable("x ≠ y", "utf-8")
    ('½ of 3·10^-9', 'x ≠ y')
    """
    encoding = encoding or getattr(sys.stdout, "encoding", None) or "utf-8"
    if _fits(text, encoding):
        return text
    text = re.sub(r"√(\w+)", lambda root: root[0] if _fits("√", encoding) else f"sqrt({root[1]})", text)
    return "".join(_group(mark, "".join(letters), encoding) for mark, letters in groupby(text, _mark))


def _fits(text, encoding):
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def _mark(letter):
    """'^' for what is written above, '_' for what is written below, '' for all else."""
    return MARKS.get(unicodedata.decomposition(letter).partition(" ")[0], "")


def _group(mark, letters, encoding):
    """Neighbors that stand equally high; an exponent is written in one way from its first letter to its last."""
    if _fits(letters, encoding):
        return letters
    if mark:
        return mark + "".join(_in_words(unicodedata.normalize("NFKD", letter), encoding) for letter in letters)
    return "".join(_in_words(letter, encoding) for letter in letters)


def _in_words(letter, encoding):
    if _fits(letter, encoding):
        return letter
    if letter in WORDS:
        return WORDS[letter]
    parts = unicodedata.normalize("NFKD", letter)
    if parts != letter:
        return "".join(_in_words(part, encoding) for part in parts)
    if unicodedata.combining(letter):
        return ""
    greek = re.fullmatch(r"GREEK (SMALL|CAPITAL) LETTER (?:FINAL )?(\w+)", unicodedata.name(letter, ""))
    if greek:
        return greek[2].lower() if greek[1] == "SMALL" else greek[2].title()
    return "?"
