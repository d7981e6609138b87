"""What a cell needs of the cells before it, found by reading the code, not by running it.

A page is a list of cells. Its statements are looked at one by one, an import once for each of its names: what does a
statement bind, what does it read that it has not bound itself, what does it change in place? The statements that a cell
needs are then found backwards, by asking of every name: who made this?

>>> cells = ["import numpy as np", "x = np.ones(3)", "y = 2 * x", "print(x.sum())"]
>>> [statement.source for statement in needed(statements(cells)[:-1], statements(cells)[-1].reads)]
['import numpy as np', 'x = np.ones(3)']
"""

import ast
from dataclasses import dataclass, replace

CHANGING = {
    "append",
    "extend",
    "insert",
    "pop",
    "popitem",
    "remove",
    "clear",
    "sort",
    "reverse",
    "update",
    "setdefault",
}
CHANGING |= {"add", "discard", "fill", "put", "resize", "shuffle", "partition", "send", "write", "writelines", "seek"}
# Functions that change what they are given first: np.add.at(table, places, 1), rng.shuffle(cards).
FILLING = {"at", "copyto", "fill_diagonal", "place", "put", "put_along_axis", "putmask", "shuffle"}


@dataclass(frozen=True)
class Statement:
    """One statement of a cell. ``surely`` names what it binds whatever happens, ``binds`` what it may bind."""

    cell: int
    source: str
    node: ast.stmt
    reads: frozenset
    binds: frozenset
    surely: frozenset
    changes: frozenset
    imports: frozenset

    @property
    def key(self):
        return self.cell, self.source


class _Reader(ast.NodeVisitor):
    """Goes through a statement in the order in which it runs."""

    def __init__(self):
        self.reads, self.surely, self.binds, self.changes = set(), set(), set(), set()

    def bind(self, name):
        self.surely.add(name)
        self.binds.add(name)

    def visit_Name(self, node):
        if isinstance(node.ctx, ast.Store):
            self.bind(node.id)
        elif node.id not in self.surely:
            self.reads.add(node.id)

    def several(self, *parts):
        for part in parts:
            for node in part if isinstance(part, list) else [part]:
                if node is not None:
                    self.visit(node)

    def visit_Assign(self, node):
        self.several(node.value, node.targets)

    def visit_AnnAssign(self, node):
        self.several(node.annotation, node.value, node.target if node.value else None)

    def visit_AugAssign(self, node):
        self.visit(node.value)
        if isinstance(node.target, ast.Name):
            self.visit_Name(ast.Name(node.target.id, ast.Load()))
            self.changes.add(node.target.id)
        self.visit(node.target)

    def visit_NamedExpr(self, node):
        self.several(node.value, node.target)

    def visit_For(self, node):
        self.several(node.iter, node.target, node.body, node.orelse)

    visit_AsyncFor = visit_For

    def visit_If(self, node):
        self.visit(node.test)
        self.either(node.body, node.orelse)

    def visit_Try(self, node):
        self.several(node.body)
        self.either([], node.handlers)
        self.several(node.orelse, node.finalbody)

    def visit_ExceptHandler(self, node):
        if node.name:
            self.bind(node.name)
        self.several(node.type, node.body)

    def visit_Match(self, node):
        self.visit(node.subject)
        for case in node.cases:
            self.either([case.pattern, *([case.guard] if case.guard else []), *case.body], [])

    def visit_MatchAs(self, node):
        self.several(node.pattern)
        if node.name:
            self.bind(node.name)

    visit_MatchStar = visit_MatchAs

    def either(self, one, other):
        before = set(self.surely)
        self.several(one)
        after, self.surely = self.surely, set(before)
        self.several(other)
        self.surely &= after

    def visit_Import(self, node):
        for alias in node.names:
            self.bind(alias.asname or alias.name.split(".")[0])

    visit_ImportFrom = visit_Import

    def visit_ClassDef(self, node):
        self.several(node.decorator_list, node.bases, node.keywords)
        inner = _Reader()
        inner.several(node.body)
        self.inner(inner, set())
        self.bind(node.name)

    def visit_FunctionDef(self, node):
        self.several(node.decorator_list)
        self.function(node, node.body)
        self.bind(node.name)

    visit_AsyncFunctionDef = visit_FunctionDef

    def visit_Lambda(self, node):
        self.function(node, [node.body])

    def function(self, node, body):
        arguments = node.args
        self.several(arguments.defaults, [d for d in arguments.kw_defaults if d])
        every = arguments.posonlyargs + arguments.args + arguments.kwonlyargs + [arguments.vararg, arguments.kwarg]
        self.several([a.annotation for a in every if a and a.annotation], getattr(node, "returns", None))
        inner = _Reader()
        inner.several(body)
        declared = [part.names for part in ast.walk(ast.Module(body, [])) if isinstance(part, ast.Global)]
        outside = {name for names in declared for name in names}
        self.binds |= outside & inner.binds
        self.inner(inner, ({a.arg for a in every if a} | inner.binds) - outside, getattr(node, "name", None))

    def inner(self, inner, local, name=None):
        """Take over what an inner scope reads and changes from outside; a function may call itself."""
        self.reads |= inner.reads - local - self.surely - {name}
        self.changes |= inner.changes - local

    def comprehension(self, node):
        inner = _Reader()
        for part in node.generators:
            inner.several(part.iter, part.target, part.ifs)
        inner.several(*([node.key, node.value] if isinstance(node, ast.DictComp) else [node.elt]))
        self.inner(inner, inner.binds)

    visit_ListComp = visit_SetComp = visit_DictComp = visit_GeneratorExp = comprehension

    def visit_Subscript(self, node):
        if not isinstance(node.ctx, ast.Load):
            self.change(node.value)
        self.generic_visit(node)

    def visit_Attribute(self, node):
        if not isinstance(node.ctx, ast.Load):
            self.change(node.value)
        self.generic_visit(node)

    def change(self, node):
        while isinstance(node, ast.Attribute | ast.Subscript | ast.Call):
            node = node.func if isinstance(node, ast.Call) else node.value
        if isinstance(node, ast.Name):
            self.changes.add(node.id)

    def visit_Call(self, node):
        if isinstance(node.func, ast.Attribute) and node.func.attr in CHANGING:
            self.change(node.func.value)
        if isinstance(node.func, ast.Attribute) and node.func.attr in FILLING and node.args:
            self.change(node.args[0])
        if isinstance(node.func, ast.Name) and node.func.id == "next" and node.args:
            self.change(node.args[0])
        if any(keyword.arg == "out" for keyword in node.keywords):
            self.change(next(keyword.value for keyword in node.keywords if keyword.arg == "out"))
        self.generic_visit(node)


