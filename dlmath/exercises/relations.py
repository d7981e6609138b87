"""How wrong values are related to the right ones, in one true sentence: the wrong sign, twice as large, reversed …

>>> import numpy as np
>>> right = [np.array([1.0, 2.0]), np.array([3.0, -1.0])]
>>> relation(right, [-x for x in right], [(), ()], [])
'Every answer is right but for its sign.'
>>> relation(right, [x[::-1] for x in right], [(), ()], [])
'The entries are right, but in reverse order.'
"""

import numpy as np

APPROXIMATE = "What in it is only approximate: a difference for a slope, a search, a rounded number?"
CLOSE = {"rtol": 1e-6, "atol": 1e-12}


def relation(right, values, arguments, names):
    """Return what holds between all right values and all of an answer's, or ''.

    ``arguments`` holds those of each case, ``names`` what they are called.
    """
    if all(isinstance(r, tuple | list) for r in right):
        return _of_tuples(right, values, arguments, names)
    pairs = [(numbers(r), numbers(v)) for r, v in zip(right, values, strict=True)]
    if not pairs or any(r is None or v is None for r, v in pairs):
        return ""
    if all(r.ndim == 0 and v.size == 1 for r, v in pairs):
        pairs = [(r, v.reshape(())) for r, v in pairs]
    if digits := _digits(pairs):
        return f"Every answer is right to about {digits} digits, not to all. {APPROXIMATE}"
    if all(_alike(r, v) for r, v in pairs):
        return ""
    if all(r.dtype == bool and v.dtype == bool for r, v in pairs):
        return _of_bools(pairs)
    factor = _constant_factor(pairs)
    if factor:
        return factor
    for sentence, holds in [*RELATIONS, *_of_arguments(arguments, names)]:
        if all(_holds(holds, i, r.astype(float), v.astype(float)) for i, (r, v) in enumerate(pairs)):
            return sentence
    return _constant_term(pairs) or _same_everywhere(pairs)


def numbers(value):
    """The value as an array, or None if it is not made of real numbers."""
    try:
        array = np.asarray(value)
    except Exception:
        return None
    return array if array.dtype.kind in "biuf" and np.isfinite(array).all() else None


def _holds(holds, case, right, value):
    try:
        with np.errstate(all="ignore"):
            return bool(holds(case, right, value))
    except Exception:
        return False


def _alike(x, y):
    return x.shape == y.shape and x.size > 0 and np.allclose(x, y, **CLOSE)


def _is_number(right, value):
    return value.ndim == 0 and right.ndim > 0 and right.size > 1


def _is_array(right, value):
    return right.ndim == 0 and value.ndim > 0 and value.size > 0


def _only(where):
    """Whether of several entries just those at ``where`` are right (or, for ``wrong_at``, wrong)."""

    def holds(case, right, value):
        if right.shape != value.shape or right.ndim == 0 or len(right) == 0:
            return False
        good = np.isclose(right, value, **CLOSE).reshape(len(right), -1).all(axis=1)
        return (good == where(len(right))).all()

    return holds


def _first(n):
    return np.arange(n) == 0


def _last(n):
    return np.arange(n) == n - 1


def _parallel(axis):
    def holds(case, right, value):
        if right.shape != value.shape or right.ndim == 0 or (axis is not None and right.ndim != 2):
            return False
        lengths = [np.linalg.norm(x, axis=axis, keepdims=True) for x in (right, value)]
        return all((n > 0).all() for n in lengths) and np.allclose(right / lengths[0], value / lengths[1], **CLOSE)

    return holds


def _rounded(case, right, value):
    return any(_alike(np.round(right, digits), value) for digits in range(6))


