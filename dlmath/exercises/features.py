"""Which inputs an answer is wrong on: where one feature of the input decides it, this is said.

>>> import numpy as np
>>> rows = [[1, 2], [3, 4], [0, 5], [-1, 2], [5, -2]]
>>> where_wrong([((np.array(row),), min(row) >= 0) for row in rows])
'Your function is wrong on all inputs tried that have a negative number, and right on all others.'
"""

import numpy as np

LEAST = 2  # so many inputs on either side, since one alone may be an accident


def where_wrong(tried):
    """Return a sentence, or ''. ``tried`` holds arguments, and whether the answer was right on them."""
    for clause, has in FEATURES:
        found = [(has(_arrays(arguments)), right) for arguments, right in tried]
        wrong = sum(not right for _, right in found)
        if all(flag != right for flag, right in found) and min(wrong, len(found) - wrong) >= LEAST:
            return f"Your function is wrong on all inputs tried that have {clause}, and right on all others."
    return ""


def _arrays(arguments):
    numbers = [np.asarray(a) for a in arguments if isinstance(a, np.ndarray | np.generic | int | float | list | tuple)]
    return [a for a in numbers if a.dtype.kind in "biuf"]


def _some(holds):
    return lambda arrays: any(a.size and bool(holds(a)) for a in arrays)


FEATURES = [
    ("a negative number", _some(lambda a: (a < 0).any())),
    ("a zero", _some(lambda a: (a == 0).any())),
    ("no zero", lambda arrays: not any((a == 0).any() for a in arrays)),
    ("more than one entry", _some(lambda a: a.size > 1)),
    ("more than two entries", _some(lambda a: a.ndim == 1 and a.size > 2)),
    ("a matrix that is not square", _some(lambda a: a.ndim == 2 and a.shape[0] != a.shape[1])),
    ("a matrix with more rows than columns", _some(lambda a: a.ndim == 2 and a.shape[0] > a.shape[1])),
    ("a matrix with fewer rows than columns", _some(lambda a: a.ndim == 2 and a.shape[0] < a.shape[1])),
    ("more than two rows", _some(lambda a: a.ndim == 2 and a.shape[0] > 2)),
    ("a matrix where others have a vector", _some(lambda a: a.ndim == 2)),
    ("a vector where others have a matrix", lambda arrays: not any(a.ndim == 2 for a in arrays)),
    ("a number that is not whole", _some(lambda a: (a != np.rint(a)).any())),
    ("a number larger than 1", _some(lambda a: (np.abs(a) > 1).any())),
]
