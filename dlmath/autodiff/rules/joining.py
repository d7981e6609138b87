"""Derivative rules of functions that join, split and pad arrays."""

import numpy as np

from dlmath.autodiff import nests
from dlmath.autodiff.box import Box
from dlmath.autodiff.rules.arrays import array, gather, places_of
from dlmath.autodiff.trace import composed, primitive, rule


@primitive
def _join(axis, *arrays):
    return np.concatenate(arrays, axis=axis)


def _part(i, g, out, axis, *arrays):
    """The slice of g that belongs to argument i; argument 0 is the axis."""
    start = sum(x.shape[axis] for x in arrays[: i - 1])
    index = [slice(None)] * g.ndim
    index[axis] = slice(start, start + arrays[i - 1].shape[axis])
    return g[tuple(index)]


rule(_join, each=_part)


def _arrays(arrays):
    return [array(x) for x in arrays]


@composed(np.concatenate)
def _concatenate(arrays, axis=0):
    return _join(0, *map(np.ravel, arrays)) if axis is None else _join(axis, *_arrays(arrays))


@composed(np.stack)
def _stack(arrays, axis=0):
    return _join(axis, *(np.expand_dims(x, axis) for x in _arrays(arrays)))


@composed(np.vstack)
def _vstack(arrays):
    return _join(0, *map(np.atleast_2d, arrays))


@composed(np.hstack)
def _hstack(arrays):
    arrays = [np.atleast_1d(x) for x in arrays]
    return _join(0 if arrays[0].ndim == 1 else 1, *arrays)


@composed(np.dstack)
def _dstack(arrays):
    return _join(2, *map(np.atleast_3d, arrays))


@composed(np.column_stack)
def _column_stack(arrays):
    return _join(1, *(x if x.ndim > 1 else np.atleast_2d(x).T for x in _arrays(arrays)))


@composed(np.append)
def _append(x, values, axis=None):
    return np.concatenate([x, values] if axis is not None else [np.ravel(x), np.ravel(values)], axis=axis or 0)


def _splitting(function, along, cut=np.split):
    @composed(function)
    def split(x, indices_or_sections, axis=0):
        axis = (axis if along is None else along(x)) % x.ndim
        pieces = cut(np.arange(x.shape[axis]), indices_or_sections)
        spans = [slice(p[0], p[-1] + 1) if len(p) else slice(0, 0) for p in pieces]
        return [x[(slice(None),) * axis + (span,)] for span in spans]


def _moving_all(place, nest, *more):
    """``place`` moves the entries of all arrays of a nest about: on their places it says where each comes from."""
    parts = _arrays(part for _, part in nests.leaves("", nest))
    places = iter(np.split(np.arange(sum(x.size for x in parts)), np.cumsum([x.size for x in parts])[:-1]))
    where = iter([next(places).reshape(x.shape) for x in parts])
    return gather(np.concatenate([np.ravel(x) for x in parts]), place(nests.map(lambda _: next(where), nest), *more))


@composed(np.block)
def _block(arrays):
    return _moving_all(np.block, arrays)


@composed(np.insert)
def _insert(x, obj, values, axis=None):
    values = array(values)
    values = values.astype(x.dtype) if type(x) is Box and values.dtype.kind in "fiu" else values
    return _moving_all(lambda nest: np.insert(nest[0], obj, nest[1], axis), [x, values])


_splitting(np.split, None)
_splitting(np.array_split, None, np.array_split)
_splitting(np.vsplit, lambda x: 0)
_splitting(np.hsplit, lambda x: 0 if x.ndim == 1 else 1)
_splitting(np.dsplit, lambda x: 2)


@primitive
def _pad_with(x, widths, values):
    return np.pad(x, widths, constant_values=values)


def _unpad(g, out, x, widths, values):
    return g[tuple(slice(before, before + n) for (before, _), n in zip(widths, x.shape, strict=True))]


rule(_pad_with, _unpad, None, None)


@composed(np.pad)
def _pad(x, pad_width, mode="constant", **kwargs):
    if x.ndim == 0:
        return np.copy(x)
    if isinstance(pad_width, dict):
        widths = np.zeros((x.ndim, 2), int)
        for axis, width in pad_width.items():
            widths[axis] = width
        pad_width = widths
    if mode in ("edge", "reflect", "symmetric", "wrap") and kwargs.get("reflect_type", "even") == "even":
        return gather(x, np.pad(places_of(x), pad_width, mode=mode))
    if mode != "constant":
        raise TypeError(
            f"np.pad with mode {mode!r} has no derivative rule, use constant, edge, reflect, symmetric or wrap"
        )
    widths = np.broadcast_to(np.asarray(pad_width), (x.ndim, 2)).tolist()
    return _pad_with(x, widths, kwargs.get("constant_values", 0))