def statements(cells):
    """The statements of all cells in order; a cell that is no Python has none."""
    found = []
    for number, source in enumerate(cells):
        try:
            body = ast.parse(source).body
        except (SyntaxError, ValueError):
            continue
        for node in body:
            found += [statement(number, part, source) for part in _parts(node)]
    return _with_what_is_hidden(found)


def _parts(node):
    """An import as one statement for each name; anything else as it is."""
    if not isinstance(node, ast.Import | ast.ImportFrom) or len(node.names) == 1:
        return [node]
    fields = {"module": node.module, "level": node.level} if isinstance(node, ast.ImportFrom) else {}
    return [ast.copy_location(type(node)(names=[alias], **fields), node) for alias in node.names]


def statement(number, node, source):
    """What a statement reads, binds and changes."""
    reader = _Reader()
    reader.visit(node)
    imports = isinstance(node, ast.Import | ast.ImportFrom)
    text = ast.unparse(node) if imports else ast.get_source_segment(source, node)
    if isinstance(node, ast.FunctionDef | ast.ClassDef) and node.decorator_list:
        text = ast.unparse(node)
    sets = (reader.reads, reader.binds, reader.surely, reader.changes, imported(node))
    return Statement(number, text, node, *map(frozenset, sets))


def imported(node):
    """The modules that a statement may import: of ``from dlmath import plotting`` both."""
    found = set()
    for part in ast.walk(node):
        if isinstance(part, ast.Import):
            found |= {alias.name for alias in part.names}
        elif isinstance(part, ast.ImportFrom) and part.module:
            found |= {part.module} | {f"{part.module}.{alias.name}" for alias in part.names}
    return found


def _with_what_is_hidden(found):
    """Add what only the page tells: a generator changes when used, and a function reads and changes what its body does.

    A body runs when its function is called, so that what was bound since the definition counts. A class is taken as a
    function whose body is that of all its methods.
    """
    generators, modules, inside, result = set(), set(), {}, []
    for s in found:
        used = {node.id for node in ast.walk(s.node) if isinstance(node, ast.Name)}
        reads, changes = _reached(s.reads, inside), set(s.changes) | (generators & used & s.reads)
        changes = changes.union(_worked_on(s.node, inside) - modules, *(inside[n][1] for n in reads & inside.keys()))
        modules = modules | s.surely if isinstance(s.node, ast.Import | ast.ImportFrom) else modules - s.surely
        if isinstance(s.node, ast.FunctionDef | ast.ClassDef):
            reads -= {s.node.name}
            inside[s.node.name], changes = (frozenset(reads), frozenset(changes)), set()
        elif isinstance(s.node, ast.Assign | ast.AnnAssign):
            generators -= s.surely
            if "default_rng(" in s.source:
                generators |= s.surely
        result.append(replace(s, reads=frozenset(reads), changes=frozenset(changes)))
    return result


def _worked_on(node, inside):
    """What a call may change that is made for its effect alone: its object, or what a function of the page is given."""
    match node:
        case ast.Expr(ast.Call(ast.Attribute(ast.Name(name)))):
            return {name}
        case ast.Expr(ast.Call(ast.Name(function), arguments)) if function in inside:
            given = {part.id for argument in arguments for part in ast.walk(argument) if isinstance(part, ast.Name)}
            return given - inside.keys()
    return set()


def _reached(names, inside):
    """``names``, with all that the functions and classes among them read, and those in turn."""
    found, waiting = set(), set(names)
    while waiting:
        found.add(name := waiting.pop())
        waiting |= inside.get(name, [set()])[0] - found
    return found


def needed(before, names):
    """Those statements of ``before`` that make or change what ``names`` stand for, in their order."""
    names, found = set(names), []
    for s in reversed(before):
        if (s.binds | s.changes) & names or _is_setting(s, names):
            found.append(s)
            names = (names - (s.surely - s.reads)) | s.reads
    return found[::-1]


def _is_setting(s, names):
    """``np.set_printoptions(precision=3)``: a call with constants alone, of a module in use, for what it does."""
    match s.node:
        case ast.Expr(ast.Call(ast.Attribute(ast.Name(module), attribute), arguments, keywords)):
            given = [*arguments, *(keyword.value for keyword in keywords)]
            constant = all(isinstance(value, ast.Constant) for value in given)
            return module in names and attribute.startswith("set_") and constant
    return False
