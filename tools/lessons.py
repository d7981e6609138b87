"""The form of a lesson: what it costs a reader, what it must contain, and the skeleton of a new one.

    python tools/lessons.py [FILES]                                 each lesson's size and time, and its faults of form
    python tools/lessons.py --new notebooks/02_calculus/1_limits    lay the skeleton of a lesson

The time a lesson takes is computed, never typed: prose at 200 words a minute, 5 seconds a line of code on view,
20 seconds a displayed formula, 2 minutes a widget, 5 minutes an exercise. The build shows it on the page.
"""

import argparse
import json
import pathlib
import re
import sys
from functools import cache
from typing import NamedTuple

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

WORDS, LINES, FORMULAS, PICTURES, READING, RECAP, LINES_THAT_DRAW = 2500, 150, 10, 5, 35, 5, 8
CODE_WIDTH, PRINT_WIDTH, DIGITS = 80, 64, 4
OPENING = ("**You will be able to**", "**You need**")
CLOSING = ("## Recap", "## Where this appears in deep learning", "## On your own", "## Sources")
DISPLAYED = re.compile(r"\$\$.+?\$\$|^\\begin\{(?:align|equation).+?^\\end\{", re.DOTALL | re.MULTILINE)
DECIMAL = re.compile(r"(?<![\w.])[-+−]?(\d+\.\d+|\d+(?:\.\d+)?(?=e[-+]?\d))(?:e[-+]?\d+)?(?![\w.]*\w)")
INLINE = re.compile(r"(?<!\$)\$(?!\$)([^$]+)\$")
WIDGET = re.compile(r"^[A-Z]\w+\(.*\)$", re.DOTALL)


class Size(NamedTuple):
    """What a lesson asks of its reader: counts, and minutes."""

    words: int
    lines: int
    formulas: int
    figures: int
    widgets: int
    exercises: int

    @property
    def reading(self):
        """Minutes for reading, without the exercises."""
        return self.words / 200 + self.lines * 5 / 60 + self.formulas * 20 / 60 + self.widgets * 2

    @property
    def minutes(self):
        """Minutes for all of it."""
        return self.reading + 5 * self.exercises


def load(path):
    """The cells of a notebook, each source as one text."""
    cells = json.loads(pathlib.Path(path).read_text(encoding="utf-8"))["cells"]
    return [cell | {"source": "".join(cell["source"])} for cell in cells]


def code_cells(cells):
    return [cell for cell in cells if cell["cell_type"] == "code"]


def prose(cells):
    return "\n\n".join(cell["source"] for cell in cells if cell["cell_type"] == "markdown")


def on_view(cell):
    """Whether the page shows a cell's code without a click."""
    tags, folded = cell["metadata"].get("tags", []), cell["metadata"].get("mystnb", {})
    return not any(tag.startswith(("hide-", "remove-")) for tag in tags) and "code_prompt_show" not in folded


def code_lines(cell):
    return [line for line in cell["source"].splitlines() if line.strip()]


def draws(cell):
    return "plt.show()" in cell["source"]


def is_widget(cell):
    """Whether a cell's result is a widget: its output is stored as the one line of its repr."""
    results = [output for output in cell.get("outputs", []) if output["output_type"] == "execute_result"]
    return any(WIDGET.match("".join(output["data"].get("text/plain", ""))) for output in results)


def printed(cell):
    """The lines that a cell prints or returns as text; not a widget's, nor a verdict's, which pages show as HTML."""
    if re.match(r"(?:\w+ = )?(?:check|hint|solution|progress)\(", cell["source"]):
        return
    for output in cell.get("outputs", []):
        text = output.get("text") or output.get("data", {}).get("text/plain", "")
        if not is_widget(cell) or output["output_type"] == "stream":
            yield from "".join(text).splitlines()


def size(cells):
    """Measure a lesson, given its cells."""
    text, code = prose(cells), code_cells(cells)
    return Size(
        words=len(DISPLAYED.sub(" ", text).split()),
        lines=sum(len(code_lines(cell)) for cell in code if on_view(cell)),
        formulas=len(DISPLAYED.findall(text)),
        figures=sum(map(draws, code)),
        widgets=sum(map(is_widget, code)),
        exercises=sum(len(re.findall(r"^check\(", cell["source"], re.MULTILINE)) for cell in code),
    )


def over_budget(cells):
    """What of a lesson is more than an honest half hour holds."""
    s = size(cells)
    parts = [
        (s.words, WORDS, "words of prose"),
        (s.lines, LINES, "lines of code on view"),
        (s.formulas, FORMULAS, "displayed formulas"),
        (s.figures + s.widgets, PICTURES, "figures and widgets"),
        (round(s.reading), READING, "minutes of reading"),
    ]
    yield from (f"{count} {what}, at most {most}" for count, most, what in parts if count > most)
    if s.exercises < 4:
        yield f"{s.exercises} exercises, at least 4"


