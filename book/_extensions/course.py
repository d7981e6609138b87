"""The course as data: its lessons in order, what each asks, costs and needs, and which functions it derives.

All of it is read from `_toc.yml` and from the lessons themselves, so that nothing has to be kept in step by hand.
"""

import ast
import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

import yaml
from docutils import nodes

from tools import lessons

ROOT = Path(__file__).resolve().parent.parent.parent
NUMBERS = re.compile(r"^notebooks/\d+_(\w+)/\d+_(\w+)$")
NAMED = re.compile(r"\[([^\]]+)\]\([^)]*\)|\*([^*]+)\*|[\"“]([^\"”]+)[\"”]")


class Lesson(NamedTuple):
    """A lesson: its page, the part it belongs to, and what its first cell says."""

    docname: str
    part: str
    title: str
    question: str
    need: str
    size: lessons.Size

    @property
    def subject(self):
        return NUMBERS.match(self.docname)[1]


def opening(docname, part):
    """A lesson, as its first cell and its size describe it."""
    cells = lessons.load(ROOT / f"{docname}.ipynb")
    first = cells[0]["source"]
    question = re.search(r"\*\*(.+?)\*\*", first, re.DOTALL)[1]
    need = re.search(r"\*\*You need\*\*(.*?)(?:\n\n|\Z)", first, re.DOTALL)
    title = re.search(r"^# (.+)$", first, re.MULTILINE)[1].strip()
    return Lesson(docname, part, title, question, need[1] if need else "", lessons.size(cells))


def all_lessons():
    """Every lesson, in the order of the book."""
    toc = yaml.safe_load((ROOT / "_toc.yml").read_text(encoding="utf-8"))
    names = [(chapter.get("file", ""), part["caption"]) for part in toc["parts"] for chapter in part["chapters"]]
    return [opening(name, part) for name, part in names if NUMBERS.match(name)]


def find(place, course):
    """The lesson that ``subject/name`` stands for, whatever their numbers are."""
    return next((one for one in course if "/".join(NUMBERS.match(one.docname).groups()) == place), None)


def needs(lesson, course):
    """The lessons whose titles a lesson's "You need" names."""
    named = {next(filter(None, match)).lower() for match in NAMED.findall(lesson.need)}
    return [other for other in course if other.title.lower() in named and other != lesson]


# --- the functions of dlmath in a lesson


def imports(tree):
    """What stands for a module or function of dlmath in a cell: name → "module" or "module.function"."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "dlmath":
            inside = node.module.removeprefix("dlmath").removeprefix(".")
            for alias in node.names:
                yield alias.asname or alias.name, ".".join(filter(None, [inside, alias.name]))


def parsed(source):
    try:
        return ast.parse(source)
    except SyntaxError:  # a cell with a mistake on purpose, or a command of IPython
        return ast.Module([], [])


@cache
def functions(docname):
    """What a lesson's code has of dlmath: its names for modules, and function → (index of the first cell, derived)."""
    cells, known, used, written = lessons.load(ROOT / f"{docname}.ipynb"), {}, {}, set()
    for i, cell in enumerate(cells):
        tree = parsed(cell["source"]) if cell["cell_type"] == "code" else ast.Module([], [])
        known |= dict(imports(tree))
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef):
                written.add(node.name)
            elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in known:
                used.setdefault(f"{known[node.value.id]}.{node.attr}", i)
            elif isinstance(node, ast.Name) and "." in known.get(node.id, ""):
                used.setdefault(known[node.id], i)
    return known, {name: (i, name.rpartition(".")[2] in written) for name, i in used.items()}


def home(function, course):
    """The lesson that derives a function, else the first that uses it, and the cell: (lesson, cell), or None."""
    found = [(one, *functions(one.docname)[1][function]) for one in course if function in functions(one.docname)[1]]
    found.sort(key=lambda use: not use[2])
    return found[0][:2] if found else None


def section_of_cell(env, docname, index):
    """The id of the section in which a cell of a lesson stands."""
    for node in env.get_doctree(docname).findall(nodes.container):
        if node.get("cell_index") == index:
            while not isinstance(node, nodes.section):
                node = node.parent
            return node["ids"][0]
    return ""
