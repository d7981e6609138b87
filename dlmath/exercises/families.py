"""Families of mistakes that all exercises share: one small change to the code, and the words for it.

A change is tried on the reader's code, where it may mend it, and on the reference, where it makes a wrong answer.
``if_made`` says what is wrong with the changed code, ``if_needed`` what is wrong with the code before it.

>>> changes = changes_of("def f(x):\\n    return x.sum() - 1\\n")
>>> [(c.before, c.after, c.if_made) for c in changes if "difference" in c.if_made]
[('x.sum() - 1', '1 - x.sum()', 'a difference is the wrong way round')]
"""

import ast
import copy
from collections.abc import Iterator
from dataclasses import dataclass, replace

from dlmath.exercises.blocks import changes_of_block

Load = ast.Load()
ONE = ast.Constant(1)


@dataclass
class Change:
    """The tree with one place changed. It is as before when the next change is made."""

    tree: ast.Module
    rank: int
    line: int
    before: str
    after: str
    if_made: str
    if_needed: str
    right: int = 0

    def kept(self, right=0):
        """A copy that stays when the next change is made, and how many cases it makes right."""
        return replace(self, tree=copy.deepcopy(self.tree), right=right)


def changes_of(source) -> Iterator[Change]:
    """Yield every change of the one function in ``source``, those with the most telling words first.

    ``source`` is a text, or a tree, which is changed and changed back.
    """
    tree = ast.parse(source) if isinstance(source, str) else source
    function = tree.body[0]
    function.decorator_list = []
    edits = sorted([*_of_expressions(function), *_of_blocks(function)], key=lambda edit: edit[0])
    for together in [*([edit] for edit in edits), *_alike(edits)]:
        kept = [getattr(owner, field) for _, owner, field, *_ in together]
        for _, owner, field, value, *_ in together:
            setattr(owner, field, value)
        rank, _, _, _, line, *told = together[0]
        yield Change(ast.fix_missing_locations(tree), rank, line, *told)
        for (_, owner, field, *_), value in zip(together, kept, strict=True):
            setattr(owner, field, value)


def _alike(edits):
    """The same mistake made in several places: for each family, all its edits at once."""
    families = {}
    for edit in edits:
        rank, owner, field, _, _, _, _, *words = edit
        if rank < 2:
            families.setdefault(tuple(words), {}).setdefault((id(owner), field), edit)
    return [list(places.values()) for places in families.values() if 1 < len(places) < 5]


def _of_blocks(function):
    for owner in ast.walk(function):
        for field in ("body", "orelse"):
            block = getattr(owner, field, None)
            if isinstance(block, list):
                for rank, value, line, *told in changes_of_block(block, owner, function):
                    yield rank, owner, field, value, line, *told


def _of_expressions(function):
    names = _names(function)
    for statement in function.body:
        for owner in ast.walk(statement):
            for field, value in ast.iter_fields(owner):
                appended = isinstance(owner, ast.Call) and getattr(owner.func, "attr", "") == "append"
                others = [] if appended else names  # a list that holds itself would have no end
                for node, put in _places(value):
                    for new, if_made, if_needed, rank in _of_expression(node, others):
                        told = node.lineno, _text(node), _text(new), if_made, if_needed
                        yield rank, owner, field, put(new), *told


def _places(value):
    """The expressions of a field, each with a function that returns the field with another in its place."""
    if isinstance(value, ast.expr):
        yield value, lambda new: new
    if isinstance(value, list):
        for i, item in enumerate(value):
            if isinstance(item, ast.expr):
                yield item, lambda new, i=i: [*value[:i], new, *value[i + 1 :]]


def _text(node):
    return ast.unparse(ast.fix_missing_locations(node)) if hasattr(node, "lineno") else ast.unparse(node)


def _names(function):
    """What a name in the function may stand for: its parameters and whatever it assigns."""
    assigned = [n.id for n in ast.walk(function) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)]
    return list(dict.fromkeys([argument.arg for argument in function.args.args] + assigned))


