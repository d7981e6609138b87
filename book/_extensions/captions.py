"""Numbers and captions: "Exercise 1.3.2 · The flat one", "Figure 1.3.1  Arrows in the plane."

Lesson 1.3 is the file ``notebooks/01_…/3_…``; its exercises and its figures are counted. Widgets are figures. A caption
is the first sentence of what the lesson's author wrote for those who do not see the picture, or of the widget's
docstring. Notebooks hold no numbers, so that lessons and exercises can move.
"""

import inspect
import re

from docutils import nodes

import dlmath.widgets

PLACE = re.compile(r"^notebooks/0*(\d+)_\w+/(\d+)_\w+$")
EXERCISE = re.compile(r"^Exercise · (.)")
SENTENCE = re.compile(r".{25,}?[.:?!](?= |$)|.+", re.DOTALL)  # "Four pictures." says too little


def number(docname):
    """The number of a lesson, such as "1.3"; nothing for other pages."""
    place = PLACE.match(docname)
    return f"{place[1]}.{place[2]}" if place else ""


def caption(output):
    """The words below an output: of a figure or a widget; nothing for others."""
    for image in output.findall(nodes.image):
        return SENTENCE.match(image.get("alt", ""))[0].rstrip(".:") + "."
    if any("dlmath-widget" in raw.astext() for raw in output.findall(nodes.raw)):
        printed = next(output.findall(nodes.literal_block)).astext()
        return inspect.getdoc(getattr(dlmath.widgets, printed.partition("(")[0])).partition("\n")[0]
    return ""


def count(app, doctree):
    """Give the exercises and figures of a lesson their numbers, and the figures their captions."""
    lesson = number(app.env.docname)
    if not lesson:
        return
    titles = [title for title in doctree.findall(nodes.title) if EXERCISE.match(title.astext())]
    for n, title in enumerate(titles, 1):
        text = next(title.findall(nodes.Text))
        numbered = EXERCISE.sub(lambda match, n=n: f"Exercise {lesson}.{n} · {match[1].upper()}", text.astext())
        text.parent.replace(text, nodes.Text(numbered))
    outputs = [one for one in doctree.findall(nodes.container) if one.get("nb_element") == "cell_code_output"]
    captions = [(output, words) for output in outputs if (words := caption(output))]
    for n, (output, words) in enumerate(captions, 1):
        line = nodes.paragraph("", "", classes=["figure-caption"], ids=[f"figure-{n}"])
        line += nodes.strong("", f"Figure {lesson}.{n}")
        line += nodes.Text(f"  {words}")
        output.parent.insert(output.parent.index(output) + 1, line)


def setup(app):
    app.connect("doctree-read", count, priority=400)  # before the contents are collected and the benches laid
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
