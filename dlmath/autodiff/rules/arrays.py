"""Derivative rules of functions that index, reshape, rearrange and join arrays.

Most of them only move entries about: they take entry ``places[k]`` of x to place k of the result. Carried out on the
array of places 0, 1, 2, … they say where every entry comes from; the pullback adds each gradient to its entry.
"""

import math

import numpy as np

from dlmath.autodiff.trace import Box, composed, plain, primitive, rule, strip

# Moving entries about


@primitive
def gather(x, places):
    """The entries of the flattened x at ``places``."""
    return np.asarray(x).ravel()[places]


@primitive
def scatter(g, places, shape):
    """An array of zeros of this shape to which every entry of g is added at its place."""
    sums = np.bincount(np.ravel(places), weights=np.ravel(g), minlength=math.prod(shape))
    return sums.astype(g.dtype, copy=False).reshape(shape)


rule(gather, lambda g, out, x, places: scatter(g, places, x.shape), None)
rule(scatter, lambda g, out, x, places, shape: gather(g, places), None, None)


def _places(x):
    return np.arange(x.size).reshape(x.shape)


def _moving(function):
    @composed(function)
    def moved(x, *args, **kwargs):
        return gather(x, function(_places(x), *map(strip, args), **kwargs))


for _function in (np.flip, np.fliplr, np.flipud, np.roll, np.rot90, np.tile, np.repeat, np.diagonal):
    _moving(_function)
for _function in (np.take, np.take_along_axis, np.delete, np.resize):
    _moving(_function)


# Indexing


@primitive
def _getitem(x, index):
    return x[index]


@primitive
def _put_slice(g, index, shape):
    """Zeros of this shape, with g at ``index``, which takes no entry twice."""
    out = np.zeros(shape, g.dtype)
    out[index] = g
    return out


rule(_getitem, lambda g, out, x, index: _put_slice(g, index, x.shape), None)
rule(_put_slice, lambda g, out, x, index, shape: g[index], None, None)


_BASIC = {int, slice, type(None), type(Ellipsis)}


def _is_basic(index):
    parts = index if type(index) is tuple else (index,)
    return all(type(p) in _BASIC or isinstance(p, np.integer) for p in parts)


def _index(x, index):
    index = strip(index)
    return _getitem(x, index) if _is_basic(index) else gather(x, _places(x)[index])


Box.__getitem__ = _index

# Shapes

rule(np.reshape, lambda g, out, x, shape=None, order="C": np.reshape(g, x.shape, order=order))
rule(np.ravel, lambda g, out, x, order="C": np.reshape(g, x.shape, order=order))
rule(np.broadcast_to, lambda g, out, x, shape, subok=False: g)
rule(np.copy, lambda g, out, x, order="K", subok=False: g)
rule(np.transpose, lambda g, out, x, axes=None: np.transpose(g, None if axes is None else np.argsort(axes)))


def _shape_only(function):
    @composed(function)
    def reshaped(x, *args, **kwargs):
        return np.reshape(x, function(np.broadcast_to(0.0, x.shape), *args, **kwargs).shape)


def _axes_only(function):
    @composed(function)
    def permuted(x, *args, **kwargs):
        lengths = function(np.broadcast_to(0.0, range(1, x.ndim + 1)), *args, **kwargs).shape
        return np.transpose(x, [n - 1 for n in lengths])


for _function in (np.expand_dims, np.squeeze):
    _shape_only(_function)
for _function in (np.swapaxes, np.moveaxis, np.rollaxis):
    _axes_only(_function)


def _at_least(function):
    @composed(function)
    def reshaped(*arrays):
        out = [np.reshape(x, function(np.broadcast_to(0.0, np.shape(x))).shape) for x in arrays]
        return out[0] if len(out) == 1 else tuple(out)


for _function in (np.atleast_1d, np.atleast_2d, np.atleast_3d):
    _at_least(_function)