def _of_expression(node, names):
    """Yield (another expression, words if that is the mistake, words if this is, rank)."""
    rules = {
        ast.BinOp: _of_operation,
        ast.Compare: _of_comparison,
        ast.Call: _of_call,
        ast.Subscript: _of_subscript,
        ast.Constant: _of_constant,
        ast.Attribute: _of_attribute,
        ast.UnaryOp: _of_sign,
        ast.BoolOp: _of_condition,
    }
    if type(node) in rules:
        yield from rules[type(node)](node)
    if isinstance(node, ast.BinOp | ast.Call):
        yield from _of_missing_part(node, names)
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.id in names:
        for other in names:
            if other != node.id:
                yield (
                    ast.Name(other, Load),
                    f"`{other}` stands where another name belongs",
                    (f"`{node.id}` stands where another name belongs"),
                    3,
                )


def _of_missing_part(node, names):
    """What may have been left out around an operation: a root, an absolute value, a factor, a term."""
    for name in ("abs",) if getattr(getattr(node, "func", None), "attr", "") in ROOTLESS else ("sqrt", "abs"):
        new = ast.Call(ast.Attribute(ast.Name("np", Load), name, Load), [node], [])
        yield new, f"`{name}` is one too many", f"`np.{name}` is missing", 2
    if isinstance(node, ast.BinOp):
        for name in names:
            for side, part in (("left", node.left), ("right", node.right)):
                product = ast.BinOp(ast.Name(name, Load), ast.Mult(), part)
                parts = {"left": node.left, "right": node.right, side: product}
                yield (
                    ast.BinOp(parts["left"], node.op, parts["right"]),
                    "there is a factor too many",
                    "a factor is missing",
                    3,
                )
            for op in (ast.Add(), ast.Sub()):
                yield ast.BinOp(node, op, ast.Name(name, Load)), "there is a term too many", "a term is missing", 3


ROOTLESS = ("norm", "zeros", "ones", "empty", "eye", "array", "range", "len", "abs", "argmin", "argmax", "sqrt")

# ---------------------------------------------------------------- operators

SAME = {  # an operator, what is often written for it, and the words for either
    (ast.Add, ast.Sub): (
        "something is subtracted that should be added",
        "something is added that should be subtracted",
    ),
    (ast.Mult, ast.Div): (
        "something is divided by that should be multiplied by",
        "something is multiplied by that should be divided by",
    ),
    (ast.MatMult, ast.Mult): (
        "`*` multiplies entry by entry, and nothing adds the products up (`np.sum`, or `@` for `*`)",
        "`@` stands where `*`, entry by entry, belongs",
    ),
    (ast.Pow, ast.Mult): ("`*` multiplies, `**` is the power", "a power stands where a product belongs"),
    (ast.Pow, ast.BitXor): ("`^` compares bits, `**` is the power", "`**` stands where `^` belongs"),
    (ast.Div, ast.FloorDiv): ("`//` cuts off the fraction, `/` keeps it", "`/` stands where `//` belongs"),
}
TURNED = {
    ast.Sub: "a difference is the wrong way round",
    ast.Div: "a fraction is upside down",
    ast.MatMult: "the factors of a matrix product are in the wrong order",
    ast.Pow: "base and exponent have changed places",
}
PART = {
    ast.Add: "term",
    ast.Sub: "term",
    ast.Mult: "factor",
    ast.Div: "division",
    ast.MatMult: "factor",
    ast.Pow: "power",
}
TOO_LATE = "two steps are in the wrong order: the second belongs before the first"
PARENTHESES = "parentheses are missing or misplaced: `*` and `/` come before `+` and `-`, powers before both"


def _of_operation(node):
    left, op, right = node.left, type(node.op), node.right
    for (one, other), (if_other, if_one) in SAME.items():
        if op is one:
            yield ast.BinOp(left, other(), right), if_other, if_one, 1
        if op is other and (one is not ast.Pow or isinstance(right, ast.Constant)):  # a ** b may take forever
            yield ast.BinOp(left, one(), right), if_one, if_other, 1
    if op in TURNED:
        yield ast.BinOp(right, node.op, left), TURNED[op], TURNED[op], 1
    if op in PART:
        missing, part = f"a {PART[op]} is missing", PART[op]
        yield left, missing, f"the {part} `{_text(right)}` is one too many", 2
        if op not in (ast.Div, ast.Pow):
            yield right, missing, f"the {part} `{_text(left)}` is one too many", 2
    if op is ast.MatMult:
        for new in (ast.BinOp(_transposed(left), node.op, right), ast.BinOp(left, node.op, _transposed(right))):
            yield new, "there is a transpose too many", "a transpose is missing", 1
    yield from ((new, words, words, 1) for new, words in _regrouped(left, node.op, right))
    if op is ast.Pow and isinstance(left, ast.Call) and len(left.args) == 1:
        new = ast.Call(left.func, [ast.BinOp(left.args[0], node.op, right)], left.keywords)
        yield (
            new,
            "a power is taken of each entry that belongs outside",
            "a power is taken too late: each entry has it",
            1,
        )


