"""``{lessons}``: all lessons as a map, each with its question, its time and the lessons it needs.

Each card carries the page of its lesson in ``data-page``, where `workshop.js` marks what is solved, and the pages of
the lessons it needs in ``data-needs``, which `map.js` lights up.
"""

import html
from itertools import groupby

import captions
import course
import formulas
from docutils import nodes
from docutils.parsers.rst import Directive


def page(lesson):
    return f"{lesson.docname}.html"


def card(lesson, lessons, up):
    """One lesson of the map."""
    needed = course.needs(lesson, lessons)
    links = ", ".join(f'<a href="{up}{page(one)}">{html.escape(one.title)}</a>' for one in needed)
    minutes = f"Lesson {captions.number(lesson.docname)} · {5 * round(lesson.size.minutes / 5)} min"
    pages = html.escape(" ".join(map(page, needed)))
    return (
        f'<li data-page="{page(lesson)}" data-needs="{pages}">'
        f'<a class="lesson" href="{up}{page(lesson)}">{html.escape(lesson.title)}</a>'
        f'<p class="question">{formulas.inline(lesson.question)}</p>'
        f'<p class="cost">{minutes}{" · needs " + links if links else ""}</p></li>'
    )


class Lessons(Directive):
    """The map, a list for each part."""

    def run(self):
        environment, lessons, parts = self.state.document.settings.env, course.all_lessons(), []
        for lesson in lessons:
            environment.note_dependency(str(course.ROOT / f"{lesson.docname}.ipynb"))
        for part, group in groupby(lessons, key=lambda lesson: lesson.part):
            cards = "".join(card(lesson, lessons, "../") for lesson in group)
            parts.append(f"<h3>{html.escape(part)}</h3><ol>{cards}</ol>")
        return [
            nodes.raw("", f'<nav class="lesson-map" aria-label="All lessons">{"".join(parts)}</nav>', format="html")
        ]


class Begin(Directive):
    """``{begin}``: the link to the first lesson."""

    def run(self):
        first = course.all_lessons()[0]
        words = f"Start with lesson {captions.number(first.docname)}: {html.escape(first.title)}"
        link = f'<a class="begin" href="../{page(first)}">{words}</a>'
        return [nodes.raw("", f'<p class="begin-line">{link}</p>', format="html")]


def on_page(app, pagename, templatename, context, doctree):
    if app.builder.format == "html" and 'class="lesson-map"' in (context.get("body") or ""):
        app.add_js_file("map.js", loading_method="defer")


def setup(app):
    app.add_directive("lessons", Lessons)
    app.add_directive("begin", Begin)
    app.connect("html-page-context", on_page)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