RELATIONS = [  # a sentence, and whether it holds: of the number of the case, the right value, the answer's
    ("Your answers have lost their sign.", lambda _, r, v: _alike(np.abs(r), v)),
    ("Your answers are rounded. Return all digits; whoever shows them can round.", _rounded),
    ("Your answers are cut off to whole numbers.", lambda _, r, v: _alike(np.trunc(r), v)),
    ("Each answer is the reciprocal of the right one, 1/x for x.", lambda _, r, v: _alike(1 / r, v)),
    ("Each answer is the square of the right one.", lambda _, r, v: _alike(r**2, v)),
    ("Each answer is the square root of the right one.", lambda _, r, v: _alike(np.sqrt(r), v)),
    ("The result lies on its side: rows are columns.", lambda _, r, v: r.ndim == 2 and _alike(r.T, v)),
    ("The entries are right, but in reverse order.", lambda _, r, v: r.ndim > 0 and _alike(r[::-1], v)),
    ("The columns are right, but in reverse order.", lambda _, r, v: r.ndim == 2 and _alike(r[:, ::-1], v)),
    ("The first entry is missing.", lambda _, r, v: r.ndim > 0 and _alike(r[1:], v)),
    ("The last entry is missing.", lambda _, r, v: r.ndim > 0 and _alike(r[:-1], v)),
    ("There is an entry too many at the beginning.", lambda _, r, v: r.ndim == v.ndim > 0 and _alike(r, v[1:])),
    ("There is an entry too many at the end.", lambda _, r, v: r.ndim == v.ndim > 0 and _alike(r, v[:-1])),
    ("Each entry is one place too early.", lambda _, r, v: r.shape == v.shape != () and _alike(r[1:], v[:-1])),
    ("Each entry is one place too late.", lambda _, r, v: r.shape == v.shape != () and _alike(r[:-1], v[1:])),
    ("Your answer is the sum of the right entries.", lambda _, r, v: _is_number(r, v) and _alike(np.sum(r), v)),
    (
        "Your answer is only the last of several entries.",
        lambda _, r, v: r.ndim > 0 and len(r) > 1 and _alike(r[-1], v),
    ),
    (
        "Your answer is only the first of several entries.",
        lambda _, r, v: r.ndim > 0 and len(r) > 1 and _alike(r[0], v),
    ),
    ("These are the parts; what is asked for is their sum.", lambda _, r, v: _is_array(r, v) and _alike(r, np.sum(v))),
    ("What is asked for is the largest of these.", lambda _, r, v: _is_array(r, v) and _alike(r, np.max(v))),
    ("What is asked for is the last of these.", lambda _, r, v: _is_array(r, v) and _alike(r, v.flat[-1])),
    ("What is asked for is the first of these.", lambda _, r, v: _is_array(r, v) and _alike(r, v.flat[0])),
    ("Only the first entry is right.", _only(_first)),
    ("Only the last entry is right.", _only(_last)),
    ("Only the first entry is wrong.", _only(lambda n: ~_first(n))),
    ("Only the last entry is wrong.", _only(lambda n: ~_last(n))),
    ("The direction is right, but the length is not.", _parallel(None)),
    ("The columns point in the right directions, but have other lengths.", _parallel(0)),
    ("The rows point in the right directions, but have other lengths.", _parallel(1)),
    (
        "The numbers are right, but in another order.",
        lambda _, r, v: r.ndim > 0 and r.shape == v.shape and _alike(np.sort(r, axis=None), np.sort(v, axis=None)),
    ),
]


def _of_arguments(arguments, names):
    for j, name in enumerate(names):
        yield (
            f"Your answer is `{name}` as it came in.",
            lambda case, r, v, j=j: _alike(np.asarray(arguments[case][j], float), v),
        )


def _digits(pairs):
    """How many digits all answers have right, if they are a few and not all."""
    if any(r.shape != v.shape or r.dtype.kind != "f" or not r.any() for r, v in pairs):
        return 0
    error = max(np.max(np.abs(v - r)) / np.max(np.abs(r)) for r, v in pairs)
    return round(-np.log10(error)) if 1e-13 < error < 1e-3 else 0


def _constant_factor(pairs):
    ratios = [v.astype(float).ravel() / r for r, v in _dense(pairs)]
    if not ratios or len(ratios) < 2 or not np.allclose(np.concatenate(ratios), ratios[0][0], **CLOSE):
        return ""
    factor = ratios[0][0]
    if abs(factor + 1) < 1e-6:
        return "Every answer is right but for its sign."
    return f"Every answer is {factor:.4g} times what it should be." if factor else "Every answer is 0."


def _dense(pairs):
    """The pairs of one shape without a zero, as flat arrays; none if a shape is another or a zero is not matched."""
    if any(r.shape != v.shape or (v[r == 0] != 0).any() for r, v in pairs):
        return []
    return [(r[r != 0].astype(float).ravel(), v[r != 0]) for r, v in pairs if (r != 0).any()]


def _constant_term(pairs):
    if len(pairs) < 2 or any(r.shape != v.shape for r, v in pairs):
        return ""
    terms = np.concatenate([(v.astype(float) - r).ravel() for r, v in pairs])
    if not terms.size or not terms[0] or not np.allclose(terms, terms[0], rtol=1e-6, atol=1e-9):
        return ""
    return f"Every answer is too {'large' if terms[0] > 0 else 'small'} by {abs(terms[0]):.4g}."


def _same_everywhere(pairs):
    first = pairs[0][1]
    same = len(pairs) > 1 and all(_alike(first, v) for _, v in pairs)
    return "Your answer is the same for every input." if same else ""


def _of_bools(pairs):
    if all(r.shape == v.shape and (r != v).all() for r, v in pairs):
        return "True and False have changed places."
    values = {bool(v) for _, v in pairs if v.ndim == 0}
    return f"Your answer is {values.pop()} for every input." if len(values) == 1 and len(pairs) > 1 else ""


def _of_tuples(right, values, arguments, names):
    """Which entries are wrong, and what is wrong with the one, if it is one."""
    n = len(right[0])
    if not all(isinstance(v, tuple | list) and len(v) == n == len(r) for r, v in zip(right, values, strict=True)):
        return ""
    good = [all(_same_entry(r[i], v[i]) for r, v in zip(right, values, strict=True)) for i in range(n)]
    if sum(good) != n - 1:
        for i in range(n):
            for j in range(i):
                if all(_same_entry(r[i], v[j]) and _same_entry(r[j], v[i]) for r, v in zip(right, values, strict=True)):
                    return f"Results {j + 1} and {i + 1} have changed places."
        return ""
    i = good.index(False)
    more = relation([r[i] for r in right], [v[i] for v in values], arguments, names)
    return f"Of the {n} results only number {i + 1} is wrong." + (f" {more}" if more else "")


def _same_entry(right, value):
    right, value = numbers(right), numbers(value)
    return right is not None and value is not None and right.shape == value.shape and np.allclose(right, value, **CLOSE)
