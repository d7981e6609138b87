"""What a reader is told of an exception.

>>> from dlmath.exercises.running import Observed
>>> about_error(Observed(exception=IndexError, message="index 3 is out of bounds", line="line 2: x[3]"))[0]
('error', 'IndexError: index 3 is out of bounds', 'code')
"""

import difflib
import re

from dlmath.exercises.showing import class_name

ADVICE = [  # exception, a pattern in its message, what to do
    (SystemExit, "", "exit() would end the whole session. Leave a function with return."),
    (KeyboardInterrupt, "", "That is what the Stop button raises. Leave a function with return."),
    (RecursionError, "", "The function calls itself and never comes to an end."),
    (
        UnboundLocalError,
        "",
        "This name is used before it has a value. Inside a function an assignment makes a name of its own: give it a "
        "first value before this line, even if no `if` and no turn of a loop does.",
    ),
    (NameError, "", "A name is used that does not exist: look for a typo, or run the cell that defines it."),
    (MemoryError, "", "The function asked for more memory than there is: look at the shapes of its arrays."),
    (NotImplementedError, "", "Take the raise away when the function is written."),
    (
        IndexError,
        "^axis ",
        "There is no such axis: a vector has only axis 0, a matrix has axis 0 (down the columns) and axis 1 (along the "
        "rows). Print the .shape before this line.",
    ),
    (IndexError, "too many indices", "There are more indices here than the array has axes. Print its .shape."),
    (
        IndexError,
        "boolean index did not match",
        "An array of True and False picks from an array of the same length. Print the .shape of both.",
    ),
    (
        IndexError,
        "only integers|must be of integer",
        "An index is a whole number, a slice, or an array of whole numbers or of True and False: use // or int(…).",
    ),
    (
        IndexError,
        "",
        "Python counts from 0: of n entries the last has the index n − 1. What is the largest index here?",
    ),
    (
        ValueError,
        "broadcast|mismatch in its core|not aligned|inhomogeneous|setting an array element",
        "The shapes do not fit. Print the .shape of both sides before this line.",
    ),
    (
        ValueError,
        "truth value of an array",
        "`if`, `and`, `or` and `not` need one True or False, and this array has one for each entry. To decide entry by "
        "entry, for any shape: np.where(condition, …, …); to join conditions: (a > 0) & (b > 0), with parentheses. One "
        "answer for all entries together: np.all(…) or np.allclose(…).",
    ),
    (
        TypeError,
        "converted to Python scalars|must be real number, not (list|tuple)",
        "Functions of `math`, like float(…) and int(…), take one number. Those of NumPy, such as np.exp for math.exp, "
        "take arrays of any shape.",
    ),
    (
        TypeError,
        "(unsupported operand|not supported between|bad operand).*'(Formula|function|builtin_function_or_method)'",
        "A function stands where a number is needed: call it, with its argument in parentheses.",
    ),
    (TypeError, "has no len|not iterable|not subscriptable", "There is one number where a list or an array is needed."),
    (
        TypeError,
        "ndarray' object is not callable|float' object is not callable|int' object is not callable",
        "Parentheses call a function; entries of an array need square brackets, and a product needs *.",
    ),
    (
        TypeError,
        "cannot be interpreted as an integer|slice indices",
        "A count or an index must be whole: use // or int(…).",
    ),
    (
        TypeError,
        "Cannot cast ufunc",
        "An array of whole numbers cannot take fractions in place: x = x - … makes a new one.",
    ),
    (TypeError, "Field elements|data type .* not understood", "np.array takes one list of rows: np.array([[…], […]])."),
    (TypeError, "NoneType", "Something is None: a function without return gives None, and so does list.append."),
]


def about_error(seen, answer=None):
    """Return the rows of a verdict that tell of what `observe` saw: the error, the reader's line, some advice."""
    rows = [("error", named(seen), "code")]
    if seen.line:
        rows.append(("your line", seen.line, "code"))
    advice = next((text for cls, words, text in ADVICE if _is(seen, cls, words)), "")
    near = _nearest(seen, answer) if seen.exception is NameError else ""
    advice = f"There is no {near[0]}. Did you mean {near[1]}?" if near else advice
    return rows + ([("what happened", advice, "text")] if advice else [])


def same_error(one, other):
    """Whether two calls failed alike. Shapes that do not fit have many messages, whoever writes `raise` is free to
    choose one, and a name without a value may be any; everything else has one."""
    if (one.raised and other.raised) or one.exception is UnboundLocalError:
        return one.exception is other.exception
    shapes = next(words for cls, words, _ in ADVICE if "broadcast" in words)
    alike = one.message == other.message or (re.search(shapes, one.message) and re.search(shapes, other.message))
    return one.exception is other.exception and bool(alike)


def _is(seen, cls, words):
    return issubclass(seen.exception, cls) and re.search(words, seen.message)


def _nearest(seen, answer):
    """The name that does not exist, and the one in the function that looks most like it."""
    missing = re.search("name '(.+)' is not defined", seen.message)
    code = getattr(answer, "__code__", None)
    if not missing or code is None:
        return ""
    near = difflib.get_close_matches(missing[1], code.co_varnames, n=1, cutoff=0.7)
    return (missing[1], near[0]) if near else ""


def named(seen):
    """Return the exception with its message."""
    name = class_name(seen.exception)
    return f"{name}: {seen.message}" if seen.message else name
