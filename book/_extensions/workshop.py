"""The Sphinx extension of the workshop: it marks what can be done on a page, and lays beside the pages what that needs.

An exercise is recognized by its cells: a cell that holds nothing but ``check(name)``, with the code cell before it
where the answer is a function, or nothing but ``check("name", ...)`` where it is a number. Together they become one
bench with its buttons. Every other code cell gets a button that runs it. Without JavaScript none of this is seen, and
the cells stand as they are.

Hints and solutions are asked of the package once, here, so that a page can show them without Python.
"""

import ast
import html
import json
import os
import pathlib
import shutil
import tempfile
from typing import NamedTuple
from unittest import mock

import nbformat
from docutils import nodes
from sphinx.errors import ExtensionError

FOLDER = pathlib.Path(__file__).parent
PROGRESS = "DLMATH_PROGRESS"


class Bench(NamedTuple):
    """An exercise of a page: name, heading, whether a function or a number is asked for, whether code is mended."""

    name: str
    kind: str
    heading: str
    title: str
    mend: bool


def asked(source):
    """The exercise that a cell asks to check, as (name, kind), where the cell holds nothing else; else None."""
    try:
        body = ast.parse(source).body
    except SyntaxError:
        return None
    match body:
        case [ast.Expr(ast.Call(ast.Name("check"), [ast.Name(name)], []))]:
            return name, "function"
        case [ast.Expr(ast.Call(ast.Name("check"), [ast.Constant(str(name)), ast.Constant(value)], []))] if (
            value is ...
        ):
            return name, "number"
    return None


def defines(source, name):
    """Whether the code of a cell defines the function ``name``."""
    try:
        return any(isinstance(node, ast.FunctionDef) and node.name == name for node in ast.parse(source).body)
    except SyntaxError:
        return False


def known(name):
    from dlmath.exercises import catalogue

    return catalogue.find(name)


# --- what is written into a page


def raw(text):
    return nodes.raw("", text, format="html")


def button(action, words, **attributes):
    extra = "".join(f' {key.replace("_", "-")}="{html.escape(value)}"' for key, value in attributes.items())
    return f'<button type="button" data-do="{action}"{extra}>{words}</button>'


def bench_opens(bench):
    title = html.escape(bench.title)
    return (
        f'<div class="bench" role="group" aria-label="{title}" data-exercise="{bench.name}" '
        f'data-kind="{bench.kind}" data-heading="{bench.heading}">'
    )


def bench_closes(bench):
    name = bench.name
    if bench.kind == "number":
        first = (
            f'<label for="answer-{name}">Your answer</label><input id="answer-{name}" class="bench-number" '
            f'autocomplete="off" autocapitalize="off" spellcheck="false" enterkeyhint="done" size="12">'
        )
    else:
        first = button("write", "Mend it here" if bench.mend else "Write your answer")
    return (
        f'<div class="bench-bar">{first}{button("check", "Check")}{button("hint", "Hint")}'
        f"{button('solution', 'Solution')}{button('over', 'Start over', hidden='')}"
        f'<span class="bench-mark" hidden>✓ Solved</span></div>'
        f'<p class="bench-note" id="note-{name}" hidden></p>'
        f'<div class="bench-said" role="status"></div><div class="bench-help"></div></div>'
    )


def run_bar():
    return button("run", "Run") + button("edit", "Edit")


# --- finding the cells of a page


def code_cells(app, docname):
    """The sources of the code cells of a notebook, by their place among all cells."""
    notebook = nbformat.read(app.env.doc2path(docname), as_version=4)
    return {i: cell.source for i, cell in enumerate(notebook.cells) if cell.cell_type == "code" and cell.source.strip()}


def section_of(node):
    while not isinstance(node, nodes.section):
        node = node.parent
    return node


def mark(app, doctree):
    """Mark the code cells and exercises of a lesson."""
    docname = app.env.docname
    if not docname.startswith("notebooks/"):
        return
    sources = code_cells(app, docname)
    codes = [node for node in doctree.findall(nodes.container) if node.get("nb_element") == "cell_code_source"]
    shown = {node.parent["cell_index"]: node.parent for node in codes}
    benches, used = [], set()
    for i in shown:
        question = asked(sources[i])
        if question and known(question[0]):
            benches.append(make_bench(docname, sources, shown, i, *question, used))
    for i, source in sources.items():
        if i not in shown:
            text = json.dumps(source).replace("<", "\\u003c")
            doctree += raw(f'<script type="text/x-python" data-cell="{i}">{text}</script>')
        elif i not in used:
            mark_cell(shown[i], i, run_bar())
    app.env.metadata[docname]["benches"] = benches