def _transposed(node):
    return ast.Attribute(node, "T", Load)


def _regrouped(left, op, right):
    """The same operands and operators with other parentheses, or the two steps in the other order."""
    if isinstance(left, ast.BinOp):
        yield ast.BinOp(left.left, left.op, ast.BinOp(left.right, op, right)), PARENTHESES
        yield ast.BinOp(ast.BinOp(left.left, op, right), left.op, left.right), TOO_LATE
    if isinstance(right, ast.BinOp):
        yield ast.BinOp(ast.BinOp(left, op, right.left), right.op, right.right), PARENTHESES
    if isinstance(left, ast.UnaryOp):
        yield ast.UnaryOp(left.op, ast.BinOp(left.operand, op, right)), PARENTHESES


EQUALITY = "a comparison treats equality wrongly: `<` for `<=`, `>` for `>=`, or the other way round"
DIRECTION = "a comparison points the wrong way"
COMPARISONS = {
    ast.Lt: [(ast.LtE, EQUALITY), (ast.Gt, DIRECTION)],
    ast.LtE: [(ast.Lt, EQUALITY), (ast.GtE, DIRECTION)],
    ast.Gt: [(ast.GtE, EQUALITY), (ast.Lt, DIRECTION)],
    ast.GtE: [(ast.Gt, EQUALITY), (ast.LtE, DIRECTION)],
    ast.Eq: [(ast.NotEq, "a condition says the opposite")],
    ast.NotEq: [(ast.Eq, "a condition says the opposite")],
}


def _of_comparison(node):
    if len(node.ops) != 1:
        return
    for new, words in COMPARISONS.get(type(node.ops[0]), []):
        yield ast.Compare(node.left, [new()], node.comparators), words, words, 1
    if _text(node.left).startswith("len("):
        words = "`len` counts rows or entries; how many axes an array has is its `.ndim`"
        axes = ast.Attribute(node.left.args[0], "ndim", Load)
        yield ast.Compare(axes, node.ops, node.comparators), "`.ndim` stands for `len`", words, 1
    bound = getattr(node.comparators[0], "value", None)
    if bound == 0 and not isinstance(node.ops[0], ast.Eq | ast.NotEq):
        words = "a sign is asked for where only zero itself is meant"
        yield ast.Compare(node.left, [ast.Eq()], node.comparators), "zero is asked for where a sign is meant", words, 1
    if isinstance(node.ops[0], ast.Lt | ast.LtE) and type(bound) is float and 0 < bound < 1e-3:
        words = "a tolerance stands where zero itself is meant: something small is not nothing"
        yield ast.Compare(node.left, [ast.Eq()], [ast.Constant(0)]), "zero stands where a tolerance is needed", words, 0


def _of_condition(node):
    other = {ast.And: ast.Or, ast.Or: ast.And}[type(node.op)]
    words = [f"`{a}` stands where `{b}` belongs" for a, b in (("and", "or"), ("or", "and"))]
    yield ast.BoolOp(other(), node.values), *(words if other is ast.And else words[::-1]), 1


def _of_sign(node):
    if isinstance(node.op, ast.USub) and not isinstance(node.operand, ast.Constant):
        yield node.operand, "a minus sign is missing", "a minus sign too many", 1
    if isinstance(node.op, ast.Not):
        yield node.operand, "a condition says the opposite", "a condition says the opposite", 1


# ---------------------------------------------------------------- calls

