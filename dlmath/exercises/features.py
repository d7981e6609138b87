"""Which inputs an answer is wrong on: where one feature of an argument decides it, this is said.

>>> import numpy as np
>>> rows = [[1, 2], [3, 4], [0, 5], [-1, 2], [5, -2]]
>>> where_wrong([((np.array(row),), min(row) >= 0) for row in rows], ["x"])
'Of the inputs tried, those are wrong in which `x` has a negative number, and all others are right.'
"""

import numpy as np

LEAST = 2  # so many inputs on either side, since one alone may be an accident


def where_wrong(tried, names):
    """Return a sentence, or ''. ``tried`` holds arguments, and whether the answer was right on them."""
    for j, name in enumerate(names):
        for clause, has in FEATURES:
            found = [(_has(has, arguments, j), right) for arguments, right in tried]
            wrong = sum(not right for _, right in found)
            if all(flag != right for flag, right in found) and min(wrong, len(found) - wrong) >= LEAST:
                return f"Of the inputs tried, those are wrong in which `{name}` {clause}, and all others are right."
    return ""


def _has(has, arguments, j):
    """Whether an argument has a feature; one that is left out or no number has none."""
    if j >= len(arguments) or not isinstance(arguments[j], np.ndarray | np.generic | int | float | list | tuple):
        return False
    try:
        array = np.asarray(arguments[j])
    except ValueError:  # a list of lists of different lengths
        return False
    return array.dtype.kind in "biuf" and array.size > 0 and bool(has(array))


FEATURES = [
    ("has a negative number", lambda a: (a < 0).any()),
    ("has a zero", lambda a: (a == 0).any()),
    ("has no zero", lambda a: (a != 0).all()),
    ("is infinite", lambda a: np.isinf(a).any()),
    ("is finite", lambda a: np.isfinite(a).all()),
    ("is a matrix", lambda a: a.ndim == 2),
    ("is a vector", lambda a: a.ndim == 1),
    ("has more than two entries", lambda a: a.ndim == 1 and a.size > 2),
    ("is not square", lambda a: a.ndim == 2 and a.shape[0] != a.shape[1]),
    ("has more rows than columns", lambda a: a.ndim == 2 and a.shape[0] > a.shape[1]),
    ("has fewer rows than columns", lambda a: a.ndim == 2 and a.shape[0] < a.shape[1]),
    ("has more than two rows", lambda a: a.ndim == 2 and a.shape[0] > 2),
    ("has fractions", lambda a: (a != np.rint(a)).any()),
    ("is larger than 1", lambda a: a.ndim == 0 and a > 1),
]
