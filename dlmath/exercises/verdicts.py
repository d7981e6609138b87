"""What a reader is told: one headline and a few labeled rows, as text in a terminal and as HTML in a notebook.

>>> Verdict("wrong", "softmax", [("yours", "[nan, 0.]", "code"), ("expected", "[1., 0.]", "code")])
✗ softmax: not yet
  yours     [nan, 0.]
  expected  [1., 0.]
"""

import re
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from dlmath._text import printable

WIDTH = 110

# status: symbol, words, color of the book's palette (JupyterLab's and the book's own come first)
LOOKS = {
    "correct": ("✓", "correct", "var(--jp-success-color1, var(--pst-color-success, #00805a))"),
    "wrong": ("✗", "not yet", "var(--jp-error-color1, var(--pst-color-danger, #c2255c))"),
    "error": ("✗", "an error", "var(--jp-error-color1, var(--pst-color-danger, #c2255c))"),
    "too slow": ("✗", "too slow", "var(--jp-error-color1, var(--pst-color-danger, #c2255c))"),
    "not started": ("○", "not started", "var(--jp-ui-font-color2, var(--pst-color-text-muted, #6b7280))"),
    "unknown": ("?", "not in the course", "var(--jp-warn-color1, var(--pst-color-warning, #9a6700))"),
    "hint": ("→", "hint", "var(--jp-brand-color1, var(--pst-color-info, #0072b2))"),
    "solution": ("→", "a solution", "var(--jp-brand-color1, var(--pst-color-info, #0072b2))"),
    "progress": ("→", "progress", "var(--jp-brand-color1, var(--pst-color-info, #0072b2))"),
}

INK = "var(--jp-content-font-color1, var(--pst-color-text-base, CanvasText))"
MUTED = "var(--jp-content-font-color2, var(--pst-color-text-muted, GrayText))"
PAPER = "var(--jp-layout-color1, var(--pst-color-background, Canvas))"
CODE_FONT = "var(--jp-code-font-family, var(--pst-font-family-monospace, monospace))"

BOX = f"border-left: 4px solid {{color}}; padding: .4em .9em; margin: .3em 0; color: {INK}; background: {PAPER};"
ROW = "display: flex; flex-wrap: wrap; gap: 0 1em; margin: .2em 0 0;"  # on a phone, the value stands below its label
PLAIN = "margin: 0; padding: 0; border: 0; font: inherit;"
TERM = f"{PLAIN} color: {MUTED}; flex: 0 0 {{width}}ch;"
VALUE = f"{PLAIN} overflow-wrap: anywhere; flex: 1 1 16em; min-width: 0;"
CODE = f"font-family: {CODE_FONT}; white-space: pre-wrap; color: inherit; background: none; border: none; padding: 0;"


@dataclass(frozen=True)
class Verdict:
    """A status, what it is about, rows of (label, content, "text" | "code" | "bar"), and words of its own."""

    status: str
    name: str
    rows: Sequence[tuple[str, object, str]] = ()
    words: str = ""

    @property
    def title(self):
        return f"{self.name}: {self.words or LOOKS[self.status][1]}"

    @property
    def width(self):
        """The length of the longest label."""
        return max((len(label) for label, _, _ in self.rows), default=0)

    def __repr__(self):
        rows = [_row_as_text(*row, self.width) for row in self.rows]
        return printable("\n".join([f"{LOOKS[self.status][0]} {self.title}", *rows]))

    def _repr_html_(self):
        symbol, _, color = LOOKS[self.status]
        head = (
            f'<p style="margin: 0;"><span aria-hidden="true" style="color: {color};">{symbol}</span> '
            f"<strong>{escape(self.title)}</strong></p>"
        )
        rows = "".join(_row_as_html(*row, self.width) for row in self.rows)
        rows = f'<dl style="margin: .4em 0 0;">{rows}</dl>' if rows else ""
        return printable(f'<div class="dlmath-verdict" style="{BOX.format(color=color)}">{head}{rows}</div>', "utf-8")


def _row_as_text(label, content, kind, width):
    indent = " " * (width + 4)
    if kind == "bar":
        done, total = content
        content = f"{'█' * round(12 * done / total)}{'░' * (12 - round(12 * done / total))} {done} of {total}"
    if kind == "text":
        lines = textwrap.wrap(content, WIDTH - len(indent), break_long_words=False, break_on_hyphens=False)
    else:
        lines = content.split("\n")
    return (f"  {label:<{width}}  " + f"\n{indent}".join(lines)).rstrip()


def _row_as_html(label, content, kind, width):
    if kind == "bar":
        done, total = content
        content = (
            f'<progress value="{done}" max="{total}" aria-label="{escape(label)}: {done} of {total} solved">'
            f"</progress> {done} of {total}"
        )
    elif kind == "code":
        content = f'<code style="{CODE}">{escape(content)}</code>'
    else:
        content = re.sub(r"`([^`]+)`", rf'<code style="{CODE}">\1</code>', escape(content))
    label = f'<dt style="{TERM.format(width=width)}">{escape(label)}</dt>'
    return f'<div style="{ROW}">{label}<dd style="{VALUE}">{content}</dd></div>'
