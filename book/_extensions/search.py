"""The search: a list of all sections with their text, which `search.mjs` loads when a reader opens the search.

A section's keys are the terms of the glossary that it defines, with their other names and their symbols. Sphinx's own
index, which knows pages and not sections, is not written.
"""

import html
import json
import pathlib
import re

import course
import formulas
import glossary
from docutils import nodes

FILE = "_static/search.json"
PAGE = """<h1>Search</h1>
<div id="search-here"><noscript><p>The search needs JavaScript. <a href="book/index.html">The start page</a> lists all
lessons, and the <a href="book/glossary.html">glossary</a> all terms.</p></noscript></div>"""
NESTED = "mfrac|msup|msub|msqrt|mrow|math|mstyle"
INNERMOST = re.compile(rf"<({NESTED})\b[^>]*>((?:(?!<(?:{NESTED})\b).)*?)</\1>")
CHILD = re.compile(r"<(m\w+)\b[^>]*>([^<]*)</\1>")
JOINED = {"mfrac": "/", "msup": "^", "msub": ""}


def spoken(tex):
    """A formula as plain text: ½ x² is 1/2x^2."""
    text = html.unescape(re.sub(r"<mspace\s*/>|&ApplyFunction;", " ", formulas.typeset(tex)))

    def flat(match):
        parts = [part for _, part in CHILD.findall(match[2])] or [match[2]]
        inside = JOINED.get(match[1], "").join(parts)
        return f"<mi>{'√' + inside if match[1] == 'msqrt' else inside}</mi>"

    while INNERMOST.search(text):
        text = INNERMOST.sub(flat, text)
    return re.sub("<[^>]*>", "", text)


def plain(node):
    """The prose of a node, without code and displayed formulas."""
    if isinstance(node, nodes.math):
        return spoken(node.astext())
    if isinstance(node, nodes.raw | nodes.math_block | nodes.literal_block):
        return ""
    return "".join(map(plain, node.children)) if node.children else node.astext()


def text_of(section):
    """What a section says by itself, without the sections inside it and without its code."""
    if "search" in section:
        return section["search"]
    parts, waiting = [], list(section.children)
    while waiting:
        node = waiting.pop(0)
        if isinstance(node, nodes.paragraph | nodes.term):
            parts.append(plain(node))
        elif not isinstance(node, nodes.section | nodes.container | nodes.title):
            waiting[:0] = node.children
    return " ".join(" ".join(parts).split())


def terms_of(docname, sections, lessons):
    """The terms that each section of a lesson defines: section → names and symbols."""
    found = {}
    for term in glossary.entries():
        lesson = course.find(term.lesson, lessons) if term.lesson else None
        if lesson and lesson.docname == docname:
            names = [name.lower() for name in (term.term, *term.also)]
            place = next((section for section in sections if defines(section, names)), sections[0])
            found.setdefault(place, []).extend([term.term, *term.also, term.mark])
    return found


def defines(section, names):
    """Whether one of these names stands in bold in a section, which is how lessons define a term."""
    inside = (node for node in section.findall(nodes.strong) if owner(node) is section)
    return any(" ".join(node.astext().lower().split()) in names for node in inside)


def owner(node):
    while not isinstance(node, nodes.section):
        node = node.parent
    return node


def rows(env, docname, lessons):
    """The sections of a page, each with its address, titles, keys and text."""
    sections = list(env.get_doctree(docname).findall(nodes.section))
    keys = terms_of(docname, sections, lessons)
    for section in sections:
        title, text = plain(section.next_node(nodes.title)), text_of(section)
        anchor = "" if section is sections[0] else f"#{section['ids'][0]}"
        names = ", ".join(filter(None, keys.get(section, [])))
        yield [f"{docname}.html{anchor}", plain(sections[0].next_node(nodes.title)), title, names, text]


def glossary_rows():
    for term in glossary.entries():
        means = re.sub(r"\$([^$]+)\$", lambda match: spoken(match[1]), term.means)
        names = ", ".join(filter(None, [*term.also, term.mark]))
        yield [f"{glossary.PAGE}.html#{term.anchor}", "Glossary", term.term, names, means]


def write(app, exception):
    if exception or app.builder.format != "html":
        return
    lessons, found = course.all_lessons(), list(glossary_rows())
    for docname in sorted(app.env.found_docs - {"book/references"}):
        found += rows(app.env, docname, lessons)
    text = json.dumps(found, ensure_ascii=False, separators=(",", ":"))
    pathlib.Path(app.outdir, FILE).write_text(text, encoding="utf-8", newline="\n")


def page(app):
    """The page of the search, for addresses such as search.html?q=norm."""
    return [("search", {"title": "Search", "body": PAGE}, "page.html")] if app.builder.format == "html" else []


def without_the_index(app):
    app.builder.search = False


def setup(app):
    app.connect("builder-inited", without_the_index)
    app.connect("html-collect-pages", page)
    app.connect("build-finished", write)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
