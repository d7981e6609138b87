"""The families of mistakes that move, leave out or turn around whole lines; `families` has those inside a line.

>>> block = ast.parse("for x in xs:\\n    total += x\\n    return total").body
>>> ["return stands inside" in words for *_, words in changes_of_block(block, None, None)][0]
True
"""

import ast
from itertools import combinations, pairwise

Load, Store = ast.Load(), ast.Store()
INSIDE = "the return stands inside the loop and ends it in its first turn"
ORDER = "two lines are in the wrong order"
STALE = "something is computed once, before the loop, that must be computed anew in each turn"
ANEW = "something starts afresh in each turn of the loop that belongs before it"
OUTSIDE = "a line stands after the loop that belongs inside it, so that only the last turn counts"
EACH = "a line stands inside the loop that belongs after it"
OVERWRITES = "each turn overwrites what the one before has left, instead of adding to it"
ADDS = "something is added up that should be replaced"
EMPTY = "the first entry of the list is missing"
FULL = "the list has an entry too many at its beginning"
IN_PLACE = "`-=`, `+=` and the like write into the array itself, so whatever else holds this array changes with it"


def changes_of_block(block, owner, function):
    """Yield (rank, another block, line, before, after, words if that is the mistake, words if this is)."""
    in_loop = isinstance(owner, ast.For | ast.While)
    for i, statement in enumerate(block):
        rest = block[:i], block[i + 1 :]
        for rank, new, if_made, if_needed in _of_statement(statement, in_loop, function):
            yield rank, [*rest[0], *new, *rest[1]], statement.lineno, _text(statement), _texts(new), if_made, if_needed
    for i, (first, second) in enumerate(pairwise(block)):
        for rank, new, if_made, if_needed in _of_neighbors(first, second):
            line = statement_to_show(first, second).lineno
            value = [*block[:i], *new, *block[i + 2 :]]
            yield rank, value, line, _texts([first, second]), _texts(new), if_made, if_needed

    for i, loop in enumerate(block):
        if isinstance(loop, ast.For | ast.While):
            for j, first in enumerate(block[:i]):
                for value in _renewed(block, i, j) if isinstance(first, ast.Assign) else []:
                    yield 1, value, first.lineno, _text(first), _text(loop), ANEW, STALE


def _renewed(block, i, j):
    """The assignment ``j`` is moved to the beginning of the loop ``i``, or done once more at its end."""
    loop, first = block[i], block[j]
    yield [*block[:j], *block[j + 1 : i], _with_body(loop, [first, *loop.body]), *block[i + 1 :]]
    yield [*block[:i], _with_body(loop, [*loop.body, first]), *block[i + 1 :]]


def statement_to_show(first, second):
    """Which of two neighbors a reader should look at: not the loop, but the line that moves."""
    return second if isinstance(first, ast.For | ast.While) else first


def _text(statement):
    return ast.unparse(statement).splitlines()[0]


def _texts(statements):
    return "\n".join(_text(ast.fix_missing_locations(statement)) for statement in statements)


def _is_docstring(statement):
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)


def _of_statement(statement, in_loop, function):
    if isinstance(statement, ast.For | ast.While):
        yield from _of_loop(statement)
    elif isinstance(statement, ast.If):
        opposite = ast.If(ast.UnaryOp(ast.Not(), statement.test), statement.body, statement.orelse)
        yield 1, [opposite], "a condition says the opposite", "a condition says the opposite"
        yield (
            1,
            [ast.While(statement.test, statement.body, [])],
            "`while` stands for `if`",
            "`if` tests once; `while` repeats",
        )
    elif isinstance(statement, ast.Return):
        yield from _of_return(statement)
    elif isinstance(statement, ast.Assign | ast.AugAssign):
        yield from _of_assignment(statement, in_loop, function)
    elif isinstance(statement, ast.Raise) and statement.exc is not None:
        words = "the exception is returned; an exception must be raised: raise ValueError(…)"
        yield 0, [ast.Return(statement.exc)], words, "an exception is raised that is not asked for"
    elif isinstance(statement, ast.Expr) and not _is_docstring(statement):
        yield from _of_append(statement)
    if not isinstance(statement, ast.Return) and not _is_docstring(statement):
        yield 2, [ast.Pass()], "a step is missing", "this line is one too many"


def _of_loop(loop):
    *before, last = loop.body
    if isinstance(last, ast.Return) and before:
        kind = [loop.target, loop.iter] if isinstance(loop, ast.For) else [loop.test]
        yield 0, [type(loop)(*kind, before, []), last], "the return stands after the loop", INSIDE
    if isinstance(loop, ast.While):
        yield 1, [ast.If(loop.test, loop.body, [])], "`if` tests once; `while` repeats", "`while` stands for `if`"