def parts_missing(cells):
    """The opening, the first code cell and the closing that every lesson has."""
    opening, text = cells[0]["source"], prose(cells)
    if not re.match(r"# \S.*\n\n\*\*.+?\?\*\*", opening, re.DOTALL):
        yield "the first cell is not a title and the lesson's question in bold"
    yield from (f"the opening lacks {part}" for part in OPENING if part not in opening)
    if re.search(r"\*\*Time|\b\d+ minutes\b", opening):
        yield "the opening types a time, which the build computes"
    headings = re.findall(r"^## .+$", text, re.MULTILINE)
    if headings[-len(CLOSING) :] != list(CLOSING):
        yield f"the lesson does not close with {', '.join(CLOSING)}"
    recap = re.search(r"^## Recap\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    if recap and len(points := re.findall(r"^- ", recap[1], re.MULTILINE)) > RECAP:
        yield f"the recap has {len(points)} points, at most {RECAP}"
    if "{cite}" not in text:
        yield "no source is cited"
    unknown = set(re.findall(r"\{cite\}`([^`]+)`", text)) - bibliography()
    yield from (f"cites {key}, which book/references.bib does not have" for key in sorted(unknown))
    first = code_cells(cells)[0]["source"]
    if "plotting.use_style()" not in first:
        yield "the first code cell does not call plotting.use_style()"


@cache
def bibliography():
    """The keys of book/references.bib."""
    text = (ROOT / "book" / "references.bib").read_text(encoding="utf-8")
    return set(re.findall(r"^@\w+\{([^,\s]+)", text, re.MULTILINE))


def cells_out_of_form(cells):
    """(cell's number in the notebook, fault) for what is wrong with single cells."""
    for number, cell in enumerate(cells):
        if cell["cell_type"] != "code":
            yield from ((number, f"a line break tears the formula ${torn}$") for torn in torn_formulas(cell["source"]))
            yield from ((number, f"a line break makes a list of {torn!r}") for torn in torn_sentences(cell["source"]))
            continue
        wide = [line for line in cell["source"].splitlines() if len(line) > CODE_WIDTH]
        if wide and on_view(cell):
            yield (
                number,
                f"a line of code has {len(wide[0])} characters, at most {CODE_WIDTH}: {wide[0].strip()[:40]!r}",
            )
        tags = cell["metadata"].get("tags", [])
        for line in printed(cell):
            if len(line) > PRINT_WIDTH:
                yield number, f"prints {len(line)} characters in a line, at most {PRINT_WIDTH}: {line[:40]!r}"
            if "all-digits" not in tags and (number_ := many_digits(line)):
                yield number, f"prints {number_}, more than {DIGITS} significant digits (the tag all-digits allows it)"
        if draws(cell):
            yield from ((number, fault) for fault in picture_faults(cell))


def torn_formulas(text):
    """Formulas in the prose of which a line begins as a list, a heading or a quotation does, and is taken for one."""
    inline = INLINE.findall(DISPLAYED.sub("", text))
    return [formula for formula in inline if re.search(r"\n *(?:[-+*]|#+|\d+[.)]) |\n *>", formula)]


def torn_sentences(text):
    """Ends of sentences of which a line begins with "1." and is taken for a list, though no empty line precedes it."""
    return [line[:30] for line in re.findall(r"^(?!:|`|\s*\d+[.)] ).*\S.*\n(1[.)] .*)$", text, re.M)]


def many_digits(line):
    """The first number in a printed line that shows more digits than any machine reproduces, else None."""
    for match in DECIMAL.finditer(line):
        digits = match[1].replace(".", "").lstrip("0")
        if len(digits) > DIGITS and match[1].rstrip("0").rstrip(".").replace(".", "").lstrip("0")[DIGITS:]:
            return match[0]
    return None


def picture_faults(cell):
    alternative = cell["metadata"].get("mystnb", {}).get("image", {}).get("alt", "")
    if len(alternative.split()) < 8:
        yield 'the figure lacks an alternative text that says what it shows: {"mystnb": {"image": {"alt": "…"}}}'
    if on_view(cell) and len(code_lines(cell)) > LINES_THAT_DRAW:
        yield f"draws in {len(code_lines(cell))} lines, at most {LINES_THAT_DRAW}: move styling to plotting, or fold it"
    if not cell["source"].rstrip().endswith("plt.show()") or cell["source"].count("plt.show()") > 1:
        yield "a figure has a cell of its own, which ends in plt.show()"


def faults(path):
    """Everything in which a lesson differs from the form, as sentences that name the place."""
    cells = load(path)
    general = [f"{path.stem}: {fault}" for fault in [*over_budget(cells), *parts_missing(cells)]]
    return general + [f"{path.stem}, cell {number}: {fault}" for number, fault in cells_out_of_form(cells)]


def minutes_in_words(measured):
    """The line on top of a lesson's page: "about 20 minutes to read, 25 for the 5 exercises"."""
    reading = max(5, 5 * round(measured.reading / 5))
    exercises = f", and {5 * measured.exercises} for the {measured.exercises} exercises" if measured.exercises else ""
    return f"About {reading} minutes to read{exercises}."


def markdown(*paragraphs):
    return {"cell_type": "markdown", "metadata": {}, "source": "\n\n".join(paragraphs)}


def code(source, **metadata):
    return {"cell_type": "code", "execution_count": None, "metadata": metadata, "outputs": [], "source": source}


def skeleton(subject, title):
    """The cells of a lesson that has its form and nothing else yet."""
    module = f"from dlmath import {subject}, plotting" if subject != "start" else "from dlmath import plotting"
    imports = ["import matplotlib.pyplot as plt", "import numpy as np", "", module]
    imports += ["from dlmath.exercises import check, hint, progress, solution", "", "plotting.use_style()"]
    drawing = "x = np.linspace(-2, 2, 101)\nplt.plot(x, x**2, color=plotting.PALETTE['light']['model'])\nplt.show()"
    alternative = "What you can see in this figure, in a sentence: a curve that falls, turns at 0, and rises again."
    return [
        markdown(f"# {title}",
                 "**The question that this lesson answers?** A picture or a small number that makes it urgent.",
                 "**You will be able to**", "- three to five verbs,\n- each something a reader can then do.",
                 "**You need** the lessons that come before and are used here."),
        code("\n".join(imports)),
        markdown("## The small case first", "A number, a guess, then the formula, then code that is the formula."),
        markdown("**Before you run the next cell, guess:** where is the curve lowest?"),
        code(drawing, mystnb={"image": {"alt": alternative}}),
        markdown("### Exercise · name in words", "The task, for somebody who has only the text above."),
        markdown("## Recap", "- At most five lines."),
        markdown("## Where this appears in deep learning", "One paragraph."),
        markdown("## On your own", "- Two or three open questions that no checker can answer."),
        markdown("## Sources", "{cite}`strang2016`"),
    ]  # fmt: skip


def lay_skeleton(path):
    """Write a new lesson's skeleton; a sentence that says what comes next."""
    path = path.with_suffix(".ipynb")
    match = re.fullmatch(r"notebooks/\d\d_([a-z_]+)/\d+_([a-z_0-9]+)\.ipynb", path.as_posix())
    if not match:
        return f"{path} is no lesson's name: write notebooks/NN_subject/N_lesson."
    if (ROOT / path).exists():
        return f"{path} exists already; nothing was written."
    cells = skeleton(match[1], match[2].replace("_", " ").capitalize())
    (ROOT / path).parent.mkdir(parents=True, exist_ok=True)
    (ROOT / path).write_text(json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}, indent=1))
    print(f"{path} is laid. Next: a line in _toc.yml, exercises in dlmath/exercises/{match[1]}/{match[2]}/, then")
    print(f"make notebooks FILES={path}")
    return 0


def report(paths):
    """Print a line for each lesson; its faults below."""
    found = []
    for path in paths:
        s = size(load(path))
        print(f"{path.parent.name}/{path.stem}: {s.words} words, {s.lines} lines, {s.formulas} formulas,", end=" ")
        print(f"{s.figures} figures, {s.widgets} widgets, {s.exercises} exercises;", end=" ")
        print(f"{s.reading:.0f} + {5 * s.exercises} minutes")
        print(*(f"  {fault}" for fault in faults(path)), sep="\n", end="\n" if faults(path) else "")
        found += faults(path)
    return 1 if found else 0


def main():
    parser = argparse.ArgumentParser(description="Measure lessons and say where they leave the form.")
    parser.add_argument("files", nargs="*", type=pathlib.Path, help="lessons (all of them, if none is named)")
    parser.add_argument("--new", type=pathlib.Path, metavar="LESSON", help="lay the skeleton of a new lesson")
    arguments = parser.parse_args()
    if arguments.new:
        return lay_skeleton(arguments.new)
    every = sorted(path for path in (ROOT / "notebooks").glob("*/*.ipynb"))
    return report([path.resolve() for path in arguments.files] or every)


if __name__ == "__main__":
    sys.exit(main())
