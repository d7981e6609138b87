"""Whether an answer uses a tool that its task forbids.

>>> def answer(x, y):
...     return x @ y
>>> used(answer, ["np.dot", "@"]), used(answer, ["for"])
('@', '')
"""

import dis
import inspect

LOOPS = {"for": "FOR_ITER", "while": "JUMP_BACKWARD"}


def used(answer, tools):
    """Return the first of ``tools`` that occurs in the code of ``answer`` or of functions it calls, or ''.

    Tools are written as in the code: a name ("sorted"), the end of a dotted name ("np.dot"), "@", "for", "while".
    """
    if not tools or not inspect.isfunction(inspect.unwrap(answer)):
        return ""
    operators, names, opcodes = set(), set(), set()
    for code in _codes(inspect.unwrap(answer)):
        for step in dis.get_instructions(code):
            opcodes.add(step.opname)
            if step.opname == "BINARY_OP":
                operators.add(step.argrepr.rstrip("="))
            if isinstance(step.argval, str) and step.opname.startswith(("LOAD_ATTR", "LOAD_METHOD", "LOAD_GLOBAL")):
                names.add(step.argval)
    return next((tool for tool in tools if _occurs(tool, operators, names, opcodes)), "")


def _occurs(tool, operators, names, opcodes):
    if tool in LOOPS:
        return LOOPS[tool] in opcodes
    return tool in operators or tool.rpartition(".")[2] in names


def _codes(function):
    """The code of a function, of those inside it, and of those from the same cell or file that it calls."""
    waiting, seen = [function.__code__], []
    while waiting:
        code = waiting.pop()
        if code in seen:
            continue
        seen.append(code)
        waiting += [constant for constant in code.co_consts if inspect.iscode(constant)]
        called = [function.__globals__.get(name) for name in code.co_names]
        waiting += [f.__code__ for f in called if inspect.isfunction(f) and f.__module__ == function.__module__]
    return seen