PAIRS = [("sum", "mean"), ("sum", "prod"), ("max", "min"), ("argmax", "argmin"), ("maximum", "minimum")]
PAIRS += [("zeros", "ones"), ("cos", "sin"), ("floor", "ceil"), ("max", "argmax"), ("sum", "max")]
PAIRS += [("sum", "trace")]
OUTER = ("abs", "sqrt", "exp", "log", "sum", "square", "round", "sorted", "float", "int", "sign", "norm", "reversed")
AXIS = "an axis is the wrong one: axis=0 runs down the columns, axis=1 along the rows"


def _of_call(node):
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    for pair in PAIRS:
        if name in pair:
            other = pair[1 - pair.index(name)]
            words = [f"`{a}` stands where `{b}` belongs" for a, b in ((other, name), (name, other))]
            yield ast.Call(_renamed(node.func, other), node.args, node.keywords), *words, 1
    if name in OUTER and node.args:
        yield node.args[0], f"`{name}` is missing", f"`{name}` is one too many", 1
    if len(node.args) == 2 and name not in ("range", "append"):
        words = "two arguments have changed places"
        yield ast.Call(node.func, node.args[::-1], node.keywords), words, words, 2
    for new in _other_axes(node):
        yield new, AXIS, AXIS, 1
    if name == "range":
        yield from _of_range(node)
    yield from _of_dtype(node)
    if name in ("zeros_like", "empty_like") and len(node.args) == 1 and not node.keywords:
        shape = ast.Attribute(node.args[0], "shape", Load)
        new = ast.Call(_renamed(node.func, name[:-5]), [shape], [])
        words = f"`{name}` copies the type as well, so whole numbers stay whole and fractions are cut off"
        yield new, "the type of the argument is lost", words, 0
    if name == "copy" and isinstance(node.func, ast.Attribute):
        new = ast.Call(ast.Attribute(node.func.value, "astype", Load), [ast.Name("float", Load)], [])
        words = "a copy of whole numbers holds whole numbers only and cuts off fractions: `astype(float)`"
        yield new, "the type of the argument is lost", words, 0


def _of_dtype(node):
    if any(k.arg == "dtype" and getattr(k.value, "id", "") == "int" for k in node.keywords):
        words = "`dtype=int` holds whole numbers only and cuts off fractions"
        yield ast.Call(node.func, node.args, []), "an array has the wrong type", words, 0


def _renamed(func, name):
    return ast.Attribute(func.value, name, Load) if isinstance(func, ast.Attribute) else ast.Name(name, Load)


def _other_axes(node):
    for keyword in node.keywords:
        value = getattr(keyword.value, "value", None)
        if keyword.arg == "axis" and value in (0, 1):
            rest = [k for k in node.keywords if k is not keyword]
            yield ast.Call(node.func, node.args, [ast.keyword("axis", ast.Constant(1 - value)), *rest])
            yield ast.Call(node.func, node.args, rest)


FIRST = "the first turn of a loop is missing: Python counts from 0"
BEFORE = "a loop has a turn too many at its beginning"
LAST = "the last turn of a loop is missing: range(n) ends at n − 1 already"
AFTER = "a loop has a turn too many at its end: range(n) ends at n − 1"


def _of_range(node):
    start, stop, *step = node.args if len(node.args) > 1 else [ast.Constant(0), *node.args]
    if step:
        yield from ((new, *words, 1) for new, words in _of_countdown(node, start, stop, step[0]))
        return
    begins = [ast.Constant(1)] if getattr(start, "value", None) == 0 else [_plus_one(start), _minus_one(start)]
    if getattr(start, "value", None) == 1:
        begins = [ast.Constant(0), ast.Constant(2)]
    for begin in begins:
        later = _text(begin) > _text(start) or _text(begin).endswith("+ 1")
        yield _range(begin, stop), *((FIRST, BEFORE) if later else (BEFORE, FIRST)), 0
    yield _range(start, _minus_one(stop)), LAST, AFTER, 0
    yield _range(start, _plus_one(stop)), AFTER, LAST, 0


