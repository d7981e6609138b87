"""Terms, symbols and sources that explain themselves.

``{terms}`` shows `book/glossary.yml` as a page. In a lesson the first mention of each term that an earlier lesson
defines becomes a link to its entry, and so does a symbol that stands alone. What these links and the citations say is
laid into the page as a template, from which `way.js` shows it on hover, tap and focus.
"""

import html
import re
import unicodedata
from typing import NamedTuple

import course
import formulas
import yaml
from docutils import nodes
from docutils.parsers.rst import Directive

FILE, PAGE = "book/glossary.yml", "book/glossary"
KEYS = {"term", "also", "means", "symbol", "sign", "lesson", "everywhere", "quiet"}
SIGN = re.compile(r"<m[io]\b[^>]*>([^<]+)</m[io]>")
UNTOUCHED = (nodes.reference, nodes.literal, nodes.strong, nodes.title, nodes.raw, nodes.literal_block, nodes.caption)
SYMBOL = re.compile(r'<a class="term[^>]*#(term-[^"]+)"(?=><span class="math">)')
CITED = re.compile(r'href="[^"]*references\.html(#[^"]+)"')


class Term(NamedTuple):
    """An entry of the glossary."""

    term: str
    means: str
    also: tuple = ()
    symbol: str = ""
    sign: str = ""
    lesson: str = ""
    everywhere: bool = False
    quiet: bool = False

    @property
    def anchor(self):
        plain = unicodedata.normalize("NFKD", self.term.replace("∞", "infinity"))
        return "term-" + re.sub(r"[^a-z0-9]+", "-", plain.encode("ascii", "ignore").decode().lower()).strip("-")

    @property
    def mark(self):
        """What a formula shows for the symbol, where that is one letter or one word."""
        if self.sign or not self.symbol:
            return self.sign
        found = SIGN.findall(formulas.typeset(self.symbol))
        return found[0] if len(found) == 1 else ""


def entries():
    """The glossary, in the order of its file."""
    rows = yaml.safe_load((course.ROOT / FILE).read_text(encoding="utf-8"))
    return [Term(**row | {"also": tuple(row.get("also", ()))}) for row in rows]


def shown(term, lesson, up, titled=True):
    """An entry as HTML: the term, its symbol, its sentence and the lesson that defines it."""
    symbol = f' <span class="math">{formulas.typeset(term.symbol)}</span>' if term.symbol else ""
    head = f"<strong>{html.escape(term.term)}</strong>{symbol} · " if titled else ""
    link = f' <a href="{up}{lesson.docname}.html">{html.escape(lesson.title)}</a>' if lesson else ""
    return f"{head}{formulas.inline(term.means)}{link}"


class Terms(Directive):
    """The glossary as a page, in the order of the alphabet."""

    def run(self):
        self.state.document.settings.env.note_dependency(str(course.ROOT / FILE))
        lessons, parts = course.all_lessons(), []
        for term in sorted(entries(), key=lambda term: term.anchor):
            lesson = course.find(term.lesson, lessons) if term.lesson else None
            symbol = f' <span class="math">{formulas.typeset(term.symbol)}</span>' if term.symbol else ""
            also = f' <span class="also">also {html.escape(", ".join(term.also))}</span>' if term.also else ""
            parts.append(f'<dt id="{term.anchor}">{html.escape(term.term)}{symbol}{also}</dt>')
            parts.append(f"<dd>{shown(term, lesson, '../', titled=False)}</dd>")
        return [nodes.raw("", f'<dl class="glossary">{"".join(parts)}</dl>', format="html")]


# --- in a lesson


def known_in(docname, lessons):
    """The terms that the lessons before one define, and the symbols that mean something in it: mark → term."""
    order = [one.docname for one in lessons]
    here, terms, signs = order.index(docname), [], {}
    for term in entries():
        lesson = course.find(term.lesson, lessons) if term.lesson else None
        if lesson is None or (place := order.index(lesson.docname)) > here:
            continue
        if place < here:
            terms.append(term)
        if term.mark and (term.everywhere or lesson.subject == lessons[here].subject):
            signs[term.mark] = term
    return terms, signs


def pattern(terms):
    """A pattern of all names of the terms, the longest first, and what each name stands for."""
    names = {name.lower(): term for term in terms for name in (*term.also, term.term)}
    longest = sorted(names, key=len, reverse=True)
    words = "|".join(re.escape(name).replace("'", "['’]").replace(r"\ ", r"\s+") for name in longest)
    return re.compile(rf"(?<![\w-])({words})(s|es)?(?![\w-])", re.IGNORECASE), names


def named(match, names):
    """The term that a match names."""
    return names[" ".join(match[1].lower().replace("’", "'").split())]


