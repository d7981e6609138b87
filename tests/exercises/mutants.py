"""Mutants of a function: copies in which one operator or one constant is another.

>>> def half(x):
...     return x / 2
>>> [text for text, _ in mutants_of("def half(x):\\n    return x / 2\\n", {})]
['x * 2', 'x / 3', 'x / 1']
"""

import ast
import copy

OPERATORS = {
    ast.Add: [ast.Sub],
    ast.Sub: [ast.Add],
    ast.Mult: [ast.Div],
    ast.Div: [ast.Mult],
    ast.Pow: [ast.Mult],
    ast.MatMult: [ast.Mult],
    ast.Mod: [ast.Mult],
    ast.FloorDiv: [ast.Div],
    ast.Lt: [ast.LtE, ast.GtE],
    ast.LtE: [ast.Lt, ast.Gt],
    ast.Gt: [ast.GtE, ast.LtE],
    ast.GtE: [ast.Gt, ast.Lt],
    ast.Eq: [ast.NotEq],
    ast.NotEq: [ast.Eq],
    ast.Is: [ast.IsNot],
    ast.IsNot: [ast.Is],
    ast.And: [ast.Or],
    ast.Or: [ast.And],
    ast.USub: [ast.UAdd],
}


def mutants_of(source, names):
    """Yield (what was changed, function) for every mutant of the one function in ``source``."""
    tree = ast.parse(source)
    for number, node in enumerate(ast.walk(tree)):
        for change in range(len(_changes(node))):
            mutant = copy.deepcopy(tree)
            place = list(ast.walk(mutant))[number]
            _changes(place)[change]()
            yield ast.unparse(_shown(mutant, place)), _function(mutant, names)


def _changes(node):
    """The changes that can be made to one node, each a function that makes it."""
    if isinstance(node, ast.BinOp | ast.AugAssign | ast.BoolOp):
        return [lambda new=new: setattr(node, "op", new()) for new in OPERATORS.get(type(node.op), [])]
    if isinstance(node, ast.UnaryOp):
        if isinstance(node.op, ast.Not):
            return [lambda: vars(node).update(op=ast.Not(), operand=ast.UnaryOp(ast.Not(), node.operand))]
        return [lambda new=new: setattr(node, "op", new()) for new in OPERATORS.get(type(node.op), [])]
    if isinstance(node, ast.Compare):
        return [
            lambda i=i, new=new: node.ops.__setitem__(i, new())
            for i, old in enumerate(node.ops)
            for new in OPERATORS.get(type(old), [])
        ]
    if isinstance(node, ast.Slice):
        return [lambda end=end: setattr(node, end, None) for end in ("lower", "upper") if getattr(node, end)]
    if isinstance(node, ast.Constant) and type(node.value) is bool:
        return [lambda: setattr(node, "value", not node.value)]
    if isinstance(node, ast.Constant) and type(node.value) in (int, float):
        return [lambda by=by: setattr(node, "value", node.value + by) for by in (1, -1)]
    return []


def _shown(tree, place):
    """The smallest expression with an operator or a call around ``place``, which says what was changed."""
    around = [node for node in ast.walk(tree) if any(child is place for child in ast.walk(node))]
    shown = [n for n in around if isinstance(n, ast.BinOp | ast.Call | ast.Compare | ast.Subscript | ast.BoolOp)]
    statements = [n for n in around if isinstance(n, ast.stmt) and not isinstance(n, ast.FunctionDef)]
    return (shown or statements or around)[-1]


def _function(tree, names):
    scope = dict(names)
    exec(compile(ast.fix_missing_locations(tree), "<mutant>", "exec"), scope)
    return scope[next(node.name for node in tree.body if isinstance(node, ast.FunctionDef))]
