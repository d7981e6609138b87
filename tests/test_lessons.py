"""The form of a lesson: every lesson keeps it, and whatever leaves it is found and named with its place."""

import copy

import pytest

from tools import lessons

GOOD = [
    lessons.markdown(
        "# Limits\n\n**How close is close enough?** Very.\n\n"
        "**You will be able to**\n\n- wait.\n\n**You need** nothing."
    ),
    lessons.code("import numpy as np\n\nfrom dlmath import plotting\n\nplotting.use_style()"),
    lessons.code(
        "plt.plot(x, y)\nplt.show()",
        mystnb={"image": {"alt": "A curve comes closer and closer to a line and never meets it."}},
    ),
    *[lessons.code(f'check("limit_{n}", ...)') for n in range(4)],
    lessons.markdown("## Recap\n\n- Close."),
    lessons.markdown("## Where this appears in deep learning\n\nEverywhere."),
    lessons.markdown("## On your own\n\n- Why?"),
    lessons.markdown("## Sources\n\n{cite}`strang2016`"),
]


def faults(tmp_path, change):
    cells = copy.deepcopy(GOOD)
    change(cells)
    (tmp_path / "1_limits.ipynb").write_text(lessons.json.dumps({"cells": cells}), encoding="utf-8")
    return lessons.faults(tmp_path / "1_limits.ipynb")


def says(cell, old, new):
    cell["source"] = cell["source"].replace(old, new)


def prints(cell, text):
    cell["outputs"] = [{"output_type": "stream", "name": "stdout", "text": text}]


PLANTED = {
    "2501 words": (lambda c: c.append(lessons.markdown("word " * 2500)), "words of prose, at most 2500"),
    "151 lines": (lambda c: c.append(lessons.code("x = 1\n" * 150)), "lines of code on view, at most 150"),
    "11 formulas": (lambda c: says(c[0], "Very.", "$$x$$\n\n" * 11), "11 displayed formulas, at most 10"),
    "6 figures": (lambda c: c.extend([c[2]] * 5), "6 figures and widgets, at most 5"),
    "3 exercises": (lambda c: c.pop(3), "3 exercises, at least 4"),
    "no question": (lambda c: says(c[0], "close enough?", "close enough."), "question in bold"),
    "no aims": (lambda c: says(c[0], "You will be able to", "Aims"), "lacks **You will be able to**"),
    "no prerequisites": (lambda c: says(c[0], "You need", "Wanted"), "lacks **You need**"),
    "a typed time": (lambda c: says(c[0], "nothing.", "nothing, and 30 minutes."), "types a time"),
    "no style": (lambda c: says(c[1], "plotting.use_style()", ""), "does not call plotting.use_style()"),
    "no recap": (lambda c: c.pop(7), "does not close with"),
    "no open questions": (lambda c: c.pop(9), "does not close with"),
    "a long recap": (lambda c: says(c[7], "- Close.", "- Close.\n" * 6), "recap has 6 points, at most 5"),
    "no source": (lambda c: says(c[10], "{cite}`strang2016`", "Strang"), "no source is cited"),
    "an unknown source": (lambda c: says(c[10], "strang2016", "strong2016"), "cites strong2016, which book/ref"),
    "a torn formula": (lambda c: says(c[0], "Very.", "Very: $x\n- 1$."), "cell 0: a line break tears the formula $x"),
    "a torn sentence": (lambda c: says(c[0], "Very.", "It is\n1. That is all."), "makes a list of '1. That is all.'"),
    "a wide line": (lambda c: says(c[1], "plotting.use", "plotting." + "x" * 80), "cell 1: a line of code has 9"),
    "a wide print": (lambda c: prints(c[1], "x" * 70), "cell 1: prints 70 characters in a line"),
    "nine digits": (lambda c: prints(c[1], "π is 3.14159265, they say"), "cell 1: prints 3.14159265, more than 4"),
    "a long cell that draws": (
        lambda c: says(c[2], "plt.plot", "x = 1\n" * 7 + "plt.plot"),
        "cell 2: draws in 9 lines",
    ),
    "no alternative text": (lambda c: c[2].update(metadata={}), "cell 2: the figure lacks an alternative text"),
    "two figures in a cell": (lambda c: says(c[2], "plt.plot", "plt.show()\nplt.plot"), "a cell of its own"),
}


def test_a_good_lesson_has_no_faults(tmp_path):
    assert faults(tmp_path, lambda cells: None) == []


@pytest.mark.parametrize(("change", "found"), PLANTED.values(), ids=PLANTED)
def test_what_leaves_the_form_is_found(tmp_path, change, found):
    assert any(found in fault for fault in faults(tmp_path, change))


@pytest.mark.parametrize(
    "text", ["0.3333", "12.50", "1500.0", "60000", "3.142e+05", "version 2.4.3", "1e-16", "0.0001234"]
)
def test_four_significant_digits_may_be_printed(text):
    assert lessons.many_digits(text) is None


def test_the_time_is_that_of_prose_code_formulas_widgets_and_exercises():
    size = lessons.Size(words=2000, lines=60, formulas=6, figures=2, widgets=1, exercises=4)
    assert (size.reading, size.minutes) == (10 + 5 + 2 + 2, 39)
    assert lessons.minutes_in_words(size) == "About 20 minutes to read, and 20 for the 4 exercises."


def test_a_new_lesson_has_the_form_but_its_exercises(tmp_path, monkeypatch):
    monkeypatch.setattr(lessons, "ROOT", tmp_path)
    assert lessons.lay_skeleton(lessons.pathlib.Path("notebooks/02_calculus/1_limits")) == 0
    lesson = tmp_path / "notebooks" / "02_calculus" / "1_limits.ipynb"
    monkeypatch.undo()
    assert lessons.faults(lesson) == ["1_limits: 0 exercises, at least 4"]


def test_a_skeleton_overwrites_nothing(tmp_path, monkeypatch):
    monkeypatch.setattr(lessons, "ROOT", tmp_path)
    lesson = lessons.pathlib.Path("notebooks/02_calculus/1_limits.ipynb")
    (tmp_path / lesson).parent.mkdir(parents=True)
    (tmp_path / lesson).write_text("mine")
    assert "nothing was written" in lessons.lay_skeleton(lesson)
    assert (tmp_path / lesson).read_text() == "mine"
