"""Parameters as nests: lists, tuples, named tuples and dicts, to any depth, with arrays or numbers as leaves.

>>> from dlmath.autodiff import nests
>>> nests.map(lambda w, g: w - 0.5 * g, {"W": 4.0, "b": [1.0]}, {"W": 2.0, "b": [0.0]})
{'W': 3.0, 'b': [1.0]}
"""

import itertools

import numpy as np


def children(nest):
    """The parts of a nest as pairs (how the part is written, the part), or None for a leaf."""
    if isinstance(nest, dict):
        return [(f"[{key!r}]", part) for key, part in nest.items()]
    if isinstance(nest, tuple) and hasattr(nest, "_fields"):
        return [(f".{field}", part) for field, part in zip(nest._fields, nest, strict=True)]
    if isinstance(nest, list | tuple):
        return [(f"[{i}]", part) for i, part in enumerate(nest)]
    return None


def rebuild(nest, parts):
    """A nest like ``nest`` that holds ``parts`` instead, in the same order."""
    if isinstance(nest, dict):
        return dict(zip(nest, parts, strict=True))
    return type(nest)(*parts) if hasattr(nest, "_fields") else type(nest)(parts)


def map(f, nest, *others):
    """The nest of ``f(leaf, …)``, taken over ``nest`` and others of the same structure."""
    return map_named(lambda _, *leaves: f(*leaves), "", nest, *others)


def map_named(f, name, nest, *others):
    """The nest of ``f(name, leaf, …)``, where ``name`` says which leaf it is: ``params[0]['W']``."""
    parts = children(nest)
    if parts is None:
        return f(name, nest, *others)
    if isinstance(nest, dict):
        others = [[other[key] for key in nest] for other in others]
    rows = zip(parts, *others, strict=True)
    return rebuild(nest, [map_named(f, name + where, part, *row) for (where, part), *row in rows])


def leaves(name, nest):
    """The leaves in order, as pairs (how the leaf is written, the leaf)."""
    found = []
    map_named(lambda where, leaf: found.append((where, leaf)), name, nest)
    return found


def ravel(nest):
    """All entries of a nest of arrays as one vector, and the function that turns such a vector back into the nest."""
    parts = [np.asarray(leaf) for _, leaf in leaves("", nest)]

    def unravel(vector):
        ends = itertools.accumulate(part.size for part in parts)
        pieces = (vector[end - part.size : end].reshape(part.shape) for part, end in zip(parts, ends, strict=True))
        return map(lambda _: next(pieces), nest)

    return np.concatenate([part.ravel() for part in parts]) if parts else np.zeros(0), unravel


def unzip(nest, tuples, n):
    """Turn a nest of n-tuples, built as ``nest`` is, into n nests."""
    return [map(lambda _, row, i=i: row[i], nest, tuples) for i in range(n)]


def same_structure(name, nest, like_name, like):
    """Raise unless ``nest`` is built as ``like`` is, down to the leaves; the message names the place.

    Raises
    ------
    ValueError
        If a part is missing, is one too many, or is of another kind.
    """
    parts, expected = children(nest), children(like)
    if parts is None and expected is None:
        return
    both_dicts = isinstance(nest, dict) and isinstance(like, dict)
    if both_dicts and set(nest) != set(like):
        raise ValueError(f"{name} has the keys {list(nest)}, expected {list(like)} as {like_name} has")
    if not both_dicts and _describe(nest) != _describe(like):
        raise ValueError(f"{name} is {_describe(nest)}, expected {_describe(like)} as {like_name} is")
    if both_dicts:
        parts = [(where, nest[key]) for (where, _), key in zip(expected, like, strict=True)]
    for (_, part), (where, like_part) in zip(parts, expected, strict=True):
        same_structure(name + where, part, like_name + where, like_part)


def _describe(nest):
    if children(nest) is None:
        return "an array or a number"
    return f"a {'dict' if isinstance(nest, dict) else type(nest).__name__} of {len(nest)}"
