"""The reference: ``{functions} NAME`` shows a module's public functions from their docstrings, ``{modules}`` lists all.

Each function names the lesson that derives it, and each lesson links the functions it uses: both are read from the
code of the lessons.
"""

import html
import importlib
import inspect
import json
import re
from functools import cache

import course
from docutils import nodes
from docutils.parsers.rst import Directive
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonConsoleLexer

FOLDER = "book/reference"
HOME = re.compile(r"<!--home of ([\w.]+)-->")
CODE = re.compile(
    r'(?<!">)<code class="docutils literal notranslate"><span class="pre">(\w+)(\.\w+)?(\([^<]*\))?</span></code>'
)
HEADING = re.compile(r"^([A-Z][A-Za-z ]+)\n-{3,}\n", re.MULTILINE)
INLINE = re.compile(r"``(.+?)``|`([^`]+)`")
STRESSED = re.compile(r"(?<![\w*])\*(\w[^*]*?)\*(?![\w*])")
RELATION = re.compile(r" (?:=|←|≤|≥|∝|≈) ")


def modules():
    """The modules that have a page in the reference."""
    return sorted(path.stem for path in (course.ROOT / FOLDER).glob("*.md"))


@cache
def public(module):
    """The public functions and classes of a module: name → object, in the order of the module."""
    code = importlib.import_module(f"dlmath.{module}")
    return {name: getattr(code, name) for name in code.__all__ if callable(getattr(code, name))}


def address(name, module, up):
    """Where a function's entry is, or None: ``norm``, ``losses.hinge`` and ``dlmath.losses.hinge`` name one."""
    inside, _, name = name.removeprefix("dlmath.").partition("(")[0].rpartition(".")
    inside = inside or module
    known = inside in modules() and name in public(inside)
    return f"{up}{FOLDER}/{inside}.html#{name}" if known else None


# --- a docstring as HTML


def inline(text, module):
    """A line of a docstring: `code`, with a link where it names a function, and *stressed words*."""

    def code(match):
        shown = f"<code>{html.escape(match[1] or match[2])}</code>"
        target = address(match[2] or match[1], module, "../../")
        return f'<a href="{target}">{shown}</a>' if target else shown

    parts, end = [], 0
    for match in INLINE.finditer(text):
        parts += [STRESSED.sub(r"<em>\1</em>", html.escape(text[end : match.start()], quote=False)), code(match)]
        end = match.end()
    return "".join(parts) + STRESSED.sub(r"<em>\1</em>", html.escape(text[end:], quote=False))


def paragraph(text, module):
    """A paragraph; one whose lines are formulas keeps its lines."""
    lines = text.splitlines()
    if lines[0].startswith(">>>"):
        return highlight(text, PythonConsoleLexer(), HtmlFormatter(cssclass="highlight"))
    if all(line.startswith("    ") for line in lines):
        return f"<pre>{html.escape(inspect.cleandoc(text))}</pre>"
    if lines[0].startswith("- "):
        items = [inline(" ".join(item.split()), module) for item in re.split(r"^- ", text, flags=re.MULTILINE)[1:]]
        return f"<ul><li>{'</li><li>'.join(items)}</li></ul>"
    if len(lines) > 1 and all(RELATION.search(line) for line in lines):
        return f'<p class="lines">{"<br>".join(inline(line, module) for line in lines)}</p>'
    return f"<p>{inline(' '.join(text.split()), module)}</p>"


def paragraphs(text, module):
    return "".join(paragraph(part, module) for part in re.split(r"\n\s*\n", text.strip("\n")) if part.strip())


def table(text, module):
    """Parameters, results and errors: a name and its type, and indented what they are."""
    parts = []
    for entry in re.split(r"\n(?=\S)", text.strip("\n")):
        head, _, rest = entry.partition("\n")
        name, colon, kind = head.partition(" : ")
        shown = f"<code>{html.escape(name)}</code>" + (f" : {html.escape(kind)}" if colon else "")
        parts.append(f"<dt>{shown}</dt><dd>{paragraphs(inspect.cleandoc(rest), module) if rest.strip() else ''}</dd>")
    return f"<dl>{''.join(parts)}</dl>"


def docstring(text, module):
    """A docstring in NumPy's style as HTML."""
    body, *sections = HEADING.split(inspect.cleandoc(text or ""))
    parts = [paragraphs(body, module)]
    for name, inside in zip(sections[::2], sections[1::2], strict=True):
        shown = paragraphs if name in ("References", "Examples", "Notes", "See Also") else table
        title = "Source" if name == "References" else name
        parts.append(f'<p class="rubric">{title}</p>{shown(inside, module)}')
    return "".join(parts)