def _of_countdown(node, start, stop, step):
    if _text(step) == "-1":
        zero, below = ast.Constant(0), ast.UnaryOp(ast.USub(), ast.Constant(1))
        early = "counting down, range stops before its end: to reach 0 it must end at −1"
        if _text(stop) in ("0", "-1"):
            down = _text(stop) == "0"
            words = (AFTER, early) if down else (early, AFTER)
            yield ast.Call(node.func, [start, below if down else zero, step], []), words
        yield ast.Call(node.func, [_minus_one(start), stop, step], []), (FIRST, BEFORE)
        yield ast.Call(node.func, [_plus_one(start), stop, step], []), (BEFORE, FIRST)


def _range(start, stop):
    arguments = [stop] if getattr(start, "value", None) == 0 else [start, stop]
    return ast.Call(ast.Name("range", Load), arguments, [])


def _plus_one(node):
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Sub) and getattr(node.right, "value", None) == 1:
        return node.left
    return ast.BinOp(node, ast.Add(), ONE)


def _minus_one(node):
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add) and getattr(node.right, "value", None) == 1:
        return node.left
    return ast.BinOp(node, ast.Sub(), ONE)


# ---------------------------------------------------------------- places in arrays, and what is left

INDEX = "an index is off by one"
SLICE = "a slice begins or ends one place off"
COLUMN = "a row stands where a column belongs", "a column stands where a row belongs"
ROWS = "rows and columns are mixed up in a shape"


def _of_subscript(node):
    index = node.slice
    if isinstance(index, ast.Tuple) and len(index.elts) == 2:
        for i, part in enumerate(index.elts):
            for new, words in _of_index(part):
                elements = [new if j == i else other for j, other in enumerate(index.elts)]
                yield _at(node, ast.Tuple(elements, Load)), words, words, 1
        words = "the indices of row and column have changed places"
        yield _at(node, ast.Tuple(index.elts[::-1], Load)), words, words, 1
        if isinstance(index.elts[0], ast.Slice) and index.elts[0].lower is index.elts[0].upper is None:
            yield _at(node, index.elts[1]), *COLUMN, 1
        return
    if isinstance(node.value, ast.Attribute) and node.value.attr == "shape" and isinstance(index, ast.Constant):
        yield _at(node, ast.Constant(1 - index.value)), ROWS, ROWS, 0
        return
    for new, words in _of_index(index):
        yield _at(node, new), words, words, 1
    if isinstance(node.ctx, ast.Load):
        yield _at(node, ast.Tuple([ast.Slice(), index], Load)), *COLUMN[::-1], 1
        if isinstance(index, ast.Slice):
            yield node.value, "a slice is missing", "a slice leaves something out", 1


def _at(node, index):
    return ast.Subscript(node.value, index, node.ctx)


def _of_index(index):
    if isinstance(index, ast.Slice):
        lower, upper, step = index.lower, index.upper, index.step
        ends = [(low, upper) for low in _near(lower)] + [(lower, up) for up in _near(upper)]
        ends += [(None, upper)] * (lower is not None) + [(lower, None)] * (upper is not None)
        yield from ((ast.Slice(low, up, step), SLICE) for low, up in ends)
    elif not isinstance(index, ast.Tuple | ast.List):
        yield from ((new, INDEX) for new in _near(index))


def _near(node):
    """One more, one less, and without an offset."""
    if node is None:
        return [ONE, ast.UnaryOp(ast.USub(), ONE)]
    if isinstance(node, ast.Constant) and type(node.value) is int:
        return [ast.Constant(node.value + 1), *([ast.Constant(node.value - 1)] if node.value else [])]
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Sub):
        return [_plus_one(node), _minus_one(node), node.left, node.right]
    return [_plus_one(node), _minus_one(node)]


def _of_constant(node):
    value = node.value
    if type(value) is bool:
        yield (
            ast.Constant(not value),
            f"{not value} stands where {value} belongs",
            (f"{value} stands where {not value} belongs"),
            2,
        )
    elif type(value) in (int, float):
        for other in dict.fromkeys([value + 1, value - 1, 0 * value, value / 2, 2 * value]):
            if other != value:
                yield ast.Constant(other), "a number in it is not the right one", f"the number {value} is not right", 2


def _of_attribute(node):
    if node.attr == "T":
        yield node.value, "a transpose is missing", "there is a transpose too many", 1
