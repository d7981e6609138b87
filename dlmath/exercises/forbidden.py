"""What an answer's code says before it is called: tools that its task forbids, and calls that no limit can stop.

>>> def answer(x, y):
...     return x @ y
>>> used(answer, ["np.dot", "@"]), used(answer, ["for"])
('@', '')
"""

import dis
import inspect
import itertools

ENDLESS = (itertools.count, itertools.cycle, itertools.repeat)
CONSUMERS = {
    "sum",
    "max",
    "min",
    "all",
    "any",
    "list",
    "tuple",
    "set",
    "dict",
    "sorted",
    "deque",
    "prod",
    "fsum",
    "reduce",
}
MANY = 10**8  # so many numbers take compiled code some seconds
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


def may_not_come_back(answer):
    """Whether compiled code is perhaps handed what has no end, or very many numbers: it cannot be interrupted.

    >>> may_not_come_back(lambda: sum(itertools.count())), may_not_come_back(lambda: max(range(10**12)))
    (True, True)
    """
    if not inspect.isfunction(answer):
        return False
    answer = inspect.unwrap(answer)
    for code in _codes(answer):
        names = set(code.co_names)
        values = [answer.__globals__.get(name) for name in names]
        endless = "iter" in names or any(value is source for value in values for source in ENDLESS)
        endless |= "itertools" in names and not names.isdisjoint({"count", "cycle", "repeat"})
        many = "range" in names and any(type(n) is int and n >= MANY for n in code.co_consts)
        if (endless or many) and not names.isdisjoint(CONSUMERS):
            return True
    return False


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