def link(term, address, *children):
    return nodes.reference("", "", *children, refuri=address + term.anchor, classes=["term"], internal=True)


def mark_terms(node, terms, address, used):
    """Link the first mention of each term in the running text of a page."""
    if not terms:
        return
    names_in, names = pattern(terms)
    for text in list(node.findall(nodes.Text)):
        parents = [text.parent]
        while parents[-1].parent is not None:
            parents.append(parents[-1].parent)
        if any(isinstance(parent, UNTOUCHED) for parent in parents) or not isinstance(text.parent, nodes.TextElement):
            continue
        if isinstance(text.parent, nodes.math | nodes.math_block):
            continue
        parts, end = [], 0
        for match in names_in.finditer(text):
            term = named(match, names)
            if term not in used and not term.quiet:
                used.append(term)
                parts += [nodes.Text(text[end : match.start()]), link(term, address, nodes.Text(match[0]))]
                end = match.end()
        if parts:
            text.parent.replace(text, [*parts, nodes.Text(text[end:])])


def mark_symbols(node, signs, address):
    """Link the first of each symbol that stands alone in the text."""
    done = set()
    for math in list(node.findall(nodes.math)):
        found = SIGN.findall(formulas.typeset(math.astext()))
        free = not any(isinstance(parent, UNTOUCHED) for parent in (math.parent, math.parent.parent))
        if free and len(found) == 1 and (term := signs.get(found[0])) and term not in done:
            done.add(term)
            math.parent.replace(math, link(term, address, math.deepcopy()))


def link_lessons(app, doctree, docname, lessons):
    """Link other lessons where their titles stand in italics, or in quotation marks after "You need"."""
    others = [one for one in lessons if one.docname != docname]
    pages = {one.title.replace("'", "’"): app.builder.get_relative_uri(docname, one.docname) for one in others}
    for text in list(doctree.findall(nodes.Text)):
        if isinstance(text.parent, nodes.emphasis) and text in pages:
            parts = ["", text]
        elif isinstance(text.parent, nodes.paragraph) and text.parent.astext().startswith("You need"):
            parts = re.split(r"(?<=[“\"])([^“”\"]+)(?=[”\"])", text)
        else:
            continue
        made = [nodes.Text(part) for part in parts]
        for i, part in enumerate(parts):
            if i % 2 and part in pages:
                made[i] = nodes.reference("", "", made[i], refuri=pages[part], internal=True)
        text.parent.replace(text, made)


def mark(app, doctree, docname):
    """Link the terms and symbols of a lesson, and remember what the page must be able to explain."""
    if app.builder.format != "html" or not course.NUMBERS.match(docname):
        return
    lessons, used = course.all_lessons(), []
    terms, signs = known_in(docname, lessons)
    address = app.builder.get_relative_uri(docname, PAGE) + "#"
    link_lessons(app, doctree, docname, lessons)
    mark_terms(doctree, terms, address, used)
    mark_symbols(doctree, signs, address)
    app.env.metadata[docname]["explained"] = (used, signs)


def explanations(app, pagename, body):
    """What the page explains, as a template: terms, symbols, sources."""
    used, signs = app.env.metadata[pagename].get("explained", ([], {}))
    lessons, up, parts = course.all_lessons(), "../" * pagename.count("/"), []
    written = set(SIGN.findall(body))
    marks = {term: mark for mark, term in signs.items() if mark in written}
    for term in dict.fromkeys([*used, *marks]):
        lesson = course.find(term.lesson, lessons)
        sign = f' data-sign="{html.escape(marks[term])}"' if term in marks else ""
        parts.append(f'<div data-for="#{term.anchor}"{sign}>{shown(term, lesson, up)}</div>')
    cited = set(CITED.findall(body))
    for citation in app.env.get_domain("cite").citations:
        if f"#{citation.citation_id}" in cited:
            text = citation.formatted_entry.text.render_as("text")
            parts.append(f'<div data-for="#{citation.citation_id}">{html.escape(text)}</div>')
    return f'<template id="explanations">{"".join(parts)}</template>' if parts else ""


def on_page(app, pagename, templatename, context, doctree):
    if app.builder.format != "html":
        return
    app.add_js_file("way.js", loading_method="defer")
    if context.get("body") and course.NUMBERS.match(pagename):
        names = {term.anchor: html.escape(f"{term.mark}: {term.term}") for term in entries()}
        context["body"] = SYMBOL.sub(lambda link: f'{link[0]} aria-label="{names[link[1]]}"', context["body"])
        context["body"] += explanations(app, pagename, context["body"])


def setup(app):
    app.add_directive("terms", Terms)
    app.add_css_file("way.css")
    app.connect("doctree-resolved", mark)
    app.connect("html-page-context", on_page, priority=600)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