@composed(np.broadcast_arrays)
def _broadcast_arrays(*arrays):
    shape = np.broadcast_shapes(*map(np.shape, arrays))
    return tuple(np.broadcast_to(x, shape) for x in arrays)


@primitive
def _astype(x, dtype):
    return x.astype(dtype)


rule(_astype, lambda g, out, x, dtype: g, None)


@composed(np.linspace)
def _linspace(start, stop, num=50, endpoint=True):
    t = np.linspace(0.0, 1.0, num, endpoint)
    t = t.reshape([num] + [1] * max(np.ndim(start), np.ndim(stop)))
    return start * (1 - t) + stop * t


@composed(np.meshgrid)
def _meshgrid(*vectors, indexing="xy"):
    n = len(vectors)
    shapes = [[-1 if j == i else 1 for j in range(n)] for i in range(n)]
    grids = np.broadcast_arrays(*(np.reshape(v, shape) for v, shape in zip(vectors, shapes, strict=True)))
    return tuple(np.swapaxes(g, 0, 1) if indexing == "xy" and n > 1 else g for g in grids)


# Joining and splitting


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
    return [x if type(x) is Box else np.asarray(x) for x in arrays]


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
    def split(x, parts, axis=0):
        axis = (axis if along is None else along(x)) % x.ndim
        pieces = cut(np.arange(x.shape[axis]), parts)
        spans = [slice(p[0], p[-1] + 1) if len(p) else slice(0, 0) for p in pieces]
        return [x[(slice(None),) * axis + (span,)] for span in spans]


_splitting(np.split, None)
_splitting(np.array_split, None, np.array_split)
_splitting(np.vsplit, lambda x: 0)
_splitting(np.hsplit, lambda x: 0 if x.ndim == 1 else 1)
_splitting(np.dsplit, lambda x: 2)

# Diagonals and triangles


@composed(np.diag)
def _diag(x, k=0):
    if x.ndim == 2:
        return np.diagonal(x, k)
    n = x.size + abs(k)
    return scatter(x, np.flatnonzero(np.eye(n, k=k)), (n, n))


@composed(np.diagflat)
def _diagflat(x, k=0):
    return np.diag(np.ravel(x), k)


@composed(np.trace)
def _trace(x, offset=0, axis1=0, axis2=1):
    return np.sum(np.diagonal(x, offset, axis1, axis2), axis=-1)


@composed(np.tril)
def _tril(x, k=0):
    return np.where(np.tri(*x.shape[-2:], k=k, dtype=bool), x, 0.0)


@composed(np.triu)
def _triu(x, k=0):
    return np.where(np.tri(*x.shape[-2:], k=k - 1, dtype=bool), 0.0, x)


# Padding


@primitive
def _pad_with(x, widths, values):
    return np.pad(x, widths, constant_values=values)


def _unpad(g, out, x, widths, values):
    return g[tuple(slice(before, before + n) for (before, _), n in zip(widths, x.shape, strict=True))]


rule(_pad_with, _unpad, None, None)


@composed(np.pad)
def _pad(x, pad_width, mode="constant", **kwargs):
    if mode in ("edge", "reflect", "symmetric", "wrap") and kwargs.get("reflect_type", "even") == "even":
        return gather(x, np.pad(_places(x), pad_width, mode=mode))
    if mode != "constant":
        raise TypeError(
            f"np.pad with mode {mode!r} has no derivative rule, use constant, edge, reflect, symmetric or wrap"
        )
    widths = np.broadcast_to(np.asarray(pad_width), (x.ndim, 2)).tolist()
    return _pad_with(x, widths, kwargs.get("constant_values", 0))


# What is known without looking at the entries

plain(np.shape, np.ndim, np.size, np.result_type, np.can_cast, np.iterable)
plain(np.zeros_like, np.ones_like, np.full_like, np.empty_like)


def _astype_call(x, dtype, **kwargs):
    """A change of float type is differentiated; integers and booleans are constants."""
    return _astype(x, dtype) if np.dtype(dtype).kind == "f" else strip(x).astype(dtype)


Box.astype = _astype_call
