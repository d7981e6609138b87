"""What a reader is told of an exception.

>>> from dlmath.exercises.running import Observed
>>> about_error(Observed(exception=ZeroDivisionError, message="division by zero", line="line 2: 1 / 0"))
[('error', 'ZeroDivisionError: division by zero', 'code'), ('your line', 'line 2: 1 / 0', 'code')]
"""

ADVICE = {
    SystemExit: "exit() would end the whole session. Leave a function with return.",
    KeyboardInterrupt: "The function was interrupted, by you or by its own raise KeyboardInterrupt.",
    RecursionError: "The function calls itself and never comes to an end.",
    NameError: "A name is used that does not exist: look for a slip of the pen, or run the cell that defines it.",
    MemoryError: "The function asked for more memory than there is: look at the shapes of its arrays.",
    NotImplementedError: "Take the raise away when the function is written.",
}


def named(seen):
    """Return the exception with its message."""
    return f"{seen.exception.__name__}: {seen.message}" if seen.message else seen.exception.__name__


def about_error(seen):
    """Return the rows of a verdict that tell of what `observe` saw: the error, the reader's line, some advice."""
    rows = [("error", named(seen), "code")]
    if seen.line:
        rows.append(("your line", seen.line, "code"))
    advice = next((text for cls, text in ADVICE.items() if issubclass(seen.exception, cls)), "")
    return rows + ([("what happened", advice, "text")] if advice else [])