def _of_neighbors(first, second):
    """Two lines, or a loop and the line before or after it."""
    loops = [isinstance(s, ast.For | ast.While) for s in (first, second)]
    if not any(loops) and not isinstance(second, ast.Return) and not _is_docstring(first):
        yield 1, [second, first], ORDER, ORDER
    if loops == [True, False]:
        *body, last = first.body
        returns = isinstance(second, ast.Return)
        rank, words = (2, INSIDE) if returns else (0, EACH)
        yield rank, [_with_body(first, [*first.body, second])], words, OUTSIDE
        if not returns:
            yield 1, [second, first], ORDER, ORDER
        if body and not isinstance(last, ast.Return):
            yield 0, [_with_body(first, body), last, second], OUTSIDE, EACH
    if loops == [False, True] and isinstance(first, ast.Assign):
        yield 1, [second, first], ORDER, ORDER
        start, *body = second.body
        if body:
            yield 0, [first, start, _with_body(second, body)], STALE, ANEW


def _with_body(loop, body):
    kind = [loop.target, loop.iter] if isinstance(loop, ast.For) else [loop.test]
    return type(loop)(*kind, body, loop.orelse)


def _of_return(statement):
    value = statement.value
    if value is None:
        return
    if getattr(getattr(value, "func", value), "id", "").endswith(("Error", "Exception")):
        words = "the exception is returned; an exception must be raised: `raise`"
        yield 0, [ast.Raise(value)], "an exception is raised that is not asked for", words
    if isinstance(value, ast.Tuple):
        for i, j in combinations(range(len(value.elts)), 2):
            swapped = list(value.elts)
            swapped[i], swapped[j] = swapped[j], swapped[i]
            words = "two results have changed places"
            yield 0, [ast.Return(ast.Tuple(swapped, Load))], words, words
    for new, if_made, if_needed in (
        (ast.UnaryOp(ast.USub(), value), "the result has the wrong sign", "the result has the wrong sign"),
        (
            ast.Attribute(value, "T", Load),
            "the result is transposed",
            "the result lies on its side: it needs a transpose",
        ),
    ):
        yield 1, [ast.Return(new)], if_made, if_needed


def _of_assignment(statement, in_loop, function):
    if isinstance(statement, ast.AugAssign):
        target = _loaded(statement.target)
        new = ast.Assign([statement.target], ast.BinOp(target, statement.op, statement.value))
        yield 0, [new], "an array is copied that should be changed in place", IN_PLACE
        if in_loop:
            yield 1, [ast.Assign([statement.target], statement.value)], OVERWRITES, ADDS
        return
    target, value = statement.targets[0], statement.value
    if isinstance(value, ast.BinOp) and ast.dump(_loaded(target)) == ast.dump(value.left):
        yield 1, [ast.AugAssign(target, value.op, value.right)], IN_PLACE, "something must be changed in place"
        yield 1, [ast.Assign([target], value.right)], OVERWRITES, ADDS
    elif in_loop and not isinstance(target, ast.Tuple):
        yield 1, [ast.AugAssign(target, ast.Add(), value)], ADDS, OVERWRITES
    if isinstance(value, ast.List):
        yield from _of_list(target, value, function)
    if isinstance(value, ast.BinOp) and isinstance(value.op, ast.Mult) and isinstance(value.left, ast.List):
        yield from _of_repeated_list(target, value)


def _of_list(target, value, function):
    """A list that is to be filled may begin with an argument, or with nothing."""
    if not value.elts and function is not None:
        for parameter in function.args.args:
            new = ast.List([ast.Name(parameter.arg, Load)], Load)
            yield 0, [ast.Assign([target], new)], FULL, EMPTY
    if len(value.elts) == 1:
        yield 0, [ast.Assign([target], ast.List([], Load))], EMPTY, FULL


def _of_repeated_list(target, value):
    row = ast.Name("row", Store)
    if value.left.elts and isinstance(value.left.elts[0], ast.List | ast.BinOp):
        copied = ast.Call(ast.Name("list", Load), [ast.Name("row", Load)], [])
        new = ast.ListComp(copied, [ast.comprehension(row, value, [], 0)])
        words = "`[[0] * n] * m` holds one and the same row m times: what is written into one stands in all"
        yield 0, [ast.Assign([target], new)], "rows are copied", words


def _of_append(statement):
    call = statement.value
    if isinstance(call, ast.Call) and getattr(call.func, "attr", "") == "append" and len(call.args) == 1:
        argument = call.args[0]
        if isinstance(argument, ast.Name):
            copied = ast.Call(ast.Attribute(argument, "copy", Load), [], [])
            yield (
                0,
                [ast.Expr(ast.Call(call.func, [copied], []))],
                "a copy is appended",
                ("the list holds one and the same array many times, since that array is changed in place"),
            )


def _loaded(target):
    return ast.parse(ast.unparse(target), mode="eval").body