def signature(name, thing):
    """How it is called; of an object among the defaults no place in memory is shown, but its name, if it has one."""
    try:
        shown = f"{name}{inspect.signature(thing)}"
    except ValueError:
        return name
    shown = re.sub(r"<(?:function|class) '?(?:\w+\.)*(\w+)[^>]*>", r"\1", shown)
    return re.sub(r"<[^>]* at 0x\w+>", "…", shown)


def methods(thing, module):
    """The public methods of a class that have a docstring."""
    if not inspect.isclass(thing):
        return ""
    found = [(name, one) for name, one in vars(thing).items() if not name.startswith("_") and inspect.isfunction(one)]
    return "".join(
        f"<pre>{html.escape(signature(f'{thing.__name__}.{name}', one))}</pre>{docstring(one.__doc__, module)}"
        for name, one in found
        if one.__doc__
    )


# --- the pages


def proved():
    rows = json.loads((course.ROOT / "book" / "proofs.json").read_text(encoding="utf-8"))
    return {row["function"] for row in rows}


class Module(Directive):
    """One module: what it is about, and a section for each function."""

    required_arguments = 1

    def run(self):
        module, environment = self.arguments[0], self.state.document.settings.env
        code, proofs = importlib.import_module(f"dlmath.{module}"), proved()
        for path in [code.__file__, *(course.ROOT / f"{one.docname}.ipynb" for one in course.all_lessons())]:
            environment.note_dependency(str(path))
        first, _, rest = inspect.cleandoc(code.__doc__).partition("\n")
        made = [
            nodes.paragraph(
                "", f"{first.replace('`', '')} The public functions of dlmath.{module}, from their docstrings."
            ),
            nodes.raw("", f'<div class="docstring">{docstring(rest, module)}</div>', format="html"),
        ]
        for name, thing in public(module).items():
            full = f"{module}.{name}"
            proof = f' · <a href="../how_we_know.html#proof-{full}">How it is proved</a>' if full in proofs else ""
            text = (
                f'<div class="docstring"><pre class="signature">{html.escape(signature(name, thing))}</pre>'
                f'<p class="home"><!--home of {full}-->{proof}</p>'
                f"{docstring(thing.__doc__, module)}{methods(thing, module)}</div>"
            )
            about = HEADING.split(inspect.cleandoc(thing.__doc__ or ""))[0].split(">>>")[0]
            section = nodes.section(ids=[name], names=[name], search=" ".join(about.split()))
            section += [nodes.title("", "", nodes.literal("", name)), nodes.raw("", text, format="html")]
            made.append(section)
        return made


class Modules(Directive):
    """All modules, each with the first sentence of its docstring and its functions."""

    def run(self):
        parts = []
        for module in modules():
            first = inline(importlib.import_module(f"dlmath.{module}").__doc__.strip().splitlines()[0], module)
            names = ", ".join(
                f'<a href="reference/{module}.html#{name}"><code>{name}</code></a>' for name in public(module)
            )
            head = f'<a href="reference/{module}.html"><code>{module}</code></a>'
            parts.append(f"<dt>{head}</dt><dd><p>{first}</p><p>{names}</p></dd>")
        return [nodes.raw("", f'<dl class="modules">{"".join(parts)}</dl>', format="html")]


def home(app, function):
    """The sentence that leads from a function to the lesson that derives it."""
    found = course.home(function, course.all_lessons())
    if not found:
        return "No lesson uses it yet"
    lesson, cell = found
    anchor = course.section_of_cell(app.env, lesson.docname, cell)
    link = f'<a href="../../{lesson.docname}.html{"#" if anchor else ""}{anchor}">{html.escape(lesson.title)}</a>'
    return f"Lesson: {link}"


def in_lesson(docname, body):
    """Link the functions that a lesson's text names, and list at its end those that its code uses."""
    known, used = course.functions(docname)
    up = "../" * docname.count("/")

    def linked(match):
        full = known.get(match[1], match[1] if match[2] else "") + (match[2] or "")
        target = address(full, "", up) if "." in full else None
        return f'<a class="api" href="{target}">{match[0]}</a>' if target else match[0]

    listed = [(name, address(name, "", up)) for name in used if not name.startswith(("exercises.", "plotting."))]
    links = ", ".join(f'<a href="{target}"><code>{name}</code></a>' for name, target in listed if target)
    end = f'<p class="functions">In the reference: {links}.</p>' if links else ""
    return CODE.sub(linked, body) + end


def on_page(app, pagename, templatename, context, doctree):
    body = context.get("body")
    if app.builder.format != "html" or not body:
        return
    if pagename.startswith(f"{FOLDER}/"):
        context["body"] = HOME.sub(lambda match: home(app, match[1]), body)
    elif course.NUMBERS.match(pagename):
        context["body"] = in_lesson(pagename, body)


def setup(app):
    app.add_directive("functions", Module)
    app.add_directive("modules", Modules)
    app.connect("html-page-context", on_page, priority=590)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