def mark_cell(node, i, bar=""):
    """Give the code of a cell its number, and a bar that runs it."""
    code = next(child for child in node.children if child.get("nb_element") == "cell_code_source")
    code += raw(f'<div class="run-bar" data-cell="{i}">{bar}</div>')


def make_bench(docname, sources, shown, i, name, kind, used):
    """Lay the cells of one exercise into a bench; return it."""
    check, section = shown[i], section_of(shown[i])
    bench = Bench(name, kind, section["ids"][0], section[0].astext(), known(name).kind == "mend")
    first = check
    if kind == "function":
        before = [j for j in sources if j < i and j in shown and defines(sources[j], name)]
        if not before or any(before[-1] < j < i for j in sources):
            raise ExtensionError(f"{docname}: the cell before check({name}) does not define {name}")
        first = shown[before[-1]]
        mark_cell(first, before[-1])
        used.add(before[-1])
    mark_cell(check, i)
    check["classes"].append("bench-paper")
    used.add(i)
    between = first.parent
    if check.parent is not between:
        raise ExtensionError(f"{docname}: the cells of the exercise {name} stand under different headings")
    between.insert(between.index(first), raw(bench_opens(bench)))
    between.insert(between.index(check) + 1, raw(bench_closes(bench)))
    return bench


# --- what is laid beside the pages


def help_for(name):
    """The hints and the solution of an exercise as the package shows them in a notebook."""
    from dlmath.exercises import hint, solution

    with tempfile.TemporaryDirectory() as folder, mock.patch.dict(os.environ, {PROGRESS: f"{folder}/progress.json"}):
        shown, verdict = [], hint(name)
        while verdict._repr_html_() not in shown:
            shown.append(verdict._repr_html_())
            verdict = hint(name)
        return {"hints": shown, "solution": solution(name)._repr_html_()}


def lay_help(app, exception):
    """Write the list of all exercises, and a file of hints and solutions for each lesson."""
    if exception or app.builder.format != "html":
        return
    folder, contents = pathlib.Path(app.outdir, "_static", "workshop"), []
    shutil.copy2(FOLDER / "dark.py", folder / "dark.py")
    for docname in in_order(app.env):
        benches, asked = (app.env.metadata[docname].get(key, []) for key in ("benches", "questions"))
        if benches:
            texts = {bench.name: help_for(bench.name) for bench in benches}
            path = folder / "help" / f"{docname.replace('/', '.')}.json"
            path.parent.mkdir(exist_ok=True)
            path.write_text(json.dumps(texts, ensure_ascii=False), encoding="utf-8", newline="\n")
        if benches or asked:
            title = app.env.titles[docname].astext()
            exercises = [{"name": b.name, "heading": b.heading, "title": b.title} for b in benches]
            page = {"page": f"{docname}.html", "title": title, "exercises": exercises, "questions": asked}
            contents.append(page)
    (folder / "exercises.json").write_text(json.dumps(contents, ensure_ascii=False), encoding="utf-8", newline="\n")


def in_order(env, docname=None):
    """The pages in the order of the book."""
    docname = docname or env.config.root_doc
    yield docname
    for child in env.toctree_includes.get(docname, []):
        yield from in_order(env, child)


# Where a browser keeps nothing, and throws as soon as it is asked, a stand-in keeps it while the page is open.
STAND_IN = """<script>
  for (const name of ["localStorage", "sessionStorage"])
    try {
      const store = window[name];
      if (!store.length) store.removeItem("dlmath.try", store.setItem("dlmath.try", ""));
    } catch {
      const kept = new Map();
      const value = {
        getItem: (key) => kept.get(key) ?? null,
        setItem: (key, text) => kept.set(key, `${text}`),
        removeItem: (key) => kept.delete(key),
        key: (number) => [...kept.keys()][number] ?? null,
        get length() { return kept.size; },
      };
      Object.defineProperty(window, name, { value, configurable: true });
    }
</script>"""


def on_page(app, pagename, templatename, context, doctree):
    if app.builder.format == "html":
        context["metatags"] = f"{context.get('metatags', '')}\n    {STAND_IN}"
        if context.get("body"):
            app.add_js_file("workshop.js", loading_method="defer")


def setup(app):
    app.add_css_file("workshop.css")
    app.connect("doctree-read", mark)
    app.connect("html-page-context", on_page)
    app.connect("build-finished", lay_help)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
