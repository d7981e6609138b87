"""Questions on the page: three before the recap of each lesson, and ``{interview}``, those that interviewers ask.

They are data (`book/questions/`, read by `tools/questions.py`) and become plain HTML: a list of choices, and the
answers in an element that opens. `quiz.js` makes a button of each choice, which says at once whether it is right and
why, and keeps what was answered. The questions of each page are in its metadata, which the workshop lays beside the
pages for the marks of progress.
"""

import html
import re
from functools import cache
from itertools import groupby

import course
import formulas
import math_core
from docutils import nodes
from docutils.parsers.rst import Directive
from sphinx.errors import ExtensionError

from tools import questions

HEADING, ID = "Check your understanding", "check-your-understanding"
PAGE = "book/questions"


def curled(part):
    """A piece of text with typographic quotes; formulas and code stay as they are."""
    if part[:1] in ("$", "`"):
        return part
    return re.sub(r'"([^"]*)"', r"“\1”", part).replace("'", "’")


def inline(words, place):
    """Text with formulas as HTML; a formula that cannot be read stops the build."""
    try:
        return formulas.inline("".join(map(curled, re.split(r"(\$[^$]*\$|`[^`]*`)", words))))
    except math_core.LatexError as error:
        raise ExtensionError(f"{place}: a formula in {words!r} cannot be typeset: {str(error).strip()}") from None


def asked():
    """The questions of each lesson, read once while their files stay as they are."""
    return checked(tuple((path, path.stat().st_mtime_ns) for path in questions.files().values()))


@cache
def checked(files):
    """The questions of each lesson. A fault in the files, or a lesson that does not exist, stops the build."""
    try:
        found, lessons = questions.of_lessons(), course.all_lessons()
        for place in [*found, *(one.lesson for one in questions.of_interview())]:
            if course.find(place, lessons) is None:
                raise ValueError(f"{questions.FOLDER}: there is no lesson {place}")
    except ValueError as error:
        raise ExtensionError(str(error)) from None
    return found


def place_of(docname):
    """SUBJECT/NAME of a lesson."""
    return "/".join(course.NUMBERS.match(docname).groups())


# --- one question as HTML


def shown(one, number):
    """A question, its choices and, closed, its answer."""
    place, says, because = f"{one.lesson}: {one.ask!r}", [], []
    for letter, choice in zip("ABCD", one.shuffled, strict=False):
        words = inline(choice.says, place)
        verdict = "is right" if choice.right else "is not"
        says.append(
            f'<li data-choice="{choice.id}"><div class="quiz-says"><span class="quiz-letter">{letter}</span>'
            f"<span>{words}</span></div></li>"
        )
        because.append(
            f'<p data-for="{choice.id}"{" data-right" if choice.right else ""}><strong>{letter} {verdict}.</strong> '
            f"<span>{inline(choice.because, place)}</span></p>"
        )
    return (
        f'<fieldset class="quiz" data-question="{one.id}"><legend class="quiz-ask"><strong>{number}.</strong> '
        f"{inline(one.ask, place)}</legend>"
        f'<ul class="quiz-choices" role="list">{"".join(says)}</ul>'
        f'<details class="quiz-answer"><summary>Answer</summary>{"".join(because)}</details></fieldset>'
    )


def count(number):
    return f'<p class="quiz-count" role="status">0 of {number} questions answered.</p>'


def raw(text):
    return nodes.raw("", text, format="html")


# --- in a lesson


def lay(app, doctree):
    """Lay the questions of a lesson before its recap."""
    docname = app.env.docname
    if not course.NUMBERS.match(docname):
        return
    found = asked().get(place_of(docname), [])
    app.env.metadata[docname]["quiz"] = fingerprint(found)
    app.env.metadata[docname]["questions"] = [one.id for one in found]
    sections = doctree.findall(nodes.section)
    recap = next((part for part in sections if part.next_node(nodes.title).astext() == "Recap"), None)
    if found and recap is not None:
        body = "".join(shown(one, number) for number, one in enumerate(found, 1))
        part = nodes.section("", nodes.title("", HEADING), raw(body + count(len(found))), ids=[ID], names=[ID])
        recap.parent.insert(recap.parent.index(recap), part)


def fingerprint(found):
    return questions.digest(repr(found))


def outdated(app, env, added, changed, removed):
    """The pages whose questions have changed since they were read."""
    found, stale = asked(), []
    for docname in env.found_docs - added - changed:
        known = env.metadata[docname].get("quiz")
        if course.NUMBERS.match(docname) and known != fingerprint(found.get(place_of(docname), [])):
            stale.append(docname)
    if env.metadata[PAGE].get("quiz") != fingerprint(questions.of_interview()) and PAGE in env.found_docs:
        stale.append(PAGE)
    return stale


# --- the page of the questions asked in interviews


def answered(one, number, lessons):
    """A question of an interview, with its short answer and the lesson that proves it."""
    lesson = course.find(one.lesson, lessons)
    link = f'<a href="../{lesson.docname}.html">{html.escape(lesson.title)}</a>'
    return (
        f'{shown(one, number)}<details class="quiz-short"><summary>The short answer</summary>'
        f"<p>{inline(one.answer, one.lesson)}</p><p>The lesson that shows it: {link}.</p></details>"
    )


class Interview(Directive):
    """``{interview}``: all questions of interviews, a section for each topic."""

    def run(self):
        asked()  # a fault in any file is said before this page is made
        env, found, parts = self.state.document.settings.env, questions.of_interview(), []
        lessons = course.all_lessons()
        env.metadata[env.docname]["quiz"] = fingerprint(found)
        env.metadata[env.docname]["questions"] = [one.id for one in found]
        numbers = {one.id: number for number, one in enumerate(found, 1)}
        for topic, group in groupby(found, key=lambda one: one.topic):
            name = f"topic-{nodes.make_id(topic)}"
            body = "".join(answered(one, numbers[one.id], lessons) for one in group)
            parts.append(nodes.section("", nodes.title("", topic), raw(body), ids=[name], names=[name]))
        return [*parts, raw(count(len(found)))] if found else []


def on_page(app, pagename, templatename, context, doctree):
    if app.builder.format == "html" and '<fieldset class="quiz"' in (context.get("body") or ""):
        app.add_js_file("quiz.js", loading_method="defer")


def setup(app):
    app.add_directive("interview", Interview)
    app.add_css_file("quiz.css")
    app.connect("env-get-outdated", outdated)
    app.connect("doctree-read", lay, priority=390)  # before exercises are counted and the contents collected
    app.connect("html-page-context", on_page)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
